"""Which labels move when a text is revised, and which wait for a person."""

from __future__ import annotations

import unicodedata

import pytest

from annotator.labels import Labels, Quote, Span
from annotator.reanchoring import reanchor
from tests.reanchoring.revising import (
    CODEBOOK,
    MODELS,
    claim,
    frame,
    labelled,
    moved,
    places,
    quote,
    reviewed,
    source,
    span,
    text_of,
    waiting,
)

TITLE = "Ferry line to close"
LOSS = "“We lost one boat,” Nora Velt said, “and we will not lose another.”"
TOLL = "She said the toll would rise. He said nothing."
TRADE = "Night traffic grew by 12 percent."


def article(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


OLD = article(TITLE, LOSS, TOLL, TRADE)
BOTH = pytest.mark.parametrize("old", [None, OLD], ids=["by words and order", "by the text as it was"])


def by_hand() -> Labels:
    """Return labels as people make them: long words, and short ones that stand in many places."""
    return labelled(
        OLD,
        source("s1", span(OLD, "Nora Velt"), span(OLD, "She")),
        source("s2", span(OLD, "He")),
        quote(
            "q1",
            span(OLD, "“We lost one boat,”"),
            span(OLD, "“and we will not lose another.”"),
            cue=span(OLD, "said"),
            sources=("s1",),
            source_spans=(span(OLD, "Nora Velt"),),
        ),
        quote("q2", span(OLD, "the toll would rise"), cue=span(OLD, "said", 2), sources=("s1",)),
        quote("q3", span(OLD, "nothing"), cue=span(OLD, "said", 3), sources=("s2",)),
        claim("c1", span(OLD, "grew by 12 percent")),
        frame("f1", span(OLD, LOSS)),
    )


def words_of(labels: Labels) -> dict[str, list[str]]:
    """Return the words of each item; mentions by themselves, as they stand in text order."""
    words = {item.id: [one.text for _, one in item.located_spans()] for item in labels.items()}
    return {name: sorted(found) if name.startswith("s") else found for name, found in words.items()}


@BOTH
@pytest.mark.parametrize(
    "new",
    [
        article("The harbour today", TITLE, LOSS, TOLL, TRADE),
        article(TITLE, "She said so. He said no.", LOSS, TOLL, TRADE),
        article(TITLE, LOSS, TOLL, TRADE, "She said so. He said no."),
        article(TITLE, TRADE, TOLL, LOSS),
        article(TOLL, LOSS, TRADE, TITLE),
        article(TITLE, LOSS, f"{TOLL} {TRADE}"),
        OLD.replace("\n", "\r\n"),
        f"\ufeff{OLD}\n",
    ],
    ids=["before", "between", "behind", "moved", "all moved", "merged", "newlines", "mark"],
)
def test_paragraphs_come_and_go_and_every_label_keeps_its_words(new: str, old: str | None) -> None:
    labels = by_hand()
    done = moved(labels, new, old).labels
    assert words_of(done) == words_of(labels)
    assert [LOSS in new[one.start : one.end] for one in done.frames[0].spans] == [True]
    velt = new.index(LOSS)
    assert places(done)["q1"][2] == (velt + LOSS.index("said"), velt + LOSS.index("said") + 4)
    toll = new.index("She said the toll")
    assert places(done)["q2"][1] == (toll + 4, toll + 8)
    assert not done.undecided


def test_of_a_paragraph_cut_in_two_short_words_in_the_other_half_wait_where_the_text_before_is_not_there() -> None:
    new = article(TITLE, LOSS, TOLL.replace(". He", ".\n\nHe"), TRADE)
    assert words_of(moved(by_hand(), new, OLD).labels) == words_of(by_hand())
    assert waiting(moved(by_hand(), new).labels) == [
        ("ambiguous", "s2", ["He"]),
        ("ambiguous", "q3", ["nothing", "said"]),
    ]


@BOTH
def test_an_edit_beside_labels_moves_them_along(old: str | None) -> None:
    new = OLD.replace("Nora Velt said", "an angry Nora Velt then said").replace("grew", "in the strait grew")
    done = moved(by_hand(), new, old).labels
    assert words_of(done) | {"f1": []} == words_of(by_hand()) | {"f1": []}
    assert places(done)["q1"][2] == (new.index("said"), new.index("said") + 4)
    assert waiting(done) == [("not_found", "f1", [LOSS])]


@BOTH
@pytest.mark.parametrize(
    "new",
    [
        OLD.replace("“", '"').replace("”", '"'),
        OLD.replace("“", "„").replace("”", "“"),
        OLD.replace(" ", "\u00a0"),
        OLD.replace("boat,” Nora", "boat,”\nNora").replace("not lose", "not  lose"),
    ],
    ids=["straight", "german", "no-break", "wrapped"],
)
def test_words_with_other_quote_marks_or_white_space_are_the_same_words(new: str, old: str | None) -> None:
    done = moved(by_hand(), new, old)
    assert not done.labels.undecided
    for item in done.labels.items():
        for _, one in item.located_spans():
            assert new[one.start : one.end] == one.text
    assert "f1" in done.changed
    assert "s2" not in done.changed


@BOTH
def test_the_normal_form_makes_no_other_words(old: str | None) -> None:
    del old
    before = "Zoë Müller spoke in Besançon.\n\nZoe left."
    after = unicodedata.normalize("NFD", before)
    done = moved(labelled(before, source("s1", span(before, "Zoë Müller")), claim("c1", span(before, "Zoe"))), after)
    assert words_of(done.labels) == {"s1": [unicodedata.normalize("NFD", "Zoë Müller")], "c1": ["Zoe"]}
    assert done.changed == ("s1",)


@BOTH
def test_words_that_are_gone_wait_and_nothing_of_them_is_lost(old: str | None) -> None:
    labels = by_hand()
    done = moved(labels, OLD.replace(f"{LOSS}\n\n", ""), old).labels
    assert waiting(done) == [
        ("not_found", "s1", ["Nora Velt"]),
        ("not_found", "q1", words_of(labels)["q1"]),
        ("not_found", "f1", [LOSS]),
    ]
    assert done.undecided[1].item == labels.quotes[0]
    assert words_of(done)["s1"] == ["She"]
    assert [item.id for item in done.quotes] == ["q2", "q3"]


@BOTH
def test_of_two_equal_places_none_is_taken(old: str | None) -> None:
    done = moved(by_hand(), OLD.replace(TRADE, f"{TRADE}\n\n{TRADE}"), old).labels
    assert waiting(done) == [("ambiguous", "c1", ["grew by 12 percent"])]


def test_a_copy_elsewhere_does_not_hide_which_one_follows_what_came_before_it() -> None:
    new = f"{OLD}\n\nAnother story\n\n{TOLL}"
    done = moved(by_hand(), new).labels
    assert not done.undecided
    assert places(done)["q2"][0][0] == new.index("the toll")


def test_when_one_of_two_equal_paragraphs_goes_the_text_before_shows_that_nobody_knows_which() -> None:
    before = article(TITLE, TOLL, TOLL, TRADE)
    labels = labelled(before, claim("c1", span(before, "the toll would rise")))
    new = article(TITLE, TOLL, TRADE)
    assert waiting(moved(labels, new, before).labels) == [("ambiguous", "c1", ["the toll would rise"])]


def test_the_text_before_tells_a_word_that_was_labelled_from_one_that_was_not() -> None:
    before = "He left. Then he came, and they said that he said so."
    labels = labelled(before, claim("c1", span(before, "said", 2)))
    new = "He left. Then he came, and they told us that he said so."
    assert places(moved(labels, new, before).labels) == {"c1": [(new.index("said"), new.index("said") + 4)]}
    gone = "He left. Then he came, and they said that he told us so."
    assert waiting(moved(labels, gone, before).labels) == [("ambiguous", "c1", ["said"])]


def test_a_quote_is_nested_further_out_while_the_one_around_it_waits() -> None:
    before = "Pellin said an engineer had told him Dreyl called it “gone by spring” at the pier."
    outer = "an engineer had told him Dreyl called it “gone by spring” at the pier"
    middle = "Dreyl called it “gone by spring” at"
    labels = labelled(
        before,
        quote("q1", span(before, outer)),
        quote("q2", span(before, middle), within="q1"),
        quote("q3", span(before, "“gone by spring”"), within="q2"),
    )
    done = moved(labels, before.replace("Dreyl", "Sanne").replace(" pier", " old pier"), before).labels
    assert {item.id: item.within for item in done.quotes} == {"q3": None}
    assert [entry.item.within for entry in done.undecided if isinstance(entry.item, Quote)] == [None, "q1"]
    done = moved(labels, before.replace("Dreyl called", "Dreyl then called"), before).labels
    assert [item.id for item in done.quotes] == ["q3"]


def test_paragraphs_whose_words_are_known_to_be_the_same_stay_reviewed() -> None:
    labels = by_hand()
    zoned = labels.paragraphs[0].model_copy(update={"zone": "headline"})
    labels = labels.model_copy(update={"paragraphs": (zoned, *labels.paragraphs[1:])})
    new = OLD.replace("12 percent", "13 percent").replace(TOLL, f"New here.\n\n{TOLL}")
    with_old = moved(labels, new, OLD).labels
    assert reviewed(with_old.paragraphs) == [True, True, False, True, False]
    assert [paragraph.zone for paragraph in with_old.paragraphs] == ["headline", "body", "body", "body", "body"]
    without = moved(labels, new).labels
    assert reviewed(without.paragraphs) == [False, True, False, False, False]  # only the framed one is known whole
    assert not with_old.complete


def test_a_text_that_only_has_other_line_ends_stays_done() -> None:
    done = moved(by_hand(), OLD.replace("\n", "\r\n"), OLD)
    assert done.labels.complete
    assert done.to_review == 0


def test_paragraphs_are_found_by_the_rule_they_were_found_by_before() -> None:
    wrapped = "One line here\nand its second line.\n\nA block of its own."
    labels = labelled(wrapped)
    assert len(labels.paragraphs) == 3
    blocks = labels.model_copy(
        update={"paragraphs": (labels.paragraphs[0].model_copy(update={"end": 34}), labels.paragraphs[2])}
    )
    done = reanchor(blocks, text_of(f"New.\n\n{wrapped}"), CODEBOOK, "lines", wrapped).labels
    assert [(paragraph.start, paragraph.end) for paragraph in done.paragraphs] == [(0, 4), (6, 40), (42, 61)]


def test_what_waits_is_tried_again_at_the_next_revision() -> None:
    once = moved(by_hand(), OLD.replace(f"{LOSS}\n\n", ""), OLD).labels
    again = moved(once, f"{OLD}\n\nThe end.", OLD.replace(f"{LOSS}\n\n", ""))
    assert again.decided == ("q1", "f1")
    assert words_of(again.labels)["q1"] == words_of(by_hand())["q1"]
    # A name by itself, with nothing near it to tell, could be anywhere.
    assert waiting(again.labels) == [("not_found", "s1", ["Nora Velt"])]


def test_the_other_side_of_a_merge_moves_along_and_still_waits() -> None:
    labels = by_hand()
    theirs = claim("c1", span(OLD, "Night traffic grew by 12 percent"))
    entry = MODELS.undecided.model_validate({"reason": "conflict", "claim": theirs})
    labels = labels.model_copy(update={"undecided": (entry,)})
    done = moved(labels, f"New.\n\n{OLD}", OLD).labels
    assert waiting(done) == [("conflict", "c1", ["Night traffic grew by 12 percent"])]
    start = f"New.\n\n{OLD}".index("Night")
    assert done.undecided[0].item.main == (Span(start=start, end=start + 32, text="Night traffic grew by 12 percent"),)
    gone = moved(labels, OLD.replace("Night", "Day"), OLD).labels
    assert waiting(gone) == [("not_found", "c1", ["Night traffic grew by 12 percent"])]
    assert [item.id for item in gone.claims] == ["c1"]


def test_items_without_words_stay() -> None:
    labels = labelled(OLD, source("s1"), frame("f1", scope="article"))
    done = moved(labels, "Quite another text.")
    assert places(done.labels) == {"s1": [], "f1": []}
    assert done.moved == 2


@pytest.mark.parametrize("words", ["👩‍🔬 said", "港口", "مرحبا", "e\u0301"])
def test_offsets_are_code_points_and_no_character_is_cut(words: str) -> None:
    before = f"Lead.\n\nThen {words} came."
    new = f"👩‍🔬👩‍🔬 Lead é.\n\nThen 👩‍🔬 {words} came."
    done = moved(labelled(before, claim("c1", span(before, words))), new, before).labels
    assert words_of(done) == {"c1": [words]} or waiting(done)[0][2] == [words]


def test_a_letter_is_not_taken_for_the_same_with_an_accent() -> None:
    before = "The cafe at the pier closed."
    done = moved(labelled(before, claim("c1", span(before, "cafe"))), "The caf\u0065\u0301 at the pier closed.").labels
    assert waiting(done) == [("not_found", "c1", ["cafe"])]


def test_a_word_inside_another_is_not_taken_for_it() -> None:
    before = "Only he knew."
    done = moved(labelled(before, claim("c1", span(before, "he"))), "There, the others and he knew it.").labels
    assert places(done) == {"c1": [(22, 24)]}


def test_a_quote_is_not_torn_apart() -> None:
    before = article(TITLE, "“Never,” said the mayor of Estmere.", TRADE, LOSS, TOLL)
    labels = labelled(before, quote("q1", span(before, "“Never,”"), cue=span(before, "said the mayor of Estmere")))
    new = article(TITLE, "“Never,” they sang.", TRADE, LOSS, TOLL, "Who said the mayor of Estmere was there?")
    assert waiting(moved(labels, new).labels) == [("ambiguous", "q1", ["“Never,”", "said the mayor of Estmere"])]


def test_a_headline_that_is_repeated_at_the_end_is_not_taken_for_the_one_that_was_edited() -> None:
    headline = "They have signed away our strait, and you will pay the toll"
    before = article(headline, LOSS, TOLL, TRADE, headline)
    labels = labelled(
        before, claim("c1", span(before, "They have signed away our strait")), claim("c2", span(before, LOSS))
    )
    new = article(LOSS, f"So {headline}".replace("away", "off"), TOLL, TRADE, headline)
    done = moved(labels, new, before).labels
    assert waiting(done) == [("ambiguous", "c1", ["They have signed away our strait"])]
    assert [item.id for item in done.claims] == ["c2"]


@BOTH
def test_the_sample_of_a_second_pass_moves_with_its_paragraphs(old: str | None) -> None:
    labels = by_hand().model_copy(update={"sample": (2, 4)})
    assert moved(labels, article("A new beginning", *OLD.split("\n\n")), old).labels.sample == (3, 5)
    assert moved(labels, article(TITLE, TOLL, TRADE), old).labels.sample == (3,)


def test_of_two_mentions_that_come_to_one_place_one_waits() -> None:
    tail = ["he he he he he he he", "he he grows. he he he he he Halden"]
    old = article("he", "he he grows. he he he he he Halden", *tail)
    new = article("he", "he he he grows. he he he he he Halden", *tail)
    first, last = old.index("he he grows."), old.rindex("he he grows.")
    labels = labelled(
        old,
        source("s2", *(Span(start=at, end=at + 2, text="he") for at in (first, last))),
        quote("q0", Span(start=first, end=first + 12, text="he he grows.")),
        claim("c1", Span(start=last, end=last + 12, text="he he grows.")),
    )
    done = moved(labels, new).labels
    kept = [one for source in done.sources for one in source.main]
    waits = [one for entry in done.undecided if entry.source for one in entry.item.main]
    assert len(kept) + len(waits) == 2
