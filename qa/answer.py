"""From question to answer, the whole way: read, look up, align, fill, decide.

question text -> Question -> candidate facts -> Alignments -> Answer
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from qa.align import align
from qa.alignment import ASKED_WAYS, SINGLE_VALUED, Alignment
from qa.compose import Composer
from qa.factindex import FactIndex
from qa.fill import Filled, fill
from qa.lexicon import INFLECTED, LISTED
from qa.match import Matcher
from qa.model import Answer
from qa.question import Question, Reading
from qa.recognise import Recognised, Recogniser, Recognition
from qa.reader import Reader
from qa.tokens import norms
from qa.values import replace, value
from qa.vouch import MISTAKEN, Vouched, vouch

UNCOVERED = 0.12
"""Cost of each content word in a fact's core that the question does not ask about: the plainest fact answers."""
READING_STEP = 0.05
"""Cost of each step down the list of readings: the more literal reading wins a tie."""
LIKENESS = 1.0
"""What it is worth that the curator wrote down this very question for the fact."""
UNFRAMED = 0.6
"""What it costs to take a speaker whom the question names for one of its other words."""
OTHER_ARTICLE = 1.5
"""What it costs that a fact is not from the article that the question asks about."""
LITERAL = 0.5
"""Up to this cost a question is in the statement's own words."""
LIKE_ENOUGH = 0.3
"""From this likeness on, a question in other words is taken for one that the curator wrote down."""
LIKE_CLAIM = 0.6
"""The same where what somebody is asked about was said by somebody else."""
POOR_FILL, POOR_MEAN, PLAIN_MEAN, VERY_LIKE = 0.9, 1.15, 0.7, 0.7
WEAKEST = 4.5
"""Evidence worse than this is no evidence, however complete."""
MARGIN = 0.35
"""Facts this close to the best one answer as well as it does."""
SURE = 3.0
"""By how much (in the log of the odds) a recognised fact must be likelier than the next one that says something else."""
LIKELY = -0.5
"""The least log of the probability with which a fact is recognised."""
RECOGNISED = 6
"""So many recognised facts are looked at."""
BESIDE = 1.0
"""What it costs that a fact is not the one that is recognised, but one beside it."""
OVERRULED = 3.0
"""From this certainty on, what is recognised as another fact or as unanswered is not answered by the words alone."""
RANK_COST = {"preferred": -0.2, "normal": 0.0}


@value
class Candidate:
    """A fact that a reading was aligned with, what it answers, and how good that is (0 is best)."""

    alignment: Alignment
    filled: Filled | None
    total: float

    @property
    def complete(self) -> bool:
        """True where every check agrees and the hole is filled."""
        return not self.alignment.missing and not self.alignment.conflicts and self.filled is not None

    @property
    def convincing(self) -> bool:
        """True where a complete candidate rests on the statement's own words, or on a question of the curator's."""
        alignment = self.alignment
        literal = not alignment.indexed.fact.unknown and (
            alignment.cost <= LITERAL
            or all(hit.how not in ASKED_WAYS and hit.cost <= LISTED + INFLECTED for hit in alignment.hits)
        )
        scattered = any(hit.how == "scattered" for hit in alignment.hits)
        plain = not scattered and alignment.cost <= PLAIN_MEAN * len(alignment.hits)
        enough = LIKE_ENOUGH / 2 if plain or alignment.reading.speaker else LIKE_ENOUGH
        alike = alignment.likeness >= enough or bool(alignment.reading.superlative)
        return self.complete and self._well_filled and alignment.cost <= WEAKEST and (literal or alike)

    @property
    def _well_filled(self) -> bool:
        """True unless the slot suits the hole poorly, or most words are only remotely like the record's."""
        likeness = self.alignment.likeness
        mean = self.alignment.cost / max(1, len(self.alignment.hits))
        poor = self.filled is None or self.filled.cost > POOR_FILL
        words = [hit for hit in self.alignment.hits if hit.term.kind == "word"]
        telling = [hit for hit in words if hit.term.grace is None]
        told = not words or any(hit.how in {"statement", *ASKED_WAYS} for hit in telling)
        return (
            (not poor or likeness >= VERY_LIKE)
            and (mean <= POOR_MEAN or likeness >= LIKE_CLAIM)
            and (told or likeness >= LIKE_CLAIM or bool(self.alignment.reading.superlative))
        )

    @property
    def contradicted(self) -> bool:
        """True where all agrees but one single-valued slot, in which the record says otherwise."""
        conflicts = self.alignment.conflicts
        if len(conflicts) != 1 or self.alignment.missing or self.filled is None:
            return False
        alike = self.alignment.likeness >= LIKE_ENOUGH
        if self.alignment.cost > (WEAKEST if alike else LITERAL):
            return False
        if self.alignment.reading.form == "topic":
            return False
        if conflicts[0].name == "claimant" and self.alignment.likeness < LIKE_CLAIM:
            return False
        return conflicts[0].slot in SINGLE_VALUED or conflicts[0].name == "contrast"


