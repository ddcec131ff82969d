"""Claims and yes/no questions in the phrasings' words: what is so, what is not, and what they may not decide.

The dossier is invented. Nothing that is asked or asserted here is in the words of a statement.
"""

from __future__ import annotations

import pytest

from qa.dossier import Dossier, open_dossier
from qa.verdicts.indications import INDICATIONS
from qa.verdicts.leaning_weights import WEIGHTS
from tests.small_dossier import write_dossier

ARTICLE = """\
The mill burned down in May 1931.

Ann Reid reopened the mill in June 1934.

“The new wheel cost too much,” said Kit Dorn.
"""

FACTS = """\
title: A mill
articles: seeds
entities:
  - {name: the mill, kinds: [mill, building]}
  - {name: Ann Reid, kinds: [person, woman]}
  - {name: Kit Dorn, kinds: [person, man]}
facts:
  - id: mill-burned
    statement: The mill burned down in May 1931.
    answers: {what: The mill, did: burned down, when: in May 1931}
    sources: [{article: mill.txt, quote: The mill burned down in May 1931}]
  - id: reid-reopened
    statement: Ann Reid reopened the mill in June 1934.
    answers: {who: Ann Reid, did: reopened, what: the mill, when: in June 1934}
    sources: [{article: mill.txt, quote: Ann Reid reopened the mill in June 1934}]
  - id: wheel-dear
    according_to: Kit Dorn
    statement: The new wheel cost too much.
    answers: {what: The new wheel, did: cost, how much: too much}
    sources: [{article: mill.txt, quote: '“The new wheel cost too much,” said Kit Dorn'}]
"""

PHRASINGS = """\
facts:
  mill-burned:
    yes:
      - "Flames consumed the mill."
      - "The mill went up in flames in 1931."
      - "Fire gutted the mill in May 1931."
      - "The building was gutted by a blaze."
      - "was the mill gutted by fire"
    no:
      - "The mill survived the blaze unscathed."
      - "The mill escaped the fire."
      - "Floods swept the mill away."
      - "did the mill escape the flames"
  reid-reopened:
    yes:
      - "Ann Reid got the wheels turning again."
      - "Ann Reid brought the mill back to life."
      - "The mill came back to life under Ann Reid."
      - "did Ann Reid bring the mill back to life"
    no:
      - "Ann Reid left the mill in ruins."
      - "Ann Reid turned the ruins into flats."
      - "did Ann Reid leave the ruins as they were"
  wheel-dear:
    yes:
      - "The wheel was overpriced."
      - "Kit Dorn calls the wheel a rip-off."
      - "was the wheel overpriced"
    no:
      - "The wheel was a bargain."
      - "Kit Dorn thought the wheel was cheap."
      - "was the wheel a snip"
unanswered:
  - "Who set fire to the mill?"
  - "The miller was insured against the blaze."
  - "Was anybody hurt in the fire?"
  - "How much did the wheel cost?"
"""


@pytest.fixture(scope="module")
def mill(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    folder = tmp_path_factory.mktemp("mill")
    write_dossier(folder, FACTS, {"mill.txt": ARTICLE}, PHRASINGS)
    return open_dossier(folder)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("The mill was gutted by a blaze.", "supported"),
        ("The mill went up in flames.", "supported"),
        ("Ann Reid brought the building back to life.", "supported"),
        ("Kit Dorn thinks the wheel was overpriced.", "supported"),
        ("The wheel was overpriced.", "disputed"),
        ("The mill survived the fire unscathed.", "refuted"),
        ("Ann Reid left the ruins as they were.", "refuted"),
    ],
)
def test_a_claim_in_the_phrasings_words_is_judged(claim: str, verdict: str, mill: Dossier) -> None:
    judged, trace = mill.explain_check(claim)
    assert judged.verdict == verdict, trace
    assert judged.sources


@pytest.mark.parametrize(
    "claim",
    [
        "The mill was gutted by a blaze in 1932.",
        "Nine blazes gutted the mill.",
        "The mill was gutted by a cordial blaze.",
        "Jo Marsh brought the mill back to life.",
        "The miller was insured against the fire.",
        "Ann Reid was the first to bring the mill back to life.",
        "The biggest mill went up in flames.",
        "It was Kit Dorn that brought the mill back to life.",
        "Ann Reid was there when Kit Dorn brought the mill back to life.",
    ],
    ids=[
        "another year",
        "a number",
        "a strange word",
        "a strange name",
        "left open",
        "an order",
        "a superlative",
        "somebody else emphasised",
        "another moment",
    ],
)
def test_what_nobody_has_said_of_a_fact_is_not_borne_out(claim: str, mill: Dossier) -> None:
    assert mill.check(claim).verdict in {"not-enough-info", "refuted"}


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Was the mill gutted by a blaze?", "Yes"),
        ("Wasn't the mill gutted by a blaze?", "Yes"),
        ("The mill was gutted by a blaze, wasn't it?", "Yes"),
        ("Did the mill escape the blaze?", "No"),
        ("The mill escaped the blaze, no?", "No"),
        ("Was the wheel a bargain?", "No, according to Kit Dorn"),
    ],
)
def test_yes_and_no_follow_the_phrasings(question: str, answer: str, mill: Dossier) -> None:
    assert mill.ask(question).answer == answer, mill.explain(question)


@pytest.mark.parametrize("question", ["Was the mill gutted by a blaze or by a flood?", "Was the miller insured?"])
def test_a_choice_and_what_is_left_open_get_no_yes(question: str, mill: Dossier) -> None:
    assert mill.ask(question).yes_or_no == ""


def test_the_trace_tells_the_chances(mill: Dossier) -> None:
    _, (judged,) = mill.explain_check("Ann Reid left the ruins as they were.")
    assert judged.ruling.reason.startswith("by the phrasings of reid-reopened: so 0.")


def test_every_indication_has_its_weights() -> None:
    assert set(WEIGHTS) == {"", *INDICATIONS}
    assert all(scale > 0 for _, scale, *_ in WEIGHTS.values())
