"""Reads the paragraphs of a text in order, and carries over what one leaves to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import itemgetter

from annotator.labels import Zone
from annotator.suggest.framing import frames_in, turns_in
from annotator.suggest.people.memory import SPEAKER, SUBJECT, Memory
from annotator.suggest.people.mentions import Mention, mentions_of
from annotator.suggest.quotes import loose
from annotator.suggest.quotes.carrying import Open, join, leave
from annotator.suggest.quotes.datelines import behind_dateline
from annotator.suggest.quotes.direct import read_direct
from annotator.suggest.quotes.floating import credit_alone, credit_rest
from annotator.suggest.quotes.headlines import read_headline, read_label
from annotator.suggest.quotes.indirect import read_indirect
from annotator.suggest.quotes.nested import read_nested
from annotator.suggest.quotes.nominal import read_nominal
from annotator.suggest.quotes.passive import read_passive
from annotator.suggest.quotes.quoting import Quoted, quoted
from annotator.suggest.quotes.sentence import Attribution, Sentence
from annotator.suggest.quotes.stretches import stretches
from annotator.suggest.quotes.subjects import main_subject
from annotator.suggest.quotes.transcript import labels_of
from annotator.suggest.rules import score_of
from annotator.suggest.statements.telling import Telling
from annotator.suggest.suggestion import Range, Suggestion
from annotator.suggest.values import of_quote
from annotator.suggest.words.grammar import Grammar
from annotator.suggest.words.tokens import tokens_of
from annotator.suggest.zones import zones

_SILENT: frozenset[Zone] = frozenset({"furniture", "repeat", "byline"})
_HEADINGS: frozenset[Zone] = frozenset({"headline", "subheading"})
_UNTOLD: frozenset[Zone] = frozenset({"headline", "subheading", "caption"})
_FRAMED: frozenset[Zone] = frozenset({"lede", "body"})


class Reader:
    """Finds what is suggested for one text. Made for one reading."""

    def __init__(
        self,
        content: str,
        paragraphs: list[Range],
        words: Grammar,
        layers: frozenset[str],
        between: Callable[[], None] | None = None,
    ) -> None:
        """Take a text, its paragraphs, the language and the layers that are wanted; `between` is called by sentence."""
        self.content = content
        self.paragraphs = paragraphs
        self.grammar = words
        self.layers = layers
        self.memory = Memory(words)
        self.open = Open()
        self.telling = Telling(content, words)
        self._between = between

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
                self.open = Open()
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
        return sorted(others, key=lambda item: (item.spans[0][0], item.spans[-1][1], item.layer))

    # --- one paragraph -----------------------------------------------------------------------------------------------

    def _paragraph(
        self, place: Range, marks: Quoted, label: Range | None, zone: Zone
    ) -> tuple[list[Attribution], list[Suggestion]]:
        before, self.open = self.open, Open()
        if label is not None:
            return self._labelled(place, label), []
        found: list[Attribution] = []
        others: list[Suggestion] = []
        previous: Sentence | None = None
        heading = zone in _HEADINGS
        tells, frames = "claims" in self.layers and zone not in _UNTOLD, "frames" in self.layers and zone in _FRAMED
        for sentence in self._sentences(place, marks):
            continued = marks.continued and sentence.tokens.starts[0] == place[0]
            lone = loose.is_alone(sentence)
            if not lone:
                self._read(sentence, heading=heading)
            join(sentence, before, continued=continued)
            if lone:
                credit_alone(
                    self.content, sentence, found, previous, before=before, left=self.open, continued=continued
                )
            elif heading:
                read_headline(sentence)
            else:
                credit_rest(self.content, sentence, found, before)
            sentence.found.sort(key=lambda item: item.pieces[0])
            self._recall(sentence)
            found += sentence.found
            if tells:
                others += self.telling.claims(sentence, found, self.open.chain)
            if frames:
                others += turns_in(sentence)
            previous = sentence
        leave(self.open, marks, found, previous)
        if frames:
            others += frames_in(self.content, place, found, self.grammar)
        return found, others

    def _sentences(self, place: Range, marks: Quoted) -> Iterator[Sentence]:
        """Yield the sentences of a paragraph, without the dateline it may begin with."""
        begins = behind_dateline(self.content, place)
        if begins != place:
            marks = marks._replace(every=None)  # what stands before a mark tells what it is
        for stretch in stretches(self.content, begins, marks, self.grammar):
            for tokens in tokens_of(self.content, stretch, marks.ranges, self.grammar.language):
                yield Sentence(self.grammar, tokens)
                if self._between is not None:
                    self._between()

    def _read(self, sentence: Sentence, *, heading: bool) -> None:
        """Find who is credited with what in a sentence that is more than quotations."""
        if not heading:
            read_label(sentence)
        read_direct(sentence, self.content)
        read_indirect(sentence)
        read_passive(sentence)
        read_nominal(sentence)
        read_nested(sentence, self.content)

    def _recall(self, sentence: Sentence) -> None:
        """Note whom a sentence names and is about, and resolve the sources in it, from left to right."""
        memory, content = self.memory, self.content
        memory.begin()
        events: list[tuple[int, int, Mention | Range | Attribution]] = [
            (mention.start, 1, mention) for mention in mentions_of(self.grammar, sentence.tokens)
        ]
        subject = main_subject(sentence, sentence.last)
        if subject is not None:
            lower = sentence.tokens.lower
            opens = self.grammar.openers.isdisjoint(lower[: subject.first])
            if opens and self.grammar.and_.isdisjoint(lower[subject.first : subject.last + 1]):
                place = sentence.tokens.range(*subject.names[0])
                events.append((place[0], 0, place))
        events += [(item.sources[0][0], 2, item) for item in sentence.found if item.sources]
        for _, _, what in sorted(events, key=itemgetter(0, 1)):
            if isinstance(what, Attribution):
                self._resolve(what)
            elif isinstance(what, Mention):
                memory.see(what)
            else:
                memory.resolve(content[slice(*what)], SUBJECT)

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
        if item.rule == "nested" and self.content[slice(*item.sources[0])].lower() in self.grammar.pronouns:
            return  # “he” in the words of somebody is somebody else than the one who speaks
        role = SUBJECT if item.rule == "nested" else SPEAKER
        names = [self.memory.resolve(self.content[start:end], role) for start, end in item.sources]
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
