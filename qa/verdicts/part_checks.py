"""What is checked of a claim about a part or a whole: three of the four, one in five, all of them."""

from __future__ import annotations

from qa.english.function_words import BE, DETERMINERS
from qa.english.quantities import Quantity
from qa.english.tokens import norm_at, word_before
from qa.matching.alignment import Alignment, Check
from qa.matching.amounts import PARTITIVE, held_against
from qa.matching.factindex import IndexedFact
from qa.matching.match import Matcher
from qa.matching.quantity_checks import speaks_of_the_whole
from qa.questions.question import Term

RELATIVE = frozenset({"whom", "which"})


def _part_instead(asked: Quantity | None, alignment: Alignment) -> Quantity | None:
    """Return the part of which a fact tells something, where its whole is the number asked of."""
    held = held_against(asked, alignment.reading, alignment.indexed) if asked else {}
    return next(
        (part for whole, part in held.items() if part is not whole and asked and whole.value == asked.value), None
    )


def check_part_told(alignment: Alignment, _matcher: Matcher) -> Check | None:
    """What is told of a part in a clause of its own is not so of the whole: "of 40, of whom three came", 40 came."""
    indexed = alignment.indexed
    clause = _clause_of_part(indexed)
    counted = [hit for hit in alignment.hits if hit.term.kind == "quantity" and hit.how == "statement" and hit.where]
    told = any(hit.term.kind == "word" and hit.where and hit.where <= clause for hit in alignment.hits)
    if told and counted and not any(hit.where & clause for hit in counted):
        return Check("quantity", "missing", f"it is told of a part of {counted[0].term.text}")
    return None


def _clause_of_part(indexed: IndexedFact) -> frozenset[int]:
    """Return the positions of "whom three came" behind "of"; it ends with the next form of "be", or the statement."""
    tokens = indexed.tokens
    start = next(
        (p for p, t in enumerate(tokens) if t.norm in RELATIVE and norm_at(tokens, p - 1) == "of"), len(tokens)
    )
    end = next((p for p in range(start, len(tokens)) if tokens[p].norm in BE), len(tokens))
    return frozenset(range(start, end))


def _one_of(alignment: Alignment) -> bool:
    """Tell whether an assertion is about one of several, where the record may have another number of them."""
    tokens = alignment.reading.tokens
    own = alignment.reading.tokens[:2]
    return len(tokens) > 2 and tuple(token.norm for token in own) == ("one", "of")


def check_whole(alignment: Alignment, matcher: Matcher) -> Check | None:
    """What the record says of a part must not be said of the whole: "four came", of three of the four."""
    indexed = alignment.indexed
    if speaks_of_the_whole(alignment, matcher):
        part = next(q for q in indexed.quantities if norm_at(indexed.tokens, q.last) in PARTITIVE)
        text = " ".join(token.text for token in indexed.tokens[part.first : part.last])
        return Check("quantity", "conflict", f"the record says {text}", "how many", "all", text)
    lost = [hit.term for hit in alignment.hits if hit.how == "missing" and hit.term.quantity]
    for term in lost:
        instead = _part_instead(term.quantity, alignment)
        if instead is not None:
            text = " ".join(token.text for token in indexed.tokens[instead.first : instead.last])
            return Check("quantity", "conflict", f"the record says {text}", "how many", term.text, text)
    tokens, own = alignment.reading.tokens, alignment.indexed.tokens
    told = [hit for hit in alignment.hits if hit.term.kind == "quantity" and hit.how == "statement" and hit.where]
    taken = {position for hit in told for position in hit.where}
    parts = {q.last: q for q in alignment.indexed.quantities if not taken & set(range(q.first, q.last))}
    for hit in told:
        of = min(hit.where) - 1 - (norm_at(own, min(hit.where) - 1) in DETERMINERS)
        if norm_at(own, of) == "of" and of in parts and word_before(tokens, hit.term.first) != "of":
            text = " ".join(token.text for token in own[parts[of].first : of])
            return Check("quantity", "conflict", f"the record says {text}", "how many", hit.term.text, text)
    return None


def check_parts(alignment: Alignment, _matcher: Matcher | None = None) -> Check | None:
    """How many of a number: "thirty out of 210" contradicts "three out of 210"."""
    indexed = alignment.indexed
    one = _one_of(alignment)
    unfound = [hit for hit in alignment.hits if hit.how == "missing" and hit.term.kind == "quantity"]
    recorded = [q for q in indexed.quantities if norm_at(indexed.tokens, q.last) in {"of", "out"}]
    if one and len(recorded) == 1 and recorded[0].value > 1:
        text = " ".join(token.text for token in indexed.tokens[recorded[0].first : recorded[0].last])
        return Check("quantity", "conflict", f"the record says {text}", "how many", "one", text)
    if len(unfound) != 1 or len(recorded) != 1 or unfound[0].term.comparator:
        return None
    term = unfound[0].term
    if norm_at(alignment.reading.tokens, term.last) not in {"of", "out"}:
        return _check_whole(alignment, term, recorded[0])
    text = " ".join(token.text for token in indexed.tokens[recorded[0].first : recorded[0].last])
    return Check("quantity", "conflict", f"the record says {text}", "how many", term.text, text)


def _check_whole(alignment: Alignment, term: Term, part: Quantity) -> Check | None:
    """Of how many: "three of 120" and "of 120, three" contradict "three out of 210"."""
    indexed, tokens = alignment.indexed, alignment.reading.tokens
    before = term.first - (norm_at(tokens, term.first - 1) in DETERMINERS)
    agrees = any(hit.how == "statement" and part.first in hit.where for hit in alignment.hits if hit.term is not term)
    whole = next((q for q in indexed.quantities if norm_at(indexed.tokens, q.first - 1) == "of"), None)
    if not agrees or whole is None or norm_at(tokens, before - 1) not in {"of", "among"}:
        return None
    text = " ".join(token.text for token in indexed.tokens[whole.first : whole.last])
    return Check("quantity", "conflict", f"the record says of {text}", "how many", term.text, text)
