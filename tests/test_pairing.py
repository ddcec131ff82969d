"""Who goes with which month, number and age: every name is put beside every value, and only its own is borne out."""

# ruff: noqa: E501 - a quote is one line

from __future__ import annotations

import pytest

from qa.dossier import Dossier, open_dossier
from tests.small_dossier import write_dossier

ARTICLE = """\
Cole Marsh, six, Jo Reid, two months old, and Sam Diaz, nine, were found in March, June and July respectively.

Of the three, Cole Marsh was in hospital for 3 days, Jo Reid for 5 days and Sam Diaz for 8 days.
"""

FACTS = """\
title: Three children
articles: seeds
entities:
  - {name: Cole Marsh, kinds: [boy, child, person], aliases: [Cole], age: six}
  - {name: Jo Reid, kinds: [girl, child, person, baby], aliases: [Jo], age: two months}
  - {name: Sam Diaz, kinds: [boy, child, person], aliases: [Sam], age: nine}
facts:
  - id: all-found
    statement: Cole Marsh, Jo Reid and Sam Diaz were found in March, June and July respectively.
    answers: {who: 'Cole Marsh, Jo Reid and Sam Diaz', did: were found, which months: 'March, June and July'}
    sources: &1
      - {article: three.txt, quote: 'Cole Marsh, six, Jo Reid, two months old, and Sam Diaz, nine, were found in March, June and July respectively'}
  - id: cole-found
    statement: Cole Marsh, six, was found in March.
    answers: {who: Cole Marsh, how old: six, did: was found, when: in March}
  - id: jo-found
    statement: Jo Reid, two months old, was found in June.
    answers: {who: Jo Reid, how old: two months old, did: was found, when: in June}
  - id: sam-found
    statement: Sam Diaz, nine, was found in July.
    answers: {who: Sam Diaz, how old: nine, did: was found, when: in July}
"""
QUOTE = FACTS[FACTS.index("      - {article") : FACTS.index("  - id: cole-found")]
MONTHS = {"Cole": "March", "Jo": "June", "Sam": "July"}
AGES = {"Cole": "six", "Jo": "two months", "Sam": "nine"}


@pytest.fixture(scope="module")
def children(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    folder = tmp_path_factory.mktemp("three")
    head, *facts = FACTS.replace(" &1", "").split("  - id: ")
    whole = [f"  - id: {fact}" if "sources" in fact else f"  - id: {fact}    sources:\n{QUOTE}" for fact in facts]
    write_dossier(folder, head + "".join(whole), {"three.txt": ARTICLE})
    return open_dossier(folder)


@pytest.mark.parametrize("month", ["January", "March", "May", "June", "July"])
@pytest.mark.parametrize("name", MONTHS)
def test_a_month_is_only_its_own_childs(name: str, month: str, children: Dossier) -> None:
    own = MONTHS[name] == month
    assert children.check(f"{name} was found in {month}.").verdict == ("supported" if own else "refuted")
    assert children.ask(f"Was {name} found in {month}?").yes_or_no != ("No" if own else "Yes")


@pytest.mark.parametrize("age", ["one", "two", "six", "nine", "two months", "nine months"])
@pytest.mark.parametrize("name", AGES)
def test_an_age_is_only_its_own_childs(name: str, age: str, children: Dossier) -> None:
    own = AGES[name] == age
    said = f"{name} was {age} old." if "months" in age else f"{name} was {age}."
    assert (children.check(said).verdict == "supported") == own
    assert children.ask(f"Was {name} {age} when found?").yes_or_no != ("No" if own else "Yes")


def test_a_list_of_three_is_not_told_of_two(children: Dossier) -> None:
    for question in ("In which months were Cole and Jo found?", "In which months was Jo found?"):
        answer = children.ask(question)
        assert not {"March", "July"} <= set((answer.answer or "").replace(",", "").split()), answer
