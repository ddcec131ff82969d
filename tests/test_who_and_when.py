"""Who gave it to whom, until when and not when, who says so, and whose name it is: small words that decide."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.dossier import Dossier, open_dossier
from tests.small_dossier import write_dossier

TEXT = """\
Ann Reid handed the keys to Ben Cole on 8 June 2023. The heap would be gone by the end of October 2022, said Cole. A man
of 74 was treated for a sprained thumb. The club had 140 members in March 2022. The club had 312 members in September
2022. Reid said that the pump had failed. The board said sorry for failing to warn the town.
"""
FACTS = """\
title: A club
articles: seeds
entities:
  - {name: Ann Reid, kinds: [person, woman], aliases: [Reid]}
  - {name: Ben Cole, kinds: [person, man], aliases: [Cole]}
  - {name: the club, kinds: [club]}
  - {name: the board, kinds: [board]}
facts:
  - id: keys
    statement: Ann Reid handed the keys to Ben Cole on 8 June 2023.
    answers: {who: Ann Reid, did: handed, what: the keys, to whom: Ben Cole, when: on 8 June 2023}
    asked_as: [When did Ann Reid hand the keys to Ben Cole?, Who handed the keys to Ben Cole?]
    sources: [{article: club.txt, quote: Ann Reid handed the keys to Ben Cole on 8 June 2023}]
  - id: heap
    according_to: Ben Cole
    statement: The heap would be gone by the end of October 2022.
    answers: {what: The heap, did: would be gone, when: by the end of October 2022}
    asked_as: When would the heap be gone?
    sources: [{article: club.txt, quote: "The heap would be gone by the end of October 2022, said Cole"}]
  - id: thumb
    statement: A man of 74 was treated for a sprained thumb.
    answers: {who: A man of 74, did: was treated, for what: for a sprained thumb}
    asked_as: Who was treated for a sprained thumb?
    sources: [{article: club.txt, quote: A man of 74 was treated for a sprained thumb}]
  - id: members-140
    statement: The club had 140 members in March 2022.
    answers: {who: The club, did: had, how many: 140 members, when: in March 2022}
    asked_as: How many members did the club have in March 2022?
    sources: [{article: club.txt, quote: The club had 140 members in March 2022}]
  - id: members-312
    statement: The club had 312 members in September 2022.
    answers: {who: The club, did: had, how many: 312 members, when: in September 2022}
    asked_as: How many members did the club have in September 2022?
    sources: [{article: club.txt, quote: The club had 312 members in September 2022}]
  - id: pump
    according_to: Ann Reid
    statement: The pump had failed.
    answers: {what: The pump, did: had failed}
    asked_as: What had failed?
    sources: [{article: club.txt, quote: Reid said that the pump had failed}]
  - id: sorry
    statement: The board said sorry for failing to warn the town.
    answers: {who: The board, did: said sorry, why: for failing to warn the town}
    asked_as: Why did the board say sorry?
    sources: [{article: club.txt, quote: The board said sorry for failing to warn the town}]
"""
PHRASINGS = """\
facts:
  thumb:
    who: [who hurt his thumb, which man hurt a thumb, who was it that sprained his thumb]
  pump:
    "yes": [did the pump break down, was it the pump that gave up]
  members-140:
    how many: [how many people had joined the club, had how many people joined the club, how many had joined the club]
  members-312:
    how many: [to how many people was the club home when more joined]
