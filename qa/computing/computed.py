"""Answers that are worked out of several facts: comparisons, differences, what holds of a group, what a name may mean.

Each kind reads the question by itself, says what must be asked of whom, and makes an answer of the answers. Nothing is
worked out where one of them is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qa.computing.agreement import agreement, held
from qa.computing.alive import alive
from qa.computing.compare import comparison, decided, joined, judged, months_told, persons_named, sides, time_told
from qa.computing.differences import difference, parted
from qa.computing.events import events, placed
from qa.computing.order import Order, elder, extreme, order, ordered
from qa.computing.parts import of_whole, part
from qa.computing.tally import counted, set_against, tally
from qa.english.function_words import DETERMINERS, KIN, QUANTIFIERS
from qa.english.quantities import SMALL
from qa.english.tokens import Token, norm_at
from qa.matching.groups import group_named
from qa.model import Answer
from qa.questions.scaffolding import strip
from qa.record.entities import PERSONS, Gazetteer
from qa.record.lexicon import bases
from qa.values import replace

NOT_ON_RECORD = Answer("", "not-on-record")
Ask = Callable[[str], Answer]
"""Answers a question from the record."""


def computed(tokens: Sequence[Token], form: str, gazetteer: Gazetteer, ask: Ask) -> Answer | None:
    """Return what comes of a question that must be worked out; None for any other.

    Where the record does not tell enough for it, it is not on record: what a single fact tells of some of them is no
    answer.
    """
    plain, _ = strip(tuple(tokens))
    if (agreed := agreement(plain, gazetteer)) is not None and (told := held(agreed, ask(agreed.ask))) is not None:
        return told
    if (told := _left(tokens, gazetteer, ask) or alive(plain, gazetteer, ask)) is not None:
        return told
    happened = events(plain, gazetteer, form)
    if happened is not None and happened.chosen and (chosen := placed(happened, ask)) is not None:
        return chosen
    wanted = difference(plain, gazetteer)
    if wanted is not None:
        return parted(wanted, [ask(wanted.ask.format(name)) for name in wanted.names]) or NOT_ON_RECORD
    if (group := _tallied(plain, form, gazetteer, ask)) is not None:
        return group
    sequence = order(plain, gazetteer)
    if sequence is not None:
        return ordered(sequence, [ask(sequence.ask.format(name)) for name in sequence.names]) or NOT_ON_RECORD
    end = extreme(plain, gazetteer) if form != "yes-no" else None
    if end is not None and end.given:
        return _ended(end, ask)
    if form == "wh":
        return _of_each(tokens, gazetteer, ask)
    if _is_outsider(plain, gazetteer):
        return NOT_ON_RECORD
    return _compared(tokens, gazetteer, ask)


ORDERED = frozenset({"before", "after"})
JOINING = frozenset({"but", "and", "yet"})


def _compared(tokens: Sequence[Token], gazetteer: Gazetteer, ask: Ask) -> Answer | None:
    """Compare two, or one with one before and one after: "did A sign after B but before C"."""
    at = [position for position, token in enumerate(tokens) if token.norm in ORDERED]
    parts = [tokens]
    if len(at) == 2 and norm_at(tokens, at[1] - 1) in JOINING:
        parts = [tokens[: at[1] - 1], (*tokens[: at[0]], *tokens[at[1] :])]
    told: dict[str, Answer] = {}
    verdicts: list[str] = []
    for half in parts:
        compared = comparison(half, gazetteer)
        if compared is None or not _all(compared.given, compared.names, ask):
            return None
        answers = [ask(compared.ask.format(name)) for name in compared.names]
        verdict = judged(compared, answers)
        if verdict is None or len(parts) == 1:
            return verdict
        verdicts.append(verdict.yes_or_no)
        told |= zip(compared.names, answers, strict=True)
    return decided(min(verdicts), sides(tuple(told), tuple(told.values())), tuple(told.values()))  # one No is enough


def _tallied(tokens: Sequence[Token], form: str, gazetteer: Gazetteer, ask: Ask) -> Answer | None:
    group = tally(tokens, gazetteer, form)
    group = group and set_against(group, ask)
    if group is None or not _all(group.given, group.names, ask):
        return None
    answers = [ask(group.ask.format(name)) for name in group.names]
    told = any(answer.status == "answered" for answer in answers)
    return (counted(group, answers) or NOT_ON_RECORD) if told else None


def _left(tokens: Sequence[Token], gazetteer: Gazetteer, ask: Ask) -> Answer | None:
    """Return how many did not, or their share, where it is told how many did: that alone would be the wrong answer."""
    wanted = part(tokens, gazetteer)
    return of_whole(wanted, ask(wanted.ask)) if wanted is not None else None


def _all(given: Sequence[str], names: Sequence[str], ask: Ask) -> bool:
    """Tell whether what must be so of each name is."""
    return all(ask(each.format(name)).yes_or_no == "Yes" for each in given for name in names)


def reckoned(tokens: Sequence[Token], form: str, gazetteer: Gazetteer, ask: Ask) -> Answer | None:
    """Return what can be reckoned for a question to which the record itself has no answer."""
    if part(tokens, gazetteer) is not None:
        return None
    plain, _ = strip(tuple(tokens))
    happened = events(plain, gazetteer, form)
    if happened is not None:
        return placed(happened, ask)
    end = extreme(plain, gazetteer) or (elder(plain, gazetteer) if form == "wh" else None)
    if end is not None:
        return _ended(end, ask)
    return _of_members(plain, gazetteer, ask) if form == "wh" else None


MEASURED = frozenset("when month months year years date dates day days old age ages".split())
"""Words with one of which a time or an age is asked for."""


def _of_members(tokens: Sequence[Token], gazetteer: Gazetteer, ask: Ask) -> Answer | None:
    """Answer for each of a group when they did something, or how old they were: "when did the Reid sisters sign"."""
    group = group_named(tokens, gazetteer) if any(token.norm in MEASURED for token in tokens) else None
    if group is None or group.given:
        return None
    first = group.first
    while norm_at(tokens, first - 1) in DETERMINERS | SMALL.keys() | {"of", "all"}:
        first -= 1
    answers = _asked_of(group.names, tokens[:first], tokens[group.last :], ask)
    measured = all(time_told(a.answer) or months_told(a.answer) for a in answers if a.status == "answered")
    if not measured or any(answer.status != "answered" for answer in answers):
        return None
    return joined(sides(group.names, answers), answers)


def _asked_of(names: Sequence[str], before: Sequence[Token], after: Sequence[Token], ask: Ask) -> list[Answer]:
    """Ask the same of each, a name standing between the words before and after."""
    lead, rest = (" ".join(token.text or token.norm for token in part) for part in (before, after))
    return [ask(f"{lead} {name} {rest}?") for name in names]


def _ended(end: Order, ask: Ask) -> Answer | None:
    told = _all(end.given, end.names, ask)
    return ordered(end, [ask(end.ask.format(name)) for name in end.names]) if told else None


def _is_outsider(tokens: Sequence[Token], gazetteer: Gazetteer) -> bool:
    """Tell whether somebody is said to be one of a group whom the dossier does not count among them."""
    for mention in gazetteer.mentions(tokens):
        members = gazetteer.members(mention.name)
        lead = [norm_at(tokens, mention.first - back) for back in (3, 2, 1)]
        if len(members) > 1 and ["one", "of"] in (lead[1:], lead[:2]):
            named = {person.name for person in persons_named(tokens[: mention.first], gazetteer)}
            return bool(named) and not named & set(members)
    return False


def _of_each(tokens: Sequence[Token], gazetteer: Gazetteer, ask: Ask) -> Answer | None:
    """Answer for each person whom a name may mean, where the answers differ: "when did Reid sign", of two Reids."""
    mentions = [mention for mention in gazetteer.mentions(tokens) if mention.how != "role"]
    spans = {(mention.first, mention.last) for mention in mentions}
    names = tuple(mention.name for mention in mentions)
    persons = all(PERSONS & gazetteer.kinds(name) and len(gazetteer.members(name)) == 1 for name in names)
    both = any(QUANTIFIERS.get(token.norm) == "all" for token in tokens)
    if len(spans) != 1 or len(names) < 2 or not persons or both:
        return None
    ((first, last),) = spans
    if KIN & set(bases(norm_at(tokens, last) or "?")):
        return None  # "the Reid sisters" are both
    answers = _asked_of(names, tokens[:first], tokens[last:], ask)
    told = {answer.answer for answer in answers if answer.status == "answered"}
    apart = len({answer.facts for answer in answers}) == len(names)  # one fact that names both tells which is meant
    if len(told) < 2 or not apart or any(answer.status != "answered" for answer in answers):
        return None
    return replace(joined(sides(names, answers), answers), status="ambiguous")
