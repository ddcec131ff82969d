"""`qa suggest`: what no fact covers, drafts by rule, and drafts put into facts.yaml and taken out again."""

# ruff: noqa: E501 - a sentence and its slots stand on one line

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.__main__ import main
from qa.articles.sentences import split_sentences
from qa.curating.attributions import attribution
from qa.curating.clauses import read_clause, read_clauses
from qa.curating.covered import asserts, coverage
from qa.curating.draft_file import appended, draft_yaml
from qa.curating.drafts import Draft, drafts_of, renamed, unknown_speaker
from qa.curating.roles import roles_in
from qa.model import Article, Entity, QAError, Role, Sentence
from qa.record.entities import Gazetteer
from qa.record.facts import load_facts

PEOPLE = Gazetteer([
    Entity("Ann Reid", ("woman", "person"), ("Reid",), (Role("club captain"),)),
    Entity("Leeds", ("city", "place")),
    Entity("the Orsa agency", ("agency", "body"), ("the agency", "Orsa")),
    Entity("the Reids", ("group", "person"), (), (), None, ("Ann Reid",)),
])  # fmt: skip
Outcome = tuple[int, str, str]


def article_of(text: str) -> Article:
    return Article("a.txt", text, "", split_sentences(text, "a.txt"))


def drafts(text: str) -> list[Draft]:
    article = article_of(text)
    return [draft for sentence in article.sentences for draft in drafts_of(sentence, article, PEOPLE)]


def drafted(text: str) -> list[tuple[str, dict[str, str]]]:
    return [(draft.statement, dict(draft.slots)) for draft in drafts(text)]


# Coverage


@pytest.mark.parametrize(
    ("text", "so"),
    [
        ("The bridge opened in May.", True),
        ("The report costs £4 million.", True),
        ("The bridge, it is said, will open.", True),
        ("Did the bridge open in May?", False),
        ("“Did the bridge open?”", False),
        ("More on the new bridge below", False),
        ("It opened.", False),
    ],
)
def test_what_has_a_finite_verb_and_is_no_question_asserts(text: str, *, so: bool) -> None:
    assert asserts(text) == so


def test_the_weightiest_uncovered_sentence_is_first() -> None:
    article = article_of("It was a fine day there. Ann Reid scored 2 goals in Leeds on 4 May 2019. Who won?")
    counts, left = coverage([article], [], PEOPLE)
    assert (counts[0].cited, counts[0].asserting) == (0, 2)
    assert [each.sentence.number for each in left] == [1, 0]


