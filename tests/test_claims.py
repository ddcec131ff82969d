"""From claim to verdict: what is borne out, contradicted, disputed or left open. The dossiers are invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import qa
from qa.__main__ import main
from qa.dossier import Dossier
from qa.model import QAError, Verdict
from qa.verdicts.assertions import assertions


@pytest.mark.parametrize(
    "claim",
    [
        "The Alder flooded Marsh Lane in Brookford on 3 March 2019.",
        "The Alder flooded Marsh Lane in March 2019.",
        "the alder flooded marsh lane in 2019",
        "Tom Vale, 34, was rescued by firefighters from a barn.",
        "Tom Vale was rescued by firefighters.",
        "Firefighters rescued Tom Vale from a barn.",
        "Kit Dorn didn't visit the farms.",
        "Kit Dorn never visited the farms.",
        "Kit Dorn blamed Brook Water for the flood.",
        "Most farmers left for Hillbury.",
        "Twelve out of 30 shops never reopened.",
        "All six schools were inspected.",
        "The repairs cost £1.2 million.",
        "According to Kit Dorn, the barrier was too low.",
        "Ros Pike said that the barrier was high enough.",
        "Kit Dorn: the barrier was too low",
        "The barrier was too low, said Kit Dorn.",
        "The inquiry found that the pumps had failed.",
        "The pumps had failed.",
        "Una Vale was six.",
        "Una Vale is six years old.",
    ],
)
def test_what_the_record_says_is_supported(claim: str, flood: Dossier) -> None:
    verdict = flood.check(claim)
    assert verdict.verdict == "supported", flood.explain_check(claim)
    assert verdict.sources
    assert verdict.statement
    assert verdict.correction is None


@pytest.mark.parametrize(
    ("claim", "instead"),
    [
        ("The Alder flooded Marsh Lane in Brookford in May 2019.", "3 March 2019"),
        ("The Alder flooded Marsh Lane in Brookford on 3 March 2018.", "3 March 2019"),
        ("Tom Vale, 43, was rescued by firefighters from a barn.", "34"),
        ("Una Vale was seven.", "six"),
        ("Una Vale was rescued in June 2019.", "April 2019"),
        ("Kit Dorn visited the farms.", "did not visit"),
        ("Kit Dorn did not blame Brook Water for the flood.", "blamed Brook Water"),
        ("All farmers left for Hillbury.", "Most farmers"),
        ("Twenty out of 30 shops never reopened.", "Twelve out of 30"),
        ("About 60 per cent of the homes were damaged.", "40 per cent"),
        ("All of the homes were damaged.", "40 per cent"),
        ("Ros Pike is the mayor of Brookford.", "Kit Dorn"),
        ("Ros Pike said that the barrier was too low.", "According to Kit Dorn"),
    ],
)
def test_one_slot_that_differs_refutes(claim: str, instead: str, flood: Dossier) -> None:
    verdict = flood.check(claim)
    assert verdict.verdict == "refuted", flood.explain_check(claim)
    assert instead in (verdict.correction or "")
    assert verdict.sources


@pytest.mark.parametrize(
    "claim",
    [
        "The Alder flooded Mill Street in Brookford on 3 March 2019.",
        "The flood killed three people.",
        "Tom Vale was rescued by firefighters from a burning barn.",
        "Tom Vale rescued firefighters.",
        "Una Marsh is Tom Vale's cousin.",
        "Una Vale was rescued on 4 April 2019.",
        "Brook Water blamed Kit Dorn for the flood.",
        "The wall collapsed in 2016.",
        "The market was moved.",
        "The market was not moved.",
        "The mayor resigned.",
        "Kit Dorn visited the schools.",
        "The pumps ran for nine days and nights.",
        "Only two schools were inspected.",
        "The same pumps ran for nine days.",
        "Ros Pike is chief engineer.",
    ],
)
def test_what_the_record_leaves_open_is_left_open(claim: str, flood: Dossier) -> None:
    verdict = flood.check(claim)
    assert (
        verdict.verdict in {"not-enough-info", "refuted"}
        if "Only two" in claim
        else verdict.verdict == ("not-enough-info")
    ), flood.explain_check(claim)


def test_what_only_one_side_says_is_disputed_with_both_sides(flood: Dossier) -> None:
    verdict = flood.check("The barrier was too low.")
    assert verdict.verdict == "disputed"
    assert [claim.by for claim in verdict.claims] == ["Kit Dorn", "Ros Pike"]
    assert all(claim.sources for claim in verdict.claims)
    alone = flood.check("The swans are thin.")
    assert (alone.verdict, [claim.by for claim in alone.claims]) == ("disputed", ["Tom Vale and Una Vale"])
    denied = flood.check("The barrier was not too low.")
    assert denied.verdict in {"disputed", "not-enough-info"}


def test_a_sentence_with_several_assertions_is_judged_part_by_part(flood: Dossier) -> None:
    verdict = flood.check("Kit Dorn blamed Brook Water for the flood and visited the farms.")
    assert verdict.verdict == "refuted"
    assert [(part.text, part.verdict) for part in verdict.parts] == [
        ("Kit Dorn blamed Brook Water for the flood", "supported"),
        ("Kit Dorn visited the farms", "refuted"),
    ]
    both = flood.check("Tom Vale was rescued in March 2019 and Una Vale in April 2019.")
    assert (both.verdict, len(both.parts), len(both.facts)) == ("supported", 2, 2)
    half = flood.check("The pumps ran for nine days, and the council thanked the volunteers.")
    assert (half.verdict, half.facts) == ("not-enough-info", ())
    assert [part.verdict for part in half.parts] == ["supported", "not-enough-info"]


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("Kit Dorn, the mayor, blamed Brook Water.", ("Kit Dorn was the mayor", "Kit Dorn blamed Brook Water")),
        ("The mayor, Kit Dorn, blamed Brook Water.", ("Kit Dorn was the mayor", "Kit Dorn blamed Brook Water")),
        ("The thin one, Tom Vale, was rescued.", ("Tom Vale was the thin one", "Tom Vale was rescued")),
        ("Tom Vale, who was rescued, is thin.", ("Tom Vale was rescued", "Tom Vale is thin")),
        (
            "Kit Dorn said the barrier was too low and that the pumps had failed.",
            ("Kit Dorn said the barrier was too low", "Kit Dorn said the pumps had failed"),
        ),
        ("Kit Dorn blamed Brook Water; the pumps failed.", ("Kit Dorn blamed Brook Water", "the pumps failed")),
        ("Tom Vale was 34 and Una Vale six.", ("Tom Vale was 34", "Una Vale was six")),
        ("Tom Vale was rescued but he was hurt.", ("Tom Vale was rescued", "Tom Vale was hurt")),
        ("The stand was built and never used.", ("The stand was built", "The stand was never used")),
        (
            "The pumps have failed, but not for long, said Kit Dorn.",
            ("The pumps have failed, but not for long, said Kit Dorn.",),
        ),
        (
            "The pumps failed and the geese left, says Kit Dorn.",
            ("Kit Dorn said that The pumps failed", "Kit Dorn said that the geese left"),
        ),
        (
            "Kit Dorn pointed out that he and his friends were rescued and did not swim.",
            (
                "Kit Dorn pointed out that he and his friends were rescued",
                "Kit Dorn pointed out that he and his friends did not swim",
            ),
        ),
        ("Geese and swans returned.", ("Geese and swans returned.",)),
        ("Tom Vale, 34, was rescued.", ("Tom Vale was 34", "Tom Vale was rescued")),
    ],
)
def test_a_sentence_is_taken_apart_where_its_words_show_a_clause(
    sentence: str, parts: tuple[str, ...], flood: Dossier
) -> None:
    judge = flood._judge
    tokens = judge._reader.read_claim(sentence).tokens
    assert assertions(sentence, tokens, judge._matcher.gazetteer) == parts


def test_a_word_of_a_phrasing_counts_only_beside_the_rest_of_that_phrasing(club: Path) -> None:
    (club / "phrasings.yaml").write_text(
        """\
