"""What becomes of a claim that was given up, and of one that another side's claim stands against."""

# ruff: noqa: E501 - a fact's slots are one line

from __future__ import annotations

import pytest

from qa.dossier import Dossier, open_dossier
from tests.small_dossier import write_dossier

FIRST = """\
Lou Marsh said he had rung the harbour twice that night. Ann Reid said she had locked all three doors. Paul Carr said
that two of the three doors were open at nine. Most of the crates had gone, said Dee Holt.
The surveyor put 55 per cent of the leak down to frost. The surveyor put 15 per cent of the leak down to the pump. The
builder said the pump's share was under 2 per cent.
"""
LATER = """\
Ann Reid admitted to the court that she locked only one of the three doors. Telephone records showed one call from Lou
Marsh to the harbour. The harbour counted 40 crates left behind on Monday.
"""
FACTS = """\
title: A leak
articles: seeds
entities:
  - {name: Lou Marsh, kinds: [person, man], aliases: [Marsh]}
  - {name: Ann Reid, kinds: [person, woman], aliases: [Reid]}
  - {name: Paul Carr, kinds: [person, man], aliases: [Carr]}
  - {name: Dee Holt, kinds: [person, woman], aliases: [Holt]}
  - {name: the surveyor, kinds: [surveyor, person]}
  - {name: the builder, kinds: [builder, person]}
  - {name: the harbour, kinds: [harbour, body]}
facts:
  - id: rang-twice
    according_to: Lou Marsh
    statement: Lou Marsh rang the harbour twice that night.
    answers: {who: Lou Marsh, did: rang, whom: the harbour, how often: twice}
    as_of: first.txt
    superseded_by: one-call
    disputes: [one-call]
    contested: [how often]
    asked_as: [How often did Lou Marsh ring the harbour?, Did Lou Marsh ring the harbour?]
    sources: [{article: first.txt, quote: he had rung the harbour twice that night}]
  - id: one-call
    statement: Telephone records showed one call from Lou Marsh to the harbour.
    answers: {what: Telephone records, did: showed, how many: one call, from whom: Lou Marsh, to whom: the harbour}
    asked_as: What did telephone records show?
    sources: [{article: later.txt, quote: Telephone records showed one call}]
  - id: locked-all
    according_to: Ann Reid
    statement: Ann Reid locked all three doors.
    answers: {who: Ann Reid, did: locked, how many: all three doors}
    as_of: first.txt
    superseded_by: locked-one
    disputes: [locked-one, two-open]
    asked_as: Did Ann Reid lock all three doors?
    sources: [{article: first.txt, quote: she had locked all three doors}]
  - id: two-open
    according_to: Paul Carr
    statement: Two of the three doors were open at nine.
    answers: {how many: Two of the three doors, is: open, when: at nine}
    disputes: [locked-all]
    asked_as: How many of the three doors were open at nine?
    sources: [{article: first.txt, quote: two of the three doors were open at nine}]
  - id: locked-one
    statement: Ann Reid admitted that she locked only one of the three doors.
    answers: {who: Ann Reid, did: admitted, what: that she locked only one of the three doors, how many: only one of the three doors}
    asked_as: What did Ann Reid admit?
    sources: [{article: later.txt, quote: she locked only one of the three doors}]
  - id: crates-gone
    according_to: Dee Holt
    statement: Most of the crates had gone.
    answers: {what: Most of the crates, did: had gone}
    as_of: first.txt
    superseded_by: crates-left
    asked_as: Had most of the crates gone?
    sources: [{article: first.txt, quote: Most of the crates had gone}]
  - id: crates-left
    statement: The harbour counted 40 crates left behind on Monday.
    answers: {who: The harbour, did: counted, how many: 40 crates, when: on Monday}
    asked_as: How many crates did the harbour count?
    sources: [{article: later.txt, quote: The harbour counted 40 crates left behind on Monday}]
  - id: frost-share
    according_to: the surveyor
    statement: 55 per cent of the leak was down to frost.
    answers: {how much: 55 per cent, of what: the leak, did: was down, to what: frost}
    asked_as: How much of the leak was down to frost?
    sources: [{article: first.txt, quote: 55 per cent of the leak down to frost}]
  - id: pump-share
    according_to: the surveyor
    statement: 15 per cent of the leak was down to the pump.
    answers: {how much: 15 per cent, of what: the leak, did: was down, to what: the pump}
    disputes: [pump-under-2]
    asked_as: How much of the leak was down to the pump?
    sources: [{article: first.txt, quote: 15 per cent of the leak down to the pump}]
  - id: pump-under-2
    according_to: the builder
    statement: Under 2 per cent of the leak was down to the pump.
    answers: {how much: Under 2 per cent, of what: the leak, did: was down, to what: the pump}
    disputes: [pump-share]
    asked_as: How much of the leak did the builder put down to the pump?
    sources: [{article: first.txt, quote: the pump's share was under 2 per cent}]
"""


