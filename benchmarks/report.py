"""The figures as a page: the goals with what was measured, then every figure."""

from __future__ import annotations

import platform
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import median, quantiles

from benchmarks.programs import Program

FILE = Path(__file__).parent.parent / "docs" / "speed.md"
HOT = (
    "next paragraph",
    "word",
    "extend",
    "label",
    "choose an attribute",
    "keep the label",
    "undo",
    "search hit",
    "last paragraph",
    "back to the first",
)
"""The steps that are keys a person presses all day."""

NOTHING, RE, VERSION = "python -c pass", "python -c 'import re'", "annotator --version"
NEWEST_NOTHING = "python -c pass, where the newest pip installed"
NEWEST = "annotator --version, by the script of the newest pip"
NEWEST_RE = f"{NEWEST}, which imports re"
"""What is measured of telling the version."""

_HEAD = """# Speed

How long the screen takes, from a key to the last byte of the repaint it causes, and from the start of the process to
the first paragraph that can be read. This page is written by the command that measures it:

    python -m benchmarks.screen

It starts the real program in pseudo-terminals of 100 by 30 cells, on invented texts, beside a bare Textual app that
echoes a key into one `Static`, a bare curses program that draws a screen of text, and
[SLATE](https://github.com/jkkummerfeld/slate). All run at once and take turns key by key, so that what else the machine
does hits them alike: compare ratios, not milliseconds. Waiting for the end of a repaint is not counted in it. The
modules are compiled, as they are where the program was installed, and its codebook has been opened before.
"""

_WHY = """
## What is not reached, and why

- **Steps that edit: choosing an attribute, undo.** Such a step is over when the title says `saved`, and it says so when
  the line in the journal is synced, not before. A thread writes that line while the screen is drawn. On 34 kB the key
  reaches the screen after 0.8 ms, as in any Textual app; what it does takes 0.4 ms, drawing 1.1 (the paragraph 0.5, the
  side panel 0.25, the bar 0.2), writing 0.1. The thread needs Python's lock for about 0.5 ms of that, and then the
  disk: where a sync takes longer than drawing, the step takes as long as the sync.
- **p99.** The same word again: the slowest steps are those whose sync was slow. The disk alone is measured in the same
  run; on a busy machine its p99 is above the goal by itself. What the key did is on the screen before that: a frame
  waits for the disk at most 2 ms, and only where the last sync was faster.
- **10 MB against 16 paragraphs.** The small text has no labels at all, and the large one 10,000 items and 80 sources
  beside the text: that is drawn, and what is drawn takes time. What a key does was counted: `undo` calls 2,240
  functions until it is painted on 10 MB, 2,600 on sixteen paragraphs with as many sources, 1,420 on those without a
  label. The labels file is written in another thread a quarter of a second after its paragraph was left, which takes 10
  ms beside the disk (of 2.8 MB only what changed is encoded again; the first time, all of it). A key that comes just
  then may wait for it, longest where the processors are busy.
- **The whole screen at start.** What it takes over bare Textual is, on 34 kB, mostly imports: some 140 modules of the
  program's own, none of which takes more than 4 ms. click and pydantic are not among them: pydantic, and what checks
  labels with it, come in a thread after the first frame. A codebook that was read before is recalled without YAML. Of
  the labels file every line is looked at and every offset compared with the text, and an index of all items is made;
  the items themselves get their fields when somebody looks at them. On 10 MB, reading, decoding and hashing the text
  takes as long as half the imports. The text can be read meanwhile.
- **`--version`.** The program itself adds less than 0.1 to `python -c pass`. The script that an older pip writes begins
  with `import re`, and that alone takes 1.5×; a current pip writes one without.

Rows that changed go to the terminal as they are (`annotator/tui/straight.py`), without a thread in between
(`annotator/tui/driver.py`). Textual would take 1.5 ms of each frame to cut them out of the whole screen.
"""


def at(times: Sequence[float], percent: int) -> float:
    """Return a percentile of some seconds, in milliseconds."""
    if len(times) == 1:
        return times[0] * 1000
    return quantiles(times, n=100, method="inclusive")[percent - 1] * 1000


