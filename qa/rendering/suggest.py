"""Coverage and drafts, as text for people and as JSON for scripts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from qa.curating.covered import Coverage
from qa.curating.draft_file import draft_yaml
from qa.curating.drafts import Draft
from qa.curating.suggestions import Suggestion, Suggestions
from qa.rendering.answers import INDENT, Page, flowed, safe


def suggestions_text(shown: Suggestions, left: int, page: Page) -> str:
    """Return coverage and uncovered sentences for people; ``left`` more are not shown."""
    blocks = [
        "\n".join([page.bold("Sentences that facts cite, of those that assert something"), *_coverage(shown.coverage)])
    ]
    blocks += ["\n".join(_lines(each, page)) for each in shown.found]
    if left:
        blocks.append(f"and {left:,} more sentences: --limit {left + len(shown.found)}")
    if shown.drafts:
        blocks.append("Drafts as YAML: --format yaml. To add them to facts.yaml: --append. Check every word of them.")
    return "\n\n".join(blocks)


def _coverage(counts: tuple[Coverage, ...]) -> Iterator[str]:
    for each in counts:
        share = round(100 * each.cited / each.asserting) if each.asserting else 100
        yield f"{INDENT}{flowed(each.article)}: {each.cited} of {each.asserting} ({share} %)"


def _lines(each: Suggestion, page: Page) -> Iterator[str]:
    sentence = each.uncovered.sentence
    yield page.bold(f"{flowed(sentence.article)}:{sentence.line}") + f"  {each.uncovered.weight:.1f}"
    yield from page.wrapped(sentence.text, "> ")
    for draft in each.drafts:
        by = f"According to {draft.according_to}: " if draft.according_to else ""
        yield from page.wrapped(f"draft: {by}{draft.statement}", INDENT, INDENT * 2)
        yield from page.wrapped("; ".join(f"{key}: {text}" for key, text in draft.slots), INDENT * 2, INDENT * 3)
    if each.speaker:
        yield from page.wrapped(
            f"{each.speaker} speaks, and is no entity: with one, what is said can be a claim.", INDENT
        )


def suggestions_yaml(shown: Suggestions) -> str:
    """Return the drafts as YAML, to be pasted under ``facts``."""
    return "\n".join(safe(line) for line in draft_yaml(shown.drafts).rstrip("\n").split("\n")) if shown.drafts else ""


def suggestions_object(shown: Suggestions, left: int) -> dict[str, Any]:
    """Return coverage, uncovered sentences and drafts."""
    return {
        "coverage": [{"article": c.article, "cited": c.cited, "asserting": c.asserting} for c in shown.coverage],
        "uncovered": [_suggestion_object(each) for each in shown.found],
        "left": left,
    }


def _suggestion_object(each: Suggestion) -> dict[str, Any]:
    sentence = each.uncovered.sentence
    place = {name: getattr(sentence, name) for name in ("article", "line", "start", "end", "text")}
    drafts = [_draft_object(draft) for draft in each.drafts]
    return place | {"weight": each.uncovered.weight, "speaker": each.speaker, "drafts": drafts}


def _draft_object(draft: Draft) -> dict[str, Any]:
    return {
        "id": draft.id,
        "statement": draft.statement,
        "according_to": draft.according_to,
        "answers": dict(draft.slots),
        "as_of": draft.as_of,
        "asked_as": list(draft.asked_as),
        "article": draft.article,
        "quote": draft.quote,
        "prefix": draft.prefix,
    }
