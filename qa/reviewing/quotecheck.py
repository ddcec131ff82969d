"""A draft's quotations against the articles, letter by letter: verbatim, altered, misattributed or not found.

An ellipsis, or words in square brackets, stands for what is left out: the parts around it must stand in this order in
one passage. A capital at the start, a comma or full stop at the end, and the kind of quotation marks and dashes are the
writer's own business.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import Match, SequenceMatcher
from typing import NamedTuple

from qa.articles.quoted import words
from qa.english.function_words import carries_content
from qa.english.tokens import norms
from qa.model import Source
from qa.questions.reference import is_person, shares_word
from qa.record.entities import Gazetteer
from qa.reviewing.passages import SHORTEST, Library, Passage, Piece, Shelf, pieces
from qa.values import replace, value

LIKE_ENOUGH = 0.6
"""Share of a quotation's words that stand in one passage in this order: from here on it is that passage, altered."""
ALMOST_ALL = 0.8
NEAR = 0.4
"""The same from which on the passage is shown as the nearest."""
FAR = 8
"""Words and signs that a passage has more than the quotation, between a single word and the rest of it."""
SHORT = 8
"""Words and signs up to which one content word in common is enough to be like a passage; else it takes two."""
LOOKED_AT = 4
"""Passages, of those with most words in common, that are compared closely."""

_GAP = re.compile(r"[\[(]\s*(?:\.\s*\.\s*\.|…)\s*[\])]|\.\s?\.\s?\.(?:\s?\.)?|…|\[[^\]]{1,200}\]")
_ADDED_LETTER = re.compile(r"\[(\w)\](?=\w)")
SIC, INVISIBLE = "[sic]", "\u200b"
_AT_ENDS = frozenset(".,;:-'")
_ENDS_SENTENCE = frozenset(".?!")


@value
class Change:
    """What a draft's quotation says, and what the article prints there; either may be empty."""

    said: str
    printed: str


@value
class Compared:
    """What became of a quotation: verbatim, altered, misattributed or not-found.

    ``speaker`` is whom the draft gives it to, ``recorded`` whom the article does; ``pieces`` are the passages that it
    was joined from, where it is not one; ``note`` says what else a reader should know.
    """

    verdict: str
    speaker: str = ""
    recorded: str = ""
    source: Source | None = None
    changes: tuple[Change, ...] = ()
    pieces: tuple[Source, ...] = ()
    note: str = ""


