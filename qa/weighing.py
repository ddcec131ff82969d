"""What one fact makes of one assertion: it bears it out, contradicts it in one respect, or says nothing of it.

The assertion is aligned with the fact as the yes/no question "is it so" is, by the same checks. But whoever asks may
leave things out, and whoever asserts has to be right in everything: here each word must be accounted for, no check may
be passed over, and the fact's own verb must be among what is asserted.
"""

from __future__ import annotations

from qa.alignment import ASKED_WAYS, Alignment, Check, fact_negated, fact_roles, predicate_hit
from qa.checks import COMPARING, KIN
from qa.entities import PERSONS
from qa.function_words import BE, NEGATIONS
from qa.lexicon import bases
from qa.match import Hit, Matcher
from qa.polarity import IMPLICIT, denials, denied
from qa.quantifiers import check_amounts
from qa.rivals import rival
from qa.times import relation
from qa.values import value
from qa.vouch import DECISIVE
from qa.wordings import DEAREST

FOR, AGAINST, SILENT = "for", "against", "silent"
NECESSARY = frozenset(
    "words entity time quantity links claimant possessor exact choice modality tense".split()
)
"""Checks that an assertion may not miss."""
PASSING = frozenset(
    "sadly tragically reportedly allegedly apparently also both indeed altogether total fact later just so-called "
    "people person thing stuff happen occur go come get make take actually really simply basically there".split()
)
"""Words that may go unaccounted for: they add nothing that could be wrong."""
EXACTING = COMPARING | DECISIVE | frozenset("same different other another again twice once former new more most".split())
"""Words that must stand in the statement itself: another one would say something else."""
EMPTY_HEADS = frozenset("be have do there take make get give put come go".split())
"""Verbs that say nothing of their own: "there was a review", "had caseloads"."""


@value
class Weighed:
    """A fact beside an assertion: what it makes of it, in which respect it differs, and what speaks against both."""

    alignment: Alignment
    stance: str
    conflict: Check | None
    lacking: tuple[str, ...]

    @property
    def cost(self) -> float:
        """What the evidence costs: 0 is word for word."""
        return self.alignment.cost


def weigh(alignment: Alignment, matcher: Matcher, allowed: frozenset[int] = frozenset()) -> Weighed:
    """Return what a fact makes of the assertion that was aligned with it.

    ``allowed`` are the first positions of words that one of the fact's phrasings has.
    """
    lacking = [
        f"{check.name}: {check.reason}"
        for check in alignment.missing
        if check.name in NECESSARY - {"entity"}
    ]
    lacking += [f"words: {reason}" for hit in alignment.hits if (reason := _unaccounted(hit, alignment, allowed))]
    conflicts = [check for check in alignment.conflicts if check.name != "quantifier"]
    unnamed = [hit for hit in alignment.hits if hit.how == "missing" and hit.term.kind == "entity"]
    for hit in unnamed:
        found = rival(hit, alignment, matcher) if len(unnamed) == 1 else None
        if found is None:
            lacking.append(f"entity: {hit.reason}")
        else:
            conflicts.append(found)
    for outcome in (check_amounts(alignment, matcher), check_denial(alignment), check_subject(alignment),
                    check_order(alignment), check_span(alignment), check_pairs(alignment)):
        if outcome is not None and outcome.verdict == "missing":
            lacking.append(f"{outcome.name}: {outcome.reason}")
        elif outcome is not None and outcome.verdict == "conflict":
            conflicts.append(outcome)
    if not _says_its_own(alignment):
        lacking.append("head: the fact's own verb is not among what is asserted")
    if not _is_anchored(alignment):
        lacking.append("head: the names alone say nothing")
    conflict = _only(conflicts)
    stance = SILENT
    if not lacking:
        stance = FOR if not conflicts else AGAINST if conflict else SILENT
    return Weighed(alignment, stance, conflict, tuple(lacking))


def _only(conflicts: list[Check]) -> Check | None:
    """Return the one respect in which a fact differs: "none" for "three" is a number, not also a denial."""
    kept = [check for check in conflicts if check.name != "polarity"] or conflicts
    if len(kept) == 1 and (len(conflicts) == 1 or kept[0].asked == "none"):
        return kept[0]
    return None


