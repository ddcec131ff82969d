"""What became of one term of a question in one fact."""

from __future__ import annotations

from qa.questions.question import Term
from qa.values import value

ASKED, KIND = 0.6, 0.4
"""What it costs that a term stands only in one of the curator's questions; that it is what somebody is called or is."""


@value
class Hit:
    """Where a term was found.

    ``how`` is statement, asked (in one of the curator's questions), scattered (in another one), claimant, ambient,
    member, described or optional; or missing; or conflict, with the two sides that exclude each other.
    """

    term: Term
    how: str
    where: frozenset[int] = frozenset()
    cost: float = 0.0
    reason: str = ""
    slot: str = ""
    asked: str = ""
    recorded: str = ""

    @property
    def found(self) -> bool:
        """True unless the term is missing or in conflict."""
        return self.how not in {"missing", "conflict"}
