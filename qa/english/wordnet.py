"""English words: their base forms, how common they are, and which words are related to them.

The knowledge is WordNet 3.0 (Fellbaum 1998), compiled by ``scripts/build_wordnet.py`` into one sorted text file,
``data/wordnet.txt``; docs/decisions/0002-wordnet.md says what was kept and why. Nothing is read at import: the
first lookup maps the file into memory, and a lookup is a binary search over its lines.

Every word that goes in is lower-cased and respelt by ``british``, and every word that comes out is in that form:
``related("organization")`` and ``related("organisation")`` are the same tuple. Respell both sides, then compare.
"""

from __future__ import annotations

import os
from functools import lru_cache
from mmap import ACCESS_READ, mmap

from qa.values import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing import Final

__all__ = [
    "CLOSED_CLASS", "Relation", "british", "frequency", "inflected_verb", "known", "lemmas", "link", "rather_a_verb",
    "related",
]  # fmt: skip

DATA: Final = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "data", "wordnet.txt")

POSES: Final = "nvar"
"""Noun, verb, adjective, adverb: WordNet's letters."""

KINDS: Final = {"a": "antonym", "s": "synonym", "d": "derivation", "h": "hypernym", "m": "similar"}
"""The letter of a kind in the data file, and its name."""

CLOSED_CLASS: Final = frozenset(
    """
    a about above across after against all along although am amid among an and another any anybody anyone anything
    are around as at be because been before behind being below beneath beside besides between beyond both but by can
    cannot concerning could despite did do does doing done down during each either else enough every everybody
    everyone everything except few for from had has have having he hence her hers herself him himself his how however
    i if in inside instead into is it its itself least less lest like many may me might mine more most much must my
    myself near neither nevertheless no nobody none nor not nothing of off on once one onto or other others otherwise
    ought our ours ourselves out outside over own per perhaps plus rather regarding same several shall she should
    since so some somebody someone something somewhat such than that the their theirs them themselves then there
    therefore these they this those though through throughout thus till to together too toward towards under unless
    unlike until unto up upon us versus very via was we were what whatever when whenever where whereas whereby wherever
    whether which whichever while whilst who whoever whom whose why will with within without would yet you your
    yours yourself yourselves
    """.split()
)
"""Function words: WordNet leaves most of them out, and they are no plurals ("this", "as", "his")."""

DETACHMENT: Final = (
    ("s", "", "n"),
    ("ses", "s", "n"),
    ("xes", "x", "n"),
    ("zes", "z", "n"),
    ("ches", "ch", "n"),
    ("shes", "sh", "n"),
    ("men", "man", "n"),
    ("ies", "y", "n"),
    ("s", "", "v"),
    ("ies", "y", "v"),
    ("es", "e", "v"),
    ("es", "", "v"),
    ("ed", "e", "v"),
    ("ed", "", "v"),
    ("ing", "e", "v"),
    ("ing", "", "v"),
    ("er", "", "a"),
    ("est", "", "a"),
    ("er", "e", "a"),
    ("est", "e", "a"),
    ("ier", "y", "a"),
    ("iest", "y", "a"),
)
"""(suffix, its replacement, part of speech): morphy(7WN)'s rules of detachment, and -ier, -iest."""

SUFFIXES: Final = tuple(
    (f"{american}{ending}", f"{ours}{ending}")
    for american, ours in (("iz", "is"), ("yz", "ys"))
    for ending in ("e", "es", "ed", "er", "ers", "ing", "ings", "able", "ation", "ations", "ational")
)
"""(American suffix, British suffix): the two verb endings and what derives from them."""

NOT_IZE: Final = frozenset(
    "siz capsiz downsiz resiz outsiz oversiz undersiz supersiz midsiz upsiz priz seiz maiz baiz assiz friz".split()
)
"""Words whose -ize is no suffix, without their "e": size, prize, seize."""

