"""From which position a source speaks: the body behind it, or as somebody who acted, saw or was harmed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annotator.suggest.sources.kinds import head_of, is_expert
from annotator.suggest.sources.names import full_name
from annotator.suggest.sources.surroundings import Surroundings, deeds, flat, surroundings
from annotator.suggest.words.grammar import Grammar
from annotator.suggest.words.lexicon import Word, lexicon, positions, words_of

_MOST_OWNERS = 4
_BEHIND = 6  # words behind a mention among which stands what it speaks of
_PRIVATE = frozenset({None, "witness", "victim"})


def affiliation_of(content: str, seen: Sequence[Surroundings], kind: str, name: str, grammar: Grammar) -> str | None:
    """Return the affiliation of a source; None where the words do not tell.

    A body that is named wins over what somebody is: an economist of a bank speaks for the bank. A public office wins
    over a party, and who holds none any more speaks for nobody.

    Args:
        content: The text, in which the owner of an office is looked up.
        seen: What stands around the mentions.
        kind: The type of the source.
        name: What it is called.
        grammar: The language.
    """
    named = words_of(name)
    stretches = [named, *flat_descriptions(seen), *(_job(clause, grammar) for one in seen for clause in _clauses(one))]
    body = _body(stretches, grammar)
    if kind == "document":
        if body is None and lexicon(grammar, "public works").any(
            [*head_of(seen[0].own, grammar)[-1:], *head_of(named, grammar)[-1:]]
        ):
            body = "government"
        owner = body or _issued(seen[0].own, grammar) or _owned(content, [named, seen[0].own], grammar)
        return owner or _its(seen[0], grammar) or "cannot_determine"
    person = _person(stretches, grammar)
    if body == "political_group" and person == "government" and _in_office(stretches, grammar):
        return "political_group" if lexicon(grammar, "campaigning").any(seen[0].sentence) else "government"
    if body == "government" and person == "political_group":  # the leader of the opposition in parliament
        return person
    if person == "union":  # a shop steward at the mill
        return person
    found = (
        body or _owned(content, [named, seen[0].own], grammar) or _employer(seen, grammar) or _beside(seen[0], grammar)
    )
    if found is None and person in {None, "witness"} and kind != "named_individual" and knows_more(seen, grammar):
        return "cannot_determine"
    if found is None and person in {"witness", "victim"} and kind != "named_group":
        return "victim" if _is_harmed(seen, person, grammar) else "witness"
    found = found or person
    if found is not None or kind == "named_group":
        return found
    return _of_nobody(seen, kind, grammar)


def _issued(own: Sequence[Word], grammar: Grammar) -> str | None:
    """Return the affiliation of the official whose document it is: the coroner's report."""
    people = positions(grammar, "people")
    return next((kind for word in own if word.owns and (kind := people.kind_of(word)) not in _PRIVATE), None)


def knows_more(seen: Iterable[Surroundings], grammar: Grammar) -> bool:
    """Tell whether people are described by what they were told or have read: two people familiar with the talks."""
    return lexicon(grammar, "insight").any(
        flat((*one.own, *one.linked, *flat(one.relative), *one.predicate[:4]) for one in seen)
    )


def flat_descriptions(seen: Iterable[Surroundings]) -> list[list[Word]]:
    """Return what describes a source around all its mentions."""
    return [stretch for one in seen for stretch in one.descriptions()]


def _clauses(one: Surroundings) -> list[list[Word]]:
    return [*one.relative, one.predicate]


def _job(clause: Sequence[Word], grammar: Grammar) -> list[Word]:
    """Return what a clause says of somebody's work, if it begins so: who leads the union, drives for a dairy."""
    jobs = lexicon(grammar, "job verbs").kinds
    place = next((i for i, word in enumerate(clause[:3]) if word.lower in jobs), None)
    if place is None and grammar.capital_nouns and clause and clause[-1].lower in jobs:
        return list(clause)
    return [] if place is None else list(clause[place + 1 :])


def _body(stretches: Iterable[Sequence[Word]], grammar: Grammar) -> str | None:
    """Return the affiliation of the first body in some stretches; of a run of nouns the last: the police union."""
    bodies, names = positions(grammar, "bodies"), positions(grammar, "names")
    for stretch in stretches:
        for hit in bodies.hits(stretch):  # the Council of Churches
            if any(word.lower in grammar.inside for word in stretch[hit.first : hit.last]):
                return hit.kind
        for chunk in _chunks(stretch, grammar):
            hits = list(bodies.hits(chunk))
            if hits:
                return hits[-1].kind
            if any(one.text == "&" or "&" in one.text for one in chunk) and any(one.is_capital for one in chunk):
                return "corporate"
            proper = [word for word in chunk if word.is_capital]
            if proper and (len(proper) > 1 or proper[-1].text.isupper()) and proper[-1].plain in names.kinds:
                return names.kinds[proper[-1].plain]
    return None


def _chunks(stretch: Sequence[Word], grammar: Grammar) -> list[list[Word]]:
    """Cut a stretch at its prepositions and marks, and leave out what somebody was: the former minister."""
    found: list[list[Word]] = [[]]
    former = lexicon(grammar, "former").kinds
    gone = False
    for word in stretch:
        if word.lower in grammar.prepositions or (word.is_mark and word.text not in "&'’-/"):
            gone = gone and word.lower in grammar.inside
            found.append([])
        elif word.lower in former:
            gone = True
        elif not gone:
            found[-1].append(word)
    return [chunk for chunk in found if chunk]


