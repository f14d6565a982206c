"""Every promise names a test that shows it, and the test is there."""

from __future__ import annotations

import re

from annotator.session.saving.states import SaveState
from annotator.tui.autosave import WORDS
from annotator.tui.widgets.title import READ_ONLY
from tests.docs.pages import DOCS, ROOT, read, rows

PAGE = DOCS / "promises.md"


def test_the_tests_that_are_named_are_there() -> None:
    named = set(re.findall(r"`((?:\w+/)+(?:test_\w+\.py)?)`", read(PAGE))) - {"tests/", "rescued/"}
    assert len(named) >= 8
    assert [name for name in named if not (ROOT / "tests" / name).exists()] == []


def test_every_word_of_the_title_is_explained() -> None:
    explained = [row[0].strip("`") for row in rows(PAGE, "When the title says `saved`")[1:]]
    assert sorted(explained) == sorted([*(WORDS[state].word for state in SaveState), READ_ONLY.word])
