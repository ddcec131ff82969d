"""The YAML reader: what it keeps (each text as typed, with its place) and what it refuses (where, in which words)."""

# ruff: noqa: E501 - a message stands on one line, as it is printed

from __future__ import annotations

import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from qa.files import placed_yaml
from qa.files.placed_yaml import Placed, PlacedList, PlacedMap, PlacedScalar, parse_placed, top_level_text
from qa.model import Place

PARSERS = [pytest.param(yaml.CSafeLoader, id="libyaml"), pytest.param(yaml.SafeLoader, id="python")]


@pytest.fixture(params=PARSERS, autouse=True)
def _parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every statement below holds with libyaml and without."""
    monkeypatch.setattr(placed_yaml, "LOADER", request.param)


def problems(content: str | bytes) -> list[str]:
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    return [str(problem) for problem in parse_placed(data, "f.yaml")[1]]


def tree(content: str) -> Placed:
    node, found = parse_placed(content.encode(), "f.yaml")
    assert found == ()
    assert node is not None
    return node


def plain(node: Placed) -> object:
    if isinstance(node, PlacedScalar):
        return node.text
    if isinstance(node, PlacedList):
        return [plain(item) for item in node.items]
    return {key.text: plain(value) for key, value in node.entries}


def test_all_scalars_are_texts_as_typed() -> None:
    content = "a: no\nb: 010\nc: 12:30\nd: 1e3\ne: 2011-02-30\nf: 2011-08\ng: ~\nh:\ni: ''\n"
    expected = {"a": "no", "b": "010", "c": "12:30", "d": "1e3", "e": "2011-02-30", "f": "2011-08", "g": "~"}
    assert plain(tree(content)) == expected | {"h": "", "i": ""}


def test_places_count_code_points_from_one() -> None:
    assert tree("😀: x\nlist: [é, 'b']\nmap:\n  key: |\n    text\n") == PlacedMap(
        (
            (PlacedScalar("😀", 1, 1), PlacedScalar("x", 1, 4)),
            (
                PlacedScalar("list", 2, 1),
                PlacedList((PlacedScalar("é", 2, 8), PlacedScalar("b", 2, 11)), Place(2, 7)),
            ),
            (
                PlacedScalar("map", 3, 1),
                PlacedMap(((PlacedScalar("key", 4, 3), PlacedScalar("text\n", 4, 8)),), Place(4, 3)),
            ),
        ),
        Place(1, 1),
    )


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_line_break_of_an_editor_counts(newline: str) -> None:
    assert tree(newline.join(["a: b", "c: d"])) == PlacedMap(
        (
            (PlacedScalar("a", 1, 1), PlacedScalar("b", 1, 4)),
            (PlacedScalar("c", 2, 1), PlacedScalar("d", 2, 4)),
        ),
        Place(1, 1),
    )


def test_a_byte_order_mark_takes_no_column() -> None:
    assert tree("\ufeffa: b") == PlacedMap(((PlacedScalar("a", 1, 1), PlacedScalar("b", 1, 4)),), Place(1, 1))


def test_a_scalar_knows_its_place() -> None:
    assert PlacedScalar("x", 2, 3).place == Place(2, 3)


@pytest.mark.parametrize(
    ("value", "cut"),
    [
        ("Apple #1 is here", True),
        ("two\n  lines #1", True),
        ("Apple#1 is here", False),
        ("'Apple' #1 is here", False),
        ("'Apple #1 is here'", False),
        ("# nothing before it", False),
        ("|  # a block\n  Apple", False),
    ],
)
def test_a_text_without_quotation_marks_that_a_comment_ends_is_cut(value: str, cut: bool) -> None:  # noqa: FBT001
    node = tree(f"quote: {value}\nother: x # y\n")
    assert isinstance(node, PlacedMap)
    assert isinstance(node.entries[0][1], PlacedScalar)
    assert node.entries[0][1].cut is cut


REFUSED = [
    ("a: 1\nb: 2\na: 3\n", ["f.yaml:3:1: duplicate key 'a' in line 3, first in line 1"]),
    ("a: &x b\n", ["f.yaml:1:4: anchors (&x) are not allowed: write the value out"]),
    ("a: &x [b]\n", ["f.yaml:1:4: anchors (&x) are not allowed: write the value out"]),
    ("- *x\n", ["f.yaml:1:3: aliases (*x) are not allowed: write the value out"]),
    ("*x : a\n", ["f.yaml:1:1: aliases (*x) are not allowed: write the value out"]),
    ("<<: {a: b}\n", ["f.yaml:1:1: merge keys (<<) are not allowed: write the entries out"]),
    ("a: !!int 3\n", ["f.yaml:1:4: tags (!!int) are not allowed: every value is read as text"]),
    ("a: !!map {b: c}\n", ["f.yaml:1:4: tags (!!map) are not allowed: every value is read as text"]),
    ("!python/object:os.system a\n", ["f.yaml:1:1: tags (!python/object:os.system) are not allowed: every value is read as text"]),
    ("a: !\n", ["f.yaml:1:4: tags (!) are not allowed: every value is read as text"]),
    ("[a]: b\n", ["f.yaml:1:1: a key must be a text, not a list or a mapping"]),
    ("a: b\n---\nc: d\n", ["f.yaml:2:1: a second document begins here: a file has one"]),
    ("", ["f.yaml:1:1: the file is empty"]),
    (" \n\n", ["f.yaml:1:1: the file is empty"]),
    ("# only a comment\n", ["f.yaml:1:1: the file is empty"]),
    ("---\n", ["f.yaml:1:1: the file is empty"]),
    (b"a: b\nc: \xff\n", ["f.yaml:2:4: byte 0xff at offset 8 is not UTF-8: save the file as UTF-8"]),
    (b"\xef\xbb\xbfa: \xff", ["f.yaml:1:4: byte 0xff at offset 6 is not UTF-8: save the file as UTF-8"]),
    ("a: b\n".encode("utf-16"), ["f.yaml:1:1: byte 0xff at offset 0 is not UTF-8: save the file as UTF-8"]),
    ("a: b\x1b[0m\n", ["f.yaml:1:5: control character U+001B: remove it"]),
    ("a: b\r\nc: \x85d\x00", ["f.yaml:2:4: control character U+0085: remove it", "f.yaml:2:6: control character U+0000: remove it"]),
    ("a: b\u2028c", ["f.yaml:1:5: control character U+2028: remove it"]),
    ('a: "\\e[0m"\n', ["f.yaml:1:4: control character U+001B: remove it"]),
    ("a:\n\tb: c\n", ["f.yaml:2:1: tab in the indentation: use spaces"]),
    ("a:\r  \tb: c\r\td: e", ["f.yaml:2:3: tab in the indentation: use spaces", "f.yaml:3:1: tab in the indentation: use spaces"]),
]  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), REFUSED)
def test_what_is_refused(content: str | bytes, expected: list[str]) -> None:
    assert problems(content) == expected


BROKEN = [
    ("a: b: c", "1:5: ': ' in the middle of a text: put the whole text in quotation marks"),
    ("a: 1\nb: [1, 2", "2:4: a list that begins with '[' here is not closed with ']', or lacks a comma"),
    ("a: {b: c", "1:4: a mapping that begins with '{' here is not closed with '}', or lacks a comma"),
    ("a: 'x\nb: c", "1:4: a quotation mark opens here and is never closed"),
    ("a: b\nc", "2:1: a key needs ': ' after it (or this text lacks its quotation marks)"),
    ("a: `x`", "1:4: a text cannot begin with this character: put the text in quotation marks"),
    ("a: 'b' c", "1:8: this does not fit in here: check the indentation and the quotation marks"),
    ("a:\n  b: c\n d: e", "3:2: this does not fit in here: check the indentation and the quotation marks"),
    ("[a b: c]]", "1:9: this comes after the end of the document: check the brackets"),
    ("a: *", "1:5: a text cannot begin with '*' or '&': put the text in quotation marks"),
    ("a: }", "1:4: a bracket or comma stands where a text should be: put the text in quotation marks"),
]


@pytest.mark.parametrize(("content", "expected"), BROKEN)
def test_a_syntax_error_says_in_one_line_what_to_do(content: str, expected: str) -> None:
    assert problems(content) == [f"f.yaml:{expected}"]


def test_an_escape_that_does_not_exist() -> None:
    """The two parsers put it at the quotation mark and at the letter."""
    (found,) = problems('a: "\\q"')
    assert found.endswith("no such escape in double quotes: use single quotes, or double the backslash")


def test_a_line_that_lacks_the_dash_of_its_list() -> None:
    (found,) = problems("- a\nb: c")
    assert found.startswith("f.yaml:2:1: this ")
    assert "check the indentation" in found


@pytest.mark.parametrize(
    "content", ["a: |x\n", "%YAML 9.1\n---\na", 'a: "\\U00110000"', "%YAML 1." + "9" * 5000 + "\n---\na", "!<%ff> a"]
)
def test_what_has_no_wording_of_ours_keeps_the_parsers(content: str) -> None:
    (found,) = problems(content)
    assert ": not YAML: " in found
    assert "\n" not in found


def test_all_that_can_be_collected_is_collected() -> None:
    content = 'a: &x b\n<<: *x\na: !!int 3\nc: "\\e"\n[d]: e\nf: {g: 1, g: 2}\n---\nh: [\n'
    assert [line.split(" ")[0] for line in problems(content)] == [
        "f.yaml:1:4:", "f.yaml:2:1:", "f.yaml:2:5:", "f.yaml:3:1:", "f.yaml:3:4:", "f.yaml:4:4:", "f.yaml:5:1:",
        "f.yaml:6:11:", "f.yaml:7:1:",
    ]  # fmt: skip


def test_of_a_key_given_twice_the_first_value_is_looked_at() -> None:
    node, _ = parse_placed(b"a: 1\na: 2\n", "f.yaml")
    assert node is not None
    assert plain(node) == {"a": "1"}


def test_a_quoted_merge_key_is_a_key() -> None:
    assert plain(tree("'<<': a\n")) == {"<<": "a"}


def test_twenty_levels_are_read() -> None:
    assert problems("[" * 20 + "]" * 20) == []


@pytest.mark.parametrize(("opening", "column"), [("[", 21), ("- ", 41), ("{a: ", 78), ("? ", 41)])
def test_depth_is_refused_before_the_parser_goes_there(opening: str, column: int) -> None:
    """PyYAML's own tree builder crashes the interpreter on 30,000 brackets; here a million cost nothing."""
    started = time.process_time()
    assert problems(opening * 1_000_000) == [f"f.yaml:1:{column}: more than 20 levels deep"]
    assert time.process_time() - started < 5


