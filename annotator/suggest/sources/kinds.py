"""What sort of source it is: one person or several, named or not, or something written, counted or recorded."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.suggest.sources.surroundings import Surroundings, flat
from annotator.suggest.words.grammar import Grammar
from annotator.suggest.words.lexicon import Lexicon, Word, lexicon, positions, words_of
from annotator.suggest.words.phrases import PARTICLES

GROUPS = ("named_group", "unnamed_group")
PEOPLE = ("named_individual", "unnamed_individual")
BYLINE_WITHIN = 2_000
"""Characters of a text in which a byline stands."""


def head_of(words: Sequence[Word], grammar: Grammar) -> list[Word]:
    """Return the words of a phrase before the first comma, preposition, genitive article and relative pronoun."""
    found: list[Word] = []
    for word in words:
        genitive = grammar.capital_nouns and word.lower in grammar.determiners
        if found and (
            word.lower in grammar.prepositions
            or (word.lower in grammar.asides and found[-1].lower not in grammar.determiners)
            or (genitive and found[-1].is_capital and found[-1].lower not in grammar.determiners)
            or (word.is_mark and word.text not in "&'’-/.")
            or (word.lower in grammar.relative and not word.is_capital)
        ):
            break
        if word.text != ".":  # Dr. Inés Vántor
            found.append(word)
    while len(found) > 1 and (found[-1].is_mark or found[-1].lower in grammar.adverbs):
        found.pop()
    return found


def kind_of(content: str, seen: Sequence[Surroundings], name: str, grammar: Grammar) -> str | None:
    """Return the type of a source; None where it has no words.

    Args:
        content: The text, whose byline names the paper.
        seen: What stands around its mentions, in the order of the mentions.
        name: What it is called.
        grammar: The language.
    """
    if not seen or not seen[0].own:
        return None
    first = seen[0]
    head = head_of(first.own, grammar)
    if not head:
        return None
    if _is_author(content, first, grammar):
        return "author"
    written = _written(first, head, name, grammar)
    if written is not None:
        return written
    if lexicon(grammar, "handles").any(flat(one.title + one.earlier[-6:] for one in seen)):
        return "unnamed_individual"
    body = is_body(head, grammar)
    if _is_proper(head, grammar):
        return "named_group" if body or _is_firm(first, head, grammar) else "named_individual"
    if body:
        return "unnamed_group" if _some(head, grammar) else "named_group"
    return _of_people(head, words_of(name), first, grammar)


def _of_people(head: list[Word], named: list[Word], first: Surroundings, grammar: Grammar) -> str:
    """Return the type of people who are described and not named by the words themselves."""
    if len(named) > 1 and _is_name(named, grammar) and not is_body(named, grammar) and _is_new(named, first.own):
        return "named_individual"  # the minister, of whom the text has told the name; the two ministers
    if _is_several(head, grammar):
        return "unnamed_group"
    office = head[0].lower not in grammar.one and lexicon(grammar, "unique offices").ends(head)
    # The head of the customs office: there is only one.
    return "named_individual" if office and _is_this_one(head[0], grammar) else "unnamed_individual"


def _is_author(content: str, first: Surroundings, grammar: Grammar) -> bool:
    """Tell whether a source is the writer: by the byline, this column, I, a reporter of the paper itself."""
    own, lowers = first.own, [word.lower for word in first.own]
    if lowers[0] in grammar.authors:
        return True
    reporter = lexicon(grammar, "reporters").any(own[-1:])
    if reporter and (lowers[0] in lexicon(grammar, "this").kinds or _is_ours(content, own[:-1], grammar)):
        return True
    start = [word for word in first.near if word.end <= own[0].start]
    return len(start) == 1 and start[0].lower in grammar.byline and own[0].is_capital


def _is_ours(content: str, lead: Sequence[Word], grammar: Grammar) -> bool:
    """Tell whether the capitals before “reporter” are the paper that the byline names."""
    paper = [word for word in lead if word.is_capital and word.lower not in grammar.determiners]
    if not paper:
        return False
    words = content[paper[0].start : paper[-1].end]
    lines = content[:BYLINE_WITHIN].splitlines()
    return any(
        words in line for line in lines if line.split(maxsplit=1)[:1] and line.split()[0].lower() in grammar.byline
    )


def _written(first: Surroundings, head: list[Word], name: str, grammar: Grammar) -> str | None:
    """Return the type of what is no person or group: a poll, a database, a document."""
    before = first.earlier[-2:]
    if len(before) > 1 and before[-1].text == ":" and before[0].lower in lexicon(grammar, "origin marks").kinds:
        return "database" if len(first.sentence) < 16 else None  # noqa: PLR2004 - a caption: Source: …
    lowers = [word.lower for word in first.own]
    if _is_share(lowers, grammar):
        return "vote_poll"
    last = [head[-1]]
    if lexicon(grammar, "surveys").any(last):
        science = positions(grammar, "bodies")
        owners = [science.kinds.get(word.plain) for word in [*first.own, *words_of(name), *first.earlier[-12:]]]
        asked = lexicon(grammar, "asked people").any([word for word in first.sentence if word.start >= head[-1].end])
        if not asked and (
            "academic" in owners or not (lexicon(grammar, "counts").any(last) or head[-1].plain in grammar.polls)
        ):
            return "document"
        return "vote_poll"
    if lexicon(grammar, "counts").ends(head) or head[-1].plain in grammar.polls:
        return "vote_poll"
    if (
        head[-1].lower in grammar.databases
        or lexicon(grammar, "records").any(last)
        or head[0].lower in grammar.databases
    ):
        return "database"
    if lexicon(grammar, "written works").any(last) or head[-1].lower in grammar.documents:
        return "document"
    return None


def _is_share(lowers: list[str], grammar: Grammar) -> bool:
    """Tell whether words count answers: nine in ten readers, 54 percent of those asked."""
    counted = lexicon(grammar, "of ten").kinds
    ten = grammar.language.words("small numbers")
    numbers = [index for index, word in enumerate(lowers[:5]) if word in ten or word.isdigit()]
    inside = len(lowers) > 2 and lowers[1] in counted and {0, 2} <= set(numbers)  # noqa: PLR2004
    return inside or (
        len(lowers) > 1 and lowers[0].replace(".", "").isdigit() and lowers[1] in grammar.language.words("shares")
    )


def _is_proper(head: list[Word], grammar: Grammar) -> bool:
    """Tell whether a phrase is a name, or ends in one: Dr. Inés Vántor, his sister Vesna, the Harbour Authority."""
    last = head[-1]
    if not last.is_capital or last.owns:
        return False
    if grammar.capital_nouns:
        return _is_german_name(head, grammar)
    names = [word for word in head if word.is_capital and word.lower not in grammar.determiners]
    return len(head) > 1 or (
        bool(names)
        and last.lower not in grammar.roles
        and last.plain not in grammar.documents
        and not _is_known(last, grammar)
    )


def _is_german_name(head: list[Word], grammar: Grammar) -> bool:
    """Tell whether a phrase with capital nouns is a name: its last word is none of the words that are known."""
    last = head[-1]
    if _is_known(last, grammar) or last.lower in grammar.roles or last.lower in grammar.bodies:
        return False
    return last.is_capital and (head[0].lower not in grammar.determiners or len(head) > 2)  # noqa: PLR2004


def _is_known(word: Word, grammar: Grammar) -> bool:
    return is_expert(word, grammar) or any(one.kind_of(word) is not None for one in _nouns(grammar))


def is_expert(word: Word, grammar: Grammar) -> bool:
    """Tell whether a word is what somebody with special knowledge is called: an engineer, a hydrologist."""
    endings = tuple(grammar.language.words("expert endings"))
    return lexicon(grammar, "experts").kind_of(word) is not None or (bool(endings) and word.plain.endswith(endings))


def _nouns(grammar: Grammar) -> tuple[Lexicon, ...]:
    people = lexicon(
        grammar, "experts", "spokespeople", "leaders", "deciders", "openly unknown", "plain people", "trades"
    )
    return positions(grammar, "bodies"), positions(grammar, "people"), people


def is_body(head: Sequence[Word], grammar: Grammar) -> bool:
    """Tell whether a phrase ends in a body: the finance ministry, Pilots' Union, Teller & Brandt, Court of Appeal."""
    plain = [word for word in head if not word.is_mark]
    if not plain:
        return False
    if any(one.text == "&" for one in head) or "&" in plain[-1].text:
        return True
    start = next((i for i, word in enumerate(plain) if i and word.lower in grammar.prepositions), len(plain))
    last = plain[:start][-1]
    if lexicon(grammar, "leaders", "spokespeople", "deciders").kind_of(last) or positions(grammar, "people").kind_of(
        last
    ):
        return False
    bodies = positions(grammar, "bodies")
    if any(hit.last == start - 1 for hit in bodies.hits(plain[:start])) or last.plain in grammar.bodies:
        return True
    if lexicon(grammar, "other bodies").kind_of(last) is not None:
        return True
    lead = next((word for word in plain[:start] if word.lower not in grammar.determiners), last)
    if lead is not last and lead.is_capital and last.is_capital and bodies.kind_of(lead) is not None:
        return not any(
            word.plain in grammar.titles or _is_known(word, grammar) for word in plain[1:start] if word is not lead
        )
    if last.is_capital and len(plain) > 1:
        return positions(grammar, "names").kinds.get(last.plain) is not None
    return last.is_capital and last.text.isupper() and positions(grammar, "names").kinds.get(last.plain) is not None


