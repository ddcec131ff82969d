"""What is checked of claims beyond questions: amounts, orders, spans, pairs, kin, titles. The dossier is invented."""

# ruff: noqa: E501 - a paragraph of an article is one line

from __future__ import annotations

import pytest

from qa.dossier import Dossier
from qa.english.tokens import tokenize
from qa.questions.polarity import contrary, denied, is_negative
from tests.small_dossier import opened

ARTICLE = """\
Ida Holt, nine, and her sister Mia Holt, five, won the raft race in June 2015. Ola Brandt came second. Ida is older than Mia.

Three of the four rafts were built in Easter Bay. Half of the crowd left early. Nobody was hurt. All the judges wore hats.

Of the prize ten crowns went to Ida Holt, six crowns to Ola Brandt and four crowns to the harbour board. The pier was closed from 1990 to 1994. The race began after the mayor's speech. Dr Lena Frost, harbour master, runs the race.

Ida Holt rowed for two hours and Ola Brandt for six hours. The race must be safer, the harbour board says. At least 90 per cent of the tickets were sold.

The board could not say whether the race would return. The harbour did not fail to open.

Forty tents, of which three leaked, were put up on the pier.
"""

FACTS = """\
title: A raft race
articles: seeds
entities:
  - {name: Ida Holt, kinds: [girl, person], aliases: [Ida], age: nine}
  - {name: Mia Holt, kinds: [girl, person], aliases: [Mia], age: five}
  - {name: Ola Brandt, kinds: [girl, person], aliases: [Ola]}
  - {name: Lena Frost, kinds: [woman, person], aliases: [Dr Frost], roles: [harbour master]}
  - {name: the Holt sisters, kinds: [group, sisters], aliases: [the sisters, the Holts], members: [Ida Holt, Mia Holt]}
  - {name: Easter Bay, kinds: [town, place]}
  - {name: the harbour board, kinds: [board, body], aliases: [the board]}
facts:
  - id: sisters-won
    statement: Ida Holt and Mia Holt won the raft race in June 2015.
    answers: {who: Ida Holt and Mia Holt, did: won, what: the raft race, when: in June 2015}
    sources: [{article: race.txt, quote: won the raft race in June 2015}]
  - id: ida-older
    statement: Ida Holt is older than her sister Mia Holt.
    answers: {who: Ida Holt, is: older than her sister Mia Holt, than whom: her sister Mia Holt}
    sources: [{article: race.txt, quote: Ida is older than Mia}]
  - id: three-rafts
    statement: Three of the four rafts were built in Easter Bay.
    answers: {what: Three of the four rafts, how many: Three, did: were built, where: in Easter Bay}
    sources: [{article: race.txt, quote: Three of the four rafts were built in Easter Bay}]
  - id: prize
    statement: Ten crowns went to Ida Holt, six crowns to Ola Brandt and four crowns to the harbour board.
    answers: {how many: "Ten crowns", did: went, to whom: "to Ida Holt, six crowns to Ola Brandt and four crowns to the harbour board"}
    sources: [{article: race.txt, quote: "ten crowns went to Ida Holt, six crowns to Ola Brandt and four crowns to the harbour board"}]
  - id: half-left
    statement: Half of the crowd left early.
    answers: {who: Half of the crowd, how many: Half, did: left, when: early}
    sources: [{article: race.txt, quote: Half of the crowd left early}]
  - id: judges
    statement: All the judges wore hats.
    answers: {who: All the judges, did: wore, what: hats}
    sources: [{article: race.txt, quote: All the judges wore hats}]
  - id: pier
    statement: The pier was closed from 1990 to 1994.
    answers: {what: The pier, did: was closed, when: from 1990 to 1994}
    sources: [{article: race.txt, quote: The pier was closed from 1990 to 1994}]
  - id: speech
    statement: The race began after the mayor's speech.
    answers: {what: The race, did: began, after what: the mayor's speech}
    sources: [{article: race.txt, quote: The race began after the mayor's speech}]
  - id: frost
    statement: Lena Frost runs the race.
    answers: {who: Lena Frost, did: runs, what: the race}
    sources: [{article: race.txt, quote: runs the race}]
  - id: hours
    statement: Ida Holt rowed for two hours and Ola Brandt for six hours.
    answers: {who: [Ida Holt, Ola Brandt], did: rowed, how long: [two hours, six hours]}
    sources: [{article: race.txt, quote: Ida Holt rowed for two hours and Ola Brandt for six hours}]
  - id: safer
    according_to: the harbour board
    statement: The race must be safer.
    answers: {what: The race, did: must be safer}
    sources: [{article: race.txt, quote: 'The race must be safer, the harbour board says'}]
  - id: tickets
    statement: At least 90 per cent of the tickets were sold.
    answers: {how many: At least 90 per cent of the tickets, did: were sold}
    sources: [{article: race.txt, quote: At least 90 per cent of the tickets were sold}]
  - id: return
    unknown: true
    statement: The board could not say whether the race would return.
    answers: {who: The board, did: could not say, what: whether the race would return}
    sources: [{article: race.txt, quote: The board could not say whether the race would return}]
  - id: tents
    statement: Forty tents, of which three leaked, were put up on the pier.
    answers: {what: "Forty tents, of which three leaked", how many: Forty, did: were put up, where: on the pier}
    sources: [{article: race.txt, quote: "Forty tents, of which three leaked, were put up on the pier"}]
"""


