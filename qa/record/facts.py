"""facts.yaml: read, checked against itself and against the articles, and every mistake given with its place.

The shape of the file stands in `qa.record.schema`; what a curator must know is in docs/facts.md.
"""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager

from qa.files.placed_yaml import Placed, PlacedList, PlacedMap, PlacedScalar, parse_placed, top_level_text
from qa.model import Article, Entity, Fact, FactsFile, Problem, Published, Role, Source, Words
from qa.record.quotes import QuoteFinder
from qa.record.relations import Entities, Related, check_facts, circles
from qa.record.report import Report, shown
from qa.record.schema import (
    ARTICLES,
    ENTITY,
    FACT,
    PUBLISHED,
    ROLE,
    SOURCE,
    TOP,
    WORDS,
    Row,
    one_line,
    place_of,
    read_row,
    rows,
    scalars,
    starts_after_its_end,
    text,
    texts,
)
from qa.record.slots import read_slots

DEFAULT_FOLDER = "seeds"


def load_facts(data: bytes, file: str, articles: Mapping[str, Article]) -> tuple[FactsFile, tuple[Problem, ...]]:
    """Read the content of a facts.yaml; ``file`` is what problems call it, ``articles`` go by their file names.

    Returns the file and its *findings*, by line and column: mistakes that concern one fact, such as a quote that is
    not verbatim. Facts with findings, and those that dispute or are superseded by them, are not in the file.

    Raises:
        QAError: with all problems (findings too) by line and column, if there is anything else wrong with it.

    """
    with _no_garbage_collection():
        tree, problems = parse_placed(data, file)
        report = Report(file, problems)
        facts_file = _Reading(articles, report).file(tree) if tree is not None else FactsFile()
        report.raise_errors()
    return facts_file, report.findings()


