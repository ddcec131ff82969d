"""Times of day: "7.30pm", "half past seven in the evening", "ten to six", "7 o'clock"."""

from __future__ import annotations

from collections.abc import Sequence

from qa.english.numbers import number_at
from qa.english.tokens import Token, norm_at
from qa.values import NamedTuple

HALF_DAY = 12 * 60
HALVES = {"am": "am", "pm": "pm", "morning": "am", "afternoon": "pm", "evening": "pm", "night": "pm", "tonight": "pm"}
"""Word behind a time of day -> which half of the day it is in. At night is before midnight."""
NUMBERS = frozenset({"five", "ten", "twenty"})
PARTS = {"half": 30, "quarter": 15, "five": 5, "ten": 10, "twenty": 20}
"""What may be told as past an hour, or to it -> minutes."""
OWN = (("in", "the"), ("at",), ())
"""Words between a time of day and the half of the day that belong to it; "on the night of the flood" tells more."""
LEADING_IN = frozenset("in at on the that same".split())
"""Words between a time of day and the half of the day."""


class Clock(NamedTuple):
    """A time of day that ends before tokens[last]: minutes since noon or midnight, and am, pm, or "" if not told."""

    last: int
    minutes: int
    half: str


def clock_at(tokens: Sequence[Token], first: int) -> Clock | None:
    """Return the time of day that starts at ``first``. A bare number is none: it may count anything."""
    told = _past_or_to(tokens, first)
    minutes, last = told or _hour(tokens, first)
    if minutes is None:
        return None
    half, last = _half(tokens, last)
    if not half and norm_at(tokens, last) == "o'clock":
        half, last = _half(tokens, last + 1)
    elif not half and (told is None or (norm_at(tokens, first) in NUMBERS and "to" in _norms(tokens, first, last))):
        return None  # "by five to two" may be votes
    return Clock(last, minutes % HALF_DAY, half)


def _past_or_to(tokens: Sequence[Token], first: int) -> tuple[int, int] | None:
    """Read "half past seven", "a quarter to six", "twenty-five past two": its minutes, and where it ends."""
    first += norm_at(tokens, first) == "a"
    part = PARTS.get(norm_at(tokens, first))
    last = first + 1
    if norm_at(tokens, first) == "twenty" and norm_at(tokens, last) == "five":
        part, last = 25, last + 1
    side = norm_at(tokens, last)
    if part is None or side not in {"past", "to"} or last + 1 >= len(tokens):
        return None
    hour, end = number_at(tokens, last + 1)
    if hour is None or not 1 <= hour <= 12 or hour % 1 or (side == "to" and part == PARTS["half"]):
        return None
    return int(hour) * 60 + (part if side == "past" else -part), end


def _hour(tokens: Sequence[Token], first: int) -> tuple[int | None, int]:
    """Read "7", "7.30", "7:30" and "seven"."""
    hour, last = number_at(tokens, first)
    if hour is None or not 1 <= hour < 13:
        return None, first
    whole, _, behind = tokens[first].norm.partition(".")
    if hour % 1 or behind:
        return (int(whole) * 60 + int(behind), last) if len(behind) == 2 and behind < "60" else (None, first)
    behind = norm_at(tokens, last)
    if len(behind) == 2 and behind.isdecimal() and behind < "60" and tokens[last].start == tokens[first].end + 1:
        return int(hour) * 60 + int(behind), last + 1
    return int(hour) * 60, last


def _half(tokens: Sequence[Token], last: int) -> tuple[str, int]:
    """Return which half of the day is told right behind a time, and where that ends; ("", last) where none is."""
    if norm_at(tokens, last) in {"a", "p"} and norm_at(tokens, last + 1) == "m":
        return norm_at(tokens, last) + "m", last + 2
    behind = last
    while norm_at(tokens, behind) in LEADING_IN:
        behind += 1
    half = HALVES.get(norm_at(tokens, behind), "")
    return half, behind + 1 if half and tuple(_norms(tokens, last, behind)) in OWN else last


def _norms(tokens: Sequence[Token], first: int, last: int) -> list[str]:
    return [token.norm for token in tokens[first:last]]
