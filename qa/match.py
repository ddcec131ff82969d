"""Finding one term of a question in one fact: where it stands, and at what cost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from qa.entities import Gazetteer
from qa.factindex import IndexedFact, Keys
from qa.function_words import LIGHT
from qa.lexicon import Lexicon, bases
from qa.quantities import Quantity
from qa.question import Reading, Term
from qa.times import relation

NEAR = 0.6
"""Places whose cost is this close to the best one's also count as found."""
ASKED, AMBIENT, MEMBER, DESCRIBED, CLAIMANT = 0.6, 0.3, 0.5, 0.6, 0.2


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a term was found. ``how``: statement, asked (the curator's questions), claimant, ambient, member, described,
    optional; or missing; or conflict, with the two sides that exclude each other."""

    term: Term
    how: str
    where: frozenset[int] = frozenset()
    cost: float = 0.0
    reason: str = ""
    slot: str = ""
    asked: str = ""
    recorded: str = ""

    @property
    def found(self) -> bool:
        """True unless the term is missing or in conflict."""
        return self.how not in {"missing", "conflict"}


class Matcher:
    """Finds terms in facts. ``ambient`` are the entities that the whole dossier is about: facts need not repeat them."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer, ambient: frozenset[str]) -> None:
        self.lexicon = lexicon
        self.gazetteer = gazetteer
        self.ambient = ambient
        self._expanded: dict[str, Keys] = {}

    def expand(self, norm: str) -> Keys:
        """Return the keys that a question's word reaches, worked out once a word."""
        if norm not in self._expanded:
            self._expanded[norm] = self.lexicon.expand(norm)
        return self._expanded[norm]

    def wanted(self, term: Term) -> tuple[str, ...]:
        """Return the index keys by which facts that may account for a term are looked up."""
        keys = [key for word in term.words for key in self.expand(word)]
        keys += ["@" + name for each in term.names for name in self._related_names(each)]
        keys += [term.phrase] if term.phrase else []
        return tuple(keys)

    def _related_names(self, name: str) -> tuple[str, ...]:
        return (name, *self.gazetteer.members(name), *self.gazetteer.groups_of(name))

    def hit(self, term: Term, reading: Reading, indexed: IndexedFact) -> Hit:
        """Return where ``term`` is found in a fact."""
        if term.kind == "entity":
            return self._entity(term, reading, indexed)
        if term.kind == "time":
            return _time(term, indexed)
        if term.kind == "age":
            return self._age(term, reading, indexed)
        if term.kind == "quantity":
            return self._quantity(term, indexed)
        return self._word(term, reading, indexed)

    def _entity(self, term: Term, reading: Reading, indexed: IndexedFact) -> Hit:
        literal = _all_words(self, term.words, indexed.keys) if term.by_role else None
        if literal and literal[1] <= NEAR:
            return Hit(term, "statement", literal[0], literal[1])
        named = _mentioned(term.names, indexed)
        if named:
            return Hit(term, "statement", named)
        if set(term.names) & set(indexed.fact.according_to) and not reading.speaker and term.role != "agent":
            return Hit(term, "claimant", cost=CLAIMANT)
        members = {member for name in term.names for member in self.gazetteer.members(name)} - set(term.names)
        found = _mentioned(tuple(members), indexed)
        if found:
            return Hit(term, "member", found, MEMBER)
        if set(term.names) & indexed.asked_entities:
            return Hit(term, "asked", cost=ASKED)
        if set(term.names) & self.ambient:
            return Hit(term, "ambient", cost=AMBIENT)
        if literal:
            return Hit(term, "statement", *literal)
        return Hit(term, "missing", reason=f"{term.text} is not in it")

    def _age(self, term: Term, reading: Reading, indexed: IndexedFact) -> Hit:
        """An age must be that of somebody in the fact; against the age of the one who is named, it is a conflict."""
        asked = (term.quantity.value, term.quantity.unit.rstrip("s")) if term.quantity else (0.0, "")
        named = [name for other in reading.terms if other.kind == "entity" for name in other.names]
        for name in named:
            recorded = self.gazetteer.age(name)
            if recorded and recorded != asked and len(self.gazetteer.members(name)) == 1:
                entity = self.gazetteer.entities[name]
                return Hit(term, "conflict", slot="how old", asked=term.text, recorded=f"{name} was {entity.age}",
                           reason=f"{name} is {entity.age}, not {term.text}")  # fmt: skip
        present = [m for m in indexed.mentions if self.gazetteer.age(m.name) == asked]
        if present:
            where = frozenset(position for m in present for position in range(m.first, m.last))
            return Hit(term, "statement", where)
        slots = [q for q in indexed.quantities if q.value == asked[0]]
        if slots and indexed.slots("how old"):
            return Hit(term, "statement", frozenset(range(slots[0].first, slots[0].last)))
        return Hit(term, "missing", reason=f"nobody in it is {term.text}")

    def _quantity(self, term: Term, indexed: IndexedFact) -> Hit:
        asked = term.quantity
        if asked is None:
            return Hit(term, "missing", reason="no number")
        same = [q for q in indexed.quantities if (q.value, q.kind) == (asked.value, asked.kind)]
        if same:
            return Hit(term, "statement", frozenset(p for q in same for p in range(q.first, q.last)))
        for tokens in indexed.asked_tokens:
            if any(token.norm == term.text.lower() for token in tokens):
                return Hit(term, "asked", cost=ASKED)
        other = next((q for q in indexed.quantities if self._same_measure(asked, q, indexed)), None)
        if other:
            recorded = " ".join(token.text for token in indexed.tokens[other.first : other.last])
            return Hit(term, "conflict", slot="how many", asked=term.text, recorded=recorded,
                       where=frozenset(range(other.first, other.last)),
                       reason=f"the record says {recorded}, not {term.text}")  # fmt: skip
        return Hit(term, "missing", reason=f"the number {term.text} is not in it")

    def _same_measure(self, asked: Quantity, recorded: Quantity, indexed: IndexedFact) -> bool:
        """Tell whether two numbers count the same thing, so that they exclude each other."""
        if asked.kind == recorded.kind == "share":
            return True
        if asked.kind != recorded.kind or not asked.unit or asked.unit in LIGHT:
            return False
        near = [token.norm for token in indexed.tokens[recorded.last : recorded.last + 3]]
        return any(set(self.expand(asked.unit)) & set(bases(norm)) for norm in near if norm not in LIGHT)

    def _word(self, term: Term, reading: Reading, indexed: IndexedFact) -> Hit:
        best: Hit | None = None
        if term.phrase:
            where = frozenset(p for p, keys in enumerate(indexed.keys) if term.phrase in keys)
            if where:
                best = Hit(term, "statement", where, 1.0)
        literal = _all_words(self, term.words, indexed.keys)
        if literal and (best is None or literal[1] < best.cost):
            best = Hit(term, "statement", *literal)
        if best is None and self._describes(term, reading):
            best = Hit(term, "described", cost=DESCRIBED)
        if best is None and term.optional:
            best = Hit(term, "optional")
        return best or self._unfound(term, indexed)

    def asked(self, term: Term, words: tuple[Keys, ...]) -> tuple[float, frozenset[int]] | None:
        """Return the cost and the places at which a word or phrase stands in one of the curator's questions."""
        if term.phrase:
            where = frozenset(p for p, keys in enumerate(words) if term.phrase in keys)
            if where:
                return 1.0, where
        found = _all_words(self, term.words, words)
        return (found[1], found[0]) if found else None

    def _describes(self, term: Term, reading: Reading) -> bool:
        """Tell whether a word stands beside a named entity and is one of its kinds or roles ("union boss Jo Lee")."""
        for other in reading.terms:
            adjacent = other.first - term.last in {0, 1} or term.first - other.last in {0, 1}
            if other.kind == "entity" and adjacent:
                words = {base for name in other.names for word in self.gazetteer.describing(name) for base in bases(word)}
                if all(set(self.expand(word)) & words for word in term.words):
                    return True
        return False

    def _unfound(self, term: Term, indexed: IndexedFact) -> Hit:
        asked = [base for word in term.words for base in (word, *bases(word))]
        for position in sorted(indexed.content):
            norm = indexed.tokens[position].norm
            pair = self.lexicon.contrast(asked, (norm, *bases(norm)))
            if pair:
                recorded = indexed.tokens[position].text
                return Hit(term, "conflict", frozenset({position}), slot="what", asked=term.text, recorded=recorded,
                           reason=f"the record says {recorded}, not {term.text}")  # fmt: skip
        return Hit(term, "missing", reason=f"'{term.text}' is not accounted for")


def _all_words(
    matcher: Matcher, words: Iterable[str], rows: tuple[Keys, ...]
) -> tuple[frozenset[int], float] | None:
    """Return the places of all ``words`` among rows of keys and the dearest one's cost; None where one is not found."""
    where: set[int] = set()
    dearest = 0.0
    for word in words:
        reach = matcher.expand(word)
        costs = {p: cost for p, keys in enumerate(rows) if (cost := _least(reach, keys)) is not None}
        if not costs:
            return None
        least = min(costs.values())
        where |= {position for position, cost in costs.items() if cost <= least + NEAR}
        dearest = max(dearest, least)
    return (frozenset(where), dearest) if where else None


def _least(reach: Mapping[str, float], keys: Mapping[str, float]) -> float | None:
    """Return the least cost at which a question's word reaches any of the keys."""
    shared = [reach[key] + (keys[key] if key.startswith("#") and reach[key] < 1 else 0) for key in keys if key in reach]
    return min(shared, default=None)


def _mentioned(names: tuple[str, ...], indexed: IndexedFact) -> frozenset[int]:
    """Return the positions at which any of ``names`` is mentioned, by name rather than by role where both occur."""
    found = [mention for mention in indexed.mentions if mention.name in names]
    named = [mention for mention in found if mention.how != "role"] or found
    return frozenset(position for mention in named for position in range(mention.first, mention.last))


def _time(term: Term, indexed: IndexedFact) -> Hit:
    asked = term.time
    if asked is None:
        return Hit(term, "missing", reason="no time")
    related = [(relation(asked, time), time) for time in indexed.times]
    agreeing = [time for how, time in related if how in {"same", "covers"}]
    if agreeing:
        return Hit(term, "statement", frozenset(p for t in agreeing for p in range(t.first, t.last)))
    if any(relation(asked, time) in {"same", "covers"} for time in indexed.asked_times):
        return Hit(term, "asked", cost=ASKED)
    if any(how in {"finer", "overlap"} for how, _ in related):
        return Hit(term, "missing", reason=f"the record is no more exact than its own words, not {term.text}")
    when = {p for slot in indexed.fact.slots if slot.key.endswith("when") for p in indexed.positions(slot)}
    dated = next((time for _, time in related if time.first in when), None)
    if dated is not None:
        recorded = " ".join(token.text for token in indexed.tokens[dated.first : dated.last])
        return Hit(term, "conflict", frozenset(range(dated.first, dated.last)), slot="when", asked=term.text,
                   recorded=recorded, reason=f"the record says {recorded}, not {term.text}")  # fmt: skip
    return Hit(term, "missing", reason=f"{term.text} is not in it")
