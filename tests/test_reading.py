"""How questions are read: every row of every table by its own example, then what the readings are made of."""

from __future__ import annotations

from itertools import product

import pytest

from qa.dossier import Dossier
from qa.english.tokens import norms, tokenize
from qa.matching.reader import Reader
from qa.questions.forms import find_form, opening_kind
from qa.questions.question import ASSERTIONS, CLOSERS, FORMS, SCAFFOLDING, TOPICS, Form, Reading, Term
from qa.questions.scaffolding import possessives, scoped, strip
from qa.record.entities import Gazetteer
from qa.record.lexicon import Lexicon

PLAIN = "who led the council"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(Lexicon(), Gazetteer(()), frozenset())


def spelt_out(rows: tuple[str, ...]) -> list[str]:
    """Return every text that a table's rows stand for."""
    return [
        " ".join(words).replace(" '", "'")
        for row in rows
        for words in product(*(part.split("|") for part in row.split()))
    ]


@pytest.mark.parametrize(
    "form",
    [pytest.param(f, id=f.opening) for f in FORMS],
)
def test_every_form_reads_its_own_example(form: Form, reader: Reader) -> None:
    """No row above it takes the example away, and the hole is the row's."""
    tokens, _ = strip(tokenize(form.example))
    found = find_form(tokens)
    assert found is not None
    assert found[0] is form
    readings = reader.read(form.example).readings
    assert readings
    if form.hole not in {"", "weekday", "which", "list"}:
        assert form.hole in {reading.hole.kind for reading in readings}


@pytest.mark.parametrize("text", [text for text in spelt_out(SCAFFOLDING) if text not in {"name", "list"}])
def test_scaffolding_is_taken_off(text: str) -> None:
    """What stands before a question and asks for nothing is as if it were not there."""
    tokens, opened = strip(tokenize(f"{text} {PLAIN}"))
    assert tuple(token.norm for token in tokens) == norms(PLAIN)
    assert opened in {"", "topic"}


@pytest.mark.parametrize("text", spelt_out(CLOSERS))
def test_closers_are_taken_off(text: str) -> None:
    tokens, _ = strip(tokenize(f"{PLAIN} {text}"))
    assert tuple(token.norm for token in tokens) == norms(PLAIN)


@pytest.mark.parametrize("text", spelt_out(ASSERTIONS))
def test_after_an_assertion_stands_what_is_to_be_judged(text: str) -> None:
    tokens, opened = strip(tokenize(f"{text} the mayor resigned"))
    assert (tuple(token.norm for token in tokens), opened) == (norms("the mayor resigned"), "assertion")


@pytest.mark.parametrize("text", spelt_out(TOPICS))
def test_after_a_topic_opening_stands_a_topic(text: str) -> None:
    tokens, opened = strip(tokenize(f"{text} the barrier"))
    assert (tuple(token.norm for token in tokens), opened) == (norms("the barrier"), "topic")


@pytest.mark.parametrize(
    ("text", "rest", "opened"),
    [
        ("The mayor resigned, right?", "the mayor resigned", "assertion"),
        ("please", "please", ""),
        ("", "", ""),
        ("tell me about it, is that true", "it", "topic"),
        ("the mayor resigned, correct?", "the mayor resigned", "assertion"),
        ("the mayor resigned, is that true?", "the mayor resigned", "assertion"),
        ("did the mayor resign, right?", "did the mayor resign", ""),
        ("why was the mayor proved right", "why was the mayor proved right", ""),
        ("who was found correct", "who was found correct", ""),
        ("who was the mayor, right?", "who was the mayor", ""),
        ("the mayor was proved right", "the mayor was proved", "assertion"),
        ("right", "right", ""),
    ],
)
def test_what_is_left_when_all_is_taken_off(text: str, rest: str, opened: str) -> None:
    """Something always stays to be asked; a tag at the end makes a statement a question."""
    tokens, how = strip(tokenize(text))
    assert (" ".join(token.norm for token in tokens), how) == (rest, opened)


@pytest.mark.parametrize(
    ("text", "rest", "which"),
    [
        ("in the second article who resigned", "who resigned", -1),
        ("who resigned when the first story was written", "who resigned", 0),
        ("who resigned in the second year", "who resigned in the second year", None),
        ("who resigned first", "who resigned first", None),
        ("per the later story who resigned", "who resigned", -1),
        ("the earlier article says who resigned", "who resigned", 0),
        ("who resigned in the first", "who resigned in the first", None),
    ],
)
def test_a_question_may_say_which_article_it_means(text: str, rest: str, which: int | None) -> None:
    tokens, found = scoped(tokenize(text))
    assert (" ".join(token.norm for token in tokens), found) == (rest, which)


