"""Lists told side by side: "Reid, Cole and Diaz scored in May, June and July respectively"."""

from __future__ import annotations

from collections.abc import Iterable

from qa.english.tokens import norm_at
from qa.english.units import CURRENCIES
from qa.matching.alignment import Alignment, Check
from qa.matching.factindex import IndexedFact
from qa.matching.hit import Hit
from qa.matching.match import Matcher
from qa.record.entities import PERSONS

RESPECTIVELY = "respectively"
MEASURED = frozenset({"when", "how many", "how old", "which"})
"""Holes that a list of times or numbers fills."""


def check_order(draft: Alignment, _matcher: Matcher) -> Check | None:
    """What stands third among the times or numbers belongs to who stands third among the names, and to nobody else."""
    asserted, recorded = ({token.norm for token in tokens} for tokens in (draft.reading.tokens, draft.indexed.tokens))
    if RESPECTIVELY in asserted - recorded:
        return Check("pairs", "missing", "the record does not tell them in that order")
    if _is_anothers_amount(draft):
        return Check("pairs", "missing", "the record says that amount of another name")
    for names, values in _lists(draft.indexed):
        asked = _places(names, (hit for hit in draft.hits if hit.term.kind == "entity"))
        told = _places(values, (hit for hit in draft.hits if hit.term.kind in {"time", "quantity", "age"}))
        if asked and not told <= asked:
            return Check("pairs", "missing", "the record says that of another name")
        if asked and len(asked) < len(names) and draft.reading.form == "wh" and draft.reading.hole.kind in MEASURED:
            return Check("pairs", "missing", "the record tells it of more than those who are named")
    return None


def _is_anothers_amount(draft: Alignment) -> bool:
    """Tell whether other amounts stand between the one and the name asked about: "£9 from A, £7 from B, £5 from C"."""
    asked = [hit for hit in draft.hits if hit.how == "statement" and hit.term.kind == "quantity" and hit.where]
    tokens = draft.indexed.tokens
    amounts = [each for each in draft.indexed.quantities if norm_at(tokens, each.first - 1) in CURRENCIES]
    if len(asked) != 1 or len(amounts) < LISTED:
        return False
    named = [hit for hit in draft.hits if hit.how == "statement" and hit.term.kind == "entity" and hit.where]
    own = min(asked[0].where)
    beside = [min(hit.where) for hit in named if min(hit.where) > own]
    return bool(beside) and all(any(own < each.first < place for each in amounts) for place in beside)


LISTED = 3
"""So many amounts in a statement are a list, each with whose it is behind it."""
Spans = list[frozenset[int]]


def _lists(indexed: IndexedFact) -> list[tuple[Spans, Spans]]:
    """Return the names and what is said of each, in order, where a fact tells as many of the one as of the other."""
    end = next((p for p, token in enumerate(indexed.tokens) if token.norm == RESPECTIVELY), 0)
    names = [
        frozenset(range(mention.first, mention.last))
        for mention in sorted(indexed.mentions, key=lambda mention: mention.first)
        if mention.last <= end and PERSONS & indexed.kinds(mention)
    ]
    told = (indexed.times, indexed.quantities)
    lists = [[frozenset(range(each.first, each.last)) for each in some if each.last <= end] for some in told]
    return [(names, values) for values in lists if len(values) == len(names) > 1]


def _places(spans: Spans, hits: Iterable[Hit]) -> set[int]:
    return {place for hit in hits for place, span in enumerate(spans) if hit.where & span}
