"""Text, Markdown and HTML files -> the plain text of an article, with where it is from.

Only what is not text is taken out: markup, control characters, invisible signs. Words, quotation marks and dashes stay
as they are printed, since quotes are held against them. HTML is read with trafilatura, Markdown with markdown-it-py;
both are imported only where such a file is read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from qa.curating.metadata import KEYS, metadata
from qa.files.frontmatter import body_start
from qa.model import QAError
from qa.record.schema import one_line
from qa.values import value

if TYPE_CHECKING:
    from markdown_it.token import Token

HTML_SUFFIXES = (".html", ".htm", ".xhtml")
MARKDOWN_SUFFIXES = (".md", ".markdown")
LATEST = "2199-12-31"
"""Dates of publication are looked for up to here, not up to today: the same page gives the same date on any day."""

_HTML = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_BLANK_LINES = re.compile(r"\n{3,}")


@value
class Intake:
    """An article as it came in: its text, normalised, and where it is said to be from (`qa.curating.metadata.KEYS`)."""

    text: str
    said: tuple[tuple[str, str], ...] = ()


def is_html(content: bytes, name: str) -> bool:
    """Tell whether a file is a web page, by its name or by how it begins."""
    return name.lower().endswith(HTML_SUFFIXES) or _HTML.match(content[:4_096]) is not None


def read_page(content: bytes) -> Intake:
    """Return the article of a web page without what stands around it, as plain text.

    Raises:
        QAError: if the reader of web pages is not installed, or finds no article.

    """
    try:
        import trafilatura  # noqa: PLC0415 - takes a second, and is an extra
    except ImportError as error:
        raise QAError("reading HTML needs one more package: pip install 'factcheck-qa[html]'") from error
    found = trafilatura.bare_extraction(
        content,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"original_date": True, "extensive_search": False, "max_date": LATEST},
    )
    fields = found if found is None or isinstance(found, dict) else found.as_dict()
    fields = fields or {}
    text = normalised("\n\n".join(str(fields.get("text") or "").split("\n")))
    if not text:
        raise QAError("no article was found in this page: save its text, and add that")
    said = {"title": "title", "publisher": "sitename", "date": "date", "url": "url"}
    return Intake(text, tuple((key, one_line(str(fields[said[key]]))) for key in KEYS if fields.get(said[key])))


def read_text(text: str, name: str) -> Intake:
    """Return the article of a text or Markdown file; its front matter is what it says of where it is from."""
    start = body_start(text)
    body = text[start:]
    if name.lower().endswith(MARKDOWN_SUFFIXES):
        body = "\n\n".join(_unmarked(body))
    return Intake(normalised(body), tuple(metadata(text).items()))


def normalised(text: str) -> str:
    r"""Return text in NFC, with plain line ends and spaces, at most one blank line, and nothing that cannot be seen.

    >>> normalised("It\u00a0 opened.\r\n\r\n\r\n\u200bAt last.")
    'It opened.\n\nAt last.\n'
    """
    plain = _INVISIBLE.sub("", _CONTROL.sub("", _LINE_BREAK.sub("\n", text)))
    lines = (_SPACES.sub(" ", line).strip() for line in unicodedata.normalize("NFC", plain).split("\n"))
    body = _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip("\n")
    return f"{body}\n" if body else ""


def _unmarked(text: str) -> Iterator[str]:
    """Yield the paragraphs, headlines and list items of a Markdown text without their marks."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only where there is Markdown

    for token in MarkdownIt("commonmark").parse(text):
        if token.type == "inline":
            yield "".join(_inline(child) for child in token.children or ())
        elif token.type in {"fence", "code_block"}:
            yield token.content


def _inline(token: Token) -> str:
    return {"softbreak": " ", "hardbreak": "\n"}.get(token.type) or (
        token.content if token.type in {"text", "code_inline"} else ""
    )
