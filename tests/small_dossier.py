"""Writes a small dossier into a folder: articles by file name, facts, and phrasings if there are any."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def write_dossier(folder: Path, facts: str, articles: Mapping[str, str], phrasings: str = "") -> Path:
    """Return the folder, which then holds ``facts.yaml``, ``seeds`` and, where given, ``phrasings.yaml``."""
    seeds = folder / "seeds"
    seeds.mkdir()
    for name, text in articles.items():
        (seeds / name).write_text(text, encoding="utf-8")
    (folder / "facts.yaml").write_text(facts, encoding="utf-8")
    if phrasings:
        (folder / "phrasings.yaml").write_text(phrasings, encoding="utf-8")
    return folder
