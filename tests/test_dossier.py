"""The library's front door: what it answers, what it keeps, and that it gives the same bytes whatever is around it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import qa
from qa.dossier import Dossier, open_dossier
from qa.files.stages import STEP, counted
from qa.model import Article, FactsFile, Problem, QAError
from qa.recognition.compiled import CompiledFacts

ROOT = Path(__file__).resolve().parent.parent
QUESTION = "Who scored both goals?"
UNANSWERED = "Who won the final?"


def the_cache(folder: Path) -> Path:
    [kept] = folder.rglob("facts.cache")
    return kept


def count_readings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that grows by one whenever facts.yaml is read as YAML."""
    from qa.record import facts  # noqa: PLC0415 - patched where it is looked up

    readings: list[str] = []
    load = facts.load_facts

    def counted(data: bytes, file: str, articles: Mapping[str, Article]) -> tuple[FactsFile, tuple[Problem, ...]]:
        readings.append("read")
        return load(data, file, articles)

    monkeypatch.setattr(facts, "load_facts", counted)
    return readings


# The interface


def test_the_package_exports_what_it_says_and_nothing_else() -> None:
    for name in qa.__all__:
        assert getattr(qa, name) is not None
    with pytest.raises(AttributeError, match="module 'qa' has no attribute 'ask'"):
        _ = qa.ask


def test_importing_the_package_loads_no_engine() -> None:
    code = "import qa, sys; print(sorted(name for name in sys.modules if name.startswith('qa')))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "['qa']\n"


def test_an_answer_has_its_question_its_sources_and_its_facts(club: Path) -> None:
    answer = qa.open_dossier(club).ask(f"  {QUESTION}\n")
    assert (answer.question, answer.status, answer.answer) == (QUESTION, "answered", "Dee Okafor")
    assert answer.facts == ("okafor-scored",)
    [source] = answer.sources
    text = (club / "seeds" / source.article).read_text(encoding="utf-8")
    assert text[source.start : source.end] == source.quote
    assert answer.nearest == ()


def test_what_is_not_on_record_comes_with_the_nearest_sentences(club: Path) -> None:
    dossier = open_dossier(str(club))
    answer = dossier.ask(UNANSWERED)
    assert (answer.status, answer.answer, answer.facts) == ("not-on-record", None, ())
    assert {nearest.sentence for nearest in answer.nearest} <= {n.sentence for n in dossier.search(UNANSWERED, 50)}
    assert [nearest.score for nearest in answer.nearest] == sorted((n.score for n in answer.nearest), reverse=True)


def test_explain_gives_the_same_answer_and_the_trace(club: Path) -> None:
    dossier = open_dossier(club)
    answer, trace = dossier.explain(QUESTION)
    assert answer == dossier.ask(QUESTION)
    assert trace.candidates[0].alignment.indexed.fact.id == "okafor-scored"


def test_facts_come_in_the_order_of_the_file(club: Path) -> None:
    ids = [fact.id for fact in open_dossier(club).facts()]
    assert ids == ["rovers-won", "okafor-scored", "second-goal-offside", "second-goal-good"]


@pytest.mark.parametrize("question", ["", " \n", "?", "😀", "x" * 2_001])
def test_a_question_without_a_word_or_end_is_refused(club: Path, question: str) -> None:
    with pytest.raises(QAError, match="the question has"):
        open_dossier(club).ask(question)


def test_opening_a_folder_that_is_no_dossier_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(QAError, match=r"no facts\.yaml here"):
        open_dossier(tmp_path)
    monkeypatch.chdir("/")
    with pytest.raises(QAError, match="or any folder above it"):
        open_dossier()


