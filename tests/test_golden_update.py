"""`qa test`: choosing questions, saying why they fail, reporting, and bringing files up to date."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from qa import __version__
from qa.__main__ import main
from qa.dossier import Dossier, open_dossier
from qa.golden.file import Golden, read_files
from qa.golden.judging import Result, run, run_one
from qa.golden.junit import junit
from qa.golden.select import LastFailed, with_words
from qa.golden.update import updated, wanted
from qa.golden.why import reasons
from qa.model import Answer, Claim, QAError, Source

Outcome = tuple[int, str, str]

MIXED = """\
# what must hold
tests:
  - question: Who scored both goals?   # who
    kind: plain
    answer: # the scorer
      - Smith | Jones
    by: Al Moss
    source: both goals

  # in one line
  - {question: Who won the final?, kind: plain, known: too hard, answer: [Rovers]} # end
  - {known: it was wrong, question: When did Rovers beat Harbour Town?, kind: plain, answer: May}
  - question: Who beat Harbour Town?
    kind: plain
    answer: Rovers
    source: both goals
    known: >-
      it is
      too hard
  - {question: Who won the cup?, kind: plain, answer: Rovers, by: Al Moss}
  - known: it was
    question: Who did Rovers beat?
    kind: plain
    answer: Harbour
"""


@pytest.fixture
def file(club: Path) -> Path:
    path = club / "tests" / "golden" / "first.yaml"
    path.write_text(MIXED, encoding="utf-8")
    return path


@pytest.fixture
def qa(club: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Outcome]:
    monkeypatch.chdir(club)
    monkeypatch.delenv("CI", raising=False)

    def run_line(*arguments: str) -> Outcome:
        status = main(list(arguments))
        return status, *capsys.readouterr()

    return run_line


def results_of(club: Path, file: Path) -> tuple[Dossier, list[Result]]:
    dossier = open_dossier(club)
    return dossier, list(run(read_files([str(file)], dossier), dossier))


# Why


@pytest.mark.usefixtures("file")
def test_a_failure_says_what_decided_and_what_it_was_answered_from(qa: Callable[..., Outcome]) -> None:
    status, out, _ = qa("test", "-k", "scored BOTH")
    assert status == 1
    assert out.splitlines() == [
        "tests/golden/first.yaml:3: wrong: Who scored both goals?",
        "  expected: answered; 'Smith | Jones'; by Al Moss; from 'both goals'",
        "  got: answered: Dee Okafor",
        "  why: no 'Smith | Jones' in it",
        "  - decided by: all checks agree",
        "  - answered from: okafor-scored",
        "",
        "1 golden question: 0 right, 1 wrong, 0 abstained",
    ]


@pytest.mark.parametrize(
    ("question", "source", "said"),
    [
        ("When did Okafor score four goals?", "scored both goals", "okafor-scored: "),
        ("Who paid the referee?", "scored both goals", "okafor-scored: never looked at"),
        ("Who paid the referee?", "31 years", "no fact cites '31 years'"),
        ("When did Okafor score both goals?", None, "okafor-scored: "),
    ],
)
def test_an_abstention_says_what_stood_against_the_expected_fact(
    club: Path, question: str, source: str | None, said: str
) -> None:
    dossier = open_dossier(club)
    test = Golden("g.yaml", 2, question, "plain", ("answered",), (("x",),), source=source)
    result = run_one(test, dossier)
    assert result.outcome == "abstained"
    _, trace = dossier.explain(question)
    told = reasons(result, trace, dossier.articles, tuple(dossier.facts()))
    assert told[0].startswith("decided by: ")
    assert any(line.startswith(said) for line in told[1:]), told


# Which


def test_k_asks_only_questions_with_all_words(qa: Callable[..., Outcome], file: Path) -> None:
    assert qa("test", "-k", "harbour first.yaml beat")[1].endswith("2 known\n") is False
    status, _, err = qa("test", "-k", "zebra")
    assert (status, err) == (2, "qa: no golden question has 'zebra' in it\n")
    tests = read_files([str(file)], open_dossier(file.parent.parent.parent))
    assert [test.line for test in with_words(tests, "WON the")] == [11, 20]


def test_last_failed_asks_those_again_until_they_are_right(qa: Callable[..., Outcome], club: Path, file: Path) -> None:
    assert qa("test", "--last-failed") == (0, "", "qa: no golden question failed the last time\n")
    assert "6 golden questions" in qa("test")[1]
    assert "4 golden questions" in qa("test", "--last-failed")[1]
    assert "1 golden question:" in qa("test", "--last-failed", "-k", "scored")[1]
    file.write_text(MIXED.replace("Smith | Jones", "Okafor").replace("    by: Al Moss\n", ""), encoding="utf-8")
    assert "1 right" in qa("test", "-k", "scored")[1]
    assert "3 golden questions" in qa("test", "--last-failed")[1]
    assert len(LastFailed(str(club), __version__).among(read_files([str(file)], open_dossier(club)))) == 3


# Reporting


@pytest.mark.usefixtures("file")
def test_junit_has_a_case_for_each_question(qa: Callable[..., Outcome], tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    assert qa("test", "--junit", str(report))[0] == 1
    suite = ET.fromstring(report.read_text(encoding="utf-8"))[0]  # noqa: S314 - our own
    assert suite.attrib == {
        "name": "tests/golden/first.yaml",
        "tests": "6",
        "failures": "4",
        "errors": "0",
        "skipped": "2",
    }
    first = suite[0]
    assert (first.attrib["name"], first.attrib["line"]) == ("Who scored both goals?", "3")
    assert first[0].attrib == {"type": "wrong", "message": "no 'Smith | Jones' in it"}
    assert "answered from: okafor-scored" in (first[0].text or "")
    assert suite[1][0].tag == "skipped"
    before = report.read_bytes()
    qa("test", "--junit", str(report))
    assert report.read_bytes() == before
    assert qa("test", "--junit", str(tmp_path))[0] == 2


def test_junit_escapes_what_xml_does_not_allow() -> None:
    right = Result(Golden("g&.yaml", 2, 'Who\x07 "<x>"?', "plain", ("answered",)), "right", Answer("", "answered"))
    case = ET.fromstring(junit([(right, "")]))[0][0]  # noqa: S314 - our own
    assert case.attrib["name"] == 'Who\\x07 "<x>"?'
    assert len(case) == 0


# Bringing up to date


def test_update_writes_what_comes_and_leaves_the_rest_alone(qa: Callable[..., Outcome], file: Path) -> None:
    status, out, _ = qa("test", "--update")
    assert status == 0
    assert out.startswith("--- tests/golden/first.yaml\n+++ tests/golden/first.yaml (updated)\n")
    assert out.endswith("4 of 6 golden questions brought up to date\n")
    assert (
        file.read_text(encoding="utf-8")
        == """\
