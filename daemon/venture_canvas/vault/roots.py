"""Which folder is the vault, and whether it is still the same folder."""

import os
import stat
from pathlib import Path
from typing import NamedTuple

SETTINGS_FILE = "venture-canvas.toml"
OBSIDIAN_FOLDER = ".obsidian"


class RootIdentity(NamedTuple):
    """What tells a vault's folder from another one that stands under the same path: an unmounted disk, a copy moved in."""

    device: int
    inode: int


def find_root(path: Path) -> Path:
    """Return the vault that a file or folder lies in.

    That is the nearest folder, from the path upwards, that holds `.obsidian` or `venture-canvas.toml`; without one, the path
    itself when it is a folder, else the folder it lies in.

    Returns:
        An absolute path, symbolic links resolved.

    Raises:
        FileNotFoundError: nothing is at the path. A mistyped name must not make the folder above it a vault.
    """
    found = resolved(path, strict=True)
    start = found if found.is_dir() else found.parent
    return vault_around(start) or start


def resolved(path: Path, *, strict: bool = False) -> Path:
    """Return where a path that somebody gave leads: absolute, symbolic links resolved.

    Arguments:
        path: may begin with `~`.
        strict: whether a file or folder must be there.

    Raises:
        FileNotFoundError: it leads nowhere: it is mistyped, goes on behind a file, or runs in a circle.
        PermissionError: this user may not look there.
    """
    try:
        return path.expanduser().resolve(strict=strict)
    except PermissionError:
        raise
    except (OSError, RuntimeError) as error:
        message = f"There is no file or folder {path}. Check the spelling, or make the folder first."
        raise FileNotFoundError(message) from error


def vault_around(folder: Path) -> Path | None:
    """Return the nearest folder, from an absolute path upwards, that is marked as a vault; the path need not exist."""
    return next((each for each in (folder, *folder.parents) if _is_marked(each)), None)


def identify(root: Path) -> RootIdentity | None:
    """Return the identity of a vault's folder, or None when there is no folder to be had.

    Any error counts: a dead network drive answers with "stale handle" or "host is down", and neither is a vault without notes.
    """
    try:
        status = root.stat()
    except OSError:
        return None
    return RootIdentity(status.st_dev, status.st_ino) if stat.S_ISDIR(status.st_mode) else None


def is_empty(root: Path) -> bool:
    """Say whether a folder holds nothing at all, dot-files included, as the bare mount point of a missing disk does."""
    try:
        with os.scandir(root) as entries:
            return next(entries, None) is None
    except OSError:
        return False


def _is_marked(folder: Path) -> bool:
    return (folder / OBSIDIAN_FOLDER).is_dir() or (folder / SETTINGS_FILE).is_file()
