"""Which entity a typed name means: as it is written, by a part of it, or with a slip; ties are told, never decided."""

from __future__ import annotations

from collections.abc import Iterator

from qa.english.tokens import norms
from qa.model import Entity
from qa.record.entities import Gazetteer
from qa.values import value

SLIPS = ((9, 2), (5, 1))
"""Letters from which on a name may have so many slips; a shorter one is exact."""


@value
class Named:
    """The entities that a typed name fits equally well; ``assumed`` is the name that a slip was read as."""

    names: tuple[str, ...]
    assumed: str | None = None


def find_entity(typed: str, gazetteer: Gazetteer) -> Named:
    """Return whom or what a typed name means.

    First by a whole name, alias or role, then by words that stand in one ("Reid"), then by a name of one or two
    slips. A number must be typed as it is.
    """
    wanted = _words(typed)
    if not wanted:
        return Named(())
    ways = [(entity.name, way) for entity in gazetteer.entities.values() for way in _ways(entity)]
    for fits in (_is_whole, _is_part):
        found = tuple(dict.fromkeys(name for name, way in ways if fits(wanted, _words(way))))
        if found:
            return Named(found)
    return _slipped(" ".join(wanted), ways)


def _ways(entity: Entity) -> Iterator[str]:
    yield entity.name
    yield from entity.aliases
    yield from (role.text for role in entity.roles)


def _words(text: str) -> tuple[str, ...]:
    words = norms(text)
    return words[1:] if len(words) > 1 and words[0] in {"the", "a", "an"} else words


def _is_whole(wanted: tuple[str, ...], way: tuple[str, ...]) -> bool:
    return wanted == way


def _is_part(wanted: tuple[str, ...], way: tuple[str, ...]) -> bool:
    return f" {' '.join(wanted)} " in f" {' '.join(way)} "


def _slipped(wanted: str, ways: list[tuple[str, str]]) -> Named:
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - a name without a slip does not need it

    most = next((slips for letters, slips in SLIPS if len(wanted) >= letters), 0)
    near: dict[int, dict[str, str]] = {}
    for name, way in ways:
        for part in (" ".join(_words(way)), *_words(way)):
            distance = OSA.distance(wanted, part, score_cutoff=most)
            if 0 < distance <= most and _digits(wanted) == _digits(part):
                near.setdefault(distance, {}).setdefault(name, part)
    if not near:
        return Named(())
    best = near[min(near)]
    return Named(tuple(best), min(best.values()))


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdecimal())
