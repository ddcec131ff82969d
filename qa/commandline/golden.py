"""What `qa test` does: put golden questions, show what failed and why, report it, or bring the files up to date."""

from __future__ import annotations

import os
from collections.abc import Sequence
from difflib import unified_diff

from qa import __version__
from qa.commandline.commands import NOTHING, OK, complain, page_of, put, warn
from qa.dossier import Dossier, open_dossier
from qa.files.progress import counted
from qa.files.textfile import read_text, replace_file, write_new
from qa.golden.file import Golden, read_files
from qa.golden.judging import OUTCOMES, Overmatch, Result, find_overmatch, result_object, result_text, run_one
from qa.golden.junit import junit
from qa.golden.select import LastFailed, label, with_words
from qa.golden.update import updated
from qa.golden.why import reasons
from qa.model import Answer, QAError
from qa.rendering.answers import SCHEMA_VERSION, Page, flowed, json_text, safe
from qa.values import value


@value
class Options:
    """How golden questions are put, as the command line says it."""

    words: str = ""
    last_failed: bool = False
    overmatch: bool = False
    update: bool = False
    junit: str | None = None


def run_golden(
    files: Sequence[str] = (), *, dossier: str | None = None, form: str = "text", options: Options | None = None
) -> int:
    """Put golden questions to the dossier; with ``overmatch`` list the rules and facts that none of them reaches."""
    options = options or Options()
    if options.update and os.environ.get("CI"):
        raise QAError("--update is not for build servers (the environment variable CI is set): look at the changes")
    opened = open_dossier(dossier)
    tests = read_files(files or [os.path.relpath(os.path.join(opened.folder, "tests", "golden"))], opened)
    chosen = _chosen(tests, LastFailed(opened.folder, __version__), options)
    if options.overmatch:
        status = _put_overmatch(find_overmatch(chosen, opened), form)
    elif chosen:
        results = _put_questions(chosen, opened)
        LastFailed(opened.folder, __version__).note(results)
        status = _put_results(results, opened, form, options)
    else:
        complain("no golden question failed the last time")
        status = OK
    warn(opened.findings)
    return max(status, warn(opened.warnings))


def _chosen(tests: Sequence[Golden], last: LastFailed, options: Options) -> Sequence[Golden]:
    if options.words:
        tests = with_words(tests, options.words)
    return last.among(tests) if options.last_failed else tests


def _put_questions(tests: Sequence[Golden], opened: Dossier) -> list[Result]:
    return [run_one(test, opened) for test in counted(tests, "golden questions")]


def _put_results(results: Sequence[Result], opened: Dossier, form: str, options: Options) -> int:
    page = page_of(form)
    told = [(result, _told(result, opened)) for result in results]
    if options.junit:
        write_new(options.junit, junit([(r, result_text(r, Page()) + _because(why, Page())) for r, why in told]))
    if options.update:
        return _update(results, opened)
    counts = {outcome: sum(result.outcome == outcome for result in results) for outcome in OUTCOMES}
    if form == "jsonl":
        for result, why in told:
            put(json_text({"schema_version": SCHEMA_VERSION} | result_object(result) | {"because": list(why)}))
    elif form == "json":
        tests = [result_object(result) | {"because": list(why)} for result, why in told]
        put(json_text({"schema_version": SCHEMA_VERSION, "summary": counts, "tests": tests}, indent=2))
    else:
        for result, why in told:
            if result.failed:
                put(result_text(result, page) + _because(why, page) + "\n")
        put(_summary(results, counts))
    return NOTHING if any(result.failed for result in results) else OK


def _told(result: Result, opened: Dossier) -> tuple[str, ...]:
    """Return what the trace says about a failure."""
    if not result.failed or result.test.is_claim:
        return ()
    _, trace = opened.explain(label(result.test))
    return reasons(result, trace, opened.articles, tuple(opened.facts()))


def _because(why: Sequence[str], page: Page) -> str:
    return "".join(f"\n{line}" for reason in why for line in page.wrapped(reason, "  - ", "    "))


def _summary(results: Sequence[Result], counts: dict[str, int]) -> str:
    """Return the last line: how many are right, wrong and not answered, and how the marks stand."""
    counted = ", ".join(f"{count} {outcome}" for outcome, count in counts.items() if count or outcome in OUTCOMES[:3])
    return f"{_questions(len(results))}: {counted}"


def _questions(count: int) -> str:
    return f"{count} golden question{'' if count == 1 else 's'}"


# Bringing up to date


def _update(results: Sequence[Result], opened: Dossier) -> int:
    """Rewrite the files whose tests failed, show the difference, and count what changed."""
    files = dict.fromkeys(result.test.file for result in results if result.failed)
    changes = []
    for file in files:
        old = read_text(file)
        changes.append((file, old, updated(old, _of_file(file, results, opened), opened.articles)))
    for file, old, new in changes:
        for line in unified_diff(old.splitlines(), new.splitlines(), file, f"{file} (updated)", lineterm="", n=2):
            put(safe(line))
        replace_file(file, new)
    failed = sum(result.failed for result in results)
    put(f"{failed} of {_questions(len(results))} brought up to date" if failed else "Nothing to update.")
    return OK


def _of_file(file: str, results: Sequence[Result], opened: Dossier) -> list[Result]:
    """Return a result for every test of a file; one that was not put counts as right."""
    put_now = {(result.test.file, result.test.line): result for result in results}
    return [
        put_now.get((test.file, test.line)) or Result(test, "right", Answer(label(test), "not-on-record"))
        for test in read_files([file], opened)
    ]


def _put_overmatch(found: Overmatch, form: str) -> int:
    if form == "text":
        for kind, unreached in (("rule", found.rules), ("fact", found.facts)):
            for each in unreached:
                put(flowed(f"{kind} never reached: {each}"))
        put(f"{_questions(found.questions)}: {len(found.rules)} rules and {len(found.facts)} facts never reached")
    else:
        told = {"schema_version": SCHEMA_VERSION, "rules": list(found.rules), "facts": list(found.facts)}
        put(json_text(told, indent=2 if form == "json" else None))
    return NOTHING if found.rules or found.facts else OK
