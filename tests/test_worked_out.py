"""Ages at death, birthdays, sums of ages, lists of members, halves of a year, only one of several."""

from __future__ import annotations

import pytest

from qa.computing.wording import aged, reworded
from qa.dossier import Dossier, open_dossier
from qa.english.tokens import tokenize
from tests.small_dossier import write_dossier

SAILORS = {
    "Ann Reid": ("31", "in May 2021"),
    "Mo Bell": ("24", "in March 2021"),
    "Ida Bell": ("four", "in August 2021"),
}


SHIP = (
    "The ship called at Hull, Leith and Wick. The wreck was sold in 2023. The cargo was salt and dried fish from Wick."
)


def facts() -> str:
    rows = [
        "title: A wreck",
        "articles: seeds",
        "entities:",
        *(
            f"  - {{name: {name}, kinds: [person, sailor], age: {4 if age == 'four' else age}}}"
            for name, (age, _) in SAILORS.items()
        ),
        "  - {name: Jo Lee, kinds: [person]}",
        *(f"  - {{name: {port}, kinds: [port, place]}}" for port in ("Hull", "Leith", "Wick")),
        f"  - {{name: the three sailors, kinds: [group], aliases: [three sailors], members: [{', '.join(SAILORS)}]}}",
        "facts:",
    ]
    for number, (name, (age, when)) in enumerate(SAILORS.items()):
        rows += [
            f"  - id: death-{number}",
            f"    statement: {name}, {age}, died {when}.",
            f"    answers: {{who: {name}, how old: {age}, did: died, when: {when}}}",
            f"    asked_as: [When did {name} die?, How old was {name}?]",
            f"    sources: [{{article: wreck.txt, quote: '{name}, {age}, died {when}'}}]",
        ]
    rows += [
        "  - id: three-died",
        "    statement: Three sailors died in 2021.",
        "    answers: {who: Three sailors, how many: Three, did: died, when: in 2021}",
        "    asked_as: [How many sailors died in 2021?, Who died in 2021?, When were the deaths?]",
        "    sources: [{article: wreck.txt, quote: Three sailors died in 2021}]",
        "  - id: who-they-were",
        "    statement: The three sailors were Ann Reid, Mo Bell and Ida Bell.",
        "    answers: {what: The three sailors, is: 'Ann Reid, Mo Bell and Ida Bell'}",
        "    asked_as: [Who were the three sailors?]",
        "    sources: [{article: wreck.txt, quote: 'The three sailors were Ann Reid, Mo Bell and Ida Bell'}]",
    ]
    rows += [
        "  - id: ports",
        "    statement: The ship called at Hull, Leith and Wick.",
        "    answers: {what: The ship, did: called, at which ports: 'Hull, Leith and Wick'}",
        "    asked_as: [Which ports did the ship call at?]",
        "    sources: [{article: wreck.txt, quote: 'The ship called at Hull, Leith and Wick'}]",
        "  - id: sold",
        "    statement: The wreck was sold in 2023.",
        "    answers: {what: The wreck, did: was sold, when: in 2023}",
        "    asked_as: [When was the wreck sold?]",
        "    sources: [{article: wreck.txt, quote: The wreck was sold in 2023}]",
        "  - id: cargo",
        "    statement: The cargo was salt and dried fish from Wick.",
        "    answers: {what: The cargo, is: salt and dried fish from Wick}",
        "    asked_as: [Which goods were the cargo?]",
        "    sources: [{article: wreck.txt, quote: The cargo was salt and dried fish from Wick}]",
    ]
    return "\n".join(rows) + "\n"