def test_names_get_their_apostrophe_back() -> None:
    """A person's name always does; another name only where the word is no word itself."""
    tokens = possessives(
        tokenize("dorns view, alders flood, childrens homes, rivers"), {"dorn", "alder", "river"}, {"dorn"}
    )
    assert [token.norm for token in tokens] == "dorn 's view alder 's flood children 's homes rivers".split() or [
        token.norm for token in tokens
    ] == "dorn 's view alders flood children 's homes rivers".split()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Was it open?", "yes-no"),
        ("The bridge opened", "statement"),
        ("What year was it?", "when"),
        ("Who ran?", "who"),
        ("", "statement"),
    ],
)
def test_the_kind_of_a_plain_question(text: str, kind: str) -> None:
    assert opening_kind(tokenize(text)) == kind


# Readings, with names


def readings(flood: Dossier, text: str) -> tuple[Reading, ...]:
    return flood._answerer._reader.read(text).readings


def first(flood: Dossier, text: str) -> Reading:
    return readings(flood, text)[0]


def term(reading: Reading, text: str) -> Term:
    [found] = [term for term in reading.terms if term.text == text]
    return found


@pytest.mark.parametrize(
    ("text", "form", "kind"),
    [
        ("Who is Kit Dorn?", "wh", "what is"),
        ("What is Kit Dorn known as?", "wh", "what is"),
        ("Who was blamed?", "wh", "who"),
        ("What was the age of Una Vale?", "wh", "how old"),
        ("What were the names of the rescued?", "wh", "list"),
        ("What date did the barrier open?", "wh", "when"),
        ("the barrier opening date", "wh", "when"),
        ("Brookford mayor", "wh", "who"),
        ("names of swimmers", "wh", "list"),
        ("names of the players who scored", "wh", "list"),
        ("the barrier", "topic", "statement"),
        ("Tell me about the barrier", "topic", "statement"),
        ("Is it true that the barrier opened?", "yes-no", "yes-no"),
        ("Did Kit Dorn say that the barrier was low?", "yes-no", "yes-no"),
        ("Was it Tom Vale or Una Vale who swam?", "wh", "who"),
        ("Was it hot or cold?", "yes-no", "yes-no"),
        ("Who said the barrier was low?", "wh", "claimant"),
        ("What did Dorn say about the barrier?", "topic", "statement"),
        ("What is Dorn's view on the barrier?", "topic", "statement"),
        ("What was Dorn's excuse?", "wh", "why"),
        ("How does Dorn describe the barrier?", "topic", "statement"),
        ("Which 34-year-old swam?", "wh", "who"),
        ("Which leader of the council swam?", "wh", "which"),
        ("What kind of boats swam?", "wh", "which"),
        ("Name the swimmers.", "wh", "list"),
        ("What day of the week was it?", "wh", "when"),
    ],
)
def test_the_form_and_the_hole(flood: Dossier, text: str, form: str, kind: str) -> None:
    """Among a question's readings is the one that a person would give it."""
    assert (form, kind) in {(reading.form, reading.hole.kind) for reading in readings(flood, text)}


@pytest.mark.parametrize(
    ("text", "speaker", "saying"),
    [
        ("According to Kit Dorn, was the barrier low?", ("Kit Dorn",), "neutral"),
        ("Per Kit Dorn, was the barrier low?", ("Kit Dorn",), "neutral"),
        ("In Dorn's words, was the barrier low?", ("Kit Dorn",), "neutral"),
        ("In Dorn's account, was the barrier low?", ("Kit Dorn",), "neutral"),
        ("By Dorn's account, was the barrier low?", ("Kit Dorn",), "neutral"),
        ("On Dorn's telling, was the barrier low?", ("Kit Dorn",), "neutral"),
        ("In the mayor's opinion, was the barrier low?", ("Kit Dorn",), "neutral"),
        ("According to Dorn's office, was the barrier low?", ("Kit Dorn",), "neutral"),
        ("In Dorn's garden, was the barrier low?", (), ""),
        ("By Dorn's barrier, was the water low?", (), ""),
        ("What has Kit Dorn got to say about it?", ("Kit Dorn",), "neutral"),
        ("What does Dorn have to say about it?", ("Kit Dorn",), "neutral"),
        ("What did the mayor also say about it?", ("Kit Dorn",), "neutral"),
        ("What has Kit Dorn got to do with it?", (), ""),
        ("What did the mayor say about it?", ("Kit Dorn",), "neutral"),
        ("What did Dorn deny?", ("Kit Dorn",), "negative"),
        ("What was said by Dorn about it?", ("Kit Dorn",), "neutral"),
        ("What was claimed by the mayor?", ("Kit Dorn",), "neutral"),
        ("What is Dorn's opinion of the barrier?", ("Kit Dorn",), "neutral"),
        ("What was Dorn's explanation for it?", ("Kit Dorn",), "neutral"),
        ("Who has claimed that it was low?", (), "neutral"),
        ("Who denied it?", (), "negative"),
        ("What is Dorn described as?", (), ""),
        ("Who led the council?", (), ""),
    ],
)
def test_whose_words_are_asked_for(flood: Dossier, text: str, speaker: tuple[str, ...], saying: str) -> None:
    reading = first(flood, text)
    assert (reading.speaker, reading.saying) == (speaker, saying)


