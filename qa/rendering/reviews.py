"""Reviews of drafts as text for people, as JSON, as Markdown, and as annotations that GitHub shows beside the lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from qa.model import Source
from qa.rendering.answers import INDENT, SCHEMA_VERSION, Page, flowed, safe, source_blocks, source_objects
from qa.rendering.verdicts import verdict_object
from qa.review import NOT_DECIDED, JudgedQuotation, JudgedSentence, Review, level
from qa.reviewing.quotecheck import Change, Compared
from qa.values import asdict

Finding = JudgedSentence | JudgedQuotation

LONGEST_CHANGE = 160
"""Code points of words that are left out or put in, in a message; JSON has all."""
_SENTENCES = ("supported", "refuted", "disputed", NOT_DECIDED)
_QUOTATIONS = ("verbatim", "altered", "misattributed", "not-found")


def counts(review: Review) -> dict[str, dict[str, int]]:
    """Return how many sentences and quotations have each verdict; null is for those that assert nothing."""
    sentences = Counter(each.verdict for each in review.sentences)
    quotations = Counter(each.verdict for each in review.quotations)
    return {
        "sentences": {verdict: sentences[verdict] for verdict in _SENTENCES},
        "quotations": {verdict: quotations[verdict] for verdict in _QUOTATIONS},
    }


def summary(review: Review) -> str:
    """Return the line that closes a review."""
    found = counts(review)
    parts = []
    for noun, verdicts in found.items():
        some = [f"{count} {_said(verdict)}" for verdict, count in verdicts.items() if count]
        total = sum(verdicts.values())
        counted = f"{total} {noun if total != 1 else noun[:-1]}"
        parts.append(f"{counted}: {', '.join(some)}" if some else counted)
    return "; ".join(parts) + "."


def _said(verdict: str) -> str:
    return {NOT_DECIDED: "not decided", "not-found": "not found"}.get(verdict, verdict)


def message(finding: Finding) -> str:
    """Return in one line what is wrong: what the draft says, and what the record or the article has instead."""
    if isinstance(finding, JudgedQuotation):
        return _quotation_message(finding.compared)
    result = finding.result
    if finding.verdict == "disputed" and result is not None and result.claims:
        sides = "; ".join(f"{claim.by}: {claim.says}" for claim in result.claims)
        return f"stated as a fact, but it is in dispute, or only one side says so. {sides}"
    instead = (result.correction or result.statement or "") if result is not None else ""
    return f"on record: {instead}" if instead else "the record says otherwise"


def _quotation_message(compared: Compared) -> str:
    parts = []
    if compared.verdict == "misattributed":
        parts.append(f"the article gives these words to {compared.recorded}, not to {compared.speaker}")
    parts += [_change(change) for change in compared.changes]
    if compared.note:
        parts.append(compared.note)
    if compared.pieces:
        parts.append(" / ".join(f"“{flowed(piece.quote)}” ({piece.article}:{piece.line})" for piece in compared.pieces))
    elif compared.verdict == "not-found":
        parts.append("these words are in none of the articles")
    return "; ".join(parts)


def _change(change: Change) -> str:
    said, printed = (_short(part) for part in (change.said, change.printed))
    if not said:
        return f"left out: “{printed}”"
    return f"“{said}” should be “{printed}”" if printed else f"put in: “{said}”"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_CHANGE else f"{text[: LONGEST_CHANGE - 4]} ..."


# Text


def review_text(review: Review, name: str, page: Page) -> str:
    """Return a review for people: what is wrong first, with its passages; then what is not decided; the summary."""
    blocks = [_finding_text(finding, name, page) for finding in review.findings]
    undecided = [each for each in review.sentences if each.verdict == NOT_DECIDED]
    if undecided:
        lines = ["Not decided by the record:"]
        for each in undecided:
            reason = f" ({each.note})" if each.note else ""
            lines += page.wrapped(f"{_place(each, name)} {each.text}{reason}", INDENT, INDENT * 2)
        blocks.append("\n".join(page.faint(line) for line in lines))
    return "\n\n".join([*blocks, "\n".join(page.wrapped(summary(review)))])


def _finding_text(finding: Finding, name: str, page: Page) -> str:
    shown = f"“{finding.text}”" if isinstance(finding, JudgedQuotation) else finding.text
    lines = [page.bold(f"{_place(finding, name)} {_said(finding.verdict or '')}"), *page.wrapped(shown, INDENT)]
    if isinstance(finding, JudgedSentence) and finding.note:
        lines += page.wrapped(f"({finding.note})", INDENT)
    lines += page.wrapped(_sentence_start(message(finding)), INDENT)
    return "\n\n".join(["\n".join(lines), *source_blocks(_sources(finding), page)])


def _sentence_start(text: str) -> str:
    return text[:1].upper() + text[1:]


def _place(finding: Finding, name: str) -> str:
    return f"{flowed(name)}:{finding.where.line}:{finding.where.column}:"


def _sources(finding: Finding) -> Sequence[Source]:
    if isinstance(finding, JudgedQuotation):
        one = finding.compared.source
        return (one,) if one is not None else finding.compared.pieces
    if finding.result is None:
        return ()
    return finding.result.sources or [s for claim in finding.result.claims for s in claim.sources]


# JSON


def review_object(review: Review, name: str) -> dict[str, Any]:
    """Return a review in the shape that docs/review.md describes."""
    return {
        "schema_version": SCHEMA_VERSION,
        "draft": name,
        "summary": counts(review),
        "sentences": [_sentence_object(each) for each in review.sentences],
        "quotations": [_quotation_object(each) for each in review.quotations],
    }


def _sentence_object(each: JudgedSentence) -> dict[str, Any]:
    head = {"verdict": each.verdict, "text": each.text} | asdict(each.where)
    result = verdict_object(each.result) if each.result else None
    return head | {"read_as": each.read_as, "note": each.note or None, "check": result}


def _quotation_object(each: JudgedQuotation) -> dict[str, Any]:
    compared = each.compared
    return {"verdict": each.verdict, "text": each.text} | asdict(each.where) | {
        "speaker": compared.speaker or None,
        "recorded": compared.recorded or None,
        "changes": [asdict(change) for change in compared.changes],
        "note": compared.note or None,
        "source": next(iter(source_objects([compared.source] if compared.source else [])), None),
        "pieces": source_objects(compared.pieces),
    }  # fmt: skip


# Markdown


def review_markdown(review: Review, name: str) -> str:
    """Return a review as a Markdown list, for a comment or a report."""
    blocks = [f"# Review of {_escaped(name)}", _escaped(summary(review))]
    found = [_markdown_item(finding) for finding in review.findings]
    blocks += ["\n".join(found)] if found else []
    undecided = [each for each in review.sentences if each.verdict == NOT_DECIDED]
    if undecided:
        listed = "\n".join(f"- line {each.where.line}: {_escaped(each.text)}" for each in undecided)
        blocks += ["## Not decided by the record", listed]
    return "\n\n".join(blocks)


def _markdown_item(finding: Finding) -> str:
    shown = f"“{finding.text}”" if isinstance(finding, JudgedQuotation) else finding.text
    place = f"line {finding.where.line}, column {finding.where.column}"
    lines = [
        f"- **{_said(finding.verdict or '')}** ({place}): {_escaped(shown)}  ",
        f"  {_escaped(_sentence_start(message(finding)))}",
    ]
    for source in _sources(finding):
        lines += ["", f"  > {_escaped(source.quote)}  ", f"  > {_escaped(source.article)}:{source.line}"]
    return "\n".join(lines)


def _escaped(text: str) -> str:
    """Return a text on one line in which Markdown sees no markup."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>#|~&!" else c for c in flowed(text))


# GitHub


def review_github(review: Review, name: str) -> Iterator[str]:
    """Yield a workflow command for each finding: GitHub shows it beside the line.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    for finding in review.findings:
        where = finding.where
        properties = {
            "file": name, "line": where.line, "col": where.column, "endLine": where.end_line,
            "endColumn": where.end_column, "title": _said(finding.verdict or ""),
        }  # fmt: skip
        if where.line != where.end_line:  # columns are for one line
            del properties["endColumn"]
        listed = ",".join(f"{key}={_property(str(held))}" for key, held in properties.items())
        shown = f"“{finding.text}”" if isinstance(finding, JudgedQuotation) else finding.text
        text = f"{_said(finding.verdict or '')}: {shown} - {message(finding)}"
        yield f"::{level(finding)} {listed}::{_command_text(text)}"


def _command_text(text: str) -> str:
    return safe(flowed(text)).replace("%", "%25")


def _property(text: str) -> str:
    return safe(text).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
