"""What forbids to say that a fact bears a claim out: a table, each row with its reason.

The table is at the end; `forbidden` goes by it, and then asks whether anything in the claim is new.
"""

from __future__ import annotations

from collections.abc import Sequence

from qa.computing.quantifiers import NOT_SAID
from qa.english import wordnet
from qa.english.synonyms import NEGATIVE_SAYING
from qa.english.wordnet import rather_a_verb
from qa.matching.alignment import ASKED_WAYS, leaves_the_agent_out
from qa.matching.match import NO_MORE_EXACT, Matcher
from qa.matching.modality import denies_in_saying, states_an_aim
from qa.questions.polarity import denials, denies_in_a_word
from qa.questions.question import SUPERLATIVES, Term
from qa.record.entities import PERSONS
from qa.record.lexicon import base_forms, bases
from qa.verdicts.claim_checks import NOT_FROM_WHEN, denied_literally, is_kin, share_told
from qa.verdicts.indications import INDICATIONS, Case
from qa.verdicts.restraints import (
    AT_ANOTHER_TIME,
    DESCRIBED_ANEW,
    LEAST_SURE,
    MOST_STRANGE,
    TELLING_APART,
    Restraint,
    describes_anew,
    is_at_another_time,
    may_say_the_same,
    names_another,
    strangers,
    words_of,
)
from qa.verdicts.scope_checks import goes_further
from qa.verdicts.weighing import ANOTHERS_VIEW, OBLIGING

LEAST_STRANGE = 0.82
"""The least chance with which a claim is borne out that has a word which nobody has used of the fact."""
WHOLE = 0.9
"""From this share of a fact's words on, a claim that only lacks its denial is its opposite."""
LEAST_DESCRIBED = 0.86
"""The least chance with which something is as it is described in other words than the record's."""
LEAST_CLAIMED = 0.7
"""The least chance with which a claim is somebody's, whatever new words it has: that says less than that it is so."""
LACKING = (
    "kin:", "claimant:", "pairs:", "another:", "quantity:", "plans:", "direction:", "tense:",
    f"time: {NOT_FROM_WHEN}", f"time: {NO_MORE_EXACT}",
    *(f"quantifier: {NOT_SAID} {amount}" for amount in ("all", "most", "half", "only")),
)  # fmt: skip
"""What a fact may not lack of a claim that it bears out, whatever the phrasings say."""
DECIDING = ("time:", "links:")
"""What it may not lack either of a claim that has a word which nobody has used of it."""
COUNTED = frozenset({"quantity", "quantifier"})
"""Checks that find another number, or all where the record has some."""
ELSEWHERE = {"missing", "optional", *ASKED_WAYS}
"""Ways of not being found in the statement."""
ACCUSING = frozenset({"refuse", "oppose", "decline", "withdraw", "untrue", "wrong", "false"})
"""Words of the record that deny, too."""
ABLE = frozenset({"able", "can", "could"})
"""Words that say that one can tell."""
AGREEING = frozenset("agree disagree concur differ".split())
"""Base forms of words that say of two what neither of them says."""


def forbidden(case: Case, chance: float, matcher: Matcher, *, asked: bool = False) -> str:
    """Return why a fact must not be said to bear a claim out that it probably does; "" where nothing forbids it.

    What only somebody claims may have new words in it: it is shown as his. What he says would be so is shown beside a
    claim that it is, but is no answer where it is ``asked`` for.
    """
    claimed = chance >= LEAST_CLAIMED and _is_only_claimed(case, matcher)
    for row in (*FROM_ANSWERING, *FROM_SUPPORTING) if asked else FROM_SUPPORTING:
        if not (claimed and not asked and row.holds is _is_only_wished) and row.holds(case, matcher):
            return row.reason
    if chance < LEAST_DESCRIBED and describes_anew(case.strict.alignment):
        return DESCRIBED_ANEW
    strange = strangers(case, "yes")
    if not strange or _may_be_new(strange, case, chance, claimed=claimed):
        return ""
    return f"nobody has said {', '.join(repr(term.text) for term in strange)} of it"


