import os
import stat
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from venture_canvas.vault import files as files_module
from venture_canvas.vault import reading
from venture_canvas.vault.files import Scan, is_note, scan, topmost
from venture_canvas.vault.reading import UnreadableError, read, safe_parts
from venture_canvas.vault.roots import find_root, identify
from venture_canvas.vault.stamps import FileStamp, is_link, is_local, stamp_of

NFC, NFD = "Caf\u00e9.md", "Cafe\u0301.md"
LINUX = sys.platform.startswith("linux")
POSIX = os.name == "posix"
NOBODY = 65534


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    root = tmp_path / "vault"
    (root / "Folder" / "Deep").mkdir(parents=True)
    (root / "a.md").write_text("one")
    (root / "Folder" / "b.md").write_text("two")
    (root / "Folder" / "Deep" / "c.png").write_bytes(b"three")
    return root


def codes(found: Scan) -> list[tuple[str, str | None]]:
    return sorted((trouble.code, trouble.path) for trouble in found.troubles)


def status(**fields: int) -> os.stat_result:
    """Return a status as another system gives it."""
    usual = {"st_mode": stat.S_IFREG, "st_size": 1, "st_mtime_ns": 2, "st_ino": 3, "st_ctime_ns": 4}
    return cast("os.stat_result", SimpleNamespace(**(usual | fields)))


# Which folder is the vault.


@pytest.mark.parametrize("marker", [".obsidian/app.json", "venture-canvas.toml"])
def test_the_root_is_the_nearest_marked_folder_above(vault: Path, marker: str) -> None:
    (vault / marker).parent.mkdir(exist_ok=True)
    (vault / marker).touch()
    for path in (vault, vault / "a.md", vault / "Folder", vault / "Folder" / "Deep" / "c.png"):
        assert find_root(path) == vault.resolve()


def test_the_nearest_of_two_marked_folders_is_the_root(vault: Path) -> None:
    (vault / ".obsidian").mkdir()
    (vault / "Folder" / ".obsidian").mkdir()
    assert find_root(vault / "Folder" / "b.md") == (vault / "Folder").resolve()


def test_without_a_mark_a_folder_is_its_own_root_and_a_file_lies_in_it(vault: Path) -> None:
    assert find_root(vault / "Folder") == (vault / "Folder").resolve()
    assert find_root(vault / "Folder" / "b.md") == (vault / "Folder").resolve()


def test_a_mistyped_path_makes_no_vault_of_the_folder_above(vault: Path) -> None:
    with pytest.raises(FileNotFoundError, match="Check the spelling"):
        find_root(vault / "Foldr")


def test_the_root_is_known_again_and_told_from_another(vault: Path, tmp_path: Path) -> None:
    assert identify(vault) == identify(vault)
    assert identify(vault) != identify(tmp_path)
    assert identify(vault / "a.md") is None
    assert identify(vault / "missing") is None


# Looking at all of it.


def test_every_file_is_found_with_its_stamp(vault: Path) -> None:
    found = scan(vault)
    assert sorted(found.files) == ["Folder/Deep/c.png", "Folder/b.md", "a.md"]
    assert found.files["a.md"] == stamp_of((vault / "a.md").lstat())
    assert (found.root, found.empty) == (identify(vault), False)
    assert (found.under, found.unreadable) == (frozenset({""}), frozenset())
    assert found.troubles == ()


def test_dot_files_and_dot_folders_do_not_exist(vault: Path) -> None:
    for path in (".hidden.md", ".obsidian/app.json", "Folder/.trash/old.md"):
        (vault / path).parent.mkdir(exist_ok=True)
        (vault / path).touch()
    assert sorted(scan(vault).files) == ["Folder/Deep/c.png", "Folder/b.md", "a.md"]
    assert scan(vault, {".hidden.md", ".obsidian", "Folder/.trash/old.md", ".."}).files == {}


def test_a_missing_root_is_told_from_an_empty_one(tmp_path: Path) -> None:
    missing = scan(tmp_path / "missing")
    assert (missing.root, missing.empty) == (None, False)
    (tmp_path / "bare").mkdir()
    assert scan(tmp_path / "bare").empty
    (tmp_path / "bare" / ".obsidian").mkdir()
    assert not scan(tmp_path / "bare").empty


