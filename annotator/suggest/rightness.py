"""How often the rules are right about each attribute of what they suggest: the likeliest error is asked first.

Counted over the suggestions that match a label of `gold` in `annotations/`: of each value that the label has when the
suggestion is accepted (suggested, or the codebook's default, or none), how often it is that of gold.
"""

from __future__ import annotations

from collections.abc import Mapping

RIGHT: Mapping[str, Mapping[str, Mapping[str | int | None, tuple[int, int]]]] = {
    "quotes": {
        "form": {"indirect": (42, 42), "direct": (23, 23), "mixed": (17, 17), "scare": (1, 2)},
        "stance": {"neutral": (72, 74), "endorsing": (7, 7), None: (1, 2), "distancing": (1, 1)},
        "attitude": {"assertion": (67, 70), "eventuality": (6, 6), "fact": (4, 4), None: (1, 2), "belief": (2, 2)},
        "channel": {None: (46, 84)},
    },
    "claims": {
        "type": {
            "other": (47, 62),
            "quantity": (30, 35),
            "prediction": (22, 25),
            "law_or_rule": (12, 12),
            "personal_experience": (10, 10),
            "value_judgement": (10, 10),
            "correlation_causation": (3, 3),
        },
        "checkworthiness": {"check_worthy": (103, 118), "unimportant": (18, 29), "non_factual": (10, 10)},
        "certainty": {"certain": (143, 146), "probable": (4, 5), "possible": (3, 4), "underspecified": (2, 2)},
        "polarity": {"positive": (128, 131), "negative": (23, 26)},
        "credibility": {6: (130, 157)},
        "evidence": {
            "none": (73, 99),
            "eyewitness": (17, 24),
            "document": (12, 13),
            "expert": (11, 13),
            "data": (8, 8),
        },
    },
    "frames": {
        "frame": {
            "economic": (5, 5),
            "legality": (2, 2),
            "public_opinion": (2, 2),
            "crime_punishment": (1, 1),
            "external_regulation": (1, 1),
            "health_safety": (1, 1),
            "political": (1, 1),
            "quality_of_life": (1, 1),
        },
        "function": {None: (4, 7), "problem": (6, 7)},
        "bias": {None: (12, 14)},
        "polarity": {None: (12, 14)},
        "technique": {None: (13, 13), "appeal_to_popularity": (1, 1)},
    },
}
"""How many were right, and how many there were, by layer, attribute and value; None is left open."""


def share_right(layer: str, attribute: str, value: str | int | None) -> float | None:
    """Return how often an accepted suggestion is right to have a value; None where that was never measured.

    One right and one wrong are added, so that a value that was seen once is not called certain. For a value that was
    not seen, all values of the attribute are counted.
    """
    values = RIGHT.get(layer, {}).get(attribute)
    if not values:
        return None
    counts = [values[value]] if value in values else list(values.values())
    return (sum(right for right, _ in counts) + 1) / (sum(every for _, every in counts) + 2)
