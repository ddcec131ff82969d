"""The curator's guide: what it shows as right is clean; what it shows as wrong is found by the rule that it names."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import indent

import pytest

from qa.lint.linter import lint
from scripts.check_docs import ROOT, Block, blocks, file_of, parse_page

PAGE = parse_page("docs/curating.md", (ROOT / "docs/curating.md").read_text(encoding="utf-8"))
FILES = {path: block.content for block in blocks(PAGE) if (path := file_of(block)) is not None}
MARKED = re.compile(r"<!-- (?P<kind>wrong|right)(?:: (?P<rule>[a-z-]+))? -->")
BESIDE = {"no-golden-question", "unused-entity", "unused-words"}
"""Rules about the rest of a dossier, of which an example shows one fact only."""


def examples(kind: str) -> list[tuple[Block, str]]:
    """Return the examples of one kind, each with the rule that it names ("" for none)."""
    found = ((block, MARKED.fullmatch(block.comment)) for block in blocks(PAGE))
    return [(block, match["rule"] or "") for block, match in found if match and match["kind"] == kind]


def rules_found(facts: str, folder: Path) -> set[str]:
    """Return the rules that have something to say of these facts, below the head of the page's facts.yaml."""
    for path, content in FILES.items():
        if path.startswith("seeds/"):
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_text(content, encoding="utf-8")
    head = FILES["facts.yaml"].partition("facts:\n")[0]
    (folder / "facts.yaml").write_text(f"{head}facts:\n{indent(facts, '  ')}", encoding="utf-8")
    return {finding.rule for finding in lint(str(folder)).findings} - BESIDE


@pytest.mark.parametrize("example", [block for block, _ in examples("right")], ids=lambda block: f"line-{block.start}")
def test_what_is_shown_as_right_is_clean(example: Block, tmp_path: Path) -> None:
    assert rules_found(example.content, tmp_path) == set()


@pytest.mark.parametrize(
    ("example", "rule"), [pytest.param(*each, id=f"line-{each[0].start}") for each in examples("wrong")]
)
def test_what_is_shown_as_wrong_is_found_by_the_rule_that_is_named(example: Block, rule: str, tmp_path: Path) -> None:
    """Where no rule is named, the page says that nothing complains."""
    assert rules_found(example.content, tmp_path) == ({rule} if rule else set())


def test_each_wrong_example_is_followed_by_a_right_one() -> None:
    kinds = [match["kind"] for block in blocks(PAGE) if (match := MARKED.fullmatch(block.comment))]
    assert kinds == ["wrong", "right"] * 8
