"""The lint rules about what facts cite: that the quote stands in its article, and bears the statement out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qa.english.numbers import number_at
from qa.english.quantities import quantities
from qa.english.times import MONTHS, SHORT_MONTHS, Time, times
from qa.english.tokens import Token, tokenize
from qa.lint.subject import Edit, Found, Subject
from qa.model import Slot
from qa.record.quotes import fold
from qa.record.report import shown
from qa.record.schema import rows, scalars


def missing_article(subject: Subject) -> Iterator[Found]:
    """A source or `as_of` names an article that is not in the folder, or could not be read.

    Fails:

        facts:
          - id: bridge-opened
            statement: The bridge opened in May 2011.
            answers: {what: The bridge, did: opened, when: in May 2011}
            asked_as: When did the bridge open?
            sources:
              - article: brigde.txt
                         ^
                quote: bridge opened in May 2011

    Passes:

        facts:
          - id: bridge-opened
            statement: The bridge opened in May 2011.
            answers: {what: The bridge, did: opened, when: in May 2011}
            asked_as: When did the bridge open?
            sources:
              - article: bridge.txt
                quote: bridge opened in May 2011
    """
    return subject.noted("missing-article")


def quote_not_verbatim(subject: Subject) -> Iterator[Found]:
    """A quote does not stand in its article, word for word; the closest sentence and the first difference are shown.

    Quotation marks, dashes and white space may differ. Where nothing but capitals and punctuation does, `--fix` writes
    the quote as the article has it.

    Fails:

        facts:
          - id: bridge-opened
            statement: The bridge opened in May 2011.
            answers: {what: The bridge, did: opened, when: in May 2011}
            asked_as: When did the bridge open?
            sources:
              - article: bridge.txt
                quote: The Mill Lane bridge was opened in May 2011
                       ^

    Passes:

        facts:
          - id: bridge-opened
            statement: The bridge opened in May 2011.
            answers: {what: The bridge, did: opened, when: in May 2011}
            asked_as: When did the bridge open?
            sources:
              - article: bridge.txt
                quote: The Mill Lane bridge opened in May 2011
    """
    for found in subject.noted("quote-not-verbatim"):
        written = _source_at(subject, found)
        passage = _same_words(*written, subject) if written else ""
        yield found._replace(edit=Edit(found.place, passage)) if passage else found


def _source_at(subject: Subject, found: Found) -> tuple[str, str] | None:
    """Return the article and the text of the quote that stands at a place."""
    for node in subject.nodes("facts"):
        for source in rows({key.text: given for key, given in node.entries}, "sources"):
            row = {key.text: scalars(given) for key, given in source.entries}
            quotes, articles = row.get("quote", ()), row.get("article", ())
            if quotes and articles and quotes[0].place == found.place:
                return articles[0].text, quotes[0].text
    return None


def _same_words(article: str, quote: str, subject: Subject) -> str:
    """Return the only passage that has a quote's words in their order, if there is one."""
    text = next((each.text for each in subject.articles if each.name == article), "")
    wanted = [token.norm for token in tokenize(fold(quote).text)]
    tokens = tokenize(text)
    norms = [token.norm for token in tokens]
    size = len(wanted)
    starts = [at for at in range(len(norms) - size + 1) if norms[at : at + size] == wanted] if size else []
    if len(starts) != 1:
        return ""
    passage = text[tokens[starts[0]].start : tokens[starts[0] + size - 1].end]
    return "" if re.search(r"[\r\n]\s*[\r\n]", passage) else " ".join(passage.split())


def quote_repeated(subject: Subject) -> Iterator[Found]:
    """A quote occurs more than once in its article, and its `prefix` or `suffix` does not tell which place is meant.

    Fails:

        facts:
          - id: mayor-happy
            statement: The mayor was happy.
            answers: {who: The mayor, was what: happy}
            asked_as: Was the mayor happy?
            sources:
              - article: bridge.txt
                quote: The mayor was happy
                       ^

    Passes:

        facts:
          - id: mayor-happy
            statement: The mayor was happy.
            answers: {who: The mayor, was what: happy}
            asked_as: Was the mayor happy?
            sources:
              - article: bridge.txt
                quote: The mayor was happy
                suffix: again
    """
    return subject.noted("quote-repeated")


def quote_too_short(subject: Subject) -> Iterator[Found]:
    """A quote is too short to be read on its own.

    Fails:

        facts:
          - id: bridge-opened
            statement: The bridge opened in May 2011.
            answers: {what: The bridge, did: opened, when: in May 2011}
            asked_as: When did the bridge open?
            sources:
              - article: bridge.txt
                quote: May 2011
                       ^

    Passes:

        facts:
          - id: bridge-opened
            statement: The bridge opened in May 2011.
            answers: {what: The bridge, did: opened, when: in May 2011}
            asked_as: When did the bridge open?
            sources:
              - article: bridge.txt
                quote: opened in May 2011
    """
    return subject.noted("quote-too-short")


