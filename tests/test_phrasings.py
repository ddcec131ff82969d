"""phrasings.yaml: what is read from it, and each mistake with its exact place and words."""

from __future__ import annotations

import pytest

from qa.model import Fact, Phrasings, QAError, Slot
from qa.record.phrasings import KEYS, load_phrasings

SLOTS = (Slot("who", "Ann", ((0, 3),)), Slot("how many goals", "two", ((11, 14),)))
FACTS = {name: Fact(name, "Ann scored two goals.", SLOTS, ()) for name in ("reid-scored", "cup-won")}


def read(text: str) -> tuple[Phrasings, list[str]]:
    """Return what is read from a file, and its findings as they are printed."""
    phrasings, findings = load_phrasings(text.encode(), "p.yaml", FACTS)
    return phrasings, [str(finding) for finding in findings]


def mistakes(text: str) -> list[str]:
    """Return what makes a file unusable, as it is printed."""
    with pytest.raises(QAError, match=r"p\.yaml has") as caught:
        load_phrasings(text.encode(), "p.yaml", FACTS)
    return [str(problem) for problem in caught.value.problems]


def test_questions_are_read_in_the_order_of_the_file() -> None:
    phrasings, findings = read(
        "unanswered:\n"
        "  - who owns the club\n"
        "facts:\n"
        "  cup-won:\n"
        "    how many goals: [how many went in, what was the tally]\n"
        "  reid-scored:\n"
        "    says: who told the paper\n"
        "    who: whose goals were they\n"
    )
    assert phrasings == Phrasings(
        (
            ("cup-won", "how many goals", "how many went in"),
            ("cup-won", "how many goals", "what was the tally"),
            ("reid-scored", "says", "who told the paper"),
            ("reid-scored", "who", "whose goals were they"),
        ),
        ("who owns the club",),
    )
    assert findings == []


@pytest.mark.parametrize("key", KEYS)
def test_what_is_no_slot_can_be_asked_for_too(key: str) -> None:
    assert read(f"facts: {{cup-won: {{{key}: a question}}}}") == (Phrasings((("cup-won", key, "a question"),)), [])


def test_a_question_stands_on_one_line_however_it_is_broken() -> None:
    phrasings, _ = read("unanswered:\n  - >-\n    who   owns\n    the club\n  - 'who\n    sold it'\n")
    assert phrasings.unanswered == ("who owns the club", "who sold it")


@pytest.mark.parametrize("text", ["facts: {}", "unanswered: []", "facts: {cup-won: {}}", "facts: {cup-won: {who: []}}"])
def test_any_part_may_be_empty(text: str) -> None:
    assert read(text) == (Phrasings(), [])


# Findings: the rest is used


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        (
            "facts:\n  cup-wn: {who: a b}",
            "p.yaml:2:3: there is no fact 'cup-wn', did you mean 'cup-won'?",
        ),
        ("facts:\n  zebra: {who: a b}", "p.yaml:2:3: there is no fact 'zebra'"),
        (
            "facts:\n  cup-won:\n    hwo: a b",
            "p.yaml:3:5: 'cup-won' has no 'hwo', did you mean 'who'?",
        ),
        (
            "facts:\n  cup-won:\n    how many goal: a b",
            "p.yaml:3:5: 'cup-won' has no 'how many goal', did you mean 'how many goals'?",
        ),
        (
            "facts:\n  cup-won:\n    mistakn: a b",
            "p.yaml:3:5: 'cup-won' has no 'mistakn', did you mean 'mistaken'?",
        ),
        ("facts:\n  cup-won:\n    zebra: a b", "p.yaml:3:5: 'cup-won' has no 'zebra'"),
        ("fact: {}", "p.yaml:1:1: the file has no 'fact', did you mean 'facts'?"),
        ("facts: {}\nunanswerd: a b", "p.yaml:2:1: the file has no 'unanswerd', did you mean 'unanswered'?"),
    ],
)
def test_what_is_not_there_is_a_finding_and_left_out(text: str, finding: str) -> None:
    assert read(text) == (Phrasings(), [finding])


