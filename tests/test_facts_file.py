"""facts.yaml: what is read from it, and each mistake with its exact place and words."""

# ruff: noqa: E501 - a message stands on one line, as it is printed

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qa.files.placed_yaml import parse_placed
from qa.model import Article, Entity, Fact, FactsFile, QAError, Role, Sentence, Slot, Source, Words
from qa.record.facts import articles_folder, load_facts
from qa.record.quotes import Misquote, QuoteFinder, difference, fold
from qa.record.relations import circles
from qa.record.report import MAX_HINTS, Report
from qa.record.schema import (
    ENTITY,
    FACT,
    ROLE,
    SLOT_VALUE,
    SOURCE,
    TOP,
    WORDS,
    Table,
    is_impossible_date,
    read_row,
    starts_after_its_end,
    time_mistake,
)
from qa.record.slots import find_phrase, slot_key_mistake


def article(name: str, text: str) -> Article:
    """Return an article whose sentences end at full stops; good enough for these texts."""
    found = list(re.finditer(r"\S[^.]*\.?", text))
    line = [len(re.findall(r"\r\n|\n|\r", text[: match.start()])) + 1 for match in found]
    sentences = (
        Sentence(name, number, match.start(), match.end(), line[number], match[0]) for number, match in enumerate(found)
    )
    return Article(name, text, "0" * 64, tuple(sentences))


BRIDGE = article(
    "bridge.txt",
    "The old bridge\r\nMayor Ann O’Hara opened the bridge in May 2011. “It cost\u00a0ten  million,”\rshe said — twice.\n"
    "Ben Cole said that it cost twelve million pounds. The mayor was happy. Nobody else was.\n"
    "In 2013 the bridge was closed. The mayor was happy again.\n",
)
ROOT = Path(__file__).parents[1]
ARTICLES = {"bridge.txt": BRIDGE, "other.txt": article("other.txt", "Nothing of note happened.")}

VALID = """\
title: The   old
  bridge
articles: texts
entities:
  - name: Ann O'Hara
    kinds: [woman, mayor]
    aliases: Mayor O'Hara
    roles: [mayor, {role: councillor, when: 2005-05/2011}]
    age: sixty
  - name: Ben Cole
    kinds: man
    aliases: [Cole, Mr Cole]
  - {name: the critics, kinds: [group], members: [Ben Cole, Ann O'Hara]}
words:
  same:
    - [cost, price tag]
  contrasts:
    - [open, closed]
facts:
  - id: bridge-opened
    statement: Ann O'Hara opened the bridge
      in May 2011.
    answers:
      who: Ann O'Hara
      did: opened
      what: the bridge
      when: {text: May 2011, value: 2011-05}
    asked_as: When did the bridge open?
    sources:
      - {article: bridge.txt, quote: opened the bridge in May 2011}
    superseded_by: bridge-closed
    rank: deprecated
    as_of: bridge.txt
  - id: bridge-closed
    statement: In 2013 the bridge was not open, or closed.
    answers: {what: the bridge, did: [was, closed], when: "2013"}
    asked_as: [When did it close?, Is it shut?]
    negated: true
    unknown: false
    sources: [{article: bridge.txt, quote: the bridge was closed}]
  - id: cost-ten
    according_to: Ann O'Hara
    statement: It cost ten million.
    answers: {how much: ten million, of what: It}
    disputes: [cost-twelve]
    contested: [how much]
    sources: [{article: bridge.txt, quote: '"It cost ten million," she said - twice'}]
  - id: cost-twelve
    according_to: [Ben Cole, the critics]
    statement: It cost twelve million pounds.
    answers: {how much: twelve million pounds, did: {text: cost}}
    disputes: [cost-ten]
    sources: [{article: bridge.txt, quote: it cost twelve million pounds}]
"""


def source(quote: str, line: int) -> Source:
    start = BRIDGE.text.index(quote)
    end = start + len(quote)
    return Source("bridge.txt", line, start, end, quote, BRIDGE.text[start - 32 : start], BRIDGE.text[end : end + 32])


