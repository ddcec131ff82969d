"""Roles that an article gives beside a name: "Ann Reid, captain of the club," and "club captain Ann Reid"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qa.english.function_words import DETERMINERS, PREPOSITIONS, WH_WORDS
from qa.english.tokens import norm_at
from qa.english.wordnet import lemmas, related
from qa.questions.expectation import NOUNS
from qa.ranking.facets import APART, Facets, facets, surname_like
from qa.record.entities import PERSONS, Gazetteer
from qa.record.lexicon import bases

PERSON_NOUNS = (
    PERSONS
    | frozenset(NOUNS["person"].split())
    | frozenset(
        "captain manager boss leader chief head director chair chairman chairwoman spokesman spokeswoman spokesperson "
        "mayor coach builder worker owner founder member mother father brother sister son daughter resident staff "
        "police crew farmer firefighter engineer councillor goalkeeper striker midfielder defender teacher pupil "
        "headteacher student passenger driver pilot astronaut scientist researcher expert lawyer solicitor campaigner "
        "protester voter children men women residents secretary treasurer president physicist technician".split()
    )
)
LONGEST = 12
"""Words of a role."""
PERSON_HYPERNYMS = frozenset(
    "person leader worker official expert professional adult chief contestant inhabitant".split()
)


def is_person_noun(norm: str) -> bool:
    """Tell whether a noun is somebody: from a table, or by WordNet's next more general words."""
    base = next((base for base, pos in lemmas(norm) if pos == "n"), norm)
    if base in PERSON_NOUNS or norm in PERSON_NOUNS:
        return True
    general = {relation.word for relation in related(base) if relation.kind == "hypernym" and relation.pos == "n"}
    return not general.isdisjoint(PERSON_HYPERNYMS)


def roles_in(text: str, gazetteer: Gazetteer) -> Iterator[tuple[str, str]]:
    """Yield (name, role) for the persons whom a sentence names with a role; the role can follow "is"."""
    seen = facets(text)
    for name in seen.names:
        person = _person(seen, name, gazetteer)
        if person:
            after = _after(text, seen, name[-1] + 1)
            before = _before(text, seen, name[0])
            for role in (after, before):
                if role:
                    yield person, role
                    break


def titled(words: str, gazetteer: Gazetteer) -> tuple[str, str]:
    """Return (title, name) of "Club secretary Mary Poole"; an empty title and the words for anything else."""
    seen = facets(words)
    name = seen.names[-1] if seen.names else ()
    if name and name[-1] == len(seen.tokens) - 1 and name[0] > 0 and _person(seen, name, gazetteer):
        title = seen.tokens[name[0] - 1]
        if is_person_noun(title.norm) and seen.tokens[0].norm not in DETERMINERS and title.text[:1].islower():
            return words[: title.end], words[seen.tokens[name[0]].start :]
    return "", words


def _person(seen: Facets, name: Sequence[int], gazetteer: Gazetteer) -> str:
    """Return a person's full name: the entity's, or what the article prints; an empty text for anything else."""
    tokens = [seen.tokens[position] for position in name]
    known = {m.name for m in gazetteer.mentions(tokens) if m.how != "role" and m.last - m.first == len(tokens)}
    if len(known) == 1:
        [found] = known
        is_one = not PERSONS.isdisjoint(gazetteer.kinds(found)) and not gazetteer.entities[found].members
        return found if is_one else ""
    return " ".join(token.text for token in tokens) if surname_like(seen, name) else ""


def _between(text: str, seen: Facets, position: int) -> str:
    before = seen.tokens[position - 1].end if position else 0
    after = seen.tokens[position].start if position < len(seen.tokens) else len(text)
    return text[before:after]


def _after(text: str, seen: Facets, first: int) -> str:
    """Return the role between a name's comma and the next, or the end."""
    if first >= len(seen.tokens) or not _between(text, seen, first).startswith(","):
        return ""
    end = next(
        (p for p in range(first + 1, len(seen.tokens) + 1) if set(_between(text, seen, p)) & {*APART, "."}), first
    )
    if end - first > LONGEST or not _is_role(seen, first, end):
        return ""
    return text[seen.tokens[first].start : seen.tokens[end - 1].end]


def _before(text: str, seen: Facets, name: int) -> str:
    """Return the role before a name, with "a" or "an" where it has no determiner: "a club captain"."""
    first = name
    while (
        first > 0 and not set(_between(text, seen, first)) & {*APART, ".", "’", "'"} and _may_be_title(seen, first - 1)
    ):
        first -= 1
    title = seen.tokens[name - 1] if name else None
    if title is None or first == name or not is_person_noun(title.norm) or bases(title.norm)[0] != title.norm:
        return ""
    if title.text[:1].isupper() or (first == 0 and lemmas(seen.tokens[0].norm)):
        return ""  # which capitals belong to the name of a body cannot be told at the beginning of a sentence
    role = text[seen.tokens[first].start : seen.tokens[name - 1].end]
    if norm_at(seen.tokens, first - 1) == "the":
        return f"the {role}"
    if norm_at(seen.tokens, first - 1) in DETERMINERS - {"a", "an"}:
        return ""
    return f"{'an' if _sounds_vowel(role) else 'a'} {role}"


def _may_be_title(seen: Facets, position: int) -> bool:
    norm = seen.tokens[position].norm
    if norm in DETERMINERS | PREPOSITIONS | WH_WORDS | {"and", "or", "but", "then"}:
        return False
    found = lemmas(norm)
    return seen.tokens[position].text[:1].isupper() or (bool(found) and any(pos in {"n", "a"} for _, pos in found[:1]))


def _is_role(seen: Facets, first: int, end: int) -> bool:
    """Tell whether words are a noun phrase whose head is somebody."""
    words = seen.tokens[first:end]
    if not words or not (words[0].norm in {"a", "an", "the"} or words[0].text[:1].islower()):
        return False
    head = next((n for n, token in enumerate(words) if n and token.norm in PREPOSITIONS), len(words))
    if not is_person_noun(words[head - 1].norm) or words[0].norm in PREPOSITIONS | {"who", "and"}:
        return False
    plain = [token.norm for token in words if token.text[:1].islower()]
    return not any(norm in WH_WORDS or (lemmas(norm)[:1] and lemmas(norm)[0][1] == "v") for norm in plain)


def _sounds_vowel(word: str) -> bool:
    """Tell whether "an" stands before a word; "uni-", "eu-", "one" and "us-" sound like consonants."""
    plain = word.lower()
    if plain.startswith(("uni", "eu", "one", "use", "usu", "u.")):
        return False
    return plain.startswith(("hour", "honest", "heir", "honour")) or plain[:1] in "aeiou"
