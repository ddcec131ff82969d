"""How answers look: every status, every width, and nothing that a terminal would obey."""

from __future__ import annotations

import json
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.dossier import open_dossier
from qa.model import Answer, Claim, Fact, Nearest, Sentence, Slot, Source
from qa.rendering.answers import (
    Page,
    answer_object,
    answer_text,
    error_object,
    fact_object,
    fact_text,
    facts_text,
    flowed,
    joined,
    json_text,
    nearest_text,
    safe,
    search_object,
    source_blocks,
)
from qa.rendering.trace import trace_text
from qa.values import replace

PAGE = Page()
TEXT = "The ferry, which had been late all summer, sank in May. The captain was saved."


def source(start: int, end: int, article: str = "ferry.txt", line: int = 1) -> Source:
    return Source(article, line, start, end, TEXT[start:end], TEXT[:start][-5:], TEXT[end:][:5])


SANK = source(0, 55)


def answer(status: str = "answered", **fields: object) -> Answer:
    return Answer("When did the ferry sink?", status, **fields)  # type: ignore[arg-type]  # a shorthand of the tests


# Text


def test_the_statement_is_shown_where_it_says_more_than_the_answer() -> None:
    told = answer(answer="in May", statement="The ferry sank in May.", sources=(SANK,))
    assert answer_text(told, PAGE) == f"in May\n\nThe ferry sank in May.\n\n> {SANK.quote}\n  ferry.txt:1"
    whole = answer(answer="The ferry sank in May", statement="The ferry sank in May.", sources=(SANK,))
    assert answer_text(whole, PAGE) == f"The ferry sank in May\n\n> {SANK.quote}\n  ferry.txt:1"


def test_a_correction_comes_before_the_statement() -> None:
    told = answer(answer="No", correction="It sank in May.", statement="The ferry sank in May, at noon.")
    assert answer_text(told, PAGE) == "No\n\nIt sank in May.\n\nThe ferry sank in May, at noon."


def test_a_claim_never_stands_without_who_makes_it() -> None:
    claim = Claim("Jo Hart", "The ferry was late.", (SANK,))
    silent = answer(answer="late", statement="The ferry was late.", claims=(claim, claim))
    assert answer_text(silent, PAGE) == "late\n\nAccording to Jo Hart.\n\nThe ferry was late."
    told = answer(answer="late", statement="According to Jo Hart, the ferry was late.", claims=(claim,))
    assert answer_text(told, PAGE) == "late\n\nAccording to Jo Hart, the ferry was late."


def test_a_dispute_shows_both_sides_each_with_its_quote() -> None:
    sides = (
        Claim("Jo Hart", "It was late.", (source(0, 9),)),
        Claim("Al Moss", "It was not.", (source(56, 77, line=3),)),
    )
    assert answer_text(answer("disputed", answer="Disputed. ...", claims=sides), PAGE) == (
        "Disputed.\n\nAccording to Jo Hart:\n  It was late.\n\n> The ferry\n  ferry.txt:1\n\n"
        "According to Al Moss:\n  It was not.\n\n> The captain was saved\n  ferry.txt:3"
    )


def test_a_dispute_without_two_sides_shows_what_there_is() -> None:
    one = answer(
        "disputed", answer="It was late.", statement="It was late.", claims=(Claim("Jo Hart", "It was late.", ()),)
    )
    assert answer_text(one, PAGE) == "Disputed: only Jo Hart says so.\n\nIt was late.\n\nAccording to Jo Hart."


def test_a_false_premise_is_answered_with_what_is_so() -> None:
    told = answer(
        "false-premise", correction="It sank in May.", statement="The ferry sank in May, at noon.", sources=(SANK,)
    )
    assert answer_text(told, PAGE).startswith("Not so: It sank in May.\n\nThe ferry sank in May, at noon.\n\n> ")
    same = answer("false-premise", correction="The ferry sank in May.", statement="The ferry sank in May.")
    assert answer_text(same, PAGE) == "Not so: The ferry sank in May."


def test_an_ambiguous_question_is_told_its_readings() -> None:
    told = answer(
        "ambiguous", answer="Jo: May; Al: June", statement="Jo came in May. Al came in June.", sources=(SANK,)
    )
    shown = answer_text(told, PAGE)
    assert shown.startswith("It depends which is meant:\n\nJo: May; Al: June\n\nJo came in May. Al came in June.\n\n> ")
    assert answer_text(answer("ambiguous", statement="One. Two."), PAGE) == "It depends which is meant:\n\nOne. Two."


