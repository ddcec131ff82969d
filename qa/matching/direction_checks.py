"""The checks of who does what to whom, who is which side of another, and what was only meant to be."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from qa.english.function_words import BE, HAVE, KIN, MODALS
from qa.english.synonyms import NEGATIVE_SAYING
from qa.english.tokens import Token, norm_at, word_before
from qa.english.wordnet import inflected_verb
from qa.matching.alignment import Alignment, Check, fact_roles, predicate_hit
from qa.matching.hit import Hit
from qa.matching.match import Matcher
from qa.matching.modality import planned, speaks, wishes
from qa.matching.slot_kinds import ACTING, PERSON_NOUNS
from qa.questions.polarity import denials, denies_in_a_word
from qa.record.lexicon import base_forms, bases

REACHING = frozenset("have has had begin began begun start started continue continued manage managed come came".split())
"""Words before "to" and a verb behind which it is done, or must be."""
ORDERING = frozenset({"than", "after", "before"})
"""Words of which one side is not the other."""
ANOTHER = (
    ACTING | KIN | PERSON_NOUNS | frozenset("successor predecessor spokesman agent solicitor friend deputy".split())
)
"""Nouns of who may act for himself, whosoever he is."""
AGAINST = frozenset({"against", "anti", "opponent", "defeat", "beat", "lose", "play", "face"})
"""Base forms of words that stand for "against"."""
WANTING = frozenset("want wish hope seek".split())
"""Base forms of verbs of which it is so already that somebody will ask for it."""
NEAR = 3
"""So many words before a verb its auxiliary may stand: "will tomorrow demand", "should have been seen"."""
PASSIVE = 2
"""So many words before its verb a passive may begin: "was promptly followed"."""


def check_direction(draft: Alignment, _matcher: Matcher) -> Check | None:
    """What leads to what must not be exchanged: "the strike led to the row" is not "the row led to the strike"."""
    did = draft.indexed.positions_of("did")
    verb = _verb_of_the_record(draft, did)
    if draft.reading.form != "yes-no" or verb is None:
        return None
    if _is_called_by(draft):
        return Check("direction", "missing", "in the record it is done to that one")
    if not verb.where & did:
        return None
    place = min(verb.where & did)
    told = [hit for hit in draft.hits if hit is not verb and hit.how == "statement" and hit.where]
    things = [hit for hit in told if hit.term.kind in {"word", "entity"}]
    before = [hit for hit in things if hit.term.last <= verb.term.first]
    behind = [hit for hit in things if hit.term.first >= verb.term.last]
    if not before or not behind:
        return None
    kept = all(max(h.where) < place for h in before) and all(min(h.where) > place for h in behind)
    crossed = all(min(h.where) > place for h in before) and all(max(h.where) < place for h in behind)
    same_voice = _is_passive(draft.reading.tokens, verb.term.first) == _is_passive(draft.indexed.tokens, place)
    by = norm_at(draft.reading.tokens, verb.term.last) == "by" or norm_at(draft.indexed.tokens, place + 1) == "by"
    done = not same_voice and _is_passive(draft.indexed.tokens, place)
    if done and all(max(h.where) < place for h in (*before, *behind)):
        return Check("direction", "missing", "in the record it is done, and not by that one")
    turned = verb is predicate_hit(draft) and kept and not same_voice
    if (crossed and same_voice) or (turned and (by or all(fact_roles(draft.indexed)))):
        return Check("direction", "missing", "the record has it the other way round")
    return None


def _verb_of_the_record(draft: Alignment, did: frozenset[int]) -> Hit | None:
    """Return the question's verb; where the record has another, the word of the question that is the record's verb."""
    asked = predicate_hit(draft)
    if asked is not None and asked.how == "statement" and asked.where & did:
        return asked
    verbs = (hit for hit in draft.hits if hit.how == "statement" and hit.where & did and hit.term.kind == "word")
    inflected = next((hit for hit in verbs if any(map(inflected_verb, hit.term.words))), None)
    return inflected or (asked if asked is not None and asked.how == "statement" else None)


def _is_called_by(draft: Alignment) -> bool:
    """Tell whether who does it in the question stands behind "to" in the fact, and another one behind "from"."""
    own = draft.indexed.tokens
    agents = [hit for hit in draft.hits if hit.term.role == "agent" and hit.term.kind == "entity" and hit.where]
    giving = any(own[mention.first - 1].norm == "from" for mention in draft.indexed.mentions if mention.first)
    return giving and any(norm_at(own, min(hit.where) - 1) == "to" for hit in agents)


def _is_passive(tokens: Sequence[Token], verb: int) -> bool:
    """Tell whether the verb at a position is passive: "were caused by", "was it followed by", "are known to"."""
    before = {norm_at(tokens, p) for p in (0, *range(max(0, verb - PASSIVE), verb))}
    return bool(before & BE) and not norm_at(tokens, verb).endswith("ing")


def check_possessed(draft: Alignment, _matcher: Matcher) -> Check | None:
    """What somebody's brother did, he did not do himself: "Lee's brother sold it"."""
    tokens, own = draft.reading.tokens, draft.indexed.tokens
    for hit in draft.hits:
        if hit.term.role != "agent" or hit.term.kind != "entity" or hit.how != "statement" or not hit.where:
            continue
        ends = [p + 1 for p in hit.where if p + 1 not in hit.where]
        owned = all(
            norm_at(own, p) == "'s" and p + 1 not in draft.covered and _is_another_one(own, p + 1) for p in ends
        )
        if owned and norm_at(tokens, hit.term.last) != "'s" and norm_at(tokens, hit.term.first - 1) != "of":
            return Check("direction", "missing", f"in the record it is {hit.term.text}'s {own[ends[0] + 1].text}")
    return None


