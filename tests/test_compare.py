"""Comparisons: each side is asked for by itself, and where the two answers do not decide it, nothing is said."""

# ruff: noqa: E501 - a paragraph of an article is one line

from __future__ import annotations

import pytest

from qa.computing.compare import Comparison, comparison, judged
from qa.dossier import Dossier
from qa.english.tokens import tokenize
from qa.model import Answer, Claim, Source
from tests.small_dossier import opened

ARTICLE = """\
Ann Reid, 34, joined Northport Rovers on 4 March 2019 and retired in May 2022. Mo Bell, 19, joined on 12 March 2019 and retired in 2024. Dee Okafor, 19, joined in April 2019.

Sal Hart, 41, the coach, joined in 2019. Ivy Cole retired in 2021. Ada Finn joined on 4 March 2019. Ned Rowe joined in March 2019.

Jo Park, ten months old, is the mascot.

The old stand closed in 2001. The new stand closed in 2010.
"""

FACTS = """\
title: Comings and goings
articles: seeds
entities:
  - {name: Northport Rovers, kinds: [club], aliases: [Rovers]}
  - {name: Ann Reid, kinds: [person, player], aliases: [Reid], age: '34', roles: [captain]}
  - {name: Mo Bell, kinds: [person, player], aliases: [Bell], age: '19'}
  - {name: Dee Okafor, kinds: [person, player], aliases: [Okafor], age: '19'}
  - {name: Sal Hart, kinds: [person], age: '41'}
  - {name: Ivy Cole, kinds: [person]}
  - {name: Ada Finn, kinds: [person]}
  - {name: Ned Rowe, kinds: [person]}
  - {name: Jo Park, kinds: [person], age: ten months old}
  - {name: the players, kinds: [group], aliases: [squad], members: [Ann Reid, Mo Bell, Dee Okafor]}
  - {name: the veterans, kinds: [group], aliases: [old guard], members: [Ann Reid, Mo Bell]}
  - {name: the late shift, kinds: [group], members: [Ivy Cole, Jo Park]}
  - {name: the old stand, kinds: [stand]}
  - {name: the new stand, kinds: [stand]}
facts:
  - id: reid-joined
    statement: Ann Reid, 34, joined Northport Rovers on 4 March 2019.
    answers: {who: Ann Reid, how old: '34', did: joined, whom: Northport Rovers, when: on 4 March 2019}
    sources: [{article: a.txt, quote: 'Ann Reid, 34, joined Northport Rovers on 4 March 2019'}]
  - id: reid-retired
    statement: Ann Reid retired in May 2022.
    answers: {who: Ann Reid, did: retired, when: in May 2022}
    sources: [{article: a.txt, quote: retired in May 2022}]
  - id: bell-joined
    statement: Mo Bell, 19, joined Northport Rovers on 12 March 2019.
    answers: {who: Mo Bell, how old: '19', did: joined, whom: Northport Rovers, when: on 12 March 2019}
    sources: [{article: a.txt, quote: 'Mo Bell, 19, joined on 12 March 2019'}]
  - id: bell-retired
    statement: Mo Bell retired in 2024.
    answers: {who: Mo Bell, did: retired, when: in 2024}
    sources: [{article: a.txt, quote: retired in 2024}]
  - id: okafor-joined
    statement: Dee Okafor, 19, joined Northport Rovers in April 2019.
    answers: {who: Dee Okafor, how old: '19', did: joined, whom: Northport Rovers, when: in April 2019}
    sources: [{article: a.txt, quote: 'Dee Okafor, 19, joined in April 2019'}]
  - id: hart-joined
    statement: Sal Hart, 41, joined Northport Rovers in 2019.
    answers: {who: Sal Hart, how old: '41', did: joined, whom: Northport Rovers, when: in 2019}
    sources: [{article: a.txt, quote: 'Sal Hart, 41, the coach, joined in 2019'}]
  - id: cole-retired
    statement: Ivy Cole retired in 2021.
    answers: {who: Ivy Cole, did: retired, when: in 2021}
    sources: [{article: a.txt, quote: Ivy Cole retired in 2021}]
  - id: finn-joined
    statement: Ada Finn joined Northport Rovers on 4 March 2019.
    answers: {who: Ada Finn, did: joined, whom: Northport Rovers, when: on 4 March 2019}
    sources: [{article: a.txt, quote: Ada Finn joined on 4 March 2019}]
  - id: rowe-joined
    statement: Ned Rowe joined Northport Rovers in March 2019.
    answers: {who: Ned Rowe, did: joined, whom: Northport Rovers, when: in March 2019}
    sources: [{article: a.txt, quote: Ned Rowe joined in March 2019}]
  - id: park-mascot
    statement: Jo Park, ten months old, is the mascot.
    answers: {who: Jo Park, how old: ten months old, is: the mascot}
    sources: [{article: a.txt, quote: 'Jo Park, ten months old, is the mascot'}]
  - id: old-closed
    statement: The old stand closed in 2001.
    answers: {what: The old stand, did: closed, when: in 2001}
    sources: [{article: a.txt, quote: The old stand closed in 2001}]
  - id: new-closed
    statement: The new stand closed in 2010.
    answers: {what: The new stand, did: closed, when: in 2010}
    sources: [{article: a.txt, quote: The new stand closed in 2010}]
"""


