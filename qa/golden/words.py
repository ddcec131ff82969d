"""Words of a golden test, looked for in what came and in the articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from qa.english.tokens import Token, norms, tokenize
from qa.files.frontmatter import body_start
from qa.model import Article, Claim, Fact, Source

SHORTEST_STEM = 4
"""Letters from which on a key may be the beginning of a word."""


def is_cited(words: str, sources: Iterable[Source], claims: Iterable[Claim], articles: Sequence[Article]) -> bool:
    """Tell whether one of the passages that are cited covers some of these words of an article."""
    cited = (*sources, *(source for claim in claims for source in claim.sources))
    return any(is_covered(source, passage) for passage in passages(words, articles) for source in cited)


def citing(facts: Iterable[Fact], words: str, articles: Sequence[Article]) -> tuple[str, ...]:
    """Return the ids of the facts that cite a passage with these words."""
    found = tuple(passages(words, articles))
    return tuple(
        fact.id for fact in facts if any(is_covered(source, each) for source in fact.sources for each in found)
    )


def missing_key(keys: Iterable[Sequence[str]], said: str) -> tuple[str, ...]:
    """Return the first key none of whose alternatives stands in a text; an empty one where all do."""
    return next((tuple(key) for key in keys if not any(has_words(said, each) for each in key)), ())


def is_covered(source: Source, passage: tuple[str, int, int]) -> bool:
    """Tell whether a source is of some words of a passage (article, start, end)."""
    name, start, end = passage
    return source.article == name and source.start < end and start < source.end


def passages(words: str, articles: Sequence[Article]) -> Iterator[tuple[str, int, int]]:
    """Yield (article, start, end) wherever an article has these words in this order."""
    wanted = norms(words)
    if not wanted:
        return
    for article in articles:
        tokens = _tokens(article.text)
        for first, token in enumerate(tokens):
            if token.norm == wanted[0] and tuple(t.norm for t in tokens[first : first + len(wanted)]) == wanted:
                yield article.name, token.start, tokens[first + len(wanted) - 1].end


@lru_cache(maxsize=64)
def _tokens(text: str) -> tuple[Token, ...]:
    """Return the words of an article; thousands of questions may ask for some of them."""
    first_letter = body_start(text)
    return tuple(token for token in tokenize(text) if token.start >= first_letter)


def has_words(said: str, wanted: str) -> bool:
    """Tell whether the words stand in a text; the last one may go on, so that "walkout" is met by "walkouts"."""
    words = norms(wanted)
    end = "" if words and words[-1].isalpha() and len(words[-1]) >= SHORTEST_STEM else " "
    return f" {' '.join(words)}{end}" in f" {' '.join(norms(said))} "
