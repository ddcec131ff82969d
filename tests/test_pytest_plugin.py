"""The pytest plugin: golden files as test items, and nothing else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from qa.dossier import open_dossier
from qa.golden.file import read_files
from qa.golden.judging import run_one
from qa.pytest_plugin import _shown

pytest_plugins = ["pytester"]

GOLDEN = """\
tests:
  - question: Who scored both goals?
    kind: plain
    answer: [Smith]
  - {question: Who won the final?, kind: plain, known: too hard}
  - {question: Who beat Harbour Town?, kind: plain, answer: Rovers}
"""


@pytest.fixture
def tested(club: Path, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Path:
    (club / "tests" / "golden" / "first.yaml").write_text(GOLDEN, encoding="utf-8")
    (club / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    monkeypatch.chdir(club)
    assert pytester.path.exists()
    return club


def test_each_question_is_an_item_with_its_file_and_line(tested: Path, pytester: pytest.Pytester) -> None:
    found = pytester.runpytest_subprocess("-rx", f"--rootdir={tested}", str(tested))
    found.assert_outcomes(passed=1, failed=1, xfailed=1)
    found.stdout.fnmatch_lines([
        "*2-Who scored both goals?*",
        "*tests/golden/first.yaml:2: wrong: Who scored both goals?",
        "  expected: answered; 'Smith'",
        "  got: answered: Dee Okafor",
        "  why: no 'Smith' in it",
        "  - answered from: okafor-scored",
        "XFAIL *::5-Who won the final? - too hard (the status is not-on-record)",
    ])  # fmt: skip
    assert "Traceback" not in found.stdout.str()


def test_words_choose_items_and_other_yaml_is_left_alone(tested: Path, pytester: pytest.Pytester) -> None:
    for name, text in (
        ("tests/golden/notes.yaml", "notes: x\n"),
        ("tests/other.yaml", GOLDEN),
        ("tests/golden/a.txt", GOLDEN),
    ):
        (tested / name).write_text(text, encoding="utf-8")
    (tested.parent / "golden").mkdir()
    (tested.parent / "golden" / "far.yaml").write_text(GOLDEN, encoding="utf-8")
    found = pytester.runpytest_subprocess(
        f"--rootdir={tested}", "-k", "Harbour", str(tested), str(tested.parent / "golden")
    )
    found.assert_outcomes(passed=1, deselected=2)


def test_an_ini_option_chooses_other_files(tested: Path, pytester: pytest.Pytester) -> None:
    (tested / "checks").mkdir()
    (tested / "tests" / "golden" / "first.yaml").rename(tested / "checks" / "ours.yml")
    for option, count in (("", 0), ("checks/*.yml", 3)):
        found = pytester.runpytest_subprocess(
            f"--rootdir={tested}", "-o", f"qa_golden={option}", "--co", "-q", str(tested)
        )
        assert found.stdout.str().count("ours.yml::") == count


def test_mistakes_in_a_golden_file_are_told_with_their_places(tested: Path, pytester: pytest.Pytester) -> None:
    (tested / "tests" / "golden" / "first.yaml").write_text(
        "tests:\n  - {question: Who?, kind: plian}\n", encoding="utf-8"
    )
    found = pytester.runpytest_subprocess(f"--rootdir={tested}", str(tested))
    found.assert_outcomes(errors=1)
    found.stdout.fnmatch_lines(["*first.yaml:2:*: 'kind' must be *, did you mean 'plain'?"])
    (tested / "facts.yaml").write_text("facts: [", encoding="utf-8")
    (tested / "tests" / "golden" / "first.yaml").write_text(GOLDEN, encoding="utf-8")
    found = pytester.runpytest_subprocess(f"--rootdir={tested}", str(tested))
    assert "facts.yaml:1:" in found.stdout.str()


def test_what_goes_wrong_in_the_engine_is_shown(tested: Path, pytester: pytest.Pytester) -> None:
    (tested / "conftest.py").write_text(
        "from qa.golden import judging\n\n"
        "def fail(*_):\n    raise RuntimeError('out of order')\n\n"
        "judging.run_one = fail\n",
        encoding="utf-8",
    )
    found = pytester.runpytest_subprocess(f"--rootdir={tested}", str(tested))
    found.assert_outcomes(failed=3)
    found.stdout.fnmatch_lines(["*RuntimeError: out of order*"])


def test_a_failure_is_shown_with_its_reasons(tested: Path) -> None:
    dossier = open_dossier(tested)
    [first, *_] = read_files([str(tested / "tests" / "golden")], dossier)
    shown = _shown(run_one(first, dossier), dossier).splitlines()
    assert shown[-2:] == ["  - decided by: all checks agree", "  - answered from: okafor-scored"]


CLAIMS = """\
tests:
  - {claim: Dee Okafor scored both goals., kind: supported}
  - {claim: The keeper was sent off., kind: supported}
  - {claim: Ann Reid resigned., kind: refuted, known: nobody knows}
"""


def test_a_claim_is_an_item_too(tested: Path) -> None:
    file = tested / "tests" / "golden" / "first.yaml"
    file.write_text(CLAIMS, encoding="utf-8")
    dossier = open_dossier(tested)
    results = [run_one(test, dossier) for test in read_files([str(file)], dossier)]
    assert [result.failed for result in results] == [False, True, False]
    shown = _shown(results[1], dossier)
    assert "The keeper was sent off." in shown
    assert "got: not-enough-info" in shown
    assert "answered from" not in shown, "a claim has no question's reasons"


def test_the_plugin_imports_nothing_of_the_engine() -> None:
    code = "import sys, qa.pytest_plugin; print(sorted(name for name in sys.modules if name.startswith('qa')))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown == "['qa', 'qa.pytest_plugin']\n"


def test_this_repositorys_own_golden_questions_are_collected_by_it(pytestconfig: pytest.Config) -> None:
    """Without the plugin they would be left out without a word: install the project again (pip install -e .)."""
    assert pytestconfig.pluginmanager.has_plugin("qa")


def test_the_hooks_run_commands_that_there_are() -> None:
    text = (Path(__file__).parent.parent / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    assert [line.strip() for line in text.splitlines() if "entry:" in line] == ["entry: qa lint", "entry: qa test"]
