"""A corpus that anyone can make again: sentences of words drawn by Zipf's law, and questions about them.

The words' frequencies follow Zipf and Mandelbrot, as those of a newspaper do: p(rank) ~ 1 / (rank + 1.5) ** 1.1. The
hundred most frequent ones are English function words (47 % of the text); the rest are made of three syllables each.
Words are drawn independently, which is the hardest case for a search engine that skips: no part of the corpus is
about one thing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

SEED = 2026
VOCABULARY = 300_000
SENTENCE = 24
"""Words of each sentence."""
SHORTEST, LONGEST = 3, 8
"""Words of a question."""
BATCH = 10_000
"""Sentences drawn at once: always the same, so that a smaller corpus is the beginning of a larger one."""

STOP_WORDS = tuple(
    """the of and to in for that is on was with he as at by it from his an be said has are have but who had will they
    not this their which or its been were would more about after one when up also than into out her she there some can
    other if could last two no all first over we so what new people him now my time only most how our where do did may
    before because us them while against should between those any such through made still being like just you year
    under then down too make""".split()
)[:100]
_SYLLABLES = [consonant + vowel for consonant in "bcdfghjklmnprstvwz" for vowel in "aeiou"]


@dataclass(frozen=True, slots=True)
class Question:
    """A question with all its words, and what is left of it without the stop words."""

    full: str
    content: str


def vocabulary() -> list[str]:
    """Return the words, the most frequent first."""
    made = (_made_word(number) for number in range(VOCABULARY))
    taken = frozenset(STOP_WORDS)
    return [*STOP_WORDS, *(word for word in made if word not in taken)][:VOCABULARY]


def sentences(count: int) -> Iterator[str]:
    """Yield this many sentences; the first ones are the same for every count."""
    words = np.array(vocabulary(), dtype=object)
    for ranks in _drawn(count):
        yield from map(" ".join, words[ranks].tolist())


def questions(count: int, among: int) -> list[Question]:
    """Return questions of 3 to 8 words, each drawn from one of the first ``among`` sentences."""
    random = np.random.default_rng(SEED + 1)
    chosen = np.sort(random.choice(among, size=2 * count, replace=False))
    wanted = set(chosen.tolist())
    found: list[Question] = []
    for number, sentence in enumerate(sentences(int(chosen[-1]) + 1)):
        if number in wanted:
            size = int(random.integers(SHORTEST, LONGEST + 1))
            places = np.sort(random.choice(SENTENCE, size=size, replace=False))
            words = [sentence.split()[place] for place in places]
            content = [word for word in words if word not in STOP_WORDS]
            if content:
                found.append(Question(" ".join(words), " ".join(content)))
    return [found[place] for place in random.permutation(len(found))[:count]]


def _drawn(count: int) -> Iterator[np.ndarray[tuple[int, int], np.dtype[np.intp]]]:
    """Yield batches of sentences as ranks, of shape (sentences, words)."""
    shares = 1 / (np.arange(1, VOCABULARY + 1) + 1.5) ** 1.1
    upto = np.cumsum(shares / shares.sum())
    upto[-1] = 1.0
    random = np.random.default_rng(SEED)
    for start in range(0, count, BATCH):
        ranks = np.searchsorted(upto, random.random((BATCH, SENTENCE)), side="right")
        yield ranks[: count - start]


def _made_word(number: int) -> str:
    """Return a word of its own for each number below 85 ** 3."""
    rest, last = divmod(number, len(_SYLLABLES))
    first, middle = divmod(rest, len(_SYLLABLES))
    return _SYLLABLES[first] + _SYLLABLES[middle] + _SYLLABLES[last]
