"""Golden files: how they are read, how an answer is judged, and what a mistake in one says."""

# ruff: noqa: E501 - a message stands on one line, as it is printed

from __future__ import annotations

from pathlib import Path

import pytest

from qa.dossier import Dossier, open_dossier
from qa.golden.claims import judge_claim
from qa.golden.file import Golden, read_files, read_golden
from qa.golden.judging import find_overmatch, judge, result_object, result_text, run
from qa.model import Answer, Article, Claim, QAError, Source, Verdict
from qa.rendering.answers import Page

TEXT = "The ferry sank in May, said Jo Hart. It’s a loss. The captain, 50, was saved."
ARTICLES = (Article("ferry.txt", TEXT, "", ()), Article("other.txt", "Nothing. The ferry sank.", "", ()))


def source(quote: str, article: str = "ferry.txt") -> Source:
    start = TEXT.index(quote)
    return Source(article, 1, start, start + len(quote), quote, "", "")


def golden(**fields: object) -> Golden:
    given = {"file": "g.yaml", "line": 2, "question": "When?", "kind": "plain", "statuses": ("answered",)}
    return Golden(**{**given, **fields})  # type: ignore[arg-type]  # a shorthand of the tests


def answered(text: str | None, **fields: object) -> Answer:
    return Answer(**{"question": "When?", "status": "answered", "answer": text, **fields})  # type: ignore[arg-type]


def mistakes(*lines: str) -> list[str]:
    with pytest.raises(QAError) as caught:
        read_golden("\n".join(["tests:", *lines]).encode(), "g.yaml", ARTICLES)
    return [str(problem) for problem in caught.value.problems]


# Reading


def test_a_file_is_read_with_the_defaults_of_each_kind() -> None:
    content = (
        b"tests:\n"
        b"  - {question: When did it sink?, kind: plain, answer: [May | spring, '2024'], by: Jo Hart, source: sank in May}\n"
        b"  - {question: Who sank it?, kind: unanswerable}\n"
        b"  - {question: Why?, kind: yes-no, status: [answered, disputed], answer: Yes, known: too hard}\n"
    )
    first, second, third = read_golden(content, "g.yaml", ARTICLES)
    assert first == Golden(
        "g.yaml",
        2,
        "When did it sink?",
        "plain",
        ("answered",),
        (("May", "spring"), ("2024",)),
        "Jo Hart",
        "sank in May",
    )
    assert (second.statuses, second.keys, second.line) == (("not-on-record",), (), 3)
    assert (third.statuses, third.known) == (("answered", "disputed"), "too hard")


def test_every_mistake_is_told_with_its_place() -> None:
    assert mistakes(
        "  - {question: When?, kind: plian, anser: May}",
        "  - {question: '?!', kind: plain, status: anwered}",
        "  - {question: Who?, kind: plain, answer: [May | '!'], by: '-', source: no such words}",
        "  - {kind: plain}",
    ) == [
        "g.yaml:2:29: 'kind' must be plain or attribution or yes-no or computed or unanswerable or false-premise, not 'plian', did you mean 'plain'?",
        "g.yaml:2:36: unknown key 'anser', did you mean 'answer'?",
        "g.yaml:3:16: the question has no word in it",
        "g.yaml:3:43: 'status' must be answered or disputed or false-premise or ambiguous or not-on-record, not 'anwered', did you mean 'answered'?",
        "g.yaml:4:44: 'answer': no word in a part of \"May | '!'\"",
        "g.yaml:4:60: 'by': no word in '-'",
        "g.yaml:4:73: 'source': no article has the words 'no such words'",
        "g.yaml:5:5: a test needs 'question' (for example question: When did the bridge open?)",
    ]  # fmt: skip


def test_the_same_question_twice_is_a_mistake_whatever_its_case_and_quotes() -> None:
    told = mistakes("  - {question: When’s it?, kind: plain}", "  - {question: when's it, kind: plain}")
    assert told == ['g.yaml:3:5: duplicate question "when\'s it", first in line 2']


