"""Measure how a dossier's cost grows with its facts: compiling, the first answer, later answers, memory.

    python -m benchmarks.facts
    python -m benchmarks.facts --sizes 100 1000 --rounds 11
    python -m benchmarks.facts --write FOLDER --sizes 1000      # only write the dossier and its questions

The dossiers are invented: players, clubs and towns from the word lists below, put together by number, the same on every
machine. Each fact stands in an article, with its quote. Each size is measured by processes of its own, and the cold
asks of all sizes run in turn, so that a busy machine slows all of them.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.cold_start import cpu_seconds

GIVEN = """Ada Alma Amos Anton Arlo Basil Bella Boris Bruno Cara Celia Clara Cyril Dora Duncan Edith Edna Elsa Emil Enid
Erik Ethel Ezra Fergus Flora Freda Gilda Greta Hamish Hattie Hilda Homer Hugo Ida Igor Inga Irma Ivor Jarvis Jonas
Judith Juno Kaspar Klara Lars Leona Linus Lotte Magnus Mabel Maud Milo Mona Nadia Nils Nora Oscar Otto Pablo Petra
Quentin Ralf Rhoda Rollo Ronan Rufus Selma Sidney Silas Stella Sven Tabitha Theo Thora Ursula Vera Verity Viktor Wanda
Wilma Xenia Yorick Yvonne Zelda""".split()  # fmt: skip
ONSETS = "Ash Bar Bel Blen Bram Brin Cal Car Chel Clin Cor Crom Dal Den Drax Dun El Fair Fen Gar Glen Har Hax Hol Ing Kel Ken Kirk Lang Lin Lor Mal Mar Mel Nor Oak Pel Pen Rad Ren Rox Sal Sed Shel Sul Tar Thorn Tol Wal Wen Wex Win Wyn Yar".split()  # fmt: skip # noqa: E501
MIDDLES = ["", "a", "de", "ding", "en", "er", "ing", "ker", "li", "lo", "ming", "o", "ri", "ta", "ten", "ver"]
ENDINGS = "bourne bridge bury by combe cott croft dale den dyke field ford gate ham hurst ley low mere more ness over ridge sall sett stead stock stoke thorpe ton wade well wick worth".split()  # fmt: skip # noqa: E501
CLUBS = "Rovers United Athletic Wanderers Albion Rangers Harriers Villa".split()
MONTHS = "January February March April May June July August September October November December".split()
PLACES = ["left knee", "right ankle", "shoulder", "hamstring", "wrist", "collarbone"]
PRIZES = ["golden boot", "fair play prize", "young player prize", "captain's medal", "long service award"]
HEADER = "title: The invented league\narticles: seeds\n"
FACTS_AN_ARTICLE = 50
FACTS_A_PLAYER = 4
FACTS_A_CLUB = 400
QUESTIONS = 300


class Stated(NamedTuple):
    """A fact as it is written: its statement, slots by key, a question of the curator's, one of the benchmark's."""

    statement: str
    answers: dict[str, str]
    asked_as: str
    question: str


def place_name(number: int) -> str:
    """Return a surname or town: each number up to 100,000 has one of its own."""
    first, rest = number % len(ONSETS), number // len(ONSETS)
    last, rest = (rest + first) % len(ENDINGS), rest // len(ENDINGS)
    middle = MIDDLES[(rest + last) % len(MIDDLES)]
    more = "" if rest < len(MIDDLES) else MIDDLES[1 + rest // len(MIDDLES) % (len(MIDDLES) - 1)]
    return ONSETS[first] + middle + more + ENDINGS[last]


def player(number: int) -> str:
    """Return a player's name."""
    return f"{GIVEN[number * 5 % len(GIVEN)]} {place_name(number)}"


def club(number: int) -> str:
    """Return a club's name."""
    return f"{place_name(number * 31 + 17)} {CLUBS[number % len(CLUBS)]}"


