"""Which time of a fact a question's time stands against: not the end of something that is said to begin then."""

from __future__ import annotations

from qa.english.times import Time
from qa.english.tokens import norm_at
from qa.matching.factindex import IndexedFact
from qa.model import Slot
from qa.questions.question import Reading, Term
from qa.record.lexicon import bases

BOUNDING = frozenset({"by", "to", "until", "till", "since", "from", "between", "before", "after"})
"""Prepositions of an end or a beginning: what was at another time is not told by it."""
LIMITING = frozenset({"begin", "start", "end", "stop", "finish", "cease"})
"""Verbs of a beginning or an end."""


def opposed(term: Term, reading: Reading, indexed: IndexedFact) -> Time | None:
    """Return the time when the fact was, if another one in the question contradicts it; None where it has none."""
    beside = {norm_at(reading.tokens, term.first - 1), norm_at(reading.tokens, term.first)}
    bounded = beside & BOUNDING or any(LIMITING & set(bases(token.norm)) for token in reading.tokens)
    dates = [slot for slot in indexed.fact.slots if slot.key.endswith("when") and (bounded or not _is_bound(slot))]
    when = {position for slot in dates for position in indexed.positions(slot)}
    return next((time for time in indexed.times if time.first in when), None)


def _is_bound(slot: Slot) -> bool:
    """Tell whether a slot tells until or since when, not when."""
    return bool(BOUNDING & {slot.key.split()[0], slot.text.split()[0].lower()})