# Clauses


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        (
            "John Smith, 45, a builder from Leeds, died on 3 May 2019 in hospital.",
            {
                "who": "John Smith", "how old": "45", "is": "a builder from Leeds", "did": "died",
                "when": "on 3 May 2019", "where": "in hospital",
            },
        ),
        ("The barrier opened in May 1998 because the wall had collapsed.",
         {"what": "The barrier", "did": "opened", "when": "in May 1998", "why": "the wall had collapsed"}),
        ("Club secretary Mary Poole resigned in June after a vote.",
         {"who": "Mary Poole", "is": "Club secretary", "did": "resigned", "when": "in June", "after what": "a vote"}),
        ("The fund paid the agency £60 million in 2017.",
         {"what": "The fund", "did": "paid", "whom": "the agency", "how much": "£60 million", "when": "in 2017"}),
        ("The factory was fined about £20,000.", {"what": "The factory", "did": "was fined", "how much": "about £20,000"}),
        ("Three bridges closed when the river rose in Leeds.",
         {"what": "Three bridges", "how many": "Three bridges", "did": "closed", "when": "when the river rose in Leeds"}),
        ("The river flooded the lane.", {"what": "The river", "did": "flooded", "whom": "the lane"}),
        ("Last night the council closed six libraries.",
         {"what": "the council", "did": "closed", "when": "Last night", "whom": "six libraries", "how many": "six libraries"}),
        ("The ferry runs twice a day.", {"what": "The ferry", "did": "runs", "how often": "twice a day"}),
        ("The pumps ran for nine days.", {"what": "The pumps", "did": "ran", "how long": "for nine days"}),
        ("An inquiry found that the wiring was faulty.", {"who": "An inquiry", "did": "found", "what": "the wiring was faulty"}),
        ("Reid was club captain until 2012.", {"who": "Ann Reid", "is": "club captain", "until when": "until 2012"}),
        ("The museum is in Leeds.", {"what": "The museum", "did": "is", "where": "in Leeds"}),
        ("Tom Valeri was rescued by firefighters from Leeds.",
         {"who": "Tom Valeri", "did": "was rescued", "by whom": "firefighters", "from where": "Leeds"}),
        ("Helen Bray, 52, who has led the project since 2009, will step down in June.",
         {"who": "Helen Bray", "how old": "52", "did": "will step down", "when": "in June"}),
        ("The satellite, launched in 2016, cost £84 million.",
         {"what": "The satellite", "did": "cost", "how much": "£84 million"}),
        ("8.1 The council closed the lane in May.",
         {"what": "The council", "did": "closed", "whom": "the lane", "when": "in May"}),
        ("The works are priced at £16,000.", {"what": "The works", "did": "are priced", "at how much": "£16,000"}),
        ("An arbitrator is to rule in the autumn.",
         {"what": "An arbitrator", "did": "is to rule", "when": "in the autumn"}),
        ("The road had never been closed.", {"what": "The road", "did": "had never been closed"}),
        ("It is late.", None),
        ("Their cousin was rescued in June 2017.", None),
        ("This was closed in 2017.", None),
        ("The agency plans to publish a report.", None),
        ("The council said nothing about whether it knew.", None),
        ("The road, it seems, was closed in May.", None),
        ("The report “was late” in May.", None),
        ("Although the road was closed, Ann Reid left.", None),
        ("The bridge closed because of ice.", None),
        ("The mayor opened the bridge that he had closed.", None),
        ("Wednesday", None),
    ],
)  # fmt: skip
def test_a_plain_clause_becomes_a_statement_with_its_slots_and_no_other_does(
    text: str, slots: dict[str, str] | None
) -> None:
    found = drafted(text)
    if slots is None:
        assert found == []
        return
    [(statement, got), *_] = found
    assert got == slots
    assert all(words in statement for words in got.values())


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("The road closed in May, and the bridge was painted.", ["The road closed in May.", "The bridge was painted."]),
        ("THE road closed in May but Ann Reid left Leeds.", ["The road closed in May.", "Ann Reid left Leeds."]),
        ("The road was closed in May, Leeds in June.", ["The road was closed in May."]),
        ("The road was closed – in part.", ["The road was closed."]),
        ("The club closed libraries, pools and parks.", ["The club closed libraries, pools and parks."]),
        ("Tom, Ann and Joe were rescued.", ["Tom, Ann and Joe were rescued."]),
        ("The road was closed in May, leaving Leeds cut off.", ["The road was closed in May."]),
    ],
)
def test_a_clause_ends_where_another_begins(text: str, statements: list[str]) -> None:
    assert [draft.statement for draft in drafts(text)] == statements


@pytest.mark.parametrize(
    "when",
    [
        "last night", "yesterday", "on Wednesday", "earlier this year", "two years ago", "next spring", "a week ago",
        "in June", "since 2016",
    ],
)  # fmt: skip
def test_a_time_that_depends_on_the_article_is_a_time(when: str) -> None:
    [(_, slots)] = drafted(f"The road was closed {when}.")
    assert slots["since when" if when.startswith("since") else "when"] == when
    assert drafted(f"{when.capitalize()}, the road was closed.")[0][1]["when"] == when.capitalize()


