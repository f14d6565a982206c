"""The table as a person reads it, in 80 columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from annotator.agreement.corpus.row import Row

if TYPE_CHECKING:
    from annotator.agreement.corpus.agreement import CorpusAgreement

_SHOWN = 10
_NAMES = {
    "alpha (nominal)": "α nominal",
    "alpha (ordinal)": "α ordinal",
    "alpha (masi)": "α MASI",
    "|u-alpha": "|uα",
    "gamma": "γ",
}
_NO_VALUE = {
    "no_units": "nothing there",
    "no_variation": "no variation",
    "no_pairable_units": "no pairs",
    "too_few_annotators": "one annotator",
    "no_gaps": "no gaps",
    "too_large": "too large",
}


def lines(agreement: CorpusAgreement, worst: int = _SHOWN) -> Iterator[str]:
    """Yield the whole report, line by line."""
    if agreement.texts:
        who = f"{len(agreement.annotators)} annotators: {', '.join(agreement.annotators)}"
        yield f"{_counted(len(agreement.texts), 'text')}, {who}"
        yield ""
        yield from of_rows(agreement.rows)
        yield ""
        yield from _legend(agreement)
    else:
        yield "No text was labelled by two annotators; what follows is one annotator against their own second pass."
    for who, again in agreement.again.items():
        yield from ("", *_again(who, again))
    if agreement.again and not agreement.texts:
        yield from ("", *_legend(next(iter(agreement.again.values()))))
    if len(agreement.pairs) > 1:
        for pair, rows in agreement.pairs.items():
            yield from ("", f"{pair[0]} and {pair[1]}", *of_rows(rows))
    if agreement.over_time:
        yield from ("", "Over time, by the day texts were added")
        yield from _course(agreement)
    yield from _confusions(agreement)
    yield from _worst(agreement, worst)
    if agreement.left_out:
        yield from ("", "Left out")
        yield from (f"  {count:>5}  {reason}" for reason, count in agreement.left_out.items())


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _again(who: str, again: CorpusAgreement) -> Iterator[str]:
    """Yield how far one annotator agrees with themselves."""
    amount = f"{_counted(len(again.texts), 'text')}, {_counted(again.looked_at_twice, 'paragraph')}"
    yield f"{who} against {who}, labelled again: {amount}"
    yield from of_rows(again.rows)
    yield from _confusions(again, f"Most confused by {who}")


def of_rows(rows: Sequence[Row]) -> Iterator[str]:
    """Yield a table of rows."""
    width = max([len(row.question) for row in rows] + [0])
    numbers = f"{'measure':<9} {'value':>5}  {'interval':<12} {'n':>6} {'equal':>5} {'matched':>7}"
    yield f"{'layer':<8} {'question':<{width}} {numbers}"
    before = None
    for row in rows:
        layer = row.layer if row.layer != before else ""
        before = row.layer
        yield f"{layer:<8} {row.question:<{width}} {_cells(row)}".rstrip()


def _cells(row: Row) -> str:
    result = row.result
    measure = _NAMES.get(result.measure, result.measure)
    equal = "" if result.percent_agreement is None else f"{result.percent_agreement:.0%}"
    matched = "" if row.matched is None else f"{row.matched:.2f}"
    if result.value is None:
        shown = f"{'–':>5}  {_NO_VALUE.get(result.reason or '', result.reason or ''):<12}"
    else:
        interval = result.interval
        limits = "" if interval is None else f"{interval.low:.2f}…{interval.high:.2f}"
        shown = f"{result.value:>5.2f}  {limits:<12}"
    return f"{measure:<9} {shown} {result.n:>6} {equal:>5} {matched:>7}"


def _legend(agreement: CorpusAgreement) -> Iterator[str]:
    intervals = [row.result.interval for row in agreement.rows]
    methods = {one.method for one in intervals if one is not None}
    level = f"{agreement.resampling.level:.0%}"
    if "bootstrap" in methods:
        yield (
            f"interval: {level}, bootstrap over texts ({agreement.resampling.replicates} replicates, seed "
            f"{agreement.resampling.seed})"
        )
    if "jackknife" in methods:
        yield f"interval: {level}, jackknife over texts: there are few, so it is wide and rough"
    if not methods:
        yield "interval: none, since it takes two texts or more"
    yield "n: items, units or paragraphs with two annotators"
    yield "equal: percent agreement, chance and all"
    yield f"matched: share of items with a counterpart at all ({_matching(agreement)});"
    yield "         attributes are compared on these only"


def _matching(agreement: CorpusAgreement) -> str:
    return {
        "exact": "same offsets",
        "overlap": "any overlap",
        "optimal": f"overlap {agreement.threshold:g} or more",
    }[agreement.policy]


def _course(agreement: CorpusAgreement) -> Iterator[str]:
    questions = [(row.layer, row.question) for row in agreement.rows if row.question == "found" or row.layer == "zones"]
    yield f"  {'day':<12} {'texts':>5}  " + "  ".join(f"{layer + ' ' + question:>16}" for layer, question in questions)
    for day, rows in agreement.over_time.items():
        by_question = {(row.layer, row.question): row.result.value for row in rows}
        texts = sum(text.document.meta.added == day for text in agreement.texts)
        cells = (by_question.get(question) for question in questions)
        yield f"  {day:<12} {texts:>5}  " + "  ".join(
            f"{'–' if one is None else format(one, '.2f'):>16}" for one in cells
        )


def _confusions(agreement: CorpusAgreement, heading: str = "Most confused") -> Iterator[str]:
    if not agreement.confusions:
        return
    yield from ("", heading)
    for one in agreement.confusions[:_SHOWN]:
        yield f"  {one.count:>5}× of {one.of:<5} {one.layer} {one.attribute}: {one.values[0]} / {one.values[1]}"
    if len(agreement.confusions) > _SHOWN:
        yield f"  … and {len(agreement.confusions) - _SHOWN} more pairs of values"


def _worst(agreement: CorpusAgreement, shown: int) -> Iterator[str]:
    if not agreement.worst or not shown:
        return
    yield from ("", "Worst paragraphs")
    for one in agreement.worst[:shown]:
        place = "the whole text" if one.paragraph is None else f"¶{one.paragraph}"
        count = f"{len(one.sentences)} disagreement{'' if len(one.sentences) == 1 else 's'}"
        yield f"  {one.document} {place}: {count}; `{one.command}` opens it"
        yield from (f"      {sentence}" for sentence in one.sentences)
    if len(agreement.worst) > shown:
        yield f"  … and {len(agreement.worst) - shown} more paragraphs"
