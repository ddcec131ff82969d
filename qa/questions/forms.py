"""Finding a row of the question table in a question's words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from qa.english.function_words import AUXILIARIES, PREPOSITIONS
from qa.english.synonyms import DESCRIPTIVE_NOUNS
from qa.english.tokens import Token
from qa.questions.question import FORMS, Form
from qa.record.lexicon import bases

NOUN_HOLES = dict(DESCRIPTIVE_NOUNS)


def opening_kind(tokens: Sequence[Token]) -> str:
    """Return the hole that a plainly put question asks for; yes-no or statement where it has no question word."""
    if tokens and tokens[0].norm in AUXILIARIES:
        return "yes-no"
    found = find_form(tokens)
    if found is None:
        return "statement"
    form, _, last, _ = found
    return form.hole or descriptive_kind(tokens, noun_position(form, last))


def find_form(tokens: Sequence[Token]) -> tuple[Form, int, int, int] | None:
    """Return (form, first, last, preposition position or -1) of the question word that opens the question.

    At the start, after a preposition, after a comma's worth of context ("in 2011 who led ..."), or at the end.
    """
    for first, token in enumerate(tokens):
        for form in _beginning_with(token.norm):
            last = opens(form.opening, tokens, first)
            if last and (first == 0 or form.hole != "list"):
                before = first - 1 if first and tokens[first - 1].norm in PREPOSITIONS else -1
                return form, first, last, before
    return None


@lru_cache(maxsize=2048)
def _beginning_with(norm: str) -> tuple[Form, ...]:
    """Return the rows of the table whose opening may begin with a word: most words begin none."""
    return tuple(form for form in FORMS if is_part(form.opening.partition(" ")[0], norm))


def opens(opening: str, tokens: Sequence[Token], first: int) -> int:
    """Return the position after an opening, or 0 where it does not match."""
    position = first
    for part in opening.split():
        if position >= len(tokens):
            return 0
        if not is_part(part, tokens[position].norm):
            return 0
        position += 1
    return position


def is_part(part: str, norm: str) -> bool:
    """Tell whether a word is what a part of an opening stands for."""
    return any(base in NOUN_HOLES for base in bases(norm)) if part == "<noun>" else norm in part.split("|")


def noun_position(form: Form, last: int) -> int:
    """Return the position of the noun in an opening with "<noun>" that ends at ``last``."""
    words = form.opening.split()
    return last - len(words) + words.index("<noun>")


def descriptive_kind(tokens: Sequence[Token], position: int) -> str:
    """Return the hole that a noun asks for ("age": how old), or an empty string."""
    return next((NOUN_HOLES[base] for base in bases(tokens[position].norm) if base in NOUN_HOLES), "")
