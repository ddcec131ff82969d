"""Comparisons between persons or things: who was older, which came first, whether it was in the same month.

No fact need say so: each side is asked for by a question of its own ("How old was A?", "When did B die?"), and the two
answers are compared. Where either has no answer, or they do not tell, nothing is said.
"""

from __future__ import annotations

from collections.abc import Sequence

from qa.computing.wording import AGED, aged
from qa.english import wordnet
from qa.english.function_words import (
    AUXILIARIES,
    BE,
    DEGREE,
    DETERMINERS,
    DO,
    HAVE,
    NEGATIONS,
    carries_content,
)
from qa.english.numbers import SCALES, SMALL, TENS
from qa.english.quantities import MONTHS_IN, age_of
from qa.english.times import Time, times_in
from qa.english.tokens import Token, norm_at, tokenize
from qa.matching.groups import group_named
from qa.model import Answer
from qa.questions.question import SUPERLATIVES
from qa.questions.scaffolding import strip
from qa.record.entities import PERSONS, Gazetteer, Mention
from qa.record.lexicon import base_forms, bases
from qa.values import replace, value

AGES = {"older": "more", "elder": "more", "younger": "less"}
ORDERS = {"before": "less", "earlier": "less", "sooner": "less", "after": "more", "later": "more"}
ENDS = {"max": "most", "min": "least"}
PERIODS = {"year": 1, "month": 2, "day": 3, "date": 3, "time": 0}
"""How many parts of (year, month, day) two times must share."""
WITHIN = frozenset({"in", "on", "at", "during", "within", "all", "both", "same"})
WHOLE = frozenset({"all", "both", "of"})
SPANS = frozenset((*MONTHS_IN, *"decade fortnight hour minute moment night morning evening".split()))
AMOUNTS = frozenset(
    (*SMALL, *TENS, *SCALES, *"a an the and on about some several few many couple of half dozen".split())
)
QUALIFYING = (DEGREE - {"back"}) | frozenset("long much far way soon right".split())
"""Words before "before" that say by how much, as the spans of time and their numbers do."""
LEADS = BE | DO | HAVE | DETERMINERS
"""What may stand before the first name, for its own words."""


@value
class Comparison:
    """What is compared: the question to be asked of each name, with {} for it, and how the first stands to the rest."""

    names: tuple[str, ...]
    ask: str
    relation: str
    """more, less, most, least, same (of ``period``), or shared: the same for any two."""
    period: int = 0
    given: tuple[str, ...] = ()
    """What must be so of each name, as questions: of "the oldest of those who left", that they left."""
    qualified: bool = False
    """True where more is said than the order ("shortly before"): the times may deny that, but never bear it out."""


def comparison(tokens: Sequence[Token], gazetteer: Gazetteer) -> Comparison | None:
    """Return what a yes/no question compares, if it compares two that the dossier knows, or one with its group."""
    plain, how_old = aged(strip(tuple(tokens))[0])
    compared = _compared(_unfronted(plain, gazetteer), gazetteer)
    if how_old == AGED or compared is None:
        return compared
    return replace(compared, ask=how_old) if compared.ask == AGED else None


def _compared(tokens: Sequence[Token], gazetteer: Gazetteer) -> Comparison | None:
    mentions = persons_named(tokens, gazetteer)
    if not mentions:
        return _all_the_same(tokens, gazetteer)
    lead = {token.norm for token in tokens[: mentions[0].first]}
    if lead - LEADS - set(gazetteer.describing(mentions[0].name)):
        return None  # "was the son of A older than B", "did X say that A was older than B"
    if len(mentions) == 1:
        return _extreme(tokens, mentions[0], gazetteer) or _beside_all(tokens, mentions[0], gazetteer)
    if len(mentions) != 2:
        return None
    one, other = mentions
    names = (one.name, other.name)
    if [token.norm for token in tokens[one.last : other.first]] == ["and"]:
        return _same(tokens, names, other.last)
    return _between(tokens, one, other, names)


def _unfronted(tokens: tuple[Token, ...], gazetteer: Gazetteer) -> tuple[Token, ...]:
    """Put "of the four players" behind what is said of one of them."""
    lead = int(norm_at(tokens, 0) in AUXILIARIES)
    if norm_at(tokens, lead) not in {"of", "among"}:
        return tokens
    ends = [m.last for m in gazetteer.mentions(tokens) if len(gazetteer.members(m.name)) > 1 and m.first <= lead + 3]
    end = max(ends, default=0)
    return (*tokens[:lead], *tokens[end:], *tokens[lead:end]) if end else tokens


