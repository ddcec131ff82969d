"""What is checked of a claim and a fact beyond the checks of questions: denials, subjects, order, spans, pairs, titles.

Each says missing (the record does not say it) or conflict (it says otherwise), or nothing where it agrees.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable

from qa.computing.quantifiers import check_amounts
from qa.english import wordnet
from qa.english.function_words import AUXILIARIES, BE, CONDITIONAL, DETERMINERS, KIN, NEGATIONS, PREPOSITIONS
from qa.english.synonyms import NEGATIVE_SAYING, NONFACTUAL, SAYING, SOLE_ROLES
from qa.english.times import relation
from qa.english.tokens import norm_at, norms
from qa.matching.alignment import ASKED_WAYS, Alignment, Check, fact_roles, predicate_hit, tells_who_knows
from qa.matching.factindex import IndexedFact
from qa.matching.hit import Hit
from qa.matching.match import Matcher
from qa.matching.modality import denies_in_saying
from qa.questions.polarity import CLAUSE_STARTS, IMPLICIT, denials, denied
from qa.record.entities import PERSONS
from qa.record.lexicon import bases
from qa.verdicts.part_checks import check_part_told, check_parts, check_whole

NOT_FROM_WHEN = "the record does not tell from when to when"
WISHING = frozenset(NONFACTUAL) - SAYING
MANY = 3
"""From so many numbers on, a statement is read as a list of them."""
TOLD = 0.5
"""The share of what a fact says that must be in an assertion which it contradicts."""


def share_told(alignment: Alignment) -> float:
    """Return the share of a fact's main words that an assertion has too, what is in conflict included."""
    indexed = alignment.indexed
    core = {p for slot in indexed.slots(*CORE) for p in indexed.positions(slot)}
    telling = {p for p in indexed.content if indexed.tokens[p].norm not in NEGATIONS}
    parts = [part for part in (telling & core, telling) if part]
    return max((len(part & alignment.covered) / len(part) for part in parts), default=0.0)


CORE = ("who", "whom", "what", "did", "is", "to what", "to where")


def is_kin(hit: Hit) -> bool:
    """Tell whether a term is a word of kinship."""
    return bool(KIN & {base for word in hit.term.words for base in (word, *bases(word))})


def check_kin(alignment: Alignment, matcher: Matcher) -> Check | None:
    """Brothers are those whom the dossier calls so: nobody else named beside them is one."""
    for hit in alignment.hits:
        if hit.term.kind != "entity" or not is_kin(hit):
            continue
        members = {member for name in hit.term.names for member in matcher.gazetteer.members(name)}
        others = [h for h in alignment.hits if h is not hit and h.term.kind == "entity"]
        persons = {n for h in others for n in h.term.names if PERSONS & matcher.gazetteer.kinds(n)}
        if len(members) > 1 and not {m for n in persons for m in matcher.gazetteer.members(n)} <= members:
            return Check("kin", "missing", f"not all of them are {hit.term.text}")
    return None


def check_denial(alignment: Alignment, _matcher: Matcher) -> Check | None:
    """What the record says is so must not be denied, nor the other way round.

    Each negation is known by its focus, the first word behind it that stands in both: "did not accept" and "never
    accepted" have the same. One that only one side has turns it into its opposite: "failing them" denies nothing,
    but says what "failed to help them" does.
    """
    reading, indexed = alignment.reading, alignment.indexed
    asserted = [_asserted_focus(position, alignment) for position in denials(reading.tokens)]
    failing = {b for token in reading.tokens for b in bases(token.norm) if not asserted} & IMPLICIT
    own = [p for p in denials(indexed.tokens) if not failing & set(bases(indexed.tokens[p].norm))]
    recorded = [focus for p in own if (focus := _recorded_focus(p, alignment)) is not None]
    unpaired = 0
    for where in asserted:
        met = next((focus for focus in recorded if focus & where), None)
        if met is None:
            unpaired += 1
        else:
            recorded.remove(met)
    if reading.saying == "negative" or _is_said_to_deny(alignment):
        unpaired, recorded = (unpaired, recorded[1:]) if recorded else (unpaired + 1, recorded)
    if indexed.fact.negated and not denials(indexed.tokens):
        return Check("polarity", "missing", "the record denies it in words that are no plain denial")
    unpaired += len(recorded)
    if not unpaired:
        return None
    literal = all(hit.how not in {"optional", *ASKED_WAYS} for hit in alignment.hits)
    sure = unpaired == 1 and literal and share_told(alignment) >= TOLD and all(len(focus) == 1 for focus in recorded)
    sure = sure and (bool(asserted) or not denied_only_with(alignment))
    if sure and not _is_of_wishes(indexed):
        return Check("polarity", "conflict", "the record says the opposite", "polarity", "", indexed.fact.statement)
    return Check("polarity", "missing", "not all of it is denied in both, or in neither")


