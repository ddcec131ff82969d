"""The command line: what it prints, where, and with which exit status."""

from __future__ import annotations

import io
import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer

from qa import __version__
from qa.__main__ import _terminate, main, plain_text
from qa.commandline import cli, commands, look
from qa.dossier import Dossier
from qa.files import stages
from qa.model import QAError

ROOT = Path(__file__).resolve().parent.parent
QUESTION = "Who scored both goals?"
UNANSWERED = "Who won the final?"
ANSWER_FIELDS = [
    "schema_version", "question", "status", "answer", "statement", "correction",
    "claims", "sources", "facts", "nearest", "assumed", "derived",
]  # fmt: skip

Outcome = tuple[int, str, str]
Run = Callable[..., Outcome]


@pytest.fixture
def qa(club: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs a command line inside the small dossier, in this process."""
    monkeypatch.chdir(club)

    def run(*arguments: str, stdin: bytes | None = None) -> Outcome:
        if stdin is not None:
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        status = main(list(arguments))
        out, err = capsys.readouterr()
        return status, out, err

    return run


def start(*arguments: str, folder: Path, code: str = "", **options: Any) -> subprocess.Popen[bytes]:  # noqa: ANN401 - handed on
    """Start the program as a process of its own."""
    command = [sys.executable, "-c", code] if code else [sys.executable, "-m", "qa", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **options.pop("env", {})}
    return subprocess.Popen(command, cwd=folder, env=environment, **options)


def outcome(*arguments: str, folder: Path, **options: Any) -> tuple[int, bytes, bytes]:  # noqa: ANN401 - handed on
    given = options.pop("input", None)
    streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    with start(*arguments, folder=folder, **streams) as process:
        out, err = process.communicate(given)
    return process.returncode, out or b"", err or b""


# ask


def test_ask_prints_the_answer_first_and_the_quote_with_its_line_last(qa: Run) -> None:
    status, out, err = qa("ask", QUESTION)
    assert (status, err) == (0, "")
    assert out.splitlines()[0] == "Dee Okafor"
    assert out.endswith("> Dee Okafor, 19, who came on at half-time, scored both goals\n  semi-final.txt:3\n")


def test_what_is_not_on_record_exits_1_and_shows_the_nearest_sentences_as_no_answer(qa: Run) -> None:
    status, out, err = qa("ask", UNANSWERED)
    assert (status, err) == (1, "")
    assert out.startswith("Not on record.\n\nNearest: (close to the question, not an answer to it)\n\n> ")


def test_json_has_every_field_in_the_order_of_the_contract(qa: Run) -> None:
    status, out, _ = qa("ask", QUESTION, "--format", "json")
    assert status == 0
    assert list(json.loads(out)) == ANSWER_FIELDS


def test_explain_adds_the_trace_to_text_and_to_json(qa: Run) -> None:
    _, text, _ = qa("ask", QUESTION, "--explain")
    assert "\nReadings:\n" in text
    assert "okafor-scored" in text
    assert text.endswith("Decision: all checks agree\n")
    _, out, _ = qa("ask", QUESTION, "--explain", "--format=json")
    explained = json.loads(out)["explain"]
    assert explained["decision"] == "all checks agree"
    assert explained["candidates"][0]["fact"] == "okafor-scored"
    assert {"name", "verdict", "reason"} <= set(explained["candidates"][0]["checks"][0])
    assert explained["readings"][0]["hole"] == "who"


@pytest.mark.parametrize("question", ["", "?!", "   ", "x" * 2_001])
def test_a_question_that_cannot_be_asked_is_one_line_of_error(qa: Run, question: str) -> None:
    status, out, err = qa("ask", question)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("qa: the question has ")


def test_a_question_may_have_line_ends_in_it(qa: Run) -> None:
    assert qa("ask", "Who scored\r\nboth goals?")[0] == 0


@pytest.mark.parametrize(
    "question", ["\ud800 goals", "😀 scored?", "من سجل؟", "誰が得点しましたか", "a\x1b]52;c;x\x07"]
)
def test_odd_characters_are_questions_like_any_other_and_never_reach_the_terminal_raw(qa: Run, question: str) -> None:
    for form in ("text", "json"):
        status, out, _ = qa("ask", question, "--format", form)
        assert status in {0, 1}
        assert "\x1b" not in out
        assert "\x07" not in out


def test_a_question_that_begins_with_a_hyphen_is_an_error_that_says_how_to_ask_it(qa: Run) -> None:
    status, out, err = qa("ask", "-who scored both goals?")
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "qa ask -- TEXT" in err
    assert qa("ask", "--", "-who scored both goals?")[:2] == qa("ask", "who scored both goals?")[:2]


def test_a_mistake_in_the_facts_file_is_one_line_with_its_place(qa: Run, club: Path) -> None:
    facts = club / "facts.yaml"
    facts.write_text(
        facts.read_text(encoding="utf-8").replace("articles: seeds", "artcles: seeds\nfcts: []"), encoding="utf-8"
    )
    status, out, err = qa("ask", QUESTION)
    assert (status, out) == (2, "")
    assert err.splitlines() == [
        "facts.yaml:2:1: unknown key 'artcles', did you mean 'articles'?",
        "facts.yaml:3:1: unknown key 'fcts', did you mean 'facts'?",
    ]


def test_a_folder_without_facts_says_what_a_dossier_is(qa: Run, tmp_path: Path) -> None:
    status, _, err = qa("ask", QUESTION, "-d", str(tmp_path))
    assert status == 2
    assert err == f"qa: {tmp_path}: no facts.yaml here; a dossier is a folder with a facts.yaml\n"


def test_the_nearest_dossier_upwards_is_used(qa: Run, club: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(club / "tests" / "golden")
    assert qa("ask", QUESTION)[0] == 0
    monkeypatch.chdir("/")
    status, _, err = qa("ask", QUESTION)
    assert status == 2
    assert "name a dossier with --dossier DIR" in err


# Many questions


def test_a_batch_answers_in_order_one_object_a_line(qa: Run, club: Path) -> None:
    questions = club / "questions.txt"
    questions.write_bytes(b"\xef\xbb\xbfWho scored both goals?\r\n\r\nWho won the final?")
    status, out, err = qa("ask", "--file", str(questions), "--format", "jsonl")
    lines = [json.loads(line) for line in out.splitlines()]
    assert (status, err) == (1, "")
    assert [(line["question"], line["status"]) for line in lines] == [
        (QUESTION, "answered"),
        (UNANSWERED, "not-on-record"),
    ]


def test_a_bad_line_has_an_error_record_in_its_place_and_the_rest_is_answered(qa: Run) -> None:
    status, out, err = qa("ask", "-", "--format", "jsonl", stdin=b"???\nWho \xff?\nWho\0?\nWho scored both goals?\n")
    lines = [json.loads(line) for line in out.splitlines()]
    assert status == 2
    assert [line.get("error") for line in lines] == [
        "the question has no word in it",
        "byte 0xff is not UTF-8",
        "there is a NUL character in it: is this a text file?",
        None,
    ]
    assert lines[1]["question"] == r"Who \xff?"
    assert lines[3]["answer"] == "Dee Okafor"
    assert err.splitlines()[1] == "qa: <stdin>:2:1: byte 0xff is not UTF-8"


def test_a_batch_as_json_is_one_list_and_as_text_repeats_the_questions(qa: Run) -> None:
    given = f"{QUESTION}\n?\n".encode()
    status, out, _ = qa("ask", "--file=-", "--format=json", stdin=given)
    assert status == 2
    assert [value.get("status", "error") for value in json.loads(out)] == ["answered", "error"]
    _, out, _ = qa("ask", "-f", "-", stdin=given)
    assert out.startswith(f"{QUESTION}\n\nDee Okafor\n")
    assert out.endswith("\n\n?\n\nCannot be answered: the question has no word in it\n")


def test_questions_are_read_from_a_pipe_when_none_is_typed(qa: Run) -> None:
    assert qa("ask", stdin=QUESTION.encode())[0] == 0


@pytest.mark.parametrize("given", [b"", b"\n \n"])
def test_a_batch_without_a_question_is_an_error(qa: Run, given: bytes) -> None:
    assert qa("ask", "-", stdin=given) == (2, "", "qa: <stdin>: no question in it\n")


def test_a_missing_file_and_two_kinds_of_question_are_errors(qa: Run) -> None:
    assert qa("ask", "--file", "none.txt") == (2, "", "qa: none.txt: cannot be read: No such file or directory\n")
    assert qa("ask", QUESTION, "--file", "none.txt")[0] == 2


def test_a_closed_standard_input_is_an_error(qa: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert qa("ask", "-") == (2, "", "qa: the standard input is closed\n")
    assert qa("ask")[2] == 'qa: type a question, for example: qa ask "When did the bridge open?"\n'


def on_terminal(
    *arguments: str, folder: Path, typed: bytes = b"", env: dict[str, str] | None = None
) -> tuple[int, bytes]:
    """Run the program on a terminal; return its exit status and all that the terminal showed."""
    ours, theirs = pty.openpty()
    with start(*arguments, folder=folder, stdin=theirs, stdout=theirs, stderr=theirs, env=env or {}) as process:
        os.close(theirs)
        os.write(ours, typed)
        shown = b""
        while True:
            try:
                part = os.read(ours, 4_096)
            except OSError:  # Linux: the other end is closed
                break
            if not part:
                break
            shown += part
    os.close(ours)
    return process.returncode, shown


def test_on_a_terminal_ask_without_a_question_asks_for_questions(club: Path, tmp_path: Path) -> None:
    env = {"QA_STATE_DIR": str(tmp_path / "state"), "TERM": "dumb"}
    status, shown = on_terminal("ask", folder=club, typed=b"Who scored both goals?\nquit\n", env=env)
    assert status == 0
    assert b"Ask a question; ? for help, Ctrl-D to end." in shown
    assert b"Dee Okafor, 19, scored both goals." in shown


def test_on_a_terminal_search_without_a_query_says_what_to_type(club: Path) -> None:
    status, shown = on_terminal("search", folder=club)
    assert status == 2
    assert shown.startswith(b'qa: type what to search for, for example: qa search "')


@pytest.mark.parametrize(("terminal", "told"), [("xterm", True), ("dumb", False)])
def test_on_a_terminal_what_takes_long_is_told_and_taken_away(club: Path, terminal: str, *, told: bool) -> None:
    _, first = on_terminal("ask", QUESTION, folder=club, env={"TERM": terminal})
    assert (b"\r\x1b[Kreading facts.yaml" in first) == told
    assert b"reading" not in first.rpartition(b"\r\x1b[K")[2]
    _, again = on_terminal("ask", QUESTION, folder=club, env={"TERM": terminal})
    assert b"reading" not in again


def test_on_a_terminal_a_hyphen_says_that_it_waits(club: Path) -> None:
    status, shown = on_terminal("ask", "-", folder=club, typed=b"Who scored both goals?\n\x04")
    assert status == 0
    assert b"qa: reading one question a line; end with Ctrl-D" in shown
    assert b"Dee Okafor" in shown


@pytest.mark.parametrize(
    ("environment", "bold"),
    [({"TERM": "xterm"}, True), ({"TERM": "xterm", "NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
)
def test_a_terminal_gets_bold_unless_it_asks_not_to(club: Path, environment: dict[str, str], *, bold: bool) -> None:
    status, shown = on_terminal("ask", QUESTION, folder=club, env={"NO_COLOR": "", **environment})
    assert status == 0
    assert (b"\x1b[1m" in shown) == bold


# search, facts, test, version, help


def test_search_ranks_sentences_with_their_lines(qa: Run) -> None:
    status, out, _ = qa("search", "good goal", "--limit", "1")
    assert status == 0
    assert out.splitlines()[0].startswith("semi-final.txt:7  0.")
    assert out.splitlines()[1:] == ["  “It was a good goal,” she said."]
    _, out, _ = qa("search", "good goal", "--format", "jsonl")
    found = json.loads(out)
    assert found["query"] == "good goal"
    assert set(found["nearest"][0]) == {"score", "article", "line", "start", "end", "text"}
    assert qa("search", "zebra") == (1, "No sentence has any of these words.\n", "")


def test_facts_are_listed_filtered_and_shown(qa: Run) -> None:
    status, out, _ = qa("facts")
    assert status == 0
    assert out.splitlines()[:2] == ["rovers-won", "  Northport Rovers beat Harbour Town 2-1 on 4 May 2024."]
    assert len(qa("facts", "--by", "lister")[1].splitlines()) == 2
    assert len(qa("facts", "--about", "second goal")[1].splitlines()) == 4
    assert len(qa("facts", "--article", "semi-final.txt")[1].splitlines()) == 8
    assert qa("facts", "--article", "other.txt") == (1, "", "qa: no fact passes these filters\n")
    status, out, _ = qa("facts", "second-goal-good")
    assert status == 0
    assert "According to Ann Reid: The second goal was a good goal." in out
    assert "  disputes: second-goal-offside\n" in out
    assert out.endswith("> disagreed. “It was a good goal,” she said.\n  semi-final.txt:7\n")


def test_facts_as_json(qa: Run) -> None:
    _, out, _ = qa("facts", "--format", "json")
    whole = json.loads(out)["facts"]
    _, out, _ = qa("facts", "--format", "jsonl")
    assert [json.loads(line)["id"] for line in out.splitlines()] == [fact["id"] for fact in whole]
    assert whole[0]["answers"]["by what score"] == "2-1"


def test_an_unknown_fact_is_an_error_with_a_suggestion(qa: Run) -> None:
    assert qa("facts", "rovers-wun") == (2, "", "qa: no fact is called 'rovers-wun', did you mean 'rovers-won'?\n")
    assert qa("facts", "zzz") == (2, "", "qa: no fact is called 'zzz'\n")


def test_findings_are_warned_about_by_facts_and_test_but_not_by_ask(qa: Run, club: Path) -> None:
    facts = club / "facts.yaml"
    facts.write_text(
        facts.read_text(encoding="utf-8").replace("quote: a 2-1 win", "quote: a 3-1 win"), encoding="utf-8"
    )
    for command in (["facts"], ["test"]):
        status, _, err = qa(*command)
        assert status == 0
        assert err.startswith("facts.yaml:")
        assert err.count("\n") == 1
    assert qa("ask", QUESTION)[2] == ""


def test_an_article_that_cannot_be_read_is_warned_about_where_articles_count(qa: Run, club: Path) -> None:
    (club / "seeds" / "bad.txt").write_bytes(b"caf\xe9 \xff")
    assert qa("ask", QUESTION)[0] == 0
    for arguments in (["ask", UNANSWERED], ["search", "goal"], ["facts"], ["test"]):
        status, out, err = qa(*arguments)
        assert status == 2
        assert out
        assert "bad.txt" in err


def test_test_runs_the_golden_files_of_the_dossier(qa: Run, club: Path) -> None:
    assert qa("test") == (0, "2 golden questions: 2 right, 0 wrong, 0 abstained\n", "")
    golden = club / "tests" / "golden" / "first.yaml"
    golden.write_text("tests:\n  - {question: Who scored both goals?, kind: plain, answer: Smith}\n", encoding="utf-8")
    status, out, err = qa("test", str(golden))
    assert (status, err) == (1, "")
    assert out.splitlines() == [
        f"{golden}:2: wrong: Who scored both goals?",
        "  expected: answered; 'Smith'",
        "  got: answered: Dee Okafor",
        "  why: no 'Smith' in it",
        "  - decided by: all checks agree",
        "  - answered from: okafor-scored",
        "",
        "1 golden question: 0 right, 1 wrong, 0 abstained",
    ]


def test_test_as_json(qa: Run) -> None:
    _, out, _ = qa("test", "--format", "json")
    assert json.loads(out)["summary"] == {"right": 2, "wrong": 0, "abstained": 0, "known": 0, "fixed": 0}
    _, out, _ = qa("test", "--format", "jsonl")
    assert [json.loads(line)["outcome"] for line in out.splitlines()] == ["right", "right"]


def test_overmatch_lists_what_no_question_reaches(qa: Run) -> None:
    status, out, _ = qa("test", "--overmatch")
    assert status == 1
    assert "rule never reached: whose\n" in out
    assert "rule never reached: who|whom\n" not in out
    assert "fact never reached: rovers-won\n" in out
    assert "fact never reached: okafor-scored\n" not in out
    _, out, _ = qa("test", "--overmatch", "--format", "json")
    assert "rovers-won" in json.loads(out)["facts"]


def test_no_golden_test_at_all_is_an_error(qa: Run, club: Path) -> None:
    (club / "tests" / "golden" / "first.yaml").unlink()
    status, out, err = qa("test")
    assert (status, out) == (2, "")
    assert err.startswith("qa: no golden tests in ")


def test_the_version_is_the_packages(qa: Run) -> None:
    assert qa("--version") == (0, f"qa {__version__}\n", "")


@pytest.mark.parametrize("command", ["", "ask", "search", "facts", "test", "index"])
def test_help_has_an_example(qa: Run, command: str) -> None:
    status, out, err = qa(*filter(None, [command]), "--help")
    assert (status, err) == (0, "")
    assert f"Example: qa {command}".rstrip() in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "say what to do"),
        (["aks"], "(see qa --help)"),
        (["ask", "--frmat", "json"], "(see qa ask --help)"),
        (["ask", "one", "two"], "(see qa ask --help)"),
        (["ask", "one", "--format", "yaml"], "'yaml' is not one of"),
        (["search", "goal", "--limit", "0"], "(see qa search --help)"),
    ],
)
def test_a_usage_error_is_one_line(qa: Run, arguments: list[str], message: str) -> None:
    status, out, err = qa(*arguments)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("qa: ")
    assert message in err


# Two readers of one command line


QUESTIONS = [["Who?"], ["Who scored?"], [""], ["-"], ["-x"], ["--", "Who?"], ["--", "-x"], ["a", "b"], []]
OPTIONS: list[list[str]] = [
    [], ["--format", "json"], ["--format=jsonl"], ["--format", "yaml"], ["--format="], ["--format"],
    ["--explain"], ["--explain=yes"], ["--dossier", "x"], ["--dossier=x"], ["-d", "x"], ["-dx"], ["-d", "-x"],
    ["-d"], ["-d="], ["--dossier", "x", "--dossier", "y"], ["--format", "json", "--explain", "-d", "x"],
    ["--form", "json"], ["--file", "f"], ["-f-"], ["--help"], ["--explain", "--explain"], ["--limit", "3"],
    ["--dossier", ""], ["--Format", "json"],
]  # fmt: skip
COMMAND_LINES = [
    ["ask", *first, *second] for question in QUESTIONS for option in OPTIONS
    for first, second in ((question, option), (option, question))
]  # fmt: skip


def test_both_readers_of_the_command_line_understand_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[tuple[object, ...]] = []

    def ask(question: str | None, **given: object) -> int:
        defaults = {"file": None, "dossier": None, "form": "text", "explain": False}
        calls.append((question, tuple((defaults | given).items())))
        return 0

    monkeypatch.setattr(commands, "ask", ask)
    plain = 0
    for arguments in COMMAND_LINES:
        calls.clear()
        if plain_text(arguments) is None:
            continue
        plain += 1
        assert main(arguments) == cli.run(arguments) == 0
        assert calls[0] == calls[1], arguments
    assert plain > 40


def test_what_only_typer_can_read_is_left_to_it() -> None:
    assert plain_text([]) is None
    assert plain_text(["search", "x"]) is None
    for arguments in (
        ["ask"],
        ["ask", "-"],
        ["ask", "a", "b"],
        ["ask", "x", "--help"],
        ["ask", "x", "--format", "yaml"],
    ):
        assert plain_text(arguments) is None


def test_a_plain_question_is_answered_without_the_heavy_libraries(club: Path) -> None:
    heavy = {"typer", "rich", "yaml", "sklearn", "numpy", "scipy"}
    heavy |= {"qa.commandline.cli", "qa.golden.judging", "qa.record.facts", "qa.retrieval.retrieve"}
    code = (
        f"import sys; from qa.__main__ import main; main(['ask', {QUESTION!r}]);"
        f"print(sorted({heavy!r} & set(sys.modules)), file=sys.stderr)"
    )
    assert outcome("ask", QUESTION, folder=club)[0] == 0  # compiles the facts
    assert outcome(folder=club, code=code)[2] == b"[]\n"


def test_a_plain_question_about_settled_files_is_answered_without_what_costs_a_start_its_time(club: Path) -> None:
    """Each of these takes a tenth to a third of the time in which Python starts."""
    costly = "{'typing', 'hashlib', '_hashlib', 'contextlib', 'dataclasses', 'inspect', 'pathlib', 'textwrap'}"
    code = (
        "import sys; before = set(sys.modules);"
        "from qa.files import stamps; stamps.is_settled.__defaults__ = (-10**18,);"
        f"from qa.__main__ import main; main(['ask', {QUESTION!r}]);"
        f"print(sorted({costly} & (set(sys.modules) - before)), file=sys.stderr)"
    )
    assert outcome(folder=club, code=code)[0] == 0  # compiles the facts
    assert outcome(folder=club, code=code)[2] == b"[]\n"


# The edge: pipes, signals, full disks


def test_completion_is_left_to_typer(club: Path) -> None:
    environment = {"_QA_COMPLETE": "complete_bash", "COMP_WORDS": "qa as", "COMP_CWORD": "1"}
    status, out, _ = outcome(folder=club, env=environment)
    assert status == 0
    assert out.split() == [b"ask"]


@pytest.mark.parametrize("arguments", [["ask", QUESTION], ["facts"], ["--help"]])
def test_a_reader_that_goes_away_is_no_error(club: Path, arguments: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        status, _, err = outcome(*arguments, folder=club, stdout=writer)
    finally:
        os.close(writer)
    assert (status, err) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("arguments", [["ask", QUESTION], ["facts"], ["--help"]])
def test_a_full_disk_is_one_line_of_error(club: Path, arguments: list[str]) -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device
        status, _, err = outcome(*arguments, folder=club, stdout=full)
    assert (status, err) == (2, b"qa: cannot write the output: No space left on device\n")


def test_a_closed_standard_output_is_one_line_of_error(club: Path) -> None:
    command = f'"{sys.executable}" -m qa ask "{QUESTION}" >&-'
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["sh", "-c", command], cwd=club, env=environment, capture_output=True, check=False)  # noqa: S607
    assert (done.returncode, done.stderr) == (2, b"qa: the standard output is closed\n")


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_it_quietly(club: Path, number: signal.Signals, status: int) -> None:
    with start(
        "ask", "-", folder=club, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(f"{QUESTION}\n".encode() * 2_000)
        process.stdin.flush()
        process.stdout.read(1)  # it works by now
        process.send_signal(number)
        process.stdout.close()
        time.sleep(0)
        err = process.stderr.read()
    assert (process.returncode, err.strip()) == (status, b"")  # Click before 8.2 ends the line


@pytest.mark.parametrize("locale", ["C", "en_US.ISO-8859-1", "POSIX"])
def test_output_is_utf_8_in_every_locale(club: Path, locale: str) -> None:
    environment = {"LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    for form in ("text", "json"):
        status, out, err = outcome(
            "ask", "What did Ann Reid say about the second goal?", "--format", form, folder=club, env=environment
        )
        assert (status, err) == (0, b"")
        assert "“It was a good goal,”".encode() in out


def test_running_out_of_memory_is_one_line_of_error(qa: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(Dossier, "explain", fail)
    for arguments in (["ask", QUESTION], ["ask", QUESTION, "--file"]):
        assert qa(*arguments)[0] == 2
    assert qa("ask", QUESTION) == (2, "", "qa: not enough memory\n")
    assert qa("ask", "-f-", stdin=b"Who?") == (2, "", "qa: not enough memory\n")


def test_a_mistake_of_ours_is_one_line_unless_the_traceback_is_asked_for(
    qa: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("a\nb")

    monkeypatch.setattr(Dossier, "explain", fail)
    status, out, err = qa("ask", QUESTION)
    assert (status, out) == (2, "")
    assert err == r"qa: internal error: ZeroDivisionError: a\x0ab (QA_TRACEBACK=1 shows where)" + "\n"
    monkeypatch.setenv("QA_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        qa("ask", QUESTION)


@pytest.mark.parametrize(
    ("error", "status"),
    [(KeyboardInterrupt(), 130), (BrokenPipeError(), 141), (OSError(5, "broken", "disk"), 2), (QAError("no"), 2)],
)
def test_what_ends_the_work_becomes_its_exit_status_whichever_reader(
    qa: Run, monkeypatch: pytest.MonkeyPatch, error: BaseException, status: int
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(Dossier, "explain", fail)
    assert qa("ask", QUESTION)[0] == status
    assert qa("ask", "--", QUESTION)[0] == status


def test_without_a_standard_error_nothing_is_said(qa: Run, monkeypatch: pytest.MonkeyPatch, club: Path) -> None:
    (club / "seeds" / "bad.txt").write_bytes(b"\xff")
    monkeypatch.setattr(sys, "stderr", None)
    assert qa("ask", "")[:2] == (2, "")
    assert qa("search", "goal")[0] == 2
    assert qa("ask", "-x")[0] == 2


def test_a_standard_error_that_fails_is_passed_over(qa: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.StringIO):
        def write(self, _text: str) -> int:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(sys, "stderr", Full())
    assert qa("ask", "")[0] == 2


# Width


@pytest.mark.parametrize(("columns", "width"), [("40", 40), ("1", 1), ("0", 80), ("wide", 80), ("", 80)])
def test_text_is_as_wide_as_columns_says(qa: Run, monkeypatch: pytest.MonkeyPatch, columns: str, width: int) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    _, out, _ = qa("ask", UNANSWERED)
    quoted = [line for line in out.splitlines() if line.startswith("> ")]
    assert all(len(line) <= width or " " not in line.removeprefix("> ") for line in quoted)
    assert "Harbour Town on 4 May 2024." in " ".join(line.removeprefix("> ") for line in quoted)


def test_a_terminal_that_is_narrower_is_filled(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

        def fileno(self) -> int:
            return 1

    monkeypatch.setattr(sys, "stdout", Terminal())
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((60, 24)))
    assert commands.page_of("text").width == 60

    def fail(_: int) -> os.terminal_size:
        raise OSError

    monkeypatch.setattr(os, "get_terminal_size", fail)
    assert commands.page_of("text").width == 80


def test_being_terminated_is_an_orderly_way_out() -> None:
    with pytest.raises(SystemExit) as caught:
        _terminate(signal.SIGTERM, None)
    assert caught.value.code == 143


def test_without_a_standard_output_nothing_is_done(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert main(["ask", QUESTION]) == 2
    assert capsys.readouterr().err == "qa: the standard output is closed\n"


class Gone(io.StringIO):
    """A pipe whose reader went away."""

    def write(self, _text: str) -> int:
        raise BrokenPipeError(32, "Broken pipe")


def test_a_reader_that_goes_away_while_typer_prints_is_no_error(qa: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = Gone()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", gone)
        assert main(["--help"]) == 141
        assert sys.stdout is gone
        assert main(["facts"]) == 141
    assert qa("--version")[0] == 0


def test_giving_up_at_a_prompt_is_an_interrupt_and_an_exit_stays_one(qa: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for error, expected in ((typer.Abort(), KeyboardInterrupt), (SystemExit(143), SystemExit)):

        def fail(*_: object, error: BaseException = error, **__: object) -> int:
            raise error

        monkeypatch.setattr(look, "facts", fail)
        with pytest.raises(expected):
            cli.run(["facts"])
    monkeypatch.setattr(look, "facts", lambda *_, **__: 0)
    assert qa("facts")[0] == 0


def test_a_terminal_as_standard_input_is_told_that_it_is_waited_for(qa: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.TextIOWrapper):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Terminal(io.BytesIO(QUESTION.encode())))
    status, _, err = qa("ask", "-")
    assert (status, err) == (0, "qa: reading one question a line; end with Ctrl-D\n")


class Terminal(io.StringIO):
    """A standard error that is a terminal, or not."""

    def __init__(self, *, real: bool) -> None:
        super().__init__()
        self._real = real

    def isatty(self) -> bool:
        return self._real


@pytest.mark.parametrize(
    ("real", "kind", "shown"), [(True, "xterm", True), (True, "dumb", False), (False, "xterm", False)]
)
def test_only_a_terminal_is_told_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch, kind: str, *, real: bool, shown: bool
) -> None:
    monkeypatch.setenv("TERM", kind)
    terminal = Terminal(real=real)
    monkeypatch.setattr(sys, "stderr", terminal)
    stages.on_terminal("reading facts.yaml")
    stages.on_terminal("")
    assert terminal.getvalue() == ("\r\x1b[Kreading facts.yaml\r\x1b[K" if shown else "")
    monkeypatch.setattr(sys, "stderr", None)
    stages.on_terminal("to nobody")
