"""The named checks, in order: each says agree, missing (the record does not say it) or conflict (it says otherwise).

Nothing is scored away: a conflict names its slot and both sides. To add a check, write it and add it to `CHECKS`.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from qa.english.function_words import CONDITIONAL, is_comparing
from qa.english.wordnet import rather_a_verb
from qa.matching.alignment import AHEAD, ASKED_WAYS, LIKE, Alignment, Check, fact_negated, predicate_hit
from qa.matching.causality import check_cause_and_effect
from qa.matching.direction_checks import DIRECTION_CHECKS
from qa.matching.hit import Hit
from qa.matching.match import Matcher
from qa.matching.modality import HARD, hard_positions, hoped_positions, planned, speaks_of_wishes
from qa.matching.pairing import check_order
from qa.matching.quantity_checks import check_exact, check_quantifier
from qa.matching.role_checks import check_possessor, check_recipient, check_role, check_side
from qa.matching.slot_kinds import head_of
from qa.matching.tense_checks import check_present
from qa.questions.polarity import denials, denied
from qa.record.entities import PERSONS
from qa.record.lexicon import base_forms, bases
from qa.values import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

CORE = frozenset({"who", "whom", "what", "did", "is", "whose"})

STRICT = frozenset({"who", "whose", "how many", "what share", "when", "where", "how long", "how much"})
"""Holes that any fact with a name, a number or a time could fill: the verb must tell which one is meant."""

DEAREST_PREDICATE = 1.7

LIGHT_VERBS = frozenset("do be have happen take make get give go come say tell".split())


def check_terms(draft: Alignment, _matcher: Matcher) -> tuple[Check, ...]:
    """Entities, times, ages, numbers and words: each must be found in the fact."""
    names = {"entity": "entity", "time": "time", "age": "quantity", "quantity": "quantity", "word": "words"}
    chosen = any(hit.term.either and hit.found for hit in draft.hits)
    return tuple(
        Check(
            "contrast" if hit.how == "conflict" and hit.term.kind == "word" else names[hit.term.kind],
            "agree" if hit.found else hit.how,
            hit.reason or f"{hit.term.text}: {hit.how}",
            hit.slot,
            hit.asked,
            hit.recorded,
        )
        for hit in draft.hits
        if hit.found or not (hit.term.either and chosen)
    )


def check_claimant(draft: Alignment, matcher: Matcher) -> Check | None:
    """Where somebody's words are asked for, the fact must be that person's claim."""
    reading, fact = draft.reading, draft.indexed.fact
    if not reading.saying and not reading.speaker:
        return None
    if not reading.speaker:
        if fact.according_to:
            return Check("claimant", "agree", f"claimed by {', '.join(fact.according_to)}")
        return Check("claimant", "missing", "the fact is nobody's claim")
    wanted = {member for name in reading.speaker for member in (name, *matcher.gazetteer.groups_of(name))}
    if wanted & set(fact.according_to):
        return Check("claimant", "agree", f"claimed by {', '.join(fact.according_to)}")
    subject = draft.indexed.positions_of("who", "what")
    did = draft.indexed.positions_of("did")
    for mention in draft.indexed.mentions:
        if mention.name in wanted and mention.first in subject and hard_positions(draft.indexed, did):
            return Check("claimant", "agree", f"{mention.name} is the one who speaks", cost=0.5)
    who = " and ".join(reading.speaker)
    persons = all(PERSONS & matcher.gazetteer.kinds(name) for name in (*reading.speaker, *fact.according_to))
    if fact.according_to and persons:
        return Check("claimant", "conflict", f"claimed by {fact.according_to[0]}, not {who}", "claimant", who,
                     " and ".join(fact.according_to))  # fmt: skip
    return Check("claimant", "missing", f"not said by {who}")


PLANS_CHANGED = "it came otherwise than the record says it was to be"


def _asks_what_came(draft: Alignment) -> bool:
    """Tell whether it is asked when something was done of which a fact only tells when it was to be."""
    reading = draft.reading
    asked = reading.form == "wh" and reading.hole.kind in {"when", "how long"} and not reading.present
    said = [token.norm for token in reading.tokens]
    ahead = AHEAD & set(said) or any(one == "to" and rather_a_verb(other) for one, other in pairwise(said))
    return asked and not ahead and _is_overtaken(draft)


def _is_overtaken(draft: Alignment) -> bool:
    """Tell whether a fact is of a plan that came otherwise, and the plan is not what is asked about."""
    fact, norms = draft.indexed.fact, [token.norm for token in draft.indexed.tokens]
    return fact.superseded_by is not None and planned(norms) and not _speaks_of_plans(draft)


def _asks_what_comes(draft: Alignment) -> bool:
    """Tell whether it is asked what is going to be, of which a fact only tells what is."""
    asked = ("going", "to") in pairwise(token.norm for token in draft.reading.tokens)
    own = [token.norm for token in draft.indexed.tokens]
    ahead = planned(own) or (AHEAD | {"would"}) & set(own)
    return asked and not (ahead or speaks_of_wishes(draft.indexed))


def _speaks_of_plans(draft: Alignment) -> bool:
    """Tell whether a question is about what was planned, not about what came of it."""
    return draft.reading.conditional or planned([token.norm for token in draft.reading.tokens])


def check_core(draft: Alignment, _matcher: Matcher) -> Check | None:
    """At least one term must meet a core slot: a match in a side slot or a quote is no answer."""
    core = {
        position
        for slot in draft.indexed.fact.slots
        if slot.key.split()[-1] in CORE or slot.key.split()[0] in CORE
        for position in draft.indexed.positions(slot)
    }
    if draft.covered & core or any(hit.how in {"claimant", *ASKED_WAYS} for hit in draft.hits):
        return None
    if not draft.reading.terms or draft.reading.hole.kind == "claimant" or draft.likeness >= LIKE:
        return None  # whoever said it, said all of it; and what is like the curator's own question asks for this
    return Check("core", "missing", "no word of the question meets who, what or did")


def check_predicate(draft: Alignment, _matcher: Matcher) -> Check | None:
    """The question's main verb must be what the fact says, not a word of a side slot, and on good evidence."""
    reading, indexed = draft.reading, draft.indexed
    if draft.likeness >= LIKE or reading.form == "topic":
        return None
    strict = reading.form == "yes-no" or reading.hole.kind in STRICT
    hit = predicate_hit(draft)
    if hit is None or hit.how == "optional" or _is_light(hit):
        others = [
            h for h in draft.hits if h is not hit and h.term.kind == "word" and h.how in {"statement", *ASKED_WAYS}
        ]
        told = _asks_the_cost(draft) or any(h.where & indexed.predicate or _tells(h, draft) for h in others)
        if strict and others and not told:
            return Check("predicate", "missing", "no word of the question is what the fact says of anybody")
        return None
    if not hit.found:
        return None
    if hit.cost > DEAREST_PREDICATE and (strict or indexed.fact.unknown):
        return Check("predicate", "missing", f"'{hit.term.text}' is only remotely like the record's words")
    if hit.how in ASKED_WAYS or hit.where & indexed.predicate or indexed.fact.unknown:
        return None
    if strict and hit.term.kind == "word":
        return Check("predicate", "missing", f"'{hit.term.text}' is not what the fact says of anybody")
    return Check("predicate", "agree", f"'{hit.term.text}' stands outside the predicate", cost=1.0)


