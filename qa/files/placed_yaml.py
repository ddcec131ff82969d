"""YAML as plain values that know where they stand: every scalar is a string with its line and column.

PyYAML's loaders turn ``no`` into False, let the last of two equal keys win and forget where anything stood. This walks
the event API of the same parser instead, and refuses what nobody needs in a file that is written by hand: anchors,
aliases, merge keys, tags, more than one document.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple, Protocol, TypeAlias, cast

import yaml

from qa.model import Place, Problem

MAX_BYTES = 64 * 1024 * 1024
EMPTY = "the file is empty"
"""What is said of a file with nothing in it but comments."""
MAX_DEPTH = 20
MAX_NODES = 5_000_000
# So many control characters and tabs are listed: some files have nothing else.
MAX_LISTED = 20

# The pure Python parser gives the same events, eight times slower.
LOADER: type[yaml.CSafeLoader | yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_BOM = "\ufeff"
_LINE_BREAK = re.compile(r"\r\n|\n|\r")
# NEL, LS and PS are among them because YAML, unlike an editor, would begin a new line there.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_TAB_INDENT = re.compile(r"(?:\A|(?<=[\r\n])) *\t")
_COMMENT = re.compile(r"[ \t]++#")

# What libyaml or PyYAML says (a part of it) -> what we say, and whether the broken part's start is the better place.
_WORDING: tuple[tuple[str, str, bool], ...] = (
    ("mapping values are not allowed", "': ' in the middle of a text: put the whole text in quotation marks", False),
    ("',' or ']'", "a list that begins with '[' here is not closed with ']', or lacks a comma", True),
    ("',' or '}'", "a mapping that begins with '{' here is not closed with '}', or lacks a comma", True),
    ("unexpected end of stream", "a quotation mark opens here and is never closed", True),
    ("document indicator", "a quotation mark opens here and is never closed", True),
    ("could not find expected ':'", "a key needs ': ' after it (or this text lacks its quotation marks)", True),
    ("cannot start any token", "a text cannot begin with this character: put the text in quotation marks", False),
    ("unknown escape character", "no such escape in double quotes: use single quotes, or double the backslash", False),
    ("expected '-' indicator", "this line lacks the '- ' of the list before it: check the indentation", False),
    ("did not find expected key", "this does not fit in here: check the indentation and the quotation marks", False),
    ("expected <block end>", "this does not fit in here: check the indentation and the quotation marks", False),
    ("<document start>", "this comes after the end of the document: check the brackets", False),
    ("alphabetic or numeric", "a text cannot begin with '*' or '&': put the text in quotation marks", False),
    ("node content", "a bracket or comma stands where a text should be: put the text in quotation marks", False),
)


# Named tuples, not data classes: there are thirty to a fact, and they are three times as quick to make.
class PlacedScalar(NamedTuple):
    """A text and where it begins; ``cut`` says that it has no quotation marks and a comment (`` #``) ends it."""

    text: str
    line: int
    column: int
    cut: bool = False

    @property
    def place(self) -> Place:
        """Where the text (or its opening quotation mark) stands."""
        return Place(self.line, self.column)


class PlacedList(NamedTuple):
    """A list, and where its first item (or bracket) stands."""

    items: tuple[Placed, ...]
    place: Place


class PlacedMap(NamedTuple):
    """A mapping's entries in the order of the file, no key twice, and where its first key (or brace) stands."""

    entries: tuple[tuple[PlacedScalar, Placed], ...]
    place: Place


Placed: TypeAlias = PlacedScalar | PlacedList | PlacedMap


def parse_placed(content: bytes, file: str) -> tuple[Placed | None, tuple[Problem, ...]]:
    """Read one YAML document.

    Returns the document and the problems found, in the order of the file. With problems, the document (if there is
    one) is what could be made out: good enough to look for more problems, never to be used. A key that is given twice
    keeps its first value, an alias is an empty text.
    """
    text, problems = _decoded(content, file)
    problems = problems or _unreadable(text, file)
    if problems:
        return None, problems
    return _Reader(text, file).read()


def top_level_text(content: bytes, key: str, inner: str | None = None) -> PlacedScalar | None:
    """Return the text of one top-level key without reading further than it; None where there is none.

    With ``inner``, the key holds a mapping, and the text of that key in it is returned.

    Says nothing of mistakes: reading the whole file will.
    """
    text, problems = _decoded(content, "")
    if problems or _unreadable(text, ""):
        return None
    with suppress(yaml.YAMLError, ValueError):
        return _top_level(yaml.parse(text, Loader=LOADER), key, inner)
    return None


def _top_level(events: Iterator[yaml.Event], key: str, inner: str | None) -> PlacedScalar | None:
    depth = 0
    expects_key, wanted = True, False
    for event in events:
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.NodeEvent) and depth == 1:
            text = event.value if isinstance(event, yaml.ScalarEvent) else None
            if wanted and inner is not None and isinstance(event, yaml.MappingStartEvent):
                return _top_level(itertools.chain([event], events), inner, None)
            if wanted:
                return None if text is None or inner is not None else _scalar(text, event)
            wanted = expects_key and text == key
            expects_key = not expects_key
        depth += isinstance(event, yaml.CollectionStartEvent)
        if not depth and isinstance(event, yaml.CollectionEndEvent):
            return None  # the mapping that was looked at ends here
        if depth > MAX_DEPTH or (depth == 1 and isinstance(event, yaml.SequenceStartEvent)):
            return None
    return None


