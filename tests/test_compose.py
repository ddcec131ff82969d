"""From the facts that fit to one answer: lists, groups, extremes, two sides, two readings, premises put right."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.dossier import Dossier, open_dossier
from tests.small_dossier import write_dossier


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
        ("Was Una Vale, seven, rescued?", "answered", "No: Una Vale was six", ("una-rescued",)),
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


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Do Kit Dorn and Ros Pike agree on whether the barrier was too low?", "No"),
        ("Do Dorn and Pike see eye to eye about the barrier?", "No"),
        ("Do Dorn and Pike disagree about whether the barrier was too low?", "Yes"),
        ("Do Kit Dorn and Ros Pike agree on who owns the mill?", ""),
        ("Do Dorn and the Vales agree on whether the barrier was too low?", ""),
    ],
)
def test_two_sides_of_a_dispute_do_not_agree(flood: Dossier, question: str, answer: str) -> None:
    found = flood.ask(question)
    assert (found.answer or "").partition(":")[0] == answer, found
    assert {claim.by for claim in found.claims} == ({"Kit Dorn", "Ros Pike"} if answer else set())


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
    assert (
        flood.ask("What is yet to be published?").statement == "The report was published on 9 July 2020 by the inquiry."
    )
    answer = flood.ask("What was yet to be published?")
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


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Did the barrier open, and when?", "Yes: The barrier opened in May 1998 because the old wall had collapsed."),
        ("Did Kit Dorn visit the farms, and when?", "No: Kit Dorn did not visit the farms."),
        ("Did the barrier open?", "Yes"),
        ("Did the pumps fail, and why?", "Yes: According to the inquiry, the pumps had failed."),
    ],
)
def test_a_second_question_behind_a_yes_or_no_is_told_the_whole(flood: Dossier, question: str, answer: str) -> None:
    assert flood.ask(question).answer == answer


def test_a_second_question_behind_another_is_told_the_whole(flood: Dossier) -> None:
    answer = flood.ask("When and why did the barrier open?")
    assert answer.answer == "The barrier opened in May 1998 because the old wall had collapsed."


SEASON = """\
title: Northport
entities:
  - {name: Ann Reid, kinds: [person, player], aliases: [Reid], age: '34'}
  - {name: Ann Bell, kinds: [person, player], age: '34'}
  - {name: Dee Okafor, kinds: [person, player]}
  - {name: the twins, kinds: [group], members: [Ann Reid, Ann Bell]}
facts:
"""


def season(folder: Path, *facts: str) -> Dossier:
    """Return a dossier with some facts, each as (id) statement | the rest in YAML."""
    rows, lines = [], []
    for number, fact in enumerate(facts):
        statement, _, rest = fact.partition(" | ")
        rows.append(
            f"  - id: f{number}\n    statement: {statement}\n    {rest}\n"
            f"    sources: [{{article: a.txt, quote: '{statement}'}}]\n"
        )
        lines.append(statement)
    dossier = open_dossier(write_dossier(folder, SEASON + "".join(rows), {"a.txt": "\n\n".join(lines)}))
    assert dossier.findings == ()
    return dossier


JOINED = "{} joined {}. | answers: {{who: {}, did: joined, when: {}}}"


def joined(name: str, when: str) -> str:
    return JOINED.format(name, when, name, when)


def test_a_name_that_two_bear_is_told_apart(tmp_path: Path) -> None:
    dossier = season(tmp_path, joined("Ann Reid", "in 2001"), joined("Ann Bell", "in 2002"))
    answer = dossier.ask("When did Ann join?")
    assert (answer.status, answer.facts) == ("ambiguous", ("f0", "f1"))
    assert all(told in (answer.answer or "") for told in ("Ann Reid", "in 2001", "Ann Bell", "in 2002"))
    assert dossier.ask("When did Reid join?").answer == "in 2001"


def test_a_name_that_two_bear_is_no_matter_where_the_answer_is_the_same(tmp_path: Path) -> None:
    dossier = season(tmp_path, joined("Ann Reid", "in 2001"), joined("Ann Bell", "in 2001"))
    assert dossier.ask("When did Ann join?").answer == "in 2001"


def test_two_times_of_the_same_are_two_readings(tmp_path: Path) -> None:
    dossier = season(tmp_path, joined("Dee Okafor", "in 2001"), joined("Dee Okafor", "in 2005"))
    answer = dossier.ask("When did Dee Okafor join?")
    assert answer.status == "ambiguous"
    assert answer.facts == ("f0", "f1")


def test_the_finer_of_two_times_is_told(tmp_path: Path) -> None:
    dossier = season(tmp_path, joined("Dee Okafor", "in 2001"), joined("Dee Okafor", "in May 2001"))
    assert dossier.ask("When did Dee Okafor join?").answer == "in May 2001"


@pytest.mark.parametrize(
    ("facts", "question", "status", "answer"),
    [
        ((joined("Ann Reid", "in 2001"),), "When did the twins join?", "not-on-record", None),
        (
            (joined("Ann Reid", "in 2001"), joined("Ann Bell", "in 2002")), "When did the twins join?", "answered",
            "Ann Reid: in 2001; Ann Bell: in 2002",
        ),
        ((joined("Ann Reid", "in 2001"), joined("Ann Bell", "in 2002")), "Did the twins join?", "answered", "Yes"),
        (
            (joined("Ann Reid", "in 2001"), "Ann Bell never joined. | answers: {who: Ann Bell, did: never joined}"),
            "Did the twins join?", "not-on-record", None,
        ),
        ((joined("Ann Reid", "in 2001"), joined("Ann Bell", "in 2002")), "Who joined first?", "answered", "Ann Reid"),
        ((joined("Ann Reid", "in 2001"), joined("Ann Bell", "in 2002")), "Who joined last?", "answered", "Ann Bell"),
        ((joined("Ann Reid", "in 2001"), joined("Ann Bell", "in 2001")), "Who joined first?", "not-on-record", None),
        (
            (joined("Ann Reid", "in 2001"), joined("Ann Bell", "in 2001")), "Who was the oldest to join?",
            "not-on-record", None,
        ),
    ],
)  # fmt: skip
def test_a_group_and_an_extreme(
    tmp_path: Path, facts: tuple[str, ...], question: str, status: str, answer: str | None
) -> None:
    """A group has an answer only where each member has one, an extreme only where the two nearest differ."""
    found = season(tmp_path, *facts).ask(question)
    assert (found.status, found.answer) == (status, answer)


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("I am the captain.", "According to Dee Okafor, I am the captain."),
        ("The goal was fair.", "According to Dee Okafor, the goal was fair."),
        ("VAR was wrong.", "According to Dee Okafor, VAR was wrong."),
        ("Ann Reid was wrong.", "According to Dee Okafor, Ann Reid was wrong."),
        ("Zzyzx was wrong.", "According to Dee Okafor, Zzyzx was wrong."),
    ],
)
def test_a_claim_is_told_in_small_letters_unless_its_first_word_is_a_name(
    tmp_path: Path, statement: str, told: str
) -> None:
    subject, _, rest = statement.removesuffix(".").partition(" was " if " was " in statement else " am ")
    fact = f"{statement} | answers: {{who: {subject}, is: {rest}}}\n    according_to: Dee Okafor"
    dossier = season(tmp_path, fact)
    composer = dossier._answerer._composer
    indexed = dossier._answerer._index.by_id("f0")
    assert indexed is not None
    assert composer.statement(indexed) == told
