"""`qa review` on the command line."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from qa.__main__ import main

MILL = str(Path(__file__).parent / "dossiers" / "mill")
DRAFT = """\
# Alderby, 100%

Greta Lind bought Alderby Mill in 2016. She was 52.

“We checked each roller in May,” said Lind, “nobody told me of a fault.”

The third roller was dangerous. “Nobody told me of a fault. I had my doubts about the third roller.”

It *rained* :: all day.
"""
CLEAN = "Greta Lind bought Alderby Mill in 2015. “We checked every roller in May,” she said. Was it safe?\n"


@pytest.fixture(autouse=True)
def shared_cache(mill: object, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    monkeypatch.setenv("QA_CACHE_DIR", str(tmp_path_factory.getbasetemp() / "review-cache"))
    assert mill


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    Path("draft, 1.md").write_text(DRAFT, encoding="utf-8")
    return "draft, 1.md"


def run(*arguments: str) -> int:
    return main(["review", *arguments, "--dossier", MILL])


def test_text_shows_what_is_wrong_then_what_is_not_decided_then_the_sum(
    draft: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(draft) == 1
    out = capsys.readouterr().out
    blocks = out.split("\n\n")
    assert blocks[0] == (
        "draft, 1.md:3:1: refuted\n  Greta Lind bought Alderby Mill in 2016.\n"
        "  On record: Greta Lind, 52, bought Alderby Mill in 2015."
    )
    assert "draft, 1.md:5:2: altered\n  “We checked each roller in May,”\n  “each” should be “every”" in out
    assert "draft, 1.md:7:1: disputed" in out
    assert "draft, 1.md:7:34: not found" in out
    assert "Joined from pieces" in out
    assert "draft, 1.md:9:1: It rained :: all day." in out.split("Not decided")[1]
    assert out.rstrip().split("\n\n")[-1].startswith("4 sentences: ") or "sentences: " in out
    assert all(len(line) <= 80 for line in out.splitlines())


def test_a_clean_draft_exits_with_nothing_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "clean.txt"
    path.write_text(CLEAN, encoding="utf-8-sig")
    assert run(str(path)) == 0
    assert capsys.readouterr().out == "1 sentence: 1 supported; 1 quotation: 1 verbatim.\n"


def test_json_has_every_place_and_verdict(draft: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(draft, "--format", "json") == 1
    value = json.loads(capsys.readouterr().out)
    assert list(value) == ["schema_version", "draft", "summary", "sentences", "quotations"]
    first = value["sentences"][1]
    assert (first["verdict"], first["line"], first["column"], first["end_column"]) == ("refuted", 3, 1, 40)
    assert first["check"]["correction"].endswith("2015.")
    assert value["sentences"][2]["read_as"] == "Greta Lind was 52."
    assert DRAFT[first["start"] : first["end"]] == first["text"]
    quotation = value["quotations"][0]
    assert quotation["changes"] == [{"said": "each", "printed": "every"}]
    assert quotation["source"]["quote"] == "We checked every roller in May"
    assert value["quotations"][-1]["pieces"][1]["line"] == 5
    assert value["summary"]["quotations"] == {"verbatim": 1, "altered": 1, "misattributed": 0, "not-found": 1}


def test_github_gets_one_escaped_annotation_a_finding(draft: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(draft, "--format", "github") == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == (
        "::error file=draft%2C 1.md,line=3,col=1,endLine=3,endColumn=40,title=refuted::refuted: Greta Lind bought "
        "Alderby Mill in 2016. - on record: Greta Lind, 52, bought Alderby Mill in 2015."
    )
    assert [line.partition(" ")[0] for line in lines] == ["::error", "::error", "::warning", "::error"]


def test_markdown_is_escaped(draft: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(draft, "--format", "markdown", "--read-as", "text") == 1
    out = capsys.readouterr().out
    assert out.startswith("# Review of draft, 1.md\n")
    assert "- **refuted** (line 3, column 1): Greta Lind bought Alderby Mill in 2016.  \n" in out
    assert "- line 9: It \\*rained\\* :: all day." in out


def test_the_draft_may_come_from_the_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"> It was a lovely day out there.")))
    assert run("-", "--read-as", "markdown") == 0
    assert "1 not found" in capsys.readouterr().out


@pytest.mark.parametrize(("content", "message"), [
    (b"ab\ncd\xff", "d.txt:2:3: byte 0xff is not UTF-8: save the draft as UTF-8"),
    (b"ab\n\x00", "d.txt:2:1: there is a NUL character in it: is this a text file?"),
    (b" \n", "d.txt:1:1: there is no word in the draft"),
    (b"", "d.txt:1:1: there is no word in the draft"),
    (b"a " * 2_000_001, "d.txt:1:1: the draft has more than 4,000,000 bytes: review it in parts"),
    (b"a " * 600_000, "d.txt:1:1: the draft has 1,200,000 characters; 1,000,000 is the most"),
    (None, "qa: d.txt: cannot be read: No such file or directory"),
])  # fmt: skip
def test_what_cannot_be_read_is_one_line(
    content: bytes | None, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    if content is not None:
        Path("d.txt").write_bytes(content)
    assert run("d.txt") == 2
    assert capsys.readouterr() == ("", message + "\n")


def test_a_folder_is_no_draft(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(tmp_path)) == 2
    assert "not a file" in capsys.readouterr().err


def test_a_closed_standard_input_is_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert run("-") == 2
    assert capsys.readouterr().err == "qa: the standard input is closed\n"


def test_mistakes_in_the_dossier_keep_their_own_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "facts.yaml").write_text("titel: x\n")
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text("A word.")
    (tmp_path / "d.txt").write_text("A word.")
    monkeypatch.chdir(tmp_path)
    assert main(["review", "d.txt"]) == 2
    assert capsys.readouterr().err.startswith("facts.yaml:1:1: unknown key 'titel'")


def test_control_characters_reach_no_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "d.txt"
    path.write_text("Greta \x1b[31mLind bought Alderby Mill in 2016. “We checked \x1b each roller in May,” she said.")
    for form in ("text", "json", "markdown", "github"):
        run(str(path), "--format", form)
        assert "\x1b" not in capsys.readouterr().out


def test_a_review_needs_no_markdown_for_text_and_no_prompt_ever(draft: str) -> None:
    program = "import sys; from qa.commandline import cli; cli.run(sys.argv[1:]); print('markdown_it' in sys.modules, 'prompt_toolkit' in sys.modules)"  # noqa: E501
    command = [sys.executable, "-c", program, "review", draft, "--read-as", "text", "--dossier", MILL]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[-1] == "False False", done.stderr
