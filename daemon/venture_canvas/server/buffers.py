"""The notes that are open in editors, and whose text counts while two editors have the same one open.

The editor that typed last is believed. When it closes the note, the text of another that still has it open counts again; when none
has, the disk does.
"""

import threading

import msgspec

from venture_canvas.notes.splices import Splice, spliced
from venture_canvas.positions import Positions
from venture_canvas.shapes.ranges import Range
from venture_canvas.workspace import Workspace


class TextEdit(msgspec.Struct, frozen=True):
    """A piece of a text and what to put in its place; as in the Language Server Protocol 3.17, "TextEdit"."""

    range: Range
    text: str


def apply_edits(text: str, edits: tuple[TextEdit, ...]) -> str:
    """Return a text after edits that were all made for it: every range is a range of the text as it was before.

    Raises:
        OverlapError: when two of the edits overlap.
    """
    positions = Positions(text)
    return spliced(text, [Splice(positions.span(edit.range.plain()), edit.text) for edit in edits])


class Buffers:
    """The open notes of one vault. Every method may be called from any thread.

    Arguments:
        workspace: the vault that follows what is typed.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._lock = threading.Lock()
        self._open: dict[str, dict[object, str]] = {}
        self._ended = False

    def end(self) -> None:
        """Touch the workspace no more: it is about to be closed, and editors may still leave after that."""
        with self._lock:
            self._ended = True

    def write(self, editor: object, path: str, text: str) -> None:
        """Let an editor's text stand for a note."""
        with self._lock:
            texts = self._open.setdefault(path, {})
            texts.pop(editor, None)
            texts[editor] = text
            self._believe(path, text)

    def close(self, editor: object, path: str) -> None:
        """Let go of a note in one editor."""
        with self._lock:
            texts = self._open.get(path, {})
            was_believed = bool(texts) and next(reversed(texts)) is editor
            texts.pop(editor, None)
            if texts and was_believed:
                self._believe(path, next(reversed(texts.values())))
            elif not texts and self._open.pop(path, None) is not None:
                self._believe(path, None)

    def close_all(self, editor: object) -> None:
        """Let go of every note an editor has open."""
        with self._lock:
            paths = [path for path, texts in self._open.items() if editor in texts]
        for path in paths:
            self.close(editor, path)

    def _believe(self, path: str, text: str | None) -> None:
        if self._ended:
            return
        if text is None:
            self.workspace.release(path)
        else:
            self.workspace.edit(path, text)
