"""What is checked of how far a claim goes: no further than the record, in whom, how often and how much it tells of."""

from __future__ import annotations

from itertools import pairwise

from qa.english import wordnet
from qa.english.function_words import AUXILIARIES, BE, CONDITIONAL, DETERMINERS, PARTICLES, QUANTIFIERS
from qa.english.tokens import norm_at
from qa.matching.alignment import ASKED_WAYS, Alignment, fact_roles, predicate_hit
from qa.matching.causality import causes
from qa.matching.match import Matcher
from qa.matching.modality import denies_in_saying, speaks
from qa.matching.slot_kinds import ACTING
from qa.questions.polarity import denials, denies_in_a_word
from qa.record.lexicon import base_forms, bases
from qa.verdicts.claim_checks import denied_only_with

IDLE = frozenset({"optional", "ambient"})
"""Ways in which a term need not be in the statement."""
PERIODS = frozenset("day week fortnight month year hour minute".split())
RATES = frozenset({"a", "an", "per", "each", "every"})
LASTING = frozenset("in for within after over than about".split())
"""Words before "a year" that make it how long."""
NOT_RATES = frozenset("ago later earlier before after old and or on since from".split())
"""Words behind "a year" that make it a time."""
MANY = frozenset("many several numerous countless".split())
FEW = frozenset({"some", "few"})
SOME = frozenset("some few certain several number part any".split())
OPPOSED = {"up": "down", "down": "up", "out": "in", "off": "on"}
"""Particle -> the word that says the contrary."""
AS_FAR = 3
"""So far behind "all" its noun may stand: "all of the players"."""
BLAMED = frozenset({"blame", "responsible", "culpable", "fault"})
"""Words that say of somebody, behind "is", what others do who blame him."""
NEXT = 2
"""So many of a record's words behind a denial are what it denies."""
BARELY = 2
"""So few words of what somebody says are no statement."""
OF_SOME = frozenset("girl boy man woman baby infant toddler child kid teenager adult pensioner".split())
"""Nouns of people of one sex or age, which do not stand for others."""
LOST = frozenset({"missing", *ASKED_WAYS})
"""Ways of not being found in the statement."""
LEADING_TO = frozenset({"of", "for", "against", "over", "about"})
"""Prepositions of what something is of, or for."""


def check_rate(alignment: Alignment, _matcher: Matcher) -> str:
    """So many "a year" is not so many in all."""
    tokens = alignment.reading.tokens
    own = base_forms(token.norm for token in alignment.indexed.tokens)
    counted = min((term.last for term in alignment.reading.terms if term.quantity), default=len(tokens))
    for position in range(max(1, counted), len(tokens) - 1):
        before, here, period, behind = (norm_at(tokens, p) for p in range(position - 1, position + 3))
        rate = here in RATES and period in PERIODS and behind not in NOT_RATES and before not in LASTING
        if rate and period not in own:
            return f"the record does not say so many a {period}"
    return ""


def check_any(alignment: Alignment, _matcher: Matcher) -> str:
    """What is not so of some may be so of others: "not for some" is neither "not for any" nor "not for many"."""
    said = {token.norm for token in alignment.reading.tokens}
    own = {token.norm for token in alignment.indexed.tokens}
    if "any" in said and denials(alignment.reading.tokens) and own & FEW:
        return "the record says it of some only"
    if said & MANY and own & FEW and not own & MANY:
        return "the record says some, not many"
    if "some" in own and denials(alignment.indexed.tokens) and not said & SOME:
        return "the record says it of some only"
    return ""


def check_all_of_a_kind(alignment: Alignment, _matcher: Matcher) -> str:
    """What is so of those whom a fact names is not so of all of their kind: "all the players are brothers"."""
    if alignment.reading.quantifier != "all":
        return ""
    tokens = alignment.reading.tokens
    own = base_forms(token.norm for token in alignment.indexed.tokens)
    all_at = next((p for p, token in enumerate(tokens) if QUANTIFIERS.get(token.norm) == "all"), len(tokens))
    for hit in alignment.hits:
        near = 0 < hit.term.first - all_at <= AS_FAR
        named = hit.term.kind == "word" and hit.how in {"statement", "described"}
        if near and named and not own & set(bases(hit.term.words[-1])):
            return f"the record names some, not all {hit.term.text}"
    return ""


