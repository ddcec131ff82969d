"""Entity pages, timelines and passages in context, as text for people and as JSON for scripts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from qa.looking.context import Passage
from qa.looking.moments import Moment
from qa.looking.pages import EntityPage, Held
from qa.looking.timeline import Entry, Timeline
from qa.model import Fact
from qa.rendering.answers import INDENT, Page, attributed, fact_object, flowed

OPEN, CLOSE = "[[", "]]"
"""What stands around cited words where nothing can be highlighted."""

_PARAGRAPH = re.compile(r"(?:\r\n|\n|\r)\s*(?:\r\n|\n|\r)")


# Facts with their places


def listed(facts: Iterable[Fact], page: Page, indent: str = INDENT, *, plain: bool = False) -> Iterator[str]:
    """Yield the lines of facts: the statement, who says so unless ``plain``, then its places and its id."""
    for fact in facts:
        yield from page.wrapped(fact.statement if plain else attributed(fact), indent, indent)
        yield from (page.faint(line) for line in page.wrapped(_places(fact), indent * 2, indent * 2))


def _places(fact: Fact) -> str:
    places = dict.fromkeys(f"{source.article}:{source.line}" for source in fact.sources)
    replaced = f", replaced by {fact.superseded_by}" if fact.superseded_by else ""
    return f"{', '.join(places)} ({fact.id}{replaced})"


# An entity's page


def page_text(found: EntityPage, page: Page) -> str:
    """Return an entity's page for people."""
    entity = found.entity
    head = [page.bold(flowed(entity.name))]
    for title, texts in (
        ("", entity.kinds),
        ("also: ", entity.aliases),
        ("members: ", entity.members),
        ("one of: ", found.groups),
    ):
        if texts:
            head += page.wrapped(f"{title}{', '.join(texts)}", "", INDENT)
    if entity.age:
        head += page.wrapped(f"age: {entity.age}")
    blocks = ["\n".join(head)]
    if found.roles:
        blocks.append(
            "\n".join([page.bold("Roles"), *(line for held in found.roles for line in _role_lines(held, page))])
        )
    for title, facts, plain in (
        ("On record", found.facts, False),
        ("Said", found.said, True),
        ("Others said", found.said_about, False),
        (f"As one of {' and '.join(found.groups)}", found.as_member, False),
    ):
        if facts:
            blocks.append("\n".join([page.bold(flowed(title)), *listed(facts, page, plain=plain)]))
    if len(blocks) == 1:
        blocks.append("No fact names it.")
    return "\n\n".join(blocks)


def _role_lines(held: Held, page: Page) -> Iterator[str]:
    when = f" ({held.when})" if held.when and held.when not in held.role else ""
    yield from page.wrapped(f"{held.role}{when}", INDENT, INDENT * 2)
    place = _places(held.fact) if held.fact else "listed in facts.yaml, without a source of its own"
    yield from (page.faint(line) for line in page.wrapped(place, INDENT * 2, INDENT * 2))


def page_object(found: EntityPage) -> dict[str, Any]:
    """Return an entity's page."""
    entity = found.entity
    return {
        "name": entity.name,
        "kinds": list(entity.kinds),
        "aliases": list(entity.aliases),
        "age": entity.age,
        "members": list(entity.members),
        "groups": list(found.groups),
        "roles": [
            {"role": held.role, "when": held.when, "fact": held.fact.id if held.fact else None} for held in found.roles
        ],
        "facts": [fact_object(fact) for fact in found.facts],
        "said": [fact_object(fact) for fact in found.said],
        "said_about": [fact_object(fact) for fact in found.said_about],
        "as_member": [fact_object(fact) for fact in found.as_member],
    }


# A timeline


def timeline_text(found: Timeline, page: Page, *, undated: bool) -> str:
    """Return a timeline for people; facts without any time are counted, or with ``undated`` shown."""
    blocks: list[str] = []
    last: Moment | None = None
    for entry in found.dated:
        if entry.when.moment != last:
            blocks.append(page.bold(str(entry.when.moment)))
            last = entry.when.moment
        blocks[-1] += "".join(f"\n{line}" for line in listed([entry.fact], page))
    if found.relative:
        lines = [page.bold("Times that the articles do not date"), *_relative_lines(found.relative, page)]
        blocks.append("\n".join(lines))
    if found.undated and undated:
        blocks.append("\n".join([page.bold("No time given"), *listed(found.undated, page)]))
    elif found.undated:
        blocks.append(f"{_counted(len(found.undated), 'fact')} without a time: --undated shows them.")
    return "\n\n".join(blocks)


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _relative_lines(entries: Sequence[Entry], page: Page) -> Iterator[str]:
    for entry in entries:
        yield from page.wrapped(f"“{entry.when.words}”", INDENT)
        yield from listed([entry.fact], page, INDENT * 2)


