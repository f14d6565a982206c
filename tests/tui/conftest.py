"""A real app on a real file, driven by keys; what is asserted is the saved YAML and the visible screen."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from textual.events import Paste
from textual.geometry import Region
from textual.pilot import Pilot

from annotator import keymap
from annotator.corpus import Corpus
from annotator.labels import LAYERS, LayerName
from annotator.session import Session
from annotator.session.opening import alone, open_session
from annotator.session.suggestions.suggesting import offer
from annotator.store import labels_path
from annotator.suggest.plugins.protocol import Suggester
from annotator.tui.app import AnnotatorApp
from annotator.tui.screens.labelling import LabellingScreen
from annotator.tui.widgets.lines import Lines

ARTICLE = """Bridge pact signed

By Tove Arnsen

“This is a bridge, not a wall,” Mira Halden said, adding that trade had grown by 12 percent.

According to Halden and Kasimir Orlane, freight will double. “We agree,” they said, “and we always did.”

Jory Pellin said an engineer had told him “the ferries will be gone before the first pillar is dry.”

Critics spoke of a “friendship” nobody had asked for.

Print this page
"""


@dataclass
class Desk:
    """Someone labelling one text.

    Attributes:
        app: The running app.
        pilot: Presses its keys.
        path: The labels file.
    """

    app: AnnotatorApp
    pilot: Pilot[None]
    path: Path

    async def press(self, keys: str) -> None:
        """Press keys, written with spaces between them."""
        await self.pilot.press(*keys.split())

    async def type(self, words: str) -> None:
        """Give words, as a paste, to what asks for them."""
        self.app.screen.post_message(Paste(words))
        await self.pilot.pause()

    async def select(self, words: str) -> None:
        """Select words by searching for them."""
        await self.pilot.press("slash")
        await self.type(words)
        await self.pilot.press("enter")

    @property
    def screen(self) -> LabellingScreen:
        """The labelling screen, whatever lies above it."""
        return next(screen for screen in reversed(self.app.screen_stack) if isinstance(screen, LabellingScreen))

    @property
    def session(self) -> Session:
        """What is labelled."""
        return self.screen.session

    async def suggested(self) -> None:
        """Wait until everything that is suggested here is found and drawn."""
        while not self.screen.offers.seekers:
            await self.pilot.pause()
        for seeker in self.screen.offers.seekers:
            assert await asyncio.to_thread(seeker.settled.wait, 30)
        await self.pilot.pause()

    async def saved(self) -> dict[str, Any]:
        """Save, and return what stands in the file."""
        await self.pilot.press("ctrl+s")
        loaded: dict[str, Any] = yaml.safe_load(self.path.read_text(encoding="utf-8"))
        return loaded

    async def screen_text(self) -> str:
        """Return what the terminal shows, row by row."""
        await self.pilot.pause()
        width, height = self.app.size
        lines = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in lines[:height]) if width else ""


OpenDesk = Callable[..., AbstractAsyncContextManager[Desk]]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OpenDesk:
    """Open the app on an article: `async with desk() as at_desk: await at_desk.press("q 1 enter")`."""

    monkeypatch.setattr("annotator.session.suggestions.seeker.DELAY", 0.0)

    @asynccontextmanager
    async def open_desk(
        content: str = ARTICLE,
        *,
        size: tuple[int, int] = (80, 24),
        library: bool = False,
        files: dict[str, str] | None = None,
        codebook: str | None = None,
        keys: keymap.Keymap | None = None,
        suggesting: bool = False,
        blind: bool = False,
        suggesters: Sequence[Suggester] = (),
        layers: tuple[LayerName, ...] = LAYERS,
    ) -> AsyncIterator[Desk]:
        text = tmp_path / "pact.txt"
        if not text.exists():
            text.write_bytes(content.encode())
        for name, words in (files or {}).items():
            (tmp_path / name).write_bytes(words.encode())
        corpus = Corpus(tmp_path, codebook)

        def opener(path: Path) -> Session:
            session = alone(labels_path(path, "mira"), lambda: open_session(corpus, path, "mira", layers=layers))
            if suggesting:
                offer(session, corpus, rejected=tmp_path / "rejected", blind=blind, suggesters=suggesters)
            return session

        first = None if library else opener(text)
        used = keys or keymap.load(Path("/dev/null"))
        app = AnnotatorApp(corpus, corpus.text_paths(), "mira", opener, used, first=first)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            at = Desk(app, pilot, tmp_path / "pact.mira.yaml")
            if suggesting and not library:
                await at.suggested()
            yield at

    return open_desk


@pytest.fixture
def repainted(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count the rows that each widget asks to be repainted, by its id; a whole widget counts a thousand."""
    rows: Counter[str] = Counter()
    refresh = Lines.refresh

    def counted(self: Lines, *regions: Region, **more: Any) -> Lines:
        rows[str(self.id)] += sum(region.height for region in regions) if regions else 1000
        return refresh(self, *regions, **more)

    monkeypatch.setattr(Lines, "refresh", counted)
    return rows
