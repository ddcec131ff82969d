"""Golden questions and claims: put to the dossier, judged by what is expected of them, and shown.

A known failure must keep failing: once it does not, its mark is a mistake.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from qa.dossier import Dossier
from qa.english.tokens import norms
from qa.golden.claims import judge_claim
from qa.golden.file import BETWEEN_ALTERNATIVES, Golden
from qa.golden.words import has_words, is_cited, missing_key
from qa.model import Answer, Article, Verdict
from qa.questions.question import FORMS
from qa.rendering.answers import Page, flowed
from qa.values import value

ABSTENTIONS = ("not-on-record", "ambiguous")
OUTCOMES = ("right", "wrong", "abstained", "known", "fixed")
"""``known`` fails as its mark says, ``fixed`` no longer does."""


@value
class Result:
    """What became of a golden question or claim."""

    test: Golden
    outcome: str
    got: Answer | Verdict
    why: str = ""

    @property
    def failed(self) -> bool:
        """True where somebody has to do something about it."""
        return self.outcome in {"wrong", "abstained", "fixed"}


@value
class Overmatch:
    """What none of the golden questions reaches: rules by their openings, facts by their ids."""

    questions: int
    rules: tuple[str, ...]
    facts: tuple[str, ...]


# Running


def run(tests: Iterable[Golden], dossier: Dossier) -> Iterator[Result]:
    """Put each question to the dossier and yield what became of it."""
    return (run_one(test, dossier) for test in tests)


def run_one(test: Golden, dossier: Dossier) -> Result:
    """Put one question to the dossier."""
    got: Answer | Verdict = dossier.check(test.question) if test.is_claim else dossier.ask(test.question)
    outcome, why = judged_as(test, got, dossier.articles)
    if test.known is not None:
        fixed = "it is right now: remove 'known'"
        outcome, why = ("fixed", fixed) if outcome == "right" else ("known", f"{test.known} ({why})")
    return Result(test, outcome, got, why)


def judged_as(test: Golden, got: Answer | Verdict, articles: Sequence[Article]) -> tuple[str, str]:
    """Return right, wrong or abstained, and why, for what came of a question or of a claim."""
    return judge(test, got, articles) if isinstance(got, Answer) else _judge_claim(test, got, articles)


def _judge_claim(test: Golden, verdict: Verdict, articles: Sequence[Article]) -> tuple[str, str]:
    return judge_claim(verdict, articles, verdicts=test.statuses, keys=test.keys, by=test.by, source=test.source)


def judge(test: Golden, answer: Answer, articles: Sequence[Article]) -> tuple[str, str]:
    """Return right, wrong or abstained, and why."""
    if answer.status not in test.statuses:
        expects_one = any(status not in ABSTENTIONS for status in test.statuses)
        outcome = "abstained" if expects_one and answer.status in ABSTENTIONS else "wrong"
        return outcome, f"the status is {answer.status}"
    if answer.status == "not-on-record":
        return "right", ""
    why = _missing_verdict(test, answer) or _missing_key(test, answer)
    why = why or _missing_speaker(test, answer) or _missing_source(test, answer, articles)
    return ("wrong", why) if why else ("right", "")


def _verdict(test: Golden) -> str:
    """Return the yes or no that a yes/no question expects, or an empty string."""
    first = norms(test.keys[0][0]) if test.kind == "yes-no" and test.keys else ()
    return first[0] if first in {("yes",), ("no",)} else ""


def _missing_verdict(test: Golden, answer: Answer) -> str:
    expected = _verdict(test)
    if not expected or (expected == "no" and answer.status == "false-premise" and answer.correction):
        return ""
    return "" if answer.yes_or_no.lower() == expected else f"the answer does not begin with {test.keys[0][0]}"


def _missing_key(test: Golden, answer: Answer) -> str:
    wide = test.kind == "yes-no" or answer.status in {"disputed", "ambiguous"} or len(answer.facts) > 1
    said = " / ".join((answer.answer or "", answer.correction or "", *(_around(answer) if wide else ())))
    keys = test.keys[1:] if _verdict(test) else test.keys
    missing = missing_key(keys, said)
    return f"no {BETWEEN_ALTERNATIVES.join(missing)!r} in it" if missing else ""


def _missing_speaker(test: Golden, answer: Answer) -> str:
    if test.by is None:
        return ""
    name = [word for word in norms(test.by) if word != "'s"][-1]
    said = " / ".join((answer.answer or "", *_around(answer)))
    return "" if has_words(said, name) else f"not attributed to {test.by}"


def _around(answer: Answer) -> tuple[str, ...]:
    return (answer.statement or "", *(part for claim in answer.claims for part in (claim.by, claim.says)))


def _missing_source(test: Golden, answer: Answer, articles: Sequence[Article]) -> str:
    if test.source is None:
        return ""
    found = is_cited(test.source, answer.sources, answer.claims, articles)
    return "" if found else f"no cited passage covers {test.source!r}"


# Overmatch


def find_overmatch(tests: Sequence[Golden], dossier: Dossier) -> Overmatch:
    """Put every golden question to all facts; return the rules and facts that no answer comes from."""
    rules: set[str] = set()
    facts: set[str] = set()
    for test in tests:
        if test.is_claim:
            continue
        answer, trace = dossier.explain(test.question)
        winners = {c.alignment.reading.rule for c in trace.candidates if c.alignment.indexed.fact.id in answer.facts}
        rules |= winners or {reading.rule for reading in trace.question.readings}
        facts |= {*answer.facts}
    reached = {rule.removesuffix(" (superlative)") for rule in rules}
    return Overmatch(
        len(tests),
        tuple(form.opening for form in FORMS if form.opening not in reached),
        tuple(fact.id for fact in dossier.facts() if fact.id not in facts),
    )


# Showing


def result_text(result: Result, page: Page) -> str:
    """Return a result for people: where the test stands, what was expected, what came, why that is not right."""
    test = result.test
    head = f"{flowed(test.file)}:{test.line}: {result.outcome}: {flowed(test.question)}"
    parts = (f"expected: {_expectation(test)}", f"got: {_outcome(result.got)}", f"why: {result.why}")
    return "\n".join([page.bold(head), *(line for part in parts for line in page.wrapped(part, "  ", "    "))])


def _expectation(test: Golden) -> str:
    keys = ", ".join(repr(BETWEEN_ALTERNATIVES.join(key)) for key in test.keys)
    parts = (" or ".join(test.statuses), keys, f"by {test.by}" if test.by else "")
    return "; ".join(filter(None, (*parts, f"from {test.source!r}" if test.source else "")))


def _outcome(got: Answer | Verdict) -> str:
    if isinstance(got, Verdict):
        return ": ".join(filter(None, (got.verdict, got.correction or got.statement)))
    return ": ".join(filter(None, (got.status, got.answer or got.correction)))


def result_object(result: Result) -> dict[str, Any]:
    """Return a result as JSON has it."""
    test, got = result.test, result.got
    asked, wanted, keys = ("claim", "verdict", "correction") if test.is_claim else ("question", "status", "answer")
    if isinstance(got, Verdict):
        came: dict[str, Any] = {"verdict": got.verdict, "statement": got.statement}
    else:
        came = {"status": got.status, "answer": got.answer}
    return {
        "file": test.file,
        "line": test.line,
        asked: test.question,
        "kind": test.kind,
        "outcome": result.outcome,
        "expected": {
            wanted: list(test.statuses),
            keys: [list(key) for key in test.keys],
            "by": test.by,
            "source": test.source,
        },
        "got": came | {"correction": got.correction, "facts": list(got.facts)},
        "why": result.why,
        "known": test.known,
    }
