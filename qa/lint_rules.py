"""All lint rules in one table. To add one: write the function with its docstring and examples, and put it in here.

The function's name is the rule's, with hyphens. An *error* makes the file unusable or holds the fact back; a *warning*
leaves it in use.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from inspect import cleandoc
from textwrap import dedent

from qa import (
    lint_articles,
    lint_asked,
    lint_contradictions,
    lint_facts,
    lint_names,
    lint_noted,
    lint_quotes,
)
from qa.lint_subject import Found, Subject
from qa.values import value

ERROR, WARNING = "error", "warning"
PASSES, FAILS = "Passes:", "Fails:"


@value
class Rule:
    """A lint rule: what finds it, how grave it is, and whether it needs facts that could be read."""

    check: Callable[[Subject], Iterator[Found]]
    level: str = WARNING

    @property
    def name(self) -> str:
        """The name that findings and ignores go by."""
        return self.check.__name__.replace("_", "-")

    @property
    def page(self) -> str:
        """All that there is to say about the rule: its docstring."""
        return cleandoc(self.check.__doc__ or "")

    @property
    def summary(self) -> str:
        """The rule in one line."""
        return self.page.partition("\n")[0]

    def example(self, which: str) -> str:
        """Return the example that ``FAILS``, with its mark, or the one that ``PASSES``."""
        after = self.page.partition(f"{which}\n\n")[2]
        return dedent(after.partition(f"\n\n{PASSES}")[0]).strip("\n")


def unused_ignore(_subject: Subject) -> Iterator[Found]:
    """A comment tells to ignore a finding that is not there; `--fix` takes the comment out.

    Fails:

        # lint: ignore[duplicate-entity] they are two
        ^
        title: The bridge

    Passes:

        title: The bridge
    """
    return iter(())  # known only after all other rules: see qa.lint_ignore


def bad_ignore(_subject: Subject) -> Iterator[Found]:
    """A comment that tells to ignore a finding gives no reason, or names no rule that there is.

    Fails:

        title: The bridge  # lint: ignore[no-such-rule] because
                           ^

    Passes:

        title: The bridge
    """
    return iter(())  # found while comments are read: see qa.lint_ignore


RULES = (
    Rule(lint_noted.yaml_syntax, ERROR),
    Rule(lint_noted.yaml_feature, ERROR),
    Rule(lint_noted.duplicate_key, ERROR),
    Rule(lint_noted.unknown_key, ERROR),
    Rule(lint_noted.missing_key, ERROR),
    Rule(lint_noted.wrong_type, ERROR),
    Rule(lint_noted.empty_value, ERROR),
    Rule(lint_noted.wrong_value, ERROR),
    Rule(lint_noted.ends_before_start, ERROR),
    Rule(lint_noted.duplicate_entity, ERROR),
    Rule(lint_noted.unknown_entity, ERROR),
    Rule(lint_noted.circular_relation, ERROR),
    Rule(lint_noted.duplicate_id, ERROR),
    Rule(lint_noted.unknown_id, ERROR),
    Rule(lint_noted.held_back, ERROR),
    Rule(lint_noted.unknown_slot, ERROR),
    Rule(lint_noted.slot_not_in_statement, ERROR),
    Rule(lint_quotes.missing_article, ERROR),
    Rule(lint_quotes.quote_not_verbatim, ERROR),
    Rule(lint_quotes.quote_repeated, ERROR),
    Rule(lint_quotes.quote_too_short, ERROR),
    Rule(lint_quotes.cut_off_text, ERROR),
    Rule(lint_quotes.value_not_quoted),
    Rule(lint_facts.pronoun_in_statement),
    Rule(lint_facts.patient_in_who),
    Rule(lint_facts.event_without_when),
    Rule(lint_facts.claim_as_fact),
    Rule(lint_facts.age_differs),
    Rule(lint_contradictions.contradiction),
    Rule(lint_contradictions.unmarked_dispute),
    Rule(lint_names.unused_entity),
    Rule(lint_names.ambiguous_alias),
    Rule(lint_names.repeated_alias),
    Rule(lint_names.unused_words),
    Rule(lint_names.same_and_contrast),
    Rule(lint_names.repeated_word),
    Rule(lint_asked.no_asked_as),
    Rule(lint_asked.asked_as_unanswered),
    Rule(lint_asked.unreached_fact),
    Rule(lint_asked.no_golden_question),
    Rule(lint_asked.duplicate_question),
    Rule(lint_articles.unreadable_article, ERROR),
    Rule(lint_articles.empty_article),
    Rule(lint_articles.hidden_direction),
    Rule(lint_articles.colliding_names),
    Rule(lint_articles.duplicate_article),
    Rule(lint_articles.front_matter),
    Rule(unused_ignore),
    Rule(bad_ignore),
)
BY_NAME = {rule.name: rule for rule in RULES}
