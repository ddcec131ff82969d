"""What can be asked at all: a question or claim that has a word, and is not too long."""

from __future__ import annotations

from qa.model import QAError

LONGEST_QUESTION = 2_000
"""Code points."""


def checked_question(text: str, what: str = "question") -> str:
    """Return a question (or a claim: ``what`` it is called in messages) with its white space made plain.

    Raises:
        QAError: if it has no word, or is longer than 2,000 characters.

    """
    if len(text) > LONGEST_QUESTION:
        message = f"the {what} has {len(text):,} characters; {LONGEST_QUESTION:,} is the most"
        raise QAError(message)
    if not any(character.isalnum() for character in text):
        message = f"the {what} has no word in it"
        raise QAError(message)
    return " ".join(text.split())
