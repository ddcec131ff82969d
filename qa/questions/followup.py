"""Questions that lean on the last answer: "When did he die?", "And his brother?", "Says who?", "why?".

Pure: the last question and its answer in, the question in full out. Where it is not clear what is meant, nothing is
put in its place, and the reason says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from qa.english import wordnet
from qa.english.function_words import AUXILIARIES, BE, DO, HAVE, PREPOSITIONS
from qa.english.times import times
from qa.english.tokens import Token, norms, tokenize
from qa.model import Answer
from qa.questions.reference import PRONOUNS, asked_for, fitting, named_in, resolve, sort_of
from qa.record.entities import Gazetteer
from qa.record.lexicon import bases
from qa.values import value

KIN = frozenset(
    "brother sister sibling twin father mother parent son daughter child wife husband cousin uncle aunt".split()
)

_BARE = re.compile(
    r"(?:(?:and|but|so|ok|okay|well|then)[\s,]+)*"
    r"(?P<wh>(?:since when|who|whom|where|when|why|how(?: (?:many|old|long|much|come))?|what for))[\s?!.]*",
    re.IGNORECASE,
)
_SAYS_WHO = re.compile(
    r"(?:and\s+)?(?:(?:who )?says who|who (?:says|said)(?: (?:so|that|this|it))?|according to (?:whom|who)"
    r"|whose (?:claim|words)(?: (?:is|are) (?:that|those|it))?|(?:what(?:'s|’s| is) the )?source)[\s?!.]*",
    re.IGNORECASE,
)
_INSTEAD = re.compile(
    r"(?:(?:and|but|ok|so)[\s,]+)?(?:(?:what|how) about|and|what of)\s+(?P<what>[^?]+?)[\s?!.]*", re.IGNORECASE
)
_SAME_AS = {"how come": "why", "what for": "why", "whom": "who"}


@value
class Turn:
    """A question, in full, and its answer."""

    question: str
    answer: Answer


@value
class Followup:
    """What a question was taken for.

    ``question`` is the question in full: to be asked. Without it, ``reply`` answers at once, or says what is not
    clear. ``leans`` is true where the question was not complete in itself.
    """

    question: str | None
    leans: bool = False
    reply: str = ""


def follow(text: str, last: Turn | None, gazetteer: Gazetteer) -> Followup:
    """Return a question in full: itself, or what it means after the last question and answer."""
    for pattern, rule in _RULES:
        found = pattern.fullmatch(text.strip())
        if found:
            return rule(found, last, gazetteer) if last else _unclear(f"{text.strip()!r} leans on an answer before it")
    return _with_names(text, last, gazetteer)


def _unclear(reason: str) -> Followup:
    return Followup(None, leans=True, reply=f"It is not clear what is meant: {reason}. Ask it in full.")


def _says_who(_found: re.Match[str], last: Turn, _gazetteer: Gazetteer) -> Followup:
    """Answer "Says who?" from the claims of the last answer, or with the article that says it."""
    claims = last.answer.claims
    if claims:
        said = "; ".join(f"{claim.by} says: {claim.says}" for claim in claims)
        return Followup(None, leans=True, reply=said)
    places = dict.fromkeys(f"{source.article}:{source.line}" for source in last.answer.sources)
    if places:
        return Followup(None, leans=True, reply=f"The articles say so themselves: {', '.join(places)}.")
    return _unclear("the last question has no answer on record")


def _bare(found: re.Match[str], last: Turn, gazetteer: Gazetteer) -> Followup:
    """Ask the last question again, for something else of it: "why?", "and when?"."""
    wanted = " ".join(found["wh"].lower().split())
    asked = _asked_anew(_SAME_AS.get(wanted, wanted), last, gazetteer)
    if asked is None:
        return _unclear(f"{found['wh']!r} does not go with the last question")
    return Followup(asked[:1].upper() + asked[1:], leans=True)


def _asked_anew(wanted: str, last: Turn, gazetteer: Gazetteer) -> str | None:
    text = last.question.strip().rstrip("?!. ")
    tokens = tokenize(text)
    if not tokens:
        return None
    if tokens[0].norm in AUXILIARIES:
        return _of_yes_no(wanted, text, tokens, last, gazetteer)
    verb = _verb_after_wh(tokens)
    if verb is None:
        return None
    rest = text[tokens[verb].start :]
    subject_asked = tokens[0].norm not in {"when", "where", "why"} and not _has_subject(tokens, verb)
    if not subject_asked and wanted.startswith("how m") and tokens[verb].norm in DO:
        return f"{wanted}{text[tokens[verb].end :]}?"
    if not subject_asked:
        return f"{wanted} {rest}?"
    subject = _short(last.answer.answer or "", text[: tokens[verb].start])
    if last.answer.status != "answered" or not subject or len(named_in(gazetteer, subject)) > 1 or ";" in subject:
        return None
    after = text[tokens[verb].end :]
    if tokens[verb].norm in AUXILIARIES:
        return f"{wanted} {tokens[verb].text} {subject}{after}?"
    return f"{wanted} did {subject} {_base(tokens[verb].norm)}{after}?"


def _of_yes_no(wanted: str, text: str, tokens: Sequence[Token], last: Turn, gazetteer: Gazetteer) -> str | None:
    """Ask why (when ...) it was so, or after a No why it was not."""
    cut = tokens[0].end
    said_no = last.answer.yes_or_no == "No"
    if said_no:
        subject = next((m for m in gazetteer.mentions(tokens) if m.first in {1, 2}), None)
        if subject is None:
            return None
        cut = tokens[subject.last - 1].end
    lowered = text[:1].lower() + text[1:cut]
    return f"{wanted} {lowered}{' not' if said_no else ''}{text[cut:]}?"


def _short(answer: str, asked: str) -> str:
    """Return an answer without who says so, and with the noun that was counted."""
    plain = re.split(r", according to ", answer)[0]
    noun = asked.split()[2:] if asked.lower().startswith("how many ") else []
    return plain if not noun or noun[0] in plain.split() else " ".join([plain, *noun])


def _verb_after_wh(tokens: Sequence[Token]) -> int | None:
    """Return the position of the first verb behind the question word and the noun that goes with it."""
    if tokens[0].norm not in {"who", "whom", "what", "which", "when", "where", "why", "how"}:
        return None
    for position, token in enumerate(tokens[1:6], 1):
        kinds = [kind for _, kind in wordnet.lemmas(token.norm)]
        if token.norm in AUXILIARIES or kinds[:1] == ["v"] or (token.norm.endswith("ed") and "v" in kinds):
            return position
    return None


def _has_subject(tokens: Sequence[Token], verb: int) -> bool:
    """Tell whether the question has a subject of its own: "What did she say" has, "Who was sacked" has not."""
    norm = tokens[verb].norm
    if norm in DO:
        return True
    if norm not in AUXILIARIES or verb + 1 >= len(tokens):
        return False
    if tokens[0].norm in {"how", "what", "which"} and norm in BE | HAVE and verb > 1:
        return not _is_participle(tokens, verb + 1)  # "how old was Reid", but "how many were sacked"
    return norm not in BE | HAVE and tokens[0].norm not in {"who", "which"}


def _is_participle(tokens: Sequence[Token], position: int) -> bool:
    kinds = {kind for _, kind in wordnet.lemmas(tokens[position].norm)}
    ends = position + 1 == len(tokens) or tokens[position + 1].norm in PREPOSITIONS
    return tokens[position].norm == "been" or ("v" in kinds and ends)


def _base(norm: str) -> str:
    verbs = [base for base in bases(norm) if any(kind == "v" for _, kind in wordnet.lemmas(base))]
    return next((base for base in verbs if base != norm), norm)


def _instead(found: re.Match[str], last: Turn, gazetteer: Gazetteer) -> Followup:
    """Ask the last question of somebody or something else: "And his brother?", "What about April?"."""
    resolved = _kin(found["what"], last, gazetteer)
    if isinstance(resolved, Followup):
        return resolved
    named = named_in(gazetteer, resolved)
    tokens = tokenize(last.question)
    spans: list[tuple[int, int]] = []
    if len(named) == 1:
        wanted = _replaceable(gazetteer, named[0])
        spans = [(m.first, m.last) for m in gazetteer.mentions(tokens) if _replaceable(gazetteer, m.name) == wanted]
    elif times(tokenize(resolved)):
        spans = [(time.first, time.last) for time in times(tokens)]
        resolved = re.sub(r"^(?:in|on|during)\s+", "", resolved, flags=re.IGNORECASE)
    spans = sorted(set(spans))
    if len(spans) != 1:
        return _unclear(f"{found['what']!r} takes the place of nothing in the last question")
    first, last_token = spans[0]
    start = tokens[first].start
    if first and tokens[first - 1].norm in {"the", "a", "an"} and resolved[:1].isupper():
        start = tokens[first - 1].start
    return Followup(last.question[:start] + resolved + last.question[tokens[last_token - 1].end :], leans=True)


def _replaceable(gazetteer: Gazetteer, name: str) -> str:
    """Return the sort of an entity; one person may take the place of several."""
    sort = sort_of(gazetteer, name)
    return "person" if sort == "group" else sort


def _kin(what: str, last: Turn, gazetteer: Gazetteer) -> str | Followup:
    """Return who "his brother" is: the one of that kind in the same group, else the words with the name in them."""
    named = _resolved(what, last, gazetteer)
    if isinstance(named, Followup):
        return named
    words = norms(named)
    people = named_in(gazetteer, named)
    if len(people) != 1 or not words or words[-1] not in KIN or "'s" not in words:
        return named
    beside = {
        other
        for group in gazetteer.groups_of(people[0])
        if words[-1] in gazetteer.kinds(group)
        for other in gazetteer.members(group)
        if other != people[0] and words[-1] in gazetteer.kinds(other)
    }
    return beside.pop() if len(beside) == 1 else named


def _with_names(text: str, last: Turn | None, gazetteer: Gazetteer) -> Followup:
    """Put names in the place of a question's pronouns."""
    named = _resolved(text, last, gazetteer)
    if isinstance(named, Followup):
        return named
    return Followup(named, leans=named != text)


