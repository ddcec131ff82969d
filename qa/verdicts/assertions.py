"""Taking a sentence apart into the assertions that it makes, each a sentence of its own.

    "Ann Reid, the captain, scored twice and left in May"  ->  "Ann Reid was the captain", "Ann Reid scored twice",
                                                               "Ann Reid left in May"

No parser: the sentence is cut only where its words show a clause, and whatever is not understood stays in one piece.
Who says so is put before each part of what is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qa.english.function_words import AUXILIARIES, BE, DETERMINERS, NEGATIONS, PREPOSITIONS, PRONOUNS
from qa.english.quantities import quantities
from qa.english.synonyms import SAYING
from qa.english.times import times
from qa.english.tokens import Token, norm_at, tokenize
from qa.english.wordnet import inflected_verb, lemmas, rather_a_verb
from qa.matching.kin import POSSESSIVES
from qa.record.entities import Gazetteer, Mention
from qa.record.lexicon import bases

JOINING = frozenset("and but while whereas although though".split())
RELATIVE = frozenset("who which where".split())
FLOATING = frozenset({"both", "all", "each"})
"""Determiners that may stand before a verb: "both died"."""
MOST_PARTS = 8


class Sentence(NamedTuple):
    """A sentence with its tokens and the names in it."""

    text: str
    tokens: Sequence[Token]
    mentions: Sequence[Mention]

    def words(self, first: int, last: int) -> str:
        """Return the text of tokens[first:last], without the signs around it."""
        if first >= last:
            return ""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def cut(self, position: int) -> bool:
        """Tell whether a comma, semicolon or dash stands before a token."""
        if position <= 0 or position >= len(self.tokens):
            return False
        between = self.text[self.tokens[position - 1].end : self.tokens[position].start]
        return any(sign in between for sign in (",", ";", "(", ")", " - ", "–", "—"))


def assertions(text: str, tokens: Sequence[Token], gazetteer: Gazetteer) -> tuple[str, ...]:
    """Return the assertions of a sentence; the sentence itself where it makes only one."""
    tokens_of = {text: tuple(tokens)}
    fronted = _fronted(Sentence(text, tokens_of[text], gazetteer.mentions(tokens_of[text])))
    pending: list[str] = [fronted or text]
    found: list[str] = []
    while pending and len(found) + len(pending) <= MOST_PARTS:
        own = pending.pop(0)
        taken = tokens_of.get(own) or tokenize(own)
        parts = next(_splits(Sentence(own, taken, gazetteer.mentions(taken))), None)
        if parts is None:
            found.append(own)
        else:
            pending = [*parts, *pending]
    parts = tuple(dict.fromkeys([*found, *pending]))
    return parts if len(parts) > 1 else (text,)


def _fronted(sentence: Sentence) -> str:
    """Put who says so first: "A won, but not by much, says X" is "X said that A won, but not by much"."""
    tokens, end = sentence.tokens, len(sentence.tokens)
    for mention in sentence.mentions:
        before = mention.last == end  # "says X"; else "X says", "X has said"
        helped = all(tokens[p].norm in AUXILIARIES for p in range(mention.last, end - 1))
        verb = mention.first - 1 if before else end - 1
        said = bool(set(bases(norm_at(tokens, verb) or "?")) & SAYING)
        first = min(verb, mention.first)
        while first > 1 and not sentence.cut(first) and mention.first - first < CALLED:
            first -= 1  # "..., the union's Ann Reid said"
        if said and helped and first > 1 and sentence.cut(first):
            return f"{sentence.words(mention.first, mention.last)} said that {sentence.words(0, first)}"
    return ""


CALLED = 4
"""So many words may stand before the name of who says so, and say who that is."""


def _splits(sentence: Sentence) -> Iterator[tuple[str, ...]]:
    for find in (_aged, _apposition, _described_first, _relative, _both, _joined):
        yield from find(sentence)


def _aged(sentence: Sentence) -> Iterator[tuple[str, ...]]:
    """Read "X, seven, and his four-year-old brother Y died": X was seven, Y was four, and the rest without the ages."""
    tokens, ages = sentence.tokens, []
    cuts: list[tuple[int, int]] = []
    for quantity in quantities(tokens):
        named = next((m for m in sentence.mentions if m.last == quantity.first), None)
        following = next((m for m in sentence.mentions if 0 <= m.first - quantity.last <= FAR), None)
        alone = sentence.cut(quantity.first) and (sentence.cut(quantity.last) or quantity.last == len(tokens))
        before = following is not None and _only_nouns(sentence, quantity.last, following.first)
        owner = named if named and alone else following if quantity.kind == "age" and before else None
        if owner is not None and quantity.kind in {"age", "count"}:
            age = sentence.words(quantity.first, quantity.last).replace("-", " ")
            if age.endswith(" old") and quantity.value > 1:  # "two-year-old"
                age = f"{age.removesuffix(' old').removesuffix('s')}s old"
            ages.append(f"{sentence.words(owner.first, owner.last)} was {age}")
            cuts.append((quantity.first, quantity.last))
    rest, start = [], 0
    for first, last in cuts:
        rest.append(sentence.words(start, first))
        start = last
    rest.append(sentence.words(start, len(tokens)))
    if ages and _verb_in(sentence, 0, len(tokens)) and len(tokens) - sum(last - first for first, last in cuts) > 2:
        yield (*ages, " ".join(filter(None, rest)))


FAR = 2
"""So many words may stand between an age and whose it is: "four-year-old brother Jo"."""


def _only_nouns(sentence: Sentence, first: int, last: int) -> bool:
    return all(lemmas(token.norm)[:1] and lemmas(token.norm)[0][1] == "n" for token in sentence.tokens[first:last])


def _apposition(sentence: Sentence) -> Iterator[tuple[str, ...]]:
    """Read "X, the captain, scored": X was the captain, X scored."""
    for mention in sentence.mentions:
        first = mention.last
        if not sentence.cut(first) or (mention.first > 0 and not sentence.cut(mention.first)):
            continue
        last = next((p for p in range(first + 1, len(sentence.tokens)) if sentence.cut(p)), 0)
        if not last or _verb_in(sentence, first, last) or norm_at(sentence.tokens, first) in JOINING | RELATIVE:
            continue
        if not any(lemmas(token.norm)[:1] for token in sentence.tokens[first:last]) or last - first > 10:
            continue
        if norm_at(sentence.tokens, first) in PREPOSITIONS or sentence.tokens[first].norm.isdecimal():
            continue
        name = sentence.words(mention.first, mention.last)
        rest = f"{sentence.words(0, first)} {sentence.words(last, len(sentence.tokens))}"
        if _verb_in(sentence, last, len(sentence.tokens)) and _is_description(sentence, first):
            yield f"{name} was {sentence.words(first, last)}", rest


def _described_first(sentence: Sentence) -> Iterator[tuple[str, ...]]:
    """Read "The captain, X, scored": X was the captain, X scored."""
    end = len(sentence.tokens)
    for mention in sentence.mentions:
        first, last = mention.first, mention.last
        closed = first > 1 and sentence.cut(first) and sentence.cut(last)
        if not closed or norm_at(sentence.tokens, 0) not in DETERMINERS or _verb_in(sentence, 0, first):
            continue
        listed = any(m.last == first and m.name != mention.name for m in sentence.mentions)
        if not listed and not any(map(sentence.cut, range(1, first))) and _verb_in(sentence, last, end):
            name, told = sentence.words(first, last), sentence.words(0, first)
            yield f"{name} was {told[:1].lower()}{told[1:]}", f"{name} {sentence.words(last, end)}"


def _is_description(sentence: Sentence, first: int) -> bool:
    """Tell whether words after a comma describe who stands before it: an age is told by the name's own facts."""
    return not any(q.first == first for q in quantities(sentence.tokens))


