"""A draft, sentence by sentence and quotation by quotation."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa.dossier import Dossier
from qa.model import Article, QAError, Verdict
from qa.review import JudgedQuotation, JudgedSentence, Review, Reviewer, level


class Record:
    """Stands in for `Dossier.check`: says what it is told to, and keeps what it is asked."""

    def __init__(self, **verdicts: str) -> None:
        self.verdicts = verdicts
        self.asked: list[str] = []

    def __call__(self, claim: str) -> Verdict:
        self.asked.append(claim)
        if "unreadable" in claim:
            raise QAError("the claim is too long")
        found = next((verdict for word, verdict in self.verdicts.items() if word in claim), "not-enough-info")
        return Verdict(claim, found, assumed=("moer -> more",) if "moer" in claim else ())


@pytest.fixture
def record() -> Record:
    return Record(seven="supported", eight="refuted", nine="disputed")


@pytest.fixture
def reviewer(record: Record, mill: Dossier) -> Reviewer:
    return Reviewer(record, mill.gazetteer, lambda _: mill.articles)


def verdicts(review: Review) -> list[str | None]:
    return [each.verdict for each in review.sentences]


def test_each_sentence_is_judged_with_its_place(reviewer: Reviewer) -> None:
    found = reviewer.review("A mill was seven.\n\nA roller was\neight. Then nine!\n")
    assert verdicts(found) == ["supported", "refuted", "disputed"]
    second = found.sentences[1]
    assert second.text == "A roller was eight."
    assert (second.where.line, second.where.column, second.where.end_line, second.where.end_column) == (3, 1, 4, 7)
    assert [level(each) for each in found.sentences] == ["", "error", "warning"]
    assert found.errors == (second,)
    assert found.findings == found.sentences[1:]


@pytest.mark.parametrize(("text", "verdict", "note"), [
    ("Is it eight?", None, "a question"),
    ("“We are eight every day,” said Lind.", None, "it only quotes"),
    ("“Is it eight or nine?” asked Lind.", None, "it only quotes"),
    ("He was eight.", "not-enough-info", "it is not clear whom 'He' means"),
    ("It closed at eight.", "not-enough-info", "it is not clear what 'It' means"),
    ("This was eight.", "not-enough-info", "it leans on the sentence before"),
    ("Those led to eight.", "not-enough-info", "it leans on the sentence before"),
    ("This roller was eight.", "refuted", ""),
    ("An unreadable eight.", "not-enough-info", "the claim is too long"),
    ("The moer eight.", "refuted", "reading moer -> more"),
    ("Lind, 52, said “we are full of doubt” in 1888 when eight.", "refuted", ""),
])  # fmt: skip
def test_what_asserts_nothing_or_is_not_clear_is_no_error(
    reviewer: Reviewer, text: str, verdict: str | None, note: str
) -> None:
    (judged,) = reviewer.review(text).sentences
    assert (judged.verdict, judged.note) == (verdict, note)


@pytest.mark.parametrize(("text", "asked"), [
    ("Ivo Brandt was hurt. He was seven.", "Ivo Brandt was seven."),
    ("Greta Lind met Ivo Brandt. She was seven.", "Greta Lind was seven."),
    ("Ivo Brandt was hurt. It rained. He was seven.", "Ivo Brandt was seven."),
    ("“I fell over it,” said Ivo Brandt. He was seven.", "Ivo Brandt was seven."),
    ("Ivo was hurt. He wept. He was seven.", "Ivo Brandt was seven."),
    ("Ivo was hurt. He met her mother. He was seven.", "Ivo Brandt was seven."),
    ("Ivo and Jan were hurt. He was seven.", None),
    ("Ivo was hurt. A. B. C. It rained. It blew. He was seven.", None),
    ("“Ask Ivo Brandt about it,” she said. He was seven.", None),
    ("The brothers were hurt. They were seven.", "The Brandts were seven."),
])  # fmt: skip
def test_a_pronoun_is_read_as_the_only_one_who_fits(
    reviewer: Reviewer, record: Record, text: str, asked: str | None
) -> None:
    last = reviewer.review(text).sentences[-1]
    assert last.read_as == asked
    assert (record.asked[-1:] == [asked]) is (asked is not None)
    assert last.verdict == ("supported" if asked else "not-enough-info")
    assert ("reading" in last.note) is (asked is not None)


def test_a_headline_ends_what_pronouns_lean_on(reviewer: Reviewer) -> None:
    found = reviewer.review("Ivo was hurt.\n\n# Next\n\nHe was seven.", markdown=True)
    assert found.sentences[-1].verdict == "not-enough-info"


def test_a_heading_without_a_verb_puts_nothing_as_fact(reviewer: Reviewer) -> None:
    draft = (
        "## Nine months\n\n## Mill closed after nine months\n\n## Council fails nine pupils\n\n## All eight of them\n"
    )
    review = reviewer.review(draft, markdown=True)
    assert verdicts(review) == ["not-enough-info", "disputed", "disputed", "refuted"]


def test_markup_is_no_part_of_a_sentence(reviewer: Reviewer, record: Record) -> None:
    draft = "# All *eight* of them\n\n- The [roller](http://eight.example) was **seven**\n\n|eight|\n|-|\n|`eight`|\n"
    found = reviewer.review(draft, markdown=True)
    assert record.asked == ["All eight of them", "The roller was seven"]
    assert verdicts(found) == ["refuted", "supported"]
    assert draft[found.sentences[1].where.start : found.sentences[1].where.end].startswith("The [roller]")


def test_quotations_are_compared_with_their_speakers(reviewer: Reviewer) -> None:
    draft = (
        "Lind said: “We checked every roller in May.” Oduya added: “Nobody told me of a fault.”\n\n"
        "“We checked each roller,” she said. The ‘safe’ mill. Lind called it “a dream come true”. Lind’s “lie”."
    )
    found = reviewer.review(draft)
    assert [(each.text, each.verdict, each.compared.speaker) for each in found.quotations] == [
        ("We checked every roller in May.", "verbatim", "Greta Lind"),
        ("Nobody told me of a fault.", "misattributed", "Paul Oduya"),
        ("We checked each roller,", "altered", "Greta Lind"),
        ("a dream come true", "not-found", "Greta Lind"),
    ]
    for each in found.quotations:
        assert draft[each.where.start : each.where.end] == each.text
    assert [level(each) for each in found.quotations] == ["", "error", "error", "warning"]


def test_a_joined_quotation_is_an_error_and_one_from_elsewhere_is_not(reviewer: Reviewer) -> None:
    joined, elsewhere = reviewer.review(
        "“Nobody told me of a fault. I had my doubts about the third roller.” “It was a lovely day out.”"
    ).quotations
    assert (joined.verdict, level(joined)) == ("not-found", "error")
    assert (elsewhere.verdict, level(elsewhere)) == ("not-found", "warning")


def test_a_quotation_set_off_by_markup_needs_no_marks(reviewer: Reviewer) -> None:
    draft = "> I wrote to the inspectorate in June\n> — Greta Lind\n\n> Two words\n\n> “Nobody told me of a fault.”\n"
    found = reviewer.review(draft, markdown=True)
    assert [(each.text, each.verdict) for each in found.quotations] == [
        ("I wrote to the inspectorate in June", "misattributed"), ("Nobody told me of a fault.", "verbatim"),
    ]  # fmt: skip
    assert verdicts(found) == [None] * len(found.sentences)


def test_quotations_go_on_over_the_paragraphs_of_markdown(reviewer: Reviewer) -> None:
    draft = "Castellanos said: “Nobody has lost a job.\n\n“We want an inquiry - a real one.”\n"
    found = reviewer.review(draft, markdown=True)
    assert [(each.verdict, each.compared.speaker) for each in found.quotations] == [
        ("verbatim", "Mina Castellanos")
    ] * 2


def test_the_front_door(mill: Dossier) -> None:
    found = mill.review("Greta Lind bought Alderby Mill in 2016. She was 52. It failed *four* of six.", markdown=True)
    assert verdicts(found)[0] == "refuted"
    assert found.sentences[0].result is not None
    assert "2015" in (found.sentences[0].result.correction or "")
    assert found.sentences[1].read_as == "Greta Lind was 52."
    with pytest.raises(QAError, match="no word"):
        mill.review(" \n")
    with pytest.raises(QAError, match="characters"):
        mill.review("word " * 300_000)


def test_a_large_dossier_is_searched_for_the_articles_that_may_hold_a_quotation(
    mill: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qa.dossier.LARGE_FROM", 10)
    large = Dossier(mill.folder)
    assert large.is_large
    (quotation,) = large.review("“I wrote to the inspectorate in June,” said Lind.").quotations
    assert isinstance(quotation, JudgedQuotation)
    assert quotation.verdict == "misattributed"


_DRAFTS = st.text(alphabet="abIt. ,?!\n\t*_#>-|[]()\"'“”‘’…:&;`1—", max_size=120)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_DRAFTS, st.booleans())
def test_any_draft_is_reviewed_and_places_are_in_it(mill: Dossier, draft: str, markdown: bool) -> None:  # noqa: FBT001
    found = Reviewer(Record(), mill.gazetteer, lambda _: ()).review(draft, markdown=markdown)
    both: list[JudgedSentence | JudgedQuotation] = [*found.sentences, *found.quotations]
    for each in both:
        where = each.where
        assert 0 <= where.start < where.end <= len(draft)
        assert (where.line, where.column) < (where.end_line, where.end_column)
        if not markdown:
            assert " ".join(draft[where.start : where.end].split()) == each.text


def test_an_article_without_quotations_has_no_speeches(mill: Dossier) -> None:
    article = Article("x.txt", "Nothing is said here.", "", ())
    reviewer = Reviewer(Record(), mill.gazetteer, lambda _: (article,))
    assert [each.verdict for each in reviewer.review("“Nothing is said here.” said Lind").quotations] == ["verbatim"]
