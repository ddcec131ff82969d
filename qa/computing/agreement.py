"""Whether two who make claims agree on something: they do not where the record has them on two sides of a dispute.

What they are asked about is asked for by a question of its own. Where it is not in dispute between just these two,
nothing is said: that the record tells of no dispute does not make them agree.

    "do the Reids agree on who sold the ground"  ->  "No: According to Ann Reid, ... According to Tom Reid, ..."
"""

from __future__ import annotations

from collections.abc import Sequence

from qa.english.function_words import AUXILIARIES, DETERMINERS, WH_WORDS
from qa.english.tokens import Token, norm_at
from qa.model import Answer
from qa.record.entities import Gazetteer
from qa.values import replace, value

AGREEING = {
    "agree": True, "concur": True, "see eye to eye": True, "of one mind": True, "on the same page": True,
    "in agreement": True, "disagree": False, "differ": False, "at odds": False, "in dispute": False, "clash": False,
    "give the same explanation": True, "give the same reason": True, "give the same account": True,
    "offer the same explanation": True, "tell the same story": True,
}  # fmt: skip
"""Words behind two names -> whether they are said to be of one mind."""
LEADING = frozenset("about on over as to in with regard regarding for".split())
"""Words before what they agree on."""


@value
class Agreement:
    """Who is asked about, the question on which they may differ, and whether it is asked if they agree."""

    names: tuple[str, ...]
    ask: str
    agree: bool


def agreement(tokens: Sequence[Token], gazetteer: Gazetteer) -> Agreement | None:
    """Return whose agreement on what a yes/no question asks for, if it does."""
    words = [token.norm for token in tokens]
    if not words or words[0] not in AUXILIARIES:
        return None
    for phrase, agree in AGREEING.items():
        own = phrase.split()
        at = next((p for p in range(3, len(words)) if words[p : p + len(own)] == own), 0)
        named = [mention for mention in gazetteer.mentions(tokens[:at]) if mention.how != "role"] if at else []
        names = tuple(dict.fromkeys(mention.name for mention in named))
        start = at + len(own)
        while norm_at(tokens, start) in LEADING:
            start += 1
        if len(names) == 2 and "and" in words[:at] and start < len(tokens):
            return Agreement(names, _asked(tokens[start:], own[-1]), agree)
    return None


def held(wanted: Agreement, answer: Answer) -> Answer | None:
    """Return Yes or No where what they are asked about is in dispute between them; else None."""
    sides = {claim.by for claim in answer.claims}
    if answer.status != "disputed" or not set(wanted.names) <= sides:
        return None
    said = "No" if wanted.agree else "Yes"
    correction = answer.statement if said == "No" else None
    return replace(answer, status="answered", answer=f"{said}: {answer.statement}", correction=correction)


def _asked(tokens: Sequence[Token], noun: str) -> str:
    """Return what they may differ on as a question: a question word leads it, or what it is is asked for."""
    told = " ".join(token.text or token.norm for token in tokens).replace(" 's", "'s")
    if tokens[0].norm in WH_WORDS:
        return f"{told}?"
    if tokens[0].norm == "whether":
        return f"Is it true that {told.partition(' ')[2]}?"
    if noun in {"explanation", "reason", "account"}:
        return f"What was the {noun} for {told}?"
    return f"What was {told}?" if tokens[0].norm in DETERMINERS else f"What about {told}?"
