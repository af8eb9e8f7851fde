"""Watch vaults: be told when something may have changed in one, and where.

No watcher is lossless, so nothing here relies on events alone. The whole vault is looked at again after anything that can have
lost some: an overflow, a thread that died, a root that moved, a wake from sleep; and every quarter of an hour all the same, for
the losses that macOS and Windows do not report. Where events cannot be had, the vault is looked at every two seconds.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from watchdog.observers.api import BaseObserver

from venture_canvas.vault import native
from venture_canvas.vault.shared_observer import SharedObserver
from venture_canvas.vault.timing import Clocks, Timing
from venture_canvas.vault.watch import OnDirty, Watch

USUAL_TIMING = Timing()
SYSTEM_CLOCKS = Clocks()


class Watcher:
    """Watches vaults, all of them through one observer, which runs while there is a vault to watch.

    Arguments:
        timing: the times.
        clocks: the clocks.
        new_observer: makes the observer; raises OSError where events cannot be had.
    """

    def __init__(
        self,
        *,
        timing: Timing = USUAL_TIMING,
        clocks: Clocks = SYSTEM_CLOCKS,
        new_observer: Callable[[], BaseObserver] = native.new_observer,
    ) -> None:
        self._timing, self._clocks = timing, clocks
        self._observer = SharedObserver(new_observer)

    def watch(self, root: Path, on_dirty: OnDirty) -> Watch:
        """Watch a vault until the watch is closed.

        Arguments:
            root: the vault's folder. It need not be there yet.
            on_dirty: called, in a thread of the watch, with the paths to look at together with all beneath them (relative, `/`,
                NFC), or with None for the whole vault. The first call, for the whole vault, comes at once.
        """
        watch = Watch(
            root.resolve(), on_dirty, observer=self._observer, timing=self._timing, clocks=self._clocks
        )
        watch.start()
        return watch


@cache
def shared_watcher() -> Watcher:
    """Return the watcher of the process."""
    return Watcher()
