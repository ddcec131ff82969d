"""What a recognised fact says where Yes or No is asked for, as its phrasings tell; and when it says neither.

Yes or No must rest on the whole question: whatever is not accounted for may be what makes it false. The two tables at
the end of the first part list what forbids either.
"""

from __future__ import annotations

from collections.abc import Callable
from math import inf

from qa.english.synonyms import SAYING
from qa.english.tokens import norm_at
from qa.matching.alignment import ASKED_WAYS, Alignment, predicate_hit
from qa.matching.fill import Filled
from qa.matching.match import LIKE_OR_UNLIKE, Matcher
from qa.matching.modality import states_an_aim
from qa.questions.polarity import denials
from qa.record.lexicon import base_forms, bases

Told = tuple[Filled | None, float]
"""What a fact says, and how much surer it must be recognised for that; inf: never."""
Forbids = Callable[[str, Alignment, Matcher], bool]

OTHER_SLOT = 4.0
"""How much surer where the question word asks for something else than the phrasings' slot gives."""
CONTRARY = inf
"""The same where the phrasings say yes and the alignment no, or the other way round."""
NOT_SAID = inf
"""The same where yes or no rests on the words only: `qa.answer` looks at those by themselves."""
STRICT = frozenset(
    "words entity time quantity links role quantifier claimant contrast definition pairs direction".split()
)
"""Checks without which there is neither a yes nor a no."""
MAINTAINING = frozenset({"accept", "insist", "maintain", "claim", "admit", "deny", "reject", "argue"})
"""Verbs behind which stands what only somebody holds."""
REWORDED = frozenset({"predicate", "yes-no", "comparison"})
"""Checks that do not agree where yes or no is asked in words of the phrasings: the statement's own say neither."""
COUNTED = frozenset({"quantity", "quantifier"})
"""Conflicts of how many there are: the rest may be just as in the phrasings that are answered with Yes."""
CAME_TO_BE = frozenset("did has have had was were".split())
"""Words that open a question of what was so."""
TO_COME = frozenset({"would", "will"})
ANY_AT_ALL = frozenset("any anyone anybody anything anywhere ever".split())


def verdict(key: str, alignment: Alignment, matcher: Matcher, own: Filled | None) -> Told:
    """Return Yes or No, as a phrasing's ``key`` has it, and what that costs; ``own`` is what the words alone say."""
    if any(forbids(key, alignment, matcher) for forbids in FROM_EITHER):
        return None, inf
    told = {"yes": "Yes", "no": "No"}.get(key)
    if told is None:
        return own, NOT_SAID
    if any(forbids(key, alignment, matcher) for forbids in FROM_PHRASED):
        return None, inf
    if alignment.conflicts:
        miscounted = {check.name for check in alignment.conflicts} <= COUNTED
        return Filled("No", None, 0.0), 0.0 if told == "No" or miscounted else CONTRARY
    lost = lacking(alignment)
    reworded = told == "No" and bool(lost & REWORDED) and _is_reworded(alignment)
    if own is not None and own.text != told and (not reworded or _counts_alike(alignment)):
        return Filled(told, None, 0.0), CONTRARY
    return Filled(told, None, 0.0), OTHER_SLOT if lost >= {"predicate", "yes-no"} else 0.0


def lacking(alignment: Alignment) -> set[str]:
    """Return the names of the checks that do not agree."""
    return {check.name for check in alignment.missing}


def _is_unaccounted(_key: str, alignment: Alignment, _matcher: Matcher) -> bool:
    return bool(lacking(alignment) & STRICT)


def _compares(_key: str, alignment: Alignment, _matcher: Matcher) -> bool:
    return compares_otherwise(alignment)


def _names_one_more(key: str, alignment: Alignment, matcher: Matcher) -> bool:
    """Tell whether the statement tells of one of two persons asked about together, or Yes of nobody named in it."""
    named = [hit for hit in alignment.hits if hit.term.kind == "entity"]
    persons = [hit for hit in named if any(_is_a_person(name, alignment, matcher) for name in hit.term.names)]
    joined = any(norm_at(alignment.reading.tokens, one.term.last) == "and" for one in persons)
    elsewhere = {hit.how in ASKED_WAYS for hit in persons}
    return (key == "yes" and elsewhere == {True}) or (joined and len(elsewhere) > 1)


