"""A folder of texts with their labels: settings, codebook, registry, progress."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from annotator.codebook import Codebook, find, shipped, shipped_names
from annotator.codebook.find import DEFAULT, path_of
from annotator.errors import AnnotatorError
from annotator.files import strict_yaml
from annotator.files.findings import InvalidFileError, first, short
from annotator.files.validate import validate
from annotator.labels import Labels
from annotator.records import Record
from annotator.store import labels_path, meta_path
from annotator.store.names import check_text
from annotator.store.read import check_labels, read_own
from annotator.text import Text, TextError, read_text
from annotator.text.paragraphs import has_paragraphs

if TYPE_CHECKING:
    from pydantic import Field

    from annotator.fields import Name, Prose

SETTINGS_FILE = "corpus.yaml"
REGISTRY_FILE = "sources.yaml"

ParagraphRule = Literal["auto", "lines", "blocks"]


class CorpusError(AnnotatorError):
    """A folder that is not, or cannot be, what was asked for."""


class Settings(Record):
    """`corpus.yaml`; every key has a default."""

    title: Prose | None = None
    codebook: Prose | None = None
    language: Prose = "en"
    paragraphs: ParagraphRule = "auto"


class KnownSource(Record):
    """One entry of the registry: who it is, never how reliable."""

    id: Name
    name: Prose
    aliases: Annotated[tuple[Prose, ...], Field(strict=False)] = ()
    description: Prose | None = None
    url: Prose | None = None


class Registry(Record):
    """`sources.yaml`: the corpus's known sources."""

    sources: Annotated[tuple[KnownSource, ...], Field(strict=False)] = ()


class Meta(Record):
    """`NAME.meta.yaml`: what is known of a text."""

    title: Prose | None = None
    outlet: Prose | None = None
    author: Prose | None = None
    published: Prose | None = None
    story: Prose | None = None
    url: Prose | None = None
    language: Prose | None = None
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None
    origin: Prose | None = None
    added: Prose | None = None


def meta_in(document: strict_yaml.Document, text: Text) -> Meta:
    """Return what a meta file says of a text, after a look whether it is still the text that was added.

    Raises:
        InvalidFileError: When the file has faults, or names another hash than the text's.
    """
    meta = validate(Meta, document) if document.value is not None else Meta()
    if meta.sha256 is not None and meta.sha256 != text.sha256:
        message = (
            f"the text has another hash now ({text.sha256[:12]}…): it was changed since it was added; "
            "`annotator reanchor` takes it as it is"
        )
        raise InvalidFileError([document.finding(("sha256",), message)])
    return meta