BRITISH_WORDS: Final = dict(
    pair.split(":")
    for pair in """
    aging:ageing airplane:aeroplane aluminum:aluminium amongst:among analog:analogue artifact:artefact
    ax:axe caliber:calibre catalog:catalogue center:centre centimeter:centimetre cozy:cosy
    defense:defence dialog:dialogue enquire:inquire enquiry:inquiry enquirie:inquirie enrol:enroll
    epicenter:epicentre fetal:foetal fetus:foetus fetuse:foetuse fiber:fibre fulfil:fulfill gaol:jail gray:grey
    installment:instalment jewelry:jewellery judgement:judgment kilogramme:kilogram kilometer:kilometre
    license:licence likable:likeable liter:litre luster:lustre maneuver:manoeuvre maths:math meager:meagre meter:metre
    millimeter:millimetre mold:mould moldy:mouldy mom:mum monolog:monologue mustache:moustache offense:offence
    pajama:pyjama plow:plough practise:practice pretense:pretence program:programme
    reconnoiter:reconnoitre saber:sabre sizable:sizeable
    skeptic:sceptic skeptical:sceptical skepticism:scepticism skillful:skilful somber:sombre specialty:speciality
    specialtie:specialitie specter:spectre theater:theatre toward:towards whilst:while willful:wilful woolen:woollen
    yoghurt:yogurt
    """.split()
)
"""Words that no rule respells, American first; "enroll" and "fulfill" keep the l that "enrolled" has."""

BRITISH_STEMS: Final = (
    (
        frozenset(
            """
            arbor ardor armor behavior candor clamor clangor color demeanor discolor disfavor dishonor enamor endeavor
            favor fervor flavor glamor harbor honor humor labor misbehavior neighbor odor parlor rancor rigor rumor
            savior savor splendor succor tumor valor vapor vigor
            """.split()
        ),
        ("", *"s ed er ers ing ings able ably ful fully less ite ites itism ism hood hoods ly al y ist".split()),
        ("or", "our"),
    ),
    (
        frozenset(
            """
            cancel channel counsel dial dishevel duel enamel equal fuel funnel grovel initial jewel label level libel
            marshal marvel medal model panel pedal pencil quarrel refuel rival shovel shrivel signal snivel spiral
            stencil swivel total towel trammel travel tunnel unravel yodel
            """.split()
        ),
        tuple("ed ing ings er ers or ors ous ously".split()),
        ("l", "ll"),
    ),
)
"""(stems, the endings before which they are respelt, the end of the stem and what becomes of it): colored -> coloured,
traveled -> travelled."""

BRITISH_STARTS: Final = tuple(
    pair.split(":")
    for pair in """
    anemi:anaemi anesthe:anaesthe archeo:archaeo diarrhe:diarrhoe encyclopedi:encyclopaedi esophag:oesophag
    estrogen:oestrogen gynecol:gynaecol hemoglobin:haemoglobin hemophil:haemophil hemorrh:haemorrh leukemi:leukaemi
    orthopedi:orthopaedi pediatri:paediatri
    """.split()
)
"""How scientific words begin, American first."""


class Relation(NamedTuple):
    """A word that is related to the one asked about.

    ``kind`` is a name in KINDS (``link`` also says "hyponym"); ``strength`` is 3 where both words are meant in
    their commonest sense, down to 1; ``pos`` is the related word's part of speech (n, v, a, r).
    """

    word: str
    kind: str
    strength: int
    pos: str


def known(word: str) -> bool:
    """Tell whether this is an English word in any form; a hyphenated word is known where its parts are."""
    word = british(word)
    if word in CLOSED_CLASS or lemmas(word):
        return True
    if word.endswith("n't"):
        return word[:-3] in CLOSED_CLASS or word in ("can't", "won't", "shan't")
    return "-" in word and all(known(part) for part in word.split("-"))


