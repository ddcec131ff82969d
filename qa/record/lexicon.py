"""What words mean to the matcher: base forms, synonym sets, related words, contrasts.

A word has *keys*. Two words match where a key of the one is reachable from the other, at a cost that says how good the
evidence is: the same base form is free, a listed synonym or a derivation costs one, WordNet's synonyms more. Facts are
indexed by the keys of their own words; all that is uncertain is expanded on the question's side, so that the cost of a
match can be read off the question's word.

    "lead"      the base form                      (facts and questions)
    "#17"       the listed set number 17           (facts and questions; phrases too)
    "^illness"  a hypernym of the fact's word      (facts; a question's "illness" reaches "measles")
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import combinations

from qa.english import synonyms, wordnet
from qa.english.function_words import AUXILIARIES, DETERMINERS, LIGHT, NEGATIONS, POSSESSIVES
from qa.english.tokens import Token, norms
from qa.english.wordnet import british
from qa.model import Words
from qa.values import NamedTuple

SAME, INFLECTED, LISTED, DERIVED = 0.0, 0.1, 1.0, 1.0
WORDNET_SYNONYM = {3: 1.5, 2: 2.0, 1: 2.5}
DERIVED_STEP, HYPERNYM = 0.5, 2.5


NEXT, OTHER = "  ", "   "
"""What stands between two listed phrases with the same first word, and with others, where they are kept as one text.

A phrase is its words and the key of its set, a space between them; no word has a space in it: "in front of #4  in
charge of #17   lead #17". That is taken apart in a tenth of the time that nested lists take.
"""
PhraseTable = tuple[str, str]
"""The first words of listed phrases, a space between them, and for each the phrases, longest first."""
Listed = Sequence[tuple[Sequence[str], str]]
"""The words of listed words or phrases, and the key of each one's set."""
SKIPPED = DETERMINERS | POSSESSIVES
"""Words that may stand inside a listed phrase."""
MANY = 16
"""From so many entries with one first word on, those are looked up that a text can have."""


class Phrase(NamedTuple):
    """A listed word or phrase found at tokens[first:last]: ``key`` is that of its synonym set."""

    first: int
    last: int
    key: str


@lru_cache(maxsize=2048)
def bases(norm: str) -> tuple[str, ...]:
    """Return the base forms of a folded word, most frequent first; the word itself where no dictionary has it."""
    if norm in AUXILIARIES or norm.isdigit():
        return (norm,)
    found = dict.fromkeys(base for base, _ in wordnet.lemmas(norm))
    spelt = british(norm)
    return tuple(found) or (_plural_off(spelt),)


def base_forms(words: Iterable[str]) -> frozenset[str]:
    """Return every base form of some folded words."""
    return frozenset(base for norm in words for base in bases(norm))


def _plural_off(norm: str) -> str:
    """Take a plural -s off an unknown word: names and new words inflect too."""
    return norm[:-1] if len(norm) > 3 and norm.endswith("s") and not norm.endswith("ss") else norm


