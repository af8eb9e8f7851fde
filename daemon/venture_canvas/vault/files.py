"""The files of a vault as they are on the disk now: names and stamps, nothing is opened."""

import os
import stat
import time
import unicodedata
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import NamedTuple

from venture_canvas.vault.roots import RootIdentity, identify, is_empty
from venture_canvas.vault.stamps import FileStamp, is_link, stamp_of
from venture_canvas.vault.trouble import Trouble

EVERYTHING = frozenset({""})


class Scan(NamedTuple):
    """What a walk found.

    Arguments:
        at_ns: when it began, nanoseconds since 1970.
        root: the vault's folder; None when it was missing, or became another one during the walk.
        under: the files and folders that were looked at, with all that is beneath them; "" is the vault.
        files: the stamp of every file there, by its path: relative, with `/`, NFC.
        unreadable: folders and files that could not be looked at; what was known beneath them is still believed.
        empty: whether the vault's folder holds nothing at all, not even a dot-file.
        troubles: what a person should know of.
    """

    at_ns: int
    root: RootIdentity | None
    under: frozenset[str]
    files: Mapping[str, FileStamp]
    unreadable: frozenset[str]
    empty: bool
    troubles: tuple[Trouble, ...]


def is_note(path: str) -> bool:
    """Say whether a file is a note, by its name."""
    return path[-3:].lower() == ".md"


def scan(root: Path, under: Iterable[str] = EVERYTHING) -> Scan:
    """Look at files and folders of a vault.

    Dot-files and dot-folders do not exist (Obsidian). Symbolic links and junctions are not followed. Only regular files count.

    Arguments:
        root: the vault's folder.
        under: paths of files or folders, relative, with `/`. One that is not there is no error: nothing is found under it.
    """
    at_ns = time.time_ns()
    asked = frozenset(under)
    before = identify(root)
    walk = _Walk(str(root))
    if before is not None:
        for path in topmost(asked):
            walk.look_at(path)
    # Asked again afterwards: a disk that is pulled out in the middle must not look like notes that were deleted.
    identity = before if before == identify(root) else None
    empty = identity is not None and not walk.files and is_empty(root)
    return Scan(at_ns, identity, asked, walk.files, frozenset(walk.unreadable), empty, tuple(walk.troubles))


def topmost(paths: Iterable[str]) -> list[str]:
    """Return the paths that lie beneath no other of them, in order."""
    wanted = frozenset(paths)
    return sorted(path for path in wanted if wanted.isdisjoint(_above(path)))


def is_under(path: str, tops: AbstractSet[str]) -> bool:
    """Say whether a path is one of some paths, or lies beneath one."""
    return path in tops or not tops.isdisjoint(_above(path))


def _above(path: str) -> list[str]:
    parts = path.split("/")
    return [*("/".join(parts[:end]) for end in range(1, len(parts))), *([""] if path else [])]


