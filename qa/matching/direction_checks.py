"""The checks of what came of what, and of what was only meant to be: cause and effect, aim and outcome."""

from __future__ import annotations

from collections.abc import Sequence

from qa.english.function_words import BE, MODALS
from qa.english.tokens import Token, norm_at, word_before
from qa.matching.alignment import Alignment, Check, fact_roles, predicate_hit
from qa.matching.match import Matcher
from qa.matching.modality import speaks, wishes

REACHING = frozenset("have has had begin began begun start started continue continued manage managed come came".split())
"""Words before "to" and a verb behind which it is done, or must be."""
ORDERING = frozenset({"than", "after", "before"})
"""Words of which one side is not the other."""
PASSIVE = 2
"""So many words before its verb a passive may begin: "was promptly followed"."""


def check_direction(draft: Alignment, _matcher: Matcher) -> Check | None:
    """What leads to what must not be exchanged: "the strike led to the row" is not "the row led to the strike"."""
    verb = predicate_hit(draft)
    if draft.reading.form != "yes-no" or verb is None or verb.how != "statement":
        return None
    if _is_called_by(draft):
        return Check("direction", "missing", "in the record it is done to that one")
    did = draft.indexed.positions_of("did")
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
    if (crossed and same_voice) or (kept and not same_voice and (by or all(fact_roles(draft.indexed)))):
        return Check("direction", "missing", "the record has it the other way round")
    return None


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


def check_outcome(draft: Alignment, _matcher: Matcher) -> Check | None:
    """What something is for, or was to do, is not what it did: "it was set up to prevent fires"."""
    verb = predicate_hit(draft)
    if draft.reading.form != "yes-no" or verb is None or verb.how != "statement" or not verb.where:
        return None
    own, tokens = draft.indexed.tokens, draft.reading.tokens
    meant = all(norm_at(own, p - 1) == "to" and norm_at(own, p - 2) not in REACHING for p in verb.where)
    said = [token.norm for token in tokens]
    ahead = (MODALS | {"to"}) & set(said[: verb.term.first])
    if not meant or ahead or wishes(said):
        return None
    return Check("direction", "missing", "it was to be; whether it came of it is not told")
