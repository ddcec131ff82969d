"""A kept index of sentences: its terms, their postings, and scikit-learn's ranking computed from them.

For each term the sentences that have it and its impact in each (``qa.retrieval.topk``); for the few terms that more
than one sentence in ``DENSE`` has, its count in every sentence instead: smaller, and quicker to look up. From the
counts, the idf and each sentence's norm the weights of ``TfidfVectorizer`` follow bit for bit, and so do the scores,
which are summed in the order in which scipy's sparse product sums them.
"""

from __future__ import annotations

import math
import zlib
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from qa.files.flatfile import DamagedError, FlatReader
from qa.retrieval.topk import BLOCK, IMPACT_ONE, Postings, Row, Space, candidates

DENSE = 8
"""A term is kept densely if more than one sentence in so many has it."""
KTH = 10
"""``tenths`` holds each long list's impact of this rank: a first bar for searches for as many sentences or fewer."""
LONG = 256
"""Shorter lists have no ``tenths``: they are read as a whole anyway."""

OF_WORDS = ("starts", "ceilings", "tenths", "words", "word_starts", "buckets", "bucket_terms")
NONE_KEPT = np.empty(0, np.uint16)
ARRAYS = (
    "numbers", "impacts", "norms", "dense", "peaks", "dense_terms", "dense_found", "repeated", "repeats",
    *OF_WORDS,
)  # fmt: skip


def bucket_of(word: bytes, buckets: int) -> int:
    """Return the bucket in which a word is looked for; ``buckets`` is a power of two."""
    return zlib.crc32(word) & (buckets - 1)


def encoded(word: str) -> bytes:
    """Return a word's bytes; text that was decoded leniently may hold lone surrogates."""
    return word.encode("utf-8", "surrogatepass")


def growths(*, sublinear: bool) -> NDArray[np.float64]:
    """Return the term frequency's part of a weight for counts of 0 to 255, as scikit-learn has it."""
    counts = np.arange(256, dtype=np.float64)
    if sublinear:
        counts[1:] = np.log(counts[1:]) + 1.0
    return counts


def rarity(found: Any, size: int) -> Any:  # noqa: ANN401 - an array for an array, a number for a number
    """Return the smoothed idf of terms found in so many of ``size`` sentences, as scikit-learn has it."""
    return np.log((size + 1.0) / (found + 1.0)) + 1.0


