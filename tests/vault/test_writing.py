"""Notes are written whole or not at all, and only over the text the change was made for."""

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from venture_canvas.notes.decoding import digest_of
from venture_canvas.notes.splices import OverlapError, Splice, spliced, with_line_ends_of
from venture_canvas.positions import Span
from venture_canvas.vault import attributes, place, reading
from venture_canvas.vault.place import Place
from venture_canvas.vault.planning import NewText, NotWrittenError
from venture_canvas.vault.replacing import Replacement, replace_all
from venture_canvas.vault.writing import write

posix_only = pytest.mark.skipif(os.name == "nt", reason="needs POSIX modes and links")


@pytest.fixture(params=["as this system does", "by path"])
def vault(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A vault; written to through handles of its folders where the system has them, and by path as on Windows."""
    if request.param == "by path":
        for module in (reading, place):
            monkeypatch.setattr(module, "OPENS_IN_FOLDERS", False)
    folder = tmp_path / "vault"
    (folder / "Log").mkdir(parents=True)
    (folder / "One.md").write_bytes(b"one\n")
    (folder / "Log" / "Two.md").write_bytes(b"two\n")
    return folder


def made_for(vault: Path, path: str, text: str) -> NewText:
    return NewText(text, digest_of((vault / path).read_bytes()))


def everything(vault: Path) -> dict[str, bytes]:
    return {
        file.relative_to(vault).as_posix(): file.read_bytes() for file in vault.rglob("*") if file.is_file()
    }


def test_all_notes_are_written_and_nothing_else_is_left(vault: Path) -> None:
    write(vault, {path: made_for(vault, path, "new 🛶\n") for path in ("One.md", "Log/Two.md")})

    assert everything(vault) == {"One.md": "new 🛶\n".encode(), "Log/Two.md": "new 🛶\n".encode()}


def test_a_note_that_is_not_there_yet_is_made(vault: Path) -> None:
    write(vault, {"Log/Three.md": NewText("three\n", None)})

    assert (vault / "Log" / "Three.md").read_bytes() == b"three\n"


@posix_only
@pytest.mark.parametrize("name", ["夜" * 82, "🛶" * 62, "n" * 252], ids=["Chinese", "emoji", "ASCII"])
def test_a_note_is_written_however_long_its_name_is(vault: Path, name: str) -> None:
    path = f"Log/{name}.md"
    (vault / path).write_bytes(b"long\n")
    write(vault, {path: made_for(vault, path, "new\n")})

    assert everything(vault) == {"One.md": b"one\n", "Log/Two.md": b"two\n", path: b"new\n"}


def test_the_byte_order_mark_and_the_line_ends_stay(vault: Path) -> None:
    (vault / "One.md").write_bytes(b"\xef\xbb\xbfone\r\ntwo\r\n")
    write(vault, {"One.md": made_for(vault, "One.md", "uno\r\ntwo\r\n")})

    assert (vault / "One.md").read_bytes() == b"\xef\xbb\xbfuno\r\ntwo\r\n"


@posix_only
def test_the_mode_stays(vault: Path) -> None:
    (vault / "One.md").chmod(0o640)
    write(vault, {"One.md": made_for(vault, "One.md", "new")})

    assert stat.S_IMODE((vault / "One.md").stat().st_mode) == 0o640


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="the system's Python has no extended attributes")
def test_extended_attributes_stay(vault: Path) -> None:
    try:
        os.setxattr(vault / "One.md", "user.colour", b"green")
    except OSError:
        pytest.skip("this file system keeps no extended attributes")
    write(vault, {"One.md": made_for(vault, "One.md", "new")})

    assert os.getxattr(vault / "One.md", "user.colour") == b"green"


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="the system's Python has no extended attributes")
def test_an_extended_attribute_that_is_refused_keeps_no_other_from_staying(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("user.author", "user.colour", "user.stars")
    try:
        for name in names:
            os.setxattr(vault / "One.md", name, b"kept")
    except OSError:
        pytest.skip("this file system keeps no extended attributes")
    setxattr, refused = os.setxattr, list[str]()

    def refuses_the_first(handle: int, name: str, value: bytes) -> None:
        if not refused:
            refused.append(name)
            raise PermissionError(1, "Operation not permitted")
        setxattr(handle, name, value)

    monkeypatch.setattr(os, "setxattr", refuses_the_first)
    write(vault, {"One.md": made_for(vault, "One.md", "new")})

    assert {name for name in os.listxattr(vault / "One.md") if name in names} == {*names} - {*refused}


@pytest.mark.skipif(sys.platform != "darwin", reason="Finder's tags are those of macOS")
def test_the_tags_of_finder_stay(vault: Path) -> None:
    def xattr(*arguments: str) -> str:
        command = ["/usr/bin/xattr", *arguments, str(vault / "One.md")]
        return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout.strip()

    xattr("-w", "com.apple.metadata:_kMDItemUserTags", "green")
    write(vault, {"One.md": made_for(vault, "One.md", "new")})

    assert xattr("-p", "com.apple.metadata:_kMDItemUserTags") == "green"


class LibraryOfMacOS:
    """What macOS's own library is asked, and for which files: to copy from one open file to another."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, int, object, int]] = []

    def fcopyfile(self, source: int, target: int, state: object, flags: int) -> int:
        self.asked.append((os.fstat(source).st_size, os.fstat(target).st_size, state, flags))
        return -1


@posix_only
def test_on_macos_its_own_call_copies_attributes_and_access_list_and_may_refuse(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = LibraryOfMacOS()
    monkeypatch.setattr(attributes, "BY_FCOPYFILE", True)
    monkeypatch.setattr("ctypes.CDLL", lambda _: library)
    write(vault, {"One.md": made_for(vault, "One.md", "new")})

    assert library.asked == [(len("one\n"), len("new"), None, 0b101)]
    assert (vault / "One.md").read_bytes() == b"new"


def refusal(vault: Path, texts: dict[str, NewText]) -> NotWrittenError:
    """Return why texts are not written; nothing in the vault may have changed by then."""
    before = everything(vault)
    with pytest.raises(NotWrittenError) as refused:
        write(vault, texts)
    assert everything(vault) == before
    assert str(vault) not in str(refused.value)
    return refused.value


def test_a_note_that_changed_since_keeps_all_of_them_from_being_written(vault: Path) -> None:
    texts = {path: made_for(vault, path, "new") for path in ("One.md", "Log/Two.md")}
    (vault / "One.md").write_bytes(b"changed")

    assert refusal(vault, texts).reason == "stale"


def test_a_note_that_went_or_came_since_counts_as_changed(vault: Path) -> None:
    gone = {"One.md": made_for(vault, "One.md", "new")}
    (vault / "One.md").unlink()

    assert refusal(vault, gone).reason == "stale"
    assert refusal(vault, {"Log/Two.md": NewText("new", None)}).reason == "stale"


def when_prepared(monkeypatch: pytest.MonkeyPatch, do: Callable[[], object]) -> None:
    """Do something when the temporary files are written and nothing is replaced yet."""

    def replace(replacements: list[Replacement]) -> None:
        do()
        replace_all(replacements)

    monkeypatch.setattr("venture_canvas.vault.writing.replace_all", replace)


def test_what_somebody_writes_at_the_last_moment_is_not_lost(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {path: made_for(vault, path, "new") for path in ("Log/Two.md", "One.md")}
    when_prepared(monkeypatch, lambda: (vault / "One.md").write_bytes(b"typed"))
    with pytest.raises(NotWrittenError) as refused:
        write(vault, texts)

    assert refused.value.reason == "stale"
    assert everything(vault) == {"One.md": b"typed", "Log/Two.md": b"two\n"}


def test_when_one_cannot_take_its_place_the_others_are_put_back(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace_by = Place.replace_by

    def fails_for_one(place: Place, name: str) -> None:
        if place.name == "One.md":
            raise PermissionError(13, "Permission denied")
        replace_by(place, name)

    monkeypatch.setattr(Place, "replace_by", fails_for_one)
    found = refusal(vault, {path: made_for(vault, path, "new") for path in ("Log/Two.md", "One.md")})

    assert found.reason == "refused"
    assert "Permission denied" in str(found)


def when_replaced(monkeypatch: pytest.MonkeyPatch, name: str, do: Callable[[], object]) -> None:
    """Do something, once, when a note was replaced."""
    replace_by = Place.replace_by
    left = [name]

    def replace(place: Place, temporary: str) -> None:
        replace_by(place, temporary)
        if place.name in left:
            left.remove(place.name)
            do()

    monkeypatch.setattr(Place, "replace_by", replace)


def test_what_somebody_writes_while_the_note_before_it_is_replaced_is_not_lost(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {path: made_for(vault, path, "new") for path in ("Log/Two.md", "One.md")}
    when_replaced(monkeypatch, "Two.md", lambda: (vault / "One.md").write_bytes(b"typed"))
    with pytest.raises(NotWrittenError) as refused:
        write(vault, texts)

    assert refused.value.reason == "stale"
    assert everything(vault) == {"One.md": b"typed", "Log/Two.md": b"two\n"}


def test_what_somebody_writes_to_a_note_that_was_replaced_is_not_put_back(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {path: made_for(vault, path, "new") for path in ("Log/Two.md", "One.md")}

    def type_in_both() -> None:
        (vault / "Log" / "Two.md").write_bytes(b"typed after it")
        (vault / "One.md").write_bytes(b"typed")

    when_replaced(monkeypatch, "Two.md", type_in_both)
    with pytest.raises(NotWrittenError):
        write(vault, texts)

    assert everything(vault) == {"One.md": b"typed", "Log/Two.md": b"typed after it"}


@posix_only
def test_what_is_appended_to_the_file_that_was_replaced_is_brought_along(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (vault / "One.md").open("ab", buffering=0) as other:
        when_replaced(monkeypatch, "One.md", lambda: other.write(b"appended\n"))
        write(vault, {"One.md": made_for(vault, "One.md", "new\n")})

    kept = b"appended\n" if reading.OPENS_IN_FOLDERS else b""
    assert (vault / "One.md").read_bytes() == b"new\n" + kept


def test_the_journal_is_on_the_disk_before_the_note_the_note_before_its_place_and_its_name_after_that(
    vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    fsync, replace = os.fsync, os.replace

    def force(handle: int) -> None:
        fsync(handle)
        done.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")

    def rename(*names: str, **folders: int | None) -> None:
        replace(*names, **folders)  # type: ignore[arg-type]  # as it is called
        done.append("rename")

    monkeypatch.setattr("os.fsync", force)
    monkeypatch.setattr("os.replace", rename)
    write(vault, {"One.md": made_for(vault, "One.md", "new")}, tmp_path / "state" / "journal")

    assert [each for each in done if each != "folder"] == ["file", "file", "rename"]
    if reading.OPENS_IN_FOLDERS:
        assert done[done.index("rename") :] == ["rename", "folder", "folder"]  # the note's, and the journal's


def test_a_read_only_note_is_not_written(vault: Path) -> None:
    (vault / "One.md").chmod(0o444)

    assert "read-only" in str(refusal(vault, {"One.md": made_for(vault, "One.md", "new")}))


def test_bytes_that_are_no_utf_8_are_not_lost(vault: Path) -> None:
    (vault / "One.md").write_bytes(b"caf\xe9\n")

    assert "UTF-8" in str(refusal(vault, {"One.md": made_for(vault, "One.md", "new")}))


@pytest.mark.parametrize("path", ["../out.md", "/out.md", "Log/../../out.md", ".obsidian/app.md", "One.txt", "a\0.md", "No such folder/x.md"])  # fmt: skip
def test_nothing_is_written_outside_of_notes(vault: Path, path: str) -> None:
    refusal(vault, {path: NewText("new", None)})

    assert not (vault.parent / "out.md").exists()


@posix_only
def test_links_are_not_followed(vault: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "Secret.md").write_bytes(b"secret")
    (vault / "Linked").symlink_to(outside)
    (vault / "Link.md").symlink_to(outside / "Secret.md")
    for path in ("Linked/Secret.md", "Link.md"):
        refusal(vault, {path: NewText("new", digest_of(b"secret"))})
    refusal(vault, {"Linked/New.md": NewText("new", None)})

    assert everything(outside) == {"Secret.md": b"secret"}


@posix_only
def test_a_folder_that_becomes_a_link_in_between_leads_nowhere(
    vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "Two.md").write_bytes(b"two\n")
    before = {"Two.md": b"two\n"}

    def swap() -> None:
        (vault / "Log").rename(tmp_path / "moved")
        (vault / "Log").symlink_to(outside)

    when_prepared(monkeypatch, swap)
    with pytest.raises(NotWrittenError):
        write(vault, {"Log/Two.md": made_for(vault, "Log/Two.md", "new")})

    assert everything(outside) == before
    assert everything(tmp_path / "moved").items() >= before.items()
    if reading.OPENS_IN_FOLDERS:
        assert everything(tmp_path / "moved") == before


def test_a_text_that_is_the_same_touches_nothing(vault: Path) -> None:
    before = (vault / "One.md").stat()
    write(vault, {"One.md": made_for(vault, "One.md", "one\n")})

    assert (vault / "One.md").stat() == before


def test_splices_are_made_for_the_text_before_them() -> None:
    splices = [Splice(Span(4, 7), "2"), Splice(Span(0, 3), "uno"), Splice(Span(3, 3), "!")]

    assert spliced("one two", splices) == "uno! 2"


@pytest.mark.parametrize("spans", [[(0, 2), (1, 3)], [(2, 1)], [(0, 9)]])
def test_splices_that_overlap_or_leave_the_text_are_refused(spans: list[tuple[int, int]]) -> None:
    with pytest.raises(OverlapError):
        spliced("text", [Splice(Span(*span), "") for span in spans])


def test_a_new_piece_takes_the_line_ends_of_the_text_unless_it_brings_its_own() -> None:
    assert with_line_ends_of("a\r\nb\n", "x\ny") == "x\r\ny"
    assert with_line_ends_of("a\rb", "x\ny") == "x\ry"
    assert with_line_ends_of("a\nb\r\n", "x\ny") == "x\ny"
    assert with_line_ends_of("a\r\nb\n", "x\ny\r\n") == "x\ny\r\n"
    assert with_line_ends_of("a", "x\ny") == "x\ny"
