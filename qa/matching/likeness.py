"""How like a question is to those that the curator wrote down for a fact."""

from __future__ import annotations

from collections.abc import Sequence

from qa.matching.factindex import AskedAs, IndexedFact
from qa.matching.hit import ASKED, Hit
from qa.matching.match import Matcher
from qa.questions.question import Reading, Term

SCATTERED = 0.4
"""What it costs more that a word stands in another of the curator's questions than the rest."""


def with_asked(
    hits: tuple[Hit, ...], reading: Reading, indexed: IndexedFact, matcher: Matcher
) -> tuple[tuple[Hit, ...], float]:
    """Find in the curator's questions what the statement lacks, best in one and the same of them.

    Returns the hits with what was found, and the likeness of the question to the curator's most similar one.
    """
    if not all(hit.how != "missing" or _may_be_asked(hit.term, indexed, matcher) for hit in hits):
        return hits, 0.0
    rows = [tuple(matcher.asked(hit.term, asked.words) for hit in hits) for asked in indexed.asked]
    weights = [matcher.weight(hit.term) for hit in hits]
    best, likeness = hits, 0.0
    for asked, row in zip(indexed.asked, rows, strict=True):
        like = _likeness(row, weights, asked, reading)
        filled = _filled_from(hits, row, ASKED)
        rank = (sum(not hit.found for hit in filled), -like)
        if rank < (sum(not hit.found for hit in best), -likeness):
            best, likeness = filled, like
    for row in rows:
        best = _filled_from(best, row, ASKED + SCATTERED, how="scattered")
    return best, likeness


def _may_be_asked(term: Term, indexed: IndexedFact, matcher: Matcher) -> bool:
    """Tell whether any of the curator's questions can have a term: most candidates fail here, cheaply."""
    if not term.words or indexed.asked_keys & set(term.phrases):
        return True
    return all(not indexed.asked_keys.isdisjoint(matcher.expand(word)) for word in term.words)


Row = tuple[tuple[float, frozenset[int]] | None, ...]
"""For each term, what it costs to find it in one of the curator's questions, and where it stands; None: it does not."""


def _likeness(row: Row, weights: Sequence[float], asked: AskedAs, reading: Reading) -> float:
    """Return how like two questions are: the weight of each one's words that the other has, multiplied.

    The better the evidence for a word, the more it counts; a question for another kind of hole counts for less.
    """
    shared = sum(weight * _quality(match[0]) for weight, match in zip(weights, row, strict=True) if match)
    own = asked.weights
    covered = {place for match in row if match for place in match[1]}
    met = sum(own[place] for place in covered)
    likeness = shared / max(0.1, sum(weights)) * met / max(0.1, sum(own))
    return likeness * _kinship(asked.kind, reading.hole.kind)


def _quality(cost: float) -> float:
    """Return how much evidence of that cost counts, from 1 (the same word) down."""
    return max(0.4, 1.0 - 0.2 * cost)


KINDRED = (
    {"who", "what is", "list", "which", "whose", "claimant"},
    {"what", "which", "what is", "event", "statement", "list"},
    {"how many", "what share", "how much"},
    {"why", "what"},
    {"how", "what", "what is"},
    {"when", "how long"},
    {"where", "which"},
)
"""Kinds of holes for which people ask in much the same words ("what town" and "where")."""


def _kinship(one: str, other: str) -> float:
    if one == other:
        return 1.0
    return 0.9 if any({one, other} <= kindred for kindred in KINDRED) else 0.6


def _filled_from(hits: tuple[Hit, ...], row: Row, more: float, how: str = "asked") -> tuple[Hit, ...]:
    return tuple(
        Hit(hit.term, how, cost=match[0] + more)
        if match and hit.term.words and hit.how in {"missing", "optional"}
        else hit  # a time or number that the statement lacks is not made up for by a word of it in a question
        for hit, match in zip(hits, row, strict=True)
    )
