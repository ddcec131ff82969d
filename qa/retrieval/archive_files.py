"""The files of a kept index: a manifest that names the others, replaced in one step, and a lock for writers.

The manifest is the only name that is ever written twice. It is renamed into place after the files that it names are
on the disk under names of their own, so that a reader sees the old index or the new one, whatever happens to the
writer. The kernel frees a dead writer's lock; whoever holds it next removes what the dead one left behind.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from typing import Any

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows
    fcntl = None  # type: ignore[assignment]

MANIFEST = "manifest.json"
LOCK = "lock"
MAX_MANIFEST = 65_536

_FLAGS = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)


def read_manifest(folder: str, made_by: str) -> dict[str, Any] | None:
    """Return what the manifest says; None where there is none that is whole, ours and of this kind."""
    try:
        with open(os.open(os.path.join(folder, MANIFEST), os.O_RDONLY | _FLAGS), "rb") as file:
            digest, _, content = file.read(MAX_MANIFEST).partition(b"\n")
        if digest.decode() != hashlib.sha256(content).hexdigest():
            return None
        said = json.loads(content)
    except (OSError, ValueError):
        return None
    return said if isinstance(said, dict) and said.get("made_by") == made_by else None


def write_manifest(folder: str, said: dict[str, Any]) -> None:
    """Put a manifest in place of the one that is there."""
    content = json.dumps(said).encode()
    temporary = os.path.join(folder, f"{MANIFEST}.{os.getpid()}.new")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _FLAGS, 0o600)
    with open(descriptor, "wb") as file:
        file.write(hashlib.sha256(content).hexdigest().encode() + b"\n" + content)
        file.flush()
        os.fsync(descriptor)
    os.replace(temporary, os.path.join(folder, MANIFEST))
    _sync_folder(folder)


@contextlib.contextmanager
def locked(folder: str) -> Iterator[None]:
    """Hold the folder's lock, waiting for whoever has it; the folder is made if need be."""
    os.makedirs(folder, mode=0o700, exist_ok=True)
    descriptor = os.open(os.path.join(folder, LOCK), os.O_RDWR | os.O_CREAT | _FLAGS, 0o600)
    try:
        if fcntl is not None:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def sweep(folder: str, kept: set[str]) -> None:
    """Remove everything but the lock, the manifest and these files: nobody else is writing, for we hold the lock."""
    for name in os.listdir(folder):
        path = os.path.join(folder, name)
        if name not in {LOCK, MANIFEST, *kept}:
            if os.path.isdir(path) and not os.path.islink(path):
                shutil.rmtree(path, ignore_errors=True)
            else:
                with contextlib.suppress(OSError):
                    os.unlink(path)


def _sync_folder(folder: str) -> None:
    """Wait until the renaming is on the disk, where folders can be synced."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
