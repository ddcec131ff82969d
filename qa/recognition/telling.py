"""What a recognised fact says to a question: the slot that the phrasings lead to, its whole statement, or nothing.

The phrasings name a slot; the question word says of what kind the answer must be. Where the two agree the slot answers,
where the kind is open the whole statement does, and where a number, a name or a time is asked for and there is none in
the fact, nothing does.
"""

from __future__ import annotations

from collections.abc import Callable
from math import inf

from qa.english.synonyms import SAYING
from qa.english.times import times_in
from qa.english.tokens import norms, tokenize
from qa.matching.alignment import ASKED_WAYS, Alignment, predicate_hit, tells_who_knows
from qa.matching.counting import counts_the_asked
from qa.matching.fill import WHOLE, Filled, fill, names_somebody, slot_cost
from qa.matching.match import Matcher
from qa.matching.modality import speaks
from qa.matching.slot_kinds import MEASURED, PERSON_NOUNS, TIME_NOUNS, TYPED_NOUNS, question_word, time_cost
from qa.model import Slot
from qa.questions.polarity import denials, denies_in_a_word
from qa.questions.question import Reading
from qa.recognition.yes_or_no import OTHER_SLOT, STRICT, Told, compares_otherwise, verdict
from qa.record.entities import PERSONS, Mention
from qa.record.lexicon import bases

UNTYPED = 1.0
"""How much surer it must be recognised where only the phrasings tell that the slot is of the kind asked for."""
PRESUMED = 5.0
"""The same where the question is recognised as one that takes something wrong for granted."""
IS = "is"
"""The slot that tells what somebody is."""
SAYS, MISTAKEN, STATED = "says", "mistaken", "fragment"
EXCHANGED = frozenset({"who", "whom", "whose", "what"})
PERSONAL = frozenset({"who", "whom", "whose"})
NO_MANNER = frozenset({"when", "where", "who", "how old"})
"""Question words of slots that do not tell how something was done."""
SINCE = frozenset({"since", "from", "until", "till"})
"""Prepositions of "when" to which only a time is an answer, not "now"."""
CLAUSE_JOINING = frozenset({"and", "but", "while", "whereas"})
NAMING = frozenset({"who", "which", "list"})
SAYERS = frozenset({"claimant", "who", "whose", "list"})
PRESUMING = frozenset({"why", "how"})
"""What is asked like this is asked of what is taken to be so."""
CLOSED = MEASURED | {"who", "whose", "claimant", "list"}
"""What only a slot of its kind can answer: for anything else the whole statement may stand."""


def presumes(key: str, reading: Reading) -> bool:
    """Tell whether a question of this reading takes for granted what the fact contradicts, as its phrasings tell."""
    return key == MISTAKEN or (key == "no" and (reading.rule == STATED or reading.hole.kind in PRESUMING))


