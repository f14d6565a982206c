"""What is wrong with a file, and where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from annotator.display import visible
from annotator.errors import AnnotatorError

Path = tuple[str | int, ...]
"""Where in a document a value sits: keys and 0-based list positions from the root."""


MAX_FINDINGS = 50
"""How many faults of one file are told; what is told is read by a person."""

MORE = "there are more faults than can be listed; correct these first"


def short(words: object, limit: int = 60) -> str:
    """Return words from a file as a sentence quotes them: cut, so that no file can flood a terminal."""
    text = str(words)
    return text if len(text) <= limit else f"{text[:limit]}…"


def first(findings: Iterable[Finding]) -> list[Finding]:
    """Return the first findings, and where there are more, one that says so; the others are not even looked for."""
    listed: list[Finding] = []
    for finding in findings:
        if len(listed) == MAX_FINDINGS:
            last = max(listed, key=_place)
            return [*listed, replace(last, message=MORE, field="")]
        listed.append(finding)
    return listed


def _place(finding: Finding) -> tuple[int, int]:
    return finding.line or 0, finding.column or 0


def field_name(path: Path) -> str:
    """Write a path as a reader of the file would: `quotes[0].cue.end`."""
    name = ""
    for part in path:
        if isinstance(part, int):
            name += f"[{part}]"
        else:
            name += f".{short(part)}" if name else short(part)
    return name


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault in one file.

    Attributes:
        file: The file as the user named it.
        message: One sentence: what is wrong and what to do.
        line: 1-based line, or None where the fault has no place in the file.
        column: 1-based column in code points.
        field: The field as `quotes[0].cue`, empty for the file as a whole.
    """

    file: str
    message: str
    line: int | None = None
    column: int | None = None
    field: str = ""

    def __str__(self) -> str:
        """Return `file:line:column: field: message`, safe for a terminal."""
        place = self.file if self.line is None else f"{self.file}:{self.line}:{self.column}"
        return visible(": ".join(part for part in (place, self.field, self.message) if part))


class InvalidFileError(AnnotatorError):
    """A file with faults; the text of the error is one sentence per fault.

    Attributes:
        findings: The faults in the order of the file.
    """

    def __init__(self, findings: Sequence[Finding]) -> None:
        """Take the findings, at least one."""
        self.findings = tuple(sorted(findings, key=_place))
        super().__init__("\n".join(str(finding) for finding in self.findings))