def _person(stretches: Iterable[Sequence[Word]], grammar: Grammar) -> str | None:
    """Return the affiliation that an office or occupation has: minister, bishop, resident."""
    people = positions(grammar, "people")
    for stretch in stretches:
        for chunk in _chunks(stretch, grammar):
            hit = next(people.hits(chunk), None)
            if hit is not None:
                return hit.kind
    return None


def _in_office(stretches: Iterable[Sequence[Word]], grammar: Grammar) -> bool:
    people = positions(grammar, "people")
    return any(
        hit.kind == "government" for one in stretches for chunk in _chunks(one, grammar) for hit in people.hits(chunk)
    )


def _owned(content: str, stretches: Iterable[Sequence[Word]], grammar: Grammar) -> str | None:
    """Return the affiliation of whoever owns what is named: Halden's office, where Halden is a minister."""
    for stretch in stretches:
        for owner in [word for word in stretch if word.owns and word.is_capital][:1]:
            plain = full_name(content, owner.text[: len(owner.plain)], grammar)
            place, around = 0, list[Surroundings]()
            while len(around) < _MOST_OWNERS and (place := content.find(plain, place)) >= 0:
                around.append(surroundings(content, (place, place + len(plain)), grammar))
                place += len(plain)
            whole = flat_descriptions(around)
            found = _body(whole, grammar) or _person(whole, grammar)
            if found is not None:
                return found
            if lexicon(grammar, "offices").any(stretch[-1:]):
                return "government"
    return None


def _employer(seen: Iterable[Surroundings], grammar: Grammar) -> str | None:
    """Return the affiliation of people at a body with no word for what it is: an analyst at Drenn Hollow."""
    work = lexicon(grammar, "employed at").kinds
    for one in seen:
        jobs = [_job(clause, grammar) for clause in _clauses(one)]
        known = lexicon(grammar, "experts", "leaders", "spokespeople")
        for stretch in [*one.descriptions(), *jobs]:
            place = next((i for i, word in enumerate(stretch) if word.lower in work), None)
            if place is None or place + 1 >= len(stretch) or not stretch[place + 1].is_capital:
                continue
            if known.any(flat([one.own, one.title, *one.beside])) or stretch in jobs:
                return "corporate"
    return None


def _beside(one: Surroundings, grammar: Grammar) -> str | None:
    """Return the affiliation of the only kind of body spoken of beside somebody who leads it or speaks for it.

    It stands before them (its deputy leader) or is what they speak of (a spokeswoman said the company would …).
    """
    heads = [head_of(stretch, grammar) for stretch in (one.own, one.title, *one.beside) if stretch]
    offices = lexicon(grammar, "leaders", "spokespeople")
    if not any(offices.any(head) and (head[0].lower in grammar.singular or head is heads[0]) for head in heads):
        return None
    kinds = {hit.kind for hit in positions(grammar, "bodies").hits(one.earlier)}
    kinds = kinds or {hit.kind for hit in positions(grammar, "bodies").hits(one.predicate[:_BEHIND])}
    return kinds.pop() if len(kinds) == 1 else None


def _its(one: Surroundings, grammar: Grammar) -> str | None:
    """Return the affiliation of the body before “its survey”."""
    lead = one.own[0].lower
    if lead not in grammar.singular or lead in grammar.articles or lead in grammar.feminine | grammar.masculine:
        return None
    hits = list(positions(grammar, "bodies").hits(one.earlier))
    return hits[-1].kind if hits else None


def _is_harmed(seen: Sequence[Surroundings], person: str, grammar: Grammar) -> bool:
    """Tell whether what is said of people is that they were harmed."""
    if person == "victim":
        return True
    harm = lexicon(grammar, "harm")
    return any(harm.any(clause) for one in seen for clause in one.relative)


def _of_nobody(seen: Sequence[Surroundings], kind: str, grammar: Grammar) -> str | None:
    """Return the affiliation of somebody with no body behind them."""
    words = flat(deeds(one, grammar) for one in seen)
    head = head_of(seen[0].own, grammar)
    if lexicon(grammar, "trades").any(head) and kind != "named_individual":
        lost = any(lexicon(grammar, "losses", "harm").any(one.near) for one in seen)
        return "victim" if lost else "witness"
    if lexicon(grammar, "harm").any(words) or (
        kind == "named_individual" and any(_tells_of_harm(one, grammar) for one in seen)
    ):
        return "victim"
    described = flat(stretch for one in seen for stretch in (one.own, one.title, *one.beside))
    if any(is_expert(word, grammar) for word in described):
        return "cannot_determine"
    if lexicon(grammar, "perceived").any(words):
        return "witness"
    if kind == "named_individual":
        return "actor" if lexicon(grammar, "acting verbs").any(words) else None
    return "cannot_determine"


def _tells_of_harm(one: Surroundings, grammar: Grammar) -> bool:
    """Tell whether somebody weeps or was hurt, by what they say in the first person."""
    first = lexicon(grammar, "first person").kinds
    mine = [i for i, word in enumerate(one.speech) if word.lower in first]
    return any(lexicon(grammar, "harm").any(one.speech[i : i + 5]) for i in mine)
