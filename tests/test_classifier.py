"""The classifier: what scikit-learn's naive Bayes says of the same vectors, the same bytes for the same phrasings."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from array import array
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.naive_bayes import MultinomialNB

from qa.recognition.classifier import ARRAYS, ITEM, UNANSWERED, Classifier, Target
from qa.recognition.features import weighted
from qa.recognition.training import SMOOTHING, _vectors, train

Document = tuple[dict[str, int], int, str]
Label = tuple[int, str, int]
"""A target, and for an unanswered one the number of the target that it stands beside."""
ROOT = Path(__file__).resolve().parent.parent
NOBODY = -1

WHO: Document = ({"w:who": 1, "w:scored": 1, "o:who": 1}, 0, "who")
WHEN: Document = ({"w:when": 1, "w:scored": 1, "o:when": 1}, 0, "when")
WON: Document = ({"w:who": 1, "w:won": 1, "o:who": 1}, 1, "who")
COACH: Document = ({"w:who": 1, "w:coached": 1, "o:who": 1}, NOBODY, UNANSWERED)

VOCABULARY = [f"{group}:{word}" for group in "wbo" for word in ("ann", "bell", "cup")]
COUNTS = st.dictionaries(st.sampled_from(VOCABULARY), st.integers(1, 3), min_size=1)
ASKED = st.tuples(COUNTS, st.integers(0, 2), st.sampled_from(["who", "when"]))
OPEN = st.tuples(COUNTS, st.just(NOBODY), st.just(UNANSWERED))


def classifier(*documents: Document) -> Classifier:
    return Classifier(train(documents))


class Reference:
    """The same model, put together from scikit-learn's parts: TF-IDF by group, one class a target, equal priors."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._parts = []
        for group in sorted({feature[0] for counts, _, _ in documents for feature in counts}):
            names, tfidf = DictVectorizer(), TfidfTransformer(sublinear_tf=True)
            tfidf.fit(names.fit_transform([_only(group, counts) for counts, _, _ in documents]))
            self._parts.append((group, names, tfidf))
        vectors = np.vstack([self._vector(counts) for counts, _, _ in documents])
        keys = [key for _, _, key in documents]
        answered = [number for number, key in enumerate(keys) if key != UNANSWERED]
        labels: dict[int, Label] = {number: (documents[number][1], keys[number], -1) for number in answered}
        self._fit(vectors[answered], list(labels.values()))
        self.clear = True
        for number in (n for n, key in enumerate(keys) if key == UNANSWERED):
            scores = self._model.predict_joint_log_proba(vectors[[number]])[0]
            best = sorted(scores)[-2:]
            self.clear = self.clear and (len(best) < 2 or best[1] - best[0] > 1e-6)
            nearest = int(np.argmax(scores))
            labels[number] = (self._classes[nearest][0], UNANSWERED, nearest)
        self._fit(vectors, [labels[number] for number in range(len(documents))])

    def _vector(self, counts: dict[str, int]) -> Any:  # noqa: ANN401 - numpy's, which need not be known here
        parts = [tfidf.transform(names.transform([_only(group, counts)])) for group, names, tfidf in self._parts]
        return np.hstack([part.toarray() for part in parts])

    def _fit(self, vectors: object, labels: Sequence[Label]) -> None:
        self._classes = list(dict.fromkeys(labels))
        self._model = MultinomialNB(alpha=SMOOTHING, fit_prior=False)
        self._model.fit(vectors, [self._classes.index(label) for label in labels])

    def targets(self, counts: dict[str, int]) -> list[Target]:
        """Return all targets; as with ours, the classes' equal priors are left out of their scores."""
        scores = (self._vector(counts) @ self._model.feature_log_prob_.T)[0]
        return [Target(fact, key, float(score)) for (fact, key, _), score in zip(self._classes, scores, strict=True)]


def _only(group: str, counts: dict[str, int]) -> dict[str, int]:
    return {feature: count for feature, count in counts.items() if feature[0] == group}


