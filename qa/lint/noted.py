"""The lint rules that reading a dossier's files applies by itself: each only hands on what was noted under its name.

A rule's docstring is its page (`qa lint --explain RULE`): what it finds and why that matters, then an example that has
it, with ``^`` under the place, and one that has not. The tests run both.
"""

from __future__ import annotations

from collections.abc import Iterator

from qa.lint.subject import Found, Subject


def yaml_syntax(subject: Subject) -> Iterator[Found]:
    """The file cannot be read as YAML.

    Most often a text with `: ` or ` #` in it needs quotation marks, or a line is not indented like its neighbours.

    Fails:

        title: The bridge: a record
                         ^

    Passes:

        title: 'The bridge: a record'
    """
    return subject.noted("yaml-syntax")


def yaml_feature(subject: Subject) -> Iterator[Found]:
    """The file uses a part of YAML that is refused: anchors, aliases, tags, merge keys, a second document.

    What stands in the file is what it says, without looking elsewhere.

    Fails:

        title: &name The bridge
               ^

    Passes:

        title: The bridge
    """
    return subject.noted("yaml-feature")


def duplicate_key(subject: Subject) -> Iterator[Found]:
    """A key is given twice in one mapping, so that one of the values would be lost.

    Fails:

        title: The bridge
        title: The old bridge
        ^

    Passes:

        title: The old bridge
    """
    return subject.noted("duplicate-key")


def unknown_key(subject: Subject) -> Iterator[Found]:
    """A key is not one of those that docs/facts.md describes.

    Fails:

        entities:
          - name: Ann Hale
            kind: [mayor]
            ^

    Passes:

        entities:
          - name: Ann Hale
            kinds: [mayor]
    """
    return subject.noted("unknown-key")


def missing_key(subject: Subject) -> Iterator[Found]:
    """A key that is needed is not given.

    Fails:

        entities:
          - kinds: [mayor]
            ^

    Passes:

        entities:
          - name: Ann Hale
            kinds: [mayor]
    """
    return subject.noted("missing-key")


def wrong_type(subject: Subject) -> Iterator[Found]:
    """A text stands where a list belongs, or the other way round.

    Fails:

        entities: Ann Hale
                  ^

    Passes:

        entities:
          - name: Ann Hale
    """
    return subject.noted("wrong-type")


def empty_value(subject: Subject) -> Iterator[Found]:
    """A key has no value.

    Fails:

        entities:
          - name: ''
                  ^

    Passes:

        entities:
          - name: Ann Hale
    """
    return subject.noted("empty-value")


def wrong_value(subject: Subject) -> Iterator[Found]:
    """A value is none that its key can have: an impossible date, a path out of the dossier, a word not in the list.

    Fails:

        entities:
          - name: Ann Hale
            roles:
              - {role: mayor, when: 2011-02-30}
                                    ^

    Passes:

        entities:
          - name: Ann Hale
            roles:
              - {role: mayor, when: 2011-02-28}
    """
    return subject.noted("wrong-value")


def ends_before_start(subject: Subject) -> Iterator[Found]:
    """A span of time ends before it starts.

    Fails:

        entities:
          - name: Ann Hale
            roles:
              - {role: mayor, when: 2014/2011}
                                    ^

    Passes:

        entities:
          - name: Ann Hale
            roles:
              - {role: mayor, when: 2011/2014}
    """
    return subject.noted("ends-before-start")


def duplicate_entity(subject: Subject) -> Iterator[Found]:
    """Two entities have the same name.

    Fails:

        entities:
          - name: Ann Hale
          - name: Ann Hale
                  ^

    Passes:

        entities:
          - name: Ann Hale
          - name: Ben Cole
    """
    return subject.noted("duplicate-entity")


def unknown_entity(subject: Subject) -> Iterator[Found]:
    """`members` or `according_to` names someone who is no entity; an alias will not do, since two may share it.

    Fails:

        entities:
          - name: Ann Hale
          - name: the engineers
            members: [Ben Cole]
                      ^

    Passes:

        entities:
          - name: Ben Cole
          - name: the engineers
            members: [Ben Cole]
    """
    return subject.noted("unknown-entity")


def circular_relation(subject: Subject) -> Iterator[Found]:
    """Going on from one to the next leads back: groups that contain each other, facts that replace each other.

    Fails:

        entities:
          - name: the staff
            members: [the engineers]
                     ^
          - name: the engineers
            members: [the staff]

    Passes:

        entities:
          - name: the staff
            members: [the engineers]
          - name: the engineers
    """
    return subject.noted("circular-relation")


