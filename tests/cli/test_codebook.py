"""`annotator codebook`: show, check, schema."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.codebook import shipped, shipped_names
from annotator.codebook.model import Codebook
from tests.cli.conftest import Annotator
from tests.codebook.test_check import GOOD
from tests.sample import changed


@pytest.mark.parametrize("name", shipped_names())
def test_the_guidelines_are_shown_whole(annotator: Annotator, name: str) -> None:
    outcome = annotator("codebook", "show", name)
    assert (outcome.code, outcome.err) == (0, [])
    shown = "\n".join(outcome.out)
    codebook = shipped(name)
    assert f"{codebook.title} ({name} {codebook.version})" in shown
    for layer in codebook.layers.values():
        assert layer.definition in shown
        for attribute in layer.attributes.values():
            assert attribute.definition in shown
            for value in attribute.values:
                assert f"[{value.key}] {value.value}" in shown
                assert all(part in shown for part in (value.definition, value.question, value.example))
                assert value.counterexample in shown
    assert all(reference in shown for reference in codebook.references.values())


def test_without_a_name_the_default_codebook_is_shown(annotator: Annotator) -> None:
    assert annotator("codebook", "show").out == annotator("codebook", "show", "source-framing").out


def test_a_codebook_of_ones_own_is_shown_too(annotator: Annotator, here: Path) -> None:
    (here / "ours.yaml").write_text(GOOD, encoding="utf-8")
    assert annotator("codebook", "show", "ours.yaml").out[0] == "Our codebook (ours 1.0.0)"


def test_for_programs_a_codebook_is_json(annotator: Annotator) -> None:
    outcome = annotator("codebook", "show", "attribution-only", "--format", "json")
    assert Codebook.model_validate(json.loads("\n".join(outcome.out))) == shipped("attribution-only")


def test_a_codebook_that_is_not_there_is_told(annotator: Annotator) -> None:
    outcome = annotator("codebook", "show", "framing")
    assert (outcome.code, outcome.out) == (2, [])
    (sentence,) = outcome.err
    assert sentence == (
        "There is no codebook 'framing': give the path of a .yaml file, or one of source-framing, attribution-only, "
        "generic-frames-5, persuasion-23."
    )


def test_good_codebooks_are_told_so(annotator: Annotator, here: Path) -> None:
    (here / "ours.yaml").write_text(GOOD, encoding="utf-8")
    outcome = annotator("codebook", "check", "ours.yaml")
    assert (outcome.code, outcome.out, outcome.err) == (0, ["ours.yaml: ours 1.0.0, 1 layers, 3 attributes: fine."], [])


def test_faulty_codebooks_are_told_a_sentence_per_fault(annotator: Annotator, here: Path) -> None:
    (here / "ours.yaml").write_text(GOOD, encoding="utf-8")
    faulty = changed(changed(GOOD, "key: o", "key: d"), "default: direct", "default: x")
    (here / "faulty.yaml").write_text(faulty, encoding="utf-8")
    outcome = annotator("codebook", "check", "faulty.yaml", "ours.yaml")
    assert outcome.code == 1
    assert outcome.out == ["ours.yaml: ours 1.0.0, 1 layers, 3 attributes: fine."]
    assert outcome.err == [
        "faulty.yaml:12:18: layers.quotes.attributes.form.default: 'x' is not one of the values",
        "faulty.yaml:16:31: layers.quotes.attributes.form.values[1].key: the key 'd' stands here twice",
    ]


def test_a_codebook_file_that_is_not_there_is_told(annotator: Annotator) -> None:
    outcome = annotator("codebook", "check", "none.yaml")
    assert (outcome.code, outcome.err[0]) == (2, "none.yaml does not exist or is no file.")


SCHEMAS = ["codebook", "corpus", "labels", "meta", "sources"]


def test_schemas_are_written_once_and_then_current(annotator: Annotator, here: Path) -> None:
    first = annotator("codebook", "schema", "--to", "schemas")
    assert (first.code, sorted(first.out)) == (0, [f"schemas/{name}.schema.json written." for name in SCHEMAS])
    assert sorted(path.name for path in (here / "schemas").iterdir()) == [f"{name}.schema.json" for name in SCHEMAS]
    assert annotator("codebook", "schema", "--to", "schemas").out == []
    assert annotator("codebook", "schema", "--to", "schemas", "--check").code == 0


def test_schemas_that_are_not_current_are_told_and_left(annotator: Annotator, here: Path) -> None:
    annotator("codebook", "schema", "--to", "schemas")
    (here / "schemas" / "meta.schema.json").write_text("{}", encoding="utf-8")
    outcome = annotator("codebook", "schema", "--to", "schemas", "--check")
    assert (outcome.code, outcome.out) == (1, [])
    assert outcome.err == [
        "schemas/meta.schema.json is not current: `annotator codebook schema --to schemas` writes it."
    ]
    assert (here / "schemas" / "meta.schema.json").read_text(encoding="utf-8") == "{}"


def test_the_schemas_of_the_repository_are_current(annotator: Annotator) -> None:
    assert annotator("codebook", "schema", "--check").code == 0


def test_without_a_folder_the_schema_of_labels_is_printed(annotator: Annotator, here: Path) -> None:
    outcome = annotator("codebook", "schema", "--codebook", "attribution-only")
    assert outcome.code == 0
    assert json.loads("\n".join(outcome.out))["title"] == "Labels (codebook attribution-only 1.0.0)"
    assert list(here.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_told(annotator: Annotator, here: Path) -> None:
    (here / "file").touch()
    outcome = annotator("codebook", "schema", "--to", "file/schemas")
    assert (outcome.code, outcome.err) == (2, ["file/schemas cannot be made: Not a directory."])
