"""What one fact makes of one assertion: it bears it out, contradicts it in one respect, or says nothing of it.

The assertion is aligned with the fact as the yes/no question "is it so" is, by the same checks. But whoever asks may
leave things out, and whoever asserts has to be right in everything: here each word must be accounted for, no check may
be passed over, and the fact's own verb must be among what is asserted.
"""

from __future__ import annotations

from itertools import pairwise

from qa.english.function_words import COMPARING, HAVE, NEGATIONS, PARTICLES
from qa.english.tokens import norm_at, norms
from qa.english.wordnet import rather_a_verb
from qa.matching.alignment import AHEAD, ASKED_WAYS, WILL, Alignment, Check, leaves_the_agent_out, says_the_same_of
from qa.matching.hit import Hit
from qa.matching.match import Matcher
from qa.matching.modality import planned, speaks_of_wishes, states_an_aim, wishes
from qa.questions.polarity import IMPLICIT
from qa.recognition.objections import DECISIVE
from qa.recognition.wordings import DEAREST
from qa.record.lexicon import bases
from qa.values import value
from qa.verdicts.claim_checks import CLAIM_CHECKS, TOLD, is_kin, share_told
from qa.verdicts.part_checks import check_parts, check_whole
from qa.verdicts.rivals import rival
from qa.verdicts.scope_checks import goes_further

FOR, AGAINST, SILENT = "for", "against", "silent"
ANOTHERS_VIEW = "it may be the view of somebody whom the claim does not name"
NECESSARY = frozenset("words time quantity possessor exact choice tense pairs plans direction".split())
"""Checks that an assertion may not miss."""
PASSING = frozenset(
    "sadly tragically reportedly allegedly apparently also both indeed altogether total fact later just so-called "
    "time find show say describe note detail way word quite even already people person thing stuff happen occur go "
    "come get make take actually really simply basically there".split()
)
"""Words that may go unaccounted for: they add nothing that could be wrong."""
EXACTING = (
    COMPARING | DECISIVE | frozenset("same different other another again twice once former new more most".split())
)
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
    lacking, conflicts = _by_questions_checks(alignment, matcher)
    lacking += _attribution(alignment) + _modality(alignment) + _otherness(alignment)
    lacking += [f"words: {reason}" for hit in alignment.hits if (reason := _unaccounted(hit, alignment, allowed))]
    for outcome in (*_named(alignment, matcher), *(check(alignment, matcher) for check in CLAIM_CHECKS)):
        if outcome is not None and outcome.verdict == "missing":
            lacking.append(f"{outcome.name}: {outcome.reason}")
        elif outcome is not None and outcome.verdict == "conflict":
            conflicts.append(outcome)
    if not _says_its_own(alignment):
        lacking.append("head: the fact's own verb is not among what is asserted")
    if not _is_anchored(alignment):
        lacking.append("head: the names alone say nothing")
    if not lacking and not conflicts and leaves_the_agent_out(alignment):
        lacking.append(f"agent: {ANOTHERS_VIEW}")
    if not lacking and not conflicts and (further := goes_further(alignment, matcher)):
        lacking.append(f"scope: {further}")
    conflict = _only(conflicts)
    stance = SILENT
    if not lacking and not conflicts:
        stance = FOR
    elif conflict and _is_contradicted(alignment, conflict, lacking):
        stance = AGAINST
    return Weighed(alignment, stance, conflict, tuple(lacking))


def _by_questions_checks(alignment: Alignment, matcher: Matcher) -> tuple[list[str], list[Check]]:
    """Return what the checks of questions find lacking and in conflict, but for those that claims put more strictly."""
    lacking = [f"{check.name}: {check.reason}" for check in alignment.missing if check.name in NECESSARY - {"quantity"}]
    for hit in alignment.hits:
        others = (other for other in alignment.hits if other is not hit and other.term.kind == hit.term.kind)
        if hit.how == "conflict" and any(other.found and other.where & hit.where for other in others):
            lacking.append(f"{hit.term.kind}: {hit.reason}, and says that of something else")
    counted = any(check(alignment, matcher) is not None for check in (check_parts, check_whole))
    unfound = [hit for hit in alignment.hits if hit.how == "missing" and hit.term.kind in {"quantity", "age"}]
    lacking += [
        f"quantity: {hit.reason}" for hit in unfound if not counted and not _counts_members(hit, alignment, matcher)
    ]
    return lacking, [check for check in alignment.conflicts if check.name != "quantifier"]


