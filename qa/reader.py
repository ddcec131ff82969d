"""From question text to `Question`: every reading that the tables allow, the most literal first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from qa import wordnet
from qa.entities import Gazetteer, Mention
from qa.factindex import GENERAL_WORDS
from qa.forms import NOUN_HOLES, descriptive_kind, find_form, noun_position, opens
from qa.function_words import (
    AUXILIARIES,
    BE,
    LIGHT,
    PREPOSITIONS,
    QUANTIFIERS,
    WH_WORDS,
    carries_content,
)
from qa.grammar import NOWHERE, Clause, Parser
from qa.lexicon import Lexicon, bases
from qa.quantities import quantities
from qa.question import (
    ASSERTIONS,
    CLOSERS,
    FORMS,
    SCAFFOLDING,
    SUPERLATIVES,
    TOPICS,
    Form,
    Hole,
    Question,
    Reading,
    Term,
)
from qa.slips import mend
from qa.speech import Frame, frames
from qa.synonyms import RHETORIC
from qa.times import times
from qa.tokens import Token
from qa.values import replace

NO_FRAME = Frame(frozenset(), (), "")
MORE = frozenset("over above exceed".split())
LESS = frozenset("under below".split())
STRANDED = frozenset("about for of from to over with by in on at against into".split())
"""Prepositions that, at the end of a question, belong to its question word."""
TELLING = frozenset(RHETORIC)
ORDINALS = frozenset(
    "first second third fourth fifth sixth last next other another same different previous former only latest new old".split()
)
VAGUE = frozenset("person people someone man woman guy individual thing name".split())
"""Nouns that say no more than the question word: "which person", "what thing"."""


class Opening(NamedTuple):
    """How a question opens: the hole, the tokens used up for it, and where the rest of the clause starts."""

    form: str
    hole: Hole
    used: frozenset[int]
    start: int
    rule: str
    choices: tuple[str, ...] = ()


class Reader:
    """Reads questions for one dossier: its entities, its words, the built-in tables."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer, vocabulary: Collection[str]) -> None:
        self._lexicon = lexicon
        self._gazetteer = gazetteer
        self._vocabulary = frozenset(vocabulary) | gazetteer.words()
        self._common = _question_words()

    def read(self, text: str) -> Question:
        """Return all readings of a question. A question without any word has no reading."""
        tokens, assumed = mend(text, self._lexicon, self._vocabulary, self._common)
        tokens = _possessives(tokens, self._gazetteer.words(), self._gazetteer.person_words())
        tokens, article = _scoped(tokens)
        tokens, opened = _strip(tokens)
        readings: list[Reading] = []
        found = frames(tokens, self._gazetteer.mentions(tokens))
        for frame in (*found, NO_FRAME):
            rest = tuple(token for position, token in enumerate(tokens) if position not in frame.used)
            if frame.saying and frame.used and not rest and not frame.speaker:
                continue
            for opening in self._openings(rest, frame, opened):
                reading = replace(
                    self._assemble(rest, opening, frame), article=article, framed=self._is_framed(frame, found)
                )
                if reading not in readings:
                    readings.extend([*_superlative(reading), reading])
        return Question(text, tuple(readings), assumed)

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
        if frame.topic or opened == "topic" or (frame.speaker and _is_bare_topic(tokens)):
            yield Opening("topic", Hole("statement"), _wh_and_be(tokens), 0, "topic")
            if frame.topic or (frame.speaker and _is_bare_topic(tokens)):
                return
        if tokens and tokens[0].norm in AUXILIARIES and "or" in {token.norm for token in tokens}:
            chosen = _choice(tokens, self._gazetteer.mentions(tokens))
            if chosen:
                yield chosen
                return
        if tokens and tokens[0].norm in AUXILIARIES:
            yield Opening("yes-no", Hole("yes-no"), frozenset({0}), 0, "yes/no")
            return
        found = find_form(tokens)
        if found:
            yield from _wh_openings(tokens, self._gazetteer.mentions(tokens), *found)
        else:
            yield from _fragment_openings(tokens)

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
            negated=clause.negated or frame.saying == "negative",
            present=clause.present,
            quantifier=next((QUANTIFIERS[t.norm] for t in tokens if t.norm in QUANTIFIERS), ""),
            hole_role=hole_role,
            predicate=(clause.verb,) if clause.verb >= 0 else (),
            conditional=clause.conditional,
            choices=opening.choices,
            links=() if opening.choices else _links(tokens, mentions, opening.form),
        )

    def _clause(self, tokens: Sequence[Token], opening: Opening, mentions: Sequence[Mention]) -> Clause:
        if opening.form == "topic":
            return Clause()
        subject_hole = opening.hole.kind in {"who", "what", "which", "list"} and opening.form == "wh"
        return Parser(tokens, mentions, self._compounds(tokens)).clause(opening.start, subject_hole=subject_hole)

    def _compounds(self, tokens: Sequence[Token]) -> frozenset[int]:
        """Return the positions of listed phrases that end in a noun and have no function word."""
        spans = [(p.first, p.last) for p in self._lexicon.phrases([bases(token.norm) for token in tokens])]
        return frozenset(
            position
            for first, last in spans
            if last - first > 1 and all(carries_content(token.norm) for token in tokens[first:last])
            if wordnet.lemmas(tokens[last - 1].norm)[:1] and wordnet.lemmas(tokens[last - 1].norm)[0][1] == "n"
            for position in range(first, last)
        )

    def _terms(
        self, tokens: Sequence[Token], opening: Opening, mentions: Sequence[Mention], clause: Clause
    ) -> tuple[Term, ...]:
        """Return what the record must account for, in the question's order."""
        taken = set(opening.used)
        found = [*self._named(tokens, mentions, taken), *_measured(tokens, taken)]
        found += self._phrases(tokens, taken)
        found += [
            Term("word", token.text, position, position + 1, words=(token.norm,), grace=_grace(tokens, position, mentions))
            for position, token in enumerate(tokens)
            if position not in taken and carries_content(token.norm)
        ]
        placed = (_with_role(_asked_for(term, tokens), clause) for term in found)
        return tuple(sorted(placed, key=lambda term: term.first))

    def _named(self, tokens: Sequence[Token], mentions: Sequence[Mention], taken: set[int]) -> list[Term]:
        found: dict[tuple[int, int], Term] = {}
        for mention in mentions:
            span = (mention.first, mention.last)
            if taken & set(range(*span)) and span not in found:
                continue
            names = (*(found[span].names if span in found else ()), mention.name)
            words = tuple(t.norm for t in tokens[mention.first : mention.last] if t.norm not in LIGHT)
            text = " ".join(token.text for token in tokens[mention.first : mention.last])
            found[span] = Term("entity", text, *span, words=words, names=tuple(dict.fromkeys(names)), by_role=mention.how == "role")
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
            found.append(Term("word", text, first, last, words=words, phrases=keys))
            taken.update(span)
        return found


