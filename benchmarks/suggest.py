"""How long suggestions take: an article of 800 words, and whether time grows with the length of a text and no faster.

    python benchmarks/suggest.py

Counts processor time, so that other programs disturb it less. Prints milliseconds for the article (median and 95th
percentile of many runs), and whether the goal is met: a 95th percentile of 20 ms at most. Then, for texts made of one
unit each, the time for a long one divided by the time for half of it: about 2 is linear, 4 would be quadratic. Behind
them what it takes to describe one source in the middle of the long text, and the same divided by that of the half.
"""

from __future__ import annotations

import gc
import statistics
import time
from pathlib import Path

from annotator.suggest import suggestions_for
from annotator.suggest.sources.describing import called, of_source
from annotator.suggest.words.grammar import grammar
from annotator.text import Text

ROOT = Path(__file__).parents[1]
RUNS = 200
WORDS = 800
GOAL = 20.0
"""Milliseconds that the 95th percentile for the article may be."""
LENGTH = 100_000
UNITS = {
    "article": "",
    "one sentence of cues": "said that Roe says ",
    "one sentence of commas": "Roe, the mayor, ",
    "quotes, never closed": "“No, she said. ",
    "straight marks": 'a "b" c ',
    "nothing but quotes": '"a" ',
    "exclamations": "“No?” ",
    "single marks": "'x' y's ",
    "brackets": "(((",
    "according to": "according to Roe, ",
    "capitals": "Anna Bella ",
    "nouns": "his claim that ",
    "passives": "was told that ",
    "quotes within quotes": "“He said ‘a b’ and ” ",
    "short paragraphs": "“No,” Roe said.\n\n",
    "reopened paragraphs": "“No. And no.\n\n",
    "no spaces": "a",
    "dots": "U.S.",
    "digits": "1,",
}


def article(words: int) -> str:
    """Return so many words of the corpus's articles."""
    text = "\n\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "annotations").glob("*.txt")))
    kept: list[str] = []
    for paragraph in text.split("\n\n"):
        if sum(len(other.split()) for other in kept) >= words:
            break
        kept.append(paragraph)
    return "\n\n".join(kept)


def seconds(content: str) -> float:
    """Return how long the suggestions for a text take."""
    gc.collect()
    start = time.process_time()
    suggestions_for(Text("text", content, "0" * 64, Path("text.txt")), language="en")
    return time.process_time() - start


def describing(content: str) -> float:
    """Return how long it takes to say what the words around a mention in the middle of a text tell."""
    words = grammar("en")
    middle = len(content) // 2
    start = max(content.find("Mira Halden", middle), middle)
    mentions = [(start, start + 11)]
    gc.collect()
    begin = time.process_time()
    name = called(content, mentions, words)
    of_source(content, mentions, name, words)
    return time.process_time() - begin


def main() -> None:
    """Print the figures."""
    content = article(WORDS)
    seconds(content)
    times = sorted(1000 * seconds(content) for _ in range(RUNS))
    late = times[int(0.95 * RUNS)]
    print(f"article, {len(content.split())} words: median {statistics.median(times):.1f} ms, p95 {late:.1f} ms")
    print(f"goal, p95 of at most {GOAL:.0f} ms: {'met' if late <= GOAL else 'NOT met'}, at {late / GOAL:.0%} of it")
    for name, unit in UNITS.items():
        whole = unit * (LENGTH // len(unit)) if unit else _numbered(content)
        half, full = seconds(whole[: len(whole) // 2]), seconds(whole)
        one, other = describing(whole[: len(whole) // 2]), describing(whole)
        source = f"a source {1000 * other:6.1f} ms  ratio {other / one:4.1f}"
        print(f"{name:<24} {len(whole):>9,} characters  {full:6.2f} s  ratio {full / half:4.1f}  {source}")
    big = _numbered(content, 10_000_000)
    source = f"a source {1000 * describing(big):6.1f} ms"
    print(f"{'10 MB':<24} {len(big):>9,} characters  {seconds(big):6.2f} s              {source}")


def _numbered(content: str, length: int = LENGTH) -> str:
    """Repeat an article with a number in each paragraph, so that none is a repeat of another."""
    paragraphs = content.split("\n\n")
    parts: list[str] = []
    size = 0
    while size < length:
        parts += [f"{paragraph} Item {len(parts)}." for paragraph in paragraphs]
        size += len(content)
    return "\n\n".join(parts)


if __name__ == "__main__":
    main()
