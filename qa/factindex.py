"""Facts made ready for matching: their words with keys, who is named where, and an inverted index over all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from math import log10

from qa.entities import Gazetteer, Mention
from qa.forms import opening_kind
from qa.function_words import LIGHT, NEGATIONS, carries_content
from qa.lexicon import Lexicon
from qa.model import Fact, Slot
from qa.quantities import Quantity, quantities
from qa.synonyms import GENERIC, LIGHT_VERBS
from qa.times import Time, times
from qa.tokens import Token, tokenize
from qa.values import value

Keys = Mapping[str, float]

GENERAL_WORDS = frozenset((*GENERIC, *LIGHT_VERBS))
"""Words that a question may have without the record having them."""
GENERAL_WEIGHT = 0.3


@value
class AskedAs:
    """One of the curator's own questions: the hole it asks for, and the keys of each of its content words."""

    kind: str
    words: tuple[Keys, ...]
    weights: tuple[float, ...] = ()
    """How telling each word is (`informativeness`); known once all facts are."""


@value
class Vocabulary:
    """What a fact's words reach: ``statement`` has a mapping a token, ``asked`` a row for each of its ``asked_as``."""

    statement: tuple[Keys, ...]
    asked: tuple[AskedAs, ...]
    asked_entities: frozenset[str] = frozenset()
    mentions: tuple[Mention, ...] | None = None
    """Entities named in the statement, where they were kept."""


class IndexedFact:
    """A fact with its tokens, mentions, times and numbers; worked out where they are first needed."""

    def __init__(self, fact: Fact, vocabulary: Vocabulary, gazetteer: Gazetteer, articles: tuple[str, ...]) -> None:
        self.fact = fact
        self.articles = articles
        self.keys = vocabulary.statement
        self.asked = vocabulary.asked
        self.asked_entities = vocabulary.asked_entities
        self._mentions = vocabulary.mentions
        self._gazetteer = gazetteer
        self._positions: dict[tuple[tuple[int, int], ...], frozenset[int]] = {}

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The statement's tokens."""
        return tokenize(self.fact.statement)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Entities named in the statement."""
        return self._gazetteer.mentions(self.tokens) if self._mentions is None else self._mentions

    def kinds(self, mention: Mention) -> frozenset[str]:
        """Return the common nouns that a mentioned entity is."""
        return self._gazetteer.kinds(mention.name)

    @cached_property
    def asked_tokens(self) -> tuple[tuple[Token, ...], ...]:
        """The tokens of each of the curator's own questions."""
        return tuple(tokenize(question) for question in self.fact.asked_as)

    @cached_property
    def asked_keys(self) -> frozenset[str]:
        """Every key of the curator's questions: what is not in here is in none of them."""
        return frozenset(key for asked in self.asked for word in asked.words for key in word)

    @cached_property
    def times(self) -> tuple[Time, ...]:
        """Times in the statement."""
        return times(self.tokens)

    @cached_property
    def asked_times(self) -> tuple[Time, ...]:
        """Times in the curator's own questions."""
        return tuple(time for tokens in self.asked_tokens for time in times(tokens))

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Numbers in the statement, dates left out."""
        dated = {position for time in self.times for position in range(time.first, time.last)}
        return tuple(quantity for quantity in quantities(self.tokens) if quantity.first not in dated)

    @cached_property
    def content(self) -> frozenset[int]:
        """Positions of the statement's content words."""
        return frozenset(
            position for position, token in enumerate(self.tokens) if token.norm not in LIGHT or token.norm in NEGATIONS
        )

    def positions(self, slot: Slot) -> frozenset[int]:
        """Return the positions of the tokens that a slot covers."""
        if slot.spans not in self._positions:
            self._positions[slot.spans] = frozenset(
                position
                for position, token in enumerate(self.tokens)
                if any(start <= token.start and token.end <= end for start, end in slot.spans)
            )
        return self._positions[slot.spans]

    def slots(self, *words: str) -> tuple[Slot, ...]:
        """Return the slots whose key is one of ``words``."""
        return tuple(slot for slot in self.fact.slots if slot.key in words)

    @cached_property
    def predicate(self) -> frozenset[int]:
        """Positions of what the statement says of its subject: the did or is slot."""
        return frozenset(p for slot in self.slots("did", "is") for p in self.positions(slot))