@pytest.fixture(scope="module")
def rovers(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    """Return a dossier of who came and went when, and how old they were."""
    return opened(tmp_path_factory, FACTS, {"a.txt": ARTICLE})


def compared(rovers: Dossier, question: str) -> Comparison | None:
    """Return what a question is read to compare."""
    return comparison(tokenize(question), rovers._answerer._matcher.gazetteer)


# Asked, and answered


@pytest.mark.parametrize(
    ("question", "verdict", "told"),
    [
        ("Was Ann Reid older than Mo Bell?", "Yes", "Ann Reid: 34; Mo Bell: 19"),
        ("Was Mo Bell older than Ann Reid?", "No", "Mo Bell: 19; Ann Reid: 34"),
        ("Is Mo Bell younger than Ann Reid?", "Yes", "Mo Bell: 19; Ann Reid: 34"),
        ("Was Reid younger than Bell?", "No", "Ann Reid: 34; Mo Bell: 19"),
        ("Is Mo Bell older than Jo Park?", "Yes", "Mo Bell: 19; Jo Park: ten months old"),
        ("Did Ann Reid join before Mo Bell?", "Yes", "Ann Reid: on 4 March 2019; Mo Bell: on 12 March 2019"),
        ("Did Ann Reid join after Mo Bell?", "No", "Ann Reid: on 4 March 2019; Mo Bell: on 12 March 2019"),
        ("Did Mo Bell join later than Ann Reid?", "Yes", "Mo Bell: on 12 March 2019; Ann Reid: on 4 March 2019"),
        ("Did Mo Bell retire earlier than Ann Reid?", "No", "Mo Bell: in 2024; Ann Reid: in May 2022"),
        (
            "Did Mo Bell join after Ann Reid but before Ann Reid?",
            "No",
            "Mo Bell: on 12 March 2019; Ann Reid: on 4 March 2019",
        ),
        (
            "Did Mo Bell join after Ann Reid but before Dee Okafor?",
            "Yes",
            "Mo Bell: on 12 March 2019; Ann Reid: on 4 March 2019; Dee Okafor: in April 2019",
        ),
        ("Did Mo Bell join shortly before Ann Reid?", "No", "Mo Bell: on 12 March 2019; Ann Reid: on 4 March 2019"),
        ("Did Mo Bell join two weeks before Ann Reid?", "No", "Mo Bell: on 12 March 2019; Ann Reid: on 4 March 2019"),
        ("Did Ann Reid join before Mo Bell joined?", "Yes", "Ann Reid: on 4 March 2019; Mo Bell: on 12 March 2019"),
        ("Did Dee Okafor join after Ann Reid did?", "Yes", "Dee Okafor: in April 2019; Ann Reid: on 4 March 2019"),
        ("Did Ann Reid and Mo Bell join in the same year?", "Yes", "Ann Reid: on 4 March 2019; Mo Bell: on 12 March 2019"),
        ("Did Ann Reid and Mo Bell join in the same month?", "Yes", "Ann Reid: on 4 March 2019; Mo Bell: on 12 March 2019"),
        ("Did Ann Reid join in the same month as Mo Bell?", "Yes", "Ann Reid: on 4 March 2019; Mo Bell: on 12 March 2019"),
        ("Did Ann Reid and Mo Bell join on the same day?", "No", "Ann Reid: on 4 March 2019; Mo Bell: on 12 March 2019"),
        ("Did Ann Reid and Ada Finn join on the same date?", "Yes", "Ann Reid: on 4 March 2019; Ada Finn: on 4 March 2019"),
        ("Did Ann Reid and Dee Okafor join in the same month?", "No", "Ann Reid: on 4 March 2019; Dee Okafor: in April 2019"),
        ("Did Ann Reid and Sal Hart join in the same year?", "Yes", "Ann Reid: on 4 March 2019; Sal Hart: in 2019"),
        ("Did Ann Reid and Mo Bell retire in the same year?", "No", "Ann Reid: in May 2022; Mo Bell: in 2024"),
        ("Was Ann Reid the oldest of the players?", "Yes", "Ann Reid: 34; Mo Bell: 19; Dee Okafor: 19"),
        ("Was Ann Reid the youngest of the players?", "No", "Ann Reid: 34; Mo Bell: 19; Dee Okafor: 19"),
        ("Was Mo Bell the eldest?", "No", "Mo Bell: 19; Ann Reid: 34; Dee Okafor: 19"),
        (
            "Was Ann Reid the first of the players to join?", "Yes",
            "Ann Reid: on 4 March 2019; Mo Bell: on 12 March 2019; Dee Okafor: in April 2019",
        ),
        (
            "Was Ann Reid the last of the players to join?", "No",
            "Ann Reid: on 4 March 2019; Mo Bell: on 12 March 2019; Dee Okafor: in April 2019",
        ),
        (
            "Was Dee Okafor the last to join?", "Yes",
            "Dee Okafor: in April 2019; Ann Reid: on 4 March 2019; Mo Bell: on 12 March 2019",
        ),
        ("Is it true that Mo Bell was older than Ann Reid?", "No", "Mo Bell: 19; Ann Reid: 34"),
        ("Was captain Ann Reid older than Mo Bell?", "Yes", "Ann Reid: 34; Mo Bell: 19"),
        (
            "Did both Ann Reid and Ned Rowe join in the same month as each other?", "Yes",
            "Ann Reid: on 4 March 2019; Ned Rowe: in March 2019",
        ),
        ("Was Ann Reid the oldest of the three?", "Yes", "Ann Reid: 34; Mo Bell: 19; Dee Okafor: 19"),
        ("Was Ann Reid the oldest player?", "Yes", "Ann Reid: 34; Mo Bell: 19; Dee Okafor: 19"),
        ("Was Ann Reid the oldest of the players who joined?", "Yes", "Ann Reid: 34; Mo Bell: 19; Dee Okafor: 19"),
        ("Was Ann Reid the first of the veterans to retire?", "Yes", "Ann Reid: in May 2022; Mo Bell: in 2024"),
    ],
)  # fmt: skip
def test_what_both_answers_decide_is_answered_with_both(
    rovers: Dossier, question: str, verdict: str, told: str
) -> None:
    answer, trace = rovers.explain(question)
    assert (answer.status, answer.answer) == ("answered", f"{verdict} ({told})")
    assert trace.decision == "worked out, each part by a question of its own"
    assert answer.question == question


def test_a_comparison_cites_both_sides(rovers: Dossier) -> None:
    answer = rovers.ask("Did Mo Bell join before Ann Reid?")
    assert answer.facts == ("bell-joined", "reid-joined")
    assert [source.quote for source in answer.sources] == [
        "Mo Bell, 19, joined on 12 March 2019", "Ann Reid, 34, joined Northport Rovers on 4 March 2019",
    ]  # fmt: skip
    assert (
        answer.correction
        == answer.statement
        == (
            "Mo Bell, 19, joined Northport Rovers on 12 March 2019. Ann Reid, 34, joined Northport Rovers on 4 March 2019."
        )
    )


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Mo Bell was older than Ann Reid.", "refuted"),
        ("Ann Reid retired after Mo Bell.", "refuted"),
        ("The son of Mo Bell was older than Ann Reid.", "not-enough-info"),
        ("Paul said that Mo Bell was older than Ann Reid.", "not-enough-info"),
        ("Ann Reid was the youngest player in England.", "not-enough-info"),
    ],
)
def test_a_claim_is_refuted_by_a_comparison_of_just_what_it_says(rovers: Dossier, claim: str, verdict: str) -> None:
    assert rovers.check(claim).verdict == verdict


