"""The shape of facts.yaml as one table, which both reads a file and explains what is wrong with it."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Mapping
from enum import Enum

from qa.files.placed_yaml import Placed, PlacedList, PlacedMap, PlacedScalar
from qa.model import Place
from qa.record.report import Report, shown, suggestion
from qa.values import replace, value


class Shape(Enum):
    """What may stand after a key, in the words of the messages."""

    TEXT = "a text"
    TIME = "a time (YYYY, YYYY-MM, YYYY-MM-DD, or two of them joined by '/')"
    FOLDER = "a folder inside the dossier"
    ARTICLES = "a folder inside the dossier, or a mapping with the folder and what is known of its articles"
    FILE = "the name of an article: no folder, '/', '\\' or '..'"
    TEXTS = "a text or a list of texts"
    LIST = "a list of texts"
    SETS = "a list of lists of two or more texts"
    ROLES = "a list of texts or {role, when}"
    MAP = "a mapping"
    MAPS = "a list of mappings"


@value
class Key:
    """A key of facts.yaml: its shape, an example that is valid YAML, and the only values it knows, if few.

    ``about`` is what an editor says of it.
    """

    name: str
    shape: Shape
    example: str
    required: bool = False
    choices: tuple[str, ...] = ()
    about: str = ""


@value
class Table:
    """The keys of one kind of mapping; ``kind`` is what messages call it."""

    kind: str
    keys: tuple[Key, ...]


_BOOLEAN = ("true", "false")

TOP = Table(
    "the file",
    (
        Key("title", Shape.TEXT, "Northport Rovers", about="What the dossier is called."),
        Key("articles", Shape.ARTICLES, "seeds", about="The folder with the articles; seeds if not given."),
        Key("entities", Shape.MAPS, "[{name: Dee Okafor}]", about="Whom and what the statements name."),
        Key(
            "words",
            Shape.MAP,
            "{same: [[social worker, social services staff]]}",
            about="Words that mean the same, or exclude each other.",
        ),
        Key(
            "facts",
            Shape.MAPS,
            "[{id: ..., statement: ..., answers: ..., sources: ...}]",
            about="What the articles say, one plain sentence each.",
        ),
    ),
)
ARTICLES = Table(
    "the articles",
    (
        Key("folder", Shape.FOLDER, "seeds", about="The folder with the articles; seeds if not given."),
        Key(
            "published",
            Shape.MAPS,
            "[{article: report.txt, date: 2024-05-05}]",
            about="When articles were printed, and by whom, where they do not say so at their own top.",
        ),
    ),
)
PUBLISHED = Table(
    "what is known of an article",
    (
        Key("article", Shape.FILE, "report.txt", required=True, about="The file."),
        Key("date", Shape.TIME, "2024-05-05", about="When it was printed; relative times are reckoned from it."),
        Key("publisher", Shape.TEXT, "Northport Post", about="Who printed it."),
    ),
)
ENTITY = Table(
    "an entity",
    (
        Key("name", Shape.TEXT, "Dee Okafor", required=True, about="The name that is shown."),
        Key("kinds", Shape.TEXTS, "[player, captain]", about="What it is: person, boy, council, city."),
        Key("aliases", Shape.TEXTS, "[Dee, Okafor]", about="Other names that the articles or a reader may use."),
        Key(
            "roles",
            Shape.ROLES,
            "[councillor, {role: council leader, when: 2011}]",
            about="What it is called, perhaps at a time.",
        ),
        Key("age", Shape.TEXT, "19", about="As the articles give it: three months."),
        Key("members", Shape.LIST, "[Dee Okafor, Ann Reid]", about="For a group: who belongs to it."),
    ),
)
ROLE = Table(
    "a role",
    (
        Key("role", Shape.TEXT, "council leader", required=True, about="What it is called."),
        Key("when", Shape.TIME, "2011", about="The time at which it is called so."),
    ),
)
WORDS = Table(
    "words",
    (
        Key("same", Shape.SETS, "[[social worker, social services staff]]", about="Sets of words that mean the same."),
        Key(
            "contrasts",
            Shape.SETS,
            "[[Labour, Conservative, Liberal Democrat]]",
            about="Sets of words that exclude each other.",
        ),
    ),
)
FACT = Table(
    "a fact",
    (
        Key(
            "id",
            Shape.TEXT,
            "okafor-scored",
            required=True,
            about="A short name of your choice, the only one of its kind.",
        ),
        Key(
            "statement",
            Shape.TEXT,
            "Dee Okafor, 19, scored in May 2024.",
            required=True,
            about="One plain sentence, complete in itself: names, not pronouns.",
        ),
        Key(
            "answers",
            Shape.MAP,
            "{who: Dee Okafor, did: scored, when: in May 2024}",
            required=True,
            about="Parts of the statement, each named by the question that it answers.",
        ),
        Key(
            "sources",
            Shape.MAPS,
            "[{article: report.txt, quote: ...}]",
            required=True,
            about="Where it stands: article and verbatim quote.",
        ),
        Key("asked_as", Shape.TEXTS, "[When did Dee Okafor score?]", about="Questions that this fact must answer."),
        Key("according_to", Shape.TEXTS, "Paul Lister", about="Who says so: then it is a claim. Names of entities."),
        Key("disputes", Shape.LIST, "[other-fact-id]", about="Ids of claims that this one contradicts."),
        Key("contested", Shape.LIST, "[why]", about="The slots that are in dispute, where the rest is not."),
        Key("negated", Shape.TEXT, "true", choices=_BOOLEAN, about="true if it says that something is not so."),
        Key("unknown", Shape.TEXT, "true", choices=_BOOLEAN, about="true if it says that something is not known."),
        Key("as_of", Shape.FILE, "report.txt", about="The article in whose time it held."),
        Key("superseded_by", Shape.TEXT, "other-fact-id", about="The id of the fact that took its place."),
        Key(
            "rank",
            Shape.TEXT,
            "normal",
            choices=("preferred", "normal", "deprecated"),
            about="preferred, normal or deprecated; nothing is deleted.",
        ),
    ),
)
SOURCE = Table(
    "a source",
    (
        Key("article", Shape.FILE, "report.txt", required=True, about="The article's file name."),
        Key(
            "quote",
            Shape.TEXT,
            "the 19-year-old scored in May 2024",
            required=True,
            about="The passage, word for word, long enough to bear out the statement.",
        ),
        Key("prefix", Shape.TEXT, "the words just before the quote", about="What stands before the quote."),
        Key("suffix", Shape.TEXT, "the words just after the quote", about="What stands after the quote."),
    ),
)
SLOT_VALUE = Table(
    "an answer",
    (
        Key("text", Shape.TEXTS, "that year", required=True, about="The words of the statement."),
        Key("value", Shape.TEXT, "2011", about="What they mean, where they do not say it: 2011 for that year."),
    ),
)

Row = Mapping[str, Placed]

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_UNSAFE_PATH = re.compile(r"\\|\A[/~]|(?:\A|/)\.\.(?:/|\Z)|:/|\Afile:|\x00|\A[A-Za-z]:", re.IGNORECASE)


def read_row(node: Placed, table: Table, report: Report) -> Row:
    """Return the entries of a mapping that have a known key and the right shape; report the others, and what lacks.

    An entry whose list has wrong items is kept, without them: `texts` and `rows` pass them over.
    """
    if not isinstance(node, PlacedMap):
        report.error(node.place, f"{table.kind} must be {Shape.MAP.value}, found {_found(node)}", "wrong-type")
        return {}
    known = {key.name: key for key in table.keys}
    row: dict[str, Placed] = {}
    meant: set[str | None] = set()
    for name, given in node.entries:
        key = known.get(name.text)
        if key is None:
            meant.add(_unknown_key(name, table, report))
        elif _fits(given, key, report):
            row[key.name] = given
    named = {name.text for name, _ in node.entries} | meant
    for key in table.keys:
        if key.required and key.name not in named:
            message = f"{table.kind} needs {key.name!r} (for example {key.name}: {key.example})"
            report.error(node.place, message, "missing-key")
    return row


def _unknown_key(name: PlacedScalar, table: Table, report: Report) -> str | None:
    names = [key.name for key in table.keys]
    close = report.closest(name.text, names)
    hint = suggestion(close) or f": {table.kind} has {', '.join(names)}"
    report.error(name.place, f"unknown key {shown(name.text)}{hint}", "unknown-key")
    return close


def _fits(node: Placed, key: Key, report: Report) -> bool:
    """Report what is wrong with a value; return False if nothing of it can be used."""
    if isinstance(node, PlacedScalar):
        return _fits_scalar(node, key, report)
    if isinstance(node, PlacedMap):
        return key.shape in {Shape.MAP, Shape.ARTICLES} or _wrong_type(node, key, report)
    if key.shape not in {Shape.TEXTS, Shape.LIST, Shape.SETS, Shape.ROLES, Shape.MAPS}:
        return _wrong_type(node, key, report)
    if key.required and not node.items:
        report.error(node.place, f"{key.name!r} is empty", "empty-value")
    for item in node.items:
        _check_item(item, key, report)
    return True


def _fits_scalar(node: PlacedScalar, key: Key, report: Report) -> bool:
    if not node.text.strip():
        report.error(node.place, f"{key.name!r} is empty", "empty-value")
        return False
    if key.choices and node.text not in key.choices:
        hint = report.did_you_mean(node.text, key.choices)
        report.error(node.place, f"{key.name!r} must be {' or '.join(key.choices)}, not {shown(node.text)}{hint}")
        return False
    if key.shape is Shape.TIME:
        mistake = time_mistake(node.text)
        if mistake:
            report.error(node.place, mistake)
        return not mistake
    if key.shape in {Shape.FILE, Shape.FOLDER, Shape.ARTICLES}:
        inside = not _UNSAFE_PATH.search(node.text)
        is_name = inside and "/" not in node.text and node.text != "."
        plain = replace(key, shape=Shape.FOLDER) if key.shape is Shape.ARTICLES else key
        return (is_name if key.shape is Shape.FILE else inside) or _wrong_text(node, plain, report)
    return key.shape in {Shape.TEXT, Shape.TEXTS} or _wrong_type(node, key, report)


def _check_item(item: Placed, key: Key, report: Report) -> None:
    """Report an item of a list that is not what the key's shape allows."""
    is_text = isinstance(item, PlacedScalar)
    if key.shape is Shape.MAPS or (key.shape is Shape.ROLES and not is_text):
        if not isinstance(item, PlacedMap):
            _wrong_type(item, key, report)
    elif key.shape is Shape.SETS:
        if not isinstance(item, PlacedList) or len(item.items) < 2:
            _wrong_type(item, key, report)
        else:
            for member in item.items:
                _check_text(member, key, report)
    else:
        _check_text(item, key, report)


