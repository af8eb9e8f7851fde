import errno
import os
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from venture_canvas.vault.cache import Cache
from venture_canvas.vault.cache_file import CacheFile
from venture_canvas.vault.cached_notes import CachedNote
from venture_canvas.vault.filing import FiledNote
from venture_canvas.vault.roots import RootIdentity
from venture_canvas.vault.stamps import FileStamp


def baker(path: str = "a.md", facts: bytes = b"\x00facts") -> CachedNote:
    stamp = FileStamp(3, 1_700_000_000_000_000_001, 2**64 - 1, 5)
    return CachedNote(stamp, FiledNote(path, "d1", facts, b"\x00keys"))


def barber(path: str) -> CachedNote:
    stamp = FileStamp(4, 5, 6, 7, local=False, on_disk="Cafe\u0301.md")
    return CachedNote(stamp, FiledNote(path, "d2", b"more", b""))


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = tmp_path / "vault"
    folder.mkdir()
    return folder


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "one.sqlite"


class Opener:
    """Opens caches of one file and closes what a test leaves open."""

    def __init__(self, place: Path, vault: Path) -> None:
        self.place, self.vault = place, vault
        self.opened: list[Cache] = []

    def __call__(self, version: str = "1") -> Cache:
        self.opened.append(Cache(self.place, root=self.vault, version=version))
        return self.opened[-1]

    def kill(self, cache: Cache) -> None:
        """Let go of the file as a killed process does."""
        cache._file._disconnect()


@pytest.fixture
def open_cache(place: Path, vault: Path) -> Iterator[Opener]:
    opener = Opener(place, vault)
    yield opener
    for cache in opener.opened:
        cache.close()


def kept(open_cache: Opener, notes: dict[str, CachedNote]) -> None:
    cache = open_cache()
    cache.store(notes)
    cache.close()


def test_what_is_stored_is_there_after_a_restart(open_cache: Opener) -> None:
    kept(open_cache, {"Baker.md": baker("Baker.md"), "Café.md": barber("Café.md")})
    again = open_cache()
    assert again.load() == {"Baker.md": baker("Baker.md"), "Café.md": barber("Café.md")}
    assert (again.rebuilt, again.troubles) == (None, ())


def test_the_last_facts_of_a_note_stand_and_removed_ones_are_forgotten(open_cache: Opener) -> None:
    cache = open_cache()
    cache.store({"a.md": baker("a.md"), "b.md": baker("b.md")})
    cache.store({"a.md": barber("a.md")})
    cache.remove(["b.md", "never there.md"])
    assert cache.load() == {"a.md": barber("a.md")}


def test_the_identity_of_the_root_is_remembered(open_cache: Opener) -> None:
    cache = open_cache()
    assert cache.root is None
    cache.remember_root(RootIdentity(2**63 + 1, 12))
    cache.close()
    assert open_cache().root == RootIdentity(2**63 + 1, 12)


def test_another_version_begins_anew_and_says_so_once(
    open_cache: Opener, caplog: pytest.LogCaptureFixture
) -> None:
    kept(open_cache, {"a.md": baker("a.md")})
    cache = open_cache("2")
    assert cache.load() == {}
    assert cache.rebuilt == "it was written by another version"
    assert len(caplog.records) == 1
    cache.store({"a.md": barber("a.md")})
    cache.close()
    assert open_cache("2").load() == {"a.md": barber("a.md")}


def damage_zeroed(place: Path) -> None:
    place.write_bytes(bytes(place.stat().st_size))


def damage_truncated(place: Path) -> None:
    place.write_bytes(place.read_bytes()[:5000])


def damage_text(place: Path) -> None:
    place.write_text("these are not the facts you are looking for\n" * 100)


def damage_foreign_table(place: Path) -> None:
    connection = sqlite3.connect(place)
    connection.execute("DROP TABLE note")
    connection.execute("CREATE TABLE note (path, inode)")
    connection.commit()
    connection.close()


