"""qa init, qa add and qa schema: a dossier begun, filled and helped along; nothing that is there is ever changed."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from qa.commandline import cli
from qa.dossier import open_dossier
from qa.lint.linter import lint
from qa.model import QAError


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def test_a_new_dossier_lints_tests_and_answers_as_it_stands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["init", "my dossier"]) == 0
    printed = capsys.readouterr().out
    assert "made 'my dossier" not in printed
    assert "  cd 'my dossier'\n" in printed
    made = tmp_path / "my dossier"
    assert sorted(files(made)) == [
        "facts.schema.json",
        "facts.yaml",
        "seeds/README",
        "seeds/example.txt",
        "tests/golden/example.yaml",
    ]
    assert lint(str(made)).findings == ()
    assert cli.run(["test", "-d", str(made)]) == 0
    assert open_dossier(made).ask("When did Fernhill library open?").answer == "in 1987"


def test_the_example_shows_one_fact_of_each_kind(tmp_path: Path) -> None:
    cli.run(["init"])
    facts = list(open_dossier(tmp_path).facts())
    assert {bool(fact.according_to) for fact in facts} == {True, False}
    assert any(fact.disputes for fact in facts)
    assert any(fact.unknown for fact in facts)
    assert any(fact.negated for fact in facts)


def test_here_is_no_folder_to_change_to(capsys: pytest.CaptureFixture[str]) -> None:
    cli.run(["init"])
    assert "cd " not in capsys.readouterr().out


def test_nothing_is_overwritten_and_what_is_left_alone_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.run(["init"])
    (tmp_path / "facts.yaml").write_text("facts: [mine]\n", encoding="utf-8")
    (tmp_path / "tests" / "golden" / "example.yaml").unlink()
    before = files(tmp_path)
    capsys.readouterr()
    assert cli.run(["init"]) == 0
    assert files(tmp_path) == before
    assert capsys.readouterr().out.splitlines() == [
        "left alone, since it is there: facts.schema.json",
        "left alone, since it is there: facts.yaml",
        "left alone, since it is there: seeds/README",
    ]


def test_a_file_is_no_place_for_a_dossier(tmp_path: Path) -> None:
    (tmp_path / "x").touch()
    with pytest.raises(QAError, match="x: this is a file"):
        cli.run(["init", "x"])


# Articles


def added(*arguments: str) -> int:
    return cli.run(["add", *arguments])


@pytest.fixture
def dossier(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    cli.run(["init"])
    capsys.readouterr()
    return tmp_path


def test_an_article_is_copied_as_plain_text(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (dossier / "Ferry Report (1).txt").write_bytes("\ufeffThe\u00a0ferry\r\nstopped.\r\n".encode())
    assert added("Ferry Report (1).txt", "--publisher", "Mail", "--date", "2024-05") == 0
    assert capsys.readouterr().out == "added seeds/ferry-report-1.txt (Mail, 2024-05)\n"
    copy = (dossier / "seeds" / "ferry-report-1.txt").read_text(encoding="utf-8")
    assert copy == "---\npublisher: Mail\ndate: 2024-05\n---\n\nThe ferry\nstopped.\n"
    assert lint(str(dossier)).findings == ()


def test_what_is_given_goes_before_what_the_file_says(dossier: Path) -> None:
    (dossier / "a.md").write_text("---\ntitle: Old\ndate: soon\n---\nThe ferry stopped.\n", encoding="utf-8")
    assert added("a.md", "--title", "New", "--name", "ferry.md") == 0
    assert (dossier / "seeds" / "ferry.txt").read_text(
        encoding="utf-8"
    ) == "---\ntitle: New\n---\n\nThe ferry stopped.\n"


def test_a_page_is_read_as_one(dossier: Path) -> None:
    page = "<html><body><article><h1>News</h1><p>The ferry stopped on Monday, they said.</p></article></body></html>"
    (dossier / "a.html").write_text(page, encoding="utf-8")
    assert added("a.html") == 0
    assert "The ferry stopped on Monday, they said.\n" in (dossier / "seeds" / "a.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["b.txt", "b.md"])
def test_the_same_article_is_refused_whatever_it_is_called(
    dossier: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (dossier / "a.txt").write_text("The ferry  stopped.\n", encoding="utf-8")
    (dossier / name).write_text("---\ntitle: x\n---\nThe ferry stopped.\n\n", encoding="utf-8")
    (dossier / "c.txt").write_text("Another.", encoding="utf-8")
    assert added("a.txt", name, "c.txt") == 2
    printed = capsys.readouterr()
    assert printed.out == "added seeds/a.txt\nadded seeds/c.txt\n"
    assert printed.err == f"qa: {name}: this article is there already: a.txt\n"


@pytest.mark.parametrize("name", ["example.txt", "EXAMPLE.md"])
def test_an_article_that_is_there_is_never_changed(
    dossier: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    before = files(dossier / "seeds")
    (dossier / name).write_text("Something else.", encoding="utf-8")
    assert added(name) == 2
    assert "there is a 'example.txt' already: give it another name with --name" in capsys.readouterr().err
    assert files(dossier / "seeds") == before


def test_a_file_made_meanwhile_is_not_overwritten(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (dossier / "a.txt").write_text("The ferry stopped.", encoding="utf-8")
    (dossier / "seeds" / "a.txt").write_text("Mine.", encoding="utf-8")
    monkeypatch.setattr("qa.commandline.new._refuse_taken", lambda *_: None)
    assert added("a.txt") == 2
    assert (dossier / "seeds" / "a.txt").read_text(encoding="utf-8") == "Mine."


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\x00x", "binary (it contains NUL)"),
        (b"caf\xe9", "not valid UTF-8 at byte offset 3"),
        (b" \n\xe2\x80\x8b\n", "there is no text in it"),
        (b"<html></html>", "no article was found"),
    ],
)
def test_what_is_no_article_is_refused(
    dossier: Path, capsys: pytest.CaptureFixture[str], content: bytes, message: str
) -> None:
    (dossier / "a.txt").write_bytes(content)
    assert added("a.txt", "missing.txt") == 2
    errors = capsys.readouterr().err.splitlines()
    assert errors[0].startswith(f"qa: a.txt: {message}")
    assert errors[1] == "qa: missing.txt: cannot be read (No such file or directory)"


def test_an_article_from_the_standard_input(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Input(io.TextIOWrapper):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdin", Input(io.BytesIO(b"The ferry stopped.")))
    assert added("-", "--name", "Wire") == 0
    assert (dossier / "seeds" / "wire.txt").read_text(encoding="utf-8") == "The ferry stopped.\n"


def test_a_closed_standard_input(
    dossier: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert added("-", "--name", "x", "-d", str(dossier)) == 2
    assert "<stdin>: the standard input is closed" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-"], "needs --name"),
        (["a.txt", "b.txt", "--title", "x"], "are about one article"),
        (["a.txt", "--date", "May"], "--date: 'May' is not a time"),
        (["a.txt", "--date", "2024-02-30"], "is not a possible date"),
    ],
)
def test_options_that_cannot_be_meant(dossier: Path, arguments: list[str], message: str) -> None:
    with pytest.raises(QAError, match=message):
        added(*arguments, "-d", str(dossier))


@pytest.mark.parametrize("name", ["...", "/", "(?)"])
def test_a_name_without_letters_is_refused(dossier: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    (dossier / "a.txt").write_text("The ferry stopped.", encoding="utf-8")
    assert added("a.txt", "--name", name) == 2
    assert "has no letter to make a file name of" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["../../x", "/etc/x", "..\\x"])
def test_a_name_cannot_lead_out_of_the_folder(dossier: Path, name: str) -> None:
    (dossier / "a.txt").write_text("The ferry stopped.", encoding="utf-8")
    assert added("a.txt", "--name", name) == 0
    assert (dossier / "seeds" / f"{'etc-' if 'etc' in name else ''}x.txt").exists()


def test_the_first_article_of_a_dossier(tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text("articles: texts\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text("The ferry stopped.", encoding="utf-8")
    assert added("a.txt") == 0
    assert (tmp_path / "texts" / "a.txt").exists()


# The editor's schema


def test_the_schema_of_a_dossier_offers_its_names(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["schema", "-d", str(dossier)]) == 0
    definitions = json.loads(capsys.readouterr().out)["definitions"]
    assert "library-opened" in definitions["ids"]["anyOf"][0]["enum"]
    assert "Mary Lunn" in definitions["names"]["anyOf"][0]["enum"]
    assert definitions["article_names"]["anyOf"][0]["enum"] == ["example.txt"]
