"""Facts made ready for matching: their words with keys, who is named where, and an inverted index over all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from qa.entities import Gazetteer, Mention
from qa.forms import opening_kind
from qa.function_words import LIGHT, NEGATIONS, carries_content
from qa.lexicon import Lexicon
from qa.model import Fact, Slot
from qa.quantities import Quantity, quantities
from qa.times import Time, times
from qa.tokens import Token, tokenize

Keys = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class AskedAs:
    """One of the curator's own questions: the hole it asks for, and the keys of each of its content words."""

    kind: str
    words: tuple[Keys, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a fact's words reach: ``statement`` has one mapping a token, ``asked`` one row for each of its ``asked_as``."""

    statement: tuple[Keys, ...]
    asked: tuple[AskedAs, ...]


class IndexedFact:
    """A fact with its tokens, mentions, times and numbers; worked out where they are first needed."""

    def __init__(self, fact: Fact, vocabulary: Vocabulary, gazetteer: Gazetteer, articles: tuple[str, ...]) -> None:
        self.fact = fact
        self.articles = articles
        self.keys = vocabulary.statement
        self.asked = vocabulary.asked
        self._gazetteer = gazetteer

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The statement's tokens."""
        return tokenize(self.fact.statement)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Entities named in the statement."""
        return self._gazetteer.mentions(self.tokens)

    def kinds(self, mention: Mention) -> frozenset[str]:
        """Return the common nouns that a mentioned entity is."""
        return self._gazetteer.kinds(mention.name)

    @cached_property
    def asked_tokens(self) -> tuple[tuple[Token, ...], ...]:
        """The tokens of each of the curator's own questions."""
        return tuple(tokenize(question) for question in self.fact.asked_as)

    @cached_property
    def asked_entities(self) -> frozenset[str]:
        """Entities named in the curator's own questions."""
        return frozenset(m.name for tokens in self.asked_tokens for m in self._gazetteer.mentions(tokens))

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
            position
            for position, token in enumerate(self.tokens)
            if token.norm not in LIGHT or token.norm in NEGATIONS
        )

    def positions(self, slot: Slot) -> frozenset[int]:
        """Return the positions of the tokens that a slot covers."""
        return frozenset(
            position
            for position, token in enumerate(self.tokens)
            if any(start <= token.start and token.end <= end for start, end in slot.spans)
        )

    def slots(self, *words: str) -> tuple[Slot, ...]:
        """Return the slots whose key is one of ``words``."""
        return tuple(slot for slot in self.fact.slots if slot.key in words)

    @cached_property
    def predicate(self) -> frozenset[int]:
        """Positions of what the statement says of its subject: the did or is slot."""
        return frozenset(p for slot in self.slots("did", "is") for p in self.positions(slot))


def vocabulary(fact: Fact, lexicon: Lexicon) -> Vocabulary:
    """Return the keys that a fact's own words and its curator's questions reach."""
    tokens = tokenize(fact.statement)
    statement = [dict(keys) for keys in lexicon.keys(tokens)]
    for keys, token in zip(statement, tokens, strict=True):
        keys.update(dict.fromkeys(lexicon.hypernyms(token.norm), 0.0))
    return Vocabulary(tuple(statement), tuple(_asked_as(question, lexicon) for question in fact.asked_as))


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

    def frequency(self, key: str) -> float:
        """Return the share of the facts that have a key."""
        return len(self._postings.get(key, ())) / max(1, len(self._facts))

    def by_id(self, fact_id: str) -> IndexedFact | None:
        """Return the fact of that id, if there is one."""
        number = self._numbers.get(fact_id)
        return None if number is None else self._facts[number]

    def candidates(self, wanted: Iterable[Iterable[str]]) -> tuple[IndexedFact, ...]:
        """Return the facts that have a key for at least half of the wanted terms, in file order."""
        counts: dict[int, int] = {}
        terms = 0
        for keys in wanted:
            terms += 1
            for number in {number for key in keys for number in self._postings.get(key, ())}:
                counts[number] = counts.get(number, 0) + 1
        least = max(1, (terms + 1) // 2)
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
