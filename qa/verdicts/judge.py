"""What the record makes of one assertion, or of the yes/no question whether it is so: by its words, then its phrasings.

text -> Readings -> candidate facts -> Weighed -> Ruling -> where that leaves it open, Leaning
"""

from __future__ import annotations

from collections.abc import Iterable

from qa.computing.compose import Composer
from qa.english.function_words import NEGATIONS
from qa.matching.align import align
from qa.matching.factindex import FactIndex, IndexedFact
from qa.matching.match import Matcher
from qa.matching.reader import Reader
from qa.questions.polarity import denials
from qa.questions.question import Question, Reading
from qa.recognition.recognise import NOBODY, Recogniser, Recognition
from qa.recognition.vouch import LOOKED_AT
from qa.recognition.wordings import Wordings, needed_of
from qa.values import replace, value
from qa.verdicts.leaning import Leaning, lean
from qa.verdicts.ruling import UNSURE, Ruling, rule
from qa.verdicts.weighing import FOR, SILENT, Weighed, may_be_reworded, weigh

LACKING = 1
"""So many of an assertion's words a fact may lack to be looked at, unless it is recognised as what is meant."""
CERTAIN = -0.7
"""The least log of the probability with which a fact is recognised, for words from several of its phrasings."""
UNLIKELY = -20.0
"""Below this log of the probability, a fact is not what an assertion in the phrasings' words is about."""
TURNED = 0.25
"""By so much less a claim that denies what the record does not must be borne out without its denial."""
MOST_WORDS = 3
"""So many words a speaker has whose words follow a colon."""


@value
class Judged:
    """One assertion: how it was read, the facts that were weighed, what was decided and why."""

    text: str
    question: Question
    weighed: tuple[Weighed, ...]
    ruling: Ruling
    recognition: Recognition | None = None
    leaning: Leaning | None = None
    """Which way the phrasings lean, where they were asked."""


