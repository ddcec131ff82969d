"""Making the safe changes that rules propose, in the file's own formatting, all or none.

A change is safe if it alters nothing that the file says to the program: a repeated name taken out, a quote given the
capitals and commas of its article. What a change makes of the file is read again before it is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from qa.files.placed_yaml import Span, parse_placed, scalar_spans
from qa.lint.subject import Edit
from qa.model import QAError

_PLAIN = re.compile(r"[^\W_](?:[^\r\n:#,\[\]{}]|:(?=\S)(?![,\[\]{}])|,(?=.)|(?<=\S)#)*\Z")
_FLOW = re.compile(r"[,\[\]{}]")
_ITEM = re.compile(r"[ \t]*-[ \t]+\Z")


def fixed(text: str, file: str, edits: Iterable[Edit]) -> str:
    """Return a YAML file's text, without a byte order mark, with the changes made.

    Raises:
        QAError: if the result could not be read: then nothing should be written.

    """
    spans = scalar_spans(text)
    lines = _line_starts(text)
    done = len(text) + 1
    for edit in sorted(set(edits), key=lambda each: (each.place.line, each.place.column), reverse=True):
        offset = lines[edit.place.line - 1] + edit.place.column - 1
        span = spans.get((edit.place.line, edit.place.column)) or _comment(text, offset)
        start, end, new = _change(text, span, edit.text)
        if end <= done:  # never two changes of one place
            text = text[:start] + new + text[end:]
            done = start
    problems = parse_placed(text.encode(), file)[1]
    if problems:
        raise QAError(f"{file}: not changed, the mended file could not be read: {problems[0].message}")
    return text


def _change(text: str, span: Span, new: str | None) -> tuple[int, int, str]:
    """Return what to replace, from where to where, and by what."""
    if new is not None:
        return span.start, span.end, _written(new, span, text)
    start, end = span.start, span.end
    line_start = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    line_end = _line_end(text, end)
    before, after = text[line_start:start], text[end:line_end]
    if (not before.strip() or _ITEM.match(before)) and (not after.strip() or after.lstrip().startswith("#")):
        return line_start, _next_line(text, line_end), ""
    if text.startswith("#", start):
        return line_start + len(before.rstrip()), line_end, ""
    comma = re.search(r",\s*\Z", text[:start])
    if comma:
        return comma.start(), end, ""
    following = re.match(r"\s*,\s*", text[end:])
    return start, end + (following.end() if following else 0), ""


def _comment(text: str, offset: int) -> Span:
    return Span(offset, _line_end(text, offset), "")


def _written(new: str, span: Span, text: str) -> str:
    """Return a text as YAML, without quotation marks only where the old one had none and it needs none."""
    if not span.style and _PLAIN.match(new) and ": " not in new and " #" not in new:
        in_flow = "{" in text[text.rfind("\n", 0, span.start) + 1 : span.start]
        if not (in_flow and _FLOW.search(new)) and not new.endswith(":"):
            return new
    return "'" + new.replace("'", "''") + "'"


def _line_starts(text: str) -> list[int]:
    return [0, *(found.end() for found in re.finditer(r"\r\n|\n|\r", text))]


def _line_end(text: str, offset: int) -> int:
    found = re.compile(r"[\r\n]|\Z").search(text, offset)
    return found.start() if found else len(text)


def _next_line(text: str, offset: int) -> int:
    found = re.compile(r"\r\n|\n|\r|\Z").match(text, offset)
    return found.end() if found else offset
