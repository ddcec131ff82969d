"""Does a sentence hold an answer of the kind that a question expects? One table: kind -> what shows it, and how well.

To teach a new kind, add rows to `EVIDENCE` with a function that finds its words, and give it to a question in
`qa.questions.expectation`. A word that the question itself contains is never evidence: an answer says something new.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from qa.english.function_words import LIGHT
from qa.english.times import WEEKDAYS
from qa.english.tokens import norm_at
from qa.questions.expectation import Expected
from qa.ranking.facets import Facets, placed, surname_like

UNITS = frozenset(
    "foot feet inch inches mile miles meter meters metre metres kilometer kilometers kilometre kilometres km cm mm m "
    "ft mph kph pound pounds lb lbs stone ounce ounces kg kilogram kilograms gram grams ton tons tonne tonnes acre "
    "acres hectare hectares square degree degrees year years month months week weeks day days hour hours minute "
    "minutes second seconds gallon gallons litre litres liter liters percent % per".split()
)
MONEY = frozenset("$ £ € dollar dollars pound pounds euro euros cent cents pence penny".split())
CAUSES = frozenset("because due cause reason owing result therefore so lead order".split())
MEANS = frozenset("by through using via when from process method into".split())
OFTEN = frozenset("every each per annually yearly daily weekly monthly once twice times".split())
NAMING = frozenset("call called named name titled entitled known".split())
LIVES = frozenset("born birth bear die death dead birthday live".split())
"""Words of a question that is answered by the dates in brackets after a person's name."""
AGED = frozenset("old aged age".split())
VAGUE_TIMES = WEEKDAYS | frozenset("century centuries ago yesterday today tonight tomorrow".split())
DECADE = re.compile(r"\d{3,4}s")


class Sought(NamedTuple):
    """What is looked for: the expectation, and the words of the question, as written (folded) and as base forms."""

    expected: Expected
    words: frozenset[str]


Finder = Callable[[Facets, Sought], Iterable[int]]
"""Returns the positions of the words that show the kind."""


def grade(seen: Facets, sought: Sought) -> float:
    """Return how well a sentence shows the kind of answer sought, 0 to 1; 0 for a kind that is not known."""
    return next(
        (grade for grade, find in EVIDENCE.get(sought.expected.kind, ()) if any(True for _ in find(seen, sought))), 0.0
    )


def _fresh(seen: Facets, sought: Sought, positions: Iterable[int]) -> list[int]:
    """Return those positions whose words the question does not have."""
    return [
        position
        for position in positions
        if seen.tokens[position].norm not in sought.words | LIGHT and seen.folded[position] not in sought.words
    ]


def _names(seen: Facets, sought: Sought) -> list[int]:
    return [position for name in seen.names for position in _fresh(seen, sought, name)]


def _people(seen: Facets, sought: Sought) -> list[int]:
    return [p for name in seen.names if surname_like(seen, name) for p in _fresh(seen, sought, name)]


def _agents(seen: Facets, sought: Sought) -> list[int]:
    """Names after "by": who did what the sentence reports."""
    after_by = (name for name in seen.names if norm_at(seen.tokens, name[0] - 1) == "by")
    return [position for name in after_by for position in _fresh(seen, sought, name)]


def _long_names(seen: Facets, sought: Sought) -> list[int]:
    return [p for name in seen.names if 2 <= len(name) <= 4 for p in _fresh(seen, sought, name)]


def _places(seen: Facets, sought: Sought) -> list[int]:
    return [p for name in seen.names if placed(seen, name) for p in _fresh(seen, sought, name)]


def _typed_names(seen: Facets, sought: Sought) -> list[int]:
    """Names that have the noun asked for in them: "Oakland County" for "which county"."""
    noun = sought.expected.noun
    typed = (name for name in seen.names if noun in {seen.folded[position] for position in name})
    return [position for name in typed for position in _fresh(seen, sought, name)]


def _naming(seen: Facets, sought: Sought) -> list[int]:
    return _where(seen, NAMING) if _names(seen, sought) else []