class Telling:
    """One fact beside one reading, and the key of the slot to which the phrasings lead."""

    def __init__(self, key: str, alignment: Alignment, matcher: Matcher, knows: Callable[[str], bool]) -> None:
        """``knows`` tells whether a word stands in one of the fact's phrasings."""
        self._key = key
        self._alignment = alignment
        self._matcher = matcher
        self._knows = knows
        self._reading = alignment.reading
        self._kind = alignment.reading.hole.kind
        self._fact = alignment.indexed.fact

    def told(self) -> Told:
        """Return what the fact says where the phrasings and the question word lead, and what that costs."""
        if presumes(self._key, self._reading):
            return self._whole, PRESUMED if self._is_about_it() else inf
        filled, cost = self._answer()
        slot = filled.slot if filled is not None else None
        undefined = any(check.name == "definition" for check in self._alignment.missing)
        if filled is not None and slot is not None and (undefined or self._is_somebody_elses(filled, slot)):
            return None, inf  # whose boss somebody is does not tell what it is
        if self._reading.form == "wh" and compares_otherwise(self._alignment, "same"):
            return None, inf
        if filled is not None and self._is_at_a_loose_end(filled):
            return None, inf
        if filled is not None and self._reading.by_name and not names_somebody(filled, self._alignment, self._matcher):
            return None, cost
        return filled, cost

    def _is_at_a_loose_end(self, filled: Filled) -> bool:
        """Tell whether it is asked of what, or since when, and there is nothing of the kind: "what did X die of"."""
        lead = self._reading.hole.preposition
        if filled.slot is None:
            own = {token.norm for token in self._alignment.indexed.tokens}
            return self._kind == "what" and lead == "of" and lead not in own
        if self._kind != "when":
            return False
        told = times_in(filled.text)
        if self._reading.exact and told and all(time.low != time.high for time in told):
            return True
        return lead in SINCE and not told and lead not in norms(filled.text)

    def _is_somebody_elses(self, filled: Filled, slot: Slot) -> bool:
        return self._names_others(filled) or (self._kind in PERSONAL and self._is_of_anothers_verb(slot))

    def _names_others(self, filled: Filled) -> bool:
        """Tell whether a group is asked for, the fact names some of it only, and the answer others, too."""
        gazetteer = self._matcher.gazetteer
        groups = [hit.term.names for hit in self._alignment.hits if hit.how == "member" and self._kind in NAMING]
        members = {member for names in groups for name in names for member in (name, *gazetteer.members(name))}
        named = [m for m in gazetteer.mentions(tokenize(filled.text)) if m.how != "role" and self._is_somebody(m)]
        return bool(groups) and any(mention.name not in members for mention in named)

    @property
    def _whole(self) -> Filled:
        return Filled(self._fact.statement, None, 0.0)

    def _is_about_it(self) -> bool:
        """Tell whether the fact is about somebody whom the question names, and speaks to its times and numbers."""
        named = [hit for hit in self._alignment.hits if hit.term.kind == "entity"]
        measured = [hit for hit in self._alignment.hits if hit.term.kind in {"time", "quantity", "age"}]
        return (not named or any(hit.found for hit in named)) and all(hit.how != "missing" for hit in measured)

    def _answer(self) -> Told:
        own = fill(self._alignment, self._matcher)
        if self._fact.unknown:  # that one thing is not known says nothing of another
            strict = any(check.name in STRICT for check in self._alignment.missing)
            return self._not_known(own), inf if strict else 0.0
        if self._reading.form == "yes-no":
            return verdict(self._key, self._alignment, self._matcher, own)
        if self._reading.twofold or (self._asks_what_is_said() and self._key != SAYS):
            return self._whole, 0.0
        denied = self._key == "no" and self._reading.form == "wh" and self._kind != "claimant"
        if denied or self._is_of_another_kind():
            return None, inf
        if self._kind == "claimant" and own is not None:
            return own, OTHER_SLOT if self._key == "no" else 0.0
        return self._says() or self._slot() or self._without_slot(own)

    def _not_known(self, own: Filled | None) -> Filled | None:
        """Return what a fact of not knowing says: that, or who does not know, where the phrasings lead there."""
        slot = next((slot for slot in self._fact.slots if slot.key == self._key), None)
        asked = self._kind == question_word(self._key) and self._kind in {"when", "where", "who"}
        if self._kind == "who" and not tells_who_knows(self._alignment):
            return own  # "who was it" is not asked of those who could not say
        return Filled(slot.text, slot, 0.0) if own is None and slot is not None and asked else own

    def _asks_what_is_said(self) -> bool:
        """Tell whether a claim is asked for: "what did X say about Y", also where X is called by a name unknown."""
        hits = self._alignment.hits
        said = [any(set(bases(word)) & SAYING for word in hit.term.words) for hit in hits]
        bare = all(spoken or hit.term.kind == "entity" for spoken, hit in zip(said, hits, strict=True))
        return self._kind == "what" and bool(self._reading.speaker or (any(said) and (self._fact.according_to or bare)))

    def _is_of_another_kind(self) -> bool:
        """Tell whether what is asked for excludes what the fact is about: "which girls" beside a fact about boys."""
        degree = any(term.first == 1 and term.kind == "word" for term in self._reading.terms)  # "how soon"
        if self._kind == "how" and not degree and question_word(self._key or "?") in NO_MANNER:
            return True
        asked = [base for noun in self._reading.hole.noun for base in (noun, *bases(noun))]
        told = [base for token in self._alignment.indexed.tokens for base in (token.norm, *bases(token.norm))]
        return not set(asked) & set(told) and self._matcher.lexicon.contrast(asked, told) is not None

    def _says(self) -> Told | None:
        """Return the claimant, where the phrasings lead to him and the question word may mean one."""
        claimants = self._fact.according_to
        if self._kind == "who" and (self._is_of_what_is_denied() or self._asks_who_does_it()):
            return None  # who says that nobody was to blame is not who was to blame, nor who says so who did it
        if self._key != SAYS or not claimants or not (self._kind in SAYERS or self._asks_for_a_sayer()):
            return None
        return Filled(" and ".join(claimants), None, 0.0), 0.0

    def _asks_who_does_it(self) -> bool:
        """Tell whether the question has the statement's own verb, and no word of saying beside it: "who felt it"."""
        verb = predicate_hit(self._alignment)
        told = {mention.name for mention in self._alignment.indexed.mentions} & set(self._fact.according_to)
        if verb is None or verb.how != "statement" or told or not verb.where & self._alignment.indexed.predicate:
            return False
        return not speaks([*self._reading.tokens[: verb.term.first], *self._reading.tokens[verb.term.last :]])

    def _is_of_what_is_denied(self) -> bool:
        """Tell whether a claim denies what is asked, in which nothing is said or denied."""
        tokens = self._reading.tokens
        spoken = speaks(tokens) or denies_in_a_word(tokens) or bool(denials(tokens))
        return not spoken and any(check.name == "polarity" for check in self._alignment.missing)

    def _asks_for_a_sayer(self) -> bool:
        """Tell whether "which NOUN" asks for the claimant: "which councillor", "which body"."""
        nouns = [noun for noun in self._reading.hole.noun if self._kind == "which"]
        told = {word for name in self._fact.according_to for word in self._matcher.gazetteer.describing(name)}
        return bool(nouns) and (set(nouns) <= PERSON_NOUNS or self._matcher.akin(nouns, told))

    def _slot(self) -> Told | None:
        """Return what the phrasings' slot says; None where it is not of the kind that the question word asks for."""
        key = IS if self._only_names_somebody() else self._key
        slot = next((slot for slot in self._fact.slots if slot.key == key), None)
        if slot is None or self._key == "did":
            open_kind = self._kind not in CLOSED and not self._reading.hole.noun
            return (self._whole, 0.0) if open_kind else None
        if self._is_of_another_time(slot):
            return None
        if self._wants_the_whole(slot):
            return self._whole, UNTYPED
        if slot_cost(self._alignment, slot, self._matcher) is not None:
            return Filled(slot.text, slot, 0.0), 0.0
        return (Filled(slot.text, slot, 0.0), UNTYPED) if self._is_trusted(slot) else None

    def _only_names_somebody(self) -> bool:
        """Tell whether a question is who somebody is: "who is A", where a fact may tell of whom A is the sister."""
        terms = self._reading.terms
        named = len(terms) == 1 and terms[0].kind == "entity" and not terms[0].by_role
        return named and self._kind in {"who", "what is"} and any(slot.key == IS for slot in self._fact.slots)

    def _wants_the_whole(self, slot: Slot) -> bool:
        """Tell whether a slot alone would say too little, repeat the question, or may be the wrong one of two."""
        single = self._kind == "list" and "," not in slot.text and " and " not in slot.text
        vague = self._kind == "which" and not self._reading.hole.noun
        echo = self._kind in {"which", "list", "what"} and self._is_echo(slot)
        exchanged = self._kind in EXCHANGED and self._has_a_rival(slot) and not self._has_the_verb()
        return self._kind in WHOLE or single or vague or echo or exchanged or self._asks_what_is_done()

    def _asks_what_is_done(self) -> bool:
        """Tell whether the verb itself is asked for: "what did X do"."""
        verb = self._reading.predicate[0] if self._reading.predicate else -1
        done = any(hit.term.first == verb and hit.term.words == ("do",) for hit in self._alignment.hits)
        return self._kind == "what" and done

    def _has_a_rival(self, slot: Slot) -> bool:
        """Tell whether another slot might be meant: who did it and to whom it was done is told by the verb only."""
        others = [each for each in self._fact.slots if each != slot and not each.key.startswith("did")]
        persons = [each for each in others if question_word(each.key) in PERSONAL or self._names_one(each)]
        if self._kind in PERSONAL:
            return bool(persons)
        return any(question_word(each.key) in EXCHANGED and each not in persons for each in others)

    def _names_one(self, slot: Slot) -> bool:
        """Tell whether a slot has a person's name in it."""
        own = self._alignment.indexed.positions(slot)
        mentions = (mention for mention in self._alignment.indexed.mentions if mention.first in own)
        return any(PERSONS & self._matcher.gazetteer.kinds(mention.name) for mention in mentions)

    def _has_the_verb(self) -> bool:
        """Tell whether the question's verb is the statement's own, or the statement's verb is in the question."""
        verb = predicate_hit(self._alignment)
        if verb is not None and verb.how not in {"optional", "missing"}:
            return verb.how not in ASKED_WAYS
        return not any(check.name == "predicate" for check in self._alignment.missing)

    def _is_of_anothers_verb(self, slot: Slot) -> bool:
        """Tell whether the question's verb stands behind another person than the slot's: "A proposed, B seconded"."""
        verb = predicate_hit(self._alignment)
        if verb is None or verb.how != "statement" or verb.where & self._alignment.indexed.predicate:
            return False
        if self._has_another_subject(min(verb.where)):
            return True
        before = [m for m in self._alignment.indexed.mentions if m.last <= min(verb.where) and self._is_somebody(m)]
        nearest = max(before, key=lambda mention: mention.last, default=None)
        return nearest is not None and nearest.first not in self._alignment.indexed.positions(slot)

    def _has_another_subject(self, verb: int) -> bool:
        """Tell whether a verb of the statement is that of another clause: "A proposed, and B seconded"."""
        indexed = self._alignment.indexed
        joined = [p for p in range(verb) if indexed.tokens[p].norm in CLAUSE_JOINING]
        return (
            bool(joined)
            and any(p < joined[-1] for p in indexed.predicate)
            and bool(indexed.content & set(range(joined[-1] + 1, verb)))
        )

    def _is_somebody(self, mention: Mention) -> bool:
        gazetteer = self._matcher.gazetteer
        return bool(PERSONS & gazetteer.kinds(mention.name)) and not gazetteer.members(mention.name)[1:]

    def _is_echo(self, slot: Slot) -> bool:
        """Tell whether a slot says but what the question says, its noun included: "which goals" - "the goals"."""
        indexed = self._alignment.indexed
        reach = {key for noun in self._reading.hole.noun for key in self._matcher.expand(noun)}
        nouns = {position for position, keys in enumerate(indexed.keys) if reach & set(keys)}
        speakers = {p for m in indexed.mentions if m.name in self._reading.speaker for p in range(m.first, m.last)}
        return indexed.positions(slot) & indexed.content <= self._alignment.covered | nouns | speakers

    def _is_of_another_time(self, slot: Slot) -> bool:
        """Tell whether a year or a month is asked for, and the slot has none."""
        noun = self._reading.hole.noun[-1:]
        return bool(noun) and bool(set(bases(noun[0])) & TIME_NOUNS) and time_cost(noun[0], slot) is None

    def _is_trusted(self, slot: Slot) -> bool:
        """Tell whether a slot that does not suit the question word by rule may answer because the phrasings say so."""
        word = question_word(slot.key)
        own = self._alignment.indexed.positions(slot)
        if self._kind == "list":
            return True
        named = word in PERSONAL or any(mention.first in own for mention in self._alignment.indexed.mentions)
        if self._reading.hole.noun or self._kind == "claimant" or (self._kind in PERSONAL and not named):
            return False
        if self._kind == "how many" and not counts_the_asked(self._alignment, slot, self._matcher):
            return False
        if self._kind in MEASURED or word in MEASURED:
            return word == self._kind  # it repeats some words of the question, and tells the rest
        return bool(own & self._alignment.indexed.content - self._alignment.covered)

    def _without_slot(self, own: Filled | None) -> Told:
        """Return what another slot says where only one of its kind can answer, else the whole statement."""
        if self._kind in CLOSED:
            if own is None or own.slot is None:
                return None, inf
            # that it was asked whether it is so does not tell who did it: the question word does
            told = self._key == "yes" and self._kind in PERSONAL and question_word(own.slot.key) == self._kind
            return own, UNTYPED if told else OTHER_SLOT
        if not all(self._knows(noun) and not TYPED_NOUNS & {noun, *bases(noun)} for noun in self._reading.hole.noun):
            return None, inf
        return self._whole, UNTYPED