def test_what_is_no_golden_file_is_a_mistake() -> None:
    for content in (b"", b"a: 1", b"- x", b"tests: x", b"tests: [a"):
        with pytest.raises(QAError) as caught:
            read_golden(content, "g.yaml", ARTICLES)
        assert all(problem.file == "g.yaml" and problem.line for problem in caught.value.problems)


def test_files_and_folders_are_read_in_order_and_their_mistakes_together(club: Path, tmp_path: Path) -> None:
    dossier = open_dossier(club)
    folder = club / "tests" / "golden"
    (folder / "notes.txt").write_text("not a golden file", encoding="utf-8")
    (folder / "another.yml").write_text("tests:\n  - {question: Who is Ann Reid?, kind: plain}\n", encoding="utf-8")
    assert [test.file for test in read_files([str(folder)], dossier)] == [
        str(folder / "another.yml"), str(folder / "first.yaml"), str(folder / "first.yaml"),
    ]  # fmt: skip
    (folder / "another.yml").write_text("tests: x", encoding="utf-8")
    (folder / "first.yaml").write_text("tests: []\nx: y", encoding="utf-8")
    with pytest.raises(QAError, match="3 problems in golden files") as caught:
        read_files([str(folder)], dossier)
    assert [problem.line for problem in caught.value.problems] == [1, 1, 2]
    with pytest.raises(QAError, match="cannot be read"):
        read_files([str(tmp_path / "none.yaml")], dossier)
    with pytest.raises(QAError, match="no golden tests in"):
        read_files([str(tmp_path)], dossier)


# Judging


@pytest.mark.parametrize(
    ("statuses", "status", "outcome"),
    [
        (("answered",), "not-on-record", "abstained"),
        (("answered",), "ambiguous", "abstained"),
        (("disputed", "answered"), "not-on-record", "abstained"),
        (("answered",), "false-premise", "wrong"),
        (("not-on-record",), "answered", "wrong"),
        (("not-on-record",), "ambiguous", "wrong"),
        (("not-on-record",), "not-on-record", "right"),
        (("false-premise", "not-on-record"), "not-on-record", "right"),
    ],
)
def test_the_status_decides_first(statuses: tuple[str, ...], status: str, outcome: str) -> None:
    test = golden(statuses=statuses, keys=(("anything",),))
    answer = answered(None if status == "not-on-record" else "x", status=status)
    assert judge(test, answer, ARTICLES)[0] == outcome


@pytest.mark.parametrize(
    ("keys", "text", "right"),
    [
        ((("May",),), "in may", True),
        ((("May",),), "Mayor Hart", False),
        ((("May", "spring"),), "last Spring", True),
        ((("May",), ("2024",)), "in May", False),
        ((("it's a loss",),), "It’s a loss.", True),
        ((("four year old",),), "a four-year-old", True),
        ((("sank in",),), "in sank", False),
        ((), "whatever", True),
    ],
)
def test_every_key_must_be_found_as_whole_words(keys: tuple[tuple[str, ...], ...], text: str, *, right: bool) -> None:
    outcome, why = judge(golden(keys=keys), answered(text), ARTICLES)
    assert (outcome == "right") == right
    assert bool(why) != right


def test_keys_are_searched_in_the_correction_but_in_the_statement_only_where_it_is_the_answer() -> None:
    test = golden(keys=(("seven",),))
    assert judge(test, answered("No", correction="He was seven."), ARTICLES)[0] == "right"
    assert judge(test, answered("May", statement="He was seven."), ARTICLES)[0] == "wrong"
    assert judge(test, answered("A; B", statement="He was seven.", facts=("a", "b")), ARTICLES)[0] == "right"
    claims = (Claim("Jo Hart", "He was seven.", ()),)
    disputed = golden(keys=(("seven",),), statuses=("disputed",))
    assert judge(disputed, answered("Disputed.", status="disputed", claims=claims), ARTICLES)[0] == "right"