def vocabulary(fact: Fact, lexicon: Lexicon, gazetteer: Gazetteer) -> Vocabulary:
    """Return the keys that a fact's own words and its curator's questions reach."""
    tokens = tokenize(fact.statement)
    statement = [dict(keys) for keys in lexicon.keys(tokens)]
    for keys, token in zip(statement, tokens, strict=True):
        keys.update(dict.fromkeys(lexicon.hypernyms(token.norm), 0.0))
    asked = tuple(_asked_as(question, lexicon) for question in fact.asked_as)
    named = frozenset(m.name for question in fact.asked_as for m in gazetteer.mentions(tokenize(question)))
    return Vocabulary(tuple(statement), asked, named)


def _asked_as(question: str, lexicon: Lexicon) -> AskedAs:
    tokens = tokenize(question)
    words = zip(lexicon.keys(tokens), tokens, strict=True)
    return AskedAs(opening_kind(tokens), tuple(keys for keys, token in words if carries_content(token.norm)))


class FactIndex:
    """Inverted index: key -> the facts that have it. Candidates are looked up, never scanned.

    ``facts`` may be any sequence: a lazy one is read only where a candidate is.
    """

    def __init__(
        self, facts: Sequence[IndexedFact], postings: Mapping[str, Sequence[int]], numbers: Mapping[str, int]
    ) -> None:
        self._facts = facts
        self._postings = postings
        self._numbers = numbers

    def __len__(self) -> int:
        """Return the number of facts."""
        return len(self._facts)

    def __getitem__(self, number: int) -> IndexedFact:
        """Return the fact of that number in the file."""
        return self._facts[number]

    def frequency(self, key: str) -> float:
        """Return the share of the facts that have a key."""
        return len(self._postings.get(key, ())) / max(1, len(self._facts))

    def by_id(self, fact_id: str) -> IndexedFact | None:
        """Return the fact of that id, if there is one."""
        number = self._numbers.get(fact_id)
        return None if number is None else self._facts[number]

    def number(self, fact_id: str) -> int:
        """Return the number of the fact of that id."""
        return self._numbers[fact_id]

    def candidates(self, wanted: Iterable[Iterable[str]], lacking: int) -> tuple[IndexedFact, ...]:
        """Return the facts that have a key for all but ``lacking`` of the wanted terms, in file order."""
        counts: dict[int, int] = {}
        terms = 0
        for keys in wanted:
            terms += 1
            for number in {number for key in keys for number in self._postings.get(key, ())}:
                counts[number] = counts.get(number, 0) + 1
        least = max(1, terms - lacking)
        return tuple(self._facts[number] for number in sorted(counts) if counts[number] >= least)


def postings(facts: Iterable[IndexedFact]) -> dict[str, list[int]]:
    """Return for each key the numbers of the facts that have it: words, "@" entities and claimants, "=" their kinds."""
    found: dict[str, list[int]] = {}
    for number, indexed in enumerate(facts):
        rows = [*indexed.keys, *(words for asked in indexed.asked for words in asked.words)]
        names = {mention.name for mention in indexed.mentions} | indexed.asked_entities
        keys = {key for row in rows for key in row}
        keys |= {"@" + name for name in names | set(indexed.fact.according_to)}
        keys |= {"=" + kind for mention in indexed.mentions for kind in indexed.kinds(mention)}
        for key in sorted(keys):
            found.setdefault(key, []).append(number)
    return found


def weights(words: Iterable[Keys], postings: Mapping[str, Sequence[int]], facts: int) -> tuple[float, ...]:
    """Return how telling each content word of a curator's question is among all facts."""

    def share(keys: Keys) -> float:
        own = [key for key, cost in keys.items() if cost == 0.0 and key[0] not in "#^"]
        return min((len(postings.get(key, ())) / max(1, facts) for key in own), default=0.0)

    return tuple(GENERAL_WEIGHT if GENERAL_WORDS & set(keys) else informativeness(share(keys)) for keys in words)


def informativeness(share: float) -> float:
    """Return the weight of a word that this share of the facts has: inverse document frequency, from 0.1 to 1."""
    return max(0.1, min(1.0, -log10(max(share, 0.001)) / 2.0))
