"""A plain clause taken apart: subject with its appositions, verb, object, and phrases of time, place and the like.

By rule and without a parser, so it knows only clauses that begin with their subject (or with a time) and have one
verb. Of anything else it says nothing: a draft that must be rewritten costs more than one that is not there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from qa.curating.verbs import base_of, is_adverb, is_finite, is_verb_form, verb_group
from qa.english.function_words import (
    AUXILIARIES,
    CONJUNCTIONS,
    DEGREE,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    WH_WORDS,
)
from qa.english.quantities import quantities
from qa.english.tokens import Token, norm_at
from qa.english.wordnet import lemmas
from qa.looking.relative_times import relative_time
from qa.ranking.facets import Facets, facets

Span = tuple[int, int]

LONGEST_SUBJECT = 12
"""Words; a longer subject is most often a clause."""
OLDEST = 120
AMOUNTS = frozenset("around about nearly almost only over under at".split())
"""Small words that may stand before a number at the beginning of a subject."""
POSSESSIVE_PRONOUNS = frozenset("my your his her its our their".split())
SPEAKING = frozenset("i me we us you he him she her it they them myself ourselves".split())
"""Pronouns that leave open who is meant once the sentence stands alone."""
POINTING = frozenset("this that these those one another others both such it there here".split())
"""Words that point to a sentence before, where a subject is nothing else."""
ALONE = frozenset("nobody everybody everyone nothing everything".split())
"""Pronouns that are a subject by themselves: words before them are another clause."""
GOES_ON = frozenset("and but or nor so yet which who whom whose where when while whilst although though as if".split())
"""Words behind a comma (or "and") with which another clause begins."""
SUBORDINATE = {"because": "why", "when": "when"}
"""Words with which a clause begins that fills a slot -> the slot."""
FINDING = frozenset("find discover show rule learn establish".split())
_SIGN = re.compile(r"[;:()“”\"]|\s[–—-]\s")
_QUOTE = frozenset('“”"‘')
"""Quotation marks: somebody's words inside a clause are not taken apart."""
_ITEM = re.compile(r"\d+(?:\.\d+)+\.?\s+")
"""The number of an item in minutes: "8.1 Mrs Oldroyd asked"."""
_JOINT = re.compile(r",? (?:and|but) (?=\w)")


class Clause(NamedTuple):
    """A clause of ``text``: character spans of its parts. ``end`` is where it ends, before its full stop.

    ``phrases`` are what follows object or complement, each (first word or "", span): "" is a time without preposition.
    """

    text: str
    end: int
    lead: Span | None
    head: Span
    appositions: tuple[Span, ...]
    verb: Span
    main: str
    passive: bool
    copula: bool
    object: Span | None
    subordinate: tuple[str, Span] | None
    phrases: tuple[tuple[str, Span], ...]

    def words(self, span: Span) -> str:
        """Return the text of a span."""
        return self.text[slice(*span)]


def read_clause(text: str) -> Clause | None:
    """Take a sentence (one line) apart; None where the rules do not know it."""
    seen = facets(text)
    lead = _lead(seen)
    first = lead[1] if lead else seen.body
    verb = _verb(text, seen, first)
    if verb is None or verb == first:
        return None
    doer = verb
    while doer > first + 1 and is_adverb(seen.tokens[doer - 1].norm):
        doer -= 1
    subject = _subject(text, seen, first, doer)
    if subject is None:
        return None
    last, main, passive, copula = verb_group(seen, verb)
    end = _end(text, seen, last)
    if not _QUOTE.isdisjoint(text[: seen.tokens[end].start if end < len(seen.tokens) else len(text)]):
        return None
    rest = _rest(text, seen, last, end, copula=copula)
    if rest is None or _breaks_off(seen, end):
        return None
    obj, reason, phrases = rest
    stop = seen.tokens[end - 1].end
    return Clause(
        text=text, end=stop, lead=_span(seen, *lead) if lead else None,
        head=subject[0], appositions=subject[1], verb=_span(seen, verb, last), main=main, passive=passive,
        copula=copula, object=obj, subordinate=reason, phrases=phrases,
    )  # fmt: skip


