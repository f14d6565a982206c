"""Coding an item as the one before it was coded: what is open takes the values that were given last."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from annotator.labels import Item
from annotator.session.answers import Answers


def one_before(answers: Answers) -> Item | None:
    """Return the item of the same layer that was labelled last, other than the one that is coded."""
    others = (item for item in reversed(answers.session.labels.layer(answers.layer)) if item.id != answers.item_id)
    return next(others, None)


def taken_over(answers: Answers, answered: Collection[str]) -> dict[str, Any]:
    """Return the values of the item before for all that is open: neither answered now nor coded, but for defaults.

    What is typed is said of one item only and is not taken over, nor is a value that needs such words with it.

    Args:
        answers: What the item is coded with so far.
        answered: The attributes that were answered in this dialogue.
    """
    before = one_before(answers)
    if before is None:
        return {}
    return open_to(answers, answered, {name: before.attribute(name) for name in answers.attributes})


def open_to(answers: Answers, answered: Collection[str], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return those of some values that an item is open to: neither answered now nor coded, but for defaults.

    What is typed is left out, and so is what does not apply or needs something with it that is not there.

    Args:
        answers: What the item is coded with so far.
        answered: The attributes that were answered in this dialogue.
        values: The values; None for what has none.
    """
    attributes = answers.attributes
    found = {
        name: values[name]
        for name, attribute in attributes.items()
        if attribute.kind == "choice"
        and name not in answered
        and answers.get(name) in {None, attribute.default}
        and values.get(name) not in {None, answers.get(name)}
    }
    coded = answers.coded(found)
    found = {name: value for name, value in found.items() if attributes[name].applies(coded)}
    while (missing := answers.missing(found)) is not None:
        needed_by = {name for name in attributes[missing].when if name in found}
        if not needed_by:
            break
        for name in needed_by:
            del found[name]
    return found
