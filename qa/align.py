"""Aligning one reading of a question with one fact: find its terms, ask every check."""

from __future__ import annotations

from qa.alignment import Alignment, Check
from qa.checks import CHECKS
from qa.factindex import IndexedFact
from qa.likeness import with_asked
from qa.match import Matcher
from qa.question import Reading
from qa.values import replace


def align(reading: Reading, indexed: IndexedFact, matcher: Matcher) -> Alignment:
    """Return the alignment of a reading with a fact."""
    hits, likeness = with_asked(
        tuple(matcher.hit(term, reading, indexed) for term in reading.terms), reading, indexed, matcher
    )
    draft = Alignment(reading, indexed, hits, (), likeness)
    checks = [check for test in CHECKS for check in _as_checks(test(draft, matcher))]
    return replace(draft, checks=tuple(checks))


def _as_checks(outcome: Check | tuple[Check, ...] | None) -> tuple[Check, ...]:
    if outcome is None:
        return ()
    return outcome if isinstance(outcome, tuple) else (outcome,)
