"""Numbers, shares and ages in running text, as they are written: "1,400", "around 50 per cent", "one in five"."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from qa.english.function_words import AUXILIARIES, BE, DEGREE, DETERMINERS, LIGHT, NEGATIONS
from qa.english.tokens import Token, norm_at
from qa.english.wordnet import rather_a_verb
from qa.values import NamedTuple

SMALL = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
TENS = {
    word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
SHORT_SCALES = {"k": 1_000, "m": 1_000_000, "bn": 1_000_000_000}
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


def in_words(number: float) -> str:
    """Return a number as newspapers write it: in words up to nine."""
    return next((word for word, value in SMALL.items() if value == number and value < 10), f"{number:,g}")


def counted(number: float, unit: str) -> str:
    """Return so many of a unit: "3 years", "1 month"."""
    return f"{number:g} {unit}{'' if number == 1 else 's'}"


class Quantity(NamedTuple):
    """A number at tokens[first:last]; ``kind`` is count, share (of 100) or age (in ``unit``)."""

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
    if norm_at(tokens, first) == "one" and norm_at(tokens, first + 1) == "another":
        return None
    fraction = _fraction(tokens, first) or _and_a_half(tokens, first)
    if fraction is not None:
        return fraction
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


def number_at(tokens: Sequence[Token], first: int) -> tuple[float | None, int]:
    """Return the number that starts at ``first`` and the position after it, or (None, first)."""
    norm = tokens[first].norm
    if norm[:1].isdecimal():
        value: float = float(norm.replace(",", "")) if norm.replace(",", "").replace(".", "", 1).isdigit() else 0.0
        last = first + 1
        scale = SCALES.get(norm_at(tokens, last), 0) or _short_scale(tokens, first)
        return (value * scale, last + 1) if scale else (value, last)
    return _spelled(tokens, first)


def _short_scale(tokens: Sequence[Token], first: int) -> int:
    """Read the letter behind a number as what it stands for: "48k", and "£2m" where it is money."""
    last = first + 1
    close = last < len(tokens) and tokens[last].start == tokens[first].end
    money = norm_at(tokens, first - 1) in {"£", "$", "€"}
    scale = SHORT_SCALES.get(norm_at(tokens, last), 0) if close else 0
    return scale if money or norm_at(tokens, last) == "k" else 0


def _spelled(tokens: Sequence[Token], first: int) -> tuple[float | None, int]:
    total, current, last = 0, 0, first
    seen = False
    while last < len(tokens):
        norm = tokens[last].norm
        if norm in SMALL and (not seen or current % 10 == 0):
            current += SMALL[norm]
        elif norm in TENS and (not seen or current % 100 == 0):
            current += TENS[norm]
        elif norm in SCALES and (seen or norm_at(tokens, last - 1) == "a"):
            scale = SCALES[norm]
            current = max(current, 1) * scale
            if scale > 100:
                total, current = total + current, 0
        elif not (norm == "and" and seen and current >= 100 and norm_at(tokens, last + 1) in SMALL | TENS):
            break
        seen = True
        last += 1
    return (float(total + current), last) if seen else (None, first)


def _fraction(tokens: Sequence[Token], first: int) -> Quantity | None:
    norm = tokens[first].norm
    if norm in {"half", "halves"}:
        return Quantity(first, first + 1, 50.0, "share", "")
    if norm in {"a", "one", "two", "three"} and norm_at(tokens, first + 1).rstrip("s") in FRACTIONS:
        times = {"a": 1, "one": 1, "two": 2, "three": 3}[norm]
        return Quantity(first, first + 2, times * FRACTIONS[norm_at(tokens, first + 1).rstrip("s")], "share", "")
    return None


def _and_a_half(tokens: Sequence[Token], first: int) -> Quantity | None:
    """Read "a year and a half" and "one and a half years" as 18 months; of other units, as so many and a half."""
    number, last = (1.0, first + 1) if norm_at(tokens, first) == "a" else number_at(tokens, first)
    if number is None:
        return None
    inner = not _half_at(tokens, last)
    unit = norm_at(tokens, last if inner else last + 3)
    if not _half_at(tokens, last + inner) or unit.rstrip("s") not in MONTHS_IN:
        return None
    number += 0.5
    if unit.rstrip("s") == "year":
        number, unit = number * SPANNING["year"], "months"
    return Quantity(first, last + 4, number, "count", unit)


def _half_at(tokens: Sequence[Token], first: int) -> bool:
    return tuple(norm_at(tokens, position) for position in range(first, first + 3)) == ("and", "a", "half")


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
        return None
    whole, _ = number_at(tokens, position)
    return 100.0 * quantity.value / whole if whole and whole >= quantity.value else None


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