def _grace(tokens: Sequence[Token], position: int, mentions: Sequence[Mention]) -> float | None:
    """Return what it costs to pass over a word: general words and adverbs little, an adjective before a noun more."""
    norm = tokens[position].norm
    if set(bases(norm)) & GENERAL_WORDS or (norm in {"year", "time", "month", "week", "day"} and _that(tokens, position)):
        return 0.2
    if set(bases(norm)) & TELLING or norm in {"reported", "alleged", "thought", "believed", "understood"}:
        return 0.4
    kinds = [pos for _, pos in wordnet.lemmas(norm)]
    if kinds and set(kinds) == {"r"}:
        return 0.4
    before_noun = position + 1 < len(tokens) and tokens[position + 1].norm not in LIGHT and bool(kinds)
    beside_name = any(mention.first == position + 1 for mention in mentions)
    plain = norm not in ORDINALS and not norm.endswith(("er", "est")) and tokens[position].text.islower()
    if (before_noun or beside_name) and kinds[:1] == ["a"] and plain:
        return 0.5
    return None


def _that(tokens: Sequence[Token], position: int) -> bool:
    return position > 0 and tokens[position - 1].norm in {"that", "same", "this"}


def _asked_for(term: Term, tokens: Sequence[Token]) -> Term:
    """Mark the noun after "which" or "what"."""
    before = tokens[term.first - 1].norm if term.first else ""
    return replace(term, asked_for=True, grace=None) if before in {"which", "what", "whose"} else term


