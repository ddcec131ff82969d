"""Drafts as YAML: to be pasted, or put behind the last fact of a facts.yaml whose every other line stays as it is."""

from __future__ import annotations

from collections.abc import Sequence

from qa.curating.drafts import Draft
from qa.files.placed_yaml import PlacedList, PlacedMap, node_spans, parse_placed
from qa.files.textfile import line_end
from qa.files.yaml_text import entry, scalar
from qa.model import QAError

MARK = "# draft: check every word"
STEP = "  "


def draft_yaml(drafts: Sequence[Draft], indent: str = STEP) -> str:
    """Return drafts as items of the list of facts, each behind a comment that says what it is."""
    return "\n".join("\n".join(_lines(draft, indent)) for draft in drafts) + "\n"


def _lines(draft: Draft, dash: str) -> list[str]:
    """Return the lines of one draft; the dashes of the list stand behind ``dash``."""
    indent, deeper = dash + STEP, dash + STEP * 2
    lines = [f"{dash}{MARK}", f"{dash}- id: {scalar(draft.id)}"]
    if draft.according_to:
        lines += entry("according_to", draft.according_to, indent)
    lines += entry("statement", draft.statement, indent)
    lines.append(f"{indent}answers:")
    for key, text in draft.slots:
        lines += entry(key, text, deeper)
    if draft.as_of:
        lines += entry("as_of", draft.as_of, indent)
    lines.append(f"{indent}asked_as:")
    lines += [f"{deeper}- {scalar(question)}" for question in draft.asked_as]
    lines += [f"{indent}sources:", *entry("- article", draft.article, deeper)]
    for key, text in (("quote", draft.quote), ("prefix", draft.prefix)):
        if text:
            lines += entry(key, text, deeper + STEP)
    return lines


def appended(text: str, drafts: Sequence[Draft], file: str) -> str:
    """Return the text of a facts.yaml with drafts behind its last fact.

    Raises:
        QAError: if its facts are written between brackets: drafts can then be pasted by hand only.

    """
    ending = line_end(text)
    value = _facts(text, file)
    if value is None:
        lead = "" if text.endswith("\n") or not text else ending
        return f"{text}{lead}facts:{ending}{_ended(draft_yaml(drafts), ending)}"
    start, end = node_spans(text)[value.place.line, value.place.column]
    if not value.items:
        stop = text.find("\n", end) + 1 or len(text)
        kept = f"{text[:start].rstrip(' ')}{text[end:stop].rstrip()}"
        return f"{kept}{ending}{_ended(draft_yaml(drafts), ending)}{text[stop:]}"
    if text[start] != "-":
        place = f"{file}:{value.place.line}:{value.place.column}"
        raise QAError(f"{place}: the facts stand between brackets: paste drafts by hand (--format yaml)")
    stop = text.find("\n", end) + 1 or len(text)
    lead = "" if text[:stop].endswith("\n") else ending
    new = _ended(draft_yaml(drafts, " " * (value.place.column - 1)), ending)
    return f"{text[:stop]}{lead}{ending}{new}{text[stop:]}"


def _facts(text: str, file: str) -> PlacedList | None:
    """Return the list of facts of a file that has no mistakes, or None where it has none."""
    tree, _ = parse_placed(text.encode(), file)
    for key, value in tree.entries if isinstance(tree, PlacedMap) else ():
        if key.text == "facts" and isinstance(value, PlacedList):
            return value
    return None


def _ended(text: str, ending: str) -> str:
    return text.replace("\n", ending)
