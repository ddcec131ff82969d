"""From question to answer, the whole way: read, look up, align, fill, decide.

question text -> Question -> candidate facts -> Alignments -> Answer
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import inf

from qa.computing.compose import Composer
from qa.computing.computed import computed, reckoned
from qa.english.times import is_coarse
from qa.english.tokens import norms
from qa.matching.align import align
from qa.matching.alignment import Alignment
from qa.matching.factindex import ANY_YEAR, FactIndex, year_keys
from qa.matching.fill import Filled, fill
from qa.matching.match import Matcher
from qa.matching.reader import Reader
from qa.model import Answer
from qa.questions.polarity import is_negative
from qa.questions.question import Question, Reading
from qa.questions.scaffolding import strip
from qa.recognition.candidate import Candidate, total_cost
from qa.recognition.correcting import asks_for_it, is_corrected, recurs
from qa.recognition.recognise import Recogniser
from qa.recognition.telling import is_no_no, presumes
from qa.recognition.vouch import LOOKED_AT, Inquiry, Vouched
from qa.values import TYPE_CHECKING, replace, value
from qa.verdicts.claim_checks import share_told

if TYPE_CHECKING:
    from qa.verdicts.judge import Judge
    from qa.verdicts.ruling import Ruling

MARGIN = 0.35
"""Facts this close to the best one answer as well as it does."""
SURE = 4.0
"""By how much (in the log of the odds) a recognised fact must be likelier than the next that says something else.

Of 91 golden questions of two dossiers that were answered with 3 to 4, 27 were answered wrongly; of 219 with 4 to 6, 30.
"""
LIKELY = -2.0
"""The least log of the probability with which a fact is recognised."""
BESIDE = 1.0
"""What it costs that a fact is not the one that is recognised, but one beside it."""
OVERRULED, ELSEWHERE = 3.0, 12.0
"""From this much more certainty on, what is recognised as left open, or as another fact, is not answered by the words.

