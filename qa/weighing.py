"""What one fact makes of one assertion: it bears it out, contradicts it in one respect, or says nothing of it.

The assertion is aligned with the fact as the yes/no question "is it so" is, by the same checks. But whoever asks may
leave things out, and whoever asserts has to be right in everything: here each word must be accounted for, no check may
be passed over, and the fact's own verb must be among what is asserted.
"""

from __future__ import annotations

from itertools import pairwise

from qa.alignment import ASKED_WAYS, Alignment, Check, fact_negated, fact_roles, predicate_hit
from qa.checks import COMPARING, KIN
from qa.entities import PERSONS
from qa.function_words import BE, DETERMINERS, HAVE, NEGATIONS
from qa.lexicon import bases
from qa.match import Hit, Matcher
from qa.polarity import IMPLICIT, denials, denied
from qa.quantifiers import check_amounts
from qa.rivals import rival
from qa.synonyms import SOLE_ROLES
from qa.times import relation
from qa.tokens import norm_at, norms
from qa.values import value
from qa.vouch import DECISIVE
from qa.wordnet import rather_a_verb
from qa.wordings import DEAREST

FOR, AGAINST, SILENT = "for", "against", "silent"
NECESSARY = frozenset(
    "words entity time quantity possessor exact choice tense".split()
)
"""Checks that an assertion may not miss."""
PASSING = frozenset(
    "sadly tragically reportedly allegedly apparently also both indeed altogether total fact later just so-called "
    "time find show say describe note detail way word quite even already people person thing stuff happen occur go come get make take actually really simply basically there".split()
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
        if check.name in NECESSARY - {"entity"} and not (check.name == "quantity" and check_parts(alignment))
    ]
    lacking += _attribution(alignment) + _modality(alignment)
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
                    check_order(alignment), check_span(alignment), check_pairs(alignment, matcher),
                    check_kin(alignment, matcher), check_parts(alignment), check_titles(alignment, matcher)):
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
    if not lacking and not conflicts:
        stance = FOR
    elif conflict and _is_contradicted(alignment, conflict, lacking):
        stance = AGAINST
    return Weighed(alignment, stance, conflict, tuple(lacking))


def _is_contradicted(alignment: Alignment, conflict: Check, lacking: list[str]) -> bool:
    """Tell whether a fact is so surely what an assertion is about that one difference contradicts it.

    A word more than the record has makes no difference where most of the fact is in the assertion.
    """
    if not lacking:
        return _share_told(alignment) >= TOLD or bool(alignment.reading.speaker)
    words = [each for each in lacking if each.startswith("words")]
    agreeing = sum(hit.how == "statement" for hit in alignment.hits)
    surplus = len(words) == len(lacking) == 1 and agreeing >= 3 and conflict.name not in {"polarity", "claimant"}
    return surplus and _share_told(alignment) >= SURELY_TOLD


TOLD, SURELY_TOLD = 0.5, 0.75
"""The share of what a fact says that must be in an assertion which it contradicts; the same for one with more in it."""


def _share_told(alignment: Alignment) -> float:
    """Return the share of a fact's main words that an assertion has too, what is in conflict included."""
    indexed = alignment.indexed
    core = {p for slot in indexed.slots(*CORE) for p in indexed.positions(slot)}
    content = {p for p in core & indexed.content if indexed.tokens[p].norm not in NEGATIONS}
    return len(content & alignment.covered) / max(1, len(content))


CORE = ("who", "whom", "what", "did", "is", "to what", "to where")


def _attribution(alignment: Alignment) -> list[str]:
    """Tell whether whoever an assertion names as its source is another than the one who makes the claim."""
    claimants = alignment.indexed.fact.according_to
    for check in alignment.missing:
        if check.name == "claimant" and not any(
            set(norms(by)) <= set(norms(name)) for by in claimants for name in alignment.reading.speaker
        ):
            return [f"claimant: {check.reason}"]
    return []


def _modality(alignment: Alignment) -> list[str]:
    """Tell whether the record says only that something is wanted, asked or must be; "has to" is as good as "must"."""
    said = [token.norm for token in alignment.reading.tokens]
    obliged = bool(OBLIGING & set(said)) or any(
        norm in HAVE and after == "to" for norm, after in pairwise(said)
    )
    own = {token.norm for token in alignment.indexed.tokens}
    return [
        f"modality: {check.reason}"
        for check in alignment.missing
        if check.name == "modality" and not (obliged and own & OBLIGING)
    ]