def test_all_that_a_facts_file_says() -> None:
    """The whole schema in one file: what each key becomes."""
    facts_file, findings = load_facts(VALID.encode(), "facts.yaml", ARTICLES)
    assert findings == ()
    assert facts_file == FactsFile(
        title="The old bridge",
        articles="texts",
        entities=(
            Entity(
                "Ann O'Hara",
                kinds=("woman", "mayor"),
                aliases=("Mayor O'Hara",),
                roles=(Role("mayor"), Role("councillor", "2005-05/2011")),
                age="sixty",
            ),
            Entity("Ben Cole", kinds=("man",), aliases=("Cole", "Mr Cole")),
            Entity("the critics", kinds=("group",), members=("Ben Cole", "Ann O'Hara")),
        ),
        words=Words(same=(("cost", "price tag"),), contrasts=(("open", "closed"),)),
        facts=(
            Fact(
                id="bridge-opened",
                statement="Ann O'Hara opened the bridge in May 2011.",
                slots=(
                    Slot("who", "Ann O'Hara", ((0, 10),)),
                    Slot("did", "opened", ((11, 17),)),
                    Slot("what", "the bridge", ((18, 28),)),
                    Slot("when", "May 2011", ((32, 40),), "2011-05"),
                ),
                sources=(source("opened the bridge in May 2011", 2),),
                asked_as=("When did the bridge open?",),
                superseded_by="bridge-closed",
                rank="deprecated",
                as_of="bridge.txt",
                line=20,
            ),
            Fact(
                id="bridge-closed",
                statement="In 2013 the bridge was not open, or closed.",
                slots=(
                    Slot("what", "the bridge", ((8, 18),)),
                    Slot("did", "was ... closed", ((19, 22), (36, 42))),
                    Slot("when", "2013", ((3, 7),)),
                ),
                sources=(source("the bridge was closed", 5),),
                asked_as=("When did it close?", "Is it shut?"),
                negated=True,
                line=34,
            ),
            Fact(
                id="cost-ten",
                statement="It cost ten million.",
                slots=(Slot("how much", "ten million", ((8, 19),)), Slot("of what", "It", ((0, 2),))),
                sources=(source("“It cost\u00a0ten  million,”\rshe said — twice", 2),),
                according_to=("Ann O'Hara",),
                disputes=("cost-twelve",),
                contested=("how much",),
                line=41,
            ),
            Fact(
                id="cost-twelve",
                statement="It cost twelve million pounds.",
                slots=(Slot("how much", "twelve million pounds", ((8, 29),)), Slot("did", "cost", ((3, 7),))),
                sources=(source("it cost twelve million pounds", 4),),
                according_to=("Ben Cole", "the critics"),
                disputes=("cost-ten",),
                line=48,
            ),
        ),
    )


def test_a_file_may_have_nothing_but_a_title() -> None:
    assert load_facts(b"title: x", "facts.yaml", {}) == (FactsFile(title="x"), ())


def errors(content: str) -> list[str]:
    """Return the problems with which a file is refused, without its name."""
    with pytest.raises(QAError) as caught:
        load_facts(content.encode(), "facts.yaml", ARTICLES)
    assert list(caught.value.problems) == sorted(caught.value.problems)
    return [str(problem).removeprefix("facts.yaml:") for problem in caught.value.problems]


def findings(content: str) -> tuple[list[str], list[str]]:
    """Return the findings of a file, without its name, and the ids of the facts that are left."""
    facts_file, found = load_facts(content.encode(), "facts.yaml", ARTICLES)
    assert list(found) == sorted(found)
    return [str(problem).removeprefix("facts.yaml:") for problem in found], [fact.id for fact in facts_file.facts]


FACT_TEXT = """\
facts:
  - id: opened
    statement: Ann O'Hara, the mayor, will open the bridge in May 2011.
    answers: {who: Ann O'Hara}
    sources: [{article: bridge.txt, quote: opened the bridge in May 2011}]
"""


def fact(key: str, value: str) -> str:
    """Return a file with one fact in which ``key`` stands in line 6, with ``value``."""
    lines = [line for line in FACT_TEXT.splitlines() if not line.startswith(f"    {key}:")]
    return "\n".join([*lines, *([""] * (5 - len(lines))), f"    {key}: {value}"])


def facts(*heads: str) -> str:
    """Return a file with a sound fact for each id (other keys follow it after commas), in lines 2, 4, 6 ..."""
    return "facts:\n" + "".join(
        f"  - {{id: {head}, statement: Ann opened it., answers: {{who: Ann}},\n"
        "     sources: [{article: bridge.txt, quote: opened the bridge in May 2011}]}\n"
        for head in heads
    )


