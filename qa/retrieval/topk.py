"""The best k sentences for a weighted query, without looking at all of them: MaxScore over flat postings.

Turtle & Flood (1995), "Query evaluation: strategies and optimizations", as array operations. Terms are taken by the
most that each can add to a score (its *ceiling*). Once k sentences are known to reach a *bar* that the terms still
to come cannot reach together, no new sentence can enter: those terms are only looked up for the candidates at hand.
The first bar costs nothing: it is the best k-th highest contribution of any one term, kept at building time (Petri,
Moffat, Mackenzie, Culpepper & Beck 2019, section 3). Terms that are nearly everywhere come last, with a ceiling for
each block of sentences (Ding & Suel 2011, "Faster top-k document retrieval using block-max indexes").

Postings carry impacts: weights rounded *up* to 1/65535. So what is summed here is never below the exact score, and
never more than ``slack`` above; whoever can be among the k best by the exact score is kept, and nothing is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

IMPACT_ONE = 65_535
"""The impact of a weight of 1.0."""
BLOCK = 64
"""Sentences under one peak of a row."""
PROBED = 32
"""Blocks that are scored first, to raise the bar."""
CHEAP = 8
"""Times as long as all before it that a list may be and still be merged with them."""
FEW = 256
"""Sentences that are scored exactly without being sifted any further: that would take as long."""
SHORT = 256
"""A list whose k-th largest impact is found by looking at all of them."""
LOOKUP = 8
"""Times as costly that looking a sentence up is as laying out one more posting."""
MARKS = 255
"""Marks that fit in a byte."""
ROUNDING = 1e-5
"""More than sums of 32-bit contributions can be off, as a share of the largest possible score."""

Numbers = NDArray[np.uint32]
Floats = NDArray[np.float32]


NONE = np.empty(0, np.uint32)
NO_PEAKS = np.zeros(0, np.float32)


class Postings(NamedTuple):
    """One query term's sentences, in order, with its impact in each; ``unit`` turns impacts into contributions."""

    numbers: Numbers
    impacts: NDArray[np.uint16]
    unit: float
    """The term's weight in the query over ``IMPACT_ONE``."""
    ceiling: float
    """No contribution is larger."""
    floor: float
    """At least k contributions are as large; 0 where that is not known."""

    def reached(self, k: int) -> float:
        """Return what at least k contributions reach; found out for a short list, where it is not known."""
        if self.floor or not k <= len(self.impacts) <= SHORT:
            return self.floor
        return float(_kth(self.impacts, k)) * self.unit

    def at(self, numbers: Numbers, total: Floats) -> Floats:
        """Return what the term adds to some sentences, 0 where they do not have it.

        A few are looked up; for many, the whole list is laid out in the working space.
        """
        if len(numbers) * LOOKUP > len(self.numbers):
            every = self.numbers.astype(np.intp)
            total[every] = self.impacts * np.float32(self.unit)
            found = total.take(numbers)
            total[every] = 0.0
            return found
        places = self.numbers.searchsorted(numbers)
        places[places == len(self.numbers)] = 0
        return np.where(self.numbers[places] == numbers, self.impacts[places], np.uint16(0)) * np.float32(self.unit)


class Row(NamedTuple):
    """A term that is in so many sentences that its count in each (0 to 255) is kept, sentence by sentence."""

    counts: NDArray[np.uint8]
    peaks: NDArray[np.uint16]
    """The largest impact in each block of sentences."""
    unit: float
    gains: NDArray[np.float64]
    """For each count, what it contributes before it is divided by the sentence's norm."""
    norms: NDArray[np.float64]

    def at(self, numbers: Numbers, _total: Floats) -> Floats:
        """Return what the term adds to these sentences."""
        return (self.gains[self.counts[numbers]] / self.norms[numbers]).astype(np.float32)