class _Page:
    def __init__(self, found: list[Program], versions: dict[str, list[float]], disk: list[float]) -> None:
        self.programs = {program.name: program for program in found}
        self.versions = versions
        self.disk = disk
        self.bare = self.programs["bare Textual"]
        self.rows: list[str] = []

    def times(self, name: str, what: str) -> list[float]:
        """Return what was measured of a program; empty where nothing was."""
        program = self.programs.get(name)
        return program.times.get(what, []) if program else []

    def ratio(self, name: str, what: str, other: str, others: str, percent: int = 50) -> float | None:
        """Return how many times as long one thing takes as another."""
        mine, theirs = self.times(name, what), self.times(other, others)
        return at(mine, percent) / at(theirs, percent) if mine and theirs else None

    def goal(self, what: str, goal: str, measured: str, *, met: bool | None) -> None:
        """Add a row."""
        answer = "not measured" if met is None else "yes" if met else "no"
        self.rows.append(f"| {what} | {goal} | {measured} | {answer} |")

    def at_most(self, what: str, limit: float, ratio: float | None, more: str = "") -> None:
        """Add a row about a ratio."""
        told = "–" if ratio is None else f"{ratio:.2f}×{more}"
        self.goal(what, f"≤ {limit:g}×", told, met=None if ratio is None else ratio <= limit)

    def worst(self, value: Callable[[str], float | None]) -> tuple[float | None, str]:
        """Return the largest value of the hot steps, with all of them in words."""
        values = {step: found for step in HOT if (found := value(step)) is not None}
        told = ", ".join(f"{step} {found:.2f}" for step, found in values.items())
        return max(values.values(), default=None), f" ({told})" if told else ""

    def goals(self) -> None:
        """Fill the rows."""
        article, huge, small = "annotator, 34 kB", "annotator, 10 MB", "annotator, 4.5 kB"
        piled, long = "annotator, 625 on one paragraph", "annotator, 1 MB"
        textual = "bare Textual"
        worst, each = self.worst(lambda step: self.ratio(article, step, textual, "echo"))
        self.at_most("key to paint p50, 34 kB with 850 items, the slowest step", 1.1, worst, each)
        slow, each = self.worst(lambda step: at(self.times(article, step), 99) if self.times(article, step) else None)
        limit = max(16.0, 2 * at(self.bare.times["echo"], 99))
        told = "–" if slow is None else f"{slow:.1f} ms{each}; bare Textual {at(self.bare.times['echo'], 99):.1f}"
        told += f", the disk alone {at(self.disk, 99):.1f}"
        met = None if slow is None else slow <= limit
        self.goal("p99 of the same", "≤ 16 ms, or 2× bare Textual's", told, met=met)
        worst, each = self.worst(lambda step: self.ratio(huge, step, small, step))
        self.at_most("p50 with 20,000 paragraphs and 10,000 items, against 16 paragraphs", 1.15, worst, each)
        worst, each = self.worst(lambda step: self.ratio(piled, step, textual, "echo"))
        self.at_most("625 overlapping items on one paragraph", 3, worst, each)
        for what, limit, name in (("34 kB", 1.15, article), ("10 MB with 10,000 items", 1.5, huge)):
            painted = self.ratio(name, "first paragraph", textual, "first paragraph")
            whole = self.ratio(name, "whole screen", textual, "first paragraph")
            more = "" if whole is None else f" (plain; the whole screen with labels {whole:.2f}×)"
            self.at_most(f"first painted paragraph, {what}, against bare Textual's first frame", limit, painted, more)
        if self.times(huge, "memory"):
            more = self.times(huge, "memory")[0] - self.times(textual, "memory")[0]
            self.goal(
                "memory over bare Textual's, 10 MB with 10,000 items", "≤ 60 MB", f"{more:.0f} MB", met=more <= 60
            )
        for what, mine, theirs in (
            ("step", "next paragraph", "next paragraph"),
            ("label", "choose an attribute", "label"),
            ("search", "search hit", "search hit"),
            ("start", "whole screen", "first paragraph"),
            ("start, until something can be read", "first paragraph", "first paragraph"),
        ):
            found = self.ratio(long, mine, "SLATE, 1 MB", theirs)
            told = "–" if found is None else f"{found:.2f}×"
            self.goal(
                f"against SLATE, 1 MB with 5,000 labels: {what}", "< 1×", told, met=None if found is None else found < 1
            )
        worst, each = self.worst(lambda step: self.ratio(long, step, "curses, 1 MB", step))
        self.at_most("against curses, 1 MB: a step", 2.5, worst, each)
        self.at_most("200 keys at once, all handled", 1.5, self.ratio(article, "burst", textual, "burst"))
        self.version()

    def version(self) -> None:
        """Fill the row about telling the version: by the script that people get who install it now."""
        older, script = (self._times_of(name, NOTHING) for name in (VERSION, RE))
        newest = self._times_of(NEWEST, NEWEST_NOTHING) or self._times_of(NEWEST_RE, NEWEST_NOTHING)
        what = "`annotator --version` against `python -c pass`"
        beside = (
            f"{older:.2f}× by the script of the pip here; `import re`, with which that of an older pip begins, alone "
        )
        beside += f"{script:.2f}"
        if newest is None:
            self.at_most(what, 1.5, older, f" ({beside})")
        else:
            self.at_most(f"{what}, by the script that the newest pip writes", 1.5, newest, f" ({beside})")

    def _times_of(self, name: str, other: str) -> float | None:
        if name not in self.versions or other not in self.versions:
            return None
        return at(self.versions[name], 50) / at(self.versions[other], 50)


def page(found: list[Program], versions: dict[str, list[float]], disk: list[float], *, quick: bool) -> str:
    """Return the page.

    Args:
        found: The programs, measured.
        versions: Seconds of what is measured of telling the version, by the names above.
        disk: Seconds that a line took to be on the disk.
        quick: There were few rounds.
    """
    made = _Page(found, versions, disk)
    made.goals()
    used = f"Python {platform.python_version()}, Textual {version('textual')}"
    lines = [_HEAD, f"\nMeasured with {used}{', few rounds' if quick else ''}.\n", "\n## Goals\n"]
    lines += ["\n| what | goal | measured | met |\n|---|---|---|---|\n", *(f"{row}\n" for row in made.rows)]
    lines.append(_WHY)
    lines.append(
        "\n## Everything\n\nMilliseconds; the last column is the median as a multiple of bare Textual's echo.\n"
    )
    bare = at(made.bare.times["echo"], 50)
    for program in found:
        lines.append(f"\n### {program.name}\n\n| | n | p50 | p95 | p99 | × |\n|---|---|---|---|---|---|\n")
        for what, times in program.times.items():
            if what != "memory":
                figures = " | ".join(f"{at(times, percent):.1f}" for percent in (50, 95, 99))
                lines.append(f"| {what} | {len(times)} | {figures} | {at(times, 50) / bare:.2f} |\n")
        for memory in program.times.get("memory", []):
            lines.append(f"\n{memory:.0f} MB of memory.\n")
    alone = ", ".join(f"p{part} {at(disk, part):.1f}" for part in (50, 95, 99))
    lines.append(f"\nA line appended to a file and synced: {alone} ms.\n")
    for name, times in versions.items():
        lines.append(f"\n`{name}`: {median(times) * 1000:.0f} ms.\n")
    return "".join(lines)
