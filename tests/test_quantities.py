"""Numbers, shares and ages, as people write them."""

from __future__ import annotations

import pytest

from qa.english.quantities import age_of, quantities, share_of
from qa.english.tokens import tokenize


@pytest.mark.parametrize(
    ("text", "value", "kind", "unit"),
    [
        ("1,400 children", 1_400, "count", "children"),
        ("£1.2 million", 1_200_000, "count", ""),
        ("forty-two boats", 42, "count", "boats"),
        ("a hundred and twenty three people", 123, "count", "people"),
        ("five thousand two hundred", 5_200, "count", ""),
        ("one hundred and so", 100, "count", "and"),
        ("two million", 2_000_000, "count", ""),
        ("40%", 40, "share", ""),
        ("forty percent", 40, "share", ""),
        ("about 40 per cent of", 40, "share", ""),
        ("half of them", 50, "share", ""),
        ("three quarters", 75, "share", ""),
        ("a tenth", 10, "share", ""),
        ("one in five", 20, "share", ""),
        ("9 in 10 homes", 90, "share", ""),
        ("a year old", 1, "age", "year"),
        ("seven-year-old", 7, "age", "year"),
        ("three months old", 3, "age", "month"),
        ("aged 5 weeks", 5, "age", "week"),
        ("aged nine", 9, "age", "year"),
        ("three years of age", 3, "age", "year"),
        ("a boy of seven", 7, "age", "year"),
        ("an infant of only three months", 3, "age", "month"),
        ("one social worker in two left", 50, "share", ""),
        ("a year and a half", 18, "count", "months"),
        ("one and a half years", 18, "count", "months"),
        ("two and a half weeks", 2.5, "count", "weeks"),
        ("half a dozen gates", 6, "count", "gates"),
        ("two dozen", 24, "count", ""),
        ("a quarter of a century", 25, "count", "years"),
        ("a quarter of a million pounds", 250_000, "count", "pounds"),
        ("four decades", 40, "count", "years"),
        ("a year and a quarter", 15, "count", "months"),
        ("three quarters of an hour", 45, "count", "minutes"),
        ("half a metre of water", 0.5, "count", "metre"),
        ("a metre and a half of water", 1.5, "count", "metre"),
        ("he came twice", 2, "count", "times"),
        ("he came only once", 1, "count", "times"),
        ("at half past seven in the evening", 450, "clock", "pm"),
        ("at 7.30pm", 450, "clock", "pm"),
        ("at 7:30 a.m.", 450, "clock", "am"),
        ("a quarter to six", 345, "clock", ""),
        ("twenty-five past two", 145, "clock", ""),
        ("at seven o'clock", 420, "clock", ""),
        ("by ten to six in the morning", 350, "clock", "am"),
        ("a 7yo", 7, "age", "year"),
        ("a 7 y o", 7, "age", "year"),
    ],
)
def test_a_number_has_its_value_kind_and_unit(text: str, value: float, kind: str, unit: str) -> None:
    [found] = quantities(tokenize(text))
    assert found.value == pytest.approx(value)
    assert (found.kind, found.unit) == (kind, unit)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a boat",
        "hundreds",
        "and",
        "the third man",
        "told one another",
        "no one came",
        "twice as many",
        "once it was over",
    ],
)
def test_what_counts_nothing_is_no_number(text: str) -> None:
    assert quantities(tokenize(text)) == ()


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("twelve in 10", [12, 10]),
        ("by five to two", [5, 2]),
        ("five to ten people", [5, 10]),
        ("3 in all", [3]),
        ("3 in 2", [3, 2]),
        ("one in 2,011", [1, 2011]),
        ("one two", [1, 2]),
        ("in 3", [3]),
        ("one long walk in five matches", [1, 5]),
    ],
)
def test_a_share_is_read_only_where_the_part_is_smaller_than_the_whole(text: str, values: list[float]) -> None:
    found = quantities(tokenize(text))
    assert [(each.value, each.kind) for each in found] == [(value, "count") for value in values]


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("seven", (7, "year")),
        ("three months old", (3, "month")),
        ("aged four", (4, "year")),
        ("6 weeks", (6, "week")),
        ("old", None),
    ],
)
def test_the_age_that_a_slot_tells(text: str, age: tuple[float, str] | None) -> None:
    assert age_of(tokenize(text)) == age


def test_a_superscript_is_no_number() -> None:
    assert quantities(tokenize("x ²")) == ()


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("40 per cent of the homes", 40),
        ("half of them", 50),
        ("one in five", 20),
        ("three of the four", 75),
        ("three out of four", 75),
        ("Twelve out of 30 shops", 40),
        ("two of her two", 100),
        ("three of all their six", 50),
        ("12 of 10", None),
        ("three of the boys", None),
        ("three of the", None),
        ("three the four", None),
        ("three", None),
        ("none of 0", None),
        ("0 of 0", None),
    ],
)
def test_the_share_that_a_number_states(text: str, share: float | None) -> None:
    tokens = tokenize(text)
    found = [share_of(tokens, quantity) for quantity in quantities(tokens)[:1]]
    assert found == ([pytest.approx(share)] if share is not None else [None] if found else [])
