"""Texts as YAML, files that are replaced whole, and progress."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.files import progress
from qa.files.placed_yaml import PlacedList, PlacedMap, PlacedScalar, node_spans, parse_placed, scalar_spans
from qa.files.progress import Progress
from qa.files.textfile import line_end, read_text, replace_file, write_new
from qa.files.yaml_text import entry, scalar, sequence
from qa.model import QAError

LINES = st.text(
    st.sampled_from("ab Z19£.,:;#'\"-?!%&*[]{}()|>@`~<=+/\\“”‘’é–"), min_size=1, max_size=40
).map(lambda text: " ".join(text.split())).filter(bool)  # fmt: skip


def read(text: str) -> PlacedMap:
    tree, problems = parse_placed(text.encode(), "f.yaml")
    assert problems == ()
    assert isinstance(tree, PlacedMap)
    return tree


@given(LINES)
def test_a_text_is_read_back_as_it_was(text: str) -> None:
    for shown in (
        f"k: {scalar(text)}",
        f"{{k: {scalar(text, inside=True)}, l: m}}",
        *("\n".join(entry("k", text, "")),),
    ):
        [(_, value), *_] = read(shown).entries
        assert isinstance(value, PlacedScalar)
        assert value.text.strip("\n") == text


@given(st.lists(LINES, min_size=1, max_size=4))
def test_so_is_a_list(texts: list[str]) -> None:
    [(_, value)] = read(f"k: {sequence(tuple(texts))}").entries
    assert isinstance(value, PlacedList)
    assert [item.text for item in value.items if isinstance(item, PlacedScalar)] == texts


def test_a_long_text_is_folded() -> None:
    text = " ".join(["word"] * 60)
    lines = entry("quote", text, "    ")
    assert lines[0] == "    quote: >-"
    assert max(map(len, lines)) <= 110
    assert entry("k", "No", "") == ["k: 'No'"]


def test_spans_are_those_of_the_whole_value_without_what_follows() -> None:
    text = "é: [a, 'b'] # c\nlist:\n  - x # d\n  - {m: n}\n\n# end\nblock: >-\n  one\n  two\n\nlast: z\n"
    tree = read(text)
    spans = node_spans(text)
    shown = [text[slice(*spans[value.place.line, value.place.column])] for _, value in tree.entries]
    assert shown == ["[a, 'b']", "- x # d\n  - {m: n}", ">-\n  one\n  two", "z"]


def test_spans_of_texts_are_those_of_keys_too_and_tell_the_quotation_marks() -> None:
    text = "é: [a, 'b'] # c\nblock: >-\n  one\n  two\n\n# end\nlast: \"z\"\n"
    spans = scalar_spans(text)
    shown = [(text[span.start : span.end], span.style) for span in spans.values()]
    keys = [("é", ""), ("a", ""), ("'b'", "'"), ("block", ""), (">-\n  one\n  two", ">"), ("last", ""), ('"z"', '"')]
    assert shown == keys
    assert next(iter(spans)) == (1, 1)


def test_a_file_is_replaced_whole_with_its_mode_its_mark_and_its_links(tmp_path: Path) -> None:
    target, link = tmp_path / "a.yaml", tmp_path / "b.yaml"
    target.write_bytes(b"\xef\xbb\xbfa: 1\r\n")
    target.chmod(0o640)
    link.symlink_to(target)
    text = read_text(str(link))
    assert (text, line_end(text), line_end("a\n")) == ("a: 1\r\n", "\r\n", "\n")
    replace_file(str(link), "a: 2\r\n")
    assert target.read_bytes() == b"\xef\xbb\xbfa: 2\r\n"
    assert target.stat().st_mode & 0o777 == 0o640
    assert link.is_symlink()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.yaml", "b.yaml"]


def test_what_cannot_be_read_or_written_is_said_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bad").write_bytes(b"\xff")
    for name, said in (("none", "cannot be read"), ("bad", "byte 0xff is not UTF-8")):
        with pytest.raises(QAError, match=said):
            read_text(str(tmp_path / name))
    with pytest.raises(QAError, match="cannot be written"):
        replace_file(str(tmp_path / "none"), "x")
    with pytest.raises(QAError, match="cannot be written"):
        write_new(str(tmp_path), "x")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(QAError, match="No space left"):
        replace_file(str(tmp_path / "bad"), "x")
    assert (tmp_path / "bad").read_bytes() == b"\xff"
    assert [path.name for path in tmp_path.iterdir()] == ["bad"]


def test_progress_is_shown_on_a_terminal_only_after_a_while_and_cleared(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    now = iter([0.0, 0.5, 1.5, 1.6, 1.55])
    monkeypatch.setattr(progress, "monotonic", lambda: next(now))
    terminal = Terminal()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("sys.stderr", terminal)
    with Progress("questions", 2) as counted:
        counted.step()
        counted.step()
    assert terminal.getvalue() == "\r\x1b[K2 of 2 questions\r\x1b[K"
    quiet = io.StringIO()
    monkeypatch.setattr("sys.stderr", quiet)
    monkeypatch.setattr(progress, "monotonic", lambda: 9.0)
    with Progress("questions", 1) as counted:
        counted.step()
    assert quiet.getvalue() == ""
