"""The benchmark of the ranking: its formats, its measures, and that the order of the input cannot help."""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from benchmarks import ranking, ranking_data
from benchmarks.ranking import Table, average_precision, plain, ranks_of_right, read_sentences, result
from qa.ranking.ranking import RULES


def write(path: Path, rows: Sequence[Mapping[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def table(*values: float, right: Sequence[bool], gold: int = 1) -> Table:
    """Return a table in which only the rule "words" measures anything."""
    rest = (0.0,) * (len(RULES) - 1)
    return Table(tuple((value, *rest) for value in values), tuple(right), gold)


def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], program: Any, *words: str) -> str:  # noqa: ANN401
    monkeypatch.setattr(sys, "argv", ["program", *words])
    program.main()
    return capsys.readouterr().out


class TestMeasures:
    def test_average_precision(self) -> None:
        assert average_precision([1, 3], 2) == pytest.approx((1 + 2 / 3) / 2)
        assert average_precision([2], 2) == pytest.approx(0.25)

    def test_the_wrong_one_of_equal_scores_comes_first(self) -> None:
        weights = [1.0] * len(RULES)
        assert ranks_of_right(table(0.5, 0.5, 0.5, right=[True, False, False]), weights) == [3]

    def test_means_are_over_all_questions_found_or_not(self) -> None:
        found = table(0.9, 0.1, right=[True, False])
        lost = table(0.9, right=[False])
        assert result([found, lost], {"words": 1.0}) == (0.5, 0.5, 0.5)
        assert result([], {}) == (0, 0, 0)


class TestReading:
    @pytest.mark.parametrize(
        ("written", "meant"),
        [
            ("Ann 's `` boat '' did n't sink -LRB- yet -RRB-", "Ann's \" boat \" didn't sink ( yet )"),
            ("the boys ' boat", "the boys' boat"),
            ("<num> boats sank in <num>", "20 boats sank in 1990"),
            ("on May <num> , <num> , it sank", "on May 20 , 1990 , it sank"),
            ("'s", "'s"),
        ],
    )
    def test_the_spelling_of_treebanks_is_undone(self, written: str, meant: str) -> None:
        assert plain(written) == meant

    def test_sentences_are_json_lines_or_plain_lines(self, tmp_path: Path) -> None:
        lines = write(tmp_path / "a.jsonl", [{"text": "One.", "document": "D"}, {"text": "Two.", "title": "T"}])
        assert [tuple(found) for found in read_sentences(lines)] == [("One.", "D", "D"), ("Two.", None, "T")]
        (tmp_path / "b.txt").write_text("One.\nTwo.\n", encoding="utf-8")
        assert [found.document for found in read_sentences(tmp_path / "b.txt")] == [None, None]
        (tmp_path / "c.txt").write_text("One.\n\nTwo.\nThree.\n", encoding="utf-8")
        assert [(found.text, found.document) for found in read_sentences(tmp_path / "c.txt")] == [
            ("One.", "0"),
            ("", "1"),
            ("Two.", "1"),
            ("Three.", "1"),
        ]


QUESTIONS: list[dict[str, Any]] = [
    {"question": "When did it open?", "candidates": [{"text": "It opened in 1931."}, {"text": "It is."}], "gold": [0]},
    {"question": "All right?", "candidates": [{"text": "Yes."}], "gold": [0]},
    {"question": "None?", "candidates": [{"text": "No.", "document": ""}], "gold": []},
]


class TestPrograms:
    def test_candidates_are_ranked_and_rules_taken_away(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = write(tmp_path / "q.jsonl", QUESTIONS)
        printed = run(monkeypatch, capsys, ranking, "--questions", str(path), "--ablate")
        assert printed.startswith("1 of 3 questions, 4 sentences\n")
        assert "all rules              1.000  1.000     1.000" in printed
        assert sum(line.startswith("without ") for line in printed.splitlines()) == len(RULES)

    def test_a_sentence_of_a_document_is_one_however_many_questions_share_it(self, tmp_path: Path) -> None:
        candidates = [{"text": "One.", "document": "D"}, {"text": "Two.", "document": "D"}]
        rows = [{"question": "One?", "candidates": candidates, "gold": [0]}] * 2
        collection, judged = ranking.candidate_mode(ranking.read_rows(write(tmp_path / "q.jsonl", rows)))
        assert len(collection.passages) == 2
        assert [question.candidates for question in judged] == [(0, 1), (0, 1)]

    def test_a_collection_is_searched(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        sentences = write(tmp_path / "s.jsonl", [{"text": "Rain fell."}, {"text": "The mill burnt in 1931."}])
        path = write(tmp_path / "q.jsonl", [{"question": "When did the mill burn?", "gold": [1]}])
        printed = run(monkeypatch, capsys, ranking, "--questions", str(path), "--sentences", str(sentences))
        assert printed.splitlines()[-1].split() == ["all", "rules", "1.000", "1.000", "1.000"]

    def test_a_gold_number_outside_the_collection_is_named(self, tmp_path: Path) -> None:
        sentences = write(tmp_path / "s.jsonl", [{"text": "Rain fell."}])
        with pytest.raises(IndexError, match="no such sentence: 1"):
            ranking.open_mode([{"question": "Rain?", "gold": [1]}], sentences)

    def test_wikiqa_is_converted(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        header = "QuestionID\tQuestion\tDocumentID\tDocumentTitle\tSentenceID\tSentence\tLabel\n"
        rows = (
            'Q1\twho?\tD1\tMill\tD1-0\tA "mill.\t0\nQ1\twho?\tD1\tMill\tD1-1\tAnn.\t1\n'
            "Q2\twhy?\tD2\tMill\tD2-0\tNo.\t0\n"
        )
        with gzip.open(tmp_path / "train.tsv.gz", "wt", encoding="utf-8") as file:
            file.write(header + rows)
        run(monkeypatch, capsys, ranking_data, "wikiqa", str(tmp_path / "train.tsv.gz"), "--out", str(tmp_path / "out"))
        made = {path.stem: ranking.read_rows(path) for path in (tmp_path / "out").iterdir()}
        assert made["sentences"] == [
            {"text": 'A "mill.', "document": "Mill"},
            {"text": "Ann.", "document": "Mill"},
            {"text": "No.", "document": "Mill (D2)"},
        ]
        assert made["questions"] == [{"question": "who?", "gold": [1]}]
        assert made["candidates"][0]["gold"] == [1]

    def test_trecqa_is_converted_without_documents(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "t.csv").write_text('qtext,label,atext\nWho ?,1,"Ann , I ."\nWho ?,0,Rain .\n', encoding="utf-8")
        run(monkeypatch, capsys, ranking_data, "trecqa", str(tmp_path / "t.csv"), "--out", str(tmp_path))
        assert ranking.read_rows(tmp_path / "candidates.jsonl") == [
            {
                "question": "Who ?",
                "candidates": [{"text": "Ann , I .", "document": None}, {"text": "Rain .", "document": None}],
                "gold": [0],
            }
        ]
