"""The agreement of a corpus: what is counted, what is left out, and that both are told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from annotator.agreement import CorpusAgreement, Resampling, corpus_agreement
from annotator.agreement.corpus.agreement import NothingToCompareError
from annotator.codebook import shipped
from annotator.files import strict_yaml
from annotator.labels import LAYERS
from annotator.store import labels_path, meta_path
from annotator.text import Text
from tests.agreement.building import EVERYWHERE, claim, frame, ida, loaded, office, plan, quote, say, two_say
from tests.dataset.building import spans


def agreement(folder: Path, **options: Any) -> CorpusAgreement:
    return corpus_agreement(loaded(folder), **({"samples": 0} | options))


def value(found: CorpusAgreement, layer: str, question: str) -> float | None:
    return found.row(layer, question).result.value


def test_perfect_agreement_is_one_where_there_is_variation_and_a_reason_where_there_is_none(tmp_path: Path) -> None:
    two_say(tmp_path)
    found = agreement(tmp_path, samples=5)
    assert value(found, "claims", "found") == value(found, "claims", "extent") == 1
    assert value(found, "claims", "extent and kind") == 1
    assert value(found, "claims", "type") == value(found, "claims", "links") == 1
    form = found.row("quotes", "form").result
    assert (form.value, form.reason, form.percent_agreement, form.n) == (None, "no_variation", 1.0, 1)
    assert found.worst == found.confusions == ()


def test_items_without_counterpart_lower_the_match_rate_and_not_the_agreement_on_attributes(tmp_path: Path) -> None:
    two_say(
        tmp_path,
        claims=lambda text: [
            claim(text, "jobs", claimants=("s2",)),
            claim(text, "dust", 2, type="other"),
            claim(text, "parents", 3),
        ],
    )
    found = agreement(tmp_path)
    assert value(found, "claims", "found") == pytest.approx(4 / 5)
    row = found.row("claims", "type")
    assert (row.result.value, row.result.n, row.result.left_out, row.matched) == (1, 2, 1, pytest.approx(4 / 5))


def test_attributes_that_differ_are_confused_and_listed(tmp_path: Path) -> None:
    two_say(
        tmp_path,
        claims=lambda text: [claim(text, "jobs", claimants=("s1",)), claim(text, "dust", 2, type="value_judgement")],
    )
    found = agreement(tmp_path)
    assert value(found, "claims", "found") == 1
    assert found.row("claims", "type").result.percent_agreement == 1 / 2
    assert value(found, "claims", "links") == 1 / 2
    (confusion,) = found.confusions
    assert (confusion.attribute, confusion.values, confusion.count, confusion.of) == (
        "type",
        ("other", "value_judgement"),
        1,
        2,
    )
    assert [(one.document, one.paragraph, one.sentences) for one in found.worst] == [
        ("plan", 3, ("claims: claimants differ [The quarry would bring forty jobs]",)),
        ("plan", 4, ("claims: type: ada other, ben value_judgement [Dust fell on the school in March.]",)),
    ]
    assert found.worst[0].command == f"annotator label {tmp_path / 'plan.txt'} --paragraph 3"


def test_values_that_mean_no_judgement_are_missing_with_judged_or_not_beside(tmp_path: Path) -> None:
    grades = [("A", "A"), ("B", "C"), ("F", "B"), ("F", "F")]
    for place, (mine, yours) in enumerate(grades):
        text = plan(tmp_path, f"plan-{place}")
        for who, grade in (("ada", mine), ("ben", yours)):
            basis = {} if grade == "F" else {"basis": "Right before."}
            say(text, who, sources=[ida(text, reliability=grade, **basis)])
    found = agreement(tmp_path)
    graded = found.row("sources", "reliability").result
    assert (graded.measure, graded.n, graded.left_out) == ("alpha (ordinal)", 2, 2)
    judged = found.row("sources", "reliability: judged?").result
    assert (judged.measure, judged.n, judged.percent_agreement) == ("alpha (nominal)", 4, 3 / 4)
    assert all("F" not in one.values or one.attribute != "credibility" for one in found.confusions)


def test_another_codebook_says_itself_what_is_missing(tmp_path: Path) -> None:
    codebook = tmp_path / "corpus" / "own.yaml"
    codebook.parent.mkdir()
    codebook.write_text(
        "format: 1\nname: own\nversion: 1.0.0\ntitle: Own\nlayers:\n  claims:\n    attributes:\n      weight:\n"
        "        ordered: true\n        missing: [X]\n        values:\n        - {value: X, key: x}\n"
        "        - {value: low, key: l}\n        - {value: mid, key: m}\n        - {value: high, key: h}\n",
        encoding="utf-8",
    )
    (codebook.parent / "corpus.yaml").write_text("codebook: own.yaml\n", encoding="utf-8")
    from annotator.codebook import find

    own = find(str(codebook))
    said = [("low", "low"), ("high", "mid"), ("X", "high"), ("high", "high")]
    for place, pair in enumerate(said):
        text = plan(codebook.parent, f"plan-{place}")
        for who, weight in zip(("ada", "ben"), pair, strict=True):
            spans_of = {"id": "c1", "spans": spans(text, "forty jobs"), "weight": weight}
            say(text, who, codebook=own, reviewed=dict.fromkeys(range(1, 6), ("claims",)), claims=[spans_of])
    found = agreement(codebook.parent)
    weight_row = found.row("claims", "weight").result
    assert (weight_row.measure, weight_row.n) == ("alpha (ordinal)", 3)
    assert found.row("claims", "weight: judged?").result.percent_agreement == 3 / 4
    assert [row.layer for row in found.rows if row.layer not in {"zones", "claims"}] == []
    assert found.left_out["texts whose codebooks do not all have the layer quotes"] == 4


def test_a_paragraph_that_was_not_looked_at_is_missing_and_one_without_items_is_data(tmp_path: Path) -> None:
    text = plan(tmp_path)
    say(text, "ada", claims=[claim(text, "jobs"), claim(text, "dust", 2)])
    not_four = dict.fromkeys((1, 2, 3), LAYERS)
    say(text, "ben", reviewed=not_four, claims=[claim(text, "jobs")])
    found = agreement(tmp_path)
    assert value(found, "claims", "found") == 1
    assert found.left_out["claims where fewer than two annotators looked"] == 1
    present = found.row("claims", "any in the paragraph").result
    assert (present.value, present.n) == (1, 3)
    say(text, "ben", claims=[claim(text, "jobs")])
    found = agreement(tmp_path)
    assert value(found, "claims", "found") == pytest.approx(2 / 3)
    assert found.row("claims", "any in the paragraph").result.n == 4
    assert "claims where fewer than two annotators looked" not in found.left_out


def test_items_in_paragraphs_their_own_annotator_did_not_finish_are_left_out(tmp_path: Path) -> None:
    text = plan(tmp_path)
    say(text, "ada", claims=[claim(text, "jobs"), claim(text, "dust", 2)], reviewed={3: LAYERS})
    say(text, "ben", claims=[claim(text, "jobs")])
    found = agreement(tmp_path)
    assert value(found, "claims", "found") == 1
    assert found.left_out["claims where fewer than two annotators looked"] == 1


def test_items_that_wait_for_a_decision_are_left_out_and_counted(tmp_path: Path) -> None:
    text = two_say(tmp_path)
    path = labels_path(text.path, "ben")
    waiting = (
        "undecided:\n- reason: not_found\n  claim:\n    id: c9\n    spans:\n    - {start: 1, end: 3, text: gone}\n"
    )
    waiting = waiting.replace("end: 3", "end: 5") + "    claimants: []\n    type: other\n"
    path.write_text(path.read_text(encoding="utf-8") + waiting, encoding="utf-8")
    found = agreement(tmp_path)
    assert found.left_out["items that wait for a decision"] == 1
    assert value(found, "claims", "found") == 1


def test_page_debris_is_left_out_where_everyone_calls_it_that(tmp_path: Path) -> None:
    two_say(tmp_path)
    assert agreement(tmp_path).left_out == {"paragraphs that everyone calls furniture or repeat": 1}


def test_page_debris_is_agreed_on_where_the_question_is_what_a_paragraph_is(tmp_path: Path) -> None:
    two_say(tmp_path)
    zone = agreement(tmp_path).row("zones", "zone").result
    assert (zone.value, zone.n, zone.percent_agreement) == (1, 5, 1)


def test_paragraphs_with_other_edges_are_left_out_and_counted(tmp_path: Path) -> None:
    text = two_say(tmp_path)
    path = labels_path(text.path, "ben")
    content = path.read_text(encoding="utf-8")
    lines = [line for line in content.splitlines() if line.startswith("- {start: ") and "zone: body" in line]
    start, end = (int(lines[0].split(part)[1].split(",")[0]) for part in ("start: ", "end: "))
    shorter = lines[0].replace(f"end: {end}", f"end: {end - 1}")
    path.write_text(content.replace(lines[0], shorter), encoding="utf-8")
    found = agreement(tmp_path)
    assert found.left_out["paragraphs whose edges differ between annotators"] == 2
    assert found.left_out["quotes where fewer than two annotators looked"] == 2
    assert found.row("quotes", "found").result.reason == "no_units"
    assert start < end


def test_frames_of_a_paragraph_are_compared_as_a_set(tmp_path: Path) -> None:
    two_say(tmp_path, frames=lambda text: [frame(text, "jobs", "economic"), frame(text, "jobs", "political", 2)])
    found = agreement(tmp_path)
    row = found.row("frames", "set per paragraph").result
    assert (row.measure, row.n, row.percent_agreement) == ("alpha (masi)", 4, 3 / 4)
    assert 0 < (row.value or 0) < 1
    with pytest.raises(KeyError):
        found.row("frames", "set per article")


def test_frames_over_the_article_are_compared_article_by_article(tmp_path: Path) -> None:
    for place, kinds in enumerate([("political", "political"), ("economic", "political"), ("economic", "economic")]):
        text = plan(tmp_path, f"plan-{place}")
        for who, kind in zip(("ada", "ben"), kinds, strict=True):
            say(text, who, frames=[frame(text, "", kind, scope="article")])
    row = agreement(tmp_path).row("frames", "set per article").result
    assert (row.n, row.percent_agreement) == (3, pytest.approx(2 / 3))
    assert row.interval is not None and row.interval.method == "jackknife"


def test_gold_is_left_out_unless_it_is_named(tmp_path: Path) -> None:
    text = two_say(tmp_path)
    say(text, "gold", claims=[claim(text, "dust", type="other")])
    found = agreement(tmp_path)
    assert found.annotators == ("ada", "ben")
    assert found.left_out["labels by gold, which are made of the others"] == 1
    assert value(found, "claims", "found") == 1
    with_gold = agreement(tmp_path, annotators=["ada", "gold"])
    assert with_gold.annotators == ("ada", "gold")
    assert value(with_gold, "claims", "found") == pytest.approx(2 / 3)


def test_each_pair_has_a_table_of_its_own(tmp_path: Path) -> None:
    text = two_say(tmp_path)
    say(text, "cleo", sources=[ida(text), office(text)], claims=[claim(text, "parents")])
    found = agreement(tmp_path)
    of_pairs = {
        pair: next(row.result.value for row in rows if (row.layer, row.question) == ("claims", "found"))
        for pair, rows in found.pairs.items()
    }
    assert of_pairs == {("ada", "ben"): 1, ("ada", "cleo"): 0, ("ben", "cleo"): 0}
    assert value(found, "claims", "found") == pytest.approx(4 / 10)


def test_agreement_over_time_goes_by_the_day_a_text_was_added(tmp_path: Path) -> None:
    texts = [two_say(tmp_path, "early"), two_say(tmp_path, "late", claims=[])]
    assert agreement(tmp_path).over_time == {}
    for text, day in zip(texts, ("3026-01-02", "3026-02-03"), strict=True):
        _set_added(text, day)
    course = agreement(tmp_path).over_time
    found = {
        day: next(row.result.value for row in rows if (row.layer, row.question) == ("claims", "found"))
        for day, rows in course.items()
    }
    assert found == {"3026-01-02": 1, "3026-02-03": 0}


def _set_added(text: Text, day: str) -> None:
    path = meta_path(text.path)
    content = path.read_text(encoding="utf-8")
    before = strict_yaml.parse(content.encode(), "meta.yaml").value["added"]
    path.write_text(content.replace(before, day), encoding="utf-8")


def test_a_corpus_that_two_people_did_not_label_is_told(tmp_path: Path) -> None:
    text = plan(tmp_path)
    with pytest.raises(NothingToCompareError, match="there are no labels"):
        agreement(tmp_path)
    say(text, "ada")
    say(text, "gold")
    with pytest.raises(NothingToCompareError, match="there are labels by ada"):
        agreement(tmp_path)
    with pytest.raises(NothingToCompareError, match="There are no labels by zoe"):
        agreement(tmp_path, annotators=["ada", "zoe"])


def test_texts_of_one_annotator_are_left_out_and_counted(tmp_path: Path) -> None:
    two_say(tmp_path)
    say(plan(tmp_path, "alone"), "ada")
    found = agreement(tmp_path)
    assert [text.name for text in found.texts] == ["plan"]
    assert found.left_out["texts with fewer than two annotators"] == 1


def test_a_corpus_has_its_agreement_as_a_method(tmp_path: Path) -> None:
    two_say(tmp_path)
    found = loaded(tmp_path).agreement(layers=["claims"], samples=0)
    assert {row.layer for row in found.rows} == {"zones", "claims"}
    assert repr(found).splitlines()[0] == "1 text, 2 annotators: ada, ben"


def test_everything_is_plain_values_that_json_can_hold(tmp_path: Path) -> None:
    two_say(tmp_path, "one", claims=lambda text: [claim(text, "dust", 2)])
    two_say(tmp_path, "two")
    found = agreement(tmp_path, samples=3)
    assert json.loads(json.dumps(found.to_dict(), allow_nan=False))["documents"] == ["one", "two"]


def test_the_same_seed_gives_the_same_numbers(tmp_path: Path) -> None:
    for name in ("one", "two", "three"):
        two_say(tmp_path, name, claims=lambda text: [claim(text, "dust", 2)])
    first, again = (agreement(tmp_path, samples=5).to_dict() for _ in range(2))
    assert first == again
    other = agreement(tmp_path, samples=5, resampling=Resampling(seed=1)).to_dict()
    assert other != first


def test_codebooks_that_define_an_attribute_in_two_ways_are_not_compared_on_it(tmp_path: Path) -> None:
    text = plan(tmp_path)
    say(text, "ada", quotes=[quote(text)])
    sparse = shipped("attribution-only")
    own = {"id": "q1", "content": spans(text, "“Nobody asked the valley,”"), "form": "direct"}
    reviewed = dict.fromkeys(EVERYWHERE, ("sources", "quotes"))
    say(text, "ben", codebook=sparse, reviewed=reviewed, quotes=[own])
    found = agreement(tmp_path)
    assert value(found, "quotes", "found") == 1
    questions = {row.question for row in found.rows if row.layer == "quotes"}
    assert "form" in questions
    assert {row.layer for row in found.rows} == {"zones", "sources", "quotes"}


def test_control_characters_emoji_and_long_words_get_through(tmp_path: Path) -> None:
    two_say(tmp_path, quotes=[], claims=lambda text: [claim(text, "Some parents kept their children at home 🏠.", 1)])
    told = "\n".join(sentence for one in agreement(tmp_path).worst for sentence in one.sentences)
    assert "[Some parents kept their children at home 🏠.]" in told


# --- one annotator, twice --------------------------------------------------------------------------------------------


def again_say(folder: Path, name: str = "plan", **second: Any) -> Text:
    """A text that `ada` and `ben` labelled, and of which `ada` labelled the third and fourth paragraph again."""
    text = two_say(folder, name)
    agreed: dict[str, Any] = {
        "sources": [office(text)],
        "claims": [claim(text, "jobs", 1, claimants=("s2",)), claim(text, "dust", 2, type="other")],
        "frames": [frame(text, "jobs", "economic")],
    }
    said = agreed | {layer: made(text) for layer, made in second.items()}
    say(text, "ada-again", reviewed=dict.fromkeys((3, 4), LAYERS), **said)
    return text


def test_a_second_pass_is_compared_with_the_first_and_with_nobody_else(tmp_path: Path) -> None:
    two_say(tmp_path)
    without = agreement(tmp_path, samples=3).to_dict()
    text = again_say(tmp_path / "other")
    say(text, "ben", sources=[ida(text), office(text)], claims=[])  # whatever the others say
    found = agreement(tmp_path / "other")
    assert found.annotators == ("ada", "ben")
    assert list(found.pairs) == [("ada", "ben")]
    (itself,) = found.again.values()
    assert (itself.annotators, itself.looked_at_twice) == (("ada", "ada-again"), 2)
    assert (value(itself, "claims", "found"), value(itself, "claims", "type")) == (1, 1)
    assert itself.row("quotes", "any in the paragraph").result.n == 2
    again_say(tmp_path)
    with_again = agreement(tmp_path, samples=3).to_dict()
    assert len(with_again.pop("again")) == 1
    del without["again"], without["methods"], with_again["methods"]
    assert with_again == without


def test_self_agreement_is_about_the_paragraphs_that_were_labelled_twice(tmp_path: Path) -> None:
    again_say(tmp_path, claims=lambda text: [claim(text, "jobs", type="other"), claim(text, "parents", 2)])
    itself = agreement(tmp_path).again["ada"]
    assert value(itself, "claims", "found") == 1 / 2  # jobs; not dust, and not parents
    assert itself.row("claims", "links").result.value == 0  # the mayor's office said it, the first time
    assert itself.row("quotes", "found").result.reason == "no_units"  # the quote stands in a paragraph seen once
    assert [one.values for one in itself.confusions if one.layer == "claims"] == [("other", "quantity")]
    assert [one.paragraph for one in itself.worst] == [3, 4]


def test_self_agreement_needs_nobody_else(tmp_path: Path) -> None:
    text = again_say(tmp_path)
    labels_path(text.path, "ben").unlink()
    found = agreement(tmp_path)
    assert (found.rows, found.texts, list(found.again)) == ((), (), ["ada"])
    assert "annotators" in found.to_dict()
    assert repr(found).splitlines()[0].startswith("No text was labelled by two annotators; what follows")
    labels_path(text.path, "ada").unlink()
    with pytest.raises(NothingToCompareError, match="there are no labels"):
        agreement(tmp_path)


def test_a_second_pass_that_is_named_is_compared_like_an_annotator(tmp_path: Path) -> None:
    again_say(tmp_path)
    found = agreement(tmp_path, annotators=["ada", "ada-again"])
    assert (found.annotators, found.again) == (("ada", "ada-again"), {})
    assert value(found, "claims", "found") == 1
    assert list(agreement(tmp_path, annotators=["ada"]).again) == ["ada"]
    with pytest.raises(NothingToCompareError):
        agreement(tmp_path, annotators=["ben"])


def test_a_loaded_corpus_has_the_second_pass_as_an_annotator_of_its_own(tmp_path: Path) -> None:
    again_say(tmp_path)
    corpus = loaded(tmp_path)
    assert corpus.annotators == ("ada", "ada-again", "ben")
    assert {one.annotator for one in corpus.claims.by("ada-again")} == {"ada-again"}
