"""What `qa suggest` has to say: coverage, uncovered sentences with their drafts; and drafts put into facts.yaml."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence

from qa.curating.covered import Coverage, Uncovered, coverage
from qa.curating.draft_file import appended
from qa.curating.drafts import Draft, drafts_of, renamed, unknown_speaker
from qa.files.cachefile import Cache
from qa.files.progress import counted
from qa.files.textfile import read_text, replace_file
from qa.model import Article, Fact, QAError
from qa.record.entities import Gazetteer
from qa.record.facts import load_facts
from qa.values import replace, value

KEPT = "before-append"


@value
class Suggestion:
    """An uncovered sentence with its drafts; ``speaker`` are the words for somebody who is no entity yet."""

    uncovered: Uncovered
    drafts: tuple[Draft, ...] = ()
    speaker: str | None = None


@value
class Suggestions:
    """The coverage of the articles, and what is uncovered, the weightiest first."""

    coverage: tuple[Coverage, ...]
    found: tuple[Suggestion, ...]

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """All drafts, in the order of their sentences' weight."""
        return tuple(draft for each in self.found for draft in each.drafts)


def suggestions(articles: Iterable[Article], facts: Sequence[Fact], gazetteer: Gazetteer) -> Suggestions:
    """Return what the articles say that no fact covers. A statement that a fact has already is not drafted again."""
    by_name = {article.name: article for article in articles}
    counts, left = coverage(by_name.values(), facts, gazetteer)
    known = {fact.statement.casefold() for fact in facts}
    taken = {fact.id for fact in facts}
    found = []
    for each in counted(left, "sentences"):
        new = [
            d
            for d in drafts_of(each.sentence, by_name[each.sentence.article], gazetteer)
            if d.statement.casefold() not in known
        ]
        drafts = renamed(new, taken)
        known |= {draft.statement.casefold() for draft in drafts}
        taken |= {draft.id for draft in drafts}
        found.append(Suggestion(each, drafts, unknown_speaker(each.sentence, gazetteer)))
    return Suggestions(counts, tuple(found))


class DraftedFile:
    """A facts.yaml that drafts are put into, and taken out of again."""

    def __init__(self, folder: str, file: str, tool: str) -> None:
        """Take the dossier's folder, the name of its facts file, and the version of the program."""
        self._path, self._file = os.path.join(folder, file), file
        self._cache = Cache(folder, tool)

    def append(self, drafts: Sequence[Draft], articles: Iterable[Article]) -> tuple[Draft, ...]:
        """Put drafts behind the last fact, and return those that the loader finds nothing wrong with: only they go in.

        Raises:
            QAError: if the file cannot be changed, or not be changed back; it is then as it was.

        """
        text = read_text(self._path)
        by_name = {article.name: article for article in articles}
        drafts = tuple(draft for draft in drafts if _loads(text, [draft], self._file, by_name))
        if not drafts:
            return ()
        new = appended(text, drafts, self._file)
        if not _loads(text, drafts, self._file, by_name):
            raise QAError(f"{self._path}: the drafts do not fit together: append fewer of them (--limit)")
        if not self._cache.write(KEPT, _digest(new), text.encode()):
            raise QAError("the cache folder cannot be written, so it could not be undone: nothing is appended")
        replace_file(self._path, new)
        return drafts

    def undo(self) -> None:
        """Put the file back as it was before the last `append`.

        Raises:
            QAError: if nothing was appended, or the file was changed since.

        """
        before = self._cache.read(KEPT, _digest(read_text(self._path)))
        if before is None:
            raise QAError(f"{self._path}: nothing to undo: nothing was appended last, or the file was changed since")
        replace_file(self._path, before.decode())


def _loads(text: str, drafts: Sequence[Draft], file: str, articles: dict[str, Article]) -> bool:
    """Tell whether a facts.yaml with these drafts loads, without a finding that it did not have before."""
    try:
        _, before = load_facts(text.encode(), file, articles)
        facts_file, findings = load_facts(appended(text, drafts, file).encode(), file, articles)
    except QAError:
        return False
    read = {fact.id: fact for fact in facts_file.facts}
    return len(findings) == len(before) and all(
        draft.id in read and (read[draft.id].statement, read[draft.id].according_to) == _expected(draft)
        for draft in drafts
    )


def _expected(draft: Draft) -> tuple[str, tuple[str, ...]]:
    return draft.statement, (draft.according_to,) if draft.according_to else ()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def limited(found: Suggestions, article: str | None, limit: int | None = None) -> Suggestions:
    """Return suggestions of one article only (None: of all), and no more than so many sentences.

    Raises:
        QAError: if there is no such article.

    """
    counts = tuple(each for each in found.coverage if article in {None, each.article})
    if not counts:
        names = ", ".join(each.article for each in found.coverage)
        raise QAError(f"no article is called {article!r}: there are {names}")
    chosen = [each for each in found.found if article in {None, each.uncovered.sentence.article}]
    return replace(found, coverage=counts, found=tuple(chosen[:limit]))
