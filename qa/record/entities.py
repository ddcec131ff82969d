"""Finding the dossier's entities in text: by name, alias, role or age."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence

from qa.english.function_words import carries_content
from qa.english.numbers import number_at
from qa.english.quantities import MONTHS_IN, age_of
from qa.english.tokens import Token, norm_at, norms, tokenize
from qa.model import Entity
from qa.record.lexicon import bases
from qa.values import NamedTuple

PERSONS = frozenset("person man woman boy girl child people".split())
"""Kinds of entities that are known by their surname."""


Rows = Sequence[tuple[Sequence[str], str, str]]
"""Names: the words of each, whose it is, and how he is named by it."""


class Mention(NamedTuple):
    """An entity at tokens[first:last]; ``how``: name, alias, common ("the city") or role. A span may name several."""

    first: int
    last: int
    name: str
    how: str


class EntityTables(NamedTuple):
    """What is known of the entities, by name or by the first word of a name; read where it is kept, if it is."""

    entities: Mapping[str, Entity]
    names: Mapping[str, Rows]
    """First word of each name, alias and role -> those that begin with it, longest first."""
    kinds: Mapping[str, frozenset[str]]
    groups: Mapping[str, tuple[str, ...]]
    """The groups that each belongs to."""
    words: Container[str]
    """Every word of every name, alias and role."""
    person_words: Container[str]


MOST_GROUPED = 2_000
"""With more entities than that nobody means all of a kind, and to go through them takes longer than to answer."""
REMEMBERED = 256
"""So many runs of tokens are remembered with the names in them."""


class Gazetteer:
    """All ways in which the dossier's entities are named, looked up by their first word."""

    def __init__(self, entities: Iterable[Entity] = (), made: EntityTables | None = None) -> None:
        """Make the tables of names and kinds, or take those that were ``made`` and kept."""
        if made is None:
            named = {entity.name: entity for entity in entities}
            made = EntityTables(
                named, _names(named), _kinds(named), _groups(named), words_of(named), words_of_persons(named)
            )
        self.tables = made
        self.entities = made.entities
        self._persons: dict[str, list[str]] | None = None
        self._mentioned: dict[tuple[str, ...], tuple[Mention, ...]] = {}

    def mentions(self, tokens: Sequence[Token]) -> tuple[Mention, ...]:
        """Return the longest mentions from left to right; equal spans that name several entities are all returned.

        Inside a role ("the head of the council") the names are returned too: they are spoken of as well. What was
        found last is remembered: one question's tokens are asked for a dozen times.
        """
        key = tuple(token.norm for token in tokens)
        found = self._mentioned.get(key)
        if found is None:
            if len(self._mentioned) >= REMEMBERED:
                self._mentioned.clear()
            found = self._mentioned[key] = self._found(tokens)
        return found

    def _found(self, tokens: Sequence[Token]) -> tuple[Mention, ...]:
        found: list[Mention] = []
        position = 0
        while position < len(tokens):
            here = [] if _ends_share(tokens, position) else self._at(tokens, position)
            if here and here[0].how == "common" and _is_any(tokens, position, here[0].last):
                here = []
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
        second = norm_at(tokens, first + 1)
        seconds = (second, *bases(second)) if second else ()
        for words, name, how in self._beginning_with(tokens[first].norm):
            if len(words) > 1 and words[1] not in seconds:  # hundreds may share a first name
                continue
            last = first + len(words)
            if found and last < found[0].last:
                break
            if last <= len(tokens) and _same(words, tokens[first:last]) and name not in {m.name for m in found}:
                found.append(Mention(first, last, name, how))
        return [mention for mention in found if mention.how != "role"] or found

    def _beginning_with(self, norm: str) -> Rows:
        """Return the names that begin with a word, else with one of its base forms."""
        known = next((word for word in (norm, *bases(norm)) if word in self.tables.names), None)
        return () if known is None else self.tables.names[known]

    def kinds(self, name: str) -> frozenset[str]:
        """Return the common nouns that an entity is, in base form."""
        return self.tables.kinds.get(name, frozenset())

    def within(self, tokens: Sequence[Token]) -> frozenset[str]:
        """Return every entity whose name or alias occurs in ``tokens``, inside longer names too."""
        return frozenset(
            name
            for first, token in enumerate(tokens)
            for words, name, how in self.tables.names.get(token.norm, ())
            if how != "role" and _same(words, tokens[first : first + len(words)])
        )

    def words(self) -> Container[str]:
        """Return every word of every name, alias and role: a vocabulary for reading typing slips."""
        return self.tables.words

    def person_words(self) -> Container[str]:
        """Return the words of the names of persons."""
        return self.tables.person_words

    def members(self, name: str) -> tuple[str, ...]:
        """Return the names of a group's members, or just the name."""
        entity = self.entities.get(name)
        return entity.members if entity and entity.members else (name,)

    def persons_of_kind(self, kind: str) -> tuple[str, ...]:
        """Return all persons of a kind, by name: "the players" are all of the dossier's players.

        Of a dossier with thousands of them they are none: each would be asked about.
        """
        if self._persons is None:
            self._persons = {}
            for name, entity in self.entities.items() if len(self.entities) <= MOST_GROUPED else ():
                kinds = self.kinds(name)
                for each in kinds if PERSONS & kinds and not entity.members else ():
                    self._persons.setdefault(each, []).append(name)
        return tuple(sorted(self._persons.get(kind, ())))

    def groups_of_size(self, size: int) -> tuple[tuple[str, ...], ...]:
        """Return the members of each group of so many persons."""
        if len(self.entities) > MOST_GROUPED:
            return ()
        members = (entity.members for entity in self.entities.values() if len(entity.members) == size)
        return tuple(each for each in members if all(PERSONS & self.kinds(name) for name in each))

    def largest_group(self) -> tuple[str, ...]:
        """Return the members of the only group of persons that has everybody of all other groups in it, or none."""
        if len(self.entities) > MOST_GROUPED:
            return ()
        groups = {each.members for each in self.entities.values() if len(each.members) > 1}
        persons = [each for each in groups if all(PERSONS & self.kinds(name) for name in each)]
        everybody = {name for each in persons for name in each}
        whole = [each for each in persons if set(each) == everybody]
        return whole[0] if len(whole) == 1 else ()

    def groups_of(self, name: str) -> tuple[str, ...]:
        """Return the groups that ``name`` belongs to."""
        return self.tables.groups.get(name, ())

    def age(self, name: str) -> tuple[float, str] | None:
        """Return (number, unit) of an entity's age where the dossier gives one."""
        entity = self.entities.get(name)
        return age_of(tokenize(entity.age)) if entity and entity.age else None

    def months(self, name: str) -> float | None:
        """Return an entity's age in months, where the dossier gives one."""
        age = self.age(name)
        return age[0] * MONTHS_IN[age[1]] if age else None

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