@pytest.fixture(scope="module")
def race(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    return opened(tmp_path_factory, FACTS, {"race.txt": ARTICLE})


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        # how many
        ("Three of the four rafts were built in Easter Bay.", "supported"),
        ("Most of the rafts were built in Easter Bay.", "supported"),
        ("Only three of the four rafts were built in Easter Bay.", "supported"),
        ("All of the rafts were built in Easter Bay.", "refuted"),
        ("Two of the four rafts were built in Easter Bay.", "refuted"),
        ("Of the rafts, four were built in Easter Bay.", "refuted"),
        ("Four rafts were built in Easter Bay.", "refuted"),
        ("The four rafts were built in Easter Bay.", "refuted"),
        ("Five rafts were built in Easter Bay.", "refuted"),
        ("More than three rafts were built in Easter Bay.", "refuted"),
        ("Three rafts were built in Easter Bay.", "supported"),
        ("Just one of the four rafts was built in Easter Bay.", "refuted"),
        ("Forty tents were put up on the pier.", "supported"),
        ("Three tents leaked.", "supported"),
        ("Forty tents leaked.", "not-enough-info"),
        ("Half of the crowd left early.", "supported"),
        ("50 per cent of the crowd left early.", "supported"),
        ("Most of the crowd left early.", "refuted"),
        ("None of the crowd left early.", "refuted"),
        ("Only the crowd left early.", "not-enough-info"),
        ("Everybody in the crowd left early.", "refuted"),
        ("All the judges wore hats.", "supported"),
        ("Most of the judges wore hats.", "not-enough-info"),
        ("The two Holt sisters won the raft race.", "supported"),
        ("Six crowns went to Ola Brandt.", "supported"),
        ("Six crowns went to the harbour board.", "not-enough-info"),
        # who
        ("The raft race was won by Ida Holt and Mia Holt.", "supported"),
        ("Mia Holt is older than Ida Holt.", "refuted"),
        ("Ida Holt is older than Mia Holt.", "supported"),
        ("Ida Holt and Ola Brandt were sisters.", "not-enough-info"),
        ("Harbour master Lena Frost runs the race.", "supported"),
        ("Deputy mayor Lena Frost runs the race.", "not-enough-info"),
        # when and in which order
        ("The pier was closed from 1990 to 1994.", "supported"),
        ("The pier was closed from 1990 to 1995.", "refuted"),
        ("The pier was closed in 1992.", "not-enough-info"),
        ("Ida and Mia Holt won the raft race between 2014 and 2016.", "not-enough-info"),
        ("The race began after the mayor's speech.", "supported"),
        ("The race began following the mayor's speech.", "supported"),
        ("The race began before the mayor's speech.", "refuted"),
        ("The mayor's speech came after the race began.", "not-enough-info"),
        # which of several
        ("Ida Holt rowed for two hours.", "supported"),
        ("Ida Holt won the raft race in June 2015 at the age of nine.", "supported"),
        ("Ida Holt's mother was 40 when Ida won the raft race.", "not-enough-info"),
        ("Ida Holt rowed for six hours.", "not-enough-info"),
        ("Ida Holt rowed for six hours and Ola Brandt for two hours.", "not-enough-info"),
        # so or not so
        ("The harbour board said that the race has to be safer.", "supported"),
        ("The race is safer, according to the harbour board.", "not-enough-info"),
        ("The harbour board denied that the race must be safer.", "refuted"),
        ("The board could not say whether the race would return.", "supported"),
        ("The race would return.", "not-enough-info"),
        ("The race would not return.", "not-enough-info"),
        ("At least 90 per cent of the tickets were sold.", "supported"),
        ("At least 90 per cent of the tickets were not sold.", "refuted"),
    ],
)  # fmt: skip
def test_claims_about_a_race(claim: str, verdict: str, race: Dossier) -> None:
    assert race.check(claim).verdict == verdict, race.explain_check(claim)


@pytest.mark.parametrize(
    ("text", "word", "is_denied"),
    [
        ("it did not open", "open", True),
        ("it failed to open", "open", True),
        ("it did not fail to open", "open", False),
        ("it failed", "failed", False),
        ("it is yet to open", "open", True),
        ("it is not only open but free", "open", False),
        ("it was not just two", "two", True),
        ("it did not close but opened", "opened", False),
        ("he was not but a boy", "boy", True),
        ("no door opened", "opened", True),
        ("it was neither new nor old", "new", True),
        ("it was neither new nor old", "old", True),
    ],
)
def test_a_word_is_denied_by_what_stands_before_it_in_its_clause(text: str, word: str, *, is_denied: bool) -> None:
    tokens = tokenize(text)
    assert denied(tokens, next(p for p, token in enumerate(tokens) if token.norm == word)) is is_denied


@pytest.mark.parametrize(
    ("word", "plain"),
    [("unknown", "known"), ("unhappy", "happy"), ("union", ""), ("under", ""), ("united", ""), ("undervalued", "")],
)
def test_a_first_syllable_may_deny_a_word(word: str, plain: str) -> None:
    assert contrary(word) == plain


@pytest.mark.parametrize(
    ("question", "negative"),
    [
        ("was it not open", True),
        ("did nobody leave", True),
        ("did she apologise for not leaving", False),
        ("it is so that nobody left", False),
        ("was it open", False),
    ],
)
def test_a_question_is_put_in_the_negative(question: str, *, negative: bool) -> None:
    assert is_negative(tokenize(question)) is negative