def _relative(sentence: Sentence) -> Iterator[tuple[str, ...]]:
    """Read "X, who was seven, died": X was seven, X died; and "X, where it began": it began in X."""
    for position, token in enumerate(sentence.tokens):
        if token.norm not in RELATIVE or not sentence.cut(position):
            continue
        owner = next((m for m in sentence.mentions if m.last == position), None)
        placed = token.norm == "where"
        if owner is None or not (placed or _verb_at(sentence, position + 1)):
            continue
        last = next((p for p in range(position + 2, len(sentence.tokens)) if sentence.cut(p)), len(sentence.tokens))
        rest = f"{sentence.words(0, position)} {sentence.words(last, len(sentence.tokens))}".strip()
        name = sentence.words(owner.first, owner.last)
        clause = sentence.words(position + 1, last)
        yield f"{clause} in {name}" if placed else f"{name} {clause}", rest


def _both(sentence: Sentence) -> Iterator[tuple[str, ...]]:
    """Read "A and his brother B both signed": A signed, B signed."""
    tokens = sentence.tokens
    at = next((p for p, token in enumerate(tokens) if p and token.norm == "both" and _verb_at(sentence, p + 1)), 0)
    joint = [p for p in range(at) if tokens[p].norm == "and"]
    if len(joint) != 1:
        return
    kin = norm_at(tokens, joint[0] + 1) in POSSESSIVES  # "and his brother B": B alone is told without A
    named = next((m.first for m in sentence.mentions if joint[0] < m.first < at), at) if kin else joint[0] + 1
    subjects = ((0, joint[0]), (named, at))
    if all(any(first <= m.first and m.last <= last for m in sentence.mentions) for first, last in subjects):
        rest = sentence.words(at + 1, len(tokens))
        yield tuple(f"{sentence.words(first, last)} {rest}" for first, last in subjects)


