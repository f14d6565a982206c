"""Looking for suggestions: the whole of an article, a window of a huge text, in a thread that gives way."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotator.session import Session
from annotator.session.suggestions.finding import Finding, Found
from annotator.session.suggestions.rejections import Rejection, Rejections
from annotator.session.suggestions.seeker import News, Seeker
from annotator.suggest import suggestions_for
from annotator.suggest.words.language import LanguageError
from tests.session.desk import session_on

PARAGRAPH = "“We build number {n} here,” said Mira Halden. She said that trade grew by {n} percent in the year.\n\n"


def finding_on(session: Session) -> Finding:
    return Finding(session.text, session.units, session.layers)


def long_text(paragraphs: int) -> str:
    return "".join(PARAGRAPH.format(n=number) for number in range(paragraphs))


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take any text for a huge one."""
    monkeypatch.setattr("annotator.session.suggestions.finding.WHOLE", 100)


def test_an_article_is_looked_at_as_a_whole_as_the_command_does() -> None:
    session = session_on(long_text(12))
    finding = finding_on(session)
    assert finding.wanted(7) == range(12)
    found = dict(finding.look(range(12)))
    assert finding.wanted(7) is None
    assert not finding.windowed
    assert [item for each in found.values() for item in each] == suggestions_for(
        session.text, [session.units.paragraph(number) for number in range(12)], "en"
    )


@pytest.mark.usefixtures("small")
def test_it_can_give_way_between_any_two_sentences_those_around_the_window_too() -> None:
    finding = finding_on(session_on(long_text(300)))
    calls: list[int] = []
    found = finding.look(range(64, 128), lambda: calls.append(1))
    next(found)
    assert len(calls) >= 2 * 50, "the paragraphs before the window are read in one go"
    list(found)
    assert len(calls) == 2 * (50 + 64 + 8)


@pytest.mark.usefixtures("small")
def test_a_window_that_was_left_is_read_on_from_there() -> None:
    finding, calls = finding_on(session_on(long_text(300))), []
    whole = dict(finding_on(session_on(long_text(300))).look(range(64, 128)))
    first: dict[int, object] = {}
    for number, suggestions in finding.look(range(64, 128), lambda: calls.append(1)):
        first[number] = suggestions
        if number == 70:
            break
    assert (finding.wanted(100), len(dict(finding.look(range(64)))) > 0) == (range(64, 128), True)
    read = len(calls)
    rest = dict(finding.look(range(64, 128)))
    assert first | rest == whole
    assert (min(rest), finding.wanted(80)) == (71, None)
    assert len(calls) == 2 * (50 + 64 + 8), "something is read twice"
    assert read > 2 * 50


@pytest.mark.usefixtures("small")
def test_of_a_huge_text_only_what_is_around_is_looked_at() -> None:
    finding = finding_on(session_on(long_text(1_000)))
    assert finding.windowed
    read = []
    while (window := finding.wanted(500)) is not None:
        read += [number for number, _ in finding.look(window)]
    assert (min(read), max(read)) == (448, 575)
    assert finding.wanted(505) is None
    assert finding.wanted(540) == range(576, 640)


@pytest.mark.usefixtures("small")
def test_windows_find_what_the_whole_has() -> None:
    session = session_on(long_text(200))
    whole = suggestions_for(session.text, [session.units.paragraph(number) for number in range(200)], "en")
    found = [item for _, each in finding_on(session).all() for item in each]
    assert found == whole


@pytest.mark.usefixtures("small")
def test_the_beginning_of_a_window_is_no_headline() -> None:
    session = session_on("Short line\n\n" * 300)
    zones = {
        number: [item.attributes["zone"] for item in found if item.layer == "zones"]
        for number, found in finding_on(session).all()
    }
    assert "headline" in zones[0]
    assert not any("headline" in zones[number] or "lede" in zones[number] for number in range(64, 300))


def test_what_is_no_paragraph_of_prose_is_passed_over() -> None:
    content = long_text(1) + "word " * 30_000 + "\n\n" + long_text(1)
    found = dict(finding_on(session_on(content)).all())
    assert found[1] == []
    assert found[0]
    assert found[2]