@pytest.mark.parametrize(
    "text",
    [
        "Whose view is it that the barrier was low?",
        "Whose opinion was it that the barrier was low?",
        "In whose view was the barrier low?",
        "In whose words was the barrier low?",
        "Whose claim was that?",
        "Whose theory is it that the barrier was low?",
    ],
)
def test_whose_view_asks_who_says_so(flood: Dossier, text: str) -> None:
    reading = first(flood, text)
    assert (reading.form, reading.hole.kind, reading.rule) == ("wh", "claimant", "whose view")
    assert not {"whose", "view", "opinion", "words", "claim", "theory"} & {term.text.lower() for term in reading.terms}


@pytest.mark.parametrize("text", ["Whose barrier was low?", "Whose house flooded?", "Whose?"])
def test_whose_thing_asks_for_its_owner(flood: Dossier, text: str) -> None:
    assert "whose view" not in {reading.rule for reading in readings(flood, text)}


@pytest.mark.parametrize(
    ("claim", "speaker"),
    [
        ("The inquiry found that the pumps had failed.", ("the inquiry",)),
        ("The inquiry has also found that the pumps had failed.", ("the inquiry",)),
        ("Pumps had failed badly, says Dorn", ("Kit Dorn",)),
        ("Pumps had failed badly, denied Dorn", ("Kit Dorn",)),
        ("Dorn found the pumps.", ()),
        ("The barrier resembles Dorn", ()),
    ],
)
def test_whose_words_a_claim_repeats(flood: Dossier, claim: str, speaker: tuple[str, ...]) -> None:
    found = flood._judge._reader.read_claim(claim).readings
    assert speaker in {reading.speaker for reading in found}
    assert speaker or {reading.speaker for reading in found} == {()}


@pytest.mark.parametrize(
    ("text", "hole", "preposition"),
    [
        ("What was it paid for with?", "what", "with"),
        ("With what was it paid?", "what", "with"),
        ("Which of the six drowned?", "who", ""),
        ("names of the swimmers who drowned", "list", ""),
        ("mayor of Brookford", "statement", ""),
        ("bridge opening date", "when", ""),
        ("What was the date of the flood?", "when", ""),
        ("What was in the age of the barrier?", "what", ""),
    ],
)
def test_how_a_question_opens(flood: Dossier, text: str, hole: str, preposition: str) -> None:
    assert (hole, preposition) in {(r.hole.kind, r.hole.preposition) for r in readings(flood, text)}


@pytest.mark.parametrize(
    ("text", "word", "aged"),
    [
        ("Una Vale, six, was rescued.", "six", True),
        ("Una Vale was six.", "six", True),
        ("Una Vale was just six when rescued.", "six", True),
        ("Una Vale was 340.", "340", False),
        ("Una Vale was six of them.", "six", False),
        ("Una Vale swam six lengths.", "six", False),
        ("The boat, six, was rescued.", "six", False),
    ],
)
def test_a_bare_number_beside_a_person_is_an_age(flood: Dossier, text: str, word: str, aged: bool) -> None:  # noqa: FBT001 - a table's column
    found = flood._judge._reader.read_claim(text).readings
    kinds = {each.kind for reading in found for each in reading.terms if each.text == word}
    assert kinds == ({"age"} if aged else {"quantity"})


