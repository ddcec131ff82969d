"""Filling the hole: which slot of an aligned fact answers the question."""

from __future__ import annotations

from collections.abc import Container, Sequence

from qa.english import wordnet
from qa.english.function_words import DETERMINERS, LIGHT, PREPOSITIONS, WH_WORDS
from qa.english.synonyms import SAYING
from qa.english.tokens import Token, norms, tokenize
from qa.matching.alignment import Alignment, fact_negated, fact_roles, predicate_hit
from qa.matching.hit import Hit
from qa.matching.match import Matcher
from qa.matching.slot_kinds import MEASURED, UNITS, head_of, kind_cost, named_in, question_word
from qa.model import Slot
from qa.record.entities import PERSONS
from qa.record.lexicon import base_forms, bases
from qa.values import value

SIZED = ("how much", "how many", "how", "how long", "is", "where", "what")
"""Slots that may hold the size of something, if they have a number of the right unit."""
FILLS: dict[str, tuple[str, ...]] = {
    "who": ("who", "whom", "what", "is"),
    "whose": ("whose", "who"),
    "what": ("what", "is", "which"),
    "which": ("which", "who", "what", "whom", "where", "when", "whose", "is", "how many", "how", "why"),
    "list": ("who", "is", "what", "which", "whom", "where"),
    "what is": ("is", "what name", "which", "who"),
    "when": ("when",),
    "where": ("where",),
    "why": ("why",),
    "how": ("how",),
    "how many": ("how many", "what share"),
    "what share": ("how many", "what share"),
    "how much": ("how much", "how many"),
    "how old": ("how old",),
    "how long": ("how long", "when"),
    "how often": ("how often", "how many times"),
    **{f"how {measure}": (f"how {measure}", *SIZED) for measure in UNITS},
    "how big": ("how big", "how much"),
}
"""What is asked for -> the slots that can answer it, best first. A slot is known by the question word in its key."""

WHOLE = frozenset({"event", "statement", "did"})
"""Holes that the whole statement fills."""


OF_THE_UNKNOWN = WHOLE | {"what", "how", "yes-no", "claimant"}
"""What a fact of not knowing answers: it names nobody, no number and no time of what is not known."""

OPEN = frozenset({"what", "event"})
"""Holes that a sentence can fill as well as a phrase."""
OPEN_ALIKE = 0.6
ALIKE = 0.8
"""From this likeness to a curator's question on, the whole statement may answer where no slot does."""


@value
class Filled:
    """The answer that a fact gives: its text, its slot (None for a whole statement), and what that costs."""

    text: str
    slot: Slot | None
    cost: float


def fill(alignment: Alignment, matcher: Matcher) -> Filled | None:
    """Return what fills the hole, or None where the fact has nothing for it that the question does not say itself."""
    reading, indexed = alignment.reading, alignment.indexed
    kind = reading.hole.kind
    if indexed.fact.unknown:
        if reading.form == "yes-no" and (_is_of_the_predicate(alignment) or _asks_who_can_tell(alignment)):
            return Filled("Yes" if reading.negated else "No", None, 0.0)
        asked = kind in OF_THE_UNKNOWN or alignment.likeness >= ALIKE  # ALIKE: it is the curator's own question
        return Filled(f"Not known: {indexed.fact.statement}", None, 0.0) if asked else None
    if reading.form == "yes-no":
        return Filled("No" if reading.negated != fact_negated(indexed) else "Yes", None, 0.0)
    if kind == "claimant":
        return _claimant(alignment)
    if kind in WHOLE or reading.twofold:
        return Filled(indexed.fact.statement, None, 0.0)
    filled = _slot(alignment, matcher)
    if filled is None and kind == "how old":
        filled = _age(alignment, matcher)
    if filled is None and _whole_will_do(alignment):
        # the curator says that this fact answers this very question, in words that no slot names
        filled = Filled(indexed.fact.statement, None, 1.0)
    return filled if filled is None or not reading.by_name or names_somebody(filled, alignment, matcher) else None


def _is_of_the_predicate(alignment: Alignment) -> bool:
    """Tell whether it is asked whether somebody could say what they could not, rather than what it is."""
    verb, indexed = predicate_hit(alignment), alignment.indexed
    said = [position for position, token in enumerate(indexed.tokens) if token.norm in UNKNOWN_FROM]
    named = {p for mention in indexed.mentions for p in range(mention.first, mention.last)}
    told = {p for p in indexed.predicate & indexed.content - named if said and p < said[0]}
    return verb is not None and bool(verb.where & told)


def _asks_who_can_tell(alignment: Alignment) -> bool:
    """Tell whether it is asked whether somebody told, or could tell: "did the inspector rule on who was to blame"."""
    reading = alignment.reading
    said = [token.norm for token in reading.tokens]
    if reading.speaker:  # "could the council say if anybody was sacked"
        told = {mention.name for mention in alignment.indexed.mentions}
        return said[:1] in (["if"], ["whether"]) and bool(told & set(reading.speaker))
    named = any(hit.term.kind == "entity" and hit.how == "statement" for hit in alignment.hits)
    first = next((p for p, norm in enumerate(said) if TELLING & set(bases(norm))), len(said))
    return named and bool(UNKNOWN_FROM & set(said[first:]))


