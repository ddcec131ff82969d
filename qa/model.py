"""The frozen values that flow from files to answers, and nothing else.

Offsets are code points into the article's text as decoded, never into a normalised copy. Lines and columns
count from 1. Times are EDTF strings (ISO 8601-2): ``2011``, ``2011-12``, ``1997/2013``.
"""

from __future__ import annotations

from qa.values import value


@value
class Place:
    """Where something stands in a file."""

    line: int
    column: int


@value
class Problem:
    """A mistake in somebody's file: shown as ``file:line:column: message``, never raised as a traceback.

    ``rule`` is what `qa lint` calls this kind of mistake.
    """

    file: str
    line: int
    column: int
    message: str
    rule: str = ""

    def __lt__(self, other: Problem) -> bool:
        """Order problems by file and place."""
        return (self.file, self.line, self.column, self.message) < (other.file, other.line, other.column, other.message)

    def __str__(self) -> str:
        """Return the one line that a person (or an editor) reads."""
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class QAError(Exception):
    """Something could not be done. The message is one line for the user; ``problems`` has one line a mistake."""

    def __init__(self, message: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.problems = problems


@value
class Sentence:
    """One sentence of an article; ``text`` is ``article.text[start:end]``, verbatim."""

    article: str
    number: int
    start: int
    end: int
    line: int
    text: str


@value
class Article:
    """A text file of the dossier: ``name`` is its file name, ``text`` its decoded content, unchanged."""

    name: str
    text: str
    sha256: str
    sentences: tuple[Sentence, ...]


@value
class Source:
    """A verbatim passage: W3C Web Annotation TextQuoteSelector and TextPositionSelector in one."""

    article: str
    line: int
    start: int
    end: int
    quote: str
    prefix: str
    suffix: str


@value
class Role:
    """What an entity is or was called; ``when`` is an EDTF time, or None where the articles give none."""

    text: str
    when: str | None = None


@value
class Entity:
    """A person, body, place or event that facts name. ``members`` are names of other entities (a group)."""

    name: str
    kinds: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    age: str | None = None
    members: tuple[str, ...] = ()


@value
class Slot:
    """A part of the statement, named by the question that it answers.

    ``spans`` are (start, end) offsets into the statement; more than one where a verb phrase comes apart.
    ``value`` is the curator's typed value where the span cannot give it ("that year" -> 2011), else None.
    """

    key: str
    text: str
    spans: tuple[tuple[int, int], ...]
    value: str | None = None


@value
class Fact:
    """One plain sentence, its slots, and what surrounds them. With ``according_to`` it is a claim."""

    id: str
    statement: str
    slots: tuple[Slot, ...]
    sources: tuple[Source, ...]
    asked_as: tuple[str, ...] = ()
    according_to: tuple[str, ...] = ()
    disputes: tuple[str, ...] = ()
    contested: tuple[str, ...] = ()
    negated: bool = False
    unknown: bool = False
    as_of: str | None = None
    superseded_by: str | None = None
    rank: str = "normal"
    line: int = 0


@value
class Words:
    """The dossier's own vocabulary, on top of the built-in lexicon: sets of words or phrases."""

    same: tuple[tuple[str, ...], ...] = ()
    contrasts: tuple[tuple[str, ...], ...] = ()


@value
class FactsFile:
    """What facts.yaml says, checked."""

    title: str = ""
    articles: str = "seeds"
    published: tuple[Published, ...] = ()
    entities: tuple[Entity, ...] = ()
    words: Words = Words()
    facts: tuple[Fact, ...] = ()


@value
class Phrasings:
    """How people ask: (fact id, slot key, question) for what facts answer, and questions that none answers."""

    asked: tuple[tuple[str, str, str], ...] = ()
    unanswered: tuple[str, ...] = ()


@value
class Nearest:
    """A sentence that the retriever finds close to a question: shown as nearest, never as the answer."""

    score: float
    sentence: Sentence


@value
class Claim:
    """What one side says."""

    by: str
    says: str
    sources: tuple[Source, ...]


@value
class Published:
    """What is known of an article besides its words: its date (EDTF: 2014, 2014-09 or 2014-09-05) and publisher."""

    article: str
    date: str | None = None
    publisher: str | None = None


@value
class Derived:
    """What a time that is relative to the time of writing comes to ("last month").

    ``written`` is the article's date and ``date`` the time that is reckoned from it, both EDTF; None where the dossier
    does not record the one or the words do not give the other. ``reckoning`` says it in words.
    """

    text: str
    written: str | None
    date: str | None
    reckoning: str


@value
class Answer:
    """The outcome of a question; the fields are those of the JSON contract (docs/json.md)."""

    question: str
    status: str
    answer: str | None = None
    statement: str | None = None
    correction: str | None = None
    claims: tuple[Claim, ...] = ()
    sources: tuple[Source, ...] = ()
    facts: tuple[str, ...] = ()
    nearest: tuple[Nearest, ...] = ()
    assumed: tuple[str, ...] = ()
    derived: Derived | None = None

    @property
    def yes_or_no(self) -> str:
        """Yes or No where the answer is one, whatever follows ("No: ...", "Yes, according to ..."); else nothing."""
        said = self.answer or ""
        return next((word for word in ("Yes", "No") if said == word or said.startswith(_followed(word))), "")


def _followed(word: str) -> tuple[str, ...]:
    """Return a short answer with what may come behind it: "Not known" and "No 7" are no No."""
    return f"{word}, ", f"{word}: ", f"{word} ("


@value
class Part:
    """One assertion of a claim: its words, its verdict, and what the record says (instead), if anything."""

    text: str
    verdict: str
    statement: str | None = None
    correction: str | None = None
    facts: tuple[str, ...] = ()


@value
class Verdict:
    """What the record makes of a claim; the fields are those of the JSON contract (docs/json.md)."""

    claim: str
    verdict: str
    statement: str | None = None
    correction: str | None = None
    claims: tuple[Claim, ...] = ()
    sources: tuple[Source, ...] = ()
    facts: tuple[str, ...] = ()
    nearest: tuple[Nearest, ...] = ()
    parts: tuple[Part, ...] = ()
    """Each assertion of a sentence that makes several; empty where it makes one."""
    assumed: tuple[str, ...] = ()
