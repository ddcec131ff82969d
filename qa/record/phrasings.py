"""phrasings.yaml: how people ask for the facts, and what they ask that the articles do not answer.

It stands beside facts.yaml and may be missing. Its shape, and how it is used, is in docs/phrasings.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qa.files.placed_yaml import EMPTY, Placed, PlacedList, PlacedMap, PlacedScalar, parse_placed
from qa.model import Fact, Phrasings, Problem
from qa.record.report import Report, shown
from qa.record.schema import one_line

KEYS = ("says", "whole", "yes", "no", "mistaken")
"""What a question may ask for beside a slot: who says so, the whole statement, whether it is so, what it mistakes."""


def load_phrasings(data: bytes, file: str, facts: Mapping[str, Fact]) -> tuple[Phrasings, tuple[Problem, ...]]:
    """Read the content of a phrasings.yaml; ``file`` is what problems call it, ``facts`` go by their ids.

    Returns the phrasings and the *findings*, by line and column: those of facts and slots that are not there, which are
    left out, and questions that stand there twice. A file with nothing in it but comments has no phrasings.

    Raises:
        QAError: with all problems (findings too) by line and column, if there is anything else wrong with it.

    """
    tree, problems = parse_placed(data, file)
    if [problem.message for problem in problems] == [EMPTY]:
        return Phrasings(), ()
    reading = _Reading(Report(file, problems), facts)
    read = reading.file(tree) if tree is not None else Phrasings()
    reading.report.raise_errors()
    return read, reading.report.findings()


class _Reading:
    """One reading of a file: the report, and where each question stood first."""

    def __init__(self, report: Report, facts: Mapping[str, Fact]) -> None:
        self.report = report
        self._facts = facts
        self._first: dict[str, PlacedScalar] = {}

    def file(self, tree: Placed) -> Phrasings:
        parts = self._entries(tree, "the file", ("facts", "unanswered"))
        asked = tuple(
            (fact, key, question)
            for fact, slots in self._of_facts(parts.get("facts"))
            for key, node in self._slots(fact, slots)
            for question in self._questions(node)
        )
        return Phrasings(asked, tuple(self._questions(parts.get("unanswered"))))

    def _entries(self, node: Placed, kind: str, known: tuple[str, ...]) -> dict[str, Placed]:
        if not isinstance(node, PlacedMap):
            self.report.error(node.place, f"{kind} must be a mapping", "wrong-type")
            return {}
        for name, _ in node.entries:
            if name.text not in known:
                hint = self.report.did_you_mean(name.text, known)
                self.report.finding(name.place, f"{kind} has no {shown(name.text)}{hint}", "unknown-slot")
        return {name.text: value for name, value in node.entries if name.text in known}

    def _of_facts(self, node: Placed | None) -> Iterator[tuple[str, Placed]]:
        if node is None:
            return
        if not isinstance(node, PlacedMap):
            self.report.error(node.place, "'facts' must be a mapping of fact ids", "wrong-type")
            return
        for name, slots in node.entries:
            if name.text in self._facts:
                yield name.text, slots
            else:
                hint = self.report.did_you_mean(name.text, self._facts)
                self.report.finding(name.place, f"there is no fact {shown(name.text)}{hint}", "unknown-id")

    def _slots(self, fact: str, node: Placed) -> Iterator[tuple[str, Placed]]:
        known = (*(slot.key for slot in self._facts[fact].slots), *KEYS)
        yield from self._entries(node, f"{shown(fact)}", known).items()

    def _questions(self, node: Placed | None) -> Iterator[str]:
        items = node.items if isinstance(node, PlacedList) else () if node is None else (node,)
        for item in items:
            if not isinstance(item, PlacedScalar) or not item.text.strip():
                self.report.error(item.place, "a question must be a text", "wrong-type")
                continue
            question = one_line(item.text)
            first = self._first.setdefault(question.casefold(), item)
            if first is not item:
                same = f"the same question stands in line {first.line}: {shown(question)}"
                self.report.finding(item.place, same, "duplicate-question")
            yield question