def _counts_members(hit: Hit, alignment: Alignment, matcher: Matcher) -> bool:
    """Tell whether a number only says how many a group has: "the two Reid sisters"."""
    behind = [other.term for other in alignment.hits if other.found and other.term.first == hit.term.last]
    groups = [name for term in behind for name in term.names]
    return any(hit.term.quantity and len(matcher.gazetteer.members(name)) == hit.term.quantity.value for name in groups)


def _named(alignment: Alignment, matcher: Matcher) -> list[Check]:
    """Return for each name that a fact lacks that it does, or whom it names in a role that only one can have."""
    unnamed = [hit for hit in alignment.hits if hit.how == "missing" and hit.term.kind == "entity"]
    found = rival(unnamed[0], alignment, matcher) if len(unnamed) == 1 else None
    return [found] if found else [Check("entity", "missing", hit.reason) for hit in unnamed]


def _is_contradicted(alignment: Alignment, conflict: Check, lacking: list[str]) -> bool:
    """Tell whether a fact is so surely what an assertion is about that one difference contradicts it.

    A word more than the record has makes no difference where most of the fact is in the assertion.
    """
    if not lacking and conflict.name == "quantifier":  # most of whom, and that they are what, must be the same
        return share_told(alignment) >= SURELY_TOLD and says_the_same_of(alignment)
    if not lacking:
        return share_told(alignment) >= TOLD or bool(alignment.reading.speaker)
    words = [each for each in lacking if each.startswith("words")]
    agreeing = sum(hit.how == "statement" for hit in alignment.hits)
    surplus = len(words) == len(lacking) == 1 and agreeing >= 3 and conflict.name not in {"polarity", "claimant"}
    return surplus and share_told(alignment) >= SURELY_TOLD


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
    obliged = bool(OBLIGING & set(said)) or any(norm in HAVE and after == "to" for norm, after in pairwise(said))
    own = {token.norm for token in alignment.indexed.tokens}
    both_wished = wishes(said) and states_an_aim(alignment.indexed)
    found = [
        f"modality: {check.reason}"
        for check in alignment.missing
        if check.name == "modality" and not (obliged and own & OBLIGING) and not both_wished
    ]
    stated = [token.norm for token in alignment.indexed.tokens]
    ahead = planned(stated) or bool((AHEAD | OBLIGING | {"would"}) & set(stated))
    to_come = planned(said) or bool(WILL & set(said)) or ("going", "to") in pairwise(said)
    if not found and to_come and not ahead and not speaks_of_wishes(alignment.indexed):
        return ["modality: what was to be is not what came of it"]
    return found


def _otherness(alignment: Alignment) -> list[str]:
    """Tell whether another one is spoken of than the record speaks of: "from another club"."""
    said, own = ([token.norm for token in tokens] for tokens in (alignment.reading.tokens, alignment.indexed.tokens))
    other = any(norm == "another" and (not p or said[p - 1] != "one") for p, norm in enumerate(said))
    return ["another: the record does not speak of another one"] if other and not OTHER & set(own) else []


TWICE_TOLD = ({"quantity", "quantifier"}, {"role", "contrast"})
"""Checks that find the same: "half", of one in five; "from A to B", of from B to A."""
OTHER = frozenset({"another", "other", "others"})
OBLIGING = frozenset("must should ought need needs needed".split())


