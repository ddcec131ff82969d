"""Make the files that `benchmarks/ranking.py` reads from WikiQA's and TrecQA's own.

    python benchmarks/ranking_data.py wikiqa WikiQA-dev.tsv --out wikiqa-dev
    python benchmarks/ranking_data.py wikiqa WikiQA-train.tsv.gz WikiQA-dev.tsv --ask WikiQA-dev.tsv --out all
    python benchmarks/ranking_data.py trecqa trecqa-dev.csv --out trecqa-dev

WikiQA (Yang, Yih & Meek 2015) is tab-separated, with QuestionID, Question, DocumentID, DocumentTitle, SentenceID,
Sentence and Label; it becomes questions.jsonl and sentences.jsonl (open mode: all sentences of the files given are
the collection, and questions with an answer are asked) and candidates.jsonl. TrecQA (Wang, Smith & Mitamura 2007) is
comma-separated, with qtext, label and atext; it becomes candidates.jsonl. Its files list the right candidates
first, so no document is given: nobody may profit from the order.

The data itself is no part of this project.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

Row = dict[str, str]


def main() -> None:
    """Convert."""
    parser = argparse.ArgumentParser(description="Convert WikiQA or TrecQA for benchmarks/ranking.py.")
    parser.add_argument("format", choices=("wikiqa", "trecqa"))
    parser.add_argument("files", type=Path, nargs="+", help="all that make up the collection; .gz is unpacked")
    parser.add_argument("--ask", type=Path, nargs="+", help="WikiQA: ask only these files' questions (default: all)")
    parser.add_argument("--out", type=Path, required=True, help="the folder to write to")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    if options.format == "trecqa":
        made = {"candidates": trecqa(row for path in options.files for row in table(path, ","))}
    else:
        asked = options.ask or options.files
        made = wikiqa(
            [row for path in options.files for row in table(path, "\t")],
            [row for path in asked for row in table(path, "\t")],
        )
    for name, rows in made.items():
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (options.out / f"{name}.jsonl").write_text(lines, encoding="utf-8")
        print(f"{options.out / name}.jsonl: {len(rows)}")


def table(path: Path, delimiter: str) -> Iterator[Row]:
    """Yield the rows of a file with a header; quotes mean something only in comma-separated ones."""
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    file = io.StringIO(content.decode("utf-8"), newline="")
    if delimiter == ",":
        yield from csv.DictReader(file)
    else:
        yield from csv.DictReader(file, delimiter=delimiter, quoting=csv.QUOTE_NONE)


def trecqa(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Return a question a row, with its candidates."""
    questions: dict[str, list[Row]] = {}
    for row in rows:
        questions.setdefault(row["qtext"], []).append(row)
    return [
        {
            "question": question,
            "candidates": [{"text": row["atext"], "document": None} for row in own],
            "gold": [position for position, row in enumerate(own) if row["label"] == "1"],
        }
        for question, own in questions.items()
    ]


def wikiqa(rows: Sequence[Row], asked: Iterable[Row]) -> dict[str, list[dict[str, Any]]]:
    """Return the sentences, the questions about all of them, and the questions with their own candidates.

    A document's name is its title; where two have the same title, the identifier is put after it.
    """
    titles: dict[str, str] = {}
    for row in rows:
        taken = titles.get(row["DocumentTitle"], row["DocumentID"]) != row["DocumentID"]
        titles.setdefault(row["DocumentTitle"] + f" ({row['DocumentID']})" * taken, row["DocumentID"])
    names = {identifier: title for title, identifier in titles.items()}
    sentences = {row["SentenceID"]: row for row in rows}
    numbers = {identifier: number for number, identifier in enumerate(sentences)}
    questions: dict[str, list[Row]] = {}
    for row in asked:
        questions.setdefault(row["QuestionID"], []).append(row)
    answered = [own for own in questions.values() if any(row["Label"] == "1" for row in own)]
    return {
        "sentences": [entry(row, names) for row in sentences.values()],
        "questions": [
            {"question": own[0]["Question"], "gold": [numbers[row["SentenceID"]] for row in own if row["Label"] == "1"]}
            for own in answered
        ],
        "candidates": [
            {
                "question": own[0]["Question"],
                "candidates": [entry(row, names) for row in own],
                "gold": [position for position, row in enumerate(own) if row["Label"] == "1"],
            }
            for own in answered
        ],
    }


def entry(row: Row, names: dict[str, str]) -> dict[str, str]:
    """Return a sentence with its document."""
    return {"text": row["Sentence"], "document": names[row["DocumentID"]]}


if __name__ == "__main__":
    main()