def check_left_out(alignment: Alignment, _matcher: Matcher) -> str:
    """Nobody seriously hurt is not nobody hurt: a denial must deny no more than the record's."""
    tokens, own = alignment.reading.tokens, alignment.indexed.tokens
    if not denials(tokens) or not denials(own) or alignment.reading.saying == "negative":
        return ""
    left = denied_only_with(alignment)
    return f"the record denies it only with '{left}'" if left else ""


def check_particle(alignment: Alignment, _matcher: Matcher) -> str:
    """To give up is not to give; "two up" is not "two down"."""
    tokens = alignment.reading.tokens
    own = [token.norm for token in alignment.indexed.tokens]
    for hit in alignment.hits:
        behind = norm_at(tokens, hit.term.last)
        if behind not in PARTICLES or behind in own or hit.how != "statement" or hit.term.kind == "entity":
            continue
        if OPPOSED.get(behind) in own:
            return f"the record says '{OPPOSED[behind]}', not '{behind}'"
        base = bases(hit.term.words[-1])[0] if hit.term.words else ""
        if any(found == f"{base}_{behind}" for found, _ in wordnet.lemmas(f"{base} {behind}")):
            return f"the record does not say '{hit.term.text} {behind}'"
    return ""


def check_to_blame(alignment: Alignment, _matcher: Matcher) -> str:
    """Who is to blame is who is blamed, not who blames."""
    at = _to_blame(alignment)
    blames = any(
        "blame" in bases(token.norm) and norm_at(alignment.indexed.tokens, p - 1) not in {"to", "not"} | BE
        for p, token in enumerate(alignment.indexed.tokens)
    )
    agent, _ = fact_roles(alignment.indexed)
    if at < 0 or not blames:
        return ""
    blamed = (hit for hit in alignment.hits if hit.term.kind == "entity" and hit.term.first < at)
    hit = next((hit for hit in blamed if hit.where & agent or not hit.where), None)
    return f"the record does not blame {hit.term.text}" if hit is not None else ""


def _to_blame(alignment: Alignment) -> int:
    """Return where it is asserted that somebody is to blame, or responsible; -1 where it is not."""
    tokens = alignment.reading.tokens
    told = any(token.norm in BE for token in tokens)
    return next((p for p, token in enumerate(tokens) if told and p and token.norm in BLAMED), -1)


def check_shared(alignment: Alignment, _matcher: Matcher) -> str:
    """What several get together is not what one of them gets: "40 went to A, B and C"."""
    amounts = [hit for hit in alignment.hits if hit.term.kind == "quantity" and hit.how == "statement" and hit.where]
    if not amounts or len(alignment.indexed.quantities) != 1:
        return ""
    named = {name for hit in alignment.hits if hit.how == "statement" for name in hit.term.names}
    covered = alignment.covered
    for slot in alignment.indexed.slots("to whom", "to what", "for whom"):
        own = alignment.indexed.positions(slot)
        told = [m for m in alignment.indexed.mentions if m.first in own]
        joined = any(alignment.indexed.tokens[p].norm == "and" for p in own)
        others = {p for p in own & alignment.indexed.content if p not in covered}
        if joined and named & {m.name for m in told} and others:
            return "the record tells it of several together"
    return ""


