"""Write notes and settings: all of them or none, each in one step, and only over the text the change was made for.

The new content goes to a temporary dot-file beside the note (Obsidian and our own watcher pass over those), is forced to the disk,
gets the note's mode and extended attributes, and takes the note's place by a rename; right before that the note is read once more.
A reader sees the old note or the new one. When one of several cannot be replaced, those before it are put back, and so they are at
the next start when the program was killed in between; see `journal`. What another program appends to a note while it is replaced
is found in the file that it wrote to, and is appended to the new one.

Where the system can, folders are opened one by one without following links, as in `reading`, so that no link swapped in between
leads out of the vault.
"""

import contextlib
import os
import secrets
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Literal, NamedTuple

from venture_canvas.notes.decoding import decode, digest_of, encode
from venture_canvas.notes.parse import MAX_NOTE_BYTES
from venture_canvas.vault.files import is_note
from venture_canvas.vault.journal import BusyError, Entry, Journal
from venture_canvas.vault.reading import (
    OPENS_IN_FOLDERS,
    READ_NO_LINK,
    UnreadableError,
    folder_of,
    read,
    refuse_links,
    safe_parts,
)
from venture_canvas.vault.roots import SETTINGS_FILE, identify

Reason = Literal["stale", "open", "refused"]

CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
APPEND = os.O_WRONLY | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
NEW_MODE = 0o666
"""What a new note may be at most; the user's umask takes away from it, as for any editor."""


class NotWrittenError(Exception):
    """Nothing was written.

    Arguments:
        reason: `stale` when a note is not as it was when the change was made for it, `open` when an editor holds it; else `refused`.
        message: a sentence a person can act on; without absolute paths.
    """

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class NewText(NamedTuple):
    """The new text of a file, and the digest of the content it was made for; None for a file that is not there yet."""

    text: str
    digest: str | None


class Plan(NamedTuple):
    """What to write to one file: the content it must have until then, or None when it must not be there, and the new one."""

    path: str
    before: bytes | None
    after: bytes


def plan(path: str, content: bytes | None, new: NewText) -> Plan:
    """Return what to write to a file.

    Arguments:
        path: relative to the vault, with `/`.
        content: its bytes now, or None when there is none.
        new: the new text.

    Raises:
        NotWrittenError: the file is not the one the text was made for, or its bytes would not survive.
    """
    if (None if content is None else digest_of(content)) != new.digest:
        raise _stale(path)
    if content is None:
        return Plan(path, None, encode(new.text, has_bom=False))
    decoded = decode(content)
    if encode(decoded.text, has_bom=decoded.has_bom) != content:
        raise NotWrittenError(
            "refused", f"{path} is not saved as UTF-8, so writing it would lose characters. Save it as UTF-8."
        )
    return Plan(path, content, encode(new.text, has_bom=decoded.has_bom))


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


def recover(root: Path, journal: Path) -> None:
    """Undo a write to a vault in which the program was killed; while the vault is not there, that waits.

    Raises:
        OSError: it cannot be undone now.
    """
    if identify(root) is not None:
        _journal(root, journal).recover()


def _journal(root: Path, file: Path | None) -> Journal:
    return Journal(file, lambda entries: _undo(root, entries))


def _write(root: Path, texts: Mapping[str, NewText], journal: Path | None) -> None:
    try:
        plans = [plan(path, _content(root, path), texts[path]) for path in sorted(texts)]
        entries = [
            Entry(each.path, _name_beside(each.path), each.before, each.after)
            for each in plans
            if each.before != each.after
        ]
        with _journal(root, journal).keeping(entries), ExitStack() as handles:
            _replace_all([_prepare(root, each, handles) for each in entries])
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


class _Place:
    """A name in a folder of the vault; `folder` is the folder's handle where the system opens folders."""

    def __init__(self, root: Path, path: str, handles: ExitStack) -> None:
        parts = safe_parts(path)
        self.root, self.path, self.name = root, path, parts[-1]
        self.folder = folder_of(root, parts, handles) if OPENS_IN_FOLDERS else None
        self._base = "" if OPENS_IN_FOLDERS else str(root.joinpath(*parts[:-1]))
        if not OPENS_IN_FOLDERS:
            refuse_links(root, parts)

    def at(self, name: str) -> str:
        return os.path.join(self._base, name)  # noqa: PTH118  a name beneath a handle is no path

    def create(self, name: str, mode: int) -> int:
        return os.open(self.at(name), CREATE, mode, dir_fd=self.folder)

    def status(self) -> os.stat_result:
        return os.stat(self.at(self.name), dir_fd=self.folder, follow_symlinks=False)

    def open(self, handles: ExitStack) -> int | None:
        """Return a handle to read the file by for as long as the handles are kept; None where that would keep it from being replaced."""
        if self.folder is None:
            return None
        handle = os.open(self.name, READ_NO_LINK, dir_fd=self.folder)
        handles.callback(os.close, handle)
        return handle

    def append(self, content: bytes) -> None:
        with os.fdopen(os.open(self.at(self.name), APPEND, dir_fd=self.folder), "ab") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())

    def replace_by(self, name: str) -> None:
        os.replace(self.at(name), self.at(self.name), src_dir_fd=self.folder, dst_dir_fd=self.folder)

    def remove(self, name: str) -> None:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(self.at(name), dir_fd=self.folder)

    def settle(self) -> None:
        """Force the folder's new entries to the disk, where folders can be opened."""
        if self.folder is not None:
            os.fsync(self.folder)