def _measured(tokens: Sequence[Token], taken: set[int]) -> list[Term]:
    """Return the times, ages and numbers that no name has used up."""
    found: list[Term] = []
    for time in times(tokens):
        if not taken & set(range(time.first, time.last)):
            found.append(Term("time", _text(tokens, time.first, time.last), time.first, time.last, time=time))
            taken.update(range(time.first, time.last))
    for quantity in quantities(tokens):
        span = range(quantity.first, quantity.last)
        if taken & set(span) or _is_pronoun_one(tokens, quantity.first):
            continue
        kind = "age" if quantity.kind == "age" else "quantity"
        bound = _comparator(tokens, span.start)
        found.append(Term(kind, _text(tokens, *_ends(span)), *_ends(span), quantity=quantity, comparator=bound))
        taken.update(span)
        if kind == "age" and span.start and tokens[span.start - 1].norm in {"aged", "age"}:
            taken.add(span.start - 1)
    return found


def _comparator(tokens: Sequence[Token], first: int) -> str:
    """Return whether a number is a bound: "over", "more than", "at least" (more), "under", "fewer than" (less)."""
    before = tokens[first - 1].norm if first else ""
    pair = (tokens[first - 2].norm if first > 1 else "", before)
    if before in MORE or pair in {("more", "than"), ("older", "than"), ("greater", "than"), ("higher", "than")}:
        return "more"
    if before in LESS or pair in {("less", "than"), ("fewer", "than"), ("younger", "than"), ("lower", "than")}:
        return "less"
    return ""


def _ends(span: range) -> tuple[int, int]:
    return span.start, span.stop


def _text(tokens: Sequence[Token], first: int, last: int) -> str:
    return " ".join(token.text for token in tokens[first:last])


def _is_pronoun_one(tokens: Sequence[Token], position: int) -> bool:
    """Tell "one of them", "the one who" from the number one."""
    return tokens[position].norm == "one" and (
        position + 1 == len(tokens) or tokens[position + 1].norm in WH_WORDS | {"that", "of"}
    )


def _with_role(term: Term, clause: Clause) -> Term:
    def inside(span: tuple[int, int]) -> bool:
        return span != NOWHERE and span[0] <= term.first and term.last <= span[1]

    def whole(span: tuple[int, int]) -> bool:
        """Only the head of a noun phrase has its role: in "the work of X", X has none."""
        return inside(span) and term.last == span[1] and span[1] - span[0] <= term.last - term.first + 2

    if term.kind == "entity" and not whole(clause.agent) and not whole(clause.patient):
        return term
    role = "agent" if inside(clause.agent) else "patient" if inside(clause.patient) else ""
    return replace(term, role=role) if role else term


def _superlative(reading: Reading) -> tuple[Reading, ...]:
    """Return the reading in which "first", "youngest" ... compares facts instead of being one of their words."""
    for term in reading.terms:
        compared = SUPERLATIVES.get(term.words[0]) if term.kind == "word" and len(term.words) == 1 else None
        if compared and reading.form == "wh":
            rest = tuple(other for other in reading.terms if other is not term)
            return (replace(reading, terms=rest, superlative=compared, rule=reading.rule + " (superlative)"),)
    return ()