def timeline_object(found: Timeline) -> dict[str, Any]:
    """Return a timeline; ``low`` and ``high`` are ISO dates, null on a side that is open."""
    return {
        "dated": [_entry_object(entry) for entry in found.dated],
        "relative": [_entry_object(entry) for entry in found.relative],
        "undated": [fact_object(fact) for fact in found.undated],
    }


def _entry_object(entry: Entry) -> dict[str, Any]:
    moment = entry.when.moment
    days = [None, None] if moment is None else [_iso(moment.first), _iso(moment.last)]
    return {"words": entry.when.words, "low": days[0], "high": days[1], "fact": fact_object(entry.fact)}


def _iso(day: tuple[int, int, int]) -> str | None:
    return None if day[0] in {0, 9999} else "{:04}-{:02}-{:02}".format(*day)


# Passages


def passages_text(fact: Fact, passages: Sequence[Passage], page: Page) -> str:
    """Return a fact with its passages in context: the cited words are bold, or between `OPEN` and `CLOSE`."""
    head = "\n".join([page.bold(flowed(fact.id)), *page.wrapped(attributed(fact))])
    blocks = [head]
    for each in passages:
        place = page.bold(f"{flowed(each.source.article)}:{each.source.line}")
        blocks.append("\n".join([place, *_marked(each, page)]))
    if not page.styled:
        blocks.append(f"The cited words stand between {OPEN} and {CLOSE}.")
    return "\n\n".join(blocks)


def _marked(passage: Passage, page: Page) -> Iterator[str]:
    """Yield the lines of a passage; its paragraphs stand apart."""
    before, after = _PARAGRAPH.split(passage.before), _PARAGRAPH.split(passage.after)
    cited = _PARAGRAPH.split(passage.source.quote)
    runs = [[(text, False)] for text in before[:-1]]
    middle = [[(text, True)] for text in cited]
    middle[0].insert(0, (before[-1], False))
    middle[-1].append((after[0], False))
    for number, run in enumerate([*runs, *middle, *([(text, False)] for text in after[1:])]):
        if number:
            yield ""
        yield from _wrapped(run, page)


def _wrapped(run: Sequence[tuple[str, bool]], page: Page) -> Iterator[str]:
    """Yield the lines of a paragraph of which parts are cited. What glues to a cited word stays with it."""
    words: list[tuple[str, str]] = []
    glued = False
    for text, cited in run:
        pieces = flowed(text).split(" ") if text.strip() else []
        glued = glued and bool(text[:1].strip())
        for number, piece in enumerate(pieces):
            shown = _shown(piece, page, cited=cited, first=number == 0, last=number == len(pieces) - 1)
            if glued and number == 0 and words:
                words[-1] = (words[-1][0] + shown[0], words[-1][1] + shown[1])
            else:
                words.append(shown)
        glued = bool(text[-1:].strip()) if text else glued
    line, width = "", 0
    for plain, styled in words:
        if line and len(INDENT) + width + 1 + len(plain) > page.width:
            yield INDENT + line
            line, width = styled, len(plain)
        else:
            line, width = (f"{line} {styled}", width + 1 + len(plain)) if line else (styled, len(plain))
    if line:
        yield INDENT + line


def _shown(piece: str, page: Page, *, cited: bool, first: bool, last: bool) -> tuple[str, str]:
    """Return a word as it counts and as it is printed."""
    if page.styled:
        return piece, page.bold(piece) if cited else piece
    marked = f"{OPEN if cited and first else ''}{piece}{CLOSE if cited and last else ''}"
    return marked, marked


def passages_object(fact: Fact, passages: Sequence[Passage]) -> dict[str, Any]:
    """Return a fact with the context of each of its sources."""
    value = fact_object(fact)
    for shown, each in zip(value["sources"], passages, strict=True):
        shown |= {"before": each.before, "after": each.after}
    return value
