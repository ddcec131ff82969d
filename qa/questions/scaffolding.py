"""What people put around a question, taken off before it is read: pleasantries, "in the second article"."""

from __future__ import annotations

from collections.abc import Container, Sequence
from functools import lru_cache

from qa.english import wordnet
from qa.english.function_words import AUXILIARIES, NEGATIONS, WH_WORDS
from qa.english.tokens import Token, norm_at
from qa.questions.forms import is_part, opens
from qa.questions.question import (
    ASSERTIONS,
    CLOSERS,
    SCAFFOLDING,
    TOPICS,
)


def possessives(tokens: Sequence[Token], names: Container[str], persons: Container[str]) -> tuple[Token, ...]:
    """Give a name its apostrophe back: "smiths view" -> smith, 's, view; "childrens" -> children, 's."""
    found: list[Token] = []
    for token in tokens:
        stem = token.norm[:-1]
        named = stem in persons or (stem in names and not wordnet.known(token.norm))
        if token.norm.endswith("s") and token.norm not in names and (named or stem in IRREGULAR_PLURALS):
            found += [token._replace(norm=stem), Token("'s", token.end, token.end, "")]
        else:
            found.append(token)
    return tuple(found)


IRREGULAR_PLURALS = frozenset("children men women people".split())


def scoped(tokens: tuple[Token, ...]) -> tuple[tuple[Token, ...], int | None]:
    """Take off "in the second article", "when the first story was written"; return which article is meant."""
    for position, token in enumerate(tokens):
        which = ARTICLE_ORDINALS.get(token.norm)
        if which is None or position + 1 >= len(tokens) or tokens[position + 1].norm not in ARTICLE_WORDS:
            continue
        first, last = position, position + 2
        while first and tokens[first - 1].norm in ARTICLE_LEADS:
            first -= 1
        while last < len(tokens) and tokens[last].norm in ARTICLE_TAILS:
            last += 1
        return tokens[:first] + tokens[last:], which
    return tokens, None


ARTICLE_ORDINALS = {
    "first": 0,
    "earlier": 0,
    "older": 0,
    "second": -1,
    "later": -1,
    "newer": -1,
    "latest": -1,
    "latter": -1,
    "recent": -1,
}

ARTICLE_WORDS = frozenset("article articles story stories piece paper's".split())

ARTICLE_LEADS = frozenset("in at by of the time when as according to per 's from more".split())

ARTICLE_TAILS = frozenset("was came out ran written published appeared says said is 's time".split())


def unbiased(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Take the denial off "wasn't he there": it asks whether he was, and expects a yes."""
    biased = len(tokens) > 1 and tokens[0].norm in AUXILIARIES and tokens[1].norm == "not" and not tokens[1].text
    return (tokens[0], *tokens[2:]) if biased else tokens


def fronted(tokens: tuple[Token, ...], text: str) -> tuple[Token, ...]:
    """Put what is set off before a question where it belongs.

    "Reid - was she there" asks "was Reid there", and "the fire: did it spread" "did the fire spread"; "in May, did Reid
    sign" and "Rovers - did they win the cup" end with what they begin with.
    """
    for position in range(1, len(tokens) - 2):
        cut = OFFSET & set(text[tokens[position - 1].end : tokens[position].start])
        if not cut or tokens[position].norm not in AUXILIARIES:
            continue
        topic = tokens[:position]
        if {token.norm for token in topic} & (WH_WORDS | AUXILIARIES):
            return tokens
        if tokens[position + 1].norm in FRONTED:
            return (tokens[position], *topic, *tokens[position + 2 :])
        return tokens if tokens[position + 1].norm == "not" else (*tokens[position:], *topic)
    return tokens


OFFSET = frozenset("-–—:,")
"""What sets the topic of a question off."""
FRONTED = frozenset("he she it they that this those these".split())


def strip(tokens: tuple[Token, ...]) -> tuple[tuple[Token, ...], str]:
    """Take off what asks for nothing; return the rest and how it was opened: assertion, topic or nothing."""
    opened = ""
    changed = True
    while changed and tokens:
        changed = False
        for table, mark in (("assertion", "assertion"), ("topic", "topic"), ("", opened)):
            last = max((opens(row, tokens, 0) for row in _beginning(table, tokens[0].norm)), default=0)
            if last == 1 and norm_at(tokens, 1) in SIDES:
                break  # "just under half"
            if last and (last < len(tokens)):
                that = mark == "assertion" and last + 1 < len(tokens) and tokens[last].norm == "that"
                tokens, opened, changed = tokens[last + that :], mark, True
                break
        first = min((_closes(row, tokens) for row in _ending(tokens[-1].norm)), default=len(tokens))
        asserted = bool(tokens) and tokens[-1].norm in TAGS and not opened
        asked = norm_at(tokens, 0) in WH_WORDS | AUXILIARIES or norm_at(tokens, 1) in WH_WORDS
        tag = _tag(tokens)
        if tag and not asked and not opened:
            tokens, changed, opened = _untagged(tokens, tag), True, "assertion"
            continue
        if asserted and asked and first == len(tokens) - 1 and wordnet.inflected_verb(tokens[-2].norm):
            continue  # "why was he proved right": no tag, but what is asked
        if 0 < first < len(tokens):
            tokens, changed, opened = tokens[:first], True, "assertion" if asserted and not asked else opened
    return tokens, opened


@lru_cache(maxsize=4096)
def _beginning(table: str, norm: str) -> tuple[str, ...]:
    """Return the rows of a table that may begin with a word: hardly any do."""
    rows = {"assertion": ASSERTIONS, "topic": TOPICS, "": SCAFFOLDING}[table]
    return tuple(row for row in rows if is_part(row.partition(" ")[0], norm))


@lru_cache(maxsize=4096)
def _ending(norm: str) -> tuple[str, ...]:
    """Return the closing formulas that may end with a word."""
    return tuple(row for row in CLOSERS if is_part(row.rpartition(" ")[2], norm))


SIDES = frozenset({"under", "over", "below", "above"})
TAGS = frozenset({"right", "correct", "true"})
"""What turns the statement before it into a question."""


def _tag(tokens: Sequence[Token]) -> int:
    """Return where a question is tagged onto a statement ("wasn't it", "is that so", "yes"); 0 where none is."""
    words = [token.norm for token in tokens]
    for length in (4, 3, 2, 1):
        tag = [word for word in words[-length:] if word != "not"]
        inverted = len(tag) > 1 and tag[0] in AUXILIARIES and tag[1] in TAG_SUBJECTS
        if length < len(words) - 1 and ((inverted and tag[2:] in ([], ["so"], ["right"])) or tag in (["yes"], ["no"])):
            return 0 if words[-length - 1] in WH_WORDS | {"or"} else len(words) - length
    return 0


def _untagged(tokens: tuple[Token, ...], tag: int) -> tuple[Token, ...]:
    """Take a tag off, and off "she wasn't there, was she" the denial, too: it asks whether she was."""
    stated = tokens[:tag]
    denied = next((position for position, token in enumerate(stated) if token.norm == "not"), 0)
    denies = any(token.norm in NEGATIONS for token in tokens[tag:])
    return stated[:denied] + stated[denied + 1 :] if denied and not denies and len(tokens) - tag > 1 else stated


TAG_SUBJECTS = frozenset("it he she they that this there we you i".split())


def _closes(closer: str, tokens: Sequence[Token]) -> int:
    """Return where a closing formula starts, or the number of tokens where it is not there."""
    first = len(tokens) - len(closer.split())
    return first if first > 0 and opens(closer, tokens, first) == len(tokens) else len(tokens)