TELLING = frozenset(
    "say tell confirm know reveal disclose establish rule decide find determine conclude name identify judge".split()
)
UNKNOWN_FROM = WH_WORDS | {"whether", "if"}
"""Words behind which stands what is not known: "could not say whether"."""


def names_somebody(filled: Filled, alignment: Alignment, matcher: Matcher) -> bool:
    """Tell whether an answer has a name that the question has not: "Ann's successor", "the cook of X" are none."""
    asked = {token.norm for token in alignment.reading.tokens}
    tokens = tokenize(filled.text)
    named = [m for m in matcher.gazetteer.mentions(tokens) if m.how != "role"]
    new = [m for m in named if _is_new_name(tokens[m.first : m.last], asked)]
    if filled.slot is None or any(PERSONS & matcher.gazetteer.kinds(mention.name) for mention in new):
        return bool(new)
    head = next((token for token in tokens if token.norm not in DETERMINERS | PREPOSITIONS), None)
    owned = any(token.norm == "'s" for token in tokens)
    if head is None or owned or not head.text[:1].isupper():
        return False
    opens = filled.slot.spans[0][0] == 0 and wordnet.known(head.norm)  # "Most farmers" is no name
    return bool(new) or (not named and not opens)


def _is_new_name(tokens: Sequence[Token], asked: Container[str]) -> bool:
    """Tell whether a name has a word in capitals that was not asked with; what belongs to somebody is no name."""
    capital = any(token.text[:1].isupper() and token.norm not in asked for token in tokens)
    return capital and all(token.norm != "'s" for token in tokens)


def _whole_will_do(alignment: Alignment) -> bool:
    """Tell whether the whole statement answers where no slot does: only where it is like the curator's own question."""
    reading = alignment.reading
    if reading.choices or reading.hole.noun or any(h.term.asked_for and not h.found for h in alignment.hits):
        return False
    return alignment.likeness >= (OPEN_ALIKE if reading.hole.kind in OPEN else ALIKE)


def _claimant(alignment: Alignment) -> Filled | None:
    """Return who makes a claim; who said, felt or was told what it is about stands in the statement, if at all."""
    indexed = alignment.indexed
    by = indexed.fact.according_to
    said = base_forms(token.norm for token in alignment.reading.tokens) & SAYING
    own = base_forms(indexed.tokens[p].norm for p in indexed.positions_of("did")) & SAYING
    told = {mention.name for mention in indexed.mentions} & set(by)
    if not by or (said & own and not told):
        return None
    return Filled(" and ".join(by), None, 0.0)


def _age(alignment: Alignment, matcher: Matcher) -> Filled | None:
    """An entity's age, where the question names one person only and the fact is about that person."""
    named = [hit for hit in alignment.hits if hit.term.kind == "entity" and hit.how == "statement"]
    ages = {
        entity.age
        for hit in named
        for name in hit.term.names
        if (entity := matcher.gazetteer.entities.get(name)) and entity.age
    }
    return Filled(ages.pop() or "", None, 1.0) if len(ages) == 1 and len(named) == 1 else None


def _slot(alignment: Alignment, matcher: Matcher) -> Filled | None:
    best: Filled | None = None
    for slot in alignment.indexed.fact.slots:
        cost = slot_cost(alignment, slot, matcher)
        if cost is not None and (best is None or cost < best.cost):
            best = Filled(slot.text, slot, cost)
    return best


def slot_cost(alignment: Alignment, slot: Slot, matcher: Matcher) -> float | None:
    """Return how badly a slot suits the hole (0 is best), or None where it cannot fill it."""
    reading = alignment.reading
    order = FILLS.get(reading.hole.kind, (reading.hole.kind,))
    word = question_word(slot.key)
    if slot.key in order:
        cost = 0.15 * order.index(slot.key)
    elif word in order and (word not in MEASURED or reading.hole.kind in MEASURED | {"what share", "what", "which"}):
        cost = 0.15 * order.index(word) + 0.2
    else:
        return None
    if reading.hole.kind == "which" and not reading.hole.noun and word not in {"which", "who", "whom", "what", "is"}:
        return None
    if reading.hole.kind == "list":
        cost -= 0.3 * min(4, len(named_in(alignment, slot)) - 1)
    for test in (kind_cost, _fresh, _agreeing_key, _role):
        more = test(alignment, slot, matcher)
        if more is None:
            return None
        cost += more
    return cost


