"""qa lint as a whole: exit status, formats, ignores, what it does with files that cannot be read."""

from __future__ import annotations

import io
import json
from pathlib import Path
from urllib.parse import unquote

import pytest

from qa.commandline import cli
from qa.lint import reach
from qa.lint.ignore import ignores
from qa.lint.linter import Outcome, lint
from qa.lint.rules import BY_NAME
from qa.model import QAError

RULES = "--ignore=no-golden-question,unused-entity"


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> int:
    return cli.run(["lint", *arguments])


def edit(club: Path, old: str, new: str, file: str = "facts.yaml") -> None:
    path = club / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def found(club: Path, *rules: str) -> list[str]:
    return [str(finding) for finding in lint(str(club), rules or None).findings]


def test_a_clean_dossier_is_said_to_be_clean(club: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("-d", str(club), RULES) == 0
    assert capsys.readouterr().out == "Clean: no findings.\n"


def test_findings_are_told_by_file_line_column_and_rule(club: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(club, "quote: a 2-1 win", "quote: a 3-1 win")
    assert run("-d", str(club), RULES) == 1
    first, last = capsys.readouterr().out.splitlines()
    assert first.startswith("club/facts.yaml:29:16: quote-not-verbatim: the quote is not in semi-final.txt; line 1 has")
    assert last == "1 finding."


def test_with_errors_only_what_reading_says_is_told(club: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(club, "did: beat", "did: lost")
    assert run("-d", str(club)) == 2
    out = capsys.readouterr().out
    assert "slot-not-in-statement" in out
    assert "no-golden-question" not in out
    assert "Mend the errors first" in out


def test_errors_in_phrasings_are_told_as_well(club: Path) -> None:
    (club / "phrasings.yaml").write_text("facts: [x]\n", encoding="utf-8")
    assert not lint(str(club)).is_whole
    assert found(club) == ["club/phrasings.yaml:1:8: wrong-type: 'facts' must be a mapping of fact ids"]


def test_findings_in_phrasings_and_golden_files_are_told(club: Path) -> None:
    (club / "phrasings.yaml").write_text("unanswered: [Who came?, who came?]\n", encoding="utf-8")
    edit(club, "kind: unanswerable", "kind: hopeless", "tests/golden/first.yaml")
    assert [line.split(": ")[1] for line in found(club, "duplicate-question", "wrong-value")] == [
        "duplicate-question",
        "wrong-value",
    ]


def test_without_golden_files_the_facts_are_untested_as_a_whole(club: Path) -> None:
    (club / "tests" / "golden" / "first.yaml").unlink()
    (only,) = found(club, "no-golden-question")
    assert only.startswith("club/facts.yaml:18:3: no-golden-question: no golden questions")


def test_a_dossier_without_articles_cannot_be_linted(club: Path) -> None:
    (club / "seeds" / "semi-final.txt").unlink()
    with pytest.raises(QAError, match="no articles"):
        run("-d", str(club))


def test_only_selected_rules_are_looked_for(club: Path) -> None:
    edit(club, "aliases: [Rovers]", "aliases: [Rovers, rovers]")
    assert [line.split(": ")[1] for line in found(club, "repeated-alias")] == ["repeated-alias"]
    assert found(club, "unused-words") == []


@pytest.mark.parametrize("option", ["--select", "--ignore", "--explain"])
def test_a_rule_that_is_not_there_is_refused_with_a_suggestion(club: Path, option: str) -> None:
    with pytest.raises(QAError, match="no rule is called 'unused-entty', did you mean 'unused-entity'"):
        run("-d", str(club), option, "unused-entty")


def test_all_rules_are_listed_and_each_has_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--rules") == 0
    listed = capsys.readouterr().out
    assert all(f"{name}: " in listed for name in BY_NAME)
    assert run("--explain", "quote-too-short") == 0
    assert "The examples cite seeds/bridge.txt" in capsys.readouterr().out


# Formats


@pytest.fixture
def flawed(club: Path) -> Path:
    edit(club, "quote: a 2-1 win", "quote: a 3-1 win")
    edit(club, "aliases: [Rovers]", "aliases: [Rovers, rovers]")
    return club


def test_json_has_every_part_of_a_finding(flawed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("-d", str(flawed), RULES, "--format", "json") == 1
    value = json.loads(capsys.readouterr().out)
    assert value["whole"] is True
    assert value["findings"][0] == {
        "file": "club/facts.yaml",
        "line": 6,
        "column": 23,
        "rule": "repeated-alias",
        "level": "warning",
        "message": "'rovers' is the same as the alias in line 6",
        "fixable": True,
    }
    assert value["findings"][1]["level"] == "error"


def test_github_gets_annotations_with_nothing_that_it_would_misread(
    club: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = club.rename(club.parent / "a,b:c%")
    edit(odd, "aliases: [Rovers]", "aliases: [Rovers, rovers, '100% Reds', '100% reds']")
    assert run("-d", str(odd), RULES, "--format", "github") == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("::warning file=a%2Cb%3Ac%25/facts.yaml,line=6,col=23,title=repeated-alias::'rovers'")
    assert "'100%25 reds'" in lines[1]


def test_sarif_names_rules_places_and_files(flawed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spaced = flawed.rename(flawed.parent / "a b")
    assert run("-d", str(spaced), RULES, "--format", "sarif") == 1
    log = json.loads(capsys.readouterr().out)
    (done,) = log["runs"]
    assert log["version"] == "2.1.0"
    assert {rule["id"] for rule in done["tool"]["driver"]["rules"]} == set(BY_NAME)
    first = done["results"][0]
    place = first["locations"][0]["physicalLocation"]
    assert unquote(place["artifactLocation"]["uri"]) == "a b/facts.yaml"
    assert place["region"] == {"startLine": 6, "startColumn": 23}
    assert (first["ruleId"], first["level"]) == ("repeated-alias", "warning")


def test_the_same_dossier_gives_the_same_bytes(flawed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outputs = set()
    for _ in range(2):
        run("-d", str(flawed), "--format", "json")
        outputs.add(capsys.readouterr().out)
    assert len(outputs) == 1


# Ignores

ALIASES = "    aliases: [Rovers]"


@pytest.mark.parametrize(
    "comment",
    [
        "    aliases: [Rovers, rovers]  # lint: ignore[repeated-alias] as printed",
        "    # lint: ignore[repeated-alias] as printed\n    aliases: [Rovers, rovers]",
        "    # lint:ignore[unknown-key,repeated-alias] both\n\n    # more\n    aliases: [Rovers, rovers]",
    ],
    ids=["on the line", "above it", "above, with a comment between"],
)
def test_a_comment_with_a_reason_ignores_a_finding(club: Path, comment: str) -> None:
    edit(club, ALIASES, comment)
    assert found(club, "repeated-alias") == []


@pytest.mark.parametrize(
    ("comment", "rules"),
    [
        ("# lint: ignore[repeated-alias]", ["bad-ignore", "repeated-alias"]),
        ("# lint: ignore[repeated-alias] ...", ["bad-ignore", "repeated-alias"]),
        ("# lint: ignore because", ["bad-ignore", "repeated-alias"]),
        ("# lint: ignore[] because", ["bad-ignore", "repeated-alias"]),
        ("# lint: ignore[repeated-names] because", ["bad-ignore", "repeated-alias"]),
        ("# lint: ignore[unused-words, repeated-alias] because", ["unused-ignore"]),
        ("# no lint: ignore[repeated-alias] because", ["repeated-alias"]),
    ],
)
def test_an_ignore_needs_a_rule_a_reason_and_a_finding(club: Path, comment: str, rules: list[str]) -> None:
    edit(club, ALIASES, f"    aliases: [Rovers, rovers]  {comment}")
    names = ("repeated-alias", "unused-words", "bad-ignore", "unused-ignore")
    assert sorted(line.split(": ")[1] for line in found(club, *names)) == rules


def test_a_rule_that_is_not_looked_for_is_not_called_unused(club: Path) -> None:
    edit(club, ALIASES, f"{ALIASES}  # lint: ignore[unused-words] later")
    assert found(club, "unused-ignore") == []
    assert len(found(club, "unused-ignore", "unused-words")) == 1


def test_a_text_that_looks_like_a_comment_is_none() -> None:
    assert ignores('a: "x # lint: ignore[yaml-syntax] y"\nb: |\n  # lint: ignore[yaml-syntax] z\n') == ()
    (only,) = ignores('a: "x"\r\n# lint: ignore[yaml-syntax] z\r\nb: y')
    assert (only.place.line, only.place.column, only.line) == (2, 1, 3)


def test_a_comment_at_the_end_is_about_its_own_line() -> None:
    (only,) = ignores("a: x\n# lint: ignore[yaml-syntax] z\n")
    assert only.line == 2


# Asking


def test_what_came_of_asking_is_kept_until_something_changes(club: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = lint(str(club))
    stages: list[str] = []
    assert lint(str(club), progress=lambda stage, _: stages.append(stage)) == first
    assert stages == []
    edit(club, "Who scored both goals?\n", "Who scored them both?\n")
    lint(str(club), progress=lambda stage, _: stages.append(stage))
    assert {"questions asked", "golden questions asked"} <= set(stages)
    monkeypatch.setattr(reach, "_program_digest", lambda: "another")
    stages.clear()
    lint(str(club), progress=lambda stage, _: stages.append(stage))
    assert stages


def test_progress_is_shown_on_a_terminal_only(club: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    run("-d", str(club))
    assert "questions asked" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_replaced_and_deprecated_facts_need_no_question(club: Path) -> None:
    edit(club, "asked_as: Who scored both goals?\n", "asked_as: How tall is she?\n    rank: deprecated\n")
    assert found(club, "asked-as-unanswered", "unreached-fact") == []


def test_an_outcome_counts_what_can_be_mended(club: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(club, ALIASES, "    aliases: [Rovers, rovers]\n    kind: x")
    edit(club, "    kind: x\n", "")
    assert isinstance(lint(str(club)), Outcome)
    run("-d", str(club), "--select", "repeated-alias")
    assert "1 finding (1 of them can be mended with --fix)." in capsys.readouterr().out
