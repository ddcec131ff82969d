"""Answers that are worked out of several facts: comparisons, differences, and what holds of the members of a group.

Each kind reads the question by itself, says what must be asked of whom, and makes an answer of the answers. Nothing is
worked out where one of them is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qa.compare import comparison, judged
from qa.differences import difference, parted
from qa.entities import Gazetteer
from qa.model import Answer
from qa.tally import counted, tally
from qa.tokens import Token

NOT_ON_RECORD = Answer("", "not-on-record")
Ask = Callable[[str], Answer]
"""Answers a question from the record."""


def computed(tokens: Sequence[Token], form: str, gazetteer: Gazetteer, ask: Ask) -> Answer | None:
    """Return what comes of a question that must be worked out; None for any other.

    Where the record does not tell enough for it, it is not on record: what a single fact tells of some of them is no
    answer.
    """
    wanted = difference(tokens, gazetteer)
    if wanted is not None:
        return parted(wanted, [ask(wanted.ask.format(name)) for name in wanted.names]) or NOT_ON_RECORD
    group = tally(tokens, gazetteer)
    if group is not None:
        answers = [ask(group.ask.format(name)) for name in group.names]
        if any(answer.status == "answered" for answer in answers):
            return counted(group, answers) or NOT_ON_RECORD
    compared = None if form == "wh" else comparison(tokens, gazetteer)
    if compared is None:
        return None
    if compared.given and any(ask(compared.given.format(name)).yes_or_no != "Yes" for name in compared.names):
        return None
    return judged(compared, [ask(compared.ask.format(name)) for name in compared.names])
