"""Compile WordNet 3.0 into qa/data/wordnet.txt and qa/data/WORDNET-LICENSE.

    apt-get download wordnet-base
    dpkg -x wordnet-base_*.deb /tmp/wn
    PYTHONPATH=. python scripts/build_wordnet.py /tmp/wn/usr/share/wordnet

The files are read as wndb(5WN) and cntlist(5WN) describe them; the method is WordNet's own (Fellbaum 1998). What is
kept and why, with measurements: docs/decisions/0002-wordnet.md. One line a word, sorted by bytes, four fields
separated by tabs:

    word     how often as each pos   bases of an irregular form   relations
    inspect  v14                                                  sv1visit;dn2inspection;hv2examine
    went                             vgo

A group of relations is a kind (a, s, d, h, m: see ``qa.english.wordnet.KINDS``), the part of speech of the words in it,
their strength, then the words, separated by commas.
The same input gives the same bytes, whatever the hash seed.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

from qa.english.wordnet import KINDS, POSES, british

POS_FILES = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
POS_DIGITS = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
"""The digit after the % of a sense key (senseidx(5WN)); 5 is a satellite adjective."""

WORD = re.compile(r"[a-z][a-z'.-]*(?: [a-z'.-]+){0,2}")
"""What becomes an entry: lower case, no digits, at most three words."""

POINTERS = {"+": "d", "\\": "d", "<": "d", "@": "h", "&": "m", "!": "a"}
"""Pointer symbols (wninput(5WN)) that become relations, and the kind of each. ``\\`` is a pertainym or the
adjective of an adverb, ``<`` the verb of a participle."""

Key = tuple[str, int]
"""Part of speech and byte offset: the name of a synset."""


class Pointer(NamedTuple):
    """A relation of WordNet; ``source`` and ``target`` are positions of words in the synsets, -1 for the whole."""

    symbol: str
    to: Key
    source: int
    target: int


class Synset(NamedTuple):
    """A sense: words in their original case, and where it points."""

    words: tuple[str, ...]
    pointers: tuple[Pointer, ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of WordNet is kept: see the table in docs/decisions/0002-wordnet.md."""

    senses: int = 4
    """A sense counts while it is among the first so many of its word and part of speech."""
    share: float = 0.01
    """... and has at least this share of the word's tagged occurrences, where there are any."""
    minor: float = 0.1
    """Less than this share makes a part of speech a rare one of the word."""
    steps: int = 2
    """How far up a hypernym is taken."""
    below: int = 1500
    """A hypernym with more synsets than this below it is too general to say anything ("person", "change")."""
    weakest: Mapping[str, int] = field(default_factory=lambda: {"h": 2})
    """The least strength with which a kind of relation is kept, where it is not 1."""


@dataclass(slots=True)
class Net:
    """WordNet in memory: its synsets, and for each word and part of speech its senses, the most frequent first."""

    synsets: dict[Key, Synset] = field(default_factory=dict)
    senses: dict[tuple[str, str], list[Key]] = field(default_factory=dict)
    counts: Counter[tuple[str, Key]] = field(default_factory=Counter)
    bases: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    below: Counter[Key] = field(default_factory=Counter)
    totals: Counter[tuple[str, str]] = field(default_factory=Counter)


def main(arguments: list[str] | None = None) -> int:
    """Read the WordNet folder that the command line names and write the two files."""
    parser = argparse.ArgumentParser(description="Compile WordNet 3.0 into qa/data/wordnet.txt")
    parser.add_argument("folder", type=Path, help="the folder with data.noun, index.noun, cntlist.rev ...")
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parents[1] / "qa" / "data")
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "wordnet.txt").write_bytes(compiled(read_net(options.folder), Limits()))
    (options.out / "WORDNET-LICENSE").write_bytes(licence(options.folder))
    return 0


def licence(folder: Path) -> bytes:
    """Return WordNet's licence: the numbered lines at the head of each of its data files."""
    lines = (folder / "data.noun").read_text("utf-8").splitlines()
    head = [line[4:].rstrip() for line in lines[:40] if line.startswith("  ")]
    return ("\n".join(head).strip() + "\n").encode()


