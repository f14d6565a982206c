"""What waits for a person's decision: kept in the labels file, of no layer, and looked at as far as it can be."""

from __future__ import annotations

import pytest

from annotator.files.findings import InvalidFileError
from annotator.labels import Labels
from annotator.store import emit
from tests.sample import LABELS
from tests.store.test_check import check

ORPHAN = """\
undecided:
- reason: ambiguous
  quote:
    id: q9
    content:
    - {start: 9000, end: 9012, text: "“Nein, nein”"}
    cue: null
    sources: [s7]
    source_spans: []
    within: q8
    form: direct
    stance: neutral
    note: said twice
- reason: not_found
  source:
    id: s1
    name: Mira Halden
    type: named_individual
    mentions:
    - {start: 400, end: 403, text: she}
- reason: conflict
  claim:
    id: c1
    spans:
    - {start: 190, end: 207, text: Trade had grown b}
    claimants: []
    type: prediction
"""


def refused(content: str) -> list[tuple[str, str]]:
    with pytest.raises(InvalidFileError) as caught:
        check(content)
    return [(finding.field, finding.message) for finding in caught.value.findings]


def test_items_that_wait_are_read_and_written_as_they_stand() -> None:
    found = check(LABELS + ORPHAN)
    assert [(waiting.reason, waiting.item.id) for waiting in found.undecided] == [
        ("ambiguous", "q9"),
        ("not_found", "s1"),
        ("conflict", "c1"),
    ]
    assert emit(found) == emit(check(LABELS)) + ORPHAN


def test_they_belong_to_no_layer() -> None:
    found: Labels = check(LABELS + ORPHAN)
    assert list(found.items()) == list(check(LABELS).items())


def test_labels_in_which_nothing_waits_do_not_mention_it() -> None:
    assert "undecided" not in emit(check(LABELS))


@pytest.mark.parametrize(
    ("words", "others", "field", "message"),
    [
        ("9012", "9013", "undecided[0].quote.content[0].text", "9000–9013 is another length than that of its text"),
        ("9012", "8000", "undecided[0].quote.content[0].text", "9000–8000 is another length than that of its text"),
        ("id: q9", "id: s2", "undecided[0].quote.id",
         "the id 's2' is that of an item of another layer; ids are unique in a file"),
        ("Trade had grown b}", "Trade hat grown b}", "undecided[2].claim.spans[0].text",
         "'Trade hat grown b' is not what the text has at 190–207: 'Trade had grown b'"),
        ("type: prediction", "type: guess", "undecided[2].claim.type",
         ("'guess' is not allowed here; use quantity, correlation_causation, prediction, law_or_rule, "
          "personal_experience, value_judgement or other")),
        ("reason: ambiguous", "reason: lost", "undecided[0].reason",
         "'lost' is not allowed here; use not_found, ambiguous, conflict or disagreement"),
        ("- reason: not_found\n  source:", "- reason: not_found\n  frame: null\n  source:", None, None),
    ],
)  # fmt: skip
def test_what_can_be_true_of_them_must_be(words: str, others: str, field: str | None, message: str | None) -> None:
    assert ORPHAN.count(words) == 1
    content = LABELS + ORPHAN.replace(words, others)
    if field is None:
        check(content)
    else:
        assert refused(content) == [(field, message)]


@pytest.mark.parametrize("entry", ["- reason: conflict\n", ORPHAN.replace("\n- reason: not_found\n", "\n", 1)[11:]])
def test_each_is_just_one_item(entry: str) -> None:
    assert ("undecided[0]", "give one of source, quote, claim, frame") in refused(LABELS + "undecided:\n" + entry)


DISAGREEMENT = """\
undecided:
- reason: disagreement
  by: [jory, mira]
  claim:
    id: c2
    spans:
    - {start: 190, end: 207, text: Trade had grown b}
    claimants: []
    type: prediction
- reason: disagreement
  by: [ilva]
  claim:
    id: c2
    spans:
    - {start: 190, end: 219, text: Trade had grown by 12 percent}
    claimants: []
    type: quantity
made_from:
- {annotator: ilva, sha256: "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"}
- {annotator: jory, sha256: "abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789"}
"""


def test_versions_of_a_disagreement_are_read_and_written_as_they_stand_and_count_as_one() -> None:
    found = check(LABELS + DISAGREEMENT)
    assert [(entry.by, entry.item.id) for entry in found.undecided] == [(("jory", "mira"), "c2"), (("ilva",), "c2")]
    assert [one.annotator for one in found.made_from] == ["ilva", "jory"]
    assert emit(found) == emit(check(LABELS)) + DISAGREEMENT
    assert found.waiting == 1


@pytest.mark.parametrize(
    ("words", "others", "field", "message"),
    [
        ("  by: [ilva]\n", "", "undecided[1]",
         "a disagreement, and nothing else, says in `by` whose version it is"),
        ("- reason: disagreement\n  by: [ilva]", "- reason: conflict\n  by: [ilva]", "undecided[1]",
         "a disagreement, and nothing else, says in `by` whose version it is"),
        ("by: [ilva]", "by: [Ilva!]", "undecided[1].by[0]", None),
        ("Trade had grown b}", "Trade hat grown b}", "undecided[0].claim.spans[0].text",
         "'Trade hat grown b' is not what the text has at 190–207: 'Trade had grown b'"),
        ('- {annotator: ilva, sha256: "0', '- {annotator: ilva, sha256: "x', "made_from[0].sha256", None),
    ],
)  # fmt: skip
def test_what_a_disagreement_says_must_be_true(words: str, others: str, field: str, message: str | None) -> None:
    assert DISAGREEMENT.count(words) == 1
    ((where, told),) = refused(LABELS + DISAGREEMENT.replace(words, others))
    assert where == field
    assert message in {None, told}