def _is_firm(first: Surroundings, head: Sequence[Word], grammar: Grammar) -> bool:
    """Tell whether what stands beside a name says that it is a body, or its article does: the Brennick Guard."""
    lead = head[0].lower in grammar.definite and head[-1].plain not in grammar.titles and len(head) > 1
    if (
        lead
        and not any(word.plain in grammar.titles or _is_known(word, grammar) for word in head[1:-1])
        and not grammar.capital_nouns
    ):
        return not any(word.lower in grammar.language.words("same") for word in head)
    return any(is_body(head_of(stretch, grammar), grammar) for stretch in [*first.beside, first.title] if stretch)


def _is_several(head: list[Word], grammar: Grammar) -> bool:
    last, first = head[-1], head[0]
    if first.lower in lexicon(grammar, "always several").kinds:
        return True
    if first.lower in grammar.one and first is not last:
        return False
    if not grammar.capital_nouns:
        return _is_plural(last, grammar) or first.text.isdigit()
    feminine = last.lower.endswith(tuple(grammar.language.words("feminine endings")))
    if first is last:
        return (
            last.lower in grammar.plurals
            or lexicon(
                grammar, "experts", "openly unknown", "witness people", "trades", "victim people", "government people"
            ).kind_of(last)
            is not None
        )
    return first.lower in grammar.language.words("plural determiners") and not feminine