facts:
  rovers-won:
    who:
      - Which side thumped Harbour Town?
      - Who won at Harbour Town on the day the stand burnt down?
    no:
      - Was Harbour Town thrashed by City?
unanswered:
  - Who was the referee?
""",
        encoding="utf-8",
    )
    dossier = qa.open_dossier(club)
    assert dossier.check("Northport Rovers thumped Harbour Town.").verdict == "supported"
    assert dossier.check("Northport Rovers thumped Harbour Town in 2023.").verdict == "refuted"
    assert dossier.check("Northport Rovers burnt down on 4 May 2024.").verdict == "not-enough-info"
    assert dossier.check("Ann Reid burnt Harbour Town down.").verdict == "not-enough-info"


@pytest.fixture
def phrased(club: Path) -> Path:
    """Return a dossier whose phrasings deny: what the record says, and what only one side says."""
    facts = (club / "facts.yaml").read_text(encoding="utf-8").replace("    disputes: [second-goal-good]\n", "")
    facts = facts.replace("    disputes: [second-goal-offside]\n", "")
    (club / "facts.yaml").write_text(facts, encoding="utf-8")
    (club / "phrasings.yaml").write_text(
        """\
facts:
  okafor-scored:
    no:
      - Did the game stay scoreless?
      - Was the semi scoreless?
      - Was it a scoreless afternoon?
  second-goal-offside:
    no:
      - Was the late strike legitimate?
      - Was the late strike regular?
      - Was the last strike legitimate?
    yes:
      - Was the late strike irregular?
      - Was the late strike dodgy?
