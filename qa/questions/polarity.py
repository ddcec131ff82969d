"""Whether a statement says that something is so or that it is not: which of its words are denied.

A word is denied where an odd number of negations stands before it in its clause. "Failed to protect" denies "protect"
as "did not protect" does.
"""

from __future__ import annotations

from collections.abc import Sequence

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
_FOUND: dict[tuple[str, ...], tuple[int, ...]] = {}
TO_WITHIN = 3
"""So many words behind an implicit negation its infinitive's "to" must stand: "failed in 2011 to protect"."""


def denials(tokens: Sequence[Token]) -> tuple[int, ...]:
    """Return the positions of all negations; those of the last few hundred texts are remembered."""
    norms = tuple(token.norm for token in tokens)
    found = _FOUND.get(norms)
    if found is None:
        if len(_FOUND) >= REMEMBERED:
            _FOUND.clear()
        found = _FOUND[norms] = tuple(position for position in range(len(tokens)) if _denies(tokens, position))
    return found


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


def _stops(tokens: Sequence[Token], position: int) -> bool:
    behind = norm_at(tokens, position + 1)
    ending = behind.endswith("ing") and behind not in NO_GERUNDS
    return ending and bool(STOPPING & set(bases(tokens[position].norm)))


def _adds(tokens: Sequence[Token], position: int) -> bool:
    """Tell whether "not only" is followed by what there is besides: else it denies, as "not just two" does."""
    return any(token.norm in ADDING for token in tokens[position:])


def _denies(tokens: Sequence[Token], position: int) -> bool:
    norm = tokens[position].norm
    if norm == "no" and norm_at(tokens, position + 2) == "than" and is_comparing(norm_at(tokens, position + 1)):
        return False  # "no more than three" is a bound
    if norm == "nor" and any(token.norm == "neither" for token in tokens[:position]):
        return False  # "neither one nor the other" denies once
    if norm in NEGATIONS:
        return not (norm == "not" and norm_at(tokens, position + 1) in {"only", "just"} and _adds(tokens, position))
    if norm in {"yet", "still"}:
        return norm_at(tokens, position + 1) == "to" and (norm == "yet" or norm_at(tokens, position + 2) in BE)
    if _stops(tokens, position):
        return True
    following = {norm_at(tokens, after) for after in range(position + 1, position + 1 + TO_WITHIN)}
    return bool(set(bases(norm)) & IMPLICIT) and "to" in following
