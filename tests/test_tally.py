"""Who of a group, and how many: by age and by time, each member asked for by a question of its own."""

# ruff: noqa: E501 - a quote is one line

from __future__ import annotations

import pytest

from qa.dossier import Dossier, open_dossier
from tests.small_dossier import write_dossier

PLAYERS = {
    "Ann Reid": ("31", "in March 2019"),
    "Dee Okafor": ("19", "in July 2021"),
    "Mo Bell": ("24", "in May 2021"),
    "Ida Bell": ("nine months", "in December 2021"),
}
"""Name -> age, and when they joined. A mascot of nine months makes the ages differ in their units."""


EVENTS = {
    "The clubhouse burned down in June 2020.": ("The clubhouse", "burned down", "in June 2020", "did", "burn down"),
    "The new stand was opened in August 2022.": ("The new stand", "was opened", "in August 2022", "was", "opened"),
    "The club was sponsored from 2012 to 2018.": ("The club", "was sponsored", "from 2012 to 2018", "was", "sponsored"),
}
"""What happened -> its slots, and how the question for its time goes."""


@pytest.fixture(scope="module")
def squad(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    folder = tmp_path_factory.mktemp("squad")
    lines = [f"{name}, {age}, joined {when}." for name, (age, when) in PLAYERS.items()]
    told = [*lines, "Jo Lee is the coach.", "Three of the 40 fans travelled to the final.", *EVENTS]
    entities = [f"  - {{name: {name}, kinds: [player, person], age: {age}}}" for name, (age, _) in PLAYERS.items()]
    entities.append(
        f"  - {{name: four players, kinds: [person], aliases: [the squad], members: [{', '.join(PLAYERS)}]}}"
    )
    entities.append("  - {name: the Bell sisters, kinds: [sisters, group], members: [Mo Bell, Ida Bell]}")
    facts = [
        f"""\
  - id: {name.split()[0].lower()}-joined
    statement: {line}
    answers: {{who: {name}, how old: {age}, did: joined, when: {when}}}
    asked_as: [When did {name} join?, How old was {name}?]
    sources: [{{article: squad.txt, quote: "{line.rstrip(".")}"}}]"""
        for line, (name, (age, when)) in zip(lines, PLAYERS.items(), strict=True)
    ]
    facts.append("""\
  - id: fans-travelled
    statement: Three of the 40 fans travelled to the final.
    answers: {who: Three of the 40 fans, how many: Three, did: travelled, to where: to the final}
    asked_as: [How many of the 40 fans travelled to the final?]
    sources: [{article: squad.txt, quote: Three of the 40 fans travelled to the final}]""")
    facts += [
        f"""\
  - id: event-{number}
    statement: {line}
    answers: {{what: {what}, did: {did}, when: {when}}}
    asked_as: [When {was} {what} {done}?]
    sources: [{{article: squad.txt, quote: "{line.rstrip(".")}"}}]"""
        for number, (line, (what, did, when, was, done)) in enumerate(EVENTS.items())
    ]
    text = "\n".join(["title: A squad", "articles: seeds", "entities:", *entities, "facts:", *facts, ""])
    return open_dossier(write_dossier(folder, text, {"squad.txt": "\n\n".join(told) + "\n"}))


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How many of the four players were older than 20?", "two (Ann Reid: 31; Mo Bell: 24)"),
        ("How many of the players joined in 2021?", "three (Dee Okafor: in July 2021; Ida Bell: in December 2021; Mo Bell: in May 2021)"),
        ("how many of the four players were over 40", "none (Ann Reid: 31; Dee Okafor: 19; Mo Bell: 24; Ida Bell: nine months)"),
        ("Which of the four players joined after May but before December 2021?", "Dee Okafor (in July 2021)"),
        ("which of the players were under one", "Ida Bell (nine months)"),
        ("Which of the players joined in the second half of 2021?", "Dee Okafor (in July 2021); Ida Bell (in December 2021)"),
        ("Were any of the four players under one?", "Yes (Ida Bell: nine months)"),
        ("Were all of the four players over 18?", "No (Ida Bell: nine months)"),
        ("Did all four players join in 2021?", "No (Ann Reid: in March 2019)"),
        ("Did any of the players join before 2019?", "No (Ann Reid: in March 2019; Dee Okafor: in July 2021; Ida Bell: in December 2021; Mo Bell: in May 2021)"),
        ("None of the four players was older than 31, right?", "Yes (Ann Reid: 31; Dee Okafor: 19; Mo Bell: 24; Ida Bell: nine months)"),
        ("Did the four players join in the same year?", "No (Ann Reid: in March 2019; Dee Okafor: in July 2021; Mo Bell: in May 2021; Ida Bell: in December 2021)"),
    ],
)  # fmt: skip
def test_each_member_is_held_against_what_is_asked(question: str, answer: str, squad: Dossier) -> None:
    told = squad.ask(question)
    assert told.answer == answer, squad.explain(question)
    assert told.sources
    assert (told.correction is not None) == answer.startswith("No")


