"""Times that depend on the day of the article: "last night", "yesterday", "on Wednesday", "two years ago"."""

from __future__ import annotations

from collections.abc import Sequence

from qa.english.quantities import quantities
from qa.english.times import WEEKDAYS
from qa.english.tokens import Token, norm_at

RELATIVE_DAYS = frozenset("yesterday today tomorrow tonight".split())
RELATIVE = frozenset("last next this".split())
PERIODS = frozenset("night week weekend month year morning afternoon evening spring summer autumn winter".split())


def relative_time(tokens: Sequence[Token], first: int) -> int:
    """Return the position after a time that depends on the day of the article; 0 where there is none.

    "last night", "yesterday", "on Wednesday", "earlier this year", "two years ago".
    """
    norm, following = norm_at(tokens, first), norm_at(tokens, first + 1)
    if norm in {"earlier", "later"} and following in RELATIVE and norm_at(tokens, first + 2) in PERIODS:
        return first + 3
    if norm in RELATIVE_DAYS or norm in WEEKDAYS:
        return first + 1
    if norm == "on" and following in WEEKDAYS:
        return first + 2
    if norm in RELATIVE and following in PERIODS | WEEKDAYS:
        return first + 2
    if norm in {"a", "an"} and norm_at(tokens, first + 2) == "ago":
        return first + 3
    for quantity in quantities(tokens[first : first + 3]):
        if quantity.first == 0 and norm_at(tokens, first + quantity.last + 1) == "ago":
            return first + quantity.last + 2
    return 0
