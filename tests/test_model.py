"""What the values that flow say of themselves."""

from __future__ import annotations

import pytest

from qa.model import Answer


@pytest.mark.parametrize(("answer", "said"), [
    ("Yes", "Yes"),
    ("No", "No"),
    ("No: Lind bought it.", "No"),
    ("Yes, according to Greta Lind", "Yes"),
    ("No (Ivo Brandt: 24; Jan Brandt: 26)", "No"),
    ("Not known: nobody asked.", ""),
    ("No 7 was sold", ""),
    ("Nobody", ""),
    ("Yesterday", ""),
    ("no", ""),
    ("", ""),
    (None, ""),
])  # fmt: skip
def test_an_answer_says_whether_it_is_yes_or_no(answer: str | None, said: str) -> None:
    assert Answer("Was it sold?", "answered", answer).yes_or_no == said
