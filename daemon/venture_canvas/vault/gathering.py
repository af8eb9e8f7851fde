"""When to look at the disk, and where: the part of watching that needs no thread and no disk.

Times are seconds of a monotonic clock, given by the caller.
"""

import os
import unicodedata

from venture_canvas.vault.files import topmost

Dirty = frozenset[str] | None
"""The paths to look at, with all beneath them; None is the whole vault."""

QUIET_GAP = 0.05
LONGEST_WAIT = 0.5
# Beyond this many paths a walk over everything is the quicker way, and memory stays bounded in a storm.
MOST_PATHS = 1000
# A wait that ends this much too late, or a wall clock that ran this far ahead of the monotonic one, means sleep.
SLEEP_GAP = 5.0


class Gathering:
    """Gathers what events said into one look: after a quiet gap, and at the latest some time after the first event.

    Arguments:
        quiet: the gap without events that ends a burst, in seconds.
        longest: the longest that an event waits, in seconds.
        most: with more paths than this, everything is dirty.
    """

    def __init__(
        self, *, quiet: float = QUIET_GAP, longest: float = LONGEST_WAIT, most: int = MOST_PATHS
    ) -> None:
        self._quiet, self._longest, self._most = quiet, longest, most
        self._paths: set[str] = set()
        self._first = self._last = 0.0
        self._everything_at: float | None = None

    def add(self, path: str, now: float) -> None:
        """Gather a path that something happened at."""
        if not self._paths:
            self._first = now
        self._last = now
        self._paths.add(path)
        if len(self._paths) > self._most:
            self._paths = {""}

    def add_everything(self, at: float) -> None:
        """Gather the whole vault, to be looked at at a time."""
        self._everything_at = at if self._everything_at is None else min(at, self._everything_at)

    @property
    def due(self) -> float | None:
        """When there is something to look at; None when there is nothing to wait for."""
        paths_at = min(self._last + self._quiet, self._first + self._longest) if self._paths else None
        return min((at for at in (paths_at, self._everything_at) if at is not None), default=None)

    def drain(self, now: float) -> Dirty:
        """Return what is due now and forget it."""
        paths, self._paths = self._paths, set()
        if self._everything_at is not None and self._everything_at <= now:
            self._everything_at = None
            return None
        return None if "" in paths else frozenset(topmost(paths))


class Pulse:
    """Tells from two clocks that the process or the machine slept, and events may be lost.

    On Linux and macOS the monotonic clock stands still while the machine sleeps, so the wall clock gains on it; on Windows, and
    when only the process was stopped, a wait ends long after its time. A wall clock that somebody set looks the same, and costs
    one walk.

    Arguments:
        monotonic: the monotonic clock now, in seconds.
        wall: the wall clock now, in seconds.
    """

    def __init__(self, monotonic: float, wall: float) -> None:
        self._ahead = wall - monotonic

    def slept(self, monotonic: float, wall: float, expected: float) -> bool:
        """Say whether there was sleep since the last call, when a wait should have ended at `expected` on the monotonic clock."""
        gained = wall - monotonic - self._ahead
        self._ahead += gained
        return abs(gained) > SLEEP_GAP or monotonic - expected > SLEEP_GAP


def path_in_vault(root: str, path: str, separator: str = os.sep) -> str | None:
    """Return the vault's name for a path that the system told of; None for a dot-path, which does not exist.

    A path that is not below the root, as the system spells it, gives "", the whole vault: a root that moved, or a short (8.3) name.
    A name that is not UTF-8 gives the folder it is in.
    """
    root, path = unicodedata.normalize("NFC", root), unicodedata.normalize("NFC", path)
    below = path.removeprefix(root.rstrip(separator) + separator)
    if below == path:
        return ""
    parts = below.split(separator)
    if any(part.startswith(".") for part in parts):
        return None
    while parts and any("\ud800" <= character <= "\udfff" for character in "/".join(parts)):
        parts.pop()
    return "/".join(parts)
