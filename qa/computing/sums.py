"""Ages added up: "the combined age of A and B", "what do the ages of the sisters add up to".

Each is asked for by a question of its own, and all are shown. Where one is not on record nothing is said.
"""

from __future__ import annotations

from collections.abc import Sequence

from qa.computing.compare import joined, months_told, persons_named, sides
from qa.computing.wording import aged
from qa.english.function_words import AUXILIARIES, carries_content
from qa.english.numbers import SMALL, counted
from qa.english.quantities import MONTHS_IN
from qa.english.tokens import Token
from qa.matching.groups import group_named
from qa.model import Answer
from qa.record.entities import Gazetteer
from qa.record.lexicon import bases
from qa.values import value

ADDING = ({"combine"}, {"add"}, {"sum"}, {"together"})
"""Base forms of words one of which, beside "age", asks for a sum."""
BESIDE = frozenset("age old year combine combined add up sum together much many come".split())
"""Base forms of what may stand beside the names."""


@value
class Sum:
    """The names, what is asked of each, with {} for the name, and what must be so of each, as questions."""

    names: tuple[str, ...]
    ask: str
    given: tuple[str, ...] = ()


def sum_of(tokens: Sequence[Token], gazetteer: Gazetteer) -> Sum | None:
    """Return whose ages a question wants added up; None for any other question."""
    words = {bases(token.norm)[0] for token in tokens if carries_content(token.norm)} | {t.norm for t in tokens}
    if not {"age", "ages"} & words or not any(each <= words for each in ADDING):
        return None
    tokens, how_old = aged(tokens)
    persons = persons_named(tokens, gazetteer)
    group = group_named(tokens, gazetteer) if not persons else None
    names = tuple(dict.fromkeys(person.name for person in persons)) or (group.names if group else ())
    spans = [(person.first, person.last) for person in persons] or ([(group.first, group.last)] if group else [])
    taken = {position for first, last in spans for position in range(first, last)}
    rest = {
        bases(token.norm)[0]
        for position, token in enumerate(tokens)
        if position not in taken and carries_content(token.norm) and token.norm not in AUXILIARIES
    } - {word for word, count in SMALL.items() if count == len(names)}
    return Sum(names, how_old, group.given if group else ()) if len(names) > 1 and rest <= BESIDE else None


def added(wanted: Sum, answers: Sequence[Answer]) -> Answer | None:
    """Return the sum of what was answered for each name, in years and months; None where one of them is not told."""
    months = [months_told(answer.answer) if answer.status == "answered" else None for answer in answers]
    known = [each for each in months if each is not None]
    if len(known) < len(months):
        return None
    years, left = divmod(sum(known), MONTHS_IN["year"])
    told = [counted(number, unit) for number, unit in ((years, "year"), (left, "month")) if number]
    return joined(f"{' and '.join(told)} ({sides(wanted.names, answers)})", answers)
