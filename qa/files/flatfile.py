"""Flat arrays in one file: written in pieces, read in place, and no byte believed that is not checked.

The file is the arrays one after the other, each at a multiple of ``ALIGNMENT``, and then the CRC-32 of each page of
them. Where which array stands is the ``Layout``, which is kept elsewhere (in the manifest, under a SHA-256).
A reader maps the file and checks a page when it is first touched, so opening a large file costs nothing, and a flipped
bit is an error instead of a wrong answer. Numbers are little-endian.
"""

from __future__ import annotations

import hashlib
import mmap
import os
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from qa.values import value

ALIGNMENT = 64
PAGE = 16_384
"""Bytes under one checksum: small beside a list of postings, so that little is read that is not asked for."""
DTYPES = ("u1", "<u2", "<u4", "<u8", "<f8")

_FLAGS = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class DamagedError(ValueError):
    """The bytes are not those that were written."""


@value
class Layout:
    """Where the arrays of a file stand: for each name its dtype, first byte and number of elements."""

    arrays: Mapping[str, tuple[str, int, int]]
    body: int
    """Bytes before the checksums."""

    @classmethod
    def of(cls, shapes: Mapping[str, tuple[str, int]]) -> Layout:
        """Place arrays given as name -> (dtype, number of elements)."""
        layout = cls({}, 0)
        for name, (dtype, count) in shapes.items():
            layout = layout.extended(name, dtype, count)
        return layout

    def extended(self, name: str, dtype: str, count: int) -> Layout:
        """Return the layout with one array more."""
        return Layout({**self.arrays, name: (dtype, self.body, count)}, self.body + _padded(count, dtype))

    @property
    def pages(self) -> int:
        """The number of pages that have a checksum."""
        return -(-self.body // PAGE)

    def as_json(self) -> dict[str, Any]:
        """Return what ``from_json`` reads."""
        return {"body": self.body, "arrays": {name: list(place) for name, place in self.arrays.items()}}

    @classmethod
    def from_json(cls, row: object, needed: Sequence[str]) -> Self:
        """Read a layout that has at least the needed arrays; raises DamagedError for anything else."""
        try:
            arrays = {name: (place[0], place[1], place[2]) for name, place in row["arrays"].items()}  # type: ignore[index]
            layout = cls(arrays, row["body"])  # type: ignore[index]
            fits = all(
                dtype in DTYPES and start >= 0 and count >= 0 and start + count * int(dtype[-1]) <= layout.body
                for dtype, start, count in arrays.values()
            )
        except (TypeError, KeyError, IndexError, AttributeError) as error:
            raise DamagedError("not a layout") from error
        if not fits or any(name not in arrays for name in needed):
            raise DamagedError("not a layout of this format")
        return layout


def _padded(count: int, dtype: str) -> int:
    """Return the bytes that an array takes."""
    return -(-count * int(dtype[-1]) // ALIGNMENT) * ALIGNMENT


class FlatWriter:
    """Writes a new file, private to its owner, whose layout is known; the pieces may come in any order."""

    def __init__(self, path: str, layout: Layout) -> None:
        self.layout = layout
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _FLAGS, 0o600)
        self._file = open(descriptor, "r+b")  # noqa: SIM115 - closed by __exit__
        self._file.truncate(layout.body)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def put(self, name: str, start: int, numbers: NDArray[Any]) -> None:
        """Write numbers from element ``start`` of an array on, in the array's dtype."""
        dtype, first, count = self.layout.arrays[name]
        if start < 0 or start + len(numbers) > count:
            raise ValueError(f"{name} has {count} elements")
        self._file.seek(first + start * int(dtype[-1]))
        self._file.write(np.ascontiguousarray(numbers, dtype=dtype).data)

    def take(self, name: str, start: int, stop: int) -> NDArray[Any]:
        """Read back elements that were put."""
        dtype, first, _ = self.layout.arrays[name]
        self._file.seek(first + start * int(dtype[-1]))
        return np.frombuffer(self._file.read((stop - start) * int(dtype[-1])), dtype=dtype)

    def append(self, name: str, numbers: NDArray[Any], dtype: str) -> None:
        """Write an array whose length was not known beforehand, behind the others."""
        self.layout = self.layout.extended(name, dtype, len(numbers))
        self._file.truncate(self.layout.body)
        self.put(name, 0, numbers)

    def close(self) -> str:
        """Append the checksums, wait until all is on the disk, and return the SHA-256 of the file."""
        digest = hashlib.sha256()
        sums = bytearray()
        self._file.seek(0)
        left = self.layout.body
        while left:
            block = self._file.read(min(left, 64 * PAGE))
            digest.update(block)
            for start in range(0, len(block), PAGE):
                sums += zlib.crc32(block[start : start + PAGE]).to_bytes(4, "little")
            left -= len(block)
        self._file.seek(self.layout.body)
        self._file.write(sums)
        digest.update(sums)
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        return digest.hexdigest()


class FlatReader:
    """A mapped file. ``view`` gives an array unchecked; ``check`` must have passed for what is read of it."""

    def __init__(self, path: str, layout: Layout) -> None:
        """Map a file.

        Raises:
            OSError: it is missing, a link, or cannot be read.
            DamagedError: it is not as long as its layout says.
        """
        self.layout = layout
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _FLAGS)
        with open(descriptor, "rb") as file:
            size = layout.body + 4 * layout.pages
            if os.fstat(descriptor).st_size != size:
                raise DamagedError(f"{path}: not the length that was written")
            # an empty file cannot be mapped
            self._bytes = memoryview(mmap.mmap(file.fileno(), size, access=mmap.ACCESS_READ) if size else b"")
        self._places = {name: (first, int(dtype[-1])) for name, (dtype, first, _) in layout.arrays.items()}
        self._sums = np.frombuffer(self._bytes, "<u4", layout.pages, layout.body)
        self._unchecked = bytearray(b"\1" * layout.pages)
        self._flags = np.frombuffer(self._unchecked, np.uint8)

    def view(self, name: str) -> NDArray[Any]:
        """Return a whole array, in place."""
        dtype, first, count = self.layout.arrays[name]
        return np.frombuffer(self._bytes, dtype, count, first)

    def checked(self, name: str) -> NDArray[Any]:
        """Return a whole array, every page of it checked."""
        array = self.view(name)
        self.check(name, 0, len(array))
        return array

    def check(self, name: str, start: int, stop: int) -> None:
        """Make sure that elements ``start`` to ``stop`` are as they were written; raises DamagedError if not."""
        first, width = self._places[name]
        begin, end = (first + start * width) // PAGE, -(-(first + stop * width) // PAGE)
        unchecked = self._unchecked
        page = unchecked.find(1, begin, end)
        while page >= 0:
            self._check_page(page)
            page = unchecked.find(1, page + 1, end)

    def check_each(self, name: str, places: NDArray[Any]) -> None:
        """Make sure of single elements."""
        first, width = self._places[name]
        pages = (places + np.uint32(first // width)) // np.uint32(PAGE // width)  # arrays begin at multiples of 64
        if np.count_nonzero(self._flags.take(pages)):
            for page in sorted(set(pages.tolist())):
                self._check_page(page)

    def _check_page(self, page: int) -> None:
        content = self._bytes[page * PAGE : min((page + 1) * PAGE, self.layout.body)]
        if zlib.crc32(content) != self._sums[page]:
            raise DamagedError("a page is damaged")
        self._unchecked[page] = 0

    def sha256(self) -> str:
        """Return the SHA-256 of the whole file."""
        return hashlib.sha256(self._bytes).hexdigest()


def ranges(counts: NDArray[np.int64], most: int) -> Iterator[tuple[int, int]]:
    """Cut positions into runs (start, stop) whose counts add up to at most ``most``; a larger one stands alone."""
    upto = np.concatenate(([0], np.cumsum(counts)))
    start = 0
    while start < len(counts):
        stop = max(start + 1, int(np.searchsorted(upto, upto[start] + most, side="right")) - 1)
        yield start, stop
        start = stop
