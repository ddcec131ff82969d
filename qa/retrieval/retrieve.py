"""TF-IDF over sentences: the nearest passages, the ranking of candidates, the closest sentence to a quote.

scikit-learn fits the index; searching needs neither it nor, below ``NUMPY_FROM`` sentences, numpy. All weights are
kept as integers, so a sum is the same in whatever order it is taken: the same question finds the same sentences with
the same scores on every machine, with numpy or without.
"""

from __future__ import annotations

import hashlib
import json
import math
import sys
from array import array
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from heapq import nsmallest
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any, Self

from qa.english.function_words import LIGHT, WH_WORDS
from qa.english.tokens import norms
from qa.files.stages import Progress, silent
from qa.model import Article, Nearest, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qa.files.cachefile import Cache

FORMAT = 1
"""Raise it whenever the bytes, the weights or ``terms_of`` change: kept indexes are then rebuilt."""

NUMPY_FROM = 5_000
"""Sentences. Below, plain Python finishes a search before numpy would have been imported (0.15 CPU seconds)."""

OWN, NEIGHBOUR, ARTICLE = 10, 2, 1
"""How much a sentence's own words count, those of the sentence before and after it, and those of its article."""

_FULL = OWN + 2 * NEIGHBOUR + ARTICLE
_ONE = 2**15
"""The integer that stands for a weight of 1.0 (fits 16 bits; a product of two fits 31)."""
_NORM_ONE = 2**8
_POINTS = 10_000
"""A score's grain: scores have four decimals."""

_SKIPPED = LIGHT | WH_WORDS
_COUNTS = ("articles", "terms", "postings", "vocabulary")


def terms_of(text: str) -> list[str]:
    """Return the words that a text is found by, folded; the same for sentences and questions."""
    return [word for word in norms(text) if word not in _SKIPPED]