@pytest.mark.parametrize(
    ("text", "agent", "patient"),
    [
        ("Did Kit Dorn blame Brook Water?", "Kit Dorn", "Brook Water"),
        ("Did Kit Dorn phone Brook Water?", "Kit Dorn", "Brook Water"),
        ("Was Kit Dorn blamed by Brook Water?", "Brook Water", "Kit Dorn"),
        ("Has Kit Dorn been blamed by Brook Water?", "Brook Water", "Kit Dorn"),
        ("Was Kit Dorn blaming them?", "Kit Dorn", ""),
        ("Will Kit Dorn blame Brook Water?", "Kit Dorn", "Brook Water"),
        ("Will Kit Dorn be blamed by Brook Water?", "Brook Water", "Kit Dorn"),
        ("Is it true that Kit Dorn blamed Brook Water?", "Kit Dorn", "Brook Water"),
        ("Is it true that Kit Dorn was blamed by Brook Water?", "Brook Water", "Kit Dorn"),
        ("Who blamed Brook Water?", "", "Brook Water"),
        ("Who was blamed by Brook Water?", "Brook Water", ""),
        ("Who was blaming Brook Water?", "", "Brook Water"),
        ("Who has blamed Brook Water?", "", "Brook Water"),
        ("Whom did Brook Water blame?", "Brook Water", ""),
        ("Whom was Brook Water blaming?", "Brook Water", ""),
        ("How many men did Brook Water hire?", "Brook Water", ""),
        ("Why did the work of Kit Dorn stop?", "", ""),
    ],
)
def test_who_does_it_to_whom(flood: Dossier, text: str, agent: str, patient: str) -> None:
    """Voice and word order tell; where they do not, nothing is claimed."""
    roles = {term.role: term.text for term in first(flood, text).terms if term.kind == "entity" and term.role}
    assert roles == {role: name for role, name in (("agent", agent), ("patient", patient)) if name}


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("over 40", "more"),
        ("more than 40", "more"),
        ("under 40", "less"),
        ("fewer than 40", "less"),
        ("40", ""),
        ("rather than 40", ""),
    ],
)
def test_a_number_may_be_a_bound(flood: Dossier, text: str, bound: str) -> None:
    number = next(term for term in first(flood, f"Did {text} homes flood?").terms if term.kind == "quantity")
    assert (number.comparator, number.text) == (bound, text.removeprefix("rather than "))


def test_numbers_times_and_ages_are_terms(flood: Dossier) -> None:
    reading = first(flood, "Were 30 of the boys aged six rescued by one of them in May 1998?")
    assert [(term.kind, term.text) for term in reading.terms if term.kind != "word"] == [
        ("quantity", "30"),
        ("age", "six"),
        ("time", "May 1998"),
    ]


def test_the_noun_of_a_which_question_may_be_asked_for(flood: Dossier) -> None:
    marked = [
        term.text for reading in readings(flood, "Which river flooded?") for term in reading.terms if term.asked_for
    ]
    assert marked == ["river"]


@pytest.mark.parametrize(
    ("text", "word", "graced"),
    [
        ("Did the barrier quickly open?", "quickly", True),
        ("Did the barrier open that year?", "year", True),
        ("Was the reported barrier open?", "reported", True),
        ("Did little Tom Vale swim?", "little", True),
        ("Did the wooden barrier open?", "wooden", True),
        ("Did the only barrier open?", "barrier", False),
        ("Did the barrier collapse?", "collapse", False),
        ("Did the older barrier open?", "older", False),
    ],
)
def test_which_words_may_go_unaccounted_for(flood: Dossier, text: str, word: str, graced: bool) -> None:  # noqa: FBT001 - a table's column
    """General words, adverbs and mere descriptions; never what the question turns on."""
    assert (term(first(flood, text), word).grace is not None) is graced


def test_a_word_that_compares_can_also_be_one_of_the_facts_words(flood: Dossier) -> None:
    found = readings(flood, "Who was rescued first?")
    assert [reading.superlative for reading in found[:2]] == ["when min", ""]
    assert "first" not in {term.text for term in found[0].terms}
    assert not [reading for reading in readings(flood, "Was he rescued first?") if reading.superlative]


def test_small_words_that_turn_a_question_round(flood: Dossier) -> None:
    assert first(flood, "Who was rescued after Tom Vale?").links == ("after",)
    assert first(flood, "Who was rescued after dark?").links == ()
    assert first(flood, "Was it wet or dry?").links == ("or",)


def test_a_name_that_fits_several_is_one_term_with_all_of_them(flood: Dossier) -> None:
    assert term(first(flood, "When was Vale rescued?"), "Vale").names == ("Tom Vale", "Una Vale")
    assert term(first(flood, "Did the mayor swim?"), "mayor").by_role


def test_negation_tense_and_condition_are_read(flood: Dossier) -> None:
    assert first(flood, "Who didn't visit the farms?").negated
    assert not first(flood, "Who visited the farms?").negated
    assert first(flood, "Who is chief engineer?").present
    assert first(flood, "Who would move the market?").conditional
    assert first(flood, "Were all homes damaged?").quantifier == "all"


def test_an_empty_question_has_a_reading_without_terms(reader: Reader) -> None:
    assert all(not reading.terms for reading in reader.read("").readings)
