"""The kept index of sentences: the ranking of scikit-learn's plain product, bit for bit, however it was built."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from qa.files.flatfile import DamagedError, FlatReader, FlatWriter, Layout
from qa.retrieval import postings, postings_build, topk
from qa.retrieval.postings import PostingsIndex
from qa.retrieval.postings_build import Run, SpilledRun, count, write
from qa.retrieval.postings_kept import GONE, KeptRun

FREQUENT = "a b c d e f".split()
RARE = [f"w{number}" for number in range(40)]
WORDS = st.one_of(st.sampled_from(FREQUENT), st.sampled_from(FREQUENT), st.sampled_from(RARE))
SENTENCES = st.lists(st.lists(WORDS, max_size=9).map(" ".join), min_size=1, max_size=120)
QUERIES = st.lists(WORDS, min_size=1, max_size=8)
PLAIN = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def built(
    folder: Path, sentences: Sequence[str], *, sublinear: bool = True, memory: int = 1 << 20
) -> tuple[FlatReader, PostingsIndex]:
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    runs, size = count(sentences, str(folder), str.split, memory)
    numbers = np.arange(size, dtype=np.uint32)
    path = str(folder / "postings")
    layout, digest = write(path, [SpilledRun(run, numbers) for run in runs], size, sublinear=sublinear, memory=memory)
    reader = FlatReader(path, Layout.from_json(layout.as_json(), postings.ARRAYS))
    assert reader.sha256() == digest
    return reader, PostingsIndex(reader, sublinear=sublinear)


def by_scikit_learn(sentences: Sequence[str], query: Sequence[str], *, sublinear: bool) -> np.ndarray:
    """Multiply out; the vocabulary is given sorted, since otherwise sums are taken in the order of first occurrence."""
    vocabulary = sorted({word for sentence in sentences for word in sentence.split()})
    vectorizer = TfidfVectorizer(analyzer=str.split, sublinear_tf=sublinear, vocabulary=vocabulary)
    rows = vectorizer.fit_transform(sentences)
    scores: np.ndarray = (rows @ vectorizer.transform([" ".join(query)]).T).toarray().ravel()
    return scores


def assert_same(index: PostingsIndex, scores: np.ndarray, query: Sequence[str], limit: int) -> None:
    expected = np.argsort(-scores, kind="stable")[:limit]
    expected = expected[scores[expected] > 0]
    numbers, got = index.search(query, limit)
    assert numbers.tolist() == expected.tolist()
    assert got.tolist() == scores[expected].tolist()


@pytest.mark.unmeasured
@given(
    sentences=SENTENCES,
    queries=st.lists(QUERIES, min_size=1, max_size=4),
    limit=st.integers(1, 30),
    sublinear=st.booleans(),
)
@PLAIN
def test_the_ranking_and_every_bit_of_the_scores_are_those_of_scikit_learns_product(
    tmp_path: Path, sentences: list[str], queries: list[list[str]], limit: int, *, sublinear: bool
) -> None:
    if not any(sentences):
        sentences = ["a"]
    _, index = built(tmp_path / "index", sentences, sublinear=sublinear)
    for query in queries:
        assert_same(index, by_scikit_learn(sentences, query, sublinear=sublinear), query, limit)


@pytest.mark.unmeasured
@given(seed=st.integers(0, 10_000), limit=st.integers(1, 12))
@settings(PLAIN, max_examples=30)
def test_nothing_is_lost_where_lists_are_long_and_most_are_skipped(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, seed: int, limit: int
) -> None:
    """Thousands of sentences, so that bars, tenths, blocks and lookups all come into play."""
    random = np.random.default_rng(seed)
    monkeypatch.setattr(postings_build, "LONG", 16)
    monkeypatch.setattr(topk, "CHEAP", int(random.integers(0, 4)))
    monkeypatch.setattr(topk, "PROBED", 2)
    monkeypatch.setattr(topk, "FEW", int(random.choice([0, 4, 256])))
    monkeypatch.setattr(topk, "SHORT", int(random.choice([0, 16])))
    ranks = np.minimum(random.zipf(1.3, (2_000, 8)), 400)
    sentences = [" ".join(f"r{rank}" for rank in row) for row in ranks.tolist()]
    _, index = built(tmp_path / "index", sentences, memory=1 << 17)
    for _ in range(4):
        query = [f"r{rank}" for rank in np.minimum(random.zipf(1.3, int(random.integers(1, 9))), 401).tolist()]
        assert_same(index, by_scikit_learn(sentences, query, sublinear=True), query, limit)


@pytest.mark.parametrize("query", [["rare", "mid"], ["rare", "mid", "wide"], ["rare", "other", "mid"]])
def test_a_list_that_cannot_bring_in_a_sentence_is_only_looked_up(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, query: list[str]
) -> None:
    monkeypatch.setattr(postings_build, "LONG", 16)
    monkeypatch.setattr(topk, "CHEAP", 0)
    monkeypatch.setattr(topk, "FEW", 0)
    looked_up: list[int] = []
    at = topk.Postings.at

    def noted(part: topk.Postings, numbers: topk.Numbers, total: topk.Floats) -> topk.Floats:
        looked_up.append(len(part.numbers))
        return at(part, numbers, total)

    monkeypatch.setattr(topk.Postings, "at", noted)
    every = {"rare": 97, "other": 83, "mid": 11, "wide": 2}
    sentences = [
        " ".join(
            [f"x{number % 700}", f"y{number % 601}", *(word for word, step in every.items() if number % step == 0)]
        )
        for number in range(3_000)
    ]
    _, index = built(tmp_path / "index", sentences)
    assert_same(index, by_scikit_learn(sentences, query, sublinear=True), query, 10)
    assert 3_000 // 11 + 1 in looked_up


@pytest.mark.unmeasured
@given(sentences=SENTENCES, data=st.data())
@PLAIN
def test_an_index_made_from_an_older_one_is_the_same_to_the_last_byte(
    tmp_path: Path, sentences: list[str], data: st.DataObject
) -> None:
    """Some sentences go, others come between those that stay."""
    old, _ = built(tmp_path / "old", sentences)
    stays = data.draw(st.lists(st.booleans(), min_size=len(sentences), max_size=len(sentences)))
    new: list[str] = []
    numbering, renumbered = [], np.full(len(sentences), GONE, np.uint32)
    after: list[str] = []
    for place, sentence in enumerate(sentences):
        for fresh in data.draw(st.lists(st.sampled_from(["a b", "w1 new", "", "f f f"]), max_size=1)):
            numbering.append(len(after))
            new.append(fresh)
            after.append(fresh)
        if stays[place]:
            renumbered[place] = len(after)
            after.append(sentence)
    folder = tmp_path / "work"
    folder.mkdir(exist_ok=True)
    runs, _ = count(new, str(folder), str.split, 1 << 20)
    numbers = np.array(numbering, np.uint32)
    kept = KeptRun(old, renumbered, 7)
    path = folder / "postings"
    path.unlink(missing_ok=True)
    merged: list[Run] = [*(SpilledRun(run, numbers) for run in runs), kept]
    _, digest = write(str(path), merged, len(after), sublinear=True, memory=1 << 20)
    assert digest == built(tmp_path / "again", after)[0].sha256()


def test_chunks_and_memory_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sentences = [f"{FREQUENT[number % 6]} {RARE[number % 40]} x{number}" for number in range(3_000)]
    whole, _ = built(tmp_path / "whole", sentences, memory=1 << 30)
    monkeypatch.setattr(postings_build, "SENTENCE_BYTES", 100_000)
    stages: list[tuple[str, int]] = []
    runs, _ = count(sentences, str(tmp_path), str.split, 1 << 20, lambda *stage: stages.append(stage))
    assert len(runs) == 3
    assert stages == [("counted", 1_000), ("counted", 2_000), ("counted", 3_000)]
    assert built(tmp_path / "pieces", sentences, memory=1 << 20)[0].sha256() == whole.sha256()


def test_a_word_counts_255_times_in_one_sentence_at_most(tmp_path: Path) -> None:
    _, index = built(tmp_path / "index", ["a " * 300 + "b", "a " * 255 + "b"])
    numbers, scores = index.search(["a", "b"], 2)
    assert numbers.tolist() == [0, 1]
    assert scores[0] == scores[1]


@pytest.mark.parametrize("query", [[], ["unheard"], ["unheard", "\ud800"]])
def test_unknown_words_find_nothing(tmp_path: Path, query: list[str]) -> None:
    _, index = built(tmp_path / "index", ["a b", "\ud800x"])
    assert index.search(query, 3)[0].tolist() == []
    assert index.search(["\ud800x"], 3)[0].tolist() == [1]
    assert index.search(["a"], 0)[0].tolist() == []


@pytest.mark.parametrize("sentences", [[], [""], ["", ""]])
def test_without_words_nothing_is_found(tmp_path: Path, sentences: list[str]) -> None:
    _, index = built(tmp_path / "index", sentences)
    assert index.size == len(sentences)
    assert index.search(["a"], 3)[0].tolist() == []


def test_other_mistakes_of_counting_are_not_taken_for_an_empty_vocabulary(tmp_path: Path) -> None:
    def fail(text: str) -> list[str]:
        raise ValueError(text)

    with pytest.raises(ValueError, match="wrong"):
        count(["wrong"], str(tmp_path), fail, 1 << 20)


class TestDamage:
    SENTENCES = tuple(f"{FREQUENT[number % 6]} {RARE[number % 40]} x{number}" for number in range(500))

    def test_a_flipped_bit_is_an_error_or_nothing_that_was_asked_for(self, tmp_path: Path) -> None:
        """Whatever a search gives back stands on checked bytes."""
        reader, index = built(tmp_path / "index", self.SENTENCES)
        query = ["a", "w0", "x12"]
        right = [part.tolist() for part in index.search(query, 5)]
        path = tmp_path / "index" / "postings"
        whole = path.read_bytes()
        errors = 0
        for at in range(0, len(whole), 97):
            path.write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
            try:
                again = PostingsIndex(FlatReader(str(path), reader.layout), sublinear=True).search(query, 5)
            except DamagedError:
                errors += 1
            else:
                assert [part.tolist() for part in again] == right
        assert errors > 50

    def test_a_posting_that_points_nowhere_is_damage(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Somebody wrote the checksums as well."""
        reader, _ = built(tmp_path / "index", self.SENTENCES)
        path = tmp_path / "index" / "postings"
        _, first, elements = reader.layout.arrays["numbers"]
        content = bytearray(path.read_bytes())
        content[first : first + 4 * elements] = b"\xff" * (4 * elements)
        path.write_bytes(content)
        monkeypatch.setattr(FlatReader, "check", lambda *_: None)
        with pytest.raises(DamagedError, match="nowhere"):
            PostingsIndex(FlatReader(str(path), reader.layout), sublinear=True).search(["w1", "x1"], 5)

    def test_a_file_of_another_length_is_damage(self, tmp_path: Path) -> None:
        reader, _ = built(tmp_path / "index", self.SENTENCES)
        path = tmp_path / "index" / "postings"
        path.write_bytes(path.read_bytes()[:-1])
        with pytest.raises(DamagedError, match="length"):
            FlatReader(str(path), reader.layout)

    @pytest.mark.parametrize(
        "row",
        [
            None,
            {"body": 64},
            {"body": 64, "arrays": {"x": ["<u4", 0]}},
            {"body": 64, "arrays": {"x": ["O", 0, 1]}},
            {"body": 64, "arrays": {"x": ["<u4", -4, 1]}},
            {"body": 64, "arrays": {"x": ["<u4", 0, 17]}},
            {"body": 64, "arrays": {"y": ["<u4", 0, 1]}},
        ],
    )
    def test_a_hostile_layout_is_damage(self, row: object) -> None:
        with pytest.raises(DamagedError):
            Layout.from_json(row, ("x",))

    def test_what_does_not_fit_is_not_written(self, tmp_path: Path) -> None:
        with (
            FlatWriter(str(tmp_path / "new"), Layout.of({"x": ("<u4", 2)})) as file,
            pytest.raises(ValueError, match="2 elements"),
        ):
            file.put("x", 1, np.arange(2))