def check_agent(alignment: Alignment, _matcher: Matcher) -> str:
    """Who does it, or is it, must not be one whom the record does not tell of, where it tells who does."""
    agent, _ = fact_roles(alignment.indexed)
    absent = [hit for hit in alignment.hits if hit.term.role == "agent" and not hit.where and hit.how not in IDLE]
    if not agent or not absent:
        return ""
    if any(hit.term.role == "patient" and hit.term.kind == "entity" and hit.where & agent for hit in alignment.hits):
        unnamed = [hit for hit in absent if hit.term.kind == "entity" and hit.how == "missing"]
        return f"in the record it is not {unnamed[0].term.text} who does it" if unnamed else ""
    if agent & alignment.covered:
        return ""
    verb = predicate_hit(alignment)
    told = verb is not None and bool(verb.where & alignment.indexed.predicate)
    described = not alignment.reading.predicate and bool(alignment.indexed.slots("is"))
    claimants = set(alignment.indexed.fact.according_to)
    says = any(claimants & set(hit.term.names) for hit in absent)
    if says:  # what he says does not tell what he does
        doubted = not _speaks(alignment)
    elif _to_blame(alignment) >= 0:
        doubted = True
    else:  # what is said to be somebody's words may be put in others
        named = not alignment.reading.speaker and any(hit.term.kind == "entity" or hit.how == "asked" for hit in absent)
        doubted = named and (told or described)
    return f"{absent[0].term.text} is not the one who does it" if doubted else ""


def _speaks(alignment: Alignment) -> bool:
    """Tell whether an assertion is of what somebody says, thinks, wants or finds, in whatever verb."""
    tokens = alignment.reading.tokens
    return speaks(tokens) or any(token.norm == "that" for token in tokens)


def check_described(alignment: Alignment, _matcher: Matcher) -> str:
    """What somebody is must be what that one is, not another of whom the fact tells: "A, a teacher" of B, a teacher."""
    tokens = alignment.reading.tokens
    for hit in alignment.hits:
        if hit.how != "described" or hit.term.kind != "word" or not hit.where:
            continue
        behind = [each for each in alignment.hits if each.term.last <= hit.term.first and each.where]
        nearest = max(behind, key=lambda each: each.term.last, default=None)
        between = {token.norm for token in tokens[nearest.term.last : hit.term.first]} if nearest else {""}
        noun = not any(wordnet.inflected_verb(word) for word in hit.term.words)
        if nearest is not None and between and between <= BE | DETERMINERS and noun and not nearest.where & hit.where:
            return f"the record calls somebody else {hit.term.text}"
    return ""


def check_member(alignment: Alignment, matcher: Matcher) -> str:
    """What is done to one of its members is not done to a body."""
    done = (hit for hit in alignment.hits if hit.how == "member" and hit.term.role != "agent")
    hit = next((hit for hit in done if any("body" in matcher.gazetteer.kinds(name) for name in hit.term.names)), None)
    return f"the record tells it of a member of {hit.term.text}" if hit is not None else ""


def check_object(alignment: Alignment, _matcher: Matcher) -> str:
    """What is done to something is not done to what is aimed at with it: "praised the efforts to stop the fires"."""
    indexed, covered = alignment.indexed, alignment.covered
    did = max(indexed.positions_of("did"), default=-1)
    for hit in alignment.hits:
        if hit.term.role != "patient" or hit.how != "statement" or not hit.where or hit.term.kind != "word":
            continue
        before = range(did + 1, min(hit.where))
        aims = [p for p in before[1:] if norm_at(indexed.tokens, p - 1) == "to" and p not in covered]
        told = {p for p in before if p in indexed.content and (not aims or p < aims[0])} - _names(alignment)
        if did >= 0 and aims and told and not told & covered:
            return f"the record says it of something else than {hit.term.text}"
    return ""


def _names(alignment: Alignment) -> frozenset[int]:
    return frozenset(p for hit in alignment.hits if hit.term.kind == "entity" for p in hit.where)


def check_denied(alignment: Alignment, _matcher: Matcher) -> str:
    """What the record denies must not be told as so: "there is another fire" of "must not face another fire"."""
    tokens, indexed = alignment.reading.tokens, alignment.indexed
    if denials(tokens) or denies_in_a_word(tokens) or denies_in_saying(alignment.reading):
        return ""
    told = {p for hit in alignment.hits if hit.how == "statement" and not hit.cost for p in hit.where}
    for denial in denials(indexed.tokens):
        behind = [p for p in sorted(indexed.content) if p > denial][:NEXT]
        if len(told & set(behind)) == 1 and behind[0] not in told:
            return "the record denies it"
    return ""


