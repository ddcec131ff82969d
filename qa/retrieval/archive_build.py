"""Builds a kept index from the articles, and from what an older one knows of those that did not change."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa.articles.reading import read_article
from qa.files.flatfile import FlatReader, Layout
from qa.files.stamps import Stamp
from qa.model import Article
from qa.retrieval.archive_articles import Entry, Table, digest_of
from qa.retrieval.postings_build import Run, SpilledRun, count, write
from qa.retrieval.postings_kept import GONE, KeptRun
from qa.retrieval.retrieve import terms_of
from qa.values import value

Progress = Callable[[str, int], None]


@value
class Job:
    """Where to read and write: articles, the folder that links may not leave, the index, a folder to work in."""

    articles: str
    root: str
    kept: str
    work: str
    memory: int
    """Bytes."""


@value
class Older:
    """An older index: its table, its sentences' file, and what its manifest says of that."""

    table: Table
    reader: FlatReader
    said: dict[str, Any]


class Reading:
    """One pass over the articles, in the order of their names: what is new is handed on, what is known is noted."""

    def __init__(self, job: Job, old: Table | None, found: dict[str, Stamp]) -> None:
        self._job = job
        self._old = old
        self._places = {name: place for place, name in enumerate(old.names)} if old is not None else {}
        self._found = found
        self.entries: list[Entry] = []
        self.kept: list[int | None] = []
        """For each entry, its place in the older table if its sentences are known from there."""

    def new_sentences(self) -> Iterator[str]:
        """Yield the sentences that are not known yet; fills ``entries`` and ``kept`` while it goes."""
        for name in sorted(self._found):
            stamp, place = self._found[name], self._places.get(name)
            if self._old is not None and place is not None and self._old.is_known(place, stamp):
                self._keep(self._old, place, stamp)
                continue
            outcome = read_article(name, os.path.join(self._job.articles, name), self._job.root)
            digest = digest_of(outcome)
            if self._old is not None and place is not None and digest == self._old.digest(place):
                self._keep(self._old, place, stamp)
                continue
            sentences = outcome.sentences if isinstance(outcome, Article) else ()
            self.entries.append(Entry(name, stamp, digest, len(sentences)))
            self.kept.append(None)
            yield from (sentence.text for sentence in sentences)

    def _keep(self, old: Table, place: int, stamp: Stamp) -> None:
        first, after = old.firsts[place : place + 2].tolist()
        self.entries.append(Entry(old.names[place], stamp, old.digest(place), after - first))
        self.kept.append(place)


def build(job: Job, old: Older | None, found: dict[str, Stamp], progress: Progress) -> dict[str, Any]:
    """Write the files of an index of the articles that were found; return what the manifest has to say of them.

    Raises:
        DamagedError: the older index is not as it was written.
    """
    reading = Reading(job, None if old is None else old.table, found)
    runs, total = count(reading.new_sentences(), job.work, terms_of, job.memory, progress)
    table = Table.of(reading.entries)
    if old is not None and reading.kept == list(range(len(old.table.names))):
        sentences = old.said["sentences"]
    else:
        numbers, renumbered = _numbering(reading, table, old, total)
        merged: list[Run] = [SpilledRun(run, numbers) for run in runs]
        if old is not None:
            merged.append(KeptRun(old.reader, renumbered, max(job.memory // 100, 10_000)))
        path = os.path.join(job.work, "sentences")
        size = int(table.firsts[-1])
        layout, digest = write(path, merged, size, sublinear=True, memory=job.memory, progress=progress)
        sentences = _placed(job, path, "sentences", layout, digest)
    path = os.path.join(job.work, "articles")
    return {"sentences": sentences, "articles": _placed(job, path, "articles", *table.write(path))}


def _numbering(
    reading: Reading, table: Table, old: Older | None, total: int
) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Return the numbers of the new sentences, in order, and the new numbers of the old ones."""
    numbers = np.empty(total, np.uint32)
    renumbered = np.full(int(old.table.firsts[-1]) if old is not None else 0, GONE, np.uint32)
    filled = 0
    for place, known in enumerate(reading.kept):
        first, after = table.firsts[place : place + 2].tolist()
        span = np.arange(first, after, dtype=np.uint32)
        if known is None:
            numbers[filled : filled + len(span)] = span
            filled += len(span)
        elif old is not None:
            renumbered[old.table.firsts[known] : old.table.firsts[known + 1]] = span
    return numbers, renumbered


def _placed(job: Job, path: str, part: str, layout: Layout, digest: str) -> dict[str, Any]:
    """Move a finished file to where it is kept, under a name of its own."""
    name = f"{part}-{digest[:16]}.bin"
    os.replace(path, os.path.join(job.kept, name))
    return {"file": name, "sha256": digest, "layout": layout.as_json()}
