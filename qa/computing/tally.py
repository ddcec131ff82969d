"""Who of a group, and how many, are older than, younger than, or did something before, in or after a time.

No fact need say so: each member is asked for by a question of its own ("How old was A?", "When did A sign?"), and each
answer is held against what the question says. One that has no answer, or that does not tell, leaves the whole untold,
unless the others decide it.

    "how many of the four players are under 21"  ->  "two (A: 19; B: 20)"
    "which of them signed after May 2024"        ->  "C (in June 2024)"
    "were all of the players over 18"            ->  "Yes (A: 19; B: 20; C: 24; D: 31)"
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import eq

from qa.computing.compare import AGES, decided, joined, months_told, persons_named, sides, time_told
from qa.computing.wording import AGED, AGED_AT_DEATH, aged
from qa.english import wordnet
from qa.english.bounds import HOLDS, bound_at, bounding
from qa.english.function_words import AUXILIARIES, BE, DEGREE, DETERMINERS, HAVE, carries_content
from qa.english.numbers import SMALL, in_words
from qa.english.quantities import MONTHS_IN, Quantity, quantities
from qa.english.times import Time, times
from qa.english.tokens import Token, norm_at, tokenize
from qa.matching.groups import anybody, group_named
from qa.model import Answer
from qa.questions.question import SUPERLATIVES
from qa.record.entities import Gazetteer, Mention
from qa.record.lexicon import bases
from qa.values import replace, value

WITHIN, BEFORE, AFTER, BY = "within", "before", "after", "by"
PLACED = {
    "in": WITHIN, "during": WITHIN, "within": WITHIN, "on": WITHIN, "between": WITHIN, "from": WITHIN,
    "before": BEFORE, "after": AFTER, "by": BY,
}  # fmt: skip
"""Preposition -> how a time that somebody is asked about stands to the one behind it."""
JOINING = frozenset({"and", "but", "yet"})
ENDING = DETERMINERS | {"end", "of"}
"""What may stand between "by" and a time."""
OF_AGE = BE | frozenset("aged age old year years".split())
"""Words beside a bound on an age that say nothing more."""
REACHING = frozenset("reach reached reaching turn turned".split())
"""Verbs that make an age a bound: "had reached the age of ten"."""
LEADS = {
    "how many": "count", "what number": "count", "number": "count",
    "which": "which", "who": "which", "which one": "which", "which ones": "which",
    "all": "all", "both": "all", "each": "all", "every one": "all", "each one": "all",
    "any": "any", "either": "any", "any one": "any", "one": "any", "at least one": "any",
    "none": "none", "neither": "none", "no one": "none",
}  # fmt: skip
"""What stands before the group -> what is asked of its members."""
BETWEEN = (AUXILIARIES | DETERMINERS | {"of", "among", "out"}) - {word for lead in LEADS for word in lead.split()}
"""What may stand beside a lead."""


HAPPENING = frozenset("fall happen occur come take be".split())
"""Base forms of verbs that say but that something happened at a time."""
DEFINITE = frozenset("the these those".split())


@value
class Held:
    """One condition: an age within a bound (in months), or a time within, before or after another."""

    comparator: str
    months: float = 0.0
    time: Time | None = None
    asked: str = ""
    """The question whose answer is the age or time, where it is that of somebody else."""

    def against(self, ask: Callable[[str], Answer]) -> Held | None:
        """Return the condition with the age or time that is asked for; None where that is not on record."""
        if not self.asked:
            return self
        answer = ask(self.asked)
        told = answer.answer if answer.status == "answered" else None
        if self.comparator in HOLDS:
            months = months_told(told)
            return None if months is None else Held(self.comparator, months)
        time = time_told(told)
        return None if time is None else Held(self.comparator, time=time)

    def holds(self, text: str) -> bool | None:
        """Tell whether what was answered for one person meets the condition; None where it does not tell."""
        if self.time is None:
            months = months_told(text)
            return HOLDS[self.comparator](months, self.months) if months is not None else None
        told = time_told(text)
        if told is None:
            return None
        low, high = told.low, told.high
        if self.time.yearless and low[0] != high[0]:
            return None
        first, last = ((low[0], *end[1:]) if self.time.yearless else end for end in (self.time.low, self.time.high))
        if self.comparator == WITHIN:
            return True if first <= low and high <= last else False if high < first or last < low else None
        if self.comparator == BY:
            return True if high <= last else False if low > last else None
        if self.comparator == BEFORE:
            return True if high < first else False if low >= first else None
        return True if low > last else False if high <= last else None


@value
class Tally:
    """What is asked of each name, with {} for it, what the answers must meet, and what is made of them."""

    names: tuple[str, ...]
    ask: str
    conditions: tuple[Held, ...]
    asked: str
    """count, which, all, any, none, or number: whether it is as many as is said."""
    given: tuple[str, ...] = ()
    """What must be so of each name, as questions."""
    number: float = 0
    comparator: str = ""
    """How many are said: exactly, a comparator (`qa.english.bounds`), or as many as that: more would not be said so."""
    whole: tuple[str, int] = ("", 0)
    """The question how many they are in all, and of which year, where others than those of the dossier may be meant."""


def tally(tokens: Sequence[Token], gazetteer: Gazetteer, form: str = "yes-no") -> Tally | None:
    """Return what a question asks of the members of a group, if it is of their ages or of a time."""
    if (happened := _happened(tokens, gazetteer)) is not None:
        return happened
    persons = persons_named(tokens, gazetteer)
    if (alone := _of_one(tokens, persons, form)) is not None:
        return alone
    beside = bool(persons) and any(token.norm in AGES or token.norm in PLACED for token in tokens)
    apart = beside or times(tokens) or bounding(tokens)
    group = (group_named(tokens, gazetteer) or anybody(tokens, gazetteer)) if apart else None
    asked = _asked(tokens, group.first, form) if group else ""
    if group is None or not asked:
        return None
    number, comparator = _numbered(tokens[: group.first], len(group.names)) if asked == "number" else (0, "")
    last = group.last
    compared = persons[0] if len(persons) == 1 and last < persons[0].first and persons[0].last == len(tokens) else None
    if compared is not None:
        than = _than(tokens[last : compared.first], compared.name)
        names = tuple(name for name in group.names if name != compared.name)
        return Tally(names, than[1], (than[0],), asked, group.given, number, comparator) if than else None
    conditions, ask = _aged_at_death(tokens, last) or _aged(tokens, last) or _timed(tokens, last) or ((), "")
    open_to_others = asked == "count" and last == group.first + 1 and norm_at(tokens, last - 2) not in DEFINITE
    whole = _whole(tokens) if open_to_others else ("", 0)
    whole_year = any(
        each.time and each.time.low[1:] == (1, 1) and each.time.high[1:] == (12, 31) for each in conditions
    )
    if not conditions or (open_to_others and (not whole[0] or whole_year)):
        return None  # how many there were in a year is what the record says of it
    return Tally(group.names, ask, conditions, asked, group.given, number, comparator, whole)


def _of_one(tokens: Sequence[Token], persons: Sequence[Mention], form: str) -> Tally | None:
    """Read "had Ann reached her fifth birthday when she died" as what is asked of all of a group, of one."""
    if form != "yes-no" or len(persons) != 1 or persons[0].first > 1 or not REACHING & {t.norm for t in tokens}:
        return None
    conditions, ask = _aged_at_death(tokens, persons[0].last) or _aged(tokens, persons[0].last) or ((), "")
    return Tally((persons[0].name,), ask, conditions, "all") if conditions else None


def _whole(tokens: Sequence[Token]) -> tuple[str, int]:
    """Read "how many players signed in the first half of 2011" as how many signed in 2011, with the year."""
    found = times(tokens)
    years = {time.low[0] for time in found if not time.yearless}
    cut = min((time.first for time in found), default=0)
    while cut and tokens[cut - 1].norm in PLACED.keys() | ENDING:
        cut -= 1
    if len(years) != 1:
        return "", 0
    (year,) = years
    return f"{' '.join(token.text or token.norm for token in tokens[:cut])} in {year}?", year


def are_all(wanted: Tally, answers: Sequence[Answer], ask: Callable[[str], Answer]) -> bool:
    """Tell whether those whom the dossier names are all who are meant: as many as the record says of that year."""
    question, year = wanted.whole
    if not question:
        return True
    whole = Held(WITHIN, time=Time(0, 0, (year, 1, 1), (year, 12, 31)))
    told = ask(question)
    numbers = quantities(tokenize(told.answer or "")) if told.status == "answered" else ()
    in_it = sum(bool(answer.status == "answered" and whole.holds(answer.answer or "")) for answer in answers)
    return len(numbers) == 1 and numbers[0].value == in_it


def _happened(tokens: Sequence[Token], gazetteer: Gazetteer) -> Tally | None:
    """Read "how many of the four signings fell in the first half of 2011": of each of a group, when it was."""
    words = [token.norm for token in tokens]
    of = words.index("of") + 1 if words[:3] == ["how", "many", "of"] else 0
    start = of + (norm_at(tokens, of) in DEFINITE)
    number = SMALL.get(norm_at(tokens, start), 0)
    noun = start + bool(number)
    singular = bases(norm_at(tokens, noun) or "?")[0]
    if not of or noun == start == of or wordnet.lemmas(singular)[:1] != ((singular, "n"),):
        return None
    sizes = gazetteer.groups_of_size(number) if number else ()
    names = sizes[0] if len(sizes) == 1 else gazetteer.largest_group() if not number else ()
    conditions, verb = _placed(tokens, noun + 1) or ((), [])
    happening = {bases(word)[0] for word in verb} <= HAPPENING
    if not names or not conditions or not happening or singular == words[noun] or gazetteer.persons_of_kind(singular):
        return None
    return Tally(names, f"When was the {singular} of {{}}?", conditions, "count")


def set_against(wanted: Tally, ask: Callable[[str], Answer]) -> Tally | None:
    """Return what is asked with the ages and times of whomever they are compared with; None if one is unknown."""
    conditions = tuple(condition.against(ask) for condition in wanted.conditions)
    met = tuple(condition for condition in conditions if condition is not None)
    return replace(wanted, conditions=met) if len(met) == len(conditions) else None


def counted(wanted: Tally, answers: Sequence[Answer]) -> Answer | None:
    """Return who or how many meet the conditions, from what was answered for each; None where that is not told."""
    told = [answer.answer if answer.status == "answered" else None for answer in answers]
    met = [None if text is None else _meets(wanted.conditions, text) for text in told]
    fitting = [place for place, each in enumerate(met) if each]
    if wanted.asked == "any" and fitting:
        return _decided("Yes", wanted, answers, fitting)
    if wanted.asked in {"all", "none"} and (
        failing := [p for p, each in enumerate(met) if each is (wanted.asked != "all")]
    ):
        return _decided("No", wanted, answers, failing)
    if None in met:
        return None
    everyone = range(len(answers))
    if wanted.asked == "number":
        if len(fitting) > wanted.number and not wanted.comparator:
            return None  # "two of them were late", where three were
        holds: Callable[[float, float], bool] = HOLDS.get(wanted.comparator, eq)
        said = holds(len(fitting), wanted.number)
        return _decided("Yes" if said else "No", wanted, answers, fitting or everyone)
    if wanted.asked in {"all", "any", "none"}:
        return _decided("No" if wanted.asked == "any" else "Yes", wanted, answers, everyone)
    if wanted.asked == "which":
        named = "; ".join(f"{wanted.names[place]} ({answers[place].answer})" for place in fitting)
        return joined(named, [answers[place] for place in fitting]) if fitting else None
    return _decided(in_words(len(fitting)) if fitting else "none", wanted, answers, fitting or everyone)


def _meets(conditions: Sequence[Held], text: str) -> bool | None:
    met = [condition.holds(text) for condition in conditions]
    return False if False in met else None if None in met else True


def _decided(said: str, wanted: Tally, answers: Sequence[Answer], places: Sequence[int]) -> Answer:
    """Return an answer that shows those on whom it rests."""
    own = [answers[place] for place in places]
    return decided(said, sides([wanted.names[place] for place in places], own), own)


def _asked(tokens: Sequence[Token], first: int, form: str) -> str:
    """Return what is asked of the group at ``first``: "how many of the ..."; all of it where nothing else is said."""
    words = [token.norm for token in tokens[:first]]
    lead = " ".join(word for word in words if word not in BETWEEN and (word not in SMALL or word == "one"))
    if form == "yes-no" and norm_at(tokens, first - 1) in BETWEEN and _numbered(tokens[:first], 0)[1] != NOT_SAID:
        return "number"
    if not lead and form == "yes-no":
        return "all"
    return LEADS.get(lead, "")


def _numbered(tokens: Sequence[Token], size: int) -> tuple[float, str]:
    """Read "only two of the", "at least two of the", "most of the" before a group of some size, with the comparator."""
    told = [token for token in tokens if token.norm not in AUXILIARIES]
    of = next((position for position, token in enumerate(told) if token.norm == "of"), 0)
    if not of or {token.norm for token in told[of + 1 :]} - DETERMINERS - SMALL.keys():
        return 0, NOT_SAID
    if told[of - 1].norm == "most" and of == 1:
        return size / 2, "more"
    if told[of - 1].norm == "half":
        first, _, comparator = bound_at(told, of - 1, of)
        return (size / 2, comparator or "exactly") if not first else (0, NOT_SAID)
    number = SMALL.get(told[of - 1].norm, 0)
    first, _, comparator = bound_at(told, of - 1, of)
    if number and comparator:
        return (number, comparator) if not first else (0, NOT_SAID)
    before = {token.norm for token in told[: of - 1]}
    if not number or before - EXACTLY or (number == 1 and not before):
        return 0, NOT_SAID  # "one of the players" may be any
    return number, "exactly" if before else ""


EXACTLY = frozenset({"only", "just", "exactly"})
NOT_SAID = "not said"
"""Where it is not said how many of a group are spoken of."""


def _aged(tokens: Sequence[Token], start: int) -> tuple[tuple[Held, ...], str] | None:
    """Read "were older than three when they signed": the bound, and what is to be asked of each."""
    clause = next((p for p in range(start, len(tokens)) if tokens[p].norm in {"when", "at"} and _behind(tokens, p)), -1)
    end = clause if clause >= 0 else len(tokens)
    found = [quantity for quantity in quantities(tokens[:end]) if quantity.first >= start]
    if len(found) != 1 or times(tokens[start:end]):
        return None
    first, last, comparator = bound_at(tokens, found[0].first, found[0].last)
    rest = {
        token.norm for position, token in enumerate(tokens[:end]) if position >= start and not first <= position < last
    }
    months = _months(found[0])
    reached = REACHING & rest
    if reached and not comparator:
        comparator, rest = "least", rest - reached - {"of"}
    if not comparator or months is None or rest - OF_AGE - AUXILIARIES - DETERMINERS:
        return None
    behind = " ".join(token.norm for token in tokens[end:])
    return (Held(comparator, months),), f"How old was {{}} {behind}".rstrip() + "?"


def _aged_at_death(tokens: Sequence[Token], start: int) -> tuple[tuple[Held, ...], str] | None:
    """Read "were under five at the time of their deaths" as `_aged` reads "were under five when they died"."""
    plain, how_old = aged(tokens[start:])
    bounded = _aged(plain, 0) if how_old == AGED_AT_DEATH else None
    return (bounded[0], how_old) if bounded and bounded[1] == AGED else None


def _than(tokens: Sequence[Token], name: str) -> tuple[Held, str] | None:
    """Read "were younger than" and "signed before" in front of a name: the condition, and what is asked of each."""
    words = [token.norm for token in tokens if token.norm not in AUXILIARIES]
    if words[-1:] == ["than"]:
        words.pop()
    *event, order = words or [""]
    if order in AGES and not event:
        return Held(AGES[order], asked=f"How old was {name}?"), "How old was {}?"
    if PLACED.get(order) in {BEFORE, AFTER} and len(event) == 1 and carries_content(event[0]):
        verb = bases(event[0])[0]
        return Held(PLACED[order], asked=f"When did {name} {verb}?"), f"When did {{}} {verb}?"
    return None


def _behind(tokens: Sequence[Token], position: int) -> bool:
    """Tell whether a bound stands before a word: "older than three when they died", not "at least three"."""
    return tokens[position].norm == "when" or (position + 1 < len(tokens) and tokens[position + 1].norm == "the")


def _months(quantity: Quantity) -> float | None:
    if quantity.kind == "age":
        return quantity.value * MONTHS_IN[quantity.unit]
    unit = bases(quantity.unit)[0] if quantity.unit else ""
    if quantity.kind != "count" or (unit and unit not in MONTHS_IN and carries_content(unit)):
        return None
    return quantity.value * MONTHS_IN.get(unit, MONTHS_IN["year"])


def _timed(tokens: Sequence[Token], start: int) -> tuple[tuple[Held, ...], str] | None:
    """Read "signed after April but before December 2011": each time, and when it is to be asked that each did so."""
    conditions, words = _placed(tokens, start) or ((), [])
    if words[:1] and words[0] in HAVE and len(words) > 1:
        words = words[1:]
    if not words or not carries_content(words[0]) or SUPERLATIVES.keys() & set(words):
        return None  # "signed first in 2011" is asked of all, not of each
    event = " ".join([bases(words[0])[0], *words[1:]])
    return conditions, f"When did {{}} {event}?"


def _placed(tokens: Sequence[Token], start: int) -> tuple[tuple[Held, ...], list[str]] | None:
    """Read each time, and the other words; None where the times are of several years, or do not stand as a bound."""
    found = [time for time in times(tokens) if time.first >= start]
    years = {time.low[0] for time in found if not time.yearless}
    if not found or len(years) > 1:
        return None
    dated = [_in_year(time, *years) for time in found]
    taken = {p for time in found for p in range(time.first, time.last)}
    conditions: list[Held] = []
    for time in dated:
        lead = time.first if tokens[time.first].norm in PLACED else time.first - 1
        while lead > start and tokens[lead].norm in ENDING:
            lead -= 1
        ended = {token.norm for token in tokens[lead + 1 : time.first]} - DETERMINERS
        if ended and (ended != {"end", "of"} or tokens[lead].norm != "by"):
            return None
        placed = PLACED.get(tokens[lead].norm, "") if lead >= start else ""
        if not placed:
            return None
        conditions.append(Held(placed, time=time))
        taken.update(range(lead, time.first))
    verb = [token.norm for position, token in enumerate(tokens) if position >= start and position not in taken]
    return tuple(conditions), [word for word in verb if word not in JOINING | DEGREE | (AUXILIARIES - HAVE)]


def _in_year(time: Time, *years: int) -> Time:
    """Return a time without a year as one of the year that is named beside it, if one is."""
    if not time.yearless or not years:
        return time
    return time._replace(low=(years[0], *time.low[1:]), high=(years[0], *time.high[1:]))
