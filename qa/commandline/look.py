"""What the commands do that look around in a dossier: `qa facts`, `qa who`, `qa timeline`, `qa source`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from qa.commandline.commands import NOTHING, OK, complain, page_of, put, warn
from qa.dossier import Dossier, open_dossier
from qa.english.tokens import norms
from qa.looking.context import passage
from qa.looking.moments import Moment, asked_moment, during
from qa.looking.naming import Named, find_entity
from qa.looking.pages import entity_page, named_in, speakers
from qa.looking.timeline import timeline
from qa.model import Fact, QAError
from qa.rendering.answers import SCHEMA_VERSION, Page, fact_object, fact_text, facts_text, flowed, json_text
from qa.rendering.look import page_object, page_text, passages_object, passages_text, timeline_object, timeline_text
from qa.values import value


@value
class Filters:
    """Which facts are wanted; None is any."""

    about: str | None = None
    by: str | None = None
    article: str | None = None
    when: str | None = None


def facts(name: str | None, *, dossier: str | None = None, form: str = "text", filters: Filters | None = None) -> int:
    """List the facts that pass the filters, or show the one with this id."""
    opened = open_dossier(dossier)
    filters = filters or Filters()
    page = page_of(form)
    found, partly = _filtered(opened, filters) if name is None else ([_fact_called(name, opened)], [])
    if form == "json":
        listed = [fact_object(fact) for fact in (*found, *partly)]
        put(json_text({"schema_version": SCHEMA_VERSION, "facts": listed}, indent=2))
    elif form == "jsonl":
        for fact in (*found, *partly):
            put(json_text({"schema_version": SCHEMA_VERSION} | fact_object(fact)))
    elif found or partly:
        put(fact_text(found[0], page) if name is not None else _listed(found, partly, filters, page))
    else:
        complain("no fact passes these filters")
    return _ended(opened, OK if found or partly else NOTHING)


def _listed(found: Sequence[Fact], partly: Sequence[Fact], filters: Filters, page: Page) -> str:
    blocks = [facts_text(found, page)] if found else []
    if partly:
        blocks.append(
            f"Dated less exactly, or only partly in {flowed(filters.when or '')}:\n{facts_text(partly, page)}"
        )
    return "\n\n".join(blocks)


def who(name: str, *, dossier: str | None = None, form: str = "text") -> int:
    """Show everything on one entity; list those that a name may mean."""
    opened = open_dossier(dossier)
    named = _named(name, opened)
    if len(named.names) > 1:
        _put_ambiguous(name, named, form)
        return _ended(opened, NOTHING)
    found = entity_page(named.names[0], opened.gazetteer, opened.facts())
    if form == "text":
        page = page_of(form)
        if named.assumed:
            put("\n".join(page.wrapped(f"Reading '{name}' as {named.names[0]}.")) + "\n")
        put(page_text(found, page))
    else:
        shown = {"schema_version": SCHEMA_VERSION, "status": "found", "assumed": named.assumed is not None}
        put(json_text(shown | page_object(found), indent=2))
    return _ended(opened, OK)


def _named(name: str, opened: Dossier) -> Named:
    named = find_entity(name, opened.gazetteer)
    if not named.names:
        close = get_close_matches(name, sorted(opened.gazetteer.entities), 3)
        hint = f"; the nearest are {', '.join(close)}" if close else ""
        raise QAError(f"no entity is called {name!r}{hint}")
    return named


def _put_ambiguous(name: str, named: Named, form: str) -> None:
    if form == "text":
        put("\n".join([f"{flowed(name)} may mean:", *(f"  {flowed(each)}" for each in named.names)]))
    else:
        shown = {"schema_version": SCHEMA_VERSION, "status": "ambiguous", "name": name, "names": list(named.names)}
        put(json_text(shown, indent=2))


def show_timeline(
    *, about: str | None = None, when: str | None = None, undated: bool = False, dossier: str | None = None,
    form: str = "text",
) -> int:  # fmt: skip
    """Show the facts in the order of their times."""
    opened = open_dossier(dossier)
    asked = asked_moment(when) if when else None
    found = timeline(_about(about, opened), asked)
    if form == "json":
        put(json_text({"schema_version": SCHEMA_VERSION} | timeline_object(found), indent=2))
    elif found.dated or found.relative or found.undated:
        put(timeline_text(found, page_of(form), undated=undated))
    else:
        complain("no fact passes these filters")
    return _ended(opened, OK if found.dated or found.relative or found.undated else NOTHING)


def _about(name: str | None, opened: Dossier) -> Iterator[Fact]:
    return iter(_filtered(opened, Filters(about=name))[0])


def source(name: str, *, around: int = 1, dossier: str | None = None, form: str = "text") -> int:
    """Show the passages that a fact cites, with the sentences around them."""
    opened = open_dossier(dossier)
    fact = _fact_called(name, opened)
    articles = {article.name: article for article in opened.articles}
    passages = [passage(each, articles[each.article], around) for each in fact.sources]
    if form == "json":
        put(json_text({"schema_version": SCHEMA_VERSION} | passages_object(fact, passages), indent=2))
    else:
        put(passages_text(fact, passages, page_of(form)))
    return _ended(opened, OK)


def _ended(opened: Dossier, status: int) -> int:
    warn(opened.findings)
    return max(warn(opened.warnings), status)


# Filters


def _fact_called(name: str, opened: Dossier) -> Fact:
    known = {fact.id: fact for fact in opened.facts()}
    if name in known:
        return known[name]
    close = get_close_matches(name, list(known), 1)
    raise QAError(f"no fact is called {name!r}" + (f", did you mean {close[0]!r}?" if close else ""))


def _filtered(opened: Dossier, filters: Filters) -> tuple[list[Fact], list[Fact]]:
    """Return the facts that pass, and those of which that is true of the time only in part."""
    asked: Moment | None = asked_moment(filters.when) if filters.when else None
    chosen = (
        fact for fact in opened.facts() if _is_about(fact, filters.about, opened) and _is_by(fact, filters.by, opened)
    )
    cited = (fact for fact in chosen if filters.article in {None, *(source.article for source in fact.sources)})
    return during(cited, asked) if asked else (list(cited), [])


def _is_about(fact: Fact, name: str | None, opened: Dossier) -> bool:
    """Tell whether a fact names an entity by any of its names, or has the typed words."""
    if name is None or _has_words(name, fact.statement):
        return True
    meant = _meant(name, opened)
    return bool(meant) and not meant.isdisjoint(named_in(fact, opened.gazetteer) | speakers(fact, opened.gazetteer))


def _is_by(fact: Fact, name: str | None, opened: Dossier) -> bool:
    if name is None or any(_has_words(name, each) for each in fact.according_to):
        return True
    return not _meant(name, opened).isdisjoint(speakers(fact, opened.gazetteer))


def _meant(name: str, opened: Dossier) -> frozenset[str]:
    """Return the entity that has just this name or alias; roles and slips are for `qa who`."""
    wanted = norms(name)
    return frozenset(
        entity.name
        for entity in opened.gazetteer.entities.values()
        if wanted in {norms(way) for way in (entity.name, *entity.aliases)}
    )


def _has_words(wanted: str, text: str) -> bool:
    """Tell whether a text has these words in this order, whatever their case and quotation marks."""
    return f" {' '.join(norms(wanted))} " in f" {' '.join(norms(text))} "
