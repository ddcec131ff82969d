"""A batch from end to end: read, answered here or by other processes, written, with its progress on a terminal."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Generator, Iterable, Sequence
from typing import TYPE_CHECKING

from qa.batch.lines import STDIN, Done, Line, Recorder, Work, complain, done_with, lines_of, size_of
from qa.batch.output import Output, check
from qa.files.stages import is_watched, on_terminal
from qa.model import Problem, QAError

if TYPE_CHECKING:
    from collections.abc import Callable

EVERY = 0.2
"""Seconds between two looks at the progress."""


def _cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run_batch(file: str, work: Work, jobs: int, path: str | None, *, resume: bool) -> tuple[int, Sequence[Problem]]:
    """Write the record of each line of a file; return the worst exit status, and problems with articles that matter.

    The output is the same, byte for byte, however many processes answer.

    Args:
        file: where the lines are; ``-`` is the standard input.
        work: what to do with each.
        jobs: how many processes answer; 0 is one for each core.
        path: the file to write; None is the standard output.
        resume: whether to go on where that file ends.

    Raises:
        QAError: if the file cannot be read or has no line, or if the output cannot be used.
    """
    check(file, work.form, path, resume=resume)
    lines = lines_of(file, work.what)
    recorder = work.recorder()
    with Output(work.form, path) as output:
        status = output.go_on(lines, recorder) if resume else 0
        searched = recorder.searched
        progress = Progress(size_of(file), output.count, shows=_shows_progress(file, path))
        with contextlib.closing(_done(lines, recorder, work, jobs or _cores())) as outcomes:
            for done, upto in outcomes:
                progress.clear(bool(done.complaints))
                for message in done.complaints:
                    complain(message)
                output.put(done.text, done.records)
                status, searched = max(status, done.status), searched or done.searched
                progress.show(output.count, upto)
        progress.clear(wanted=True)
        if not output.count:
            raise QAError(f"{'<stdin>' if file == STDIN else file}: no {work.what} in it")
        output.finish()
    return status, recorder.warnings if searched else ()


def _done(lines: Iterable[Line], recorder: Recorder, work: Work, jobs: int) -> Generator[tuple[Done, int]]:
    """Yield what came of the lines, one by one or a run at a time, and how far into the file they are."""
    if jobs == 1:
        for line in lines:
            yield done_with((line,), recorder, work.form), line.upto
        return
    from qa.batch.workers import Workers  # noqa: PLC0415 - one process needs no others

    recorder.prepare()
    with Workers(work, jobs) as workers:
        yield from workers.done(lines)


def _shows_progress(file: str, output: str | None) -> bool:
    """Progress is for somebody who sees neither the questions typed nor the answers go by."""
    return (
        is_watched() and (output is not None or not sys.stdout.isatty()) and (file != STDIN or not sys.stdin.isatty())
    )


class Progress:
    """One line on the terminal: how many are done, how many a second, and how much of the file."""

    def __init__(self, size: int, before: int, *, shows: bool, clock: Callable[[], float] = time.monotonic) -> None:
        self._size = size
        self._before = before
        self._shows = shows
        self._clock = clock
        self._start = self._last = clock() if shows else 0.0
        self._is_shown = False

    def show(self, count: int, upto: int) -> None:
        """Show how far it is, now and then; ``upto`` is the number of bytes of the file that are done."""
        if not self._shows or (now := self._clock()) - self._last < EVERY:
            return
        self._last = now
        rate = (count - self._before) / (now - self._start)
        share = f", {100 * upto // self._size} %" if self._size else ""
        on_terminal(f"{count:,} done, {rate:,.0f} a second{share}")
        self._is_shown = True

    def clear(self, wanted: bool) -> None:  # noqa: FBT001 - said by its name
        """Clear the line, so that something else can be printed there."""
        if wanted and self._is_shown:
            on_terminal("")
            self._is_shown = False
