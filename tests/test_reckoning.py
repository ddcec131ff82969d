"""Times of writing: repeated as they are, and reckoned only from a date that is recorded."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qa.dossier import Dossier, open_dossier
from qa.english.times import is_relative
from qa.model import Answer, Article, Published, QAError, Source
from qa.record.facts import articles_folder, load_facts
from qa.rendering.answers import Page, answer_object, answer_text
from qa.reviewing.reckoning import NOT_RECORDED, PATTERNS, derived, derived_of
from tests.small_dossier import write_dossier

DAY = "2014-09-05"


@pytest.mark.parametrize(("example", "pattern"), [(example, pattern) for example, pattern, _ in PATTERNS])
def test_each_row_reads_its_example(example: str, pattern: str) -> None:
    del pattern
    found = derived(f"It will be so, {example}.", None)
    assert found is not None
    assert (found.text, found.written, found.date, found.reckoning) == (example, None, None, NOT_RECORDED)
    assert is_relative(example)


@pytest.mark.parametrize(("text", "written", "date", "reckoning"), [
    ("fourteen months ago", DAY, "2013-07~", "reckoned from 2014-09-05: about July 2013"),
    ("14 months ago", "2014-09", "2013-07~", "reckoned from 2014-09: about July 2013"),
    ("fourteen months ago", "2014", None, "as of the article of 2014"),
    ("twenty-one years ago", "2014", "1993~", "reckoned from 2014: about 1993"),
    ("a decade ago", DAY, "2004~", "reckoned from 2014-09-05: about 2004"),
    ("a week ago", DAY, "2014-08-29~", "reckoned from 2014-09-05: about 29 August 2014"),
    ("three days ago", DAY, "2014-09-02", "reckoned from 2014-09-05: 2 September 2014"),
    ("will be in 18 months’ time", DAY, "2016-03~", "reckoned from 2014-09-05: about March 2016"),
    ("last month", "2014-01-31", "2013-12", "reckoned from 2014-01-31: December 2013"),
    ("next year", DAY, "2015", "reckoned from 2014-09-05: 2015"),
    ("this month", DAY, "2014-09", "reckoned from 2014-09-05: September 2014"),
    ("earlier this year", DAY, "2014", "reckoned from 2014-09-05: before 5 September 2014, in 2014"),
    ("later this year", "2014-09", "2014", "reckoned from 2014-09: after September 2014, in 2014"),
    ("earlier this year", "2014", "2014", "reckoned from 2014: 2014"),
    ("last night", "2014-01-01", "2013-12-31", "reckoned from 2014-01-01: 31 December 2013"),
    ("tomorrow", "2016-02-28", "2016-02-29", "reckoned from 2016-02-28: 29 February 2016"),
    ("today", "2014-09", None, "as of the article of 2014-09"),
    ("on Wednesday", DAY, None, "as of the article of 2014-09-05"),
    ("last week", DAY, None, "as of the article of 2014-09-05"),
    ("9999 years ago", DAY, None, "as of the article of 2014-09-05"),
    ("tomorrow", "9999-12-31", None, "as of the article of 9999-12-31"),
    ("It ran, in all 12 months ago", DAY, "2013-09~", "reckoned from 2014-09-05: about September 2013"),
])  # fmt: skip
def test_what_a_time_comes_to(text: str, written: str, date: str | None, reckoning: str) -> None:
    found = derived(text, written)
    assert found is not None
    assert (found.written, found.date, found.reckoning) == (written, date, reckoning)


@pytest.mark.parametrize("text", [
    "in December 2011", "It was built in two years.", "the next year he died", "some years ago", "on Wednesday, 3 May",
    "the four-year-old", "", "ago", "no months ago",
])  # fmt: skip
def test_other_times_are_left_alone(text: str) -> None:
    assert derived(text, DAY) is None


def test_the_article_that_has_the_words_gives_the_date() -> None:
    sources = (Source("a.txt", 1, 0, 9, "It opened", "", ""), Source("b.txt", 1, 0, 9, "LAST  month", "", ""))
    answer = Answer("?", "answered", "last month", "It opened last month.", sources=sources)
    found = derived_of(answer, {"a.txt": "2001-05", "b.txt": "2002-05"})
    assert found is not None
    assert (found.text, found.date) == ("last month", "2002-04")
    undecided = derived_of(Answer("?", "answered", None, "It opened yesterday.", sources=sources), {"a.txt": DAY})
    assert undecided is not None
    assert undecided.written is None
    assert derived_of(Answer("?", "answered", "in 1990"), {}) is None


def test_an_answer_repeats_the_words_and_shows_the_reckoning(mill: Dossier) -> None:
    answer = mill.ask("When did the inspectorate visit the mill?")
    assert answer.answer == "last month"
    assert "\n\nlast month (reckoned from 2019-07-12: June 2019)\n\n> The insp" in answer_text(answer, Page())
    assert answer_object(answer)["derived"] == {
        "text": "last month", "from": "2019-07-12", "date": "2019-06",
        "reckoning": "reckoned from 2019-07-12: June 2019",
    }  # fmt: skip
    undated = mill.ask("When did the council open a clinic?")
    assert f"(“two years ago”: {NOT_RECORDED})" in answer_text(undated, Page())
    assert json.dumps(answer_object(mill.ask("How old was Jan Brandt?"))["derived"]) == "null"


def test_a_claim_with_the_derived_date_is_not_supported(mill: Dossier) -> None:
    assert mill.check("The inspectorate visited the mill in June 2019.").verdict == "not-enough-info"


# The dates in facts.yaml


FILE = "articles:\n  folder: texts\n  published:\n    - {article: a.txt, date: 2019-07, publisher: Herald}\nfacts: []\n"
ARTICLES = {"a.txt": Article("a.txt", "", "", ())}


def test_what_is_known_of_articles_is_read() -> None:
    facts_file, findings = load_facts(FILE.encode(), "facts.yaml", ARTICLES)
    assert (facts_file.articles, findings) == ("texts", ())
    assert facts_file.published == (Published("a.txt", "2019-07", "Herald"),)
    assert articles_folder(FILE.encode(), "facts.yaml") == "texts"


@pytest.mark.parametrize(("text", "folder"), [
    ("articles: {published: []}\nfacts: []", "seeds"), ("articles: texts\nfacts: []", "texts"),
    ("articles: [a]\nfacts: []", "seeds"), ("facts: []\narticles: {folder: texts}", "texts"),
    ("other: {folder: wrong}\narticles: {}\nx: {folder: wrong}", "seeds"), ("articles: {folder: [a]}", "seeds"),
])  # fmt: skip
def test_the_folder_is_found_without_reading_on(text: str, folder: str) -> None:
    assert articles_folder(text.encode(), "facts.yaml") == folder


@pytest.mark.parametrize(("old", "new", "problem"), [
    ("2019-07,", "July,", "facts.yaml:4:30: 'July' is not a time"),
    ("2019-07,", "2018/2019,", "facts.yaml:4:30: '2018/2019' is a span: an article has one date"),
    ("folder: texts", "folder: ../x", "facts.yaml:2:11: 'folder' must be a folder inside the dossier"),
    ("publisher", "publsher", "facts.yaml:4:39: unknown key 'publsher', did you mean 'publisher'?"),
    ("facts: []", "    - article: a.txt\nfacts: []", "facts.yaml:5:16: 'a.txt' is listed in line 5, and first in"),
    ("{article: a.txt, ", "{", "facts.yaml:4:7: what is known of an article needs 'article'"),
])  # fmt: skip
def test_mistakes_have_a_place(old: str, new: str, problem: str) -> None:
    with pytest.raises(QAError) as raised:
        load_facts(FILE.replace(old, new).encode(), "facts.yaml", ARTICLES)
    assert str(raised.value.problems[0]).startswith(problem)


def test_an_unknown_article_is_a_finding() -> None:
    facts_file, findings = load_facts(FILE.replace("a.txt", "b.txt").encode(), "facts.yaml", ARTICLES)
    assert facts_file.published == ()
    assert [str(each) for each in findings] == ["facts.yaml:4:17: no article is called 'b.txt', did you mean 'a.txt'?"]


def test_a_folder_outside_the_dossier_is_refused(tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text("articles: {folder: /etc}\nfacts: []\n")
    with pytest.raises(QAError):
        open_dossier(tmp_path).ask("Who?")


# The dates in front matter


OPENED = """\
title: A mill
{known}facts:
  - id: opened
    statement: The mill opened last month.
    answers: {{what: The mill, did: opened, when: last month}}
    sources: [{{article: a.txt, quote: The mill opened last month}}]
