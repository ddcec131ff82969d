"""A dossier's facts made ready for matching: only what a question leads to is read and taken apart.

What is kept (`qa.recognition.compiling` makes it) is some JSON with what every question needs, and sections
(`qa.files.kept_tables`): the entities, their names, the words, the postings, and a line of JSON a fact. A question
reads a few kilobytes of them, however many facts there are.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from zlib import crc32

from qa.english.synonyms import SYNONYMS
from qa.english.tokens import tokenize
from qa.files.kept_tables import Sections
from qa.files.pagefile import DamagedPageError, Pages, open_pages
from qa.matching.factindex import AskedAs, FactIndex, IndexedFact, Vocabulary
from qa.model import Entity, Fact, Role, Slot, Source, Words
from qa.questions.slips import Spellings
from qa.record.entities import EntityTables, Gazetteer, Mention
from qa.record.lexicon import Lexicon
from qa.values import TYPE_CHECKING, NamedTuple, overload

if TYPE_CHECKING:
    from typing import Any

FORMAT = 17
"""Raise it whenever what is kept changes, or the way words become keys."""
FACTS_READ = 2_048
"""Facts that stay taken apart."""
TOLD, NAMES, PERSONS_NAMES = "t", "n", "p"
"""What a word is: one of the facts' or phrasings' own; part of an entity's name, alias or role; of a person's name."""


def tables_digest() -> str:
    """Return a checksum of the built-in synonym sets: facts compiled with other sets have other keys."""
    return f"{crc32(chr(10).join(SYNONYMS).encode()):08x}"


class CompiledFacts:
    """What a facts file and its articles' names come to: entities, words, vocabulary and the index of facts."""

    def __init__(self, pages: Pages) -> None:
        """Take what `compile_facts` (`qa.recognition.compiling`) made; raises DamagedPageError, now or later."""
        length = int.from_bytes(pages.read(0, 8), "little")
        self._header: dict[str, Any] = json.loads(pages.read(8, length))
        self._pages = pages
        self._sections = Sections(pages, length, self._header["places"])
        self.title: str = self._header["title"]
        self.folder: str = self._header["folder"]
        self.dates: dict[str, str] = self._header["dates"]

    def check(self) -> None:
        """Make sure that all of it is as it was made; raises DamagedPageError if not. Nothing can fail after that."""
        self._pages.check(0, len(self._pages))

    @cached_property
    def articles(self) -> tuple[str, ...]:
        """The articles' names."""
        return tuple(json.loads(self._sections.read("articles")))

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
        table = self._sections.table
        words = table("words", str)
        tables = EntityTables(
            entities=table("entities", _entity),
            names=table("names", json.loads),
            kinds=table("kinds", lambda text: frozenset(json.loads(text))),
            groups=table("groups", lambda text: tuple(json.loads(text))),
            words=_Marked(words, NAMES),
            person_words=_Marked(words, PERSONS_NAMES),
        )
        return Gazetteer(made=tables)

    @cached_property
    def ambient(self) -> frozenset[str]:
        """The entities that the title names: what the whole dossier is about."""
        return self.gazetteer.within(tokenize(self.title))

    @cached_property
    def vocabulary(self) -> Spellings:
        """Every word of the facts and names, for reading typing slips."""
        return _KeptSpellings(self._sections, self._header["lengths"])

    @cached_property
    def index(self) -> FactIndex:
        """The inverted index over the facts."""
        numbers = self._sections.numbers("numbers")

        def posted(place: str) -> memoryview:
            first, _, count = place.partition(" ")
            return numbers.between(int(first), int(first) + int(count))

        facts = _LazyFacts(self._sections, self.gazetteer, lambda: self.articles)
        return FactIndex(facts, self._sections.table("keys", posted), self._sections.table("ids", int))

    def facts(self) -> Iterator[Fact]:
        """Yield all facts in file order."""
        lines = _Lines(self._sections)
        return (_fact(json.loads(lines.line(number))["fact"]) for number in range(len(lines)))


