"""Answers, sentences and facts as text for people and as JSON for scripts.

All text from files and questions passes `safe` on its way to a terminal; nothing else prints it. Quotes are wrapped,
never cut: in text every run of white space is one space, in JSON they are character for character.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from qa.model import Answer, Claim, Derived, Fact, Nearest, Source
from qa.values import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing import Any

SCHEMA_VERSION = 1
MOST_SOURCES = 3
"""Quotes shown in text; JSON has all."""
INDENT = "  "

_BOLD, _FAINT, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"


class Page(NamedTuple):
    """What the text is shown on: its width in columns, and whether it can show bold."""

    width: int = 80
    styled: bool = False

    def bold(self, text: str) -> str:
        """Return text that stands out, where that can be shown."""
        return f"{_BOLD}{text}{_PLAIN}" if self.styled else text

    def faint(self, text: str) -> str:
        """Return text that stands back, where that can be shown."""
        return f"{_FAINT}{text}{_PLAIN}" if self.styled else text

    def wrapped(self, text: str, first: str = "", rest: str | None = None) -> Iterator[str]:
        """Yield the lines of a safe text, each behind ``first`` or ``rest``. A longer word has a line of its own."""
        rest = first if rest is None else rest
        line = ""
        start = first
        for word in flowed(text).split(" "):
            if line and len(start) + len(line) + 1 + len(word) > self.width:
                yield start + line
                line, start = word, rest
            else:
                line = f"{line} {word}" if line else word
        yield start + line


def safe(text: str) -> str:
    r"""Return text in which a terminal obeys nothing: controls and direction marks are shown as escapes.

    >>> safe("a\x1b[31mb\u202ec")
    'a\\x1b[31mb\\u202ec'
    """
    return text if text.isprintable() else text.translate(_escapes("\\x"))


@cache
def _escapes(control: str) -> dict[int, str]:
    r"""Return what is shown for each character that is not: controls behind ``\x`` (or ``\u00``), the others ``\u``.

    The others are marks that turn the direction of writing, Unicode's own line breaks, and halves of characters.
    """
    controls = (*range(0x20), *range(0x7F, 0xA0))
    others = (0x061C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A), *range(0xD800, 0xE000))
    return {code: f"{control}{code:02x}" for code in controls} | {code: f"\\u{code:04x}" for code in others}


def flowed(text: str) -> str:
    """Return safe text on one line, each run of spaces, tabs and line ends as one space."""
    plain = text.replace("\r", " ").replace("\n", " ").replace("\t", " ")
    return safe(" ".join(part for part in plain.split(" ") if part))


# Answers as text


def answer_text(answer: Answer, page: Page) -> str:
    """Return an answer for people: what it is, who says so, the sentence, the passages."""
    blocks = [
        *([assumed] if (assumed := assumed_text(answer.assumed, page)) else []),
        *_ANSWER_BLOCKS[answer.status](answer, page),
    ]
    if answer.derived:
        passages = (place for place, block in enumerate(blocks) if block.startswith("> "))
        blocks.insert(next(passages, len(blocks)), paragraph(_reckoned(answer.derived), page))
    return "\n\n".join(blocks)


def _reckoned(derived: Derived) -> str:
    """Return the article's words with what they are relative to, and what they come to from there, if that is known."""
    if derived.date is None:
        return f"(“{derived.text}”: {derived.reckoning})"
    return f"{derived.text} ({derived.reckoning})"


def _answered(answer: Answer, page: Page) -> list[str]:
    short = answer.answer or ""
    said = [short]
    blocks = [headline(short, page)]
    # The correction of a "No" is, as a rule, the statement.
    for more in (answer.correction, answer.statement):
        if more and not says(said, more):
            blocks.append(paragraph(more, page))
            said.append(more)
    says_who = [claim.by for claim in answer.claims if not says(said, claim.by)]
    if says_who:
        blocks.insert(1, paragraph(f"According to {' and '.join(dict.fromkeys(says_who))}.", page))
    return [*blocks, *source_blocks(answer.sources, page)]


def _disputed(answer: Answer, page: Page) -> list[str]:
    blocks = [headline(disputed_headline(answer.claims), page)]
    if len(answer.claims) < 2:
        return [*blocks, *_answered(answer, page)]
    for claim in answer.claims:
        blocks += [claim_text(claim, page), *source_blocks(claim.sources, page)]
    return blocks


def disputed_headline(claims: Sequence[Claim], *, denied: bool = False) -> str:
    """Return how it is put above the claims that something is disputed, or that only one side says so, or not so."""
    by = tuple(dict.fromkeys(claim.by for claim in claims))
    if len(by) != 1:
        return "Disputed."
    return f"Disputed: {by[0]} says otherwise." if denied else f"Disputed: only {by[0]} says so."


