"""Claims that go further than the record, or turn it round: none is supported. The dossier is invented.

Each of these kinds was found by people who tried to make the program say something false.
"""

# ruff: noqa: E501 - a paragraph of an article is one line

from __future__ import annotations

import pytest

from qa.dossier import Dossier
from tests.small_dossier import opened

ARTICLE = """\
The row over pay led to a strike. The strike was followed by a report. Ann Reid blamed the board for the leak. Nobody was seriously hurt at the mill.

Lamps are not safe for some of the divers. In all 300 eels were caught from 1990 to 2006. The fund was set up to prevent floods. The gate was to open in May.

Kit Dorn gave £40 to the club, the school and the hall. Mia Holt and Ida Holt are sisters. Ida Holt is older than her sister Mia Holt. Records showed one call from Ann Reid to Kit Dorn.

Ann Reid is the chair of the club. The pump could not be saved, and the mill would sink if the leak went on. Lou Marsh was in charge of the lock in 2011. Kit Dorn was two down in ten minutes.

The storm prompted a clear-out of the cellar. The sale came in the wake of the fire. Kit Dorn praised steps taken to stop thefts. Forty children swam at Weir Bay. It was cold, and Mia Holt was ill.

Marl is a port in Devon. Lockton is a town in Kent. Jo Park has until June to appeal. Ann Reid's spokesman was over-eager. Dorn Mills Ltd has a director, Ida Holt. The choir would sing in Lockton.

Ida Holt will soon demand new lamps. The divers examine whether the pump leaked. The Gazette reported that Jo Park apologised. Kit Dorn worked at the lock in 2009. Ann Reid's brother sold the barge. The row was bitter.

More lamps should have been shared by the divers' club. Lou Marsh was elected against the wishes of the board. Two eels in five are not sold quickly enough. Ida Holt, two, and Mia Holt, one, were drawn by their father. Some of the boats are not safe.

Jo Park became the chair of the club in June. “Half of the crew left because of the cold,” said Lou Marsh.
"""

