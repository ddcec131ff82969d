"""Numbers, shares and ages in running text, as they are written: "1,400", "around 50 per cent", "one in five"."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from qa.english.clock import clock_at
from qa.english.function_words import AUXILIARIES, BE, DEGREE, DETERMINERS, LIGHT, NEGATIONS
from qa.english.numbers import number_at
from qa.english.tokens import Token, norm_at
from qa.english.units import is_measured
from qa.english.wordnet import rather_a_verb
from qa.values import NamedTuple

FRACTIONS = {"half": 50.0, "halves": 50.0, "third": 100 / 3, "quarter": 25.0, "fifth": 20.0, "tenth": 10.0}
SPANNING = {"month": 1, "year": 12}
"""Unit in which a span is told -> its months."""
MONTHS_IN = {"year": 12.0, "month": 1.0, "week": 0.23, "day": 0.033}
SHARES = {"all": (100.0, 100.0), "most": (50.01, 99.99), "half": (50.0, 50.0), "none": (0.0, 0.0)}
"""Quantifier -> the shares (of 100) of which it is true."""
AGED_NOUNS = frozenset("baby infant toddler boy girl child youngster lad man woman teenager".split())
"""Nouns behind which "of" and a number tell an age."""
MOST_COUNTED = 3
"""So many words behind a number may say what it counts: "one social worker in two"."""
PERCENT = {"%", "percent", "percentage"}
TIMES = {"once": 1.0, "twice": 2.0, "thrice": 3.0}
"""How often -> the number of times."""
LIKENING = frozenset({"as", "the", "its", "their", "his", "her"})
"""Words behind "twice" that liken: "twice as many"."""
WHOLES = {
    "century": (100.0, "years"), "decade": (10.0, "years"), "year": (12.0, "months"), "hour": (60.0, "minutes"),
    "dozen": (12.0, ""), "hundred": (100.0, ""), "thousand": (1e3, ""), "million": (1e6, ""), "billion": (1e9, ""),
}  # fmt: skip
"""What is told in parts or by the number -> how many it is, and of what; "" is whatever stands behind it."""


class Quantity(NamedTuple):
    """A number at tokens[first:last]; ``kind`` is count, share (of 100), age (in ``unit``) or clock (a time of day).

    That of a clock is minutes since noon or midnight; its ``unit`` is am, pm or "".
    """

    first: int
    last: int
    value: float
    kind: str
    unit: str


def quantities(tokens: Sequence[Token]) -> tuple[Quantity, ...]:
    """Return the quantities in ``tokens``, left to right, never overlapping."""
    found: list[Quantity] = []
    position = 0
    while position < len(tokens):
        quantity = _quantity(tokens, position)
        if quantity is None:
            position += 1
        else:
            found.append(quantity)
            position = quantity.last
    return tuple(found)


def _quantity(tokens: Sequence[Token], first: int) -> Quantity | None:
    if norm_at(tokens, first) == "one" and (
        norm_at(tokens, first + 1) == "another" or norm_at(tokens, first - 1) == "no"
    ):
        return None  # "no one" is nobody
    clock = clock_at(tokens, first)
    if clock is not None:
        return Quantity(first, clock.last, float(clock.minutes), "clock", clock.half)
    told = _wholes(tokens, first) or _fraction(tokens, first) or _and_a_part(tokens, first) or _times(tokens, first)
    if told is not None:
        return told
    number, last = number_at(tokens, first)
    if number is None and tokens[first].norm in {"a", "an"} and norm_at(tokens, first + 2) == "old":
        number, last = 1.0, first + 1
    if number is None:
        return None
    return (
        _age(tokens, first, last, number)
        or _percent(tokens, first, last, number)
        or _ratio(tokens, first, last, number)
        or Quantity(first, last, number, "count", _counted(tokens, first, last))
    )


def _counted(tokens: Sequence[Token], first: int, last: int) -> str:
    """Return the word behind a number: what it counts; "put the number of players at 40" counts players."""
    placed = norm_at(tokens, first - 1) in {"at", "as", "to", "was", "is", "were"}
    of = next((p for p in range(first - 2, 1, -1) if norm_at(tokens, p) == "of"), 0) if placed else 0
    if of and norm_at(tokens, of - 1) in {"number", "total"}:
        return norm_at(tokens, of + 1)
    return norm_at(tokens, last)


def _times(tokens: Sequence[Token], first: int) -> Quantity | None:
    """Read "twice" as two times; "once" only where it is counted: "just once"."""
    norm, behind = norm_at(tokens, first), norm_at(tokens, first + 1)
    counts = norm in TIMES and behind not in LIKENING and (norm != "once" or norm_at(tokens, first - 1) in COUNTING)
    return Quantity(first, first + 1, TIMES[norm], "count", "times") if counts else None


COUNTING = frozenset({"only", "just", "exactly"})


def _wholes(tokens: Sequence[Token], first: int) -> Quantity | None:
    """Read "half a dozen", "a quarter of a century", "two dozen", "four decades"."""
    part = _fraction(tokens, first)
    if part is not None:
        last = part.last + (norm_at(tokens, part.last) == "of")
        if norm_at(tokens, last) not in {"a", "an"}:
            return None
        number, last = part.value / 100, last + 1
    else:
        one = norm_at(tokens, first) in {"a", "one"} and norm_at(tokens, first + 1) == "dozen"
        counted, last = (1.0, first + 1) if one else number_at(tokens, first)
        if counted is None or norm_at(tokens, last) not in {"dozen", "decades", "centuries"}:
            return None
        number = counted
    norm = norm_at(tokens, last)
    forms = (norm, norm.removesuffix("ies") + "y", norm[:-1])
    whole, unit = next((WHOLES[form] for form in forms if form in WHOLES), (float(is_measured(norm)), norm))
    return Quantity(first, last + 1, number * whole, "count", unit or norm_at(tokens, last + 1)) if whole else None


def _fraction(tokens: Sequence[Token], first: int) -> Quantity | None:
    norm = tokens[first].norm
    if norm in {"half", "halves"}:
        return Quantity(first, first + 1, 50.0, "share", "")
    if norm in {"a", "one", "two", "three"} and norm_at(tokens, first + 1).rstrip("s") in FRACTIONS:
        times = {"a": 1, "one": 1, "two": 2, "three": 3}[norm]
        return Quantity(first, first + 2, times * FRACTIONS[norm_at(tokens, first + 1).rstrip("s")], "share", "")
    return None


def _and_a_part(tokens: Sequence[Token], first: int) -> Quantity | None:
    """Read "a year and a half" and "one and a half years" as 18 months; of other units, as so many and a half."""
    number, last = (1.0, first + 1) if norm_at(tokens, first) == "a" else number_at(tokens, first)
    if number is None:
        return None
    inner = not _part_at(tokens, last)
    unit = norm_at(tokens, last if inner else last + 3)
    part = _part_at(tokens, last + inner)
    if not part or not is_measured(unit):
        return None
    number += part
    if unit.rstrip("s") == "year":
        number, unit = number * SPANNING["year"], "months"
    return Quantity(first, last + 4, number, "count", unit)


def _part_at(tokens: Sequence[Token], first: int) -> float:
    """Return what "and a half" and "and a quarter" add; 0 where neither stands there."""
    joined = (norm_at(tokens, first), norm_at(tokens, first + 1)) == ("and", "a")
    return {"half": 0.5, "quarter": 0.25}.get(norm_at(tokens, first + 2), 0.0) if joined else 0.0


def _percent(tokens: Sequence[Token], first: int, last: int, number: float) -> Quantity | None:
    if norm_at(tokens, last) in PERCENT:
        return Quantity(first, last + 1, number, "share", "")
    if norm_at(tokens, last) in {"per", "pe"} and norm_at(tokens, last + 1) == "cent":
        return Quantity(first, last + 2, number, "share", "")
    return None


def _ratio(tokens: Sequence[Token], first: int, last: int, number: float) -> Quantity | None:
    """Read "one in five", "one player in five"; "one player in five matches" is none."""
    place = next((p for p in range(last, last + MOST_COUNTED + 1) if norm_at(tokens, p) == "in"), -1)
    if place < 0 or place + 1 >= len(tokens) or number >= 10:
        return None
    whole, after = number_at(tokens, place + 1 + (norm_at(tokens, place + 1) == "every"))
    if whole is None or whole <= number or whole > 1000:
        return None
    behind = norm_at(tokens, after)
    verb = behind in AUXILIARIES | NEGATIONS or (rather_a_verb(behind) and not behind.endswith("s"))
    if place > last and behind and not verb:
        return None
    return Quantity(first, after, 100 * number / whole, "share", "")


def _age(tokens: Sequence[Token], first: int, last: int, number: float) -> Quantity | None:
    unit = norm_at(tokens, last)
    if unit in {"yo", "yrs", "yr"} or (unit == "y" and norm_at(tokens, last + 1) == "o"):
        return Quantity(first, last + 1, number, "age", "year")
    base = unit.rstrip("s")
    if base in MONTHS_IN and norm_at(tokens, last + 1) in {"old", "olds"}:
        return Quantity(first, last + 2, number, "age", base)
    if base in MONTHS_IN and (norm_at(tokens, last + 1), norm_at(tokens, last + 2)) == ("of", "age"):
        return Quantity(first, last + 3, number, "age", base)
    if norm_at(tokens, first - 1) in {"aged", "age"} or _is_somebody_of(tokens, first, last):
        after = last + 1 if base in MONTHS_IN else last
        return Quantity(first, after, number, "age", base if after > last else "year")
    return None


def _is_somebody_of(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Tell whether a number says how old somebody is: "a boy of seven", "an infant of only three months"."""
    before = first - 1
    while norm_at(tokens, before) in DEGREE:
        before -= 1
    young = norm_at(tokens, before) == "of" and norm_at(tokens, before - 1) in AGED_NOUNS
    return young and norm_at(tokens, last) not in {"of", "out"}


