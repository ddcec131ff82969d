"""Aligning one reading of a question with one fact, by named checks in a fixed order.

Each check returns `Check` values: agree, missing (the record does not say it) or conflict (the record says otherwise),
always with the reason. Nothing is scored away: a conflict names its slot and both sides.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from qa.factindex import AskedAs, IndexedFact
from qa.function_words import BE, CONDITIONAL, LIGHT, MODALS, NEGATIONS, QUANTIFIERS
from qa.lexicon import bases
from qa.match import ASKED, Hit, Matcher
from qa.model import Slot
from qa.question import Reading, Term
from qa.synonyms import NONFACTUAL, SAYING
from qa.values import replace, value

SINGLE_VALUED = frozenset({"when", "how old", "how many", "polarity", "claimant"})
"""Slots that have one value only, so that another value contradicts the question; others merely do not answer it."""

LIKE = 0.6
"""From this likeness to one of the curator's questions on, its polarity is taken to be the question's."""
ASKED_WAYS = ("asked", "scattered")
"""Ways of being found outside the statement, in the curator's questions."""
SCATTERED = 0.4
"""What it costs more that a word stands in another of the curator's questions than the rest."""
CORE = frozenset({"who", "whom", "what", "did", "is", "whose"})
STRICT = frozenset({"who", "whose", "how many", "what share", "when", "where", "how long", "how much"})
"""Holes that any fact with a name, a number or a time could fill: the verb must tell which one is meant."""
DEAREST_PREDICATE = 1.7
LIGHT_VERBS = frozenset("do be have happen take make get give go come say tell".split())
HARD = frozenset(NONFACTUAL) | frozenset(SAYING)


@value
class Check:
    """The outcome of one named check."""

    name: str
    verdict: str
    reason: str = ""
    slot: str = ""
    asked: str = ""
    recorded: str = ""
    cost: float = 0.0


@value
class Alignment:
    """A reading beside a fact: where each term was found, and what every check says."""

    reading: Reading
    indexed: IndexedFact
    hits: tuple[Hit, ...]
    checks: tuple[Check, ...]
    likeness: float = 0.0
    """How like the question is to one of the curator's own: 1 where each has all content words of the other."""

    @property
    def missing(self) -> tuple[Check, ...]:
        """Checks that the record leaves open."""
        return tuple(check for check in self.checks if check.verdict == "missing")

    @property
    def conflicts(self) -> tuple[Check, ...]:
        """Checks that the record contradicts."""
        return tuple(check for check in self.checks if check.verdict == "conflict")

    @property
    def cost(self) -> float:
        """What the evidence costs: 0 is word for word."""
        return sum(hit.cost for hit in self.hits) + sum(check.cost for check in self.checks)

    @property
    def covered(self) -> frozenset[int]:
        """Positions of the statement that the question's terms account for."""
        return frozenset(position for hit in self.hits for position in hit.where)


def align(reading: Reading, indexed: IndexedFact, matcher: Matcher) -> Alignment:
    """Return the alignment of a reading with a fact."""
    hits, likeness = _with_asked(tuple(matcher.hit(term, reading, indexed) for term in reading.terms), reading, indexed, matcher)
    draft = Alignment(reading, indexed, hits, (), likeness)
    checks = [check for test in CHECKS for check in _as_checks(test(draft, matcher))]
    return replace(draft, checks=tuple(checks))


def _with_asked(
    hits: tuple[Hit, ...], reading: Reading, indexed: IndexedFact, matcher: Matcher
) -> tuple[tuple[Hit, ...], float]:
    """Find in the curator's questions what the statement lacks, best in one and the same of them.

    Returns the hits with what was found, and the likeness of the question to the curator's most similar one.
    """
    if not all(hit.how != "missing" or _may_be_asked(hit.term, indexed, matcher) for hit in hits):
        return hits, 0.0
    rows = [{hit.term: matcher.asked(hit.term, asked.words) for hit in hits} for asked in indexed.asked]
    best, likeness = hits, 0.0
    for asked, row in zip(indexed.asked, rows, strict=True):
        like = _likeness(row, asked, reading, matcher)
        filled = _filled_from(hits, row, ASKED)
        rank = (sum(not hit.found for hit in filled), -like)
        if rank < (sum(not hit.found for hit in best), -likeness):
            best, likeness = filled, like
    for row in rows:
        best = _filled_from(best, row, ASKED + SCATTERED, how="scattered")
    return best, likeness


