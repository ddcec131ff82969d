"""Learning from the curator's phrasings, by counting, what `qa.recognition.classifier` knows.

A target's phrasings make up its row: the sum of their TF-IDF features. Questions that the curator marked as unanswered
are targets too: each is put with the slot that it is most like ("what did Ann die of" beside "when did Ann die"), so
that what is asked next to a fact, but not answered by it, is told apart where it is hardest.

There are no random numbers, and every sum is taken in the order of the phrasings: the same phrasings give the same
bytes, whatever the hash seed and the number of threads. numpy does the sums; it is imported only here, where phrasings
are compiled.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from qa.files.stages import Progress, counted, silent
from qa.recognition.classifier import ARRAYS, ITEM, UNANSWERED, feature_name
from qa.recognition.features import document_frequencies, inverse_frequency
from qa.values import value

SMOOTHING = 0.003
"""What a target that has never had a feature is taken to have of it: small, because phrasings are many."""

TYPES = {"i": "i", "I": "u", "f": "f"}
"""`array`'s letters of types, and numpy's."""

Counts = Mapping[str, int]
Numbers = NDArray[np.int64]
Floats = NDArray[np.float64]


@value
class _Vectors:
    """The phrasings' features: phrasing d has ``features`` and their weights ``held`` from starts[d] to starts[d+1]."""

    starts: Numbers
    features: Numbers
    held: Floats

    def of(self, documents: Numbers) -> tuple[Numbers, Numbers, Floats]:
        """Return (place among ``documents``, feature, weight) of each feature of these documents, in order."""
        lengths = self.starts[documents + 1] - self.starts[documents]
        places = np.repeat(np.arange(len(documents)), lengths)
        first = np.cumsum(lengths) - lengths
        where = np.arange(len(places)) - first[places] + self.starts[documents][places]
        return places, self.features[where], self.held[where]


@value
class _Rows:
    """What targets have of features: an item for each that a target has, by feature and then by target.

    The items of feature f stand from starts[f] to starts[f + 1]. ``more`` is by how much a target's score of the
    feature is above ``absent``, its score of one that it has not.
    """

    starts: Numbers
    found: Numbers
    more: Floats
    absent: Floats


def train(documents: Sequence[tuple[Counts, int, str]], progress: Progress = silent) -> bytes:
    """Return the payload for `qa.recognition.classifier.Classifier`, learnt from each phrasing.

    Args:
        documents: (features, fact number, slot key) of each phrasing.
        progress: told how many of the unanswered questions have been put beside a slot.
    """
    having = document_frequencies(counts for counts, _, _ in documents)
    weights = {feature: inverse_frequency(len(documents), count) for feature, count in having.items()}
    vectors = _vectors(documents, weights)
    targets = list(dict.fromkeys((fact, key) for _, fact, key in documents if key != UNANSWERED))
    numbers = {target: number for number, target in enumerate(targets)}
    owners = np.array([-1 if key == UNANSWERED else numbers[fact, key] for _, fact, key in documents], np.int64)
    unanswered = np.flatnonzero(owners < 0)
    if targets:
        nearest = _nearest(vectors, unanswered, _rows(vectors, owners, len(targets), len(weights)), progress)
        beside = {number: len(targets) + place for place, number in enumerate(dict.fromkeys(nearest))}
        owners[unanswered] = [beside[number] for number in nearest]
        targets += [(targets[number][0], UNANSWERED) for number in beside]
    return _packed(targets, weights, _rows(vectors, owners, len(targets), len(weights)))