OBLIGING = frozenset("must should ought need needs needed".split())


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


def may_be_reworded(alignment: Alignment, needed: frozenset[int]) -> bool:
    """Tell whether words may be taken from several phrasings: the fact's subject and verb stand in the assertion."""
    told = [hit for hit in alignment.hits if hit.term.first not in needed]
    new = [hit for hit in alignment.hits if hit.term.first in needed and hit.how != "optional"]
    if any(hit.term.role == "agent" for hit in new) or len(new) > len(told) / 2:
        return False
    own = frozenset(position for hit in told for position in hit.where)
    heads = _heads(alignment)
    return bool(set(heads) & own) if heads else bool(told)


def _may_be_anothers(hit: Hit, alignment: Alignment) -> bool:
    """Tell whether kinship or a number is that of somebody in the fact of whom nothing is asserted."""
    if hit.term.kind == "word":
        return _is_kin(hit)
    asked = {p for other in alignment.hits if other.term.kind == "entity" for p in other.where}
    return hit.term.kind == "quantity" and not hit.where <= asked


def _is_kin(hit: Hit) -> bool:
    return bool(KIN & {base for word in hit.term.words for base in (word, *bases(word))})


def check_kin(alignment: Alignment, matcher: Matcher) -> Check | None:
    """Brothers are those whom the dossier calls so: nobody else named beside them is one."""
    for hit in alignment.hits:
        if hit.term.kind != "entity" or not _is_kin(hit):
            continue
        members = {member for name in hit.term.names for member in matcher.gazetteer.members(name)}
        others = [h for h in alignment.hits if h is not hit and h.term.kind == "entity"]
        persons = {n for h in others for n in h.term.names if PERSONS & matcher.gazetteer.kinds(n)}
        if len(members) > 1 and not {m for n in persons for m in matcher.gazetteer.members(n)} <= members:
            return Check("kin", "missing", f"not all of them are {hit.term.text}")
    return None


def _heads(alignment: Alignment) -> list[int]:
    """Return the position of the fact's verb, or of what somebody is in it; none where that says nothing of its own."""
    indexed = alignment.indexed
    named = {p for mention in indexed.mentions for p in range(mention.first, mention.last)}
    return [
        position
        for position in sorted(indexed.predicate & indexed.content - named)
        if indexed.tokens[position].norm not in NEGATIONS
        and not set(bases(indexed.tokens[position].norm)) & (EMPTY_HEADS | IMPLICIT)
    ][:1]


def _says_its_own(alignment: Alignment) -> bool:
    """Tell whether what the fact says of its subject is among what is asserted."""
    indexed = alignment.indexed
    heads = _heads(alignment)
    if not heads:
        return _share_told(alignment) >= TOLD
    told = indexed.predicate & indexed.content
    if 5 * len(told & alignment.covered) >= 2 * len(told):
        return True
    if set(heads) & alignment.covered:
        return True
    return any(
        hit.how in ASKED_WAYS or (hit.term.kind == "age" and hit.how != "missing") for hit in alignment.hits
    )


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
    verb = predicate_hit(alignment)
    verbs = [hit for hit in alignment.hits if hit.where & indexed.predicate or hit is verb or _is_verb(hit)]
    verbs = [hit for hit in verbs if hit.term.kind == "word" and hit.where]
    for hit in alignment.hits:
        if hit.term.kind != "word" or not hit.where or (verbs and hit not in verbs):
            continue
        asserted = denied(reading.tokens, hit.term.first) != turned
        where = [min(hit.where)] if hit.term.last - hit.term.first > 1 else hit.where
        recorded = {denied(indexed.tokens, position) for position in where}
        both += asserted and asserted in recorded
        one += asserted not in recorded
    literal = all(hit.how not in {"optional", *ASKED_WAYS} for hit in alignment.hits)
    if one and not both and literal and _share_told(alignment) >= TOLD:
        return Check("polarity", "conflict", "the record says the opposite", "polarity", "", indexed.fact.statement)
    denying = (len(denials(reading.tokens)) + turned) % 2 == 1
    denies = len(denials(indexed.tokens)) % 2 == 1 if denials(indexed.tokens) else fact_negated(indexed)
    if one or (not both and denying != (denies and fact_negated(indexed))):
        return Check("polarity", "missing", "not all of it is denied in both, or in neither")
    return None


