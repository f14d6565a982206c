"""Where a report was sent from: LUND (AP) — Rescuers …. Nobody says that."""

from __future__ import annotations

import re

from annotator.suggest.suggestion import Range

_PLACE = r"[^\W\d_](?:[^\W\d_]|[ .'’-](?=[^\W\d_])){1,30}"
_AGENCY = r" ?\([^\W\d_][^\W\d_ ]{1,15}\)"
_LONGEST = 120  # characters of a dateline, and more
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE}\.?)(?:, {_PLACE}\.?)?(?P<agency>{_AGENCY})? ?(?:[—–]|--?) ?(?=[^\W_]|[\"“‘„«'])"
)


def behind_dateline(content: str, place: Range) -> Range:
    """Return a paragraph without the dateline it begins with, if it begins with one.

    That is a place in capitals, or any with the agency in brackets, and a dash before a capital or a quotation mark.

    Args:
        content: The text.
        place: The paragraph.
    """
    opening = content[place[0] : place[0] + _LONGEST]
    if not ("-" in opening or "–" in opening or "—" in opening):
        return place
    found = _DATELINE.match(content, *place)
    if found is None or found.end() >= place[1]:
        return place
    sent = found["agency"] is not None or found["place"].isupper()
    begins = content[found.end()]
    return (found.end(), place[1]) if sent and not begins.islower() else place
