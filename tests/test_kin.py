"""Kin that somebody is said to have: a brother on record tells nothing of sisters."""

from __future__ import annotations

import pytest

from qa.dossier import Dossier, open_dossier
from qa.english.tokens import tokenize
from qa.matching.terms import kin_had
from tests.small_dossier import write_dossier

ARTICLE = """\
Tom Vale had an older brother who lived in Hillbury. Una Vale was the sister of Kit Dorn. Ros Pike had two sons.
"""

FACTS = """\
title: Families
articles: seeds
entities:
  - {name: Tom Vale, kinds: [person]}
  - {name: Una Vale, kinds: [person]}
  - {name: Kit Dorn, kinds: [person]}
  - {name: Ros Pike, kinds: [person]}
  - {name: Hillbury, kinds: [town]}
facts:
  - id: brother
    statement: Tom Vale had an older brother.
    answers: {who: Tom Vale, did: had, whom: an older brother}
    asked_as: Did Tom Vale have a brother?
    sources: [{article: a.txt, quote: Tom Vale had an older brother}]
  - id: una
    statement: Una Vale was the sister of Kit Dorn.
    answers: {who: Una Vale, is: the sister of Kit Dorn}
    asked_as: Who was the sister of Kit Dorn?
    sources: [{article: a.txt, quote: Una Vale was the sister of Kit Dorn}]
  - id: sons
    statement: Ros Pike had two sons.
    answers: {who: Ros Pike, did: had, how many: two sons}
    asked_as: How many sons did Ros Pike have?
    sources: [{article: a.txt, quote: Ros Pike had two sons}]
"""


@pytest.fixture(scope="module")
def families(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    folder = tmp_path_factory.mktemp("families")
    write_dossier(folder, FACTS, {"a.txt": ARTICLE})
    return open_dossier(folder)


@pytest.mark.parametrize(("claim", "verdict"), [
    ("Tom Vale had an older sister.", "not-enough-info"),
    ("Tom Vale had a sister.", "not-enough-info"),
    ("Tom Vale had sisters.", "not-enough-info"),
    ("Tom Vale had a younger brother.", "not-enough-info"),
    ("Ros Pike had two daughters.", "not-enough-info"),
    ("Tom Vale had an older brother.", "supported"),
    ("Una Vale was the brother of Kit Dorn.", "refuted"),
])  # fmt: skip
def test_kin_of_one_sort_excludes_no_other(families: Dossier, claim: str, verdict: str) -> None:
    assert families.check(claim).verdict == verdict


@pytest.mark.parametrize(("text", "had"), [
    ("Tom had an older sister", "older sister"),
    ("did Tom have any brothers", "brothers"),
    ("Tom had a brother and a sister", "brother sister"),
    ("Tom has two little brothers who sing", "two little brothers"),
    ("Tom was the brother of Una", ""),
    ("the sister that Tom had", ""),
    ("has their mother resigned", ""),
    ("brothers had a boat", ""),
    ("sisters", ""),
])  # fmt: skip
def test_kin_is_had_with_its_adjectives(text: str, had: str) -> None:
    tokens = tokenize(text)
    assert " ".join(tokens[position].norm for position in sorted(kin_had(tokens))) == had
