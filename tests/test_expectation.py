"""What kind of answer a question expects, and which sentences show one."""

from __future__ import annotations

import pytest

from qa.english.tokens import norms
from qa.questions.expectation import KIND_OF_HOLE, NOUNS, expected
from qa.ranking.evidence import EVIDENCE, Sought, grade
from qa.ranking.facets import facets, fold


@pytest.mark.parametrize(
    ("question", "kind", "noun"),
    [
        ("When did the bridge open?", "time", ""),
        ("What year did the bridge open?", "time", "year"),
        ("In which century was it built?", "time", "century"),
        ("Where was it built?", "place", ""),
        ("Which county is Alderby in?", "place", "county"),
        ("What is the capital of Alderland?", "place", "capital"),
        ("Who built the bridge?", "person", ""),
        ("By whom was it built?", "person", ""),
        ("Who was her brother?", "person", ""),
        ("Who was Ann's brother?", "person", ""),
        ("Who is Ann Tarrowby?", "definition", ""),
        ("Which singer opened it?", "person", "singer"),
        ("How many boats sank?", "number", "boat"),
        ("How many?", "number", ""),
        ("What is the population of Alderby?", "number", "population"),
        ("How much did it cost?", "money", ""),
        ("What was the mayor's salary?", "money", "salary"),
        ("How old is Ann?", "age", ""),
        ("How often does the ferry run?", "frequency", ""),
        ("How deep is the lake?", "measure", ""),
        ("Why was it shut?", "reason", ""),
        ("How was it paid for?", "manner", ""),
        ("What is the name of the ferry?", "name", "name"),
        ("What band played?", "name", "band"),
        ("What does RNLI stand for?", "expansion", ""),
        ("What is a weir?", "definition", ""),
        ("What is the state of the bridge after the flood?", "place", "state"),
        ("What sport does she play?", "", "sport"),
        ("What kind of dog is it?", "", "dog"),
        ("What did they say about the bridge?", "", ""),
        ("What is there to see in Alderby?", "", ""),
        ("What is", "definition", ""),
        ("bridge opening", "", ""),
        ("", "", ""),
    ],
)
def test_a_question_expects_a_kind_of_answer(question: str, kind: str, noun: str) -> None:
    found = expected(question)
    assert (found.kind, found.noun) == (kind, noun)


@pytest.mark.parametrize(
    ("question", "used"),
    [
        ("How many boats sank?", {"many"}),
        ("How deep is the lake?", {"deep"}),
        ("What year did it open?", {"year"}),
        ("What does RNLI stand for?", {"stand"}),
        ("Who built the bridge?", set()),
    ],
)
def test_words_that_only_ask_for_the_kind_need_not_be_found(question: str, used: set[str]) -> None:
    assert expected(question).used == used


def test_every_kind_that_is_expected_can_be_shown() -> None:
    assert set(KIND_OF_HOLE.values()) | set(NOUNS) <= set(EVIDENCE)


def shown(question: str, sentence: str) -> float:
    words = norms(question)
    return grade(facets(sentence), Sought(expected(question), frozenset(words) | {fold(word) for word in words}))


@pytest.mark.parametrize(
    ("question", "better", "worse"),
    [
        ("When did the bridge open?", "The bridge opened in May 2011.", "Ann Marsh (1901-1987) drew the bridge."),
        ("When did the bridge open?", "Ann Marsh (1901-1987) drew it.", "It stood open for two centuries."),
        ("When did the bridge open?", "It opened on Monday.", "It is open."),
        ("When did the bridge open?", "It opened in the 1950s.", "It is open."),
        ("When was the flood after that of 2011?", "It was in 2013.", "It flooded in 2011."),
        ("Where was it built?", "It was built in Alderby.", "Alderby has one."),
        ("Where was it built?", "It was built near the Tarrow.", "It was built in May."),
        ("Where was it built?", "Alderby has one.", "It was built well."),
        ("Which county is Alderby in?", "Alderby lies in Hart County.", "Alderby lies in Hartshire."),
        ("Who built the bridge?", "It was built by Marsh.", "Marsh lives beside it."),
        ("Who built the bridge?", "Engineer Ann Tarrowby drew it.", "Old Mill drew it."),
        ("Who built the bridge?", "Old Mill drew it.", "Tarrowby drew it."),
        ("Who built the bridge?", "We saw the Old Tarrowby.", "We saw the bridge."),
        ("Who followed Ann Tarrowby?", "Then came Joan Elkwith.", "Then came Ann Tarrowby."),
        ("What is the name of the ferry?", "The ferry is called Sally.", "The ferry and Sally left."),
        ("How many boats sank?", "Three small boats sank.", "Three sank."),
        ("How many boats sank?", "Three sank.", "It was in 1953."),
        ("How many boats sank?", "It was in 1953.", "All sank."),
        ("How many boats sank?", "Four sank.", "They sank on 4 May."),
        ("How much did it cost?", "It cost £3 million.", "It took 3 years."),
        ("How old is Ann?", "Ann Marsh (4 May 1950 - 7 June 2001) was a clerk.", "Ann Marsh left in 2001."),
        ("How old is Ann?", "She is 34 years old.", "She has 34 boats."),
        ("How old is Ann?", "She was born in 1950.", "She left in 1950."),
        ("How deep is the lake?", "It is 40 metres deep.", "It has 40 boats."),
        ("How often does it run?", "It runs twice a week.", "It runs well."),
        ("Why was it shut?", "It was shut because of ice.", "It was shut in winter."),
        ("How was it paid for?", "It was paid for by lottery.", "It was paid for."),
        ("What does RNLI stand for?", "The Royal National Lifeboat Institution came.", "The Royal Family came."),
    ],
)
def test_a_sentence_that_holds_the_kind_of_answer_is_told_from_one_that_does_not(
    question: str, better: str, worse: str
) -> None:
    assert shown(question, better) > shown(question, worse)


def test_what_the_question_says_itself_is_no_answer() -> None:
    assert shown("Who met Ann Tarrowby?", "Ann Tarrowby was met.") == 0
    assert shown("When did the flood of 1953 begin?", "The flood of 1953 was bad.") == 0


def test_a_kind_that_is_not_known_prefers_nothing() -> None:
    assert shown("What sport does she play?", "She plays basketball in Leeds in 2011.") == 0


def test_a_dateline_holds_no_answer() -> None:
    assert shown("When did it rain?", "ALDERBY, March 4 (Agency) -- Rain fell.") == 0
    assert shown("When did it rain?", "Rain fell on March 4.") == 1


def test_a_name_ends_at_a_sign_and_keeps_its_small_words() -> None:
    seen = facets("In Alderby, Ann Tarrowby left the Bank of Alder (Hart Road).")
    names = [" ".join(seen.tokens[position].text for position in name) for name in seen.names]
    assert names == ["Alderby", "Ann Tarrowby", "Bank of Alder", "Hart Road"]


@pytest.mark.parametrize(("text", "whole"), [("Rain fell.", True), ("Rain over Alderby", False), ("", False)])
def test_captions_are_told_from_sentences(text: str, whole: bool) -> None:  # noqa: FBT001
    assert facets(text).whole is whole
