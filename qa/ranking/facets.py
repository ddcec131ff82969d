"""What can be seen in a sentence: its times, numbers, names, and how it is built. Read once, asked about by rules.

Positions count the sentence's tokens. Nothing here knows a question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from qa.english.function_words import BE, LIGHT
from qa.english.numbers import SCALES, SMALL, TENS
from qa.english.times import MONTHS, YEARS, Time, times
from qa.english.tokens import Token, norm_at, tokenize
from qa.english.wordnet import lemmas
from qa.record.lexicon import bases

NUMBER_WORDS = frozenset(SMALL) | frozenset(TENS) | frozenset(SCALES)
INSIDE_NAMES = frozenset("of the de van von and".split())
"""Small words that stand inside a name: "the Bank of England"."""
PLACING = frozenset("in at near from of outside to around across between on".split())
"""Prepositions before a place."""
APART = frozenset(',;:()"“”')
"""Signs at which a name ends."""
ENDINGS = frozenset(".!?\"'”’)")
DATELINE = re.compile(r"\s*[A-Z][A-Z .,'-]{2,40}[A-Z.][^.!?]{0,40}?\s(?:--|[-_–—])\s")
"""How an agency's report begins: "NAIROBI, March 4 (Xinhua) -- "."""


class Facets(NamedTuple):
    """A sentence taken apart. ``names`` are runs of capitalised words, each the positions of its words."""

    tokens: tuple[Token, ...]
    folded: tuple[str, ...]
    body: int
    """Position of the first token after a dateline; 0 where there is none."""
    bracketed: frozenset[int]
    times: tuple[Time, ...]
    numbers: tuple[int, ...]
    """Numbers that are neither a year nor a day of a month."""
    years: tuple[int, ...]
    names: tuple[tuple[int, ...], ...]
    whole: bool
    """True where it ends as a sentence does; captions and headings do not."""


@lru_cache(maxsize=2048)
def facets(text: str) -> Facets:
    """Return what can be seen in a sentence."""
    tokens = tuple(token for token in tokenize(text) if token.norm)
    dateline = DATELINE.match(text)
    body = sum(token.start < dateline.end() for token in tokens) if dateline else 0
    return Facets(
        tokens=tokens,
        folded=tuple(fold(token.norm) for token in tokens),
        body=body,
        bracketed=frozenset(_bracketed(text, tokens)),
        times=tuple(time for time in times(tokens) if time.first >= body),
        numbers=tuple(position for position in range(body, len(tokens)) if _counts(tokens, position)),
        years=tuple(position for position in range(body, len(tokens)) if is_year(tokens[position].norm)),
        names=tuple(_names(text, tokens, body)),
        whole=text.rstrip()[-1:] in ENDINGS and bool(text.strip()),
    )


@lru_cache(maxsize=4096)
def fold(norm: str) -> str:
    """Return the most frequent base form of a folded word: inflection goes, derivation stays."""
    return bases(norm)[0]


def is_year(norm: str) -> bool:
    """Tell whether a token is written like a year."""
    return len(norm) == 4 and norm.isdecimal() and int(norm) in YEARS


def is_number(norm: str) -> bool:
    """Tell whether a token is a number, in digits or in letters; an ordinal is none."""
    return (norm[0].isdecimal() and norm[-1].isdecimal()) or norm in NUMBER_WORDS


def surname_like(seen: Facets, name: Sequence[int]) -> bool:
    """Tell whether a name may be a person's full name: two to four words, the last of them in no dictionary."""
    words = [seen.tokens[position].norm for position in name]
    if len(words) < 2 or len(words) > 4 or not set(words).isdisjoint(MONTHS):
        return False
    return norm_at(seen.tokens, name[0] - 1) != "the" and not lemmas(words[-1])


def placed(seen: Facets, name: Sequence[int]) -> bool:
    """Tell whether a preposition of place stands before a name ("in Leeds", "near the Tyne")."""
    before = norm_at(seen.tokens, name[0] - 1)
    if before == "the":
        before = norm_at(seen.tokens, name[0] - 2)
    return before in PLACING and seen.tokens[name[0]].norm not in MONTHS


def copula(seen: Facets) -> int:
    """Return the position of the first "is", "was", "means" or "refers" that has a subject before it, or 0."""
    return next((p for p in range(1, len(seen.tokens) - 1) if seen.tokens[p].norm in BE | {"means", "refers"}), 0)


def _counts(tokens: Sequence[Token], position: int) -> bool:
    norm = tokens[position].norm
    beside = {norm_at(tokens, position - 1), norm_at(tokens, position + 1)}
    return is_number(norm) and not is_year(norm) and beside.isdisjoint(MONTHS)


def _names(text: str, tokens: Sequence[Token], body: int) -> Iterator[tuple[int, ...]]:
    """Yield the runs of capitalised words between signs; the sentence's first word only where it is no common word."""
    run: list[int] = []
    for position in range(body, len(tokens)):
        token = tokens[position]
        if run and not APART.isdisjoint(text[tokens[position - 1].end : token.start]):
            yield tuple(run)
            run = []
        capital = token.text[:1].isupper() and not (position == body and _common(tokens, position))
        inside = token.norm in INSIDE_NAMES and bool(run) and tokens[position + 1 :][:1] != ()
        if capital or (inside and tokens[position + 1].text[:1].isupper()):
            run.append(position)
        elif run:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)


def _common(tokens: Sequence[Token], first: int) -> bool:
    """Tell whether a sentence's first word may have its capital from there: a common word before a small letter."""
    norm, after = tokens[first].norm, tokens[first + 1 : first + 2]
    named = bool(after) and after[0].text[:1].isupper()
    return norm in LIGHT or (not named and bool(lemmas(norm)))


def _bracketed(text: str, tokens: Sequence[Token]) -> Iterator[int]:
    """Yield the positions of tokens in round brackets."""
    depth = text[: tokens[0].start].count("(") if tokens else 0
    for position, (token, after) in enumerate(pairwise((*tokens, Token("", len(text), len(text), "")))):
        if depth > 0:
            yield position
        between = text[token.end : after.start]
        depth += between.count("(") - between.count(")")
