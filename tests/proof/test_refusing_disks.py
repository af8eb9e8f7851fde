"""Disks that are full, read-only or closed to us, and a system without free handles: old bytes stay, it is told, and it passes."""

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from proof.killed_while_writing import files_of
from proof.permissions import bound_by_permissions
from venture_canvas.notes.decoding import digest_of
from venture_canvas.vault.planning import NewText, NotWrittenError
from venture_canvas.vault.writing import write
from venture_canvas.workspace import Workspace

OLD = {"Log/Two.md": "two\n", "One.md": "one\n"}
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
