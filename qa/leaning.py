"""Which way a claim leans that the rules leave open: whether the fact that it seems to tell bears it out.

The curator's phrasings tell what may be said of a fact (``yes``, and whatever it answers) and what may not (``no``,
``mistaken``), and what the articles leave open. A claim in their words rather than in the statement's is weighed by a
handful of *indications*: how much likelier the one than the other, what the checks have found, what is strange to
the fact. Multinomial logistic regression (Cox 1966) makes of them the chances that the fact bears the claim out, that
it contradicts it, or neither. The weights are in `qa.leaning_weights`; `scripts/fit_leaning.py` learns them.

A chance is not enough to call something true: a number, a time or a word that nobody has used of the fact forbids it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import exp

from qa import wordnet
from qa.align import align
from qa.alignment import ASKED_WAYS, Check
from qa.claim_checks import denied_literally, is_kin, share_told
from qa.entities import PERSONS
from qa.factindex import FactIndex, IndexedFact
from qa.function_words import COMPARING, KIN, carries_content
from qa.leaning_weights import WEIGHTS
from qa.lexicon import bases
from qa.match import LIKE_OR_UNLIKE, Hit, Matcher
from qa.polarity import denials
from qa.question import Reading, Term
from qa.recognise import NOBODY, Recognition
from qa.times import times_in
from qa.tokens import norms
from qa.values import value
from qa.weighing import AGAINST, FOR, OBLIGING, PASSING, SILENT, Weighed, weigh
from qa.wordings import needed_of
from qa.wordnet import rather_a_verb

LEAST = {FOR: 0.65, AGAINST: 0.8}
"""The least chance with which a claim is said to be borne out, or contradicted, which is held against people."""
LEAST_UNTOLD = 0.9
"""The least chance with which a claim is contradicted where no check has found in what it differs."""
LEAST_STRANGE = 0.82
"""The least chance with which a claim is borne out that has a word which nobody has used of the fact."""
MOST_STRANGE = 2
"""So many words that nobody has used of a fact may stand in a claim whose number or time is another."""
FORBIDDING = ("kin:", "claimant:", "pairs:", "another:", "quantity:", "time: the record does not tell from when",
              "time: the record is no more exact", "quantifier: the record does not say all",
              "quantifier: the record does not say most", "quantifier: the record does not say half")  # fmt: skip
"""What a fact may not lack of a claim that it bears out, whatever the phrasings say."""
DECIDING = ("time:", "links:")
"""What it may not lack either of a claim that has a word which nobody has used of it."""
AT_A_TIME = frozenset({"when", "while", "until"})
"""Words behind which a claim says when."""
ELSEWHERE = {"missing", "optional", *ASKED_WAYS}
"""Ways of not being found in the statement."""
AGREEING = frozenset("agree disagree concur differ".split())
"""Base forms of words that say of two what neither of them says."""
TELLING_APART = (COMPARING - {"more", "only", "next"}) | KIN | LIKE_OR_UNLIKE
"""Words that say something else in the statement's place, however like the rest is."""
FARTHEST = 30.0
"""Differences of logarithms beyond this say no more."""


@value
class Case:
    """A claim beside the fact that it is recognised as telling: strictly weighed, and with the phrasings' words."""

    number: int
    recognition: Recognition
    inclination: float
    """By how much (in the log of the odds) its words are those of what the fact affirms, not of what it denies."""
    strict: Weighed
    hoped: Weighed


@value
class Leaning:
    """Which way a claim leans: the fact weighed, the chances, and what is clear enough to be said."""

    weighed: Weighed
    chances: dict[str, float]

    @property
    def stance(self) -> str:
        """What is clear enough to be said: for, against, or silent."""
        return self.weighed.stance

    @property
    def reason(self) -> str:
        """The chances in words, for ``--explain``."""
        fact = self.weighed.alignment.indexed.fact.id
        return f"by the phrasings of {fact}: so {self.chances[FOR]:.2f}, not so {self.chances[AGAINST]:.2f}"


