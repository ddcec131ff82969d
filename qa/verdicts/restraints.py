"""What forbids to go by the chances of `qa.verdicts.leaning`, however clear: what both tables of it are made of.

A confirmation that the phrasings suggest is not printed where a row of `qa.verdicts.supporting` holds, a contradiction
where one of `qa.verdicts.refuting` does. The rows were found by going through what the chances alone had got wrong
(docs/decisions/0011-leaning.md).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qa.english import wordnet
from qa.english.function_words import BE, CLEFT, COMPARING, DETERMINERS, KIN, carries_content
from qa.english.times import times_in
from qa.english.tokens import norm_at, norms
from qa.matching.alignment import Alignment, predicate_hit
from qa.matching.hit import Hit
from qa.matching.match import LIKE_OR_UNLIKE, Matcher
from qa.questions.question import Term
from qa.recognition.objections import DECISIVE
from qa.recognition.recognise import NOBODY
from qa.record.entities import PERSONS
from qa.record.lexicon import bases
from qa.values import value
from qa.verdicts.indications import Case
from qa.verdicts.weighing import PASSING

LEAST_SURE = 0.95
"""The least chance with which a claim is borne out, or contradicted, that has one new word of whatever kind."""
MOST_STRANGE = 1
"""So many words that nobody has used of a fact may stand in a claim whose number or time is another."""
REPLACED = frozenset({"time", "quantity", "contrast"})
"""Checks that find something else in the place of what a claim says."""
AT_ANOTHER_TIME = "it is said to be at another time"
"""The reason of a row that questions go by as well."""
DESCRIBED_ANEW = "it is described in other words"
AT_A_TIME = frozenset({"when", "while", "until"})
"""Words behind which a claim says when."""
TELLING_APART = (COMPARING - {"more", "only", "next"}) | KIN | LIKE_OR_UNLIKE
"""Words that say something else in the statement's place, however like the rest is."""


@value
class Restraint:
    """A row: why the chances are not gone by, and when that is so."""

    reason: str
    holds: Callable[[Case, Matcher], bool]


def is_at_another_time(case: Case, matcher: Matcher) -> bool:
    """Tell whether a claim says when, or while what, and the fact does not say that."""
    alignment = case.strict.alignment
    tokens = alignment.reading.tokens
    start = next((p for p, token in enumerate(tokens) if p and token.norm in AT_A_TIME), len(tokens))
    behind = [hit for hit in alignment.hits if hit.term.first > start]
    if any(hit.term.kind in {"entity", "time"} and hit.how != "statement" for hit in behind):
        return True
    # "was A there when B left": what a list of names tells of both is not told of the one at the other's time
    told = {token.norm for token in alignment.indexed.tokens} & AT_A_TIME
    whose = [{n for hit in hits for n in hit.term.names if PERSONS & matcher.gazetteer.kinds(n)}
             for hits in ([hit for hit in alignment.hits if hit.term.last <= start], behind)]  # fmt: skip
    return not told and all(whose) and not whose[0] & whose[1]


def describes_anew(alignment: Alignment) -> bool:
    """Tell whether no word for what a claim says of its subject, its verb or what it is, stands in the record."""
    tokens = alignment.reading.tokens
    be = next((p for p, token in enumerate(tokens) if token.norm in BE), -1)
    subject = min((hit.term.last for hit in alignment.hits), default=0) if be == 0 else be
    told = [hit for hit in alignment.hits if hit.term.first >= subject]
    plain = be >= 0 and not alignment.reading.predicate and all(hit.term.kind == "word" for hit in told)
    verb = predicate_hit(alignment)
    anew = verb is not None and verb.term.kind == "word" and verb.how != "statement" and not verb.term.grace
    return anew or (plain and bool(told) and all(hit.how != "statement" for hit in told))


def names_another(case: Case, matcher: Matcher) -> bool:
    """Tell whether a claim names a person, body or event other than the fact does, not just one more."""
    alignment = case.strict.alignment
    indexed, gazetteer = alignment.indexed, matcher.gazetteer
    told = set(norms(" ".join(indexed.fact.according_to)))
    named = {position for hit in alignment.hits if hit.found for position in hit.where}
    free = [indexed.kinds(mention) for mention in indexed.mentions if mention.first not in named]
    lost = [hit.term for hit in alignment.hits if hit.term.kind == "entity" and not hit.found]
    if indexed.times and any(times_in(term.text) for term in lost):
        return True  # "the 2011 inspection" is not that of July
    if any(_is_emphasised(term, case) for term in lost):
        return True  # "it was A that did it" says who, and that it was nobody else
    beside = {norm_at(indexed.tokens, m.last - 1) for m in indexed.mentions if m.first not in named}
    if any(norm_at(alignment.reading.tokens, term.last) in beside for term in lost):
        return True  # "the union's report" is not "the auditor's report"
    alone = (term for term in lost if not (term.by_role and term.text.islower()))
    names = (name for term in alone for name in term.names if not set(norms(name)) & told)
    others = told or any(PERSONS & own for own in free)
    return bool(others) and any((PERSONS - {"people"}) & gazetteer.kinds(name) for name in names)


def _is_emphasised(term: Term, case: Case) -> bool:
    """Tell whether a name stands between "it was" and "that"."""
    tokens = case.strict.alignment.reading.tokens
    start = term.first - (norm_at(tokens, term.first - 1) in DETERMINERS)
    opened = {norm_at(tokens, start - 2), norm_at(tokens, start - 1)}
    return "it" in opened and bool(opened & BE) and norm_at(tokens, term.last) in CLEFT


def replaces(case: Case) -> bool:
    """Tell whether a check has found another number or time, or the opposite word, in the place of the claim's."""
    return case.hoped.conflict is not None and case.hoped.conflict.name in REPLACED


def may_say_the_same(strange: Sequence[Term], case: Case) -> bool:
    """Tell whether what is new is a single common word, which compares, counts and describes nothing.

    It may say the same. Where the curator does not say what the articles leave open, it may as well be one of these.
    """
    if len(strange) != 1 or strange[0].kind != "word" or not strange[0].text.islower():
        return False
    (term,) = strange
    follows = carries_content(norm_at(case.strict.alignment.reading.tokens, term.last))
    telling = any({word, *bases(word)} & (TELLING_APART | DECISIVE) for word in term.words)
    describing = follows and any(pos == "a" for word in term.words for _, pos in wordnet.lemmas(word))
    return not telling and not describing and any(each.fact == NOBODY for each in case.recognition.ranked)


def strangers(case: Case, key: str) -> list[Term]:
    """Return the names and words of a claim that neither the fact nor its phrasings, those of ``key`` too, have."""
    return [
        hit.term
        for hit in case.strict.alignment.hits
        if not case.recognition.knows(case.number, hit.term, key)
        and (not hit.found or (hit.how == "optional" and not PASSING & set(hit.term.words)))
    ]


def words_of(case: Case) -> list[Hit]:
    """Return what became of a claim's plain words: no names, times or numbers."""
    return [hit for hit in case.strict.alignment.hits if hit.term.kind == "word"]
