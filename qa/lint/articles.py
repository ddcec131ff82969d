"""The lint rules about article files."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator

from qa.curating.metadata import metadata_mistake
from qa.english.tokens import norms
from qa.files.frontmatter import body_start
from qa.lint.subject import Found, Subject
from qa.model import Article, Place
from qa.record.report import shown

TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the direction of writing: with them a text can read otherwise than it is."""


def unreadable_article(subject: Subject) -> Iterator[Found]:
    """An article cannot be read: it is not text, too large, a link that leads out of the dossier.

    Fails:

        # bytes: seeds/odd.txt
        61 62 00
        ^

    Passes:

        # file: seeds/odd.txt
        Readable now.
    """
    return subject.noted("unreadable-article")


def empty_article(subject: Subject) -> Iterator[Found]:
    """An article has no sentence.

    Fails:

        # file: seeds/empty.txt
        ^

    Passes:

        # file: seeds/empty.txt
        No longer.
    """
    for article in subject.articles:
        if not article.sentences:
            yield _at(article, 0, "this article has no sentence", subject)


def hidden_direction(subject: Subject) -> Iterator[Found]:
    """An article has a mark that turns the direction of writing, so that it may be shown otherwise than it is stored.

    Fails:

        # file: seeds/turned.txt
        It opened in \u202e1102.
                     ^

    Passes:

        # file: seeds/turned.txt
        It opened in 2011.
    """
    for article in subject.articles:
        offset = next((at for at, character in enumerate(article.text) if character in TURNING), None)
        if offset is not None:
            said = f"U+{ord(article.text[offset]):04X} turns the direction of writing here"
            yield _at(article, offset, said, subject)


def colliding_names(subject: Subject) -> Iterator[Found]:
    """Two articles have names that some systems take for one: they differ by capitals or the spelling of accents.

    Fails:

        # file: seeds/Report.txt
        The first report.
        # file: seeds/report.txt
        ^
        The second report.

    Passes:

        # file: seeds/report.txt
        The first report.
        # file: seeds/report-2.txt
        The second report.
    """
    first: dict[str, str] = {}
    for article in subject.articles:
        name = first.setdefault(unicodedata.normalize("NFC", article.name).casefold(), article.name)
        if name != article.name:
            yield _at(article, 0, f"some systems take this name for {shown(name)}", subject)


def duplicate_article(subject: Subject) -> Iterator[Found]:
    """Two articles have the same text: what is in them is counted twice.

    Fails:

        # file: seeds/copy.txt
        The bridge is old.
        # file: seeds/report.txt
        ^
        The bridge is old.

    Passes:

        # file: seeds/report.txt
        The bridge is old.
    """
    first: dict[tuple[str, ...], str] = {}
    for article in subject.articles:
        words = norms(article.text[body_start(article.text) :])
        name = first.setdefault(words, article.name)
        if words and name != article.name:
            yield _at(article, 0, f"the same text as {shown(name)}", subject)


def front_matter(subject: Subject) -> Iterator[Found]:
    """The front matter of an article gives a date that is none, or cannot be read.

    Fails:

        # file: seeds/dated.txt
        ---
        ^
        date: May 2011
        ---
        The bridge is old.

    Passes:

        # file: seeds/dated.txt
        ---
        date: 2011-05
        ---
        The bridge is old.
    """
    for article in subject.articles:
        mistake = metadata_mistake(article.text)
        if mistake:
            yield _at(article, 0, f"front matter: {mistake}", subject)


def _at(article: Article, offset: int, message: str, subject: Subject) -> Found:
    line = article.text.count("\n", 0, offset) + 1
    column = offset - (article.text.rfind("\n", 0, offset) + 1) + 1
    return Found(Place(line, column), message, None, os.path.join(subject.folder, article.name))