def test_yes_and_no_are_the_first_word_of_the_answer() -> None:
    yes = golden(kind="yes-no", keys=(("Yes",), ("May",)))
    assert judge(yes, answered("Yes", statement="It sank in May."), ARTICLES)[0] == "right"
    assert judge(yes, answered("No: yes in May"), ARTICLES) == ("wrong", "the answer does not begin with Yes")
    assert judge(yes, answered(None, statement="It sank in May."), ARTICLES)[0] == "wrong"
    assert judge(yes, answered("Yes", statement="It sank."), ARTICLES) == ("wrong", "no 'May' in it")
    assert judge(golden(kind="yes-no"), answered("Yes"), ARTICLES)[0] == "right"
    assert judge(golden(kind="yes-no", keys=(("yesterday",),)), answered("Yes: yesterday"), ARTICLES)[0] == "right"


def test_a_no_is_met_by_a_corrected_premise() -> None:
    no = golden(kind="yes-no", keys=(("No",),), statuses=("answered", "false-premise"))
    assert judge(no, answered(None, status="false-premise", correction="He was seven."), ARTICLES)[0] == "right"
    assert judge(no, answered(None, status="false-premise"), ARTICLES)[0] == "wrong"


def test_who_says_so_must_be_named() -> None:
    test = golden(by="Miss Jo Hart's")
    assert judge(test, answered("late", statement="According to Jo Hart, it was late."), ARTICLES)[0] == "right"
    assert judge(test, answered("late", claims=(Claim("Hart", "It was late.", ()),)), ARTICLES)[0] == "right"
    assert judge(test, answered("late, said Jo"), ARTICLES) == ("wrong", "not attributed to Miss Jo Hart's")


def test_a_cited_passage_must_cover_the_words_in_their_article() -> None:
    test = golden(source="The ferry sank")
    assert judge(test, answered("May", sources=(source("sank in May"),)), ARTICLES)[0] == "right"
    claims = (Claim("Jo", "x", (source("sank in May"),)),)
    assert judge(test, answered("May", claims=claims), ARTICLES)[0] == "right"
    for cited in ((), (source("The captain"),), (source("said Jo Hart", article="other.txt"),)):
        assert judge(test, answered("May", sources=cited), ARTICLES) == (
            "wrong",
            "no cited passage covers 'The ferry sank'",
        )


# Running


def written(club: Path, *tests: str) -> tuple[Dossier, str]:
    file = club / "tests" / "golden" / "first.yaml"
    file.write_text("\n".join(["tests:", *(f"  - {{{test}}}" for test in tests)]), encoding="utf-8")
    return open_dossier(club), str(file)


def test_a_known_failure_must_keep_failing(club: Path) -> None:
    dossier, file = written(
        club,
        "question: Who scored both goals?, kind: plain, answer: Okafor, known: it was wrong",
        "question: Who won the final?, kind: plain, known: the final is yet to come",
        "question: Who scored all goals?, kind: unanswerable, status: [disputed, ambiguous]",
    )
    fixed, known, third = run(read_files([file], dossier), dossier)
    assert (fixed.outcome, fixed.failed, fixed.why) == ("fixed", True, "it is right now: remove 'known'")
    assert (known.outcome, known.failed) == ("known", False)
    assert known.why == "the final is yet to come (the status is not-on-record)"
    assert third.outcome in {"wrong", "right"}


def test_a_result_tells_what_was_expected_and_what_came(club: Path) -> None:
    dossier, file = written(
        club, "question: Who scored both goals?, kind: plain, answer: Smith | Jones, by: Al Moss, source: both goals"
    )
    [result] = run(read_files([file], dossier), dossier)
    assert result_text(result, Page()).splitlines() == [
        f"{file}:2: wrong: Who scored both goals?",
        "  expected: answered; 'Smith | Jones'; by Al Moss; from 'both goals'",
        "  got: answered: Dee Okafor",
        "  why: no 'Smith | Jones' in it",
    ]
    described = result_object(result)
    assert described["expected"]["answer"] == [["Smith", "Jones"]]
    assert described["got"]["facts"] == ["okafor-scored"]


