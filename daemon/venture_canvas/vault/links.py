"""Which notes link to what, before anything is resolved.

A link waits under the names on which its resolution depends, whether they exist or not. So a note that comes, goes or takes a
name finds the links it matters to, and no other link is looked at.
"""

from collections.abc import Iterable, Iterator

from venture_canvas.vault.bearers import Bearers
from venture_canvas.vault.note_keys import NoteKeys
from venture_canvas.vault.resolution import Target, names_sought


class LinkIndex:
    """Target → the notes that link to it, and name → the targets that wait for it."""

    def __init__(self) -> None:
        self._sources: dict[bool, Bearers[str]] = {False: Bearers(), True: Bearers()}
        self._waiting: dict[str, set[Target]] = {}

    def __iter__(self) -> Iterator[Target]:
        return (Target(key, nearby) for nearby, sources in self._sources.items() for key in sources)

    def change(self, path: str, old: NoteKeys, new: NoteKeys) -> bool:
        """Replace a note's links; say whether they aim at anything else than before."""
        self._change(path, old.far, new.far, nearby=False)
        self._change(path, old.nearby, new.nearby, nearby=True)
        return (old.far, old.nearby) != (new.far, new.nearby)

    def sources(self, target: Target) -> tuple[str, ...]:
        """Return the notes that link to a target, in order."""
        return tuple(self._sources[target.nearby].of(target.key))

    def waiting_for(self, names: Iterable[str]) -> set[Target]:
        """Return the targets whose resolution depends on any of some names."""
        return {target for name in names for target in self._waiting.get(name, ())}

    def dump(self) -> dict[str, object]:
        """Return the tables, as JSON has them; in order."""
        waiting = {name: sorted(map(list, targets)) for name, targets in sorted(self._waiting.items())}
        return {"far": self._sources[False].dump(), "nearby": self._sources[True].dump(), "waiting": waiting}

    def _change(self, path: str, old: frozenset[str], new: frozenset[str], *, nearby: bool) -> None:
        sources = self._sources[nearby]
        for key in sources.missing(new):
            self._wait(Target(key, nearby))
        sources.change(path, old, new)
        for key in sources.missing(old):
            self._cease(Target(key, nearby))

    def _wait(self, target: Target) -> None:
        for name in names_sought(target):
            self._waiting.setdefault(name, set()).add(target)

    def _cease(self, target: Target) -> None:
        for name in names_sought(target):
            self._waiting[name].discard(target)
            if not self._waiting[name]:
                del self._waiting[name]
