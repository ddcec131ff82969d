"""Golden questions: files of questions with the answers that they must get, and what really comes.

A test says which status is expected, which words must be found in the answer, who says so, and which words of an
article the cited passage must cover. A known failure must keep failing: once it does not, its mark is a mistake.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from qa.dossier import Dossier, checked_question
from qa.facts_report import Report, shown
from qa.facts_schema import Key, Row, Shape, Table, read_row, rows, scalars, text, texts
from qa.golden_claims import CLAIM_KINDS, CLAIM_TEST, VERDICTS, is_claim, judge_claim
from qa.golden_words import has_words, is_cited, missing_key, passages
from qa.model import Answer, Article, Problem, QAError, Verdict
from qa.placed_yaml import PlacedMap, parse_placed
from qa.question import FORMS
from qa.render import Page, flowed
from qa.tokens import norms
from qa.values import value

EXPECTED = {
    "plain": ("answered",),
    "attribution": ("answered",),
    "yes-no": ("answered",),
    "unanswerable": ("not-on-record",),
    "false-premise": ("false-premise",),
}
"""Kind of question -> the statuses that are right where the test does not say."""
STATUSES = ("answered", "disputed", "false-premise", "ambiguous", "not-on-record")
ABSTENTIONS = ("not-on-record", "ambiguous")
OUTCOMES = ("right", "wrong", "abstained", "known", "fixed")
"""``known`` fails as its mark says, ``fixed`` no longer does."""
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
        Key("by", Shape.TEXT, "Paul Lister"),
        Key("source", Shape.TEXT, "a few words of the article"),
        Key("known", Shape.TEXT, "why it fails"),
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


@value
class Result:
    """What became of a golden question or claim."""

    test: Golden
    outcome: str
    got: Answer | Verdict
    why: str = ""

    @property
    def failed(self) -> bool:
        """True where somebody has to do something about it."""
        return self.outcome in {"wrong", "abstained", "fixed"}


@value
class Overmatch:
    """What none of the golden questions reaches: rules by their openings, facts by their ids."""

    questions: int
    rules: tuple[str, ...]
    facts: tuple[str, ...]


# Reading


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
    if is_claim(node):
        return _claim_test(node, file, articles, report)
    row = read_row(node, TEST, report)
    _check(row, articles, report)
    kind = text(row, "kind") or "plain"
    return Golden(
        file=file,
        line=node.place.line,
        question=text(row, "question") or "",
        kind=kind,
        statuses=texts(row, "status") or EXPECTED[kind],
        keys=tuple(_split(scalar.text) for scalar in scalars(row.get("answer"))),
        by=text(row, "by"),
        source=text(row, "source"),
        known=text(row, "known"),
    )


def _claim_test(node: PlacedMap, file: str, articles: Sequence[Article], report: Report) -> Golden:
    row = read_row(node, CLAIM_TEST, report)
    _check(row, articles, report)
    kind = text(row, "kind") or "supported"
    return Golden(
        file=file,
        line=node.place.line,
        question=text(row, "claim") or "",
        kind=kind,
        statuses=texts(row, "verdict") or CLAIM_KINDS[kind],
        keys=tuple(_split(scalar.text) for scalar in scalars(row.get("correction"))),
        by=text(row, "by"),
        source=text(row, "source"),
        known=text(row, "known"),
        is_claim=True,
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


# Running


def run(tests: Iterable[Golden], dossier: Dossier) -> Iterator[Result]:
    """Put each question to the dossier and yield what became of it."""
    return (run_one(test, dossier) for test in tests)


def run_one(test: Golden, dossier: Dossier) -> Result:
    """Put one question to the dossier."""
    got: Answer | Verdict = dossier.check(test.question) if test.is_claim else dossier.ask(test.question)
    outcome, why = judged_as(test, got, dossier.articles)
    if test.known is not None:
        fixed = "it is right now: remove 'known'"
        outcome, why = ("fixed", fixed) if outcome == "right" else ("known", f"{test.known} ({why})")
    return Result(test, outcome, got, why)


def judged_as(test: Golden, got: Answer | Verdict, articles: Sequence[Article]) -> tuple[str, str]:
    """Return right, wrong or abstained, and why, for what came of a question or of a claim."""
    return judge(test, got, articles) if isinstance(got, Answer) else _judge_claim(test, got, articles)


def _judge_claim(test: Golden, verdict: Verdict, articles: Sequence[Article]) -> tuple[str, str]:
    return judge_claim(verdict, articles, verdicts=test.statuses, keys=test.keys, by=test.by, source=test.source)


def judge(test: Golden, answer: Answer, articles: Sequence[Article]) -> tuple[str, str]:
    """Return right, wrong or abstained, and why."""
    if answer.status not in test.statuses:
        expects_one = any(status not in ABSTENTIONS for status in test.statuses)
        outcome = "abstained" if expects_one and answer.status in ABSTENTIONS else "wrong"
        return outcome, f"the status is {answer.status}"
    if answer.status == "not-on-record":
        return "right", ""
    why = _missing_verdict(test, answer) or _missing_key(test, answer)
    why = why or _missing_speaker(test, answer) or _missing_source(test, answer, articles)
    return ("wrong", why) if why else ("right", "")


def _verdict(test: Golden) -> str:
    """Return the yes or no that a yes/no question expects, or an empty string."""
    first = norms(test.keys[0][0]) if test.kind == "yes-no" and test.keys else ()
    return first[0] if first in {("yes",), ("no",)} else ""


def _missing_verdict(test: Golden, answer: Answer) -> str:
    expected = _verdict(test)
    if not expected or (expected == "no" and answer.status == "false-premise" and answer.correction):
        return ""
    said = norms(answer.answer or "")[:1]
    return "" if said == (expected,) else f"the answer does not begin with {test.keys[0][0]}"


def _missing_key(test: Golden, answer: Answer) -> str:
    wide = test.kind == "yes-no" or answer.status in {"disputed", "ambiguous"} or len(answer.facts) > 1
    said = " / ".join((answer.answer or "", answer.correction or "", *(_around(answer) if wide else ())))
    keys = test.keys[1:] if _verdict(test) else test.keys
    missing = missing_key(keys, said)
    return f"no {BETWEEN_ALTERNATIVES.join(missing)!r} in it" if missing else ""


def _missing_speaker(test: Golden, answer: Answer) -> str:
    if test.by is None:
        return ""
    name = [word for word in norms(test.by) if word != "'s"][-1]
    said = " / ".join((answer.answer or "", *_around(answer)))
    return "" if has_words(said, name) else f"not attributed to {test.by}"


def _around(answer: Answer) -> tuple[str, ...]:
    return (answer.statement or "", *(part for claim in answer.claims for part in (claim.by, claim.says)))


def _missing_source(test: Golden, answer: Answer, articles: Sequence[Article]) -> str:
    if test.source is None:
        return ""
    found = is_cited(test.source, answer.sources, answer.claims, articles)
    return "" if found else f"no cited passage covers {test.source!r}"


# Overmatch


def find_overmatch(tests: Sequence[Golden], dossier: Dossier) -> Overmatch:
    """Put every golden question to all facts; return the rules and facts that no answer comes from."""
    rules: set[str] = set()
    facts: set[str] = set()
    for test in tests:
        if test.is_claim:
            continue
        answer, trace = dossier.explain(test.question)
        winners = {c.alignment.reading.rule for c in trace.candidates if c.alignment.indexed.fact.id in answer.facts}
        rules |= winners or {reading.rule for reading in trace.question.readings}
        facts |= {*answer.facts}
    reached = {rule.removesuffix(" (superlative)") for rule in rules}
    return Overmatch(
        len(tests),
        tuple(form.opening for form in FORMS if form.opening not in reached),
        tuple(fact.id for fact in dossier.facts() if fact.id not in facts),
    )


# Showing


def result_text(result: Result, page: Page) -> str:
    """Return a result for people: where the test stands, what was expected, what came, why that is not right."""
    test = result.test
    head = f"{flowed(test.file)}:{test.line}: {result.outcome}: {flowed(test.question)}"
    parts = (f"expected: {_expectation(test)}", f"got: {_outcome(result.got)}", f"why: {result.why}")
    return "\n".join([page.bold(head), *(line for part in parts for line in page.wrapped(part, "  ", "    "))])


def _expectation(test: Golden) -> str:
    keys = ", ".join(repr(BETWEEN_ALTERNATIVES.join(key)) for key in test.keys)
    parts = (" or ".join(test.statuses), keys, f"by {test.by}" if test.by else "")
    return "; ".join(filter(None, (*parts, f"from {test.source!r}" if test.source else "")))


def _outcome(got: Answer | Verdict) -> str:
    if isinstance(got, Verdict):
        return ": ".join(filter(None, (got.verdict, got.correction or got.statement)))
    return ": ".join(filter(None, (got.status, got.answer or got.correction)))


def result_object(result: Result) -> dict[str, Any]:
    """Return a result as JSON has it."""
    test, got = result.test, result.got
    asked, wanted, keys = ("claim", "verdict", "correction") if test.is_claim else ("question", "status", "answer")
    if isinstance(got, Verdict):
        came: dict[str, Any] = {"verdict": got.verdict, "statement": got.statement}
    else:
        came = {"status": got.status, "answer": got.answer}
    return {
        "file": test.file,
        "line": test.line,
        asked: test.question,
        "kind": test.kind,
        "outcome": result.outcome,
        "expected": {
            wanted: list(test.statuses),
            keys: [list(key) for key in test.keys],
            "by": test.by,
            "source": test.source,
        },
        "got": came | {"correction": got.correction, "facts": list(got.facts)},
        "why": result.why,
        "known": test.known,
    }
