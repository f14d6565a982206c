"""Labels as YAML: one layout, and every word of it read back as it was."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotator.codebook import Codebook, shipped
from annotator.display import visible
from annotator.files import strict_yaml
from annotator.files.validate import validate
from annotator.labels import REASONS, SINGULAR, ZONES, Item, Labels
from annotator.store import emit
from annotator.store.emit import Emitter, scalar
from tests.sample import CODEBOOK, LABELS, TEXT, changed


def read(content: str, codebook: Codebook = CODEBOOK) -> Labels:
    return validate(codebook.label_models.labels, strict_yaml.parse(content.encode(), "labels.yaml"))


def labels(**fields: Any) -> Labels:
    return CODEBOOK.label_models.labels.model_validate(
        {
            "format": 1,
            "document": "pact",
            "text_sha256": TEXT.sha256,
            "annotator": "mira",
            "codebook": {"name": "source-framing", "version": "1.0.0"},
            **fields,
        }
    )


def plain(found: Labels) -> dict[str, Any]:
    """Return labels as plain values, without what was not coded; lists where models have tuples."""
    dumped: dict[str, Any] = found.model_dump(mode="json", exclude_none=True)
    for entry in dumped["undecided"]:
        if not entry["by"]:
            del entry["by"]
    return {key: value for key, value in dumped.items() if value or key not in {"undecided", "made_from"}}


def without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_nulls(inner) for key, inner in value.items() if inner is not None}
    return [without_nulls(inner) for inner in value] if isinstance(value, list) else value


# Any word that a person can write


# Hypothesis prefers short and simple words; these are the ones that YAML readers stumble over.
_TRICKY = st.sampled_from(
    [
        *"no yes on off y n true null ~ - ? : # & * ! | > % @ ` = << {} [] , . .. ... ---".split(),
        *"-a ?a :a a: a:b #a 'a' \"a\"".split(),
        *"0 1 007 0o7 0x1F 1_000 1e5 1.5 .5 -1 +1 12:30 2024-05-01 .inf .NaN NULL None Infinity".split(),
        *("a #b", "a: b", " a", "a ", "a  b", "a\tb", "a\nb", "\n", "a\r\nb", "\r", "a\\nb", "\\", "\\u0041", "'", '"'),
        *("\0", "\x07", "\x1b[31m", "\x7f", "\x85", "\x9b", "\xa0", "\xad", "\u2028", "\u2029", "\u202e", "\u200b"),
        *(
            "\ufeff",
            "\ufffe",
            "\uffff",
            "\ue000",
            "\U0001f3f4\u200d\u2620\ufe0f",
            "e\u0301",
            "Å",
            "한글",
            "👍🏽",
            "א",
            "ß",
        ),
        *("\U000e0041", "\U0010ffff", "“a”, “b”", "«a»", "L’Aquila", "O'Neill", "a & b", "a]b", "a}b", "[a", "{a"),
    ]
)
WORDS = st.text(min_size=1, max_size=30) | st.lists(_TRICKY | st.text(min_size=1, max_size=3), min_size=1).map("".join)


@given(words=WORDS)
def test_every_word_is_read_back_as_it_was_by_us_and_by_pyyaml(words: str) -> None:
    assert yaml.safe_load(f"a: {scalar(words)}\n") == {"a": words}
    assert yaml.safe_load(f"- {{a: {scalar(words)}}}\n") == [{"a": words}]
    assert strict_yaml.parse(f"a: {scalar(words)}\n".encode(), "f").value == {"a": words}
    assert strict_yaml.parse(f"- {{a: {scalar(words)}, b: [{scalar(words)}]}}\n".encode(), "f").value == [
        {"a": words, "b": [words]}
    ]


@given(words=WORDS)
def test_no_word_leaves_its_line_or_holds_what_cannot_be_seen(words: str) -> None:
    assert visible(scalar(words)) == scalar(words)


@pytest.mark.parametrize("words", ["Mira Halden", "Société d’État", "said", "percent of it", "B", "a/b (c)"])
def test_an_ordinary_word_stands_bare(words: str) -> None:
    assert scalar(words) == words


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, "null"),
        (True, "true"),
        (6, "6"),
        ("6", '"6"'),
        ("no", '"no"'),
        ("2024-05-01", '"2024-05-01"'),
        ("“quoted”", '"“quoted”"'),
        ('say "no"', '"say \\"no\\""'),
        ("two\nlines", '"two\\nlines"'),
        ("\x1b[0m", '"\\u001b[0m"'),
        ("\u202eback", '"\\u202eback"'),
        ("Zoë: yes", '"Zoë: yes"'),
    ],
)
def test_what_could_be_read_otherwise_stands_in_quotes(value: object, written: str) -> None:
    assert scalar(value) == written


# Whole files


def test_a_file_has_the_layout_that_is_documented() -> None:
    assert emit(read(LABELS)) == LABELS


def test_labels_of_someone_who_has_said_nothing_are_short() -> None:
    assert emit(labels()) == (
        "format: 1\n"
        "document: pact\n"
        f'text_sha256: "{TEXT.sha256}"\n'
        "annotator: mira\n"
        'codebook: {name: source-framing, version: "1.0.0"}\n'
        "complete: false\n"
        "paragraphs: []\n"
        "sources: []\n"
        "quotes: []\n"
        "claims: []\n"
        "frames: []\n"
    )


def test_the_schema_for_editors_stands_in_the_first_line() -> None:
    content = emit(labels(), "../schemas/labels.schema.json")
    assert content == "# yaml-language-server: $schema=../schemas/labels.schema.json\n" + emit(labels())


def test_the_hash_stands_in_quotes_whatever_digits_it_has() -> None:
    for digest in ("0" * 64, "1" * 64, "12e" + "4" * 61, "a" * 64):
        written = labels(text_sha256=digest)
        assert f'text_sha256: "{digest}"\n' in emit(written)
        assert read(emit(written)) == written


def test_attributes_stand_in_the_order_of_the_codebook_and_those_not_coded_nowhere() -> None:
    content = changed(LABELS, "  form: direct\n  stance: neutral\n", "  stance: neutral\n  form: direct\n")
    assert emit(read(content)) == LABELS
    assert "attitude" not in LABELS


def test_an_attribute_may_have_any_name_that_a_codebook_can_give_it() -> None:
    values = [{"value": "no", "key": "n"}, {"value": 1, "key": "a"}]
    codebook = Codebook.model_validate(
        {
            "format": 1,
            "name": "ours",
            "version": "1.0.0",
            "title": "Ours",
            "layers": {
                "quotes": {"attributes": {"mentions": {"values": values}, "no": {"values": values}}},
                "frames": {"attributes": {"cue": {"kind": "text"}, "name": {"values": values}}},
            },
        }
    )
    content = changed(
        emit(labels(codebook={"name": "ours", "version": "1.0.0"})),
        "quotes: []\nclaims: []\nframes: []\n",
        "quotes:\n- id: q1\n  content:\n  - {start: 0, end: 6, text: Bridge}\n  cue: null\n  sources: []\n"
        '  source_spans: []\n  within: null\n  mentions: "no"\n  "no": 1\n'
        "claims: []\n"
        "frames:\n- id: f1\n  scope: article\n  spans: []\n  voice: []\n  cue: he said\n  name: 1\n",
    )
    assert emit(read(content, codebook)) == content


# Any labels


def _optional(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


OFFSET = st.integers(0, 10**9)
SPAN = st.builds(lambda start, words: {"start": start, "end": start + len(words), "text": words}, OFFSET, WORDS)
SPANS = st.lists(SPAN, max_size=3)
SOME_SPANS = st.lists(SPAN, min_size=1, max_size=3)
ID = st.from_regex(r"[A-Za-z][A-Za-z0-9_.-]{0,20}", fullmatch=True) | st.sampled_from(["no", "y", "null", "e5", "N"])
IDS = st.lists(ID, max_size=3)
NAME = st.sampled_from(["mira", "jory", "2nd-pass", "007", "no", "null", "true", "1e5"])


def _item(layer: str, **structure: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    attributes = CODEBOOK.layers[layer].attributes  # type: ignore[index]
    coded = {
        name: WORDS if attribute.kind == "text" else st.sampled_from([value.value for value in attribute.values])
        for name, attribute in attributes.items()
    }
    optional = {name: _optional(values) for name, values in coded.items() if not attributes[name].required}
    mandatory = {name: values for name, values in coded.items() if attributes[name].required}
    common = {
        "note": _optional(WORDS),
        "confidence": _optional(st.sampled_from(["low", "medium", "high"])),
        "origin": _optional(WORDS),
    }
    return st.fixed_dictionaries({"id": ID, **structure, **mandatory, **optional, **common})


ITEMS = {
    "sources": _item(
        "sources", name=WORDS, registry=st.none() | st.sampled_from(["mira-halden", "007", "no"]), mentions=SPANS
    ),
    "quotes": _item(
        "quotes", content=SOME_SPANS, cue=_optional(SPAN), sources=IDS, source_spans=SPANS, within=_optional(ID)
    ),
    "claims": _item("claims", spans=SOME_SPANS, claimants=IDS),
    "frames": _item("frames", scope=st.sampled_from(["span", "paragraph", "article"]), spans=SPANS, voice=IDS),
}
UNDECIDED = st.one_of(
    [
        st.fixed_dictionaries({**why, SINGULAR[layer]: item})  # type: ignore[index]
        for layer, item in ITEMS.items()
        for why in (
            {"reason": st.sampled_from([reason for reason in REASONS if reason != "disagreement"])},
            {"reason": st.just("disagreement"), "by": st.lists(NAME, min_size=1, max_size=3)},
        )
    ]
)
MADE_FROM = st.fixed_dictionaries({"annotator": NAME, "sha256": st.from_regex("[0-9a-f]{64}", fullmatch=True)})

ANY_LABELS = st.builds(
    labels,
    document=WORDS,
    complete=st.booleans(),
    paragraphs=st.lists(
        st.fixed_dictionaries(
            {
                "start": OFFSET,
                "end": OFFSET,
                "zone": st.sampled_from(ZONES),
                "reviewed": st.lists(st.sampled_from(["sources", "quotes", "claims", "frames"]), max_size=4),
            }
        ),
        max_size=3,
    ),
    undecided=st.lists(UNDECIDED, max_size=2),
    made_from=st.lists(MADE_FROM, max_size=2),
    **{layer: st.lists(item, max_size=3) for layer, item in ITEMS.items()},
)


@given(written=ANY_LABELS)
@example(written=labels())
def test_labels_are_read_back_as_they_were(written: Labels) -> None:
    content = emit(written)
    assert read(content) == written
    assert emit(read(content)) == content


@given(written=ANY_LABELS)
def test_pyyaml_reads_the_same(written: Labels) -> None:
    assert without_nulls(yaml.safe_load(emit(written))) == plain(written)


@given(written=ANY_LABELS)
def test_every_span_and_every_paragraph_has_one_line_to_itself(written: Labels) -> None:
    lines = emit(written).splitlines()
    items = [*written.items(), *(waiting.item for waiting in written.undecided)]
    spans = [span for item in items for _, span in item.located_spans()]
    assert sum("{start: " in line and ", end: " in line for line in lines) >= len(spans) + len(written.paragraphs)
    begun = [line for line in lines if line.lstrip(" -").startswith(("{start: ", "cue: {start: "))]
    assert len(begun) == len(spans) + len(written.paragraphs)
    assert all(line.endswith("}") for line in begun)


def test_a_change_to_one_span_changes_one_line() -> None:
    before = read(LABELS)
    quote = before.quotes[0]
    cue = quote.cue
    assert cue is not None
    longer = quote.model_copy(update={"cue": cue.model_copy(update={"end": cue.end + 1, "text": "said,"})})
    after = before.model_copy(update={"quotes": (longer, *before.quotes[1:])})
    differing = [
        (old, new) for old, new in zip(emit(before).splitlines(), emit(after).splitlines(), strict=True) if old != new
    ]
    assert differing == [
        ("  cue: {start: 89, end: 93, text: said}", '  cue: {start: 89, end: 94, text: "said,"}'),
    ]


def test_every_shipped_codebook_gives_labels_that_can_be_written() -> None:
    for name in ("source-framing", "attribution-only", "generic-frames-5", "persuasion-23"):
        codebook = shipped(name)
        fields = labels().model_dump() | {"codebook": {"name": name, "version": codebook.version}}
        written = codebook.label_models.labels.model_validate(fields)
        assert read(emit(written), codebook) == written


# Writing again what was hardly changed


def test_what_was_written_before_is_written_the_same_after_an_edit_and_after_other_labels() -> None:
    first = read(LABELS)
    quote, *others = first.quotes
    edits = [
        first,
        first.model_copy(update={"quotes": (quote.model_copy(update={"note": "Who?"}), *others)}),
        first.model_copy(update={"quotes": (), "complete": True}),
        labels(),
        first.model_copy(update={"quotes": (*others, quote), "paragraphs": first.paragraphs[:1]}),
        first,
    ]
    emitter = Emitter()
    again = [emitter.emit(edited).decode() for edited in edits]
    for edited, written in zip(edits, again, strict=True):
        assert written == emit(CODEBOOK.label_models.labels.model_validate(edited.model_dump()))
    assert again[0] == again[-1]


HERE = {"start": 0, "end": 1, "text": TEXT.content[:1]}


def claims_named(letter: str, count: int) -> tuple[Item, ...]:
    model = CODEBOOK.label_models.items["claims"]
    return tuple(
        model.model_validate({"id": f"{letter}{number}", "spans": [HERE], "type": "quantity"})
        for number in range(count)
    )


EDIT = st.tuples(st.integers(0, 220), st.integers(0, 90), st.integers(0, 90))
"""Where, how many items are taken away there, and how many others put in their place."""


@settings(max_examples=15)
@given(st.lists(EDIT, max_size=4))
def test_however_many_items_come_and_go_what_is_written_is_what_there_is(edits: list[tuple[int, int, int]]) -> None:
    emitter = Emitter()
    edited = labels(claims=claims_named("c", 200))
    assert emitter.emit(edited).decode() == emit(edited)
    for number, (place, taken, put) in enumerate(edits):
        fresh = claims_named(f"n{number}.", put)
        claims = (*edited.claims[:place], *fresh, *edited.claims[place + taken :])
        edited = edited.model_copy(update={"claims": claims})
        assert emitter.emit(edited).decode() == emit(edited)