def _fresh(alignment: Alignment, slot: Slot, matcher: Matcher) -> float | None:
    """An answer that only repeats the question, or whose head does, is none."""
    own = alignment.indexed.positions(slot)
    content = own & alignment.indexed.content or own
    echoed = {
        position
        for hit in alignment.hits
        if hit.how != "described" and (hit.where <= own or own <= hit.where) and not _is_told_by_role(hit, alignment)
        for position in hit.where & own
    } | _said_again(alignment, own, matcher)
    if alignment.reading.hole.kind in {"which", "list"}:
        nouns = _noun_positions(alignment, slot)
        if content <= nouns:
            return None  # "a town" does not tell which town
        echoed -= nouns
    repeated = head_of(alignment.indexed, own) in echoed and not _counts(alignment, own - echoed)
    if not content - echoed or repeated or _names_the_asked(alignment, slot):
        return None
    return 0.4 * len(echoed & content) / len(content)


def _is_told_by_role(hit: Hit, alignment: Alignment) -> bool:
    """Tell whether a name stands where the question has only an office: that is no echo."""
    own = {alignment.indexed.tokens[position].norm for position in hit.where}
    return hit.term.by_role and not own & set(hit.term.words)


def _said_again(alignment: Alignment, own: frozenset[int], matcher: Matcher) -> set[int]:
    """Return the positions of what the question itself says, where that is all of a slot, names in full or not."""
    indexed = alignment.indexed
    if alignment.reading.choices:
        return set()
    asked = {token.norm for token in alignment.reading.tokens}
    named = {m.name for m in matcher.gazetteer.mentions(alignment.reading.tokens) if m.how != "role"}
    again = {p for p in own if indexed.tokens[p].norm in asked}
    for mention in indexed.mentions:
        span = own & set(range(mention.first, mention.last))
        if mention.name in named and mention.how != "role" and span & again:
            again |= span
    return again if own & indexed.content <= again else set()


def _counts(alignment: Alignment, fresh: frozenset[int]) -> bool:
    """Tell whether a number is new where a number is asked for: "240 pupils" to "how many pupils"."""
    return alignment.reading.hole.kind == "how many" and any(q.first in fresh for q in alignment.indexed.quantities)


def _names_the_asked(alignment: Alignment, slot: Slot) -> bool:
    """Tell whether a list of names answers a question about one of them: "which brother of A died" - "A, B and C"."""
    named = named_in(alignment, slot)
    asked = {name for hit in alignment.hits if hit.term.kind == "entity" for name in hit.term.names}
    return alignment.reading.hole.kind in {"who", "which", "whose"} and len(named) > 1 and bool(named & asked)


def _noun_positions(alignment: Alignment, slot: Slot) -> set[int]:
    nouns = base_forms(alignment.reading.hole.noun)
    tokens = alignment.indexed.tokens
    return {p for p in alignment.indexed.positions(slot) if set(bases(tokens[p].norm)) & nouns}


def _agreeing_key(alignment: Alignment, slot: Slot, matcher: Matcher) -> float | None:
    """The key's other words must agree with the question's: "how many children" is not "how many reports"."""
    reading = alignment.reading
    asked = {norm for term in reading.terms for norm in term.words} | set(reading.hole.noun)
    reach = {key for norm in asked for key in matcher.expand(norm)}
    cost = 0.0
    words = norms(slot.key)
    typed = question_word(slot.key).split()
    for norm in words:
        if norm in LIGHT or norm in typed:
            continue
        if not set(bases(norm)) & reach:
            return None if typed[0] == "how" else cost + 0.9
    prepositions = [norm for norm in words if norm in LIGHT and norm not in typed]
    asked_preposition = reading.hole.preposition
    if "than" in prepositions and asked_preposition != "than":
        return None  # whom somebody is older than does not tell who is older
    if asked_preposition and asked_preposition not in prepositions:
        cost += OTHER_PREPOSITION if reading.hole.kind == "what" else 0.4
    if prepositions and not asked_preposition:
        cost += 0.3
    return cost


def _role(alignment: Alignment, slot: Slot, _matcher: Matcher) -> float | None:
    """A hole that is agent or patient is filled by the slot of that role, where the fact's roles are known."""
    role = alignment.reading.hole_role
    hit = predicate_hit(alignment)
    if not role:
        return 0.0
    agent, patient = fact_roles(alignment.indexed)
    own = alignment.indexed.positions(slot)
    if hit is None or not hit.where & alignment.indexed.predicate:
        # another verb may turn the roles round, but "what did X do" is seldom answered by who did it
        return SUBJECT_FOR_OBJECT if role == "patient" and own & agent and not own & patient else 0.0
    if role == "agent" and own & patient and not own & agent:
        return None
    if role == "patient" and own & agent and not own & patient:
        return None
    return 0.0


SUBJECT_FOR_OBJECT = 0.8
"""What it costs to answer what somebody did with the subject of a fact whose verb the question does not use."""
OTHER_PREPOSITION = 0.9
"""What it costs that "what ... of" or "what ... for" is answered by a slot that has no such preposition."""
