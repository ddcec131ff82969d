"""Of what kind a slot's answer is, and what it costs to answer a question word with it: a month, a town, a person."""

from __future__ import annotations

from collections.abc import Sequence

from qa.english import wordnet
from qa.english.function_words import LIGHT, QUESTION_WORDS
from qa.english.quantities import quantities
from qa.english.times import WEEKDAYS, times
from qa.english.tokens import norm_at, norms, tokenize
from qa.matching.alignment import Alignment
from qa.matching.counting import counts_the_asked, is_of_the_unit
from qa.matching.factindex import IndexedFact
from qa.matching.match import Matcher
from qa.model import Slot
from qa.record.entities import PERSONS
from qa.record.lexicon import base_forms, bases

MEASURED = frozenset({"how many", "how much", "how old", "how long", "how often", "when", "where", "why"})
"""Question words that a slot's key must have itself: nothing else is a number, a time, a place, a reason."""


LENGTHS = frozenset("mile kilometre kilometer km metre meter m foot ft yard inch centimetre centimeter cm mm".split())
UNITS: dict[str, frozenset[str]] = {
    **dict.fromkeys(("far", "high", "tall", "deep", "wide"), LENGTHS),
    "fast": frozenset("mph kph kmh knot mile kilometre kilometer km".split()),
    "heavy": frozenset("tonne ton kilogram kilo kg gram pound lb stone ounce".split()),
}
"""Adjective behind "how" -> what a number that answers is counted in."""


MEASURING = frozenset({"many", "much", "old", "long", "often", *UNITS})
"""Words that type a slot together with "how"."""


def question_word(key: str) -> str:
    """Return the question word that types a slot key: "as part of what" -> what, "how many boys" -> how many."""
    words = key.split()
    for first, word in enumerate(words):
        if word == "how" and first + 1 < len(words) and words[first + 1] in MEASURING:
            return f"how {words[first + 1]}"
        if word in QUESTION_WORDS:
            return word
    return words[-1]


def head_of(indexed: IndexedFact, own: frozenset[int]) -> int:
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


def kind_cost(alignment: Alignment, slot: Slot, matcher: Matcher) -> float | None:
    """A "which month" answer is a month; a "what share" answer is a share; a "which town" answer is a town."""
    hole = alignment.reading.hole
    if hole.kind == "when" and hole.noun:
        return time_cost(hole.noun[0], slot)
    measure = hole.kind.removeprefix("how ")
    if measure in UNITS and slot.key != hole.kind:
        return _size_cost(UNITS[measure], slot)
    return _cost_of_kind(alignment, slot, matcher)


def _cost_of_kind(alignment: Alignment, slot: Slot, matcher: Matcher) -> float | None:
    hole = alignment.reading.hole
    if hole.kind == "how long" and question_word(slot.key) == "when":
        lasts = DURATIONS & base_forms(norms(slot.text))
        return 0.0 if lasts and quantities(tokenize(slot.text)) and not times(tokenize(slot.text)) else None
    if hole.kind == "how many" and not _tells_how_many(alignment, slot, matcher):
        return None
    if hole.kind == "what share":
        shares = [q for q in quantities(tokenize(slot.text)) if q.kind == "share"]
        counted = any(token.norm.isdecimal() for token in alignment.reading.tokens)  # of 200 it can be worked out
        return 0.0 if shares else 0.5 if "out of" in alignment.indexed.fact.statement and not counted else None
    if hole.kind == "what is" and hole.noun and _is_misnamed(alignment, slot, matcher):
        return None
    if hole.kind == "what is" and slot.key == "is" and not _is_of_that_kind(alignment, slot, matcher):
        return None
    if hole.kind == "where":
        return _place_type(alignment, slot, matcher)
    if hole.kind == "who":
        return _person_type(alignment, slot)
    if hole.kind in {"list", "which"} and not _counted(alignment, slot):
        return None
    if hole.kind in {"which", "list"}:
        return _noun_type(alignment, slot, matcher)
    return 0.0


def _tells_how_many(alignment: Alignment, slot: Slot, matcher: Matcher) -> bool:
    """Tell whether a slot counts what is asked for; how many left does not tell how many there were."""
    said = {token.norm for token in alignment.reading.tokens}
    did = alignment.indexed.positions_of("did") & alignment.indexed.content
    of_others = "other" in norms(slot.text) or ("there" in said and bool(did) and not did & alignment.covered)
    return not of_others and is_of_the_unit(alignment, slot) and counts_the_asked(alignment, slot, matcher)


def _size_cost(units: frozenset[str], slot: Slot) -> float | None:
    """Return what it costs to tell how far or how heavy something is with a slot; None without such a number."""
    tokens = tokenize(slot.text)
    counted = [norm_at(tokens, p) for q in quantities(tokens) for p in (q.last - 1, q.last)]
    told = any(units & set(bases(norm)) for norm in counted if norm)
    return 0.2 if told or any(_is_measure(token.text, units) for token in tokens) else None


def _is_measure(text: str, units: frozenset[str]) -> bool:
    """Tell whether a word is a number with its unit: "71mm", "11mph"."""
    unit = text.lstrip("0123456789.,-").lower()
    return text[:1].isdigit() and unit != text and unit in units