unanswered:
  - Who was the referee?
  - Was the keeper booked?
""",
        encoding="utf-8",
    )
    return club


def test_what_is_denied_when_it_is_asked_for_is_refuted(phrased: Path) -> None:
    verdict = qa.open_dossier(phrased).check("The semi was scoreless.")
    assert (verdict.verdict, verdict.facts) == ("refuted", ("okafor-scored",))
    assert verdict.correction == "Dee Okafor, 19, scored both goals."
    assert verdict.sources
    assert not verdict.claims


def test_what_only_one_side_says_in_the_phrasings_words_is_disputed(phrased: Path) -> None:
    verdict = qa.open_dossier(phrased).check("The late strike was irregular.")
    assert (verdict.verdict, verdict.facts) == ("disputed", ("second-goal-offside",))


def test_what_only_one_side_denies_is_disputed_not_refuted(phrased: Path) -> None:
    """A claim is no fact: that Lister says no does not make it false."""
    verdict = qa.open_dossier(phrased).check("The late strike was legitimate.")
    assert (verdict.verdict, verdict.facts) == ("disputed", ("second-goal-offside",))
    assert (verdict.statement, verdict.correction) == (
        "According to Paul Lister, the second goal should not have stood.", None,
    )  # fmt: skip
    assert [claim.by for claim in verdict.claims] == ["Paul Lister"]


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("The semi was not scoreless.", id="no may be meant for what the claim denies"),
        pytest.param("The keeper was booked.", id="left open when it is asked for"),
    ],
)
def test_only_no_tells_and_only_of_what_denies_nothing(phrased: Path, claim: str) -> None:
    verdict = qa.open_dossier(phrased).check(claim)
    assert (verdict.verdict, verdict.facts) == ("not-enough-info", ())


def test_not_known_is_not_no(flood: Dossier) -> None:
    assert (flood.ask("Is it true that the market was moved?").answer or "").startswith("Not known")
    assert flood.check("The market was moved.").verdict == "not-enough-info"


def test_misspelt_names_are_read_and_told(flood: Dossier) -> None:
    verdict = flood.check("Kit Dorn blamed Brook Watter for the flood.")
    assert (verdict.verdict, verdict.assumed) in {("supported", ("Watter -> water",)), ("not-enough-info", ())}


def test_the_verdict_of_an_open_claim_has_the_nearest_sentences(club: Path) -> None:
    verdict = qa.open_dossier(club).check("The captain was booked for a goal.")
    assert verdict.verdict == "not-enough-info"
    assert verdict.nearest
    assert isinstance(verdict, Verdict)


@pytest.mark.parametrize("claim", ["", "?!", "x" * 2001])
def test_what_is_no_claim_is_refused(claim: str, flood: Dossier) -> None:
    with pytest.raises(QAError, match="the claim has"):
        flood.check(claim)


@pytest.mark.parametrize(
    "claim",
    ["who", "and but", "the", "Kit Dorn", "\ud800 x", "or or or", "not", "said said that", "1 2 3", "𝒳 مرحبا 你好"],
)
def test_odd_claims_are_left_open(claim: str, flood: Dossier) -> None:
    assert flood.check(claim).verdict == "not-enough-info"


# The command


def run(club: Path, *arguments: str) -> int:
    return main(["check", *arguments, "--dossier", str(club)])


def test_the_exit_status_tells_the_verdict(club: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(club, "Dee Okafor scored both goals.") == 0
    assert capsys.readouterr().out == (
        "Supported.\n\nDee Okafor, 19, scored both goals.\n\n"
        "> Dee Okafor, 19, who came on at half-time, scored both goals\n  semi-final.txt:3\n"
    )
    assert run(club, "Northport Rovers beat Harbour Town on 4 June 2024.") == 1
    assert capsys.readouterr().out.startswith(
        "Refuted.\n\nThe record says: Northport Rovers beat Harbour Town 2-1 on 4 May 2024.\n\n> "
    )
    assert run(club, "The second goal should not have stood.") == 1
    out = capsys.readouterr().out
    assert out.startswith("Disputed.\n\nAccording to Paul Lister:")
    assert "According to Ann Reid:" in out
    assert run(club, "The keeper was sent off.") == 1
    assert capsys.readouterr().out.startswith("Not enough information.")
    assert run(club, "?!") == 2
    assert capsys.readouterr().err == "qa: the claim has no word in it\n"


def test_json_has_every_field(club: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(club, "Dee Okafor scored both goals and Ann Reid resigned.", "--format", "json", "--explain") == 1
    found = json.loads(capsys.readouterr().out)
    assert list(found) == [
        "schema_version", "claim", "verdict", "statement", "correction", "claims", "sources", "facts", "nearest",
        "parts", "assumed", "explain",
    ]  # fmt: skip
    assert [part["verdict"] for part in found["parts"]] == ["supported", "not-enough-info"]
    assert [each["verdict"] for each in found["explain"]] == ["not-enough-info", "supported", "not-enough-info"]


def test_explain_tells_what_a_fact_lacks_and_where_it_differs(club: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(club, "Northport Rovers beat Harbour Town on 4 June 2024.", "--explain")
    out = capsys.readouterr().out
    assert "differs  time: the record says 4 May 2024, not 4 June 2024" in " ".join(out.split()).replace(
        "differs time", "differs  time"
    )
    assert "decision: refuted (all agrees but when)" in out
    run(club, "Paul Lister said that the second goal should have stood.", "--explain")
    assert "said by Paul Lister;" in capsys.readouterr().out


def test_a_file_is_judged_line_by_line(club: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "claims.txt"
    file.write_bytes(b"\xef\xbb\xbfDee Okafor scored both goals.\n\n?!\n\xff\nAnn Reid resigned.")
    assert run(club, "--file", str(file), "--format", "jsonl") == 2
    captured = capsys.readouterr()
    lines = [json.loads(line) for line in captured.out.splitlines()]
    assert [line.get("verdict") for line in lines] == ["supported", None, None, "not-enough-info"]
    assert (lines[1]["claim"], lines[1]["error"]) == ("?!", "the claim has no word in it")
    assert f"{file}:3:1: the claim has no word in it" in captured.err
    file.write_bytes(b"\n")
    assert run(club, "--file", str(file)) == 2
    assert "no claim in it" in capsys.readouterr().err
    file.write_bytes(b"Dee Okafor scored both goals.\n?!\n")
    assert run(club, "--file", str(file)) == 2
    assert "Cannot be judged: the claim has no word in it" in capsys.readouterr().out