def _check_text(node: Placed, key: Key, report: Report) -> None:
    if not isinstance(node, PlacedScalar):
        _wrong_type(node, key, report)
    elif not node.text.strip():
        report.error(node.place, f"{key.name!r} has an empty text", "empty-value")


def _wrong_type(node: Placed, key: Key, report: Report) -> bool:
    example = f"for example {key.name}: {key.example}"
    report.error(node.place, f"{key.name!r} must be {key.shape.value}, found {_found(node)} ({example})", "wrong-type")
    return False


def _wrong_text(node: PlacedScalar, key: Key, report: Report) -> bool:
    report.error(node.place, f"{key.name!r} must be {key.shape.value}, not {shown(node.text)}")
    return False


def _found(node: Placed) -> str:
    if isinstance(node, PlacedScalar):
        return "a text" if node.text.strip() else "nothing"
    return "a mapping" if isinstance(node, PlacedMap) else "a list"


def scalars(node: Placed | None) -> tuple[PlacedScalar, ...]:
    """Return the texts of a value that may be a text, a list of texts, or absent."""
    if isinstance(node, PlacedScalar):
        return (node,) if node.text.strip() else ()
    items = node.items if isinstance(node, PlacedList) else ()
    return tuple(item for item in items if isinstance(item, PlacedScalar) and item.text.strip())