def damage_wrong_value(place: Path) -> None:
    connection = sqlite3.connect(place)
    connection.execute("UPDATE note SET inode = 'not a number'")
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    "damage", [damage_zeroed, damage_truncated, damage_text, damage_foreign_table, damage_wrong_value]
)
def test_a_damaged_cache_costs_one_rebuild_and_nothing_else(
    open_cache: Opener, place: Path, damage: object
) -> None:
    kept(
        open_cache, {path: baker(path, os.urandom(500)) for path in (f"{number}.md" for number in range(100))}
    )
    assert callable(damage)
    damage(place)
    cache = open_cache()
    assert cache.load() == {}
    assert cache.rebuilt
    cache.store({"a.md": baker("a.md")})
    cache.close()
    again = open_cache()
    assert again.load() == {"a.md": baker("a.md")}
    assert again.rebuilt is None


def test_a_byte_that_changed_in_a_packed_note_is_found_at_the_start_not_when_the_note_is_needed(
    open_cache: Opener, place: Path
) -> None:
    kept(open_cache, {"a.md": baker("a.md")})
    connection = sqlite3.connect(place)
    connection.execute("UPDATE note SET facts = x'00666163747a'")
    connection.commit()
    connection.close()

    cache = open_cache()
    assert cache.load() == {}
    assert cache.rebuilt == "it is damaged"


def test_only_after_an_unclean_stop_is_the_file_checked(
    open_cache: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks: list[str] = []
    execute = CacheFile.execute

    def listen(self: CacheFile, statement: str) -> sqlite3.Cursor:
        checks.extend([statement] * ("quick_check" in statement))
        return execute(self, statement)

    monkeypatch.setattr(CacheFile, "execute", listen)
    kept(open_cache, {"a.md": baker("a.md")})
    killed = open_cache()
    assert checks == []
    killed.store({"b.md": barber("b.md")})
    open_cache.kill(killed)
    assert open_cache().load() == {"a.md": baker("a.md"), "b.md": barber("b.md")}
    assert len(checks) == 1


def test_a_cache_in_use_is_left_alone_by_a_second_run(open_cache: Opener) -> None:
    first = open_cache()
    first.store({"a.md": baker("a.md")})
    second = open_cache("2")
    assert second.load() == {}
    second.store({"b.md": barber("b.md")})
    assert [trouble.code for trouble in second.troubles] == ["cache-off"]
    assert "another run" in second.troubles[0].message
    assert first.load() == {"a.md": baker("a.md")}


def test_a_folder_that_cannot_be_made_means_no_cache(tmp_path: Path, vault: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = Cache(tmp_path / "file" / "one.sqlite", root=vault, version="1")
    cache.store({"a.md": baker("a.md")})
    assert cache.load() == {}
    assert [trouble.code for trouble in cache.troubles] == ["cache-off"]


def test_a_full_disk_means_no_cache_and_keeps_the_file(
    open_cache: Opener, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(open_cache, {"a.md": baker("a.md")})
    cache = open_cache()

    def full(self: CacheFile, statement: str, rows: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(CacheFile, "change", full)
    cache.store({"b.md": baker("b.md")})
    assert "No space left on device" in cache.troubles[0].message
    monkeypatch.undo()
    assert open_cache().load() == {"a.md": baker("a.md")}


def test_a_page_limit_reached_is_no_damage(open_cache: Opener, place: Path) -> None:
    cache = open_cache()
    cache.store({"a.md": baker("a.md")})
    cache._file.execute("PRAGMA max_page_count = 8")
    cache.store({"b.md": baker("b.md", bytes(1_000_000))})
    assert [trouble.code for trouble in cache.troubles] == ["cache-off"]
    assert cache.rebuilt is None
    assert open_cache().load() == {"a.md": baker("a.md")}


def test_the_cache_may_not_lie_in_the_vault(vault: Path) -> None:
    with pytest.raises(ValueError, match="may not lie in the vault"):
        Cache(vault / ".cache" / "one.sqlite", root=vault, version="1")
    assert list(vault.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_folder_and_file_are_for_this_user_alone(open_cache: Opener, place: Path) -> None:
    kept(open_cache, {"a.md": baker("a.md")})
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(place.stat().st_mode) == 0o600


def test_five_thousand_notes_are_kept(open_cache: Opener) -> None:
    paths = [f"Folder {number % 50}/{number}.md" for number in range(5000)]
    notes = {path: baker(path, path.encode()) for path in paths}
    kept(open_cache, notes)
    assert open_cache().load() == notes