Up to the larger one a Yes or No still is, what the other fact says as well, and where either of the two has not been
phrased in full. Of 50 golden questions of two dossiers that lay between them, 17 were answered wrongly, and most of the
other 33 with what the recognised fact says.
"""
OTHERWISE, LIKELIER = 0.9, 0.6
"""From this chance on, that the phrasings say otherwise is at odds with a yes or no by the words; by a phrasing."""
LEANT = 0.65
"""The least chance, by the phrasings, of a Yes or No to how something is, where no word for that is in the record."""
PLAIN, MOSTLY = 0.3, 0.75
"""What a word may cost that is as good as the record's own; the share of the record's words that a question has."""
MANY = 3
"""So many facts that have but a name of the question are no answer to it."""
RECOGNISED = "recognised"
AT_ODDS = "words and phrasings are at odds"
LEFT_OPEN = "judged as a claim, it is left open"
ASSERTED = "assertion"
"""How `strip` marks a question that is a claim: "is it true that ...", "..., right?"."""


@value
class Decided:
    """What was decided and why, and the candidates that were looked at.

    ``told`` is the Yes or No of the words alone where the phrasings are at odds with it.
    """

    reason: str
    answer: Answer | None
    candidates: tuple[Candidate, ...] = ()
    told: str = ""


UNDECIDED = Decided("", None)


@value
class Trace:
    """What ``--explain`` prints: the question as read, and every candidate with its checks."""

    question: Question
    candidates: tuple[Candidate, ...]
    decision: str
    recognised: tuple[Vouched, ...] = ()


class Answerer:
    """Answers questions from indexed facts. Sentences near an unanswered question are added by the caller."""

    def __init__(
        self,
        reader: Reader,
        index: FactIndex,
        matcher: Matcher,
        recogniser: Recogniser | None = None,
        judge: Callable[[], Judge] | None = None,
    ) -> None:
        """``judge`` makes what judges assertions by the same facts: most questions do without."""
        self._reader = reader
        self._make_judge = judge
        self._index = index
        self._matcher = matcher
        self._recogniser = recogniser
        self._composer = Composer(index, matcher)

    def answer(self, text: str) -> tuple[Answer, Trace]:
        """Return the answer to one question, and how it was found."""
        question = self._reader.read(text)
        answer, trace = self._computed(question), Trace(question, (), "worked out, each part by a question of its own")
        if answer is None:
            answer, trace = self._told(question)
            left = self._reckoned(question) if answer.status == "not-on-record" else None
            if left is not None:
                answer, trace = left, replace(trace, decision="reckoned from what is on record")
        return replace(answer, question=text, assumed=question.assumed), trace

    def worked_out(self, text: str) -> Answer | None:
        """Return the answer to a question that no single fact decides, if it can be worked out; else None."""
        question = self._reader.read(text)
        return self._computed(question) or self._reckoned(question)

    def _computed(self, question: Question) -> Answer | None:
        return computed(question.tokens, question.form, self._matcher.gazetteer, self._ask)

    def _reckoned(self, question: Question) -> Answer | None:
        return reckoned(question.tokens, question.form, self._matcher.gazetteer, self._ask)

    def _ask(self, text: str) -> Answer:
        """Answer a question by what is on record alone: what is worked out rests on nothing that is."""
        return self._told(self._reader.read(text))[0]

    def _told(self, question: Question) -> tuple[Answer, Trace]:
        """Answer a question by what is on record, and return how."""
        recognition = self._recogniser.recognise(question.tokens) if self._recogniser else None
        inquiry = Inquiry(question, recognition, self._index, self._matcher) if recognition else None
        claimed = strip(question.tokens)[1] == ASSERTED
        decided = self._claimed(question, inquiry) if claimed else self._asked(question, inquiry)
        recognised = inquiry.looked_at() if inquiry else ()
        trace = Trace(question, decided.candidates, decided.reason, recognised)
        return decided.answer or Answer("", "not-on-record"), trace

    def _asked(self, question: Question, inquiry: Inquiry | None) -> Decided:
        decided = self._decide(question, inquiry)
        polar = decided.answer is None or decided.answer.yes_or_no
        return self._leant(question, inquiry, decided) if inquiry and polar else decided

    def _claimed(self, question: Question, inquiry: Inquiry | None) -> Decided:
        """Answer "is it true that ..." as what follows is judged when it is claimed; else as the question if it is so.

        A No to that question is told only if it would refute the claim: it may be meant for what the claim denies.
        """
        if self._make_judge is None:
            return self._asked(question, inquiry)
        from qa.verdicts.assertions import assertions  # noqa: PLC0415 - most questions do without
        from qa.verdicts.denied import is_refuted  # noqa: PLC0415

        judge = self._make_judge()
        tokens, _ = strip(question.tokens)
        judged = judge.leant(judge.judge(question.text[tokens[0].start : tokens[-1].end]), asked=True)
        decided = self._ruled(judged.ruling, UNDECIDED)
        if decided.answer is not None:
            return decided
        decided = self._asked(question, inquiry)
        told = decided.answer
        if told is None or told.yes_or_no != "No":
            return decided
        several = len(assertions(judged.text, judged.question.tokens, self._matcher.gazetteer)) > 1
        refuted = is_refuted(judged, told) and not several
        return decided if refuted else replace(decided, reason=LEFT_OPEN, answer=None)

    def _leant(self, question: Question, inquiry: Inquiry, decided: Decided) -> Decided:
        """Hold yes and no against the phrasings of what is so and what is not, or judge it as what is claimed.

        Where words and phrasings are at odds, what the words alone have told stands if the fact meant bears it out.
        """
        tokens, _ = strip(question.tokens)
        polar = [replace(r, tokens=tokens) for r in question.readings if r.form == "yes-no" and not r.choices]
        either = any(token.norm == "or" for token in question.tokens)
        if not polar or either or is_negative(tokens):
            return decided
        if decided.answer is None:
            return self._judged(question, decided)
        from qa.verdicts.leaning import lean  # noqa: PLC0415 - most questions do without
        from qa.verdicts.restraints import AT_ANOTHER_TIME, DESCRIBED_ANEW, describes_anew  # noqa: PLC0415
        from qa.verdicts.weighing import AGAINST, FOR  # noqa: PLC0415

        leaning = lean(polar, inquiry.recognition, self._index, self._matcher, asked=True)
        if leaning is None or leaning.weighed.alignment.indexed.fact.unknown:
            return decided
        says, unsays = (FOR, AGAINST) if decided.answer.yes_or_no == "Yes" else (AGAINST, FOR)
        sure = LIKELIER if decided.reason == RECOGNISED else OTHERWISE
        at_odds = leaning.chances[says] < leaning.chances[unsays] > sure
        meant = leaning.weighed.alignment.indexed.fact.id in decided.answer.facts
        otherwise = says == FOR and meant and leaning.held in {AT_ANOTHER_TIME, DESCRIBED_ANEW}
        anew = decided.reason == RECOGNISED and meant and describes_anew(leaning.weighed.alignment)
        unsure = anew and leaning.chances[says] < LEANT
        return replace(decided, reason=AT_ODDS, answer=None) if at_odds or otherwise or unsure else decided

    def _goes_too_far(self, alignment: Alignment, filled: Filled | None) -> bool:
        """Tell whether a Yes would say more than the record does, or a No deny more."""
        if filled is None or filled.text not in {"Yes", "No"}:
            return False
        from qa.verdicts.scope_checks import denies_too_much, goes_further  # noqa: PLC0415

        return bool(goes_further(alignment, self._matcher)) if filled.text == "Yes" else denies_too_much(alignment)

    def _judged(self, question: Question, decided: Decided) -> Decided:
        """Answer as the claim that it is so would be judged, where the question's own words decide nothing."""
        if self._make_judge is None:
            return decided
        judge = self._make_judge()
        return self._ruled(judge.leant(judge.judge(question.text), asked=True).ruling, decided)

    def _put_as_claim(self, question: Question, decided: Decided) -> Decided:
        """Answer "the bridge closed?" with Yes, rather than with the statement, where that claim is borne out."""
        told = decided.answer
        claimed = question.text.rstrip().endswith("?") and all(reading.form == "topic" for reading in question.readings)
        if told is None or told.answer != told.statement or told.status != "answered" or not claimed:
            return decided
        judged = self._judged(question, decided)
        return judged if judged.answer is not None and judged.answer.yes_or_no == "Yes" else decided

    def _ruled(self, ruling: Ruling, decided: Decided) -> Decided:
        """Answer Yes or No by the fact that has decided a claim; as was decided before, where none has."""
        from qa.verdicts.weighing import FOR  # noqa: PLC0415 - most questions do without

        by = ruling.by
        verdict = "Yes" if by is not None and by.stance == FOR else "No"
        if by is None or (decided.told and verdict != decided.told):
            return decided
        if verdict == "No" and by.conflict is None and is_no_no(by.alignment):
            return decided
        filled = Filled(verdict, None, 0.0)
        composed = self._composer.compose([Candidate(by.alignment, filled, 0.0)], MARGIN)
        return replace(decided, reason="judged as the claim that it is so", answer=composed)

    def _decide(self, question: Question, inquiry: Inquiry | None) -> Decided:
        """Return the first decision that holds.

        The fact that the question is recognised as asking for comes first; a yes or no must not be at odds with what
        the words alone say. Then facts that have every word of the question, unless it is much more certainly
        recognised as asking for something else; then those that lack one word: what they lack may be what the whole
        dossier is about, or what the record contradicts.
        """
        told = self._recognised(inquiry) if inquiry else None
        denied = inquiry is not None and inquiry.verdict() == "No"
        verdict = any(reading.form == "yes-no" for reading in question.readings)
        if told is not None and not verdict:
            decided = Decided(RECOGNISED, told)
            affirmed = inquiry is not None and inquiry.recognition.ranked[0].key == "yes"
            return self._put_as_claim(question, decided) if affirmed else decided
        ranked = self._ranked(question, 0)
        own = self._answered(ranked)
        if own is not None and (_opposite(own, told) or (denied and told is None and own.yes_or_no == "Yes")):
            if _is_plain(ranked):
                return Decided("it is what the record says", own, ranked)
            by_words = next((each.text for each in ranked if each.convincing), "")
            return Decided(AT_ODDS, None, ranked, by_words)
        if told is not None:
            return Decided(RECOGNISED, told, ranked)
        if own is not None and not (inquiry and self._overruled(own, inquiry)):
            return Decided("all checks agree", own, ranked)
        if inquiry and inquiry.left_open(OVERRULED):
            return Decided("recognised as unanswered", None, ranked)
        ranked = self._ranked(question, 1)
        own = self._answered(ranked)
        if own is not None and not (inquiry and self._overruled(own, inquiry)):
            return Decided("all checks agree but for one word", own, ranked)
        corrected = self._corrected(ranked, inquiry)
        return Decided("one single-valued slot disagrees" if corrected else "not on record", corrected, ranked)

    def _overruled(self, own: Answer, inquiry: Inquiry) -> bool:
        """Tell whether the question is recognised as asking for something else, of which the words know nothing."""
        recognition, first = inquiry.recognition, inquiry.recognition.ranked[0]
        numbers = [self._index.number(fact) for fact in own.facts]
        surer = first.certainty - max(map(recognition.certainty, numbers), default=-inf)
        if surer <= OVERRULED or not first.answered or surer > ELSEWHERE:
            return surer > OVERRULED
        if own.yes_or_no or any(recognition.inclination(number) is None for number in (first.fact, *numbers)):
            return False
        return not set(norms(own.answer or "")) <= {token.norm for token in self._index[first.fact].tokens}

    def _recognised(self, inquiry: Inquiry) -> Answer | None:
        """Answer from the fact that the phrasings lead to, if its doubts are outweighed."""
        best = inquiry.best(LIKELY)
        if best is None or inquiry.margin(best) < SURE + best.doubt:
            return None
        best = inquiry.at_the_time(best)
        if self._goes_too_far(best.alignment, best.filled):
            return None
        candidate = Candidate(best.alignment, best.filled, 0.0)
        conflicts = best.alignment.conflicts
        if conflicts:  # that somebody else said something like it is no answer
            plain = len(conflicts) == 1 and is_corrected(best) and not asks_for_it(best.alignment)
            return self._composer.correct(candidate) if plain else None
        if presumes(best.recognised.key, best.alignment.reading):
            stated = all(hit.how == "statement" for hit in best.alignment.hits)  # then nothing in it is wrong
            return None if stated and not best.alignment.missing else self._composer.mistaken(candidate)
        beside = [
            Candidate(other.alignment, other.filled, 0.0 if _is_ambiguous(other) else BESIDE)
            for other in inquiry.beside(best)
        ]
        if best.alignment.reading.hole.kind == "when" and is_coarse(candidate.text):
            # a finer time may stand in a fact that nobody would ask for it
            like = self._candidates(best.alignment.reading, 0, 0)
            beside += [replace(candidate, total=BESIDE) for candidate in like if candidate.complete]
        answer = self._composer.compose([candidate, *beside], MARGIN)
        alike = [each.alignment.indexed.fact for each in inquiry.bearing_out(best)]
        return self._composer.borne_out(answer, alike) if answer is not None and answer.yes_or_no else answer

    def _ranked(self, question: Question, lacking: int) -> tuple[Candidate, ...]:
        """Return the candidates of all readings, best first; equally good ones in the order of readings and facts."""
        found = [c for step, reading in enumerate(question.readings) for c in self._candidates(reading, step, lacking)]
        return tuple(sorted(found, key=lambda candidate: candidate.total))

    def _candidates(self, reading: Reading, step: int, lacking: int) -> list[Candidate]:
        """Look up the facts that may account for a reading, and align and fill each."""
        wanted = self._matcher.looked_up(reading)
        if reading.speaker:
            names = {n for s in reading.speaker for n in (s, *self._matcher.gazetteer.groups_of(s))}
            wanted.append(tuple(sorted("@" + name for name in names)))
        # what lacks nothing has the years that are asked about; what lacks something may contradict them
        dated = () if lacking else _dated(reading)
        found: list[Candidate] = []
        for indexed in self._index.candidates(wanted, lacking, dated):
            if indexed.fact.rank == "deprecated":
                continue
            alignment = align(reading, indexed, self._matcher)
            filled = fill(alignment, self._matcher)
            found.append(Candidate(alignment, filled, total_cost(alignment, filled, step)))
        return found

    def _answered(self, ranked: Sequence[Candidate]) -> Answer | None:
        fitting = [c for c in ranked if c.convincing and not self._goes_too_far(c.alignment, c.filled)]
        while fitting:
            best = fitting[0]
            alike = [c for c in fitting if _same_reading(c, best)]
            answer = None if _is_anything_about_it(alike) else self._composer.compose(alike, MARGIN)
            if answer is not None:
                return answer
            fitting = [c for c in fitting if not _same_reading(c, best)]
        return None

    def _corrected(self, ranked: Sequence[Candidate], inquiry: Inquiry | None) -> Answer | None:
        contradicted = [each for each in ranked if each.contradicted and not asks_for_it(each.alignment)]
        if inquiry is not None:
            asked_for = {each.fact for each in inquiry.recognition.ranked[:LOOKED_AT]}
            contradicted = [c for c in contradicted if self._index.number(c.alignment.indexed.fact.id) in asked_for]
        if contradicted and recurs(contradicted):
            return None
        return self._composer.correct(contradicted[0]) if contradicted else None