@value
class Trace:
    """What ``--explain`` prints: the question as read, and every candidate with its checks."""

    question: Question
    candidates: tuple[Candidate, ...]
    decision: str


class Answerer:
    """Answers questions from indexed facts. Sentences near an unanswered question are added by the caller."""

    def __init__(
        self, reader: Reader, index: FactIndex, matcher: Matcher, recogniser: Recogniser | None = None
    ) -> None:
        self._reader = reader
        self._index = index
        self._matcher = matcher
        self._recogniser = recogniser
        self._composer = Composer(index, matcher)

    def answer(self, text: str) -> tuple[Answer, Trace]:
        """Return the answer to one question, and how it was found.

        Facts that have every word of the question are tried first; then those that it is recognised as asking for; then
        those that lack one word: what they lack may be what the whole dossier is about, or what the record contradicts.
        """
        question = self._reader.read(text)
        recognition = self._recogniser.recognise(question.tokens) if self._recogniser else None
        ranked = self._ranked(question, 0)
        decision, answer = "all checks agree", self._answered([c for c in ranked if c.convincing])
        if recognition is not None:
            told = self._recognised(question, recognition)
            if answer is None or self._overruled(answer, told, recognition):
                decision, answer = "recognised", told
            if answer is None and not recognition.ranked[0].answered and recognition.margin() > OVERRULED:
                return Answer(text, "not-on-record", assumed=question.assumed), Trace(question, ranked, "unanswered")
        if answer is None:
            ranked = self._ranked(question, 1)
            decision, answer = "one word left", self._answered([c for c in ranked if c.convincing])
            if answer is not None and recognition is not None and self._overruled(answer, None, recognition):
                answer = None
        if answer is None:
            decision, answer = "one single-valued slot disagrees", self._corrected(ranked)
        answer = answer or Answer("", "not-on-record")
        return replace(answer, question=text, assumed=question.assumed), Trace(question, ranked, decision)

    def _overruled(self, answer: Answer, told: Answer | None, recognition: Recognition) -> bool:
        """Tell whether the question is recognised, much more certainly, as asking for something else."""
        own = max((recognition.certainty(self._index.number(fact)) for fact in answer.facts), default=-inf)
        better = recognition.ranked[0].certainty - own
        return better > OVERRULED if told is not None or not recognition.ranked[0].answered else False

    def _recognised(self, question: Question, recognition: Recognition) -> Answer | None:
        """Answer from the fact that the phrasings lead to, if its doubts are outweighed."""
        first, *others = recognition.ranked[:RECOGNISED]
        if not first.answered or first.certainty < LIKELY:
            return None
        best = vouch(first, question, self._index[first.fact], self._matcher, recognition)
        if best is None or best.filled is None:
            return None
        margin = inf
        for other in others:
            if not other.answered or not self._says_the_same(best, other, question, recognition):
                margin = first.certainty - other.certainty
                break
        if margin < SURE + best.doubt:
            return None
        candidate = Candidate(best.alignment, best.filled, 0.0)
        if first.key == MISTAKEN and not best.alignment.conflicts:
            return self._composer.mistaken(candidate)
        if best.alignment.conflicts:
            return self._composer.correct(candidate) if len(best.alignment.conflicts) == 1 else None
        return self._composer.compose([candidate, *self._beside(best, others, question, recognition)], MARGIN)

    def _beside(
        self, best: Vouched, others: Sequence[Recognised], question: Question, recognition: Recognition
    ) -> list[Candidate]:
        """Return what other recognised facts say to the same reading: a finer time, a fuller list."""
        found: list[Candidate] = []
        for other in others:
            if other.answered:
                rival = vouch(other, question, self._index[other.fact], self._matcher, recognition)
                if rival and rival.filled and not rival.doubt and rival.alignment.reading == best.alignment.reading:
                    named = any(len(hit.term.names) > 1 for hit in rival.alignment.hits)
                    found.append(Candidate(rival.alignment, rival.filled, 0.0 if named else BESIDE))
        return found

    def _says_the_same(self, best: Vouched, other: Recognised, question: Question, recognition: Recognition) -> bool:
        """Tell whether the next fact would answer with the same words."""
        rival = vouch(other, question, self._index[other.fact], self._matcher, recognition)
        if rival is None or rival.filled is None or best.filled is None:
            return False
        one, two = set(norms(best.filled.text)), set(norms(rival.filled.text))
        return one <= two or two <= one

    def _ranked(self, question: Question, lacking: int) -> tuple[Candidate, ...]:
        """Return the candidates of all readings, best first; equally good ones in the order of readings and facts."""
        found = [c for step, reading in enumerate(question.readings) for c in self._candidates(reading, step, lacking)]
        return tuple(sorted(found, key=lambda candidate: candidate.total))

    def _candidates(self, reading: Reading, step: int, lacking: int) -> list[Candidate]:
        """Look up the facts that may account for a reading, and align and fill each."""
        wanted = [
            self._matcher.wanted(term)
            for term in reading.terms
            if term.grace is None and term.kind in {"word", "entity"}
        ]
        if reading.speaker:
            names = {n for s in reading.speaker for n in (s, *self._matcher.gazetteer.groups_of(s))}
            wanted.append(tuple(sorted("@" + name for name in names)))
        found: list[Candidate] = []
        for indexed in self._index.candidates(wanted, lacking):
            if indexed.fact.rank == "deprecated":
                continue
            alignment = align(reading, indexed, self._matcher)
            filled = fill(alignment, self._matcher)
            found.append(Candidate(alignment, filled, _total(alignment, filled, step)))
        return found

    def _answered(self, fitting: Sequence[Candidate]) -> Answer | None:
        while fitting:
            best = fitting[0]
            answer = self._composer.compose([c for c in fitting if _same_reading(c, best)], MARGIN)
            if answer is not None:
                return answer
            fitting = [c for c in fitting if not _same_reading(c, best)]
        return None

    def _corrected(self, ranked: Sequence[Candidate]) -> Answer | None:
        contradicted = [candidate for candidate in ranked if candidate.contradicted]
        return self._composer.correct(contradicted[0]) if contradicted else None


def _same_reading(one: Candidate, other: Candidate) -> bool:
    return one.alignment.reading is other.alignment.reading


def _total(alignment: Alignment, filled: Filled | None, step: int) -> float:
    indexed = alignment.indexed
    own = indexed.positions(filled.slot) if filled and filled.slot else frozenset()
    core = {p for slot in indexed.slots("who", "whom", "what", "did", "is") for p in indexed.positions(slot)}
    left = (core & indexed.content) - alignment.covered - own
    cost = alignment.cost + (filled.cost if filled else 0.0) + UNCOVERED * len(left) - LIKENESS * alignment.likeness
    cost += 0.0 if alignment.reading.framed else UNFRAMED
    cost += OTHER_ARTICLE if _elsewhere(alignment) else 0.0
    return cost + READING_STEP * step + RANK_COST.get(indexed.fact.rank, 0.0)


def _elsewhere(alignment: Alignment) -> bool:
    """Tell whether the question asks about one article ("in the second article") and the fact is from another."""
    which = alignment.reading.article
    return which is not None and alignment.indexed.articles[which] not in {
        source.article for source in alignment.indexed.fact.sources
    }
