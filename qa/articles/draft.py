"""A draft -> its runs of prose, without the markup, each character with its place in the draft.

Plain text is one run. Markdown is read by markdown-it-py, which knows the blocks and their lines; it does not say in
which column a word stands, so the words are looked up in their lines, from left to right.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from qa.model import Place
from qa.values import value

if TYPE_CHECKING:
    from markdown_it.token import Token

_LINE_BREAK = re.compile(r"\r\n|\n|\r")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,40}\]:?")
_FENCES = {"---": {"---", "..."}, "+++": {"+++"}}
"""What opens the front matter of a Markdown file, and what closes it."""
_KINDS = {"heading_open": "heading", "th_open": "cell", "td_open": "cell"}


@value
class Block:
    """A run of prose; ``text[k]`` stands at ``origins[k]`` in the draft. Its kind: prose, heading, cell or quote."""

    kind: str
    text: str
    origins: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where ``text[start:end]``, which is not empty, stands in the draft."""
        return self.origins[start], self.origins[end - 1] + 1


class Lines:
    """Where the lines of a text begin; only LF, CRLF and a lone CR end one."""

    def __init__(self, text: str) -> None:
        self.starts = [0, *(found.end() for found in _LINE_BREAK.finditer(text))]

    def place(self, offset: int) -> Place:
        """Return the line and the column, both from 1, of an offset in code points."""
        line = bisect_right(self.starts, offset)
        return Place(line, offset - self.starts[line - 1] + 1)


def read_draft(text: str, *, markdown: bool = False) -> tuple[Block, ...]:
    """Return the draft's runs of prose in order. Code, tags, link targets and front matter are left out."""
    if not markdown:
        return (Block("prose", text, range(len(text))),)
    return tuple(block for block in _markdown_blocks(text) if block.text.strip())


def _markdown_blocks(text: str) -> Iterator[Block]:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - a plain text does without

    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("text_join")
    lines = _LINE_BREAK.split(text)
    for number in range(_front_matter(lines)):
        lines[number] = ""
    finder = _Finder(lines, Lines(text).starts)
    kind, quoted = "prose", 0
    for token in reader.parse("\n".join(lines)):
        quoted += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        if token.type == "inline":
            origins = finder.origins(token)
            own = kind if kind != "prose" else "quote" if quoted else "prose"
            yield _without_footnotes(own, *_prose(token, origins))
        kind = _KINDS.get(token.type, "prose")


def _front_matter(lines: Sequence[str]) -> int:
    """Return how many lines the front matter takes: none, where it is not closed."""
    closing = _FENCES.get(lines[0].removeprefix("\ufeff").rstrip())
    if closing is None:
        return 0
    return next((number + 1 for number, line in enumerate(lines) if number and line.rstrip() in closing), 0)


class _Finder:
    """Finds the characters of a block's content in the lines of the draft."""

    def __init__(self, lines: Sequence[str], starts: Sequence[int]) -> None:
        self._lines = lines
        self._starts = starts
        self._done: dict[int, int] = {}

    def origins(self, token: Token) -> list[int]:
        """Return the offset in the draft of each character of an inline token's content."""
        found: list[int] = []
        first = token.map[0] if token.map else 0
        for number, content in enumerate(token.content.split("\n"), first):
            line = self._lines[min(number, len(self._lines) - 1)]
            column = self._column(number, line, content)
            start = self._starts[min(number, len(self._starts) - 1)]
            # Where a tab became spaces, the last character of the line stands for what goes beyond it.
            found += [start + min(column + offset, max(len(line) - 1, 0)) for offset in range(len(content))]
            found.append(start + len(line))
        return found[:-1]

    def _column(self, number: int, line: str, content: str) -> int:
        """Return where a content begins: at the end of its line, or else after the table cell before it."""
        done = self._done.get(number, 0)
        whole = len(line.rstrip()) - len(content)
        at_end = whole >= done and line.rstrip().endswith(content)
        column = whole if at_end and not done and "|" not in line else max(line.find(content, done), 0)
        self._done[number] = column + len(content)
        return column


def _prose(token: Token, origins: Sequence[int]) -> tuple[str, list[int]]:
    """Return the words of an inline token as they are read, with their origins."""
    text: list[str] = []
    places: list[int] = []
    source = token.content
    cursor = struck = 0
    for child in token.children or ():
        struck += {"s_open": 1, "s_close": -1}.get(child.type, 0)
        shown, start, cursor = _piece(child, source, cursor)
        if shown and not struck:
            text.append(shown)
            places += [origins[min(start + offset, len(origins) - 1)] for offset in range(len(shown))]
    return "".join(text), places


def _piece(child: Token, source: str, cursor: int) -> tuple[str, int, int]:
    """Return what a part of a paragraph shows, where in the source that begins, and where the next part is sought."""
    if child.type in {"softbreak", "hardbreak"}:
        start = max(source.find("\n", cursor), cursor)
        return " ", start, start + 1
    if child.type == "image":
        return "", cursor, _after_target(source, max(source.find("![", cursor), cursor) + len(child.content) + 2)
    if child.type == "link_close":
        return "", cursor, _after_target(source, cursor)
    wanted = child.markup if child.type == "text_special" else child.content
    start = source.find(wanted, cursor) if wanted else -1
    if start < 0:
        return "", cursor, cursor
    shown = "" if child.type == "html_inline" else child.content
    return shown, start, start + len(wanted)


def _after_target(source: str, start: int) -> int:
    """Return where the text goes on after the target of a link or image whose words end at ``start``."""
    end = source.find("]", start)
    if end < 0:
        return start
    if source.startswith("[", end + 1):
        return max(source.find("]", end + 2), end) + 1
    if not source.startswith("(", end + 1):
        return end + 1
    depth = 0
    for position in range(end + 1, len(source)):
        depth += {"(": 1, ")": -1}.get(source[position], 0)
        if not depth:
            return position + 1
    return end + 1


def _without_footnotes(kind: str, text: str, origins: Sequence[int]) -> Block:
    """Return the block without its marks of footnotes, ``[^1]``."""
    kept: list[int] = []
    done = 0
    for found in _FOOTNOTE.finditer(text):
        kept += range(done, found.start())
        done = found.end()
    kept += range(done, len(text))
    return Block(kind, "".join(text[k] for k in kept), tuple(origins[k] for k in kept))
