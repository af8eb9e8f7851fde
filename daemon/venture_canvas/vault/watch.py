"""The watching of one vault: tells when something may have changed, and where. What changed is for a scan to find out."""

import logging
import threading
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Literal

from venture_canvas.vault.gathering import Dirty, Gathering, Pulse
from venture_canvas.vault.shared_observer import SharedObserver
from venture_canvas.vault.timing import Clocks, Timing
from venture_canvas.vault.trouble import Trouble
from venture_canvas.vault.vault_events import VaultEvents

logger = logging.getLogger(__name__)

OnDirty = Callable[[Dirty], None]
# A call that hangs on a dead network drive must not keep the program from ending.
CLOSE_WAIT = 5.0


class Watch:
    """The watching of one vault; `Watcher.watch` makes it.

    It has a thread of its own, so that a network drive that hangs holds up no other vault. The thread sleeps until something is due.

    Arguments:
        root: the vault's folder, absolute, links resolved. It need not be there.
        on_dirty: see `Watcher.watch`.
        observer: where events come from.
        timing: the times.
        clocks: the clocks.
    """

    def __init__(
        self, root: Path, on_dirty: OnDirty, *, observer: SharedObserver, timing: Timing, clocks: Clocks
    ) -> None:
        self.root = root
        self._on_dirty, self._timing, self._clocks = on_dirty, timing, clocks
        self._events = VaultEvents(root, self.look, observer)
        self._gathering = Gathering(quiet=timing.quiet, longest=timing.longest)
        self._pulse = Pulse(clocks.monotonic(), clocks.wall())
        self._changed = threading.Condition()
        self._closed = False
        self._next_check = self._next_walk = self._next_arming = self._took = 0.0
        self._thread = threading.Thread(target=self._run, name=f"watch {root.name}", daemon=True)

    @property
    def mode(self) -> Literal["events", "polling"]:
        """How changes are found: from events, or by looking every two seconds."""
        return "events" if self._events.armed is not None else "polling"

    @property
    def troubles(self) -> tuple[Trouble, ...]:
        """What keeps changes from being seen at once. A call of `on_dirty` with None follows when it or `mode` changes."""
        return self._events.troubles(self._timing.poll)

    def start(self) -> None:
        """Begin. No event from now on is missed, and the whole vault is looked at once for what came before."""
        self._arm()
        self.look()
        self._thread.start()

    def close(self) -> None:
        """End the watch. After it there are no more calls of `on_dirty`, save one that hangs."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        if threading.current_thread() is not self._thread:
            self._thread.join(CLOSE_WAIT)
        self._events.disarm()
        # The collector does not look at what was there when a vault was opened: nothing of it may hang on a circle of references.
        self._on_dirty = _tell_nobody

    def look(self, path: str = "", *, after: float = 0.0) -> None:
        """Ask for a look at a path and what is beneath it, or at the whole vault some seconds from now."""
        with self._changed:
            before, now = self._gathering.due, self._clocks.monotonic()
            if path:
                self._gathering.add(path, now)
            else:
                self._gathering.add_everything(now + max(after, self._timing.quiet))
            due = self._gathering.due
            if due is not None and (before is None or due < before):
                self._changed.notify()

    def _run(self) -> None:
        while self._wait():
            try:
                self._supervise()
                dirty = self._drain()
                if dirty is None or dirty:
                    self._tell(dirty)
            except Exception:
                # The vault is followed whatever watchdog or the disk answer; a moment later everything is looked at.
                logger.exception("The watching of %s stumbled.", self.root.name)
                self._next_check = self._clocks.monotonic() + self._timing.poll
                self.look(after=self._timing.poll)

    def _wait(self) -> bool:
        """Wait until something is due; return False when the watch was closed."""
        with self._changed:
            while not self._closed:
                now, due = self._clocks.monotonic(), self._gathering.due
                until = self._next_check if due is None else min(due, self._next_check)
                if now >= until:
                    break
                self._changed.wait(until - now)
                now = self._clocks.monotonic()
                if self._pulse.slept(now, self._clocks.wall(), until):
                    self._gathering.add_everything(now)
            return not self._closed

    def _drain(self) -> Dirty:
        with self._changed:
            now, due = self._clocks.monotonic(), self._gathering.due
            return self._gathering.drain(now) if due is not None and due <= now else frozenset()

    def _tell(self, dirty: Dirty) -> None:
        began = self._clocks.monotonic()
        if self._compare_watched({""} if dirty is None else dirty):
            dirty = None
        try:
            self._on_dirty(dirty)
        except Exception:
            # The watch outlives a fault in what it calls; the next walk makes up for the call that was lost.
            logger.exception("A look at the vault failed.")
        self._took = self._clocks.monotonic() - began

    def _compare_watched(self, places: Collection[str]) -> bool:
        """Compare the folders that are watched with those that are there; return whether events were had anew because of it."""
        if self._events.have_moved_folders(places):
            self._arm()
            return True
        if self._events.suspect(places):
            self._next_check = min(self._next_check, self._clocks.monotonic() + self._timing.poll)
        return False

    def _supervise(self) -> None:
        """See to it that events come, from the folder that is there now, and look where they do not."""
        now = self._clocks.monotonic()
        checking = now >= self._next_check
        broken = self._events.are_broken()
        if broken or (checking and self._needs_arming(now)):
            self._arm_again()
        elif checking:
            self._look_for_itself(now)
            self._next_check = now + self._pause()

    def _needs_arming(self, now: float) -> bool:
        """Say whether to try for events once more: none come, or there are folders they do not come from.

        A folder that was made just now is watched a moment later, so it counts only when it is not at the next check.
        """
        missed = self._events.miss_folders()
        return (
            self._events.armed is None
            or missed
            or (bool(self._events.unwatched) and now >= self._next_arming)
        )

    def _look_for_itself(self, now: float) -> None:
        if now >= self._next_walk:
            self._next_walk = now + self._timing.walk
            self.look()
        for path in self._events.unwatched:
            self.look(path)

    def _pause(self) -> float:
        """Return how long to wait before the next check: short while somebody has to look, long while events come."""
        if self._events.armed is not None and not self._events.unwatched:
            return self._timing.supervise
        return max(self._timing.poll, self._took * self._timing.effort)

    def _arm_again(self) -> None:
        """Get events anew, and have everything looked at, for what happened until then was not seen.

        A folder that is missing and was missing is no news.
        """
        was_missing = self._events.root_missing
        self._arm()
        if not (was_missing and self._events.root_missing):
            self.look()

    def _arm(self) -> None:
        self._events.arm()
        now = self._clocks.monotonic()
        self._next_check, self._next_walk = now + self._pause(), now + self._timing.walk
        self._next_arming = now + self._timing.supervise


def _tell_nobody(_: Dirty) -> None:
    """Take the place of who wants to hear of changes no more."""
