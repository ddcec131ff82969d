"""Making a facts file ready for matching: its words' keys, who is named where, and all of it as sections to be kept.

Facts are taken one by one, and only what is kept of each stays in memory: there may be 100,000.
"""

from __future__ import annotations

import json
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence

from qa.english import wordnet
from qa.english.tokens import norms, tokenize
from qa.files.kept_tables import Writer
from qa.files.stages import Progress, counted, silent
from qa.matching.factindex import IndexedFact, Keys, own_keys, posting_keys, vocabulary, weights
from qa.model import Entity, Fact, FactsFile, Phrasings
from qa.recognition.classifier import UNANSWERED
from qa.recognition.compiled import NAMES, PERSONS_NAMES, TOLD
from qa.recognition.features import features
from qa.recognition.recognise import NOBODY
from qa.record.entities import Gazetteer, words_of, words_of_persons
from qa.record.lexicon import Lexicon
from qa.values import asdict

OFTEN, MISSPELT = 3, 2
"""A coined word is used so often; a misspelt name differs by so many letters."""


def compile_phrasings(phrasings: Phrasings, facts_file: FactsFile, progress: Progress = silent) -> bytes:
    """Return the payload of a `qa.recognition.classifier` for the phrasings; each statement counts as one."""
    from qa.recognition.training import train  # noqa: PLC0415 - it needs numpy

    lexicon, gazetteer = Lexicon(facts_file.words), Gazetteer(facts_file.entities)
    numbers = {fact.id: number for number, fact in enumerate(facts_file.facts)}
    asked = [(question, numbers[fact], key) for fact, key, question in phrasings.asked]
    asked += [(question, NOBODY, UNANSWERED) for question in phrasings.unanswered]
    if asked:
        phrased = {fact for fact, _, _ in phrasings.asked}
        asked += [(fact.statement, numbers[fact.id], "whole") for fact in facts_file.facts]
        plain = (fact for fact in facts_file.facts if fact.id not in phrased)
        asked += [(question, numbers[fact.id], "whole") for fact in plain for question in fact.asked_as]
    told = counted(asked, "reading phrasings", progress)
    return train([(features(tokenize(text), lexicon, gazetteer), fact, key) for text, fact, key in told], progress)


def compile_facts(
    facts_file: FactsFile,
    articles: Mapping[str, str] | Sequence[str],
    phrasings: Phrasings | None = None,
    progress: Progress = silent,
) -> list[bytes]:
    """Return what is kept of a facts file whose articles have these names, in parts: see `qa.recognition.compiled`.

    A mapping of names gives the date that an article prints at its own top; what facts.yaml says of it comes first.
    """
    printed = {name: date for name, date in articles.items() if date} if isinstance(articles, Mapping) else {}
    lexicon = Lexicon(facts_file.words)
    gazetteer = Gazetteer(facts_file.entities)
    writer = Writer()
    writer.add("articles", _json(list(articles)).encode("utf-8", "surrogatepass"))
    _add_entities(writer, facts_file.entities, gazetteer)
    texts = (text for fact in facts_file.facts for text in (fact.statement, *fact.asked_as))
    told = {norm for text in texts for norm in norms(text)} | _coined(phrasings, gazetteer)
    lengths = _add_words(writer, told, gazetteer)
    _add_facts(writer, facts_file.facts, lexicon, gazetteer, progress)
    header = {
        "title": facts_file.title,
        "folder": facts_file.articles,
        "dates": printed | {each.article: each.date for each in facts_file.published if each.date},
        "words": facts_file.words,
        "phrases": lexicon.table,
        "lengths": lengths,
        "places": writer.places,
    }
    content = _json(header).encode("utf-8", "surrogatepass")
    content += b" " * (-len(content) % 8)
    return [(8 + len(content)).to_bytes(8, "little"), content, *writer.parts]


