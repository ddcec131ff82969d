"""The ranking rules: each makes the sentence win that it is there for, and none looks at what it must not."""

from __future__ import annotations

import hashlib
import math
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.articles.sentences import split_sentences
from qa.model import Article, Nearest
from qa.ranking.collection import DOCUMENTS, SENTENCES, Collection, Passage, terms
from qa.ranking.measures import Asked, Seen, n_gram_likeness
from qa.ranking.ranking import RULES, WEIGHTS, rank, reranked

MEASURES = {rule.name: rule.measure for rule in RULES}


def document(name: str, *sentences: str, title: str = "") -> list[Passage]:
    return [Passage(sentence, name, title or name) for sentence in sentences]


def alone(*sentences: str) -> list[Passage]:
    return [Passage(sentence) for sentence in sentences]


BRIDGE = document(
    "Tarrow Bridge", "Tarrow Bridge is a bridge in Alderby.", "It was opened in May 1931.", "Ann Marsh drew its arches."
)
FERRY = document("Hart Ferry", "Hart Ferry crosses the Hart.", "It was opened in 1900.", "The ferry sank in June 1953.")


def measured(rule: str, question: str, passages: list[Passage]) -> list[float]:
    collection = Collection(passages)
    asked = Asked(question, collection)
    return [MEASURES[rule](asked, Seen(asked, number)) for number in range(len(passages))]


def first(question: str, passages: list[Passage], **weights: float) -> str:
    collection = Collection(passages)
    return passages[rank(question, collection, weights={**WEIGHTS, **weights})[0].number].text


class TestRules:
    """``better`` and ``worse`` are numbers of sentences, of which the rule must measure more in the first."""

    @pytest.mark.parametrize(
        ("rule", "question", "passages", "better", "worse"),
        [
            ("words", "Which arches did Marsh draw?", BRIDGE, 2, 1),
            ("document", "Tarrow Bridge arches", [*BRIDGE, *FERRY], 1, 4),
            ("title", "When was Tarrow Bridge opened?", [*BRIDGE, *FERRY], 1, 4),
            ("lead", "Which bridge is in Alderby?", [*BRIDGE, *FERRY], 1, 4),
            ("neighbours", "Who drew the arches?", BRIDGE, 1, 2),
            ("beyond title", "Who drew Tarrow Bridge?", BRIDGE, 2, 0),
            ("related words", "When did they purchase it?", alone("They bought it.", "They saw it."), 0, 1),
            ("spelling", "Who was Tarowby?", alone("Tarrowby came.", "Elkwith came."), 0, 1),
            ("pairs", "Where is Tarrow Bridge?", alone("Tarrow Bridge stood.", "The bridge on the Tarrow."), 0, 1),
            ("answer type", "When was it opened?", BRIDGE, 1, 2),
            ("example", "What sport is it?", alone("They play basketball.", "They play sport."), 0, 1),
            ("definition", "What is a weir?", alone("A weir is a low dam.", "The weir is old."), 0, 1),
            ("definition", "What is a weir?", alone("The weir is old.", "Old is the weir."), 0, 1),
            ("position", "Who was it?", BRIDGE, 0, 1),
            ("news", "Who drew the arches?", alone("Ann Marsh drew the arches.", "Who drew the arches?"), 0, 1),
            ("sentence", "Who was it?", alone("It was Ann Marsh.", "Ann Marsh in Alderby"), 0, 1),
        ],
    )
    def test_a_rule_prefers_what_it_is_there_for(
        self, rule: str, question: str, passages: list[Passage], better: int, worse: int
    ) -> None:
        found = measured(rule, question, passages)
        assert found[better] > found[worse]

    def test_every_rule_has_a_name_of_its_own_and_a_reason(self) -> None:
        assert len(MEASURES) == len(RULES)
        assert all(rule.why and rule.weight > 0 for rule in RULES)

    def test_a_sentence_without_a_document_has_no_surroundings(self) -> None:
        passages = alone("Tarrow Bridge is a bridge.", "It was opened in 1931.")
        for rule in ("document", "title", "lead", "neighbours", "position"):
            assert measured(rule, "When was Tarrow Bridge opened?", passages) == [0, 0]

    @settings(deadline=None)  # the first question reads the tables
    @given(st.text(max_size=40), st.lists(st.text(max_size=40), min_size=1, max_size=4))
    def test_any_text_is_measured_by_a_small_number_that_is_not_negative(
        self, question: str, sentences: list[str]
    ) -> None:
        passages = [*document("one", *sentences), *alone(*sentences)]
        for rule in MEASURES:
            assert all(0 <= value < 10 for value in measured(rule, question, passages))


