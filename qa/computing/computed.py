"""Answers that are worked out of several facts: comparisons, differences, what holds of a group, what a name may mean.

Each kind reads the question by itself, says what must be asked of whom, and makes an answer of the answers. Nothing is
worked out where one of them is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qa.computing.agreement import agreement, held
from qa.computing.alive import alive
from qa.computing.alone import alone, beside
from qa.computing.compare import comparison, decided, joined, judged, months_told, persons_named, sides, time_told
from qa.computing.differences import difference, parted
from qa.computing.enumerated import enumerated
from qa.computing.events import events, placed
from qa.computing.happening import words_of
from qa.computing.members import listed, named
from qa.computing.order import Order, elder, extreme, order, ordered
from qa.computing.parts import of_whole, part
from qa.computing.sums import added, sum_of
from qa.computing.tally import are_all, counted, set_against, tally
from qa.computing.wording import AGED_AT_DEATH, aged, reworded
from qa.english.function_words import AUXILIARIES, DETERMINERS, KIN, QUANTIFIERS
from qa.english.numbers import SMALL
from qa.english.quantities import MONTHS_IN, quantities
from qa.english.tokens import Token, norm_at, norms
from qa.matching.groups import group_named
from qa.model import Answer
from qa.questions.scaffolding import strip
from qa.record.entities import PERSONS, Gazetteer
from qa.record.lexicon import base_forms, bases
from qa.values import replace, value

ORDERED = frozenset({"before", "after"})
NOT_ON_RECORD = Answer("", "not-on-record")
Ask = Callable[[str], Answer]
"""Answers a question from the record."""


@value
class Asked:
    """A question to be worked out: its words, those without what asks for nothing, its form, and whom to ask."""

    tokens: tuple[Token, ...]
    plain: tuple[Token, ...]
    form: str
    gazetteer: Gazetteer
    ask: Ask

    def of_each(self, question: str, names: Sequence[str]) -> list[Answer]:
        """Ask the same question, with {} for the name, of each."""
        return [self.ask(question.format(name)) for name in names]

    def about(self, names: Sequence[str], first: int, last: int) -> list[Answer]:
        """Ask the question itself of each, the name standing in for the words at tokens[first:last]."""
        lead, rest = (words_of(part) for part in (self.tokens[:first], self.tokens[last:]))
        return [self.ask(f"{lead} {name} {rest}?") for name in names]

    def holds(self, given: Sequence[str], names: Sequence[str]) -> bool:
        """Tell whether what must be so of each name is."""
        return all(self.ask(each.format(name)).yes_or_no == "Yes" for each in given for name in names)


def computed(tokens: Sequence[Token], form: str, gazetteer: Gazetteer, ask: Ask) -> Answer | None:
    """Return what comes of a question that must be worked out; None for any other.

    Where the record does not tell enough for it, it is not on record: what a single fact tells of some of them is no
    answer.
    """
    return _first(WORKED_OUT, tokens, form, gazetteer, ask)


def reckoned(tokens: Sequence[Token], form: str, gazetteer: Gazetteer, ask: Ask) -> Answer | None:
    """Return what can be reckoned for a question to which the record itself has no answer."""
    found = _first(RECKONED, tokens, form, gazetteer, ask)
    return None if found == NOT_ON_RECORD else found


def _first(
    steps: Sequence[Callable[[Asked], Answer | None]],
    tokens: Sequence[Token],
    form: str,
    gazetteer: Gazetteer,
    ask: Ask,
) -> Answer | None:
    plain = reworded(tokens)
    asked = Asked(plain, strip(plain)[0], form, gazetteer, ask)
    return next((answer for step in steps if (answer := step(asked)) is not None), None)


def _agreed(asked: Asked) -> Answer | None:
    agreed = agreement(asked.plain, asked.gazetteer)
    return held(agreed, asked.ask(agreed.ask)) if agreed is not None else None


def _left(asked: Asked) -> Answer | None:
    """Return how many did not, or their share, where it is told how many did: that alone would be the wrong answer."""
    wanted = part(asked.tokens, asked.gazetteer)
    return of_whole(wanted, asked.ask(wanted.ask)) if wanted is not None else None


def _alive(asked: Asked) -> Answer | None:
    return alive(asked.plain, asked.gazetteer, asked.ask)


def _alone(asked: Asked) -> Answer | None:
    wanted = alone(asked.plain, asked.gazetteer) if asked.form != "wh" else None
    return beside(wanted, asked.ask) if wanted is not None else None


def _chosen(asked: Asked) -> Answer | None:
    """Tell which of two came first by their times, or by a fact that says just that: a part of one may not."""
    happened = events(asked.plain, asked.gazetteer, asked.form)
    if happened is None or not happened.chosen:
        return None
    if (told := placed(happened, asked.ask)) is not None:
        return told
    own = asked.ask(f"{words_of(asked.plain)}?")
    whole = own.status == "answered" and own.answer == own.statement
    return own if whole and ORDERED & set(norms(own.answer or "")) else NOT_ON_RECORD


NAMING = frozenset("name list mention cite enumerate give".split())
"""Base forms of verbs with which it is asked how many somebody names: another number in the same fact is no answer."""


def _named_by(asked: Asked) -> Answer | None:
    verbs = base_forms(token.norm for token in asked.plain)
    return _enumerated(asked) if NAMING & verbs else None


def _apart(asked: Asked) -> Answer | None:
    wanted = difference(asked.plain, asked.gazetteer)
    return None if wanted is None else parted(wanted, asked.of_each(wanted.ask, wanted.names)) or NOT_ON_RECORD


def _added(asked: Asked) -> Answer | None:
    wanted = sum_of(asked.plain, asked.gazetteer)
    if wanted is None:
        return None
    told = asked.holds(wanted.given, wanted.names)
    return (added(wanted, asked.of_each(wanted.ask, wanted.names)) if told else None) or NOT_ON_RECORD


def _tallied(asked: Asked) -> Answer | None:
    group = tally(asked.plain, asked.gazetteer, asked.form)
    group = group and set_against(group, asked.ask)
    if group is None or not asked.holds(group.given, group.names):
        return None
    answers = asked.of_each(group.ask, group.names)
    if not are_all(group, answers, asked.ask) or not any(answer.status == "answered" for answer in answers):
        return None
    return counted(group, answers) or NOT_ON_RECORD


def _ordered(asked: Asked) -> Answer | None:
    sequence = order(asked.plain, asked.gazetteer)
    return None if sequence is None else ordered(sequence, asked.of_each(sequence.ask, sequence.names)) or NOT_ON_RECORD


def _first_of_those(asked: Asked) -> Answer | None:
    """Return the oldest or youngest of those of whom something else is so."""
    end = extreme(asked.plain, asked.gazetteer) if asked.form != "yes-no" else None
    return _ended(end, asked) if end is not None and end.given else None


def _listed(asked: Asked) -> Answer | None:
    """List of whom something is so: a fact that tells how many they are is no list."""
    group = listed(asked.plain, asked.gazetteer)
    return named(group, asked.plain, asked.ask) if group is not None and group.given else None


def _of_each(asked: Asked) -> Answer | None:
    """Answer for each person whom a name may mean, where the answers differ: "when did Reid sign", of two Reids."""
    mentions = [mention for mention in asked.gazetteer.mentions(asked.tokens) if mention.how != "role"]
    spans = {(mention.first, mention.last) for mention in mentions}
    names = tuple(mention.name for mention in mentions)
    persons = all(_is_one_person(name, asked.gazetteer) for name in names)
    both = any(QUANTIFIERS.get(token.norm) == "all" for token in asked.tokens)
    if asked.form != "wh" or len(spans) != 1 or len(names) < 2 or not persons or both:
        return None
    ((first, last),) = spans
    if KIN & set(bases(norm_at(asked.tokens, last) or "?")):
        return None  # "the Reid sisters" are both
    answers = asked.about(names, first, last)
    told = {answer.answer for answer in answers if answer.status == "answered"}
    apart = len({answer.facts for answer in answers}) == len(names)  # one fact that names both tells which is meant
    if len(told) < 2 or not apart or any(answer.status != "answered" for answer in answers):
        return None
    return replace(joined(sides(names, answers), answers), status="ambiguous")


def _is_one_person(name: str, gazetteer: Gazetteer) -> bool:
    return bool(PERSONS & gazetteer.kinds(name)) and len(gazetteer.members(name)) == 1


def _outsider(asked: Asked) -> Answer | None:
    """Leave open what is said of one of a group whom the dossier does not count among them."""
    for mention in asked.gazetteer.mentions(asked.plain) if asked.form != "wh" else ():
        members = asked.gazetteer.members(mention.name)
        lead = [norm_at(asked.plain, mention.first - back) for back in (3, 2, 1)]
        if len(members) > 1 and ["one", "of"] in (lead[1:], lead[:2]):
            named = {person.name for person in persons_named(asked.plain[: mention.first], asked.gazetteer)}
            return NOT_ON_RECORD if named and not named & set(members) else None
    return None


JOINING = frozenset({"but", "and", "yet"})


def _compared(asked: Asked) -> Answer | None:
    """Compare two, or one with one before and one after: "did A sign after B but before C"."""
    tokens = asked.tokens if asked.form != "wh" else ()
    at = [position for position, token in enumerate(tokens) if token.norm in ORDERED]
    parts = [tokens]
    if len(at) == 2 and norm_at(tokens, at[1] - 1) in JOINING:
        parts = [tokens[: at[1] - 1], (*tokens[: at[0]], *tokens[at[1] :])]
    told: dict[str, Answer] = {}
    verdicts: list[str] = []
    for half in parts:
        compared = comparison(half, asked.gazetteer)
        if compared is None or not asked.holds(compared.given, compared.names):
            return None
        answers = asked.of_each(compared.ask, compared.names)
        verdict = judged(compared, answers)
        if verdict is None or len(parts) == 1:
            return verdict
        verdicts.append(verdict.yes_or_no)
        told |= zip(compared.names, answers, strict=True)
    return decided(min(verdicts), sides(tuple(told), tuple(told.values())), tuple(told.values()))  # one No is enough


WORKED_OUT = (
    _agreed, _left, _alive, _alone, _chosen, _named_by, _apart, _added, _tallied, _ordered, _first_of_those, _listed,
    _of_each, _outsider, _compared,
)  # fmt: skip
"""What is worked out before any fact is asked, in this order."""


def _part_is_wanted(asked: Asked) -> Answer | None:
    return NOT_ON_RECORD if part(asked.tokens, asked.gazetteer) is not None else None


def _happened(asked: Asked) -> Answer | None:
    happened = events(asked.plain, asked.gazetteer, asked.form)
    return None if happened is None else placed(happened, asked.ask) or NOT_ON_RECORD


def _extreme(asked: Asked) -> Answer | None:
    end = extreme(asked.plain, asked.gazetteer)
    if end is None and asked.form == "wh":
        end = elder(asked.plain, asked.gazetteer)
    return _ended(end, asked) if end is not None else None


def _ended(end: Order, asked: Asked) -> Answer:
    told = asked.holds(end.given, end.names)
    return (ordered(end, asked.of_each(end.ask, end.names)) if told else None) or NOT_ON_RECORD


def _named(asked: Asked) -> Answer | None:
    group = listed(asked.plain, asked.gazetteer)
    return None if group is None else named(group, asked.plain, asked.ask) or NOT_ON_RECORD


def _at_death(asked: Asked) -> Answer | None:
    """Answer "was Ann seven at the time of her death" by her age at death."""
    plain, how_old = aged(asked.plain)
    persons = persons_named(plain, asked.gazetteer)
    ages = [quantity for quantity in quantities(plain) if quantity.kind == "age"]
    if how_old != AGED_AT_DEATH or asked.form == "wh" or len(persons) != 1 or len(ages) != 1:
        return None
    taken = {position for span in (persons[0], ages[0]) for position in range(span.first, span.last)}
    if any(token.norm not in AUXILIARIES for position, token in enumerate(plain) if position not in taken):
        return None
    answer = asked.ask(how_old.format(persons[0].name))
    months = months_told(answer.answer) if answer.status == "answered" else None
    if months is None:
        return NOT_ON_RECORD
    said = "Yes" if months == ages[0].value * MONTHS_IN[ages[0].unit] else "No"
    return decided(said, f"{persons[0].name}: {answer.answer}", [answer])


def _enumerated(asked: Asked) -> Answer | None:
    return enumerated(asked.plain, asked.gazetteer, asked.ask) if asked.form == "wh" else None


MEASURED = frozenset("when month months year years date dates day days old age ages".split())
"""Words with one of which a time or an age is asked for."""


def _of_members(asked: Asked) -> Answer | None:
    """Answer for each of a group when they did something, or how old they were: "when did the Reid sisters sign"."""
    measured = asked.form == "wh" and any(token.norm in MEASURED for token in asked.plain)
    group = group_named(asked.plain, asked.gazetteer) if measured else None
    if group is None or group.given:
        return None
    first = group.first
    while norm_at(asked.plain, first - 1) in DETERMINERS | SMALL.keys() | {"of", "all"}:
        first -= 1
    answers = replace(asked, tokens=asked.plain).about(group.names, first, group.last)
    told = all(a.status == "answered" and (time_told(a.answer) or months_told(a.answer)) for a in answers)
    return joined(sides(group.names, answers), answers) if told else None


RECKONED = (_part_is_wanted, _at_death, _happened, _extreme, _named, _of_members, _enumerated)
"""What is worked out where no fact answers."""