SHAPES = [
    ("- a", ["1:1: the file must be a mapping, found a list"]),
    ("a", ["1:1: the file must be a mapping, found a text"]),
    ("titel: x", ["1:1: unknown key 'titel', did you mean 'title'?"]),
    ("foo: x", ["1:1: unknown key 'foo': the file has title, articles, entities, words, facts"]),
    ("title: [x]", ["1:8: 'title' must be a text, found a list (for example title: Northport Rovers)"]),
    ("title:", ["1:7: 'title' is empty"]),
    ("title: ' '", ["1:8: 'title' is empty"]),
    ("articles: ../x", ["1:11: 'articles' must be a folder inside the dossier, not '../x'"]),
    ("articles: /etc", ["1:11: 'articles' must be a folder inside the dossier, not '/etc'"]),
    ("entities: Bob", ["1:11: 'entities' must be a list of mappings, found a text (for example entities: [{name: Dee Okafor}])"]),
    ("entities: [Bob]", ["1:12: 'entities' must be a list of mappings, found a text (for example entities: [{name: Dee Okafor}])"]),
    ("entities: {name: Bob}", ["1:11: 'entities' must be a list of mappings, found a mapping (for example entities: [{name: Dee Okafor}])"]),
    ("entities: [{kinds: x}]", ["1:12: an entity needs 'name' (for example name: Dee Okafor)"]),
    ("entities: [{name: A, age: ''}]", ["1:27: 'age' is empty"]),
    ("entities: [{name: A, kinds: [x, '']}]", ["1:33: 'kinds' has an empty text"]),
    ("entities: [{name: A, kinds: [[x]]}]", ["1:30: 'kinds' must be a text or a list of texts, found a list (for example kinds: [player, captain])"]),
    ("entities: [{name: A, aliases: {x: y}}]", ["1:31: 'aliases' must be a text or a list of texts, found a mapping (for example aliases: [Dee, Okafor])"]),
    ("entities: [{name: A, members: A}]", ["1:31: 'members' must be a list of texts, found a text (for example members: [Dee Okafor, Ann Reid])"]),
    ("entities: [{name: A, roles: [[x]]}]", ["1:30: 'roles' must be a list of texts or {role, when}, found a list (for example roles: [councillor, {role: council leader, when: 2011}])"]),
    ("entities: [{name: A, roles: [{when: 2011}]}]", ["1:30: a role needs 'role' (for example role: council leader)"]),
    ("entities: [{name: A, roles: [{role: x, when: 2011-02-30}]}]", ["1:46: '2011-02-30' is not a possible date"]),
    ("entities: [{name: A, roles: [{role: x, when: May}]}]", ["1:46: 'May' is not a time (YYYY, YYYY-MM, YYYY-MM-DD, or two of them joined by '/')"]),
    ("entities:\n- name: A\n- name: B\n- name: A", ["4:9: duplicate entity 'A' in line 4, first in line 2"]),
    ("entities:\n- {name: Ann Hall, aliases: [Ann]}\n- {name: us, members: [Ann Hal, Ann, Zebedee]}", [
        "3:24: 'members' names no entity: 'Ann Hal', did you mean 'Ann Hall'?",
        "3:33: 'members' names no entity: 'Ann', did you mean 'Ann Hall'?",
        "3:38: 'members' names no entity: 'Zebedee'"]),
    ("entities:\n- {name: A, members: [B]}\n- {name: B, members: [A]}", ["2:22: 'members' go round in a circle: A -> B -> A"]),
    ("words: x", ["1:8: 'words' must be a mapping, found a text (for example words: {same: [[social worker, social services staff]]})"]),
    ("words: {sane: [[a, b]]}", ["1:9: unknown key 'sane', did you mean 'same'?"]),
    ("words: {same: [a]}", ["1:16: 'same' must be a list of lists of two or more texts, found a text (for example same: [[social worker, social services staff]])"]),
    ("words: {same: [[a]]}", ["1:16: 'same' must be a list of lists of two or more texts, found a list (for example same: [[social worker, social services staff]])"]),
    ("words: {same: [[a, '']]}", ["1:20: 'same' has an empty text"]),
    ("words: {same: [[a, [b]]]}", ["1:20: 'same' must be a list of lists of two or more texts, found a list (for example same: [[social worker, social services staff]])"]),
    ("facts: [{}]", [
        "1:9: a fact needs 'answers' (for example answers: {who: Dee Okafor, did: scored, when: in May 2024})",
        "1:9: a fact needs 'id' (for example id: okafor-scored)",
        "1:9: a fact needs 'sources' (for example sources: [{article: report.txt, quote: ...}])",
        "1:9: a fact needs 'statement' (for example statement: Dee Okafor, 19, scored in May 2024.)"]),
    (FACT_TEXT.replace("sources", "sourcse"), ["5:5: unknown key 'sourcse', did you mean 'sources'?"]),
]  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), SHAPES)
def test_what_does_not_have_its_shape(content: str, expected: list[str]) -> None:
    assert errors(content) == expected


