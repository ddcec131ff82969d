"""The sentence index: scikit-learn's ranking, without scikit-learn, to the last digit on every path."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from array import array
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from qa.articles.reading import read_articles
from qa.articles.sentences import split_sentences
from qa.files.cachefile import Cache
from qa.model import Article
from qa.retrieval import retrieve
from qa.retrieval.retrieve import ARTICLE, NEIGHBOUR, OWN, SentenceIndex, index_key, load_or_fit, terms_of
from qa.values import replace

ROOT = Path(__file__).parents[1]


def article(name: str, text: str) -> Article:
    return Article(name, text, hashlib.sha256(text.encode()).hexdigest(), split_sentences(text, name))


BRIDGE = article("bridge.txt", "The bridge opened in May. It was late. Mayor Green praised the builders.\n\nRain fell.")
MARKET = article("market.txt", "The market closed. Mayor Green was absent. Café owners protested over the bridge.")
BOTH = (BRIDGE, MARKET)


@pytest.fixture(scope="module")
def index() -> SentenceIndex:
    return SentenceIndex.fit(BOTH)


def found(index: SentenceIndex, query: str, limit: int = 10) -> list[str]:
    return [nearest.sentence.text for nearest in index.search(query, limit)]


class TestSearch:
    def test_the_sentence_with_the_words_comes_first(self, index: SentenceIndex) -> None:
        assert found(index, "When did the bridge open in May?", 1) == ["The bridge opened in May."]

    def test_spelling_variants_of_the_same_word_are_found(self, index: SentenceIndex) -> None:
        assert found(index, "CAFE\u0301 OWN\u00adERS", 1) == ["Café owners protested over the bridge."]

    def test_a_sentence_that_only_says_it_is_found_through_its_neighbours(self, index: SentenceIndex) -> None:
        assert "It was late." in found(index, "bridge")
        assert "Rain fell." not in found(index, "bridge")

    def test_neighbours_end_at_the_article(self, index: SentenceIndex) -> None:
        assert found(index, "rain") == ["Rain fell.", "Mayor Green praised the builders."]

    def test_the_article_decides_between_equal_sentences(self) -> None:
        texts = (
            "The hall opened. Then nothing was heard. Nobody came.",
            "The hall closed. Snow fell. The hall burned.",
        )
        index = SentenceIndex.fit([article(f"{number}.txt", text) for number, text in enumerate(texts)])
        assert [nearest.sentence.article for nearest in index.search("hall", 3)] == ["1.txt", "1.txt", "0.txt"]

    def test_equal_scores_come_by_article_and_position(self) -> None:
        texts = {"b.txt": "Same words.\n\nSame words.", "a.txt": "Same words.\n\nSame words."}
        index = SentenceIndex.fit([article(name, text) for name, text in texts.items()])
        places = [(nearest.sentence.article, nearest.sentence.start) for nearest in index.search("same words", 9)]
        assert places == [("a.txt", 0), ("a.txt", 13), ("b.txt", 0), ("b.txt", 13)]

    @pytest.mark.parametrize("query", ["", "?!", "the of and", "unheard", "\ud800", "😀", "\0", "bridg"])
    def test_a_query_without_known_words_finds_nothing(self, index: SentenceIndex, query: str) -> None:
        assert index.search(query, 5) == ()

    @pytest.mark.parametrize("limit", [0, -1])
    def test_a_limit_below_one_finds_nothing(self, index: SentenceIndex, limit: int) -> None:
        assert index.search("bridge", limit) == ()

    def test_the_limit_cuts_the_same_ranking(self, index: SentenceIndex) -> None:
        assert index.search("mayor green bridge", 99)[:2] == index.search("mayor green bridge", 2)

    def test_scores_have_four_decimals_between_0_and_1(self, index: SentenceIndex) -> None:
        for nearest in index.search("bridge mayor green bridge", 9):
            assert 0 < nearest.score <= 1
            assert nearest.score == round(nearest.score, 4)

    def test_the_order_in_which_articles_are_given_does_not_matter(self, index: SentenceIndex) -> None:
        assert SentenceIndex.fit(reversed(BOTH)).to_bytes() == index.to_bytes()


@pytest.mark.parametrize("articles", [(), (article("a.txt", ""),), (article("a.txt", "The of. And!"),)])
def test_without_words_there_are_no_results(articles: tuple[Article, ...]) -> None:
    index = SentenceIndex.fit(articles)
    assert index.search("anything at all", 5) == ()
    assert SentenceIndex.from_bytes(index.to_bytes(), articles).search("anything", 5) == ()


WORDS = st.sampled_from("bridge market mayor green rain opened closed late hall the of".split())
SENTENCES = st.lists(WORDS, min_size=1, max_size=8).map(lambda words: " ".join(words).capitalize() + ".")
CORPORA = st.lists(st.lists(SENTENCES, max_size=6).map("\n\n".join), min_size=1, max_size=5).map(
    lambda texts: tuple(article(f"{number}.txt", text) for number, text in enumerate(texts))
)
QUERIES = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)


def scores_by_scikit_learn(articles: tuple[Article, ...], query: str) -> list[float]:
    """Score every sentence with dense matrices, as the documentation words it."""
    sentences = [sentence.text for each in articles for sentence in each.sentences]
    vectorizer = TfidfVectorizer(analyzer=terms_of, sublinear_tf=True)
    rows = vectorizer.fit_transform(sentences).toarray()
    asked = vectorizer.transform([query]).toarray()[0]
    scores: list[float] = []
    start = 0
    for each in articles:
        own = rows[start : start + len(each.sentences)]
        start += len(each.sentences)
        whole = own.sum(axis=0)
        whole /= np.linalg.norm(whole) or 1
        for place in range(len(own)):
            around = own[max(place - 1, 0) : place + 2] @ asked
            total = OWN * own[place] @ asked + NEIGHBOUR * (around.sum() - own[place] @ asked) + ARTICLE * whole @ asked
            scores.append(float(total) / (OWN + 2 * NEIGHBOUR + ARTICLE) if around.any() else 0.0)
    return scores


@given(CORPORA, QUERIES)
@settings(deadline=None)
def test_the_ranking_is_that_of_a_plain_scikit_learn_product(articles: tuple[Article, ...], query: str) -> None:
    index = SentenceIndex.fit(articles)
    got = index.search(query, 999)
    assert list(got) == sorted(got, key=lambda near: (-near.score, near.sentence.article, near.sentence.start))
    if index.terms:
        expected = dict(zip(index.sentences, scores_by_scikit_learn(articles, query), strict=True))
        assert {near.sentence for near in got} == {sentence for sentence, score in expected.items() if score > 0}
        # Steps of 1/10,000 cut off, weights in 1/32,768, the article's length in 1/256.
        assert all(abs(near.score - expected[near.sentence]) < 6e-4 for near in got)


@given(CORPORA, QUERIES, st.integers(1, 9))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_numpy_gives_the_same_to_the_last_digit(
    monkeypatch: pytest.MonkeyPatch, articles: tuple[Article, ...], query: str, limit: int
) -> None:
    index = SentenceIndex.fit(articles)
    plain = index.search(query, limit)
    with monkeypatch.context() as large:
        large.setattr(retrieve, "NUMPY_FROM", 0)
        assert index.search(query, limit) == plain


@given(CORPORA, QUERIES)
@settings(deadline=None)
def test_bytes_give_back_the_same_index(articles: tuple[Article, ...], query: str) -> None:
    index = SentenceIndex.fit(articles)
    again = SentenceIndex.from_bytes(index.to_bytes(), articles)
    assert again.to_bytes() == index.to_bytes()
    assert again.search(query, 9) == index.search(query, 9)


def test_bytes_are_the_same_on_a_big_endian_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """There, an array's own bytes come most significant first."""
    numbers = array("I", [1, 2**24])
    monkeypatch.setattr(sys, "byteorder", "big")
    swapped = retrieve._little_endian(numbers)
    assert swapped == b"\0\0\0\1\1\0\0\0"
    assert retrieve._native("I", memoryview(swapped)) == numbers
    assert numbers[0] == 1, "the index itself is left as it was"


