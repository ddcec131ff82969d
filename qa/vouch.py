"""Whether a recognised fact answers the question: what the checks have against it, and what it says.

The phrasings tell which fact is asked for; they cannot tell whether the question gets one name, date or number wrong.
So the recognised fact is aligned with the question like any other, and each check that does not agree is an objection.
"""

from __future__ import annotations

from collections.abc import Callable
from math import inf

from qa import wordnet
from qa.align import align
from qa.alignment import ASKED_WAYS, Alignment, predicate_hit
from qa.entities import PERSONS
from qa.factindex import FactIndex
from qa.fill import (
    MEASURED,
    PERSON_NOUNS,
    TIME_NOUNS,
    TYPED_NOUNS,
    WHOLE,
    Filled,
    fill,
    names_somebody,
    question_word,
    slot_cost,
    time_cost,
)
from qa.function_words import LIGHT
from qa.lexicon import bases
from qa.match import Hit, Matcher
from qa.model import Slot
from qa.question import Question, Reading
from qa.recognise import Recognised, Recognition
from qa.synonyms import SAYING
from qa.tokens import norms
from qa.values import value

OBJECTIONS = {
    "words": 6.0,
    "entity": 8.0,
    "time": inf,
    "quantity": inf,
    "contrast": 6.0,
    "claimant": inf,
    "choice": inf,
    "comparison": inf,
    "exact": inf,
    "possessor": inf,
    "links": 4.0,
    "restriction": inf,
    "quantifier": inf,
    "definition": 1.0,
    "role": 1.0,
    "polarity": 1.0,
    "tense": 0.0,
    "core": 0.0,
    "predicate": 0.0,
    "modality": 0.0,
    "yes-no": 0.0,
}
"""By check, how much surer (in the log of the odds) a fact must be recognised where the check does not agree."""
LOOKED_AT, NEAR = 6, 8.0
"""So many recognised facts are looked at, and none that is so much less certain than the best."""
OTHER_SLOT = 4.0
"""The same where the question word asks for something else than the phrasings' slot gives."""
MUCH = 0.75
"""Two answers say the same if the shorter one shares so much of its words."""
AT_ODDS = inf
"""The same where the phrasings say yes and the alignment no, or the other way round."""
NOT_SAID = inf
"""The same where yes or no rests on the phrasings only."""
UNTYPED = 1.0
"""The same where nothing but the phrasings tells that the slot is of the kind that is asked for."""
STRICT = frozenset("words entity time quantity links role quantifier claimant contrast definition".split())
REWORDED = frozenset({"predicate", "yes-no", "comparison"})
"""Checks that do not agree where yes or no is asked in words of the phrasings: the statement's own say neither."""
PRESUMED = 4.0
"""The same where the question is recognised as one that takes something wrong for granted."""
PASSED_OVER = OBJECTIONS["entity"]
TELLING = PERSONS | frozenset("place city town county country village party club team company firm".split())
"""Kinds of entities of which one never stands for another."""
CONTRADICTED = 4.0
"""What a contradiction costs a reading: another one, without, is preferred."""
DECISIVE = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september "
    "october november december first second third fourth fifth last".split()
)
"""Words of which another one is another answer."""
SAYS, MISTAKEN, STATED = "says", "mistaken", "fragment"
PERSONAL = frozenset({"who", "whom", "whose"})
SAYERS = frozenset({"claimant", "who", "whose", "list"})
SPOKEN = frozenset(SAYING)
CLOSED = MEASURED | {"who", "whose", "claimant", "list"}
"""What only a slot of its kind can answer: for anything else the whole statement may stand."""
Knows = Callable[[str], bool]


@value
class Vouched:
    """A recognised fact beside the reading that suits it best: what it answers, and how much stands against that."""

    recognised: Recognised
    alignment: Alignment
    filled: Filled | None
    doubt: float


