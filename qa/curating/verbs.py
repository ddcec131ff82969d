"""Verbs in running text, as well as they can be told without a parser: finite forms, and verbs that go together."""

from __future__ import annotations

from collections.abc import Sequence

from qa.english.function_words import AUXILIARIES, BE, DETERMINERS, HAVE, PARTICLES, PREPOSITIONS
from qa.english.tokens import Token, norm_at
from qa.english.wordnet import inflected_verb, lemmas, rather_a_verb
from qa.ranking.facets import Facets

INVARIANT = frozenset("cost put cut hit set shut hurt let beat spread split quit".split())
"""Verbs whose past form is their base form."""


def is_finite(seen: Facets, position: int) -> bool:
    """Tell whether a word is, in all likelihood, a finite verb: an auxiliary, a past form, a third person in -s."""
    token = seen.tokens[position]
    norm = token.norm
    if norm in AUXILIARIES:
        return norm not in {"be", "been", "being", "having"}
    if norm.removesuffix("s") in INVARIANT and position > seen.body:
        return _takes_object(seen, position + 1) and norm_at(seen.tokens, position - 1) not in DETERMINERS | {
            "of",
            "to",
        }
    after = norm_at(seen.tokens, position - 1)
    if (
        token.glued
        or after in DETERMINERS | {"of", "to", "no"}
        or (token.text[:1].isupper() and position > seen.body)
        or norm.endswith("ing")
    ):
        return False
    return inflected_verb(norm) and rather_a_verb(norm)


def _takes_object(seen: Facets, position: int) -> bool:
    """Tell whether an object begins here: a determiner, an amount, a name."""
    token = seen.tokens[position] if position < len(seen.tokens) else None
    return token is not None and (token.norm in DETERMINERS or not token.text[:1].islower())


def is_verb_form(norm: str) -> bool:
    """Tell whether a word is a participle or a past form rather than anything else."""
    found = lemmas(norm)
    return bool(found) and found[0][1] == "v" and (norm.endswith("ing") or found[0][0] != norm)


def verb_group(seen: Facets, first: int) -> tuple[int, str, bool, bool]:
    """Return the position after the verbs, the base form of the main one, and whether it is passive or a mere "be"."""
    position = first
    auxiliary = norm_at(seen.tokens, first) in AUXILIARIES
    if not auxiliary:
        return _with_particle(seen, first + 1), base_of(norm_at(seen.tokens, first)), False, False
    last_verb = first
    while _goes_on(seen.tokens, position + 1):
        position += 1
        if norm_at(seen.tokens, position) in AUXILIARIES:
            last_verb = position
    forms = [token.norm for token in seen.tokens[first : last_verb + 1]]
    main = norm_at(seen.tokens, position + 1)
    be, have = forms[-1] in BE, forms[-1] in HAVE
    ahead = norm_at(seen.tokens, position + 2)
    if be and main == "to" and (ahead, "v") in lemmas(ahead):
        return _with_particle(seen, position + 3), ahead, False, False  # "is to rule"
    if _is_main(main, be=be, have=have):
        return _with_particle(seen, position + 2), base_of(main), be and not main.endswith("ing"), False
    return last_verb + 1, forms[-1], False, be


def _with_particle(seen: Facets, position: int) -> int:
    """Return the position after a particle that belongs to the verb: "step down in June", "was shut off"."""
    behind = norm_at(seen.tokens, position + 1)
    return position + (norm_at(seen.tokens, position) in PARTICLES and (not behind or behind in PREPOSITIONS))


def _goes_on(tokens: Sequence[Token], position: int) -> bool:
    norm = norm_at(tokens, position)
    return norm in AUXILIARIES or is_adverb(norm)


def is_adverb(norm: str) -> bool:
    """Tell whether a word may stand between subject and verb, or between the parts of a verb."""
    listed = {"not", "never", "also", "already", "still", "now", "even", "just", "only", "since", "later", "then"}
    return norm in listed or (norm.endswith("ly") and not any(pos == "n" for _, pos in lemmas(norm)))


def _is_main(norm: str, *, be: bool, have: bool) -> bool:
    """Tell whether a word behind auxiliaries is the main verb, in the form that they ask for."""
    verbs = [base for base, pos in lemmas(norm) if pos == "v"]
    if not verbs or norm in PREPOSITIONS:
        return False
    if be:
        return norm.endswith("ing") or (_is_participle(norm, verbs) and lemmas(norm)[0][1] == "v")
    return _is_participle(norm, verbs) if have else norm in verbs


def _is_participle(norm: str, verbs: Sequence[str]) -> bool:
    return any(base != norm for base in verbs) and not norm.endswith(("ing", "s"))


def base_of(norm: str) -> str:
    """Return the base form of a verb."""
    return next((base for base, pos in lemmas(norm) if pos == "v"), norm)
