"""A dossier: a folder with articles, facts.yaml and golden questions. The library's front door.

An answer from the facts needs neither the YAML reader nor the articles' sentences nor the index: those are imported and
read only where they are used (docs/decisions/0003-cold-start.md).
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from qa import __version__
from qa.answer import Answerer, Trace
from qa.cachefile import Cache
from qa.classifier import Classifier
from qa.compiled import FORMAT, CompiledFacts, compile_facts, compile_phrasings, tables_digest
from qa.factindex import FactIndex
from qa.match import Matcher
from qa.model import Answer, Article, Fact, FactsFile, Nearest, Phrasings, Problem, QAError, Verdict
from qa.reader import Reader
from qa.recognise import Recogniser
from qa.times import is_relative
from qa.values import replace

if TYPE_CHECKING:
    from qa.archive import Archive
    from qa.claims import Checker, Judged
    from qa.entities import Gazetteer
    from qa.retrieve import SentenceIndex
    from qa.review import Review

FACTS_FILE, PHRASINGS_FILE = "facts.yaml", "phrasings.yaml"
LARGE_FROM = 2**20
"""Bytes of articles (some 7,000 sentences): below, reading them all is quicker than importing numpy."""
LONGEST_QUESTION = 2_000
LONGEST_DRAFT = 1_000_000
NEAREST = 3
QUOTED_FROM = 20
"""Sentences of a large dossier, those most like a quotation, in whose articles it is looked for."""


def open_dossier(path: str | os.PathLike[str] | None = None) -> Dossier:
    """Open a dossier.

    Args:
        path: the dossier's folder; None for the nearest folder upwards from here that has a facts.yaml.

    Raises:
        QAError: if there is none, or if its facts.yaml has mistakes (``problems`` has one line a mistake).

    """
    folder = os.fspath(path) if path is not None else _nearest_dossier(os.getcwd())
    if not os.path.isfile(os.path.join(folder, FACTS_FILE)):
        message = f"{folder}: no {FACTS_FILE} here; a dossier is a folder with a {FACTS_FILE}"
        raise QAError(message)
    return Dossier(folder)


def _nearest_dossier(start: str) -> str:
    folder, above = start, os.path.dirname(start)
    while not os.path.isfile(os.path.join(folder, FACTS_FILE)) and folder != above:
        folder, above = above, os.path.dirname(above)
    if os.path.isfile(os.path.join(folder, FACTS_FILE)):
        return folder
    message = f"no {FACTS_FILE} in {start} or any folder above it; name a dossier with --dossier DIR"
    raise QAError(message)


class Dossier:
    """An opened dossier. Nothing is read before it is needed, and nothing is ever written into the folder."""

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self.folder = os.fspath(folder)
        self._cache = Cache(self.folder, __version__)

    def ask(self, question: str) -> Answer:
        """Return the answer to a question, with its sources, or ``not-on-record`` with the nearest sentences.

        Raises:
            QAError: if the question has no word, or is longer than 2,000 characters.

        """
        return self.explain(question)[0]

    def explain(self, question: str) -> tuple[Answer, Trace]:
        """Return the answer and the trace of how it was found."""
        text = checked_question(question)
        answer, trace = self._answerer.answer(text)
        if answer.status == "not-on-record":
            answer = replace(answer, nearest=self._alike(text, NEAREST))
        elif is_relative(f"{answer.answer} {answer.statement}"):
            from qa.reckoning import derived_of

            answer = replace(answer, derived=derived_of(answer, self._compiled.dates))
        return answer, trace

    def check(self, claim: str) -> Verdict:
        """Return whether the record bears a claim out, with what it says (instead), who says so and the sources.

        Raises:
            QAError: if the claim has no word, or is longer than 2,000 characters.

        """
        return self.explain_check(claim)[0]

    def explain_check(self, claim: str) -> tuple[Verdict, tuple[Judged, ...]]:
        """Return the verdict on a claim, and how each of its assertions was judged."""
        text = checked_question(claim, "claim")
        verdict, judged = self._checker.check(text)
        if verdict.verdict == "not-enough-info":
            verdict = replace(verdict, nearest=self._alike(text, NEAREST))
        return verdict, judged

    def review(self, text: str, *, markdown: bool = False) -> Review:
        """Return a draft's sentences, judged as `check` judges them, and its quotations, compared with the articles.

        Args:
            text: the draft, of at most `LONGEST_DRAFT` code points.
            markdown: whether its markup is Markdown; else it is plain text.

        Raises:
            QAError: if the draft has no word, or is too long.

        """
        from qa.review import Reviewer

        if not any(character.isalnum() for character in text):
            message = "there is no word in the draft"
            raise QAError(message)
        if len(text) > LONGEST_DRAFT:
            message = f"the draft has {len(text):,} characters; {LONGEST_DRAFT:,} is the most"
            raise QAError(message)
        return Reviewer(self.check, self.gazetteer, self._articles_like).review(text, markdown=markdown)

    def _articles_like(self, text: str) -> tuple[Article, ...]:
        """Return the articles that may hold a text: all, or in a large dossier those of the sentences most like it."""
        if not self.is_large:
            return self.articles
        from qa.articles import read_article

        names = sorted({near.sentence.article for near in self.archive.search(text, QUOTED_FROM)})
        root = os.path.realpath(self.folder)
        read = (read_article(name, os.path.join(self.folder, self._articles_folder, name), root) for name in names)
        return tuple(article for article in read if not isinstance(article, Problem))

    def search(self, query: str, limit: int = 10) -> tuple[Nearest, ...]:
        """Return the sentences that most probably answer a query, best first, with scores between 0 and 1.

        Those most like it in their words are looked at, and ranked by `qa.ranking`; in a large dossier their likeness
        alone ranks them.
        """
        if self.is_large:
            return self.archive.search(query, limit)
        from qa.ranking import POOL, reranked

        articles = {article.name: article for article in self.articles}
        return reranked(query, self._sentences.search(query, max(POOL, limit)), articles, limit)

    def _alike(self, query: str, limit: int) -> tuple[Nearest, ...]:
        """Return the sentences most like a query in their words: beside a missing answer, speed counts."""
        return self.archive.search(query, limit) if self.is_large else self._sentences.search(query, limit)

    @property
    def gazetteer(self) -> Gazetteer:
        """The people, bodies, places and events of the dossier, with all their names."""
        return self._compiled.gazetteer

    def facts(self) -> Iterator[Fact]:
        """Yield the dossier's facts in file order; those with findings (`findings`) are left out."""
        return self._compiled.facts()

    @cached_property
    def articles(self) -> tuple[Article, ...]:
        """The dossier's articles by name. Files that cannot be read are in `warnings`."""
        return self._read_articles[0]

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """Problems with article files, each of which was left out."""
        return self.archive.problems() if self.is_large else self._read_articles[1]

    @cached_property
    def is_large(self) -> bool:
        """Whether the articles are too many to be read for each search: their index is then kept on disk."""
        from qa.articles import bytes_reach

        return bytes_reach(os.path.join(self.folder, self._articles_folder), LARGE_FROM)

    @cached_property
    def archive(self) -> Archive:
        """The index on disk over the articles of a large dossier."""
        from qa.archive import Archive

        kept = None if self._cache.folder is None else os.path.join(self._cache.folder, "archive")
        return Archive(os.path.join(self.folder, self._articles_folder), self.folder, kept, __version__)

    @cached_property
    def findings(self) -> tuple[Problem, ...]:
        """Mistakes in single facts (those are never cited) and in single phrasings (those are left out)."""
        from qa.facts import load_facts

        by_name = {article.name: article for article in self.articles}
        facts_file, findings = load_facts(self._facts_bytes, FACTS_FILE, by_name)
        return findings + self._read_phrasings(facts_file)[1]

    def _read_phrasings(self, facts_file: FactsFile) -> tuple[Phrasings, tuple[Problem, ...]]:
        if not self._phrasings_bytes:
            return Phrasings(), ()
        from qa.phrasings import load_phrasings

        return load_phrasings(self._phrasings_bytes, PHRASINGS_FILE, {fact.id: fact for fact in facts_file.facts})

    @cached_property
    def _read_articles(self) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
        from qa.articles import read_articles

        return read_articles(os.path.join(self.folder, self._articles_folder), self.folder)

    @cached_property
    def _articles_folder(self) -> str:
        from qa.facts import articles_folder

        return articles_folder(self._facts_bytes, FACTS_FILE)

    @cached_property
    def _facts_bytes(self) -> bytes:
        return _content(os.path.join(self.folder, FACTS_FILE))

    @cached_property
    def _phrasings_bytes(self) -> bytes:
        path = os.path.join(self.folder, PHRASINGS_FILE)
        if not os.path.isfile(path):
            return b""
        return _content(path)

    @cached_property
    def _key(self) -> str:
        """What everything that is kept was made of, but for the articles."""
        own = hashlib.sha256(self._facts_bytes + b"\0" + self._phrasings_bytes).hexdigest()
        return f"{FORMAT}:{tables_digest()}:{own}"

    @cached_property
    def _compiled(self) -> CompiledFacts:
        """The compiled facts: from the cache where facts.yaml, phrasings.yaml and all articles are unchanged."""
        return CompiledFacts(self._kept_or_made("facts"))

    @cached_property
    def _classifier(self) -> Classifier | None:
        """What the phrasings come to; None for a dossier without any."""
        return Classifier(self._kept_or_made("phrasings")) if self._phrasings_bytes else None

    def _kept_or_made(self, name: str) -> bytes:
        kept = self._kept(name)
        return self._compile()[name] if kept is None else kept

    def _kept(self, name: str) -> bytes | None:
        """Return what was kept under a name, if the articles' folder (its first line) is still what it was made of."""
        kept = self._cache.read(name, self._key)
        if kept is None:
            return None
        made_of, _, payload = kept.partition(b"\n")
        folder, _, digest = made_of.rpartition(b"\t")
        return payload if digest.decode() == self._digest(folder.decode()) else None

    def _compile(self) -> dict[str, bytes]:
        """Read facts.yaml and phrasings.yaml, and return what they come to by name; it is kept for the next time."""
        from qa.facts import load_facts
        from qa.wordings import compile_wordings

        by_name = {article.name: article for article in self.articles}
        facts_file, _ = load_facts(self._facts_bytes, FACTS_FILE, by_name)
        phrasings, _ = self._read_phrasings(facts_file)
        made_of = f"{facts_file.articles}\t{self._digest(facts_file.articles)}\n".encode()
        made = {
            "facts": compile_facts(facts_file, [article.name for article in self.articles], phrasings),
            "phrasings": compile_phrasings(phrasings, facts_file),
            "wordings": compile_wordings(phrasings, facts_file),
        }
        for name, payload in made.items():
            self._cache.write(name, self._key, made_of + payload)
        return made

    def _digest(self, folder: str) -> str:
        """Return a digest of the names and contents of all article files."""
        total = hashlib.sha256()
        root = os.path.join(self.folder, folder)
        try:
            names = sorted(entry.name for entry in os.scandir(root) if entry.is_file())
        except OSError:
            return "unreadable"
        for name in names:
            with open(os.path.join(root, name), "rb") as file:
                content = hashlib.file_digest(file, "sha256").digest()
                total.update(name.encode("utf-8", "surrogateescape") + b"\0" + content)
        return total.hexdigest()

    @cached_property
    def _answerer(self) -> Answerer:
        return Answerer(*self._engine)

    @cached_property
    def _checker(self) -> Checker:
        from qa.claims import Checker
        from qa.wordings import Wordings

        compiled = self._compiled
        wordings = Wordings(self._kept_or_made("wordings"), compiled.lexicon, compiled.gazetteer)
        return Checker(*self._engine, wordings)

    @cached_property
    def _engine(self) -> tuple[Reader, FactIndex, Matcher, Recogniser | None]:
        """What reads questions and claims, looks facts up, and finds the words of the one in the other."""
        compiled = self._compiled
        lexicon = compiled.lexicon
        reader = Reader(lexicon, compiled.gazetteer, compiled.vocabulary)
        matcher = Matcher(lexicon, compiled.gazetteer, compiled.ambient, compiled.index.frequency)
        recogniser = Recogniser(self._classifier, lexicon, compiled.gazetteer) if self._classifier else None
        return reader, compiled.index, matcher, recogniser

    @cached_property
    def _sentences(self) -> SentenceIndex:
        from qa.retrieve import load_or_fit

        return load_or_fit(self.articles, self._cache)


def _content(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        message = f"{path}: cannot be read: {error.strerror}"
        raise QAError(message) from error


def checked_question(text: str, what: str = "question") -> str:
    """Return a question (or a claim: ``what`` it is called in messages) with its white space made plain.

    Raises:
        QAError: if it has no word, or is longer than 2,000 characters.

    """
    if len(text) > LONGEST_QUESTION:
        message = f"the {what} has {len(text):,} characters; {LONGEST_QUESTION:,} is the most"
        raise QAError(message)
    if not any(character.isalnum() for character in text):
        message = f"the {what} has no word in it"
        raise QAError(message)
    return " ".join(text.split())