def _decoded(content: bytes, file: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the text without its byte order mark, or the problem: too large, not UTF-8, nothing in it."""
    if len(content) > MAX_BYTES:
        return "", (Problem(file, 1, 1, f"the file is larger than {MAX_BYTES // 1024**2} MiB", "yaml-syntax"),)
    try:
        text = content.decode().removeprefix(_BOM)
    except UnicodeDecodeError as error:
        before = content[: error.start].decode().removeprefix(_BOM)
        place = _place_of(before, len(before))
        message = f"byte 0x{content[error.start]:02x} at offset {error.start} is not UTF-8: save the file as UTF-8"
        return "", (Problem(file, place.line, place.column, message, "yaml-syntax"),)
    if not text.strip():
        return "", (Problem(file, 1, 1, EMPTY, "yaml-syntax"),)
    return text, ()


def _unreadable(text: str, file: str) -> tuple[Problem, ...]:
    """Return the control characters and the tabs in the indentation: YAML's own words for them help nobody."""
    found = [(match.start(), _control_message(match[0])) for match in _CONTROL.finditer(text)]
    if len(found) > MAX_LISTED:
        more = f"{len(found) - MAX_LISTED:,} more control characters: is this a text file?"
        found[MAX_LISTED:] = [(found[MAX_LISTED][0], more)]
    tabs = itertools.islice(_TAB_INDENT.finditer(text), MAX_LISTED if "\t" in text else 0)
    found.extend((match.end() - 1, "tab in the indentation: use spaces") for match in tabs)
    places = [(_place_of(text, offset), message) for offset, message in sorted(found)]
    return tuple(Problem(file, place.line, place.column, message, "yaml-syntax") for place, message in places)


def _control_message(character: str) -> str:
    return f"control character U+{ord(character):04X}: remove it"


def _place_of(text: str, offset: int) -> Place:
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    return Place(_line_breaks(text, offset) + 1, offset - start + 1)


def _line_breaks(text: str, end: int) -> int:
    return text.count("\n", 0, end) + text.count("\r", 0, end) - text.count("\r\n", 0, end)


class _Mark(Protocol):
    """What libyaml's marks and PyYAML's have in common: both count from 0."""

    index: int
    line: int
    column: int


class _StopReading(Exception):  # noqa: N818 - a way out, not an error
    """Reading on makes no sense; the problem is noted."""


class _Reader:
    """Turns the events of one text into a tree, noting what is refused on the way."""

    def __init__(self, text: str, file: str) -> None:
        self._file = file
        self._problems: list[Problem] = []
        self._nodes = 0
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=LOADER)
        # Only where a comment may have cut a text are the lines needed again.
        self._lines = _LINE_BREAK.split(text) if " #" in text or "\t#" in text else []
        self._last_line = _line_breaks(text, len(text.rstrip())) + 1

    def read(self) -> tuple[Placed | None, tuple[Problem, ...]]:
        """Return the tree, or as much as could be made out, and the problems in order."""
        tree = None
        try:
            tree = self._document()
        except _StopReading:
            pass
        except yaml.MarkedYAMLError as error:
            self._syntax_error(error)
        except (yaml.YAMLError, ValueError) as error:
            # The pure Python parser lets chr() fail on "\U00110000" and int() on an endless %YAML number.
            self._note(Place(1, 1), f"not YAML: {' '.join(str(error).split())}")
        return tree, tuple(sorted(self._problems))

    def _document(self) -> Placed | None:
        tree = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent) and tree is not None:
                self._refuse(_place(event.start_mark), "a second document begins here: a file has one", "yaml-feature")
            if isinstance(event, yaml.NodeEvent):
                tree = self._node(event, 1)
        if tree is None or (isinstance(tree, PlacedScalar) and not tree.text and not self._problems):
            self._refuse(Place(1, 1), EMPTY)
        return tree

    def _node(self, event: yaml.NodeEvent, depth: int) -> Placed:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self._refuse(_place(event.start_mark), f"more than {MAX_NODES:,} values")
        if depth > MAX_DEPTH:
            # Here, before the parser goes deeper: PyYAML's own tree builder would crash the interpreter.
            self._refuse(_place(event.start_mark), f"more than {MAX_DEPTH} levels deep")
        if isinstance(event, yaml.ScalarEvent) and event.anchor is None and event.tag is None:
            return self._text(event)
        if isinstance(event, yaml.AliasEvent):
            said = f"aliases (*{event.anchor}) are not allowed: write the value out"
            self._note(_place(event.start_mark), said, "yaml-feature")
            return _scalar("", event)
        self._note_decorations(event)
        if isinstance(event, yaml.ScalarEvent):
            return self._text(event)
        if isinstance(event, yaml.MappingStartEvent):
            return self._map(event, depth)
        items = tuple(self._node(item, depth + 1) for item in self._until(yaml.SequenceEndEvent))
        return PlacedList(items, _place(event.start_mark))

    def _until(self, end: type[yaml.CollectionEndEvent]) -> Iterator[yaml.NodeEvent]:
        """Yield the events that begin the nodes up to ``end``; whoever takes one reads the whole node."""
        for event in self._events:
            if isinstance(event, end):
                return
            yield cast("yaml.NodeEvent", event)

    def _note_decorations(self, event: yaml.NodeEvent) -> None:
        place = _place(event.start_mark)
        if event.anchor is not None:
            self._note(place, f"anchors (&{event.anchor}) are not allowed: write the value out", "yaml-feature")
        tag: str | None = getattr(event, "tag", None)
        if tag is not None:
            shown = tag.replace("tag:yaml.org,2002:", "!!")
            self._note(place, f"tags ({shown}) are not allowed: every value is read as text", "yaml-feature")

    def _text(self, event: yaml.ScalarEvent) -> PlacedScalar:
        if event.style == '"':
            # The file itself has no control characters (_unreadable), but escapes may hide some.
            hidden = _CONTROL.search(event.value)
            if hidden:
                self._note(_place(event.start_mark), _control_message(hidden[0]))
        elif self._lines and event.value and not event.style:
            end = _place(event.end_mark)
            return _scalar(
                event.value, event, cut=_COMMENT.match(self._lines[end.line - 1], end.column - 1) is not None
            )
        return _scalar(event.value, event)

    def _map(self, event: yaml.NodeEvent, depth: int) -> PlacedMap:
        entries: dict[str, tuple[PlacedScalar, Placed]] = {}
        for key_event in self._until(yaml.MappingEndEvent):
            key = self._node(key_event, depth + 1)
            value = self._node(cast("yaml.NodeEvent", next(self._events)), depth + 1)
            if not isinstance(key, PlacedScalar):
                self._note(key.place, "a key must be a text, not a list or a mapping")
            elif key.text in entries:
                first = entries[key.text][0].line
                said = f"duplicate key {key.text!r} in line {key.line}, first in line {first}"
                self._note(key.place, said, "duplicate-key")
            elif key.text == "<<" and not getattr(key_event, "style", None):
                self._note(key.place, "merge keys (<<) are not allowed: write the entries out", "yaml-feature")
            elif not isinstance(key_event, yaml.AliasEvent):
                entries[key.text] = (key, value)
        return PlacedMap(tuple(entries.values()), _place(event.start_mark))

    def _syntax_error(self, error: yaml.MarkedYAMLError) -> None:
        said = str(error.problem)
        unknown = (f"not YAML: {' '.join(said.split())}", False)
        wording, at_start = next((known[1:] for known in _WORDING if known[0] in said), unknown)
        place = _place((at_start and error.context_mark) or error.problem_mark)
        # libyaml sees the end of a file in a line after the last.
        self._note(Place(min(place.line, self._last_line), place.column), wording)

    def _note(self, place: Place, message: str, rule: str = "yaml-syntax") -> None:
        self._problems.append(Problem(self._file, place.line, place.column, message, rule))

    def _refuse(self, place: Place, message: str, rule: str = "yaml-syntax") -> None:
        self._note(place, message, rule)
        raise _StopReading