def _joined(sentence: Sentence) -> Iterator[tuple[str, ...]]:
    """Read "A did this and B did that", "A did this and did that", "A was two and B four"."""
    tokens = sentence.tokens
    for position, token in enumerate(tokens):
        plain = token.norm in JOINING and 0 < position < len(tokens) - 1
        if not plain and not (sentence.cut(position) and _semicolon(sentence, position)):
            continue
        after = position + 1 if plain else position
        lead, start = _attribution(sentence)
        verb = next((p for p in range(start, position) if _verb_at(sentence, p)), -1)
        if verb <= start or _spans(sentence, position) or _joins_nouns(sentence, start, position, after):
            continue
        if norm_at(tokens, after) == "that":
            after += 1
        right = _right(sentence, start, verb, after)
        if right:
            said = f"{lead} " if lead else ""
            yield sentence.words(0, position), f"{said}{right}"
            return


def _joins_nouns(sentence: Sentence, start: int, position: int, after: int) -> bool:
    """Tell whether "and" stands between nouns: "when it rained, the roofs of A and B leaked", "saw A and B, X said"."""
    end = len(sentence.tokens)
    verb = next((p for p in range(after, end) if _verb_at(sentence, p)), -1)
    opened = max((p for p in range(start, position) if sentence.cut(p)), default=start)
    subject = not _verb_in(sentence, opened, position) and any(
        m.first >= after and m.last == verb for m in sentence.mentions
    )
    told = verb == end - 1 and any(sentence.cut(p) for p in range(after + 1, verb))
    return norm_at(sentence.tokens, position) == "and" and (subject or told)


def _semicolon(sentence: Sentence, position: int) -> bool:
    return ";" in sentence.text[sentence.tokens[position - 1].end : sentence.tokens[position].start]


