"""Questions that lean on the last answer."""

from __future__ import annotations

import pytest

from qa.dossier import Dossier
from qa.model import Answer, Claim, Source
from qa.questions.followup import Turn, follow

BOUGHT = "When did Greta Lind buy the mill?"


def turn(question: str, answer: str | None, statement: str | None = None, **more: object) -> Turn:
    status = "answered" if answer else "not-on-record"
    return Turn(question, Answer(question, status, answer, statement, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize(("last", "answer", "text", "question"), [
    # pronouns
    (BOUGHT, "in 2015", "How old is she?", "How old is Greta Lind?"),
    (BOUGHT, "in 2015", "Who is her deputy?", "Who is Greta Lind’s deputy?"),
    (BOUGHT, "in 2015", "How many checks had it failed?", "How many checks had Alderby Mill failed?"),
    ("Who bought the mill?", "Greta Lind", "When did she buy it?", "When did Greta Lind buy Alderby Mill?"),
    ("Where is the clinic?", "at Alderby", "Who lives there?", "Who lives in Alderby?"),
    ("Where is the clinic?", "at Alderby", "Who comes from there?", "Who comes from Alderby?"),
    ("Where is the clinic?", "at Alderby", "How many mills were there?", "How many mills were there?"),
    # one word
    (BOUGHT, "in 2015", "why?", "Why did Greta Lind buy the mill?"),
    (BOUGHT, "in 2015", "And where?", "Where did Greta Lind buy the mill?"),
    (BOUGHT, "in 2015", "How come?", "Why did Greta Lind buy the mill?"),
    ("Who bought the mill?", "Greta Lind", "But why", "Why did Greta Lind buy the mill?"),
    ("Who was hurt at the mill?", "Ivo Brandt", "when?", "When was Ivo Brandt hurt at the mill?"),
    ("How many workers were hurt?", "two", "where?", "Where were two workers hurt?"),
    ("How many workers were hurt?", "two workers, according to Lind", "where?", "Where were two workers hurt?"),
    ("Why did workers leave?", "the noise", "how many?", "How many workers leave?"),
    ("Did Lind buy the mill?", "Yes", "when?", "When did Lind buy the mill?"),
    ("Did Lind sell the mill?", "No", "Why?", "Why did Lind not sell the mill?"),
    ("Did Lind sell the mill?", "No: Lind bought it.", "Why?", "Why did Lind not sell the mill?"),
    ("Did Lind sell the mill?", "Not known: nobody asked.", "Why?", "Why did Lind sell the mill?"),
    # somebody or something else
    ("How old is Ivo Brandt?", "24", "And Jan?", "How old is Jan?"),
    ("How old is Ivo Brandt?", "24", "And his brother?", "How old is Jan Brandt?"),
    ("How old is Ivo Brandt?", "24", "What about Oduya?", "How old is Oduya?"),
    ("How old is Ivo Brandt?", "24", "And her?", None),
    ("How old is Greta Lind?", "52", "And her brother?", "How old is Greta Lind’s brother?"),
    ("Who visited the mill?", "the inspectorate", "And Alderby?", None),
    ("What happened in May 2019?", "a check", "And in June 2019?", "What happened in June 2019?"),
    ("How old is Ivo?", "24", "And the weather?", None),
    # complete in itself, or without an answer to lean on
    (BOUGHT, "in 2015", "Who was hurt?", "Who was hurt?"),
    ("Who was hurt?", "Ivo Brandt; Jan Brandt", "When was he hurt?", None),
    ("Who was hurt?", "Ivo Brandt; Jan Brandt", "why?", None),
    ("Who was hurt?", None, "why?", None),
    ("Name the injured men.", "two", "why?", None),
    ("Did anybody buy it?", "No", "why?", None),
    ("What is it?", None, "Who lives there?", None),
    ("?", None, "why?", None),
    ("Who exactly of the whole long list there?", "Lind", "why?", None),
])  # fmt: skip
def test_what_a_question_means_after_another(
    mill: Dossier, last: str, answer: str | None, text: str, question: str | None
) -> None:
    found = follow(text, turn(last, answer), mill.gazetteer)
    assert found.question == question
    assert found.leans == (question != text)
    assert ("not clear" in found.reply) == (question is None)


@pytest.mark.parametrize("text", ["When did he die?", "And his brother?", "Says who?", "why?"])
def test_the_first_question_cannot_lean(mill: Dossier, text: str) -> None:
    found = follow(text, None, mill.gazetteer)
    assert found.question is None
    assert "not clear" in found.reply


def test_the_statement_helps_where_question_and_answer_name_nobody(mill: Dossier) -> None:
    last = turn("When was the sale?", "in 2015", "Greta Lind bought Alderby Mill in 2015.")
    assert follow("How old is she?", last, mill.gazetteer).question == "How old is Greta Lind?"


@pytest.mark.parametrize("text", ["Says who?", "who says so", "According to whom?", "And what's the source?"])
def test_says_who(mill: Dossier, text: str) -> None:
    source = Source("1-mill.txt", 3, 0, 9, "a passage", "", "")
    claimed = turn("Was it safe?", "Yes", claims=(Claim("Greta Lind", "It was safe.", (source,)),))
    assert follow(text, claimed, mill.gazetteer).reply == "Greta Lind says: It was safe."
    plain = follow(text, turn("Who bought it?", "Lind", sources=(source, source)), mill.gazetteer)
    assert plain.reply == "The articles say so themselves: 1-mill.txt:3."
    assert "not clear" in follow(text, turn("Who sold it?", None), mill.gazetteer).reply
