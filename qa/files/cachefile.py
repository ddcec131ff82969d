"""Cache files that are either whole and ours, or not there.

A file is one line of JSON (format, tool, key, length and CRC-32 of what follows) and the payload. It is written to
a file of its own, synced and renamed, so that a reader sees the old one or the new one, whatever happens to the
writer. Nothing in it is ever executed. Without a place to write, nothing is kept and nothing fails. The checksum is
there against damage, and must cost less than what is kept saves: a CRC-32 is twice as quick as SHA-256, and importing
`hashlib` alone takes a quarter of the time in which Python starts.
"""

from __future__ import annotations

import json
import os
import stat
from zlib import crc32

try:  # hashlib loads all of OpenSSL
    from _blake2 import blake2b
except ImportError:  # pragma: no cover - a Python without it
    from hashlib import blake2b

FORMAT = 2
MAX_MANIFEST = 4_096
MAX_PAYLOAD = 2**31
"""Bytes. A longer file is not one of ours."""
STALE_AFTER = 3_600
"""Seconds after which a temporary file must be a dead writer's."""

_FLAGS = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class Cache:
    """The cache files of one dossier, in a folder of its own.

    The folder stands in ``$QA_CACHE_DIR``, else ``$XDG_CACHE_HOME/factcheck-qa``, else ``~/.cache/factcheck-qa``;
    ``folder`` is None where there is none of them.
    """

    __slots__ = ("folder", "tool")

    def __init__(self, dossier: str | os.PathLike[str], tool: str) -> None:
        """Find the folder; nothing is created yet.

        Args:
            dossier: the dossier's folder.
            tool: the version of the program: a file of another version counts as missing.
        """
        self.tool = tool
        self.folder = _folder_of(dossier)

    def read(self, name: str, key: str) -> bytes | None:
        """Return what was kept under this name for this key, or None: missing, damaged or someone else's."""
        found = self.view(name, key)
        return None if found is None else bytes(found)

    def view(self, name: str, key: str) -> memoryview | None:
        """Return the same without copying it: what is kept may be large."""
        path = self._path(name)
        if path is None:
            return None
        try:
            content = _regular_file(path)
        except OSError:
            return None
        end = content.find(b"\n", 0, MAX_MANIFEST)
        payload = memoryview(content)[end + 1 :]
        return payload if end >= 0 and content[:end] == self._manifest(key, payload) else None

    def write(self, name: str, key: str, payload: bytes) -> bool:
        """Keep a payload in place of whatever has this name, and tell whether that worked. Raises no OSError."""
        path = self._path(name)
        if path is None:
            return False
        temporary = f"{path}.{os.getpid()}-{os.urandom(8).hex()}.tmp"
        try:
            os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
            _write_synced(temporary, self._manifest(key, payload) + b"\n", payload)
            _sweep(temporary)
            os.replace(temporary, path)
        except OSError:
            return False
        finally:  # also when interrupted; after the renaming there is nothing left to remove
            _remove(temporary)
        return True

    def _path(self, name: str) -> str | None:
        """Return the file's path; None without a folder, or for a name that would lead out of it."""
        plain = name.replace("-", "").replace("_", "")
        if self.folder is None or not (plain.isascii() and plain.isalnum()):
            return None
        return os.path.join(self.folder, f"{name}.cache")

    def _manifest(self, key: str, payload: bytes | memoryview) -> bytes:
        """Return the first line. It is compared whole, so that reading it needs no parser."""
        checksum = f"{crc32(payload):08x}"
        manifest = {"format": FORMAT, "tool": self.tool, "key": key, "length": len(payload), "crc32": checksum}
        return json.dumps(manifest).encode()


def _folder_of(dossier: str | os.PathLike[str]) -> str | None:
    """Return the dossier's own folder under the first base that the environment names."""
    base = os.environ.get("QA_CACHE_DIR")
    if not base:
        shared = os.environ.get("XDG_CACHE_HOME", "")
        home = os.environ.get("HOME") or os.environ.get("USERPROFILE") or ""
        if os.path.isabs(shared):  # the XDG specification: ignore a relative one
            base = os.path.join(shared, "factcheck-qa")
        elif os.path.isabs(home) and os.path.isdir(home):  # never make somebody's home
            base = os.path.join(home, ".cache", "factcheck-qa")
        else:
            return None
    try:
        return os.path.join(os.path.abspath(base), _name_of(dossier))
    except (OSError, ValueError):  # a NUL in the path; a working directory that was removed
        return None


def _name_of(dossier: str | os.PathLike[str]) -> str:
    """Return a name that no other folder has."""
    return blake2b(os.fsencode(os.path.realpath(dossier)), digest_size=32).hexdigest()


def _regular_file(path: str) -> bytes:
    """Read a whole file; raises OSError for a link, a pipe (without waiting on it) or more than we would write."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _FLAGS)
    with open(descriptor, "rb") as file:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode) or found.st_size > MAX_PAYLOAD + MAX_MANIFEST:
            raise OSError(path)
        return file.read()


def _write_synced(path: str, *parts: bytes) -> None:
    """Write a new file, private to its owner, and wait until it is on the disk."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _FLAGS, 0o600)
    with open(descriptor, "wb") as file:
        file.writelines(parts)
        file.flush()
        os.fsync(descriptor)


def _sweep(newest: str) -> None:
    """Remove the temporary files that writers left behind when they were killed, as the file system tells time."""
    now = os.stat(newest).st_mtime
    with os.scandir(os.path.dirname(newest)) as entries:
        left = [entry.path for entry in entries if entry.name.endswith(".tmp") and _is_stale(entry, now)]
    for path in left:
        _remove(path)


def _is_stale(entry: os.DirEntry[str], now: float) -> bool:
    """Tell whether a file is too old to be still written; one that is gone is not."""
    try:
        return now - entry.stat(follow_symlinks=False).st_mtime > STALE_AFTER
    except OSError:
        return False


def _remove(path: str) -> None:
    """Remove a file; another process may have done so."""
    try:  # noqa: SIM105 - contextlib would be imported for this alone
        os.unlink(path)
    except OSError:
        pass
