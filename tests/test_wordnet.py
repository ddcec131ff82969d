"""What the compiled WordNet knows, and what it must not claim to know."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.english import wordnet
from qa.english.wordnet import CLOSED_CLASS, KINDS, POSES, Relation, british, frequency, known, lemmas, link, related

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "qa" / "data" / "wordnet.txt"
WORDNET = Path(os.environ.get("WORDNET_DICT", "/tmp/wn/usr/share/wordnet"))  # noqa: S108 - read, never written
MATCHES = {"synonym", "derivation", "hyponym"}

LINKED = """
    inspect/inspection die/death fail/failure assure/assurance publish/publication resign/resignation
    protect/protection responsible/responsibility criticise/criticism accuse/accusation investigate/investigation
    announce/announcement assassinate/assassination apologise/apology retire/retirement elect/election
    improve/improvement warn/warning argue/argument recruit/recruitment violence/violent quick/quickly
    illness/measles disease/pneumonia kill/murder vehicle/car building/hospital house/bungalow crime/theft weapon/gun
    parent/father quit/resign start/begin buy/purchase doctor/physician child/kid attorney/lawyer film/movie
    premier/prime_minister die/pass_away demonstrate/show blame/fault permit/allow wound/injure salary/pay
    youngster/child error/mistake author/writer
""".split()
"""Asked/written: the article's word answers the question's."""

NOT_LINKED = """
    position/positive depart/department council/counsel general/generally party/partly import/important apply/apple
    universe/university organ/organise new/news train/rain late/lately hard/hardly custom/customer table/tablet
    bus/business state/statue express/expressway contest/content author/authority appoint/appointment even/evening
    minister/ministry report/reporter public/publish
    monday/tuesday january/february dog/cat red/blue two/four doctor/nurse murder/suicide measles/mumps knife/gun
    hospital/school walk/run morning/evening teacher/pupil police/fireman strike/resign council/city
    measles/illness murder/homicide boss/supervisor hospital/building
""".split()
"""Asked/written: look-alikes, sisters, and what is more general than the question."""

OPPOSITE = """
    mother/father brother/sister uncle/aunt buy/sell win/lose rise/fall north/south open/close accept/reject
    increase/decrease guilty/innocent adequate/inadequate arrive/leave fire/hire success/failure illness/wellness