@pytest.fixture(scope="module")
def wreck(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    lines = [f"{name}, {age}, died {when}." for name, (age, when) in SAILORS.items()]
    text = " ".join([*lines, "Three sailors died in 2021.", "The three sailors were Ann Reid, Mo Bell and Ida Bell."])
    dossier = open_dossier(
        write_dossier(tmp_path_factory.mktemp("wreck"), facts(), {"wreck.txt": f"{text}\n\nJo Lee saw it. {SHIP}\n"})
    )
    assert dossier.findings == ()
    return dossier


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Who was older when he died, Mo Bell or Ann Reid?", "Ann Reid (31)"),
        ("who was the younger at the time of death, Mo Bell or Ann Reid", "Mo Bell (24)"),
        ("How many years older was Ann Reid at her death than Mo Bell at his?", "7 years"),
        ("By how many years did Ann Reid's age at death exceed Mo Bell's?", "7 years"),
        ("Was Ann Reid older when she died than Mo Bell?", "Yes (Ann Reid: 31; Mo Bell: 24)"),
        ("How many months after Mo Bell did Ann Reid lose her life?", "2 months"),
        ("How many of the sailors who died hadn't turned thirty?", "two (Ida Bell: four; Mo Bell: 24)"),
        ("How many of the three sailors had not yet reached their fifth birthday?", "one (Ida Bell: four)"),
        (
            "How many of the three sailors were under 30 at the time of their deaths?",
            "two (Mo Bell: 24; Ida Bell: four)",
        ),
        ("were at least half of the sailors under thirty", "Yes (Ida Bell: four; Mo Bell: 24)"),
        ("were more than half of the sailors over thirty", "No (Ann Reid: 31)"),
        ("How many sailors died in the second half of 2021?", "one (Ida Bell: in August 2021)"),
        ("how many of the three deaths were in the first half of 2021", "two"),
        ("combined age of Ann Reid and Mo Bell", "55 years (Ann Reid: 31; Mo Bell: 24)"),
        ("What do the ages of the three sailors add up to?", "59 years"),
        ("List the three sailors who died in 2021.", "Ann Reid, Mo Bell and Ida Bell"),
        ("How many years separated Ann Reid and Mo Bell in age?", "7 years"),
        ("was Ann Reid 31 years old at the time of her death", "Yes"),
        ("was Ann Reid 33 years old at the time of her death", "No"),
        ("who died later in 2021, Ida Bell or Mo Bell", "Ida Bell (Ida Bell: in August 2021"),
        ("had Ida Bell reached her fifth birthday when she died", "No (Ida Bell: four)"),
        ("did Ann Reid live to see 30", "Yes (Ann Reid: 31)"),
        ("how many ports did the ship call at", "three (Hull, Leith and Wick)"),
        ("How many years after the 2021 deaths was the wreck sold?", "2 years"),
        ("name the three sailors", "The three sailors were Ann Reid, Mo Bell and Ida Bell"),
    ],
)
def test_worked_out(question: str, answer: str, wreck: Dossier) -> None:
    assert (wreck.ask(question).answer or "").startswith(answer)


@pytest.mark.parametrize(
    "question",
    [
        "combined age of Ann Reid and Jo Lee",
        "combined age of the fleet",
        "how many goods were the cargo",
        "How many years after the 2022 deaths was the wreck sold?",
        "How many people died in the second half of 2021?",
        "List the three sailors who sank in 2021.",
        "Who was older when he died, Mo Bell or Jo Lee?",
    ],
)
def test_nothing_is_worked_out_where_one_is_missing(question: str, wreck: Dossier) -> None:
    assert wreck.ask(question).status == "not-on-record"


def words(tokens: object) -> str:
    return " ".join(token.norm for token in tokens)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("who lost his life first", "who died first"),
        ("they had not reached 18", "they were under 18"),
        ("they had not reached an agreement", "they had not reached an agreement"),
        ("before his 18th birthday", "before 18"),
        ("how many in all had died", "how many had died"),
        ("in all cases", "in all cases"),
    ],
)
def test_other_words_for_the_same(text: str, said: str) -> None:
    assert words(reworded(tokenize(text))) == said


def test_an_age_at_death_is_asked_for_as_such() -> None:
    plain, asked = aged(tokenize("who was older at his death, A or B"))
    assert words(plain) == "who was older a or b"
    assert asked == "How old was {} when they died?"
    assert aged(tokenize("who was older, A or B"))[1] == "How old was {}?"


@pytest.mark.parametrize(
    "question",
    [
        "Was Ann Reid the only sailor who died in 2021?",
        "was ann reid the only sailor to die in 2021",
        "did only Ann Reid die in 2021",
        "Were Ann Reid and Mo Bell the only sailors who died in 2021?",
    ],
)
def test_nobody_is_the_only_one_where_another_is_told_of(question: str, wreck: Dossier) -> None:
    answer = wreck.ask(question).answer or ""
    assert answer.startswith("No (")
    assert "Ida Bell too" in answer


@pytest.mark.parametrize(
    "question",
    ["Was Ann Reid the only sailor who died in May 2021?", "Was Ann Reid the only sailor who swam?"],
)
def test_that_nobody_else_is_told_of_makes_nobody_the_only_one(question: str, wreck: Dossier) -> None:
    assert not wreck.ask(question).yes_or_no


def test_the_only_one_is_claimed_of_all(wreck: Dossier) -> None:
    assert wreck.check("Ann Reid was the only sailor who died in 2021.").verdict == "refuted"
    assert wreck.check("Only Ann Reid died in 2021.").verdict == "refuted"
