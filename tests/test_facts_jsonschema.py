"""The editors' schema of facts.yaml: up to date, and of one mind with the loader wherever a schema can be."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from qa.lint.rules import ERROR, FAILS, PASSES, RULES, Rule
from qa.record.json_schema import SLOTS, facts_schema, schema_text
from qa.record.report import Report
from qa.record.slots import slot_key_mistake
from scripts.build_schema import TARGET, main
from tests.test_facts_file import FACT_ERRORS, SHAPES, VALID, fact
from tests.test_lint_rules import MARK, PART

ROOT = Path(__file__).parents[1]
VALIDATOR = Draft7Validator(facts_schema())

BEYOND_A_SCHEMA = {
    "yaml-syntax": "not YAML",
    "yaml-feature": "gone once the YAML is read",
    "duplicate-key": "gone once the YAML is read",
    "wrong-value": "an impossible day of a month",
    "ends-before-start": "a comparison",
    "duplicate-entity": "a comparison",
    "unknown-entity": "a name from elsewhere in the file",
    "circular-relation": "names from elsewhere in the file",
    "duplicate-id": "a comparison",
    "unknown-id": "a name from elsewhere in the file",
    "held-back": "needs the articles",
    "slot-not-in-statement": "a text within another",
    "missing-article": "needs the articles",
    "quote-not-verbatim": "needs the articles",
    "quote-repeated": "needs the articles",
    "quote-too-short": "counting words",
    "cut-off-text": "gone once the YAML is read",
    "unreadable-article": "not about facts.yaml",
}
"""Mistakes that the loader finds and a JSON Schema cannot express, by rule."""


class AsEditorsRead(yaml.CSafeLoader):
    """YAML as an editor's server reads it (YAML 1.2): numbers and true are values; dates, yes and no are texts."""


AsEditorsRead.yaml_implicit_resolvers = {
    first: [
        (tag, re.compile("true|false") if tag.endswith(":bool") else pattern)
        for tag, pattern in rows
        if tag != "tag:yaml.org,2002:timestamp"
    ]
    for first, rows in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def readings(content: str) -> tuple[Any, Any]:
    """Return a file as this program reads it, and as editors do."""
    return yaml.load(content, yaml.CBaseLoader), yaml.load(content, AsEditorsRead)  # noqa: S506 - both are safe


def accepted(content: str) -> bool:
    verdicts = {VALIDATOR.is_valid(reading) for reading in readings(content)}
    assert len(verdicts) == 1
    return verdicts.pop()


def test_the_schema_is_a_schema() -> None:
    Draft7Validator.check_schema(facts_schema())
    Draft7Validator.check_schema(facts_schema(ids=["b", "a"], names=["Ann"], articles=["a.txt"]))


def test_what_is_shipped_is_up_to_date(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert TARGET.read_text(encoding="utf-8") == schema_text(facts_schema())
    assert main(["--check"]) == 0
    stale = tmp_path / "facts.schema.json"
    assert main(["--check"], stale) == 1
    assert "not up to date" in capsys.readouterr().out
    assert main([], stale) == 0
    assert main(["--check"], stale) == 0


@pytest.mark.parametrize("path", ["facts.yaml", "tests/dossiers/flood/facts.yaml"])
def test_dossiers_are_accepted(path: str) -> None:
    for reading in readings((ROOT / path).read_text(encoding="utf-8")):
        assert [error.message for error in VALIDATOR.iter_errors(reading)] == []


def test_every_key_of_a_valid_file_is_known() -> None:
    assert accepted(VALID)


def example(rule: Rule, which: str) -> str:
    return MARK.sub("", PART.split(rule.example(which))[0])


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.level == ERROR], ids=lambda rule: rule.name)
def test_broken_examples_are_rejected_where_a_schema_can_tell(rule: Rule) -> None:
    if rule.name in {"yaml-syntax", "unreadable-article"}:
        return
    assert accepted(example(rule, FAILS)) == (rule.name in BEYOND_A_SCHEMA)
    assert accepted(example(rule, PASSES))


BEYOND_IN_A_FACT = (
    "does not occur", "no fact has the id", "names no entity", "not a possible date", "no slot", "duplicate",
    "go round",
)  # fmt: skip


@pytest.mark.parametrize(("key", "value", "expected"), FACT_ERRORS)
def test_a_fact_that_the_loader_rejects_is_rejected(key: str, value: str, expected: list[str]) -> None:
    beyond = all(any(part in message for part in BEYOND_IN_A_FACT) for message in expected)
    assert accepted(fact(key, value)) == beyond, expected


@pytest.mark.parametrize(("content", "expected"), SHAPES)
def test_a_file_that_the_loader_rejects_is_rejected(content: str, expected: list[str]) -> None:
    beyond = all(any(part in message for part in BEYOND_IN_A_FACT) for message in expected)
    assert accepted(content) == beyond, expected


@pytest.mark.parametrize("name", SLOTS)
def test_slots_that_editors_offer_are_slots(name: str) -> None:
    assert slot_key_mistake(name, Report("f")) is None


def test_names_of_a_dossier_are_offered_and_others_allowed() -> None:
    made = facts_schema(ids=["b", "a"], names=["Ann"], articles=["a.txt"])
    assert made["definitions"]["ids"]["anyOf"][0] == {"enum": ["a", "b"]}
    known = Draft7Validator(made)
    body = yaml.load(fact("disputes", "[zz]"), yaml.CBaseLoader)  # noqa: S506 - the loader of texts
    assert known.is_valid(body)


def test_the_schema_can_be_read_from_the_package() -> None:
    assert json.loads(TARGET.read_text(encoding="utf-8"))["$schema"] == "http://json-schema.org/draft-07/schema#"
