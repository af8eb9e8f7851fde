"""Disks that are full, read-only or closed to us, and a system without free handles: old bytes stay, it is told, and it passes."""

import errno
import itertools
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from proof.killed_while_writing import files_of
from proof.permissions import bound_by_permissions
from venture_canvas.notes.decoding import digest_of
from venture_canvas.telling import Change
from venture_canvas.vault import reading
from venture_canvas.vault.place import Place
from venture_canvas.vault.planning import HalfWrittenError, NewText, NotWrittenError, WriteError
from venture_canvas.vault.writing import recover, write
from venture_canvas.workspace import Workspace

OLD = {"Log/Two.md": "two\n", "One.md": "one\n"}
NEW = dict.fromkeys(OLD, "new " * 10)
posix_only = pytest.mark.skipif(os.name == "nt", reason="needs POSIX modes, mounts or limits")


def fill(vault: Path) -> Path:
    for path, text in OLD.items():
        (vault / path).parent.mkdir(parents=True, exist_ok=True)
        (vault / path).write_text(text, encoding="utf-8")
    return vault


def fixes(size: int = 10) -> dict[str, NewText]:
    return {path: NewText("new " * size, digest_of(text.encode())) for path, text in OLD.items()}


def refusal(vault: Path, texts: dict[str, NewText], journal: Path | None = None) -> str:
    """Return why a write is refused; the vault must be as it was."""
    with pytest.raises(NotWrittenError) as refused:
        write(vault, texts, journal)
    assert files_of(vault) == OLD
    return str(refused.value)


@pytest.mark.parametrize("call", ["open", "fsync", "replace", "fchmod"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EDQUOT])
@pytest.mark.parametrize("times", [1, 2, 3])
def test_whatever_call_the_disk_refuses_the_notes_stay_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, times: int
) -> None:
    if not hasattr(os, call):
        pytest.skip("the system has no such call")
    vault, does, left = fill(tmp_path / "vault"), getattr(os, call), [times]

    def refuses(*given: object, **named: object) -> object:
        writes = call != "open" or (isinstance(given[1], int) and given[1] & os.O_CREAT)
        left[0] -= bool(writes)
        if writes and left[0] == 0:
            raise OSError(number, os.strerror(number))
        return does(*given, **named)

    monkeypatch.setattr(os, call, refuses)
    message = outcome(vault, tmp_path / "state" / "vault.journal")
    monkeypatch.undo()
    if left[0] > 0:  # There are fewer calls of this kind than that.
        assert (message, files_of(vault)) == (None, dict.fromkeys(OLD, "new " * 10))
    else:
        assert files_of(vault) == OLD
        assert message is not None
        assert os.strerror(number) in message

    write(vault, {"New.md": NewText("now\n", None)}, tmp_path / "state" / "vault.journal")
    assert (vault / "New.md").exists()


@pytest.mark.parametrize("call", ["open", "fsync", "replace", "fchmod", "unlink"])
@pytest.mark.parametrize("journaled", [True, False], ids=["with a journal", "without"])
def test_from_whatever_call_on_the_disk_refuses_everything_it_is_told_what_was_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, journaled: bool
) -> None:
    if not hasattr(os, call):
        pytest.skip("the system has no such call")
    for first in itertools.count(1):
        vault = fill(tmp_path / f"{first}" / "vault")
        journal = tmp_path / f"{first}" / "vault.journal"
        left = refuse_from(monkeypatch, call, first)
        told = told_of(vault, journal if journaled else None)
        monkeypatch.undo()
        if told is None:
            assert files_of(vault) == NEW
        if isinstance(told, NotWrittenError):
            assert files_of(vault) == OLD
        if isinstance(told, HalfWrittenError) and journaled:
            assert "Nothing was written" not in str(told)
            assert recover(vault, journal) == ()
            assert files_of(vault) in (OLD, NEW)
            assert not journal.exists()
        if left[0] > 0:  # There are fewer calls of this kind than that.
            break


