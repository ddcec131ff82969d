"""From the facts that fit a question to one `Answer`: a value, a list, a group, an extreme, two sides or readings."""

from __future__ import annotations

from collections.abc import Sequence

from qa.english.function_words import LIGHT
from qa.english.quantities import MONTHS_IN, age_of
from qa.english.times import is_finer, times_in
from qa.english.tokens import norms, tokenize
from qa.matching.alignment import Alignment, is_overtaken
from qa.matching.factindex import FactIndex, IndexedFact
from qa.matching.match import Matcher
from qa.model import Answer, Claim, Fact, Source
from qa.questions.question import Reading
from qa.recognition.candidate import Candidate, named
from qa.record.lexicon import bases
from qa.values import replace

UNIQUE = frozenset({"when", "how many", "how old", "what share", "how long", "how much"})
"""Holes with one right value: two different values are two readings of the question, not a list."""
MARGIN, DESCRIPTION_MARGIN = 0.35, 1.0
"""Facts this close to the best one answer as well; descriptions of who somebody is may be this much worse."""
FINER_MARGIN, WIDER_MARGIN = 1.2, 2.0
MOST_LISTED = 8
MOST_BESIDE = 2
"""So many facts are cited beside the one that says Yes or No."""


class Composer:
    """Puts the answer together from candidates that all agree."""

    def __init__(self, index: FactIndex, matcher: Matcher) -> None:
        self._matcher = matcher
        self._index = index

    def compose(self, alike: Sequence[Candidate]) -> Answer | None:
        """Return the answer that candidates of one reading give, best first; None where they give none together."""
        reading = alike[0].alignment.reading
        if reading.superlative:
            return self._extreme(alike)
        whole = [c for c in alike if not _by_member(c)]
        if not whole or (_by_member(alike[0]) and alike[0].total + MARGIN < whole[0].total):
            return self._group(alike)
        if reading.form == "topic" and reading.speaker:
            return self._said(whole)
        wide = DESCRIPTION_MARGIN if reading.hole.kind == "what is" else MARGIN
        best = [c for c in whole if c.total <= whole[0].total + wide]
        if reading.hole.kind == "when":
            best = _finest(best, whole)
        if reading.hole.kind in {"list", "who", "which"}:
            best = _widest(best, whole)
        best = self._latest(best)
        disputed = self._disputed(best)
        if disputed:
            return disputed
        ambiguous = self._ambiguous(_finest(whole, whole) if reading.hole.kind == "when" else whole)
        return ambiguous or self._listed(best)

    def borne_out(self, answer: Answer, by: Sequence[Fact]) -> Answer:
        """Return a Yes or No that cites what says so, too."""
        facts = [fact for fact in by if fact.id not in answer.facts][:MOST_BESIDE]
        sources = dict.fromkeys((*answer.sources, *(source for fact in facts for source in fact.sources)))
        return replace(answer, sources=tuple(sources), facts=(*answer.facts, *(fact.id for fact in facts)))

    def correct(self, candidate: Candidate) -> Answer:
        """Return the answer to a question that takes for granted what one slot of the record contradicts."""
        fact = candidate.alignment.indexed.fact
        conflict = candidate.alignment.conflicts[0]
        yes_no = candidate.alignment.reading.form == "yes-no"
        statement = self.statement(candidate.alignment.indexed)
        says = conflict.recorded if conflict.name not in {"claimant", "polarity"} else statement
        correction = statement if conflict.recorded in statement else f"{conflict.recorded}. {statement}"
        answer = f"No: {says}" if yes_no and conflict.name != "claimant" else None
        return Answer(
            "", "answered" if answer else "false-premise", answer, statement, correction, self.claims([fact]),
            fact.sources, (fact.id,),
        )  # fmt: skip

    def mistaken(self, candidate: Candidate) -> Answer:
        """Return the answer to a question that takes something for granted which the whole statement contradicts."""
        fact = candidate.alignment.indexed.fact
        statement = self.statement(candidate.alignment.indexed)
        yes_no = candidate.alignment.reading.form == "yes-no"
        return Answer(
            "", "answered" if yes_no else "false-premise", "No" if yes_no else None, statement, statement,
            self.claims([fact]), fact.sources, (fact.id,),
        )  # fmt: skip

    def statement(self, indexed: IndexedFact) -> str:
        """Return a fact's statement with its attribution, and its time of writing where that matters."""
        fact = indexed.fact
        text = fact.statement
        if fact.according_to:
            text = f"According to {joined_names(fact.according_to)}, {self._lowered(indexed)}"
        later = self._index.by_id(fact.superseded_by) if fact.superseded_by else None
        if later is not None:
            text = f"{text} (At the time of {fact.as_of or fact.sources[0].article}; later: {later.fact.statement})"
        return text

    def _lowered(self, indexed: IndexedFact) -> str:
        text = indexed.fact.statement
        first = indexed.tokens[0] if indexed.tokens else None
        named = any(mention.first == 0 and mention.how != "role" for mention in indexed.mentions)
        if first is None or (named and first.norm not in LIGHT) or first.text == "I" or first.text[1:2].isupper():
            return text
        return text[:1].lower() + text[1:] if self._matcher.lexicon.known(first.norm) else text

    def _latest(self, best: Sequence[Candidate]) -> list[Candidate]:
        """Leave out what a fact of the same group supersedes."""
        ids = {c.alignment.indexed.fact.id for c in best}
        return [c for c in best if c.alignment.indexed.fact.superseded_by not in ids]

    def _listed(self, best: Sequence[Candidate]) -> Answer | None:
        """Return one value, or several different ones as a list; several values of a unique slot are ambiguous."""
        reading = best[0].alignment.reading
        if reading.form == "yes-no":
            return self._judged(best)
        values, kind = self._distinct(best), reading.hole.kind
        if kind in {"who", "list"}:
            values = named(values, self._matcher.gazetteer)
        if kind in UNIQUE and len(values) > 1:
            return self._several(values, "ambiguous")
        return self._several(values[:MOST_LISTED], "answered")

    def _judged(self, best: Sequence[Candidate]) -> Answer:
        """Return Yes or No as the best fact says; a fact that tells of not knowing is neither."""
        top = best[0]
        fact = top.alignment.indexed.fact
        verdict = "No" if top.text == "Yes" and is_overtaken(top.alignment) else top.text
        settled = self.settled(top.alignment) if verdict == "Yes" else None
        if settled is not None:
            return settled
        answer = f"{verdict}, according to {joined_names(fact.according_to)}" if fact.according_to else verdict
        statement = self.statement(top.alignment.indexed)
        answer = f"{verdict}: {statement}" if top.alignment.reading.twofold else answer
        correction = statement if verdict == "No" else None
        return Answer("", "answered", answer, statement, correction, self.claims([fact]), fact.sources, (fact.id,))

    def _distinct(self, best: Sequence[Candidate]) -> list[Candidate]:
        """Return the candidates whose answers differ, leaving out answers that another one contains."""
        kept: list[Candidate] = []
        for candidate in best:
            words = _words(candidate)
            held = next((k for k in kept if words <= _words(k) or _words(k) <= words), None)
            if held is None:
                kept.append(candidate)
            elif _words(held) < words and candidate.alignment.reading.hole.kind in UNIQUE:
                kept[kept.index(held)] = candidate
        return kept

    def _several(self, values: Sequence[Candidate], status: str) -> Answer:
        facts = [c.alignment.indexed.fact for c in values]
        parts = [self._attributed(c) for c in values]
        if status == "ambiguous":
            parts = [f"{part} ({self.statement(c.alignment.indexed)})" for part, c in zip(parts, values, strict=True)]
        statement = " ".join(dict.fromkeys(self.statement(c.alignment.indexed) for c in values))
        return Answer(
            "", status, "; ".join(dict.fromkeys(parts)), statement, None, self.claims(facts), sources_of(facts),
            tuple(dict.fromkeys(fact.id for fact in facts)),
        )  # fmt: skip

    def _attributed(self, candidate: Candidate) -> str:
        fact = candidate.alignment.indexed.fact
        text = candidate.text
        hole = candidate.alignment.reading.hole.kind
        if not fact.according_to or hole == "claimant" or text == joined_names(fact.according_to):
            return text
        if text == fact.statement:
            return self.statement(candidate.alignment.indexed)
        return f"{text}, according to {joined_names(fact.according_to)}"

    def _said(self, whole: Sequence[Candidate]) -> Answer:
        """Return everything that a speaker said on a topic, in the order of the articles."""
        chosen = sorted(whole[:MOST_LISTED], key=lambda c: _order(c.alignment.indexed.fact))
        return self._several(self._distinct(chosen), "answered")

    def _ambiguous(self, whole: Sequence[Candidate]) -> Answer | None:
        """Where a name fits several entities and each has its own answer, name them all."""
        for hit in whole[0].alignment.hits:
            if hit.term.kind != "entity" or len(hit.term.names) < 2:
                continue
            by_name: dict[str, Candidate] = {}
            for candidate in whole:
                if candidate.total > whole[0].total + MARGIN:
                    break
                for mention in candidate.alignment.indexed.mentions:
                    if mention.name in hit.term.names:
                        by_name.setdefault(mention.name, candidate)
            if len({id(c) for c in by_name.values()}) > 1 and len({c.text for c in by_name.values()}) > 1:
                return self._named(by_name, "ambiguous")
        return None

    def _named(self, by_name: dict[str, Candidate], status: str) -> Answer:
        facts = [c.alignment.indexed.fact for c in by_name.values()]
        told = {name: self._attributed(c) for name, c in by_name.items()}
        statements = {name: self.statement(c.alignment.indexed) for name, c in by_name.items()}
        parts = (f"{name} ({statements[name]})" if text == name else f"{name}: {text}" for name, text in told.items())
        answer = "; ".join(parts)
        statement = " ".join(dict.fromkeys(statements.values()))
        ids = tuple(dict.fromkeys(fact.id for fact in facts))
        return Answer("", status, answer, statement, None, self.claims(facts), sources_of(facts), ids)

    def _group(self, alike: Sequence[Candidate]) -> Answer | None:
        """Answer for each member of a group that the question names; nothing unless every member has a fact."""
        group = next((h.term for c in alike for h in c.alignment.hits if h.how == "member"), None)
        if group is None:
            return None
        members = tuple(
            m for name in group.names for m in self._matcher.gazetteer.members(name) if m not in group.names
        )
        by_name: dict[str, Candidate] = {}
        for candidate in alike:
            if not _by_member(candidate):
                continue
            named = {mention.name for mention in candidate.alignment.indexed.mentions}
            for member in members:
                if member in named:
                    by_name.setdefault(member, candidate)
        if set(by_name) != set(members):
            return None
        ordered = {member: by_name[member] for member in members}
        if alike[0].alignment.reading.form == "yes-no":
            verdicts = {c.text for c in ordered.values()}
            return self._judged(list(ordered.values())) if len(verdicts) == 1 else None
        if alike[0].alignment.reading.hole.kind in {"who", "list", "which", "claimant"}:
            return self._several(self._distinct(list(ordered.values())), "answered")
        return self._named(ordered, "answered")

    def _extreme(self, alike: Sequence[Candidate]) -> Answer | None:
        """Return who or what is first, last, oldest, youngest: by the values of the facts that fit."""
        key, _, end = alike[0].alignment.reading.superlative.rpartition(" ")
        valued: dict[str, tuple[float, Candidate]] = {}
        for candidate in alike:
            value = _comparable(candidate.alignment.indexed, key)
            if value is not None:
                valued.setdefault(candidate.text, (value, candidate))
        if len(valued) < 2:
            return None
        ends = sorted(valued.values(), key=lambda pair: pair[0], reverse=end == "max")
        if ends[0][0] == ends[1][0]:
            return None
        return self._several([ends[0][1]], "answered")

    def _disputed(self, best: Sequence[Candidate]) -> Answer | None:
        """Return both sides where the best fact is a claim that another claim contradicts in just this slot."""
        reading = best[0].alignment.reading
        told = best[0].text == joined_names(best[0].alignment.indexed.fact.according_to)
        if reading.speaker or reading.hole.kind == "claimant" or told:
            return None
        asked = {name for hit in best[0].alignment.hits for name in hit.term.names}
        for candidate in best:
            fact = candidate.alignment.indexed.fact
            about = {mention.name for mention in candidate.alignment.indexed.mentions}
            viewed = asked & set(fact.according_to)
            if viewed and (reading.form != "yes-no" or (_views(reading) and not viewed & about)):
                return None  # one person's view is asked for, not who is right
            slot = candidate.filled.slot if candidate.filled else None
            open_slot = not fact.contested or slot is None or slot.key in fact.contested
            if reading.form == "yes-no" and self._index.given_up(fact):
                continue
            if fact.according_to and open_slot:
                claims = (other for other in self.disputing(fact) if other.fact.according_to)
                return self._sides([candidate.alignment.indexed, *claims])
        return None

    def disputing(self, fact: Fact) -> list[IndexedFact]:
        """Return what disputes a fact and stands: a claim that was given up since is no side any more."""
        others = (other for other_id in fact.disputes if (other := self._index.by_id(other_id)))
        return [each for each in others if not self._index.given_up(each.fact)]

    def settled(self, alignment: Alignment) -> Answer | None:
        """Return No, with what the record says instead, where what was given up of a claim is asked or asserted."""
        fact = alignment.indexed.fact
        later = self._index.given_up(fact)
        if later is None:
            return None
        given_up = {p for s in fact.slots if s.key in fact.contested for p in alignment.indexed.positions(s)}
        if fact.contested and not any(hit.where & given_up for hit in alignment.hits):
            return None
        told = self.statement(later)
        ids = (later.fact.id, fact.id)
        return Answer("", "answered", "No", told, told, self.claims([fact]), sources_of([later.fact, fact]), ids)

    def _sides(self, claims: Sequence[IndexedFact]) -> Answer | None:
        sides: dict[tuple[str, ...], IndexedFact] = {}
        for claim in claims:
            sides.setdefault(claim.fact.according_to, claim)
        if len(sides) < 2:
            return None
        facts = [side.fact for side in sides.values()]
        statement = " ".join(self.statement(side) for side in sides.values())
        return Answer(
            "", "disputed", "Disputed. " + statement, statement, None, self.claims(facts), sources_of(facts),
            tuple(fact.id for fact in facts),
        )  # fmt: skip

    def kinds(self, name: str) -> frozenset[str]:
        """Return the common nouns that an entity is."""
        return self._matcher.gazetteer.kinds(name)

    def claims(self, facts: Sequence[Fact]) -> tuple[Claim, ...]:
        """Return what is claimed in some facts, and by whom."""
        claims = [Claim(joined_names(f.according_to), f.statement, f.sources) for f in facts if f.according_to]
        return tuple(dict.fromkeys(claims))


