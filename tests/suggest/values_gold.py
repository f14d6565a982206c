"""How often the values that suggestions have, or leave to the codebook, are those of gold: counted, and as a module.

python -m tests.suggest.values_gold     # writes annotator/suggest/rightness.py anew; then ruff format
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from annotator.codebook.model import Code
from annotator.corpus import Corpus
from annotator.labels import LAYERS
from annotator.suggest import rightness, suggestions_for
from annotator.suggest.evaluation import Case, Tally, _matches
from annotator.suggest.texts import subject_of

ROOT = Path(__file__).parents[2]


def measured() -> dict[str, dict[str, dict[Code | None, tuple[int, int]]]]:
    """Return how many values are right, and how many there are, by layer, attribute and value."""
    corpus = Corpus(ROOT / "annotations")
    tally = Tally()
    for path in corpus.text_paths():
        subject = subject_of(corpus, path, None)
        found = suggestions_for(subject.text, subject.paragraphs, subject.language)
        tally.add(corpus.read_labels(subject.text, "gold"), found)
    counts: dict[str, dict[str, dict[Code | None, tuple[int, int]]]] = {}
    for layer in LAYERS:
        pairs: list[tuple[Case, Case]] = []
        for gold, suggested in zip(tally.gold.get(layer, ()), tally.found.get(layer, ()), strict=True):
            pairs += [(one, other) for one, other, _ in _matches(gold, suggested)]
        for name, attribute in corpus.codebook.layers[layer].attributes.items() if pairs else ():
            of_value: dict[Code | None, tuple[int, int]] = {}
            for one, other in pairs:
                value = next((code for code in attribute.by_value if code == other.attributes.get(name)), None)
                value = attribute.default if value is None else value
                right, every = of_value.get(value, (0, 0))
                of_value[value] = right + (one.attributes.get(name) == value), every + 1
            counts.setdefault(layer, {})[name] = of_value
    return counts


def written() -> str:
    """Return the module with these counts in place of its own, to be formatted."""
    lines = [
        f'"{layer}": {{'
        + "".join(
            f'"{name}": {{{", ".join(f"{_code(value)}: {values[value]}" for value in _commonest(values))}}},'
            for name, values in attributes.items()
        )
        + "},"
        for layer, attributes in measured().items()
    ]
    table = "\n".join(lines)
    module = Path(rightness.__file__).read_text(encoding="utf-8")
    return re.sub(r'(?s)( = \{\n).*?(\}\n""")', lambda found: f"{found[1]}{table}{found[2]}", module)


def _commonest(values: Mapping[Code | None, tuple[int, int]]) -> list[Code | None]:
    return sorted(values, key=lambda value: (-values[value][1], str(value)))


def _code(value: Code | None) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)


if __name__ == "__main__":
    Path(rightness.__file__).write_text(written(), encoding="utf-8")
