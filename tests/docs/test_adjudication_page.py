"""`docs/adjudication.md` says what the program does."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.actions import ADJUDICATION, COMPARISON
from annotator.adjudication.going import Going
from annotator.adjudication.opening import open_gold
from annotator.adjudication.origins import AGREED, EDITED, MADE, TAKEN
from annotator.keymap import shown
from tests.adjudication.building import decide, item, quarry, wanted
from tests.docs.pages import DOCS, FORMAT, read

PAGE = DOCS / "adjudication.md"


@pytest.mark.parametrize("action", ADJUDICATION, ids=lambda action: action.name)
def test_every_key_that_decides_is_in_the_table(action: object) -> None:
    rows = [row for row in read(PAGE).splitlines() if row.startswith("| `")]
    keys = [key for own in ADJUDICATION if own is action for key in own.keys]
    named = {"tab": "tab", "shift+tab": "shift+tab"}
    assert all(any(f"`{named.get(key, shown(key))}`" in row for row in rows) for key in keys), keys


def test_the_keys_for_looking_at_changes_are_told() -> None:
    told = read(PAGE).partition("## What gold changed")[2]
    assert [key for own in COMPARISON for key in own.keys if f"`{shown(key)}`" not in told] == ["tab", "shift+tab"]
    assert "`tab`" in told


def test_the_origins_in_the_format_are_those_that_are_written(tmp_path: Path) -> None:
    text = quarry(tmp_path)
    way = Going(open_gold(wanted(text), text.path))
    decide(way, "s2", "1")
    decide(way, "q1", "2")
    session = way.session
    session.code(item(session, "q1"), {"stance": "endorsing"})
    session.cursor.to_range(0, 19)
    session.create("claims", session.propose("claims") | {"type": "other"})
    written = {str(one.origin).partition("/")[0] for one in session.labels.items()}
    assert written == {AGREED, TAKEN, EDITED, MADE}
    named = [f"| `{kind}/" for kind in (AGREED, TAKEN, EDITED)] + [f"| `{MADE}` |"]
    assert [kind for kind in named if kind not in read(FORMAT)] == []