def test_the_nearest_dossier_upwards_is_opened(club: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(club / "seeds")
    assert open_dossier().folder == str(club)


def test_facts_that_vanish_after_opening_are_an_error(club: Path) -> None:
    dossier = open_dossier(club)
    (club / "facts.yaml").unlink()
    with pytest.raises(QAError, match=r"facts\.yaml: cannot be read: No such file"):
        dossier.ask(QUESTION)


def test_a_folder_without_articles_is_an_error(club: Path) -> None:
    (club / "seeds" / "semi-final.txt").unlink()
    with pytest.raises(QAError, match="no articles in"):
        open_dossier(club).ask(QUESTION)


def test_a_missing_folder_of_articles_is_an_error(club: Path) -> None:
    (club / "seeds" / "semi-final.txt").unlink()
    (club / "seeds").rmdir()
    with pytest.raises(QAError):
        open_dossier(club).ask(QUESTION)


def test_a_fact_with_a_finding_is_reported_and_never_cited(club: Path) -> None:
    facts = club / "facts.yaml"
    facts.write_text(
        facts.read_text(encoding="utf-8").replace("quote: Dee Okafor, 19,", "quote: Dee Okafor, 18,"), encoding="utf-8"
    )
    dossier = open_dossier(club)
    assert len(dossier.findings) == 1
    assert dossier.ask(QUESTION).status != "answered"
    assert "okafor-scored" not in {fact.id for fact in dossier.facts()}


def test_an_article_that_cannot_be_read_is_a_warning(club: Path) -> None:
    (club / "seeds" / "bad.txt").write_bytes(b"\xff")
    dossier = open_dossier(club)
    assert dossier.ask(QUESTION).status == "answered"
    assert len(dossier.warnings) == 1


# What is kept


def test_a_folder_of_articles_that_vanishes_makes_what_is_kept_stale(club: Path) -> None:
    open_dossier(club).ask(QUESTION)
    (club / "seeds").rename(club / "gone")
    with pytest.raises(QAError):
        open_dossier(club).ask(QUESTION)


def test_facts_are_read_once_and_then_kept(club: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    readings = count_readings(monkeypatch)
    answers = [open_dossier(club).ask(QUESTION) for _ in range(3)]
    assert readings == ["read"]
    assert answers[0] == answers[1] == answers[2]


def test_an_edit_of_the_facts_is_seen_at_once_also_of_the_same_length(club: Path) -> None:
    facts = club / "facts.yaml"
    assert open_dossier(club).ask(QUESTION).answer == "Dee Okafor"
    state = facts.stat()
    content = facts.read_text(encoding="utf-8")
    facts.write_text(
        content.replace("statement: Dee Okafor, 19,", "statement: Dia Okafor, 19,").replace("who: Dee", "who: Dia"),
        encoding="utf-8",
    )
    os.utime(facts, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert facts.stat().st_size == state.st_size
    assert open_dossier(club).ask(QUESTION).answer == "Dia Okafor"


def test_an_edit_of_an_article_is_seen_at_once(club: Path) -> None:
    assert open_dossier(club).ask(QUESTION).sources[0].line == 3
    article = club / "seeds" / "semi-final.txt"
    article.write_text("\n" + article.read_text(encoding="utf-8"), encoding="utf-8")
    assert open_dossier(club).ask(QUESTION).sources[0].line == 4
    (club / "seeds" / "new.txt").write_text("Nothing new.", encoding="utf-8")
    assert len(open_dossier(club).articles) == 2


@pytest.mark.parametrize("damage", [slice(0), slice(100), slice(None, -1)])
@pytest.mark.parametrize("name", ["facts.cache", "facts.tables"])
def test_a_damaged_cache_is_made_anew(
    club: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch, damage: slice, name: str
) -> None:
    before = open_dossier(club).ask(QUESTION)
    kept = the_cache(own_cache).with_name(name)
    whole = kept.read_bytes()
    kept.write_bytes(whole[damage])
    readings = count_readings(monkeypatch)
    assert open_dossier(club).ask(QUESTION) == before
    assert readings == ["read"]
    assert kept.read_bytes() == whole


@pytest.mark.parametrize("small", [0, 2**22])
def test_a_page_that_breaks_is_made_anew_and_never_answered_from(
    club: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch, small: int
) -> None:
    monkeypatch.setattr("qa.files.pagefile.SMALL", small)
    before = open_dossier(club).ask(QUESTION)
    kept = the_cache(own_cache).with_name("facts.tables")
    whole = kept.read_bytes()
    place = whole.index(b"scored both goals") + 3
    kept.write_bytes(whole[:place] + b"X" + whole[place + 1 :])
    assert open_dossier(club).ask(QUESTION) == before
    assert kept.read_bytes() == whole
    assert open_dossier(club).ask(QUESTION) == before


WAYS_IN: dict[str, Callable[[Dossier], object]] = {
    "ask": lambda dossier: dossier.ask(QUESTION),
    "check": lambda dossier: dossier.check(CLAIM),
    "check first, then ask": lambda dossier: (dossier.check(CLAIM), dossier.ask(QUESTION)),
    "ask first, then check": lambda dossier: (dossier.ask(QUESTION), dossier.check(CLAIM)),
    "review": lambda dossier: dossier.review(f"{CLAIM} Reid said so."),
    "facts": lambda dossier: tuple(dossier.facts()),
    "gazetteer": lambda dossier: dict(dossier.gazetteer.entities),
}
CLAIM = "Dee Okafor scored both goals."


@pytest.mark.parametrize("damaged", [b"scored both goals", b"Ann Reid", b"okafor-scored", b'"title"'])
@pytest.mark.parametrize("way", WAYS_IN)
def test_whatever_is_asked_of_damaged_pages_is_told_from_new_ones(
    club: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch, way: str, damaged: bytes
) -> None:
    monkeypatch.setattr("qa.files.pagefile.SMALL", 0)
    monkeypatch.setattr("qa.files.pagefile.PAGE", 64)
    before = WAYS_IN[way](open_dossier(club))
    kept = the_cache(own_cache).with_name("facts.tables")
    whole = kept.read_bytes()
    kept.write_bytes(whole.replace(damaged, damaged[:-1] + b"X"))
    assert kept.read_bytes() != whole
    dossier = open_dossier(club)
    assert WAYS_IN[way](dossier) == before
    assert WAYS_IN[way](dossier) == before
    assert WAYS_IN[way](open_dossier(club)) == before


def test_what_is_kept_is_what_was_read(club: Path) -> None:
    first, second = open_dossier(club), open_dossier(club)
    assert tuple(first.facts()) == tuple(second.facts())
    assert isinstance(second._compiled, CompiledFacts)


def test_nothing_is_ever_written_into_the_dossier(club: Path) -> None:
    before = sorted(club.rglob("*"))
    dossier = open_dossier(club)
    dossier.ask(QUESTION)
    dossier.ask(UNANSWERED)
    assert sorted(club.rglob("*")) == before


@pytest.mark.parametrize("home", ["/dev/null", "/nowhere", "", "/proc"])
def test_without_a_place_for_a_cache_everything_works(club: Path, monkeypatch: pytest.MonkeyPatch, home: str) -> None:
    monkeypatch.delenv("QA_CACHE_DIR")
    monkeypatch.setenv("XDG_CACHE_HOME", home)
    monkeypatch.setenv("HOME", home)
    dossier = Dossier(club)
    assert dossier.ask(QUESTION).status == "answered"
    assert dossier.ask(UNANSWERED).nearest


PHRASINGS = "facts: {okafor-scored: {who: [who bagged the brace]}}\nunanswered: [who owns the club]\n"


def test_without_a_place_for_a_cache_the_facts_are_read_once(club: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QA_CACHE_DIR", "/dev/null")
    (club / "phrasings.yaml").write_text(PHRASINGS, encoding="utf-8")
    readings = count_readings(monkeypatch)
    dossier = open_dossier(club)
    assert dossier.ask("Who bagged the brace?").status == dossier.ask(QUESTION).status == "answered"
    assert readings == ["read"]


def test_what_changes_while_it_is_read_is_not_kept(club: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    readings = count_readings(monkeypatch)
    monkeypatch.setattr("qa.record.sources.Sources.is_unchanged", lambda *_: False)
    assert open_dossier(club).ask(QUESTION) == open_dossier(club).ask(QUESTION)
    assert readings == ["read", "read"]


# How far it is


def test_what_takes_long_is_told_and_the_last_line_is_empty(club: Path) -> None:
    (club / "phrasings.yaml").write_text(PHRASINGS, encoding="utf-8")
    told: list[str] = []
    open_dossier(club, told.append).ask(QUESTION)
    assert told == [
        "reading facts.yaml",
        "reading phrasings.yaml",
        "reading facts: 0 of 4",
        "reading phrasings: 0 of 10",
        "placing unanswered questions: 0 of 1",
        "",
    ]


def test_what_is_kept_takes_no_time_and_nothing_is_told(club: Path) -> None:
    open_dossier(club).ask(QUESTION)
    told: list[str] = []
    open_dossier(club, told.append).ask(QUESTION)
    assert told == []


def test_indexing_sentences_is_told_too(club: Path) -> None:
    dossier = open_dossier(club)
    dossier.ask(QUESTION)
    told: list[str] = []
    open_dossier(club, told.append).ask(UNANSWERED)
    assert told == ["indexing the sentences", ""]


def test_the_line_goes_away_when_something_is_wrong_with_the_facts(club: Path) -> None:
    (club / "facts.yaml").write_text("facts: [", encoding="utf-8")
    told: list[str] = []
    with pytest.raises(QAError):
        open_dossier(club, told.append).ask(QUESTION)
    assert told[-1] == ""


def test_the_index_of_many_articles_tells_how_far_it_is(club: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qa.dossier.LARGE_FROM", 1)
    told: list[str] = []
    open_dossier(club, told.append).search(QUESTION)
    assert told[0].endswith(" sentences counted")
    assert told[-1] == ""


def test_things_are_counted_now_and_then() -> None:
    told: list[str] = []
    assert list(counted(range(2 * STEP), "reading", told.append)) == list(range(2 * STEP))
    assert told == ["reading: 0 of 512", "reading: 256 of 512"]


# The same bytes


def printed(club: Path, code: str = "", **environment: str) -> bytes:
    questions = f"{QUESTION}\n{UNANSWERED}\nShould the second goal have stood?\nWho scoerd?\nAnn Reid\n"
    done = subprocess.run(
        [sys.executable, *(("-c", code) if code else ("-m", "qa", "ask", "-", "--format", "jsonl", "--explain"))],
        cwd=club, env={**os.environ, "PYTHONPATH": str(ROOT), **environment}, input=questions.encode(),
        capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode in {0, 1}, done.stderr
    return done.stdout


def test_the_same_bytes_whatever_the_hash_seed_and_the_number_of_threads(club: Path, tmp_path: Path) -> None:
    expected = printed(club, PYTHONHASHSEED="0", QA_CACHE_DIR=str(tmp_path / "0"))
    assert expected.count(b"\n") == 5
    for seed in ("1", "2", "12345"):
        fresh = {"QA_CACHE_DIR": str(tmp_path / seed), "OMP_NUM_THREADS": seed[0]}
        assert printed(club, PYTHONHASHSEED=seed, **fresh) == expected, "made anew"
        assert printed(club, PYTHONHASHSEED=seed) == expected, "read from the cache"


SHUFFLED = """\
import os, sys
listed, scanned = os.listdir, os.scandir

class Reversed(list):
    __enter__ = lambda self: self
    __exit__ = lambda self, *_: None

os.listdir = lambda *folder: sorted(listed(*folder), reverse={reverse})
os.scandir = lambda *folder: Reversed(sorted(scanned(*folder), key=lambda entry: entry.name, reverse={reverse}))
from qa.__main__ import main
sys.exit(main(["ask", "-", "--format", "jsonl", "--explain"]))
"""


def test_the_same_bytes_whatever_order_the_system_lists_files_in(club: Path, tmp_path: Path) -> None:
    """What is kept too: the compiled facts and phrasings, the index of sentences, and the digest of their sources."""
    for name in ("b.txt", "a.txt", "c.md"):
        (club / "seeds" / name).write_text(f"This is {name} of the final.", encoding="utf-8")
    (club / "phrasings.yaml").write_text(PHRASINGS, encoding="utf-8")
    found = []
    for reverse, seed in ((False, "0"), (True, "0"), (True, "1")):
        cache = tmp_path / f"{reverse}-{seed}"
        environment = {"PYTHONHASHSEED": seed, "QA_CACHE_DIR": str(cache)}
        answers = printed(club, code=SHUFFLED.format(reverse=reverse), **environment)
        # The stamps are left out: files settle while this runs.
        kept = {path.name: path.read_bytes() for path in cache.rglob("*.cache") if path.name != "sources.cache"}
        found.append((answers, kept))
    assert found[0] == found[1] == found[2]
    assert sorted(found[0][1]) == ["facts.cache", "phrasings.cache", "sentences.cache", "wordings.cache"]


def test_the_same_bytes_whatever_the_order_of_the_folder(club: Path, tmp_path: Path) -> None:
    names = ["b.txt", "a.txt", "c.md"]
    for name in names:
        (club / "seeds" / name).write_text(f"This is {name} of the final.", encoding="utf-8")
    expected = printed(club, QA_CACHE_DIR=str(tmp_path / "one"))
    for name in names:
        (club / "seeds" / name).unlink()
    for name in reversed(names):
        (club / "seeds" / name).write_text(f"This is {name} of the final.", encoding="utf-8")
    assert printed(club, QA_CACHE_DIR=str(tmp_path / "two")) == expected
