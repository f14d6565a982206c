"""Texts that two people labelled differently, in files, and sessions on their gold labels."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from annotator.adjudication.going import Going
from annotator.adjudication.opening import Wanted, open_gold
from annotator.adjudication.session import GoldSession
from annotator.corpus import Corpus
from annotator.labels import Item
from annotator.text import Text
from tests.agreement.building import claim, frame, ida, office, plan, quote, say

VALLEY = "“Nobody asked the valley,” Ida Corven said on Friday."


def quarry(folder: Path) -> Text:
    """A text with one agreed source, and seven things that `ada` and `ben` see differently or only one of them sees.

    They agree on Ida Corven and a claim about dust. They differ on the mayor's office (its affiliation), the quote (its
    stance), the claim about jobs (its words and type); only ada has a claim about parents, only ben a frame.
    """
    text = plan(folder)
    agreed: dict[str, Any] = {"sources": [ida(text)], "claims": [claim(text, "dust", 2, type="other")]}
    ada: dict[str, Any] = {
        "sources": [*agreed["sources"], office(text, affiliation="government")],
        "quotes": [quote(text, sources=("s1",), stance="neutral")],
        "claims": [
            claim(text, "jobs", 1, claimants=("s2",)),
            *agreed["claims"],
            claim(text, "parents", 3, type="other", note="seen by the school"),
        ],
    }
    ben: dict[str, Any] = {
        "sources": [office(text, "s1", affiliation="political_group"), ida(text, "s2")],
        "quotes": [quote(text, number=7, sources=("s2",), stance="distancing")],
        "claims": [
            claim(
                text,
                "The quarry would bring forty jobs, the mayor’s office said",
                5,
                type="prediction",
                claimants=("s1",),
            ),
            claim(text, "dust", 9, type="other"),
        ],
        "frames": [frame(text, "dust", "health_safety")],
    }
    say(text, "ada", **ada)
    say(text, "ben", **ben)
    return text


def noted(folder: Path) -> Text:
    """A text with one claim that `ada` and `ben` code differently; ada wrote a note, ben is the surer one."""
    text = plan(folder)
    say(text, "ada", claims=[claim(text, "jobs", type="quantity", certainty="certain", note="see the plan")])
    say(text, "ben", claims=[claim(text, "jobs", type="prediction", certainty="possible", confidence="high")])
    return text


def wanted(text: Text, *annotators: str) -> Wanted:
    return Wanted(Corpus(text.path.parent), annotators)


def opened(text: Text) -> GoldSession:
    return open_gold(wanted(text), text.path)


def going(text: Text, **how: Any) -> Going:
    return Going(opened(text), **how)


def decide(way: Going, item_id: str, key: str) -> str:
    """Decide one thing by the key that does it on screen."""
    way.go_to(item_id)
    return way.take_all() if key == "b" else way.leave_out() if key == "x" else way.take(int(key))


def item(session: GoldSession, item_id: str) -> Item:
    found = session.index.get(item_id)
    assert found is not None
    return found
