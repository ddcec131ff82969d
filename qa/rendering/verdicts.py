"""Verdicts on claims as text for people and as JSON for scripts, and how a verdict was found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from qa.model import Part, Verdict
from qa.rendering.answers import (
    INDENT,
    SCHEMA_VERSION,
    Page,
    assumed_text,
    claim_text,
    disputed_headline,
    headline,
    nearest_blocks,
    nearest_objects,
    paragraph,
    says,
    source_blocks,
    source_objects,
)
from qa.verdicts.judge import Judged
from qa.verdicts.weighing import FOR, Weighed

MOST_WEIGHED = 5
"""Facts shown for each assertion by ``--explain`` as text."""
HEADLINES = {
    "supported": "Supported.",
    "refuted": "Refuted.",
    "not-enough-info": "Not enough information.",
}


def verdict_text(verdict: Verdict, page: Page) -> str:
    """Return a verdict for people: the word, what the record says (instead), who says so, the passages."""
    blocks = [assumed_text(verdict.assumed, page)] if verdict.assumed else []
    if verdict.verdict == "disputed":
        told = disputed_headline(verdict.claims, denied=verdict.correction is not None)
    else:
        told = HEADLINES[verdict.verdict]
    blocks.append(headline(told, page))
    if verdict.parts:
        blocks.append("\n".join(line for part in verdict.parts for line in _part_lines(part, page)))
    if verdict.verdict == "disputed":
        for claim in verdict.claims:
            blocks += [claim_text(claim, page), *source_blocks(claim.sources, page)]
        return "\n\n".join(blocks)
    if verdict.verdict == "not-enough-info":
        return "\n\n".join([*blocks, *nearest_blocks(verdict.nearest, page, "claim", "evidence for it")])
    record = verdict.correction or verdict.statement or ""
    blocks.append(paragraph(f"The record says: {record}" if verdict.verdict == "refuted" else record, page))
    if verdict.statement and not says([record], verdict.statement):
        blocks.append(paragraph(verdict.statement, page))
    return "\n\n".join([*blocks, *source_blocks(verdict.sources, page)])


def _part_lines(part: Part, page: Page) -> Iterator[str]:
    yield from page.wrapped(f"{part.verdict}: {part.text}", INDENT, INDENT * 2)


def verdict_object(verdict: Verdict) -> dict[str, Any]:
    """Return a verdict in the shape that docs/json.md describes."""
    return {
        "schema_version": SCHEMA_VERSION,
        "claim": verdict.claim,
        "verdict": verdict.verdict,
        "statement": verdict.statement,
        "correction": verdict.correction,
        "claims": [{"by": c.by, "says": c.says, "sources": source_objects(c.sources)} for c in verdict.claims],
        "sources": source_objects(verdict.sources),
        "facts": list(verdict.facts),
        "nearest": nearest_objects(verdict.nearest),
        "parts": [
            {
                "text": part.text,
                "verdict": part.verdict,
                "statement": part.statement,
                "correction": part.correction,
                "facts": list(part.facts),
            }
            for part in verdict.parts
        ],
        "assumed": list(verdict.assumed),
    }


# How it was found


def judged_text(judged: tuple[Judged, ...], page: Page) -> str:
    """Return for each assertion how it was read, the facts that were weighed, and what decided."""
    lines: list[str] = []
    for each in judged:
        lines += [page.bold(line) for line in page.wrapped(each.text)]
        for reading in each.question.readings:
            terms = "; ".join(f"{term.kind}: {term.text}" for term in reading.terms)
            speaker = f" said by {' and '.join(reading.speaker)};" if reading.speaker else ""
            lines += page.wrapped(f"read as:{speaker} {terms}", INDENT, INDENT * 2)
        for weighed in each.weighed[:MOST_WEIGHED]:
            lines += _weighed_lines(weighed, page)
        lines += page.wrapped(f"decision: {each.ruling.verdict} ({each.ruling.reason})", INDENT, INDENT * 2)
    return "\n".join(lines)


def _weighed_lines(weighed: Weighed, page: Page) -> Iterator[str]:
    alignment = weighed.alignment
    head = f"{alignment.indexed.fact.id} ({weighed.cost:.2f}, {weighed.stance}): {alignment.indexed.fact.statement}"
    yield from page.wrapped(head, INDENT, INDENT * 2)
    if weighed.conflict:
        yield from page.wrapped(f"differs  {weighed.conflict.name}: {weighed.conflict.reason}", INDENT * 3, INDENT * 4)
    for reason in weighed.lacking if weighed.stance != FOR else ():
        yield from page.wrapped(f"lacks    {reason}", INDENT * 3, INDENT * 4)


def judged_object(judged: tuple[Judged, ...]) -> list[dict[str, Any]]:
    """Return how each assertion was judged."""
    return [
        {
            "text": each.text,
            "verdict": each.ruling.verdict,
            "decision": each.ruling.reason,
            "readings": [
                {
                    "speaker": list(reading.speaker),
                    "terms": [{"kind": term.kind, "text": term.text, "role": term.role} for term in reading.terms],
                }
                for reading in each.question.readings
            ],
            "weighed": [
                {
                    "fact": weighed.alignment.indexed.fact.id,
                    "stance": weighed.stance,
                    "cost": round(weighed.cost, 4),
                    "differs": weighed.conflict.reason if weighed.conflict else None,
                    "lacks": list(weighed.lacking),
                }
                for weighed in each.weighed
            ],
        }
        for each in judged
    ]
