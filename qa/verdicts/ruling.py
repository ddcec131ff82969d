"""The decision table of claims: from the facts that were weighed to supported, refuted, disputed or not-enough-info."""

from __future__ import annotations

from collections.abc import Sequence

from qa.computing.compose import Composer, sources_of
from qa.english.function_words import BE
from qa.english.synonyms import FINDERS, NEGATIVE_SAYING, SAYING
from qa.english.tokens import norm_at, norms
from qa.matching.alignment import is_overtaken
from qa.matching.factindex import IndexedFact
from qa.matching.hit import Hit
from qa.matching.modality import speaks
from qa.model import Answer, Claim, Fact, Source
from qa.record.lexicon import bases
from qa.values import replace, value
from qa.verdicts.weighing import AGAINST, FOR, Weighed

UNSURE = "not-enough-info"
DENIALS = frozenset({"polarity", "phrasings"})
"""Conflicts that deny the whole of what somebody claims, rather than giving another value."""


@value
class Ruling:
    """What is decided of one assertion, with what it rests on; ``reason`` names the row of the table."""

    verdict: str
    reason: str
    statement: str | None = None
    correction: str | None = None
    claims: tuple[Claim, ...] = ()
    sources: tuple[Source, ...] = ()
    facts: tuple[str, ...] = ()
    by: Weighed | None = None
    """The weighed fact that decided it."""


def rule(weighed: Sequence[Weighed], composer: Composer) -> Ruling:
    """Return the first row of the table that holds.

    0. a fact bears it out as it was, and another took its place; what is asserted is to be so now: refuted
    1. a fact of the record, or the speaker's own claim where the assertion names one, bears it out: supported
    2. only a claim bears it out that was given up, and the record says otherwise: refuted
    3. only somebody's claim bears it out, or somebody's claim denies it: disputed
    4. what contradicts it is a claim, and whoever disputes that says just what is asserted: disputed
    5. all agrees but one respect, in which the record says otherwise: refuted
    6. else: not-enough-info
    """
    bearing = [each for each in weighed if each.stance == FOR]
    against = [each for each in weighed if each.stance == AGAINST and not is_overtaken(each.alignment)]
    plain = next((each for each in bearing if _is_plain(each, composer)), None)
    if plain is not None and is_overtaken(plain.alignment):
        return replace(_overtaken(plain, composer), by=plain)
    if plain is not None:
        return replace(_supported(plain, composer), by=plain)
    settled = composer.settled(bearing[0].alignment) if bearing else None
    if settled is not None:
        return replace(_given_up(settled), by=bearing[0])
    denied = [each for each in against if each.conflict and each.conflict.name in DENIALS]
    sided = [*bearing, *(each for each in denied if not _is_plain(each, composer))]
    if sided:
        return replace(_disputed(sided[0], composer), by=sided[0])
    side = _other_side(against[0], weighed) if against else None
    if side is not None:
        return replace(_disputed(side, composer), by=side)
    if against:
        return replace(_refuted(against[0], composer), by=against[0])
    return Ruling(UNSURE, "no fact accounts for all of it")


def _is_plain(weighed: Weighed, composer: Composer) -> bool:
    """Tell whether what a fact says may be said as it is: nobody's claim, or the assertion names whose it is."""
    fact = weighed.alignment.indexed.fact
    return bool(weighed.alignment.reading.speaker) or is_unclaimed(fact, composer) or _is_attributed(weighed)


def _is_attributed(weighed: Weighed) -> bool:
    """Tell whether an assertion says whose claim it is: it names them, not as those whom the claim is about, or quotes.

    Who it is that "says" so need not be named: a word that nobody has used of them would not have been passed over.
    """
    indexed, hits = weighed.alignment.indexed, weighed.alignment.hits
    claimants = set(indexed.fact.according_to)
    about = claimants & {mention.name for mention in indexed.mentions}
    tokens = weighed.alignment.reading.tokens
    # what Reid denies is no more denied of "Reid's house"; "not to Reid's liking" bears out what he says all the same
    about_him = (hit for hit in hits if norm_at(tokens, hit.term.last) not in BE or speaks(tokens))
    saying = (hit for hit in about_him if weighed.stance == FOR or norm_at(tokens, hit.term.last) != "'s")
    named = bool(claimants) and claimants <= {name for hit in saying for name in hit.term.names}
    words = (word for hit in hits if hit.how != "statement" for word in hit.term.words)
    quoted = any((SAYING | NEGATIVE_SAYING) & set(bases(word)) for word in words)
    return (named and not about) or quoted