def test_yes_corrects_nothing(rovers: Dossier) -> None:
    assert rovers.ask("Did Ann Reid join before Mo Bell?").correction is None


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("Was Mo Bell older than Dee Okafor?", id="of the same age in years"),
        pytest.param("Was Mo Bell younger than Dee Okafor?", id="of the same age in years, the other way round"),
        pytest.param("Was Ivy Cole older than Ann Reid?", id="no age on record"),
        pytest.param("Did Sal Hart join before Ann Reid?", id="the year holds the day"),
        pytest.param("Did Sal Hart join after Ann Reid?", id="the day is in the year"),
        pytest.param("Did Ned Rowe join before Ann Reid?", id="the month holds the day"),
        pytest.param("Did Ann Reid join shortly before Mo Bell?", id="before, but shortly?"),
        pytest.param("Did Ann Reid join immediately before Mo Bell?", id="before, but at once?"),
        pytest.param("Did Ann Reid join long before Mo Bell?", id="before, but long?"),
        pytest.param("Did Ann Reid join two years before Mo Bell?", id="before, but by so much?"),
        pytest.param("Did Mo Bell join much later than Ann Reid?", id="later, but by much?"),
        pytest.param("Did Ada Finn join after Ann Reid?", id="the same day"),
        pytest.param("Did Ann Reid and Ned Rowe join on the same day?", id="only the month is known"),
        pytest.param("Did Ann Reid and Sal Hart join in the same month?", id="only the year is known"),
        pytest.param("Did Ann Reid and Mo Bell retire in the same month?", id="only the year of one is known"),
        pytest.param("Did Dee Okafor retire before Ann Reid?", id="one never retired, as far as is known"),
        pytest.param("Did Ann Reid and Dee Okafor retire in the same year?", id="the other is not on record"),
        pytest.param("Did Ann Reid and Mo Bell retire at the same time?", id="the same time is no period"),
        pytest.param("Was Mo Bell the youngest of the players?", id="another one is as young"),
        pytest.param("Was Ivy Cole the first of the late shift to retire?", id="of one of the group nothing is known"),
        pytest.param("Was Ann Reid the tallest of the players?", id="nothing that can be compared"),
        pytest.param("Was the son of Ann Reid older than Mo Bell?", id="somebody of the one who is named"),
        pytest.param("Was Ann Reid's sister older than Mo Bell?", id="somebody of hers, before the name"),
        pytest.param("Did the coach say that Ann Reid was older than Mo Bell?", id="said, not so"),
        pytest.param("Is it false that Ann Reid was older than Mo Bell?", id="asked the other way round"),
        pytest.param("Might Ann Reid be older than Mo Bell?", id="what may be"),
        pytest.param("Should Ann Reid have retired before Mo Bell?", id="what should be"),
        pytest.param("Was Ann Reid the oldest player in the league?", id="of another group"),
        pytest.param("Was Ann Reid the oldest woman?", id="what not all of the group are"),
        pytest.param("Was Ann Reid the first person in England to join?", id="the first of another group"),
        pytest.param("Was Ann Reid the oldest of the players to score?", id="of some of the group"),
        pytest.param("Was Ann Reid the oldest of the players who retired?", id="of two of the group"),
        pytest.param("Was Ann Reid the oldest not to join?", id="of those who did not"),
        pytest.param("Did Ann Reid and Mo Bell join in the same year as the fire?", id="the same as something else"),
        pytest.param("Did Ann Reid and Mo Bell not join in the same year?", id="denied"),
    ],
)
def test_where_the_answers_do_not_decide_it_nothing_is_said(rovers: Dossier, question: str) -> None:
    answer = rovers.ask(question)
    assert not (answer.answer or "").startswith(("Yes", "No"))


