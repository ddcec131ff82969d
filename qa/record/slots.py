"""Slots: spans of a statement, each named by the question that it answers (He, Lewis & Zettlemoyer 2015, QA-SRL)."""

from __future__ import annotations

import re

from qa.files.placed_yaml import Placed, PlacedMap, PlacedScalar
from qa.model import Slot
from qa.record.report import Report, shown, suggestion
from qa.record.schema import (
    SLOT_VALUE,
    is_impossible_date,
    one_line,
    read_row,
    scalars,
    starts_after_its_end,
    text,
    time_mistake,
)

QUESTION_WORDS = ("who", "whom", "whose", "what", "which", "when", "where", "why", "how", "did", "is")
PART_JOINER = " ... "

_WORD = r"[^\W\d_]+(?:['’-][^\W\d_]+)*"
_PHRASE = re.compile(rf"{_WORD}(?: {_WORD})*")
_FULL_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Aligning is quadratic; statements and slots are sentences.
_MAX_STATEMENT = 1_000
_MAX_PART = 200
_LIKE_ENOUGH = 60.0


def read_slots(answers: PlacedMap, statement: str | None, fact: str, report: Report) -> tuple[Slot, ...]:
    """Return a fact's slots, in the order of the file.

    Reports keys that are no questions and texts that the ``statement`` (one line, or None if it lacks) does not have.
    ``fact`` is the id that a finding holds back.
    """
    if not answers.entries:
        report.error(answers.place, "'answers' is empty", "empty-value")
    slots = (_slot(key, value, statement, fact, report) for key, value in answers.entries)
    return tuple(slot for slot in slots if slot is not None)


def _slot(key: PlacedScalar, node: Placed, statement: str | None, fact: str, report: Report) -> Slot | None:
    mistake = slot_key_mistake(key.text, report)
    if mistake:
        report.error(key.place, mistake, "unknown-slot")
        return None
    value = None
    if isinstance(node, PlacedMap):
        row = read_row(node, SLOT_VALUE, report)
        value = text(row, "value")
        _check_value(key.text, value, row.get("value"), fact, report)
        if "text" not in row:
            return None
        node = row["text"]
    parts = _parts(key.text, node, report)
    spans = _spans(key.text, parts, statement, report) if statement else ()
    return Slot(key.text, PART_JOINER.join(one_line(part.text) for part in parts), spans, value)


def slot_key_mistake(key: str, report: Report) -> str | None:
    """Say why ``key`` is no slot key: lower-case words, exactly one of them a question word.

    "who", "how many children" and "as part of what" are slot keys; "people", "Who" and "who what" are not.
    """
    tidy = " ".join(key.lower().split())
    if not _PHRASE.fullmatch(tidy):
        return f"unknown slot {shown(key)}: a slot is one or more words, such as 'who' or 'as part of what'"
    words = tidy.split()
    asking = [word for word in words if word in QUESTION_WORDS]
    if len(asking) > 1:
        return f"unknown slot {shown(key)}: it has {len(asking)} question words ({', '.join(asking)}), and needs one"
    if asking:
        return None if key == tidy else f"unknown slot {shown(key)}{suggestion(tidy)}"
    for position, word in enumerate(words):
        close = report.closest(word, QUESTION_WORDS)
        if close:
            words[position] = close
            return f"unknown slot {shown(key)}{suggestion(' '.join(words))}"
    return (
        f"unknown slot {shown(key)}: one of its words must be {', '.join(QUESTION_WORDS[:-1])} or {QUESTION_WORDS[-1]}"
    )


def _check_value(key: str, value: str | None, node: Placed | None, fact: str, report: Report) -> None:
    if value is None or node is None:
        return
    is_time = "when" in key.split()
    mistake = time_mistake(value) if is_time else _impossible(value)
    if mistake:
        report.error(node.place, f"slot {key!r}: {mistake}")
    elif is_time and starts_after_its_end(value):
        message = f"slot {key!r}: {shown(value)} starts after its end"
        report.finding(node.place, message, "ends-before-start", holds=fact)


def _impossible(value: str) -> str | None:
    if _FULL_DATE.fullmatch(value) and is_impossible_date(value):
        return f"{shown(value)} is not a possible date"
    return None


def _parts(key: str, node: Placed, report: Report) -> tuple[PlacedScalar, ...]:
    """Return the texts of a slot: one, or the parts of a phrase that comes apart in the statement."""
    items: tuple[Placed, ...] = (node,) if isinstance(node, PlacedScalar) else getattr(node, "items", ())
    if not items:
        report.error(node.place, f"slot {key!r} is empty", "empty-value")
    for item in items:
        if not isinstance(item, PlacedScalar):
            message = f"slot {key!r} must be a text, a list of texts or {{text, value}}"
            report.error(item.place, message, "wrong-type")
        elif not item.text.strip():
            report.error(item.place, f"slot {key!r} is empty", "empty-value")
        else:
            mistake = _impossible(item.text)
            if mistake:
                report.error(item.place, f"slot {key!r}: {mistake}")
    return scalars(node)


def _spans(key: str, parts: tuple[PlacedScalar, ...], statement: str, report: Report) -> tuple[tuple[int, int], ...]:
    """Find each part in the statement, after the part before it."""
    spans: list[tuple[int, int]] = []
    for part in parts:
        wanted = one_line(part.text)
        after = spans[-1][1] if spans else 0
        start = find_phrase(statement, wanted, after)
        if start >= 0:
            spans.append((start, start + len(wanted)))
        elif wanted in statement:
            before = statement[slice(*spans[-1])]
            message = f"slot {key!r}: {shown(wanted)} does not occur after {shown(before)}"
            report.error(part.place, message, "slot-not-in-statement")
        else:
            close = _closest_part(wanted, statement, report)
            hint = f", the closest part is {shown(close)}" if close else f": {shown(statement)}"
            message = f"slot {key!r}: {shown(wanted)} does not occur in the statement{hint}"
            report.error(part.place, message, "slot-not-in-statement")
    return tuple(spans)


def find_phrase(statement: str, phrase: str, after: int = 0) -> int:
    """Return the offset of the first ``phrase`` from ``after`` on, one that does not begin or end within a word if any.

    >>> find_phrase("Someone said that one was enough.", "one")
    18
    """
    first = start = statement.find(phrase, after)
    while start >= 0:
        if not (_cuts_word(statement, start) or _cuts_word(statement, start + len(phrase))):
            return start
        start = statement.find(phrase, start + 1)
    return first


def _cuts_word(statement: str, offset: int) -> bool:
    return statement[max(offset - 1, 0) : offset].isalnum() and statement[offset : offset + 1].isalnum()


def _closest_part(wanted: str, statement: str, report: Report) -> str | None:
    """Return the words of the statement that look most like ``wanted``."""
    if not report.may_hint():
        return None
    from rapidfuzz import fuzz  # noqa: PLC0415 - a file without mistakes does not need it

    statement = statement[:_MAX_STATEMENT]
    found = fuzz.partial_ratio_alignment(wanted[:_MAX_PART], statement, processor=str.lower, score_cutoff=_LIKE_ENOUGH)
    # A few letters are longer in lower case: then the offsets are of no use.
    if found is None or len(statement.lower()) != len(statement):
        return None
    start, end = found.dest_start, found.dest_end
    while start > 0 and not statement[start - 1].isspace():
        start -= 1
    while end < len(statement) and not statement[end].isspace():
        end += 1
    return statement[start:end].strip(" ,.;:")
