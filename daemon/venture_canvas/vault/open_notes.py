"""The notes that are open in editors: their text stands for them, and what the disk says waits beneath until they are closed."""

from collections.abc import Mapping
from types import MappingProxyType

from venture_canvas.notes.note import Note
from venture_canvas.notes.parse import parse_note
from venture_canvas.vault.disk import DiskChange
from venture_canvas.vault.filing import Known, unpacked


class OpenNotes:
    """The notes of a vault that are open in editors."""

    def __init__(self) -> None:
        self._buffers: dict[str, Note] = {}
        self._beneath: dict[str, Known | None] = {}

    @property
    def notes(self) -> Mapping[str, Note]:
        """The notes as they are typed, by path."""
        return MappingProxyType(self._buffers)

    def edit(self, path: str, text: str, known: Known | None) -> Note:
        """Let a text stand for a note, and return it.

        Arguments:
            path: of the note.
            text: what stands in the editor.
            known: the note as it is known; when it was not open before, that is what lies beneath.
        """
        on_disk = self._beneath.setdefault(path, known)
        self._buffers[path] = parse_note(path, text, has_bom=_has_bom(on_disk))
        return self._buffers[path]

    def release(self, path: str) -> Known | None:
        """Let the disk speak for an open note again, and return what it said last."""
        del self._buffers[path]
        return self._beneath.pop(path)

    def cover(self, found: DiskChange) -> DiskChange:
        """Return what a look found, with the editors' text for the notes that are open; for those it is kept until they are closed."""
        beneath = {path: note for path, note in found.notes.items() if path in self._buffers}
        self._beneath |= beneath
        for path, note in beneath.items():
            if self._buffers[path].has_bom != _has_bom(note):
                self._buffers[path] = parse_note(path, self._buffers[path].text, has_bom=_has_bom(note))
        notes = {path: self._buffers.get(path, note) for path, note in found.notes.items()}
        return DiskChange(notes, found.files)


def _has_bom(on_disk: Known | None) -> bool:
    """Say whether a note that is open will be saved with a byte order mark."""
    return on_disk is not None and unpacked(on_disk).has_bom
