"""One large kept file: whole, or not there; a damaged page is never read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from qa.files import pagefile
from qa.files.pagefile import PAGE, DamagedPageError, open_pages, write_pages

CONTENT = bytes(range(256)) * (PAGE // 64)


@pytest.fixture(params=[0, 2**22], ids=["mapped", "read"])
def path(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(pagefile, "SMALL", request.param)
    return str(tmp_path / "new" / "kept")


@pytest.mark.parametrize("parts", [[], [b""], [b"a"], [CONTENT], [CONTENT[:5], CONTENT[5:PAGE], b"", CONTENT[PAGE:]]])
def test_what_was_written_is_read(path: str, parts: list[bytes]) -> None:
    token = write_pages(path, iter(parts))
    pages = open_pages(path, token)
    whole = b"".join(parts)
    assert pages is not None
    assert (len(pages), pages.read(0, len(pages))) == (len(whole), whole)
    assert pages.read(3, 9) == whole[3:9]
    assert os.listdir(os.path.dirname(path)) == ["kept"]  # noqa: PTH120, PTH208 - the module speaks so


def test_another_token_another_length_and_no_file_are_none(path: str) -> None:
    token = write_pages(path, [CONTENT])
    file = Path(path)
    whole = file.read_bytes()
    assert open_pages(path, "1-00000000") is None
    for damaged in (b"", whole[:-1], whole + b"\0", whole[:-12] + b"\1\2\3\4" + whole[-8:], b"\0" * 8):
        file.write_bytes(damaged)
        assert open_pages(path, token) is None
    file.unlink()
    assert open_pages(path, token) is None
    file.mkdir()
    assert open_pages(path, token) is None


def test_only_the_damaged_page_of_a_large_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagefile, "SMALL", 0)
    path = tmp_path / "kept"
    token = write_pages(str(path), [CONTENT])
    damaged = bytearray(path.read_bytes())
    damaged[PAGE + 7] ^= 1
    path.write_bytes(damaged)
    pages = open_pages(str(path), token)
    assert pages is not None
    assert pages.read(0, PAGE) == CONTENT[:PAGE]
    assert pages.read(2 * PAGE, 3 * PAGE) == CONTENT[2 * PAGE : 3 * PAGE]
    for _ in range(2):
        with pytest.raises(DamagedPageError):
            pages.read(PAGE - 1, PAGE + 1)


def test_the_old_file_stays_where_a_new_one_cannot_be_written(tmp_path: Path) -> None:
    path = tmp_path / "kept"
    token = write_pages(str(path), [b"old"])

    def parts() -> object:
        yield b"new"
        raise OSError("no space left")

    with pytest.raises(OSError, match="no space"):
        write_pages(str(path), parts())  # type: ignore[arg-type]
    assert open_pages(str(path), token) is not None
    assert [each.name for each in tmp_path.iterdir()] == ["kept"]
