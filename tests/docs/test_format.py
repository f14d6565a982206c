"""`docs/format.md` says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from annotator.corpus import Corpus, KnownSource, Meta, Settings
from annotator.files import strict_yaml
from annotator.files.findings import MAX_FINDINGS, InvalidFileError
from annotator.labels import CONFIDENCES, ITEM_TYPES, SCOPES, ZONES, Labels, Paragraph, Record, Span
from annotator.store import emit
from annotator.text import read_text
from annotator.validation import check_path
from tests.docs.pages import FORMAT, blocks, files_in, read, words
from tests.sample import changed

LABELS = "harbour-lights.mira.yaml"
REGISTRY = "sources.yaml"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Return a corpus of the files that the page shows."""
    for name, content in files_in(FORMAT).items():
        (tmp_path / name).write_bytes(content.encode())
    return tmp_path


def findings(corpus: Path) -> list[str]:
    """Return what validation finds, without the folder."""
    found = [finding for checked in check_path(Corpus(corpus), corpus) for finding in checked.findings]
    return [str(finding).removeprefix(f"{corpus}/") for finding in found]


def test_the_example_has_no_faults(corpus: Path) -> None:
    assert findings(corpus) == []


def test_the_example_is_in_the_layout_that_the_program_writes(corpus: Path) -> None:
    labels = Corpus(corpus).read_labels(read_text(corpus / "harbour-lights.txt"), "mira")
    assert emit(labels) == files_in(FORMAT)[LABELS]


FAULTS = [
    (
        "mentions:\n  - {start: 47, end: 56",
        "mentions:\n  - {start: 48, end: 57",
        (
            "harbour-lights.mira.yaml:22:32: sources[0].mentions[0].text: 'Nora Velt' is not what the text has at "
            "48–57: 'ora Velt '; it stands at 47–56"
        ),
    ),
    (
        "name: source-framing",
        "name: dry-summer",
        (
            "codebook.name: made with 'dry-summer', but the codebook here is 'source-framing'; "
            "corpus.yaml or --codebook says which"
        ),
    ),
    ("stance: neutral", "tone: neutral", "quotes[0].tone: unknown key; remove it or correct its name"),
    ("  form: mixed\n", "", "quotes[1].form: this key is missing"),
    (
        "stance: neutral",
        "stance: hostile",
        "quotes[0].stance: 'hostile' is not allowed here; use neutral, endorsing or distancing",
    ),
    (
        "mentions:\n  - {start: 47, end",
        "mentions:\n  - {start: 47.0, end",
        "sources[0].mentions[0].start: expected a whole number, found 47.0",
    ),
    (
        "spans:\n  - {start: 167, end: 209, text: Night traffic grew by 12 percent last year}",
        "spans: []",
        "claims[0].spans: at least one is needed here",
    ),
    (
        'text_sha256: "7962',
        'text_sha256: "0000',
        (
            "text_sha256: the text is not the one that was labelled, so no label is applied; `annotator reanchor` "
            "moves them to it, or restore the text that was labelled (SHA-256 of harbour-lights.txt now: 79623b936ea7…)"
        ),
    ),
    ("annotator: mira", "annotator: tom", "annotator: 'tom' is not who the file's name says, 'mira'"),
    (
        'version: "1.0.0"',
        'version: "2.0.0"',
        "codebook.version: made with version 2.0.0, but source-framing here is 1.0.0",
    ),
    (
        "- {start: 27, end: 94, zone",
        "- {start: 20, end: 94, zone",
        "paragraphs[1]: begins before the paragraph above it ends",
    ),
    ("id: q3", "id: q2", "quotes[2].id: the id 'q2' is used twice; ids are unique in a file"),
    (
        'end: 165, text: "the',
        'end: 965, text: "the',
        "quotes[1].content[0].end: 965 lies behind the end of the text, which has 211 characters",
    ),
    (
        'start: 63, end: 94, text: "“and we will not lose another.”"',
        'start: 27, end: 46, text: "“We lost one boat,”"',
        "quotes[0].content[1]: the pieces must stand in text order and not overlap",
    ),
    (
        'spans:\n  - {start: 27, end: 94, text: "“We lost one boat,” Nora Velt said, “and we will not lose another.”"}',
        "spans: []",
        "frames[0].spans: a frame over a paragraph needs at least one span",
    ),
    ("sources: [s2]", "sources: [s9]", "quotes[1].sources[0]: there is no source 's9'"),
    ("within: q2", "within: q3", "quotes[2].within: 'q3' is nested in itself"),
    (
        "  basis: Her two earlier statements were borne out.\n",
        "",
        "sources[0].basis: this attribute is missing; it is needed because reliability is B",
    ),
    (
        "government\n  reliability: F\n",
        "government\n  reliability: F\n  basis: Hearsay.\n",
        "sources[1].basis: this attribute is only coded with reliability one of A, B, C, D, E",
    ),
    (
        "registry: nora-velt",
        "registry: nora-welt",
        "sources[0].registry: 'nora-welt' is not in the corpus's sources.yaml",
    ),
    (
        "name: the pilots",
        "name: no",
        (
            "harbour-lights.mira.yaml:31:9: sources[2].name: 'no' is read differently by different YAML readers; "
            "put it in quotes"
        ),
    ),
    (
        "format: 1",
        "format: 2",
        "harbour-lights.mira.yaml:1:9: format: labels format 2 is newer than this program reads (1); update annotator",
    ),
]


