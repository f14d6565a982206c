"""What a source is called: the fullest name that the text gives for it."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.suggest.sources.kinds import BYLINE_WITHIN, head_of, is_body, is_expert
from annotator.suggest.sources.names import (
    MOST_MENTIONS,
    SHORTEST,
    capital,
    full_name,
    fuller_names,
    is_noun,
    window,
    written,
)
from annotator.suggest.sources.surroundings import surroundings
from annotator.suggest.suggestion import Range
from annotator.suggest.words.grammar import Grammar
from annotator.suggest.words.lexicon import Word, lexicon, positions, words_of
from annotator.suggest.words.phrases import PARTICLES


def called(content: str, mentions: Sequence[Range], grammar: Grammar) -> str:
    """Return the fullest name that a text gives for a source.

    Titles and articles are left out, and what hangs on the name of a person. A surname is told by the full name, and a
    short name of a body by the long one, where the text has only one. A description stays one: `Customs officer`.

    Args:
        content: The text.
        mentions: Where the source is mentioned, in code points; with none the name is empty.
        grammar: The language of the text.
    """
    content, mentions = window(content, mentions)
    names = [name for name in (_name(content, place, grammar) for place in mentions[:MOST_MENTIONS]) if name]
    if not names:
        return " ".join(content[slice(*mentions[0])].split()) if mentions else ""
    return max(names, key=lambda name: (_is_proper(name), len(name.split())))


def _writer(content: str, words: Sequence[Word], grammar: Grammar) -> str:
    """Return the only name in the byline, where the words are “this column” or the like; empty elsewhere."""
    this, reporters = lexicon(grammar, "this"), lexicon(grammar, "reporters")
    if len(words) < 2 or words[0].lower not in this or not reporters.ends(words):  # noqa: PLR2004
        return ""
    for line in content[:BYLINE_WITHIN].splitlines():
        lead, _, names = line.partition(" ")
        if lead.lower() in grammar.byline and names:
            run = head_of(words_of(names), grammar)
            whole = len(run) > 1 and all(word.is_capital or word.lower in PARTICLES for word in run)
            return written(names, run) if whole else ""
    return ""


def _is_proper(name: str) -> bool:
    """Tell whether a name is several words with capitals, and no description."""
    words = name.split()
    return len(words) > 1 and all(word[0].isupper() or len(word) <= SHORTEST for word in words)


def _name(content: str, place: Range, grammar: Grammar) -> str:
    words = words_of(content, *place)
    writer = _writer(content, words, grammar)
    if writer:
        return writer
    head = head_of(words, grammar)
    person = _person(head, grammar)
    if person:
        return full_name(content, person, grammar) if " " not in person else person
    if not words:
        return ""
    firm = next((i for i, word in enumerate(words) if word.text == ","), 0)
    if (
        firm
        and is_body(head, grammar)
        and words[firm + 1 :]
        and all(word.is_capital or word.text == "&" for word in words[firm + 1 :])
    ):
        return written(content, words[firm + 1 :])  # the haulage company, Trent & Sons
    own = _possessor(content, place, words, grammar)
    if own:
        return own
    rest = _without_lead(words, grammar)
    if not rest:
        return ""
    fuller = _fuller(content, words, head_of(rest, grammar), grammar)
    if fuller:
        return fuller
    cut = next(
        (
            i
            for i, word in enumerate(rest)
            if i and word.lower in grammar.inside and i + 1 < len(rest) and rest[i + 1].text[0].isdigit()
        ),
        None,
    )
    rest = rest[:cut]
    return capital(written(content, rest))


def _without_lead(words: Sequence[Word], grammar: Grammar) -> list[Word]:
    """Return a phrase without its article."""
    first = 0
    while first < len(words) - 1 and words[first].lower in grammar.articles:
        first += 1
    return list(words[first:])


def _person(head: Sequence[Word], grammar: Grammar) -> str:
    """Return the name of a person in the head of a phrase; empty where it names none."""
    if not head or not head[-1].is_capital or head[-1].owns or _is_thing(head, grammar):
        return ""
    run: list[str] = []
    for word in reversed(head):
        leads = (
            word.plain in grammar.titles
            or word.plain in grammar.roles
            or word.lower in grammar.determiners
            or word.owns
        )
        leads = leads or is_expert(word, grammar) or bool(run and is_noun(word, grammar))
        if word.text != "." and (word.is_mark or leads or not (word.is_capital or word.lower in PARTICLES)):
            break
        if grammar.capital_nouns and is_noun(word, grammar):
            break
        if word.text != ".":
            run.append(word.text)
    while run and run[-1].islower():
        run.pop()
    return " ".join(reversed(run))


def _is_thing(head: Sequence[Word], grammar: Grammar) -> bool:
    """Tell whether the head of a phrase is a body, document or office and no person's name."""
    last = head[-1]
    if (
        is_body(head, grammar)
        or last.plain in grammar.bodies
        or last.plain in grammar.documents
        or is_noun(last, grammar)
    ):
        return True
    if len(head) > 1 and last.plain in positions(grammar, "names").kinds:
        return True
    if grammar.capital_nouns or len(head) < 2:  # noqa: PLR2004
        return False
    titled = any(word.plain in grammar.titles for word in head)
    return head[0].lower in grammar.definite and not titled and head[-2].is_capital


def _fuller(content: str, words: Sequence[Word], head: Sequence[Word], grammar: Grammar) -> str:
    """Return the only longer name that the text has for a body spoken of as “the …”; empty where there is none."""
    if not head or words[0].lower not in grammar.definite:
        return ""
    found = fuller_names(content, content[head[0].start : head[-1].end], grammar)
    return next(iter(found)) if len(found) == 1 else ""


def _possessor(content: str, place: Range, words: Sequence[Word], grammar: Grammar) -> str:
    """Return whose office or work it is, where the words before name one person or body only: Halden’s office."""
    own = words[0].lower
    if len(words) < 2 or grammar.capital_nouns or own not in grammar.singular or own in grammar.articles:  # noqa: PLR2004
        return ""
    earlier = surroundings(content, place, grammar).earlier
    rest = written(content, words[1:])
    if own in grammar.feminine or own in grammar.masculine:
        names = dict.fromkeys(word.text[: len(word.plain)] for word in earlier if word.is_capital)
        found = [name for name in names if " " in full_name(content, name, grammar)]
        return f"{found[0]}’s {rest}" if len(found) == 1 else capital(rest)
    bodies = _bodies_in(content, earlier, grammar)
    link = " ".join(next(iter(grammar.language.lines.get("belonging", ())), ()))
    return f"{capital(rest)} {link} {bodies[0]}" if len(bodies) == 1 and link else capital(rest)


def _bodies_in(content: str, words: Sequence[Word], grammar: Grammar) -> list[str]:
    """Return the names of bodies in some words, with what hangs on them: Institute for Sea Research."""
    found: list[str] = []
    for hit in positions(grammar, "bodies").hits(words):
        first, last = hit.first, hit.last
        if not words[last].is_capital:
            continue
        while first > 0 and words[first - 1].is_capital and words[first - 1].lower not in grammar.determiners:
            first -= 1
        if last + 2 < len(words) and words[last + 1].lower in grammar.inside and words[last + 2].is_capital:
            last += 2
            while last + 1 < len(words) and words[last + 1].is_capital:
                last += 1
        found.append(written(content, words[first : last + 1]))
    return list(dict.fromkeys(found))