def test_not_on_record_shows_the_nearest_sentences_as_no_answer() -> None:
    nearest = Nearest(0.5, Sentence("ferry.txt", 0, 0, 55, 1, TEXT[:55]))
    assert answer_text(answer("not-on-record", nearest=(nearest,)), PAGE) == (
        f"Not on record.\n\nNearest: (close to the question, not an answer to it)\n\n> {TEXT[:55]}\n  ferry.txt:1"
    )
    assert answer_text(answer("not-on-record"), PAGE) == "Not on record."


def test_how_slips_were_read_comes_first() -> None:
    told = answer(answer="in May", assumed=("fery -> ferry", "as the ferry"))
    assert answer_text(told, PAGE) == "Reading 'fery' as ferry.\nas the ferry\n\nin May"


def test_bold_and_faint_are_shown_only_where_they_can_be() -> None:
    told = answer(answer="in May", sources=(source(0, 9),))
    assert "\x1b" not in answer_text(told, PAGE)
    assert (
        answer_text(told, Page(80, styled=True)) == "\x1b[1min May\x1b[0m\n\n> The ferry\n  \x1b[2mferry.txt:1\x1b[0m"
    )


# Passages


def test_passages_that_overlap_are_shown_as_one() -> None:
    [whole] = joined((source(4, 20), source(10, 40), source(12, 15)))
    assert (whole.start, whole.end, whole.quote) == (4, 40, TEXT[4:40])
    assert (whole.prefix, whole.suffix) == (source(4, 20).prefix, source(10, 40).suffix)


def test_a_passage_that_joins_two_others_makes_them_one() -> None:
    assert [each.quote for each in joined((source(0, 5), source(10, 15), source(3, 12)))] == [TEXT[0:15]]


def test_passages_apart_or_in_different_articles_stay_apart_in_their_order() -> None:
    given_order = (source(10, 20), source(0, 10), source(10, 20, article="other.txt"))
    assert joined(given_order) == given_order


def test_of_many_passages_three_are_shown_and_the_rest_counted() -> None:
    blocks = source_blocks([source(n * 5, n * 5 + 4) for n in range(5)], PAGE)
    assert len(blocks) == 4
    assert blocks[-1] == "and 2 more: --format json"


# Width


@given(st.text(alphabet=string.ascii_letters + " \n\t“é", max_size=300), st.integers(1, 100))
def test_wrapping_loses_no_character_and_breaks_only_at_spaces(text: str, width: int) -> None:
    lines = list(Page(width).wrapped(text, "> "))
    assert " ".join(line.removeprefix("> ") for line in lines) == flowed(text)
    assert all(len(line) <= width or " " not in line.removeprefix("> ") for line in lines)


def test_later_lines_may_be_indented_otherwise() -> None:
    assert list(Page(9).wrapped("one two three", "1. ", "   ")) == ["1. one", "   two", "   three"]


# Safety

HOSTILE = "\x1b[31m\x1b]8;;http://x\x07\x9b\x00\x7f\u202e\u2066\u200f\u2028\ud800"


def test_nothing_that_a_terminal_obeys_gets_through() -> None:
    assert safe(HOSTILE) == (r"\x1b[31m\x1b]8;;http://x\x07\x9b\x00\x7f\u202e\u2066\u200f\u2028\ud800")
    assert safe("[sic] [/] :smile: “é” \u200b") == "[sic] [/] :smile: “é” \u200b"
    assert flowed(" a\r\n\n\tb\x0bc ") == r"a b\x0bc"


