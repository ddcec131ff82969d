"""The pytest plugin: golden YAML files are test items, each with its file and line.

A file is one where it is a ``.yaml`` or ``.yml`` file in a folder called ``golden`` (or where the ini option
``qa_golden`` says, as patterns of paths below the top), begins a list called ``tests``, and has a ``facts.yaml`` in a
folder above it. Nothing of the engine is imported before such a file is found.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from qa.dossier import Dossier
    from qa.golden.file import Golden
    from qa.golden.judging import Result

INI = "qa_golden"
FOLDER = "golden"
SUFFIXES = (".yaml", ".yml")
FACTS_FILE = "facts.yaml"
_TESTS = re.compile(rb"^tests\s*:", re.MULTILINE)
_DOSSIERS = pytest.StashKey[dict[str, "Dossier"]]()


class GoldenFailure(Exception):  # noqa: N818 - it is how a test fails
    """A golden question did not get what it expects; the message is what a person reads."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the ini option."""
    parser.addini(INI, "golden files of a qa dossier: patterns of paths below the top", type="linelist", default=[])


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Return the collector of a golden file, or None for any other file."""
    if file_path.suffix not in SUFFIXES or not _is_chosen(file_path, parent.config):
        return None
    dossier = _dossier_above(file_path)
    if dossier is None or not _TESTS.search(_head(file_path)):
        return None
    file: GoldenFile = GoldenFile.from_parent(parent, path=file_path)
    file.dossier = dossier
    return file


def _is_chosen(path: Path, config: pytest.Config) -> bool:
    patterns = config.getini(INI)
    if not patterns:
        return path.parent.name == FOLDER
    return any(
        path.is_relative_to(config.rootpath) and path.relative_to(config.rootpath).match(each) for each in patterns
    )


def _dossier_above(path: Path) -> Path | None:
    return next((folder for folder in path.parents if (folder / FACTS_FILE).is_file()), None)


def _head(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


class GoldenFile(pytest.File):
    """A golden file; its items are its questions, in order."""

    dossier: Path

    def collect(self) -> Iterator[GoldenItem]:
        """Yield an item for each test; mistakes in the file are told with line and column."""
        from qa.golden.file import read_golden
        from qa.golden.select import label
        from qa.model import QAError

        try:
            opened = _opened(self.dossier, self.config)
            tests = read_golden(self.path.read_bytes(), os.path.relpath(self.path), opened.articles)
        except QAError as error:
            raise self.CollectError("\n".join(map(str, error.problems)) or error.message) from error
        for test in tests:
            item: GoldenItem = GoldenItem.from_parent(self, name=f"{test.line}-{label(test)}")
            item.test, item.dossier = test, opened
            yield item


def _opened(folder: Path, config: pytest.Config) -> Dossier:
    """Open a dossier once in a session."""
    from qa.dossier import open_dossier

    opened = config.stash.setdefault(_DOSSIERS, {})
    if str(folder) not in opened:
        opened[str(folder)] = open_dossier(folder)
    return opened[str(folder)]


class GoldenItem(pytest.Item):
    """A golden question."""

    test: Golden
    dossier: Dossier
    result: Result | None = None
    """What became of it, once it has run: for a hook that looks at more than whether it is right."""

    def runtest(self) -> None:
        """Put the question; a known failure counts as expected, and one that is none any more as a failure."""
        from qa.golden.judging import run_one

        self.result = result = run_one(self.test, self.dossier)
        if result.failed:
            raise GoldenFailure(_shown(result, self.dossier))
        if result.outcome == "known":
            pytest.xfail(result.why)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:  # noqa: ARG002
        """Return what was expected, what came and why, without a traceback."""
        from qa.model import QAError

        if isinstance(excinfo.value, GoldenFailure | pytest.xfail.Exception):
            return str(excinfo.value)  # reading the sources for a traceback would take longer than the question
        if isinstance(excinfo.value, QAError):
            return "\n".join(map(str, excinfo.value.problems)) or excinfo.value.message
        return str(excinfo.getrepr(style="short"))

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return where the test stands: pytest counts lines from 0."""
        return self.path, self.test.line - 1, self.name


def _shown(result: Result, dossier: Dossier) -> str:
    from qa.golden.judging import result_text
    from qa.golden.select import label
    from qa.golden.why import reasons
    from qa.rendering.answers import Page

    if result.test.is_claim:
        return result_text(result, Page())
    _, trace = dossier.explain(label(result.test))
    why = reasons(result, trace, dossier.articles, tuple(dossier.facts()))
    return "\n".join(
        [result_text(result, Page()), *(line for each in why for line in Page().wrapped(each, "  - ", "    "))]
    )
