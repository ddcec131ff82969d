"""A new dossier, whose curator has written facts and nothing else: what it answers, and what it must not."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.dossier import Dossier, open_dossier
from tests.small_dossier import write_dossier

TEXT = """\
Des Pryke had voted against the terms because they gave the estate "a veto over our timetable". Des Pryke is the elder
brother of Leo Pryke. The report on the derailment was published on Tuesday 9 April 2024. The line carried 31,400
passengers in 2019. The line carried 12,600 passengers in 2022. Hale Works was to finish by 30 September 2023. Hale
Works handed over the cutting on 19 April 2024. Una Amis left the town that year. The repair cost £187,500. The slip
buried 40 metres of track. The fund has awarded the trust £1.15 million. Passengers were led about 200 yards to the
station. The railcar left the track because of a worn blade. Leo Pryke is land agent to the estate. Una Amis, boss of
Unity, welcomed the changes. "Our aim is to be judged good," said Una Amis. Almost one in five passengers never
returned. Carol Nunn moved from Leeds to York.
"""
FACTS = """\
title: A railway
articles: seeds
entities:
  - {name: Des Pryke, kinds: [person, man], aliases: [Des]}
  - {name: Leo Pryke, kinds: [person, man], aliases: [Leo]}
  - {name: Una Amis, kinds: [person, woman], aliases: [Amis], roles: [Unity boss]}
  - {name: Carol Nunn, kinds: [person, woman], aliases: [Nunn]}
  - {name: Hale Works, kinds: [firm]}
  - {name: the line, kinds: [line]}
  - {name: the derailment, kinds: [derailment, accident]}
  - {name: the fund, kinds: [fund]}
  - {name: the trust, kinds: [trust]}
  - {name: Leeds, kinds: [town, place]}
  - {name: York, kinds: [town, place]}
facts:
  - id: voted
    according_to: Des Pryke
    statement: Des Pryke had voted against the terms because they gave the estate "a veto over our timetable".
    answers: {who: Des Pryke, did: had voted, against what: against the terms,
              why: because they gave the estate "a veto over our timetable"}
    asked_as: Who had voted against the terms?
    sources: [{article: a.txt, quote: Des Pryke had voted against the terms because they gave the estate}]
  - id: brothers
    statement: Des Pryke is the elder brother of Leo Pryke.
    answers: {who: Des Pryke, is: the elder brother of Leo Pryke}
    asked_as: Who is the elder brother of Leo Pryke?
    sources: [{article: a.txt, quote: Des Pryke is the elder}]
  - id: report
    statement: The report on the derailment was published on Tuesday 9 April 2024.
    answers: {what: The report on the derailment, did: was published, when: on Tuesday 9 April 2024}
    asked_as: When was the report on the derailment published?
    sources: [{article: a.txt, quote: report on the derailment was published on Tuesday 9 April 2024}]
  - id: carried-2019
    statement: The line carried 31,400 passengers in 2019.
    answers: {what: The line, did: carried, how many: "31,400 passengers", when: in 2019}
    asked_as: How many passengers did the line carry in 2019?
    sources: [{article: a.txt, quote: passengers in 2019}]
  - id: carried-2022
    statement: The line carried 12,600 passengers in 2022.
    answers: {what: The line, did: carried, how many: "12,600 passengers", when: in 2022}
    asked_as: How many passengers did the line carry in 2022?
    sources: [{article: a.txt, quote: "The line carried 12,600 passengers in 2022"}]
  - id: to-finish
    statement: Hale Works was to finish the cutting by 30 September 2023.
    superseded_by: handed-over
    answers: {who: Hale Works, did: was to finish, what: the cutting, when: by 30 September 2023}
    asked_as: By when was Hale Works to finish the cutting?
    sources: [{article: a.txt, quote: Hale Works was to finish by 30 September 2023}]
  - id: handed-over
    statement: Hale Works handed over the cutting on 19 April 2024.
    answers: {who: Hale Works, did: handed over, what: the cutting, when: on 19 April 2024}
    asked_as: When did Hale Works hand over the cutting?
    sources: [{article: a.txt, quote: the cutting on 19 April 2024}]
  - id: left
    statement: Una Amis left the town that year.
    answers: {who: Una Amis, did: left, what: the town, when: {text: that year, value: 2021}}
    asked_as: When did Una Amis leave the town?
    sources: [{article: a.txt, quote: Una Amis left the town that year}]
  - id: repair
    statement: The repair cost £187,500.
    answers: {what: The repair, did: cost, how much: "£187,500"}
    asked_as: How much did the repair cost?
    sources: [{article: a.txt, quote: "The repair cost £187,500"}]
  - id: buried
    statement: The slip buried 40 metres of track.
    answers: {what: The slip, did: buried, how much: 40 metres of track}
    asked_as: How much track did the slip bury?
    sources: [{article: a.txt, quote: The slip buried 40}]
  - id: awarded
    statement: The fund has awarded the trust £1.15 million.
    answers: {who: The fund, did: has awarded, whom: the trust, how much: £1.15 million}
    asked_as: How much has the fund awarded the trust?
    sources: [{article: a.txt, quote: The fund has awarded the trust £1.15 million}]
  - id: led
    statement: Passengers were led about 200 yards to the station.
    answers: {whom: Passengers, did: were led, how far: about 200 yards, to where: to the station}
    asked_as: How far were passengers led?
    sources: [{article: a.txt, quote: Passengers were led about 200 yards to the station}]
  - id: blade
    statement: The railcar left the track because of a worn blade.
    answers: {what: The railcar, did: left, whom: the track, why: because of a worn blade}
    asked_as: Why did the railcar leave the track?
    sources: [{article: a.txt, quote: left the track because of a worn blade}]
  - id: agent
    statement: Leo Pryke is land agent to the estate.
    answers: {who: Leo Pryke, is: land agent to the estate}
    asked_as: Who is land agent to the estate?
    sources: [{article: a.txt, quote: Leo Pryke is land agent to the estate}]
  - id: welcomed
    statement: Una Amis welcomed the changes.
    answers: {who: Una Amis, did: welcomed, what: the changes}
    asked_as: Who welcomed the changes?
    sources: [{article: a.txt, quote: "Una Amis, boss of Unity, welcomed"}]
  - id: one-in-five
    statement: Almost one in five passengers never returned.
    answers: {who: Almost one in five passengers, how many: Almost one in five passengers, did: returned}
    negated: true
    asked_as: How many passengers never returned?
    sources: [{article: a.txt, quote: Almost one in five passengers never returned}]
  - id: moved
    statement: Carol Nunn moved from Leeds to York.
    answers: {who: Carol Nunn, did: moved, from where: from Leeds, to where: to York}
    asked_as: Where did Carol Nunn move?
    sources: [{article: a.txt, quote: from Leeds to York}]
