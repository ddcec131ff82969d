"""Which number of a fact stands against a question's: one of money in the same currency, one in another unit."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from qa.english.function_words import DEGREE, DETERMINERS, LIGHT, POSSESSIVES, QUANTIFIERS, is_comparing
from qa.english.quantities import Quantity
from qa.english.times import Time
from qa.english.tokens import Token, norm_at, word_before
from qa.english.units import CURRENCIES, measure_of
from qa.english.wordnet import inflected_verb
from qa.matching.factindex import IndexedFact
from qa.questions.question import Reading
from qa.record.lexicon import bases

DIFFERENCES = frozenset("margin majority lead gap difference".split())
EXCEPT = frozenset({"but", "except", "bar"})
INSTEAD = frozenset({("rather", "than"), ("instead", "of")})
WHOLE = frozenset({"of", "from"})
PARTITIVE = frozenset({"of", "out"})
"""Words behind a number that is a part of another."""
OF_A_WHOLE = PARTITIVE | POSSESSIVES | frozenset("from among the these those all both 's".split())
"""Words before a number that is a whole of which something is told."""


def is_unit(word: str) -> bool:
    """Tell whether the word behind a number may say what it counts: "the cheque for 48k signed in May" counts none."""
    return bool(word) and word not in LIGHT and (word.endswith("s") or not inflected_verb(word))


def is_a_difference(asked: Quantity, reading: Reading) -> bool:
    """Tell whether a number is by how much others differ: "15 cm higher", "a margin of just two votes"."""
    before = asked.first - 1
    while norm_at(reading.tokens, before) in DEGREE | QUANTIFIERS.keys() | {"of"}:
        before -= 1
    margin = bool(DIFFERENCES & set(bases(norm_at(reading.tokens, before) or "?")))
    return margin or is_comparing(norm_at(reading.tokens, asked.last))


def only_amount(asked: Quantity, reading: Reading, indexed: IndexedFact) -> Quantity | None:
    """Return the fact's only amount of money, if another one in the same currency is said, and not as that of a whole.

    Whoever asks "who wants the £400" may mean another fact that has an amount.
    """
    currency, before = norm_at(reading.tokens, asked.first - 1), word_before(reading.tokens, asked.first - 1)
    if reading.form == "wh" or before in WHOLE or _is_of_one_of_several(reading, indexed):
        return None
    amounts = [q for q in indexed.quantities if norm_at(indexed.tokens, q.first - 1) in CURRENCIES]
    alike = len(amounts) == 1 and currency in CURRENCIES and norm_at(indexed.tokens, amounts[0].first - 1) == currency
    return amounts[0] if alike else None


def _is_of_one_of_several(reading: Reading, indexed: IndexedFact) -> bool:
    """Tell whether a question names some of those whom a fact tells together: what "A and B" got says nothing of A."""
    names = {name for term in reading.terms for name in term.names}
    asked = {token.norm for token in reading.tokens}
    for slot in indexed.fact.slots:
        own = indexed.positions(slot) if "and" in slot.text.split() else frozenset()
        told = {mention.name for mention in indexed.mentions if mention.first in own}
        others = {p for p in own & indexed.content if indexed.tokens[p].norm not in asked}
        if told & names and others:
            return True
    return False


def held_against(asked: Quantity, reading: Reading, indexed: IndexedFact) -> dict[Quantity, Quantity]:
    """Return each number of a fact with the one that a question's number is held against: a whole's is its part.

    "Three of the 40 fans came" says of fans that came that they were three. It is the 40 that are meant only where that
    is said ("of 40 fans", "the 40 fans"), or where the part is told as well.
    """
    numbers, tokens = indexed.quantities, indexed.tokens
    parts = {whole: part for part, whole in pairwise(numbers) if _is_parted(tokens[part.last : whole.first])}
    told = {term.quantity.value for term in reading.terms if term.quantity and term.quantity != asked}
    if reading.form == "wh" or norm_at(reading.tokens, asked.first - 1) in OF_A_WHOLE:
        return dict(zip(numbers, numbers, strict=True))
    return {each: parts[each] if each in parts and parts[each].value not in told else each for each in numbers}


def reckoned(asked: Quantity, reading: Reading, indexed: IndexedFact) -> frozenset[int]:
    """Return the positions of what a number is told by, if not by itself; none where it is not told.

    "A margin of two" by "seven votes to five", "all but two" by "of the 34, 32", "16 years" by "from 1997 to 2013".
    """
    before = (norm_at(reading.tokens, asked.first - 2), norm_at(reading.tokens, asked.first - 1))
    told: list[tuple[Quantity | Time, ...]] = []
    if (before[0] == "all" and before[1] in EXCEPT) or is_a_difference(asked, reading):
        pairs = (pair for pair in pairwise(indexed.quantities) if pair[0].kind == pair[1].kind == "count")
        told += [pair for pair in pairs if abs(pair[0].value - pair[1].value) == asked.value]
    if asked.unit.rstrip("s") == "year":
        told += [(time,) for time in indexed.times if time.low[0] and time.high[0] - time.low[0] == asked.value]
    return frozenset(position for parts in told[:1] for part in parts for position in range(part.first, part.last))


def is_denied_beside_another(asked: Quantity, reading: Reading, indexed: IndexedFact) -> bool:
    """Tell whether a number is denied beside the one that the fact has: "34, not 43"."""
    before = (norm_at(reading.tokens, asked.first - 2), norm_at(reading.tokens, asked.first - 1))
    beside = (term.quantity.value for term in reading.terms if term.quantity and term.quantity != asked)
    said = {quantity.value for quantity in indexed.quantities}
    return (before[1] == "not" or before in INSTEAD) and asked.value not in said and any(v in said for v in beside)


def part_before(position: int, indexed: IndexedFact) -> Quantity | None:
    """Return the number that is a part of what stands there: "three" in "three of the four players"."""
    return next((q for q in indexed.quantities if _is_parted(indexed.tokens[q.last : position])), None)


def _is_parted(between: Sequence[Token]) -> bool:
    return norm_at(between, 0) in PARTITIVE and {token.norm for token in between} <= PARTITIVE | DETERMINERS


def in_another_unit(asked: Quantity, reading: Reading, recorded: Quantity, indexed: IndexedFact) -> bool:
    """Tell whether a fact has a number in another unit than the question: "40 seconds" are not "40 minutes"."""
    if asked.kind == recorded.kind == "clock":
        return bool(asked.unit and recorded.unit) and asked.unit != recorded.unit
    one, other = (measure_of(norm_at(t, q.last)) for t, q in ((reading.tokens, asked), (indexed.tokens, recorded)))
    return one is not None and other is not None and one[0] == other[0] and one != other
