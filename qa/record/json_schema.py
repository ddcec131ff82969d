"""facts.yaml as a JSON Schema (draft-07), made of the tables that read it, so that an editor can complete and check.

What only the program can check is left to `qa lint`: that quotes are verbatim, that slots stand in their statement,
that ids and names exist. Where the names of a dossier are given, an editor offers them, without insisting on them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from qa.record.schema import ARTICLES, ENTITY, FACT, PUBLISHED, ROLE, SLOT_VALUE, SOURCE, TOP, WORDS, Key, Shape, Table
from qa.record.slots import QUESTION_WORDS

DRAFT = "http://json-schema.org/draft-07/schema#"
MODELINE = "# yaml-language-server: $schema={}"
"""The comment in a YAML file by which editors find its schema."""
FILE_NAME = "facts.schema.json"

Json = dict[str, Any]

TEXT: Json = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
"""Editors read `2011` and `true` as values; this program reads them as they are typed."""
_YEAR = {"type": "integer", "minimum": 1000, "maximum": 9999}
_DATE = r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
TIME: Json = {"anyOf": [{"type": "string", "pattern": f"^{_DATE}(/{_DATE})?$"}, _YEAR]}
_NO_WAY_OUT = [r"\\", r"^[/~]", r"(^|/)\.\.(/|$)", r":/", r"^[Ff][Ii][Ll][Ee]:", r"^[A-Za-z]:", r"\u0000"]
FOLDER: Json = {**TEXT, "not": {"anyOf": [{"type": "string", "pattern": pattern} for pattern in _NO_WAY_OUT]}}
FILE: Json = {**TEXT, "not": {"type": "string", "pattern": "|".join([*_NO_WAY_OUT, "/", r"^\.$"])}}

_ASKING = "|".join(QUESTION_WORDS)
_WORD = r"[^\sA-Z0-9_.,;:!?]+"
SLOT = f"^({_WORD} )*({_ASKING})( {_WORD})*$"
"""The name of a slot: lower-case words, one of them a question word."""
_ASKING_TWICE = f"(^| )({_ASKING})( .*)? ({_ASKING})( |$)"

SLOTS = {
    "who": "The one who does it, or of whom something is said.",
    "whom": "The one to whom it is done.",
    "whose": "To whom it belongs.",
    "what": "The thing that does it, or that it is done to.",
    "did": "The verb, as it stands in the statement; a list of its parts where it comes apart.",
    "is": "What somebody or something is said to be.",
    "when": "The time; {text, value} where the words do not give it.",
    "where": "The place.",
    "why": "The reason.",
    "how": "In what way.",
    "how many": "A number with its unit: 1,400 children.",
    "how much": "An amount.",
    "how old": "An age.",
    "how long": "A span of time.",
    "by whom": "The one who does it, in a passive sentence.",
    "to where": "The place that something goes to.",
    "from where": "The place that something comes from.",
    "since when": "The time from which on.",
    "which party": "Any noun may follow: which city, which year.",
}
"""Slots that an editor offers; any other phrase around one question word will do."""

TABLES: Mapping[str, Table] = {
    "articles": ARTICLES,
    "published": PUBLISHED,
    "entities": ENTITY,
    "roles": ROLE,
    "words": WORDS,
    "facts": FACT,
    "sources": SOURCE,
}
"""The tables of what stands under a key."""
NAMED: Mapping[str, str] = {
    "disputes": "ids",
    "superseded_by": "ids",
    "according_to": "names",
    "members": "names",
    "article": "article_names",
    "as_of": "article_names",
}
"""Keys whose values are names from elsewhere in the dossier."""


def facts_schema(ids: Iterable[str] = (), names: Iterable[str] = (), articles: Iterable[str] = ()) -> Json:
    """Return the schema; an editor offers the ids of facts, names of entities and files of articles that are given."""
    definitions = {
        "text": TEXT,
        "time": TIME,
        "folder": FOLDER,
        "file": FILE,
        "answers": _answers(),
        **{table: _table(TABLES[table]) for table in TABLES},
        **{kind: _offered(known) for kind, known in (("ids", ids), ("names", names), ("article_names", articles))},
    }
    return {
        "$schema": DRAFT,
        "title": "facts.yaml",
        "description": "What the articles of a dossier say, fact by fact.",
        **_table(TOP),
        "definitions": definitions,
    }


def schema_text(schema: Json) -> str:
    """Return a schema as the content of a file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _offered(known: Iterable[str]) -> Json:
    """Return the schema of a name: any text, known ones first; an empty enum would be no valid schema."""
    offered = sorted(set(known))
    return {"anyOf": [{"enum": offered}, TEXT]} if offered else TEXT


def _table(table: Table) -> Json:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [key.name for key in table.keys if key.required],
        "properties": {key.name: _key(key) for key in table.keys},
    }


def _key(key: Key) -> Json:
    about: Json = {"description": f"{key.about} For example: {key.example}"}
    if key.choices:
        booleans = [choice == "true" for choice in key.choices if choice in {"true", "false"}]
        return {**about, "enum": [*key.choices, *booleans]}
    return {**about, **_shape(key)}


def _shape(key: Key) -> Json:
    """Return what may stand after a key; its table, its shape or its kind of names say so."""
    text = _reference(NAMED.get(key.name, "text"))
    table = _reference(key.name) if key.name in TABLES else {"type": "object"}
    least = {"minItems": 1} if key.required else {}
    several = {"type": "array", "items": text, **least}
    shapes: Mapping[Shape, Json] = {
        Shape.TEXT: {"allOf": [text]},
        Shape.TIME: {"allOf": [_reference("time")]},
        Shape.FOLDER: {"allOf": [_reference("folder")]},
        Shape.ARTICLES: {"anyOf": [_reference("folder"), table]},
        Shape.FILE: {"allOf": [_reference("file"), text]},
        Shape.TEXTS: {"anyOf": [text, several]},
        Shape.LIST: several,
        Shape.SETS: {"type": "array", "items": {"type": "array", "items": text, "minItems": 2}},
        Shape.ROLES: {"type": "array", "items": {"anyOf": [text, table]}},
        Shape.MAP: {"allOf": [_reference("answers") if key.name == "answers" else table]},
        Shape.MAPS: {"type": "array", "items": table, **least},
    }
    return shapes[key.shape]


def _answers() -> Json:
    """Return the schema of slots: common ones are offered, any phrase around one question word is allowed."""
    value = _slot(_table(SLOT_VALUE))
    timed = _table(SLOT_VALUE)
    timed["properties"]["value"] = {"allOf": [_reference("time")]}
    return {
        "type": "object",
        "minProperties": 1,
        "propertyNames": {"pattern": SLOT, "not": {"pattern": _ASKING_TWICE}},
        "properties": {name: {"description": about} for name, about in SLOTS.items()},
        "patternProperties": {r"(^| )when( |$)": _slot(timed), r"^(?!(.* )?when( |$))": value},
    }


def _slot(long_form: Json) -> Json:
    texts = {"type": "array", "items": _reference("text"), "minItems": 1}
    return {"anyOf": [_reference("text"), texts, long_form]}


def _reference(name: str) -> Json:
    return {"$ref": f"#/definitions/{name}"}
