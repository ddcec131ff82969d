"""Finding one term of a question in one fact: where it stands, and at what cost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from qa.english.bounds import HOLDS, bound_at, is_aged, is_within
from qa.english.function_words import LIGHT
from qa.english.quantities import Quantity, counted_by, is_somebody_of, share_of
from qa.english.times import relation
from qa.english.tokens import norm_at, norms
from qa.matching.amounts import PARTITIVE, held_against, in_another_unit, is_a_difference, is_unit, only_amount
from qa.matching.dating import in_order, opposed
from qa.matching.factindex import IndexedFact, Keys, informativeness
from qa.matching.kin import is_kin_of
from qa.questions.question import Reading, Term
from qa.record.entities import Gazetteer
from qa.record.lexicon import Lexicon, bases
from qa.values import value

EXACTLY = 0.05
"""By less than so much of 100 two equal shares may differ: one in three is 33.3 per cent."""
NO_MORE_EXACT = "the record is no more exact"
LIKE_OR_UNLIKE = frozenset({"same", "different"})
"""Words by which two are compared, and nobody is said to be what they are compared in."""
WHO_WAS = 2
"""So many words may stand between a name and its age: "Jo, who was four"."""
NEAR = 0.6
"""Places whose cost is this close to the best one's also count as found."""
ASKED, AMBIENT, MEMBER, DESCRIBED, CLAIMANT, KIND = 0.6, 0.3, 0.5, 0.6, 0.2, 0.4
UNTOLD_AGE = 0.1
"""What it costs that the record says elsewhere how old somebody is: a fact that says it itself comes first."""
REMEMBERED = 2_048
"""Words and terms whose meaning and weight are kept."""


