"""The text a session will begin with, painted before anything slow is imported.

Importing Textual, pydantic and the rest takes ten times as long as starting Python does. Meanwhile the paragraph that
will be in focus can be read already, where it will stand, as plain text. Everything here is best effort: where
anything is not as expected nothing is painted, and whoever opens the text says what is wrong with it.

The terminal is in its alternate screen from `paint` on, and must be given back: by `withdraw` before anything is said
on it, and at the end.
"""

from __future__ import annotations

import os
import re
import signal

from annotator.display import visible, visible_prose

_ALONE = {"--blind"}
_WITH_VALUE = {"--annotator", "--codebook", "--layers", "--paragraphs"}
_SAMPLE = 65_536
"""Code points from the first paragraph on that are looked at; more than any screen shows."""
_MOST_PARAGRAPHS = 200
_LARGEST = 64 * 1024 * 1024
_MARGIN = ((66, 0), (110, 27))
"""Below so many columns, so many are taken by the side panel; see the screen's breakpoints."""
_WIDE_MARGIN = 42
_LEAST_COLUMNS, _LEAST_ROWS = 20, 5
_PARAGRAPH = re.compile(r"^- \{start: (\d+), end: (\d+), zone: \w+, reviewed: \[[^\]]*\]\}")

Range = tuple[int, int]

_before: list[object] | None = None
"""How the terminal was, while something is painted on it."""


def paint(arguments: list[str]) -> None:
    """Paint the first screen of `annotator label ARGUMENTS`, if that is one text on a terminal.

    Args:
        arguments: What follows `label` on the command line.
    """
    try:
        wanted = _wanted(arguments)
        if wanted is not None and all(os.isatty(stream) for stream in (0, 1, 2)):
            columns, rows = os.get_terminal_size(2)
            if columns >= _LEAST_COLUMNS and rows >= _LEAST_ROWS:
                _show(_screen(*wanted, columns, rows))
    except (OSError, ValueError, ImportError, AttributeError):
        withdraw()


def is_up() -> bool:
    """Return whether something is painted, and the terminal in its alternate screen."""
    return _before is not None


def withdraw(*, taken_over: bool = False) -> None:
    """Give the terminal back as it was; nothing happens where nothing is painted.

    Args:
        taken_over: Somebody else has left the alternate screen already.
    """
    global _before
    if _before is None:
        return
    import termios  # noqa: PLC0415 - not there on Windows, where nothing is painted

    before, _before = _before, None
    try:
        if not taken_over:
            os.write(2, b"\x1b[?25h\x1b[?1049l")
        termios.tcsetattr(0, termios.TCSANOW, before)  # type: ignore[arg-type]
    except (OSError, termios.error):
        pass  # the terminal is gone


def _wanted(arguments: list[str]) -> tuple[str, str | None] | None:
    """Return the one text that is named, and the annotator if one is; None for anything else."""
    paths: list[str] = []
    annotator = os.environ.get("ANNOTATOR") or None
    rest = iter(arguments)
    for argument in rest:
        name, equals, value = argument.partition("=")
        if name in _WITH_VALUE:
            value = value if equals else next(rest, "")
            annotator = value if name == "--annotator" else annotator
        elif argument in _ALONE:
            continue
        elif argument.startswith("-"):
            return None
        else:
            paths.append(argument)
    return (paths[0], annotator) if len(paths) == 1 and paths[0].endswith(".txt") else None


