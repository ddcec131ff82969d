"""How far a long piece of work is: told to whoever shows it, and how a terminal shows it, in one line that goes away.

The engine itself prints nothing: it is given what it tells.
"""

from __future__ import annotations

import os
import sys
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


def is_watched() -> bool:
    """Tell whether the standard error is a terminal, and one on which a line can be cleared."""
    return sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def on_terminal(line: str) -> None:
    """Show a line in place of the one before, if somebody sees it; empty: clear it."""
    if is_watched():
        sys.stderr.write(f"\r\x1b[K{line}")
        sys.stderr.flush()


def counted(things: Sequence[T], what: str, progress: Progress) -> Iterator[T]:
    """Yield the things, and tell how many there have been: "``what``: 512 of 1,024"."""
    for number, thing in enumerate(things):
        if not number % STEP:
            progress(f"{what}: {number:,} of {len(things):,}")
        yield thing
