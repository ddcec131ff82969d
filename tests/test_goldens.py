"""Every golden question of this repository is a test; a known failure must keep failing until its mark is removed."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.dossier import Dossier, open_dossier
from qa.golden import Golden, read_files, run_one

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "tests" / "golden"


def golden_tests() -> tuple[Golden, ...]:
    return read_files([str(FOLDER)], open_dossier(ROOT)) if any(FOLDER.glob("*.y*ml")) else ()


def name_of(test: Golden) -> str:
    return f"{Path(test.file).stem}:{test.line}-{test.question}"


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QA_CACHE_DIR", str(tmp_path_factory.mktemp("goldens")))
        return open_dossier(ROOT)


@pytest.mark.parametrize("test", golden_tests(), ids=name_of)
def test_golden_question(test: Golden, dossier: Dossier) -> None:
    result = run_one(test, dossier)
    assert not result.failed, f"{test.file}:{test.line}: {result.outcome}: {result.why}"