def check_identity(alignment: Alignment, matcher: Matcher) -> str:
    """Who somebody "was" must be told: that both are named, or that one has that role besides, does not say it."""
    tokens = alignment.reading.tokens
    own = base_forms(token.norm for token in alignment.indexed.tokens)
    for hit in alignment.hits:
        start = hit.term.first - (norm_at(tokens, hit.term.first - 1) in DETERMINERS)
        possessive = norm_at(tokens, hit.term.last) == "'s"
        if hit.term.kind != "entity" or norm_at(tokens, start - 1) not in BE or not hit.where or possessive:
            continue
        others = {name for each in alignment.hits if each.term.last < start for name in each.term.names}
        alike = {m for name in others for m in (*matcher.gazetteer.members(name), *matcher.gazetteer.groups_of(name))}
        if others and hit.term.by_role and set(hit.term.names) & others and not own & set(bases(hit.term.words[-1])):
            return f"the record does not say that it was {hit.term.text}"
        if others and not set(hit.term.names) & (others | alike) and not alignment.indexed.slots("is"):
            return f"the record does not say that it was {hit.term.text}"
    return ""


def check_condition(alignment: Alignment, _matcher: Matcher) -> str:
    """What would come of something is not told to be so: "it would sink if the leak went on"."""
    own, tokens = alignment.indexed.tokens, alignment.reading.tokens
    start = next((p for p, token in enumerate(own) if token.norm in {"if", "unless"}), len(own))
    said = {token.norm for token in tokens}
    asked = any(own[p].norm == "whether" for p in range(start))
    if start == len(own) or said & CONDITIONAL or _speaks(alignment) or asked:
        return ""
    behind = [hit for hit in alignment.hits if hit.where and min(hit.where) > start and hit.term.kind == "word"]
    return "the record says so of what would be" if behind else ""


def check_whether(alignment: Alignment, _matcher: Matcher) -> str:
    """What is examined or asked is not told: "they examine whether more could have been done"."""
    own, said = alignment.indexed, {token.norm for token in alignment.reading.tokens}
    if own.fact.unknown:
        return ""
    start = next((p for p, token in enumerate(own.tokens) if token.norm == "whether"), len(own.tokens))
    examined = own.positions_of("did") & alignment.covered
    told = any(hit.where and min(hit.where) > start for hit in alignment.hits)
    return "the record says only that it is examined" if told and not said & {"whether", "if"} and not examined else ""


def check_whose_verb(alignment: Alignment, _matcher: Matcher) -> str:
    """Whoever reports that another one did something did not do it: "the paper reported that Lee resigned"."""
    verb = predicate_hit(alignment)
    agents = [hit for hit in alignment.hits if hit.term.role == "agent" and hit.term.kind == "entity" and hit.where]
    if verb is None or verb.how != "statement" or not agents or verb.where & alignment.indexed.positions_of("did"):
        return ""
    place, agent = min(verb.where, default=0), max(p for hit in agents for p in hit.where)
    between = [m for m in alignment.indexed.mentions if agent < m.first and m.last <= place and m.how != "role"]
    nearest = max(between, key=lambda mention: mention.last, default=None)
    if nearest is None or nearest.first in alignment.covered or not ACTING & alignment.indexed.kinds(nearest):
        return ""
    words = {token.norm for token in alignment.indexed.tokens[nearest.last : place]}
    return f"the record says it of {nearest.name}" if words <= AUXILIARIES | {"also"} else ""


def check_counted(alignment: Alignment, matcher: Matcher) -> str:
    """So many of what the record counts, not of what is like it: "40 girls", of 40 children."""
    own = alignment.indexed
    for one, other in pairwise(sorted(alignment.hits, key=lambda hit: hit.term.first)):
        counted = one.term.kind == "quantity" and one.how == "statement" and one.where
        if not counted or other.term.first != one.term.last or other.how not in LOST or not other.term.words:
            continue
        behind = max(one.where) + 1
        noun, written = other.term.words[-1], norm_at(own.tokens, behind)
        if behind not in own.content or behind in alignment.covered or not set(bases(noun)) & OF_SOME:
            continue
        alike = any(wordnet.link(a, b) for a in bases(noun) for b in bases(written))
        if not alike and not matcher.akin([noun], [written]):
            return f"the record counts {written}, not {noun}"
    return ""


