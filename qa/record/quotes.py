"""Finding a quote in an article: matched leniently, given back verbatim with its exact place.

Curators type straight quotation marks, plain hyphens and single spaces; newspapers print others. Both are folded
for the comparison, while every offset counts code points of the article's own text.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping

from qa.files.frontmatter import body_start
from qa.model import Article, Sentence, Source
from qa.record.report import shown
from qa.values import value

CONTEXT = 32
MIN_WORDS = 3
MAX_HINTS = 50
MAX_SENTENCE_SHOWN = 240
MAX_LINES_SHOWN = 5
# Words of a sentence that are compared for the hint.
_MAX_COMPARED = 200

_SAME = {
    "'": "‘’‚‛′`´",
    '"': "“”„‟″«»",
    "-": "‐‑‒–—―−",
}
# Soft hyphen, zero-width characters, marks of direction, byte order mark: nothing that a reader sees.
_INVISIBLE = "\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_SPACES = "\t\n\x0b\x0c\r\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_FOLDED = {ord(variant): plain for plain, variants in {**_SAME, " ": _SPACES}.items() for variant in variants}
_RUN = re.compile(rf"[\s{_INVISIBLE}]{{2,}}|[{_INVISIBLE}]")
_SEPARATOR = re.compile(rf"[\s{_INVISIBLE}]")
_LINE_BREAK = re.compile(r"\r\n|\n|\r")
_TOKEN = re.compile(r"[\w'-]+|[^\w\s]")
_WORD = re.compile(r"\w+(?:['’]\w+)*")


@value
class Misquote:
    """Why a quote is not (or not certainly) a passage of its article."""

    message: str
    rule: str = "quote-not-verbatim"


@value
class Folded:
    """A text as it is compared. Piece k begins at ``starts[k]`` here and at ``origins[k]`` in the text itself.

    A piece with an entry in ``ends`` was shortened and stands for ``text[origins[k]:ends[k]]``; any other has the
    same length in both.
    """

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]
    ends: tuple[int | None, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in the text itself of ``self.text[start:end]``, which is not empty."""
        first, last = bisect_right(self.starts, start) - 1, bisect_right(self.starts, end - 1) - 1
        shortened_from, shortened_to = self.ends[first], self.ends[last]
        begin = self.origins[first] + (0 if shortened_from is not None else start - self.starts[first])
        stop = self.origins[last] + end - self.starts[last] if shortened_to is None else shortened_to
        return begin, stop


def fold(text: str) -> Folded:
    """Make all quotation marks and dashes plain, each run of white space one space, invisible characters nothing."""
    pieces: list[str] = []
    starts, origins, ends = [0], [0], list[int | None]([None])
    length = done = 0
    for begin, end, shortened in _shortened(text):
        pieces += (text[done:begin], shortened)
        length += begin - done
        starts += (length, length + len(shortened))
        origins += (begin, end)
        ends += (end, None)
        length, done = length + len(shortened), end
    pieces.append(text[done:])
    return Folded("".join(pieces).translate(_FOLDED), tuple(starts), tuple(origins), tuple(ends))


def _shortened(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, replacement) of all that changes its length, left to right."""
    runs = ((run.start(), run.end(), " " if re.search(r"\s", run[0]) else "") for run in _RUN.finditer(text))
    if unicodedata.is_normalized("NFC", text):
        yield from runs
    else:
        yield from sorted([*runs, *_composed(text)])


def _composed(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the characters that NFC writes otherwise, each with the marks that follow it."""
    start = 0
    while start < len(text):
        end = start + 1
        # A mark on a space is left alone: it would be in the way of the runs.
        while end < len(text) and not _SEPARATOR.match(text, start) and _joins(text[end]):
            end += 1
        composed = unicodedata.normalize("NFC", text[start:end])
        if composed != text[start:end]:
            yield start, end, composed
        start = end


def _joins(character: str) -> bool:
    is_jamo = "\u1160" <= character <= "\u11ff"
    return is_jamo or unicodedata.combining(character) > 0


