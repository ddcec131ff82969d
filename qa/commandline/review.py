"""What `qa review` does: read the draft, have it reviewed, print what was found, return the exit status."""

from __future__ import annotations

import os
import sys

from qa.articles.draft import Lines
from qa.commandline.commands import NOTHING, OK, STDIN, page_of, put, warn
from qa.dossier import open_dossier
from qa.model import Problem, QAError
from qa.rendering.answers import json_text
from qa.rendering.reviews import review_github, review_markdown, review_object, review_text

MARKDOWN_SUFFIXES = (".md", ".markdown", ".mkd", ".mdown")
MOST_BYTES = 4_000_000


def review(draft: str, *, dossier: str | None = None, form: str = "text", read_as: str = "auto") -> int:
    """Review a draft (``-`` for the standard input) and print what was found.

    Args:
        draft: the file's path.
        dossier: the dossier's folder.
        form: text, json, markdown or github.
        read_as: text, markdown, or auto: as the file's name says, text for the standard input.

    Returns:
        0, or 1 if the record contradicts a sentence, or a quotation is altered, misattributed or joined.

    Raises:
        QAError: if the draft cannot be read.

    """
    opened = open_dossier(dossier)
    name = "<stdin>" if draft == STDIN else draft
    text = _decoded(_content(draft), name)
    markdown = read_as == "markdown" or (read_as == "auto" and draft.lower().endswith(MARKDOWN_SUFFIXES))
    try:
        found = opened.review(text, markdown=markdown)
    except QAError as error:
        if error.problems:
            raise
        raise _unusable(name, 1, 1, error.message) from error
    if form == "json":
        put(json_text(review_object(found, name), indent=2))
    elif form == "github":
        for line in review_github(found, name):
            put(line)
    else:
        put(review_markdown(found, name) if form == "markdown" else review_text(found, name, page_of(form)))
    return max(NOTHING if found.errors else OK, warn(opened.warnings))


def _content(draft: str) -> bytes:
    if draft == STDIN:
        if sys.stdin is None:
            raise QAError("the standard input is closed")
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    try:
        if os.path.exists(draft) and not os.path.isfile(draft):
            raise QAError(f"{draft}: not a file: name the draft itself")
        with open(draft, "rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise QAError(f"{draft}: cannot be read: {error.strerror}") from error


def _decoded(content: bytes, name: str) -> str:
    """Return the draft's text, without a byte order mark.

    Raises:
        QAError: with the place of the first byte that is no text.

    """
    if len(content) > MOST_BYTES:
        raise _unusable(name, 1, 1, f"the draft has more than {MOST_BYTES:,} bytes: review it in parts")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8-sig")
        place = Lines(before).place(len(before))
        message = f"byte 0x{content[error.start]:02x} is not UTF-8: save the draft as UTF-8"
        raise _unusable(name, place.line, place.column, message) from error
    if "\0" in text:
        place = Lines(text).place(text.index("\0"))
        raise _unusable(name, place.line, place.column, "there is a NUL character in it: is this a text file?")
    return text


def _unusable(name: str, line: int, column: int, message: str) -> QAError:
    return QAError(message, (Problem(name, line, column, message),))