def _unaccounted(hit: Hit, alignment: Alignment, allowed: frozenset[int]) -> str:
    """Return what speaks against a word that was passed over, or found on too weak evidence; else nothing."""
    if hit.how == "claimant":
        return f"'{hit.term.text}' is only who says it"
    if hit.how in ASKED_WAYS and (hit.term.kind != "word" or hit.term.first not in allowed):
        return f"'{hit.term.text}' is not in the statement"
    if hit.how == "described" and _may_be_anothers(hit, alignment):
        return f"'{hit.term.text}' may be another's"
    if hit.term.kind == "word" and hit.how == "statement" and hit.cost > DEAREST and hit.term.first not in allowed:
        return f"'{hit.term.text}' is only remotely like the record's words"
    if hit.how == "optional" and not all(PASSING & {word, *bases(word)} for word in hit.term.words):
        return f"'{hit.term.text}' is passed over"
    exacting = {word for word in hit.term.words if word in EXACTING or (word.endswith("est") and hit.found)}
    if hit.term.kind != "word" or not exacting or not hit.found:
        return ""
    own = {alignment.indexed.tokens[position].norm for position in hit.where}
    if own and any(norm in EXACTING or norm.endswith(("er", "est")) for norm in own):
        return ""
    return f"'{hit.term.text}' is not in the statement"


def _may_be_anothers(hit: Hit, alignment: Alignment) -> bool:
    """Tell whether kinship or a number is that of somebody in the fact of whom nothing is asserted."""
    if hit.term.kind == "word":
        return bool(KIN & {base for word in hit.term.words for base in (word, *bases(word))})
    asked = {p for other in alignment.hits if other.term.kind == "entity" for p in other.where}
    return hit.term.kind == "quantity" and not hit.where <= asked


def _says_its_own(alignment: Alignment) -> bool:
    """Tell whether what the fact says of its subject is among what is asserted."""
    indexed = alignment.indexed
    heads = [
        position
        for position in sorted(indexed.predicate & indexed.content)
        if indexed.tokens[position].norm not in NEGATIONS
        and not set(bases(indexed.tokens[position].norm)) & (EMPTY_HEADS | IMPLICIT)
    ][:1]
    if not heads:
        return _is_most_of_it(alignment)
    if set(heads) & alignment.covered:
        return True
    return any(hit.found and (hit.how in ASKED_WAYS or hit.term.kind == "age") for hit in alignment.hits)


def _is_anchored(alignment: Alignment) -> bool:
    """Tell whether something that is asserted stands in the statement, apart from who or what it is about."""
    named = [hit for hit in alignment.hits if hit.term.kind == "entity" and hit.how == "statement"]
    told = [hit for hit in alignment.hits if hit.term.kind != "entity" and (hit.how in {"statement", *ASKED_WAYS})]
    aged = [hit for hit in alignment.hits if hit.term.kind == "age" and (hit.found or hit.how == "conflict")]
    return bool(told or aged) or len(named) > 1 or bool(named and named[0].where & alignment.indexed.predicate)


def check_denial(alignment: Alignment) -> Check | None:
    """What the record says is so must not be denied, nor the other way round."""
    reading, indexed = alignment.reading, alignment.indexed
    turned = reading.saying == "negative"
    both = one = 0
    for hit in alignment.hits:
        if hit.term.kind != "word" or not hit.where:
            continue
        asserted = denied(reading.tokens, hit.term.first) != turned
        where = [min(hit.where)] if hit.term.last - hit.term.first > 1 else hit.where
        recorded = {denied(indexed.tokens, position) for position in where}
        both += asserted and asserted in recorded
        one += asserted not in recorded
    if one and not both and _is_most_of_it(alignment):
        return Check("polarity", "conflict", "the record says the opposite", "polarity", "", indexed.fact.statement)
    denying = (len(denials(reading.tokens)) + turned) % 2 == 1
    denies = len(denials(indexed.tokens)) % 2 == 1 if denials(indexed.tokens) else fact_negated(indexed)
    if one or (not both and denying != (denies and fact_negated(indexed))):
        return Check("polarity", "missing", "not all of it is denied in both, or in neither")
    return None


def _is_most_of_it(alignment: Alignment) -> bool:
    """Tell whether an assertion speaks of most of what the fact says, in the fact's words."""
    indexed = alignment.indexed
    core = {p for slot in indexed.slots("who", "whom", "what", "did", "is") for p in indexed.positions(slot)}
    content = {p for p in core & indexed.content if indexed.tokens[p].norm not in NEGATIONS}
    return 2 * len(content & alignment.covered) >= len(content)


