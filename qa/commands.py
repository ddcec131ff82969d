"""What the commands do, whichever reader read the command line: ask, print, and return the exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from qa.dossier import open_dossier
from qa.model import Fact, Problem, QAError
from qa.render import (
    SCHEMA_VERSION,
    Page,
    answer_object,
    answer_text,
    error_object,
    fact_object,
    fact_text,
    facts_text,
    flowed,
    json_text,
    nearest_text,
    safe,
    search_object,
)
from qa.values import asdict

if TYPE_CHECKING:
    from qa.golden import Overmatch, Result

OK, NOTHING, FAILED = 0, 1, 2
STATUS_EXITS = {"answered": OK, "disputed": OK, "false-premise": OK, "ambiguous": NOTHING, "not-on-record": NOTHING}
WIDTH = 80
STDIN = "-"

Record = tuple[dict[str, Any], str, int]
"""A question's outcome: as JSON, as text, and the exit status that it alone would have."""


def ask(
    question: str | None,
    *,
    file: str | None = None,
    dossier: str | None = None,
    form: str = "text",
    explain: bool = False,
) -> int:
    """Answer one question, or each line of a file (``-`` for the standard input)."""
    opened = open_dossier(dossier)
    page = page_of(form)
    unanswered: list[str] = []

    def record(text: str) -> Record:
        answer, trace = opened.explain(text)
        if answer.status == "not-on-record":
            unanswered.append(text)
        value, shown = answer_object(answer), answer_text(answer, page)
        if explain:
            from qa.render_trace import trace_object, trace_text

            value["explain"] = trace_object(trace)
            shown = f"{shown}\n\n{trace_text(trace, page)}"
        return value, shown, STATUS_EXITS[answer.status]

    status = batched(question, file, form, record, 'a question, for example: qa ask "When did the bridge open?"')
    # Nearest sentences are missing where articles could not be read; an answer from the facts needs none.
    return max(status, warn(opened.warnings)) if unanswered else status


def search(
    query: str | None, *, file: str | None = None, dossier: str | None = None, form: str = "text", limit: int = 10
) -> int:
    """Show the sentences most like a query, or like each line of a file."""
    opened = open_dossier(dossier)
    page = page_of(form)

    def record(text: str) -> Record:
        found = opened.search(text, limit)
        shown = nearest_text(found, page) if found else "No sentence has any of these words."
        return search_object(text, found), shown, OK if found else NOTHING

    status = batched(query, file, form, record, 'what to search for, for example: qa search "bridge opening"')
    return max(status, warn(opened.warnings))


def facts(
    name: str | None,
    *,
    dossier: str | None = None,
    form: str = "text",
    about: str | None = None,
    by: str | None = None,
    article: str | None = None,
) -> int:
    """List the facts that pass the filters, or show the one with this id."""
    opened = open_dossier(dossier)
    known = tuple(opened.facts())
    page = page_of(form)
    if name is not None:
        found = [_fact_called(name, known)]
    else:
        found = [fact for fact in known if _passes(fact, about, by, article)]
    if form == "json":
        put(json_text({"schema_version": SCHEMA_VERSION, "facts": [fact_object(fact) for fact in found]}, indent=2))
    elif form == "jsonl":
        for fact in found:
            put(json_text({"schema_version": SCHEMA_VERSION} | fact_object(fact)))
    elif found:
        put(fact_text(found[0], page) if name is not None else facts_text(found, page))
    else:
        complain("no fact passes these filters")
    warn(opened.findings)
    return max(warn(opened.warnings), OK if found else NOTHING)


def run_golden(
    files: Sequence[str] = (), *, dossier: str | None = None, form: str = "text", overmatch: bool = False
) -> int:
    """Put golden questions to the dossier; with ``overmatch`` list the rules and facts that none of them reaches."""
    from qa.golden import find_overmatch, read_files, run

    opened = open_dossier(dossier)
    tests = read_files(files or [os.path.join(opened.folder, "tests", "golden")], opened)
    if overmatch:
        status = _put_overmatch(find_overmatch(tests, opened), form)
    else:
        status = _put_results(list(run(tests, opened)), form)
    warn(opened.findings)
    return max(status, warn(opened.warnings))


def _put_results(results: Sequence[Result], form: str) -> int:
    from qa.golden import OUTCOMES, result_object, result_text

    counts = {outcome: sum(result.outcome == outcome for result in results) for outcome in OUTCOMES}
    if form == "jsonl":
        for result in results:
            put(json_text({"schema_version": SCHEMA_VERSION} | result_object(result)))
    elif form == "json":
        tests = [result_object(result) for result in results]
        put(json_text({"schema_version": SCHEMA_VERSION, "summary": counts, "tests": tests}, indent=2))
    else:
        page = page_of(form)
        for result in results:
            if result.failed:
                put(result_text(result, page) + "\n")
        counted = ", ".join(f"{count} {outcome}" for outcome, count in counts.items() if count or outcome == "right")
        put(f"{len(results)} golden questions: {counted}")
    return NOTHING if any(result.failed for result in results) else OK


