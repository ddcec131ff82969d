"""Which fact a question asks for, and which slot of it, as learnt from the phrasings (`qa.recognition.training`).

Multinomial naive Bayes over TF-IDF features (McCallum & Nigam 1998; Rennie et al. 2003 for TF-IDF in it): a *target* is
a fact's slot, and its score is how likely its phrasings' features are to make up the question. What was learnt is kept
as flat arrays that are searched where they lie; one question touches only the rows of its own features.
"""

from __future__ import annotations

import json
import sys
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

from qa.recognition.features import weighted
from qa.values import NamedTuple

UNANSWERED, MISTAKEN = "", "mistaken"
"""The keys of targets that no slot answers, and of those that the record contradicts."""

ARRAYS = (
    ("facts", "i"),
    ("keys", "I"),
    ("absent", "f"),
    ("ends", "I"),
    ("idf", "f"),
    ("starts", "I"),
    ("found", "I"),
    ("more", "f"),
)
"""The arrays of a payload, in order, with the type of their items (those of `array`), all of `ITEM` bytes.

``facts``, ``keys`` and ``absent`` have an item a target: its fact's number, the place of its key among the header's,
and the log-probability of a feature that it has not. ``ends`` and ``idf`` have an item a feature: where its name ends
among the names, and its weight. Row r of the features is ``found`` and ``more`` from starts[r] to starts[r + 1]: the
targets that have the feature, and by how much more likely it is with them than one that they have not.
"""
ITEM = 4
REMEMBERED = 8_192
"""Features whose rows are kept."""


class Target(NamedTuple):
    """What a question may ask for. ``score`` is a log-likelihood: only differences between targets mean anything."""

    fact: int
    key: str
    score: float

    @property
    def answered(self) -> bool:
        """True unless this is what the curator marked as not answered."""
        return self.key != UNANSWERED


def feature_name(feature: str) -> bytes:
    """Return a feature's name as it is kept; names are sorted by their bytes."""
    return feature.encode("utf-8", "surrogatepass")


class Scores:
    """What one question scores with each target, in the order of the phrasings; equal ones stay in that order."""

    def __init__(
        self, keys: Sequence[str], facts: Sequence[int], key_of: Sequence[int], scores: Sequence[float]
    ) -> None:
        self._keys = keys
        self._facts = facts
        self._key_of = key_of
        self._scores = scores

    def targets(self) -> list[Target]:
        """Return all targets, the likeliest first."""
        return [
            Target(self._facts[each], self._keys[self._key_of[each]], self._scores[each]) for each in self._ranked()
        ]

    def best(self) -> dict[int | None, tuple[str, float]]:
        """Return the key and score of each fact's likeliest target, the likeliest fact first.

        None is the fact of all targets that the curator marked as unanswered.
        """
        keys, facts, key_of = self._keys, self._facts, self._key_of
        unanswered = keys.index(UNANSWERED) if UNANSWERED in keys else -1
        found: dict[int | None, tuple[str, float]] = {}
        for number in self._ranked():
            fact = None if key_of[number] == unanswered else facts[number]
            if fact not in found:
                found[fact] = (keys[key_of[number]], self._scores[number])
        return found

    def of(self, fact: int) -> dict[str, float]:
        """Return the score of each key of one fact."""
        own = (number for number, each in enumerate(self._facts) if each == fact)
        return {self._keys[self._key_of[number]]: self._scores[number] for number in own}

    def _ranked(self) -> list[int]:
        return sorted(range(len(self._scores)), key=self._scores.__getitem__, reverse=True)


class Classifier:
    """Scores all targets for a question. ``payload`` is made by `qa.recognition.training.train`; read in place."""

    def __init__(self, payload: bytes | memoryview) -> None:
        view = memoryview(payload)
        head = int.from_bytes(view[:ITEM], "little")
        header = json.loads(bytes(view[ITEM : ITEM + head]))
        lengths: list[int] = header["lengths"]
        parts = _arrays(view[ITEM + head :], lengths)
        self._keys: list[str] = header["keys"]
        self._names = view[ITEM + head + ITEM * sum(lengths) :]
        self._facts, self._key_of, self._absent, self._ends, self._idf, self._starts, self._found, self._more = parts
        self._row = lru_cache(REMEMBERED)(self._looked_up)

    def __len__(self) -> int:
        """Return the number of targets."""
        return len(self._facts)

    def scores(self, counts: Mapping[str, int]) -> Scores:
        """Return how likely each target's phrasings make up a question with these features."""
        return Scores(self._keys, self._facts, self._key_of, self._scores(counts))

    def having(self, feature: str) -> frozenset[tuple[int, str]]:
        """Return the (fact number, slot key) of the targets of which some phrasing has a feature."""
        row = self._row(feature)
        if row < 0:
            return frozenset()
        return frozenset(self._target(each) for each in self._found[self._starts[row] : self._starts[row + 1]])

    def _target(self, number: int) -> tuple[int, str]:
        return self._facts[number], self._keys[self._key_of[number]]

    def vector(self, counts: Mapping[str, int]) -> dict[str, float]:
        """Return the weights of features; those that no phrasing has are left out."""
        return self._vector(counts, self._rows(counts))

    def _rows(self, counts: Mapping[str, int]) -> dict[str, int]:
        return {feature: row for feature in counts if (row := self._row(feature)) >= 0}

    def _vector(self, counts: Mapping[str, int], rows: Mapping[str, int]) -> dict[str, float]:
        return weighted(counts, {feature: self._idf[row] for feature, row in rows.items()})

    def _scores(self, counts: Mapping[str, int]) -> list[float]:
        rows = self._rows(counts)
        vector = self._vector(counts, rows)
        scores = [0.0] * len(self._facts)
        found, more, starts = self._found, self._more, self._starts
        total = 0.0
        for feature, held in vector.items():
            total += held
            here = slice(starts[rows[feature]], starts[rows[feature] + 1])
            for target, each in zip(found[here].tolist(), more[here].tolist(), strict=True):
                scores[target] += held * each
        return [score + total * each for score, each in zip(scores, self._absent.tolist(), strict=True)]

    def _looked_up(self, feature: str) -> int:
        """Return the row of a feature, or -1: its place among the sorted names."""
        name = feature_name(feature)
        row = bisect_left(range(len(self._idf)), name, key=self._name)
        return row if row < len(self._idf) and self._name(row) == name else -1

    def _name(self, row: int) -> bytes:
        return bytes(self._names[self._ends[row - 1] if row else 0 : self._ends[row]])


def _arrays(view: memoryview, lengths: Sequence[int]) -> list[memoryview]:
    """Return the arrays that stand one after the other in a payload."""
    spans = pairwise((0, *accumulate(ITEM * length for length in lengths)))
    read = _in_place if sys.byteorder == "little" else _swapped
    return [read(view[start:end], kind) for (start, end), (_, kind) in zip(spans, ARRAYS, strict=True)]


def _in_place(part: memoryview, kind: str) -> memoryview:
    return part.cast(kind)  # type: ignore[call-overload,no-any-return]  # the kind is one of `ARRAYS`


def _swapped(part: memoryview, kind: str) -> memoryview:
    from array import array  # noqa: PLC0415 - where arrays cannot be read in place

    swapped = array(kind, bytes(part))
    swapped.byteswap()
    return memoryview(swapped)