FACT_ERRORS = [
    ("statement", "''", ["6:16: 'statement' is empty"]),
    ("answers", "{}", ["6:14: 'answers' is empty"]),
    ("answers", "x", ["6:14: 'answers' must be a mapping, found a text (for example answers: {who: Dee Okafor, did: scored, when: in May 2024})"]),
    ("answers", "{whne: May 2011}", ["6:15: unknown slot 'whne', did you mean 'when'?"]),
    ("answers", "{Who: Ann}", ["6:15: unknown slot 'Who', did you mean 'who'?"]),
    ("answers", "{as  part of what: Ann}", ["6:15: unknown slot 'as  part of what', did you mean 'as part of what'?"]),
    ("answers", "{as part of waht: Ann}", ["6:15: unknown slot 'as part of waht', did you mean 'as part of what'?"]),
    ("answers", "{people: Ann}", ["6:15: unknown slot 'people': one of its words must be who, whom, whose, what, which, when, where, why, how, did or is"]),
    ("answers", "{what who: Ann}", ["6:15: unknown slot 'what who': it has 2 question words (what, who), and needs one"]),
    ("answers", "{who?: Ann}", ["6:15: unknown slot 'who?': a slot is one or more words, such as 'who' or 'as part of what'"]),
    ("answers", "{what: the brigde}", ["6:21: slot 'what': 'the brigde' does not occur in the statement, the closest part is 'the bridge'"]),
    ("answers", "{who: ann o'hara}", ["6:20: slot 'who': \"ann o'hara\" does not occur in the statement, the closest part is \"Ann O'Hara\""]),
    ("answers", "{who: xyz}", ["6:20: slot 'who': 'xyz' does not occur in the statement: \"Ann O'Hara, the mayor, will open the bridge in May 2011.\""]),
    ("answers", "{who: the mayor will now of course open the old and the new bridge in May 2011}", ["6:20: slot 'who': 'the mayor will now of course open the old and the new bridge in May 2011' does not occur in the statement, the closest part is \"Ann O'Hara, the mayor, will open the bridge in May 2011\""]),
    ("answers", "{did: [open, will]}", ["6:27: slot 'did': 'will' does not occur after 'open'"]),
    ("answers", "{who: ''}", ["6:20: slot 'who' is empty"]),
    ("answers", "{who: []}", ["6:20: slot 'who' is empty"]),
    ("answers", "{who: [Ann, '']}", ["6:26: slot 'who' is empty"]),
    ("answers", "{who: [[Ann]]}", ["6:21: slot 'who' must be a text, a list of texts or {text, value}"]),
    ("answers", "{when: {value: 2011}}", ["6:21: an answer needs 'text' (for example text: that year)"]),
    ("answers", "{when: {txt: May 2011}}", ["6:22: unknown key 'txt', did you mean 'text'?"]),
    ("answers", "{when: {text: May 2011, value: 2011-02-30}}", ["6:45: slot 'when': '2011-02-30' is not a possible date"]),
    ("answers", "{since when: {text: May 2011, value: May 2011}}", ["6:51: slot 'since when': 'May 2011' is not a time (YYYY, YYYY-MM, YYYY-MM-DD, or two of them joined by '/')"]),
    ("answers", "{what: {text: the bridge, value: 2011-02-30}}", ["6:47: slot 'what': '2011-02-30' is not a possible date"]),
    ("answers", "{when: 2011-02-30}", [
        "6:21: slot 'when': '2011-02-30' does not occur in the statement: \"Ann O'Hara, the mayor, will open the bridge in May 2011.\"",
        "6:21: slot 'when': '2011-02-30' is not a possible date"]),
    ("rank", "prefered", ["6:11: 'rank' must be preferred or normal or deprecated, not 'prefered', did you mean 'preferred'?"]),
    ("rank", "high", ["6:11: 'rank' must be preferred or normal or deprecated, not 'high'"]),
    ("negated", "yes", ["6:14: 'negated' must be true or false, not 'yes'"]),
    ("unknown", "[true]", ["6:14: 'unknown' must be a text, found a list (for example unknown: true)"]),
    ("asked_as", "['']", ["6:16: 'asked_as' has an empty text"]),
    ("disputes", "[opend]", ["6:16: no fact has the id 'opend', did you mean 'opened'?"]),
    ("disputes", "opened", ["6:15: 'disputes' must be a list of texts, found a text (for example disputes: [other-fact-id])"]),
    ("superseded_by", "zzz", ["6:20: no fact has the id 'zzz'"]),
    ("contested", "[wo]", ["6:17: 'contested': this fact has no slot 'wo', did you mean 'who'?"]),
    ("contested", "[when]", ["6:17: 'contested': this fact has no slot 'when'"]),
    ("according_to", "Ann", ["6:19: 'according_to' names no entity: 'Ann'"]),
    ("as_of", "../bridge.txt", ["6:12: 'as_of' must be the name of an article: no folder, '/', '\\' or '..', not '../bridge.txt'"]),
    ("sources", "[]", ["6:14: 'sources' is empty"]),
    ("sources", "[bridge.txt]", ["6:15: 'sources' must be a list of mappings, found a text (for example sources: [{article: report.txt, quote: ...}])"]),
    ("sources", "[{article: bridge.txt}]", ["6:15: a source needs 'quote' (for example quote: the 19-year-old scored in May 2024)"]),
    ("sources", "[{quote: opened the bridge}]", ["6:15: a source needs 'article' (for example article: report.txt)"]),
    ("sources", "[{article: bridge.txt, quote: ''}]", ["6:44: 'quote' is empty"]),
]  # fmt: skip


@pytest.mark.parametrize(("key", "value", "expected"), FACT_ERRORS)
def test_what_is_wrong_in_a_fact(key: str, value: str, expected: list[str]) -> None:
    assert errors(fact(key, value)) == expected