"""


@pytest.fixture(scope="module")
def club(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    folder = tmp_path_factory.mktemp("club")
    write_dossier(folder, FACTS, {"club.txt": TEXT}, PHRASINGS)
    dossier = open_dossier(folder)
    assert dossier.findings == ()
    return dossier


def test_who_gave_is_not_who_was_given(club: Dossier) -> None:
    assert club.ask("When did Ann Reid hand the keys to Ben Cole?").answer == "on 8 June 2023"
    turned = club.ask("When did Ben Cole hand the keys to Ann Reid?")
    assert turned.status in {"false-premise", "not-on-record"}
    assert club.check("Ann Reid handed the keys to Ben Cole.").verdict == "supported"
    assert club.check("Ben Cole handed the keys to Ann Reid.").verdict != "supported"


def test_what_is_over_by_october_may_be_so_in_september(club: Dossier) -> None:
    assert club.ask("Was the heap gone in September 2022?").yes_or_no == ""
    assert club.check("The heap would be gone in September 2022.").verdict != "refuted"
    assert club.ask("When would the heap be gone?").answer == "by the end of October 2022, according to Ben Cole"


@pytest.mark.parametrize("question", ["name of the man who hurt his thumb", "who hurt his thumb, name please"])
def test_a_name_is_asked_for_and_nobody_is_named(question: str, club: Dossier) -> None:
    assert club.ask(question).status == "not-on-record"


def test_another_time_is_told_by_the_fact_of_that_time(club: Dossier) -> None:
    assert club.ask("How many people had joined the club by September 2022?").answer == "312 members"


def test_who_says_so_is_who_is_asked_for(club: Dossier) -> None:
    assert club.ask("Who said the pump gave up?").answer == "Ann Reid"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("The board said sorry for the failure to warn the town.", "supported"),
        ("The board did not say sorry for failing to warn the town.", "refuted"),
    ],
)
def test_failure_denies_as_failing_does(claim: str, verdict: str, club: Dossier) -> None:
    assert club.check(claim).verdict == verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("The council apologised for failing the tenants.", "supported"),
        ("The council apologised because it had helped the tenants.", "not supported"),
    ],
)
def test_failing_somebody_is_what_failing_to_help_them_is(claim: str, verdict: str, tmp_path: Path) -> None:
    quote = "The council apologised after a review showed how it failed to help the tenants"
    facts = (
        "title: A review\nentities:\n  - {name: the council, kinds: [council]}\nfacts:\n  - id: apology\n"
        f"    statement: {quote}.\n    answers: {{who: The council, did: apologised}}\n"
        f"    asked_as: Did the council apologise for failing the tenants?\n"
        f"    sources: [{{article: review.txt, quote: {quote}}}]\n"
    )
    found = open_dossier(write_dossier(tmp_path, facts, {"review.txt": f"{quote}.\n"})).check(claim).verdict
    assert (found == "supported") is (verdict == "supported")


POOL = """\
title: A pool
articles: seeds
entities:
  - {name: the pool, kinds: [pool, building]}
facts:
  - id: pool-open
    statement: The pool was open in May 2011.
    answers: {what: The pool, is: open, when: in May 2011}
    asked_as: When was the pool open?
    sources: [{article: pool.txt, quote: The pool was open in May 2011}]
  - id: pool-sold
    statement: The pool was sold in June 2013.
    answers: {what: The pool, did: was sold, when: in June 2013}
    asked_as: When was the pool sold?
    sources: [{article: pool.txt, quote: The pool was sold in June 2013}]
"""


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    text = "The pool was open in May 2011. The pool was sold in June 2013.\n"
    return open_dossier(write_dossier(tmp_path_factory.mktemp("pool"), POOL, {"pool.txt": text}))


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("was the pool open in May 2011", "Yes"),
        ("was the pool open in July 2012", None),
        ("was the pool still open in July 2012", None),
        ("was the pool sold in June 2013", "Yes"),
        ("was the pool sold in July 2012", "No: June 2013"),
        ("was the pool still being sold in July 2014", None),
    ],
)
def test_what_is_so_at_one_time_may_be_so_at_another(question: str, answer: str | None, pool: Dossier) -> None:
    assert pool.ask(question).answer == answer


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("The pool was open in May 2011.", "supported"),
        ("The pool was open in July 2012.", "not-enough-info"),
        ("The pool was sold in July 2012.", "refuted"),
    ],
)
def test_a_state_at_one_time_refutes_none_at_another(claim: str, verdict: str, pool: Dossier) -> None:
    assert pool.check(claim).verdict == verdict


DROWNED = """\
title: A flood
articles: seeds
entities:
  - {name: the mayor, kinds: [person]}
facts:
  - id: drowned
    unknown: true
    statement: The mayor could not confirm whether anyone had drowned.
    answers: {who: The mayor, did: could not confirm, what: whether anyone had drowned}
    asked_as: [Had anyone drowned?, Did anybody drown?]
    sources: [{article: flood.txt, quote: The mayor could not confirm whether anyone had drowned}]
"""


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Did anybody drown?", "Not known: The mayor could not confirm whether anyone had drowned."),
        ("Could the mayor confirm whether anyone had drowned?", "No"),
        ("could the mayor say if anyone had drowned", "No"),
        ("did the mayor say whether anyone drowned", "No"),
        ("Did the mayor know who had drowned?", None),
        ("Had anyone drowned?", "Not known: The mayor could not confirm whether anyone had drowned."),
    ],
)
def test_who_could_not_tell_is_asked_for_or_what_is_not_known(
    question: str, answer: str | None, tmp_path: Path
) -> None:
    text = "The mayor could not confirm whether anyone had drowned.\n"
    assert open_dossier(write_dossier(tmp_path, DROWNED, {"flood.txt": text})).ask(question).answer == answer
