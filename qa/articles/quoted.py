"""The quotations of a text: what stands between quotation marks, over paragraphs too.

Who says them: `qa.questions.speakers`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.values import value

DOUBLE = {"“": "”", "„": "“”", "‟": "”", "«": "»", '"': '"'}
"""What opens a quotation, and what closes it. A straight mark closes any."""
SINGLE = {"‘": "’'", "‚": "‘’", "'": "'"}
"""The same for single marks; what closes them is an apostrophe too."""
MARKS = frozenset("“”„‟«»\"‘’‚'")
FURTHEST = 2_000
"""Code points within which single marks must be closed; behind them, it was an apostrophe."""
WIDEST_WRAP = 160
"""No editor wraps later than this; a longer line is a paragraph by itself."""

_BLANK = re.compile(r"(?:\r\n|\n|\r)[^\S\r\n]*(?:(?:\r\n|\n|\r)[^\S\r\n]*)+")
_LINE = re.compile(r"[^\r\n]+")
_WORD = re.compile(r"[^\W_]+(?:['’ʼ-][^\W_]+)*")

Span = tuple[int, int]


@value
class Quoted:
    """Words between quotation marks: ``text[start:end]`` without the marks, in the paragraph of that number.

    ``goes_on``: the paragraph ends before the mark that closes it, and the next one begins with a mark.
    """

    start: int
    end: int
    paragraph: int
    goes_on: bool = False

    @property
    def around(self) -> Span:
        """Where the marks stand: from the opening mark to after the closing one."""
        return self.start - 1, self.end + (not self.goes_on)


def words(text: str) -> list[str]:
    """Return the words of a text as they are written."""
    return _WORD.findall(text)


def paragraphs(text: str) -> tuple[Span, ...]:
    """Return where the paragraphs stand: between blank lines, and each line that no editor would have wrapped."""
    found: list[Span] = []
    start = 0
    for end, following in [*(gap.span() for gap in _BLANK.finditer(text)), (len(text), len(text))]:
        lines = [line.span() for line in _LINE.finditer(text, start, end) if line[0].strip()]
        if any(last - first > WIDEST_WRAP for first, last in lines):
            found += lines
        elif lines:
            found.append((lines[0][0], lines[-1][1]))
        start = following
    return tuple(found)


def quotations(text: str) -> tuple[Quoted, ...]:
    """Return all that stands between quotation marks, in order; a quotation inside another is a part of that one."""
    return tuple(
        quoted
        for number, (start, end) in enumerate(paragraphs(text))
        for quoted in _in_paragraph(text, start, end, number)
    )


def _in_paragraph(text: str, start: int, end: int, number: int) -> Iterator[Quoted]:
    position = start
    while position < end:
        mark = text[position]
        close = None
        if mark in DOUBLE and _opens(text, position, end):
            close = _double_close(text, position, end)
        elif mark in SINGLE and _opens(text, position, end):
            close = _single_close(text, position, end)
            if close is None:
                position += 1
                continue
        elif mark not in DOUBLE or not _opens(text, position, end):
            position += 1
            continue
        if close is None:
            yield Quoted(position + 1, end, number, goes_on=True)
            return
        if text[position + 1 : close].strip():
            yield Quoted(position + 1, close, number)
        position = close + 1


def _opens(text: str, position: int, end: int) -> bool:
    """Tell whether a mark may open a quotation: something follows it, and no word is before it."""
    following = text[position + 1 : position + 2] if position + 1 < end else ""
    before = text[position - 1 : position] if position else ""
    if text[position] in "“„‟«":
        return bool(following)
    return bool(following) and not following.isspace() and not before.isalnum() and before not in {".", ",", "!", "?"}


def _double_close(text: str, opened: int, end: int) -> int | None:
    """Return where a quotation is closed, or None where its paragraph ends first."""
    closing = DOUBLE[text[opened]]
    for position in range(opened + 1, end):
        mark = text[position]
        following = text[position + 1 : position + 2]
        if mark in closing and mark != '"':
            return position
        if mark == '"' and not following.isalnum() and (text[position - 1] != " " or following in {"", " "}):
            return position
    return None


def _single_close(text: str, opened: int, end: int) -> int | None:
    """Return the mark that closes a quotation in single marks; an apostrophe closes none, where that can be told."""
    closing = SINGLE[text[opened]]
    if text[opened] == "'" and text[opened + 1].isdigit() and text[opened + 3 : opened + 4] in {"", "s", " "}:
        return None  # the '90s
    found = [
        position
        for position in range(opened + 2, min(end, opened + FURTHEST))
        if text[position] in closing and not text[position - 1].isspace()
        if not text[position + 1 : position + 2].isalnum()
    ]
    opener = text.find(text[opened], opened + 1, end) if text[opened] != "'" else -1
    inside = [position for position in found if opener < 0 or position < opener] or found
    for position, following in zip(inside, [*inside[1:], None], strict=False):
        # "the boys’ deaths’": a plural's apostrophe, if the quotation is closed later
        plural = text[position - 1] == "s" and re.match(r"\s[a-z]", text[position + 1 : position + 3])
        if not (plural and following is not None):
            return position
    return None
