"""What forbids to go by the chances of `qa.verdicts.leaning`, however clear: tables, each row with its reason.

A contradiction or a confirmation that the phrasings suggest is not printed where one of these holds. They were found by
going through what the chances alone had got wrong (docs/decisions/0011-leaning.md).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qa.computing.quantifiers import NOT_SAID
from qa.english import wordnet
from qa.english.function_words import BE, CLEFT, COMPARING, DETERMINERS, KIN, carries_content
from qa.english.times import times_in
from qa.english.tokens import norm_at, norms
from qa.english.wordnet import rather_a_verb
from qa.matching.alignment import ASKED_WAYS, leaves_the_agent_out
from qa.matching.match import LIKE_OR_UNLIKE, NO_MORE_EXACT, Hit, Matcher
from qa.matching.modality import states_an_aim
from qa.questions.polarity import denials, denies_in_a_word
from qa.questions.question import SUPERLATIVES, Term
from qa.recognition.objections import DECISIVE
from qa.recognition.recognise import NOBODY
from qa.record.entities import PERSONS
from qa.record.lexicon import bases
from qa.values import value
from qa.verdicts.claim_checks import NOT_FROM_WHEN, denied_literally, is_kin, share_told
from qa.verdicts.indications import INDICATIONS, Case
from qa.verdicts.weighing import ANOTHERS_VIEW, OBLIGING, PASSING

LEAST_STRANGE = 0.82
"""The least chance with which a claim is borne out that has a word which nobody has used of the fact."""
LEAST_SURE = 0.95
"""The same for a word of any kind, if it is the only one; and for a claim with one that is contradicted."""
WHOLE = 0.9
"""From this share of a fact's words on, a claim that only lacks its denial is its opposite."""
LEAST_CLAIMED = 0.7
"""The least chance with which a claim is somebody's, whatever new words it has: that says less than that it is so."""
MOST_STRANGE = 2
"""So many words that nobody has used of a fact may stand in a claim whose number or time is another."""
LACKING = (
    "kin:", "claimant:", "pairs:", "another:", "quantity:", "plans:",
    f"time: {NOT_FROM_WHEN}", f"time: {NO_MORE_EXACT}",
    *(f"quantifier: {NOT_SAID} {amount}" for amount in ("all", "most", "half", "only")),
)  # fmt: skip
"""What a fact may not lack of a claim that it bears out, whatever the phrasings say."""
DECIDING = ("time:", "links:")
"""What it may not lack either of a claim that has a word which nobody has used of it."""
REPLACED = frozenset({"time", "quantity", "contrast"})
"""Checks that find something else in the place of what a claim says."""
COUNTED = frozenset({"quantity", "quantifier"})
"""Checks that find another number, or all where the record has some."""
AT_ANOTHER_TIME = "it is said to be at another time"
"""The reason of a row that questions go by as well."""
AT_A_TIME = frozenset({"when", "while", "until"})
"""Words behind which a claim says when."""
ELSEWHERE = {"missing", "optional", *ASKED_WAYS}
"""Ways of not being found in the statement."""
AGREEING = frozenset("agree disagree concur differ".split())
"""Base forms of words that say of two what neither of them says."""
TELLING_APART = (COMPARING - {"more", "only", "next"}) | KIN | LIKE_OR_UNLIKE
"""Words that say something else in the statement's place, however like the rest is."""


@value
class Restraint:
    """A row: why the chances are not gone by, and when that is so."""

    reason: str
    holds: Callable[[Case, Matcher], bool]


def forbidden(case: Case, chance: float, matcher: Matcher, *, asked: bool = False) -> str:
    """Return why a fact must not be said to bear a claim out that it probably does; "" where nothing forbids it.

    What only somebody claims may have new words in it: it is shown as his. What he says would be so is shown beside a
    claim that it is, but is no answer where it is ``asked`` for.
    """
    claimed = chance >= LEAST_CLAIMED and _is_only_claimed(case, matcher)
    for row in (*FROM_ANSWERING, *FROM_SUPPORTING) if asked else FROM_SUPPORTING:
        if not (claimed and not asked and row.holds is _is_only_wished) and row.holds(case, matcher):
            return row.reason
    # one word that nobody has used of the fact does not forbid it, where all else speaks for it
    strange = _strangers(case, "yes")
    if not strange:
        return ""
    if (
        claimed
        and chance >= LEAST_STRANGE
        and len(strange) <= MOST_STRANGE
        and all(term.kind == "word" for term in strange)
    ):
        return ""
    plain = len(strange) == 1 and strange[0].kind == "word" and all(map(_adds_nothing, strange[0].words))
    if plain and chance >= LEAST_STRANGE and not _is_ruled_out(case):
        return ""
    alignment = case.strict.alignment
    alike = len(denials(alignment.reading.tokens)) % 2 == len(denials(alignment.indexed.tokens)) % 2
    if alike and chance >= LEAST_SURE and _may_say_the_same(strange, case):
        return ""
    return f"nobody has said {', '.join(repr(term.text) for term in strange)} of it"


