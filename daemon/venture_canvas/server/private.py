"""Files that only their user may read.

On Linux and macOS the mode and the owner say who may read; on Windows the access list of the user's profile does, and the files
inherit it, so there is nothing to check there.
"""

import os
import stat
import tempfile
from pathlib import Path

from venture_canvas.vault.private_folder import make_private

ON_WINDOWS = os.name == "nt"
OTHERS = stat.S_IRWXG | stat.S_IRWXO


class ExposedError(Exception):
    """A file or folder that others can read or that belongs to somebody else; the message says what to do."""


def exposure(mode: int, owner: int, user: int) -> str | None:
    """Say what is wrong with the mode and the owner of a private file or folder, or None when nothing is."""
    if owner != user:
        return "belongs to another user"
    if mode & OTHERS:
        return f"can be read or changed by others (mode {stat.S_IMODE(mode):04o})"
    return None


def check_private(path: Path) -> None:
    """Make sure that only the user can read a file or folder.

    Raises:
        ExposedError: when others can, or when it belongs to somebody else.
    """
    if ON_WINDOWS:
        return
    status = path.stat()
    if wrong := exposure(status.st_mode, status.st_uid, os.getuid()):
        wanted = "700" if stat.S_ISDIR(status.st_mode) else "600"
        raise ExposedError(
            f"{path} {wrong}, and it guards the access to your vaults. Run: chmod {wanted} '{path}' (if somebody else may have "
            f"read it, delete the files in that folder instead; the daemon makes new ones)."
        )


def make_private_folder(folder: Path) -> None:
    """Create a folder for private files, or check the one that is there.

    Raises:
        ExposedError: when the folder exists and is open to others.
    """
    make_private(folder)
    check_private(folder)


def write_private(path: Path, content: bytes) -> None:
    """Replace a private file in a private folder.

    Raises:
        ExposedError: when the folder is open to others.
    """
    make_private_folder(path.parent)
    replace_file(path, content)


def replace_file(path: Path, content: bytes) -> None:
    """Replace one of the daemon's own files in one step: a reader sees the old or the new content whole. Only the user can read it."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def read_private(path: Path) -> bytes | None:
    """Return the content of a private file, or None when there is none.

    Raises:
        ExposedError: when others can read the file or its folder.
    """
    try:
        check_private(path.parent)
        check_private(path)
        return path.read_bytes()
    except FileNotFoundError:
        return None
