"""From the facts that fit to one answer: lists, groups, extremes, two sides, two readings, premises put right."""

from __future__ import annotations

import pytest

from qa.dossier import Dossier


@pytest.mark.parametrize(
    ("question", "status", "answer", "facts"),
    [
        ("When did the barrier open?", "answered", "in May 1998", ("barrier-opened",)),
        ("What birds returned?", "answered", "Geese and swans", ("geese-returned",)),
        (
            "When were the Vales rescued?",
            "answered",
            "Tom Vale: in March 2019; Una Vale: in April 2019",
            ("tom-rescued", "una-rescued"),
        ),
        ("Were the Vales rescued?", "answered", "Yes", ("tom-rescued",)),
        ("Did the pumps fail?", "answered", "Yes, according to the inquiry", ("pumps-failed",)),
        ("Did Kit Dorn visit the farms?", "answered", "No", ("no-visit",)),
        ("Was Una Vale, seven, rescued?", "answered", "No: six", ("una-rescued",)),
        ("Were all homes damaged?", "answered", "No: 40 per cent", ("homes-damaged",)),
        ("Who was the youngest to be rescued?", "answered", "Una Vale", ("una-rescued",)),
        ("Who is Kit Dorn?", "answered", "the mayor of Brookford", ("dorn-mayor",)),
        ("Who said the pumps had failed?", "answered", "the inquiry", ("pumps-failed",)),
        ("When was the Mars mission?", "not-on-record", None, ()),
        ("Did Brook Water blame Kit Dorn for the flood?", "not-on-record", None, ()),
        ("Did the wall collapse?", "not-on-record", None, ()),
        ("Were most schools inspected?", "not-on-record", None, ()),
        ("What exact date did the barrier open?", "not-on-record", None, ()),
    ],
)
def test_an_answer(flood: Dossier, question: str, status: str, answer: str | None, facts: tuple[str, ...]) -> None:
    found = flood.ask(question)
    assert (found.status, found.answer, found.facts) == (status, answer, facts)


def test_claims_that_contradict_each_other_are_both_told(flood: Dossier) -> None:
    """A disputed matter has no yes and no no, however the question is put."""
    for question in ("Was the barrier too low?", "Was the barrier high enough?"):
        answer = flood.ask(question)
        assert answer.status == "disputed"
        assert {claim.by: claim.says for claim in answer.claims} == {
            "Kit Dorn": "The barrier was too low.",
            "Ros Pike": "The barrier was high enough.",
        }
        assert all(claim.sources for claim in answer.claims)


def test_what_one_side_said_is_told_as_what_that_side_said(flood: Dossier) -> None:
    answer = flood.ask("What did Kit Dorn say about the barrier?")
    assert (answer.status, answer.answer) == ("answered", "According to Kit Dorn, the barrier was too low.")
    assert [claim.by for claim in answer.claims] == ["Kit Dorn"]


def test_two_readings_are_both_named(flood: Dossier) -> None:
    """A first name that two people bear is not read as the first of them."""
    answer = flood.ask("When was Una rescued?")
    assert answer.status == "ambiguous"
    assert answer.facts == ("una-rescued", "cousin-rescued")
    assert answer.answer is not None
    assert "April 2019" in answer.answer
    assert "June 2017" in answer.answer


@pytest.mark.parametrize(
    ("question", "correction"),
    [
        ("When was seven-year-old Una Vale rescued?", "Una Vale was six. Una Vale, six, was rescued in April 2019."),
        ("According to Ros Pike, was the barrier too low?", "According to Kit Dorn, the barrier was too low."),
    ],
)
def test_a_false_premise_is_put_right(flood: Dossier, question: str, correction: str) -> None:
    answer = flood.ask(question)
    assert (answer.status, answer.answer, answer.correction) == ("false-premise", None, correction)
    assert answer.sources


def test_what_is_not_known_is_neither_yes_nor_no(flood: Dossier) -> None:
    answer = flood.ask("Will the market be moved?")
    assert answer.answer == "Not known: The council could not say whether the market would be moved."


def test_what_was_superseded_is_told_with_what_came_later(flood: Dossier) -> None:
    answer = flood.ask("What is yet to be published?")
    assert answer.statement == (
        "The report was yet to be published. "
        "(At the time of 1-flood.txt; later: The report was published on 9 July 2020 by the inquiry.)"
    )
    assert flood.ask("Was the report published?").facts == ("report-published",)
    assert flood.ask("Is the report yet to be published?").answer == "No"


def test_the_article_that_is_asked_about_comes_first(flood: Dossier) -> None:
    assert flood.ask("In the second article, when was the report published?").facts == ("report-published",)
    assert flood.ask("In the first article, was the report published?").facts == ("report-awaited",)


def test_a_slip_is_mended_and_told(flood: Dossier) -> None:
    answer = flood.ask("When did the barreir open?")
    assert (answer.answer, answer.assumed) == ("in May 1998", ("barreir -> barrier",))


def test_who_was_helped_is_not_who_helped(flood: Dossier) -> None:
    assert flood.ask("Did Tom Vale rescue the firefighters?").status == "not-on-record"


def test_what_a_group_asked_about_said_is_told_for_its_members(flood: Dossier) -> None:
    """A claim that two persons make together is attributed to both."""
    answer = flood.ask("What did the Vales say about the swans?")
    assert answer.facts == ("swans-thin",)
    assert [claim.by for claim in answer.claims] == ["Tom Vale and Una Vale"]


@pytest.mark.parametrize(
    ("question", "status", "answer"),
    [
        ("Who was rescued first?", "answered", "Una Marsh"),
        ("Who rescued Tom Vale?", "answered", "firefighters"),
    ],
)
def test_people_who_were_helped(flood: Dossier, question: str, status: str, answer: str) -> None:
    found = flood.ask(question)
    assert (found.status, found.answer) == (status, answer)


def test_a_surname_that_two_bear_is_ambiguous(flood: Dossier) -> None:
    """Each of the two is named with their own answer."""
    answer = flood.ask("When was Vale rescued?")
    assert answer.status == "ambiguous"
    assert answer.answer == "Tom Vale: in March 2019; Una Vale: in April 2019"
