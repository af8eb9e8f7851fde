"""What is being written into a vault just now, kept outside of it, so that a crash in the middle is undone at the next start.

The journal is on the disk before the first byte goes into the vault and is removed after the last one; it stays when a write failed and
cannot be taken back. A journal that is cut off was not finished when the crash came, so nothing had been written yet. Whoever writes
holds a lock of the operating system, which ends with the process: a journal without a holder is what a crash left behind.
"""

import contextlib
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import msgspec
from filelock import FileLock, Timeout

from venture_canvas.vault.planning import HalfWrittenError
from venture_canvas.vault.private_folder import make_private
from venture_canvas.vault.reading import OPENS_IN_FOLDERS

FILE_TO_WRITE = (
    os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
)
WAIT_SECONDS = 10.0
"""How long a write waits for that of another run, which takes milliseconds."""


class Entry(NamedTuple):
    """A file that is being written.

    Arguments:
        path: relative to the vault, with `/`, as the disk spells it.
        temporary: the name of the temporary file beside it.
        before: its content until then, or None when there was none.
        after: its new content.
    """

    path: str
    temporary: str
    before: bytes | None
    after: bytes


Undo = Callable[[Sequence[Entry]], None]


class BusyError(Exception):
    """Another run is writing to the vault."""


class Journal:
    """The journal of one vault.

    Arguments:
        file: where it is kept, or None to keep none.
        undo: undoes what a crash left of a write; it may be called twice for the same one.
        take_back: undoes a write that failed, as a whole.
    """

    def __init__(self, file: Path | None, undo: Undo, take_back: Undo) -> None:
        self._file, self._undo, self._take_back = file, undo, take_back

    @contextmanager
    def keeping(self, entries: Sequence[Entry]) -> Iterator[None]:
        """Keep what is being written until the context ends, and take it back when that ends with an error.

        Raises:
            BusyError: another run is writing.
            HalfWrittenError: it failed and cannot be taken back now. The journal stays.
            OSError: the journal cannot be kept, or what a crash left behind cannot be undone; nothing is written.
        """
        if self._file is None or not entries:
            with self._whole(entries):
                yield
            return
        with self._alone(self._file, WAIT_SECONDS):
            self._undo_what_is_left(self._file)
            _store(self._file, entries)
            with self._whole(entries):
                yield
                # Left behind, it would undo this write at a later start, when one of the notes has been changed by then.
                _remove(self._file)

    def recover(self) -> None:
        """Undo what a crash left behind; what another run is writing just now is left to it.

        Raises:
            OSError: it cannot be undone now. The journal stays.
        """
        if self._file is not None and self._file.exists():
            with contextlib.suppress(BusyError), self._alone(self._file, 0):
                self._undo_what_is_left(self._file)

    @contextmanager
    def _whole(self, entries: Sequence[Entry]) -> Iterator[None]:
        try:
            yield
        except BaseException:
            try:
                self._take_back(entries)
            except OSError as error:
                raise HalfWrittenError(error.strerror or type(error).__name__) from error
            if self._file is not None:
                _remove(self._file)
            raise

    def _undo_what_is_left(self, file: Path) -> None:
        self._undo(_load(file))
        _remove(file)

    @contextmanager
    def _alone(self, file: Path, patience: float) -> Iterator[None]:
        make_private(file.parent)
        lock = FileLock(file.with_suffix(".lock"), timeout=patience)
        try:
            lock.acquire()
        except Timeout as taken:
            raise BusyError from taken
        try:
            yield
        finally:
            lock.release()


def _store(file: Path, entries: Sequence[Entry]) -> None:
    """Write the journal and force it to the disk; only its user can read it, for it holds what the notes say."""
    content = msgspec.msgpack.encode(entries)
    with contextlib.ExitStack() as undo:
        undo.callback(file.unlink, missing_ok=True)
        with os.fdopen(os.open(file, FILE_TO_WRITE, 0o600), "wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        _settle(file.parent)
        undo.pop_all()


def _load(file: Path) -> tuple[Entry, ...]:
    """Return what a journal says; nothing when there is none, or when it was not finished."""
    try:
        return msgspec.msgpack.decode(file.read_bytes(), type=tuple[Entry, ...])
    except (FileNotFoundError, msgspec.DecodeError):
        return ()


def _remove(file: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        file.unlink()
        _settle(file.parent)


def _settle(folder: Path) -> None:
    """Force a folder's entries to the disk, where folders can be opened."""
    if OPENS_IN_FOLDERS:
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
