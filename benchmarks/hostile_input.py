"""Show that reading takes time linear in the size of a file, whatever is in it.

For each kind of hostile content the computing time for a file of twice the size is divided by that for the file,
within one run: about 2 is linear, 4 is quadratic. Of several rounds the fastest counts; the exit code is 1 where one
exceeds 3.

    python benchmarks/hostile_input.py            # about a minute
    python benchmarks/hostile_input.py --size 50000
"""

from __future__ import annotations

import argparse
import contextlib
import sys
import time
from collections.abc import Callable
from pathlib import Path

from annotator.codebook import shipped
from annotator.errors import AnnotatorError
from annotator.files import strict_yaml
from annotator.store.read import check_labels
from annotator.text import Text
from annotator.text.paragraphs import paragraphs
from annotator.text.quotations import quotations
from annotator.text.sentences import sentences
from annotator.text.words import words

Content = Callable[[int], str]

YAML: dict[str, Content] = {
    "words readers disagree on": lambda n: "- no\n" * n,
    "one key again and again": lambda n: "a: 1\n" * n,
    "many keys": lambda n: "".join(f"k{number}: v\n" for number in range(n)),
    "anchors": lambda n: "- &a 1\n" * n,
    "aliases": lambda n: "- *a\n" * n,
    "tags": lambda n: "- !a 1\n" * n,
    "tag directives": lambda n: "".join(f"%TAG !a{number}! tag:x\n" for number in range(n)) + "---\na: 1\n",
    "documents": lambda n: "---\na\n" * n,
    "brackets": lambda n: "[" * n,
    "dashes": lambda n: "- " * n,
    "questions": lambda n: "? a\n" * n,
    "digits": lambda n: "a: " + "9" * n,
    "base 60": lambda n: "a: 1" + ":1" * n + "x",
    "a long line": lambda n: "a: " + "x y " * n,
    "folded words": lambda n: "a: 'x" + " \n" * n + "'",
    "escapes": lambda n: 'a: "' + "\\e" * n + '"',
    "controls": lambda n: "a: '" + "\x01" * n + "'",
    "comments": lambda n: "# x\n" * n,
}
LABELS: dict[str, Content] = {
    "quotes in a circle": lambda n: "quotes:\n" + "".join(
        f"- {{id: q{i}, content: [{{start: 0, end: 1, text: x}}], form: direct, within: q{i - 1 or n}}}\n"
        for i in range(1, n + 1)
    ),
    "one source linked again and again": lambda n: "quotes:\n- {id: q1, content: [{start: 0, end: 1, text: x}], "
    f"form: direct, sources: [{'s1, ' * n}]}}\n",
    "spans over the whole text": lambda n: "claims:\n" + "".join(
        f"- {{id: c{i}, spans: [{{start: 0, end: {n}, text: y}}], type: other}}\n" for i in range(n)
    ),
}  # fmt: skip
TEXTS: dict[str, Content] = {
    "opening quotes": lambda n: " “a" * n,
    "straight quotes": lambda n: ' "a' * n,
    "nested quotes": lambda n: " “a ‘b" * (n // 2) + "c’ d” " * (n // 2),
    "possessives": lambda n: "s' a" * n,
    "marks on one letter": lambda n: "a" + "\u0301" * n,
    "joiners": lambda n: "👩\u200d" * n,
    "flags": lambda n: "🇩" * n,
    "no spaces": lambda n: "a" * n,
    "spaces": lambda n: "a" + " " * n + "b",
    "full stops": lambda n: "A. " * n,
    "closing brackets": lambda n: ".)" * n,
    "reports": lambda n: "“a.” b b b " * n,
    "addresses": lambda n: "a.b@" * n,
    "open brackets in a URL": lambda n: "http://a" + "(b" * n,
    "line ends": lambda n: "a\r\n\x85" * n,
    "invisible lines": lambda n: "\u200b \n" * n + "a",
}
HEAD = (
    f'format: 1\ndocument: t\ntext_sha256: "{"0" * 64}"\nannotator: a\n'
    "codebook: {name: source-framing, version: 1.0.0}\n"
)
ENOUGH = 3.0
LEAST = 0.005
"""Seconds; what takes less is not measured well, and does not matter."""
YAML_TIMES = 10
"""Plain YAML is read so much faster than texts that it takes more of it to be measured."""


def read(content: str) -> None:
    """Read YAML."""
    strict_yaml.parse(content.encode(), "f")


def check(content: str) -> None:
    """Read labels and check them against a text."""
    text = Text("t", "x" * 1_000_000, "0" * 64, Path("t.txt"))
    check_labels(strict_yaml.parse((HEAD + content).encode(), "f"), text, shipped())


def units(content: str) -> None:
    """Find every unit of a text, as one paragraph and as many."""
    paragraphs(content)
    for find in (quotations, sentences, words):
        find(content, 0, len(content))


def seconds(act: Callable[[str], None], content: str) -> float:
    """Return how long it takes, faults told or not."""
    start = time.process_time()
    with contextlib.suppress(AnnotatorError):
        act(content)
    return time.process_time() - start


def main() -> int:
    """Measure, print, and tell by the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=10_000, help="how often a piece is repeated")
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    slow = 0
    for kind, act, contents in (("YAML", read, YAML), ("labels", check, LABELS), ("text", units, TEXTS)):
        for name, content in contents.items():
            size = given.size * (YAML_TIMES if kind == "YAML" else 1)
            once, twice = content(size), content(2 * size)
            pairs = [(seconds(act, once), seconds(act, twice)) for _ in range(given.rounds)]
            first, second = (min(times) for times in zip(*pairs, strict=True))
            ratio = second / max(first, LEAST)
            slow += ratio > ENOUGH
            print(f"{kind:<7} {name:<34} {len(once):>9,} characters {first:8.3f} s   ratio {ratio:4.1f}")
    print(f"{slow} of them slower than linear.")
    return int(slow > 0)


if __name__ == "__main__":
    sys.exit(main())
