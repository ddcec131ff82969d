"""All, most, half, some, none, only, at least: whether the record bears out how many are spoken of."""

from __future__ import annotations

from qa.alignment import Alignment, Check
from qa.factindex import IndexedFact
from qa.function_words import DETERMINERS, QUANTIFIERS
from qa.match import Matcher
from qa.quantities import Quantity, number_at
from qa.tokens import norm_at

BOUNDS = {"all": (100.0, 100.0), "most": (50.01, 99.99), "half": (50.0, 50.0), "none": (0.0, 0.0)}
"""Quantifier -> the shares (of 100) of which it is true."""

EVERYTHING = frozenset("everything everybody".split())


def _is_emphasis(alignment: Alignment) -> bool:
    """Tell whether "only" or "just" stands before a number that the record has: "only three" of just three."""
    tokens = alignment.reading.tokens
    numbered = {
        hit.term.first for hit in alignment.hits if hit.term.kind in {"quantity", "age"} and hit.how != "missing"
    }
    return all(p + 1 in numbered for p, token in enumerate(tokens) if QUANTIFIERS.get(token.norm) == "only")


def share(indexed: IndexedFact, quantity: Quantity) -> float | None:
    """Return the share of 100 that a number states: "50 per cent", "three of the four"; None where it states none."""
    if quantity.kind == "share":
        return quantity.value
    position = quantity.last
    while norm_at(indexed.tokens, position) in {"out", "of", *DETERMINERS}:
        position += 1
    if position == quantity.last or position >= len(indexed.tokens):
        return None
    if norm_at(indexed.tokens, quantity.last) not in {"of", "out"}:
        return None
    whole, _ = number_at(indexed.tokens, position)
    return 100.0 * quantity.value / whole if whole and whole >= quantity.value else None


def check_amounts(alignment: Alignment, matcher: Matcher) -> Check | None:
    """All, most, half, none and only must be what the record says."""
    indexed = alignment.indexed
    asked = alignment.reading.quantifier
    if EVERYTHING & {token.norm for token in alignment.reading.tokens}:
        asked = "all"
    own = {QUANTIFIERS.get(token.norm, "") for token in indexed.tokens}
    if not asked or asked == "some" or asked in own:
        return None
    if asked in {"all", "none"} and "most" in own:
        return Check("quantifier", "conflict", f"the record says most, not {asked}", "how many", asked, "most")
    if asked == "only" and not _is_emphasis(alignment):
        return Check("quantifier", "missing", "the record does not say only")
    if asked == "only":
        return None
    shares = {q: s for q in indexed.quantities if (s := share(indexed, q)) is not None}
    if shares:
        figure, part = next(iter(shares.items()))
        low, high = BOUNDS[asked]
        if low <= part <= high:
            return None
        text = " ".join(t.text for t in indexed.tokens[figure.first : figure.last])
        return Check("quantifier", "conflict", f"the record says {text}, not {asked}", "how many", asked, text)
    groups = [n for hit in alignment.hits for n in hit.term.names if len(matcher.gazetteer.members(n)) > 1]
    whole = all(h.how == "statement" for h in alignment.hits if set(h.term.names) & set(groups))
    if asked == "all" and groups and whole:
        return None
    if asked == "none":
        return None  # a denial, which is judged as one
    return Check("quantifier", "missing", f"the record does not say {asked}")
