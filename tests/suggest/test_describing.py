"""What the words around a source tell of it, on sentences with what a coder would say."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from annotator.codebook import shipped
from annotator.suggest.describing import called, of_source
from annotator.suggest.grammar import grammar

DATA = Path(__file__).parent / "data" / "sources.txt"
NAMES = ("type", "affiliation", "role", "proximity", "expertise")
LAYER = shipped("source-framing").layers["sources"]


@dataclass(frozen=True)
class Coded:
    """One source of a text, as a coder sees it."""

    language: str
    content: str
    mention: str
    name: str
    values: dict[str, str]
    miss: frozenset[str]

    def place(self) -> tuple[int, int]:
        start = self.content.rindex(self.mention)
        return start, start + len(self.mention)

    def given(self) -> dict[str, str]:
        return of_source(self.content, [self.place()], self.name, grammar(self.language))


def _read() -> list[Coded]:
    found: list[Coded] = []
    language = content = ""
    for line in DATA.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            language = line.strip("[]")
        elif line.startswith("  "):
            main, _, miss = line.partition("miss:")
            mention, name, values = (part.strip() for part in main.split(" | "))
            coded = {key: value for key, value in zip(NAMES, values.split(), strict=True) if value != "."}
            found.append(Coded(language, content, mention, name, coded, frozenset(miss.split())))
        elif line and not line.startswith("#"):
            content = line.replace("¶", "\n\n")
    return found


CODED = _read()


@pytest.mark.parametrize("coded", CODED, ids=lambda coded: f"{coded.language}: {coded.mention}")
def test_no_value_is_given_that_a_coder_would_not_give(coded: Coded) -> None:
    given = coded.given()
    # A known miss that is right now is no miss any more: take its name off.
    assert {
        name for name in NAMES if name in given and given[name] != coded.values.get(name, given[name])
    } == coded.miss


@pytest.mark.parametrize("coded", CODED, ids=lambda coded: f"{coded.language}: {coded.mention}")
def test_a_source_is_called_by_the_fullest_name(coded: Coded) -> None:
    if "name" not in coded.miss:
        assert called(coded.content, [coded.place()], grammar(coded.language)) == coded.name


def test_most_values_are_given() -> None:
    for language, least in (("en", 0.85), ("de", 0.8)):
        for name in NAMES:
            asked = [coded for coded in CODED if coded.language == language and name in coded.values]
            assert sum(name in coded.given() for coded in asked) >= least * len(asked), (language, name)
