"""Filling the hole: the slot that answers, of the right type and not a mere echo of the question."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.dossier import Dossier, open_dossier
from qa.matching.align import align
from qa.matching.counting import is_of_the_unit
from qa.matching.fill import OF_THE_UNKNOWN, WHOLE, Filled, fill, names_somebody
from qa.matching.slot_kinds import question_word


def fillings(flood: Dossier, question: str, fact: str) -> list[str | None]:
    """Return what a fact has for each reading of a question."""
    answerer = flood._answerer
    indexed = answerer._index.by_id(fact)
    assert indexed is not None
    found = [
        fill(align(r, indexed, answerer._matcher), answerer._matcher) for r in answerer._reader.read(question).readings
    ]
    return [filled.text if filled else None for filled in found]


@pytest.mark.parametrize(
    ("key", "word"),
    [
        ("who", "who"),
        ("as part of what", "what"),
        ("how many homes", "how many"),
        ("since when", "when"),
        ("how", "how"),
        ("name", "name"),
    ],
)
def test_the_question_word_in_a_key(key: str, word: str) -> None:
    assert question_word(key) == word


@pytest.mark.parametrize(
    ("question", "fact", "text"),
    [
        ("When did the Alder flood Marsh Lane?", "alder-flooded", "on 3 March 2019"),
        ("Where did the Alder flood?", "alder-flooded", "in Brookford"),
        ("Which town did the Alder flood?", "alder-flooded", "in Brookford"),
        ("Which month did the Alder flood?", "alder-flooded", "on 3 March 2019"),
        ("What year did the Alder flood?", "alder-flooded", "on 3 March 2019"),
        ("What exact date did the Alder flood?", "alder-flooded", "on 3 March 2019"),
        ("Which river flooded Marsh Lane?", "alder-flooded", "The Alder"),
        ("How much did the repairs cost?", "repairs-cost", "£1.2 million"),
        ("How long did the pumps run?", "pumps-ran", "for nine days"),
        ("How often does the ferry run?", "ferry-runs", "twice a day"),
        ("How many homes were damaged?", "homes-damaged", "About 40 per cent of the homes"),
        ("How many schools were inspected?", "schools-inspected", "six schools"),
        ("What share of the homes was damaged?", "homes-damaged", "About 40 per cent of the homes"),
        ("What proportion of shops never reopened?", "shops-closed", "Twelve out of 30 shops"),
        ("How old was Tom Vale when rescued?", "tom-rescued", "34"),
        ("Who blamed Brook Water?", "dorn-blamed", "Kit Dorn"),
        ("Whom did Kit Dorn blame?", "dorn-blamed", "Brook Water"),
        ("Why did the barrier open?", "barrier-opened", "the old wall had collapsed"),
        ("How was the barrier paid for?", "barrier-paid", "with a levy on farms"),
        ("Who is Kit Dorn?", "dorn-mayor", "the mayor of Brookford"),
        ("Who said the barrier was low?", "barrier-low", "Kit Dorn"),
        ("Did the barrier open?", "barrier-opened", "Yes"),
        ("Did Kit Dorn visit the farms?", "no-visit", "No"),
        ("Didn't Kit Dorn visit the farms?", "no-visit", "No"),
        ("Tell me about the barrier", "barrier-paid", "The barrier was paid for with a levy on farms."),
        ("What happened to the barrier?", "barrier-paid", "The barrier was paid for with a levy on farms."),
        (
            "Will the market be moved?",
            "market-moved",
            "Not known: The council could not say whether the market would be moved.",
        ),
        ("Is it Tom Vale or Una Vale who was rescued in April?", "una-rescued", "Una Vale"),
    ],
)
def test_what_fills_the_hole(flood: Dossier, question: str, fact: str, text: str) -> None:
    assert text in fillings(flood, question, fact)


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("When did the farmers leave?", "farmers-left"),
        ("Who said the ferry runs?", "ferry-runs"),
        ("What exact date did the barrier open?", "barrier-opened"),
        ("What day of the week did the barrier open?", "barrier-opened"),
        ("How many boats were damaged?", "homes-damaged"),
        ("What proportion of schools were inspected?", "schools-inspected"),
        ("How old was Ros Pike?", "pike-engineer"),
        ("How many shops never reopened?", "farmers-left"),
        ("Is it Ros Pike or Kit Dorn who was rescued?", "una-rescued"),
    ],
)
def test_a_fact_without_the_right_kind_of_answer_has_none(flood: Dossier, question: str, fact: str) -> None:
    """No time for a who, no month for a day, no count for a share: nothing rather than something else."""
    assert set(fillings(flood, question, fact)) == {None}


UNKNOWN = """\
facts:
  - id: wall-payer
    statement: The council has not said who will pay for the wall.
    unknown: true
    answers: {who: The council, did: has not said, what: who will pay for the wall}
    asked_as: Who will pay for the wall?
    sources: [{article: wall.txt, quote: The council has not said who will pay for the wall}]
"""


def test_what_is_not_known_answers_a_closed_question_only_where_the_curator_asks_it(tmp_path: Path) -> None:
    """Nobody is named by it, but "who will pay" is what it leaves open; "when" is not."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "wall.txt").write_text("The council has not said who will pay for the wall.", "utf-8")
    (tmp_path / "facts.yaml").write_text(UNKNOWN, "utf-8")
    wall = open_dossier(tmp_path)
    told = "Not known: The council has not said who will pay for the wall."
    assert wall.ask("Who will pay for the wall?").answer == told
    assert wall.ask("When will they pay for the wall?").answer is None


