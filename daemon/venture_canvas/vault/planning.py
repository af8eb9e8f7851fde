"""What to write to a file: a new text, only over the content it was made for, and only where no byte of that would be lost.

Why it was not written is told by a tree of errors:

    WriteError
    ├── NotWrittenError      nothing was written
    └── HalfWrittenError     something was, and cannot be taken back now
"""

from pathlib import Path
from typing import Literal, NamedTuple

from venture_canvas.notes.decoding import decode, digest_of, encode
from venture_canvas.notes.parse import MAX_NOTE_BYTES
from venture_canvas.vault.reading import read

Reason = Literal["stale", "open", "refused", "half-written"]


class WriteError(Exception):
    """What was to be written was not, or not as a whole.

    Arguments:
        reason: `stale` when a note is not as it was when the change was made for it, `open` when an editor holds it, `half-written` when
            some notes may have the change and others not; else `refused`.
        message: a sentence a person can act on; without absolute paths.
    """

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class NotWrittenError(WriteError):
    """Nothing was written."""


class HalfWrittenError(WriteError):
    """Some notes may be new and others old, and that cannot be undone now.

    Arguments:
        why: what keeps it from being undone, and of which note.
    """

    def __init__(self, why: str) -> None:
        super().__init__(
            "half-written",
            f"A fix was interrupted and cannot be undone now ({why}), so some notes may have it and others not. "
            "Make space, or make the vault writable; it is tried again with the next fix and at the next start.",
        )


class NewText(NamedTuple):
    """The new text of a file, and the digest of the content it was made for; None for a file that is not there yet."""

    text: str
    digest: str | None


class Plan(NamedTuple):
    """What to write to one file: the content it must have until then, or None when it must not be there, and the new one."""

    path: str
    before: bytes | None
    after: bytes


def plan(path: str, content: bytes | None, new: NewText) -> Plan:
    """Return what to write to a file.

    Arguments:
        path: relative to the vault, with `/`.
        content: its bytes now, or None when there is none.
        new: the new text.

    Raises:
        NotWrittenError: the file is not the one the text was made for, its bytes would not survive, or it would be too large to be read.
    """
    if (None if content is None else digest_of(content)) != new.digest:
        raise stale(path)
    decoded = decode(content or b"")
    if encode(decoded.text, has_bom=decoded.has_bom) != (content or b""):
        raise _refused(
            f"{path} is not saved as UTF-8, so writing it would lose characters. Save it as UTF-8."
        )
    after = encode(new.text, has_bom=decoded.has_bom)
    if len(after) > MAX_NOTE_BYTES:
        raise _refused(f"{path} would be larger than {MAX_NOTE_BYTES:,} bytes and not be read. Split it.")
    return Plan(path, content, after)


def _refused(message: str) -> NotWrittenError:
    return NotWrittenError("refused", f"{message} Nothing was written.")


def content_of(root: Path, path: str) -> bytes | None:
    """Return what a file of a vault holds now, or None when there is none.

    Raises:
        UnreadableError: it is there, but is not read.
    """
    try:
        return read(root, path, MAX_NOTE_BYTES)
    except FileNotFoundError:
        return None


def stale(path: str) -> NotWrittenError:
    """Return why nothing is written when a file is not as it was."""
    return NotWrittenError(
        "stale", f"{path} changed since this was made for it. Nothing was written; ask again."
    )
