"""What became of golden questions as a JUnit XML report, which every build server reads.

The form is the one that Jenkins and GitLab document: a suite for each file, a case for each question. There are no
times in it, so that the same outcome is the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from qa.golden.judging import Result
from qa.golden.select import label
from qa.rendering.answers import safe


def junit(results: Sequence[tuple[Result, str]]) -> str:
    """Return the report of (result, what is shown of it); a known failure counts as skipped."""
    suites = [list(each) for _, each in groupby(results, key=lambda pair: pair[0].test.file)]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<testsuites{_counts([r for r, _ in results])}>"]
    for suite in suites:
        lines.append(f"  <testsuite{_attribute('name', suite[0][0].test.file)}{_counts([r for r, _ in suite])}>")
        for result, shown in suite:
            lines += _case(result, shown)
        lines.append("  </testsuite>")
    return "\n".join([*lines, "</testsuites>", ""])


def _case(result: Result, shown: str) -> list[str]:
    test = result.test
    head = "".join(
        _attribute(name, text)
        for name, text in (
            ("classname", test.file),
            ("name", label(test)),
            ("file", test.file),
            ("line", str(test.line)),
        )
    )
    if result.failed:
        failure = f"<failure{_attribute('type', result.outcome)}{_attribute('message', result.why)}>"
        return [f"    <testcase{head}>", f"      {failure}{escape(_clean(shown))}</failure>", "    </testcase>"]
    if result.outcome == "known":
        return [f"    <testcase{head}>", f"      <skipped{_attribute('message', result.why)}/>", "    </testcase>"]
    return [f"    <testcase{head}/>"]


def _counts(results: Sequence[Result]) -> str:
    failed, known = sum(result.failed for result in results), sum(result.outcome == "known" for result in results)
    return f' tests="{len(results)}" failures="{failed}" errors="0" skipped="{known}"'


def _attribute(name: str, text: str) -> str:
    return f" {name}={quoteattr(_clean(text))}"


def _clean(text: str) -> str:
    """Return text without what XML does not allow."""
    return "\n".join(safe(line) for line in text.split("\n"))