def stated(number: int, dice: random.Random, clubs: int) -> Stated:
    """Return one fact of a player: which one, and of which sort, follows from its number."""
    who = player(number // FACTS_A_PLAYER)
    home, other = club(dice.randrange(clubs)), club(dice.randrange(clubs))
    year, month, day = 1990 + dice.randrange(35), dice.choice(MONTHS), 1 + dice.randrange(28)
    when, fee = f"{day} {month} {year}", f"£{2 + dice.randrange(97)},000"
    sort = number % FACTS_A_PLAYER
    if sort == 0:
        return Stated(
            f"{who} joined {home} from {other} for {fee} on {when}.",
            {"who": who, "did": "joined", "whom": home, "from whom": other, "for how much": fee, "when": f"on {when}"},
            f"When did {who} join {home}?",
            f"For how much did {who} join {home}?" if number % 8 else f"Who joined {home} on {when}?",
        )
    if sort == 1:
        where = dice.choice(PLACES)
        return Stated(
            f"{who} injured a {where} in a match against {other} in {month} {year}.",
            {"who": who, "did": "injured", "what": f"a {where}", "where": f"in a match against {other}",
             "when": f"in {month} {year}"},
            f"What did {who} injure?",
            f"When did {who} injure a {where}?",
        )  # fmt: skip
    if sort == 2:
        prize = dice.choice(PRIZES)
        return Stated(
            f"The league awarded the {prize} of {year} to {who}.",
            {"who": "The league", "did": "awarded", "what": f"the {prize} of {year}", "to whom": who},
            f"Who received the {prize} of {year}?",
            f"What did the league award to {who}?",
        )
    town = place_name(dice.randrange(20_000))
    return Stated(
        f"{who} was born in {town} in {1965 + dice.randrange(35)}.",
        {"who": who, "did": "was born", "where": f"in {town}"},
        f"Where was {who} born?",
        f"Where was {who} born?",
    )


def write_dossier(folder: Path, size: int) -> list[str]:
    """Write a dossier of so many facts; return questions to ask it, one in six of which it does not answer."""
    dice = random.Random(2024)  # noqa: S311 - the same dossier on every machine
    clubs = max(4, size // FACTS_A_CLUB)
    seeds = folder / "seeds"
    seeds.mkdir(parents=True)
    facts = [stated(number, dice, clubs) for number in range(size)]
    for first in range(0, size, FACTS_AN_ARTICLE):
        text = "\n\n".join(fact.statement for fact in facts[first : first + FACTS_AN_ARTICLE])
        (seeds / f"{first // FACTS_AN_ARTICLE:06}.txt").write_text(text + "\n", encoding="utf-8")
    with (folder / "facts.yaml").open("w", encoding="utf-8") as file:
        file.write(HEADER)
        file.writelines(_entities(size, clubs))
        file.writelines(_facts(facts))
    asked = [fact.question for fact in dice.sample(facts, min(size, QUESTIONS * 5 // 6))]
    return asked + [f"Who trained {player(dice.randrange(size // FACTS_A_PLAYER))}?" for _ in range(len(asked) // 5)]


def _entities(size: int, clubs: int) -> Iterator[str]:
    yield "entities:\n"
    for number in range(-(-size // FACTS_A_PLAYER)):
        yield f"  - name: {player(number)}\n    kinds: [player, person]\n"
    for name in dict.fromkeys(club(number) for number in range(clubs)):
        yield f"  - name: {name}\n    kinds: [club]\n"


def _facts(facts: list[Stated]) -> Iterator[str]:
    yield "facts:\n"
    for number, fact in enumerate(facts):
        answers = "".join(
            f"      {key}: {json.dumps(text, ensure_ascii=False)}\n" for key, text in fact.answers.items()
        )
        yield (
            f"  - id: fact-{number}\n    statement: {json.dumps(fact.statement, ensure_ascii=False)}\n    answers:\n"
            f"{answers}    asked_as: {json.dumps(fact.asked_as)}\n    sources:\n"
            f"      - article: {number // FACTS_AN_ARTICLE:06}.txt\n"
            f"        quote: {json.dumps(fact.statement, ensure_ascii=False)}\n"
        )


# Measuring: each of these runs in a process of its own

WARM = """\
import json, resource, sys, time
from qa import open_dossier
folder, questions = sys.argv[1], json.load(open(sys.argv[2], encoding="utf-8"))
dossier = open_dossier(folder)
began = time.process_time()
dossier.ask(questions[0])
first = time.process_time() - began
half = len(questions) // 2
statuses = [dossier.ask(question).status for question in questions[:half]]
taken = []
for question in questions[half:]:
    began = time.process_time()
    statuses.append(dossier.ask(question).status)
    taken.append(time.process_time() - began)
taken.sort()
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
answered = sum(status != "not-on-record" for status in statuses)
print(json.dumps({"first": first, "p50": taken[len(taken) // 2], "p99": taken[len(taken) * 99 // 100],
                  "peak": peak / 1024, "answered": answered / len(statuses)}))
"""


def measure(sizes: list[int], rounds: int, folder: Path) -> dict[int, dict[str, float]]:
    """Return what was measured for each size."""
    found: dict[int, dict[str, float]] = {}
    commands: dict[int, list[str]] = {}
    environment = {**os.environ, "QA_CACHE_DIR": str(folder / "cache")}
    os.environ["QA_CACHE_DIR"] = environment["QA_CACHE_DIR"]
    for size in sizes:
        dossier = folder / str(size)
        questions = write_dossier(dossier, size)
        (folder / f"{size}.json").write_text(json.dumps(questions), encoding="utf-8")
        time.sleep(3)  # files that were just written are not taken at their word
        commands[size] = [str(Path(sys.executable).with_name("qa")), "ask", questions[0], "-d", str(dossier)]
        compiled, peak = _cpu_and_peak(commands[size])
        warm = subprocess.run(
            [sys.executable, "-c", WARM, str(dossier), str(folder / f"{size}.json")],
            capture_output=True, check=True, env=environment,
        ).stdout  # fmt: skip
        kept = sum(path.stat().st_size for path in (folder / "cache").rglob("*") if path.is_file())
        found[size] = {"compile": compiled, "compile peak": peak, "kept": kept / 2**20, **json.loads(warm)}
        found[size]["kept"] -= sum(found[other]["kept"] for other in found if other != size)
        print(size, found[size], file=sys.stderr)
    cold: dict[int, list[float]] = {size: [] for size in sizes}
    for _ in range(rounds):
        for size in sizes:
            cold[size].append(cpu_seconds(commands[size]))
    for size in sizes:
        found[size]["cold"] = statistics.median(cold[size])
    return found


def _cpu_and_peak(command: list[str]) -> tuple[float, float]:
    """Run a command; return its CPU seconds and the most memory that it had, in megabytes."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode > 1:
        message = f"{command} failed"
        raise RuntimeError(message)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


ROWS = (
    ("compile, CPU s", "compile", 1),
    ("compile, peak MB", "compile peak", 1),
    ("kept on disk, MB", "kept", 1),
    ("cold ask, CPU ms", "cold", 1000),
    ("warm ask p50, CPU ms", "p50", 1000),
    ("warm ask p99, CPU ms", "p99", 1000),
    ("memory after 300 questions, MB", "peak", 1),
    ("answered, %", "answered", 100),
)


def table(found: dict[int, dict[str, float]]) -> str:
    """Return a Markdown table; in brackets, how many times the figure of the smallest dossier."""
    first = next(iter(found))
    lines = [f"| facts | {' | '.join(f'{size:,}' for size in found)} |", "|---" * (len(found) + 1) + "|"]
    for title, key, scale in ROWS:
        cells = [
            f"{values[key] * scale:.3g}" + ("" if size == first else f" ({values[key] / found[first][key]:.2g})")
            for size, values in found.items()
        ]
        lines.append(f"| {title} | {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description="Measure how the cost of a dossier grows with its facts.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1_000, 10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=15, help="how often each cold ask runs (default: 15)")
    parser.add_argument("--write", type=Path, help="only write the dossiers and questions into this folder")
    options: Any = parser.parse_args()
    if options.write:
        for size in options.sizes:
            questions = write_dossier(options.write / str(size), size)
            (options.write / f"{size}.json").write_text(json.dumps(questions), encoding="utf-8")
        return
    with tempfile.TemporaryDirectory() as folder:
        print(table(measure(options.sizes, options.rounds, Path(folder))))


if __name__ == "__main__":
    main()
