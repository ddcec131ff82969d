"""From claim to verdict, the whole way: split, read, look up, weigh, decide.

claim text -> assertions -> Readings -> candidate facts -> Weighed -> Ruling for each -> Verdict
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qa.answer import Answerer
from qa.computing.compose import Composer
from qa.english.function_words import AUXILIARIES
from qa.matching.factindex import FactIndex
from qa.matching.match import Matcher
from qa.model import Answer, Part, Verdict
from qa.values import replace
from qa.verdicts.assertions import assertions
from qa.verdicts.denied import denies, is_deniable, leans_so
from qa.verdicts.judge import Judge, Judged
from qa.verdicts.ruling import UNSURE, Ruling, is_unclaimed


class Checker:
    """Judges claims by indexed facts. Sentences near a claim that is not decided are added by the caller."""

    def __init__(self, judge: Judge, answerer: Answerer, index: FactIndex, matcher: Matcher) -> None:
        """``judge`` and ``answerer`` go by these facts."""
        self._judge = judge
        self._answerer = answerer
        self._index = index
        self._matcher = matcher
        self._composer = Composer(index, matcher)

    def check(self, text: str) -> tuple[Verdict, tuple[Judged, ...]]:
        """Return the verdict on a claim, and what was decided of each of its assertions."""
        whole = self._judge.judge(text)
        if whole.ruling.verdict == "not-enough-info":
            parts = assertions(text, whole.question.tokens, self._matcher.gazetteer)
            if len(parts) > 1:
                judged = [self._leant(part) for part in map(self._judge.judge, parts)]
                return _together(text, judged), (whole, *judged)
            whole = self._denied(self._leant(whole))
        return _verdict(text, whole), (whole,)

    def _leant(self, judged: Judged) -> Judged:
        """Go by what can be worked out where the rules leave an assertion open, then by the phrasings."""
        return self._judge.leant(self._worked_out(judged))

    def _denied(self, judged: Judged) -> Judged:
        """Refute what is answered with No when it is asked for; where that is only somebody's claim, it is disputed.

        What is answered with Yes supports nothing by that: a question may be put in words that a claim must not use.
        Nor does it tell anything of a claim that denies: No may be meant for what it denies.
        """
        if judged.ruling.verdict != UNSURE or not is_deniable(judged):
            return judged
        answer = self._answerer.answer(_asked(judged))[0]
        if answer.yes_or_no != "No" or not leans_so(judged, answer):
            return judged
        return self._refuted(judged, answer)

    def _worked_out(self, judged: Judged) -> Judged:
        """Go by what is worked out of several facts where none decides an assertion by itself."""
        if judged.ruling.verdict != UNSURE or denies(judged):
            return judged
        answer = self._answerer.worked_out(_asked(judged))
        if answer is None or answer.status != "answered" or answer.yes_or_no not in {"Yes", "No"}:
            return judged
        if answer.yes_or_no == "No":
            return self._refuted(judged, answer)
        facts = (indexed.fact for each in answer.facts if (indexed := self._index.by_id(each)))
        verdict = "supported" if all(is_unclaimed(fact, self._composer) for fact in facts) else "disputed"
        told = f"{(answer.answer or '').removeprefix('Yes (').removesuffix(')')}. {answer.statement}"
        ruling = Ruling(verdict, "worked out", told, None, answer.claims, answer.sources, answer.facts)
        return replace(judged, ruling=ruling)

    def _refuted(self, judged: Judged, answer: Answer) -> Judged:
        """Return an assertion as refuted by the answer No, or as disputed where that is only somebody's claim."""
        if answer.status != "answered":
            return judged
        said = answer.correction or answer.statement
        facts = [indexed.fact for each in answer.facts if (indexed := self._index.by_id(each))]
        readings = judged.question.readings
        named = {name for reading in readings for term in reading.terms for name in (*term.names, *reading.speaker)}
        plain = all(named & set(fact.according_to) or is_unclaimed(fact, self._composer) for fact in facts)
        verdict, statement, correction = ("refuted", None, said) if plain else ("disputed", said, None)
        ruling = Ruling(
            verdict, "asked for, it is denied", statement, correction, answer.claims, answer.sources, answer.facts
        )
        return replace(judged, ruling=ruling)


def _asked(judged: Judged) -> str:
    """Return an assertion as a question."""
    asked = judged.question.tokens[0].norm in AUXILIARIES
    return judged.text if asked else f"Is it true that {judged.text}"


def _verdict(text: str, judged: Judged) -> Verdict:
    """Return the verdict on a claim that is one assertion."""
    ruling = judged.ruling
    return Verdict(
        text, ruling.verdict, ruling.statement, ruling.correction, ruling.claims, ruling.sources, ruling.facts,
        assumed=judged.question.assumed,
    )  # fmt: skip


def _together(text: str, parts: Sequence[Judged]) -> Verdict:
    """Return the verdict on a claim of several assertions: one that fails fails all."""
    rulings = [part.ruling for part in parts]
    verdicts = {ruling.verdict for ruling in rulings}
    verdict = next(v for v in ("refuted", "disputed", "not-enough-info", "supported") if v in verdicts)
    telling = [ruling for ruling in rulings if ruling.verdict == verdict]
    shown = [] if verdict == "not-enough-info" else telling
    return Verdict(
        text,
        verdict,
        _joined(ruling.statement for ruling in shown),
        _joined(ruling.correction for ruling in shown),
        tuple(dict.fromkeys(claim for ruling in shown for claim in ruling.claims)),
        tuple(dict.fromkeys(source for ruling in shown for source in ruling.sources)),
        tuple(dict.fromkeys(fact for ruling in shown for fact in ruling.facts)),
        parts=tuple(
            Part(part.text, part.ruling.verdict, part.ruling.statement, part.ruling.correction, part.ruling.facts)
            for part in parts
        ),
        assumed=tuple(dict.fromkeys(each for part in parts for each in part.question.assumed)),
    )


def _joined(texts: Iterable[str | None]) -> str | None:
    return " ".join(dict.fromkeys(text for text in texts if text)) or None
