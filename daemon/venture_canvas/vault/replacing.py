"""Replace notes, all of them or none: a reader sees the old note or the new one.

Right before a note is replaced it is read once more. When one of several cannot be replaced, those before it are put back. What
another program appends to a note while it is replaced is found in the file that it wrote to, and is appended to the new one.
"""

import contextlib
import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple, TypeVar

from venture_canvas.vault.journal import Entry
from venture_canvas.vault.place import Place
from venture_canvas.vault.planning import NotWrittenError, content_of, stale
from venture_canvas.vault.reading import UnreadableError
from venture_canvas.vault.temporary import write_beside

Kind = TypeVar("Kind")

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
    """Let temporary files take the places of their notes; when one cannot, put those before it back, as far as that can be done now.

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
        # Here the files that were replaced are still open. What fails is done without them by `take_back`, when they give back space.
        _failures(_put_back, reversed(done))
        raise


def undo(root: Path, entries: Sequence[Entry]) -> None:
    """Undo what a crash left of a write; when every note was replaced by then, it was done, and only temporary files are removed.

    Raises:
        OSError: some of it cannot be undone, and why; the rest is.
    """
    if all(_is_new(root, entry) for entry in entries):
        _undo_each(root, entries, lambda _: None)
    else:
        take_back(root, entries)


def take_back(root: Path, entries: Sequence[Entry]) -> None:
    """Undo a write as a whole: put its notes back, unless somebody wrote to them meanwhile, and remove its temporary files.

    Raises:
        OSError: some of it cannot be undone, and why; the rest is.
    """
    _undo_each(root, entries, _put_back)


def _undo_each(root: Path, entries: Sequence[Entry], put_back: Callable[[Replacement], None]) -> None:
    def undo_one(entry: Entry) -> None:
        with ExitStack() as handles:
            for each in _left_of(root, entry, handles):
                each.place.remove(entry.temporary)
                put_back(each)
                # A temporary file that is back after a power cut is in the way of nobody.
                with contextlib.suppress(OSError):
                    each.place.settle()

    failures = _failures(undo_one, reversed(entries))
    if failures:
        entry, error = failures[0]
        more = f" and {len(failures) - 1} more" if failures[1:] else ""
        raise OSError(errno.EIO, f"{entry.path}{more}: {_reason(error)}") from error


def _failures(do: Callable[[Kind], None], things: Iterable[Kind]) -> list[tuple[Kind, Exception]]:
    """Do something with each of some things, also when it fails with others, and return what it failed with, and why."""
    failures: list[tuple[Kind, Exception]] = []
    for thing in things:
        try:
            do(thing)
        except (OSError, UnreadableError) as error:
            failures.append((thing, error))
    return failures


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else str(error)) or type(error).__name__


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


def _put_back(each: Replacement) -> None:
    """Put back a note that was replaced, unless somebody wrote to it meanwhile."""
    if not _is_ours(each):
        return
    with ExitStack() as handles:
        if (before := each.before) is None:
            each.place.remove(each.place.name)
        else:
            write_beside(each.place, each.entry.temporary, before, each.place.status(), handles)
            each.place.replace_by(each.entry.temporary)
        each.place.settle()


def _is_ours(each: Replacement) -> bool:
    """Say whether a note holds what was written to it, with all or some of what was brought along, and nothing else."""
    content = content_of(each.place.root, each.entry.path)
    if content is None or not content.startswith(each.entry.after):
        return False
    appended = (each.before or b"")[len(each.entry.before or b"") :]
    return appended.startswith(content[len(each.entry.after) :])


def _is_new(root: Path, entry: Entry) -> bool:
    """Say whether a note holds what was to be written; of one that cannot be read, nobody can."""
    with contextlib.suppress(UnreadableError):
        return content_of(root, entry.path) == entry.after
    return False


def _left_of(root: Path, entry: Entry, handles: ExitStack) -> Iterator[Replacement]:
    """Yield the place of an entry, unless its folder is gone or leads out of the vault: then nothing of ours is there."""
    with contextlib.suppress(FileNotFoundError, NotADirectoryError, UnreadableError):
        yield Replacement(Place(root, entry.path, handles), entry, None)
