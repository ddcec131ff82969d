"""Alive or dead at a time, "it was X who", and what "any" and "all" are not answered by."""

from __future__ import annotations

import pytest

from qa.dossier import Dossier, open_dossier
from tests.small_dossier import write_dossier

ARTICLE = """\
Nora Pell, 84, died in June 2011. Her grandson Bo is eight months old.

Ida Frost proposed, and Cleo Marsh seconded, that the mill be sold.

Two of the four millers were twins. Only three of 40 looms were mended.

Ida Frost laid the loss of the contracts at the door of the bank.
"""
FACTS = """\
title: A mill
articles: seeds
entities:
  - {name: Nora Pell, kinds: [person, woman], age: 84}
  - {name: Bo Pell, kinds: [person, man], aliases: [Bo], age: 8 months}
  - {name: Ida Frost, kinds: [person, woman]}
  - {name: Cleo Marsh, kinds: [person, woman]}
  - {name: the bank, kinds: [company]}
  - {name: the four millers, kinds: [group], aliases: [four millers]}
facts:
  - id: nora-died
    statement: Nora Pell, 84, died in June 2011.
    answers: {who: Nora Pell, how old: '84', did: died, when: in June 2011}
    asked_as: When did Nora Pell die?
    sources: [{article: mill.txt, quote: 'Nora Pell, 84, died in June 2011'}]
  - id: bo-age
    statement: Bo Pell was eight months old.
    answers: {who: Bo Pell, is: eight months old, how old: eight months}
    asked_as: How old was Bo?
    sources: [{article: mill.txt, quote: Her grandson Bo is eight months old}]
  - id: sale-proposed
    statement: Ida Frost proposed, and Cleo Marsh seconded, that the mill be sold.
    answers: {who: Ida Frost, did: proposed, what: that the mill be sold}
    asked_as: Who proposed that the mill be sold?
    sources: [{article: mill.txt, quote: 'Ida Frost proposed, and Cleo Marsh seconded, that the mill be sold'}]
  - id: two-were-twins
    statement: Two of the four millers were twins.
    answers: {who: Two of the four millers, is: twins, how many: Two}
    asked_as: How many of the millers were twins?
    sources: [{article: mill.txt, quote: Two of the four millers were twins}]
  - id: three-of-40
    statement: Three of 40 looms were mended.
    answers: {what: Three of 40 looms, did: were mended, how many: Three}
    asked_as: How many looms were mended?
    sources: [{article: mill.txt, quote: Only three of 40 looms were mended}]
  - id: laid-at-the-door
    statement: Ida Frost laid the loss of the contracts at the door of the bank.
    answers: {who: Ida Frost, did: laid, what: the loss of the contracts, at whose door: the bank}
    asked_as: At whose door did Ida Frost lay the loss of the contracts?
    sources: [{article: mill.txt, quote: Ida Frost laid the loss of the contracts at the door of the bank}]
"""
PHRASINGS = """\
facts:
  three-of-40:
    how many: [how many looms got repaired, number of looms put right]
    "yes": [were a few looms repaired, A handful of the looms were put right., did three looms get fixed]
    "no": [were all the looms repaired, did most looms get put right, The looms were all put right.,
      were many looms put right]
  laid-at-the-door:
    "yes": [did Frost hold the bank responsible for the lost contracts, The lost contracts were the bank's fault.,
      was the loss of the contracts the fault of the bank in Frost's eyes, Frost faults the bank for what was lost.]
    "no": [did Frost clear the bank of the lost contracts, Frost said that the loss was nobody's fault.,
      did Frost praise the bank over the contracts]
"""


@pytest.fixture(scope="module")
def mill(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    folder = tmp_path_factory.mktemp("mill")
    write_dossier(folder, FACTS, {"mill.txt": ARTICLE}, PHRASINGS)
    return open_dossier(folder)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("was Nora Pell still alive in spring 2011", "Yes"),
        ("Was Nora Pell alive in 2012?", "No"),
        ("Was Nora Pell already dead in 2012?", "Yes"),
        ("was Nora Pell dead in May 2011", "No"),
    ],
)
def test_alive_or_dead_is_told_by_the_death(question: str, answer: str, mill: Dossier) -> None:
    found = mill.ask(question)
    assert (found.answer or "").startswith(answer)
    assert found.facts == ("nora-died",)


@pytest.mark.parametrize("question", ["was Nora Pell alive in 2011", "was Nora Pell still alive in June 2011"])
def test_within_the_time_of_the_death_nothing_is_said(question: str, mill: Dossier) -> None:
    assert "died:" not in (mill.ask(question).answer or "")


def test_it_was_x_who_says_who_did_it(mill: Dossier) -> None:
    assert mill.check("It was Ida Frost who proposed that the mill be sold.").verdict == "supported"
    assert mill.check("It was Cleo Marsh who proposed that the mill be sold.").verdict != "supported"
    assert not (mill.ask("Was it Cleo Marsh who proposed that the mill be sold?").answer or "").startswith("Yes")


def test_that_some_are_twins_does_not_deny_that_all_are_something_else(mill: Dossier) -> None:
    assert mill.check("All of the four millers were tall.").verdict == "not-enough-info"
    assert mill.check("All of the four millers were twins.").verdict == "refuted"


def test_that_a_few_were_does_not_answer_any_with_no(mill: Dossier) -> None:
    assert not (mill.ask("did any looms get put right").answer or "").startswith("No")
    assert (mill.ask("were all the looms put right").answer or "").startswith("No")


def test_what_one_lays_at_a_door_is_not_so_by_itself(mill: Dossier) -> None:
    assert mill.check("The loss of the contracts was the fault of the bank.").verdict != "supported"


def test_the_first_alone_is_no_event(mill: Dossier) -> None:
    assert mill.ask("how many years passed from the first to the death of Nora Pell").status == "not-on-record"
