"""Where a note stands or is to stand: a name in a folder of the vault, reached without following links."""

import contextlib
import os
from contextlib import ExitStack
from pathlib import Path

from venture_canvas.vault.reading import (
    OPENS_IN_FOLDERS,
    READ_NO_LINK,
    folder_of,
    refuse_links,
    safe_parts,
)

CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
APPEND = os.O_WRONLY | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)


class Place:
    """A name in a folder of the vault; `folder` is the folder's handle where the system opens folders.

    Every method may raise OSError: the system refuses.

    Arguments:
        root: the vault's folder.
        path: relative to it, with `/`, as the disk spells it.
        handles: for how long the folder's handle is kept.

    Raises:
        UnreadableError: the path leads out of the vault, or through a link.
    """

    def __init__(self, root: Path, path: str, handles: ExitStack) -> None:
        parts = safe_parts(path)
        self.root, self.path, self.name = root, path, parts[-1]
        self.folder = folder_of(root, parts, handles) if OPENS_IN_FOLDERS else None
        self._base = "" if OPENS_IN_FOLDERS else str(root.joinpath(*parts[:-1]))
        if not OPENS_IN_FOLDERS:
            refuse_links(root, parts)

    def at(self, name: str) -> str:
        """Return what to call a name in the folder by; with `dir_fd`, where there is a handle."""
        return os.path.join(self._base, name)  # noqa: PTH118  a name beneath a handle is no path

    def create(self, name: str, mode: int) -> int:
        """Make a file that is not there yet, in the same folder, and return a handle to write it by."""
        return os.open(self.at(name), CREATE, mode, dir_fd=self.folder)

    def status(self) -> os.stat_result:
        """Return the status of the file; of a link, its own."""
        return os.stat(self.at(self.name), dir_fd=self.folder, follow_symlinks=False)

    def open(self, handles: ExitStack) -> int | None:
        """Return a handle to read the file by for as long as the handles are kept; None where that would keep it from being replaced."""
        if self.folder is None:
            return None
        handle = os.open(self.name, READ_NO_LINK, dir_fd=self.folder)
        handles.callback(os.close, handle)
        return handle

    def append(self, content: bytes) -> None:
        """Append to the file, and force that to the disk."""
        with os.fdopen(os.open(self.at(self.name), APPEND, dir_fd=self.folder), "ab") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())

    def replace_by(self, name: str) -> None:
        """Let another file in the same folder take the place of the file."""
        os.replace(self.at(name), self.at(self.name), src_dir_fd=self.folder, dst_dir_fd=self.folder)

    def remove(self, name: str) -> None:
        """Remove a file in the same folder, if it is there; a disk that is read-only refuses to remove even what is not."""
        with contextlib.suppress(FileNotFoundError):
            os.stat(self.at(name), dir_fd=self.folder, follow_symlinks=False)
            os.unlink(self.at(name), dir_fd=self.folder)

    def settle(self) -> None:
        """Force the folder's new entries to the disk, where folders can be opened."""
        if self.folder is not None:
            os.fsync(self.folder)
