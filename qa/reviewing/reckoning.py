"""Times that only mean something at the time of writing: "last month", "fourteen months ago", "tomorrow".

They are never turned into dates that the article does not give. Where the dossier records an article's date, what they
come to is said beside them, with the reckoning; else, that the article's date is not recorded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from qa.english.numbers import number_at
from qa.english.times import MONTHS
from qa.english.tokens import tokenize
from qa.model import Answer, Derived
from qa.values import value

NOT_RECORDED = "as of the article, whose date is not recorded"

_NAMES = {number: name.capitalize() for name, number in MONTHS.items()}
_UNITS = "day|week|fortnight|month|year|decade"
_COUNT = r"(?P<count>(?:an?|\d+|(?:[a-z]+[ -])?[a-z]+))"
_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_MONTHS = {"month": 1, "year": 12, "decade": 120}
_NEXT_TO = {"last": -1, "this": 0, "next": 1}


@value
class _Moment:
    """A time as far as a date gives it: 2014, 2014-09 or 2014-09-05; month and day are 0 where it does not."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def edtf(self) -> str:
        return "-".join([f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)])

    @property
    def words(self) -> str:
        return " ".join([*([str(self.day)] if self.day else []), *([_NAMES[self.month]] if self.month else []),
                         str(self.year)])  # fmt: skip


Outcome = tuple[_Moment, str, bool] | None
"""A time, the words before it ("before" ...), and whether it is only about then; None where it cannot be told."""
Reckon = Callable[["re.Match[str]", _Moment], Outcome]


def _counted(found: re.Match[str], written: _Moment) -> Outcome:
    """Reckon "fourteen months ago", "in 18 months": about that far, to the month or the year; days are exact."""
    count = _number(found["count"])
    unit = found["unit"].lower()
    if count is None:
        return None
    if found.groupdict().get("ago") is not None:
        count = -count
    if unit in _DAYS:
        moved = _days_on(written, count * _DAYS[unit])
        return (moved, "", unit != "day") if moved else None
    return _months_on(written, count * _MONTHS[unit], to_month=unit == "month", about=True)


def _next_to(found: re.Match[str], written: _Moment) -> Outcome:
    """Reckon "last month", "this year", "next year": the whole month or year."""
    step = _NEXT_TO[found["which"].lower()]
    part = (found.groupdict().get("part") or "").lower()
    unit = found["unit"].lower()
    moved = _months_on(written, step * _MONTHS[unit], to_month=unit == "month", about=False)
    finer = written.month if unit == "year" else written.day
    if moved is None or not part or not finer:
        return moved
    return moved[0], f"{'before' if part == 'earlier' else 'after'} {written.words}, in ", False


def _day(found: re.Match[str], written: _Moment) -> Outcome:
    """Reckon "yesterday", "last night", "today", "tomorrow"."""
    step = {"yesterday": -1, "last": -1, "tomorrow": 1}.get(found["day"].split()[0].lower(), 0)
    moved = _days_on(written, step)
    return (moved, "", False) if moved else None


def _untold(_found: re.Match[str], _written: _Moment) -> Outcome:
    """Leave "on Wednesday" and "last week" as they are: which day is meant, a date alone does not tell."""
    return None


PATTERNS: tuple[tuple[str, str, Reckon], ...] = (
    # an example that a test runs, the words, what they come to
    ("fourteen months ago", rf"\b{_COUNT} (?P<unit>{_UNITS})s? (?P<ago>ago|earlier)\b", _counted),
    ("in 18 months' time", rf"\bin {_COUNT} (?P<unit>{_UNITS})s?\b(?:['’] time)?", _counted),
    ("earlier this year", r"\b(?P<part>earlier|later) (?P<which>this) (?P<unit>month|year)\b", _next_to),
    ("last month", r"(?<!the )\b(?P<which>last|this|next) (?P<unit>month|year)\b", _next_to),
    ("last night", r"\b(?P<day>last night|yesterday|today|tonight|tomorrow)\b", _day),
    ("on Wednesday", r"\bon (?:mon|tues|wednes|thurs|fri|satur|sun)day\b(?!,? \d)", _untold),
    (
        "last week",
        r"\b(?:(?:earlier|later) )?(?:last|this|next) (?:week|weekend|spring|summer|autumn|winter)\b",
        _untold,
    ),
)
_STILL_TO_COME = re.compile(r"\b(?:will|would|shall|could|should|may|might|is|are|next)\b", re.IGNORECASE)
"""Only with one of these is "in two years" two years from now; "was built in two years" says how long it took."""
_LOOKING_BACK = re.compile(r"\b(?:first|only|last|best|worst|\w{3,}est)\b")
"""Behind one of these "in two years" looks back: "the first game in two years"."""
_COMPILED = tuple((re.compile(pattern, re.IGNORECASE), reckon) for _, pattern, reckon in PATTERNS)


