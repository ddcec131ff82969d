"""What came of what: "A led to B", "B came in the wake of A"."""

from __future__ import annotations

from collections.abc import Sequence

from qa.english.tokens import Token, norm_at
from qa.english.wordnet import rather_a_verb
from qa.matching.alignment import Alignment, Check
from qa.matching.match import Matcher
from qa.record.lexicon import bases

LEADS, LEADS_TO = frozenset("cause prompt trigger spark".split()), frozenset({("lead", "to"), ("result", "in")})
"""Base forms of words between a cause and what came of it, some with the word behind."""
COMES = frozenset({"because"})
COMES_OF = frozenset(
    {("due", "to"), ("owing", "to"), ("thank", "to"), ("result", "of"), ("result", "from"), ("wake", "of")}
)
"""Words between what came of something and its cause."""


def causes(tokens: Sequence[Token]) -> list[tuple[int, bool]]:
    """Return where it is said what came of what, and whether the cause comes first."""
    found = []
    for position, token in enumerate(tokens):
        behind = norm_at(tokens, position + 1)
        if token.norm == "due" and rather_a_verb(norm_at(tokens, position + 2)):
            continue  # "it is due to open"
        words = {token.norm, *bases(token.norm)} if token.norm != "results" else set()
        if words & COMES or any((word, behind) in COMES_OF for word in words):
            found.append((position, False))
        elif words & LEADS or any((word, behind) in LEADS_TO for word in words):
            found.append((position, behind != "by"))
    return found


def check_cause_and_effect(draft: Alignment, _matcher: Matcher) -> Check | None:
    """Cause and effect must not be exchanged: "what caused the row" is not answered by what the row led to."""
    said = causes(draft.reading.tokens)
    if len(said) != 1:
        return None
    told = causes(draft.indexed.tokens)
    main = [each for each in told if each[0] in draft.indexed.predicate]
    told = main if len(told) > 1 and len(main) == 1 else told
    if len(told) != 1:
        return None
    ((said_at, cause_first),), ((told_at, first_told),) = said, told
    hits = (hit for hit in draft.hits if hit.where and hit.term.first != said_at and told_at not in hit.where)
    places = [(hit.term.first > said_at, {p > told_at for p in hit.where}) for hit in hits]
    across = cause_first != first_told  # "A led to B" is "B came in the wake of A"
    enough = draft.reading.form == "wh" or len({side for side, _ in places}) > 1
    if places and enough and all(wheres == {side == across} for side, wheres in places):
        return Check("direction", "missing", "the record has cause and effect the other way round")
    return None