@pytest.mark.parametrize("question", ["Who was older than Mo Bell?", "When did Ann Reid join before Mo Bell?"])
def test_who_or_when_is_no_yes_or_no(rovers: Dossier, question: str) -> None:
    assert "compared" not in rovers.explain(question)[1].decision


# How a question is read


@pytest.mark.parametrize(
    ("question", "names", "ask", "relation"),
    [
        ("Was Ann Reid older than Mo Bell", ("Ann Reid", "Mo Bell"), "How old was {}?", "more"),
        ("Is Reid elder than Bell", ("Ann Reid", "Mo Bell"), "How old was {}?", "more"),
        ("Is it true that Ann Reid was younger than Mo Bell", ("Ann Reid", "Mo Bell"), "How old was {}?", "less"),
        ("Did Ann Reid retire sooner than Mo Bell", ("Ann Reid", "Mo Bell"), "When did {} retire?", "less"),
        ("Did Ann Reid sign a contract before Mo Bell", ("Ann Reid", "Mo Bell"), "When did {} sign a contract?", "less"),
        ("Did Ann Reid retire later than Mo Bell retire", ("Ann Reid", "Mo Bell"), "When did {} retire?", "more"),
        ("Was Ann Reid the oldest of the veterans", ("Ann Reid", "Mo Bell"), "How old was {}?", "most"),
        ("Was Ann Reid youngest", ("Ann Reid", "Mo Bell", "Dee Okafor"), "How old was {}?", "least"),
        ("Was Ann Reid the earliest to join", ("Ann Reid", "Mo Bell", "Dee Okafor"), "When did {} join?", "least"),
        ("Was Ann Reid the latest to join", ("Ann Reid", "Mo Bell", "Dee Okafor"), "When did {} join?", "most"),
        (
            "Was Ann Reid the last of the veterans to retire from the club", ("Ann Reid", "Mo Bell"),
            "When did {} retire from the club?", "most",
        ),
    ],
)  # fmt: skip
def test_what_is_compared(rovers: Dossier, question: str, names: tuple[str, ...], ask: str, relation: str) -> None:
    assert compared(rovers, question) == Comparison(names, ask, relation)


