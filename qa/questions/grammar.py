"""Who does what to whom in a question: a shallow reading of English clause order.

No parser: a question is short, its auxiliary tells where the subject stands, and where the order does not tell, nothing
is claimed. Roles are *agent* (who does it) and *patient* (to whom it is done), the same in active and passive voice.
"""

from __future__ import annotations

from collections.abc import Sequence

from qa.english import wordnet
from qa.english.function_words import (
    AUXILIARIES,
    BE,
    CLEFT,
    CONDITIONAL,
    DEGREE,
    DETERMINERS,
    DO,
    NEGATIONS,
    PREPOSITIONS,
    PRESENT,
    PRONOUNS,
    WH_WORDS,
)
from qa.english.numbers import SMALL, TENS
from qa.english.tokens import Token, norm_at
from qa.record.entities import Mention
from qa.values import NamedTuple

Span = tuple[int, int]
AGED = frozenset((*SMALL, *TENS, *"aged years year months month weeks days old".split()))
"""Words that tell an age behind a name: "Jo Lee, three months old, was ..."."""
NOWHERE: Span = (0, 0)


class Clause(NamedTuple):
    """What the word order tells: the spans of agent and patient, the hole's own role, the main verb's position."""

    agent: Span = NOWHERE
    patient: Span = NOWHERE
    hole_role: str = ""
    verb: int = -1
    negated: bool = False
    present: bool = False
    conditional: bool = False