@value
class Hit:
    """Where a term was found.

    ``how`` is statement, asked (in one of the curator's questions), scattered (in another one), claimant, ambient,
    member, described or optional; or missing; or conflict, with the two sides that exclude each other.
    """

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
    """Finds terms in facts. ``ambient`` are the entities that the whole dossier is about: facts leave them out."""

    def __init__(
        self, lexicon: Lexicon, gazetteer: Gazetteer, ambient: frozenset[str], frequency: Callable[[str], float]
    ) -> None:
        self.lexicon = lexicon
        self.gazetteer = gazetteer
        self.ambient = ambient
        self._frequency = frequency
        # A million questions have more words than there is memory for.
        self._expand = lru_cache(REMEMBERED)(lexicon.expand)
        self._weigh = lru_cache(REMEMBERED)(self._weight)

    def expand(self, norm: str) -> Keys:
        """Return the keys that a question's word reaches, worked out once a word."""
        return self._expand(norm)

    def weight(self, term: Term) -> float:
        """Return how telling a term is, 0.1 to 1: the rarer in the dossier's facts, the more; 1 if in none of them."""
        return self._weigh(term)

    def _weight(self, term: Term) -> float:
        if term.kind in {"time", "quantity", "age"}:
            return 1.0
        if term.grace is not None:
            return 0.3
        shares = [max((self._frequency(base) for base in bases(word)), default=0.0) for word in term.words]
        return informativeness(min(shares, default=0.0))

    def looked_up(self, reading: Reading) -> list[tuple[str, ...]]:
        """Return for each word and name that a fact must account for the index keys by which facts are looked up."""
        terms = (term for term in reading.terms if term.grace is None and term.kind in {"word", "entity"})
        return [self._wanted(term) for term in terms]

    def _wanted(self, term: Term) -> tuple[str, ...]:
        """Return the index keys by which facts that may account for a term are looked up.

        An entity that is named must be in the fact, or all words of its name in a question of the curator's: other
        facts with one of them ("Ann") are of no use. One that is spoken of by role may be there in other words, and
        what the dossier is about goes without saying.
        """
        if term.kind == "entity" and not term.by_role and not self.ambient & set(term.names):
            names = ["@" + name for each in term.names for name in self._related_names(each)]
            return (*names, *(self.expand(min(term.words, key=self._reach)) if term.words else ()))
        keys = [key for word in term.words for key in self.expand(word)]
        keys += ["@" + name for each in term.names for name in self._related_names(each)]
        keys += term.phrases
        keys += ["=" + key for word in term.words for key in bases(word)]
        return tuple(keys)

    def _reach(self, word: str) -> float:
        """Return how many facts a word of a question reaches, as the sum of the shares of its keys."""
        return sum(self._frequency(key) for key in self.expand(word))

    def _related_names(self, name: str) -> tuple[str, ...]:
        return (name, *self.gazetteer.members(name), *self.gazetteer.groups_of(name))

    def hit(self, term: Term, reading: Reading, indexed: IndexedFact) -> Hit:
        """Return where ``term`` is found in a fact."""
        if term.kind == "entity":
            return self._entity(term, reading, indexed)
        if term.kind == "time":
            return _time(term, reading, indexed)
        if term.kind == "age":
            return self._age(term, reading, indexed)
        if term.kind == "quantity":
            return self._quantity(term, reading, indexed)
        return self._word(term, reading, indexed)

    def _entity(self, term: Term, reading: Reading, indexed: IndexedFact) -> Hit:
        literal = _all_words(self, term.words, indexed.keys) if term.by_role else None
        if literal and literal[1] <= NEAR:
            return Hit(term, "statement", literal[0], literal[1])
        named = _mentioned(term.names, indexed, term.words)
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
        if self._is_ambient(term, indexed):
            return Hit(term, "ambient", cost=AMBIENT)
        if literal:
            return Hit(term, "statement", *literal)
        inside = _inside(term, indexed)
        if inside:
            return Hit(term, "statement", inside)
        unfound = self._unfound(term, indexed)
        return unfound if unfound.how == "conflict" else Hit(term, "missing", reason=f"{term.text} is not in it")

    def akin(self, words: Iterable[str], others: Iterable[str], phrases: Iterable[str] = ()) -> bool:
        """Tell whether nouns mean the same as one of ``others``: the same base form, or listed together."""
        wanted = {base for word in words for base in (word, *bases(word))}
        listed = {key for word in words for key in self.expand(word) if key.startswith("#")} | set(phrases)
        return any(
            other in wanted or listed & {key for key in self.expand(other) if key.startswith("#")} for other in others
        )

    def _is_ambient(self, term: Term, indexed: IndexedFact) -> bool:
        """What the dossier is about need not be repeated, unless the fact is about another one of its kind."""
        names = {name for name in set(term.names) & self.ambient if "place" in self.gazetteer.kinds(name)}
        kinds = {kind for name in names for kind in self.gazetteer.kinds(name)}
        others = {mention.name for mention in indexed.mentions} - names
        return bool(names) and not any(self.gazetteer.kinds(other) & kinds for other in others)

    def _age(self, term: Term, reading: Reading, indexed: IndexedFact) -> Hit:
        """An age must be that of somebody in the fact; against the age of the one who is named, it is a conflict."""
        asked = (term.quantity.value, term.quantity.unit.rstrip("s")) if term.quantity else (0.0, "")
        for name in self._whose_age(term, reading):
            recorded = self.gazetteer.age(name)
            if term.comparator and recorded and is_aged(recorded, asked, term.comparator):
                return Hit(term, "statement", _mentioned((name,), indexed))
            if recorded and (recorded != asked or term.comparator) and len(self.gazetteer.members(name)) == 1:
                entity = self.gazetteer.entities[name]
                return Hit(term, "conflict", slot="how old", asked=term.text, recorded=f"{name} was {entity.age}",
                           reason=f"{name} is {entity.age}, not {term.text}")  # fmt: skip
        if term.comparator:
            return Hit(term, "missing", reason=f"nobody's age is compared with {term.text}")
        present = [m for m in indexed.mentions if self.gazetteer.age(m.name) == asked]
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
        aged = [other for other in named if any(self.gazetteer.age(name) for name in other.names)]
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

    def _quantity(self, term: Term, reading: Reading, indexed: IndexedFact) -> Hit:
        asked = term.quantity
        if asked is None or term.comparator:
            return self._bounded(term, asked, reading, indexed) if asked else Hit(term, "missing", reason="no number")
        held = held_against(asked, reading, indexed)
        alike = [q for q, meant in held.items() if q is meant and (q.value, q.kind) == (asked.value, asked.kind)]
        same = [q for q in alike if not in_another_unit(asked, reading, q, indexed)]
        if asked.kind == "share" and not same:  # "75 per cent" of "three of the four"
            shares = {q: share_of(indexed.tokens, q) for q in indexed.quantities}
            same = [q for q, share in shares.items() if share is not None and abs(share - asked.value) < EXACTLY]
        if same:
            return Hit(term, "statement", frozenset(p for q in same for p in range(q.first, q.last)))
        aged = [m for m in indexed.mentions if (age := self.gazetteer.age(m.name)) and age[0] == asked.value]
        if aged and (not asked.unit or asked.unit in LIGHT) and asked.kind == "count":
            return Hit(term, "described", frozenset(p for m in aged for p in range(m.first, m.last)), KIND)
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
        if asked.kind == recorded.kind == "share":
            return True
        if asked.kind != recorded.kind or not is_unit(asked.unit):
            return False
        near = counted_by(indexed.tokens, recorded.last)
        return any(set(self.expand(asked.unit)) & set(bases(norm)) for norm in near)

    def _word(self, term: Term, reading: Reading, indexed: IndexedFact) -> Hit:
        best: Hit | None = None
        if term.phrases:
            where = frozenset(p for p, keys in enumerate(indexed.keys) if set(term.phrases) & set(keys))
            if where:
                best = Hit(term, "statement", where, 1.0)
        literal = _all_words(self, term.words, indexed.keys)
        if literal and (best is None or literal[1] < best.cost):
            best = Hit(term, "statement", *literal)
        if best is None:
            best = self._kind(term, indexed)
        if best is None and self._describes(term, reading):
            best = Hit(term, "described", cost=DESCRIBED)
        if best is not None:
            return best
        return self._unfound(term, indexed, compared=any(LIKE_OR_UNLIKE & set(other.words) for other in reading.terms))

    def _kind(self, term: Term, indexed: IndexedFact) -> Hit | None:
        """A common noun is met by an entity of that kind: "the boy", "which town"."""
        where = frozenset(
            position
            for mention in indexed.mentions
            if self.akin(term.words, self.gazetteer.kinds(mention.name), term.phrases)
            for position in range(mention.first, mention.last)
        )
        return Hit(term, "described", where, KIND) if where else None

    def asked(self, term: Term, words: tuple[Keys, ...]) -> tuple[float, frozenset[int]] | None:
        """Return the cost and the places at which a word or phrase stands in one of the curator's questions."""
        if not term.words:
            wanted = set(norms(term.text))
            where = frozenset(p for p, keys in enumerate(words) if wanted & set(keys))
            return (0.0, where) if len(where) >= len(wanted) else None
        if term.phrases:
            where = frozenset(p for p, keys in enumerate(words) if set(term.phrases) & set(keys))
            if where:
                return 1.0, where
        found = _all_words(self, term.words, words)
        return (found[1], found[0]) if found else None

    def _describes(self, term: Term, reading: Reading) -> bool:
        """Tell whether a word stands beside a named entity and is one of its kinds or roles ("union boss Jo Lee")."""
        for other in reading.terms:
            adjacent = other.first - term.last in {0, 1} or term.first - other.last in {0, 1}
            if other.kind == "entity" and adjacent:
                words = {
                    base for name in other.names for word in self.gazetteer.describing(name) for base in bases(word)
                }
                if all(set(self.expand(word)) & words for word in term.words):
                    return True
        return False

    def _unfound(self, term: Term, indexed: IndexedFact, *, compared: bool = False) -> Hit:
        """Return why a word is not found: whoever is ``compared`` ("have the same father") is not said to be that."""
        asked = [base for word in term.words for base in (word, *bases(word))]
        excludes = not (term.phrases or term.had or compared) and not self.lexicon.contrasted.isdisjoint(asked)
        for position in sorted(indexed.content) if excludes else ():
            norm = indexed.tokens[position].norm
            if any(_least(self.expand(word), indexed.keys[position]) is not None for word in term.words):
                continue  # in one of its senses the word means just this
            pair = self.lexicon.contrast(asked, (norm, *bases(norm)))
            if pair:
                recorded = indexed.tokens[position].text
                return Hit(term, "conflict", frozenset({position}), slot="what", asked=term.text, recorded=recorded,
                           reason=f"the record says {recorded}, not {term.text}")  # fmt: skip
        if term.grace is not None:
            return Hit(term, "optional", cost=term.grace)
        return Hit(term, "missing", reason=f"'{term.text}' is not accounted for")


