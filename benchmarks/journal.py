"""What saving one edit costs, beside the least it can cost: appending the same bytes to an open file and syncing it.

    python benchmarks/journal.py [--edits N] [--folder FOLDER]

Both are done in turn in one run, on the same disk; what is compared are the medians. The edits are those of a session:
a quote labelled, coded and undone.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import statistics
import tempfile
import time
from pathlib import Path

from annotator.codebook import shipped
from annotator.session import Session
from annotator.session.edits import Edit
from annotator.session.saving.saver import Saver
from annotator.store import new_labels
from annotator.store.journal import journal_path
from annotator.text import Text

ARTICLE = "Ferry line to stay\n\n“We will keep every boat,” Nora Velt said on the quay.\n"


def edits_of(folder: Path) -> tuple[Session, list[Edit]]:
    """Return a session and the edits of labelling a quote, a note on it, and undoing both."""
    text = Text("ferry", ARTICLE, hashlib.sha256(ARTICLE.encode()).hexdigest(), folder / "ferry.txt")
    codebook = shipped()
    session = Session(text, new_labels(text, "mira", codebook), codebook, folder / "ferry.mira.yaml")
    edits: list[Edit] = []
    session.saver.record = lambda edit, _: edits.append(edit)  # type: ignore[method-assign]
    start = ARTICLE.index("“")
    session.cursor.to_range(start, ARTICLE.index("”") + 1)
    quote = session.create("quotes", {**session.propose("quotes"), "form": "direct"})
    session.change(quote, "note on", note="Said on the quay, not in the hall.")
    session.undo()
    session.undo()
    return session, edits


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--edits", type=int, default=1000, help="how many edits to save each way (default: 1000)")
    parser.add_argument("--folder", type=Path, help="where to write (default: the folder for temporary files)")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.folder) as name:
        folder = Path(name)
        session, edits = edits_of(folder)
        saver = Saver(folder / "ferry.mira.yaml", session.labels)
        bare = os.open(folder / "bare", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        journal = journal_path(saver.path)
        took: dict[str, list[float]] = {"append": [], "edit": []}
        for number in range(arguments.edits + 20):
            before = journal.stat().st_size if journal.exists() else 0
            began = time.perf_counter()
            saver.record(edits[number % len(edits)], session.labels)
            saver.flush()
            edited = time.perf_counter()
            data = b"x" * (journal.stat().st_size - before)
            appended = time.perf_counter()
            os.write(bare, data)
            os.fsync(bare)
            ended = time.perf_counter()
            if number >= 20:  # the first ones make the files
                took["edit"].append(edited - began)
                took["append"].append(ended - appended)
        os.close(bare)
    least, ours = (statistics.median(took[name]) for name in ("append", "edit"))
    print(f"append and fsync        {least * 1000:7.3f} ms  1.00")
    print(f"one edit in the journal {ours * 1000:7.3f} ms  {ours / least:.2f}")


if __name__ == "__main__":
    main()