""".split()


def split(pair: str) -> tuple[str, str]:
    asked, written = pair.replace("_", " ").split("/")
    return asked, written


@pytest.mark.parametrize("pair", LINKED)
def test_a_word_is_linked_to_what_answers_it(pair: str) -> None:
    found = link(*split(pair))
    assert found is not None
    assert found.kind in MATCHES


@pytest.mark.parametrize("pair", NOT_LINKED)
def test_look_alikes_sisters_and_more_general_words_do_not_answer(pair: str) -> None:
    found = link(*split(pair))
    assert found is None or found.kind == "hypernym"


@pytest.mark.parametrize("pair", OPPOSITE)
def test_opposites_are_recorded_both_ways_and_nothing_else_is_said_of_them(pair: str) -> None:
    asked, written = split(pair)
    for one, other in ((asked, written), (written, asked)):
        assert {relation.kind for relation in related(one) if relation.word == british(other)} == {"antonym"}
        assert link(one, other) is not None


def test_a_more_general_word_is_told_from_a_more_exact_one() -> None:
    assert link("illness", "measles") == Relation("measles", "hyponym", 2, "n")
    assert link("measles", "illness") == Relation("illness", "hypernym", 2, "n")
    assert link("measles", "xyzzy") is None


@pytest.mark.parametrize(
    ("word", "best"),
    [
        ("inspections", ("inspection", "n")),
        ("died", ("die", "v")),
        ("went", ("go", "v")),
        ("children", ("child", "n")),
        ("left", ("leave", "v")),
        ("found", ("find", "v")),
        ("better", ("good", "a")),
        ("fewer", ("few", "a")),
        ("happiest", ("happy", "a")),
        ("planned", ("plan", "v")),
        ("handcuffed", ("handcuff", "v")),
        ("parties", ("party", "n")),
        ("policemen", ("policeman", "n")),
        ("Organizations", ("organisation", "n")),
        ("traveling", ("travel", "v")),
        ("programs", ("programme", "n")),
        ("does", ("do", "v")),
        ("bed", ("bed", "n")),
        ("press", ("press", "v")),
        ("gave up", ("give up", "v")),
        ("prime ministers", ("prime minister", "n")),
        ("give up", ("give up", "v")),
    ],
)
def test_the_commonest_base_form_comes_first(word: str, best: tuple[str, str]) -> None:
    assert lemmas(word)[0] == best


def test_a_consonant_doubled_by_no_listed_rule_is_undone_if_that_gives_a_word() -> None:
    assert lemmas("blogged") == (("blog", "v"),)
    assert lemmas("xyzzed") == ()


@pytest.mark.parametrize("word", ["this", "his", "us", "during"])
def test_a_function_word_has_no_base_form_but_is_known(word: str) -> None:
    assert word in CLOSED_CLASS
    assert lemmas(word) == ()
    assert known(word)


@pytest.mark.parametrize("word", "Inspectors under-valued looked-after don't can't won't CHILDREN colors".split())
def test_known_in_any_form(word: str) -> None:
    assert known(word)


@pytest.mark.parametrize(
    "word", ["", "-", "--", "rotherham", "ofsted", "teh", "n't", "zzn't", "2011", "a\tb", "\ud800"]
)
def test_not_known(word: str) -> None:
    assert not known(word)


def test_frequency_counts_each_part_of_speech() -> None:
    counts = frequency("report")
    assert counts["v"] > counts["n"] > 0
    assert set(counts) == {"n", "v"}
    assert frequency("xyzzy") == frequency("went") == {}


def test_what_a_caller_does_to_a_result_is_not_remembered() -> None:
    frequency("report").clear()
    assert frequency("report")


def test_a_word_seldom_met_as_a_noun_is_never_of_full_strength_there() -> None:
    strength = {relation.word: relation.strength for relation in related("die") if relation.kind == "synonym"}
    assert strength["pass away"] == 3
    assert strength["dice"] < 3


@pytest.mark.parametrize(
    ("word", "ours"),
    [
        ("criticized", "criticised"),
        ("Organization", "organisation"),
        ("organizational", "organisational"),
        ("analyze", "analyse"),
        ("labored", "laboured"),
        ("favorite", "favourite"),
        ("neighborhoods", "neighbourhoods"),
        ("center-left", "centre-left"),
        ("centering", "centring"),
        ("programs", "programmes"),
        ("counselor", "counsellor"),
        ("defenses", "defences"),
        ("pediatrician", "paediatrician"),
        ("anesthetized", "anaesthetised"),
        ("enquiries", "inquiries"),
        ("gaol", "jail"),
        ("labor movement", "labour movement"),
        ("Women\u2019s", "women's"),
    ],
)
def test_american_becomes_british(word: str, ours: str) -> None:
    assert british(word) == ours == british(ours)


@pytest.mark.parametrize(
    "word", "size sizes prize seized capsized citizen laboratory humorous parents king-size".split()
)
def test_what_only_looks_american_is_left_alone(word: str) -> None:
    assert british(word) == word


def test_both_spellings_have_the_same_relations() -> None:
    assert related("organization") == related("organisation") != ()
    assert link("criticism", "criticize") is not None


@settings(deadline=None)  # the first look maps the file
@given(st.text(st.characters(codec=None), max_size=40))
def test_any_text_may_be_asked(text: str) -> None:
    assert british(british(text)) == british(text)
    assert isinstance(known(text), bool)
    assert all(base and pos in POSES for base, pos in lemmas(text))
    assert all(relation.kind in KINDS.values() for relation in related(text))


def test_a_long_chain_of_hyphens_is_no_trouble() -> None:
    assert not known("-" * 5000)
    assert not known("a-" * 5000)


def test_the_file_is_sorted_small_and_lower_case() -> None:
    data = DATA.read_bytes()
    lines = data.split(b"\n")
    assert lines.pop() == b""
    words = [line.split(b"\t")[0] for line in lines]
    assert words == sorted(set(words))
    assert lines == sorted(lines)
    assert data.isascii()
    assert data == data.lower()
    assert 60_000 < len(words) < 90_000
    assert len(data) < 4 * 2**20


def test_every_line_keeps_to_the_format() -> None:
    for number, line in enumerate(DATA.read_text("ascii").splitlines()):
        word, counts, bases, groups = line.split("\t")
        assert number % 16 or british(word) == word  # a sample: under coverage, all of them take minutes
        assert word.count(" ") < 3
        assert counts or bases
        assert all(item[0] in POSES and item[1:].isdigit() for item in counts.split())
        assert all(base[0] in POSES for base in bases.split(",") if base)
        for group in groups.split(";") if groups else ():
            assert group[0] in KINDS
            assert group[1] in POSES
            assert group[2] in "123"
            assert word not in group[3:].split(",")


def test_every_entry_is_found() -> None:
    """The binary search reaches the first line, the last one, and all between."""
    for line in DATA.read_text("ascii").splitlines()[::37]:
        word, counts, _, _ = line.split("\t")
        assert " ".join(f"{pos}{count}" for pos, count in frequency(word).items()) == counts
    lines = DATA.read_text("ascii").splitlines()
    for line in (lines[0], lines[-1]):
        assert wordnet._fields(line.split("\t")[0]) == tuple(line.split("\t")[1:])


def test_the_licence_is_shipped() -> None:
    text = (DATA.parent / "WORDNET-LICENSE").read_text("utf-8")
    assert "WordNet 3.0 Copyright 2006 by Princeton University" in text
    assert "Permission to use, copy, modify and distribute" in text


@pytest.mark.skipif(not (WORDNET / "data.noun").exists(), reason="WordNet's own files are not here (WORDNET_DICT)")
def test_building_again_gives_the_same_bytes(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "scripts" / "build_wordnet.py"), str(WORDNET), "--out", str(tmp_path)]
    subprocess.run(command, check=True, env={"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "7"})
    for name in ("wordnet.txt", "WORDNET-LICENSE"):
        assert (tmp_path / name).read_bytes() == (DATA.parent / name).read_bytes()