def _is_said_to_deny(alignment: Alignment) -> bool:
    """Tell whether whoever claims something is said to deny the contrary: "Lee denied promising it"."""
    by = set(alignment.indexed.fact.according_to)
    said = [hit for hit in alignment.hits if hit.term.first in alignment.reading.predicate and hit.how != "statement"]
    named = any(by & set(hit.term.names) and hit.term.role == "agent" for hit in alignment.hits)
    return named and any(NEGATIVE_SAYING & set(bases(word)) for hit in said for word in hit.term.words)


def denied_only_with(alignment: Alignment) -> str:
    """Return the word that says how far the record denies, if an assertion leaves it out: "not seriously hurt"."""
    own = alignment.indexed.tokens
    for position, token in enumerate(own):
        if position in alignment.covered or not denied(own, position):
            continue
        graded = wordnet.lemmas(token.norm)[:1]
        manner = token.norm == "enough" or (graded and graded[0][1] == "r" and token.norm.endswith("ly"))
        if manner and (position + 1 in alignment.covered or position - 1 in alignment.covered):
            return token.text
    return ""


def _is_of_wishes(indexed: IndexedFact) -> bool:
    """Tell whether a statement is of what is wished for: that nobody be hurt does not deny that anybody wishes."""
    told = (indexed.tokens[position].norm for position in indexed.predicate)
    return any(norm in CONDITIONAL or set(bases(norm)) & WISHING for norm in told)


def denied_literally(alignment: Alignment) -> bool:
    """Tell whether an assertion has without any denial what the record denies: "moss, not grass".

    It must have that very word; where it is a verb, one that means the same will do.
    """
    if denials(alignment.reading.tokens) or denies_in_saying(alignment.reading):
        return False
    indexed = alignment.indexed
    told = [hit for hit in alignment.hits if hit.how == "statement"]
    literal = {p for hit in told if not hit.cost for p in hit.where}
    likewise = {p for hit in told for p in hit.where}
    return any(
        _is_denied_of(denial, likewise if _denies_a_verb(denial, indexed) else literal, indexed)
        for denial in denials(indexed.tokens)
    )


def _denies_a_verb(denial: int, indexed: IndexedFact) -> bool:
    """Tell whether somebody did not do something: whoever "admits" it does what "did not accept" denies."""
    helping = norm_at(indexed.tokens, denial - 1) in AUXILIARIES - BE
    return helping and any(pos == "v" for _, pos in wordnet.lemmas(norm_at(indexed.tokens, denial + 1)))


def _is_denied_of(denial: int, asserted: set[int], indexed: IndexedFact) -> bool:
    """Tell whether what stands right behind a denial of the record is asserted.

    "It gives good protection" is, of "is not yet giving good protection", as "moss" is, of "not moss".
    """
    if norm_at(indexed.tokens, denial - 1) not in AUXILIARIES:
        return denial + 1 + (norm_at(indexed.tokens, denial + 1) in PREPOSITIONS) in asserted
    content = sorted(indexed.content.difference(denials(indexed.tokens)))
    return len(asserted.intersection([p for p in content if p > denial][:NEXT])) > 1


NEXT = 3
"""So many of a record's words behind "is not" are looked at: what else is said may be so all the same."""


def _asserted_focus(denial: int, alignment: Alignment) -> frozenset[int]:
    """Return where the first word behind a negation of the assertion stands in the record."""
    behind = [hit for hit in alignment.hits if hit.where and hit.term.last > denial + 1]
    told = [hit for hit in behind if hit.term.kind != "entity"] or behind
    return next((hit.where for hit in sorted(told, key=lambda hit: hit.term.first)), frozenset())


def _recorded_focus(denial: int, alignment: Alignment) -> frozenset[int] | None:
    """Return the first word behind a negation of the record that is asserted too, with all its places; else None."""
    negations = set(denials(alignment.indexed.tokens))
    for position in range(denial + 1, len(alignment.indexed.tokens)):
        if alignment.indexed.tokens[position].norm in CLAUSE_STARTS:
            return None
        hit = next((h for h in alignment.hits if position in h.where and h.term.kind != "entity"), None)
        if hit is not None and position not in negations:
            many = hit.term.last - hit.term.first == 1 and hit.term.kind == "word" and len(hit.where) > 1
            return hit.where if many else frozenset({position})
    return None


def check_subject(alignment: Alignment, _matcher: Matcher) -> Check | None:
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
        alone = not any(other.where & agent for other in alignment.hits if other.term.kind == "entity")
        has_one = any(other.term.had for other in alignment.hits)  # "A had an older brother, B" says it of B
        if (first or alone) and beside and hit.where <= beside and not has_one:
            return Check(
                "role", "conflict", "the record has it the other way round", "role", "", indexed.fact.statement
            )
        if hit.term.role == "agent" and named and agent and not hit.where & agent:
            return Check("role", "missing", f"{hit.term.text} is not the one who does it")
        turned = any(h.term.role == "agent" for h in alignment.hits) or _is_passive(alignment)
        if (
            hit.term.role == "patient"
            and named
            and turned
            and patient
            and not copular
            and hit.where & agent
            and not hit.where & patient
        ):
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


