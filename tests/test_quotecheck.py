"""A draft's quotations, letter by letter."""

from __future__ import annotations

import pytest

from qa.dossier import Dossier
from qa.questions.speakers import Attributor
from qa.reviewing.passages import Library
from qa.reviewing.quotecheck import Change, QuoteChecker

LIND, ODUYA, CASTELLANOS = "Greta Lind", "Paul Oduya", "Mina Castellanos"


@pytest.fixture
def checker(mill: Dossier) -> QuoteChecker:
    return QuoteChecker(Library(lambda _: mill.articles, Attributor(mill.gazetteer)), mill.gazetteer)


@pytest.mark.parametrize(("quote", "speaker"), [
    ("We checked every roller in May. Nobody told me of a fault.", LIND),
    ("we checked every roller in May,", LIND),
    ("Nobody  told\nme of a fault", ""),
    ("nobody told me", LIND),
    ("We want an inquiry — a real one — before the summer", CASTELLANOS),
    ("We want an inquiry-a real one-before the summer.", CASTELLANOS),
    ("Two people lost fingers, and nobody has lost a job. We want an inquiry", CASTELLANOS),
    ("Two people lost fingers and nobody has lost a job", CASTELLANOS),
    ("I had my doubts about the third roller ... but I never had an answer", ODUYA),
    ("I had my doubts … I never had an answer", ODUYA),
    ("I had my doubts [...] I wrote to the inspectorate. . . I never had an answer.", ODUYA),
    ("I wrote to [the authorities] in June", ODUYA),
    ("[i] wrote to the inspectorate [sic] in June", ODUYA),
    ("I had my doubts about the third roller. I wrote to the inspectorate", ODUYA),
    ("‘flimsy and badly fixed’", ""),
    ("doubts", ODUYA),
    ("every roller", ""),
])  # fmt: skip
def test_what_an_editor_may_do_is_verbatim(checker: QuoteChecker, quote: str, speaker: str) -> None:
    compared = checker.compare(quote, speaker)
    assert (compared.verdict, compared.changes, compared.note) == ("verbatim", (), "")
    assert compared.source is not None


@pytest.mark.parametrize(("quote", "changes"), [
    ("We checked every roller in June.", [("June", "May")]),
    ("Nobody ever told me of a fault", [("ever", "")]),
    ("Nobody told me of fault", [("", "a")]),
    ("Nobody told me of a Fault", [("Fault", "fault")]),
    ("We checked each roller; in May", [("each", "every"), (";", "")]),
    ("They checked every roller in May", [("They", "We")]),
    ("Well, nobody told me of a fault", [("Well,", "")]),
    ("I wrote to the inspectorate and never had an answer", [("and", "in June, but I")]),
    ("We are empty every day", [("empty", "full")]),
    ("a disgrace that should shame the valley", [("", "whole")]),
    ("We want an inquiry, a real one, before the summer.", [(",", "–"), (",", "–")]),
])  # fmt: skip
def test_any_other_letter_is_an_alteration(checker: QuoteChecker, quote: str, changes: list[tuple[str, str]]) -> None:
    compared = checker.compare(quote)
    assert compared.verdict == "altered"
    assert list(compared.changes) == [Change(*change) for change in changes]


@pytest.mark.parametrize(("quote", "speaker", "recorded"), [
    ("I wrote to the inspectorate in June", CASTELLANOS, ODUYA),
    ("I wrote to the inspectorate in July", CASTELLANOS, ODUYA),
    ("looking into the matter", LIND, "the Mills Inspectorate"),
    ("nobody told me of a fault", "John Smith", LIND),
    ("the mill had failed four of its last six checks", LIND, "the Mills Inspectorate"),
])  # fmt: skip
def test_words_of_somebody_else(checker: QuoteChecker, quote: str, speaker: str, recorded: str) -> None:
    compared = checker.compare(quote, speaker)
    assert (compared.verdict, compared.recorded) == ("misattributed", recorded)


@pytest.mark.parametrize(("quote", "speaker"), [
    ("looking into the matter", "the inspectorate’s office"),
    ("looking into the matter", "Anders Holm"),
    ("nobody told me of a fault", ""),
    ("nobody told me of a fault", "he"),
])  # fmt: skip
def test_speakers_that_may_be_the_same_are_not_told_apart(checker: QuoteChecker, quote: str, speaker: str) -> None:
    assert checker.compare(quote, speaker).verdict == "verbatim"


def test_reported_speech_between_marks_is_said_to_be_the_articles_own_words(checker: QuoteChecker) -> None:
    compared = checker.compare("the third roller was safe", LIND)
    assert compared.verdict == "verbatim"
    assert "its own words" in compared.note


@pytest.mark.parametrize(("quote", "count"), [
    ("Nobody told me of a fault. I had my doubts about the third roller", 2),
    ("I never had an answer ... I had my doubts about the third roller", 2),
    ("nobody has lost a job and we checked every roller in May and looking into the matter", 3),
])  # fmt: skip
def test_a_quotation_joined_from_pieces_is_not_found_and_says_so(checker: QuoteChecker, quote: str, count: int) -> None:
    compared = checker.compare(quote)
    assert (compared.verdict, len(compared.pieces)) == ("not-found", count)
    assert "joined" in compared.note


@pytest.mark.parametrize(
    "quote", ["It was a dark and stormy night", "of the in a", "...", "fault-finding", "?!", "x y"]
)
def test_what_is_in_no_article_is_not_found(checker: QuoteChecker, quote: str) -> None:
    compared = checker.compare(quote, LIND)
    assert (compared.verdict, compared.pieces, compared.changes) == ("not-found", (), ())


def test_the_place_is_that_of_the_article(checker: QuoteChecker, mill: Dossier) -> None:
    source = checker.compare("Nobody told me of a fault").source
    assert source is not None
    text = {article.name: article.text for article in mill.articles}[source.article]
    assert text[source.start : source.end] == source.quote == "Nobody told me of a fault"
    assert (source.line, source.prefix[-5:]) == (3, "May. ")