def _is_plural(word: Word, grammar: Grammar) -> bool:
    plain = word.plain
    endings = tuple(grammar.language.words("plural endings"))
    return (bool(endings) and plain.endswith(endings) and not plain.endswith("ss")) or plain in grammar.plurals


def _some(head: list[Word], grammar: Grammar) -> bool:
    """Tell whether it is open which body is meant: several ministries, local businesses; not the ministry, police."""
    first, last = head[0], head[-1]
    if first.lower in grammar.determiners:
        known = first.lower in grammar.definite or first.lower in grammar.singular - grammar.one
        return not known
    return first.lower in grammar.one or (
        not first.owns and last.plain not in grammar.plurals and _is_plural(last, grammar)
    )


def _is_name(words: Sequence[Word], grammar: Grammar) -> bool:
    return all(word.is_capital or word.lower in PARTICLES for word in words if not word.is_mark) and not (
        grammar.capital_nouns and any(_is_known(word, grammar) for word in words)
    )


def _is_new(named: Sequence[Word], own: Sequence[Word]) -> bool:
    """Tell whether a name is not made of the words of the mention."""
    have = {word.lower for word in own}
    return named[0].lower not in have


def _is_this_one(lead: Word, grammar: Grammar) -> bool:
    """Tell whether an office is one that somebody holds alone: the mayor, Varland's president, the head of …."""
    return lead.lower in grammar.definite or lead.owns or lead.lower in grammar.singular - grammar.one
