"""Whether a recognised fact answers the question: what it says, and what speaks against it.

The phrasings tell which fact is asked for; they cannot tell whether the question gets one name, date or number wrong.
So the recognised fact is aligned with the question like any other, and each check that does not agree is an objection.
"""

from __future__ import annotations

from math import inf

from qa.english.function_words import LIGHT
from qa.english.tokens import norms
from qa.matching.align import align
from qa.matching.alignment import ASKED_WAYS, Alignment
from qa.matching.factindex import FactIndex
from qa.matching.fill import Filled
from qa.matching.hit import Hit
from qa.matching.match import Matcher
from qa.model import Slot
from qa.questions.question import Question, Reading
from qa.recognition.objections import objections
from qa.recognition.recognise import Recognised, Recognition
from qa.recognition.telling import CLOSED, MISTAKEN, Telling
from qa.record.lexicon import bases
from qa.values import value

LOOKED_AT, NEAR = 6, 8.0
"""So many recognised facts are looked at, and none that is so much less certain than the best."""
CERTAIN = -0.1
"""From this certainty on, what is recognised as denied is not affirmed because its words are the record's."""
MUCH = 0.75
"""Two answers say the same if the shorter one shares so much of its words."""
CONTRADICTED = 4.0
"""What a contradiction costs a reading: another one, without, is preferred."""


@value
class Vouched:
    """A recognised fact beside the reading that suits it best: what it answers, and how much stands against that."""

    recognised: Recognised
    alignment: Alignment
    filled: Filled | None
    doubt: float


class Inquiry:
    """One question, what it is recognised as, and the facts that are held against it; each is looked at once."""

    def __init__(self, question: Question, recognition: Recognition, index: FactIndex, matcher: Matcher) -> None:
        self.recognition = recognition
        self._question = question
        self._index = index
        self._matcher = matcher
        self._vouched: dict[int, Vouched | None] = {}

    def vouch(self, recognised: Recognised) -> Vouched | None:
        """Return the best reading of the question as one for this fact; None where it has no reading.

        Nothing is told from a deprecated fact. It is recognised all the same, so that no other one stands in for it.
        """
        if self._index[recognised.fact].fact.rank == "deprecated":
            return None
        if recognised.fact not in self._vouched:
            readings = (reading for reading in self._question.readings if not reading.superlative)
            found = [self._beside(recognised, reading) for reading in readings]
            self._vouched[recognised.fact] = min(found, key=_order, default=None)
        return self._vouched[recognised.fact]

    def best(self, least: float) -> Vouched | None:
        """Return the fact that is most certainly asked for; None where it is less certain, or says nothing."""
        first = self.recognition.ranked[0]
        if not first.answered or first.certainty < least:
            return None
        vouched = self.vouch(first)
        return vouched if vouched is not None and vouched.filled is not None else None

    def at_the_time(self, best: Vouched) -> Vouched:
        """Return the best fact, or, if only its time is another than is asked about, the next that is of that time."""
        if {check.name for check in best.alignment.conflicts} != {"time"} or best.filled is None:
            return best
        others = (self.vouch(other) for other in self.recognition.ranked[1:LOOKED_AT] if other.answered)
        slot = best.filled.slot
        return next((each for each in others if each is not None and _is_plainly(each, slot)), best)

    def margin(self, best: Vouched) -> float:
        """Return by how much the best fact is more certain than the next one that does not say the same."""
        for other in self.recognition.ranked[1:LOOKED_AT]:
            if not other.answered or not (self._disputes(best, other) or _say_the_same(best, self.vouch(other))):
                return best.recognised.certainty - other.certainty
        return inf

    def _disputes(self, best: Vouched, other: Recognised) -> bool:
        """Tell whether two facts are the two sides of a dispute: asked for the one, both are told."""
        one, another = best.alignment.indexed.fact, self._index[other.fact].fact
        return not best.alignment.reading.speaker and (another.id in one.disputes or one.id in another.disputes)

    def verdict(self) -> str:
        """Return Yes or No where the question is recognised, with some certainty, as one so answered; else nothing."""
        first = self.recognition.ranked[0]
        told = {"yes": "Yes", "no": "No", MISTAKEN: "No"}.get(first.key, "")
        return told if first.answered and first.certainty > CERTAIN else ""

    def left_open(self, margin: float) -> bool:
        """Tell whether the question is recognised, by a margin, as one that the articles leave open."""
        first, *others = self.recognition.ranked[:2]
        return not first.answered and all(first.certainty - other.certainty > margin for other in others)

    def beside(self, best: Vouched) -> list[Vouched]:
        """Return what other recognised facts say, undoubted, to the same reading: a finer time, a fuller list."""
        if best.alignment.reading.hole.kind == "what is":
            return []
        near = [
            vouched
            for other in self.recognition.ranked[1:LOOKED_AT]
            if other.answered and best.recognised.certainty - other.certainty < NEAR and (vouched := self.vouch(other))
        ]
        reading = best.alignment.reading
        named = (each for each in near if all(hit.how not in ASKED_WAYS for hit in _names(each.alignment)))
        return [each for each in named if each.filled and not each.doubt and each.alignment.reading == reading]

    def bearing_out(self, best: Vouched) -> list[Vouched]:
        """Return what other recognised facts say Yes or No alike, undoubted, and from the same claimants."""
        if best.alignment.reading.form != "yes-no" or best.filled is None:
            return []
        said, by = best.filled.text, best.alignment.indexed.fact.according_to
        near = (
            vouched
            for other in self.recognition.ranked[1:LOOKED_AT]
            if other.answered
            and other.key == best.recognised.key
            and best.recognised.certainty - other.certainty < NEAR
            and (vouched := self.vouch(other))
        )
        alike = (each for each in near if each.filled and each.filled.text == said and not each.alignment.conflicts)
        named = (each for each in alike if all(hit.how not in ASKED_WAYS for hit in _names(each.alignment)))
        return [each for each in named if not each.doubt and each.alignment.indexed.fact.according_to == by]

    def looked_at(self) -> tuple[Vouched, ...]:
        """Return the facts that were held against the question, in that order."""
        return tuple(vouched for vouched in self._vouched.values() if vouched is not None)

    def _beside(self, recognised: Recognised, reading: Reading) -> Vouched:
        recognised = recognised if reading.form == "yes-no" else self.recognition.affirmed(recognised)
        fact, key = recognised.fact, recognised.key
        indexed = self._index[fact]
        alignment = align(reading, indexed, self._matcher, lambda term: self.recognition.knows(fact, term, key))
        telling = Telling(key, alignment, self._matcher, lambda word: self.recognition.knows_word(fact, word))
        filled, cost = telling.told()
        doubt = cost if key == MISTAKEN else cost + objections(alignment, self._matcher)
        return Vouched(recognised, alignment, filled, doubt)