@pytest.mark.parametrize(
    "text",
    [
        "The road, a long one was closed.", "The road, closed in May, and bridges.",
        "The vote “for it” was lost.", "The road was closed because it was wet.", "To close it was hard.",
        "The one which he wanted was closed.", "The road was closed by.", "Nearly was closed in May.",
        "The newcomers are Ann Reid and, despite all, Joe.",
        "No trains run in winter and nobody was nearby.",
    ],
)  # fmt: skip
def test_what_is_no_plain_clause_is_left_alone(text: str) -> None:
    assert drafted(text) == []


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("The barrier opened in May 1998.", "When did the barrier open?"),
        ("The barrier was opened in Leeds.", "Where was the barrier opened?"),
        ("Ann Reid scored both goals.", "Who scored both goals?"),
        ("The fund paid the agency £60 million.", "How much did the fund pay the agency?"),
        ("Geese and swans returned.", "Did Geese and swans return?"),
        ("All roads were closed.", "Were all roads closed?"),
    ],
)
def test_a_draft_is_asked_as_what_it_answers(text: str, question: str) -> None:
    assert question in drafts(text)[0].asked_as


def test_what_holds_now_is_so_as_of_its_article() -> None:
    assert drafts("The bridge is closed.")[0].as_of == "a.txt"
    assert drafts("The bridge was closed.")[0].as_of is None


# What is said


@pytest.mark.parametrize(
    ("text", "by", "words"),
    [
        ("“The bridge was closed,” said Ann Reid.", "Ann Reid", "The bridge was closed"),
        ("“The bridge was closed,” Reid said.", "Ann Reid", "The bridge was closed"),
        ("Ann Reid said: “The bridge was closed.”", "Ann Reid", "The bridge was closed."),
        ("The bridge was closed, Ann Reid said.", "Ann Reid", "The bridge was closed"),
        ("The bridge was closed, said Ann Reid.", "Ann Reid", "The bridge was closed"),
        ("The bridge was closed, according to Reid.", "Ann Reid", "The bridge was closed"),
        ("According to the agency, the bridge was closed.", "the Orsa agency", "the bridge was closed."),
        ("Ann Reid said that the bridge was closed.", "Ann Reid", "the bridge was closed."),
        ("The club captain added the bridge was closed.", "Ann Reid", "the bridge was closed."),
        ("Joe Hart said the bridge was closed.", None, "the bridge was closed."),
    ],
)
def test_who_says_what_is_read_in_its_usual_forms(text: str, by: str | None, words: str) -> None:
    said = attribution(text, PEOPLE)
    assert said is not None
    assert (said.by, said.words) == (by, words)


def test_what_is_said_becomes_a_claim_and_never_a_fact() -> None:
    [draft] = drafts("“The bridge was closed in May,” said Ann Reid.")
    assert (draft.according_to, draft.statement) == ("Ann Reid", "The bridge was closed in May.")
    assert draft.asked_as == ("What did Ann Reid say about the bridge?",)
    for text in (
        "Joe Hart said the bridge was closed.",
        "Ann Reid said it was closed.",
        "Ann Reid said the bridge was closed when we left.",
        "Ann Reid denied that the bridge was closed.",
        "“We left. The bridge was closed. The road was shut.”",
        "“The bridge was closed.",
        'He said: "We left. The bridge was closed."',
        "The bridge was closed in May",
    ):
        assert [each for each in drafts(text) if each.according_to is None] == [], text
        assert "e bridge was closed." not in [each.statement for each in drafts(text)], text


def test_a_speaker_who_is_no_entity_is_told() -> None:
    def speaker(text: str) -> str | None:
        return unknown_speaker(article_of(text).sentences[0], PEOPLE)

    assert speaker("Farmer Joe Hart said the bridge was closed.") == "Farmer Joe Hart"
    assert speaker("Ann Reid said the bridge was closed.") is None
    assert speaker("The bridge was closed in May.") is None


# Roles


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        (
            "The vote was called by Omar Lund, a physicist from Bergen, in May.",
            [("Omar Lund", "a physicist from Bergen")],
        ),
        ("It was Joe Quillan, chairman of the council.", [("Joe Quillan", "chairman of the council")]),
        ("They met the club captain Ann Reid.", [("Ann Reid", "the club captain")]),
        ("They met engineer Ivo Stahl.", [("Ivo Stahl", "an engineer")]),
        ("Leeds, a city in the north, was cut off.", []),
        ("They met the Reids, members of the club.", []),
        ("Ivo Stahl, sitting at home, saw it.", []),
        ("Ivo Stahl, 45, left.", []),
        ("They met his engineer Ivo Stahl.", []),
    ],
)
def test_a_role_beside_a_name_is_read(text: str, roles: list[tuple[str, str]]) -> None:
    assert list(roles_in(text, PEOPLE)) == roles


