"""A write that is killed, at whatever step, leaves old or new bytes; after the next start it was made as a whole or not at all."""

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from filelock import FileLock

from proof import killed_while_writing
from proof.killed_while_writing import NEW, OLD, Killed, files_of
from venture_canvas.vault.journal import Entry
from venture_canvas.vault.planning import NewText, NotWrittenError
from venture_canvas.vault.writing import write
from venture_canvas.workspace import Workspace

HALF = (
    Entry("Log/Two.md", ".Two.tmp", b"two\n", b"new two\n"),
    Entry("One.md", ".One.tmp", b"one\n", b"new one\n"),
)


forks_only = pytest.mark.skipif(not hasattr(os, "fork"), reason="forks, and ends with SIGKILL")


@pytest.fixture(scope="module")
def kills(tmp_path_factory: pytest.TempPathFactory) -> list[Killed]:
    place = tmp_path_factory.mktemp("kills")
    command = [sys.executable, killed_while_writing.__file__, str(place)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, timeout=100)
    return [msgspec.json.decode(line, type=Killed) for line in done.stdout.splitlines()]


@forks_only
def test_the_write_is_killed_before_everything_it_asks_of_the_system(kills: list[Killed]) -> None:
    assert len(kills) > 200
    assert {"replace", "fsync", "unlink", "open", "fchmod"} <= {kill.before for kill in kills}
    assert kills[-1].left == NEW


@forks_only
def test_every_note_is_the_old_one_or_the_new_one(kills: list[Killed]) -> None:
    for kill in kills:
        for path, text in OLD.items():
            assert kill.left[path] in {text, NEW[path]}


@forks_only
def test_after_the_next_start_all_notes_are_old_or_all_are_new(kills: list[Killed]) -> None:
    for kill in kills:
        assert kill.after in (OLD, NEW), f"killed before {kill.before}, which left {kill.left}"
        assert kill.journals == []


@forks_only
def test_some_kills_left_half_a_write_to_undo(kills: list[Killed]) -> None:
    assert any(kill.left["Log/Two.md"] != OLD["Log/Two.md"] and kill.after == OLD for kill in kills)


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """A vault of which a write had replaced one note, and not the other, when it was killed."""
    vault = tmp_path / "vault"
    (vault / "Log").mkdir(parents=True)
    (vault / "One.md").write_bytes(b"one\n")
    (vault / ".One.tmp").write_bytes(b"new one\n")
    (vault / "Log" / "Two.md").write_bytes(b"new two\n")
    return vault


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    journal = tmp_path / "state" / "vault.journal"
    journal.parent.mkdir()
    journal.write_bytes(msgspec.msgpack.encode(HALF))
    return journal


def start(vault: Path, journal: Path) -> Workspace:
    workspace = Workspace(vault, journal=journal)
    workspace.open()
    workspace.close()
    return workspace


def test_what_was_written_is_put_back_and_nothing_is_left(vault: Path, journal: Path) -> None:
    start(vault, journal)
    assert files_of(vault) == {"One.md": "one\n", "Log/Two.md": "two\n"}
    assert not journal.exists()


def test_what_somebody_wrote_since_the_crash_stays(vault: Path, journal: Path) -> None:
    (vault / "Log" / "Two.md").write_bytes(b"new two\nand mine\n")
    start(vault, journal)
    assert files_of(vault) == {"One.md": "one\n", "Log/Two.md": "new two\nand mine\n"}


def test_a_write_that_came_to_its_end_stays(vault: Path, journal: Path) -> None:
    (vault / ".One.tmp").replace(vault / "One.md")
    start(vault, journal)
    assert files_of(vault) == {"One.md": "new one\n", "Log/Two.md": "new two\n"}


def test_a_journal_that_is_cut_off_undoes_nothing(vault: Path, journal: Path) -> None:
    journal.write_bytes(journal.read_bytes()[:-3])
    before = files_of(vault)
    start(vault, journal)
    assert files_of(vault) == before


def test_a_folder_that_is_gone_takes_its_half_of_the_write_along(vault: Path, journal: Path) -> None:
    (vault / "Log").rename(vault / "Elsewhere")
    start(vault, journal)
    assert files_of(vault) == {"One.md": "one\n", "Elsewhere/Two.md": "new two\n"}


def test_while_the_vault_is_away_the_journal_waits(vault: Path, journal: Path) -> None:
    vault.rename(vault.with_name("away"))
    start(vault, journal)
    assert journal.exists()

    vault.with_name("away").rename(vault)
    start(vault, journal)
    assert files_of(vault) == {"One.md": "one\n", "Log/Two.md": "two\n"}


def test_a_write_undoes_what_a_crash_left_before_it_begins(vault: Path, journal: Path) -> None:
    write(vault, {"Log/New.md": NewText("new\n", None)}, journal)
    assert files_of(vault) == {"One.md": "one\n", "Log/Two.md": "two\n", "Log/New.md": "new\n"}


def test_what_another_run_is_writing_is_left_to_it(vault: Path, journal: Path) -> None:
    before = files_of(vault)
    with FileLock(journal.with_suffix(".lock")):
        start(vault, journal)
        assert files_of(vault) == before


def test_what_cannot_be_undone_is_told_and_tried_again(
    vault: Path, journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_: object) -> None:
        raise OSError(30, "Read-only file system")

    with monkeypatch.context() as patched:
        patched.setattr("venture_canvas.vault.writing.undo", refuses)
        told = start(vault, journal).state.troubles
        assert [trouble.code for trouble in told] == ["half-written"]
        assert "Read-only file system" in told[0].message
        with pytest.raises(NotWrittenError, match="Read-only"):
            write(vault, {"Log/New.md": NewText("new\n", None)}, journal)
    start(vault, journal)
    assert files_of(vault) == {"One.md": "one\n", "Log/Two.md": "two\n"}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_the_journal_is_for_this_user_alone(tmp_path: Path) -> None:
    (tmp_path / "vault").mkdir()
    journal = tmp_path / "state" / "writing" / "vault.journal"
    write(tmp_path / "vault", {"New.md": NewText("new\n", None)}, journal)
    assert [folder.stat().st_mode & 0o777 for folder in (journal.parent, journal.parent.parent)] == [
        0o700,
        0o700,
    ]
    assert not journal.exists()
