"""The command line: what may be typed, and what `qa --help` says about it. The work: `qa.commandline.commands`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import Enum
from typing import Annotated

import typer

from qa import __version__
from qa.commandline import check as checking
from qa.commandline import cli_look, commands
from qa.commandline import review as reviewing
from qa.commandline.cli_options import DossierFolder, File, Format, FormatName


class LintFormat(str, Enum):  # noqa: UP042 - with a StrEnum, older releases of Typer show the default otherwise
    """How findings are printed."""

    text = "text"
    json = "json"
    github = "github"
    sarif = "sarif"


class ReviewFormat(str, Enum):  # noqa: UP042 - as above
    """How a review is printed."""

    text = "text"
    json = "json"
    markdown = "markdown"
    github = "github"


class Markup(str, Enum):  # noqa: UP042 - as above
    """How a draft is marked up."""

    auto = "auto"
    text = "text"
    markdown = "markdown"


class IndexAction(str, Enum):  # noqa: UP042 - as above
    """What to do with the index."""

    build = "build"
    status = "status"
    verify = "verify"


Jobs = Annotated[
    int, typer.Option("--jobs", "-j", min=0, help="With --file: how many processes answer; 0 is one for each core.")
]
Output = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="FILE", show_default=False, help="With --file: write to this file."),
]
Resume = Annotated[bool, typer.Option("--resume", help="With --output and jsonl: go on where the file ends.")]

app = typer.Typer(
    name="qa", add_completion=True, rich_markup_mode=None, pretty_exceptions_enable=False,
    help="Answer questions from a dossier of news articles: with the source, or not at all.",
    epilog='Example: qa ask "When did the bridge open?"',
    context_settings={"help_option_names": ["--help", "-h"]},
)  # fmt: skip


def _show_version(*, wanted: bool) -> None:
    if wanted:
        commands.put(f"qa {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _group(
    context: typer.Context,
    *,
    _version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    if context.invoked_subcommand is None:
        commands.complain('say what to do, for example: qa ask "When did the bridge open?" (qa --help has all)')
        raise typer.Exit(commands.FAILED)


@app.command(epilog='Example: qa ask "When did the bridge open?" --format json')
def ask(
    question: Annotated[
        str | None, typer.Argument(show_default=False, help="The question; - reads one a line from stdin.")
    ] = None,
    *,
    file: File = None,
    dossier: DossierFolder = None,
    form: FormatName = Format.text,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show how the answer was found: readings, candidates, checks.")
    ] = False,
    jobs: Jobs = 1,
    output: Output = None,
    resume: Resume = False,
    no_history: Annotated[
        bool, typer.Option("--no-history", help="At the prompt: do not read or keep the questions of earlier times.")
    ] = False,
) -> int:
    """Answer a question, with the passage that the answer stands on. Without a question, on a terminal: ask on and on.

    Exit status: 0 answered, 1 no answer on record, 2 it could not be done. A question that begins with - goes after --.
    """
    if question is None and file is None and form is Format.text and _on_terminal():
        from qa.commandline import prompt

        return prompt.converse(dossier=dossier, explain=explain, history=not no_history)
    many = (jobs, output, resume)
    return commands.ask(question, file=file, dossier=dossier, form=form.value, explain=explain, many=many)


@app.command(epilog='Example: qa check "The bridge opened in May." --format json')
def check(
    claim: Annotated[
        str | None, typer.Argument(show_default=False, help="The claim, a sentence; - reads one a line from stdin.")
    ] = None,
    *,
    file: File = None,
    dossier: DossierFolder = None,
    form: FormatName = Format.text,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show how the verdict was found: assertions, facts, what they lack.")
    ] = False,
    jobs: Jobs = 1,
    output: Output = None,
    resume: Resume = False,
) -> int:
    """Say whether the record bears a claim out: supported, refuted, disputed or not-enough-info.

    Exit status: 0 supported, 1 any other verdict, 2 it could not be done. A claim that begins with - goes after --.
    """
    many = (jobs, output, resume)
    return checking.check(claim, file=file, dossier=dossier, form=form.value, explain=explain, many=many)


@app.command(epilog="Example: qa review draft.md --format github")
def review(
    draft: Annotated[
        str, typer.Argument(metavar="DRAFT", show_default=False, help="A text or Markdown file; - is stdin.")
    ],
    *,
    read_as: Annotated[
        Markup, typer.Option("--read-as", help="How the draft is marked up; auto goes by the file's name.")
    ] = Markup.auto,
    dossier: DossierFolder = None,
    form: Annotated[
        ReviewFormat,
        typer.Option("--format", help="text and markdown for people; json for scripts; github for its annotations."),
    ] = ReviewFormat.text,
) -> int:
    """Judge a draft sentence by sentence, and compare its quotations with the articles letter by letter.

    Exit status: 0 nothing is contradicted; 1 a sentence is refuted, or a quotation is altered, given to the wrong
    speaker or joined from pieces; 2 it could not be done.
    """
    return reviewing.review(draft, dossier=dossier, form=form.value, read_as=read_as.value)


@app.command(epilog='Example: qa search "agency staff" --limit 3')
def search(
    query: Annotated[
        str | None, typer.Argument(show_default=False, help="Some words; - reads one query a line from stdin.")
    ] = None,
    *,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="How many sentences to show.")] = 10,
    file: File = None,
    dossier: DossierFolder = None,
    form: FormatName = Format.text,
    jobs: Jobs = 1,
    output: Output = None,
    resume: Resume = False,
) -> int:
    """Show the sentences of the articles that are most like a query, best first."""
    many = (jobs, output, resume)
    return commands.search(query, file=file, dossier=dossier, form=form.value, limit=limit, many=many)


@app.command(epilog="Example: qa init flood")
def init(
    folder: Annotated[
        str, typer.Argument(metavar="[DIR]", show_default=False, help="The new dossier's folder. Default: this one.")
    ] = ".",
) -> int:
    """Begin a dossier: folders, a facts.yaml with one example of each kind, the schema for editors.

    What is there already is left alone.
    """
    from qa.commandline import new

    return new.init(folder)


@app.command(epilog='Example: qa add report.html --publisher "Valley Post" --date 2024-05-04')
def add(
    articles: Annotated[
        list[str], typer.Argument(metavar="FILE...", show_default=False, help="Text, Markdown or HTML; - is stdin.")
    ],
    *,
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", show_default=False, help="What to call the copy.")
    ] = None,
    title: Annotated[str | None, typer.Option("--title", show_default=False, help="Its headline.")] = None,
    publisher: Annotated[str | None, typer.Option("--publisher", show_default=False, help="Who printed it.")] = None,
    date: Annotated[
        str | None, typer.Option("--date", metavar="DATE", show_default=False, help="When: 2024, 2024-05, 2024-05-04.")
    ] = None,
    url: Annotated[str | None, typer.Option("--url", show_default=False, help="Where it is to be found.")] = None,
    dossier: DossierFolder = None,
) -> int:
    """Put plain-text copies of articles into the dossier; where each is from stands in its front matter.

    Nothing is overwritten, and an article that is there already is refused. Exit status: 0 added, 2 not all of them.
    """
    from qa.commandline import new

    said = {"title": title, "publisher": publisher, "date": date, "url": url}
    return new.add(articles, dossier=dossier, name=name, said=said)


@app.command(epilog="Example: qa schema > facts.schema.json")
def schema(*, dossier: DossierFolder = None) -> int:
    """Print the schema of facts.yaml for editors, with the ids and names of this dossier to be offered."""
    from qa.commandline import new

    return new.schema(dossier)


@app.command(epilog="Example: qa lint --fix")
def lint(
    *,
    fix: Annotated[bool, typer.Option("--fix", help="First mend what can be mended safely.")] = False,
    select: Annotated[
        list[str] | None, typer.Option("--select", metavar="RULES", show_default=False, help="Only these rules.")
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", metavar="RULES", show_default=False, help="Not these rules.")
    ] = None,
    rules: Annotated[bool, typer.Option("--rules", help="List the rules, and do nothing else.")] = False,
    explain: Annotated[
        str | None,
        typer.Option("--explain", metavar="RULE", show_default=False, help="Show a rule's page, with examples."),
    ] = None,
    dossier: DossierFolder = None,
    form: Annotated[
        LintFormat, typer.Option("--format", help="github: annotations; sarif: for code scanning.")
    ] = LintFormat.text,
) -> int:
    """Look for mistakes in a dossier: quotes that are not verbatim, facts that cannot be found, and so on.

    Rules go by name, with commas between. Exit status: 0 clean, 1 findings, 2 facts.yaml could not be used.
    """
    from qa.commandline import lint

    if rules:
        return lint.list_rules()
    if explain is not None:
        return lint.explain_rule(explain)
    return lint.run_lint(dossier=dossier, form=form.value, select=select or (), ignore=ignore or (), fix=fix)


@app.command(epilog="Example: qa index build --memory 512")
def index(
    action: Annotated[
        IndexAction, typer.Argument(show_default=False, help="build: bring it up to date; status; verify: every byte.")
    ],
    *,
    anew: Annotated[
        bool, typer.Option("--anew", help="With build: read all articles, also those not changed.")
    ] = False,
    memory: Annotated[
        int, typer.Option("--memory", metavar="MB", min=16, help="With build: about how much memory it may take.")
    ] = 256,
    dossier: DossierFolder = None,
    form: FormatName = Format.text,
) -> int:
    """Keep the index over the sentences of a large dossier; searches do so by themselves.

    Exit status: 0 built, fresh or whole; 1 stale, missing or damaged; 2 it could not be done.
    """
    return commands.index(action.value, dossier=dossier, form=form.value, anew=anew, memory=memory)


for _command in cli_look.COMMANDS:
    app.command(_command.name, epilog=f"Example: {_command.example}")(_command.function)


def _on_terminal() -> bool:
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def run(arguments: Sequence[str]) -> int:
    """Read a command line, do what it says, and return the exit status.

    Raises:
        BrokenPipeError: if the reader of the output is gone.
        KeyboardInterrupt: if the user is.

    """
    out, err = sys.stdout, sys.stderr
    try:
        status = typer.main.get_command(app).main(list(arguments), prog_name="qa", standalone_mode=False)
    except typer.Abort as error:
        raise KeyboardInterrupt from error
    except SystemExit as error:
        if not isinstance(error.__context__, BrokenPipeError):
            raise
        sys.stdout, sys.stderr = out, err
        raise error.__context__ from None
    except Exception as error:
        message = getattr(error, "format_message", None)  # Click's own errors; its classes moved between releases
        if message is None:
            raise
        commands.complain(" ".join(f"{message()} {_hint(arguments)}".split()))
        return commands.FAILED
    return int(status or 0)


def _hint(arguments: Sequence[str]) -> str:
    command = next((word for word in arguments if not word.startswith("-")), "")
    if command in {"ask", "check", "search"} and any(word.startswith("-") and " " in word for word in arguments):
        return f"(a text that begins with - goes after --: qa {command} -- TEXT)"
    known = {
        "ask",
        "check",
        "review",
        "search",
        "index",
        "lint",
        "init",
        "add",
        "schema",
        *(command.name for command in cli_look.COMMANDS),
    }
    return f"(see qa {command} --help)" if command in known else "(see qa --help)"
