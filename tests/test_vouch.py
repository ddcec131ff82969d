"""Answering what is recognised: from the right slot, with a veto for whatever the record does not bear out.

The dossier is invented. Its phrasings use words that neither statements nor articles have, so that whatever is asked in
those words is answered because it was recognised, or not at all.
"""

# ruff: noqa: E501 - a paragraph of an article is one line

from __future__ import annotations

from pathlib import Path

import pytest

from qa.dossier import Dossier, open_dossier
from qa.matching.fill import Filled
from qa.model import Answer
from qa.questions.question import Hole, Reading
from qa.recognition.recognise import NOBODY
from qa.recognition.telling import presumes
from qa.recognition.vouch import Inquiry, Vouched, _say_the_same
from qa.values import replace
from tests.small_dossier import write_dossier

ARTICLE = """\
Northport Rovers signed Dee Okafor from Harbour Town for £40,000 on Monday 4 March 2024. Okafor scored both goals in the semi-final.

Captain Ann Reid broke her leg in May 2022. The Dock Road ground holds about 2,300 people. Ida Marsh founded the club in 1890 after a strike at the docks.

The fans paid for the new stand. Rovers have never won the county cup. Rovers won the youth trophy in 2019.

“The second goal should not have stood,” said Harbour Town manager Paul Lister.

The club could not say whether goalkeeper Mo Bell would be fit for the final.

Brook Water pays for the shirts. Hill Bank pays for the floodlights.
"""

FACTS = """\
title: A season in Northport
articles: seeds
entities:
  - {name: Northport, kinds: [town, place]}
  - {name: Northport Rovers, kinds: [club, team], aliases: [Rovers, the club]}
  - {name: Harbour Town, kinds: [club, team], aliases: [Harbour]}
  - {name: Dee Okafor, kinds: [person, player, woman]}
  - {name: Ann Reid, kinds: [person, player, woman], roles: [captain]}
  - {name: Paul Lister, kinds: [person, man], roles: [Harbour Town manager]}
  - {name: Ida Marsh, kinds: [person, woman]}
  - {name: Mo Bell, kinds: [person, player], roles: [goalkeeper]}
  - {name: Brook Water, kinds: [company]}
  - {name: Hill Bank, kinds: [company]}
facts:
  - id: okafor-signed
    statement: Northport Rovers signed Dee Okafor from Harbour Town for £40,000 on Monday 4 March 2024.
    answers: {who: Northport Rovers, did: signed, whom: Dee Okafor, from what: Harbour Town, for how much: '£40,000', when: on Monday 4 March 2024}
    asked_as: [When did Rovers sign Dee Okafor?]
    sources: [{article: season.txt, quote: 'Northport Rovers signed Dee Okafor from Harbour Town for £40,000 on Monday 4 March 2024'}]
  - id: okafor-scored
    statement: Dee Okafor scored both goals in the semi-final.
    answers: {who: Dee Okafor, did: scored, what: both goals, in what: the semi-final}
    asked_as: [Who scored both goals?]
    sources: [{article: season.txt, quote: Okafor scored both goals in the semi-final}]
  - id: reid-leg
    statement: Ann Reid broke her leg in May 2022.
    answers: {who: Ann Reid, did: broke, what: her leg, when: in May 2022}
    asked_as: [When did Ann Reid break her leg?]
    sources: [{article: season.txt, quote: Captain Ann Reid broke her leg in May 2022}]
  - id: ground-holds
    statement: The Dock Road ground holds about 2,300 people.
    answers: {what: The Dock Road ground, did: holds, how many people: 'about 2,300'}
    asked_as: [How many people does the Dock Road ground hold?]
    sources: [{article: season.txt, quote: 'The Dock Road ground holds about 2,300 people'}]
  - id: marsh-founded
    statement: Ida Marsh founded the club in 1890 after a strike at the docks.
    answers: {who: Ida Marsh, did: founded, whom: the club, when: in 1890, after what: a strike at the docks}
    asked_as: [Who founded the club?]
    sources: [{article: season.txt, quote: Ida Marsh founded the club in 1890 after a strike at the docks}]
  - id: fans-paid
    statement: The fans paid for the new stand.
    answers: {who: The fans, did: paid for, what: the new stand}
    asked_as: [Who paid for the new stand?]
    sources: [{article: season.txt, quote: The fans paid for the new stand}]
  - id: never-won
    statement: Northport Rovers have never won the county cup.
    negated: true
    answers: {who: Northport Rovers, did: [have, won], what: the county cup}
    asked_as: [Have Rovers ever won the county cup?]
    sources: [{article: season.txt, quote: Rovers have never won the county cup}]
  - id: youth-won
    statement: Northport Rovers won the youth trophy in 2019.
    answers: {who: Northport Rovers, did: won, what: the youth trophy, when: in 2019}
    asked_as: [When did Rovers win the youth trophy?]
    sources: [{article: season.txt, quote: Rovers won the youth trophy in 2019}]
  - id: goal-offside
    according_to: Paul Lister
    statement: The second goal should not have stood.
    answers: {what: The second goal, did: should not have stood}
    asked_as: [What did Paul Lister say about the second goal?]
    sources: [{article: season.txt, quote: '“The second goal should not have stood,” said Harbour Town manager Paul Lister'}]
  - id: bell-fit
    statement: The club could not say whether Mo Bell would be fit for the final.
    unknown: true
    answers: {who: Mo Bell, did: would be, what: fit for the final}
    asked_as: [Will Mo Bell be fit for the final?]
    sources: [{article: season.txt, quote: The club could not say whether goalkeeper Mo Bell would be fit for the final}]
  - id: water-shirts
    statement: Brook Water pays for the shirts.
    answers: {who: Brook Water, did: pays for, what: the shirts}
    asked_as: [Who pays for the shirts?]
    sources: [{article: season.txt, quote: Brook Water pays for the shirts}]
  - id: bank-lights
    statement: Hill Bank pays for the floodlights.
    answers: {who: Hill Bank, did: pays for, what: the floodlights}
    asked_as: [Who pays for the floodlights?]
    sources: [{article: season.txt, quote: Hill Bank pays for the floodlights}]
"""

