"""What validation enforces: a labels file edited by hand, and the sentence for each fault."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

import pytest

from annotator.codebook import Codebook, shipped
from annotator.files import strict_yaml
from annotator.files.findings import InvalidFileError
from annotator.labels import Labels
from annotator.store.read import check_labels
from annotator.text import Text
from tests.sample import ARTICLE, CODEBOOK, LABELS, TEXT, changed, place_of

Fault = tuple[int | None, int | None, str, str]


def check(
    content: str, text: Text = TEXT, codebook: Codebook = CODEBOOK, registry: Container[str] | None = None
) -> Labels:
    return check_labels(strict_yaml.parse(content.encode(), "f"), text, codebook, registry, annotator="mira")


def faults(
    content: str, text: Text = TEXT, codebook: Codebook = CODEBOOK, registry: Container[str] | None = None
) -> list[Fault]:
    with pytest.raises(InvalidFileError) as caught:
        check(content, text, codebook, registry)
    return [(finding.line, finding.column, finding.field, finding.message) for finding in caught.value.findings]


def test_the_sample_has_no_faults() -> None:
    assert len(list(check(LABELS).items())) == 8


UNKNOWN = "unknown key; remove it or correct its name"
FRAME_SPANS = "\n  - {start: 190, end: 220, text: Trade had grown by 12 percent.}\n"
CUE = "{start: 89, end: 93, text: said}"


@pytest.mark.parametrize(
    ("words", "others", "at", "field", "message"),
    [
        # spans
        (CUE, "{start: 88, end: 92, text: said}", "said}\n  sources: [s1]", "quotes[0].cue.text",
         "'said' is not what the text has at 88–92: ' sai'"),
        ("{start: 85, end: 88, text: she}", "{start: 86, end: 89, text: she}", "she}", "quotes[0].source_spans[0].text",
         "'she' is not what the text has at 86–89: 'he '; it stands at 85–88"),
        ("{start: 52, end: 63, text: Mira Halden}", "{start: 52, end: 63, text: Mira Helden}", "Mira Helden",
         "sources[0].mentions[0].text", "'Mira Helden' is not what the text has at 52–63: 'Mira Halden'"),
        ("end: 219", "end: 9219", "9219", "claims[0].spans[0].end",
         "9219 lies behind the end of the text, which has 221 characters"),
        (CUE, "{start: 93, end: 89, text: said}", "89, text: said}", "quotes[0].cue.end",
         "89 does not come after the start, 93"),
        (CUE, '{start: 89, end: 89, text: ""}', '89, text: ""', "quotes[0].cue.end",
         "89 does not come after the start, 89"),
        (CUE, "{start: -1, end: 93, text: said}", "-1", "quotes[0].cue.start", "-1 is too small; the least is 0"),
        (CUE, "{start: '89', end: 93, text: said}", "'89'", "quotes[0].cue.start",
         "expected a whole number, found '89'"),
        (CUE, "{start: 89, end: 93}", "{start: 89, end: 93}", "quotes[0].cue.text", "this key is missing"),
        (CUE, "{start: 89, end: 93, text: said, words: 1}", "words", "quotes[0].cue.words", UNKNOWN),
        # keys and values
        ("  stance: neutral", "  stanse: neutral", "stanse", "quotes[0].stanse", UNKNOWN),
        ("  stance: neutral", "  stance: netural", "netural", "quotes[0].stance",
         "'netural' is not allowed here; use neutral, endorsing or distancing"),
        ("credibility: 6", "credibility: 7", "7\nframes", "claims[0].credibility",
         "7 is not allowed here; use 1, 2, 3, 4, 5 or 6"),
        ("  stance: neutral", "  form: direct", "form: direct\n- id: q2", "quotes[0].form",
         "the key 'form' stands here twice; keep one"),
        ("  frame: economic\n", "", "id: f1", "frames[0].frame", "this key is missing"),
        ("zone: headline", "zone: heading", "heading", "paragraphs[0].zone",
         "'heading' is not allowed here; use headline, byline, lede, subheading, body, caption, furniture or repeat"),
        ("reviewed: [quotes]", "reviewed: [quotes, moods]", "moods", "paragraphs[1].reviewed[1]",
         "'moods' is not allowed here; use sources, quotes, claims or frames"),
        ("reviewed: [quotes]", "reviewed: [quotes, quotes]", "[quotes, quotes]", "paragraphs[1].reviewed",
         "names a layer twice"),
        ("complete: false", "complete: no", "no\nparagraphs", "complete",
         "'no' is read differently by different YAML readers; put it in quotes"),
        ("confidence: low", "confidence: 1", "1\n  note", "sources[2].confidence",
         "1 is not allowed here; use low, medium or high"),
        ("scope: paragraph", "scope: page", "page", "frames[0].scope",
         "'page' is not allowed here; use span, paragraph or article"),
        # links and ids
        ("claimants: []", "claimants: [s9]", "s9", "claims[0].claimants[0]", "there is no source 's9'"),
        ("voice: []", "voice: [q1]", "q1]", "frames[0].voice[0]", "there is no source 'q1'"),
        ("sources: [s1]", "sources: [s1, s2, s1]", "s1]", "quotes[0].sources[2]", "the source 's1' is named twice"),
        ("within: q2", "within: q9", "q9", "quotes[2].within", "there is no quote 'q9'"),
        ("within: q2", "within: q3", "q3\n  form", "quotes[2].within", "'q3' is nested in itself"),
        ("id: c1", "id: s1", "s1\n  spans", "claims[0].id", "the id 's1' is used twice; ids are unique in a file"),
        ("id: c1", "id: 1", "1\n  spans", "claims[0].id", "expected text, found 1"),
        # conditions
        ("  basis: Right in nine of ten statements\n", "", "id: s1", "sources[0].basis",
         "this attribute is missing; it is needed because reliability is B"),
        ("reliability: B", "reliability: F", "Right in nine", "sources[0].basis",
         "this attribute is only coded with reliability one of A, B, C, D, E"),
        ("form: direct\n  stance", "form: scare\n  stance", "neutral\n", "quotes[0].stance",
         "this attribute is only coded with form one of direct, indirect, mixed"),
        (FRAME_SPANS, " []\n", "[]\n  voice", "frames[0].spans",
         "a frame over a paragraph needs at least one span"),
        # the sample of a second pass
        ("complete: false", "complete: false\nsample: [2, 5]", "5]", "sample[1]",
         "there is no paragraph 5: the file has 4"),
        ("complete: false", "complete: false\nsample: [4, 4]", "4]", "sample[1]",
         "the numbers must rise, and none stand here twice"),
        ("complete: false", "complete: false\nsample: [0]", "0]", "sample[0]",
         "0 is too small; the least is 1"),
        # paragraphs
        ("start: 119, end: 188", "start: 100, end: 188", "{start: 100", "paragraphs[2]",
         "begins before the paragraph above it ends"),
        ("start: 119, end: 188", "start: 119, end: 119", "{start: 119", "paragraphs[2]",
         "119–119 is no stretch of the text, which has 221 characters"),
        ("end: 220, zone", "end: 222, zone", "{start: 190, end: 222, zone", "paragraphs[3]",
         "190–222 is no stretch of the text, which has 221 characters"),
        # the file as a whole
        ("format: 1", "format: 0", "0\ndocument", "format", "0 is not allowed here; use 1"),
        ("format: 1", "format: 2", "2\ndocument", "format",
         "labels format 2 is newer than this program reads (1); update annotator"),
        ("document: pact", "document: fact", "fact", "document",
         "'fact' is not the name of the text beside it, 'pact'"),
        ("annotator: mira", "annotator: tove", "tove", "annotator", "'tove' is not who the file's name says, 'mira'"),
        ("annotator: mira\n", "", "format", "annotator", "this key is missing"),
        ("name: source-framing", "name: ours", "ours", "codebook.name",
         "made with 'ours', but the codebook here is 'source-framing'; corpus.yaml or --codebook says which"),
        ('version: "1.0.0"', 'version: "2.0.0"', '"2.0.0"', "codebook.version",
         "made with version 2.0.0, but source-framing here is 1.0.0"),
        ("complete: false", "complete: false\nmood: bad", "mood", "mood", UNKNOWN),
    ],
)  # fmt: skip
def test_each_fault_is_one_sentence_with_its_place(words: str, others: str, at: str, field: str, message: str) -> None:
    content = changed(LABELS, words, others)
    assert faults(content) == [(*place_of(content, at), field, message)]


def test_when_the_text_is_another_only_that_is_told() -> None:
    other = replace(TEXT, content=ARTICLE.upper(), sha256="ab" * 32)
    message = (
        "the text is not the one that was labelled, so no label is applied; `annotator reanchor` moves them to it, "
        "or restore the text that was labelled (SHA-256 of pact.txt now: abababababab…)"
    )
    assert faults(LABELS, other) == [(3, 14, "text_sha256", message)]


def test_a_hash_that_is_none_is_told() -> None:
    content = changed(LABELS, TEXT.sha256, "abc")
    assert faults(content) == [(3, 14, "text_sha256", "'abc' does not fit here; it must match ^[0-9a-f]{64}$")]


def test_of_a_newer_format_nothing_else_is_told() -> None:
    content = changed(changed(LABELS, "format: 1", "format: 9"), "complete: false", "mood: bad")
    message = "labels format 9 is newer than this program reads (1); update annotator"
    assert faults(content) == [(1, 9, "format", message)]


def test_a_minor_version_of_the_codebook_may_differ() -> None:
    assert check(changed(LABELS, 'version: "1.0.0"', 'version: "1.7.2"')).codebook.version == "1.7.2"


def test_every_quote_of_a_ring_is_told_and_none_that_only_hangs_on_it() -> None:
    content = LABELS.replace("within: q2", "within: q1").replace(
        "  within: null\n  form: direct\n", "  within: q2\n  form: direct\n"
    )
    content = content.replace("  within: null\n  form: indirect\n", "  within: q1\n  form: indirect\n")
    assert [(fault[2], fault[3]) for fault in faults(content)] == [
        ("quotes[0].within", "'q1' is nested in itself"),
        ("quotes[1].within", "'q2' is nested in itself"),
    ]


def test_pieces_of_a_label_must_stand_in_text_order() -> None:
    first, second = LABELS[LABELS.index("  - {start: 70") :].split("\n")[:2]
    content = changed(LABELS, f"{first}\n{second}\n", f"{second}\n{first}\n")
    line, column = place_of(content, first.strip(" -"))
    assert faults(content) == [
        (line, column, "quotes[0].content[1]", "the pieces must stand in text order and not overlap")
    ]


def test_pieces_of_a_label_must_not_overlap() -> None:
    content = changed(
        LABELS,
        '{start: 70, end: 84, text: "“We built it,”"}',
        '{start: 70, end: 96, text: "“We built it,” she said, “"}',
    )
    ((_, _, field, message),) = faults(content)
    assert (field, message) == ("quotes[0].content[1]", "the pieces must stand in text order and not overlap")


def test_mentions_of_a_source_may_stand_in_any_order() -> None:
    mention = "  - {start: 52, end: 63, text: Mira Halden}\n"
    assert (
        check(changed(LABELS, mention, f"  - {{start: 85, end: 88, text: she}}\n{mention}")).sources[0].main[1].start
        == 52
    )


def test_a_frame_over_the_whole_article_needs_no_span() -> None:
    content = changed(changed(LABELS, FRAME_SPANS, " []\n"), "scope: paragraph", "scope: article")
    assert check(content).frames[0].spans == ()


def test_a_source_is_looked_up_in_the_registry_where_there_is_one() -> None:
    content = changed(LABELS, "name: Mira Halden\n", "name: Mira Halden\n  registry: mira-halden\n")
    assert check(content).sources[0].registry == "mira-halden"
    assert check(content, registry={"mira-halden"}).sources[0].registry == "mira-halden"
    message = "'mira-halden' is not in the corpus's sources.yaml"
    place = place_of(content, "mira-halden")
    assert faults(content, registry={"jory-pellin"}) == [(*place, "sources[0].registry", message)]


def test_a_layer_that_the_codebook_does_not_have_must_be_empty() -> None:
    content = changed(LABELS, "codebook: {name: source-framing", "codebook: {name: attribution-only")
    found = faults(content, codebook=shipped("attribution-only"))
    empty = "the codebook has no such layer; it must be empty"
    assert [fault[2:] for fault in found if fault[3] != UNKNOWN] == [("claims", empty), ("frames", empty)]
    assert all(fault[2].startswith("sources[0].") for fault in found if fault[3] == UNKNOWN)


def test_of_labels_made_with_another_codebook_nothing_else_is_told() -> None:
    message = (
        "made with 'source-framing', but the codebook here is 'attribution-only'; corpus.yaml or --codebook says which"
    )
    place = place_of(LABELS, "source-framing")
    assert faults(LABELS, codebook=shipped("attribution-only")) == [(*place, "codebook.name", message)]


def test_a_file_that_is_empty_or_no_mapping_is_told_as_such() -> None:
    assert faults("") == [(1, 1, "", "expected keys with values, found nothing")]
    assert faults("- a\n") == [(1, 1, "", "expected keys with values, found a list")]


def test_all_faults_are_told_in_the_order_of_the_file() -> None:
    content = changed(
        changed(changed(LABELS, "document: pact", "document: fact"), "end: 219", "end: 218"), "within: q2", "within: q7"
    )
    assert [fault[2] for fault in faults(content)] == ["document", "quotes[2].within", "claims[0].spans[0].text"]


def test_what_a_message_quotes_of_the_text_is_cut() -> None:
    content = changed(LABELS, 'text: "an engineer had told him “the ferries will be gone.”"', f'text: "{"x" * 500}"')
    ((_, _, _, message),) = faults(content)
    assert message == (
        f"'{'x' * 20}…{'x' * 20}' is not what the text has at 136–188: 'an engineer had told…rries will be gone.”'"
    )


def test_a_long_chain_of_nested_quotes_and_links_is_walked_once() -> None:
    quotes = "".join(
        f'- id: q{number}\n  content:\n  - {{start: 70, end: 84, text: "“We built it,”"}}\n  form: direct\n'
        f"  within: q{number - 1 or 3_000}\n  sources: [s1, s1]\n"
        for number in range(1, 3_001)
    )
    content = LABELS[: LABELS.index("quotes:\n-")] + "quotes:\n" + quotes
    told = faults(content)
    assert len(told) == 51
    assert {message for _, _, _, message in told[:4]} == {
        "the source 's1' is named twice",
        "'q1' is nested in itself",
        "'q2' is nested in itself",
    }
    assert told[-1][3] == "there are more faults than can be listed; correct these first"


def test_only_the_quotes_of_a_circle_are_nested_in_themselves() -> None:
    from annotator.labels import Quote, Span
    from annotator.store.check import nested_in_themselves

    span = Span(start=0, end=1, text="x")
    chain = {"q1": "q2", "q2": "q3", "q3": "q2", "q4": "q1", "q5": "q5", "q6": None, "q7": "q9"}
    quotes = {name: Quote(id=name, content=(span,), within=within) for name, within in chain.items()}
    assert nested_in_themselves(quotes) == {"q2", "q3", "q5"}