def _add_entities(writer: Writer, entities: Sequence[Entity], gazetteer: Gazetteer) -> None:
    tables = gazetteer.tables
    writer.add_table("entities", {entity.name: _json(entity) for entity in entities})
    writer.add_table("names", {first: _json(rows) for first, rows in tables.names.items()})
    writer.add_table("kinds", {name: _json(sorted(kinds)) for name, kinds in tables.kinds.items()})
    writer.add_table("groups", {name: _json(groups) for name, groups in tables.groups.items()})


def _add_words(writer: Writer, told: set[str], gazetteer: Gazetteer) -> dict[str, tuple[int, int]]:
    """Add all words with what they are, and by length; return where those of each length stand."""
    marks: dict[str, str] = {}
    for mark, words in (
        (TOLD, told),
        (NAMES, words_of(gazetteer.entities)),
        (PERSONS_NAMES, words_of_persons(gazetteer.entities)),
    ):
        for word in sorted(words):
            marks[word] = marks.get(word, "") + mark
    writer.add_table("words", marks)
    by_length: dict[int, list[str]] = {}
    for word in sorted(marks):
        by_length.setdefault(len(word), []).append(word)
    content = b""
    lengths: dict[str, tuple[int, int]] = {}
    for length, listed in sorted(by_length.items()):
        part = "\n".join(listed).encode("utf-8", "surrogatepass")
        lengths[str(length)] = (len(content), len(content) + len(part))
        content += part
    writer.add("spellings", content)
    return lengths


def _add_facts(
    writer: Writer, facts: Sequence[Fact], lexicon: Lexicon, gazetteer: Gazetteer, progress: Progress
) -> None:
    """Add a line for each fact, the postings of their keys, and where each is."""
    postings: dict[str, array[int]] = {}
    rows: list[str] = []
    asked: list[tuple[tuple[Keys, ...], ...]] = []
    for number, fact in enumerate(counted(facts, "reading facts", progress)):
        indexed = IndexedFact(fact, vocabulary(fact, lexicon, gazetteer), gazetteer, ())
        for key in posting_keys(indexed):
            postings.setdefault(key, array("I")).append(number)
        asked.append(tuple(tuple(own_keys(keys) for keys in each.words) for each in indexed.asked))
        rows.append(_row(indexed))
    lines = []
    for row, questions in zip(rows, asked, strict=True):
        telling = [weights(words, postings, len(facts)) for words in questions]
        lines.append(f'{row[:-1]},"weights":{_json(telling)}}}'.encode("utf-8", "surrogatepass"))
    ends = array("Q", [0])
    for line in lines:
        ends.append(ends[-1] + len(line))
    writer.add("ends", ends.tobytes())
    writer.add("facts", b"".join(lines))
    writer.add_table("ids", {fact.id: str(number) for number, fact in enumerate(facts)})
    _add_postings(writer, postings)


def _row(indexed: IndexedFact) -> str:
    return _json({
        "fact": indexed.fact,
        "statement": indexed.keys,
        "asked": [[each.kind, each.words] for each in indexed.asked],
        "mentions": indexed.mentions,
        "asked_entities": sorted(indexed.asked_entities),
    })  # fmt: skip


def _add_postings(writer: Writer, postings: Mapping[str, array[int]]) -> None:
    places: dict[str, str] = {}
    first = 0
    for key, numbers in postings.items():
        places[key] = f"{first} {len(numbers)}"
        first += len(numbers)
    writer.add_table("keys", places)
    writer.add("numbers", b"".join(numbers.tobytes() for numbers in postings.values()))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=asdict)


def _coined(phrasings: Phrasings | None, gazetteer: Gazetteer) -> set[str]:
    """Return the words of phrasings that are used often, in no dictionary, and not misspelt names: "uni", "combi"."""
    if phrasings is None:
        return set()
    from rapidfuzz import process  # noqa: PLC0415 - only where facts are compiled
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    questions = (*(question for _, _, question in phrasings.asked), *phrasings.unanswered)
    counts = Counter(norm for question in questions for norm in norms(question))
    names = sorted(words_of(gazetteer.entities))
    often = [norm for norm, count in counts.items() if count >= OFTEN and not wordnet.known(norm)]
    return {norm for norm in often if not process.extractOne(norm, names, scorer=OSA.distance, score_cutoff=MISSPELT)}