def _is_plainly(vouched: Vouched, slot: Slot | None) -> bool:
    """Tell whether all checks agree that a fact answers with a slot of that name."""
    alignment, filled = vouched.alignment, vouched.filled
    same = filled is not None and filled.slot is not None and slot is not None and filled.slot.key == slot.key
    return same and not vouched.doubt and not alignment.conflicts and not alignment.missing


def _names(alignment: Alignment) -> list[Hit]:
    return [hit for hit in alignment.hits if hit.term.kind == "entity"]


def _say_the_same(one: Vouched, other: Vouched | None) -> bool:
    """Tell whether two facts answer with the same words, or the one with some of the other's."""
    if one.filled is None or other is None or other.filled is None:
        return False
    words, others = set(norms(one.filled.text)), set(norms(other.filled.text))
    if words <= others or others <= words:
        return True
    told, retold = _bases_of(words), _bases_of(others)
    measured = one.alignment.reading.hole.kind in CLOSED or one.alignment.reading.form == "yes-no"
    return not measured and len(told & retold) >= MUCH * min(len(told), len(retold)) > 1


def _bases_of(words: set[str]) -> set[str]:
    return {bases(word)[0] for word in words if word not in LIGHT}


def _order(vouched: Vouched) -> tuple[bool, float, float]:
    """Prefer a reading that answers, that nothing speaks against, that nothing contradicts; then the plainer one."""
    contradicted = CONTRADICTED * len(vouched.alignment.conflicts)
    return vouched.filled is None, vouched.doubt + contradicted, vouched.alignment.cost
