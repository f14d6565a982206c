"""The keys that were found, pressed in the real application, and the labels file it saves."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from textual import events

from annotator.corpus import Corpus, open_text
from annotator.keymap import load
from annotator.labels import Labels
from annotator.session import Session
from annotator.session.opening import alone, open_session
from annotator.store import labels_path
from annotator.tui.app import AnnotatorApp
from benchmarks.keystrokes.article import blank
from benchmarks.keystrokes.keyboard import CHARACTERS

_AT_ONCE = 40


def saved_by(corpus: Corpus, path: Path, target: Labels, keys: Sequence[str]) -> Labels:
    """Press keys at the program, in a copy of a corpus with no labels of the text, and return what it saved.

    Args:
        corpus: The corpus.
        path: The text in it.
        target: Whose labels they are to be, and in which paragraphs.
        keys: What to press, as Textual names keys.
    """
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        for file in corpus.folder.iterdir():
            if file.name in {path.name, "corpus.yaml", "sources.yaml"}:
                shutil.copy(file, here)
        mine = Corpus(here, corpus.chosen_codebook)
        text = open_text(here / path.name)
        begin = blank(text, target, mine.codebook_named(target.codebook.name)).labels

        def opener(opened: Path) -> Session:
            return alone(
                labels_path(opened, target.annotator),
                lambda: open_session(mine, opened, target.annotator, begin=begin),
            )

        asyncio.run(_press(AnnotatorApp(mine, [text.path], target.annotator, opener, load(Path("/dev/null")),
                                        first=opener(text.path)), keys))  # fmt: skip
        return mine.read_labels(text, target.annotator)


async def _press(app: AnnotatorApp, keys: Sequence[str]) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        for at in range(0, len(keys), _AT_ONCE):
            for key in keys[at : at + _AT_ONCE]:
                app.post_message(events.Key(key, CHARACTERS.get(key, key if len(key) == 1 else None)))
            await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.press("Q")
