"""How many there are of what the record lists: "how many ports did the captain name" of "Hull, Leith and Wick".

Asked where no fact gives the number. The list is asked for by a question of its own, and is counted only if nothing but
names, or nothing but numbers with their units, stands in it: where one item ends is plain then.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.computing.compare import SPANS, joined
from qa.computing.happening import Ask, words_of
from qa.english.function_words import LIGHT
from qa.english.numbers import in_words
from qa.english.quantities import quantities
from qa.english.tokens import Token, norm_at, tokenize
from qa.model import Answer
from qa.record.entities import Gazetteer
from qa.record.lexicon import bases

_APART = re.compile(r",\s+(?:and\s+)?(?:then\s+)?|\s+and\s+(?:then\s+)?")
LEADS = frozenset("at on in by to from after for with".split())


def enumerated(tokens: Sequence[Token], gazetteer: Gazetteer, ask: Ask) -> Answer | None:
    """Return how many the record lists of what a question asks the number of; None where it gives no plain list."""
    start = int(norm_at(tokens, 0) in LEADS)
    if [norm_at(tokens, start), norm_at(tokens, start + 1)] != ["how", "many"] or len(tokens) < start + 4:
        return None
    noun = norm_at(tokens, start + 2)
    if bases(noun)[0] == noun:
        return None
    answer = ask(" ".join(filter(None, (words_of(tokens[:start]), "which", words_of(tokens[start + 2 :])))) + "?")
    text = (answer.answer or "").removesuffix(f", according to {' and '.join(claim.by for claim in answer.claims)}")
    items = _APART.split(text)
    if answer.status != "answered" or len(answer.facts) != 1 or len(items) < 2:
        return None
    plain = all(_is_named(item, gazetteer) for item in items) or all(map(_is_measured, items))
    return joined(f"{in_words(len(items))} ({answer.answer})", [answer]) if plain else None


def _is_named(item: str, gazetteer: Gazetteer) -> bool:
    """Tell whether an item is a name, and nothing else."""
    tokens = tokenize(item)
    taken = {p for mention in gazetteer.mentions(tokens) for p in range(mention.first, mention.last)}
    return bool(taken) and all(p in taken or token.norm in LIGHT for p, token in enumerate(tokens))


def _is_measured(item: str) -> bool:
    """Tell whether an item is a number with its unit, "a year" included."""
    tokens = tokenize(item)
    numbers = quantities(tokens)
    rest = [t.norm for p, t in enumerate(tokens) if not any(each.first <= p < each.last for each in numbers)]
    units = [norm for norm in rest if SPANS & set(bases(norm))]
    return len(units) == 1 and len(numbers) <= 1 and all(norm in LIGHT or norm in units for norm in rest)
