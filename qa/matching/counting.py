"""Whether a number in a fact counts what a question asks for: "240 pupils" is no number of councils."""

from __future__ import annotations

from qa.english.function_words import DETERMINERS, LIGHT
from qa.english.quantities import Quantity
from qa.english.tokens import norms
from qa.matching.alignment import Alignment
from qa.matching.factindex import IndexedFact
from qa.matching.match import Matcher
from qa.model import Slot
from qa.record.lexicon import base_forms, bases

UNITS = frozenset("year month week day hour minute second pound dollar euro mile metre meter kilometre acre".split())
PARTITIVE = DETERMINERS | {"of", "out", "other"}
"""What may stand between a number and the noun that it counts: "three of the other councils"."""
JOINING = frozenset({"and", "or", "'s"})
"""What may stand within what is counted: "pupils and teachers"."""


def is_of_the_unit(alignment: Alignment, slot: Slot) -> bool:
    """Tell whether a number is one of the years, pounds, miles that are asked for."""
    first = next((term for term in alignment.reading.terms if term.kind == "word"), None)
    units = base_forms(first.words if first else ()) & UNITS
    return not units or any(units & set(bases(norm)) for norm in (*norms(slot.text), *norms(slot.key)))


def counts_the_asked(alignment: Alignment, slot: Slot, matcher: Matcher) -> bool:
    """Tell whether a slot's number may count what "how many" asks for.

    It does not where the fact has the noun that is asked for, and each number of the slot stands before other ones.
    """
    noun = alignment.reading.counted
    asked = next((hit for hit in alignment.hits if hit.term.first <= noun < hit.term.last), None)
    if asked is None or asked.how != "statement":
        return True
    reach = {key for word in asked.term.words for key in matcher.expand(word)}
    if any(reach & set(bases(norm)) for norm in norms(slot.key)):
        return True
    indexed = alignment.indexed
    own = indexed.positions(slot)
    told = [_counted_by(number, indexed) for number in indexed.quantities if number.first in own]
    return not told or any(not nouns or nouns & asked.where for nouns in told)


def _counted_by(number: Quantity, indexed: IndexedFact) -> frozenset[int]:
    """Return the positions of the words that a number of the statement stands before; none where a verb follows."""
    numbers = {position for other in indexed.quantities for position in range(other.first, other.last)}
    first = number.last
    while first < len(indexed.tokens) and (indexed.tokens[first].norm in PARTITIVE or first in numbers):
        first += 1
    last = first
    while last < len(indexed.tokens) and last not in indexed.predicate and _goes_on(indexed.tokens[last].norm):
        last += 1
    return frozenset(range(first, last))


def _goes_on(norm: str) -> bool:
    return norm not in LIGHT or norm in JOINING