class Inquiry:
    """One question, what it is recognised as, and the facts that are held against it; each is looked at once."""

    def __init__(self, question: Question, recognition: Recognition, index: FactIndex, matcher: Matcher) -> None:
        self.recognition = recognition
        self._question = question
        self._index = index
        self._matcher = matcher
        self._vouched: dict[int, Vouched | None] = {}

    def vouch(self, recognised: Recognised) -> Vouched | None:
        """Return the best reading of the question as one for this fact; None where it has no reading."""
        if recognised.fact not in self._vouched:
            readings = (reading for reading in self._question.readings if not reading.superlative)
            found = [self._beside(recognised, reading) for reading in readings]
            self._vouched[recognised.fact] = min(found, key=_order, default=None)
        return self._vouched[recognised.fact]

    def best(self, least: float) -> Vouched | None:
        """Return the fact that is most certainly asked for; None where it is less certain, or says nothing."""
        first = self.recognition.ranked[0]
        if not first.answered or first.certainty < least:
            return None
        vouched = self.vouch(first)
        return vouched if vouched is not None and vouched.filled is not None else None

    def margin(self, best: Vouched) -> float:
        """Return by how much the best fact is more certain than the next one that does not say the same."""
        for other in self.recognition.ranked[1:LOOKED_AT]:
            if not other.answered or not (self._disputes(best, other) or _say_the_same(best, self.vouch(other))):
                return best.recognised.certainty - other.certainty
        return inf

    def _disputes(self, best: Vouched, other: Recognised) -> bool:
        """Tell whether two facts are the two sides of a dispute: asked for the one, both are told."""
        one, another = best.alignment.indexed.fact, self._index[other.fact].fact
        return not best.alignment.reading.speaker and (another.id in one.disputes or one.id in another.disputes)

    def left_open(self, margin: float) -> bool:
        """Tell whether the question is recognised, by a margin, as one that the articles leave open."""
        first, *others = self.recognition.ranked[:2]
        return not first.answered and all(first.certainty - other.certainty > margin for other in others)

    def beside(self, best: Vouched) -> list[Vouched]:
        """Return what other recognised facts say, undoubted, to the same reading: a finer time, a fuller list."""
        if best.alignment.reading.hole.kind == "what is":
            return []
        near = [
            vouched
            for other in self.recognition.ranked[1:LOOKED_AT]
            if other.answered and best.recognised.certainty - other.certainty < NEAR and (vouched := self.vouch(other))
        ]
        reading = best.alignment.reading
        named = (each for each in near if all(hit.how not in ASKED_WAYS for hit in _names(each.alignment)))
        return [each for each in named if each.filled and not each.doubt and each.alignment.reading == reading]

    def looked_at(self) -> tuple[Vouched, ...]:
        """Return the facts that were held against the question, in that order."""
        return tuple(vouched for vouched in self._vouched.values() if vouched is not None)

    def _beside(self, recognised: Recognised, reading: Reading) -> Vouched:
        fact, key = recognised.fact, recognised.key
        indexed = self._index[fact]
        alignment = align(reading, indexed, self._matcher, lambda term: self.recognition.knows(fact, term, key))
        if presumes(key, reading):
            doubt = PRESUMED if _is_about_it(alignment) else inf
            return Vouched(recognised, alignment, Filled(indexed.fact.statement, None, 0.0), doubt)
        filled, doubt = _answer(key, alignment, self._matcher, lambda word: self.recognition.knows_word(fact, word))
        if filled is not None and reading.by_name and not names_somebody(filled, alignment, self._matcher):
            filled = None
        return Vouched(recognised, alignment, filled, doubt + _objections(alignment, self._matcher))


def _names(alignment: Alignment) -> list[Hit]:
    return [hit for hit in alignment.hits if hit.term.kind == "entity"]


def _say_the_same(one: Vouched, other: Vouched | None) -> bool:
    """Tell whether two facts answer with the same words, or the one with some of the other's."""
    if one.filled is None or other is None or other.filled is None:
        return False
    words, others = set(norms(one.filled.text)), set(norms(other.filled.text))
    if words <= others or others <= words:
        return True
    told, retold = _bases_of(words), _bases_of(others)
    measured = one.alignment.reading.hole.kind in CLOSED or one.alignment.reading.form == "yes-no"
    return not measured and len(told & retold) >= MUCH * min(len(told), len(retold)) > 1


def _bases_of(words: set[str]) -> set[str]:
    return {bases(word)[0] for word in words if word not in LIGHT}


def presumes(key: str, reading: Reading) -> bool:
    """Tell whether a question of this reading takes for granted what the fact contradicts, as its phrasings tell."""
    return key == MISTAKEN or (key == "no" and reading.rule == STATED)


def _is_about_it(alignment: Alignment) -> bool:
    """Tell whether the fact is about somebody whom the question names, and speaks to its times and numbers."""
    named = [hit for hit in alignment.hits if hit.term.kind == "entity"]
    measured = [hit for hit in alignment.hits if hit.term.kind in {"time", "quantity", "age"}]
    return (not named or any(hit.found for hit in named)) and all(hit.how != "missing" for hit in measured)


def _order(vouched: Vouched) -> tuple[bool, float, float]:
    """Prefer a reading that answers, that nothing speaks against, that nothing contradicts; then the plainer one."""
    contradicted = CONTRADICTED * len(vouched.alignment.conflicts)
    return vouched.filled is None, vouched.doubt + contradicted, vouched.alignment.cost


