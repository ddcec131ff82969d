"""Kill the index's writer at random moments, and see whether an answer is ever wrong or anything is left behind.

    python -m benchmarks.kill
    python -m benchmarks.kill --times 500 --seed 7

A folder of articles is changed, a process is forked that brings its index up to date (every fourth time: builds it
anew), and is killed with SIGKILL after a random part of the time that this takes. Then:

- the index as it is left is whole by its checksums, or there is none yet;
- searches through it give the same sentences as an index that was made of the articles from nothing;
- after that there is no file beside the index's own.

Exits with 1 if any of this ever fails.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import statistics
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import corpus
from qa.model import Nearest
from qa.retrieval.archive import Archive

ARTICLES, SENTENCES = 60, 40
QUESTIONS = 12
OWN_FILES = ["articles", "lock", "manifest.json", "sentences"]


def main() -> int:
    """Kill as often as was asked for; print what was found and return the exit status."""
    parser = argparse.ArgumentParser(description="Kill the index's writer at random moments.")
    parser.add_argument("--times", type=int, default=100, help="how many at work (default: 100)")
    parser.add_argument("--seed", type=int, default=1, help="for the changes and the moments (default: 1)")
    options = parser.parse_args()
    chance = random.Random(options.seed)  # noqa: S311 - not for secrets
    texts = list(corpus.sentences(ARTICLES * SENTENCES))
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "articles").mkdir()
        for number in range(ARTICLES):
            change(folder / "articles" / f"{number:02}.txt", texts, chance)
        index(folder, "kept").update()  # imports what is needed, before any fork
        whole = median_seconds(folder)
        outcomes: list[dict[str, bool]] = []
        while sum(outcome["killed"] for outcome in outcomes) < options.times:
            outcomes.append(attempt(folder, texts, chance, whole, len(outcomes)))
    failures = {name: sum(outcome[name] for outcome in outcomes) for name in ("damaged", "wrong", "litter")}
    print(f"{len(outcomes)} writers, {options.times} of them killed at work: {failures}")
    return 1 if any(failures.values()) else 0


def attempt(folder: Path, texts: list[str], chance: random.Random, whole: float, number: int) -> dict[str, bool]:
    """Change some articles, kill the writer, and compare with an index made from nothing."""
    for _ in range(chance.randint(1, 5)):
        change(folder / "articles" / f"{chance.randrange(ARTICLES):02}.txt", texts, chance)
    anew = number % 4 == 0
    killed = killed_writer(folder, chance.uniform(0, 0.8 * whole), anew=anew)
    questions = [some_words(texts, chance) for _ in range(QUESTIONS)]
    damaged = index(folder, "kept").verify()
    found = answers(folder, "kept", questions)
    left = sorted(path.name.split("-")[0] for path in (folder / "kept").iterdir())
    shutil.rmtree(folder / "fresh", ignore_errors=True)
    expected = answers(folder, "fresh", questions)
    return {
        "killed": killed,
        "damaged": bool(damaged),
        "wrong": found != expected,
        "litter": left != OWN_FILES,
    }


def change(path: Path, texts: list[str], chance: random.Random) -> None:
    """Write an article anew, or remove it."""
    if path.exists() and chance.random() < 0.2:
        path.unlink()
    else:
        chosen = chance.sample(texts, chance.randint(1, SENTENCES))
        path.write_text("\n\n".join(f"{text.capitalize()}." for text in chosen), encoding="utf-8")


def some_words(texts: list[str], chance: random.Random) -> str:
    """Return some words of a sentence."""
    return " ".join(chance.sample(chance.choice(texts).split(), 5))


def index(folder: Path, kept: str) -> Archive:
    """Return an index that was not opened before."""
    return Archive(str(folder / "articles"), str(folder), str(folder / kept), "1")


def killed_writer(folder: Path, after: float, *, anew: bool) -> bool:
    """Bring the index up to date in a process that is killed after so many seconds; tell whether it was still at it."""
    child = os.fork()
    if not child:
        index(folder, "kept").update(rebuild=anew)
        os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def median_seconds(folder: Path) -> float:
    """Return how long the writer takes when it is left alone."""
    taken = []
    for _ in range(5):
        start = time.perf_counter()
        index(folder, "kept").update(rebuild=True)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def answers(folder: Path, kept: str, questions: list[str]) -> list[tuple[Nearest, ...]]:
    """Search as a new process would."""
    opened = index(folder, kept)
    return [opened.search(question, 10) for question in questions]


if __name__ == "__main__":
    sys.exit(main())