@pytest.mark.parametrize(
    "question",
    [
        "How many players joined in 2021?",
        "How many of the four players were born before 1990?",
        "Which of the four players left in 2021?",
        "Were all of the four players over six feet?",
        "Which of the four players joined in 2021 and in 2019?",
        "Did any of the four players join on 4 May 2021?",
        "Did five players join before 2022?",
        "Did all six young players join before 2022?",
    ],
    ids=[
        "there may be others",
        "not on record",
        "another event",
        "no age",
        "two years",
        "finer than the record",
        "not the four",
        "nor these",
    ],
)
def test_what_the_record_does_not_tell_of_each_is_not_told(question: str, squad: Dossier) -> None:
    answer = squad.ask(question)
    assert answer.status != "answered", answer


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("In what order did the four players join?", "Ann Reid (in March 2019); Mo Bell (in May 2021); Dee Okafor (in July 2021); Ida Bell (in December 2021)"),
        ("Put the four players in order of age, oldest first", "Ann Reid (31); Mo Bell (24); Dee Okafor (19); Ida Bell (nine months)"),
        ("the four players in order of age", "Ida Bell (nine months); Dee Okafor (19); Mo Bell (24); Ann Reid (31)"),
        ("Who is the second oldest of the four players?", "Mo Bell (24)"),
        ("who was the third youngest of the players", "Mo Bell (24)"),
    ],
)  # fmt: skip
def test_the_members_are_put_in_order(question: str, answer: str, squad: Dossier) -> None:
    told = squad.ask(question)
    assert told.answer == answer, squad.explain(question)
    assert len(told.facts) == len(PLAYERS)


@pytest.mark.parametrize(
    "question",
    ["In what order did the four players leave?", "Who is the sixth oldest of the four players?", "What is the pecking order of the four players?", "Who is the second oldest goalkeeper of the four players?"],
)  # fmt: skip
def test_no_order_is_made_up(question: str, squad: Dossier) -> None:
    assert squad.ask(question).status != "answered"


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How many of the 40 fans did not travel to the final?", "37 (40 less 3)"),
        ("How many of the 40 fans didn't travel to the final?", "37 (40 less 3)"),
        ("What percentage of the 40 fans travelled to the final?", "7.5 per cent (3 of 40)"),
    ],
)
def test_what_is_left_and_its_share_are_reckoned(question: str, answer: str, squad: Dossier) -> None:
    told = squad.ask(question)
    assert told.answer == answer, squad.explain(question)
    assert told.facts == ("fans-travelled",)


@pytest.mark.parametrize(
    "question",
    [
        "How many of the 50 fans did not travel to the final?",
        "What percentage of the 40 fans cried?",
        "How many of the 40 fans did not travel and did not sing?",
        "What percentage of the four players travelled to the final?",
    ],
)
def test_nothing_is_reckoned_from_another_whole(question: str, squad: Dossier) -> None:
    assert squad.ask(question).status != "answered"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [("Mo Bell was over 20.", "supported"), ("Mo Bell was under 20.", "refuted"), ("Mo Bell was at least 24.", "supported")],
)  # fmt: skip
def test_a_claim_with_a_bound_is_judged_by_the_number(claim: str, verdict: str, squad: Dossier) -> None:
    assert squad.check(claim).verdict == verdict