PHRASINGS = """\
facts:
  okafor-signed:
    who: [which side snapped up Okafor, who landed the striker Dee Okafor, who splashed the cash on Okafor]
    when: [when was the Okafor deal done, when did Dee Okafor put pen to paper, on what date was the Okafor transfer sealed]
    for how much: [how much did the Okafor deal cost, what was the fee for Okafor, how much cash changed hands for Dee Okafor]
    from what: [which side sold Dee Okafor, where did Okafor play before the transfer, whose books was Okafor on before]
    yes: [did the Okafor deal go through, was the Okafor transfer sealed, has Dee Okafor put pen to paper]
    no: [was Okafor a free transfer, did Okafor cost nothing, was Okafor only borrowed]
  okafor-scored:
    who: [who found the net twice, who bagged the brace in the semi, which striker netted twice]
    yes: [did Okafor bag a brace, did Dee Okafor net twice, did Okafor find the net twice]
    whole: [what did Okafor do in the semi, how did Okafor shine, what was special about Okafor in the semi]
  reid-leg:
    when: [when was Reid crocked, when did the skipper get her bad injury, when was Ann Reid stretchered off]
    what: [what injury did the skipper get, what did Reid hurt, which limb did the skipper hurt]
  ground-holds:
    how many people: [what is the capacity of Dock Road, how many people fit into Dock Road, how big a crowd can Dock Road take]
    what: [what is the home of Rovers called, which arena do Rovers call home, name of the Rovers arena]
  marsh-founded:
    who: [who set the whole thing up, whose idea was the club, who got the club going]
    when: [when was the club born, how far back does the club go, in what year was the club set up]
    whole: [who is Ida Marsh, who was Ida Marsh]
    after what: [what led to the birth of the club, what prompted the creation of the club]
  fans-paid:
    who: [who coughed up for the stand, who footed the bill for the stand, out of whose pocket came the stand]
    mistaken: [why did the council foot the bill for the stand, how much did the council cough up for the stand]
  never-won:
    no: [did Rovers win a trophy ever, did Rovers ever lift the trophy, is the trophy in the Rovers cabinet, have Rovers got their hands on the trophy]
    mistaken: [when did Rovers lift the trophy, who captained Rovers when they lifted the trophy, how often did Rovers lift the trophy]
    yes: [are Rovers still waiting for the trophy, is the Rovers cabinet bare]
  goal-offside:
    says: [who moaned about the second strike, who thought the second strike was wrongly given, who grumbled about the second strike]
    whole: [what was the moan about the second strike, what was the grumble over the second strike]
  bell-fit:
    whole: [will the keeper make the big game, is the goalie going to be ready for the big day]
  water-shirts:
    who: [who is the sponsor, who is on the kit, which firm is on the kit]
  bank-lights:
    who: [who is the sponsor, who lights the pitch, which firm lights the pitch]
unanswered:
  - who owns the club
  - how much does Dee Okafor earn a week
  - how tall is Dee Okafor
  - what did the stand cost
  - who is the coach of Rovers
  - which doctor treated Ann Reid
"""


