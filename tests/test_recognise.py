"""Recognising a question by the curator's phrasings: as what, how certainly, and in which words people ask for it."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.dossier import open_dossier
from qa.english.tokens import tokenize
from qa.matching.reader import Reader
from qa.model import Entity, QAError, Words
from qa.questions.question import Term
from qa.recognition.classifier import UNANSWERED, Classifier
from qa.recognition.features import features
from qa.recognition.recognise import NOBODY, Recognised, Recogniser, Recognition
from qa.recognition.training import train
from qa.record.entities import Gazetteer
from qa.record.lexicon import Lexicon

SIGNED, INJURED, STAND = 0, 1, 2
ASKED = (
    ("when was the Okafor deal done", SIGNED, "when"),
    ("when did Okafor put pen to paper on 4 March", SIGNED, "when"),
    ("how much did the Okafor deal cost", SIGNED, "how much"),
    ("when was Reid stretchered off", INJURED, "when"),
    ("how long did the skipper need crutches", INJURED, "how long"),
    ("did 40 fans foot the bill for the stand", STAND, "yes"),
    ("did the council cough up for the stand", STAND, "no"),
    ("why did the mayor pay", STAND, "mistaken"),
    ("who drew up plans for the stand", NOBODY, UNANSWERED),
)
LEXICON = Lexicon(Words(same=(("skipper", "team captain"),)))
GAZETTEER = Gazetteer([Entity("Dee Okafor", kinds=("person",)), Entity("Ann Reid", kinds=("person",))])
READER = Reader(LEXICON, GAZETTEER, frozenset())


def recogniser(*asked: tuple[str, int, str]) -> Recogniser:
    counted = [(features(tokenize(text), LEXICON, GAZETTEER), fact, key) for text, fact, key in asked]
    return Recogniser(Classifier(train(counted)), LEXICON, GAZETTEER)


RECOGNISER = recogniser(*ASKED)


def recognised(question: str) -> Recognition:
    return RECOGNISER.recognise(tokenize(question))


def term(question: str, kind: str) -> Term:
    """Return the first term of a kind that a question is read to have."""
    return next(t for reading in READER.read(question).readings for t in reading.terms if t.kind == kind)


# As what


@pytest.mark.parametrize(
    ("question", "fact", "key"),
    [
        ("when did Dee Okafor put pen to paper?", SIGNED, "when"),
        ("what did the deal for Okafor cost", SIGNED, "how much"),
        ("When was Ann Reid stretchered away?", INJURED, "when"),
        ("did the council foot it, cough it up?", STAND, "no"),
        ("who drew the plans", NOBODY, UNANSWERED),
    ],
)
def test_a_question_is_recognised_by_its_likeness_to_the_phrasings(question: str, fact: int, key: str) -> None:
    first = recognised(question).ranked[0]
    assert (first.fact, first.key, first.answered) == (fact, key, fact != NOBODY)


def test_each_fact_stands_there_once_with_its_likeliest_slot() -> None:
    ranked = recognised("how much did Okafor cost").ranked
    assert sorted(each.fact for each in ranked) == [NOBODY, SIGNED, INJURED, STAND]
    assert ranked[0].key == "how much"


@settings(deadline=None)
@given(st.lists(st.sampled_from("who when did Okafor Reid deal stand cost unheard".split()), min_size=1, max_size=8))
def test_certainties_are_logs_of_probabilities_that_make_up_one(words: list[str]) -> None:
    certainties = [each.certainty for each in recognised(" ".join(words)).ranked]
    assert math.fsum(math.exp(each) for each in certainties) == pytest.approx(1.0)
    assert certainties == sorted(certainties, reverse=True)


def test_how_certain_each_fact_is() -> None:
    recognition = recognised("when was the Okafor deal done")
    assert recognition.certainty(SIGNED) == recognition.ranked[0].certainty
    assert recognition.certainty(INJURED) < recognition.certainty(SIGNED)
    assert recognition.certainty(99) == -math.inf, "it has no phrasings"


def test_without_phrasings_nothing_is_recognised() -> None:
    recognition = recogniser().recognise(tokenize("who won"))
    assert recognition.ranked == ()
    assert recognition.certainty(0) == -math.inf


# In which words


@pytest.mark.parametrize(
    ("question", "kind", "fact", "knows"),
    [
        ("when did Dee Okafor leave", "entity", SIGNED, True),
        ("when did Dee Okafor leave", "entity", INJURED, False),
        ("whose deals were they", "word", SIGNED, True),
        ("whose deals were they", "word", INJURED, False),
        ("what did the team captain need", "word", INJURED, True),
        ("what did the team captain need", "word", SIGNED, False),
        ("what did the team need", "word", INJURED, False),
        ("when was it on 4 March", "time", SIGNED, True),
        ("when was it on 5 March", "time", SIGNED, False),
        ("when was it on 4 March", "time", INJURED, False),
        ("did 40 fans pay", "quantity", STAND, True),
        ("did 50 fans pay", "quantity", STAND, False),
    ],
)
def test_somebody_who_asks_for_a_fact_may_use_what_its_phrasings_have(
    question: str,
    kind: str,
    fact: int,
    knows: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert recognised(question).knows(fact, term(question, kind)) is knows


def test_a_bare_number_is_known_to_no_fact() -> None:
    """It may be an age, right or wrong: that others have asked with it says nothing."""
    for question, kind in (("did Reid score 40", "quantity"), ("was the 40-year-old sold", "age")):
        recognition = recogniser((question, INJURED, "yes")).recognise(tokenize(question))
        assert not recognition.knows(INJURED, term(question, kind))


@pytest.mark.parametrize(("word", "key"), [("council", "no"), ("mayor", "mistaken")])
def test_what_is_wrong_about_a_fact_is_known_only_where_it_answers_no(word: str, key: str) -> None:
    """That somebody asks whether the council paid does not let "who of the council paid" be answered."""
    recognition = recognised(word)
    assert recognition.knows_word(STAND, word, key)
    assert not recognition.knows_word(STAND, word)
    assert not recognition.knows_word(STAND, word, "yes")


def test_what_is_asked_beside_a_fact_is_not_known_to_it() -> None:
    """The unanswered question stands beside the fact about the stand."""
    assert not recognised("who drew it").knows_word(STAND, "drew")


def test_a_word_is_known_in_whatever_form() -> None:
    recognition = recognised("deal")
    assert recognition.knows_word(SIGNED, "deals")
    assert recognition.knows_word(SIGNED, "costing")
    assert not recognition.knows_word(SIGNED, "dealer")


# In a dossier

PARAPHRASE = "Who bagged the brace?"
PHRASINGS = """\
facts:
  okafor-scored:
    who: [who bagged the brace, which striker netted twice, who found the net both times]
  rovers-won:
    when: [on what date was the tie settled, when was the giant slain]
