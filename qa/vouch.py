"""Whether a recognised fact answers the question: what the checks have against it, and what it says.

The phrasings tell which fact is asked for; they cannot tell whether the question gets one name, date or number wrong. So
the recognised fact is aligned with the question like any other, and each check that does not agree makes an *objection*.
"""

from __future__ import annotations

from collections.abc import Callable
from math import inf

from qa.align import align
from qa.alignment import Alignment
from qa.factindex import IndexedFact
from qa.fill import FILLS, MEASURED, Filled, fill, question_word, slot_cost
from qa.match import Matcher
from qa.question import Question
from qa.recognise import Recognised, Recognition
from qa.values import value

OBJECTIONS = {
    "words": 3.0,
    "entity": inf,
    "time": inf,
    "quantity": inf,
    "contrast": 6.0,
    "claimant": inf,
    "choice": inf,
    "possessor": inf,
    "links": 4.0,
    "quantifier": inf,
    "definition": 1.0,
    "role": 1.0,
    "polarity": 1.0,
    "tense": 0.0,
    "core": 0.0,
    "predicate": 0.0,
    "modality": 0.0,
    "yes-no": 0.0,
}
"""By check, how much surer (in the log of the odds) a fact must be recognised where the check does not agree."""
OTHER_SLOT = 4.0
"""The same where the question word asks for something else than the phrasings' slot gives."""
AT_ODDS = 8.0
"""The same where the phrasings say yes and the alignment no, or the other way round."""
NOT_SAID = 3.0
"""The same where yes or no rests on the phrasings only."""
UNTYPED = 1.0
"""The same where nothing but the phrasings tells that the slot is of the kind that is asked for."""
STRICT = frozenset("words entity time quantity links role quantifier claimant contrast definition".split())
PRESUMED = 2.0
"""The same where the question is recognised as one that takes something wrong for granted."""
CONTRADICTED = 4.0
"""What a contradiction costs a reading: another one, without, is preferred."""
SAYS, MISTAKEN = "says", "mistaken"
CLOSED = MEASURED | {"who", "whose", "claimant", "list"}
"""What only a slot of its kind can answer: for anything else the whole statement may stand."""
Knows = Callable[[str], bool]


@value
class Vouched:
    """A recognised fact beside the reading that suits it best: what it answers, and how much stands against that."""

    alignment: Alignment
    filled: Filled | None
    doubt: float


def vouch(
    recognised: Recognised, question: Question, indexed: IndexedFact, matcher: Matcher, recognition: Recognition
) -> Vouched | None:
    """Return the best reading of a question as one for this fact; None where it has no reading."""
    found: list[Vouched] = []
    for reading in question.readings:
        if reading.superlative:
            continue
        alignment = align(reading, indexed, matcher, lambda term: recognition.knows(recognised.fact, term, recognised.key))
        if recognised.key == MISTAKEN:
            found.append(Vouched(alignment, Filled(indexed.fact.statement, None, 0.0), PRESUMED))
            continue
        filled, doubt = _answer(recognised.key, alignment, matcher, lambda word: recognition.knows_word(recognised.fact, word))
        found.append(Vouched(alignment, filled, doubt + _objections(alignment)))
    return min(found, key=_order, default=None)


def _order(vouched: Vouched) -> tuple[bool, float, float]:
    """Prefer a reading that answers, that nothing speaks against, that nothing contradicts; then the plainer one."""
    contradicted = CONTRADICTED * len(vouched.alignment.conflicts)
    return vouched.filled is None, vouched.doubt + contradicted, vouched.alignment.cost


def _objections(alignment: Alignment) -> float:
    return sum(OBJECTIONS[check.name] for check in alignment.missing)


def _answer(key: str, alignment: Alignment, matcher: Matcher, knows: Knows) -> tuple[Filled | None, float]:
    """Return what the fact says where the phrasings and the question word lead, and what speaks against it."""
    fact, reading = alignment.indexed.fact, alignment.reading
    own = fill(alignment, matcher)
    if fact.unknown:
        return own, 0.0
    if reading.form == "yes-no":
        return _verdict(key, own, alignment)
    kept = _from_key(key, alignment, matcher, knows)
    if kept is not None:
        return kept
    if reading.hole.kind in CLOSED:
        return (own, OTHER_SLOT) if own is not None and own.slot is not None else (None, inf)
    if not all(knows(noun) for noun in reading.hole.noun):
        return None, inf
    return Filled(fact.statement, None, 0.0), UNTYPED


def _verdict(key: str, own: Filled | None, alignment: Alignment) -> tuple[Filled | None, float]:
    """Yes or no must rest on the whole question: whatever is not accounted for may be what makes it false."""
    if any(check.name in STRICT for check in alignment.missing):
        return None, inf
    told = {"yes": "Yes", "no": "No"}.get(key)
    if told is None:
        return own, NOT_SAID
    if own is not None and own.text != told:
        return Filled(told, None, 0.0), AT_ODDS
    return Filled(told, None, 0.0), 0.0


def _from_key(key: str, alignment: Alignment, matcher: Matcher, knows: Knows) -> tuple[Filled, float] | None:
    """Return what the phrasings' slot says, where it is of the kind that the question word asks for and news to it."""
    fact, kind = alignment.indexed.fact, alignment.reading.hole.kind
    if key == SAYS and fact.according_to and kind in {"claimant", "who", "which", "whose", "what", "list"}:
        return Filled(" and ".join(fact.according_to), None, 0.0), 0.0
    slot = next((slot for slot in fact.slots if slot.key == key), None)
    if slot is None or key == "did":
        return None if kind in CLOSED else (Filled(fact.statement, None, 0.0), 0.0)
    if slot_cost(alignment, slot, matcher) is not None:
        return Filled(slot.text, slot, 0.0), 0.0
    if not all(knows(noun) for noun in alignment.reading.hole.noun):
        return None
    word = question_word(key)
    if kind in MEASURED or word in MEASURED or kind == "claimant":
        return None if word not in FILLS.get(kind, (kind,)) else (Filled(slot.text, slot, 0.0), UNTYPED)
    if not alignment.indexed.positions(slot) & alignment.indexed.content - alignment.covered:
        return None
    return Filled(slot.text, slot, 0.0), UNTYPED
