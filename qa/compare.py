"""Comparisons between persons or things: who was older, which came first, whether it was in the same month.

No fact need say so: each side is asked for by a question of its own ("How old was A?", "When did B die?"), and the two
answers are compared. Where either has no answer, or they do not tell, nothing is said.
"""

from __future__ import annotations

from collections.abc import Sequence

from qa.entities import PERSONS, Gazetteer, Mention
from qa.function_words import AUXILIARIES, DETERMINERS, carries_content
from qa.model import Answer
from qa.quantities import MONTHS_IN, age_of
from qa.times import times_in
from qa.tokens import Token, norm_at, tokenize
from qa.values import value

AGES = {"older": "more", "elder": "more", "younger": "less"}
ORDERS = {"before": "less", "earlier": "less", "sooner": "less", "after": "more", "later": "more"}
EXTREMES = {
    "oldest": "most", "eldest": "most", "youngest": "least", "first": "least", "earliest": "least", "last": "most",
    "latest": "most",
}  # fmt: skip
AGED = frozenset({"oldest", "eldest", "youngest"})
PERIODS = {"year": 1, "month": 2, "day": 3, "date": 3, "time": 0}
"""How many parts of (year, month, day) two times must share."""


@value
class Comparison:
    """What is compared: the question to be asked of each name, with {} for it, and how the first stands to the rest."""

    names: tuple[str, ...]
    ask: str
    relation: str
    """more, less, most, least, or same (of ``period``)."""
    period: int = 0


def comparison(tokens: Sequence[Token], gazetteer: Gazetteer) -> Comparison | None:
    """Return what a yes/no question compares, if it compares two that the dossier knows, or one with its group."""
    mentions = _persons(tokens, gazetteer)
    if len(mentions) == 1:
        return _extreme(tokens, mentions[0], gazetteer)
    if len(mentions) != 2:
        return None
    one, other = mentions
    between = [token.norm for token in tokens[one.last : other.first]]
    names = (one.name, other.name)
    if between == ["and"]:
        return _same(tokens, names, other.last)
    if between[-1:] == ["than"]:
        between.pop()
    *event, order = [word for word in between if word not in AUXILIARIES] or [""]
    rest = {token.norm for token in tokens[other.last :] if carries_content(token.norm)}
    if order in AGES:
        return Comparison(names, "How old was {}?", AGES[order]) if not event and not rest else None
    if order not in ORDERS or not event or rest - set(event) or norm_at(tokens, other.last) == "'s":
        return None
    return Comparison(names, f"When did {{}} {' '.join(event)}?", ORDERS[order])


def judged(compared: Comparison, answers: Sequence[Answer]) -> Answer | None:
    """Return Yes or No from what was answered for each name; None where that does not decide it."""
    if any(answer.status != "answered" or not answer.answer for answer in answers):
        return None
    values = [_value(compared, answer) for answer in answers]
    verdict = _verdict(compared, values)
    if verdict is None:
        return None
    told = "; ".join(f"{name}: {answer.answer}" for name, answer in zip(compared.names, answers, strict=True))
    statement = " ".join(dict.fromkeys(answer.statement or "" for answer in answers))
    return Answer(
        "", "answered", f"{verdict} ({told})", statement, statement if verdict == "No" else None,
        tuple(dict.fromkeys(claim for answer in answers for claim in answer.claims)),
        tuple(dict.fromkeys(source for answer in answers for source in answer.sources)),
        tuple(dict.fromkeys(fact for answer in answers for fact in answer.facts)),
    )  # fmt: skip


def _verdict(compared: Comparison, values: Sequence[tuple[float, ...] | None]) -> str | None:
    known = [each for each in values if each is not None]
    if len(known) < len(values):
        return None
    first, *rest = known
    if compared.relation == "same":
        exact = all(len(each) >= 2 * compared.period for each in known)
        if not exact:
            return None
        return "Yes" if len({each[: compared.period] for each in known}) == 1 else "No"
    low, high = _ends(first)
    if compared.relation in {"more", "most"}:
        yes, no = all(low > _ends(each)[1] for each in rest), any(high < _ends(each)[0] for each in rest)
    else:
        yes, no = all(high < _ends(each)[0] for each in rest), any(low > _ends(each)[1] for each in rest)
    return "Yes" if yes else "No" if no else None


def _ends(each: tuple[float, ...]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return the lowest and the highest of a value: an age is one number, a time a span of days."""
    return each[: len(each) // 2], each[len(each) // 2 :]


def _value(compared: Comparison, answer: Answer) -> tuple[float, ...] | None:
    """Return an age in months, twice, or the first and last (year, month, day) of a time; None where it is neither."""
    text = answer.answer or ""
    if compared.ask.startswith("How old"):
        age = age_of(tokenize(text))
        months = age[0] * MONTHS_IN[age[1]] if age else None
        return (months, months) if months is not None else None
    found = times_in(text)
    if len(found) != 1 or found[0].yearless:
        return None
    time = found[0]
    if compared.relation == "same":
        depth = 3 if time.low == time.high else 2 if time.low[:2] == time.high[:2] else 1
        return (*time.low[:depth], *time.high[:depth]) if depth >= compared.period else None
    return (*time.low, *time.high)


def _extreme(tokens: Sequence[Token], mention: Mention, gazetteer: Gazetteer) -> Comparison | None:
    """Read "was A the oldest", "was A the last of them to leave": A beside the others of its only group."""
    position = mention.last
    while norm_at(tokens, position) in DETERMINERS | AUXILIARIES:
        position += 1
    word = norm_at(tokens, position)
    groups = sorted(gazetteer.groups_of(mention.name), key=lambda group: -len(gazetteer.members(group)))
    named = [group for group in groups if group in {each.name for each in gazetteer.mentions(tokens)}]
    if word not in EXTREMES or not groups:
        return None
    others = tuple(name for name in gazetteer.members((named or groups)[0]) if name != mention.name)
    if word in AGED:
        return Comparison((mention.name, *others), "How old was {}?", EXTREMES[word])
    verbs = [at for at in range(position, len(tokens) - 1) if tokens[at].norm == "to"]
    if not verbs:
        return None
    event = " ".join(token.norm for token in tokens[verbs[-1] + 1 :])
    return Comparison((mention.name, *others), f"When did {{}} {event}?", EXTREMES[word])


def _same(tokens: Sequence[Token], names: tuple[str, ...], start: int) -> Comparison | None:
    """Read "did A and B leave in the same month"."""
    words = [token.norm for token in tokens[start:]]
    if "same" not in words:
        return None
    at = words.index("same")
    period = PERIODS.get(words[at + 1] if at + 1 < len(words) else "", 0)
    event = [word for word in words[:at] if word not in AUXILIARIES | DETERMINERS | {"in", "on", "at", "during"}]
    return Comparison(names, f"When did {{}} {' '.join(event)}?", "same", period) if period and event else None


def _persons(tokens: Sequence[Token], gazetteer: Gazetteer) -> list[Mention]:
    """Return the mentions of persons by an unambiguous name."""
    found = [mention for mention in gazetteer.mentions(tokens) if mention.how != "role"]
    spans = [(mention.first, mention.last) for mention in found]
    return [
        mention
        for mention in found
        if spans.count((mention.first, mention.last)) == 1
        and PERSONS & gazetteer.kinds(mention.name)
        and len(gazetteer.members(mention.name)) == 1
    ]
