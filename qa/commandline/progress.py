"""Opening a dossier so that what takes its time is shown on a terminal while it does."""

from __future__ import annotations

from qa import dossier
from qa.files.stages import on_terminal


def open_dossier(path: str | None = None) -> dossier.Dossier:
    """Open a dossier as `qa.dossier.open_dossier` does; what it takes long for is shown."""
    return dossier.open_dossier(path, on_terminal)
