"""What a coefficient gives: a value or the reason why there is none, and what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from annotator.errors import AnnotatorError

REASONS: Mapping[str, str] = {
    "no_units": "there is nothing to compare",
    "too_few_annotators": "agreement takes at least two annotators",
    "no_pairable_units": "no unit has values of two annotators",
    "no_variation": "everyone always gave the same value, so that agreement cannot be told from chance",
    "no_gaps": "everything is covered, so that relevant cannot be told from irrelevant matter",
    "no_intersections": "the units of no two annotators intersect",
    "overlapping_units": "units of one annotator overlap, which this coefficient does not allow",
    "too_large": "there are more possible alignments than can be searched",
}
"""Why there is no value, in words."""


class UnitsError(AnnotatorError, ValueError):
    """Units, spans or settings that no coefficient can be computed of, because they are not what they should be."""


@dataclass(frozen=True, slots=True)
class Interval:
    """An interval of a coefficient; unpacks into `low, high`.

    Attributes:
        low: The lower limit.
        high: The upper limit.
        level: How sure: 0.95.
        method: `bootstrap` (percentiles) or `jackknife` (Student's t on leave-one-out values).
        groups: How many documents, or units where no documents are known, were resampled.
        replicates: How many samples the limits rest on.
        undefined: How many further samples had no value, for want of variation.
    """

    low: float
    high: float
    level: float
    method: str
    groups: int
    replicates: int
    undefined: int = 0

    def __iter__(self) -> Iterator[float]:
        """Go through the two limits."""
        return iter((self.low, self.high))

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True)
class Agreement:
    """The result of a coefficient.

    Attributes:
        measure: What was computed, such as `alpha (nominal)`.
        value: The coefficient; None where it is not defined, and then `reason` says why.
        reason: One of `REASONS`, or None.
        n: How many units it rests on: those with values of two annotators or more.
        left_out: How many units could not be used, because fewer than two annotators gave them a value.
        annotators: How many annotators gave any value.
        percent_agreement: The share of pairs of values that are equal, from 0 to 1; known also where `value` is not.
        observed: Observed agreement (kappas, AC) or disagreement (alpha, gamma), as the coefficient's paper defines it.
        expected: The same by chance.
        per_value: The coefficient of each value by itself, where the paper defines one.
    """

    measure: str
    value: float | None
    reason: str | None = None
    n: int = 0
    left_out: int = 0
    annotators: int = 0
    percent_agreement: float | None = None
    observed: float | None = None
    expected: float | None = None
    per_value: Mapping[Any, float | None] = field(default_factory=dict)
    resample: Callable[[], Interval | None] | None = field(default=None, repr=False, compare=False)

    @cached_property
    def interval(self) -> Interval | None:
        """Where the value would lie with other documents (or units) of the same kind; computed when first asked for.

        None where there is no value, or fewer than two documents or units to draw from.
        """
        return self.resample() if self.resample is not None and self.value is not None else None

    @property
    def why(self) -> str | None:
        """The reason in words."""
        return None if self.reason is None else REASONS[self.reason]

    def to_dict(self) -> dict[str, Any]:
        """Return the result as plain values that JSON can hold."""
        return {
            "measure": self.measure,
            "value": self.value,
            "reason": self.reason,
            "n": self.n,
            "left_out": self.left_out,
            "annotators": self.annotators,
            "percent_agreement": self.percent_agreement,
            "observed": self.observed,
            "expected": self.expected,
            "interval": None if self.interval is None else self.interval.to_dict(),
        }
