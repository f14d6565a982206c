"""The host: finds suggesters, asks them, and lets nothing through that is not a suggestion for this text.

A suggester may raise, hang, or answer rubbish; none of that reaches whoever asked. It runs in a thread of its own,
which is left behind when its time is up.
"""

from __future__ import annotations

import queue
import re
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import entry_points
from itertools import islice, pairwise
from typing import Any

from annotator.errors import AnnotatorError
from annotator.suggest.plugins.protocol import GROUP, Suggester, TextView
from annotator.suggest.suggestion import SUGGESTED_LAYERS, Range, Suggestion

DEFAULT_TIMEOUT = 30.0
"""Seconds that a suggester has for one text."""
_GRACE = 0.1  # seconds beyond its time, for an answer that is on its way
_MOST = 100_000  # suggestions of one suggester for one text
_MOST_PIECES = 1_000  # of one suggestion
_LONGEST_NAME = 200
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
_VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+_-]*")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking one suggester.

    Attributes:
        suggester: Its name.
        suggestions: What it suggests for this text, checked.
        problems: Sentences about what went wrong or was dropped.
    """

    suggester: str
    suggestions: tuple[Suggestion, ...] = ()
    problems: tuple[str, ...] = ()


def installed() -> tuple[dict[str, Suggester], list[str]]:
    """Return the suggesters that are installed, by name, and a sentence for each that cannot be loaded."""
    found: dict[str, Suggester] = {}
    problems = []
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        try:
            suggester = point.load()()
            fault = _fault_of(suggester)
        except Exception as error:  # noqa: BLE001 - a plug-in may raise anything at all
            fault = f"it cannot be loaded ({_told(error)})"
        if fault is None and suggester.name in found:
            fault = f"another one is called {suggester.name} too"
        if fault is None:
            found[suggester.name] = suggester
        else:
            problems.append(f"The suggester {point.name} is left out: {fault}.")
    return found, problems


def _fault_of(suggester: object) -> str | None:
    """Return what keeps an object from being a suggester."""
    if not isinstance(suggester, Suggester):
        return "it is no suggester: name, version, layers, cost, available() and suggest() are needed"
    if not (isinstance(suggester.name, str) and _NAME.fullmatch(suggester.name)):
        return "its name is none"
    if not (isinstance(suggester.version, str) and _VERSION.fullmatch(suggester.version)):
        return "its version is none"
    return None


def ask(suggester: Suggester, view: TextView, timeout: float = DEFAULT_TIMEOUT) -> Answer:
    """Ask a suggester about a text and check what it says.

    Args:
        suggester: The suggester.
        view: The text.
        timeout: How many seconds it has.

    Returns:
        Its suggestions, each with `origin` set to `name/version`, none outside the text, none twice; and what went
        wrong. Nothing that it raises is raised.
    """
    results: queue.SimpleQueue[Answer] = queue.SimpleQueue()
    deadline = time.monotonic() + timeout

    def work() -> None:
        try:
            unavailable = suggester.available()
            if unavailable is not None:
                results.put(Answer(suggester.name, problems=(f"{suggester.name}: {unavailable}",)))
                return
            every = []
            for item in suggester.suggest(view, deadline):
                every.append(item)
                if len(every) >= _MOST or time.monotonic() > deadline:
                    break
            results.put(_checked(suggester, view, every))
        except BaseException as error:  # noqa: BLE001 - it may raise anything at all, and ends with its thread
            results.put(Answer(suggester.name, problems=(f"{suggester.name}: it failed ({_told(error)}).",)))

    threading.Thread(target=work, name=f"suggester {suggester.name}", daemon=True).start()
    try:
        return results.get(timeout=max(0.0, timeout) + _GRACE)
    except queue.Empty:
        return Answer(suggester.name, problems=(f"{suggester.name}: no answer within {timeout:g} seconds.",))


def _checked(suggester: Suggester, view: TextView, raw: Iterable[object]) -> Answer:
    """Return what is left of an answer when everything that is no suggestion for this text is dropped."""
    origin = f"{suggester.name}/{suggester.version}"
    kept = []
    dropped = 0
    for item in raw:
        try:
            kept.append(_clean(item, view, origin))
        except (TypeError, ValueError, AttributeError):
            dropped += 1
    problems = (f"{suggester.name}: {dropped} suggestions were no suggestions for this text.",) if dropped else ()
    return Answer(suggester.name, tuple(merge([kept])), problems)


def _clean(item: object, view: TextView, origin: str) -> Suggestion:
    """Return a suggestion with its provenance.

    Raises:
        TypeError: When it is none.
        ValueError: When something about it is not as it must be.
    """
    if not isinstance(item, Suggestion):
        raise TypeError
    if item.layer not in SUGGESTED_LAYERS or item.layer not in view.layers:
        raise ValueError
    size = len(view.content)
    spans = _ranges(item.spans, size)
    sources = tuple(_ranges(source, size) for source in item.sources)
    cue = None if item.cue is None else _range(item.cue, size)
    if any(left[1] > right[0] for left, right in pairwise(spans)):
        raise ValueError
    attributes = {_word(key): _word(value) for key, value in item.attributes.items()}
    resolved = tuple(_word(name) for name in item.resolved)
    if len(resolved) != len(sources):
        resolved = ()
    score: Any = item.score
    score = float(score) if isinstance(score, int | float) and 0 <= score <= 1 else 0.0
    return Suggestion(item.layer, spans, cue, sources, resolved, attributes, _word(item.rule or "-"), score, origin)


def _ranges(values: Iterable[object], size: int) -> tuple[Range, ...]:
    found = tuple(_range(value, size) for value in islice(values, _MOST_PIECES))
    if not found:
        raise ValueError
    return found


def _range(value: Any, size: int) -> Range:
    start, end = value
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= size:
        raise ValueError
    return start, end


def _word(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise TypeError
    return value[:_LONGEST_NAME]


def merge(answers: Sequence[Sequence[Suggestion]]) -> list[Suggestion]:
    """Return suggestions of several suggesters in text order, each once.

    Of two for the same layer and the same labelled words, the one of the earlier suggester is kept; what only the other
    one has, cue, sources or attributes, is not mixed in, and the provenance stays that of the one that is kept. Its
    score becomes the higher of the two. Words that an earlier suggester has as pieces of one item are no item of their
    own; words inside longer ones may be a quote in a quote, and stay.
    """
    kept: dict[tuple[str, tuple[Range, ...]], Suggestion] = {}
    pieces: set[tuple[str, Range]] = set()
    for answer in answers:
        fresh = []
        for item in answer:
            key = (item.layer, item.spans)
            before = kept.get(key)
            if before is not None:
                kept[key] = replace(before, score=max(before.score, item.score))
            elif not all((item.layer, piece) in pieces for piece in item.spans):
                kept[key] = item
                fresh.append(item)
        pieces |= {(item.layer, piece) for item in fresh for piece in item.spans}
    return sorted(kept.values(), key=lambda item: (item.place, item.layer))


def _told(error: BaseException) -> str:
    """Name an error; only those of this program have messages that are known to give nothing away, such as a key."""
    return str(error) if isinstance(error, AnnotatorError) else type(error).__name__
