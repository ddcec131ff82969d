"""How far something is that takes its time: one line on the standard error, on a terminal only, gone in the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from time import monotonic
from types import TracebackType
from typing import Self, TypeVar

from qa.files.stages import is_watched, on_terminal

T = TypeVar("T")

PATIENCE = 1.0
"""Seconds before anything is shown: what is quicker needs no progress."""
STEP = 0.1
"""Seconds between two lines."""


class Progress:
    """Counts the steps of one piece of work: ``with Progress("questions", 100) as progress: ... progress.step()``."""

    def __init__(self, what: str, total: int) -> None:
        """Take what is counted, in the plural, and how many there are."""
        self._what, self._total = what, total
        self._done = 0
        self._next = 0.0
        self._shown = False

    def __enter__(self) -> Self:
        """Begin."""
        self._next = monotonic() + PATIENCE
        return self

    def step(self) -> None:
        """Count one step, and show it where somebody is looking."""
        self._done += 1
        if not is_watched() or monotonic() < self._next:
            return
        self._next = monotonic() + STEP
        self._shown = True
        on_terminal(f"{self._done:,} of {self._total:,} {self._what}")

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        """Clear the line."""
        if self._shown:
            on_terminal("")


def counted(items: Sequence[T], what: str) -> Iterator[T]:
    """Yield items, and show how far whoever works on them is."""
    with Progress(what, len(items)) as progress:
        for item in items:
            yield item
            progress.step()