def test_a_name_that_two_have_is_asked_for_of_each(squad: Dossier) -> None:
    told = squad.ask("When did Bell join?")
    assert told.status == "ambiguous"
    assert sorted((told.answer or "").split("; ")) == ["Ida Bell: in December 2021", "Mo Bell: in May 2021"]
    assert set(told.facts) == {"mo-joined", "ida-joined"}
    assert squad.ask("When did both Bells leave?").status != "ambiguous"


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How many months apart did Mo Bell and Dee Okafor join?", "2 months"),
        ("How many months lay between Mo Bell and Dee Okafor joining?", "2 months"),
        ("How many years older is Ann Reid than Dee Okafor?", "12 years"),
    ],
)
def test_a_difference_is_worked_out_too(question: str, answer: str, squad: Dossier) -> None:
    told = squad.ask(question)
    assert (told.answer or "").startswith(answer), squad.explain(question)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Which of the players were younger than Mo Bell?", "Dee Okafor (19); Ida Bell (nine months)"),
        ("Who was younger than Mo Bell?", "Dee Okafor (19); Ida Bell (nine months)"),
        ("who joined after Mo Bell", "Dee Okafor (in July 2021); Ida Bell (in December 2021)"),
        ("Who joined before April 2019?", "Ann Reid (in March 2019)"),
        ("Who joined between June and August 2021?", "Dee Okafor (in July 2021)"),
        ("Who joined between June and August?", "Dee Okafor (in July 2021)"),
        ("Which of the four players joined before Dee Okafor?", "Ann Reid (in March 2019); Mo Bell (in May 2021)"),
        ("Were any of the players older than Ann Reid?", "No (Dee Okafor: 19; Ida Bell: nine months; Mo Bell: 24)"),
        ("How many of the four young players were under 20?", "two (Dee Okafor: 19; Ida Bell: nine months)"),
        ("How many of the players who joined in 2021 were under 20?", None),
        ("How many of the four players had joined by the end of June 2021?", "two (Ann Reid: in March 2019; Mo Bell: in May 2021)"),
        ("Were only two of the four players over 20?", "Yes (Ann Reid: 31; Mo Bell: 24)"),
        ("Were exactly three of the four players over 20?", "No (Ann Reid: 31; Mo Bell: 24)"),
        ("Were two of the players over 18?", None),
        ("Were at least two of the four players over 18?", "Yes (Ann Reid: 31; Dee Okafor: 19; Mo Bell: 24)"),
        ("Were at most two of the four players over 18?", "No (Ann Reid: 31; Dee Okafor: 19; Mo Bell: 24)"),
        ("Had most of the four players already joined by the end of June 2021?", "No (Ann Reid: in March 2019; Mo Bell: in May 2021)"),
        ("Did all of the players join in the same year?", "No (Ann Reid: in March 2019; Dee Okafor: in July 2021; Ida Bell: in December 2021; Mo Bell: in May 2021)"),
        ("How many months lay between the first and the last of the four players joining?", "33 months (Ann Reid: in March 2019; Dee Okafor: in July 2021; Mo Bell: in May 2021; Ida Bell: in December 2021)"),
        ("How many months lay between the first and the last of the four players leaving?", None),
        ("youngest of the four players", "Ida Bell (nine months)"),
        ("Did any two of the four players join in the same month?", "No (Ann Reid: in March 2019; Dee Okafor: in July 2021; Mo Bell: in May 2021; Ida Bell: in December 2021)"),
        ("Did Ann Reid join before the Bell sisters?", "Yes (Ann Reid: in March 2019; Mo Bell: in May 2021; Ida Bell: in December 2021)"),
        ("Of the four players, was Ann Reid the oldest?", "Yes (Ann Reid: 31; Dee Okafor: 19; Mo Bell: 24; Ida Bell: nine months)"),
        ("Was Dee Okafor one of the Bell sisters?", None),
    ],
)  # fmt: skip
def test_groups_are_told_from_what_is_said_of_them(question: str, answer: str | None, squad: Dossier) -> None:
    told = squad.ask(question)
    assert (told.answer if told.status == "answered" else None) == answer, squad.explain(question)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Did Mo Bell join before her sister?", "Yes (Mo Bell: in May 2021; Ida Bell: in December 2021)"),
        ("How old is Mo Bell's younger sister?", "nine months"),
        ("How many months after Mo Bell did her sister join?", "7 months (Mo Bell: in May 2021; Ida Bell: in December 2021)"),
        ("Did Mo Bell and her sister Ida Bell join in the same month?", "No (Mo Bell: in May 2021; Ida Bell: in December 2021)"),
        ("Did Mo Bell join before her older sister?", None),
        ("Did Ann Reid join before her sister?", None),
        ("Mo Bell - did she join in May 2021?", "Yes"),
    ],
)  # fmt: skip
def test_kin_and_pronouns_are_read_by_name(question: str, answer: str | None, squad: Dossier) -> None:
    told = squad.ask(question)
    assert (told.answer if told.status == "answered" else None) == answer, squad.explain(question)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Did the clubhouse burn down before the new stand was opened?", "Yes (the clubhouse burn down: in June 2020; the new stand was opened: in August 2022)"),
        ("Was the new stand opened before the clubhouse burned down?", "No (the new stand opened: in August 2022; the clubhouse burned down: in June 2020)"),
        ("Was the new stand opened after the clubhouse burned down?", "Yes (the new stand opened: in August 2022; the clubhouse burned down: in June 2020)"),
        ("How many years after the clubhouse burned down was the new stand opened?", "2 years (the clubhouse burned down: in June 2020; the new stand opened: in August 2022)"),
        ("Over how many years was the club sponsored?", "6 years (from 2012 to 2018)"),
        ("When was the club sponsored?", "from 2012 to 2018"),
        ("Which came first, the joining of Ann Reid or that of Mo Bell?", "the joining of Ann Reid (the joining of Ann Reid: in March 2019; the joining of Mo Bell: in May 2021)"),
        ("How many of the four players were under three?", "one (Ida Bell: nine months)"),
        ("Which came first, the clubhouse burning down or the opening of the new stand?", "the clubhouse burning down (the clubhouse burning down: in June 2020; the opening of the new stand: in August 2022)"),
        ("Which happened first, the clubhouse burned down or the new stand was opened?", "the clubhouse burned down (the clubhouse burned down: in June 2020; the new stand was opened: in August 2022)"),
        ("Who joined first, Ann Reid or Mo Bell?", "Ann Reid (Ann Reid: in March 2019; Mo Bell: in May 2021)"),
        ("Who joined later, Ann Reid or Mo Bell?", "Mo Bell (Ann Reid: in March 2019; Mo Bell: in May 2021)"),
        ("How many months lay between the clubhouse burning down and Mo Bell joining?", "11 months (the clubhouse burning down: in June 2020; Mo Bell joining: in May 2021)"),
        ("How many months passed from the clubhouse burning down to Mo Bell joining?", "11 months (the clubhouse burning down: in June 2020; Mo Bell joining: in May 2021)"),
        ("How many months passed from the bridge falling to Mo Bell joining?", None),
        ("Which came first, Ann Reid or Mo Bell?", None),
        ("Did the clubhouse burn down shortly before the new stand was opened?", None),
        ("Was the new stand opened before the bridge fell?", None),
        ("Did the clubhouse burn down after Ann Reid?", None),
        ("Over how many years was the clubhouse painted?", None),
        ("How many years did the clubhouse last?", None),
        ("Who was older, Ann Reid or Mo Bell?", "Ann Reid (31)"),
        ("Which of Ann Reid and Mo Bell was the younger?", "Mo Bell (24)"),
        ("Who was older, Ann Reid or Jo Lee?", None),
        ("Did 40 fans travel to the final?", None),
        ("Did ten fans travel to the final?", "No: Three"),
        ("Did more than ten fans travel to the final?", "No: Three"),
        ("Did three fans travel to the final?", "Yes"),
        ("Did more than two of the 40 fans travel to the final?", "Yes"),
        ("How many of the fans did not travel to the final?", "37 (40 less 3)"),
        ("What percentage of the fans travelled to the final?", "7.5 per cent (3 of 40)"),
    ],
)  # fmt: skip
def test_what_came_first_is_told_from_both_times(question: str, answer: str | None, squad: Dossier) -> None:
    told = squad.ask(question)
    assert (told.answer if told.status == "answered" else None) == answer, squad.explain(question)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Of the four players Ann Reid was the oldest.", "supported"),
        ("Two of the four players were over 20.", "supported"),
        ("Only one of the four players was over 20.", "refuted"),
        ("All four players were over 18.", "refuted"),
        ("Mo Bell joined before her sister.", "supported"),
        ("The new stand was opened before the clubhouse burned down.", "refuted"),
        ("Ann Reid, 30, joined in March 2019.", "refuted"),
        ("Mo Bell, 24, and her nine-month-old sister Ida Bell both joined in 2021.", "supported"),
        ("Mo Bell and 24-year-old Dee Okafor joined in 2021.", "refuted"),
    ],
)
def test_claims_go_by_what_is_worked_out(claim: str, verdict: str, squad: Dossier) -> None:
    found = squad.check(claim)
    assert found.verdict == verdict, squad.explain_check(claim)
    assert found.sources
