"""Every answer cites: each quote stands in its article, character for character, at the place that is given for it."""

from __future__ import annotations

import hashlib
from contextlib import nullcontext

import pytest

from qa.dossier import Dossier
from qa.golden.file import Golden
from qa.golden.judging import Result
from qa.pytest_plugin import GoldenItem
from qa.values import replace
from tests.citations import ROOT, assert_cites, assert_verbatim, hold_to_sources

pytestmark = pytest.mark.unmeasured

SEEDS = {
    "000_d8b96a45d5272cf3.txt": "c0f80c26392f49541f78e174629f4d1dd1857d46d697f078f0f6746e7584f30d",
    "004_81d687407449b72d.txt": "1c411e3f2fcc9cc0b2e6f918cc38d2237efc9d5881f5f9b903cd1377051610c1",
}


@pytest.mark.parametrize(("name", "digest"), SEEDS.items())
def test_the_articles_are_byte_for_byte_as_they_were_given(name: str, digest: str) -> None:
    assert hashlib.sha256((ROOT / "seeds" / name).read_bytes()).hexdigest() == digest


def test_there_are_no_other_articles() -> None:
    assert sorted(path.name for path in (ROOT / "seeds").iterdir()) == sorted(SEEDS)


def test_every_fact_is_cited_verbatim(record: Dossier) -> None:
    for fact in record.facts():
        assert fact.sources, fact.id
        for source in fact.sources:
            assert_verbatim(source)


def test_an_answer_without_its_source_is_noticed(record: Dossier) -> None:
    """Every golden question is held to this where it runs: see conftest.py."""
    answer = record.ask("When did Blake Fowler die?")
    assert_cites(answer)
    (source, *_) = answer.sources
    for wrong in (
        replace(source, quote=source.quote[:-1]),
        replace(source, start=source.start + 1, end=source.end + 1),
    ):
        with pytest.raises(AssertionError):
            assert_cites(replace(answer, sources=(wrong,)))
    with pytest.raises(AssertionError):
        assert_cites(replace(answer, sources=()))


def test_no_golden_question_escapes(record: Dossier) -> None:
    """A golden question whose answer is right, but stands on what is not in the article, is an error."""
    answer = record.ask("When did Blake Fowler die?")
    item = object.__new__(GoldenItem)
    item.path = ROOT / "tests" / "golden" / "any.yaml"
    for sources, outcome in ((answer.sources, nullcontext()), ((), pytest.raises(AssertionError))):
        test = Golden(file="any.yaml", line=1, question=answer.question, kind="plain", statuses=("answered",))
        item.result = Result(test, "right", replace(answer, sources=sources))
        with outcome:
            hold_to_sources(item)
