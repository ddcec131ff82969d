"""Text to word tokens with offsets, folded for matching; the text itself is never changed.

A token's ``norm`` is what is compared: case folded, accents composed, curly quotes straightened, invisible
characters dropped. Hyphenated words come apart ("four-year-old" -> four, year, old), so that people may type
them either way; possessive endings are tokens of their own ("Hart's" -> hart, 's).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from qa.english.function_words import DETERMINERS
from qa.values import NamedTuple


class Token(NamedTuple):
    """A word, number or sign: ``text[start:end]`` of the tokenized string, folded in ``norm``."""

    norm: str
    start: int
    end: int
    text: str
    glued: bool = False
    """True where a hyphen joins the token to the one before."""


INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_FOLD = {ord(c): None for c in INVISIBLE} | {
    ord("\u2018"): "'",
    ord("\u2019"): "'",
    ord("\u02bc"): "'",
    ord("\u201c"): '"',
    ord("\u201d"): '"',
    ord("\u2010"): "-",
    ord("\u2011"): "-",
    ord("\u2013"): "-",
    ord("\u2014"): "-",
    ord("\u00a0"): " ",
}
_JOINERS = "".join(INVISIBLE) + "'\u2019\u02bc"
_LETTERS = r"(?:[^\W\d_][\u0300-\u036f]*)+"
"""Letters, each with the marks that combine with it: accents may be typed apart."""
_WORD = re.compile(
    rf"\d+(?:st|nd|rd|th)\b|\d+(?:[.,]\d+)*|[£$€%]|{_LETTERS}(?:[{_JOINERS}]{_LETTERS})*['\u2019]?",
    re.IGNORECASE,
)
_CONTRACTED = {"won't": "will", "can't": "can", "shan't": "shall", "cannot": "can", "ain't": "be"}


def fold(text: str) -> str:
    """Return ``text`` as it is compared: NFC, case folded, quotes and dashes plain, invisible signs dropped."""
    if text.isascii():
        return text.lower()
    import unicodedata  # noqa: PLC0415 - most texts are plain

    return unicodedata.normalize("NFC", text.translate(_FOLD)).casefold()


def tokenize(text: str) -> tuple[Token, ...]:
    """Return the tokens of ``text`` in order; offsets are code points into ``text``."""
    tokens: list[Token] = []
    previous = 0
    for match in _WORD.finditer(text):
        glued = bool(tokens) and text[previous : match.start()] in {"-", "\u2010", "\u2011"}
        tokens.extend(_split(match.group(), match.start(), glued=glued))
        previous = match.end()
    return tuple(tokens)


def _split(text: str, start: int, *, glued: bool) -> list[Token]:
    """Take possessives and contracted negations apart; offsets stay inside the word that was written."""
    norm = fold(text)
    end = start + len(text)
    if norm in _CONTRACTED:
        return [Token(_CONTRACTED[norm], start, end, text, glued), Token("not", end, end, "")]
    if "'" not in norm:
        return [Token(norm, start, end, text, glued)]
    if norm.endswith("n't"):
        return [Token(norm[:-3], start, end, text, glued), Token("not", end, end, "")]
    for ending in ("'s", "'re", "'ve", "'ll", "'d", "'m"):
        if norm.endswith(ending) and len(norm) > len(ending):
            cut = end - len(ending)
            stem = norm[: -len(ending)]
            return [Token(stem, start, cut, text[: cut - start], glued), Token(ending, cut, end, text[cut - start :])]
    if norm.endswith("'"):
        stem = norm[:-1]
        return [Token(stem, start, end - 1, text[:-1], glued)] + (
            [Token("'s", end - 1, end, text[-1:])] if stem.endswith("s") else []
        )
    return [Token(norm, start, end, text, glued)]


def norm_at(tokens: Sequence[Token], position: int) -> str:
    """Return the folded word at a position, or an empty string outside the text."""
    return tokens[position].norm if 0 <= position < len(tokens) else ""


def word_before(tokens: Sequence[Token], first: int) -> str:
    """Return the word before a name, without its article."""
    return norm_at(tokens, first - 2 if norm_at(tokens, first - 1) in DETERMINERS else first - 1)


def norms(text: str) -> tuple[str, ...]:
    """Return just the folded words of ``text``."""
    return tuple([norm for word in _WORD.findall(text) for norm in _norms_of(word)])


@lru_cache(maxsize=2**13)
def _norms_of(word: str) -> tuple[str, ...]:
    """Fold one word, apart from its place; a million sentences are made of the same words."""
    return tuple(token.norm for token in _split(word, 0, glued=False))
