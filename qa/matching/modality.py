"""What need not be so: words of what is wanted, said, asked or planned, in a statement or a question."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from qa.english.function_words import BE, CONDITIONAL, DETERMINERS
from qa.english.synonyms import NEGATIVE_SAYING, NONFACTUAL, SAYING
from qa.english.tokens import Token, norm_at
from qa.english.wordnet import rather_a_verb
from qa.matching.factindex import IndexedFact
from qa.questions.question import Reading
from qa.record.lexicon import base_forms, bases

HARD = frozenset(NONFACTUAL) | SAYING
"""Base forms of verbs whose clause need not be so."""
HOPED = frozenset("aim goal ambition hope wish plan target intention question demand call fear".split())
"""Nouns of what is wished or asked."""
WISHING = HOPED | {"want", "seek"}
SPEAKING = (
    NEGATIVE_SAYING
    | WISHING
    | frozenset("call find recognise recognize accept stress remind criticise criticize praise defend caution".split())
)
"""Base forms beside `HARD` behind which stands what somebody says, thinks or wants."""
PLANNED = frozenset("due set schedule expect suppose intend plan".split())
"""Words before "to" or "for" that say what was to be."""


def hard_positions(indexed: IndexedFact, did: Collection[int]) -> set[int]:
    """Return the positions of verbs in the predicate whose clause need not be so: wanted, warned, said, failed."""
    return {
        position
        for position in did
        if set(bases(indexed.tokens[position].norm)) & HARD or indexed.tokens[position].norm in CONDITIONAL
    }


def hoped_positions(indexed: IndexedFact) -> set[int]:
    """Return the positions of nouns that make a statement one of what is wished or asked, not of what is so."""
    nouns = (p for p, token in enumerate(indexed.tokens) if not token.norm.endswith("ing"))  # a planning committee
    return {p for p in nouns if set(bases(indexed.tokens[p].norm)) & HOPED}


def speaks(tokens: Sequence[Token]) -> bool:
    """Tell whether words are of what somebody says, thinks, wants or finds; "the dispute" is not."""
    return any(
        {token.norm, *bases(token.norm)} & (HARD | SPEAKING) and not _is_a_thing(tokens, position)
        for position, token in enumerate(tokens)
    )


def denies_in_saying(reading: Reading) -> bool:
    """Tell whether somebody is said to deny, reject or doubt something."""
    return reading.saying == "negative" or bool(base_forms(token.norm for token in reading.tokens) & NEGATIVE_SAYING)


def _is_a_thing(tokens: Sequence[Token], position: int) -> bool:
    """Tell whether a word of saying is a noun of which nothing is said: "the dispute", but "the claim that ..."."""
    behind_article = norm_at(tokens, position - 1) in DETERMINERS if position else False
    told = norm_at(tokens, position + 1) in {"that", "to", "of", "for"} or tokens[position].norm in HOPED
    return behind_article and not told


def planned(norms: Sequence[str]) -> bool:
    """Tell whether words say what was to be: "was to open", "was due to open", "scheduled for May"."""
    return any(
        (after == "to" and norm in BE and behind != "blame")
        or (after == "to" and norm == "going" and rather_a_verb(behind))
        or (after in {"to", "for"} and PLANNED & {norm, *bases(norm)})
        for norm, after, behind in zip(norms, norms[1:], [*norms[2:], ""], strict=False)
    )


def speaks_of_wishes(indexed: IndexedFact) -> bool:
    """Tell whether a statement is of what is wanted, said, asked or would be, not of what is so."""
    return bool(hard_positions(indexed, indexed.positions_of("did")) | hoped_positions(indexed))


def wishes(norms: Sequence[str]) -> bool:
    """Tell whether words say what somebody wants, whether or not it comes of it."""
    return any(WISHING & set(bases(norm)) for norm in norms)


def states_an_aim(indexed: IndexedFact) -> bool:
    """Tell whether a statement says what the aim is: "the aim is to win"; whoever scored two goals aims at nothing."""
    return any(norm_at(indexed.tokens, p + 1) in BE | {"to", "that"} for p in hoped_positions(indexed))