class Judge:
    """Judges assertions by indexed facts and by what the curator says may be said of them."""

    def __init__(
        self, reader: Reader, index: FactIndex, matcher: Matcher, recogniser: Recogniser | None, wordings: Wordings
    ) -> None:
        self._reader = reader
        self._index = index
        self._matcher = matcher
        self._recogniser = recogniser
        self._wordings = wordings
        self._composer = Composer(index, matcher)

    def judge(self, text: str) -> Judged:
        """Judge one assertion."""
        question = self._reader.read_claim(_spoken(text))
        recognition = self._recogniser.recognise(question.tokens) if self._recogniser else None
        weighed = [
            self._weigh(reading, indexed, recognition)
            for reading in question.readings
            for indexed in self._candidates(reading, recognition)
        ]
        ordered = tuple(sorted(weighed, key=_order))
        return Judged(text, question, ordered, rule(ordered, self._composer), recognition)

    def leant(self, judged: Judged, *, asked: bool = False) -> Judged:
        """Go by the phrasings where the rules leave an assertion open, or a question, where it is ``asked`` for."""
        if judged.ruling.verdict != UNSURE or judged.recognition is None:
            return judged
        leaning = lean(judged.question.readings, judged.recognition, self._index, self._matcher, asked=asked)
        if leaning is None:
            return judged
        judged = replace(judged, leaning=leaning)
        if leaning.stance == FOR and (_is_opposed(leaning.weighed, judged.weighed) or self._is_idle(judged, leaning)):
            return judged
        beside = (each for each in judged.weighed if each.stance == SILENT)  # another side may say just this
        ruling = rule((leaning.weighed, *beside), self._composer)
        reason = f"{ruling.reason}; {leaning.reason}" if ruling.verdict == UNSURE else leaning.reason
        return replace(judged, weighed=(leaning.weighed, *judged.weighed), ruling=replace(ruling, reason=reason))

    def _is_idle(self, judged: Judged, leaning: Leaning) -> bool:
        """Tell whether a denial changes nothing for the phrasings: then they do not tell whether it is so or not so."""
        tokens = judged.question.tokens
        denying = {position for position in denials(tokens) if tokens[position].norm in NEGATIONS}
        recorded = denials(leaning.weighed.alignment.indexed.tokens)
        if not denying or self._recogniser is None:
            return False
        kept = " ".join(token.text or token.norm for p, token in enumerate(tokens) if p not in denying)
        question = self._reader.read_claim(kept)
        recognition = self._recogniser.recognise(question.tokens)
        other = lean(question.readings, recognition, self._index, self._matcher)
        least = 0.0 if len(denials(tokens)) % 2 == len(recorded) % 2 else TURNED
        return other is None or leaning.chances[FOR] - other.chances[FOR] < least

    def _candidates(self, reading: Reading, recognition: Recognition | None) -> Iterable[IndexedFact]:
        """Return the facts that share nearly all words with a reading, and those that it is recognised as telling."""
        wanted = self._matcher.looked_up(reading)
        found = {fact.fact.id: fact for fact in self._index.candidates(wanted, LACKING)}
        if recognition is not None:
            for each in recognition.ranked[:LOOKED_AT]:
                if each.fact != NOBODY:
                    found.setdefault(self._index[each.fact].fact.id, self._index[each.fact])
        return [indexed for indexed in found.values() if indexed.fact.rank != "deprecated"]

    def _weigh(self, reading: Reading, indexed: IndexedFact, recognition: Recognition | None) -> Weighed:
        """Align a reading with a fact; words that the statement lacks may stand in one of the fact's phrasings.

        The phrasings are looked at only where they would make a difference: most facts lack more than words.
        """
        plain = align(reading, indexed, self._matcher)
        weighed = weigh(plain, self._matcher)
        number = self._index.number(indexed.fact.id)
        needed = needed_of(plain.hits)
        terms = [term for term in reading.terms if term.first in needed]
        if not needed or (recognition and not all(recognition.knows(number, term) for term in terms)):
            return weighed
        reworded = align(reading, indexed, self._matcher, lambda term: term.first in needed)
        hoped = weigh(reworded, self._matcher, needed)
        if hoped.stance == SILENT or (recognition and _is_unlikely(number, recognition)):
            return weighed
        if self._wordings.allowing(number, plain.hits, reading.tokens, self._matcher):
            return hoped
        sure = recognition is not None and recognition.certainty(number) >= CERTAIN
        return hoped if sure and may_be_reworded(plain, needed) else weighed


def _order(weighed: Weighed) -> tuple[int, float, int, int]:
    """Put first what lacks least and costs least; of those that bear it out, what says it itself, and little else."""
    alignment = weighed.alignment
    if weighed.stance != FOR:
        return len(weighed.lacking), weighed.cost, 0, 0
    elsewhere = sum(hit.how != "statement" for hit in alignment.hits)
    return len(weighed.lacking), weighed.cost, elsewhere, len(alignment.indexed.content - alignment.covered)


def _is_opposed(leant: Weighed, others: Iterable[Weighed]) -> bool:
    """Tell whether a fact that shares more words with the assertion, and half of them at least, says the opposite."""

    def shared(weighed: Weighed) -> int:
        return sum(hit.how == "statement" for hit in weighed.alignment.hits)

    saying = leant.alignment.reading.saying  # "denied that it is so" is no denial where it is read as what is said
    alike = (each for each in others if each.alignment.reading.saying == saying)
    opposite = (each for each in alike if each.conflict is not None and each.conflict.name == "polarity")
    return any(shared(each) > shared(leant) and 2 * shared(each) >= len(each.alignment.hits) for each in opposite)


def _is_unlikely(fact: int, recognition: Recognition) -> bool:
    """Tell whether the phrasings' words are rather those of another fact, or of what this one denies."""
    inclination = recognition.inclination(fact)
    return recognition.certainty(fact) < UNLIKELY or (inclination is not None and inclination < 0)


def _spoken(text: str) -> str:
    """Read a headline's colon as speech: "Reid: we will win" is "Reid said that we will win"."""
    speaker, colon, said = text.partition(": ")
    return f"{speaker} said that {said}" if colon and len(speaker.split()) <= MOST_WORDS else text
