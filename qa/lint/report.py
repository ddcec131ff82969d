"""Findings as text, JSON, GitHub annotations and SARIF; rules as a list, and each as a page."""

from __future__ import annotations

import os
from collections.abc import Iterable
from textwrap import indent
from typing import Any
from urllib.parse import quote

from qa import __version__
from qa.lint.linter import Finding, Outcome
from qa.lint.rules import RULES, Rule
from qa.rendering.answers import SCHEMA_VERSION, Page, json_text, safe

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def text_report(outcome: Outcome, _page: Page) -> str:
    """Return the findings one a line, and their number."""
    lines = [safe(str(finding)) for finding in outcome.findings]
    return "\n".join([*lines, _count(outcome)])


def _count(outcome: Outcome) -> str:
    number = len(outcome.findings)
    if not number:
        return "Clean: no findings."
    mendable = sum(finding.edit is not None for finding in outcome.findings)
    counted = f"{number:,} finding{'s' if number > 1 else ''}"
    counted += f" ({mendable:,} of them can be mended with --fix)" if mendable else ""
    rest = "" if outcome.is_whole else ". Mend the errors first: the other rules look at a file without any"
    return counted + rest + "."


def json_report(outcome: Outcome, _page: Page) -> str:
    """Return the findings as one JSON object (docs/lint.md)."""
    findings = [
        {
            "file": finding.file,
            "line": finding.line,
            "column": finding.column,
            "rule": finding.rule,
            "level": finding.level,
            "message": finding.message,
            "fixable": finding.edit is not None,
        }
        for finding in outcome.findings
    ]
    value = {"schema_version": SCHEMA_VERSION, "whole": outcome.is_whole, "findings": findings}
    return json_text(value, indent=2)


def github_report(outcome: Outcome, _page: Page) -> str:
    """Return the findings as workflow commands, which GitHub shows beside the lines that they are about."""
    return "\n".join([*map(_annotation, outcome.findings), _count(outcome)])


def _annotation(finding: Finding) -> str:
    place = f"file={_property(finding.file)},line={finding.line},col={finding.column},title={finding.rule}"
    return f"::{finding.level} {place}::{_escaped(finding.message)}"


def _escaped(text: str) -> str:
    return safe(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def sarif_report(outcome: Outcome, _page: Page) -> str:
    """Return the findings in the Static Analysis Results Interchange Format (OASIS SARIF 2.1.0)."""
    driver = {"name": "qa lint", "version": __version__, "rules": [_sarif_rule(rule) for rule in RULES]}
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(finding) for finding in outcome.findings],
    }
    return json_text({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _sarif_rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.summary},
        "help": {"text": rule.page},
        "defaultConfiguration": {"level": rule.level},
    }


def _sarif_result(finding: Finding) -> dict[str, Any]:
    uri = quote(finding.file.replace(os.sep, "/").encode("utf-8", "surrogateescape"))
    region = {"startLine": finding.line, "startColumn": finding.column}
    location = {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}
    return {
        "ruleId": finding.rule,
        "level": finding.level,
        "message": {"text": finding.message},
        "locations": [location],
    }


REPORTS = {"text": text_report, "json": json_report, "github": github_report, "sarif": sarif_report}


def rules_text(rules: Iterable[Rule], page: Page) -> str:
    """Return the names of the rules, each with what it finds."""
    return "\n".join(line for rule in rules for line in page.wrapped(f"{rule.name}: {rule.summary}", "", "    "))


def rule_text(rule: Rule, article: str, page: Page) -> str:
    """Return a rule's page; ``article`` is what the examples cite."""
    cites = "bridge.txt" in rule.page
    cited = f"The examples cite seeds/bridge.txt:\n\n{indent(article.rstrip(), '    ')}" if cites else ""
    blocks = [f"{rule.name} ({rule.level})", *rule.page.split("\n\n"), *cited.split("\n\n")]
    return "\n\n".join(_block(block, page) for block in blocks if block)


def _block(text: str, page: Page) -> str:
    """Return a paragraph as wide as the page; an example keeps its lines."""
    if text.startswith(" "):
        return "\n".join(safe(line) for line in text.split("\n"))
    return "\n".join(page.wrapped(text))