def check_subject(alignment: Alignment) -> Check | None:
    """Who does it, or is it, must be who does it or is it in the record."""
    indexed = alignment.indexed
    agent, patient = fact_roles(indexed)
    copular = bool(indexed.slots("is"))
    if copular:
        start = min(indexed.predicate, default=0)
        agent = frozenset(p for slot in indexed.slots("who", "what") for p in indexed.positions(slot) if p < start)
        patient = frozenset()
    beside = {p for slot in indexed.fact.slots if "than" in slot.key.split() for p in indexed.positions(slot)}
    verb = predicate_hit(alignment)
    named = verb is None or verb.how in ASKED_WAYS or bool(verb.where & indexed.predicate)
    for hit in alignment.hits:
        if hit.term.kind != "entity" or not hit.where:
            continue
        first = hit.term.first == min(term.first for term in alignment.reading.terms)
        if first and beside and hit.where <= beside:
            return Check("role", "conflict", "the record has it the other way round", "role", "", indexed.fact.statement)
        if hit.term.role == "agent" and named and agent and not hit.where & agent:
            return Check("role", "missing", f"{hit.term.text} is not the one who does it")
        turned = any(h.term.role == "agent" for h in alignment.hits) or _is_passive(alignment)
        if hit.term.role == "patient" and named and turned and patient and not copular and hit.where & agent and not hit.where & patient:
            return Check("role", "missing", f"{hit.term.text} is not the one to whom it is done")
    return None


def _is_passive(alignment: Alignment) -> bool:
    verb = alignment.reading.predicate[0] if alignment.reading.predicate else 0
    return verb > 0 and alignment.reading.tokens[verb - 1].norm in BE


def check_order(alignment: Alignment) -> Check | None:
    """What comes behind "before" or "after" must come behind it in the record."""
    tokens, indexed = alignment.reading.tokens, alignment.indexed
    for position, token in enumerate(tokens):
        if token.norm not in {"before", "after"}:
            continue
        behind = [hit for hit in alignment.hits if hit.term.first > position]
        links = [p for p, own in enumerate(indexed.tokens) if own.norm == token.norm]
        if not behind or not links or not any(p > min(links) for p in behind[0].where):
            return Check("links", "missing", f"'{token.norm}' does not stand before the same in the record")
    return None


def check_span(alignment: Alignment) -> Check | None:
    """From when to when must be just that: a longer span says more, and a shorter one something else."""
    for hit in alignment.hits:
        asked = hit.term.time
        if asked is None or asked.low[0] == asked.high[0] or hit.how != "statement":
            continue
        if not any(relation(asked, time) == "same" for time in alignment.indexed.times):
            recorded = " ".join(alignment.indexed.tokens[p].text for p in sorted(hit.where))
            return Check("time", "conflict", f"the record says {recorded}", "when", hit.term.text, recorded)
    return None


def check_pairs(alignment: Alignment) -> Check | None:
    """Where a fact tells several numbers or times, each must stand beside the same name in both."""
    for kinds, recorded in (("time", alignment.indexed.times), ("quantity", alignment.indexed.quantities)):
        told = sorted(
            (hit.term.first, min(hit.where))
            for hit in alignment.hits
            if hit.term.kind == kinds and hit.how == "statement" and hit.where
        )
        if [place for _, place in told] != sorted({place for _, place in told}):
            return Check("pairs", "missing", "its numbers stand in another order in the record")
        if len(recorded) > 1 and told and not _beside_the_same(alignment, [place for _, place in told]):
            return Check("pairs", "missing", "the number stands beside another name in the record")
    return None


def _beside_the_same(alignment: Alignment, places: list[int]) -> bool:
    """Tell whether the person named next to each place is one whom the assertion names; true without any."""
    indexed = alignment.indexed
    persons = [m for m in indexed.mentions if PERSONS & indexed.kinds(m) and m.how != "role"]
    if len({mention.name for mention in persons}) < 2:
        return True
    asked = {position for hit in alignment.hits if hit.term.kind == "entity" for position in hit.where}
    nearest = [min(persons, key=lambda m: max(m.first - place, place - m.last + 1)) for place in places]
    return all(set(range(mention.first, mention.last)) & asked for mention in nearest)
