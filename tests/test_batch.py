"""Many questions: bounded memory, all cores, the same bytes, and a file that can be gone on with."""

from __future__ import annotations

import io
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from qa.__main__ import main
from qa.batch import lines, workers
from qa.batch.lines import Done, Line, Record, Work
from qa.batch.workers import Workers, runs_of, serve
from qa.commandline import batch, commands
from qa.model import Problem, QAError

ROOT = Path(__file__).resolve().parent.parent
QUESTIONS = ["Who scored both goals?", "Who won the final?", "???", "When did Rovers beat Harbour Town?"]


class Echo:
    """Says what it is told."""

    what = "question"
    searched = False
    warnings: tuple[Problem, ...] = ()

    def __call__(self, text: str) -> Record:
        if text == "exit":
            os._exit(3)
        if text in {"memory", "bug"}:
            raise MemoryError if text == "memory" else ValueError(text)
        if text == "bad":
            raise QAError("bad, that")
        return {"question": text}, text.upper(), 0

    def status_of(self, _record: object) -> int:
        return 0

    def prepare(self) -> None:
        """Nothing is kept."""


def broken() -> Echo:
    raise QAError("no dossier here")


WORK = Work("tests.test_batch:Echo", {}, "jsonl")


@pytest.fixture
def asked(club: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a file with a hundred questions, in the dossier's folder, which is the current one."""
    monkeypatch.chdir(club)
    (club / "asked.txt").write_text("\n".join(QUESTIONS * 25) + "\n", encoding="utf-8")
    return club / "asked.txt"


def started(*arguments: str, folder: Path) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-m", "qa", *arguments], cwd=folder, env=environment,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


@pytest.mark.parametrize("form", ["text", "json", "jsonl"])
@pytest.mark.parametrize("command", ["ask", "search"])
def test_more_processes_write_the_same_bytes(
    asked: Path, capfd: pytest.CaptureFixture[str], form: str, command: str
) -> None:
    outcomes = []
    for jobs in ("1", "2"):
        status = main([command, "-f", str(asked), "--format", form, "--jobs", jobs])
        outcomes.append((status, *capfd.readouterr()))
    assert outcomes[0] == outcomes[1]
    assert outcomes[0][0] == (2 if command == "ask" else 1)
    assert outcomes[0][2].count("the question has no word in it") == (25 if command == "ask" else 0)
    if form == "json":
        assert outcomes[0][1] == json.dumps(json.loads(outcomes[0][1]), indent=2, ensure_ascii=False) + "\n"


def test_what_was_begun_is_gone_on_with(asked: Path, capfd: pytest.CaptureFixture[str]) -> None:
    main(["ask", "-f", str(asked), "--format", "jsonl"])
    whole = capfd.readouterr().out.encode()
    output = asked.with_name("answers.jsonl")
    go_on = ["ask", "-f", str(asked), "--format", "jsonl", "-o", str(output), "--resume"]
    for length in (0, 1, whole.index(b"\n"), whole.index(b"\n") + 1, len(whole) - 1, len(whole)):
        output.write_bytes(whole[:length])
        assert main(go_on) == 2
        assert output.read_bytes() == whole
        assert capfd.readouterr().out == ""
    output.unlink()
    assert main(go_on) == 2
    assert output.read_bytes() == whole


CLAIMS = ["Dee Okafor scored both goals.", "Ann Reid resigned.", "???", "Rovers beat Harbour Town in 2023."]


@pytest.mark.parametrize("form", ["text", "jsonl"])
def test_claims_are_judged_alike_by_more_processes(asked: Path, capfd: pytest.CaptureFixture[str], form: str) -> None:
    asked.write_text("\n".join(CLAIMS * 25) + "\n", encoding="utf-8")
    outcomes = []
    for jobs in ("1", "2"):
        status = main(["check", "-f", str(asked), "--format", form, "--jobs", jobs])
        outcomes.append((status, *capfd.readouterr()))
    assert outcomes[0] == outcomes[1]
    assert outcomes[0][0] == 2
    assert outcomes[0][2].count("the claim has no word in it") == 25


def test_claims_that_were_begun_are_gone_on_with(asked: Path, capfd: pytest.CaptureFixture[str]) -> None:
    asked.write_text("\n".join(CLAIMS) + "\n", encoding="utf-8")
    main(["check", "-f", "asked.txt", "--format", "jsonl", "--explain"])
    whole = capfd.readouterr().out.encode()
    assert [json.loads(line).get("verdict") for line in whole.splitlines()] == [
        "supported", "not-enough-info", None, "refuted",
    ]  # fmt: skip
    output = asked.with_name("verdicts.jsonl")
    go_on = ["check", "-f", "asked.txt", "--format", "jsonl", "--explain", "-o", "verdicts.jsonl", "--resume"]
    for length in (0, whole.index(b"\n") + 1, len(whole) - 1, len(whole)):
        output.write_bytes(whole[:length])
        assert main(go_on) == 2
        assert output.read_bytes() == whole
        assert capfd.readouterr().out == ""


@pytest.mark.parametrize(
    ("claims", "status"),
    [(CLAIMS[:1], 0), (CLAIMS[:2], 1), (CLAIMS, 2)],
)
def test_the_worst_verdict_is_the_exit_status_also_of_those_judged_before(
    asked: Path, claims: list[str], status: int
) -> None:
    asked.write_text("\n".join(claims) + "\n", encoding="utf-8")
    line = ["check", "-f", "asked.txt", "--format", "jsonl", "-o", "verdicts.jsonl"]
    assert main(line) == status
    assert main([*line, "--resume"]) == status


def test_answers_are_not_gone_on_with_as_verdicts(asked: Path, capfd: pytest.CaptureFixture[str]) -> None:
    asked.write_text("Dee Okafor scored both goals.\n", encoding="utf-8")
    Path("verdicts.jsonl").write_bytes(b'{"question": "Dee Okafor scored both goals."}\n')
    assert main(["check", "-f", "asked.txt", "--format", "jsonl", "-o", "verdicts.jsonl", "--resume"]) == 2
    assert "verdicts.jsonl:1:1: " in capfd.readouterr().err


@pytest.mark.usefixtures("asked")
def test_what_cannot_be_read_is_told_beside_open_claims(capfd: pytest.CaptureFixture[str]) -> None:
    Path("seeds/broken.txt").write_bytes(b"\xff\xfe\x00")
    assert main(["check", CLAIMS[0]]) == 0
    assert "broken.txt" not in capfd.readouterr().err
    assert main(["check", CLAIMS[1]]) == 2
    assert "broken.txt" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (b'{"question": "Another?"}\n', "answers.jsonl:1:1: answers another question than asked.txt:1:1"),
        (b"Dee Okafor\n", "answers.jsonl:1:1: not a record of qa"),
        (b"[1]\n", "answers.jsonl:1:1: not a record of qa"),
        (b'{"question": "Who scored both goals?"}\n' * 2, "more records than there are questions"),
    ],
)
def test_what_belongs_to_something_else_is_left_alone(
    asked: Path, capfd: pytest.CaptureFixture[str], written: bytes, message: str
) -> None:
    asked.write_text("Who scored both goals?\n", encoding="utf-8")
    Path("answers.jsonl").write_bytes(written)
    assert main(["ask", "-f", "asked.txt", "--format=jsonl", "-o", "answers.jsonl", "--resume"]) == 2
    assert message in capfd.readouterr().err
    assert Path("answers.jsonl").read_bytes() == written


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-f", "asked.txt", "--resume"], "--resume needs --output FILE and --format jsonl"),
        (["-f", "asked.txt", "--resume", "-o", "new"], "--resume needs --output FILE and --format jsonl"),
        (["-f", "asked.txt", "-o", "asked.txt"], "the questions are read from this file"),
        (["-f", "asked.txt", "-o", "facts.yaml"], "is not empty; --resume goes on with it"),
        (["-f", "asked.txt", "-o", "none/new"], "none/new: cannot be written: No such file"),
        (["Who?", "-o", "new"], "are for many questions"),
        (["-f", "asked.txt", "-o", "/dev/null", "--resume", "--format=jsonl"], "a file that can be read again"),
    ],
)
def test_what_does_not_go_together_is_said(
    asked: Path, capfd: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    facts = Path("facts.yaml").read_bytes()
    assert main(["ask", *arguments]) == 2
    assert message in capfd.readouterr().err
    assert Path("facts.yaml").read_bytes() == facts
    assert asked.exists()


@pytest.mark.usefixtures("asked")
def test_an_output_may_be_a_device_and_an_empty_file() -> None:
    Path("empty").touch()
    assert main(["ask", "-f", "asked.txt", "-o", "/dev/null"]) == 2
    assert main(["ask", "-f", "asked.txt", "-o", "empty"]) == 2
    assert Path("empty").read_text(encoding="utf-8").startswith("Who scored both goals?\n\nDee Okafor\n")


def test_a_line_without_an_end_is_not_read_into_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "LONGEST_LINE", 10)
    monkeypatch.setattr(lines, "SHOWN_OF_LONGEST", 4)
    given = b"short\n" + b"long, long" * 9 + b"\nmore\n" + b"x" * 11
    read = list(lines._lines(io.BytesIO(given), "f"))
    assert [line.place for line in read] == ["f:1:1", "f:2:1", "f:3:1", "f:4:1"]
    assert read[-1].upto == len(given)
    done = lines.done_with(read, Echo(), "jsonl")
    records = [json.loads(text) for text in done.text.splitlines()]
    assert [record["question"] for record in records] == ["short", "long", "more", "xxxx"]
    assert [record.get("error", "")[:27] for record in records] == [
        "",
        "the line is longer than 10 ",
        "",
        "the line is longer than 10 ",
    ]


