"""What kind of answer a question expects: the expected answer type of question answering (Li & Roth 2002), by table.

"When did the bridge open?" expects a time, "Which river flooded?" a name beside "river". The opening is read by
the table of question forms (`qa.questions.question.FORMS`), the noun of "which NOUN", "what is the NOUN of" by the
tables here. A question that fits no row expects anything: then no sentence is preferred for its kind of answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from qa.english.function_words import AUXILIARIES, BE, DETERMINERS, PREPOSITIONS
from qa.english.tokens import Token, norm_at, tokenize
from qa.english.wordnet import rather_a_verb
from qa.questions.forms import descriptive_kind, find_form, noun_position
from qa.record.lexicon import bases

KIND_OF_HOLE = {
    "when": "time", "weekday": "time",
    "where": "place",
    "who": "person", "whose": "person",
    "how many": "number", "what share": "number",
    "how much": "money",
    "how old": "age",
    "how often": "frequency",
    "how long": "measure", "how far": "measure", "how tall": "measure", "how big": "measure", "how deep": "measure",
    "how fast": "measure", "how heavy": "measure", "how hot": "measure", "how wide": "measure",
    "why": "reason",
    "how": "manner", "use": "manner",
}  # fmt: skip
"""What a question asks for (`qa.questions.question.Form.hole`) -> the kind of answer (`qa.ranking.evidence`)."""

MEASURED = frozenset(
    "long tall big deep high fast wide heavy far large hot cold thick small strong loud close quickly quick".split()
)
"""Adjectives that make "how" ask for a measure: "How deep is the lake?"."""

NOUNS = {
    "place": "country city state town county village continent region island street capital nation province area "
    "district borough suburb port parish territory",
    "person": "person man woman people boy girl actor actress singer writer king queen player governor coach "
    "musician composer artist character celebrity scientist minister senator judge doctor nurse officer",
    "name": "name company band group team club book song film movie show album organisation party school university "
    "college language religion newspaper brand airline bank magazine record hospital charity firm agency river ship",
    "time": "century decade era period birthdate",
    "money": "price cost salary revenue income budget fee fine wage profit debt",
    "measure": "temperature average score",
}
"""Kind of answer -> nouns that ask for it ("which NOUN", "what is the NOUN of"), beside `DESCRIPTIVE_NOUNS`."""

_KIND_OF_NOUN = {noun: kind for kind, nouns in NOUNS.items() for noun in nouns.split()}

EMPTY_NOUNS = frozenset("name number date year day month time".split())
"""Nouns that name the kind of answer and nothing else: no sentence need contain them."""

DEFINED = 5
"""Words: "what is X" and "who is X" ask for a definition where X is no longer than this."""

OPENING_WORDS = frozenset("many much old often long far come".split()) | MEASURED
STANDS_FOR = frozenset("stand abbreviation acronym initials abbreviate".split())


class Expected(NamedTuple):
    """The kind of answer ("" for anything), the noun that names it more exactly, and the words used up for it."""

    kind: str
    noun: str = ""
    used: frozenset[str] = frozenset()


def expected(question: str) -> Expected:
    """Return what kind of answer a question expects.

    >>> expected("How many boats sank?")
    Expected(kind='number', noun='boat', used=frozenset({'many'}))
    >>> expected("What sport does she play?").noun
    'sport'
    """
    tokens = [token for token in tokenize(question) if token.norm]
    folded = [bases(token.norm)[0] for token in tokens]
    if STANDS_FOR & set(folded):
        return Expected("expansion", "", STANDS_FOR & frozenset(folded))
    found = find_form(tokens)
    if found is None:
        return Expected("")
    form, _, last, _ = found
    hole = form.hole
    if not hole:
        position = noun_position(form, last)
        return _by_noun(folded[position], tokens, position)
    if hole == "how" and norm_at(tokens, last) in MEASURED:
        return Expected("measure", "", frozenset({norm_at(tokens, last)}))
    if hole in {"which", "what", "list"}:
        return _which(tokens, folded, last)
    if hole == "who" and _who_is(tokens, last):
        return Expected("definition")
    used = frozenset(token.norm for token in tokens[:last]) & OPENING_WORDS
    counted = folded[last] if hole == "how many" and last < len(folded) else ""
    return Expected(KIND_OF_HOLE.get(hole, ""), counted, used)


def _who_is(tokens: Sequence[Token], start: int) -> bool:
    """Tell whether a question asks who somebody is: "who was NAME", with nothing that he does or is to others."""
    rest = tokens[start + 1 :]
    if norm_at(tokens, start) not in BE or not rest or rest[0].norm in PREPOSITIONS | DETERMINERS:
        return False
    telling = (rather_a_verb(token.norm) or descriptive_kind(rest, at) == "who" for at, token in enumerate(rest))
    return len(rest) <= DEFINED and "'s" not in {token.norm for token in rest} and not any(telling)


def _which(tokens: Sequence[Token], folded: Sequence[str], start: int) -> Expected:
    """Read "which NOUN ...", "what is the NOUN of X", "what is X's NOUN", "what is X"."""
    head = _head(tokens, start)
    if head is not None:
        return _by_noun(folded[head], tokens, head)
    if norm_at(tokens, start) not in BE | {"'s"}:
        return Expected("")
    subject, last = start + 1, len(tokens) - 1
    rest = {token.norm for token in tokens[subject:]}
    head = _head(tokens, subject)
    if "'s" in rest:
        return _by_noun(folded[last], tokens, last)
    if head is not None and (norm_at(tokens, head + 1) == "of" or head == last) and _kind(tokens, head):
        return _by_noun(folded[head], tokens, head)
    return Expected("definition" if rest.isdisjoint(PREPOSITIONS) and len(rest) <= DEFINED else "")


def _by_noun(noun: str, tokens: Sequence[Token], position: int) -> Expected:
    """Return what the noun at a position expects."""
    return Expected(_kind(tokens, position), noun, EMPTY_NOUNS & {noun})


def _kind(tokens: Sequence[Token], position: int) -> str:
    """Return the kind of answer that a noun names, or an empty string."""
    listed = next((_KIND_OF_NOUN[base] for base in bases(tokens[position].norm) if base in _KIND_OF_NOUN), "")
    return listed or KIND_OF_HOLE.get(descriptive_kind(tokens, position), "")


def _head(tokens: Sequence[Token], start: int) -> int | None:
    """Return the position of the last word of the noun phrase at ``start``, or None where there is none."""
    head = None
    for position in range(start, len(tokens)):
        norm = tokens[position].norm
        if norm in AUXILIARIES | PREPOSITIONS | {"'s"} or (head is not None and rather_a_verb(norm)):
            break
        if norm not in DETERMINERS:
            head = position
    return head
