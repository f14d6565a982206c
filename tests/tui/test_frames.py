"""When frames are drawn: a key's at once, and what comes by itself holds up none of them."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from annotator.tui.frames import Frames

FRAME = 1 / 60


class Desk:
    """A screen without a terminal, a clock that is set by hand, and a note of when frames were drawn."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 100.0
        self.drawn: list[float] = []
        self.timers: list[tuple[float, Callable[[], None]]] = []
        monkeypatch.setattr("annotator.tui.frames.monotonic", lambda: self.now)
        screen: Any = SimpleNamespace(is_current=False, app=None, set_timer=self._timer)
        self.frames = Frames(screen, lambda: self.drawn.append(self.now))

    def _timer(self, delay: float, call: Callable[[], None]) -> Any:
        timer = (self.now + delay, call)
        self.timers.append(timer)
        return SimpleNamespace(stop=lambda: self.timers.remove(timer))

    def key(self) -> None:
        self.frames.want()
        self.frames.idle()

    def news(self) -> None:
        self.frames.want_too()
        self.frames.idle()

    def wait(self, seconds: float) -> None:
        self.now += seconds
        for due, call in [timer for timer in self.timers if timer[0] <= self.now]:
            self.timers.remove((due, call))
            call()


async def test_a_key_is_drawn_at_once_although_much_has_come_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(monkeypatch)
    for _ in range(4):
        desk.news()
        desk.wait(0.001)
    assert len(desk.drawn) == 2  # the others wait
    desk.key()
    assert desk.drawn[2:] == [desk.now]
    desk.wait(1)
    assert len(desk.drawn) == 3, "what has waited was in the frame of the key"


async def test_keys_that_come_fast_share_frames_and_the_last_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(monkeypatch)
    for _ in range(200):
        desk.key()
        desk.wait(0.001)
    desk.wait(1)
    assert 200 / 1000 / FRAME * 0.8 <= len(desk.drawn) <= 200 / 1000 / FRAME + 3
    assert desk.drawn[-1] >= 100.199


async def test_without_news_nothing_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(monkeypatch)
    desk.frames.idle()
    desk.key()
    desk.frames.idle()
    assert len(desk.drawn) == 1