@lru_cache(maxsize=2048)
def lemmas(word: str) -> tuple[tuple[str, str], ...]:
    """Return (base form, part of speech) pairs, the most frequent first; () for an unknown word.

    The method is morphy's (morphy(7WN)): the list of exceptions, the word itself, the rules of detachment; and a
    doubled consonant ("planned") where these find nothing. A possessive 's is the caller's to remove.
    """
    word = british(word)
    if " " in word:
        return _phrase_lemmas(word)
    found: dict[tuple[str, str], int] = {}
    for pos, base in _bases(word):
        found.setdefault((base, pos), _count(base, pos) or 0)
    for pos, count in frequency(word).items():
        found.setdefault((word, pos), count)
    for base, pos in _detached(word):
        _note(found, base, pos)
    if not found:
        for base, pos in _detached(word):
            if len(base) > 3 and base[-1] == base[-2]:
                _note(found, base[:-1], pos)
    return tuple(sorted(found, key=lambda pair: -found[pair]))


@lru_cache(maxsize=2048)
def _phrase_lemmas(phrase: str) -> tuple[tuple[str, str], ...]:
    """Return the base forms of a collocation: a verb inflects its first word, a noun its last."""
    first, _, rest = phrase.partition(" ")
    start, _, last = phrase.rpartition(" ")
    found: dict[tuple[str, str], int] = {}
    for pos, count in frequency(phrase).items():
        found[phrase, pos] = count
    for base, pos in lemmas(first):
        if pos == "v":
            _note(found, f"{base} {rest}", pos)
    for base, pos in lemmas(last):
        if pos == "n":
            _note(found, f"{start} {base}", pos)
    return tuple(sorted(found, key=lambda pair: -found[pair]))


def frequency(lemma: str) -> dict[str, int]:
    """Return how often the lemma was tagged in WordNet's corpora as each part of speech; 0 is "listed, not seen"."""
    field = _fields(british(lemma))[0]
    return {item[0]: int(item[1:]) for item in field.split(" ")} if field else {}


def rather_a_verb(word: str) -> bool:
    """Tell whether a word, in any of its forms, was tagged as a verb more often than as a noun or an adjective."""
    counts = {"n": 0, "v": 0, "a": 0}
    for base, pos in lemmas(word):
        if pos in counts:
            counts[pos] += frequency(base).get(pos, 0)
    return counts["v"] > counts["n"] + counts["a"]


def inflected_verb(word: str) -> bool:
    """Tell whether a word may be a form of a verb other than its base form: "signed", "sold", "signs"."""
    return any(pos == "v" and base != word for base, pos in lemmas(word))


@lru_cache(maxsize=2048)
def related(lemma: str) -> tuple[Relation, ...]:
    """Return the words related to a lemma: by kind in the order of KINDS, the strongest first, then by spelling.

    A "hypernym" is more general than the lemma; an "antonym" must never be matched. Words that share only a
    hypernym (sisters: Monday and Tuesday) are never related.
    """
    field = _fields(british(lemma))[2]
    relations: list[Relation] = []
    for group in field.split(";") if field else ():
        kind, pos, strength = KINDS[group[0]], group[1], int(group[2])
        relations.extend(Relation(word, kind, strength, pos) for word in group[3:].split(","))
    return tuple(relations)


def link(asked: str, written: str) -> Relation | None:
    """Return how the lemma ``written`` in an article is related to the lemma ``asked`` in a question, or None.

    "hyponym": the article says it more exactly (asked "illness", written "measles"), which is an answer;
    "hypernym": the article says less than was asked, which is none. An antonym wins over any other kind.
    """
    asked, written = british(asked), british(written)
    there = [relation for relation in related(asked) if relation.word == written]
    back = [relation for relation in related(written) if relation.word == asked and relation.kind == "hypernym"]
    if there and there[0].kind != "hypernym":
        return there[0]
    if back:
        return Relation(written, "hyponym", back[0].strength, back[0].pos)
    return there[0] if there else None


