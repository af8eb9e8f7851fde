"""Paths of notes as clients give them: relative to the vault, with `/`, never out of it."""

import re
import unicodedata

from venture_canvas.server.problems import RefusedError

LONGEST = 1024
DRIVE = re.compile(r"[A-Za-z]:")


def note_path(given: str) -> str:
    """Return a note's path in the form the indexes use (NFC).

    Only the form is judged here, without a look at the disk. Folders whose name starts with a dot do not exist for Obsidian, which
    also covers `.` and `..`.

    Raises:
        RefusedError: when the path is no path of a note inside a vault.
    """
    if len(given) > LONGEST or "\0" in given or "\\" in given or DRIVE.match(given):
        raise RefusedError(400, "Give the note's path relative to the vault, with / between folders.")
    if any(part == "" or part.startswith(".") for part in given.split("/")):
        raise RefusedError(
            400, "A note's path stays inside the vault and has no empty, dotted or hidden folder in it."
        )
    return unicodedata.normalize("NFC", given)


def path_of_note(path: str) -> str:
    """Return a path as `note_path` does, for a text that is to be read as a note.

    Raises:
        RefusedError: when it is no path of a note.
    """
    form = note_path(path)
    if not form.lower().endswith(".md"):
        raise RefusedError(400, f"{path} is no note: give a path that ends in .md.")
    return form
