"""The copies that programs which synchronise leave beside a note that was changed in two places, told by their names."""

import re

MARK = re.compile(
    r"""(?:[(\[][^()\[\]]*)?\bconflict(?:ed)?[ ]copy\b  # Dropbox, Nextcloud, Obsidian Sync
        |sync-conflict-\d                              # Syncthing
        |\(SFConflict\b                                # Seafile
        |[(\[]conflicted[)\]]                          # pCloud
        |\(conflict[ _-]+\d                            # (Conflict 2026-11-20)
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""OneDrive and iCloud add a computer's name or a number, as people do; their copies are not told apart from other notes."""


def original_of(name: str) -> str | None:
    """Return the name of the note that a conflict copy was made of; None when the name is not one of a conflict copy."""
    found = MARK.search(name)
    return (name[: found.start()].rstrip(" -._") or None) if found else None


def is_copy(path: str) -> bool:
    """Say whether the note at a path is a conflict copy, by its name."""
    return original_of(path.rpartition("/")[2].removesuffix(".md")) is not None
