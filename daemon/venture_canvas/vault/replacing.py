"""Replace notes, all of them or none: a reader sees the old note or the new one.

Right before a note is replaced it is read once more. When one of several cannot be replaced, those before it are put back. What
another program appends to a note while it is replaced is found in the file that it wrote to, and is appended to the new one.
"""

import contextlib
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from venture_canvas.vault.journal import Entry
from venture_canvas.vault.place import Place
from venture_canvas.vault.planning import NotWrittenError, content_of, stale
from venture_canvas.vault.reading import UnreadableError
from venture_canvas.vault.temporary import write_beside

WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


class Replacement(NamedTuple):
    """A temporary file that is ready to take a note's place.

    Arguments:
        place: the note's.
        entry: what is written.
        former: a handle of the file that is replaced, where the system lets an open file be replaced.
    """

    place: Place
    entry: Entry
    former: int | None

    @property
    def before(self) -> bytes | None:
        """The content of the file that was replaced, with what somebody wrote into it at the last moment."""
        if self.former is None:
            return self.entry.before
        return os.pread(self.former, os.fstat(self.former).st_size, 0)


def prepare(root: Path, each: Entry, handles: ExitStack) -> Replacement:
    """Write the temporary file of a note that is to be written.

    Arguments:
        root: the vault's folder.
        each: what is written.
        handles: for how long the file stays, unless it takes the note's place.

    Raises:
        NotWrittenError: the note is read-only.
        OSError: the system refuses.
        UnreadableError: the path leads out of the vault.
    """
    place = Place(root, each.path, handles)
    former = place.status() if each.before is not None else None
    if former is not None and not former.st_mode & WRITABLE:
        raise NotWrittenError("refused", f"{each.path} is read-only. Nothing was written.")
    write_beside(place, each.temporary, each.after, former, handles)
    return Replacement(place, each, None if former is None else place.open(handles))


def replace_all(replacements: Sequence[Replacement]) -> None:
    """Let temporary files take the places of their notes, all of them or none.

    Raises:
        NotWrittenError: somebody wrote to one of the notes since.
        OSError: the system refuses.
    """
    for each in replacements:
        _check(each)
    done: list[Replacement] = []
    try:
        for each in replacements:
            _check(each)
            each.place.replace_by(each.entry.temporary)
            done.append(each)
        for each in done:
            each.place.settle()
        for each in done:
            _bring_along(each)
    except BaseException:
        _put_back(done)
        raise


def _bring_along(each: Replacement) -> None:
    """Append to a note what somebody appended to the file that was replaced, when that was open while it was."""
    known = each.entry.before or b""
    while (now := each.before or b"") != known:
        if not now.startswith(known):
            raise stale(each.entry.path)
        each.place.append(now[len(known) :])
        known = now


def _check(each: Replacement) -> None:
    """See to it that nobody wrote to a note since the change was planned."""
    if content_of(each.place.root, each.entry.path) != each.entry.before:
        raise stale(each.entry.path)


def _put_back(done: Sequence[Replacement]) -> None:
    """Put back the notes that were replaced before one could not be, unless somebody wrote to them meanwhile."""
    for each in _untouched(done):
        before = each.before
        if before is None:
            each.place.remove(each.place.name)
            continue
        with ExitStack() as handles:
            former = each.place.status()
            write_beside(each.place, each.entry.temporary, before, former, handles)
            each.place.replace_by(each.entry.temporary)


def _untouched(done: Sequence[Replacement]) -> Iterator[Replacement]:
    for each in reversed(done):
        if content_of(each.place.root, each.entry.path) == each.entry.after:
            yield each


def undo(root: Path, entries: Sequence[Entry]) -> None:
    """Undo what a write left behind: its temporary files, and its notes when not all of them were replaced.

    Raises:
        OSError: the system refuses.
    """
    with ExitStack() as handles:
        left = [each for entry in entries for each in _left_of(root, entry, handles)]
        for each in left:
            each.place.remove(each.entry.temporary)
        if len(list(_untouched(left))) < len(entries):
            _put_back(left)
        for each in left:
            each.place.settle()


def _left_of(root: Path, entry: Entry, handles: ExitStack) -> Iterator[Replacement]:
    """Yield the place of an entry, unless its folder is gone or leads out of the vault: then nothing of ours is there."""
    with contextlib.suppress(FileNotFoundError, NotADirectoryError, UnreadableError):
        yield Replacement(Place(root, entry.path, handles), entry, None)
