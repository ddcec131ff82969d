"""Who says what stands between quotation marks: "Reid said: ...", "..., said Reid", "..., she added"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from qa.articles.quoted import Quoted, quotations
from qa.articles.sentences import split_sentences
from qa.english.function_words import AUXILIARIES, BE, DEGREE, DETERMINERS
from qa.english.synonyms import NEGATIVE_SAYING, SAYING
from qa.english.tokens import Token, norm_at, tokenize
from qa.questions.reference import genders, is_person
from qa.record.entities import PERSONS, Gazetteer, Mention
from qa.record.lexicon import bases
from qa.values import value

VERBS = SAYING | NEGATIVE_SAYING | frozenset(
    """accuse ask assess blame brand call caution claim complain condemn continue criticise criticize demand dub find
    hail hope joke judge label pledge post praise predict promise propose recommend report request rule speak suggest
    tell term urge vow warn welcome wonder write""".split()
)  # fmt: skip
"""Verbs beside a quotation whose subject is the one who speaks."""
TOLD = frozenset("tell inform warn ask advise assure".split())
"""Verbs whose passive has the listener as its subject: "the club was told"."""
_NOUNS = frozenset(
    "view opinion belief statement assertion argument explanation conclusion thought report hope".split()
)
_SUBJECTS = frozenset("he she".split())
_TITLES = frozenset("mr mrs ms miss dr sir dame lord lady cllr councillor professor prof rev judge inspector".split())
_PASSED = DEGREE | AUXILIARIES | frozenset("also then later further who added publicly told".split())
_ENDS_PHRASE = frozenset("who which that in during at after before when while as".split())
_BESIDE = frozenset("whose whom where with of by for from on to and or alongside including".split())
"""Words at the start of what stands between commas that make it no subject."""
_CAPITAL = re.compile(r"[A-Z][\w’'-]*")
_MASK = "x"
_MOST_SENTENCES = 8
"""So many sentences back a person may be named who is "she" since then."""
_LOOKED_BACK = 3_000
"""Code points before a pronoun among which the one that it means is sought."""
_MOST_WORDS = 14
"""Words between a quotation and the verb that says whose it is."""


@value
class Utterance:
    """A quotation and who says it: the name of an entity, else the words that name them, "" where it is not told.

    ``by_verb`` is true where a verb of saying stands beside the quotation.
    """

    quoted: Quoted
    text: str
    speaker: str = ""
    by_verb: bool = False


@value
class _Frame:
    """What surrounds a quotation: its marks at ``first`` and ``last``, the words of its sentence up to the next ones.

    ``start`` and ``end`` are the ends of those words, ``sentence`` the start of the sentence.
    """

    sentence: int
    start: int
    first: int
    last: int
    end: int


class Attributor:
    """Finds out who speaks, in any text about the dossier's people and bodies."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def utterances(self, text: str) -> tuple[Utterance, ...]:
        """Return all quotations of a text in order, with their speakers."""
        quoted = quotations(text)
        if not quoted:
            return ()
        masked = masked_text(text, quoted)
        sentences = [(sentence.start, sentence.end) for sentence in split_sentences(masked, "")]
        told: list[Utterance] = []
        for number, each in enumerate(quoted):
            frame = _frame(masked, sentences, quoted, number)
            speaker, by_verb = self._speaker(masked, frame, each, told)
            told.append(Utterance(each, text[each.start : each.end], speaker, by_verb))
        return tuple(told)

    def reporter(self, sentence: str, before: str = "") -> str:
        """Return whose words a sentence without quotation marks reports ("Reid said that ..."), or ""."""
        tokens = tokenize(sentence)
        for position, token in enumerate(tokens):
            if _is_verb(token.norm) and not token.norm.endswith("ing"):
                speaker = self._subject(sentence, tokens, position)
                if speaker in _SUBJECTS:
                    return self._person_before(before, speaker)
                if speaker:
                    return speaker
        return self._according(sentence, tokens)

    def named(self, words: str) -> str:
        """Return who is named by some words: an entity where it is one."""
        return self._named(words, tokenize(words))

    def _speaker(self, masked: str, frame: _Frame, each: Quoted, told: Sequence[Utterance]) -> tuple[str, bool]:
        """Return who says one quotation, and whether a verb of saying is beside it."""
        before, after = masked[frame.start : frame.first], masked[frame.last : frame.end]
        follows = masked[each.end - 1] in ",?!-–—" or after.startswith(",") or not before.strip()
        order = (self._after(after), self._before(before)) if follows else (self._before(before), self._after(after))
        speaker = next((found for found in order if found), "")
        if speaker in _SUBJECTS:
            return self._person_before(_up_to(masked, frame.sentence), speaker, told) or speaker, True
        if speaker:
            return speaker, True
        return self._continued(masked, frame, each, told), False

    def _continued(self, masked: str, frame: _Frame, each: Quoted, told: Sequence[Utterance]) -> str:
        """Return who goes on speaking: in the same paragraph, over paragraphs, or after "He said:"."""
        last = told[-1] if told else None
        alone = not re.search(r"\w", masked[frame.sentence : frame.first])
        if last is not None and last.quoted.goes_on and last.quoted.paragraph == each.paragraph - 1:
            return last.speaker
        beside = last is not None and last.quoted.paragraph == each.paragraph
        if last is not None and beside and (alone or last.quoted.start >= frame.sentence):
            return last.speaker
        lead = _up_to(masked, frame.sentence).rstrip()
        if alone and lead.endswith(":"):
            sentence = re.split(r"(?<=[.!?])\s|\n", lead)[-1]
            found = self._before(sentence)
            return self._person_before(lead[: -len(sentence)], found, told) if found in _SUBJECTS else found
        return ""

    def _after(self, text: str) -> str:
        """Return who speaks as told after a quotation: "said Reid", "Reid said", "according to Reid"."""
        tokens = tokenize(text)[:_MOST_WORDS]
        if not tokens:
            return ""
        if _is_verb(tokens[0].norm):
            return self._in_chunk(text, _chunk(text, tokens, 1), nearest_last=False)
        if norm_at(tokens, 0) == "according":
            return self._according(text, tokens)
        verb = next((p for p, token in enumerate(tokens) if _is_verb(token.norm)), None)
        if verb is None or re.search(r"[.!?:;]\s", text[: tokens[verb].start]):
            return ""
        return self._subject(text, tokens, verb)

    def _before(self, text: str) -> str:
        """Return who speaks as told before a quotation: "Reid said:", "Reid called it", "Reid:"."""
        tokens = tokenize(text)
        for verb in range(len(tokens) - 1, -1, -1):
            if _is_verb(tokens[verb].norm):
                speaker = self._subject(text, tokens, verb)
                if speaker:
                    return speaker
        if text.rstrip().endswith(":") and len(tokens) <= 6:
            return self._in_chunk(text, tokens, nearest_last=True)
        return self._according(text, tokens)

    def _according(self, text: str, tokens: Sequence[Token]) -> str:
        for position, (one, other) in enumerate(pairwise(tokens)):
            if (one.norm, other.norm) == ("according", "to"):
                return self._in_chunk(text, _chunk(text, tokens, position + 2), nearest_last=False)
        return ""

    def _subject(self, text: str, tokens: Sequence[Token], verb: int) -> str:
        """Return the subject of the verb of saying at a position, its agent in the passive; "" where it has none."""
        if norm_at(tokens, verb + 1) == "by":
            return self._in_chunk(text, _chunk(text, tokens, verb + 2), nearest_last=False)
        passive = norm_at(tokens, verb - 1) in BE or norm_at(tokens, verb - 2) in BE
        if passive and not tokens[verb].norm.endswith("ing"):
            return ""
        first = verb
        while first and tokens[first - 1].norm in _PASSED:
            first -= 1
        chunks = _chunks(text, tokens[:first])
        if not chunks:
            return ""
        apart = re.search(r"[,–—-]\s*$", text[: tokens[first].start]) is not None
        if apart and len(chunks) > 1:
            whole = [named for chunk in reversed(chunks) if (named := self._whole(text, chunk))]
            if whole:
                return whole[0]
        second = tokens[first - 1].norm in {"and", "but"}  # "Reid praised Bell and added"
        near = self._in_chunk(text, chunks[-1], nearest_last=not second)
        return near or next((s for chunk in chunks if (s := self._in_chunk(text, chunk, nearest_last=False))), "")

    def _whole(self, text: str, chunk: Sequence[Token]) -> str:
        """Return who a run of words between commas names, if it is nothing but the name with what leads to it."""
        if chunk[0].norm in _ENDS_PHRASE | _BESIDE:
            return ""
        if chunk[-1].norm in _SUBJECTS and len(chunk) <= 2:
            return chunk[-1].norm
        named = [m for m in self._gazetteer.mentions(chunk) if m.last == len(chunk) and m.how != "role"]
        persons = [m for m in named if self._is_speaker(m.name)]
        if persons:
            return persons[-1].name
        span = text[chunk[0].start : chunk[-1].end]
        capitals = _CAPITAL.findall(span)
        return self._named(span, chunk) if len(chunk) > 1 and len(capitals) == len(span.split()) else ""

    def _in_chunk(self, text: str, chunk: Sequence[Token], *, nearest_last: bool) -> str:
        """Return who is named in a noun phrase: a person, a role, a capitalised name, a body, a kind, a pronoun."""
        if not chunk:
            return ""
        if (chunk[-1] if nearest_last else chunk[0]).norm in _SUBJECTS:
            return (chunk[-1] if nearest_last else chunk[0]).norm
        return self._named(text[chunk[0].start : chunk[-1].end], chunk, nearest_last=nearest_last)

    def _named(self, span: str, chunk: Sequence[Token], *, nearest_last: bool = True) -> str:
        mentions = [m for m in self._gazetteer.mentions(chunk) if not self._is_place(m.name)]
        for choose in (
            [m for m in mentions if m.how != "role" and self._is_speaker(m.name)],
            [m for m in mentions if m.how == "role"],
        ):
            if choose:
                return _unambiguous(choose, -1 if nearest_last else 0)
        raw = _capitalised(span)
        covered = {token.text for m in mentions for token in chunk[m.first : m.last]}
        if raw and not set(raw.split()) <= covered:
            return raw
        if mentions:
            return _unambiguous(mentions, -1 if nearest_last else 0)
        return self._by_kind(chunk)

    def _by_kind(self, chunk: Sequence[Token]) -> str:
        """Return the only entity that is what the phrase says: "the watchdog"."""
        for token in reversed(chunk):
            fitting = [
                name for name in self._gazetteer.entities if set(bases(token.norm)) & self._gazetteer.kinds(name)
            ]
            if len(fitting) == 1:
                return fitting[0]
        return ""

    def _is_speaker(self, name: str) -> bool:
        return bool(self._gazetteer.kinds(name) & PERSONS)

    def _is_place(self, name: str) -> bool:
        kinds = self._gazetteer.kinds(name)
        return "place" in kinds and not kinds & PERSONS

    def _person_before(self, text: str, pronoun: str, told: Sequence[Utterance] = ()) -> str:
        """Return whom "he" or "she" means: the one who comes first in the last sentence that names a person."""
        wanted = "m" if pronoun == "he" else "f"
        for sentence in reversed(split_sentences(_up_to(text, len(text)), "")[-_MOST_SENTENCES:]):
            named = [m for m in self._gazetteer.mentions(tokenize(sentence.text)) if self._is_speaker(m.name)]
            fitting = [m.name for m in named if is_person(self._gazetteer, m.name)]
            fitting = [name for name in fitting if wanted in genders(self._gazetteer, name)]
            if fitting:
                return fitting[0]
        last = told[-1].speaker if told else ""
        fits = last and not last.islower() and wanted in (genders(self._gazetteer, last) or {wanted})
        return last if fits else ""


