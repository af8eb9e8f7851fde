"""Fixes to write, in JSON: edits, and the versions of the notes they were made for."""

import unicodedata

import msgspec

from venture_canvas.notes.note import Note
from venture_canvas.notes.splices import OverlapError, Splice, spliced, with_line_ends_of
from venture_canvas.positions import positions_of
from venture_canvas.shapes.hint import EditFact
from venture_canvas.vault.planning import NewText, NotWrittenError, stale
from venture_canvas.workspace import Workspace


class FixesToWrite(msgspec.Struct, frozen=True):
    """Edits, and the hash of each note they were made for, as a list of hints gives it; null for a note that is not there yet."""

    edits: tuple[EditFact, ...]
    hashes: dict[str, str | None]


class WrittenNotes(msgspec.Struct, frozen=True):
    """The hashes of the notes that were written."""

    hashes: dict[str, str]


class UnguardedError(Exception):
    """Edits of a note without the hash of the text they were made for."""


def write_fixes(workspace: Workspace, fixes: FixesToWrite) -> WrittenNotes:
    """Write edits to the disk, of all notes or of none.

    Raises:
        HalfWrittenError: it failed in the middle, and cannot be undone now.
        NotWrittenError: nothing was written, and why.
        UnguardedError: a hash is missing.
    """
    by_path: dict[str, list[EditFact]] = {}
    for edit in fixes.edits:
        by_path.setdefault(unicodedata.normalize("NFC", edit.path), []).append(edit)
    hashes = {unicodedata.normalize("NFC", path): digest for path, digest in fixes.hashes.items()}
    unguarded = sorted(by_path.keys() - hashes.keys())
    if unguarded:
        raise UnguardedError(f"Send the hash of {unguarded[0]} that came with its hints: it guards the text.")
    with workspace.reading() as index:
        workspace.refuse_open(by_path)
        # Nobody may have told yet of what was just saved, nor of what was changed and put back.
        workspace.look(by_path)
        workspace.write(
            {path: _new(path, edits, hashes[path], index.notes.get(path)) for path, edits in by_path.items()}
        )
        return WrittenNotes({path: index.notes[path].digest for path in sorted(by_path)})


def _new(path: str, edits: list[EditFact], digest: str | None, note: Note | None) -> NewText:
    if note and not note.was_read:
        raise NotWrittenError("refused", f"{path} could not be read, so nothing is written to it.")
    # The edits fit the text that has the digest, and no other: put into another one, they would take the place of what the file holds.
    if digest != (note.digest if note else None):
        raise stale(path)
    text = note.text if note else ""
    positions = positions_of(text)
    try:
        splices = (
            Splice(positions.span(edit.range.plain()), with_line_ends_of(text, edit.text)) for edit in edits
        )
        return NewText(spliced(text, splices), digest)
    except OverlapError as error:
        raise NotWrittenError("refused", f"{error} Nothing was written.") from error
