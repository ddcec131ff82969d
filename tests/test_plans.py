"""What was to be, and came otherwise, bears out nothing that is told as done."""

from __future__ import annotations

import pytest

from qa.dossier import Dossier, open_dossier
from tests.small_dossier import write_dossier

FACTS = """\
title: A bridge
articles: seeds
entities:
  - {name: the bridge, kinds: [bridge]}
facts:
  - id: bridge-to-open
    statement: In May 2019 the bridge was to open on 3 June 2019.
    answers: {what: the bridge, did: was to open, when: on 3 June 2019}
    as_of: bridge.txt
    superseded_by: bridge-opened
    asked_as: When was the bridge to open?
    sources: [{article: bridge.txt, quote: The bridge will open on 3 June 2019}]
  - id: bridge-opened
    statement: The bridge opened on 9 August 2019.
    answers: {what: The bridge, did: opened, when: on 9 August 2019}
    asked_as: When did the bridge open?
    sources: [{article: later.txt, quote: The bridge opened on 9 August 2019}]
"""


@pytest.fixture(scope="module")
def bridge(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    folder = tmp_path_factory.mktemp("bridge")
    write_dossier(
        folder,
        FACTS,
        {"bridge.txt": "The bridge will open on 3 June 2019.\n", "later.txt": "The bridge opened on 9 August 2019.\n"},
    )
    return open_dossier(folder)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("The bridge opened on 9 August 2019.", "supported"),
        ("The bridge opened on 3 June 2019.", "refuted"),
        ("The bridge was to open on 3 June 2019.", "supported"),
        ("The bridge was due to open on 3 June 2019.", "supported"),
        ("The bridge was due to open on 9 August 2019.", "refuted"),
    ],
)
def test_a_plan_is_told_apart_from_what_came_of_it(claim: str, verdict: str, bridge: Dossier) -> None:
    judged, trace = bridge.explain_check(claim)
    assert judged.verdict == verdict, trace


def test_a_plan_is_no_yes(bridge: Dossier) -> None:
    assert bridge.ask("Did the bridge open on 9 August 2019?").yes_or_no == "Yes"
    assert bridge.ask("Did the bridge open on 3 June 2019?").yes_or_no != "Yes"
