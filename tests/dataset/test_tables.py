"""Tables: the same columns whatever is in them, for every library; tokens with tags."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import annotator
from annotator.dataset import DocumentLabels, LabelledCorpus, OverlapError, Table, UnknownValueError
from annotator.dataset.tokens import tokens
from annotator.errors import AnnotatorError
from annotator.extras import MissingExtraError
from annotator.labels import LAYERS
from tests.dataset.building import BRIDGE, add_labels, add_text, spans

KINDS = ["documents", "paragraphs", *LAYERS]


@pytest.fixture(params=["mira", "nobody"])
def any_corpus(request: pytest.FixtureRequest, corpus: LabelledCorpus, tmp_path: Path) -> LabelledCorpus:
    """A corpus with labels, and one without anything in it."""
    if request.param == "mira":
        return corpus
    (tmp_path / "empty").mkdir()
    return annotator.load(tmp_path / "empty")


# --- libraries -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_pandas_has_the_rows_under_the_same_columns(any_corpus: LabelledCorpus, kind: str) -> None:
    rows = getattr(any_corpus, kind).to_dicts()
    frame = getattr(any_corpus, kind).to_pandas()
    assert list(frame.columns) == [column.name for column in getattr(any_corpus, kind).table().columns]
    assert len(frame) == len(rows)
    for name in frame.columns:
        values = [None if str(value) in {"nan", "<NA>"} else value for value in frame[name].tolist()]
        assert values == [row[name] for row in rows]


@pytest.mark.parametrize("kind", KINDS)
def test_polars_and_arrow_have_the_rows_with_types_that_do_not_depend_on_them(
    any_corpus: LabelledCorpus, corpus: LabelledCorpus, kind: str
) -> None:
    rows = getattr(any_corpus, kind).to_dicts()
    frame = getattr(any_corpus, kind).to_polars()
    assert frame.to_dicts() == rows
    assert frame.schema == getattr(corpus, kind).to_polars().schema
    table = getattr(any_corpus, kind).to_arrow()
    assert table.to_pylist() == rows
    assert table.schema == getattr(corpus, kind).to_arrow().schema


def test_polars_needs_no_arrow(corpus: LabelledCorpus, monkeypatch: pytest.MonkeyPatch) -> None:
    with_arrow = {kind: getattr(corpus, kind).to_polars() for kind in KINDS}
    monkeypatch.setattr("annotator.dataset.as_polars.find_spec", lambda _: None)
    monkeypatch.setattr("annotator.dataset.collection.find_spec", lambda _: None)
    for kind, frame in with_arrow.items():
        assert getattr(corpus, kind).to_polars().equals(frame)
        assert getattr(corpus, kind).to_polars().schema == frame.schema


def test_numbers_stay_numbers_where_some_are_missing(corpus: LabelledCorpus) -> None:
    frame = corpus.claims.by("first").to_pandas()
    assert str(frame["credibility"].dtype) == "Int64"
    assert frame["credibility"].isna().tolist() == [False, True, True]
    assert frame["credibility"].sum() == 6


def test_a_narrowed_collection_is_a_table_of_its_own(corpus: LabelledCorpus) -> None:
    assert corpus.quotes.where(form="mixed").to_polars().height == 1
    assert corpus.quotes.by("gold").to_arrow().num_rows == 2
    assert corpus.documents["opening"].quotes.to_arrow().num_rows == 1
    assert corpus.part(["opening"]).quotes.to_arrow().num_rows == 1
    assert corpus.quotes.to_arrow().num_rows == 8


def test_the_table_of_a_whole_layer_is_kept_and_follows_the_files(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    real = Table.to_arrow

    def to_arrow(table: Table) -> Any:
        made.append("once")
        return real(table)

    monkeypatch.setattr(Table, "to_arrow", to_arrow)
    monkeypatch.setattr("annotator.dataset.contents._SETTLED", -(10**18))  # as if all files were old
    first = annotator.load(folder).quotes.to_arrow()
    claims = annotator.load(folder).claims.to_arrow()
    assert annotator.load(folder).quotes.to_arrow().equals(first)
    assert annotator.load(folder).claims.to_arrow().equals(claims)
    assert made == ["once", "once"]
    path = folder / "bridge.gold.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("form: direct", "form: mixed"), encoding="utf-8")
    after = annotator.load(folder).quotes.to_arrow()
    assert after.equals(annotator.load(folder, cache=False).quotes.to_arrow())
    assert not after.equals(first)


def test_a_table_of_labels_with_faults_is_not_kept(folder: Path) -> None:
    path = folder / "bridge.gold.yaml"
    good = path.read_bytes()
    path.write_bytes(good.replace(b"form: direct", b"form: mixt"))
    assert annotator.load(folder, on_error="collect").quotes.to_arrow().num_rows == 6
    path.write_bytes(good)
    assert annotator.load(folder).quotes.to_arrow().num_rows == 8


def test_spacy_has_a_document_for_each_annotator_with_its_text_and_span_groups(corpus: LabelledCorpus) -> None:
    vocabulary = import_module("spacy.vocab").Vocab()
    binary = corpus.to_spacy()
    again = import_module("spacy.tokens").DocBin().from_bytes(binary.to_bytes())
    docs = {(doc.user_data["document"], doc.user_data["annotator"]): doc for doc in again.get_docs(vocabulary)}
    assert list(docs) == [("bridge", "first"), ("bridge", "gold"), ("bridge", "second"), ("opening", "first")]
    assert all(doc.text == corpus.documents[name].text for (name, _), doc in docs.items())
    bridge = docs["bridge", "first"]
    assert [(span.text, span.label_) for span in bridge.spans["quotes"]] == [
        ("“This is a bridge 🌉,”", "direct"),
        ("“not a wall.”", "direct"),
        ("trade had grown by 12 percent", "indirect"),
        ("an engineer told him “the ferries will go by spring”", "indirect"),
        ("“the ferries will go by spring”", "direct"),
    ]
    items = bridge.spans["quotes"].attrs["items"]
    assert [item["id"] for item in items] == ["q1", "q1", "q2", "q3", "q4"]
    assert items[2]["sources"] == ["s1", "s2"]
    assert [BRIDGE[item["start"] : item["end"]] for item in items] == [span.text for span in bridge.spans["quotes"]]
    assert [span.text for span in bridge.spans["cues"]] == ["said"]
    assert [span.text for span in bridge.spans["frames"]] == [corpus.frames[0].text]


def test_datasets_have_a_row_for_each_annotator_with_the_items_of_every_layer(corpus: LabelledCorpus) -> None:
    found = corpus.to_datasets()
    assert list(found) == ["train"]
    rows = list(found["train"])
    assert [(row["document"], row["annotator"]) for row in rows] == [
        ("bridge", "first"),
        ("bridge", "gold"),
        ("bridge", "second"),
        ("opening", "first"),
    ]
    for row in rows:
        labels = corpus.documents[row["document"]].labels[row["annotator"]]
        assert row["text"] == labels.document.text
        for layer in LAYERS:
            wanted = [
                {name: value for name, value in item.to_dict().items() if name not in {"document", "annotator"}}
                for item in labels.collection(layer)
            ]
            assert list(row[layer]) == wanted
    parts = corpus.to_datasets(train=0.5, test=0.5)
    assert sorted(row["document"] for part in parts.values() for row in part) == ["bridge"] * 3 + ["opening"]
    assert parts["train"].features == parts["test"].features


@pytest.mark.parametrize(
    ("use", "library", "extra"),
    [
        (lambda corpus: corpus.quotes.to_pandas(), "pandas", "pandas"),
        (lambda corpus: corpus.tokens().to_pandas(), "pandas", "pandas"),
        (lambda corpus: corpus.quotes.to_polars(), "polars", "polars"),
        (lambda corpus: corpus.quotes.to_arrow(), "pyarrow", "arrow"),
        (lambda corpus: corpus.to_spacy(), "spacy", "spacy"),
        (lambda corpus: corpus.to_datasets(), "datasets", "datasets"),
    ],
)
def test_a_library_that_is_missing_is_told_with_the_extra_that_brings_it(
    corpus: LabelledCorpus, monkeypatch: pytest.MonkeyPatch, use: Any, library: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingExtraError) as caught:
        use(corpus)
    assert isinstance(caught.value, AnnotatorError)
    assert isinstance(caught.value, ImportError)
    assert str(caught.value).startswith(f"This needs {library} (")
    assert str(caught.value).endswith(f"): pip install 'news-annotator[{extra}]' brings it.")


# --- tables as such --------------------------------------------------------------------------------------------------


def test_a_table_can_be_looked_at(corpus: LabelledCorpus) -> None:
    table = corpus.paragraphs.by("gold").table()
    assert len(table) == 5
    assert table["zone"] == ["headline", "body", "body", "body", "body"]
    assert [row["number"] for row in table] == [1, 2, 3, 4, 5]
    first, *rows = repr(table).splitlines()
    assert first == "5 rows: document, annotator, number, start, end, text, zone, reviewed, items"
    assert rows[0].startswith("  bridge  gold  1  0  ")
    with pytest.raises(KeyError):
        table["nothing"]


def test_nothing_in_a_text_is_markup_in_a_notebook(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    text = add_text(folder, "trap", "<script>alert(1)</script> he said & left.\x1b[1m\n", title="<b>no</b>")
    add_labels(
        text, "first", quotes=[{"id": "q1", "content": spans(text, "<script>alert(1)</script>"), "form": "direct"}]
    )
    corpus = annotator.load(folder)
    shown = [thing._repr_html_() for thing in (corpus, corpus.quotes, corpus.documents, corpus.quotes.table())]
    assert all("<script>" not in html and "<b>" not in html and "\x1b" not in html for html in shown)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown[1]
    assert "&lt;b&gt;no&lt;/b&gt;" in shown[2]
    assert all(html.startswith("<table>") for html in shown)
    assert not set(repr(corpus.quotes.table())) & {"\x1b"}
    assert "<td>first</td><td>1</td>" in shown[0]


# --- tokens ----------------------------------------------------------------------------------------------------------


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_tokens_hold_every_character_that_can_be_seen_once_and_in_order(content: str) -> None:
    found = tokens(content)
    assert all(start < end for start, end in found)
    assert all(one[1] <= other[0] for one, other in zip(found, found[1:], strict=False))
    held = {offset for start, end in found for offset in range(start, end)}
    assert {offset for offset, sign in enumerate(content) if not sign.isspace()} <= held


def test_words_are_the_projects_and_signs_are_tokens_of_their_own() -> None:
    content = "“Don’t,” U.S.-led 👩‍🚀 said… 12%!"
    assert [content[start:end] for start, end in tokens(content)] == [
        *("“", "Don’t", ",", "”", "U.S.-led", "👩‍🚀", "said", "…", "12%", "!")
    ]


def tagged(table: Table, column: str) -> list[tuple[str, str]]:
    return [(row["text"], row[column]) for row in table if row[column] != "O"]


def test_tokens_are_tagged_piece_by_piece(corpus: LabelledCorpus) -> None:
    table = corpus.documents["bridge"].tokens()
    first = [row for row in table if row["annotator"] == "gold"]
    quotes = [(row["text"], row["quotes"]) for row in first if row["quotes"] != "O"]
    assert quotes[:8] == [
        *(("“", "B-direct"), ("This", "I-direct"), ("is", "I-direct"), ("a", "I-direct"), ("bridge", "I-direct")),
        *(("🌉", "I-direct"), (",", "I-direct"), ("”", "I-direct")),
    ]
    assert quotes[8:10] == [("“", "B-direct"), ("not", "I-direct")]
    assert [(row["text"], row["cues"]) for row in first if row["cues"] != "O"] == [("said", "B-cue")]
    assert {tuple(row["items"]) for row in first} == {(), ("q1",), ("q2",), ("s1",), ("s2",)}
    assert [row["paragraph"] for row in first][:2] == [1, 1]
    assert {row["zone"] for row in first} == {"headline", "body"}
    assert all(BRIDGE[row["start"] : row["end"]] == row["text"] for row in first)


def test_of_overlapping_labels_the_longest_counts_or_the_shortest_and_the_ids_are_all_there(
    first: DocumentLabels, corpus: LabelledCorpus
) -> None:
    part = [row for row in corpus.tokens() if row["annotator"] == "first" and "q3" in row["items"]]
    assert [row["quotes"] for row in part] == ["B-indirect", *["I-indirect"] * (len(part) - 1)]
    inner = [row for row in corpus.tokens("shortest") if row["annotator"] == "first" and "q3" in row["items"]]
    assert [row["quotes"] for row in inner] == [
        *["B-indirect", "I-indirect", "I-indirect", "I-indirect"],
        *["B-direct", *["I-direct"] * 7],
    ]
    assert [row["items"] for row in inner][4] == ["q3", "q4"]
    with pytest.raises(OverlapError, match=r"bridge, first: q3 and q4|bridge, first: q4 and q3"):
        corpus.tokens("raise")
    assert first.quotes[3].within is first.quotes[2]


def test_what_is_left_of_a_longer_label_behind_a_shorter_one_begins_anew(tmp_path: Path) -> None:
    text = add_text(tmp_path / "corpus", "story", "one two three four five\n")
    claims = [
        {"id": "c1", "spans": spans(text, "one two three four five"), "type": "other"},
        {"id": "c2", "spans": spans(text, "three"), "type": "quantity"},
    ]
    add_labels(text, "first", claims=claims)
    corpus = annotator.load(tmp_path / "corpus")
    assert corpus.tokens("shortest")["claims"] == ["B-other", "I-other", "B-quantity", "B-other", "I-other"]
    assert corpus.tokens("longest")["claims"] == ["B-other", *["I-other"] * 4]


def test_a_label_that_cuts_a_word_tags_the_whole_word(tmp_path: Path) -> None:
    text = add_text(tmp_path / "corpus", "story", "The harbourmaster left.\n")
    add_labels(text, "first", claims=[{"id": "c1", "spans": spans(text, "master"), "type": "other"}])
    assert tagged(annotator.load(tmp_path / "corpus").tokens(), "claims") == [("harbourmaster", "B-other")]


def test_an_unknown_way_to_treat_overlaps_is_an_error(corpus: LabelledCorpus) -> None:
    with pytest.raises(UnknownValueError, match="'both' is no value of overlaps: use 'longest', 'shortest', 'raise'"):
        corpus.tokens("both")  # type: ignore[arg-type]


def test_tokens_go_into_every_library(corpus: LabelledCorpus) -> None:
    table = corpus.tokens()
    assert table.to_polars().to_dicts() == table.to_arrow().to_pylist() == table.to_dicts()
    assert len(table.to_pandas()) == len(table)
    assert str(table.to_pandas()["space"].dtype) == "boolean"