def lines_of(texts: list[str]) -> list[Line]:
    return [Line(f"f:{number}:1", text.encode(), number) for number, text in enumerate(texts, 1)]


def test_runs_end_with_enough_lines_or_bytes() -> None:
    assert [len(run) for run in runs_of(lines_of(["a"] * 70))] == [32, 32, 6]
    assert [len(run) for run in runs_of(lines_of(["a" * 2**17] * 5))] == [2, 2, 1]


def test_workers_answer_in_order_however_many_runs() -> None:
    texts = [str(number) for number in range(1_000)]
    with Workers(WORK, 3) as workers:
        done = list(workers.done(lines_of(texts)))
    assert "".join(each.text for each, _ in done) == "".join(f'{{"question": "{text}"}}\n' for text in texts)
    assert [upto for _, upto in done] == [*range(32, 1_000, 32), 1_000]
    assert not multiprocessing.active_children()


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [("exit", QAError, "ended before"), ("memory", MemoryError, None), ("bug", RuntimeError, "ValueError: bug")],
)
def test_what_goes_wrong_in_a_worker_is_said_here(text: str, error: type[Exception], message: str | None) -> None:
    with Workers(WORK, 2) as workers, pytest.raises(error, match=message):
        list(workers.done(lines_of(["fine"] * 40 + [text] + ["fine"] * 400)))
    assert not multiprocessing.active_children()