def articles_folder(data: bytes, file: str) -> str:
    """Return the folder that the articles of a facts.yaml are in, relative to it, without reading all of the file.

    A file that cannot be read names the default folder: `load_facts` says what is wrong with it.

    Raises:
        QAError: if the folder is not inside the dossier.

    """
    report = Report(file)
    for table, key, inner in ((TOP, "articles", None), (ARTICLES, "folder", "folder")):
        found = top_level_text(data, "articles", inner)
        if found is not None:
            entry = (PlacedScalar(key, found.line, 1), found)
            row = read_row(PlacedMap((entry,), found.place), table, report)
            report.raise_errors()
            return text(row, key) or DEFAULT_FOLDER
    return DEFAULT_FOLDER


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Keep the collector from walking a growing tree without cycles again and again: half of the time, measured."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class _Reading:
    """One reading of a file: what its parts need of each other, and the report that they share."""

    def __init__(self, articles: Mapping[str, Article], report: Report) -> None:
        self._articles = articles
        self._report = report
        self._finder = QuoteFinder(articles)
        self._entities = Entities({})

    def file(self, tree: Placed) -> FactsFile:
        top = read_row(tree, TOP, self._report)
        entities = tuple(self._read_entities(top))
        about = top.get("articles")
        listed = read_row(about, ARTICLES, self._report) if isinstance(about, PlacedMap) else {}
        read = [self._fact(node) for node in rows(top, "facts")]
        check_facts([related for related, _ in read if related], self._report)
        return FactsFile(
            title=text(top, "title") or "",
            articles=text(top, "articles") or text(listed, "folder") or DEFAULT_FOLDER,
            published=tuple(self._published(listed)),
            entities=entities,
            words=self._words(top),
            facts=tuple(fact for _, fact in read if fact.id not in self._report.held),
        )

    def _published(self, listed: Row) -> Iterator[Published]:
        """Yield what is known of articles; a mistake in it is a finding that holds back no fact."""
        lines: dict[str, int] = {}
        for node in rows(listed, "published"):
            row = read_row(node, PUBLISHED, self._report)
            for name in scalars(row.get("article")):
                first = lines.setdefault(name.text, name.line)
                when = text(row, "date")
                if first != name.line:
                    message = f"{shown(name.text)} is listed in line {name.line}, and first in line {first}"
                    self._report.error(name.place, message)
                elif when and "/" in when:
                    self._report.error(row["date"].place, f"{shown(when)} is a span: an article has one date")
                elif self._has_article(name):
                    yield Published(name.text, when, text(row, "publisher"))

    def _words(self, top: Row) -> Words:
        row = read_row(top["words"], WORDS, self._report) if "words" in top else {}
        return Words(same=_sets(row, "same"), contrasts=_sets(row, "contrasts"))

    def _read_entities(self, top: Row) -> Iterator[Entity]:
        read = [(node, read_row(node, ENTITY, self._report)) for node in rows(top, "entities")]
        named = [(row["name"], text(row, "name") or "", row) for _, row in read if "name" in row]
        self._entities = Entities({name: texts(row, "aliases") for _, name, row in named})
        first: dict[str, int] = {}
        for node, name, row in named:
            line = first.setdefault(name, node.place.line)
            if line != node.place.line:
                message = f"duplicate entity {shown(name)} in line {node.place.line}, first in line {line}"
                self._report.error(node.place, message, "duplicate-entity")
            self._entities.check(scalars(row.get("members")), "members", self._report)
            yield Entity(
                name=name,
                kinds=texts(row, "kinds"),
                aliases=texts(row, "aliases"),
                roles=tuple(self._roles(row)),
                age=text(row, "age"),
                members=texts(row, "members"),
            )
        places = {name: place_of(row, "members", node.place) for node, name, row in named}
        for circle in circles({name: texts(row, "members") for _, name, row in named}):
            path = " -> ".join((*circle, circle[0]))
            self._report.error(places[circle[0]], f"'members' go round in a circle: {path}", "circular-relation")

    def _roles(self, row: Row) -> Iterator[Role]:
        node = row.get("roles")
        for item in node.items if isinstance(node, PlacedList) else ():
            if isinstance(item, PlacedScalar):
                yield Role(one_line(item.text))
            elif isinstance(item, PlacedMap):
                role = read_row(item, ROLE, self._report)
                when = text(role, "when")
                if when and starts_after_its_end(when):
                    # Without its time the role would be claimed for all times: left out.
                    message = f"{shown(when)} starts after its end"
                    self._report.finding(role["when"].place, message, "ends-before-start")
                else:
                    yield Role(text(role, "role") or "", when)

    def _fact(self, node: PlacedMap) -> tuple[Related | None, Fact]:
        row = read_row(node, FACT, self._report)
        name, statement = _raw(row, "id"), text(row, "statement")
        self._check_cut(row, "statement", name)
        answers = row.get("answers")
        slots = read_slots(answers, statement, name, self._report) if isinstance(answers, PlacedMap) else ()
        self._check_contested(row, [slot.key for slot in slots])
        self._entities.check(scalars(row.get("according_to")), "according_to", self._report)
        self._check_as_of(row, name)
        fact = Fact(
            id=name,
            statement=statement or "",
            slots=slots,
            sources=tuple(self._sources(row, name)),
            asked_as=texts(row, "asked_as"),
            according_to=texts(row, "according_to"),
            disputes=tuple(scalar.text for scalar in scalars(row.get("disputes"))),
            contested=texts(row, "contested"),
            negated=text(row, "negated") == "true",
            unknown=text(row, "unknown") == "true",
            as_of=_raw(row, "as_of") or None,
            superseded_by=_raw(row, "superseded_by") or None,
            rank=text(row, "rank") or "normal",
            line=node.place.line,
        )
        ids = scalars(row.get("id"))
        relations = (scalars(row.get("disputes")), scalars(row.get("superseded_by")))
        return (Related(ids[0], *relations) if ids else None), fact

    def _check_cut(self, row: Row, key: str, fact: str) -> bool:
        """Report a text that ends where a comment begins: "Apple #1 is here" would be "Apple"."""
        cut = [scalar for scalar in scalars(row.get(key)) if scalar.cut]
        for scalar in cut:
            message = f"the {key} is cut off by ' #', which begins a comment: put the {key} in quotation marks"
            self._report.finding(scalar.place, message, "cut-off-text", holds=fact)
        return bool(cut)

    def _check_contested(self, row: Row, keys: Collection[str]) -> None:
        for scalar in scalars(row.get("contested")):
            if scalar.text not in keys:
                hint = self._report.did_you_mean(scalar.text, keys)
                message = f"'contested': this fact has no slot {shown(scalar.text)}{hint}"
                self._report.error(scalar.place, message, "unknown-slot")

    def _check_as_of(self, row: Row, fact: str) -> None:
        for scalar in scalars(row.get("as_of")):
            self._has_article(scalar, fact)

    def _has_article(self, name: PlacedScalar, fact: str = "") -> bool:
        if name.text in self._articles:
            return True
        hint = self._report.did_you_mean(name.text, self._articles)
        message = f"no article is called {shown(name.text)}{hint}"
        self._report.finding(name.place, message, "missing-article", holds=fact)
        return False

    def _sources(self, row: Row, fact: str) -> Iterator[Source]:
        for node in rows(row, "sources"):
            source = read_row(node, SOURCE, self._report)
            is_cut = self._check_cut(source, "quote", fact)
            for article in scalars(source.get("article")):
                if self._has_article(article, fact) and "quote" in source and not is_cut:
                    parts = (_raw(source, key) for key in ("quote", "prefix", "suffix"))
                    found = self._finder.find(article.text, *parts)
                    if isinstance(found, Source):
                        yield found
                    else:
                        self._report.finding(source["quote"].place, found.message, found.rule, holds=fact)


def _raw(row: Row, name: str) -> str:
    """Return the text under a key as it was typed, or ""."""
    return next((scalar.text for scalar in scalars(row.get(name))), "")


def _sets(row: Row, name: str) -> tuple[tuple[str, ...], ...]:
    node = row.get(name)
    items = node.items if isinstance(node, PlacedList) else ()
    return tuple(tuple(one_line(scalar.text) for scalar in scalars(item)) for item in items)
