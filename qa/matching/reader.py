"""From question text to `Question`: every reading that the tables allow, the most literal first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import pairwise

from qa.english import wordnet
from qa.english.function_words import (
    AUXILIARIES,
    DETERMINERS,
    LIGHT,
    PARTICLES,
    carries_content,
)
from qa.english.tokens import Token, norm_at
from qa.matching.kin import named_kin
from qa.matching.terms import (
    as_age,
    asked_for_noun,
    counted_noun,
    either,
    grace,
    is_behind_age,
    is_twofold,
    kin_had,
    links,
    measured,
    quantifier,
    with_role,
)
from qa.questions.forms import NOUN_HOLES, descriptive_kind, find_form
from qa.questions.grammar import Clause, Parser
from qa.questions.openings import Opening, choice, fragment_openings, is_bare_topic, wh_and_be, wh_openings, whose_view
from qa.questions.polarity import contrary
from qa.questions.question import (
    FORMS,
    SUPERLATIVES,
    Hole,
    Question,
    Reading,
    Term,
)
from qa.questions.scaffolding import fronted, possessives, scoped, strip, unbiased
from qa.questions.slips import Spellings, mend, spelt
from qa.questions.speech import THEORIES, Frame, findings, frames
from qa.record.entities import PERSONS, Gazetteer, Mention
from qa.record.lexicon import Lexicon, bases
from qa.values import replace

EXACT = frozenset("exact exactly precise precisely".split())
NO_FRAME = Frame(frozenset(), (), "")
Openings = Callable[[Sequence[Token], Frame, str], Iterable[Opening]]


class Reader:
    """Reads questions for one dossier: its entities, its words, the built-in tables."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer, vocabulary: Collection[str] | Spellings) -> None:
        """Take the tables; ``vocabulary`` has all words of the dossier, its names among them."""
        self._lexicon = lexicon
        self._gazetteer = gazetteer
        self._vocabulary = spelt(vocabulary)
        self._common = Spellings(_question_words())

    def read(self, text: str) -> Question:
        """Return all readings of a question. A question without any word has no reading."""
        return self._read(text, self._openings)

    def read_claim(self, text: str) -> Question:
        """Return all readings of a statement that is to be judged, with and without its speaker.

        Each is read as the yes/no question whether it is so, and keeps its tokens, so that its polarity can be told.
        """

        def as_it_stands(tokens: Sequence[Token], frame: Frame, _opened: str) -> Iterable[Opening]:
            asked = bool(tokens) and tokens[0].norm in AUXILIARIES
            if not frame.saying or frame.speaker:
                yield Opening("yes-no", Hole("yes-no"), frozenset({0}) if asked else frozenset(), 0, "claim")

        return self._read(text, as_it_stands, keeping=True)

    def _with_ages(self, reading: Reading, tokens: Sequence[Token]) -> Reading:
        """Read numbers beside persons as ages: "Jo was seven", "was Jo three months when"."""
        mentions = self._gazetteer.mentions(tokens)
        persons = [mention for mention in mentions if PERSONS & self._gazetteer.kinds(mention.name)]
        aged = [as_age(term, tokens, persons) for term in reading.terms]
        units = {term.last - 1 for term in aged if term.kind == "age"}
        units |= {term.first - 2 for term in aged if term.kind == "age" and is_behind_age(tokens, term.first)}
        return replace(reading, terms=tuple(term for term in aged if term.kind == "age" or term.first not in units))

    def _read(self, text: str, openings: Openings, *, keeping: bool = False) -> Question:
        tokens, assumed = mend(text, self._lexicon, self._vocabulary, self._common)
        tokens = possessives(tokens, self._gazetteer.words(), self._gazetteer.person_words())
        tokens = unbiased(tokens)
        tokens = named_kin(tokens if keeping else fronted(tokens, text), self._gazetteer)
        mended = tuple(tokens)
        exact = bool(EXACT & {token.norm for token in mended})
        tokens, article = scoped(tokens)
        tokens, opened = strip(tokens)
        readings: list[Reading] = []
        mentions = self._gazetteer.mentions(tokens)
        found = (*frames(tokens, mentions), *(findings(tokens, mentions) if keeping else ()))
        for frame in (*found, NO_FRAME):
            rest = tuple(token for position, token in enumerate(tokens) if position not in frame.used)
            if frame.saying and frame.used and not rest and not frame.speaker:
                continue
            for opening in openings(rest, frame, opened):
                reading = replace(
                    self._assemble(rest, opening, frame),
                    article=article,
                    exact=exact,
                    framed=self._is_framed(frame, found),
                    tokens=rest,
                )
                if reading.form == "yes-no":
                    reading = self._with_ages(reading, rest)
                if reading not in readings:
                    readings.extend([*_superlative(reading), reading])
        judged = [reading for reading in readings if reading.form == "yes-no"]
        return Question(text, tuple(judged or readings), assumed, mended)

    def _is_framed(self, frame: Frame, found: Sequence[Frame]) -> bool:
        return bool(frame.saying) or not any(other.speaker for other in found)

    def _openings(self, tokens: Sequence[Token], frame: Frame, opened: str) -> Iterable[Opening]:
        """Yield the ways in which the (rest of the) question can open."""
        if frame.saying and not frame.speaker:
            yield Opening("wh", Hole("claimant"), frozenset(), 0, "who said")
            return
        if opened == "assertion" or frame.yes_no:
            yield Opening("yes-no", Hole("yes-no"), frozenset(), 0, "assertion")
            return
        if frame.topic or opened == "topic" or (frame.speaker and is_bare_topic(tokens)):
            yield Opening("topic", Hole("statement"), wh_and_be(tokens), 0, "topic")
            if frame.topic or (frame.speaker and is_bare_topic(tokens)):
                return
        if tokens and tokens[0].norm in AUXILIARIES:
            chosen = choice(tokens, self._gazetteer.mentions(tokens))
            yield chosen or Opening("yes-no", Hole("yes-no"), frozenset({0}), 0, "yes/no")
            return
        found = find_form(tokens)
        if found and found[0].hole == "whose" and set(bases(norm_at(tokens, found[2]))) & THEORIES:
            yield whose_view(found)
        if found and _is_relative(tokens, found[1]):
            yield from fragment_openings(tokens)
        if found:
            yield from wh_openings(tokens, self._gazetteer.mentions(tokens), found)
        else:
            yield from fragment_openings(tokens)

    def _assemble(self, tokens: Sequence[Token], opening: Opening, frame: Frame) -> Reading:
        mentions = self._gazetteer.mentions(tokens)
        clause = self._clause(tokens, opening, mentions)
        terms = self._terms(tokens, opening, mentions, clause)
        hole_role = clause.hole_role if opening.hole.kind in {"who", "what", "which", "whose", "list"} else ""
        return Reading(
            form=opening.form,
            hole=opening.hole,
            terms=terms,
            rule=opening.rule,
            speaker=frame.speaker,
            saying=frame.saying,
            negated=clause.negated or frame.saying == "negative" or _counts_the_rest(tokens, opening),
            present=clause.present,
            quantifier=quantifier(tokens),
            hole_role=hole_role,
            counted=counted_noun(tokens, opening.start, clause.verb) if opening.hole.kind == "how many" else -1,
            predicate=(clause.verb,) if clause.verb >= 0 else (),
            conditional=clause.conditional,
            choices=opening.choices,
            links=() if opening.choices else links(tokens, mentions, opening.form),
            twofold=is_twofold(tokens, opening.form),
            by_name=_by_name(tokens),
        )

    def _clause(self, tokens: Sequence[Token], opening: Opening, mentions: Sequence[Mention]) -> Clause:
        if opening.form == "topic":
            return Clause()
        subject_hole = opening.hole.kind in {"who", "what", "which", "list"} and opening.form == "wh"
        parser = Parser(tokens, mentions, self._compounds(tokens))
        if opening.rule == "claim" and not opening.used:
            return parser.statement(opening.start)
        return parser.clause(opening.start, subject_hole=subject_hole)

    def _compounds(self, tokens: Sequence[Token]) -> frozenset[int]:
        """Return the positions of listed phrases that end in a noun and have no function word, or are a thing done.

        "The shake-up", behind an article, is such a thing.
        """
        spans = [(p.first, p.last) for p in self._lexicon.phrases([bases(token.norm) for token in tokens])]
        return frozenset(
            position
            for first, last in spans
            if last - first > 1
            if _is_compound_noun(tokens[first:last]) or (first and _is_thing_done(tokens[first - 1 : last]))
            for position in range(first, last)
        )

    def _terms(
        self, tokens: Sequence[Token], opening: Opening, mentions: Sequence[Mention], clause: Clause
    ) -> tuple[Term, ...]:
        """Return what the record must account for, in the question's order."""
        taken = set(opening.used)
        found = [*self._named(tokens, mentions, taken), *measured(tokens, taken)]
        found += self._phrases(tokens, taken)
        found += [
            Term(
                "word",
                token.text,
                position,
                position + 1,
                words=(token.norm,),
                grace=grace(tokens, position, mentions),
            )
            for position, token in enumerate(tokens)
            if position not in taken and carries_content(token.norm)
        ]
        had = kin_had(tokens)
        told = (replace(term, had=True) if term.first in had else term for term in found)
        placed = (with_role(asked_for_noun(term, tokens), clause) for term in told)
        return either(sorted(placed, key=lambda term: term.first), tokens)

    def _named(self, tokens: Sequence[Token], mentions: Sequence[Mention], taken: set[int]) -> list[Term]:
        found: dict[tuple[int, int], Term] = {}
        for mention in mentions:
            span = (mention.first, mention.last)
            if taken & set(range(*span)) and span not in found:
                continue
            names = (*(found[span].names if span in found else ()), mention.name)
            words = tuple(t.norm for t in tokens[mention.first : mention.last] if t.norm not in LIGHT)
            text = " ".join(token.text for token in tokens[mention.first : mention.last])
            found[span] = Term(
                "entity", text, *span, words=words, names=tuple(dict.fromkeys(names)), by_role=mention.how == "role"
            )
            taken.update(range(*span))
        return list(found.values())

    def _phrases(self, tokens: Sequence[Token], taken: set[int]) -> list[Term]:
        """Take listed phrases of several words ("in charge of") as one term each, the longest first."""
        forms = [bases(token.norm) for token in tokens]
        found: list[Term] = []
        phrases = [phrase for phrase in self._lexicon.phrases(forms) if phrase.last - phrase.first > 1]
        for first, last in sorted({(p.first, p.last) for p in phrases}, key=lambda ends: (ends[0] - ends[1], ends[0])):
            span = range(first, last)
            if taken & set(span):
                continue
            words = tuple(tokens[p].norm for p in span if carries_content(tokens[p].norm))
            text = " ".join(tokens[p].text for p in span)
            if not words:
                continue
            keys = tuple(phrase.key for phrase in phrases if (phrase.first, phrase.last) == (first, last))
            passed = PASSING if _says_no_more_than_be(tokens[first], tokens[last - 1]) else None
            found.append(Term("word", text, first, last, words=words, phrases=keys, grace=passed))
            taken.update(span)
        return found