def _is_another_one(tokens: Sequence[Token], position: int) -> bool:
    """Tell whether who belongs to somebody stands at a position: a brother, a successor, a party."""
    return bool(ANOTHER & set(bases(norm_at(tokens, position))))


def check_against(draft: Alignment, _matcher: Matcher) -> Check | None:
    """To vote against something is not to vote for it."""
    tokens, own = draft.reading.tokens, draft.indexed.tokens
    at = next((p for p, token in enumerate(own) if token.norm == "against"), len(own))
    behind = next((p for p in range(at + 1, len(own)) if p in draft.indexed.content), len(own))
    if behind not in draft.covered or draft.reading.form != "yes-no" or denials(own):
        return None
    said = base_forms(token.norm for token in tokens)
    opposed = said & (AGAINST | NEGATIVE_SAYING) or denials(tokens) or denies_in_a_word(tokens)
    if opposed or "for" in said:
        return None  # that it was for it, `check_side` contradicts
    return Check("direction", "missing", "the record says 'against'")


def check_younger(draft: Alignment, _matcher: Matcher) -> Check | None:
    """Who is younger than her brother has no younger brother."""
    tokens, own = draft.reading.tokens, [token.norm for token in draft.indexed.tokens]
    for position, token in enumerate(tokens):
        compared = token.norm.endswith("er") and norm_at(tokens, position + 1) in KIN
        at = next((p for p, pair in enumerate(pairwise(own)) if pair == (token.norm, "than")), -1)
        has = next((p for p in range(position) if tokens[p].norm in HAVE), -1)
        whose = [hit for hit in draft.hits if has >= 0 and hit.term.kind == "entity" and hit.term.first < position]
        if compared and at >= 0 and any(hit.where and max(hit.where) < at for hit in whose):
            return Check("direction", "missing", f"in the record the one of whom it is told is {token.norm}")
    return None


def check_side_of(draft: Alignment, _matcher: Matcher) -> Check | None:
    """Who is older than Jo is not whom Jo is older than, nor is who came after her the one after whom she came."""
    own, tokens = draft.indexed.tokens, draft.reading.tokens
    if draft.reading.form != "wh":
        return None
    for hit in draft.hits:
        lead = word_before(tokens, hit.term.first)
        if hit.term.kind != "entity" or hit.how != "statement" or lead not in ORDERING:
            continue
        place = next((p for p, token in enumerate(own) if token.norm == lead), -1)
        if max(hit.where) < place:
            return Check("direction", "missing", f"in the record {hit.term.text} stands before '{lead}'")
    return None


def check_doer(draft: Alignment, _matcher: Matcher) -> Check | None:
    """What somebody says of others is not what he does himself: "why did A leave", of A's words on why others left."""
    names = set(draft.indexed.fact.according_to)
    if draft.reading.hole.kind not in {"why", "when", "where"} or not names or draft.reading.speaker:
        return None
    told = {mention.name for mention in draft.indexed.mentions}
    agents = [hit for hit in draft.hits if hit.term.kind == "entity" and hit.term.role == "agent" and not hit.where]
    doing = any(names & set(hit.term.names) and not told & set(hit.term.names) for hit in agents)
    verb = predicate_hit(draft)
    if doing and verb is not None and verb.how != "missing" and not speaks(draft.reading.tokens):
        return Check("direction", "missing", "that one only says it of others")
    return None


def _came_to_be(tokens: Sequence[Token], verb: Hit) -> bool:
    """Tell whether a verb is said to have been done: "did she demand it", "she demanded it", "has demanded"."""
    said = {token.norm for token in tokens[: verb.term.last]}
    past = any(inflected_verb(word) and not word.endswith(("s", "ing")) for word in verb.term.words)
    return not said & (MODALS | {"to"}) and (past or bool(said & {"did", "has", "have", "had"}))


def _is_to_come(tokens: Sequence[Token], verb: int) -> bool:
    """Tell whether "will" or "should" stands before a verb: "will tomorrow demand", "should have been seen"."""
    return any(norm_at(tokens, p) in MODALS - {"can", "could"} for p in range(max(0, verb - NEAR), verb))


def check_outcome(draft: Alignment, _matcher: Matcher) -> Check | None:
    """What something is for, or was to do, is not what it did: "it was set up to prevent fires"."""
    verb = predicate_hit(draft)
    if verb is None or verb.how != "statement" or not verb.where:
        return None
    own, tokens = draft.indexed.tokens, draft.reading.tokens
    hoped = any(WANTING & set(bases(word)) for word in verb.term.words)
    asked = draft.reading.form == "yes-no" or draft.reading.hole.kind == "when"
    asked = asked and not draft.indexed.fact.unknown
    if asked and not hoped and _came_to_be(tokens, verb) and all(_is_to_come(own, p) for p in verb.where):
        return Check("direction", "missing", "it was still to come")
    if draft.reading.form != "yes-no":
        return None
    meant = all(norm_at(own, p - 1) == "to" and norm_at(own, p - 2) not in REACHING for p in verb.where)
    blamed = any(norm_at(own, p) == "blame" and norm_at(own, p - 2) in BE for p in verb.where)
    said = [token.norm for token in tokens]
    before = set(said[: verb.term.first])
    ahead = before & (MODALS | {"to"})
    if "will" in before and not planned([token.norm for token in own]):
        ahead = set()  # who can, or has time to, need not
    if not meant or blamed or ahead or wishes(said):
        return None
    return Check("direction", "missing", "it was to be; whether it came of it is not told")


DIRECTION_CHECKS = (
    check_direction,
    check_outcome,
    check_side_of,
    check_younger,
    check_possessed,
    check_against,
    check_doer,
)