# In the file


TEXT = "John Smith, 45, died on 3 May 2019. “It was a sad day: very,” said Ann Reid.\n\nThe road was closed. The road was closed."


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("facts: []  # none\ntitle: x\n", "facts:  # none\n"),
        ("title: x\n", "title: x\nfacts:\n"),
        ("title: x", "title: x\nfacts:\n"),
    ],
)
def test_drafts_begin_a_list_where_there_is_none(before: str, after: str) -> None:
    new = appended(before, drafts(TEXT)[:1], "facts.yaml")
    assert new.startswith(after)
    facts_file, findings = load_facts(new.encode(), "facts.yaml", {"a.txt": article_of(TEXT)})
    assert ([fact.id for fact in facts_file.facts], findings) == (["john-smith-died"], ())


FILE = """\
# mine
facts:
- id: one   # keep
  statement: John Smith died.
  answers: {who: John Smith, did: died}
  sources:
  - {article: a.txt, quote: 'John Smith, 45, died'}
  # the end
entities:
- name: Ann Reid
"""


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_drafts_go_behind_the_last_fact_and_every_other_line_stays(ending: str) -> None:
    text = FILE.replace("\n", ending)
    new = appended(text, drafts(TEXT)[:1], "facts.yaml")
    lines = new.split(ending)
    assert [line for line in lines if line in FILE.split("\n")][:3] == ["# mine", "facts:", "- id: one   # keep"]
    assert "# draft: check every word" in lines
    start = new.index(f"{ending}# draft")
    end = new.index("  # the end")
    assert new[:start] + new[end:] == text
    facts_file, _ = load_facts(new.encode(), "facts.yaml", {"a.txt": article_of(TEXT)})
    assert [fact.id for fact in facts_file.facts] == ["one", "john-smith-died"]


def test_a_list_between_brackets_is_left_to_the_curator() -> None:
    text = "facts: [{id: one, statement: x y, answers: {what: x}, sources: [{article: a, quote: b}]}]\n"
    with pytest.raises(QAError, match=r"facts.yaml:1:8: the facts stand between brackets"):
        appended(text, drafts(TEXT)[:1], "facts.yaml")
    last = FILE.split("  # the end", maxsplit=1)[0].rstrip("\n")
    assert appended(last, drafts(TEXT)[:1], "f").startswith(f"{last}\n\n# draft")


def test_a_quote_that_occurs_twice_is_told_apart_or_not_drafted() -> None:
    found = drafts(TEXT)
    assert [draft.statement for draft in found[1:]] == ["The road was closed."] * 2
    assert found[1].prefix.endswith("said Ann Reid.")
    assert found[2].prefix.endswith("The road was closed.")
    assert "prefix:" in draft_yaml(found)


def test_ids_are_new() -> None:
    one = drafts(TEXT)[0]
    assert [draft.id for draft in renamed([one, one], ["John-Smith-died"])] == [
        "john-smith-died-2",
        "john-smith-died-3",
    ]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from([
    "Ann Reid", "the road", "The road", "was", "closed", "in May 2019", ",", "and", "because", "who", "45", "a builder",
    "said", "that", "“", "”", "£4 million", "to", "open", "by", "Leeds", "-", "its", "not", ":", "last night", "is", "for",
]), min_size=1, max_size=14))  # fmt: skip
def test_whatever_is_drafted_loads(words: list[str]) -> None:
    text = " ".join(words).replace(" ,", ",") + "."
    article = article_of(text)
    found = renamed([d for s in article.sentences for d in drafts_of(s, article, PEOPLE)], ())
    for draft in found:
        content = appended("entities: [{name: Ann Reid}, {name: Leeds}, {name: the Orsa agency}]\n", [draft], "f")
        facts_file, findings = load_facts(content.encode(), "f", {"a.txt": article})
        assert findings == ()
        assert [fact.statement for fact in facts_file.facts] == [draft.statement]