@pytest.mark.parametrize(
    "path",
    [
        "../bridge.txt",
        "..",
        ".",
        "/etc/passwd",
        "a/b.txt",
        "'a\\b.txt'",
        "file://x",
        "FILE:x",
        "http://x",
        "C:x",
        "~root",
    ],
)
def test_an_article_is_a_name_and_never_a_path(path: str) -> None:
    (found,) = errors(fact("sources", f"[{{article: {path}, quote: opened the bridge in May}}]"))
    shown = repr(path.strip("'"))
    assert found == f"6:25: 'article' must be the name of an article: no folder, '/', '\\' or '..', not {shown}"


def test_a_nul_in_a_path_is_a_control_character() -> None:
    (found,) = errors(fact("sources", r'[{article: "a\0b", quote: opened the bridge in May}]'))
    assert found == "6:25: control character U+0000: remove it"


def test_an_empty_id() -> None:
    assert errors(facts("''")) == ["2:10: 'id' is empty"]


def test_a_duplicate_id_names_both_lines() -> None:
    assert errors(facts("a", "b", "a")) == ["6:10: duplicate id 'a' in line 6, first in line 2"]


def test_a_statement_that_grows_in_lower_case_is_shown_whole() -> None:
    assert errors(FACT_TEXT.replace("Ann O'Hara,", "İda,").replace("Ann O'Hara", "Ida")) == [
        "4:20: slot 'who': 'Ida' does not occur in the statement: 'İda, the mayor, will open the bridge in May 2011.'"
    ]


def test_who_claims_something_must_be_an_entity() -> None:
    content = "entities: [{name: Ann O'Hara, aliases: [Mayor Ann]}]\n" + fact(
        "according_to", "[Ann OHara, mayor ann, Mayor Ann]"
    )
    assert errors(content) == [
        "7:20: 'according_to' names no entity: 'Ann OHara', did you mean \"Ann O'Hara\"?",
        "7:31: 'according_to' names no entity: 'mayor ann', did you mean \"Ann O'Hara\"?",
        "7:42: 'according_to' names no entity: 'Mayor Ann', did you mean \"Ann O'Hara\"?",
    ]


def test_what_the_yaml_reader_refuses_is_reported_with_the_rest_and_once() -> None:
    """An alias has no value: that "sources" lacks one is not a second mistake."""
    content = fact("sources", "*x").replace("facts:", "titel: a\nfacts:") + "\n    rank: &y high\n"
    assert errors(content) == [
        "1:1: unknown key 'titel', did you mean 'title'?",
        "7:14: aliases (*x) are not allowed: write the value out",
        "8:11: anchors (&y) are not allowed: write the value out",
    ]


def test_errors_come_with_the_findings_of_the_same_run() -> None:
    content = facts("a", "A, rank: x").replace("May 2011}", "June 2011}", 1)
    assert [line.split(" ", 1)[0] for line in errors(content)] == ["3:45:", "4:10:", "4:19:"]


def test_the_message_counts_the_problems() -> None:
    with pytest.raises(QAError, match=r"\Ax\.yaml has 1 problem\Z"):
        load_facts(b"", "x.yaml", {})
    with pytest.raises(QAError, match=r"\Ax\.yaml has 2 problems\Z"):
        load_facts(b"titel: x\nfoo: y", "x.yaml", {})


FACT_FINDINGS = [
    ("sources", "[{article: bridge.txt, quote: it cost twelve billion pounds}]",
        "6:44: the quote is not in bridge.txt; line 4 has 'Ben Cole said that it cost twelve million pounds.': 'billion' should be 'million'"),
    ("sources", "[{article: bridge.txt, quote: Cole told us that it cost twelve million}]",
        "6:44: the quote is not in bridge.txt; line 4 has 'Ben Cole said that it cost twelve million pounds.': 'told us' should be 'said'"),
    ("sources", "[{article: bridge.txt, quote: Ben Cole said it cost twelve big million euros}]",
        "6:44: the quote is not in bridge.txt; line 4 has 'Ben Cole said that it cost twelve million pounds.': 'that' is left out (and 2 more)"),
    ("sources", "[{article: bridge.txt, quote: Ben Cole said that it cost twelve big million}]",
        "6:44: the quote is not in bridge.txt; line 4 has 'Ben Cole said that it cost twelve million pounds.': 'big' is not there"),
    ("sources", "[{article: bridge.txt, quote: completely different words stand here}]", "6:44: the quote is not in bridge.txt"),
    ("sources", "[{article: bridge.txt, quote: The mayor was happy}]",
        "6:44: the quote occurs 2 times (bridge.txt, lines 4, 5): a prefix or suffix must tell which is meant"),
    ("sources", "[{article: bridge.txt, quote: The mayor was happy, prefix: nonsense}]",
        "6:44: the quote is in bridge.txt, lines 4, 5, but not with this prefix and suffix"),
    ("sources", "[{article: bridge.txt, quote: it cost twelve million pounds, suffix: nonsense}]",
        "6:44: the quote is in bridge.txt, line 4, but not with this prefix and suffix"),
    ("sources", "[{article: bridge.txt, quote: ten million}]",
        "6:44: the quote is too short to read on its own: 2 of at least 3 words"),
    ("sources", '[{article: bridge.txt, quote: "\\u200b"}]',
        "6:44: the quote is too short to read on its own: 0 of at least 3 words"),
    ("sources", "[{article: brigde.txt, quote: opened the bridge}]",
        "6:25: no article is called 'brigde.txt', did you mean 'bridge.txt'?"),
    ("sources", "\n    - article: bridge.txt\n      quote: opened the bridge #1",
        "8:14: the quote is cut off by ' #', which begins a comment: put the quote in quotation marks"),
    ("statement", "Ann O'Hara was #1",
        "6:16: the statement is cut off by ' #', which begins a comment: put the statement in quotation marks"),
    ("as_of", "bridge", "6:12: no article is called 'bridge', did you mean 'bridge.txt'?"),
    ("answers", "{when: {text: May 2011, value: 2013/2011-05}}", "6:45: slot 'when': '2013/2011-05' starts after its end"),
    ("disputes", "[opened]", "6:16: fact 'opened' disputes itself"),
    ("superseded_by", "opened", "6:20: fact 'opened' is superseded by itself"),
]  # fmt: skip


