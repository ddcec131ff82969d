"""Which golden questions are put: those with some words, those that failed the last time."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from qa.files.cachefile import Cache
from qa.golden.file import Golden
from qa.golden.judging import Result
from qa.model import QAError

NAME, KEY = "last-failed", "golden"


def label(test: Golden) -> str:
    """Return what a test is called: its question."""
    return test.question


def with_words(tests: Sequence[Golden], words: str) -> tuple[Golden, ...]:
    """Return the tests whose question or file name has all these words (or parts of words), whatever their case.

    Raises:
        QAError: if there is none.

    """
    wanted = words.casefold().split()
    found = tuple(test for test in tests if all(word in _searched(test) for word in wanted))
    if not found:
        raise QAError(f"no golden question has {' and '.join(map(repr, wanted)) or 'these words'} in it")
    return found


def _searched(test: Golden) -> str:
    return f"{os.path.basename(test.file)} {label(test)}".casefold()


class LastFailed:
    """The golden questions of a dossier that failed when they were last put; kept in the cache folder."""

    def __init__(self, folder: str, tool: str) -> None:
        """Take the dossier's folder and the version of the program."""
        self._folder = os.path.realpath(folder)
        self._cache = Cache(folder, tool)

    def among(self, tests: Sequence[Golden]) -> tuple[Golden, ...]:
        """Return those of the tests that failed."""
        failed = self._read()
        return tuple(test for test in tests if self._line(test) in failed)

    def note(self, results: Iterable[Result]) -> None:
        """Note what failed now; what was not put keeps its mark."""
        results = tuple(results)
        put = {self._line(result.test) for result in results}
        failed = (self._read() - put) | {self._line(result.test) for result in results if result.failed}
        self._cache.write(NAME, KEY, "\n".join(sorted(failed)).encode("utf-8", "surrogateescape"))

    def _read(self) -> set[str]:
        kept = self._cache.read(NAME, KEY) or b""
        return {*kept.decode("utf-8", "surrogateescape").split("\n")} - {""}

    def _line(self, test: Golden) -> str:
        return f"{os.path.relpath(os.path.realpath(test.file), self._folder)}\t{' '.join(label(test).split())}"
