"""Write notes and settings: all of them or none, each in one step, and only over the text the change was made for.

The new content goes to a temporary dot-file beside the note (Obsidian and our own watcher pass over those), is forced to the disk,
gets the note's mode and `attributes`, and takes the note's place by a rename; right before that the note is read once more. A reader
sees the old note or the new one. When one of several cannot be replaced, those before it are put back, and so they are at the next
start when the program was killed in between, or when the disk refused even that; see `journal`. What another program appends to a note
while it is replaced is found in the file that it wrote to, and is appended to the new one.

Where the system can, folders are opened one by one without following links, as in `reading`, so that no link swapped in between
leads out of the vault.
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

from venture_canvas.vault.files import is_note
from venture_canvas.vault.journal import BusyError, Entry, Journal
from venture_canvas.vault.planning import HalfWrittenError, NewText, NotWrittenError, content_of, plan
from venture_canvas.vault.reading import UnreadableError
from venture_canvas.vault.replacing import prepare, replace_all, take_back, undo
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
        HalfWrittenError: it failed in the middle, and cannot be undone now.
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
        HalfWrittenError: it failed after it was written, and cannot be undone now.
        NotWrittenError: nothing was written, and why.
    """
    _write(root, {SETTINGS_FILE: new}, journal)


class Recovery:
    """Undoes what is left of a write to a vault that was interrupted, and knows what cannot be undone.

    Arguments:
        root: the vault's folder.
        journal: the file that keeps what is being written, or None for none.
    """

    def __init__(self, root: Path, journal: Path | None) -> None:
        self._root, self._journal = root, journal
        self.troubles: tuple[Trouble, ...] = ()

    def run(self) -> None:
        """Undo what is left; while the vault is not there, that waits."""
        self.troubles = recover(self._root, self._journal) if self._journal else ()

    @contextmanager
    def around_a_write(self) -> Iterator[None]:
        """Try again what could not be undone before something is written, and know of what that leaves behind."""
        if self.troubles:
            self.run()
        try:
            yield
        except HalfWrittenError as error:
            logger.exception("A write failed and could not be undone.")
            self.troubles = (_half_written(error),)
            raise


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
        return (_half_written(HalfWrittenError(_why(error))),)
    return ()


def _half_written(error: HalfWrittenError) -> Trouble:
    return Trouble("half-written", str(error))


def _why(error: OSError) -> str:
    return error.strerror or type(error).__name__


def _journal(root: Path, file: Path | None) -> Journal:
    return Journal(file, undo=partial(undo, root), take_back=partial(take_back, root))


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
        message = f"The files cannot be written ({_why(error)}). Nothing was written."
        raise NotWrittenError("refused", message) from error