def _is_a_person(name: str, alignment: Alignment, matcher: Matcher) -> bool:
    """Tell whether a name is that of one person, who does not say so himself."""
    alone = len(matcher.gazetteer.members(name)) == 1 and name not in alignment.indexed.fact.according_to
    return alone and "person" in matcher.gazetteer.kinds(name)


def _is_at_another_time(_key: str, alignment: Alignment, _matcher: Matcher) -> bool:
    """Tell whether a time that is asked about stands in the phrasings only, where the statement has another one."""
    asked = any(hit.term.kind == "time" and hit.how in ASKED_WAYS for hit in alignment.hits)
    return asked and bool(alignment.indexed.times)


def _is_yet_to_come(key: str, alignment: Alignment, _matcher: Matcher) -> bool:
    """Tell whether the fact is of what was aimed at, or would be, and it is asked whether that was so."""
    own = {token.norm for token in alignment.indexed.tokens}
    asked_of_past = norm_at(alignment.reading.tokens, 0) in CAME_TO_BE and bool(own & TO_COME)
    aimed = states_an_aim(alignment.indexed) or asked_of_past
    return key == "yes" and "modality" in lacking(alignment) and aimed


def _is_of_the_past(key: str, alignment: Alignment, _matcher: Matcher) -> bool:
    """Tell whether the fact is of what was so, or will be, and it is asked whether it is so, or still is."""
    return key == "yes" and "tense" in lacking(alignment)


def _passes_over_the_verb(_key: str, alignment: Alignment, _matcher: Matcher) -> bool:
    """Tell whether the fact has nothing of the question but names, not even its verb: "was the bell found"."""
    verb = predicate_hit(alignment)
    told = (hit for hit in alignment.hits if hit.found and hit.how != "optional" and hit.term.kind != "entity")
    return verb is not None and verb.how == "optional" and not any(told)


def _is_of_another_one(_key: str, alignment: Alignment, _matcher: Matcher) -> bool:
    """Tell whether it is otherwise with another one."""
    return bool(alignment.conflicts) and "yes-no" in lacking(alignment)


def _is_only_maintained(_key: str, alignment: Alignment, _matcher: Matcher) -> bool:
    """Tell whether the fact is that somebody says, or accepts, something, and it is asked whether it is so."""
    indexed = alignment.indexed
    said = base_forms(indexed.tokens[p].norm for p in indexed.positions_of("did"))
    return "modality" in lacking(alignment) and bool(said & MAINTAINING)


def _denies_nothing(key: str, alignment: Alignment, _matcher: Matcher) -> bool:
    return key == "no" and is_no_no(alignment)


FROM_EITHER: tuple[Forbids, ...] = (
    _is_unaccounted,
    _compares,
    _names_one_more,
    _is_at_another_time,
    _is_yet_to_come,
    _is_of_the_past,
    _passes_over_the_verb,
)
"""What forbids both Yes and No, whether the words or the phrasings say so."""
FROM_PHRASED: tuple[Forbids, ...] = (_is_of_another_one, _is_only_maintained, _denies_nothing)
"""What forbids what the phrasings say."""


def is_no_no(alignment: Alignment) -> bool:
    """Tell whether it is asked if any did, or ever, where the statement denies nothing: that is no ground for a No."""
    tokens = alignment.reading.tokens
    any_at_all = any(token.norm in ANY_AT_ALL for token in tokens)
    return any_at_all and not denials(tokens) and not denials(alignment.indexed.tokens)


def compares_otherwise(alignment: Alignment, *words: str) -> bool:
    """Tell whether the question has "same" or "different", or one of ``words``, where the statement has not."""
    compared = frozenset(words) or LIKE_OR_UNLIKE
    return any(compared & set(hit.term.words) and hit.how != "statement" for hit in alignment.hits)


def _counts_alike(alignment: Alignment) -> bool:
    """Tell whether the question has a number that the statement has: what is so of just as many is not denied."""
    return any(hit.term.kind == "quantity" and hit.how == "statement" for hit in alignment.hits)


def _is_reworded(alignment: Alignment) -> bool:
    """Tell whether a telling word is in the phrasings only: what it comes to beside the statement, they know."""
    words = [hit for hit in alignment.hits if hit.term.kind == "word" and hit.term.grace is None]
    if alignment.indexed.fact.according_to:  # "she spoke of the goals" is what she says of them
        words = [hit for hit in words if not any(set(bases(word)) & SAYING for word in hit.term.words)]
    return any(hit.how in ASKED_WAYS for hit in words)
