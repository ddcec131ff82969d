"""A cited passage with the sentences around it."""

from __future__ import annotations

from qa.model import Article, Source
from qa.values import value


@value
class Passage:
    """A source, and what stands before and after it in its sentences and in the next ones; all verbatim."""

    source: Source
    before: str
    after: str


def passage(source: Source, article: Article, around: int) -> Passage:
    """Return a source with ``around`` sentences before and after those that it stands in."""
    touched = [s.number for s in article.sentences if s.start < source.end and source.start < s.end]
    first = max(min(touched, default=0) - around, 0)
    last = min(max(touched, default=0) + around, len(article.sentences) - 1)
    start = min(article.sentences[first].start, source.start) if touched else source.start
    end = max(article.sentences[last].end, source.end) if touched else source.end
    return Passage(source, article.text[start : source.start], article.text[source.end : end])
