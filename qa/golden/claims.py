"""Golden claims: what a golden file may say of a claim, and whether its verdict is right."""

from __future__ import annotations

from collections.abc import Sequence

from qa.english.tokens import norms
from qa.files.placed_yaml import PlacedMap
from qa.golden.words import has_words, is_cited, missing_key
from qa.model import Article, Verdict
from qa.record.schema import Key, Shape, Table

CLAIM_KINDS = {
    "supported": ("supported",),
    "refuted": ("refuted",),
    "nei": ("not-enough-info",),
    "contested": ("disputed",),
}
"""Kind of claim -> the verdicts that are right where the test does not say."""
VERDICTS = ("supported", "refuted", "disputed", "not-enough-info")
HOW_TO_TELL = (
    Key("by", Shape.TEXT, "Paul Lister"),
    Key("source", Shape.TEXT, "a few words of the article"),
    Key("known", Shape.TEXT, "why it fails"),
)
"""What the tests of questions have, too."""
CLAIM_TEST = Table(
    "a test",
    (
        Key("claim", Shape.TEXT, "The bridge opened in May.", required=True),
        Key("kind", Shape.TEXT, "supported", required=True, choices=tuple(CLAIM_KINDS)),
        Key("verdict", Shape.TEXTS, "supported"),
        Key("correction", Shape.TEXTS, "[May | 4 May]"),
        *HOW_TO_TELL,
    ),
)


def is_claim(node: PlacedMap) -> bool:
    """Tell whether a test of a golden file is about a claim."""
    return any(key.text == "claim" for key, _ in node.entries)


def judge_claim(  # noqa: PLR0913 - what a test may expect
    verdict: Verdict,
    articles: Sequence[Article],
    *,
    verdicts: Sequence[str],
    keys: Sequence[Sequence[str]] = (),
    by: str | None = None,
    source: str | None = None,
) -> tuple[str, str]:
    """Return right, wrong or abstained, and why: a claim that is left undecided is never wrong."""
    if verdict.verdict not in verdicts:
        outcome = "abstained" if verdict.verdict == "not-enough-info" else "wrong"
        return outcome, f"the verdict is {verdict.verdict}"
    if verdict.verdict == "not-enough-info":
        return "right", ""
    said = " / ".join((verdict.correction or "", verdict.statement or ""))
    missing = missing_key(keys, said) if verdict.verdict == "refuted" else ()
    why = f"no {' | '.join(missing)!r} in it" if missing else ""
    if by is not None and verdict.verdict == "disputed":
        name = [word for word in norms(by) if word != "'s"][-1]
        if not any(has_words(claim.by, name) for claim in verdict.claims):
            why = f"not attributed to {by}"
    if not why and source is not None and not is_cited(source, verdict.sources, verdict.claims, articles):
        why = f"no cited passage covers {source!r}"
    return ("wrong", why) if why else ("right", "")
