"""What the questions of a dossier reach, for the lint rules: every question is really asked, and the outcome kept."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Sequence
from functools import cached_property

from qa import __version__
from qa.dossier import Dossier
from qa.files.cachefile import Cache
from qa.golden.file import Golden
from qa.lint.subject import Asked
from qa.model import Fact

Progress = Callable[[str, int], None]


class AskedReach:
    """The outcome of asking every ``asked_as`` and every golden question; each is asked where it is first needed.

    Asking takes milliseconds a question, and there may be thousands: what came of it is kept until the dossier or the
    program changes.
    """

    def __init__(
        self, dossier: Dossier, facts: Sequence[Fact], tests: Sequence[Golden], state: str, progress: Progress
    ) -> None:
        """``state`` stands for all that the outcome depends on in the dossier; ``progress`` is told how far it is."""
        self._dossier = dossier
        self._facts = facts
        self._tests = tests
        self._progress = progress
        self._cache = Cache(dossier.folder, __version__)
        self._key = f"{_program_digest()}:{state}"

    @cached_property
    def asked(self) -> tuple[Asked, ...]:
        """What became of every question of ``asked_as``."""
        kept = self._cache.read("lint-asked", self._key)
        if kept is None:
            rows = [list(row) for row in self._ask()]
            kept = json.dumps(rows).encode()
            self._cache.write("lint-asked", self._key, kept)
        return tuple(Asked(*row) for row in json.loads(kept))

    def _ask(self) -> list[tuple[str, int, str, bool]]:
        rows: list[tuple[str, int, str, bool]] = []
        for fact in self._facts:
            for number, question in enumerate(fact.asked_as):
                self._progress("questions asked", len(rows))
                answer = self._dossier.ask(question)
                rows.append((fact.id, number, answer.status, fact.id in answer.facts))
        self._progress("", 0)
        return rows

    @cached_property
    def golden(self) -> frozenset[str] | None:
        """The facts that golden questions are answered from; None where there are no golden questions."""
        if not self._tests:
            return None
        kept = self._cache.read("lint-golden", self._key)
        if kept is None:
            unreached: set[str] = {fact.id for fact in self._facts}
            for number, test in enumerate(self._tests):
                self._progress("golden questions asked", number)
                unreached -= set(self._dossier.ask(test.question).facts)
            self._progress("", 0)
            kept = json.dumps(sorted({fact.id for fact in self._facts} - unreached)).encode()
            self._cache.write("lint-golden", self._key, kept)
        return frozenset(json.loads(kept))


def _program_digest() -> str:
    """Return a digest of the program itself: another program may answer otherwise."""
    total = hashlib.sha256()
    top = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    paths = (os.path.join(folder, name) for folder, _, names in os.walk(top) for name in names)
    for path in sorted(path for path in paths if path.endswith(".py")):
        with open(path, "rb") as file:
            total.update(os.path.relpath(path, top).encode() + b"\0" + file.read())
    return total.hexdigest()
