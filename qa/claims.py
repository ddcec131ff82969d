"""From claim to verdict, the whole way: split, read, look up, weigh, decide.

claim text -> assertions -> Readings -> candidate facts -> Weighed -> Ruling for each -> Verdict
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qa.answer import Answerer
from qa.computing.compose import Composer
from qa.english.function_words import AUXILIARIES, NEGATIONS
from qa.matching.align import align
from qa.matching.factindex import FactIndex, IndexedFact
from qa.matching.match import Matcher
from qa.matching.reader import Reader
from qa.model import Answer, Part, Verdict
from qa.questions.polarity import denials
from qa.questions.question import Question, Reading
from qa.recognition.recognise import NOBODY, Recogniser, Recognition
from qa.recognition.vouch import LOOKED_AT
from qa.recognition.wordings import Wordings, needed_of
from qa.values import replace, value
from qa.verdicts.assertions import assertions
from qa.verdicts.leaning import Leaning, lean
from qa.verdicts.ruling import UNSURE, Ruling, is_unclaimed, rule
from qa.verdicts.weighing import AGAINST, FOR, SILENT, Weighed, may_be_reworded, weigh

LACKING = 1
"""So many of an assertion's words a fact may lack to be looked at, unless it is recognised as what is meant."""
CERTAIN = -0.7
"""The least log of the probability with which a fact is recognised, for words from several of its phrasings."""
UNLIKELY = -20.0
"""Below this log of the probability, a fact is not what an assertion in the phrasings' words is about."""
LEAST_DENIED = 0.6
"""The least chance with which phrasings must deny what is answered with No when it is asked for."""
TURNED = 0.25
"""By so much less a claim that denies what the record does not must be borne out without its denial."""
MOST_WORDS = 3
"""So many words a speaker has whose words follow a colon."""


@value
class Judged:
    """One assertion: how it was read, the facts that were weighed, what was decided and why."""

    text: str
    question: Question
    weighed: tuple[Weighed, ...]
    ruling: Ruling
    recognition: Recognition | None = None
    leaning: Leaning | None = None
    """Which way the phrasings lean, where they were asked."""


class Checker:
    """Judges claims by indexed facts. Sentences near a claim that is not decided are added by the caller."""

    def __init__(  # noqa: PLR0913, PLR0917 - the engine's parts, and two more
        self,
        reader: Reader,
        index: FactIndex,
        matcher: Matcher,
        recogniser: Recogniser | None,
        wordings: Wordings,
        answerer: Answerer,
    ) -> None:
        """``answerer`` answers questions from the same facts."""
        self._reader = reader
        self._index = index
        self._matcher = matcher
        self._recogniser = recogniser
        self._wordings = wordings
        self._answerer = answerer
        self._composer = Composer(index, matcher)

    def check(self, text: str) -> tuple[Verdict, tuple[Judged, ...]]:
        """Return the verdict on a claim, and what was decided of each of its assertions."""
        whole = self._judge(text)
        if whole.ruling.verdict == "not-enough-info":
            parts = assertions(text, whole.question.tokens, self._matcher.gazetteer)
            if len(parts) > 1:
                judged = [self._leant(self._worked_out(self._judge(part))) for part in parts]
                return _together(text, judged), (whole, *judged)
            whole = self._denied(self._leant(self._worked_out(whole)))
        return _verdict(text, whole), (whole,)

    def _judge(self, text: str) -> Judged:
        """Judge one assertion."""
        question = self._reader.read_claim(_spoken(text))
        recognition = self._recogniser.recognise(question.tokens) if self._recogniser else None
        weighed = [
            self._weigh(reading, indexed, recognition)
            for reading in question.readings
            for indexed in self._candidates(reading, recognition)
        ]
        ordered = tuple(sorted(weighed, key=_order))
        return Judged(text, question, ordered, rule(ordered, self._index, self._composer), recognition)

    def _leant(self, judged: Judged) -> Judged:
        """Go by the phrasings where the rules leave an assertion open."""
        if judged.ruling.verdict != UNSURE or judged.recognition is None:
            return judged
        leaning = lean(judged.question.readings, judged.recognition, self._index, self._matcher)
        if leaning is None:
            return judged
        judged = replace(judged, leaning=leaning)
        if leaning.stance == FOR and (_is_opposed(leaning.weighed, judged.weighed) or self._is_idle(judged, leaning)):
            return judged
        ruling = rule((leaning.weighed,), self._index, self._composer)
        reason = f"{ruling.reason}; {leaning.reason}" if ruling.verdict == UNSURE else leaning.reason
        return replace(judged, weighed=(leaning.weighed, *judged.weighed), ruling=replace(ruling, reason=reason))

    def _is_idle(self, judged: Judged, leaning: Leaning) -> bool:
        """Tell whether a denial changes nothing for the phrasings: then they do not tell whether it is so or not so."""
        tokens = judged.question.tokens
        denying = {position for position in denials(tokens) if tokens[position].norm in NEGATIONS}
        recorded = denials(leaning.weighed.alignment.indexed.tokens)
        if not denying or self._recogniser is None:
            return False
        kept = " ".join(token.text or token.norm for p, token in enumerate(tokens) if p not in denying)
        question = self._reader.read_claim(kept)
        recognition = self._recogniser.recognise(question.tokens)
        other = lean(question.readings, recognition, self._index, self._matcher)
        least = 0.0 if len(denials(tokens)) % 2 == len(recorded) % 2 else TURNED
        return other is None or leaning.chances[FOR] - other.chances[FOR] < least

    def _denied(self, judged: Judged) -> Judged:
        """Refute what is answered with No when it is asked for; where that is only somebody's claim, it is disputed.

        What is answered with Yes supports nothing by that: a question may be put in words that a claim must not use.
        Nor does it tell anything of a claim that denies: No may be meant for what it denies.
        """
        if judged.ruling.verdict != UNSURE or _denies(judged):
            return judged
        answer = self._answerer.answer(_asked(judged))[0]
        if answer.yes_or_no != "No" or not _leans_so(judged, answer):
            return judged
        return self._refuted(judged, answer)

    def _worked_out(self, judged: Judged) -> Judged:
        """Go by what is worked out of several facts where none decides an assertion by itself."""
        if judged.ruling.verdict != UNSURE or _denies(judged):
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

    def _candidates(self, reading: Reading, recognition: Recognition | None) -> Iterable[IndexedFact]:
        """Return the facts that share nearly all words with a reading, and those that it is recognised as telling."""
        wanted = self._matcher.looked_up(reading)
        found = {fact.fact.id: fact for fact in self._index.candidates(wanted, LACKING)}
        if recognition is not None:
            for each in recognition.ranked[:LOOKED_AT]:
                if each.fact != NOBODY:
                    found.setdefault(self._index[each.fact].fact.id, self._index[each.fact])
        return [indexed for indexed in found.values() if indexed.fact.rank != "deprecated"]

    def _weigh(self, reading: Reading, indexed: IndexedFact, recognition: Recognition | None) -> Weighed:
        """Align a reading with a fact; words that the statement lacks may stand in one of the fact's phrasings.

        The phrasings are looked at only where they would make a difference: most facts lack more than words.
        """
        plain = align(reading, indexed, self._matcher)
        weighed = weigh(plain, self._matcher)
        number = self._index.number(indexed.fact.id)
        needed = needed_of(plain.hits)
        terms = [term for term in reading.terms if term.first in needed]
        if not needed or (recognition and not all(recognition.knows(number, term) for term in terms)):
            return weighed
        reworded = align(reading, indexed, self._matcher, lambda term: term.first in needed)
        hoped = weigh(reworded, self._matcher, needed)
        if hoped.stance == SILENT or (recognition and _is_unlikely(number, recognition)):
            return weighed
        if self._wordings.allowing(number, plain.hits, reading.tokens, self._matcher):
            return hoped
        sure = recognition is not None and recognition.certainty(number) >= CERTAIN
        return hoped if sure and may_be_reworded(plain, needed) else weighed


