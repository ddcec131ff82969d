"""What a question that can be answered Yes or No comes to, beyond its own words: held against what would be claimed.

A Yes or No by the words is held against the phrasings of what is so and what is not. Where the words decide nothing,
and where a claim is put as a question ("is it true that ..."), it is answered as the claim that it is so is judged.
"""

from __future__ import annotations

from collections.abc import Callable

from qa.computing.compose import Composer
from qa.matching.factindex import FactIndex
from qa.matching.fill import Filled
from qa.matching.match import Matcher
from qa.questions.polarity import is_negative
from qa.questions.question import Question
from qa.questions.scaffolding import strip
from qa.recognition.candidate import AT_ODDS, RECOGNISED, UNDECIDED, Candidate, Decided
from qa.recognition.vouch import Inquiry
from qa.recognition.yes_or_no import is_no_no
from qa.values import TYPE_CHECKING, replace
from qa.verdicts.assertions import assertions
from qa.verdicts.denied import is_refuted
from qa.verdicts.leaning import lean
from qa.verdicts.restraints import AT_ANOTHER_TIME, DESCRIBED_ANEW, describes_anew
from qa.verdicts.weighing import AGAINST, FOR

if TYPE_CHECKING:
    from qa.verdicts.judge import Judge
    from qa.verdicts.ruling import Ruling

LEFT_OPEN = "judged as a claim, it is left open"
WHICH_OF_TWO = "Yes does not tell which of the two"
OTHERWISE, LIKELIER = 0.9, 0.6
"""From this chance on, that the phrasings say otherwise is at odds with a yes or no by the words; by a phrasing."""
LEAST = {FOR: 0.7, AGAINST: 0.65}
"""The least chance, by the phrasings, of a Yes or No to how something is, where no word for that is in the record."""


class Polar:
    """One question that may be answered Yes or No, beside the facts and the judge of claims."""

    def __init__(
        self, question: Question, composer: Composer, index: FactIndex, matcher: Matcher, judge: Judge | None
    ) -> None:
        self._question = question
        self._tokens, _ = strip(question.tokens)
        self._composer = composer
        self._index = index
        self._matcher = matcher
        self._judge = judge

    def held(self, decided: Decided, inquiry: Inquiry) -> Decided:
        """Hold yes and no against the phrasings of what is so and what is not, or judge it as what is claimed.

        Where words and phrasings are at odds, what the words alone have told stands if the fact meant bears it out.
        """
        readings = (r for r in self._question.readings if r.form == "yes-no" and not r.choices)
        polar = [replace(reading, tokens=self._tokens) for reading in readings]
        either = any(token.norm == "or" for token in self._question.tokens)
        if either and decided.answer is not None and decided.answer.yes_or_no == "Yes":
            return replace(decided, reason=WHICH_OF_TWO, answer=None)
        if not polar or either or is_negative(self._tokens):
            return decided
        if decided.answer is None:
            return self._judged(decided)
        leaning = lean(polar, inquiry.recognition, self._index, self._matcher, asked=True)
        if leaning is None or leaning.weighed.alignment.indexed.fact.unknown:
            return decided
        says, unsays = (FOR, AGAINST) if decided.answer.yes_or_no == "Yes" else (AGAINST, FOR)
        recognised = decided.reason == RECOGNISED
        at_odds = leaning.chances[says] < leaning.chances[unsays] > (LIKELIER if recognised else OTHERWISE)
        meant = leaning.weighed.alignment.indexed.fact.id in decided.answer.facts
        otherwise = says == FOR and meant and leaning.held in {AT_ANOTHER_TIME, DESCRIBED_ANEW}
        anew = recognised and meant and describes_anew(leaning.weighed.alignment)
        unsure = anew and leaning.chances[says] < LEAST[says]
        return replace(decided, reason=AT_ODDS, answer=None) if at_odds or otherwise or unsure else decided

    def claimed(self, decide: Callable[[], Decided]) -> Decided:
        """Answer "is it true that ..." as what follows is judged when it is claimed; else as the question if it is so.

        A No to that question is told only if it would refute the claim: it may be meant for what the claim denies.
        """
        if self._judge is None:
            return decide()
        claim = self._question.text[self._tokens[0].start : self._tokens[-1].end]
        judged = self._judge.leant(self._judge.judge(claim), asked=True)
        ruled = self._ruled(judged.ruling, UNDECIDED)
        if ruled.answer is not None:
            return ruled
        decided = decide()
        told = decided.answer
        if told is None or told.yes_or_no != "No":
            return decided
        several = len(assertions(judged.text, judged.question.tokens, self._matcher.gazetteer)) > 1
        refuted = is_refuted(judged, told) and not several
        return decided if refuted else replace(decided, reason=LEFT_OPEN, answer=None)

    def put_as_claim(self, decided: Decided) -> Decided:
        """Answer "the bridge closed?" with Yes, rather than with the statement, where that claim is borne out."""
        told, question = decided.answer, self._question
        claimed = question.text.rstrip().endswith("?") and all(reading.form == "topic" for reading in question.readings)
        if told is None or told.answer != told.statement or told.status != "answered" or not claimed:
            return decided
        judged = self._judged(decided)
        return judged if judged.answer is not None and judged.answer.yes_or_no == "Yes" else decided

    def _judged(self, decided: Decided) -> Decided:
        """Answer as the claim that it is so would be judged, where the question's own words decide nothing."""
        if self._judge is None:
            return decided
        return self._ruled(self._judge.leant(self._judge.judge(self._question.text), asked=True).ruling, decided)

    def _ruled(self, ruling: Ruling, decided: Decided) -> Decided:
        """Answer Yes or No by the fact that has decided a claim; as was decided before, where none has."""
        by = ruling.by
        verdict = "Yes" if by is not None and by.stance == FOR else "No"
        if by is None or (decided.told and verdict != decided.told):
            return decided
        if verdict == "No" and by.conflict is None and is_no_no(by.alignment):
            return decided
        filled = Filled(verdict, None, 0.0)
        composed = self._composer.compose([Candidate(by.alignment, filled, 0.0)])
        return replace(decided, reason="judged as the claim that it is so", answer=composed)
