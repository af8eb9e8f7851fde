"""What a vault is known to hold: every file's path, with the stamp it had when it was read."""

from collections.abc import Iterator, Mapping

from venture_canvas.vault.files import is_note
from venture_canvas.vault.roots import RootIdentity
from venture_canvas.vault.stamps import FileStamp


class Inventory(Mapping[str, FileStamp]):
    """The files known, found by path and by folder.

    What lies beneath a folder is found without a walk over the rest, so that the cost of a change does not grow with the vault.

    Arguments:
        root: the vault's folder these files were seen in; None when that is not known.
        stamps: the files to begin with.
    """

    def __init__(
        self, root: RootIdentity | None = None, stamps: Mapping[str, FileStamp] | None = None
    ) -> None:
        self.root = root
        self.notes = 0
        self._stamps: dict[str, FileStamp] = {}
        self._children: dict[str, set[str]] = {}
        for path, stamp in (stamps or {}).items():
            self.add(path, stamp)

    def __getitem__(self, path: str) -> FileStamp:
        return self._stamps[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._stamps)

    def __len__(self) -> int:
        return len(self._stamps)

    def add(self, path: str, stamp: FileStamp) -> None:
        """Know a file, or know it anew."""
        if path not in self._stamps:
            self.notes += is_note(path)
            self._attach(path)
        self._stamps[path] = stamp

    def remove(self, path: str) -> None:
        """Know a file no more; a file that is not known is no error."""
        if self._stamps.pop(path, None) is not None:
            self.notes -= is_note(path)
            self._detach(path)

    def beneath(self, path: str) -> Iterator[str]:
        """Iterate over the known files at a path or beneath it; all of them for ""."""
        pending = [path]
        while pending:
            path = pending.pop()
            if path in self._stamps:
                yield path
            pending.extend(self._children.get(path, ()))

    def _attach(self, path: str) -> None:
        while path:
            folder = path.rpartition("/")[0]
            siblings = self._children.setdefault(folder, set())
            if path in siblings:
                return
            siblings.add(path)
            path = folder

    def _detach(self, path: str) -> None:
        while path and path not in self._stamps and path not in self._children:
            folder = path.rpartition("/")[0]
            siblings = self._children[folder]
            siblings.discard(path)
            if siblings:
                return
            del self._children[folder]
            path = folder
