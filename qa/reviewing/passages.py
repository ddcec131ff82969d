"""The articles as quotations are compared with them: paragraphs and speeches, word by word, signs included.

Not compared are the kinds of quotation marks and dashes, white space, and invisible characters
(`qa.record.quotes.fold`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from qa.articles.draft import Lines
from qa.articles.quoted import paragraphs, words
from qa.model import Article, Sentence, Source
from qa.questions.speakers import Attributor, Utterance
from qa.record.quotes import CONTEXT, fold
from qa.values import value

SIGN = "\x00"
SHORTEST = 3
"""Words from which on what stands between quotation marks is somebody's speech, no single word held up."""

_PIECE = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[^\w\s]")


@value
class Piece:
    """A word or a sign as it is compared; ``start`` and ``end`` are its place in the text itself."""

    form: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """True for a word or number."""
        return self.form[0].isalnum()


def pieces(text: str, start: int = 0, end: int | None = None) -> tuple[Piece, ...]:
    """Return the words and signs of ``text[start:end]``."""
    folded = fold(text[start:end])
    found: list[Piece] = []
    for match in _PIECE.finditer(folded.text.replace('"', "'")):
        first, last = folded.original(*match.span())
        found.append(Piece(match[0], start + first, start + last))
    return tuple(found)


class Passage:
    """A paragraph of an article, or a speech: one person's words, without the marks and what interrupts them."""

    def __init__(self, article: Article, parts: Sequence[Piece], speaker: str, *, spoken: bool) -> None:
        self.article = article
        self.pieces = tuple(parts)
        self.speaker = speaker
        self.spoken = spoken

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """The words and signs in lower case, for likeness."""
        return tuple(piece.form.casefold() for piece in self.pieces)

    @cached_property
    def _text(self) -> str:
        return SIGN + "".join(piece.form + SIGN for piece in self.pieces)

    @cached_property
    def _starts(self) -> list[int]:
        found = [0]
        for piece in self.pieces:
            found.append(found[-1] + len(piece.form) + 1)
        return found

    def find(self, wanted: Sequence[Piece], first: int = 0) -> int | None:
        """Return the position, from ``first`` on, of a run of words and signs; its first letter may be small or not."""
        own = wanted[0].form
        rest = "".join(SIGN + piece.form for piece in wanted[1:])
        found = [
            at
            for form in {own, own[0].upper() + own[1:], own[0].lower() + own[1:]}
            if (at := self._text.find(f"{SIGN}{form}{rest}{SIGN}", self._starts[first])) >= 0
        ]
        return bisect_right(self._starts, min(found)) - 1 if found else None


class Shelf:
    """One article's passages, speeches first, and who says what in it."""

    def __init__(self, article: Article, attributor: Attributor) -> None:
        self.article = article
        self._attributor = attributor
        self._lines = Lines(article.text)

    @cached_property
    def utterances(self) -> tuple[Utterance, ...]:
        """The article's quotations."""
        return self._attributor.utterances(self.article.text)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Speeches, then paragraphs."""
        text = self.article.text
        said = [Passage(self.article, parts, who, spoken=True) for who, parts in self._speeches()]
        told = [Passage(self.article, pieces(text, *span), "", spoken=False) for span in paragraphs(text)]
        return tuple(passage for passage in (*said, *told) if passage.pieces)

    def _speeches(self) -> Iterator[tuple[str, list[Piece]]]:
        """Yield who speaks and what: as it is printed, and as it was, if somebody interrupts it."""
        for speaker, parts in self._runs():
            yield speaker, [piece for part in parts for piece in part]
            if any(part[-1].form == "," for part in parts[:-1]):
                yield speaker, list(self._uninterrupted(parts))

    def _uninterrupted(self, parts: Sequence[tuple[Piece, ...]]) -> Iterator[Piece]:
        """Yield the words and signs of a speech without the commas that only lead to what interrupts it."""
        for part, following in zip(parts, [*parts[1:], None], strict=False):
            if part[-1].form != "," or following is None:
                yield from part
                continue
            yield from part[:-1]
            if re.search(r"[.!?]", self.article.text[part[-1].end : following[0].start]):
                yield Piece(".", part[-1].start, part[-1].end)

    def _runs(self) -> Iterator[tuple[str, list[tuple[Piece, ...]]]]:
        """Yield who speaks, and the quotations that go on over paragraphs, or that only "he said" interrupts."""
        speaker, parts = "", list[tuple[Piece, ...]]()
        last: Utterance | None = None
        for each in self.utterances:
            if len(words(each.text)) < SHORTEST:
                continue
            own = pieces(self.article.text, each.quoted.start, each.quoted.end)
            goes_on = last is not None and (
                (last.quoted.goes_on and each.quoted.paragraph == last.quoted.paragraph + 1)
                or (each.quoted.paragraph == last.quoted.paragraph and each.speaker == speaker)
            )
            if goes_on:
                parts.append(own)
            else:
                if parts:
                    yield speaker, parts
                speaker, parts = each.speaker, [own]
            last = each
        if parts:
            yield speaker, parts

    def speaker_at(self, start: int, end: int) -> tuple[str, bool]:
        """Return who says what stands at a place of the article, and whether between quotation marks."""
        for each in self.utterances:
            if each.quoted.start <= start and end <= each.quoted.end + 1:
                return each.speaker, True
        sentence = self._sentence(start)
        if sentence is None:
            return "", False
        return self._attributor.reporter(sentence.text, self.article.text[: sentence.start]), False

    def sentence_at(self, offset: int) -> str:
        """Return the sentence in which an offset is, or ""."""
        sentence = self._sentence(offset)
        return sentence.text if sentence is not None else ""

    def _sentence(self, offset: int) -> Sentence | None:
        place = bisect_right(self.article.sentences, offset, key=lambda sentence: sentence.start) - 1
        found = self.article.sentences[place] if place >= 0 else None
        return found if found is not None and offset < found.end else None

    def source(self, start: int, end: int) -> Source:
        """Return a passage of the article, by its offsets."""
        text = self.article.text
        before, after = text[max(start - CONTEXT, 0) : start], text[end : end + CONTEXT]
        return Source(self.article.name, self._lines.place(start).line, start, end, text[start:end], before, after)


class Library:
    """The shelves of the articles that may hold a quotation, each made when it is first needed."""

    def __init__(self, articles: Callable[[str], Sequence[Article]], attributor: Attributor) -> None:
        """Take what names the articles that may hold a text: all of them, or in a large dossier the most alike."""
        self._articles = articles
        self._attributor = attributor
        self._made: dict[str, Shelf] = {}

    def shelves(self, quote: str) -> list[Shelf]:
        """Return the shelves to look for a quotation on."""
        found = []
        for article in self._articles(quote):
            if article.name not in self._made:
                self._made[article.name] = Shelf(article, self._attributor)
            found.append(self._made[article.name])
        return found
