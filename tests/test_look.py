"""Looking around: facts by filter, entity pages, timelines, passages in context."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from qa.__main__ import main
from qa.articles.sentences import split_sentences
from qa.dossier import Dossier
from qa.looking.context import passage
from qa.looking.moments import Moment, asked_moment, dated, during
from qa.looking.naming import find_entity
from qa.looking.pages import entity_page
from qa.looking.timeline import timeline
from qa.model import Article, Fact, QAError, Slot, Source
from qa.rendering.answers import Page
from qa.rendering.look import page_text, passages_text, timeline_object, timeline_text

FLOOD = Path(__file__).parent / "dossiers" / "flood"
Outcome = tuple[int, str, str]


@pytest.fixture
def qa(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Outcome]:
    monkeypatch.chdir(FLOOD)

    def run(*arguments: str) -> Outcome:
        status = main(list(arguments))
        return status, *capsys.readouterr()

    return run


def fact(statement: str = "It opened.", *slots: tuple[str, str] | tuple[str, str, str], **fields: object) -> Fact:
    made = tuple(Slot(slot[0], slot[1], (), slot[2] if len(slot) > 2 else None) for slot in slots)
    return Fact(**{"id": "f", "statement": statement, "slots": made, "sources": (), **fields})  # type: ignore[arg-type]


# Times


@pytest.mark.parametrize(
    ("slots", "shown"),
    [
        ([("when", "in December 2011")], "December 2011"),
        ([("when", "on 3 May 2019")], "3 May 2019"),
        ([("which year", "2011")], "2011"),
        ([("when", "from 1997 to 2013")], "1997 to 2013"),
        ([("since when", "April 2013")], "since April 2013"),
        ([("when", "until 2012")], "until 2012"),
        ([("when", "that year", "2011")], "2011"),
        ([("when", "then", "2011-05/2011-07")], "May 2011 to July 2011"),
        ([("when", "in 2011"), ("in which month", "December 2011")], "December 2011"),
        ([("since when", "2010"), ("until when", "2012")], "2010 to 2012"),
        ([("when", "in 2011"), ("when exactly", "in 2013")], "2011"),
        ([("when", "then", "2011-05-03/2011-07-09")], "3 May 2011 to 9 July 2011"),
        ([("when", "last month")], None),
        ([("when", "in July")], None),
        ([("when", "in July", "XXXX")], None),
    ],
)
def test_a_time_is_what_the_slots_say_and_never_more(slots: list[tuple[str, str]], shown: str | None) -> None:
    when = dated(fact("x", *slots))
    assert when is not None
    assert (str(when.moment) if when.moment else None) == shown


def test_no_time_slot_is_no_time() -> None:
    assert dated(fact("It opened in 2011.", ("what", "It"))) is None


def test_an_asked_time_may_be_a_date_a_span_or_words() -> None:
    for text, shown in (
        ("2011", "2011"), ("2011-12", "December 2011"), ("2011-12-05", "5 December 2011"),
        ("1997/2013", "1997 to 2013"), ("between 1997 and 2013", "1997 to 2013"),
        ("since 2013", "since 2013"), ("December 2011", "December 2011"),
    ):  # fmt: skip
        assert str(asked_moment(text)) == shown
    for text in ("soon", "July", "2013/1997", "2011 or 2013", "x/y"):
        with pytest.raises(QAError, match="is no time"):
            asked_moment(text)


def test_a_coarser_time_meets_a_finer_one_only_partly() -> None:
    year, month = fact("a", ("when", "in 2011")), fact("b", ("when", "in December 2011"))
    after, none = fact("c", ("since when", "since 2010")), fact("d", ("when", "soon"))
    assert during(iter([year, month, after, none]), asked_moment("2011-12")) == ([month], [year, after])
    assert during(iter([year, month, after]), asked_moment("2011")) == ([year, month], [after])
    assert during(iter([year, month]), asked_moment("2013")) == ([], [])
    assert Moment((2011, 1, 1), (2011, 1, 1), "until").compare(asked_moment("1990")) == "partly"


# Names


@pytest.mark.parametrize(
    ("typed", "names", "assumed"),
    [
        ("Kit Dorn", ("Kit Dorn",), None),
        ("the dorn", ("Kit Dorn",), None),
        ("mayor", ("Kit Dorn",), None),
        ("Brookfrod", ("Brookford",), "brookford"),
        ("Vale", ("Tom Vale", "Una Vale", "the Vales"), None),
        ("Una", ("Una Vale", "Una Marsh"), None),
        ("the Vales", ("the Vales",), None),
        ("Tim", (), None),
        ("...", (), None),
        ("Ros Pyke", ("Ros Pike",), "ros pike"),
    ],
)
def test_a_name_may_be_a_part_or_a_slip_and_ties_are_told(
    flood: Dossier, typed: str, names: tuple[str, ...], assumed: str | None
) -> None:
    found = find_entity(typed, flood.gazetteer)
    assert (found.names, found.assumed) == (names, assumed)


# Pages


def test_a_page_keeps_claims_apart_from_the_record(flood: Dossier) -> None:
    facts = list(flood.facts())
    dorn = entity_page("Kit Dorn", flood.gazetteer, facts)
    assert {each.id for each in dorn.said} >= {"barrier-low"}
    assert all(not each.according_to for each in dorn.facts)
    assert "dorn-blamed" in {each.id for each in dorn.facts}
    una = entity_page("Una Vale", flood.gazetteer, facts)
    assert una.groups == ("the Vales",)
    shown = page_text(una, Page())
    assert shown.startswith("Una Vale\nperson, girl\none of: the Vales\nage: six\n")
    assert "    1-flood.txt:3 (una-rescued)" in shown


def test_roles_have_their_time_and_say_where_they_have_no_source(flood: Dossier) -> None:
    shown = page_text(entity_page("Ros Pike", flood.gazetteer, flood.facts()), Page())
    assert "Roles\n  chief engineer (until 2012)\n    1-flood.txt:15 (pike-engineer)\n" in shown
    dorn = page_text(entity_page("Kit Dorn", flood.gazetteer, ()), Page())
    assert "  mayor\n    listed in facts.yaml, without a source of its own" in dorn
    assert page_text(entity_page("Hillbury", flood.gazetteer, ()), Page()).endswith("No fact names it.")


def test_a_property_is_no_role_and_what_others_say_is_listed(flood: Dossier) -> None:
    who = ("who", "Kit Dorn")
    facts = [
        fact("Kit Dorn is not content.", who, ("is", "not content"), id="a"),
        fact("Kit Dorn is tall.", who, ("is", "tall"), id="b"),
        fact("Kit Dorn is leader of the council.", who, ("is", "leader of the council"), id="c"),
        fact("Kit Dorn is leader of the council.", who, ("is", "leader of the council"), id="d"),
        fact("Kit Dorn was late.", who, ("did", "was"), according_to=("Ros Pike",), id="e"),
        fact("Kit Dorn resigned.", who, rank="deprecated", id="f"),
    ]
    page = entity_page("Kit Dorn", flood.gazetteer, facts)
    assert [held.role for held in page.roles] == ["leader of the council", "mayor"]
    assert [each.id for each in page.said_about] == ["e"]
    assert "f" not in {each.id for each in page.facts}
    member = entity_page("Una Vale", flood.gazetteer, [fact("The Vales returned.", id="g", superseded_by="h")])
    assert "As one of the Vales\n  The Vales returned.\n     (g, replaced by h)".replace(
        "     (", "    ("
    ) in page_text(member, Page())


def test_who_lists_what_a_name_may_mean(qa: Callable[..., Outcome]) -> None:
    assert qa("who", "Una") == (1, "Una may mean:\n  Una Vale\n  Una Marsh\n", "")
    assert json.loads(qa("who", "Una", "--format", "json")[1])["names"] == ["Una Vale", "Una Marsh"]
    assert qa("who", "Ros Pyke")[1].startswith("Reading 'Ros Pyke' as Ros Pike.\n\nRos Pike\n")
    assert qa("who", "Hillburies") == (2, "", "qa: no entity is called 'Hillburies'; the nearest are Hillbury\n")
    assert qa("who", "zzzzzzzz")[2] == "qa: no entity is called 'zzzzzzzz'\n"
    page = json.loads(qa("who", "Dorn", "--format", "json")[1])
    assert (page["name"], page["assumed"], page["roles"][-1]["role"]) == ("Kit Dorn", False, page["roles"][-1]["role"])


# Timelines


def test_a_timeline_is_in_order_and_dates_nothing_by_itself() -> None:
    facts = [
        fact("Fourth.", ("when", "in July"), id="d"),
        fact("Third.", ("when", "in March 2019"), id="c"),
        fact("First.", ("when", "until 2012"), id="a"),
        fact("Second.", ("when", "in 2019"), id="b"),
        fact("Fifth.", id="e"),
        fact("Sixth.", ("when", "in 2018"), id="f", rank="deprecated"),
    ]
    found = timeline(facts)
    assert [entry.fact.id for entry in found.dated] == ["a", "b", "c"]
    assert timeline_text(found, Page(), undated=False) == (
        "until 2012\n  First.\n    (a)\n\n2019\n  Second.\n    (b)\n\nMarch 2019\n  Third.\n    (c)\n\n"
        "Times that the articles do not date\n  “in July”\n    Fourth.\n        (d)\n\n"
        "1 fact without a time: --undated shows them."
    ).replace("    (", "     (").replace("     (", "    (")
    assert "No time given\n  Fifth." in timeline_text(found, Page(), undated=True)
    assert [entry.fact.id for entry in timeline(facts, asked_moment("2019-03")).dated] == ["b", "c"]
    shown = timeline_object(found)["dated"][0]
    assert (shown["words"], shown["low"], shown["high"]) == ("until 2012", None, "2012-12-31")
    assert timeline_object(found)["relative"][0]["low"] is None


def test_timeline_by_name_and_time(qa: Callable[..., Outcome]) -> None:
    status, out, err = qa("timeline", "--about", "Una Vale", "--when", "between 2018 and 2020")
    assert (status, err) == (0, "")
    assert out.startswith("April 2019\n  Una Vale, six, was rescued in April 2019.\n    1-flood.txt:3 (una-rescued)\n")
    assert json.loads(qa("timeline", "--format", "json")[1])["dated"][0]["fact"]["id"] == "pike-engineer"
    assert qa("timeline", "--about", "nobody at all") == (1, "", "qa: no fact passes these filters\n")
    assert qa("timeline", "--when", "soon")[0] == 2


# Facts


def test_facts_by_alias_time_and_claimant(qa: Callable[..., Outcome]) -> None:
    assert "company-warned" in qa("facts", "--about", "the water company")[1]
    out = qa("facts", "--when", "2019-03-03")[1]
    assert (
        out.index("alder-flooded")
        < out.index("Dated less exactly, or only partly in 2019-03-03:")
        < out.index("tom-rescued")
    )
    assert qa("facts", "--when", "2019-04", "--about", "Una Vale")[1].startswith("una-rescued\n")
    only_partly = qa("facts", "--when", "2016-05")[1]
    assert only_partly.startswith("Dated less exactly")
    assert qa("facts", "--by", "dorn")[1].startswith("barrier-low\n")
    assert "barrier-low" in qa("facts", "--by", "Kit Dorn", "--article", "1-flood.txt")[1]
    assert qa("facts", "--by", "Kit Dorn", "--article", "2-inquiry.txt")[0] == 1
    assert len(json.loads(qa("facts", "--when", "2019", "--format", "json")[1])["facts"]) == 3
    assert len(qa("facts", "--when", "2019", "--format", "jsonl")[1].splitlines()) == 3
    assert qa("facts", "una-rescued")[1].startswith("una-rescued  facts.yaml:")
    assert "did you mean 'una-rescued'?" in qa("facts", "una-rescue")[2]
    assert qa("facts", "zzz")[2] == "qa: no fact is called 'zzz'\n"


# Passages


def test_a_passage_stands_in_its_sentences(qa: Callable[..., Outcome]) -> None:
    status, out, _ = qa("source", "una-rescued", "--around", "0")
    assert status == 0
    assert out == (
        "una-rescued\nUna Vale, six, was rescued in April 2019.\n\n1-flood.txt:3\n"
        "  Tom Vale was rescued in March 2019, [[Una Vale in April 2019]].\n\n"
        "The cited words stand between [[ and ]].\n"
    )
    shown = json.loads(qa("source", "una-rescued", "--format", "json")[1])["sources"][0]
    assert shown["before"].endswith("Tom Vale was rescued in March 2019, ")
    assert shown["after"].startswith(". Their cousin")
    wide = qa("source", "alder-flooded", "--around", "2")[1]
    assert "\n\n  Tom Vale, 34," in wide


def test_on_a_terminal_the_cited_words_are_bold_and_lines_count_without_the_codes() -> None:
    text = "One two. “Three four five,” she said. Six."
    article = Article("a.txt", text, "", split_sentences(text, "a.txt"))
    start = text.index("Three")
    source = Source("a.txt", 1, start, start + 15, text[start : start + 15], "", "")
    shown = passages_text(fact("x", sources=(source,)), [passage(source, article, 1)], Page(30, styled=True))
    assert "“\x1b[1mThree\x1b[0m \x1b[1mfour\x1b[0m \x1b[1mfive\x1b[0m,”" in shown
    assert "[[" not in shown
    plain = passages_text(fact("x", sources=(source,)), [passage(source, article, 1)], Page(30))
    assert "  One two. “[[Three four\n  five]],” she said. Six." in plain
    assert max(map(len, plain.splitlines()[:-1])) <= 30


def test_a_passage_over_paragraphs_keeps_them_apart() -> None:
    text = "He left.\n\nShe stayed there.\n\nIt rained."
    article = Article("a.txt", text, "", split_sentences(text, "a.txt"))
    source = Source("a.txt", 1, 3, 21, text[3:21], "", "")
    shown = passages_text(fact("x", sources=(source,)), [passage(source, article, 1)], Page())
    assert "  He [[left.]]\n\n  [[She stayed]] there.\n\n  It rained.\n" in shown
    bare = passage(Source("a.txt", 1, 8, 9, "\n", "", ""), Article("a.txt", text, "", ()), 1)
    assert (bare.before, bare.after) == ("", "")
