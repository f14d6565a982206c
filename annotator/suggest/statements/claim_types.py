"""What sort of statement a claim is, in the order of precedence of the codebook `source-framing`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from annotator.suggest.words.grammar import Grammar
from annotator.suggest.words.wording import Wording

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d\Z")
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d\Z")

SAID = "claim-said"
TOLD = "claim-told"
_SHARE = 4  # words in which a share names what it is of: nearly all of them
_DEFAULT = "other"
_DIGITS = "0123456789.,"


def kind_of(
    words: Sequence[str], cue: str | None, claimant: Mapping[str, object] | None, grammar: Grammar
) -> tuple[str, str | None]:
    """Return the type of a claim, and the rule that tells; None where no word does.

    Args:
        words: Its words, in lower case and in order, with straight apostrophes.
        cue: The words of the cue it is credited with; None where there is none.
        claimant: What is known of its source; None for the author's own voice.
        grammar: The language.
    """
    if not words:
        return _DEFAULT, None
    lists = grammar.wording
    have = lists.telling.intersection(words)
    figures = has_figure(words, lists)
    future = _is_future(words, have, lists)
    ought = not have.isdisjoint(lists.ought) and any(
        word in lists.ought and not (i and words[i - 1] in lists.relatives) for i, word in enumerate(words)
    )
    if not ought and not future and _is_lived(words, have, claimant, grammar):
        return "personal_experience", "claim-lived"
    if ought or (have & lists.only_judgements and not figures and not future):
        return "value_judgement", "claim-judgement"
    if have & lists.reasons:
        return "correlation_causation", "claim-cause"
    if future and not (figures and is_share_of_people(words, grammar)):
        return "prediction", "claim-prediction"
    if have & lists.must or lists.says_rule.any_in(words, have) or _is_legal(cue, claimant, lists):
        return "law_or_rule", "claim-rule"
    if (have & lists.caused or lists.says_cause.any_in(words, have)) and not lists.not_due.any_in(words, have):
        return "correlation_causation", "claim-cause"
    amount = "claim-quantity" if figures else _amount(words, have, grammar)
    if amount:
        return "quantity", amount
    if have & lists.judgements or lists.says_contrast.any_in(words, have):
        return "value_judgement", "claim-judgement"
    return _DEFAULT, None


def _amount(words: Sequence[str], have: AbstractSet[str], grammar: Grammar) -> str | None:
    """Return the rule that finds an amount without a figure: a share, or more and less."""
    lists = grammar.wording
    if words[0] in lists.of_which and set(words[1:_SHARE]) & grammar.inside:
        return "claim-quantity"
    compared = not have.isdisjoint(lists.amounts) and any(
        word in lists.amounts and not (place and words[place - 1] in lists.at) for place, word in enumerate(words)
    )
    return "claim-comparison" if compared or have & lists.trends else None


def has_figure(words: Sequence[str], lists: Wording) -> bool:
    """Tell whether words state a number or share: no year, time of day, page, or “two years ago”."""
    for place, word in enumerate(words):
        if word.isalpha() and word not in lists.claim_numbers:
            continue
        digits = word[0].isdigit() or (word[-1].isdigit() and word.rstrip(_DIGITS) in lists.currencies)
        if not (digits or word in lists.claim_numbers):
            continue
        if digits and "-" in word and word[-1].isalpha():
            continue  # a 6.4-kilometre bridge
        near = words[place + 1 : place + 3]
        before = words[place - 1] if place else ""
        if digits and (_YEAR.match(word) or (_CLOCK.match(word) and ":" in word)):
            continue
        if any(other in lists.ago for other in near) or before in lists.ago:
            continue
        if near and near[0] in lists.clock:
            continue
        if before in lists.at and (not near or not near[0][0].isalpha()):
            continue
        if word in lists.fractions and before in lists.whole:
            continue
        return True
    return False


def _is_future(words: Sequence[str], have: AbstractSet[str], lists: Wording) -> bool:
    """Tell whether something will or would happen; “the will” is a noun, and what could change may yet."""
    if not have.isdisjoint(lists.foretells):
        for place, word in enumerate(words):
            if word in lists.would and not (place and words[place - 1] in lists.whole):
                return True
            if word in lists.could and any(other in lists.changes for other in words[place + 1 : place + 3]):
                return True
    return lists.says_future.any_in(words, have)


def _is_led(words: Sequence[str], place: int, grammar: Grammar) -> bool:
    """Tell whether a word stands in a clause within the clause: so long that I assume he slept."""
    return place > 1 and words[place - 1] in grammar.openers


def _is_lived(
    words: Sequence[str], have: AbstractSet[str], claimant: Mapping[str, object] | None, grammar: Grammar
) -> bool:
    """Tell whether somebody tells what they did, felt or went through: “I waited”, she said she had cried."""
    lists = grammar.wording
    if not have.isdisjoint(lists.myself) and any(
        word in lists.myself and not _is_led(words, place, grammar) for place, word in enumerate(words)
    ):
        return True
    if len(words) < 2:  # noqa: PLR2004
        return False
    if words[0] not in lists.ourselves and (claimant is None or words[0] not in lists.claimants):
        return False
    if words[1] in lists.lived:
        return True
    past = words[1] in lists.lived_or_counted or words[1].endswith(grammar.verb_endings)
    return past and not has_figure(words, lists)


def _is_legal(cue: str | None, claimant: Mapping[str, object] | None, lists: Wording) -> bool:
    """Tell whether a law or a court speaks."""
    if claimant is None:
        return False
    ruling = bool(set((cue or "").lower().split()) & lists.ruling)
    return ruling or bool(claimant.get("law")) or (bool(claimant.get("court")) and cue is not None)


def is_share_of_people(words: Sequence[str], grammar: Grammar) -> bool:
    """Tell whether it is counted how many say or expect something: 61 of 80 pupils expect to leave."""
    return any(word[0].isdigit() for word in words[:4]) and any(word in grammar.reporting for word in words[1:9])