@pytest.mark.parametrize(("words_there", "others", "message"), FAULTS)
def test_an_example_of_a_fault_is_told_so(corpus: Path, words_there: str, others: str, message: str) -> None:
    labels = files_in(FORMAT)[LABELS]
    (corpus / LABELS).write_bytes(changed(labels, words_there, others).encode())
    found = [fault if message.startswith(LABELS) else fault.split(": ", 1)[1] for fault in findings(corpus)]
    assert message in found


def test_every_message_on_the_page_is_one_of_these_examples() -> None:
    shown = [message for block in blocks(FORMAT, "text") for message in block.replace("\n  ", " ").splitlines()]
    assert sorted(shown) == sorted(message for _, _, message in FAULTS)


@pytest.mark.parametrize(
    ("refused", "instead"),
    [
        ("name: no", 'name: "no"'),
        ("name: yes", 'name: "yes"'),
        ("name: on", 'name: "on"'),
        ("name: off", 'name: "off"'),
        ("published: 2025-05-12", 'published: "2025-05-12"'),
        ("note: 12:30", 'note: "12:30"'),
        ("a: 010", 'a: "010"'),
        ("a: 0x1F", "a: 31"),
        ("a: 1_000", "a: 1000"),
        ("a: 1e5", "a: 100000"),
        ("a: .inf", 'a: ".inf"'),
        ("a: 9223372036854775808", 'a: "9223372036854775808"'),
        ("{form: direct, form: mixed}", "form: direct"),
        ("a: &a x", "a: x"),
        ("a: *a", "a: x"),
        ("<<: {a: x}", "a: x"),
        ("a: !!str 7", 'a: "7"'),
        ("1: x", '"1": x'),
        ("a: x\n---\nb: x", "a: x"),
        ("a: " + "[" * 16 + "]" * 16, "a: " + "[" * 15 + "]" * 15),
        ("a: \x07", 'a: "\\x07"'),
        ("a: x\u2028y", 'a: "x\\u2028y"'),
    ],
)
def test_yaml_that_readers_disagree_on_is_refused_and_what_to_write_instead_is_not(refused: str, instead: str) -> None:
    with pytest.raises(InvalidFileError):
        strict_yaml.parse(refused.encode(), "file.yaml")
    strict_yaml.parse(instead.encode(), "file.yaml")


def test_the_limits_are_those_of_the_code() -> None:
    assert f"more than {strict_yaml.MAX_DEPTH} levels" in words(FORMAT)
    assert f"files over {strict_yaml.MAX_BYTES >> 20} MiB" in words(FORMAT)
    assert f"values over {strict_yaml.MAX_SCALAR >> 20} million characters" in words(FORMAT)
    assert f"at most {MAX_FINDINGS} faults" in words(FORMAT)


def test_the_python_example_cuts_the_words_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tide.txt").write_bytes(files_in(FORMAT)["tide.txt"].encode())
    monkeypatch.chdir(tmp_path)
    (example,) = blocks(FORMAT, "python")
    names: dict[str, str] = {}
    exec(example, names)
    assert names["words"] == "“High tide,”"


def test_the_offsets_in_other_units_are_right() -> None:
    text = files_in(FORMAT)["tide.txt"]
    for name, encoding, size in (("UTF-16 units", "utf-16-le", 2), ("UTF-8 bytes", "utf-8", 1)):
        start, end = (len(text[:offset].encode(encoding)) // size for offset in (2, 14))
        assert re.search(rf"\| {name}[^|]*\| {start} \| {end} \|", read(FORMAT)), name


@pytest.mark.parametrize(
    "model",
    [Labels, Paragraph, Span, Settings, KnownSource, Meta, *ITEM_TYPES.values()],
    ids=lambda model: model.__name__,
)
def test_every_key_is_described(model: type[Record]) -> None:
    missing = [name for name in model.model_fields if f"`{name}`" not in read(FORMAT)]
    assert missing == []


@pytest.mark.parametrize("values", [ZONES, SCOPES, CONFIDENCES])
def test_every_value_of_the_format_itself_is_named(values: tuple[str, ...]) -> None:
    assert [value for value in values if f"`{value}`" not in read(FORMAT)] == []
