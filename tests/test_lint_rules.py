"""Every lint rule holds what its page shows: one example that it finds, at the marked place, and one that is clean."""

from __future__ import annotations

import ast
import inspect
import os
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from qa.articles import reading
from qa.files import placed_yaml
from qa.golden import judging
from qa.lint import rules
from qa.lint.example import ARTICLE, NAME
from qa.lint.linter import Finding, Outcome, lint
from qa.lint.rules import BY_NAME, FAILS, PASSES, RULES, Rule
from qa.record import facts, phrasings, quotes, relations, report, schema, slots

PART = re.compile(r"# (file|bytes): (\S+)\n?")
MARK = re.compile(r"^( *)\^\n?", re.MULTILINE)
MINIMAL = "title: A bridge\n"
NOTING = {"error", "finding", "Problem", "Misquote", "_note", "_refuse"}


def write_example(text: str, folder: Path) -> tuple[str, int, int] | None:
    """Write the files of an example and return (file, line, column) of the mark in it, if there is one."""
    parts = ["file", "facts.yaml", *PART.split(text)] if not PART.match(text) else PART.split(text)[1:]
    if parts[:2] == ["file", "facts.yaml"]:
        parts[2:3] = [parts[2]]
    marked = None
    (folder / "seeds").mkdir(parents=True, exist_ok=True)
    (folder / "seeds" / NAME).write_text(ARTICLE, encoding="utf-8")
    (folder / "facts.yaml").write_text(MINIMAL, encoding="utf-8")
    for kind, name, content in zip(parts[0::3], parts[1::3], parts[2::3], strict=True):
        found = MARK.search(content)
        body = MARK.sub("", content)
        if found:
            marked = (name, max(content.count("\n", 0, found.start()), 1), len(found[1]) + 1)
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(bytes.fromhex(body) if kind == "bytes" else body.encode())
    return marked


def lint_example(rule: Rule, which: str, folder: Path) -> tuple[tuple[str, int, int] | None, Outcome]:
    marked = write_example(rule.example(which) + "\n", folder)
    outcome = lint(str(folder))
    return marked, Outcome(tuple(each for each in outcome.findings if each.rule == rule.name), outcome.is_whole)


def place(finding: Finding, folder: Path) -> tuple[str, int, int]:
    return Path(os.path.relpath(finding.file, os.path.relpath(folder))).as_posix(), finding.line, finding.column


@pytest.mark.unmeasured
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_failing_example_has_one_finding_at_the_mark(rule: Rule, tmp_path: Path) -> None:
    marked, outcome = lint_example(rule, FAILS, tmp_path)
    (finding,) = outcome.findings
    assert marked is not None
    assert (finding.rule, finding.level) == (rule.name, rule.level)
    assert place(finding, tmp_path) == marked


@pytest.mark.unmeasured
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_passing_example_is_clean(rule: Rule, tmp_path: Path) -> None:
    marked, outcome = lint_example(rule, PASSES, tmp_path)
    assert marked is None
    assert outcome.findings == ()
    assert outcome.is_whole


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_page_begins_with_one_sentence(rule: Rule) -> None:
    assert rule.summary.endswith(".")
    assert rule.page.count(FAILS) == rule.page.count(PASSES) == 1


def test_names_are_unique_and_each_function_of_the_rule_modules_is_in_the_table() -> None:
    assert len(BY_NAME) == len(RULES)
    modules = [path for path in Path(rules.__file__).parent.glob("*.py") if "(subject: Subject)" in path.read_text()]
    written = {
        name
        for path in modules
        for name in re.findall(r"^def ([a-z]\w*)\(_?subject: Subject\)", path.read_text(), re.MULTILINE)
    }
    about_comments = {"unused-ignore", "bad-ignore"}
    assert {name.replace("_", "-") for name in written} == set(BY_NAME) - about_comments


READING = (
    reading,
    facts,
    relations,
    report,
    schema,
    slots,
    judging,
    phrasings,
    placed_yaml,
    quotes,
)


def noted_rules(module: ModuleType) -> Iterator[str]:
    """Yield the names that a module gives to the mistakes that it notes: the last text of such a call."""
    for node in ast.walk(ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in NOTING:
            texts = [each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
            yield from (text for text in texts if re.fullmatch(r"[a-z]+(-[a-z]+)+", text))


@pytest.mark.parametrize("module", READING, ids=lambda module: module.__name__)
def test_everything_that_reading_notes_has_a_rule(module: ModuleType) -> None:
    assert set(noted_rules(module)) <= set(BY_NAME)


def test_reading_notes_something_for_each_of_its_rules() -> None:
    noted = {name for module in READING for name in noted_rules(module)} | {"wrong-value"}
    handed_on = {rule.name for rule in RULES if "subject.noted(" in inspect.getsource(rule.check)}
    assert noted == handed_on