def texts(row: Row, name: str) -> tuple[str, ...]:
    """Return the texts under a key, each as `one_line`."""
    return tuple(one_line(scalar.text) for scalar in scalars(row.get(name)))


def text(row: Row, name: str) -> str | None:
    """Return the text under a key as `one_line`, or None."""
    return next(iter(texts(row, name)), None)


def rows(row: Row, name: str) -> Iterator[PlacedMap]:
    """Yield the mappings of a list of mappings."""
    node = row.get(name)
    if isinstance(node, PlacedList):
        yield from (item for item in node.items if isinstance(item, PlacedMap))


def place_of(row: Row, name: str, otherwise: Place) -> Place:
    """Return where a key's value stands."""
    return row[name].place if name in row else otherwise


def one_line(value: str) -> str:
    """Return ``value`` in NFC with every run of white space as one space: the curator's line breaks mean nothing."""
    return " ".join(unicodedata.normalize("NFC", value).split())


def time_mistake(value: str) -> str | None:
    """Say what is wrong with an EDTF time: YYYY, YYYY-MM, YYYY-MM-DD or an interval a/b of them (ISO 8601-2)."""
    for part in value.split("/", 1):
        if not _DATE.fullmatch(part):
            return f"{shown(value)} is not {Shape.TIME.value}"
        if is_impossible_date(part):
            return f"{shown(part)} is not a possible date"
    return None


def is_impossible_date(value: str) -> bool:
    """Tell whether ``value`` is written like a date but no calendar has it.

    >>> is_impossible_date("2011-02-30"), is_impossible_date("2011-02"), is_impossible_date("in 2011")
    (True, False, False)
    """
    match = _DATE.fullmatch(value)
    if match is None:
        return False
    year, month, day = (int(part or 1) for part in match.groups())
    try:
        dt.date(year, month, day)
    except ValueError:
        return True
    return False


def starts_after_its_end(value: str) -> bool:
    """Tell whether a valid time is an interval whose start lies wholly after its end."""
    start, slash, end = value.partition("/")
    # "2011-05/2011" is fine: compared are only the parts that both give.
    shared = min(len(start), len(end))
    return bool(slash) and start[:shared] > end[:shared]