def _dated(reading: Reading) -> list[tuple[str, ...]]:
    """Return for each time that is asked about the keys of the facts whose times may agree with it."""
    asked = (year_keys(term.time) for term in reading.terms if term.kind == "time" and term.time)
    return [(*years, ANY_YEAR) for years in asked if ANY_YEAR not in years]


def _opposite(one: Answer, other: Answer | None) -> bool:
    """Tell whether one answer is yes and the other no."""
    return other is not None and {one.yes_or_no, other.yes_or_no} == {"Yes", "No"}


def _is_ambiguous(vouched: Vouched) -> bool:
    """Tell whether a name in the question fits several entities."""
    return any(len(hit.term.names) > 1 for hit in vouched.alignment.hits)


def _is_plain(ranked: Sequence[Candidate]) -> bool:
    """Tell whether the best fact is told by the question in the fact's own words, and nothing but it."""
    best = next((each.alignment for each in ranked if each.convincing), None)
    own = best is not None and all(hit.how == "statement" and hit.cost <= PLAIN for hit in best.hits)
    return best is not None and own and best.reading.form == "yes-no" and share_told(best) >= MOSTLY


def _same_reading(one: Candidate, other: Candidate) -> bool:
    return one.alignment.reading is other.alignment.reading


def _is_anything_about_it(fitting: Sequence[Candidate]) -> bool:
    """Tell whether several facts have nothing of the question but a name: any of them, and none, is an answer."""
    best = fitting[0].alignment
    named = all(hit.term.kind == "entity" and hit.term.by_role for hit in best.hits)
    open_ = best.reading.form == "wh" and best.reading.hole.kind in {"who", "what", "what is"}
    near = {c.alignment.indexed.fact.id for c in fitting if c.total <= fitting[0].total + MARGIN}
    return open_ and named and not best.reading.hole.noun and len(near) >= MANY
