"""A draft before it is published: each sentence against the record, each quotation against the articles.

draft -> runs of prose -> sentences and quotations -> verdicts, each with its line and column
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from qa.articles.draft import Block, Lines, read_draft
from qa.articles.quoted import Quoted, paragraphs, words
from qa.articles.sentences import split_sentences
from qa.english import wordnet
from qa.english.function_words import AUXILIARIES, carries_content
from qa.english.tokens import norms, tokenize
from qa.model import Article, QAError, Verdict
from qa.questions.reference import POINTING, Resolved, asked_for, is_person, named_in, resolve
from qa.questions.speakers import VERBS, Attributor, Utterance, masked_text
from qa.record.entities import Gazetteer
from qa.record.lexicon import bases
from qa.reviewing.passages import SHORTEST, Library
from qa.reviewing.quotecheck import Compared, QuoteChecker
from qa.values import replace, value

NOT_DECIDED = "not-enough-info"
QUOTES, HEADS = "it only quotes", "a heading without a verb"
LOOKED_BACK = 2
"""Sentences before a pronoun among which the person that it means is sought."""
GAP = "\n\n"
MASKED = re.compile(r".?x*.?")
"""What is left of a quotation in a masked text."""

_SIGNED = re.compile(r"\s[—–-]{1,2}\s*(?P<name>[^—–.!?]{2,60})$")


class Checker(Protocol):
    """What judges one assertion: `qa.dossier.Dossier.check`."""

    def __call__(self, claim: str) -> Verdict:
        """Return what the record makes of a claim."""


@value
class Where:
    """A place in a draft: offsets in code points from 0; lines and columns from 1, ``end_column`` after the last."""

    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int


@value
class JudgedSentence:
    """A sentence of the draft with its verdict; None where it asserts nothing, or only quotes.

    ``read_as`` is what was judged, where that is not the sentence as it stands: with names for its pronouns, without
    its direct speech. ``note`` says in words how it was read, or why it was not judged; ``result`` has what the record
    says, with its sources.
    """

    text: str
    where: Where
    verdict: str | None = None
    read_as: str | None = None
    note: str = ""
    result: Verdict | None = None


@value
class JudgedQuotation:
    """A quotation of the draft, without its marks, and what became of it."""

    text: str
    where: Where
    compared: Compared

    @property
    def verdict(self) -> str:
        """verbatim, altered, misattributed or not-found."""
        return self.compared.verdict


@value
class Review:
    """All sentences and quotations of a draft, in its order."""

    sentences: tuple[JudgedSentence, ...] = ()
    quotations: tuple[JudgedQuotation, ...] = ()

    @property
    def errors(self) -> tuple[JudgedSentence | JudgedQuotation, ...]:
        """What the record or the articles contradict: with any, a draft is not fit to print."""
        return tuple(each for each in self.findings if level(each) == "error")

    @property
    def findings(self) -> tuple[JudgedSentence | JudgedQuotation, ...]:
        """Errors and warnings in the order of the draft."""
        both: list[JudgedSentence | JudgedQuotation] = [*self.sentences, *self.quotations]
        found = [each for each in both if level(each)]
        return tuple(sorted(found, key=lambda each: (each.where.start, -each.where.end)))


def level(finding: JudgedSentence | JudgedQuotation) -> str:
    """Return how grave a finding is: error, warning, or "" for none.

    A quotation joined from pieces of the articles is an error; one that is nowhere in them may come from elsewhere.
    """
    if finding.verdict in {"refuted", "altered", "misattributed"}:
        return "error"
    if finding.verdict == "not-found":
        return "error" if isinstance(finding, JudgedQuotation) and finding.compared.pieces else "warning"
    return "warning" if finding.verdict == "disputed" else ""


class Reviewer:
    """Reviews drafts against one dossier."""

    def __init__(self, check: Checker, gazetteer: Gazetteer, articles: Callable[[str], Sequence[Article]]) -> None:
        """Take what judges a claim, the entities, and what names the articles that may hold a quotation."""
        self._check = check
        self._gazetteer = gazetteer
        self._attributor = Attributor(gazetteer)
        self._quotes = QuoteChecker(Library(articles, self._attributor), gazetteer)

    def review(self, text: str, *, markdown: bool = False) -> Review:
        """Return the verdicts on all sentences and quotations of a draft."""
        prose = _Prose(read_draft(text, markdown=markdown), Lines(text))
        uttered = [each for each in self._attributor.utterances(prose.text) if _is_quotation(each)]
        uttered += self._set_off(prose, uttered)
        uttered.sort(key=lambda each: each.quoted.start)
        quotations = tuple(
            JudgedQuotation(
                " ".join(each.text.split()),
                prose.where(each.quoted.start, each.quoted.end),
                self._quotes.compare(each.text, each.speaker),
            )
            for each in uttered
        )
        return Review(tuple(self._judged(prose, uttered)), quotations)

    def _set_off(self, prose: _Prose, uttered: Sequence[Utterance]) -> Iterator[Utterance]:
        """Yield the paragraphs that are set off as quotations by the markup: they need no marks."""
        for start, end in prose.of_kind("quote"):
            if any(start <= each.quoted.start < end for each in uttered):
                continue
            signed = _SIGNED.search(prose.text[start:end])
            stop = start + signed.start() if signed else end
            if len(words(prose.text[start:stop])) >= SHORTEST:
                speaker = self._attributor.named(signed["name"]) if signed else ""
                yield Utterance(Quoted(start, stop, -1), prose.text[start:stop], speaker)

    def _judged(self, prose: _Prose, uttered: Sequence[Utterance]) -> Iterator[JudgedSentence]:
        """Yield the sentences with their verdicts; cells of tables are no sentences."""
        quoted = [each.quoted for each in uttered]
        masked = masked_text(prose.text, quoted)
        named: list[tuple[str, ...]] = []
        first = 0
        for sentence in split_sentences(masked, ""):
            kind = prose.kind_at(sentence.start)
            if kind == "cell":
                continue
            while first < len(quoted) and quoted[first].end <= sentence.start:
                first += 1
            last = bisect_left(quoted, sentence.end, key=lambda each: each.start)
            inside = [(each.start - sentence.start, each.end - sentence.start) for each in quoted[first:last]]
            own = prose.text[sentence.start : sentence.end]
            if kind == "heading":
                named.clear()
            narrated = _without_speech(own, inside)
            resolved = self._resolved(narrated, inside, named)
            named.append((*self._named(own, inside), *(name for _, name in resolved.read)))
            judged = JudgedSentence(" ".join(own.split()), prose.where(sentence.start, sentence.end))
            if kind == "quote":
                yield replace(judged, note=QUOTES)
                continue
            judged = self._one(judged, sentence.text if inside else "", resolved)
            claims_nothing = kind == "heading" and judged.verdict == "disputed" and not _has_a_verb(own)
            yield replace(judged, verdict=NOT_DECIDED, note=HEADS) if claims_nothing else judged

    def _one(self, judged: JudgedSentence, narrated: str, resolved: Resolved) -> JudgedSentence:
        """Return a sentence with its verdict; ``narrated`` is the sentence without what it quotes, if it does."""
        if judged.text.rstrip("”’\"')] ").endswith("?"):
            return replace(judged, note="a question")
        if narrated and not self._adds(narrated):
            return replace(judged, note=QUOTES)
        if resolved.unclear:
            note = f"it is not clear {asked_for(resolved.unclear)} {resolved.unclear!r} means"
            return replace(judged, verdict=NOT_DECIDED, note=note)
        if _points_back(judged.text):
            return replace(judged, verdict=NOT_DECIDED, note="it leans on the sentence before")
        return self._checked(judged, resolved)

    def _checked(self, judged: JudgedSentence, resolved: Resolved) -> JudgedSentence:
        text = " ".join(resolved.text.split()).strip(",;: ")
        try:
            result = self._check(text)
        except QAError as error:
            return replace(judged, verdict=NOT_DECIDED, note=error.message)
        read = [*(f"{typed!r} as {name}" for typed, name in resolved.read), *result.assumed]
        return replace(
            judged,
            verdict=result.verdict,
            read_as=text if text != judged.text else None,
            note=f"reading {', '.join(read)}" if read else "",
            result=result,
        )

    def _resolved(self, own: str, inside: Sequence[tuple[int, int]], named: Sequence[tuple[str, ...]]) -> Resolved:
        """Put names for pronouns: of the last sentence that names a person, for the others of the last one."""
        near = list(reversed(named[-LOOKED_BACK:]))
        persons = next((names for names in near if any(is_person(self._gazetteer, n) for n in names)), ())
        others = [name for name in (near[0] if near else ()) if not is_person(self._gazetteer, name)]
        candidates = [*(name for name in persons if is_person(self._gazetteer, name)), *others]
        return resolve(own, candidates, self._gazetteer, skip=inside)

    def _named(self, own: str, inside: Sequence[tuple[int, int]]) -> tuple[str, ...]:
        """Return whom a sentence names outside its quotations."""
        cuts = [0, *(edge for span in inside for edge in span), len(own)]
        parts = (own[max(start, 0) : max(end, 0)] for start, end in zip(cuts[::2], cuts[1::2], strict=True))
        return tuple(dict.fromkeys(name for part in parts for name in named_in(self._gazetteer, part)))

    def _adds(self, masked: str) -> bool:
        """Tell whether a sentence with quotations says more than who said them."""
        tokens = tokenize(masked)
        taken = {p for m in self._gazetteer.mentions(tokens) for p in range(m.first, m.last)}
        return any(
            carries_content(token.norm) and not VERBS & set(bases(token.norm)) and not MASKED.fullmatch(token.norm)
            for position, token in enumerate(tokens)
            if position not in taken
        )


class _Prose:
    """The runs of prose of a draft as one text, and where each character of it stands."""

    def __init__(self, blocks: Sequence[Block], lines: Lines) -> None:
        self._blocks = blocks
        self._lines = lines
        self._starts: list[int] = []
        length = 0
        for block in blocks:
            self._starts.append(length)
            length += len(block.text) + len(GAP)
        self.text = GAP.join(block.text for block in blocks)

    def kind_at(self, offset: int) -> str:
        """Return the kind of the run in which an offset is."""
        return self._block(offset)[0].kind

    def of_kind(self, kind: str) -> Iterator[tuple[int, int]]:
        """Yield where the runs of a kind stand, without white space around them."""
        for block, start in zip(self._blocks, self._starts, strict=True):
            if block.kind == kind:
                yield from ((start + first, start + last) for first, last in paragraphs(block.text))

    def where(self, start: int, end: int) -> Where:
        """Return the place in the draft of ``text[start:end]``, which is not empty."""
        first, begin = self._block(start)
        last, offset = self._block(end - 1)
        low = first.origins[start - begin]
        high = last.origins[min(end - 1 - offset, len(last.text) - 1)] + 1
        opens, closes = self._lines.place(low), self._lines.place(high - 1)
        return Where(low, high, opens.line, opens.column, closes.line, closes.column + 1)

    def _block(self, offset: int) -> tuple[Block, int]:
        number = bisect_right(self._starts, offset) - 1
        return self._blocks[number], self._starts[number]


def _is_quotation(each: Utterance) -> bool:
    """Tell a quotation from a word or two that are held up: those are quoted where somebody is said to say them."""
    return len(words(each.text)) >= SHORTEST or (each.by_verb and bool(each.speaker))


def _has_a_verb(text: str) -> bool:
    """Tell whether a heading says something: "Council failed boys", but not "Eighteen months"."""
    return any(
        norm in AUXILIARIES or (wordnet.inflected_verb(norm) and wordnet.rather_a_verb(norm)) for norm in norms(text)
    )


def _without_speech(own: str, inside: Sequence[tuple[int, int]]) -> str:
    """Return a sentence with white space for its direct speech: what somebody says is not what the draft asserts.

    Words quoted in the middle of a clause ("found that care was “poor in every way”") are a part of what it asserts.
    """
    for start, end in inside:
        before = own[: max(start - 1, 0)].rstrip()
        if not before or before[-1] in ":,.!?”’\"'":
            last = min(end + 1, len(own))
            first = max(start - 1, 0)
            own = own[:first] + " " * (last - first) + own[last:]
    return own


def _points_back(text: str) -> bool:
    """Tell whether a sentence's subject is "this", "those" or "both" alone: something that was said before."""
    tokens = tokenize(text)
    if len(tokens) < 2 or tokens[0].norm not in POINTING:
        return False
    following = wordnet.lemmas(tokens[1].norm)
    return tokens[1].norm in AUXILIARIES or (bool(following) and all(kind == "v" for _, kind in following))