def _times(seen: Facets, sought: Sought) -> list[int]:
    return [p for time in seen.times for p in _fresh(seen, sought, range(time.first, time.last))]


def _times_told(seen: Facets, sought: Sought) -> list[int]:
    """Times in the sentence proper: those in brackets are mostly dates of birth and death."""
    told = _times(seen, sought)
    return told if sought.words & LIVES else [p for p in told if p not in seen.bracketed]


def _vague_times(seen: Facets, _: Sought) -> list[int]:
    return [p for p, token in enumerate(seen.tokens) if token.norm in VAGUE_TIMES or DECADE.fullmatch(token.norm)]


def _numbers(seen: Facets, sought: Sought) -> list[int]:
    return _fresh(seen, sought, seen.numbers)


def _counted(seen: Facets, sought: Sought) -> list[int]:
    """Numbers with the noun that is counted close behind: "three of the boats"."""
    noun = sought.expected.noun
    return [p for p in _numbers(seen, sought) if noun and noun in seen.folded[p + 1 : p + 4]]


def _any_numbers(seen: Facets, _: Sought) -> tuple[int, ...]:
    return (*seen.numbers, *seen.years)


def _sums(seen: Facets, sought: Sought) -> list[int]:
    return _numbers(seen, sought) if _where(seen, MONEY) else []


def _measures(seen: Facets, sought: Sought) -> list[int]:
    return _numbers(seen, sought) if _where(seen, UNITS) else []


def _ages(seen: Facets, _: Sought) -> tuple[int, ...]:
    """Ages, years of birth, and the dates of a life in brackets."""
    said = bool(_where(seen, AGED)) and bool(seen.numbers)
    born = bool(_where(seen, frozenset({"born"}))) and bool(seen.years)
    lived = any(time.first in seen.bracketed for time in seen.times)
    return (*seen.numbers, *seen.years) if said or born or lived else ()


def _causes(seen: Facets, _: Sought) -> list[int]:
    return [position for position, word in enumerate(seen.folded) if word in CAUSES]


def _means(seen: Facets, _: Sought) -> list[int]:
    return _where(seen, MEANS)


def _often(seen: Facets, _: Sought) -> list[int]:
    return _where(seen, OFTEN)


def _expansions(seen: Facets, sought: Sought) -> list[int]:
    """Names whose initials are a word of the question: "Retired Persons' League" for "RPL"."""
    for name in seen.names:
        words = [p for p in name if seen.tokens[p].norm not in LIGHT]
        for first in range(len(words) - 1):
            for last in range(first + 2, len(words) + 1):
                if "".join(seen.tokens[p].norm[0] for p in words[first:last]) in sought.words:
                    return words[first:last]
    return []


def _where(seen: Facets, words: frozenset[str]) -> list[int]:
    return [position for position, token in enumerate(seen.tokens) if token.norm in words]


EVIDENCE: dict[str, Sequence[tuple[float, Finder]]] = {
    "time": ((1.0, _times_told), (0.6, _times), (0.5, _vague_times)),
    "place": ((1.0, _typed_names), (0.9, _places), (0.3, _names)),
    "person": ((1.0, _agents), (0.9, _people), (0.6, _long_names), (0.3, _names)),
    "name": ((1.0, _typed_names), (1.0, _naming), (0.6, _names)),
    "number": ((1.0, _counted), (0.7, _numbers), (0.2, _any_numbers)),
    "money": ((1.0, _sums), (0.5, _numbers)),
    "age": ((1.0, _ages), (0.3, _any_numbers)),
    "measure": ((1.0, _measures), (0.5, _numbers), (0.2, _any_numbers)),
    "frequency": ((1.0, _often),),
    "reason": ((1.0, _causes),),
    "manner": ((1.0, _means),),
    "expansion": ((1.0, _expansions),),
}
"""Kind of answer (`qa.questions.expectation.KIND_OF_HOLE`) -> (grade, finder), the best first."""
