"""Text files of the user's that are changed: read as they are, and replaced whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat

from qa.model import QAError

BOM = "\ufeff"


def read_text(path: str) -> str:
    """Return a file's text with its line ends as they are, without a byte order mark.

    Raises:
        QAError: if it cannot be read, or is not UTF-8.

    """
    try:
        with open(path, "rb") as file:
            return file.read().decode().removeprefix(BOM)
    except OSError as error:
        raise QAError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise QAError(f"{path}: byte 0x{error.object[error.start]:02x} is not UTF-8") from error


def line_end(text: str) -> str:
    """Return what ends the lines of a text."""
    return "\r\n" if "\r\n" in text else "\n"


def replace_file(path: str, text: str) -> None:
    """Put a text in the place of a file in one step: whoever reads it meanwhile sees the old or the new, never half.

    Its permissions stay, and so does a byte order mark; of a link, the file that it leads to is replaced.

    Raises:
        QAError: if it cannot be written; the file is then as it was.

    """
    target = os.path.realpath(path)
    temporary = f"{target}.{os.getpid()}.tmp"
    try:
        with open(target, "rb") as old:
            mark = BOM if old.read(3) == BOM.encode() else ""
            mode = stat.S_IMODE(os.fstat(old.fileno()).st_mode)
        with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            file.write((mark + text).encode())
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, target)
    except OSError as error:
        raise QAError(f"{path}: cannot be written: {error.strerror}") from error
    finally:  # after the renaming there is nothing left to remove
        with contextlib.suppress(OSError):
            os.unlink(temporary)


def write_new(path: str, text: str) -> None:
    """Write a file that somebody asked for, in place of what may have been there.

    Raises:
        QAError: if it cannot be written.

    """
    try:
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise QAError(f"{path}: cannot be written: {error.strerror}") from error
