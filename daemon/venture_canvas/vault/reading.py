"""Read one file of a vault, and nothing outside it.

A path can come from a client, and a folder can be swapped for a symbolic link between the check and the use. Where the system
can, the file is therefore opened folder by folder, each without following links, from a handle of the vault's own folder; there
is no moment in between. Elsewhere (Windows) every folder on the way is checked, and the file that was opened once more.
"""

import os
import re
import stat
from contextlib import ExitStack
from pathlib import Path

from venture_canvas.vault.stamps import is_link, is_local

DRIVE_OR_BACKSLASH = re.compile(r"[\\:]")
CLOSE_ON_EXEC = getattr(os, "O_CLOEXEC", 0)
# Never wait for the other end of a pipe that took a note's place, never translate line ends.
READ = os.O_RDONLY | CLOSE_ON_EXEC | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
READ_NO_LINK = READ | getattr(os, "O_NOFOLLOW", 0)
FOLDER_NO_LINK = READ_NO_LINK | getattr(os, "O_DIRECTORY", 0)
OPENS_IN_FOLDERS = os.open in os.supports_dir_fd and hasattr(os, "O_NOFOLLOW")


class UnreadableError(Exception):
    """A file is there, but is not read.

    Arguments:
        code: `unreadable`, `note-too-large`, `not-downloaded` or `outside-the-vault`.
        message: a sentence a person can act on; without absolute paths.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def read(root: Path, path: str, limit: int) -> bytes:
    """Return the content of a file.

    Arguments:
        root: the vault's folder.
        path: relative to it, with `/`, as the disk spells it (`FileStamp.on_disk`, when it has one).
        limit: the most bytes that are read.

    Raises:
        FileNotFoundError: there is no such file (any more).
        UnreadableError: it is too large, not on this disk, not a file, not allowed, or not in the vault.
    """
    parts = safe_parts(path)
    opened = _open_in_folders if OPENS_IN_FOLDERS else _open_and_check
    try:
        with ExitStack() as handles:
            return _read_all(opened(root, parts, handles), path, limit)
    except (FileNotFoundError, NotADirectoryError):
        raise FileNotFoundError(f"{path} is not in the vault any more.") from None
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise UnreadableError(
            "unreadable", f"{path} cannot be read ({why}). Check its permissions."
        ) from error


def safe_parts(path: str, *, windows: bool = os.name == "nt") -> tuple[str, ...]:
    """Return the names along a path.

    Raises:
        UnreadableError: it is absolute, climbs with `..`, or holds a NUL, an empty name or, on Windows, a backslash or a colon (a drive
            letter, or a hidden stream of a file).
    """
    parts = tuple(path.split("/"))
    if not {"", ".", ".."}.isdisjoint(parts) or "\0" in path or (windows and DRIVE_OR_BACKSLASH.search(path)):
        raise UnreadableError(
            "outside-the-vault",
            "The path leads out of the vault. Give it relative to the vault's folder, with /.",
        )
    return parts


def folder_of(root: Path, parts: tuple[str, ...], handles: ExitStack) -> int:
    """Return a handle of the folder a file is in, for as long as the handles are kept; only where folders can be opened.

    Raises:
        UnreadableError: a folder on the way is a symbolic link.
        OSError: the system refuses.
    """
    folder = _kept(os.open(root, READ | os.O_DIRECTORY), handles)
    for name in parts[:-1]:
        _refuse_link(os.stat(name, dir_fd=folder, follow_symlinks=False), "/".join(parts))
        folder = _kept(os.open(name, FOLDER_NO_LINK, dir_fd=folder), handles)
    return folder


def refuse_links(root: Path, parts: tuple[str, ...]) -> None:
    """Check the folders on the way to a file, where they cannot be opened one by one.

    Raises:
        UnreadableError: one of them is a symbolic link or a junction.
    """
    for depth in range(1, len(parts)):
        _refuse_link(root.joinpath(*parts[:depth]).lstat(), "/".join(parts))


def _open_in_folders(root: Path, parts: tuple[str, ...], handles: ExitStack) -> int:
    folder = folder_of(root, parts, handles)
    _refuse(os.stat(parts[-1], dir_fd=folder, follow_symlinks=False), "/".join(parts))
    return _kept(os.open(parts[-1], READ_NO_LINK, dir_fd=folder), handles)


def _open_and_check(root: Path, parts: tuple[str, ...], handles: ExitStack) -> int:
    path = "/".join(parts)
    refuse_links(root, parts)
    target = root.joinpath(*parts)
    _refuse(target.lstat(), path)
    opened = _kept(os.open(target, READ_NO_LINK), handles)
    inside = root.resolve().joinpath(*parts)
    if target.resolve() != inside or not os.path.samestat(os.fstat(opened), inside.lstat()):
        raise _link(path)
    return opened


def _kept(handle: int, handles: ExitStack) -> int:
    handles.callback(os.close, handle)
    return handle


def _refuse(status: os.stat_result, path: str) -> None:
    """Refuse to open what is no file or is not on this disk: opening would run a device or start a download."""
    _refuse_link(status, path)
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableError("unreadable", f"{path} is not a file.")
    if not is_local(status):
        raise UnreadableError(
            "not-downloaded",
            f"{path} is not downloaded. Open it once, or let the sync client keep it on this disk.",
        )


def _refuse_link(status: os.stat_result, path: str) -> None:
    if is_link(status):
        raise _link(path)


def _link(path: str) -> UnreadableError:
    return UnreadableError(
        "outside-the-vault", f"{path} is reached by a symbolic link. Links are not followed."
    )


def _read_all(handle: int, path: str, limit: int) -> bytes:
    """Return all bytes of an open file. One more than the limit is asked for: a file can grow after its size was looked at."""
    size = os.fstat(handle).st_size
    pieces: list[bytes] = []
    left = limit + 1
    while size <= limit and left and (piece := os.read(handle, min(left, size + 1))):
        pieces.append(piece)
        left -= len(piece)
    if size > limit or not left:
        raise UnreadableError("note-too-large", f"{path} is larger than {limit:,} bytes. Split it.")
    return b"".join(pieces)
