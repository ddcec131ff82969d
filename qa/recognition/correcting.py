"""Whether what a fact has otherwise corrects a question: what it takes for granted, not what it asks for."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from qa.english.function_words import is_comparing
from qa.english.times import relation, times_in
from qa.matching.alignment import Alignment
from qa.recognition.candidate import Candidate
from qa.recognition.recognise import WRONG
from qa.recognition.vouch import Vouched


def recurs(contradicted: Sequence[Candidate]) -> bool:
    """Tell whether the record counts the same at several times: of another one it says nothing, and denies nothing."""
    best = contradicted[0].alignment
    if best.conflicts[0].name != "time" or not best.reading.hole.kind.startswith("how "):
        return False
    at = [time for each in contradicted for time in times_in(each.alignment.conflicts[0].recorded)]
    return any(relation(one, other) == "disjoint" for one, other in combinations(at, 2))


def is_corrected(best: Vouched) -> bool:
    """Tell whether a question that a fact contradicts in one respect takes that for granted, and wrongly.

    Who asks for something else may name what the fact calls otherwise: another party, the opposite word. Then the
    phrasings must tell that it is wrong. How many there were at another time the fact does not say.
    """
    conflict, reading = best.alignment.conflicts[0], best.alignment.reading
    if conflict.name == "claimant":
        return False
    if reading.form == "yes-no" or best.recognised.key in WRONG:
        return True
    counted = reading.hole.kind.startswith("how ") and conflict.name == "time"
    return not counted and conflict.name not in {"entity", "contrast"}


def asks_for_it(alignment: Alignment) -> bool:
    """Tell whether what a fact has otherwise is what is asked for: who came last is no answer to who came first.

    Nor does what somebody praised deny that he blamed something.
    """
    conflict, reading = alignment.conflicts[0], alignment.reading
    other = conflict.name == "contrast" and reading.hole.kind in {"what", "who", "which", "list"}
    return reading.form == "wh" and (is_comparing(conflict.asked) or other)