def test_a_finding_costs_nothing_else() -> None:
    phrasings, findings = read(
        "facts:\n  gone: {who: a}\n  cup-won:\n    gone: b\n    who: c\ngone: d\nunanswered: e\n"
    )
    assert phrasings == Phrasings((("cup-won", "who", "c"),), ("e",))
    assert findings == [
        "p.yaml:2:3: there is no fact 'gone'",
        "p.yaml:4:5: 'cup-won' has no 'gone'",
        "p.yaml:6:1: the file has no 'gone'",
    ]


def test_a_question_that_stands_there_twice_is_a_finding_and_kept() -> None:
    """Whatever its case and spacing, for whatever slot: the curator has to say which of them is meant."""
    phrasings, findings = read(
        "facts:\n"
        "  cup-won:\n"
        "    who:\n"
        "      - Who won?\n"
        "      - who   WON?\n"
        "    yes: who has won\n"
        "unanswered:\n"
        "  - who won?\n"
    )
    assert [question for _, _, question in phrasings.asked] == ["Who won?", "who WON?", "who has won"]
    assert phrasings.unanswered == ("who won?",)
    assert findings == [
        "p.yaml:5:9: the same question stands in line 4: 'who WON?'",
        "p.yaml:8:5: the same question stands in line 4: 'who won?'",
    ]


# Errors: nothing of the file is used


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("- a b", "1:1: the file must be a mapping"),
        ("a b", "1:1: the file must be a mapping"),
        ("facts: [a b]", "1:8: 'facts' must be a mapping of fact ids"),
        ("facts: a b", "1:8: 'facts' must be a mapping of fact ids"),
        ("facts:\n  cup-won: [a b]", "2:12: 'cup-won' must be a mapping"),
        ("facts:\n  cup-won: a b", "2:12: 'cup-won' must be a mapping"),
        ("facts:\n  cup-won:\n    who: ''", "3:10: a question must be a text"),
        ("facts:\n  cup-won:\n    who: ['  ']", "3:11: a question must be a text"),
        ("facts:\n  cup-won:\n    who: {a: b}", "3:10: a question must be a text"),
        ("facts:\n  cup-won:\n    who:\n      - a\n      - [b]", "5:9: a question must be a text"),
        ("unanswered: {a: b}", "1:13: a question must be a text"),
        ("unanswered:\n  - a b: c", "2:5: a question must be a text"),
        ("unanswered: 'a b", "1:13: a quotation mark opens here and is never closed"),
        ("facts: {cup-won: {who: a, who: b}}", "1:27: duplicate key 'who' in line 1, first in line 1"),
    ],
)
def test_what_has_not_the_shape_of_the_file_is_an_error(text: str, mistake: str) -> None:
    assert mistakes(text) == [f"p.yaml:{mistake}"]


@pytest.mark.parametrize("text", ["", "\n", "# to be written\n", "---\n# later\n"])
def test_a_file_with_nothing_in_it_but_comments_has_no_phrasings(text: str) -> None:
    assert read(text) == (Phrasings(), [])


def test_all_mistakes_are_told_at_once_by_line_and_column() -> None:
    """Findings too, so that one pass over the file mends all of it."""
    assert mistakes("facts:\n  gone: {}\n  cup-won:\n    who: ['', a]\n    yes: A\nunanswered: {}\n") == [
        "p.yaml:2:3: there is no fact 'gone'",
        "p.yaml:4:11: a question must be a text",
        "p.yaml:5:10: the same question stands in line 4: 'A'",
        "p.yaml:6:13: a question must be a text",
    ]


# Known failures


def test_a_question_that_stands_twice_in_one_line_is_a_finding_too() -> None:
    _, findings = read("unanswered: [who won, who won]")
    assert findings == ["p.yaml:1:23: the same question stands in line 1: 'who won'"]