def _wh_openings(
    tokens: Sequence[Token], mentions: Sequence[Mention], form: Form, first: int, last: int, preposition: int
) -> Iterable[Opening]:
    """Yield the readings of a question with a question word."""
    stranded = _stranded(tokens, last)
    lead = tokens[preposition].norm if preposition >= 0 else tokens[stranded].norm if stranded >= 0 else ""
    used = frozenset(range(first, last - form.keeps)) | ({preposition} if preposition >= 0 else frozenset())
    start = last - form.keeps
    rule = form.opening
    if "exact" in form.opening:
        yield Opening("wh", Hole("when", ("day",), lead), used, start, rule)
        return
    if form.hole == "weekday":
        yield Opening("wh", Hole("when", ("weekday",), lead), used, start, rule)
        return
    if "<noun>" in form.opening:
        noun = tokens[noun_position(form, last)].norm
        kind = next(NOUN_HOLES[base] for base in bases(noun) if base in NOUN_HOLES)
        kind = "list" if noun == "names" else kind
        kept = used - {noun_position(form, last)} if _is_relational(kind, noun) else used
        yield Opening("wh", Hole(kind, () if kept != used else (noun,), lead), kept, start, rule)
        yield Opening("wh", Hole("which", (noun,), lead), used, start, rule)
        return
    if form.hole in {"which", "list"}:
        yield from _noun_openings(tokens, mentions, form, Opening("wh", Hole(form.hole, (), lead), used, start, rule))
        return
    if form.hole == "who":
        yield from _definition(tokens, used, start, mentions)
    yield Opening("wh", Hole(form.hole, (), lead), used, start, rule)
    if form.keeps:
        yield Opening("wh", Hole("why"), frozenset(range(first, last)), last, rule + " (why)")


def _noun_openings(
    tokens: Sequence[Token], mentions: Sequence[Mention], form: Form, opening: Opening
) -> Iterable[Opening]:
    """Yield the readings of "which NOUN ...", "what ...", "name the NOUN ..."."""
    last = opening.start
    noun_last = _type_noun_end(tokens, last)
    measured = {p for q in quantities(tokens) for p in range(q.first, q.last)}
    named = {p for m in mentions for p in range(m.first, m.last)}
    head = _head_noun(tokens, last, noun_last, measured | named)
    if head is None and measured & set(range(last, noun_last)):
        yield opening._replace(hole=opening.hole._replace(kind="who"), start=noun_last)
        return
    if head is not None:
        noun = (tokens[head].norm,)
        kind = "list" if form.hole == "list" else "which"
        typed = Hole(kind, noun, opening.hole.preposition)
        yield opening._replace(hole=typed, used=opening.used | {head}, start=noun_last)
        yield opening._replace(hole=typed, start=noun_last)
    if form.hole == "list":
        return
    yield from _definition(tokens, opening.used, last, mentions)
    yield from _descriptive(tokens, opening.used, last)
    if tokens[last - 1].norm == "which" and head is not None:
        return
    bare = "which" if tokens[last - 1].norm == "which" else "what"
    yield opening._replace(hole=Hole(bare, (), opening.hole.preposition))


def _head_noun(tokens: Sequence[Token], first: int, last: int, taken: set[int]) -> int | None:
    """Return the position of the head of a noun phrase: "which leader of the council", "which of the dead children"."""
    head = None
    for position in range(first, last):
        norm = tokens[position].norm
        if norm == "of" and head is not None and not set(bases(tokens[head].norm)) & KINDS_OF:
            break
        if carries_content(norm) and position not in taken:
            head = position
    return head


KINDS_OF = frozenset("kind sort type form set series number one list group name".split())


def _definition(
    tokens: Sequence[Token], used: frozenset[int], start: int, mentions: Sequence[Mention]
) -> Iterable[Opening]:
    """Yield the reading of "who was X", "what is X": what the record says that X is."""
    if not any(token.norm in BE | {"'s"} for token in tokens):
        return
    named = [m for m in mentions if m.how != "role"]
    spans = {(m.first, m.last) for m in named}
    if len(spans) != 1:
        return
    ((first, last),) = spans
    others = [token for position, token in enumerate(tokens) if not first <= position < last and position not in used]
    if others and all(token.norm in LIGHT or token.norm in DESCRIBED_AS for token in others):
        yield Opening("wh", Hole("what is"), used, start, "who|what is <name>")


