"""Malformed and hostile files end in a sentence: no traceback, no hang, no byte changed, nothing obeyed by a terminal.

A run is told by its seed: `ANNOTATOR_FUZZ_SEED=7 ANNOTATOR_FUZZ_CASES=100000 pytest -m long tests/fuzz`. Each case
depends on seed, kind and number alone, so that a failure is had again with the seed it tells.
"""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

import pytest

from tests.fuzz.mutate import mutated
from tests.fuzz.nasty import TEXTS, YAML
from tests.fuzz.victim import FILES, HangError, Victim

SEED = os.environ.get("ANNOTATOR_FUZZ_SEED", "1")
CASES = int(os.environ.get("ANNOTATOR_FUZZ_CASES", "10500"))
"""How many cases the long run has, over all kinds of files."""
FEW = 40
"""How many of each kind the short run has."""

ROOT = Path(__file__).parents[2]
REAL = {
    "own.yaml": [ROOT / "schemas" / "attribution-only.yaml"],
    "sources.yaml": [ROOT / "annotations" / "sources.yaml"],
    "corpus.yaml": [ROOT / "annotations" / "corpus.yaml"],
    "pact.meta.yaml": sorted((ROOT / "annotations").glob("*.meta.yaml")),
    "pact.txt": sorted((ROOT / "annotations").glob("*.txt")),
    "pact.mira.yaml": sorted((ROOT / "annotations").glob("*.first.yaml")),
}
"""What people have made, for each kind of file."""
REAL_SHARE = 0.1
"""The share of cases made from those; they are larger than the sample, and so take longer."""


@pytest.fixture(scope="module")
def victim(tmp_path_factory: pytest.TempPathFactory) -> Victim:
    return Victim(tmp_path_factory.mktemp("fuzz"))


def spoilt(name: str, number: int) -> bytes:
    """Return one spoilt file."""
    random = Random(f"{SEED}/{name}/{number}")
    real = REAL.get(name, [])
    data = random.choice(real).read_bytes() if real and random.random() < REAL_SHARE else FILES[name]
    return mutated(data, random)


def endure(victim: Victim, name: str, data: bytes, case: str) -> None:
    try:
        victim.endures(name, data)
    except (Exception, HangError) as error:
        raise AssertionError(f"{case}: {type(error).__name__}: {error}\n{name} was {data[:2_000]!r}") from error


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".yaml")])
def test_every_nasty_file_ends_in_a_sentence(victim: Victim, name: str) -> None:
    for case, data in YAML.items():
        endure(victim, name, data, case)


def test_every_nasty_text_ends_in_a_sentence(victim: Victim) -> None:
    for case, data in TEXTS.items():
        endure(victim, "pact.txt", data, case)


@pytest.mark.parametrize("name", FILES)
def test_a_spoilt_file_ends_in_a_sentence(victim: Victim, name: str) -> None:
    for number in range(FEW):
        endure(victim, name, spoilt(name, number), f"ANNOTATOR_FUZZ_SEED={SEED}, case {number}")


@pytest.mark.long
@pytest.mark.parametrize("name", FILES)
def test_ten_thousand_spoilt_files_end_in_sentences(victim: Victim, name: str) -> None:
    for number in range(FEW, FEW + CASES // len(FILES)):
        endure(victim, name, spoilt(name, number), f"ANNOTATOR_FUZZ_SEED={SEED}, case {number}")


@pytest.mark.long
@pytest.mark.parametrize("name", FILES)
def test_a_file_cut_off_anywhere_ends_in_a_sentence(victim: Victim, name: str) -> None:
    data = FILES[name]
    for length in range(0, len(data), max(len(data) // 300, 1)):
        endure(victim, name, data[:length], f"cut after {length} bytes")
