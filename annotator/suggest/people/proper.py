"""The proper name in the words that name a source, without titles; and the titles and offices in them."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from annotator.suggest.people.bodies import body_in
from annotator.suggest.words.grammar import Grammar

_WORD = re.compile(r"\w[\w\u0300-\u036f'’-]*\.?|&")
_PARTICLES = frozenset("van von de der bin al del da di".split())  # noqa: SIM905


def name_in(words: str, grammar: Grammar, known: Container[str]) -> str | None:
    """Return the proper name in a phrase without its titles, or None.

    Args:
        words: The phrase, as it stands in the text.
        grammar: The language.
        known: Names and surnames that were seen, case-folded.
    """
    head, _, appositive = words.partition(",")
    if grammar.capital_nouns:
        behind = appositive.rpartition(",")[2].strip()
        lone = behind[:1].isupper() and " " in behind  # Der Leiter, Jan Roe
        return _german_name(head, grammar, known) or (_german_name(behind, grammar, known) if lone else None)
    body = body_in(head, grammar)
    if body is not None and body[1]:
        return body[0]
    plain = head.lower().split(maxsplit=2)
    first = plain[0] if plain else ""
    given = first in grammar.women or first in grammar.men
    if first.endswith("s") and not given and plain[1:2] and plain[1] in grammar.prepositions:
        return None  # Economists at Lund Bank
    best = _run_in(head, grammar)
    led = first in grammar.determiners or first in grammar.one
    described = (led or len(best) == 1) and _ends_common(head, grammar)
    described = described or body is not None or _hangs(head, grammar)
    if (described or not best) and appositive:
        named = _run_in(appositive.rsplit(",", 1)[-1], grammar)
        kin = bool(named) and head.lower().split()[-1:] and head.lower().split()[-1] in grammar.kin
        owned = bool(named) and (first in grammar.possessives or bool(kin))  # His wife, Lorna
        return " ".join(named) if len(named) > 1 or owned else None
    return " ".join(best) if best and not described else None


def words_of(tokens: Sequence[str], grammar: Grammar) -> set[str]:
    """Return the titles and offices of a phrase, up to what hangs on them: the finance minister | of Varland."""
    cut = next((i for i, token in enumerate(tokens) if i and token in grammar.prepositions), len(tokens))
    return {token for token in tokens[:cut] if token in grammar.roles or token in grammar.titles}


def _german_name(head: str, grammar: Grammar, known: Container[str]) -> str | None:
    """Return the last two capitalised words before a genitive, where every noun has a capital."""
    words: list[str] = _WORD.findall(head)
    cut = next(
        (i for i, word in enumerate(words) if i and (word in grammar.determiners or word in grammar.prepositions)),
        None,
    )
    run = [
        word
        for word in words[:cut]
        if word[0].isupper() and word.lower() not in grammar.determiners and word.lower() not in grammar.titles
    ]
    is_known = bool(run) and run[-1].casefold() in known
    if (
        len(run) == 1
        and (is_known or words[0] == run[0] or words[0].lower() in grammar.titles)
        and run[0].lower() not in grammar.roles
    ):
        return run[0]
    return " ".join(run[-2:]) if len(run) > 1 and run[-1].lower() not in grammar.roles else None


def _run_in(part: str, grammar: Grammar) -> list[str]:
    """Return the longest run of capitalised words of a phrase, the titles before it left out."""
    best: list[str] = []
    run: list[str] = []
    for match in _WORD.finditer(part):
        word = match[0]
        plain = word.lower().rstrip(".")
        leads = not run and plain in grammar.before_proper
        possessive = plain.endswith(("'s", "’s"))
        if (word[0].isupper() and not leads and not possessive) or (run and (word in _PARTICLES or word == "&")):
            if plain in grammar.personal:
                run = []  # Northline CEO Jane Roe
                continue
            run.append(word)
            if len(run) > len(best):
                best = run
            continue
        run = []
        if best and plain in grammar.prepositions:
            break
    return best


def _hangs(head: str, grammar: Grammar) -> bool:
    """Tell whether nothing before the first preposition is a name: federal records | reviewed by the Wire."""
    words = _WORD.findall(head)
    cut = next((place for place, word in enumerate(words) if place and word.lower() in grammar.prepositions), None)
    return cut is not None and all(word[0].islower() for word in words[:cut])


def _ends_common(head: str, grammar: Grammar) -> bool:
    """Tell whether a phrase ends in a common noun, so that the names in it are not its own: the Russian leader."""
    words = _WORD.findall(head)
    cut = next((place for place, word in enumerate(words) if place and word.lower() in grammar.prepositions), None)
    words = words[:cut]
    return bool(words) and words[-1][0].islower()