def _beside_all(tokens: Sequence[Token], one: Mention, gazetteer: Gazetteer) -> Comparison | None:
    """Read "did A sign before the Reid sisters", "was A older than the other players": A beside each of them."""
    groups = [m for m in gazetteer.mentions(tokens) if m.first >= one.last and len(gazetteer.members(m.name)) > 1]
    if len({(group.first, group.last) for group in groups}) != 1:
        return None
    members = [name for name in gazetteer.members(groups[0].name) if name != one.name]
    return _between(tokens, one, groups[0], (one.name, *members))


def _between(tokens: Sequence[Token], one: Mention, other: Mention, names: tuple[str, ...]) -> Comparison | None:
    """Read what stands between two names: "is older than", "signed before"."""
    between = [token.norm for token in tokens[one.last : other.first]]
    while between and between[-1] in DETERMINERS | {"other", "all"}:
        between.pop()
    if between[-3:] == ["by", "the", "time"]:  # "had A signed by the time B did"
        between = [*(word for word in between[:-3] if word not in DEGREE), "before"]
    if between[-1:] == ["than"]:
        between.pop()
    *event, order = [word for word in between if word not in AUXILIARIES] or [""]
    rest = _told(tokens[other.last :])
    if order in AGES:
        return Comparison(names, AGED, AGES[order]) if not event and not rest else None
    if (
        order not in ORDERS
        or not event
        or rest - _told(tokens[one.last : other.first])
        or norm_at(tokens, other.last) == "'s"
    ):
        return None
    plain = _unqualified(event)
    asked = f"When did {{}} {' '.join(plain)}?"
    return Comparison(names, asked, ORDERS[order], qualified=plain != event) if plain else None


def _unqualified(event: Sequence[str]) -> list[str]:
    """Return an event without how much there was between it and the other: "shortly", "two years", "not long"."""
    end = len(event)
    if end and SPANS & set(bases(event[end - 1])):
        end -= 1
        while end and (event[end - 1].isdecimal() or event[end - 1] in AMOUNTS):
            end -= 1
    while end and (qualifies(event[end - 1]) or (end < len(event) and event[end - 1] in NEGATIONS)):
        end -= 1
    return list(event[:end])


def qualifies(word: str) -> bool:
    """Tell whether a word says by how much: no particle of the verb ("came back before") does."""
    adverb = word.endswith("ly") and wordnet.lemmas(word)[:1] == ((word, "r"),)
    return adverb or word in QUALIFYING


def judged(compared: Comparison, answers: Sequence[Answer]) -> Answer | None:
    """Return Yes or No from what was answered for each name; None where that does not decide it."""
    if any(answer.status != "answered" or not answer.answer for answer in answers):
        return None
    values = [_value(compared, answer) for answer in answers]
    verdict = _verdict(compared, values)
    if verdict is None or (verdict == "Yes" and compared.qualified):
        return None
    return decided(verdict, sides(compared.names, answers), answers)


def months_told(text: str | None) -> float | None:
    """Return the age that an answer tells, in months."""
    age = age_of(tokenize(text or ""))
    return age[0] * MONTHS_IN[age[1]] if age else None


def time_told(text: str | None) -> Time | None:
    """Return the only time that an answer tells; None for one without its year."""
    found = times_in(text or "")
    return found[0] if len(found) == 1 and not found[0].yearless else None


def sides(names: Sequence[str], answers: Sequence[Answer]) -> str:
    """Return what was answered for each name."""
    return "; ".join(f"{name}: {answer.answer}" for name, answer in zip(names, answers, strict=True))


def joined(text: str, answers: Sequence[Answer]) -> Answer:
    """Return an answer of this text that rests on all that the given ones rest on."""
    return Answer(
        "", "answered", text, " ".join(dict.fromkeys(answer.statement or "" for answer in answers)), None,
        tuple(dict.fromkeys(claim for answer in answers for claim in answer.claims)),
        tuple(dict.fromkeys(source for answer in answers for source in answer.sources)),
        tuple(dict.fromkeys(fact for answer in answers for fact in answer.facts)),
    )  # fmt: skip


