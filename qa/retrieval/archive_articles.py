"""The articles of a kept index: which bytes of which file each was made of, and which sentences it has.

An article is unchanged if its file's stamp (`qa.files.stamps`) is what it was; only where it is not, or was not
settled, is the file read and its SHA-256 compared.
"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from qa.articles.reading import SUFFIXES
from qa.files.flatfile import FlatReader, FlatWriter, Layout
from qa.files.stamps import SETTLED, Stamp, is_settled, stamp_of
from qa.model import Article, Problem, QAError
from qa.values import value

UNKNOWN: Stamp = (0, 0, 0, 0)
"""That of a file that is not taken at its word."""
TABLE = ("names", "stamps", "digests", "firsts")
"""The arrays of a table's file."""


def stamps(folder: str) -> dict[str, Stamp]:
    """Return the stamp of each file that may be an article, by name; raises QAError if the folder cannot be read."""
    now = time.time_ns()
    try:
        with os.scandir(folder) as entries:
            wanted = [
                each for each in entries if each.name.lower().endswith(SUFFIXES) and not each.name.startswith(".")
            ]
    except OSError as error:
        raise QAError(f"cannot read the articles' folder {folder}: {error.strerror}") from error
    found = ((entry.name, _stamp(entry, now)) for entry in wanted)
    return {name: stamp for name, stamp in found if stamp is not None}


def _stamp(entry: os.DirEntry[str], now: int) -> Stamp | None:
    """Return a file's stamp, UNKNOWN for one that will not be taken at its word; None for a folder."""
    try:
        if entry.is_dir():
            return None
        stamp = stamp_of(entry.stat())
    except OSError:
        return UNKNOWN
    return stamp if is_settled(stamp, now, SETTLED) else UNKNOWN


def digest_of(outcome: Article | Problem | None) -> bytes:
    """Return the SHA-256 of an article's file; zeros for a file that could not be read."""
    return bytes.fromhex(outcome.sha256) if isinstance(outcome, Article) else bytes(32)


@value
class Entry:
    """What is kept of one file; one that could not be read has a digest of zeros and no sentences."""

    name: str
    stamp: Stamp
    digest: bytes
    sentences: int


@value
class Table:
    """All entries, by name, and the number of each one's first sentence (and the number of all, last)."""

    names: tuple[str, ...]
    stamps: NDArray[np.uint64]
    """Of shape (articles, 4)."""
    digests: bytes
    firsts: NDArray[np.uint32]

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> Self:
        """Make a table of entries sorted by name."""
        counts = np.array([0, *(entry.sentences for entry in entries)], np.int64)
        return cls(
            tuple(entry.name for entry in entries),
            np.array([entry.stamp for entry in entries], np.uint64).reshape(-1, 4),
            b"".join(entry.digest for entry in entries),
            np.cumsum(counts).astype(np.uint32),
        )

    def digest(self, place: int) -> bytes:
        """Return the SHA-256 of an article's file."""
        return self.digests[32 * place : 32 * place + 32]

    def is_known(self, place: int, stamp: Stamp) -> bool:
        """Tell whether an article's stamp is the one that it had, and to be trusted."""
        return stamp != UNKNOWN and tuple(self.stamps[place].tolist()) == stamp

    def place_of(self, sentence: int) -> tuple[int, int]:
        """Return which article a sentence is in, and its number there."""
        place = int(np.searchsorted(self.firsts, sentence, side="right")) - 1
        return place, sentence - int(self.firsts[place])

    def is_fresh(self, found: dict[str, Stamp]) -> bool:
        """Tell whether these are the files that the table was made of, by their stamps alone."""
        if len(found) != len(self.names):
            return False
        now = [found.get(name, UNKNOWN) for name in self.names]
        return UNKNOWN not in now and np.array_equal(np.array(now, np.uint64).reshape(-1, 4), self.stamps)

    def write(self, path: str) -> tuple[Layout, str]:
        """Write the table to a new file; return its layout and SHA-256."""
        names = b"\0".join(os.fsencode(name) for name in self.names)
        arrays: dict[str, tuple[str, NDArray[Any]]] = {
            "names": ("u1", np.frombuffer(names, np.uint8)),
            "stamps": ("<u8", self.stamps.ravel()),
            "digests": ("u1", np.frombuffer(self.digests, np.uint8)),
            "firsts": ("<u4", self.firsts),
        }
        layout = Layout.of({name: (dtype, len(numbers)) for name, (dtype, numbers) in arrays.items()})
        with FlatWriter(path, layout) as file:
            for name, (_, numbers) in arrays.items():
                file.put(name, 0, numbers)
            return layout, file.close()

    @classmethod
    def read(cls, reader: FlatReader) -> Self:
        """Read what was written; raises DamagedError if it is not whole."""
        names = reader.checked("names").tobytes()
        return cls(
            tuple(os.fsdecode(name) for name in names.split(b"\0")) if names else (),
            reader.checked("stamps").reshape(-1, 4),
            reader.checked("digests").tobytes(),
            reader.checked("firsts"),
        )
