"""The documentation's own checks: each finds what it is there to find."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts import check_docs
from scripts.check_docs import check_links, check_sessions, described_fields, keys, parse_page, replay, replayed


def session(*lines: str, before: str = "") -> str:
    return "\n".join(["# Page", "", before, "```console", *lines, "```", ""])


def test_a_session_that_shows_what_is_printed_is_left_alone(tmp_path: Path) -> None:
    page = parse_page("page.md", session("$ echo one", "one", "", "$ echo two", "two"))
    assert check_sessions(tmp_path, page) == []
    assert replayed(tmp_path, page) == page.text


def test_a_session_that_shows_something_else_is_reported_with_the_difference(tmp_path: Path) -> None:
    [finding] = check_sessions(tmp_path, parse_page("page.md", session("$ echo one", "two")))
    assert finding.startswith("page.md: ")
    assert "-two" in finding
    assert "+one" in finding


def test_an_update_puts_the_output_in_place_and_keeps_the_rest(tmp_path: Path) -> None:
    page = parse_page("page.md", session("$ echo one") + "after\n" + session("$ echo two", "old", "lines"))
    fresh = session("$ echo one", "one") + "after\n" + session("$ echo two", "two")
    assert replayed(tmp_path, page) == fresh


def test_a_block_marked_no_run_is_not_run(tmp_path: Path) -> None:
    page = parse_page("page.md", session("$ touch made", before="<!-- no-run -->"))
    assert check_sessions(tmp_path, page) == []
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ("$ false\n$ echo $?\n", "$ false\n\n$ echo $?\n1\n"),
        ("$ echo one \\\n  two\n", "$ echo one \\\n  two\none two\n"),
        ("$ echo out; echo err >&2\n", "$ echo out; echo err >&2\nout\nerr\n"),
        ("$ echo $COLUMNS\n", "$ echo $COLUMNS\n80\n"),
        ("$ cat\n", "$ cat\n"),
    ],
    ids=["exit status carries over", "continued line", "messages are shown", "80 columns", "no input"],
)
def test_commands_run_as_on_a_readers_terminal(content: str, shown: str, tmp_path: Path) -> None:
    assert replay(content, tmp_path) == shown


def test_a_build_server_shows_what_a_reader_sees(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    content = "$ echo on ${CI:-no} build server\n"
    assert replay(content, tmp_path) == content + "on no build server\n"


def test_a_page_can_bring_the_files_that_its_commands_read(tmp_path: Path) -> None:
    text = "<!-- file: notes/a.txt -->\n```text\nhello\n```\n" + session("$ cat notes/a.txt", "hello")
    assert check_sessions(tmp_path, parse_page("page.md", text)) == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("target", ["other.md", "other.md#a-heading-so-named", "#page", "https://example.org/gone"])
def test_a_link_that_leads_somewhere_is_fine(target: str, tmp_path: Path) -> None:
    (tmp_path / "other.md").write_text("# A heading, `so` named\n", encoding="utf-8")
    (tmp_path / "page.md").write_text(f"# Page\n\n[link]({target})\n", encoding="utf-8")
    page = parse_page("page.md", (tmp_path / "page.md").read_text(encoding="utf-8"))
    assert check_links(tmp_path, page) == []


@pytest.mark.parametrize("target", ["gone.md", "page.md#gone", "#gone", "gone.png"])
def test_a_link_that_leads_nowhere_is_reported_with_its_line(target: str, tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(f"# Page\n\n[link]({target})\n", encoding="utf-8")
    page = parse_page("page.md", (tmp_path / "page.md").read_text(encoding="utf-8"))
    [finding] = check_links(tmp_path, page)
    assert finding.startswith("page.md:3: ")
    assert finding.endswith(target)


def test_only_tables_of_fields_describe_fields() -> None:
    fields = "| field | type |\n|---|---|\n| `status` | string |\n"
    statuses = "| status | meaning |\n|---|---|\n| `answered` | yes |\n"
    assert described_fields(parse_page("json.md", f"{fields}\n{statuses}")) == {"status"}


def test_json_keys_are_found_at_every_depth() -> None:
    assert set(keys({"a": [{"b": None}, {"c": {"d": 1}}]})) == {"a", "b", "c", "d"}


def test_a_field_that_is_printed_but_not_described_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_docs, "printed_fields", lambda _root, _page: {"status", "answer"})
    page = parse_page("docs/json.md", "| field | type |\n|---|---|\n| `status` | string |\n| `gone` | string |\n")
    assert check_docs.check_json(tmp_path, [page]) == [
        "docs/json.md: no field table describes `answer`",
        "docs/json.md: no answer in the documentation has `gone`",
    ]


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ('qa ask "Who?"', True),
        ('qa check "It sank."', True),
        ('qa ask "Who?" --format json', False),
        ("qa search x", False),
        ('qa ask "a" | head', False),
    ],
)
def test_only_plain_questions_are_asked_again_for_their_json(command: str, *, expected: bool) -> None:
    assert check_docs.is_question(command) is expected
