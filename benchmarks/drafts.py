"""Measure what `qa suggest` would have spared the curator of a dossier: how much of what he wrote it lists and drafts.

    python -m benchmarks.drafts examples/ellerby-vale examples/water-meadow

The dossier's facts are taken away, its entities and words kept, and `qa suggest` asked for everything. Counted are

- the facts whose passage is in a sentence that it lists, and those for whose sentence it has a draft;
- the drafts whose statement the curator has letter by letter (but for case and signs);
- the slots of its drafts that the curator has for the same passage, under the same key, and under any key.

The curator need not have seen the drafts: the figures say how near they come to what somebody wrote, not how much was
pasted.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from qa.dossier import open_dossier
from qa.english.function_words import LIGHT
from qa.english.tokens import norms
from qa.model import Fact

EVERYTHING = "100000"
Suggested = Mapping[str, Any]


def main() -> None:
    """Measure each dossier and print a Markdown table."""
    parser = argparse.ArgumentParser(description="Compare the drafts of `qa suggest` with what a curator wrote.")
    parser.add_argument("dossiers", type=Path, nargs="+", help="folders with facts.yaml and articles")
    options = parser.parse_args()
    print("| dossier | facts | listed | drafted | drafts | statement kept | slots | kept | words kept |")
    print("|---|---|---|---|---|---|---|---|---|")
    for dossier in options.dossiers:
        print(row(dossier))


def row(dossier: Path) -> str:
    """Return a dossier's row of the table."""
    facts = tuple(open_dossier(dossier).facts())
    suggested = suggestions(dossier)
    listed = sum(any(is_about(each, fact) for each in suggested) for fact in facts)
    drafted = sum(any(is_about(each, fact) and each["drafts"] for each in suggested) for fact in facts)
    drafts = [(draft, [f for f in facts if is_about(each, f)]) for each in suggested for draft in each["drafts"]]
    whole = sum(any(norms(draft["statement"]) == norms(f.statement) for f in own) for draft, own in drafts)
    slots = [(key, text, own) for draft, own in drafts for key, text in answers(draft)]
    kept = sum(
        any((key, norms(text)) == (s.key, norms(s.text)) for f in own for s in f.slots) for key, text, own in slots
    )
    words = sum(any(content(text) == content(s.text) for f in own for s in f.slots) for _, text, own in slots)
    shares = (f"{listed} ({share(listed, facts)})", f"{drafted} ({share(drafted, facts)})")
    ends = (f"{kept} ({share(kept, slots)})", f"{words} ({share(words, slots)})")
    cells = (dossier.name, len(facts), *shares, len(drafts), whole, len(slots), *ends)
    return "| " + " | ".join(map(str, cells)) + " |"


def suggestions(dossier: Path) -> list[Suggested]:
    """Return what `qa suggest` says of a dossier whose facts are taken away."""
    with tempfile.TemporaryDirectory() as temporary:
        bare = Path(temporary, "dossier")
        bare.mkdir()
        shutil.copytree(dossier / "seeds", bare / "seeds")
        head, _, _ = (dossier / "facts.yaml").read_text(encoding="utf-8").partition("\nfacts:")
        (bare / "facts.yaml").write_text(f"{head}\nfacts: []\n", encoding="utf-8")
        qa = str(Path(sys.executable).with_name("qa"))
        command = [qa, "suggest", "-d", str(bare), "--format", "json", "--limit", EVERYTHING]
        said = subprocess.run(command, stdout=subprocess.PIPE, check=False).stdout  # exits with 1: there is something
    found: list[Suggested] = json.loads(said)["uncovered"]
    return found


def is_about(suggested: Suggested, fact: Fact) -> bool:
    """Tell whether a fact cites (a part of) a sentence that is suggested."""
    return any(
        source.article == suggested["article"] and source.start < suggested["end"] and suggested["start"] < source.end
        for source in fact.sources
    )


def answers(draft: Suggested) -> Iterator[tuple[str, str]]:
    """Yield the keys and texts of a draft's slots."""
    for key, value in draft["answers"].items():
        for each in value if isinstance(value, list) else [value]:
            yield key, each["text"] if isinstance(each, dict) else each


def content(text: str) -> tuple[str, ...]:
    """Return the words of a text, but for its first small ones: "in May" and "May" are the same."""
    words = list(norms(text))
    while len(words) > 1 and words[0] in LIGHT:
        words.pop(0)
    return tuple(words)


def share(part: int, whole: tuple[Any, ...] | list[Any]) -> str:
    """Return a percentage."""
    return f"{100 * part / max(1, len(whole)):.0f} %"


if __name__ == "__main__":
    main()