def test_size_is_refused_before_anything_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(placed_yaml, "MAX_BYTES", 1024 * 1024)
    assert problems(b"\xff" * (1024 * 1024 + 1)) == ["f.yaml:1:1: the file is larger than 1 MiB"]


def test_too_many_values_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(placed_yaml, "MAX_NODES", 3)
    assert problems("[a, b]") == []
    assert problems("[a, b, c]") == ["f.yaml:1:8: more than 3 values"]


def test_of_a_binary_file_a_few_characters_are_listed() -> None:
    found = problems("\0" * 1000)
    assert len(found) == 21
    assert found[-1] == "f.yaml:1:21: 980 more control characters: is this a text file?"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("title: x\narticles: texts\n[broken", PlacedScalar("texts", 2, 11)),
        ("facts: [{articles: no}]\narticles: texts\n", PlacedScalar("texts", 2, 11)),
        ("title: articles\nfolder: x\n", None),
        ("articles: [a]\n", None),
        ("[articles, texts]\n", None),
        ("articles\n", None),
        ("a: " + "[" * 100, None),
        ("a: b: c", None),
        ("a: \x00", None),
        ("", None),
    ],
)
def test_one_top_level_text_is_found_without_reading_on(content: str, expected: PlacedScalar | None) -> None:
    assert top_level_text(content.encode(), "articles") == expected


@given(st.text(alphabet="ab:-[]{}'\"#&*!|>%@`<?,. \n\r\t\\é\x00", max_size=40))
def test_whatever_is_typed_gives_a_tree_or_problems_in_order(content: str) -> None:
    node, found = parse_placed(content.encode(), "f.yaml")
    assert node is not None or found
    assert list(found) == sorted(found)
    assert all("\n" not in problem.message and problem.line >= 1 <= problem.column for problem in found)


@given(st.binary(max_size=60))
def test_whatever_the_bytes_are_nothing_is_raised(content: bytes) -> None:
    node, found = parse_placed(content, "f.yaml")
    assert node is not None or found
    top_level_text(content, "a")
