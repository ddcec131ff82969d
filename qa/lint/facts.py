"""The lint rules about what a fact says: who does it to whom, when, how old somebody is, and who says so."""

from __future__ import annotations

from collections.abc import Iterator

from qa.english.quantities import age_of
from qa.english.synonyms import SAYING
from qa.english.times import times_in
from qa.english.tokens import norms, tokenize
from qa.lint.subject import Found, Subject
from qa.matching.alignment import is_passive
from qa.model import Fact
from qa.record.entities import PERSONS
from qa.record.lexicon import base_forms
from qa.record.report import shown

PRONOUNS = frozenset("he she they his her their hers theirs we our".split())
BACKED = SAYING | {"according"}


def pronoun_in_statement(subject: Subject) -> Iterator[Found]:
    """A statement begins with a pronoun, so that nobody can tell of whom it speaks once it stands alone.

    Fails:

        facts:
          - id: hill-hurt
            statement: She was hurt when a wall fell on 3 March 2012.
                       ^
            answers: {whom: She, did: was hurt, when: on 3 March 2012}
            asked_as: When was Joan Hill hurt?
            sources: [{article: bridge.txt, quote: was hurt when a wall fell on 3 March 2012}]

    Passes:

        facts:
          - id: hill-hurt
            statement: Joan Hill was hurt when a wall fell on 3 March 2012.
            answers: {whom: Joan Hill, did: was hurt, when: on 3 March 2012}
            asked_as: When was Joan Hill hurt?
            sources: [{article: bridge.txt, quote: was hurt when a wall fell on 3 March 2012}]
    """
    for each in subject.facts:
        words = norms(each.fact.statement)
        if words and words[0] in PRONOUNS:
            yield Found(each.place("statement"), f"the statement begins with {shown(words[0])}: name who is meant")


def patient_in_who(subject: Subject) -> Iterator[Found]:
    """The one to whom something is done stands in `who`, which is for the one who does it.

    In "Joan Hill was taken to hospital by neighbours" she is `whom`, and in "Neighbours took Joan Hill there" as well;
    else "whom did they take" is not answered, and "did Joan Hill take" may be.

    Fails:

        facts:
          - id: hill-taken
            statement: Joan Hill was taken to hospital by neighbours.
            answers: {who: Joan Hill, did: was taken, to where: hospital, by whom: neighbours}
                      ^
            asked_as: Where was Joan Hill taken?
            sources: [{article: bridge.txt, quote: She was taken to hospital by neighbours}]

    Passes:

        facts:
          - id: hill-taken
            statement: Joan Hill was taken to hospital by neighbours.
            answers: {whom: Joan Hill, did: was taken, to where: hospital, by whom: neighbours}
            asked_as: Where was Joan Hill taken?
            sources: [{article: bridge.txt, quote: She was taken to hospital by neighbours}]
    """
    for each in subject.facts:
        slots = {slot.key: slot for slot in each.fact.slots}
        who, did = slots.get("who"), slots.get("did")
        if who is None or did is None:
            continue
        before = min(who.spans) < min(did.spans)
        done_by = "by whom" in slots or "by what" in slots
        follows = each.fact.statement[max(did.spans)[1] : min(who.spans)[0]] == " "
        if (before and done_by) if is_passive(subject.indexed[each.fact.id]) else follows:
            said = f"'who' is the one who does it: {shown(who.text)} is 'whom' in {shown(each.fact.statement)}"
            yield Found(each.slot_key("who"), said)


def event_without_when(subject: Subject) -> Iterator[Found]:
    """The statement gives a time that stands in no slot, or the quote dates an event and the statement does not.

    A "when" question cannot be answered then.

    Fails:

        facts:
          - id: bridge-opened
            statement: The bridge opened in May 2011.
                       ^
            answers: {what: The bridge, did: opened}
            asked_as: Did the bridge open?
            sources: [{article: bridge.txt, quote: bridge opened in May 2011}]

    Passes:

        facts:
          - id: bridge-opened
            statement: The bridge opened in May 2011.
            answers: {what: The bridge, did: opened, when: in May 2011}
            asked_as: When did the bridge open?
            sources: [{article: bridge.txt, quote: bridge opened in May 2011}]
    """
    for each in subject.facts:
        indexed = subject.indexed[each.fact.id]
        spans = [span for slot in each.fact.slots for span in slot.spans]
        for time in indexed.times if indexed.slots("did") else ():
            first, last = indexed.tokens[time.first].start, indexed.tokens[time.last - 1].end
            if not any(start < last and first < end for start, end in spans):
                said = f"{shown(each.fact.statement[first:last])} stands in no slot: 'when' questions cannot find it"
                yield Found(each.place("statement"), said)
        dated = _date_left_out(each.fact, subject)
        if dated:
            said = f"the quote dates this ({shown(dated)}), the statement does not: add it, with a 'when' slot"
            yield Found(each.place("statement"), said)


