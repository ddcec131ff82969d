"""Files of the dossier's folder -> articles with their sentences.

An article is decoded once and never normalised: every offset counts code points of the text as decoded (a byte
order mark is not part of it).
"""

from __future__ import annotations

import codecs
import errno
import hashlib
import os
import stat

from qa.articles.sentences import line_starts, split_sentences
from qa.model import Article, Problem, QAError

SUFFIXES = (".txt", ".md")
MAX_ARTICLE_BYTES = 128 * 1024 * 1024


def read_articles(
    folder: str | os.PathLike[str], dossier: str | os.PathLike[str] | None = None
) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """Read the ``.txt`` and ``.md`` files of a folder (not of its subfolders; hidden files are left alone).

    Args:
        folder: where the articles are.
        dossier: the folder that a symbolic link may not leave; the articles' own folder unless given.

    Returns:
        The articles, sorted by name in code-point order, and a warning for every file that was skipped.

    Raises:
        QAError: the folder cannot be read, or holds no readable article.
    """
    root = os.path.realpath(folder if dossier is None else dossier)
    articles: list[Article] = []
    problems: list[Problem] = []
    for name in _article_names(folder):
        outcome = read_article(name, os.path.join(folder, name), root)
        if isinstance(outcome, Problem):
            problems.append(outcome)
        else:
            articles.append(outcome)
    if not articles:
        message = f"no articles in {folder}: it needs at least one readable .txt or .md file"
        raise QAError(message, tuple(problems))
    return tuple(articles), tuple(problems)


def bytes_reach(folder: str | os.PathLike[str], enough: int) -> bool:
    """Tell whether the files that may be articles have so many bytes together, looking at no more than it takes."""
    total = 0
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.lower().endswith(SUFFIXES) and entry.is_file():
                    total += entry.stat().st_size
                    if total >= enough:
                        return True
    except OSError:  # whoever reads the articles will say so
        return False
    return False


def _article_names(folder: str | os.PathLike[str]) -> list[str]:
    """Name the candidate files, sorted; a folder called ``x.txt`` is none."""
    try:
        names = os.listdir(folder)
    except OSError as error:
        message = f"cannot read the articles' folder {folder}: {error.strerror}"
        raise QAError(message) from error
    wanted = (name for name in names if name.lower().endswith(SUFFIXES) and not name.startswith("."))
    return sorted(name for name in wanted if not os.path.isdir(os.path.join(folder, name)))


def read_article(name: str, path: str, root: str) -> Article | Problem:
    """Read, decode and split one file; return what is wrong with it where that cannot be done."""
    content = content_of(path, root)
    if isinstance(content, Problem):
        return content
    text = decoded(content, path)
    if isinstance(text, Problem):
        return text
    return Article(name, text, hashlib.sha256(content).hexdigest(), split_sentences(text, name))


def content_of(path: str, root: str | None) -> bytes | Problem:
    """Return a regular file's bytes, or what is wrong. Links may not lead out of a ``root``; pipes are never opened."""
    try:
        target = os.path.realpath(path, strict=True)
        if root is not None and os.path.islink(path) and not target.startswith(os.path.join(root, "")):
            return Problem(path, 1, 1, "symbolic link out of the dossier, skipped", "unreadable-article")
        if not stat.S_ISREG(os.stat(target).st_mode):
            return Problem(path, 1, 1, "not a regular file, skipped", "unreadable-article")
        return _bytes_of(path, target)
    except OSError as error:
        reason = "symbolic link loop" if error.errno == errno.ELOOP else f"cannot be read ({error.strerror})"
        return Problem(path, 1, 1, f"{reason}, skipped", "unreadable-article")


def _bytes_of(path: str, target: str) -> bytes | Problem:
    """Read a file up to the limit. It may have been swapped since it was looked at, so it cannot block or lead away."""
    flags = os.O_RDONLY
    for flag in ("O_CLOEXEC", "O_NONBLOCK", "O_NOFOLLOW", "O_BINARY"):  # each is missing on some system
        flags |= getattr(os, flag, 0)
    with open(os.open(target, flags), "rb") as file:
        content = file.read(MAX_ARTICLE_BYTES + 1)
    if len(content) > MAX_ARTICLE_BYTES:
        return Problem(path, 1, 1, f"larger than {MAX_ARTICLE_BYTES} bytes, skipped", "unreadable-article")
    return content


def decoded(content: bytes, path: str) -> str | Problem:
    """Decode UTF-8, or UTF-16 with a byte order mark (which is dropped)."""
    encoding, mark = "utf-8", b""
    for candidate, bom in (
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
    ):
        if content.startswith(bom):
            encoding, mark = candidate, bom
    body = content[len(mark) :]
    binary = Problem(path, 1, 1, "binary (it contains NUL), skipped", "unreadable-article")
    if encoding == "utf-8" and b"\0" in body:
        return binary
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        before = body[: error.start].decode(encoding)
        starts = line_starts(before)
        message = f"not valid {encoding.upper()} at byte offset {len(mark) + error.start}, skipped"
        return Problem(path, len(starts), len(before) - starts[-1] + 1, message, "unreadable-article")
    return binary if "\0" in text else text
