"""What a question is recognised by: the features of each group, and their weights."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.english.tokens import tokenize
from qa.model import Entity, Words
from qa.recognition.features import document_frequencies, features, inverse_frequency, weighted
from qa.record.entities import Gazetteer
from qa.record.lexicon import Lexicon

LEXICON = Lexicon(Words(same=(("brace", "double strike"),)))
GAZETTEER = Gazetteer([Entity("Ann Reid", kinds=("person",)), Entity("Northport Rovers", aliases=("Rovers",))])
COUNTS = st.dictionaries(st.sampled_from([f"{g}:{x}" for g in "wpb" for x in "123"]), st.integers(1, 5))


def of(question: str, group: str) -> dict[str, int]:
    """Return a question's features of one group, without the group's letter."""
    found = features(tokenize(question), LEXICON, GAZETTEER)
    return {feature[2:]: count for feature, count in found.items() if feature[:2] == f"{group}:"}


def test_every_feature_begins_with_the_letter_of_a_group() -> None:
    found = features(tokenize("When did Ann Reid score her brace?"), LEXICON, GAZETTEER)
    assert {feature[:2] for feature in found} == {"w:", "p:", "b:", "s:", "n:", "o:"}


def test_words_are_counted_whatever_their_case() -> None:
    assert of("Who said who scored?", "w") == {"who": 2, "said": 1, "scored": 1}


def test_pairs_tell_where_a_question_begins_and_ends() -> None:
    assert of("Who scored?", "p") == {"^ who": 1, "who scored": 1, "scored $": 1}


def test_the_order_of_words_makes_another_question() -> None:
    """Only the pairs tell whom the dog bit."""
    one, other = "did dogs chase cats", "did cats chase dogs"
    assert [of(one, group) == of(other, group) for group in "wbno"] == [True] * 4
    assert of(one, "p") != of(other, "p")


def test_base_forms_are_the_same_for_all_forms_of_a_word() -> None:
    assert of("goals scored", "b") == of("goal scores", "b")


def test_words_that_the_dossier_lists_together_share_a_set() -> None:
    shared = set(of("a brace", "s")) & set(of("her double strike", "s"))
    assert shared
    assert not shared & set(of("double helping", "s"))


def test_a_set_counts_once_however_many_of_its_words_there_are() -> None:
    assert set(of("a brace or a double strike", "s").values()) == {1}


def test_a_name_is_the_same_by_any_of_its_aliases() -> None:
    assert of("Did Rovers sign Reid?", "n") == of("Northport Rovers, Ann Reid", "n")
    assert of("Did Rovers sign Reid?", "n") == {"Northport Rovers": 1, "Ann Reid": 1}


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("When did she score?", "when"),
        ("In what year did she score?", "when"),
        ("Did she score?", "yes-no"),
        ("she scored", "statement"),
        ("how many goals", "how many"),
    ],
)
def test_the_opening_is_what_is_asked_for(question: str, opening: str) -> None:
    assert of(question, "o") == {opening: 1}


def test_a_question_without_words_has_its_opening_and_its_ends_only() -> None:
    assert features((), LEXICON, GAZETTEER) == {"p:^ $": 1, "o:statement": 1}


def test_in_how_many_documents_a_feature_is() -> None:
    """However often it occurs in one of them; in the order of first occurrence."""
    having = document_frequencies([{"w:b": 3}, {"w:a": 1, "w:b": 1}])
    assert list(having.items()) == [("w:b", 2), ("w:a", 1)]


def test_the_rarer_a_feature_is_the_more_it_weighs() -> None:
    weights = [inverse_frequency(9, having) for having in range(1, 10)]
    assert weights == sorted(weights, reverse=True)
    assert weights[0] == pytest.approx(math.log(10 / 2) + 1)
    assert weights[-1] == 1.0


def test_features_without_a_weight_are_left_out() -> None:
    assert weighted({"w:a": 1, "w:b": 1}, {"w:a": 2.0}) == {"w:a": 1.0}
    assert weighted({"w:b": 1}, {}) == {}


def test_what_occurs_twice_counts_for_more_but_not_for_twice_as_much() -> None:
    found = weighted({"w:a": 2, "w:b": 1}, {"w:a": 1.0, "w:b": 1.0})
    assert found["w:a"] / found["w:b"] == pytest.approx(1 + math.log(2))


@settings(deadline=None)
@given(COUNTS, st.floats(0.1, 10.0))
def test_each_group_has_length_one_whatever_its_weights(counts: dict[str, int], weight: float) -> None:
    """A question of many words is not more certain of them than of its opening."""
    found = weighted(counts, dict.fromkeys(counts, weight))
    assert set(found) == set(counts)
    for group in {feature[0] for feature in counts}:
        assert math.hypot(*(value for feature, value in found.items() if feature[0] == group)) == pytest.approx(1.0)
