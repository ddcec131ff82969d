"""Times in running text: dates, months, years and spans of them, compared by what they cover.

A time is an interval of days, as EDTF (ISO 8601-2) reads it: "2011" covers a year, "December 2011" a month. A month
without a year is kept as such: it is never given a year that the text does not print.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from qa.english.tokens import Token, norm_at, tokenize
from qa.values import NamedTuple

MONTHS = {
    name: number
    for number, name in enumerate(
        "january february march april may june july august september october november december".split(), 1
    )
}
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
SHORT_MONTHS = {name[:3]: number for name, number in MONTHS.items() if name != "may"} | {"sept": 9}
DAYS_IN = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
YEARS = range(1000, 2200)
RELATIVE = ("day", "week", "fortnight", "month", "year", "decade", "night", "morrow", "ago", "last ", "next ", "this ")
"""Without any of these no time is relative to the time of writing (`qa.reviewing.reckoning`)."""
ROUGHLY = frozenset("about almost nearly over roughly some than".split())
"""Words before a number that is no year."""


class Time(NamedTuple):
    """Days from ``low`` to ``high`` as (year, month, day), at tokens[first:last]; year 0: the text states none."""

    first: int
    last: int
    low: tuple[int, int, int]
    high: tuple[int, int, int]

    @property
    def yearless(self) -> bool:
        """True for a month or day whose year the text does not print."""
        return self.low[0] == 0


def times(tokens: Sequence[Token]) -> tuple[Time, ...]:
    """Return the times in ``tokens``, left to right, never overlapping."""
    found: list[Time] = []
    position = 0
    while position < len(tokens):
        norm = tokens[position].norm
        begins = norm[:1].isdigit() or norm in BEGINNING
        time = (_interval(tokens, position) or _date(tokens, position)) if begins else None
        if time is None:
            position += 1
        else:
            found.append(time)
            position = time.last
    return tuple(found)


@lru_cache(maxsize=1024)
def times_in(text: str) -> tuple[Time, ...]:
    """Return the times in ``text``."""
    return times(tokenize(text))


def is_relative(text: str) -> bool:
    """Tell quickly whether a text may have a time that is relative to the time of writing."""
    return any(words in text.lower() for words in RELATIVE)


def relation(asked: Time, recorded: Time) -> str:
    """Compare what a question says with what the record says.

    Returns "same", "covers" (asked is the wider: agrees), "finer" (asked is more exact than the record: the record
    does not tell), "disjoint" (they exclude each other) or "overlap".
    """
    if asked.yearless or recorded.yearless:
        return _yearless_relation(asked, recorded)
    if (asked.low, asked.high) == (recorded.low, recorded.high):
        return "same"
    if asked.low <= recorded.low and recorded.high <= asked.high:
        return "covers"
    if recorded.low <= asked.low and asked.high <= recorded.high:
        return "finer"
    return "disjoint" if asked.high < recorded.low or recorded.high < asked.low else "overlap"


def _yearless_relation(asked: Time, recorded: Time) -> str:
    if asked.low[1:] == recorded.low[1:] and asked.high[1:] == recorded.high[1:]:
        return "covers" if asked.yearless else "finer"
    within_it = asked.low[1:] <= recorded.low[1:] and recorded.high[1:] <= asked.high[1:]
    if asked.yearless and within_it and recorded.low[0] == recorded.high[0]:
        return "covers"  # "in September", of 26 September 2022
    if recorded.yearless and asked.low[1:] == (1, 1) and asked.high[1:] == (12, 31):
        return "finer"
    if asked.yearless and recorded.low[1:] == (1, 1) and recorded.high[1:] == (12, 31):
        return "finer"
    same_month = asked.low[1] == recorded.low[1] and asked.high[1] == recorded.high[1]
    years = () if recorded.yearless else (recorded.low[0], recorded.high[0])
    within = any((y, *asked.low[1:]) <= recorded.high and recorded.low <= (y, *asked.high[1:]) for y in years)
    return "overlap" if same_month or within else "disjoint"


def _interval(tokens: Sequence[Token], first: int) -> Time | None:
    """Read "from 1997 to 2013", "between May and July 2011", "1997-2013"."""
    start = first + 1 if tokens[first].norm in {"from", "between"} else first
    low = _date(tokens, start)
    if low is None or low.last >= len(tokens):
        return None
    joined = tokens[low.last].glued
    middle = low.last if joined else low.last + 1
    bare = start == first and not (_year(tokens, first) and _year(tokens, low.last + 1))
    if not joined and (bare or tokens[low.last].norm not in {"to", "and", "until", "till", "through"}):
        return None
    high = _date(tokens, middle)
    if high is None:
        return None
    year = high.low[0]
    begin = (year, *low.low[1:]) if low.yearless else low.low
    return Time(first, high.last, begin, high.high)


def _date(tokens: Sequence[Token], first: int) -> Time | None:
    if first >= len(tokens):
        return None
    norm = tokens[first].norm
    if norm in PARTS:
        return _part_of_year(tokens, first)
    if norm in SEASONS:
        return _season(tokens, first, SEASONS[norm])
    month = _month(tokens, first)
    if month:
        return _month_first(tokens, first, month)
    if (norm.isdecimal() and len(norm) <= 2) or _ordinal(norm):
        return _day_first(tokens, first)
    if norm.isdecimal() and len(norm) == 4 and int(norm) in YEARS and not _counts(tokens, first):
        return _year_first(tokens, first)
    return None


PARTS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1, "final": -1, "opening": 1, "closing": -1}
LENGTHS = {"half": 6, "quarter": 3, "month": 1}
"""Part of a year -> its months."""
COUNTED = {"two": 2, "three": 3, "four": 4, "six": 6, "nine": 9}


def _part_of_year(tokens: Sequence[Token], first: int) -> Time | None:
    """Read "first half of 2011", "last six months of 2011", "last month of 2011", "first week of April 2011"."""
    number = PARTS[tokens[first].norm]
    month = _date(tokens, first + 3) if norm_at(tokens, first + 1) == "week" else None
    if month is not None and norm_at(tokens, first + 2) in {"of", "in"} and month.low[:2] == month.high[:2]:
        end = 7 * number if number > 0 else month.high[2]
        return Time(first, month.last, (*month.low[:2], end - 6), (*month.high[:2], end))
    counted = COUNTED.get(norm_at(tokens, first + 1), 0) if abs(number) == 1 else 0
    after = first + 1 + bool(counted)
    months = counted if counted and norm_at(tokens, after) == "months" else LENGTHS.get(norm_at(tokens, after), 0)
    year = _year(tokens, after + 2)
    if not months or not year or norm_at(tokens, after + 1) not in {"of", "in"} or number * months > len(DAYS_IN):
        return None
    last = number * months if number > 0 else len(DAYS_IN)
    return Time(first, after + 3, (year, last - months + 1, 1), (year, last, DAYS_IN[last - 1]))


SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}
"""First and last month (EDTF 21 to 23); a winter is in two years, so that one of them does not tell which it is."""
BEGINNING = frozenset((*MONTHS, *SHORT_MONTHS, *SEASONS, *PARTS, "from", "between"))
"""Words with which a time may begin."""


def _season(tokens: Sequence[Token], first: int, months: tuple[int, int]) -> Time | None:
    """Read "autumn 2022", "the spring of 2011"."""
    after = first + 1 + (norm_at(tokens, first + 1) in {"of", "in"})
    year = _year(tokens, after)
    low, high = months
    return Time(first, after + 1, (year, low, 1), (year, high, DAYS_IN[high - 1])) if year else None


def _counts(tokens: Sequence[Token], position: int) -> bool:
    """Tell whether four digits count something: "some 1400 children"."""
    return norm_at(tokens, position - 1) in ROUGHLY or (
        int(tokens[position].norm) < 1500 and _day_or_word(tokens, position)
    )


def _day_or_word(tokens: Sequence[Token], position: int) -> bool:
    after = norm_at(tokens, position + 1)
    return after.isalpha() and len(after) > 3


def _month_first(tokens: Sequence[Token], first: int, month: int) -> Time:
    """Read "September 2011", "the September of 2011", "July 4, 2011", "July"."""
    after = first + 1
    day = _day(tokens, after)
    if day:
        after += 1
    skipped = after + 1 if norm_at(tokens, after) in {"of", "in"} else after
    year = _year(tokens, skipped)
    last = skipped + 1 if year else _that_year(tokens, after)
    return _span(first, last, year, month, day)


def _that_year(tokens: Sequence[Token], after: int) -> int:
    """Return the position behind "of the same year", "that year": which year it is, the month alone does not tell."""
    start = after + (norm_at(tokens, after) == "of")
    if norm_at(tokens, start) == "that" and norm_at(tokens, start + 1) == "year":
        return start + 2
    same = [norm_at(tokens, position) for position in range(start, start + 3)] == ["the", "same", "year"]
    return start + 3 if same else after


def _day_first(tokens: Sequence[Token], first: int) -> Time | None:
    """Read "4 July 2011", "4th of July"."""
    after = first + 2 if norm_at(tokens, first + 1) == "of" else first + 1
    month = _month(tokens, after)
    day = _day(tokens, first)
    if not month or not day:
        return None
    year = _year(tokens, after + 1)
    return _span(first, after + (2 if year else 1), year, month, day)


def _year_first(tokens: Sequence[Token], first: int) -> Time:
    """Read "2011", "the early 1920s", and the ISO forms "2011-12", "2011-12-31"."""
    year = int(tokens[first].norm)
    if norm_at(tokens, first + 1) == "s" and year % 10 == 0:
        part = norm_at(tokens, first - 1) in PARTS_OF_DECADES
        return Time(first - part, first + 2, (year, 1, 1), (year + 9, 12, 31))
    month = _glued_number(tokens, first + 1, 12)
    day = _glued_number(tokens, first + 2, 31) if month else 0
    return _span(first, first + 1 + bool(month) + bool(day), year, month, day)


PARTS_OF_DECADES = frozenset({"early", "mid", "late"})
"""Where they begin and end nobody says: the decade is taken as a whole."""


def _span(first: int, last: int, year: int, month: int, day: int) -> Time:
    if not month:
        return Time(first, last, (year, 1, 1), (year, 12, 31))
    if not day:
        return Time(first, last, (year, month, 1), (year, month, DAYS_IN[month - 1]))
    return Time(first, last, (year, month, day), (year, month, day))


def _month(tokens: Sequence[Token], position: int) -> int:
    """Return the month's number, or 0; "may" and "march" count only where they are written as names or with a year."""
    if position >= len(tokens):
        return 0
    norm = tokens[position].norm
    number = MONTHS.get(norm) or SHORT_MONTHS.get(norm) or 0
    if norm in {"may", "march", "mar", "sep", "dec", "jan", "jun", "jul", "nov"}:
        marked = norm_at(tokens, position - 1) in {
            "in",
            "during",
            "since",
            "of",
            "by",
            "until",
            "before",
            "after",
            "the",
            "from",
            "between",
        }
        dated = bool(_year(tokens, position + 1)) or bool(_day(tokens, position - 1))
        return number if marked or dated or (norm == "march" and tokens[position].text == "March") else 0
    return number


