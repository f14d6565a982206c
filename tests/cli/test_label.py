"""`annotator label`, up to the point where the screen opens: what keeps it from opening is one sentence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from annotator.__main__ import _one_text
from annotator.session import Session
from tests.cli.conftest import Annotator, Outcome
from tests.codebook.test_check import GOOD
from tests.sample import ARTICLE, LABELS, changed, put

NO_TERMINAL = "There is no terminal to label in: run this in one, without redirecting input, output or errors."


def refused(outcome: Outcome) -> str:
    """Return the one sentence of a command that did nothing."""
    assert (outcome.code, outcome.out) == (2, [])
    (sentence,) = outcome.err
    return sentence


@pytest.fixture(autouse=True)
def _someone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANNOTATOR", "mira")


@pytest.fixture
def text(here: Path) -> Path:
    put(here)
    return Path("pact.txt")


# All that is needed is there, but for a terminal


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["--annotator", "tove"],
        ["--codebook", "attribution-only"],
        ["--layers", "quotes"],
        ["--blind"],
        ["--layers", " claims, sources"],
        ["--paragraphs", "blocks"],
    ],
)
def test_without_a_terminal_nothing_is_opened_and_nothing_written(
    annotator: Annotator, text: Path, here: Path, options: list[str]
) -> None:
    assert refused(annotator("label", text, *options)) == NO_TERMINAL
    assert [path.name for path in here.iterdir()] == ["pact.txt"]


def test_a_folder_and_several_texts_of_one_folder_can_be_opened(annotator: Annotator, text: Path, here: Path) -> None:
    (here / "other.txt").write_text(ARTICLE, encoding="utf-8")
    for paths in (["."], [here], [text, "other.txt"], [text, here / "other.txt"], [text, text]):
        assert refused(annotator("label", *paths)) == NO_TERMINAL


def test_labels_without_faults_can_be_opened(annotator: Annotator, here: Path) -> None:
    put(here, LABELS)
    assert refused(annotator("label", "pact.txt")) == NO_TERMINAL


# Suggesters


def test_whom_to_ask_besides_the_rules_must_be_there_and_ready(
    annotator: Annotator, text: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("ANNOTATOR_ENDPOINT_URL", "ANNOTATOR_ENDPOINT_MODEL"):
        monkeypatch.delenv(variable, raising=False)
    assert "There is no suggester 'oracle'" in refused(annotator("label", text, "--suggesters", "oracle"))
    assert "endpoint cannot be used: set ANNOTATOR_ENDPOINT_URL" in refused(
        annotator("label", text, "--suggesters", "endpoint")
    )
    assert "--suggesters wants names" in " ".join(annotator("label", text, "--suggesters", " , ").err)


def test_where_the_text_will_be_sent_is_told_before_it_is(
    annotator: Annotator, text: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANNOTATOR_ENDPOINT_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("ANNOTATOR_ENDPOINT_MODEL", "some")
    told, no_terminal = annotator("label", text, "--suggesters", "endpoint").err
    assert told == "The text leaves this program: every paragraph is sent to http://127.0.0.1:9."
    assert no_terminal == NO_TERMINAL


# Paths


def test_a_path_that_is_not_there_is_told(annotator: Annotator, text: Path) -> None:
    assert refused(annotator("label", "none.txt")) == "none.txt does not exist."
    assert refused(annotator("label", text, "none.txt")) == "none.txt does not exist."


def test_a_folder_without_texts_is_told(annotator: Annotator, here: Path) -> None:
    (here / "empty").mkdir()
    message = "There are no .txt files in empty: `annotator add FILE --to empty` takes one in."
    assert refused(annotator("label", "empty")) == message


def test_texts_of_several_folders_are_not_labelled_together(annotator: Annotator, text: Path, here: Path) -> None:
    (here / "more").mkdir()
    put(here / "more")
    message = "{} is not in the same folder as pact.txt: label one corpus at a time."
    assert refused(annotator("label", text, "more/pact.txt")) == message.format("more/pact.txt")
    assert refused(annotator("label", text, "more")) == message.format("more")
    assert refused(annotator("label", ".", text)) == "Give one corpus folder, or several texts of one folder."


def test_a_file_that_is_no_text_is_sent_to_add(annotator: Annotator, here: Path) -> None:
    (here / "pact.html").write_text(ARTICLE, encoding="utf-8")
    message = "pact.html is not a .txt file: `annotator add pact.html --to CORPUS` takes it into a corpus as one."
    assert refused(annotator("label", "pact.html")) == message


# Bytes


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf", "\u3000\u200b".encode()])
def test_an_empty_file_is_told(annotator: Annotator, here: Path, content: bytes) -> None:
    (here / "void.txt").write_bytes(content)
    assert refused(annotator("label", "void.txt")) == "void.txt is empty: there is nothing to label."


def test_a_file_that_is_not_utf8_is_told_by_byte_and_sent_to_add(annotator: Annotator, here: Path) -> None:
    (here / "old.txt").write_bytes(b"Br\xfccke\n")
    assert refused(annotator("label", "old.txt")) == (
        "old.txt is not UTF-8 (byte 0xfc at position 2): add it with its own encoding: "
        "annotator add FILE --to CORPUS --encoding cp1252 (or latin-1, utf-16, …)."
    )


def test_a_file_with_nul_bytes_is_told(annotator: Annotator, here: Path) -> None:
    (here / "binary.txt").write_bytes(b"PK\0\0")
    message = "binary.txt has a NUL at character 2: it is no text, or it is UTF-16 (--encoding utf-16)."
    assert refused(annotator("label", "binary.txt")) == message


# Who, with what


@pytest.mark.parametrize("name", ["Mira", "mira halden", "../mira", "", "-m", "x" * 65])
def test_a_name_that_an_annotator_cannot_have_is_told(annotator: Annotator, text: Path, name: str) -> None:
    message = (
        f"'{name}' cannot be an annotator's name: use up to 64 of a-z, 0-9, _ and -, beginning with a letter or digit."
    )
    assert refused(annotator("label", text, f"--annotator={name}")) == message


@pytest.mark.parametrize("name", ["gold", "meta", "corpus", "sources"])
def test_a_reserved_name_is_told(annotator: Annotator, text: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    message = f"'{name}' is reserved and cannot be an annotator's name: choose another."
    assert refused(annotator("label", text, "--annotator", name)) == message
    monkeypatch.setenv("ANNOTATOR", name)
    assert refused(annotator("label", text)) == message


@pytest.mark.parametrize("layers", ["quotes,moods", "quote", "", ","])
def test_an_unknown_layer_is_told(annotator: Annotator, text: Path, layers: str) -> None:
    outcome = annotator("label", text, f"--layers={layers}")
    assert outcome.code == 2
    assert "choose from sources, quotes, claims, frames, separated by commas" in outcome.err[0]


def test_a_layer_that_the_codebook_does_not_have_is_told(annotator: Annotator, text: Path) -> None:
    outcome = annotator("label", text, "--codebook", "attribution-only", "--layers", "claims,frames")
    assert refused(outcome) == "The codebook attribution-only has none of the layers claims, frames."


def test_a_codebook_that_is_not_there_is_told(annotator: Annotator, text: Path) -> None:
    sentence = refused(annotator("label", text, "--codebook", "none.yaml"))
    assert sentence.startswith("There is no codebook 'none.yaml': give the path of a .yaml file, or one of ")


def test_a_codebook_with_an_error_is_told_with_its_place(annotator: Annotator, text: Path, here: Path) -> None:
    (here / "ours.yaml").write_text(changed(GOOD, "key: o", "key: d"), encoding="utf-8")
    message = "ours.yaml:16:31: layers.quotes.attributes.form.values[1].key: the key 'd' stands here twice"
    assert refused(annotator("label", text, "--codebook", "ours.yaml")) == message
    (here / "corpus.yaml").write_text("codebook: ours.yaml\n", encoding="utf-8")
    assert refused(annotator("label", ".")) == message


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("corpus.yaml", "paragraphs: no\n", "corpus.yaml:1:13: paragraphs: 'no' is read differently by different YAML"),
        ("sources.yaml", "sources: [{id: a}]\n", "sources.yaml:1:11: sources[0].name: this key is missing"),
    ],
)
def test_faults_of_the_corpus_are_told_before_the_screen_opens(
    annotator: Annotator, text: Path, here: Path, name: str, content: str, message: str
) -> None:
    (here / name).write_text(content, encoding="utf-8")
    for path in (text, "."):
        assert refused(annotator("label", path)).startswith(message)


def test_faults_of_the_keymap_are_told_before_the_screen_opens(
    annotator: Annotator, text: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "keys.yaml").write_text("grwo: f2\n", encoding="utf-8")
    monkeypatch.setenv("ANNOTATOR_KEYMAP", "keys.yaml")
    assert refused(annotator("label", text)) == "keys.yaml:1:1: grwo: there is no action 'grwo'; did you mean grow?"


# Labels that are there


@pytest.mark.parametrize(
    ("labels", "message"),
    [
        (LABELS + "claims: []\n", ":74:1: claims: the key 'claims' stands here twice; keep one"),
        (changed(LABELS, "within: q2", "within: q9"), ":58:11: quotes[2].within: there is no quote 'q9'"),
        (changed(LABELS, "format: 1", "format: 2"), ":1:9: format: labels format 2 is newer than this program reads"),
        ("", ":1:1: expected keys with values, found nothing"),
        ("\x00\x00", ":1:1: character U+0000 is not allowed; write it as an escape in quotes\n"),
    ],
)
def test_labels_with_a_fault_are_told_and_left_as_they_are(
    annotator: Annotator, here: Path, labels: str, message: str
) -> None:
    put(here, labels)
    outcome = annotator("label", "pact.txt")
    assert outcome.code == 2
    assert outcome.err[0].startswith(f"pact.mira.yaml{message}".rstrip())
    assert (here / "pact.mira.yaml").read_bytes() == labels.encode()
    assert sorted(path.name for path in here.iterdir()) == ["pact.mira.yaml", "pact.txt"]


def test_every_fault_of_the_labels_has_a_line_of_its_own(annotator: Annotator, here: Path) -> None:
    put(here, changed(changed(LABELS, "within: q2", "within: q9"), "zone: headline", "zone: head"))
    assert len(annotator("label", "pact.txt").err) == 1  # wrong values first; links are looked at when these are right
    put(here, changed(changed(LABELS, "within: q2", "within: q9"), "id: c1", "id: q1"))
    assert len(annotator("label", "pact.txt").err) == 2


def test_labels_of_someone_else_are_no_obstacle(annotator: Annotator, here: Path) -> None:
    put(here, "not even YAML: [")
    assert refused(annotator("label", "pact.txt", "--annotator", "tove")) == NO_TERMINAL
    assert refused(annotator("label", ".")) == NO_TERMINAL


def test_paragraphs_stay_as_they_were_labelled(annotator: Annotator, here: Path) -> None:
    put(here, changed(LABELS, "- {start: 190, end: 220, zone: body, reviewed: []}\n", ""))
    outcome = annotator("label", "pact.txt", "--paragraphs", "lines")
    assert refused(outcome) == (
        "pact.mira.yaml has other paragraphs than --paragraphs lines gives, and they stay as they were labelled: "
        "leave the option out."
    )
    assert refused(annotator("label", "pact.txt")) == NO_TERMINAL


# A second pass


def reviewed(labels: str = LABELS) -> str:
    """Return labels with every paragraph reviewed."""
    everything = "reviewed: [sources, quotes, claims, frames]"
    return labels.replace("reviewed: [quotes]", everything).replace("reviewed: []", everything)


def test_a_sample_of_what_was_reviewed_can_be_labelled_again(annotator: Annotator, here: Path) -> None:
    put(here, reviewed())
    for options in (["--again-share", 1], ["--again-share=0.5", "--layers", "quotes"]):
        assert refused(annotator("label", "pact.txt", "--again", *options)) == NO_TERMINAL
        assert refused(annotator("label", ".", "--again", *options)) == NO_TERMINAL
    assert sorted(path.name for path in here.iterdir()) == ["pact.mira.yaml", "pact.txt"]


def test_where_there_is_nothing_to_label_again_it_says_so(annotator: Annotator, here: Path, text: Path) -> None:
    assert refused(annotator("label", text, "--again")) == (
        "pact.txt has nothing for mira to label again: of 0 reviewed paragraphs, none is in a sample of 20%."
    )
    (here / "other.txt").write_text(ARTICLE, encoding="utf-8")
    assert refused(annotator("label", ".", "--again")) == (
        "There is nothing for mira to label again: no paragraph that mira has reviewed in these 2 texts is in a sample "
        "of 20%."
    )


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--again-share", "0.5"], "--again-share goes with --again."),
        (["--again", "--paragraphs", "lines"], "--again takes the paragraphs of the first labels: leave --paragraphs"),
        (["--again", "--again-share", "0"], "0.0 is not in the range 0<x<=1."),
        (["--again", "--again-share", "2"], "2.0 is not in the range 0<x<=1."),
    ],
)
def test_options_of_a_second_pass_that_do_not_fit_are_refused(
    annotator: Annotator, text: Path, options: list[str], message: str
) -> None:
    outcome = annotator("label", text, *options)
    assert outcome.code == 2
    assert message in "\n".join(outcome.err)


def test_the_name_of_a_second_pass_is_nobodys(annotator: Annotator, text: Path) -> None:
    assert refused(annotator("label", text, "--annotator", "mira-again")) == (
        "'mira-again' is the name of a second pass: `annotator label --annotator mira --again` goes on with it, and a "
        "name of your own cannot end with -again."
    )
    assert refused(annotator("label", text, "--annotator", "again")) == NO_TERMINAL


@pytest.mark.parametrize("again", [False, True])
def test_whoever_labels_again_is_shown_no_suggestions_whatever_they_press(
    annotator: Annotator, here: Path, monkeypatch: pytest.MonkeyPatch, again: bool
) -> None:
    put(here, reviewed())
    opened: list[Session] = []

    def seen(session: Session | None, _: int) -> None:
        assert session is not None
        opened.append(session)

    monkeypatch.setattr("annotator.labelling._go_to", seen)
    options = ["--again", "--again-share", 1] if again else []
    assert refused(annotator("label", "pact.txt", "--paragraph", 1, *options)) == NO_TERMINAL
    (session,) = opened
    assert (session.offering is None) is again
    assert session.labels.annotator == ("mira-again" if again else "mira")


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["pact.txt"], ("pact.txt", None)),
        (["pact.txt", "--annotator", "mira"], ("pact.txt", "mira")),
        (["--annotator", "mira", "pact.txt"], ("pact.txt", "mira")),
        ([], None),
        ([""], None),
        (["--help"], None),
        (["pact.txt", "--blind"], None),
        (["pact.txt", "--annotator"], None),
        (["pact.txt", "--annotator", ""], None),
        (["pact.txt", "--annotator", "--blind"], None),
        (["pact.txt", "--annotator=mira"], None),
        (["pact.txt", "other.txt", "third.txt"], None),
        (["--", "pact.txt"], None),
    ],
)
def test_only_one_text_and_who_labels_it_are_read_without_the_command_line(
    arguments: list[str], found: tuple[str, str | None] | None
) -> None:
    assert _one_text(arguments) == found


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["pact.txt"], NO_TERMINAL),
        (["nothing.txt", "--annotator", "mira"], "nothing.txt does not exist."),
        (["pact.txt", "--annotator", "Mi Ra"], "'Mi Ra' cannot be an annotator's name"),
    ],
)
def test_they_get_the_same_sentences(here: Path, arguments: list[str], sentence: str) -> None:
    put(here)
    command = [sys.executable, "-m", "annotator", "label"]
    ran = [
        subprocess.run([*command, *given], cwd=here, capture_output=True, text=True, check=False)
        for given in (arguments, [*arguments, "--blind"])
    ]
    assert {(done.returncode, done.stdout) for done in ran} == {(2, "")}
    assert len({done.stderr for done in ran}) == 1
    assert ran[0].stderr.startswith(sentence)