def check_cause(alignment: Alignment, _matcher: Matcher) -> str:
    """That something came of something else must be told: "he died due to the cold"."""
    told = causes(alignment.indexed.tokens) or alignment.indexed.slots("why", "what cause", "what result")
    return "the record names no cause" if causes(alignment.reading.tokens) and not told else ""


def check_too_little(alignment: Alignment, _matcher: Matcher) -> str:
    """A word that somebody used does not tell what he said: "A accepted responsibility"."""
    told = [hit for hit in alignment.hits if hit.how != "claimant"]
    bare = len(told) == 1 and told[0].term.kind == "word" and told[0].term.last - told[0].term.first == 1
    if alignment.reading.speaker and bare and len(alignment.reading.tokens) <= BARELY:
        return "it says too little of what was said"
    return ""


def check_complement(alignment: Alignment, _matcher: Matcher) -> str:
    """How something is, is not told by what else it is: "minor" of children."""
    tokens, own = alignment.reading.tokens, alignment.indexed.tokens
    for hit in alignment.hits:
        last = hit.term.last == len(tokens) and hit.term.last - hit.term.first == 1
        if not last or hit.term.kind != "word" or hit.how != "statement" or not hit.cost or alignment.reading.predicate:
            continue
        adjective = wordnet.lemmas(hit.term.words[0])[:1] == ((hit.term.words[0], "a"),)
        nouns = all(pos == "n" for p in hit.where for _, pos in wordnet.lemmas(own[p].norm)[:1])
        if adjective and nouns:
            return f"the record does not say that it is {hit.term.text}"
    return ""


def check_replaced(alignment: Alignment, _matcher: Matcher) -> str:
    """What stands behind a word must stand behind it in the record: "in charge of the club", "of the deaths"."""
    indexed, tokens = alignment.indexed, alignment.reading.tokens
    for one, other in pairwise(sorted(alignment.hits, key=lambda hit: hit.term.first)):
        between = {token.norm for token in tokens[one.term.last - 1 : other.term.first]}
        led = bool(between & LEADING_TO) and between <= DETERMINERS | LEADING_TO | set(one.term.words)
        noun = wordnet.lemmas(other.term.words[-1])[:1] if other.term.words else ()
        lost = other.term.kind == "word" and other.how in LOST and bool(noun) and noun[0][1] == "n"
        if not led or not lost or one.how != "statement" or one.term.kind != "word":
            continue
        following = next((p for p in sorted(indexed.content) if p > max(one.where)), None)
        mentioned = any(mention.first == following for mention in indexed.mentions)
        if following is not None and mentioned and following not in alignment.covered:
            return f"the record does not say that of {other.term.text}"
    return ""


SCOPE_CHECKS = (
    check_complement,
    check_replaced,
    check_too_little,
    check_condition,
    check_whether,
    check_whose_verb,
    check_counted,
    check_cause,
    check_identity,
    check_denied,
    check_agent,
    check_described,
    check_member,
    check_object,
    check_rate,
    check_any,
    check_all_of_a_kind,
    check_left_out,
    check_particle,
    check_to_blame,
    check_shared,
)
"""The checks, in this order: each returns in what an assertion goes further, or ""."""


def denies_too_much(alignment: Alignment) -> bool:
    """Tell whether a No would deny of all what the record denies of some: "is it so for any of them"."""
    said, own = ({token.norm for token in tokens} for tokens in (alignment.reading.tokens, alignment.indexed.tokens))
    return bool(said & {"any", "anyone", "anybody"} and own & FEW and denials(alignment.indexed.tokens))


def goes_further(alignment: Alignment, matcher: Matcher) -> str:
    """Return in what an assertion goes further than the record; "" where it does not."""
    return next(filter(None, (check(alignment, matcher) for check in SCOPE_CHECKS)), "")
