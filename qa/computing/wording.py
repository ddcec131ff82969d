"""Puts a question into the words that the rules of this package know, where other words say just the same.

    "who lost his life first, A or B"                  ->  "who died first, A or B"
    "how many had not yet reached their fifth birthday" ->  "how many were under 5"
    "who was older when he died, A or B"               ->  "who was older, A or B", asked of the age at death

To add a row, write it below: "/" stands between words that may stand for one another, "one's" for any possessive.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qa.english.function_words import AUXILIARIES, DETERMINERS, POSSESSIVES, PRONOUNS
from qa.english.numbers import number_at
from qa.english.tokens import Token, norm_at

REWORDED = {
    "lose/loses one's life/lives": "die",
    "lost one's life/lives": "died",
    "losing one's life/lives": "dying",
    "pass/passes away/on": "die",
    "passed away/on": "died",
    "passing away/on": "dying",
    "was/were already dead": "had died",
    "was/were dead": "had died",
    "live/lived to see": "reach",
    "live/lived to be": "reach",
    "made/make it to": "reach",
    "had/have/has not yet turned/reached": "were under",
    "had/have/has not turned/reached": "were under",
    "had/have/has yet to turn/reach": "were under",
    "did not reach/turn": "were under",
    "total/overall/summed/joint age/ages": "combined age",
}
"""Words -> the words that say the same."""
BOUND = "under"
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10,
}  # fmt: skip
AGED, AGED_AT_DEATH = "How old was {}?", "How old was {} when they died?"
AT_DEATH = (
    "at the time/moment of one's/the death/deaths",
    "at the time/moment of death",
    "at time of death",
    "at one's/the death/deaths",
    "at death",
    "when he/she/they/it died",
    "when they each died",
)
"""What is said beside an age that is the age at death."""
ROWS = tuple((tuple(frozenset(each.split("/")) for each in row.split()), said) for row, said in REWORDED.items())
DEATHS = tuple(tuple(frozenset(each.split("/")) for each in row.split()) for row in AT_DEATH)
OWNING = POSSESSIVES | {"'s"}
AT_HIS = frozenset("his hers theirs".split())
"""What stands for "his death" where that has been said before: "at his"."""


def reworded(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Return the question in the words of `REWORDED`, with birthdays as numbers."""
    tokens = _of_both(_without_in_all(_without_birthdays(tokens)))
    found: list[Token] = []
    position = 0
    while position < len(tokens):
        length, said = next(_rows_at(tokens, position), (1, ""))
        found += [tokens[position]._replace(norm=word, text=word) for word in said.split()] or [tokens[position]]
        position += length
    return tuple(found)


def _of_both(tokens: Sequence[Token]) -> Sequence[Token]:
    """Put "did A sign in the same month as B" as "did A and B sign in the same month"."""
    norms = [token.norm for token in tokens]
    same = next((p for p in range(4, len(norms) - 3) if norms[p - 2 : p + 1] == ["in", "the", "same"]), 0)
    verb = same - 3
    if not same or norms[0] not in AUXILIARIES or norms[same + 2 : same + 3] != ["as"] or verb < 2:
        return tokens
    if norms[same + 3] in {"each", "one"}:  # "as each other" says so already
        return tokens
    joined = tokens[same + 2]._replace(norm="and", text="and")
    return (*tokens[:verb], joined, *tokens[same + 3 :], *tokens[verb : same + 2])


def _rows_at(tokens: Sequence[Token], position: int) -> Iterator[tuple[int, str]]:
    """Yield how many words are put otherwise, and how: what bounds a number only where one stands behind it."""
    for words, said in ROWS:
        if _stands(words, tokens, position):
            behind = position + len(words)
            if not said.endswith(BOUND) or (behind < len(tokens) and number_at(tokens, behind)[0] is not None):
                yield len(words), said


def aged(tokens: Sequence[Token]) -> tuple[tuple[Token, ...], str]:
    """Return a question about ages without "at his death", "when they died", and what is then to be asked of each."""
    found: list[Token] = []
    said = False
    position = 0
    while position < len(tokens):
        length = next((len(words) for words in DEATHS if _stands(words, tokens, position)), 0)
        if said and not length and position == len(tokens) - 2 and _is_at_his(tokens, position):
            length = 2
        said = said or bool(length)
        if not length:
            found.append(tokens[position])
        position += length or 1
    return (tuple(found), AGED_AT_DEATH) if said else (tuple(tokens), AGED)


def _is_at_his(tokens: Sequence[Token], position: int) -> bool:
    return norm_at(tokens, position) == "at" and norm_at(tokens, position + 1) in AT_HIS


def _stands(words: Sequence[frozenset[str]], tokens: Sequence[Token], first: int) -> bool:
    """Tell whether words of a row stand at a position."""
    return all(
        (norm := norm_at(tokens, first + offset)) in each or ("one's" in each and norm in OWNING)
        for offset, each in enumerate(words)
    )


def _without_in_all(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Take out "in all" and "altogether" where the verb follows, or nothing: "how many in all had died"."""
    words = [*(token.norm for token in tokens), "", ""]
    taken: set[int] = set()
    for position, word in enumerate(words[:-2]):
        length = 2 if word == "in" and words[position + 1] in {"all", "total"} else int(word == "altogether")
        if length and position and (not words[position + length] or words[position + length] in AUXILIARIES):
            taken.update(range(position, position + length))
    return tuple(token for position, token in enumerate(tokens) if position not in taken)


def _without_birthdays(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Put "their fifth birthday" as "5"."""
    found: list[Token] = []
    for token in tokens:
        number = _ordinal(found[-1].norm) if found and token.norm in {"birthday", "birthdays"} else 0
        if not number:
            found.append(token)
            continue
        last = found.pop()
        if found and found[-1].norm in DETERMINERS | POSSESSIVES | PRONOUNS:
            found.pop()
        found.append(last._replace(norm=str(number), text=str(number)))
    return tuple(found)


def _ordinal(norm: str) -> int:
    digits = norm[:-2] if norm[-2:] in {"st", "nd", "rd", "th"} else ""
    return int(digits) if digits.isdecimal() else ORDINALS.get(norm, 0)