def read_clauses(text: str) -> tuple[tuple[int, Clause], ...]:
    """Return the clauses of a sentence that can be read, each with its offset: the first, and what is joined to it."""
    found: list[tuple[int, Clause]] = []
    numbered = _ITEM.match(text)
    offset = numbered.end() if numbered else 0
    while True:
        clause = read_clause(capitalised(text[offset:]))
        if clause is None:
            return tuple(found)
        found.append((offset, clause))
        joint = _JOINT.match(text, offset + clause.end)
        if joint is None:
            return tuple(found)
        offset = joint.end()


def capitalised(text: str) -> str:
    """Return text with a capital in front, and a first word that is all in capitals as it is written elsewhere."""
    first = text.split(" ", 1)[0]
    if len(first) > 2 and first.isalpha() and first.isupper() and not text.isupper():
        return first.capitalize() + text[len(first) :]
    return text[:1].upper() + text[1:]


def _span(seen: Facets, first: int, last: int) -> Span:
    return seen.tokens[first].start, seen.tokens[last - 1].end


def _between(text: str, seen: Facets, position: int) -> str:
    """Return what stands between a token and the one before."""
    before = seen.tokens[position - 1].end if position else 0
    return text[before : seen.tokens[position].start] if position < len(seen.tokens) else text[before:]


# The subject


def _lead(seen: Facets) -> Span | None:
    """Return the tokens of a time before the subject: "In April 2013", "Last night"."""
    start = seen.body
    after = relative_time(seen.tokens, start)
    if after:
        return start, after
    at = start + (norm_at(seen.tokens, start) in PREPOSITIONS)
    time = next((time for time in seen.times if time.first in {start, at}), None)
    return (start, time.last) if time else None


def _verb(text: str, seen: Facets, first: int) -> int | None:
    """Return the position of the main verb; one that stands in an aside between commas is none."""
    position, commas = first, 0
    while position < len(seen.tokens):
        comma = position > first and "," in _between(text, seen, position)
        commas += comma
        if comma and _is_aside(seen, position, opens=commas == 1):
            close = next((p for p in range(position + 1, len(seen.tokens)) if "," in _between(text, seen, p)), None)
            if close is None:
                return None
            position = close
            if is_finite(seen, position):
                return position
        elif is_finite(seen, position) and not _is_dated(seen, position):
            return position
        else:
            position += 1
    return None


def _is_aside(seen: Facets, position: int, *, opens: bool = True) -> bool:
    """Tell whether "who ..." or "which ..." follows a comma, or a participle the first one."""
    norm = seen.tokens[position].norm
    return norm in {"who", "which", "whose", "where"} or (opens and norm not in AUXILIARIES and is_verb_form(norm))


def _is_dated(seen: Facets, position: int) -> bool:
    """Tell whether a word belongs to a time: May is no verb then."""
    return any(time.first <= position < time.last for time in seen.times)


def _subject(text: str, seen: Facets, first: int, verb: int) -> tuple[Span, tuple[Span, ...]] | None:
    """Return the head of a subject and its appositions, or None where it is no plain one."""
    if _SIGN.search(text[seen.tokens[first].start : seen.tokens[verb].start]):
        return None
    commas = [p for p in range(first + 1, verb + 1) if "," in _between(text, seen, p)]
    listed = bool(commas) and commas[-1] != verb
    head = verb if listed or not commas else commas[0]
    if not _is_head(seen, first, head) or (listed and "and" not in _norms(seen, commas[-1], verb)):
        return None
    if listed or not commas:
        return _span(seen, first, verb), ()
    parts = list(pairwise(commas))
    told = [part for part in parts if not _is_aside(seen, part[0])]
    if not parts or not all(_is_apposition(seen, *part) for part in told) or _open_words(seen, head, verb, asides=True):
        return None
    return _span(seen, first, head), tuple(_span(seen, *part) for part in told)


