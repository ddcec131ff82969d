"""The checks of who does what to whom, and of whose it is: none of them may be exchanged."""

from __future__ import annotations

from qa.english.function_words import KIN
from qa.english.tokens import norm_at, word_before
from qa.matching.alignment import Alignment, Check, fact_roles, predicate_hit
from qa.matching.match import Matcher
from qa.questions.question import Term
from qa.record.entities import PERSONS

GIVEN = frozenset({"to", "from"})
"""Prepositions of who gives and who is given."""
OPPOSITES = ({"for", "against"}, {"to", "from"}, {"into", "from"}, {"above", "below"})
"""Prepositions of which only one can stand before the same."""
POSSESSED = 2
"""So far behind a name its possessive and an adjective may put what it owns: "Ann's little brother"."""


def check_role(draft: Alignment, _matcher: Matcher) -> tuple[Check, ...]:
    """Who does it and to whom it is done must not be exchanged."""
    agent, patient = fact_roles(draft.indexed)
    named = predicate_hit(draft)
    copular = not draft.reading.predicate and bool(draft.indexed.slots("is")) and draft.reading.form == "yes-no"
    if not copular and (named is None or not named.where & draft.indexed.predicate):
        return ()
    found: list[Check] = []
    for hit in draft.hits:
        if hit.how != "statement" or hit.term.kind != "entity" or not hit.term.role:
            continue
        own, other = (agent, patient) if hit.term.role == "agent" else (patient, agent)
        if hit.where & other and not hit.where & own:
            found.append(Check("role", "missing", f"{hit.term.text} is not the {hit.term.role} in it"))
        elif hit.term.role == "agent" and agent and not hit.where & agent:
            found.append(Check("role", "missing", f"{hit.term.text} is not the one who does it"))
    return tuple(found)


def check_recipient(draft: Alignment, _matcher: Matcher) -> Check | None:
    """From whom and to whom must not be exchanged, where both are named: "did A hand it to B"."""
    tokens, own = draft.reading.tokens, draft.indexed.tokens
    named = [hit for hit in draft.hits if hit.term.kind == "entity" and hit.how == "statement" and hit.where]
    asked = {hit: word_before(tokens, hit.term.first) for hit in named}
    told = {hit: word_before(own, min(hit.where)) for hit in named}
    for hit, lead in asked.items():
        instead = next((h for h in named if lead in GIVEN and told[h] == lead and asked[h] != lead), None)
        if instead is not None and told[hit] != lead and not instead.where & hit.where:
            statement = draft.indexed.fact.statement
            reason = f"in the record {instead.term.text} stands behind '{lead}', not {hit.term.text}"
            return Check("role", "conflict", reason, "whom", hit.term.text, statement)
    return None


def check_side(draft: Alignment, _matcher: Matcher) -> Check | None:
    """Against is not for, and from is not to: before the same words in question and fact stand no opposites."""
    if draft.reading.form == "topic" or draft.reading.hole.kind.startswith("how "):
        return None  # "how far is A from B" is how far it is from B to A
    for hit in draft.hits:
        if hit.how != "statement" or not hit.where:
            continue
        asked = word_before(draft.reading.tokens, hit.term.first)
        if any(norm_at(draft.reading.tokens, other.term.last - 1) == asked for other in draft.hits if not other.found):
            continue  # "came from rain" and "was down to rain" say the same
        told = word_before(draft.indexed.tokens, min(hit.where))
        if {asked, told} in OPPOSITES:
            reason = f"the record says '{told}', not '{asked}'"
            return Check("contrast", "conflict", reason, "polarity", asked, draft.indexed.fact.statement)
    return None


def check_possessor(draft: Alignment, _matcher: Matcher) -> Check | None:
    """Ann's brother is not Ann: where kin of somebody is asked about, the fact must tell of somebody else too."""
    kin = [hit.term for hit in draft.hits if hit.term.kind == "word" and set(hit.term.words) & KIN]
    for hit in draft.hits:
        if hit.term.kind != "entity" or not any(_owns(hit.term, term) for term in kin):
            continue
        others = {m.name for m in draft.indexed.mentions if PERSONS & draft.indexed.kinds(m)} - set(hit.term.names)
        if not others:
            return Check("possessor", "missing", f"it tells of {hit.term.text} only")
    return None


def _owns(owner: Term, kin: Term) -> bool:
    """Tell whether kin stands close behind a name, or before it with "of" between them."""
    return 0 < kin.first - owner.last <= POSSESSED or owner.first - kin.last == 1
