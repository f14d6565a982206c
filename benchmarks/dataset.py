"""How long loading takes, beside what somebody would use instead.

    pip install -e '.[bench]'
    python -m benchmarks.dataset            all corpora; writes docs/dataset-benchmarks.md
    python -m benchmarks.dataset --quick    a small corpus, nothing written

What is compared is done in turns in one run, each several times, and the median is taken; a ratio is the median of the
ratios of the turns. Times are processor time of this process (user and system), so that other programs on the machine
disturb little; files are in the system's memory. Garbage collection is as a user has it.
"""

from __future__ import annotations

import argparse
import gc
import os
import platform
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import yaml

import annotator
from annotator.codebook import shipped
from annotator.dataset import LabelledCorpus
from benchmarks.alternatives import Alternative, Content, alternatives
from benchmarks.invented import article, corpus

PAGE = Path(__file__).resolve().parents[1] / "docs" / "dataset-benchmarks.md"
TURNS = 7


@dataclass(frozen=True)
class Shape:
    """A corpus: how many documents, of how many code points, with how many items each."""

    name: str
    documents: int
    characters: int
    items: int


SMALL = Shape("200 documents of 4,500 characters, 61 items each", 200, 4_500, 61)
LARGE = Shape("5,000 documents of 4,500 characters, 61 items each", 5_000, 4_500, 61)
LONG = Shape("8 documents of 34,000 characters, 850 items each (the shape of PolNeAR's largest)", 8, 34_000, 850)


def turns(tasks: dict[str, Callable[[], Any]], count: int = TURNS) -> dict[str, list[float]]:
    """Do every task in turn, `count` times, and return the seconds each took."""
    found: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(count):
        for name, task in tasks.items():
            gc.collect()
            begin = time.process_time()
            kept = task()
            found[name].append(time.process_time() - begin)
            del kept
    return found


def as_begun() -> None:
    """Let garbage collection see what it would see in a process that has just begun."""
    gc.collect()
    gc.freeze()


def ratio(times: dict[str, list[float]], one: str, other: str) -> float:
    """Return how many times as long one task took as another one."""
    return median(a / b for a, b in zip(times[one], times[other], strict=True))


def touch(loaded: LabelledCorpus) -> int:
    """Make every object of a corpus, and read of each what it is and where."""
    count = 0
    for layer in (loaded.sources, loaded.quotes, loaded.claims, loaded.frames):
        for item in layer:
            count += len(item.text) + len(item.id) + (item.start or 0)
    return count


def load(folder: Path, **options: Any) -> LabelledCorpus:
    """Load a corpus; the cache is where `ANNOTATOR_CACHE` says."""
    return annotator.load(folder, **options)


def cold(shape: Shape, home: Path, goals: list[str], rows: list[str]) -> None:
    """Load without a cache, beside the alternatives."""
    folder = home / f"{shape.documents}-{shape.items}"
    corpus(folder, shape.documents, characters=shape.characters, items=shape.items)
    edited = home / f"{folder.name}-edited"
    _edit(folder, edited)
    codebook = shipped()
    content: Content = [
        article(path.stem, number, shape.characters, shape.items, codebook)
        for number, path in enumerate(sorted(folder.glob("*.txt")))
    ]
    tasks: dict[str, Callable[[], Any]] = {
        "annotator, files as the program writes them": lambda: load(folder, cache=False),
        "annotator, files edited by hand": lambda: load(edited, cache=False),
    }
    for one in alternatives(codebook):
        place = home / f"{folder.name}-{one.name.replace(' ', '-').replace('/', '-')}"
        place.mkdir()
        one.write(place, content)
        tasks[one.name] = _reading(one, place)
    for task in tasks.values():
        task()  # imports and compiled expressions are not what is measured
    del content
    as_begun()
    times = turns(tasks, 5)
    ours, by_hand, *others = tasks
    rows.append(f"\n## Cold: {shape.name}\n")
    rows += ["| | ms per document | times ours |", "|---|---|---|"]
    for name in tasks:
        each = median(times[name]) * 1000 / shape.documents
        rows.append(f"| {name} | {each:.2f} | {ratio(times, name, ours):.2f} |")
    yaml_route, json_route, *_ = others
    said = f"| {shape.documents} documents: cold"
    faster = ratio(times, yaml_route, ours)
    goals.append(f"{said}, our files, vs {yaml_route} | ≥ 8× faster | {faster:.1f}× |")
    faster = ratio(times, yaml_route, by_hand)
    goals.append(f"{said}, hand-edited files, vs {yaml_route} | ≥ 2× faster | {faster:.1f}× |")
    goals.append(f"{said}, vs {json_route} | ≤ 2× its time | {ratio(times, ours, json_route):.2f}× |")


def _reading(one: Alternative, place: Path) -> Callable[[], Any]:
    return lambda: one.read(place)