def test_a_root_that_goes_away_during_the_scan_is_missing(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [identify(vault), None]
    monkeypatch.setattr(files_module, "identify", lambda root: answers.pop(0))
    assert scan(vault).root is None


def test_a_file_that_goes_away_during_the_scan_takes_no_other_with_it(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = files_module._status
    monkeypatch.setattr(files_module, "_status", lambda entry: None if entry.name == "a.md" else look(entry))
    assert sorted(scan(vault).files) == ["Folder/Deep/c.png", "Folder/b.md"]


@pytest.mark.skipif(not POSIX, reason="makes links and pipes")
def test_links_are_not_followed_and_pipes_are_no_files(vault: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.md").write_text("secret")
    (vault / "link.md").symlink_to(tmp_path / "outside.md")
    (vault / "loop").symlink_to(vault)
    os.mkfifo(vault / "pipe.md")
    found = scan(vault)
    assert sorted(found.files) == ["Folder/Deep/c.png", "Folder/b.md", "a.md"]
    assert codes(found) == [("symbolic-link", "link.md"), ("symbolic-link", "loop")]
    assert scan(vault, {"link.md", "loop/a.md", "pipe.md"}).files == {}


@pytest.mark.skipif(not POSIX, reason="makes links")
def test_a_link_is_told_of_when_only_its_place_is_looked_at(vault: Path) -> None:
    (vault / "link.md").symlink_to(vault / "a.md")
    (vault / "loop").symlink_to(vault)

    assert codes(scan(vault, {"link.md", "loop"})) == [
        ("symbolic-link", "link.md"),
        ("symbolic-link", "loop"),
    ]
    assert codes(scan(vault, {"loop/a.md"})) == []


@pytest.mark.skipif(not LINUX, reason="other systems refuse such names")
def test_a_name_that_is_not_utf_8_is_a_trouble_and_no_crash(vault: Path) -> None:
    bad = os.fsencode(vault) + b"/caf\xe9.md"
    Path(os.fsdecode(bad)).write_text("latin 1")
    found = scan(vault)
    assert len(found.files) == 3
    assert codes(found) == [("name-not-utf-8", "caf\\xe9.md")]
    assert scan(vault, {"caf\udce9.md"}).files == {}


@pytest.mark.skipif(not LINUX, reason="macOS takes the two spellings for one name")
def test_paths_are_nfc_and_the_spelling_of_the_disk_is_kept(vault: Path) -> None:
    folder = unicodedata.normalize("NFD", "Früh")
    (vault / folder).mkdir()
    (vault / folder / NFD).write_text("decomposed")
    key = f"Früh/{NFC}"
    for under in ({""}, {"Früh"}, {key}):
        stamp = scan(vault, under).files[key]
        assert stamp.on_disk == f"{folder}/{NFD}"
        assert read(vault, stamp.on_disk, 100) == b"decomposed"


@pytest.mark.skipif(not LINUX, reason="macOS takes the two spellings for one name")
def test_of_two_spellings_of_a_name_the_nfc_one_stands_whatever_was_asked_for(vault: Path) -> None:
    (vault / NFD).write_text("decomposed")
    (vault / NFC).write_text("composed")
    for under in ({""}, {NFC}):
        found = scan(vault, under)
        assert found.files[NFC].on_disk == ""
        assert ("same-name-twice", NFC) in codes(found)


@pytest.mark.parametrize("place", ["Folder", "Folder/Deep"])
def test_a_folder_that_may_not_be_looked_into_is_unreadable_and_the_rest_is_not(
    vault: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    look: Callable[[Any], Any] = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith(place):
            raise PermissionError(13, "Permission denied")
        return look(path)

    monkeypatch.setattr("os.scandir", refuse)
    found = scan(vault)
    assert found.unreadable == {place}
    assert "a.md" in found.files
    assert codes(found) == [("folder-unreadable", place)]
    assert scan(vault, {place}).unreadable == {place}


@contextmanager
def somebody_without_rights() -> Iterator[None]:
    """Give up the superuser's rights for a while: permissions do not hold for it."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(not POSIX, reason="Windows has no modes")
def test_a_real_refusal_is_unreadable() -> None:
    with TemporaryDirectory() as open_to_all:
        vault = Path(open_to_all)
        vault.chmod(0o755)
        (vault / "Folder").mkdir(mode=0)
        with somebody_without_rights():
            assert scan(vault).unreadable == {"Folder"}
            assert scan(vault, {"Folder/b.md"}).unreadable == {"Folder/b.md"}
        (vault / "Folder").chmod(0o700)


# Looking at a part.


@pytest.mark.parametrize(
    ("under", "expected"),
    [
        ({"a.md"}, ["a.md"]),
        ({"Folder"}, ["Folder/Deep/c.png", "Folder/b.md"]),
        ({"Folder", "Folder/b.md"}, ["Folder/Deep/c.png", "Folder/b.md"]),
        ({"Folder/b.md", "a.md"}, ["Folder/b.md", "a.md"]),
        ({"missing.md", "a.md/inside.md", "Missing/x.md"}, []),
        (set(), []),
    ],
)
def test_only_what_was_asked_for_is_looked_at(vault: Path, under: set[str], expected: list[str]) -> None:
    assert sorted(scan(vault, under).files) == expected


def test_where_case_does_not_count_a_name_in_another_case_is_not_there(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exists, look = os.path.lexists, os.lstat
    on_disk = {name.casefold(): name for name in (str(path) for path in (vault, *vault.rglob("*")))}

    def true_path(path: str) -> str:
        return on_disk.get(str(path).casefold(), str(path))

    monkeypatch.setattr("os.path.lexists", lambda path: exists(true_path(path)))
    monkeypatch.setattr("os.lstat", lambda path: look(true_path(path)))
    assert sorted(scan(vault, {"A.md", "FOLDER", "folder/b.md"}).files) == []
    assert sorted(scan(vault, {"a.md", "Folder/b.md"}).files) == ["Folder/b.md", "a.md"]


@given(st.sets(st.sampled_from(["", "a", "a/b", "a/b/c", "a/c", "ab", "b", "b/a"])))
def test_the_topmost_paths_cover_all_and_none_lies_beneath_another(paths: set[str]) -> None:
    kept = topmost(paths)

    def beneath(path: str, top: str) -> bool:
        return not top or path == top or path.startswith(f"{top}/")

    assert all(any(beneath(path, top) for top in kept) for path in paths)
    assert not any(beneath(path, top) for path in kept for top in kept if path != top)


def test_notes_are_told_by_their_names() -> None:
    assert [is_note(path) for path in ("a.md", "Folder/B.MD", "a.mdx", "a.canvas", "md")] == [
        True,
        True,
        False,
        False,
        False,
    ]


# What other systems say of a file.


def test_on_windows_inode_and_change_time_do_not_count() -> None:
    assert stamp_of(status(), windows=True) == FileStamp(1, 2, 0, 0)
    assert stamp_of(status(), windows=False) == FileStamp(1, 2, 3, 4)


@pytest.mark.parametrize(
    ("fields", "local"),
    [
        ({}, True),
        ({"st_file_attributes": stat.FILE_ATTRIBUTE_ARCHIVE}, True),
        ({"st_file_attributes": stat.FILE_ATTRIBUTE_OFFLINE}, False),
        ({"st_file_attributes": 0x0040_0000}, False),
        ({"st_file_attributes": 0x0004_0000}, False),
        ({"st_flags": 0x4000_0000}, False),
        ({"st_flags": stat.UF_HIDDEN}, True),
    ],
)
def test_a_file_that_is_not_downloaded_is_known_as_such(fields: dict[str, int], local: bool) -> None:
    assert is_local(status(**fields)) is local
    assert stamp_of(status(**fields)).local is local


@pytest.mark.parametrize(
    ("fields", "link"),
    [
        ({}, False),
        ({"st_mode": stat.S_IFLNK}, True),
        ({"st_mode": stat.S_IFDIR, "st_reparse_tag": 0xA000_0003}, True),
        ({"st_mode": stat.S_IFDIR, "st_reparse_tag": 0x9000_001A}, False),
    ],
)
def test_a_junction_is_a_link_and_a_cloud_folder_is_none(fields: dict[str, int], link: bool) -> None:
    assert is_link(status(**fields)) is link


# Reading one file.


@pytest.fixture(params=[True, False], ids=["in folders", "and check"])
def both_ways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param and not reading.OPENS_IN_FOLDERS:
        pytest.skip("this system cannot open a file within an open folder")
    monkeypatch.setattr(reading, "OPENS_IN_FOLDERS", request.param)


@pytest.mark.usefixtures("both_ways")
class TestRead:
    def test_a_file_is_read_as_it_is(self, vault: Path) -> None:
        (vault / "bytes.md").write_bytes(b"\xef\xbb\xbfa\r\nb\x1a\x00\xff")
        assert read(vault, "bytes.md", 100) == b"\xef\xbb\xbfa\r\nb\x1a\x00\xff"
        assert read(vault, "Folder/Deep/c.png", 100) == b"three"

    def test_an_empty_file_has_no_bytes(self, vault: Path) -> None:
        (vault / "empty.md").touch()
        assert read(vault, "empty.md", 0) == b""

    def test_a_file_at_the_limit_is_read_and_one_above_is_not(self, vault: Path) -> None:
        assert read(vault, "a.md", 3) == b"one"
        with pytest.raises(UnreadableError, match="larger than 2 bytes") as refused:
            read(vault, "a.md", 2)
        assert refused.value.code == "note-too-large"

    def test_a_file_that_grew_since_its_size_was_asked_is_read_to_its_end(
        self, vault: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        ask = os.fstat

        def small(handle: int) -> object:
            found = ask(handle)
            return SimpleNamespace(st_size=0, st_mode=found.st_mode, st_ino=found.st_ino, st_dev=found.st_dev)

        monkeypatch.setattr("os.fstat", small)
        assert read(vault, "a.md", 100) == b"one"
        with pytest.raises(UnreadableError, match="larger"):
            read(vault, "a.md", 2)

    @pytest.mark.parametrize("path", ["gone.md", "Gone/a.md", "a.md/inner.md"])
    def test_a_file_that_is_gone_is_not_found(self, vault: Path, path: str) -> None:
        with pytest.raises(FileNotFoundError, match="not in the vault"):
            read(vault, path, 100)

    @pytest.mark.parametrize(
        "path",
        [
            "../outside.md",
            "Folder/../../outside.md",
            "/etc/hostname",
            "",
            "a.md/",
            "./a.md",
            "a\0.md",
            "Folder//b.md",
        ],
    )
    def test_no_path_leads_out(self, vault: Path, path: str) -> None:
        (vault.parent / "outside.md").write_text("secret")
        with pytest.raises(UnreadableError) as refused:
            read(vault, path, 100)
        assert refused.value.code == "outside-the-vault"

    @pytest.mark.skipif(not POSIX, reason="makes links")
    @pytest.mark.parametrize("link", ["a.md", "Folder", "Folder/Deep"])
    @pytest.mark.parametrize("target", ["inside", "outside"])
    def test_no_link_leads_anywhere(self, vault: Path, tmp_path: Path, link: str, target: str) -> None:
        moved = (vault if target == "inside" else tmp_path) / "moved"
        (vault / link).rename(moved)
        (vault / link).symlink_to(moved)
        path = {"a.md": "a.md", "Folder": "Folder/b.md", "Folder/Deep": "Folder/Deep/c.png"}[link]
        with pytest.raises(UnreadableError) as refused:
            read(vault, path, 100)
        assert refused.value.code == "outside-the-vault"
        assert str(tmp_path) not in str(refused.value)

    @pytest.mark.skipif(not POSIX, reason="makes links")
    def test_a_root_that_is_a_link_is_followed(self, vault: Path, tmp_path: Path) -> None:
        (tmp_path / "way").symlink_to(vault)
        assert read(tmp_path / "way", "Folder/b.md", 100) == b"two"

    @pytest.mark.skipif(not POSIX, reason="makes a pipe")
    def test_a_pipe_in_a_notes_place_is_refused_and_does_not_hang(self, vault: Path) -> None:
        os.mkfifo(vault / "pipe.md")
        with pytest.raises(UnreadableError, match="not a file"):
            read(vault, "pipe.md", 100)
        with pytest.raises(UnreadableError, match="not a file"):
            read(vault, "Folder", 100)

    def test_a_file_that_is_not_downloaded_is_not_opened(
        self, vault: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        opened: list[object] = []
        open_file = os.open

        def listen(path: object, *rest: Any, **more: Any) -> int:
            opened.append(path)
            return open_file(cast("str", path), *rest, **more)

        monkeypatch.setattr("os.open", listen)
        monkeypatch.setattr(reading, "is_local", lambda found: False)
        with pytest.raises(UnreadableError, match="not downloaded") as refused:
            read(vault, "a.md", 100)
        assert refused.value.code == "not-downloaded"
        assert not [path for path in opened if str(path).endswith("a.md")]

    def test_a_refusal_is_told_without_absolute_paths(
        self, vault: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_: object, **__: object) -> int:
            raise PermissionError(13, "Permission denied", str(vault / "a.md"))

        monkeypatch.setattr("os.open", refuse)
        with pytest.raises(UnreadableError, match="Check its permissions") as refused:
            read(vault, "a.md", 100)
        assert refused.value.code == "unreadable"
        assert str(vault) not in str(refused.value)

    def test_no_handle_stays_open(self, vault: Path) -> None:
        for path in ("a.md", "Folder/b.md", "gone.md", "Folder"):
            for _ in range(300):
                try:
                    read(vault, path, 2)
                except (UnreadableError, FileNotFoundError):
                    continue
        assert read(vault, "a.md", 3) == b"one"


@pytest.mark.skipif(not POSIX, reason="makes links")
def test_a_link_swapped_in_after_the_check_is_found_out(
    vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "Away").mkdir()
    (tmp_path / "Away" / "b.md").write_text("secret")
    open_file = os.open

    def swap(path: Any, *rest: Any, **more: Any) -> int:
        if not (vault / "Folder").is_symlink():
            (vault / "Folder").rename(tmp_path / "old")
            (vault / "Folder").symlink_to(tmp_path / "Away")
        return open_file(path, *rest, **more)

    monkeypatch.setattr(reading, "OPENS_IN_FOLDERS", False)
    monkeypatch.setattr("os.open", swap)
    with pytest.raises(UnreadableError, match="symbolic link"):
        read(vault, "Folder/b.md", 100)


def once_checked(monkeypatch: pytest.MonkeyPatch, do: Callable[[], object]) -> None:
    """Do something when a file was looked at and is not yet opened."""
    refuse = reading._refuse

    def check(status: os.stat_result, path: str) -> None:
        refuse(status, path)
        do()

    monkeypatch.setattr(reading, "_refuse", check)


@pytest.mark.skipif(not reading.OPENS_IN_FOLDERS, reason="opens a file within an open folder")
@pytest.mark.parametrize("swapped", ["a.md", "Folder/b.md"])
def test_a_note_that_becomes_a_link_before_it_is_opened_leads_nowhere(
    vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, swapped: str
) -> None:
    (tmp_path / "secret.md").write_text("secret")

    def swap() -> None:
        (vault / swapped).unlink()
        (vault / swapped).symlink_to(tmp_path / "secret.md")

    once_checked(monkeypatch, swap)
    with pytest.raises(UnreadableError):
        read(vault, swapped, 100)


@pytest.mark.skipif(not POSIX, reason="makes a pipe")
@pytest.mark.timeout(10)
def test_a_note_that_becomes_a_pipe_before_it_is_opened_holds_nobody_up(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def swap() -> None:
        (vault / "a.md").unlink()
        os.mkfifo(vault / "a.md")

    once_checked(monkeypatch, swap)
    assert read(vault, "a.md", 100) == b""


@pytest.mark.parametrize(
    "path", ["C:/a.md", "C:a.md", "a.md:stream", "Folder\\..\\..\\a.md", "\\\\server\\share"]
)
def test_on_windows_drives_backslashes_and_streams_are_refused(path: str) -> None:
    with pytest.raises(UnreadableError):
        safe_parts(path, windows=True)
    if "/" not in path:
        assert safe_parts(path, windows=False) == (path,)
