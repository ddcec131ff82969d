"""Whether it is of the time of which the record tells: what was so need not be so, nor what is to be."""

from __future__ import annotations

from collections.abc import Sequence

from qa.english.function_words import BE, MODALS, WH_WORDS
from qa.english.tokens import Token, norm_at
from qa.matching.alignment import NOW, Alignment, Check
from qa.matching.match import Matcher
from qa.questions.polarity import CLAUSE_STARTS

STILL = frozenset("still continue continues remain remains currently".split())
"""Words that say that what was so is so."""
LASTING = STILL | NOW | {"yet"}
"""Words of what was so and is."""
FINITE = BE - {"be", "been", "being"}
PAST_ONLY = "the record tells of the past only"


def check_present(draft: Alignment, _matcher: Matcher) -> Check | None:
    """Who "is" something now is not told by who was it at a stated time; nor what still is so by what was.

    What somebody said was so may be as he said.
    """
    reading, indexed = draft.reading, draft.indexed
    said, told = {token.norm for token in reading.tokens}, {token.norm for token in indexed.tokens}
    timed = any(term.kind == "time" for term in reading.terms)
    if reading.form == "wh":
        dated = any(slot.key.endswith("when") for slot in indexed.fact.slots) and indexed.times
        described = bool(indexed.slots("is")) and bool(told & {"was", "were"})
        return Check("tense", "missing", PAST_ONLY) if reading.present and dated and not timed and described else None
    if indexed.fact.superseded_by or any(term.kind == "age" for term in reading.terms):
        return None
    now = bool({"is", "are"} & said) and not {"was", "were"} & said
    if now and not reading.predicate and told & {"would", "will"} and not told & FINITE and not said & MODALS:
        return Check("tense", "missing", "the record tells of what is to be")
    past = bool({"was", "were"} & told) and not {"is", "are"} & told
    reported = indexed.fact.according_to and not indexed.times
    if (now and past and not timed and not reported) or (_is_still_so(reading.tokens) and not told & LASTING):
        return Check("tense", "missing", PAST_ONLY)
    return None


def _is_still_so(tokens: Sequence[Token]) -> bool:
    """Tell whether the main clause says that something still is so; "was still a child" says how old somebody was."""
    at = next((p for p, token in enumerate(tokens) if token.norm in STILL), -1)
    before, behind = norm_at(tokens, at - 1), norm_at(tokens, at + 1)
    opened = any(token.norm in CLAUSE_STARTS | WH_WORDS | {"while"} for token in tokens[: max(at, 0)])
    return at > 0 and not opened and before != "but" and behind not in {"a", "an", "only"}
