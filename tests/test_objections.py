"""What the checks have against a recognised fact: how much surer it must be recognised, and what rules it out."""

from __future__ import annotations

from math import inf
from types import SimpleNamespace
from typing import cast

import pytest

from qa.matching.alignment import Alignment, Check
from qa.matching.checks import CHECKS
from qa.matching.factindex import IndexedFact
from qa.matching.hit import Hit
from qa.matching.match import Matcher
from qa.model import Entity
from qa.questions.question import Hole, Reading, Term
from qa.recognition.objections import DECISIVE, OBJECTIONS, PASSED_OVER, objections
from qa.record.entities import Gazetteer

MATCHER = cast(
    "Matcher",
    SimpleNamespace(
        gazetteer=Gazetteer((
            Entity("Ann Reid", ("person",)), Entity("Northport", ("town",)), Entity("the trophy", ("prize",)),
        ))
    ),
)  # fmt: skip


FACT = SimpleNamespace(tokens=(), fact=SimpleNamespace(according_to=()))
"""As much of a fact as is looked at: it denies nothing."""


def beside(
    *hits: Hit, missing: tuple[str, ...] = (), conflict: bool = False, form: str = "wh", noun: tuple[str, ...] = ()
) -> Alignment:
    """Return an alignment of some hits in which some checks do not agree."""
    checks = [Check(name, "missing") for name in missing] + [Check("time", "conflict")] * conflict
    reading = Reading(form, Hole("who", noun), tuple(hit.term for hit in hits), "")
    return Alignment(reading, cast("IndexedFact", FACT), hits, tuple(checks))


def word(text: str, how: str = "missing", first: int = 2, **more: object) -> Hit:
    return Hit(Term("word", text, first, first + 1, words=(text.lower(),), **more), how)  # type: ignore[arg-type]


def name(text: str, how: str = "missing") -> Hit:
    return Hit(Term("entity", text, 1, 2, words=(text.lower(),), names=(text,)), how)


def test_what_agrees_costs_nothing() -> None:
    assert objections(beside(word("kit", "statement"), name("Ann Reid", "statement")), MATCHER) == 0


@pytest.mark.parametrize("check", sorted(OBJECTIONS))
def test_each_check_has_its_price(check: str) -> None:
    found = objections(beside(missing=(check,)), MATCHER)
    assert found == OBJECTIONS[check]


def test_prices_add_up() -> None:
    assert objections(beside(missing=("words", "role", "links")), MATCHER) == 11.0
    assert objections(beside(missing=("words", "time")), MATCHER) == inf


def test_every_check_that_can_be_missing_has_a_price() -> None:
    """A check without one would be a KeyError on somebody's question."""
    given = {"words", "time", "quantity", "contrast"} | {check.__name__.removeprefix("check_") for check in CHECKS}
    written = {
        "yes_no": "yes-no",
        "nonfactual": "modality",
        "terms": "words",
        "order": "pairs",
        "present": "tense",
        "recipient": "role",
        "side": "contrast",
        "outcome": "direction",
        "side_of": "direction",
        "doer": "direction",
        "younger": "direction",
        "possessed": "direction",
        "against": "direction",
        "cause_and_effect": "direction",
    }
    assert {written.get(each, each) for each in given} <= set(OBJECTIONS)
    assert {"comparison", "restriction"} <= set(OBJECTIONS)


@pytest.mark.parametrize(("missing", "price"), [("comparison", 0.0), ("words", 6.0)])
def test_where_a_yes_is_refuted_no_word_is_compared(missing: str, price: float) -> None:
    assert objections(beside(missing=(missing,), conflict=True, form="yes-no"), MATCHER) == price
    assert objections(beside(missing=(missing,), conflict=True), MATCHER) == OBJECTIONS[missing]


@pytest.mark.parametrize(("text", "price"), [("Ann Reid", inf), ("Northport", inf), ("the trophy", PASSED_OVER)])
def test_a_person_or_a_place_is_never_another_one(text: str, price: float) -> None:
    """What a report or a prize is called may be a circumstance."""
    assert objections(beside(name(text), missing=("entity",)), MATCHER) == price


@pytest.mark.parametrize(
    "text", ["monday", "december", "third", "year", "town", "youngest", "taller", "older", "younger", "bigger", "fewer"]
)
def test_a_word_of_which_another_is_another_answer_rules_out(text: str) -> None:
    assert objections(beside(word(text), missing=("words",)), MATCHER) == inf
    assert objections(beside(word(text, "statement")), MATCHER) == 0
    assert objections(beside(word(text, "conflict")), MATCHER) == 0


@pytest.mark.parametrize(
    "text", ["kit", "water", "keeper", "forest", "dinner", "best-laid", "owner", "over", "earlier", "better"]
)
def test_other_words_only_cost(text: str) -> None:
    assert text not in DECISIVE
    assert objections(beside(word(text), missing=("words",)), MATCHER) == 6.0


def test_one_side_of_an_or_may_be_lost() -> None:
    assert objections(beside(word("monday", either=True)), MATCHER) == 0


def test_the_noun_that_is_asked_for_must_be_found_unless_the_hole_has_it() -> None:
    assert objections(beside(word("striker", asked_for=True)), MATCHER) == inf
    assert objections(beside(word("striker", asked_for=True), noun=("striker",)), MATCHER) == 0


def test_a_topic_with_a_small_word_that_is_lost_is_another_topic() -> None:
    assert objections(beside(missing=("links",), form="topic"), MATCHER) == inf
    assert objections(beside(missing=("words",), form="topic"), MATCHER) == 6.0


@pytest.mark.parametrize(
    ("hits", "price"),
    [
        pytest.param((word("Quill"), word("ran", "statement")), inf, id="a name that the dossier does not know"),
        pytest.param((word("Quill", first=0), word("ran", "statement")), 0, id="at the start every word has a capital"),
        pytest.param((word("Quill"), word("RAN", "statement")), 0, id="where nothing is in small letters"),
        pytest.param((word("KIT"), word("ran", "statement")), 0, id="a word that is cried"),
        pytest.param((word("QXYZW"), word("ran", "statement")), inf, id="an abbreviation that nobody knows"),
        pytest.param((word("quill"), word("ran", "statement")), 0, id="a plain word"),
    ],
)
def test_a_strange_name_rules_out(hits: tuple[Hit, ...], price: float) -> None:
    assert objections(beside(*hits), MATCHER) == price


def test_a_number_is_no_strange_name() -> None:
    lost = Hit(Term("quantity", "Forty", 2, 3), "missing")
    assert objections(beside(lost, word("ran", "statement")), MATCHER) == 0
