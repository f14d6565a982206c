"""Questions answered by single keys: the codebook's, one after the other, or what a paragraph is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from rich.cells import cell_len

from annotator.display import visible
from annotator.session import Coding, NotPossibleError, Zoning
from annotator.session.coding import AS_BEFORE, AS_TOLD, BESIDE
from annotator.session.hops import Hop
from annotator.tui.dialogues.flow import flow
from annotator.tui.widgets.bar import ROWS
from annotator.tui.widgets.lines import Line, Part, cells, cut, fit

Asked = Coding | Zoning

_KEYS = " ⏎ keep  ⇥ next {}? what is this "
_NAME = 18
"""Cells for a source's name in the bar."""
_BEHIND = "  │"
"""Stands between answers and the questions that capitals lead to, where both share a row."""


class Host(Protocol):
    """What questions need of the screen they are asked on."""

    def type_answer(self, coding: Coding) -> None:
        """Let the person type the answer of the step."""

    def find_source(self, coding: Coding) -> None:
        """Let the person find a source by typing."""

    def show_guidelines(self) -> None:
        """Show the guidelines for what is asked."""


class Questions:
    """Keys in, answers out.

    Attributes:
        asked: The coding of an item, or the zoning of a paragraph.
    """

    def __init__(self, asked: Asked, host: Host) -> None:
        """Ask on a screen."""
        self.asked = asked
        self._host = host

    @property
    def done(self) -> bool:
        """Whether the last question is answered."""
        return self.asked.done

    def key(self, key: str, character: str | None) -> None:
        """Answer, or move between questions and answers."""
        asked = self.asked
        asked.message = ""
        hop = asked.hop_of(character) if isinstance(asked, Coding) and character else None
        moves: dict[str, Callable[[], None]] = {
            "enter": asked.finish,
            "escape": asked.cancel,
            "tab": asked.forward,
            "shift+tab": asked.back,
            "right": lambda: asked.move(1),
            "left": lambda: asked.move(-1),
            "down": lambda: asked.move(1),
            "up": lambda: asked.move(-1),
            "space": asked.choose_highlighted,
            "backspace": asked.clear,
            "question_mark": self._host.show_guidelines,
        }
        if isinstance(asked, Coding):
            if asked.wants_text:
                moves["space"] = lambda: self._host.type_answer(asked)
            if asked.asks_sources:
                moves["slash"] = lambda: self._host.find_source(asked)
        try:
            if key in moves:
                moves[key]()
            elif character is None or not asked.press(character):
                asked.message = f"{visible(character or key)} is no answer here."
        except NotPossibleError as error:
            asked.message = str(error)
        if isinstance(asked, Coding) and not asked.done:
            # Who goes to a question by its letter means to answer it.
            gone_to = asked.wants_text and asked.step == hop
            if gone_to or asked.needs_text_now:
                self._host.type_answer(asked)

    def paste(self, words: str) -> None:  # noqa: ARG002 - a dialogue takes pastes
        """Refuse words: the answers are keys."""
        self.asked.message = "Answer with a key; / finds a source by name."

    def lines(self, width: int, height: int) -> list[Line]:
        """Return heading and question, then the answers."""
        asked = self.asked
        head = f" {asked.heading}"
        # A sentence about what went wrong matters more than the keys, and takes their room.
        before = asked.before if isinstance(asked, Coding) else None
        as_before = "" if before is None else f" {AS_BEFORE} as {before.id.upper()} "
        as_told = f" {AS_TOLD} as told " if isinstance(asked, Coding) and asked.tells else ""
        keys = "" if asked.message else _KEYS.format(f"{as_told}{as_before} " if as_told or as_before else " ")
        room = width - cell_len(head) - cell_len(visible(keys)) - 2
        doubt = asked.doubt if isinstance(asked, Coding) else ""
        question = f"{doubt} · {asked.question}" if doubt else asked.question
        tail = fit(asked.message or question, room)
        first = [Part(head, "title"), Part("  "), Part(tail, "warn" if asked.message else "dim"), Part(keys, "dim")]
        rows = max(height - 1, 1)
        sources = flow(_sources(asked), 0, width, 1) if asked.asks_sources and rows > 1 else []
        answers = flow(_answers(asked), asked.highlighted, width, rows - len(sources))
        if height == 1:
            return answers
        lines = [first, *answers, *sources]
        if not isinstance(asked, Coding):
            return lines
        if (free := min(height, ROWS) - len(lines)) > 0:
            return [*lines, *_hops(asked, width, free)]
        return [*lines[: len(answers)], _with_hops(lines[len(answers)], asked, width), *sources]


def _answers(asked: Asked) -> list[list[Part]]:
    if isinstance(asked, Coding) and asked.wants_text:
        now = asked.value()
        told = f" {now} " if now else " not given "
        return [[Part(told), Part(" ␣", "key"), Part(" type it  "), Part("⇥", "key"), Part(" leave it as it is")]]
    answers: list[list[Part]] = []
    for index, choice in enumerate(asked.choices()):
        style = "good strong" if choice.chosen else "plain"
        shown = Part(choice.shown, f"{style} selection" if index == asked.highlighted else style)
        mark = "●" if choice.chosen else "?" if choice.told else " "
        answers.append([Part(mark, style), Part(f"[{choice.key}]", "key"), shown])
    return answers


def _hops(coding: Coding, width: int, height: int) -> list[Line]:
    """Return the questions that a capital leads to, in as many rows as they need and there are."""
    hops = coding.hops()
    at = next((at for at, hop in enumerate(hops) if hop.step == coding.step), 0)
    rows = flow([_hop(hop, coding.step) for hop in hops], at, width - 1, height)
    return [[Part(" "), *row] for row in rows]


def _with_hops(row: Line, coding: Coding, width: int) -> Line:
    """Return the last row of answers with as many of the questions behind this one as have room there."""
    hops = coding.hops()
    at = next((at for at, hop in enumerate(hops) if hop.step == coding.step), 0)
    room = width - cells(row) - cell_len(_BEHIND)
    found: list[Part] = []
    for hop in [*hops[at + 1 :], *hops[:at]]:
        parts = [Part(" "), *_hop(hop, coding.step)]
        room -= cells(parts)
        if room < 0:
            break
        found += parts
    return [*row, Part(_BEHIND, "edge"), *found] if found else row


def _hop(hop: Hop, now: str) -> list[Part]:
    style = "strong" if hop.step == now else "dim"
    before, letter, after = hop.parts
    return [Part(before, style), Part(letter, "key"), Part(after, style)]


def _sources(asked: Asked) -> list[list[Part]]:
    """Return what digits pick, after the ways to pick none of them."""
    answers: list[list[Part]] = [[Part(" [0]", "key"), Part("none"), Part(" [/]", "key"), Part("find or new")]]
    if isinstance(asked, Coding) and (beside := asked.beside) is not None:
        what = "named here" if beside.words or asked.layer != "quotes" else "spoken of"
        answers.append([Part(f" [{BESIDE}]", "key"), Part(f"{what}: {cut(beside.source.name, _NAME)}", "sources")])
    for choice in asked.sources():
        style = "sources strong" if choice.chosen else "sources"
        name = Part(cut(choice.shown, _NAME), style)
        answers.append([Part("●" if choice.chosen else " ", style), Part(f"[{choice.key}]", "key"), name])
    return answers