def _names(entities: Mapping[str, Entity]) -> dict[str, Rows]:
    table: dict[str, list[tuple[Sequence[str], str, str]]] = {}
    for entity in entities.values():
        ways = [(entity.name, "name")]
        ways += [(alias, "common" if alias.islower() else "alias") for alias in entity.aliases]
        ways += [(text, "role") for role in entity.roles for text in _titles(role.text)]
        if PERSONS & set(entity.kinds) and not entity.members:
            ways.append((norms(entity.name)[-1], "alias"))
        for text, how in ways:
            words = tuple(_without_article(norms(text)))
            if words:
                table.setdefault(words[0], []).append((words, entity.name, how))
    for rows in table.values():
        rows.sort(key=lambda row: (-len(row[0]), row[1]))
    return dict(table)


BOSS = ("boss", "chief", "head", "leader")
"""What a newspaper calls whoever runs something; what he is by his office ("leader of the council") may be another."""


def _titles(role: str) -> tuple[str, ...]:
    """Return a role in all of a newspaper's words for it: "union boss", "union chief", "union leader"."""
    lead, _, last = role.rpartition(" ")
    return tuple(f"{lead} {word}" for word in BOSS) if lead and last in BOSS[:2] else (role,)


def _kinds(entities: Mapping[str, Entity]) -> dict[str, frozenset[str]]:
    return {
        name: frozenset(base for kind in entity.kinds for base in (kind, *bases(kind)))
        for name, entity in entities.items()
    }


def _groups(entities: Mapping[str, Entity]) -> dict[str, tuple[str, ...]]:
    groups: dict[str, tuple[str, ...]] = {}
    for entity in entities.values():
        for member in dict.fromkeys(entity.members):
            groups[member] = (*groups.get(member, ()), entity.name)
    return groups


def words_of(entities: Mapping[str, Entity]) -> frozenset[str]:
    """Return every word of every name, alias and role."""
    return frozenset(word for rows in _names(entities).values() for words, _, _ in rows for word in words)


def words_of_persons(entities: Mapping[str, Entity]) -> frozenset[str]:
    """Return every word of the names of persons."""
    persons = (entity for entity in entities.values() if PERSONS & set(entity.kinds) and not entity.members)
    return frozenset(word for entity in persons for word in norms(entity.name))


def _without_article(words: Sequence[str]) -> Sequence[str]:
    return words[1:] if len(words) > 1 and words[0] in {"the", "a", "an"} else words


def _is_any(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Tell whether a single common noun names nobody: "it is a city", but not "a city officer"."""
    behind = norm_at(tokens, last)
    bare = last - first == 1 and norm_at(tokens, first - 1) in {"a", "an"}
    return bare and not (behind.isalpha() and carries_content(behind))


def _ends_share(tokens: Sequence[Token], position: int) -> bool:
    """Tell whether a number belongs to the share before it: "one in four players" does not name the four players."""
    before = position > 1 and tokens[position - 1].norm == "in" and number_at(tokens, position - 2)[0] is not None
    return before and number_at(tokens, position)[0] is not None


def _same(words: Sequence[str], tokens: Sequence[Token]) -> bool:
    return len(words) == len(tokens) and all(
        word == token.norm or word in bases(token.norm) for word, token in zip(words, tokens, strict=True)
    )
