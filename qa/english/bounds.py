"""Bounds on numbers: "more than ten", "under five", "at least two", "four or more"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import isclose
from operator import ge, gt, le, lt

from qa.english.quantities import MONTHS_IN, quantities
from qa.english.tokens import Token, norm_at
from qa.english.units import CURRENCIES

NEAR = 1.15
"""So many times as much is still "just over" a round number."""


def _is_just(less: float, more: float, named: float) -> bool:
    """Tell whether a number is nearly the one that is named: that one itself, unless it is round ("just over half")."""
    parts = (1 / 5,) if named >= 1 else (3, 20)
    is_round = any(isclose(named * part, round(named * part)) for part in parts)
    return less == more or (is_round and less <= more <= less * NEAR)


HOLDS: dict[str, Callable[[float, float], bool]] = {
    "more": gt,
    "less": lt,
    "least": ge,
    "most": le,
    "just more": lambda one, other: _is_just(other, one, other),
    "just less": lambda one, other: _is_just(one, other, other),
}
"""Comparator -> whether the first number is within the bound that the second one sets."""
UPWARDS, DOWNWARDS = frozenset({"more", "least"}), frozenset({"less", "most"})
BEFORE = {
    "more": "over|above|beyond|exceeding|exceed|more than|older than|greater than|higher than|longer than|bigger than|"
    "larger than|upwards of|in excess of|over the age of|above the age of",
    "less": "under|below|fewer than|less than|younger than|lower than|shorter than|smaller than|under the age of|"
    "below the age of",
    "least": "at least|no fewer than|no less than|not fewer than|not less than|no younger than|a minimum of",
    "most": "at most|no more than|not more than|no older than|not older than|up to|a maximum of",
}
"""Comparator -> what stands before a number that it bounds."""
AFTER = {
    "least": "or more|or over|or older|or above|and over|and above",
    "most": "or fewer|or less|or under|or younger|or below|and under",
}
"""Comparator -> what stands behind a number that it bounds."""
EMPHASIS = frozenset("well far way much comfortably considerably significantly".split())
"""What may stand before a bound, and changes nothing."""
NEARLY = frozenset({"just", "slightly", "marginally", "barely"})
"""What makes of a bound a number that is nearly reached, or just passed: "just more"."""


def _rows(table: dict[str, str]) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Return the rows of a table, the longest first: "no more than" is not "more than"."""
    rows = [(tuple(words.split()), name) for name, listed in table.items() for words in listed.split("|")]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


_BEFORE, _AFTER = _rows(BEFORE), _rows(AFTER)


def bound_at(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int, str]:
    """Return a number at tokens[first:last] with the words that bound it, and the comparator; nothing if none does."""
    start = first - (norm_at(tokens, first - 1) in {"a", "an", "the"} | CURRENCIES)
    for words, name in _BEFORE:
        if _norms(tokens, start - len(words), len(words)) == words:
            begin = start - len(words)
            if norm_at(tokens, begin - 1) in NEARLY:
                return begin - 1, last, f"just {name}" if f"just {name}" in HOLDS else ""
            return begin - (norm_at(tokens, begin - 1) in EMPHASIS), last, name
    for words, name in _AFTER:
        if _norms(tokens, last, len(words)) == words:
            return first, last + len(words), name
    return first, last, ""


def is_within(told: float, bound: str, comparator: str, asked: float) -> bool | None:
    """Tell whether a number is within a bound; None where it is one itself ("under five") that leaves it open."""
    if bound not in UPWARDS | DOWNWARDS:
        return HOLDS[comparator](told, asked)
    alike = {bound, comparator} <= UPWARDS or {bound, comparator} <= DOWNWARDS
    beyond = told >= asked if bound in UPWARDS else told <= asked
    return alike if beyond else None


def is_aged(recorded: tuple[float, str], asked: tuple[float, str], comparator: str) -> bool:
    """Tell whether an age is within a bound, each with its unit."""
    one, other = (age * MONTHS_IN[unit] for age, unit in (recorded, asked))
    return HOLDS[comparator](one, other)


def bounding(tokens: Sequence[Token]) -> frozenset[int]:
    """Return the positions of all numbers that are bounds, with their words."""
    bounds = (bound_at(tokens, quantity.first, quantity.last) for quantity in quantities(tokens))
    return frozenset(position for first, last, name in bounds if name for position in range(first, last))


def _norms(tokens: Sequence[Token], first: int, count: int) -> tuple[str, ...]:
    return tuple(norm_at(tokens, position) for position in range(first, first + count)) if first >= 0 else ()
