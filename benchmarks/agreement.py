"""Agreement against other libraries, in one run, as ratios of medians of interleaved calls.

    pip install '.[agreement]' krippendorff pygamma-agreement
    python benchmarks/agreement.py              prints the table
    python benchmarks/agreement.py --write      puts it into docs/agreement.md too

`krippendorff` is under the GPL, `pygamma-agreement` under the MIT licence. Both are for this comparison only: neither
is a dependency, and nothing of the program or its tests imports them. A library that is not installed is left out.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import logging
import os
import platform
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import scipy

from annotator.agreement import Resampling, alpha, gamma

PAGE = Path(__file__).parents[1] / "docs" / "agreement.md"
BEGIN, END = "<!-- benchmark -->", "<!-- end of benchmark -->"


@dataclass(frozen=True)
class Line:
    """One line of the table."""

    what: str
    ours: str
    theirs: str
    ratio: str
    goal: str

    def __post_init__(self) -> None:
        """Show the line as soon as it is there: some take minutes."""
        print(f"| {self.what} | {self.ours} | {self.theirs} | {self.ratio} | {self.goal} |", flush=True)


def interleaved(ours: Callable[[], Any], theirs: Callable[[], Any], rounds: int) -> tuple[float, float]:
    """Return the median seconds of both, called in turn after one call each that does not count."""
    ours(), theirs()
    mine, others = [], []
    for _ in range(rounds):
        for function, seconds in ((ours, mine), (theirs, others)):
            gc.collect()
            begin = time.perf_counter()
            function()
            seconds.append(time.perf_counter() - begin)
    return statistics.median(mine), statistics.median(others)


@contextmanager
def silence() -> Iterator[None]:
    """Let nothing through to standard output, solvers written in C among those who write there."""
    sys.stdout.flush()
    kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


def seconds_of(function: Callable[[], Any], rounds: int = 3) -> float:
    """Return the median seconds of a call."""
    found = []
    for _ in range(rounds):
        begin = time.perf_counter()
        function()
        found.append(time.perf_counter() - begin)
    return statistics.median(found)


def peak(function: Callable[[], Any]) -> float:
    """Return the most memory a call takes, in MB."""
    gc.collect()
    tracemalloc.start()
    function()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 1e6


def shown(seconds: float) -> str:
    """Return a time as a person reads it."""
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.1f} ms"


def library(name: str) -> Any:
    """Return a library, or None where it is not installed."""
    try:
        return importlib.import_module(name)
    except ImportError:
        print(f"{name} is not installed: left out")
        return None


# --- alpha -------------------------------------------------------------------------------------------------------


def coded_units(values: int, units: int = 100_000, annotators: int = 3) -> np.ndarray:
    """Return units on which annotators agree four times out of five."""
    random = np.random.default_rng(0)
    true = random.integers(0, values, (units, 1))
    return np.where(random.random((units, annotators)) < 0.8, true, random.integers(0, values, (units, annotators)))


def alphas(krippendorff: Any) -> list[Line]:
    """Compare alpha."""
    lines = []
    for values, goal in ((5, "≤ 1.5 × the time"), (20, "≥ 4 × faster")):
        for kind in ("complete", "a tenth missing"):
            units = coded_units(values)
            if kind != "complete":
                units = np.where(np.random.default_rng(1).random(units.shape) < 0.1, np.nan, units)
            data = units.T.astype(float)

            def theirs(data: np.ndarray = data) -> Any:
                return krippendorff.alpha(reliability_data=data, level_of_measurement="nominal")

            def ours(units: np.ndarray = units) -> Any:
                return alpha(units).value

            assert abs(ours() - theirs()) < 1e-9
            mine, others = interleaved(ours, theirs, 7)
            memory = peak(ours), peak(theirs)
            lines.append(
                Line(
                    f"α nominal, 100,000 units × 3, {values} values, {kind}",
                    f"{shown(mine)}, {memory[0]:.1f} MB",
                    f"{shown(others)}, {memory[1]:.1f} MB",
                    f"{others / mine:.1f} × faster, {memory[0] / memory[1]:.0%} of the memory",
                    goal + (", ≤ 25 % of the memory" if values == 20 else ""),
                )
            )
    return lines


def intervals(krippendorff: Any) -> list[Line]:
    """Compare interval alpha with many distinct values, on as many units as the other library can take."""
    lines = []
    for size, kinds in ((200, 300), (340, 1_000)):
        # Its tables have units × values × values numbers: 3 GB for 340 units with 1,000 values.
        random = np.random.default_rng(0)
        units = np.concatenate([random.permutation(kinds), random.integers(0, kinds, 3 * size - kinds)]).astype(float)
        units = units.reshape(size, 3)
        data = units.T

        def theirs(data: np.ndarray = data) -> Any:
            return krippendorff.alpha(reliability_data=data, level_of_measurement="interval")

        def ours(units: np.ndarray = units) -> Any:
            return alpha(units, "interval").value

        assert abs(ours() - theirs()) < 1e-9
        mine, others = interleaved(ours, theirs, 3)
        lines.append(
            Line(
                f"α interval, {size:,} units × 3, {len(np.unique(units)):,} distinct values",
                shown(mine),
                shown(others),
                f"{others / mine:,.0f} × faster",
                "≥ 1,000 × faster" if kinds == 1_000 else "–",
            )
        )
    units = coded_units(1_000).astype(float)
    mine = seconds_of(lambda: alpha(units, "interval"))
    lines.append(Line("α interval, 100,000 units × 3, 1,000 distinct values", shown(mine), "not run", "–", "–"))
    return lines


def bootstraps() -> list[Line]:
    """Compare a thousand bootstraps with calling alpha on a thousand samples."""
    units = coded_units(5, 20_000)
    mine = seconds_of(lambda: alpha(units, resampling=Resampling(replicates=1_000)).interval)
    random = np.random.default_rng(0)

    def naive(samples: int) -> list[float | None]:
        return [alpha(units[random.integers(0, len(units), len(units))].tolist()).value for _ in range(samples)]

    others = seconds_of(lambda: naive(4)) * 250
    arrays = (
        seconds_of(lambda: [alpha(units[random.integers(0, len(units), len(units))]).value for _ in range(40)]) * 25
    )
    goal = "≥ 200 × a naive loop"
    return [
        Line(
            "1,000 bootstraps of α, 20,000 units × 3, against a loop over lists",
            shown(mine),
            f"{shown(others)} (4 samples × 250)",
            f"{others / mine:,.0f} × faster",
            goal,
        ),
        Line(
            "the same, against a loop over arrays",
            shown(mine),
            f"{shown(arrays)} (40 samples × 25)",
            f"{arrays / mine:,.0f} × faster",
            "–",
        ),
    ]


# --- gamma -------------------------------------------------------------------------------------------------------


def spans(units: int, annotators: int) -> dict[str, list[tuple[int, int, str]]]:
    """Return spans that annotators mark with small differences, some not at all, one in five with another category."""
    random = np.random.default_rng(1)
    starts = np.cumsum(random.integers(5, 40, units))
    lengths, kinds = random.integers(5, 30, units), random.integers(0, 5, units)
    found = {}
    for annotator in range(annotators):
        kept = np.flatnonzero(random.random(units) < 0.9)
        begins = starts[kept] + random.integers(-3, 4, len(kept))
        ends = begins + np.maximum(1, lengths[kept] + random.integers(-3, 4, len(kept)))
        said = np.where(random.random(len(kept)) < 0.2, random.integers(0, 5, len(kept)), kinds[kept])
        found[f"a{annotator}"] = [(int(b), int(e), str(k)) for b, e, k in zip(begins, ends, said, strict=True)]
    return found


def gammas(pygamma: Any, *, slow: bool) -> list[Line]:
    """Compare gamma with thirty random continua on both sides."""
    logging.disable(logging.CRITICAL)
    lines = []
    cases = [(200, 2, "≥ 8 × faster", 3), (500, 2, "≥ 8 × faster", 1), (100, 3, "–", 1), (200, 3, "≥ 10 × faster", 1)]
    for number, annotators, goal, rounds in cases:
        marked = spans(number, annotators)
        if pygamma is None or ((number, annotators) == (200, 3) and not slow):
            lines.append(
                Line(
                    f"γ, {annotators} annotators, {number} spans each",
                    shown(seconds_of(lambda m=marked: gamma(m, precision=None))),
                    "not run",
                    "–",
                    goal,
                )
            )
            continue
        from pyannote.core import Segment  # noqa: PLC0415 - comes with the library compared with

        continuum = pygamma.Continuum()
        for annotator, units in marked.items():
            for begin, end, kind in units:
                continuum.add(annotator, Segment(begin, end), kind)
        measure = pygamma.CombinedCategoricalDissimilarity(alpha=1, beta=1, delta_empty=1)
        sampler = pygamma.ShuffleContinuumSampler()

        def theirs(continuum: Any = continuum, measure: Any = measure, sampler: Any = sampler) -> Any:
            np.random.seed(0)  # noqa: NPY002 - where that library takes chance from
            with silence():
                return continuum.compute_gamma(measure, n_samples=30, sampler=sampler)

        def ours(marked: Any = marked) -> Any:
            return gamma(marked, precision=None)

        with silence():
            best = continuum.get_best_alignment(measure).disorder
        assert abs(ours().observed - best) < 1e-4
        if rounds > 1:
            mine, others = interleaved(ours, theirs, rounds)
        else:
            mine, others = seconds_of(ours), seconds_of(theirs, 1)
        lines.append(
            Line(
                f"γ, {annotators} annotators, {number} spans each, 30 samples",
                shown(mine),
                shown(others),
                f"{others / mine:.0f} × faster",
                goal,
            )
        )
    marked = spans(500, 3)
    lines.append(
        Line(
            "γ, 3 annotators, 500 spans each, 30 samples, exact",
            shown(seconds_of(lambda: gamma(marked, precision=None))),
            "not run",
            "–",
            "< 20 s",
        )
    )
    return lines


def table(*, slow: bool) -> str:
    """Return the table as Markdown."""
    krippendorff, pygamma = library("krippendorff"), library("pygamma_agreement")
    lines = [
        *(alphas(krippendorff) + intervals(krippendorff) if krippendorff else []),
        *bootstraps(),
        *gammas(pygamma, slow=slow),
    ]
    rows = ["| what | annotator | other | | goal |", "|---|---|---|---|---|"]
    rows += [f"| {line.what} | {line.ours} | {line.theirs} | {line.ratio} | {line.goal} |" for line in lines]
    where = f"Python {platform.python_version()}, numpy {np.__version__}, scipy {scipy.__version__}" + (
        f", krippendorff {version('krippendorff')}" if krippendorff else ""
    )
    return "\n".join([*rows, "", f"{where}."])


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="put the table into docs/agreement.md")
    parser.add_argument("--fast", action="store_true", help="leave out what takes the other library minutes")
    options = parser.parse_args()
    made = table(slow=not options.fast)
    print(made.splitlines()[-1])
    if options.write:
        page = PAGE.read_text(encoding="utf-8")
        before, rest = page.split(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}\n{made}\n{END}{rest.split(END)[1]}", encoding="utf-8")


if __name__ == "__main__":
    main()
