"""How an answer was found, as text for people and as JSON: what ``--explain`` shows."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from typing import Any

from qa.answer import Trace
from qa.questions.question import Reading
from qa.recognition.candidate import Candidate
from qa.recognition.vouch import Vouched
from qa.rendering.answers import INDENT, Page

MOST_CANDIDATES = 5
"""Candidates shown in text; JSON has all."""


def trace_text(trace: Trace, page: Page) -> str:
    """Return how an answer was found: the readings, the best candidates with their checks, the decision."""
    lines = ["Readings:"]
    for number, reading in enumerate(trace.question.readings, 1):
        lines += page.wrapped(f"{number}. {_reading_line(reading)}", INDENT, INDENT * 2)
    if trace.recognised:
        lines += ["", "Recognised as asking for:"]
        for vouched in trace.recognised:
            lines += page.wrapped(_recognised_line(vouched), INDENT, INDENT * 2)
    lines += ["", f"Candidates: {len(trace.candidates):,}"]
    for number, candidate in enumerate(trace.candidates[:MOST_CANDIDATES], 1):
        lines += _candidate_lines(number, candidate, page)
    left = len(trace.candidates) - MOST_CANDIDATES
    if left > 0:
        lines.append(f"{INDENT}and {left:,} more: --format json")
    return "\n".join([*lines, "", *page.wrapped(f"Decision: {trace.decision}")])


def _reading_line(reading: Reading) -> str:
    terms = ", ".join(f"{term.text} ({' '.join(filter(None, (term.kind, term.role)))})" for term in reading.terms)
    parts = [
        f"{reading.form}: {' '.join((reading.hole.kind, *reading.hole.noun))}",
        f"rule {reading.rule!r}",
        f"said by {', '.join(reading.speaker)}" if reading.speaker else "",
        f"terms: {terms or 'none'}",
    ]
    return "; ".join(filter(None, parts))


def _recognised_line(vouched: Vouched) -> str:
    """Return how certainly a fact's slot is asked for, what it would answer, and what the checks have against that."""
    recognised = vouched.recognised
    against = ", ".join(
        f"{check.name}: {check.reason}" for check in vouched.alignment.checks if check.verdict != "agree"
    )
    answer = repr(vouched.filled.text) if vouched.filled else "nothing"
    return (
        f"{vouched.alignment.indexed.fact.id}, {recognised.key or 'nothing'} (certainty {recognised.certainty:.1f}, "
        f"doubt {vouched.doubt:.1f}): {answer}" + (f"; against it: {against}" if against else "")
    )


def _candidate_lines(number: int, candidate: Candidate, page: Page) -> Iterator[str]:
    answer = f"answers {candidate.filled.text!r}" if candidate.filled else "has nothing to answer with"
    verdict = "complete" if candidate.complete else "contradicted" if candidate.contradicted else "incomplete"
    head = f"{number}. {candidate.alignment.indexed.fact.id} ({candidate.total:.2f}, {verdict}): {answer}"
    yield from page.wrapped(head, INDENT, INDENT * 2)
    for check in candidate.alignment.checks:
        sides = f" [asked {check.asked!r}, recorded {check.recorded!r}]" if check.verdict == "conflict" else ""
        yield from page.wrapped(f"{check.verdict:8} {check.name}: {check.reason}{sides}", INDENT * 3, INDENT * 4)


def trace_object(trace: Trace) -> dict[str, Any]:
    """Return how an answer was found."""
    return {
        "readings": [_reading_object(reading) for reading in trace.question.readings],
        "recognised": [_recognised_object(vouched) for vouched in trace.recognised],
        "candidates": [_candidate_object(candidate) for candidate in trace.candidates],
        "decision": trace.decision,
    }


def _reading_object(reading: Reading) -> dict[str, Any]:
    return {
        "form": reading.form,
        "hole": " ".join((reading.hole.kind, *reading.hole.noun)),
        "rule": reading.rule,
        "speaker": list(reading.speaker),
        "terms": [{"kind": term.kind, "text": term.text, "role": term.role} for term in reading.terms],
    }


def _recognised_object(vouched: Vouched) -> dict[str, Any]:
    return {
        "fact": vouched.alignment.indexed.fact.id,
        "slot": vouched.recognised.key,
        "certainty": round(vouched.recognised.certainty, 4),
        "doubt": None if vouched.doubt == inf else vouched.doubt,
        "answer": vouched.filled.text if vouched.filled else None,
    }


def _candidate_object(candidate: Candidate) -> dict[str, Any]:
    return {
        "fact": candidate.alignment.indexed.fact.id,
        "cost": round(candidate.total, 4),
        "complete": candidate.complete,
        "answer": candidate.filled.text if candidate.filled else None,
        "checks": [
            {name: getattr(check, name) for name in ("name", "verdict", "reason", "slot", "asked", "recorded")}
            for check in candidate.alignment.checks
        ],
    }
