"""The score of a rule is what was measured, on data that lies in the repository."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from annotator.corpus import Corpus
from annotator.suggest import Suggestion, suggestions_for
from annotator.suggest.evaluation import IOU, Score, Tally, iou
from annotator.suggest.rules import RULES
from annotator.suggest.texts import subject_of
from tests.suggest.claims_gold import claims_of, frames_of, places, suggested
from tests.suggest.gold import Range, agrees, as_gold, examples
from tests.suggest.making import quotes

ROOT = Path(__file__).parents[2]


def measured() -> dict[str, tuple[int, int]]:
    """Return for each rule how many suggestions are right, and how many there are."""
    counts: dict[str, list[int]] = {rule: [0, 0] for rule in RULES}
    for name, code in (("english.txt", "en"), ("german.txt", "de"), ("articles.txt", "en")):
        for example in examples(name):
            for item in quotes(example.content, code):
                counts[item.rule][0] += any(agrees(gold, as_gold(item)) for gold in example.quotes)
                counts[item.rule][1] += 1
    for layer, language, content, gold in own_labels():
        for item in suggested(content, layer, language):
            fits = [spans for value, spans in gold if iou(spans, item.spans) >= IOU and value in {None, frame_of(item)}]
            counts[item.rule][0] += bool(fits)
            counts[item.rule][1] += 1
    for score in corpus_scores():
        if score.group == "rule":
            counts[score.name][0] += score.exact if score.layer == "zones" else score.overlapping
            counts[score.name][1] += score.suggested
    return {rule: (right, every) for rule, (right, every) in counts.items()}


def own_labels() -> Iterator[tuple[str, str, str, list[tuple[str | None, tuple[Range, ...]]]]]:
    """Yield the texts with claims and frames: layer, language, text, and the frame and words of each gold label."""
    for name, code in (("claims-english.txt", "en"), ("claims-german.txt", "de")):
        for example in claims_of(name):
            yield "claims", code, example.content, [(None, claim.spans) for claim in example.claims]
    for framed in frames_of("frames.txt"):
        words = places(framed.content, framed.words or framed.content)
        yield "frames", "en", framed.content, [] if framed.frame == "-" else [(framed.frame, words)]


def frame_of(item: Suggestion) -> str | None:
    return item.attributes.get("frame")


def corpus_scores() -> list[Score]:
    corpus = Corpus(ROOT / "annotations")
    tally = Tally()
    for path in corpus.text_paths():
        subject = subject_of(corpus, path, None)
        tally.add(corpus.read_labels(subject.text, "gold"), suggestions_for(subject.text, subject.paragraphs, "en"))
    return list(tally.scores())


def test_the_score_of_every_rule_is_its_measured_precision() -> None:
    # One right and one wrong are added, so that a rule that was seen once is not called certain.
    expected = {rule: (round((right + 1) / (every + 2), 2), every) for rule, (right, every) in measured().items()}
    assert {rule: (known.score, known.measured) for rule, known in RULES.items()} == expected


def test_every_rule_has_been_seen_at_work() -> None:
    assert [rule for rule, known in RULES.items() if known.measured == 0] == []


def test_the_corpus_of_the_repository_keeps_its_quality() -> None:
    by_name = {(score.layer, score.name): score.rates() for score in corpus_scores()}
    direct, every = by_name["quotes", "direct"], by_name["quotes", "quotes"]
    assert (direct["exact_f1"] or 0) >= 0.93
    assert (every["exact_precision"] or 0) >= 0.9
    assert (every["exact_recall"] or 0) >= 0.6
    assert (every["speaker_overlap"] or 0) >= 0.95
    claims, frames = by_name["claims", "claims"], by_name["frames", "frames"]
    assert (claims["exact_precision"] or 0) >= 0.75
    assert (claims["exact_recall"] or 0) >= 0.6
    assert (frames["iou_precision"] or 0) >= 0.6
