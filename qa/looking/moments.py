"""When facts were: what their time slots say, as days from and to, and what no calendar can place.

A time that the article does not date ("last month", "in July", "that year" without a curator's value) is never given a
date: it keeps the article's words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qa.english.times import DAYS_IN, MONTHS, Time, times
from qa.english.tokens import Token, norm_at, tokenize
from qa.model import Fact, QAError, Slot
from qa.values import value

Day = tuple[int, int, int]

BEGINNING: Day = (0, 0, 0)
END: Day = (9999, 12, 31)
CALENDAR = frozenset("year month day date week weekend season decade century".split())
"""Nouns behind "which" that make a slot a time: "which year"."""
ONWARDS = frozenset("since from after".split())
UP_TO = frozenset("until till before by".split())
_MONTH_NAMES = [name.capitalize() for name in MONTHS]


@value
class Moment:
    """The days from ``low`` to ``high`` that words give; ``side`` is "since" or "until" where one is left open."""

    low: Day
    high: Day
    side: str = ""

    @property
    def first(self) -> Day:
        """The first day that is meant."""
        return BEGINNING if self.side == "until" else self.low

    @property
    def last(self) -> Day:
        """The last day that is meant."""
        return END if self.side == "since" else self.high

    def compare(self, asked: Moment) -> str:
        """Return "within" (the asked time covers this one), "partly" (they meet), or an empty string."""
        if asked.first <= self.first and self.last <= asked.last:
            return "within"
        return "partly" if self.first <= asked.last and asked.first <= self.last else ""

    def __str__(self) -> str:
        """Return it in words.

        >>> str(Moment((2011, 12, 1), (2011, 12, 31))), str(Moment((2013, 4, 1), (2013, 4, 30), "since"))
        ('December 2011', 'since April 2013')
        """
        return f"{self.side} {_shown(self.low, self.high) or _span_shown(self.low, self.high)}".lstrip()


@value
class Dated:
    """A fact's time: the slot's words, and the moment; None where no calendar can place the words."""

    words: str
    moment: Moment | None


def dated(fact: Fact) -> Dated | None:
    """Return when a fact was, or None where it gives no time. Several slots narrow each other down."""
    slots = [slot for slot in fact.slots if is_time(slot)]
    if not slots:
        return None
    placed = [(slot, moment) for slot in slots if (moment := _of_slot(slot)) is not None]
    if not placed:
        return Dated(slots[0].text, None)
    words = ", ".join(slot.text for slot, _ in placed)
    return Dated(words, _together([moment for _, moment in placed]))


def _together(moments: Sequence[Moment]) -> Moment:
    """Return what several times come to: the days that all of them cover; the first where there are none."""
    narrow = min(moments, key=lambda moment: (moment.last, moment.first)), max(moments, key=lambda moment: moment.first)
    low, high = narrow[1].first, narrow[0].last
    whole = next((moment for moment in moments if (moment.first, moment.last) == (low, high)), None)
    if whole is not None or low > high:
        return whole or moments[0]
    return Moment(low, high)


def is_time(slot: Slot) -> bool:
    """Tell whether a slot says when something was."""
    words = slot.key.split()
    return "when" in words or ("which" in words and bool(CALENDAR & set(words)))


def _of_slot(slot: Slot) -> Moment | None:
    if slot.value is not None:
        return _of_edtf(slot.value)
    tokens = tokenize(slot.text)
    found = [time for time in times(tokens) if not time.yearless]
    if not found:
        return None
    return _opened(found[0], tokens, slot.key)


def _opened(time: Time, tokens: tuple[Token, ...], key: str) -> Moment:
    """Open the side that "since", "until" or the like before a time leaves open."""
    before = {norm_at(tokens, time.first - 1), *key.split()}
    spans = tokens[time.first].norm in {"from", "between"}
    side = "" if spans else "since" if before & ONWARDS else "until" if before & UP_TO else ""
    return Moment(time.low, time.high, side)


def _of_edtf(text: str) -> Moment | None:
    """Read an EDTF time or a span of two joined by a slash."""
    sides = [times(tokenize(part)) for part in text.split("/", 1)]
    if not all(sides) or any(side[0].yearless for side in sides):
        return None
    return Moment(sides[0][0].low, sides[-1][0].high)


def asked_moment(text: str) -> Moment:
    """Read a time that somebody asks about: "2011", "2011-12", "1997/2013", "December 2011", "between 1997 and 2013".

    Raises:
        QAError: if there is no year in it.

    """
    moment = _of_edtf(text) if "/" in text else None
    tokens = tokenize(text)
    found = [time for time in times(tokens) if not time.yearless]
    if moment is None and len(found) == 1:
        moment = _opened(found[0], tokens, "")
    if moment is None or moment.low > moment.high:
        raise QAError(f"{text!r} is no time: write 2011, 2011-12, 2011-12-05, 1997/2013 or 'between 1997 and 2013'")
    return moment


def during(facts: Iterator[Fact], asked: Moment) -> tuple[list[Fact], list[Fact]]:
    """Return the facts whose time lies within the asked one, and those that only meet it or are dated less exactly."""
    within: list[Fact] = []
    partly: list[Fact] = []
    for fact in facts:
        when = dated(fact)
        how = when.moment.compare(asked) if when and when.moment else ""
        if how:
            (within if how == "within" else partly).append(fact)
    return within, partly


def _span_shown(low: Day, high: Day) -> str:
    """Return a span by its years, its months, or its days: "1997 to 2013"."""
    if low[1:] == (1, 1) and high[1:] == (12, 31):
        return f"{low[0]} to {high[0]}"
    if low[2] == 1 and high[2] == DAYS_IN[high[1] - 1]:
        return f"{_MONTH_NAMES[low[1] - 1]} {low[0]} to {_MONTH_NAMES[high[1] - 1]} {high[0]}"
    return f"{_shown(low, low)} to {_shown(high, high)}"


def _shown(low: Day, high: Day) -> str:
    """Return a day, a month or a year in words; an empty string for any other span."""
    year, month, day = low
    if low == high:
        return f"{day} {_MONTH_NAMES[month - 1]} {year}"
    if low[:2] == high[:2] and day == 1:
        return f"{_MONTH_NAMES[month - 1]} {year}"
    if low == (year, 1, 1) and high == (year, 12, 31):
        return str(year)
    return ""
