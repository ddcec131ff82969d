"""Filling the hole: which slot of an aligned fact answers the question."""

from __future__ import annotations

from collections.abc import Sequence

from qa.alignment import Alignment, fact_negated, fact_roles, predicate_hit
from qa.counting import counts_the_asked, is_of_the_unit
from qa.entities import PERSONS
from qa.factindex import IndexedFact
from qa.function_words import LIGHT, QUESTION_WORDS, WH_WORDS
from qa.lexicon import bases
from qa.match import Matcher
from qa.model import Slot
from qa.quantities import quantities
from qa.times import WEEKDAYS, times
from qa.tokens import norms, tokenize
from qa.values import value

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
}
"""What is asked for -> the slots that can answer it, best first. A slot is known by the question word in its key."""

WHOLE = frozenset({"event", "statement", "did"})
"""Holes that the whole statement fills."""

MEASURED = frozenset({"how many", "how much", "how old", "how long", "how often", "when", "where", "why"})
"""Question words that a slot's key must have itself: nothing else is a number, a time, a place, a reason."""


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
        if reading.form == "yes-no" and _is_of_the_predicate(alignment):
            return Filled("Yes" if reading.negated else "No", None, 0.0)
        asked = kind in OF_THE_UNKNOWN or alignment.likeness >= ALIKE  # ALIKE: it is the curator's own question
        return Filled(f"Not known: {indexed.fact.statement}", None, 0.0) if asked else None
    if reading.form == "yes-no":
        return Filled("No" if reading.negated != fact_negated(indexed) else "Yes", None, 0.0)
    if kind == "claimant":
        return _claimant(indexed)
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


UNKNOWN_FROM = WH_WORDS | {"whether", "if"}
"""Words behind which stands what is not known: "could not say whether"."""


def names_somebody(filled: Filled, alignment: Alignment, matcher: Matcher) -> bool:
    """Tell whether an answer has a name that the question does not have."""
    asked = {name for hit in alignment.hits for name in hit.term.names}
    tokens = tokenize(filled.text)
    named = (m for m in matcher.gazetteer.mentions(tokens) if m.how != "role" and tokens[m.first].text[:1].isupper())
    return bool({mention.name for mention in named} - asked)


def _whole_will_do(alignment: Alignment) -> bool:
    """Tell whether the whole statement answers where no slot does: only where it is like the curator's own question."""
    reading = alignment.reading
    if reading.choices or reading.hole.noun or any(h.term.asked_for and not h.found for h in alignment.hits):
        return False
    return alignment.likeness >= (OPEN_ALIKE if reading.hole.kind in OPEN else ALIKE)


def _claimant(indexed: IndexedFact) -> Filled | None:
    if indexed.fact.according_to:
        return Filled(" and ".join(indexed.fact.according_to), None, 0.0)
    return None


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


def question_word(key: str) -> str:
    """Return the question word that types a slot key: "as part of what" -> what, "how many boys" -> how many."""
    words = key.split()
    for first, word in enumerate(words):
        if word == "how" and first + 1 < len(words) and words[first + 1] in {"many", "much", "old", "long", "often"}:
            return f"how {words[first + 1]}"
        if word in QUESTION_WORDS:
            return word
    return words[-1]


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
        cost -= 0.3 * min(4, len(_named_in(alignment, slot)) - 1)
    for test in (_typed, _fresh, _agreeing_key, _role):
        more = test(alignment, slot, matcher)
        if more is None:
            return None
        cost += more
    return cost


def _fresh(alignment: Alignment, slot: Slot, _matcher: Matcher) -> float | None:
    """An answer that only repeats the question, or whose head does, is none."""
    own = alignment.indexed.positions(slot)
    content = own & alignment.indexed.content or own
    echoed = {
        position
        for hit in alignment.hits
        if hit.how != "described" and (hit.where <= own or own <= hit.where)
        for position in hit.where & own
    }
    if alignment.reading.hole.kind in {"which", "list"}:
        echoed -= _noun_positions(alignment, slot)
    repeated = _head(alignment.indexed, own) in echoed and not _counts(alignment, own - echoed)
    if not content - echoed or repeated or _names_the_asked(alignment, slot):
        return None
    return 0.4 * len(echoed & content) / len(content)


def _counts(alignment: Alignment, fresh: frozenset[int]) -> bool:
    """Tell whether a number is new where a number is asked for: "240 pupils" to "how many pupils"."""
    return alignment.reading.hole.kind == "how many" and any(q.first in fresh for q in alignment.indexed.quantities)


