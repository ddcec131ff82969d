"""Another name in a role that only one can have: "X was the oldest" contradicts "Y was the oldest"."""

from __future__ import annotations

from qa.english.synonyms import SOLE_ROLES
from qa.english.tokens import norms
from qa.matching.alignment import Alignment, Check
from qa.matching.factindex import IndexedFact
from qa.matching.hit import Hit
from qa.matching.match import Matcher
from qa.record.entities import PERSONS
from qa.record.lexicon import bases

SINGLE = frozenset("the first second third fourth fifth last only".split())
"""Words that begin a description which fits only one."""


def rival(hit: Hit, alignment: Alignment, matcher: Matcher) -> Check | None:
    """Return the conflict of a name that a fact lacks with the one that it has in a role that only one can have."""
    indexed = alignment.indexed
    if not _is_person(hit.term.names, matcher) or not _is_sole(indexed) or not _has_the_role(alignment):
        return None
    start = min(indexed.predicate, default=0)
    subjects = {
        mention.name
        for slot in indexed.slots("who")
        for mention in indexed.mentions
        if mention.first in indexed.positions(slot) and mention.last <= start and mention.how != "role"
    }
    asked = {name for other in alignment.hits if not other.term.by_role for name in other.term.names}
    if len(subjects) != 1 or subjects & asked or not _is_person(tuple(subjects), matcher):
        return None
    name = subjects.pop()
    return Check("rival", "conflict", f"the record says {name}, not {hit.term.text}", "who", hit.term.text, name)


def _has_the_role(alignment: Alignment) -> bool:
    """Tell whether the word for what only one can be is asserted, too: there are more councillors than leaders."""
    tokens = alignment.indexed.tokens
    sole = {p for p in alignment.indexed.predicate if set(SOLE_ROLES) & set(bases(tokens[p].norm))}
    return not sole or bool(sole & alignment.covered)


def _is_person(names: tuple[str, ...], matcher: Matcher) -> bool:
    return all(PERSONS & matcher.gazetteer.kinds(name) and not matcher.gazetteer.members(name)[1:] for name in names)


def _is_sole(indexed: IndexedFact) -> bool:
    """Tell whether what somebody is in a fact can be only one: "the oldest", "leader of the group"."""
    for slot in indexed.slots("is"):
        words = norms(slot.text)
        if (
            words[:1]
            and words[0] not in {"a", "an"}
            and (words[0] in SINGLE or set(words) & set(SOLE_ROLES) or words[0].endswith("est"))
        ):
            return "brother" not in words and "sister" not in words
    return False