def _all_words(matcher: Matcher, words: Iterable[str], rows: tuple[Keys, ...]) -> tuple[frozenset[int], float] | None:
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


def _mentioned(names: tuple[str, ...], indexed: IndexedFact, words: tuple[str, ...] = ()) -> frozenset[int]:
    """Return the positions at which any of ``names`` is mentioned: in the question's words, else by name or role."""
    found = [mention for mention in indexed.mentions if mention.name in names]
    same = [m for m in found if tuple(t.norm for t in indexed.tokens[m.first : m.last] if t.norm not in LIGHT) == words]
    named = same or [mention for mention in found if mention.how != "role"] or found
    return frozenset(position for mention in named for position in range(mention.first, mention.last))


def _inside(term: Term, indexed: IndexedFact) -> frozenset[int]:
    """Return where a name stands inside a longer one, word by word: "North Devon" in "the North Devon town"."""
    own = [token.norm for token in indexed.tokens]
    words, count = list(term.words), len(term.words)
    first = next((p for p in range(len(own) - count + 1) if own[p : p + count] == words), -1) if count > 1 else -1
    return frozenset(range(first, first + count)) if first >= 0 else frozenset()


def _time(term: Term, reading: Reading, indexed: IndexedFact) -> Hit:
    asked = term.time
    if asked is None:
        return Hit(term, "missing", reason="no time")
    related = [(relation(asked, time), time) for time in indexed.times]
    agreeing = [time for how, time in related if how in {"same", "covers"}] or in_order(term, reading, indexed)
    if agreeing:
        return Hit(term, "statement", frozenset(p for t in agreeing for p in range(t.first, t.last)))
    if not related and any(relation(asked, time) in {"same", "covers"} for time in indexed.asked_times):
        return Hit(term, "asked", cost=ASKED)
    if any(how in {"finer", "overlap"} for how, _ in related):
        return Hit(term, "missing", reason=f"{NO_MORE_EXACT} than its own words, not {term.text}")
    dated = opposed(term, reading, indexed)
    others = [other.time for other in reading.terms if other.kind == "time" and other.time and other is not term]
    if dated is not None and not any(relation(other, dated) == "same" for other in others):
        recorded = indexed.words_of(dated)
        return Hit(term, "conflict", frozenset(range(dated.first, dated.last)), slot="when", asked=term.text,
                   recorded=recorded, reason=f"the record says {recorded}, not {term.text}")  # fmt: skip
    return Hit(term, "missing", reason=f"{term.text} is not in it")
