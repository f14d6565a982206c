"""The labels models that a codebook makes."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from annotator.codebook import Attribute, Codebook, Layer, shipped
from annotator.labels import Span

SPAN = Span(start=0, end=1, text="x")


def item(layer: str, **fields: Any) -> Any:
    return shipped().label_models.items[layer](id="x1", **fields)  # type: ignore[index]


def test_the_attributes_of_the_codebook_are_fields_of_the_items() -> None:
    quote = item("quotes", content=(SPAN,), form="mixed", stance="neutral")
    assert (quote.form, quote.stance, quote.attribute("form")) == ("mixed", "neutral", "mixed")


def test_what_is_left_out_is_not_coded() -> None:
    assert item("claims", spans=(SPAN,), type="quantity").credibility is None


def test_a_mandatory_attribute_must_be_there() -> None:
    with pytest.raises(ValidationError, match="form"):
        item("quotes", content=(SPAN,))


@pytest.mark.parametrize("credibility", [0, 7, "6", True, 6.0])
def test_only_the_codes_of_the_codebook_are_values(credibility: Any) -> None:
    with pytest.raises(ValidationError, match="credibility"):
        item("claims", spans=(SPAN,), type="quantity", credibility=credibility)


def test_what_is_in_no_codebook_is_refused() -> None:
    with pytest.raises(ValidationError, match="mood"):
        item("claims", spans=(SPAN,), type="quantity", mood="bad")


def test_items_cannot_be_changed() -> None:
    claim = item("claims", spans=(SPAN,), type="quantity")
    with pytest.raises(ValidationError, match="frozen"):
        claim.type = "other"


def test_the_main_attribute_of_a_layer_is_the_one_that_is_always_asked() -> None:
    layers = shipped().layers
    assert [layers[name].main for name in ("sources", "quotes", "claims", "frames")] == [
        "type",
        "form",
        "type",
        "frame",
    ]
    optional = Layer(attributes={"why": Attribute(kind="text", required=True), "mood": Attribute()})
    assert optional.main == "mood"
    assert Layer().main is None


def test_a_layer_that_the_codebook_does_not_have_must_be_empty() -> None:
    models = shipped("attribution-only").label_models
    labels: dict[str, Any] = {
        "format": 1,
        "document": "a",
        "text_sha256": "0" * 64,
        "annotator": "a",
        "codebook": {"name": "attribution-only", "version": "1.0.0"},
    }
    assert models.labels.model_validate(labels).frames == ()
    with pytest.raises(ValidationError, match="frames"):
        models.labels.model_validate(labels | {"frames": [{"id": "f1", "scope": "article"}]})


def test_values_may_be_words_and_numbers_side_by_side() -> None:
    codebook = Codebook.model_validate(
        {
            "format": 1,
            "name": "mixed",
            "version": "1.0.0",
            "title": "Mixed",
            "layers": {
                "frames": {"attributes": {"grade": {"values": [{"value": 1, "key": "a"}, {"value": "x", "key": "b"}]}}}
            },
        }
    )
    model = codebook.label_models.items["frames"]
    for grade in (1, "x"):
        assert model(id="f1", scope="article", grade=grade).attribute("grade") == grade  # type: ignore[call-arg]
    with pytest.raises(ValidationError):
        model(id="f1", scope="article", grade="1")  # type: ignore[call-arg]
