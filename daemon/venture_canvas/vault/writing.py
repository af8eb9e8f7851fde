"""Write notes and settings: all of them or none, each in one step, and only over the text the change was made for.

The new content goes to a temporary dot-file beside the note (Obsidian and our own watcher pass over those), is forced to the disk,
gets the note's mode and `attributes`, and takes the note's place by a rename; right before that the note is read once more. A reader
sees the old note or the new one. When one of several cannot be replaced, those before it are put back, and so they are at the next
start when the program was killed in between; see `journal`. What another program appends to a note while it is replaced is found in
the file that it wrote to, and is appended to the new one.

Where the system can, folders are opened one by one without following links, as in `reading`, so that no link swapped in between
leads out of the vault.
"""

import logging
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from venture_canvas.vault.files import is_note
from venture_canvas.vault.journal import BusyError, Entry, Journal
from venture_canvas.vault.planning import NewText, NotWrittenError, content_of, plan
from venture_canvas.vault.reading import UnreadableError
from venture_canvas.vault.replacing import prepare, replace_all, undo
from venture_canvas.vault.roots import SETTINGS_FILE, identify
from venture_canvas.vault.temporary import temporary_name
from venture_canvas.vault.trouble import Trouble

logger = logging.getLogger(__name__)


def write(root: Path, texts: Mapping[str, NewText], journal: Path | None = None) -> None:
    """Write notes, all of them or none.

    Arguments:
        root: the vault's folder.
        texts: the new text of each note, by its path as the disk spells it.
        journal: the file that keeps what is being written, outside of the vault; None keeps nothing for the case of a crash.

    Raises:
        NotWrittenError: nothing was written, and why.
    """
    for path in texts:
        if not is_note(path) or any(part.startswith(".") for part in path.split("/")):
            raise NotWrittenError(
                "refused",
                f"{path} is not a note. Only files that end in .md, and not hidden ones, are written.",
            )
    _write(root, texts, journal)


def write_settings(root: Path, new: NewText, journal: Path | None = None) -> None:
    """Write the settings file of a vault, with the same care as a note; see `write`.

    Raises:
        NotWrittenError: nothing was written, and why.
    """
    _write(root, {SETTINGS_FILE: new}, journal)


def recover(root: Path, journal: Path) -> tuple[Trouble, ...]:
    """Undo a write to a vault in which the program was killed; while the vault is not there, that waits.

    Returns:
        What a person should know when it cannot be undone now.
    """
    try:
        if identify(root) is not None:
            _journal(root, journal).recover()
    except OSError as error:
        logger.exception("A write that was interrupted could not be undone.")
        return (_half_written(error),)
    return ()


def _half_written(error: OSError) -> Trouble:
    why = error.strerror or type(error).__name__
    message = f"A fix was interrupted and cannot be undone now ({why}). Make the vault writable; it is tried again at the next start."
    return Trouble("half-written", message)


def _journal(root: Path, file: Path | None) -> Journal:
    return Journal(file, lambda entries: undo(root, entries))


def _write(root: Path, texts: Mapping[str, NewText], journal: Path | None) -> None:
    try:
        plans = [plan(path, content_of(root, path), texts[path]) for path in sorted(texts)]
        entries = [
            Entry(each.path, temporary_name(), each.before, each.after)
            for each in plans
            if each.before != each.after
        ]
        with _journal(root, journal).keeping(entries), ExitStack() as handles:
            replace_all([prepare(root, each, handles) for each in entries])
    except BusyError as error:
        message = "Another run of venture-canvas is writing to this vault. Nothing was written; try again."
        raise NotWrittenError("refused", message) from error
    except UnreadableError as error:
        raise NotWrittenError("refused", f"{error} Nothing was written.") from error
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise NotWrittenError(
            "refused", f"The files cannot be written ({why}). Nothing was written."
        ) from error