def _right(sentence: Sentence, start: int, verb: int, after: int) -> str:
    """Return what stands behind the joining word as a sentence; nothing where it is no assertion of its own."""
    end = len(sentence.tokens)
    rest = sentence.words(after, end)
    subject = sentence.words(start, verb)
    if norm_at(sentence.tokens, after) in PRONOUNS - {"there"} and _verb_at(sentence, after + 1):
        return f"{subject} {sentence.words(after + 1, end)}"
    if _verb_at(sentence, after):
        return f"{subject} {rest}"
    if norm_at(sentence.tokens, after) in NEGATIONS:
        goes_on = _verb_at(sentence, after + 1)  # "was built and never used", but not "has grown, but not by much"
        helping = norm_at(sentence.tokens, verb) in AUXILIARIES
        return f"{sentence.words(start, verb + helping)} {rest}" if goes_on else ""
    first_verb = next((p for p in range(after, end) if _verb_at(sentence, p)), -1)
    if first_verb > after and _subject_starts(sentence, after):
        return rest
    named = next((m for m in sentence.mentions if m.first == after), None)
    if named and first_verb < 0 and named.last < end and _gap(sentence, verb, named.last):
        last = verb + 1
        while last < after and _verb_at(sentence, last):
            last += 1
        return f"{sentence.words(after, named.last)} {sentence.words(verb, last)} {sentence.words(named.last, end)}"
    return ""


def _gap(sentence: Sentence, verb: int, position: int) -> bool:
    """Tell whether words without a verb repeat the clause before: "and Ann in May", "and Ann four"."""
    norm = norm_at(sentence.tokens, position)
    return norm in PREPOSITIONS or norm_at(sentence.tokens, verb) in BE


def _subject_starts(sentence: Sentence, position: int) -> bool:
    norm = norm_at(sentence.tokens, position)
    named = any(mention.first == position for mention in sentence.mentions)
    return named or norm in DETERMINERS or norm in PRONOUNS or norm == "there" or not _verb_at(sentence, position)


def _attribution(sentence: Sentence) -> tuple[str, int]:
    """Return the words that say who says so ("X said that"), and where what is said begins."""
    for mention in sentence.mentions:
        verb = mention.last
        if mention.first == 0 and set(bases(norm_at(sentence.tokens, verb) or "?")) & SAYING:
            start = verb + 1 + (norm_at(sentence.tokens, verb + 1) == "that")
            return sentence.words(0, start), start
        if mention.first == 0 and _verb_at(sentence, verb):  # "admitted that", "pointed out that"
            that = next((p for p in (verb + 1, verb + 2) if norm_at(sentence.tokens, p) == "that"), 0)
            if that:
                return sentence.words(0, that + 1), that + 1
        if mention.first == 2 and tuple(t.norm for t in sentence.tokens[:2]) == ("according", "to"):
            return sentence.words(0, mention.last) + ",", mention.last
    return "", 0


def _spans(sentence: Sentence, position: int) -> bool:
    """Tell whether a joining word stands inside a name or a time: "between May and June"."""
    named = any(mention.first < position < mention.last - 1 for mention in sentence.mentions)
    return named or any(time.first < position < time.last - 1 for time in times(sentence.tokens))


def _verb_in(sentence: Sentence, first: int, last: int) -> bool:
    return any(_verb_at(sentence, position) for position in range(first, last))


def _verb_at(sentence: Sentence, position: int) -> bool:
    """Tell whether a word is a finite verb, as far as its form tells: an auxiliary, or in the past or third person."""
    norm = norm_at(sentence.tokens, position)
    if not norm or any(mention.first <= position < mention.last for mention in sentence.mentions):
        return False
    if norm in AUXILIARIES:
        return norm_at(sentence.tokens, position) not in {"being", "been", "having"}
    if norm.endswith("ing") or norm_at(sentence.tokens, position - 1) in DETERMINERS - FLOATING:
        return False
    return inflected_verb(norm) and rather_a_verb(norm)
