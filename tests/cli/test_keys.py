"""`annotator keys`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.actions import ACTIONS, ADJUDICATION, COMPARISON
from tests.cli.conftest import Annotator


def test_every_action_has_a_line_with_its_keys_and_help(annotator: Annotator) -> None:
    outcome = annotator("keys")
    assert (outcome.code, outcome.err) == (0, [])
    own = [*ADJUDICATION, *COMPARISON]
    assert len(outcome.out) == len(ACTIONS) + 2 + len(own) + 4  # a blank and a heading for each table
    for action in own:
        assert any(line.endswith(action.help) and action.name in line.split() for line in outcome.out)
    for action, line in zip(ACTIONS, outcome.out, strict=False):
        assert action.name in line.split()
        assert line.endswith(action.help)
    assert "? f1             help                 this help" in outcome.out


def test_where_the_keymap_file_would_be_stands_at_the_end(
    annotator: Annotator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANNOTATOR_KEYMAP", "mine.yaml")
    assert annotator("keys").out[-1] == "Keymap file: mine.yaml (there is none)"
    Path("mine.yaml").write_text("grow: f2\n", encoding="utf-8")
    outcome = annotator("keys")
    assert outcome.out[-1] == "Keymap file: mine.yaml"
    assert any(line.startswith("f2 ") and "grow" in line for line in outcome.out)


def test_for_programs_the_table_is_json(annotator: Annotator) -> None:
    table = json.loads("\n".join(annotator("keys", "--format", "json").out))
    assert table == [
        {"action": action.name, "keys": list(action.keys), "help": action.help}
        for action in (*ACTIONS, *ADJUDICATION, *COMPARISON)
    ]
    assert {"action": "search", "keys": ["slash"], "help": "search; with no words, the next hit"} in table


def test_a_keymap_can_be_checked_before_it_is_used(annotator: Annotator, here: Path) -> None:
    (here / "mine.yaml").write_text("grow: f2\nquit: f10\n", encoding="utf-8")
    table = json.loads("\n".join(annotator("keys", "--keymap", "mine.yaml", "--format", "json").out))
    keys = {row["action"]: row["keys"] for row in table}
    assert (keys["grow"], keys["quit"]) == (["f2"], ["f10", "ctrl+q"])


def test_what_decides_can_have_other_keys_too(annotator: Annotator, here: Path) -> None:
    (here / "mine.yaml").write_text("take_all: f2\nnext_change: ctrl+n\ngrow: f2\n", encoding="utf-8")
    table = json.loads("\n".join(annotator("keys", "--keymap", "mine.yaml", "--format", "json").out))
    keys = {row["action"]: row["keys"] for row in table}
    assert (keys["take_all"], keys["next_change"], keys["grow"]) == (["f2"], ["ctrl+n"], ["f2"])
    (here / "mine.yaml").write_text("take_all: x\n", encoding="utf-8")
    assert annotator("keys", "--keymap", "mine.yaml").err == [
        "mine.yaml:1:11: take_all: the key x is given to both take_all and leave_out"
    ]


def test_faults_of_a_keymap_are_a_sentence_each(annotator: Annotator, here: Path) -> None:
    (here / "mine.yaml").write_text("grwo: f2\ngrow: 1\nsave: ctrl+q\nnote: foo\n", encoding="utf-8")
    outcome = annotator("keys", "--keymap", "mine.yaml")
    assert (outcome.code, outcome.out) == (2, [])
    assert outcome.err == [
        "mine.yaml:1:1: grwo: there is no action 'grwo'; did you mean grow?",
        "mine.yaml:2:7: grow: '1' picks a source and cannot be given away",
        "mine.yaml:3:7: save: the key ctrl+q is given to both save and quit",
        "mine.yaml:4:7: note: 'foo' is not a key; write f2, ctrl+k, or one character",
    ]


def test_a_keymap_that_is_not_there_is_told(annotator: Annotator) -> None:
    outcome = annotator("keys", "--keymap", "none.yaml")
    assert outcome.code == 2
    assert "'none.yaml' does not exist" in outcome.err[0]
