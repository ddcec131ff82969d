"""Linting a dossier: its files are read, every rule looks at them, and what comments tell to ignore is left out."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterable, Iterator, Mapping

from qa.articles.reading import read_articles
from qa.dossier import open_dossier
from qa.files.placed_yaml import parse_placed
from qa.golden.file import Golden, read_files
from qa.lint.ignore import Ignore, applied, ignores
from qa.lint.reach import AskedReach, Progress
from qa.lint.rules import BY_NAME, RULES
from qa.lint.subject import Edit, Found, Subject, Written
from qa.model import Article, Fact, FactsFile, Phrasings, Problem, QAError
from qa.record.facts import articles_folder, load_facts
from qa.record.phrasings import load_phrasings
from qa.record.sources import FACTS_FILE, PHRASINGS_FILE
from qa.values import value

GOLDEN_FOLDER = os.path.join("tests", "golden")


@value
class Finding:
    """What is wrong, where, by which rule, how grave ("error" or "warning"), and the safe change, if there is one."""

    file: str
    line: int
    column: int
    rule: str
    message: str
    level: str
    edit: Edit | None = None

    def __str__(self) -> str:
        """Return the one line that a person (or an editor) reads."""
        return f"{self.file}:{self.line}:{self.column}: {self.rule}: {self.message}"


@value
class Outcome:
    """What linting found. It is not whole where facts.yaml could not be used: most rules had nothing to look at."""

    findings: tuple[Finding, ...]
    is_whole: bool


def lint(
    folder: str, selected: Collection[str] | None = None, progress: Progress = lambda _stage, _done: None
) -> Outcome:
    """Return the findings of the rules that are ``selected`` by name (all, unless given), by file and place.

    Raises:
        QAError: if a file cannot be opened at all, or if there are no articles.

    """
    names = frozenset(BY_NAME if selected is None else selected)
    reading = _Reading(folder)
    written = reading.written()
    reach = AskedReach(open_dossier(folder), written.file.facts, reading.tests, reading.state, progress)
    subject = Subject(written, reach)
    found = [each for rule in RULES if rule.name in names for each in _findings(rule.name, subject, reading.facts_path)]
    if written.is_whole:
        found = list(_without_ignored(found, reading.yaml_files(), names))
    return Outcome(tuple(sorted(set(found), key=_order)), written.is_whole)


def _findings(rule: str, subject: Subject, file: str) -> Iterator[Finding]:
    for found in BY_NAME[rule].check(subject):
        yield _finding(rule, found, file)


def _finding(rule: str, found: Found, file: str) -> Finding:
    place = found.place
    return Finding(
        found.file or file, place.line, place.column, rule, found.message, BY_NAME[rule].level, found.edit
    )  # fmt: skip


def _order(finding: Finding) -> tuple[str, int, int, str, str]:
    return finding.file, finding.line, finding.column, finding.rule, finding.message


def _without_ignored(
    found: Iterable[Finding], files: Mapping[str, str], selected: Collection[str]
) -> Iterator[Finding]:
    """Yield the findings that no comment tells to ignore, and those about the comments."""
    comments = {name: ignores(text) for name, text in files.items()}
    met: dict[str, dict[int, set[str]]] = {}
    for finding in found:
        met.setdefault(finding.file, {}).setdefault(finding.line, set()).add(finding.rule)
        if not any(_ignores(each, finding) for each in comments.get(finding.file, ())):
            yield finding
    for name, ignored in comments.items():
        for place, rule, message in applied(ignored, met.get(name, {}), selected):
            if rule in selected:
                edit = Edit(place) if rule == "unused-ignore" else None
                yield _finding(rule, Found(place, message, edit), name)


def _ignores(ignore: Ignore, finding: Finding) -> bool:
    return not ignore.mistake and ignore.line == finding.line and finding.rule in ignore.rules


class _Reading:
    """One reading of a dossier's files; what they are called is how one opens them from here."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self.facts_path = shown_path(os.path.join(folder, FACTS_FILE))
        self._noted: list[Problem] = []
        self._yaml: dict[str, bytes] = {}
        self._articles: tuple[Article, ...] = ()
        self.tests: tuple[Golden, ...] = ()

    def written(self) -> Written:
        """Read all files."""
        content = self._content(self.facts_path)
        articles_in = os.path.join(self._folder, articles_folder(content, self.facts_path))
        self._articles, problems = read_articles(articles_in, self._folder)
        self._noted += [
            Problem(shown_path(each.file), each.line, each.column, each.message, each.rule) for each in problems
        ]
        by_name = {article.name: article for article in self._articles}
        try:
            file, findings = load_facts(content, self.facts_path, by_name)
            self._noted += findings
            phrasings = self._phrasings({fact.id: fact for fact in file.facts})
        except QAError as error:
            noted = (*self._noted, *error.problems)
            return Written(FactsFile(), None, noted, self._articles, folder=shown_path(articles_in), is_whole=False)
        tree, _ = parse_placed(content, self.facts_path)
        self._read_golden()
        return Written(file, tree, tuple(self._noted), self._articles, phrasings, shown_path(articles_in))

    def yaml_files(self) -> dict[str, str]:
        """Return the texts of the YAML files that could be read: comments in them may ignore findings."""
        broken = {problem.file for problem in self._noted if problem.rule in {"yaml-syntax", "yaml-feature"}}
        return {
            name: content.decode().removeprefix("\ufeff")
            for name, content in self._yaml.items()
            if name not in broken
        }  # fmt: skip

    @property
    def state(self) -> str:
        """A digest of all that was read."""
        total = hashlib.sha256()
        for name, content in sorted(self._yaml.items()):
            total.update(f"{name}\0{len(content)}\0".encode("utf-8", "surrogateescape") + content)
        for article in self._articles:
            total.update(f"{article.name}\0{article.sha256}\0".encode("utf-8", "surrogateescape"))
        return total.hexdigest()

    def _content(self, path: str) -> bytes:
        try:
            with open(path, "rb") as file:
                self._yaml[path] = file.read()
        except OSError as error:
            raise QAError(f"{path}: cannot be read: {error.strerror}") from error
        return self._yaml[path]

    def _phrasings(self, facts: Mapping[str, Fact]) -> Phrasings:
        path = shown_path(os.path.join(self._folder, PHRASINGS_FILE))
        if not os.path.isfile(path):
            return Phrasings()
        phrasings, findings = load_phrasings(self._content(path), path, facts)
        self._noted += findings
        return phrasings

    def _read_golden(self) -> None:
        folder = os.path.join(self._folder, GOLDEN_FOLDER)
        names = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
        paths = [shown_path(os.path.join(folder, name)) for name in names if name.endswith((".yaml", ".yml"))]
        for path in paths:
            self._content(path)
        try:
            self.tests = read_files(paths, open_dossier(self._folder)) if paths else ()
        except QAError as error:
            self._noted += error.problems


def shown_path(path: str) -> str:
    """Return a path as one would type it here: relative to the working directory where that is no longer."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # another drive
        return path
    return relative if len(relative) <= len(os.path.abspath(path)) else os.path.abspath(path)