@pytest.mark.unmeasured
@settings(deadline=None)
@given(st.lists(ASKED, min_size=1, max_size=8), st.lists(OPEN, max_size=3), COUNTS)
def test_scores_are_those_of_scikit_learn(
    asked: list[Document], left_open: list[Document], counts: dict[str, int]
) -> None:
    """Unanswered questions too: each is a class of its own beside the target that it is most like."""
    documents = [*asked, *left_open]
    reference = Reference(documents)
    assume(reference.clear)  # where two targets are equally near, rounding decides
    own, expected = sorted(classifier(*documents).scores(counts).targets()), sorted(reference.targets(counts))
    assert [target[:2] for target in own] == [target[:2] for target in expected]
    scores = [target.score for target in expected]
    assert [target.score for target in own] == pytest.approx(scores, abs=1e-4, rel=1e-5)  # ours are kept in 32 bits


def test_the_likeliest_target_comes_first() -> None:
    found = classifier(WHO, WHEN, WON).scores(WHEN[0]).targets()
    assert (found[0].fact, found[0].key) == (0, "when")
    assert [target.score for target in found] == sorted((target.score for target in found), reverse=True)


def test_the_best_target_of_each_fact_comes_in_the_order_of_all_targets() -> None:
    trained = classifier(WHO, WHEN, WON, COACH)
    for counts in (WHO[0], WHEN[0], COACH[0], {"w:unheard": 1}):
        first: dict[int | None, tuple[str, float]] = {}
        for target in trained.scores(counts).targets():
            first.setdefault(target.fact if target.answered else None, (target.key, target.score))
        assert list(trained.scores(counts).best().items()) == list(first.items())


def test_equal_targets_stand_in_the_order_of_the_phrasings() -> None:
    found = classifier(WON, WHO, WHEN).scores({"w:unheard": 1}).targets()
    assert [(target.fact, target.key) for target in found] == [(1, "who"), (0, "who"), (0, "when")]


def test_the_target_that_an_unanswered_question_stands_beside_is_the_one_that_scores_best() -> None:
    """Whole arrays are summed up where phrasings are compiled, one row after the other where a question is asked."""
    answered = (WHO, WHEN, WON, ({"w:when": 1, "w:won": 1, "w:cup": 2, "o:when": 1}, 2, "when"))
    for left_open in (WHO[0], WHEN[0], COACH[0], {"w:cup": 1}, {"w:cup": 1, "w:scored": 1}):
        trained = classifier(*answered, (left_open, NOBODY, UNANSWERED))
        [beside] = [target.fact for target in trained.scores({}).targets() if not target.answered]
        rest = [target for target in trained.scores(left_open).targets() if target.answered]
        assert beside == rest[0].fact


def test_several_phrasings_of_one_slot_are_one_target() -> None:
    assert len(classifier(WHO, WHO, ({"w:scorer": 1}, 0, "who"), WHEN)) == 2


def test_what_no_phrasing_has_counts_for_nothing() -> None:
    """Not even in the length of the others: a question in half unknown words is recognised by the rest."""
    trained = classifier(WHO, WHEN, WON)
    assert trained.scores({**WHO[0], "w:unheard": 3}).targets() == trained.scores(WHO[0]).targets()


def test_what_is_like_an_unanswered_question_is_not_answered() -> None:
    trained = classifier(WHO, WON, COACH)
    assert not trained.scores(COACH[0]).targets()[0].answered
    assert all(trained.scores(document[0]).targets()[0].answered for document in (WHO, WON))


def test_an_unanswered_question_stands_beside_the_target_that_it_is_most_like() -> None:
    beside_won: Document = ({"w:who": 1, "w:won": 1, "w:final": 1}, NOBODY, UNANSWERED)
    found = classifier(WHO, WON, beside_won).scores(beside_won[0]).targets()
    assert (found[0].fact, found[0].key) == (1, UNANSWERED)


def test_unanswered_questions_beside_the_same_target_are_one_target() -> None:
    one: Document = ({"w:won": 1, "w:final": 1}, NOBODY, UNANSWERED)
    other: Document = ({"w:won": 1, "w:league": 1}, NOBODY, UNANSWERED)
    assert len(classifier(WHO, WON, one, other)) == 3
    assert len(classifier(WHO, WON, one, COACH, ({"w:scored": 1}, NOBODY, UNANSWERED))) == 4


def test_without_phrasings_there_is_nothing_to_recognise() -> None:
    trained = classifier()
    assert (len(trained), trained.scores({"w:who": 1}).targets(), trained.having("w:who")) == (0, [], frozenset())


