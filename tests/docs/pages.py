"""The Markdown pages of the repository, taken apart."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
FORMAT = DOCS / "format.md"
CODEBOOKS = DOCS / "codebooks.md"
README = ROOT / "README.md"

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"^<!-- file: (\S+) -->\n```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def pages() -> list[Path]:
    """Return every page that a reader of the repository comes across."""
    return sorted([*ROOT.glob("*.md"), *ROOT.glob("annotations/*.md"), *DOCS.rglob("*.md")])


def read(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def words(page: Path) -> str:
    """Return a page with every white space a single space, so that it does not matter where lines end."""
    return " ".join(read(page).split())


def files_in(page: Path) -> dict[str, str]:
    """Return the files that a page shows whole, by name: the blocks under `<!-- file: NAME -->`."""
    return dict(_FILE.findall(read(page)))


def blocks(page: Path, *languages: str) -> list[str]:
    """Return the code blocks of a page in some languages, in order."""
    return [block for language, block in _FENCE.findall(read(page)) if language in languages]


def prose(page: Path) -> str:
    """Return a page without its code blocks."""
    return _FENCE.sub("", read(page))


def links(page: Path) -> list[str]:
    """Return the targets of a page's links to other places in the repository."""
    return [target for target in _LINK.findall(prose(page)) if "://" not in target]


def anchors(page: Path) -> set[str]:
    """Return what can stand behind the `#` of a link to a page, as GitHub makes it from the headings."""
    kept = [re.sub(r"[^\w\- ]", "", heading.lower()) for heading in _HEADING.findall(prose(page))]
    return {heading.replace(" ", "-") for heading in kept}


def rows(page: Path, heading: str) -> list[list[str]]:
    """Return the table rows of one section, cell by cell."""
    section = read(page).split(f"\n## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|") and not line.startswith("|---")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def plain(text: str) -> str:
    """Return words in lower case and without accents."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
