"""Comments in YAML files that ignore a finding: ``# lint: ignore[rule] reason``, on its line or on one above it.

An ignore needs a reason, and a finding: one without either is itself a finding (`bad-ignore`, `unused-ignore`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence

from qa.files.placed_yaml import scalar_spans
from qa.lint.rules import BY_NAME
from qa.model import Place
from qa.record.report import shown
from qa.values import value

_COMMENT = re.compile(r"(?<!\S)#[ \t]*lint:[ \t]*ignore\b[ \t]*(?:\[(?P<rules>[^\]\n]*)\])?[ \t]*(?P<reason>[^\r\n]*)")
_COMMENT_OR_BLANK = re.compile(r"[ \t]*(?:#.*)?\Z")


@value
class Ignore:
    """A comment: where it stands, the rules that it names, and the line whose findings it is about."""

    place: Place
    rules: tuple[str, ...]
    line: int
    mistake: str = ""


def ignores(text: str) -> tuple[Ignore, ...]:
    """Return the ignoring comments of a YAML file that can be read, in order."""
    matches = list(_COMMENT.finditer(text))
    if not matches:
        return ()
    inside = sorted((span.start, span.end) for span in scalar_spans(text).values())
    starts = [start for start, _ in inside]
    lines = re.split(r"\r\n|\n|\r", text)
    found = []
    for match in matches:
        at = bisect_right(starts, match.start()) - 1
        if at < 0 or match.start() >= inside[at][1]:  # else it is a part of a text
            found.append(_ignore(match, text, lines))
    return tuple(found)


def _ignore(match: re.Match[str], text: str, lines: Sequence[str]) -> Ignore:
    before = text[: match.start()]
    line = len(re.findall(r"\r\n|\n|\r", before)) + 1
    column = match.start() - max(before.rfind("\n"), before.rfind("\r"))
    rules = tuple(name for name in re.split(r"[\s,]+", match["rules"] or "") if name)
    about = line
    if not lines[line - 1][: column - 1].strip():
        about = next((n for n in range(line, len(lines)) if not _COMMENT_OR_BLANK.match(lines[n])), line - 1) + 1
    return Ignore(Place(line, column), rules, about, _mistake(rules, match["reason"]))


def _mistake(rules: Collection[str], reason: str) -> str:
    if not rules:
        return "say which rule is ignored: lint: ignore[rule] reason"
    unknown = [name for name in rules if name not in BY_NAME]
    if unknown:
        return f"no rule is called {shown(unknown[0])} (qa lint --rules lists them)"
    return "" if re.search(r"\w", reason) else "say why this is ignored: lint: ignore[rule] reason"


def applied(
    ignored: Sequence[Ignore], met: Mapping[int, Collection[str]], selected: Collection[str]
) -> Iterator[tuple[Place, str, str]]:
    """Yield the findings about ignores themselves, as (place, rule, message).

    ``met`` has for each line the names of the rules with a finding in it. An ignore of a rule that was not ``selected``
    is not called unused.
    """
    for each in ignored:
        if each.mistake:
            yield each.place, "bad-ignore", each.mistake
            continue
        unused = [name for name in each.rules if name in selected and name not in met.get(each.line, ())]
        if unused:
            yield each.place, "unused-ignore", f"nothing to ignore in line {each.line}: {', '.join(unused)}"
