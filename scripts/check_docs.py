"""Hold the documentation to its word: run what it prints, follow its links, look for what it leaves out.

    python scripts/check_docs.py            # report what is false; exit 1 if anything is
    python scripts/check_docs.py --update   # first rewrite what can be rewritten

Four checks:

- a ``console`` block shows what its ``$ commands`` really print (one after ``<!-- no-run -->`` is left alone);
- a relative link leads to a file, and to a heading in it;
- ``docs/cli.md`` is what the command line says about itself;
- the field tables of ``docs/json.md`` name exactly the fields that ``qa ask --format json`` prints.

Commands run at the top of the repository, as on a terminal 80 columns wide. A page may bring files of its own: a
code block after ``<!-- file: PATH -->`` is written to that path in an empty folder, and its commands run there. The
page is followed from top to bottom: a file is written, perhaps over one that a command made, when its turn has come.
"""

from __future__ import annotations

import argparse
import difflib
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).resolve().parent.parent
CLI_PAGE = "docs/cli.md"
JSON_PAGE = "docs/json.md"
NO_RUN = "<!-- no-run -->"
FILE_COMMENT = re.compile(r"<!-- file: (?P<path>\S+) -->")
MARKDOWN = MarkdownIt("commonmark").enable("table")
LONGEST_RUN = 120  # seconds
NOT_A_READERS = frozenset({"CI", "FORCE_COLOR", "QA_TRACEBACK"})  # environment variables


@dataclass(frozen=True, slots=True)
class Page:
    """A Markdown file: its path from the repository's top, its text, and what the parser made of it."""

    path: str
    text: str
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced code block: ``start`` and ``end`` are the lines, counted from 0, that its content lies between."""

    language: str
    comment: str
    start: int
    end: int
    content: str


@dataclass(frozen=True, slots=True)
class Run:
    """What a command printed (stdout and stderr as they came) and its exit status."""

    output: str
    status: int


def main(arguments: list[str] | None = None) -> int:
    """Check the documentation, or bring it up to date first; return the exit status."""
    parser = argparse.ArgumentParser(description="Check that the documentation is true.")
    parser.add_argument("--update", action="store_true", help="first rewrite printed output and docs/cli.md")
    if parser.parse_args(arguments).update:
        update(ROOT)
    findings = check(ROOT)
    for finding in findings:
        print(finding)
    print(f"{len(findings)} findings" if findings else "The documentation holds.")
    return 1 if findings else 0


def check(root: Path) -> list[str]:
    """Return one finding for each thing that the documentation gets wrong."""
    pages = read_pages(root)
    return [
        *(finding for page in pages for finding in check_links(root, page)),
        *(finding for page in pages if is_session_page(page) for finding in check_sessions(root, page)),
        *check_cli(root),
        *check_json(root, pages),
    ]


def update(root: Path) -> None:
    """Rewrite the printed output of every session, and the page about the command line."""
    (root / CLI_PAGE).write_text(cli_reference(root), encoding="utf-8")
    for page in filter(is_session_page, read_pages(root)):
        (root / page.path).write_text(replayed(root, page), encoding="utf-8")


# Pages and their blocks


def read_pages(root: Path) -> list[Page]:
    """Read the Markdown files at the top of the repository and under ``docs/``."""
    paths = sorted([*root.glob("*.md"), *root.glob("docs/**/*.md")])
    return [parse_page(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")) for path in paths]


def parse_page(path: str, text: str) -> Page:
    """Parse one page."""
    return Page(path, text, tuple(MARKDOWN.parse(text)))


def is_session_page(page: Page) -> bool:
    """Say whether the page's console blocks are sessions: in ``docs/cli.md`` they are usage lines."""
    return page.path != CLI_PAGE


def blocks(page: Page) -> Iterator[Block]:
    """Yield the page's fenced code blocks, each with the HTML comment right before it."""
    previous = ""
    for token in page.tokens:
        if token.type == "fence" and token.map:
            start, end = token.map
            yield Block(token.info.strip(), previous, start + 1, end - 1, token.content)
        previous = token.content.strip() if token.type == "html_block" else ""


