"""Quotations: what stands between quotation marks, in any style."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.articles.quoted import paragraphs, quotations


def found(text: str) -> list[str]:
    return [text[each.start : each.end] for each in quotations(text)]


@pytest.mark.parametrize(("text", "quoted"), [
    ("He said: “It rained.”", ["It rained."]),
    ('He said: "It rained." She: "It did."', ["It rained.", "It did."]),
    ("Er sagte: „Es regnet.“", ["Es regnet."]),
    ("Il dit « oui » puis «non»", [" oui ", "non"]),
    ("‘We can’t stop,’ he said.", ["We can’t stop,"]),
    ("'We can't stop,' he said. 'Not now.'", ["We can't stop,", "Not now."]),
    ("‘The boys’ deaths were avoidable’, he said.", ["The boys’ deaths were avoidable"]),
    ("‘The boys’ said nothing.", ["The boys"]),
    ("The boys’ deaths in the ’90s and '90s, rock ’n’ roll.", []),
    ("“He told me ‘go home’ twice,” she said.", ["He told me ‘go home’ twice,"]),
    ('“A curly and a straight mark," he said.', ["A curly and a straight mark,"]),
    ('A 6" nail and a 7" one', []),
    ("Nothing here’s quoted, it’s plain.", []),
    ("“”", []),
    ("", []),
    ("An opening mark at the end “", []),
    ("'Unclosed and on", []),
])  # fmt: skip
def test_marks_of_all_styles_are_read(text: str, quoted: list[str]) -> None:
    assert found(text) == quoted


def test_a_quotation_goes_on_over_paragraphs() -> None:
    text = "She said: “One.\n\n“Two.”\n\nThree."
    first, second = quotations(text)
    assert (first.goes_on, second.goes_on) == (True, False)
    assert (first.paragraph, second.paragraph) == (0, 1)
    assert text[slice(*first.around)] == "“One."
    assert text[slice(*second.around)] == "“Two.”"


def test_wrapped_lines_are_one_paragraph_and_long_ones_their_own() -> None:
    assert len(paragraphs("a\nb\n\nc")) == 2
    assert len(paragraphs(f"{'a' * 200}\nb\n \nc\n\n\n")) == 3


def test_an_apostrophe_far_away_closes_nothing() -> None:
    assert found(f"'{'a ' * 2000}b'") == []


@given(st.text(alphabet="ab .,\n\"'“”‘’«»„", max_size=60))
def test_quotations_are_in_order_and_apart(text: str) -> None:
    end = 0
    for each in quotations(text):
        assert end <= each.start < each.end <= len(text)
        end = each.end
