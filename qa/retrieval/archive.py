"""A large folder of articles: its sentences' index kept on disk, brought up to date, and searched.

What is kept depends on nothing but the articles: an index that was updated a hundred times is, byte for byte, the one
that would be built now. Stale or damaged files are replaced without a word.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from qa.articles.reading import read_article
from qa.files.flatfile import DamagedError, FlatReader, Layout
from qa.model import Article, Nearest, Problem, Sentence
from qa.retrieval import retrieve
from qa.retrieval.archive_articles import TABLE, Table, digest_of, stamps
from qa.retrieval.archive_files import locked, read_manifest, sweep, write_manifest
from qa.retrieval.postings import ARRAYS, PostingsIndex
from qa.values import value

FORMAT = 1
"""Raise it whenever the files, the weights or the way sentences are split change: kept indexes are then rebuilt."""
MEMORY = 256
"""Megabytes that building may take, beside 24 bytes a sentence and the vocabulary."""
SENTENCES, ARTICLES = "sentences", "articles"


Progress = Callable[[str, int], None]


def silent(_stage: str, _done: int) -> None:
    """Show no progress."""


@value
class Opened:
    """An index that is open: its table of articles, its file, and what the manifest says."""

    table: Table
    reader: FlatReader
    index: PostingsIndex
    said: dict[str, Any]


@value
class Status:
    """What is kept: ``state`` is fresh, stale or missing; sizes are those of the kept index, in bytes on disk."""

    state: str
    folder: str
    articles: int = 0
    sentences: int = 0
    terms: int = 0
    size: int = 0


class Archive:
    """The index over one folder of articles, kept in another."""

    def __init__(self, articles: str, root: str, kept: str | None, tool: str, progress: Progress = silent) -> None:
        """Name the folders; nothing is read yet.

        Args:
            articles: where the articles are.
            root: the folder that a symbolic link may not leave.
            kept: where the index is kept; None for a temporary folder.
            tool: the version of the program: another version's index is rebuilt.
            progress: called with what is done and how much of it while the index is updated for a search; with an
                empty text in the end.
        """
        self._progress = progress
        self._articles = articles
        self._root = os.path.realpath(root)
        self._made_by = f"qa {tool}, index {FORMAT}, words {retrieve.FORMAT}"
        self._memory = MEMORY << 20
        self._opened: Opened | None = None
        self._is_temporary = False
        self.folder = kept or ""
        if kept is None:
            self._use_temporary()
        self._article = lru_cache(maxsize=64)(self._read)

    def search(self, query: str, limit: int) -> tuple[Nearest, ...]:
        """Return at most ``limit`` sentences that share words with the query, best first, as scikit-learn ranks them.

        Equal scores come in the order of article name and position. The index is built, updated or rebuilt first
        where it has to be.
        """
        words = retrieve.terms_of(query)
        try:
            return self._found(self.current(), words, limit)
        except DamagedError:
            self._shown_update(rebuild=True)
            return self._found(self.current(), words, limit)

    def _shown_update(self, *, rebuild: bool = False) -> Opened:
        try:
            return self.update(rebuild=rebuild, progress=self._progress)
        finally:
            self._progress("", 0)

    def problems(self) -> tuple[Problem, ...]:
        """Return a warning for each file that cannot be read, and so is in no index."""
        table = self.current().table
        bad = [name for place, name in enumerate(table.names) if table.digest(place) == digest_of(None)]
        outcomes = (self._read(name) for name in bad)
        return tuple(outcome for outcome in outcomes if isinstance(outcome, Problem))

    def current(self) -> Opened:
        """Return the index as the articles are when it is first asked for, updated if need be."""
        opened = self._opened
        if opened is None:
            opened = self._open()
            if opened is None or not opened.table.is_fresh(stamps(self._articles)):
                opened = self._shown_update()
            self._opened = opened
        return opened

    def status(self) -> Status:
        """Say what is kept, without changing it."""
        opened = self._open()
        if opened is None:
            return Status("missing", self.folder)
        table = opened.table
        state = "fresh" if self._is_unchanged(table) else "stale"
        files = [os.path.join(self.folder, name) for name in _files(opened.said)]
        size = sum(os.stat(path).st_size for path in files)
        terms = opened.reader.layout.arrays["bucket_terms"][2]
        return Status(state, self.folder, len(table.names), opened.index.size, terms, size)

    def build(self, *, anew: bool, memory: int, progress: Progress) -> Status:
        """Bring the index up to date with what is kept checked in full, and say what it is."""
        self._memory = memory << 20
        self.update(rebuild=anew or bool(self.verify()), progress=progress)
        return self.status()

    def verify(self) -> tuple[str, ...]:
        """Compare the SHA-256 of every kept file with the manifest's; return the names of those that differ."""
        said = read_manifest(self.folder, self._made_by)
        if said is None:
            return ("manifest.json",)
        damaged = []
        for part in (SENTENCES, ARTICLES):
            try:
                whole = self._reader(said, part, ()).sha256() == said[part]["sha256"]
            except (OSError, ValueError, KeyError, TypeError):
                whole = False
            if not whole:
                damaged.append(part)
        return tuple(damaged)

    def update(self, *, rebuild: bool = False, progress: Progress = silent) -> Opened:
        """Bring the index up to date, reading what changed, and return it. Waits while another process does so.

        Args:
            rebuild: read everything anew.
            progress: called with what is done and how much of it.
        """
        try:
            self._opened = self._updated(progress, rebuild=rebuild)
        except OSError:  # nothing can be kept there: a read-only or full disk
            if self._is_temporary:
                raise
            self._use_temporary()
            self._opened = self._updated(progress, rebuild=rebuild)
        self._article.cache_clear()
        return self._opened

    def _updated(self, progress: Progress, *, rebuild: bool) -> Opened:
        from qa.retrieval.archive_build import Job, Older, build

        with locked(self.folder):
            old = None if rebuild else self._open()
            sweep(self.folder, self._named())  # what a dead writer left
            older = None if old is None else Older(old.table, old.reader, old.said)
            found = stamps(self._articles)
            if old is None or not old.table.is_fresh(found):
                with tempfile.TemporaryDirectory(dir=self.folder, prefix="build-") as work:
                    job = Job(self._articles, self._root, self.folder, work, self._memory)
                    try:
                        said = build(job, older, found, progress)
                    except DamagedError:  # in what is kept: so nothing of it is
                        said = build(job, None, found, progress)
                write_manifest(self.folder, {"made_by": self._made_by, **said})
                sweep(self.folder, _files(said))
            opened = self._open()
        if opened is None:
            raise OSError(f"{self.folder}: the index cannot be read back")
        return opened

    def _use_temporary(self) -> None:
        self._is_temporary = True
        self.folder = tempfile.mkdtemp(prefix="qa-index-")
        weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)

    # --- What is kept -----------------------------------------------------------------------------------

    def _open(self) -> Opened | None:
        """Open what is kept; None where there is nothing whole."""
        for _ in range(3):  # another process may have replaced the files between the manifest and their opening
            said = read_manifest(self.folder, self._made_by)
            if said is None:
                return None
            try:
                reader = self._reader(said, SENTENCES, ARRAYS)
                table = Table.read(self._reader(said, ARTICLES, TABLE))
                return Opened(table, reader, PostingsIndex(reader, sublinear=True), said)
            except FileNotFoundError:
                continue
            except (OSError, ValueError, KeyError, TypeError, IndexError):
                return None
        return None

    def _reader(self, said: dict[str, Any], part: str, needed: Sequence[str]) -> FlatReader:
        return FlatReader(os.path.join(self.folder, said[part]["file"]), Layout.from_json(said[part]["layout"], needed))

    def _is_unchanged(self, table: Table) -> bool:
        """Compare the articles with the table: by their bytes where their stamps differ."""
        found = stamps(self._articles)
        if table.is_fresh(found):
            return True
        if list(table.names) != sorted(found):
            return False
        kept = map(tuple, table.stamps.tolist())
        changed = [place for place, (name, old) in enumerate(zip(table.names, kept, strict=True)) if found[name] != old]
        return all(digest_of(self._read(table.names[place])) == table.digest(place) for place in changed)

    def _named(self) -> set[str]:
        """Return the files that the manifest names: damaged or not, they stay until there is something better."""
        try:
            return _files(read_manifest(self.folder, self._made_by) or {})
        except (KeyError, TypeError):
            return set()

    # --- Sentences --------------------------------------------------------------------------------------

    def _found(self, opened: Opened, words: Sequence[str], limit: int) -> tuple[Nearest, ...]:
        numbers, scores = opened.index.search(words, limit)
        return tuple(
            Nearest(round(score, 4), self._sentence(opened.table, number))
            for number, score in zip(numbers.tolist(), scores.tolist(), strict=True)
        )

    def _sentence(self, table: Table, number: int) -> Sentence:
        """Read a sentence from its article; raises DamagedError if that is not the one that was indexed."""
        place, number_there = table.place_of(number)
        article = self._article(table.names[place])
        if isinstance(article, Problem) or bytes.fromhex(article.sha256) != table.digest(place):
            raise DamagedError("an article changed meanwhile")
        return article.sentences[number_there]

    def _read(self, name: str) -> Article | Problem:
        return read_article(name, os.path.join(self._articles, name), self._root)


def _files(said: dict[str, Any]) -> set[str]:
    """Return the names of the files that a manifest names."""
    return {said[SENTENCES]["file"], said[ARTICLES]["file"]}
