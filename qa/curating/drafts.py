"""Drafts of facts, by rule, for sentences that no fact covers. A draft is a start: a person checks every word.

A statement is a clause of the article with a full stop, or a role that the article gives in apposition; its slots are
spans of it. Where the rules are not sure, there is no draft.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator

from qa.curating.attributions import Said, attribution, is_quoted
from qa.curating.clauses import Clause, Span, capitalised, is_age, read_clause, read_clauses
from qa.curating.roles import is_person_noun, roles_in, titled
from qa.english.function_words import AUXILIARIES, DETERMINERS, PREPOSITIONS, PRESENT
from qa.english.numbers import SMALL
from qa.english.quantities import quantities
from qa.english.times import SEASONS, times_in
from qa.english.tokens import tokenize
from qa.english.wordnet import lemmas, related
from qa.looking.relative_times import relative_time
from qa.model import Article, Sentence, Source
from qa.questions.expectation import NOUNS
from qa.ranking.facets import facets, surname_like
from qa.record.entities import PERSONS, Gazetteer
from qa.record.quotes import QuoteFinder
from qa.values import replace, value

PLACES = frozenset(NOUNS["place"].split()) | frozenset(
    "hospital court prison jail school church home hotel park road station airport stadium square harbour coast sea "
    "centre market library museum theatre garden farm field forest valley hill mountain lake river scene".split()
)
PLACE_KINDS = frozenset(("building", "structure", "institution", "facility"))
WHERE = frozenset("in at near outside across inside opposite".split())
LENGTHS = frozenset("second minute hour day night week month year decade".split())
MONEY = re.compile(r"(?:(?:about|around|nearly|over|more than|up to) )?[£$€]\s?\d")
OFTEN = re.compile(r"(?:once|twice|daily|weekly|every|each|\w+ times)\b")
_WORD = re.compile(r"[a-z0-9]+")


@value
class Draft:
    """A fact to be, as facts.yaml has its parts. ``slots`` are (key, text); ``sentence`` is what it is drawn from."""

    id: str
    statement: str
    slots: tuple[tuple[str, str], ...]
    asked_as: tuple[str, ...]
    article: str
    quote: str
    sentence: Sentence
    prefix: str = ""
    according_to: str | None = None
    as_of: str | None = None


def drafts_of(sentence: Sentence, article: Article, gazetteer: Gazetteer) -> tuple[Draft, ...]:
    """Return the drafts for a sentence; each has a quote that is found in the article, and only once.

    There is none for a sentence that goes on with what somebody is quoted as saying, nor for a heading or an item of a
    list: what introduces it may well be a claim.
    """
    text = " ".join(sentence.text.split())
    if is_quoted(sentence, article) or not facets(text).whole:
        return ()
    said = attribution(text, gazetteer)
    if said is not None:
        found = [*_claim(said, text, sentence, gazetteer)]
    else:
        found = [_plain(clause, text[offset:], sentence, gazetteer) for offset, clause in read_clauses(text)]
    found += _roles(text, sentence, gazetteer)
    finder = QuoteFinder({article.name: article})
    return tuple(placed for draft in found if (placed := _placed(draft, article, finder)) is not None)


def unknown_speaker(sentence: Sentence, gazetteer: Gazetteer) -> str | None:
    """Return the words for a speaker who is no entity yet, so that what is said cannot be drafted as a claim."""
    said = attribution(" ".join(sentence.text.split()), gazetteer)
    named = said is not None and said.by is None and any(word[:1].isupper() for word in said.speaker.split()[1:])
    return said.speaker if said is not None and named else None


def _placed(draft: Draft, article: Article, finder: QuoteFinder) -> Draft | None:
    """Return a draft whose quote is found once: as it is, or with the words before it; None where it is not."""
    if isinstance(finder.find(article.name, draft.quote), Source):
        return draft
    start = draft.sentence.start
    prefix = " ".join(article.text[max(start - 40, 0) : start].split())[-24:].strip()
    found = finder.find(article.name, draft.quote, prefix) if prefix else None
    return replace(draft, prefix=prefix) if isinstance(found, Source) else None


# Plain clauses and claims


def _plain(clause: Clause, original: str, sentence: Sentence, gazetteer: Gazetteer) -> Draft:
    return _draft(clause, original[: clause.end], sentence, gazetteer)


def _claim(said: Said, text: str, sentence: Sentence, gazetteer: Gazetteer) -> Iterator[Draft]:
    """Yield the claim that a sentence attributes to an entity, if what is said stands alone."""
    clause = read_clause(capitalised(said.words)) if said.by else None
    if clause is not None and clause.end >= len(said.words.rstrip(".!")):
        draft = _draft(clause, text, sentence, gazetteer)
        about = clause.words(clause.head)
        question = f"What did {said.by} say about {_inside(about)}?"
        yield replace(draft, according_to=said.by, asked_as=(question,))


def _draft(clause: Clause, quote: str, sentence: Sentence, gazetteer: Gazetteer) -> Draft:
    clause = _named(clause, gazetteer)
    slots: dict[str, str] = {}
    for key, words in _slots(clause, gazetteer):
        # what is done by one thing to another: the other is whom, as in "The river flooded the lane"
        slots.setdefault("whom" if key == "what" and "what" in slots else key, words)
    statement = clause.text[: clause.end] + "."
    return Draft(
        id=_slug(f"{clause.words(clause.head)} {clause.words(clause.verb)}"),
        statement=statement,
        slots=tuple(slots.items()),
        asked_as=tuple(_questions(clause, slots)),
        article=sentence.article,
        quote=quote,
        sentence=sentence,
        as_of=sentence.article if clause.words(clause.verb).split()[0] in PRESENT else None,
    )


def _named(clause: Clause, gazetteer: Gazetteer) -> Clause:
    """Return a clause whose subject is called by its whole name: a statement stands alone."""
    tokens = tokenize(clause.words(clause.head))
    mentions = [each for each in gazetteer.mentions(tokens) if (each.first, each.last) == (0, len(tokens))]
    if len(mentions) != 1 or mentions[0].how != "alias":
        return clause
    name = mentions[0].name
    if PERSONS.isdisjoint(gazetteer.kinds(name)) or not name[:1].isupper():
        return clause  # "an unnamed passenger" is no name
    start, end = clause.head
    return read_clause(clause.text[:start] + name + clause.text[end:]) or clause


def _slots(clause: Clause, gazetteer: Gazetteer) -> Iterator[tuple[str, str]]:
    """Yield the slots of a clause: the doer and what it is, the verb, the object, then what surrounds them."""
    bare = clause.copula and clause.object is not None and not _is_phrase(clause, clause.object)
    yield from _about_doer(clause, gazetteer)
    if not bare:
        yield "did", clause.words(clause.verb)
    if clause.lead:
        yield "when", clause.words(clause.lead)
    if clause.object is not None:
        yield from [("is", clause.words(clause.object))] if bare else _object(clause, clause.object, gazetteer)
    seen = {"when"} if clause.lead else set()
    for preposition, span in clause.phrases:
        key = _phrase_key(preposition, clause.words(span), clause, gazetteer)
        if key and key not in seen:
            seen.add(key)
            yield key, _slot_text(key, clause.words(span))
    if clause.subordinate and clause.subordinate[0] not in seen:
        yield clause.subordinate[0], clause.words(clause.subordinate[1])


def _about_doer(clause: Clause, gazetteer: Gazetteer) -> Iterator[tuple[str, str]]:
    """Yield who or what does it, and what stands beside: a title, an age, an apposition, a number."""
    head = clause.words(clause.head)
    title, name = titled(head, gazetteer)
    yield _doer(clause, gazetteer), name
    told = [title] if title else []
    for words in map(clause.words, clause.appositions):
        tokens = tokenize(words)
        if is_age(tokens, 0, len(tokens)):
            yield "how old", words
        else:
            told.append(words)
    if told and not clause.copula:
        yield "is", told[0]
    numbered = _number(head)
    if numbered:
        yield "how many", numbered


def _doer(clause: Clause, gazetteer: Gazetteer) -> str:
    """Return "who" for persons and bodies, else "what"."""
    finds = clause.subordinate is not None and clause.subordinate[0] == "what"
    return "who" if finds or clause.appositions or _is_somebody(clause.words(clause.head), gazetteer) else "what"


def _is_somebody(words: str, gazetteer: Gazetteer) -> bool:
    seen = facets(capitalised(words))
    if not seen.tokens:
        return False
    mentions = [mention for mention in gazetteer.mentions(seen.tokens) if mention.how != "role"]
    if titled(words, gazetteer)[0]:
        return True
    if mentions:
        kinds = gazetteer.kinds(mentions[0].name)
        return not kinds or not kinds.isdisjoint(
            PERSONS | {"group", "council", "company", "body", "club", "team", "party"}
        )
    names = [name for name in seen.names if name[0] == 0]
    if names:
        return surname_like(seen, names[0])
    head = next((n for n, token in enumerate(seen.tokens) if n and token.norm in PREPOSITIONS), len(seen.tokens))
    return is_person_noun(seen.tokens[head - 1].norm)


def _is_phrase(clause: Clause, span: Span) -> bool:
    return clause.words(span).split(" ", 1)[0].lower() in PREPOSITIONS


def _object(clause: Clause, span: Span, gazetteer: Gazetteer) -> Iterator[tuple[str, str]]:
    words = clause.words(span)
    if words.split(" ", 1)[0].endswith("ly"):
        return
    if OFTEN.match(words):
        yield "how often", words
    elif money := MONEY.search(words):
        receiver = words[: money.start()].rstrip()
        if receiver.lower() in PREPOSITIONS:
            yield f"{receiver.lower()} how much", words[money.start() :]
            return
        if receiver and receiver.lower() not in DETERMINERS:
            yield "whom" if _is_somebody(receiver, gazetteer) else "what", receiver
        yield "how much", words[money.start() :]
    elif _is_phrase(clause, span):
        first, _, _ = words.partition(" ")
        yield _phrase_key(first.lower(), words, clause, gazetteer) or "where", words
    else:
        yield "whom" if _is_somebody(words, gazetteer) else "what", words
        numbered = _number(words)
        if numbered:
            yield "how many", numbered


def _number(words: str) -> str:
    """Return words that begin with a number of things ("three bridges"), or an empty text."""
    tokens = tokenize(words)
    found = [each for each in quantities(tokens) if each.kind in {"count", "share"} and each.first <= 1]
    if not found or MONEY.search(words) or found[0].last >= len(tokens) or times_in(words):
        return ""
    return words if found[0].first == 0 or tokens[0].norm not in DETERMINERS | {"all"} else words[tokens[1].start :]


def _phrase_key(preposition: str, words: str, clause: Clause, gazetteer: Gazetteer) -> str:
    """Return the slot that a phrase fills; an empty text for one that no question asks for by itself."""
    tokens = tokenize(words)
    if times_in(words) or relative_time(tokens, 0) or relative_time(tokens, 1):
        return f"{preposition} when" if preposition in {"since", "until", "till", "before", "after", "by"} else "when"
    if not preposition:
        return ""
    if preposition in {"in", "during"} and tokens[-1].norm in SEASONS:
        return "when"
    rest = words.partition(" ")[2]
    found = quantities(tokenize(rest))
    if preposition == "for" and found and found[0].unit.rstrip("s") in LENGTHS:
        return "how long"
    if preposition in WHERE and _is_place(rest, gazetteer):
        return "where"
    if (
        preposition == "to"
        and len(tokens) > 1
        and ("v" in [pos for base, pos in lemmas(tokens[1].norm)[:1] if base == tokens[1].norm])
    ):
        return ""
    somebody = _is_somebody(rest, gazetteer)
    if preposition == "by":
        return f"by {'whom' if somebody or not rest[:1].isdigit() else 'what'}" if clause.passive else "by what"
    if preposition == "from" and _is_place(rest, gazetteer):
        return "from where"
    if preposition in {"about", "around", "over", "under", "near", "off", "out", "up", "down"}:
        return ""
    return f"{preposition} {'whom' if somebody else 'what'}"


def _slot_text(key: str, words: str) -> str:
    """Return a phrase without the preposition that the slot's key says already."""
    first, _, rest = words.partition(" ")
    return rest if key.split(maxsplit=1)[0] == first.lower() and not key.endswith("when") else words