def masked_text(text: str, quoted: Iterable[Quoted]) -> str:
    """Return the text with one letter for each character of its quotations, so that what they say is not read.

    Their first and last characters are kept: they may begin and end a sentence.
    """
    masked = list(text)
    for each in quoted:
        masked[each.start + 1 : each.end - 1] = _MASK * max(each.end - each.start - 2, 0)
    return "".join(masked)


def _frame(masked: str, sentences: Sequence[tuple[int, int]], quoted: Sequence[Quoted], number: int) -> _Frame:
    first, last = quoted[number].around
    place = bisect_right(sentences, (first, len(masked))) - 1
    start, end = sentences[place] if place >= 0 and sentences[place][1] > first else (first, last)
    begin = max(start, quoted[number - 1].around[1]) if number else start
    stop = min(max(end, last), quoted[number + 1].around[0]) if number + 1 < len(quoted) else max(end, last)
    return _Frame(start, begin, first, last, stop)


def _up_to(text: str, end: int) -> str:
    """Return the last part of a text before an offset: enough to find out whom a pronoun means."""
    return text[max(end - _LOOKED_BACK, 0) : end]


def _is_verb(norm: str) -> bool:
    return bool(VERBS & set(bases(norm))) and norm not in _NOUNS and norm not in DETERMINERS