@pytest.fixture(scope="module")
def rovers(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    """Return the dossier of the club's season; it is opened once, and with a cache of its own."""
    folder = tmp_path_factory.mktemp("rovers")
    write_dossier(folder, FACTS, {"season.txt": ARTICLE}, PHRASINGS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QA_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        dossier = open_dossier(folder)
        assert dossier.ask("Who is on the kit?").status == "answered"
        return dossier


def inquiry(rovers: Dossier, question: str) -> Inquiry:
    answerer = rovers._answerer
    read = answerer._reader.read(question)
    recogniser = answerer._recogniser
    assert recogniser is not None
    return Inquiry(read, recogniser.recognise(read.tokens), answerer._index, answerer._matcher)


def vouched(rovers: Dossier, question: str) -> Vouched:
    """Return the fact that a question is most certainly recognised as asking for, held against it."""
    asked = inquiry(rovers, question)
    found = asked.vouch(asked.recognition.ranked[0])
    assert found is not None
    return found


def is_told(answer: Answer) -> bool:
    """Tell whether an answer takes the question for one that is right about everything."""
    said = (answer.answer or "").partition(":")[0]
    return answer.status == "answered" and said not in {"No", "Not known"}


# What is recognised is answered


@pytest.mark.parametrize(
    ("question", "fact", "answer"),
    [
        ("Which side landed Okafor?", "okafor-signed", "Northport Rovers"),
        ("When did Okafor put pen to paper?", "okafor-signed", "on Monday 4 March 2024"),
        ("On what weekday was the Okafor deal done?", "okafor-signed", "on Monday 4 March 2024"),
        ("What was the transfer fee for Okafor?", "okafor-signed", "£40,000"),
        ("Which side was Okafor sold by?", "okafor-signed", "Harbour Town"),
        ("Who netted a brace?", "okafor-scored", "Dee Okafor"),
        ("What did the skipper hurt?", "reid-leg", "her leg"),
        ("When was the skipper stretchered off?", "reid-leg", "in May 2022"),
        ("How many people can fit into Dock Road?", "ground-holds", "about 2,300"),
        (
            "Who got the whole thing going?",
            "marsh-founded",
            "Ida Marsh founded the club in 1890 after a strike at the docks.",
        ),
        ("In which year was the club born?", "marsh-founded", "in 1890"),
        ("What prompted the birth of the club?", "marsh-founded", "a strike at the docks"),
        ("Who footed the bill for the new stand?", "fans-paid", "The fans"),
        ("Which firm is on the kit?", "water-shirts", "Brook Water"),
        ("Who lit the pitch?", "bank-lights", "Hill Bank"),
    ],
)
def test_a_paraphrase_is_answered_from_the_slot_that_it_asks_for(
    rovers: Dossier, question: str, fact: str, answer: str
) -> None:
    found, trace = rovers.explain(question)
    assert (found.status, found.answer, found.facts) == ("answered", answer, (fact,))
    assert trace.decision == "recognised"


def test_without_its_phrasings_none_of_it_would_be_answered(rovers: Dossier, tmp_path: Path) -> None:
    """So it is the phrasings that answer here, not the words."""
    write_dossier(tmp_path, FACTS, {"season.txt": ARTICLE})
    bare = open_dossier(tmp_path)
    for question in ("Who netted a brace?", "What did the skipper hurt?", "Did the Okafor transfer go through?"):
        assert rovers.ask(question).status == "answered"
        assert bare.ask(question).status == "not-on-record"


def test_nothing_is_told_from_a_deprecated_fact(rovers: Dossier, tmp_path: Path) -> None:
    """Not even where it is what the phrasings lead to."""
    withdrawn = FACTS.replace("  - id: okafor-scored\n", "  - id: okafor-scored\n    rank: deprecated\n")
    write_dossier(tmp_path, withdrawn, {"season.txt": ARTICLE}, PHRASINGS)
    assert rovers.ask("Who netted a brace?").status == "answered"
    assert open_dossier(tmp_path).ask("Who netted a brace?").status == "not-on-record"


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("How did Okafor shine in the semi?", "okafor-scored"),
        ("What did Okafor do in the semi?", "okafor-scored"),
        ("What does the Dock Road arena hold?", "ground-holds"),
        ("Who was Ida Marsh?", "marsh-founded"),
        ("What did the skipper hurt, her leg?", "reid-leg"),  # the slot would only repeat the question
    ],
)
def test_where_no_slot_is_asked_for_the_whole_statement_answers(rovers: Dossier, question: str, fact: str) -> None:
    answer = rovers.ask(question)
    assert (answer.answer, answer.facts) == (answer.statement, (fact,))