def compiled(net: Net, limits: Limits) -> bytes:
    """Return the data file: one line for every word that has a frequency or is an irregular form."""
    lines = []
    drop_obscure(net)
    table = relations(net, limits)
    frequencies: dict[str, list[str]] = defaultdict(list)
    for pos in POSES:
        for word, of in net.senses:
            if of == pos:
                frequencies[word].append(f"{pos}{net.totals[word, pos]}")
    for word in {*frequencies, *net.bases}:
        fields = (
            word,
            " ".join(frequencies[word]),
            ",".join(sorted(net.bases.get(word, ()))),
            groups(table[word]),
        )
        lines.append("\t".join(fields))
    return "".join(f"{line}\n" for line in sorted(lines)).encode()


def drop_obscure(net: Net) -> None:
    """Take out the noun collocations that say no more than their last word does ("blood test", "silver fir").

    One that was seen in the corpora ("human rights") or that is another name for a word seen more than once ("head
    teacher": principal) stays.
    """
    for word, pos in list(net.senses):
        if pos == "n" and " " in word and not net.totals[word, pos]:
            others = {other for key in net.senses[word, pos] for other in entries(net.synsets[key].words)}
            if not any(net.totals[other, pos] > 1 for other in others):
                del net.senses[word, pos]


def groups(found: dict[tuple[str, str, str], int]) -> str:
    """Return the relations of one word as they stand in the file: antonyms first, then by kind and strength."""
    vetoed = {word for kind, _, word in found if kind == "a"}
    grouped: dict[tuple[int, int, int], list[str]] = defaultdict(list)
    for (kind, pos, word), strength in found.items():
        if kind == "a" or word not in vetoed:
            grouped[list(KINDS).index(kind), -strength, POSES.index(pos)].append(word)
    return ";".join(
        f"{list(KINDS)[kind]}{POSES[pos]}{-strength}{','.join(sorted(words))}"
        for (kind, strength, pos), words in sorted(grouped.items())
    )


def relations(net: Net, limits: Limits) -> dict[str, dict[tuple[str, str, str], int]]:
    """Return word -> (kind, part of speech, other word) -> strength."""
    table: dict[str, dict[tuple[str, str, str], int]] = defaultdict(dict)
    places = ranks(net, limits)
    for (word, _), senses in net.senses.items():
        for key in senses:
            here = places.get((word, key), 0)
            for kind, to, other, steps in neighbours(net, limits, word, key) if here else ():
                there = places.get((other, to), 0)
                strength = 4 - min(3, max(here, there)) - steps
                place = (kind, to[0], other)
                if there and other != word and strength >= limits.weakest.get(kind, 1):
                    table[word][place] = max(strength, table[word].get(place, 0))
    return table


def neighbours(net: Net, limits: Limits, word: str, key: Key) -> Iterator[tuple[str, Key, str, int]]:
    """Yield (kind, synset, word, further steps) for every word that one sense of a word is related to."""
    synset = net.synsets[key]
    positions = {place for place, written in enumerate(synset.words) if entry(written) == word}
    for other in entries(synset.words):
        yield "s", key, other, 0
    for pointer in synset.pointers:
        kind = POINTERS.get(pointer.symbol)
        if kind is None or kind == "h" or (pointer.source >= 0 and pointer.source not in positions):
            continue
        words = net.synsets[pointer.to].words
        for other in entries(words if pointer.target < 0 else (words[pointer.target],)):
            # Near-synonyms are kept between common adjectives only: the rare ones are many and never met.
            if kind != "m" or (net.totals[word, key[0]] and net.totals[other, key[0]]):
                yield kind, pointer.to, other, 0
    # A rare collocation's hypernym is as a rule its own last word, which the reader can see.
    if " " not in word or net.totals[word, key[0]]:
        for above, other, steps in hypernyms(net, limits, key):
            yield "h", above, other, steps


def hypernyms(net: Net, limits: Limits, key: Key) -> Iterator[tuple[Key, str, int]]:
    """Yield (synset, word, steps after the first) for common words above a synset that are not too general.

    A synset without a common word is no step: nobody asks for a "contagious disease", so measles is one step below
    disease.
    """
    level = {key: 0}
    while level:
        above: dict[Key, int] = {}
        for below, steps in level.items():
            for pointer in net.synsets[below].pointers:
                if pointer.symbol != "@" or net.below[pointer.to] > limits.below:
                    continue
                words = [word for word in entries(net.synsets[pointer.to].words) if net.totals[word, key[0]]]
                yield from ((pointer.to, word, steps) for word in words)
                if steps + bool(words) < limits.steps:
                    above[pointer.to] = steps + bool(words)
        level = above


