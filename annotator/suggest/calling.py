"""What a source is called: the fullest name that the text gives for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annotator.suggest.grammar import Grammar
from annotator.suggest.kinds import head_of, is_body, is_expert
from annotator.suggest.lexicon import Word, lexicon, positions, words_of
from annotator.suggest.suggestion import Range
from annotator.suggest.surroundings import surroundings

_MOST_MENTIONS = 24
_MOST_PLACES = 200  # of a surname or a body in the text
_WIDEST = 80  # characters before such a place that are looked at
_MOST_NAMES = 4  # words of a fuller name before the last
_SHORTEST = 3  # letters of a name that is looked up


def called(content: str, mentions: Sequence[Range], grammar: Grammar) -> str:
    """Return the fullest name that a text gives for a source.

    Titles and articles are left out, and what hangs on the name of a person. A surname is told by the full name, and a
    short name of a body by the long one, where the text has only one. A description stays one: `Customs officer`.

    Args:
        content: The text.
        mentions: Where the source is mentioned, in code points; with none the name is empty.
        grammar: The language of the text.
    """
    names = [name for name in (_name(content, place, grammar) for place in mentions) if name]
    if not names:
        return " ".join(content[slice(*mentions[0])].split()) if mentions else ""
    return max(names, key=lambda name: (_is_proper(name), len(name.split())))


def _is_proper(name: str) -> bool:
    """Tell whether a name is several words with capitals, and no description."""
    words = name.split()
    return len(words) > 1 and all(word[0].isupper() or len(word) <= _SHORTEST for word in words)


def _name(content: str, place: Range, grammar: Grammar) -> str:
    words = words_of(content, *place)
    head = head_of(words, grammar)
    person = _person(head, grammar)
    if person:
        return full_name(content, person, grammar) if " " not in person else person
    if not words:
        return ""
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
    return _capital(_text(content, rest))


def _text(content: str, words: Sequence[Word]) -> str:
    """Return words as the text has them, with one space where it has any, and curly apostrophes."""
    return re.sub(r"(?<=\w)'", "’", " ".join(content[words[0].start : words[-1].end].split()))


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


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
        leads = leads or is_expert(word, grammar)
        if word.text != "." and (word.is_mark or leads or not (word.is_capital or word.lower in _PARTICLES)):
            break
        if grammar.capital_nouns and _is_noun(word, grammar):
            break
        if word.text != ".":
            run.append(word.text)
    while run and run[-1].islower():
        run.pop()
    return " ".join(reversed(run))


_PARTICLES = frozenset("van von de der den del della di da du la le al bin ibn".split())  # noqa: SIM905


def _is_thing(head: Sequence[Word], grammar: Grammar) -> bool:
    """Tell whether the head of a phrase is a body, document or office and no person's name."""
    last = head[-1]
    if (
        is_body(head, grammar)
        or last.plain in grammar.bodies
        or last.plain in grammar.documents
        or _is_noun(last, grammar)
    ):
        return True
    if len(head) > 1 and last.plain in positions(grammar, "names").kinds:
        return True
    if grammar.capital_nouns or len(head) < 2:  # noqa: PLR2004
        return False
    titled = any(word.plain in grammar.titles for word in head)
    return head[0].lower in grammar.definite and not titled and head[-2].is_capital


def _is_noun(word: Word, grammar: Grammar) -> bool:
    """Tell whether a word is one that the lists know, as a body, an occupation or a document."""
    lists = (
        positions(grammar, "bodies"),
        positions(grammar, "people"),
        lexicon(
            grammar, "written works", "records", "counts", "surveys", "experts", "spokespeople", "leaders", "deciders"
        ),
    )
    return (
        word.plain in grammar.roles
        or word.plain in grammar.titles
        or is_expert(word, grammar)
        or any(one.kind_of(word) is not None for one in lists)
    )


def full_name(content: str, surname: str, grammar: Grammar) -> str:
    """Return the full name that a text has for a surname; the surname itself where there is none, or more than one."""
    if len(surname) < _SHORTEST:
        return surname
    found: set[str] = set()
    for place in _places(content, surname):
        before = words_of(content, max(0, place - _WIDEST), place)
        run: list[Word] = []
        for word in reversed(before):
            if content[word.end : place if not run else run[-1].start].strip(" ") or len(run) == _MOST_NAMES:
                break
            if (
                word.plain in grammar.titles
                or word.plain in grammar.roles
                or word.lower in grammar.determiners
                or word.owns
            ):
                break
            if not word.is_capital and word.lower not in _PARTICLES:
                break
            if word.lower in grammar.before_names or (grammar.capital_nouns and _is_noun(word, grammar)):
                break
            run.append(word)
        while run and not run[-1].is_capital:
            run.pop()
        if run:
            found.add(" ".join([*(word.text for word in reversed(run)), surname]))
    longest = max(found, key=len, default=surname)
    return longest if all(longest.endswith(one) for one in found) else surname


