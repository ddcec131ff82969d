"""Builds an index of sentences in bounded memory: scikit-learn counts, chunk by chunk; the chunks are merged on disk.

Sentences are counted by ``CountVectorizer`` in chunks, each put on disk as a *run*: a sorted vocabulary and, term by
term, the sentences that have it. Runs are then merged range of terms by range of terms, as in sort-based inversion
(Witten, Moffat & Bell 1999, section 5.3). An older index is one more run: what is in it need not be read again.

The weights are those of ``TfidfTransformer`` bit for bit, whatever was a run: idf needs only the sum of the runs'
document frequencies, and squares are added up in the order of the terms, as scikit-learn adds them.
"""

from __future__ import annotations

import gc
import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from qa.files.flatfile import FlatWriter, Layout, ranges
from qa.retrieval.postings import DENSE, KTH, LONG, blocks, bucket_of, encoded, growths, rarity
from qa.retrieval.topk import BLOCK, IMPACT_ONE
from qa.values import value

Analyzer = Callable[[str], Sequence[str]]
Progress = Callable[[str, int], None]
Ints = NDArray[np.int64]

MOST_REPEATS = 255
"""A word counts so often in one sentence at most (of 1,000 characters): a count fits a byte."""
SENTENCE_BYTES = 1_000
"""What a sentence of 24 words takes while its chunk is counted. Small chunks cost time: each has its words sorted."""
POSTING_BYTES = 90
"""What a posting takes while it is merged."""


def silent(_stage: str, _done: int) -> None:
    """Show no progress."""


class Run(Protocol):
    """Counts of some sentences, term by term."""

    words: Sequence[str]
    """Sorted."""
    found: Ints
    """For each word, how many sentences have it; never 0."""

    def read(self, start: int, stop: int) -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
        """Return the postings of words ``start`` to ``stop``: sentence numbers, rising for each word, and counts."""


@value
class Counted:
    """A chunk that was counted and put on disk: its path, its words, where the postings of each start."""

    path: str
    words: Sequence[str]
    starts: Ints
    first: int
    """Sentences that were counted before it."""


class SpilledRun:
    """A counted chunk as a run; its sentences' numbers are looked up in ``numbering`` when it is read."""

    def __init__(self, counted: Counted, numbering: NDArray[np.uint32]) -> None:
        self.words = counted.words
        self.found: Ints = np.diff(counted.starts)
        self._counted = counted
        self._numbering = numbering

    def read(self, start: int, stop: int) -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
        """Read from the disk."""
        path, starts = self._counted.path, self._counted.starts
        begin, end = int(starts[start]), int(starts[stop])
        rows = np.fromfile(f"{path}.rows", np.uint32, end - begin, offset=4 * begin)
        counts = np.fromfile(f"{path}.counts", np.uint8, end - begin, offset=begin)
        return self._numbering[rows + np.uint32(self._counted.first)], counts


