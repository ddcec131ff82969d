"""The checks of how many: all, most and none, a part or the whole, and the exact number."""

from __future__ import annotations

from qa.english.function_words import QUANTIFIERS
from qa.english.numbers import number_at
from qa.english.quantities import Quantity, is_share, share_of
from qa.english.tokens import norm_at, word_before
from qa.matching.alignment import Alignment, Check, says_the_same_of
from qa.matching.amounts import PARTITIVE, part_before
from qa.matching.factindex import IndexedFact
from qa.matching.match import Matcher

AMONG = PARTITIVE | {"among", "from"}
"""Words before a group of which only a part is spoken of."""
ROUGHLY = frozenset("about almost approximately around nearly roughly some".split())
"""Words before or in a number that is not exact."""


def check_quantifier(draft: Alignment, matcher: Matcher) -> Check | None:
    """All, most and none must be what the record says, where a yes/no question turns on them."""
    asked = "all" if part_overlooked(draft, matcher) else draft.reading.quantifier
    if draft.reading.form != "yes-no" or asked not in {"all", "most", "none", "half"}:
        return None
    recorded = {QUANTIFIERS.get(token.norm, "") for token in draft.indexed.tokens}
    if asked in recorded:
        return Check("quantifier", "agree", asked)
    figures = draft.indexed.quantities
    figure = next((q for q in figures if q.kind == "share" or (q.value > 1 and _is_part(draft.indexed, q))), None)
    share = share_of(draft.indexed.tokens, figure) if figure else None
    if share is not None and is_share(asked, share):
        return Check("quantifier", "agree", f"{share:.0f} of 100 is {asked}")
    if figure and any(hit.found and figure.first in hit.where for hit in draft.hits):
        return Check("quantifier", "missing", f"it says {asked} of those of whom it gives the number")
    if figure and says_the_same_of(draft):
        text = draft.indexed.words_of(figure)
        return Check("quantifier", "conflict", f"the record says {text}, not {asked}", "how many", asked, text)
    groups = [n for hit in draft.hits for n in hit.term.names if len(matcher.gazetteer.members(n)) > 1]
    if asked == "all" and groups and all(h.how == "statement" for h in draft.hits if set(h.term.names) & set(groups)):
        return Check("quantifier", "agree", "the record speaks of the whole group")
    return Check("quantifier", "missing", f"the record does not say {asked}")


def _is_part(indexed: IndexedFact, number: Quantity) -> bool:
    return norm_at(indexed.tokens, number.last) in PARTITIVE


def part_overlooked(draft: Alignment, matcher: Matcher) -> Quantity | None:
    """Return the part of which a fact tells what is said of a whole group with its number ("four players")."""
    tokens = draft.reading.tokens
    told = {term.quantity.value for term in draft.reading.terms if term.quantity}
    for hit in draft.hits:
        group = hit.how == "statement" and any(len(matcher.gazetteer.members(name)) > 1 for name in hit.term.names)
        counted = number_at(tokens, hit.term.first)[0] is not None
        if group and counted and word_before(tokens, hit.term.first) not in AMONG:
            part = part_before(min(hit.where), draft.indexed)
            if part is not None and part.value not in told:
                return part
    return None


def check_exact(draft: Alignment, _matcher: Matcher) -> Check | None:
    """Who asks for the exact number or time is not told an approximate one."""
    before = {norm_at(draft.indexed.tokens, quantity.first - 1) for quantity in draft.indexed.quantities}
    within = {token.norm for q in draft.indexed.quantities for token in draft.indexed.tokens[q.first : q.last]}
    rough = (before | within) & ROUGHLY
    if draft.reading.exact and rough:
        return Check("exact", "missing", f"the record says only '{min(rough)}'")
    return None
