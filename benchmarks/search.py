"""Measure searching sentences against the engines that people use for it, on the same text in the same run.

    pip install -e '.[bench]'
    python -m benchmarks.search                                  # 10 thousand to 1 million sentences
    python -m benchmarks.search --sizes 10000 5000000 --engines qa tantivy
    python -m benchmarks.search --page docs/search.md            # and put table and plot on the page

Every engine runs in a process of its own, on one thread: it builds its index, then another process opens the index and
answers 400 questions one after the other, after 400 others to warm up. Each question is of 3 to 8 words (see
``corpus.py``), asked without its stop words and with all of them; the ten best are wanted. Engines take turns in
building (``--builds``) as in answering (``--rounds``), since the machine's speed changes from minute to minute; the
medians count. The start is what nobody can go below: Python importing numpy, and the command line saying its version.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks import corpus
from benchmarks.cold_start import ENVIRONMENT

HERE = Path(__file__).resolve().parent
ENGINES = ("qa", "scikit-learn", "bm25s numpy", "bm25s numba", "tantivy", "SQLite FTS5")
SIZES = (10_000, 100_000, 1_000_000)
ASKED = 400
ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "NUMBA_NUM_THREADS", "MKL_NUM_THREADS"), "1")
MEASURES = (
    "first answer s", "content p50 ms", "content p99 ms", "all p50 ms", "all p99 ms", "questions per s",
    "build CPU s", "peak MB", "disk / text",
)  # fmt: skip

Figures = dict[str, float]


def main() -> None:
    """Measure, and print or publish what was measured."""
    parser = argparse.ArgumentParser(description="Compare searching with other engines.")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="sentences (default: up to 1 million)")
    parser.add_argument("--engines", nargs="+", default=ENGINES, choices=ENGINES, help="default: all")
    parser.add_argument("--rounds", type=int, default=3, help="how often questions are asked (default: 3; the median)")
    parser.add_argument("--builds", type=int, default=1, help="how often indexes are built (default: 1; the median)")
    parser.add_argument("--page", type=Path, help="the page that gets the table and the plot")
    parser.add_argument("--work", type=Path, help="a folder that keeps corpora and indexes (default: a temporary one)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        work = options.work or Path(temporary)
        found = {
            size: measured(work, size, options.engines, options.rounds, options.builds)
            for size in sorted(options.sizes)
        }
    tables = "\n\n".join(table(size, figures) for size, figures in found.items())
    about = f"{machine()} {starts(options.rounds)}"
    print(f"{about}\n\n{tables}")
    if options.page:
        from benchmarks.report import publish

        publish(options.page, about, tables, found)


def measured(work: Path, size: int, engines: list[str], rounds: int, builds: int) -> dict[str, Figures]:
    """Build and ask every engine; return its figures."""
    folder = work / str(size)
    folder.mkdir(parents=True, exist_ok=True)
    text = folder / "sentences.txt"
    if not text.exists():
        with text.open("w", encoding="utf-8") as file:
            file.writelines(f"{sentence}\n" for sentence in corpus.sentences(size))
    questions = corpus.questions(2 * ASKED, size)
    (folder / "questions.json").write_text(json.dumps([[each.content, each.full] for each in questions]))
    figures: dict[str, Figures] = {}
    first = [name for name in engines if first_of(name, engines) == name]
    for name, built in taking_turns("build", folder, first, builds):
        figures[name] = {**built, "disk / text": built["disk"] / text.stat().st_size}
    figures = {name: dict(figures[first_of(name, engines)]) for name in engines}
    for name, answered in taking_turns("ask", folder, engines, rounds):
        figures[name].update(answered)
    return figures


def first_of(name: str, engines: list[str]) -> str:
    """Return the first engine that has the same index: bm25s has one for both of its backends."""
    return next(each for each in engines if each.split(maxsplit=1)[0] == name.split(maxsplit=1)[0])


def taking_turns(action: str, folder: Path, engines: list[str], rounds: int) -> Iterator[tuple[str, Figures]]:
    """Let the engines take turns, several times; yield each one's medians."""
    taken: dict[str, list[Figures]] = {engine: [] for engine in engines}
    for number in range(rounds):
        for engine in engines:
            print(f"{folder.name} sentences: {action} {engine}, {number + 1} of {rounds}", file=sys.stderr)
            taken[engine].append(child(action, engine, folder))
    for engine, figures in taken.items():
        yield engine, {name: statistics.median(figure[name] for figure in figures) for name in figures[0]}


def child(action: str, engine: str, folder: Path) -> Figures:
    """Run an engine in a process of its own and return what it prints; asking is timed from the process's start."""
    command = [sys.executable, str(HERE / "engines.py"), action, engine, str(folder), str(time.time())]
    done = subprocess.run(command, env={**os.environ, **ONE_THREAD}, stdout=subprocess.PIPE, check=True)
    figures: Figures = json.loads(done.stdout)
    return figures


def table(size: int, figures: dict[str, Figures]) -> str:
    """Return one size's figures as a Markdown table, each with its ratio to qa's."""
    lines = [f"{size:,} sentences:", "", f"| | {' | '.join(figures)} |", f"|---|{'---|' * len(figures)}"]
    ours = figures.get("qa", {})
    for name in MEASURES:
        cells = [cell(figure.get(name), ours.get(name), own=figure is ours) for figure in figures.values()]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def cell(figure: float | None, ours: float | None, *, own: bool) -> str:
    """Return a figure with three digits, and in brackets how many times qa's it is."""
    if figure is None:
        return ""
    ratio = f" ({figure / ours:.2g})" if ours and not own else ""
    return f"{figure:.3g}{ratio}"


def machine() -> str:
    """Describe the machine and the versions that were measured."""
    from importlib.metadata import version

    cpu = next((line.split(":")[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")), "")
    memory = next((int(line.split()[1]) >> 20 for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), 0)
    used = ("numpy", "scikit-learn", "bm25s", "numba", "tantivy")
    versions = ", ".join(f"{name} {version(name)}" for name in used)
    return (
        f"{cpu or platform.processor()}, {os.cpu_count()} cores, {memory} GB, {platform.system()}; "
        f"Python {platform.python_version()}, {versions}. One thread."
    )


def starts(rounds: int) -> str:
    """Say how long Python takes to import numpy, and the command line to say its version: medians of turns."""
    commands = ([sys.executable, "-c", "import numpy"], [str(Path(sys.executable).with_name("qa")), "--version"])
    taken: tuple[list[float], ...] = ([], [])
    for _ in range(1 + 3 * rounds):
        for command, times in zip(commands, taken, strict=True):
            start = time.perf_counter()
            subprocess.run(command, env={**ENVIRONMENT, **ONE_THREAD}, stdout=subprocess.DEVNULL, check=True)
            times.append(time.perf_counter() - start)
    numpy, own = (statistics.median(times[1:]) for times in taken)  # the first turn writes the bytecode
    return f"Start: numpy {numpy:.3f} s, command line {own:.3f} s, both {numpy + own:.3f} s."


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []


if __name__ == "__main__":
    main()