class QuoteChecker:
    """Compares quotations with the articles of a dossier."""

    def __init__(self, library: Library, gazetteer: Gazetteer) -> None:
        self._library = library
        self._gazetteer = gazetteer

    def compare(self, quote: str, speaker: str = "") -> Compared:
        """Return what the articles have of a quotation that a draft gives to a speaker ("": to nobody)."""
        parts = _parts(quote)
        shelves = self._library.shelves(quote)
        if not parts:
            return Compared("not-found", speaker)
        found = [hit for shelf in shelves for hit in self._exact(shelf, parts, speaker)]
        short = len(words(quote)) < SHORTEST
        if found:
            best = min(found, key=lambda compared: _ORDER[compared.verdict])
            return replace(best, verdict="verbatim", note="") if short else best
        if short:
            return Compared("not-found", speaker)
        return self._unlike(quote, parts, shelves, speaker)

    def _exact(self, shelf: Shelf, parts: Sequence[Sequence[Piece]], speaker: str) -> list[Compared]:
        """Return the places in an article where all parts stand in their order."""
        found = []
        for passage in shelf.passages:
            span = _in_order(passage, parts)
            if span is not None:
                found.append(self._placed(shelf, passage, *span, speaker))
        return found

    def _placed(self, shelf: Shelf, passage: Passage, start: int, end: int, speaker: str) -> Compared:
        recorded, spoken = (passage.speaker, True) if passage.spoken else shelf.speaker_at(start, end)
        source = shelf.source(start, end)
        if self._differ(speaker, recorded):
            if self._passed_on(speaker, shelf.sentence_at(start)):
                return Compared("verbatim", speaker, recorded, source, note=f"as {recorded} says of {speaker}")
            return Compared("misattributed", speaker, recorded, source)
        note = "" if spoken or not speaker else "the article has this in its own words, not between quotation marks"
        return Compared("verbatim", speaker, recorded, source, note=note)

    def _unlike(self, quote: str, parts: Sequence[Sequence[Piece]], shelves: Sequence[Shelf], speaker: str) -> Compared:
        """Tell what is altered from what is joined, and from what is nowhere."""
        wanted = [piece for part in parts for piece in part]
        best = _closest(wanted, shelves)
        joined = _joined_from(wanted, shelves)
        share = best.share if best else 0.0
        if len(joined) > 1 and _covered(wanted, joined) >= ALMOST_ALL > share:
            places = tuple(shelf.source(start, end) for shelf, start, end, _ in joined)
            return Compared("not-found", speaker, pieces=places, note="joined from pieces that do not stand together")
        if best is None:
            return Compared("not-found", speaker)
        own = best.passage.pieces
        start, end = own[best.first].start, own[best.last - 1].end
        if share < LIKE_ENOUGH:
            near = best.shelf.source(start, end) if share >= NEAR else None
            return Compared("not-found", speaker, source=near)
        placed = self._placed(best.shelf, best.passage, start, end, speaker)
        changes = _changes(quote, wanted, best)
        if not changes:
            return replace(placed, verdict="altered", note="words are left out without an ellipsis")
        verdict = "misattributed" if placed.verdict == "misattributed" else "altered"
        return replace(placed, verdict=verdict, changes=changes)

    def _passed_on(self, speaker: str, sentence: str) -> bool:
        """Tell whether a sentence speaks of a body or document: "the report also acknowledges ...", says a director."""
        known = self._gazetteer
        if speaker not in known.entities or is_person(known, speaker):
            return False
        own = {norm for norm in (*norms(speaker), *known.kinds(speaker)) if carries_content(norm)}
        return bool(own & set(norms(sentence)))

    def _differ(self, one: str, other: str) -> bool:
        """Tell whether two speakers, as far as they are known, are certainly not the same."""
        if not one or not other or one == other or one.islower() or other.islower():
            return False
        known = self._gazetteer
        if one in known.members(other) or other in known.members(one):
            return False
        if is_person(known, one) and is_person(known, other):
            return True
        for own, others in ((one, other), (other, one)):
            own_words = {norm for norm in norms(own) if carries_content(norm)}
            if own_words and own_words <= set(known.describing(others)):
                return False
        return not shares_word(one, other)


_ORDER = {"verbatim": 0, "misattributed": 1}


def _parts(quote: str) -> list[tuple[Piece, ...]]:
    """Return the words and signs between what stands for words left out; signs at the ends do not count."""
    # Offsets stay: a bracket around one letter becomes invisible, and a "[sic]" white space.
    plain = _ADDED_LETTER.sub(f"{INVISIBLE}\\1{INVISIBLE}", quote).replace(SIC, " " * len(SIC))
    cuts = [0, *(edge for found in _GAP.finditer(plain) for edge in found.span()), len(plain)]
    parts = (_trimmed(pieces(plain, start, end)) for start, end in zip(cuts[::2], cuts[1::2], strict=True))
    return [part for part in parts if part]


def _trimmed(parts: Sequence[Piece]) -> tuple[Piece, ...]:
    first, last = 0, len(parts)
    while first < last and parts[first].form in _AT_ENDS:
        first += 1
    while last > first and parts[last - 1].form in _AT_ENDS:
        last -= 1
    return tuple(parts[first:last])


def _in_order(passage: Passage, parts: Sequence[Sequence[Piece]]) -> tuple[int, int] | None:
    """Return from where to where in the article all parts stand in their order; None where they do not."""
    position = 0
    begin = None
    for part in parts:
        at = passage.find(part, position) if position <= len(passage.pieces) else None
        if at is None:
            return None
        begin = at if begin is None else begin
        position = at + len(part)
    return passage.pieces[begin or 0].start, passage.pieces[position - 1].end


class Close(NamedTuple):
    """A passage that is like a quotation: the share of its words that it has, and where (pieces of the passage)."""

    share: float
    shelf: Shelf
    passage: Passage
    first: int
    last: int


def _closest(wanted: Sequence[Piece], shelves: Sequence[Shelf]) -> Close | None:
    """Return the passage that has most of a quotation's words in their order."""
    from rapidfuzz.distance import LCSseq  # noqa: PLC0415 - only for what is not verbatim

    forms = tuple(piece.form.casefold() for piece in wanted)
    ranked = sorted(
        ((shelf, passage) for shelf in shelves for passage in shelf.passages),
        key=lambda pair: -LCSseq.similarity(forms, pair[1].forms),
    )
    best: Close | None = None
    for shelf, passage in ranked[:LOOKED_AT]:
        blocks = _together(SequenceMatcher(None, forms, passage.forms, autojunk=False).get_matching_blocks(), wanted)
        matched = [k for block in blocks for k in range(block.a, block.a + block.size)]
        content = sum(carries_content(forms[k]) for k in matched if wanted[k].is_word)
        share = sum(wanted[k].is_word for k in matched) / max(sum(piece.is_word for piece in wanted), 1)
        enough = content > 1 or (content == 1 and len(wanted) <= SHORT)
        if enough and (best is None or share > best.share):
            best = Close(share, shelf, passage, *_window(wanted, passage.pieces, blocks))
    return best