def _is_verb(hit: Hit) -> bool:
    return any(rather_a_verb(word) for word in hit.term.words)


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
        if hit.term.kind != "entity" or not hit.where or _is_whole(hit, alignment):
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


def _is_whole(hit: Hit, alignment: Alignment) -> bool:
    """Tell whether a name only says of what others are part: "of the four boys, Jo was the oldest"."""
    tokens = alignment.reading.tokens
    before = hit.term.first - 1
    while before > 0 and tokens[before].norm in DETERMINERS:
        before -= 1
    return before >= 0 and tokens[before].norm in {"of", "among"}


def _is_passive(alignment: Alignment) -> bool:
    verb = alignment.reading.predicate[0] if alignment.reading.predicate else 0
    return verb > 0 and alignment.reading.tokens[verb - 1].norm in BE


LINKS = {"before": {"before", "ahead", "prior"}, "after": {"after", "following", "wake", "since"}}
"""Words that put one thing behind another, and those that do it as well."""


def check_order(alignment: Alignment) -> Check | None:
    """What comes behind "before" or "after" must come behind it in the record."""
    tokens, indexed = alignment.reading.tokens, alignment.indexed
    for position, token in enumerate(tokens):
        if token.norm not in {"before", "after"}:
            continue
        behind = [hit for hit in alignment.hits if hit.term.first > position]
        links = [p for p, own in enumerate(indexed.tokens) if own.norm in LINKS[token.norm]]
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


def check_pairs(alignment: Alignment, matcher: Matcher) -> Check | None:
    """Where a fact tells several numbers or times, each must stand beside the same name in both."""
    for kinds, recorded in (("time", alignment.indexed.times), ("quantity", alignment.indexed.quantities)):
        told = sorted(
            (hit.term.first, min(hit.where))
            for hit in alignment.hits
            if hit.term.kind == kinds and hit.how == "statement" and hit.where
        )
        if [place for _, place in told] != sorted({place for _, place in told}):
            return Check("pairs", "missing", "its numbers stand in another order in the record")
        if len(recorded) > 1 and told and not _beside_the_same(alignment, matcher, [place for _, place in told]):
            return Check("pairs", "missing", "the number stands beside another name in the record")
    return None


def _beside_the_same(alignment: Alignment, matcher: Matcher, places: list[int]) -> bool:
    """Tell whether the person named next to each place is one whom the assertion names; true without any."""
    indexed = alignment.indexed
    persons = [m for m in indexed.mentions if PERSONS & indexed.kinds(m) and m.how != "role" and not matcher.gazetteer.members(m.name)[1:]]
    if len({mention.name for mention in persons}) < 2:
        return True
    asked = {position for hit in alignment.hits if hit.term.kind == "entity" for position in hit.where}
    nearest = [min(persons, key=lambda m: max(m.first - place, place - m.last + 1)) for place in places]
    return all(set(range(mention.first, mention.last)) & asked for mention in nearest)


def check_parts(alignment: Alignment) -> Check | None:
    """How many of a number: "thirty out of 210" contradicts "three out of 210"."""
    indexed = alignment.indexed
    unfound = [hit for hit in alignment.hits if hit.how == "missing" and hit.term.kind == "quantity"]
    recorded = [q for q in indexed.quantities if norm_at(indexed.tokens, q.last) in {"of", "out"}]
    if len(unfound) != 1 or len(recorded) != 1 or unfound[0].term.comparator:
        return None
    term = unfound[0].term
    if norm_at(alignment.reading.tokens, term.last) not in {"of", "out"}:
        return None
    text = " ".join(token.text for token in indexed.tokens[recorded[0].first : recorded[0].last])
    return Check("quantity", "conflict", f"the record says {text}", "how many", term.text, text)


TITLES = frozenset((*SOLE_ROLES, "executive", "officer", "secretary", "deputy", "spokesman", "spokeswoman"))


def check_titles(alignment: Alignment, matcher: Matcher) -> Check | None:
    """What somebody is called must be a word of how the dossier describes them, not one that is like it."""
    for hit in alignment.hits:
        if hit.how != "described" or hit.term.kind != "word" or (hit.where and not TITLES & set(hit.term.words)):
            continue
        named = (name for other in alignment.hits for name in other.term.names)
        known = {base for name in named for word in matcher.gazetteer.describing(name) for base in (word, *bases(word))}
        if not all(known & {word, *bases(word)} for word in hit.term.words):
            return Check("title", "missing", f"nobody is described as {hit.term.text}")
    return None
