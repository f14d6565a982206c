"""Which quote a claim lies in."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from annotator.codebook import shipped
from annotator.dataset.enclosing import innermost_quotes
from annotator.labels import Claim, Labels, Quote, Span
from annotator.store import new_labels
from annotator.store.rows import rows_of
from annotator.text import Text

TEXT = Text("story", "x" * 100, "0" * 64, None)  # type: ignore[arg-type]


def pieces(*ranges: tuple[int, int]) -> tuple[Span, ...]:
    return tuple(Span(start=start, end=end, text="x" * (end - start)) for start, end in ranges)


def quote(quote_id: str, *ranges: tuple[int, int], within: str | None = None) -> Quote:
    return Quote(id=quote_id, content=pieces(*ranges), within=within)


def labels(quotes: list[Quote], *claim: tuple[int, int]) -> Labels:
    found = new_labels(TEXT, "first", shipped())
    return found.model_copy(update={"quotes": tuple(quotes), "claims": (Claim(id="c1", spans=pieces(*claim)),)})


def around(quotes: list[Quote], *claim: tuple[int, int]) -> str | None:
    rows = rows_of(labels(quotes, *claim), shipped("attribution-only"))
    return innermost_quotes(rows.layer("quotes"), rows.layer("claims")).get("c1")


def test_the_shortest_of_the_quotes_around_it() -> None:
    assert around([quote("outer", (0, 50)), quote("inner", (10, 30)), quote("beside", (40, 50))], (12, 20)) == "inner"


def test_of_two_with_the_same_words_the_nested_one() -> None:
    outer, inner = quote("outer", (0, 50)), quote("inner", (0, 50), within="outer")

    assert around([outer, inner], (5, 9)) == around([inner, outer], (5, 9)) == "inner"


def test_a_claim_may_begin_and_end_with_the_quote() -> None:
    assert around([quote("q1", (10, 20))], (10, 20)) == "q1"
    assert around([quote("q1", (10, 20))], (9, 20)) is None
    assert around([quote("q1", (10, 20))], (10, 21)) is None


def test_every_piece_must_lie_in_a_piece() -> None:
    split = quote("q1", (0, 10), (20, 30))

    assert around([split], (2, 8), (22, 28)) == "q1"
    assert around([split], (2, 8), (12, 18)) is None
    assert around([split], (2, 28)) is None


ranges = st.tuples(st.integers(0, 20), st.integers(1, 10)).map(lambda place: (place[0], place[0] + place[1]))


@given(st.lists(ranges, max_size=6), ranges)
def test_it_encloses_the_claim_and_no_shorter_one_does(contents: list[tuple[int, int]], claim: tuple[int, int]) -> None:
    found: Any = around([quote(f"q{number}", content) for number, content in enumerate(contents)], claim)
    enclosing = [end - start for start, end in contents if start <= claim[0] and claim[1] <= end]

    if found is None:
        assert not enclosing
    else:
        start, end = contents[int(found[1:])]
        assert end - start == min(enclosing)