def _scalar(text: str, event: yaml.Event, *, cut: bool = False) -> PlacedScalar:
    mark: _Mark = event.start_mark  # type: ignore[assignment]  # never None outside of errors
    return PlacedScalar(text, mark.line + 1, mark.column + 1, cut)


def _place(mark: _Mark | None) -> Place:
    return Place(1, 1) if mark is None else Place(mark.line + 1, mark.column + 1)


# For those who change a file and leave the rest of it alone, or look for comments in it: reading has no use for these.


class Span(NamedTuple):
    """Where a value stands in its file: no white space or comment at its end, but a text's quotation marks.

    ``style`` is the quotation mark of a text, ``|`` or ``>`` of a block of lines, or ""; None of a list or a mapping.
    """

    start: int
    end: int
    style: str | None


def scalar_spans(text: str) -> dict[tuple[int, int], Span]:
    """Return where every text stands in a file that has no mistakes, by its line and column."""
    return {place: span for place, span in _spans(text) if span.style is not None}


def node_spans(text: str) -> dict[tuple[int, int], tuple[int, int]]:
    """Return the (start, end) offsets of every value of a file that has no mistakes, by its line and column.

    Of values that begin at the same place (a mapping and its first key) it is the outermost.
    """
    return {place: (span.start, span.end) for place, span in _spans(text)}


def _spans(text: str) -> Iterator[tuple[tuple[int, int], Span]]:
    """Yield the line and column and the span of every value: of those that begin at one place, the outermost last."""
    opened: list[_Mark] = []
    last = 0
    for event in yaml.parse(text, Loader=LOADER):
        start, end = cast("_Mark", event.start_mark), cast("_Mark", event.end_mark)
        if isinstance(event, yaml.ScalarEvent):
            last = start.index + len(text[start.index : end.index].rstrip())
            yield (start.line + 1, start.column + 1), Span(start.index, last, event.style or "")
        elif isinstance(event, yaml.CollectionStartEvent):
            opened.append(start)
        elif isinstance(event, yaml.CollectionEndEvent):
            begin = opened.pop()
            if text[start.index : end.index] in {"]", "}"}:
                last = end.index
            yield (begin.line + 1, begin.column + 1), Span(begin.index, last, None)
