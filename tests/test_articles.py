"""Articles: every file is read or named with a reason; every sentence is an exact slice of its text."""

from __future__ import annotations

import hashlib
import os
import time
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.articles import reading
from qa.articles.reading import read_articles
from qa.articles.sentences import BULLETS, MAX_SENTENCE, split_sentences
from qa.model import Article, Problem, QAError

SEEDS = Path(__file__).parents[1] / "seeds"


def split(text: str) -> list[str]:
    return [sentence.text for sentence in split_sentences(text, "a.txt")]


def only_problem(folder: Path) -> Problem:
    with pytest.raises(QAError, match="no articles") as raised:
        read_articles(folder)
    (problem,) = raised.value.problems
    return problem


def only_article(folder: Path) -> Article:
    (article,), problems = read_articles(folder)
    assert problems == ()
    return article


class TestFiles:
    def test_articles_come_sorted_by_name_with_their_digest(self, tmp_path: Path) -> None:
        for name in ("b.txt", "a.md", "B.TXT", "c.csv", ".hidden.txt"):
            (tmp_path / name).write_text(f"This is {name}.")
        (tmp_path / "folder.txt").mkdir()
        found, problems = read_articles(tmp_path)
        assert [article.name for article in found] == ["B.TXT", "a.md", "b.txt"]
        assert problems == ()
        assert found[0].sha256 == hashlib.sha256(b"This is B.TXT.").hexdigest()

    def test_the_order_of_the_folder_changes_nothing(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("b.txt", "a.md", "B.TXT"):
            (tmp_path / name).write_text(f"This is {name}.")
        for order in permutations(("b.txt", "a.md", "B.TXT")):
            monkeypatch.setattr(os, "listdir", lambda _, order=order: list(order))
            assert [article.name for article in read_articles(tmp_path)[0]] == ["B.TXT", "a.md", "b.txt"]

    def test_an_empty_file_is_an_article_without_sentences(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").touch()
        assert only_article(tmp_path).sentences == ()

    def test_one_bad_file_does_not_hide_the_others(self, tmp_path: Path) -> None:
        (tmp_path / "bad.txt").write_bytes(b"\xff\x80")
        (tmp_path / "good.txt").write_text("Good.")
        found, problems = read_articles(tmp_path)
        assert [article.name for article in found] == ["good.txt"]
        assert [problem.file for problem in problems] == [str(tmp_path / "bad.txt")]

    def test_invalid_utf8_is_named_with_line_column_and_byte_offset(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_bytes("é\r\nab".encode() + b"\xe9 c")
        problem = only_problem(tmp_path)
        assert (problem.line, problem.column) == (2, 3)
        assert problem.message == "not valid UTF-8 at byte offset 6, skipped"

    def test_the_byte_offset_counts_the_byte_order_mark(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfab\xff")
        assert only_problem(tmp_path).message == "not valid UTF-8 at byte offset 5, skipped"

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
    def test_a_byte_order_mark_is_read_and_is_not_part_of_the_text(self, tmp_path: Path, encoding: str) -> None:
        (tmp_path / "a.txt").write_bytes("Café. Open.".encode(encoding))
        assert only_article(tmp_path).text == "Café. Open."

    def test_big_endian_utf16_is_read(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_bytes(b"\xfe\xff" + "Café.".encode("utf-16-be"))
        assert only_article(tmp_path).text == "Café."

    def test_broken_utf16_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_bytes(b"\xff\xfea\0b")
        assert only_problem(tmp_path).message == "not valid UTF-16-LE at byte offset 4, skipped"

    @pytest.mark.parametrize(
        "content",
        ["é plain".encode("utf-16-le"), b"a\0b", "a".encode("utf-32"), b"\xff\xfe" + "a\0".encode("utf-16-le")],
    )
    def test_nul_means_binary(self, tmp_path: Path, content: bytes) -> None:
        (tmp_path / "a.txt").write_bytes(content)
        assert "binary" in only_problem(tmp_path).message

    def test_text_is_not_normalised(self, tmp_path: Path) -> None:
        text = "Cafe\u0301\r\n\u00a0“x”\rnext\u2028line\x0b\ufeff"
        (tmp_path / "a.txt").write_bytes(text.encode())
        assert only_article(tmp_path).text == text

    def test_a_pipe_is_never_opened(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "a.txt")
        assert only_problem(tmp_path).message == "not a regular file, skipped"

    def test_a_link_within_the_dossier_is_followed(self, tmp_path: Path) -> None:
        folder = tmp_path / "texts"
        folder.mkdir()
        (tmp_path / "elsewhere").write_text("Linked.")
        (folder / "a.txt").symlink_to("../elsewhere")
        (article,), _ = read_articles(folder, tmp_path)
        assert (article.name, article.text) == ("a.txt", "Linked.")
        assert only_problem(folder).message == "symbolic link out of the dossier, skipped"

    def test_a_link_to_a_folder_whose_name_only_begins_alike_leads_out(self, tmp_path: Path) -> None:
        for name in ("in", "inside"):
            (tmp_path / name).mkdir()
        (tmp_path / "inside" / "x").touch()
        (tmp_path / "in" / "a.txt").symlink_to("../inside/x")
        assert "out of the dossier" in only_problem(tmp_path / "in").message

    def test_a_loop_of_links_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").symlink_to("a.txt")
        assert only_problem(tmp_path).message == "symbolic link loop, skipped"

    def test_a_link_to_nothing_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").symlink_to("missing")
        assert only_problem(tmp_path).message == "cannot be read (No such file or directory), skipped"

    def test_an_unreadable_file_is_named(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_: object) -> int:
            raise PermissionError(13, "Permission denied")

        (tmp_path / "a.txt").touch()
        monkeypatch.setattr(os, "open", refuse)
        assert only_problem(tmp_path).message == "cannot be read (Permission denied), skipped"

    def test_a_file_over_the_limit_is_named(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(reading, "MAX_ARTICLE_BYTES", 3)
        (tmp_path / "a.txt").write_bytes(b"abcd")
        assert only_problem(tmp_path).message == "larger than 3 bytes, skipped"
        (tmp_path / "a.txt").write_bytes(b"abc")
        assert only_article(tmp_path).text == "abc"

    def test_a_missing_folder_is_an_error_without_problems(self, tmp_path: Path) -> None:
        with pytest.raises(QAError, match="No such file") as raised:
            read_articles(tmp_path / "missing")
        assert raised.value.problems == ()


KEPT_WHOLE = [
    "Cllr. Green met Mr. J. K. Brown and Mrs. White at St. Mary’s.",
    "Dr. P. Black, of No. 10 High Street, paid £3.5m on Sept. 3.",
    "The shop (e.g. Bakers, i.e. Smiths, or others, cf. Jones) closed at 5 p.m. Tuesday.",
    "The U.S. Senate and the U.K. Parliament spoke with J.K. Green.",
    "“Why now?” she asked.",
    "The page www.Example.Com lists me@Mail.Org and Node.js.",
    "He waited ... and waited… then left.",
    "Inflation rose to 2.5 per cent vs. 1.5 before.",
    "1. Housing is short.",
    "They met in the office of Cllr.\u00a0Green and Mr.\nBrownlow.",
]


@pytest.mark.parametrize("text", KEPT_WHOLE)
def test_a_mark_inside_a_sentence_does_not_end_it(text: str) -> None:
    assert split(text) == [text]


SPLIT = [
    ("He said no. No. He lied.", ["He said no.", "No.", "He lied."]),
    ("They closed at 5 p.m. Residents left.", ["They closed at 5 p.m.", "Residents left."]),
    ("He lives in the U.S. The rest stayed.", ["He lives in the U.S.", "The rest stayed."]),
    ("“It was plan B.” Green won.", ["“It was plan B.”", "Green won."]),
    ("It was plan B. They won.", ["It was plan B.", "They won."]),
    ("“We lost. It hurt.” She left.", ["“We lost.", "It hurt.”", "She left."]),
    ('He said "No." Then "Yes!" Done.', ['He said "No."', 'Then "Yes!"', "Done."]),
    ('They are ‘good." Next week.', ['They are ‘good."', "Next week."]),
    ("(He left.) Was it [sic] so? Yes!", ["(He left.)", "Was it [sic] so?", "Yes!"]),
    ("Wait... The end. … Or not.", ["Wait...", "The end.", "… Or not."]),
    ("But . . . he went. . . . Done.", ["But . . . he went. . . .", "Done."]),
    ("It closed.[1] It opened.[12] Again.", ["It closed.[1]", "It opened.[12]", "Again."]),
    ("It ended in 2011. 14 were hurt. £5 was paid.", ["It ended in 2011.", "14 were hurt.", "£5 was paid."]),
    ("他来了。我走了！好", ["他来了。", "我走了！", "好"]),
    ("! ! Go. ! ! Stop.", ["! ! Go.", "! ! Stop."]),
]


@pytest.mark.parametrize(("text", "expected"), SPLIT)
def test_a_sentence_ends_with_its_closing_marks(text: str, expected: list[str]) -> None:
    assert split(text) == expected


WITHOUT_SPACE = [
    ("It was so.Then it ended.", ["It was so.", "Then it ended."]),
    ("It was so.”“Then what?”A pause.", ["It was so.”", "“Then what?”", "A pause."]),
    ('It was so."Then it ended," he said.', ["It was so.", '"Then it ended," he said.']),
    ('"It was. It was so."Then it ended.', ['"It was.', 'It was so."', "Then it ended."]),
    ('“It was so."Then it ended.', ['“It was so."', "Then it ended."]),
    ("It cost 2,000.The NHS.Then all.", ["It cost 2,000.", "The NHS.", "Then all."]),
    ("Mr.Green met no.Name at the U.S.Army.", ["Mr.Green met no.", "Name at the U.S.Army."]),
    ("See BBC.NEWS and site.Co.Uk here.", ["See BBC.NEWS and site.Co.Uk here."]),
]


@pytest.mark.parametrize(("text", "expected"), WITHOUT_SPACE)
def test_a_missing_space_hides_no_sentence(text: str, expected: list[str]) -> None:
    assert split(text) == expected


LAID_OUT = [
    ("COUNCIL TO CLOSE\nThe council will close.", ["COUNCIL TO CLOSE", "The council will close."]),
    ("A headline without a stop\n\nThe text", ["A headline without a stop", "The text"]),
    ("“It was so.\n\n“It was not.”", ["“It was so.", "“It was not.”"]),
    ("A line that is wrapped by an\neditor goes on here.", ["A line that is wrapped by an\neditor goes on here."]),
    ("Short\nlines are not wrapped lines at all", ["Short", "lines are not wrapped lines at all"]),
    ("x" * 170 + "\ny", ["x" * 170, "y"]),
    ("wide line with – a dash\n– going on here", ["wide line with – a dash\n– going on here"]),
    ("The list of all the items:\n- one\n- two", ["The list of all the items:", "one", "two"]),
    ("- one item, the longest of all\n- two\n  more", ["one item, the longest of all", "two", "more"]),
    ("1. One.\n2. Two is longer", ["1. One.", "2. Two is longer"]),
    ("# A title\nand text", ["A title", "and text"]),
    ("Faults: • slow •costly · late", ["Faults:", "slow", "costly", "late"]),
    ("Faults: l Too slow l Too costly", ["Faults:", "Too slow", "Too costly"]),
    ("Faults: l Too slow", ["Faults:", "Too slow"]),
    ("Faults l Too slow l Too late", ["Faults", "Too slow", "Too late"]),
    ("ab cd\nef\nab cd ef", ["ab cd", "ef", "ab cd ef"]),
    ("l Too slow\n\nl Too late", ["Too slow", "Too late"]),
    ("Figure l Above", ["Figure l Above"]),
    ("One.\u2028Two\x0bthree.\x85Four", ["One.", "Two\x0bthree.", "Four"]),
    (" \n\t\n", []),
]


@pytest.mark.parametrize(("text", "expected"), LAID_OUT)
def test_paragraphs_headlines_and_list_items_end_a_sentence(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_only_lf_crlf_and_lone_cr_count_as_lines() -> None:
    text = "One.\r\nTwo.\rThree.\n\u2028Four.\x0b\x0c\x85Five.\n\nSix."
    assert [(s.line, s.text) for s in split_sentences(text, "a.txt")] == [
        (1, "One."),
        (2, "Two."),
        (3, "Three."),
        (4, "Four."),
        (4, "Five."),
        (6, "Six."),
    ]


def test_a_list_flattened_into_one_line_comes_apart_in_the_second_article() -> None:
    found, _ = read_articles(SEEDS)
    item = [sentence.text for sentence in found[1].sentences if sentence.line == 9]
    assert [text[:14] for text in item] == [
        "Major criticis",
        "Not enough chi",
        "Adoption is no",
        "Care plans are",
        "Politicians mu",
    ]


def test_the_two_articles_split_into_what_a_reader_counts() -> None:
    found, _ = read_articles(SEEDS)
    assert [len(article.sentences) for article in found] == [22, 33]


def test_a_sentence_is_never_longer_than_the_limit() -> None:
    words = split("word " * 1_000)
    assert max(map(len, words)) <= MAX_SENTENCE
    assert all(set(piece.split()) == {"word"} for piece in words)
    assert [len(piece) for piece in split("x" * (2 * MAX_SENTENCE + 1))] == [MAX_SENTENCE, MAX_SENTENCE, 1]


@pytest.mark.parametrize(
    "unit",
    [
        ".",
        ". ",
        "! ",
        '."',
        '."A',
        " l A",
        "\n- a",
        "x",
        " ",
        "\n",
        "“",
        "ab.A",
        " .\u00a0",
        ".[1]",
        "9. A",
        "9.A",
        "Mr. ",
    ],
)
def test_time_grows_with_length_not_its_square(unit: str) -> None:
    def seconds(times: int) -> float:
        start = time.process_time()
        split_sentences(unit * times + "x", "a.txt")
        return time.process_time() - start

    # A square would make it 256 times as long; the slack is for a busy machine.
    assert seconds(32_000) < 80 * max(seconds(2_000), 0.005)


PIECES = st.sampled_from(
    [
        *" \n\r\t\x0b\u00a0\u2028\u200b.!?…,:;“”‘’\"'()[]-–—•·*#l1A",
        ". ",
        ".\n\n",
        " l A",
        "\r\n",
        "Mr. ",
        "p.m. ",
        "U.S.",
        *(
            "Word",
            "word",
            "WORDS",
            "2011",
            "3.5",
            "e.g.",
            "[1]",
            "\n- ",
            "\n2. ",
            "x" * 300,
            "。",
            "é",
            "e\u0301",
            "😀",
        ),
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=60).map("".join))


@given(TEXTS)
def test_sentences_are_ordered_exact_slices_that_cover_all_but_space_and_bullets(text: str) -> None:
    found = split_sentences(text, "a.txt")
    position = 0
    skipped = ""
    for number, sentence in enumerate(found):
        assert (sentence.article, sentence.number) == ("a.txt", number)
        assert position <= sentence.start < sentence.end
        assert sentence.text == text[sentence.start : sentence.end] == sentence.text.strip()
        assert len(sentence.text) <= MAX_SENTENCE
        before = text[: sentence.start].replace("\r\n", "\n")
        assert sentence.line == 1 + before.count("\n") + before.count("\r")
        skipped += text[position : sentence.start]
        position = sentence.end
    skipped += text[position:]
    assert set("".join(skipped.split())) <= set(BULLETS)


@given(TEXTS, TEXTS)
def test_a_blank_line_always_ends_a_sentence(before: str, after: str) -> None:
    text = f"{before}\n\n{after}"
    gap = len(before)
    assert not any(s.start < gap and s.end > gap + 2 for s in split_sentences(text, "a.txt"))