def blocks(size: int) -> int:
    """Return the number of blocks of so many sentences."""
    return -(-size // BLOCK)


class Term(NamedTuple):
    """A word of the index: where it is found, and how often in each sentence."""

    number: int
    rarity: float
    """Its idf."""
    numbers: NDArray[Any]
    """The sentences that have it, in order; none if it has a row."""
    impacts: NDArray[Any]
    repeated: NDArray[Any] = NONE_KEPT
    """The sentences that have it more than once,"""
    repeats: NDArray[Any] = NONE_KEPT
    """and how often they have it."""
    row: NDArray[np.uint8] | None = None
    """Its count in every sentence, if it is nearly everywhere."""
    peaks: NDArray[Any] = NONE_KEPT
    ceiling: float = 0.0
    tenth: float = 0.0


class PostingsIndex:
    """An open index. Whatever it returns stands on bytes that were checked; damage raises DamagedError."""

    def __init__(self, reader: FlatReader, *, sublinear: bool) -> None:
        """Take a mapped file; what is kept of the words is checked at once, their postings when asked for."""
        self._reader = reader
        self._growths = growths(sublinear=sublinear)
        self._growth = self._growths.tolist()
        self._arrays = {name: reader.view(name) for name in ARRAYS}
        self._tables = {name: reader.checked(name).data for name in OF_WORDS}
        self._norms = self._arrays["norms"]
        self._repeated = reader.checked("repeated")
        self._places = self._repeated.data
        rows, founds = (reader.checked(name).tolist() for name in ("dense_terms", "dense_found"))
        self._rows = {term: (row, found) for row, (term, found) in enumerate(zip(rows, founds, strict=True))}
        self._known: dict[str, Term | None] = {}
        self._space = Space(len(self._norms))
        self.size = len(self._norms)
        """The number of sentences."""

    def search(self, words: Iterable[str], limit: int) -> tuple[NDArray[Any], NDArray[np.float64]]:
        """Return the numbers and scores of the ``limit`` best sentences for a query's words, best first.

        The ranking is that of scikit-learn's weights multiplied out; equal scores come in the order of the sentences.
        """
        query = self.weighted(words)
        if not query or limit < 1:
            return np.empty(0, np.uint32), np.empty(0)
        try:
            lists = [_postings(term, weight, limit) for term, weight in query if term.row is None]
            rows = [self._row(term.row, term, weight) for term, weight in query if term.row is not None]
            found = candidates(lists, rows, min(limit, self.size), self._space)
            scores = self.scores(query, found)
        except IndexError as error:
            raise DamagedError("a posting points nowhere") from error
        best = (-scores).argsort(kind="stable")[:limit]
        return found[best], scores[best]

    def weighted(self, words: Iterable[str]) -> list[tuple[Term, float]]:
        """Return the query's known terms, by number, with their l2-normalised weights."""
        known = [(self._term(word), count) for word, count in Counter(words).items()]
        terms = sorted(((term.number, term, count) for term, count in known if term is not None))
        weights = [self._growth[min(count, 255)] * term.rarity for _, term, count in terms]
        length = 0.0
        for weight in weights:  # one after the other, as scikit-learn does
            length += weight * weight
        length = math.sqrt(length)
        return [(term, weight / length) for (_, term, _), weight in zip(terms, weights, strict=True)]

    def scores(self, query: Sequence[tuple[Term, float]], numbers: NDArray[Any]) -> NDArray[np.float64]:
        """Return the exact scores of some sentences, bit for bit those of scikit-learn's product."""
        self._reader.check_each("norms", numbers)
        norms = self._norms.take(numbers)
        total = np.zeros(len(numbers))
        for term, weight in query:
            gains = self._gains(term, numbers)
            gains /= norms
            gains *= weight
            total += gains  # adding 0.0 changes no sum
        return total

    def _gains(self, term: Term, numbers: NDArray[Any]) -> NDArray[np.float64]:
        """Return what a term weighs in each of the sentences before that is divided by the sentence's norm."""
        if term.row is not None:
            return self._growths.take(term.row.take(numbers)) * term.rarity
        has = term.numbers.take(term.numbers.searchsorted(numbers), mode="clip") == numbers
        gains: NDArray[np.float64] = has * term.rarity  # a word that a sentence has once grows by 1.0
        if len(term.repeated):
            at = term.repeated.searchsorted(numbers)
            again = (term.repeated.take(at, mode="clip") == numbers).nonzero()[0]
            if len(again):
                gains[again] = self._growths.take(term.repeats.take(at.take(again))) * term.rarity
        return gains

    # --- Terms ------------------------------------------------------------------------------------------

    def _term(self, word: str) -> Term | None:
        """Look a word up; the outcome is kept, since questions share words."""
        if word not in self._known:
            self._known[word] = self._looked_up(encoded(word))
        return self._known[word]

    def _looked_up(self, word: bytes) -> Term | None:
        tables = self._tables
        bucket = bucket_of(word, len(tables["buckets"]) - 1)
        first, last = tables["buckets"][bucket], tables["buckets"][bucket + 1]
        for number in tables["bucket_terms"][first:last]:
            begin, end = tables["word_starts"][number], tables["word_starts"][number + 1]
            if tables["words"][begin:end] == word:
                return self._described(number)
        return None

    def _described(self, number: int) -> Term:
        row, found = self._rows.get(number, (-1, 0))
        begin, end = self._tables["starts"][number], self._tables["starts"][number + 1]
        idf = float(rarity(found or end - begin, self.size))
        if found:
            counts = self._part("dense", row * self.size, (row + 1) * self.size)
            peaks = self._part("peaks", row * blocks(self.size), (row + 1) * blocks(self.size))
            self._reader.check("norms", 0, self.size)
            return Term(number, idf, NONE_KEPT, NONE_KEPT, row=counts, peaks=peaks)
        numbers = self._part("numbers", begin, end)
        repeated = repeats = NONE_KEPT
        low = bisect_left(self._places, begin)
        if low < len(self._places) and self._places[low] < end:
            high = bisect_left(self._places, end, low, min(len(self._places), low + end - begin))
            repeated, repeats = numbers.take(self._repeated[low:high] - begin), self._part("repeats", low, high)
        ceiling, tenth = (self._tables[name][number] / IMPACT_ONE for name in ("ceilings", "tenths"))
        impacts = self._part("impacts", begin, end)
        return Term(number, idf, numbers, impacts, repeated, repeats, None, NONE_KEPT, ceiling, tenth)

    def _part(self, name: str, start: int, stop: int) -> NDArray[Any]:
        """Return some elements of an array, checked."""
        self._reader.check(name, start, stop)
        part: NDArray[Any] = self._arrays[name][start:stop]
        return part

    def _row(self, counts: NDArray[np.uint8], term: Term, weight: float) -> Row:
        return Row(counts, term.peaks, weight / IMPACT_ONE, self._growths * (term.rarity * weight), self._norms)


def _postings(term: Term, weight: float, limit: int) -> Postings:
    floor = term.tenth * weight if limit <= KTH else 0.0
    return Postings(term.numbers, term.impacts, weight / IMPACT_ONE, term.ceiling * weight, floor)