@pytest.mark.parametrize(("key", "value", "expected"), FACT_FINDINGS)
def test_a_finding_costs_its_fact_and_nothing_else(key: str, value: str, expected: str) -> None:
    body = fact(key, value)
    sound = facts("sound").removeprefix("facts:\n")
    assert findings(f"{body}\n{sound}") == ([expected], ["sound"])


def test_ids_that_differ_only_by_case() -> None:
    assert findings(facts("a-b", "A-b")) == (["4:10: id 'A-b' differs only by case from 'a-b' in line 2"], ["a-b"])


def test_a_circle_of_replacements_costs_all_of_it() -> None:
    content = facts("a, superseded_by: b", "b, superseded_by: c", "c, superseded_by: b", "d")
    assert findings(content) == (
        [
            "2:28: fact 'a' is held back with 'b', which it is superseded by",
            "4:28: superseded_by goes round in a circle: b -> c -> b",
        ],
        ["d"],
    )


def test_what_hangs_on_a_fact_with_a_mistake_is_held_back_too() -> None:
    """Else a claim would look undisputed, or an outdated fact current."""
    bad = facts("bad").replace("May", "June").removeprefix("facts:\n")
    content = facts("a, disputes: [b]", "b, superseded_by: bad", "c") + bad
    found, left = findings(content)
    assert found[:2] == [
        "2:24: fact 'a' is held back with 'b', which it disputes",
        "4:28: fact 'b' is held back with 'bad', which it is superseded by",
    ]
    assert left == ["c"]


def test_a_role_whose_time_ends_before_it_starts_is_left_out() -> None:
    content = b"entities: [{name: A, roles: [x, {role: y, when: 2013/2011}]}]"
    facts_file, found = load_facts(content, "f", {})
    assert facts_file.entities == (Entity("A", roles=(Role("x"),)),)
    assert [str(problem) for problem in found] == ["f:1:49: '2013/2011' starts after its end"]


QUOTES = [
    # As the curator types it, and as the article has it, with its line.
    ("opened the bridge in May 2011", "opened the bridge in May 2011", 2),
    ("Mayor Ann O'Hara opened", "Mayor Ann O’Hara opened", 2),
    ('"It cost ten million," she said', "“It cost\u00a0ten  million,”\rshe said", 2),
    ("she said - twice. Ben Cole", "she said — twice.\nBen Cole", 3),
    (" The old bridge Mayor ", "The old bridge\r\nMayor", 1),
    ("The old bri\u00addge Ma\u200byor", "The old bridge\r\nMayor", 1),
]


@pytest.mark.parametrize(("typed", "printed", "line"), QUOTES)
def test_a_quote_is_matched_leniently_and_given_back_verbatim(typed: str, printed: str, line: int) -> None:
    start = BRIDGE.text.index(printed)
    end = start + len(printed)
    before, after = BRIDGE.text[max(start - 32, 0) : start], BRIDGE.text[end : end + 32]
    found = QuoteFinder(ARTICLES).find("bridge.txt", typed)
    assert found == Source("bridge.txt", line, start, end, printed, before, after)


@pytest.mark.parametrize(
    ("prefix", "suffix", "line"),
    [("pounds.", "", 4), ("closed. ", "", 5), ("", "again", 5), ("", ". Nobody", 4), ("d.", " ag", 5)],
)
def test_prefix_and_suffix_decide_between_passages(prefix: str, suffix: str, line: int) -> None:
    found = QuoteFinder(ARTICLES).find("bridge.txt", "The mayor was happy", prefix, suffix)
    assert isinstance(found, Source)
    assert found.line == line


