"""The checks of how many: all, most and none, a part or the whole, and the exact number."""

from __future__ import annotations

from qa.english.function_words import DETERMINERS, QUANTIFIERS
from qa.english.quantities import is_share, number_at, share_of
from qa.english.tokens import norm_at, word_before
from qa.matching.alignment import Alignment, Check, says_the_same_of
from qa.matching.amounts import PARTITIVE
from qa.matching.factindex import IndexedFact
from qa.matching.match import Matcher

AMONG = PARTITIVE | {"among", "from"}
"""Words before a group of which only a part is spoken of."""
ROUGHLY = frozenset("about almost approximately around nearly roughly some".split())
"""Words before or in a number that is not exact."""


def check_quantifier(draft: Alignment, matcher: Matcher) -> Check | None:
    """All, most and none must be what the record says, where a yes/no question turns on them."""
    asked = "all" if speaks_of_the_whole(draft, matcher) else draft.reading.quantifier
    if draft.reading.form != "yes-no" or asked not in {"all", "most", "none", "half"}:
        return None
    recorded = {QUANTIFIERS.get(token.norm, "") for token in draft.indexed.tokens}
    if asked in recorded:
        return Check("quantifier", "agree", asked)
    figures = draft.indexed.quantities
    figure = next((q for q in figures if q.kind == "share" or (q.value > 1 and _is_part(draft.indexed, q.last))), None)
    share = share_of(draft.indexed.tokens, figure) if figure else None
    if share is not None and is_share(asked, share):
        return Check("quantifier", "agree", f"{share:.0f} of 100 is {asked}")
    if figure and any(hit.found and figure.first in hit.where for hit in draft.hits):
        return Check("quantifier", "missing", f"it says {asked} of those of whom it gives the number")
    if figure and says_the_same_of(draft):
        text = " ".join(t.text for t in draft.indexed.tokens[figure.first : figure.last])
        return Check("quantifier", "conflict", f"the record says {text}, not {asked}", "how many", asked, text)
    groups = [n for hit in draft.hits for n in hit.term.names if len(matcher.gazetteer.members(n)) > 1]
    if asked == "all" and groups and all(h.how == "statement" for h in draft.hits if set(h.term.names) & set(groups)):
        return Check("quantifier", "agree", "the record speaks of the whole group")
    return Check("quantifier", "missing", f"the record does not say {asked}")


def _is_part(indexed: IndexedFact, position: int) -> bool:
    return norm_at(indexed.tokens, position) in PARTITIVE


def speaks_of_the_whole(draft: Alignment, matcher: Matcher) -> bool:
    """Tell whether a group with its number ("four players") is said to do what the fact says of a part of it."""
    tokens, own = draft.reading.tokens, draft.indexed.tokens
    parts = {q.last: q.value for q in draft.indexed.quantities if _is_part(draft.indexed, q.last)}
    told = {term.quantity.value for term in draft.reading.terms if term.quantity}
    for hit in draft.hits:
        group = hit.how == "statement" and any(len(matcher.gazetteer.members(name)) > 1 for name in hit.term.names)
        start = min(hit.where, default=0)
        of = start - 1 - (norm_at(own, start - 1) in DETERMINERS)
        counted = number_at(tokens, hit.term.first)[0] is not None
        whole = word_before(tokens, hit.term.first) not in AMONG and parts.get(of) not in told
        if group and counted and of in parts and whole:
            return True
    return False


def check_exact(draft: Alignment, _matcher: Matcher) -> Check | None:
    """Who asks for the exact number or time is not told an approximate one."""
    before = {norm_at(draft.indexed.tokens, quantity.first - 1) for quantity in draft.indexed.quantities}
    within = {token.norm for q in draft.indexed.quantities for token in draft.indexed.tokens[q.first : q.last]}
    rough = (before | within) & ROUGHLY
    if draft.reading.exact and rough:
        return Check("exact", "missing", f"the record says only '{min(rough)}'")
    return None