def test_what_is_not_known_is_told_to_be_so(rovers: Dossier) -> None:
    answer = rovers.ask("Will the goalie make the big game?")
    assert answer.answer == "Not known: The club could not say whether Mo Bell would be fit for the final."


def test_a_claim_is_never_told_without_the_one_who_makes_it(rovers: Dossier) -> None:
    answer = rovers.ask("What was the grumble about the second strike?")
    assert answer.answer == "According to Paul Lister, the second goal should not have stood."
    assert [claim.by for claim in answer.claims] == ["Paul Lister"]


@pytest.mark.parametrize(
    "question", ["Who grumbled about the second strike?", "Which person thought the second strike was wrongly given?"]
)
def test_who_says_so_is_told(rovers: Dossier, question: str) -> None:
    answer = rovers.ask(question)
    assert (answer.answer, answer.facts) == ("Paul Lister", ("goal-offside",))


# Yes and no


@pytest.mark.parametrize(
    ("question", "answer", "fact"),
    [
        ("Did the Okafor transfer go through?", "Yes", "okafor-signed"),
        ("Did Dee Okafor put pen to paper on 4 March 2024?", "Yes", "okafor-signed"),
        ("Did Dee Okafor bag a brace?", "Yes", "okafor-scored"),
        ("Did Rovers lift the trophy?", "No", "never-won"),
        ("Was Okafor borrowed?", "No", "okafor-signed"),
        ("Are Rovers still waiting for the trophy?", "Yes", "never-won"),
    ],
)
def test_yes_and_no_are_told_as_phrased(rovers: Dossier, question: str, answer: str, fact: str) -> None:
    found = rovers.ask(question)
    assert (found.status, found.answer, found.facts) == ("answered", answer, (fact,))


