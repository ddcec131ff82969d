"""Numbers in figures and in words: "1,400", "48k", "fourteen hundred", "two hundred and ten"."""

from __future__ import annotations

from collections.abc import Sequence

from qa.english.tokens import Token, norm_at

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


def in_words(number: float) -> str:
    """Return a number as newspapers write it: in words up to nine."""
    return next((word for word, value in SMALL.items() if value == number and value < 10), f"{number:,g}")


def counted(number: float, unit: str) -> str:
    """Return so many of a unit: "3 years", "1 month"."""
    return f"{number:g} {unit}{'' if number == 1 else 's'}"


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