def places_of(content: str, mentions: Sequence[Range], name: str, grammar: Grammar, *, person: bool) -> list[Range]:
    """Return the mentions of a source, and where else the text has its name.

    Args:
        content: The text.
        mentions: Where it is mentioned, in code points.
        name: What it is called.
        grammar: The language.
        person: Its surname counts too, unless the text has somebody else of that surname.
    """
    found = list(mentions[:_MOST_MENTIONS])
    words = name.split()
    if len(words) < 2 or not all(word[0].isupper() for word in words):  # noqa: PLR2004 - a first and a last name
        return found
    wanted = [name]
    if person and full_name(content, words[-1], grammar) in {name, words[-1]}:
        wanted.append(words[-1])
    for one in wanted:
        for place in _places(content, one)[:_MOST_MENTIONS]:
            stop = place + len(one)
            inside = any(start <= place < end for start, end in found)
            if not inside and content[stop : stop + 2] not in {"'s", "’s"}:
                found.append((place, stop))
    return found


def _places(content: str, words: str) -> list[int]:
    """Return where some words stand whole in a text, the first ones."""
    found: list[int] = []
    place = content.find(words)
    while place >= 0 and len(found) < _MOST_PLACES:
        stop = place + len(words)
        if not (content[max(0, place - 1) : place].isalnum() or content[stop : stop + 1].isalnum()):
            found.append(place)
        place = content.find(words, stop)
    return found


def _fuller(content: str, words: Sequence[Word], head: Sequence[Word], grammar: Grammar) -> str:
    """Return the only longer name that the text has for a body spoken of as “the …”; empty where there is none."""
    if not head or words[0].lower not in grammar.definite:
        return ""
    found = fuller_names(content, content[head[0].start : head[-1].end], grammar)
    return next(iter(found)) if len(found) == 1 else ""


def fuller_names(content: str, short: str, grammar: Grammar) -> set[str]:
    """Return the longer names in a text that end in the same words: Varland’s finance ministry, of the ministry.

    A name that is the end of another one of them is not counted by itself.

    Args:
        content: The text.
        short: The name of a body or of a collection of data, without article.
        grammar: The language.
    """
    last = words_of(short)[-1:]
    if not last or not (is_body(last, grammar) or last[0].plain in grammar.databases):
        return set()
    found: set[str] = set()
    for form in dict.fromkeys((short, _capital(short))):
        for place in _places(content, form):
            run = _modifiers(content, place, grammar)
            if run:
                found.add(_capital(_text(content, words_of(content, run[0].start, place + len(form)))))
    whole = {name.casefold() for name in found}
    return {
        name for name in found if not any(one != name.casefold() and one.endswith(name.casefold()) for one in whole)
    }


def _modifiers(content: str, place: int, grammar: Grammar) -> list[Word]:
    """Return the words that stand before a body as part of its name."""
    run: list[Word] = []
    for word in reversed(words_of(content, max(0, place - _WIDEST), place)):
        edge = run[0].start if run else place
        if content[word.end : edge].strip(" ") or len(run) == _MOST_NAMES or word.lower in grammar.determiners:
            break
        starts = not content[max(0, word.start - 2) : word.start].strip(" ") or content[word.start - 2] in ".\n"
        part = (word.is_capital and not (starts and word.lower in grammar.openers)) or word.plain in grammar.titles
        if (
            not part
            or word.lower in grammar.prepositions
            or word.lower in grammar.cues
            or word.lower in grammar.conjunctions
        ):
            break
        run.insert(0, word)
        if word.owns:
            break
    return run


def _possessor(content: str, place: Range, words: Sequence[Word], grammar: Grammar) -> str:
    """Return whose office or work it is, where the words before name one person or body only: Halden’s office."""
    own = words[0].lower
    if len(words) < 2 or grammar.capital_nouns or own not in grammar.singular or own in grammar.articles:  # noqa: PLR2004
        return ""
    earlier = surroundings(content, place, grammar).earlier
    rest = _text(content, words[1:])
    if own in grammar.feminine or own in grammar.masculine:
        names = dict.fromkeys(word.text[: len(word.plain)] for word in earlier if word.is_capital)
        found = [name for name in names if " " in full_name(content, name, grammar)]
        return f"{found[0]}’s {rest}" if len(found) == 1 else _capital(rest)
    bodies = _bodies_in(content, earlier, grammar)
    link = " ".join(next(iter(grammar.language.lines.get("belonging", ())), ()))
    return f"{_capital(rest)} {link} {bodies[0]}" if len(bodies) == 1 and link else _capital(rest)


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
        found.append(_text(content, words[first : last + 1]))
    return list(dict.fromkeys(found))
