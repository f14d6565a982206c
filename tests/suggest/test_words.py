"""Words as the rules read them: a text cut into tokens, and wordings found among words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.suggest.statements.claim_types import kind_of
from annotator.suggest.values import of_claim
from annotator.suggest.words.grammar import grammar
from annotator.suggest.words.language import language
from annotator.suggest.words.tokens import LONGEST, WORD, tokens_of
from annotator.suggest.words.wording import Phrases

WORDS = st.lists(st.sampled_from("the to a way of life is due because not only on".split()), max_size=12)
ENTRIES = [("is", "due", "to"), ("due",), ("not", "only"), ("way", "of", "life"), ("a", "a"), ("to",), ("on", "the")]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("The mayor left.", "The mayor left ."),
        ("Roe, the mayor: no", "Roe , the mayor : no"),
        ("No.Yes and no,yes", "No . Yes and no , yes"),
        ("don't, don’t, Roe's, workers' rights", "don't , don’t , Roe's , workers ' rights"),
        ("U.S. and J. Roe, at the U.N. now", "U.S. and J. Roe , at the U.N. now"),
        ("Mr. Roe of Lund & Sons, R&D", "Mr. Roe of Lund & Sons , R&D"),
        ("1,200 at 10:42 for 5.9bn, 40% and half% a%b", "1,200 at 10:42 for 5.9bn , 40% and half% a% b"),
        ("a four-year-old’s 5'10 and/or pre- and post-war", "a four-year-old’s 5'10 and/or pre - and post-war"),
        ("e\u0301tat Lune\u0301, Zoë Å", "e\u0301tat Lune\u0301 , Zoë Å"),
        ("a_b Roe_ 漢字 שלום 👍🏽", "a_b Roe_ 漢字 שלום 👍 🏽"),
    ],
)
def test_a_text_is_cut_into_words_and_marks(content: str, words: str) -> None:
    (tokens,) = tokens_of(content, (0, len(content)), (), language("en"))
    assert tokens.words == words.split()
    assert [content[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)] == tokens.words


@given(st.text(alphabet="abZ’'.,:;-–&%/_ 0159é\u0301漢שßǅ👍\u00a0\n“”", max_size=60) | st.text(max_size=40))
def test_every_character_but_space_is_in_one_token_and_the_columns_go_together(content: str) -> None:
    for tokens in tokens_of(content, (0, len(content)), (), language("en")):
        assert 0 < len(tokens) <= LONGEST
        assert tokens.lower == [word.lower().replace("’", "'") for word in tokens.words]
        assert tokens.capitals == [
            kind == WORD and word[0].isupper() for word, kind in zip(tokens.words, tokens.kinds, strict=True)
        ]
    parts = tokens_of(content, (0, len(content)), (), language("en"))
    covered = [place for part in parts for pair in zip(part.starts, part.ends, strict=True) for place in range(*pair)]
    assert covered == sorted(set(covered))
    assert all(content[place].isspace() for place in set(range(len(content))) - set(covered))


@given(WORDS)
def test_wordings_are_found_wherever_their_words_stand_in_order(words: list[str]) -> None:
    standing = {
        " ".join(entry)
        for entry in ENTRIES
        if any(tuple(words[place : place + len(entry)]) == entry for place in range(len(words)))
    }
    phrases = Phrases(ENTRIES)
    assert phrases.found_in(words) == standing
    assert phrases.any_in(words) == phrases.any_in(words, phrases.longest() & set(words)) == bool(standing)


class _Every:
    """All words there are."""

    def intersection(self, words: list[str]) -> frozenset[str]:
        return frozenset(words)


def _listed(code: str) -> set[tuple[str, ...]]:
    """Return what stands in the lists of a language, each word also alone."""
    lines = [" ".join(line).lower() for entries in language(code).lines.values() for line in entries]
    entries = {tuple(entry.replace("_", " ").split()) for line in lines for entry in line.split(",")}
    return entries | {(word,) for entry in entries for word in entry}


@pytest.mark.parametrize("code", ["en", "de"])
def test_the_words_that_tell_of_a_claim_are_all_that_do(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    lists = grammar(code)
    claims = [[*before, *entry, "the", "bridge"] for entry in _listed(code) for before in ((), ("the", "mill"))]

    def told() -> list[object]:
        return [(kind_of(words, None, None, lists), of_claim("other", words, None, lists)) for words in claims]

    by_lists = told()
    monkeypatch.setattr(lists.wording, "telling", _Every())
    assert [words for words, one, every in zip(claims, by_lists, told(), strict=True) if one != every] == []
