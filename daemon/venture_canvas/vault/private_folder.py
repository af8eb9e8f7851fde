"""The folders in which the program keeps what it knows of a vault, and what guards the access to it."""

from pathlib import Path


def make_private(folder: Path) -> None:
    """Make a folder, and the missing ones above it, for this user alone. One that is there stays as it is."""
    if not folder.is_dir():
        make_private(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
