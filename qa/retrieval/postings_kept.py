"""An older index as a run: what it knows of articles that did not change need not be counted again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa.files.flatfile import FlatReader, ranges
from qa.retrieval.postings_build import Ints

GONE = np.uint32(2**32 - 1)
"""The new number of a sentence that is no longer there."""


class KeptRun:
    """The postings of an open index for the sentences that are still there, under their new numbers."""

    def __init__(self, reader: FlatReader, renumbered: NDArray[np.uint32], most: int) -> None:
        """Read what stays; raises DamagedError if the index is not as it was written.

        Args:
            reader: the older index's file.
            renumbered: each old sentence's new number, rising, or GONE.
            most: postings that may be read at once.
        """
        self._reader = reader
        self._renumbered = renumbered
        self._starts = reader.checked("starts").astype(np.int64)
        self._wide = reader.checked("dense_terms").astype(np.int64)
        self._places = reader.checked("repeated").astype(np.int64)
        self._repeats = reader.checked("repeats")
        lengths = np.diff(self._starts)
        lengths[self._wide] = reader.checked("dense_found")
        found = np.zeros(len(lengths), np.int64)
        for start, stop in ranges(lengths, most):
            terms, _, _ = self._read(start, stop)
            found[start:stop] = np.bincount(terms - start, minlength=stop - start)
        self._terms = np.flatnonzero(found)
        self.found: Ints = found[self._terms]
        self.words: Sequence[str] = self._words()

    def read(self, start: int, stop: int) -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
        """Return the postings of words ``start`` to ``stop``: new sentence numbers and counts."""
        _, numbers, counts = self._read(int(self._terms[start]), int(self._terms[stop - 1]) + 1)
        return numbers, counts

    def _words(self) -> list[str]:
        spelt = self._reader.checked("words").tobytes()
        ends = self._reader.checked("word_starts").tolist()
        terms = self._terms.tolist()
        return [spelt[ends[term] : ends[term + 1]].decode("utf-8", "surrogatepass") for term in terms]

    def _read(self, start: int, stop: int) -> tuple[Ints, NDArray[np.uint32], NDArray[np.uint8]]:
        """Return (term, new number, count) of the postings of terms ``start`` to ``stop`` whose sentence stays."""
        begin, end = int(self._starts[start]), int(self._starts[stop])
        terms = np.repeat(np.arange(start, stop), np.diff(self._starts[start : stop + 1]))
        numbers = self._part("numbers", begin, end)
        counts = np.ones(end - begin, np.uint8)
        low, high = self._places.searchsorted((begin, end)).tolist()
        counts[self._places[low:high] - begin] = self._repeats[low:high]
        rows = np.flatnonzero((self._wide >= start) & (self._wide < stop)).tolist()
        if rows:
            parts = [(terms, numbers, counts), *(self._row(row) for row in rows)]
            terms, numbers, counts = (np.concatenate(each) for each in zip(*parts, strict=True))
            order = np.argsort(terms, kind="stable")
            terms, numbers, counts = terms[order], numbers[order], counts[order]
        renumbered = self._renumbered[numbers]
        stays = renumbered != GONE
        return terms[stays], renumbered[stays], counts[stays]

    def _row(self, row: int) -> tuple[Ints, NDArray[Any], NDArray[np.uint8]]:
        size = len(self._renumbered)
        counts = self._part("dense", row * size, (row + 1) * size)
        has = np.flatnonzero(counts)
        return np.full(len(has), self._wide[row]), has.astype(np.uint32), counts[has]

    def _part(self, name: str, start: int, stop: int) -> NDArray[Any]:
        self._reader.check(name, start, stop)
        part: NDArray[Any] = self._reader.view(name)[start:stop]
        return part
