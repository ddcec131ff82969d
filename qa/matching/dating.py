"""Which time of a fact a question's time stands against: not the end of something that is said to begin then."""

from __future__ import annotations

from qa.english.function_words import COMPARING
from qa.english.times import Time
from qa.english.tokens import norm_at, word_before
from qa.matching.factindex import IndexedFact
from qa.model import Slot
from qa.questions.polarity import STOPPING, denials
from qa.questions.question import SUPERLATIVES, Reading, Term
from qa.record.lexicon import bases

BOUNDING = frozenset({"by", "to", "until", "till", "since", "from", "between", "before", "after"})
"""Prepositions of an end or a beginning: what was at another time is not told by it."""
LIMITING = frozenset({"begin", "start", "end", "stop", "finish", "cease"})
"""Verbs of a beginning or an end."""
LEAVING = LIMITING | STOPPING | frozenset({"give", "leave", "quit", "resign", "retire", "abandon", "drop", "lose"})
"""Verbs after which something is no longer so: "gave up running it"."""


def opposed(term: Term, reading: Reading, indexed: IndexedFact) -> Time | None:
    """Return the time when the fact was, if another one in the question contradicts it; None where it has none."""
    beside = {norm_at(reading.tokens, term.first - 1), norm_at(reading.tokens, term.first)}
    bounded = beside & BOUNDING or any(LIMITING & set(bases(token.norm)) for token in reading.tokens)
    dates = [slot for slot in indexed.fact.slots if slot.key.endswith("when") and (bounded or not _is_bound(slot))]
    when = {position for slot in dates for position in indexed.positions(slot)}
    dated = next((time for time in indexed.times if time.first in when), None)
    return None if dated is None or (not bounded and _may_last(term, dated, reading, indexed)) else dated


def in_order(term: Term, reading: Reading, indexed: IndexedFact) -> list[Time]:
    """Return a fact's times that are before, or after, the one that is asked about: "the record before 2023"."""
    lead, asked = word_before(reading.tokens, term.first), term.time
    if asked is None or reading.form != "wh":
        return []
    if lead == "before":
        return [time for time in indexed.times if time.high < asked.low]
    return [time for time in indexed.times if lead == "after" and time.low > asked.high]


def _may_last(term: Term, dated: Time, reading: Reading, indexed: IndexedFact) -> bool:
    """Tell whether what was so at one time may have been so at the other: "open in May" says nothing of July."""
    keys = {slot.key for slot in indexed.fact.slots}
    if any(token.norm in COMPARING or token.norm in SUPERLATIVES for token in indexed.tokens):
        return False
    if ("is" in keys and "did" not in keys) or any(token.norm == "still" for token in indexed.tokens):
        return True
    later = term.time is not None and dated.high < term.time.low
    still = any(token.norm == "still" for token in reading.tokens)
    left = any(LEAVING & set(bases(token.norm)) for token in indexed.tokens)
    return later and still and not left and not denials(indexed.tokens)


def _is_bound(slot: Slot) -> bool:
    """Tell whether a slot tells until or since when, not when."""
    return bool(BOUNDING & {slot.key.split()[0], slot.text.split()[0].lower()})