def is_unclaimed(fact: Fact, composer: Composer) -> bool:
    """Tell whether a fact is nobody's claim: the record's own, or the undisputed finding of a report."""
    return not fact.according_to or (not fact.disputes and all(_finds(name, composer) for name in fact.according_to))


def _finds(name: str, composer: Composer) -> bool:
    """Tell whether a claimant is a report or an inspectorate, whose findings are no side's claim."""
    return bool(set(FINDERS) & (composer.kinds(name) | set(norms(name))))


def _supported(weighed: Weighed, composer: Composer) -> Ruling:
    indexed = weighed.alignment.indexed
    fact = indexed.fact
    return Ruling(
        "supported", "every part agrees", composer.statement(indexed), None, composer.claims([fact]), fact.sources,
        (fact.id,),
    )  # fmt: skip


def _other_side(against: Weighed, weighed: Sequence[Weighed]) -> Weighed | None:
    """Return the claim that disputes what contradicts an assertion, if it has what is asserted instead."""
    disputes = against.alignment.indexed.fact.disputes if against.alignment.indexed.fact.according_to else ()
    asked = against.conflict.asked if against.conflict else ""
    sides = (each for each in weighed if each.alignment.indexed.fact.id in disputes)
    plain = (each for each in sides if asked and not each.alignment.reading.speaker)
    told = (each for each in plain if any(_tells(hit, asked) for hit in each.alignment.hits))
    return next(told, None)


def _tells(hit: Hit, asked: str) -> bool:
    return hit.term.text == asked and hit.how == "statement"


def _refuted(weighed: Weighed, composer: Composer) -> Ruling:
    indexed = weighed.alignment.indexed
    fact, conflict = indexed.fact, weighed.conflict
    statement = composer.statement(indexed)
    recorded = conflict.recorded if conflict else ""
    correction = statement if _within(recorded, statement) else f"{recorded}. {statement}"
    reason = f"all agrees but {conflict.slot or conflict.name}" if conflict else ""
    return Ruling("refuted", reason, statement, correction, composer.claims([fact]), fact.sources, (fact.id,))


def _overtaken(weighed: Weighed, composer: Composer) -> Ruling:
    told = composer.statement(weighed.alignment.indexed)
    fact = weighed.alignment.indexed.fact
    return Ruling(
        "refuted", "it was so, and is no longer", told, told, composer.claims([fact]), fact.sources, (fact.id,)
    )


def _given_up(no: Answer) -> Ruling:
    reason = "who said so has been contradicted since"
    return Ruling("refuted", reason, no.statement, no.correction, no.claims, no.sources, no.facts)


def _within(words: str, text: str) -> bool:
    return f" {' '.join(norms(words))} " in f" {' '.join(norms(text))} "


def _disputed(weighed: Weighed, composer: Composer) -> Ruling:
    """Show every side: who claims it or denies it, and whom they contradict."""
    first = weighed.alignment.indexed
    sides: dict[tuple[str, ...], IndexedFact] = {}
    for side in (first, *composer.disputing(first.fact)):
        sides.setdefault(side.fact.according_to, side)
    facts: list[Fact] = [side.fact for side in sides.values()]
    statement = " ".join(composer.statement(side) for side in sides.values())
    return Ruling(
        "disputed",
        "only one side says so" if len(facts) == 1 else "sides differ",
        statement,
        statement if weighed.stance == AGAINST else None,
        composer.claims(facts),
        sources_of(facts),
        tuple(fact.id for fact in facts),
    )
