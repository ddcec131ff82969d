"""The named checks: what each lets pass, and what it finds missing or contradicted.

Every case is a question as a reader would put it, beside one fact of the dossier in `tests/dossiers/flood`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.answer import Trace
from qa.dossier import Dossier, open_dossier
from qa.matching.align import align
from qa.matching.alignment import Alignment
from qa.matching.checks import CHECKS
from qa.values import replace
from tests.small_dossier import write_dossier


def aligned(flood: Dossier, question: str, fact: str, rule: str = "") -> Alignment:
    """Return the first reading of a question (or the first by a rule) beside a fact."""
    answerer = flood._answerer
    found = [r for r in answerer._reader.read(question).readings if rule in r.rule]
    indexed = answerer._index.by_id(fact)
    assert indexed is not None
    return align(found[0], indexed, answerer._matcher)


def verdicts(alignment: Alignment, name: str) -> set[str]:
    """Return what the checks of one name say; "silent" where there is nothing to check."""
    return {check.verdict for check in alignment.checks if check.name == name} or {"silent"}


@pytest.mark.parametrize(
    ("name", "question", "fact", "verdict"),
    [
        ("entity", "When was Tom Vale rescued?", "tom-rescued", "agree"),
        ("entity", "When was Ros Pike rescued?", "tom-rescued", "missing"),
        ("time", "Who was rescued in 2019?", "tom-rescued", "agree"),
        ("time", "Who was rescued in 2018?", "tom-rescued", "conflict"),
        ("time", "Who was rescued on 4 March 2019?", "tom-rescued", "missing"),
        ("time", "Who blamed Brook Water in 2019?", "dorn-blamed", "missing"),
        ("quantity", "Were 40 per cent of the homes damaged?", "homes-damaged", "agree"),
        ("quantity", "Were 50 per cent of the homes damaged?", "homes-damaged", "conflict"),
        ("quantity", "Were over 30 per cent of the homes damaged?", "homes-damaged", "agree"),
        ("quantity", "Were under 30 per cent of the homes damaged?", "homes-damaged", "conflict"),
        ("quantity", "Did more than 30 farmers leave?", "farmers-left", "missing"),
        ("quantity", "Were all six schools inspected?", "schools-inspected", "agree"),
        ("quantity", "Were seven schools inspected?", "schools-inspected", "conflict"),
        ("quantity", "Did seven of them return?", "geese-returned", "missing"),
        ("quantity", "Was the six rescued?", "una-rescued", "agree"),
        ("quantity", "When was the 34-year-old rescued?", "tom-rescued", "agree"),
        ("quantity", "When was the nine-year-old rescued?", "tom-rescued", "missing"),
        ("quantity", "When was seven-year-old Una Vale rescued?", "una-rescued", "conflict"),
        ("quantity", "Was Tom Vale over 30 years old when rescued?", "tom-rescued", "agree"),
        ("quantity", "Was Tom Vale over 40 years old when rescued?", "tom-rescued", "conflict"),
        ("quantity", "Was anyone over 40 years old rescued?", "tom-rescued", "missing"),
        ("words", "When did the barrier open?", "barrier-opened", "agree"),
        ("words", "When did the floodgate open?", "barrier-opened", "agree"),
        ("words", "When did the casino open?", "barrier-opened", "missing"),
        ("contrast", "Was the barrier high?", "barrier-low", "conflict"),
        ("contrast", "Was the barrier too low?", "barrier-low", "silent"),
        ("claimant", "What did Kit Dorn say about the barrier?", "barrier-low", "agree"),
        ("claimant", "What did Ros Pike say about the barrier?", "barrier-low", "conflict"),
        ("claimant", "What did Ros Pike say about the ferry?", "ferry-runs", "missing"),
        ("claimant", "Who said the barrier was low?", "barrier-low", "agree"),
        ("claimant", "Who said the ferry runs?", "ferry-runs", "missing"),
        ("claimant", "What did Brook Water say about the wall?", "company-warned", "agree"),
        ("claimant", "When did the barrier open?", "barrier-low", "silent"),
        ("core", "Was it in Brookford?", "alder-flooded", "missing"),
        ("core", "Did the Alder flood?", "alder-flooded", "silent"),
        ("predicate", "Who was rescued by firefighters?", "tom-rescued", "silent"),
        ("predicate", "Did the old wall collapse?", "barrier-opened", "missing"),
        ("predicate", "How did the wall collapse?", "barrier-opened", "agree"),
        ("predicate", "Was there a barn?", "tom-rescued", "missing"),
        ("links", "Was it geese or swans that returned?", "geese-returned", "missing"),
        ("links", "Who was rescued after Tom Vale?", "una-rescued", "missing"),
        ("links", "Who was rescued?", "una-rescued", "silent"),
        ("restriction", "Did only Kit Dorn blame Brook Water?", "dorn-blamed", "missing"),
        ("restriction", "Was Tom Vale rescued solely by firefighters?", "tom-rescued", "missing"),
        ("restriction", "Was the barrier already open?", "barrier-opened", "missing"),
        ("restriction", "Who other than Kit Dorn blamed Brook Water?", "dorn-blamed", "missing"),
        ("restriction", "Who was rescued apart from Tom Vale?", "una-rescued", "missing"),
        ("restriction", "Who blamed Brook Water alone?", "dorn-blamed", "missing"),
        ("restriction", "Who only blamed Brook Water?", "dorn-blamed", "silent"),
        ("links", "Did only Kit Dorn blame Brook Water?", "dorn-blamed", "silent"),
        ("restriction", "Was it geese or swans that returned?", "geese-returned", "silent"),
        ("words", "Did the wall or the barrier open?", "barrier-opened", "agree"),
        ("words", "Did the casino or the barrier open?", "barrier-opened", "agree"),
        ("words", "Did the casino or the theatre open?", "barrier-opened", "missing"),
        ("quantity", "Did 40 per cent of the shops never reopen?", "shops-closed", "agree"),
        ("quantity", "Did 41 per cent of the shops never reopen?", "shops-closed", "missing"),
        ("quantifier", "Did half of the shops never reopen?", "shops-closed", "conflict"),
        ("quantifier", "Did most shops never reopen?", "shops-closed", "conflict"),
        ("quantifier", "Did most farmers leave?", "farmers-left", "agree"),
        ("quantifier", "Were no shops reopened?", "shops-closed", "conflict"),
        ("quantifier", "Were some homes damaged?", "homes-damaged", "silent"),
        ("exact", "Exactly how many homes were damaged?", "homes-damaged", "missing"),
        ("exact", "Exactly how long did the pumps run?", "pumps-ran", "silent"),
        ("possessor", "When was Tom Vale's brother rescued?", "tom-rescued", "missing"),
        ("possessor", "When was the brother of Tom Vale rescued?", "tom-rescued", "missing"),
        ("possessor", "When was Tom Vale rescued?", "tom-rescued", "silent"),
        ("choice", "Was it Ros Pike or Kit Dorn who was rescued?", "una-rescued", "missing"),
        ("choice", "Was it Ros Pike or Una Vale who was rescued?", "una-rescued", "silent"),
        ("definition", "Who is Kit Dorn?", "dorn-mayor", "silent"),
        ("definition", "Who is Kit Dorn?", "dorn-blamed", "missing"),
        ("definition", "Who is Brook Water?", "dorn-blamed", "missing"),
        ("modality", "When did the wall collapse?", "company-warned", "missing"),
        ("modality", "When did Brook Water warn the council?", "company-warned", "silent"),
        ("modality", "What would have stopped the wall?", "company-warned", "missing"),
        ("modality", "Tell me about the council", "company-warned", "silent"),
        ("role", "Did Kit Dorn blame Brook Water?", "dorn-blamed", "silent"),
        ("role", "Did Brook Water blame Kit Dorn?", "dorn-blamed", "missing"),
        ("polarity", "Who visited the farms?", "no-visit", "missing"),
        ("polarity", "Who did not visit the farms?", "no-visit", "silent"),
        ("polarity", "Why did Kit Dorn visit the farms?", "no-visit", "conflict"),
        ("polarity", "Who did not blame Brook Water?", "dorn-blamed", "missing"),
        ("polarity", "Why did Kit Dorn not blame the sea?", "pumps-ran", "missing"),
        ("quantifier", "Were all six schools inspected?", "schools-inspected", "agree"),
        ("quantifier", "Were most schools inspected?", "schools-inspected", "missing"),
        ("quantifier", "Were all homes damaged?", "homes-damaged", "conflict"),
        ("quantifier", "Did all shops reopen?", "shops-closed", "conflict"),
        ("quantifier", "Did all of the Vales swim?", "una-rescued", "missing"),
        ("tense", "Who is chief engineer?", "pike-engineer", "missing"),
        ("time", "Who was chief engineer?", "pike-engineer", "silent"),
        ("time", "Who is the mayor?", "dorn-mayor", "silent"),
        ("yes-no", "Was the firefighters' Brook Water rescued?", "tom-rescued", "silent"),
        ("yes-no", "Was Una Vale the youngest rescued?", "una-rescued", "silent"),
    ],
)
def test_a_check_beside_a_fact(flood: Dossier, name: str, question: str, fact: str, verdict: str) -> None:
    assert verdict in verdicts(aligned(flood, question, fact), name)


def test_of_two_words_with_or_between_the_one_that_is_not_so_is_passed_over(flood: Dossier) -> None:
    """Which of the two it is, is what is asked; that the other one is not in the record speaks against nothing."""
    found = aligned(flood, "Did the casino or the barrier open?", "barrier-opened")
    assert "missing" not in verdicts(found, "words")
    assert "missing" in verdicts(aligned(flood, "Did the casino and the barrier open?", "barrier-opened"), "words")


@pytest.mark.parametrize(
    ("statement", "asked", "verdict"),
    [
        ("Three of the four boats sank.", "most", "agree"),
        ("Two of the four boats sank.", "half", "agree"),
        ("Two of the four boats sank.", "most", "conflict"),
        ("Four of the four boats sank.", "all", "agree"),
        ("Four of the four boats sank.", "most", "conflict"),
        ("Zero per cent of the boats sank.", "none", "agree"),
        ("Three of the four boats sank.", "all", "conflict"),
        ("50 per cent of the boats sank.", "half", "agree"),
        ("One boat sank.", "all", "missing"),
        ("The boats sank.", "all", "missing"),
        ("All boats sank.", "all", "agree"),
    ],
)
def test_how_many_of_them_is_reckoned_from_the_numbers(
    tmp_path: Path, statement: str, asked: str, verdict: str
) -> None:
    facts = (
        f"title: Boats\nfacts:\n  - id: sank\n    statement: {statement}\n"
        f"    answers: {{what: {statement.removesuffix(' sank.')}, did: sank}}\n"
        f"    sources: [{{article: a.txt, quote: {statement}}}]\n"
    )
    boats = open_dossier(write_dossier(tmp_path, facts, {"a.txt": statement}))
    assert verdicts(aligned(boats, f"Did {asked} of the boats sink?", "sank"), "quantifier") == {verdict}


def test_a_conflict_names_its_slot_and_both_sides(flood: Dossier) -> None:
    """A conflict is no score: it says what was asked and what the record says instead."""
    [conflict] = aligned(flood, "Who was rescued in 2018?", "tom-rescued").conflicts
    assert (conflict.slot, conflict.asked, conflict.recorded) == ("when", "2018", "March 2019")
    assert conflict.reason


def test_a_group_is_found_by_its_members_and_its_claims(flood: Dossier) -> None:
    """A question about a group is met by each of its members."""
    hits = aligned(flood, "When were the Vales rescued?", "una-rescued").hits
    assert [hit.how for hit in hits if hit.term.kind == "entity"] == ["member"]


def test_a_claimant_may_be_named_in_a_question_about_the_claim(flood: Dossier) -> None:
    hits = aligned(flood, "Was the barrier too low for Kit Dorn?", "barrier-low").hits
    assert [hit.how for hit in hits if hit.term.kind == "entity"] == ["claimant"]


def test_what_the_whole_dossier_is_about_need_not_be_repeated(flood: Dossier) -> None:
    """The place in the title is taken for granted, unless the fact names another such place."""

    def how(fact: str) -> list[str]:
        return [hit.how for hit in aligned(flood, "What happened in Brookford?", fact).hits]

    assert how("ferry-runs") == ["ambient"]
    assert how("farmers-left") == ["missing"]


def test_a_kind_or_a_role_stands_for_the_entity(flood: Dossier) -> None:
    assert not aligned(flood, "When was the girl rescued?", "una-rescued").missing
    assert aligned(flood, "When was the man rescued?", "una-rescued").missing
    hits = aligned(flood, "When was man Tom Vale rescued?", "tom-rescued").hits
    assert {hit.how for hit in hits if hit.term.text == "man"} <= {"statement", "described"}


def test_evidence_has_its_price(flood: Dossier) -> None:
    """The statement's own words are free; the better the likeness to the curator's question, the surer."""
    literal = aligned(flood, "When did the barrier open?", "barrier-opened")
    looser = aligned(flood, "When did the floodgate launch?", "barrier-opened")
    assert literal.cost < looser.cost
    assert literal.likeness > looser.likeness


def test_every_check_has_a_docstring_that_states_its_rule() -> None:
    assert all(check.__doc__ for check in CHECKS)


def test_the_trace_shows_every_candidate_with_its_checks(flood: Dossier) -> None:
    _, trace = flood.explain("When did the barrier open?")
    assert isinstance(trace, Trace)
    assert trace.decision == "all checks agree"
    assert trace.candidates[0].alignment.indexed.fact.id == "barrier-opened"
    assert [c.total for c in trace.candidates] == sorted(c.total for c in trace.candidates)


def test_a_term_without_its_value_is_missing(flood: Dossier) -> None:
    """A time or number that could not be read agrees with nothing."""
    answerer = flood._answerer
    indexed = answerer._index.by_id("homes-damaged")
    assert indexed is not None
    reading = answerer._reader.read("Were 40 per cent of the homes damaged in 2019?").readings[0]
    bare = tuple(replace(term, time=None, quantity=None) for term in reading.terms)
    hits = align(replace(reading, terms=bare), indexed, answerer._matcher).hits
    assert {hit.how for hit in hits if hit.term.kind in {"time", "quantity"}} == {"missing"}
    aged = tuple(replace(term, kind="age") for term in bare if term.kind == "quantity")
    assert not any(hit.found for hit in align(replace(reading, terms=aged), indexed, answerer._matcher).hits)


def test_the_dossier_itself_has_no_findings(flood: Dossier) -> None:
    """What the cases stand on is a sound facts file."""
    assert flood.findings == ()