def decided(said: str, shown: str, answers: Sequence[Answer]) -> Answer:
    """Return an answer that shows those on which it rests; No corrects what was asked with what they say."""
    answer = joined(f"{said} ({shown})", answers)
    return replace(answer, correction=answer.statement) if said == "No" else answer


def _verdict(compared: Comparison, values: Sequence[tuple[float, ...] | None]) -> str | None:
    known = [each for each in values if each is not None]
    if len(known) < len(values):
        return None
    first, *rest = known
    if compared.relation == "shared":
        return "Yes" if len({each[: compared.period] for each in known}) < len(known) else "No"
    if compared.relation == "same":
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
    if compared.ask.startswith("How old"):
        months = months_told(answer.answer)
        return (months, months) if months is not None else None  # twice: the lowest and the highest that it may be
    time = time_told(answer.answer)
    if time is None:
        return None
    if compared.relation in {"same", "shared"}:
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
    key, _, end = SUPERLATIVES.get(word, "").rpartition(" ")
    if not key or not groups:
        return None
    others = tuple(name for name in gazetteer.members((named or groups)[0]) if name != mention.name)
    leads = {"who", "to"} if key == "how old" else {"to"}
    clauses = [at for at in range(position, len(tokens) - 1) if tokens[at].norm in leads]
    clause = clauses[-1] if clauses else len(tokens)
    if _told(tokens[position + 1 : clause]) - _describing((named or groups)[0], gazetteer):
        return None  # "the oldest in the league" is of another group
    verb, *rest = [token.norm for token in tokens[clause + 1 :]] or [""]
    event = " ".join([bases(verb)[0], *rest]) if verb else ""
    if key == "how old":
        given = (f"Did {{}} {event}?",) if event else ()
        return Comparison((mention.name, *others), AGED, ENDS[end], given=given)
    if not event:
        return None
    return Comparison((mention.name, *others), f"When did {{}} {event}?", ENDS[end])


def _all_the_same(tokens: Sequence[Token], gazetteer: Gazetteer) -> Comparison | None:
    """Read "did all of the players sign in the same year", "did the sisters retire in the same month"."""
    group = group_named(tokens, gazetteer) if any(token.norm == "same" for token in tokens) else None
    if group is None or group.given:
        return None
    number = {word for word, count in SMALL.items() if count == len(group.names)}
    lead = {token.norm for token in tokens[: group.first]} - number
    same = _same(tokens, group.names, group.last)
    if lead - LEADS - WHOLE <= {"any", "two"} <= lead:
        return same and replace(same, relation="shared")
    return None if lead - LEADS - WHOLE else same


def _same(tokens: Sequence[Token], names: tuple[str, ...], start: int) -> Comparison | None:
    """Read "did A and B leave in the same month"."""
    words = [token.norm for token in tokens[start:]]
    if "same" not in words:
        return None
    at = words.index("same")
    if words[at + 1 :] == ["age"] and not _told(tokens[start : start + at]):
        return Comparison(names, AGED, "same", 1)
    at += words[at + 1 : at + 2] == ["calendar"]
    period = PERIODS.get(words[at + 1] if at + 1 < len(words) else "", 0)
    verb, *rest = [word for word in words[:at] if word not in AUXILIARIES | DETERMINERS | WITHIN] or [""]
    event = [bases(verb)[0], *rest] if verb else []
    if not period or not event or _told(tokens[start + at + 2 :]) - {"other"}:
        return None  # "in the same year as the fire"
    return Comparison(names, f"When did {{}} {' '.join(event)}?", "same", period)


def _told(tokens: Sequence[Token]) -> set[str]:
    """Return the base forms of the words that must be accounted for."""
    return {bases(token.norm)[0] for token in tokens if carries_content(token.norm) or token.norm in NEGATIONS}


def _describing(group: str, gazetteer: Gazetteer) -> set[str]:
    """Return the base forms of the words for a group, and for what all of its members are; and their number."""
    members = gazetteer.members(group)
    alike = set.intersection(*(set(gazetteer.kinds(name)) for name in members))
    number = {word for word, count in SMALL.items() if count == len(members)} | {str(len(members))}
    return number | base_forms((*gazetteer.describing(group), *alike))


def persons_named(tokens: Sequence[Token], gazetteer: Gazetteer) -> list[Mention]:
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