def _screen(path: str, annotator: str | None, columns: int, rows: int) -> list[str]:
    """Return the rows of the first screen, top to bottom."""
    from annotator.text.paragraphs import paragraphs  # noqa: PLC0415 - only where something is painted
    from annotator.tui.document.wrap import wrap  # noqa: PLC0415

    first, count, known = _begin(path, annotator)
    content = _read(path, (known[0][0] if known else 0) + _SAMPLE)
    found = [(start, end) for start, end in known if end <= len(content)]
    if not known:
        found = paragraphs(content[:_SAMPLE])
        count = len(found) * max(os.path.getsize(path) // max(len(content.encode()), 1), 1)
    if not found:
        raise ValueError("nothing to paint")
    gutter = len(str(count)) + 4
    margin = next((cells for below, cells in _MARGIN if columns < below), _WIDE_MARGIN)
    width = max(columns - margin - gutter - 1, 2)
    lines = [f" {visible(os.path.basename(path).removesuffix('.txt'))}"[:columns]]
    for number, (start, end) in enumerate(found, start=first):
        for index, row in enumerate(wrap(content, start, min(end, start + _SAMPLE), width)):
            head = f"{'▌' if number == first else ' '}{number + 1 if not index else '':>{gutter - 4}}   "
            lines.append(head + visible_prose(row.shown))
        lines.append(("▌" if number == first else " ").rstrip())
        if len(lines) >= rows:
            break
    return lines[: rows - 1]


def _read(path: str, length: int) -> str:
    """Return a text up to about `length` code points; a character that is cut off at the end is left out."""
    with open(path, "rb") as file:
        data = file.read(4 * length)  # no code point takes more than four bytes
    content = data.decode(errors="ignore")
    if "\0" in content:
        raise ValueError("no text")
    return content


def _begin(path: str, annotator: str | None) -> tuple[int, int, list[Range]]:
    """Return where the session will begin, how many paragraphs there are, and those from there on.

    They are read from the labels as this program writes them; nothing is known where there are none, or others.
    """
    folder, name = os.path.split(path)
    stem = name.removesuffix(".txt")
    labels = {f"{stem}.{annotator}.yaml"}
    if annotator is None:  # who it is takes long to find out; where only one has labelled, it is probably them
        labels = {other for other in os.listdir(folder or ".") if other.startswith(f"{stem}.")}
        labels = {other for other in labels if other.endswith(".yaml") and other != f"{stem}.meta.yaml"}
    if len(labels) != 1:
        return 0, 0, []
    try:
        with open(os.path.join(folder, labels.pop()), "rb") as file:
            begin = file.read(_LARGEST).partition(b"\nsources:")[0]
        written = begin.partition(b"\nparagraphs:\n")[2].decode()
    except FileNotFoundError:
        return 0, 0, []
    # Reviewed for all layers is what as many layers as the first paragraph has are.
    most = _layers(written.partition("\n")[0])
    lines = written.split("\n", -1 if most else _MOST_PARAGRAPHS)
    first = next((index for index, line in enumerate(lines) if _layers(line) < most), 0) if most else 0
    found = [_PARAGRAPH.fullmatch(line) for line in lines[first : first + _MOST_PARAGRAPHS]]
    return first, written.count("\n") + 1, [(int(match[1]), int(match[2])) for match in found if match]


def _layers(line: str) -> int:
    """Return for how many layers the paragraph of a line was reviewed."""
    return 0 if line.endswith("[]}") else line.count(",", line.rfind("[")) + 1


def _show(lines: list[str]) -> None:
    """Write rows to the alternate screen, with keys neither echoed nor waiting for the end of a line."""
    global _before  # noqa: PLW0603 - a process has one terminal
    import termios  # noqa: PLC0415 - not there on Windows

    attributes = termios.tcgetattr(0)
    _before = list(attributes)
    signal.signal(signal.SIGTERM, _told_to_end)
    attributes[3] &= ~(termios.ECHO | termios.ICANON)
    termios.tcsetattr(0, termios.TCSANOW, attributes)
    rows = "".join(f"\x1b[{number};1H{line}" for number, line in enumerate(lines, start=1))
    # The cursor goes back to where it was: not every terminal keeps one for each screen.
    painted = f"\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[H\x1b[J{rows}\x1b[?7h\x1b8"
    os.write(2, painted.encode(errors="replace"))


def _told_to_end(number: int, _: object) -> None:
    """Give the terminal back, and end as if nothing had been painted; nothing can have been labelled yet."""
    withdraw()
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)