COSTING = frozenset("cost pay charge price fetch total".split())
"""Verbs that "how much", or "the bill for", asks for by itself."""


def _asks_the_cost(draft: Alignment) -> bool:
    said = base_forms(draft.indexed.tokens[p].norm for p in draft.indexed.predicate)
    return draft.reading.hole.kind == "how much" and bool(COSTING & said)


def _tells(hit: Hit, draft: Alignment) -> bool:
    """Tell whether a word found in the curator's questions only can stand for the predicate."""
    return hit.how in ASKED_WAYS and draft.likeness >= LIKE * 0.75


def _is_light(hit: Hit) -> bool:
    return bool(set(bases(hit.term.words[0] if hit.term.words else "")) & LIGHT_VERBS)


def check_comparison(draft: Alignment, _matcher: Matcher) -> Check | None:
    """Who is older is told by a fact that has the word, or worked out; not by how old somebody is."""
    if draft.reading.form != "wh" or draft.reading.hole.kind not in {"who", "which"} or draft.likeness >= LIKE:
        return None
    own = {token.norm for token in draft.indexed.tokens}
    # "which earlier match" asks for a match
    hits = [hit for hit in draft.hits if hit.term.first > 1 or draft.reading.hole.kind == "who"]
    compared = {word for hit in hits for word in hit.term.words if word.endswith("er") and is_comparing(word)}
    if not compared or compared & own or any(is_comparing(norm) for norm in own):
        return None
    return Check("comparison", "missing", f"'{min(compared)}' is not in the statement")


