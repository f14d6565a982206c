"""The user's keymap file: other keys for actions, checked before anything starts."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from textual.keys import _character_to_key

from annotator.actions import ACTIONS, BY_NAME
from annotator.files.findings import InvalidFileError
from annotator.keymap import Keymap, default_path, is_key, key_name, load, shown

DEFAULTS = {action.name: action.keys for action in ACTIONS}


def keymap(folder: Path, content: str) -> Keymap:
    path = folder / "keys.yaml"
    path.write_text(content, encoding="utf-8")
    return load(path)


def faults(folder: Path, content: str) -> list[tuple[int | None, int | None, str, str]]:
    with pytest.raises(InvalidFileError) as caught:
        keymap(folder, content)
    return [(finding.line, finding.column, finding.field, finding.message) for finding in caught.value.findings]


# The table


def test_the_actions_of_the_contract_are_there() -> None:
    contract = """
        next_paragraph previous_paragraph next_unreviewed reviewed_next word_left word_right extend_left extend_right
        shrink_left shrink_right grow shrink add_piece label_source label_quote label_claim label_frame edit delete
        link_source next_item previous_item undo redo search note zone codebook help library save quit
    """
    assert set(contract.split()) <= set(BY_NAME)


def test_every_action_has_a_name_of_its_own_keys_of_its_own_and_a_help() -> None:
    keys = [key for action in ACTIONS for key in action.keys]
    assert len(BY_NAME) == len(ACTIONS)
    assert len(set(keys)) == len(keys)
    assert all(action.keys and action.help and action.group for action in ACTIONS)


def test_every_default_key_is_one() -> None:
    assert [key for action in ACTIONS for key in action.keys if not is_key(key)] == []


def test_hot_actions_have_a_key_without_modifiers() -> None:
    for name in (
        "next_paragraph",
        "reviewed_next",
        "label_quote",
        "label_claim",
        "label_source",
        "label_frame",
        "undo",
    ):
        assert any("+" not in key for key in DEFAULTS[name]), name


# The file


def test_without_a_file_every_action_has_its_default_keys(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ANNOTATOR_KEYMAP", str(tmp_path / "none.yaml"))
    assert load() == DEFAULTS


@pytest.mark.parametrize("content", ["", "# nothing yet\n", "{}\n"])
def test_an_empty_file_changes_nothing(tmp_path: Path, content: str) -> None:
    assert keymap(tmp_path, content) == DEFAULTS


def test_the_variable_names_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("grow: f2\n", encoding="utf-8")
    monkeypatch.setenv("ANNOTATOR_KEYMAP", str(tmp_path / "mine.yaml"))
    assert load()["grow"] == ("f2",)


def test_without_the_variable_it_is_in_the_users_configuration_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("ANNOTATOR_KEYMAP")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert default_path().name == "keys.yaml"
    assert default_path().is_relative_to(tmp_path)
    assert "annotator" in str(default_path().relative_to(tmp_path))


def test_the_keys_in_the_file_take_the_place_of_the_default_ones(tmp_path: Path) -> None:
    keys = keymap(tmp_path, 'grow: f2\nlabel_quote: [q, f3, "ö"]\nsearch: ctrl+f\nlibrary: []\n')
    assert keys["grow"] == ("f2",)
    assert keys["label_quote"] == ("q", "f3", "ö")
    assert keys["search"] == ("ctrl+f",)
    assert keys["library"] == ()
    changed = {"grow", "label_quote", "search", "library"}
    assert {name: keys[name] for name in keys if name not in changed} == {
        name: DEFAULTS[name] for name in DEFAULTS if name not in changed
    }


def test_two_actions_may_change_keys_with_each_other(tmp_path: Path) -> None:
    keys = keymap(tmp_path, "label_quote: c\nlabel_claim: q\n")
    assert (keys["label_quote"], keys["label_claim"]) == (("c",), ("q",))


def test_a_key_may_be_written_as_a_character_or_by_its_name(tmp_path: Path) -> None:
    keys = keymap(tmp_path, 'grow: "*"\nsearch: [slash, ctrl+_]\nnote: "@"\n')
    assert (keys["grow"], keys["search"], keys["note"]) == (("asterisk",), ("slash", "ctrl+underscore"), ("at",))


@pytest.mark.parametrize("content", ["quit: []", "quit: f10", "quit: [f10, f11]", "quit: [ctrl+q, f10]"])
def test_quitting_can_never_be_unbound(tmp_path: Path, content: str) -> None:
    assert "ctrl+q" in keymap(tmp_path, content)["quit"]
    assert len(set(keymap(tmp_path, content)["quit"])) == len(keymap(tmp_path, content)["quit"])


NOT_A_KEY = "'{}' is not a key; write f2, ctrl+k, or one character"


@pytest.mark.parametrize(
    ("line", "column", "field", "message"),
    [
        ("labl_quote: x", 1, "labl_quote", "there is no action 'labl_quote'; did you mean label_quote?"),
        ("fly: x", 1, "fly", "there is no action 'fly'; `annotator keys` lists the actions"),
        ("grow: q", 7, "grow", "the key q is given to both grow and label_quote"),
        ("grow: '?'", 7, "grow", "the key ? is given to both grow and help"),
        ("save: ctrl+q", 7, "save", "the key ctrl+q is given to both save and quit"),
        ("grow: 1", 7, "grow", "'1' picks a source and cannot be given away"),
        ("grow: [f2, '9']", 12, "grow[1]", "'9' picks a source and cannot be given away"),
        ("grow: foo", 7, "grow", NOT_A_KEY.format("foo")),
        ("grow: strg+k", 7, "grow", NOT_A_KEY.format("strg+k")),
        ("grow: ctrl+", 7, "grow", NOT_A_KEY.format("ctrl+")),
        ("grow: f25", 7, "grow", NOT_A_KEY.format("f25")),
        ("grow: ''", 7, "grow", NOT_A_KEY.format("")),
        ("grow: '\\n'", 7, "grow", NOT_A_KEY.format("\\n")),
        ("grow: [f2, k k]", 12, "grow[1]", NOT_A_KEY.format("k k")),
        ("grow: ", 6, "grow", "expected a key or a list of keys"),
        ("grow: true", 7, "grow", "expected a key or a list of keys"),
        ("grow: [f2, [f3]]", 12, "grow[1]", "expected a key or a list of keys"),
        ("grow: {key: f2}", 7, "grow", "expected a key or a list of keys"),
        ("grow: no", 7, "grow", "'no' is read differently by different YAML readers; put it in quotes"),
    ],
)
def test_each_fault_is_one_sentence_with_its_place(
    tmp_path: Path, line: str, column: int, field: str, message: str
) -> None:
    assert faults(tmp_path, f"redo: f12\n{line}\n") == [(2, column, field, message)]


def test_one_key_for_two_actions_of_the_file_is_told_once(tmp_path: Path) -> None:
    content = "note: f2\ngrow: f2\n"
    assert faults(tmp_path, content) == [(1, 7, "note", "the key f2 is given to both grow and note")]


def test_all_faults_are_told_in_the_order_of_the_file(tmp_path: Path) -> None:
    assert [fault[2] for fault in faults(tmp_path, "grow: foo\nfly: x\nsave: q\n")] == ["grow", "fly", "save"]


def test_a_file_that_is_no_mapping_is_told_as_such(tmp_path: Path) -> None:
    message = "expected action names with keys, such as: grow: g"
    assert faults(tmp_path, "# mine\n- grow\n") == [(2, 1, "", message)]


def test_a_file_that_was_asked_for_and_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidFileError, match="cannot be read: No such file or directory"):
        load(tmp_path / "none.yaml")


# Names


@pytest.mark.parametrize("character", [*map(chr, range(0x20, 0x7F)), *"äÖñжβ§¿€«“中"])
def test_every_character_has_the_name_that_textual_gives_its_key(character: str) -> None:
    name = key_name(character)
    assert name == _character_to_key(character)
    assert is_key(name)
    assert shown(name) == ("␣" if character == " " else character)


@pytest.mark.parametrize(
    "key", ["f1", "f24", "escape", "pageup", "tab", "shift+left", "ctrl+k", "ctrl+slash", "alt+enter"]
)
def test_keys_without_a_character_have_names(key: str) -> None:
    assert is_key(key)
    assert key_name(key) == key


def test_a_modifier_goes_with_a_character(tmp_path: Path) -> None:
    assert key_name("ctrl+/") == "ctrl+slash"
    assert key_name("ctrl++") == "ctrl+plus"
    assert keymap(tmp_path, "grow: alt+.\n")["grow"] == ("alt+full_stop",)


def test_letters_are_keys_in_both_cases() -> None:
    assert all(is_key(letter) and shown(letter) == letter for letter in string.ascii_letters)
