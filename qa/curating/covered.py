"""Which sentences of the articles facts cite, and which that assert something none does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qa.curating.verbs import is_finite
from qa.english.function_words import carries_content
from qa.english.synonyms import SAYING
from qa.english.tokens import tokenize
from qa.model import Article, Fact, Sentence
from qa.ranking.facets import facets
from qa.record.entities import Gazetteer
from qa.record.lexicon import bases
from qa.values import value

FEWEST_WORDS = 4
"""A sentence of fewer words is a heading or an exclamation."""
CITED_WORDS = 3
"""From so many of its words on (or half of them) a sentence counts as cited."""
NAME, TIME, NUMBER, ENTITY, SPEECH, WORD = 2.0, 2.0, 2.0, 1.0, 1.0, 0.1
"""What each thing to be asked about adds to the weight of a sentence."""


@value
class Coverage:
    """Of the sentences of an article that assert something, how many are cited by a fact."""

    article: str
    cited: int
    asserting: int


@value
class Uncovered:
    """A sentence that asserts something which no fact cites; the weightier has more to ask about."""

    sentence: Sentence
    weight: float


def coverage(
    articles: Iterable[Article], facts: Iterable[Fact], gazetteer: Gazetteer
) -> tuple[tuple[Coverage, ...], tuple[Uncovered, ...]]:
    """Return the coverage of each article, and the uncovered sentences, the weightiest first."""
    cited: dict[str, list[tuple[int, int]]] = {}
    for fact in facts:
        for source in fact.sources:
            cited.setdefault(source.article, []).append((source.start, source.end))
    counts: list[Coverage] = []
    left: list[Uncovered] = []
    for article in articles:
        asserting = [sentence for sentence in article.sentences if asserts(sentence.text)]
        open_ones = [sentence for sentence in asserting if not _is_cited(sentence, cited.get(article.name, ()))]
        counts.append(Coverage(article.name, len(asserting) - len(open_ones), len(asserting)))
        left += [Uncovered(sentence, _weight(sentence, gazetteer)) for sentence in open_ones]
    left.sort(key=lambda each: -each.weight)
    return tuple(counts), tuple(left)


def asserts(text: str) -> bool:
    """Tell whether a sentence asserts something: it has a finite verb and is no question.

    >>> asserts("The bridge opened in May."), asserts("When did the bridge open?"), asserts("A bridge in May")
    (True, False, False)
    """
    seen = facets(text)
    if len(seen.tokens) < FEWEST_WORDS or text.rstrip("”’\"')» ").endswith("?"):
        return False
    return any(is_finite(seen, position) for position in range(len(seen.tokens)))


def _is_cited(sentence: Sentence, spans: Sequence[tuple[int, int]]) -> bool:
    tokens = [token for token in tokenize(sentence.text) if token.norm]
    covered = sum(
        any(start < sentence.start + token.end and sentence.start + token.start < end for start, end in spans)
        for token in tokens
    )
    return covered >= min(CITED_WORDS, max(1, len(tokens) // 2))


def _weight(sentence: Sentence, gazetteer: Gazetteer) -> float:
    """Return what there is to ask about in a sentence; what an article begins with weighs more."""
    seen = facets(sentence.text)
    spoken = any(base in SAYING for token in seen.tokens for base in bases(token.norm))
    total = (
        NAME * len(seen.names)
        + TIME * len(seen.times)
        + NUMBER * len(seen.numbers)
        + ENTITY * len({mention.name for mention in gazetteer.mentions(seen.tokens)})
        + SPEECH * spoken
        + WORD * sum(carries_content(token.norm) for token in seen.tokens)
    )
    return round(total * (1 + 1 / (2 + sentence.number)), 2)
