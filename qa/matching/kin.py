"""Kin who are spoken of through somebody who is named: "did Ann retire before her sister", "how old was Ann's sister".

Who is whose brother, sister, twin or cousin is told by the dossier's groups of two that are called so: "the Reid
sisters" of Ann and Bea. The words for the one are replaced by the name of the other before a question is read.
"""

from __future__ import annotations

from collections.abc import Sequence

from qa.english.function_words import KIN, carries_content
from qa.english.tokens import Token, norm_at, tokenize
from qa.record.entities import PERSONS, Gazetteer, Mention
from qa.record.lexicon import bases

MUTUAL = {"brother": "brother", "sister": "sister", "twin": "twin", "cousin": "cousin", "sibling": ""}
"""Kinship that holds both ways, and the kind that the dossier must give both; siblings are any of three."""
SIBLINGS = frozenset({"brother", "sister", "twin"})
POSSESSIVES = frozenset("his her their".split())
NAMING = frozenset("name names named called call identity".split())
"""Words of a question for who the kin is."""
ELDER = {"older": True, "elder": True, "big": True, "younger": False, "little": False, "kid": False, "baby": False}
"""An adjective before kin -> whether it says that they are the older one."""


def is_kin_of(tokens: Sequence[Token], position: int) -> bool:
    """Tell whether somebody's kin is spoken of behind the name that ends there: "Jo's mother"."""
    return norm_at(tokens, position) == "'s" and bool(KIN & set(bases(norm_at(tokens, position + 1) or "?")))


def named_kin(tokens: tuple[Token, ...], gazetteer: Gazetteer) -> tuple[Token, ...]:
    """Return a question with the name of the kin that it speaks of, where only one person can be meant.

    Whoever asks for the kin ("who is Ann's sister", "is Bea Ann's sister") is not answered with the name beforehand.
    """
    for position, token in enumerate(tokens):
        kinship = next((base for base in (token.norm, *bases(token.norm)) if base in MUTUAL), None)
        if kinship is None:
            continue
        found = _owner(tokens, position - (norm_at(tokens, position - 1) in ELDER), gazetteer)
        if found is None:
            continue
        owner, start = found
        relative = _relative(owner, kinship, norm_at(tokens, position - 1), gazetteer)
        rest = (*tokens[:start], *tokens[position + 1 :])
        beside = [mention.name for mention in gazetteer.mentions(rest) if mention.first == start]
        if relative and beside == [relative]:
            return rest  # "his brother Tom"
        named = {mention.name for mention in gazetteer.mentions(rest)}
        spoken_of = {p for m in gazetteer.mentions(rest) for p in range(m.first, m.last)}
        words = {each.norm for p, each in enumerate(rest) if p not in spoken_of} - NAMING
        told = any(map(carries_content, words))
        if relative and relative not in named and told:
            first = tokens[start].start
            name = tuple(each._replace(start=first, end=token.end) for each in tokenize(relative))
            return (*tokens[:start], *name, *tokens[position + 1 :])
    return tokens


def _owner(tokens: Sequence[Token], first: int, gazetteer: Gazetteer) -> tuple[str, int] | None:
    """Return whose kin stands at ``first``, and where the words for it begin."""
    persons = [m for m in gazetteer.mentions(tokens[:first]) if m.how != "role" and PERSONS & gazetteer.kinds(m.name)]
    if norm_at(tokens, first - 1) in POSSESSIVES:
        names = {mention.name for mention in persons}
        return (persons[0].name, first - 1) if len(names) == 1 and _single(persons[0], gazetteer) else None
    before = [mention for mention in persons if mention.last == first - 1]
    if norm_at(tokens, first - 1) == "'s" and len(before) == 1 and _single(before[0], gazetteer):
        return before[0].name, before[0].first
    return None


def _single(mention: Mention, gazetteer: Gazetteer) -> bool:
    return len(gazetteer.members(mention.name)) == 1


def _relative(owner: str, kinship: str, adjective: str, gazetteer: Gazetteer) -> str | None:
    """Return the other one of the only pair that is called so; None where an adjective says otherwise."""
    wanted = {MUTUAL[kinship]} - {""} or SIBLINGS
    pairs = [gazetteer.members(name) for name in gazetteer.groups_of(owner) if wanted & gazetteer.kinds(name)]
    others = {name for pair in pairs if len(pair) == 2 for name in pair if name != owner}
    if len(others) != 1:
        return None
    (other,) = others
    if adjective in ELDER:
        ages = [gazetteer.months(name) for name in (other, owner)]
        older = None if ages[0] is None or ages[1] is None or ages[0] == ages[1] else ages[0] > ages[1]
        return other if older is ELDER[adjective] else None
    return other