def _may_be_asked(term: Term, indexed: IndexedFact, matcher: Matcher) -> bool:
    """Tell whether any of the curator's questions can have a term: most candidates fail here, cheaply."""
    if not term.words or indexed.asked_keys & set(term.phrases):
        return True
    return all(not indexed.asked_keys.isdisjoint(matcher.expand(word)) for word in term.words)


def _likeness(
    row: Mapping[Term, tuple[float, frozenset[int]] | None], asked: AskedAs, reading: Reading, matcher: Matcher
) -> float:
    """Return how like two questions are: the weight of each one's words that the other has, multiplied.

    The better the evidence for a word, the more it counts; a question for another kind of hole counts for less.
    """
    weights = {term: matcher.weight(term) for term in row}
    shared = sum(weights[term] * _quality(match[0]) for term, match in row.items() if match)
    own = asked.weights
    covered = {place for match in row.values() if match for place in match[1]}
    met = sum(own[place] for place in covered)
    likeness = shared / max(0.1, sum(weights.values())) * met / max(0.1, sum(own))
    return likeness * _kinship(asked.kind, reading.hole.kind)


def _quality(cost: float) -> float:
    """Return how much evidence of that cost counts, from 1 (the same word) down."""
    return max(0.4, 1.0 - 0.2 * cost)


KINDRED = (
    {"who", "what is", "list", "which", "whose", "claimant"},
    {"what", "which", "what is", "event", "statement", "list"},
    {"how many", "what share", "how much"},
    {"why", "what"},
    {"how", "what", "what is"},
    {"when", "how long"},
    {"where", "which"},
)
"""Kinds of holes for which people ask in much the same words ("what town" and "where")."""


def _kinship(one: str, other: str) -> float:
    if one == other:
        return 1.0
    return 0.9 if any({one, other} <= kindred for kindred in KINDRED) else 0.6


def _filled_from(
    hits: tuple[Hit, ...], row: Mapping[Term, tuple[float, frozenset[int]] | None], more: float, how: str = "asked"
) -> tuple[Hit, ...]:
    return tuple(
        Hit(hit.term, how, cost=match[0] + more)
        if hit.how in {"missing", "optional"} and (match := row.get(hit.term))
        else hit
        for hit in hits
    )


def _as_checks(outcome: Check | tuple[Check, ...] | None) -> tuple[Check, ...]:
    if outcome is None:
        return ()
    return outcome if isinstance(outcome, tuple) else (outcome,)


def check_terms(draft: Alignment, _matcher: Matcher) -> tuple[Check, ...]:
    """Entities, times, ages, numbers and words: each must be found in the fact."""
    names = {"entity": "entity", "time": "time", "age": "quantity", "quantity": "quantity", "word": "words"}
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
    subject = {p for slot in draft.indexed.slots("who", "what") for p in draft.indexed.positions(slot)}
    did = {p for slot in draft.indexed.slots("did") for p in draft.indexed.positions(slot)}
    for mention in draft.indexed.mentions:
        if mention.name in wanted and mention.first in subject and _hard_positions(draft.indexed, did):
            return Check("claimant", "agree", f"{mention.name} is the one who speaks", cost=0.5)
    who = " and ".join(reading.speaker)
    if fact.according_to:
        return Check("claimant", "conflict", f"claimed by {fact.according_to[0]}, not {who}", "claimant", who,
                     " and ".join(fact.according_to))  # fmt: skip
    return Check("claimant", "missing", f"not said by {who}")


def _hard_positions(indexed: IndexedFact, did: set[int]) -> set[int]:
    """Return the positions of verbs in the predicate whose clause need not be so: wanted, warned, said, failed."""
    return {
        position
        for position in did
        if set(bases(indexed.tokens[position].norm)) & HARD or indexed.tokens[position].norm in CONDITIONAL
    }


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
    if not draft.reading.terms:
        return None
    return Check("core", "missing", "no word of the question meets who, what or did")


def check_predicate(draft: Alignment, _matcher: Matcher) -> Check | None:
    """The question's main verb must be what the fact says, not a word of a side slot, and on good evidence."""
    reading, indexed = draft.reading, draft.indexed
    if draft.likeness >= LIKE or reading.form == "topic":
        return None
    strict = reading.form == "yes-no" or reading.hole.kind in STRICT
    hit = predicate_hit(draft)
    if hit is None or hit.how == "optional" or _is_light(hit):
        others = [h for h in draft.hits if h is not hit and h.term.kind == "word" and h.how in {"statement", *ASKED_WAYS}]
        if strict and others and not any(h.where & indexed.predicate or _tells(h, draft) for h in others):
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


