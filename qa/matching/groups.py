"""The group that a question speaks of: "the four players", "the players who signed in May", "all of them".

What stands around its name is read here, too: words that describe all of its members ("the four young players"), and
a clause that must hold of each of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from qa.english import wordnet
from qa.english.bounds import bounding
from qa.english.function_words import AUXILIARIES, carries_content
from qa.english.numbers import number_at
from qa.english.tokens import Token, norm_at
from qa.record.entities import PERSONS, Gazetteer, Mention
from qa.record.lexicon import bases
from qa.values import value

COUNTING = frozenset("many much few several".split())
"""Adjectives that say how many they are, not what they are like."""
WHICH = frozenset({"which", "what", "name"})
"""Words before a number that is how many of a group are asked for."""


@value
class Group:
    """The names of the members, where the words for them begin and end, and what must be so of each, as a question."""

    names: tuple[str, ...]
    first: int
    last: int
    given: tuple[str, ...] = ()
    """With {} for each name."""


def group_named(tokens: Sequence[Token], gazetteer: Gazetteer) -> Group | None:
    """Return the only group that is spoken of, by its name or as "the players"."""
    found = _by_name(tokens, gazetteer) or _by_kind(tokens, gazetteer) or _by_number(tokens, gazetteer)
    if found is None:
        return None
    names, first, last = found
    start, described = _described(tokens, first, len(names))
    counted = number_at(tokens, start - 1)[0] if start else None
    if counted not in {None, len(names)} and norm_at(tokens, start - 2) not in WHICH:
        return None  # "five players" are not the four whom the dossier names; "which two players" may be of them
    last, clause = _clause(tokens, last)
    return Group(names, start, last, tuple(filter(None, (described, clause))))


def anybody(tokens: Sequence[Token], gazetteer: Gazetteer) -> Group | None:
    """Return all whom the dossier names together where "who" is asked of nobody else: "who signed after Ann"."""
    everybody = gazetteer.largest_group()
    named = {mention.name for mention in gazetteer.mentions(tokens)}
    asked = norm_at(tokens, 0) == "who" and len(everybody) > 1 and named <= set(everybody)
    return Group(everybody, 1, 1) if asked else None


def is_group(mention: Mention, gazetteer: Gazetteer) -> bool:
    """Tell whether a name is that of several persons."""
    members = gazetteer.members(mention.name)
    return len(members) > 1 and all(PERSONS & gazetteer.kinds(name) for name in members)


def _by_name(tokens: Sequence[Token], gazetteer: Gazetteer) -> tuple[tuple[str, ...], int, int] | None:
    mentions = [mention for mention in gazetteer.mentions(tokens) if is_group(mention, gazetteer)]
    if len({mention.name for mention in mentions}) != 1:
        return None
    return (
        gazetteer.members(mentions[0].name),
        min(mention.first for mention in mentions),
        max(mention.last for mention in mentions),
    )


def _by_kind(tokens: Sequence[Token], gazetteer: Gazetteer) -> tuple[tuple[str, ...], int, int] | None:
    if any(is_group(mention, gazetteer) for mention in gazetteer.mentions(tokens)):
        return None
    for position, token in enumerate(tokens):
        kind = bases(token.norm)[0]
        if kind == token.norm or not carries_content(token.norm):
            continue
        alike = (other.word for other in wordnet.related(kind) if (other.kind, other.strength) == ("synonym", 3))
        names = next(filter(None, map(gazetteer.persons_of_kind, (kind, *alike))), ())
        if len(names) > 1:
            return names, position, position + 1
    return None


def _by_number(tokens: Sequence[Token], gazetteer: Gazetteer) -> tuple[tuple[str, ...], int, int] | None:
    """Read "the four" without a noun as the only group of four, where nobody else is named."""
    for position in range(1, len(tokens)):
        number, last = number_at(tokens, position)
        behind = norm_at(tokens, last)
        alone = not behind or behind in AUXILIARIES | {"who"} or wordnet.inflected_verb(behind)
        if tokens[position - 1].norm == "the" and number and number > 1 and alone:
            groups = gazetteer.groups_of_size(int(number))
            return (groups[0], position, last) if len(groups) == 1 else None
    return None


def _described(tokens: Sequence[Token], first: int, size: int) -> tuple[int, str]:
    """Return where the words before a group begin, and the question whether somebody is as they say.

    "The four young players" are all four; "the young players" may be some of them.
    """
    start = first
    while start and tokens[start - 1].norm not in COUNTING and _is_adjective(tokens[start - 1].norm):
        start -= 1
    if start == first or (start and number_at(tokens, start - 1)[0] == size):
        return start, ""
    return start, f"Was {{}} {' '.join(token.norm for token in tokens[start:first])}?"


def _is_adjective(norm: str) -> bool:
    parts = [part for _, part in wordnet.lemmas(norm)]
    return carries_content(norm) and "a" in parts and number_at([Token(norm, 0, 0, norm)], 0)[0] is None


def _clause(tokens: Sequence[Token], last: int) -> tuple[int, str]:
    """Read "who signed in May" behind a group: where it ends, and the question whether somebody did."""
    if norm_at(tokens, last) not in {"who", "that"}:
        return last, ""
    end, bounds = last + 2, bounding(tokens)
    while end < len(tokens) and tokens[end].norm not in AUXILIARIES and end not in bounds:
        end += 1
    verb, *rest = [token.norm for token in tokens[last + 1 : end]] or [""]
    if verb in AUXILIARIES or not carries_content(verb):
        return last, ""
    return end, " ".join(["Did {}", bases(verb)[0], *rest]) + "?"
