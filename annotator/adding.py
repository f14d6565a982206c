"""Taking a document into a corpus: decoded once, strictly, and never changed again."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from annotator.corpus import Corpus, CorpusError, Meta, check_something
from annotator.files import atomic
from annotator.files.findings import InvalidFileError
from annotator.store import meta_path
from annotator.store.emit import scalar
from annotator.store.names import DEVICES, RESERVED, alike
from annotator.text import TextError, decode, read_bytes
from annotator.text.paragraphs import paragraphs

_MAX_NAME = 100
_MAX_TITLE = 200


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a document.

    Attributes:
        path: Where it stands.
        same: It stood there before.
        ignored: What was told of it and not taken over, since its meta file was there and says something else.
    """

    path: Path
    same: bool
    ignored: tuple[str, ...] = ()


def add_document(
    file: Path, corpus: Path, *, encoding: str = "utf-8", name: str | None = None, known: Mapping[str, str | None]
) -> Added:
    """Store a document as `NAME.txt` with a `NAME.meta.yaml` beside it.

    Args:
        file: The document.
        corpus: The corpus folder; made where it does not exist.
        encoding: The document's encoding.
        name: What it is called in the corpus; made from the file's name if None.
        known: Fields of `Meta` that are known.

    Raises:
        TextError: When the document cannot be read, decoded, or is empty.
        CorpusError: When its name cannot be used, or another text has it.
        SaveError: When it cannot be written.
    """
    content = _read(file, encoding)
    data = content.encode()
    stem = document_name(file.stem) if name is None else document_name(name, given=True)
    target = _folder(corpus) / f"{stem}.txt"
    beside = meta_path(target)
    _refuse_links_and_doubles(target, beside)
    same = target.exists()
    if same and read_bytes(target, "give this text another name with --name") != data:
        raise CorpusError(f"{target} is another text of that name: give this one another with --name.")
    if beside.exists():
        if same:
            return Added(target, same=True, ignored=_ignored(target, known))
        raise CorpusError(f"{beside} is there without its text: remove it, or give this text another name with --name.")
    described = {
        "title": known.get("title") or first_line(content),
        **{key: value for key, value in known.items() if key != "title" and value},
        "sha256": hashlib.sha256(data).hexdigest(),
        "origin": file.name,
        "added": datetime.now(UTC).date().isoformat(),
    }
    if not same:
        _write_new(target, data)
    _write_new(beside, _emit(described))
    return Added(target, same=same)


def _refuse_links_and_doubles(target: Path, beside: Path) -> None:
    for path in (target, beside):
        if path.is_symlink():  # writing would follow it, out of the corpus
            raise CorpusError(f"{path} is a link: remove it, or give this text another name with --name.")
    for name, other in alike([target.name, *(path.name for path in Corpus(target.parent).text_paths())]):
        if other == target.name:
            raise CorpusError(f"{target.parent / name} has the same name on some systems: give another with --name.")


def _ignored(target: Path, known: Mapping[str, str | None]) -> tuple[str, ...]:
    """Return what a meta file that is there does not say, or says otherwise."""
    try:
        said = Corpus(target.parent).meta(target).model_dump()
    except InvalidFileError:
        said = {}
    return tuple(key for key, value in known.items() if value and said.get(key) != value)


def _emit(described: Mapping[str, str | None]) -> bytes:
    # Names of files and words on a command line may be in no encoding at all; YAML is.
    plain = {key: str(value).encode(errors="replace").decode() for key, value in described.items()}
    fields = Meta(**plain).model_dump(exclude_none=True)
    return "".join(f"{key}: {scalar(value)}\n" for key, value in fields.items()).encode()


def _write_new(path: Path, data: bytes) -> None:
    try:
        atomic.write(path, data, replace=False)
    except FileExistsError:
        raise CorpusError(f"{path} appeared while it was being added: try again.") from None


def _read(file: Path, encoding: str) -> str:
    data = read_bytes(file, f"give the files in it, such as {file}/*.txt")
    # A byte order mark tells the encoding and is no part of the text.
    try:
        content = decode(data, str(file), encoding).removeprefix("\ufeff")
        content.encode()
    except UnicodeError:
        raise TextError(f"{file} cannot be read as {encoding}: try another --encoding.") from None
    check_something(file, content)
    return content


def _folder(corpus: Path) -> Path:
    try:
        corpus.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise CorpusError(f"{corpus} is a file: give a folder with --to.") from None
    except OSError as error:
        raise CorpusError(f"{corpus} cannot be made: {error.strerror or error}.") from None
    return corpus


def document_name(words: str, *, given: bool = False) -> str:
    """Make a name a file can have everywhere: lowercase letters, digits, `-`, `_` and `.`.

    Args:
        words: A file's name or what the person chose.
        given: The person chose it: it is taken as it is or refused.

    Raises:
        CorpusError: When nothing usable is left, or a chosen name has other characters.
    """
    plain = unicodedata.normalize("NFKD", words.casefold()).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9_.-]+", "-", plain).strip("-._")[:_MAX_NAME].rstrip("-._")
    if given and name != words:
        raise CorpusError(
            f"'{words}' cannot be a text's name: use lowercase letters, digits, - and _ ('{name or 'text'}')."
        )
    if given and name and _is_taken(name):
        raise CorpusError(f"'{words}' cannot be a text's name: it means something else here or to Windows.")
    if not name or _is_taken(name):
        raise CorpusError(f"No name can be made from '{words}': give one with --name.")
    return name


def _is_taken(name: str) -> bool:
    return name in RESERVED or name.split(".", maxsplit=1)[0] in DEVICES


def first_line(content: str) -> str:
    """Return the first line with something on it, cut to a title's length."""
    start, end = paragraphs(content, "lines")[0]
    return " ".join(content[start:end].split())[:_MAX_TITLE]