def _views(reading: Reading) -> bool:
    """Tell whether a question has a verb of saying or thinking: "does Reid blame the weather"."""
    from qa.questions.speakers import VERBS  # noqa: PLC0415 - only disputes need it

    return any(VERBS & set(bases(token.norm)) for token in reading.tokens)


def _finest(best: Sequence[Candidate], whole: Sequence[Candidate]) -> list[Candidate]:
    """Put for each time the most exact one that agrees with it: "in December 2011" rather than "in 2011"."""
    chosen: list[Candidate] = []
    for candidate in best:
        finer = [
            other
            for other in whole
            if other.total <= best[0].total + FINER_MARGIN
            and _is_about_the_same(other, candidate)
            and is_finer(other.text, candidate.text)
        ]
        chosen.append(finer[0] if finer else candidate)
    return list(dict.fromkeys(chosen))


def _widest(best: Sequence[Candidate], whole: Sequence[Candidate]) -> list[Candidate]:
    """Put for a list of names the longest one that has them all: four players rather than three of them."""
    names = _names(best[0])
    if len(names) < 2:
        return list(best)
    wider = [c for c in whole if c.total <= best[0].total + WIDER_MARGIN and names < _names(c)]
    return [max(wider, key=lambda c: len(_names(c)))] if wider else list(best)


