"""Facts made ready for matching: their words with keys, who is named where, and an inverted index over all of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from math import log10

from qa.english.function_words import LIGHT, NEGATIONS, carries_content
from qa.english.quantities import Quantity, quantities
from qa.english.synonyms import GENERIC, LIGHT_VERBS
from qa.english.times import Time, times, times_in
from qa.english.tokens import Token, tokenize
from qa.model import Fact, Slot
from qa.questions.forms import opening_kind
from qa.record.entities import Gazetteer, Mention
from qa.record.lexicon import Lexicon
from qa.values import value

Keys = Mapping[str, float]

GENERAL_WORDS = frozenset((*GENERIC, *LIGHT_VERBS))
"""Words that a question may have without the record having them."""
GENERAL_WEIGHT = 0.3
MOST_CANDIDATES = 1_000
"""Facts that are looked at for one reading of a question."""
LOOKED_UP = 16
"""A list that is so many times longer is not walked through: each number is looked up in it."""
ANY_YEAR, MOST_YEARS = "%", 50
"""The key of times that state no year, before the year in those that do; a longer time counts as stating none."""


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
        """Times in the statement, and those that a slot's ``value`` gives for words that do not ("that year")."""
        stated = times(self.tokens)
        given = (time._replace(first=min(where), last=max(where) + 1) for where, time in self._valued())
        return (*stated, *(time for time in given if all(t.last <= time.first or time.last <= t.first for t in stated)))

    def _valued(self) -> Iterator[tuple[frozenset[int], Time]]:
        for slot in self.fact.slots:
            where = self.positions(slot)
            if slot.value is not None and where:
                yield from ((where, time) for time in times_in(slot.value))

    @cached_property
    def asked_times(self) -> tuple[Time, ...]:
        """Times in the curator's own questions."""
        return tuple(time for tokens in self.asked_tokens for time in times(tokens))

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Numbers in the statement, dates left out."""
        dated = {position for time in self.times for position in range(time.first, time.last)}
        return tuple(quantity for quantity in quantities(self.tokens) if quantity.first not in dated)

    def words_of(self, part: Quantity | Time) -> str:
        """Return the statement's words for one of its numbers or times."""
        return " ".join(token.text for token in self.tokens[part.first : part.last])

    @cached_property
    def content(self) -> frozenset[int]:
        """Positions of the statement's content words."""
        return frozenset(
            position for position, token in enumerate(self.tokens) if token.norm not in LIGHT or token.norm in NEGATIONS
        )

    def positions(self, slot: Slot) -> frozenset[int]:
        """Return the positions of the tokens that a slot covers."""
        found = self._positions.get(slot.spans)
        if found is None:
            found = self._positions[slot.spans] = frozenset(
                position
                for position, token in enumerate(self.tokens)
                if any(start <= token.start and token.end <= end for start, end in slot.spans)
            )
        return found

    def positions_of(self, *words: str) -> frozenset[int]:
        """Return the positions of all tokens in slots whose key is one of ``words``."""
        return frozenset(position for slot in self.slots(*words) for position in self.positions(slot))

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

    def given_up(self, fact: Fact) -> IndexedFact | None:
        """Return the fact of the record that took a claim's place and contradicts it; None for a claim that stands."""
        later = self.by_id(fact.superseded_by) if fact.superseded_by and fact.according_to else None
        if later is None or later.fact.according_to:
            return None
        return later if later.fact.id in fact.disputes or fact.id in later.fact.disputes else None

    def latest(self, fact: Fact) -> IndexedFact | None:
        """Return what in the end took a fact's place; None where nothing did."""
        found, seen = None, {fact.id}
        while fact.superseded_by and fact.superseded_by not in seen and (later := self.by_id(fact.superseded_by)):
            found, fact = later, later.fact
            seen.add(fact.id)
        return found

    def number(self, fact_id: str) -> int:
        """Return the number of the fact of that id."""
        return self._numbers[fact_id]

    def candidates(
        self, wanted: Iterable[Iterable[str]], lacking: int, dated: Iterable[Iterable[str]] = ()
    ) -> tuple[IndexedFact, ...]:
        """Return the facts that have a key for all but ``lacking`` of the wanted terms, in file order.

        Each must have a key of every group of ``dated``, too. None is returned where more than `MOST_CANDIDATES` fit:
        such a question asks for nothing in particular, and the first of many would be a guess.
        """
        terms = [self._lists(keys) for keys in wanted]
        least = max(1, len(terms) - lacking)
        terms.sort(key=_size)
        # A fact that has enough of the terms has one of the rarest: the others are only looked up.
        counts: dict[int, int] = {}
        for lists in terms[: len(terms) - least + 1]:
            for number in set().union(*lists):
                counts[number] = counts.get(number, 0) + 1
        rest = terms[len(terms) - least + 1 :]
        for left, lists in zip(range(len(rest), 0, -1), rest, strict=True):
            counts = {number: count for number, count in counts.items() if count + left >= least}
            for number in _having(lists, counts):
                counts[number] += 1
        found = {number for number, count in counts.items() if count >= least}
        for keys in dated:
            found &= _having(self._lists(keys), found)
        return tuple(self._facts[number] for number in sorted(found)) if len(found) <= MOST_CANDIDATES else ()

    def _lists(self, keys: Iterable[str]) -> list[Sequence[int]]:
        return [found for key in dict.fromkeys(keys) if (found := self._postings.get(key))]