def _objections(alignment: Alignment, matcher: Matcher) -> float:
    lost = [hit for hit in alignment.hits if not hit.found and hit.how != "conflict" and not hit.term.either]
    decisive = DECISIVE | TYPED_NOUNS
    if any(set(hit.term.words) & decisive or any(map(_is_superlative, hit.term.words)) for hit in lost):
        return inf
    if any(hit.term.asked_for and not alignment.reading.hole.noun for hit in lost):
        return inf
    if alignment.reading.form == "topic" and any(check.name == "links" for check in alignment.missing):
        return inf
    lower = any(hit.term.text.islower() for hit in alignment.hits if hit.term.kind == "word")
    if lower and any(_is_strange_name(hit) for hit in lost):
        return inf
    refuted = alignment.reading.form == "yes-no" and bool(alignment.conflicts)  # then no word need be compared
    passed = {"entity", "comparison"} if refuted else {"entity"}
    doubts = [OBJECTIONS[check.name] for check in alignment.missing if check.name not in passed]
    unnamed = [hit for hit in alignment.hits if hit.how == "missing" and hit.term.kind == "entity"]
    return sum(doubts) + sum(inf if _is_telling(hit, matcher) else PASSED_OVER for hit in unnamed)


def _is_superlative(word: str) -> bool:
    """Tell whether a word compares: "youngest", "older"."""
    compared = word.endswith(("er", "est")) and any(base != word and pos == "a" for base, pos in wordnet.lemmas(word))
    return compared and not any(base == word for base, _ in wordnet.lemmas(word))


def _is_strange_name(hit: Hit) -> bool:
    """Tell whether a word is a name that the dossier does not know: with a capital, and not as a cry."""
    term = hit.term
    cried = term.text.isupper() and wordnet.known(term.words[0] if term.words else "")
    return term.kind == "word" and term.first > 0 and term.text[:1].isupper() and not cried


def _is_telling(hit: Hit, matcher: Matcher) -> bool:
    """Tell whether a name decides what is asked: a person, place or party does; a report may be a circumstance."""
    return any(TELLING & matcher.gazetteer.kinds(name) for name in hit.term.names)


def _answer(key: str, alignment: Alignment, matcher: Matcher, knows: Knows) -> tuple[Filled | None, float]:
    """Return what the fact says where the phrasings and the question word lead, and what speaks against it."""
    fact, reading = alignment.indexed.fact, alignment.reading
    own = fill(alignment, matcher)
    if fact.unknown:  # that one thing is not known says nothing of another
        return _not_known(key, own, alignment), inf if any(c.name in STRICT for c in alignment.missing) else 0.0
    if reading.form == "yes-no":
        return _verdict(key, own, alignment)
    if reading.twofold or (_asks_what_is_said(alignment) and key != SAYS):
        return Filled(fact.statement, None, 0.0), 0.0  # what somebody said is the whole of it
    if _is_another_kind(alignment, matcher):
        return None, inf
    kept = _from_key(key, alignment, matcher)
    if kept is not None:
        return kept
    if reading.hole.kind in CLOSED:
        return (own, OTHER_SLOT) if own is not None and own.slot is not None else (None, inf)
    if not all(knows(noun) and not TYPED_NOUNS & {noun, *bases(noun)} for noun in reading.hole.noun):
        return None, inf
    return Filled(fact.statement, None, 0.0), UNTYPED


def _asks_what_is_said(alignment: Alignment) -> bool:
    """Tell whether a claim is asked for: "what did X say about Y", also where X is named by no name we know."""
    reading = alignment.reading
    said = any(set(bases(word)) & SPOKEN for hit in alignment.hits for word in hit.term.words)
    return reading.hole.kind == "what" and bool(reading.speaker or (said and alignment.indexed.fact.according_to))


def _not_known(key: str, own: Filled | None, alignment: Alignment) -> Filled | None:
    """Return what a fact of not knowing says: that, or who it is that does not know, if the phrasings lead there."""
    kind = alignment.reading.hole.kind
    slot = next((slot for slot in alignment.indexed.fact.slots if slot.key == key), None)
    if own is not None or slot is None or kind != question_word(key) or kind not in {"when", "where", "who"}:
        return own
    return Filled(slot.text, slot, 0.0)


def _is_another_kind(alignment: Alignment, matcher: Matcher) -> bool:
    """Tell whether what is asked for excludes what the fact is about: "which girls" beside a fact about boys."""
    asked = [base for noun in alignment.reading.hole.noun for base in (noun, *bases(noun))]
    told = [base for token in alignment.indexed.tokens for base in (token.norm, *bases(token.norm))]
    return not set(asked) & set(told) and matcher.lexicon.contrast(asked, told) is not None


