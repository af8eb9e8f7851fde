"""Read the files of notes, one by one."""

from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from venture_canvas.notes.decoding import digest_of
from venture_canvas.notes.note import Note
from venture_canvas.notes.parse import MAX_NOTE_BYTES, read_note, unread_note
from venture_canvas.vault.filing import FiledNote, filed
from venture_canvas.vault.reading import UnreadableError, read

NOT_DOWNLOADED = (
    "This note is not downloaded to this computer, so nothing in it is read. Open it once to download it."
)


class NoteFile(NamedTuple):
    """A file to read.

    Arguments:
        path: of the note.
        on_disk: its path as the disk spells it.
        local: whether its content is on this disk.
        digest: of the content that is known already; empty when none is.
    """

    path: str
    on_disk: str
    local: bool
    digest: str


class NoteRead(msgspec.Struct, frozen=True, array_like=True):
    """What came of reading a file: the note, or None when the file is gone or holds what is known."""

    path: str
    note: FiledNote | None
    known: bool = False

    @property
    def parsed(self) -> bool:
        """Whether a content was parsed."""
        return self.note is not None and self.note.digest != ""


File = Callable[[Note], FiledNote]
ReadMany = Callable[[Path, Sequence[NoteFile]], Generator[NoteRead]]
"""Reads files of the vault in a folder, and yields what came of each, in any order."""


def read_many(root: Path, files: Sequence[NoteFile]) -> Generator[NoteRead]:
    """Read files one after the other."""
    return (read_file(root, file, filed) for file in files)


def read_file(root: Path, file: NoteFile, keep: File) -> NoteRead:
    """Read a file.

    Arguments:
        root: the vault's folder.
        file: the file.
        keep: packs the note that is in it.
    """
    if not file.local:
        return NoteRead(file.path, keep(unread_note(file.path, "not-downloaded", NOT_DOWNLOADED)))
    try:
        content = read(root, file.on_disk, MAX_NOTE_BYTES)
    except FileNotFoundError:
        return NoteRead(file.path, None)
    except UnreadableError as error:
        return NoteRead(file.path, keep(unread_note(file.path, error.code, str(error))))
    if file.digest and file.digest == digest_of(content):
        return NoteRead(file.path, None, known=True)
    return NoteRead(file.path, keep(read_note(file.path, content)))