FACTS = """\
title: A mill and a lock
articles: seeds
entities:
  - {name: Ann Reid, kinds: [person, woman]}
  - {name: Kit Dorn, kinds: [person, man]}
  - {name: Lou Marsh, kinds: [person, man]}
  - {name: Jo Park, kinds: [person, woman]}
  - {name: Ida Holt, kinds: [person, woman, diver]}
  - {name: Mia Holt, kinds: [person, woman, diver]}
  - {name: the board, kinds: [board, body]}
  - {name: the club, kinds: [club, body]}
  - {name: Marl, kinds: [port, place]}
  - {name: Lockton, kinds: [town, place], aliases: [the town]}
  - {name: Devon, kinds: [county, place]}
  - {name: Kent, kinds: [county, place]}
  - {name: Dorn Mills Ltd, kinds: [firm, body], aliases: [Dorn Mills]}
  - {name: Ann Reid's spokesman, kinds: [spokesman, person]}
  - {name: the divers, kinds: [group], members: [Ida Holt, Mia Holt, Jo Park]}
facts:
  - id: row-strike
    statement: The row over pay led to a strike.
    answers: {what: The row over pay, did: led, to what: to a strike}
    sources: [{article: a.txt, quote: The row over pay led to a strike}]
  - id: strike-report
    statement: The strike was followed by a report.
    answers: {what: The strike, did: was followed, by what: by a report}
    sources: [{article: a.txt, quote: The strike was followed by a report}]
  - id: reid-blamed
    statement: Ann Reid blamed the board for the leak.
    answers: {who: Ann Reid, did: blamed, whom: the board, for what: for the leak}
    sources: [{article: a.txt, quote: Ann Reid blamed the board for the leak}]
  - id: nobody-hurt
    statement: Nobody was seriously hurt at the mill.
    answers: {who: Nobody, did: was seriously hurt, where: at the mill}
    sources: [{article: a.txt, quote: Nobody was seriously hurt at the mill}]
  - id: lamps
    statement: Lamps are not safe for some of the divers.
    answers: {what: Lamps, is: not safe, for whom: for some of the divers}
    sources: [{article: a.txt, quote: Lamps are not safe for some of the divers}]
  - id: eels
    statement: In all 300 eels were caught from 1990 to 2006.
    answers: {how many: "300", what: eels, did: were caught, when: from 1990 to 2006}
    sources: [{article: a.txt, quote: In all 300 eels were caught from 1990 to 2006}]
  - id: fund
    statement: The fund was set up to prevent floods.
    answers: {what: The fund, did: was set up, why: to prevent floods}
    sources: [{article: a.txt, quote: The fund was set up to prevent floods}]
  - id: lock
    statement: The gate was to open in May.
    answers: {what: The gate, did: was to open, when: in May}
    sources: [{article: a.txt, quote: The gate was to open in May}]
  - id: gift
    statement: Kit Dorn gave £40 to the club, the school and the hall.
    answers: {who: Kit Dorn, did: gave, how much: £40, to whom: "to the club, the school and the hall"}
    sources: [{article: a.txt, quote: "Kit Dorn gave £40 to the club, the school and the hall"}]
  - id: sisters
    statement: Mia Holt and Ida Holt are sisters.
    answers: {who: Mia Holt and Ida Holt, is: sisters}
    sources: [{article: a.txt, quote: Mia Holt and Ida Holt are sisters}]
  - id: older
    statement: Ida Holt is older than her sister Mia Holt.
    answers: {who: Ida Holt, is: older than her sister Mia Holt, than whom: her sister Mia Holt}
    sources: [{article: a.txt, quote: Ida Holt is older than her sister Mia Holt}]
  - id: call
    statement: Records showed one call from Ann Reid to Kit Dorn.
    answers: {what: Records, did: showed, how many: one call, from whom: Ann Reid, to whom: Kit Dorn}
    sources: [{article: a.txt, quote: Records showed one call from Ann Reid to Kit Dorn}]
  - id: storm
    statement: The storm prompted a clear-out of the cellar.
    answers: {what: The storm, did: prompted, what result: a clear-out of the cellar}
    sources: [{article: a.txt, quote: The storm prompted a clear-out of the cellar}]
  - id: sale
    statement: The sale came in the wake of the fire.
    answers: {what: The sale, did: came, when: in the wake of the fire}
    sources: [{article: a.txt, quote: The sale came in the wake of the fire}]
  - id: thefts
    statement: Kit Dorn praised steps taken to stop thefts.
    answers: {who: Kit Dorn, did: praised, what: steps taken to stop thefts}
    sources: [{article: a.txt, quote: Kit Dorn praised steps taken to stop thefts}]
  - id: swam
    statement: Forty children swam at Weir Bay.
    answers: {who: Forty children, how many: Forty, did: swam, where: at Weir Bay}
    sources: [{article: a.txt, quote: Forty children swam at Weir Bay}]
  - id: ill
    statement: It was cold, and Mia Holt was ill.
    answers: {who: Mia Holt, is: ill}
    sources: [{article: a.txt, quote: "It was cold, and Mia Holt was ill"}]
  - id: marl
    statement: Marl is a port in Devon.
    answers: {what: Marl, is: a port, where: in Devon}
    sources: [{article: a.txt, quote: Marl is a port in Devon}]
  - id: lockton
    statement: Lockton is a town in Kent.
    answers: {what: Lockton, is: a town, where: in Kent}
    sources: [{article: a.txt, quote: Lockton is a town in Kent}]
  - id: appeal
    statement: Jo Park has until June to appeal.
    answers: {who: Jo Park, did: has, until when: until June, to do what: to appeal}
    sources: [{article: a.txt, quote: Jo Park has until June to appeal}]
  - id: eager
    statement: Ann Reid's spokesman was over-eager.
    answers: {who: Ann Reid's spokesman, is: over-eager}
    sources: [{article: a.txt, quote: Ann Reid's spokesman was over-eager}]
  - id: director
    statement: Ida Holt is the director of Dorn Mills Ltd.
    answers: {who: Ida Holt, is: the director of Dorn Mills Ltd}
    sources: [{article: a.txt, quote: "Dorn Mills Ltd has a director, Ida Holt"}]
  - id: choir
    statement: The choir would sing in Lockton.
    answers: {who: The choir, did: would sing, where: in Lockton}
    sources: [{article: a.txt, quote: The choir would sing in Lockton}]
  - id: demand
    statement: Ida Holt will soon demand new lamps.
    answers: {who: Ida Holt, did: demand, what: new lamps, when: soon}
    sources: [{article: a.txt, quote: Ida Holt will soon demand new lamps}]
  - id: examine
    statement: The divers examine whether the pump leaked.
    answers: {who: The divers, did: examine, what: whether the pump leaked}
    sources: [{article: a.txt, quote: The divers examine whether the pump leaked}]
  - id: gazette
    statement: The Gazette reported that Jo Park apologised.
    answers: {who: The Gazette, did: reported, what: that Jo Park apologised}
    sources: [{article: a.txt, quote: The Gazette reported that Jo Park apologised}]
  - id: worked
    statement: Kit Dorn worked at the lock in 2009.
    answers: {who: Kit Dorn, did: worked, where: at the lock, when: in 2009}
    sources: [{article: a.txt, quote: Kit Dorn worked at the lock in 2009}]
  - id: barge
    statement: Ann Reid's brother sold the barge.
    answers: {who: Ann Reid's brother, did: sold, what: the barge}
    sources: [{article: a.txt, quote: Ann Reid's brother sold the barge}]
  - id: bitter
    statement: The row was bitter.
    answers: {what: The row, is: bitter}
    sources: [{article: a.txt, quote: The row was bitter}]
  - id: elected
    statement: Lou Marsh was elected against the wishes of the board.
    answers: {who: Lou Marsh, did: was elected, against what: against the wishes of the board}
    sources: [{article: a.txt, quote: Lou Marsh was elected against the wishes of the board}]
  - id: sold
    statement: Two eels in five are not sold quickly enough.
    answers: {how many: Two eels in five, did: are not sold, how: quickly enough}
    sources: [{article: a.txt, quote: Two eels in five are not sold quickly enough}]
  - id: drawn
    statement: Ida Holt, two, and Mia Holt, one, were drawn by their father.
    answers: {who: Ida Holt, how old: two, did: were drawn, by whom: by their father}
    sources: [{article: a.txt, quote: "Ida Holt, two, and Mia Holt, one, were drawn by their father"}]
  - id: boats
    statement: Some of the boats are not safe.
    answers: {what: Some of the boats, is: not safe}
    sources: [{article: a.txt, quote: Some of the boats are not safe}]
  - id: chair-then
    statement: Ann Reid is the chair of the club.
    answers: {who: Ann Reid, is: the chair of the club}
    superseded_by: chair-now
    sources: [{article: a.txt, quote: Ann Reid is the chair of the club}]
  - id: chair-now
    statement: Jo Park became the chair of the club in June.
    answers: {who: Jo Park, did: became, what: the chair of the club, when: in June}
    sources: [{article: a.txt, quote: Jo Park became the chair of the club in June}]
  - id: would-sink
    statement: The mill would sink if the leak went on.
    answers: {what: The mill, did: would sink, if what: if the leak went on}
    sources: [{article: a.txt, quote: the mill would sink if the leak went on}]
  - id: in-charge
    statement: Lou Marsh was in charge of the lock in 2011.
    answers: {who: Lou Marsh, is: in charge of the lock, when: in 2011}
    sources: [{article: a.txt, quote: Lou Marsh was in charge of the lock in 2011}]
  - id: two-down
    statement: Kit Dorn was two down in ten minutes.
    answers: {who: Kit Dorn, is: two down, when: in ten minutes}
    sources: [{article: a.txt, quote: Kit Dorn was two down in ten minutes}]
  - id: crew-left
    according_to: Lou Marsh
    statement: Half of the crew left because of the cold.
    answers: {who: Half of the crew, did: left, why: because of the cold}
    asked_as: [Why does Lou Marsh say half of the crew left?]
    sources: [{article: a.txt, quote: "“Half of the crew left because of the cold,” said Lou Marsh"}]
"""


