"""What the tests share: a small dossier about a football club, and a cache of their own."""

# ruff: noqa: E501 - a paragraph of an article is one line

from __future__ import annotations

import signal
import sys
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest

from qa.dossier import Dossier, open_dossier
from qa.pytest_plugin import GoldenItem
from tests.citations import hold_to_sources

# A shell that starts the tests in the background has them ignore SIGINT, and their children would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Much of what runs long does not count as coverage: being measured makes it up to ten times slower.

    These are the golden questions, of which there are thousands, and the tests marked ``unmeasured``: others go the same
    ways in less time.
    """
    unmeasured = isinstance(item, GoldenItem) or item.get_closest_marker("unmeasured") is not None
    measuring = sys.gettrace()  # not Coverage.stop(): in a worker of pytest-xdist two of them are at it
    if unmeasured:
        sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(measuring)


def pytest_runtest_teardown(item: pytest.Item) -> None:
    """Re-read what each golden question's answer cites: here, so that none has to be asked twice."""
    if isinstance(item, GoldenItem):
        hold_to_sources(item)


ARTICLE = """\
Northport Rovers are in the county cup final for the first time in 31 years after a 2-1 win at Harbour Town on 4 May 2024.

Dee Okafor, 19, who came on at half-time, scored both goals in front of 2,300 people.

Harbour Town manager Paul Lister said the second should not have stood. “She was a yard offside,” he said.

Rovers captain Ann Reid disagreed. “It was a good goal,” she said.
"""

FACTS = """\
title: Northport Rovers
articles: seeds
entities:
  - name: Northport Rovers
    kinds: [club]
    aliases: [Rovers]
  - name: Dee Okafor
    kinds: [player, person]
    aliases: [Okafor]
    age: '19'
  - name: Paul Lister
    kinds: [manager, person]
    aliases: [Lister]
  - name: Ann Reid
    kinds: [captain, person]
    aliases: [Reid]
facts:
  - id: rovers-won
    statement: Northport Rovers beat Harbour Town 2-1 on 4 May 2024.
    answers:
      who: Northport Rovers
      did: beat
      whom: Harbour Town
      by what score: 2-1
      when: on 4 May 2024
    asked_as: [Who beat Harbour Town?, When did Rovers beat Harbour Town?]
    sources:
      - article: semi-final.txt
        quote: a 2-1 win at Harbour Town on 4 May 2024
  - id: okafor-scored
    statement: Dee Okafor, 19, scored both goals.
    answers:
      who: Dee Okafor
      how old: '19'
      did: scored
      what: both goals
    asked_as: Who scored both goals?
    sources:
      - article: semi-final.txt
        quote: Dee Okafor, 19, who came on at half-time, scored both goals
  - id: second-goal-offside
    according_to: Paul Lister
    statement: The second goal should not have stood.
    answers:
      what: The second goal
      did: should not have stood
    disputes: [second-goal-good]
    asked_as: What did Paul Lister say about the second goal?
    sources:
      - article: semi-final.txt
        quote: said the second should not have stood. “She was a yard offside,” he said.
  - id: second-goal-good
    according_to: Ann Reid
    statement: The second goal was a good goal.
    answers:
      what: The second goal
      is: a good goal
    disputes: [second-goal-offside]
    asked_as: What did Ann Reid say about the second goal?
    sources:
      - article: semi-final.txt
        quote: disagreed. “It was a good goal,” she said.
"""

GOLDEN = """\
tests:
  - question: Who scored both goals?
    kind: plain
    answer: [Okafor]
    source: scored both goals
  - question: Who won the final?
    kind: unanswerable
"""


def pytest_configure(config: pytest.Config) -> None:
    """Keep the golden questions of this repository, which pytest collects itself, out of the user's cache, too."""
    patch = pytest.MonkeyPatch()
    folder = tempfile.TemporaryDirectory()
    patch.setenv("QA_CACHE_DIR", folder.name)
    config.add_cleanup(folder.cleanup)
    config.add_cleanup(patch.undo)


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the tests out of the user's cache, and whatever the terminal is like out of the tests."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("QA_CACHE_DIR", str(folder))
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "QA_TRACEBACK", "_QA_COMPLETE"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture
def club(tmp_path: Path) -> Path:
    """Return the folder of a small dossier."""
    folder = tmp_path / "club"
    (folder / "seeds").mkdir(parents=True)
    (folder / "tests" / "golden").mkdir(parents=True)
    (folder / "seeds" / "semi-final.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "facts.yaml").write_text(FACTS, encoding="utf-8")
    (folder / "tests" / "golden" / "first.yaml").write_text(GOLDEN, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def flood(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    """Return a dossier with a fact of every sort: `tests/dossiers/flood`, all of it invented."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QA_CACHE_DIR", str(tmp_path_factory.mktemp("flood")))
        return open_dossier(Path(__file__).parent / "dossiers" / "flood")


@pytest.fixture(scope="session")
def mill(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    """Return a dossier with much direct speech, and times of writing: `tests/dossiers/mill`, all of it invented."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QA_CACHE_DIR", str(tmp_path_factory.mktemp("mill")))
        return open_dossier(Path(__file__).parent / "dossiers" / "mill")


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    """Return the first dossier: the articles and facts of this repository."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QA_CACHE_DIR", str(tmp_path_factory.mktemp("record")))
        return open_dossier(Path(__file__).resolve().parent.parent)
