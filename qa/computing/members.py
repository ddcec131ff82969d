"""Who belongs to a group: "list the four players", "name the players who signed in May".

Where nothing else is asked, the record's own words are wanted: who they are. What is said of them ("who signed") is
asked of each, and nobody is left out unless the record says that it is not so of him.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qa.computing.compare import joined
from qa.computing.happening import words_of
from qa.english.function_words import carries_content
from qa.english.tokens import Token, norm_at
from qa.matching.groups import Group, group_named
from qa.model import Answer
from qa.record.entities import Gazetteer

LISTING = frozenset("list name identify give state names".split())
"""Words that ask for names."""


def listed(tokens: Sequence[Token], gazetteer: Gazetteer) -> Group | None:
    """Return the group whose members are to be listed; None for any other question."""
    if norm_at(tokens, 0) not in LISTING:
        return None
    group = group_named(tokens, gazetteer)
    if group is None or group.last < len(tokens):
        return None
    before = {token.norm for token in tokens[: group.first] if carries_content(token.norm)}
    return group if before <= LISTING else None


def named(group: Group, tokens: Sequence[Token], ask: Callable[[str], Answer]) -> Answer | None:
    """Return the members; None where the record does not tell who they are, or of whom it is so."""
    called = words_of(tokens[group.first : group.last])
    told = ask(f"{words_of(tokens)}?" if group.given else f"Who were the {called}?")
    if not group.given or all(name.split()[0] in (told.answer or "") for name in group.names):
        return told if told.status == "answered" else None
    answers = {name: [ask(each.format(name)) for each in group.given] for name in group.names}
    if not all(answer.yes_or_no for each in answers.values() for answer in each):
        return None
    fitting = [name for name, each in answers.items() if all(answer.yes_or_no == "Yes" for answer in each)]
    if not fitting:
        return None
    *others, last = fitting
    text = f"{', '.join(others)} and {last}" if others else last
    return joined(text, [answer for name in fitting for answer in answers[name]])
