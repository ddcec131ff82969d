"""What `qa lint` does: look, mend what is safe, look again, print what is left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qa.commandline.commands import FAILED, NOTHING, OK, complain, page_of, put
from qa.dossier import open_dossier
from qa.files.stages import on_terminal
from qa.files.textfile import read_text, replace_file
from qa.lint.example import ARTICLE
from qa.lint.fix import fixed
from qa.lint.linter import Outcome, lint
from qa.lint.report import REPORTS, rule_text, rules_text
from qa.lint.rules import BY_NAME, RULES
from qa.model import QAError
from qa.record.report import Report, shown

MOST_ROUNDS = 5
"""A mended file may have something new to mend; after so many rounds it is left as it is."""


def run_lint(
    *,
    dossier: str | None = None,
    form: str = "text",
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    fix: bool = False,
) -> int:
    """Print what is wrong with a dossier; with ``fix``, mend what can be mended safely first.

    ``select`` and ``ignore`` are names of rules, each word one or several with commas between.
    """
    selected = (_named(select) or set(BY_NAME)) - _named(ignore)
    folder = open_dossier(dossier).folder
    outcome = lint(folder, selected, _progress)
    rounds = MOST_ROUNDS if fix else 0
    while rounds and any(finding.edit for finding in outcome.findings):
        _mend(outcome)
        outcome = lint(folder, selected, _progress)
        rounds -= 1
    put(REPORTS[form](outcome, page_of(form)))
    if not outcome.is_whole:
        return FAILED
    return NOTHING if outcome.findings else OK


def list_rules() -> int:
    """Print all rules, each with what it finds."""
    put(rules_text(RULES, page_of("text")))
    return OK


def explain_rule(name: str) -> int:
    """Print a rule's page: what it finds, why that matters, an example that has it and one that has not."""
    (known,) = _named([name])
    put(rule_text(BY_NAME[known], ARTICLE, page_of("text")))
    return OK


def _named(words: Iterable[str]) -> set[str]:
    """Return the names of rules in what was typed."""
    names = {name.strip() for word in words for name in word.split(",") if name.strip()}
    for name in sorted(names):
        if name not in BY_NAME:
            hint = Report("").did_you_mean(name, list(BY_NAME)) or " (qa lint --rules lists them)"
            raise QAError(f"no rule is called {shown(name)}{hint}")
    return names


def _mend(outcome: Outcome) -> None:
    """Make all safe changes, file by file."""
    for file in sorted({finding.file for finding in outcome.findings if finding.edit}):
        edits = [finding.edit for finding in outcome.findings if finding.edit and finding.file == file]
        replace_file(file, fixed(read_text(file), file, edits))
        complain(f"mended {len(edits)} of {file}")


def _progress(stage: str, done: int) -> None:
    on_terminal(f"{done:,} {stage}" if stage else "")