def refuse_from(monkeypatch: pytest.MonkeyPatch, call: str, first: int) -> list[int]:
    """Let the disk refuse a call that writes from some time on; return what counts the calls until then."""
    does, left = getattr(os, call), [first]

    def refuses(*given: object, **named: object) -> object:
        writes = call != "open" or (isinstance(given[1], int) and given[1] & os.O_CREAT)
        left[0] -= bool(writes)
        if writes and left[0] <= 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return does(*given, **named)

    monkeypatch.setattr(os, call, refuses)
    return left


def told_of(vault: Path, journal: Path | None) -> WriteError | None:
    """Write, and return what was told when that failed."""
    try:
        write(vault, fixes(), journal)
    except WriteError as error:
        return error
    return None


THREE = {"A.md": "a\n", "B.md": "b\n", "C.md": "c\n"}


@pytest.fixture
def three(tmp_path: Path) -> Path:
    vault = tmp_path / "vault"
    vault.mkdir()
    for path, text in THREE.items():
        (vault / path).write_text(text, encoding="utf-8", newline="")
    return vault


def fixes_of_three() -> dict[str, NewText]:
    return {path: NewText(f"new {text}", digest_of(text.encode())) for path, text in THREE.items()}


def refuse_replacing(monkeypatch: pytest.MonkeyPatch, refused: Callable[[str, bytes], bool]) -> None:
    """Let the disk refuse to replace some notes, by name and new content."""
    replace_by = Place.replace_by

    def refuses(place: Place, temporary: str) -> None:
        if refused(place.name, (place.root / temporary).read_bytes()):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        replace_by(place, temporary)

    monkeypatch.setattr(Place, "replace_by", refuses)