def _tells(hit: Hit, draft: Alignment) -> bool:
    """Tell whether a word found in the curator's questions only can stand for the predicate."""
    return hit.how in ASKED_WAYS and draft.likeness >= LIKE * 0.75


def predicate_hit(draft: Alignment) -> Hit | None:
    """Return where the question's main verb was found, if the grammar tells which it is."""
    verb = draft.reading.predicate[0] if draft.reading.predicate else -1
    return next((h for h in draft.hits if h.term.first <= verb < h.term.last), None)


def _is_light(hit: Hit) -> bool:
    return bool(set(bases(hit.term.words[0] if hit.term.words else "")) & LIGHT_VERBS)


def check_definition(draft: Alignment, _matcher: Matcher) -> Check | None:
    """Who or what X is, is told only by a fact whose subject is X."""
    if draft.reading.hole.kind != "what is" or len(draft.hits) != 1 or draft.hits[0].term.kind != "entity":
        return None
    start = min(draft.indexed.predicate, default=0)
    subject = {p for slot in draft.indexed.slots("who", "what") for p in draft.indexed.positions(slot) if p < start}
    if draft.hits[0].how == "statement" and draft.hits[0].where & subject and draft.indexed.slots("is"):
        return None
    return Check("definition", "missing", f"it does not say what {draft.hits[0].term.text} is")


def check_yes_no(draft: Alignment, _matcher: Matcher) -> Check | None:
    """A yes/no question stands on the statement's own words: the curator's other questions may be answered with No."""
    if draft.reading.form != "yes-no":
        return None
    for hit in draft.hits:
        compared = any(word in COMPARING or word.endswith("est") for word in hit.term.words)
        if (hit.how in ASKED_WAYS and hit.term.kind == "entity") or (compared and hit.how not in {"statement", "missing"}):
            return Check("yes-no", "missing", f"'{hit.term.text}' is not in the statement")
    asked = sum(hit.how in ASKED_WAYS for hit in draft.hits)
    return Check("yes-no", "agree", "partly in the curator's words", cost=0.4 * asked) if asked else None


COMPARING = frozenset("first second third last older younger elder more less better worse only next".split())


def check_links(draft: Alignment, _matcher: Matcher) -> Check | None:
    """Before, after, or, without: small words that turn a question round must stand in the fact too."""
    if not draft.reading.links:
        return None
    own = {token.norm for token in draft.indexed.tokens}
    asked = {token.norm for tokens in draft.indexed.asked_tokens for token in tokens}
    for link in draft.reading.links:
        if link not in own and (link not in asked or draft.likeness < LIKE):
            return Check("links", "missing", f"'{link}' is not in it")
    return None


def check_nonfactual(draft: Alignment, _matcher: Matcher) -> Check | None:
    """A verb whose clause need not be so (wanted, warned, failed, would) is never passed over."""
    did = {p for slot in draft.indexed.slots("did") for p in draft.indexed.positions(slot)}
    hard = _hard_positions(draft.indexed, did)
    if draft.indexed.fact.unknown:
        return None
    modal = {p for p in hard if draft.indexed.tokens[p].norm in CONDITIONAL}
    if draft.reading.conditional:
        hard -= modal
    # "what did she demand" names the verb; "what does she want" another of its kind: one such word is enough
    if not hard or hard & draft.covered or draft.reading.saying and hard - modal:
        return None
    if draft.reading.form == "topic" or draft.reading.hole.kind in {"event", "statement", "did"}:
        return None
    word = draft.indexed.tokens[min(hard)].text
    if any(set(bases(norm)) & HARD for hit in draft.hits if hit.how in ASKED_WAYS for norm in hit.term.words):
        return None
    return Check("modality", "missing", f"the record says only '{word}'")


def fact_roles(indexed: IndexedFact) -> tuple[frozenset[int], frozenset[int]]:
    """Return the positions of agent and patient: by the slots' names and the voice of the statement."""
    did = sorted(p for slot in indexed.slots("did") for p in indexed.positions(slot))
    passive = is_passive(indexed)
    start = did[0] if did else len(indexed.tokens)
    agent: set[int] = set()
    patient: set[int] = set()
    for slot in indexed.fact.slots:
        where = indexed.positions(slot)
        if not where or slot.key not in {"who", "what", "whom", "by whom", "by what"}:
            continue
        if slot.key.startswith("by "):
            agent |= where
        elif slot.key == "whom" or min(where) > start or passive:
            patient |= where
        else:
            agent |= where
    return frozenset(agent), frozenset(patient)


