"""The notebook runs block by block on the corpus of the repository, and its two ways agree."""

from __future__ import annotations

import ast
import sys

import pytest

from tests.docs.pages import DOCS, ROOT, blocks


def test_every_block_runs_and_shows_something(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {}
    shown = []
    for block in blocks(DOCS / "notebook.md", "python"):
        *before, last = ast.parse(block).body
        exec(compile(ast.Module(before, []), "docs/notebook.md", "exec"), names)  # it is the page that is tested
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), "docs/notebook.md", "eval"), names)
            sys.stdout.write("" if value is None else repr(value))
        else:
            exec(compile(ast.Module([last], []), "docs/notebook.md", "exec"), names)
        shown.append(capsys.readouterr().out.strip())
    assert len(shown) >= 9
    assert all(shown)
    assert shown[0].startswith("<LabelledCorpus annotations")
    assert "the author" in shown[3]
    assert shown[6].endswith("carriers")
    assert "author" in shown[7] and "source" in shown[7]
    assert "author" in shown[8] and "source" in shown[8]