def kept_facts(path: str, token: str) -> CompiledFacts | None:
    """Return the compiled facts in the file that has this token; None where it is missing, damaged or another one.

    Of a large file, damage may show only later, where it is read.
    """
    try:
        pages = open_pages(path, token)
        return None if pages is None else CompiledFacts(pages)
    except DamagedPageError:
        return None


class Made(NamedTuple):
    """What facts.yaml and phrasings.yaml come to: the compiled facts in parts, the classifier, the phrasings' words."""

    facts: list[bytes]
    phrasings: bytes
    wordings: bytes

    def compiled(self) -> CompiledFacts:
        """Return the compiled facts, which need no check."""
        return CompiledFacts(Pages(b"".join(self.facts)))


class _Marked:
    """The words that are of some kind."""

    def __init__(self, words: Mapping[str, str], mark: str) -> None:
        self._words = words
        self._mark = mark

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and self._mark in self._words.get(word, "")


class _KeptSpellings(Spellings):
    """Words that are kept by their length: those of other lengths are never read."""

    def __init__(self, sections: Sections, lengths: Mapping[str, tuple[int, int]]) -> None:
        self._words = sections.table("words", str)
        self._sections = sections
        self._lengths = lengths
        self._of_length = lru_cache(self._read)

    def __contains__(self, word: object) -> bool:
        return word in self._words

    def of_length(self, shortest: int, longest: int) -> Sequence[str]:
        return sorted(word for length in range(shortest, longest + 1) for word in self._of_length(length))

    def _read(self, length: int) -> Sequence[str]:
        place = self._lengths.get(str(length))
        if place is None:
            return ()
        return self._sections.part("spellings", *place).decode("utf-8", "surrogatepass").split("\n")


class _Lines:
    """The lines of the facts."""

    def __init__(self, sections: Sections) -> None:
        self._sections = sections
        self._ends = sections.numbers("ends", "Q")

    def __len__(self) -> int:
        return len(self._ends) - 1

    def line(self, number: int) -> bytes:
        return self._sections.part("facts", *self._ends.between(number, number + 2))


class _LazyFacts(Sequence[IndexedFact]):
    """The facts, each taken apart where it is needed; those that were needed last stay so."""

    def __init__(self, sections: Sections, gazetteer: Gazetteer, articles: Callable[[], tuple[str, ...]]) -> None:
        self._lines = _Lines(sections)
        self._gazetteer = gazetteer
        self._articles = articles
        self._fact = lru_cache(FACTS_READ)(self._read)

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, number: int) -> IndexedFact: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[IndexedFact]: ...  # noqa: F811 - an overload
    def __getitem__(self, number: int | slice) -> IndexedFact | Sequence[IndexedFact]:  # noqa: F811
        if isinstance(number, slice):
            return [self[each] for each in range(*number.indices(len(self)))]
        return self._fact(number)

    def _read(self, number: int) -> IndexedFact:
        row = json.loads(self._lines.line(number))
        asked = tuple(
            AskedAs(kind, tuple(words), tuple(weights))
            for (kind, words), weights in zip(row["asked"], row["weights"], strict=True)
        )
        mentions = tuple(Mention(*mention) for mention in row["mentions"])
        keys = Vocabulary(tuple(row["statement"]), asked, frozenset(row["asked_entities"]), mentions)
        return IndexedFact(_fact(row["fact"]), keys, self._gazetteer, self._articles())


def _entity(text: str) -> Entity:
    row = json.loads(text)
    fields: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    return Entity(**{**fields, "roles": tuple(Role(**role) for role in row["roles"])})


def _fact(row: Mapping[str, Any]) -> Fact:
    fields: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    fields["slots"] = tuple(Slot(**{**slot, "spans": _nested(slot["spans"])}) for slot in row["slots"])
    fields["sources"] = tuple(Source(**source) for source in row["sources"])
    return Fact(**fields)


def _nested(rows: Sequence[Sequence[Any]]) -> tuple[tuple[Any, ...], ...]:
    return tuple(tuple(row) for row in rows)