def is_somebody_of(tokens: Sequence[Token]) -> bool:
    """Tell whether the words between a name and an age are "was a boy of"."""
    words = {token.norm for token in tokens}
    return bool(words & AGED_NOUNS) and words <= AGED_NOUNS | BE | DETERMINERS | DEGREE | {"of"}


def counted_by(tokens: Sequence[Token], last: int) -> list[str]:
    """Return the words behind a number that may say what it counts: "88, signed the cheque" counts no cheques."""
    near = [token.norm for token in tokens[last : last + MOST_COUNTED]]
    end = next((p for p, norm in enumerate(near) if norm in DETERMINERS and (not p or near[p - 1] != "of")), len(near))
    return [norm for norm in near[:end] if norm not in LIGHT]


def share_of(tokens: Sequence[Token], quantity: Quantity) -> float | None:
    """Return the share of 100 that a number states: "50 per cent", "three of the four"; None where it states none."""
    if quantity.kind == "share":
        return quantity.value
    position = quantity.last
    while norm_at(tokens, position) in {"out", "of", "the", "these", "those", "all", "her", "his", "its", "their"}:
        position += 1
    if position >= len(tokens) or norm_at(tokens, quantity.last) not in {"of", "out"}:
        return _share_of_first(tokens, quantity)
    whole, _ = number_at(tokens, position)
    return 100.0 * quantity.value / whole if whole and whole >= quantity.value else None


def _share_of_first(tokens: Sequence[Token], quantity: Quantity) -> float | None:
    """Return the share in "of the 34 homes, 32 were dry"."""
    start = 1 + (norm_at(tokens, 1) in DETERMINERS)
    if norm_at(tokens, 0) != "of" or quantity.kind != "count" or quantity.first <= start or start >= len(tokens):
        return None
    whole, last = number_at(tokens, start)
    return 100.0 * quantity.value / whole if whole and quantity.first >= last and whole >= quantity.value else None


def is_share(quantifier: str, share: float) -> bool:
    """Tell whether a share (of 100) is what a quantifier says; False for one that tells of no share."""
    low, high = SHARES.get(quantifier, (inf, inf))
    return low <= share <= high


def age_of(tokens: Sequence[Token]) -> tuple[float, str] | None:
    """Return (value, unit) of an age slot's text: "seven", "three months old", "aged four"."""
    for quantity in quantities(tokens):
        unit = quantity.unit if quantity.unit in {"month", "week", "day", "months", "weeks", "days"} else "year"
        return quantity.value, unit.rstrip("s")
    return None
