"""The temporary file beside a note, which takes the note's place; a dot-file, so that Obsidian and our own watcher pass over it."""

import os
import secrets
import stat
from contextlib import ExitStack

from venture_canvas.vault.attributes import CAN_COPY, copy_attributes
from venture_canvas.vault.place import Place

NEW_MODE = 0o666
"""What a new note may be at most; the user's umask takes away from it, as for any editor."""


def temporary_name() -> str:
    """Return a name for a temporary file. It does not hold the note's, which may be as long as a name can be."""
    return f".venture-canvas-{secrets.token_hex(6)}.tmp"


def write_beside(
    place: Place, name: str, content: bytes, former: os.stat_result | None, handles: ExitStack
) -> None:
    """Write content to a new file beside a note; it is gone with the handles, unless it was renamed.

    Arguments:
        place: the note's.
        name: of the new file.
        content: of the new file.
        former: the status of the note, whose mode and attributes the new file gets; None when there is no note yet.
        handles: for how long the file stays.

    Raises:
        OSError: the system refuses.
    """
    handle = place.create(name, NEW_MODE if former is None else 0o600)
    handles.callback(place.remove, name)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        if former is not None:
            _copy_attributes(place, file.fileno(), former)
        os.fsync(file.fileno())


def _copy_attributes(place: Place, handle: int, former: os.stat_result) -> None:
    if hasattr(os, "fchmod"):
        os.fchmod(handle, stat.S_IMODE(former.st_mode))
    if not CAN_COPY:
        return
    source = os.open(place.at(place.name), os.O_RDONLY | os.O_NOFOLLOW, dir_fd=place.folder)
    try:
        copy_attributes(source, handle)
    finally:
        os.close(source)
