"""What is left of a number, and what share it is: of "three of the 200", 197 did not, and 1.5 per cent did.

Asked for where the record says neither. How many did is asked for by a question of its own, and the record must give
that number as a part of just the whole that the question names.

    "how many of the 200 did not go"      ->  "197 (200 less 3)"
    "what percentage of the 200 went"     ->  "1.5 per cent (3 of 200)"
"""

from __future__ import annotations

from collections.abc import Sequence

from qa.computing.compare import joined
from qa.english.function_words import DETERMINERS, HAVE
from qa.english.numbers import in_words
from qa.english.quantities import quantities, share_of
from qa.english.tokens import Token, norm_at, tokenize
from qa.matching.groups import group_named
from qa.model import Answer
from qa.questions.polarity import contrary
from qa.questions.scaffolding import strip
from qa.record.entities import Gazetteer
from qa.values import value

SHARES = frozenset("percentage proportion share percent".split())
EXACTLY = 0.01


@value
class Wanted:
    """A part that is asked for: of how many, how many they are as a question, and whether their share is wanted.

    ``whole`` is 0 where the question does not say of how many: the record may.
    """

    whole: float
    ask: str
    share: bool


def part(tokens: Sequence[Token], gazetteer: Gazetteer) -> Wanted | None:
    """Return which part of a number a question asks for, if it is one that may be worked out."""
    tokens = _asked_first(strip(tuple(tokens))[0])
    whole = _whole(tokens, gazetteer)
    if [token.norm for token in tokens[:2]] in (["how", "many"], ["number", "of"]):
        denied = [p for p in range(len(tokens)) if _denies(tokens, p)]
        if len(denied) != 1:
            return None
        (at,) = denied
        plain = contrary(tokens[at].norm)
        kept = (tokens[at]._replace(norm=plain, text=plain),) if plain else ()
        return Wanted(whole or 0, _asked(tokens[:at] + kept + tokens[at + 1 :]), share=False)
    of = next((position for position, token in enumerate(tokens[:4]) if token.norm == "of"), 0)
    if of and SHARES & {token.norm for token in tokens[:of]}:
        return Wanted(whole or 0, "How many " + _asked(tokens[of:]), share=True)
    return None


def _denies(tokens: Sequence[Token], position: int) -> bool:
    """Tell whether a word denies what is asked of some: "did not know", "were unknown", "had no contact"."""
    norm = tokens[position].norm
    return norm in {"not", "never"} or bool(contrary(norm)) or (norm == "no" and norm_at(tokens, position - 1) in HAVE)


def _asked_first(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Read "out of the 200, how many did not go" as "how many of the 200 did not go"."""
    of = next((position for position, token in enumerate(tokens[:2]) if token.norm == "of"), -1)
    how = next((p for p in range(len(tokens) - 1) if [t.norm for t in tokens[p : p + 2]] == ["how", "many"]), 0)
    return (*tokens[how : how + 2], *tokens[of:how], *tokens[how + 2 :]) if 0 <= of < how else tokens


def of_whole(wanted: Wanted, answer: Answer) -> Answer | None:
    """Return the part that is left, or the share, from how many they are; None unless that is told of this whole."""
    numbers = quantities(tokenize(answer.answer or "")) if answer.status == "answered" else ()
    if len(numbers) != 1:
        return None
    many = numbers[0].value
    told = tokenize(answer.statement or "")
    stated = quantities(told)
    shares = [share for each in stated if each.value == many and (share := share_of(told, each)) is not None]
    wholes = [each.value for each in stated if any(_is_share(share, many, each.value) for share in shares)]
    whole = wanted.whole or (wholes[0] if len(wholes) == 1 else 0)
    if not whole or not any(_is_share(share, many, whole) for share in shares):
        return None
    if wanted.share:
        return joined(f"{100 * many / whole:.1f} per cent ({many:g} of {whole:g})", [answer])
    return joined(f"{in_words(whole - many)} ({whole:g} less {many:g})", [answer])


def _is_share(share: float, many: float, whole: float) -> bool:
    """Tell whether so many of a whole are such a share, in per cent."""
    return whole > many and abs(share - 100 * many / whole) < EXACTLY


def _whole(tokens: Sequence[Token], gazetteer: Gazetteer) -> float | None:
    """Return the number behind "of", or how many a group has that stands there."""
    of = next((position for position, token in enumerate(tokens) if token.norm == "of"), len(tokens))
    start = of + 1
    while norm_at(tokens, start) in DETERMINERS:
        start += 1
    counted = next((each.value for each in quantities(tokens) if each.first == start and each.kind == "count"), None)
    groups = (mention.name for mention in gazetteer.mentions(tokens) if of < mention.first <= start)
    members = next((len(own) for name in groups if len(own := gazetteer.members(name)) > 1), None)
    if members is None and (group := group_named(tokens, gazetteer)) is not None and of < group.first <= start:
        members = len(group.names)
    return counted or (float(members) if members else None)


def _asked(tokens: Sequence[Token]) -> str:
    return " ".join(token.norm for token in tokens) + "?"
