"""Choosing suggesters by name: nobody is asked, and no text leaves the program, unless somebody named them."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.errors import AnnotatorError
from annotator.suggest.plugins.host import installed
from annotator.suggest.plugins.protocol import Suggester


class NotChosenError(AnnotatorError):
    """A suggester that is not there, or cannot be used."""


def choose(names: Sequence[str]) -> tuple[list[Suggester], list[str]]:
    """Return the suggesters that were named, and what must be told before they are asked.

    That is where a text goes, of those that send it away, and which plug-ins cannot be loaded.

    Raises:
        NotChosenError: When there is none of a name, or it cannot be used.
    """
    if not names:
        return [], []
    found, told = installed()
    chosen = []
    for name in dict.fromkeys(names):
        if name not in found:
            known = ", ".join(sorted(found)) or "none"
            raise NotChosenError(f"There is no suggester '{name}': there are {known}.")
        unavailable = found[name].available()
        if unavailable is not None:
            raise NotChosenError(f"{name} cannot be used: {unavailable}.")
        if found[name].cost == "network":
            notice = getattr(found[name], "notice", None)
            told.append(str(notice()) if callable(notice) else f"{name} sends the text over the network.")
        chosen.append(found[name])
    return chosen, told