def sessions(page: Page) -> list[Block]:
    """Return the console blocks that are to be run."""
    return [block for block in blocks(page) if is_session(block)]


def is_session(block: Block) -> bool:
    """Say whether a block is a console block that is to be run."""
    return block.language == "console" and block.comment != NO_RUN


def file_of(block: Block) -> str | None:
    """Return the path of the file that a block is, if it is one."""
    match = FILE_COMMENT.fullmatch(block.comment)
    return match["path"] if match else None


# Sessions: what a console block prints


def check_sessions(root: Path, page: Page) -> list[str]:
    """Return a finding, with the difference, where commands print something else than the page says."""
    now = replayed(root, page)
    if now == page.text:
        return []
    difference = difflib.unified_diff(
        page.text.splitlines(), now.splitlines(), page.path, "what is printed", lineterm=""
    )
    return ["\n".join([f"{page.path}: commands print something else", *difference])]


def replayed(root: Path, page: Page) -> str:
    """Return the page's text with every session as it runs now."""
    lines = page.text.splitlines(keepends=True)
    with folder_of(root, page) as folder:
        fresh = list(followed(page, folder))
    for block, content in reversed(fresh):
        lines[block.start : block.end] = [content]
    return "".join(lines)


def followed(page: Page, folder: Path) -> Iterator[tuple[Block, str]]:
    """Do in a folder what the page does, from top to bottom, and yield each session as it looks now."""
    for block in blocks(page):
        if (path := file_of(block)) is not None:
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(block.content, encoding="utf-8")
        elif is_session(block):
            yield block, replay(block.content, folder)


def replay(content: str, folder: Path) -> str:
    """Run a session's commands in order and return it as it looks now, a blank line between two commands."""
    shown, status = [], 0
    for command in commands(content):
        ran = run(command, folder, status)
        shown.append(f"$ {command}\n{ran.output}".rstrip("\n") + "\n")
        status = ran.status
    return "\n".join(shown)


def commands(content: str) -> list[str]:
    r"""Return the commands of a session: lines after ``$``, and those that a ``\`` at the end draws in."""
    found: list[str] = []
    goes_on = False
    for line in content.splitlines():
        if goes_on:
            found[-1] += f"\n{line}"
        elif line.startswith("$ "):
            found.append(line.removeprefix("$ "))
        else:
            continue
        goes_on = line.endswith("\\")
    return found


def run(command: str, folder: Path, status_before: int = 0) -> Run:
    """Run one command as a shell would after one that ended with ``status_before``: ``echo $?`` is true."""
    done = subprocess.run(
        ["bash", "-c", f"(exit {status_before})\n{command}"],  # noqa: S607  (bash is wherever the reader has it)
        cwd=folder,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=LONGEST_RUN,
        check=False,
    )
    return Run(done.stdout.decode("utf-8", "backslashreplace"), done.returncode)


def environment() -> dict[str, str]:
    """Return the reader's environment: this interpreter's commands first on the path, 80 columns, no colours.

    A page shows what is printed at somebody's desk, so what marks a build server or asks for colours is left out.
    """
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])
    plain = {"COLUMNS": "80", "NO_COLOR": "1", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}
    own = {name: value for name, value in os.environ.items() if name not in NOT_A_READERS}
    return {**own, **plain, "PATH": path}


@contextmanager
def folder_of(root: Path, page: Page) -> Iterator[Path]:
    """Give the folder in which a page's commands run: the repository, or an empty one for a page that brings files."""
    if not any(file_of(block) for block in blocks(page)):
        yield root
        return
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


# Links