def duplicate_id(subject: Subject) -> Iterator[Found]:
    """Two facts have the same id, or ids that differ only by capitals.

    Fails:

        facts:
          - id: bridge-opened
            statement: The bridge opened in May 2011.
            answers: {what: The bridge, did: opened, when: in May 2011}
            asked_as: When did the bridge open?
            sources: [{article: bridge.txt, quote: bridge opened in May 2011}]
          - id: Bridge-opened
                ^
            statement: The bridge opened after nine years.
            answers: {what: The bridge, did: opened}
            asked_as: What opened after nine years?
            sources: [{article: bridge.txt, quote: opened in May 2011 after nine years}]

    Passes:

        facts:
          - id: bridge-opened
            statement: The bridge opened in May 2011.
            answers: {what: The bridge, did: opened, when: in May 2011}
            asked_as: When did the bridge open?
            sources: [{article: bridge.txt, quote: bridge opened in May 2011}]
    """
    return subject.noted("duplicate-id")


def unknown_id(subject: Subject) -> Iterator[Found]:
    """`disputes`, `superseded_by` or phrasings.yaml name a fact that is not there.

    Fails:

        facts:
          - id: bridge-opened
            statement: The bridge opened in May 2011.
            answers: {what: The bridge, did: opened, when: in May 2011}
            superseded_by: bridge-closed
                           ^
            asked_as: When did the bridge open?
            sources: [{article: bridge.txt, quote: bridge opened in May 2011}]

    Passes:

        facts:
          - id: bridge-opened
            statement: The bridge opened in May 2011.
            answers: {what: The bridge, did: opened, when: in May 2011}
            asked_as: When did the bridge open?
            sources: [{article: bridge.txt, quote: bridge opened in May 2011}]
    """
    return subject.noted("unknown-id")


def held_back(subject: Subject) -> Iterator[Found]:
    """A fact is not used because one that it names has a finding: a claim would else look undisputed.

    Fails:

        entities:
          - name: Ann Hale
          - name: Ben Cole
        facts:
          - id: cost-four
            according_to: Ann Hale
            statement: The bridge cost £4 million.
            answers: {what: The bridge, did: cost, how much: £4 million}
            disputes: [cost-six]
                       ^
            asked_as: How much did the bridge cost?
            sources: [{article: bridge.txt, quote: 'cost £4 million, Mayor Ann Hale said'}]
          - id: cost-six
            according_to: Ben Cole
            statement: The bridge cost £6 million.
            answers: {what: The bridge, did: cost, how much: £6 million}
            asked_as: What did Ben Cole say the bridge cost?
            sources: [{article: bridge.txt, quote: said it had cost £60 million}]

    Passes:

        entities:
          - name: Ann Hale
          - name: Ben Cole
        facts:
          - id: cost-four
            according_to: Ann Hale
            statement: The bridge cost £4 million.
            answers: {what: The bridge, did: cost, how much: £4 million}
            disputes: [cost-six]
            asked_as: How much did the bridge cost?
            sources: [{article: bridge.txt, quote: 'cost £4 million, Mayor Ann Hale said'}]
          - id: cost-six
            according_to: Ben Cole
            statement: The bridge cost £6 million.
            answers: {what: The bridge, did: cost, how much: £6 million}
            asked_as: What did Ben Cole say the bridge cost?
            sources: [{article: bridge.txt, quote: Engineer Ben Cole said it cost £6 million}]
    """
    return subject.noted("held-back")


def unknown_slot(subject: Subject) -> Iterator[Found]:
    """The name of a slot has no question word, or more than one; or a slot is named that the fact does not have.

    Fails:

        facts:
          - id: bridge-opened
            statement: The bridge opened in May 2011.
            answers: {what: The bridge, did: opened, whne: in May 2011}
                                                     ^
            asked_as: When did the bridge open?
            sources: [{article: bridge.txt, quote: bridge opened in May 2011}]

    Passes:

        facts:
          - id: bridge-opened
            statement: The bridge opened in May 2011.
            answers: {what: The bridge, did: opened, when: in May 2011}
            asked_as: When did the bridge open?
            sources: [{article: bridge.txt, quote: bridge opened in May 2011}]
    """
    return subject.noted("unknown-slot")


def slot_not_in_statement(subject: Subject) -> Iterator[Found]:
    """The text of a slot does not stand in the statement, character for character.

    Fails:

        facts:
          - id: bridge-opened
            statement: The bridge opened in May 2011.
            answers: {what: The bridge, did: opened, when: on May 2011}
                                                           ^
            asked_as: When did the bridge open?
            sources: [{article: bridge.txt, quote: bridge opened in May 2011}]

    Passes:

        facts:
          - id: bridge-opened
            statement: The bridge opened in May 2011.
            answers: {what: The bridge, did: opened, when: in May 2011}
            asked_as: When did the bridge open?
            sources: [{article: bridge.txt, quote: bridge opened in May 2011}]
    """
    return subject.noted("slot-not-in-statement")
