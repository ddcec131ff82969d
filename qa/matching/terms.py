"""The terms of a question: numbers and times, bounds, roles, and which words may go unaccounted for."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from qa.english import wordnet
from qa.english.bounds import bound_at, bounding
from qa.english.function_words import (
    BE,
    DETERMINERS,
    HAVE,
    KIN,
    LIGHT,
    PREPOSITIONS,
    QUANTIFIERS,
    WH_WORDS,
    carries_content,
)
from qa.english.numbers import SMALL
from qa.english.quantities import Quantity, quantities
from qa.english.synonyms import RHETORIC
from qa.english.times import times
from qa.english.tokens import Token, norm_at
from qa.english.wordnet import rather_a_verb
from qa.matching.factindex import GENERAL_WORDS
from qa.questions.forms import NOUN_HOLES
from qa.questions.grammar import NOWHERE, Clause
from qa.questions.question import (
    Term,
)
from qa.record.entities import Mention
from qa.record.lexicon import bases
from qa.values import replace

TELLING = frozenset(RHETORIC)

ORDINALS = frozenset(
    "first second third fourth fifth sixth last next other another same different previous former only latest "
    "new old".split()
)

INDEFINITE = frozenset("a an any another no some".split())

OLDEST = 120
AGE_UNITS = {form: unit for unit in ("day", "week", "month", "year") for form in (unit, unit + "s")}

BORN = "born"
"""Whoever bears the blame is only spoken of; whoever was born came into the world."""

AGE_FOLLOWED = frozenset("at on then".split())


def grace(tokens: Sequence[Token], position: int, mentions: Sequence[Mention]) -> float | None:
    """Return what it costs to pass over a word: general words and adverbs little, an adjective before a noun more."""
    norm = tokens[position].norm
    if norm == BORN:
        return None
    if set(bases(norm)) & GENERAL_WORDS or (
        norm in {"year", "time", "month", "week", "day"} and _that(tokens, position)
    ):
        return 0.2
    if set(bases(norm)) & TELLING or norm in {"reported", "alleged", "thought", "believed", "understood"}:
        return 0.4
    kinds = [pos for _, pos in wordnet.lemmas(norm)]
    if kinds and set(kinds) == {"r"}:
        return 0.4
    before_noun = position + 1 < len(tokens) and tokens[position + 1].norm not in LIGHT and bool(kinds)
    beside_name = any(mention.first == position + 1 for mention in mentions)
    plain = norm not in ORDINALS and not norm.endswith(("er", "est")) and tokens[position].text.islower()
    if (before_noun or beside_name) and kinds[:1] == ["a"] and plain:
        return 0.5
    return None


def _that(tokens: Sequence[Token], position: int) -> bool:
    """Tell whether a word for a time only points at one: "that year", "at the time of his death"."""
    before = norm_at(tokens, position - 1)
    return before in {"that", "same", "this"} or (before == "the" and norm_at(tokens, position - 2) == "at")


def asked_for_noun(term: Term, tokens: Sequence[Token]) -> Term:
    """Mark the noun after "which" or "what", or in "what is the NOUN of"."""
    before = norm_at(tokens, term.first - 1)
    lead = (norm_at(tokens, term.first - 3), norm_at(tokens, term.first - 2))
    headed = term.first == 0 and norm_at(tokens, term.last) == "of"  # "title of the book"
    defined = lead[0] == "what" and lead[1] in BE | {"'s"} and before == "the" and norm_at(tokens, term.last) == "of"
    return (
        replace(term, asked_for=True, grace=None) if headed or defined or before in {"which", "what", "whose"} else term
    )


def kin_had(tokens: Sequence[Token]) -> frozenset[int]:
    """Return the positions of kin, with its adjectives, that somebody is said to have: "had an older sister"."""
    found: set[int] = set()
    for position, token in enumerate(tokens):
        if KIN.isdisjoint((token.norm, *bases(token.norm))):
            continue
        first = position
        while first and tokens[first - 1].norm not in LIGHT:
            first -= 1
        lead = first - (norm_at(tokens, first - 1) in INDEFINITE)
        before = norm_at(tokens, lead - 1)
        if before in HAVE or (before in {"and", "or"} and lead - 2 in found):
            found.update(range(first, position + 1))
    return frozenset(found)


def counted_noun(tokens: Sequence[Token], first: int, verb: int) -> int:
    """Return the position of the noun behind "how many" (at ``first``), before any verb; -1 where there is none."""
    while norm_at(tokens, first) in DETERMINERS | {"of"}:
        first += 1
    last = first
    while last < len(tokens) and last != verb and tokens[last].norm not in LIGHT:
        last += 1
    return last - 1 if last > first else -1


def measured(tokens: Sequence[Token], taken: set[int]) -> list[Term]:
    """Return the times, ages and numbers that no name has used up."""
    found: list[Term] = []
    for time in times(tokens):
        if not taken & set(range(time.first, time.last)):
            found.append(Term("time", _text(tokens, time.first, time.last), time.first, time.last, time=time))
            taken.update(range(time.first, time.last))
    for quantity in quantities(tokens):
        span = range(quantity.first, quantity.last)
        if taken & set(span) or _is_pronoun_one(tokens, quantity.first) or _is_partitive(tokens, quantity):
            continue
        kind = "age" if quantity.kind == "age" else "quantity"
        first, last, bound = bound_at(tokens, quantity.first, quantity.last)
        found.append(Term(kind, _text(tokens, first, last), first, last, quantity=quantity, comparator=bound))
        taken.update(range(first, last))
        if kind == "age" and span.start and tokens[span.start - 1].norm in {"aged", "age"}:
            taken.add(span.start - 1)
    return found


def as_age(term: Term, tokens: Sequence[Token], persons: Sequence[Mention]) -> Term:
    """Return a bare number beside a person's name, or behind "the age of", as an age: "Jo, seven, was saved"."""
    quantity = term.quantity
    if term.kind != "quantity" or quantity is None or quantity.kind != "count" or quantity.value > OLDEST:
        return term
    before = term.first
    while before and tokens[before - 1].norm in BE | {"just", "only", "aged", "who"}:
        before -= 1
    unit = AGE_UNITS.get(norm_at(tokens, term.last), "")
    last = term.last + bool(unit)
    after = norm_at(tokens, last)
    ends = not after or after in LIGHT or after in AGE_FOLLOWED or rather_a_verb(after)
    told = bool(persons) and is_behind_age(tokens, term.first)
    if not told and not any(mention.last == before for mention in persons):
        return term
    if not ends or after in {"of", "out", "in", "after"}:
        return term
    aged = quantity._replace(last=last, kind="age", unit=unit or "year")
    return replace(term, kind="age", text=_text(tokens, term.first, last), last=last, quantity=aged)


