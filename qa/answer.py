"""From question to answer, the whole way: read, look up, align, fill, decide.

question text -> Question -> candidate facts -> Alignments -> Answer
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import inf

from qa.computing.compose import MARGIN, Composer
from qa.computing.computed import computed, reckoned
from qa.english.times import is_coarse
from qa.english.tokens import norms
from qa.matching.align import align
from qa.matching.alignment import Alignment, is_overtaken
from qa.matching.factindex import ANY_YEAR, FactIndex, year_keys
from qa.matching.fill import Filled, fill
from qa.matching.match import Matcher
from qa.matching.reader import Reader
from qa.model import Answer
from qa.questions.question import Question, Reading
from qa.questions.scaffolding import strip
from qa.recognition.candidate import AT_ODDS, RECOGNISED, Candidate, Decided, total_cost
from qa.recognition.correcting import asks_for_it, is_corrected, recurs
from qa.recognition.recognise import Recogniser
from qa.recognition.telling import presumes
from qa.recognition.vouch import LOOKED_AT, Inquiry, Vouched
from qa.values import TYPE_CHECKING, replace, value
from qa.verdicts.claim_checks import share_told

if TYPE_CHECKING:
    from qa.verdicts.judge import Judge
    from qa.verdicts.polar import Polar

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
PLAIN, MOSTLY = 0.3, 0.75
"""What a word may cost that is as good as the record's own; the share of the record's words that a question has."""
MANY = 3
"""So many facts that have but a name of the question are no answer to it."""
ASSERTED = "assertion"
"""How `strip` marks a question that is a claim: "is it true that ...", "..., right?"."""


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
        decided = self._held(question, inquiry)
        recognised = inquiry.looked_at() if inquiry else ()
        trace = Trace(question, decided.candidates, decided.reason, recognised)
        return decided.answer or Answer("", "not-on-record"), trace

    def _held(self, question: Question, inquiry: Inquiry | None) -> Decided:
        """Decide, and hold what can be answered Yes or No against the phrasings and the claim that it is so."""
        if strip(question.tokens)[1] == ASSERTED and self._make_judge is not None:
            return self._polar(question).claimed(lambda: self._asked(question, inquiry))
        return self._asked(question, inquiry)

    def _asked(self, question: Question, inquiry: Inquiry | None) -> Decided:
        decided = self._decide(question, inquiry)
        polar = any(reading.form == "yes-no" for reading in question.readings)
        if inquiry is None or not polar or (decided.answer is not None and not decided.answer.yes_or_no):
            return decided
        return self._polar(question).held(decided, inquiry)

    def _polar(self, question: Question) -> Polar:
        from qa.verdicts.polar import Polar  # noqa: PLC0415 - most questions do without

        judge = self._make_judge() if self._make_judge is not None else None
        return Polar(question, self._composer, self._index, self._matcher, judge)

    def _goes_too_far(self, alignment: Alignment, filled: Filled | None) -> bool:
        """Tell whether a Yes would say more than the record does, or a No deny more."""
        if filled is None or filled.text not in {"Yes", "No"}:
            return False
        from qa.verdicts.scope_checks import denies_too_much, goes_further  # noqa: PLC0415

        return bool(goes_further(alignment, self._matcher)) if filled.text == "Yes" else denies_too_much(alignment)

    def _decide(self, question: Question, inquiry: Inquiry | None) -> Decided:
        """Return the first decision that holds.

        The fact that the question is recognised as asking for comes first; a yes or no must not be at odds with what
        the words alone say. Then facts that have every word of the question, unless it is much more certainly
        recognised as asking for something else; then those that lack one word: what they lack may be what the whole
        dossier is about, or what the record contradicts.
        """
        if not any(token.norm.isalpha() for token in question.tokens):
            return Decided("nothing is asked", None)
        told = self._recognised(inquiry) if inquiry else None
        denied = inquiry is not None and inquiry.verdict() == "No"
        verdict = any(reading.form == "yes-no" for reading in question.readings)
        if told is not None and not verdict:
            decided = Decided(RECOGNISED, told)
            affirmed = inquiry is not None and inquiry.recognition.ranked[0].key == "yes"
            return self._polar(question).put_as_claim(decided) if affirmed else decided
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
        answer = self._composer.compose([self._since(candidate), *beside])
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
        fitting = [self._since(candidate) for candidate in fitting]
        while fitting:
            best = fitting[0]
            alike = [c for c in fitting if _same_reading(c, best)]
            answer = None if _is_anything_about_it(alike) else self._composer.compose(alike)
            if answer is not None:
                return answer
            fitting = [c for c in fitting if not _same_reading(c, best)]
        return None

    def _since(self, candidate: Candidate) -> Candidate:
        """Return what the record tells in the stead of a claim that was given up, or of what is so no longer.

        Where that has no answer of its own, its whole statement is the answer to what is so now.
        """
        alignment, filled = candidate.alignment, candidate.filled
        reading, fact = alignment.reading, alignment.indexed.fact
        if reading.form != "wh" or reading.speaker or reading.hole.kind == "claimant" or filled is None:
            return candidate
        later = self._index.given_up(fact)
        if later is not None and fact.contested and filled.slot and filled.slot.key not in fact.contested:
            return candidate
        overtaken = later is None and is_overtaken(alignment)
        later = self._index.latest(fact) if overtaken else later
        if later is None:
            return candidate
        anew = align(reading, later, self._matcher)
        told = fill(anew, self._matcher)
        if told is None or told.text == filled.text:
            return Candidate(anew, Filled(later.fact.statement, None, 0.0), candidate.total) if overtaken else candidate
        return Candidate(anew, told, candidate.total)

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
