"""Aligning one reading of a question with one fact: find its terms, ask every check."""

from __future__ import annotations

from collections.abc import Callable

from qa.matching.alignment import Alignment, Check
from qa.matching.checks import CHECKS
from qa.matching.factindex import IndexedFact
from qa.matching.hit import Hit
from qa.matching.likeness import with_asked
from qa.matching.match import Matcher
from qa.questions.question import Reading, Term
from qa.values import replace

PHRASED = 1.0
"""What it costs that a term is found only in the phrasings of a fact."""


def align(
    reading: Reading, indexed: IndexedFact, matcher: Matcher, phrased: Callable[[Term], bool] | None = None
) -> Alignment:
    """Return the alignment of a reading with a fact; ``phrased`` tells which terms its phrasings have."""
    hits, likeness = with_asked(
        tuple(matcher.hit(term, reading, indexed) for term in reading.terms), reading, indexed, matcher
    )
    if phrased is not None:
        hits = tuple(_phrased(hit, phrased) for hit in hits)
    draft = Alignment(reading, indexed, hits, (), likeness)
    checks = [check for test in CHECKS for check in _as_checks(test(draft, matcher))]
    return replace(draft, checks=tuple(checks))


def _phrased(hit: Hit, phrased: Callable[[Term], bool]) -> Hit:
    if hit.how in {"missing", "optional"} and phrased(hit.term):
        return Hit(hit.term, "phrased", cost=PHRASED)
    return hit


def _as_checks(outcome: Check | tuple[Check, ...] | None) -> tuple[Check, ...]:
    if outcome is None:
        return ()
    return outcome if isinstance(outcome, tuple) else (outcome,)
