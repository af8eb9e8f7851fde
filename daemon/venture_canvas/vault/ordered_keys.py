"""The keys of a table in order, put in order only when somebody asks for them."""

from bisect import bisect_left, insort
from collections.abc import Iterable
from itertools import islice, takewhile

from venture_canvas.vault.bearers import Bearers

FEW = 64
"""Changes that are put in one by one; more are sorted in at once."""


class OrderedKeys:
    """Keeps up with the keys of a table that is no ordered one.

    Indexing a vault brings keys by the ten thousand and in no order: to keep them in order meanwhile would cost more than all the rest.

    Arguments:
        table: what holds the keys that there are.
    """

    def __init__(self, table: Bearers[str]) -> None:
        self._table = table
        self._keys: list[str] = []
        self._changed: set[str] = set()

    def note(self, keys: Iterable[str]) -> None:
        """Remember that keys may have come or gone."""
        self._changed.update(keys)

    def starting_with(self, prefix: str, most: int) -> list[str]:
        """Return the first keys that start with a prefix, in order."""
        self._settle()
        from_prefix = islice(self._keys, bisect_left(self._keys, prefix), None)
        return list(islice(takewhile(lambda key: key.startswith(prefix), from_prefix), most))

    def _settle(self) -> None:
        if len(self._changed) > FEW:
            self._keys = sorted(key for key in {*self._keys, *self._changed} if key in self._table)
        else:
            for key in self._changed:
                self._place(key)
        self._changed.clear()

    def _place(self, key: str) -> None:
        at = bisect_left(self._keys, key)
        was = at < len(self._keys) and self._keys[at] == key
        if key in self._table and not was:
            insort(self._keys, key)
        elif was and key not in self._table:
            del self._keys[at]
