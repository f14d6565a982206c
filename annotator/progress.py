"""How far everyone is with a text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.corpus import open_text
from annotator.files.findings import InvalidFileError
from annotator.labels import LAYERS
from annotator.reading import Reader


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one annotator is with one text.

    Attributes:
        document: The text's name.
        annotator: Who.
        paragraphs: How many there are.
        reviewed: How many were looked at for every layer of the codebook; in a second pass, of those in the sample.
        complete: The annotator says it is done.
        items: How many labels there are, by layer.
        undecided: How many of them wait for a decision.
        faults: How many findings the file has; where it has any, nothing else is known.
        revised: The only fault is that the text is not the one that was labelled.
        sampled: How many of the paragraphs are to be labelled, in a second pass; None for all.
    """

    document: str
    annotator: str
    paragraphs: int = 0
    reviewed: int = 0
    complete: bool = False
    items: dict[str, int] | None = None
    undecided: int = 0
    faults: int = 0
    revised: bool = False
    sampled: int | None = None

    @property
    def wanted(self) -> int:
        """How many paragraphs are to be labelled."""
        return self.paragraphs if self.sampled is None else self.sampled

    @classmethod
    def faulty(cls, document: str, annotator: str, error: InvalidFileError) -> Progress:
        """Return what is known of labels with faults."""
        revised = [finding.field for finding in error.findings] == ["text_sha256"]
        return cls(document, annotator, faults=len(error.findings), revised=revised)

    @classmethod
    def of(
        cls,
        document: str,
        annotator: str,
        reviewed: Sequence[Iterable[str]],
        layers: Iterable[str],
        items: dict[str, int],
        *,
        undecided: int,
        complete: bool,
        sample: Sequence[int] | None = None,
    ) -> Progress:
        """Return the progress of labels without faults.

        Args:
            document: The text's name.
            annotator: Who.
            reviewed: The layers looked at in each paragraph.
            layers: The layers of the codebook.
            items: How many labels there are, by layer.
            undecided: How many wait for a decision.
            complete: The annotator says it is done.
            sample: The numbers, from 1, of the paragraphs that are to be labelled; None for all.
        """
        wanted = frozenset(layers)
        asked = reviewed if sample is None else [reviewed[number - 1] for number in sample]
        done = sum(wanted.issubset(looked_at) for looked_at in asked)
        sampled = None if sample is None else len(sample)
        return cls(document, annotator, len(reviewed), done, complete, items, undecided, sampled=sampled)


def progress_of(reader: Reader, path: Path, annotators: Iterable[str]) -> list[Progress]:
    """Return the progress of everyone who labelled a text.

    Args:
        reader: Reads the corpus.
        path: The text.
        annotators: Who has labels of it.

    Raises:
        TextError: When it is no text.
        CorpusError: When it is not a `.txt` file.
        InvalidNameError: When labels cannot stand beside it.
    """
    text = open_text(path)
    found = []
    for annotator in annotators:
        try:
            rows = reader.labels(text, annotator)
        except InvalidFileError as error:
            found.append(Progress.faulty(text.name, annotator, error))
            continue
        reviewed = [paragraph[3] for paragraph in rows.paragraphs]
        items: dict[str, int] = {name: len(rows.layer(name)) for name in LAYERS}
        layers = reader.codebook(rows.codebook).layers
        found.append(
            Progress.of(
                text.name,
                annotator,
                reviewed,
                layers,
                items,
                undecided=rows.undecided,
                complete=rows.complete,
                sample=rows.sample,
            )
        )
    return found