def _chunk(text: str, tokens: Sequence[Token], first: int) -> Sequence[Token]:
    """Return the words from a position to the next comma, full stop or relative clause."""
    last = first
    while last < len(tokens) and tokens[last].norm not in _ENDS_PHRASE:
        last += 1
        between = text[tokens[last - 1].end : tokens[last].start] if last < len(tokens) else ""
        abbreviated = between == ". " and len(tokens[last - 1].norm) <= 4  # "Cllr. Reid"
        if re.search(r"[.,;:!?–—(]", between) and not abbreviated:
            break
    return tokens[first:last]


def _chunks(text: str, tokens: Sequence[Token]) -> list[Sequence[Token]]:
    """Return the runs of words between commas, dashes and brackets, empty ones left out."""
    cuts = [0]
    cuts += [
        position
        for position in range(1, len(tokens))
        if re.search(r"[,;:()–—]|\s-\s", text[tokens[position - 1].end : tokens[position].start])
    ]
    return [tokens[first:last] for first, last in pairwise([*cuts, len(tokens)]) if last > first]


def _unambiguous(mentions: Sequence[Mention], place: int) -> str:
    """Return the name at one end of some mentions; "" where its words name several entities."""
    chosen = mentions[place]
    same = {m.name for m in mentions if (m.first, m.last) == (chosen.first, chosen.last)}
    return chosen.name if len(same) == 1 else ""


def _capitalised(span: str) -> str:
    """Return a name of two or more capitalised words, or a title and a name, as it is written."""
    runs = re.findall(r"[A-Z][\w’'-]+(?:\s+(?:[A-Z][\w’'-]+|de|van|von|der|bin|al))*", span)
    for run in reversed(runs):
        parts = run.split()
        if len(parts) > 1 and not (len(parts) == 2 and parts[0].casefold() in DETERMINERS):
            return " ".join(part for part in parts if part.casefold() not in _TITLES | DETERMINERS)
    return ""