def count(
    sentences: Iterable[str], folder: str, analyzer: Analyzer | None, memory: int, progress: Progress = silent
) -> tuple[list[Counted], int]:
    """Count sentences into runs in a folder; return the runs and the number of sentences.

    Args:
        sentences: the texts, read once.
        folder: where the runs are put.
        analyzer: from text to words; None for scikit-learn's own.
        memory: bytes that counting may take, beside the vocabulary.
        progress: called after each chunk.
    """
    from sklearn.feature_extraction.text import CountVectorizer

    runs: list[Counted] = []
    total = 0
    source = iter(sentences)
    words_of = analyzer or _plain_analyzer(CountVectorizer().token_pattern)
    vectorizer = CountVectorizer(analyzer=words_of, dtype=np.int32)
    vectorizer.vocabulary_ = _growing_vocabulary()
    while chunk := list(islice(source, max(memory // SENTENCE_BYTES, 1_000))):
        with _without_collecting():
            counts = vectorizer.transform(chunk)
            if counts.nnz:
                path = os.path.join(folder, f"run-{len(runs)}")
                runs.append(_spilled(path, counts, list(vectorizer.vocabulary_), total))
        total += len(chunk)
        progress("counted", total)
    return runs, total


def _growing_vocabulary() -> defaultdict[str, int]:
    """Return a vocabulary that takes in each new word, as that of ``fit`` does: one for all chunks.

    Fitting each chunk would make a vocabulary for each, prune and sort it, and number the whole chunk anew, twice.
    scikit-learn takes an empty vocabulary for one that was not fitted, so it has a word that no text has.
    """
    vocabulary: defaultdict[str, int] = defaultdict(None, {"": 0})
    vocabulary.default_factory = vocabulary.__len__
    return vocabulary


def _plain_analyzer(pattern: str) -> Analyzer:
    """Return what scikit-learn's own analyzer comes to where nothing is set: lower case, and its pattern."""
    find = re.compile(pattern).findall
    return lambda text: find(text.lower())


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Switch the collector of cycles off: counting makes none, and millions of objects to look through."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _spilled(path: str, counts: Any, words: list[str], first: int) -> Counted:  # noqa: ANN401 - scipy has no types
    """Put a chunk's counts on disk, its words in order; ``counts`` is a CSR matrix whose columns are ``words``."""
    present = np.flatnonzero(np.bincount(counts.indices, minlength=len(words))).tolist()
    present.sort(key=words.__getitem__)
    place = np.zeros(len(words), counts.indices.dtype)
    place[present] = np.arange(len(present))
    counts.indices = place.take(counts.indices)
    counts.resize(counts.shape[0], len(present))
    columns = counts.tocsc()  # whose rows come in order
    columns.indices.astype(np.uint32).tofile(f"{path}.rows")
    np.minimum(columns.data, MOST_REPEATS).astype(np.uint8).tofile(f"{path}.counts")
    return Counted(path, [words[column] for column in present], columns.indptr.astype(np.int64), first)


# --- Merging --------------------------------------------------------------------------------------------


class Merger:
    """Runs as one: words sorted, each word's sentences in order."""

    def __init__(self, runs: Sequence[Run], size: int, memory: int) -> None:
        self.size = size
        # Each run's words are sorted already: putting such lists together is what Python's sort is quickest at.
        self.words = list(dict.fromkeys(sorted(chain.from_iterable(run.words for run in runs))))
        place = dict(zip(self.words, range(len(self.words)), strict=True))
        self._runs = [(run, np.fromiter(map(place.__getitem__, run.words), np.int64, len(run.words))) for run in runs]
        self.found = np.zeros(len(self.words), np.int64)
        for run, terms in self._runs:
            self.found[terms] += run.found
        self.most = max(memory // POSTING_BYTES, 10_000)

    def blocks(self) -> Iterator[tuple[int, int, NDArray[np.uint32], NDArray[np.uint8]]]:
        """Yield (first term, term after the last, sentences, counts) for ranges of terms that fit in memory."""
        for start, stop in ranges(self.found, self.most):
            yield start, stop, *self._block(start, stop)

    def _block(self, start: int, stop: int) -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
        filled = np.cumsum(self.found[start:stop]) - self.found[start:stop]
        numbers = np.empty(int(self.found[start:stop].sum()), np.uint32)
        counts = np.empty(len(numbers), np.uint8)
        for run, terms in self._runs:
            low, high = np.searchsorted(terms, (start, stop)).tolist()
            if low == high:
                continue
            lengths = run.found[low:high]
            here = terms[low:high] - start
            first = np.cumsum(lengths) - lengths
            places = np.repeat(filled[here] - first, lengths) + np.arange(lengths.sum())
            filled[here] += lengths
            numbers[places], counts[places] = run.read(low, high)
        return self._in_order(start, stop, numbers, counts)

    def _in_order(
        self, start: int, stop: int, numbers: NDArray[np.uint32], counts: NDArray[np.uint8]
    ) -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
        """Sort each term's sentences, which are out of order only where new articles stand between old ones."""
        found = self.found[start:stop]
        rising = numbers[1:] > numbers[:-1]
        rising[np.cumsum(found)[:-1] - 1] = True  # from one term to the next it may fall
        if rising.all():
            return numbers, counts
        terms = np.repeat(np.arange(stop - start, dtype=np.uint64), found)
        order = np.argsort((terms << np.uint64(32)) | numbers, kind="stable")
        return numbers[order], counts[order]


class Weights:
    """What turns counts into scikit-learn's weights: a table of growths, each term's idf, each sentence's norm."""

    def __init__(self, found: Ints, size: int, *, sublinear: bool) -> None:
        self.rarity = rarity(found, size)
        self._growth = growths(sublinear=sublinear)
        self._squares = np.zeros(size)
        self.norms = np.ones(size)

    def add(self, terms: Ints, numbers: NDArray[np.uint32], counts: NDArray[np.uint8]) -> None:
        """Add postings to the squared norms: in the order of terms, so that sums are rounded as scikit-learn's are."""
        weights = self._growth[counts] * self.rarity[terms]
        np.add.at(self._squares, numbers, weights * weights)

    def finish(self) -> NDArray[np.float64]:
        """Take the roots and return them; a sentence without words has norm 1, as it is never divided."""
        self.norms = np.sqrt(self._squares)
        self.norms[self._squares == 0] = 1.0
        return self.norms

    def impacts(self, terms: Ints, numbers: NDArray[np.uint32], counts: NDArray[np.uint8]) -> NDArray[np.uint16]:
        """Return the weights of postings, rounded up to 1 / IMPACT_ONE."""
        weights = self._growth[counts] * self.rarity[terms] / self.norms[numbers]
        impacts: NDArray[np.uint16] = np.minimum(np.ceil(weights * IMPACT_ONE), IMPACT_ONE).astype(np.uint16)
        return impacts


def write(  # noqa: PLR0913 - what is merged, and how
    path: str, runs: Sequence[Run], size: int, *, sublinear: bool, memory: int, progress: Progress = silent
) -> tuple[Layout, str]:
    """Merge runs of ``size`` sentences into a new file; return its layout and SHA-256."""
    merged = Merger(runs, size, memory)
    wide = np.flatnonzero(merged.found * DENSE > size)
    lengths = merged.found.copy()
    lengths[wide] = 0
    starts = np.concatenate(([0], np.cumsum(lengths)))
    weights = Weights(merged.found, size, sublinear=sublinear)
    spelt = [encoded(word) for word in merged.words]
    with FlatWriter(path, _layout(spelt, starts, wide, size)) as file:
        _put_words(file, spelt)
        file.put("starts", 0, starts)
        file.put("dense_terms", 0, wide)
        file.put("dense_found", 0, merged.found[wide])
        repeats = _put_counts(file, merged, wide, starts, weights)
        progress("merged", size)
        _put_impacts(file, merged, wide, starts, weights, repeats)
        file.append("repeated", repeats[0], "<u4")
        file.append("repeats", repeats[1], "u1")
        digest = file.close()
        return file.layout, digest


def _layout(spelt: Sequence[bytes], starts: Ints, wide: Ints, size: int) -> Layout:
    postings, terms = int(starts[-1]), len(spelt)
    return Layout.of(
        {
            "numbers": ("<u4", postings),
            "impacts": ("<u2", postings),
            "norms": ("<f8", size),
            "dense": ("u1", len(wide) * size),
            "peaks": ("<u2", len(wide) * blocks(size)),
            "dense_terms": ("<u4", len(wide)),
            "dense_found": ("<u4", len(wide)),
            "starts": ("<u4", terms + 1),
            "ceilings": ("<u2", terms),
            "tenths": ("<u2", terms),
            "words": ("u1", sum(map(len, spelt))),
            "word_starts": ("<u4", terms + 1),
            "buckets": ("<u4", _buckets(terms) + 1),
            "bucket_terms": ("<u4", terms),
        }
    )


def _buckets(terms: int) -> int:
    """Return the number of buckets: a power of two, about one for each term."""
    return 1 << max(terms - 1, 1).bit_length() - 1


def _put_words(file: FlatWriter, spelt: Sequence[bytes]) -> None:
    """Write the words and the hash table over them: bucket after bucket, the terms in it."""
    buckets = _buckets(len(spelt))
    file.put("words", 0, np.frombuffer(b"".join(spelt), np.uint8))
    file.put("word_starts", 0, np.concatenate(([0], np.cumsum([len(word) for word in spelt], dtype=np.int64))))
    places = np.array([bucket_of(word, buckets) for word in spelt], np.int64)
    file.put("buckets", 0, np.concatenate(([0], np.cumsum(np.bincount(places, minlength=buckets)))))
    file.put("bucket_terms", 0, np.argsort(places, kind="stable"))


def _put_counts(
    file: FlatWriter, merged: Merger, wide: Ints, starts: Ints, weights: Weights
) -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
    """Write sentence numbers and dense rows, and add up the norms; return where counts are not 1, and those counts."""
    places, repeats = [np.empty(0, np.uint32)], [np.empty(0, np.uint8)]
    rows = {term: row for row, term in enumerate(wide.tolist())}
    for start, stop, numbers, counts in merged.blocks():
        found = merged.found[start:stop]
        terms = np.repeat(np.arange(start, stop), found)
        weights.add(terms, numbers, counts)
        sparse = np.ones(len(numbers), np.bool_)
        ends = np.cumsum(found)
        for term in wide[(wide >= start) & (wide < stop)].tolist():
            span = slice(int(ends[term - start] - found[term - start]), int(ends[term - start]))
            row = np.zeros(merged.size, np.uint8)
            row[numbers[span]] = counts[span]
            file.put("dense", rows[term] * merged.size, row)
            sparse[span] = False
        file.put("numbers", int(starts[start]), numbers[sparse])
        again = np.flatnonzero(counts[sparse] > 1)
        places.append((again + starts[start]).astype(np.uint32))
        repeats.append(counts[sparse][again])
    file.put("norms", 0, weights.finish())
    return np.concatenate(places), np.concatenate(repeats)


def _put_impacts(  # noqa: PLR0913, PLR0917 - what merging gave
    file: FlatWriter, merged: Merger, wide: Ints, starts: Ints, weights: Weights, repeats: tuple[Any, Any]
) -> None:
    """Write every posting's impact, and each term's largest and tenth largest."""
    for start, stop in ranges(np.diff(starts), merged.most):
        begin, end = int(starts[start]), int(starts[stop])
        counts = np.ones(end - begin, np.uint8)
        low, high = np.searchsorted(repeats[0], (begin, end)).tolist()
        counts[repeats[0][low:high] - begin] = repeats[1][low:high]
        lengths = np.diff(starts[start : stop + 1])
        terms = np.repeat(np.arange(start, stop), lengths)
        impacts = weights.impacts(terms, file.take("numbers", begin, end), counts)
        file.put("impacts", begin, impacts)
        file.put("ceilings", start, _largest(impacts, starts[start : stop + 1] - begin))
        file.put("tenths", start, _tenths(impacts, starts[start : stop + 1] - begin))
    everyone = np.arange(merged.size, dtype=np.uint32)
    for row, term in enumerate(wide.tolist()):
        counts = file.take("dense", row * merged.size, (row + 1) * merged.size)
        has = everyone[counts > 0]
        impacts = weights.impacts(np.full(len(has), term), has, counts[has])
        peaks = np.zeros(blocks(merged.size), np.uint16)
        np.maximum.at(peaks, has // BLOCK, impacts)
        file.put("peaks", row * len(peaks), peaks)


def _largest(impacts: NDArray[np.uint16], starts: Ints) -> NDArray[np.uint16]:
    """Return the largest impact of each term, 0 for one without postings here (it has a dense row)."""
    largest = np.zeros(len(starts) - 1, np.uint16)
    has = np.flatnonzero(np.diff(starts))
    if len(has):
        largest[has] = np.maximum.reduceat(impacts, starts[has])
    return largest


def _tenths(impacts: NDArray[np.uint16], starts: Ints) -> NDArray[np.uint16]:
    """Return the tenth largest impact of each term with a long list, 0 for the others."""
    tenths = np.zeros(len(starts) - 1, np.uint16)
    for term in np.flatnonzero(np.diff(starts) >= LONG).tolist():
        held = impacts[starts[term] : starts[term + 1]]
        tenths[term] = np.partition(held, len(held) - KTH)[len(held) - KTH]
    return tenths