@dataclass(frozen=True, slots=True, eq=False)
class SentenceIndex:
    """Sentences by their words: for each term the numbers of its sentences and its weight in each.

    The postings of term ``t`` are ``numbers[offsets[t]:offsets[t + 1]]`` and the ``weights`` at the same positions.
    Weights are l2-normalised sublinear TF-IDF (Manning, Raghavan & Schuetze 2008, section 6.4.1) in 1/32768.

    A sentence that only says "he" must be found as well, so a score adds a little for the sentences around it and for
    the whole article, as in sentence retrieval with local context (Fernandez, Losada & Azzopardi 2011). It is added
    when searching: kept with every sentence it would make the index as large as articles times vocabulary.
    """

    sentences: tuple[Sentence, ...]
    counts: array[int]
    """Sentences of each article."""
    lengths: array[int]
    """Length of the sum of an article's sentence vectors, in 1/256."""
    terms: Sequence[str]
    """Sorted by code point."""
    offsets: array[int]
    numbers: array[int]
    weights: array[int]

    @classmethod
    def fit(cls, articles: Iterable[Article]) -> Self:
        """Build the index; imports scikit-learn unless there are no words at all."""
        ordered, sentences = _in_order(articles)
        counts = array("I", (len(article.sentences) for article in ordered))
        if not any(terms_of(sentence.text) for sentence in sentences):
            lengths = array("I", [_NORM_ONE]) * len(counts)
            return cls(sentences, counts, lengths, (), array("I", [0]), array("I"), array("H"))
        import numpy as np
        from sklearn.feature_extraction.text import TfidfVectorizer

        vectorizer = TfidfVectorizer(analyzer=terms_of, sublinear_tf=True)
        rows = vectorizer.fit_transform([sentence.text for sentence in sentences])
        columns = rows.tocsc()  # a term's sentences come in order
        weights = np.maximum(np.rint(columns.data * _ONE), 1)
        return cls(
            sentences,
            counts,
            array("I", _article_lengths(rows, counts)),
            tuple(vectorizer.get_feature_names_out().tolist()),
            array("I", columns.indptr.astype(np.uint32).tobytes()),
            array("I", columns.indices.astype(np.uint32).tobytes()),
            array("H", weights.astype(np.uint16).tobytes()),
        )

    def search(self, query: str, limit: int) -> tuple[Nearest, ...]:
        """Return at most ``limit`` sentences that share words with the query, or stand beside one that does.

        Best first; equal scores in the order of article name and position. Scores lie between 0 and 1.
        """
        wanted = self._weighted_terms(query)
        if limit < 1 or not wanted:
            return ()
        ranked = _ranked_by_numpy if len(self.sentences) >= NUMPY_FROM else _ranked
        return tuple(
            Nearest(points / _POINTS, self.sentences[number]) for points, number in ranked(self, wanted, limit)
        )

    def _weighted_terms(self, query: str) -> list[tuple[int, int]]:
        """Return the query's known terms, as numbers, with their weights in 1/32768."""
        weighted = []
        for term, count in sorted(Counter(terms_of(query)).items()):
            number = bisect_left(self.terms, term)
            if number < len(self.terms) and self.terms[number] == term:
                found_in = self.offsets[number + 1] - self.offsets[number]
                rarity = math.log((1 + len(self.sentences)) / (1 + found_in)) + 1
                weighted.append((number, (1 + math.log(count)) * rarity))
        length = math.sqrt(math.fsum(weight * weight for _, weight in weighted))
        return [(number, round(weight / length * _ONE)) for number, weight in weighted]

    def to_bytes(self) -> bytes:
        """Return the index without its sentences: a line of JSON with the sizes, then little-endian arrays."""
        vocabulary = "\n".join(self.terms).encode()
        sizes = (len(self.counts), len(self.terms), len(self.numbers), len(vocabulary))
        header = json.dumps({"format": FORMAT, **dict(zip(_COUNTS, sizes, strict=True))})
        arrays = (self.counts, self.lengths, self.offsets, self.numbers, self.weights)
        return b"".join((header.encode(), b"\n", *map(_little_endian, arrays), vocabulary))

    @classmethod
    def from_bytes(cls, payload: bytes, articles: Iterable[Article]) -> Self:
        """Read what ``to_bytes`` wrote for the same articles.

        Raises:
            ValueError: the bytes are no index, or not one of these articles.
        """
        ordered, sentences = _in_order(articles)
        header, _, body = payload.partition(b"\n")
        held, terms, postings, vocabulary = _sizes(header)
        shapes = (("I", held), ("I", held), ("I", terms + 1), ("I", postings), ("H", postings))
        if 4 * (2 * held + terms + 1 + postings) + 2 * postings + vocabulary != len(body):
            raise ValueError("the sizes do not fit the bytes")
        arrays, rest = [], memoryview(body)
        for code, size in shapes:
            width = 2 if code == "H" else 4
            arrays.append(_native(code, rest[: size * width]))
            rest = rest[size * width :]
        words = str(rest, "utf-8").split("\n") if vocabulary else []
        index = cls(sentences, arrays[0], arrays[1], words, *arrays[2:])
        if len(words) != terms or list(index.counts) != [len(article.sentences) for article in ordered]:
            raise ValueError("an index of other articles")
        index._check()
        return index

    def _check(self) -> None:
        """Raise ValueError where a number points outside of its table."""
        rising = all(left <= right for left, right in pairwise(self.offsets))
        if self.offsets[0] != 0 or self.offsets[-1] != len(self.numbers) or not rising:
            raise ValueError("the postings' offsets are wrong")
        if _largest(self.numbers) >= len(self.sentences) or 0 in self.lengths or _largest(self.weights) > _ONE:
            raise ValueError("the postings are wrong")


def load_or_fit(articles: Sequence[Article], cache: Cache, progress: Progress = silent) -> SentenceIndex:
    """Return the kept index of these articles; build and keep it where there is none that is whole."""
    key = index_key(articles)
    payload = cache.read("sentences", key)
    if payload is not None:
        try:
            return SentenceIndex.from_bytes(payload, articles)
        except ValueError:
            pass  # well kept, but no index: written by something else
    progress("indexing the sentences")
    index = SentenceIndex.fit(articles)
    progress("")
    cache.write("sentences", key, index.to_bytes())
    return index


def index_key(articles: Iterable[Article]) -> str:
    """Return the SHA-256 of what an index depends on: the articles' names and bytes, where they were split, FORMAT."""
    digest = hashlib.sha256(f"sentences {FORMAT}".encode())
    for article in sorted(articles, key=_name):
        places = array("Q", (place for sentence in article.sentences for place in (sentence.start, sentence.end)))
        split = hashlib.sha256(_little_endian(places)).hexdigest()
        digest.update(json.dumps([article.name, article.sha256, split]).encode())
    return digest.hexdigest()


def _name(article: Article) -> str:
    return article.name


def _in_order(articles: Iterable[Article]) -> tuple[list[Article], tuple[Sentence, ...]]:
    """Return the articles by name, and their sentences: a sentence's place in there is its number in the index."""
    ordered = sorted(articles, key=_name)
    return ordered, tuple(sentence for article in ordered for sentence in article.sentences)


# --- Ranking: (points, sentence number), best first. The two give the same, to the last digit. -----------------


