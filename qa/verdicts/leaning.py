"""Which way a claim leans that the rules leave open: whether the fact that it seems to tell bears it out.

The curator's phrasings tell what may be said of a fact (``yes``, and whatever it answers) and what may not (``no``,
``mistaken``), and what the articles leave open. A claim in their words rather than in the statement's is weighed by a
handful of *indications*: how much likelier the one than the other, what the checks have found, what is strange to
the fact. Multinomial logistic regression (Cox 1966) makes of them the chances that the fact bears the claim out, that
it contradicts it, or neither. The weights are in `qa.verdicts.leaning_weights`; `scripts/fit_leaning.py` learns them.

A chance is not enough to call something true: `qa.verdicts.supporting` lists what forbids to go by it, and
`qa.verdicts.refuting` what forbids to call it untrue.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

from qa.matching.alignment import Check
from qa.matching.factindex import FactIndex
from qa.matching.match import Matcher
from qa.questions.question import Reading
from qa.recognition.recognise import Recognition
from qa.values import value
from qa.verdicts.indications import INDICATIONS, Case, case_of
from qa.verdicts.leaning_weights import WEIGHTS
from qa.verdicts.refuting import spared
from qa.verdicts.supporting import forbidden
from qa.verdicts.weighing import AGAINST, FOR, SILENT, Weighed

LEAST = {FOR: 0.7, AGAINST: 0.8}
"""The least chance with which a claim is said to be borne out, or contradicted, which is held against people."""
LEAST_ASKED = 0.8
"""The least chance for a Yes: of 16 with less than that, among some 170 golden questions so answered, 5 were wrong."""
LEAST_UNTOLD = 0.8
"""The least chance with which a claim is contradicted where no check has found in what it differs."""


@value
class Leaning:
    """Which way a claim leans: the fact weighed, the chances, and why they are not gone by, if something forbids it."""

    weighed: Weighed
    chances: dict[str, float]
    held: str = ""

    @property
    def stance(self) -> str:
        """What is clear enough to be said: for, against, or silent."""
        return self.weighed.stance

    @property
    def reason(self) -> str:
        """The chances in words, for ``--explain``."""
        fact = self.weighed.alignment.indexed.fact.id
        held = f" (but {self.held})" if self.held else ""
        return f"by the phrasings of {fact}: so {self.chances[FOR]:.2f}, not so {self.chances[AGAINST]:.2f}{held}"


def lean(
    readings: Sequence[Reading], recognition: Recognition, index: FactIndex, matcher: Matcher, *, asked: bool = False
) -> Leaning | None:
    """Return what the fact that a claim is recognised as telling makes of it; None where phrasings cannot tell.

    ``asked`` is whether it is no claim, but asked for: the answer is Yes then also where only somebody says so.
    """
    case = case_of(readings, recognition, index, matcher)
    if case is None:
        return None
    chances = chances_of(case)
    alignment, conflict = case.hoped.alignment, case.hoped.conflict
    held = ""
    if chances[FOR] >= LEAST[FOR]:
        held = forbidden(case, chances[FOR], matcher, asked=asked)
        if not held and (not asked or chances[FOR] >= LEAST_ASKED):
            return Leaning(Weighed(alignment, FOR, None, ()), chances)
    least = LEAST[AGAINST] if conflict is not None else LEAST_UNTOLD
    if chances[AGAINST] >= least:
        held = spared(case, chances[AGAINST], matcher)
        if not held:
            statement = alignment.indexed.fact.statement
            told = Check("phrasings", "conflict", "the fact's phrasings answer it with No", "", "", statement)
            return Leaning(Weighed(alignment, AGAINST, conflict or told, ()), chances)
    return Leaning(Weighed(alignment, SILENT, conflict, ("phrasings: they do not tell",)), chances, held)


def chances_of(case: Case) -> dict[str, float]:
    """Return the chances that the fact bears the claim out, contradicts it, or is silent; they add up to one."""
    sums = dict(zip((SILENT, FOR, AGAINST), WEIGHTS[""][2:], strict=True))
    for name, measure in INDICATIONS.items():
        mean, scale, *weights = WEIGHTS[name]
        standard = (measure(case) - mean) / scale
        for stance, weight in zip((SILENT, FOR, AGAINST), weights, strict=True):
            sums[stance] += weight * standard
    top = max(sums.values())
    odds = {stance: exp(total - top) for stance, total in sums.items()}
    return {stance: each / sum(odds.values()) for stance, each in odds.items()}
