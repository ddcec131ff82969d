"""Bringing golden files up to date: what a test expects becomes what comes, in the text of the file.

Only the values that are not met are written anew. Comments, order and layout stay, and the question and its kind are
never changed: they are what somebody wanted to know.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from qa.files.placed_yaml import Placed, PlacedMap, node_spans, parse_placed
from qa.files.textfile import line_end
from qa.files.yaml_text import scalar, sequence
from qa.golden.file import Golden, read_golden
from qa.golden.judging import Result, judge, judged_as
from qa.model import Answer, Article, QAError, Verdict
from qa.values import replace

Wanted = Mapping[str, str | None]
"""Key of a test -> its new value as YAML, or None: the key goes."""

AFTER = "kind"
"""The key behind which new ones are written: every test has it."""
MOST_WORDS = 12
"""Words of a passage that are written down as the expected source."""


class Layout:
    """The text of a golden file and where its values stand."""

    def __init__(self, text: str) -> None:
        """Read the text; it has no mistakes."""
        self.text = text
        self._spans = node_spans(text)

    def span(self, node: Placed) -> tuple[int, int]:
        """Return the offsets of a value."""
        return self._spans[node.place.line, node.place.column]

    def line(self, offset: int) -> int:
        """Return the offset at which the line begins that ``offset`` is in."""
        return self.text.rfind("\n", 0, offset) + 1


def updated(text: str, results: Sequence[Result], articles: Sequence[Article]) -> str:
    """Return the text of a golden file in which every test expects what it gets; ``results`` are all of its tests.

    Raises:
        QAError: if a test cannot be made to expect what comes.

    """
    failed = {result.test.line: result for result in results if result.failed}
    layout = Layout(text)
    edits: list[tuple[int, int, str]] = []
    for node in _tests(text):
        result = failed.get(node.place.line)
        if result is not None:
            edits += _edits(node, wanted(result, articles), layout)
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    _verify(text, results, articles)
    return text


def _tests(text: str) -> Iterator[PlacedMap]:
    tree, _ = parse_placed(text.encode(), "")
    for key, value in tree.entries if isinstance(tree, PlacedMap) else ():
        if key.text == "tests":
            yield from (item for item in getattr(value, "items", ()) if isinstance(item, PlacedMap))


def _verify(text: str, results: Sequence[Result], articles: Sequence[Article]) -> None:
    """Read the new text as the next run will, and hold it to the answers that it was made from."""
    for result, test in zip(results, read_golden(text.encode(), results[0].test.file, articles), strict=True):
        unchanged = replace(test, line=result.test.line) == result.test
        if not (unchanged if not result.failed else judged_as(test, result.got, articles)[0] == "right"):
            place = f"{result.test.file}:{result.test.line}:1"
            raise QAError(f"{place}: what comes cannot be written as what is expected: change this test by hand")


def wanted(result: Result, articles: Sequence[Article]) -> Wanted:
    """Return what a failed test has to say anew."""
    if result.outcome == "fixed":
        return {"known": None}
    test, got = result.test, result.got
    if isinstance(got, Verdict):
        return {"verdict": got.verdict} | dict.fromkeys(("correction", "by", "source"))
    new: dict[str, str | None] = {}
    if got.status not in test.statuses:
        new["status"] = got.status
        test = replace(test, statuses=(got.status,))
    if got.status == "not-on-record":
        return new | dict.fromkeys(("answer", "by", "source"))
    for key, change in _CHANGES:
        new_test, written = change(test, got)
        if not _is_met(test, key, got, articles):
            new[key], test = written, new_test
    return new


def _is_met(test: Golden, key: str, got: Answer, articles: Sequence[Article]) -> bool:
    """Tell whether a test is met as far as one key goes."""
    without: dict[str, dict[str, object]] = {
        "answer": {"by": None, "source": None},
        "by": {"keys": (), "source": None},
        "source": {"keys": (), "by": None},
    }
    return judge(replace(test, **without[key]), got, articles)[0] == "right"


def _keys(test: Golden, got: Answer) -> tuple[Golden, str | None]:
    key = (test.kind == "yes-no" and got.yes_or_no) or got.answer or got.correction
    return replace(test, keys=((key,),) if key else ()), sequence((key,)) if key else None


def _by(test: Golden, got: Answer) -> tuple[Golden, str | None]:
    by = got.claims[0].by if got.claims else None
    return replace(test, by=by), scalar(by, inside=True) if by else None


def _source(test: Golden, got: Answer) -> tuple[Golden, str | None]:
    cited = (*got.sources, *(source for claim in got.claims for source in claim.sources))
    words = " ".join(cited[0].quote.split()[:MOST_WORDS]) if cited else None
    return replace(test, source=words), scalar(words, inside=True) if words else None


_CHANGES = (("answer", _keys), ("by", _by), ("source", _source))


# Edits


def _edits(node: PlacedMap, new: Wanted, layout: Layout) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, new text) for each key of a test that changes."""
    present = {key.text for key, _ in node.entries}
    for key, value in new.items():
        if key in present:
            yield _removal(node, key, layout) if value is None else _replacement(node, key, value, layout)
    added = [f"{key}: {value}" for key, value in new.items() if value is not None and key not in present]
    if added:
        yield _insertion(node, added, layout)


def _replacement(node: PlacedMap, key: str, value: str, layout: Layout) -> tuple[int, int, str]:
    position = _position(node, key)
    start, end = layout.span(node.entries[position][1])
    name = layout.span(node.entries[position][0])[0] + len(key)
    colon = layout.text.index(":", name)
    _, sign, comment = layout.text[colon + 1 : start].partition("#")
    kept = f"  #{comment.splitlines()[0].rstrip()}" if sign else ""
    return colon + 1, end, f" {value}{kept}"


def _removal(node: PlacedMap, key: str, layout: Layout) -> tuple[int, int, str]:
    """Remove a whole line in a block; between brackets, or behind the dash, just the key with its value."""
    position = _position(node, key)
    name, value = node.entries[position]
    start, end = (name.line, name.column), layout.span(value)[1]
    begin = layout.span(name)[0] if position else layout.span(node)[0]
    first = layout.line(begin)
    if not layout.text[first:begin].strip() and start != (node.place.line, node.place.column):
        newline = layout.text.find("\n", end)
        return (first, newline + 1, "") if newline >= 0 else (first, len(layout.text), "")
    if position:
        return layout.span(node.entries[position - 1][1])[1], end, ""
    following = node.entries[1][0]
    return begin + (layout.text[begin] == "{"), layout.span(following)[0], ""


def _insertion(node: PlacedMap, added: Sequence[str], layout: Layout) -> tuple[int, int, str]:
    name, value = node.entries[_position(node, AFTER)]
    end = layout.span(value)[1]
    if layout.text[layout.span(node)[0]] == "{":
        return end, end, "".join(f", {each}" for each in added)
    newline = layout.text.find("\n", end)
    indent, ending = " " * (name.column - 1), line_end(layout.text)
    if newline < 0:
        return len(layout.text), len(layout.text), "".join(f"{ending}{indent}{each}" for each in added)
    return newline + 1, newline + 1, "".join(f"{indent}{each}{ending}" for each in added)


def _position(node: PlacedMap, key: str) -> int:
    return next(position for position, (name, _) in enumerate(node.entries) if name.text == key)