def _verdict(key: str, own: Filled | None, alignment: Alignment) -> tuple[Filled | None, float]:
    """Yes or no must rest on the whole question: whatever is not accounted for may be what makes it false."""
    lost = {check.name for check in alignment.missing}
    if lost & STRICT:
        return None, inf
    told = {"yes": "Yes", "no": "No"}.get(key)
    if told is None:
        return own, NOT_SAID
    if alignment.conflicts:
        return Filled("No", None, 0.0), 0.0 if told == "No" else AT_ODDS
    if own is not None and own.text != told and not (lost & REWORDED and _is_reworded(alignment)):
        return Filled(told, None, 0.0), AT_ODDS
    return Filled(told, None, 0.0), OTHER_SLOT if lost >= {"predicate", "yes-no"} else 0.0


def _is_reworded(alignment: Alignment) -> bool:
    """Tell whether a telling word is found in the phrasings only: what it comes to beside the statement, they know."""
    return any(h.how in ASKED_WAYS and h.term.kind == "word" and h.term.grace is None for h in alignment.hits)


def _is_echo(alignment: Alignment, slot: Slot, matcher: Matcher) -> bool:
    """Tell whether a slot says nothing but what the question says, its noun included: "which goals" - "the goals"."""
    indexed = alignment.indexed
    reach = {key for noun in alignment.reading.hole.noun for key in matcher.expand(noun)}
    nouns = {position for position, keys in enumerate(indexed.keys) if reach & set(keys)}
    speakers = {p for m in indexed.mentions if m.name in alignment.reading.speaker for p in range(m.first, m.last)}
    return indexed.positions(slot) & indexed.content <= alignment.covered | nouns | speakers


def _is_a_sayer(alignment: Alignment, matcher: Matcher) -> bool:
    """Tell whether "which NOUN" asks for the claimant: "which councillor", "which body"."""
    reading, claimants = alignment.reading, alignment.indexed.fact.according_to
    nouns = [noun for noun in reading.hole.noun if reading.hole.kind == "which"]
    told = {word for name in claimants for word in matcher.gazetteer.describing(name)}
    return bool(nouns) and (set(nouns) <= PERSON_NOUNS or matcher.akin(nouns, told))


def _is_what_is_said(alignment: Alignment) -> bool:
    """Tell whether the question's verb is the statement's own, or the statement's verb is in the question."""
    verb = predicate_hit(alignment)
    if verb is not None and verb.how not in {"optional", "missing"}:
        return verb.how not in ASKED_WAYS
    return not any(check.name == "predicate" for check in alignment.missing)


def _is_of_another_time(alignment: Alignment, slot: Slot) -> bool:
    """Tell whether a year or a month is asked for, and the slot has none."""
    noun = alignment.reading.hole.noun[-1:]
    timed = bool(noun) and bool(set(bases(noun[0])) & TIME_NOUNS)
    return timed and time_cost(noun[0], slot) is None


def _is_personal(alignment: Alignment, slot: Slot) -> bool:
    own = alignment.indexed.positions(slot)
    return question_word(slot.key) in PERSONAL or any(m.first in own for m in alignment.indexed.mentions)


def _from_key(key: str, alignment: Alignment, matcher: Matcher) -> tuple[Filled, float] | None:
    """Return what the phrasings' slot says, where it is of the kind that the question word asks for and news to it."""
    fact, kind = alignment.indexed.fact, alignment.reading.hole.kind
    if key == SAYS and fact.according_to and (kind in SAYERS or _is_a_sayer(alignment, matcher)):
        return Filled(" and ".join(fact.according_to), None, 0.0), 0.0
    slot = next((slot for slot in fact.slots if slot.key == key), None)
    if slot is None or key == "did":
        untold = kind in CLOSED or alignment.reading.hole.noun
        return None if untold else (Filled(fact.statement, None, 0.0), 0.0)
    if _is_of_another_time(alignment, slot):
        return None
    single = kind == "list" and "," not in slot.text and " and " not in slot.text
    vague = kind == "which" and not alignment.reading.hole.noun
    if kind in WHOLE or single or vague or (kind in {"which", "list", "what"} and _is_echo(alignment, slot, matcher)):
        return Filled(fact.statement, None, 0.0), UNTYPED
    if kind in PERSONAL and not _is_what_is_said(alignment):
        return Filled(fact.statement, None, 0.0), UNTYPED  # who did it and to whom is told by the verb
    if slot_cost(alignment, slot, matcher) is not None:
        return Filled(slot.text, slot, 0.0), 0.0
    if kind == "list":
        return Filled(slot.text, slot, 0.0), UNTYPED
    if alignment.reading.hole.noun or (kind in PERSONAL and not _is_personal(alignment, slot)):
        return None
    if kind in MEASURED and question_word(key) == kind:
        return Filled(slot.text, slot, 0.0), UNTYPED  # it repeats some words of the question, and tells the rest
    if kind in MEASURED or question_word(key) in MEASURED or kind == "claimant":
        return None
    if not alignment.indexed.positions(slot) & alignment.indexed.content - alignment.covered:
        return None
    return Filled(slot.text, slot, 0.0), UNTYPED
