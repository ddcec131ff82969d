"""Measure what one `qa ask` costs from a cold start: the whole process, in CPU time.

    python benchmarks/cold_start.py
    python benchmarks/cold_start.py --rounds 101 "When did Blake Fowler die?"

Three processes run in turn, so that a busy machine slows all of them: bare Python, a trivial app that imports the
same libraries, and `qa ask` answered from facts with its caches warm and its bytecode written. The figure is the median
of user plus system time.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

TRIVIAL_APP = """\
import rapidfuzz
import typer
import yaml

app = typer.Typer()


@app.command()
def main() -> None:
    print("hello")


app()
"""
QUESTION = "When did Blake Fowler die?"
WARM_UP_ROUNDS = 2
ENVIRONMENT = {name: held for name, held in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description="Measure the cold start of `qa ask` in CPU time.")
    parser.add_argument("question", nargs="?", default=QUESTION, help="one that is answered from facts")
    parser.add_argument("--dossier", type=Path, default=ROOT, help="the folder to ask (default: this repository)")
    parser.add_argument("--rounds", type=int, default=51, help="how often each process runs (default: 51)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        trivial = Path(folder, "trivial.py")
        trivial.write_text(TRIVIAL_APP, encoding="utf-8")
        qa = str(Path(sys.executable).with_name("qa"))
        processes = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "trivial app: typer, yaml, rapidfuzz": [sys.executable, str(trivial)],
            "qa ask": [qa, "ask", options.question, "--dossier", str(options.dossier)],
        }
        print(table(measure(processes, options.rounds)))


def measure(processes: dict[str, list[str]], rounds: int) -> dict[str, float]:
    """Return the median CPU seconds of each process, all of them run in turn ``rounds`` times."""
    for command in [*processes.values()] * WARM_UP_ROUNDS:
        cpu_seconds(command)
    taken: dict[str, list[float]] = {name: [] for name in processes}
    for _ in range(rounds):
        for name, command in processes.items():
            taken[name].append(cpu_seconds(command))
    return {name: statistics.median(seconds) for name, seconds in taken.items()}


def cpu_seconds(command: list[str]) -> float:
    """Run a command, which must succeed, and return the user plus system time that it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env=ENVIRONMENT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def table(medians: dict[str, float]) -> str:
    """Return the medians in milliseconds, with their ratios to the first two rows."""
    bare, trivial, *_ = medians.values()
    width = max(map(len, medians))
    rows = [f"{'':{width}}  {'CPU ms':>7}  {'x bare':>7}  {'x trivial':>9}"]
    for name, seconds in medians.items():
        rows.append(f"{name:{width}}  {seconds * 1000:7.1f}  {seconds / bare:7.2f}  {seconds / trivial:9.2f}")
    return "\n".join(rows)


if __name__ == "__main__":
    main()