def _date_left_out(fact: Fact, subject: Subject) -> str:
    """Return the date with which the only clause of a quote ends or begins, where the fact has no time at all."""
    has_verb = any(slot.key == "did" for slot in fact.slots)
    if not has_verb or fact.according_to or fact.unknown or subject.indexed[fact.id].times or len(fact.sources) != 1:
        return ""
    if any("when" in slot.key.split() for slot in fact.slots):
        return ""
    quote = fact.sources[0].quote.rstrip(".!?”\"'")
    found = times_in(quote)
    tokens = tokenize(quote)
    if len(found) != 1 or (found[0].last != len(tokens) and found[0].first > 1) or "," in quote or ";" in quote:
        return ""
    did = base_forms(norm for slot in fact.slots if slot.key == "did" for norm in norms(slot.text))
    verbs = base_forms(token.norm for token in tokens)
    return quote[tokens[found[0].first].start : tokens[found[0].last - 1].end] if did <= verbs else ""


def claim_as_fact(subject: Subject) -> Iterator[Found]:
    """What the article only reports somebody to have said is stated as a fact.

    The whole quote stands between quotation marks or begins with "X said", and neither `according_to` nor the statement
    says who. A claim is never shown without its claimant. What people do by speaking (asking, blaming) is their deed,
    and a fact: then they are its `who`.

    Fails:

        facts:
          - id: bridge-cost
            statement: The bridge cost £6 million.
                       ^
            answers: {what: The bridge, did: cost, how much: £6 million}
            asked_as: How much did the bridge cost?
            sources: [{article: bridge.txt, quote: Engineer Ben Cole said it cost £6 million}]

    Passes:

        entities:
          - name: Ben Cole
        facts:
          - id: bridge-cost
            according_to: Ben Cole
            statement: The bridge cost £6 million.
            answers: {what: The bridge, did: cost, how much: £6 million}
            asked_as: How much did the bridge cost?
            sources: [{article: bridge.txt, quote: Engineer Ben Cole said it cost £6 million}]
    """
    text_of = {article.name: article.text for article in subject.articles}
    for each in subject.facts:
        fact = each.fact
        if (
            fact.according_to
            or fact.unknown
            or BACKED & base_forms(norms(fact.statement))
            or _names_a_speaker(fact, subject)
        ):
            continue
        if all(
            _is_reported(source.quote, text_of[source.article], source.start, source.end) for source in fact.sources
        ):
            said = "the quote is what somebody said: name the speaker under 'according_to', or in the statement"
            yield Found(each.place("statement"), said)


def _names_a_speaker(fact: Fact, subject: Subject) -> bool:
    """Tell whether the subject of a statement is a person, or somebody whose claims are on record elsewhere."""
    indexed = subject.indexed[fact.id]
    where = {position for slot in indexed.slots("who", "what") for position in indexed.positions(slot)}
    named = {mention.name for mention in indexed.mentions if mention.first in where}
    claimants = {name for each in subject.file.facts for name in each.according_to}
    return any(name in claimants or PERSONS & subject.gazetteer.kinds(name) for name in named)


def _is_reported(quote: str, text: str, start: int, end: int) -> bool:
    """Tell whether a passage is somebody's words: between quotation marks, or behind "X said"."""
    paragraph = max(text.rfind("\n", 0, start), 0)
    before = text[paragraph:start]
    inside = text[start : end - 1]
    if before.count("“") > before.count("”") and "”" not in inside:
        return True
    if before.count('"') % 2 and '"' not in inside:
        return True
    head = quote.partition("“")[0].split()[:6]
    return bool({"said", "says", "claimed", "claims", "alleged", "insisted"} & {word.lower() for word in head})


def age_differs(subject: Subject) -> Iterator[Found]:
    """A fact gives another age than the entity has, and no time that would explain it.

    Fails:

        entities:
          - name: Joan Hill
            age: 70
        facts:
          - id: hill-hurt
            statement: Joan Hill, 71, was hurt.
            answers: {whom: Joan Hill, how old: 71, did: was hurt}
                                                ^
            asked_as: Who was hurt?
            sources: [{article: bridge.txt, quote: 'Joan Hill, 71, was hurt'}]

    Passes:

        entities:
          - name: Joan Hill
            age: 71
        facts:
          - id: hill-hurt
            statement: Joan Hill, 71, was hurt.
            answers: {whom: Joan Hill, how old: 71, did: was hurt}
            asked_as: Who was hurt?
            sources: [{article: bridge.txt, quote: 'Joan Hill, 71, was hurt'}]
    """
    for each in subject.facts:
        indexed = subject.indexed[each.fact.id]
        named = {mention.name for mention in indexed.mentions}
        for slot in indexed.slots("how old"):
            age = age_of(tokenize(slot.text))
            recorded = {subject.gazetteer.age(name) for name in named}
            if len(named) == 1 and age and not indexed.times and None not in recorded and age not in recorded:
                name = next(iter(named))
                known = subject.gazetteer.entities[name].age or ""
                yield Found(each.slot("how old"), f"{shown(slot.text)}, but {name} is {shown(known)} under 'entities'")
