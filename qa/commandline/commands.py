"""What the commands do, whichever reader read the command line: ask, print, and return the exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence

from qa.commandline.progress import open_dossier
from qa.files.stages import on_terminal
from qa.model import Problem, QAError
from qa.rendering.answers import (
    SCHEMA_VERSION,
    Page,
    answer_object,
    answer_text,
    json_text,
    nearest_text,
    safe,
    search_object,
)
from qa.values import TYPE_CHECKING, asdict

if TYPE_CHECKING:
    from typing import Any

    from qa.batch.lines import Record, Recorder

OK, NOTHING, FAILED = 0, 1, 2
STATUS_EXITS = {"answered": OK, "disputed": OK, "false-premise": OK, "ambiguous": NOTHING, "not-on-record": NOTHING}
WIDTH = 80
STDIN = "-"
NOTHING_ALIKE = "No sentence has any of these words."

Many = tuple[int, str | None, bool]
"""How a batch is run: by how many processes (0: one for each core), into which file, and whether to go on with it."""
HERE: Many = (1, None, False)


def ask(
    question: str | None,
    *,
    file: str | None = None,
    dossier: str | None = None,
    form: str = "text",
    explain: bool = False,
    many: Many = HERE,
) -> int:
    """Answer one question, or each line of a file (``-`` for the standard input)."""
    options = {"dossier": dossier, "page": page_of(form, many[1]), "explain": explain}
    wanted = 'a question, for example: qa ask "When did the bridge open?"'
    return batched(question, file, form, (Asking, options), wanted, many=many)


class Recording:
    """What recorders have in common (`qa.batch.lines.Recorder`): an opened dossier, and the page that is written on."""

    from_facts = True
    """Whether facts are asked, not only the articles' sentences."""

    def __init__(self, dossier: str | None, page: Page) -> None:
        self._opened = open_dossier(dossier)
        self._page = page

    def prepare(self) -> None:
        """Build the index, and compile the facts that are asked."""
        self._opened.prepare(facts=self.from_facts)

    @property
    def warnings(self) -> Sequence[Problem]:
        """The articles that cannot be read."""
        return self._opened.warnings


class Explaining(Recording):
    """A recorder of what comes from the facts, and can show how it was found."""

    def __init__(self, dossier: str | None, page: Page, *, explain: bool) -> None:
        super().__init__(dossier, page)
        self._explain = explain
        self.searched = False
        """Nearest sentences are missing where articles could not be read; what comes from the facts needs none."""


class Asking(Explaining):
    """The recorder of `qa ask` (`qa.batch.lines.Recorder`)."""

    what = "question"

    def __call__(self, text: str) -> Record:
        """Answer a question."""
        answer, trace = self._opened.explain(text)
        value, shown = answer_object(answer), answer_text(answer, self._page)
        if self._explain:
            from qa.rendering.trace import trace_object, trace_text

            value["explain"] = trace_object(trace)
            shown = f"{shown}\n\n{trace_text(trace, self._page)}"
        return value, shown, self.status_of(value)

    def status_of(self, record: Mapping[str, Any]) -> int:
        """Return the exit status of an answer, which counts as given here."""
        self.searched = self.searched or record.get("status") == "not-on-record"
        return STATUS_EXITS.get(record.get("status", ""), FAILED)


def search(
    query: str | None,
    *,
    file: str | None = None,
    dossier: str | None = None,
    form: str = "text",
    limit: int = 10,
    many: Many = HERE,
) -> int:
    """Show the sentences most like a query, or like each line of a file."""
    options = {"dossier": dossier, "page": page_of(form, many[1]), "limit": limit}
    wanted = 'what to search for, for example: qa search "bridge opening"'
    return batched(query, file, form, (Searching, options), wanted, many=many)


class Searching(Recording):
    """The recorder of `qa search` (`qa.batch.lines.Recorder`)."""

    what = "query"
    searched = True
    from_facts = False

    def __init__(self, dossier: str | None, page: Page, *, limit: int) -> None:
        super().__init__(dossier, page)
        self._limit = limit

    def __call__(self, text: str) -> Record:
        """Find the sentences that are most like a query."""
        found = self._opened.search(text, self._limit)
        value = search_object(text, found)
        return value, nearest_text(found, self._page) if found else NOTHING_ALIKE, self.status_of(value)

    def status_of(self, record: Mapping[str, Any]) -> int:
        """Return the exit status of what was found."""
        return FAILED if "error" in record else OK if record.get("nearest") else NOTHING