def _day(tokens: Sequence[Token], position: int) -> int:
    norm = norm_at(tokens, position)
    if norm.isdecimal() and 1 <= int(norm) <= 31 and len(norm) <= 2:
        return int(norm)
    return _ordinal(norm)


def _ordinal(norm: str) -> int:
    digits = norm[:-2]
    return int(digits) if norm[-2:] in {"st", "nd", "rd", "th"} and digits.isdecimal() and int(digits) <= 31 else 0


def _year(tokens: Sequence[Token], position: int) -> int:
    norm = norm_at(tokens, position)
    return int(norm) if norm.isdecimal() and len(norm) == 4 and int(norm) in YEARS else 0


def _glued_number(tokens: Sequence[Token], position: int, highest: int) -> int:
    if position < len(tokens) and tokens[position].glued and tokens[position].norm.isdecimal():
        number = int(tokens[position].norm)
        return number if 1 <= number <= highest else 0
    return 0


def is_coarse(text: str) -> bool:
    """Tell whether a time is no more exact than a year; but from one year to another is more than either alone."""
    found = times_in(text)
    return not found or (found[0].low[1] != found[0].high[1] and found[0].low[0] == found[0].high[0])


def is_finer(one: str, other: str) -> bool:
    """Tell whether one time tells the same as the other, more exactly: "in May 2011" for "in 2011"."""
    finer, coarser = times_in(one), times_in(other)
    alone = len(finer) == len(coarser) == 1 and coarser[0].low[0] == coarser[0].high[0]
    return alone and relation(coarser[0], finer[0]) == "covers"