@pytest.mark.parametrize(
    ("text", "quote", "printed"),
    [
        ("Le cafe\u0301 ouvre ici.", "Le café ouvre", "Le cafe\u0301 ouvre"),
        ("Le café ouvre ici.", "Le cafe\u0301 ouvre", "Le café ouvre"),
        ("Ici ouvre le cafe\u0301", "ouvre le café", "ouvre le cafe\u0301"),
        ("e\u0301te\u0301 \u0301 a b", "été \u0301 a b", "e\u0301te\u0301 \u0301 a b"),
        ("\u1112\u1161\u11ab a b", "\ud55c a b", "\u1112\u1161\u11ab a b"),
        ("\u200b\u00ad a\u00ad b\u200b c\u200b", "a b c", "a\u00ad b\u200b c"),
        ("x 😀 y z a", "😀 y z a", "😀 y z a"),
    ],
)
def test_offsets_count_the_articles_own_code_points(text: str, quote: str, printed: str) -> None:
    found = QuoteFinder({"a": article("a", text)}).find("a", quote)
    assert isinstance(found, Source)
    assert found.quote == printed == text[found.start : found.end]


def test_only_what_an_editor_calls_a_line_counts_as_one() -> None:
    found = QuoteFinder({"a": article("a", "1\n2\r\n3\r4\x0b\x0c\u2028\x85 here it is")}).find("a", "here it is")
    assert isinstance(found, Source)
    assert found.line == 4


def test_many_passages_are_not_all_listed() -> None:
    found = QuoteFinder({"a": article("a", "a b c\n" * 9)}).find("a", "a b c")
    assert found == Misquote(
        "the quote occurs 9 times (a, lines 1, 2, 3, 4, 5, ...): a prefix or suffix must tell which is meant",
        "quote-repeated",
    )


def test_a_quote_over_two_sentences_shows_no_difference_where_there_is_none() -> None:
    assert difference("the mayor was", "So the mayor was happy") == ""


TEXTS = st.text(alphabet="ab é\u0301\u00ad\u200b\n\r\t\u00a0“\"—-’'😀", max_size=30)


@given(TEXTS, st.integers(0, 30), st.integers(0, 30))
@example("a\u0301b", 0, 1)
@example("a\u0301\u0301", 0, 1)
def test_folded_offsets_lead_back_to_the_same_text(text: str, first: int, second: int) -> None:
    """What a folded passage leads back to folds to the same passage; only a letter's marks are never cut off it."""
    folded = fold(text)
    start, end = sorted((min(first, len(folded.text)), min(second, len(folded.text))))
    if start < end:
        low, high = folded.original(start, end)
        assert 0 <= low < high <= len(text)
        again = fold(text[low:high]).text
        assert folded.text[start:end].strip() in again
        assert again.strip() == folded.text[start:end].strip() or not unicodedata.is_normalized("NFC", text)
    assert folded.text == fold(unicodedata.normalize("NFC", text)).text


@pytest.mark.parametrize("value", ["2011", "2011-02", "2012-02-29", "1997/2013", "2011-05/2011", "2011-05-01/2011-06"])
def test_times(value: str) -> None:
    assert time_mistake(value) is None
    assert not starts_after_its_end(value)


@pytest.mark.parametrize(
    "value", ["", "11", "2011-2", "May 2011", "2011/", "/2011", "2011/2012/2013", "２０１１", "2011-02-30x"]
)
def test_what_is_no_time(value: str) -> None:
    assert str(time_mistake(value)).startswith(f"{value!r} is not a time")


@pytest.mark.parametrize("value", ["0000", "2011-00", "2011-13", "2011-02-30", "2011-02-29", "2011-04-31"])
def test_impossible_dates(value: str) -> None:
    assert is_impossible_date(value)
    assert not is_impossible_date(f"in {value}")
    assert time_mistake(f"2011/{value}") == f"{value!r} is not a possible date"


@pytest.mark.parametrize("value", ["2012/2011", "2011-06/2011-05", "2012/2011-05", "2011-05-02/2011-05-01"])
def test_intervals_that_start_after_their_end(value: str) -> None:
    assert time_mistake(value) is None
    assert starts_after_its_end(value)


@pytest.mark.parametrize(
    "key",
    "who whom whose what which when where why how did is,as part of what,how many children,which party,out of how many,"
    "at whose door,how old,to where,since when,by whom".split(",")[1:]
    + "who whom whose what which when where why how did is".split(),
)
def test_slot_keys(key: str) -> None:
    assert slot_key_mistake(key, Report("f")) is None


@pytest.mark.parametrize(
    ("statement", "phrase", "after", "start"),
    [
        ("Someone said that one was enough.", "one", 0, 18),
        ("Someone said no.", "one", 0, 4),
        ("It cost £3m.", "3", 0, 9),
        ("a b a b", "a", 1, 4),
        ("a b", "c", 0, -1),
    ],
)
def test_a_phrase_is_the_first_that_is_made_of_whole_words(statement: str, phrase: str, after: int, start: int) -> None:
    assert find_phrase(statement, phrase, after) == start


