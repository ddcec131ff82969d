"""Measure how well `qa.ranking.ranking` puts the right sentences first, on questions whose answers are known.

    python benchmarks/ranking_data.py trecqa trecqa-dev.csv --out dev        # once: see there
    python benchmarks/ranking.py --questions dev/questions.jsonl
    python benchmarks/ranking.py --questions dev/questions.jsonl --sentences dev/sentences.jsonl --ablate

Candidate mode (no --sentences): one JSON object a line,

    {"question": "...", "candidates": [{"text": "...", "document": "..."}], "gold": [0, 3]}

Open mode: {"question": "...", "gold": [17]}, where numbers count the lines of the sentences file from 0. That file has
a JSON object {"text": "...", "document": "..."} a line, or is plain text: one sentence a line, where empty lines
(which count) stand between documents; without any, every sentence is on its own.

A document is named by its title, as pages and articles are; "title" may be given beside it. Its sentences come in its
order. Where "document" is missing, empty or null, a text is on its own: the order of such candidates tells nothing.

Questions without a right answer are left out, and in candidate mode those without a wrong candidate too (TrecQA's usual
"clean" set). Of equal scores the wrong one counts as the better one, so the order of the input can never help.

MAP: mean average precision; MRR: mean reciprocal rank of the first right answer; recall@5: share of the questions
with a right answer among the first five.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from qa.ranking.collection import Collection, Passage
from qa.ranking.measures import Asked, Seen
from qa.ranking.ranking import RULES, WEIGHTS

NUMBER, YEAR = "20", "1990"
"""What stands for TrecQA's "<num>", which hides every number: a plain one, and a year after words that dates have."""
PENN = (("-LRB-", "("), ("-RRB-", ")"), ("``", '"'), ("''", '"'))
GLUED = ("'s", "'re", "'ve", "'ll", "'d", "'m", "n't")
BEFORE_A_YEAR = frozenset("in since until by from".split())
MONTHS = frozenset("january february march april may june july august september october november december".split())


class Judged(NamedTuple):
    """A question, the numbers of its candidates (None: the whole collection), and of those that answer it."""

    question: str
    candidates: tuple[int, ...] | None
    gold: frozenset[int]


class Table(NamedTuple):
    """A question's candidates: what each rule measures of each, which are right, and how many right ones there are."""

    measured: tuple[tuple[float, ...], ...]
    right: tuple[bool, ...]
    gold: int


class Result(NamedTuple):
    """Means over all questions, each from 0 to 1."""

    precision: float
    reciprocal: float
    recall: float


def main() -> None:
    """Read the files, rank, print the figures."""
    parser = argparse.ArgumentParser(description="Measure how well sentences are ranked.")
    parser.add_argument(
        "--questions", type=Path, required=True, help="JSON lines: question, gold, and candidates or not"
    )
    parser.add_argument(
        "--sentences", type=Path, help="the collection to search: JSON lines or plain lines (open mode)"
    )
    parser.add_argument("--ablate", action="store_true", help="also without each rule, and with each rule alone added")
    options = parser.parse_args()
    rows = read_rows(options.questions)
    collection, judged = open_mode(rows, options.sentences) if options.sentences else candidate_mode(rows)
    print(f"{len(judged)} of {len(rows)} questions, {len(collection.passages)} sentences")
    tables = [measured(collection, question) for question in judged]
    print(report(tables, ablate=options.ablate))


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a file of JSON lines."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines if line.strip()]


def candidate_mode(rows: Sequence[Mapping[str, Any]]) -> tuple[Collection, list[Judged]]:
    """Return all candidates as one collection, and the questions that have both right and wrong ones.

    A sentence of a document stands in it once, however many questions have it for a candidate.
    """
    numbers: dict[tuple[Passage, int, int], int] = {}
    judged = []
    for line, row in enumerate(rows):
        passages = [passage(candidate) for candidate in row["candidates"]]
        places = [(one, 0, 0) if one.document else (one, line, at) for at, one in enumerate(passages)]
        own = [numbers.setdefault(place, len(numbers)) for place in places]
        gold = frozenset(own[position] for position in row["gold"])
        if gold and gold != frozenset(own):
            judged.append(Judged(plain(row["question"]), tuple(dict.fromkeys(own)), gold))
    return Collection(one for one, _, _ in numbers), judged