def _counted(alignment: Alignment, slot: Slot) -> bool:
    """Tell whether a list has as many names as the question says ("name the two sisters")."""
    asked = (hit.term for hit in alignment.hits if alignment.reading.hole.kind == "list" or hit.term.first <= FOREMOST)
    numbers = [term.quantity.value for term in asked if term.kind == "quantity" and term.quantity]
    return not numbers or len(named_in(alignment, slot)) in numbers


FOREMOST = 2
"""A number up to here counts what is asked for: "which two brothers", but not "which of the four boys"."""


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


def _is_of_that_kind(alignment: Alignment, slot: Slot, matcher: Matcher) -> bool:
    """Tell whether a slot may be what "who is" asks for, which has a noun, or what "what is the NOUN" does."""
    reading, indexed, own = alignment.reading, alignment.indexed, alignment.indexed.positions(slot)
    if reading.hole.noun:
        told = any(
            _is_in_slot(noun, alignment, own, base_forms(norms(slot.key)), matcher) for noun in reading.hole.noun
        )
        return told or bool(set(reading.hole.noun) & OFFICES) or alignment.likeness >= TRUSTED
    asked_who = any(token.norm == "who" for token in reading.tokens[: FOREMOST + 1])
    head = norm_at(indexed.tokens, head_of(indexed, own))
    first = wordnet.lemmas(head)[:1]
    return not asked_who or not first or first[0][1] == "n"


OFFICES = frozenset("role job position title office occupation profession post status relation connection".split())
"""Nouns of which anything that somebody is may be told."""


def _place_type(alignment: Alignment, slot: Slot, matcher: Matcher) -> float:
    """Where something went is told by its destination; the place that the whole dossier is about tells little."""
    destination = "to where" in {other.key for other in alignment.indexed.fact.slots} and slot.key == "where"
    named = named_in(alignment, slot)
    return 0.6 * destination + 0.4 * (bool(named) and named <= matcher.ambient)


def _person_type(alignment: Alignment, slot: Slot) -> float | None:
    """A who is a slot keyed so, or names somebody the dossier knows; of the age that is asked for, if one is."""
    named = named_in(alignment, slot)
    if alignment.reading.choices and len(named & set(alignment.reading.choices)) != 1:
        return None
    aged = {p for hit in alignment.hits if hit.term.kind == "age" for p in hit.where}
    if aged and (not aged & alignment.indexed.positions(slot) or len(named) > 1):
        return None
    if question_word(slot.key) in {"who", "whom", "whose"}:
        return 0.0
    own = alignment.indexed.positions(slot)
    head = head_of(alignment.indexed, own)
    heads = [m for m in alignment.indexed.mentions if m.how != "role" and m.first <= head < m.last]
    named_head = any(ACTING & alignment.indexed.kinds(mention) for mention in heads)
    return 0.3 if named_head and slot.key in {"what", "by what"} else None


ACTING = PERSONS | frozenset(
    "administration agency army association authority band bank board body business campaign charity church club "
    "college commission committee company contractor council court crew department employer family federation "
    "firm force foundation fund government group hospital inspectorate institution league ministry newspaper "
    "office organisation organization panel paper parliament party police publisher regiment school senate "
    "service society staff supplier team tribunal trust union university watchdog".split()
)
"""Kinds of entities that are a who: a ship is a what."""


def named_in(alignment: Alignment, slot: Slot) -> set[str]:
    """Return the names of the entities that a slot names."""
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
    in_key = base_forms(norms(slot.key))
    if word in MEASURED and not set(bases(nouns[-1])) & in_key and not (word == "where" and named_in(alignment, slot)):
        return None
    named = named_in(alignment, slot)
    if len(nouns) == 1 and matcher.akin(nouns, {kind for name in named for kind in matcher.gazetteer.kinds(name)}):
        return 0.1
    described = base_forms(each for name in named for each in matcher.gazetteer.describing(name))
    if all(_is_in_slot(noun, alignment, own, in_key | described, matcher) for noun in nouns):
        return 0.0 if any(set(matcher.expand(noun)) & in_key for noun in nouns) else 0.3
    return _unverified(nouns, alignment, word, matcher)


def _is_in_slot(noun: str, alignment: Alignment, own: frozenset[int], known: frozenset[str], matcher: Matcher) -> bool:
    """Tell whether a noun is a word of the slot, of its key, or of what its entities are."""
    reach = set(matcher.expand(noun))
    return bool(reach & known) or any(reach & set(alignment.indexed.keys[p]) for p in own)


def _unverified(nouns: Sequence[str], alignment: Alignment, word: str, matcher: Matcher) -> float | None:
    """Take it on trust that a slot is of the kind asked for, where the curator wrote down much the same question."""
    reach = {key for noun in nouns for key in matcher.expand(noun)}
    typed = base_forms(nouns) & (TYPED_NOUNS | PERSON_NOUNS)
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
UNVERIFIED = 0.8
"""What it costs that nothing tells whether the slot is of the kind that the noun names."""
TRUSTED = 0.6
VAGUE = frozenset("person people someone man woman individual thing one name kind sort type".split())
"""Nouns that say no more than the question word does."""
