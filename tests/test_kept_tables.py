"""Tables that are looked up where they lie hold what a dictionary holds; candidates are those of a plain count."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.english.times import times_in
from qa.files.kept_tables import Sections, Writer
from qa.files.pagefile import Pages
from qa.matching import factindex
from qa.matching.factindex import FactIndex, IndexedFact, Vocabulary, year_keys
from qa.model import Entity, Fact
from qa.questions.slips import Spellings, mend
from qa.record.entities import Gazetteer
from qa.record.lexicon import Lexicon

KEYS = st.text(max_size=6) | st.sampled_from(["a\tb", "a\nb", "\0", '\0"a"', "@Ann Reid", ""])


@given(st.dictionaries(KEYS, st.text(st.characters(exclude_characters="\n"), max_size=9)), st.lists(KEYS))
def test_a_table_is_a_dictionary(entries: dict[str, str], others: list[str]) -> None:
    writer = Writer()
    writer.add("before", b"odd")
    writer.add_table("words", entries)
    table = Sections(Pages(b"12345678" + b"".join(writer.parts)), 8, writer.places).table("words", str)
    assert dict(table.items()) == entries
    assert len(table) == len(entries)
    for key in [*entries, *others]:
        assert (key in table) == (key in entries)
        assert table.get(key) == entries.get(key)
    with pytest.raises(KeyError):
        table["none of them has so many letters"]


def facts(count: int) -> list[IndexedFact]:
    return [IndexedFact(Fact(str(n), "It was.", (), ()), Vocabulary((), ()), Gazetteer(), ()) for n in range(count)]


FACTS = facts(60)
LETTERS = "abcdef"
POSTINGS = st.fixed_dictionaries({letter: st.lists(st.integers(0, 59), unique=True).map(sorted) for letter in LETTERS})


def plainly(postings: dict[str, list[int]], wanted: list[str], lacking: int, dated: list[str]) -> list[int]:
    def has(number: int, keys: str) -> bool:
        return any(number in postings.get(key, ()) for key in keys)

    least = max(1, len(wanted) - lacking)
    return [
        number
        for number in range(60)
        if wanted and sum(has(number, keys) for keys in wanted) >= least and all(has(number, keys) for keys in dated)
    ]


TERMS = st.lists(st.text(LETTERS + "x", max_size=4), max_size=5)


@given(POSTINGS, TERMS, st.integers(0, 2), st.lists(st.text(LETTERS, max_size=3), max_size=2), st.sampled_from([0, 16]))
def test_candidates_are_those_of_a_plain_count(
    postings: dict[str, list[int]], wanted: list[str], lacking: int, dated: list[str], looked_up: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(factindex, "LOOKED_UP", looked_up)
        found = FactIndex(FACTS, postings, {}).candidates(wanted, lacking, dated)
    assert [int(each.fact.id) for each in found] == plainly(postings, wanted, lacking, dated)


def test_a_question_that_too_many_facts_fit_has_no_candidates(monkeypatch: pytest.MonkeyPatch) -> None:
    index = FactIndex(FACTS, {"a": range(60)}, {})
    monkeypatch.setattr(factindex, "MOST_CANDIDATES", 59)
    assert index.candidates(["a"], 0) == ()
    monkeypatch.setattr(factindex, "MOST_CANDIDATES", 60)
    assert len(index.candidates(["a"], 0)) == 60


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("in May", ("%",)),
        ("on 4 May 2024", ("%2024",)),
        ("from 1997 to 1999", ("%1997", "%1998", "%1999")),
        ("from 1900 to 1999", ("%",)),
    ],
)
def test_times_are_found_by_their_years(text: str, keys: tuple[str, ...]) -> None:
    (time,) = times_in(text)
    assert year_keys(time) == keys


def test_a_slip_is_mended_alike_among_few_words_and_among_many(monkeypatch: pytest.MonkeyPatch) -> None:
    words = Spellings({"brookford", "brookfield", "hillbury", "ann"})
    told: list[Any] = []
    for many in (1, 1_000):
        monkeypatch.setattr("qa.questions.slips.MANY", many)
        told.append([mend(typed, Lexicon(), words, ())[1] for typed in ("Brookfrod", "Hillbry", "Zzzzzz")])
    assert told[0] == told[1]
    assert told[0][0] == ("Brookfrod -> brookford",)


def test_groups_are_known_by_their_members() -> None:
    gazetteer = Gazetteer([Entity("the boys", members=("Al", "Bo")), Entity("all", members=("Al",)), Entity("Al")])
    assert gazetteer.groups_of("Al") == ("the boys", "all")
    assert gazetteer.groups_of("Bo") == ("the boys",)
    assert gazetteer.groups_of("all") == ()
