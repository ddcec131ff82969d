"""What one fact makes of one assertion: it bears it out, contradicts it in one respect, or says nothing of it.

The assertion is aligned with the fact as the yes/no question "is it so" is, by the same checks. But whoever asks may
leave things out, and whoever asserts has to be right in everything: here each word must be accounted for, no check may
be passed over, and the fact's own verb must be among what is asserted.
"""

from __future__ import annotations

from qa.alignment import ASKED_WAYS, Alignment, Check, fact_negated, predicate_hit
from qa.function_words import CONDITIONAL, LIGHT
from qa.lexicon import INFLECTED, LISTED, bases
from qa.match import Hit, Matcher
from qa.polarity import IMPLICIT, denials, denied
from qa.quantifiers import check_amounts
from qa.rivals import rival
from qa.synonyms import GENERIC, LIGHT_VERBS
from qa.tokens import norm_at
from qa.values import value

FOR, AGAINST, SILENT = "for", "against", "silent"
NECESSARY = frozenset(
    "words entity time quantity links role quantifier claimant comparison possessor exact choice modality yes-no tense "
    "predicate".split()
)
"""Checks that an assertion may not miss."""
PASSING = frozenset(
    "sadly tragically reportedly allegedly apparently also both indeed all altogether total in fact former then-boss "
    "later just so-called people person".split()
) | frozenset(GENERIC) | frozenset(LIGHT_VERBS)
"""Words that may go unaccounted for: they add nothing that could be wrong."""
EMPTY_HEADS = frozenset("be have do there take make get give put come go".split())
"""Verbs that say nothing of their own: "there was a review", "had caseloads"."""


@value
class Weighed:
    """A fact beside an assertion: what it makes of it, in which respect it differs, and what speaks against both."""

    alignment: Alignment
    stance: str
    conflict: Check | None
    lacking: tuple[str, ...]
    literal: bool
    """True where every word was found in the statement itself, in the same words or listed ones."""

    @property
    def cost(self) -> float:
        """What the evidence costs: 0 is word for word."""
        return self.alignment.cost


def weigh(alignment: Alignment, matcher: Matcher) -> Weighed:
    """Return what a fact makes of the assertion that was aligned with it."""
    lacking = [
        f"{check.name}: {check.reason}"
        for check in alignment.missing
        if check.name in NECESSARY and not (check.name == "entity" or _judged_elsewhere(check))
    ]
    lacking += [f"words: '{hit.term.text}' is passed over" for hit in alignment.hits if _adds(hit)]
    conflicts = [check for check in alignment.conflicts if not _judged_elsewhere(check)]
    unnamed = [hit for hit in alignment.hits if hit.how == "missing" and hit.term.kind == "entity"]
    for hit in unnamed:
        found = rival(hit, alignment, matcher) if len(unnamed) == 1 else None
        if found is None:
            lacking.append(f"entity: {hit.reason}")
        else:
            conflicts.append(found)
    for outcome in (check_amounts(alignment, matcher), check_denial(alignment)):
        if outcome is not None and outcome.verdict == "missing":
            lacking.append(f"{outcome.name}: {outcome.reason}")
        elif outcome is not None and outcome.verdict == "conflict":
            conflicts.append(outcome)
    if not _says_its_own(alignment):
        lacking.append("head: the fact's own verb is not among what is asserted")
    conflict = _only(conflicts)
    stance = SILENT
    if not lacking:
        stance = FOR if not conflicts else AGAINST if conflict else SILENT
    return Weighed(alignment, stance, conflict, tuple(lacking), _literal(alignment))


def _judged_elsewhere(check: Check) -> bool:
    """Tell whether a check of questions is put again, more strictly, by one of claims."""
    return check.name == "quantifier"


def _only(conflicts: list[Check]) -> Check | None:
    """Return the one respect in which a fact differs: "none" for "three" is a number, not also a denial."""
    kept = [check for check in conflicts if check.name != "polarity"] or conflicts
    if len(kept) == 1 and (len(conflicts) == 1 or kept[0].asked == "none"):
        return kept[0]
    return None


def _adds(hit: Hit) -> bool:
    """Tell whether a word that was passed over could be wrong."""
    return hit.how == "optional" and not all(PASSING & {word, *bases(word)} for word in hit.term.words)


def _literal(alignment: Alignment) -> bool:
    return all(hit.how not in ASKED_WAYS and hit.cost <= LISTED + INFLECTED for hit in alignment.hits)


def _says_its_own(alignment: Alignment) -> bool:
    """Tell whether what the fact says of its subject is among what is asserted."""
    indexed = alignment.indexed
    heads = [
        position
        for position in sorted(indexed.predicate & indexed.content)
        if not set(bases(indexed.tokens[position].norm)) & (EMPTY_HEADS | IMPLICIT)
    ][:1]
    if not heads or set(heads) & alignment.covered:
        return True
    return any(hit.how in ASKED_WAYS and hit.term.kind == "word" for hit in alignment.hits)


def check_denial(alignment: Alignment) -> Check | None:
    """What the record says is so must not be denied, nor the other way round."""
    reading, indexed = alignment.reading, alignment.indexed
    turned = reading.saying == "negative"
    both = one = 0
    unplaced = False
    for hit in alignment.hits:
        if hit.term.kind != "word" or not hit.found:
            continue
        asserted = denied(reading.tokens, hit.term.first) != turned
        if not hit.where:
            unplaced = unplaced or asserted
            continue
        recorded = denied(indexed.tokens, min(hit.where))
        both += asserted and recorded
        one += asserted != recorded
    if one and not both:
        return Check("polarity", "conflict", "the record says the opposite", "polarity", "", indexed.fact.statement)
    if one or (unplaced and not both):
        return Check("polarity", "missing", "not all of it is denied in both, or in neither")
    if not both and bool(denials(reading.tokens)) != fact_negated(indexed) and not turned:
        return Check("polarity", "missing", "only one of both is a denial")
    return None