def test_no_is_told_with_what_is_so(rovers: Dossier) -> None:
    assert rovers.ask("Did Rovers lift the trophy?").correction == "Northport Rovers have never won the county cup."


@pytest.mark.parametrize(
    "question",
    [
        "Did Okafor put pen to paper in 2023?",
        "Did Rovers never lift the trophy?",
        "Has Okafor not put pen to paper?",
    ],
)
def test_yes_and_no_are_left_where_phrasings_and_record_are_at_odds(rovers: Dossier, question: str) -> None:
    found = vouched(rovers, question)
    assert found.recognised.key in {"yes", "no"}
    assert found.doubt == float("inf")
    assert rovers.ask(question).status == "not-on-record"


@pytest.mark.parametrize("more", ["for two years", "in Paris", "before Ann Reid", "at Wembley"])
def test_yes_rests_on_the_whole_question(rovers: Dossier, more: str) -> None:
    """Whatever is not accounted for may be what makes it false."""
    assert rovers.ask("Did Dee Okafor put pen to paper?").answer == "Yes"
    assert not is_told(rovers.ask(f"Did Dee Okafor put pen to paper {more}?"))


# What is taken for granted


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("Why did the council cough up for the stand?", "fans-paid"),
        ("Who captained Rovers when they lifted the trophy?", "never-won"),
        ("How often did Rovers lift it, the trophy?", "never-won"),
    ],
)
def test_a_mistaken_premise_is_put_right_with_the_statement(rovers: Dossier, question: str, fact: str) -> None:
    answer = rovers.ask(question)
    assert (answer.status, answer.answer, answer.facts) == ("false-premise", None, (fact,))
    assert answer.correction == answer.statement != ""


def test_a_mistaken_premise_asked_for_yes_or_no_is_denied(rovers: Dossier) -> None:
    answer = rovers.ask("Did the council foot the bill for the stand?")
    assert (answer.status, answer.answer) == ("answered", "No")
    assert answer.correction == "The fans paid for the new stand."


@pytest.mark.parametrize("question", ["When did Harbour Town lift the trophy?", "Why did Mo Bell foot the bill?"])
def test_a_mistake_about_somebody_else_is_not_put_right(rovers: Dossier, question: str) -> None:
    """That Rovers never won does not tell whether Harbour Town did."""
    assert presumes(vouched(rovers, question).recognised.key, Reading("wh", Hole("when"), (), ""))
    assert rovers.ask(question).status == "not-on-record"


@pytest.mark.parametrize(
    ("key", "form", "wrong"),
    [
        ("mistaken", "wh", True),
        ("mistaken", "yes-no", True),
        ("no", "wh", False),
        ("no", "yes-no", False),
        ("yes", "wh", False),
        ("who", "wh", False),
    ],
)
def test_which_phrasings_tell_of_a_mistake(key: str, form: str, wrong: bool) -> None:  # noqa: FBT001 - a column
    assert presumes(key, Reading(form, Hole("when"), (), "")) is wrong


def test_one_wrong_time_is_put_right(rovers: Dossier) -> None:
    answer = rovers.ask("Who set the whole thing up in 1891?")
    assert (answer.status, answer.facts) == ("false-premise", ("marsh-founded",))
    assert answer.correction == "Ida Marsh founded the club in 1890 after a strike at the docks."


def test_a_claim_of_somebody_else_is_not_told(rovers: Dossier) -> None:
    """That Lister said something like it does not mean that Reid did not."""
    answer = rovers.ask("According to Ann Reid, what was the moan about the second strike?")
    assert answer.status == "not-on-record"


# One thing wrong


