"""Whether a statement says that something is so or that it is not: which of its words are denied.

A word is denied where an odd number of negations stands before it in its clause. "Failed to protect" denies "protect"
as "did not protect" does.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from qa.english import wordnet
from qa.english.function_words import AUXILIARIES, BE, NEGATIONS, PREPOSITIONS, is_comparing
from qa.english.tokens import Token, norm_at
from qa.record.lexicon import bases

IMPLICIT = frozenset("fail refuse neglect omit cease unable failure refusal inability".split())
"""Words that deny the infinitive behind them."""
STOPPING = frozenset({"stop", "cease", "quit"})
"""Words that deny the verb right behind them: "stopped being", "ceased paying"."""
NO_GERUNDS = frozenset("according during following including owing regarding concerning".split())
"""Words in -ing that join: "did half of them quit, according to Reid"."""
CLAUSE_STARTS = frozenset("but although though while whereas".split())
"""Words at which a negation ends."""
ADDING = frozenset("but also too other others besides".split())
REMEMBERED = 512
"""Texts whose denials are kept: the same statement is asked for its denials by many checks."""
TO_WITHIN = 3
"""So many words behind an implicit negation its infinitive's "to" must stand: "failed in 2011 to protect"."""


def denials(tokens: Sequence[Token]) -> tuple[int, ...]:
    """Return the positions of all negations."""
    return _denials(tuple(token.norm for token in tokens))


@lru_cache(REMEMBERED)
def _denials(words: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(position for position in range(len(words)) if _denies(words, position))


def denied(tokens: Sequence[Token], position: int) -> bool:
    """Tell whether the word at a position is denied."""
    starts = (p + 1 for p in range(position) if tokens[p].norm in CLAUSE_STARTS and norm_at(tokens, p - 1) != "not")
    start = max(starts, default=0)
    return sum(start <= before < position for before in denials(tokens)) % 2 == 1


def denies_in_a_word(tokens: Sequence[Token]) -> bool:
    """Tell whether words deny something without a "not": "too slow", "ineffective"."""
    counted = denials(tokens)
    stems = (token.norm[2:] for p, token in enumerate(tokens) if token.norm[:2] in {"un", "in"} and p not in counted)
    too = any(token.norm == "too" and position + 1 < len(tokens) for position, token in enumerate(tokens))
    return too or any(wordnet.lemmas(stem)[:1] == ((stem, "a"),) for stem in stems)


def contrary(norm: str) -> str:
    """Return the participle or adjective that a word denies by its first syllable: "known", of "unknown"; else ""."""
    plain = norm.removeprefix("un")
    denies = plain != norm and len(plain) > SHORTEST and any(pos in "va" for _, pos in wordnet.lemmas(plain))
    return plain if denies and any(pos == "a" for _, pos in wordnet.lemmas(norm)) else ""


SHORTEST = 3
"""So many letters at most are no word that "un-" stands before: "under" is none."""


def is_negative(tokens: Sequence[Token]) -> bool:
    """Tell whether a yes/no question is put in the negative: "wasn't it so", "was it not so", "did nobody leave".

    In what a preposition leads in ("for not leaving") nothing is denied of what is asked, nor is it where what is
    asked is told as it stands ("is it so that nobody left").
    """
    denying = (p for p in range(len(tokens)) if tokens[p].norm in NEGATIONS)
    asked = norm_at(tokens, 0) in AUXILIARIES
    return asked and any(norm_at(tokens, position - 1) not in PREPOSITIONS for position in denying)


def _stops(words: Sequence[str], position: int) -> bool:
    behind = _word_at(words, position + 1)
    ending = behind.endswith("ing") and behind not in NO_GERUNDS
    return ending and bool(STOPPING & set(bases(words[position])))


def _adds(words: Sequence[str], position: int) -> bool:
    """Tell whether "not only" is followed by what there is besides: else it denies, as "not just two" does."""
    return not ADDING.isdisjoint(words[position:])


def _denies(words: Sequence[str], position: int) -> bool:
    word, behind = words[position], _word_at(words, position + 1)
    if word == "no" and _word_at(words, position + 2) == "than" and is_comparing(behind):
        return False  # "no more than three" is a bound
    if word == "nor" and "neither" in words[:position]:
        return False  # "neither one nor the other" denies once
    if word in NEGATIONS:
        return not (word == "not" and behind in {"only", "just"} and _adds(words, position))
    if word in {"yet", "still"}:
        return behind == "to" and (word == "yet" or _word_at(words, position + 2) in BE)
    if _stops(words, position):
        return True
    following = words[position + 1 : position + 1 + TO_WITHIN]
    return bool(set(bases(word)) & IMPLICIT) and "to" in following


def _word_at(words: Sequence[str], position: int) -> str:
    """Return the word at a position, or an empty string outside the text."""
    return words[position] if 0 <= position < len(words) else ""