class TestDamage:
    @given(data=st.data())
    @settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_any_bytes_are_an_index_or_a_value_error(self, index: SentenceIndex, data: st.DataObject) -> None:
        whole = bytearray(index.to_bytes())
        for at in data.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=4)):
            whole[at] = data.draw(st.integers(0, 255))
        content = bytes(whole[: data.draw(st.integers(0, len(whole)))]) if data.draw(st.booleans()) else bytes(whole)
        try:
            damaged = SentenceIndex.from_bytes(content, BOTH)
        except ValueError:
            return
        for near in damaged.search("bridge mayor green opened late", 9):
            assert 0 < near.score <= 1

    @pytest.mark.parametrize(
        "header",
        [
            b"",
            b"{",
            b"[]",
            b"[" * 999,
            b'{"format": 1}',
            b'{"format": 0, "articles": 2, "terms": 0, "postings": 0, "vocabulary": 0}',
            b'{"format": 1, "articles": true, "terms": 0, "postings": 0, "vocabulary": 0}',
            b'{"format": 1, "articles": 2, "terms": -1, "postings": 0, "vocabulary": 0}',
            b'{"format": 1, "articles": 2, "terms": 1e9, "postings": 0, "vocabulary": 0}',
            b'{"format": 1, "articles": 2, "terms": 4611686018427387904, "postings": 0, "vocabulary": 0}',
            b'{"format": 1, "articles": 2, "terms": 0, "postings": 0, "vocabulary": 0}' + b" " * 1_000,
        ],
    )
    def test_a_hostile_header_is_refused(self, header: bytes) -> None:
        with pytest.raises(ValueError, match=r"header|sizes"):
            SentenceIndex.from_bytes(header + b"\n" + b"\0" * 64, BOTH)

    def test_an_index_of_other_articles_is_refused(self, index: SentenceIndex) -> None:
        with pytest.raises(ValueError, match="other articles"):
            SentenceIndex.from_bytes(index.to_bytes(), (BRIDGE, replace(MARKET, sentences=MARKET.sentences[:1])))

    @pytest.mark.parametrize(
        ("field", "value"), [("numbers", 7), ("lengths", 0), ("weights", 2**15 + 1), ("offsets", 1), ("offsets", 9_999)]
    )
    def test_a_number_that_points_nowhere_is_refused(self, field: str, value: int) -> None:
        index = SentenceIndex.fit(BOTH)
        getattr(index, field)[0] = value
        with pytest.raises(ValueError, match="wrong"):
            SentenceIndex.from_bytes(index.to_bytes(), BOTH)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cache:
    monkeypatch.setenv("QA_CACHE_DIR", str(tmp_path))
    return Cache(tmp_path, "1.0")


