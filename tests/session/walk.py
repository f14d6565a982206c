"""Anything a person may do, in any order, on texts with everything that text can have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import strategies as st

from annotator.errors import AnnotatorError
from annotator.labels import LAYERS, ZONES, LayerName, Source, Zone
from annotator.session import Coding, Session, Zoning
from annotator.session.perform import PERFORMERS
from annotator.text.paragraphs import ParagraphRule
from tests.session.desk import session_on

_WORDS = (
    "Mira Halden", "said", "the port of Estmere", "Kasimir Orlane’s", "in May.", "12 percent", "Dr. Inés Vántor", "and",
    "“This is a bridge, not a wall,”", "“friendship”", "«Non ! »", "„Nein“", "‘so’", '"maybe', "“and we always did",
    "👩‍👩‍👧", "👍🏽", "🇺🇦🇺🇦", "✊\ufe0f", "cafe\u0301", "a\u0300\u0301\u0302b", "\u0301", "“\u0301x”", "ｶﾞ",
    "中文新聞說「好」。", "각하\u1100\u1161", "नमस्ते", "قال الوزير «نعم»", "שלום", "\u202eevil\u202c", "\u200f",
    "\u00a0", "\u200b", "\u00ad", "\ufeff", "\x1b]0;owned\x07", "\x9b31m", "\x1c", "\t", "[/] [link=x]", "***", "…",
)  # fmt: skip
_BREAKS = ("\n", "\n\n", "\r\n", "\r\n\r\n", "\r", "\u2028", "\x85", "\n \n", "\n\u00a0\n")

Step = tuple[str, ...]


def contents() -> st.SearchStrategy[str]:
    """Texts with emoji, joiners, combining marks, several scripts, invisible and control characters, odd line ends."""
    glue = st.sampled_from((" ", " ", " ", " ", "", "\u00a0", *_BREAKS))
    parts = st.lists(st.tuples(st.sampled_from(_WORDS), glue), min_size=12, max_size=40)
    return parts.map(lambda found: "Estmere " + "".join(word + space for word, space in found))


@dataclass(frozen=True)
class Walk:
    """A text and what is done to it, step by step."""

    content: str
    rule: ParagraphRule
    steps: list[Step]

    def session(self) -> Session:
        return session_on(self.content, rule=self.rule)


def walks(most: int = 30) -> st.SearchStrategy[Walk]:
    """Texts with any sequence of actions, at least ten."""
    rules: st.SearchStrategy[ParagraphRule] = st.sampled_from(("lines", "blocks"))
    return st.builds(Walk, contents(), rules, st.lists(steps(), min_size=10, max_size=most))


def steps() -> st.SearchStrategy[Step]:
    """Any action; many are labels."""
    moves = st.sampled_from(sorted(PERFORMERS)).map(lambda name: ("perform", name))
    select = st.tuples(st.integers(0, 300), st.integers(0, 60)).map(lambda at: ("select", str(at[0]), str(at[1])))
    mouse = st.integers(0, 300).map(lambda at: ("mouse", str(at)))
    link = st.integers(1, 3).map(lambda number: ("link", str(number)))
    note = st.sampled_from(["said on the quay", "\u202ehidden\x07", " ", ""]).map(lambda words: ("note", words))
    zone = st.sampled_from(ZONES).map(lambda value: ("zone", value))
    label = st.one_of(*(_labels(layer, keys) for layer, keys in _FIRST_KEYS.items()))
    edit = _answers().map(lambda keys: ("edit", *keys))
    worded = st.sampled_from(("word_right", "add_piece", "label_cue", "respan")).map(lambda name: ("perform", name))
    attribute = st.integers(1, 3).map(lambda number: ("attribute", str(number)))
    return st.one_of(moves, moves, worded, label, label, attribute, edit, select, select, mouse, link, note, zone)


_FIRST_KEYS: dict[LayerName, str] = {"sources": "nugdx1", "quotes": "dims12x", "claims": "qcpx1", "frames": "emlx1"}
"""Keys that answer the first question of each layer, most of them."""


def _labels(layer: LayerName, first: str) -> st.SearchStrategy[Step]:
    return st.tuples(st.sampled_from(first), _answers()).map(lambda made: ("label", layer, made[0], *made[1]))


def _answers() -> st.SearchStrategy[Step]:
    key = st.sampled_from(
        [*"abcdefghimnopqrstuvx0123,.=", "tab", "tab", "shift+tab", "space", "backspace", "right", "text"]
    )
    return st.tuples(st.lists(key, max_size=6), st.sampled_from(["enter", "enter", "escape"])).map(
        lambda made: (*made[0], made[1])
    )


def take(session: Session, step: Step) -> None:
    """Do one step; what is not possible is said and changes nothing."""
    before = session.labels
    try:
        _take(session, *step)
    except AnnotatorError as error:
        assert str(error).endswith("."), "a sentence for the person"
        if step[0] not in {"edit", "attribute"}:
            assert session.labels is before


def _take(session: Session, what: str, *given: str) -> None:
    end = len(session.text.content)
    match what:
        case "perform":
            PERFORMERS[given[0]](session)
        case "label":
            _answer(Coding.label(session, _layer(given[0])), given[1:])
        case "edit":
            item = session.item_here()
            if item is not None:
                _answer(Coding.edit(session, item), given)
        case "select":
            start = int(given[0]) % end
            session.cursor.to_range(start, min(start + int(given[1]), end))
        case "mouse":
            session.cursor.to_mouse(int(given[0]) % end, int(given[0]) % end)
        case "link":
            _link(session, int(given[0]))
        case "attribute":  # cue and source of the quote here, from the words behind it
            for action in ("word_right", "label_cue", "word_right"):
                PERFORMERS[action](session)
            _link(session, int(given[0]))
        case "note":
            item = session.item_here()
            if item is not None:
                session.change(item, "note on", note=given[0].strip() or None)
        case "zone":
            Zoning(session).press(_zone_key(given[0]))


def _answer(coding: Coding, keys: tuple[str, ...]) -> None:
    for key in keys:
        if coding.done:
            return
        if coding.needs_text_now or (key == "text" and coding.wants_text):
            coding.set_text("" if key in "abc" else f"known for {key}")
            continue
        named: dict[str, Callable[[], None]] = {
            "enter": coding.finish,
            "escape": coding.cancel,
            "tab": coding.forward,
            "shift+tab": coding.back,
            "space": coding.choose_highlighted,
            "backspace": coding.clear,
            "right": lambda: coding.move(1),
        }
        if key in named:
            named[key]()
        else:
            coding.press(key)
        assert coding.done or (coding.step in coding.steps() and coding.question is not None)
    coding.cancel()


def _link(session: Session, number: int) -> None:
    sources = session.labels.sources
    target = session.target()
    if target is not None and number <= len(sources):
        found = session.index.get(sources[number - 1].id)
        assert isinstance(found, Source)
        session.link(target, found)


def _layer(name: str) -> LayerName:
    return next(layer for layer in LAYERS if layer == name)


def _zone_key(name: str) -> str:
    zones: dict[Zone, str] = dict(zip(ZONES, "hylsbcfr", strict=True))
    return next(key for zone, key in zones.items() if zone == name)
