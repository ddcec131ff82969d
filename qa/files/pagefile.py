"""One large kept file that is read where it is needed, and checked where it is read.

A file is its content, a CRC-32 for each page of it, and eight bytes that say how long the content is. Its *token* (that
length, and a CRC-32 of those of the pages) is kept elsewhere: a file with another token is another one. A small file is
checked as a whole when it is opened; of a large one, mapped into memory, each page when it is first read.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from zlib import crc32

PAGE = 2**14
SMALL = 2**22
"""Bytes. Up to this size a file is read and checked at once: quicker than mapping it, and nothing can fail later."""
_FLAGS = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_LENGTH = 8


class DamagedPageError(Exception):
    """A page is not as it was written."""


class Pages:
    """The content of a file, or bytes that were just made: any part of it, checked."""

    def __init__(self, content: bytes | memoryview, sums: memoryview | None = None) -> None:
        """Take a content; ``sums`` are the CRC-32 of its pages, or None where it needs no check."""
        self.view = memoryview(content)
        """All of it, unchecked: `check` what is read of it."""
        self._sums = sums
        self._unchecked = bytearray(b"\1" * (0 if sums is None else len(sums)))

    def __len__(self) -> int:
        """Return its length in bytes."""
        return len(self.view)

    def check(self, start: int, end: int) -> None:
        """Make sure that a part is as it was written; raises DamagedPageError if not."""
        if self._sums is None:
            return
        last = -(-end // PAGE)
        page = self._unchecked.find(1, start // PAGE, last)
        while page >= 0:
            if crc32(self.view[page * PAGE : (page + 1) * PAGE]) != self._sums[page]:
                raise DamagedPageError("a page of the kept facts is damaged")
            self._unchecked[page] = 0
            page = self._unchecked.find(1, page + 1, last)

    def read(self, start: int, end: int) -> bytes:
        """Return a part as bytes, checked."""
        self.check(start, end)
        return bytes(self.view[start:end])


def write_pages(path: str, parts: Iterable[bytes]) -> str:
    """Write a new file, private to its owner, in place of the one of that name; return its token.

    Raises:
        OSError: if it cannot be written. The old file is then as it was.
    """
    temporary = f"{path}.{os.getpid()}-{os.urandom(8).hex()}.tmp"
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _FLAGS, 0o600)
        with open(descriptor, "wb") as file:
            length = 0
            sums = bytearray()
            left = b""
            for part in parts:
                file.write(part)
                length += len(part)
                left = _summed(left + part, sums)
            if left:
                sums += crc32(left).to_bytes(4, "little")
            file.write(sums + length.to_bytes(_LENGTH, "little"))
            file.flush()
            os.fsync(descriptor)
        os.replace(temporary, path)
    finally:  # after the renaming there is nothing left to remove
        _unlink(temporary)
    return _token(length, sums)


def _unlink(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:
        return


def _summed(content: bytes, sums: bytearray) -> bytes:
    """Add the checksums of whole pages; return what is left."""
    whole = len(content) // PAGE * PAGE
    view = memoryview(content)
    for start in range(0, whole, PAGE):
        sums += crc32(view[start : start + PAGE]).to_bytes(4, "little")
    return content[whole:]


def _token(length: int, sums: bytes | bytearray) -> str:
    return f"{length}-{crc32(sums):08x}"


def open_pages(path: str, token: str) -> Pages | None:
    """Return the content of the file that has this token; None where it is missing, damaged or another one."""
    try:
        content = _content(path)
    except OSError:
        return None
    length = int.from_bytes(content[-_LENGTH:], "little")
    if len(content) != length + 4 * -(-length // PAGE) + _LENGTH:
        return None
    sums = bytes(content[length:-_LENGTH])
    if _token(length, sums) != token:
        return None
    pages = Pages(content[:length], memoryview(_native(sums)).cast("I"))
    try:
        pages.check(0, length if length <= SMALL else 0)
    except DamagedPageError:
        return None
    return pages


def _native(sums: bytes) -> bytes:
    """Return little-endian numbers in this machine's order."""
    from array import array  # noqa: PLC0415 - numbers in the other order are rare
    from sys import byteorder  # noqa: PLC0415

    if byteorder == "little":
        return sums
    turned = array("I", sums)
    turned.byteswap()
    return turned.tobytes()


def _content(path: str) -> memoryview:
    """Return all of a regular file: read if it is small, else mapped; raises OSError for anything else."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _FLAGS)
    with open(descriptor, "rb") as file:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise OSError(path)
        if found.st_size <= SMALL:
            return memoryview(file.read())
        from mmap import ACCESS_READ, mmap  # noqa: PLC0415 - a small file is not mapped

        return memoryview(mmap(descriptor, found.st_size, access=ACCESS_READ))
