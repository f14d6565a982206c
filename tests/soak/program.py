"""The real program, with a witness: it notes each state of the labels before anything is done to save it, and has the
title say how many edits there were when it says that they are saved.

    python -m tests.soak.program NOTES label TEXT …
"""

from __future__ import annotations

import hashlib
import os
import sys


def main() -> None:
    notes = os.open(sys.argv.pop(1), os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    from annotator.__main__ import main as annotator
    from annotator.labels import Labels
    from annotator.session import Session
    from annotator.session.edits import Edit
    from annotator.session.saving import writer
    from annotator.session.saving.saver import Saver
    from annotator.store import emit
    from annotator.tui.widgets.title import SaveWord, TitleRow

    writer.IDLE = 0.1  # many folds

    record, show = Saver.record, TitleRow.show
    count = 0

    def recorded(saver: Saver, edit: Edit, labels: Labels) -> None:
        nonlocal count
        os.write(notes, hashlib.sha256(emit(labels).encode()).hexdigest().encode() + b"\n")
        count += 1
        record(saver, edit, labels)

    def shown(row: TitleRow, session: Session, title: str, state: SaveWord) -> None:
        show(row, session, title, SaveWord(f"{state.word}#{count}#", state.style))

    Saver.record = recorded  # type: ignore[method-assign, assignment]
    TitleRow.show = shown  # type: ignore[method-assign, assignment]
    annotator()


if __name__ == "__main__":
    main()