def _is_place(words: str, gazetteer: Gazetteer) -> bool:
    seen = facets(words)
    mentions = [mention for mention in gazetteer.mentions(seen.tokens) if mention.how != "role"]
    if mentions:
        return not gazetteer.kinds(mentions[0].name).isdisjoint(PLACES | {"place"})
    first = 1 if seen.tokens and seen.tokens[0].norm in DETERMINERS else 0
    if any(name[0] == first for name in seen.names):
        return not surname_like(seen, next(name for name in seen.names if name[0] == first))
    head = next((n for n, token in enumerate(seen.tokens) if n and token.norm in PREPOSITIONS), len(seen.tokens))
    last = seen.tokens[head - 1].norm if seen.tokens else ""
    return last in PLACES or any(
        relation.kind == "hypernym" and relation.word in PLACE_KINDS and relation.pos == "n"
        for relation in related(last)
    )


# Questions


def _questions(clause: Clause, slots: dict[str, str]) -> Iterator[str]:
    """Yield what the draft answers: when or where it was, who it was; else whether it was so."""
    kept = clause.words(clause.object) if clause.object is not None else ""
    money = MONEY.search(kept)
    if money:
        kept = kept[: money.start()].rstrip()
        yield f"How much {_inverted(clause, kept)}?"
        return
    asked = next((key for key in ("when", "where") if key in slots), None)
    if asked:
        yield f"{asked.capitalize()} {_inverted(clause, kept)}?"
    if kept:
        yield f"{'Who' if 'who' in slots else 'What'} {clause.words(clause.verb)} {kept}?"
    elif not asked:
        yield capitalised(_inverted(clause, clause.text[clause.verb[1] : clause.end].strip())) + "?"