def _detached(word: str) -> list[tuple[str, str]]:
    """Return what the rules of detachment make of a word, not yet looked up."""
    function_word, double_s = word in CLOSED_CLASS, word.endswith("ss")
    candidates = []
    for suffix, ending, pos in DETACHMENT:
        stem = word.removesuffix(suffix)
        # One letter is no stem ("bed" is no past tense of "be"), and "press" is no plural.
        if len(stem) in (0, 1, len(word)) or (double_s and pos == "n"):
            continue
        if pos == "v" or not function_word:
            candidates.append((british(stem + ending), pos))
    return candidates


def _note(found: dict[tuple[str, str], int], base: str, pos: str) -> None:
    """Add a base form to those found, if the dictionary has it as this part of speech."""
    count = _count(base, pos)
    if count is not None:
        found.setdefault((base, pos), count)


def _count(lemma: str, pos: str) -> int | None:
    """Return how often a lemma was tagged as a part of speech; None where the dictionary does not have it."""
    return frequency(lemma).get(pos)


def _bases(word: str) -> list[tuple[str, str]]:
    """Return the (part of speech, base form) pairs of an irregular form."""
    field = _fields(word)[1]
    return [(item[0], item[1:]) for item in field.split(",")] if field else []


@lru_cache(maxsize=2048)
def _fields(word: str) -> tuple[str, str, str]:
    """Return a word's three fields (frequencies, irregular bases, relations), empty where it has no line.

    The file is sorted by its bytes and tab is smaller than any letter, so the lines are in the order of the words.
    """
    if "\t" in word or "\n" in word:
        return "", "", ""
    data, key = _data(), word.encode(errors="surrogatepass") + b"\t"
    low, high = 0, len(data)
    while low < high:
        start = data.rfind(b"\n", 0, (low + high) // 2) + 1
        end = data.find(b"\n", start) + 1
        if data[start:end] < key:
            low = end
        else:
            high = start
    if data[low : low + len(key)] != key:
        return "", "", ""
    line = data[low + len(key) : data.find(b"\n", low)].decode()
    counts, bases, relations = line.split("\t")
    return counts, bases, relations


@lru_cache(maxsize=1)
def _data() -> mmap:
    """Map the data file into memory, once a process."""
    with open(DATA, "rb") as file:
        return mmap(file.fileno(), 0, access=ACCESS_READ)


@lru_cache(maxsize=2048)
def british(word: str) -> str:
    """Return the word in lower case and in one spelling: British, -ise for -ize.

    Inflected forms follow: "Organizations" -> "organisations", "labored" -> "laboured". Words that differ in
    meaning as well as in spelling (check/cheque, story/storey, tire/tyre) are left alone.
    """
    word = word.lower().replace("\u2019", "'")
    if " " in word:
        return " ".join(british(part) for part in word.split(" "))
    return "-".join(_respell(part) for part in word.split("-"))


def _respell(word: str) -> str:
    """Respell one lower-case word: the table of words, stems with their endings, first parts, then -ize and -yze."""
    for ending in ("", "s", "d", "ed", "ing", "ly"):
        stem = word.removesuffix(ending)
        if stem in BRITISH_WORDS and word == stem + ending:
            return _with_ending(BRITISH_WORDS[stem], ending)
    for stems, endings, (american, ours) in BRITISH_STEMS:
        for ending in endings:
            stem = word.removesuffix(ending)
            if stem in stems and word == stem + ending:
                return stem.removesuffix(american) + ours + ending
    for american, ours in BRITISH_STARTS:
        if word.startswith(american):
            word = ours + word[len(american) :]
    for american, ours in SUFFIXES:
        if word.endswith(american) and len(word) > len(american) + 1:
            stem = word[: len(word) - len(american)]
            return word if stem + "iz" in NOT_IZE else stem + ours
    return word


def _with_ending(base: str, ending: str) -> str:
    """Put an inflection back on a respelt word ("centre" + "ed" -> "centred")."""
    return (base[:-1] if base.endswith("e") and ending in ("ed", "ing") else base) + ending
