"""Who says what stands between quotation marks."""

from __future__ import annotations

import pytest

from qa.dossier import Dossier
from qa.questions.speakers import Attributor

LIND, ODUYA, CASTELLANOS = "Greta Lind", "Paul Oduya", "Mina Castellanos"


@pytest.fixture
def attributor(mill: Dossier) -> Attributor:
    return Attributor(mill.gazetteer)


@pytest.mark.parametrize(("text", "speakers"), [
    ("Lind said: “We looked at it.”", [LIND]),
    ("“We looked at it,” said Lind.", [LIND]),
    ("“We looked at it,” Lind said.", [LIND]),
    ("“We looked at it,” Mrs Lind told the Herald.", [LIND]),
    ("“We looked at it,” said the owner, Greta Lind.", [LIND]),
    ("“We looked at it,” said the union secretary.", [CASTELLANOS]),
    ("“We looked at it,” according to Lind.", [LIND]),
    ("According to Lind, “we looked at it”.", [LIND]),
    ("Greta Lind, owner of the mill at Alderby, said “we looked at it”.", [LIND]),
    ("Greta Lind, 52, who bought Alderby Mill in 2015, told the Herald: “We looked at it.”", [LIND]),
    ("Leaving the mill, Greta Lind, its owner, said: “We looked at it.”", [LIND]),
    ("Lind, who met Oduya, said: “We looked at it.”", [LIND]),
    ("Lind called the claim “a lie from start to end”.", [LIND]),
    ("The mill was described by Oduya as “a trap for the young”.", [ODUYA]),
    ("Lind was told “you must go at once”.", [""]),
    ("Lind: “We looked at it.”", [LIND]),
    ("Lind praised Oduya and added “we looked at it”.", [LIND]),
    ("“We looked,” said Lind. “We looked at it.”", [LIND, LIND]),
    ("“We looked,” said Lind, “and looked.”", [LIND, LIND]),
    ("Lind spoke. “We looked at it,” she said.", [LIND]),
    ("Lind met Oduya. “We looked at it,” he said.", [ODUYA]),
    ("Lind met Oduya. “We looked at it,” she said.", [LIND]),
    ("Lind came. It rained. It snowed. It was cold. It was late. It was dark. “We looked at it,” she said.", [LIND]),
    ("“No,” said Oduya. “We looked at it,” she said.", [ODUYA, "she"]),
    ("Nobody was there. “We looked at it,” he said.", ["he"]),
    ("Lind said:\n\n“We looked at it.”", [LIND]),
    ("She was Lind. She said:\n\n“We looked at it.”", [LIND]),
    ("Lind said: “One two three.\n\n“Four five six.”", [LIND, LIND]),
    ("“We looked at it,” said Jane Doe of the bakery.", ["Jane Doe"]),
    ("Cllr. Jane Doe said: “We looked at it.”", ["Jane Doe"]),
    ("The inspectorate said: “We looked at it.”", ["the Mills Inspectorate"]),
    ("The Mills Inspectorate said: “We looked at it.”", ["the Mills Inspectorate"]),
    ("A spokesman said: “We looked at it.”", [""]),
    ("The sign on the door reads “keep out of here”.", [""]),
    ("“We looked at it.” Lind smiled.", [""]),
    ("“We looked at it.” It rained. Oduya said nothing.", [""]),
    ("The deputy said: “We looked at it.”", [ODUYA]),
])  # fmt: skip
def test_the_speaker_of_a_quotation(attributor: Attributor, text: str, speakers: list[str]) -> None:
    assert [each.speaker for each in attributor.utterances(text)] == speakers


@pytest.mark.parametrize(("sentence", "before", "speaker"), [
    ("Lind said that it was safe.", "", LIND),
    ("She said that it was safe.", "Oduya met Lind.", LIND),
    ("He said that it was safe.", "", ""),
    ("According to Oduya it was safe.", "", ODUYA),
    ("It was safe.", "", ""),
])  # fmt: skip
def test_whose_words_are_reported(attributor: Attributor, sentence: str, before: str, speaker: str) -> None:
    assert attributor.reporter(sentence, before) == speaker


def test_a_quotation_ends_no_sentence_that_goes_on(attributor: Attributor) -> None:
    text = "“Did you look? Did you?” asked Lind. “No. Never,” said Oduya."
    assert [each.speaker for each in attributor.utterances(text)] == [LIND, ODUYA]
    assert attributor.named("Mrs Lind") == LIND
