"""Texts as YAML that a person can read and the placed reader reads back: plain where that is safe, else quoted."""

from __future__ import annotations

import re

WIDTH = 110
"""Columns up to which a folded text is filled."""

_PLAIN = re.compile(r"[^\W\d_](?:[\w £$€%.()/+?'’‘“”–—;-]|,(?= )|:(?=\S))*")
"""What may stand without quotation marks in a block: it begins with a letter and has no sign that YAML reads."""
_NO_TEXT = frozenset("true false yes no on off null none y n".split())
"""Words that other readers of YAML, though not ours, take for something else than text."""


def scalar(text: str, *, inside: bool = False) -> str:
    r"""Return a text of one line as a YAML value; ``inside`` brackets a comma would end it.

    >>> scalar("in May"), scalar("19"), scalar("it's: so"), scalar("a, b", inside=True)
    ('in May', "'19'", "'it''s: so'", "'a, b'")
    """
    plain = _PLAIN.fullmatch(text) and text == text.strip() and text.casefold() not in _NO_TEXT
    if plain and not text.endswith(":") and not (inside and ("," in text or ":" in text)):
        return text
    return "'" + text.replace("'", "''") + "'"


def sequence(texts: tuple[str, ...]) -> str:
    """Return texts as a list in brackets.

    >>> sequence(("May", "4 May, 2024"))
    "[May, '4 May, 2024']"
    """
    return f"[{', '.join(scalar(text, inside=True) for text in texts)}]"


def entry(key: str, text: str, indent: str) -> list[str]:
    """Return the lines of ``key: text`` behind an indentation; a long text is folded into several lines."""
    shown = scalar(text)
    if len(indent) + len(key) + 2 + len(shown) <= WIDTH:
        return [f"{indent}{key}: {shown}"]
    lines, deeper = [f"{indent}{key}: >-"], f"{indent}  "
    line = ""
    for word in text.split(" "):
        if line and len(deeper) + len(line) + 1 + len(word) > WIDTH:
            lines.append(deeper + line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, deeper + line]
