"""`annotator.load`: from a path to a labelled corpus."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from annotator.collecting import collection_paused
from annotator.corpus import Corpus, CorpusError, corpus_of
from annotator.dataset.cache import cache_path
from annotator.dataset.conditions import UnknownValueError
from annotator.dataset.contents import Contents, contents_of
from annotator.dataset.corpus import LabelledCorpus
from annotator.display import visible
from annotator.files.findings import Finding, InvalidFileError
from annotator.listing import known_annotator, list_text

OnError: TypeAlias = Literal["raise", "skip", "collect"]


class LoadError(InvalidFileError):
    """Files that cannot be loaded: all of them, with every fault."""

    def __init__(self, path: Path, findings: Sequence[Finding]) -> None:
        """Take what was loaded and the findings, at least one."""
        super().__init__(findings)
        files = len({finding.file for finding in findings})
        what = "1 file has" if files == 1 else f"{files} files have"
        heading = f'{visible(str(path))}: {what} faults (on_error="collect" loads the others):'
        self.args = ("\n".join([heading, *map(str, self.findings)]),)


def load(
    path: str | os.PathLike[str],
    *,
    annotators: str | Iterable[str] | None = None,
    codebook: str | os.PathLike[str] | None = None,
    cache: bool = True,
    on_error: OnError = "raise",
) -> LabelledCorpus:
    """Load labels as linked objects.

    Every file is validated as `annotator validate` does it. Nothing is written, and what was loaded stays as it was
    when files change later: load again to see that.

    Args:
        path: A corpus folder, or one text (`.txt`).
        annotators: Whose labels to load, `gold` among them; everyone's if None. Others' files are not even opened.
        codebook: A codebook file or the name of a shipped one, instead of what the corpus says.
        cache: Keep what was validated in a file outside the corpus (in `$ANNOTATOR_CACHE`, else in the user's cache
            folder), and use it for files that have not changed since. It can be deleted at any time.
        on_error: What to do about texts, labels and metadata with faults. `raise`: check every file now and tell all
            faults of all files at once. `collect`: check every file now, leave out those with faults, tell the faults
            in `LabelledCorpus.errors`. `skip`: leave them out too, but read each text and its labels only when they
            are first used.

    Raises:
        CorpusError: When there is nothing at the path, or nothing that can be loaded.
        CodebookNotFoundError: When the codebook does not exist.
        InvalidNameError: When an annotator cannot have that name.
        LoadError: With `raise`, when files have faults.
        InvalidFileError: When the corpus's own files (settings, registry, codebook) have faults. That is raised
            whatever `on_error` says: without them no labels can be checked.
    """
    if on_error not in get_args(OnError):
        raise UnknownValueError("on_error", on_error, get_args(OnError))
    place = Path(os.path.expanduser(path))
    files = corpus_of(place, None if codebook is None else os.fspath(codebook))
    wanted = [annotators] if isinstance(annotators, str) else annotators
    names = None if wanted is None else frozenset(map(known_annotator, wanted))
    with collection_paused():
        if place.is_dir():
            contents = contents_of(files, names, _cache_path(files, names) if cache else None)
        elif place.suffix == ".txt":
            contents = Contents(files, list_text(place, names), None, None)
        else:
            raise CorpusError(f"{place} is neither a corpus folder nor a .txt text: give one of these.")
        if not contents.has_known_settings:
            _check_own_files(files)
        corpus = LabelledCorpus(place, files, contents)
        if on_error != "skip" and (errors := corpus.errors) and on_error == "raise":
            raise LoadError(place, errors)
    return corpus


def _cache_path(files: Corpus, annotators: frozenset[str] | None) -> Path:
    """Return where the cache stands: another one for another codebook, and for the labels of certain annotators."""
    codebook = "" if files.chosen_codebook is None else str(files.codebook_path().resolve())
    return cache_path(files.folder, codebook, "*" if annotators is None else ",".join(sorted(annotators)))


def _check_own_files(files: Corpus) -> None:
    """Raise the faults of settings and registry together, then those of the codebook that the settings name."""
    findings: list[Finding] = []
    for read in (lambda: files.settings, lambda: files.registry):
        try:
            read()
        except InvalidFileError as error:
            findings += error.findings
    if findings:
        raise InvalidFileError(findings)
    files.codebook  # noqa: B018 - reading it is the test
