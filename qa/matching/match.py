"""Finding one term of a question in one fact: where it stands, and at what cost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from qa.english.times import Time, relation
from qa.english.tokens import norms, word_before
from qa.matching.dating import in_order, opposed
from qa.matching.factindex import IndexedFact, Keys, informativeness, mentioned
from qa.matching.hit import ASKED, KIND, Hit
from qa.matching.number_hits import NumberHits
from qa.questions.polarity import denied
from qa.questions.question import Reading, Term
from qa.record.entities import Gazetteer
from qa.record.lexicon import Lexicon, bases

NO_MORE_EXACT = "the record is no more exact"
LIKE_OR_UNLIKE = frozenset({"same", "different"})
"""Words by which two are compared, and nobody is said to be what they are compared in."""
NEAR = 0.6
"""Places whose cost is this close to the best one's also count as found."""
AMBIENT, MEMBER, DESCRIBED, CLAIMANT = 0.3, 0.5, 0.6, 0.2
REMEMBERED = 2_048
"""Words and terms whose meaning and weight are kept."""


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
        self._numbers = NumberHits(gazetteer, self._expand)

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
            return self._numbers.age(term, reading, indexed)
        if term.kind == "quantity":
            return self._numbers.quantity(term, reading, indexed)
        return self._word(term, reading, indexed)

    def _entity(self, term: Term, reading: Reading, indexed: IndexedFact) -> Hit:
        literal = _all_words(self, term.words, indexed.keys) if term.by_role else None
        if literal and literal[1] <= NEAR:
            return Hit(term, "statement", literal[0], literal[1])
        named = mentioned(term.names, indexed, term.words)
        if named:
            return Hit(term, "statement", named)
        if set(term.names) & set(indexed.fact.according_to) and not reading.speaker and term.role != "agent":
            return Hit(term, "claimant", cost=CLAIMANT)
        members = {member for name in term.names for member in self.gazetteer.members(name)} - set(term.names)
        found = mentioned(tuple(members), indexed)
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
            if pair and not denied(indexed.tokens, position):
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
    if dated is not None and _may_be_until(term, dated, reading):
        return Hit(term, "missing", reason=f"whether it was so up to {term.text} is not told")
    others = [other.time for other in reading.terms if other.kind == "time" and other.time and other is not term]
    if dated is not None and not any(relation(other, dated) == "same" for other in others):
        recorded = indexed.words_of(dated)
        return Hit(term, "conflict", frozenset(range(dated.first, dated.last)), slot="when", asked=term.text,
                   recorded=recorded, reason=f"the record says {recorded}, not {term.text}")  # fmt: skip
    return Hit(term, "missing", reason=f"{term.text} is not in it")


def _may_be_until(term: Term, dated: Time, reading: Reading) -> bool:
    """Tell whether what was so at a time may have been so until, or since, another: in 2022, and until 2023."""
    lead = word_before(reading.tokens, term.first)
    if term.time is None or lead not in {"until", "till", "since", "from"}:
        return False
    return dated.high <= term.time.high if lead in {"until", "till"} else dated.low >= term.time.low
