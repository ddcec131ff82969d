"""What came first of two things that happened, how long lay between them, and how long one of them went on.

No fact need say so: when each happened is asked for by a question of its own (`qa.computing.happening`), and both times
are shown. Where one of them is not on record, or the two may overlap, nothing is said.

    "was the ground sold before the club moved"       ->  "No (the ground was sold: in 2012; the club moved: in 2011)"
    "which came first, the fire or the sale"          ->  "the fire (the fire: in 2009; the sale: in 2012)"
    "how many years after the fire was it rebuilt"    ->  "2 years (the fire: in 2009; it was rebuilt: in 2011)"
    "how many years lay between the fire and the sale" -> "3 years (the fire: in 2009; the sale: in 2012)"
    "over how many years were they paid"              ->  "3 years (from 2009 to 2012)"
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qa.computing.compare import AMOUNTS, SPANS, decided, joined, persons_named, qualifies, sides
from qa.computing.happening import Ask, Happening, done_by, happening, pair, tells, words_of
from qa.english.function_words import AUXILIARIES, BE, DETERMINERS, WH_WORDS
from qa.english.numbers import counted
from qa.english.quantities import SPANNING
from qa.english.times import Time, times
from qa.english.tokens import Token, norm_at
from qa.model import Answer
from qa.record.entities import Gazetteer
from qa.record.lexicon import bases
from qa.values import value

PLACED = {"before": True, "after": False, "since": False, "following": False}
"""Word between two events -> whether the first is said to come first."""
SOONEST = {"first": True, "earlier": True, "sooner": True, "last": False, "later": False, "second": False}
"""Word that asks which of two it was -> whether the earlier one is meant."""
LASTING = frozenset("over for during across".split())
SPANNED = frozenset("last span cover stretch continue persist run go".split())
"""Base forms of verbs that say how long something went on."""
PARTING = frozenset("separate divide".split())
COMING = frozenset("come happen be occur take place".split())
"""Base forms of verbs that say but that something happened."""
FILLING = frozenset("pass lie lay elapse go by be it there time apart stretch fall in all gap calendar".split())
"""Base forms of words between a unit of time and "between"."""
ENDS = (("start", "end"), ("beginning", "end"))
DATING = frozenset("date dates year years point points given stated named said reported".split())
"""Words beside a start and an end that say nothing more."""
LEADING = frozenset({"in", "during"})
UNTIL = frozenset("to until till".split())


@value
class Events:
    """Two things that happened, or one, in each of the ways in which the question can be taken apart."""

    ways: tuple[tuple[Happening, ...], ...]
    first: bool = True
    """Whether the first one is said to come first, or whether the earlier one is asked for."""
    unit: str = ""
    """month or year, where the distance or length is asked for; span where it is, in whichever tells it exactly."""
    chosen: bool = False
    """Whether it is asked which of the two it was."""


def events(tokens: Sequence[Token], gazetteer: Gazetteer, form: str) -> Events | None:
    """Return which two events, or which one, a question is about the order, distance or length of."""
    named = persons_named(tokens, gazetteer)
    persons = {position for mention in named for position in range(mention.first, mention.last)}
    told = tuple(token if p not in persons else token._replace(norm="") for p, token in enumerate(tokens))
    if choice := _choice(told):
        return choice
    return _order(told) if form == "yes-no" else _distance(told) or _length(told) or _between(told)


def placed(wanted: Events, ask: Ask) -> Answer | None:
    """Return what the times tell; None where one is not on record, or they do not decide it."""
    return next((answer for way in wanted.ways if (answer := _placed(wanted, way, ask)) is not None), None)


def _placed(wanted: Events, way: Sequence[Happening], ask: Ask) -> Answer | None:
    told = [found for each in way if (found := each.told(ask)) is not None]
    answers = [answer for answer, _ in told]
    if len(told) < len(way) or len({answer.facts for answer in answers}) < len(answers):
        return None
    if len(told) == 1:
        return _lasted(told[0][1], wanted.unit, answers[0])
    called = tuple(each.called for each in way)
    shown = sides(called, answers)
    one, other = (time for _, time in told)
    if wanted.unit:
        apart = _apart(one, other, wanted.unit)
        return joined(f"{apart} ({shown})", answers) if apart else None
    earlier, later = one.high < other.low, other.high < one.low
    if not earlier and not later:
        return None
    if wanted.chosen:
        return joined(f"{called[0] if earlier is wanted.first else called[1]} ({shown})", answers)
    return decided("Yes" if earlier is wanted.first else "No", shown, answers)


def _order(tokens: Sequence[Token]) -> Events | None:
    """Read "was the ground sold before the club moved"."""
    cuts = [position for position, token in enumerate(tokens) if token.norm in PLACED]
    asked = int(norm_at(tokens, 0) in AUXILIARIES)  # or stated: "the ground was sold before the club moved"
    verbal = any(token.norm in AUXILIARIES for token in tokens[: cuts[0]]) if cuts else False
    if len(cuts) != 1 or cuts[0] < 3 or not verbal or norm_at(tokens, 0) in WH_WORDS:
        return None
    (cut,) = cuts
    end = cut
    while qualifies(norm_at(tokens, end - 1)) or norm_at(tokens, end - 1) in SPANS | AMOUNTS:
        end -= 1
    behind = tokens[cut + 1 :]
    if end < cut or times(behind) or not tells(tokens[asked:cut]) or not tells(behind):
        return None  # "shortly before" says more than the order
    one = Happening(words_of(tokens[asked:cut]), (f"When {words_of(tokens[:cut])}?",))
    return Events(((one, happening(behind)),), PLACED[tokens[cut].norm])


def _choice(tokens: Sequence[Token]) -> Events | None:
    """Read "which came first, the fire or the sale", "who signed first, A or B", "did A or B sign first"."""
    ors = [position for position, token in enumerate(tokens) if token.norm == "or"]
    at = next((position for position, token in enumerate(tokens) if token.norm in SOONEST), 0)
    if len(ors) != 1 or not at:
        return None
    lead = norm_at(tokens, 0)
    if lead in {"which", "what", "who", "whose"} and at < ors[0]:
        verb, one, other = tokens[1:at], tokens[at + 1 : ors[0]], tokens[ors[0] + 1 :]
        if lead == "whose":  # "whose signing came first, A's or B's"
            verb, one, other = verb[1:], (*one, *tokens[1:2]), (*other, *tokens[1:2])
    elif norm_at(tokens, 0) in AUXILIARIES and at == len(tokens) - 1 > ors[0] + 2:
        start = 1 + (norm_at(tokens, 1) == "it")
        verb, one, other = tokens[at - 1 : at], tokens[start : ors[0]], tokens[ors[0] + 1 : at - 1]
        other = other[:-1] if norm_at(other, len(other) - 1) in {"that", "who", "which"} else other
    else:
        return None
    one = _without_time(one)
    other = _spelled_out(other, one)
    told = [bases(token.norm)[0] for token in verb if token.norm not in AUXILIARIES | DETERMINERS]
    first = SOONEST[tokens[at].norm]
    if set(told) <= COMING:
        return Events((pair(one, other),), first, chosen=True) if tells(one) and other else None
    if len(told) == 1 and one and other and not any(token.norm for token in (*one, *other)):
        return Events(((done_by(one, told[0]), done_by(other, told[0])),), first, chosen=True)
    return None


def _spelled_out(tokens: Sequence[Token], other: Sequence[Token]) -> Sequence[Token]:
    """Put for "that of B", beside "the signing of A", "the signing of B"."""
    of = next((position for position, token in enumerate(other) if token.norm == "of"), 0)
    stands_for = norm_at(tokens, 0) in {"that", "those"} and norm_at(tokens, 1) == "of"
    return (*other[:of], *tokens[1:]) if stands_for and of else tokens


def _without_time(tokens: Sequence[Token]) -> Sequence[Token]:
    """Take off the time within which both happened: "in 2011" of "who signed later in 2011, A or B"."""
    found = times(tokens)
    return tokens[found[0].last :] if found and found[0].first <= 1 and norm_at(tokens, 0) in LEADING else tokens


def _distance(tokens: Sequence[Token]) -> Events | None:
    """Read "how many years after the fire was it rebuilt", "how long after the fire was it rebuilt"."""
    unit, at = _asked_unit(tokens)
    if not unit or norm_at(tokens, at) not in PLACED:
        return None
    verb = next((p for p in range(at + 2, len(tokens)) if tokens[p].norm in AUXILIARIES), 0)
    if not verb or not tells(tokens[at + 1 : verb]) or not tells(tokens[verb:]):
        return None
    other = Happening(words_of(tokens[verb + 1 :]), (f"When {words_of(tokens[verb:])}?",))
    return Events(((happening(tokens[at + 1 : verb]), other),), unit=unit)


def _between(tokens: Sequence[Token]) -> Events | None:
    """Read "how many months lay between A and B", "how long was it from A to B", "how many years separate A from B"."""
    unit, at = _asked_unit(tokens)
    while unit and at < len(tokens) and (tokens[at].norm in BE or FILLING & set(bases(tokens[at].norm or "?"))):
        at += 1
    lead = norm_at(tokens, at)
    parting = bool(PARTING & set(bases(lead or "?")))
    if not unit or not (parting or lead in {"between", "from"}):
        return None
    if whole := _from_end_to_end(tokens[at + 1 :]) if lead in {"between", "from"} else ():
        return Events((_spans(whole),), unit=unit)
    joining = UNTIL if lead == "from" else {"and", "from"} if parting else {"and"}
    ways = tuple(_pairs(tokens[at + 1 :], joining))
    return Events(ways, unit=unit) if ways else None


def _pairs(tokens: Sequence[Token], joining: frozenset[str] | set[str]) -> Iterator[tuple[Happening, Happening]]:
    """Yield the two that are joined, for each word that may join them."""
    for cut in (position for position, token in enumerate(tokens) if token.norm in joining):
        one, other = tokens[:cut], tokens[cut + 1 :]
        if not (_is_something(one) and _is_something(other)) or times(one) == times(other) != ():
            continue
        if tells(one) or tells(other):
            yield pair(one, other)


def _is_something(tokens: Sequence[Token]) -> bool:
    """Tell whether words call anything: "the first" and "the last" alone do not."""
    return any(token.norm not in DETERMINERS | SOONEST.keys() for token in tokens)


def _from_end_to_end(tokens: Sequence[Token]) -> Sequence[Token]:
    """Read "the start and the end of the works" as "the works"; nothing where it is not put so.

    Behind "from" it is "the start to the end of the works".
    """
    words = [token.norm for token in tokens]
    plain = [word for word in words if word not in DETERMINERS | DATING]
    of = next((position for position, word in enumerate(words) if word in {"of", "for"}), 0)
    ends = any(plain[:3] in ([start, "and", end], [start, "to", end]) for start, end in ENDS)
    return tokens[of + 1 :] if of and ends else ()


def _length(tokens: Sequence[Token]) -> Events | None:
    """Read "over how many years were they paid", "how many years did the works last", "how long did they go on"."""
    lead = 1 if norm_at(tokens, 0) in LASTING else 0
    unit, at = _asked_unit(tokens[lead:])
    at += lead
    if not unit or norm_at(tokens, at) not in AUXILIARIES:
        return None
    verb = len(tokens) - 1 - (norm_at(tokens, len(tokens) - 1) in {"for", "on"})
    if verb > at + 1 and SPANNED & set(bases(norm_at(tokens, verb) or "?")):
        return Events((_spans(tokens[at + 1 : verb]),), unit=unit) if tells(tokens[at + 1 : verb]) else None
    rest = words_of(tokens[at:])
    return Events(((Happening(rest, (f"Over what period {rest}?", f"When {rest}?")),),), unit=unit) if lead else None


def _spans(tokens: Sequence[Token]) -> tuple[Happening, ...]:
    called = words_of(tokens)
    return (Happening(called, (f"Over what period was {called}?", f"When was {called}?")),)


def _asked_unit(tokens: Sequence[Token]) -> tuple[str, int]:
    """Return the unit in which a distance is asked for, and where what is asked begins."""
    if [norm_at(tokens, 0), norm_at(tokens, 1)] == ["how", "long"]:
        return "span", 2
    if [norm_at(tokens, 0), norm_at(tokens, 1)] == ["how", "many"]:
        return _unit(tokens), 3
    at = 2 if [norm_at(tokens, 0), norm_at(tokens, 1)] == ["number", "of"] else 0
    unit = next((unit for unit in SPANNING if unit in bases(norm_at(tokens, at) or "?")), "")
    return (unit, at + 1) if unit else ("", 0)


def _unit(tokens: Sequence[Token]) -> str:
    if [norm_at(tokens, 0), norm_at(tokens, 1)] != ["how", "many"]:
        return ""
    return next((unit for unit in SPANNING if unit in bases(norm_at(tokens, 2) or "?")), "")


def _apart(one: Time, other: Time, unit: str) -> str:
    """Return how long lay between two times, where both are told as exactly as the unit."""
    if unit == "span":
        return _apart(one, other, "month") or _apart(one, other, "year")
    depth = 1 if unit == "year" else 2
    if any(time.low[:depth] != time.high[:depth] for time in (one, other)):
        return ""
    months = [12 * time.low[0] + (time.low[1] if unit == "month" else 0) for time in (one, other)]
    return counted(abs(months[0] - months[1]) // SPANNING[unit], unit)


def _lasted(time: Time, unit: str, answer: Answer) -> Answer | None:
    """Return how long a span was, from its first year or month to its last."""
    years = (time.low[1], time.high[1]) == (1, 12)
    unit = unit if unit != "span" else "year" if years else "month"
    whole = time.low[0] == time.high[0] and years
    spans = time.low[0] < time.high[0] or (unit == "month" and time.low[1] < time.high[1] and not whole)
    if not spans or not {"to", "until", "and"} & set((answer.answer or "").split()):
        return None
    months = 12 * (time.high[0] - time.low[0]) + (time.high[1] - time.low[1] if unit == "month" else 0)
    return joined(f"{counted(months // SPANNING[unit], unit)} ({answer.answer})", [answer])
