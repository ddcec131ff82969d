"""Who says what in a sentence of an article: "X said that ...", "..., X said", "“...,” said X", "according to X"."""

from __future__ import annotations

import re
from typing import NamedTuple

from qa.english.tokens import tokenize
from qa.model import Article, Sentence
from qa.record.entities import Gazetteer

SAID = (
    "said says told tells claimed claims believed believes thought thinks argued argues maintained maintains insisted "
    "insists added adds explained explains announced announces noted notes stressed stresses asserted asserts "
    "contended contends replied replies revealed reveals concluded concludes reckoned reckons recalled recalls "
    "testified testifies declared declares warned warns reported reports"
).split()
"""Verbs that only attribute the clause behind them. "Accept", "agree" and "confirm" say more than that."""
_PARAGRAPH = re.compile(r"(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)")
_MARKS = re.compile('[“”"]')
LONGEST_SPEAKER = 14
"""Words."""

_VERB = rf"(?:{'|'.join(SAID)})"
_QUOTED = r"[“\"](?P<said>[^“”\"]+)[”\"]"
_WAYS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\A{_QUOTED} {_VERB} (?P<by>[^,;:“”\"]+?)(?:,[^“”\"]*)?[.]?\Z",
        rf"\A{_QUOTED} (?P<by>[^,;:“”\"]+?) {_VERB}[.]?\Z",
        rf"\A(?P<by>[^;:“”\"]+?),? {_VERB}(?:[:,]| that)? {_QUOTED}[.]?\Z",
        rf"\A(?P<said>[^“”\"]+), (?P<by>[^,;:“”\"]+?) {_VERB}[.]\Z",
        rf"\A(?P<said>[^“”\"]+), {_VERB} (?P<by>[^;:“”\"]+?)[.]\Z",
        r"\A(?P<said>[^“”\"]+), according to (?P<by>[^;:“”\"]+?)[.]\Z",
        r"\AAccording to (?P<by>[^,;:“”\"]+), (?P<said>[^“”\"]+)\Z",
        rf"\A(?P<by>[A-Z][^;:“”\"]*?),? {_VERB} (?:that )?(?P<said>[^“”\"]+)\Z",
    )
)


class Said(NamedTuple):
    """What a sentence attributes: ``by`` is the entity (None where it is none yet), ``speaker`` the article's words."""

    by: str | None
    speaker: str
    words: str


def is_quoted(sentence: Sentence, article: Article) -> bool:
    """Tell whether a sentence lies, in whole or in part, in a quotation that began before it or goes on behind it.

    A paragraph begins outside; newspapers open a quotation anew in each.
    """
    paragraph = max((found.end() for found in _PARAGRAPH.finditer(article.text, 0, sentence.start)), default=0)
    before = _open_after(article.text[paragraph : sentence.start], opened=False)
    return before or _open_after(sentence.text, opened=before)


def _open_after(text: str, *, opened: bool) -> bool:
    """Tell whether a quotation is open at the end of a text."""
    for mark in _MARKS.findall(text):
        opened = mark == "“" or (mark == '"' and not opened)
    return opened


def attribution(text: str, gazetteer: Gazetteer) -> Said | None:
    """Return what a sentence (one line) says that somebody said; None where it attributes nothing."""
    for way in _WAYS:
        found = way.match(text)
        if found and len(found["by"].split()) <= LONGEST_SPEAKER:
            return Said(_entity(found["by"], gazetteer), found["by"], found["said"].strip(" ,"))
    return None


def _entity(speaker: str, gazetteer: Gazetteer) -> str | None:
    """Return the one entity that a speaker's words begin with or name; None for none or several."""
    mentions = gazetteer.mentions(tokenize(speaker))
    named = [mention for mention in mentions if mention.how != "role"] or list(mentions)
    persons = [mention for mention in named if "person" in gazetteer.kinds(mention.name)]
    names = {mention.name for mention in persons or named}
    return names.pop() if len(names) == 1 else None