def _may_be_new(strange: Sequence[Term], case: Case, chance: float, *, claimed: bool) -> bool:
    """Tell whether what nobody has used of the fact does not forbid it: a word or two, where all else speaks for it."""
    if chance < LEAST_STRANGE:
        return False
    worded = all(term.kind == "word" for term in strange)
    if claimed and worded and len(strange) <= MOST_STRANGE:
        return True
    if len(strange) == 1 and worded and all(map(_adds_nothing, strange[0].words)) and not _is_ruled_out(case):
        return True
    alignment = case.strict.alignment
    alike = len(denials(alignment.reading.tokens)) % 2 == len(denials(alignment.indexed.tokens)) % 2
    return alike and chance >= LEAST_SURE and may_say_the_same(strange, case)


def _adds_nothing(word: str) -> bool:
    """Tell whether a new word may only say the same otherwise: a verb may, a noun or adjective says what is new."""
    return rather_a_verb(word) or wordnet.lemmas(word)[:1] == ((word, "r"),)


def _is_ruled_out(case: Case) -> bool:
    """Tell whether a check has found something that may make a claim with a new word in it untrue."""
    words = {word for hit in words_of(case) for word in hit.term.words if hit.how in ELSEWHERE}
    return bool(words & TELLING_APART) or any(each.startswith(DECIDING) for each in case.hoped.lacking)


def _is_only_claimed(case: Case, matcher: Matcher) -> bool:
    """Tell whether persons say so whom the claim does not name: it will be shown as theirs, not as borne out."""
    by = case.hoped.alignment.indexed.fact.according_to
    reading = case.hoped.alignment.reading
    named = {name for term in reading.terms for name in term.names}
    persons = bool(by) and all(PERSONS & matcher.gazetteer.kinds(name) for name in by)
    hoped = states_an_aim(case.hoped.alignment.indexed)
    return persons and not hoped and not reading.speaker and not named & set(by)


def _is_only_wished(case: Case, _matcher: Matcher) -> bool:
    obliged = any(token.norm in OBLIGING for token in case.strict.alignment.indexed.tokens)
    return not obliged and any(each.startswith("modality:") for each in case.strict.lacking)


def _denies_a_denial(case: Case, _matcher: Matcher) -> bool:
    """Tell whether a claim denies in two words what the record denies in one: "not too slow" of "not fast enough"."""
    said, own = case.strict.alignment.reading.tokens, case.strict.alignment.indexed.tokens
    return bool(denials(said)) and bool(denials(own)) and denies_in_a_word(said) and not denies_in_a_word(own)


def _tells_what_is_not_known(case: Case, _matcher: Matcher) -> bool:
    """Tell whether a claim has it that somebody said, or could say, what the articles say is not known."""
    reading = case.strict.alignment.reading
    told = bool(reading.speaker) or any(token.norm in ABLE for token in reading.tokens)
    return case.strict.alignment.indexed.fact.unknown and told and not denials(reading.tokens)


def _is_only_aimed_at(case: Case, _matcher: Matcher) -> bool:
    alignment = case.strict.alignment
    return any(token.norm == "already" for token in alignment.reading.tokens) and states_an_aim(alignment.indexed)


def _is_said_by_another(case: Case, _matcher: Matcher) -> bool:
    speaker = case.strict.alignment.reading.speaker
    return bool(speaker) and any(each.name == "claimant" for each in case.strict.alignment.conflicts)


def _lacks(case: Case, _matcher: Matcher) -> bool:
    return any(each.startswith(LACKING) for each in case.hoped.lacking)


def _has_what_is_denied(case: Case, _matcher: Matcher) -> bool:
    strict = case.strict
    alone = bool(strict.lacking) and all(each.startswith("polarity:") for each in strict.lacking)
    return denied_literally(strict.alignment) or (alone and share_told(strict.alignment) >= WHOLE)


def _replaces_a_time(case: Case, _matcher: Matcher) -> bool:
    return any(each.startswith("time:") for each in case.hoped.lacking) and bool(INDICATIONS["replaced"](case))


def _says_more_of_persons(case: Case, _matcher: Matcher) -> bool:
    elsewhere = [hit for hit in words_of(case) if hit.how != "statement"]
    return any(is_kin(hit) or any(AGREEING & set(bases(word)) for word in hit.term.words) for hit in elsewhere)


def _has_a_superlative(case: Case, _matcher: Matcher) -> bool:
    stated = any(_is_superlative(token.norm) for token in case.strict.alignment.indexed.tokens)
    words = (word for hit in words_of(case) for word in hit.term.words)  # "youngest" meets "young" in the statement
    return not stated and any(map(_is_superlative, words))


