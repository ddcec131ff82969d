"""Something that happened, as a question calls it, and the questions for its time.

It may be called by a noun ("the sale of the ground"), told by a clause ("the ground was sold") or by a gerund ("the
club selling its ground"). Each way of asking is tried until one has an answer: the record abstains from the others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qa.computing.compare import time_told
from qa.english import wordnet
from qa.english.function_words import AUXILIARIES, PREPOSITIONS, WH_WORDS, carries_content
from qa.english.times import Time, relation, times
from qa.english.tokens import Token, norm_at
from qa.model import Answer
from qa.record.lexicon import bases
from qa.values import value

Ask = Callable[[str], Answer]


@value
class Happening:
    """What it is called, and the questions when it was, of which one may have an answer."""

    called: str
    asked: tuple[str, ...]
    within: Time | None = None
    """The year by which it is called: "the 2011 fire"."""

    def told(self, ask: Ask) -> tuple[Answer, Time] | None:
        """Return the first answer that tells one time, with the time; None where none does."""
        for question in self.asked:
            answer = ask(question)
            time = time_told(answer.answer) if answer.status == "answered" else None
            if time is not None and (self.within is None or relation(self.within, time) in {"same", "covers"}):
                return answer, time
        return None


def happening(tokens: Sequence[Token]) -> Happening:
    """Return something that happened from the words that call it or tell it; names have no norm."""
    called = words_of(tokens)
    if any(token.norm in AUXILIARIES for token in tokens):
        return Happening(called, (f"When {called}?",))
    years = [time for time in times(tokens) if not time.yearless]
    if len(years) == 1:
        tokens = (*tokens[: years[0].first], *tokens[years[0].last :])
    asked = [f"When {'were' if _is_plural(tokens) else 'was'} {words_of(tokens)}?"]
    verb = next((p for p in range(1, len(tokens)) if _is_verb(tokens, p)), 0)
    if verb:
        subject = tokens[: verb - 1] if norm_at(tokens, verb - 1) == "'s" else tokens[:verb]
        rest = (bases(tokens[verb].norm)[0], words_of(tokens[verb + 1 :]))
        asked.insert(0, f"When did {words_of(subject)} {' '.join(filter(None, rest))}?")
    elif not norm_at(tokens, 0) and _has_past(tokens):
        asked.insert(0, f"When {called}?")
    return Happening(called, tuple(asked), years[0] if len(years) == 1 else None)


def _is_plural(tokens: Sequence[Token]) -> bool:
    """Tell whether the noun of a phrase is in the plural: "the boys' deaths", "the deaths of the boys"."""
    of = next((position for position, token in enumerate(tokens) if token.norm == "of"), len(tokens))
    head = norm_at(tokens, of - 1)
    return head.endswith("s") and bases(head or "?")[0] != head and not head.endswith("ss")


def done_by(tokens: Sequence[Token], verb: str) -> Happening:
    """Return what somebody did, or what was done: "sign", of a name."""
    called = words_of(tokens)
    return Happening(called, (f"When did {called} {bases(verb)[0]}?",))


def pair(one: Sequence[Token], other: Sequence[Token]) -> tuple[Happening, Happening]:
    """Return two that are named together, each in full: "A's signing and B's", "the signings of A and B"."""
    apart = next((p + 1 for p in range(len(one)) if one[p].norm == "'s"), 0)
    behind = next((p + 1 for p in range(len(other)) if other[p].norm == "'s"), 0)
    of = next((p + 1 for p in range(len(one)) if one[p].norm == "of"), 0)
    if apart and norm_at(other, len(other) - 1) == "'s":
        other = (*other, *one[apart:])
    elif behind and norm_at(one, len(one) - 1) == "'s":
        one = (*one, *other[behind:])
    elif of and not any(token.norm for token in other):
        other = (*one[:of], *other)
    return happening(one), happening(other)


def tells(tokens: Sequence[Token]) -> bool:
    """Tell whether words name something that happens: somebody's name alone does not."""
    words = [token.norm for token in tokens]
    return any(word and carries_content(word) for word in words) and not WH_WORDS & set(words[:1])


def words_of(tokens: Sequence[Token]) -> str:
    """Return tokens as text."""
    return " ".join(token.text or token.norm for token in tokens).replace(" 's", "'s").replace(" ' ", "' ")


def _is_verb(tokens: Sequence[Token], position: int) -> bool:
    """Tell whether a word is the verb of a clause or a gerund behind its subject: "A selling it", "A sold it"."""
    norm = tokens[position].norm
    if not norm or norm_at(tokens, position - 1) in PREPOSITIONS or not wordnet.rather_a_verb(norm):
        return False
    return wordnet.inflected_verb(norm) or (norm.endswith("ing") and bases(norm)[0] != norm)


def _has_past(tokens: Sequence[Token]) -> bool:
    """Tell whether the last content word, or the one behind the subject, is a verb in the past."""
    content = [token.norm for token in tokens if carries_content(token.norm)]
    return any(word.endswith("ed") for word in content[1:])
