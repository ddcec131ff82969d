"""Where the records of a batch go: the standard output, or a file that a later run can go on with."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from typing import IO, Any

from qa.batch.lines import LAYOUTS, LONGEST_LINE, STDIN, Line, Recorder, shown
from qa.model import QAError

LONGEST_RECORD = 64 * LONGEST_LINE
"""Bytes. What is longer was not written by us."""


class Output:
    """Takes the texts of records, in order, and lays them out."""

    def __init__(self, form: str, path: str | None = None) -> None:
        """Write to a file (opened by ``__enter__``), or to the standard output."""
        self.count = 0
        """Records, those of earlier runs among them."""
        self._layout = LAYOUTS[form]
        self._path = path
        self._file: IO[bytes] | None = None

    def __enter__(self) -> Output:  # noqa: PYI034 - nobody derives from it
        """Open the file."""
        if self._path is not None:
            self._file = _opened(self._path)
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()

    def put(self, text: str, count: int) -> None:
        """Write the text of so many records."""
        self._write((self._layout.between if self.count else self._layout.opening) + text)
        self.count += count

    def finish(self) -> None:
        """Write what stands after the last record."""
        self._write(self._layout.closing)
        if self._file is not None:
            self._file.flush()

    def _write(self, text: str) -> None:
        if self._file is None:
            sys.stdout.write(text)
        else:
            self._file.write(text.encode("utf-8", "backslashreplace"))

    def go_on(self, lines: Iterator[Line], recorder: Recorder) -> int:
        """Pass over the lines whose records are in the file already, cut off a torn one, and go on behind them.

        Returns the worst exit status of the records that are there.

        Raises:
            QAError: if the file holds anything but the records of these lines, from the first one on.
        """
        file = self._file
        if file is None or not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise QAError("--resume needs --output FILE, a file that can be read again")
        worst = end = 0
        for written in _written(file):
            line = next(lines, None)
            if line is None:
                raise QAError(f"{self._path} has more records than there are questions: it belongs to another file")
            record = self._record(written, line, recorder.what)
            worst = max(worst, recorder.status_of(record))
            self.count += 1
            end += len(written)
        file.seek(end)
        file.truncate()
        return worst

    def _record(self, written: bytes, line: Line, what: str) -> dict[str, Any]:
        where = f"{self._path}:{self.count + 1}:1"
        try:
            record = json.loads(written)
        except ValueError as error:
            raise QAError(f"{where}: not a record of qa: --resume needs what --format jsonl wrote") from error
        echo = record.get(what) if isinstance(record, dict) else None
        if not isinstance(echo, str):
            raise QAError(f"{where}: not a record of qa: --resume needs what --format jsonl wrote")
        if echo.split() != shown(line.content).split():
            raise QAError(f"{where}: answers another question than {line.place}: it belongs to another file")
        return dict(record)


def check(file: str, form: str, output: str | None, *, resume: bool) -> None:
    """Make sure that what is asked for goes together; raises QAError if not."""
    if resume and (output is None or form != "jsonl"):
        raise QAError("--resume needs --output FILE and --format jsonl: a record a line can be counted")
    if output is None or not os.path.exists(output):
        return
    if file != STDIN and os.path.exists(file) and os.path.samefile(file, output):
        raise QAError(f"{output}: the questions are read from this file; name another one for the answers")
    if not resume and os.path.isfile(output) and os.path.getsize(output):
        raise QAError(f"{output}: is not empty; --resume goes on with it, or name another file")


def _opened(path: str) -> IO[bytes]:
    """Open a file to read and write, made if it is not there; one that can only be written is taken as it is."""
    try:
        if os.path.exists(path) and not os.path.isfile(path):
            return open(path, "wb")
        return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666), "r+b")
    except OSError as error:
        raise QAError(f"{path}: cannot be written: {error.strerror}") from error


def _written(file: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the whole lines of what an earlier run wrote."""
    read = file.readline  # type: ignore[attr-defined]  # a file
    while (line := read(LONGEST_RECORD)).endswith(b"\n"):
        yield line
    if len(line) == LONGEST_RECORD:
        raise QAError("a line of the output is too long to be a record of qa: it belongs to something else")
