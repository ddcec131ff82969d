"""The files that a dossier's answers are made of: whether they are what they were, and their content.

Compiled facts are kept under a digest of the content of facts.yaml, phrasings.yaml and all articles. Reading and
hashing all of that for each question would cost more than the answer, so the digest is kept beside the files' stamps
(`qa.files.stamps`), and is taken at its word where every stamp is the same and was settled. Else the content decides. A
stamp is always taken before the file is read: what is changed meanwhile has another stamp next time.
"""

from __future__ import annotations

import os
import time
from functools import cached_property

from qa.files.cachefile import Cache
from qa.files.stamps import Stamp, is_settled, stamp_of
from qa.model import QAError

FACTS_FILE, PHRASINGS_FILE = "facts.yaml", "phrasings.yaml"
KEPT, KEY = "sources", "1"
"""The name under which the digest is kept, and the number of its format."""
SETTLED, NEW = "settled", "new"
"""Whether the stamps that are kept may be taken at their word."""
STAMPS_TELL = os.name != "nt"
"""Windows' change time is that of the file's creation: there the content decides."""


class Sources:
    """The files of one dossier, each read at most once."""

    def __init__(self, folder: str, cache: Cache) -> None:
        self._folder = folder
        self._cache = cache
        self._looked: dict[str, tuple[str, bool]] = {}
        self._digests: dict[str, str] = {}

    @cached_property
    def facts(self) -> bytes:
        """The content of facts.yaml; raises QAError if it cannot be read."""
        _ = self._own_stamps
        return _content(os.path.join(self._folder, FACTS_FILE))

    @cached_property
    def phrasings(self) -> bytes:
        """The content of phrasings.yaml, nothing if there is none; raises QAError if it cannot be read."""
        _ = self._own_stamps
        path = os.path.join(self._folder, PHRASINGS_FILE)
        return _content(path) if os.path.isfile(path) else b""

    @cached_property
    def kept_digest(self) -> str | None:
        """What the files come to, if they are those that were kept; None if one of them is another, or none was."""
        kept = self._cache.read(KEPT, KEY)
        if kept is None:
            return None
        state, digest, folder, stamps = kept.decode("ascii").split("\n", 3)
        articles = os.fsdecode(bytes.fromhex(folder))
        now, settled = self.look(articles)
        if state == SETTLED and stamps == now:
            return digest
        if self.digest(articles) != digest:
            return None
        if settled:
            self.keep(articles)
        return digest

    def look(self, articles: str) -> tuple[str, bool]:
        """Take all stamps, once, before what is in the folder ``articles`` is read; tell also if all are settled."""
        if articles not in self._looked:
            now = time.time_ns()
            found = [*self._own_stamps, *_stamps_in(os.path.join(self._folder, articles))]
            settled = STAMPS_TELL and all(stamp is None or is_settled(stamp, now) for _, stamp in found)
            self._looked[articles] = _shown(found), settled
        return self._looked[articles]

    def is_unchanged(self, articles: str) -> bool:
        """Tell whether all stamps are still what they were before the files were read."""
        now = [*_stamps_at(self._folder), *_stamps_in(os.path.join(self._folder, articles))]
        return _shown(now) == self.look(articles)[0]

    def digest(self, articles: str) -> str:
        """Return a digest of what is in facts.yaml, phrasings.yaml and the files in the folder ``articles``."""
        if articles not in self._digests:
            self.look(articles)
            self._digests[articles] = self._digest(articles)
        return self._digests[articles]

    def _digest(self, articles: str) -> str:
        from hashlib import file_digest, sha256  # noqa: PLC0415 - importing it takes a third of an answer's time

        parts = [sha256(content).digest() for content in (self.facts, self.phrasings, os.fsencode(articles))]
        root = os.path.join(self._folder, articles)
        for name, _ in _stamps_in(root):
            parts.append(sha256(os.fsencode(name)).digest())
            try:
                with open(os.path.join(root, name), "rb") as file:
                    parts.append(file_digest(file, "sha256").digest())
            except OSError as error:  # it is left out, and that is told: when it can be read it is another dossier
                parts.append(str(error.errno).encode())
        return sha256(b"".join(parts)).hexdigest()

    def keep(self, articles: str) -> None:
        """Keep the digest beside the stamps."""
        stamps, settled = self.look(articles)
        said = (SETTLED if settled else NEW, self.digest(articles), os.fsencode(articles).hex(), stamps)
        self._cache.write(KEPT, KEY, "\n".join(said).encode("ascii"))

    @cached_property
    def _own_stamps(self) -> list[tuple[str, Stamp | None]]:
        return _stamps_at(self._folder)


def _shown(stamps: list[tuple[str, Stamp | None]]) -> str:
    """Return stamps as text, one a line whatever the names are."""
    return "\n".join(f"{name!a} {stamp}" for name, stamp in stamps)


def _stamps_at(folder: str) -> list[tuple[str, Stamp | None]]:
    """Return the stamps of a dossier's own two files; None for one that is not there."""
    found: list[tuple[str, Stamp | None]] = []
    for name in (FACTS_FILE, PHRASINGS_FILE):
        try:
            found.append((name, stamp_of(os.stat(os.path.join(folder, name)))))
        except OSError:
            found.append((name, None))
    return found


def _stamps_in(folder: str) -> list[tuple[str, Stamp]]:
    """Return the name and stamp of every file in a folder, by name; of none if it cannot be read."""
    try:
        with os.scandir(folder) as entries:
            return sorted((entry.name, stamp_of(entry.stat())) for entry in entries if entry.is_file())
    except OSError:  # whoever reads the articles will say so
        return []


def _content(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        message = f"{path}: cannot be read: {error.strerror}"
        raise QAError(message) from error
