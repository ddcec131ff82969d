"""The members of a group put in order, by age or by when they did something, and who comes second or third.

No fact need say so: each is asked for by a question of its own, as in `qa.computing.tally`. Nothing is put in order
unless all of them have an answer, and no two the same.

    "in what order did the players sign"       ->  "A (in May 2019); B (in July 2021)"
    "the four players by age, youngest first"  ->  "B (19); A (20)"
    "who is the second oldest of the players"  ->  "A (20)"
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from qa.computing.compare import AGES, joined, months_told, persons_named, time_told
from qa.computing.wording import aged
from qa.english.function_words import carries_content
from qa.english.tokens import Token
from qa.matching.groups import group_named
from qa.model import Answer
from qa.questions.question import SUPERLATIVES
from qa.record.entities import Gazetteer
from qa.record.lexicon import bases
from qa.values import value

PLACES = {"second": 2, "third": 3, "fourth": 4, "fifth": 5}
BY_AGE = {word: key.endswith("max") for word, key in SUPERLATIVES.items() if key.startswith("how old")}
"""Word -> whether the greatest age comes first."""
AGED = frozenset({"age", "old", "young"})
ORDERING = frozenset("put list give name rank sort arrange order sequence first from".split())
"""Base forms of words that ask for an order, and do not say by what."""
RANKING = frozenset({"rank", "sort"})
Value = tuple[float, ...]


@value
class Order:
    """What is asked of each name, with {} for it, which end comes first, and which place is asked for (0: all)."""

    names: tuple[str, ...]
    ask: str
    falling: bool = False
    place: int = 0
    given: tuple[str, ...] = ()
    """What must be so of each name, as questions."""


def extreme(tokens: Sequence[Token], gazetteer: Gazetteer) -> Order | None:
    """Return what "the youngest of the players who signed" wants: the first by age of a group of the dossier."""
    words = [token.norm for token in tokens]
    found = [word for word in words if word in BY_AGE]
    group = group_named(tokens, gazetteer) if len(found) == 1 else None
    if group is None or tokens[group.last :]:
        return None
    rest = {bases(word)[0] for word in words[: group.first] if carries_content(word) and word not in BY_AGE}
    return Order(group.names, "How old was {}?", BY_AGE[found[0]], 1, group.given) if rest <= ORDERING else None


def elder(tokens: Sequence[Token], gazetteer: Gazetteer) -> Order | None:
    """Return what "who was older, A or B" and "the younger of A and B" want: one of two by their ages."""
    tokens, how_old = aged(tokens)
    words = [token.norm for token in tokens]
    found = [word for word in words if word in BY_AGE or word in AGES]
    persons = persons_named(tokens, gazetteer)
    names = tuple(dict.fromkeys(person.name for person in persons))
    joined_by = {"or", "and"} & set(words)
    spans = [(person.first, person.last) for person in persons]
    if not persons and (group := group_named(tokens, gazetteer)) is not None and not group.given:
        names, joined_by, spans = group.names, {"of"}, [(group.first, group.last)]
    if len(found) != 1 or len(names) != 2 or not joined_by:
        return None
    taken = {position for first, last in spans for position in range(first, last)}
    rest = {bases(w)[0] for p, w in enumerate(words) if p not in taken and carries_content(w) and w not in found}
    falling = BY_AGE.get(found[0], AGES.get(found[0]) == "more")
    return Order(names, how_old, falling, 1) if rest <= ORDERING | {"two", "old"} else None


def order(tokens: Sequence[Token], gazetteer: Gazetteer) -> Order | None:
    """Return what a question wants put in order, if it is a group that the dossier knows."""
    pairs = tuple(pairwise([*(token.norm for token in tokens), ""]))
    place = next((PLACES[word] for word, after in pairs if word in PLACES and after in BY_AGE), 0)
    sequence = any((word == "order" and after != "to") or word in RANKING for word, after in pairs[:-1])
    named = group_named(tokens, gazetteer) if place or sequence else None
    if named is None:
        return None
    names, first, last = named.names, named.first, named.last
    rest = [token.norm for token in (*tokens[:first], *tokens[last:])]
    falling = next((BY_AGE[word] for word in rest if word in BY_AGE), False)
    told = {bases(word)[0] for word in rest if carries_content(word) and word not in BY_AGE} - ORDERING
    aged = bool(set(rest) & (AGED | BY_AGE.keys()))
    if place:
        return Order(names, "How old was {}?", falling, place) if told <= PLACES.keys() else None
    if aged and told - AGED:
        return None
    if aged:
        return Order(names, "How old was {}?", falling)
    events = [bases(token.norm)[0] for token in tokens[last:] if carries_content(token.norm)]
    return Order(names, f"When did {{}} {events[0]}?") if len(events) == 1 and told == set(events) else None


def ordered(wanted: Order, answers: Sequence[Answer]) -> Answer | None:
    """Return the names in order, or the one at the place asked for; None where the record does not tell it of all."""
    values = [_value(wanted, answer) for answer in answers]
    known = [each for each in values if each is not None]
    if len(known) < len(values) or len(set(known)) < len(known):
        return None
    ranked = sorted(range(len(known)), key=known.__getitem__, reverse=wanted.falling)
    shown = ranked if not wanted.place else ranked[wanted.place - 1 : wanted.place]
    text = "; ".join(f"{wanted.names[each]} ({answers[each].answer})" for each in shown)
    return joined(text, [answers[each] for each in (shown if not wanted.place else ranked)]) if shown else None


def _value(wanted: Order, answer: Answer) -> Value | None:
    """Return an age in months, or the day on which a time ends; None where a time may be before or after others."""
    if answer.status != "answered":
        return None
    if wanted.ask.startswith("How old"):
        months = months_told(answer.answer)
        return (months,) if months is not None else None
    time = time_told(answer.answer)
    return time.high if time is not None and time.low[:2] == time.high[:2] else None
