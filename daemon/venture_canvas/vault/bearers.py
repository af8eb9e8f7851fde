"""Who bears what: the two tables all indexes are made of, both changed by difference only."""

from bisect import bisect_left, insort
from collections.abc import Hashable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Generic, TypeVar

from venture_canvas.vault.sorted_map import SortedMap

Key = TypeVar("Key", bound=Hashable)
Fact = TypeVar("Fact", bound=Hashable)


class Bearers(Generic[Key]):
    """Key → the paths that bear it, in order.

    The paths are plain sorted lists: a link takes eight bytes in one, a hundred in a set.
    """

    __slots__ = ("_paths",)

    def __init__(self) -> None:
        self._paths: dict[Key, list[str]] = {}

    def __contains__(self, key: Key) -> bool:
        return key in self._paths

    def __iter__(self) -> Iterator[Key]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)

    def of(self, key: Key) -> Sequence[str]:
        """Return the paths that bear a key: a live list, to be copied by who keeps it."""
        return self._paths.get(key, ())

    def missing(self, keys: AbstractSet[Key]) -> AbstractSet[Key]:
        """Return those of some keys that no path bears."""
        return {key for key in keys if key not in self._paths}

    def add(self, key: Key, path: str) -> None:
        """Let a path that does not bear the key bear it."""
        paths = self._paths.get(key)
        if paths is None:
            self._paths[key] = [path]
        elif paths[-1] < path:
            paths.append(path)
        else:
            insort(paths, path)

    def remove(self, key: Key, path: str) -> None:
        """Let a path that bears the key no longer bear it."""
        paths = self._paths[key]
        del paths[bisect_left(paths, path)]
        if not paths:
            del self._paths[key]

    def change(self, path: str, old: AbstractSet[Key], new: AbstractSet[Key]) -> AbstractSet[Key]:
        """Move a path from the keys it bore to those it bears; return the keys that gained or lost it."""
        went, came = old - new, new - old
        for key in went:
            self.remove(key, path)
        for key in came:
            self.add(key, path)
        return went | came if went else came

    def dump(self) -> list[list[object]]:
        """Return every key, as JSON has it, with its paths; in order."""
        return sorted(([_plain(key), list(paths)] for key, paths in self._paths.items()), key=repr)


class Facts(Generic[Fact]):
    """Key → what is said of it → the paths that say so; the keys in order."""

    __slots__ = ("keys",)

    def __init__(self) -> None:
        self.keys: SortedMap[Bearers[Fact]] = SortedMap()

    def change(
        self, path: str, old: AbstractSet[tuple[str, Fact]], new: AbstractSet[tuple[str, Fact]]
    ) -> AbstractSet[tuple[str, Fact]]:
        """Move a path from the facts it told to those it tells; return the facts that gained or lost it."""
        went, came = old - new, new - old
        for key, fact in went:
            facts = self.keys[key]
            facts.remove(fact, path)
            if not facts:
                del self.keys[key]
        for key, fact in came:
            known = self.keys.find(key)
            if known is None:
                known = self.keys[key] = Bearers()
            known.add(fact, path)
        return went | came if went else came

    def dump(self) -> dict[str, object]:
        """Return everything told, as JSON has it; in order."""
        return {key: facts.dump() for key, facts in self.keys.items()}


def commonest(spellings: Iterable[tuple[str, int, str]]) -> str:
    """Return the spelling that most notes use; of equals, that of the note first by path.

    Arguments:
        spellings: each with the number of notes that use it and the path of the first of them.
    """
    return min(spellings, key=lambda spelling: (-spelling[1], spelling[2], spelling[0]))[0]


def _plain(key: Hashable) -> object:
    return sorted(map(list, key), key=repr) if isinstance(key, frozenset) else key