class Space:
    """Room to work in, one place for each sentence: it costs nothing until it is written to."""

    def __init__(self, size: int) -> None:
        self.total: Floats = np.zeros(size, np.float32)
        """Zeros; whoever writes to them puts them back."""
        self._seen = np.zeros(size, np.uint8)
        self._mark = 0

    def shared(self, lists: Sequence[Numbers]) -> Numbers:
        """Return the numbers that are in more than one list, each once, in order.

        All lists but the longest leave a mark on each of their sentences; all but the shortest look for it.
        """
        if len(lists) < 2:
            return NONE
        mark = self._new_mark()
        seen = self._seen
        *others, longest = sorted(lists, key=len)
        twice: list[Numbers] = []
        for place, numbers in enumerate(others):
            each = numbers.astype(np.intp)  # or it would be converted twice
            if place:
                twice.append(numbers.take((seen.take(each) == mark).nonzero()[0]))
            seen[each] = mark
        twice.append(longest.take((seen.take(longest) == mark).nonzero()[0]))
        if len(twice) == 1:
            return twice[0]
        found = np.concatenate(twice)
        found.sort()
        return _distinct(found)

    def _new_mark(self) -> int:
        """Return a mark that no sentence has: so that none has to be wiped but once in 255 times."""
        if self._mark == MARKS:
            self._seen.fill(0)
            self._mark = 0
        self._mark += 1
        return self._mark


def _distinct(numbers: Numbers) -> Numbers:
    """Return sorted numbers, each once."""
    new = np.empty(len(numbers), np.bool_)
    new[:1] = True
    np.not_equal(numbers[1:], numbers[:-1], out=new[1:])
    return numbers[new]


class Best(NamedTuple):
    """What is known on the way: sentences that may be among the best, in order, their scores so far, and the bar."""

    numbers: Numbers
    scores: Floats
    bar: float

    def raised(self, k: int, slack: float) -> Best:
        """Return the same with the bar that its own scores set."""
        return Best(self.numbers, self.scores, max(self.bar, _kth(self.scores, k) - slack))

    def above(self, rest: float | Floats) -> Best:
        """Leave out those that even with ``rest`` (for all, or for each) do not reach the bar."""
        kept = (self.scores >= self.bar - rest).nonzero()[0]
        return Best(self.numbers[kept], self.scores[kept], self.bar)


def candidates(lists: Sequence[Postings], rows: Sequence[Row], k: int, space: Space) -> Numbers:
    """Return, in order, sentences among which the k best are, ties included."""
    ordered = sorted(lists, key=_ceiling, reverse=True)
    peaks = _peaks(rows) if rows else NO_PEAKS
    above_rows = float(peaks.max()) if rows else 0.0
    rest = [above_rows]
    slack = 0.0
    for part in reversed(ordered):
        rest.append(rest[-1] + part.ceiling)
        slack += part.unit
    rest.reverse()  # rest[i]: the most that rows and the lists from the i-th on can add
    slack += sum(row.unit for row in rows) + ROUNDING * rest[0]
    bar = max((part.reached(k) for part in ordered), default=0.0) - slack
    used = _essential(ordered, rest, bar)
    numbers, bar = _merged(ordered[:used], rest[used], bar, slack, k, space)
    if len(numbers) <= FEW and above_rows < bar:
        return numbers
    best = Best(numbers, _sum(ordered[:used], numbers, space.total), bar)
    for part, left in zip(ordered[used:], rest[used:], strict=False):
        best = best.raised(k, slack).above(left)
        best = Best(best.numbers, best.scores + part.at(best.numbers, space.total), best.bar)
    if rows:
        best = _with_rows(best, rows, peaks, k, slack, space.total)
    return best.raised(k, slack).above(0.0).numbers


def _ceiling(part: Postings) -> float:
    return part.ceiling


