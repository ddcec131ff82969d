"""What `qa init`, `qa add` and `qa schema` do: a dossier is begun, gets its articles, and helps its editor along.

Nothing that is there is ever overwritten: a file is made, or it is left alone and that is said.
"""

from __future__ import annotations

import os
import re
import shlex
import sys
import unicodedata
from collections.abc import Mapping, Sequence

from qa.articles.reading import content_of, decoded, read_articles
from qa.commandline.commands import FAILED, OK, STDIN, complain, put
from qa.curating.intake import Intake, is_html, normalised, read_page, read_text
from qa.curating.metadata import KEYS, as_front_matter
from qa.dossier import open_dossier
from qa.files.frontmatter import body_start
from qa.lint.linter import shown_path
from qa.model import Article, Problem, QAError
from qa.record.facts import articles_folder, load_facts
from qa.record.json_schema import FILE_NAME, facts_schema, schema_text
from qa.record.report import shown
from qa.record.schema import one_line, time_mistake
from qa.record.sources import FACTS_FILE
from qa.rendering.answers import safe
from qa.values import replace

TEMPLATES = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "data", "new")
EXAMPLE = {
    FACTS_FILE: "facts.yaml",
    os.path.join("seeds", "example.txt"): "example.txt",
    os.path.join("tests", "golden", "example.yaml"): "golden.yaml",
}
"""File of a new dossier -> template. They speak of each other, so they are made together."""
NEXT_STEPS = """\
Next:
{enter}  qa ask "When did Fernhill library open?"  to try the example
  qa add FILE...                            to put your articles into seeds/
  qa lint                                   to look for mistakes in facts.yaml
  qa test                                   to ask the golden questions

facts.yaml explains itself, and how to get rid of the example."""
_NOT_IN_A_NAME = re.compile(r"[^\w.-]+")


# A new dossier


def init(folder: str = ".") -> int:
    """Make a new dossier in a folder, with an example of everything that works as it stands."""
    if os.path.exists(folder) and not os.path.isdir(folder):
        raise QAError(f"{folder}: this is a file; a dossier is a folder")
    is_new = not os.path.lexists(os.path.join(folder, FACTS_FILE))
    files = {name: _template(template) for name, template in EXAMPLE.items()} if is_new else {}
    files[os.path.join("seeds", "README")] = _template("README")
    files[FILE_NAME] = schema_text(facts_schema()).encode()
    made = [name for name, content in files.items() if _made(os.path.join(folder, name), content)]
    left = [name for name in (*files, *(() if is_new else (FACTS_FILE,))) if name not in made]
    for name in sorted(made):
        put(f"made {safe(shown_path(os.path.join(folder, name)))}")
    for name in sorted(left):
        put(f"left alone, since it is there: {safe(shown_path(os.path.join(folder, name)))}")
    if is_new:
        enter = "" if os.path.samefile(folder, ".") else f"  cd {safe(shlex.quote(folder))}\n"
        put("\n" + NEXT_STEPS.format(enter=enter))
    return OK


def _template(name: str) -> bytes:
    with open(os.path.join(TEMPLATES, name), "rb") as file:
        return file.read()


def _made(path: str, content: bytes) -> bool:
    """Make a file, and the folders that it is in; return False, and change nothing, if there is one."""
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    except FileExistsError:
        return False
    with open(descriptor, "wb") as file:
        file.write(content)
    return True


# Articles


def add(
    files: Sequence[str], *, dossier: str | None = None, name: str | None = None, said: Mapping[str, str | None]
) -> int:
    """Put plain-text copies of articles into the dossier; ``said`` is what is known of where the only one is from.

    An article that is there already is refused, whatever its name; the others are still added.
    """
    given = {key: one_line(text) for key, text in said.items() if text}
    _check(files, name, given)
    folder = open_dossier(dossier).folder
    with open(os.path.join(folder, FACTS_FILE), "rb") as file:
        target = os.path.join(folder, articles_folder(file.read(), FACTS_FILE))
    known = {normalised(each.text[body_start(each.text) :]): each.name for each in _articles(target, folder)}
    status = OK
    for path in files:
        try:
            put(_added(path, target, name, given, known))
        except QAError as error:
            complain(f"{'<stdin>' if path == STDIN else path}: {error.message}")
            status = FAILED
    return status