def _order(weighed: Weighed) -> tuple[int, float, int, int]:
    """Put first what lacks least and costs least; of those that bear it out, what says it itself, and little else."""
    alignment = weighed.alignment
    if weighed.stance != FOR:
        return len(weighed.lacking), weighed.cost, 0, 0
    elsewhere = sum(hit.how != "statement" for hit in alignment.hits)
    return len(weighed.lacking), weighed.cost, elsewhere, len(alignment.indexed.content - alignment.covered)


def _leans_so(judged: Judged, answer: Answer) -> bool:
    """Tell whether the phrasings, where they have something to say of the fact, deny the assertion as well."""
    leaning = judged.leaning
    if leaning is None or leaning.weighed.alignment.indexed.fact.id not in answer.facts:
        return True
    return leaning.chances[AGAINST] >= LEAST_DENIED


def _denies(judged: Judged) -> bool:
    """Tell whether an assertion has a negation: what is asked for then is not what it says."""
    tokens = judged.question.tokens
    return not tokens or bool(NEGATIONS & {token.norm for token in tokens})


def _asked(judged: Judged) -> str:
    """Return an assertion as a question."""
    asked = judged.question.tokens[0].norm in AUXILIARIES
    return judged.text if asked else f"Is it true that {judged.text}"


def _is_opposed(leant: Weighed, others: Iterable[Weighed]) -> bool:
    """Tell whether a fact that shares more words with the assertion, and half of them at least, says the opposite."""

    def shared(weighed: Weighed) -> int:
        return sum(hit.how == "statement" for hit in weighed.alignment.hits)

    opposite = (each for each in others if each.conflict is not None and each.conflict.name == "polarity")
    return any(shared(each) > shared(leant) and 2 * shared(each) >= len(each.alignment.hits) for each in opposite)


def _is_unlikely(fact: int, recognition: Recognition) -> bool:
    """Tell whether the phrasings' words are rather those of another fact, or of what this one denies."""
    inclination = recognition.inclination(fact)
    return recognition.certainty(fact) < UNLIKELY or (inclination is not None and inclination < 0)


def _spoken(text: str) -> str:
    """Read a headline's colon as speech: "Reid: we will win" is "Reid said that we will win"."""
    speaker, colon, said = text.partition(": ")
    return f"{speaker} said that {said}" if colon and len(speaker.split()) <= MOST_WORDS else text


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
