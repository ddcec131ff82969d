"""Finding an age or a number of a question in one fact: where it stands, what tells it, or which one it excludes."""

from __future__ import annotations

from collections.abc import Callable

from qa.english import wordnet
from qa.english.bounds import HOLDS, bound_at, is_aged, is_within
from qa.english.function_words import LIGHT
from qa.english.quantities import MONTHS_IN, Quantity, counted_by, is_somebody_of, share_of
from qa.english.tokens import norm_at
from qa.matching.amounts import (
    PARTITIVE,
    held_against,
    in_another_unit,
    is_a_difference,
    is_denied_beside_another,
    is_unit,
    only_amount,
    reckoned,
)
from qa.matching.dating import BOUNDING
from qa.matching.factindex import IndexedFact, Keys, mentioned
from qa.matching.hit import ASKED, KIND, Hit
from qa.matching.kin import is_kin_of
from qa.questions.question import Reading, Term
from qa.record.entities import Gazetteer
from qa.record.lexicon import bases

EXACTLY = 0.05
"""By less than so much of 100 two equal shares may differ: one in three is 33.3 per cent."""
WHO_WAS = 2
"""So many words may stand between a name and its age: "Jo, who was four"."""
UNTOLD_AGE = 0.1
"""What it costs that the record says elsewhere how old somebody is: a fact that says it itself comes first."""


def _counts_things(unit: str) -> bool:
    """Tell whether a number counts what a noun names, and is no age: "two children", not "two years older"."""
    nouns = {base for base, pos in wordnet.lemmas(unit) if pos == "n"}
    return bool(nouns) and not nouns & MONTHS_IN.keys()


