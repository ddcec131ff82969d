"""The curator's phrasings of each fact, word by word: what else a statement may be called.

A word that a fact's statement has not may be asserted of it where one phrasing of that fact has it, and has little that
the claim does not say as well. "Who was at the helm of the club in 2011?" lets "Ann Reid was at the helm of the club"
stand for "Ann Reid led the club"; "Who led the club when it burnt down?" does not let "Ann Reid burnt down" do so.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from qa.english.function_words import PARTICLES, carries_content
from qa.english.synonyms import GENERIC, RHETORIC
from qa.english.tokens import Token, norm_at, norms, tokenize
from qa.matching.alignment import ASKED_WAYS
from qa.matching.hit import Hit
from qa.matching.match import Matcher
from qa.model import FactsFile, Phrasings
from qa.questions.forms import descriptive_kind
from qa.questions.polarity import denied
from qa.recognition.recognise import WRONG
from qa.record.entities import Gazetteer
from qa.record.lexicon import Lexicon, bases
from qa.values import value

DEAREST = 1.2
"""What it may cost at most to find a claim's word in a phrasing."""
UNSAID = 0.25
"""The share of a phrasing's words that a claim may leave out."""
TELLING_NOTHING = frozenset(GENERIC) | frozenset(RHETORIC)
CHOOSING = frozenset("or either instead rather than".split())
"""Words of phrasings that name what is not so beside what is."""


@value
class Wording:
    """A phrasing: the key of the slot that answers it, its tokens, and its content words with what they reach."""

    key: str
    tokens: tuple[Token, ...]
    places: tuple[int, ...]
    rows: tuple[Mapping[str, float], ...]
    named: tuple[tuple[int, int, str], ...]


class Wordings:
    """All phrasings by fact; each is taken apart when it is first needed."""

    def __init__(self, payload: bytes, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        self._lines = payload.split(b"\n") if payload else []
        self._lexicon = lexicon
        self._gazetteer = gazetteer
        self._read: dict[int, tuple[Wording, ...]] = {}

    def rows(self, fact: int) -> Sequence[tuple[str, str]]:
        """Return all phrasings of the fact of that number, what is wrong about it too, each with its key."""
        rows: list[tuple[str, str]] = json.loads(self._lines[fact]) if fact < len(self._lines) else []
        return rows

    def of(self, fact: int) -> tuple[Wording, ...]:
        """Return the phrasings that a fact answers, but for those that name what is not so beside what is."""
        if fact not in self._read:
            fitting = ((key, text) for key, text in self.rows(fact) if key not in WRONG)
            self._read[fact] = tuple(
                self._wording(key, text) for key, text in fitting if not CHOOSING & set(norms(text))
            )
        return self._read[fact]

    def allowing(self, fact: int, hits: Sequence[Hit], tokens: Sequence[Token], matcher: Matcher) -> frozenset[int]:
        """Return the first positions of the words that the statement lacks, if one phrasing has all of them."""
        needed = needed_of(hits)
        for wording in self.of(fact):
            if _allows(wording, hits, needed, tokens, matcher):
                return needed
        return frozenset()

    def _wording(self, key: str, question: str) -> Wording:
        tokens = tokenize(question)
        keys = self._lexicon.keys(tokens)
        places = tuple(p for p, token in enumerate(tokens) if carries_content(token.norm) and not _is_hole(tokens, p))
        named = tuple((m.first, m.last, m.name) for m in self._gazetteer.mentions(tokens))
        return Wording(key, tokens, places, tuple(keys[p] for p in places), named)


def needed_of(hits: Sequence[Hit]) -> frozenset[int]:
    """Return the first positions of the words that a statement lacks, or has on weak evidence only."""
    return frozenset(
        hit.term.first
        for hit in hits
        if hit.term.kind == "word" and (hit.how in {"missing", "optional", *ASKED_WAYS} or _is_dear(hit))
    )


def compile_wordings(phrasings: Phrasings, facts_file: FactsFile) -> bytes:
    """Return the payload for `Wordings`: a line for each fact, the curator's own questions among its phrasings."""
    rows: dict[str, list[tuple[str, str]]] = {fact.id: [] for fact in facts_file.facts}
    for fact in facts_file.facts:
        rows[fact.id] += [("whole", question) for question in fact.asked_as]
    for fact_id, key, question in phrasings.asked:
        if fact_id in rows:
            rows[fact_id].append((key, question))
    return b"\n".join(json.dumps(row, ensure_ascii=False).encode() for row in rows.values())


def _is_dear(hit: Hit) -> bool:
    return hit.term.kind == "word" and hit.how == "statement" and hit.cost > DEAREST


def _is_hole(tokens: Sequence[Token], position: int) -> bool:
    """Tell whether a noun names what is asked for: "which politician", "the name of"."""
    return norm_at(tokens, position - 1) in {"what", "which", "whose"} or bool(descriptive_kind(tokens, position))


def _allows(
    wording: Wording, hits: Sequence[Hit], needed: frozenset[int], tokens: Sequence[Token], matcher: Matcher
) -> bool:
    """Tell whether a phrasing has all words that are needed, denied as they are, and little that the claim has not."""
    covered: set[int] = set()
    for hit in hits:
        found = matcher.asked(hit.term, wording.rows) if hit.term.words or hit.term.kind != "word" else None
        if hit.term.first in needed:
            particles = PARTICLES & set(norms(hit.term.text))
            if found is None or found[0] > DEAREST or not particles <= {token.norm for token in wording.tokens}:
                return False
            place = wording.places[min(found[1])]
            if denied(tokens, hit.term.first) != denied(wording.tokens, place):
                return False
        if found is not None:
            covered |= {wording.places[place] for place in found[1]}
        covered |= {p for first, last, name in wording.named if name in hit.term.names for p in range(first, last)}
    unsaid = [p for p in wording.places if p not in covered and not _says_nothing(wording.tokens[p].norm)]
    return len(unsaid) <= UNSAID * len(wording.places)


def _says_nothing(norm: str) -> bool:
    return bool(TELLING_NOTHING & {norm, *bases(norm)})
