"""An article's text -> its sentences, with exact offsets.

The text is never normalised: every offset counts its code points. Only LF, CRLF and a lone CR end a line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from qa.english.times import WEEKDAYS
from qa.files.frontmatter import body_start
from qa.model import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_SENTENCE = 1_000
"""Code points. A longer run is cut, so that a file without full stops stays usable (and linear)."""

Span = tuple[int, int]

# --- What the splitter knows about English newspapers -------------------------------------------------------

_NAMES = frozenset(
    """mr mrs ms mx dr prof rev revd fr cllr cllrs st ste sgt insp det supt gen col capt lt maj cpl pte hon pres gov
    sen rep adm cdr cmdr messrs mt ft jr sr inc ltd co corp bros esq ph.d dept assn""".split()
)
"""Abbreviations that a name follows: "Dr. Green". They end a sentence only before one of ``_STARTERS``."""

_NEVER = frozenset("e.g eg i.e ie cf vs v viz approx ca incl".split())
"""Abbreviations that never end a sentence."""

_BEFORE_NUMBER = frozenset(
    "no nos p pp vol fig art sec ch para jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
"""Abbreviations only where a number follows: "No. 10", but "No. He left."."""

_CLOCK = frozenset(("a.m", "p.m"))
_AFTER_CLOCK = frozenset(("GMT", "BST", "UTC", "ET", "EST", "EDT", "PT", *map(str.capitalize, WEEKDAYS)))
"""What may follow "5 p.m." within the sentence although it has a capital."""

_STARTERS = frozenset(
    """The This That These Those There He She It They We You His Her Its Their Our But And Or In On At By For From With
    When While Where If As After Before Since Although Though However Because Then Now Yet Both Some Many Most
    What Why How Another""".split()
)
"""Words that begin sentences and are not names (Kiss & Strunk 2006, section 4.3, call them sentence starters)."""

BULLETS = "•●▪■◦‣⁃·-*+–—#l"
"""What may mark a list item and is then left out of every sentence; ``l`` is a bullet of a lost symbol font."""

_LINE_BREAK = re.compile(r"\r\n|\n|\r")
_WORD = re.compile(r"\w")
_FIRST_WORD = re.compile(r"\s*+(\S{0,60}+)")
_LEAD = re.compile(r"\s*+(?:(?P<bullet>[-*+–—]|#{1,6}|l(?=\s+[“‘\"'(]?[A-Z0-9]))|(?P<number>\d{1,2}+[.)]))\s++")
_BULLET = re.compile(r"[•●▪■◦‣⁃·](?<!\S.)(?:(?<!·)|(?=\s))\s*+")
_LOST_BULLET = re.compile(r"l(?<!\S.)[ \t\u00a0]{1,4}+(?=[“‘\"'(]?[A-Z0-9])")

# Possessive throughout, and no match may begin inside another's run: that keeps hostile text linear. Each pattern
# begins with the character that it needs, and looks behind after that: several times faster.
_END = re.compile(
    r"""(?P<mark>[.!?…。！？।؟](?<![.!?…。！？।؟].)(?<![.!?…][ \u00a0].)[.!?…。！？।؟]*+(?:[ \u00a0]\.(?![.\w]))*+)
        (?P<close>[”’"')\]»›\u200b-\u200d\u2060\ufeff]*+)
        (?:\[\d{1,3}\])*+                               # a reference mark, [1]
        (?=\s|\Z|[^\W\d_a-z]|[“‘«(])""",
    re.VERBOSE,
)
_FOLLOWING = re.compile(r"(?P<space>\s*+)(?P<open>[“‘\"'(\[«‹¿¡–—-]{0,8}+)\s?(?P<word>\w{0,40}+)")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]\Z")


# --- Sentences ------------------------------------------------------------------------------------------


def split_sentences(text: str, name: str) -> tuple[Sentence, ...]:
    """Split an article's text; ``text[start:end]`` is each sentence's text, without surrounding white space.

    Sentences are in order, never overlap, and cover everything but white space, bullets and front matter. They end at a
    full stop, question or exclamation mark (with its closing quotes), at every paragraph, list item and headline.

    Args:
        text: the article as decoded.
        name: the article's name, for the sentences.

    Returns:
        The sentences, numbered from 0; offsets in code points, lines from 1.
    """
    starts = line_starts(text)
    spans = [
        piece
        for segment in _segments(text)
        for sentence in _split_segment(text, *segment)
        for piece in _capped(text, *sentence)
    ]
    return tuple(
        Sentence(name, number, start, end, bisect_right(starts, start), text[start:end])
        for number, (start, end) in enumerate(spans)
    )


def line_starts(text: str) -> list[int]:
    """Return the offset of every line; the first is 0."""
    return [0, *(found.end() for found in _LINE_BREAK.finditer(text))]


def _segments(text: str) -> Iterator[Span]:
    """Cut at everything that ends a sentence whatever its words: paragraphs, headlines, list items."""
    for lines in _paragraphs(text):
        for start, end in _unwrapped(text, lines):
            yield from _list_items(text, start, end)


def _paragraphs(text: str) -> Iterator[list[Span]]:
    """Group the lines between blank lines; each line as (start, end) without its line break."""
    lines: list[Span] = []
    start = body_start(text)
    for end, following in [*(found.span() for found in _LINE_BREAK.finditer(text, start)), (len(text), len(text))]:
        if text[start:end].strip():
            lines.append((start, end))
        elif lines:
            yield lines
            lines = []
        start = following
    if lines:
        yield lines


_WIDEST_WRAP = 160
"""No editor wraps later than this; a longer line is a paragraph by itself."""


def _unwrapped(text: str, lines: list[Span]) -> Iterator[Span]:
    """Join the lines that an editor wrapped.

    A break is the editor's where the next line's first word would not have fitted into the paragraph's widest
    line; otherwise the author broke the line there, and a sentence ends.
    """
    widest = max(end - start for start, end in lines)
    part = lines[0][0]
    marker = _marker(text, lines[0])
    for line, following in pairwise(lines):
        if widest > _WIDEST_WRAP or _is_authors_break(text, line, following, widest, marker):
            yield part, line[1]
            part = following[0]
            marker = _marker(text, following) or marker
    yield part, lines[-1][1]


def _marker(text: str, line: Span) -> str:
    """Return what marks the line as a list item: the bullet, "1" for any number, nothing."""
    lead = _LEAD.match(text, *line)
    return (lead["bullet"] or "1") if lead else ""


def _is_authors_break(text: str, line: Span, following: Span, widest: int, marker: str) -> bool:
    """Tell whether a line ends here on purpose: a headline, a list item, or a line with room to spare."""
    title = text[slice(*line)].isupper() and not text[slice(*following)].isupper()
    if title or _marker(text, line).startswith("#"):
        return True
    here = _marker(text, following)
    if here and (here == marker or text[slice(*line)].rstrip().endswith((".", "!", "?", ":", ";"))):
        return True
    word = _FIRST_WORD.match(text, *following)
    return word is not None and line[1] - line[0] + 1 + len(word[1]) <= widest


def _list_items(text: str, start: int, end: int) -> Iterator[Span]:
    """Cut a paragraph at its bullets, which belong to no item; also where a list was flattened into one line."""
    lead = _LEAD.match(text, start, end)
    if lead and lead["bullet"]:
        start = lead.end()
    marks = [found.span() for found in _BULLET.finditer(text, start, end)]
    lost = [found.span() for found in _LOST_BULLET.finditer(text, start, end)]
    # A single "l" is a bullet only where a list is announced; two in a paragraph are a list.
    if len(lost) > 1 or (lost and (lead or text[start : lost[0][0]].rstrip().endswith(":"))):
        marks = sorted(marks + lost)
    for mark_start, mark_end in marks:
        yield start, mark_start
        start = mark_end
    yield start, end


def _split_segment(text: str, first: int, last: int) -> Iterator[Span]:
    """Split at sentence ends; a sentence has a letter or digit, so stray marks join what follows."""
    start = scanned = first
    worded = False
    for found in _END.finditer(text, first, last):
        cut = _cut(text, found, first, last)
        if cut is None:
            continue
        worded = worded or _WORD.search(text, scanned, cut) is not None
        scanned = max(scanned, cut)
        if worded:
            yield start, cut
            start, worded = cut, False
    yield start, last


def _cut(text: str, found: re.Match[str], first: int, last: int) -> int | None:
    """Return where the sentence ends that this mark ends, or None where it goes on."""
    cut = found.end()
    following = _FOLLOWING.match(text, cut, last)
    if following is None or following.end() == cut:
        return None
    if found["mark"][0] in "。！？":
        return cut
    word = following["word"]
    if word[:1].islower():
        return None
    window = text[max(first, found.start() - 40) : found.start()]
    before = "" if window[-1:].isspace() else (window.rsplit(None, 1) or [""])[-1].lstrip("“‘\"'([–—")
    if found["mark"] == "." and not found["close"] and _is_abbreviation(text, before, word, found.start(), first):
        return None
    if following["space"]:
        return cut
    return _cut_without_space(text, found, before, following, first)


def _is_abbreviation(text: str, before: str, word: str, stop: int, first: int) -> bool:
    """Tell whether the full stop after ``before`` belongs to it, given the word that follows."""
    short = before.casefold()
    if short in _NEVER:
        return True
    if short in _CLOCK:
        return word in _AFTER_CLOCK
    if short in _BEFORE_NUMBER and word[:1].isdigit():
        return True
    if short in _NAMES or _INITIALS.match(before):
        return word not in _STARTERS
    # "1. Housing": the number of a list item stays with it.
    return before.isdigit() and len(before) < 4 and stop - first < 40 and text[first:stop].strip() == before


def _cut_without_space(
    text: str, found: re.Match[str], before: str, following: re.Match[str], first: int
) -> int | None:
    """Return where "... the end.Next day ..." ends, or None where the mark stands inside a name or an address."""
    if re.search(r"[./@:\\]|\A.?\Z", before) and not found["close"]:
        return None
    if not re.match(r"\w(?![A-Z\d_]|\w*[./@])", following["word"] + text[following.end() : following.end() + 1]):
        return None
    # A straight quote glued on both sides opens the next sentence unless one is open in this paragraph.
    window = text[max(first, found.start() - 2 * MAX_SENTENCE) : found.start()]
    if found["close"] == '"' and not window.count('"') % 2 and window.rfind("“") <= window.rfind("”"):
        return found.end() - 1
    return found.end()


def _capped(text: str, start: int, end: int) -> Iterator[Span]:
    """Strip white space and cut what is longer than ``MAX_SENTENCE``, between words where there are any."""
    while end - start > MAX_SENTENCE:
        cut = text.rfind(" ", start + MAX_SENTENCE // 2, start + MAX_SENTENCE)
        cut = cut if cut >= 0 else start + MAX_SENTENCE
        yield from _stripped(text, start, cut)
        start = cut
    yield from _stripped(text, start, end)


def _stripped(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the span without white space around it, or nothing where there is only white space."""
    piece = text[start:end].strip()
    if piece:
        begin = end - len(text[start:end].lstrip())
        yield begin, begin + len(piece)
