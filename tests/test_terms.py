"""The small words of a question: which count, which only point, which turn it round."""

from __future__ import annotations

import pytest

from qa.dossier import Dossier
from qa.english.function_words import QUANTIFIERS
from qa.english.tokens import Token, tokenize
from qa.matching.terms import RESTRICTING, either, grace, is_twofold, links, measured, quantifier
from qa.questions.polarity import denials
from qa.questions.question import Term


def words(tokens: tuple[Token, ...], *texts: str) -> list[Term]:
    """Return a term for each of some words, where they stand."""
    found = []
    for text in texts:
        first = next(position for position, token in enumerate(tokens) if token.norm == text)
        found.append(Term("word", text, first, first + 1, words=(text,)))
    return found


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("was it wet or dry", ["wet", "dry"]),
        ("was it the wet or the dry one", ["wet", "dry"]),
        ("was it wet or dry or cold", ["wet", "dry", "cold"]),
        ("was it wet and dry", []),
        ("was it wet or not dry", []),
        ("or was it wet dry", []),
        ("was it wet or in the dry", []),
    ],
)
def test_of_the_two_sides_of_an_or_the_record_has_one(text: str, marked: list[str]) -> None:
    tokens = tokenize(text)
    terms = words(tokens, *(word for word in ("wet", "dry", "cold") if word in text))
    assert [term.text for term in either(terms, tokens) if term.either] == marked


def test_the_order_of_terms_stays() -> None:
    tokens = tokenize("wet or dry pitch")
    assert [term.text for term in either(words(tokens, "wet", "dry", "pitch"), tokens)] == ["wet", "dry", "pitch"]
    assert either([], ()) == ()


@pytest.mark.parametrize(
    ("text", "form", "twofold"),
    [
        ("who was it and when", "wh", True),
        ("who scored, and in what minute", "wh", True),
        ("when and where was it", "wh", True),
        ("did they win and by how much", "yes-no", True),
        ("who won and lost", "wh", False),
        ("who scored in what minute", "wh", False),
        ("did they say who won", "yes-no", False),
        ("was it known where and when they met", "yes-no", True),
        ("what did they say when they won", "wh", False),
        ("age and date of birth", "topic", True),
        ("age of the captain", "topic", False),
        ("name, age", "topic", False),
    ],
)
def test_a_second_question_behind_the_first(text: str, form: str, twofold: bool) -> None:  # noqa: FBT001 - a column
    assert is_twofold(tokenize(text), form) is twofold


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("did all players leave", "all"),
        ("did both players leave", "all"),
        ("did most leave", "most"),
        ("did half of them leave", "half"),
        ("did none of them leave", "none"),
        ("did only she leave", "only"),
        ("did most or all leave", "most"),
        ("did she leave at all", ""),
        ("was it an all-time high", ""),
        ("did she like it for all its faults", ""),
        ("was there both praise and blame", ""),
        ("after all, did she leave", ""),
        ("were there three in all", ""),
        ("did it spread all over the town", ""),
        ("was it all in vain", ""),
        ("did it spread all over most of the town", "most"),
        ("did she leave", ""),
        ("", ""),
    ],
)
def test_the_quantifier_of_a_question(text: str, asked: str) -> None:
    assert quantifier(tokenize(text)) == asked


def test_every_quantifier_is_read() -> None:
    assert all(quantifier(tokenize(f"did {word} players leave")) == kind for word, kind in QUANTIFIERS.items())


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("who of the four left", []),
        ("which of the two scored", []),
        ("which of those three", []),
        ("did two of the four leave", ["two"]),
        ("of the four players who left", ["four"]),
        ("who of four left", ["four"]),
        ("the four left", ["four"]),
        ("all of the 40 per cent", ["40 per cent"]),
        ("which one left", []),
        ("the one who left", []),
        ("one of them left", []),
        ("the other one left", []),
        ("was she the last one", []),
        ("one who left", []),
        ("did one player leave", ["one"]),
        ("did she score one goal", ["one"]),
        ("did one in five leave", ["one in five"]),
    ],
)
def test_which_numbers_count(text: str, numbers: list[str]) -> None:
    """How many there are is not what "who of the four" asks, and "the one who" counts nothing."""
    assert [term.text for term in measured(tokenize(text), set())] == numbers


def test_what_a_name_has_used_up_counts_nothing() -> None:
    assert measured(tokenize("the four tops in 1999"), {1}) == measured(tokenize("the old tops in 1999"), set())
    assert measured(tokenize("in 1999"), {1}) == []


@pytest.mark.parametrize(
    ("text", "form", "found"),
    [
        *((f"did she {word} score", "yes-no", (word,)) for word in sorted(RESTRICTING)),
        ("who only scored", "wh", ()),
        ("who scored alone", "wh", ("alone",)),
        ("who other than her scored", "wh", ("besides",)),
        ("who apart from her scored", "wh", ("besides",)),
        ("did any other than her score", "yes-no", ()),
        ("who was other", "wh", ()),
        ("did she score or miss", "yes-no", ("or",)),
        ("did she score or not", "yes-no", ()),
        ("who scored or missed", "wh", ()),
        ("did she score before noon", "yes-no", ("before",)),
        ("did she score after noon", "yes-no", ("after",)),
        ("who scored before noon", "wh", ()),
        ("who scored before 1999", "wh", ("before",)),
        ("did only she score before noon or after", "yes-no", ("before", "after", "or", "only")),
    ],
)
def test_the_small_words_that_a_record_must_have(text: str, form: str, found: tuple[str, ...]) -> None:
    assert links(tokenize(text), (), form) == found


def test_before_a_name_counts_in_every_question(flood: Dossier) -> None:
    tokens = tokenize("who left before Kit Dorn")
    mentions = flood._answerer._matcher.gazetteer.mentions(tokens)
    assert links(tokens, mentions, "wh") == ("before",)
    assert links(tokens, (), "wh") == ()


def test_birth_is_never_passed_over_as_bearing_is() -> None:
    tokens = tokenize("where was jo lee born , and who bears the blame")
    costs = {token.norm: grace(tokens, place, ()) for place, token in enumerate(tokens)}
    assert costs["born"] is None
    assert costs["bears"] is not None


@pytest.mark.parametrize(
    ("text", "found"), [("was Bo older than one", ["older than one"]), ("this one", []), ("the one who died", [])]
)
def test_one_behind_than_is_a_number(text: str, found: list[str]) -> None:
    assert [term.text for term in measured(tokenize(text), set())] == found


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("half of them quit paying", True),
        ("half of them quit, according to Reid", False),
        ("it ceased following May", False),
    ],
)
def test_to_stop_denies_what_follows_if_that_is_a_verb(text: str, *, denied: bool) -> None:
    assert bool(denials(tokenize(text))) is denied