def _vectors(documents: Sequence[tuple[Counts, int, str]], weights: Mapping[str, float]) -> _Vectors:
    """Return what `qa.recognition.features.weighted` makes of each phrasing, to the last bit, for all at once."""
    numbers = {feature: number for number, feature in enumerate(weights)}
    lengths = np.array([len(counts) for counts, _, _ in documents], np.int64)
    features = np.array([numbers[feature] for counts, _, _ in documents for feature in counts], np.int64)
    times = np.array([count for counts, _, _ in documents for count in counts.values()], np.int64)
    scale = np.array([0.0, *(1.0 + math.log(count) for count in range(1, times.max(initial=0) + 1))])
    raw = scale[times] * np.array(list(weights.values()), np.float64)[features]
    groups = {group: number for number, group in enumerate(sorted({feature[0] for feature in weights}))}
    group_of = np.array([groups[feature[0]] for feature in weights], np.int64)
    within = np.repeat(np.arange(len(documents)), lengths) * len(groups) + group_of[features]
    squares = np.bincount(within, raw * raw)
    return _Vectors(np.concatenate(([0], np.cumsum(lengths))), features, raw / np.sqrt(squares[within]))


def _rows(vectors: _Vectors, owners: Numbers, targets: int, features: int) -> _Rows:
    """Return what targets have, ``owners`` being each phrasing's target, or -1."""
    owned = np.flatnonzero(owners >= 0)
    places, having, held = vectors.of(owned)
    # Feature and target as one number: sorted, they are the items; `bincount` adds in the order of the phrasings.
    items, item = np.unique(having * max(1, targets) + owners[owned][places], return_inverse=True)
    sums = np.bincount(item, held, len(items))
    of_feature, of_target = np.divmod(items, max(1, targets))
    totals = np.bincount(of_target, sums, targets)
    log_least = math.log(SMOOTHING)
    return _Rows(
        np.searchsorted(of_feature, np.arange(features + 1)),
        of_target,
        np.array([math.log(each + SMOOTHING) - log_least for each in sums.tolist()], np.float64),
        np.array([log_least - math.log(each + SMOOTHING * features) for each in totals.tolist()], np.float64),
    )


def _nearest(vectors: _Vectors, documents: Numbers, rows: _Rows, progress: Progress) -> list[int]:
    """Return the target that each of these phrasings is most like, the first of several."""
    nearest: list[int] = []
    for document in counted(documents.tolist(), "placing unanswered questions", progress):
        own = slice(vectors.starts[document], vectors.starts[document + 1])
        scores = np.zeros(len(rows.absent))
        total = 0.0
        for feature, held in zip(vectors.features[own].tolist(), vectors.held[own].tolist(), strict=True):
            total += held
            here = slice(rows.starts[feature], rows.starts[feature + 1])
            scores[rows.found[here]] += held * rows.more[here]
        nearest.append(int(np.argmax(scores + total * rows.absent)))
    return nearest


def _packed(targets: Sequence[tuple[int, str]], weights: Mapping[str, float], rows: _Rows) -> bytes:
    """Return the header's length, the header as JSON, the arrays, little-endian, and the features' names."""
    names = [feature_name(feature) for feature in weights]
    order = sorted(range(len(names)), key=names.__getitem__)
    lengths = rows.starts[1:] - rows.starts[:-1]
    starts = np.cumsum([0, *lengths[order]])
    items = [np.arange(rows.starts[number], rows.starts[number + 1]) for number in order]
    taken = np.concatenate(items) if items else np.zeros(0, np.int64)
    keys = list(dict.fromkeys(key for _, key in targets))
    key_of = {key: number for number, key in enumerate(keys)}
    idf = list(weights.values())
    arrays: dict[str, Sequence[float] | Numbers | Floats] = {
        "facts": [fact for fact, _ in targets],
        "keys": [key_of[key] for _, key in targets],
        "absent": rows.absent,
        "ends": list(accumulate(len(names[number]) for number in order)),
        "idf": [idf[number] for number in order],
        "starts": starts,
        "found": rows.found[taken],
        "more": rows.more[taken],
    }
    header = {"keys": keys, "lengths": [len(arrays[name]) for name, _ in ARRAYS]}
    line = json.dumps(header, separators=(",", ":")).encode()
    parts = (np.asarray(arrays[name]).astype(f"<{TYPES[kind]}{ITEM}") for name, kind in ARRAYS)
    return b"".join(
        (len(line).to_bytes(ITEM, "little"), line, *(part.tobytes() for part in parts), *(names[n] for n in order))
    )