def check_subject(draft: Alignment, _matcher: Matcher) -> Check | None:
    """When X was, is told only by a fact about X: "the report on X came in May" tells it of the report."""
    reading, indexed = draft.reading, draft.indexed
    named = [hit for hit in draft.hits if hit.term.kind != "time"]
    bare = reading.form == "wh" and not reading.predicate and len(named) == 1 and named[0].how == "statement"
    if not bare or reading.hole.kind not in {"when", "where"} or reading.hole.noun or draft.likeness >= LIKE:
        return None
    start = min(indexed.predicate, default=0)
    subject = frozenset(p for slot in indexed.slots("who", "what") for p in indexed.positions(slot) if p < start)
    if not subject or head_of(indexed, subject) in named[0].where or named[0].where & indexed.predicate:
        return None
    return Check("subject", "missing", f"it is not told of {named[0].term.text}")


def check_definition(draft: Alignment, _matcher: Matcher) -> Check | None:
    """Who or what X is, is told only by a fact whose subject is X."""
    bare = draft.reading.hole.kind == "what" and not (draft.reading.predicate or draft.reading.hole.noun)
    defined = draft.reading.hole.kind == "what is" or (bare and not draft.reading.hole.preposition)
    if not defined or len(draft.hits) != 1 or draft.hits[0].term.kind != "entity":
        return None
    start = min(draft.indexed.predicate, default=0)
    subject = frozenset(p for p in draft.indexed.positions_of("who", "what") if p < start)
    if head_of(draft.indexed, frozenset(subject)) in draft.hits[0].where and draft.indexed.slots("is"):
        return None
    return Check("definition", "missing", f"it does not say what {draft.hits[0].term.text} is")


def check_yes_no(draft: Alignment, _matcher: Matcher) -> Check | None:
    """A yes/no question stands on the statement's own words: the curator's other questions may be answered with No."""
    if draft.reading.form != "yes-no":
        return None
    passed = next((hit for hit in draft.hits if hit.how == "optional" and hit.cost > PLAINEST), None)
    if passed is not None:
        return Check("words", "missing", f"'{passed.term.text}' is not accounted for")
    for hit in draft.hits:
        compared = {word for word in hit.term.words if is_comparing(word)}
        own = {token.norm for token in draft.indexed.tokens}
        if compared - own:  # "young" in the statement is not "younger"
            return Check("comparison", "missing", f"'{hit.term.text}' is not in the statement")
        if hit.how in ASKED_WAYS and hit.term.kind != "word":
            return Check("yes-no", "missing", f"'{hit.term.text}' is not in the statement")
    told = [hit for hit in draft.hits if hit.term.kind == "word" or hit.where & draft.indexed.predicate]
    if not told:
        return Check("yes-no", "missing", "the names alone say nothing")
    asked = sum(hit.how in ASKED_WAYS for hit in draft.hits)
    return Check("yes-no", "agree", "partly in the curator's words", cost=0.4 * asked) if asked else None


PLAINEST = 0.2
"""Words that cost more to pass over may be what makes it false: "a firm date" is not any date."""


def check_links(draft: Alignment, _matcher: Matcher) -> Check | None:
    """Before, after, or, without: small words that turn a question round must stand in the fact too."""
    if not draft.reading.links:
        return None
    own = {token.norm for token in draft.indexed.tokens}
    asked = {token.norm for tokens in draft.indexed.asked_tokens for token in tokens}
    for link in draft.reading.links:
        if link not in own and (link not in asked or draft.likeness < LIKE):
            name = "links" if link in {"before", "after", "or", "without"} else "restriction"
            return Check(name, "missing", f"'{link}' is not in it")
    return None


