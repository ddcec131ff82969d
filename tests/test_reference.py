"""Whom a pronoun means, and when that is not clear."""

from __future__ import annotations

import pytest

from qa.dossier import Dossier
from qa.questions.reference import genders, is_person, named_in, resolve, shares_word, sort_of

LIND, ODUYA, IVO, JAN, PELL = "Greta Lind", "Paul Oduya", "Ivo Brandt", "Jan Brandt", "Rosa Pell"
MILL, OFFICE, TOWN, BROTHERS = "Alderby Mill", "the Mills Inspectorate", "Alderby", "the Brandts"


@pytest.mark.parametrize(("text", "names", "resolved"), [
    ("He was seven.", [ODUYA], "Paul Oduya was seven."),
    ("He was seven.", [ODUYA, LIND], "Paul Oduya was seven."),
    ("Was she seven?", [ODUYA, LIND], "Was Greta Lind seven?"),
    ("He was seven.", [PELL], "Rosa Pell was seven."),
    ("They asked her.", [BROTHERS, LIND], "The Brandts asked Greta Lind."),
    ("Her brother saw him and himself.", [LIND, IVO], "Greta Lind’s brother saw Ivo Brandt and Ivo Brandt."),
    ("His mill was sold.", [ODUYA, MILL], "Paul Oduya’s mill was sold."),
    ("It closed.", [MILL, LIND, TOWN], "Alderby Mill closed."),
    ("Lind said she knew.", [PELL], "Lind said she knew."),
    ("Lind said he knew.", [ODUYA], "Lind said Paul Oduya knew."),
    ("It is not known whether Lind knew.", [], "It is not known whether Lind knew."),
    ("The owner sold its mill.", [], "The owner sold its mill."),
    ("No pronoun here.", [LIND], "No pronoun here."),
])  # fmt: skip
def test_the_only_one_that_fits_is_meant(mill: Dossier, text: str, names: list[str], resolved: str) -> None:
    found = resolve(text, names, mill.gazetteer)
    assert (found.text, found.unclear) == (resolved, "")
    assert bool(found.read) == (resolved != text)


@pytest.mark.parametrize(("text", "names", "unclear"), [
    ("He was seven.", [], "He"),
    ("He was seven.", [IVO, JAN], "He"),
    ("He was seven.", [LIND, MILL], "He"),
    ("When did they leave?", [ODUYA, LIND], "they"),
    ("It closed.", [MILL, OFFICE], "It"),
    ("He met her.", [ODUYA], "her"),
])  # fmt: skip
def test_nobody_is_meant_where_none_or_several_fit(mill: Dossier, text: str, names: list[str], unclear: str) -> None:
    found = resolve(text, names, mill.gazetteer)
    assert (found.text, found.read, found.unclear) == (text, (), unclear)


def test_somebody_elses_words_are_left_alone(mill: Dossier) -> None:
    text = "He said “she knew”."
    assert resolve(text, [ODUYA], mill.gazetteer, skip=[(9, 17)]).text == "Paul Oduya said “she knew”."


def test_what_entities_are(mill: Dossier) -> None:
    known = mill.gazetteer
    assert [sort_of(known, name) for name in (LIND, BROTHERS, MILL, TOWN)] == ["person", "group", "body", "place"]
    assert [genders(known, name) for name in (LIND, ODUYA, PELL)] == [{"f"}, {"m"}, {"m", "f"}]
    assert not is_person(known, "Jane Doe")
    assert named_in(known, "Oduya met Mrs Lind and Lind at the mill") == (ODUYA, LIND, MILL)


def test_names_share_words_that_are_names() -> None:
    assert shares_word("Ofwat", "the Ofwat report")
    assert not shares_word("the council", "the union")
