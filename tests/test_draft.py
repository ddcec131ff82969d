"""Drafts: what is prose, and where each character of it stands."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.articles.draft import Lines, read_draft
from qa.model import Place

MARKDOWN = """\
---
title: No claim here
---
# A *bold* headline #

He &amp; she \\*said\\* [a link](http://x.y/said "said") and ![alt](u) the `end`[^1]
of it.

> quoted
> > deeper

1. one **two** ~~gone~~ three
   - four [five][ref] <http://six.example>

| seven | eight |
|-------|-------|
| eight | nine  |

```
code
```
<p>tag</p>

Setext
======
ten <b>eleven</b>

[ref]: http://seven.example
[^1]: A note.
"""


def shown(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read_draft(text, markdown=True)]


def test_plain_text_is_one_run_with_its_own_offsets() -> None:
    (block,) = read_draft("# No *markup*\n\n> here")
    assert (block.kind, block.text, block.span(2, 4)) == ("prose", "# No *markup*\n\n> here", (2, 4))


def test_markdown_is_read_as_it_is_shown() -> None:
    assert shown(MARKDOWN) == [
        ("heading", "A bold headline"),
        ("prose", "He & she *said* a link and  the end of it."),
        ("quote", "quoted"),
        ("quote", "deeper"),
        ("prose", "one two  three"),
        ("prose", "four five http://six.example"),
        ("cell", "seven"),
        ("cell", "eight"),
        ("cell", "eight"),
        ("cell", "nine"),
        ("heading", "Setext"),
        ("prose", "ten eleven"),
        ("prose", " A note."),
    ]


def test_every_word_is_found_where_it_stands() -> None:
    for block in read_draft(MARKDOWN, markdown=True):
        for found in re.finditer(r"\w+", block.text):
            low, high = block.span(*found.span())
            assert MARKDOWN[low:high] == found[0]
    words = [block for block in read_draft(MARKDOWN, markdown=True) if block.text == "nine"]
    assert Lines(MARKDOWN).place(words[0].span(0, 4)[0]) == Place(17, 11)


def test_the_second_of_two_equal_cells_is_the_second() -> None:
    cells = read_draft("|a|a|\n|-|-|\n|b|b|\n", markdown=True)
    assert [cell.span(0, 1)[0] for cell in cells] == [1, 3, 13, 15]


def test_a_link_target_is_never_taken_for_the_text_behind_it() -> None:
    text = "[mill](mill(mill)) mill ![x](mill) mill [mill] mill"
    (block,) = read_draft(text, markdown=True)
    assert [place for place, character in zip(block.origins, block.text, strict=True) if character == "m"] == [1, 19, 35, 41, 47]  # fmt: skip  # noqa: E501


@pytest.mark.parametrize(
    "text", ["---\nnot closed\n\nWords.", "+++\nx = 1\n+++\nWords.", "\ufeff---\na: b\n...\nWords."]
)
def test_front_matter_ends_where_it_is_closed(text: str) -> None:
    assert shown(text)[-1] == ("prose", "Words.")
    assert ("prose", "a: b") not in shown(text)


@pytest.mark.parametrize(("text", "offset", "place"), [
    ("a\r\nb\rc\nd", 3, Place(2, 1)), ("a\r\nb\rc\nd", 5, Place(3, 1)), ("a\r\nb\rc\nd", 7, Place(4, 1)),
    ("", 0, Place(1, 1)), ("a\u2028b", 2, Place(1, 3)),
])  # fmt: skip
def test_lines_end_at_lf_crlf_and_cr_only(text: str, offset: int, place: Place) -> None:
    assert Lines(text).place(offset) == place


@pytest.mark.parametrize("text", ["- a\ttab\n\n\t- b\tc", "![x", "[a](b", "[a][b", "&notanentity; \\", "*", "\t\tx"])
def test_odd_markup_is_read_somehow(text: str) -> None:
    for block in read_draft(text, markdown=True):
        assert len(block.text) == len(block.origins)
        assert all(0 <= place < max(len(text), 1) for place in block.origins)


@given(st.text(alphabet="ab \n\r\t*_`[]()!<>#>|-+.1~&;\\:\"'\u201c\u201d^\ufeff\x0b", max_size=80))
def test_each_character_of_prose_has_a_place_in_the_draft_in_order(text: str) -> None:
    for block in read_draft(text, markdown=True):
        assert len(block.text) == len(block.origins)
        assert all(0 <= place <= len(text) for place in block.origins)
        assert list(block.origins) == sorted(block.origins)