DESCRIBED_AS = frozenset("described called known identified".split())


def _is_relational(kind: str, noun: str) -> bool:
    """Tell whether a noun says more than what is asked for: "brother" asks who, and must be accounted for too."""
    return kind == "who" and not set(bases(noun)) & {"name", "identity", "surname"}


def _descriptive(tokens: Sequence[Token], used: frozenset[int], start: int) -> Iterable[Opening]:
    """Yield the reading of "what was the NOUN of X" in which the noun names the hole (age -> how old)."""
    if start >= len(tokens) or tokens[start].norm not in BE | {"'s"}:
        return
    for position in range(start + 1, len(tokens)):
        if tokens[position].norm in PREPOSITIONS | WH_WORDS:
            return
        kind = descriptive_kind(tokens, position)
        if kind:
            noun = tokens[position].norm
            kind = "list" if noun == "names" else kind
            relational = _is_relational(kind, noun)
            hole = Hole(kind, () if relational else (noun,))
            yield Opening("wh", hole, used if relational else used | {position}, start, "what is the <noun>")
            return


def _fragment_openings(tokens: Sequence[Token]) -> Iterable[Opening]:
    """Yield the readings of words without a question word: "bridge opening date", "mayor 2011"."""
    for position in range(len(tokens)):
        kind = descriptive_kind(tokens, position)
        if kind:
            noun = (tokens[position].norm,)
            kind = "list" if noun[0] == "names" else kind
            if _is_relational(kind, noun[0]):
                yield Opening("wh", Hole(kind), frozenset(), len(tokens), "<noun> fragment")
                continue
            yield Opening("wh", Hole(kind, noun), frozenset({position}), len(tokens), "<noun> fragment")
            if kind in {"where", "who", "what is"}:
                yield Opening("wh", Hole("which", noun), frozenset({position}), len(tokens), "<noun> fragment")
    yield Opening("topic", Hole("statement"), frozenset(), 0, "fragment")


def _type_noun_end(tokens: Sequence[Token], first: int) -> int:
    """Return the end of the noun phrase after "which": up to a verb, an auxiliary or a question word."""
    position = first
    while position < len(tokens):
        norm = tokens[position].norm
        if norm in AUXILIARIES | WH_WORDS | {"that", "'s"} or (norm in PREPOSITIONS and norm != "of"):
            break
        if position > first and _verb_rather(norm) and tokens[position - 1].norm not in {"of", "the"}:
            break
        position += 1
    return position


def _verb_rather(norm: str) -> bool:
    counts = {"n": 0, "v": 0, "a": 0}
    for base, pos in wordnet.lemmas(norm):
        if pos in counts:
            counts[pos] += wordnet.frequency(base).get(pos, 0)
    return counts["v"] > counts["n"] + counts["a"]


def _stranded(tokens: Sequence[Token], start: int) -> int:
    """Return the position of a preposition left at the end ("What was she criticised for?"), or -1."""
    last = len(tokens) - 1
    return last if last > start and tokens[last].norm in STRANDED else -1


def _is_bare_topic(tokens: Sequence[Token]) -> bool:
    """Tell whether a speaker's question has nothing left but a topic: "what ... about Y", "what ..."."""
    rest = [token.norm for token in tokens if token.norm not in {"what", "how", "has", "have"}]
    return not rest or rest[0] in {"about", "on", "regarding", "concerning", "of", "over"}


def _wh_and_be(tokens: Sequence[Token]) -> frozenset[int]:
    return frozenset(p for p, token in enumerate(tokens) if token.norm in WH_WORDS)


