"""What comes in as text, Markdown or HTML: only markup and hidden signs are lost, and front matter is never quoted."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.articles.sentences import split_sentences
from qa.curating.intake import is_html, normalised, read_page, read_text
from qa.curating.metadata import KEYS, as_front_matter, metadata, metadata_mistake, printed_on
from qa.files.frontmatter import body_start
from qa.model import Article, QAError
from qa.record.quotes import Misquote, QuoteFinder

PAGE = """<!DOCTYPE html><html><head><title>Bridge opens | Valley Post</title>
<meta property="og:site_name" content="Valley Post"><meta property="og:title" content="Bridge opens">
<meta property="article:published_time" content="2024-05-04T10:00:00Z">
<link rel="canonical" href="https://valleypost.example/bridge"></head>
<body><nav><a href="/">Home</a> <a href="/s">Sport</a></nav><article><h1>Bridge opens</h1>
<p>The Mill Lane bridge opened on Saturday &ndash; nine years late.</p>
<p>&ldquo;It cost a lot,&rdquo; said Ann Hale, the mayor of the town who had waited for it since 2015.</p>
<script>alert(1)</script></article><footer>Cookies and privacy</footer></body></html>"""


def test_of_a_page_the_article_is_kept_and_where_it_is_from() -> None:
    intake = read_page(PAGE.encode())
    assert intake.text == (
        "Bridge opens\n\nThe Mill Lane bridge opened on Saturday – nine years late.\n\n"
        "“It cost a lot,” said Ann Hale, the mayor of the town who had waited for it since 2015.\n"
    )
    assert dict(intake.said) == {
        "title": "Bridge opens",
        "publisher": "Valley Post",
        "date": "2024-05-04",
        "url": "https://valleypost.example/bridge",
    }


@pytest.mark.parametrize("content", [b"", b"\0\1 junk", b"<html></html>"])
def test_a_page_without_an_article_is_refused(content: bytes) -> None:
    with pytest.raises(QAError, match="no article was found"):
        read_page(content)


def test_without_the_reader_of_pages_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(QAError, match=r"pip install 'factcheck-qa\[html\]'"):
        read_page(PAGE.encode())


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (b"x", "a.HTML", True),
        (b"x", "a.htm", True),
        (b"\n<!-- saved -->\n<!doctype HTML>", "a.txt", True),
        (b"\xef\xbb\xbf<html lang=en>", "a", True),
        (b"<htmlish>", "a.txt", False),
        (b"He wrote <html>", "a.txt", False),
    ],
)
def test_what_is_taken_for_a_page(content: bytes, name: str, *, expected: bool) -> None:
    assert is_html(content, name) is expected


def test_markdown_loses_its_marks_and_nothing_else() -> None:
    text = (
        '# A *new* bridge\n\nIt **opened** in\n[May](http://x.example "t") 2011.  \nAt `last`.\n\n'
        "1. one\n2. two\n\n> “Fine”\n\n![a picture](x.png)\n\n<b>loud</b>\n\n    indented\n"
    )
    assert read_text(text, "a.MD").text == (
        "A new bridge\n\nIt opened in May 2011.\nAt last.\n\none\n\ntwo\n\n“Fine”\n\nloud\n\nindented\n"
    )
    assert read_text(text, "a.txt").text.startswith("# A *new* bridge\n")


def test_what_a_file_says_of_itself_is_kept_as_far_as_it_is_known() -> None:
    intake = read_text("---\ntitle: A  bridge\nlayout: post\ndate: 2024\ntags:\n  - x\n---\n\nIt opened.\n", "a.txt")
    assert intake.text == "It opened.\n"
    assert intake.said == (("title", "A bridge"), ("date", "2024"))


@given(st.text())
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = normalised(text)
    assert normalised(once) == once


def test_words_quotation_marks_and_dashes_stay() -> None:
    said = "“Café” – it’s £5 … naïve—‘so’"
    assert normalised(said) == f"{said}\n"
    assert normalised("a\u00adb\u202e c\td\x07\r\rE\u0301") == "ab c d\n\nÉ\n"


# Front matter

MATTER = "---\ntitle: The bridge opens\ndate: 2011-05\n---\n"


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_front_matter_is_no_sentence_and_offsets_stay(line_break: str) -> None:
    text = (MATTER + "\nThe bridge opened. It is old.\n").replace("\n", line_break)
    sentences = split_sentences(text, "a.txt")
    assert [sentence.text for sentence in sentences] == ["The bridge opened.", "It is old."]
    assert all(text[each.start : each.end] == each.text for each in sentences)
    assert sentences[0].line == 6


def test_front_matter_cannot_be_quoted_nor_be_a_prefix() -> None:
    text = f"{MATTER}The bridge opened. The bridge opens now.\n"
    finder = QuoteFinder({"a.txt": Article("a.txt", text, "", split_sentences(text, "a.txt"))})
    assert isinstance(finder.find("a.txt", "title: The bridge opens"), Misquote)
    once = finder.find("a.txt", "The bridge opens")
    first = finder.find("a.txt", "The bridge opened")
    assert not isinstance(once, Misquote)
    assert not isinstance(first, Misquote)
    assert text[once.start : once.end] == "The bridge opens"
    assert (once.line, first.prefix) == (5, "")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "It opened.\n---\ntitle: x\n---\n",
        "---\nIt opened.\n---\n",
        "---\n---\nIt opened.\n",
        "---\n# only a comment\n---\nx",
        "---\ntitle: x\nno end",
        "---\ntitle: x\n",
        "---\n" + "a: b\n" * 61 + "---\n",
        "----\ntitle: x\n---\n",
        "--- x\ntitle: x\n---\n",
        "---\nhttp://x.example\n---\n",
    ],
)
def test_what_is_no_front_matter_is_the_article(text: str) -> None:
    assert body_start(text) == 0


@given(st.text(alphabet="-: \n\ra#"))
def test_front_matter_ends_where_a_line_begins(text: str) -> None:
    start = body_start(text)
    assert start == 0 or text[:start].rstrip(" \t\r\n").endswith("---")


@given(st.dictionaries(st.sampled_from(KEYS), st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1)))
def test_what_is_written_is_read_back(said: dict[str, str]) -> None:
    text = as_front_matter(said) + "It opened.\n"
    kept = {key: normalised(value).strip() for key, value in said.items()}
    assert metadata(as_front_matter(kept) + "It opened.\n") == {key: value for key, value in kept.items() if value}
    assert text.endswith("It opened.\n")


@pytest.mark.parametrize(
    ("matter", "mistake"),
    [
        ("date: 2011-05", None),
        ("title: x", None),
        ("date: May 2011", "'May 2011' is not a time"),
        ("date: 2011-02-30", "'2011-02-30' is not a possible date"),
        ("title: a: b", "': ' in the middle of a text"),
    ],
)
def test_what_is_wrong_with_front_matter(matter: str, mistake: str | None) -> None:
    found = metadata_mistake(f"---\n{matter}\n---\nx\n")
    assert found == mistake if mistake is None else str(found).startswith(mistake)
    assert metadata_mistake("It opened.") is None


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("---\ndate: 2019-07-12\n---\n\nIt opened.\n", "2019-07-12"),
        ("---\ntitle: It\ndate: '2019-07'\n---\nIt opened.\n", "2019-07"),
        ("---\ndate: 2019\n---\nIt opened.\n", "2019"),
        ("---\ndate: last July\n---\nIt opened.\n", ""),
        ("---\ndate: 2019-13-45\n---\nIt opened.\n", ""),
        ("---\ndate:\n---\nIt opened.\n", ""),
        ("---\ndate: [2019]\n---\nIt opened.\n", ""),
        ("---\ntitle: 'It\n---\nIt opened.\n", ""),
        ("---\ntitle: It\n---\nIt opened.\n", ""),
        ("It opened on 2019-07-12.\n", ""),
        ("", ""),
    ],
)
def test_the_date_that_an_article_gives_itself(text: str, date: str) -> None:
    """What is no date is none: nothing may be reckoned from it."""
    assert printed_on(text) == date