class QuoteFinder:
    """Finds quotes in a dossier's articles; each article is folded once, when it is first quoted."""

    def __init__(self, articles: Mapping[str, Article]) -> None:
        self._articles = articles
        self._folded: dict[str, Folded] = {}
        self._starts: dict[str, int] = {}
        """Where each article begins: its front matter cannot be quoted."""
        self._line_starts: dict[str, list[int]] = {}
        self._hints_left = MAX_HINTS

    def find(self, name: str, quote: str, prefix: str = "", suffix: str = "") -> Source | Misquote:
        """Return the one passage of the article called ``name`` (it exists) that is the quote.

        Where the quote occurs more than once, ``prefix`` and ``suffix`` (what stands right before and after) decide.
        The source's own prefix and suffix are the article's, up to 32 code points each.
        """
        if name not in self._folded:
            text = self._articles[name].text
            self._starts[name] = body_start(text)
            self._folded[name] = fold(text[self._starts[name] :])
        folded = self._folded[name]
        wanted, before, after = (fold(text).text.strip() for text in (quote, prefix, suffix))
        words = len(_WORD.findall(wanted))
        if words < MIN_WORDS:
            said = f"the quote is too short to read on its own: {words} of at least {MIN_WORDS} words"
            return Misquote(said, "quote-too-short")
        found = list(_occurrences(folded.text, wanted))
        if not found:
            return Misquote(f"the quote is not in {name}{self._hint(name, wanted)}", "quote-not-verbatim")
        fitting = [
            start
            for start in found
            if folded.text.endswith((before, f"{before} "), 0, start)
            and folded.text.startswith((after, f" {after}"), start + len(wanted))
        ]
        if len(fitting) == 1:
            return self._source(name, *folded.original(fitting[0], fitting[0] + len(wanted)))
        offsets = [folded.original(start, start + 1)[0] + self._starts[name] for start in fitting or found]
        return self._undecided(name, offsets, bool(fitting))

    def _source(self, name: str, start: int, end: int) -> Source:
        """Return the passage of an article from ``start`` to ``end``, counted from where it begins."""
        text, first = self._articles[name].text, self._starts[name]
        start, end = start + first, end + first
        before, after = text[max(start - CONTEXT, first) : start], text[end : end + CONTEXT]
        return Source(name, self._line(name, start), start, end, text[start:end], before, after)

    def _line(self, name: str, offset: int) -> int:
        if name not in self._line_starts:
            breaks = _LINE_BREAK.finditer(self._articles[name].text)
            self._line_starts[name] = [0, *(found.end() for found in breaks)]
        return bisect_right(self._line_starts[name], offset)

    def _undecided(self, name: str, offsets: list[int], fits: bool) -> Misquote:  # noqa: FBT001
        lines = [str(self._line(name, offset)) for offset in offsets[:MAX_LINES_SHOWN]]
        more = ", ..." if len(offsets) > MAX_LINES_SHOWN else ""
        where = f"{name}, line{'s' if len(lines) > 1 else ''} {', '.join(lines)}{more}"
        if not fits:
            return Misquote(f"the quote is in {where}, but not with this prefix and suffix", "quote-repeated")
        said = f"the quote occurs {len(offsets)} times ({where}): a prefix or suffix must tell which is meant"
        return Misquote(said, "quote-repeated")

    def _hint(self, name: str, wanted: str) -> str:
        self._hints_left -= 1
        closest = closest_sentence(wanted, self._articles[name].sentences) if self._hints_left >= 0 else None
        if closest is None:
            return ""
        differs = difference(wanted, fold(closest.text).text)
        return f"; line {closest.line} has {shown(' '.join(closest.text.split()), MAX_SENTENCE_SHOWN)}{differs}"


def _occurrences(text: str, wanted: str) -> Iterator[int]:
    start = text.find(wanted)
    while start >= 0:
        yield start
        start = text.find(wanted, start + 1)


def closest_sentence(quote: str, sentences: Iterable[Sentence]) -> Sentence | None:
    """Return the sentence that has most of the quote's words, at least half; the shorter, then the first, of equals."""
    words = set(_WORD.findall(quote.lower()))
    best, best_score = None, (len(words) / 2, float("-inf"))
    for sentence in sentences:
        own = set(_WORD.findall(fold(sentence.text).text.lower()))
        score = (float(len(words & own)), -float(len(own)))
        if score > best_score:
            best, best_score = sentence, score
    return best


def difference(quote: str, sentence: str) -> str:
    """Say in what a quote first departs from a sentence of which it may be only a part; "" if it is a part of it.

    >>> difference("died in 2012", "He died in 2011, they say.")
    ": '2012' should be '2011'"
    """
    ours, theirs = (list(_TOKEN.finditer(text))[:_MAX_COMPARED] for text in (quote, sentence))
    matcher = difflib.SequenceMatcher(
        None, [token[0] for token in ours], [token[0] for token in theirs], autojunk=False
    )
    notes = []
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        if tag == "equal" or (start == end and start in {0, len(ours)}):
            continue
        # At the quote's own ends, what the sentence has further out is not a difference.
        low = max(other_start, other_end - (end - start)) if start == 0 else other_start
        high = min(other_end, other_start + end - start) if end == len(ours) else other_end
        notes.append(_difference(_passage(quote, ours[start:end]), _passage(sentence, theirs[low:high])))
    more = f" (and {len(notes) - 1} more)" if len(notes) > 1 else ""
    return f": {notes[0]}{more}" if notes else ""


def _difference(said: str, printed: str) -> str:
    if not said:
        return f"{shown(printed)} is left out"
    return f"{shown(said)} should be {shown(printed)}" if printed else f"{shown(said)} is not there"


def _passage(text: str, tokens: list[re.Match[str]]) -> str:
    return text[tokens[0].start() : tokens[-1].end()] if tokens else ""