def _join(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


def _is_utf8(name: str) -> bool:
    """Say whether a name could be decoded; Python carries the bytes of one that could not as lone surrogates (PEP 383)."""
    return not any("\ud800" <= character <= "\udfff" for character in name)


class _Walk:
    """One walk over a vault, gathering what it finds."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.files: dict[str, FileStamp] = {}
        self.unreadable: set[str] = set()
        self.troubles: list[Trouble] = []
        self._listed: dict[str, dict[str, os.DirEntry[str]]] = {}

    def look_at(self, path: str) -> None:
        """Gather a file, or a folder with all beneath it; `path` is as the vault keys it."""
        if not path:
            self._gather_folder("", "")
            return
        try:
            found = self._find(path)
        except (FileNotFoundError, NotADirectoryError):
            return
        except OSError as error:
            self._unreadable(path, error)
            return
        if found is None:
            return
        on_disk, status = found
        if is_link(status):
            self._tell_of_link(path)
        elif stat.S_ISDIR(status.st_mode):
            self._gather_folder(path, on_disk)
        elif stat.S_ISREG(status.st_mode):
            self._gather_file(path, on_disk, status)

    def _gather_folder(self, path: str, on_disk: str) -> None:
        folders = [(path, on_disk)]
        while folders:
            path, on_disk = folders.pop()
            try:
                for name, entry in self._children(path, on_disk).items():
                    child, child_on_disk = _join(path, name), _join(on_disk, entry.name)
                    status = _status(entry)
                    if status is None:
                        continue
                    if stat.S_ISREG(status.st_mode):
                        self._gather_file(child, child_on_disk, status)
                    elif is_link(status):
                        self._tell_of_link(child)
                    elif stat.S_ISDIR(status.st_mode):
                        folders.append((child, child_on_disk))
            except (FileNotFoundError, NotADirectoryError):
                continue
            except OSError as error:
                self._unreadable(path, error)

    def _gather_file(self, path: str, on_disk: str, status: os.stat_result) -> None:
        self.files[path] = stamp_of(status, "" if on_disk == path else on_disk)

    def _children(self, path: str, on_disk: str) -> dict[str, os.DirEntry[str]]:
        """Return what a folder holds by NFC name, without dot-names."""
        children: dict[str, os.DirEntry[str]] = {}
        with os.scandir(f"{self.root}/{on_disk}") as entries:
            for entry in entries:
                name = entry.name
                if name.startswith("."):
                    continue
                if name.isascii():
                    children[name] = entry
                elif _is_utf8(name):
                    self._add_spelling(children, path, entry)
                else:
                    shown = os.fsencode(name).decode("utf-8", "backslashreplace")
                    self._tell(
                        "name-not-utf-8", "has a name that is not UTF-8. Rename it", _join(path, shown)
                    )
        return children

    def _add_spelling(
        self, children: dict[str, os.DirEntry[str]], path: str, entry: os.DirEntry[str]
    ) -> None:
        """Add an entry under its NFC name; of two spellings the NFC one stands, else the first in order of code points."""
        name = unicodedata.normalize("NFC", entry.name)
        other = children.setdefault(name, entry)
        if other is not entry:
            children[name] = min(entry, other, key=lambda one: (one.name != name, one.name))
            self._tell(
                "same-name-twice",
                "stands twice in its folder, in two Unicode spellings. Rename one",
                _join(path, name),
            )

    def _find(self, path: str) -> tuple[str, os.stat_result] | None:
        """Return a path as the disk spells it and its status; None when it does not exist for us, as what lies behind a link."""
        known = on_disk = ""
        status = None
        for part in path.split("/"):
            if status and is_link(status):
                return None
            name = self._spelling(known, on_disk, part)
            if name is None:
                return None
            known, on_disk = _join(known, part), _join(on_disk, name)
            status = os.lstat(f"{self.root}/{on_disk}")
        return None if status is None else (on_disk, status)

    def _spelling(self, path: str, on_disk: str, name: str) -> str | None:
        """Return how the disk spells a name.

        Listing the folder is the sure way, and as slow as the folder is long. It is needed when the name has other spellings
        in Unicode, or when the file system takes upper and lower case for the same (then the name in other case finds a file).
        """
        if not name or name.startswith("."):
            return None
        if name.isascii() and not self._has_other_case(on_disk, name):
            return name
        if on_disk not in self._listed:
            self._listed[on_disk] = self._children(path, on_disk)
        entry = self._listed[on_disk].get(name)
        return None if entry is None else entry.name

    def _has_other_case(self, folder: str, name: str) -> bool:
        swapped = name.swapcase()
        return swapped != name and os.path.lexists(f"{self.root}/{_join(folder, swapped)}")

    def _unreadable(self, path: str, error: OSError) -> None:
        self.unreadable.add(path)
        why = error.strerror or type(error).__name__
        self._tell(
            "folder-unreadable",
            f"cannot be looked into ({why}). What was known of it is kept: check its permissions",
            path,
        )

    def _tell_of_link(self, path: str) -> None:
        self._tell("symbolic-link", "is a symbolic link. Links are not followed: put the files here", path)

    def _tell(self, code: str, what: str, path: str) -> None:
        self.troubles.append(Trouble(code, f"{path or 'The vault'} {what}.", path or None))


def _status(entry: os.DirEntry[str]) -> os.stat_result | None:
    """Return an entry's own status, or None when it went away since the folder was listed."""
    try:
        return entry.stat(follow_symlinks=False)
    except FileNotFoundError:
        return None