def _corrected(answer: Answer, page: Page) -> list[str]:
    instead = answer.correction or answer.answer or answer.statement or ""
    blocks = [headline(f"Not so: {instead}", page)]
    if answer.statement and not says([instead], answer.statement):
        blocks.append(paragraph(answer.statement, page))
    return [*blocks, *source_blocks(answer.sources, page)]


def _ambiguous(answer: Answer, page: Page) -> list[str]:
    blocks = [headline("It depends which is meant:", page)]
    said = answer.answer or answer.statement or ""
    blocks.append(paragraph(said, page))
    if answer.statement and not says([said], answer.statement):
        blocks.append(paragraph(answer.statement, page))
    return [*blocks, *source_blocks(answer.sources, page)]


def _not_on_record(answer: Answer, page: Page) -> list[str]:
    return [headline("Not on record.", page), *nearest_blocks(answer.nearest, page, "question", "an answer to it")]


_ANSWER_BLOCKS = {
    "answered": _answered,
    "disputed": _disputed,
    "false-premise": _corrected,
    "ambiguous": _ambiguous,
    "not-on-record": _not_on_record,
}


def nearest_blocks(nearest: Sequence[Nearest], page: Page, asked: str, no: str) -> list[str]:
    """Return the sentences nearest to what was ``asked``, said to be ``no`` answer; nothing where there are none."""
    if not nearest:
        return []
    passages = (_passage(each.sentence.text, each.sentence.article, each.sentence.line, page) for each in nearest)
    return [f"Nearest: (close to the {asked}, not {no})", *passages]


def headline(text: str, page: Page) -> str:
    """Return text that stands out, wrapped."""
    return "\n".join(page.bold(line) for line in page.wrapped(text))


def paragraph(text: str, page: Page, indent: str = "") -> str:
    """Return wrapped text."""
    return "\n".join(page.wrapped(text, indent))


def claim_text(claim: Claim, page: Page) -> str:
    """Return what one side says, behind who it is."""
    return "\n".join([*page.wrapped(f"According to {claim.by}:"), *page.wrapped(claim.says, INDENT)])


def assumed_text(readings: Sequence[str], page: Page) -> str:
    """Return how misspelt words were read, one a line."""
    pairs = [each.partition(" -> ") for each in readings]
    lines = (f"Reading '{typed}' as {read}." if read else typed for typed, _, read in pairs)
    return "\n".join(wrapped for line in lines for wrapped in page.wrapped(line))


def says(said: Iterable[str], more: str) -> bool:
    """Tell whether one of the texts holds all of another, whatever its case and its last full stop."""
    wanted = flowed(more).casefold().rstrip(".")
    return any(wanted in flowed(each).casefold() for each in said)


def source_blocks(sources: Sequence[Source], page: Page) -> list[str]:
    """Return the first few passages, each quote with its file and line, and how many more there are."""
    passages = joined(sources)
    blocks = [_passage(each.quote, each.article, each.line, page) for each in passages[:MOST_SOURCES]]
    left = len(passages) - MOST_SOURCES
    return [*blocks, f"and {left} more: --format json"] if left > 0 else blocks


def _passage(text: str, article: str, line: int, page: Page) -> str:
    return "\n".join([*page.wrapped(text, "> "), f"{INDENT}{page.faint(f'{flowed(article)}:{line}')}"])


def joined(sources: Iterable[Source]) -> tuple[Source, ...]:
    """Return the passages with those that overlap made one, in the order in which they are first cited."""
    kept: list[Source] = []
    for source in sources:
        met = [each for each in kept if _overlap(each, source)]
        if met:
            place = kept.index(met[0])
            for each in met:
                source = _union(each, source)  # noqa: PLW2901 - it grows
            kept[place] = source
            kept = [each for each in kept if each is source or each not in met]
        else:
            kept.append(source)
    return tuple(kept)


def _overlap(one: Source, other: Source) -> bool:
    return one.article == other.article and one.start < other.end and other.start < one.end


def _union(one: Source, other: Source) -> Source:
    """Return the passage from the start of the first to the end of the last of two that overlap."""
    first, last = (one, other) if one.start <= other.start else (other, one)
    if last.end <= first.end:
        return first
    quote = first.quote + last.quote[first.end - last.start :]
    return Source(first.article, first.line, first.start, last.end, quote, first.prefix, last.suffix)


# Sentences and facts as text


def nearest_text(nearest: Sequence[Nearest], page: Page) -> str:
    """Return ranked sentences, each with its article, line and score."""
    blocks = []
    for each in nearest:
        place = f"{flowed(each.sentence.article)}:{each.sentence.line}"
        blocks.append("\n".join([f"{page.bold(place)}  {each.score:.4f}", *page.wrapped(each.sentence.text, INDENT)]))
    return "\n\n".join(blocks)


