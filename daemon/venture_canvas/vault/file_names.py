"""The files of a vault that can be linked, by path and by name, without case."""

from collections.abc import Sequence

from venture_canvas.vault.bearers import Bearers
from venture_canvas.vault.names import key_of, last_segment
from venture_canvas.vault.sorted_map import SortedMap


class FileNames:
    """Finds files by the key of their path or of their name."""

    def __init__(self) -> None:
        self.paths: SortedMap[None] = SortedMap()
        self._by_path: Bearers[str] = Bearers()
        self._by_name: Bearers[str] = Bearers()

    def add(self, path: str) -> None:
        """Take in a file that was not there."""
        key = key_of(path)
        self.paths[path] = None
        self._by_path.add(key, path)
        self._by_name.add(last_segment(key), path)

    def remove(self, path: str) -> None:
        """Forget a file that was there."""
        key = key_of(path)
        del self.paths[path]
        self._by_path.remove(key, path)
        self._by_name.remove(last_segment(key), path)

    def at(self, path_key: str) -> Sequence[str]:
        """Return the files at a path; several when they differ in case only."""
        return self._by_path.of(path_key)

    def called(self, name_key: str) -> Sequence[str]:
        """Return the files with a name, ending included, in whatever folder."""
        return self._by_name.of(name_key)

    def dump(self) -> dict[str, object]:
        """Return the tables, as JSON has them; in order."""
        return {"by_path": self._by_path.dump(), "by_name": self._by_name.dump()}