def test_overmatch_counts_what_wins_and_for_the_unanswered_what_was_read(club: Path) -> None:
    dossier, file = written(
        club, "question: Who scored both goals?, kind: plain", "question: Whose ferry sank?, kind: unanswerable"
    )
    found = find_overmatch(read_files([file], dossier), dossier)
    assert found.questions == 2
    assert "okafor-scored" not in found.facts
    assert "rovers-won" in found.facts
    assert not {"who|whom", "whose"} & {*found.rules}
    assert "when" in found.rules


# Claims

CLAIMS = b"""\
tests:
  - {claim: Dee Okafor scored both goals., kind: supported, source: scored both goals}
  - {claim: Ann Reid scored both goals., kind: refuted, correction: Okafor, known: many may score}
  - {claim: The second goal should not have stood., kind: contested, by: Paul Lister}
  - {claim: The keeper was sent off., kind: nei, verdict: [not-enough-info, refuted]}
  - {claim: Northport Rovers beat Harbour Town on 4 June 2024., kind: refuted, correction: [May | spring]}
"""


def test_claims_stand_beside_questions_and_are_judged(club: Path) -> None:
    file = club / "tests" / "golden" / "claims.yaml"
    file.write_bytes(CLAIMS)
    dossier = open_dossier(club)
    results = list(run(read_files([str(file)], dossier), dossier))
    assert [result.outcome for result in results] == ["right", "known", "right", "right", "right"]
    shown = result_object(results[1])
    assert (shown["claim"], shown["expected"]["verdict"], shown["got"]["verdict"]) == (
        "Ann Reid scored both goals.", ["refuted"], "not-enough-info",
    )  # fmt: skip
    assert "got: refuted: Northport Rovers beat" in " ".join(result_text(results[4], Page(200)).split())
    assert find_overmatch(read_files([str(club / "tests" / "golden")], dossier), dossier).questions == 7


def test_a_claims_mistakes_are_told_with_their_place() -> None:
    assert mistakes(
        "  - {claim: '?!', kind: supportd, verdict: suported}", "  - {claim: It sank., kind: nei, correction: '!'}"
    ) == [
        "g.yaml:2:13: the claim has no word in it",
        "g.yaml:2:25: 'kind' must be supported or refuted or nei or contested, not 'supportd', did you mean 'supported'?",
        "g.yaml:2:44: 'verdict' must be supported or refuted or disputed or not-enough-info, not 'suported', did you mean 'supported'?",
        "g.yaml:3:46: 'correction': no word in a part of '!'",
    ]


@pytest.mark.parametrize(
    ("verdict", "expected", "outcome"),
    [
        ({"verdict": "refuted", "correction": "in May"}, {"verdicts": ["refuted"], "keys": [["June"]]}, "wrong"),
        ({"verdict": "refuted", "correction": "in May"}, {"verdicts": ["refuted"], "keys": [["June", "May"]]}, "right"),
        ({"verdict": "supported"}, {"verdicts": ["refuted"]}, "wrong"),
        ({"verdict": "not-enough-info"}, {"verdicts": ["refuted"]}, "abstained"),
        ({"verdict": "disputed"}, {"verdicts": ["disputed"], "by": "Jo Hart"}, "wrong"),
        ({"verdict": "disputed", "claims": (Claim("Jo Hart", "A loss.", ()),)}, {"verdicts": ["disputed"], "by": "Jo Hart"}, "right"),
        ({"verdict": "supported"}, {"verdicts": ["supported"], "source": "sank in May"}, "wrong"),
        ({"verdict": "supported", "sources": (source("sank in May"),)}, {"verdicts": ["supported"], "source": "sank in May"}, "right"),
    ],
)  # fmt: skip
def test_a_verdict_must_say_what_is_expected(
    verdict: dict[str, object], expected: dict[str, object], outcome: str
) -> None:
    got = Verdict("It sank.", **verdict)  # type: ignore[arg-type]  # a shorthand of the tests
    assert judge_claim(got, ARTICLES, **expected)[0] == outcome  # type: ignore[arg-type]  # the same
