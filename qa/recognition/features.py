"""The features by which a question is recognised: words, word pairs, base forms, synonym sets, names, its opening.

A feature is a string that begins with its group's letter: "w:died", "p:who died", "b:die", "s:#12", "n:Ann Reid",
"o:when". What it counts is TF-IDF in its group (Sparck Jones 1972), scaled to length one, so that no group outweighs
the others because it has more members.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, pairwise

from qa.english.tokens import Token
from qa.questions.forms import opening_kind
from qa.record.entities import Gazetteer
from qa.record.lexicon import Lexicon, bases


def features(tokens: Sequence[Token], lexicon: Lexicon, gazetteer: Gazetteer) -> dict[str, int]:
    """Return how often each feature occurs in a question."""
    words = [token.norm for token in tokens]
    forms = [bases(word) for word in words]
    found: dict[str, int] = {}
    for feature in (
        *("w:" + word for word in words),
        *(f"p:{one} {other}" for one, other in pairwise(("^", *words, "$"))),
        *("b:" + form[0] for form in forms),
        *sorted({"s:" + phrase.key for phrase in lexicon.phrases(forms)}),
        *("n:" + mention.name for mention in gazetteer.mentions(tokens)),
        "o:" + opening_kind(tokens),
    ):
        found[feature] = found.get(feature, 0) + 1
    return found


def inverse_frequency(documents: int, having: int) -> float:
    """Return the weight of a feature that ``having`` of ``documents`` have (smoothed, as in scikit-learn)."""
    return math.log((1 + documents) / (1 + having)) + 1.0


def weighted(counts: Mapping[str, int], weights: Mapping[str, float]) -> dict[str, float]:
    """Return the TF-IDF of each feature, scaled within its group; features without a weight are left out."""
    raw = {
        f: weights[f] if count == 1 else (1.0 + math.log(count)) * weights[f]
        for f, count in counts.items()
        if f in weights
    }
    lengths: dict[str, float] = {}
    for feature, value in raw.items():
        lengths[feature[0]] = lengths.get(feature[0], 0.0) + value * value
    return {feature: value / math.sqrt(lengths[feature[0]]) for feature, value in raw.items()}


def document_frequencies(documents: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Return in how many documents each feature occurs, in the order of first occurrence."""
    return dict(Counter(chain.from_iterable(documents)))
