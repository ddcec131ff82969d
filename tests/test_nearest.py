"""What a sentence is most like: the single phrasings of what is so, or of what is not."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from qa.english.tokens import Token, tokenize
from qa.recognition.nearest import Nearest

ROWS = {
    0: [
        ("yes", "Is the captain one of the players who left"),
        ("yes", "Did the captain leave"),
        ("no", "Was the captain the only player to leave"),
        ("mistaken", "Why did nobody but the captain leave"),
        ("who", "Who left"),
    ],
    1: [("yes", "Did the captain leave")],
}


def phrased(fact: int) -> list[tuple[str, str]]:
    return ROWS.get(fact, [])


def counted(tokens: Sequence[Token]) -> dict[str, float]:
    return {token.norm: 1.0 for token in tokens}


@pytest.fixture
def nearest() -> Nearest:
    return Nearest(phrased, counted)


def test_one_word_decides_where_most_are_the_same(nearest: Nearest) -> None:
    so = nearest.inclination(tokenize("the captain was one of the players who left"), 0)
    not_so = nearest.inclination(tokenize("the captain was the only player to leave"), 0)
    assert so > 0 > not_so


def test_a_fact_without_phrasings_inclines_to_neither_side(nearest: Nearest) -> None:
    assert nearest.inclination(tokenize("the captain left"), 7) == 0.0


def test_a_side_without_phrasings_counts_as_unlike(nearest: Nearest) -> None:
    assert 0 < nearest.inclination(tokenize("did the captain leave"), 1) <= 1.0
    assert nearest.inclination(tokenize("whatever else"), 1) == 0.0
