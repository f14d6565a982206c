"""How long from a key to the last byte of the repaint it causes: the annotator beside Textual, curses and SLATE.

    python -m benchmarks.screen             everything, and the table into docs/speed.md
    python -m benchmarks.screen --quick     fewer rounds, the table on standard output

Every program runs in a pseudo-terminal. All of them run at the same time and take turns key by key, so that what else
the machine does hits all alike; figures are compared as ratios within one run. The end of a repaint is the last byte
before a pause; the pause is not counted. The program's modules are compiled first, as they are where it was installed.
"""

from __future__ import annotations

import argparse
import compileall
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import corpora, programs, report
from benchmarks.burst import burst, held_down
from benchmarks.disk import Disk
from benchmarks.programs import Program

BUILD = Path(__file__).parent.parent / "build" / "benchmarks"
PACKAGE = Path(__file__).parent.parent / "annotator"


def contestants(folder: Path) -> list[Program]:
    """Write the texts and return the programs to measure."""
    found = [programs.bare_textual()]
    for number, shape in enumerate((corpora.SMALL, corpora.ARTICLE, corpora.LONG, corpora.HUGE, corpora.PILED)):
        path = corpora.write(folder / str(number), shape)
        found.append(programs.own(path, shape))
        if shape is corpora.LONG:
            found.append(programs.bare_curses(path, shape))
            executable = programs.slate_executable(BUILD)
            if executable is not None:
                found.append(programs.slate(path, shape, executable))
    return found


def starts(found: list[Program], rounds: int) -> None:
    """Measure from the start of the process to the first painted paragraph, and to the first key's effect."""
    for _ in range(rounds):
        for program in found:
            terminal = program.start()
            painted = terminal.until(program.shown)
            program.times.setdefault("first paragraph", []).append(painted - terminal.started)
            if program.whole:
                whole = terminal.until(program.whole)
                program.times.setdefault("whole screen", []).append(whole - terminal.started)
            if program.after_key:
                terminal.send(program.first_key)
                handled = terminal.until(program.after_key)
                program.times.setdefault("first key", []).append(handled - terminal.started)
            terminal.end()


def steps(found: list[Program], rounds: int, disk: Disk) -> None:
    """Measure every step of every program, taking turns after each key; once a turn the disk alone."""
    for program in found:
        program.terminal = program.start()
        program.terminal.until(program.shown)
        if program.after_key:
            program.terminal.send(program.first_key)
            program.terminal.until(program.after_key)
        program.terminal.settle(0.5)
    for number in range(rounds):
        waiting = {program.name: list(_keys(program, number)) for program in found}
        while any(waiting.values()):
            for program in found:
                if waiting[program.name]:
                    _step(program, waiting[program.name])
            disk.sync()
    for program in found:
        assert program.terminal is not None
        program.times["memory"] = [program.terminal.memory()]


def _keys(program: Program, number: int) -> list[programs.Step]:
    begin = [("", key) for key in program.begin] if number % program.every == 0 else []
    return [*begin, *program.steps]


def _step(program: Program, waiting: list[programs.Step]) -> None:
    """Press the next key that is measured, and those before it that are not."""
    assert program.terminal is not None
    while waiting:
        name, key = waiting.pop(0)
        program.terminal.settle(0)  # what came since: a save that was told
        taken = program.terminal.step(key)
        if name:
            program.times.setdefault(name, []).append(taken)
            return


def version(rounds: int) -> dict[str, list[float]]:
    """Measure `annotator --version` beside Python doing nothing, by the scripts of the newest pip and the one here."""
    here = Path(sys.executable).parent
    commands = {
        report.NOTHING: [sys.executable, "-c", "pass"],
        report.RE: [sys.executable, "-c", "import re"],
        report.VERSION: [str(here / "annotator"), "--version"],
    }
    anew = programs.installed_anew(BUILD)
    if anew is not None:
        newest = report.NEWEST_RE if _imports_re(anew / "annotator") else report.NEWEST
        commands |= {
            report.NEWEST_NOTHING: [str(anew / "python"), "-c", "pass"],
            newest: [str(anew / "annotator"), "--version"],
        }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            began = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            times[name].append(time.perf_counter() - began)
    return times


def _imports_re(script: Path) -> bool:
    return "import re\n" in script.read_text(encoding="utf-8")


def main() -> None:
    """Measure, and write the report."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="fewer rounds; print instead of writing docs/speed.md")
    arguments = parser.parse_args()
    quick: bool = arguments.quick
    # As pip does when it installs, and has done with what the program is compared to; a checkout may not be compiled.
    compileall.compile_dir(PACKAGE, quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        found = contestants(Path(folder))
        disk = Disk(Path(folder) / "disk")
        try:
            versions = version(10 if quick else 40)
            starts(found, 3 if quick else 6)
            steps(found, 8 if quick else 45, disk)
            held_down(found, seconds=2 if quick else 4)
            for _ in range(3 if quick else 5):
                burst(found)
        finally:
            for program in found:
                if program.terminal is not None:
                    program.terminal.end()
            disk.close()
    page = report.page(found, versions, disk.times, quick=quick)
    if quick:
        print(page)
    else:
        report.FILE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