@given(st.text())
def test_safe_text_has_no_control_and_no_direction_mark(text: str) -> None:
    shown = safe(text)
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 or 0xD800 <= ord(c) < 0xE000 for c in shown)
    assert not set(shown) & set("\u061c\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@given(st.text())
def test_json_is_safe_too_and_parses_to_what_it_was(text: str) -> None:
    for indent in (None, 2):
        shown = json_text({"text": text}, indent=indent)
        assert json.loads(shown) == {"text": text}
        assert all(safe(line) == line for line in shown.split("\n"))
        shown.encode()


def test_every_part_of_an_answer_is_made_safe() -> None:
    bad = Source(HOSTILE, 1, 0, 1, HOSTILE, HOSTILE, HOSTILE)
    near = Nearest(0.1, Sentence(HOSTILE, 0, 0, 1, 1, HOSTILE))
    claims = (Claim(HOSTILE, HOSTILE, (bad,)), Claim("b", "c", (bad,)))
    for status in ("answered", "disputed", "false-premise", "ambiguous", "not-on-record"):
        shown = answer_text(
            Answer(HOSTILE, status, HOSTILE, HOSTILE + "x", HOSTILE, claims, (bad,), (HOSTILE,), (near,), (HOSTILE,)),
            PAGE,
        )
        assert safe(shown.replace("\n", "")) == shown.replace("\n", "")


# The trace


def test_of_many_candidates_the_best_few_are_shown_and_the_rest_counted(club: Path) -> None:
    _, trace = open_dossier(club).explain("Who scored both goals?")
    many = replace(trace, candidates=trace.candidates[:1] * 8)
    shown = trace_text(many, PAGE)
    assert "Candidates: 8\n" in shown
    assert shown.count("okafor-scored (") == 5
    assert "\n  and 3 more: --format json\n" in shown


def test_a_conflict_shows_both_sides(club: Path) -> None:
    _, trace = open_dossier(club).explain("Did Dee Okafor, 18, score both goals?")
    assert "[asked '18" in trace_text(trace, PAGE)


# Search results and facts


def test_found_sentences_have_their_place_and_score() -> None:
    found = (Nearest(0.5, Sentence("a.txt", 0, 0, 4, 7, "One.")), Nearest(0.25, Sentence("b.txt", 0, 0, 4, 8, "Two.")))
    assert nearest_text(found, PAGE) == "a.txt:7  0.5000\n  One.\n\nb.txt:8  0.2500\n  Two."
    assert search_object("one", found)["nearest"][0] == {
        "score": 0.5, "article": "a.txt", "line": 7, "start": 0, "end": 4, "text": "One.",
    }  # fmt: skip


FACT = Fact(
    "was-late",
    "The ferry was late in May.",
    (Slot("what", "The ferry", ((0, 9),)), Slot("when", "in May", ((19, 25),))),
    (source(0, 9),),
    asked_as=("Was it late?",),
    according_to=("Jo Hart", "Al Moss"),
    disputes=("on-time",),
    contested=("when",),
    negated=True,
    unknown=True,
    as_of="ferry.txt",
    superseded_by="later",
    rank="preferred",
    line=12,
)


def test_a_fact_is_shown_with_all_that_surrounds_it() -> None:
    assert fact_text(FACT, PAGE).splitlines() == [
        "was-late  facts.yaml:12",
        "According to Jo Hart and Al Moss: The ferry was late in May.",
        "",
        "  what: The ferry",
        "  when: in May",
        "  asked as: Was it late?",
        "  disputes: on-time",
        "  contested: when",
        "  negated: yes",
        "  unknown: yes",
        "  as of: ferry.txt",
        "  superseded by: later",
        "  rank: preferred",
        "",
        "> The ferry",
        "  ferry.txt:1",
    ]
    assert facts_text([FACT], PAGE).splitlines()[0] == "was-late"
    plain = Fact("f", "The ferry sank.", (), ())
    assert fact_text(plain, PAGE) == "f  facts.yaml:0\nThe ferry sank.\n"


def test_a_fact_as_json_has_its_slots_by_name() -> None:
    described = fact_object(FACT)
    assert described["answers"] == {"what": "The ferry", "when": "in May"}
    assert described["sources"][0]["quote"] == "The ferry"
    assert described["negated"] is True


def test_an_error_stands_in_the_place_of_an_answer() -> None:
    assert error_object("?", "no") == {"schema_version": 1, "question": "?", "error": "no"}


@pytest.mark.parametrize("status", ["answered", "not-on-record"])
def test_an_answer_has_the_same_fields_whatever_the_status(status: str) -> None:
    described = answer_object(answer(status, claims=(Claim("a", "b", (SANK,)),)))
    assert described["claims"][0]["sources"][0]["end"] == 55
    assert described["facts"] == []
    assert "explain" not in described