class TestRank:
    def test_the_document_and_the_kind_of_answer_find_a_sentence_with_few_of_the_words(self) -> None:
        assert first("When was Tarrow Bridge opened?", [*FERRY, *BRIDGE]) == "It was opened in May 1931."

    def test_a_rule_is_switched_off_by_its_weight(self) -> None:
        passages = alone("The mill burnt down, and the mill owner wept.", "The mill burnt down in 1931.")
        assert first("When did the mill burn?", passages, **{"words": 9.0, "answer type": 0.0}) == passages[0].text
        assert first("When did the mill burn?", passages, **{"words": 0.0, "answer type": 9.0}) == passages[1].text

    def test_inflection_is_folded(self) -> None:
        passages = alone("It rains.", "Two boats sank.", "Nobody saw it.")
        assert first("Which boat was sinking?", passages) == "Two boats sank."

    def test_only_candidates_are_ranked_each_once(self) -> None:
        collection = Collection([*BRIDGE, *FERRY])
        assert sorted(found.number for found in rank("Tarrow Bridge", collection, among=[5, 0, 5])) == [0, 5]

    def test_equal_scores_keep_the_order_of_the_collection(self) -> None:
        collection = Collection(alone("Rain fell.", "Rain fell.", "Rain fell."))
        assert [found.number for found in rank("rain", collection)] == [0, 1, 2]

    def test_words_that_nobody_wrote_find_nothing(self) -> None:
        assert rank("zyzzyva", Collection(BRIDGE)) == []
        assert rank("", Collection([])) == []

    def test_the_same_on_every_run(self) -> None:
        """Whatever the hash seed: sets are only asked, never read in their order."""
        program = (
            "from tests.test_ranking import BRIDGE, FERRY; from qa.ranking.collection import Collection; "
            "from qa.ranking.ranking import rank; "
            "print(rank('Who drew Tarrow Bridge in May?', Collection([*BRIDGE, *FERRY])))"
        )
        runs = [
            subprocess.run(
                [sys.executable, "-c", program], env={"PYTHONHASHSEED": seed}, check=True, capture_output=True
            ).stdout
            for seed in ("1", "2", "3")
        ]
        assert runs[0] == runs[1] == runs[2] != b""

    def test_neither_numpy_nor_scikit_learn_is_needed(self) -> None:
        program = "import sys, qa.ranking.ranking; print({'numpy', 'sklearn', 'rapidfuzz'} & set(sys.modules))"
        done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
        assert done.stdout == "set()\n"


