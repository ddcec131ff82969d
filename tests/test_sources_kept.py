"""Whether a dossier's files are what they were: by their stamps where these can be trusted, else by their content."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from qa.files.cachefile import Cache
from qa.files.stamps import SETTLED, is_settled, stamp_of
from qa.model import QAError
from qa.record import sources
from qa.record.sources import Sources

HOURS = 3_600_000_000_000


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let hours have passed since the files were written."""
    now = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: now() + HOURS)


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that grows whenever the files' content is hashed."""
    made: list[str] = []
    digest = Sources._digest

    def counted(self: Sources, articles: str) -> str:
        made.append(articles)
        return digest(self, articles)

    monkeypatch.setattr(Sources, "_digest", counted)
    return made


def opened(folder: Path) -> Sources:
    return Sources(str(folder), Cache(folder, "1.0"))


def kept(folder: Path) -> str:
    """Keep the digest of a dossier's files, and return it."""
    now = opened(folder)
    now.keep("seeds")
    return now.digest("seeds")


def test_nothing_is_known_before_something_is_kept(club: Path) -> None:
    assert opened(club).kept_digest is None


@pytest.mark.usefixtures("later")
def test_settled_files_are_taken_at_their_stamps(club: Path, hashed: list[str]) -> None:
    digest = kept(club)
    del hashed[:]
    assert opened(club).kept_digest == digest
    assert hashed == []


def test_young_files_are_read_again(club: Path, hashed: list[str]) -> None:
    """They could change within the same tick of the clock."""
    digest = kept(club)
    del hashed[:]
    assert [opened(club).kept_digest for _ in range(2)] == [digest, digest]
    assert hashed == ["seeds", "seeds"]


def test_files_that_have_settled_are_read_once_more_and_then_no_more(
    club: Path, hashed: list[str], request: pytest.FixtureRequest
) -> None:
    digest = kept(club)
    request.getfixturevalue("later")
    del hashed[:]
    assert [opened(club).kept_digest for _ in range(3)] == [digest] * 3
    assert hashed == ["seeds"]


@pytest.mark.usefixtures("later")
def test_where_the_change_time_is_none_the_content_decides(
    club: Path, hashed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "STAMPS_TELL", False)
    digest = kept(club)
    del hashed[:]
    assert opened(club).kept_digest == digest
    assert hashed == ["seeds"]


def swap(path: Path, old: bytes, new: bytes) -> None:
    """Change a file's content, but neither its size nor its modification time."""
    state = path.stat()
    path.write_bytes(path.read_bytes().replace(old, new))
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (state.st_size, state.st_mtime_ns)


EDITS: dict[str, Callable[[Path], object]] = {
    "facts of the same size and time": lambda club: swap(club / "facts.yaml", b"Okafor", b"Okaffr"),
    "an article of the same size and time": lambda club: swap(club / "seeds" / "semi-final.txt", b"2,300", b"2,301"),
    "another article": lambda club: (club / "seeds" / "b.txt").write_text("More.", encoding="utf-8"),
    "an article less": lambda club: (club / "seeds" / "semi-final.txt").unlink(),
    "another name": lambda club: (club / "seeds" / "semi-final.txt").rename(club / "seeds" / "final.txt"),
    "phrasings": lambda club: (club / "phrasings.yaml").write_text("facts: {}\n", encoding="utf-8"),
    "no articles": lambda club: (club / "seeds").rename(club / "gone"),
}


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
def test_every_change_is_seen(club: Path, edit: Callable[[Path], object]) -> None:
    kept(club)
    edit(club)
    assert opened(club).kept_digest is None


@pytest.mark.usefixtures("later")
def test_a_file_that_is_touched_or_copied_is_the_same(club: Path, hashed: list[str]) -> None:
    digest = kept(club)
    (club / "facts.yaml").touch()
    article = club / "seeds" / "semi-final.txt"
    content = article.read_bytes()
    article.unlink()
    article.write_bytes(content)
    del hashed[:]
    assert [opened(club).kept_digest for _ in range(2)] == [digest, digest]
    assert hashed == ["seeds"], "the new stamps were kept"


def test_a_change_while_the_files_are_read_is_seen(club: Path) -> None:
    now = opened(club)
    now.look("seeds")
    assert now.is_unchanged("seeds")
    EDITS["facts of the same size and time"](club)
    assert not now.is_unchanged("seeds")


def test_a_name_with_a_line_break_cannot_pass_for_two_files(club: Path) -> None:
    one, other = opened(club).look("seeds")[0], club / "seeds" / "a\nb.txt"
    other.write_text("More.", encoding="utf-8")
    assert opened(club).look("seeds")[0].count("\n") == one.count("\n") + 1


def test_an_article_that_cannot_be_read_counts_as_such(club: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = opened(club).digest("seeds")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    now = opened(club)
    _ = now.facts, now.phrasings
    monkeypatch.setattr("builtins.open", refuse)
    assert now.digest("seeds") != before


def test_facts_that_are_not_there_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(QAError, match="No such file"):
        _ = opened(tmp_path).facts
    assert opened(tmp_path).phrasings == b""


def test_a_file_is_settled_when_its_clock_has_ticked(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"")
    stamp = stamp_of(path.stat())
    last = max(stamp[1], stamp[2])
    assert [is_settled(stamp, last + more) for more in (0, SETTLED - 1, SETTLED)] == [False, False, True]