def _ranked(index: SentenceIndex, wanted: list[tuple[int, int]], limit: int) -> list[tuple[int, int]]:
    """Rank in plain Python."""
    own = [0] * len(index.sentences)
    for term, asked in wanted:
        begin, end = index.offsets[term], index.offsets[term + 1]
        for number, weight in zip(index.numbers[begin:end], index.weights[begin:end], strict=True):
            own[number] += weight * asked
    points = []
    for (begin, end), length in zip(_bounds(index), index.lengths, strict=True):
        whole = sum(own[begin:end]) * _NORM_ONE // length
        framed = [0, *own[begin:end], 0]
        for number, (before, here, after) in enumerate(zip(framed, framed[1:], framed[2:], strict=False), begin):
            if before or here or after:
                total = OWN * here + NEIGHBOUR * (before + after) + ARTICLE * whole
                points.append((-min(total * _POINTS // (_FULL * _ONE * _ONE), _POINTS), number))
    return [(-negative, number) for negative, number in nsmallest(limit, points) if negative]


def _ranked_by_numpy(index: SentenceIndex, wanted: list[tuple[int, int]], limit: int) -> list[tuple[int, int]]:
    """Rank with numpy; every intermediate value stays below 2**62 for fewer than 2**24 sentences."""
    import numpy as np

    own = np.zeros(len(index.sentences) + 2, dtype=np.int64)  # framed: before the first and after the last is nothing
    for term, asked in wanted:
        span = slice(index.offsets[term], index.offsets[term + 1])
        own[np.asarray(index.numbers[span], dtype=np.int64) + 1] += np.asarray(index.weights[span], np.int64) * asked
    ends = np.cumsum(np.asarray(index.counts, dtype=np.int64))
    starts = ends - np.asarray(index.counts, dtype=np.int64)
    sums = np.concatenate(([0], np.cumsum(own[1:-1])))
    whole = (sums[ends] - sums[starts]) * _NORM_ONE // np.asarray(index.lengths, dtype=np.int64)
    here, before, after = own[1:-1], own[:-2].copy(), own[2:].copy()
    filled = np.asarray(index.counts) > 0
    before[starts[filled]] = 0  # the neighbours of another article are none
    after[ends[filled] - 1] = 0
    total = OWN * here + NEIGHBOUR * (before + after) + ARTICLE * np.repeat(whole, np.asarray(index.counts))
    points = np.minimum(total * _POINTS // (_FULL * _ONE * _ONE), _POINTS) * ((here + before + after) > 0)
    found = np.flatnonzero(points)
    best = found[np.argsort(-points[found], kind="stable")[:limit]]
    return list(zip(points[best].tolist(), best.tolist(), strict=True))


def _bounds(index: SentenceIndex) -> Iterator[tuple[int, int]]:
    """Return where each article's sentences begin and end."""
    return pairwise(accumulate(index.counts, initial=0))


def _article_lengths(rows: Any, counts: array[int]) -> list[int]:  # noqa: ANN401 - scipy has no types
    """Return the length of each article's summed sentence vectors in 1/256, at least 1; ``rows`` is a CSR matrix."""
    import numpy as np

    lengths = []
    for begin, end in pairwise(accumulate(counts, initial=0)):
        span = slice(rows.indptr[begin], rows.indptr[end])
        _, places = np.unique(rows.indices[span], return_inverse=True)
        summed = np.bincount(places, weights=rows.data[span])
        lengths.append(max(round(float(np.sqrt(summed @ summed)) * _NORM_ONE), 1))
    return lengths


# --- Bytes ----------------------------------------------------------------------------------------------


def _sizes(header: bytes) -> tuple[int, ...]:
    """Read the four sizes; raises ValueError for anything else."""
    try:
        sizes = json.loads(header) if len(header) < 1_000 else None
    except (ValueError, RecursionError) as error:
        raise ValueError("no header") from error
    if not isinstance(sizes, dict) or sizes.pop("format", None) != FORMAT or tuple(sizes) != _COUNTS:
        raise ValueError("no header of this format")
    if not all(type(size) is int and size >= 0 for size in sizes.values()):
        raise ValueError("sizes that are none")
    return tuple(sizes.values())


def _little_endian(numbers: array[int]) -> bytes:
    """Return the array's bytes, least significant first."""
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers.tobytes()


def _native(code: str, content: memoryview) -> array[int]:
    """Return little-endian bytes as an array."""
    numbers: array[int] = array(code)
    numbers.frombytes(content)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _largest(numbers: array[int]) -> int:
    """Return the largest, or -1."""
    return max(numbers, default=-1)