class Lexicon:
    """The built-in tables together with a dossier's own ``words``."""

    def __init__(self, words: Words | None = None, phrases: PhraseTable | None = None) -> None:
        """Take the dossier's words; ``phrases`` is the table made of all sets, where it was kept."""
        self._words = words or Words()
        self.table = self._phrase_table() if phrases is None else phrases
        first_words, rows = self.table
        self._table = dict(zip(first_words.split(" "), rows.split(OTHER), strict=True))
        self._listed: dict[str, Listed] = {}
        self._places: dict[str, dict[str, list[int]]] = {}

    def _phrase_table(self) -> PhraseTable:
        table: dict[str, list[tuple[Sequence[str], str]]] = {}
        listed = [tuple(part.strip() for part in row.split(",")) for row in synonyms.SYNONYMS]
        for number, group in enumerate([*listed, *self._words.same]):
            for entry in group:
                parts = tuple(british(word) for word in _entry_words(entry))
                if parts:
                    table.setdefault(parts[0], []).append((parts, f"#{number}"))
        return " ".join(table), OTHER.join(
            NEXT.join(" ".join((*parts, key)) for parts, key in sorted(rows, key=lambda row: -len(row[0])))
            for rows in table.values()
        )

    def _beginning_with(self, first: str) -> Listed:
        """Return the listed words and phrases with this first word, longest first; read once a word."""
        if first not in self._table:
            return ()
        if first not in self._listed:
            rows = (entry.split(" ") for entry in self._table[first].split(NEXT))
            self._listed[first] = [(row[:-1], row[-1]) for row in rows]
        return self._listed[first]

    def _possible(self, first: str, present: set[str]) -> Listed:
        """Return those with this first word whose last word is present: "be" begins hundreds."""
        listed = self._beginning_with(first)
        if len(listed) < MANY:
            return [each for each in listed if each[0][-1] in present]
        if first not in self._places:
            places = self._places[first] = {}
            for place, (parts, _) in enumerate(listed):
                places.setdefault(parts[-1], []).append(place)
        found = self._places[first]
        return [listed[place] for place in sorted(place for last in found.keys() & present for place in found[last])]

    @cached_property
    def _contrasts(self) -> frozenset[tuple[str, str]]:
        """Pairs of base forms that cannot both be true of one thing in one respect."""
        listed = [tuple(part.strip() for part in row.split(",")) for row in synonyms.CONTRASTS]
        pairs: set[tuple[str, str]] = set()
        for group in [*listed, *self._words.contrasts]:
            for one, other in combinations([norms(entry) for entry in group if norms(entry)], 2):
                telling = (one[-1], other[-1]) if one[-1] != other[-1] else (one[0], other[0])
                if telling[0] != telling[1]:
                    pairs |= {telling, telling[::-1]}
        return frozenset(pairs)

    def phrases(self, forms: Sequence[tuple[str, ...]]) -> tuple[Phrase, ...]:
        """Return every listed word or phrase in a text given as the base forms of its tokens."""
        present = {form for words in forms for form in words}
        return tuple(
            [
                Phrase(first, last, key)
                for first, words in enumerate(forms)
                for word in words
                if word in self._table
                for parts, key in self._possible(word, present)
                if (last := first + 1 if len(parts) == 1 else _match(parts, forms, first))
            ]
        )

    def keys(self, tokens: Sequence[Token]) -> tuple[dict[str, float], ...]:
        """Return for each token of a fact its keys, each with the cost of reaching it."""
        forms = [bases(token.norm) for token in tokens]
        found: list[dict[str, float]] = [dict.fromkeys(form, SAME) for form in forms]
        for phrase in self.phrases(forms):
            for position in range(phrase.first, phrase.last):
                if tokens[position].norm not in LIGHT or phrase.last - phrase.first == 1:
                    found[position].setdefault(phrase.key, LISTED)
        return tuple(found)

    def hypernyms(self, norm: str) -> tuple[str, ...]:
        """Return the words one step more general than ``norm``, as fact keys ("^illness")."""
        if norm in LIGHT:
            return ()
        related = (relation for base in bases(norm)[:1] for relation in wordnet.related(base))
        return tuple(dict.fromkeys("^" + relation.word for relation in related if relation.kind == "hypernym"))

    def expand(self, norm: str) -> dict[str, float]:
        """Return the keys that a question's word reaches in facts, each with the least cost."""
        costs: dict[str, float] = {}
        for base in bases(norm):
            _lower(costs, base, SAME if base == norm else INFLECTED)
        family = dict(costs)
        for base in list(family):
            for word, cost in _derivations(base).items():
                _lower(family, word, cost)
        for word, cost in family.items():
            _lower(costs, word, cost)
            for parts, key in self._beginning_with(word):
                if len(parts) == 1:
                    _lower(costs, key, cost * DERIVED_STEP + LISTED)
            for synonym, more in _synonyms(word):
                _lower(costs, synonym, cost + more)
            if cost <= INFLECTED:
                _lower(costs, "^" + word, HYPERNYM)
        return costs

    @cached_property
    def contrasted(self) -> frozenset[str]:
        """The words that exclude some other word: few, so that looking at each word of a fact can mostly be spared."""
        return frozenset(one for one, _ in self._contrasts)

    def contrast(self, one: Iterable[str], other: Iterable[str]) -> tuple[str, str] | None:
        """Return a pair of words, one of each side, that exclude each other; None where there is none."""
        others = tuple(other)
        return next(((a, b) for a in one for b in others if (a, b) in self._contrasts), None)

    def known(self, norm: str) -> bool:
        """Tell whether ``norm`` is an English word, so that it is never taken for a slip of another."""
        return norm in LIGHT or norm in NEGATIONS or wordnet.known(norm)


def _entry_words(entry: str) -> tuple[str, ...]:
    """Split a table's entry, leaving out the determiners that a text may have or not.

    Entries are in base form already, so that they need no tokenizing: there are thousands, and each start reads them.
    """
    words = entry.replace("one's", "").replace("-", " ").replace("'s", " 's").lower().split()
    return tuple(word for word in words if word not in DETERMINERS or word in {"all", "both"})


def _match(parts: Sequence[str], forms: Sequence[tuple[str, ...]], first: int) -> int:
    """Return the position after ``parts`` in ``forms`` from ``first``, skipping determiners; 0 without a match."""
    position = first
    for number, part in enumerate(parts):
        while number and position < len(forms) and forms[position][0] in SKIPPED:
            position += 1
        if position >= len(forms) or part not in forms[position]:
            return 0
        position += 1
    return position


def _derivations(base: str) -> dict[str, float]:
    """Return the words derived from ``base`` in one step or two (inspector - inspect - inspection)."""
    costs: dict[str, float] = {}
    for relation in wordnet.related(base):
        if relation.kind == "derivation" and not relation.word.endswith("ee"):  # an employee is not who employs
            _lower(costs, relation.word, DERIVED)
            for second in wordnet.related(relation.word):
                if second.kind == "derivation" and second.word != base and not second.word.endswith("ee"):
                    _lower(costs, second.word, DERIVED + DERIVED_STEP)
    return costs


def _synonyms(word: str) -> Iterable[tuple[str, float]]:
    for relation in wordnet.related(word):
        if relation.kind == "synonym":
            yield relation.word, WORDNET_SYNONYM[relation.strength]


def _lower(costs: dict[str, float], key: str, cost: float) -> None:
    if cost < costs.get(key, float("inf")):
        costs[key] = cost
