"""The JSON Schemas: current, valid, and of one mind with the program."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from annotator.cli.codebook import schemas
from annotator.codebook import shipped, shipped_names
from annotator.codebook.find import schemas_folder
from tests.sample import LABELS

FILES = schemas(shipped())


def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads(FILES[name]))


def sample() -> dict[str, Any]:
    labels: dict[str, Any] = yaml.safe_load(LABELS)
    return labels


@pytest.mark.parametrize("name", sorted(FILES))
def test_the_schemas_in_the_repository_are_current(name: str) -> None:
    assert (schemas_folder() / name).read_text(encoding="utf-8") == FILES[name]


def test_no_other_schemas_lie_beside_them() -> None:
    assert sorted(path.name for path in schemas_folder().glob("*.json")) == sorted(FILES)


@pytest.mark.parametrize("codebook", shipped_names())
def test_every_schema_is_one(codebook: str) -> None:
    for content in schemas(shipped(codebook)).values():
        schema = json.loads(content)
        Draft202012Validator.check_schema(schema)
        assert schema["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
        assert schema["title"]


def test_labels_as_they_are_saved_are_accepted() -> None:
    assert [error.message for error in validator("labels.schema.json").iter_errors(sample())] == []


def _with(**changes: Any) -> Callable[[dict[str, Any]], None]:
    return lambda labels: labels.update(changes)


def _item(layer: str, **changes: Any) -> Callable[[dict[str, Any]], None]:
    return lambda labels: labels[layer][0].update(changes)


def _without(layer: str, key: str) -> Callable[[dict[str, Any]], None]:
    return lambda labels: labels[layer][0].pop(key)


@pytest.mark.parametrize(
    "spoil",
    [
        _with(format=2),
        _with(mood="bad"),
        _with(text_sha256="abc"),
        _with(annotator="Mira Halden"),
        _with(paragraphs=[{"start": -1, "end": 3}]),
        _with(paragraphs=[{"start": 0, "end": 3, "zone": "middle"}]),
        _item("quotes", form="drect"),
        _item("quotes", mood="bad"),
        _item("quotes", content=[]),
        _item("quotes", cue={"start": 1, "end": 3}),
        _item("quotes", id="1"),
        _item("claims", credibility=7),
        _item("claims", credibility="6"),
        _item("frames", scope="page"),
        _item("sources", confidence="very"),
        _without("quotes", "form"),
        _without("sources", "name"),
        _without("frames", "frame"),
    ],
)
def test_labels_that_the_program_refuses_are_refused(spoil: Callable[[dict[str, Any]], None]) -> None:
    labels = sample()
    spoil(labels)
    assert not validator("labels.schema.json").is_valid(labels)


def test_every_value_carries_its_definition_for_the_editor() -> None:
    form = json.loads(FILES["labels.schema.json"])["$defs"]["Quote"]["properties"]["form"]
    values = shipped().layers["quotes"].attributes["form"].values
    assert form["oneOf"] == [{"const": value.value, "description": value.definition} for value in values]
    assert form["description"].endswith("?")


@pytest.mark.parametrize("name", shipped_names())
def test_the_shipped_codebooks_are_accepted_and_name_their_schema(name: str) -> None:
    content = (schemas_folder() / f"{name}.yaml").read_text(encoding="utf-8")
    assert content.startswith("# yaml-language-server: $schema=codebook.schema.json\n")
    assert [error.message for error in validator("codebook.schema.json").iter_errors(yaml.safe_load(content))] == []


def test_a_codebook_with_an_unknown_layer_is_refused() -> None:
    codebook = yaml.safe_load(Path(schemas_folder() / "attribution-only.yaml").read_text(encoding="utf-8"))
    codebook["layers"]["moods"] = {}
    assert not validator("codebook.schema.json").is_valid(codebook)


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("corpus.schema.json", {"title": "Ours", "paragraphs": "blocks"}, {"paragraphs": "pages"}),
        ("sources.schema.json", {"sources": [{"id": "mira", "name": "Mira"}]}, {"sources": [{"name": "Mira"}]}),
        ("meta.schema.json", {"title": "Bridge", "sha256": "0" * 64}, {"titel": "Bridge"}),
    ],
)
def test_the_other_files_of_a_corpus_have_schemas_too(name: str, good: dict[str, Any], bad: dict[str, Any]) -> None:
    assert validator(name).is_valid(good)
    assert not validator(name).is_valid(bad)
