"""Where an article is from, as its front matter tells: title, publisher, date and address."""

from __future__ import annotations

import json
from collections.abc import Mapping

from qa.files.frontmatter import body_start
from qa.files.placed_yaml import Placed, PlacedMap, PlacedScalar, parse_placed
from qa.record.schema import one_line, time_mistake

KEYS = ("title", "publisher", "date", "url")
"""What `qa add` writes, in this order; other keys are left as they are and say nothing to this program."""


def metadata(text: str) -> dict[str, str]:
    """Return what an article's front matter says of `KEYS`; empty where it has none, or none that can be read."""
    tree = _read(text)[0]
    entries = tree.entries if isinstance(tree, PlacedMap) else ()
    found = {key.text: one_line(given.text) for key, given in entries if isinstance(given, PlacedScalar)}
    return {key: found[key] for key in KEYS if found.get(key)}


def printed_on(text: str) -> str:
    """Return the date that an article's front matter gives; empty where it gives none, or one that is no date."""
    date = metadata(text).get("date", "")
    return "" if time_mistake(date) else date


def metadata_mistake(text: str) -> str | None:
    """Say what is wrong with an article's front matter, if anything is."""
    tree, mistake = _read(text)
    if mistake or tree is None:
        return mistake
    date = metadata(text).get("date")
    return time_mistake(date) if date else None


def as_front_matter(said: Mapping[str, str]) -> str:
    """Return the front matter that says this, to stand at the top of a file; "" if nothing is said."""
    lines = [f"{key}: {_scalar(said[key])}\n" for key in KEYS if said.get(key)]
    return f"---\n{''.join(lines)}---\n\n" if lines else ""


def _scalar(text: str) -> str:
    """Return a text as YAML reads it back: plain where that is certainly so, else in double quotes (as JSON does)."""
    plain = text.replace(" ", "").replace("-", "").replace(".", "").replace(",", "").replace("'", "")
    return text if plain.isalnum() and text[0].isalnum() else json.dumps(text, ensure_ascii=False)


def _read(text: str) -> tuple[Placed | None, str | None]:
    start = body_start(text)
    if not start:
        return None, None
    block = "".join(text[:start].splitlines(keepends=True)[1:-1])
    tree, problems = parse_placed(block.encode("utf-8", "surrogatepass"), "")
    return (None, problems[0].message) if problems else (tree, None)
