"""Which notes link to what, before anything is resolved.

A link waits under the names on which its resolution depends, whether they exist or not. So a note that comes, goes or takes a
name finds the links it matters to, and no other link is looked at.
"""

from collections.abc import Iterable, Iterator

from venture_canvas.notes.note import Note
from venture_canvas.vault.bearers import Bearers
from venture_canvas.vault.names import key_of
from venture_canvas.vault.resolution import NEARBY_KINDS, Target, names_sought


class LinkIndex:
    """Target → the notes that link to it, and name → the targets that wait for it."""

    def __init__(self) -> None:
        self._sources: dict[bool, Bearers[str]] = {False: Bearers(), True: Bearers()}
        self._waiting: dict[str, set[Target]] = {}

    def __iter__(self) -> Iterator[Target]:
        return (Target(key, nearby) for nearby, sources in self._sources.items() for key in sources)

    def change(self, path: str, old: Note | None, new: Note | None) -> bool:
        """Replace a note's links; say whether they aim at anything else than before."""
        before, after = keys_in(old), keys_in(new)
        for nearby in self._sources:
            self._change(path, before[nearby], after[nearby], nearby=nearby)
        return before != after

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

    def _change(self, path: str, old: set[str], new: set[str], *, nearby: bool) -> None:
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


def keys_in(note: Note | None) -> dict[bool, set[str]]:
    """Return the keys that a note's links aim at, those looked for nearby first apart; links within the note left out."""
    keys: dict[bool, set[str]] = {False: set(), True: set()}
    for link in note.links if note else ():
        if link.target:
            keys[link.kind in NEARBY_KINDS].add(key_of(link.target))
    return keys