class TestKeeping:
    def test_a_kept_index_is_not_fitted_again(self, cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
        first = load_or_fit(BOTH, cache)
        monkeypatch.setattr(SentenceIndex, "fit", None)
        assert load_or_fit(BOTH, cache).to_bytes() == first.to_bytes()

    def test_a_damaged_file_is_rebuilt_wherever_the_damage_is(
        self, cache: Cache, index: SentenceIndex, tmp_path: Path
    ) -> None:
        load_or_fit(BOTH, cache)
        (path,) = tmp_path.rglob("*.cache")
        whole = path.read_bytes()
        for at in range(0, len(whole), 7):
            path.write_bytes(whole[:at] + bytes([whole[at] ^ 16]) + whole[at + 1 :])
            assert load_or_fit(BOTH, cache).to_bytes() == index.to_bytes()
            assert path.read_bytes() == whole

    def test_a_well_kept_file_that_is_no_index_is_rebuilt(self, cache: Cache, index: SentenceIndex) -> None:
        cache.write("sentences", index_key(BOTH), b"something else")
        assert load_or_fit(BOTH, cache).to_bytes() == index.to_bytes()
        assert cache.read("sentences", index_key(BOTH)) == index.to_bytes()

    def test_without_a_cache_the_index_is_built_each_time(
        self, index: SentenceIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("QA_CACHE_DIR", "/dev/null")
        assert load_or_fit(BOTH, Cache(tmp_path, "1.0")).to_bytes() == index.to_bytes()

    def test_the_key_changes_with_name_content_splitting_and_format(self, monkeypatch: pytest.MonkeyPatch) -> None:
        others = [
            (BRIDGE,),
            (BRIDGE, replace(MARKET, name="m.txt")),
            (BRIDGE, replace(MARKET, sha256="0" * 64)),
            (BRIDGE, replace(MARKET, sentences=MARKET.sentences[:-1])),
        ]
        keys = {index_key(BOTH), index_key(tuple(reversed(BOTH))), *map(index_key, others)}
        assert len(keys) == 1 + len(others)
        monkeypatch.setattr(retrieve, "FORMAT", retrieve.FORMAT + 1)
        assert index_key(BOTH) not in keys


CHILD = """
import json, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from qa.articles.reading import read_articles
from qa.files.cachefile import Cache
from qa.retrieval.retrieve import load_or_fit
articles, _ = read_articles(Path(sys.argv[1]) / "seeds")
near = load_or_fit(articles, Cache(sys.argv[1], "1.0")).search("How many children were abused?", 3)
heavy = sorted({"numpy", "scipy", "sklearn"} & set(sys.modules))
print(json.dumps([heavy, [(n.score, n.sentence.article, n.sentence.start) for n in near]]))
"""


def test_nearest_passages_of_a_kept_index_need_neither_numpy_nor_scikit_learn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QA_CACHE_DIR", str(tmp_path))
    outputs = []
    for seed in ("1", "2"):
        monkeypatch.setenv("PYTHONHASHSEED", seed)
        child = subprocess.run([sys.executable, "-c", CHILD, str(ROOT)], check=True, capture_output=True)
        outputs.append(json.loads(child.stdout))
    assert outputs[0][0] == ["numpy", "scipy", "sklearn"]
    assert outputs[1][0] == []
    assert outputs[0][1] == outputs[1][1]


def test_the_two_articles_are_searched_as_a_reader_would() -> None:
    articles, _ = read_articles(ROOT / "seeds")
    (best,) = SentenceIndex.fit(articles).search("How many children were abused in the town?", 1)
    assert "1,400 children were abused" in best.sentence.text