def _is_only_claimed(case: Case, matcher: Matcher) -> bool:
    """Tell whether persons say so whom the claim does not name: it will be shown as theirs, not as borne out."""
    by = case.hoped.alignment.indexed.fact.according_to
    reading = case.hoped.alignment.reading
    named = {name for term in reading.terms for name in term.names}
    persons = bool(by) and all(PERSONS & matcher.gazetteer.kinds(name) for name in by)
    hoped = states_an_aim(case.hoped.alignment.indexed)
    return persons and not hoped and not reading.speaker and not named & set(by)


def spared(case: Case, chance: float, matcher: Matcher) -> str:
    """Return why a fact must not be said to contradict a claim that it probably does; "" where nothing forbids it."""
    held = _first(FROM_REFUTING, case, matcher)
    if held or not _is_strange(case):
        return held
    strange = _strangers(case, "no")
    measured = any(hit.term.kind not in {"word", "entity"} for hit in case.strict.alignment.hits)
    plain = not measured and not case.strict.alignment.reading.quantifier
    sure = chance >= LEAST_SURE and _may_say_the_same(strange, case)
    return "" if plain and sure else "it has words that nobody has used of it"


def _may_say_the_same(strange: Sequence[Term], case: Case) -> bool:
    """Tell whether what is new is a single common word, which compares, counts and describes nothing.

    It may say the same. Where the curator does not say what the articles leave open, it may as well be one of these.
    """
    if len(strange) != 1 or strange[0].kind != "word" or not strange[0].text.islower():
        return False
    (term,) = strange
    follows = carries_content(norm_at(case.strict.alignment.reading.tokens, term.last))
    telling = any({word, *bases(word)} & (TELLING_APART | DECISIVE) for word in term.words)
    describing = follows and any(pos == "a" for word in term.words for _, pos in wordnet.lemmas(word))
    return not telling and not describing and any(each.fact == NOBODY for each in case.recognition.ranked)


def _first(table: tuple[Restraint, ...], case: Case, matcher: Matcher) -> str:
    return next((row.reason for row in table if row.holds(case, matcher)), "")


# What forbids to support


def _is_only_wished(case: Case, _matcher: Matcher) -> bool:
    obliged = any(token.norm in OBLIGING for token in case.strict.alignment.indexed.tokens)
    return not obliged and any(each.startswith("modality:") for each in case.strict.lacking)


def _denies_a_denial(case: Case, _matcher: Matcher) -> bool:
    """Tell whether a claim denies a denial in one word ("not too slow"), or has it that one could tell."""
    said, own = case.strict.alignment.reading.tokens, case.strict.alignment.indexed.tokens
    if case.strict.alignment.indexed.fact.unknown:
        return not denials(said) and any(token.norm in {"able", "can", "could"} for token in said)
    return bool(denials(said)) and bool(denials(own)) and denies_in_a_word(said) and not denies_in_a_word(own)


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


def _names_another(case: Case, matcher: Matcher) -> bool:
    alignment = case.strict.alignment
    indexed, gazetteer = alignment.indexed, matcher.gazetteer
    told = set(norms(" ".join(indexed.fact.according_to)))
    named = {position for hit in alignment.hits if hit.found for position in hit.where}
    free = [indexed.kinds(mention) for mention in indexed.mentions if mention.first not in named]
    lost = [hit.term for hit in alignment.hits if hit.term.kind == "entity" and not hit.found]
    if indexed.times and any(times_in(term.text) for term in lost):
        return True  # "the 2011 inspection" is not that of July
    if any(_is_emphasised(term, case) for term in lost):
        return True  # "it was A that did it" says who, and that it was nobody else
    beside = {norm_at(indexed.tokens, m.last - 1) for m in indexed.mentions if m.first not in named}
    if any(norm_at(alignment.reading.tokens, term.last) in beside for term in lost):
        return True  # "the union's report" is not "the auditor's report"
    alone = (term for term in lost if not (term.by_role and term.text.islower()))
    names = (name for term in alone for name in term.names if not set(norms(name)) & told)
    others = told or any(PERSONS & own for own in free)
    return bool(others) and any((PERSONS - {"people"}) & gazetteer.kinds(name) for name in names)


