"""What forbids to say that a fact contradicts a claim: a table, each row with its reason."""

from __future__ import annotations

from qa.english.units import is_measured
from qa.matching.alignment import fact_roles
from qa.matching.match import LIKE_OR_UNLIKE, Matcher
from qa.matching.modality import denies_in_saying
from qa.questions.polarity import denials
from qa.recognition.objections import TELLING
from qa.record.entities import PERSONS
from qa.verdicts.indications import Case
from qa.verdicts.restraints import (
    AT_ANOTHER_TIME,
    LEAST_SURE,
    MOST_STRANGE,
    Restraint,
    is_at_another_time,
    may_say_the_same,
    names_another,
    replaces,
    strangers,
)
from qa.verdicts.weighing import OBLIGING

BY_THE_TIME = ("by", "the", "time")
"""Words behind which stands another moment. They forbid only to refute: what the record says may hold by then, too."""


def spared(case: Case, chance: float, matcher: Matcher) -> str:
    """Return why a fact must not be said to contradict a claim that it probably does; "" where nothing forbids it."""
    held = next((row.reason for row in FROM_REFUTING if row.holds(case, matcher)), "")
    if held or not _is_strange(case):
        return held
    strange = strangers(case, "no")
    measured = any(hit.term.kind not in {"word", "entity"} for hit in case.strict.alignment.hits)
    plain = not measured and not case.strict.alignment.reading.quantifier
    sure = chance >= LEAST_SURE and may_say_the_same(strange, case)
    return "" if plain and sure else "it has words that nobody has used of it"


def _denies_itself(case: Case, _matcher: Matcher) -> bool:
    alignment = case.hoped.alignment
    tokens = alignment.reading.tokens
    alike = len(denials(tokens)) % 2 == len(denials(alignment.indexed.tokens)) % 2
    differs = replaces(case) or (case.hoped.conflict is not None and case.hoped.conflict.name == "claimant")
    return any(tokens[position].norm != "never" for position in denials(tokens)) and not (differs and alike)


def _is_denied_in_both(case: Case, _matcher: Matcher) -> bool:
    """Tell whether somebody is said to deny, as the record has it, too: "Lee denied promising it"."""
    alignment = case.hoped.alignment
    return denies_in_saying(alignment.reading) and bool(denials(alignment.indexed.tokens))


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
    return conflict is not None and conflict.name == "time" and names_another(case, matcher)


def _is_of_another_moment(case: Case, matcher: Matcher) -> bool:
    conflict = case.hoped.conflict
    later = (conflict is None or conflict.name != "time") and is_at_another_time(case, matcher)
    return later or _is_by_the_time_of_something(case)


def _is_by_the_time_of_something(case: Case) -> bool:
    """Tell whether it is said to be so by the time of something of which the fact says nothing: "by the final"."""
    tokens = case.strict.alignment.reading.tokens
    by = next((p for p in range(len(tokens)) if tuple(t.norm for t in tokens[p : p + 3]) == BY_THE_TIME), len(tokens))
    return any(hit.how == "missing" for hit in case.strict.alignment.hits if hit.term.first > by + 2)


def _adds_a_number(case: Case, _matcher: Matcher) -> bool:
    """Tell whether a claim has a number or time of which nothing is said: no check has found another in the record."""
    conflict = case.hoped.conflict
    missing = [hit for hit in case.hoped.alignment.hits if hit.how == "missing"]
    if conflict is None:
        return any(hit.term.kind in {"time", "quantity", "age"} for hit in missing)
    # "15 cm above the level of 1968" says nothing of when the level was reached
    return conflict.name == "time" and any(q and is_measured(q.unit) for q in (hit.term.quantity for hit in missing))


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
    strange = strangers(case, "no")
    # "after May" is no other time than June, and what three are says nothing of what two are
    placed = ("links:", "head:") if conflict is not None and conflict.name == "time" else ("head:",)
    if not replaces(case) or any(each.startswith(placed) for each in case.hoped.lacking):
        return bool(strange)
    told = {hit.term for hit in case.hoped.alignment.hits if hit.how == "conflict"}
    more = [term for term in strange if term not in told and term.kind not in {"time", "quantity", "age"}]
    return len(more) > MOST_STRANGE or any(term.kind == "entity" for term in more)


def _is_of_somebody_else(case: Case, matcher: Matcher) -> bool:
    """Tell whether a person or place is named of which the fact says nothing, and no check has found it otherwise."""
    lost = (hit.term for hit in case.hoped.alignment.hits if hit.term.kind == "entity" and hit.how == "missing")
    kinds = {kind for term in lost if not term.by_role for name in term.names for kind in matcher.gazetteer.kinds(name)}
    elsewhere = case.hoped.conflict is None or _is_about_another(case, matcher)
    return elsewhere and bool(kinds & TELLING) and not case.strict.alignment.reading.speaker


def _is_about_another(case: Case, matcher: Matcher) -> bool:
    """Tell whether a fact says something of another one than the claim, and differs from it in something else."""
    alignment, conflict = case.hoped.alignment, case.hoped.conflict
    subject = next((hit for hit in alignment.hits if hit.term.role == "agent"), None)
    if subject is None or subject.term.kind != "entity" or subject.how != "missing" or conflict is None:
        return False
    agent, _ = fact_roles(alignment.indexed)
    others = {m.name for m in alignment.indexed.mentions if m.first in agent and m.first not in alignment.covered}
    return (
        bool(others)
        and subject.term.text != conflict.asked
        and any(TELLING & matcher.gazetteer.kinds(n) for n in others)
    )


def _is_not_known(case: Case, _matcher: Matcher) -> bool:
    """Tell whether the record says only that it is not known, or not found."""
    return any(each.startswith("unknown:") for each in case.hoped.lacking)


def _has_no_word_against_it(case: Case, _matcher: Matcher) -> bool:
    """Tell whether a claim denies nothing, differs in nothing, and has no word that only what is not so has."""
    alignment, knows = case.hoped.alignment, case.recognition.knows_word
    if case.hoped.conflict is not None or denials(alignment.reading.tokens) or denials(alignment.indexed.tokens):
        return False
    words = [word for hit in alignment.hits for word in hit.term.words if hit.how != "statement"]
    plain = all(hit.found and not hit.term.quantity for hit in alignment.hits if hit.term.kind != "word")
    return plain and not alignment.reading.quantifier and all(knows(case.number, word, "yes") for word in words)


FROM_REFUTING = (
    Restraint("no word of it is only in what is not so", _has_no_word_against_it),
    Restraint("it is not known", _is_not_known),
    Restraint("what is so of one is not denied of another", _is_of_somebody_else),
    Restraint("No may be meant for what it denies", _denies_itself),
    Restraint("it is denied in both", _is_denied_in_both),
    Restraint("it likens, or tells apart, what the record does not", _likens),
    Restraint("what somebody else says is not what the record denies", _is_of_another_speaker),
    Restraint("that somebody wishes for the contrary does not make it untrue", _is_wished),
    Restraint("what happened to another one at another time was something else", _is_of_another_year),
    Restraint(AT_ANOTHER_TIME, _is_of_another_moment),
    Restraint("it has a number of which nothing is said", _adds_a_number),
    Restraint("it says what should be", _says_what_should_be),
    Restraint("all of it stands in the record", _is_in_the_records_words),
)
