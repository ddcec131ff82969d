"""The kept index of a large folder: always the articles as they are, whatever happens to its files or its writers."""

from __future__ import annotations

import hashlib
import io
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qa import dossier
from qa.__main__ import main
from qa.articles.reading import read_article
from qa.commandline import commands
from qa.model import QAError
from qa.retrieval import archive, archive_articles, archive_files
from qa.retrieval.archive import Archive
from qa.retrieval.archive_files import LOCK, MANIFEST

ROOT = Path(__file__).resolve().parent.parent
TEXTS = {
    "bridge.txt": "The bridge opened in May. Mayor Green praised the builders.",
    "market.txt": "The market closed. Mayor Green was absent. Owners protested over the bridge.",
    "rain.txt": "Rain fell. Nobody came.",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of articles whose stamps are taken at their word, however young they are."""
    monkeypatch.setattr(archive_articles, "SETTLED", -(10**18))
    (tmp_path / "articles").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "articles" / name).write_text(text, encoding="utf-8")
    return tmp_path


def opened(folder: Path, kept: str | None = "kept", tool: str = "1") -> Archive:
    return Archive(str(folder / "articles"), str(folder), kept and str(folder / kept), tool)


def found(index: Archive, query: str = "Mayor Green bridge") -> list[tuple[float, str, str]]:
    return [(near.score, near.sentence.article, near.sentence.text) for near in index.search(query, 9)]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name not in {LOCK, MANIFEST}}


def names(folder: Path) -> list[str]:
    return sorted(path.name.split("-")[0] for path in folder.iterdir())


WHOLE = ["articles", "lock", "manifest.json", "sentences"]


class TestUpdating:
    def test_it_is_built_when_it_is_first_searched_and_then_only_read(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first = found(opened(folder))
        assert first[0][1:] == ("market.txt", "Mayor Green was absent.")
        assert names(folder / "kept") == WHOLE
        monkeypatch.setattr(Archive, "update", None)
        assert found(opened(folder)) == first

    @pytest.mark.parametrize(
        "change",
        [
            lambda articles: (articles / "rain.txt").write_text("The bridge fell. Rain stopped."),
            lambda articles: (articles / "rain.txt").unlink(),
            lambda articles: (articles / "a.txt").write_text("Mayor Green left the bridge. So did all."),
            lambda articles: (articles / "bridge.txt").rename(articles / "z.txt"),
            lambda articles: [path.unlink() for path in articles.iterdir() if path.name != "rain.txt"],
            lambda articles: (articles / "market.txt").write_text(""),
            lambda articles: (articles / "market.txt").write_bytes(b"\xff"),
        ],
    )
    def test_after_any_change_it_is_what_would_be_built_now(self, folder: Path, change: Callable[[Path], Any]) -> None:
        opened(folder).update()
        change(folder / "articles")
        assert opened(folder).status().state == "stale"
        assert found(opened(folder)) == found(opened(folder, "fresh"))
        assert contents(folder / "kept") == contents(folder / "fresh")
        assert opened(folder).status().state == "fresh"

    def test_only_what_changed_is_read(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        opened(folder).update()
        (folder / "articles" / "rain.txt").write_text("Rain stopped.")
        read: list[str] = []

        def noted(name: str, *rest: str) -> Any:  # noqa: ANN401 - what it wraps returns
            read.append(name)
            return read_article(name, *rest)

        monkeypatch.setattr("qa.retrieval.archive_build.read_article", noted)
        opened(folder).update()
        assert read == ["rain.txt"]

    def test_a_touched_article_keeps_its_sentences_and_is_fresh_again(self, folder: Path) -> None:
        opened(folder).update()
        before = {name: (folder / "kept" / name).stat().st_ino for name in contents(folder / "kept")}
        os.utime(folder / "articles" / "rain.txt", (1, 1))
        index = opened(folder)
        assert index.status().state == "fresh", "its bytes are the same"
        index.update()
        after = {name: (folder / "kept" / name).stat().st_ino for name in contents(folder / "kept")}
        assert {name for name in before if name.startswith("sentences")} <= set(after)
        assert all(before[name] == after[name] for name in before if name.startswith("sentences"))

    def test_an_article_changed_a_moment_ago_is_read_again(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(archive_articles, "SETTLED", 10**18)
        opened(folder).update()
        monkeypatch.setattr(archive_articles, "_stamp", lambda *_: archive_articles.UNKNOWN)
        (folder / "articles" / "rain.txt").write_text("Hail fell. Nobody came.")
        assert [text for _, _, text in found(opened(folder), "hail")] == ["Hail fell."]

    def test_another_version_builds_its_own(self, folder: Path) -> None:
        opened(folder).update()
        assert opened(folder, tool="2").status().state == "missing"
        found(opened(folder, tool="2"))
        assert names(folder / "kept") == WHOLE

    def test_files_that_cannot_be_read_are_named_each_time(self, folder: Path) -> None:
        (folder / "articles" / "bad.txt").write_bytes(b"\xff")
        (folder / "articles" / "folder.txt").mkdir()
        (folder / "articles" / "gone.txt").symlink_to("missing")
        for _ in range(2):
            assert [Path(problem.file).name for problem in opened(folder).problems()] == ["bad.txt", "gone.txt"]
        assert found(opened(folder))

    def test_a_folder_that_cannot_be_read_is_an_error(self, folder: Path) -> None:
        with pytest.raises(QAError, match="No such file"):
            Archive(str(folder / "missing"), str(folder), str(folder / "kept"), "1").search("bridge", 1)

    def test_without_a_place_to_keep_it_it_is_kept_for_the_moment(self, folder: Path) -> None:
        (folder / "file").touch()
        for kept in (None, "file/kept"):
            index = opened(folder, kept)
            assert found(index) == found(opened(folder))
            assert not index.folder.startswith(str(folder))

    def test_a_full_disk_everywhere_is_an_error(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(archive, "write_manifest", fail)
        with pytest.raises(OSError, match="No space"):
            opened(folder).update()
        with pytest.raises(OSError, match="No space"):
            opened(folder, None).update()


class TestDamage:
    def test_every_file_may_be_damaged_anywhere_and_answers_stay_right(self, folder: Path) -> None:
        right = found(opened(folder))
        whole = {path: path.read_bytes() for path in (folder / "kept").iterdir()}
        for path, content in whole.items():
            for at in range(0, len(content), 211):
                path.write_bytes(content[:at] + bytes([content[at] ^ 2]) + content[at + 1 :])
                assert found(opened(folder)) == right
                for each, bytes_there in whole.items():
                    each.write_bytes(bytes_there)

    @pytest.mark.parametrize("pattern", ["manifest.json", "sentences-*", "articles-*"])
    def test_missing_empty_or_cut_files_are_replaced(self, folder: Path, pattern: str) -> None:
        right = found(opened(folder))
        for damage in (Path.unlink, lambda path: path.write_bytes(b""), lambda path: os.truncate(path, 40)):
            (path,) = (folder / "kept").glob(pattern)
            damage(path)
            assert found(opened(folder)) == right
            assert names(folder / "kept") == WHOLE

    def test_a_well_kept_manifest_that_says_nonsense_is_replaced(self, folder: Path) -> None:
        right = found(opened(folder))
        path = folder / "kept" / MANIFEST
        said = json.loads(path.read_bytes().split(b"\n", 1)[1])
        hostile: list[Any] = [[], {}, {**said, "sentences": 1}, {**said, "articles": {"file": "../x", "layout": {}}}]
        for nonsense in hostile:
            content = json.dumps(nonsense).encode()
            path.write_bytes(hashlib.sha256(content).hexdigest().encode() + b"\n" + content)
            assert found(opened(folder)) == right

    def test_damage_in_what_would_be_kept_on_an_update_is_noticed(self, folder: Path) -> None:
        opened(folder).update()
        (path,) = (folder / "kept").glob("sentences-*")
        content = path.read_bytes()
        path.write_bytes(content.replace(b"bridge", b"brigde"))
        (folder / "articles" / "new.txt").write_text("Something new happened.")
        assert found(opened(folder)) == found(opened(folder, "fresh"))
        assert contents(folder / "kept") == contents(folder / "fresh")

    def test_verify_names_the_damaged_file_and_build_mends_it(self, folder: Path) -> None:
        index = opened(folder)
        assert index.verify() == ("manifest.json",)
        index.update()
        assert index.verify() == ()
        (path,) = (folder / "kept").glob("sentences-*")
        content = path.read_bytes()
        path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
        assert index.verify() == ("sentences",)
        path.unlink()
        assert index.verify() == ("sentences",)
        assert index.build(anew=False, memory=16, progress=archive.silent).state == "fresh"
        assert index.verify() == ()

    def test_an_article_that_changes_between_indexing_and_showing_is_indexed_again(self, folder: Path) -> None:
        index = opened(folder)
        index.current()
        (folder / "articles" / "rain.txt").write_text("Nothing. Rain came down.")
        assert [text for _, _, text in found(index, "rain")] == ["Rain came down."]


KILLED = """
import os, signal, sys
sys.path.insert(0, sys.argv[1])
from qa.retrieval import archive_articles
from qa.retrieval.archive import Archive
archive_articles.SETTLED = -10**18
os.{call} = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
Archive(sys.argv[2] + "/articles", sys.argv[2], sys.argv[2] + "/kept", "1").update()
"""


class TestWriters:
    @pytest.mark.parametrize("call", ["fsync", "replace"])
    def test_a_writer_that_is_killed_leaves_the_old_index_and_the_next_one_sweeps(
        self, folder: Path, call: str
    ) -> None:
        opened(folder).update()
        (folder / "articles" / "rain.txt").write_text("Rain stopped.")
        child = subprocess.run(
            [sys.executable, "-c", KILLED.format(call=call), str(ROOT), str(folder)], check=False, capture_output=True
        )
        assert child.returncode == -signal.SIGKILL, child.stderr
        assert len(list((folder / "kept").iterdir())) > len(WHOLE)
        assert opened(folder).verify() == ()
        assert [text for _, _, text in found(opened(folder), "rain")] == ["Rain stopped."]
        assert names(folder / "kept") == WHOLE

    def test_litter_of_any_kind_is_swept(self, folder: Path) -> None:
        (folder / "kept" / "build-x").mkdir(parents=True)
        (folder / "kept" / "build-x" / "run-0.rows").touch()
        (folder / "kept" / "manifest.json.99.new").touch()
        opened(folder).update()
        assert names(folder / "kept") == WHOLE

    def test_writers_at_once_leave_one_whole_index(self, folder: Path) -> None:
        right = found(opened(folder, "other"))
        outcomes: list[Any] = []
        threads = [threading.Thread(target=lambda: outcomes.append(found(opened(folder)))) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert outcomes == [right] * 4
        assert names(folder / "kept") == WHOLE

    def test_files_replaced_while_it_is_opened_are_looked_for_again(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        opened(folder).update()
        wanted = archive_files.read_manifest(str(folder / "kept"), opened(folder)._made_by)
        assert wanted is not None
        stale = {**wanted, "sentences": {**wanted["sentences"], "file": "sentences-gone.bin"}}
        said = [stale, wanted]
        monkeypatch.setattr(archive, "read_manifest", lambda *_: said.pop(0) if len(said) > 1 else said[0])
        assert opened(folder).status().state == "fresh"
        said[:] = [stale]
        assert opened(folder).status().state == "missing"

    def test_an_index_that_vanishes_while_it_is_made_is_an_error(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(archive, "read_manifest", lambda *_: None)
        with pytest.raises(OSError, match="cannot be read back"):
            opened(folder).update()


class TestCommand:
    @pytest.fixture
    def qa(
        self, club: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> Callable[..., tuple[int, str, str]]:
        monkeypatch.setattr(dossier, "LARGE_FROM", 100)
        monkeypatch.setattr(archive_articles, "SETTLED", -(10**18))
        monkeypatch.chdir(club)

        def run(*arguments: str) -> tuple[int, str, str]:
            return main(list(arguments)), *capsys.readouterr()

        return run

    def test_a_large_dossier_is_searched_through_its_index(self, qa: Callable[..., Any], club: Path) -> None:
        assert qa("index", "status") == (1, "The index is missing.\n", "")
        assert qa("search", "good goal", "--limit", "1")[1].splitlines()[1] == "  “It was a good goal,” she said."
        status, out, err = qa("index", "status")
        assert (status, err) == (0, "")
        assert out.startswith("The index is fresh: 6 sentences of 1 articles, ")
        (club / "seeds" / "new.txt").write_text("One more.")
        assert qa("index", "status")[0] == 1
        assert qa("index", "build", "--memory", "16", "--anew")[0] == 0
        assert json.loads(qa("index", "status", "--format", "json")[1])["articles"] == 2

    def test_verify_says_what_is_damaged(self, qa: Callable[..., Any], tmp_path: Path) -> None:
        qa("index", "build")
        assert qa("index", "verify") == (0, "Every byte is as it was written.\n", "")
        for path in Path(os.environ["QA_CACHE_DIR"]).rglob("sentences-*"):
            path.write_bytes(b"")
        assert qa("index", "verify") == (1, "Damaged: sentences. qa index build mends it.\n", "")
        assert tmp_path.exists()

    def test_files_that_cannot_be_read_are_warned_about(self, qa: Callable[..., Any], club: Path) -> None:
        (club / "seeds" / "bad.txt").write_bytes(b"\xff")
        status, _, err = qa("index", "build")
        assert status == 2
        assert "bad.txt:1:1: not valid UTF-8" in err
        assert qa("search", "goal")[0] == 2

    def test_a_small_dossier_needs_no_index(self, qa: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(dossier, "LARGE_FROM", 2**20)
        assert qa("index", "build")[:2] == (
            0,
            "The articles are few: their index is made and kept when it is first needed.\n",
        )

    def test_progress_is_shown_on_a_terminal_only(
        self, qa: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class Terminal(io.StringIO):
            def isatty(self) -> bool:
                return True

        terminal = Terminal()
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stderr", terminal)
            commands.index("build")
        assert "6 sentences counted" in terminal.getvalue()
        assert terminal.getvalue().endswith("\r\x1b[K")
        assert qa("index", "build", "--anew")[2] == ""