OPPOSITE = {"before": "after", "after": "before"}


def check_order(alignment: Alignment, _matcher: Matcher) -> Check | None:
    """What comes behind "before" or "after" must come behind it in the record."""
    tokens, indexed = alignment.reading.tokens, alignment.indexed
    for position, token in enumerate(tokens):
        if token.norm not in {"before", "after"}:
            continue
        behind = [hit for hit in alignment.hits if hit.term.first > position]
        turned = [p for p, own in enumerate(indexed.tokens) if own.norm in LINKS[OPPOSITE[token.norm]]]
        if behind and turned and behind[0].where and all(p > min(turned) for p in behind[0].where):
            return Check(
                "links",
                "conflict",
                "the record has it the other way round",
                "links",
                token.norm,
                indexed.tokens[min(turned)].text,
            )
        links = [p for p, own in enumerate(indexed.tokens) if own.norm in LINKS[token.norm]]
        if not behind or not links or not any(p > min(links) for p in behind[0].where):
            return Check("links", "missing", f"'{token.norm}' does not stand before the same in the record")
    return None


ENDS = frozenset({"to", "and", "until", "till"})
"""Words between the two ends of a span."""


def check_span(alignment: Alignment, _matcher: Matcher) -> Check | None:
    """From when to when must be just that: a longer span says more, and a shorter one something else."""
    for hit in alignment.hits:
        asked = hit.term.time
        if asked is None or asked.low[0] == asked.high[0]:
            continue
        ends = ENDS & set(norms(hit.term.text))
        if hit.how != "statement" and not ends:
            continue
        own = alignment.indexed.times
        if not any(time.low[0] < time.high[0] for time in own):
            return Check("time", "missing", NOT_FROM_WHEN)
        if not any(relation(asked, time) == "same" for time in own):
            span = next(time for time in own if time.low[0] < time.high[0])
            where = sorted(hit.where) or range(span.first, span.last)
            recorded = " ".join(alignment.indexed.tokens[p].text for p in where)
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
        listed = kinds == "quantity" and _is_list(alignment.indexed)
        beside = listed or _beside_the_same(alignment, matcher, [place for _, place in told])
        if len(recorded) > 1 and told and not beside:
            return Check("pairs", "missing", "the number stands beside another name in the record")
    return _check_listed(alignment)


def _check_listed(alignment: Alignment) -> Check | None:
    """Of "ten went to A, five to B, two to C" no five went to A: each number of a list is told of its own name."""
    if not _is_list(alignment.indexed):
        return None
    starts = [number.first for number in alignment.indexed.quantities]
    placed = [(hit.term.kind, bisect(starts, min(hit.where))) for hit in alignment.hits if hit.where]
    counted = {place for kind, place in placed if kind == "quantity"}
    others = {place for kind, place in placed if kind == "entity"} - counted - {0}
    apart = len(counted) == 1 and bool(others)
    return Check("pairs", "missing", "the record tells that number of something else") if apart else None


def _is_list(indexed: IndexedFact) -> bool:
    """Tell whether a statement begins with a number, and goes on with more of the kind: "ten to A, five to B"."""
    numbers = indexed.quantities
    return len(numbers) >= MANY and numbers[0].first <= 1 and len({number.kind for number in numbers}) == 1


def _beside_the_same(alignment: Alignment, matcher: Matcher, places: list[int]) -> bool:
    """Tell whether the person named next to each place is one whom the assertion names; true without any."""
    indexed = alignment.indexed
    persons = [
        m
        for m in indexed.mentions
        if PERSONS & indexed.kinds(m) and m.how != "role" and not matcher.gazetteer.members(m.name)[1:]
    ]
    if len({mention.name for mention in persons}) < 2:
        return True
    asked = {position for hit in alignment.hits if hit.term.kind == "entity" for position in hit.where}
    nearest = [min(persons, key=lambda m: max(m.first - place, place - m.last + 1)) for place in places]
    return all(set(range(mention.first, mention.last)) & asked for mention in nearest)


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


def check_unknown(alignment: Alignment, _matcher: Matcher) -> Check | None:
    """That something is not known says nothing of it: only who does not know it, or cannot say it, is told."""
    if not alignment.indexed.fact.unknown or tells_who_knows(alignment):
        return None
    return Check("unknown", "missing", "the record says only that it is not known")


CLAIM_CHECKS: tuple[Callable[[Alignment, Matcher], Check | None], ...] = (
    check_amounts,
    check_denial,
    check_subject,
    check_order,
    check_span,
    check_pairs,
    check_kin,
    check_whole,
    check_parts,
    check_part_told,
    check_titles,
    check_unknown,
)
"""The checks, in the order in which ``--explain`` tells what they find."""