def _only(conflicts: list[Check]) -> Check | None:
    """Return the one respect in which a fact differs: "none" for "three" is a number, not also a denial."""
    kept = [check for check in conflicts if check.name != "polarity"] or conflicts
    names = {check.name for check in kept}
    if names in TWICE_TOLD and len({check.recorded for check in kept}) == 1:
        return kept[0]
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
    if hit.how == "optional" and not _passes(hit, alignment):
        return f"'{hit.term.text}' is passed over"
    exacting = {word for word in hit.term.words if word in EXACTING or (word.endswith("est") and hit.found)}
    if hit.term.kind != "word" or not exacting or not hit.found:
        return ""
    own = {alignment.indexed.tokens[position].norm for position in hit.where}
    degree = next((ending for ending in ("est", "er") if hit.term.words[-1].endswith(ending)), "")
    if own and any(norm.endswith(degree) if degree else norm in EXACTING for norm in own):
        return ""  # "eldest" for "oldest", but not "youngest" for "younger"
    return f"'{hit.term.text}' is not in the statement"


def _passes(hit: Hit, alignment: Alignment) -> bool:
    """Tell whether a word adds nothing: "go" does not, "go up" does where the record has no such word."""
    tokens = alignment.reading.tokens
    particle = norm_at(tokens, hit.term.last)
    phrasal = particle in PARTICLES and particle not in {token.norm for token in alignment.indexed.tokens}
    return not phrasal and all(PASSING & {word, *bases(word)} for word in hit.term.words)


SURELY_TOLD = 0.75
"""The share of what a fact says that must be in an assertion which has more in it, and is contradicted."""


def may_be_reworded(alignment: Alignment, needed: frozenset[int]) -> bool:
    """Tell whether words may be taken from several phrasings: the fact's subject and verb stand in the assertion."""
    told = [hit for hit in alignment.hits if hit.term.first not in needed]
    new = [hit for hit in alignment.hits if hit.term.first in needed and hit.how != "optional"]
    if (
        any(hit.term.role == "agent" or any(map(rather_a_verb, hit.term.words)) for hit in new)
        or len(new) > len(told) / 2
    ):
        return False
    own = frozenset(position for hit in told for position in hit.where)
    heads = _heads(alignment)
    return bool(set(heads) & own) if heads else bool(told)


def _may_be_anothers(hit: Hit, alignment: Alignment) -> bool:
    """Tell whether kinship or a number is that of somebody in the fact of whom nothing is asserted."""
    if hit.term.kind == "word":
        return is_kin(hit)
    named = (other for other in alignment.hits if other.term.kind == "entity" and other.how == "statement")
    asked = {p for other in named for p in other.where}
    return hit.term.kind == "quantity" and not hit.where <= asked


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
        first = min((slot for slot in indexed.slots("who", "what")), key=lambda slot: slot.spans, default=None)
        subject = indexed.positions(first) & indexed.content if first else frozenset()
        told = (subject | indexed.predicate) & indexed.content
        return share_told(alignment) >= TOLD and (not told or bool(told & alignment.covered))
    told = indexed.predicate & indexed.content
    if 5 * len(told & alignment.covered) >= 2 * len(told):
        return True
    if set(heads) & alignment.covered:
        return True
    return any(hit.how in ASKED_WAYS or (hit.term.kind == "age" and hit.how != "missing") for hit in alignment.hits)


def _is_anchored(alignment: Alignment) -> bool:
    """Tell whether something that is asserted stands in the statement, apart from who or what it is about."""
    named = [hit for hit in alignment.hits if hit.term.kind == "entity" and hit.how == "statement"]
    told = [hit for hit in alignment.hits if hit.term.kind != "entity" and (hit.how in {"statement", *ASKED_WAYS})]
    aged = [hit for hit in alignment.hits if hit.term.kind == "age" and (hit.found or hit.how == "conflict")]
    otherwise = any(hit.term.kind == "entity" and hit.how == "conflict" for hit in alignment.hits)
    apart = len({hit.where for hit in named})  # an office and the name of who has it are one
    return bool(told or aged) or otherwise or apart > 1 or bool(named and named[0].where & alignment.indexed.predicate)
