"""Whether a number counts what is asked for."""

from __future__ import annotations

import pytest

from qa.dossier import Dossier, open_dossier
from qa.english.tokens import tokenize
from qa.matching.terms import counted_noun
from tests.small_dossier import write_dossier

ARTICLE = """\
In 2019 240 pupils of the northern councils were moved to other schools. The councils closed three schools. Nine of the 12 trustees resigned. The ferry carried 30 passengers and two crew from the harbour. Some 50 people were hurt. Three of the councils' nine homes burned. The repairs took six weeks.
"""  # noqa: E501 - a paragraph is one line

FACTS = """\
title: Schools
articles: seeds
facts:
  - id: moved
    statement: In 2019 240 pupils of the northern councils were moved to other schools.
    answers:
      {how many: 240 pupils, whose: the northern councils, did: were moved, to where: to other schools, when: In 2019}
    sources: [{article: a.txt, quote: 240 pupils of the northern councils were moved to other schools}]
  - id: closed
    statement: The councils closed three schools.
    answers: {who: The councils, did: closed, how many schools: three}
    sources: [{article: a.txt, quote: The councils closed three schools}]
  - id: trustees
    statement: Nine of the 12 trustees resigned.
    answers: {how many: Nine of the 12 trustees, did: resigned}
    sources: [{article: a.txt, quote: Nine of the 12 trustees resigned}]
  - id: ferry
    statement: The ferry carried 30 passengers and two crew from the harbour.
    answers: {what: The ferry, did: carried, how many: 30 passengers and two crew, from where: the harbour}
    sources: [{article: a.txt, quote: The ferry carried 30 passengers and two crew from the harbour}]
  - id: hurt
    statement: Some 50 people were hurt.
    answers: {how many: Some 50, did: were hurt}
    asked_as: How many people were hurt?
    sources: [{article: a.txt, quote: Some 50 people were hurt}]
  - id: burned
    statement: Three of the councils' nine homes burned.
    answers: {how many: Three of the councils' nine homes, did: burned}
    sources: [{article: a.txt, quote: "Three of the councils' nine homes burned"}]
  - id: repairs
    statement: The repairs took six weeks.
    answers: {what: The repairs, did: took, how many: six weeks}
    sources: [{article: a.txt, quote: The repairs took six weeks}]
"""


@pytest.fixture(scope="module")
def schools(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    folder = tmp_path_factory.mktemp("schools")
    write_dossier(folder, FACTS, {"a.txt": ARTICLE})
    (folder / "phrasings.yaml").write_text(
        "facts: {moved: {how many: [how many councils had pupils on the move, how many pupils changed schools]}}\n",
        encoding="utf-8",
    )
    return open_dossier(folder)


@pytest.mark.parametrize(("question", "answer"), [
    ("How many pupils were moved?", "240 pupils"),
    ("How many of the pupils of the councils were moved?", "240 pupils"),
    ("How many councils were moved?", None),
    ("How many northern councils moved pupils?", None),
    ("How many councils had pupils on the move?", None),
    ("How many schools were pupils moved to?", None),
    ("How many schools did the councils close?", "three"),
    ("How many councils closed schools?", None),
    ("How many trustees resigned?", "Nine of the 12 trustees"),
    ("How many passengers did the ferry carry?", "30 passengers and two crew"),
    ("How many crew did the ferry carry?", "30 passengers and two crew"),
    ("How many ferries carried passengers?", None),
    ("How many harbours did the ferry carry passengers from?", None),
    ("How many people were hurt?", "Some 50"),
    ("How many were hurt?", "Some 50"),
    ("How many homes burned?", "Three of the councils' nine homes"),
    ("How many weeks did the repairs take?", "six weeks"),
    ("How many days did the repairs take?", None),
])  # fmt: skip
def test_a_number_answers_only_for_what_it_counts(schools: Dossier, question: str, answer: str | None) -> None:
    assert schools.ask(question).answer == answer


@pytest.mark.parametrize(("text", "verb", "noun"), [
    ("how many councils signed", 3, "councils"),
    ("how many of the other small councils were there", -1, "councils"),
    ("how many were there", -1, None),
    ("how many", -1, None),
])  # fmt: skip
def test_the_noun_that_is_counted_stands_behind_how_many(text: str, verb: int, noun: str | None) -> None:
    tokens = tokenize(text)
    found = counted_noun(tokens, 2, verb)
    assert (tokens[found].norm if found >= 0 else None) == noun
