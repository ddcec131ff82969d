"""Whom a pronoun means: "He was seven." after a sentence that names one boy. Where that is not clear: nobody.

Pure: text and entities in, text out. Names are put in the place of pronouns only where exactly one entity fits.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qa.english.function_words import LIGHT
from qa.english.tokens import Token, norm_at, norms, tokenize
from qa.record.entities import PERSONS, Gazetteer, Mention
from qa.record.lexicon import base_forms
from qa.values import value

MALE = frozenset("man boy father brother son husband uncle nephew grandfather king gentleman mr sir lord".split())
FEMALE = frozenset(
    "woman girl mother sister daughter wife aunt niece grandmother queen lady mrs miss ms dame madam".split()
)
PRONOUNS = {
    "he": "m", "him": "m", "his": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
    "they": "group", "them": "group", "their": "group", "theirs": "group",
    "it": "body", "its": "body",
}  # fmt: skip
POSSESSIVE = frozenset("his her its their".split())
GROUPS = frozenset("people group staff".split())
"""Kinds of entities that are several persons."""
POINTING = frozenset("this that these those both such".split())
"""Words at the start of a sentence that mean something said before."""


@value
class Resolved:
    """A text with names for its pronouns; ``read`` says how each was read. ``unclear``: a pronoun that fits nobody."""

    text: str
    read: tuple[tuple[str, str], ...] = ()
    unclear: str = ""


def genders(gazetteer: Gazetteer, name: str) -> frozenset[str]:
    """Return what a person may be, of "m" and "f": both where the dossier does not tell."""
    words = set(gazetteer.describing(name))
    male, female = bool(words & MALE), bool(words & FEMALE)
    return frozenset("mf") if male == female else frozenset("m" if male else "f")


def is_person(gazetteer: Gazetteer, name: str) -> bool:
    """Tell whether an entity is one person: no group."""
    return name in gazetteer.entities and not _is_group(gazetteer, name) and bool(gazetteer.kinds(name) & PERSONS)


def _is_group(gazetteer: Gazetteer, name: str) -> bool:
    return bool(gazetteer.entities[name].members or gazetteer.kinds(name) & GROUPS)


def sort_of(gazetteer: Gazetteer, name: str) -> str:
    """Return what a pronoun takes an entity for: person, group, place or body."""
    if name in gazetteer.entities and _is_group(gazetteer, name):
        return "group"
    if is_person(gazetteer, name):
        return "person"
    return "place" if "place" in gazetteer.kinds(name) else "body"


def named_in(gazetteer: Gazetteer, text: str) -> tuple[str, ...]:
    """Return the entities that a text names, in its order; where words name several, all of them."""
    return tuple(dict.fromkeys(mention.name for mention in gazetteer.mentions(tokenize(text))))


def fitting(gazetteer: Gazetteer, pronoun: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return those of the names that a pronoun may mean."""
    wanted = PRONOUNS[pronoun]
    if wanted in {"m", "f"}:
        return tuple(n for n in names if is_person(gazetteer, n) and wanted in genders(gazetteer, n))
    return tuple(name for name in names if sort_of(gazetteer, name) == wanted)


def asked_for(pronoun: str) -> str:
    """Return the question word for a pronoun: "whom" it means, or "what"."""
    return "what" if PRONOUNS[pronoun.lower()] == "body" else "whom"


def resolve(text: str, names: Sequence[str], gazetteer: Gazetteer, skip: Sequence[tuple[int, int]] = ()) -> Resolved:
    """Put names in the place of the pronouns of a text that mean somebody named before it.

    Args:
        text: a sentence or question.
        names: the entities that were named just before.
        gazetteer: the dossier's entities.
        skip: parts of the text (from, to) that are somebody else's words.

    A pronoun behind a name in the same sentence that it may mean is left as it is. Where a pronoun fits none or
    several of the names, it is ``unclear`` and nothing is changed.
    """
    tokens = tokenize(text)
    mentions = gazetteer.mentions(tokens)
    changes: list[tuple[Token, str, str]] = []
    for position, token in enumerate(tokens):
        if token.norm not in PRONOUNS or _is_expletive(tokens, position) or _within(token, skip):
            continue
        before = [mention.name for mention in mentions if mention.last <= position]
        if fitting(gazetteer, token.norm, before) or _has_own_subject(tokens, position, mentions):
            continue
        fits = fitting(gazetteer, token.norm, names)
        if len(fits) != 1:
            return Resolved(text, (), token.text)
        possessive = token.norm in POSSESSIVE and (token.norm != "her" or _has_noun(tokens, position))
        changes.append((token, fits[0], f"{fits[0]}’s" if possessive else fits[0]))
    return Resolved(_replaced(text, changes), tuple((token.text, name) for token, name, _ in changes))


def _within(token: Token, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= token.start < end for start, end in spans)


def _has_own_subject(tokens: Sequence[Token], position: int, mentions: Sequence[Mention]) -> bool:
    """Tell whether "it" or "they" may go back to a plain noun of the same sentence, of which nothing is known."""
    wanted = PRONOUNS[tokens[position].norm]
    if wanted == "group":
        return position > 2
    named = {place for mention in mentions for place in range(mention.first - 1, mention.last)}
    before = (token.norm for place, token in enumerate(tokens[:position]) if place not in named)
    return wanted == "body" and not {"the", "a", "an", "this", "that", "every"}.isdisjoint(before)


def _is_expletive(tokens: Sequence[Token], position: int) -> bool:
    """Tell whether "it" means nothing: "it is not known whether", "it was on Monday that"."""
    if tokens[position].norm != "it":
        return False
    rest = {token.norm for token in tokens[position + 1 : position + 9]}
    return bool(rest & {"that", "whether", "to"}) and norm_at(tokens, position + 1) in {"is", "was", "'s", "has"}


def _has_noun(tokens: Sequence[Token], position: int) -> bool:
    """Tell "her brother" from "told her": a possessive has a word right after it that is no function word."""
    return position + 1 < len(tokens) and tokens[position + 1].norm not in LIGHT


def _replaced(text: str, changes: Iterable[tuple[Token, str, str]]) -> str:
    parts: list[str] = []
    done = 0
    for token, _, words in changes:
        written = words[:1].upper() + words[1:] if token.start == 0 or token.text[:1].isupper() else words
        parts += (text[done : token.start], written)
        done = token.end
    return "".join([*parts, text[done:]])


def shares_word(one: str, other: str) -> bool:
    """Tell whether two names have a word in common that is no article: "Ofwat" and "the Ofwat report"."""
    own, others = (base_forms(norms(name)) for name in (one, other))
    return bool((own & others) - {"the", "a", "an", "of", "and", "'s", "in", "into", "for"})
