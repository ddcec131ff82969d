"""Cache files: whole and ours, or not there; never an error."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Self

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa.files import cachefile
from qa.files.cachefile import Cache

ROOT = Path(__file__).parents[1]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cache:
    monkeypatch.setenv("QA_CACHE_DIR", str(tmp_path / "cache"))
    return Cache(tmp_path, "1.0")


def file_of(cache: Cache, name: str = "index") -> Path:
    assert cache.folder is not None
    return Path(cache.folder) / f"{name}.cache"


def names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_what_was_written_is_read_for_the_same_key(cache: Cache) -> None:
    assert cache.read("index", "key") is None
    assert cache.write("index", "key", b"one\ntwo\0")
    assert cache.read("index", "key") == b"one\ntwo\0"
    assert cache.write("index", "key", b"")
    assert cache.read("index", "key") == b""


def test_the_first_line_says_what_the_file_is(cache: Cache) -> None:
    cache.write("index", "key", b"payload")
    manifest = json.loads(file_of(cache).read_bytes().partition(b"\n")[0])
    assert {name: manifest[name] for name in ("format", "tool", "key", "length")} == {
        "format": 2,
        "tool": "1.0",
        "key": "key",
        "length": 7,
    }


def test_another_key_tool_or_format_reads_as_missing(
    cache: Cache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.write("index", "key", b"payload")
    assert cache.read("index", "other") is None
    assert Cache(tmp_path, "1.1").read("index", "key") is None
    monkeypatch.setattr(cachefile, "FORMAT", 3)
    assert cache.read("index", "key") is None


def test_any_flipped_bit_or_missing_or_added_byte_reads_as_missing(cache: Cache) -> None:
    cache.write("index", "key", b"payload")
    path = file_of(cache)
    whole = path.read_bytes()
    damaged = [whole[:cut] for cut in range(len(whole))] + [whole + b"\0", whole + b"\n", b"\n" + whole]
    damaged += [
        whole[:at] + bytes([whole[at] ^ 1 << bit]) + whole[at + 1 :] for at in range(len(whole)) for bit in range(8)
    ]
    for content in damaged:
        path.write_bytes(content)
        assert cache.read("index", "key") is None
    assert cache.write("index", "key", b"payload")
    assert cache.read("index", "key") == b"payload"


@given(st.binary())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_arbitrary_bytes_read_as_missing(cache: Cache, content: bytes) -> None:
    cache.write("index", "key", b"")
    file_of(cache).write_bytes(content)
    assert cache.read("index", "key") is None


def test_dossiers_do_not_share_files_but_links_to_one_do(cache: Cache, tmp_path: Path) -> None:
    cache.write("index", "key", b"payload")
    (tmp_path / "other").mkdir()
    (tmp_path / "link").symlink_to(tmp_path)
    assert Cache(tmp_path / "other", "1.0").read("index", "key") is None
    assert Cache(str(tmp_path / "link"), "1.0").read("index", "key") == b"payload"


@pytest.mark.parametrize("name", ["", "../index", "a/b", "a.b", "a\0", "ä"])
def test_a_name_cannot_lead_out_of_the_folder(cache: Cache, name: str) -> None:
    assert not cache.write(name, "key", b"payload")
    assert cache.read(name, "key") is None


class TestWhere:
    @pytest.fixture(autouse=True)
    def _no_environment(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("QA_CACHE_DIR", "XDG_CACHE_HOME", "HOME", "USERPROFILE"):
            monkeypatch.delenv(name, raising=False)

    @pytest.mark.parametrize(
        ("environment", "expected"),
        [
            ({"QA_CACHE_DIR": "{}/q", "XDG_CACHE_HOME": "{}/x", "HOME": "{}"}, "q"),
            ({"QA_CACHE_DIR": "", "XDG_CACHE_HOME": "{}/x", "HOME": "{}"}, "x/factcheck-qa"),
            ({"XDG_CACHE_HOME": "relative", "HOME": "{}"}, ".cache/factcheck-qa"),
            ({"HOME": "{}"}, ".cache/factcheck-qa"),
        ],
    )
    def test_the_first_folder_that_the_environment_names(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], expected: str
    ) -> None:
        for name, value in environment.items():
            monkeypatch.setenv(name, value.format(tmp_path))
        folder = Cache(tmp_path, "1.0").folder
        assert folder is not None
        assert Path(folder).parent == tmp_path / expected

    @pytest.mark.parametrize("home", [None, "", "relative", "{}/missing"])
    def test_without_a_home_nothing_is_kept_and_nothing_made(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: str | None
    ) -> None:
        if home is not None:
            monkeypatch.setenv("HOME", home.format(tmp_path))
        cache = Cache(tmp_path, "1.0")
        assert not cache.write("index", "key", b"payload")
        assert cache.read("index", "key") is None
        assert list(tmp_path.iterdir()) == []

    def test_a_path_that_is_none_keeps_nothing(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("HOME", str(tmp_path))
        assert Cache("a\0b", "1.0").folder is None


def test_a_folder_that_cannot_be_made_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QA_CACHE_DIR", "/dev/null")
    cache = Cache(tmp_path, "1.0")
    assert not cache.write("index", "key", b"payload")
    assert cache.read("index", "key") is None


@pytest.mark.parametrize("call", ["fsync", "replace", "open"])
def test_a_full_or_read_only_disk_leaves_the_old_file_and_no_other(
    cache: Cache, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    cache.write("index", "key", b"old")
    with monkeypatch.context() as broken:
        broken.setattr(os, call, refuse)
        assert not cache.write("index", "key", b"new")
    assert cache.read("index", "key") == b"old"
    assert names_in(file_of(cache).parent) == ["index.cache"]


def test_an_interrupt_is_passed_on_and_removes_the_temporary_file(
    cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        cache.write("index", "key", b"payload")
    assert list(file_of(cache).parent.iterdir()) == []


KILLED = """
import os, signal, sys
sys.path.insert(0, sys.argv[1])
from qa.files.cachefile import Cache
os.{call} = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
Cache(sys.argv[2], "1.0").write("index", "key", b"new")
"""


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_writer_that_is_killed_leaves_the_old_file_and_its_rest_is_swept(
    cache: Cache, tmp_path: Path, call: str
) -> None:
    cache.write("index", "key", b"old")
    child = subprocess.run(
        [sys.executable, "-c", KILLED.format(call=call), str(ROOT), str(tmp_path)], check=False, capture_output=True
    )
    assert child.returncode == -signal.SIGKILL, child.stderr
    assert cache.read("index", "key") == b"old"
    (left,) = file_of(cache).parent.glob("*.tmp")

    cache.write("index", "key", b"newer")
    assert left.exists(), "a young temporary file may still be in use"
    os.utime(left, (1, 1))
    cache.write("index", "key", b"newest")
    assert names_in(left.parent) == ["index.cache"]
    assert cache.read("index", "key") == b"newest"


def test_a_temporary_file_that_another_sweeper_took_is_no_error(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone:
        name = path = "gone.tmp"

        def stat(self, *, follow_symlinks: bool) -> os.stat_result:
            raise FileNotFoundError(follow_symlinks)

    class Entries(list[Gone]):
        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None:
            return None

    monkeypatch.setattr(os, "scandir", lambda _: Entries([Gone()]))
    assert cache.write("index", "key", b"payload")


def test_two_writers_at_once_leave_one_whole_file(cache: Cache) -> None:
    payloads = [bytes([letter]) * 50_000 for letter in b"abcd"]
    seen: list[bytes | None] = []

    def write(payload: bytes) -> None:
        for _ in range(10):
            cache.write("index", "key", payload)
            seen.append(cache.read("index", "key"))

    threads = [threading.Thread(target=write, args=(payload,)) for payload in payloads]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(seen) <= set(payloads)
    assert names_in(file_of(cache).parent) == ["index.cache"]


def test_a_pipe_a_link_or_a_giant_in_its_place_reads_as_missing(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.write("index", "key", b"payload")
    path = file_of(cache)
    whole = path.with_name("whole")
    path.rename(whole)
    path.symlink_to(whole)
    assert cache.read("index", "key") is None
    path.unlink()
    os.mkfifo(path)
    assert cache.read("index", "key") is None
    whole.replace(path)
    assert cache.read("index", "key") == b"payload"
    monkeypatch.setattr(cachefile, "MAX_PAYLOAD", -cachefile.MAX_MANIFEST)
    assert cache.read("index", "key") is None


def test_only_the_owner_can_read_it(cache: Cache) -> None:
    cache.write("index", "key", b"payload")
    assert file_of(cache).stat().st_mode & 0o077 == 0
    assert file_of(cache).parent.stat().st_mode & 0o077 == 0
