"""Why a golden question failed, from the trace of its answer: what decided, and what stood against the right fact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qa.answer import Trace
from qa.golden.file import Golden
from qa.golden.judging import Result
from qa.golden.words import citing
from qa.matching.alignment import Alignment
from qa.model import Answer, Article, Fact
from qa.recognition.vouch import Vouched

MOST_FACTS = 2
"""Facts that are told of: more is what `qa ask --explain` is for."""


def reasons(result: Result, trace: Trace, articles: Sequence[Article], facts: Sequence[Fact]) -> tuple[str, ...]:
    """Return what the trace says about a failure, a line each; nothing for a mark that is out of date.

    First what decided; then, where the test says which passage must be cited, what the checks have against the facts
    that cite it, or that no fact does; else the same for the facts that came nearest.
    """
    if result.outcome == "fixed" or not isinstance(result.got, Answer):
        return ()
    return (f"decided by: {trace.decision}", *_answered_by(result.got), *_held_back(result, trace, articles, facts))


def _answered_by(got: Answer) -> Iterator[str]:
    if got.facts:
        yield f"answered from: {', '.join(got.facts)}"


def _held_back(result: Result, trace: Trace, articles: Sequence[Article], facts: Sequence[Fact]) -> Iterator[str]:
    wanted = _expected(result.test, articles, facts)
    if result.test.source is not None and not wanted:
        yield f"no fact cites {result.test.source!r}"
        return
    seen = dict(_looked_at(trace))
    missed = [name for name in wanted if name not in result.got.facts] if wanted else [*seen]
    told = [name for name in seen if name in missed and name not in result.got.facts][:MOST_FACTS]
    for name in told:
        yield f"{name}: {seen[name]}"
    if wanted and missed and not told:
        yield f"{', '.join(missed[:MOST_FACTS])}: never looked at, too few of the question's words lead to it"


def _expected(test: Golden, articles: Sequence[Article], facts: Sequence[Fact]) -> tuple[str, ...]:
    return () if test.source is None else citing(facts, test.source, articles)


def _looked_at(trace: Trace) -> Iterator[tuple[str, str]]:
    """Yield (fact, what is said of it), the nearest first."""
    told: dict[str, str] = {}
    for candidate in trace.candidates:
        told.setdefault(candidate.alignment.indexed.fact.id, _against(candidate.alignment, candidate.text))
    for vouched in trace.recognised:
        told.setdefault(vouched.alignment.indexed.fact.id, _doubted(vouched))
    yield from told.items()


def _against(alignment: Alignment, answer: str) -> str:
    said = "; ".join(
        f"{check.name}: {check.reason}"
        + (f" (asked {check.asked!r}, recorded {check.recorded!r})" if check.asked else "")
        for check in (*alignment.conflicts, *alignment.missing)
    )
    if said:
        return said
    return f"all checks agree, it would answer {answer!r}" if answer else "all checks agree, but it fills no slot"


def _doubted(vouched: Vouched) -> str:
    answer = vouched.filled.text if vouched.filled else ""
    return f"recognised as asking for {vouched.recognised.key!r}: {_against(vouched.alignment, answer)}"
