"""Every answer cites: each quote stands in its article, character for character, at the place that is given for it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from qa.dossier import Dossier
from qa.golden_file import read_files
from qa.model import Answer, Source

pytestmark = pytest.mark.whole_record

ROOT = Path(__file__).resolve().parent.parent
SEEDS = {
    "000_d8b96a45d5272cf3.txt": "c0f80c26392f49541f78e174629f4d1dd1857d46d697f078f0f6746e7584f30d",
    "004_81d687407449b72d.txt": "1c411e3f2fcc9cc0b2e6f918cc38d2237efc9d5881f5f9b903cd1377051610c1",
}


@pytest.mark.parametrize(("name", "digest"), SEEDS.items())
def test_the_articles_are_byte_for_byte_as_they_were_given(name: str, digest: str) -> None:
    assert hashlib.sha256((ROOT / "seeds" / name).read_bytes()).hexdigest() == digest


def test_there_are_no_other_articles() -> None:
    assert sorted(path.name for path in (ROOT / "seeds").iterdir()) == sorted(SEEDS)


def text_of(article: str) -> str:
    """Read an article as docs/json.md says, with nothing of ours."""
    with (ROOT / "seeds" / article).open(encoding="utf-8", newline="") as file:
        return file.read()


def assert_verbatim(source: Source) -> None:
    text = text_of(source.article)
    assert text[source.start : source.end] == source.quote
    assert source.quote.strip()
    assert text[: source.start].endswith(source.prefix)
    assert text[source.end :].startswith(source.suffix)
    assert text.count("\n", 0, source.start) + 1 == source.line


def cited(answer: Answer) -> tuple[Source, ...]:
    return (*answer.sources, *(source for claim in answer.claims for source in claim.sources))


def test_every_fact_is_cited_verbatim(record: Dossier) -> None:
    for fact in record.facts():
        assert fact.sources, fact.id
        for source in fact.sources:
            assert_verbatim(source)


@pytest.mark.parametrize("path", sorted((ROOT / "tests" / "golden").glob("*.yaml")), ids=lambda path: path.stem)
def test_every_answer_to_a_golden_question_cites_verbatim(path: Path, record: Dossier) -> None:
    for test in read_files([str(path)], record):
        answer = record.ask(test.question)
        for source in cited(answer):
            assert_verbatim(source)
        for near in answer.nearest:
            assert text_of(near.sentence.article)[near.sentence.start : near.sentence.end] == near.sentence.text
        if answer.status != "not-on-record":
            assert cited(answer), test.question
            assert answer.facts, test.question
