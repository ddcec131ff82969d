"""What a sentence is most like: what the curator says may be said of a fact, or what may not.

The classifier weighs a fact's phrasings as one bag of words, in which a single "only" or "no longer" counts for
little. Beside the phrasings that are nearest to a sentence it counts: by their cosine (Salton & McGill 1983), the mean
of the k nearest on each side (Cover & Hart 1967).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from heapq import nlargest
from math import sqrt

from qa.english.tokens import Token, tokenize
from qa.recognition.classifier import MISTAKEN

NEAREST = 3
"""So many phrasings of each side count."""
SO, NOT_SO = frozenset({"yes"}), frozenset({"no", MISTAKEN})
"""Keys of phrasings that say what is so, and what is not."""

Vector = Mapping[str, float]
Phrased = Callable[[int], Sequence[tuple[str, str]]]
"""Returns the phrasings of the fact of that number, each with its key."""
Measured = Callable[[Sequence[Token]], Vector]
"""Makes of a text the weights of its features."""


class Nearest:
    """The phrasings of facts as vectors; those of a fact are made when it is first asked for."""

    def __init__(self, phrased: Phrased, measured: Measured) -> None:
        self._phrased = phrased
        self._measured = measured
        self._sides: dict[int, tuple[list[Vector], list[Vector]]] = {}

    def inclination(self, tokens: Sequence[Token], fact: int) -> float:
        """Return by how much nearer a sentence is to what is so than to what is not, from -1 to 1."""
        if fact not in self._sides:
            rows = self._phrased(fact)
            self._sides[fact] = self._of(rows, SO), self._of(rows, NOT_SO)
        own = _scaled(self._measured(tokens))
        so, not_so = (_mean(nlargest(NEAREST, (_cosine(own, each) for each in side))) for side in self._sides[fact])
        return so - not_so

    def _of(self, rows: Iterable[tuple[str, str]], keys: frozenset[str]) -> list[Vector]:
        return [_scaled(self._measured(tokenize(text))) for key, text in rows if key in keys]


def _scaled(vector: Vector) -> Vector:
    length = sqrt(sum(weight * weight for weight in vector.values())) or 1.0
    return {feature: weight / length for feature, weight in vector.items()}


def _cosine(one: Vector, other: Vector) -> float:
    return sum(weight * other[feature] for feature, weight in one.items() if feature in other)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / max(1, len(values))