def lean(readings: Sequence[Reading], recognition: Recognition, index: FactIndex, matcher: Matcher) -> Leaning | None:
    """Return what the fact that a claim is recognised as telling makes of it; None where phrasings cannot tell."""
    case = case_of(readings, recognition, index, matcher)
    return None if case is None else Leaning(_weighed(case, chances := chances_of(case), matcher), chances)


def _weighed(case: Case, chances: dict[str, float], matcher: Matcher) -> Weighed:
    alignment, conflict = case.hoped.alignment, case.hoped.conflict
    if chances[FOR] >= LEAST[FOR] and not _is_held_back(case, chances[FOR], matcher):
        return Weighed(alignment, FOR, None, ())
    least = LEAST[AGAINST] if conflict is not None else LEAST_UNTOLD
    if chances[AGAINST] >= least and not _is_spared(case, matcher):
        statement = alignment.indexed.fact.statement
        told = Check("phrasings", "conflict", "the fact's phrasings answer it with No", "", "", statement)
        return Weighed(alignment, AGAINST, conflict or told, ())
    return Weighed(alignment, SILENT, conflict, ("phrasings: they do not tell",))


def case_of(readings: Sequence[Reading], recognition: Recognition, index: FactIndex, matcher: Matcher) -> Case | None:
    """Return a claim beside the likeliest fact; None where there is none, or nobody has said what it denies."""
    number = next((each.fact for each in recognition.ranked if each.fact != NOBODY), None)
    inclination = recognition.inclination(number) if number is not None else None
    if number is None or inclination is None or index[number].fact.rank == "deprecated":
        return None
    weighed = [_both(reading, index[number], matcher) for reading in readings]
    if not weighed:
        return None
    strict, hoped = min(weighed, key=_order)
    return Case(number, recognition, inclination, strict, hoped)


def chances_of(case: Case) -> dict[str, float]:
    """Return the chances that the fact bears the claim out, contradicts it, or is silent; they add up to one."""
    sums = dict(zip((SILENT, FOR, AGAINST), WEIGHTS[""][2:], strict=True))
    for name, measure in INDICATIONS.items():
        mean, scale, *weights = WEIGHTS[name]
        standard = (measure(case) - mean) / scale
        for stance, weight in zip((SILENT, FOR, AGAINST), weights, strict=True):
            sums[stance] += weight * standard
    top = max(sums.values())
    odds = {stance: exp(total - top) for stance, total in sums.items()}
    return {stance: each / sum(odds.values()) for stance, each in odds.items()}


def _both(reading: Reading, indexed: IndexedFact, matcher: Matcher) -> tuple[Weighed, Weighed]:
    plain = align(reading, indexed, matcher)
    needed = needed_of(plain.hits)
    reworded = align(reading, indexed, matcher, lambda term: term.first in needed)
    return weigh(plain, matcher), weigh(reworded, matcher, needed)


def _order(weighed: tuple[Weighed, Weighed]) -> tuple[bool, int, int, float]:
    strict, hoped = weighed
    return hoped.stance == SILENT, len(hoped.lacking), len(strict.lacking), strict.cost


def _is_held_back(case: Case, chance: float, matcher: Matcher) -> bool:
    """Tell whether something forbids to say that a fact bears a claim out, however it is worded.

    One word that nobody has used of the fact does not, where all else speaks for it.
    """
    obliged = any(token.norm in OBLIGING for token in case.strict.alignment.indexed.tokens)
    if not obliged and any(each.startswith("modality:") for each in case.strict.lacking):
        return True  # it is only hoped for
    speaker = case.strict.alignment.reading.speaker
    if speaker and any(each.name == "claimant" for each in case.strict.alignment.conflicts):
        return True  # somebody else says so
    if any(each.startswith(FORBIDDING) for each in case.hoped.lacking) or denied_literally(case.strict.alignment):
        return True
    if any(each.startswith("time:") for each in case.hoped.lacking) and _replaced(case):
        return True
    if _names_another(case, matcher) or _is_at_another_time(case):
        return True
    elsewhere = [hit for hit in _words(case) if hit.how != "statement"]
    if any(is_kin(hit) or any(AGREEING & set(bases(word)) for word in hit.term.words) for hit in elsewhere):
        return True
    strange = _strangers(case, "yes")
    if not strange:
        return False
    plain = len(strange) == 1 and strange[0].kind == "word" and all(map(_adds_nothing, strange[0].words))
    return not plain or chance < LEAST_STRANGE or _is_ruled_out(case)