def index(action: str, *, dossier: str | None = None, form: str = "text", anew: bool = False, memory: int = 256) -> int:
    """Build the index of a large dossier's sentences, say what is kept, or compare it with its checksums."""
    opened = open_dossier(dossier)
    if not opened.is_large:
        found: dict[str, Any] = {"state": "small"}
        shown, status = "The articles are few: their index is made and kept when it is first needed.", OK
    elif action == "verify":
        damaged = opened.archive.verify()
        found = {"state": "damaged" if damaged else "whole", "damaged": list(damaged)}
        shown = (
            f"Damaged: {', '.join(damaged)}. qa index build mends it."
            if damaged
            else "Every byte is as it was written."
        )
        status = NOTHING if damaged else OK
    else:
        if action == "build":
            kept = opened.archive.build(anew=anew, memory=memory, progress=_progress)
            _progress("", 0)
        else:
            kept = opened.archive.status()
        found, status = asdict(kept), OK if kept.state == "fresh" else NOTHING
        counted = (
            f"{kept.sentences:,} sentences of {kept.articles:,} articles, {kept.terms:,} words, {kept.size:,} bytes"
        )
        shown = f"The index is {kept.state}" + (f": {counted}." if kept.state != "missing" else ".")
    put(shown if form == "text" else json_text({"schema_version": SCHEMA_VERSION} | found))
    return max(status, warn(opened.warnings)) if action == "build" else status


def _progress(stage: str, done: int) -> None:
    on_terminal(f"{done:,} sentences {stage}" if stage else "")


# One question, or one a line


def batched(
    text: str | None,
    file: str | None,
    form: str,
    made: tuple[Callable[..., Recorder], dict[str, Any]],
    wanted: str,
    *,
    many: Many = HERE,
) -> int:
    """Print the record of a text, or of each line of a file; return the exit status of them all.

    ``made`` says what makes a recorder, here or in another process, and with which options (plain values).
    """
    maker, options = made
    if text is not None and file is not None:
        raise QAError("both a text and --file are given: which one is meant?")
    if text == STDIN:
        text, file = None, STDIN
    if text is None and file is None:
        if sys.stdin is None or sys.stdin.isatty():
            raise QAError(f"type {wanted}")
        file = STDIN
    if file is not None:
        from qa.batch.lines import Work
        from qa.commandline.batch import run_batch

        work = Work(f"{maker.__module__}:{maker.__qualname__}", options, form)
        status, warnings = run_batch(file, work, many[0], many[1], resume=many[2])
        return max(status, warn(warnings))
    if many[1:] != HERE[1:]:
        raise QAError("--output and --resume are for many questions: give them with --file")
    recorder = maker(**options)
    value, shown, status = recorder(text or "")
    put(shown if form == "text" else json_text(value, indent=2 if form == "json" else None))
    return max(status, warn(recorder.warnings)) if recorder.searched else status


# Printing


def page_of(form: str, output: str | None = None) -> Page:
    """Return the page that the output is: plain unless it is a terminal that shows bold."""
    if form != "text":
        return Page()
    terminal = output is None and sys.stdout.isatty()
    styled = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Page(_width(terminal=terminal), styled)


def _width(*, terminal: bool) -> int:
    """Return $COLUMNS; else 80, or the terminal's width where that is less."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and int(columns):
        return int(columns)
    if not terminal:
        return WIDTH
    try:
        return min(os.get_terminal_size(sys.stdout.fileno()).columns or WIDTH, WIDTH)
    except OSError:
        return WIDTH


def put(text: str) -> None:
    """Print a line (or several) to the standard output."""
    sys.stdout.write(text + "\n")


def complain(message: str) -> None:
    """Print one line for people to the standard error, if there is one."""
    if sys.stderr is not None:
        sys.stderr.write(f"qa: {safe(message)}\n")


def warn(problems: Iterable[Problem]) -> int:
    """Print problems that did not stop the work, one a line; return the exit status that they ask for."""
    status = OK
    for problem in problems:
        if sys.stderr is not None:
            sys.stderr.write(f"{safe(str(problem))}\n")
        status = FAILED
    return status