class _Replacement(NamedTuple):
    """A temporary file that is ready to take a note's place.

    Arguments:
        place: the note's.
        entry: what is written.
        former: a handle of the file that is replaced, where the system lets an open file be replaced.
    """

    place: _Place
    entry: Entry
    former: int | None

    @property
    def before(self) -> bytes | None:
        """The content of the file that was replaced, with what somebody wrote into it at the last moment."""
        if self.former is None:
            return self.entry.before
        return os.pread(self.former, os.fstat(self.former).st_size, 0)


def _name_beside(path: str) -> str:
    return f".{path.rpartition('/')[2][:80]}.{secrets.token_hex(6)}.tmp"


def _prepare(root: Path, each: Entry, handles: ExitStack) -> _Replacement:
    place = _Place(root, each.path, handles)
    former = place.status() if each.before is not None else None
    if former is not None and not former.st_mode & WRITABLE:
        raise NotWrittenError("refused", f"{each.path} is read-only. Nothing was written.")
    _write_beside(place, each.temporary, each.after, former, handles)
    return _Replacement(place, each, None if former is None else place.open(handles))


def _write_beside(
    place: _Place, name: str, content: bytes, former: os.stat_result | None, handles: ExitStack
) -> None:
    """Write content to a new file beside a note; it is gone with the handles, unless it was renamed."""
    handle = place.create(name, NEW_MODE if former is None else 0o600)
    handles.callback(place.remove, name)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        if former is not None:
            _copy_attributes(place, file.fileno(), former)
        os.fsync(file.fileno())


def _copy_attributes(place: _Place, handle: int, former: os.stat_result) -> None:
    if hasattr(os, "fchmod"):
        os.fchmod(handle, stat.S_IMODE(former.st_mode))
    if not hasattr(os, "listxattr"):
        return
    source = os.open(place.at(place.name), os.O_RDONLY | os.O_NOFOLLOW, dir_fd=place.folder)
    try:
        # A file system without extended attributes has none to lose.
        with contextlib.suppress(OSError):
            for name in os.listxattr(source):
                os.setxattr(handle, name, os.getxattr(source, name))
    finally:
        os.close(source)


def _replace_all(replacements: Sequence[_Replacement]) -> None:
    for each in replacements:
        _check(each)
    done: list[_Replacement] = []
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


def _bring_along(each: _Replacement) -> None:
    """Append to a note what somebody appended to the file that was replaced, when that was open while it was."""
    known = each.entry.before or b""
    while (now := each.before or b"") != known:
        if not now.startswith(known):
            raise _stale(each.entry.path)
        each.place.append(now[len(known) :])
        known = now


def _check(each: _Replacement) -> None:
    """See to it that nobody wrote to a note since the change was planned."""
    if _content(each.place.root, each.entry.path) != each.entry.before:
        raise _stale(each.entry.path)


def _put_back(done: Sequence[_Replacement]) -> None:
    """Put back the notes that were replaced before one could not be, unless somebody wrote to them meanwhile."""
    for each in _untouched(done):
        before = each.before
        if before is None:
            each.place.remove(each.place.name)
            continue
        with ExitStack() as handles:
            former = each.place.status()
            _write_beside(each.place, each.entry.temporary, before, former, handles)
            each.place.replace_by(each.entry.temporary)


def _untouched(done: Sequence[_Replacement]) -> Iterator[_Replacement]:
    for each in reversed(done):
        if _content(each.place.root, each.entry.path) == each.entry.after:
            yield each


def _undo(root: Path, entries: Sequence[Entry]) -> None:
    """Undo what a write left behind: its temporary files, and its notes when not all of them were replaced."""
    with ExitStack() as handles:
        left = [each for entry in entries for each in _left_of(root, entry, handles)]
        for each in left:
            each.place.remove(each.entry.temporary)
        if len(list(_untouched(left))) < len(entries):
            _put_back(left)
        for each in left:
            each.place.settle()


def _left_of(root: Path, entry: Entry, handles: ExitStack) -> Iterator[_Replacement]:
    """Yield the place of an entry, unless its folder is gone or leads out of the vault: then nothing of ours is there."""
    with contextlib.suppress(FileNotFoundError, NotADirectoryError, UnreadableError):
        yield _Replacement(_Place(root, entry.path, handles), entry, None)


def _content(root: Path, path: str) -> bytes | None:
    try:
        return read(root, path, MAX_NOTE_BYTES)
    except FileNotFoundError:
        return None


def _stale(path: str) -> NotWrittenError:
    return NotWrittenError(
        "stale", f"{path} changed since this was made for it. Nothing was written; ask again."
    )