def _is_head(seen: Facets, first: int, last: int) -> bool:
    """Tell whether words may be a subject that stands alone: a name or a noun with what belongs to it."""
    norms = _norms(seen, first, last)
    opening = CONJUNCTIONS | WH_WORDS | (PREPOSITIONS | DEGREE) - AMOUNTS
    if not norms or len(norms) > LONGEST_SUBJECT or norms[0] in opening | POSSESSIVE_PRONOUNS | {"not"}:
        return False
    if len(norms) == 1 and norms[0].endswith(("ing", "ly")):
        return False
    if not ALONE.isdisjoint(norms[1:]):
        return False
    strange = WH_WORDS | SPEAKING | {"to", "that"}
    return (
        not set(norms) <= PRONOUNS | POINTING | DETERMINERS
        and strange.isdisjoint(norms)
        and norms[0] not in POINTING - {"another"}
    )


def _norms(seen: Facets, first: int, last: int) -> list[str]:
    return [token.norm for token in seen.tokens[first:last]]


def _is_apposition(seen: Facets, first: int, last: int) -> bool:
    """Tell whether the words between two commas are an age or say what the subject is."""
    if is_age(seen.tokens, first, last):
        return True
    words = seen.tokens[first:last]
    if words[0].norm in {"a", "an", "the"} or (words[0].text[:1].islower() and _is_noun(words[0].norm)):
        plain = [token.norm for token in words if token.text[:1].islower()]
        return not any(is_verb_form(norm) or norm in WH_WORDS for norm in plain)
    return False