def _is_emphasised(term: Term, case: Case) -> bool:
    """Tell whether a name stands between "it was" and "that"."""
    tokens = case.strict.alignment.reading.tokens
    start = term.first - (norm_at(tokens, term.first - 1) in DETERMINERS)
    opened = {norm_at(tokens, start - 2), norm_at(tokens, start - 1)}
    return "it" in opened and bool(opened & BE) and norm_at(tokens, term.last) in CLEFT


def _is_at_another_time(case: Case, matcher: Matcher) -> bool:
    alignment = case.strict.alignment
    tokens = alignment.reading.tokens
    start = next((p for p, token in enumerate(tokens) if p and token.norm in AT_A_TIME), len(tokens))
    behind = [hit for hit in alignment.hits if hit.term.first > start]
    if any(hit.term.kind in {"entity", "time"} and hit.how != "statement" for hit in behind):
        return True
    # "was A there when B left": what a list of names tells of both is not told of the one at the other's time
    told = {token.norm for token in alignment.indexed.tokens} & AT_A_TIME
    whose = [{n for hit in hits for n in hit.term.names if PERSONS & matcher.gazetteer.kinds(n)}
             for hits in ([hit for hit in alignment.hits if hit.term.last <= start], behind)]  # fmt: skip
    return not told and all(whose) and not whose[0] & whose[1]


def _says_more_of_persons(case: Case, _matcher: Matcher) -> bool:
    elsewhere = [hit for hit in _words(case) if hit.how != "statement"]
    return any(is_kin(hit) or any(AGREEING & set(bases(word)) for word in hit.term.words) for hit in elsewhere)


def _has_a_superlative(case: Case, _matcher: Matcher) -> bool:
    stated = any(_is_superlative(token.norm) for token in case.strict.alignment.indexed.tokens)
    words = (word for hit in _words(case) for word in hit.term.words)  # "youngest" meets "young" in the statement
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


FROM_ANSWERING = (Restraint("somebody is asked about whom it does not name", _leaves_somebody_out),)
"""What forbids to answer Yes, beside what forbids to support a claim."""
FROM_SUPPORTING = (
    Restraint("it is only hoped for, or asked", _is_only_wished),
    Restraint("it denies a denial, or has it that one could tell", _denies_a_denial),
    Restraint("it is aimed at, and not already so", _is_only_aimed_at),
    Restraint("somebody else says so", _is_said_by_another),
    Restraint("a number, time, pair, speaker or amount is not on record", _lacks),
    Restraint("the record denies that very word", _has_what_is_denied),
    Restraint("the record has the opposite word", _has_the_opposite),
    Restraint("the record has another time", _replaces_a_time),
    Restraint("the record has another number", _has_another_number),
    Restraint("somebody else is named", _names_another),
    Restraint(AT_ANOTHER_TIME, _is_at_another_time),
    Restraint("kinship or agreement is not on record", _says_more_of_persons),
    Restraint("nobody is said to be the most so", _has_a_superlative),
    Restraint(ANOTHERS_VIEW, _leaves_the_agent_out),
)
"""In this order; the first that holds is shown by ``--explain``."""


# What forbids to refute


def _denies_itself(case: Case, _matcher: Matcher) -> bool:
    alignment = case.hoped.alignment
    tokens = alignment.reading.tokens
    alike = len(denials(tokens)) % 2 == len(denials(alignment.indexed.tokens)) % 2
    differs = _replaces(case) or (case.hoped.conflict is not None and case.hoped.conflict.name == "claimant")
    return any(tokens[position].norm != "never" for position in denials(tokens)) and not (differs and alike)


def _likens(case: Case, _matcher: Matcher) -> bool:
    return any(LIKE_OR_UNLIKE & set(hit.term.words) for hit in case.hoped.alignment.hits if hit.how != "statement")


def _is_of_another_speaker(case: Case, _matcher: Matcher) -> bool:
    another = any(check.name == "claimant" for check in case.hoped.alignment.conflicts)
    return case.hoped.conflict is None and (another or any(e.startswith("claimant:") for e in case.hoped.lacking))


def _is_wished(case: Case, matcher: Matcher) -> bool:
    alignment = case.hoped.alignment
    persons = any(PERSONS & matcher.gazetteer.kinds(n) for hit in alignment.hits for n in hit.term.names)
    wished = any(each.startswith("modality:") for each in case.hoped.lacking)
    return wished and not (persons or alignment.reading.speaker)


