"""The command line of what looks around and tests: facts, who, timeline, source, suggest, test."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Annotated, NamedTuple

import typer

from qa.commandline.cli_options import DossierFolder, Format, FormatName, Shown, ShownAs

About = Annotated[
    str | None,
    typer.Option(
        "--about", metavar="NAME", show_default=False, help="Only what names it, by any name; or these words."
    ),
]
When = Annotated[
    str | None,
    typer.Option(
        "--when", metavar="TIME", show_default=False,
        help="Only this time: 2011, 2011-12, 1997/2013, 'between 1997 and 2013'.",
    ),
]  # fmt: skip
ArticleName = Annotated[
    str | None, typer.Option("--article", metavar="FILE", show_default=False, help="Only from this article.")
]


class SuggestFormat(str, Enum):  # noqa: UP042 - as in cli_options
    """How suggestions are printed."""

    text = "text"
    yaml = "yaml"
    json = "json"


def facts(
    name: Annotated[
        str | None, typer.Argument(metavar="[ID]", show_default=False, help="Show this fact, with its sources.")
    ] = None,
    *,
    about: About = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="CLAIMANT", show_default=False, help="Only claims of theirs.")
    ] = None,
    article: ArticleName = None,
    when: When = None,
    dossier: DossierFolder = None,
    form: FormatName = Format.text,
) -> int:
    """List the facts of the dossier, or show one with its sources."""
    from qa.commandline import look

    filters = look.Filters(about, by, article, when)
    return look.facts(name, dossier=dossier, form=form.value, filters=filters)


def who(
    name: Annotated[str, typer.Argument(show_default=False, help="A person, body, place or event, by any name.")],
    *,
    dossier: DossierFolder = None,
    form: ShownAs = Shown.text,
) -> int:
    """Show what is on record on a person or body: roles, facts, what it said, what others said about it.

    Exit status: 0 found; 1 the name may mean several, which are listed; 2 there is none of that name.
    """
    from qa.commandline import look

    return look.who(name, dossier=dossier, form=form.value)


def timeline(
    *,
    about: About = None,
    when: When = None,
    undated: Annotated[bool, typer.Option("--undated", help="Show the facts without a time, too.")] = False,
    dossier: DossierFolder = None,
    form: ShownAs = Shown.text,
) -> int:
    """Show facts in the order of their times; times that the articles do not date stand apart, in their words."""
    from qa.commandline import look

    return look.show_timeline(about=about, when=when, undated=undated, dossier=dossier, form=form.value)


def source(
    name: Annotated[str, typer.Argument(metavar="FACT", show_default=False, help="The id of a fact.")],
    *,
    around: Annotated[
        int, typer.Option("--around", metavar="N", min=0, help="How many sentences before and after.")
    ] = 1,
    dossier: DossierFolder = None,
    form: ShownAs = Shown.text,
) -> int:
    """Show the passages that a fact cites, where they stand in the articles."""
    from qa.commandline import look

    return look.source(name, around=around, dossier=dossier, form=form.value)


def suggest(
    *,
    article: ArticleName = None,
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=1, help="How many sentences to show, or facts to add.")
    ] = 10,
    append: Annotated[
        bool, typer.Option("--append", help="Add the drafts to facts.yaml, marked as drafts; --undo takes them out.")
    ] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Take out what --append added last.")] = False,
    dossier: DossierFolder = None,
    form: Annotated[
        SuggestFormat,
        typer.Option("--format", help="text for people; yaml to paste into facts.yaml; json for scripts."),
    ] = SuggestFormat.text,
) -> int:
    """Show what the articles say that no fact covers yet, and draft facts for it by rule.

    A draft is a start, not a fact: check every word of it. Exit status: 0 nothing is uncovered, or it is done; 1 there
    are uncovered sentences; 2 it could not be done.
    """
    from qa.commandline.suggest import change, show

    if append or undo:
        return change(undo=undo, article=article, limit=limit, dossier=dossier)
    return show(article=article, limit=limit, dossier=dossier, form=form.value)


def run_golden(
    files: Annotated[
        list[str] | None,
        typer.Argument(show_default=False, help="Golden files or folders. Default: tests/golden of the dossier."),
    ] = None,
    *,
    words: Annotated[
        str, typer.Option("--words", "-k", metavar="WORDS", show_default=False,
                          help="Only questions with all these words, in them or in the file's name.")
    ] = "",
    last_failed: Annotated[bool, typer.Option("--last-failed", help="Only those that failed the last time.")] = False,
    update: Annotated[
        bool, typer.Option("--update", help="Write what comes into the files as what is expected, and show it.")
    ] = False,
    junit: Annotated[
        str | None, typer.Option("--junit", metavar="FILE", show_default=False, help="Write a JUnit XML report, too.")
    ] = None,
    overmatch: Annotated[
        bool, typer.Option("--overmatch", help="List the rules and facts that no golden question reaches.")
    ] = False,
    dossier: DossierFolder = None,
    form: FormatName = Format.text,
) -> int:  # fmt: skip
    """Put golden questions to the dossier and compare the answers with the expected ones.

    Exit status: 0 as expected; 1 some are wrong or not answered, or a known failure is none any more; 2 it could not be
    done.
    """
    from qa.commandline import golden

    options = golden.Options(words, last_failed, overmatch, update, junit)
    return golden.run_golden(files or (), dossier=dossier, form=form.value, options=options)


class Command(NamedTuple):
    """A command: its name, what reads its options, and an example."""

    name: str
    function: Callable[..., int]
    example: str


COMMANDS = (
    Command("facts", facts, "qa facts --about council --when 2011"),
    Command("who", who, 'qa who "Ann Reid"'),
    Command("timeline", timeline, 'qa timeline --about council --when "between 1997 and 2013"'),
    Command("source", source, "qa source okafor-scored --around 2"),
    Command("suggest", suggest, "qa suggest --article report.txt --format yaml"),
    Command("test", run_golden, "qa test tests/golden/names.yaml -k bridge"),
)
