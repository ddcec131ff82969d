"""Other processes that answer runs of lines, while this one reads and writes: all cores, the same output.

Each worker has a pipe of its own. It is given a run of lines only when it has nothing to do, so that no pipe can fill
up from both ends, and what comes back is put in order. A worker whose pipe is closed ends: also when this process was
killed. Workers never see Ctrl-C: this process is told, and ends them.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any

from qa.batch.lines import Done, Line, Work, done_with
from qa.model import QAError

LINES, BYTES = 32, 2**18
"""A run has at most so many lines, and ends with the line that reaches so many bytes."""
AHEAD = 4
"""Runs for each worker that may be answered or waiting for their turn to be written."""
PATIENCE = 5.0
"""Seconds that a worker has to end before it is killed."""


class Workers:
    """So many processes, each with a recorder of its own."""

    def __init__(self, work: Work, jobs: int) -> None:
        self._work = work
        self._jobs = jobs
        self._processes: list[SpawnProcess] = []
        self._connections: list[Connection[Any, Any]] = []

    def __enter__(self) -> Workers:  # noqa: PYI034 - nobody derives from it
        """Start the processes, in which Ctrl-C stays blocked: they inherit what is blocked here."""
        context = multiprocessing.get_context("spawn")  # the only way that is the same everywhere
        try:
            with _interrupts_blocked():
                for _ in range(self._jobs):
                    ours, theirs = context.Pipe()
                    self._connections.append(ours)
                    process = context.Process(target=serve, args=(theirs, self._work), daemon=True)
                    process.start()
                    self._processes.append(process)
                    theirs.close()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        """End the processes, whatever they are doing."""
        for connection in self._connections:
            connection.close()
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            process.join(PATIENCE)
            if process.is_alive():
                process.kill()
                process.join()

    def done(self, lines: Iterable[Line]) -> Iterator[tuple[Done, int]]:
        """Yield what came of each run of lines, in their order, and how many bytes of the file end with it.

        Raises:
            QAError: if a worker ended before its work did.
        """
        runs = runs_of(lines)
        idle = list(self._connections)
        at_work: dict[Connection[Any, Any], int] = {}
        ready: dict[int, Done] = {}
        ends: dict[int, int] = {}
        given = written = 0
        more = True
        while more or at_work:
            while more and idle and given - written < AHEAD * self._jobs:
                run = next(runs, None)
                more = run is not None
                if run is not None:
                    at_work[idle[-1]] = given
                    ends[given] = run[-1].upto
                    _give(idle.pop(), run)
                    given += 1
            for connection in wait(list(at_work)) if at_work else ():
                assert isinstance(connection, Connection)  # noqa: S101 - what was waited for
                ready[at_work.pop(connection)] = _taken(connection)
                idle.append(connection)
            while written in ready:
                yield ready.pop(written), ends.pop(written)
                written += 1


def runs_of(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Cut lines into runs that take about a second and little memory."""
    run: list[Line] = []
    size = 0
    for line in lines:
        run.append(line)
        size += len(line.content)
        if len(run) >= LINES or size >= BYTES:
            yield run
            run, size = [], 0
    if run:
        yield run


def _give(connection: Connection[Any, Any], run: list[Line]) -> None:
    try:
        connection.send([tuple(line) for line in run])
    except OSError as error:
        raise QAError("a worker process ended before its work did") from error


def _taken(connection: Connection[Any, Any]) -> Done:
    try:
        outcome, problem = connection.recv()
    except (EOFError, OSError) as error:
        raise QAError("a worker process ended before its work did (was there enough memory?)") from error
    if problem == "MemoryError":
        raise MemoryError
    if problem == "QAError":
        raise QAError(*outcome)
    if problem:
        raise RuntimeError(outcome)
    return Done(*outcome)


def serve(connection: Connection[Any, Any], work: Work) -> None:
    """Answer runs of lines until there are no more: what a worker does."""
    with contextlib.suppress(EOFError, OSError):  # whoever gave them has gone
        recorder = None
        while True:
            run = [Line(*line) for line in connection.recv()]
            try:
                recorder = recorder or work.recorder()
                outcome: tuple[Any, str] = (tuple(done_with(run, recorder, work.form)), "")
            except QAError as error:
                outcome = ((error.message,), "QAError")
            except MemoryError:
                outcome = ((), "MemoryError")
            except Exception as error:
                if os.environ.get("QA_TRACEBACK"):
                    raise
                outcome = (f"{type(error).__name__}: {error}", "error")
            connection.send(outcome)


@contextlib.contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """Hold back Ctrl-C; it comes through afterwards. Windows has no such thing."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
