"""`qa ask` on a terminal: the prompt."""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from qa.commandline import cli, prompt
from qa.commandline.prompt import NameCompleter, converse, state_folder
from qa.dossier import Dossier

MILL = str(Path(__file__).parent / "dossiers" / "mill")


@pytest.fixture
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PipeInput]:
    """Stand in for the keyboard."""
    monkeypatch.setenv("QA_STATE_DIR", str(tmp_path / "state"))
    with create_pipe_input() as typed, create_app_session(input=typed, output=DummyOutput()):
        yield typed


@pytest.fixture(autouse=True)
def shared_cache(mill: Dossier, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    monkeypatch.setenv("QA_CACHE_DIR", str(tmp_path_factory.getbasetemp() / "prompt-cache"))
    assert mill.folder


def test_a_conversation(keys: PipeInput, capsys: pytest.CaptureFixture[str]) -> None:
    keys.send_text(
        "Who bought Alderby Mill?\r\rwhen?\rHow old was Ivo Brandt?\rAnd his brother?\rSays who?\rthey?\r?\r???\r\x04"
    )
    assert converse(dossier=MILL) == 0
    out, err = capsys.readouterr()
    answers = out.split("\n\n")
    assert answers[0] == "Ask a question; ? for help, Ctrl-D to end.\nGreta Lind"
    assert "reading: When did Greta Lind buy Alderby Mill?\n\nin 2015\n" in out
    assert "reading: How old was Jan Brandt?\n\n31\n" in out
    assert "The articles say so themselves: 1-mill.txt:17." in out
    assert "It is not clear what is meant: whom 'they' means." in " ".join(out.split())
    assert prompt.HELP in out
    assert err == "qa: the question has no word in it\n"


def test_the_trace_is_shown_where_it_is_wanted(keys: PipeInput, capsys: pytest.CaptureFixture[str]) -> None:
    keys.send_text("Who bought Alderby Mill?\rquit\rnever read\r")
    assert converse(dossier=MILL, explain=True) == 0
    out = capsys.readouterr().out
    assert "when" not in out.split("Greta Lind, 52, bought")[0]
    assert "decision" in out.lower()
    assert "never read" not in out


def test_ctrl_c_clears_the_line_and_ends_nothing(keys: PipeInput, capsys: pytest.CaptureFixture[str]) -> None:
    keys.send_text("Who bo\x03How old was Jan Brandt?\r\x04")
    assert converse(dossier=MILL) == 0
    assert "\n31\n" in f"\n{capsys.readouterr().out}".replace("Ctrl-D to end.", "")


def test_the_history_is_the_users_own_and_kept(keys: PipeInput, tmp_path: Path) -> None:
    keys.send_text("How old was Jan Brandt?\r\x04")
    converse(dossier=MILL)
    kept = tmp_path / "state" / "history"
    assert "How old was Jan Brandt?" in kept.read_text()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700


def test_without_history_nothing_is_kept(keys: PipeInput, tmp_path: Path) -> None:
    keys.send_text("How old was Jan Brandt?\r\x04")
    converse(dossier=MILL, history=False)
    assert not (tmp_path / "state").exists()


def test_a_history_that_cannot_be_kept_is_said_and_done_without(
    keys: PipeInput, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("QA_STATE_DIR", str(tmp_path / "file"))
    keys.send_text("\x04")
    assert converse(dossier=MILL) == 0
    assert "the history is not kept" in capsys.readouterr().err
    monkeypatch.setattr(prompt, "state_folder", lambda: None)
    keys.send_text("\x04")
    assert converse(dossier=MILL) == 0


def test_where_the_state_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QA_STATE_DIR", "own")
    assert state_folder() == "own"
    monkeypatch.delenv("QA_STATE_DIR")
    monkeypatch.setenv("XDG_STATE_HOME", "/shared")
    assert state_folder() == "/shared/factcheck-qa"
    monkeypatch.setenv("XDG_STATE_HOME", "relative")
    monkeypatch.setenv("HOME", "/home/reader")
    assert state_folder() == "/home/reader/.local/state/factcheck-qa"
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    assert state_folder() is None


@pytest.mark.parametrize(("typed", "completed"), [
    ("When did Gre", ["Greta Lind"]), ("Who met the in", ["the injured men", "the inspectorate"]),
    ("Who is “An", ["Anders Holm"]), ("When did Zz", []), ("", []), ("When did ", []),
])  # fmt: skip
def test_names_are_completed(mill: Dossier, typed: str, completed: list[str]) -> None:
    completer = NameCompleter(prompt._names(mill))
    found = list(completer.get_completions(Document(typed), CompleteEvent()))
    assert [each.text for each in found] == completed


def test_the_prompt_opens_only_on_a_terminal_without_a_question(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    opened: list[object] = []

    def note(**options: object) -> int:
        opened.append(options)
        return 0

    monkeypatch.setattr(prompt, "converse", note)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"How old was Jan Brandt?")))
    assert cli.run(["ask", "--dossier", MILL]) == 0
    assert "31" in capsys.readouterr().out
    assert not opened
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)
    cli.run(["ask", "--dossier", MILL, "--no-history"])
    assert opened == [{"dossier": MILL, "explain": False, "history": False}]
    capsys.readouterr()
