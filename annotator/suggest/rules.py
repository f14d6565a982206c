"""Every rule with what it finds and how often it is right."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the engine.

    Attributes:
        finds: What it finds, in a few words with an example.
        score: The share of its suggestions that are right, measured as docs/suggestions.md says.
        measured: How many suggestions that share rests on.
    """

    finds: str
    score: float
    measured: int


RULES: dict[str, Rule] = {
    "quote-speaker-cue": Rule("“…,” she said", 0.99, 106),
    "quote-cue-speaker": Rule("“…,” said the mayor", 0.98, 58),
    "quote-split": Rule("“…,” she said, “…”", 0.93, 12),
    "quote-according": Rule("“…,” according to the report", 0.67, 1),
    "speaker-cue-quote": Rule("The mayor said: “…”", 0.98, 43),
    "participle-quote": Rule("She shook her head, adding: “…”", 0.8, 3),
    "colon": Rule("The mayor was blunt: “…”", 0.8, 3),
    "headline": Rule("Minister: no new tolls", 0.8, 3),
    "lead-in": Rule("a paragraph that ends in a colon, and a quotation in the next", 0.67, 1),
    "floating": Rule("a quotation on its own: the last speaker goes on", 0.71, 5),
    "floating-subject": Rule("a quotation beside a sentence about somebody who can speak", 0.86, 5),
    "transcript": Rule("ROE: …", 0.8, 3),
    "unattributed": Rule("words in quotation marks that nobody is credited with", 0.75, 2),
    "mixed-clause": Rule("The mayor said the plan was “…” at best", 0.96, 49),
    "naming": Rule("She called the plan a disaster", 0.89, 43),
    "that-clause": Rule("She said that …", 0.98, 58),
    "bare-clause": Rule("She said the plan would work", 0.95, 72),
    "whether-clause": Rule("He asked whether …", 0.88, 6),
    "to-infinitive": Rule("They promised to …", 0.96, 25),
    "noun": Rule("the warning that …, his claim of …", 0.95, 18),
    "passive": Rule("They were told that …, she is said to …", 0.94, 16),
    "nested": Rule("quoted words of somebody else within what somebody said", 0.92, 11),
    "trailing": Rule("The plan would work, she said", 0.95, 17),
    "trailing-split": Rule("The plan, she said, would work", 0.89, 7),
    "according": Rule("According to the report, …", 0.97, 27),
    "according-split": Rule("The plan, according to the report, …", 0.75, 2),
    "law": Rule("Under the Harbour Act, …", 0.83, 4),
    "scare": Rule("the “efficiency plan”, with no cue", 0.81, 14),
    "claim-quantity": Rule("a figure or a share", 0.94, 49),
    "claim-comparison": Rule("more, fewer, the highest", 0.75, 10),
    "claim-cause": Rule("because, led to", 0.82, 9),
    "claim-rule": Rule("must, banned, requires", 0.9, 19),
    "claim-prediction": Rule("will, is expected to", 0.88, 38),
    "claim-lived": Rule("what the speaker did or went through: I waited nine hours", 0.95, 17),
    "claim-judgement": Rule("good, shameful, should", 0.89, 17),
    "claim-said": Rule("what a quote says, with no other sign", 0.91, 44),
    "claim-told": Rule("what the author tells, with no other sign", 0.93, 54),
    "frame-words": Rule("a paragraph whose words are charged with one side of the issue", 0.91, 45),
    "frame-technique": Rule("everybody knows, no true patriot", 0.75, 6),
    "zone": Rule("what a paragraph is, by its place, length and words", 0.95, 39),
}
"""The rules by name, in the order in which docs/suggestions.md lists them."""


def score_of(rule: str) -> float:
    """Return how often a rule is right."""
    return RULES[rule].score
