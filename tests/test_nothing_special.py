"""Nothing in the program knows this dossier: the names of its people, places and bodies stand in facts.yaml only."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterator
from pathlib import Path

import pytest

from qa.english.wordnet import known
from qa.model import Article, Entity
from qa.record.facts import load_facts

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = sorted(
    path
    for path in (ROOT / "qa").rglob("*")
    if path.is_file()
    and "cache" not in str(path.relative_to(ROOT))
    and path.suffix in {".py", ".txt", ".yaml", ".json", ""}
)
TITLES = {"Cllr", "Councillor", "Councillors", "Dr", "Miss", "Mr", "Mrs", "Ms", "Baby", "The", *month_name}
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def entities() -> tuple[Entity, ...]:
    articles = {path.name: Article(path.name, "", "", ()) for path in (ROOT / "seeds").iterdir()}
    return load_facts((ROOT / "facts.yaml").read_bytes(), "facts.yaml", articles)[0].entities


def proper_names(entity: Entity) -> Iterator[str]:
    """Yield the names of an entity that are capitalised throughout, and their single words.

    A word that is also an ordinary one ("Council") counts only as a part of a person's name ("Fowler").
    """
    for name in (entity.name, *entity.aliases):
        plain = re.sub(r"^[Tt]he ", "", name)
        words = WORD.findall(plain)
        if len(words) > 1 and all(word[0].isupper() for word in words):
            yield plain
        for word in words:
            ordinary = known(word.lower()) and "person" not in entity.kinds
            if word[0].isupper() and len(word) > 2 and word not in TITLES and not ordinary:
                yield word.removesuffix("'s").removesuffix("’s")


NAMES = sorted({name for entity in entities() for name in proper_names(entity)})


def test_the_names_are_those_of_the_dossier() -> None:
    assert len(NAMES) > 20
    text = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "seeds").iterdir())
    assert sum(name in text for name in NAMES) > len(NAMES) / 2


@pytest.mark.parametrize("path", PROGRAM, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_name_of_this_dossier_stands_in_the_program(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, NAMES))})(?!\w)")
    found = [f"{text.count(chr(10), 0, match.start()) + 1}: {match[0]}" for match in pattern.finditer(text)]
    assert found == []
