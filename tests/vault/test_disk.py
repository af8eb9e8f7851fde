"""What a look at the disk finds, when files change between being seen and being read."""

from collections.abc import Callable, Generator, Sequence
from pathlib import Path

import pytest

from venture_canvas.notes.decoding import digest_of
from venture_canvas.vault.disk import Disk
from venture_canvas.vault.note_files import NoteFile, NoteRead, ReadMany, read_many


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = tmp_path / "vault"
    folder.mkdir()
    for name in ("a.md", "b.md"):
        (folder / name).write_text(name)
    return folder


@pytest.fixture(params=["without a cache", "with a cache"])
def cache(request: pytest.FixtureRequest, tmp_path: Path) -> Path | None:
    return tmp_path / "cache" / "vault.sqlite" if request.param == "with a cache" else None


def reading_after(do: Callable[[], object]) -> ReadMany:
    """Do something when the files were looked at, before the first is read."""

    def read(root: Path, files: Sequence[NoteFile]) -> Generator[NoteRead]:
        do()
        yield from read_many(root, files)

    return read


def test_a_note_that_goes_between_the_look_and_the_reading_is_gone_until_it_is_back(
    vault: Path, cache: Path | None
) -> None:
    disk = Disk(vault, cache)
    assert disk.open().notes.keys() == {"a.md", "b.md"}
    (vault / "a.md").write_text("changed")

    assert disk.look(["a.md"], read=reading_after((vault / "a.md").unlink)).notes == {"a.md": None}
    disk.close()
    disk = Disk(vault, cache)
    assert disk.open().notes.keys() == {"b.md"}
    (vault / "a.md").write_text("back")
    back = disk.look(["a.md"]).notes["a.md"]
    disk.close()
    assert back is not None
    assert back.digest == digest_of(b"back")


def test_a_note_that_comes_and_goes_before_it_is_read_is_gone_and_told_once(vault: Path) -> None:
    disk = Disk(vault)
    disk.open()
    (vault / "new.md").write_text("new")

    assert disk.look(["new.md"], read=reading_after((vault / "new.md").unlink)).notes == {"new.md": None}
    assert disk.look(["new.md"]).notes == {}


def test_a_cache_that_would_lie_in_the_vault_is_not_kept_and_the_vault_is_read_all_the_same(
    vault: Path,
) -> None:
    disk = Disk(vault, vault / ".cache" / "vault.sqlite")

    assert disk.open().notes.keys() == {"a.md", "b.md"}
    disk.close()

    assert not disk.remembers
    (trouble,) = disk.troubles
    assert trouble.code == "cache-off"
    assert str(vault / ".cache") in trouble.message
    assert "Take a folder as vault" in trouble.message
    assert {file.name for file in vault.iterdir()} == {"a.md", "b.md"}


def test_nothing_is_asked_of_the_disk_before_the_vault_is_opened(vault: Path, tmp_path: Path) -> None:
    Disk(vault, tmp_path / "cache" / "vault.sqlite").close()

    assert not (tmp_path / "cache").exists()
