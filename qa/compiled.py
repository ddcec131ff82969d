"""A dossier's facts made ready for matching, kept as JSON: what every question needs, then a line a fact.

Working out the keys of all words of a facts file takes a second; reading this takes milliseconds, and only the facts
that a question's words lead to are ever taken apart.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, overload

from qa import wordnet
from qa.classifier import UNANSWERED, train
from qa.entities import Gazetteer, Mention
from qa.factindex import AskedAs, FactIndex, IndexedFact, Vocabulary, postings, vocabulary, weights
from qa.features import features
from qa.lexicon import Lexicon
from qa.model import Entity, Fact, FactsFile, Phrasings, Role, Slot, Source, Words
from qa.recognise import NOBODY
from qa.synonyms import SYNONYMS
from qa.tokens import norms, tokenize
from qa.values import asdict

FORMAT = 10
"""Raise it whenever what is kept changes, or the way words become keys."""


def tables_digest() -> str:
    """Return a digest of the built-in synonym sets: facts compiled with other sets have other keys."""
    return hashlib.sha256("\n".join(SYNONYMS).encode()).hexdigest()


class CompiledFacts:
    """What a facts file and its articles' names come to: entities, words, vocabulary and the index of facts."""

    def __init__(self, payload: bytes) -> None:
        """Take the payload of `compile_facts`; facts are read where they are first needed."""
        header, *self._lines = payload.split(b"\n")
        self._header: dict[str, Any] = json.loads(header)
        self.title: str = self._header["title"]
        self.folder: str = self._header["folder"]
        self.articles: tuple[str, ...] = tuple(self._header["articles"])

    @cached_property
    def words(self) -> Words:
        """The dossier's own synonym and contrast sets."""
        row = self._header["words"]
        return Words(_nested(row["same"]), _nested(row["contrasts"]))

    @cached_property
    def lexicon(self) -> Lexicon:
        """The built-in words together with the dossier's."""
        return Lexicon(self.words, self._header["phrases"])

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The dossier's entities."""
        return Gazetteer((_entity(row) for row in self._header["entities"]), self._header["gazetteer"])

    @cached_property
    def ambient(self) -> frozenset[str]:
        """The entities that the title names: what the whole dossier is about."""
        return self.gazetteer.within(tokenize(self.title))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of the facts, for reading typing slips."""
        return frozenset(self._header["vocabulary"])

    @cached_property
    def index(self) -> FactIndex:
        """The inverted index over the facts."""
        numbers = {fact_id: number for number, fact_id in enumerate(self._header["ids"])}
        return FactIndex(_LazyFacts(self._lines, self.gazetteer, self.articles), self._header["postings"], numbers)

    def facts(self) -> Iterator[Fact]:
        """Yield all facts in file order."""
        return (_fact(json.loads(line)["fact"]) for line in self._lines)


class _LazyFacts(Sequence[IndexedFact]):
    def __init__(self, lines: Sequence[bytes], gazetteer: Gazetteer, articles: tuple[str, ...]) -> None:
        self._lines = lines
        self._gazetteer = gazetteer
        self._articles = articles
        self._read: dict[int, IndexedFact] = {}

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, number: int) -> IndexedFact: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[IndexedFact]: ...
    def __getitem__(self, number: int | slice) -> IndexedFact | Sequence[IndexedFact]:
        if isinstance(number, slice):
            return [self[each] for each in range(*number.indices(len(self)))]
        if number not in self._read:
            row = json.loads(self._lines[number])
            asked = tuple(AskedAs(kind, tuple(words), tuple(weights)) for kind, words, weights in row["asked"])
            mentions = tuple(Mention(*mention) for mention in row["mentions"])
            keys = Vocabulary(tuple(row["statement"]), asked, frozenset(row["asked_entities"]), mentions)
            self._read[number] = IndexedFact(_fact(row["fact"]), keys, self._gazetteer, self._articles)
        return self._read[number]


def compile_phrasings(phrasings: Phrasings, facts_file: FactsFile) -> bytes:
    """Return the payload for a `qa.classifier.Classifier` of the phrasings; each statement counts as one of its own."""
    lexicon, gazetteer = Lexicon(facts_file.words), Gazetteer(facts_file.entities)
    numbers = {fact.id: number for number, fact in enumerate(facts_file.facts)}
    asked = [(question, numbers[fact], key) for fact, key, question in phrasings.asked]
    asked += [(question, NOBODY, UNANSWERED) for question in phrasings.unanswered]
    if asked:
        phrased = {fact for fact, _, _ in phrasings.asked}
        asked += [(fact.statement, numbers[fact.id], "whole") for fact in facts_file.facts]
        plain = (fact for fact in facts_file.facts if fact.id not in phrased)
        asked += [(question, numbers[fact.id], "whole") for fact in plain for question in fact.asked_as]
    return train([(features(tokenize(text), lexicon, gazetteer), fact, key) for text, fact, key in asked])


def compile_facts(facts_file: FactsFile, articles: Sequence[str], phrasings: Phrasings | None = None) -> bytes:
    """Return the payload for a facts file whose articles have these names."""
    lexicon = Lexicon(facts_file.words)
    gazetteer = Gazetteer(facts_file.entities)
    indexed = [IndexedFact(f, vocabulary(f, lexicon, gazetteer), gazetteer, tuple(articles)) for f in facts_file.facts]
    texts = [text for fact in facts_file.facts for text in (fact.statement, *fact.asked_as)]
    found = postings(indexed)
    header = {
        "title": facts_file.title,
        "folder": facts_file.articles,
        "articles": list(articles),
        "words": facts_file.words,
        "entities": facts_file.entities,
        "gazetteer": gazetteer.tables(),
        "phrases": lexicon.table,
        "vocabulary": sorted({norm for text in texts for norm in norms(text)} | _coined(phrasings, gazetteer)),
        "ids": [fact.id for fact in facts_file.facts],
        "postings": found,
    }
    rows = (
        {
            "fact": each.fact,
            "statement": each.keys,
            "asked": [[a.kind, a.words, weights(a.words, found, len(indexed))] for a in each.asked],
            "mentions": each.mentions,
            "asked_entities": sorted(each.asked_entities),
        }
        for each in indexed
    )
    return b"\n".join(
        json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=asdict).encode() for row in (header, *rows)
    )


def _coined(phrasings: Phrasings | None, gazetteer: Gazetteer) -> set[str]:
    """Return the words of phrasings that are used often, in no dictionary, and not misspelt names: "uni", "combi"."""
    if phrasings is None:
        return set()
    from rapidfuzz import process  # noqa: PLC0415 - only where facts are compiled
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    questions = (*(question for _, _, question in phrasings.asked), *phrasings.unanswered)
    counts = Counter(norm for question in questions for norm in norms(question))
    names = sorted(gazetteer.words())
    often = [norm for norm, count in counts.items() if count >= OFTEN and not wordnet.known(norm)]
    return {norm for norm in often if not process.extractOne(norm, names, scorer=OSA.distance, score_cutoff=MISSPELT)}


OFTEN, MISSPELT = 3, 2
"""A coined word is used so often; a misspelt name differs by so many letters."""


def _entity(row: Mapping[str, Any]) -> Entity:
    fields: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    return Entity(**{**fields, "roles": tuple(Role(**role) for role in row["roles"])})


def _fact(row: Mapping[str, Any]) -> Fact:
    fields: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    fields["slots"] = tuple(Slot(**{**slot, "spans": _nested(slot["spans"])}) for slot in row["slots"])
    fields["sources"] = tuple(Source(**source) for source in row["sources"])
    return Fact(**fields)


def _nested(rows: Sequence[Sequence[Any]]) -> tuple[tuple[Any, ...], ...]:
    return tuple(tuple(row) for row in rows)