def ranks(net: Net, limits: Limits) -> dict[tuple[str, Key], int]:
    """Return (word, sense) -> the place (from 1) of the sense among the word's senses, without those too rare.

    All senses of a part of speech in which the word is rarely met ("to die" is common, "a die" is not) go down one.
    """
    places = {}
    for (word, pos), senses in net.senses.items():
        tagged = sum(net.totals[word, other] for other in POSES)
        down = net.totals[word, pos] < limits.minor * tagged
        for place, key in enumerate(senses[: limits.senses], 1):
            if net.counts[word, key] >= limits.share * tagged:
                places[word, key] = place + down
    return places


@cache
def entry(written: str) -> str | None:
    """Return the entry for a word as WordNet writes it: respelt, blanks for underscores; None for a proper noun."""
    word = written.partition("(")[0].replace("_", " ")
    return british(word) if WORD.fullmatch(word) else None


def entries(words: Iterable[str]) -> list[str]:
    """Return the entries among the words of a synset."""
    return [word for written in words if (word := entry(written)) is not None]


def read_net(folder: Path) -> Net:
    """Read a WordNet ``dict`` folder; raises OSError where a file is missing."""
    net = Net()
    for pos, name in POS_FILES.items():
        for line in (folder / f"data.{name}").read_text("utf-8").splitlines():
            if not line.startswith(" "):
                read_synset(net, pos, line)
    for key in net.synsets:
        net.below.update(ancestors(net, key))
    tagged = read_counts(folder / "cntlist.rev")
    for pos, name in POS_FILES.items():
        read_index(net, pos, folder / f"index.{name}", tagged)
        read_exceptions(net, pos, folder / f"{name}.exc")
    for (word, _), senses in net.senses.items():
        senses.sort(key=lambda key: -net.counts[word, key])
    return net


def ancestors(net: Net, key: Key) -> set[Key]:
    """Return every synset above one; WordNet's verbs have one cycle, which a set survives."""
    found: set[Key] = set()
    level = [key]
    while level:
        level = [to for at in level for symbol, to, _, _ in net.synsets[at].pointers if symbol == "@"]
        level = [to for to in level if to not in found]
        found.update(level)
    return found


def read_synset(net: Net, pos: str, line: str) -> None:
    """Read one line of a data file."""
    parts = line.partition(" | ")[0].split(" ")
    size = int(parts[3], 16)
    words = tuple(parts[4 : 4 + 2 * size : 2])
    start = 4 + 2 * size
    pointers = []
    for at in range(start + 1, start + 1 + 4 * int(parts[start]), 4):
        symbol, offset, other, ends = parts[at : at + 4]
        to = ("a" if other == "s" else other, int(offset))
        source, target = bytes.fromhex(ends)
        pointers.append(Pointer(symbol, to, source - 1, target - 1))
    net.synsets[pos, int(parts[0])] = Synset(words, tuple(pointers))


def read_counts(path: Path) -> dict[tuple[str, str, int], int]:
    """Return (lemma as the index writes it, part of speech, sense number) -> tagged occurrences."""
    counts = {}
    for line in path.read_text("utf-8").splitlines():
        sense_key, number, count = line.split(" ")
        lemma, _, rest = sense_key.rpartition("%")
        counts[lemma, POS_DIGITS[rest[0]], int(number)] = int(count)
    return counts


def read_index(net: Net, pos: str, path: Path, tagged: dict[tuple[str, str, int], int]) -> None:
    """Read an index file: the senses of each word in order. Two spellings of a word share their senses."""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith(" "):
            continue
        parts = line.split()
        lemma = parts[0]
        for number, offset in enumerate(parts[-int(parts[2]) :], 1):
            key = (pos, int(offset))
            # The index is all lower case; the synset knows whether this is "china" or "China".
            if lemma not in (written.partition("(")[0] for written in net.synsets[key].words):
                continue
            word = entry(lemma)
            if word is not None:
                senses = net.senses.setdefault((word, pos), [])
                if key not in senses:
                    senses.append(key)
                count = tagged.get((lemma, pos, number), 0)
                net.counts[word, key] += count
                net.totals[word, pos] += count


def read_exceptions(net: Net, pos: str, path: Path) -> None:
    """Read a list of irregular forms; those whose base is no entry are left out."""
    for line in path.read_text("utf-8").splitlines():
        form, *bases = (entry(word) for word in line.split(" "))
        for base in bases:
            if form and base and form != base and (base, pos) in net.senses:
                net.bases[form].add(pos + base)


if __name__ == "__main__":
    sys.exit(main())