@pytest.mark.parametrize(
    ("event", "asked", "qualified"),
    [
        ("retire shortly", "retire", True),
        ("retire two and a half years", "retire", True),
        ("retire three years", "retire", True),
        ("retire on the day", "retire", True),
        ("retire not long", "retire", True),
        ("retire only just", "retire", True),
        ("come back", "come back", False),
        ("set off", "set off", False),
        ("retire in 2019", "retire in 2019", False),
        ("assembly", "assembly", False),
    ],
)
def test_by_how_much_is_no_part_of_what_happened(rovers: Dossier, event: str, asked: str, *, qualified: bool) -> None:
    found = compared(rovers, f"Did Ann Reid {event} before Mo Bell")
    assert found == Comparison(("Ann Reid", "Mo Bell"), f"When did {{}} {asked}?", "less", qualified=qualified)


def test_of_the_oldest_of_those_who_it_is_asked_whether_they_did(rovers: Dossier) -> None:
    found = compared(rovers, "Was Mo Bell the oldest of the veterans who joined the club?")
    assert found == Comparison(("Mo Bell", "Ann Reid"), "How old was {}?", "most", given=("Did {} join the club?",))


@pytest.mark.parametrize(
    ("question", "period"),
    [("in the same year", 1), ("in the same month", 2), ("on the same day", 3), ("on the same date", 3)],
)
def test_the_period_is_so_many_parts_of_a_date(rovers: Dossier, question: str, period: int) -> None:
    found = compared(rovers, f"Did Ann Reid and Mo Bell retire {question}?")
    assert found == Comparison(("Ann Reid", "Mo Bell"), "When did {} retire?", "same", period)


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("Was it older", id="nobody"),
        pytest.param("Was Ann Reid the tallest", id="no extreme of age or time"),
        pytest.param("Was Ann Reid older", id="one, and no extreme"),
        pytest.param("Was Sal Hart the oldest", id="one without a group"),
        pytest.param("Was Ann Reid the first", id="first, at nothing"),
        pytest.param("Was Ann Reid the first to", id="nothing behind the to"),
        pytest.param("Was Ann Reid older than Mo Bell or Dee Okafor", id="three"),
        pytest.param("Was Ann Reid much older than Mo Bell", id="much older is more than older"),
        pytest.param("Was Ann Reid older than Mo Bell in 2019", id="more behind it"),
        pytest.param("Was Ann Reid better than Mo Bell", id="another comparative"),
        pytest.param("Ann Reid Mo Bell", id="nothing between them"),
        pytest.param("Was Ann Reid before Mo Bell", id="before, at nothing"),
        pytest.param("Did Ann Reid join before Mo Bell retired", id="two different things"),
        pytest.param("Did Ann Reid join before Mo Bell's debut", id="what is of a person is no person"),
        pytest.param("Did Ann Reid and Mo Bell join", id="both, not compared"),
        pytest.param("Did Ann Reid and Mo Bell join the same", id="the same nothing"),
        pytest.param("Did Ann Reid and Mo Bell join the same club", id="the same club"),
        pytest.param("Did Ann Reid and Mo Bell the same year", id="nothing that they did"),
        pytest.param("Did the captain join before Mo Bell", id="a role may pass to somebody else"),
        pytest.param("Did the players join before the veterans", id="groups"),
        pytest.param("Did the old stand close before the new stand", id="no persons"),
    ],
)
def test_what_is_no_comparison_that_can_be_asked_for(rovers: Dossier, question: str) -> None:
    assert compared(rovers, question) is None


