"""How far a long piece of work is, told to whoever shows it: the engine itself prints nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from qa.values import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TypeVar

    T = TypeVar("T")

STEP = 256
"""After so many things something is told."""

Progress = Callable[[str], None]
"""Called with a line that says what is being done ("reading phrasings: 1,200 of 14,400"); empty when it is done."""


def silent(_line: str) -> None:
    """Tell nobody."""


def counted(things: Sequence[T], what: str, progress: Progress) -> Iterator[T]:
    """Yield the things, and tell how many there have been: "``what``: 512 of 1,024"."""
    for number, thing in enumerate(things):
        if not number % STEP:
            progress(f"{what}: {number:,} of {len(things):,}")
        yield thing
