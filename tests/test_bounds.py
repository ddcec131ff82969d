"""Bounds on numbers, and the parts of a year: what they cover, and what they leave alone."""

from __future__ import annotations

import pytest

from qa.english.bounds import bound_at, bounding, is_within
from qa.english.quantities import quantities
from qa.english.times import times_in
from qa.english.tokens import tokenize


@pytest.mark.parametrize(
    ("text", "covered", "comparator"),
    [
        ("were more than ten lost", "more than ten", "more"),
        ("were well over a thousand lost", "well over a thousand", "more"),
        ("were fewer than ten lost", "fewer than ten", "less"),
        ("was she under five then", "under five", "less"),
        ("was she under the age of five", "under the age of five", "less"),
        ("were no more than ten lost", "no more than ten", "most"),
        ("were at least ten lost", "at least ten", "least"),
        ("were ten or more lost", "ten or more", "least"),
        ("is it for five and under", "five and under", "most"),
        ("were just under ten lost", "just under ten", "just less"),
        ("were ten lost", "ten", ""),
        ("were rather than ten lost", "ten", ""),
    ],
)
def test_a_bound_is_read_with_its_number(text: str, covered: str, comparator: str) -> None:
    tokens = tokenize(text)
    (quantity,) = quantities(tokens)
    first, last, name = bound_at(tokens, quantity.first, quantity.last)
    assert name == comparator
    # the article before "thousand" belongs to the bound
    assert " ".join(token.norm for token in tokens[first:last]) == covered
    assert bool(bounding(tokens)) == bool(comparator)


@pytest.mark.parametrize(
    ("told", "bound", "comparator", "asked", "expected"),
    [
        (0.55, "", "more", 0.5, True),
        (0.55, "", "just more", 0.5, True),
        (0.75, "", "just more", 0.5, False),
        (0.45, "", "just more", 0.5, False),
        (0.45, "", "just less", 0.5, True),
        (0.2, "", "just less", 0.2, True),
        (0.2, "", "just less", 0.21, False),  # only a round number is nearly reached
        (31, "", "just more", 30, True),
        (31, "", "just more", 29, False),
        (2, "less", "less", 2, True),  # under two is under two, and under five
        (2, "less", "less", 5, True),
        (2, "less", "less", 1, None),
        (2, "less", "more", 5, False),
        (2, "less", "more", 1, None),
        (2, "more", "least", 1, True),
    ],
)
def test_a_number_or_a_bound_is_within_another_one_or_not_or_that_is_open(
    told: float, bound: str, comparator: str, asked: float, *, expected: bool | None
) -> None:
    assert is_within(told, bound, comparator, asked) is expected


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("first half of 2011", (2011, 1, 1), (2011, 6, 30)),
        ("second half of 2011", (2011, 7, 1), (2011, 12, 31)),
        ("third quarter of 2011", (2011, 7, 1), (2011, 9, 30)),
        ("last month of 2011", (2011, 12, 1), (2011, 12, 31)),
        ("first six months of 2011", (2011, 1, 1), (2011, 6, 30)),
        ("first week of April 2011", (2011, 4, 1), (2011, 4, 7)),
        ("last week of April 2011", (2011, 4, 24), (2011, 4, 30)),
        ("final quarter of 2011", (2011, 10, 1), (2011, 12, 31)),
    ],
)
def test_a_part_of_a_year_is_a_time(text: str, low: tuple[int, int, int], high: tuple[int, int, int]) -> None:
    (time,) = times_in(text)
    assert (time.low, time.high) == (low, high)


@pytest.mark.parametrize("text", ["third half of 2011", "second half of the match", "first goal of 2011's final"])
def test_what_is_no_part_of_a_year_is_none(text: str) -> None:
    assert all(time.low[1:] == (1, 1) and time.high[1:] == (12, 31) for time in times_in(text))