def check_nonfactual(draft: Alignment, _matcher: Matcher) -> Check | None:
    """A verb whose clause need not be so (wanted, warned, failed, would) is never passed over."""
    did = draft.indexed.positions_of("did")
    hard = hard_positions(draft.indexed, did)
    if draft.reading.form == "yes-no":
        hard |= hoped_positions(draft.indexed)
        if _is_overtaken(draft):
            return Check("plans", "missing", PLANS_CHANGED)
    if draft.indexed.fact.unknown:
        return None
    if _asks_what_came(draft):
        return Check("plans", "missing", PLANS_CHANGED)
    if _asks_what_comes(draft):
        return Check("plans", "missing", "the record does not say what is to come")
    modal = {p for p in hard if draft.indexed.tokens[p].norm in CONDITIONAL}
    if draft.reading.conditional:
        hard -= modal
    # "what did she demand" names the verb; "what does she want" another of its kind: one such word is enough
    if not hard or hard & draft.covered or (draft.reading.saying and hard - modal):
        return None
    if draft.reading.form == "topic" or draft.reading.hole.kind in {"event", "statement", "did"}:
        return None
    word = draft.indexed.tokens[min(hard)].text
    if any(set(bases(norm)) & HARD for hit in draft.hits if hit.how in ASKED_WAYS for norm in hit.term.words):
        return None
    return Check("modality", "missing", f"the record says only '{word}'")


def check_polarity(draft: Alignment, _matcher: Matcher) -> Check | None:
    """A question that takes for granted what the record denies (or the other way round) stands on a false premise."""
    if draft.reading.form != "wh":
        return None
    negated = fact_negated(draft.indexed)
    if draft.reading.hole.kind == "claimant":
        return _claims_the_contrary(draft)
    if draft.reading.negated == negated or draft.indexed.fact.unknown:
        return None
    denies = bool(denials(draft.indexed.tokens))
    if draft.reading.negated and not denies and draft.reading.hole.kind in {"who", "which", "list"}:
        return Check("polarity", "missing", "the record affirms it")
    verb = predicate_hit(draft)
    described = bool(draft.indexed.slots("is")) and draft.reading.hole.kind in {"what", "which", "what is", "how"}
    reworded = any(hit.how in ASKED_WAYS for hit in draft.hits) and draft.likeness >= LIKE / 2
    elsewhere = draft.likeness >= LIKE or reworded or described or (verb is not None and verb.how in ASKED_WAYS)
    if elsewhere and not (draft.reading.negated and draft.reading.hole.kind == "how many"):
        return None  # the curator's own question words it the other way round: "wait too long" for "not quickly enough"
    if not any(hit.where & draft.indexed.predicate for hit in draft.hits):
        return Check("polarity", "missing", "the record's denial is about something else")
    if draft.reading.hole.kind in {"why", "when", "how", "where"} and negated:
        return Check("polarity", "conflict", "the record denies it", "polarity", "", draft.indexed.fact.statement)
    return Check("polarity", "missing", "the record denies it" if negated else "the record affirms it")


def _claims_the_contrary(draft: Alignment) -> Check | None:
    """Tell whether the verb that somebody is asked to have said is denied in just one of question and claim."""
    verb = predicate_hit(draft)
    tokens = draft.reading.tokens
    if verb is None or verb.how != "statement" or draft.reading.saying != "neutral" or draft.likeness >= LIKE:
        return None
    said = denied(tokens, verb.term.first)
    if any(denied(draft.indexed.tokens, position) == said for position in verb.where):
        return None
    return Check("polarity", "conflict", "that is denied", "polarity", "", draft.indexed.fact.statement)


def check_choice(draft: Alignment, _matcher: Matcher) -> Check | None:
    """Which of the two that the question names: the fact must name one of them."""
    choices = set(draft.reading.choices)
    if not choices or choices & {mention.name for mention in draft.indexed.mentions}:
        return None
    return Check("choice", "missing", "it names none of those that the question names")


CHECKS: tuple[Callable[[Alignment, Matcher], Any], ...] = (
    check_terms,
    check_claimant,
    check_core,
    check_predicate,
    check_links,
    check_yes_no,
    check_comparison,
    check_subject,
    check_definition,
    check_nonfactual,
    check_role,
    check_recipient,
    check_side,
    check_polarity,
    check_quantifier,
    check_present,
    check_choice,
    check_possessor,
    check_exact,
    check_order,
    *DIRECTION_CHECKS,
    check_cause_and_effect,
)
"""The checks, in the order in which ``--explain`` prints them."""