@pytest.mark.parametrize(
    ("following", "expected"),
    [
        ({}, []),
        ({"a": ["a"]}, [("a",)]),
        ({"a": ["b"], "b": ["c", "b"], "c": ["b"]}, [("b", "c"), ("b",)]),
        ({"a": ["b", "c"], "b": ["c"], "c": []}, []),
        ({str(number): [str(number + 1)] for number in range(5000)}, []),
    ],
)
def test_circles(following: dict[str, list[str]], expected: list[tuple[str, ...]]) -> None:
    assert list(circles(following)) == expected


def test_every_example_of_the_schema_is_what_it_explains() -> None:
    for table in (TOP, ENTITY, ROLE, WORDS, FACT, SOURCE, SLOT_VALUE):
        assert_examples(table)


def assert_examples(table: Table) -> None:
    node, problems = parse_placed("\n".join(f"{key.name}: {key.example}" for key in table.keys).encode(), "f")
    assert node is not None
    report = Report("f", problems)
    assert set(read_row(node, table, report)) == {key.name for key in table.keys}
    report.raise_errors()


@pytest.mark.parametrize(
    ("content", "folder"),
    [(VALID, "texts"), ("title: x", "seeds"), ("articles: a/b\nfacts: [", "a/b"), ("[broken", "seeds"), ("", "seeds")],
)
def test_the_folder_is_known_before_the_articles_are_read(content: str, folder: str) -> None:
    assert articles_folder(content.encode(), "facts.yaml") == folder


@pytest.mark.parametrize("folder", ["..", "/etc", "a/../../b", "C:/x", "file:///etc", "~"])
def test_the_folder_is_inside_the_dossier(folder: str) -> None:
    with pytest.raises(QAError) as caught:
        articles_folder(f"title: x\narticles: {folder}".encode(), "f")
    assert [str(problem) for problem in caught.value.problems] == [
        f"f:2:11: 'articles' must be a folder inside the dossier, not {folder!r}"
    ]


def test_hints_run_out_and_mistakes_do_not() -> None:
    """A file with 100,000 mistakes is not searched 100,000 times for the closest name."""
    content = "facts:\n" + "".join("- {idd: x}\n" for _ in range(MAX_HINTS + 10))
    found = [line for line in errors(content) if "unknown key" in line]
    assert len(found) == MAX_HINTS + 10
    assert sum("did you mean" in line for line in found) == MAX_HINTS


def test_slots_that_the_statement_lacks_are_reported_without_hints_too() -> None:
    content = "".join("- {statement: Ann left, answers: {who: Anne}}\n" for _ in range(MAX_HINTS + 1))
    found = [line for line in errors(f"facts:\n{content}") if "slot" in line]
    assert found[0].endswith("slot 'who': 'Anne' does not occur in the statement, the closest part is 'Ann'")
    assert found[-1].endswith("slot 'who': 'Anne' does not occur in the statement: 'Ann left'")


def test_nothing_is_raised_but_our_own_errors() -> None:
    """Fixed mutations that took another path in the past, beside the random ones below."""
    for content in (VALID.replace("texts", "*x"), VALID[:-30], VALID.replace("Cole", "C\u00adole"), VALID * 2):
        survives(content.encode())


def survives(content: bytes) -> None:
    facts_file, found = load_facts(b"title: x", "facts.yaml", {})
    try:
        facts_file, found = load_facts(content, "facts.yaml", ARTICLES)
    except QAError as error:
        found = error.problems or pytest.fail("an error without a place")
    assert list(found) == sorted(found)
    assert all(str(problem).isprintable() for problem in found)
    known = {fact.id for fact in facts_file.facts}
    assert all(set(fact.disputes) <= known and fact.sources and fact.slots for fact in facts_file.facts)


@given(
    st.integers(0, len(VALID)),
    st.integers(0, 40),
    st.one_of(
        st.binary(max_size=6),
        st.sampled_from([b": ", b"- ", b"[", b"}", b"#", b" #", b"'", b"&a ", b"*a", b"!!x ", b"\n"]),
    ),
)
def test_mutated_files_raise_nothing_else(start: int, length: int, put: bytes) -> None:
    content = VALID.encode()
    survives(content[:start] + put + content[start + length :])


@given(st.integers(0, len(VALID)))
def test_truncated_files_raise_nothing_else(length: int) -> None:
    survives(VALID.encode()[:length])


@given(st.lists(st.sampled_from(VALID.splitlines(keepends=True)), max_size=12))
def test_shuffled_lines_raise_nothing_else(lines: list[str]) -> None:
    survives("".join(lines).encode())


def test_a_sound_file_loads_no_fuzzy_matching() -> None:
    """Suggestions cost 50 ms of imports: only a mistake pays for them."""
    program = "import sys, qa.record.facts; qa.record.facts.load_facts(b'title: x', 'f', {}); print('rapidfuzz' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == "False\n"


@pytest.mark.unmeasured
def test_ten_thousand_facts_are_read_in_seconds() -> None:
    content = facts(*(f"f{number}" for number in range(10_000)))
    facts_file, found = load_facts(content.encode(), "f", ARTICLES)
    assert (len(facts_file.facts), found) == (10_000, ())