def _adds_nothing(word: str) -> bool:
    """Tell whether a new word may only say the same otherwise: a verb may, a noun or adjective says what is new."""
    return rather_a_verb(word) or wordnet.lemmas(word)[:1] == ((word, "r"),)


def _is_spared(case: Case, matcher: Matcher) -> bool:
    """Tell whether something forbids to say that a fact contradicts a claim.

    A word that nobody has used of the fact does, unless another number or time stands beside it.
    """
    alignment = case.hoped.alignment
    tokens = alignment.reading.tokens
    conflict = case.hoped.conflict
    replaced = conflict is not None and conflict.name in {"time", "quantity"}
    alike = len(denials(tokens)) % 2 == len(denials(alignment.indexed.tokens)) % 2
    if any(tokens[position].norm != "never" for position in denials(tokens)) and not (replaced and alike):
        return True  # No may be meant for what it denies
    if any(LIKE_OR_UNLIKE & set(hit.term.words) for hit in alignment.hits if hit.how != "statement"):
        return True
    if case.hoped.conflict is None and any(each.startswith("claimant:") for each in case.hoped.lacking):
        return True  # what somebody else says is not what the fact denies
    persons = any(PERSONS & matcher.gazetteer.kinds(n) for hit in alignment.hits for n in hit.term.names)
    if any(each.startswith("modality:") for each in case.hoped.lacking) and not (persons or alignment.reading.speaker):
        return True  # that somebody insists on the contrary does not make it untrue
    strange = _strangers(case, "no")
    if case.hoped.conflict is not None and case.hoped.conflict.name == "time" and _names_another(case, matcher):
        return True  # what happened in another year was another one
    # "after May" is no other time than June, and what three are says nothing of what two are
    placed = ("links:", "head:") if conflict is not None and conflict.name == "time" else ("head:",)
    replaced = replaced and not any(each.startswith(placed) for each in case.hoped.lacking)
    if not replaced:
        return bool(strange)
    more = [term for term in strange if term.kind not in {"time", "quantity", "age"}]
    return len(more) > MOST_STRANGE or any(term.kind == "entity" for term in more)


def _strangers(case: Case, key: str) -> list[Term]:
    """Return the names and words of a claim that neither the fact nor its phrasings, those of ``key`` too, have."""
    return [
        hit.term
        for hit in case.strict.alignment.hits
        if not case.recognition.knows(case.number, hit.term, key)
        and (not hit.found or (hit.how == "optional" and not PASSING & set(hit.term.words)))
    ]


def _words(case: Case) -> list[Hit]:
    return [hit for hit in case.strict.alignment.hits if hit.term.kind == "word"]


def _names_another(case: Case, matcher: Matcher) -> bool:
    """Tell whether a claim names somebody or something in the place of another one of that kind."""
    alignment = case.strict.alignment
    indexed, gazetteer = alignment.indexed, matcher.gazetteer
    told = set(norms(" ".join(indexed.fact.according_to)))
    named = {position for hit in alignment.hits if hit.found for position in hit.where}
    free = [indexed.kinds(mention) for mention in indexed.mentions if mention.first not in named]
    lost = [hit.term for hit in alignment.hits if hit.term.kind == "entity" and not hit.found]
    if indexed.times and any(times_in(term.text) for term in lost):
        return True  # "the 2011 inspection" is not that of July
    names = (name for term in lost for name in term.names if not set(norms(name)) & told)
    others = told or any(PERSONS & own for own in free)
    return bool(others) and any(PERSONS & gazetteer.kinds(name) for name in names)