# The verdict


def answered(text: str | None, fact: str = "f", status: str = "answered") -> Answer:
    return Answer("?", status, text, f"It is {text}.", facts=(fact,))


BEFORE = Comparison(("A", "B"), "When did {} go?", "less")


@pytest.mark.parametrize(
    ("relation", "one", "other", "verdict"),
    [
        ("less", "in 2001", "in 2002", "Yes"),
        ("less", "in 2002", "in 2001", "No"),
        ("less", "in 2001", "in May 2001", None),
        ("more", "on 3 May 2001", "on 2 May 2001", "Yes"),
        ("more", "between 2001 and 2003", "in 2002", None),
        ("more", "never", "in 2002", None),
        ("more", "in May 2001 and June 2002", "in 2000", None),
        ("more", "on 3 May", "in 2002", None),
    ],
)
def test_times_are_compared_by_their_ends(relation: str, one: str, other: str, verdict: str | None) -> None:
    found = judged(Comparison(("A", "B"), "When did {} go?", relation), [answered(one), answered(other)])
    assert (found.answer if found else None) == (f"{verdict} (A: {one}; B: {other})" if verdict else None)


@pytest.mark.parametrize(
    ("one", "other", "verdict"), [("19", "ten months old", "Yes"), ("aged 6 weeks", "one", "No"), ("old", "19", None)]
)
def test_ages_are_compared_in_one_unit(one: str, other: str, verdict: str | None) -> None:
    found = judged(Comparison(("A", "B"), "How old was {}?", "more"), [answered(one), answered(other)])
    assert ((found and found.answer) or "").partition(" ")[0] == (verdict or "")


@pytest.mark.parametrize(
    "side", [answered(None), answered("in 2001", status="not-on-record"), answered("in 2001", status="disputed")]
)
def test_a_side_without_an_answer_leaves_it_open(side: Answer) -> None:
    assert judged(BEFORE, [side, answered("in 2002")]) is None
    assert judged(BEFORE, [answered("in 2002"), side]) is None


def test_what_both_sides_share_is_told_once() -> None:
    source = Source("a.txt", 1, 0, 4, "Both", "", "")
    claim = Claim("Ann Reid", "Both went.", (source,))
    side = Answer("?", "answered", "in 2001", "Both went.", None, (claim,), (source,), ("both",))
    found = judged(BEFORE, [side, Answer("?", "answered", "in 2002", None, None, (claim,), (source,), ("both",))])
    assert found is not None
    assert (found.claims, found.sources, found.facts) == ((claim,), (source,), ("both",))
