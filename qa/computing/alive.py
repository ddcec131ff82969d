"""Whether somebody was alive, or dead, at a time: the record tells when they died.

    "was Ann Reid still alive in May 2011"  ->  "Yes (Ann Reid died: in June 2011)"
    "was Ann Reid dead in 2012"             ->  "Yes (Ann Reid died: in June 2011)"

Where the time asked about may be that of the death, nothing is said.
"""

from __future__ import annotations

from collections.abc import Sequence

from qa.computing.compare import decided, persons_named
from qa.computing.happening import Ask, Happening
from qa.english.function_words import BE
from qa.english.times import relation, times
from qa.english.tokens import Token, norm_at
from qa.model import Answer
from qa.record.entities import Gazetteer

LIVING = {"alive": True, "living": True, "dead": False}
"""Word behind a name -> whether it says that they live."""
STAYING = frozenset({"still", "already", "yet", "even"})
WITHIN = frozenset({"in", "during", "on", "at"})


def alive(tokens: Sequence[Token], gazetteer: Gazetteer, ask: Ask) -> Answer | None:
    """Return Yes or No to whether one person was alive, or dead, within a time; None for any other question."""
    if norm_at(tokens, 0) not in BE or not any(token.norm in LIVING for token in tokens):
        return None
    named = persons_named(tokens, gazetteer)
    if len(named) != 1 or named[0].first != 1:
        return None
    name, at = named[0].name, named[0].last
    while norm_at(tokens, at) in STAYING:
        at += 1
    behind = tokens[at + 1 :]
    found = times(behind)
    if norm_at(tokens, at) not in LIVING or norm_at(behind, 0) not in WITHIN or len(found) != 1 or found[0].yearless:
        return None
    told = Happening(name, (f"When did {name} die?",)).told(ask)
    if told is None or relation(found[0], told[1]) != "disjoint":
        return None
    answer, died = told
    living = found[0].high < died.low
    said = "Yes" if living is LIVING[norm_at(tokens, at)] else "No"
    return decided(said, f"{name} died: {answer.answer}", [answer])