def _check(files: Sequence[str], name: str | None, given: Mapping[str, str]) -> None:
    if len(files) > 1 and (name or given):
        raise QAError("--name, --title, --publisher, --date and --url are about one article: add it by itself")
    if STDIN in files and not name:
        raise QAError("an article from the standard input needs --name, for example --name report.txt")
    mistake = time_mistake(given["date"]) if "date" in given else None
    if mistake:
        raise QAError(f"--date: {mistake}")


def _articles(target: str, folder: str) -> tuple[Article, ...]:
    try:
        return read_articles(target, folder)[0]
    except QAError:  # none yet
        return ()


def _added(path: str, target: str, name: str | None, given: Mapping[str, str], known: dict[str, str]) -> str:
    """Add one article, and return what to say of it."""
    intake = _intake(path, name or path)
    if not intake.text:
        raise QAError("there is no text in it")
    if intake.text in known:
        raise QAError(f"this article is there already: {known[intake.text]}")
    file = _file_name(name or os.path.basename(path))
    _refuse_taken(file, target)
    said = {key: text for key, text in {**dict(intake.said), **given}.items() if key in KEYS}
    if "date" in said and time_mistake(said["date"]):
        del said["date"]
    if not _made(os.path.join(target, file), (as_front_matter(said) + intake.text).encode()):
        raise QAError(f"there is a {shown(file)} already: give it another name with --name")
    known[intake.text] = file
    about = ", ".join(safe(said[key]) for key in KEYS if key in said)
    return f"added {safe(shown_path(os.path.join(target, file)))}" + (f" ({about})" if about else "")


def _intake(path: str, name: str) -> Intake:
    content = _standard_input() if path == STDIN else content_of(path, None)
    text = content if isinstance(content, Problem) or is_html(content, name) else decoded(content, path)
    if isinstance(text, Problem):
        raise QAError(text.message.removesuffix(", skipped"))
    intake = read_page(text) if isinstance(text, bytes) else read_text(text, name)
    return replace(intake, said=tuple((key, normalised(said).strip()) for key, said in intake.said))


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise QAError("the standard input is closed")
    if sys.stdin.isatty():
        complain("reading an article; end with Ctrl-D")
    return sys.stdin.buffer.read()


def _file_name(name: str) -> str:
    """Return the name of the copy: lower-case words joined by hyphens, ending with .txt."""
    stem = os.path.splitext(name)[0] if "." in name else name
    plain = _NOT_IN_A_NAME.sub("-", unicodedata.normalize("NFC", stem).lower()).strip("-._")
    if not plain:
        raise QAError(f"{shown(name)} has no letter to make a file name of: give it one with --name")
    return f"{plain}.txt"


def _refuse_taken(file: str, target: str) -> None:
    """Refuse a name that the folder has, or that some systems would take for one that it has."""
    names = os.listdir(target) if os.path.isdir(target) else []
    folded = unicodedata.normalize("NFC", file).casefold()
    taken = [each for each in names if unicodedata.normalize("NFC", each).casefold() == folded]
    if taken:
        raise QAError(f"there is a {shown(taken[0])} already: give it another name with --name")


# The editor's schema


def schema(dossier: str | None = None) -> int:
    """Print the schema of facts.yaml with the names of this dossier, for editors to offer."""
    opened = open_dossier(dossier)
    articles = {article.name: article for article in opened.articles}
    with open(os.path.join(opened.folder, FACTS_FILE), "rb") as file:
        facts_file, _ = load_facts(file.read(), FACTS_FILE, articles)
    made = facts_schema(
        ids=[fact.id for fact in facts_file.facts],
        names=[entity.name for entity in facts_file.entities],
        articles=articles,
    )
    put(schema_text(made).rstrip("\n"))
    return OK
