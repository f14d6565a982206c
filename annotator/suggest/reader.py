"""Reads the paragraphs of a text in order, and carries over what one leaves to the next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from annotator.labels import Zone
from annotator.suggest import loose
from annotator.suggest.direct import read_direct
from annotator.suggest.framing import frames_in, turns_in
from annotator.suggest.grammar import Grammar
from annotator.suggest.indirect import read_indirect
from annotator.suggest.memory import Memory
from annotator.suggest.phrases import Phrase
from annotator.suggest.quoting import Quoted, quoted
from annotator.suggest.rules import score_of
from annotator.suggest.sentence import Attribution, Sentence
from annotator.suggest.stretches import stretches
from annotator.suggest.subjects import can_speak, main_subject, shared_source
from annotator.suggest.suggestion import Range, Suggestion
from annotator.suggest.telling import Telling
from annotator.suggest.tokens import tokens_of
from annotator.suggest.transcript import labels_of
from annotator.suggest.values import of_quote
from annotator.suggest.zones import zones

_SILENT: frozenset[Zone] = frozenset({"furniture", "repeat", "byline"})
_UNTOLD: frozenset[Zone] = frozenset({"headline", "subheading", "caption"})
_FRAMED: frozenset[Zone] = frozenset({"lede", "body"})
_NAME = re.compile(
    r"[A-ZÀ-ÖØ-Þ][\w’'-]+(?: [A-ZÀ-ÖØ-Þ]\.?)?(?: (?:van|von|de|der|bin|al|del|da|di))?(?: [A-ZÀ-ÖØ-Þ][\w’-]+){1,2}+"
)
_MOST_NAMES = 50  # of a paragraph


@dataclass(slots=True)
class _Open:
    """What one paragraph leaves to the next.

    Attributes:
        last: The last attribution with a source, if it was in the paragraph right before.
        chain: The attribution whose quotation the next paragraph goes on with.
        waiting: Pieces of such a quotation that nobody was credited with yet.
        lead: A subject and cue that a colon at the end of the paragraph announces words of.
    """

    last: Attribution | None = None
    chain: Attribution | None = None
    waiting: list[Range] = field(default_factory=list)
    lead: tuple[list[Range], Range | None] | None = None


class Reader:
    """Finds what is suggested for one text. Made for one reading."""

    def __init__(self, content: str, paragraphs: list[Range], words: Grammar, layers: frozenset[str]) -> None:
        """Take a text, its paragraphs, the language and the layers that are wanted."""
        self.content = content
        self.paragraphs = paragraphs
        self.grammar = words
        self.layers = layers
        self.memory = Memory(words)
        self.open = _Open()
        self.telling = Telling(content, words)

    def run(self) -> Iterator[list[Suggestion]]:
        """Yield the suggestions, paragraph by paragraph."""
        found_zones = zones(self.content, self.paragraphs, self.grammar)
        labels = labels_of(self.content, self.paragraphs)
        held: list[tuple[list[Attribution], list[Suggestion]]] = []
        for number, (place, marks) in enumerate(
            zip(self.paragraphs, quoted(self.content, self.paragraphs), strict=True)
        ):
            zone = found_zones[number]
            attributions: list[Attribution] = []
            others: list[Suggestion] = []
            if "zones" in self.layers and zone != "body":
                others.append(
                    Suggestion("zones", (place,), attributes={"zone": zone}, rule="zone", score=score_of("zone"))
                )
            if zone not in _SILENT:
                attributions, claims = self._paragraph(place, marks, labels.get(number), zone)
                others += claims
            elif not marks.goes_on:
                self.open = _Open()
            held.append((attributions, others))
            if self.open.chain is None and not self.open.waiting:
                for finished in held:
                    yield self._finished(*finished)
                held.clear()
        for finished in held:
            yield self._finished(*finished)

    def _finished(self, attributions: list[Attribution], others: list[Suggestion]) -> list[Suggestion]:
        if "quotes" in self.layers:
            others = others + [self._suggestion(item) for item in attributions]
        return sorted(others, key=lambda item: (item.place, item.layer))

    # --- one paragraph -----------------------------------------------------------------------------------------------

    def _paragraph(
        self, place: Range, marks: Quoted, label: Range | None, zone: Zone
    ) -> tuple[list[Attribution], list[Suggestion]]:
        before, self.open = self.open, _Open()
        names = [match.span() for match in islice(_NAME.finditer(self.content, *place), _MOST_NAMES)]
        names = [name for name in names if not any(first <= name[0] < last for first, last in marks.ranges)]
        if label is not None:
            return self._labelled(place, label), []
        found: list[Attribution] = []
        others: list[Suggestion] = []
        previous: Sentence | None = None
        for stretch in stretches(self.content, place, marks, self.grammar):
            for tokens in tokens_of(self.content, stretch, marks.ranges, self.grammar.language):
                sentence = Sentence(self.grammar, tokens)
                continued = marks.continued and tokens.starts[0] == place[0]
                lone = loose.is_alone(sentence)
                if not lone:
                    read_direct(sentence, self.content)
                    read_indirect(sentence)
                self._join(sentence, before, continued=continued)
                if lone:
                    self._alone(sentence, found, before, previous, continued=continued)
                elif zone not in {"headline", "subheading"}:
                    self._rest(sentence, found, before)
                sentence.found.sort(key=lambda item: item.pieces[0])
                while names and names[0][0] < stretch[1]:
                    self._see(names.pop(0))
                self.memory.met(tokens.words[0])
                for item in sentence.found:
                    self._resolve(item)
                found += sentence.found
                others += self._others(sentence, found, zone)
                previous = sentence
        self._leave(marks, found, previous)
        if self._is_framed(zone):
            others += frames_in(self.content, place, found, self.grammar)
        return found, others

    def _others(self, sentence: Sentence, found: list[Attribution], zone: Zone) -> Iterator[Suggestion]:
        """Yield the claims of a sentence, and its clauses that frame."""
        if "claims" in self.layers and zone not in _UNTOLD:
            yield from self.telling.claims(sentence, found, self.open.chain)
        if self._is_framed(zone):
            yield from turns_in(sentence)

    def _is_framed(self, zone: Zone) -> bool:
        return "frames" in self.layers and zone in _FRAMED

    def _join(self, sentence: Sentence, before: _Open, *, continued: bool) -> None:
        """Let a quotation that goes on from the paragraph before be one with it."""
        if not continued or (sentence.tokens.kinds[0] != '"' and sentence.tokens.words[0] != '"'):
            return
        first = sentence.tokens.range(0, 0)
        own = next((item for item in sentence.found if first in item.pieces), None)
        if own is None:
            return
        if before.waiting:
            own.pieces[:0] = before.waiting
            before.waiting = []

    def _alone(  # noqa: C901 - one table of cases
        self, sentence: Sentence, found: list[Attribution], before: _Open, previous: Sentence | None, *, continued: bool
    ) -> None:
        """Credit a sentence that is nothing but quotations to whom it goes on from."""
        tokens = sentence.tokens
        pieces = [tokens.range(index, index) for index in sentence.quote_tokens()]
        if continued and before.chain is not None:
            before.chain.pieces += pieces
            self.open.last = before.chain
            self.open.chain = before.chain
            return
        if continued and before.waiting:
            self.open.waiting = [*before.waiting, *pieces]
            return
        own = next((item for item in reversed(found) if item.form != "scare"), None)
        if own is not None and previous is not None and self._ends_with_speech(previous, own):
            if own.form == "direct" and own.cue is not None and own.sources:
                own.pieces += pieces
            else:
                self._float(sentence, pieces, own.sources, own.resolved)
            return
        if previous is None and before.lead is not None:
            sources, cue = before.lead
            sentence.found.append(Attribution(pieces, cue, sources, "direct", "lead-in"))
            return
        if previous is not None:
            subject = main_subject(previous, previous.last)
            if subject is not None:
                sources = [previous.tokens.range(*name) for name in subject.names]
                sentence.found.append(Attribution(pieces, None, sources, "direct", "floating-subject"))
                return
        if before.last is not None:
            self._float(sentence, pieces, before.last.sources, before.last.resolved)
            return
        for piece in pieces:
            if loose.is_speech(self.content, sentence, sentence.quote_tokens()[0]):
                sentence.found.append(Attribution([piece], None, [], "direct", "unattributed"))

    @staticmethod
    def _ends_with_speech(previous: Sentence, own: Attribution) -> bool:
        return any(item is own for item in previous.found) or loose.is_alone(previous)

    @staticmethod
    def _float(sentence: Sentence, pieces: list[Range], sources: list[Range], resolved: tuple[str, ...]) -> None:
        sentence.found.append(Attribution(pieces, None, list(sources), "direct", "floating", resolved))

    def _rest(self, sentence: Sentence, found: list[Attribution], before: _Open) -> None:
        """Say what the quotations are that no cue of the sentence claimed."""
        for quote in sentence.quote_tokens():
            if quote in sentence.taken:
                continue
            piece = sentence.tokens.range(quote, quote)
            kind = loose.kind_of(self.content, sentence, quote)
            speech = loose.is_speech(self.content, sentence, quote)
            if quote == 0 and speech:
                subject = main_subject(sentence, sentence.last)
                own = next((item for item in reversed(found) if item.form == "direct"), None)
                if subject is not None:
                    sources = [sentence.tokens.range(*name) for name in subject.names]
                    sentence.found.append(Attribution([piece], None, sources, "direct", "floating-subject"))
                elif own is not None:
                    self._float(sentence, [piece], own.sources, own.resolved)
                else:
                    sentence.found.append(Attribution([piece], None, [], "direct", "unattributed"))
            elif speech and sentence.is_mark(quote - 1, ":") and (found or before.last is not None):
                own = next((item for item in reversed(found) if item.sources), before.last)
                self._float(sentence, [piece], own.sources if own else [], own.resolved if own else ())
            elif kind == "fragment" or (kind == "scare" and speech):
                sentence.found.append(Attribution([piece], None, [], "direct", "unattributed"))
            elif kind == "scare":
                sentence.found.append(Attribution([piece], None, [], "scare", "scare"))

    def _leave(self, marks: Quoted, found: list[Attribution], last: Sentence | None) -> None:
        """Note what the next paragraph needs."""
        speech = [item for item in found if item.form != "scare" and item.sources]
        if speech and self.open.last is None:
            self.open.last = speech[-1]
        if self.open.chain is not None and not marks.goes_on:
            self.open.chain = None
        if marks.goes_on:
            final = marks.ranges[-1]
            owner = next((item for item in reversed(found) if final in item.pieces), self.open.chain)
            if owner is not None and owner.sources:
                self.open.chain = owner
            elif not self.open.waiting:
                if owner is not None:
                    found.remove(owner)
                self.open.waiting = [*(owner.pieces if owner else [final])]
        elif self.open.waiting:
            found.append(Attribution(self.open.waiting, None, [], "direct", "unattributed"))
            self.open.waiting = []
        if last is not None and last.is_mark(len(last.tokens) - 1, ":"):
            self.open.lead = self._announced(last)

    def _announced(self, sentence: Sentence) -> tuple[list[Range], Range | None] | None:
        """Return whose words a colon at the end of a paragraph announces, and the cue."""
        phrase: Phrase | None = None
        for cue in reversed(sentence.cues):
            phrase = shared_source(sentence, cue) if cue.participle else sentence.subject(cue)
            if phrase is not None and cue.first not in sentence.used:
                names = [sentence.tokens.range(*name) for name in phrase.names]
                return names, sentence.tokens.range(cue.first, cue.last)
        phrase = main_subject(sentence, sentence.last)
        if phrase is not None and can_speak(sentence, phrase):
            return [sentence.tokens.range(*name) for name in phrase.names], None
        return None

    def _see(self, name: Range) -> None:
        """Note a full name; it is a person's unless what stands before it makes a place or a body of it."""
        before = self.content[max(0, name[0] - 12) : name[0]].split()
        word = before[-1].lower() if before else ""
        words = self.content[slice(*name)].split()
        introduced = not (
            word in self.grammar.determiners
            or word in self.grammar.prepositions
            or words[0].lower() in self.grammar.determiners
            or words[-1].lower() in self.grammar.bodies
        )
        while len(words) > 1 and words[0].lower().rstrip(".") in self.grammar.before_names:
            del words[0]
        if len(words) > 1 and not self.grammar.capital_nouns:
            self.memory.see(" ".join(words), introduced=introduced)

    def _labelled(self, place: Range, label: Range) -> list[Attribution]:
        """Credit a paragraph of a transcript to the speaker whose name stands before it."""
        start = label[1] + 1
        while start < place[1] and self.content[start].isspace():
            start += 1
        if start >= place[1]:
            return []
        item = Attribution([(start, place[1])], None, [label], "direct", "transcript")
        self._resolve(item)
        self.open.last = item
        return [item]

    def _resolve(self, item: Attribution) -> None:
        if item.resolved or not item.sources:
            return
        names = [self.memory.resolve(self.content[start:end]) for start, end in item.sources]
        item.resolved = tuple(name for name in names if name) if all(names) else ()

    def _suggestion(self, item: Attribution) -> Suggestion:
        cue = self.content[slice(*item.cue)] if item.cue else None
        return Suggestion(
            layer="quotes",
            spans=tuple(sorted(item.pieces)),
            cue=item.cue,
            sources=tuple((source,) for source in item.sources),
            resolved=item.resolved,
            attributes={"form": item.form, **of_quote(item.form, item.rule, cue, self.grammar)},
            rule=item.rule,
            score=score_of(item.rule),
        )
