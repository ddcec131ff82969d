"""Which fact a question asks for, and which of its slots, learnt from the curator's phrasings by counting.

Multinomial naive Bayes over TF-IDF features (McCallum & Nigam 1998; Rennie et al. 2003 for TF-IDF in it): a *target* is
a fact's slot, and its score is how likely its phrasings' features are to make up the question. Questions that the
curator marked as unanswered are targets too: each is put with the slot that it is most like ("what did Ann die of"
beside "when did Ann die"), so that what is asked next to a fact, but not answered by it, is told apart where it is
hardest.

Training is one pass of counting: no random numbers, the same phrasings give the same bytes. The result is kept as flat
arrays that are searched where they lie; one question touches only the rows of its own features.
"""

from __future__ import annotations

import hashlib
import json
import math
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from qa.features import document_frequencies, inverse_frequency, weighted

SMOOTHING = 0.003
"""What a target that has never had a feature is taken to have of it: small, because phrasings are many."""
UNANSWERED, MISTAKEN = "", "mistaken"
"""The keys of targets that no slot answers, and of those that the record contradicts."""


class Phrasing(NamedTuple):
    """A question, and the target that answers it: a fact's number and a slot's key; no target if none does."""

    question: str
    fact: int
    key: str


class Target(NamedTuple):
    """What a question may ask for. ``score`` is a log-likelihood: only differences between targets mean anything."""

    fact: int
    key: str
    score: float

    @property
    def answered(self) -> bool:
        """True unless this is what the curator marked as not answered."""
        return self.key != UNANSWERED


Counts = Mapping[str, int]


class _Sums:
    """The sums of features by target, from which all scores come."""

    def __init__(self, targets: int) -> None:
        self.rows: list[dict[str, float]] = [{} for _ in range(targets)]

    def add(self, target: int, vector: Mapping[str, float]) -> None:
        row = self.rows[target]
        for feature, value in vector.items():
            row[feature] = row.get(feature, 0.0) + value

    def scorer(self, features: int) -> tuple[list[float], dict[str, list[tuple[int, float]]]]:
        """Return each target's score of a feature it has not, and by feature what those that have it score more."""
        absent = [math.log(SMOOTHING) - math.log(sum(row.values()) + SMOOTHING * features) for row in self.rows]
        postings: dict[str, list[tuple[int, float]]] = {}
        for target, row in enumerate(self.rows):
            for feature, value in row.items():
                postings.setdefault(feature, []).append((target, math.log(value + SMOOTHING) - math.log(SMOOTHING)))
        return absent, postings


def train(documents: Sequence[tuple[Counts, int, str]]) -> bytes:
    """Return the payload for `Classifier`, learnt from (features, fact number, slot key) of each phrasing."""
    having = document_frequencies(counts for counts, _, _ in documents)
    weights = {feature: inverse_frequency(len(documents), count) for feature, count in having.items()}
    vectors = [weighted(counts, weights) for counts, _, _ in documents]
    targets = list(dict.fromkeys((fact, key) for _, fact, key in documents if key != UNANSWERED))
    numbers = {target: number for number, target in enumerate(targets)}
    sums = _Sums(len(targets))
    for vector, (_, fact, key) in zip(vectors, documents, strict=True):
        if key != UNANSWERED:
            sums.add(numbers[fact, key], vector)
    absent, postings = sums.scorer(len(having))
    pairs = zip(vectors, documents, strict=True)
    unanswered = [vector for vector, (_, _, key) in pairs if key == UNANSWERED] if targets else []
    nearest = [
        max(range(len(targets)), key=_scores(vector.items(), absent, postings).__getitem__) for vector in unanswered
    ]
    for number in dict.fromkeys(nearest):
        numbers[targets[number][0], f"{UNANSWERED}/{number}"] = len(sums.rows)
        sums.rows.append({})
        targets.append((targets[number][0], UNANSWERED))
    for vector, number in zip(unanswered, nearest, strict=True):
        sums.add(numbers[targets[number][0], f"{UNANSWERED}/{number}"], vector)
    return _packed(targets, weights, *sums.scorer(len(having)))


