"""One sentence while its attributions are being found: tokens, cues, and what was found so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from annotator.suggest.quotes import preceding
from annotator.suggest.quotes.cues import Cue, cues_of
from annotator.suggest.suggestion import Range
from annotator.suggest.words.grammar import DASHES, Grammar
from annotator.suggest.words.phrases import Phrase
from annotator.suggest.words.tokens import MARK, QUOTE, WORD, Tokens

CLOSING = "\"”’'»«“‘ "
"""Closing marks, whatever their kind, and a space before them."""
_ENDS = ".!?…"
_VERB_AHEAD = 30  # tokens within which a clause must have its verb


@dataclass(slots=True)
class Attribution:
    """Words that somebody is credited with, as found in a sentence.

    Attributes:
        pieces: The content, in text order.
        cue: The cue, or None.
        sources: For each source the words that name it.
        form: direct, indirect, mixed or scare.
        rule: The rule that found it.
        resolved: Who the sources are; filled in later.
    """

    pieces: list[Range]
    cue: Range | None
    sources: list[Range]
    form: str
    rule: str
    resolved: tuple[str, ...] = ()


_COMMAS = "," + DASHES


@dataclass(slots=True)
class Sentence:
    """What the rules work on.

    Attributes:
        grammar: The language.
        tokens: The words of the sentence.
        cues: The reporting verbs, in order.
        quotes: The tokens that are quotations, in order.
        last: The last token that is no full stop or the like.
        found: The attributions found so far.
        taken: The quotations (token numbers) that belong to one of them.
        used: The cues that do.
        subjects: The subjects that were looked for, by verb and floor.
    """

    grammar: Grammar
    tokens: Tokens
    cues: list[Cue] = field(init=False)
    quotes: list[int] = field(init=False)
    last: int = field(init=False)
    found: list[Attribution] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    used: set[int] = field(default_factory=set)
    subjects: dict[tuple[int, int], Phrase | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Find the cues, the quotations and the end."""
        kinds, words = self.tokens.kinds, self.tokens.words
        self.cues = cues_of(self.grammar, self.tokens)
        self.quotes = [index for index, kind in enumerate(kinds) if kind == QUOTE] if QUOTE in kinds else []
        end = len(words) - 1
        while end > 0 and kinds[end] == MARK and words[end] in _ENDS:
            end -= 1
        self.last = end

    def is_mark(self, index: int, marks: str) -> bool:
        """Tell whether there is a token of that number, and it is one of some punctuation marks."""
        kinds = self.tokens.kinds
        return 0 <= index < len(kinds) and kinds[index] == MARK and self.tokens.words[index] in marks

    def is_comma(self, index: int) -> bool:
        """Tell whether a token is a comma or a dash."""
        return self.is_mark(index, _COMMAS)

    def is_over(self, index: int) -> bool:
        """Tell whether nothing but closing punctuation is left from a token on."""
        return index > self.last

    def lower(self, index: int) -> str:
        """Return a token in lower case; empty beyond the ends."""
        lower = self.tokens.lower
        return lower[index] if 0 <= index < len(lower) else ""

    def quotes_between(self, first: int, last: int) -> list[int]:
        """Return the quotations among some tokens, both ends included."""
        if not self.quotes:
            return []
        return [index for index in range(first, last + 1) if self.tokens.kinds[index] == QUOTE]

    def has_verb(self, first: int, last: int) -> bool:
        """Tell whether a clause has a finite verb, or holds a quotation, which may have it."""
        stop = min(last, first + _VERB_AHEAD)
        return any(
            self.tokens.kinds[index] == QUOTE or self.grammar.is_verbal(self.tokens, index)
            for index in range(first, stop + 1)
        )

    def subject(self, cue: Cue, floor: int = 0) -> Phrase | None:
        """Return the subject before a cue."""
        return self.before(cue.subject_end, max(floor, cue.floor))

    def before(self, verb: int, floor: int) -> Phrase | None:
        """Return the subject that ends where a verb begins, as `preceding.before` does, and look for it once."""
        place = verb, floor
        if place not in self.subjects:
            self.subjects[place] = preceding.before(self.grammar, self.tokens, verb, floor)
        return self.subjects[place]

    def after_adverbials(self, index: int) -> int:
        """Return the first token after time and place adverbials: on Monday, in a statement, after the vote."""
        grammar, tokens = self.grammar, self.tokens
        while index < len(tokens) and tokens.kinds[index] == WORD:
            lower = tokens.lower[index]
            if lower in grammar.time or grammar.is_adverb(tokens, index):
                index += 1
                continue
            if lower not in grammar.prepositions:
                break
            inside = index + 1
            while inside < len(tokens) and tokens.kinds[inside] == WORD and inside - index <= 8:  # noqa: PLR2004
                here = tokens.lower[inside]
                if here in grammar.openers and here not in grammar.prepositions:
                    break
                if here in grammar.pronouns or here in grammar.auxiliaries:
                    break
                if (
                    inside > index + 1
                    and here in grammar.determiners
                    and tokens.lower[inside - 1] not in grammar.prepositions
                ):
                    break
                inside += 1
            index = inside
        return index

    def clause_start(self, index: int) -> int:
        """Return where the clause begins that a token belongs to: behind what parts it from the one before."""
        tokens = self.tokens
        first = index
        while first > 0:
            if tokens.kinds[first - 1] == MARK and tokens.words[first - 1] in ";:":
                break
            if (first - 1) in self.taken:
                break
            first -= 1
        while first < index and (
            (tokens.kinds[first] == MARK and tokens.words[first] not in "$€£([")
            or (first == 0 and tokens.lower[0][0].isdigit() and ":" in tokens.lower[0])
            or tokens.lower[first] in self.grammar.conjunctions
        ):
            first += 1
        return first

    def clause_end(self, start: int, cue: Cue | None) -> int:
        """Return the last token of a content that begins with a token: up to another attribution or the end."""
        tokens = self.tokens
        end = self.last
        for index in range(start, end + 1):
            if (
                index in self.taken
                or (tokens.kinds[index] == MARK and self._closes(index))
                or (index > start and self.grammar.according_at(tokens, index))
            ):
                end = index - 1
                break
        for other in self.cues:
            if other is cue or other.first <= start or other.first > end:
                continue
            edge = self._edge(other, start)
            if edge is not None:
                end = min(end, edge)
                break
        while end > start and tokens.kinds[end] == MARK and tokens.words[end] in ",:" + DASHES + _ENDS:
            end -= 1
        return end

    def _closes(self, index: int) -> bool:
        """Tell whether a mark ends a content: a semicolon, or a comma before the reporter's words or a contrast."""
        if self.tokens.words[index] not in _COMMAS:
            return self.tokens.words[index] == ";"
        if self.grammar.according_at(self.tokens, index + 1) or self._comments(index + 1):
            return True
        behind = self.lower(index + 2)
        contrasts = self.lower(index + 1) in self.grammar.contrasts
        return contrasts and behind not in self.grammar.pronouns and behind not in self.grammar.that

    def _comments(self, index: int) -> bool:
        """Tell whether the reporter goes on here: , a remark that could cost him; , citing weak demand."""
        if self.lower(index) in self.grammar.citing:
            return True
        remarks = any(self.lower(place) in self.grammar.remarks for place in (index + 1, index + 2))
        return remarks and self.lower(index) in self.grammar.one

    def _edge(self, other: Cue, start: int) -> int | None:
        """Return the last token before another attribution that stands beside this one, not within."""
        tokens, grammar = self.tokens, self.grammar
        first = other.first
        if other.participle:
            return first - 1 if self.is_comma(first - 1) else None
        if tokens.lower[first - 1] in grammar.conjunctions and not self.is_noun_after_and(other):
            return first - 2
        phrase = self.subject(other, start)
        if phrase is None and self.is_comma(first - 1) and self.subject(other) is not None:
            return first - 2  # the verb of the sentence around this one: Olin, who criticized the plan, said …
        if phrase is None or phrase.first <= start:
            return None
        place = phrase.first - 1
        joined = tokens.lower[place] in grammar.conjunctions or tokens.lower[place] in self.grammar.contrasts
        if joined and self.is_comma(place - 1):
            return place - 2
        if joined and (tokens.kinds[place - 1] == QUOTE or tokens.lower[place + 1] in grammar.speaking):
            return place - 1
        if self.is_comma(place) and self.is_over(self.after_adverbials(other.last + 1)):
            return place - 1
        return None

    def is_noun_after_and(self, cue: Cue) -> bool:
        """Tell whether a word after “and” is more likely a noun than a verb: rules and claims of …."""
        return cue.last + 1 <= self.last and self.lower(cue.last + 1) in self.grammar.inside

    def add(
        self,
        pieces: list[tuple[int, int]],
        cue: Cue | tuple[int, int] | None,
        phrase: Phrase | None,
        form: str,
        rule: str,
    ) -> Attribution:
        """Record an attribution; its pieces are pairs of tokens, both included."""
        tokens = self.tokens
        span = None
        if isinstance(cue, Cue) and cue.verb.lemma in self.grammar.impersonal:
            phrase = None  # heißt es
        if isinstance(cue, Cue):
            self.used.add(cue.first)
            span = tokens.range(cue.first, cue.last)
        elif cue is not None:
            span = tokens.range(*cue)
        for first, last in pieces:
            self.taken.update(self.quotes_between(first, last))
        sources = [tokens.range(first, last) for first, last in phrase.names] if phrase else []
        found = Attribution([tokens.range(first, last) for first, last in pieces], span, sources, form, rule)
        self.found.append(found)
        return found

    def form_of(self, pieces: list[tuple[int, int]]) -> str:
        """Return the form of a content, from how much of it is quoted."""
        quoted = [len(self.quotes_between(first, last)) for first, last in pieces]
        if not any(quoted):
            return "indirect"
        whole = all(first == last and self.tokens.kinds[first] == QUOTE for first, last in pieces)
        return "direct" if whole else "mixed"


def ends_marked(content: str, end: int) -> bool:
    """Tell whether punctuation stands before the closing mark of a quotation that ends at an offset."""
    inner = content[max(end - 4, 0) : end].rstrip(CLOSING)
    return bool(inner) and inner[-1] in ",.!?…—–-"


def ends_asking(content: str, end: int) -> bool:
    """Tell whether a quotation that ends at an offset ends in a question or exclamation."""
    return content[max(end - 4, 0) : end].rstrip(CLOSING).endswith(("?", "!", "…"))
