"""Fixes are written over the texts they were made for, and over no other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from venture_canvas.notes.decoding import digest_of
from venture_canvas.shapes.fixes import FixesToWrite, write_fixes
from venture_canvas.shapes.hint import START, EditFact
from venture_canvas.telling import Change
from venture_canvas.vault.planning import NotWrittenError, Reason
from venture_canvas.workspace import Workspace

NOTE = "Diary.md"
LINES = b"one\ntwo\nthree\n"
INSERTED = EditFact(NOTE, START, "inserted\n")


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    (tmp_path / NOTE).write_bytes(LINES)
    for number in range(20):  # So few notes that one is all of them are not believed to be gone.
        (tmp_path / f"{number}.md").touch()
    return tmp_path


@pytest.fixture
def workspace(vault: Path) -> Iterator[Workspace]:
    """A workspace that nobody tells what happens on the disk."""
    workspace = Workspace(vault)
    workspace.open()
    yield workspace
    workspace.close()


def made_for(content: bytes | None, *edits: EditFact) -> FixesToWrite:
    return FixesToWrite(edits or (INSERTED,), {NOTE: None if content is None else digest_of(content)})


def refusal(workspace: Workspace, fixes: FixesToWrite) -> Reason:
    """Return why fixes are not written; the note must be as it was."""
    note = workspace.root / NOTE
    before = note.read_bytes() if note.exists() else None
    with pytest.raises(NotWrittenError) as refused:
        write_fixes(workspace, fixes)
    assert (note.read_bytes() if note.exists() else None) == before
    return refused.value.reason


def change(workspace: Workspace, content: bytes | None) -> None:
    """Change the note, or take it away, and have that seen."""
    note = workspace.root / NOTE
    note.unlink() if content is None else note.write_bytes(content)
    workspace.look([NOTE])


@pytest.mark.parametrize("meanwhile", [b"one\nanother\nthree\n", b"", None])
def test_a_note_that_was_changed_and_put_back_unseen_keeps_every_byte(
    workspace: Workspace, vault: Path, meanwhile: bytes | None
) -> None:
    change(workspace, meanwhile)
    (vault / NOTE).write_bytes(LINES)
    written = write_fixes(workspace, made_for(LINES))

    assert (vault / NOTE).read_bytes() == b"inserted\n" + LINES
    assert written.hashes == {NOTE: digest_of(b"inserted\n" + LINES)}


def test_a_note_that_is_put_back_right_after_the_look_keeps_every_byte(
    workspace: Workspace, vault: Path
) -> None:
    (vault / NOTE).write_bytes(b"changed\n")

    def put_back(_: Change) -> None:
        (vault / NOTE).write_bytes(LINES)

    workspace.subscribe(put_back)
    with pytest.raises(NotWrittenError) as refused:
        write_fixes(workspace, made_for(LINES))

    assert refused.value.reason == "stale"
    assert (vault / NOTE).read_bytes() == LINES


@pytest.mark.parametrize("now", [b"one\nanother\nthree\n", b"", None])
@pytest.mark.parametrize("seen", [True, False])
def test_a_fix_for_a_text_that_is_no_more_is_stale(
    workspace: Workspace, vault: Path, now: bytes | None, seen: bool
) -> None:
    change(workspace, now)
    if not seen:
        change(workspace, LINES)
        (vault / NOTE).unlink() if now is None else (vault / NOTE).write_bytes(now)

    assert refusal(workspace, made_for(LINES)) == "stale"


def test_a_fix_that_makes_a_note_is_stale_when_there_is_one(workspace: Workspace, vault: Path) -> None:
    assert refusal(workspace, made_for(None)) == "stale"

    (vault / NOTE).unlink()
    write_fixes(workspace, made_for(None))
    assert (vault / NOTE).read_bytes() == b"inserted\n"


def test_a_note_that_is_open_is_told_as_open_even_when_it_was_typed_in(workspace: Workspace) -> None:
    workspace.edit(NOTE, "typed\n")

    assert refusal(workspace, made_for(LINES)) == "open"
    assert refusal(workspace, made_for(b"another")) == "open"


@pytest.mark.parametrize("digest", ["", digest_of(LINES), None])
def test_nothing_is_written_over_a_note_that_could_not_be_read(
    workspace: Workspace, digest: str | None
) -> None:
    change(workspace, bytes(5 * 1024 * 1024))

    assert refusal(workspace, FixesToWrite((INSERTED,), {NOTE: digest})) == "refused"