def _kth(scores: Floats | NDArray[np.uint16], k: int) -> float:
    """Return the k-th largest score; 0 where there are fewer."""
    if len(scores) < k:
        return 0.0
    scores = scores.copy()
    scores.partition(len(scores) - k)
    return float(scores[-k])


def _essential(ordered: Sequence[Postings], rest: Sequence[float], bar: float) -> int:
    """Return how many lists have to be merged: until the others cannot bring in a new sentence.

    A list that is not much longer than those before it is merged as well: that is cheaper than looking sentences up.
    """
    used = postings = 0
    while used < len(ordered) and (rest[used] >= bar or len(ordered[used].numbers) <= CHEAP * postings):
        postings += len(ordered[used].numbers)
        used += 1
    return used


def _merged(
    lists: Sequence[Postings], rest: float, bar: float, slack: float, k: int, space: Space
) -> tuple[Numbers, float]:
    """Return, in order, the sentences of some lists that with ``rest`` can reach the bar; and the bar, raised."""
    if len(lists) == 1:
        return _reaching(lists[0], bar - rest), bar
    shared = space.shared([part.numbers for part in lists])
    if len(shared) > FEW:
        best = Best(shared, _sum(lists, shared, space.total), bar).raised(k, slack).above(rest)
        shared, bar = best.numbers, best.bar
    alone = [_reaching(part, bar - rest) for part in lists if part.ceiling >= bar - rest]
    if not alone:
        return shared, bar
    found = np.concatenate((shared, *alone))
    found.sort()
    return _distinct(found), bar


def _reaching(part: Postings, least: float) -> Numbers:
    """Return the sentences to which a list adds at least so much. Whole numbers are compared: that is next to free."""
    cut = max(int(least / part.unit) - 1, 0)
    return part.numbers.take((part.impacts >= min(cut, IMPACT_ONE)).nonzero()[0])


# --- Terms that are nearly everywhere -------------------------------------------------------------------


def _peaks(rows: Sequence[Row]) -> Floats:
    """Return the most that all rows together can add in each block."""
    total = np.zeros(len(rows[0].peaks), np.float32)
    for row in rows:
        total += row.peaks * np.float32(row.unit)
    return total


def _with_rows(best: Best, rows: Sequence[Row], peaks: Floats, k: int, slack: float, total: Floats) -> Best:
    """Add the rows' contributions, and the sentences that reach the bar by rows alone."""
    best = best.raised(k, slack).above(peaks[best.numbers // BLOCK])
    scores = best.scores + _sum(rows, best.numbers, total)
    best = Best(best.numbers, scores, best.bar).raised(k, slack)
    if peaks.max() < best.bar:
        return best
    probed = _sentences(np.sort(np.argpartition(-peaks, min(PROBED, len(peaks) - 1))[:PROBED]), len(total))
    bar = max(best.bar, _kth(_sum(rows, probed, total), k) - slack)
    others = _sentences((peaks >= bar).nonzero()[0], len(total))
    others = others[~np.isin(others, best.numbers, kind="sort")]
    # A sentence that a list has, but was left out, is here with too low a score: it cannot reach the bar anyway.
    numbers = np.concatenate((best.numbers, others))
    reached = np.concatenate((best.scores, _sum(rows, others, total)))
    kept = ((reached >= bar) & (reached > 0)).nonzero()[0]
    order = kept[numbers[kept].argsort()]
    return Best(numbers[order], reached[order], bar)


def _sentences(blocks: NDArray[Any], size: int) -> Numbers:
    """Return the numbers of all sentences in these blocks."""
    numbers = (blocks[:, None] * BLOCK + np.arange(BLOCK)).ravel()
    return numbers[numbers < size].astype(np.uint32)


def _sum(parts: Sequence[Postings | Row], numbers: Numbers, total: Floats) -> Floats:
    """Return what all parts together add to some sentences."""
    added = np.zeros(len(numbers), np.float32)
    if len(numbers):
        for part in parts:
            added += part.at(numbers, total)
    return added
