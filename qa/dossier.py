"""A dossier: a folder with articles, facts.yaml and golden questions. The library's front door.

An answer from the facts needs neither the YAML reader nor the articles' sentences nor the index: those are imported and
read only where they are used (docs/decisions/0003-cold-start.md).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from qa import __version__
from qa.answer import Answerer, Trace
from qa.english.times import is_relative
from qa.files.cachefile import Cache
from qa.files.pagefile import DamagedPageError, write_pages
from qa.files.stages import Progress, silent
from qa.matching.factindex import FactIndex
from qa.matching.match import Matcher
from qa.matching.reader import Reader
from qa.model import Answer, Article, Fact, FactsFile, Nearest, Phrasings, Problem, QAError, Verdict
from qa.questions.checked import checked_question
from qa.recognition.classifier import Classifier
from qa.recognition.compiled import FORMAT, CompiledFacts, Made, kept_facts, tables_digest
from qa.recognition.recognise import Recogniser
from qa.record.entities import Gazetteer
from qa.record.sources import FACTS_FILE, PHRASINGS_FILE, Sources
from qa.values import TYPE_CHECKING, replace

if TYPE_CHECKING:
    from typing import TypeVar

    from qa.claims import Checker
    from qa.recognition.wordings import Wordings
    from qa.retrieval.archive import Archive
    from qa.retrieval.retrieve import SentenceIndex
    from qa.review import Review
    from qa.verdicts.judge import Judge, Judged

    T = TypeVar("T")

LARGE_FROM = 2**20
"""Bytes of articles (some 7,000 sentences): below, reading them all is quicker than importing numpy."""
LONGEST_DRAFT = 1_000_000
NEAREST = 3
QUOTED_FROM = 20
"""Sentences of a large dossier, those most like a quotation, in whose articles it is looked for."""


def open_dossier(path: str | os.PathLike[str] | None = None, progress: Progress = silent) -> Dossier:
    """Open a dossier.

    Args:
        path: the dossier's folder; None for the nearest folder upwards from here that has a facts.yaml.
        progress: called with a line for people while something takes long, and with an empty one after that.

    Raises:
        QAError: if there is none, or if its facts.yaml has mistakes (``problems`` has one line a mistake).

    """
    folder = os.fspath(path) if path is not None else _nearest_dossier(os.getcwd())
    if not os.path.isfile(os.path.join(folder, FACTS_FILE)):
        message = f"{folder}: no {FACTS_FILE} here; a dossier is a folder with a {FACTS_FILE}"
        raise QAError(message)
    return Dossier(folder, progress)


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

    def __init__(self, folder: str | os.PathLike[str], progress: Progress = silent) -> None:
        self.folder = os.fspath(folder)
        self._cache = Cache(self.folder, __version__)
        self._sources = Sources(self.folder, self._cache)
        self._progress = progress

    def ask(self, question: str) -> Answer:
        """Return the answer to a question, with its sources, or ``not-on-record`` with the nearest sentences.

        Raises:
            QAError: if the question has no word, or is longer than 2,000 characters.

        """
        return self.explain(question)[0]

    def explain(self, question: str) -> tuple[Answer, Trace]:
        """Return the answer and the trace of how it was found."""
        text = checked_question(question)
        answer, trace = self._mended(lambda: self._answerer.answer(text))
        if answer.status == "not-on-record":
            answer = replace(answer, nearest=self._alike(text, NEAREST))
        elif is_relative(f"{answer.answer} {answer.statement}"):
            from qa.reviewing.reckoning import derived_of

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
        verdict, judged = self._mended(lambda: self._checker.check(text))
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
        from qa.articles.reading import read_article

        names = sorted({near.sentence.article for near in self.archive.search(text, QUOTED_FROM)})
        root = os.path.realpath(self.folder)
        read = (read_article(name, os.path.join(self.folder, self._articles_folder, name), root) for name in names)
        return tuple(article for article in read if not isinstance(article, Problem))

    def search(self, query: str, limit: int = 10) -> tuple[Nearest, ...]:
        """Return the sentences that most probably answer a query, best first, with scores between 0 and 1.

        Those most like it in their words are looked at, and ranked by `qa.ranking.ranking`; in a large dossier their
        likeness alone ranks them.
        """
        if self.is_large:
            return self.archive.search(query, limit)
        from qa.ranking.ranking import POOL, reranked

        articles = {article.name: article for article in self.articles}
        return reranked(query, self._sentences.search(query, max(POOL, limit)), articles, limit)

    def _alike(self, query: str, limit: int) -> tuple[Nearest, ...]:
        """Return the sentences most like a query in their words: beside a missing answer, speed counts."""
        return self.archive.search(query, limit) if self.is_large else self._sentences.search(query, limit)

    def prepare(self, *, facts: bool = True) -> None:
        """Make all that is kept for later, so that other processes find it: the compiled facts and the index."""
        if facts:
            _ = self._compiled, self._classifier
        if self.is_large:
            self.archive.current()
        else:
            _ = self._sentences

    def facts(self) -> Iterator[Fact]:
        """Yield the dossier's facts in file order; those with findings (`findings`) are left out."""
        return self._sound.facts()

    @property
    def gazetteer(self) -> Gazetteer:
        """The dossier's entities, and how they are named."""
        return self._sound.gazetteer

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
        from qa.articles.reading import bytes_reach

        return bytes_reach(os.path.join(self.folder, self._articles_folder), LARGE_FROM)

    @cached_property
    def archive(self) -> Archive:
        """The index on disk over the articles of a large dossier."""
        from qa.retrieval.archive import Archive

        kept = None if self._cache.folder is None else os.path.join(self._cache.folder, "archive")
        return Archive(
            os.path.join(self.folder, self._articles_folder),
            self.folder,
            kept,
            __version__,
            lambda stage, done: self._progress(f"{done:,} sentences {stage}" if stage else ""),
        )

    @cached_property
    def findings(self) -> tuple[Problem, ...]:
        """Mistakes in single facts (those are never cited) and in single phrasings (those are left out)."""
        from qa.record.facts import load_facts

        by_name = {article.name: article for article in self.articles}
        facts_file, findings = load_facts(self._facts_bytes, FACTS_FILE, by_name)
        return findings + self._read_phrasings(facts_file)[1]

    def _read_phrasings(self, facts_file: FactsFile) -> tuple[Phrasings, tuple[Problem, ...]]:
        if not self._phrasings_bytes:
            return Phrasings(), ()
        from qa.record.phrasings import load_phrasings

        return load_phrasings(self._phrasings_bytes, PHRASINGS_FILE, {fact.id: fact for fact in facts_file.facts})

    @cached_property
    def _read_articles(self) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
        from qa.articles.reading import read_articles

        self._sources.look(self._articles_folder)
        return read_articles(os.path.join(self.folder, self._articles_folder), self.folder)

    @cached_property
    def _articles_folder(self) -> str:
        if "_compiled" in self.__dict__:
            return self._compiled.folder
        from qa.record.facts import articles_folder

        return articles_folder(self._facts_bytes, FACTS_FILE)

    @property
    def _facts_bytes(self) -> bytes:
        return self._sources.facts

    @property
    def _phrasings_bytes(self) -> bytes:
        return self._sources.phrasings

    @cached_property
    def _compiled(self) -> CompiledFacts:
        """The compiled facts: from the cache where facts.yaml, phrasings.yaml and all articles are unchanged."""
        token = self._kept("facts")
        path = self._tables_path
        kept = kept_facts(path, bytes(token).decode()) if token is not None and path is not None else None
        return self._made.compiled() if kept is None else kept

    @property
    def _sound(self) -> CompiledFacts:
        """The compiled facts, every page of them checked: whoever is given a part of them reads it when they like."""
        self._mended(lambda: self._compiled.check())  # noqa: PLW0108 - others, the second time
        return self._compiled

    def _mended(self, work: Callable[[], T]) -> T:
        """Do some work; if what is kept turns out to be damaged, make it anew, keep that, and do the work with it."""
        try:
            return work()
        except DamagedPageError:
            for made_of_it in ("_answerer", "_checker", "_judge", "_phrased", "_engine"):
                self.__dict__.pop(made_of_it, None)
            self._compiled = self._made.compiled()
            return work()

    @cached_property
    def _classifier(self) -> Classifier:
        """What the phrasings come to."""
        kept = self._kept("phrasings")
        return Classifier(self._made.phrasings if kept is None else kept)

    @cached_property
    def _phrased(self) -> Wordings:
        """The phrasings one by one: what claims are held against, and yes/no questions."""
        from qa.recognition.wordings import Wordings

        kept = self._kept("wordings")
        payload = self._made.wordings if kept is None else bytes(kept)
        return Wordings(payload, self._compiled.lexicon, self._compiled.gazetteer)

    def _kept(self, name: str) -> memoryview | None:
        """Return what was kept under a name, if the dossier's files are still what it was made of."""
        digest = self._sources.kept_digest
        return None if digest is None else self._cache.view(name, _key(digest))

    @cached_property
    def _made(self) -> Made:
        """What the facts and the phrasings come to, made anew, once."""
        try:
            return self._compile()
        finally:
            self._progress("")

    @property
    def _tables_path(self) -> str | None:
        """Where the compiled facts are kept; their token is kept beside them, with what they were made of."""
        return None if self._cache.folder is None else os.path.join(self._cache.folder, "facts.tables")

    def _compile(self) -> Made:
        """Read facts.yaml and phrasings.yaml, and return what both come to; it is kept for the next time."""
        from qa.curating.metadata import printed_on
        from qa.recognition.compiling import compile_facts, compile_phrasings
        from qa.recognition.wordings import compile_wordings
        from qa.record.facts import load_facts

        digest = self._sources.digest(self._articles_folder)
        by_name = {article.name: article for article in self.articles}
        self._progress(f"reading {FACTS_FILE}")
        facts_file, _ = load_facts(self._facts_bytes, FACTS_FILE, by_name)
        self._progress(f"reading {PHRASINGS_FILE}")
        phrasings, _ = self._read_phrasings(facts_file)
        printed = {article.name: printed_on(article.text) for article in self.articles}
        facts = compile_facts(facts_file, printed, phrasings, self._progress)
        asked = compile_phrasings(phrasings, facts_file, self._progress)
        worded = compile_wordings(phrasings, facts_file)
        if self._sources.is_unchanged(self._articles_folder):  # else what was read may not be what the digest says
            self._keep_facts(_key(digest), facts)
            self._cache.write("phrasings", _key(digest), asked)
            self._cache.write("wordings", _key(digest), worded)
            self._sources.keep(self._articles_folder)
        return Made(facts, asked, worded)

    def _keep_facts(self, key: str, facts: list[bytes]) -> None:
        path = self._tables_path
        if path is not None:
            try:
                self._cache.write("facts", key, write_pages(path, facts).encode())
            except OSError:  # without a place to write, nothing is kept
                return

    @cached_property
    def _answerer(self) -> Answerer:
        return Answerer(*self._engine, lambda: self._judge)

    @cached_property
    def _judge(self) -> Judge:
        from qa.verdicts.judge import Judge

        return Judge(*self._engine, self._phrased)

    @cached_property
    def _checker(self) -> Checker:
        from qa.claims import Checker

        return Checker(self._judge, self._answerer, self._compiled.index, self._engine[2])

    @cached_property
    def _engine(self) -> tuple[Reader, FactIndex, Matcher, Recogniser | None]:
        """What reads questions and claims, looks facts up, and finds the words of the one in the other."""
        compiled = self._compiled
        lexicon = compiled.lexicon
        reader = Reader(lexicon, compiled.gazetteer, compiled.vocabulary)
        matcher = Matcher(lexicon, compiled.gazetteer, compiled.ambient, compiled.index.frequency)
        if not len(self._classifier):
            return reader, compiled.index, matcher, None

        def phrased(fact: int) -> Sequence[tuple[str, str]]:
            return self._phrased.rows(fact)  # read when it is called

        return reader, compiled.index, matcher, Recogniser(self._classifier, lexicon, compiled.gazetteer, phrased)

    @cached_property
    def _sentences(self) -> SentenceIndex:
        from qa.retrieval.retrieve import load_or_fit

        return load_or_fit(self.articles, self._cache, self._progress)


def _key(digest: str) -> str:
    """Return what everything that is kept was made of, given the digest of the dossier's files."""
    return f"{FORMAT}:{tables_digest()}:{digest}"
