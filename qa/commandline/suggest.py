"""What `qa suggest` does: show what no fact covers, and put drafts into facts.yaml or take them out again."""

from __future__ import annotations

from qa import __version__
from qa.commandline.commands import NOTHING, OK, complain, page_of, put, warn
from qa.curating.draft_file import MARK
from qa.curating.suggestions import DraftedFile, Suggestions, limited, suggestions
from qa.dossier import Dossier, open_dossier
from qa.record.sources import FACTS_FILE
from qa.rendering.answers import SCHEMA_VERSION, flowed, json_text
from qa.rendering.suggest import suggestions_object, suggestions_text, suggestions_yaml


def show(*, article: str | None = None, limit: int = 10, dossier: str | None = None, form: str = "text") -> int:
    """Show coverage, and the weightiest uncovered sentences with the drafts for them."""
    opened = open_dossier(dossier)
    found = limited(_found(opened), article)
    shown = limited(found, article, limit)
    left = len(found.found) - len(shown.found)
    if form == "json":
        put(json_text({"schema_version": SCHEMA_VERSION} | suggestions_object(shown, left), indent=2))
    elif form == "yaml":
        if shown.drafts:
            put(suggestions_yaml(shown))
        else:
            complain("no sentence is drafted: qa suggest shows what is uncovered")
    else:
        put(suggestions_text(shown, left, page_of(form)))
    warn(opened.findings)
    return max(warn(opened.warnings), NOTHING if found.found else OK)


def change(*, undo: bool, article: str | None = None, limit: int = 10, dossier: str | None = None) -> int:
    """Add drafts to facts.yaml, or take out what was added last."""
    opened = open_dossier(dossier)
    file = DraftedFile(opened.folder, FACTS_FILE, __version__)
    if undo:
        file.undo()
        put("facts.yaml is as it was before the drafts were added.")
        return OK
    drafts = limited(_found(opened), article).drafts[:limit]
    added = file.append(drafts, opened.articles)
    for draft in added:
        by = f"According to {draft.according_to}: " if draft.according_to else ""
        put(flowed(f"added: {draft.id}: {by}{draft.statement}"))
    if not added:
        complain("there is nothing to add: qa suggest shows what is uncovered")
        return NOTHING
    count, them = (f"{len(added)} drafts", "them") if len(added) > 1 else ("1 draft", "it")
    put(f"{count} in facts.yaml, below '{MARK}'. qa suggest --undo takes {them} out.")
    return OK


def _found(opened: Dossier) -> Suggestions:
    return suggestions(opened.articles, tuple(opened.facts()), opened.gazetteer)