def _resolved(text: str, last: Turn | None, gazetteer: Gazetteer) -> str | Followup:
    if last is None:
        found = resolve(text, (), gazetteer)
    else:
        found = resolve(text, _candidates(text, last, gazetteer), gazetteer)
    if found.unclear:
        return _unclear(f"{asked_for(found.unclear)} {found.unclear!r} means")
    return _there(found.text, last, gazetteer)


def _candidates(text: str, last: Turn, gazetteer: Gazetteer) -> list[str]:
    """Return who was spoken of: those in the question and the short answer; else those in the whole statement."""
    pronouns = [token.norm for token in tokenize(text) if token.norm in PRONOUNS]
    near = dict.fromkeys([
        *named_in(gazetteer, last.question), *named_in(gazetteer, last.answer.answer or ""),
    ])  # fmt: skip
    if all(fitting(gazetteer, pronoun, near) for pronoun in pronouns):
        return list(near)
    return [*near, *(n for n in named_in(gazetteer, last.answer.statement or "") if n not in near)]


def _there(text: str, last: Turn | None, gazetteer: Gazetteer) -> str | Followup:
    """Put the place for "there" at the end of a question: "Who lives there?"."""
    found = re.search(r"\bthere(?=[\s?!.]*$)", text, re.IGNORECASE)
    if found is None or (before := norms(text[: found.start()])[-1:]) in [("is",), ("was",), ("are",), ("were",)]:
        return text
    near = _candidates("", last, gazetteer) if last else []
    places = [name for name in near if sort_of(gazetteer, name) == "place"]
    if len(places) != 1:
        return _unclear(f"where {found[0]!r} is")
    lead = "" if before in [("from",), ("in",), ("to",), ("near",)] else "in "
    return text[: found.start()] + lead + places[0] + text[found.end() :]


Rule = Callable[[re.Match[str], Turn, Gazetteer], Followup]
_RULES: tuple[tuple[re.Pattern[str], Rule], ...] = (
    (_SAYS_WHO, _says_who),  # "Says who?"
    (_BARE, _bare),  # "And why?"
    (_INSTEAD, _instead),  # "What about his brother?"
)
