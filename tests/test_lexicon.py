"""What words mean to the matcher: base forms, listed sets, contrasts, slips, names."""

from __future__ import annotations

import pytest

from qa.english.tokens import norms, tokenize
from qa.model import Entity, Role, Words
from qa.questions.slips import mend
from qa.record.entities import Gazetteer
from qa.record.lexicon import Lexicon, bases

WORDS = Words(
    same=(("zorp", "take the zib"), ("the",)), contrasts=(("home side", "away side"), ("up", "up"), ("?", "left"))
)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon(WORDS)


@pytest.mark.parametrize(
    ("norm", "base"),
    [
        ("went", "go"),
        ("children", "child"),
        ("organizations", "organisation"),
        ("is", "is"),
        ("12", "12"),
        ("zorps", "zorp"),
        ("gloss", "gloss"),
        ("xss", "xss"),
    ],
)
def test_the_base_form_of_a_word(norm: str, base: str) -> None:
    """Irregular forms by the dictionary, unknown words lose a plural -s, auxiliaries and numbers stay."""
    assert bases(norm)[0] == base


def test_a_dossiers_own_words_stand_for_each_other(lexicon: Lexicon) -> None:
    """A phrase's words share the key of their set with the single word, determiners in between left out."""
    [key] = [key for key in lexicon.expand("zorp") if key.startswith("#")]
    rows = lexicon.keys(tokenize("They take their zib"))
    assert [key in row for row in rows] == [False, True, False, True]
    assert not [row for row in lexicon.keys(tokenize("take a walk")) if key in row]


@pytest.mark.parametrize(
    ("asked", "written"), [("lead", "lead"), ("led", "lead"), ("inspection", "inspect"), ("illness", "^illness")]
)
def test_what_a_question_word_reaches(lexicon: Lexicon, asked: str, written: str) -> None:
    assert written in lexicon.expand(asked)


@pytest.mark.parametrize(
    ("asked", "written"), [("depart", "department"), ("position", "positive"), ("monday", "tuesday")]
)
def test_what_a_question_word_must_not_reach(lexicon: Lexicon, asked: str, written: str) -> None:
    assert written not in lexicon.expand(asked)


def test_who_employs_is_not_who_is_employed(lexicon: Lexicon) -> None:
    assert "employee" not in lexicon.expand("employer")


def test_better_evidence_costs_less(lexicon: Lexicon) -> None:
    """The same word is free, an inflection nearly so, a derivation more, a more general word most."""
    costs = [
        lexicon.expand("inspects")["inspect"],
        lexicon.expand("inspection")["inspect"],
        lexicon.expand("illness")["^illness"],
    ]
    assert [lexicon.expand("inspect")["inspect"], *costs] == sorted([*costs, 0.0])
    assert len({0.0, *costs}) == 4


def test_a_fact_word_has_its_more_general_words(lexicon: Lexicon) -> None:
    assert "^illness" in lexicon.hypernyms("measles")
    assert lexicon.hypernyms("the") == ()


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("home", "away", ("home", "away")),
        ("away", "home", ("away", "home")),
        ("home", "home", None),
        ("up", "up", None),
    ],
)
def test_words_that_exclude_each_other(lexicon: Lexicon, one: str, other: str, found: tuple[str, str] | None) -> None:
    """Phrases are told apart by the word in which they differ; nothing excludes itself."""
    assert lexicon.contrast([one], [other]) == found


@pytest.mark.parametrize(("word", "known"), [("the", True), ("never", True), ("bridge", True), ("zorp", False)])
def test_english_words_are_known(lexicon: Lexicon, word: str, known: bool) -> None:  # noqa: FBT001 - a table's column
    assert lexicon.known(word) is known


# Slips