@dataclass
class Corpus:
    """A folder of texts. A lone text has one too: its folder, with every setting at its default.

    Attributes:
        folder: Where the texts are.
        chosen_codebook: A codebook given on the command line; it goes before the one in `corpus.yaml`.
    """

    folder: Path
    chosen_codebook: str | None = None

    @cached_property
    def settings(self) -> Settings:
        """What `corpus.yaml` says.

        Raises:
            InvalidFileError: When it has faults.
        """
        path = self.folder / SETTINGS_FILE
        document = read_own(path) if path.is_file() else None
        # Where nothing is read, nothing needs the machinery that would check it.
        return validate(Settings, document) if document and document.value is not None else Settings.model_construct()

    @cached_property
    def codebook(self) -> Codebook:
        """The codebook in effect: the one that was asked for, that of `corpus.yaml`, or the default one.

        Raises:
            CodebookNotFoundError: When there is none of that name.
            InvalidFileError: When it has faults.
        """
        if self.chosen_codebook is not None:
            return find(self.chosen_codebook)
        return find(self.settings.codebook or DEFAULT, self.folder)

    @cached_property
    def registry(self) -> dict[str, KnownSource] | None:
        """The known sources by id; None where the corpus has no `sources.yaml`.

        Raises:
            InvalidFileError: When it has faults.
        """
        path = self.folder / REGISTRY_FILE
        if not path.is_file():
            return None
        document = read_own(path)
        registry = validate(Registry, document) if document.value is not None else Registry()
        known: dict[str, KnownSource] = {}
        findings = []
        for index, entry in enumerate(registry.sources):
            if entry.id in known:
                findings.append(document.finding(("sources", index, "id"), f"'{entry.id}' stands here twice"))
            known[entry.id] = entry
        if findings:
            raise InvalidFileError(first(findings))
        return known

    def text_paths(self) -> list[Path]:
        """Return the texts of the corpus, by name; folders, pipes, devices and hidden files are none.

        Raises:
            CorpusError: When the folder cannot be read.
        """
        try:
            return sorted(path for path in self.folder.iterdir() if _is_text(path))
        except OSError as error:
            raise CorpusError(f"{self.folder} cannot be read: {error.strerror or error}.") from None

    def meta(self, text: Path) -> Meta:
        """Return what is known of a text; empty where it has no meta file.

        Raises:
            InvalidFileError: When the file has faults.
        """
        path = meta_path(text)
        document = read_own(path) if path.is_file() else None
        return validate(Meta, document) if document and document.value is not None else Meta.model_construct()

    def title(self, text: Path) -> str:
        """Return a text's title and outlet, or its name where they are not known or cannot be read."""
        try:
            meta = self.meta(text)
        except InvalidFileError:
            return text.stem
        return " · ".join(part for part in (meta.title or text.stem, meta.outlet) if part)

    def read_labels(self, text: Text, annotator: str) -> Labels:
        """Return the labels of one annotator.

        Raises:
            InvalidFileError: When the file is missing, unreadable, or has faults.
        """
        document = read_own(labels_path(text.path, annotator))
        return check_labels(document, text, self.codebook_for(document), self.registry, annotator=annotator)

    def codebook_for(self, document: strict_yaml.Document) -> Codebook:
        """Return the codebook to check labels against, see `codebook_named`."""
        named = document.value.get("codebook") if isinstance(document.value, dict) else None
        return self.codebook_named(named.get("name") if isinstance(named, dict) else None)

    def codebook_named(self, name: object) -> Codebook:
        """Return the corpus's codebook; where none was chosen, the shipped one of the name that labels give."""
        if self.may_have_other_codebooks() and name in shipped_names():
            return shipped(str(name))
        return self.codebook

    def codebook_path(self) -> Path:
        """Return the file of the codebook in effect.

        Raises:
            CodebookNotFoundError: When there is none of that name.
            InvalidFileError: When `corpus.yaml` has faults.
        """
        if self.chosen_codebook is not None:
            return path_of(self.chosen_codebook)
        return path_of(self.settings.codebook or DEFAULT, self.folder)

    def may_have_other_codebooks(self) -> bool:
        """Return whether labels may name a shipped codebook of their own, because none was chosen for the corpus."""
        return self.chosen_codebook is None and self.settings.codebook is None


def _is_text(path: Path) -> bool:
    """Return whether a file of a corpus is a text: hidden ones, such as `._story.txt` of macOS, are not."""
    return path.suffix == ".txt" and not path.name.startswith(".") and path.is_file()


def corpus_of(path: Path, codebook: str | None = None) -> Corpus:
    """Return the corpus a path names: a folder, or the folder a text lies in.

    Raises:
        CorpusError: When there is nothing at the path.
    """
    try:
        is_folder, is_there = path.is_dir(), path.exists()
    except (OSError, ValueError) as error:  # a name that no file can have, or a folder that nobody may look into
        raise CorpusError(f"{short(path, 200)} cannot be read: {getattr(error, 'strerror', None) or error}.") from None
    if is_folder:
        return Corpus(path, codebook)
    if is_there:
        return Corpus(path.parent, codebook)
    raise CorpusError(f"{path} does not exist.")


def check_something(file: Path, content: str) -> None:
    """Refuse a text with nothing to label in it, only whitespace and invisible characters.

    Raises:
        TextError: When there is no paragraph in it.
    """
    if not has_paragraphs(content):
        raise TextError(f"{file} is empty: there is nothing to label.")


def open_text(path: Path) -> Text:
    """Return a text that can be labelled.

    Raises:
        TextError: When it is no text.
        CorpusError: When it is not a `.txt` file, so that its labels would have nowhere to stand.
        InvalidNameError: When its name cannot stand in them, or it is a link that leads out of its folder.
    """
    check_text(path)
    text = read_text(path)
    check_something(path, text.content)
    if path.suffix != ".txt":
        raise CorpusError(
            f"{path} is not a .txt file: `annotator add {path} --to CORPUS` takes it into a corpus as one."
        )
    return text
