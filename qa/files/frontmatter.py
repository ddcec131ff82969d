"""Front matter: lines of `key: value` between two lines of dashes, which tell where an article is from.

It is not what the newspaper printed, so it is no sentence and can never be quoted. Here stands only where it ends;
`qa.curating.metadata` reads it.
"""

from __future__ import annotations

import re

MAX_LINES = 60
"""A longer block is no front matter; this also keeps looking for its end quick."""

_FENCE = re.compile(r"---[ \t]*(?:\r\n|\n|\r|\Z)")
_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\n|\r|\Z)")
_ENTRY = re.compile(r"[A-Za-z_][\w-]*:(?:[ \t]|\Z)|[ \t]*(?:#|-[ \t]|\Z)")


def body_start(text: str) -> int:
    r"""Return the offset at which an article begins behind its front matter; 0 if it has none.

    Only a block in which every line is `key: value`, an item of a list, a comment or blank is front matter: an article
    that merely begins with a line of dashes is left alone.

    >>> body_start("---\ntitle: A bridge\n---\nIt opened.")
    24
    >>> body_start("---\nIt opened.\n---\nIt closed.")
    0
    """
    first = _FENCE.match(text)
    if first is None:
        return 0
    start = first.end()
    entries = 0
    for _ in range(MAX_LINES):
        closing = _FENCE.match(text, start)
        if closing:
            return closing.end() if entries else 0
        line = _LINE.match(text, start)
        if line is None or line.end() == start or not _ENTRY.match(line[1]):
            return 0
        entries += ":" in line[1]
        start = line.end()
    return 0
