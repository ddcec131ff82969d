"""Dates, months, years and spans in text, and how two of them compare."""

from __future__ import annotations

import pytest

from qa.english.times import relation, times_in
from qa.english.tokens import tokenize

Day = tuple[int, int, int]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("in 2011", (2011, 1, 1), (2011, 12, 31)),
        ("September 2011", (2011, 9, 1), (2011, 9, 30)),
        ("Sept 2011", (2011, 9, 1), (2011, 9, 30)),
        ("the September of 2011", (2011, 9, 1), (2011, 9, 30)),
        ("July 4, 2011", (2011, 7, 4), (2011, 7, 4)),
        ("4 July 2011", (2011, 7, 4), (2011, 7, 4)),
        ("the 4 of July", (0, 7, 4), (0, 7, 4)),
        ("2011-12", (2011, 12, 1), (2011, 12, 31)),
        ("2011-12-31", (2011, 12, 31), (2011, 12, 31)),
        ("2011-13", (2011, 1, 1), (2011, 12, 31)),
        ("February 2012", (2012, 2, 1), (2012, 2, 29)),
        ("July", (0, 7, 1), (0, 7, 31)),
        ("in may", (0, 5, 1), (0, 5, 31)),
        ("may 2011", (2011, 5, 1), (2011, 5, 31)),
        ("7 may", (0, 5, 7), (0, 5, 7)),
        ("last March", (0, 3, 1), (0, 3, 31)),
        ("1997-2013", (1997, 1, 1), (2013, 12, 31)),
        ("from 1997 to 2013", (1997, 1, 1), (2013, 12, 31)),
        ("between June and July 2011", (2011, 6, 1), (2011, 7, 31)),
        ("from 1997 until now", (1997, 1, 1), (1997, 12, 31)),
        ("from 1997 to anywhere", (1997, 1, 1), (1997, 12, 31)),
        ("40 July", (0, 7, 1), (0, 7, 31)),
        ("the early 1920s", (1920, 1, 1), (1929, 12, 31)),
        ("the 1950's", (1950, 1, 1), (1959, 12, 31)),
        ("autumn 2022", (2022, 9, 1), (2022, 11, 30)),
        ("the spring of 2011", (2011, 3, 1), (2011, 5, 31)),
    ],
)
def test_a_time_is_the_days_that_it_covers(text: str, low: Day, high: Day) -> None:
    """A time is read as exactly as it is printed: no year, month or day is added."""
    [time] = times_in(text)
    assert (time.low, time.high, time.yearless) == (low, high, low[0] == 0)


@pytest.mark.parametrize(
    "text",
    ["it may rain", "they march on", "9999", "0999 men", "31", "", "from the start", "dec", "in spring", "fall in"],
)
def test_what_is_no_time_is_not_read_as_one(text: str) -> None:
    """A modal verb, a deed and a plain number are no months and no years."""
    assert times_in(text) == ()


def test_several_times_come_in_order() -> None:
    assert [time.low[0] for time in times_in("in 1999, not in 2001 or May 2002")] == [1999, 2001, 2002]


@pytest.mark.parametrize(
    ("asked", "recorded", "expected"),
    [
        ("2011", "2011", "same"),
        ("2011", "May 2011", "covers"),
        ("May 2011", "2011", "finer"),
        ("2011", "2012", "disjoint"),
        ("2012", "2011", "disjoint"),
        ("1997-2013", "2010-2020", "overlap"),
        ("from 1997 to 2013", "from 2010 to 2015", "overlap"),
        ("July", "July 2011", "covers"),
        ("July 2011", "July", "finer"),
        ("2011", "July", "finer"),
        ("July", "2011", "finer"),
        ("4 July", "July 2011", "overlap"),
        ("July", "August 2011", "disjoint"),
    ],
)
def test_how_what_is_asked_compares_with_what_is_recorded(asked: str, recorded: str, expected: str) -> None:
    """The wider agrees with the narrower; what is more exact than the record is not told by it."""
    first, second = times_in(asked)[0], times_in(recorded)[0]
    assert relation(first, second) == expected


def test_may_is_a_month_at_the_start_of_a_span() -> None:
    [time] = times_in("between May and July 2011")
    assert (time.low, time.high) == ((2011, 5, 1), (2011, 7, 31))


@pytest.mark.parametrize("text", ["November of the same year", "November of that year", "in November that year"])
def test_the_same_year_belongs_to_the_month(text: str) -> None:
    [time] = times_in(text)
    assert (time.yearless, time.low[1], time.last) == (True, 11, len(tokenize(text)))


def test_the_day_may_be_an_ordinal() -> None:
    [time] = times_in("4th July 2011")
    assert (time.low, time.high) == ((2011, 7, 4), (2011, 7, 4))


@pytest.mark.parametrize("text", ["5²", "the ²nd", "July ²"])
def test_a_superscript_is_no_date(text: str) -> None:
    assert all(time.low[2] != 2 for time in times_in(text))
