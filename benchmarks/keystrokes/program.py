"""The keys that were found, pressed in the real application, and the labels file it saves."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from textual import events
from textual.pilot import Pilot

from annotator.corpus import Corpus, open_text
from annotator.keymap import load
from annotator.labels import Labels
from annotator.session import Session
from annotator.session.opening import alone, open_session
from annotator.session.suggestions.suggesting import offer
from annotator.store import labels_path
from annotator.tui.app import AnnotatorApp
from annotator.tui.screens.labelling import LabellingScreen
from benchmarks.keystrokes.article import blank
from benchmarks.keystrokes.keyboard import CHARACTERS

_AT_ONCE = 40
_WHO = "replay"
"""Who labels; the name of gold is nobody's to label under."""
_LOOKED_AT = frozenset({"space", "a", "A", "x", "n", "enter"})
"""Keys behind which the screen is drawn before the next one is pressed."""


def saved_by(corpus: Corpus, path: Path, target: Labels, keys: Sequence[str], *, suggestions: bool = False) -> Labels:
    """Press keys at the program, in a copy of a corpus with no labels of the text, and return what it saved.

    Args:
        corpus: The corpus.
        path: The text in it.
        target: Whose labels they are to be, and in which paragraphs.
        keys: What to press, as Textual names keys.
        suggestions: Whether the program suggests anything; the keys are pressed when it has found all there is.
    """
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        for file in corpus.folder.iterdir():
            if file.name in {path.name, "corpus.yaml", "sources.yaml"}:
                shutil.copy(file, here)
        mine = Corpus(here, corpus.chosen_codebook)
        text = open_text(here / path.name)
        begin = blank(text, target, mine.codebook_named(target.codebook.name)).labels
        begin = begin.model_copy(update={"annotator": _WHO})

        def opener(opened: Path) -> Session:
            session = alone(
                labels_path(opened, _WHO),
                lambda: open_session(mine, opened, _WHO, begin=begin),
            )
            if suggestions:
                offer(session, mine, rejected=here / "rejected")
            return session

        keymap, first = load(Path("/dev/null")), opener(text.path)
        app = AnnotatorApp(mine, [text.path], _WHO, opener, keymap, first=first)
        asyncio.run(_press(app, keys, suggestions=suggestions))
        return mine.read_labels(text, _WHO)


async def _press(app: AnnotatorApp, keys: Sequence[str], *, suggestions: bool) -> None:
    async with app.run_test(size=(100, 60)) as pilot:
        await pilot.pause()
        if suggestions:
            await _found(app, pilot)
        for at in range(0, len(keys), _AT_ONCE):
            for key in keys[at : at + _AT_ONCE]:
                app.post_message(events.Key(key, CHARACTERS.get(key, key if len(key) == 1 else None)))
                if suggestions and key in _LOOKED_AT:
                    await pilot.pause()  # only what was on the screen is accepted
            await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.press("Q")


async def _found(app: AnnotatorApp, pilot: Pilot[None]) -> None:
    """Wait until everything that is suggested is there and drawn."""
    screen = app.screen
    assert isinstance(screen, LabellingScreen)
    while not screen.offers.seekers:
        await pilot.pause()
    for seeker in screen.offers.seekers:
        await asyncio.to_thread(seeker.settled.wait, 60)
    await pilot.pause()
