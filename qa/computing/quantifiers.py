"""All, most, half, some, none, only, at least: whether the record bears out how many are spoken of."""

from __future__ import annotations

from qa.english.function_words import NEGATIONS, QUANTIFIERS
from qa.english.quantities import is_share, quantities, share_of
from qa.english.tokens import norm_at
from qa.matching.alignment import Alignment, Check
from qa.matching.hit import Hit
from qa.matching.match import Matcher

EVERYTHING = frozenset("everything everybody".split())
LITTLE = frozenset("a an by few under over below above about weeks days months years".split()) | NEGATIONS
"""Words before which "only" and "just" say how little something is."""
NOT_SAID = "the record does not say"


def _is_emphasis(alignment: Alignment) -> bool:
    """Tell whether "only" or "just" says how little something is, or stands before a number that the record has.

    "Only a boy", "just not enough" and "just under half" leave nobody out; "only three" does not of just three.
    """
    tokens = alignment.reading.tokens
    numbered = {
        hit.term.first
        for hit in alignment.hits
        if hit.term.kind in {"quantity", "age"} and hit.how != "missing" and _counts_the_same(hit, alignment)
    }
    return all(
        p + 1 in numbered or norm_at(tokens, p + 1) in LITTLE
        for p, token in enumerate(tokens)
        if QUANTIFIERS.get(token.norm) == "only"
    )


def _counts_the_same(hit: Hit, alignment: Alignment) -> bool:
    """Tell whether what stands behind a number stands behind it in the record: "two children", of "two brothers"."""
    behind = next((other for other in alignment.hits if other.term.first == hit.term.last), None)
    if behind is None or behind.term.kind not in {"word", "entity"} or hit.how != "statement":
        return True
    return behind.how == "statement"


def _all_of_these(alignment: Alignment, number: float) -> bool:
    """Tell whether all of just so many are meant: "all three", "the three ... all" say nothing of the others of 210."""
    return any(each.value == number for each in quantities(alignment.reading.tokens))


def _share_told(alignment: Alignment, asked: str) -> Check | None:
    """Hold a quantifier against the first share of a fact: "three of the four" are most, and not all; None without."""
    indexed = alignment.indexed
    told = (q for q in indexed.quantities if q.kind == "share" or q.value > 1)  # "one of the four" describes somebody
    shares = {q: s for q in told if (s := share_of(indexed.tokens, q)) is not None}
    if not shares:
        return None
    figure, part = next(iter(shares.items()))
    text = indexed.words_of(figure)
    if is_share(asked, part):
        return Check("quantifier", "agree", f"the record says {text}")
    if asked == "all" and _all_of_these(alignment, figure.value):
        return Check("quantifier", "missing", f"it is said of {text}, not of all of them")
    return Check("quantifier", "conflict", f"the record says {text}, not {asked}", "how many", asked, text)


def check_amounts(alignment: Alignment, matcher: Matcher) -> Check | None:
    """All, most, half, none and only must be what the record says."""
    indexed = alignment.indexed
    asked = alignment.reading.quantifier
    if EVERYTHING & {token.norm for token in alignment.reading.tokens}:
        asked = "all"
    each = {q.last for q in indexed.quantities}  # "£5 each" does not say of whom
    own = {QUANTIFIERS.get(t.norm, "") for p, t in enumerate(indexed.tokens) if not (t.norm == "each" and p in each)}
    if not asked or asked == "some" or asked in own:
        return None
    if asked in {"all", "none"} and "most" in own:
        return Check("quantifier", "conflict", f"the record says most, not {asked}", "how many", asked, "most")
    if asked == "only":
        return None if _is_emphasis(alignment) else Check("quantifier", "missing", f"{NOT_SAID} only")
    if (told := _share_told(alignment, asked)) is not None:
        return told if told.verdict != "agree" else None
    groups = [n for hit in alignment.hits for n in hit.term.names if len(matcher.gazetteer.members(n)) > 1]
    whole = all(h.how == "statement" for h in alignment.hits if set(h.term.names) & set(groups))
    if asked == "all" and groups and whole:
        return None
    if asked == "none":
        return None  # a denial, which is judged as one
    return Check("quantifier", "missing", f"{NOT_SAID} {asked}")
