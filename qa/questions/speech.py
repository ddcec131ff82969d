"""Whose words are asked for: "What did X say about Y", "according to X", "Who claimed that", "X's view on Y"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qa.english.function_words import AUXILIARIES, BE, DEGREE, DETERMINERS, WH_WORDS
from qa.english.synonyms import NEGATIVE_SAYING, SAYING
from qa.english.tokens import Token, norm_at
from qa.record.entities import Mention
from qa.record.lexicon import bases
from qa.values import NamedTuple


class Frame(NamedTuple):
    """An attribution in a question: the tokens it uses up, who speaks (empty: that is what is asked), and how."""

    used: frozenset[int]
    speaker: tuple[str, ...]
    saying: str
    yes_no: bool = False
    topic: bool = False


VIEWS = frozenset(
    "view opinion stance position take explanation account verdict comment response reaction claim argument belief "
    "assessment thought feeling message excuse reasoning defence defense statement".split()
)
REASONS = frozenset("reason explanation excuse justification".split())
THEORIES = VIEWS | frozenset("theory words idea contention allegation assertion testimony telling mouth".split())
"""Of these, "whose" asks who holds or said it."""
OWN_WORDS = frozenset("words view opinion eyes book telling account version judgement judgment".split())
DESCRIBING = frozenset("describe characterise characterize portray depict see regard".split())
FINDING = frozenset("find show discover establish judge rule expect complain warn remind suggest predict hope".split())
ABOUT = frozenset("about on regarding concerning over of".split())


def frames(tokens: Sequence[Token], mentions: Sequence[Mention]) -> tuple[Frame, ...]:
    """Return the attributions that a question can be read to have, the most telling first."""
    return tuple(
        frame
        for find in (_according_to, _speaker_says, _said_by, _who_says, _view_of)
        for frame in find(tokens, mentions)
    )


def _according_to(tokens: Sequence[Token], mentions: Sequence[Mention]) -> Iterator[Frame]:
    """Read "according to X", "in X's words", "per X"."""
    for mention in mentions:
        first = mention.first
        while first and tokens[first - 1].norm in DETERMINERS:
            first -= 1
        words = mention.last + (norm_at(tokens, mention.last) == "'s")
        lead = norm_at(tokens, first - 1)
        own = norm_at(tokens, words) in OWN_WORDS or (words > mention.last and norm_at(tokens, words) in THEORIES)
        if lead == "per" or (lead in {"in", "by", "on"} and own):
            last = words + (lead != "per")
            yield Frame(frozenset(range(first - 1, last)), _names(mention, mentions), "neutral")
        if _norms(tokens, first - 2, 2) == ("according", "to"):
            last = mention.last + (norm_at(tokens, mention.last) == "'s")
            yield Frame(frozenset(range(first - 2, last)), _names(mention, mentions), "neutral")


def _speaker_says(tokens: Sequence[Token], mentions: Sequence[Mention]) -> Iterator[Frame]:
    """Read "did X say that", "X said", "does X think"."""
    for mention in mentions:
        verb = mention.last
        while verb < len(tokens) and tokens[verb].norm in DEGREE | {
            "has",
            "had",
            "have",
            "also",
            "do",
            "does",
            "did",
            "got",
            "to",
            ",",
        }:
            verb += 1
        manner = _manner(tokens, verb)
        if not manner:
            continue
        first = mention.first
        while first and tokens[first - 1].norm in DETERMINERS | {"'s"}:
            first -= 1
        auxiliary = first > 0 and tokens[first - 1].norm in AUXILIARIES
        if auxiliary and tokens[first - 1].norm in BE and not tokens[verb].norm.endswith("ing"):
            continue  # "what is X described as" asks what others call X
        first -= auxiliary
        last = verb + 1 + is_phrasal(tokens, verb)
        last += norm_at(tokens, last) == "that"
        topic = bool(set(bases(tokens[verb].norm)) & DESCRIBING)
        yield Frame(
            frozenset(range(first, last)),
            _names(mention, mentions),
            manner,
            yes_no=auxiliary and not WH_WORDS & {token.norm for token in tokens},
            topic=topic,
        )


def findings(tokens: Sequence[Token], mentions: Sequence[Mention]) -> Iterator[Frame]:
    """Read "X found that", "X showed that": what X found, as the record may have it without naming X again."""
    for mention in mentions:
        verb = mention.last
        while norm_at(tokens, verb) in {"has", "had", "have", "also"}:
            verb += 1
        if norm_at(tokens, verb + 1) == "that" and set(bases(norm_at(tokens, verb) or "?")) & FINDING:
            first = mention.first
            while first and tokens[first - 1].norm in DETERMINERS:
                first -= 1
            yield Frame(frozenset(range(first, verb + 2)), _names(mention, mentions), "neutral")
        said = _manner(tokens, mention.first - 1)
        if said and mention.last == len(tokens) and mention.first > 2:  # "..., say inspectors"
            yield Frame(frozenset(range(mention.first - 1, mention.last)), _names(mention, mentions), said)


def _said_by(tokens: Sequence[Token], mentions: Sequence[Mention]) -> Iterator[Frame]:
    """Read "was said by X", "as described by X"."""
    for mention in mentions:
        first = mention.first
        while first and tokens[first - 1].norm in DETERMINERS:
            first -= 1
        if norm_at(tokens, first - 1) != "by" or not _manner(tokens, first - 2):
            continue
        start = first - 2 - (norm_at(tokens, first - 3) in AUXILIARIES | {"as"})
        yield Frame(frozenset(range(start, mention.last)), _names(mention, mentions), _manner(tokens, first - 2))


def _who_says(tokens: Sequence[Token], _mentions: Sequence[Mention]) -> Iterator[Frame]:
    """Read "who said that ...", "who has claimed ...": the speaker is what is asked for."""
    if norm_at(tokens, 0) not in {"who", "whom"}:
        return
    verb = 1
    while norm_at(tokens, verb) in AUXILIARIES | DEGREE:
        verb += 1
    manner = _manner(tokens, verb)
    told = norm_at(tokens, verb - 1) in BE and not norm_at(tokens, verb).endswith("ing")  # "who was told to leave"
    if manner and not told:
        last = verb + 1 + (norm_at(tokens, verb + 1) == "that")
        yield Frame(frozenset(range(last)), (), manner)


def _view_of(tokens: Sequence[Token], mentions: Sequence[Mention]) -> Iterator[Frame]:
    """Read "X's view on Y", "the opinion of X on Y"."""
    for mention in mentions:
        if mention.first == 0 and norm_at(tokens, mention.last) in {"on", "about"}:
            topic = norm_at(tokens, mention.last + 1) not in WH_WORDS
            yield Frame(frozenset(range(mention.last + 1)), _names(mention, mentions), "neutral", topic=topic)
        noun = mention.last + (norm_at(tokens, mention.last) == "'s")
        if set(bases(norm_at(tokens, noun) or "?")) & REASONS and noun > mention.last:
            yield Frame(frozenset(range(mention.first, noun)), _names(mention, mentions), "neutral")
        elif set(bases(norm_at(tokens, noun) or "?")) & VIEWS and noun > mention.last:
            last = noun + 1 + (norm_at(tokens, noun + 1) in ABOUT | {"for"})
            yield Frame(frozenset(range(mention.first, last)), _names(mention, mentions), "neutral", topic=True)


PHRASAL = {"point": "out", "spell": "out", "make": "clear"}
"""Verb -> the word with which it means saying."""


def _manner(tokens: Sequence[Token], position: int) -> str:
    words = set(bases(norm_at(tokens, position) or "?"))
    if is_phrasal(tokens, position):
        return "neutral"
    if words & NEGATIVE_SAYING:
        return "negative"
    return "neutral" if words & (SAYING | DESCRIBING) else ""


def is_phrasal(tokens: Sequence[Token], position: int) -> bool:
    """Tell whether a verb of saying of two words stands there: "pointed out"."""
    after = norm_at(tokens, position + 1)
    return bool(after) and any(PHRASAL.get(base) == after for base in bases(norm_at(tokens, position) or "?"))


def _names(mention: Mention, mentions: Sequence[Mention]) -> tuple[str, ...]:
    return tuple(m.name for m in mentions if (m.first, m.last) == (mention.first, mention.last))


def _norms(tokens: Sequence[Token], first: int, count: int) -> tuple[str, ...]:
    return tuple(norm_at(tokens, position) for position in range(first, first + count))
