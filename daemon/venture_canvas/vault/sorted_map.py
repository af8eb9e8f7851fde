"""A dictionary that goes through its keys in order, whatever the order in which they came."""

from bisect import bisect_left, insort
from collections.abc import Iterator, MutableMapping
from itertools import islice, takewhile
from typing import TypeVar

Value = TypeVar("Value")


class SortedMap(MutableMapping[str, Value]):
    """A dictionary with sorted keys.

    A vault that grew by changes and one that was read afresh hold the same notes, but met them in another order; what is
    computed from them must not depend on it.
    """

    __slots__ = ("_keys", "_values")

    def __init__(self) -> None:
        self._keys: list[str] = []
        self._values: dict[str, Value] = {}

    def __getitem__(self, key: str) -> Value:
        return self._values[key]

    def __setitem__(self, key: str, value: Value) -> None:
        if key not in self._values:
            insort(self._keys, key)
        self._values[key] = value

    def __delitem__(self, key: str) -> None:
        del self._values[key]
        del self._keys[bisect_left(self._keys, key)]

    def __contains__(self, key: object) -> bool:
        return key in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def find(self, key: str) -> Value | None:
        """Return the value of a key, or None; what `get` does, without its detour through an exception."""
        return self._values.get(key)

    def starting_with(self, prefix: str, most: int | None = None) -> list[str]:
        """Return the keys that start with a prefix, in order; only the first of them when `most` is given."""
        from_prefix = islice(self._keys, bisect_left(self._keys, prefix), None)
        return list(islice(takewhile(lambda key: key.startswith(prefix), from_prefix), most))