class NumberHits:
    """Finds ages and numbers in facts. ``expand`` returns the keys that a word reaches."""

    def __init__(self, gazetteer: Gazetteer, expand: Callable[[str], Keys]) -> None:
        self._gazetteer = gazetteer
        self._expand = expand

    def age(self, term: Term, reading: Reading, indexed: IndexedFact) -> Hit:
        """An age must be that of somebody in the fact; against the age of the one who is named, it is a conflict."""
        asked = (term.quantity.value, term.quantity.unit.rstrip("s")) if term.quantity else (0.0, "")
        for name in self._whose_age(term, reading):
            recorded = self._gazetteer.age(name)
            if term.comparator and recorded and is_aged(recorded, asked, term.comparator):
                return Hit(term, "statement", mentioned((name,), indexed))
            if recorded and (recorded != asked or term.comparator) and len(self._gazetteer.members(name)) == 1:
                entity = self._gazetteer.entities[name]
                return Hit(term, "conflict", slot="how old", asked=term.text, recorded=f"{name} was {entity.age}",
                           reason=f"{name} is {entity.age}, not {term.text}")  # fmt: skip
        if term.comparator:
            return Hit(term, "missing", reason=f"nobody's age is compared with {term.text}")
        present = [m for m in indexed.mentions if self._gazetteer.age(m.name) == asked]
        if present:
            where = frozenset(position for m in present for position in range(m.first, m.last))
            told = any(q.value == asked[0] for q in indexed.quantities)
            return Hit(term, "described", where, 0.0 if told else UNTOLD_AGE)
        slots = [q for q in indexed.quantities if q.value == asked[0]]
        if slots and indexed.slots("how old"):
            return Hit(term, "statement", frozenset(range(slots[0].first, slots[0].last)))
        return Hit(term, "missing", reason=f"nobody in it is {term.text}")

    def _whose_age(self, term: Term, reading: Reading) -> tuple[str, ...]:
        """Return the names that an age may belong to: of those with an age, the one that stands next to it."""
        entities = (other for other in reading.terms if other.kind == "entity")
        named = [each for each in entities if not (each.last < term.first and is_kin_of(reading.tokens, each.last))]
        aged = [other for other in named if any(self._gazetteer.age(name) for name in other.names)]
        if len(aged) < 2:
            return tuple(name for other in named for name in other.names)
        beside = [other for other in aged if other.first == term.last]  # "four-year-old Jo"
        before = [
            other
            for other in aged
            if 0 <= term.first - other.last <= WHO_WAS or is_somebody_of(reading.tokens[other.last : term.first])
        ]
        nearest = min(aged, key=lambda other: max(other.first - term.last, term.first - other.last))
        return (*beside, *reversed(before), nearest)[0].names

    def quantity(self, term: Term, reading: Reading, indexed: IndexedFact) -> Hit:
        """Return where a number of a question is found, what tells it, or which number stands in its place."""
        asked = term.quantity
        if asked is None or term.comparator:
            return self._bounded(term, asked, reading, indexed) if asked else Hit(term, "missing", reason="no number")
        held = held_against(asked, reading, indexed)
        ages = indexed.positions_of("how old") if asked.kind == "count" and _counts_things(asked.unit) else ()
        alike = [
            q
            for q, meant in held.items()
            if q is meant and (q.value, q.kind) == (asked.value, asked.kind) and q.first not in ages
        ]
        same = [q for q in alike if not in_another_unit(asked, reading, q, indexed)]
        if asked.kind == "share" and not same:  # "75 per cent" of "three of the four"
            shares = {q: share_of(indexed.tokens, q) for q in indexed.quantities}
            same = [q for q, share in shares.items() if share is not None and abs(share - asked.value) < EXACTLY]
        if same:
            return Hit(term, "statement", frozenset(p for q in same for p in range(q.first, q.last)))
        aged = [m for m in indexed.mentions if (age := self._gazetteer.age(m.name)) and age[0] == asked.value]
        if aged and (not asked.unit or asked.unit in LIGHT) and asked.kind == "count":
            return Hit(term, "described", frozenset(p for m in aged for p in range(m.first, m.last)), KIND)
        if (otherwise := _told_otherwise(term, asked, reading, indexed)) is not None:
            return otherwise
        for tokens in indexed.asked_tokens:
            if any(token.norm == term.text.lower() for token in tokens):
                return Hit(term, "asked", cost=ASKED)
        measured = () if is_a_difference(asked, reading) else indexed.quantities
        other = next((held[q] for q in measured if self._same_measure(asked, q, indexed)), None)
        other = other or only_amount(asked, reading, indexed) or next((q for q in alike if q not in same), None)
        if other and asked.value not in {q.value for q, meant in held.items() if q is not meant}:
            recorded = indexed.words_of(other)
            return Hit(term, "conflict", slot="how many", asked=term.text, recorded=recorded,
                       where=frozenset(range(other.first, other.last)),
                       reason=f"the record says {recorded}, not {term.text}")  # fmt: skip
        return Hit(term, "missing", reason=f"the number {term.text} is not in it")

    def _bounded(self, term: Term, asked: Quantity, reading: Reading, indexed: IndexedFact) -> Hit:
        """Compare a bound ("more than half", "fewer than ten of the 200") with the only number of what it counts."""
        shares = {q: share_of(indexed.tokens, q) if asked.kind == "share" else q.value for q in indexed.quantities}
        alike = {q: told for q, told in shares.items() if told is not None and asked.kind in {q.kind, "share"}}
        parts = [q for q in alike if norm_at(indexed.tokens, q.last) in PARTITIVE]
        against = held_against(asked, reading, indexed)
        same = list(dict.fromkeys(against[q] for q in alike if self._same_measure(asked, q, indexed)))
        meant = parts if asked.unit in PARTITIVE else same or list(alike)
        if parts and len({HOLDS[term.comparator](alike[q], asked.value) for q in (*parts, *meant)}) > 1:
            return Hit(term, "missing", reason=f"{term.text} may be of the part or of the whole")
        if len(meant) != 1:
            return Hit(term, "missing", reason=f"no one number to compare with {term.text}")
        (found,) = meant
        where = frozenset(range(found.first, found.last))
        own = bound_at(indexed.tokens, found.first, found.last)[2]
        held = is_within(alike[found], own, term.comparator, asked.value)
        if held:
            return Hit(term, "statement", where)
        if held is None or (asked.kind == "count" and (not asked.unit or asked.unit in LIGHT - PARTITIVE)):
            return Hit(term, "missing", reason=f"it is not told what there are {term.text} of")
        recorded = indexed.words_of(found)
        return Hit(term, "conflict", where, slot="how many", asked=term.text, recorded=recorded,
                   reason=f"the record says {recorded}, not {term.text}")  # fmt: skip

    def _same_measure(self, asked: Quantity, recorded: Quantity, indexed: IndexedFact) -> bool:
        """Tell whether two numbers count the same thing, so that they exclude each other."""
        if asked.kind == recorded.kind and asked.kind in {"share", "clock"}:
            return True
        if asked.kind != recorded.kind or not is_unit(asked.unit):
            return False
        near = [*counted_by(indexed.tokens, recorded.last), *([recorded.unit] if recorded.unit else [])]
        return any(set(self._expand(asked.unit)) & set(bases(norm)) for norm in near)


def _told_otherwise(term: Term, asked: Quantity, reading: Reading, indexed: IndexedFact) -> Hit | None:
    """Return what becomes of a number that a fact tells by others, that is denied, or that bounds a time of day."""
    if told := reckoned(asked, reading, indexed):
        return Hit(term, "statement", told)
    if is_denied_beside_another(asked, reading, indexed):
        return Hit(term, "optional")
    if asked.kind == "clock" and norm_at(reading.tokens, asked.first - 1) in BOUNDING:
        return Hit(term, "missing", reason=f"it is not told what was {term.text}")
    return None
