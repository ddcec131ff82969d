"""What a recognised fact says: the slot of the kind that is asked for, the whole statement, or nothing.

Each case is a question held against one fact of the flood (`tests/dossiers/flood`), as though the phrasings had led to
one of its slots.
"""

from __future__ import annotations

from math import inf

import pytest

from qa.dossier import Dossier
from qa.matching.align import align
from qa.matching.slot_kinds import MEASURED
from qa.recognition.telling import CLOSED, PRESUMED, UNTYPED, Telling
from qa.recognition.yes_or_no import OTHER_SLOT, Told


def told(flood: Dossier, key: str, question: str, fact: str, *known: str) -> Told:
    """Return what a fact says, and for what doubt, to the first reading of a question; ``known`` are phrased words."""
    answerer = flood._answerer
    indexed = answerer._index.by_id(fact)
    assert indexed is not None
    reading = answerer._reader.read(question).readings[0]
    alignment = align(reading, indexed, answerer._matcher, lambda term: bool(set(term.words) & set(known)))
    return Telling(key, alignment, answerer._matcher, lambda word: word in known).told()


@pytest.mark.parametrize(
    ("key", "question", "fact", "text"),
    [
        ("who", "Who blamed Brook Water?", "dorn-blamed", "Kit Dorn"),
        ("whom", "Whom did Kit Dorn blame?", "dorn-blamed", "Brook Water"),
        ("when", "When did the barrier open?", "barrier-opened", "in May 1998"),
        ("why", "Why did the barrier open?", "barrier-opened", "the old wall had collapsed"),
        ("how much", "How much did the repairs cost?", "repairs-cost", "£1.2 million"),
        ("says", "Who said the pumps had failed?", "pumps-failed", "the inquiry"),
        ("says", "Who thought so of the pumps?", "pumps-failed", "the inquiry"),
        ("yes", "Did the barrier open?", "barrier-opened", "Yes"),
        ("no", "Did Kit Dorn visit the farms?", "no-visit", "No"),
        ("no", "Did the barrier open in 1999?", "barrier-opened", "No"),
        ("whole", "Will the market be moved?", "market-moved", None),
        ("whole", "Tell me about the barrier", "barrier-opened", None),
        ("did", "What happened to the barrier?", "barrier-opened", None),
        ("when", "When and why did the barrier open?", "barrier-opened", None),
        ("what", "What did Kit Dorn say about the barrier?", "barrier-low", None),
    ],
)
def test_where_phrasing_and_question_word_agree_the_slot_is_told(
    flood: Dossier, key: str, question: str, fact: str, text: str | None
) -> None:
    filled, _ = told(flood, key, question, fact)
    assert filled is not None
    statement = next(each.statement for each in flood.facts() if each.id == fact)
    assert filled.text in {text or statement, f"Not known: {statement}" if text is None else text}


@pytest.mark.parametrize(
    ("key", "question", "fact"),
    [
        pytest.param("who", "When did Kit Dorn blame Brook Water?", "dorn-blamed", id="no time in it"),
        pytest.param("what", "Where did the pumps run?", "pumps-ran", id="no place in it"),
        pytest.param("when", "Who opened the barrier?", "barrier-opened", id="nobody in it"),
        pytest.param("how much", "How many men made the repairs?", "repairs-cost", id="a sum is no count"),
        pytest.param("what", "Which year did the pumps run?", "pumps-ran", id="no year in it"),
        pytest.param("says", "When did the pumps fail?", "pumps-failed", id="who says so is no time"),
        pytest.param("who", "Which streets did the farmers leave?", "farmers-left", id="a noun that no phrasing has"),
        pytest.param("when", "Did the ferry sink twice a day?", "ferry-runs", id="yes or no, with a word too many"),
        pytest.param("whole", "When will the market be moved?", "market-moved", id="not known is no time"),
    ],
)
def test_what_is_not_of_the_kind_is_not_told(flood: Dossier, key: str, question: str, fact: str) -> None:
    filled, doubt = told(flood, key, question, fact)
    assert filled is None or doubt == inf


def test_yes_against_the_words_is_never_told(flood: Dossier) -> None:
    assert told(flood, "no", "Did the barrier open?", "barrier-opened")[1] == inf
    assert told(flood, "yes", "Did the barrier open in 1999?", "barrier-opened")[1] == inf
    assert told(flood, "yes", "Did the barrier open?", "barrier-opened")[1] == 0
    assert told(flood, "who", "Did the barrier open?", "barrier-opened")[1] == inf  # what the words say is for others


@pytest.mark.parametrize(
    ("question", "fact", "doubt"),
    [
        ("When did the barrier close?", "barrier-opened", PRESUMED),
        ("When did Una Vale close the barrier?", "barrier-opened", inf),
        ("Why did Kit Dorn visit in 2019?", "no-visit", inf),
        ("Why did Kit Dorn visit?", "no-visit", PRESUMED),
    ],
)
def test_a_mistake_is_told_of_those_whom_the_fact_is_about(
    flood: Dossier, question: str, fact: str, doubt: float
) -> None:
    filled, found = told(flood, "mistaken", question, fact)
    assert filled is not None
    assert filled.slot is None
    assert found == doubt


def test_who_does_not_know_is_told_where_the_phrasings_lead_there(flood: Dossier) -> None:
    filled, _ = told(flood, "what", "What will be moved?", "market-moved")
    assert filled is not None
    assert filled.text.startswith("Not known")
    assert told(flood, "whole", "Who will move the market?", "market-moved")[0] is None


def test_a_name_that_is_asked_for_must_be_new(flood: Dossier) -> None:
    assert told(flood, "who", "Which farmers left, by name, for Hillbury?", "farmers-left")[0] is None


def test_girls_are_not_told_by_a_fact_about_boys(flood: Dossier) -> None:
    """A word of the other kind rules the fact out; the dossier says that low and high are such."""
    assert told(flood, "what", "Which high was it?", "barrier-low") == (None, inf)


def test_another_slot_is_told_only_with_more_certainty(flood: Dossier) -> None:
    filled, doubt = told(flood, "why", "When did the barrier open?", "barrier-opened")
    assert filled is not None
    assert (filled.text, doubt) == ("in May 1998", OTHER_SLOT)


def test_a_whole_statement_stands_for_what_is_open(flood: Dossier) -> None:
    filled, doubt = told(flood, "gone", "What about the barrier opened?", "barrier-opened", "barrier")
    assert filled is not None
    assert (filled.slot, doubt) in {(None, UNTYPED), (None, 0.0)}


def test_numbers_and_times_are_closed_kinds() -> None:
    assert MEASURED < CLOSED
