"""Whether what is cited stands in the articles, character for character, as docs/json.md says they are read."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from qa.model import Answer, Source, Verdict
from qa.pytest_plugin import GoldenItem

ROOT = Path(__file__).resolve().parent.parent


@cache
def text_of(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def assert_verbatim(source: Source, seeds: Path = ROOT / "seeds") -> None:
    text = text_of(seeds / source.article)
    assert text[source.start : source.end] == source.quote
    assert source.quote.strip()
    assert text[: source.start].endswith(source.prefix)
    assert text[source.end :].startswith(source.suffix)
    assert text.count("\n", 0, source.start) + 1 == source.line


def assert_cites(got: Answer | Verdict, seeds: Path = ROOT / "seeds") -> None:
    """Hold an answer or a verdict to its sources: each verbatim, and at least one where anything is told."""
    cited = (*got.sources, *(source for claim in got.claims for source in claim.sources))
    for source in cited:
        assert_verbatim(source, seeds)
    for near in got.nearest:
        sentence = near.sentence
        assert text_of(seeds / sentence.article)[sentence.start : sentence.end] == sentence.text
    told = got.status != "not-on-record" if isinstance(got, Answer) else got.verdict != "not-enough-info"
    assert not told or (cited and got.facts)


def hold_to_sources(item: GoldenItem) -> None:
    """Hold what came of a golden question to its sources; its dossier is two folders above its file."""
    if item.result is not None:
        assert_cites(item.result.got, item.path.parents[2] / "seeds")
