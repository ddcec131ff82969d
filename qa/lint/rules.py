"""All lint rules in one table. To add one: write the function with its docstring and examples, and put it in here.

The function's name is the rule's, with hyphens. An *error* makes the file unusable or holds the fact back; a *warning*
leaves it in use.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from inspect import cleandoc
from textwrap import dedent

from qa.lint import articles, asked, contradictions, facts, names, noted, quotes
from qa.lint.subject import Found, Subject
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
    return iter(())  # known only after all other rules: see qa.lint.ignore


def bad_ignore(_subject: Subject) -> Iterator[Found]:
    """A comment that tells to ignore a finding gives no reason, or names no rule that there is.

    Fails:

        title: The bridge  # lint: ignore[no-such-rule] because
                           ^

    Passes:

        title: The bridge
    """
    return iter(())  # found while comments are read: see qa.lint.ignore


RULES = (
    Rule(noted.yaml_syntax, ERROR),
    Rule(noted.yaml_feature, ERROR),
    Rule(noted.duplicate_key, ERROR),
    Rule(noted.unknown_key, ERROR),
    Rule(noted.missing_key, ERROR),
    Rule(noted.wrong_type, ERROR),
    Rule(noted.empty_value, ERROR),
    Rule(noted.wrong_value, ERROR),
    Rule(noted.ends_before_start, ERROR),
    Rule(noted.duplicate_entity, ERROR),
    Rule(noted.unknown_entity, ERROR),
    Rule(noted.circular_relation, ERROR),
    Rule(noted.duplicate_id, ERROR),
    Rule(noted.unknown_id, ERROR),
    Rule(noted.held_back, ERROR),
    Rule(noted.unknown_slot, ERROR),
    Rule(noted.slot_not_in_statement, ERROR),
    Rule(quotes.missing_article, ERROR),
    Rule(quotes.quote_not_verbatim, ERROR),
    Rule(quotes.quote_repeated, ERROR),
    Rule(quotes.quote_too_short, ERROR),
    Rule(quotes.cut_off_text, ERROR),
    Rule(quotes.value_not_quoted),
    Rule(facts.pronoun_in_statement),
    Rule(facts.patient_in_who),
    Rule(facts.event_without_when),
    Rule(facts.claim_as_fact),
    Rule(facts.age_differs),
    Rule(contradictions.contradiction),
    Rule(contradictions.unmarked_dispute),
    Rule(names.unused_entity),
    Rule(names.ambiguous_alias),
    Rule(names.repeated_alias),
    Rule(names.unused_words),
    Rule(names.same_and_contrast),
    Rule(names.repeated_word),
    Rule(asked.no_asked_as),
    Rule(asked.asked_as_unanswered),
    Rule(asked.unreached_fact),
    Rule(asked.no_golden_question),
    Rule(asked.duplicate_question),
    Rule(articles.unreadable_article, ERROR),
    Rule(articles.empty_article),
    Rule(articles.hidden_direction),
    Rule(articles.colliding_names),
    Rule(articles.duplicate_article),
    Rule(articles.front_matter),
    Rule(unused_ignore),
    Rule(bad_ignore),
)
BY_NAME = {rule.name: rule for rule in RULES}