@pytest.mark.parametrize(
    ("typed", "read", "assumed"),
    [
        ("Brookfrod", "brookford", ("Brookfrod -> brookford",)),
        ("Brookford", "brookford", ()),
        ("Brookfords", "brookfords", ()),
        ("wen", "when", ()),
        ("howmany", "how many", ()),
        ("bridge", "bridge", ()),
        ("Zib", "zib", ()),
        ("20l1", "20 l 1", ()),
        ("Altonia", "altonia", ()),
        ("childern", "children", ("childern -> children",)),
        ("marlet", "marlet", ()),
        ("mhillbury", "hillbury", ("mhillbury -> hillbury",)),
        ("whihc", "which", ()),
        ("eveyrone", "everyone", ("eveyrone -> everyone",)),
    ],
)
def test_a_slip_is_mended_only_where_one_word_can_be_meant(
    lexicon: Lexicon, typed: str, read: str, assumed: tuple[str, ...]
) -> None:
    """Real words, short words, numerals and words close to two others stay as typed; what was assumed is told."""
    vocabulary = {"brookford", "altona", "altonis", "children", "child", "markets", "marker", "hillbury", "20"}
    tokens, told = mend(typed, lexicon, vocabulary, {"everyone", "which"})
    assert (" ".join(token.norm for token in tokens), told) == (read, assumed)


def test_forms_of_one_word_are_one_word_to_the_slip_mender(lexicon: Lexicon) -> None:
    """Where all that is close is one word in two forms, it is read."""
    tokens, _ = mend("inspectad", lexicon, {"inspected", "inspects"}, frozenset())
    assert tokens[0].norm == "inspected"
    tokens, told = mend("carpat", lexicon, {"carpet", "carput"}, frozenset())
    assert (tokens[0].norm, told) == ("carpat", ())


# Names

PEOPLE = (
    Entity("Tom Vale", ("person", "man"), ("Tommy",), (Role("the ferry master"),), "34"),
    Entity("Una Vale", ("person", "girl"), age="six months"),
    Entity("Vale", ("river",)),
    Entity("The Vales", ("group", "people"), (), members=("Tom Vale", "Una Vale")),
    Entity("Harbour Board", ("body",), ("The Board",), (Role("ferry master"),)),
    Entity(
        "...",
    ),
)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer(PEOPLE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tom Vale swam", [("Tom Vale", "name")]),
        ("Tommy swam", [("Tom Vale", "alias")]),
        ("Vale is wide", [("Tom Vale", "alias"), ("Una Vale", "alias"), ("Vale", "name")]),
        ("the ferry masters swam", [("Harbour Board", "role"), ("Tom Vale", "role")]),
        ("Vales swam", [("The Vales", "name")]),
        ("nobody swam", []),
    ],
)
def test_names_in_text(gazetteer: Gazetteer, text: str, expected: list[tuple[str, str]]) -> None:
    """The longest name wins; a surname alone names all who bear it; a role counts where no name does."""
    assert [(mention.name, mention.how) for mention in gazetteer.mentions(tokenize(text))] == expected


def test_what_is_known_of_an_entity(gazetteer: Gazetteer) -> None:
    assert gazetteer.kinds("Una Vale") >= {"girl", "person"}
    assert gazetteer.kinds("nobody") == frozenset()
    assert gazetteer.members("The Vales") == ("Tom Vale", "Una Vale")
    assert gazetteer.members("Tom Vale") == ("Tom Vale",)
    assert gazetteer.groups_of("Una Vale") == ("The Vales",)
    assert gazetteer.age("Una Vale") == (6, "month")
    assert gazetteer.age("Vale") is None
    assert gazetteer.aged((34, "year")) == ("Tom Vale",)
    assert {"tommy", "ferry", "master", "man"} <= set(gazetteer.describing("Tom Vale"))
    assert gazetteer.describing("nobody") == ()
    assert "vales" not in gazetteer.person_words()
    assert all(word in gazetteer.person_words() and word in gazetteer.words() for word in ("tom", "una", "vale"))


def test_names_inside_longer_names_are_found_where_they_are_looked_for(gazetteer: Gazetteer) -> None:
    assert gazetteer.within(tokenize("the Tom Vale ferry master")) >= {"Tom Vale", "Vale"}
    assert "Harbour Board" not in gazetteer.within(tokenize("ferry master"))


def test_norms_and_tokens_agree() -> None:
    assert norms("A b") == tuple(token.norm for token in tokenize("A b"))
