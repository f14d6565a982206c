"""Reading at once what the emitter wrote: the same result as the strict reader, or none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.codebook import Codebook, shipped
from annotator.corpus import Corpus, meta_in
from annotator.files import strict_yaml
from annotator.files.findings import InvalidFileError
from annotator.labels import LAYERS, ZONES, Labels
from annotator.reading import Reader
from annotator.store import emit
from annotator.store.fast import FastReader, flat
from annotator.store.read import check_labels, read_own
from annotator.store.rows import LabelRows, labels_of, rows_of
from annotator.text import Text, read_text
from tests.sample import CODEBOOK, LABELS, TEXT, changed

ROOT = Path(__file__).parents[2]
FAST = FastReader(CODEBOOK)


def strictly(content: str, text: Text = TEXT, annotator: str = "mira", registry: Any = None) -> LabelRows | None:
    """Return what the strict reader makes of a file; None where it finds faults."""
    try:
        document = strict_yaml.parse(content.encode(), "pact.mira.yaml")
        return rows_of(check_labels(document, text, CODEBOOK, registry, annotator=annotator), CODEBOOK)
    except InvalidFileError:
        return None


def quickly(content: str, text: Text = TEXT, annotator: str = "mira", registry: Any = None) -> LabelRows | None:
    return FAST.read(content, text, annotator, registry)


def test_what_the_emitter_wrote_is_read() -> None:
    assert quickly(LABELS) is not None
    assert quickly(LABELS) == strictly(LABELS)
    with_schema = f"# yaml-language-server: $schema=../schemas/labels.schema.json\n{LABELS}"
    assert quickly(with_schema) == strictly(LABELS)


@pytest.mark.parametrize("path", sorted((ROOT / "annotations").glob("*.*.yaml")), ids=lambda path: path.name)
def test_every_labels_file_of_the_repository_is_read_at_once_and_the_same(path: Path) -> None:
    stem, _, annotator = path.stem.rpartition(".")
    corpus = Corpus(path.parent)
    text = read_text(path.with_name(f"{stem}.txt"))
    if annotator == "meta":
        assert Reader(corpus).meta(text) == meta_in(read_own(path), text)
        return
    labels = corpus.read_labels(text, annotator)
    codebook = corpus.codebook_named(labels.codebook.name)
    content = path.read_text(encoding="utf-8")
    found = FastReader(codebook).read(content, text, annotator, corpus.registry)
    if not labels.undecided:
        assert found == rows_of(labels, codebook)
        assert labels_of(rows_of(labels, codebook), text, codebook) == labels


# --- any labels ------------------------------------------------------------------------------------------------------

CONTENT = (
    "Ada, “no” \\ 12\n🌉 é\u0301 : yes\u00a0— \x1b[1m null 'x' #y {z} true?\u2028 Ilva & co. 100% “a\"b”\n\tend\n" * 3
)
STORY = Text("a story: 1", CONTENT, TEXT.sha256, Path("a story: 1.txt"))
WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12) | st.sampled_from(
    ["no", "null", "Yes", "12", "1e5", "~", "a b", "a  b", "said", "x: y", "x #y", "- x", "{a}", "é", "don’t", "12:30"]
)
PLACE = st.tuples(st.integers(0, len(CONTENT) - 2), st.integers(1, 30)).map(
    lambda place: {
        "start": place[0],
        "end": min(place[0] + place[1], len(CONTENT)),
        "text": CONTENT[place[0] : place[0] + place[1]],
    }
)
PLACES = st.lists(PLACE, max_size=3)


@st.composite
def in_order(draw: st.DrawFn, least: int = 0) -> list[dict[str, Any]]:
    """Return spans that stand in text order and do not overlap."""
    edges = sorted(draw(st.sets(st.integers(0, len(CONTENT)), min_size=2 * least, max_size=6)))
    return [
        {"start": start, "end": end, "text": CONTENT[start:end]}
        for start, end in zip(edges[::2], edges[1::2], strict=False)
    ]


@st.composite
def any_labels(draw: st.DrawFn) -> Labels:
    """Return labels without a fault, of everything there can be."""
    ids = draw(
        st.lists(
            st.from_regex(r"[A-Za-z][A-Za-z0-9_.-]{0,8}", fullmatch=True) | st.sampled_from(["no", "null", "on", "y"]),
            min_size=8,
            max_size=8,
            unique=True,
        )
    )
    sources = ids[: draw(st.integers(0, 2))]
    linked = st.lists(st.sampled_from(sources), unique=True) if sources else st.just([])
    quotes = ids[2 : 2 + draw(st.integers(0, 2))]
    items: dict[str, list[dict[str, Any]]] = {
        "sources": [{"id": one, "name": draw(WORDS), "mentions": draw(PLACES)} for one in sources],
        "quotes": [
            {
                "id": one,
                "content": draw(in_order(1)),
                "cue": draw(st.none() | PLACE),
                "sources": draw(linked),
                "source_spans": draw(PLACES),
                "within": quotes[0] if one != quotes[0] and draw(st.booleans()) else None,
            }
            for one in quotes
        ],
        "claims": [
            {"id": one, "spans": draw(in_order(1)), "claimants": draw(linked)}
            for one in ids[4 : 4 + draw(st.integers(0, 2))]
        ],
        "frames": [
            {"id": one, "scope": "article", "spans": draw(in_order()), "voice": draw(linked)}
            for one in ids[6 : 6 + draw(st.integers(0, 2))]
        ],
    }
    for layer in LAYERS:
        for item in items[layer]:
            _code(draw, layer, item)
    edges = sorted(draw(st.sets(st.integers(0, len(CONTENT)), max_size=6)))
    paragraphs = [
        {"start": start, "end": end, "zone": draw(st.sampled_from(ZONES)), "reviewed": draw(st.permutations(LAYERS))}
        for start, end in zip(edges[::2], edges[1::2], strict=False)
    ]
    return CODEBOOK.label_models.labels.model_validate(
        {
            "format": 1,
            "document": STORY.name,
            "text_sha256": STORY.sha256,
            "annotator": "mira",
            "codebook": {"name": CODEBOOK.name, "version": CODEBOOK.version},
            "complete": draw(st.booleans()),
            "sample": draw(
                st.none() | st.sets(st.sampled_from(range(1, len(paragraphs) + 1))).map(sorted)
                if paragraphs
                else st.none()
            ),
            "paragraphs": paragraphs,
            **items,
        }
    )


def _code(draw: st.DrawFn, layer: Any, item: dict[str, Any]) -> None:
    for name, attribute in CODEBOOK.layers[layer].attributes.items():
        if attribute.applies(item) and (attribute.required or draw(st.booleans())):
            values = [value.value for value in attribute.values]
            item[name] = draw(st.sampled_from(values) if values else WORDS)
    item["note"] = draw(st.none() | WORDS)
    item["confidence"] = draw(st.none() | st.sampled_from(["low", "medium", "high"]))
    item["origin"] = draw(st.none() | WORDS)


@given(written=any_labels())
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_any_labels_are_read_as_the_strict_reader_reads_them(written: Labels) -> None:
    content = emit(written)
    rows = rows_of(written, CODEBOOK)
    assert strictly(content, STORY) == LabelRows.from_plain(rows.plain()) == rows
    if any(item.id.lower() in {"no", "null", "on", "y", "n"} for item in written.items()):
        assert quickly(content, STORY) is None  # such an id stands in quotes, which is too rare to be quick
    else:
        assert quickly(content, STORY) == rows
    assert labels_of(rows_of(written, CODEBOOK), STORY, CODEBOOK) == written


def _edits() -> st.SearchStrategy[str]:
    """Return our file with a stretch of it replaced, doubled, taken away, or a few characters put in."""
    lines = LABELS.splitlines(keepends=True)
    places = st.integers(0, len(LABELS))
    typed = st.sampled_from([*"abs019 -:,#'\"\\{}[]&*!|>%@`~\n\t\x07\x85\u2028\ufeff", " no", "\n  ", "null", "1.0"])
    put_in = st.builds(lambda at, words: LABELS[:at] + words + LABELS[at:], places, typed)
    over = st.builds(lambda at, words: LABELS[:at] + words + LABELS[at + 1 :], places, typed)
    taken = st.builds(lambda at, length: LABELS[:at] + LABELS[at + length :], places, st.integers(1, 12))
    indices = st.integers(0, len(lines) - 1)
    doubled = st.builds(lambda at: "".join([*lines[: at + 1], *lines[at:]]), indices)
    dropped = st.builds(lambda at: "".join([*lines[:at], *lines[at + 1 :]]), indices)
    moved = st.builds(lambda at, to: "".join(_moved(lines, at, to)), indices, indices)
    return put_in | over | taken | doubled | dropped | moved


def _moved(lines: list[str], at: int, to: int) -> list[str]:
    rest = [*lines[:at], *lines[at + 1 :]]
    return [*rest[:to], lines[at], *rest[to:]]


@given(content=_edits())
@settings(max_examples=150)
def test_whatever_somebody_does_to_a_file_nothing_else_is_read(content: str) -> None:
    found = quickly(content)
    assert found is None or found == strictly(content)


@pytest.mark.long
@given(content=_edits())
@settings(max_examples=20_000)
def test_whatever_anybody_does_to_a_file_nothing_else_is_read(content: str) -> None:
    found = quickly(content)
    assert found is None or found == strictly(content)


# --- what is left to the strict reader -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "others"),
    [
        ("end: 219, text", "end: 218, text"),  # other words than in the text
        ("end: 219, text: Trade had grown by 12 percent}", "end: 999, text: Trade had grown by 12 percent}"),
        ("within: q2", "within: q9"),
        ("within: q2", "within: q3"),  # in itself
        ("sources: [s3]", "sources: [s9]"),
        ("sources: [s3]", "sources: [s3, s3]"),
        ("sources: [s3]", "sources: [s1 ,s3]"),
        ("- id: c1", "- id: q1"),
        ("complete: false", "complete: no"),
        ('version: "1.0.0"', 'version: "2.0.0"'),
        ("document: pact", "document: pacts"),
        ("annotator: mira", "annotator: tom"),
        ("codebook: {name: source-framing", "codebook: {name: attribution-only"),
        ("  basis: Right in nine of ten statements\n", ""),  # needed because of the grade
        ("  reliability: B\n", ""),
        ("  frame: economic\n", ""),
        ("  credibility: 6", "  credibility: 7"),
        ("  credibility: 6", '  credibility: "6"'),
        ("  confidence: low", "  confidence: lower"),
        ("  stance: neutral\n", "  stance: neutral\n  stance: neutral\n"),
        ("  stance: neutral\n", "  mood: neutral\n"),
        ("start: 119, end: 188, zone", "start: 19, end: 188, zone"),
        ("start: 190, end: 220, zone", "start: 190, end: 222, zone"),
        ("reviewed: [quotes]", "reviewed: [quotes, quotes]"),
        ("name: an engineer", "name: no"),
        ("name: an engineer", "name: &a an engineer"),
        ("frames:\n", "frames:\n# mine\n"),
        ("claims:\n", "Claims:\n"),
    ],
)
def test_what_is_wrong_or_not_ours_is_left_to_the_strict_reader(words: str, others: str) -> None:
    assert quickly(changed(LABELS, words, others)) is None


def test_what_waits_for_a_decision_is_left_to_the_strict_reader_and_kept() -> None:
    waiting = "undecided:\n- reason: not_found\n  claim:\n    id: c9\n    spans:\n    - {start: 0, end: 2, text: xx}\n"
    waiting += "    claimants: []\n    type: quantity\n"
    assert quickly(LABELS + waiting) is None
    rows = strictly(LABELS + waiting)
    assert rows is not None
    assert rows.layer("claims") == (strictly(LABELS) or rows).layer("claims")
    assert labels_of(rows, TEXT, CODEBOOK).undecided[0].item.id == "c9"


def test_what_gold_was_made_from_is_read_at_once() -> None:
    made_from = (
        f'made_from:\n- {{annotator: jory, sha256: "{"a" * 64}"}}\n- {{annotator: mira, sha256: "{"0" * 64}"}}\n'
    )
    rows = quickly(LABELS + made_from)
    assert rows is not None
    assert rows == strictly(LABELS + made_from)
    assert [one.annotator for one in labels_of(rows, TEXT, CODEBOOK).made_from] == ["jory", "mira"]
    for spoilt in (made_from.replace("a" * 64, "g" * 64), made_from.replace("jory", "Jory"), f"{made_from}more: 1\n"):
        assert quickly(LABELS + spoilt) is None


def test_a_source_must_be_in_the_registry_where_there_is_one() -> None:
    content = changed(LABELS, "name: Mira Halden\n", "name: Mira Halden\n  registry: mira-halden\n")
    assert quickly(content) == strictly(content)
    assert quickly(content, registry={"mira-halden": 1}) == strictly(content)
    assert quickly(content, registry={}) is None


def test_line_ends_of_windows_and_a_byte_order_mark_are_left_to_the_strict_reader() -> None:
    assert quickly(LABELS.replace("\n", "\r\n")) is None
    assert quickly(f"\ufeff{LABELS}") is None
    assert quickly("") is None


def test_another_text_is_left_to_the_strict_reader() -> None:
    other = Text(TEXT.name, TEXT.content.replace("Trade", "Craft"), TEXT.sha256, TEXT.path)
    assert quickly(LABELS, other) is None
    assert quickly(LABELS, Text(TEXT.name, TEXT.content, "0" * 64, TEXT.path)) is None


def test_a_layer_that_the_codebook_does_not_have_must_be_empty() -> None:
    codebook: Codebook = shipped("attribution-only")
    content = changed(LABELS, "name: source-framing", "name: attribution-only")
    assert "frames" not in codebook.layers
    assert FastReader(codebook).read(content, TEXT, "mira", None) is None


@pytest.mark.parametrize(
    ("content", "fields"),
    [
        ('title: Bridge pact\npublished: "3026-05-12"\n', {"title": "Bridge pact", "published": "3026-05-12"}),
        ('title: "a \\"b\\" \\u202e"\n', {"title": 'a "b" \u202e'}),
        ("", {}),
        ("title: Bridge pact", None),
        ("title: Bridge\ntitle: pact\n", None),
        ("published: 3026-05-12\n", None),
        ("title: no\n", None),
        ('title: ""\n', None),
        ("title: 'x'\n", None),
        ("title: x # y\n", None),
        ("# x\ntitle: x\n", None),
        ("aliases: [x]\n", None),
        ("title: x\r\n", None),
    ],
)
def test_a_file_of_plain_fields_is_read_at_once(content: str, fields: dict[str, str] | None) -> None:
    assert flat(content) == fields
