"""A reading of a question beside a fact: where each term was found, and what every check says of it."""

from __future__ import annotations

from itertools import pairwise

from qa.english import wordnet
from qa.english.function_words import BE, NEGATIONS
from qa.matching.factindex import IndexedFact
from qa.matching.hit import Hit
from qa.questions.question import Reading
from qa.record.entities import PERSONS
from qa.values import value

SINGLE_VALUED = frozenset({"when", "how old", "how many", "polarity", "claimant"})
"""Slots that have one value only, so that another value contradicts the question; others merely do not answer it."""

LIKE = 0.6
"""From this likeness to one of the curator's questions on, its polarity is taken to be the question's."""

ASKED_WAYS = ("asked", "scattered", "phrased")
"""Ways of being found outside the statement, in the curator's questions."""
WILL = frozenset("will shall 'll".split())
"""Words of what is to come."""
AHEAD = WILL | {"going"}
NOW = frozenset("is are has have am still now currently".split())
BEFORE = frozenset("was were had did been would ever once then".split())
"""Words of what was, beside which those of what is do not tell of now."""


@value
class Check:
    """The outcome of one named check."""

    name: str
    verdict: str
    reason: str = ""
    slot: str = ""
    asked: str = ""
    recorded: str = ""
    cost: float = 0.0


@value
class Alignment:
    """A reading beside a fact: where each term was found, and what every check says."""

    reading: Reading
    indexed: IndexedFact
    hits: tuple[Hit, ...]
    checks: tuple[Check, ...]
    likeness: float = 0.0
    """How like the question is to one of the curator's own: 1 where each has all content words of the other."""

    @property
    def missing(self) -> tuple[Check, ...]:
        """Checks that the record leaves open."""
        return tuple(check for check in self.checks if check.verdict == "missing")

    @property
    def conflicts(self) -> tuple[Check, ...]:
        """Checks that the record contradicts."""
        return tuple(check for check in self.checks if check.verdict == "conflict")

    @property
    def cost(self) -> float:
        """What the evidence costs: 0 is word for word."""
        return sum(hit.cost for hit in self.hits) + sum(check.cost for check in self.checks)

    @property
    def covered(self) -> frozenset[int]:
        """Positions of the statement that the question's terms account for."""
        return frozenset(position for hit in self.hits for position in hit.where)


def predicate_hit(draft: Alignment) -> Hit | None:
    """Return where the question's main verb was found, if the grammar tells which it is."""
    verb = draft.reading.predicate[0] if draft.reading.predicate else -1
    return next((h for h in draft.hits if h.term.first <= verb < h.term.last), None)


def fact_roles(indexed: IndexedFact) -> tuple[frozenset[int], frozenset[int]]:
    """Return the positions of agent and patient: by the slots' names and the voice of the statement."""
    did = sorted(indexed.positions_of("did"))
    passive = is_passive(indexed)
    start = did[0] if did else len(indexed.tokens)
    agent: set[int] = set()
    patient: set[int] = set()
    for slot in indexed.fact.slots:
        where = indexed.positions(slot)
        if not where or slot.key not in {"who", "what", "whom", "by whom", "by what"}:
            continue
        if slot.key.startswith("by "):
            agent |= where
        elif slot.key == "whom" or min(where) > start or passive:
            patient |= where
        else:
            agent |= where
    return frozenset(agent), frozenset(patient)


def is_passive(indexed: IndexedFact) -> bool:
    """Tell whether the statement's verb phrase is passive: a form of be and a participle."""
    for slot in indexed.slots("did"):
        words = [indexed.tokens[p].norm for p in sorted(indexed.positions(slot))]
        if set(words) & BE and not words[-1].endswith("ing") and words[-1] not in BE:
            return len(words) > 1 and wordnet.inflected_verb(words[-1])
    return False


def fact_negated(indexed: IndexedFact) -> bool:
    """Tell whether the statement denies: as marked, or by a negation in its predicate."""
    if indexed.fact.negated:
        return True
    words = [indexed.tokens[p].norm for p in sorted(indexed.predicate)]
    return bool(NEGATIONS & set(words)) or ("yet", "to") in set(pairwise(words))


def says_the_same_of(alignment: Alignment) -> bool:
    """Tell whether all are asked to be what the record says that some are: that two are tall denies nothing else."""
    indexed = alignment.indexed
    told = {p for slot in indexed.slots("is") for p in indexed.positions(slot)} & indexed.content
    return not told or any(told & hit.where for hit in alignment.hits if hit.how != "described")


def leaves_the_agent_out(alignment: Alignment) -> bool:
    """Tell whether a claim that something is so lacks the person who, in the statement, does something to it.

    "It was the owner's fault" is not borne out by "Reid laid it at the owner's door": that is Reid's view.
    """
    indexed = alignment.indexed
    agent, _ = fact_roles(indexed)
    did = indexed.positions_of("did")
    persons = [m for m in indexed.mentions if m.first in agent and PERSONS & indexed.kinds(m)]
    passed_over = all(not set(range(m.first, m.last)) & alignment.covered for m in persons)
    is_so = bool(did) and not alignment.reading.predicate and not did & alignment.covered
    claimed = indexed.fact.according_to or alignment.reading.speaker
    return bool(persons) and passed_over and is_so and not claimed


def tells_who_knows(alignment: Alignment) -> bool:
    """Tell whether the verb of a fact of not knowing is asked or asserted: "who could not confirm", not "who left"."""
    indexed = alignment.indexed
    start = next((p for p, token in enumerate(indexed.tokens) if token.norm in {"whether", "if"}), 0)
    telling = {p for p in indexed.content if p < start and indexed.tokens[p].norm not in NEGATIONS}
    return any(hit.where & telling for hit in alignment.hits if hit.term.kind == "word")


def is_overtaken(alignment: Alignment) -> bool:
    """Tell whether something is asked, or asserted, to be so now, and a fact tells of it as it was before."""
    said = {token.norm for token in alignment.reading.tokens}
    now = bool(said & NOW) and not said & BEFORE
    timed = any(hit.term.kind == "time" for hit in alignment.hits)
    return alignment.indexed.fact.superseded_by is not None and now and not timed and not alignment.reading.speaker