def _possessives(tokens: Sequence[Token], names: Collection[str], persons: Collection[str]) -> tuple[Token, ...]:
    """Give a name its apostrophe back: "smiths view" -> smith, 's, view; "childrens" -> children, 's."""
    found: list[Token] = []
    for token in tokens:
        stem = token.norm[:-1]
        named = stem in persons or (stem in names and not wordnet.known(token.norm))
        if token.norm.endswith("s") and token.norm not in names and (named or stem in IRREGULAR_PLURALS):
            found += [token._replace(norm=stem), Token("'s", token.end, token.end, "")]
        else:
            found.append(token)
    return tuple(found)


IRREGULAR_PLURALS = frozenset("children men women people".split())


def _scoped(tokens: tuple[Token, ...]) -> tuple[tuple[Token, ...], int | None]:
    """Take off "in the second article", "when the first story was written"; return which article is meant."""
    for position, token in enumerate(tokens):
        which = ARTICLE_ORDINALS.get(token.norm)
        if which is None or position + 1 >= len(tokens) or tokens[position + 1].norm not in ARTICLE_WORDS:
            continue
        first, last = position, position + 2
        while first and tokens[first - 1].norm in ARTICLE_LEADS:
            first -= 1
        while last < len(tokens) and tokens[last].norm in ARTICLE_TAILS:
            last += 1
        return tokens[:first] + tokens[last:], which
    return tokens, None


ARTICLE_ORDINALS = {
    "first": 0, "earlier": 0, "older": 0, "second": -1, "later": -1, "newer": -1, "latest": -1, "latter": -1, "recent": -1,
}  # fmt: skip
ARTICLE_WORDS = frozenset("article articles story stories piece paper's".split())
ARTICLE_LEADS = frozenset("in at by of the time when as according to per 's from more".split())
ARTICLE_TAILS = frozenset("was came out ran written published appeared says said is 's time".split())


def _links(tokens: Sequence[Token], mentions: Sequence[Mention], form: str) -> tuple[str, ...]:
    """Return the small words that turn a question round: "before X", "after X", and "or" where Yes would say nothing."""
    named = {mention.first for mention in mentions}
    order = tuple(
        token.norm for position, token in enumerate(tokens) if token.norm in {"before", "after"} and position + 1 in named
    )
    return order + (("or",) if form == "yes-no" and any(token.norm == "or" for token in tokens) else ())


def _choice(tokens: Sequence[Token], mentions: Sequence[Mention]) -> Opening | None:
    """Return the reading of "was A or B the older": who of the two."""
    for one, other in zip(mentions, mentions[1:], strict=False):
        if [token.norm for token in tokens[one.last : other.first]] == ["or"]:
            used = frozenset({0, *range(one.first, other.last)})
            return Opening("wh", Hole("who"), used, len(tokens), "A or B", (one.name, other.name))
    return None


def _strip(tokens: tuple[Token, ...]) -> tuple[tuple[Token, ...], str]:
    """Take off what asks for nothing; return the rest and how it was opened: assertion, topic or nothing."""
    opened = ""
    changed = True
    while changed and tokens:
        changed = False
        for table, mark in ((ASSERTIONS, "assertion"), (TOPICS, "topic"), (SCAFFOLDING, opened)):
            last = max((opens(row, tokens, 0) for row in table), default=0)
            if last and (last < len(tokens)):
                tokens, opened, changed = tokens[last:], mark, True
                break
        first = min((_closes(row, tokens) for row in CLOSERS), default=len(tokens))
        if 0 < first < len(tokens):
            asserted = tokens[-1].norm in {"right", "correct", "true"} and not opened
            tokens, changed, opened = tokens[:first], True, "assertion" if asserted else opened
    return tokens, opened


def _closes(closer: str, tokens: Sequence[Token]) -> int:
    """Return where a closing formula starts, or the number of tokens where it is not there."""
    first = len(tokens) - len(closer.split())
    return first if first > 0 and opens(closer, tokens, first) == len(tokens) else len(tokens)


def _question_words() -> frozenset[str]:
    """Return the words that questions themselves are made of, for mending slips in them."""
    openings = " ".join(form.opening for form in FORMS).replace("|", " ").split()
    return frozenset(word for word in (*openings, *NOUN_HOLES, *LIGHT) if word.isalpha())