@pytest.mark.parametrize(
    "question",
    [
        # a name
        "When did Ann Reid put pen to paper?",
        "When was Mo Bell stretchered off?",
        "Did Ann Reid bag a brace?",
        "Who splashed the cash on Ida Marsh?",
        # a time
        "When was the Okafor deal done in 2023?",
        "Was the Okafor transfer sealed in 2023?",
        "Did Dee Okafor put pen to paper on 5 March 2024?",
        "Who netted twice in 2023?",
        # a weekday, a month
        "Did Dee Okafor put pen to paper on Tuesday?",
        "Who got the club going on a Monday?",
        "Which striker netted twice in June?",
        # a number
        "Who splashed £50,000 on Okafor?",
        "Was the Okafor deal done for £50,000?",
        "Which three firms are on the kit?",
        # whose it is
        "When was Ann Reid's sister stretchered off?",
    ],
)
def test_what_is_recognised_but_wrong_in_one_thing_is_not_answered(rovers: Dossier, question: str) -> None:
    assert not is_told(rovers.ask(question))


WITH_A_NAME = sorted(
    {
        (question, name)
        for line in PHRASINGS.partition("unanswered:")[0].splitlines()
        if "[" in line
        for question in line.partition("[")[2].rstrip("]").split(", ")
        for name in ("Dee Okafor", "Ann Reid", "Okafor", "Reid")
        if name in question and f" {name}" not in question.replace(name, "", 1)
    }
)


@pytest.mark.parametrize(("question", "name"), WITH_A_NAME)
def test_no_phrasing_is_answered_for_another_name(rovers: Dossier, question: str, name: str) -> None:
    """Each phrasing is answered as it stands, or not; with Mo Bell's name in it never from the same fact."""
    own = rovers.ask(question)
    other = rovers.ask(question.replace(name, "Mo Bell"))
    assert not (is_told(other) and set(own.facts) & set(other.facts))


@pytest.mark.parametrize("wrong", ["in 1987", "on 1 April 1987", "on Sunday", "in December", "at the age of 45"])
@pytest.mark.parametrize(
    "question",
    [
        "Which side snapped up Okafor",
        "Did Dee Okafor put pen to paper",
        "Who bagged the brace in the semi",
        "Which limb did the skipper hurt",
        "Who got the club going",
        "Who footed the bill for the stand",
        "Which firm is on the kit",
    ],
)
def test_no_phrasing_is_answered_with_a_time_that_the_fact_has_not(rovers: Dossier, question: str, wrong: str) -> None:
    assert is_told(rovers.ask(f"{question}?"))
    assert not is_told(rovers.ask(f"{question} {wrong}?"))


@pytest.mark.parametrize(
    "question",
    [
        "Why did Okafor put pen to paper?",
        "Where do Rovers call home?",
        "How long has the skipper been stretchered off?",
        "How many goals did Okafor bag?",
        "Which player got the club going?",
    ],
)
def test_what_has_no_slot_of_the_kind_asked_for_is_not_answered(rovers: Dossier, question: str) -> None:
    assert rovers.ask(question).status == "not-on-record"


def test_who_asks_for_the_exact_number_is_not_told_an_approximate_one(rovers: Dossier) -> None:
    assert rovers.ask("How many people fit into Dock Road?").answer == "about 2,300"
    assert rovers.ask("Exactly how many people fit into Dock Road?").status == "not-on-record"
    assert [check.name for check in vouched(rovers, "Exactly how many people fit into Dock Road?").alignment.missing][
        -1
    ] == "exact"


def test_kin_of_somebody_is_somebody_else(rovers: Dossier) -> None:
    assert rovers.ask("When was Ann Reid crocked?").answer == "in May 2022"
    assert rovers.ask("When was Ann Reid's sister crocked?").status == "not-on-record"
    found = vouched(rovers, "When was Ann Reid's sister crocked?").alignment.missing
    assert "possessor" in {check.name for check in found}


def test_one_of_two_must_be_one_of_the_two(rovers: Dossier) -> None:
    assert rovers.ask("Was it Ann Reid or Dee Okafor who netted twice?").answer == "Dee Okafor"
    question = "Was it Ann Reid or Mo Bell who netted twice?"
    assert rovers.ask(question).status == "not-on-record"
    assert "choice" in {check.name for check in vouched(rovers, question).alignment.missing}


