"""A file's stamp: what tells, without reading it, that it is the file that it was.

The change time cannot be set back, so that an edit that keeps size and modification time is seen as well. A file that
was changed just before it was looked at could change again within the same tick of the clock: it is not *settled*, and
whoever keeps its stamp reads it again next time (as git does: "racily clean" entries).
"""

from __future__ import annotations

import os

SETTLED = 3_000_000_000
"""Nanoseconds: longer than the coarsest tick of a file system's clock (two seconds)."""
Stamp = tuple[int, int, int, int]
"""Size, modification time, change time, inode."""


def stamp_of(seen: os.stat_result) -> Stamp:
    """Return the stamp of a file that was looked at."""
    return seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino


def is_settled(stamp: Stamp, now: int, after: int = SETTLED) -> bool:
    """Tell whether a file was last changed so long before ``now`` that another change would give it another stamp.

    ``now`` is the time just before it was looked at; all times are in nanoseconds.
    """
    return max(stamp[1], stamp[2]) <= now - after
