"""Writes a small dossier into a folder, and opens it: articles by file name, facts, and phrasings if there are any."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from qa.dossier import Dossier, open_dossier


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


def opened(factory: pytest.TempPathFactory, facts: str, articles: Mapping[str, str]) -> Dossier:
    """Return a small dossier that was opened with a cache of its own, and has no findings."""
    folder = write_dossier(factory.mktemp("dossier"), facts, articles)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QA_CACHE_DIR", str(factory.mktemp("kept")))
        dossier = open_dossier(folder)
        assert not dossier.findings
        return dossier
