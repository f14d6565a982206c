"""What is wrong with a file, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.display import visible
from annotator.errors import AnnotatorError

Path = tuple[str | int, ...]
"""Where in a document a value sits: keys and 0-based list positions from the root."""


def field_name(path: Path) -> str:
    """Write a path as a reader of the file would: `quotes[0].cue.end`."""
    name = ""
    for part in path:
        if isinstance(part, int):
            name += f"[{part}]"
        else:
            name += f".{part}" if name else part
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
        self.findings = tuple(sorted(findings, key=lambda finding: (finding.line or 0, finding.column or 0)))
        super().__init__("\n".join(str(finding) for finding in self.findings))
