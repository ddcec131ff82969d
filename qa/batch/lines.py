"""Many texts, one a line: each is put to a recorder, and what comes of it is written in its place.

Nothing but the line at hand is kept, so that a file may have a million lines. What answers is named by its import path
(`Work`), so that other processes can make one of their own (`qa.batch.workers`).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any, NamedTuple, Protocol

from qa.model import Problem, QAError
from qa.rendering.answers import error_object, flowed, json_text, safe
from qa.values import value

FAILED = 2
STDIN = "-"
LONGEST_LINE = 2**20
"""Bytes. A longer line is not read into memory: it is told off by its beginning."""
SHOWN_OF_LONGEST = 1_000

Record = tuple[dict[str, Any], str, int]
"""What comes of a text: as JSON, as text for people, and the exit status that it alone would have."""


class Recorder(Protocol):
    """Makes the record of one text after the other."""

    what: str
    """What a text is called in messages, and the key of JSON under which a bad one stands: question, query, claim."""
    searched: bool
    """Whether a record so far rests on the articles' sentences, so that articles that cannot be read matter."""

    def __call__(self, text: str) -> Record:
        """Return the record of a text; raises QAError if there can be none."""

    @property
    def warnings(self) -> Sequence[Problem]:
        """Problems with the articles that did not stop the work."""

    def prepare(self) -> None:
        """Make whatever is kept on disk, so that other processes find it."""

    def status_of(self, record: Mapping[str, Any]) -> int:
        """Return the exit status of a record that was written earlier, which counts as made here."""


@value
class Work:
    """What to do with each line, in terms that another process understands.

    ``maker`` names a function ("package.module:function") that returns a `Recorder` for the ``options``, which are
    plain values; ``form`` is text, json or jsonl.
    """

    maker: str
    options: dict[str, Any]
    form: str = "text"

    @property
    def what(self) -> str:
        """What a line is called: the maker says so, if it is a class."""
        return str(getattr(self._made_by(), "what", "text"))

    def recorder(self) -> Recorder:
        """Make a recorder."""
        made: Recorder = self._made_by()(**self.options)
        return made

    def _made_by(self) -> Any:  # noqa: ANN401 - whatever has that name
        module, _, name = self.maker.partition(":")
        return getattr(import_module(module), name)


class Line(NamedTuple):
    """A line that is not blank, without its end: where it stands, and how many bytes of the file end with it."""

    place: str
    content: bytes
    upto: int


class Done(NamedTuple):
    """What came of a run of lines: its text, what to tell people, how many they are, the worst exit status."""

    text: str
    complaints: tuple[str, ...]
    records: int
    status: int
    searched: bool


class Layout(NamedTuple):
    """What stands around the records: before the first, before each other one, after each, after the last."""

    opening: str = ""
    between: str = ""
    after: str = "\n"
    closing: str = ""


LAYOUTS = {
    "text": Layout(between="\n"),
    "json": Layout("[\n  ", ",\n  ", "", "\n]\n"),
    "jsonl": Layout(),
}


# Reading


def lines_of(file: str, what: str = "question") -> Iterator[Line]:
    """Yield the lines of a file (``-``: the standard input) that are not blank.

    Raises:
        QAError: if it cannot be read.
    """
    if file == STDIN:
        if sys.stdin is None:
            raise QAError("the standard input is closed")
        if sys.stdin.isatty():
            complain(f"reading one {what} a line; end with Ctrl-D")
        yield from _lines(sys.stdin.buffer, "<stdin>")
        return
    try:
        with open(file, "rb") as opened:
            yield from _lines(opened, file)
    except OSError as error:
        raise QAError(f"{file}: cannot be read: {error.strerror}") from error


class _Readable(Protocol):
    def readline(self, size: int, /) -> bytes: ...


def _lines(opened: _Readable, name: str) -> Iterator[Line]:
    number = upto = 0
    while line := opened.readline(LONGEST_LINE + 1):
        number += 1
        upto += len(line)
        rest = line
        while len(rest) > LONGEST_LINE and not rest.endswith(b"\n"):
            rest = opened.readline(LONGEST_LINE + 1)
            upto += len(rest)
        content = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if content.strip():
            yield Line(f"{name}:{number}:1", content.rstrip(b"\r\n"), upto)


def shown(content: bytes) -> str:
    """Return a line as records repeat it: the beginning of one that is too long."""
    text = content.decode("utf-8", "backslashreplace")
    return text if len(content) <= LONGEST_LINE else text[:SHOWN_OF_LONGEST]


# Answering


def done_with(lines: Iterable[Line], recorder: Recorder, form: str) -> Done:
    """Return what comes of a run of lines, laid out but for what stands before the first record."""
    layout = LAYOUTS[form]
    texts: list[str] = []
    complaints: list[str] = []
    worst = 0
    for line in lines:
        made, text, status, message = _line_record(line.content, recorder)
        if message:
            complaints.append(f"{line.place}: {message}")
        if form == "text":
            text = f"{flowed(shown(line.content))}\n\n{text}"
        elif form == "json":
            text = json_text(made, indent=2).replace("\n", "\n  ")
        else:
            text = json_text(made)
        texts.append(text + layout.after)
        worst = max(worst, status)
    return Done(layout.between.join(texts), tuple(complaints), len(texts), worst, recorder.searched)


def _line_record(content: bytes, recorder: Recorder) -> tuple[dict[str, Any], str, int, str]:
    """Return the record of one line, and an empty text; for a bad line, a record of what is wrong, and that."""
    try:
        if len(content) > LONGEST_LINE:
            message = f"the line is longer than {LONGEST_LINE:,} bytes"
        elif b"\0" in content:
            message = "there is a NUL character in it: is this a text file?"
        else:
            return *recorder(content.decode()), ""
    except UnicodeDecodeError as error:
        message = f"byte 0x{content[error.start]:02x} is not UTF-8"
    except QAError as error:
        message = error.message
    told = f"Cannot be {'judged' if recorder.what == 'claim' else 'answered'}: {message}"
    return error_object(shown(content), message, recorder.what), told, FAILED, message


def complain(message: str) -> None:
    """Print one line for people to the standard error, if there is one."""
    if sys.stderr is not None:
        sys.stderr.write(f"qa: {safe(message)}\n")


def size_of(file: str) -> int:
    """Return the size of a regular file in bytes, or 0: how far it is read can be told only of those."""
    return os.path.getsize(file) if file != STDIN and os.path.isfile(file) else 0
