"""The classifier: what scikit-learn's naive Bayes says of the same vectors, the same bytes for the same phrasings."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from array import array
from collections.abc import Sequence
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

from qa.classifier import SMOOTHING, UNANSWERED, Classifier, Target, train

Document = tuple[dict[str, int], int, str]
Label = tuple[int, str, int]
"""A target, and for an unanswered one the number of the target that it stands beside."""
ROOT = Path(__file__).resolve().parent.parent
NOBODY = -1
ARRAYS = "QffIIf"

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


@settings(deadline=None)
@given(st.lists(ASKED, min_size=1, max_size=8), st.lists(OPEN, max_size=3), COUNTS)
def test_scores_are_those_of_scikit_learn(
    asked: list[Document], left_open: list[Document], counts: dict[str, int]
) -> None:
    """Unanswered questions too: each is a class of its own beside the target that it is most like."""
    documents = [*asked, *left_open]
    reference = Reference(documents)
    assume(reference.clear)  # where two targets are equally near, rounding decides
    own, expected = sorted(classifier(*documents).targets(counts)), sorted(reference.targets(counts))
    assert [target[:2] for target in own] == [target[:2] for target in expected]
    scores = [target.score for target in expected]
    assert [target.score for target in own] == pytest.approx(scores, abs=1e-4, rel=1e-5)  # ours are kept in 32 bits


def test_the_likeliest_target_comes_first() -> None:
    found = classifier(WHO, WHEN, WON).targets(WHEN[0])
    assert (found[0].fact, found[0].key) == (0, "when")
    assert [target.score for target in found] == sorted((target.score for target in found), reverse=True)


def test_equal_targets_stand_in_the_order_of_the_phrasings() -> None:
    found = classifier(WON, WHO, WHEN).targets({"w:unheard": 1})
    assert [(target.fact, target.key) for target in found] == [(1, "who"), (0, "who"), (0, "when")]


def test_several_phrasings_of_one_slot_are_one_target() -> None:
    assert len(classifier(WHO, WHO, ({"w:scorer": 1}, 0, "who"), WHEN)) == 2


def test_what_no_phrasing_has_counts_for_nothing() -> None:
    """Not even in the length of the others: a question in half unknown words is recognised by the rest."""
    trained = classifier(WHO, WHEN, WON)
    assert trained.targets({**WHO[0], "w:unheard": 3}) == trained.targets(WHO[0])


def test_what_is_like_an_unanswered_question_is_not_answered() -> None:
    trained = classifier(WHO, WON, COACH)
    assert not trained.targets(COACH[0])[0].answered
    assert all(trained.targets(document[0])[0].answered for document in (WHO, WON))


def test_an_unanswered_question_stands_beside_the_target_that_it_is_most_like() -> None:
    beside_won: Document = ({"w:who": 1, "w:won": 1, "w:final": 1}, NOBODY, UNANSWERED)
    found = classifier(WHO, WON, beside_won).targets(beside_won[0])
    assert (found[0].fact, found[0].key) == (1, UNANSWERED)


def test_unanswered_questions_beside_the_same_target_are_one_target() -> None:
    one: Document = ({"w:won": 1, "w:final": 1}, NOBODY, UNANSWERED)
    other: Document = ({"w:won": 1, "w:league": 1}, NOBODY, UNANSWERED)
    assert len(classifier(WHO, WON, one, other)) == 3
    assert len(classifier(WHO, WON, one, COACH, ({"w:scored": 1}, NOBODY, UNANSWERED))) == 4


def test_without_phrasings_there_is_nothing_to_recognise() -> None:
    trained = classifier()
    assert (len(trained), trained.targets({"w:who": 1}), trained.having("w:who")) == (0, [], frozenset())


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
        "import sys; from qa.compiled import compile_phrasings\n"
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


def parts(payload: bytes) -> tuple[bytes, list[bytes]]:
    """Return the first line of a payload, and the bytes of each of its arrays."""
    line, _, rest = payload.partition(b"\n")
    found: list[bytes] = []
    for kind, length in zip(ARRAYS, json.loads(line)["lengths"], strict=True):
        size = length * array(kind).itemsize
        found.append(rest[:size])
        rest = rest[size:]
    assert rest == b""
    return line, found


@pytest.mark.parametrize("name", ["Ann", "Anna", "Annabel", "Änn", "Ann Reid the Elder"])
def test_the_arrays_begin_at_a_multiple_of_eight_bytes(name: str) -> None:
    line, _ = parts(train([WHO, (WHEN[0], 0, name)]))
    assert (len(line) + 1) % 8 == 0


def test_a_machine_of_the_other_byte_order_reads_what_it_wrote(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bytes that are little-endian here are swapped there, on the way out and on the way in."""
    documents = (WHO, WHEN, WON, COACH)
    here = train(documents)
    expected = Classifier(here).targets(WHO[0])
    other = "big" if sys.byteorder == "little" else "little"
    monkeypatch.setattr("qa.classifier.sys", SimpleNamespace(byteorder=other))
    there = train(documents)
    assert Classifier(there).targets(WHO[0]) == expected
    assert parts(here)[0] == parts(there)[0]
    for kind, one, swapped in zip(ARRAYS, parts(here)[1], parts(there)[1], strict=True):
        numbers = array(kind, swapped)
        numbers.byteswap()
        assert numbers.tobytes() == one


def test_features_with_broken_characters_are_features_too() -> None:
    broken = "w:\ud800"
    assert classifier(({broken: 1}, 0, "who"), WON).having(broken) == {(0, "who")}