def test_an_answer_that_repeats_the_question_is_none(flood: Dossier) -> None:
    assert "Kit Dorn" not in fillings(flood, "Who blamed Kit Dorn?", "dorn-blamed")
    assert "Brook Water" not in fillings(flood, "Whom did Brook Water blame?", "dorn-blamed")


def test_a_person_has_an_age_without_a_slot_for_it(flood: Dossier) -> None:
    """Where a fact is about one person only, their age is known from the list of entities."""
    assert "34" in fillings(flood, "How old was Tom Vale?", "tom-rescued")
    assert fillings(flood, "How old is Kit Dorn?", "dorn-mayor") == [None]


def test_a_list_has_as_many_names_as_are_asked_for(flood: Dossier) -> None:
    assert fillings(flood, "Name the two birds that returned.", "geese-returned") == [None, None]
    assert "Geese and swans" in fillings(flood, "Name the birds that returned.", "geese-returned")


def test_the_passive_of_a_participle_that_is_an_adjective_too(flood: Dossier) -> None:
    assert "Tom Vale" in fillings(flood, "Who was rescued by firefighters?", "tom-rescued")


@pytest.mark.parametrize(
    ("question", "text", "named"),
    [
        ("Name the people who were rescued.", "Tom Vale", True),
        ("Who was rescued with Tom Vale, by name?", "Tom Vale", False),
        ("Who was rescued with Tom Vale, by name?", "Tom Vale and Una Vale", True),
        ("Who was rescued, by name?", "firefighters", False),
        ("Who was rescued, by name?", "the mayor", False),
        ("Who was rescued, by name?", "", False),
    ],
)
def test_who_asks_for_names_is_told_one_that_is_new(flood: Dossier, question: str, text: str, named: bool) -> None:  # noqa: FBT001 - a table's column
    answerer = flood._answerer
    indexed = answerer._index.by_id("tom-rescued")
    assert indexed is not None
    beside = align(answerer._reader.read(question).readings[0], indexed, answerer._matcher)
    assert names_somebody(Filled(text, None, 0.0), beside, answerer._matcher) is named


def test_a_name_that_is_asked_for_is_not_a_description(flood: Dossier) -> None:
    assert set(fillings(flood, "What are the names of those who left?", "farmers-left")) == {None}
    assert "Most farmers" in fillings(flood, "Who left?", "farmers-left")


@pytest.mark.parametrize(
    ("question", "fact", "fits"),
    [
        ("How many days did the pumps run?", "pumps-ran", True),
        ("How many weeks did the pumps run?", "pumps-ran", False),
        ("How many pumps ran?", "pumps-ran", True),
        ("How many miles of homes were damaged?", "homes-damaged", False),
        ("How many homes were damaged in days?", "homes-damaged", True),
        ("How many?", "homes-damaged", True),
    ],
)
def test_a_number_isis_of_the_unit_that_is_asked_for(flood: Dossier, question: str, fact: str, fits: bool) -> None:  # noqa: FBT001 - a table's column
    """Years are not answered with a number of homes; what is no unit is left to other checks."""
    answerer = flood._answerer
    indexed = answerer._index.by_id(fact)
    assert indexed is not None
    reading = next(r for r in answerer._reader.read(question).readings if r.hole.kind == "how many")
    slot = next(each for each in indexed.fact.slots if each.key.startswith("how"))
    assert is_of_the_unit(align(reading, indexed, answerer._matcher), slot) is fits


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Will the market be moved?", True),
        ("What will happen to the market?", True),
        ("Tell me about the market.", True),
        ("What about the market?", True),
        ("When will the market be moved?", False),
        ("Who will move the market?", False),
        ("Where will the market be moved?", False),
        ("Why will the market be moved?", False),
        ("How many markets will be moved?", False),
        ("Which market will be moved?", False),
    ],
)
def test_a_fact_of_not_knowing_names_nobody_and_no_number(flood: Dossier, question: str, told: bool) -> None:  # noqa: FBT001 - a table's column
    found = fillings(flood, question, "market-moved")
    assert any(found) is told
    assert all((text or "Not known").startswith("Not known") for text in found)


def test_what_the_unknown_answers_is_no_closed_kind() -> None:
    assert WHOLE < OF_THE_UNKNOWN
    assert not OF_THE_UNKNOWN & {"who", "whose", "when", "where", "why", "which", "list", "how many", "how old"}


@pytest.mark.parametrize(
    ("question", "fact", "text"),
    [
        ("Who flooded and when?", "alder-flooded", "The Alder flooded Marsh Lane in Brookford on 3 March 2019."),
        ("Which weekday did the Alder flood?", "alder-flooded", None),
        ("Which years did the pumps run?", "company-warned", None),
        ("Which date did the Alder flood?", "alder-flooded", "on 3 March 2019"),
        ("Which official blamed Brook Water?", "dorn-blamed", "Kit Dorn"),
        ("Which company did Kit Dorn blame?", "dorn-blamed", "Brook Water"),
        ("Which town did Kit Dorn blame?", "dorn-blamed", None),
    ],
)
def test_the_type_of_what_is_asked_for(flood: Dossier, question: str, fact: str, text: str | None) -> None:
    found = fillings(flood, question, fact)
    assert (text in found) if text else set(found) == {None}
