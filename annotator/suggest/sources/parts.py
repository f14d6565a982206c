"""What part a source plays, how it knows what it tells, and whether it has special knowledge of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from annotator.suggest.sources.affiliations import knows_more
from annotator.suggest.sources.kinds import GROUPS, head_of, is_expert
from annotator.suggest.sources.surroundings import Surroundings, deeds, flat
from annotator.suggest.words.grammar import Grammar
from annotator.suggest.words.lexicon import Word, lexicon, positions

_SPOKEN_FOR = frozenset({"union", "political_group", "industry_group"})
_TELLING = frozenset(
    {"academic", "media", "witness", "victim", "cannot_determine", "ngo", "other_group", "religious_group"}
)
_BEHIND = 6  # words behind a mention within which it does something


def role_of(seen: Sequence[Surroundings], kind: str, affiliation: str | None, grammar: Grammar) -> str | None:
    """Return the role of a person or group; None where the words do not tell.

    Args:
        seen: What stands around the mentions.
        kind: The type of the source.
        affiliation: Its affiliation, as far as it is known.
        grammar: The language.
    """
    heads = _heads(seen, grammar)
    clauses = [clause for one in seen for clause in one.relative]
    if lexicon(grammar, "deciders").any(_present(heads, grammar)) and affiliation == "government":
        return "decision_maker"
    if lexicon(grammar, "spokespeople").any([*_present(heads, grammar), *flat(clause[:4] for clause in clauses)]):
        return "representative"
    acts = any(_decides(one.predicate, grammar) for one in seen)
    if kind in GROUPS:
        return _of_group(seen, kind, affiliation, grammar, acts=acts)
    if affiliation == "actor":
        return "decision_maker"
    if affiliation in _SPOKEN_FOR:
        return "representative"
    if affiliation == "government":
        if _is_sent(seen[0], grammar):
            return "representative"
        return "informational" if kind == "unnamed_individual" or not lexicon(grammar, "leaders").any(heads) else None
    if affiliation in {None, "corporate", "ngo", "religious_group", "other_group"} and lexicon(grammar, "leaders").any(
        _present(heads, grammar)
    ):
        return "representative"
    if affiliation in _TELLING or affiliation == "corporate":
        return "informational"
    former = any(word.lower in lexicon(grammar, "former").kinds for word in heads)
    return "informational" if former else None


def _decides(predicate: Sequence[Word], grammar: Grammar) -> bool:
    """Tell whether the first verb behind a source is one of deciding: has agreed, later approved."""
    deciding = lexicon(grammar, "deciding verbs").kinds
    for word in predicate[:_BEHIND]:
        if word.lower in deciding:
            return True
        if not (
            word.lower in grammar.auxiliaries
            or word.lower in grammar.adverbs
            or word.lower.endswith(grammar.endings or ("\0",))
        ):
            return False
    return False


def _of_group(
    seen: Sequence[Surroundings], kind: str, affiliation: str | None, grammar: Grammar, *, acts: bool
) -> str | None:
    head = head_of(seen[0].own, grammar)[-3:]
    if affiliation == "government":
        if lexicon(grammar, "deciding bodies").ends(head) or acts:
            return "decision_maker"
        return "representative" if lexicon(grammar, "speaking bodies").ends(head) else "informational"
    if affiliation in _SPOKEN_FOR:
        return "representative" if kind == "named_group" else None
    if kind == "unnamed_group" and affiliation == "corporate":
        return "informational"
    if acts and affiliation in {"corporate", "religious_group", "other_group"}:
        return "decision_maker"
    return (
        "informational" if affiliation in _TELLING and affiliation not in {"other_group", "religious_group"} else None
    )


def _heads(seen: Sequence[Surroundings], grammar: Grammar) -> list[Word]:
    """Return the words that say what somebody is, without what hangs on them: the mayor, not of the ministry."""
    stretches = (stretch for one in seen for stretch in (one.own, one.title, *one.beside) if stretch)
    return [word for stretch in stretches for word in head_of(stretch, grammar) if not word.owns]


def _present(words: Sequence[Word], grammar: Grammar) -> list[Word]:
    """Return words without those behind “former”."""
    former = lexicon(grammar, "former").kinds
    place = next((i for i, word in enumerate(words) if word.lower in former), len(words))
    return list(words[:place])


def _is_sent(one: Surroundings, grammar: Grammar) -> bool:
    """Tell whether somebody comes from a body: a man from the port authority."""
    head = head_of(one.own, grammar)
    return lexicon(grammar, "plain people").any(head[-1:]) and positions(grammar, "bodies").any(
        [*one.own[len(head) :], *one.linked]
    )


def proximity_of(seen: Sequence[Surroundings], known: Mapping[str, str], grammar: Grammar) -> str | None:
    """Return how a source knows what it tells; None where the words do not tell.

    Args:
        seen: What stands around the mentions.
        known: Type, affiliation and role, as far as they are known.
        grammar: The language.
    """
    kind, affiliation, role = known["type"], known.get("affiliation"), known.get("role")
    clauses = flat(clause for one in seen for clause in (*one.relative, one.predicate))
    if kind == "author":
        return "eyewitness"
    if role == "decision_maker" or affiliation == "victim":
        return "participant"
    if _speaks_of_itself(seen, kind, grammar) and affiliation != "academic":
        return "participant"
    if lexicon(grammar, "relayed").any(clauses) or knows_more(seen, grammar):
        return "second_hand"
    if lexicon(grammar, "perceived").any(flat(deeds(one, grammar) for one in seen)):
        return "eyewitness"
    if affiliation == "academic":
        if kind in GROUPS:
            return "eyewitness" if lexicon(grammar, "studied").any(flat(one.sentence for one in seen)) else "unknown"
        return "second_hand" if any(_has_figures(one) for one in seen) else "unknown"
    if affiliation == "corporate" and kind == "named_individual":
        leads = lexicon(grammar, "leaders").any(_present(_heads(seen, grammar), grammar))
        return "participant" if leads or _works(seen, grammar) else "unknown"
    return "unknown" if role in {"informational", "representative"} else None


def _speaks_of_itself(seen: Sequence[Surroundings], kind: str, grammar: Grammar) -> bool:
    """Tell whether a person says I or we in the quotations beside a mention."""
    if kind in GROUPS:
        return False
    first = lexicon(grammar, "first person").kinds
    return any(word.lower in first for one in seen for word in (one.speech if kind == "named_individual" else one.said))


def _works(seen: Sequence[Surroundings], grammar: Grammar) -> bool:
    jobs = lexicon(grammar, "job verbs").kinds
    return any(word.lower in jobs for one in seen for clause in (*one.relative, one.predicate) for word in clause[:3])


def _has_figures(one: Surroundings) -> bool:
    return any(word.text[0].isdigit() for word in one.near)


def expertise_of(seen: Sequence[Surroundings], known: Mapping[str, str], grammar: Grammar) -> str | None:
    """Return whether a source is shown to know the matter; None where the words do not tell.

    Args:
        seen: What stands around the mentions.
        known: Type, affiliation and role, as far as they are known.
        grammar: The language.
    """
    kind, affiliation, role = known["type"], known.get("affiliation"), known.get("role")
    heads = _heads(seen, grammar)
    if kind == "author":
        return "unknown"
    if lexicon(grammar, "lay").any(heads):
        return "none"
    trained = lexicon(grammar, "experts").any(heads) or any(is_expert(word, grammar) for word in heads)
    if affiliation == "academic" or trained:
        return "relevant"
    if affiliation == "victim":
        return (
            "relevant" if lexicon(grammar, "trades").any(heads) else "none" if kind == "named_individual" else "unknown"
        )
    if role == "decision_maker":
        return "relevant"
    if lexicon(grammar, "spokespeople").any(heads):
        return "unknown"
    about = flat([*flat(one.beside), *flat(one.relative), *one.predicate, *one.speech] for one in seen)
    if kind == "named_individual" and _has_practice(about, grammar):
        return "relevant"
    if affiliation == "corporate":
        return "relevant"
    if affiliation == "government":
        leads = lexicon(grammar, "leaders").any(_present(heads, grammar)) or _works(seen, grammar)
        speaks = kind == "named_group" and not _is_office(seen[0], grammar)
        return "relevant" if speaks or (leads and kind == "named_individual") else "unknown"
    return "unknown" if role in {"informational", "representative"} else None


def _has_practice(words: Sequence[Word], grammar: Grammar) -> bool:
    """Tell whether somebody has done something for years."""
    long, lead = lexicon(grammar, "practice spans").kinds, lexicon(grammar, "practice leads").kinds
    years = any(
        word.lower in long and any(one.lower in lead for one in words[max(0, i - 3) : i])
        for i, word in enumerate(words)
    )
    return years or lexicon(grammar, "practice").any(words)


def _is_office(one: Surroundings, grammar: Grammar) -> bool:
    """Tell whether a body is somebody's office, which speaks and knows nothing by itself."""
    head = head_of(one.own, grammar)
    return (
        len(head) > 1
        and (head[0].owns or head[0].lower in grammar.singular)
        and head[-1].plain in lexicon(grammar, "offices").kinds
    )