def _is_of_another_year(case: Case, matcher: Matcher) -> bool:
    conflict = case.hoped.conflict
    return conflict is not None and conflict.name == "time" and _names_another(case, matcher)


def _is_of_another_moment(case: Case, matcher: Matcher) -> bool:
    conflict = case.hoped.conflict
    return (conflict is None or conflict.name != "time") and _is_at_another_time(case, matcher)


def _adds_a_number(case: Case, _matcher: Matcher) -> bool:
    """Tell whether a claim has a number or time of which nothing is said: no check has found another in the record."""
    added = (hit for hit in case.hoped.alignment.hits if hit.term.kind in {"time", "quantity", "age"})
    return case.hoped.conflict is None and any(hit.how == "missing" for hit in added)


def _is_in_the_records_words(case: Case, _matcher: Matcher) -> bool:
    """Tell whether all of a claim stands in the record, and is denied there as it is here: then it denies nothing."""
    alignment = case.hoped.alignment
    alike = len(denials(alignment.reading.tokens)) == len(denials(alignment.indexed.tokens))
    own = {"statement", "claimant", "ambient", "optional"}
    return case.hoped.conflict is None and alike and all(hit.how in own for hit in alignment.hits)


def _says_what_should_be(case: Case, _matcher: Matcher) -> bool:
    """Tell whether a claim says what should be, and the record what is: that denies nothing of it."""
    alignment = case.hoped.alignment
    said, own = ({token.norm for token in tokens} for tokens in (alignment.reading.tokens, alignment.indexed.tokens))
    conflict = case.hoped.conflict
    return (conflict is None or conflict.name == "polarity") and bool(OBLIGING & said) and not OBLIGING & own


def _is_strange(case: Case) -> bool:
    """Tell whether too many words are new; a few are let pass where another number or time stands beside them."""
    conflict = case.hoped.conflict
    strange = _strangers(case, "no")
    # "after May" is no other time than June, and what three are says nothing of what two are
    placed = ("links:", "head:") if conflict is not None and conflict.name == "time" else ("head:",)
    if not _replaces(case) or any(each.startswith(placed) for each in case.hoped.lacking):
        return bool(strange)
    told = {hit.term for hit in case.hoped.alignment.hits if hit.how == "conflict"}
    more = [term for term in strange if term not in told and term.kind not in {"time", "quantity", "age"}]
    return len(more) > MOST_STRANGE or any(term.kind == "entity" for term in more)


FROM_REFUTING = (
    Restraint("No may be meant for what it denies", _denies_itself),
    Restraint("it likens, or tells apart, what the record does not", _likens),
    Restraint("what somebody else says is not what the record denies", _is_of_another_speaker),
    Restraint("that somebody wishes for the contrary does not make it untrue", _is_wished),
    Restraint("what happened to another one at another time was something else", _is_of_another_year),
    Restraint(AT_ANOTHER_TIME, _is_of_another_moment),
    Restraint("it has a number of which nothing is said", _adds_a_number),
    Restraint("it says what should be", _says_what_should_be),
    Restraint("all of it stands in the record", _is_in_the_records_words),
)


def _replaces(case: Case) -> bool:
    """Tell whether a check has found another number or time, or the opposite word, in the place of the claim's."""
    return case.hoped.conflict is not None and case.hoped.conflict.name in REPLACED


def _strangers(case: Case, key: str) -> list[Term]:
    """Return the names and words of a claim that neither the fact nor its phrasings, those of ``key`` too, have."""
    return [
        hit.term
        for hit in case.strict.alignment.hits
        if not case.recognition.knows(case.number, hit.term, key)
        and (not hit.found or (hit.how == "optional" and not PASSING & set(hit.term.words)))
    ]


def _adds_nothing(word: str) -> bool:
    """Tell whether a new word may only say the same otherwise: a verb may, a noun or adjective says what is new."""
    return rather_a_verb(word) or wordnet.lemmas(word)[:1] == ((word, "r"),)


def _words(case: Case) -> list[Hit]:
    return [hit for hit in case.strict.alignment.hits if hit.term.kind == "word"]


def _is_ruled_out(case: Case) -> bool:
    """Tell whether a check has found something that may make a claim with a new word in it untrue."""
    words = {word for hit in _words(case) for word in hit.term.words if hit.how in ELSEWHERE}
    return bool(words & TELLING_APART) or any(each.startswith(DECIDING) for each in case.hoped.lacking)
