"""Tables that are looked up where they lie, without reading the rest: from a word to what is kept about it.

An entry is a line with its key, a tab and its value. Lines whose keys have the same CRC-32 (modulo the number of
buckets) stand together, and an array says where each bucket begins: a look-up reads two numbers and a line or two.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from zlib import crc32

from qa.files.pagefile import Pages
from qa.values import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Literal, TypeVar

    V = TypeVar("V")
else:
    V = "V"  # typing is not imported on the way to an answer

WIDTH = array("I").itemsize
"""Bytes of a number; what is kept is read by the machine that wrote it."""
REMEMBERED = 2_048
"""Entries whose values are kept once they were read."""


class Writer:
    """Puts sections one behind the other, and notes where each stands."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []
        self.places: dict[str, tuple[int, int]] = {}
        self._length = 0

    def add(self, name: str, content: bytes) -> None:
        """Add a section; each begins where numbers may stand."""
        self.parts += (content, bytes(-len(content) % 8))
        self.places[name] = (self._length, self._length + len(content))
        self._length += len(self.parts[-2]) + len(self.parts[-1])

    def add_table(self, name: str, entries: Mapping[str, str]) -> None:
        """Add a table; a value has no line end."""
        buckets = max(1, len(entries) // 2)
        lines: list[list[bytes]] = [[] for _ in range(buckets)]
        for key, text in entries.items():
            wanted = _encoded(key)
            lines[crc32(wanted) % buckets].append(b"\n" + wanted + b"\t" + text.encode("utf-8", "surrogatepass"))
        content = [b"".join(bucket) for bucket in lines]
        firsts = array("I", [0])
        for each in content:
            firsts.append(firsts[-1] + len(each))
        self.add(f"{name} places", firsts.tobytes())
        self.add(name, b"".join(content))


class Sections:
    """The sections of a content that begins at some offset."""

    def __init__(self, pages: Pages, base: int, places: Mapping[str, tuple[int, int]]) -> None:
        self._pages = pages
        self._base = base
        self._places = places

    def span(self, name: str) -> tuple[int, int]:
        """Return where a section begins and ends."""
        start, end = self._places[name]
        return self._base + start, self._base + end

    def read(self, name: str) -> bytes:
        """Return a whole section."""
        return self._pages.read(*self.span(name))

    def numbers(self, name: str, code: Literal["I", "Q"] = "I") -> Numbers:
        """Return a section of numbers."""
        return Numbers(self._pages, *self.span(name), code)

    def table(self, name: str, decode: Callable[[str], V]) -> Table[V]:
        """Return a table whose values are read by ``decode``."""
        return Table(self._pages, self.numbers(f"{name} places"), self.span(name), decode)

    def part(self, name: str, start: int, end: int) -> bytes:
        """Return a part of a section."""
        first = self.span(name)[0]
        return self._pages.read(first + start, first + end)


class Numbers:
    """An array of numbers, checked where it is read."""

    def __init__(self, pages: Pages, start: int, end: int, code: Literal["I", "Q"]) -> None:
        self._pages = pages
        self._start = start
        self._view: memoryview[int] = pages.view[start:end].cast(code)
        self._width = self._view.itemsize

    def __len__(self) -> int:
        """Return how many they are."""
        return len(self._view)

    def between(self, first: int, last: int) -> memoryview:
        """Return those from ``first`` up to ``last``, in place."""
        self._pages.check(self._start + first * self._width, self._start + last * self._width)
        return self._view[first:last]


class Table(Mapping[str, V]):
    """A table; a value is decoded when it is asked for, and remembered for a while."""

    def __init__(self, pages: Pages, firsts: Numbers, span: tuple[int, int], decode: Callable[[str], V]) -> None:
        self._pages = pages
        self._firsts = firsts
        self._start, self._end = span
        self._decode = decode
        self._buckets = len(firsts) - 1
        self._found = lru_cache(REMEMBERED)(self._look_up)

    def __getitem__(self, key: str) -> V:
        """Return the value of a key; raises KeyError where it has none."""
        found = self._found(key)
        if found is None:
            raise KeyError(key)
        return found

    def __contains__(self, key: object) -> bool:
        """Tell whether a key has a value."""
        return isinstance(key, str) and self._found(key) is not None

    def get(self, key: str, default: object = None) -> V:
        """Return the value of a key, or the default."""
        found = self._found(key)
        return default if found is None else found  # type: ignore[return-value]

    def _look_up(self, key: str) -> V | None:
        wanted = _encoded(key)
        bucket = crc32(wanted) % self._buckets
        first, last = self._firsts.between(bucket, bucket + 2)
        if first == last:
            return None
        lines = self._pages.read(self._start + first, self._start + last)
        line = b"\n" + wanted + b"\t"
        at = lines.find(line)
        if at < 0:
            return None
        end = lines.find(b"\n", at + 1)
        return self._decode(lines[at + len(line) : None if end < 0 else end].decode("utf-8", "surrogatepass"))

    def __iter__(self) -> Iterator[str]:
        """Yield the keys in the order in which they are kept."""
        for line in self._pages.read(self._start, self._end).split(b"\n")[1:]:
            yield _decoded(line.partition(b"\t")[0])

    def __len__(self) -> int:
        """Return the number of entries."""
        return self._pages.read(self._start, self._end).count(b"\n")


def _encoded(key: str) -> bytes:
    """Return a key in which no line ends and no tab stands: one that has any is written as JSON, behind a NUL."""
    if "\n" in key or "\t" in key or "\0" in key:
        key = "\0" + json.dumps(key)
    return key.encode("utf-8", "surrogatepass")


def _decoded(line: bytes) -> str:
    key = line.decode("utf-8", "surrogatepass")
    return str(json.loads(key[1:])) if key.startswith("\0") else key