def _is_superlative(word: str) -> bool:
    """Tell whether a word says of one that it is the most so, beyond an order in time."""
    return (
        word.endswith("est")
        and not SUPERLATIVES.get(word, "").startswith("when")
        and any(pos == "a" and base != word for base, pos in wordnet.lemmas(word))
    )


def _has_another_number(case: Case, _matcher: Matcher) -> bool:
    found = {check.name for check in case.hoped.alignment.conflicts}
    own = {case.hoped.conflict.name} if case.hoped.conflict else set()
    return bool(COUNTED & (found | own))


def _has_the_opposite(case: Case, _matcher: Matcher) -> bool:
    return any(check.name == "contrast" for check in case.hoped.alignment.conflicts)


def _leaves_somebody_out(case: Case, matcher: Matcher) -> bool:
    """Tell whether a person is named of whom a fact says nothing: what is so of a council is not so of its leader."""
    alignment = case.strict.alignment
    lost = (name for hit in alignment.hits if not hit.found for name in hit.term.names)
    return not alignment.indexed.fact.according_to and any("person" in matcher.gazetteer.kinds(name) for name in lost)


def _leaves_the_agent_out(case: Case, _matcher: Matcher) -> bool:
    return leaves_the_agent_out(case.strict.alignment)


def _lacks_a_name(case: Case, _matcher: Matcher) -> bool:
    """Tell whether a name is not in the fact at all, nor in what its phrasings say is so."""
    lost = (hit.term for hit in case.hoped.alignment.hits if hit.term.kind == "entity" and hit.how == "missing")
    return any(not case.recognition.knows(case.number, term, "yes") for term in lost)


def _compares(case: Case, _matcher: Matcher) -> bool:
    """Tell whether somebody is compared with another one whom the statement does not name: "older than Jo"."""
    alignment = case.strict.alignment
    than = [p for p, token in enumerate(alignment.reading.tokens) if token.norm == "than"]
    named = (hit for hit in alignment.hits if hit.term.kind == "entity" and hit.how != "statement")
    return any(0 < hit.term.first - position <= len(("than", "the")) for hit in named for position in than)


def _goes_further(case: Case, matcher: Matcher) -> bool:
    return bool(goes_further(case.strict.alignment, matcher))


def _denies_what_is_said(case: Case, _matcher: Matcher) -> bool:
    """Tell whether somebody is said to deny, or doubt, what the record says without any denial."""
    alignment = case.strict.alignment
    if not denies_in_saying(alignment.reading) or denials(alignment.indexed.tokens):
        return False
    return not (NEGATIVE_SAYING | ACCUSING) & base_forms(token.norm for token in alignment.indexed.tokens)


FROM_ANSWERING = (Restraint("somebody is asked about whom it does not name", _leaves_somebody_out),)
"""What forbids to answer Yes, beside what forbids to support a claim."""
FROM_SUPPORTING = (
    Restraint("it is only hoped for, or asked", _is_only_wished),
    Restraint("it denies a denial", _denies_a_denial),
    Restraint("it names one whom the record does not", _lacks_a_name),
    Restraint("it goes further than the record", _goes_further),
    Restraint("it denies what the record says", _denies_what_is_said),
    Restraint("it compares what the record does not", _compares),
    Restraint("nobody could tell", _tells_what_is_not_known),
    Restraint("it is aimed at, and not already so", _is_only_aimed_at),
    Restraint("somebody else says so", _is_said_by_another),
    Restraint("a number, time, pair, speaker or amount is not on record", _lacks),
    Restraint("the record denies that very word", _has_what_is_denied),
    Restraint("the record has the opposite word", _has_the_opposite),
    Restraint("the record has another time", _replaces_a_time),
    Restraint("the record has another number", _has_another_number),
    Restraint("somebody else is named", names_another),
    Restraint(AT_ANOTHER_TIME, is_at_another_time),
    Restraint("kinship or agreement is not on record", _says_more_of_persons),
    Restraint("nobody is said to be the most so", _has_a_superlative),
    Restraint(ANOTHERS_VIEW, _leaves_the_agent_out),
)
"""In this order; the first that holds is shown by ``--explain``."""
