"""Taking a sentence apart into the assertions that it makes."""

from __future__ import annotations

from qa.entities import Gazetteer
from qa.question import Question


def assertions(question: Question, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Return the assertions of a sentence, each as a sentence of its own; nothing where it makes only one."""
    return ()
