"""What the ranking rules measure: each a function of a question and a sentence, from 0 (nothing) to about 1.

The weights, and what each rule is for, stand in the table of `qa.ranking.ranking`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import pairwise

from qa.english import synonyms, wordnet
from qa.english.tokens import norms
from qa.questions.expectation import Expected, expected
from qa.ranking.collection import Collection, Document, terms
from qa.ranking.evidence import Sought, grade
from qa.ranking.facets import Facets, copula, facets, fold

LISTED = 0.7
"""How much a word of the same listed synonym set stands for the question's own; WordNet's strength is at most 1."""
RELATING = frozenset({"synonym", "derivation", "similar"})
SIMILAR = 0.4
"""Share of character n-grams (Dice) from which an unknown word is taken for a spelling of another."""
LONGEST = math.log(41)
"""A sentence that says forty new things says enough."""
TITLE_ASKED, TITLE_COVERED, TITLE_WHOLE = 0.75, 0.25, 0.3
"""A title's fit: the question's weight in it, its weight in the question, and whether all of it is asked about."""


class Asked:
    """A question, made ready for the rules: its terms with their share of its weight, and what it expects."""

    def __init__(self, question: str, collection: Collection) -> None:
        self.collection = collection
        self.expected: Expected = expected(question)
        words = [norm for norm in norms(question) if norm]
        self.sought = Sought(self.expected, frozenset(words) | {fold(norm) for norm in words})
        all_terms = terms(question)
        ordered = [term for term in all_terms if term not in self.expected.used] or all_terms
        self.terms = tuple(dict.fromkeys(ordered))
        self.pairs = tuple(pairwise(ordered))
        self.share: Mapping[str, float] = _shares({term: collection.rarity(term) for term in self.terms})
        self.related = {term: _related(term) for term in self.terms}
        self._documents: dict[int, tuple[float, float, Mapping[str, float]]] = {}

    def document(self, number: int) -> tuple[float, float, Mapping[str, float]]:
        """Return for a passage's document: how well it and its title fit, and the shares of the terms beyond."""
        place = self.collection.document_of[number]
        if place not in self._documents:
            self._documents[place] = self._fit(self.collection.documents[place])
        return self._documents[place]

    def _fit(self, document: Document) -> tuple[float, float, Mapping[str, float]]:
        if document.alone:
            return 0.0, 0.0, self.share
        whole = sum(share * self.collection.document_weight(term, document) for term, share in self.share.items())
        asked = sum(share for term, share in self.share.items() if term in document.title)
        rarities = {term: self.collection.rarity(term) for term in sorted(document.title)}
        covered = sum(share for term, share in _shares(rarities).items() if term in self.share)
        beyond = _shares({term: share for term, share in self.share.items() if term not in document.title})
        complete = bool(document.title) and document.title <= self.share.keys()
        return whole, TITLE_ASKED * asked + TITLE_COVERED * covered + TITLE_WHOLE * complete, beyond


class Seen:
    """A passage, as the rules look at it for one question."""

    def __init__(self, asked: Asked, number: int) -> None:
        self.number = number
        self.passage = asked.collection.passages[number]
        self.counts = asked.collection.counts[number]
        self.place = asked.collection.place[number]
        self.document = asked.collection.documents[asked.collection.document_of[number]]
        self._asked = asked

    @cached_property
    def facets(self) -> Facets:
        """What can be seen in the sentence."""
        return facets(self.passage.text)

    @cached_property
    def likeness(self) -> dict[str, float]:
        """The question's terms that the sentence has: 1 for the word itself, less for a related one."""
        found = {}
        for term in self._asked.terms:
            related = self._asked.related[term]
            best = (
                1.0
                if term in self.counts
                else max((related[word] for word in related if word in self.counts), default=0.0)
            )
            if best:
                found[term] = best
        return found


def words(asked: Asked, seen: Seen) -> float:
    """TF-IDF of the question's words, as a share of what they weigh."""
    return sum(share * asked.collection.sentence_weight(term, seen.number) for term, share in asked.share.items())


def document(asked: Asked, seen: Seen) -> float:
    """The same of the whole document, read as one text."""
    return asked.document(seen.number)[0]


def title(asked: Asked, seen: Seen) -> float:
    """How much of the question is in the title, and of the title in the question."""
    return asked.document(seen.number)[1]


def lead(asked: Asked, seen: Seen) -> float:
    """How much of the question the document's first sentence has: it says what the document is about."""
    return 0.0 if seen.document.alone else _share_in(asked, seen.document.passages[0])


def neighbours(asked: Asked, seen: Seen) -> float:
    """How much of the question the sentences before and after have, on average."""
    around = [seen.place - 1, seen.place + 1]
    return sum(_share_in(asked, seen.document.passages[p]) for p in around if 0 <= p < len(seen.document.passages)) / 2


