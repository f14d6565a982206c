"""Beginning gold labels: what annotators agree on taken over, their versions of everything else waiting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annotator.adjudication.deciding import release
from annotator.adjudication.disagreements import gathered
from annotator.agreement.aligning import Alignment, align
from annotator.codebook import Codebook
from annotator.errors import AnnotatorError
from annotator.labels import FORMAT, LAYERS, SINGULAR, CodebookRef, Labels, MadeFrom, Paragraph, Undecided
from annotator.store.merge.ids import renamed
from annotator.store.names import GOLD
from annotator.text import Text


class AdjudicationError(AnnotatorError):
    """Labels that cannot be adjudicated."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one annotator said of a text.

    Attributes:
        labels: Their labels, validated with the codebook in effect.
        sha256: Of their labels file.
    """

    labels: Labels
    sha256: str


def begin(text: Text, codebook: Codebook, said: Mapping[str, Said]) -> Labels:
    """Return gold labels with what all agree on in its layer, and everything else in `undecided`.

    Paragraphs are those of the annotators. A zone is theirs where they agree; elsewhere it is that of the first in the
    alphabet, and the paragraph is not reviewed. A paragraph is reviewed for the layers that all of them looked for.

    Args:
        text: The text.
        codebook: The codebook in effect.
        said: Labels by annotator; two or more.

    Raises:
        AdjudicationError: When there are fewer than two, or the paragraphs or codebooks are not the same.
    """
    names = sorted(said)
    labels = {name: said[name].labels for name in names}
    refuse(text, labels)
    alignment = align(labels, len(text.content))
    return release(
        codebook.label_models.labels(
            format=FORMAT,
            document=text.name,
            text_sha256=text.sha256,
            annotator=GOLD,
            codebook=CodebookRef(name=codebook.name, version=codebook.version),
            paragraphs=paragraphs(list(labels.values())),
            undecided=tuple(_entries(alignment, codebook)),
            made_from=tuple(MadeFrom(annotator=name, sha256=said[name].sha256) for name in names),
        )
    )


def refuse(text: Text, labels: Mapping[str, Labels]) -> None:
    """Refuse labels that gold cannot be made from.

    Raises:
        AdjudicationError: When there are fewer than two, or the paragraphs or codebooks are not the same.
    """
    if len(labels) < 2:  # noqa: PLR2004 - nobody disagrees with themselves
        who = f"only {next(iter(labels))} has" if labels else "nobody has"
        raise AdjudicationError(f"{text.path}: {who} labelled this text, and adjudication needs two annotators.")
    (first, one), *others = labels.items()
    for name, other in others:
        if (one.codebook.name, _major(one)) != (other.codebook.name, _major(other)):
            raise AdjudicationError(
                f"{text.path}: {first} labelled with {one.codebook.name} {one.codebook.version}, {name} with "
                f"{other.codebook.name} {other.codebook.version}: bring both to one codebook first."
            )
        if [(p.start, p.end) for p in one.paragraphs] != [(p.start, p.end) for p in other.paragraphs]:
            raise AdjudicationError(
                f"{text.path}: {first} and {name} divide the text into different paragraphs, so their labels cannot "
                "be adjudicated: label one of the two anew, with the other's --paragraphs."
            )


def _major(labels: Labels) -> str:
    return labels.codebook.version.partition(".")[0]


def paragraphs(labels: Sequence[Labels]) -> tuple[Paragraph, ...]:
    """Return the paragraphs of gold; one whose zone is disputed is not reviewed."""
    found = []
    for versions in zip(*(one.paragraphs for one in labels), strict=True):
        first = versions[0]
        agreed = len({one.zone for one in versions}) == 1
        looked = [layer for layer in LAYERS if agreed and all(layer in one.reviewed for one in versions)]
        found.append(first.model_copy(update={"reviewed": tuple(looked)}))
    return tuple(found)


def _entries(alignment: Alignment, codebook: Codebook) -> list[Undecided]:
    """Return every version of every item, with the ids of gold; an item of one group has one id."""
    ids: dict[str, dict[str, str]] = {name: {} for name in alignment.annotators}
    numbered = []
    for layer in LAYERS:
        for number, group in enumerate(alignment.layers[layer], start=1):
            for name, item in group.items.items():
                ids[name][item.id] = f"{item.letter}{number}"
            numbered.append(group)
    found: list[Undecided] = []
    model = codebook.label_models.undecided
    for group in numbered:
        field = SINGULAR[group.layer]
        entries = [
            model.model_validate({"reason": "disagreement", "by": (name,), field: renamed(item, ids[name])})
            for name, item in group.items.items()
        ]
        found += gathered(entries)
    return found