def _is_at_another_time(case: Case) -> bool:
    """Tell whether a claim says when by something that the statement has not: "when the fire broke out"."""
    tokens = case.strict.alignment.reading.tokens
    start = next((p for p, token in enumerate(tokens) if p and token.norm in AT_A_TIME), len(tokens))
    behind = (hit for hit in case.strict.alignment.hits if hit.term.first > start)
    return any(hit.term.kind in {"entity", "time"} and hit.how != "statement" for hit in behind)


def _is_ruled_out(case: Case) -> bool:
    """Tell whether a check has found something that may make a claim with a new word in it untrue."""
    words = {word for hit in _words(case) for word in hit.term.words if hit.how in ELSEWHERE}
    lacking = any(each.startswith(DECIDING) for each in case.hoped.lacking)
    return bool(words & TELLING_APART) or lacking


# Indications


def _answered(case: Case) -> float:
    """How much likelier the fact is meant than anything that the articles leave open."""
    open_ = next((each.certainty for each in case.recognition.ranked if each.fact == NOBODY), -FARTHEST)
    return _within(case.recognition.certainty(case.number) - open_)


def _affirmed(case: Case) -> float:
    """How much likelier what is said is what the fact affirms than what it denies."""
    return _within(case.inclination)


def _strange(case: Case) -> float:
    """Which share of the claim's words none of the fact's phrasings has."""
    content = [token.norm for token in case.strict.alignment.reading.tokens if carries_content(token.norm)]
    known = sum(case.recognition.knows_word(case.number, word, "yes") for word in content)
    return 1.0 - known / max(1, len(content))


def _denied(case: Case) -> float:
    """How many denials the claim has more, or fewer, than the statement."""
    alignment = case.strict.alignment
    return float(abs(len(denials(alignment.reading.tokens)) - len(denials(alignment.indexed.tokens))))


def _replaced(case: Case) -> float:
    """How many numbers and times the claim has where the record has another one."""
    alignment = case.strict.alignment
    taken = {p for hit in alignment.hits if hit.how == "statement" for p in hit.where}
    indexed = alignment.indexed
    free = {
        "time": [time for time in indexed.times if time.first not in taken],
        "quantity": [each for each in indexed.quantities if each.first not in taken],
    }
    lost = [hit.term.kind for hit in alignment.hits if hit.how in {"missing", "conflict"}]
    return float(sum(bool(free.get("quantity" if kind == "age" else kind)) for kind in lost))


def _margin(case: Case) -> float:
    """How much likelier this fact is meant than any other."""
    others = (e.certainty for e in case.recognition.ranked if e.fact not in {case.number, NOBODY})
    return _within(case.recognition.certainty(case.number) - max(others, default=-FARTHEST))


def _lacking(name: str) -> Callable[[Case], float]:
    return lambda case: float(sum(each.startswith(name + ":") for each in case.hoped.lacking))


INDICATIONS: dict[str, Callable[[Case], float]] = {
    "answered": _answered,
    "affirmed": _affirmed,
    "strange words": _strange,
    "denials": _denied,
    "numbers not in it": _lacking("quantity"),
    "times not in it": _lacking("time"),
    "names not in it": _lacking("entity"),
    "passed over": lambda case: float(
        sum(hit.how == "optional" and hit.term.kind == "word" for hit in case.strict.alignment.hits)
    ),
    "differs in one thing": lambda case: float(case.hoped.conflict is not None),
    "against": lambda case: float(case.hoped.stance == AGAINST),
    "for": lambda case: float(case.hoped.stance == FOR),
    "replaced": _replaced,
    "margin": _margin,
    "told": lambda case: share_told(case.strict.alignment),
    "for, strictly": lambda case: float(case.strict.stance == FOR),
}
"""What is measured of a claim and a fact. A new one is a row here; scripts/fit_leaning.py gives it its weights."""


def _within(difference: float) -> float:
    return max(-FARTHEST, min(FARTHEST, difference))