def facts_text(facts: Sequence[Fact], page: Page) -> str:
    """Return a list of facts: id, and the statement with who says so."""
    return "\n".join("\n".join([page.bold(flowed(fact.id)), *page.wrapped(attributed(fact), INDENT)]) for fact in facts)


def fact_text(fact: Fact, page: Page) -> str:
    """Return one fact with its slots, relations and passages."""
    lines = [f"{page.bold(flowed(fact.id))}  {page.faint(f'facts.yaml:{fact.line}')}", *page.wrapped(attributed(fact))]
    lines += [
        "",
        *(line for slot in fact.slots for line in page.wrapped(f"{slot.key}: {slot.text}", INDENT, INDENT * 2)),
    ]
    for name, value in _relations(fact).items():
        shown = ", ".join(value) if isinstance(value, tuple) else str(value)
        lines += page.wrapped(f"{name.replace('_', ' ')}: {shown}", INDENT, INDENT * 2)
    return "\n\n".join(["\n".join(lines), *source_blocks(fact.sources, page)])


def attributed(fact: Fact) -> str:
    """Return a statement with who says so, if anybody does."""
    by = " and ".join(fact.according_to)
    return f"According to {by}: {fact.statement}" if by else fact.statement


def _relations(fact: Fact) -> dict[str, Any]:
    """Return what surrounds a statement, where it is not what goes without saying."""
    around = {
        "asked_as": fact.asked_as,
        "disputes": fact.disputes,
        "contested": fact.contested,
        "negated": "yes" if fact.negated else "",
        "unknown": "yes" if fact.unknown else "",
        "as_of": fact.as_of,
        "superseded_by": fact.superseded_by,
        "rank": "" if fact.rank == "normal" else fact.rank,
    }
    return {name: value for name, value in around.items() if value}


# JSON


def json_text(value: object, *, indent: int | None = None) -> str:
    """Return JSON in readable Unicode, in which a terminal obeys nothing; it parses to just ``value``."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    lines = text.split("\n")  # those that indent makes: in a JSON string a line end is escaped already
    return "\n".join(line if line.isprintable() else line.translate(_escapes("\\u00")) for line in lines)


def answer_object(answer: Answer) -> dict[str, Any]:
    """Return an answer in the shape that docs/json.md describes."""
    return {
        "schema_version": SCHEMA_VERSION,
        "question": answer.question,
        "status": answer.status,
        "answer": answer.answer,
        "statement": answer.statement,
        "correction": answer.correction,
        "claims": [{"by": c.by, "says": c.says, "sources": source_objects(c.sources)} for c in answer.claims],
        "sources": source_objects(answer.sources),
        "facts": list(answer.facts),
        "nearest": nearest_objects(answer.nearest),
        "assumed": list(answer.assumed),
        "derived": _derived_object(answer.derived),
    }


def _derived_object(derived: Derived | None) -> dict[str, Any] | None:
    if derived is None:
        return None
    return {
        "text": derived.text, "from": derived.written, "date": derived.date, "reckoning": derived.reckoning,
    }  # fmt: skip


def error_object(text: str, message: str, what: str = "question") -> dict[str, Any]:
    """Return what stands in the place of an answer to a line that cannot be answered, or judged."""
    return {"schema_version": SCHEMA_VERSION, what: text, "error": message}


def search_object(query: str, nearest: Sequence[Nearest]) -> dict[str, Any]:
    """Return the sentences found for a query."""
    return {"schema_version": SCHEMA_VERSION, "query": query, "nearest": nearest_objects(nearest)}


def fact_object(fact: Fact) -> dict[str, Any]:
    """Return one fact."""
    return {
        "id": fact.id,
        "statement": fact.statement,
        "according_to": list(fact.according_to),
        "answers": {slot.key: slot.text for slot in fact.slots},
        "asked_as": list(fact.asked_as),
        "disputes": list(fact.disputes),
        "contested": list(fact.contested),
        "negated": fact.negated,
        "unknown": fact.unknown,
        "as_of": fact.as_of,
        "superseded_by": fact.superseded_by,
        "rank": fact.rank,
        "line": fact.line,
        "sources": source_objects(fact.sources),
    }


def source_objects(sources: Iterable[Source]) -> list[dict[str, Any]]:
    """Return passages as JSON has them."""
    names = ("article", "line", "start", "end", "quote", "prefix", "suffix")
    return [{name: getattr(source, name) for name in names} for source in sources]


def nearest_objects(nearest: Iterable[Nearest]) -> list[dict[str, Any]]:
    """Return ranked sentences as JSON has them."""
    return [
        {"score": each.score}
        | {name: getattr(each.sentence, name) for name in ("article", "line", "start", "end", "text")}
        for each in nearest
    ]
