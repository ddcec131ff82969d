"""What the checks have against a recognised fact: each objection asks for so much more certainty, some rule it out.

Certainty is the log of the odds with which the phrasings recognise a fact (`qa.recognition.recognise`).
"""

from __future__ import annotations

from math import inf

from qa.english import wordnet
from qa.english.times import MONTHS, WEEKDAYS
from qa.matching.alignment import Alignment
from qa.matching.hit import Hit
from qa.matching.match import Matcher
from qa.matching.modality import denies_in_saying, speaks
from qa.matching.slot_kinds import TYPED_NOUNS
from qa.questions.polarity import denials, denies_in_a_word
from qa.record.entities import PERSONS

OBJECTIONS = {
    "words": 6.0,
    "time": inf,
    "quantity": inf,
    "contrast": 6.0,
    "claimant": inf,
    "choice": inf,
    "comparison": inf,
    "exact": inf,
    "possessor": inf,
    "links": 4.0,
    "restriction": inf,
    "pairs": inf,
    "quantifier": inf,
    "direction": inf,
    "definition": 1.0,
    "subject": 0.0,
    "role": 1.0,
    "polarity": 1.0,
    "tense": 0.0,
    "core": 0.0,
    "predicate": 0.0,
    "modality": 0.0,
    "plans": inf,
    "yes-no": 0.0,
}
"""By check, how much surer a fact must be recognised where the check does not agree."""
PASSED_OVER = 8.0
"""The same where a name is not in the fact; a telling one rules it out."""
TELLING = PERSONS | frozenset("place city town county country village party club team company firm".split())
"""Kinds of entities of which one never stands for another: a report may be a circumstance, a person is not."""
DECISIVE = (
    TYPED_NOUNS
    | WEEKDAYS
    | (MONTHS.keys() - {"may"})
    | frozenset("first second third fourth fifth last old former previous".split())
)
"""Words of which another one is another answer: a fact that lacks one does not answer. "May" is mostly a verb."""


def objections(alignment: Alignment, matcher: Matcher) -> float:
    """Return how much surer a fact must be recognised than without what the checks have against it; inf: never."""
    if _is_ruled_out(alignment):
        return inf
    refuted = alignment.reading.form == "yes-no" and bool(alignment.conflicts)  # then no word need be compared
    passed = {"entity", "comparison", "restriction"} if refuted else {"entity"}
    doubts = [OBJECTIONS[check.name] for check in alignment.missing if check.name not in passed]
    if alignment.reading.negated and alignment.reading.hole.kind == "how many":
        doubts += [
            inf for check in alignment.missing if check.name == "polarity"
        ]  # how many did is not how many did not
    unnamed = [hit for hit in alignment.hits if hit.how == "missing" and hit.term.kind == "entity"]
    return sum(doubts) + sum(inf if _is_telling(hit, matcher) else PASSED_OVER for hit in unnamed)


def _is_ruled_out(alignment: Alignment) -> bool:
    lost = [hit for hit in alignment.hits if not hit.found and hit.how != "conflict" and not hit.term.either]
    words = [word for hit in lost for word in hit.term.words]
    lacking = {check.name for check in alignment.missing}
    told = alignment.reading.form == "topic" and "links" in lacking
    counted = alignment.reading.hole.kind == "how many" and alignment.reading.negated
    rest = counted and "polarity" in lacking  # it counts those of whom it is not so
    denied = alignment.reading.negated and alignment.reading.hole.kind in {"who", "which", "list"}
    unasked = _is_of_what_is_denied(alignment)
    others = alignment.reading.hole.kind == "who" and lacking >= {"core", "predicate"}  # another one does it
    lower = any(hit.term.text.islower() for hit in alignment.hits if hit.term.kind == "word")
    return (
        told
        or rest
        or others
        or unasked
        or (denied and alignment.reading.form == "wh" and "polarity" in lacking)
        or any(word in DECISIVE or _is_compared(word) for word in words)
        or any(hit.term.asked_for and not alignment.reading.hole.noun for hit in lost)
        or (lower and any(_is_strange_name(hit) for hit in lost))
    )


def _is_of_what_is_denied(alignment: Alignment) -> bool:
    """Tell whether it is asked who or how many, of whom the record says that they do not: "who voted for it"."""
    reading, kind = alignment.reading, alignment.reading.hole.kind
    if reading.form != "wh" or kind not in {"who", "how many", "claimant"} or reading.negated:
        return False
    if denies_in_a_word(reading.tokens) or denies_in_saying(reading):
        return False
    bounded = any(token.norm in {"more", "fewer", "less"} for token in alignment.indexed.tokens)  # "no more than four"
    lacking = kind == "how many" and not bounded and any(check.name == "polarity" for check in alignment.missing)
    told = kind != "how many" and not alignment.indexed.fact.according_to
    return lacking or (told and bool(denials(alignment.indexed.tokens)) and not speaks(reading.tokens[1:]))


def _is_compared(word: str) -> bool:
    """Tell whether a word is a comparative or a superlative: "older", "youngest"."""
    lemmas = wordnet.lemmas(word) if word.endswith(("er", "est")) else ()
    own = {pos for base, pos in lemmas if base == word}
    if not own:
        return any(pos == "a" for _, pos in lemmas)
    # WordNet lists "older", but also "owner"; and "earlier" and "better" as adverbs, which need not compare
    return word.endswith("er") and own >= {"a"} and "r" not in own and lemmas[0][1] == "a" and lemmas[0][0] != word


def _is_strange_name(hit: Hit) -> bool:
    """Tell whether a word is a name that the dossier does not know: with a capital, and not as a cry."""
    term = hit.term
    cried = term.text.isupper() and wordnet.known(term.words[0] if term.words else "")
    return term.kind == "word" and term.first > 0 and term.text[:1].isupper() and not cried


def _is_telling(hit: Hit, matcher: Matcher) -> bool:
    return any(TELLING & matcher.gazetteer.kinds(name) for name in hit.term.names)