@pytest.fixture(scope="module")
def mill(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    return opened(tmp_path_factory, FACTS, {"a.txt": ARTICLE})


NAMES = ("Ann", "Kit", "Jo", "Lou", "Ida", "Mia")
SAID = (
    "The row over pay led to a strike.",
    "The strike was followed by a report.",
    "Ann Reid blamed the board for the leak.",
    "The board was to blame for the leak, Ann Reid said.",
    "Nobody was seriously hurt at the mill.",
    "Lamps are not safe for some of the divers.",
    "300 eels were caught from 1990 to 2006.",
    "The fund was set up to prevent floods.",
    "The gate was to open in May.",
    "Kit Dorn gave £40 to the club, the school and the hall.",
    "Kit Dorn gave more than £30 to the club, the school and the hall.",
    "Ida Holt is older than Mia Holt.",
    "Lou Marsh was in charge of the lock in 2011.",
    "Kit Dorn was two down in ten minutes.",
    "The mill would sink if the leak went on.",
    "The storm prompted a clear-out of the cellar.",
    "The clear-out of the cellar was prompted by the storm.",
    "The sale came in the wake of the fire.",
    "Kit Dorn praised steps to stop thefts.",
    "40 children swam at Weir Bay.",
    "Marl is a port.",
    "Ida Holt will soon demand new lamps.",
    "The divers examine whether the pump leaked.",
    "The Gazette reported that Jo Park apologised.",
    "Kit Dorn worked at the lock in 2009.",
    "The row was bitter.",
    "Some of the boats are not safe.",
)


@pytest.mark.parametrize("claim", SAID)
def test_what_the_record_says_is_still_borne_out(claim: str, mill: Dossier) -> None:
    assert mill.check(claim).verdict in {"supported", "not-enough-info"}, mill.explain_check(claim)


def test_most_of_it_is_borne_out(mill: Dossier) -> None:
    supported = [claim for claim in SAID if mill.check(claim).verdict == "supported"]
    assert len(supported) >= len(SAID) - 2, set(SAID) - set(supported)


@pytest.mark.parametrize(
    "claim",
    [
        # what came of what
        "A strike led to the row over pay.",
        "The strike followed the report.",
        "Kit Dorn called Ann Reid.",
        "The clear-out of the cellar prompted the storm.",
        "The sale led to the fire.",
        "Mia Holt was ill because of the cold.",
        # who is blamed
        "Ann Reid was to blame for the leak.",
        "Kit Dorn was to blame for the leak.",
        # no further than the record
        "Nobody was hurt at the mill.",
        "Lamps are not safe for any of the divers.",
        "Lamps are not safe for many of the divers.",
        "300 eels a year were caught from 1990 to 2006.",
        "Kit Dorn gave £40 to the club.",
        "All the divers are sisters.",
        "Forty girls swam at Weir Bay.",
        "Marl is a town.",
        "Kit Dorn praised the thefts.",
        "Kit Dorn was two up in ten minutes.",
        # what was meant, or would be
        "The fund prevented floods.",
        "The gate opened in May.",
        "The leak went on.",
        "Ida Holt demanded new lamps.",
        "The pump leaked.",
        "The pump will leak.",
        # another one's
        "The Gazette apologised.",
        "Ann Reid sold the barge.",
        "Lou Marsh was elected at the wishes of the board.",
        "Two divers were drawn by their father.",
        "The boats are not safe.",
        # what was so before
        "Kit Dorn still works at the lock.",
        "The row is bitter.",
        "The row is still bitter.",
        "Ann Reid is the chair of the club.",
        "Ann Reid is still the chair of the club.",
        # another one
        "Jo Park was in charge of the lock in 2011.",
        "Lou Marsh left because of the cold.",
    ],
)
def test_what_goes_further_is_not_borne_out(claim: str, mill: Dossier) -> None:
    assert mill.check(claim).verdict != "supported", mill.explain_check(claim)
    asked = claim if claim.startswith(NAMES) else claim[0].lower() + claim[1:]
    answer = mill.ask(f"Is it true that {asked[:-1]}?")
    assert answer.yes_or_no != "Yes", answer


def test_what_was_so_before_is_refuted_by_what_took_its_place(mill: Dossier) -> None:
    verdict = mill.check("Ann Reid is the chair of the club.")
    assert (verdict.verdict, verdict.facts) == ("refuted", ("chair-then",))
    assert "Jo Park became the chair" in (verdict.correction or "")
    assert mill.ask("Is Ann Reid the chair of the club?").yes_or_no == "No"
    assert mill.check("Ann Reid was the chair of the club.").verdict != "refuted"


@pytest.mark.parametrize(
    "question",
    [
        "Who is older than Ida Holt?",
        "Why did Lou Marsh leave?",
        "Did the strike lead to the row over pay?",
        "Did the fund prevent floods?",
        "Are lamps safe for any of the divers?",
        "Did Kit Dorn call Ann Reid?",
        "What caused the strike to be followed?",
        "Who caused the row over pay?",
        "What caused the row over pay?",
        "Did Ida Holt demand new lamps?",
        "When did Ida Holt demand new lamps?",
        "Did the pump leak?",
        "Did the Gazette apologise?",
        "Who sold Ann Reid?",
        "Is the row still bitter?",
        "How many eels are sold?",
        "Will Jo Park appeal?",
        "Did the choir sing in Lockton?",
        "Is Lockton in Devon?",
        "Who is Ann Reid's spokesman?",
        "Which town is it?",
        "What is the nickname of Marl?",
        "-40",
    ],
)
def test_what_is_not_told_is_not_answered(question: str, mill: Dossier) -> None:
    assert mill.ask(question).status == "not-on-record", mill.explain(question)


def test_until_a_later_time_is_not_contradicted_by_an_earlier_one(mill: Dossier) -> None:
    assert mill.check("Lou Marsh was in charge of the lock until 2013.").verdict == "not-enough-info"
    assert mill.check("Lou Marsh was in charge of the lock in 2013.").verdict != "supported"


def test_who_has_an_office_is_answered_with_the_name_not_with_the_office(mill: Dossier) -> None:
    assert mill.ask("Who is Dorn Mills' director?").answer == "Ida Holt"
    assert (mill.ask("Who is Ida Holt?").answer or "").startswith("the director of Dorn Mills Ltd")
