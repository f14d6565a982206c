"""Draw the screenshots of the README and the docs from the real program on the real corpus.

    python scripts/screenshots.py

Writes docs/images/*.svg. The corpus is copied first, so that nothing in it changes.
"""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from pathlib import Path

from annotator import keymap
from annotator.adjudication.opening import Wanted, disagreements_of, gold_path, open_gold
from annotator.adjudication.session import GoldSession
from annotator.corpus import Corpus
from annotator.session import Session
from annotator.session.opening import open_session
from annotator.session.suggestions.suggesting import offer, suggest_all
from annotator.tui.adjudicating import AdjudicatingApp
from annotator.tui.app import AnnotatorApp

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
WIRE = "bridge-pact-wire.txt"

SUGGESTED = {"suggestions"}
"""Drawn for somebody who has labelled nothing yet, with what is suggested to them."""
ADJUDICATED = {"adjudication"}
"""Drawn of gold labels that are being made."""

# name: (text or None for the library, keys, columns, rows)
SHOTS: dict[str, tuple[str | None, str, int, int]] = {
    "labelling": (WIRE, "home j j j j j i i", 100, 30),
    "coding": (WIRE, "home j j j j j i i f", 80, 24),
    "suggestions": (WIRE, "home j j j j j a j j", 100, 30),
    "adjudication": (WIRE, "1 2 2 1", 100, 30),
    "library": (None, "", 80, 14),
    "light": (WIRE, "home j j j j j i i ctrl+t", 80, 24),
}


async def shoot(name: str, text: str | None, keys: str, size: tuple[int, int]) -> None:
    """Draw one screenshot."""
    with tempfile.TemporaryDirectory() as folder:
        annotations = Path(folder) / "annotations"
        shutil.copytree(ROOT / "annotations", annotations)
        corpus = Corpus(annotations)

        who = "mira" if name in SUGGESTED else "first"

        def opener(path: Path) -> Session:
            session = open_session(corpus, path, who)
            if name in SUGGESTED:
                offer(session, corpus, rejected=Path(folder) / "rejected")
                suggest_all(session, corpus)
            return session

        keys_of = keymap.load(Path("/dev/null"))
        app = (
            adjudicating(corpus, annotations / str(text), keys_of)
            if name in ADJUDICATED
            else AnnotatorApp(
                corpus, corpus.text_paths(), who, opener, keys_of, first=opener(annotations / text) if text else None
            )
        )
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await pilot.press(*keys.split())
            await app.workers.wait_for_complete()
            await pilot.pause()
            (IMAGES / f"{name}.svg").write_text(app.export_screenshot(title="annotator"), encoding="utf-8")


def adjudicating(corpus: Corpus, text: Path, keys: keymap.Keymap) -> AnnotatorApp:
    """Return the program as it begins to make gold labels of a text."""
    gold_path(text).unlink(missing_ok=True)
    wanted = Wanted(corpus)

    def opener(path: Path) -> GoldSession:
        return open_gold(wanted, path)

    def total(session: GoldSession) -> int:
        return disagreements_of(wanted, session.labels, session.text.path)

    return AdjudicatingApp(corpus, [text], opener, keys, first=opener(text), total=total)


async def main() -> None:
    """Draw them all."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    for name, (text, keys, columns, rows) in SHOTS.items():
        await shoot(name, text, keys, (columns, rows))


if __name__ == "__main__":
    asyncio.run(main())