def _is_compound_noun(tokens: Sequence[Token]) -> bool:
    last = wordnet.lemmas(tokens[-1].norm)[:1]
    return all(carries_content(token.norm) for token in tokens) and bool(last) and last[0][1] == "n"


def _is_thing_done(tokens: Sequence[Token]) -> bool:
    """Tell whether an article stands before a verb and its particle: "the shake-up", "a walk-out"."""
    return tokens[0].norm in DETERMINERS and tokens[-1].norm in PARTICLES and len(tokens) == len(("the", "shake", "up"))


def _says_no_more_than_be(first: Token, last: Token) -> bool:
    """Tell "is going to rule" and "acts as agent", by a phrase's first and last word; "went to York" says more."""
    return (first.norm, last.norm) == ("going", "to") or (
        bases(first.norm)[0] in {"act", "serve"} and last.norm == "as"
    )


PASSING = 0.3
"""What it costs to pass over a phrase that says no more than "be"."""


def _is_relative(tokens: Sequence[Token], position: int) -> bool:
    """Tell whether a "who" or "which" only describes a noun: "names of the players who scored"."""
    relative = position > 0 and tokens[position].norm in {"who", "which", "whose", "when", "where"}
    return relative and any(descriptive_kind(tokens, before) for before in range(position))


def _superlative(reading: Reading) -> tuple[Reading, ...]:
    """Return the reading in which "first", "youngest" ... compares facts instead of being one of their words."""
    for term in reading.terms:
        compared = SUPERLATIVES.get(term.words[0]) if term.kind == "word" and len(term.words) == 1 else None
        timed = norm_at(reading.tokens, term.last) == "time" and reading.hole.kind != "when"  # "for the last time"
        if compared and reading.form == "wh" and not timed:
            rest = tuple(other for other in reading.terms if other is not term)
            return (replace(reading, terms=rest, superlative=compared, rule=reading.rule + " (superlative)"),)
    return ()


def _question_words() -> frozenset[str]:
    """Return the words that questions themselves are made of, for mending slips in them."""
    openings = " ".join(form.opening for form in FORMS).replace("|", " ").split()
    return frozenset(word for word in (*openings, *NOUN_HOLES, *LIGHT) if word.isalpha())


def _counts_the_rest(tokens: Sequence[Token], opening: Opening) -> bool:
    """Tell whether a question counts those of whom it is not so: "how many of them did not leave", "were unknown"."""
    denied = any(token.norm in {"not", "never"} or contrary(token.norm) for token in tokens)
    return opening.hole.kind == "how many" and denied


def _by_name(tokens: Sequence[Token]) -> bool:
    """Tell whether names are asked for: "names of", "by name", "the name of the man who", "who was it, name please"."""
    words = [token.norm for token in tokens]
    closed = words[-1:] == ["name"] or words[-2:] == ["name", "please"]
    return closed or "names" in words or any(pair in NAMING for pair in pairwise(words))


NAMING = frozenset({("name", "of"), ("by", "name"), ("'s", "name")})