def _inverted(clause: Clause, kept: str) -> str:
    """Return a clause as it stands in a question: "was the bridge opened", "did the bridge open"."""
    subject = _inside(clause.words(clause.head))
    first, _, more = clause.words(clause.verb).partition(" ")
    if first.lower() in AUXILIARIES:
        return " ".join(filter(None, (first, subject, more, kept)))
    return " ".join(filter(None, ("did", subject, clause.main, kept)))


def _inside(words: str) -> str:
    """Return a subject as it stands inside a sentence."""
    first, _, rest = words.partition(" ")
    common = first.lower() in DETERMINERS | PREPOSITIONS | set(SMALL) | {"most", "many", "several", "about"}
    return f"{first.lower()} {rest}" if common and rest else words


# Roles


def _roles(text: str, sentence: Sentence, gazetteer: Gazetteer) -> Iterator[Draft]:
    """Yield "X is ROLE." for the roles that a sentence gives in apposition: as of its article, for roles change."""
    for name, role in roles_in(text, gazetteer):
        yield Draft(
            id=_slug(f"{name} is {role}"),
            statement=f"{name} is {role}.",
            slots=(("who", name), ("is", role)),
            asked_as=(f"Who is {name}?",),
            article=sentence.article,
            quote=text,
            sentence=sentence,
            as_of=sentence.article,
        )


# Names


def _slug(text: str) -> str:
    """Return a short id: the first few telling words, in small letters joined by hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = [word for word in _WORD.findall(plain) if word not in DETERMINERS | {"of", "in", "s"}]
    return "-".join(words[:6]) or "draft"


def renamed(drafts: Collection[Draft], taken: Collection[str]) -> tuple[Draft, ...]:
    """Return the drafts with ids that no fact has yet, and none twice."""
    used = {name.casefold() for name in taken}
    found = []
    for draft in drafts:
        name, number = draft.id, 2
        while name in used:
            name, number = f"{draft.id}-{number}", number + 1
        used.add(name)
        found.append(replace(draft, id=name))
    return tuple(found)