def is_behind_age(tokens: Sequence[Token], position: int) -> bool:
    """Tell whether an age stands behind "the age of", which says no more."""
    return [norm_at(tokens, position - 2), norm_at(tokens, position - 1)] == ["age", "of"]


def _text(tokens: Sequence[Token], first: int, last: int) -> str:
    return " ".join(token.text for token in tokens[first:last])


def _is_partitive(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Tell "who of the four": how many there are is not what is asked."""
    lead = [norm_at(tokens, quantity.first - 2), norm_at(tokens, quantity.first - 1)]
    bare = not quantity.unit or not carries_content(quantity.unit) or rather_a_verb(quantity.unit)
    return quantity.kind == "count" and lead[0] == "of" and lead[1] in DETERMINERS and bare


def _is_pronoun_one(tokens: Sequence[Token], position: int) -> bool:
    """Tell "one of them", "the one who" from the number one."""
    return tokens[position].norm == "one" and (
        norm_at(tokens, position - 1) in {"which", "the", "this", "that", "other", "another"}
        or (position + 1 == len(tokens) and norm_at(tokens, position - 1) != "than")
        or norm_at(tokens, position + 1) in (WH_WORDS - {"when"}) | {"that", "of"}
    )


def with_role(term: Term, clause: Clause) -> Term:
    """Return the term with its role in the clause, if it is all of a noun phrase that has one."""

    def inside(span: tuple[int, int]) -> bool:
        return span != NOWHERE and span[0] <= term.first and term.last <= span[1]

    def whole(span: tuple[int, int]) -> bool:
        """Only the head of a noun phrase has its role: in "the work of X", X has none."""
        return inside(span) and term.last == span[1] and span[1] - span[0] <= term.last - term.first + 2

    if term.kind == "entity" and not whole(clause.agent) and not whole(clause.patient):
        return term
    role = "agent" if inside(clause.agent) else "patient" if inside(clause.patient) else ""
    return replace(term, role=role) if role else term


NO_ALL_BEHIND = frozenset("at after in for it".split())
NO_ALL_BEFORE = frozenset("over in time bad".split())
"""Words beside which "all" tells of nobody: "after all", "all over"."""
SPELLS = frozenset("quarter night hour minute morning afternoon evening weekend season summer winter".split())
"""What comes again: "every quarter" tells how often, and of nobody."""


def quantifier(tokens: Sequence[Token]) -> str:
    """Return all, most, half, some, none or only: the first that is one.

    "At all", "all over", "for all his money", "an all-time low", "each other", "both praise and blame", "every three
    months" and "a year and a half" are none.
    """
    told = [position for position, token in enumerate(tokens) if token.norm in QUANTIFIERS]
    bounds = bounding(tokens) if told else frozenset()  # "at most", "no more than", "over half"
    halves = {q.first for q in quantities(tokens) if q.kind == "share"} if told else set()
    for position in told:
        norm, before, behind = (norm_at(tokens, p) for p in (position, position - 1, position + 1))
        idle = (
            (norm == "all" and (before in NO_ALL_BEHIND or behind in NO_ALL_BEFORE or behind == "but"))
            or (norm == "both" and "and" in {norm_at(tokens, position + step) for step in (2, 3, 4)})
            or (norm == "each" and behind == "other")
            or (norm == "every" and behind != "one" and (behind in SMALL or behind in AGE_UNITS or behind in SPELLS))
            or (norm == "half" and position not in halves)
        )
        if position not in bounds and not idle:
            return QUANTIFIERS[tokens[position].norm]
    return ""


def either(terms: Sequence[Term], tokens: Sequence[Token]) -> tuple[Term, ...]:
    """Mark the words on both sides of an "or": the record has one of them."""
    marked = list(terms)
    for number in range(1, len(marked)):
        one, other = marked[number - 1], marked[number]
        between = [token.norm for token in tokens[one.last : other.first]]
        if "or" in between and set(between) <= DETERMINERS | {"or"}:
            marked[number - 1], marked[number] = replace(one, either=True), replace(other, either=True)
    return tuple(marked)


def is_twofold(tokens: Sequence[Token], form: str) -> bool:
    """Tell whether a second question stands behind the first: "who was it, and when"."""
    norms = [token.norm for token in tokens]
    asking = [position for position, norm in enumerate(norms) if norm in WH_WORDS]
    nouns = [p for p, norm in enumerate(norms) if set(bases(norm)) & set(NOUN_HOLES)]
    if not asking and any(norms[position - 1] == "and" for position in nouns[1:]):
        return True  # "age and date of birth"
    return any(
        norms[position - 1] == "and" or (norms[position - 1] in PREPOSITIONS and norms[position - 2] == "and")
        for position in asking[form == "wh" :]
    )


RESTRICTING = frozenset("only solely alone merely purely exclusively already".split())
"""Words that a record must have before it is said to bear a question with one of them out."""


def links(tokens: Sequence[Token], mentions: Sequence[Mention], form: str) -> tuple[str, ...]:
    """Return the small words that turn a question round: "before X", "after X", "or" where Yes would say nothing."""
    named = {mention.first for mention in mentions}
    order = tuple(
        token.norm
        for position, token in enumerate(tokens)
        if token.norm in {"before", "after"}
        and (position + 1 in named or form == "yes-no" or norm_at(tokens, position + 1).isdigit())
    )
    norms = [token.norm for token in tokens]
    chosen = form == "yes-no" and "or" in norms and norms[-2:] != ["or", "not"]
    only = tuple(norm for norm in norms if norm == "alone" or (norm in RESTRICTING and form == "yes-no"))
    if {("other", "than"), ("apart", "from")} & set(pairwise(norms)) and form == "wh":
        only += ("besides",)
    return order + (("or",) if chosen else ()) + only