# What is not recognised, or as left open


@pytest.mark.parametrize(
    "question",
    [
        "Who owns Rovers?",
        "How much does Okafor earn?",
        "How tall is Okafor?",
        "What did the new stand cost?",
        "Which doctor treated Reid?",
    ],
)
def test_what_is_like_an_unanswered_question_is_not_on_record(rovers: Dossier, question: str) -> None:
    answer, trace = rovers.explain(question)
    assert (answer.status, answer.facts, trace.decision) == ("not-on-record", (), "recognised as unanswered")
    assert answer.nearest


def test_an_unanswered_question_is_vouched_for_by_nothing(rovers: Dossier) -> None:
    asked = inquiry(rovers, "How tall is Okafor?")
    assert asked.recognition.ranked[0].fact == NOBODY
    assert asked.best(-2.0) is None
    assert asked.left_open(3.0)
    assert not asked.left_open(1_000.0), "not by so much"
    assert not inquiry(rovers, "Who netted twice?").left_open(0.0)


def test_two_facts_equally_recognised_are_not_guessed_between(rovers: Dossier) -> None:
    asked = inquiry(rovers, "Who is the sponsor?")
    assert {each.fact for each in asked.recognition.ranked[:2]} == {10, 11}
    best = asked.best(-2.0)
    assert best is not None
    assert asked.margin(best) < 3.0
    assert rovers.ask("Who is the sponsor?").status == "not-on-record"


def test_the_only_fact_that_is_recognised_has_no_rival(rovers: Dossier) -> None:
    asked = inquiry(rovers, "Who netted twice?")
    asked.recognition.ranked = asked.recognition.ranked[:1]
    best = asked.best(-2.0)
    assert best is not None
    assert asked.margin(best) == float("inf")
    assert asked.beside(best) == []


def test_what_is_only_faintly_recognised_is_not_answered(rovers: Dossier) -> None:
    asked = inquiry(rovers, "Who is it?")
    assert asked.best(0.0) is None
    assert rovers.ask("Who is it?").status == "not-on-record"


def test_each_fact_is_held_against_a_question_once(rovers: Dossier) -> None:
    asked = inquiry(rovers, "Who netted twice?")
    first = asked.recognition.ranked[0]
    assert asked.looked_at() == ()
    assert asked.vouch(first) is asked.vouch(first)
    assert asked.looked_at() == (asked.vouch(first),)


# What the words alone say


def test_what_the_words_say_is_answered_where_nothing_is_recognised(rovers: Dossier) -> None:
    answer, trace = rovers.explain("Did Dee Okafor score both goals?")
    assert (answer.answer, trace.decision) == ("Yes", "all checks agree")


def test_what_the_whole_dossier_is_about_may_be_left_out_of_a_fact(rovers: Dossier) -> None:
    answer, trace = rovers.explain("Did Dee Okafor score both goals in Northport?")
    assert (answer.answer, trace.decision) == ("Yes", "all checks agree but for one word")


def test_where_words_and_phrasings_contradict_each_other_nothing_is_told(rovers: Dossier) -> None:
    """One fact's words say Yes, another one's phrasings No."""
    answer, trace = rovers.explain("Did Rovers win the trophy?")
    assert (answer.status, trace.decision) == ("not-on-record", "words and phrasings are at odds")


