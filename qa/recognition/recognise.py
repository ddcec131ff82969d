"""Which fact a question asks for, as the curator's phrasings tell: the classifier's scores as a ranking of facts."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence

from qa.english.function_words import LIGHT, PARTICLES
from qa.english.tokens import Token, norms
from qa.questions.question import Term
from qa.recognition.classifier import MISTAKEN, UNANSWERED, Classifier
from qa.recognition.features import features
from qa.recognition.nearest import Nearest, Phrased
from qa.record.entities import Gazetteer
from qa.record.lexicon import Lexicon, bases
from qa.values import value

WRONG = frozenset({UNANSWERED, MISTAKEN, "no"})
"""Keys of phrasings that are wrong about what they take for granted, or may be."""
CLEARLY = 7.0
"""By so much (in the log of the odds) a question is likelier mistaken about a fact than asking for it."""
NOBODY = -1
"""The fact number of what the curator marked as unanswered."""


@value
class Recognised:
    """A fact (`NOBODY`: no fact), the key of the slot that is asked for, and the log of the probability of both."""

    fact: int
    key: str
    certainty: float

    @property
    def answered(self) -> bool:
        """True unless the question is like those that the articles leave open."""
        return self.fact != NOBODY


class Recognition:
    """What one question is recognised as: facts by certainty, and which of its features each fact's phrasings have."""

    def __init__(
        self,
        ranked: tuple[Recognised, ...],
        having: Callable[[str], frozenset[tuple[int, str]]],
        scores: Callable[[int], Mapping[str, float]] = lambda _: {},
        nearer: Callable[[int], float] = lambda _: 0.0,
    ) -> None:
        self.ranked = ranked
        self.nearer = nearer
        """By how much the question is nearer to what is so of a fact than to what is not."""
        self._scores = scores
        self._having = having
        self._known: dict[str, frozenset[tuple[int, str]]] = {}

    def certainty(self, fact: int) -> float:
        """Return how certainly a fact is asked for; minus infinity for one without phrasings."""
        return next((each.certainty for each in self.ranked if each.fact == fact), -math.inf)

    def inclination(self, fact: int) -> float | None:
        """Return by how much (in the log of the odds) the words are those of what a fact affirms, not denies.

        None for a fact of whose phrasings none is answered with Yes, or none with No.
        """
        scores = self._scores(fact)
        if not {"yes", "no"} <= scores.keys():
            return None
        denied = [score for key, score in scores.items() if key in {"no", MISTAKEN}]
        return max(score for key, score in scores.items() if key not in WRONG) - max(denied)

    def affirmed(self, recognised: Recognised) -> Recognised:
        """Return a fact with the key of what it affirms, unless the question clearly is mistaken about it."""
        scores = self._scores(recognised.fact)
        key = max((each for each in scores if each not in WRONG), key=scores.__getitem__, default="")
        wrong = recognised.key in {"no", MISTAKEN} and key
        if not wrong or scores[recognised.key] - scores[key] >= CLEARLY:
            return recognised
        return Recognised(recognised.fact, key, recognised.certainty)

    def knows(self, fact: int, term: Term, key: str = "whole") -> bool:
        """Tell whether somebody who asks for this fact may use a term: it stands in one of the fact's phrasings.

        What is wrong about a fact stands in the phrasings that it answers with No: only those of ``key`` count then.
        """
        if term.kind == "entity":
            return self._has(fact, ("n:" + name for name in term.names), key)
        counted = term.quantity is not None and term.quantity.unit and term.quantity.unit not in LIGHT
        if term.kind == "age" or (term.kind == "quantity" and not counted):
            return False  # a bare number may be an age: right or wrong, whatever else people have asked
        if term.kind != "word":
            return all(self._has(fact, ("w:" + norm,), key) for norm in norms(term.text))
        if term.phrases and self._has(fact, ("s:" + phrase for phrase in term.phrases), key):
            return True
        words = (*term.words, *(norm for norm in norms(term.text) if norm in PARTICLES))
        return all(self.knows_word(fact, word, key) for word in words)

    def knows_word(self, fact: int, word: str, key: str = "whole") -> bool:
        """Tell whether a word stands in one of the fact's phrasings, in whatever form."""
        return self._has(fact, ("w:" + word, *("b:" + base for base in bases(word))), key)

    def _has(self, fact: int, alternatives: Iterable[str], key: str) -> bool:
        for feature in alternatives:
            if feature not in self._known:
                self._known[feature] = self._having(feature)
            if any(each == fact and (own == key or own not in WRONG) for each, own in self._known[feature]):
                return True
        return False


class Recogniser:
    """Recognises questions for one dossier."""

    def __init__(
        self,
        classifier: Classifier,
        lexicon: Lexicon,
        gazetteer: Gazetteer,
        phrased: Phrased = lambda _: (),
    ) -> None:
        """``phrased`` returns the phrasings of a fact from which the classifier was made."""
        self._classifier = classifier
        self._lexicon = lexicon
        self._gazetteer = gazetteer
        self._nearest = Nearest(phrased, self._measured)

    def _measured(self, tokens: Sequence[Token]) -> dict[str, float]:
        return self._classifier.vector(features(tokens, self._lexicon, self._gazetteer))

    def recognise(self, tokens: Sequence[Token]) -> Recognition:
        """Return the facts that a question may ask for, each with its likeliest slot, the most certain first."""
        counts = features(tokens, self._lexicon, self._gazetteer)
        scores = self._classifier.scores(counts)
        best = scores.best()
        top = max((score for _, score in best.values()), default=0.0)
        total = math.log(sum(math.exp(score - top) for _, score in best.values())) if best else 0.0
        ranked = tuple(
            Recognised(NOBODY if fact is None else fact, key, score - top - total)
            for fact, (key, score) in best.items()
        )
        return Recognition(
            ranked, self._classifier.having, scores.of, lambda fact: self._nearest.inclination(tokens, fact)
        )