def beyond(asked: Asked, seen: Seen) -> float:
    """Of what the question asks beyond the title, how much the sentence has, in its own words or related ones."""
    return sum(share * seen.likeness.get(term, 0.0) for term, share in asked.document(seen.number)[2].items())


def related(asked: Asked, seen: Seen) -> float:
    """How much of the question is there only as a synonym or derivation."""
    return sum(asked.share[term] * like for term, like in seen.likeness.items() if term not in seen.counts)


def spelling(asked: Asked, seen: Seen) -> float:
    """How much of the question is there only as a similar spelling, for words that no dictionary has."""
    return sum(
        share * max((n_gram_likeness(term, word) for word in seen.counts), default=0.0)
        for term, share in asked.share.items()
        if term not in seen.counts and not wordnet.lemmas(term)
    )


def pairs(asked: Asked, seen: Seen) -> float:
    """How many of the question's pairs of neighbouring words are neighbours here."""
    if not asked.pairs or len(seen.likeness) < 2:
        return 0.0
    here = set(pairwise(terms(seen.passage.text)))
    return sum(pair in here for pair in asked.pairs) / len(asked.pairs)


def answer_type(asked: Asked, seen: Seen) -> float:
    """How well the sentence shows the kind of answer that is expected."""
    return grade(seen.facets, asked.sought)


def example(asked: Asked, seen: Seen) -> float:
    """1 where a word is an example of the noun that is asked for: "basketball" for "which sport"."""
    noun = asked.expected.noun
    if asked.expected.kind or not noun:
        return 0.0
    return float(any(noun in _more_general(word) for word in seen.counts if word not in asked.sought.words))


def definition(asked: Asked, seen: Seen) -> float:
    """1 where a question "what is X" meets "X is a ...", a half for "X is ..."."""
    if asked.expected.kind != "definition":
        return 0.0
    verb = copula(seen.facets)
    if asked.share.keys().isdisjoint(seen.facets.folded[:verb]):
        return 0.0
    return 1.0 if seen.facets.tokens[verb + 1].norm in {"a", "an", "the", "one", "any"} else 0.5


def position(_: Asked, seen: Seen) -> float:
    """How early in its document the sentence stands: 1, 1/2, 1/3 ..."""
    return 0.0 if seen.document.alone else 1 / (1 + seen.place)


def news(asked: Asked, seen: Seen) -> float:
    """How much the sentence says that the question does not."""
    return min(math.log(1 + sum(term not in asked.share for term in seen.counts)) / LONGEST, 1.0)


def sentence(_: Asked, seen: Seen) -> float:
    """1 for a whole sentence, 0 for a caption or a heading."""
    return float(seen.facets.whole)


def _share_in(asked: Asked, number: int) -> float:
    counts = asked.collection.counts[number]
    return sum(share for term, share in asked.share.items() if term in counts)


def _shares(weights: Mapping[str, float]) -> dict[str, float]:
    total = sum(weights.values())
    return {term: weight / total for term, weight in weights.items()} if total else {}


@lru_cache(maxsize=2048)
def _related(term: str) -> Mapping[str, float]:
    """Return the words that may stand for a term, and how well, below 1."""
    listed = dict.fromkeys(_listed(term), LISTED)
    return listed | {r.word: r.strength / 3 for r in wordnet.related(term) if r.kind in RELATING}


def _listed(term: str) -> Iterator[str]:
    """Yield the other words of a term's listed synonym sets; phrases are left out."""
    for row in synonyms.SYNONYMS:
        if term in row:
            entries = [wordnet.british(entry.strip()) for entry in row.split(",")]
            if term in entries:
                yield from (entry for entry in entries if entry != term and entry.isalpha())


@lru_cache(maxsize=2048)
def _more_general(word: str) -> frozenset[str]:
    return frozenset(relation.word for relation in wordnet.related(word) if relation.kind == "hypernym")


@lru_cache(maxsize=4096)
def n_gram_likeness(one: str, other: str) -> float:
    """Return the Dice coefficient of two words' character n-grams (3 to 5, edges marked); 0 below `SIMILAR`."""
    left, right = _n_grams(one), _n_grams(other)
    likeness = 2 * len(left & right) / (len(left) + len(right))
    return likeness if likeness >= SIMILAR else 0.0


@lru_cache(maxsize=2048)  # of some kilobytes each
def _n_grams(word: str) -> frozenset[str]:
    marked = f"<{word}>"
    return frozenset(marked[at : at + n] for n in (3, 4, 5) for at in range(len(marked) - n + 1)) or frozenset({marked})
