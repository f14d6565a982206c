"""Records: used as pydantic models are, checked by pydantic, and made without it where nothing is checked."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from annotator.codebook import shipped
from annotator.corpus import Meta, Settings
from annotator.labels import Claim, Paragraph, Source, Span, Undecided

SPAN = Span(start=0, end=6, text="Bridge")
SOURCE = Source(id="s1", name="Mira Halden", mentions=(SPAN,))


def test_a_record_that_was_checked_equals_one_that_was_built() -> None:
    built = Source.model_built(
        {
            "id": "s1",
            "note": None,
            "confidence": None,
            "origin": None,
            "name": "Mira Halden",
            "registry": None,
            "mentions": (Span.model_built({"start": 0, "end": 6, "text": "Bridge"}),),
        }
    )
    assert built == SOURCE
    assert hash(built) == hash(SOURCE)
    assert repr(built) == repr(SOURCE)
    assert list(built) == list(SOURCE)


def test_records_of_other_classes_and_other_values_differ() -> None:
    derived = shipped().label_models.items["sources"].model_validate({**dict(SOURCE), "type": "document"})
    assert derived != SOURCE
    assert isinstance(derived, Source)
    assert SOURCE.model_copy(update={"name": "Jory Pellin"}) != SOURCE
    assert SOURCE != "s1"


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))])
def test_a_copy_is_equal_and_as_immutable(copied: Any) -> None:
    found = copied(SOURCE)
    assert found == SOURCE
    with pytest.raises(ValidationError, match="frozen"):
        found.name = "x"
    with pytest.raises((ValidationError, TypeError)):
        del found.name


def test_what_is_missing_unknown_or_of_another_type_is_told_with_its_place() -> None:
    value = {"id": "1s", "mood": "bad", "mentions": [{"start": 0, "end": -1, "text": "x"}, {"start": "0", "end": 1}]}
    with pytest.raises(ValidationError) as caught:
        Source.model_validate(value)
    assert {(fault["loc"], fault["type"]) for fault in caught.value.errors()} == {
        (("id",), "string_pattern_mismatch"),
        (("name",), "missing"),
        (("mentions", 0, "end"), "greater_than_equal"),
        (("mentions", 1, "start"), "int_type"),
        (("mentions", 1, "text"), "missing"),
        (("mood",), "extra_forbidden"),
    }


def test_what_is_wrong_with_fields_together_is_told_too() -> None:
    with pytest.raises(ValidationError, match="give one of source, quote, claim, frame"):
        Undecided(reason="conflict")
    with pytest.raises(ValidationError, match="says in `by` whose version it is"):
        Undecided(reason="disagreement", source=SOURCE)


def test_plain_values_come_out_and_go_in_again() -> None:
    assert SOURCE.model_dump(exclude_none=True) == {
        "id": "s1",
        "name": "Mira Halden",
        "mentions": ({"start": 0, "end": 6, "text": "Bridge"},),
    }
    assert SOURCE.model_dump(mode="json", exclude_defaults=True)["mentions"] == [
        {"start": 0, "end": 6, "text": "Bridge"}
    ]
    assert SOURCE.model_dump(include={"id"}) == {"id": "s1"}
    assert Source.model_validate(SOURCE.model_dump()) == SOURCE
    assert Source.model_validate_json(SOURCE.model_dump_json()) == SOURCE
    assert Source.model_validate(SOURCE) is SOURCE


def test_what_was_given_is_known_from_what_is_a_default() -> None:
    assert Settings(language="de").model_fields_set == {"language"}
    assert Settings(language="de").model_dump_json(exclude_unset=True) == '{"language":"de"}'
    assert Settings.model_construct().model_fields_set == set()
    assert Settings(language="de").model_copy(update={"title": "Ports"}).model_fields_set == {"language", "title"}
    assert Meta.model_construct(title="Ports").outlet is None


def test_pydantic_takes_records_as_fields_of_models() -> None:
    class Shelf(BaseModel):
        sources: list[Source]

    assert Shelf.model_validate({"sources": [dict(SOURCE)]}).sources == [SOURCE]
    assert TypeAdapter(list[Span]).validate_python([SPAN]) == [SPAN]
    assert Source.model_json_schema()["$defs"]["Span"]["required"] == ["start", "end", "text"]


def test_a_field_that_is_not_there_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'mood'"):
        SOURCE.mood  # noqa: B018 - asking is the test
    assert SOURCE.attribute("mood") is None


def test_several_threads_that_need_what_checks_a_class_get_one() -> None:
    model = shipped("persuasion-23").label_models.items["claims"]
    with ThreadPoolExecutor(4) as threads:
        found = {id(adapter) for adapter in threads.map(lambda _: model.model_adapter(), range(8))}
    assert len(found) == 1


def test_pydantic_is_imported_when_something_is_checked_and_not_before() -> None:
    code = (
        "import sys\n"
        "from annotator.labels import Claim, Paragraph, Span\n"
        "made = Paragraph.model_built({'start': 0, 'end': 4, 'zone': 'body', 'reviewed': ()})\n"
        "made = made.model_copy(update={'zone': 'lede'})\n"
        "made == made, hash(made), repr(made), made.model_dump(mode='json'), Claim.model_fields\n"
        "print('pydantic' in sys.modules)\n"
        "Span(start=0, end=1, text='x')\n"
        "print('pydantic' in sys.modules)\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["False", "True"]


def test_records_of_rows_share_what_a_record_has() -> None:
    rows = [(0, 4, "body", ()), (6, 9, "lede", ("quotes",))]
    assert list(Paragraph.model_rows(rows)) == [
        Paragraph(start=0, end=4),
        Paragraph(start=6, end=9, zone="lede", reviewed=("quotes",)),
    ]
    assert Claim.model_fields["spans"].is_required()
    assert not Claim.model_fields["claimants"].is_required()
