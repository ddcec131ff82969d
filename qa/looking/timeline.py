"""Facts in the order of their times; what the articles do not date stands apart, in their own words."""

from __future__ import annotations

from collections.abc import Iterable

from qa.looking.moments import Dated, Moment, dated
from qa.model import Fact
from qa.values import value


@value
class Entry:
    """A fact with its time."""

    fact: Fact
    when: Dated


@value
class Timeline:
    """``dated`` by time, the wider of two that begin together first; the others in file order.

    ``relative`` have a time that no calendar can place ("last month"), ``undated`` give none.
    """

    dated: tuple[Entry, ...]
    relative: tuple[Entry, ...]
    undated: tuple[Fact, ...]


def timeline(facts: Iterable[Fact], asked: Moment | None = None) -> Timeline:
    """Return the timeline of facts; with a time that is asked for, only of those that meet it. None is deprecated."""
    placed: list[tuple[Moment, Entry]] = []
    relative: list[Entry] = []
    undated: list[Fact] = []
    for fact in facts:
        when = dated(fact)
        if fact.rank == "deprecated":
            continue
        if when is None:
            undated.append(fact)
        elif when.moment is None:
            relative.append(Entry(fact, when))
        elif asked is None or when.moment.compare(asked):
            placed.append((when.moment, Entry(fact, when)))
    placed.sort(key=lambda pair: (pair[0].first, tuple(-part for part in pair[0].last)))
    return Timeline(tuple(entry for _, entry in placed), tuple(relative), tuple(undated))