unanswered: [who owns the club, how much do the players earn]
"""


def phrased(club: Path, text: str = PHRASINGS) -> Path:
    (club / "phrasings.yaml").write_text(text, encoding="utf-8")
    return club


def test_without_phrasings_a_dossier_answers_as_ever(club: Path) -> None:
    dossier = open_dossier(club)
    assert dossier.findings == ()
    assert dossier.ask("Who scored both goals?").facts == ("okafor-scored",)
    answer, trace = dossier.explain(PARAPHRASE)
    assert (answer.status, trace.recognised) == ("not-on-record", ())


@pytest.mark.parametrize("text", ["", "facts: {}\n", "facts: {gone: {who: who left}}\n"])
def test_phrasings_that_come_to_nothing_are_none(club: Path, text: str) -> None:
    dossier = open_dossier(phrased(club, text))
    assert dossier.ask("Who scored both goals?").facts == ("okafor-scored",)
    assert dossier.ask(PARAPHRASE).status == "not-on-record"


def test_with_phrasings_it_answers_those_too(club: Path) -> None:
    dossier = open_dossier(phrased(club))
    assert dossier.findings == ()
    assert dossier.ask("Who scored both goals?").facts == ("okafor-scored",)
    answer, trace = dossier.explain(PARAPHRASE)
    assert (answer.answer, answer.facts, trace.decision) == ("Dee Okafor", ("okafor-scored",), "recognised")
    assert trace.recognised[0].recognised.key == "who"


def test_a_finding_in_the_phrasings_is_among_the_dossiers(club: Path) -> None:
    dossier = open_dossier(phrased(club, PHRASINGS.replace("rovers-won:", "rovers-one:")))
    assert [str(finding) for finding in dossier.findings] == [
        "phrasings.yaml:4:3: there is no fact 'rovers-one', did you mean 'rovers-won'?"
    ]
    assert dossier.ask(PARAPHRASE).answer == "Dee Okafor", "the others are used"


def test_phrasings_that_cannot_be_read_are_an_error(club: Path) -> None:
    dossier = open_dossier(phrased(club, "facts: [a, b]\n"))
    with pytest.raises(QAError, match=r"phrasings\.yaml has 1 problem"):
        dossier.ask(PARAPHRASE)


def test_what_is_kept_of_the_phrasings_is_made_once(club: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = open_dossier(phrased(club)).ask(PARAPHRASE)
    monkeypatch.delattr("qa.recognition.compiling.compile_phrasings")
    assert open_dossier(club).ask(PARAPHRASE) == first


def test_an_edit_of_the_phrasings_is_seen_at_once(club: Path) -> None:
    assert open_dossier(club).ask(PARAPHRASE).status == "not-on-record"
    assert open_dossier(phrased(club)).ask(PARAPHRASE).status == "answered"
    left_open = "unanswered: [who bagged the brace]\nfacts: {rovers-won: {who: [who slew the giant]}}\n"
    answer, trace = open_dossier(phrased(club, left_open)).explain(PARAPHRASE)
    assert (answer.status, trace.decision) == ("not-on-record", "recognised as unanswered")
    phrased(club).joinpath("phrasings.yaml").unlink()
    assert open_dossier(club).explain(PARAPHRASE)[1].recognised == ()


@pytest.mark.parametrize("damage", [slice(0), slice(None, -1)])
def test_a_damaged_cache_of_phrasings_is_made_anew(club: Path, own_cache: Path, damage: slice) -> None:
    before = open_dossier(phrased(club)).ask(PARAPHRASE)
    [kept] = own_cache.rglob("phrasings.cache")
    whole = kept.read_bytes()
    kept.write_bytes(whole[damage])
    assert open_dossier(club).ask(PARAPHRASE) == before
    assert kept.read_bytes() == whole


# Known failures


def test_the_questions_in_the_facts_file_are_answered(club: Path) -> None:
    text = "facts: {rovers-won: {when: [on what date was the tie settled]}}\nunanswered: [who missed both goals]\n"
    assert open_dossier(phrased(club, text)).ask("Who scored both goals?").facts == ("okafor-scored",)


def test_a_dossier_may_have_nothing_but_unanswered_questions(club: Path) -> None:
    """As when every one of its facts has a finding."""
    (club / "facts.yaml").write_text("title: Rovers\narticles: seeds\nfacts: []\n", encoding="utf-8")
    assert open_dossier(phrased(club, "unanswered: [who owns the club]\n")).ask(PARAPHRASE).status == "not-on-record"


@pytest.mark.parametrize(
    ("key", "scores", "expected"),
    [
        ("mistaken", {"who": -10.0, "mistaken": -4.0}, "who"),
        ("mistaken", {"who": -12.0, "mistaken": -4.0}, "mistaken"),
        ("no", {"who": -11.0, "when": -6.0, "no": -4.0}, "when"),
        ("yes", {"who": -6.0, "yes": -4.0}, "yes"),
        ("mistaken", {"no": -6.0, "mistaken": -4.0}, "mistaken"),
    ],
)
def test_a_question_is_mistaken_only_where_it_clearly_is(key: str, scores: dict[str, float], expected: str) -> None:
    """Within a fact, the words of a wrong premise must clearly outweigh those of what the fact affirms."""
    recognition = Recognition((), lambda _: frozenset(), lambda _: scores)
    assert recognition.affirmed(Recognised(STAND, key, -0.1)).key == expected