def derived(text: str, written: str | None, statement: str = "") -> Derived | None:
    """Return what the first relative time in a text comes to, for an article of a date; None where there is none.

    Args:
        text: an answer or a statement.
        statement: the whole sentence, where the text is a part of one.
        written: the article's date as EDTF (2014, 2014-09, 2014-09-05), or None where the dossier does not record it.
    """
    hits = [(found, reckon) for pattern, reckon in _COMPILED if (found := _first(pattern, text))]
    to_come = _STILL_TO_COME.search(statement or text) is not None
    back = _LOOKING_BACK.search((statement or text).lower().partition("in ")[0]) is not None
    ahead = to_come and not back
    hits = [(found, reckon) for found, reckon in hits if ahead or not found[0].lower().startswith("in ")]
    if not hits:
        return None
    found, reckon = min(hits, key=lambda hit: (hit[0].start(), -hit[0].end()))
    if written is None:
        return Derived(found[0], None, None, NOT_RECORDED)
    outcome = reckon(found, _moment(written))
    if outcome is None:
        return Derived(found[0], written, None, f"as of the article of {written}")
    moment, lead, about = outcome
    edtf = moment.edtf + ("~" if about else "")
    return Derived(found[0], written, edtf, f"reckoned from {written}: {lead}{'about ' if about else ''}{moment.words}")


def derived_of(answer: Answer, dates: Mapping[str, str]) -> Derived | None:
    """Return what the relative time in an answer, else in its statement, comes to, by the dates of its articles."""
    for text in (answer.answer, answer.statement, answer.correction):
        found = derived(text or "", None, answer.statement or "")
        if found is None:
            continue
        holding = [s.article for s in answer.sources if found.text.casefold() in " ".join(s.quote.split()).casefold()]
        articles = dict.fromkeys(holding or [source.article for source in answer.sources])
        written = {dates.get(article) for article in articles}
        return derived(text or "", written.pop() if len(written) == 1 else None, answer.statement or "")
    return None


def _first(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Return the first hit whose count, if it has one, is a number."""
    for found in pattern.finditer(text):
        counted = found.groupdict().get("count")
        if counted is None:
            return found
        if _number(counted) is not None:
            return found
        shorter = pattern.search(text, found.start("count") + len(counted.split()[0]))
        if shorter is not None and _number(shorter.groupdict().get("count") or "") is not None:
            return shorter
    return None


def _number(text: str) -> int | None:
    if text.lower() in {"a", "an"}:
        return 1
    number, _ = number_at(tokenize(text), 0) if text else (None, 0)
    return int(number) if number is not None and number == int(number) and number < 10_000 else None


def _moment(written: str) -> _Moment:
    return _Moment(*(int(part) for part in written.split("-")))


def _days_on(written: _Moment, days: int) -> _Moment | None:
    if not written.day:
        return None
    import datetime as dt  # noqa: PLC0415 - few answers need a calendar

    try:
        moved = dt.date(written.year, written.month, written.day) + dt.timedelta(days=days)
    except (OverflowError, ValueError):
        return None
    return _Moment(moved.year, moved.month, moved.day)


def _months_on(written: _Moment, months: int, *, to_month: bool, about: bool) -> Outcome:
    if to_month and not written.month:
        return None
    year, month = divmod(written.year * 12 + max(written.month, 1) - 1 + months, 12)
    if not 1 <= year <= 9999:
        return None
    return _Moment(year, month + 1 if to_month else 0), "", about
