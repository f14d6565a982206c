"""The paragraph for the methods section of a paper, with the numbers of this corpus."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from annotator import __version__
from annotator.agreement.corpus.row import Row
from annotator.agreement.corpus.values import JUDGED
from annotator.store import AGAIN

if TYPE_CHECKING:
    from annotator.agreement.corpus.agreement import CorpusAgreement

_WORKS = {
    "alpha": "Krippendorff’s α (Krippendorff 2019; Hayes & Krippendorff 2007)",
    "masi": "α with the MASI distance (Passonneau 2006)",
    "|u-alpha": "Krippendorff’s |uα for unitizing (Krippendorff et al. 2016)",
    "gamma": "γ (Mathet et al. 2015)",
    "F1": "the symmetric F1 of matched items (Hripcsak & Rothschild 2005)",
}


def paragraph(agreement: CorpusAgreement) -> str:
    """Return who labelled what and how agreement was measured, and on a line for each layer what it was."""
    told = [" ".join(_sentences(agreement)), *_results(agreement)]
    for who, again in agreement.again.items():
        told += [_again(who, again), *_results(again)]
    return "\n".join(told)


def _again(who: str, again: CorpusAgreement) -> str:
    """Return who labelled how much again; their results follow."""
    count, texts = again.looked_at_twice, len(again.texts)
    paragraphs = "1 paragraph" if count == 1 else f"{count} paragraphs"
    articles = "1 article" if texts == 1 else f"{texts} articles"
    drawn = all(text.labels[f"{who}{AGAIN}"].rows.sample is not None for text in again.texts)
    return (
        f"For intra-annotator agreement, {who} labelled {paragraphs} of {articles}{', drawn at random,' * drawn} a "
        "second time without seeing the first labels."
    )


def _sentences(agreement: CorpusAgreement) -> Iterator[str]:
    texts, who = len(agreement.texts), len(agreement.annotators)
    everyone = [agreement, *agreement.again.values()]
    used = (one.codebook for each in everyone for text in each.texts for one in text.labels.values())
    codebooks = " and ".join(sorted({f"{one.name} {one.version}" for one in used}))
    articles = "1 article was" if texts == 1 else f"{texts} articles were"
    if texts:
        yield f"{articles} labelled by two or more of {who} annotators with the codebook {codebooks}."
    else:
        yield f"Articles were labelled with the codebook {codebooks}."
    how = {
        "exact": "their offsets were the same",
        "overlap": "they overlapped",
        "optimal": f"they overlapped by at least {agreement.threshold:g} (intersection over union, optimal matching)",
    }[agreement.policy]
    items = "Items of two annotators" if texts else "Items of the two passes"
    yield (
        f"{items} were taken as the same when {how}; sources when they shared a name, a registry entry or a mention."
    )
    yield (
        "Identification was measured with "
        f"{_WORKS['F1']} and {_WORKS['|u-alpha']}"
        + (f", identification and kind together with {_WORKS['gamma']}" if agreement.samples else "")
        + f", attributes of matched items with {_WORKS['alpha']}, nominal or ordinal as the codebook declares"
        + (f", and the frames of a paragraph with {_WORKS['masi']}." if "frames" in agreement.layers else ".")
    )
    yield "Paragraphs not reviewed by an annotator were treated as missing, reviewed paragraphs without items as data."
    questions = {row.question for each in everyone for row in each.rows}
    missing = sorted(question.removesuffix(JUDGED) for question in questions if question.endswith(JUDGED))
    if missing:
        yield f"Values that mean no judgement ({', '.join(missing)}) were treated as missing."
    yield _intervals(agreement)
    packages = ", ".join(f"{name} {_version(name)}" for name in ("numpy", "scipy"))
    yield f"Computed with annotator {__version__} ({packages})."


def _results(agreement: CorpusAgreement) -> Iterator[str]:
    for layer in ("zones", *agreement.layers):
        if told := [
            f"{row.question.replace('_', ' ')}, {_number(row)}" for row in agreement.rows if row.layer == layer
        ]:
            yield f"{layer.capitalize()}: {'; '.join(told)}."


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "of unknown version"


def _intervals(agreement: CorpusAgreement) -> str:
    everyone = [agreement, *agreement.again.values()]
    intervals = [row.result.interval for each in everyone for row in each.rows]
    methods = {interval.method for interval in intervals if interval is not None}
    level = f"{agreement.resampling.level:.0%}"
    if not methods:
        return "Intervals are not given, since there is one text only."
    if methods == {"jackknife"}:
        return f"Intervals in brackets are {level} jackknife intervals over articles."
    where = ", jackknife intervals where there are few articles" if "jackknife" in methods else ""
    return (
        f"Intervals in brackets are {level} percentile bootstrap intervals over articles "
        f"({agreement.resampling.replicates} replicates, seed {agreement.resampling.seed}){where}."
    )


def _number(row: Row) -> str:
    names = {"|u-alpha": "|uα", "gamma": "γ", "F1": "F1"}
    name = names.get(row.result.measure, "α")
    if row.result.value is None:
        equal = "" if row.result.percent_agreement is None else f", {row.result.percent_agreement:.0%} equal"
        return f"{name} not defined ({row.result.why}{equal}, n = {row.result.n})"
    interval = row.result.interval
    limits = "" if interval is None else f" [{interval.low:.2f}, {interval.high:.2f}]"
    return f"{name} = {row.result.value:.2f}{limits} (n = {row.result.n})"
