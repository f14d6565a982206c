"""A line of the table: one question, one layer, one coefficient."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from annotator.agreement.resampling import DEFAULT, Floats, Resampling, interval
from annotator.agreement.result import Agreement


@dataclass(frozen=True)
class Row:
    """A line of the table.

    Attributes:
        layer: The layer, or `zones`.
        question: What is asked: `found`, `extent`, the name of an attribute, `links`, …
        result: The coefficient, with what it rests on.
        matched: Which share of the items had a counterpart at all, where the coefficient is about matched items.
        note: What a reader must know to read the number.
    """

    layer: str
    question: str
    result: Agreement
    matched: float | None = None
    note: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the line as plain values."""
        return {
            "layer": self.layer,
            "question": self.question,
            **self.result.to_dict(),
            "matched": self.matched,
            "note": self.note,
        }


def ratio(
    measure: str,
    parts: Sequence[tuple[float, float]],
    n: int,
    annotators: int,
    resampling: Resampling = DEFAULT,
    **known: Any,
) -> Agreement:
    """Return a coefficient that is a ratio of sums over documents.

    Args:
        measure: What it is called.
        parts: Numerator and denominator of each document.
        n: How many items it rests on.
        annotators: How many people.
        resampling: How its interval is made.
        **known: Further fields of the result.
    """
    table = np.array(parts, dtype=np.float64).reshape(-1, 2)
    table = table[table[:, 1] > 0]
    if not len(table):
        return Agreement(measure, None, "no_units", annotators=annotators, **known)

    def estimate(sums: Floats) -> Floats:
        return np.where(sums[:, 1] > 0, sums[:, 0] / np.where(sums[:, 1] > 0, sums[:, 1], 1), np.nan)

    return Agreement(
        measure,
        float(estimate(table.sum(axis=0)[None, :])[0]),
        n=n,
        annotators=annotators,
        resample=lambda: interval(table, None, estimate, resampling, bounds=(0.0, 1.0)),
        **known,
    )
