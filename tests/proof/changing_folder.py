"""A folder of notes in which things happen, step by step."""

import contextlib
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from pathlib import Path


class ChangingFolder:
    """A folder in which things happen. What the disk does not let happen (a note in a folder that is a file) does not happen.

    Arguments:
        root: the folder; it is made.
        outside: another one, for what is moved out; it is made.
    """

    def __init__(self, root: Path, outside: Path) -> None:
        self.root, self.outside = root, outside
        root.mkdir()
        outside.mkdir()
        self.untold: list[str] = []

    def write(self, path: str, text: str) -> None:
        """Write a file in place; of the text, lone surrogates stand for bytes that are no UTF-8."""
        with self._changing(path):
            file = self._file(path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(bytes_of(text))

    def save(self, path: str, text: str) -> None:
        """Write a file as most editors do: beside it, and then over it."""
        with self._changing(path):
            beside = self._file(path).with_name(".saving~")
            beside.write_bytes(bytes_of(text))
            beside.replace(self._file(path))

    def append(self, path: str, text: str) -> None:
        """Add to the end of a file that is there."""
        self._rewrite(path, lambda content: content + bytes_of(text))

    def truncate(self, path: str, size: int) -> None:
        """Leave only the first bytes of a file, which may be half of a character."""
        self._rewrite(path, lambda content: content[:size])

    def insert(self, path: str, line: int, text: str) -> None:
        """Add lines somewhere in a file."""
        self._rewrite(path, lambda content: with_lines(content, line, 0, text))

    def remove_line(self, path: str, line: int) -> None:
        """Take a line out of a file."""
        self._rewrite(path, lambda content: with_lines(content, line, 1, ""))

    def exchange_letters(self, path: str) -> None:
        """Change a file so that neither its size nor the time of its last change tells."""
        with self._changing(path):
            file = self._file(path)
            before = file.stat()
            file.write_bytes(file.read_bytes().swapcase())
            os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))

    def rename(self, old: str, new: str) -> None:
        """Rename a file or a folder; a file that has the new name is replaced."""
        with self._changing(old, new):
            self._file(new).parent.mkdir(parents=True, exist_ok=True)
            self._file(old).replace(self._file(new))

    def swap(self, one: str, other: str) -> None:
        """Let two files or folders take each other's name."""
        with self._changing(one, other):
            self._file(other).stat()
            between = self.outside / "between"
            self._file(one).rename(between)
            self._file(other).replace(self._file(one))
            between.replace(self._file(other))

    def move_out(self, path: str) -> None:
        """Move a file or a folder out of the vault."""
        with self._changing(path):
            target = self.outside / path
            target.parent.mkdir(parents=True, exist_ok=True)
            self._file(path).replace(target)

    def move_in(self, path: str) -> None:
        """Move back in what was moved out."""
        with self._changing(path):
            self._file(path).parent.mkdir(parents=True, exist_ok=True)
            (self.outside / path).replace(self._file(path))

    def delete(self, path: str) -> None:
        """Delete a file, or a folder with all that is in it."""
        with self._changing(path):
            self._remove(path)

    def delete_and_recreate(self, path: str) -> None:
        """Delete a file and write it anew, with the same content."""
        with self._changing(path):
            content = self._file(path).read_bytes()
            self._file(path).unlink()
            self._file(path).write_bytes(content)

    def become_folder(self, path: str, note: str, text: str) -> None:
        """Put a folder with a note in it where a file is."""
        with self._changing(path):
            self._file(path).unlink()
            self._file(path).mkdir()
            (self._file(path) / note).write_bytes(bytes_of(text))

    def become_note(self, path: str, text: str) -> None:
        """Put a note where a folder is."""
        with self._changing(path):
            self._file(path).stat()
            self._remove(path)
            self._file(path).write_bytes(bytes_of(text))

    def link(self, path: str, to: str) -> None:
        """Put a symbolic link where nothing is."""
        with self._changing(path):
            self._file(path).symlink_to(self.root / to)

    def lock(self, path: str) -> None:
        """Let nobody read a file or look into a folder."""
        with self._changing(path):
            if not self._file(path).is_symlink():
                self._file(path).chmod(0)

    def unlock(self) -> None:
        """Let everything be read again."""
        while locked := list(self._locked()):
            for path in locked:
                path.chmod(0o755 if path.is_dir() else 0o644)
                self.untold.append(path.relative_to(self.root).as_posix())

    @contextlib.contextmanager
    def _changing(self, *paths: str) -> Iterator[None]:
        leads_to = [self._behind_links(path) for path in paths]
        with contextlib.suppress(OSError):
            yield
        self.untold.extend([*paths, *filter(None, leads_to)])

    def _rewrite(self, path: str, change: Callable[[bytes], bytes]) -> None:
        with self._changing(path):
            self._file(path).write_bytes(change(self._file(path).read_bytes()))

    def _remove(self, path: str) -> None:
        file = self._file(path)
        shutil.rmtree(file) if file.is_dir() and not file.is_symlink() else file.unlink()

    def _file(self, path: str) -> Path:
        return self.root / path

    def _behind_links(self, path: str) -> str | None:
        """Return the place in the vault that a path leads to by a link: the system tells of a change there."""
        real = Path(os.path.realpath(self._file(path)))
        if real == self._file(path) or not real.is_relative_to(self.root):
            return None
        return real.relative_to(self.root).as_posix()

    def _locked(self) -> Iterator[Path]:
        return (path for path in self.root.rglob("*") if not path.lstat().st_mode & stat.S_IRUSR)


def bytes_of(text: str) -> bytes:
    """Return the bytes of a text; lone surrogates stand for bytes that are no UTF-8."""
    return text.encode("utf-8", "surrogateescape")


def with_lines(content: bytes, line: int, removed: int, text: str) -> bytes:
    """Return a content with lines removed and a text put in their place; lines beyond the end are counted around."""
    lines = content.splitlines(keepends=True)
    at = line % (len(lines) + 1)
    return b"".join([*lines[:at], bytes_of(text), *lines[at + removed :]])
