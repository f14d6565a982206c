"""Count the keys that the labels of `annotations/` take, and write docs/keystrokes.md.

    python -m benchmarks.keystrokes                # about ten minutes
    python -m benchmarks.keystrokes --no-program   # without pressing the keys in the program too

Ends with 1 when the labels that come of the keys are not the same.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from annotator.corpus import Corpus, open_text
from annotator.store import GOLD, labels_path
from benchmarks.keystrokes.article import replay
from benchmarks.keystrokes.comparing import differences
from benchmarks.keystrokes.program import saved_by
from benchmarks.keystrokes.report import Measured, page
from benchmarks.keystrokes.single import each

ROOT = Path(__file__).parents[2]


def main() -> int:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("corpus", nargs="?", type=Path, default=ROOT / "annotations")
    parser.add_argument("--annotator", help="whose labels; gold where there is gold, else first")
    parser.add_argument("--no-program", action="store_true", help="do not press the keys in the program too")
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "keystrokes.md", help="the page to write")
    options = parser.parse_args()
    corpus = Corpus(options.corpus)
    wrong: list[str] = []
    found = []
    used = set()
    for path in corpus.text_paths():
        who = options.annotator or (GOLD if labels_path(path, GOLD).exists() else "first")
        if not labels_path(path, who).exists():
            continue
        used.add(who)
        target = corpus.read_labels(open_text(path), who)
        by_hand, offered = (replay(corpus, path, target, suggestions=each_) for each_ in (False, True))
        for replayed in (by_hand, offered):
            wrong += [f"{path.stem}: {one}" for one in differences(replayed.labels, target, replayed.ids)]
            if not options.no_program:
                saved = saved_by(corpus, path, target, replayed.keys, suggestions=replayed is offered)
                wrong += [f"{path.stem}, in the program: {one}" for one in differences(saved, target, replayed.ids)]
        codebook = corpus.codebook_named(target.codebook.name)
        found.append(Measured(path, target, codebook, by_hand, offered, tuple(each(corpus, path, target))))
        print(f"{path.stem}: {len(by_hand.keys)} keys by hand, {len(offered.keys)} with suggestions", file=sys.stderr)
    for sentence in wrong:
        print(sentence, file=sys.stderr)
    if wrong or not found:
        return 1
    options.to.write_text(page(found, " and ".join(sorted(used)), pressed=not options.no_program), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