def is_age(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Tell whether tokens[first:last] are an age: "45", "seven", "aged 45", "three months"."""
    found = quantities(tokens[first:last])
    if len(found) != 1 or found[0].value > OLDEST or found[0].kind not in {"count", "age"}:
        return False
    around = {token.norm for token in tokens[first:last]}
    plain = {token.norm for token in tokens[first + found[0].first : first + found[0].last]}
    return around <= plain | {"aged", "months", "weeks", "days", "month", "week", "old", "year", "years"}


def _is_noun(norm: str) -> bool:
    return any(pos == "n" for _, pos in lemmas(norm)[:2])


# What follows


def _end(text: str, seen: Facets, first: int) -> int:
    """Return the position after the clause: at a sign, or where another clause begins."""
    for position in range(first, len(seen.tokens)):
        between = _between(text, seen, position)
        norm = norm_at(seen.tokens, position)
        if _SIGN.search(between):
            return position
        if position > first and "," in between and not _is_list(seen, position):
            return position
        if "," in between and (norm in GOES_ON or is_verb_form(norm)):
            return position
        if norm in {"and", "but", "while"} and _another_clause(seen, position):
            return position
    return len(seen.tokens)


def _breaks_off(seen: Facets, end: int) -> bool:
    """Tell whether a clause is cut in the middle: "the newcomers are Ann and", "to clear" of "to clear and drain"."""
    last = norm_at(seen.tokens, end - 1)
    purpose = norm_at(seen.tokens, end - 2) == "to" and norm_at(seen.tokens, end) in {"and", "or"}
    return last in {"and", "but", "or"} or purpose


def _is_list(seen: Facets, first: int) -> bool:
    """Tell whether what follows a comma is the rest of a list: "and" or "or" further on, and no verb."""
    words = _norms(seen, first, len(seen.tokens))
    verbs = any(is_finite(seen, position) for position in range(first, len(seen.tokens)))
    return not {"and", "or"}.isdisjoint(words[1:]) and not verbs


def _another_clause(seen: Facets, conjunction: int) -> bool:
    """Tell whether a verb follows a conjunction: behind it, or behind a subject of its own."""
    following = range(conjunction + 1, min(conjunction + LONGEST_SUBJECT, len(seen.tokens)))
    return any(is_finite(seen, position) for position in following)


def _finds(seen: Facets, first: int, position: int) -> bool:
    """Tell whether "that" follows a verb of finding out: what is found is told by the article itself."""
    return (
        position == first
        and norm_at(seen.tokens, position) == "that"
        and base_of(norm_at(seen.tokens, first - 1)) in FINDING
    )


Rest = tuple[Span | None, tuple[str, Span] | None, tuple[tuple[str, Span], ...]]


def _rest(text: str, seen: Facets, first: int, end: int, *, copula: bool) -> Rest | None:
    """Return object (or complement), reason and phrases behind the verb; None where there is more than that."""
    why = next((p for p in range(first, end) if norm_at(seen.tokens, p) in SUBORDINATE or _finds(seen, first, p)), end)
    reason = None
    if why < end:
        word = norm_at(seen.tokens, why)
        if why + 1 >= end or norm_at(seen.tokens, why + 1) == "of" or _open_words(seen, why + 1, end):
            return None
        reason = SUBORDINATE.get(word, "what"), _span(seen, why + (word != "when"), end)
    if any(is_finite(seen, p) and not _is_dated(seen, p) for p in range(first, why)) or _open_words(seen, first, why):
        return None
    following = norm_at(seen.tokens, first + 1)
    if norm_at(seen.tokens, first) == "to" and lemmas(following)[:1] == ((following, "v"),):
        return None  # "plans to publish": what comes of it is not said
    starts = _starts(text, seen, first, why, copula=copula)
    bounds = [*starts, why]
    obj = _span(seen, first, bounds[0]) if bounds[0] > first else None
    phrases = []
    for begin, stop in pairwise(bounds):
        preposition = norm_at(seen.tokens, begin) if norm_at(seen.tokens, begin) in PREPOSITIONS else ""
        if preposition and stop - begin < 2:
            return None
        phrases.append((preposition, _span(seen, begin, stop)))
    return obj, reason, tuple(phrases)


def _open_words(seen: Facets, first: int, end: int, *, asides: bool = False) -> bool:
    """Tell whether words are left that only another sentence explains, or that begin a clause."""
    clauses = frozenset() if asides else WH_WORDS - {"when"} | {"that", "whether", "if", "than"}
    return not (SPEAKING - {"her"} | {"my", "your", "our"} | clauses).isdisjoint(_norms(seen, first, end))


def _starts(text: str, seen: Facets, first: int, end: int, *, copula: bool) -> list[int]:
    """Return where each phrase begins: at a preposition, a time, or a comma."""
    inside = {p for name in seen.names for p in name[1:]} | {
        p for time in seen.times for p in range(time.first + 1, time.last)
    }
    inside |= {p for each in quantities(seen.tokens) for p in range(each.first + 1, each.last)}
    dated = {time.first for time in seen.times}
    found: list[int] = []
    position = first
    while position < end:
        norm = norm_at(seen.tokens, position)
        after = relative_time(seen.tokens, position)
        preposed = norm in PREPOSITIONS - {"of", "than", "per", "as", "out", "up", "down", "off"}
        preposed = preposed and not (norm in AMOUNTS and _is_amount(seen, position + 1))
        timed = preposed and (position + 1 in dated or relative_time(seen.tokens, position + 1) > 0)
        joined = norm_at(seen.tokens, position - 1) in PREPOSITIONS and position - 1 in found
        if after or timed or (position in dated and not joined):
            found.append(position)
            position = max(after, position + 1 + timed)
            continue
        if position not in inside and preposed and not (copula and norm != "by"):
            found.append(position)
        elif "," in _between(text, seen, position) and position > first:
            return [*found, position] if found else [position]
        position += 1
    return found


def _is_amount(seen: Facets, position: int) -> bool:
    """Tell whether a number or a sum of money begins here."""
    return position in seen.numbers or norm_at(seen.tokens, position) in {"£", "$", "€"}
