"""From question to answer, the whole way: read, look up, align, fill, decide.

    question text -> Question -> candidate facts -> Alignments -> Answer
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from qa.align import SINGLE_VALUED, Alignment, align
from qa.compose import Composer
from qa.factindex import FactIndex
from qa.fill import Filled, fill
from qa.match import Matcher
from qa.model import Answer
from qa.question import Question, Reading
from qa.reader import Reader

UNCOVERED = 0.12
"""Cost of each content word in a fact's core that the question does not ask about: the plainest fact answers."""
READING_STEP = 0.05
"""Cost of each step down the list of readings: the more literal reading wins a tie."""
LIKENESS = 1.0
"""What it is worth that the curator wrote down this very question for the fact."""
WEAKEST = 4.5
"""Evidence worse than this is no evidence, however complete."""
MARGIN = 0.35
"""Facts this close to the best one answer as well as it does."""
RANK_COST = {"preferred": -0.2, "normal": 0.0}


@dataclass(frozen=True, slots=True)
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
    def contradicted(self) -> bool:
        """True where all agrees but one single-valued slot, in which the record says otherwise."""
        conflicts = self.alignment.conflicts
        if len(conflicts) != 1 or self.alignment.missing or self.filled is None:
            return False
        return conflicts[0].slot in SINGLE_VALUED or conflicts[0].name == "contrast"


@dataclass(frozen=True, slots=True)
class Trace:
    """What ``--explain`` prints: the question as read, and every candidate with its checks."""

    question: Question
    candidates: tuple[Candidate, ...]
    decision: str


class Answerer:
    """Answers questions from indexed facts. Sentences near an unanswered question are added by the caller."""

    def __init__(self, reader: Reader, index: FactIndex, matcher: Matcher) -> None:
        self._reader = reader
        self._index = index
        self._matcher = matcher
        self._composer = Composer(index, matcher)

    def answer(self, text: str) -> tuple[Answer, Trace]:
        """Return the answer to one question, and how it was found."""
        question = self._reader.read(text)
        candidates = [
            candidate
            for step, reading in enumerate(question.readings)
            for candidate in self._candidates(reading, step)
        ]
        ranked = tuple(sorted(candidates, key=lambda candidate: candidate.total))
        decision, answer = self._decide(question, ranked)
        return replace(answer, question=text, assumed=question.assumed), Trace(question, ranked, decision)

    def _candidates(self, reading: Reading, step: int) -> list[Candidate]:
        """Look up the facts that may account for a reading, and align and fill each."""
        wanted = [self._matcher.wanted(term) for term in reading.terms if not term.optional and term.kind in {"word", "entity"}]
        if reading.speaker:
            names = {n for s in reading.speaker for n in (s, *self._matcher.gazetteer.groups_of(s))}
            wanted.append(tuple(sorted("@" + name for name in names)))
        found: list[Candidate] = []
        for indexed in self._index.candidates(wanted):
            if indexed.fact.rank == "deprecated":
                continue
            alignment = align(reading, indexed, self._matcher)
            filled = fill(alignment, self._matcher)
            found.append(Candidate(alignment, filled, _total(alignment, filled, step)))
        return found

    def _decide(self, question: Question, ranked: Sequence[Candidate]) -> tuple[str, Answer]:
        """Return the first decision of the table whose condition holds."""
        for name, decide in self._decisions():
            answer = decide(question, ranked)
            if answer is not None:
                return name, answer
        return "not on record", Answer("", "not-on-record")

    def _decisions(self) -> tuple[tuple[str, Callable[[Question, Sequence[Candidate]], Answer | None]], ...]:
        return (
            ("all checks agree", self._answered),
            ("one single-valued slot disagrees", self._corrected),
        )

    def _answered(self, _question: Question, ranked: Sequence[Candidate]) -> Answer | None:
        complete = [candidate for candidate in ranked if candidate.complete and candidate.alignment.cost <= WEAKEST]
        while complete:
            best = complete[0]
            alike = [c for c in complete if _same_reading(c, best)]
            answer = self._composer.compose(alike, MARGIN)
            if answer is not None:
                return answer
            complete = [c for c in complete if not _same_reading(c, best)]
        return None

    def _corrected(self, _question: Question, ranked: Sequence[Candidate]) -> Answer | None:
        contradicted = [c for c in ranked if c.contradicted and c.alignment.cost <= WEAKEST / 2]
        return self._composer.correct(contradicted[0]) if contradicted else None


def _same_reading(one: Candidate, other: Candidate) -> bool:
    return one.alignment.reading is other.alignment.reading


def _total(alignment: Alignment, filled: Filled | None, step: int) -> float:
    indexed = alignment.indexed
    own = indexed.positions(filled.slot) if filled and filled.slot else frozenset()
    core = {p for slot in indexed.slots("who", "whom", "what", "did", "is") for p in indexed.positions(slot)}
    left = (core & indexed.content) - alignment.covered - own
    cost = alignment.cost + (filled.cost if filled else 0.0) + UNCOVERED * len(left) - LIKENESS * alignment.likeness
    return cost + READING_STEP * step + RANK_COST.get(indexed.fact.rank, 0.0)