class Parser:
    """Reads the clause that follows a question's opening words."""

    def __init__(
        self, tokens: Sequence[Token], mentions: Sequence[Mention], compounds: frozenset[int] = frozenset()
    ) -> None:
        """``compounds`` are the positions of listed compound nouns ("care leavers"): none of their words is a verb."""
        self.tokens = tokens
        self._compounds = compounds
        self._mention_end = {mention.first: mention.last for mention in mentions}

    def clause(self, first: int, *, subject_hole: bool) -> Clause:
        """Read from ``first`` on; ``subject_hole``: the opening (who, what, which party) may itself be the subject."""
        first = self._skip(first)
        norm = self._norm(first)
        if not subject_hole and self._emphasised(first) != NOWHERE:
            return self.statement(first)
        if norm in BE:
            clause = self._after_be(self._skip(first + 1), subject_hole=subject_hole)
        elif norm in DO:
            clause = self._active(self._skip(first + 1), subject_hole=subject_hole)
        elif norm in AUXILIARIES:
            clause = self._after_modal(self._skip(first + 1), subject_hole=subject_hole)
        elif subject_hole:
            clause = Clause(patient=self._noun_phrase(self._skip(first + 1)), hole_role="agent", verb=first)
        else:
            clause = self._declarative(first)
        return clause._replace(
            negated=self._negated(first, clause.verb),
            present=norm in PRESENT,
            conditional=any(token.norm in CONDITIONAL for token in self.tokens[first:]),
        )

    def statement(self, first: int) -> Clause:
        """Read a statement: "Y blamed Z", "Y, 34, did not blame Z", "Y has been blamed by Z", "Y was the captain"."""
        subject, here = self._subject(first)
        while self._norm(here).isdecimal() or self._norm(here) in AGED:
            here += 1
        auxiliary = ""
        while self._norm(here) in AUXILIARIES | DEGREE | NEGATIONS | {"also"}:
            auxiliary = self._norm(here) if self._norm(here) in AUXILIARIES else auxiliary
            here += 1
        if auxiliary in BE and self.participle(here):
            clause = Clause(agent=self._by(here + 1), patient=subject, verb=here)
        elif auxiliary in BE and not self._norm(here).endswith("ing"):
            clause = Clause(agent=subject)
        else:
            clause = Clause(agent=subject, patient=self._noun_phrase(here + 1), verb=here if self.verb(here) else -1)
        return clause._replace(
            negated=self._negated(first, clause.verb),
            present=any(token.norm in PRESENT for token in self.tokens[subject[1] : here]),
            conditional=any(token.norm in CONDITIONAL for token in self.tokens[first:]),
        )

    def _subject(self, first: int) -> tuple[Span, int]:
        """Return where a statement's subject stands, and where what is said of it begins."""
        emphasised = self._emphasised(first)
        if emphasised != NOWHERE:
            return emphasised, emphasised[1] + 1
        subject = self._noun_phrase(self._skip(first))
        return subject, subject[1]

    def _emphasised(self, first: int) -> Span:
        """Return where Y stands in "it was Y who blamed Z", "was it Y that blamed Z"; NOWHERE if it is not put so."""
        lead = {self._norm(first), self._norm(first + 1)}
        if "it" not in lead or not lead & BE:
            return NOWHERE
        subject = self._noun_phrase(self._skip(first + 2))
        verb = subject[1] + 1
        does = self._norm(verb) in AUXILIARIES or (self.verb(verb) and not self._noun_phrase_starts(verb))
        return subject if self._norm(subject[1]) in CLEFT and does else NOWHERE

    def _after_be(self, here: int, *, subject_hole: bool) -> Clause:
        """Read "was blamed by Y", "was Y blamed", "was Y blaming", "is the leader"."""
        if subject_hole and self.participle(here) and not self._noun_phrase_starts(here):
            return Clause(agent=self._by(here + 1), hole_role="patient", verb=here)
        if subject_hole and self._norm(here).endswith("ing") and self.verb(here):
            return Clause(patient=self._noun_phrase(here + 1), hole_role="agent", verb=here)
        subject = self._noun_phrase(here)
        verb = self._skip(subject[1])
        if self.participle(verb):
            return Clause(agent=self._by(verb + 1), patient=subject, verb=verb)
        if self._norm(verb).endswith("ing") and self.verb(verb):
            return Clause(agent=subject, hole_role="patient" if subject_hole else "", verb=verb)
        return Clause() if subject_hole else Clause(agent=subject)

    def _active(self, here: int, *, subject_hole: bool) -> Clause:
        """Read "did Y blame Z"."""
        subject = self._noun_phrase(here)
        verb = self._skip(subject[1])
        named = self._mention_end.get(here, verb)
        cut = next((p - 1 for p in range(named + 1, verb + 1) if p in self._mention_end and self.verb(p - 1)), None)
        if cut is not None:
            subject, verb = (here, cut), cut  # "did Jo phone Lee": no name is a verb
        patient = NOWHERE if subject_hole else self._noun_phrase(verb + 1)
        return Clause(agent=subject, patient=patient, hole_role="patient" if subject_hole else "", verb=verb)

    def _after_modal(self, here: int, *, subject_hole: bool) -> Clause:
        """Read "has been blamed", "will demand", "has Y blamed"."""
        if self._norm(here) in BE:
            return self._after_be(self._skip(here + 1), subject_hole=subject_hole)
        if subject_hole and not self._noun_phrase_starts(here) and self.verb(here):
            return Clause(patient=self._noun_phrase(here + 1), hole_role="agent", verb=here)
        subject = self._noun_phrase(here)
        after = self._skip(subject[1])
        if self._norm(after) in BE and self.participle(self._skip(after + 1)):
            return Clause(agent=self._by(after + 2), patient=subject, verb=self._skip(after + 1))
        return self._active(here, subject_hole=subject_hole)

    def _declarative(self, first: int) -> Clause:
        """Read "Y blamed Z", "Y was blamed": the order of statements."""
        subject = self._noun_phrase(first)
        verb = self._skip(subject[1])
        if self._norm(verb) in DO:  # "how many workers did the firm hire": what was counted is the patient
            return self._active(self._skip(verb + 1), subject_hole=True)
        if self._norm(verb) in AUXILIARIES - BE - DO and self._norm(self._skip(verb + 1)) in BE:
            verb = self._skip(verb + 1)
        if self._norm(verb) in BE:
            after = self._skip(verb + 1)
            if self.participle(after):
                return Clause(agent=self._by(after + 1), patient=subject, verb=after)
            return Clause()
        if self._norm(verb) in AUXILIARIES:
            verb = self._skip(verb + 1)
        return Clause(agent=subject, patient=self._noun_phrase(verb + 1), verb=verb if self.verb(verb) else -1)

    def _by(self, first: int) -> Span:
        for position in range(first, len(self.tokens)):
            if self._norm(position) == "by":
                return self._noun_phrase(position + 1)
        return NOWHERE

    def _noun_phrase(self, first: int) -> Span:
        """Return the span of the noun phrase at ``first``: a mention, or the words up to a verb or preposition."""
        if first in self._mention_end:
            last = self._mention_end[first]
            if self._norm(last) == "'s":
                return first, self._noun_phrase(last + 1)[1]
            while self._noun(last) and not self._verbish(last):
                last += 1
            return first, last
        position = first
        while position < len(self.tokens):
            norm = self._norm(position)
            stops = (
                norm in AUXILIARIES
                or norm in WH_WORDS
                or (norm in PREPOSITIONS - {"of"} and position not in self._compounds)
            )
            if stops or (position > first and self._verbish(position) and self._norm(position - 1) not in DETERMINERS):
                break
            if position in self._mention_end:
                position = self._mention_end[position]
                if self._norm(position) not in {"'s", "of"}:
                    while self._noun(position) and not self._verbish(position):
                        position += 1  # "the Reid boy"
                    break
                continue
            position += 1
        return (first, position)

    def _noun_phrase_starts(self, position: int) -> bool:
        norm = self._norm(position)
        return position in self._mention_end or norm in DETERMINERS or norm in PRONOUNS

    def verb(self, position: int) -> bool:
        """Tell whether the word can be a form of a verb."""
        return any(pos == "v" for _, pos in wordnet.lemmas(self._norm(position)))

    def _noun(self, position: int) -> bool:
        norm = self._norm(position)
        return (
            norm not in PREPOSITIONS and norm not in AUXILIARIES and any(pos == "n" for _, pos in wordnet.lemmas(norm))
        )

    def participle(self, position: int) -> bool:
        """Tell whether the word can be a past participle."""
        norm = self._norm(position)
        if norm.endswith("ing") or norm in AUXILIARIES or position in self._mention_end:
            return False
        return wordnet.inflected_verb(norm) and not norm.endswith("s")

    def _verbish(self, position: int) -> bool:
        """Tell whether the word is at least as often a verb as a noun or adjective."""
        norm = self._norm(position)
        if position in self._compounds or norm in PREPOSITIONS or norm in DETERMINERS or not self.verb(position):
            return False
        counts = {"n": 0, "v": 0, "a": 0}
        for base, pos in wordnet.lemmas(norm):
            if pos in counts:
                counts[pos] += wordnet.frequency(base).get(pos, 0) + 1
        return counts["v"] >= counts["n"] and 2 * counts["v"] >= counts["a"]

    def _skip(self, position: int) -> int:
        while position < len(self.tokens) and self._norm(position) in DEGREE | NEGATIONS | {"also"}:
            position += 1
        return position

    def _negated(self, first: int, verb: int) -> bool:
        last = verb if verb >= 0 else len(self.tokens)
        return any(
            self._norm(position) in {"not", "never"}
            or (self._norm(position) == "yet" and self._norm(position + 1) == "to")
            for position in range(first, max(last, first))
        )

    def _norm(self, position: int) -> str:
        return norm_at(self.tokens, position)