@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    line = " ".join(text.split())
    for _, clause in read_clauses(line):
        assert clause.end <= len(clause.text)
    read_clause(line)
    attribution(line, PEOPLE)
    sentence = Sentence("a.txt", 0, 0, len(text), 1, text)
    drafts_of(sentence, Article("a.txt", text, "", (sentence,)), PEOPLE)


# The command


@pytest.fixture
def qa(club: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Outcome]:
    monkeypatch.chdir(club)
    with (club / "seeds" / "semi-final.txt").open("a", encoding="utf-8") as file:
        file.write("\n“The pitch was flooded in 2021,” said Ann Reid.\n\nJohn Smith, 45, died on 3 May 2019.\n\n")
        file.write("Farmer Joe Hart said the road was closed.\n")

    def run(*arguments: str) -> Outcome:
        status = main(list(arguments))
        return status, *capsys.readouterr()

    return run


def test_suggest_shows_coverage_sentences_and_drafts(qa: Callable[..., Outcome]) -> None:
    status, out, err = qa("suggest")
    assert (status, err) == (1, "")
    assert out.startswith(
        "Sentences that facts cite, of those that assert something\n  semi-final.txt: 5 of 9 (56 %)\n\n"
    )
    assert "  draft: According to Ann Reid: The pitch was flooded in 2021.\n" in out
    assert "Farmer Joe Hart speaks, and is no entity" in out
    assert "and 3 more sentences: --limit 4" in qa("suggest", "-n", "1")[1]
    shown = json.loads(qa("suggest", "--format", "json", "--article", "semi-final.txt")[1])
    assert shown["coverage"] == [{"article": "semi-final.txt", "cited": 5, "asserting": 9}]
    assert {draft["id"] for each in shown["uncovered"] for draft in each["drafts"]} >= {
        "john-smith-died",
        "pitch-was-flooded",
    }
    assert (
        qa("suggest", "--article", "none.txt")[2] == "qa: no article is called 'none.txt': there are semi-final.txt\n"
    )


def test_suggest_as_yaml_can_be_pasted(qa: Callable[..., Outcome], club: Path) -> None:
    out = qa("suggest", "--format", "yaml")[1]
    with (club / "facts.yaml").open("a", encoding="utf-8") as file:
        file.write(out)
    status, listed, err = qa("facts")
    assert (status, err) == (0, "")
    assert "john-smith-died" in listed


def test_append_and_undo(qa: Callable[..., Outcome], club: Path) -> None:
    before = (club / "facts.yaml").read_bytes()
    status, out, err = qa("suggest", "--append", "--limit", "1")
    assert (status, err) == (0, "")
    assert out.startswith("added: ")
    assert out.endswith("1 draft in facts.yaml, below '# draft: check every word'. qa suggest --undo takes it out.\n")
    assert (club / "facts.yaml").read_bytes().startswith(before)
    assert qa("suggest", "--append")[0] == 0
    assert qa("suggest", "--append") == (1, "", "qa: there is nothing to add: qa suggest shows what is uncovered\n")
    assert qa("suggest", "--format", "yaml")[2] == "qa: no sentence is drafted: qa suggest shows what is uncovered\n"
    assert qa("facts")[2] == ""
    assert qa("suggest", "--undo") == (0, "facts.yaml is as it was before the drafts were added.\n", "")
    assert qa("suggest", "--undo")[0] == 2  # only the last one
    qa("suggest", "--append")
    (club / "facts.yaml").write_bytes(before + b"# by hand\n")
    status, _, err = qa("suggest", "--undo")
    assert status == 2
    assert "or the file was changed since" in err
    assert (club / "facts.yaml").read_bytes() == before + b"# by hand\n"


def test_nothing_is_appended_that_cannot_be_undone(
    qa: Callable[..., Outcome], club: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (club / "facts.yaml").read_bytes()
    monkeypatch.setattr("qa.files.cachefile.Cache.write", lambda *_: False)
    status, _, err = qa("suggest", "--append")
    assert status == 2
    assert "nothing is appended" in err
    assert (club / "facts.yaml").read_bytes() == before