def is_passive(indexed: IndexedFact) -> bool:
    """Tell whether the statement's verb phrase is passive: a form of be and a participle."""
    for slot in indexed.slots("did"):
        words = [indexed.tokens[p].norm for p in sorted(indexed.positions(slot))]
        if set(words) & BE and not words[-1].endswith("ing") and words[-1] not in BE:
            return len(words) > 1 and words[-1] not in bases(words[-1])
    return False


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


def fact_negated(indexed: IndexedFact) -> bool:
    """Tell whether the statement denies: as marked, or by a negation in its predicate."""
    if indexed.fact.negated:
        return True
    words = [indexed.tokens[p].norm for p in sorted(indexed.predicate)]
    return bool(NEGATIONS & set(words)) or ("yet", "to") in set(zip(words, words[1:], strict=False))


def check_polarity(draft: Alignment, _matcher: Matcher) -> Check | None:
    """A question that takes for granted what the record denies (or the other way round) stands on a false premise."""
    if draft.reading.form != "wh" or draft.reading.hole.kind == "claimant":
        return None
    negated = fact_negated(draft.indexed)
    if draft.reading.negated == negated or draft.indexed.fact.unknown:
        return None
    verb = predicate_hit(draft)
    described = bool(draft.indexed.slots("is")) and draft.reading.hole.kind in {"what", "which", "what is", "how"}
    reworded = any(hit.how in ASKED_WAYS for hit in draft.hits) and draft.likeness >= LIKE / 2
    if draft.likeness >= LIKE or reworded or described or (verb is not None and verb.how in ASKED_WAYS):
        return None  # the curator's own question words it the other way round: "wait too long" for "not quickly enough"
    if not any(hit.where & draft.indexed.predicate for hit in draft.hits):
        return Check("polarity", "missing", "the record's denial is about something else")
    if draft.reading.hole.kind in {"why", "when", "how", "where"} and negated:
        return Check("polarity", "conflict", "the record denies it", "polarity", "", draft.indexed.fact.statement)
    return Check("polarity", "missing", "the record denies it" if negated else "the record affirms it")


def check_quantifier(draft: Alignment, matcher: Matcher) -> Check | None:
    """All, most and none must be what the record says, where a yes/no question turns on them."""
    asked = draft.reading.quantifier
    if draft.reading.form != "yes-no" or asked not in {"all", "most", "none", "half"}:
        return None
    recorded = {QUANTIFIERS.get(token.norm, "") for token in draft.indexed.tokens}
    if asked in recorded:
        return Check("quantifier", "agree", asked)
    figure = next((q for q in draft.indexed.quantities if q.kind == "share" or _of(draft.indexed, q.last)), None)
    if figure:
        text = " ".join(t.text for t in draft.indexed.tokens[figure.first : figure.last])
        return Check("quantifier", "conflict", f"the record says {text}, not {asked}", "how many", asked, text)
    groups = [n for hit in draft.hits for n in hit.term.names if len(matcher.gazetteer.members(n)) > 1]
    if asked == "all" and groups and all(h.how == "statement" for h in draft.hits if set(h.term.names) & set(groups)):
        return Check("quantifier", "agree", "the record speaks of the whole group")
    return Check("quantifier", "missing", f"the record does not say {asked}")


def _of(indexed: IndexedFact, position: int) -> bool:
    return position < len(indexed.tokens) and indexed.tokens[position].norm in {"of", "out"}


def check_present(draft: Alignment, _matcher: Matcher) -> Check | None:
    """Who "is" something now is not told by who was it at a stated time."""
    dated = any(slot.key.endswith("when") for slot in draft.indexed.fact.slots) and draft.indexed.times
    timed = any(term.kind == "time" for term in draft.reading.terms)
    if draft.reading.present and dated and not timed and draft.indexed.slots("is"):
        past = {token.norm for token in draft.indexed.tokens} & {"was", "were"}
        if past:
            return Check("time", "missing", "the record tells of the past only")
    return None


def slot_positions(indexed: IndexedFact, slot: Slot) -> frozenset[int]:
    """Return the content positions of a slot."""
    return indexed.positions(slot) & indexed.content or indexed.positions(slot)


def is_plain(norm: str) -> bool:
    """Tell whether a word carries no content of its own."""
    return norm in LIGHT or norm in MODALS


CHECKS: tuple[Callable[[Alignment, Matcher], Any], ...] = (
    check_terms,
    check_claimant,
    check_core,
    check_predicate,
    check_links,
    check_yes_no,
    check_definition,
    check_nonfactual,
    check_role,
    check_polarity,
    check_quantifier,
    check_present,
)
"""The checks, in the order in which ``--explain`` prints them."""
