"""What is wrong with a facts file, collected while it is read.

An *error* means that nothing of the file may be used. A *finding* is confined to one fact: that fact is held back, the
others answer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from qa.model import Place, Problem, QAError

# Looking for the closest of 100,000 names takes milliseconds: not for each of 100,000 mistakes.
MAX_HINTS = 100
MAX_SHOWN = 80
_MAX_COMPARED = 200
# Of 1: "whne" and "when" have 0.75, "report" and "report.txt" 0.6, "f1" and "f2" 0.5.
_CLOSE_ENOUGH = 0.55


class Report:
    """The problems of one file, and the hints that go with them.

    ``known`` are problems that the YAML reader has noted already: what else is wrong at their places follows from
    them, and is not said again.
    """

    def __init__(self, file: str, known: Iterable[Problem] = ()) -> None:
        self.file = file
        self.held: set[str] = set()
        self._errors = list(known)
        self._findings: list[Problem] = []
        self._known_places = {(problem.line, problem.column) for problem in self._errors}
        self._hints_left = MAX_HINTS

    def error(self, place: Place, message: str, rule: str = "wrong-value") -> None:
        """Note a mistake that makes the file unusable; ``rule`` is its kind (docs/lint.md)."""
        if (place.line, place.column) not in self._known_places:
            self._errors.append(Problem(self.file, place.line, place.column, message, rule))

    def finding(self, place: Place, message: str, rule: str, holds: str = "") -> None:
        """Note a mistake that costs only the fact with the id ``holds`` (or nothing but a part of an entity)."""
        if (place.line, place.column) not in self._known_places:
            self._findings.append(Problem(self.file, place.line, place.column, message, rule))
        if holds:
            self.held.add(holds)

    def findings(self) -> tuple[Problem, ...]:
        """Return what `qa lint` shows, by line and column."""
        return tuple(sorted(self._findings))

    def raise_errors(self) -> None:
        """Raise QAError with everything found, by line and column, if one of it is an error."""
        if self._errors:
            problems = tuple(sorted({*self._errors, *self._findings}))
            count = f"{len(problems):,} problems" if len(problems) > 1 else "1 problem"
            raise QAError(f"{self.file} has {count}", problems)

    def may_hint(self) -> bool:
        """Take one of the file's costly hints; False when they are used up."""
        self._hints_left -= 1
        return self._hints_left >= 0

    def closest(self, word: str, choices: Collection[str]) -> str | None:
        """Return the choice that ``word`` is probably a misspelling of."""
        if not choices or not self.may_hint():
            return None
        from rapidfuzz import process  # noqa: PLC0415 - a file without mistakes does not need it
        from rapidfuzz.distance import OSA  # noqa: PLC0415

        # OSA, because it counts two letters that changed places as one mistake.
        found = process.extractOne(
            word[:_MAX_COMPARED].casefold(),
            list(choices),  # of a mapping, the names; in their order, so that ties always fall the same way
            processor=str.casefold,
            scorer=OSA.normalized_similarity,
            score_cutoff=_CLOSE_ENOUGH,
        )
        return None if found is None else found[0]

    def did_you_mean(self, word: str, choices: Collection[str]) -> str:
        """Return what to append to a message: ", did you mean ...?" or nothing."""
        return suggestion(self.closest(word, choices))


def suggestion(word: str | None) -> str:
    """Return the end of a message that suggests ``word``, or nothing.

    >>> suggestion("when")
    ", did you mean 'when'?"
    """
    return "" if word is None else f", did you mean {shown(word)}?"


def shown(text: str, length: int = MAX_SHOWN) -> str:
    """Return ``text`` in quotation marks, escaped, on one line and of at most ``length`` characters."""
    return repr(text if len(text) <= length else text[: length - 1] + "…")