def _edit(folder: Path, edited: Path) -> None:
    """Copy a corpus, every labels file as somebody might have written it: PyYAML's block style, and a comment."""
    edited.mkdir()
    for path in folder.iterdir():
        if path.name.endswith(".first.yaml"):
            value = yaml.load(path.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
            lines = yaml.safe_dump(value, allow_unicode=True, default_flow_style=None, sort_keys=False, width=200)
            (edited / path.name).write_text(f"# by hand\n{lines}", encoding="utf-8")
        else:
            (edited / path.name).write_bytes(path.read_bytes())


def warm(shape: Shape, home: Path, goals: list[str], rows: list[str]) -> None:
    """Load from the cache, beside only listing the files, and beside plain dicts of the same content."""
    import orjson  # noqa: PLC0415 - an extra

    folder = home / f"{shape.documents}-{shape.items}"
    if not folder.exists():
        corpus(folder, shape.documents, characters=shape.characters, items=shape.items)
    loaded = load(folder)
    loaded.quotes.to_arrow()
    dicts = [
        orjson.dumps({"text": document.text, **document.labels["first"].record.model_dump(exclude_none=True)})
        for document in loaded.documents
    ]
    del loaded
    time.sleep(5)  # files that were just written are compared by content
    load(folder).quotes.to_arrow()
    as_begun()

    def list_files() -> list[Any]:
        with os.scandir(folder) as entries:
            return [(entry.name, entry.stat()) for entry in entries]

    def orjson_dicts() -> Any:
        return [orjson.loads(one) for one in dicts]

    def to_arrow() -> Any:
        return load(folder).quotes.to_arrow()

    def touched() -> Any:
        made = load(folder)
        touch(made)
        return made

    quick = turns(
        {
            "only listing the files and their times": list_files,
            "load": lambda: load(folder),
            "load, and the quotes as an Arrow table": to_arrow,
        }
    )
    slow = turns({"orjson, dicts of the same content": orjson_dicts, "load, and touch every object": touched}, 3)
    rows.append(f"\n## From the cache: {shape.name}\n")
    rows += ["| | ms | times |", "|---|---|---|"]
    for times in (quick, slow):
        first = next(iter(times))
        rows += [f"| {name} | {median(times[name]) * 1000:.0f} | {ratio(times, name, first):.2f} |" for name in times]
    listing, just_load, arrow = quick
    plain, every = slow
    lazily = ratio(quick, just_load, listing)
    goals += [
        f"| warm, {shape.documents} documents, lazy corpus, vs listing and stat-ing the files | ≤ 3× | {lazily:.2f}× |",
        f"| warm, to an Arrow table, vs the same | ≤ 2.5× | {ratio(quick, arrow, listing):.2f}× |",
        f"| warm, every object touched, vs orjson dicts | ≤ 3.5× | {ratio(slow, every, plain):.2f}× |",
    ]


def memory(shape: Shape, home: Path, goals: list[str]) -> None:
    """Measure a process of its own that loads everything and keeps it."""
    folder = home / f"{shape.documents}-{shape.items}"
    code = (
        "import sys, annotator\n"
        "c = annotator.load(sys.argv[1])\n"
        "kept = [list(layer) for layer in (c.sources, c.quotes, c.claims, c.frames, c.paragraphs)]\n"
        "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))\n"
    )
    if not Path("/proc/self/status").exists():
        goals.append("| memory | ≤ 0.5 GB | only measured on Linux |")
        return
    ran = subprocess.run([sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=True)
    goals.append(
        f"| memory, {shape.documents} documents fully loaded | ≤ 0.5 GB | {int(ran.stdout) / 1024**2:.2f} GB |"
    )


def imports(goals: list[str]) -> None:
    """Measure fresh interpreters that import one thing."""

    def fresh(statement: str) -> float:
        before = os.times()
        subprocess.run([sys.executable, "-c", statement], check=True)
        after = os.times()
        return after.children_user + after.children_system - before.children_user - before.children_system

    times: dict[str, list[float]] = {
        "import annotator": [],
        "import annotator; annotator.load": [],
        "import pydantic": [],
    }
    for _ in range(9):
        for statement, found in times.items():
            found.append(fresh(statement))
    each = ratio(times, "import annotator", "import pydantic")
    goals.append(f"| `import annotator` vs `import pydantic` | ≤ 1.3× | {each:.2f}× |")
    lazily = ratio(times, "import annotator; annotator.load", "import pydantic")
    goals.append(f"| the same with `annotator.load` imported | | {lazily:.2f}× |")


def main() -> None:
    """Run everything and print the table."""
    parser = argparse.ArgumentParser(description="How long loading takes, beside the alternatives.")
    parser.add_argument("--quick", action="store_true", help="a small corpus, and nothing is written")
    quick = parser.parse_args().quick
    warnings.simplefilter("ignore")
    goals: list[str] = []
    rows: list[str] = []
    with tempfile.TemporaryDirectory() as temporary:
        home = Path(temporary)
        os.environ["ANNOTATOR_CACHE"] = str(home / "cache")
        small = Shape("40 documents of 4,500 characters, 61 items each", 40, 4_500, 61) if quick else SMALL
        cold(small, home, goals, rows)
        if not quick:
            cold(LONG, home, goals, rows)
        large = small if quick else LARGE
        warm(large, home, goals, rows)
        memory(large, home, goals)
    imports(goals)
    head = [
        "# How long loading takes",
        "",
        "`python -m benchmarks.dataset` writes this page; the corpora are invented. What is compared is done in turns,",
        "in one run, and the median taken: processor time, files in memory, garbage collection as a user has it. Ours",
        "and the two with pydantic validate; only ours compares every label with the text, and follows every link.",
        "",
        f"Python {platform.python_version()} on {platform.system()} {platform.machine()}.",
        "",
        "| what | goal | measured |",
        "|---|---|---|",
        *goals,
    ]
    page = "\n".join([*head, *rows]) + "\n"
    print(page)
    if not quick:
        PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
