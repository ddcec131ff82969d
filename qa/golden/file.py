"""Golden files: questions and claims with what is expected of them, read and checked.

A test says which status is expected, which words must be found in the answer, who says so, and which words of an
article the cited passage must cover.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from qa.dossier import Dossier
from qa.english.tokens import norms
from qa.files.placed_yaml import PlacedMap, parse_placed
from qa.golden.claims import CLAIM_KINDS, CLAIM_TEST, HOW_TO_TELL, VERDICTS, is_claim
from qa.golden.words import passages
from qa.model import Article, Problem, QAError
from qa.questions.checked import checked_question
from qa.record.report import Report, shown
from qa.record.schema import Key, Row, Shape, Table, read_row, rows, scalars, text, texts
from qa.values import value

EXPECTED = {
    "plain": ("answered",),
    "attribution": ("answered",),
    "yes-no": ("answered",),
    "computed": ("answered",),
    "unanswerable": ("not-on-record",),
    "false-premise": ("false-premise",),
}
"""Kind of question -> the statuses that are right where the test does not say."""
STATUSES = ("answered", "disputed", "false-premise", "ambiguous", "not-on-record")
BETWEEN_ALTERNATIVES = " | "

FILE = Table(
    "a golden file", (Key("tests", Shape.MAPS, "[{question: ..., kind: plain, answer: [...]}]", required=True),)
)
TEST = Table(
    "a test",
    (
        Key("question", Shape.TEXT, "When did the bridge open?", required=True),
        Key("kind", Shape.TEXT, "plain", required=True, choices=tuple(EXPECTED)),
        Key("status", Shape.TEXTS, "answered"),
        Key("answer", Shape.TEXTS, "[May | 4 May, '2024']"),
        *HOW_TO_TELL,
    ),
)


@value
class Golden:
    """A question with what is expected. Of each key, one of its alternatives must be found in the answer.

    Of a claim (``is_claim``) ``question`` is the claim, ``statuses`` are verdicts, and ``keys`` are looked for in what
    the record says instead.
    """

    file: str
    line: int
    question: str
    kind: str
    statuses: tuple[str, ...]
    keys: tuple[tuple[str, ...], ...] = ()
    by: str | None = None
    source: str | None = None
    known: str | None = None
    is_claim: bool = False


def read_files(names: Sequence[str], dossier: Dossier) -> tuple[Golden, ...]:
    """Read golden files, in the order given, those of a folder by name.

    Raises:
        QAError: with all problems of all files, or if there is no test in them.

    """
    tests: list[Golden] = []
    problems: list[Problem] = []
    for name in (path for each in names for path in _paths(each)):
        try:
            tests += read_golden(_content(name), name, dossier.articles)
        except QAError as error:
            if not error.problems:
                raise
            problems += error.problems
    if problems:
        raise QAError(f"{len(problems)} problems in golden files", tuple(problems))
    if not tests:
        raise QAError(f"no golden tests in {', '.join(names)}")
    return tuple(tests)


def _paths(name: str) -> Iterator[str]:
    if not os.path.isdir(name):
        yield name
        return
    for file in sorted(os.listdir(name)):
        if file.endswith((".yaml", ".yml")):
            yield os.path.join(name, file)


def _content(name: str) -> bytes:
    try:
        with open(name, "rb") as file:
            return file.read()
    except OSError as error:
        raise QAError(f"{name}: cannot be read: {error.strerror}") from error


def read_golden(content: bytes, file: str, articles: Sequence[Article]) -> tuple[Golden, ...]:
    """Read the tests of one golden file; ``file`` is what problems call it.

    Raises:
        QAError: with all problems, by line and column.

    """
    tree, problems = parse_placed(content, file)
    report = Report(file, problems)
    nodes = list(rows(read_row(tree, FILE, report), "tests")) if tree is not None else []
    tests = [_test(node, file, articles, report) for node in nodes]
    _refuse_duplicates([test for test in tests if test.question], report, nodes)
    report.raise_errors()
    return tuple(tests)


def _test(node: PlacedMap, file: str, articles: Sequence[Article], report: Report) -> Golden:
    claimed = is_claim(node)
    asked, status, answer = ("claim", "verdict", "correction") if claimed else ("question", "status", "answer")
    expected, usual = (CLAIM_KINDS, "supported") if claimed else (EXPECTED, "plain")
    row = read_row(node, CLAIM_TEST if claimed else TEST, report)
    _check(row, articles, report)
    kind = text(row, "kind") or usual
    return Golden(
        file=file,
        line=node.place.line,
        question=text(row, asked) or "",
        kind=kind,
        statuses=texts(row, status) or expected[kind],
        keys=tuple(_split(scalar.text) for scalar in scalars(row.get(answer))),
        by=text(row, "by"),
        source=text(row, "source"),
        known=text(row, "known"),
        is_claim=claimed,
    )


def _split(key: str) -> tuple[str, ...]:
    """Return the alternatives of a key."""
    return tuple(part.strip() for part in key.split(BETWEEN_ALTERNATIVES))


def _check(row: Row, articles: Sequence[Article], report: Report) -> None:
    """Report values that no answer could ever meet."""
    for key, mistake in (
        ("question", _question_mistake),
        ("claim", lambda said: _question_mistake(said, "claim")),
        ("status", lambda said: _choice_mistake("status", said, STATUSES)),
        ("verdict", lambda said: _choice_mistake("verdict", said, VERDICTS)),
        ("answer", lambda said: _key_mistake("answer", said)),
        ("correction", lambda said: _key_mistake("correction", said)),
        ("by", lambda said: "" if norms(said) else f"'by': no word in {shown(said)}"),
        (
            "source",
            lambda said: "" if _is_said(said, articles) else f"'source': no article has the words {shown(said)}",
        ),
    ):
        for scalar in scalars(row.get(key)):
            said = mistake(scalar.text)
            if said:
                choices = {"status": STATUSES, "verdict": VERDICTS}.get(key, ())
                report.error(scalar.place, said + report.did_you_mean(scalar.text, choices) if choices else said)


def _choice_mistake(key: str, said: str, choices: Sequence[str]) -> str:
    return "" if said in choices else f"'{key}' must be {' or '.join(choices)}, not {shown(said)}"


def _key_mistake(key: str, said: str) -> str:
    return "" if all(map(norms, _split(said))) else f"'{key}': no word in a part of {shown(said)}"


def _question_mistake(question: str, what: str = "question") -> str:
    try:
        checked_question(question, what)
    except QAError as error:
        return error.message
    return ""


def _is_said(words: str, articles: Sequence[Article]) -> bool:
    return any(True for _ in passages(words, articles))


def _refuse_duplicates(tests: Sequence[Golden], report: Report, nodes: Sequence[PlacedMap]) -> None:
    first: dict[tuple[str, ...], int] = {}
    places = {node.place.line: node.place for node in nodes}
    for test in tests:
        line = first.setdefault(norms(test.question), test.line)
        if line != test.line:
            message = f"duplicate question {shown(test.question)}, first in line {line}"
            report.error(places[test.line], message, "duplicate-question")
