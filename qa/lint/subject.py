"""What lint rules look at: a facts.yaml with the place of everything in it, its articles, and what answers come out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple, Protocol

from qa.files.placed_yaml import Placed, PlacedList, PlacedMap, PlacedScalar
from qa.matching.factindex import IndexedFact, vocabulary
from qa.model import Article, Entity, Fact, FactsFile, Phrasings, Place, Problem
from qa.record.entities import Gazetteer
from qa.record.lexicon import Lexicon
from qa.record.schema import one_line, scalars
from qa.values import value


class Edit(NamedTuple):
    """A safe change of a file: the text that stands at ``place`` becomes ``text``, or, if None, leaves its list."""

    place: Place
    text: str | None = None


class Found(NamedTuple):
    """What a rule finds, and where; ``file`` is facts.yaml unless given."""

    place: Place
    message: str
    edit: Edit | None = None
    file: str = ""


@value
class Asked:
    """What became of one of a fact's own questions: the status of the answer, and whether it comes from the fact."""

    fact: str
    number: int
    status: str
    reached: bool


class Reach(Protocol):
    """What questions reach."""

    @property
    def asked(self) -> Sequence[Asked]:
        """What became of every question of ``asked_as``."""

    @property
    def golden(self) -> frozenset[str] | None:
        """The facts that golden questions are answered from; None where there are no golden questions."""


@value
class Written:
    """What was read of a dossier: ``file`` has the facts without findings, ``tree`` all that is written.

    ``noted`` are the mistakes that were met while reading; ``is_whole`` is False where they are such that nothing of
    facts.yaml may be used.
    """

    file: FactsFile
    tree: Placed | None
    noted: tuple[Problem, ...] = ()
    articles: tuple[Article, ...] = ()
    phrasings: Phrasings = Phrasings()
    folder: str = "seeds"
    is_whole: bool = True


class PlacedFact:
    """A fact and where its parts stand in the file."""

    def __init__(self, fact: Fact, node: PlacedMap) -> None:
        self.fact = fact
        self.parts: dict[str, Placed] = {key.text: given for key, given in node.entries}

    def place(self, key: str) -> Place:
        """Return where the value of a key stands; the fact itself for one that it does not have."""
        return self.parts[key].place if key in self.parts else self.parts["id"].place

    def slot_key(self, name: str) -> Place:
        """Return where the name of a slot stands."""
        return next(key.place for key, _ in self._slots() if key.text == name)

    def slot(self, name: str) -> Place:
        """Return where the text of a slot stands."""
        return next(given.place for key, given in self._slots() if key.text == name)

    def question(self, number: int) -> Place:
        """Return where a question of ``asked_as`` stands."""
        return scalars(self.parts.get("asked_as"))[number].place

    def _slots(self) -> tuple[tuple[PlacedScalar, Placed], ...]:
        answers = self.parts["answers"]
        return answers.entries if isinstance(answers, PlacedMap) else ()


class Subject:
    """All that rules may look at; worked out where a rule first needs it."""

    def __init__(self, written: Written, reach: Reach) -> None:
        self.file = written.file
        self.articles = written.articles
        self.phrasings = written.phrasings
        self.folder = written.folder
        self.reach = reach
        self._noted = written.noted
        tree = written.tree
        self._top: dict[str, Placed] = (
            {key.text: given for key, given in tree.entries} if isinstance(tree, PlacedMap) else {}
        )

    def noted(self, rule: str) -> Iterator[Found]:
        """Yield what was noted under a rule's name while the files were read."""
        for problem in self._noted:
            if problem.rule == rule:
                yield Found(Place(problem.line, problem.column), problem.message, None, problem.file)

    def top(self, key: str) -> Place:
        """Return where the value of a key of the whole file stands."""
        return self._top[key].place if key in self._top else Place(1, 1)

    @cached_property
    def facts(self) -> tuple[PlacedFact, ...]:
        """The facts that reading found nothing wrong with, in file order."""
        sound = {fact.id: fact for fact in self.file.facts}
        named = [(texts_under(node, "id"), node) for node in self.nodes("facts")]
        return tuple(PlacedFact(sound[name.text], node) for (name,), node in named if name.text in sound)

    @cached_property
    def by_id(self) -> Mapping[str, PlacedFact]:
        """The facts by their ids."""
        return {each.fact.id: each for each in self.facts}

    @cached_property
    def entities(self) -> tuple[tuple[Entity, PlacedMap], ...]:
        """The entities, each with its place."""
        named = [node for node in self.nodes("entities") if any(key.text == "name" for key, _ in node.entries)]
        return tuple(zip(self.file.entities, named, strict=True))

    def word_sets(self, name: str) -> tuple[tuple[PlacedScalar, ...], ...]:
        """Return the sets of words under ``same`` or ``contrasts``."""
        words = self._top.get("words")
        node = next((g for key, g in words.entries if key.text == name), None) if isinstance(words, PlacedMap) else None
        return tuple(scalars(item) for item in node.items) if isinstance(node, PlacedList) else ()

    def nodes(self, key: str) -> list[PlacedMap]:
        """Return the mappings of a list at the top of the file, sound or not."""
        node = self._top.get(key)
        return [item for item in node.items if isinstance(item, PlacedMap)] if isinstance(node, PlacedList) else []

    @cached_property
    def lexicon(self) -> Lexicon:
        """The built-in words together with the dossier's."""
        return Lexicon(self.file.words)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The dossier's entities."""
        return Gazetteer(self.file.entities)

    @cached_property
    def indexed(self) -> Mapping[str, IndexedFact]:
        """The facts made ready for matching, by id."""
        return {
            fact.id: IndexedFact(fact, vocabulary(fact, self.lexicon, self.gazetteer), self.gazetteer, ())
            for fact in self.file.facts
        }

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """All that facts say, ask and are claimed by, and how people ask for them."""
        own = (text for f in self.file.facts for text in (f.statement, *f.asked_as, *f.according_to))
        return (self.file.title, *own, *(question for _, _, question in self.phrasings.asked))


def texts_under(node: PlacedMap, key: str) -> tuple[PlacedScalar, ...]:
    """Return the texts under a key of a mapping."""
    return next((scalars(given) for name, given in node.entries if name.text == key), ())


def plain(scalar: PlacedScalar) -> str:
    """Return a text as it is compared: on one line."""
    return one_line(scalar.text)