"""


def mill_with(folder: Path, front: str, known: str = "") -> Dossier:
    write_dossier(folder, OPENED.format(known=known), {"a.txt": f"{front}The mill opened last month.\n"})
    return open_dossier(folder)


def test_an_articles_own_date_is_reckoned_from(tmp_path: Path) -> None:
    dossier = mill_with(tmp_path, "---\ndate: 2014-09-05\n---\n\n")
    for again in (dossier, open_dossier(tmp_path)):  # as read, and as kept
        answer = again.ask("When did the mill open?")
        assert answer.answer == "last month"
        assert answer.derived is not None
        assert (answer.derived.written, answer.derived.date) == ("2014-09-05", "2014-08")


def test_what_the_curator_knows_goes_before_an_articles_own_date(tmp_path: Path) -> None:
    known = "articles:\n  published:\n    - {article: a.txt, date: 2001-05}\n"
    found = mill_with(tmp_path, "---\ndate: 2014-09-05\n---\n\n", known).ask("When did the mill open?").derived
    assert found is not None
    assert (found.written, found.date) == ("2001-05", "2001-04")


@pytest.mark.parametrize("front", ["", "---\ntitle: It\n---\n\n", "---\ndate: in autumn\n---\n\n"])
def test_without_a_date_nothing_is_reckoned(tmp_path: Path, front: str) -> None:
    found = mill_with(tmp_path, front).ask("When did the mill open?").derived
    assert found is not None
    assert (found.written, found.date, found.reckoning) == (None, None, NOT_RECORDED)