def open_mode(rows: Sequence[Mapping[str, Any]], sentences: Path) -> tuple[Collection, list[Judged]]:
    """Return the collection, and the questions that it answers.

    Raises:
        IndexError: if a gold number is none of a sentence.

    """
    collection = Collection(read_sentences(sentences))
    judged = [Judged(plain(row["question"]), None, frozenset(row["gold"])) for row in rows if row["gold"]]
    outside = {number for question in judged for number in question.gold} - set(range(len(collection.passages)))
    if outside:
        raise IndexError(f"no such sentence: {min(outside)} (they count from 0)")
    return collection, judged


def read_sentences(path: Path) -> Iterator[Passage]:
    """Yield the passages of a file of JSON lines or plain lines, one a line."""
    lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    if lines[0].lstrip().startswith("{"):
        yield from (passage(json.loads(line)) for line in lines)
        return
    divided = "" in lines
    block = 0
    for line in lines:
        block += not line
        yield Passage(plain(line), str(block) if divided else None)


def passage(row: Mapping[str, Any]) -> Passage:
    """Return a text with its document, whose name is its title unless there is one."""
    document = row.get("document") or None
    return Passage(plain(row["text"]), document, row.get("title") or document or "")


def plain(text: str) -> str:
    """Undo the Penn Treebank's spelling of brackets, quotes and contractions, and put numbers for TrecQA's "<num>"."""
    for written, meant in PENN:
        text = text.replace(written, meant)
    words: list[str] = []
    for word in text.split(" "):
        if words and (word in GLUED or (word == "'" and words[-1].endswith("s"))):
            words[-1] += word
        elif word == "<num>":
            words.append(YEAR if _before_a_year(words) else NUMBER)
        else:
            words.append(word)
    return " ".join(words)


def _before_a_year(words: Sequence[str]) -> bool:
    """Tell whether a year is what comes after these words: "in", or "May 20 ,"."""
    dated = words[-2:] == [NUMBER, ","] and words[-3].lower() in MONTHS if len(words) > 2 else False
    return dated or (bool(words) and words[-1].lower() in BEFORE_A_YEAR)


def measured(collection: Collection, judged: Judged) -> Table:
    """Measure a question's candidates by every rule, once: all weightings of the rules are sums over this."""
    asked = Asked(judged.question, collection)
    numbers = collection.candidates(asked.terms) if judged.candidates is None else judged.candidates
    seen = [Seen(asked, number) for number in numbers]
    values = tuple(tuple(rule.measure(asked, one) for rule in RULES) for one in seen)
    return Table(values, tuple(number in judged.gold for number in numbers), len(judged.gold))


def result(tables: Sequence[Table], weights: Mapping[str, float]) -> Result:
    """Rank every question's candidates by these weights, and return the means."""
    each = [weights.get(rule.name, 0.0) for rule in RULES]
    ranks = [ranks_of_right(table, each) for table in tables]
    count = max(len(tables), 1)
    return Result(
        sum(average_precision(places, table.gold) for places, table in zip(ranks, tables, strict=True)) / count,
        sum(1 / places[0] for places in ranks if places) / count,
        sum(bool(places) and places[0] <= 5 for places in ranks) / count,
    )


def ranks_of_right(table: Table, weights: Sequence[float]) -> list[int]:
    """Return the ranks of the right candidates, from 1; a wrong one with the same score comes before."""
    scores = [round(sum(w * v for w, v in zip(weights, values, strict=True)), 9) for values in table.measured]
    order = sorted(range(len(scores)), key=lambda place: (-scores[place], table.right[place]))
    return [rank for rank, place in enumerate(order, 1) if table.right[place]]


def average_precision(ranks: Sequence[int], gold: int) -> float:
    """Return the mean of the precision at each right answer's rank; those not found count as 0."""
    return sum(found / rank for found, rank in enumerate(ranks, 1)) / gold


def report(tables: Sequence[Table], *, ablate: bool) -> str:
    """Return the figures: of all rules, and where asked without each rule and for the words alone."""
    rows = {"all rules": dict(WEIGHTS)}
    if ablate:
        rows |= {f"without {rule.name}": WEIGHTS | {rule.name: 0.0} for rule in RULES if rule.weight}
        rows["words alone"] = {"words": 1.0}
    width = max(map(len, rows))
    lines = [f"{'':{width}}    MAP    MRR  recall@5"]
    for name, weights in rows.items():
        found = result(tables, weights)
        lines.append(f"{name:{width}}  {found.precision:.3f}  {found.reciprocal:.3f}     {found.recall:.3f}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
