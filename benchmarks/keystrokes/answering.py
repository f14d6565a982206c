"""The fewest keys through the questions about one item, asked by the real dialogue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from annotator.labels import Quote, Span
from annotator.session import Coding, NotPossibleError
from annotator.session.coding import AS_BEFORE, AS_TOLD, BESIDE, CUE
from annotator.session.nesting import enclosing, innermost
from annotator.session.questions import MAX_NUMBERED, NAME
from annotator.session.repeating import taken_over
from annotator.tui.dialogues.ask import Ask
from annotator.tui.dialogues.pick import Candidate, Pick, candidates
from annotator.tui.dialogues.questions import Questions
from benchmarks.keystrokes.keyboard import Keyboard, RefusedError
from benchmarks.keystrokes.stepping import first_move
from benchmarks.keystrokes.typing import fewest_keys

_MOST_KEYS = 400


@dataclass(frozen=True)
class Wanted:
    """What an item shall be answered with.

    Attributes:
        answers: By step: the values of attributes, `scope`, `confidence`, `name`. What is not named stays as it is.
        links: The ids of the sources; None to leave them as they are.
        registry: The registry entry of a source.
        filling: The key that codes what is open, if one is used: as it was for the item before, or as the words tell.
        mention_of: The source that the selected words are another mention of, instead of a new one.
        named: The words that name each source of a quote; one of them may be picked with its words.
        cue: The cue of a quote, which may be taken with the last answer.
    """

    answers: Mapping[str, str | int | None] = field(default_factory=dict)
    links: tuple[str, ...] | None = None
    registry: str | None = None
    mention_of: str | None = None
    filling: str | None = None
    named: Mapping[str, frozenset[Span]] = field(default_factory=dict)
    cue: Span | None = None


def answer(board: Keyboard, wanted: Wanted) -> None:
    """Press the keys that answer the open dialogue so, and close it.

    Raises:
        RefusedError: When the dialogue cannot be answered so.
    """
    start = len(board.pressed)
    while board.dialogues.top is not None:
        top = board.dialogues.top
        if isinstance(top, Ask):
            _type(board, wanted)
        elif isinstance(top, Questions) and isinstance(top.asked, Coding):
            _press(board, top.asked, wanted)
        else:
            raise RefusedError(f"nobody knows how to answer {type(top).__name__}")
        if len(board.pressed) - start > _MOST_KEYS:
            raise RefusedError("the dialogue does not end")


def pick(board: Keyboard, source: str | None = None, registry: str | None = None, name: str = "") -> None:
    """Answer `Who says it?` by the fewest letters: a source of the text, one of the registry, or a new name."""
    top = board.dialogues.top
    if not isinstance(top, Pick):
        raise RefusedError("no source is asked for")
    sources = board.session.labels.sources
    words: list[str] = []
    for one in sources:
        words += [one.name] if one.id == source else []
    for known in board.known:
        words += [known.name, *known.aliases] if known.id == registry else []

    def is_it(candidate: Candidate) -> bool:
        if source is not None:
            return candidate.source is not None and candidate.source.id == source
        return candidate.known is not None and candidate.known.id == registry

    tries = {""} | {
        word[start:end].lower()
        for word in words
        for start in (0, *(at + 1 for at, char in enumerate(word) if char == " "))
        for end in range(start + 1, min(start + 10, len(word) + 1))
        if word[start:end].isascii()
    }
    best: tuple[int, str, int] | None = None
    for typed in sorted(tries, key=lambda typed: (len(typed), typed)):
        found = candidates(typed, sources, board.known)
        at = next((at for at, candidate in enumerate(found) if is_it(candidate)), None)
        if at is not None and (best is None or len(typed) + at < best[0]):
            best = (len(typed) + at, typed, at)
    if best is None and (source is not None or registry is not None):
        raise RefusedError(f"{source or registry} cannot be picked")
    board.type(best[1] if best else name)
    for _ in range(best[2] if best else 0):
        board.press("down")
    board.press("enter")


def _type(board: Keyboard, wanted: Wanted) -> None:
    """Type the text that a step asks for."""
    step = next(
        one.asked.step
        for one in reversed(board.dialogues._open)  # noqa: SLF001 - what is under the line that is typed
        if isinstance(one, Questions) and isinstance(one.asked, Coding)
    )
    top = board.dialogues.top
    assert isinstance(top, Ask)
    entry = top._entry  # noqa: SLF001
    text = str(wanted.answers.get(step) or "")
    if not text:
        raise RefusedError(f"nobody knows what {step} is")
    board.keys(_typed(board, entry.value, text))
    board.press("enter")


def _typed(board: Keyboard, now: str, text: str) -> tuple[str, ...]:
    session = board.session
    return fewest_keys(session.text.content, session.cursor.selection.start, now, text)


def _press(board: Keyboard, coding: Coding, wanted: Wanted) -> None:
    """Press the next key of the shortest way through the questions as they are now."""
    if coding.asks_sources and _source(board, coding, wanted):
        return
    steps = coding.steps()
    open_ = {step for step in steps if step in wanted.answers and _now(coding, step) != wanted.answers[step]}
    if _links_wrong(board, coding, wanted):
        open_.add(coding.link_step if coding.link_step in steps else steps[0])
    wrong, filled = frozenset(open_), None
    taken = _filled(coding, wanted)
    # What is not asked yet must come out right too, since the key ends the questions.
    later = {step for step in {*taken, *wanted.answers} - {*steps} if taken.get(step) != wanted.answers.get(step)}
    if taken and not later:
        filled = frozenset(step for step in open_ if step in taken and taken[step] == wanted.answers[step])
        # What would be filled in and is to be something else must be answered first, even where it is right now.
        open_ |= {step for step in steps if step in taken and taken[step] != wanted.answers.get(step)}
    hops = {hop.step: hop.letter for hop in coding.hops()}
    costs = _costs(board, coding, wanted)
    move = first_move(steps, steps.index(coding.step), (frozenset(open_), wrong, filled), costs, hops)
    if move == "fill":
        board.type(str(wanted.filling))
        return
    if move == "enter" and _takes_cue(coding, wanted):
        board.type(CUE)
        return
    if move != "value":
        board.press(move)
        return
    value = wanted.answers.get(coding.step)
    if value is None:
        board.press("backspace")
    elif coding.wants_text:
        board.press("space")
    else:
        board.type(next(choice.key for choice in coding.choices() if choice.value == value))


def _filled(coding: Coding, wanted: Wanted) -> Mapping[str, object]:
    """Return what the key that is used would code."""
    answered = coding._answered  # noqa: SLF001
    if wanted.filling == AS_BEFORE and coding.before is not None:
        return taken_over(coding.answers, answered)
    if wanted.filling != AS_TOLD:
        return {}
    values, more = coding.to_take()
    return values | {name: value for name, value in more.items() if name == NAME}


def _takes_cue(coding: Coding, wanted: Wanted) -> bool:
    """Return whether the questions about a quote can be ended with the cue that is wanted."""
    if wanted.cue is None or coding.layer != "quotes" or any(choice.key == CUE for choice in coding.choices()):
        return False
    try:
        given = coding.session.crediting(coding.item_id, coding.answers.get("content"))
    except NotPossibleError:
        return False
    if given.cue != (wanted.cue.start, wanted.cue.end):
        return False
    linked = coding.linked()
    words = given.words if len(linked) == 1 and not coding.answers.get("source_spans") else None
    return words is None or words in {(span.start, span.end) for span in wanted.named.get(linked[0], ())}


def _source(board: Keyboard, coding: Coding, wanted: Wanted) -> bool:
    """Press what picks a source, if one is to be picked or taken off; return whether anything was."""
    if coding.layer == "sources":
        if wanted.mention_of is not None:
            _pick_one(board, coding, wanted.mention_of)
            return True
        told = coding.told_name if wanted.filling == AS_TOLD else None
        comes = told is not None and told == (wanted.answers.get(NAME), wanted.registry)
        if wanted.registry is not None and coding.answers.get("registry") != wanted.registry and not comes:
            board.press("slash")
            pick(board, registry=wanted.registry)
            return True
        return False
    beside = coding.beside
    known = wanted.named.get(beside.source.id, frozenset()) if beside is not None else frozenset()
    if beside is not None and beside.words and beside.source.id not in coding.linked() and {*beside.words} <= known:
        board.type(BESIDE)
        return True
    if not _links_wrong(board, coding, wanted):
        return False
    links = wanted.links or ()
    linked = coding.linked()
    extra = [one for one in linked if one not in links]
    missing = [one for one in links if one not in linked]
    if not links:
        board.press("0")
    elif missing:
        _pick_one(board, coding, missing[0])
    else:
        _pick_one(board, coding, extra[0])
    return True


def _pick_one(board: Keyboard, coding: Coding, source: str) -> None:
    sources = [one.id for one in board.session.labels.sources]
    number = sources.index(source) + 1
    beside = coding.beside
    if number <= MAX_NUMBERED and any(choice.key == str(number) for choice in coding.sources()):
        board.press(str(number))
    elif beside is not None and not beside.words and beside.source.id == source and coding.layer != "sources":
        board.type(BESIDE)
    else:
        board.press("slash")
        pick(board, source=source)


def _links_wrong(board: Keyboard, coding: Coding, wanted: Wanted) -> bool:
    """Return whether the item would not have the sources that are wanted; a claim in a quote gets its sources."""
    if wanted.links is None or coding.layer == "sources":
        return False
    draft = coding.answers.draft
    if draft is not None and coding.layer == "claims" and "claimants" not in draft:
        here = [one for one in board.session.labels.quotes if isinstance(one, Quote)]
        around = innermost(enclosing(here, draft["spans"], strictly=False))
        now = around.sources if around else ()
    else:
        now = coding.linked()
    return sorted(now) != sorted(wanted.links)


def _now(coding: Coding, step: str) -> object:
    value = coding.answers.get(step)
    if value is None and coding.answers.draft is not None and (attribute := coding._attributes.get(step)):  # noqa: SLF001
        return attribute.default
    return value


def _costs(board: Keyboard, coding: Coding, wanted: Wanted) -> dict[str, int]:
    """Return how many keys the answers to steps are that are typed: one that begins, the words, and one that ends."""
    texts = {step for step, attribute in coding._attributes.items() if attribute.kind == "text"} | {NAME}  # noqa: SLF001
    words = {step: (str(_now(coding, step) or ""), str(wanted.answers.get(step) or "")) for step in texts}
    return {step: 2 + (len(_typed(board, now, text)) if now != text else 0) for step, (now, text) in words.items()}