def _together(blocks: Sequence[Match], wanted: Sequence[Piece]) -> list[Match]:
    """Leave out, at both ends, what only happens to stand before or after the passage: a comma, a word far off."""
    kept = [block for block in blocks if block.size]
    for end, beside in ((0, 1), (-1, -2)):
        while len(kept) > 1:
            one, other = sorted((kept[end], kept[beside]))
            own = sum(piece.is_word for piece in wanted[kept[end].a : kept[end].a + kept[end].size])
            apart = (other.b - one.b - one.size) - (other.a - one.a - one.size)
            if own and (own > 1 or apart <= FAR):
                break
            del kept[end]
    return kept


def _window(wanted: Sequence[Piece], own: Sequence[Piece], blocks: Sequence[Match]) -> tuple[int, int]:
    """Return from where to where the pieces of a passage stand for the whole of a quotation, within their sentences."""
    first = max(blocks[0].b - blocks[0].a, 0)
    last = min(blocks[-1].b + len(wanted) - blocks[-1].a, len(own))
    return _in_sentence(own, blocks[0].b, first), _in_sentence(own, blocks[-1].b + blocks[-1].size - 1, last)


def _changes(quote: str, wanted: Sequence[Piece], close: Close) -> tuple[Change, ...]:
    """Return what a quotation has otherwise than the passage, in order."""
    text, own = close.shelf.article.text, close.passage.pieces[close.first : close.last]
    forms = [piece.form.casefold() for piece in wanted]
    matcher = SequenceMatcher(None, forms, close.passage.forms[close.first : close.last], autojunk=False)
    changes: list[Change] = []
    begins = True
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        said, printed = wanted[start:end], own[other_start:other_end]
        if tag == "equal":
            changes += _of_case(quote, said, text, printed, first=begins)
            begins = False
        elif said or 0 < start < len(wanted):
            changes.append(Change(_words(quote, said), _words(text, printed)))
    return tuple(changes)


def _in_sentence(own: Sequence[Piece], inside: int, edge: int) -> int:
    """Return how far towards an edge the sentence goes in which a position is."""
    if edge <= inside:
        stops = [k + 1 for k in range(edge, inside) if own[k].form in _ENDS_SENTENCE]
        return max(stops, default=edge)
    stops = [k for k in range(inside, edge) if own[k].form in _ENDS_SENTENCE]
    return max(min(stops, default=edge), inside + 1)


def _of_case(quote: str, wanted: Sequence[Piece], text: str, own: Sequence[Piece], *, first: bool) -> list[Change]:
    """Return the words that differ in their capitals only; the first word of a quotation may."""
    return [
        Change(quote[one.start : one.end], text[other.start : other.end])
        for number, (one, other) in enumerate(zip(wanted, own, strict=True))
        if one.form != other.form and not (first and number == 0 and one.form[1:] == other.form[1:])
    ]


def _words(text: str, parts: Sequence[Piece]) -> str:
    return " ".join(text[parts[0].start : parts[-1].end].split()) if parts else ""


Joined = tuple[Shelf, int, int, int]


def _joined_from(wanted: Sequence[Piece], shelves: Sequence[Shelf]) -> list[Joined]:
    """Return the longest runs of a quotation that stand somewhere, with their places and lengths in words and signs."""
    found: list[Joined] = []
    position = 0
    while position <= len(wanted) - SHORTEST:
        best: Joined | None = None
        size = SHORTEST
        for shelf in shelves:
            for passage in shelf.passages:
                while position + size <= len(wanted):
                    at = passage.find(wanted[position : position + size])
                    if at is None:
                        break
                    own = passage.pieces
                    best = (shelf, own[at].start, own[at + size - 1].end, size)
                    size += 1
        if best is not None:
            found.append(best)
        position += best[3] if best else 1
    return found


def _covered(wanted: Sequence[Piece], joined: Sequence[Joined]) -> float:
    return sum(size for _, _, _, size in joined) / len(wanted)
