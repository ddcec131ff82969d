"""Finding the dossier's entities in text: by name, alias, role or age."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from qa.lexicon import bases
from qa.model import Entity
from qa.quantities import age_of
from qa.tokens import Token, norms, tokenize

PERSONS = frozenset("person man woman boy girl child people".split())
"""Kinds of entities that are known by their surname."""


Rows = Sequence[tuple[Sequence[str], str, str]]
"""Names: the words of each, whose it is, and how he is named by it."""


class Mention(NamedTuple):
    """An entity at tokens[first:last]; ``how`` is name, alias or role. One span may name several entities."""

    first: int
    last: int
    name: str
    how: str


class Gazetteer:
    """All ways in which the dossier's entities are named, looked up by their first word."""

    def __init__(self, entities: Iterable[Entity], made: Mapping[str, Any] | None = None) -> None:
        """Make the tables of names and kinds, or take those that were ``made`` and kept (`tables`)."""
        self.entities = {entity.name: entity for entity in entities}
        self._table: dict[str, list[tuple[Sequence[str], str, str]]] = {}
        self._kinds: dict[str, frozenset[str]] = {}
        self._looked_up: dict[str, Rows] = {}
        if made is None:
            self._make_tables()
        else:
            self._table = made["names"]
            self._kinds = {name: frozenset(kinds) for name, kinds in made["kinds"].items()}

    def tables(self) -> dict[str, Any]:
        """Return the tables of names and kinds as plain lists, to be kept."""
        return {"names": self._table, "kinds": {name: sorted(kinds) for name, kinds in self._kinds.items()}}

    def _make_tables(self) -> None:
        for entity in self.entities.values():
            self._add(entity.name, entity.name, "name")
            for alias in entity.aliases:
                self._add(alias, entity.name, "alias")
            for role in entity.roles:
                self._add(role.text, entity.name, "role")
            if PERSONS & set(entity.kinds) and not entity.members:
                self._add(norms(entity.name)[-1], entity.name, "alias")
        self._kinds = {
            name: frozenset(base for kind in entity.kinds for base in (kind, *bases(kind)))
            for name, entity in self.entities.items()
        }
        for rows in self._table.values():
            rows.sort(key=lambda row: (-len(row[0]), row[1]))

    def _add(self, text: str, name: str, how: str) -> None:
        words = tuple(_without_article(norms(text)))
        if words:
            self._table.setdefault(words[0], []).append((words, name, how))

    def mentions(self, tokens: Sequence[Token]) -> tuple[Mention, ...]:
        """Return the longest mentions from left to right; equal spans that name several entities are all returned.

        Inside a role ("the head of the council") the names are returned too: they are spoken of as well.
        """
        found: list[Mention] = []
        position = 0
        while position < len(tokens):
            here = self._at(tokens, position)
            found.extend(here)
            if here and here[0].how == "role":
                position += 1
                found.extend(self._inside(tokens, position, here[0].last))
            position = here[0].last if here else position + 1
        return tuple(found)

    def _inside(self, tokens: Sequence[Token], first: int, last: int) -> list[Mention]:
        return [
            mention
            for position in range(first, last)
            for mention in self._at(tokens[:last], position)
            if mention.how != "role"
        ]

    def _at(self, tokens: Sequence[Token], first: int) -> list[Mention]:
        found: list[Mention] = []
        for words, name, how in self._beginning_with(tokens[first].norm):
            last = first + len(words)
            if found and last < found[0].last:
                break
            if last <= len(tokens) and _same(words, tokens[first:last]) and name not in {m.name for m in found}:
                found.append(Mention(first, last, name, how))
        return [mention for mention in found if mention.how != "role"] or found

    def _beginning_with(self, norm: str) -> Rows:
        """Return the names that begin with a word, else with one of its base forms; looked up once a word."""
        if norm not in self._looked_up:
            known = next((word for word in (norm, *bases(norm)) if word in self._table), None)
            self._looked_up[norm] = () if known is None else self._table[known]
        return self._looked_up[norm]

    def kinds(self, name: str) -> frozenset[str]:
        """Return the common nouns that an entity is, in base form."""
        return self._kinds.get(name, frozenset())

    def within(self, tokens: Sequence[Token]) -> frozenset[str]:
        """Return every entity whose name or alias occurs in ``tokens``, inside longer names too."""
        return frozenset(
            name
            for first, token in enumerate(tokens)
            for words, name, how in self._table.get(token.norm, ())
            if how != "role" and _same(words, tokens[first : first + len(words)])
        )

    def words(self) -> frozenset[str]:
        """Return every word of every name, alias and role: a vocabulary for reading typing slips."""
        return frozenset(word for rows in self._table.values() for words, _, _ in rows for word in words)

    def person_words(self) -> frozenset[str]:
        """Return the words of the names of persons."""
        return frozenset(
            word for entity in self.entities.values() if PERSONS & set(entity.kinds) and not entity.members
            for word in norms(entity.name)
        )  # fmt: skip

    def members(self, name: str) -> tuple[str, ...]:
        """Return the names of a group's members, or just the name."""
        entity = self.entities.get(name)
        return entity.members if entity and entity.members else (name,)

    def groups_of(self, name: str) -> tuple[str, ...]:
        """Return the groups that ``name`` belongs to."""
        return tuple(group.name for group in self.entities.values() if name in group.members)

    def age(self, name: str) -> tuple[float, str] | None:
        """Return (number, unit) of an entity's age where the dossier gives one."""
        entity = self.entities.get(name)
        return age_of(tokenize(entity.age)) if entity and entity.age else None

    def aged(self, age: tuple[float, str]) -> tuple[str, ...]:
        """Return the entities of that age."""
        return tuple(name for name in self.entities if self.age(name) == age)

    def describing(self, name: str) -> tuple[str, ...]:
        """Return the words that describe an entity: its kinds, roles and names."""
        entity = self.entities.get(name)
        if entity is None:
            return ()
        texts = [entity.name, *entity.kinds, *entity.aliases, *(role.text for role in entity.roles)]
        return tuple(dict.fromkeys(word for text in texts for word in norms(text)))


def _without_article(words: Sequence[str]) -> Sequence[str]:
    return words[1:] if len(words) > 1 and words[0] in {"the", "a", "an"} else words


def _same(words: Sequence[str], tokens: Sequence[Token]) -> bool:
    return len(words) == len(tokens) and all(
        word == token.norm or word in bases(token.norm) for word, token in zip(words, tokens, strict=True)
    )
