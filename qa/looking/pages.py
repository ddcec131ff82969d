"""Everything that the record has on one entity, sorted: what it is, what is on record, what it said, what others said.

A claim is never among what is on record: it stands with who makes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from qa.english.function_words import DEGREE, DETERMINERS, NEGATIONS, PREPOSITIONS
from qa.english.tokens import norms, tokenize
from qa.english.wordnet import lemmas
from qa.looking.moments import END, dated, is_time
from qa.model import Entity, Fact
from qa.record.entities import Gazetteer
from qa.values import value


@value
class Held:
    """A role: what the record calls the entity, when in its words, and the fact; None where no article is cited."""

    role: str
    when: str | None
    fact: Fact | None


@value
class EntityPage:
    """An entity and the facts about it, each in file order. ``groups`` are those that it belongs to."""

    entity: Entity
    groups: tuple[str, ...]
    roles: tuple[Held, ...]
    facts: tuple[Fact, ...]
    said: tuple[Fact, ...]
    said_about: tuple[Fact, ...]
    as_member: tuple[Fact, ...]


def entity_page(name: str, gazetteer: Gazetteer, facts: Iterable[Fact]) -> EntityPage:
    """Return the page of the entity with this name. Deprecated facts are left out."""
    known = [fact for fact in facts if fact.rank != "deprecated"]
    groups = gazetteer.groups_of(name)
    about = [fact for fact in known if name in named_in(fact, gazetteer)]
    said = tuple(fact for fact in known if name in speakers(fact, gazetteer))
    return EntityPage(
        entity=gazetteer.entities[name],
        groups=groups,
        roles=_roles(gazetteer.entities[name], about, gazetteer),
        facts=tuple(fact for fact in about if not fact.according_to),
        said=said,
        said_about=tuple(fact for fact in about if fact.according_to and fact not in said),
        as_member=tuple(
            fact for fact in known
            if fact not in about and fact not in said and not named_in(fact, gazetteer).isdisjoint(groups)
        ),
    )  # fmt: skip


def named_in(fact: Fact, gazetteer: Gazetteer) -> frozenset[str]:
    """Return the entities that a fact's statement names, by name or alias."""
    return frozenset(mention.name for mention in gazetteer.mentions(tokenize(fact.statement)) if mention.how != "role")


def speakers(fact: Fact, gazetteer: Gazetteer) -> frozenset[str]:
    """Return the entities whose claim a fact is."""
    return frozenset(
        name for by in fact.according_to for name in gazetteer.within(tokenize(by)) if _is_all(by, name, gazetteer)
    )


def _is_all(text: str, name: str, gazetteer: Gazetteer) -> bool:
    """Tell whether a text is a name or alias of an entity, not a longer name that contains one."""
    entity = gazetteer.entities[name]
    return text in {entity.name, *entity.aliases}


def _roles(entity: Entity, about: Sequence[Fact], gazetteer: Gazetteer) -> tuple[Held, ...]:
    """Return the roles that facts give it, by time, then those of the list of entities that no fact has."""
    found = [held for fact in about if not fact.according_to for held in _from_fact(fact, entity, gazetteer)]
    found.sort(key=lambda held: _began(held.fact))
    found = [
        held
        for number, held in enumerate(found)
        if (held.role, held.when) not in [(before.role, before.when) for before in found[:number]]
    ]
    told = " / ".join(held.role.casefold() for held in found)
    listed = [Held(role.text, role.when, None) for role in entity.roles if role.text.casefold() not in told]
    return (*found, *listed)


def _from_fact(fact: Fact, entity: Entity, gazetteer: Gazetteer) -> Iterator[Held]:
    slots = {slot.key: slot for slot in fact.slots}
    who = slots.get("who") or slots.get("what")
    if "is" not in slots or who is None or "did" in slots or fact.unknown:
        return
    mentions = [each for each in gazetteer.mentions(tokenize(who.text)) if each.how != "role"]
    if _is_role(slots["is"].text) and mentions and {each.name for each in mentions} == {entity.name}:
        when = " ".join(slot.text for slot in fact.slots if is_time(slot))
        yield Held(slots["is"].text, when or None, fact)


def _is_role(text: str) -> bool:
    """Tell whether something is a role, not a property: "a councillor", "leader of the group", not "not content"."""
    words = norms(text)
    if words[0] in NEGATIONS | DEGREE:
        return False
    end = next((number for number, word in enumerate(words) if number and word in PREPOSITIONS), len(words))
    return words[0] in DETERMINERS or any(pos == "n" for _, pos in lemmas(words[end - 1])[:1])


def _began(fact: Fact | None) -> tuple[int, int, int]:
    when = dated(fact) if fact else None
    return when.moment.first if when and when.moment else END
