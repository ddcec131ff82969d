"""Sentences in their documents, counted: what the ranking rules ask of a text collection.

Plain Python, no index on disk: for a few ten thousand sentences, or for the documents that a larger index has found
(then its own sentence counts say how rare a word is: ``containing``).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from heapq import nsmallest
from typing import NamedTuple

from qa.english.function_words import LIGHT, WH_WORDS
from qa.english.tokens import norms
from qa.ranking.facets import fold

SKIPPED = LIGHT | WH_WORDS | {"", "'s"}

SENTENCE_SLOPE, DOCUMENT_SLOPE = 0.35, 0.2
"""How much length counts (Singhal, Buckley & Mitra 1996): 0 not at all, 1 in full. They recommend 0.2 for documents."""

DOCUMENTS, SENTENCES = 12, 40
"""How many documents, and how many single sentences, are worth a closer look for one question."""


class Passage(NamedTuple):
    """A sentence, its document's name (None: on its own) and title. A document's passages come in its order."""

    text: str
    document: str | None = None
    title: str = ""


class Document(NamedTuple):
    """A document's passages by number, its words with their counts, and the words of its title and its first sentence.

    ``alone`` marks a passage without a document: it has no title, neighbours or place.
    """

    passages: Sequence[int]
    counts: Counter[str]
    title: frozenset[str]
    alone: bool


def terms(text: str) -> list[str]:
    """Return the base forms of a text's content words, in order: the same for sentences and questions."""
    return [fold(norm) for norm in norms(text) if norm not in SKIPPED]


class Collection:
    """Passages by number, with their words counted. It does not change once it is made."""

    def __init__(
        self, passages: Iterable[Passage], containing: Callable[[str], int] | None = None, size: int = 0
    ) -> None:
        """Count the passages.

        ``containing`` (how many sentences have a term) and ``size`` (how many there are) come from the larger
        collection that the passages were taken from, if there is one.
        """
        self.passages = tuple(passages)
        self.counts = [Counter(terms(passage.text)) for passage in self.passages]
        self.average = _average(self.counts)
        self._postings: dict[str, list[int]] = {}
        for number, counts in enumerate(self.counts):
            for term in counts:
                self._postings.setdefault(term, []).append(number)
        self._containing = containing or (lambda term: len(self._postings.get(term, ())))
        self._size = size or len(self.passages)
        self.documents, self.document_of, self.place = self._documents()
        self.document_average = _average([document.counts for document in self.documents])

    def _documents(self) -> tuple[list[Document], list[int], list[int]]:
        """Return the documents, and for each passage the number of its document and its place in there, from 0."""
        members: dict[str | int, list[int]] = {}
        for number, passage in enumerate(self.passages):
            members.setdefault(number if passage.document is None else passage.document, []).append(number)
        documents: list[Document] = []
        document_of, place = [0] * len(self.passages), [0] * len(self.passages)
        for key, numbers in members.items():
            total: Counter[str] = Counter()
            for position, number in enumerate(numbers):
                total.update(self.counts[number])
                document_of[number], place[number] = len(documents), position
            title = frozenset(terms(self.passages[numbers[0]].title))
            documents.append(Document(tuple(numbers), total, title, alone=isinstance(key, int)))
        return documents, document_of, place

    def rarity(self, term: str) -> float:
        """Return the term's inverse document frequency, sentences being the documents; above 0."""
        return math.log((self._size + 1) / (self._containing(term) + 0.5))

    def sentence_weight(self, term: str, number: int) -> float:
        """Return how much a term weighs in a passage, before its rarity: pivoted unique normalisation."""
        counts = self.counts[number]
        return _pivoted(counts[term], len(counts), self.average, SENTENCE_SLOPE)

    def document_weight(self, term: str, document: Document) -> float:
        """Return how much a term weighs in a whole document, before its rarity."""
        return _pivoted(document.counts[term], len(document.counts), self.document_average, DOCUMENT_SLOPE)

    def candidates(self, wanted: Iterable[str]) -> list[int]:
        """Return the passages worth ranking for these terms, by number.

        All of the best documents', because "He died in May" has none of the question's words; and the best of the rest.
        """
        sentences: dict[int, float] = {}
        documents: dict[int, float] = {}
        for term in dict.fromkeys(wanted):
            rarity, postings = self.rarity(term), self._postings.get(term, ())
            for number in postings:
                sentences[number] = sentences.get(number, 0.0) + rarity * self.sentence_weight(term, number)
            for place in dict.fromkeys(self.document_of[number] for number in postings):
                document = self.documents[place]
                weight = self.document_weight(term, document) + (term in document.title)
                documents[place] = documents.get(place, 0.0) + rarity * weight
        found = set(_best(sentences, SENTENCES))
        for place in _best(documents, DOCUMENTS):
            found.update(self.documents[place].passages)
        return sorted(found)


def _best(scores: dict[int, float], limit: int) -> list[int]:
    return nsmallest(limit, scores, key=lambda number: (-scores[number], number))


def _average(counted: Sequence[Counter[str]]) -> float:
    """Return the mean number of different terms, at least 1."""
    return max(sum(len(counts) for counts in counted) / max(len(counted), 1), 1.0)


def _pivoted(count: int, length: int, average: float, slope: float) -> float:
    """Return 1 + ln(count), divided by the length pivoted around its average; 0 for a term that does not occur."""
    return (1 + math.log(count)) / (1 - slope + slope * length / average) if count else 0.0