def _put_overmatch(found: Overmatch, form: str) -> int:
    if form == "text":
        for kind, unreached in (("rule", found.rules), ("fact", found.facts)):
            for each in unreached:
                put(flowed(f"{kind} never reached: {each}"))
        put(f"{found.questions} golden questions: {len(found.rules)} rules and {len(found.facts)} facts never reached")
    else:
        value = {"schema_version": SCHEMA_VERSION, "rules": list(found.rules), "facts": list(found.facts)}
        put(json_text(value, indent=2 if form == "json" else None))
    return NOTHING if found.rules or found.facts else OK


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
    """Show how far it is on a terminal, in one line that is cleared in the end."""
    if sys.stderr is not None and sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{f'{done:,} sentences {stage}' if stage else ''}")
        sys.stderr.flush()


# One question, or one a line


def batched(
    text: str | None,
    file: str | None,
    form: str,
    record: Callable[[str], Record],
    wanted: str,
    *,
    what: str = "question",
) -> int:
    """Print the record of a text, or of each line of a file; return the exit status of them all.

    ``what`` is the key under which JSON has a line that cannot be judged, and what messages call it.
    """
    if text is not None and file is not None:
        raise QAError("both a text and --file are given: which one is meant?")
    if text == STDIN:
        text, file = None, STDIN
    if text is None and file is None:
        if sys.stdin is None or sys.stdin.isatty():
            raise QAError(f"type {wanted}")
        file = STDIN
    if file is not None:
        return _batch(file, form, record, what)
    value, shown, status = record(text or "")
    put(shown if form == "text" else json_text(value, indent=2 if form == "json" else None))
    return status


def _batch(file: str, form: str, record: Callable[[str], Record], what: str) -> int:
    name = "<stdin>" if file == STDIN else file
    worst = OK
    values: list[dict[str, Any]] = []
    count = 0
    for line, content in _lines(file, what):
        value, shown, status = _line_record(content, f"{name}:{line}:1", record, what)
        worst = max(worst, status)
        count += 1
        if form == "json":
            values.append(value)
        elif form == "jsonl":
            put(json_text(value))
        else:
            put(("\n" if count > 1 else "") + f"{flowed(content.decode('utf-8', 'backslashreplace'))}\n\n{shown}")
    if not count:
        raise QAError(f"{name}: no {what} in it")
    if form == "json":
        put(json_text(values, indent=2))
    return worst


def _line_record(content: bytes, place: str, record: Callable[[str], Record], what: str) -> Record:
    """Return the record of one line; for a bad line, one that says what is wrong with it."""
    try:
        if b"\0" not in content:
            return record(content.decode())
        message = "there is a NUL character in it: is this a text file?"
    except UnicodeDecodeError as error:
        message = f"byte 0x{content[error.start]:02x} is not UTF-8"
    except QAError as error:
        message = error.message
    complain(f"{place}: {message}")
    shown = f"Cannot be {'judged' if what == 'claim' else 'answered'}: {message}"
    return error_object(content.decode("utf-8", "backslashreplace"), message, what), shown, FAILED


def _lines(file: str, what: str) -> Iterator[tuple[int, bytes]]:
    """Yield (number, content) of the lines that are not blank."""
    if file == STDIN:
        if sys.stdin is None:
            raise QAError("the standard input is closed")
        if sys.stdin.isatty():
            complain(f"reading one {what} a line; end with Ctrl-D")
        yield from _not_blank(sys.stdin.buffer)
        return
    try:
        with open(file, "rb") as opened:
            yield from _not_blank(opened)
    except OSError as error:
        raise QAError(f"{file}: cannot be read: {error.strerror}") from error


def _not_blank(lines: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    for number, line in enumerate(lines, 1):
        content = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if content.strip():
            yield number, content.rstrip(b"\r\n")


# Facts


def _fact_called(name: str, known: Sequence[Fact]) -> Fact:
    for fact in known:
        if fact.id == name:
            return fact
    from difflib import get_close_matches

    close = get_close_matches(name, [fact.id for fact in known], 1)
    raise QAError(f"no fact is called {name!r}" + (f", did you mean {close[0]!r}?" if close else ""))


def _passes(fact: Fact, about: str | None, by: str | None, article: str | None) -> bool:
    return (
        (about is None or _has_words(about, fact.statement))
        and (by is None or any(_has_words(by, each) for each in fact.according_to))
        and (article is None or any(source.article == article for source in fact.sources))
    )


def _has_words(wanted: str, text: str) -> bool:
    """Tell whether a text has these words in this order, whatever their case and quotation marks."""
    from qa.tokens import norms

    return f" {' '.join(norms(wanted))} " in f" {' '.join(norms(text))} "


# Printing


def page_of(form: str) -> Page:
    """Return the page that the standard output is: plain unless it is a terminal that shows bold."""
    if form != "text":
        return Page()
    terminal = sys.stdout.isatty()
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
