"""What came first of two things that happened, how long lay between them, and how long one of them went on.

No fact need say so: when each happened is asked for by a question of its own, as in `qa.computing.compare`, and both
times are shown. Where one of them is not on record, or the two may overlap, nothing is said.

    "was the ground sold before the club moved"       ->  "No (the ground was sold: in 2012; the club moved: in 2011)"
    "how many years after the fire was it rebuilt"    ->  "2 years (the fire: in 2009; it was rebuilt: in 2011)"
    "over how many years were they paid"              ->  "3 years (from 2009 to 2012)"
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qa.computing.compare import AMOUNTS, SPANS, decided, joined, persons_named, qualifies, sides, time_told
from qa.english.function_words import AUXILIARIES, WH_WORDS, carries_content
from qa.english.quantities import SPANNING, counted
from qa.english.times import Time, times
from qa.english.tokens import Token, norm_at
from qa.model import Answer
from qa.record.entities import Gazetteer
from qa.record.lexicon import bases
from qa.values import value

PLACED = {"before": True, "after": False, "since": False, "following": False}
"""Word between two events -> whether the first is said to come first."""
LASTING = frozenset("over for during across".split())


@value
class Events:
    """Two events, or one: as they are called, and as questions for their times."""

    called: tuple[str, ...]
    asked: tuple[str, ...]
    first: bool = True
    """Whether the first one is said to come first."""
    unit: str = ""
    """month or year, where the distance or length is asked for; span where it is, in whichever tells it exactly."""


def events(tokens: Sequence[Token], gazetteer: Gazetteer, form: str) -> Events | None:
    """Return which two events, or which one, a question is about the order, distance or length of."""
    named = persons_named(tokens, gazetteer)
    persons = {position for mention in named for position in range(mention.first, mention.last)}
    told = tuple(token if p not in persons else token._replace(norm="") for p, token in enumerate(tokens))
    return _order(told) if form == "yes-no" else _distance(told) or _length(told)


def placed(wanted: Events, ask: Callable[[str], Answer]) -> Answer | None:
    """Return what the times tell; None where one is not on record, or they do not decide it."""
    answers = [ask(question) for question in wanted.asked]
    if any(answer.status != "answered" for answer in answers):
        return None
    told = [time_told(answer.answer) for answer in answers]
    known = [time for time in told if time is not None]
    if len(known) < len(told) or len({answer.facts for answer in answers}) < len(answers):
        return None
    shown = sides(wanted.called, answers)
    if len(known) == 1:
        return _lasted(known[0], wanted.unit, answers[0])
    one, other = known
    if wanted.unit:
        apart = _apart(one, other, wanted.unit)
        return joined(f"{apart} ({shown})", answers) if apart else None
    earlier, later = one.high < other.low, other.high < one.low
    if not earlier and not later:
        return None
    said = "Yes" if earlier is wanted.first else "No"
    return decided(said, shown, answers)


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
    if end < cut or times(behind) or not _tells(tokens[asked:cut]) or not _tells(behind):
        return None  # "shortly before" says more than the order
    return Events(
        (_words(tokens[asked:cut]), _words(behind)), (f"When {_words(tokens[:cut])}?", _when(behind)),
        PLACED[tokens[cut].norm],
    )  # fmt: skip


def _distance(tokens: Sequence[Token]) -> Events | None:
    """Read "how many years after the fire was it rebuilt", "how long after the fire was it rebuilt"."""
    long = [norm_at(tokens, 0), norm_at(tokens, 1)] == ["how", "long"]
    unit, at = ("span", 2) if long else (_unit(tokens), 3)
    if not unit or norm_at(tokens, at) not in PLACED:
        return None
    verb = next((p for p in range(at + 2, len(tokens)) if tokens[p].norm in AUXILIARIES), 0)
    if not verb or not _tells(tokens[at + 1 : verb]) or not _tells(tokens[verb:]):
        return None
    one, other = tokens[at + 1 : verb], tokens[verb:]
    return Events((_words(one), _words(other[1:])), (_when(one), f"When {_words(other)}?"), unit=unit)


def _length(tokens: Sequence[Token]) -> Events | None:
    """Read "over how many years were they paid", "for how many months did it last"."""
    lead = 1 if norm_at(tokens, 0) in LASTING else 0
    unit = _unit(tokens[lead:])
    if not lead or not unit or norm_at(tokens, lead + 3) not in AUXILIARIES:
        return None
    rest = _words(tokens[lead + 3 :])
    return Events((rest,), (f"When {rest}?",), unit=unit)


def _unit(tokens: Sequence[Token]) -> str:
    if [norm_at(tokens, 0), norm_at(tokens, 1)] != ["how", "many"]:
        return ""
    return next((unit for unit in SPANNING if unit in bases(norm_at(tokens, 2) or "?")), "")


def _when(tokens: Sequence[Token]) -> str:
    """Return the question when something happened that is told by a clause or called by a noun."""
    verbal = any(token.norm in AUXILIARIES for token in tokens) or not norm_at(tokens, 0) or _has_past(tokens)
    return f"When {_words(tokens)}?" if verbal else f"When was {_words(tokens)}?"


def _has_past(tokens: Sequence[Token]) -> bool:
    """Tell whether the last content word, or the one behind the subject, is a verb in the past."""
    content = [token.norm for token in tokens if carries_content(token.norm)]
    return any(word.endswith("ed") for word in content[1:])


def _tells(tokens: Sequence[Token]) -> bool:
    """Tell whether words name something that happens: somebody's name alone does not."""
    words = [token.norm for token in tokens]
    return any(word and carries_content(word) for word in words) and not WH_WORDS & set(words[:1])


def _words(tokens: Sequence[Token]) -> str:
    return " ".join(token.text or token.norm for token in tokens).replace(" 's", "'s")


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
    whole = time.low[0] == time.high[0] and (time.low[1], time.high[1]) == (1, 12)
    spans = time.low[0] < time.high[0] or (unit == "month" and time.low[1] < time.high[1] and not whole)
    if not spans or not {"to", "until", "and"} & set((answer.answer or "").split()):
        return None
    months = 12 * (time.high[0] - time.low[0]) + (time.high[1] - time.low[1] if unit == "month" else 0)
    return joined(f"{counted(months // SPANNING[unit], unit)} ({answer.answer})", [answer])