def _size(lists: Iterable[Sequence[int]]) -> int:
    return sum(map(len, lists))


def _having(lists: Sequence[Sequence[int]], numbers: Collection[int]) -> set[int]:
    """Return those of the numbers that are in one of the ascending lists."""
    found: set[int] = set()
    for each in lists:
        if len(each) <= LOOKED_UP * len(numbers):
            found.update(number for number in each if number in numbers)
        else:
            found.update(n for n in numbers if (at := bisect_left(each, n)) < len(each) and each[at] == n)
    return found


def posting_keys(indexed: IndexedFact) -> list[str]:
    """Return the keys under which a fact is found: words, "@" entities and claimants, "=" their kinds, "%" years."""
    rows = [*indexed.keys, *(words for asked in indexed.asked for words in asked.words)]
    names = {mention.name for mention in indexed.mentions} | indexed.asked_entities
    keys = {key for row in rows for key in row}
    keys |= {"@" + name for name in names | set(indexed.fact.according_to)}
    keys |= {"=" + kind for mention in indexed.mentions for kind in indexed.kinds(mention)}
    keys |= {key for time in (*indexed.times, *indexed.asked_times) for key in year_keys(time)}
    return sorted(keys)


def year_keys(time: Time) -> tuple[str, ...]:
    """Return the keys of the years that a time touches; "%" where its text states none, or too many to list."""
    first, last = time.low[0], time.high[0]
    if time.yearless or not 0 <= last - first < MOST_YEARS:
        return (ANY_YEAR,)
    return tuple(f"{ANY_YEAR}{year}" for year in range(first, last + 1))


def own_keys(keys: Keys) -> Keys:
    """Return the keys of a word that say how telling it is: its own base forms."""
    return {key: cost for key, cost in keys.items() if (cost == 0.0 and key[0] not in "#^") or key in GENERAL_WORDS}


def weights(words: Iterable[Keys], postings: Mapping[str, Sequence[int]], facts: int) -> tuple[float, ...]:
    """Return how telling each content word of a curator's question is among all facts."""

    def share(keys: Keys) -> float:
        own = [key for key, cost in keys.items() if cost == 0.0 and key[0] not in "#^"]
        return min((len(postings.get(key, ())) / max(1, facts) for key in own), default=0.0)

    return tuple(GENERAL_WEIGHT if GENERAL_WORDS & set(keys) else informativeness(share(keys)) for keys in words)


def informativeness(share: float) -> float:
    """Return the weight of a word that this share of the facts has: inverse document frequency, from 0.1 to 1."""
    return max(0.1, min(1.0, -log10(max(share, 0.001)) / 2.0))


def mentioned(names: tuple[str, ...], indexed: IndexedFact, words: tuple[str, ...] = ()) -> frozenset[int]:
    """Return the positions at which any of ``names`` is mentioned: in the question's words, else by name or role."""
    found = [mention for mention in indexed.mentions if mention.name in names]
    same = [m for m in found if tuple(t.norm for t in indexed.tokens[m.first : m.last] if t.norm not in LIGHT) == words]
    named = same or [mention for mention in found if mention.how != "role"] or found
    return frozenset(position for mention in named for position in range(mention.first, mention.last))
