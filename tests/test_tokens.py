"""Words as they are compared, and where they stand in the text that was typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.english.tokens import fold, norms, tokenize


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hart’s dog", ("hart", "'s", "dog")),
        ("the Roberts' dog", ("the", "roberts", "'s", "dog")),
        ("nothin' here", ("nothin", "here")),
        ("They won't, can't and cannot", ("they", "will", "not", "can", "not", "and", "can", "not")),
        ("didn’t", ("did", "not")),
        ("we're I've she'll he'd I'm", ("we", "'re", "i", "'ve", "she", "'ll", "he", "'d", "i", "'m")),
        ("four-year-old", ("four", "year", "old")),
        ("£1.2 million, 40% of 1,400", ("£", "1.2", "million", "40", "%", "of", "1,400")),
        ("Zo\u00e9 co\u00adoperates", ("zoé", "cooperates")),
        ("?! …", ()),
        ("", ()),
    ],
)
def test_text_comes_apart_into_folded_words(text: str, expected: tuple[str, ...]) -> None:
    """Possessives, contracted negations and hyphens come apart; quotes, case and invisible signs do not tell."""
    assert norms(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [("STRASSE", "straße"), ("“It’s”", '"it\'s"'), ("a\u2013b", "a-b"), ("e\u0301", "é"), ("A\u200bB", "ab")],
)
def test_spellings_that_look_alike_fold_to_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("text", "glued"), [("a-b", True), ("a‐b", True), ("a - b", False), ("a–b", False), ("a b", False)]
)
def test_only_a_hyphen_glues_words(text: str, glued: bool) -> None:  # noqa: FBT001 - a table's column
    assert [token.glued for token in tokenize(text)] == [False, glued]


@pytest.mark.parametrize("text", ["Zoe\u0301", "Re\u0301ne"])
def test_a_decomposed_accent_is_the_same_letter(text: str) -> None:
    assert norms(text) == (fold(text),)


@given(st.text(max_size=60))
def test_every_token_is_a_piece_of_the_text_in_order(text: str) -> None:
    """Offsets are into the text itself, whatever it holds, and never overlap."""
    end = 0
    for token in tokenize(text):
        assert end <= token.start <= token.end
        assert text[token.start : token.end] == token.text
        end = token.end


@given(st.text(alphabet="ab'’-n.1 £tswo\u00ad\u0301É", max_size=40))
def test_folded_words_are_those_of_the_tokens(text: str) -> None:
    assert norms(text) == tuple(token.norm for token in tokenize(text))