class Desk:
    """A seeker whose news are kept."""

    def __init__(self, finding: Finding, rejections: Rejections | None = None) -> None:
        self.news: list[News] = []
        self.seeker = Seeker(finding, Rejections() if rejections is None else rejections, self.news.append, 0)

    def found(self) -> dict[int, int]:
        return {paragraph: len(items) for news in self.news for paragraph, items in news.found.items()}

    def settle(self) -> None:
        assert self.seeker.settled.wait(30)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.session.suggestions.seeker.DELAY", 0.0)


def test_the_thread_tells_what_it_finds_and_goes_where_the_person_goes(small: None) -> None:  # noqa: ARG001
    desk = Desk(finding_on(session_on(long_text(300))))
    desk.seeker.start()
    desk.settle()
    assert max(desk.found()) == 63
    assert all(desk.found().values())
    desk.seeker.follow(250, paused=False)
    desk.settle()
    assert set(range(192, 300)) <= set(desk.found())
    desk.seeker.stop()


def test_whoever_labels_blind_has_nothing_looked_for() -> None:
    desk = Desk(finding_on(session_on(long_text(3))))
    desk.seeker.start(paused=True)
    desk.settle()
    assert desk.news == []
    desk.seeker.follow(0, paused=False)
    desk.settle()
    assert set(desk.found()) == {0, 1, 2}
    desk.seeker.stop()


def test_what_fails_is_one_sentence_and_no_more_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    tries = []

    def look(self: Finding, window: range, between: Callable[[], None]) -> Iterator[Found]:  # noqa: ARG001
        tries.append((self, window))
        yield 0, []
        raise KeyError("the text of somebody")

    monkeypatch.setattr(Finding, "look", look)
    desk = Desk(finding_on(session_on(long_text(3))))
    desk.seeker.start()
    desk.settle()
    desk.seeker.follow(2, paused=False)
    desk.settle()
    assert desk.news[-1].problem == "Nothing more is suggested: the rules failed on this text (KeyError)."
    assert len(tries) == 1
    desk.seeker.stop()


def test_a_language_without_rules_is_told() -> None:
    session = session_on(long_text(1))

    def language() -> str:
        raise LanguageError("There are no rules for the language 'xx'.")

    desk = Desk(Finding(session.text, session.units, session.layers, language))
    desk.seeker.start()
    desk.settle()
    assert desk.news[-1].problem == "Nothing is suggested: There are no rules for the language 'xx'."
    desk.seeker.stop()


def test_what_cannot_be_kept_is_told(tmp_path: Path) -> None:
    rejections = Rejections(tmp_path / "file" / "rejected.json")
    (tmp_path / "file").write_text("no folder")
    desk = Desk(finding_on(session_on(long_text(1))), rejections)
    desk.seeker.start()
    desk.settle()
    rejections.apply(Rejection(("quotes", ((0, 3),), "direct"), 0))
    desk.seeker.wake()
    desk.settle()
    (note,) = desk.news[-1].notes
    assert note.startswith("What you reject is not remembered beyond this session")
    desk.seeker.stop()


def test_it_ends_in_the_midst_of_looking(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def look(self: Finding, window: range, between: Callable[[], None]) -> Iterator[Found]:  # noqa: ARG001  # noqa: ARG001
        begun.set()
        assert go_on.wait(30)
        yield 0, []

    monkeypatch.setattr(Finding, "look", look)
    monkeypatch.setattr("annotator.session.suggestions.seeker._LAST_WORD", 0.0)
    desk = Desk(finding_on(session_on(long_text(3))))
    desk.seeker.start()
    assert begun.wait(30)
    desk.seeker.stop()
    go_on.set()
    desk.seeker._thread.join(30)
    assert not desk.seeker._thread.is_alive()
    assert desk.news == []


def test_stopping_what_never_began_is_harmless() -> None:
    Desk(finding_on(session_on(long_text(1)))).seeker.stop()
