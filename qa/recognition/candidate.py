"""A fact beside a question, what it answers, how good that is, and whether that is good enough."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from qa.english.quantities import quantities
from qa.english.tokens import tokenize
from qa.english.wordnet import rather_a_verb
from qa.matching.alignment import ASKED_WAYS, SINGLE_VALUED, Alignment
from qa.matching.fill import Filled
from qa.model import Answer
from qa.record.entities import Gazetteer
from qa.record.lexicon import INFLECTED, LISTED
from qa.values import value

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
PLAIN_PASSING = 0.2
"""What it costs to pass over a verb like "take"; "reckon", which only says who says so, costs more."""
WEAKEST = 4.5
"""Evidence worse than this is no evidence, however complete."""
RECOGNISED = "recognised"
AT_ODDS = "words and phrasings are at odds"
RANK_COST = {"preferred": -0.2, "normal": 0.0}


@value
class Candidate:
    """A fact that a reading was aligned with, what it answers, and how good that is (0 is best)."""

    alignment: Alignment
    filled: Filled | None
    total: float

    @property
    def text(self) -> str:
        """What the hole is filled with, or an empty text."""
        return self.filled.text if self.filled else ""

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
        dearest = LITERAL if self._passes_the_verb else inf  # nor may what is left be only remotely like it
        told = not words or any(hit.how in {"statement", *ASKED_WAYS} and hit.cost <= dearest for hit in telling)
        return (
            (not poor or likeness >= VERY_LIKE)
            and (mean <= POOR_MEAN or likeness >= LIKE_CLAIM)
            and (told or likeness >= LIKE_CLAIM or self._compares_kinds)  # "the youngest boy"
        )

    @property
    def _passes_the_verb(self) -> bool:
        """True where the question has a verb that the fact need not have: "who took the boat out last"."""
        passed = [hit for hit in self.alignment.hits if hit.how == "optional" and hit.cost <= PLAIN_PASSING]
        return any(map(rather_a_verb, (word for hit in passed for word in hit.term.words)))

    @property
    def _compares_kinds(self) -> bool:
        return bool(self.alignment.reading.superlative) and not self._passes_the_verb

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


def named(values: Sequence[Candidate], gazetteer: Gazetteer) -> list[Candidate]:
    """Leave out how many they were where others who answer are named: "Ann; Jo", not "Ann; three players; Jo"."""
    by_name, counted = [], []
    for candidate in values:
        tokens = tokenize(candidate.text)
        mentions = (mention for mention in gazetteer.mentions(tokens) if mention.how != "role")
        by_name.append(any(len(gazetteer.members(mention.name)) == 1 for mention in mentions))
        counted.append(bool(quantities(tokens)))
    if sum(by_name) < 2:
        return list(values)
    return [each for each, is_named, is_count in zip(values, by_name, counted, strict=True) if is_named or not is_count]


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


def total_cost(alignment: Alignment, filled: Filled | None, step: int) -> float:
    """Return what a candidate costs in all; ``step`` is how far down the list of readings its reading stands."""
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
