"""The page on Python runs as it stands, on the corpus of the repository."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BLOCKS = re.findall(
    r"^```python\n(.*?)^```", (ROOT / "docs" / "python.md").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
)


def test_every_block_runs_and_says_something(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {}
    said = []
    for block in BLOCKS:
        exec(compile(block, "docs/python.md", "exec"), names)  # it is the page that is tested
        said.append(capsys.readouterr().out)
    assert len(BLOCKS) >= 6
    assert all(words.strip() for words in said)
    assert "in the author's voice:" in said[3]
    assert "paragraphs hold no quote" in said[5]
    assert "stance" in said[6]
    assert "B-indirect" in said[7]
    assert said[8].startswith("{'train': ['bridge-pact-")
