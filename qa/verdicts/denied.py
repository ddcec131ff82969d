"""Whether a claim is refuted by the No to the question if it is so.

The No may be meant for what the claim denies ("he did not come": No, he did not), or for what it says should be.
"""

from __future__ import annotations

from qa.english.function_words import NEGATIONS
from qa.english.synonyms import NEGATIVE_SAYING
from qa.model import Answer
from qa.questions.polarity import denies_in_a_word
from qa.questions.scaffolding import strip
from qa.record.lexicon import bases
from qa.verdicts.judge import Judged
from qa.verdicts.weighing import AGAINST, OBLIGING

LEAST_DENIED = 0.6
"""The least chance with which phrasings must deny what is answered with No when it is asked for."""


def is_refuted(judged: Judged, answer: Answer) -> bool:
    """Tell whether a claim that is left open is refuted by that answer to the question if it is so."""
    return is_deniable(judged) and leans_so(judged, answer)


def is_deniable(judged: Judged) -> bool:
    """Tell whether a claim denies nothing, and does not say what should be: then that it is not so refutes it."""
    return not denies(judged) and not _obliges(judged)


def leans_so(judged: Judged, answer: Answer) -> bool:
    """Tell whether the phrasings, where they have something to say of the fact, deny the claim as well."""
    leaning = judged.leaning
    if leaning is None or leaning.weighed.alignment.indexed.fact.id not in answer.facts:
        return True
    return leaning.chances[AGAINST] >= LEAST_DENIED


def denies(judged: Judged) -> bool:
    """Tell whether a claim has a negation: what is asked for then is not what it says."""
    tokens, _ = strip(judged.question.tokens)  # the "didn't he" behind it denies nothing
    return not tokens or bool(NEGATIONS & {token.norm for token in tokens}) or denies_in_a_word(tokens)


def _obliges(judged: Judged) -> bool:
    """Tell whether a claim says what should be, and denies nothing: that it is not so does not deny that."""
    words = [token.norm for token in judged.question.tokens]
    return not OBLIGING.isdisjoint(words) and all(NEGATIVE_SAYING.isdisjoint(bases(word)) for word in words)