def _names_the_asked(alignment: Alignment, slot: Slot) -> bool:
    """Tell whether a list of names answers a question about one of them: "which brother of A died" - "A, B and C"."""
    named = _named_in(alignment, slot)
    asked = {name for hit in alignment.hits if hit.term.kind == "entity" for name in hit.term.names}
    return alignment.reading.hole.kind in {"who", "which", "whose"} and len(named) > 1 and bool(named & asked)


def _head(indexed: IndexedFact, own: frozenset[int]) -> int:
    """Return the position of a slot's head noun: the last content word before a preposition ("the row" over pay)."""
    head = -1
    for position in sorted(own):
        norm = indexed.tokens[position].norm
        if head >= 0 and norm in LIGHT and indexed.tokens[head].norm not in MEASURES and norm not in {"and", "'s"}:
            break
        if position in indexed.content:
            head = position
    return head


MEASURES = frozenset("series number set range group lot string raft kind sort type part half most".split())
"""Nouns that stand before the one that is meant: "a series of strikes"."""


def _noun_positions(alignment: Alignment, slot: Slot) -> set[int]:
    nouns = {base for noun in alignment.reading.hole.noun for base in bases(noun)}
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


def _typed(alignment: Alignment, slot: Slot, matcher: Matcher) -> float | None:
    """A "which month" answer is a month; a "what share" answer is a share; a "which town" answer is a town."""
    hole = alignment.reading.hole
    if hole.kind == "when" and hole.noun:
        return time_cost(hole.noun[0], slot)
    if hole.kind == "how long" and question_word(slot.key) == "when":
        lasts = DURATIONS & {base for word in norms(slot.text) for base in bases(word)}
        return 0.0 if lasts and quantities(tokenize(slot.text)) and not times(tokenize(slot.text)) else None
    if hole.kind == "how many" and not (is_of_the_unit(alignment, slot) and counts_the_asked(alignment, slot, matcher)):
        return None
    if hole.kind == "what share":
        shares = [q for q in quantities(tokenize(slot.text)) if q.kind == "share"]
        return 0.0 if shares else 0.5 if "out of" in alignment.indexed.fact.statement else None
    if hole.kind == "what is" and hole.noun and _is_misnamed(alignment, slot, matcher):
        return None
    if hole.kind == "where":
        return _place_type(alignment, slot, matcher)
    if hole.kind == "who":
        return _person_type(alignment, slot)
    if hole.kind == "list" and not _counted(alignment, slot):
        return None
    if hole.kind in {"which", "list"}:
        return _noun_type(alignment, slot, matcher)
    return 0.0


def _counted(alignment: Alignment, slot: Slot) -> bool:
    """Tell whether a list has as many names as the question says ("name the two sisters")."""
    numbers = [hit.term.quantity.value for hit in alignment.hits if hit.term.kind == "quantity" and hit.term.quantity]
    return not numbers or len(_named_in(alignment, slot)) in numbers


def time_cost(noun: str, slot: Slot) -> float | None:
    """Return what it costs to answer "which NOUN" with a slot; None unless it has a year, a month or a day."""
    found = times(tokenize(slot.text))
    if noun == "years":
        return 0.0 if any(time.low[0] < time.high[0] for time in found) else None
    if "year" in bases(noun):
        return 0.0 if any(not time.yearless for time in found) else None
    if "month" in bases(noun):
        return 0.0 if any(time.low[1] == time.high[1] for time in found) else None
    if "weekday" in bases(noun):
        return 0.0 if set(norms(slot.text)) & WEEKDAYS else None
    if "day" in bases(noun):
        exact = any(time.low == time.high for time in found) or set(norms(slot.text)) & DAYS
        return 0.0 if exact else None
    return 0.0 if found or question_word(slot.key) == "when" else None


DURATIONS = frozenset("second minute hour day night week fortnight month year decade century season".split())
DAYS = WEEKDAYS | frozenset("tomorrow yesterday today".split())


def _is_misnamed(alignment: Alignment, slot: Slot, matcher: Matcher) -> bool:
    """Tell whether a slot is the name of somebody who is not called what is asked for: no outcome is a person."""
    own = alignment.indexed.positions(slot)
    mentions = (mention for mention in alignment.indexed.mentions if mention.how != "role")
    named = [mention for mention in mentions if own <= frozenset(range(mention.first, mention.last))]
    if not any(PERSONS & matcher.gazetteer.kinds(mention.name) for mention in named):
        return False
    called = {word for mention in named for word in matcher.gazetteer.describing(mention.name)} | PERSON_NOUNS
    told = {base for word in (*called, *norms(slot.key), "name") for base in (word, *bases(word))}
    return not told & {key for noun in alignment.reading.hole.noun for key in matcher.expand(noun)}