def check_links(root: Path, page: Page) -> list[str]:
    """Return a finding for each relative link that leads nowhere."""
    findings = []
    for line, target in relative_links(page):
        path, _, heading = unquote(target).partition("#")
        file = (root / page.path).parent / path if path else root / page.path
        if not file.exists():
            findings.append(f"{page.path}:{line}: no such file: {target}")
        elif heading and heading not in headings(file.read_text(encoding="utf-8")):
            findings.append(f"{page.path}:{line}: no such heading: {target}")
    return findings


def relative_links(page: Page) -> Iterator[tuple[int, str]]:
    """Yield (line, target) of the page's links and images, other than those to another site."""
    for token in page.tokens:
        for child in token.children or ():
            target = str(child.attrGet("href") or child.attrGet("src") or "")
            if target and not re.match(r"[a-z]+:", target):
                yield (token.map or [0])[0] + 1, target


def headings(text: str) -> set[str]:
    """Return the anchors of a page's headings, made as GitHub makes them."""
    titles = [after.content for before, after in pairwise(MARKDOWN.parse(text)) if before.type == "heading_open"]
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


# The command line


def check_cli(root: Path) -> list[str]:
    """Return a finding if ``docs/cli.md`` is not what the command line says about itself."""
    page = root / CLI_PAGE
    if page.exists() and page.read_text(encoding="utf-8") == cli_reference(root):
        return []
    return [f"{CLI_PAGE}: not what `qa --help` says; run scripts/check_docs.py --update"]


def cli_reference(root: Path) -> str:
    """Return every command and option as Markdown, from the Typer app itself."""
    title = "The command line"
    made = run(f"python -m typer qa.commandline.cli utils docs --name qa --title {shlex.quote(title)}", root)
    if made.status:
        sys.exit(f"cannot describe the command line:\n{made.output}")
    return made.output.strip() + "\n"


# JSON


def check_json(root: Path, pages: list[Page]) -> list[str]:
    """Return a finding for each JSON field that is printed but not described, or described but not printed."""
    described = described_fields(next(page for page in pages if page.path == JSON_PAGE))
    printed = {name for page in pages if is_session_page(page) for name in printed_fields(root, page)}
    return [
        *(f"{JSON_PAGE}: no field table describes `{name}`" for name in sorted(printed - described)),
        *(f"{JSON_PAGE}: no answer in the documentation has `{name}`" for name in sorted(described - printed)),
    ]


def described_fields(page: Page) -> set[str]:
    """Return the names in the first column of every table whose first column is headed ``field``."""
    names: set[str] = set()
    for row in table_rows(page):
        if row[0] == "field":
            in_fields = True
        elif not row[0].startswith("`"):
            in_fields = False
        elif in_fields:
            names.add(row[0].strip("`"))
    return names


def table_rows(page: Page) -> Iterator[list[str]]:
    """Yield each row of the page's tables, headers too, as the source text of its cells."""
    row: list[str] = []
    for before, token in pairwise(page.tokens):
        if before.type in {"th_open", "td_open"}:
            row.append(token.content)
        elif token.type == "tr_close":
            yield row
            row = []


def printed_fields(root: Path, page: Page) -> set[str]:
    """Return the names of all fields in what the page's questions and claims bring, nested ones included."""
    asked = [command for block in sessions(page) for command in commands(block.content) if is_question(command)]
    if not asked:
        return set()
    with folder_of(root, page) as folder:
        if folder != root:
            list(followed(page, folder))
        outputs = [run(f"{command} --format json", folder).output for command in asked]
    return {name for output in outputs for name in keys(json.loads(output))}


def is_question(command: str) -> bool:
    """Say whether the command asks one question, or checks one claim, and does nothing else."""
    return re.fullmatch(r"""qa (?:ask|check) ("[^"]+"|'[^']+')""", command) is not None


def keys(value: object) -> Iterator[str]:
    """Yield the keys of a JSON value, at every depth."""
    if isinstance(value, dict):
        yield from value
        for part in value.values():
            yield from keys(part)
    elif isinstance(value, list):
        for part in value:
            yield from keys(part)


if __name__ == "__main__":
    sys.exit(main())