class TestCollection:
    def test_pivoted_normalisation_is_singhals(self) -> None:
        """(1 + ln tf) / (1 - slope + slope * unique terms / their mean), with slope 0.35."""
        collection = Collection(alone("boat boat mill", "weir"))
        length = 1 - 0.35 + 0.35 * 2 / 1.5
        assert collection.sentence_weight("boat", 0) == pytest.approx((1 + math.log(2)) / length)
        assert collection.sentence_weight("weir", 0) == 0

    def test_a_rare_word_weighs_more(self) -> None:
        collection = Collection(alone("boat", "boat mill", "boat"))
        assert collection.rarity("weir") > collection.rarity("mill") > collection.rarity("boat") > 0

    def test_a_larger_collection_says_how_rare_a_word_is(self) -> None:
        collection = Collection(alone("boat mill"), containing={"boat": 900, "mill": 2}.__getitem__, size=1_000)
        assert collection.rarity("mill") == pytest.approx(math.log(1_001 / 2.5))
        assert collection.rarity("boat") == pytest.approx(math.log(1_001 / 900.5))

    def test_documents_are_put_together_by_name(self) -> None:
        collection = Collection([BRIDGE[0], *FERRY, *BRIDGE[1:], *alone("Rain.")])
        assert [list(document.passages) for document in collection.documents] == [[0, 4, 5], [1, 2, 3], [6]]
        assert collection.place == [0, 0, 1, 2, 1, 2, 0]
        assert [document.alone for document in collection.documents] == [False, False, True]

    def test_candidates_are_whole_documents_and_the_best_of_the_rest(self) -> None:
        others = [Passage("A bridge.", f"other {number}") for number in range(DOCUMENTS)]
        many = alone(*["The bridge and the mill."] * (SENTENCES + 5))
        found = Collection([*BRIDGE, *others, *many]).candidates(["tarrow", "bridge"])
        assert {0, 1, 2} <= set(found)
        assert len(found) <= 3 + DOCUMENTS + SENTENCES

    def test_terms_are_base_forms_of_content_words(self) -> None:
        assert terms("When did the Mayor's boats sink?") == ["mayor", "boat", "sink"]


class TestSpelling:
    def test_edges_and_order_count(self) -> None:
        assert n_gram_likeness("tarrowby", "tarrowby") == 1
        assert n_gram_likeness("tarowby", "tarrowby") > n_gram_likeness("yborrat", "tarrowby")

    def test_words_that_are_hardly_alike_are_not_alike(self) -> None:
        assert n_gram_likeness("mill", "milk") == 0

    def test_the_shortest_words_are_compared_too(self) -> None:
        assert n_gram_likeness("x", "x") == 1


class TestReranked:
    def article(self, name: str, text: str) -> Article:
        return Article(name, text, hashlib.sha256(text.encode()).hexdigest(), split_sentences(text, name))

    def test_all_sentences_of_the_articles_found_are_ranked(self) -> None:
        one = self.article("1.txt", "Tarrow Bridge reopens\n\nThe work took a year. It was closed in May 1931.")
        two = self.article("2.txt", "The ferry sank. It was closed in 1953.")
        found = [Nearest(0.5, one.sentences[0]), Nearest(0.4, two.sentences[0])]
        best = reranked("When was Tarrow Bridge closed?", found, {"1.txt": one, "2.txt": two}, 2)
        assert best[0].sentence.text == "It was closed in May 1931."
        assert len(best) == 2
        assert 1 >= best[0].score >= best[1].score > 0

    def test_a_first_sentence_that_ends_like_one_is_no_headline(self) -> None:
        one = self.article("1.txt", "Tarrow Bridge reopens.\n\nIt was closed in May 1931.")
        headed = self.article("1.txt", "Tarrow Bridge reopens\n\nIt was closed in May 1931.")
        scores = [
            reranked("When was Tarrow Bridge closed?", [Nearest(1, each.sentences[0])], {"1.txt": each}, 1)[0].score
            for each in (one, headed)
        ]
        assert scores[0] < scores[1]

    def test_the_index_says_how_rare_a_word_is(self) -> None:
        one = self.article("1.txt", "The mill burnt down long ago. The weir burnt down long ago.")
        found = [Nearest(1, sentence) for sentence in one.sentences]
        for rare, number in (("mill", 0), ("weir", 1)):
            counts = (lambda term, rare=rare: 1 if term == rare else 500), 1_000
            best = reranked("Was it the mill or the weir?", found, {"1.txt": one}, 2, counts=counts)
            assert best[0].sentence.number == one.sentences[number].number

    def test_nothing_found_gives_nothing(self) -> None:
        assert reranked("When?", [], {}, 3) == ()
