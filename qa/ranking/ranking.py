"""Rank sentences for a question: TF-IDF and fifteen rules about English, added up.

Nothing is learnt but the weights, one number a rule, chosen by hand from a coarse grid; docs/decisions/0006-ranking.md
has what each rule adds. The rules know English, articles and questions, and no collection in particular.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from qa.model import Article, Nearest
from qa.ranking import measures
from qa.ranking.collection import DOCUMENTS, Collection, Passage
from qa.ranking.facets import facets
from qa.ranking.measures import Asked, Seen


class Rule(NamedTuple):
    """A named measure and its weight in a sentence's score; ``why`` completes "A sentence gains if ..."."""

    name: str
    weight: float
    measure: Callable[[Asked, Seen], float]
    why: str


RULES = (
    Rule("words", 0.15, measures.words, "it has the question's words, rare ones above all"),
    Rule("document", 0.45, measures.document, "its document is about them"),
    Rule("title", 0.7, measures.title, "its document's title is what the question is about"),
    Rule("lead", 0.1, measures.lead, "its document begins with them"),
    Rule("neighbours", 0.1, measures.neighbours, "the sentences beside it have them"),
    Rule("beyond title", 0.45, measures.beyond, "it has what is asked about the title's subject"),
    Rule("related words", 0.1, measures.related, "it says the same in other words"),
    Rule("spelling", 0.4, measures.spelling, "it has an unknown word in another spelling"),
    Rule("pairs", 0.1, measures.pairs, "words that stand together in the question do so here"),
    Rule("answer type", 0.45, measures.answer_type, "it holds a time for 'when', a name for 'who' ..."),
    Rule("example", 0.2, measures.example, "it names a sport where a sport is asked for"),
    Rule("definition", 0.3, measures.definition, "it says what something is, and that is the question"),
    Rule("position", 0.3, measures.position, "it stands early in its document"),
    Rule("news", 0.3, measures.news, "it says something that the question does not"),
    Rule("sentence", 0.2, measures.sentence, "it is a whole sentence"),
)
"""A rule is switched off by giving it no weight."""

POOL = 100
"""How many of the sentences that an index has found choose the articles to look at."""

WEIGHTS = {rule.name: rule.weight for rule in RULES}


class Ranked(NamedTuple):
    """A passage's number in its collection, and its score: a sum of weights, comparable within one question only."""

    score: float
    number: int


def rank(
    question: str,
    collection: Collection,
    among: Iterable[int] | None = None,
    weights: Mapping[str, float] = WEIGHTS,
) -> list[Ranked]:
    """Return passages, the best first; equal scores in the order of the collection.

    ``among`` gives the candidates by number; without it the collection is searched. A rule that ``weights`` does not
    name, or gives 0, is switched off. Scores are rounded to nine decimals, so that equal ones are equal.
    """
    asked = Asked(question, collection)
    numbers = collection.candidates(asked.terms) if among is None else dict.fromkeys(among)
    rules = [(weights[rule.name], rule.measure) for rule in RULES if weights.get(rule.name)]
    ranked = []
    for number in numbers:
        seen = Seen(asked, number)
        ranked.append(Ranked(round(sum(weight * measure(asked, seen) for weight, measure in rules), 9), number))
    return sorted(ranked, key=lambda found: (-found.score, found.number))


def reranked(
    question: str,
    found: Sequence[Nearest],
    articles: Mapping[str, Article],
    limit: int,
    *,
    counts: tuple[Callable[[str], int], int] | None = None,
) -> tuple[Nearest, ...]:
    """Return at most ``limit`` sentences of the articles in which an index has found something, ranked by the rules.

    ``found`` is the index's answer, some dozens of sentences: it chooses the articles, the rules choose among all their
    sentences. An article's headline, where it begins with one, is its title. ``counts`` are the index's own: how many
    sentences have a term (as `qa.ranking.collection.terms` gives it), and how many there are. Scores are shares of what
    all rules can give together, 0 to 1.
    """
    names = dict.fromkeys(nearest.sentence.article for nearest in found[:POOL])
    sentences = [sentence for name in list(names)[:DOCUMENTS] for sentence in articles[name].sentences]
    titles = {name: _headline(articles[name]) for name in names}
    passages = (Passage(sentence.text, sentence.article, titles[sentence.article]) for sentence in sentences)
    collection = Collection(passages, *counts) if counts else Collection(passages)
    best = rank(question, collection, range(len(sentences)))[:limit]
    most = sum(WEIGHTS.values())
    return tuple(Nearest(round(min(score / most, 1.0), 4), sentences[number]) for score, number in best)


def _headline(article: Article) -> str:
    """Return an article's first sentence where it does not end like one, else an empty string."""
    first = article.sentences[0].text if article.sentences else ""
    return "" if facets(first).whole else first