@pytest.mark.parametrize(
    ("feature", "targets"),
    [
        ("w:scored", {(0, "who"), (0, "when")}),
        ("o:who", {(0, "who"), (1, "who"), (0, UNANSWERED)}),
        ("w:coached", {(0, UNANSWERED)}),
        ("w:unheard", set()),
    ],
)
def test_which_targets_have_a_feature(feature: str, targets: set[tuple[int, str]]) -> None:
    assert classifier(WHO, WHEN, WON, COACH).having(feature) == targets


def test_only_what_the_curator_left_open_is_unanswered() -> None:
    assert [Target(0, key, 0.0).answered for key in ("who", "no", "mistaken", UNANSWERED)] == [True, True, True, False]


# The bytes


def test_the_same_phrasings_give_the_same_bytes() -> None:
    assert train([WHO, WHEN, COACH]) == train([WHO, WHEN, COACH])
    assert train([WHO, WHEN, COACH]) != train([WHO, WHEN, WON])


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    code = (
        "import sys; from qa.recognition.compiling import compile_phrasings\n"
        "from qa.model import Entity, Fact, FactsFile, Phrasings\n"
        "facts = FactsFile(entities=(Entity('Ann Reid'),), facts=(Fact('a', 'Ann Reid died.', (), ()),))\n"
        "asked = (('a', 'who', 'who passed away'), ('a', 'did', 'what became of Ann Reid'))\n"
        "sys.stdout.buffer.write(compile_phrasings(Phrasings(asked, ('who owns the club',)), facts))\n"
    )
    payloads = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True, check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }  # fmt: skip
    [payload] = payloads
    assert len(Classifier(payload)) == 4


def parts(payload: bytes) -> tuple[bytes, list[bytes], bytes]:
    """Return the header of a payload, the bytes of each of its arrays, and the features' names."""
    head = ITEM + int.from_bytes(payload[:ITEM], "little")
    rest = payload[head:]
    found: list[bytes] = []
    for length in json.loads(payload[ITEM:head])["lengths"]:
        found.append(rest[: length * ITEM])
        rest = rest[length * ITEM :]
    return payload[ITEM:head], found, rest


def test_names_are_sorted_and_each_ends_where_the_array_says() -> None:
    _, arrays, names = parts(train([WHO, WHEN, COACH]))
    ends = array("I", arrays[[name for name, _ in ARRAYS].index("ends")])
    found = [names[start:end] for start, end in pairwise((0, *ends))]
    assert found == sorted({feature.encode() for counts, *_ in (WHO, WHEN, COACH) for feature in counts})


def test_a_machine_of_the_other_byte_order_reads_what_was_written_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """It swaps the bytes: put the wrong way round, they are right again after that."""
    payload = train((WHO, WHEN, WON, COACH))
    expected = Classifier(payload).scores(WHO[0]).targets()
    header, arrays, names = parts(payload)
    swapped = [array(kind, part) for part, (_, kind) in zip(arrays, ARRAYS, strict=True)]
    for numbers in swapped:
        numbers.byteswap()
    there = b"".join((payload[:ITEM], header, *(numbers.tobytes() for numbers in swapped), names))
    other = "big" if sys.byteorder == "little" else "little"
    monkeypatch.setattr("qa.recognition.classifier.sys", SimpleNamespace(byteorder=other))
    assert Classifier(there).scores(WHO[0]).targets() == expected


def test_features_with_broken_characters_are_features_too() -> None:
    broken = "w:\ud800"
    assert classifier(({broken: 1}, 0, "who"), WON).having(broken) == {(0, "who")}


@settings(deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from(VOCABULARY), st.integers(1, 5)), max_size=8))
def test_features_are_weighted_as_those_of_a_question_are(counted: list[dict[str, int]]) -> None:
    """To the last bit: what is kept must not depend on which of the two has been used."""
    weights = {feature: 1.0 + number / 7 for number, feature in enumerate(VOCABULARY)}
    vectors = _vectors([(counts, 0, "who") for counts in counted], weights)
    for number, counts in enumerate(counted):
        own = slice(vectors.starts[number], vectors.starts[number + 1])
        names = [VOCABULARY[feature] for feature in vectors.features[own].tolist()]
        assert dict(zip(names, vectors.held[own].tolist(), strict=True)) == weighted(counts, weights)
