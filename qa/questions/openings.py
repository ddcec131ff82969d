"""How a question opens: every way in which the table of forms can read its first words, as `Opening` values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from qa.english.function_words import (
    AUXILIARIES,
    BE,
    LIGHT,
    PREPOSITIONS,
    WH_WORDS,
    carries_content,
)
from qa.english.quantities import quantities
from qa.english.tokens import Token, norm_at
from qa.english.wordnet import rather_a_verb
from qa.questions.forms import NOUN_HOLES, descriptive_kind, noun_position
from qa.questions.question import (
    Form,
    Hole,
)
from qa.record.entities import Mention
from qa.record.lexicon import bases
from qa.values import NamedTuple

STRANDED = frozenset("about for of from to over with by in on at against into".split())
"""Prepositions that, at the end of a question, belong to its question word."""


class Opening(NamedTuple):
    """How a question opens: the hole, the tokens used up for it, and where the rest of the clause starts."""

    form: str
    hole: Hole
    used: frozenset[int]
    start: int
    rule: str
    choices: tuple[str, ...] = ()


def wh_openings(
    tokens: Sequence[Token], mentions: Sequence[Mention], found: tuple[Form, int, int, int]
) -> Iterable[Opening]:
    """Yield the readings of a question with a question word, ``found`` by `qa.questions.forms.find_form`."""
    form, first, last, preposition = found
    stranded = _stranded(tokens, last)
    lead = tokens[preposition].norm if preposition >= 0 else tokens[stranded].norm if stranded >= 0 else ""
    used = frozenset(range(first, last - form.keeps)) | ({preposition} if preposition >= 0 else frozenset())
    start = last - form.keeps
    rule = form.opening
    if "exact" in form.opening:
        yield Opening("wh", Hole("when", ("day",), lead), used, start, rule)
        return
    if form.hole == "weekday":
        yield Opening("wh", Hole("when", ("weekday",), lead), used, start, rule)
        return
    if "<noun>" in form.opening:
        noun = tokens[noun_position(form, last)].norm
        kind = next(NOUN_HOLES[base] for base in bases(noun) if base in NOUN_HOLES)
        kind = "list" if noun == "names" else kind
        kept = used - {noun_position(form, last)} if _is_relational(kind, noun) else used
        yield Opening("wh", Hole(kind, () if kept != used else (noun,), lead), kept, start, rule)
        yield Opening("wh", Hole("which", (noun,), lead), used, start, rule)
        return
    if form.hole in {"which", "list"}:
        yield from _noun_openings(tokens, mentions, form, Opening("wh", Hole(form.hole, (), lead), used, start, rule))
        return
    if form.hole == "who":
        defined = list(_definition(tokens, used, start, mentions))
        yield from defined
        if defined:
            return  # "who is X" is not whoever has X for a brother
    yield Opening("wh", Hole(form.hole, (), lead), used, start, rule)
    if form.keeps:
        yield Opening("wh", Hole("why"), frozenset(range(first, last)), last, rule + " (why)")


def _noun_openings(
    tokens: Sequence[Token], mentions: Sequence[Mention], form: Form, opening: Opening
) -> Iterable[Opening]:
    """Yield the readings of "which NOUN ...", "what ...", "name the NOUN ..."."""
    last = opening.start
    noun_last = _type_noun_end(tokens, last)
    measured = {p for q in quantities(tokens) for p in range(q.first, q.last)}
    named = {p for m in mentions for p in range(m.first, m.last)}
    head = _head_noun(tokens, last, noun_last, measured | named)
    if head is None and measured & set(range(last, noun_last)):
        yield opening._replace(hole=opening.hole._replace(kind="who"), start=noun_last)
        return
    if head is not None:
        noun = (tokens[head].norm,)
        kind = "list" if form.hole == "list" else "which"
        typed = Hole(kind, noun, opening.hole.preposition)
        yield opening._replace(hole=typed, used=opening.used | {head}, start=noun_last)
        yield opening._replace(hole=typed, start=noun_last)
        if CAUSING & set(bases(norm_at(tokens, noun_last) or "?")):  # "what defect made the train stop"
            by = frozenset(range(last, noun_last + 1))
            yield Opening("wh", Hole("why"), opening.used | by, noun_last + 1, opening.rule + " (why)")
    if form.hole == "list":
        if head is None and norm_at(tokens, last) != "of":  # "list the union's demands", "name the brothers"
            yield opening
        return
    yield from _definition(tokens, opening.used, last, mentions)
    yield from _descriptive(tokens, opening.used, last)
    if tokens[last - 1].norm == "which" and head is not None:
        return
    bare = "which" if tokens[last - 1].norm == "which" else "what"
    yield opening._replace(hole=Hole(bare, (), opening.hole.preposition))


def _head_noun(tokens: Sequence[Token], first: int, last: int, taken: set[int]) -> int | None:
    """Return the position of the head of a noun phrase: "which leader of the council", "which of the dead children"."""
    head = None
    for position in range(first, last):
        norm = tokens[position].norm
        if norm == "of" and head is not None and not set(bases(tokens[head].norm)) & KINDS_OF:
            break
        if carries_content(norm) and position not in taken:
            head = position
    return head


CAUSING = frozenset("make cause prompt trigger spark drive".split())
KINDS_OF = frozenset("kind sort type form set series number one list group name".split())


def _definition(
    tokens: Sequence[Token], used: frozenset[int], start: int, mentions: Sequence[Mention]
) -> Iterable[Opening]:
    """Yield the reading of "who was X", "what is X": what the record says that X is."""
    if not any(token.norm in BE | {"'s"} for token in tokens):
        return
    named = [m for m in mentions if m.how != "role"]
    spans = {(m.first, m.last) for m in named}
    if len(spans) != 1:
        return
    ((first, last),) = spans
    others = [token for position, token in enumerate(tokens) if not first <= position < last and position not in used]
    if others and all(token.norm in LIGHT or token.norm in DESCRIBED_AS for token in others):
        yield Opening("wh", Hole("what is"), used, start, "who|what is <name>")


DESCRIBED_AS = frozenset("described called known identified".split())


def _is_relational(kind: str, noun: str) -> bool:
    """Tell whether a noun says more than what is asked for: "brother" asks who, and must be accounted for too."""
    return kind == "who" and not set(bases(noun)) & {"name", "identity", "surname"}


def _descriptive(tokens: Sequence[Token], used: frozenset[int], start: int) -> Iterable[Opening]:
    """Yield the reading of "what was the NOUN of X" in which the noun names the hole (age -> how old)."""
    if start >= len(tokens) or tokens[start].norm not in BE | {"'s"}:
        return
    for position in range(start + 1, len(tokens)):
        if tokens[position].norm in PREPOSITIONS | WH_WORDS:
            return
        kind = descriptive_kind(tokens, position)
        if kind:
            noun = tokens[position].norm
            kind = "list" if noun == "names" else kind
            relational = _is_relational(kind, noun)
            hole = Hole(kind, () if relational else (noun,))
            yield Opening("wh", hole, used if relational else used | {position}, start, "what is the <noun>")
            return


def fragment_openings(tokens: Sequence[Token]) -> Iterable[Opening]:
    """Yield the readings of words without a question word: "bridge opening date", "mayor 2011"."""
    for position in range(len(tokens)):
        kind = descriptive_kind(tokens, position)
        if kind:
            noun = (tokens[position].norm,)
            kind = "list" if noun[0] == "names" else kind
            if _is_relational(kind, noun[0]):
                yield Opening("wh", Hole(kind), frozenset(), len(tokens), "<noun> fragment")
                continue
            yield Opening("wh", Hole(kind, noun), frozenset({position}), len(tokens), "<noun> fragment")
            if kind in {"where", "who", "what is"}:
                yield Opening("wh", Hole("which", noun), frozenset({position}), len(tokens), "<noun> fragment")
    yield Opening("topic", Hole("statement"), frozenset(), 0, "fragment")


def _type_noun_end(tokens: Sequence[Token], first: int) -> int:
    """Return the end of the noun phrase after "which": up to a verb, an auxiliary or a question word."""
    position = first
    while position < len(tokens):
        norm = tokens[position].norm
        if norm in AUXILIARIES | WH_WORDS | {"that", "'s"} or (norm in PREPOSITIONS and norm != "of"):
            break
        if position > first and rather_a_verb(norm) and tokens[position - 1].norm not in {"of", "the"}:
            break
        position += 1
    return position


def _stranded(tokens: Sequence[Token], start: int) -> int:
    """Return the position of a preposition left at the end ("What was she criticised for?"), or -1."""
    last = len(tokens) - 1
    return last if last > start and tokens[last].norm in STRANDED else -1


def is_bare_topic(tokens: Sequence[Token]) -> bool:
    """Tell whether a speaker's question has nothing left but a topic: "what ... about Y", "what ..."."""
    rest = [token.norm for token in tokens if token.norm not in {"what", "how", "has", "have"}]
    return not rest or rest[0] in {"about", "on", "regarding", "concerning", "of", "over"}


def wh_and_be(tokens: Sequence[Token]) -> frozenset[int]:
    """Return the positions of question words, which a topic has no use for."""
    return frozenset(p for p, token in enumerate(tokens) if token.norm in WH_WORDS)


def whose_view(found: tuple[Form, int, int, int]) -> Opening:
    """Return the reading of "whose view is it that ...": who says so."""
    first = found[3] if found[3] >= 0 else found[1]
    return Opening("wh", Hole("claimant"), frozenset(range(first, found[2] + 1)), found[2] + 1, "whose view")


def choice(tokens: Sequence[Token], mentions: Sequence[Mention]) -> Opening | None:
    """Return the reading of "was A or B the older": who of the two."""
    for one, other in pairwise(mentions):
        if [token.norm for token in tokens[one.last : other.first]] == ["or"]:
            used = frozenset({0, *range(one.first, other.last)})
            return Opening("wh", Hole("who"), used, len(tokens), "A or B", (one.name, other.name))
    return None