def test_a_note_that_cannot_be_put_back_is_told_of_at_once_and_put_back_with_the_next_fix(
    three: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace(three, journal=tmp_path / "state" / "vault.journal")
    workspace.open()
    heard: list[Change] = []
    workspace.subscribe(heard.append)
    with monkeypatch.context() as patched:
        refuse_replacing(patched, lambda name, new: name == "C.md" or (name, new) == ("B.md", b"b\n"))
        with pytest.raises(HalfWrittenError, match=r"B\.md: No space left"):
            workspace.write(fixes_of_three())
    # The note before the one that fails is put back all the same.
    assert files_of(three) == {**THREE, "B.md": "new b\n"}
    assert workspace.snapshot.notes["B.md"].text == "new b\n"
    assert [trouble.code for trouble in workspace.state.troubles] == ["half-written"]
    assert heard[-1].state == workspace.state

    workspace.write({"C.md": fixes_of_three()["C.md"]})
    assert files_of(three) == {**THREE, "C.md": "new c\n"}
    assert workspace.state.troubles == ()
    assert heard[-1].state == workspace.state
    workspace.close()


@posix_only
def test_a_note_that_can_no_longer_be_read_keeps_no_other_from_being_put_back(
    three: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = tmp_path / "state" / "vault.journal"

    def refused(name: str, _: bytes) -> bool:
        if name == "C.md":
            (three / "B.md").chmod(0)
        return name == "C.md"

    with monkeypatch.context() as patched, bound_by_permissions():
        refuse_replacing(patched, refused)
        with pytest.raises(HalfWrittenError, match=r"B\.md cannot be read"):
            write(three, fixes_of_three(), journal)
        (trouble,) = recover(three, journal)
    assert "B.md cannot be read" in trouble.message
    (three / "B.md").chmod(0o644)
    assert files_of(three) == {**THREE, "B.md": "new b\n"}

    assert recover(three, journal) == ()
    assert files_of(three) == THREE


@pytest.mark.skipif(not reading.OPENS_IN_FOLDERS, reason="an open file cannot be replaced there")
def test_what_was_appended_meanwhile_is_not_lost_when_there_is_no_space_for_it(
    three: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace_by = Place.replace_by
    opened = {path: (three / path).open("ab", buffering=0) for path in THREE}

    def appended_first(place: Place, temporary: str) -> None:
        if not opened[place.name].closed:
            opened[place.name].write(b"yours\n")
            opened[place.name].close()
        replace_by(place, temporary)

    def appends_a_part(place: Place, content: bytes) -> None:
        with (three / place.path).open("ab") as note:
            note.write(content if place.name == "A.md" else content[:3])
        if place.name == "B.md":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Place, "replace_by", appended_first)
    monkeypatch.setattr(Place, "append", appends_a_part)
    with pytest.raises(NotWrittenError, match="Nothing was written"):
        write(three, fixes_of_three(), tmp_path / "state" / "vault.journal")
    assert files_of(three) == {path: f"{text}yours\n" for path, text in THREE.items()}


def outcome(vault: Path, journal: Path) -> str | None:
    """Write, and return why it was refused, if it was."""
    try:
        write(vault, fixes(), journal)
    except NotWrittenError as refused:
        return str(refused)
    return None


@contextmanager
def small_disk(place: Path, options: str) -> Iterator[Path]:
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("this user may not mount a disk")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a tmpfs")
def test_a_full_disk_keeps_the_old_notes_and_takes_new_ones_once_there_is_space(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "size=256k") as disk:
        vault = fill(disk / "vault")
        assert "No space left" in refusal(vault, fixes(100_000), tmp_path / "state" / "vault.journal")
        write(vault, fixes(), tmp_path / "state" / "vault.journal")
        assert set(files_of(vault).values()) == {"new " * 10}


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a tmpfs")
def test_without_space_for_the_cache_and_the_journal_the_vault_is_served_and_not_written_to(
    tmp_path: Path,
) -> None:
    vault = fill(tmp_path / "vault")
    with small_disk(tmp_path / "disk", "size=64k") as disk:
        (disk / "ballast").write_bytes(bytes(60 * 1024))
        workspace = Workspace(vault, cache=disk / "facts.sqlite", journal=disk / "vault.journal")
        workspace.open()
        assert [trouble.code for trouble in workspace.state.troubles] == ["cache-off"]
        assert workspace.state.notes == len(OLD)
        assert "No space left" in refusal(vault, fixes(10_000), disk / "vault.journal")
        workspace.close()


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a tmpfs")
def test_a_disk_that_became_read_only_is_read_and_not_written_to(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "size=256k") as disk:
        vault = fill(disk / "vault")
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        workspace = Workspace(vault)
        workspace.open()
        assert workspace.verify() == ()
        workspace.close()
        assert "Read-only file system" in refusal(vault, fixes(), tmp_path / "state" / "vault.journal")


@posix_only
def test_a_folder_that_may_not_be_written_to_keeps_all_notes_of_a_fix_as_they_were(tmp_path: Path) -> None:
    vault = fill(tmp_path / "vault")
    (vault / "Log").chmod(0o500)
    with bound_by_permissions():
        assert "Permission denied" in refusal(vault, fixes(), tmp_path / "state" / "vault.journal")
    (vault / "Log").chmod(0o700)
    write(vault, fixes(), tmp_path / "state" / "vault.journal")


def test_without_free_handles_notes_are_kept_or_told_of_and_are_read_again_when_there_are_some(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    resource = pytest.importorskip("resource")
    vault = fill(tmp_path / "vault")
    for path in OLD:
        os.utime(vault / path, (1, 1))
    workspace = Workspace(vault)
    workspace.open()
    (vault / "One.md").write_text("one and a half\n", encoding="utf-8")
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (len(list(Path("/dev/fd").iterdir())) - 1, hard))
    # A file settles, and its stamp is proof from then on, once the clock is past its last change.
    monkeypatch.setattr("venture_canvas.vault.files.time.time_ns", lambda: 4_000_000_000_000_000_000)
    try:
        workspace.look(["One.md"])
        workspace.look([""])
        told = {trouble.code for trouble in workspace.state.troubles}
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert told & {"unreadable", "folder-unreadable"}
    assert set(workspace.snapshot.notes) == set(OLD)

    workspace.look(["Log/Two.md"])
    assert workspace.snapshot.notes["One.md"].text == "one and a half\n"
    assert workspace.state.troubles == ()
    assert workspace.verify() == ()
    workspace.close()
