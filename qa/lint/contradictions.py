"""The lint rules about two facts that cannot both be true: contradictions in the record, and unmarked disputes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from qa.english.function_words import AUXILIARIES, CONDITIONAL, DETERMINERS, NEGATIONS
from qa.english.quantities import quantities
from qa.english.times import Time, relation, times
from qa.english.tokens import norms, tokenize
from qa.lint.subject import Found, PlacedFact, Subject
from qa.matching.alignment import fact_negated
from qa.model import Fact, Slot
from qa.record.lexicon import base_forms, bases
from qa.record.report import shown

HAPPENS_ONCE = frozenset("die bear kill murder drown perish found abolish".split())
"""Verbs of what befalls one thing once (`bear` is the base of `born`): two dates of it exclude each other."""
LARGEST_GROUP = 200
"""Facts that are alike but for one slot and are more than this are a list; comparing them all would take too long."""


def contradiction(subject: Subject) -> Iterator[Found]:
    """Two facts of the record cannot both be true: they differ in one value only, or in a "not".

    Such a value is an age, a number, one of two opposites, or the date of what happens once (a birth, a death).

    Fails:

        facts:
          - id: bridge-opened
            statement: The bridge cost £4 million.
            answers: {what: The bridge, did: cost, how much: £4 million}
            asked_as: How much did the bridge cost?
            sources: [{article: bridge.txt, quote: It cost £4 million}]
          - id: bridge-cost-six
            statement: The bridge cost £6 million.
            answers: {what: The bridge, did: cost, how much: £6 million}
                                                             ^
            asked_as: Did the bridge cost £6 million?
            sources: [{article: bridge.txt, quote: it cost £6 million}]

    Passes:

        facts:
          - id: bridge-opened
            statement: The bridge opened in May 2011.
            answers: {what: The bridge, did: opened, when: in May 2011}
            asked_as: When did the bridge open?
            sources: [{article: bridge.txt, quote: bridge opened in May 2011}]
    """
    for one, other, slot, how in _exclusions(subject):
        if set(one.fact.according_to) == set(other.fact.according_to):
            said = f"contradicts {shown(one.fact.id)} in line {one.place('id').line}: {how}"
            yield Found(other.slot(slot) if slot else other.place("statement"), said)


def unmarked_dispute(subject: Subject) -> Iterator[Found]:
    """Two sides say what cannot both be true, and neither fact names the other under `disputes`.

    Then a reader is shown one side as if nobody denied it.

    Fails:

        entities:
          - name: Ann Hale
          - name: Ben Cole
        facts:
          - id: cost-four
            according_to: Ann Hale
            statement: The bridge cost £4 million.
            answers: {what: The bridge, did: cost, how much: £4 million}
            asked_as: How much did the bridge cost?
            sources: [{article: bridge.txt, quote: 'cost £4 million, Mayor Ann Hale said'}]
          - id: cost-six
            according_to: Ben Cole
            statement: The bridge cost £6 million.
            answers: {what: The bridge, did: cost, how much: £6 million}
                                                             ^
            asked_as: What did Ben Cole say the bridge cost?
            sources: [{article: bridge.txt, quote: Engineer Ben Cole said it cost £6 million}]

    Passes:

        entities:
          - name: Ann Hale
          - name: Ben Cole
        facts:
          - id: cost-four
            according_to: Ann Hale
            statement: The bridge cost £4 million.
            answers: {what: The bridge, did: cost, how much: £4 million}
            disputes: [cost-six]
            asked_as: How much did the bridge cost?
            sources: [{article: bridge.txt, quote: 'cost £4 million, Mayor Ann Hale said'}]
          - id: cost-six
            according_to: Ben Cole
            statement: The bridge cost £6 million.
            answers: {what: The bridge, did: cost, how much: £6 million}
            disputes: [cost-four]
            asked_as: What did Ben Cole say the bridge cost?
            sources: [{article: bridge.txt, quote: Engineer Ben Cole said it cost £6 million}]
    """
    for one, other, slot, how in _exclusions(subject):
        if set(one.fact.according_to) != set(other.fact.according_to):
            said = (
                f"{shown(one.fact.id)} in line {one.place('id').line} says otherwise ({how}): 'disputes' should name it"
            )
            yield Found(other.slot(slot) if slot else other.place("statement"), said)


Frame = tuple[object, ...]
Exclusion = tuple[PlacedFact, PlacedFact, str, str]
"""Two facts that exclude each other, the slot in which they do ("" for a "not"), and how."""


def _exclusions(subject: Subject) -> Iterator[Exclusion]:
    """Yield the pairs of facts that say the same but for one thing that has one value; related ones are left out."""
    for slot, facts in _same_but_for(subject):
        for one, other in combinations(facts, 2):
            if not _are_related(one.fact, other.fact):
                how = _how_excluded(one, other, slot, subject)
                if how:
                    yield one, other, slot, how


def _same_but_for(subject: Subject) -> Iterator[tuple[str, list[PlacedFact]]]:
    """Yield groups of facts whose slots are alike, all but one with the same name ("" where all are alike)."""
    groups: dict[tuple[str, Frame], list[PlacedFact]] = {}
    for each in subject.facts:
        slots = {slot.key: _content(slot.text) for slot in each.fact.slots}
        if each.fact.rank == "deprecated" or each.fact.unknown:
            continue
        for left_out in ("", *slots):
            # A denial need not say how much: "fell by a third" and "did not fall" are about the same.
            kept = {
                key: words for key, words in slots.items() if key != left_out and (left_out or "how" not in key.split())
            }
            rest = tuple(sorted(kept.items(), key=lambda item: item[0]))
            if len(rest) > 1 or (rest and left_out in {"", "is", "did"}):
                groups.setdefault((left_out, rest), []).append(each)
    yield from ((slot, facts) for (slot, _), facts in groups.items() if 1 < len(facts) <= LARGEST_GROUP)


def _how_excluded(one: PlacedFact, other: PlacedFact, slot: str, subject: Subject) -> str:
    """Say how two facts that differ in one slot only exclude each other; "" if they need not."""
    negated = [fact_negated(subject.indexed[each.fact.id]) for each in (one, other)]
    if not slot:
        return "one affirms what the other denies" if negated[0] != negated[1] else ""
    if negated[0] or negated[1]:
        return ""
    mine, theirs = (_slot(each.fact, slot) for each in (one, other))
    if _values_differ(mine, theirs, slot, {base for each in (one, other) for base in _verbs(each.fact)}):
        return f"{shown(theirs.text)} and {shown(mine.text)}"
    if slot in {"is", "did"}:
        pair = subject.lexicon.contrast(base_forms(norms(mine.text)), base_forms(norms(theirs.text)))
        if pair and _content(mine.text) - set(pair) == _content(theirs.text) - set(pair):
            return f"{shown(theirs.text)} and {shown(mine.text)}"
    return ""


def _values_differ(mine: Slot, theirs: Slot, slot: str, verbs: Iterable[str]) -> bool:
    asking = set(slot.split())
    if "when" in asking:
        pair = _time(mine), _time(theirs)
        is_once = bool(HAPPENS_ONCE & set(verbs)) and slot == "when"
        return is_once and pair[0] is not None and pair[1] is not None and relation(pair[0], pair[1]) == "disjoint"
    if "how" in asking and asking & {"many", "much", "old", "long"}:
        own, other = (
            [(q.value, q.kind, q.unit.rstrip("s")) for q in quantities(tokenize(each.text))] for each in (mine, theirs)
        )
        return len(own) == len(other) == 1 and own[0][1:] == other[0][1:] and own[0][0] != other[0][0]
    return False


def _time(slot: Slot) -> Time | None:
    found = times(tokenize(slot.value or slot.text))
    return found[0] if len(found) == 1 else None


def _slot(fact: Fact, key: str) -> Slot:
    return next(slot for slot in fact.slots if slot.key == key)


def _verbs(fact: Fact) -> frozenset[str]:
    return frozenset(base for slot in fact.slots if slot.key == "did" for base in base_forms(norms(slot.text)))


def _are_related(one: Fact, other: Fact) -> bool:
    named = {fact.id: {*fact.disputes, fact.superseded_by or "", *fact.contested} for fact in (one, other)}
    return other.id in named[one.id] or one.id in named[other.id]


def _content(text: str) -> frozenset[str]:
    """Return the words of a slot as two slots are compared by: base forms, without articles, "not" and auxiliaries."""
    passed_over = (DETERMINERS | NEGATIONS | AUXILIARIES) - CONDITIONAL
    return frozenset(bases(norm)[0] for norm in norms(text) if norm not in passed_over) or frozenset(norms(text))
