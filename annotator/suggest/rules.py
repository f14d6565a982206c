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
    "quote-speaker-cue": Rule("“…,” she said", 0.99, 84),
    "quote-cue-speaker": Rule("“…,” said the mayor", 0.97, 33),
    "quote-split": Rule("“…,” she said, “…”", 0.92, 10),
    "quote-according": Rule("“…,” according to the report", 0.67, 1),
    "speaker-cue-quote": Rule("The mayor said: “…”", 0.97, 33),
    "participle-quote": Rule("She shook her head, adding: “…”", 0.75, 2),
    "colon": Rule("The mayor was blunt: “…”", 0.75, 2),
    "lead-in": Rule("a paragraph that ends in a colon, and a quotation in the next", 0.67, 1),
    "floating": Rule("a quotation on its own: the last speaker goes on", 0.5, 2),
    "floating-subject": Rule("a quotation beside a sentence about somebody who can speak", 0.75, 2),
    "transcript": Rule("ROE: …", 0.8, 3),
    "unattributed": Rule("words in quotation marks that nobody is credited with", 0.75, 2),
    "mixed-clause": Rule("The mayor said the plan was “…” at best", 0.98, 40),
    "naming": Rule("She called the plan a disaster", 0.91, 21),
    "that-clause": Rule("She said that …", 0.97, 36),
    "bare-clause": Rule("She said the plan would work", 0.92, 47),
    "whether-clause": Rule("He asked whether …", 0.86, 5),
    "to-infinitive": Rule("They promised to …", 0.94, 16),
    "trailing": Rule("The plan would work, she said", 0.88, 14),
    "trailing-split": Rule("The plan, she said, would work", 0.9, 8),
    "according": Rule("According to the report, …", 0.95, 19),
    "according-split": Rule("The plan, according to the report, …", 0.67, 1),
    "law": Rule("Under the Harbour Act, …", 0.83, 4),
    "scare": Rule("the “efficiency plan”, with no cue", 0.75, 14),
    "claim-quantity": Rule("a figure or a share", 0.92, 49),
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