def _place_type(alignment: Alignment, slot: Slot, matcher: Matcher) -> float:
    """Where something went is told by its destination; the place that the whole dossier is about tells little."""
    destination = "to where" in {other.key for other in alignment.indexed.fact.slots} and slot.key == "where"
    named = _named_in(alignment, slot)
    return 0.6 * destination + 0.4 * (bool(named) and named <= matcher.ambient)


def _person_type(alignment: Alignment, slot: Slot) -> float | None:
    """A who is a slot keyed so, or names somebody the dossier knows; of the age that is asked for, if one is."""
    named = _named_in(alignment, slot)
    if alignment.reading.choices and len(named & set(alignment.reading.choices)) != 1:
        return None
    aged = {p for hit in alignment.hits if hit.term.kind == "age" for p in hit.where}
    if aged and (not aged & alignment.indexed.positions(slot) or len(named) > 1):
        return None
    if question_word(slot.key) in {"who", "whom", "whose"}:
        return 0.0
    own = alignment.indexed.positions(slot)
    head = _head(alignment.indexed, own)
    named_head = any(m.first <= head < m.last for m in alignment.indexed.mentions if m.how != "role")
    return 0.3 if named_head and slot.key in {"what", "by what"} else None


def _named_in(alignment: Alignment, slot: Slot) -> set[str]:
    own = alignment.indexed.positions(slot)
    return {mention.name for mention in alignment.indexed.mentions if mention.first in own}


def _noun_type(alignment: Alignment, slot: Slot, matcher: Matcher) -> float | None:
    """The noun of "which NOUN" is in the key, is a kind of the entity in the slot, or is a word of the slot itself."""
    nouns = [noun for noun in alignment.reading.hole.noun if noun not in VAGUE]
    if not nouns:
        return 0.0
    if set(bases(nouns[-1])) & TIME_NOUNS:
        return time_cost(nouns[-1], slot)
    own = alignment.indexed.positions(slot)
    if question_word(slot.key) in {"who", "whom"} and set(nouns) <= PERSON_NOUNS:
        return 0.3
    word = question_word(slot.key)
    in_key = {base for norm in norms(slot.key) for base in bases(norm)}
    if word in MEASURED and not set(bases(nouns[-1])) & in_key and not (word == "where" and _named_in(alignment, slot)):
        return None
    named = _named_in(alignment, slot)
    if len(nouns) == 1 and matcher.akin(nouns, {kind for name in named for kind in matcher.gazetteer.kinds(name)}):
        return 0.1
    described = {base for name in named for each in matcher.gazetteer.describing(name) for base in bases(each)}
    if all(_is_in_slot(noun, alignment, own, in_key | described, matcher) for noun in nouns):
        return 0.0 if any(set(matcher.expand(noun)) & in_key for noun in nouns) else 0.3
    return _unverified(nouns, alignment, word, matcher)


def _is_in_slot(noun: str, alignment: Alignment, own: frozenset[int], known: set[str], matcher: Matcher) -> bool:
    """Tell whether a noun is a word of the slot, of its key, or of what its entities are."""
    reach = set(matcher.expand(noun))
    return bool(reach & known) or any(reach & set(alignment.indexed.keys[p]) for p in own)


def _unverified(nouns: Sequence[str], alignment: Alignment, word: str, matcher: Matcher) -> float | None:
    """Take it on trust that a slot is of the kind asked for, where the curator wrote down much the same question."""
    reach = {key for noun in nouns for key in matcher.expand(noun)}
    typed = {base for noun in nouns for base in bases(noun)} & (TYPED_NOUNS | PERSON_NOUNS)
    curated = any(reach & set(keys) for asked in alignment.indexed.asked for keys in asked.words)
    plain = word in {"what", "is", "which"} and not typed
    return UNVERIFIED if plain and curated and alignment.likeness >= TRUSTED else None


PERSON_NOUNS = frozenset(
    "official officer figure politician lady gentleman guy woman man person individual people".split()
)
"""Nouns by which any person may be asked for."""
TIME_NOUNS = frozenset("year month day weekday date".split())
TYPED_NOUNS = frozenset(
    "year month day date week time age town city county country place street school number figure".split()
)
"""Nouns whose answers must be of their kind: nothing else is a month, a town, a number."""
SUBJECT_FOR_OBJECT = 0.8
"""What it costs to answer what somebody did with the subject of a fact whose verb the question does not use."""
OTHER_PREPOSITION = 0.9
"""What it costs that "what ... of" or "what ... for" is answered by a slot that has no such preposition."""
UNVERIFIED = 0.8
"""What it costs that nothing tells whether the slot is of the kind that the noun names."""
TRUSTED = 0.6
VAGUE = frozenset("person people someone man woman individual thing one name kind sort type".split())
"""Nouns that say no more than the question word does."""
