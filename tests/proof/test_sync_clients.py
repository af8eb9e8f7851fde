"""What sync clients leave in a vault: files that come in pieces, files beside files, and copies of both sides of a conflict."""

from pathlib import Path

import pytest

from proof.comparing import apart, told
from proof.vocabulary import GOOD
from venture_canvas.workspace import Workspace

WHOLE = GOOD["TinyNight.md"]
COPIES = (
    "TinyNight (conflicted copy 2026-11-20).md",
    "TinyNight (Ama's conflicted copy 2026-11-20).md",
    "TinyNight.sync-conflict-20261120-101500-ABCDEFG.md",
    "TinyNight - conflict copy.md",
)
UNFINISHED = (
    ".syncthing.TinyNight.md.tmp",
    "~syncthing~TinyNight.md.tmp",
    ".TinyNight.md.icloud",
    "TinyNight.md.partial",
    "TinyNight.md.crdownload",
    ".~lock.TinyNight.md#",
    "TinyNight.md.part",
)


def opened(vault: Path) -> Workspace:
    workspace = Workspace(vault)
    workspace.open()
    return workspace


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    vault = tmp_path / "vault"
    vault.mkdir()
    (vault / "TinyNight.md").write_text(WHOLE, encoding="utf-8")
    return vault


@pytest.mark.parametrize("name", COPIES)
def test_a_conflict_copy_is_a_note_and_no_second_venture(vault: Path, name: str) -> None:
    live = opened(vault)
    (vault / name).write_text(WHOLE.replace("Parents", "Mothers"), encoding="utf-8")
    live.look([name])

    assert [venture.root for venture in live.ventures] == ["TinyNight.md"]
    assert name in live.snapshot.notes
    live.close()


@pytest.mark.parametrize("name", UNFINISHED)
def test_a_file_that_is_not_there_in_full_yet_is_no_note(vault: Path, name: str) -> None:
    live = opened(vault)
    (vault / name).write_text(WHOLE[:100], encoding="utf-8")
    live.look([name])

    assert set(live.snapshot.notes) == {"TinyNight.md"}
    live.close()


def test_a_note_that_comes_in_pieces_is_in_the_end_what_it_is_as_a_whole(vault: Path) -> None:
    live, note = opened(vault), vault / "TinyNight.md"
    content = note.read_bytes()
    for size in range(0, len(content), 97):
        note.write_bytes(content[:size])
        live.look(["TinyNight.md"])
    note.write_bytes(content)
    live.look(["TinyNight.md"])

    fresh = opened(vault)
    assert list(apart(told(live), told(fresh))) == []
    for workspace in (live, fresh):
        workspace.close()