def test_a_dossier_gives_the_same_answer_each_time(rovers: Dossier) -> None:
    for question in ("Who netted a brace?", "Who owns Rovers?", "When did Rovers lift the trophy?"):
        assert rovers.explain(question) == rovers.explain(question)


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("What did the mother of Ann Reid hurt?", id="kin before the name"),
        pytest.param("When did Dee Okafor's brother put pen to paper?", id="a club in the fact is no kin"),
        pytest.param("Which striker netted twice for Harbour Town?", id="a club that the fact lacks"),
        pytest.param("Who coughed up for the third stand?", id="an ordinal that the fact lacks"),
        pytest.param("What is the exact capacity of Dock Road?", id="what, but exact"),
        pytest.param(
            "Did Dee Okafor put pen to paper on a free transfer?", id="a word that may be passed over elsewhere"
        ),
    ],
)
def test_one_wrong_thing_is_enough(rovers: Dossier, question: str) -> None:
    assert not is_told(rovers.ask(question))


def test_not_knowing_one_thing_is_not_told_of_another(rovers: Dossier) -> None:
    """Whether Bell will be fit is what the club could not say."""
    assert rovers.ask("Will Mo Bell be sold?").status == "not-on-record"


def test_what_is_so_is_not_put_right(rovers: Dossier) -> None:
    assert rovers.ask("What did the fans cough up for?").status != "false-premise"


# Whether two facts say the same


@pytest.mark.parametrize(
    ("one", "other", "question", "same"),
    [
        ("her leg", "her leg", "What did the skipper hurt?", True),
        ("her leg", "her left leg", "What did the skipper hurt?", True),
        ("broken her left leg again", "broke her left leg badly", "What did the skipper hurt?", True),
        ("her leg", "her arm", "What did the skipper hurt?", False),
        ("leg", "arm", "What did the skipper hurt?", False),
        ("in May 2022 on a Sunday", "in May 2022 on a Monday", "When was the skipper stretchered off?", False),
        ("in 2022", "in May 2022", "When was the skipper stretchered off?", True),
        ("Yes", "No", "Did Dee Okafor bag a brace?", False),
        ("Yes", "Yes", "Did Dee Okafor bag a brace?", True),
    ],
)
def test_two_answers_say_the_same_in_the_same_words(
    rovers: Dossier,
    one: str,
    other: str,
    question: str,
    same: bool,  # noqa: FBT001 - a table's column
) -> None:
    """Much the same words are enough only for what is no number, name or time, and no yes or no."""
    found = vouched(rovers, question)
    first, second = (replace(found, filled=Filled(text, None, 0.0)) for text in (one, other))
    assert _say_the_same(first, second) is same
    assert _say_the_same(second, first) is same


def test_what_says_nothing_says_nothing_the_same(rovers: Dossier) -> None:
    found = vouched(rovers, "Who netted twice?")
    assert not _say_the_same(found, None)
    assert not _say_the_same(replace(found, filled=None), found)
    assert not _say_the_same(found, replace(found, filled=None))


def test_the_two_sides_of_a_dispute_are_no_rivals(club: Path) -> None:
    (club / "phrasings.yaml").write_text(
        """\
facts:
  second-goal-offside: {whole: [what about the late strike, how was the late strike, was the late strike all right]}
  second-goal-good: {whole: [what about the late strike, how was the late strike, was the late strike all right]}
  okafor-scored: {who: [who netted twice, who bagged a brace]}
unanswered: [who was the referee, who paid for the pitch]
""",
        encoding="utf-8",
    )
    dossier = open_dossier(club)
    dossier.ask("Who scored both goals?")
    asked = inquiry(dossier, "What about the late strike?")
    best = asked.vouch(asked.recognition.ranked[0])
    assert best is not None
    sides, others = asked.recognition.ranked[1], asked.recognition.ranked[2]
    assert asked._disputes(best, sides)
    spoken = replace(best.alignment, reading=replace(best.alignment.reading, speaker=("Ann Reid",)))
    assert not asked._disputes(replace(best, alignment=spoken), sides), "one side's view is asked for"
    assert others.fact == NOBODY or not asked._disputes(best, others)
    answer = dossier.ask("What about the late strike?")
    assert answer.status == "disputed"
    assert {claim.by for claim in answer.claims} == {"Ann Reid", "Paul Lister"}
