"""What is checked of a claim about a part or a whole: three of the four, one in five, all of them."""

from __future__ import annotations

from qa.english.function_words import BE, DETERMINERS
from qa.english.quantities import Quantity
from qa.english.tokens import norm_at, word_before
from qa.matching.alignment import Alignment, Check
from qa.matching.amounts import PARTITIVE, held_against, part_before
from qa.matching.factindex import IndexedFact
from qa.matching.hit import Hit
from qa.matching.match import Matcher
from qa.matching.quantity_checks import part_overlooked
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
    counted = _numbers_told(alignment)
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
    return len(tokens) > 2 and [token.norm for token in tokens[:2]] == ["one", "of"]


def check_whole(alignment: Alignment, matcher: Matcher) -> Check | None:
    """What the record says of a part must not be said of the whole: "four came", of three of the four."""
    indexed = alignment.indexed
    part = part_overlooked(alignment, matcher)
    if part is not None:
        return _instead(indexed.words_of(part), "all")
    lost = [hit.term for hit in alignment.hits if hit.how == "missing" and hit.term.quantity]
    for term in lost:
        part = _part_instead(term.quantity, alignment)
        if part is not None:
            return _instead(indexed.words_of(part), term.text)
    told = _numbers_told(alignment)
    taken = {position for hit in told for position in hit.where}
    for hit in told:
        part = part_before(min(hit.where), indexed)
        of_it = word_before(alignment.reading.tokens, hit.term.first) == "of"
        if part is not None and not of_it and taken.isdisjoint(range(part.first, part.last)):
            return _instead(indexed.words_of(part), hit.term.text)
    return None


def _numbers_told(alignment: Alignment) -> list[Hit]:
    return [hit for hit in alignment.hits if hit.term.kind == "quantity" and hit.how == "statement" and hit.where]


def _instead(recorded: str, asked: str) -> Check:
    return Check("quantity", "conflict", f"the record says {recorded}", "how many", asked, recorded)


def check_parts(alignment: Alignment, _matcher: Matcher | None = None) -> Check | None:
    """How many of a number: "thirty out of 210" contradicts "three out of 210"."""
    indexed = alignment.indexed
    one = _one_of(alignment)
    unfound = [hit for hit in alignment.hits if hit.how == "missing" and hit.term.kind == "quantity"]
    recorded = [q for q in indexed.quantities if norm_at(indexed.tokens, q.last) in PARTITIVE]
    if one and len(recorded) == 1 and recorded[0].value > 1:
        return _instead(indexed.words_of(recorded[0]), "one")
    if len(unfound) != 1 or len(recorded) != 1 or unfound[0].term.comparator:
        return None
    term = unfound[0].term
    if norm_at(alignment.reading.tokens, term.last) not in PARTITIVE:
        return _check_of(alignment, term, recorded[0])
    return _instead(indexed.words_of(recorded[0]), term.text)


def _check_of(alignment: Alignment, term: Term, part: Quantity) -> Check | None:
    """Of how many: "three of 120" and "of 120, three" contradict "three out of 210"."""
    indexed, tokens = alignment.indexed, alignment.reading.tokens
    before = term.first - (norm_at(tokens, term.first - 1) in DETERMINERS)
    agrees = any(hit.how == "statement" and part.first in hit.where for hit in alignment.hits if hit.term is not term)
    whole = next((q for q in indexed.quantities if norm_at(indexed.tokens, q.first - 1) == "of"), None)
    if not agrees or whole is None or norm_at(tokens, before - 1) not in {"of", "among"}:
        return None
    return _instead(f"of {indexed.words_of(whole)}", term.text)
