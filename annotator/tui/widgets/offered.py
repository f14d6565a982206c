"""What the side panel says of the current suggestion: what it would label, why, how often that is right, the keys."""

from __future__ import annotations

from annotator.session import Session
from annotator.session.suggestions.suggested import details_of, how_often, speakers, value_of, why
from annotator.tui.document.ghosts import letter_of
from annotator.tui.widgets.lines import Line, Part, cut, wrapped

_KEYS = (Part("a", "key"), Part(" accept "), Part("x", "key"), Part(" reject "), Part("n", "key"), Part(" next"))
_MOST = 4
"""Rows for what would be labelled."""
_ADJUSTED = (Part("a", "key"), Part(" accept these words"))


def offered_lines(session: Session, width: int, height: int) -> list[Line]:
    """Return at most `height` rows about the current suggestion; none where nothing is open.

    Args:
        session: The session.
        width: Cells of a row.
        height: Rows there is room for; the most important ones come first.
    """
    offering = session.offering
    current = None if offering is None else offering.current
    if offering is None or current is None or height <= 0:
        return []
    still = offering.open_in(session.cursor.paragraph)
    number = next((index for index, item in enumerate(still, start=1) if item is current), 1)
    style = "title" if current.layer == "zones" else f"{current.layer} strong"
    what: list[Part] = [Part(letter_of(current), style), Part(f" {value_of(current, session.codebook)}")]
    who = ", ".join(speakers(current, session.text.content))
    if who:
        what.append(Part(f" · {who}"))
    what += [Part(f" · {detail}", "dim") for detail in details_of(current, session.codebook)]
    # The keys come right behind what they would do: where there is no room, the reasons are left out.
    lines: list[Line] = [
        [Part(f"SUGGESTION {number}/{len(still)}", "title")],
        *wrapped(what, width)[:_MOST],
        list(_ADJUSTED if offering.adjusted() else _KEYS),
        [Part(cut(how_often(current), width), "dim")],
        *wrapped([Part(why(current), "dim")], width)[:3],
    ]
    return lines[:height]


def offered_state(session: Session) -> tuple[object, ...]:
    """Return what those rows are made of: while it is the same, so are they."""
    offering = session.offering
    if offering is None:
        return ()
    current = offering.current
    if current is None:
        return (offering.blind,)
    return (current, len(offering.open_in(session.cursor.paragraph)), bool(offering.adjusted()))
