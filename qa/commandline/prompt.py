"""What `qa ask` does on a terminal without a question: it asks for questions, one after the other, until Ctrl-D.

A question may lean on the last answer (`qa.questions.followup`); how it was read is shown. What was typed is kept in
the user's state directory, for the arrow keys, unless that is not wanted.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory, History, InMemoryHistory

from qa.commandline.commands import OK, complain, page_of, put, warn
from qa.dossier import open_dossier
from qa.model import QAError
from qa.questions.followup import Turn, follow
from qa.rendering.answers import answer_text, safe
from qa.rendering.trace import trace_text

if TYPE_CHECKING:
    from qa.dossier import Dossier
    from qa.rendering.answers import Page

PROMPT = "qa> "
HELP = """\
Type a question and Enter. It may lean on the last answer:
  When did the bridge open?    Who built it?    And the tunnel?    why?    Says who?
? shows this help, Tab completes a name, the arrow keys bring back earlier
questions, Ctrl-C clears the line, and Ctrl-D (or quit) ends."""
LEAVE = frozenset("quit exit bye".split())
LONGEST_NAME = 5
"""Words before the cursor that may be the beginning of a name."""


def converse(*, dossier: str | None = None, explain: bool = False, history: bool = True) -> int:
    """Answer questions from the terminal until its user has no more; return the exit status."""
    opened = open_dossier(dossier)
    session: PromptSession[str] = PromptSession(
        history=_history() if history else InMemoryHistory(),
        completer=NameCompleter(_names(opened)),
        complete_while_typing=False,
    )
    page = page_of("text")
    last: Turn | None = None
    put("Ask a question; ? for help, Ctrl-D to end.")
    for text in _typed(session):
        if text == "?":
            put(HELP)
            continue
        try:
            last = _answered(opened, text, last, page, explain=explain)
        except QAError as error:
            complain(error.message)
        put("")
        sys.stdout.flush()
    warn(opened.warnings)
    return OK


def _typed(session: PromptSession[str]) -> Iterator[str]:
    """Yield what is typed, blank lines left out."""
    while True:
        try:
            text = session.prompt(PROMPT).strip()
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
        if text.casefold() in LEAVE:
            return
        if text:
            yield text


def _answered(opened: Dossier, text: str, last: Turn | None, page: Page, *, explain: bool) -> Turn | None:
    """Print the answer to a question, or why it is not clear; return what the next one may lean on."""
    meant = follow(text, last, opened.gazetteer)
    if meant.question is None:
        put("\n".join(page.wrapped(meant.reply)))
        return last
    if meant.leans:
        put("\n".join(page.faint(line) for line in page.wrapped(f"reading: {meant.question}")) + "\n")
    answer, trace = opened.explain(meant.question)
    put(answer_text(answer, page))
    if explain:
        put(f"\n{trace_text(trace, page)}")
    return Turn(meant.question, answer)


class NameCompleter(Completer):
    """Completes the names of the dossier's people, bodies and places, of several words too."""

    def __init__(self, names: Iterable[str]) -> None:
        """Take the names in the order in which they are offered."""
        self._names = [(name, name.casefold()) for name in names]

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:
        """Yield the names that begin with the last words before the cursor, for the most words that begin any."""
        del complete_event
        before = document.text_before_cursor
        words = before.split(" ")
        for count in range(min(LONGEST_NAME, len(words)), 0, -1):
            typed = " ".join(words[-count:]).lstrip("\"'“‘(")
            found = [name for name, folded in self._names if typed.strip() and folded.startswith(typed.casefold())]
            if found:
                yield from (Completion(name, start_position=-len(typed)) for name in found)
                return


def _names(opened: Dossier) -> list[str]:
    entities = opened.gazetteer.entities.values()
    names = [name for entity in entities for name in (entity.name, *entity.aliases)]
    return sorted({safe(name) for name in names}, key=lambda name: (name.casefold(), name))


def _history() -> History:
    """Return the history that is kept; one of this session only where nothing can be kept."""
    folder = state_folder()
    if folder is None:
        return InMemoryHistory()
    path = os.path.join(folder, "history")
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600))
    except OSError as error:
        complain(f"{path}: the history is not kept: {error.strerror}")
        return InMemoryHistory()
    return FileHistory(path)


def state_folder() -> str | None:
    """Return ``$QA_STATE_DIR``, else ``factcheck-qa`` in ``$XDG_STATE_HOME`` or ``~/.local/state``, or None."""
    own = os.environ.get("QA_STATE_DIR")
    if own:
        return own
    shared = os.environ.get("XDG_STATE_HOME", "")
    if not os.path.isabs(shared):  # the XDG specification: ignore a relative one
        home = os.path.expanduser("~")
        if not os.path.isabs(home):
            return None
        shared = os.path.join(home, ".local", "state")
    return os.path.join(shared, "factcheck-qa")