def served(work: Work, *runs: list[str]) -> list[Any]:
    ours, theirs = multiprocessing.Pipe()
    for run in runs:
        ours.send([tuple(line) for line in lines_of(run)])
    thread = threading.Thread(target=serve, args=(theirs, work))
    thread.start()
    outcomes = [ours.recv() for _ in runs]
    ours.close()
    thread.join(5)
    assert not thread.is_alive()
    return outcomes


def test_a_worker_serves_until_nobody_asks() -> None:
    fine, bad, memory, bug = served(WORK, ["a"], ["bad"], ["memory"], ["bug"])
    assert Done(*fine[0]).text == '{"question": "a"}\n'
    assert Done(*bad[0]).complaints == ("f:1:1: bad, that",)
    assert (memory[1], bug) == ("MemoryError", ("ValueError: bug", "error"))
    assert served(Work("tests.test_batch:broken", {}), ["a"]) == [(("no dossier here",), "QAError")]


def test_without_signal_masks_it_works_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(signal, "pthread_sigmask")
    with workers._interrupts_blocked():
        pass


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_worker_outlives_the_program(asked: Path, number: signal.Signals) -> None:
    process = started("ask", "-", "--format=jsonl", "-j", "2", folder=asked.parent)
    assert process.stdin
    assert process.stdout
    assert process.stderr
    process.stdin.write(f"{QUESTIONS[0]}\n".encode() * 640)
    process.stdin.flush()
    process.stdout.read(1)
    workers = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(process.pid)], capture_output=True, check=True  # noqa: S607
    ).stdout.split()  # fmt: skip
    process.send_signal(number)
    process.stdin.close()
    process.stdout.close()
    status = process.wait(20)
    assert status == {signal.SIGINT: 130, signal.SIGTERM: 143}.get(number, -number)
    assert process.stderr.read() == b""
    process.stderr.close()
    assert len(workers) >= 2
    deadline = time.monotonic() + 20
    while any(Path(f"/proc/{int(pid)}").exists() for pid in workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(Path(f"/proc/{int(pid)}").exists() for pid in workers)


def test_a_reader_that_goes_away_ends_the_workers_too(asked: Path) -> None:
    process = started("ask", "-f", str(asked), "--format=json", "-j", "2", folder=asked.parent)
    assert process.stdout
    process.stdout.close()
    _, err = process.communicate(timeout=60)
    assert process.returncode == 141
    assert all(b"no word in it" in line for line in err.splitlines())


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_one_line_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter([0.0, 0.1, 1.0, 2.0])
    shown = Terminal()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", shown)
    progress = batch.Progress(200, 10, shows=True, clock=lambda: next(times))
    for count in (11, 20, 30):
        progress.show(count, count * 2)
    progress.clear(wanted=False)
    progress.clear(wanted=True)
    assert shown.getvalue() == "\r\x1b[K20 done, 10 a second, 20 %\r\x1b[K30 done, 10 a second, 30 %\r\x1b[K"
    batch.Progress(0, 0, shows=False).show(1, 1)


def test_progress_is_for_terminals_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    assert not batch._shows_progress("f", "out")
    monkeypatch.setattr(sys, "stderr", Terminal())
    assert batch._shows_progress("f", "out")
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert not batch._shows_progress("f", None)
    monkeypatch.setattr(sys, "stdin", Terminal())
    assert not batch._shows_progress("-", "out")
    monkeypatch.setattr(sys, "stdin", None)
    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setenv("TERM", "dumb")
    assert not batch._shows_progress("f", "out")
    monkeypatch.setattr(sys, "stderr", None)
    assert not batch._shows_progress("f", "out")


def test_zero_jobs_are_as_many_as_there_are_cores() -> None:
    assert batch._cores() >= 1
    assert commands.HERE == (1, None, False)