"""


@pytest.fixture(scope="module")
def railway(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    folder: Path = tmp_path_factory.mktemp("railway")
    write_dossier(folder, FACTS, {"a.txt": TEXT.replace("\n", " ")})
    opened = open_dossier(folder)
    assert opened.findings == ()
    return opened


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Who complained of a veto over the timetable?", "Des Pryke"),
        ("Did Des Pryke vote against the terms?", "Yes, according to Des Pryke"),
        ("Who is Leo Pryke?", "land agent to the estate"),
        ("Who acts as land agent to the estate?", "Leo Pryke"),
        ("Who is going to be land agent to the estate?", None),
        ("When was the derailment?", None),
        ("When was the report on the derailment published?", "on Tuesday 9 April 2024"),
        ("How many passengers did the line carry in 2019?", "31,400 passengers"),
        ("How many passengers did the line carry in 2021?", None),
        ("When did Hale Works finish the cutting?", None),
        ("By when was Hale Works to finish the cutting?", "by 30 September 2023"),
        ("Who left the town in 2021?", "Una Amis"),
        ("Who left the town in 2020?", None),
        ("final bill for the repair", "£187,500"),
        ("size of the award of the fund", "£1.15 million"),
        ("How much money has the fund awarded the trust?", "£1.15 million"),
        ("How far were passengers led?", "about 200 yards"),
        ("How heavy was the track that the slip buried?", None),
        ("What defect made the railcar leave the track?", "because of a worn blade"),
        ("Did the Unity chief welcome the changes?", "Yes"),
        ("Did Carol Nunn move to York?", "Yes"),
        ("Who went to the town?", None),
    ],
)
def test_what_is_answered(question: str, answer: str | None, railway: Dossier) -> None:
    got = railway.ask(question)
    assert (got.answer if got.status == "answered" else None) == answer


@pytest.mark.parametrize(
    "question", ["Did Des Pryke vote for the terms?", "Did Carol Nunn move from York?", "Did Carol Nunn move to Leeds?"]
)
def test_for_is_not_against_and_from_is_not_to(question: str, railway: Dossier) -> None:
    """The wrong way round is contradicted by what the record says, or left open; it is never so."""
    got = railway.ask(question)
    assert got.yes_or_no != "Yes"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Half of the passengers never returned.", "refuted"),
        ("One passenger in every five never returned.", "supported"),
        ("Des Pryke voted for the terms.", "refuted"),
        ("Carol Nunn moved from Leeds to York.", "supported"),
        ("Carol Nunn moved from York to Leeds.", "refuted"),
        ("The Unity chief welcomed the changes.", "supported"),
        ("Una Amis left the town in 2021.", "supported"),
        ("Una Amis left the town in 2020.", "refuted"),
    ],
)
def test_what_is_borne_out(claim: str, verdict: str, railway: Dossier) -> None:
    assert railway.check(claim).verdict == verdict
