"""A second pass on screen: the sample only, and nothing of the first."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from annotator import keymap
from annotator.corpus import Corpus
from annotator.session import Session
from annotator.session.again import SecondPass
from annotator.session.opening import alone, open_session
from annotator.store import labels_path
from annotator.tui.app import AnnotatorApp
from tests.session.desk import do, quote, source
from tests.tui.conftest import ARTICLE, Desk

SHARE = 0.5


@pytest.fixture
def second(tmp_path: Path) -> SecondPass:
    """A text that mira labelled, and her second pass."""
    path = tmp_path / "pact.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    corpus = Corpus(tmp_path)
    session = open_session(corpus, path, "mira")
    source(session, "Kasimir Orlane")
    for words in ("“This is a bridge, not a wall,”", "“We agree,”", "“friendship”"):
        quote(session, words, "1 enter")
    do(session, "first_paragraph", *["reviewed_next"] * len(session.units))
    session.saver.save()
    return SecondPass(corpus, "mira", share=SHARE)


def app_of(second: SecondPass, *, library: bool = False) -> AnnotatorApp:
    def opener(path: Path) -> Session:
        return alone(labels_path(path, second.name), lambda: second.open(path))

    paths = second.corpus.text_paths()
    first = None if library else opener(paths[0])
    return AnnotatorApp(second.corpus, paths, second.name, opener, keymap.load(Path("/dev/null")), first=first)


async def test_only_the_sample_is_gone_through_and_saved_in_a_file_of_its_own(second: SecondPass) -> None:
    path = second.corpus.text_paths()[0]
    before = labels_path(path, "mira").read_bytes()
    sample = second.sample(path)
    app = app_of(second)
    async with app.run_test(size=(80, 24)) as pilot:
        at = Desk(app, pilot, labels_path(path, "mira-again"))
        shown = await at.screen_text()
        assert f"mira-again · ¶ {sample[0]}/7 · {len(sample)} to review" in shown
        assert "Q1" not in shown and "✓" not in shown
        assert "none yet: o labels one" in shown
        assert f"{len(sample)} of 7 paragraphs are to be labelled again" in shown
        await at.press("space " * (len(sample) - 1) + "f e enter space")
        assert "all reviewed" in await at.screen_text()
        saved = await at.saved()
    assert saved["annotator"] == "mira-again"
    assert saved["sample"] == list(sample)
    assert [n for n, one in enumerate(saved["paragraphs"], 1) if one["reviewed"]] == list(sample)
    assert [frame["frame"] for frame in saved["frames"]] == ["economic"]
    assert labels_path(path, "mira").read_bytes() == before


async def test_the_rest_is_there_to_read_and_says_that_it_is_not_asked_for(second: SecondPass) -> None:
    path = second.corpus.text_paths()[0]
    outside = next(number for number in range(1, 8) if number not in second.sample(path))
    app = app_of(second)
    async with app.run_test(size=(80, 24)) as pilot:
        at = Desk(app, pilot, labels_path(path, "mira-again"))
        await at.press("home " + "j " * (outside - 1))
        assert "not in the sample" in await at.screen_text()
        await at.press("space")
        assert f"Paragraph {outside} is not in the sample" in await at.screen_text()


async def test_it_goes_on_where_it_was_left(second: SecondPass) -> None:
    path = second.corpus.text_paths()[0]
    sample = second.sample(path)
    app = app_of(second)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space", "Q")
    assert yaml.safe_load(labels_path(path, "mira-again").read_text(encoding="utf-8"))["sample"] == list(sample)
    app = app_of(second)
    async with app.run_test(size=(80, 24)) as pilot:
        shown = await Desk(app, pilot, path).screen_text()
    assert f"¶ {sample[1]}/7 · {len(sample) - 1} to review" in shown


async def test_the_library_shows_the_second_pass_only(second: SecondPass) -> None:
    app = app_of(second, library=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.app.workers.wait_for_complete()
        at = Desk(app, pilot, Path())
        shown = await at.screen_text()
        assert "mira-again" in shown and "not begun" in shown
        assert "3 quotes" not in shown
        await at.press("enter space ctrl+o")
        await pilot.app.workers.wait_for_complete()
        assert f"1/{len(second.sample(second.corpus.text_paths()[0]))}" in await at.screen_text()
