"""The agreement of a labelled corpus: rows per layer, per pair of annotators, over time, and what was left out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, Any

from annotator.agreement.corpus import methods, positions, table, values
from annotator.agreement.corpus.compared import Compared
from annotator.agreement.corpus.disagreements import Confusion, Disagreement, confusions, disagreements
from annotator.agreement.corpus.row import Row
from annotator.agreement.matching import Policy
from annotator.agreement.resampling import DEFAULT, Resampling
from annotator.errors import AnnotatorError
from annotator.labels import LAYERS, LayerName
from annotator.store import AGAIN, GOLD, first_pass

if TYPE_CHECKING:
    from annotator.dataset import LabelledCorpus


class NothingToCompareError(AnnotatorError):
    """A corpus in which no text was labelled by two annotators, or twice by one."""


@dataclass(frozen=True)
class CorpusAgreement:
    """How far the annotators of a corpus agree. Everything is computed when it is first asked for.

    Attributes:
        texts: The texts that two annotators or more labelled; may be none where there is `again`.
        annotators: Who is compared, in alphabetical order.
        layers: Which layers.
        policy: How items are matched.
        threshold: The least overlap of two items that match, for the policy `optimal`.
        samples: How many random continua γ's expected disorder rests on; 0 leaves γ out.
        resampling: How intervals are made.
        skipped: What was not compared, by the reason why.
        again: By annotator, how far those who labelled a sample again agree with themselves.
    """

    texts: tuple[Compared, ...]
    annotators: tuple[str, ...]
    layers: tuple[LayerName, ...]
    policy: Policy
    threshold: float
    samples: int
    resampling: Resampling
    skipped: Mapping[str, int]
    again: Mapping[str, CorpusAgreement] = field(default_factory=dict)

    def aligning(self) -> Iterator[Compared]:
        """Align the labels of one text after the other: nearly all of the work before `rows`, for a progress bar."""
        for text in self.texts:
            for pair in combinations(text.annotators, 2):
                text.between(*pair)
            for layer in text.layers():
                text.unlooked(layer)
            yield text

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The table: for each layer what was found, how far it reaches, and what was said of it."""
        return tuple(self._rows(self.texts, self.annotators, self.samples))

    def _rows(self, texts: Sequence[Compared], annotators: Sequence[str], samples: int) -> list[Row]:
        made = [values.zones(texts, annotators, self.resampling)] if texts else []
        for layer in self.layers:
            here = [text for text in texts if layer in text.layers()]
            if not here:
                continue
            made.append(values.presence(here, annotators, layer, self.resampling))
            made += (found := list(positions.rows(here, layer, samples, self.resampling)))
            matched = found[0].result.value
            if layer == "frames":
                made += values.sets(here, annotators, self.resampling)
            made += values.attributes(here, annotators, layer, matched, self.resampling)
            if layer != "sources":
                made.append(values.links(here, layer, matched, self.resampling))
        return made

    @cached_property
    def pairs(self) -> Mapping[tuple[str, str], tuple[Row, ...]]:
        """The same for each pair of annotators who labelled a text both, without γ."""
        if len(self.annotators) == 2:  # noqa: PLR2004 - the only pair there is
            rows = tuple(row for row in self.rows if row.result.measure != "gamma")
            return {(self.annotators[0], self.annotators[1]): rows}
        found = {}
        for pair in combinations(self.annotators, 2):
            texts = [_of(text, pair) for text in self.texts if set(pair) <= set(text.annotators)]
            if texts:
                found[pair] = tuple(self._rows(texts, pair, 0))
        return found

    @cached_property
    def over_time(self) -> Mapping[str, tuple[Row, ...]]:
        """The same for the texts of each day on which texts were added to the corpus, without γ: does agreement drift?

        Empty where all were added on one day, or it is not known when.
        """
        days: dict[str, list[Compared]] = defaultdict(list)
        for text in self.texts:
            days[text.document.meta.added or ""].append(text)
        days.pop("", None)
        if len(days) < 2:  # noqa: PLR2004 - one day has no course
            return {}
        return {day: tuple(self._rows(days[day], self.annotators, 0)) for day in sorted(days)}

    @cached_property
    def confusions(self) -> tuple[Confusion, ...]:
        """The values that annotators gave to the same item, the most frequent confusion first."""
        return tuple(one for one in confusions(self.texts) if one.layer in {*self.layers, "zones"})

    @cached_property
    def worst(self) -> tuple[Disagreement, ...]:
        """The paragraphs with a disagreement, the worst first."""
        return tuple(disagreements(self.texts, self.layers))

    @cached_property
    def left_out(self) -> Mapping[str, int]:
        """What no number here is about, and how much of it, by the reason why."""
        found = Counter(self.skipped)
        for text in self.texts:
            found.update(text.left_out)
            for layer in self.layers:
                if layer in text.layers():
                    found[f"{layer} where fewer than two annotators looked"] += text.unlooked(layer)
                else:
                    found[f"texts whose codebooks do not all have the layer {layer}"] += 1
        return {reason: count for reason, count in found.items() if count}

    @property
    def looked_at_twice(self) -> int:
        """How many paragraphs two annotators, or one of them twice, looked at for one of the layers at least."""
        return sum(
            any(len(stretch.looked(layer)) > 1 for layer in self.layers)
            for text in self.texts
            for stretch in text.stretches
        )

    def row(self, layer: str, question: str) -> Row:
        """Return one line of the table.

        Raises:
            KeyError: When there is none of that layer and question.
        """
        for one in self.rows:
            if (one.layer, one.question) == (layer, question):
                return one
        raise KeyError((layer, question))

    def methods(self) -> str:
        """Return the paragraph for a paper's methods section, with the numbers."""
        return methods.paragraph(self)

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain values that JSON can hold."""
        return {
            "annotators": list(self.annotators),
            "documents": [text.name for text in self.texts],
            "matching": {"policy": self.policy, "threshold": self.threshold},
            "resampling": {
                "replicates": self.resampling.replicates,
                "seed": self.resampling.seed,
                "level": self.resampling.level,
            },
            "rows": [row.to_dict() for row in self.rows],
            "pairs": [
                {"annotators": list(pair), "rows": [row.to_dict() for row in rows]} for pair, rows in self.pairs.items()
            ],
            "over_time": [
                {"added": day, "rows": [row.to_dict() for row in rows]} for day, rows in self.over_time.items()
            ],
            "confusions": [one.to_dict() for one in self.confusions],
            "disagreements": [one.to_dict() for one in self.worst],
            "left_out": dict(self.left_out),
            "again": [
                {
                    "annotator": who,
                    "pass": f"{who}{AGAIN}",
                    "documents": [text.name for text in one.texts],
                    "paragraphs": one.looked_at_twice,
                    "rows": [row.to_dict() for row in one.rows],
                    "confusions": [each.to_dict() for each in one.confusions],
                    "disagreements": [each.to_dict() for each in one.worst],
                }
                for who, one in self.again.items()
            ],
            "methods": self.methods(),
        }

    def __repr__(self) -> str:
        """Return the table."""
        return "\n".join(table.lines(self))


def _of(text: Compared, pair: tuple[str, str]) -> Compared:
    """Return a text as two of its annotators labelled it, with their alignment where it is known already."""
    made = Compared(text.document, {who: text.labels[who] for who in sorted(pair)}, text.policy, text.threshold)
    made.__dict__["alignment"] = text.between(*pair)  # where the cached property keeps it
    return made


def corpus_agreement(
    corpus: LabelledCorpus,
    *,
    annotators: Iterable[str] | None = None,
    layers: Iterable[LayerName] | None = None,
    policy: Policy = "optimal",
    threshold: float = 0.5,
    samples: int = 30,
    resampling: Resampling = DEFAULT,
) -> CorpusAgreement:
    """Return how far the annotators of a corpus agree.

    Args:
        corpus: The labelled corpus.
        annotators: Who to compare; everyone but `gold` if None. Adjudicated labels are made of the others, so that
            agreement with them is no agreement between people: name `gold` to compare with it all the same. A second
            pass (`mira-again`) is only compared with the first one, unless it is named.
        layers: Which layers; all if None.
        policy: How items are matched: `exact`, `overlap` or `optimal` (see `annotator.agreement.match`).
        threshold: The least overlap, as intersection over union, for the policy `optimal`.
        samples: How many random continua γ's expected disorder rests on; 0 leaves γ out, which takes the most time.
        resampling: How intervals are made.

    Raises:
        NothingToCompareError: When no text was labelled by two of them, or twice by one.
    """
    wanted = None if annotators is None else set(annotators)
    chosen = tuple(layer for layer in LAYERS if layers is None or layer in set(layers))

    def compared(texts: Iterable[Compared], skipped: Mapping[str, int]) -> CorpusAgreement:
        texts = tuple(texts)
        who = tuple(sorted({name for text in texts for name in text.annotators}))
        return CorpusAgreement(texts, who, chosen, policy, threshold, samples, resampling, skipped)

    texts, skipped = [], Counter[str]()
    twice: dict[str, list[Compared]] = defaultdict(list)
    for document in corpus.documents:
        said = {
            name: labels
            for name, labels in document.labels.items()
            if (name != GOLD and first_pass(name) is None if wanted is None else name in wanted)
        }
        for name, first in said.items():
            again = f"{name}{AGAIN}"
            if again in document.labels and again not in said:
                both = {name: first, again: document.labels[again]}
                twice[name].append(Compared(document, both, policy, threshold))
        if wanted is None and GOLD in document.labels:
            skipped["labels by gold, which are made of the others"] += 1
        if len(said) > 1:
            texts.append(Compared(document, said, policy, threshold))
        else:
            skipped["texts with fewer than two annotators"] += 1
    if not texts and not twice:
        raise NothingToCompareError(_why_not(corpus, wanted))
    found = compared(texts, skipped)
    return replace(found, again={who: compared(twice[who], {}) for who in sorted(twice)})


def _why_not(corpus: LabelledCorpus, wanted: set[str] | None) -> str:
    there = (
        [name for name in corpus.annotators if name != GOLD and first_pass(name) is None]
        if wanted is None
        else sorted(wanted)
    )
    if wanted is not None and (unknown := sorted(wanted - set(corpus.annotators))):
        return (
            f"There are no labels by {', '.join(unknown)} in {corpus.path}: `annotator status` shows whose there are."
        )
    who = f"there are labels by {', '.join(there)}" if there else "there are no labels"
    return (
        f"No text in {corpus.path} was labelled by two annotators ({who}), and agreement takes two: let someone else "
        "label the same texts, with `annotator label --annotator NAME`."
    )
