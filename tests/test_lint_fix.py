"""qa lint --fix: safe changes, in the file's own formatting, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.commandline import cli
from qa.lint import fix
from qa.lint.fix import fixed
from qa.lint.linter import lint
from qa.lint.subject import Edit
from qa.model import Place, QAError


def change(text: str, line: int, column: int, new: str | None = None) -> str:
    return fixed(text, "f", [Edit(Place(line, column), new)])


@pytest.mark.parametrize(
    ("text", "line", "column", "expected"),
    [
        ("a: [x, y, z]\n", 1, 11, "a: [x, y]\n"),
        ("a: [x, y]\n", 1, 5, "a: [y]\n"),
        ("a: [x,\n    y]  # two\n", 2, 5, "a: [x]  # two\n"),
        ("a:\n  - x\n  - y  # twice\n  - z\n", 3, 5, "a:\n  - x\n  - z\n"),
        ("a:\r\n  - x\r\n  - 'y'\r\n", 3, 5, "a:\r\n  - x\r\n"),
        ("a: x  # lint: ignore[b] c\nd: e\n", 1, 7, "a: x\nd: e\n"),
        ("# lint: ignore[b] c\nd: e\n", 1, 1, "d: e\n"),
        ("a: [x, y]", 1, 8, "a: [x]"),
    ],
)
def test_an_item_or_comment_is_taken_out(text: str, line: int, column: int, expected: str) -> None:
    assert change(text, line, column) == expected


@pytest.mark.parametrize(
    ("text", "column", "new", "expected"),
    [
        ("a: x y\n", 4, "X y", "a: X y\n"),
        ("a: x y  # c\n", 4, "x: y", "a: 'x: y'  # c\n"),
        ("a: x y\n", 4, "x #1", "a: 'x #1'\n"),
        ('a: "x y"\n', 4, "it's", "a: 'it''s'\n"),
        ("- {a: x y, b: z}\n", 7, "x, y", "- {a: 'x, y', b: z}\n"),
        ("a: x y\n", 4, "x, y", "a: x, y\n"),
        ("a: >-\n  x\n  y\nb: z\n", 4, "x Y", "a: 'x Y'\nb: z\n"),
        ("a: x\n", 4, "“x”", "a: '“x”'\n"),
    ],
)
def test_a_text_is_replaced_with_quotation_marks_only_where_it_needs_them(
    text: str, column: int, new: str, expected: str
) -> None:
    assert change(text, 1, column, new) == expected


def test_changes_do_not_disturb_each_other() -> None:
    edits = [Edit(Place(1, 5)), Edit(Place(1, 11)), Edit(Place(2, 4), "longer than it was")]
    assert fixed("a: [x, y, z]\nb: w\n", "f", edits) == "a: [y]\nb: longer than it was\n"


def test_a_result_that_cannot_be_read_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fix, "_written", lambda *_: "[")
    with pytest.raises(QAError, match="f: not changed"):
        change("a: x\n", 1, 4, "y")


def test_everything_that_is_safe_is_mended_and_the_rest_stays(
    club: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(club)
    facts = club / "facts.yaml"
    text = facts.read_text(encoding="utf-8")
    flawed = (
        text.replace("aliases: [Rovers]", "aliases: [Rovers, rovers]  # the club")
        .replace("quote: Dee Okafor, 19, who came on", "quote: dee okafor 19 who came on")
        .replace("asked_as: Who scored both goals?", "asked_as: [Who scored both goals?, who scored both goals]")
        .replace("title: Northport Rovers", "title: Northport Rovers  # lint: ignore[unused-words] no longer")
    )
    facts.write_text(flawed, encoding="utf-8")
    assert cli.run(["lint", "--fix", "--ignore", "no-golden-question,unused-entity"]) == 0
    printed = capsys.readouterr()
    assert printed.out == "Clean: no findings.\n"
    # A question is looked at once the quote of its fact is right.
    assert printed.err == "qa: mended 3 of facts.yaml\nqa: mended 1 of facts.yaml\n"
    assert facts.read_text(encoding="utf-8") == (
        text.replace("aliases: [Rovers]", "aliases: [Rovers]  # the club").replace(
            "asked_as: Who scored both goals?", "asked_as: [Who scored both goals?]"
        )
    )


@pytest.mark.parametrize("quote", ["the second goal the second", "goals in front of 2,300 people harbour town"])
def test_words_that_stand_twice_or_across_paragraphs_are_left_alone(club: Path, quote: str) -> None:
    facts = club / "facts.yaml"
    text = facts.read_text(encoding="utf-8")
    facts.write_text(
        text.replace("quote: a 2-1 win at Harbour Town on 4 May 2024", f"quote: {quote}"), encoding="utf-8"
    )
    (only,) = lint(str(club), {"quote-not-verbatim"}).findings
    assert only.edit is None