# what must hold
tests:
  - question: Who scored both goals?   # who
    kind: plain
    answer: [Dee Okafor]  # the scorer
    source: both goals

  # in one line
  - {question: Who won the final?, kind: plain, known: too hard, answer: [Rovers]} # end
  - {question: When did Rovers beat Harbour Town?, kind: plain, answer: May}
  - question: Who beat Harbour Town?
    kind: plain
    answer: Rovers
    source: both goals
    known: >-
      it is
      too hard
  - {question: Who won the cup?, kind: plain, status: not-on-record}
  - question: Who did Rovers beat?
    kind: plain
    answer: Harbour
"""
    )
    assert qa("test")[0] == 0
    assert qa("test", "--update") == (0, "Nothing to update.\n", "")


def test_update_only_of_what_was_chosen_and_never_on_a_build_server(
    qa: Callable[..., Outcome], file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert qa("test", "--update", "-k", "scored")[0] == 0
    assert "known: it was wrong" in file.read_text(encoding="utf-8")
    before = file.read_bytes()
    monkeypatch.setenv("CI", "1")
    status, out, err = qa("test", "--update")
    assert (status, out) == (2, "")
    assert "--update is not for build servers" in err
    assert file.read_bytes() == before


def test_line_ends_stay(club: Path, file: Path) -> None:
    text = MIXED.replace("\n", "\r\n")
    dossier, results = results_of(club, file)
    new = updated(text, results, dossier.articles)
    assert new.count("\n") == new.count("\r\n")


SOURCE = Source(
    "semi-final.txt", 3, 0, 10, "Dee Okafor, 19, who came on at half-time, scored both goals in front of 2,300", "", ""
)
SAID = Source("semi-final.txt", 7, 0, 10, "“It was a good goal,” she said", "", "")


@pytest.mark.parametrize(
    ("fields", "got", "new"),
    [
        ({"kind": "yes-no", "keys": (("No",),)}, {"answer": "Yes, so it is"}, {"answer": "['Yes']"}),
        ({"keys": (("a",),)}, {"answer": None, "correction": None}, {"answer": None}),
        ({"by": "Al Moss"}, {"answer": "x", "claims": (Claim("Ann Reid", "x", (SAID,)),)}, {"by": "Ann Reid"}),
        ({"source": "both goals"}, {"answer": "x"}, {"source": None}),
        (
            {"source": "both goals"},
            {"answer": "x", "claims": (Claim("Ann Reid", "x", (SAID,)),)},
            {"source": "'“It was a good goal,” she said'"},
        ),
        (
            {"statuses": ("not-on-record",), "kind": "unanswerable"},
            {"answer": "Dee Okafor", "sources": (SOURCE,)},
            {"status": "answered"},
        ),
    ],
)
def test_only_what_is_not_met_is_written_anew(
    club: Path, fields: dict[str, object], got: dict[str, object], new: dict[str, object]
) -> None:
    test = Golden(**{"file": "g", "line": 2, "question": "Q?", "kind": "plain", "statuses": ("answered",), **fields})  # type: ignore[arg-type]
    answer = Answer(**{"question": "Q?", "status": "answered", **got})  # type: ignore[arg-type]
    assert wanted(Result(test, "wrong", answer), open_dossier(club).articles) == new


def test_a_status_is_added_behind_the_kind(club: Path, file: Path) -> None:
    file.write_text("tests:\n  - question: Who scored both goals?\n    kind: unanswerable", encoding="utf-8")
    dossier, results = results_of(club, file)
    text = file.read_text(encoding="utf-8")
    assert updated(text, results, dossier.articles) == f"{text}\n    status: answered"
    spaced = text.replace("Who", "Who").replace("    kind: unanswerable", "    kind: unanswerable # why\n")
    assert updated(spaced, results, dossier.articles).endswith("unanswerable # why\n    status: answered\n")


def test_what_cannot_be_written_is_left_to_the_curator(club: Path, file: Path) -> None:
    file.write_text("tests:\n  - {question: Who scored both goals?, kind: plain, answer: Smith}\n", encoding="utf-8")
    dossier, [result] = results_of(club, file)
    odd = Result(result.test, "wrong", Answer("Q?", "answered", answer="?!"))
    with pytest.raises(QAError, match=r"first.yaml:2:1: what comes cannot be written|problem"):
        updated(file.read_text(encoding="utf-8"), [odd], dossier.articles)


def test_a_closed_standard_error_is_no_obstacle(
    qa: Callable[..., Outcome], file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert file.exists()
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert qa("test", "-k", "won the final")[0] == 0


# Claims


CLAIMS = """\
tests:
  - {claim: Dee Okafor scored both goals., kind: supported}   # stays
  - claim: The keeper was sent off.
    kind: refuted
    correction: the keeper  # not so
    source: both goals
  - {claim: Rovers beat Harbour Town in 2023., kind: supported, by: Al Moss}
  - {claim: The second goal should not have stood., kind: contested, known: it was wrong}
"""


def test_what_a_claim_expects_becomes_the_verdict_that_comes(qa: Callable[..., Outcome], file: Path) -> None:
    """A new verdict is written, and what was expected of the old one goes."""
    file.write_text(CLAIMS, encoding="utf-8")
    assert qa("test", "--update")[0] == 0
    assert (
        file.read_text(encoding="utf-8")
        == """\
tests:
  - {claim: Dee Okafor scored both goals., kind: supported}   # stays
  - claim: The keeper was sent off.
    kind: refuted
    verdict: not-enough-info
  - {claim: Rovers beat Harbour Town in 2023., kind: supported, verdict: refuted}
  - {claim: The second goal should not have stood., kind: contested}
"""
    )
    assert qa("test")[0] == 0