@pytest.fixture(scope="module")
def leak(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    folder = write_dossier(tmp_path_factory.mktemp("leak"), FACTS, {"first.txt": FIRST, "later.txt": LATER})
    return open_dossier(folder)


def test_a_claim_that_was_given_up_is_answered_with_what_took_its_place(leak: Dossier) -> None:
    answer = leak.ask("Did Ann Reid lock all three doors?")
    assert (answer.status, answer.answer, answer.facts) == ("answered", "No", ("locked-one", "locked-all"))
    assert answer.statement == "Ann Reid admitted that she locked only one of the three doors."
    assert [claim.by for claim in answer.claims] == ["Ann Reid"]
    verdict = leak.check("Ann Reid locked all three doors.")
    assert (verdict.verdict, verdict.facts) == ("refuted", ("locked-one", "locked-all"))
    assert verdict.correction == answer.statement


def test_who_what_and_how_many_are_answered_with_it_as_well(leak: Dossier) -> None:
    answer = leak.ask("How many doors did Ann Reid lock?")
    assert (answer.answer, answer.facts) == ("only one of the three doors", ("locked-one",))
    said = leak.ask("How many doors did Ann Reid say she locked?")
    assert "locked-all" in said.facts or said.status == "not-on-record"


def test_only_what_is_contested_of_it_was_given_up(leak: Dossier) -> None:
    assert leak.ask("Did Lou Marsh ring the harbour twice?").answer == "No"
    assert leak.ask("Did Lou Marsh ring the harbour?").answer == "Yes, according to Lou Marsh"


def test_what_was_given_up_is_no_side_of_a_dispute_any_more(leak: Dossier) -> None:
    answer = leak.ask("How many of the three doors were open at nine?")
    assert (answer.status, answer.answer) == ("answered", "Two of the three doors, according to Paul Carr")


def test_what_took_a_claims_place_without_contradicting_it_settles_nothing(leak: Dossier) -> None:
    assert leak.ask("Had most of the crates gone?").answer == "Yes, according to Dee Holt"
    assert leak.check("Most of the crates had gone.").verdict == "disputed"


@pytest.mark.parametrize(
    ("claim", "verdict", "facts"),
    [
        ("Under 2 per cent of the leak was down to the pump.", "disputed", {"pump-share", "pump-under-2"}),
        ("Less than two per cent of the leak was down to the pump.", "disputed", {"pump-share", "pump-under-2"}),
        ("The surveyor said 20 per cent of the leak was down to the pump.", "refuted", {"pump-share"}),
        ("20 per cent of the leak was down to frost.", "refuted", {"frost-share"}),
        ("The surveyor said more than half of the leak was down to frost.", "supported", {"frost-share"}),
        ("The surveyor said just over half of the leak was down to frost.", "supported", {"frost-share"}),
        ("The surveyor said just under half of the leak was down to frost.", "refuted", {"frost-share"}),
    ],
)
def test_what_one_side_says_is_not_refuted_by_the_other(
    leak: Dossier, claim: str, verdict: str, facts: set[str]
) -> None:
    got = leak.check(claim)
    assert (got.verdict, set(got.facts)) == (verdict, facts)


def test_what_came_from_it_is_not_the_opposite_of_what_was_down_to_it(leak: Dossier) -> None:
    assert leak.check("The surveyor said 55 per cent of the leak came from frost.").verdict != "refuted"


def test_what_is_said_of_another_moment_is_not_refuted(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What was so in May may be otherwise by the final; and what is still missing then may be replaced later."""
    facts = """\
title: A club
articles: seeds
entities:
  - {name: the club, kinds: [club, body]}
facts:
  - id: members
    statement: The club had 312 members in May 2022.
    answers: {who: The club, did: had, how many: 312 members, when: in May 2022}
    asked_as: How many members did the club have in May 2022?
    sources: [{article: a.txt, quote: The club had 312 members in May 2022}]
  - id: bench
    statement: The club's bench was still missing in September 2022.
    answers: {what: The club's bench, did: was still missing, when: in September 2022}
    asked_as: What was still missing in September 2022?
    sources: [{article: a.txt, quote: bench was still missing in September 2022}]
"""
    text = "The club had 312 members in May 2022. The club's bench was still missing in September 2022.\n"
    club = open_dossier(write_dossier(tmp_path_factory.mktemp("club"), facts, {"a.txt": text}))
    assert club.check("The club had more than 500 members in May 2022.").verdict == "refuted"
    assert club.check("By the time of the final the club had more than 500 members.").verdict == "not-enough-info"
    assert club.check("The club's bench was missing in 2023.").verdict == "not-enough-info"
