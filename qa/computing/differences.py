"""Differences between two persons, worked out: how much older one was, how many months lay between two events.

No fact need say so: both sides are asked for by a question of their own, as in `qa.computing.compare`, and both are
shown. Ages are taken as told: a boy of seven and one of four are three years apart. Where one side has no answer, or
the two are told in different units, nothing is said.
"""

from __future__ import annotations

from collections.abc import Sequence

from qa.computing.compare import joined, persons_named, sides, time_told
from qa.computing.wording import aged
from qa.english import wordnet
from qa.english.function_words import AUXILIARIES, carries_content
from qa.english.numbers import SMALL, counted
from qa.english.quantities import SPANNING, age_of
from qa.english.tokens import Token, tokenize
from qa.matching.groups import group_named
from qa.model import Answer
from qa.record.entities import PERSONS, Gazetteer
from qa.record.lexicon import bases
from qa.values import value

TOLD = frozenset("go give old age year month gap difference differ apart much many exceed separate".split())
"""Base forms of the words of a question for a difference of age, beside the names."""
OLDER = frozenset({"older", "younger", "elder"})
OF_AGE = (
    {"age", "difference"},
    {"age", "separate"},
    {"age", "exceed"},
    {"age", "gap"},
    {"age", "apart"},
    {"year", "apart"},
)
"""Words that ask for a difference of age together."""
FIRST, LAST = frozenset({"first", "early", "earliest"}), frozenset({"last", "late", "latest", "final"})
BETWEEN = frozenset({"before", "after", "between", "apart"})
TIMED = frozenset("many long much time pass lie lay elapse go by apart".split()) | {"two"}
"""Base forms of the words of a question for a span of time, beside the names, the unit and the event."""


@value
class Difference:
    """What is asked of each name, with {} for it, and the unit in which they are to differ: month, year or neither.

    Of more than two names, the first and the last are meant.
    """

    names: tuple[str, ...]
    ask: str
    unit: str


def difference(tokens: Sequence[Token], gazetteer: Gazetteer) -> Difference | None:
    """Return what a question wants the difference of, if it is one of age or time between two persons."""
    if spread := _spread(tokens, gazetteer):
        return spread
    tokens, how_old = aged(tokens)
    mentions = persons_named(tokens, gazetteer) or gazetteer.mentions(tokens)
    named = (mention.name for mention in mentions)
    names = tuple(dict.fromkeys(member for name in named for member in gazetteer.members(name) or (name,)))
    if len(names) != 2 or not all(PERSONS & gazetteer.kinds(name) for name in names):
        return None
    taken = {p for mention in mentions for p in range(mention.first, mention.last)}
    rest = [token.norm for position, token in enumerate(tokens) if position not in taken]
    words = {bases(word)[0] for word in rest if carries_content(word) and word not in AUXILIARIES}
    unit = next((each for each in SPANNING if each in words), "")
    if OLDER & set(rest) or any(pair <= words for pair in OF_AGE):
        asked = {"how", "difference", "gap", "apart"} & set(rest)
        return Difference(names, how_old, unit) if asked and not words - TOLD - {"older", "young"} else None
    terse = bool(rest) and rest[0] in {"month", "months", "year", "years"}
    if not BETWEEN & set(rest) or not (terse or {"how", "number"} & set(rest)):
        return None
    events = words - TIMED - {unit, "number"}
    return Difference(names, _when(events.pop()), unit) if len(events) == 1 else None


def _spread(tokens: Sequence[Token], gazetteer: Gazetteer) -> Difference | None:
    """Read "how many months lay between the first and the last of the four signings"."""
    rest = [token.norm for token in tokens]
    if not ({"between", "separate", "separated"} & set(rest) and FIRST & set(rest) and LAST & set(rest)):
        return None
    words = {bases(word)[0] for word in rest if carries_content(word) and word not in AUXILIARIES}
    unit = next((each for each in SPANNING if each in words), "")
    number = next((SMALL[word] for word in rest if SMALL.get(word, 0) > 1), 0)
    group = group_named(tokens, gazetteer)
    sizes = gazetteer.groups_of_size(number) if group is None and number else ()
    names = group.names if group is not None and not group.given else sizes[0] if len(sizes) == 1 else ()
    if group is None and not number:
        names = gazetteer.largest_group()
    taken = set(range(group.first, group.last)) if group is not None else set()
    called = {bases(rest[position])[0] for position in taken}
    taken_up = called | TIMED | FIRST | LAST | {unit, "number", "pass", "separate", "there"} | SMALL.keys()
    events = {word for word in words - taken_up if not word.isdecimal()}
    if not names or len(events) != 1:
        return None
    return Difference(names, _when(events.pop()), unit)


def _when(event: str) -> str:
    """Return what is to be asked of each: "When did {} die?", "When was the death of {}?"."""
    noun = wordnet.lemmas(event)[:1] == ((event, "n"),)
    return f"When was the {event} of {{}}?" if noun else f"When did {{}} {event}?"


def parted(wanted: Difference, answers: Sequence[Answer]) -> Answer | None:
    """Return the difference between what was answered for each name; None where it cannot be told exactly."""
    if any(answer.status != "answered" or not answer.answer for answer in answers):
        return None
    aged = wanted.ask.startswith("How old")
    values = [_age(answer) if aged else _month(answer) for answer in answers]
    known = [each for each in values if each is not None]
    if len(known) < len(values) or len({unit for _, unit in known}) != 1:
        return None
    unit = known[0][1]
    apart = max(each for each, _ in known) - min(each for each, _ in known)
    if wanted.unit and SPANNING[wanted.unit] > SPANNING[unit]:
        if apart % 12:
            return None
        apart, unit = apart / 12, wanted.unit
    return joined(f"{counted(apart, unit)} ({sides(wanted.names, answers)})", answers)


def _age(answer: Answer) -> tuple[float, str] | None:
    age = age_of(tokenize(answer.answer or ""))
    return age if age and age[1] in SPANNING else None


def _month(answer: Answer) -> tuple[float, str] | None:
    """Return the month of a time, counted from the year 0; None for a time that is longer than a month."""
    time = time_told(answer.answer)
    if time is None or time.low[:2] != time.high[:2]:
        return None
    year, month = time.low[:2]
    return 12.0 * year + month, "month"
