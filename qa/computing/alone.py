"""Whether somebody was the only one: not if the record says the same of another.

    "was Ann Reid the only player who signed in May"  ->  "No (Mo Bell too)"
    "did only Ann Reid sign in May"                   ->  "No (Mo Bell too)"

Each of the others of whom the dossier knows that they are such, or of the same group, is asked about by a question of
its own. That the record says it of nobody else does not make it so: then nothing is said.
"""

from __future__ import annotations

from collections.abc import Sequence

from qa.computing.compare import decided
from qa.computing.happening import Ask, words_of
from qa.english import wordnet
from qa.english.function_words import AUXILIARIES, BE, CLEFT, DETERMINERS
from qa.english.tokens import Token, norm_at
from qa.model import Answer
from qa.record.entities import PERSONS, Gazetteer
from qa.record.lexicon import bases
from qa.values import value

ONLY = frozenset({"only", "sole", "just", "solely"})
SOLE = frozenset({"only", "sole"})
JOINED = DETERMINERS | {"and", ","}


@value
class Alone:
    """Who is said to be the only one, who the others are, and what is to be asked of each, with {} for the name."""

    names: tuple[str, ...]
    others: tuple[str, ...]
    ask: str


def alone(tokens: Sequence[Token], gazetteer: Gazetteer) -> Alone | None:
    """Return who is said to be the only one of whom something is so; None for any other question."""
    if not any(token.norm in ONLY for token in tokens):
        return None
    named = [m for m in gazetteer.mentions(tokens) if m.how != "role" and _is_of_persons(m.name, gazetteer)]
    asked = norm_at(tokens, 0) in AUXILIARIES
    before = [token.norm for token in tokens[asked : named[0].first]] if named else []
    if not named or not set(before) <= ONLY | DETERMINERS:
        return None
    first, last = named[0], named[0]
    for following in named[1:]:  # "A, B and C"
        if all(token.norm in JOINED for token in tokens[last.last : following.first]):
            last = following
    called = (person.name for person in named if first.first <= person.first <= last.first)
    names = tuple(dict.fromkeys(member for name in called for member in gazetteer.members(name)))
    aux, rest = (tokens[0].norm if asked else ""), tokens[last.last :]
    if not asked and not before and norm_at(rest, 0) in BE:  # "A was the only one who signed"
        aux, rest = rest[0].norm, rest[1:]
    if set(before) & ONLY:
        ask = _asked(rest, aux)
        groups = [gazetteer.members(group) for name in names for group in gazetteer.groups_of(name)]
        others = max(groups, key=len, default=())
    else:
        ask, others = _of_a_kind(rest, gazetteer) if aux in BE else ("", ())
    left = tuple(name for name in others if name not in names)
    return Alone(names, left, ask) if ask and left and set(names) < set(others) else None


def _is_of_persons(name: str, gazetteer: Gazetteer) -> bool:
    members = gazetteer.members(name)
    return bool(members) and all(PERSONS & gazetteer.kinds(member) for member in members)


def beside(wanted: Alone, ask: Ask) -> Answer | None:
    """Return No with whom it is so of, too; None where the record says it of nobody else."""
    answers = {name: ask(wanted.ask.format(name)) for name in wanted.others}
    too = [name for name, answer in answers.items() if answer.yes_or_no == "Yes"]
    return decided("No", "; ".join(f"{name} too" for name in too), [answers[name] for name in too]) if too else None


def _of_a_kind(tokens: Sequence[Token], gazetteer: Gazetteer) -> tuple[str, tuple[str, ...]]:
    """Read "the only player who signed in May": what is to be asked, and all persons of the kind."""
    start = int(norm_at(tokens, 0) in DETERMINERS)
    if norm_at(tokens, start) not in SOLE:
        return "", ()
    kind = bases(norm_at(tokens, start + 1) or "?")[0]
    alike = (other.word for other in wordnet.related(kind) if (other.kind, other.strength) == ("synonym", 3))
    others = next(filter(None, map(gazetteer.persons_of_kind, (kind, *alike))), ())
    lead, clause = norm_at(tokens, start + 2), tokens[start + 3 :]
    if lead in CLEFT:
        return _asked(clause[1:], clause[0].norm) if norm_at(clause, 0) in AUXILIARIES else _asked(clause, ""), others
    if lead == "to":
        return _asked(clause, "did"), others
    if lead == "whose" and norm_at(clause, 1) in AUXILIARIES:
        return f"{clause[1].norm} {{}}'s {clause[0].norm} {words_of(clause[2:])}?", others
    if wordnet.inflected_verb(lead):  # "the only player known to him"
        return f"was {{}} {words_of(tokens[start + 2 :])}?", others
    return "", ()


def _asked(tokens: Sequence[Token], aux: str) -> str:
    """Return a question with {} for a name, from what is said: "signed in May" as "did {} sign in May?"."""
    if not tokens:
        return ""
    if aux:
        return f"{aux} {{}} {words_of(tokens)}?"
    if tokens[0].norm in AUXILIARIES:
        return f"{tokens[0].norm} {{}} {words_of(tokens[1:])}?"
    return " ".join(filter(None, ("did {}", bases(tokens[0].norm)[0], words_of(tokens[1:])))) + "?"
