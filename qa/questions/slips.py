"""Typing slips: reading "Sheffeild" as Sheffield, never one real word or name as another.

No similarity threshold tells a typo from another name (Austria/Australia). So a word is mended only when it is no
English word and no word of the dossier, when it is long enough, when exactly one word of the dossier is close, and
numerals are never touched. What was assumed is told to the user.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from qa.english.function_words import MISSPELT
from qa.english.tokens import Token, tokenize
from qa.record.lexicon import Lexicon

SHORTEST = 4
"""Shorter words are taken as typed."""
MANY = 2_000
"""From so many words on, they are compared in one call."""


class Spellings:
    """Words, to be looked up and to be gone through by length."""

    def __init__(self, words: Collection[str]) -> None:
        self._own = frozenset(words)

    def __contains__(self, word: object) -> bool:
        """Tell whether a word is among them."""
        return word in self._own

    def of_length(self, shortest: int, longest: int) -> Sequence[str]:
        """Return the words of these lengths, in alphabetical order."""
        return sorted(word for word in self._own if shortest <= len(word) <= longest)


def spelt(words: Collection[str] | Spellings) -> Spellings:
    """Return words as spellings."""
    return words if isinstance(words, Spellings) else Spellings(words)


def mend(
    text: str, lexicon: Lexicon, vocabulary: Collection[str] | Spellings, common: Collection[str] | Spellings
) -> tuple[tuple[Token, ...], tuple[str, ...]]:
    """Return the tokens of ``text`` with slips mended, and what was assumed, as "typed -> read".

    ``vocabulary`` holds the dossier's own words, ``common`` the words that questions are made of.
    """
    vocabulary, common = spelt(vocabulary), spelt(common)
    tokens: list[Token] = []
    assumed: list[str] = []
    for token in tokenize(text):
        if token.norm in MISSPELT:
            tokens.extend(part._replace(start=token.start, end=token.end) for part in tokenize(MISSPELT[token.norm]))
            continue
        read = "" if token.norm in vocabulary else _closest(token.norm, lexicon, vocabulary, common)
        if read:
            assumed.append(f"{token.text} -> {read}")
        tokens.append(token._replace(norm=read) if read else token)
    return tuple(tokens), tuple(assumed)


def _closest(norm: str, lexicon: Lexicon, vocabulary: Spellings, common: Spellings) -> str:
    """Return the only word, of the vocabulary or else of the common words, that ``norm`` can be a slip of."""
    if len(norm) < SHORTEST or not norm.isalpha() or norm in common or lexicon.known(norm):
        return ""
    if norm.endswith("s") and (norm[:-1] in vocabulary or lexicon.known(norm[:-1])):
        return ""
    return _only_close(norm, lexicon, vocabulary) or _only_close(norm, lexicon, common)


def _only_close(norm: str, lexicon: Lexicon, vocabulary: Spellings) -> str:
    # rapidfuzz is imported where a slip is found: most questions have none, and the import costs as much as an answer
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    limit = 1 if len(norm) < 7 else 2
    words = vocabulary.of_length(max(SHORTEST, len(norm) - limit), len(norm) + limit)
    if len(words) < MANY:
        distances = [
            (distance, word) for word in words if (distance := OSA.distance(norm, word, score_cutoff=limit)) <= limit
        ]
    else:
        from rapidfuzz import process  # noqa: PLC0415 - the same for all words at once

        close = process.extract(norm, words, scorer=OSA.distance, score_cutoff=limit, limit=None)
        distances = [(int(distance), word) for word, distance, _ in sorted(close, key=lambda found: found[2])]
    best = _best(distances)
    # A first letter is rarely mistyped: among equally close words, those that begin alike are meant.
    alike = [word for word in best if word[0] == norm[0]]
    chosen = alike or best
    return chosen[0] if len(chosen) == 1 else _same_word(chosen, lexicon)


def _best(distances: Sequence[tuple[int, str]]) -> list[str]:
    least = min((distance for distance, _ in distances), default=0)
    return [word for distance, word in distances if distance == least]


def _same_word(words: Sequence[str], lexicon: Lexicon) -> str:
    """Return the first of several forms of one word (child, children), or nothing where they are different words."""
    families = [set(lexicon.expand(word)) for word in words]
    shared = set.intersection(*families) if families else set()
    return words[0] if {word for word in words if word in shared} else ""
