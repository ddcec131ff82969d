"""What facts and entities say of each other: ids, disputes, who replaces whom, who belongs to which group."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from qa.files.placed_yaml import PlacedScalar
from qa.record.report import Report, shown, suggestion
from qa.record.schema import one_line


class Related(NamedTuple):
    """The id of a fact as it stands in the file, and the ids that it names."""

    id: PlacedScalar
    disputes: tuple[PlacedScalar, ...]
    superseded_by: tuple[PlacedScalar, ...]


def check_facts(facts: Sequence[Related], report: Report) -> None:
    """Report ids that are not unique and relations that lead nowhere or in a circle; hold back what hangs on them."""
    _check_ids(facts, report)
    lines = {fact.id.text: fact.id.line for fact in facts}
    for fact in facts:
        for verb, names in (("disputes", fact.disputes), ("is superseded by", fact.superseded_by)):
            _check_names(fact, verb, names, lines, report)
    _check_circles(facts, report)
    _hold_back_dependents(facts, report)


def _check_ids(facts: Sequence[Related], report: Report) -> None:
    seen: dict[str, PlacedScalar] = {}
    for fact in facts:
        folded = one_line(fact.id.text).casefold()
        first = seen.setdefault(folded, fact.id)
        if first is fact.id:
            continue
        if first.text == fact.id.text:
            message = f"duplicate id {shown(first.text)} in line {fact.id.line}, first in line {first.line}"
            report.error(fact.id.place, message, "duplicate-id")
        else:
            message = f"id {shown(fact.id.text)} differs only by case from {shown(first.text)} in line {first.line}"
            report.finding(fact.id.place, message, "duplicate-id", holds=fact.id.text)


def _check_names(
    fact: Related, verb: str, names: tuple[PlacedScalar, ...], known: Collection[str], report: Report
) -> None:
    for name in names:
        if name.text not in known:
            message = f"no fact has the id {shown(name.text)}{report.did_you_mean(name.text, known)}"
            report.error(name.place, message, "unknown-id")
        elif name.text == fact.id.text:
            message = f"fact {shown(fact.id.text)} {verb} itself"
            report.finding(name.place, message, "circular-relation", holds=fact.id.text)


def _check_circles(facts: Sequence[Related], report: Report) -> None:
    following = {fact.id.text: [name.text for name in fact.superseded_by] for fact in facts}
    places = {fact.id.text: name.place for fact in facts for name in fact.superseded_by}
    for circle in circles(following):
        # One that consists of itself is reported already.
        if len(circle) > 1:
            path = " -> ".join((*circle, circle[0]))
            report.finding(places[circle[0]], f"superseded_by goes round in a circle: {path}", "circular-relation")
            report.held.update(circle)


def circles(following: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Yield the circles that one meets going on from name to name, each once, from the name that stands first.

    Walks with a stack of its own, since chains may be longer than Python's.
    """
    done: set[str] = set()
    for first in following:
        path: dict[str, Iterator[str]] = {} if first in done else {first: iter(following[first])}
        while path:
            name = next(reversed(path))
            ahead = next(path[name], None)
            if ahead is None:
                done.add(name)
                del path[name]
            elif ahead in path:
                names = list(path)
                yield tuple(names[names.index(ahead) :])
            elif ahead in following and ahead not in done:
                path[ahead] = iter(following[ahead])


def _hold_back_dependents(facts: Sequence[Related], report: Report) -> None:
    """Hold back whatever disputes or is superseded by a fact that is held back.

    Else a claim would look undisputed, or an outdated fact current, because the other one has a mistake.
    """
    naming: dict[str, list[tuple[Related, str, PlacedScalar]]] = {}
    for fact in facts:
        for verb, names in (("disputes", fact.disputes), ("is superseded by", fact.superseded_by)):
            for name in names:
                naming.setdefault(name.text, []).append((fact, verb, name))
    waiting = sorted(report.held)
    while waiting:
        for fact, verb, name in naming.get(waiting.pop(), ()):
            if fact.id.text not in report.held:
                message = f"fact {shown(fact.id.text)} is held back with {shown(name.text)}, which it {verb}"
                report.finding(name.place, message, "held-back", holds=fact.id.text)
                waiting.append(fact.id.text)


class Entities:
    """The names of a file's entities, and whom else a name may have meant."""

    def __init__(self, aliases: Mapping[str, Collection[str]]) -> None:
        """``aliases`` are those of each entity's name."""
        self._names = frozenset(aliases)
        self._meant = {alias: name for name, others in aliases.items() for alias in (*others, name)}

    def check(self, names: tuple[PlacedScalar, ...], key: str, report: Report) -> None:
        """Report the names that no entity has; an alias is none, since two may share it."""
        for name in names:
            spelled = one_line(name.text)
            if spelled not in self._names:
                meant = self._meant.get(spelled) or self._meant.get(report.closest(spelled, self._meant) or "")
                message = f"{key!r} names no entity: {shown(spelled)}{suggestion(meant)}"
                report.error(name.place, message, "unknown-entity")
