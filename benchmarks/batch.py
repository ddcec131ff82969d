"""Measure `qa ask --file`: memory from ten thousand to a million questions, and what a second process is worth.

    python -m benchmarks.batch
    python -m benchmarks.batch --counts 10000 100000 --pairs 0
    python -m benchmarks.batch --counts 10000 1000000 --alone --pairs 0
    python -m benchmarks.batch --counts --pairs 9 --asked 5000

Memory is measured with a dossier of one invented player (four facts, see ``facts.py``) and questions that are cheap to
answer, so that a million of them take minutes rather than an hour. No two lines are the same; one in eight is answered.
The peak is that of the largest process, the most memory that the kernel ever saw it have.

Speed is measured with a thousand facts, and questions about all of them. One process and several take turns; what
counts is the shortest time of each, since other work on the machine can only lengthen it, and CPU time, which says
what the processes cost together, also on a busy machine.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks import facts

SMALL, LARGE = 4, 1_000
"""Facts of the dossier for memory, and of that for speed."""


class Ran(NamedTuple):
    """What a command took: seconds on the clock, seconds of CPU, megabytes of its largest process, bytes it wrote."""

    wall: float
    cpu: float
    peak: float
    written: int


def main() -> None:
    """Measure and print the tables."""
    parser = argparse.ArgumentParser(description="Measure batches: their memory, and what more processes are worth.")
    parser.add_argument("--counts", type=int, nargs="*", default=[10_000, 1_000_000], help="questions, for memory")
    parser.add_argument("--alone", action="store_true", help="measure the memory of one process only")
    parser.add_argument(
        "--pairs", type=int, default=5, help="how often one process and several take turns (default: 5)"
    )
    parser.add_argument("--asked", type=int, default=20_000, help="questions, for speed (default: 20,000)")
    parser.add_argument("--jobs", type=int, default=2, help="how many processes answer (default: 2)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        os.environ["QA_CACHE_DIR"] = str(folder / "cache")
        if options.counts:
            print(memory(folder, options.counts, [1] if options.alone else [1, options.jobs]), flush=True)
        if options.pairs:
            print(speed(folder, options.asked, options.pairs, options.jobs))


def memory(folder: Path, counts: list[int], processes: list[int]) -> str:
    """Return a Markdown table: for each number of questions the peak memory, with so many processes."""
    facts.write_dossier(folder / "small", SMALL)
    lines = ["| questions | processes | peak MB | CPU s | ms of CPU a question |", "|---|---|---|---|---|"]
    for count in counts:
        asked = folder / f"{count}.txt"
        with asked.open("w", encoding="utf-8") as file:
            file.writelines(f"{question}\n" for question in cheap(count))
        for each in processes:
            if count == counts[0]:
                run(folder / "small", asked, each)  # what is compiled is kept from here on
            ran = run(folder / "small", asked, each)
            lines.append(f"| {count:,} | {each} | {ran.peak:.1f} | {ran.cpu:.0f} | {1000 * ran.cpu / count:.2f} |")
            print(lines[-1], file=sys.stderr)
    return "\n".join(lines)


def cheap(count: int) -> Iterator[str]:
    """Yield questions, each another one: some about the player who is there, some with names that nobody has.

    The others are as short as can be. The names are a hundred thousand different ones, so that whatever is remembered
    of words fills up.
    """
    who = facts.player(0)
    for number in range(count):
        if number % 8 == 0:
            yield f"Where was {who} born, asks reader {number}?"
        elif number % 8 == 1:
            yield f"Who is {facts.place_name(number // 8 % 100_000)} {number}?"
        else:
            yield f"Why {number}?"


def speed(folder: Path, count: int, pairs: int, jobs: int) -> str:
    """Return a Markdown table: the shortest time and the CPU time with one process and with several, and the ratios."""
    questions = facts.write_dossier(folder / "large", LARGE)
    asked = folder / "asked.txt"
    asked.write_text("".join(f"{questions[n % len(questions)]}\n" for n in range(count)), encoding="utf-8")
    run(folder / "large", asked, 1)
    taken: dict[int, list[Ran]] = {1: [], jobs: []}
    for turn in range(pairs):
        for each, found in taken.items():
            found.append(run(folder / "large", asked, each))
        print(turn, {each: ran[-1] for each, ran in taken.items()}, file=sys.stderr)
    lines = ["| processes | shortest s | times as fast | CPU s | times the CPU |", "|---|---|---|---|---|"]
    walls = {each: min(ran.wall for ran in found) for each, found in taken.items()}
    cpus = {each: min(ran.cpu for ran in found) for each, found in taken.items()}
    lines += [
        f"| {each} | {walls[each]:.2f} | {walls[1] / walls[each]:.2f} | {cpus[each]:.2f} | {cpus[each] / cpus[1]:.2f} |"
        for each in taken
    ]
    return "\n".join(lines)


def run(dossier: Path, asked: Path, jobs: int) -> Ran:
    """Answer a file of questions and return what that took; the exit status is that of the questions."""
    written = asked.with_suffix(f".{jobs}.jsonl")
    written.unlink(missing_ok=True)
    command = [
        str(Path(sys.executable).with_name("qa")), "ask", "--file", str(asked), "--format", "jsonl",
        "--jobs", str(jobs), "--output", str(written), "-d", str(dossier),
    ]  # fmt: skip
    start = time.perf_counter()
    process = subprocess.Popen(command)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, 1}:
        message = f"{command} failed"
        raise RuntimeError(message)
    size = written.stat().st_size
    written.unlink()
    return Ran(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, size)


if __name__ == "__main__":
    main()
