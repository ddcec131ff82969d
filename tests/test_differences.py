"""How much older, how many months later: worked out of two answers, or not at all."""

from __future__ import annotations

import pytest

from qa.dossier import Dossier
from tests.test_pairing import children

__all__ = ["children"]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How much older was Sam than Cole?", "3 years (Sam Diaz: nine; Cole Marsh: six)"),
        ("How many years younger was Cole than Sam?", "3 years (Cole Marsh: six; Sam Diaz: nine)"),
        ("age difference between Cole and Sam", "3 years (Cole Marsh: six; Sam Diaz: nine)"),
        (
            "By the ages given, how much older was Sam than Cole?",
            "3 years (Sam Diaz: nine; Cole Marsh: six)",
        ),
        ("What is the age gap between Sam and Cole?", "3 years (Sam Diaz: nine; Cole Marsh: six)"),
    ],
)
def test_a_difference_is_shown_with_both_sides(question: str, answer: str, children: Dossier) -> None:
    told = children.ask(question)
    assert told.answer == answer, children.explain(question)
    assert len(told.facts) == 2
    assert told.sources


@pytest.mark.parametrize(
    "question",
    [
        "How much older was Cole than Jo?",
        "How many months after Cole was Sam found?",
        "How much taller was Sam than Cole?",
        "How many years older was Sam than the mayor?",
    ],
    ids=["years and months", "no year", "nothing on record", "nobody on record"],
)
def test_what_cannot_be_told_exactly_is_not_told(question: str, children: Dossier) -> None:
    assert children.ask(question).status != "answered"