def cut_off_text(subject: Subject) -> Iterator[Found]:
    """A statement or quote without quotation marks is cut off by ` #`, which begins a comment in YAML.

    Fails:

        facts:
          - id: bridge-number
            statement: The bridge is number 7 of the county.
            answers: {what: The bridge, is: number 7 of the county}
            asked_as: What number is the bridge?
            sources:
              - article: bridge.txt
                quote: The bridge was closed #7
                       ^

    Passes:

        facts:
          - id: bridge-closed
            statement: The bridge was closed in June 2014.
            answers: {what: The bridge, did: was closed, when: in June 2014}
            asked_as: When was the bridge closed?
            sources:
              - article: bridge.txt
                quote: 'The bridge was closed in June 2014'
    """
    return subject.noted("cut-off-text")


def value_not_quoted(subject: Subject) -> Iterator[Found]:
    """A slot gives a date, an age or a number that no quote of the fact has.

    The quote must bear out the whole statement, so that a reader can check it: a date of death needs a quote that has
    it. A number may be written otherwise (`seven`, `7`, three names), and the parts of a date may stand apart. A slot
    with a `value` of its own is taken at the curator's word.

    Fails:

        facts:
          - id: hill-hurt
            statement: Joan Hill was hurt on 3 March 2012.
            answers: {whom: Joan Hill, did: was hurt, when: on 3 March 2012}
                                                            ^
            asked_as: When was Joan Hill hurt?
            sources:
              - article: bridge.txt
                quote: Joan Hill, 71, was hurt when a wall fell

    Passes:

        facts:
          - id: hill-hurt
            statement: Joan Hill was hurt on 3 March 2012.
            answers: {whom: Joan Hill, did: was hurt, when: on 3 March 2012}
            asked_as: When was Joan Hill hurt?
            sources:
              - article: bridge.txt
                quote: Joan Hill, 71, was hurt when a wall fell on 3 March 2012
    """
    for each in subject.facts:
        tokens = [token for source in each.fact.sources for token in tokenize(source.quote)]
        quoted = _values_of(tokens) | {("number", float(n)) for n in range(2, _enumerated(tokens, subject) + 1)}
        told: set[str] = set()
        for slot in sorted(each.fact.slots, key=lambda slot: "when" not in slot.key):
            missing = {name for name, value in _typed_values(slot) if value not in quoted} - told
            told |= missing
            if missing:
                said = f"slot {slot.key!r}: {shown(', '.join(sorted(missing)))} stands in no quote of this fact"
                yield Found(each.slot(slot.key), said)


def _enumerated(tokens: Sequence[Token], subject: Subject) -> int:
    """Return how many entities a text names: "Ann, Ben and Joan" are three without the word."""
    named = {mention.name for mention in subject.gazetteer.mentions(tokens)}
    return len({member for name in named for member in subject.gazetteer.members(name)})


MEASURED = frozenset("many much old long far tall big high often share age".split())
"""Words of a slot's name that ask for a number; in other slots a number may be part of a name."""


def _typed_values(slot: Slot) -> Iterator[tuple[str, tuple[str, float]]]:
    """Yield what a slot's text says that a quote must have too: its wording, and the kind and value of it."""
    tokens = tokenize(slot.text)
    dates = times(tokens) if slot.value is None else ()
    for date in dates:
        wording = " ".join(token.text for token in tokens[date.first : date.last])
        yield from ((wording, part) for part in _date_parts(date))
    if MEASURED & set(slot.key.split()) and slot.value is None:
        dated = {position for date in dates for position in range(date.first, date.last)}
        for quantity in quantities(tokens):
            if quantity.first not in dated:
                yield " ".join(t.text for t in tokens[quantity.first : quantity.last]), ("number", quantity.value)


def _date_parts(date: Time) -> Iterator[tuple[str, float]]:
    """Yield the parts that a time is given with: year, month, day."""
    for year, month, day in (date.low, date.high):
        if year:
            yield "number", year
        if (date.low[1:], date.high[1:]) != ((1, 1), (12, 31)):
            yield "month", month
        if date.low == date.high:
            yield "number", day


def _values_of(tokens: Sequence[Token]) -> frozenset[tuple[str, float]]:
    """Return every number and month of a text, however it is written."""
    months = {("month", float((MONTHS | SHORT_MONTHS).get(token.norm, 0))) for token in tokens}
    ordinals = {("number", float(t.norm[:-2])) for t in tokens if t.norm[:-2].isdecimal() and t.norm[-2:].isalpha()}
    spelled = (number_at(tokens, position)[0] for position in range(len(tokens)))
    numbers = {("number", number) for number in spelled if number is not None}
    return frozenset(months | ordinals | numbers | {("number", each.value) for each in quantities(tokens)})