def _scores(
    vector: Iterable[tuple[str, float]],
    absent: Sequence[float],
    postings: Mapping[str, Sequence[tuple[int, float]]],
) -> list[float]:
    scores = [0.0] * len(absent)
    total = 0.0
    for feature, value in vector:
        total += value
        for target, more in postings.get(feature, ()):
            scores[target] += value * more
    return [score + total * each for score, each in zip(scores, absent, strict=True)]


def _packed(
    targets: Sequence[tuple[int, str]],
    weights: Mapping[str, float],
    absent: Sequence[float],
    postings: Mapping[str, Sequence[tuple[int, float]]],
) -> bytes:
    """Return one line of JSON with the targets, and the arrays, little-endian, one after the other."""
    features = sorted(weights, key=_code)
    codes, idf, starts = array("Q"), array("f"), array("I", [0])
    found, more = array("I"), array("f")
    for feature in features:
        codes.append(_code(feature))
        idf.append(weights[feature])
        for target, value in postings.get(feature, ()):
            found.append(target)
            more.append(value)
        starts.append(len(found))
    arrays = (codes, idf, array("f", absent), starts, found, more)
    if sys.byteorder == "big":
        for each in arrays:
            each.byteswap()
    header = {"targets": targets, "lengths": [len(each) for each in arrays]}
    line = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    line += b" " * (-(len(line) + 1) % 8)  # so that the arrays begin at a multiple of their items' size
    return b"".join((line, b"\n", *(each.tobytes() for each in arrays)))


def _code(feature: str) -> int:
    """Return 64 bits that stand for a feature: two of a million share them once in 37 million dossiers."""
    return int.from_bytes(hashlib.blake2b(feature.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def _unpacked(view: memoryview, lengths: Sequence[int]) -> list[array[Any]]:
    """Return the arrays that `_packed` wrote one after the other."""
    arrays: list[array[Any]] = []
    start = 0
    for kind, length in zip("QffIIf", lengths, strict=True):
        part: array[Any] = array(kind)
        end = start + length * part.itemsize
        part.frombytes(view[start:end])
        if sys.byteorder == "big":
            part.byteswap()
        arrays.append(part)
        start = end
    return arrays


class Classifier:
    """Scores all targets for a question. ``payload`` is what `train` returned; it is read in place."""

    def __init__(self, payload: bytes) -> None:
        end = payload.index(b"\n")
        header = json.loads(payload[:end])
        self._targets: list[tuple[int, str]] = [(fact, key) for fact, key in header["targets"]]
        arrays = _unpacked(memoryview(payload)[end + 1 :], header["lengths"])
        self._codes: array[int] = arrays[0]
        self._idf: array[float] = arrays[1]
        self._absent: array[float] = arrays[2]
        self._starts: array[int] = arrays[3]
        self._found: array[int] = arrays[4]
        self._more: array[float] = arrays[5]

    def __len__(self) -> int:
        """Return the number of targets."""
        return len(self._targets)

    def targets(self, counts: Counts) -> list[Target]:
        """Return all targets, the likeliest first; equal ones in the order of the phrasings."""
        rows = {feature: row for feature in counts if (row := self._row(feature)) >= 0}
        vector = weighted(counts, {feature: self._idf[row] for feature, row in rows.items()})
        scores = [0.0] * len(self._targets)
        total = 0.0
        found, more, starts = self._found, self._more, self._starts
        for feature, value in vector.items():
            total += value
            here = slice(starts[rows[feature]], starts[rows[feature] + 1])
            for target, each in zip(found[here], more[here], strict=True):
                scores[target] += value * each
        ranked = [
            Target(fact, key, score + total * each)
            for (fact, key), score, each in zip(self._targets, scores, self._absent, strict=True)
        ]
        return sorted(ranked, key=lambda target: -target.score)

    def having(self, feature: str) -> frozenset[tuple[int, str]]:
        """Return the targets of which some phrasing has a feature."""
        row = self._row(feature)
        if row < 0:
            return frozenset()
        return frozenset(self._targets[each] for each in self._found[self._starts[row] : self._starts[row + 1]])

    def _row(self, feature: str) -> int:
        code = _code(feature)
        row = bisect_left(self._codes, code)
        return row if row < len(self._codes) and self._codes[row] == code else -1
