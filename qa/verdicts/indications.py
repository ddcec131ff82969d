"""What is measured of a claim beside the fact that it is recognised as telling, for `qa.verdicts.leaning`.

A new indication is a row of `INDICATIONS`; scripts/fit_leaning.py gives it its weights.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qa.english.function_words import carries_content
from qa.matching.align import align
from qa.matching.factindex import FactIndex, IndexedFact
from qa.matching.match import Matcher
from qa.questions.polarity import denials
from qa.questions.question import Reading
from qa.recognition.recognise import NOBODY, Recognition
from qa.recognition.wordings import needed_of
from qa.values import value
from qa.verdicts.claim_checks import share_told
from qa.verdicts.weighing import AGAINST, FOR, SILENT, Weighed, weigh

FARTHEST = 30.0
"""Differences of logarithms beyond this say no more."""


@value
class Case:
    """A claim beside the fact that it is recognised as telling: strictly weighed, and with the phrasings' words."""

    number: int
    recognition: Recognition
    inclination: float
    """By how much (in the log of the odds) its words are those of what the fact affirms, not of what it denies."""
    strict: Weighed
    hoped: Weighed


def case_of(readings: Sequence[Reading], recognition: Recognition, index: FactIndex, matcher: Matcher) -> Case | None:
    """Return a claim beside the likeliest fact; None where there is none, or nobody has said what it denies."""
    number = next((each.fact for each in recognition.ranked if each.fact != NOBODY), None)
    inclination = recognition.inclination(number) if number is not None else None
    if number is None or inclination is None or index[number].fact.rank == "deprecated":
        return None
    weighed = [_both(reading, index[number], matcher) for reading in readings]
    if not weighed:
        return None
    strict, hoped = min(weighed, key=_order)
    return Case(number, recognition, inclination, strict, hoped)


def _both(reading: Reading, indexed: IndexedFact, matcher: Matcher) -> tuple[Weighed, Weighed]:
    plain = align(reading, indexed, matcher)
    needed = needed_of(plain.hits)
    reworded = align(reading, indexed, matcher, lambda term: term.first in needed)
    return weigh(plain, matcher), weigh(reworded, matcher, needed)


def _order(weighed: tuple[Weighed, Weighed]) -> tuple[bool, int, int, float]:
    strict, hoped = weighed
    return hoped.stance == SILENT, len(hoped.lacking), len(strict.lacking), strict.cost


def _answered(case: Case) -> float:
    """How much likelier the fact is meant than anything that the articles leave open."""
    open_ = next((each.certainty for each in case.recognition.ranked if each.fact == NOBODY), -FARTHEST)
    return _within(case.recognition.certainty(case.number) - open_)


def _affirmed(case: Case) -> float:
    """How much likelier what is said is what the fact affirms than what it denies."""
    return _within(case.inclination)


def _nearest(case: Case) -> float:
    """How much more the claim is like single phrasings of what is so than like those of what is not."""
    return case.recognition.nearer(case.number)


def _strange(case: Case) -> float:
    """Which share of the claim's words none of the fact's phrasings has."""
    content = [token.norm for token in case.strict.alignment.reading.tokens if carries_content(token.norm)]
    known = sum(case.recognition.knows_word(case.number, word, "yes") for word in content)
    return 1.0 - known / max(1, len(content))


def _denied(case: Case) -> float:
    """How many denials the claim has more, or fewer, than the statement."""
    alignment = case.strict.alignment
    return float(abs(len(denials(alignment.reading.tokens)) - len(denials(alignment.indexed.tokens))))


def _replaced(case: Case) -> float:
    """How many numbers and times the claim has where the record has another one."""
    alignment = case.strict.alignment
    taken = {p for hit in alignment.hits if hit.how == "statement" for p in hit.where}
    indexed = alignment.indexed
    free = {
        "time": [time for time in indexed.times if time.first not in taken],
        "quantity": [each for each in indexed.quantities if each.first not in taken],
    }
    lost = [hit.term.kind for hit in alignment.hits if hit.how in {"missing", "conflict"}]
    return float(sum(bool(free.get("quantity" if kind == "age" else kind)) for kind in lost))


def _margin(case: Case) -> float:
    """How much likelier this fact is meant than any other."""
    others = (e.certainty for e in case.recognition.ranked if e.fact not in {case.number, NOBODY})
    return _within(case.recognition.certainty(case.number) - max(others, default=-FARTHEST))


def _lacking(name: str) -> Callable[[Case], float]:
    return lambda case: float(sum(each.startswith(name + ":") for each in case.hoped.lacking))


INDICATIONS: dict[str, Callable[[Case], float]] = {
    "answered": _answered,
    "affirmed": _affirmed,
    "nearest": _nearest,
    "strange words": _strange,
    "denials": _denied,
    "numbers not in it": _lacking("quantity"),
    "times not in it": _lacking("time"),
    "names not in it": _lacking("entity"),
    "passed over": lambda case: float(
        sum(hit.how == "optional" and hit.term.kind == "word" for hit in case.strict.alignment.hits)
    ),
    "differs in one thing": lambda case: float(case.hoped.conflict is not None),
    "against": lambda case: float(case.hoped.stance == AGAINST),
    "for": lambda case: float(case.hoped.stance == FOR),
    "replaced": _replaced,
    "margin": _margin,
    "told": lambda case: share_told(case.strict.alignment),
    "for, strictly": lambda case: float(case.strict.stance == FOR),
}
"""Name -> the measure. The weights of each are in `qa.verdicts.leaning_weights`."""


def _within(difference: float) -> float:
    return max(-FARTHEST, min(FARTHEST, difference))
