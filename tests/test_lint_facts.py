"""What the rules about facts find, and what they let pass: contradictions, dates left out, claims stated as facts."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from qa.lint import contradictions
from qa.lint.linter import lint, shown_path
from qa.model import QAError
from tests.small_dossier import write_dossier

ARTICLE = """\
Ann Hale died in May 2011. Ann Hale died in June 2012. The mill closed on 4 May 2010.
The mill was open in 2009. The mill was closed in 2009. The mill employed 40 people. The mill employed 50 people.
Ben Cole said that the mill was old. The mill, he said, was older than the bridge.

“The mill was a death trap. It was never safe,” said Ben Cole.

"The bridge was a bargain. It was cheap," said Ann Hale.
"""

ENTITIES = """\
entities:
  - {name: Ann Hale, kinds: [person]}
  - {name: Ben Cole, kinds: [person]}
  - {name: the mill, kinds: [mill]}
facts:
"""


def fact(statement: str, answers: str, quote: str, more: str = "") -> str:
    number = sha256(f"{statement}{answers}{quote}{more}".encode()).hexdigest()[:8]
    return (
        f"  - id: f{number}\n    statement: {statement}\n    answers: {{{answers}}}\n"
        f"    sources: [{{article: a.txt, quote: '{quote}'}}]\n    asked_as: Why?\n{more}"
    )


def found(folder: Path, rule: str, *facts: str) -> list[str]:
    write_dossier(folder, ENTITIES + "".join(facts), {"a.txt": ARTICLE})
    outcome = lint(str(folder), {rule})
    assert outcome.is_whole
    return [finding.message for finding in outcome.findings]


DIED = [
    fact("Ann Hale died in May 2011.", "who: Ann Hale, did: died, when: in May 2011", "Ann Hale died in May 2011"),
    fact("Ann Hale died in June 2012.", "who: Ann Hale, did: died, when: in June 2012", "Ann Hale died in June 2012"),
]
EMPLOYED = [
    fact(
        f"The mill employed {n} people.",
        f"what: The mill, did: employed, how many: {n} people",
        f"mill employed {n} people",
    )
    for n in (40, 50)
]
OPEN = [
    fact(f"The mill was {word}.", f"what: The mill, is: {word}", f"The mill was {word} in 2009")
    for word in ("open", "closed")
]
OLD = "what: The mill, is: old"
DENIED = [
    fact("The mill was old.", OLD, "said that the mill was old", "    according_to: Ben Cole\n"),
    fact("The mill was not old.", OLD, "said that the mill was old", "    according_to: Ann Hale\n    negated: true\n"),
]


@pytest.mark.parametrize("facts", [DIED, EMPLOYED, OPEN], ids=["dates of a death", "numbers", "opposites"])
def test_values_that_exclude_each_other(tmp_path: Path, facts: list[str]) -> None:
    (only,) = found(tmp_path, "contradiction", *facts)
    assert only.startswith("contradicts 'f")


@pytest.mark.parametrize(
    "facts",
    [
        [each.replace("died", "spoke").replace("quote: 'Ann Hale spoke", "quote: 'Ann Hale died") for each in DIED],
        [DIED[0], DIED[0].replace("id: f", "id: g")],
        [EMPLOYED[0], EMPLOYED[1].replace("50 people, how", "50").replace("how many: 50 people", "how many: 50")],
        [EMPLOYED[0], EMPLOYED[1] + "    rank: deprecated\n"],
        [OPEN[0], OPEN[1].replace("was closed.", "was closed there.").replace("is: closed", "is: closed there")],
        [OPEN[0], OPEN[1] + "    negated: true\n"],
    ],
    ids=["what can happen twice", "the same date", "another unit", "deprecated", "another place", "a denial"],
)
def test_values_that_may_both_be_true(tmp_path: Path, facts: list[str]) -> None:
    assert found(tmp_path, "contradiction", *facts) == []


def test_a_denial_by_somebody_else_is_a_dispute(tmp_path: Path) -> None:
    (only,) = found(tmp_path, "unmarked-dispute", *DENIED)
    assert "one affirms what the other denies" in only


def test_two_sides_with_different_figures_dispute_each_other(tmp_path: Path) -> None:
    sides = [f"{each}    according_to: {name}\n" for each, name in zip(EMPLOYED, ("Ann Hale", "Ben Cole"), strict=True)]
    (only,) = found(tmp_path, "unmarked-dispute", *sides)
    assert "'50 people' and '40 people'" in only or "'40 people' and '50 people'" in only


def test_a_long_list_of_facts_is_not_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contradictions, "LARGEST_GROUP", 1)
    assert found(tmp_path, "contradiction", *EMPLOYED) == []


CLOSED = "what: The mill, did: closed"


@pytest.mark.parametrize(
    ("statement", "answers", "quote", "expected"),
    [
        ("The mill closed.", CLOSED, "The mill closed on 4 May 2010", "the quote dates this ('4 May 2010')"),
        ("The mill closed on 4 May 2010.", CLOSED, "The mill closed on 4 May 2010", "'4 May 2010' stands in no slot"),
        ("The mill closed.", CLOSED + ", when: The mill", "The mill closed on 4 May 2010", None),
        ("The mill closed.", CLOSED, "2011. Ann Hale died in June 2012. The mill closed on 4 May 2010", None),
        ("The mill lived.", "what: The mill, did: lived", "The mill closed on 4 May 2010", None),
        ("The mill was old.", OLD, "The mill was open in 2009", None),
    ],
)
def test_a_date_that_is_left_out(
    tmp_path: Path, statement: str, answers: str, quote: str, expected: str | None
) -> None:
    messages = found(tmp_path, "event-without-when", fact(statement, answers, quote))
    assert [message[: len(expected or "")] for message in messages] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("statement", "answers", "quote", "is_found"),
    [
        ("The mill was a death trap.", "what: The mill, is: a death trap", "The mill was a death trap", True),
        ("The bridge was a bargain.", "what: The bridge, is: a bargain", "The bridge was a bargain", True),
        ("The mill was old.", OLD, "Ben Cole said that the mill was old", True),
        ("Ben Cole said the mill was old.", "who: Ben Cole, did: said", "Ben Cole said that the mill was old", False),
        ("Ben Cole feared the mill.", "who: Ben Cole, did: feared", "The mill was a death trap", False),
        ("The mill closed.", CLOSED, "The mill closed on 4 May 2010", False),
    ],
)
def test_what_somebody_said_is_no_fact(
    tmp_path: Path, statement: str, answers: str, quote: str, *, is_found: bool
) -> None:
    assert len(found(tmp_path, "claim-as-fact", fact(statement, answers, quote))) == is_found


@pytest.mark.parametrize(
    ("answers", "statement", "is_found"),
    [
        ("what: The mill, did: employed, who: Ann Hale", "The mill employed Ann Hale.", True),
        ("what: The mill, did: employed, whom: Ann Hale", "The mill employed Ann Hale.", False),
        ("who: Ann Hale, did: was known", "Ann Hale was known.", False),
    ],
)
def test_the_one_it_is_done_to(tmp_path: Path, answers: str, statement: str, *, is_found: bool) -> None:
    messages = found(tmp_path, "patient-in-who", fact(statement, answers, "The mill employed 40 people"))
    assert len(messages) == is_found


@pytest.mark.parametrize(
    ("slot", "statement", "quote", "expected"),
    [
        ("when: in May 2011", "Ann Hale died in May 2011.", "Ann Hale died in June 2012", "slot 'when': 'May 2011'"),
        ("when: on 4 May 2010", "It closed on 4 May 2010.", "The mill closed on 4 May 2010", None),
        (
            "when: on 5 May 2010",
            "It closed on 5 May 2010.",
            "The mill closed on 4 May 2010",
            "slot 'when': '5 May 2010'",
        ),
        ("how many: forty people", "It employed forty people.", "The mill employed 40 people", None),
        ("how many: 45 people", "It employed 45 people.", "The mill employed 40 people", "slot 'how many': '45'"),
        ("when: {text: that year, value: 2010}", "It closed that year.", "The mill employed 40 people", None),
        ("what: 45 people", "It employed 45 people.", "The mill employed 40 people", None),
    ],
)
def test_values_that_the_quote_does_not_have(
    tmp_path: Path, slot: str, statement: str, quote: str, expected: str | None
) -> None:
    messages = found(tmp_path, "value-not-quoted", fact(statement, slot, quote))
    assert [message[: len(expected or "")] for message in messages] == ([expected] if expected else [])


def test_a_golden_file_that_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "tests" / "golden" / "x.yaml").mkdir(parents=True)
    with pytest.raises(QAError, match=r"x\.yaml: cannot be read"):
        found(tmp_path, "no-golden-question", *EMPLOYED)


def test_a_path_is_shown_as_one_would_type_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a" / "b" / "c").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "a")
    assert shown_path(str(tmp_path / "a" / "b")) == "b"
    monkeypatch.chdir("/")
    assert shown_path(str(tmp_path)) == str(tmp_path).removeprefix("/")
