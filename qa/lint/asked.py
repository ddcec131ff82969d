"""The lint rules about questions: whether facts are reached by those that they are written for."""

from __future__ import annotations

from collections.abc import Iterator

from qa.english.tokens import norms
from qa.lint.subject import Edit, Found, Subject
from qa.model import Fact
from qa.record.report import shown

UNANSWERED = frozenset({"not-on-record", "ambiguous"})


def no_asked_as(subject: Subject) -> Iterator[Found]:
    """A fact has no `asked_as`: nothing tells, or tests, what it is to answer.

    Fails:

        facts:
          - id: bridge-opened
                ^
            statement: The bridge opened in May 2011.
            answers: {what: The bridge, did: opened, when: in May 2011}
            sources: [{article: bridge.txt, quote: bridge opened in May 2011}]

    Passes:

        facts:
          - id: bridge-opened
            statement: The bridge opened in May 2011.
            answers: {what: The bridge, did: opened, when: in May 2011}
            asked_as: When did the bridge open?
            sources: [{article: bridge.txt, quote: bridge opened in May 2011}]
    """
    for each in subject.facts:
        if not each.fact.asked_as:
            yield Found(each.place("id"), "no 'asked_as': add a question that this fact must answer")


def asked_as_unanswered(subject: Subject) -> Iterator[Found]:
    """A question of `asked_as` gets no answer.

    `qa ask QUESTION --explain` shows why: mostly the statement lacks a word of the question, or its slots lack what is
    asked for.

    Fails:

        facts:
          - id: bridge-opened
            statement: The bridge opened in May 2011.
            answers: {what: The bridge, did: opened, when: in May 2011}
            asked_as: [When did the bridge open?, How many arches has it?]
                                                  ^
            sources: [{article: bridge.txt, quote: bridge opened in May 2011}]

    Passes:

        facts:
          - id: bridge-opened
            statement: The bridge opened in May 2011.
            answers: {what: The bridge, did: opened, when: in May 2011}
            asked_as: [When did the bridge open?, What opened in May 2011?]
            sources: [{article: bridge.txt, quote: bridge opened in May 2011}]
    """
    for each in subject.reach.asked:
        found = subject.by_id[each.fact]
        if not each.reached and each.status in UNANSWERED and found.fact.rank != "deprecated":
            question = found.fact.asked_as[each.number]
            said = f"{shown(question)} is not answered from this fact: {each.status}"
            yield Found(found.question(each.number), said)


def unreached_fact(subject: Subject) -> Iterator[Found]:
    """None of a fact's own questions is answered from it: other facts answer all of them.

    Either the fact says nothing that the others do not, or its questions do not ask for what it adds.

    Fails:

        facts:
          - id: bridge-opened
            statement: The bridge opened in May 2011.
            answers: {what: The bridge, did: opened, when: in May 2011}
            asked_as: When did the bridge open?
            sources: [{article: bridge.txt, quote: bridge opened in May 2011}]
          - id: bridge-closed
                ^
            statement: The bridge was closed in June 2014.
            answers: {what: The bridge, did: was closed, when: in June 2014}
            asked_as: When did the bridge open?
            sources: [{article: bridge.txt, quote: The bridge was closed in June 2014}]

    Passes:

        facts:
          - id: bridge-opened
            statement: The bridge opened in May 2011.
            answers: {what: The bridge, did: opened, when: in May 2011}
            asked_as: When did the bridge open?
            sources: [{article: bridge.txt, quote: bridge opened in May 2011}]
          - id: bridge-closed
            statement: The bridge was closed in June 2014.
            answers: {what: The bridge, did: was closed, when: in June 2014}
            asked_as: When was the bridge closed?
            sources: [{article: bridge.txt, quote: The bridge was closed in June 2014}]
    """
    reached = {each.fact for each in subject.reach.asked if each.reached}
    unanswered = {each.fact for each in subject.reach.asked if not each.reached and each.status in UNANSWERED}
    for each in subject.facts:
        if each.fact.asked_as and each.fact.id not in reached | unanswered and _is_current(each.fact):
            yield Found(each.place("id"), "other facts answer all of this fact's 'asked_as'")


def no_golden_question(subject: Subject) -> Iterator[Found]:
    """No golden question is answered from a fact, so that no test notices when it is no longer found.

    Fails:

        facts:
          - id: bridge-opened
            statement: The bridge opened in May 2011.
            answers: {what: The bridge, did: opened, when: in May 2011}
            asked_as: When did the bridge open?
            sources: [{article: bridge.txt, quote: bridge opened in May 2011}]
          - id: bridge-closed
                ^
            statement: The bridge was closed in June 2014.
            answers: {what: The bridge, did: was closed, when: in June 2014}
            asked_as: When was the bridge closed?
            sources: [{article: bridge.txt, quote: The bridge was closed in June 2014}]
        # file: tests/golden/first.yaml
        tests:
          - question: When did the bridge open?
            kind: plain
            answer: May 2011

    Passes:

        facts:
          - id: bridge-opened
            statement: The bridge opened in May 2011.
            answers: {what: The bridge, did: opened, when: in May 2011}
            asked_as: When did the bridge open?
            sources: [{article: bridge.txt, quote: bridge opened in May 2011}]
        # file: tests/golden/first.yaml
        tests:
          - question: When did the bridge open?
            kind: plain
            answer: May 2011
    """
    golden = subject.reach.golden
    if golden is None:
        if subject.facts:
            yield Found(subject.top("facts"), "no golden questions: write some into tests/golden")
        return
    for each in subject.facts:
        if each.fact.id not in golden and _is_current(each.fact):
            yield Found(each.place("id"), "no golden question is answered from this fact")


def duplicate_question(subject: Subject) -> Iterator[Found]:
    """A question stands twice in phrasings.yaml, or in a golden file, or in one fact's `asked_as` (`--fix` mends that).

    Fails:

        facts:
          - id: bridge-opened
            statement: The bridge opened in May 2011.
            answers: {what: The bridge, did: opened, when: in May 2011}
            asked_as: [When did the bridge open?, when did the bridge open]
                                                  ^
            sources: [{article: bridge.txt, quote: bridge opened in May 2011}]

    Passes:

        facts:
          - id: bridge-opened
            statement: The bridge opened in May 2011.
            answers: {what: The bridge, did: opened, when: in May 2011}
            asked_as: [When did the bridge open?, What opened in May 2011?]
            sources: [{article: bridge.txt, quote: bridge opened in May 2011}]
    """
    yield from subject.noted("duplicate-question")
    for each in subject.facts:
        seen: set[tuple[str, ...]] = set()
        for number, question in enumerate(each.fact.asked_as):
            words = norms(question)
            if words in seen:
                place = each.question(number)
                yield Found(place, f"{shown(question)} stands in this list already", Edit(place))
            seen.add(words)


def _is_current(fact: Fact) -> bool:
    """Tell whether a fact is to be found by questions: one that was replaced or deprecated is not."""
    return fact.rank != "deprecated" and fact.superseded_by is None
