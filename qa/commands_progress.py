"""One line on a terminal that says what takes its time: shown while it does, and gone when it is done."""

from __future__ import annotations

import os
import sys

from qa import dossier


def on_terminal(line: str) -> None:
    """Show a line in place of the one before, if the standard error is a terminal that can; empty: clear it."""
    if sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
        sys.stderr.write(f"\r\x1b[K{line}")
        sys.stderr.flush()


def open_dossier(path: str | None = None) -> dossier.Dossier:
    """Open a dossier as `qa.dossier.open_dossier` does; what it takes long for is shown."""
    return dossier.open_dossier(path, on_terminal)