def _names(candidate: Candidate) -> frozenset[str]:
    """Return the entities that an answer names."""
    if candidate.filled is None or candidate.filled.slot is None:
        return frozenset()
    own = candidate.alignment.indexed.positions(candidate.filled.slot)
    return frozenset(m.name for m in candidate.alignment.indexed.mentions if m.first in own)


def _mentioned(candidate: Candidate) -> frozenset[str]:
    return frozenset(mention.name for mention in candidate.alignment.indexed.mentions)


def _is_about_the_same(other: Candidate, candidate: Candidate) -> bool:
    """Tell whether a fact is about those of the candidate's whom the question names, or about the same ones."""
    named = {name for hit in candidate.alignment.hits if len(hit.term.names) == 1 for name in hit.term.names}
    theirs, own = _mentioned(other), _mentioned(candidate)
    return theirs == own or (bool(named) and named <= theirs <= own)


def _by_member(candidate: Candidate) -> bool:
    return any(hit.how == "member" for hit in candidate.alignment.hits)


def _words(candidate: Candidate) -> frozenset[str]:
    return frozenset(norm for norm in norms(candidate.text) if norm not in LIGHT)


def joined_names(names: Sequence[str]) -> str:
    """Return names as they are read out: "A and B"."""
    return " and ".join(names)


def _order(fact: Fact) -> tuple[str, int]:
    return (fact.sources[0].article, fact.sources[0].start) if fact.sources else ("", 0)


def sources_of(facts: Sequence[Fact]) -> tuple[Source, ...]:
    """Return the sources of some facts, each once."""
    return tuple(dict.fromkeys(source for fact in facts for source in fact.sources))


def _comparable(indexed: IndexedFact, key: str) -> float | None:
    """Return a slot's value as a number that can be ordered: months of age, or days since year 0."""
    for slot in indexed.fact.slots:
        if slot.key != key:
            continue
        if key == "how old":
            age = age_of(tokenize(slot.text))
            return age[0] * MONTHS_IN[age[1]] if age else None
        found = times_in(slot.value or slot.text)
        if found and not found[0].yearless:
            year, month, day = found[0].low
            return year * 372.0 + month * 31 + day
    return None
