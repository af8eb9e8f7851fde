"""Compare a live vault with a build from scratch, while the live one goes on."""

import threading
from collections.abc import Callable, Iterator, Mapping

import msgspec

from venture_canvas.live_state import LiveState
from venture_canvas.notes.note import Note
from venture_canvas.vault.disk import Disk, DiskChange
from venture_canvas.vault.files import is_under
from venture_canvas.vault.open_notes import OpenNotes
from venture_canvas.vault.reconcile import LOOK_AGAIN_AFTER

DOUBTING = LOOK_AGAIN_AFTER + 5.0
"""Seconds that a great loss, which is looked at twice, is given to be believed or not; a machine at work takes its time."""
SETTLING = LOOK_AGAIN_AFTER + 1.0
"""Seconds that a change which is under way is given to arrive."""
ATTEMPTS = 5
"""How often the vault is built once more when it moves on meanwhile."""


class Difference(msgspec.Struct, frozen=True):
    """Where the live state and a fresh build disagree."""

    what: str
    live: str
    fresh: str


class Verifier:
    """Compares a live vault with a build from scratch.

    Arguments:
        live: what is compared.
        disk: the files that it was built from.
        open_notes: what is typed over them.
        changed: notified of every step of the live vault; who has its lock holds the vault still.
        moment: tells something that is another after every step.
        empty: makes a state without notes, by the settings and for the day of now.
    """

    def __init__(
        self,
        live: LiveState,
        disk: Disk,
        open_notes: OpenNotes,
        *,
        changed: threading.Condition,
        moment: Callable[[], object],
        empty: Callable[[], LiveState],
    ) -> None:
        self._live, self._disk, self._open_notes = live, disk, open_notes
        self._changed, self._moment, self._empty = changed, moment, empty

    def verify(self) -> tuple[Difference, ...]:
        """Return what differs; see `Workspace.verify`."""
        try:
            return self._lasting_differences()
        except _DoubtedError as doubted:
            return (Difference("vault", "as it was last seen", str(doubted)),)

    def _lasting_differences(self) -> tuple[Difference, ...]:
        seen, found = self._moment(), self._compare()
        for _ in range(ATTEMPTS):
            if not found or not self._moves_on(seen):
                break
            seen, found = self._moment(), _stayed(found, self._compare())
        return found

    def _moves_on(self, seen: object) -> bool:
        """Say whether anything changed since a moment, or does so before long."""
        with self._changed:
            return self._changed.wait_for(lambda: self._moment() != seen, timeout=SETTLING)

    def _compare(self) -> tuple[Difference, ...]:
        fresh = self._build()
        with self._changed:
            live = self._live.dump()
        return tuple(Difference(*found) for found in differences(live, fresh.dump()))

    def _build(self) -> LiveState:
        on_disk, typed = self._read_disk()
        kept = self._kept(on_disk.unreadable)
        fresh = self._empty()
        fresh.apply({**kept.notes, **on_disk.notes, **typed}, {**kept.files, **on_disk.files})
        return fresh

    def _read_disk(self, attempts: int = ATTEMPTS) -> tuple[DiskChange, Mapping[str, Note]]:
        """Return the whole vault as it is on the disk, and what is typed over it; read again when it came to be doubted meanwhile."""
        with self._changed:
            self._changed.wait_for(lambda: self._disk.doubt is None, timeout=DOUBTING)
            typed, before = dict(self._open_notes.notes), self._disk.doubt
        disk = Disk(self._disk.root)
        on_disk = disk.open()
        after = self._disk.doubt
        if not before and after and attempts > 1:
            return self._read_disk(attempts - 1)
        if doubt := before or after or disk.doubt:
            raise _DoubtedError(doubt.message)
        return on_disk, typed

    def _kept(self, unreadable: frozenset[str]) -> DiskChange:
        """Return what is known of files that may not be looked at."""
        with self._changed:
            notes = self._live.index.notes
            hidden = [path for path in self._live.index.files if is_under(path, unreadable)]
            return DiskChange(
                {path: notes[path] for path in hidden if path in notes},
                {path: True for path in hidden if path not in notes},
            )


class _DoubtedError(Exception):
    """There is nothing to compare with: the vault is not there, or not as anybody would believe."""


def _stayed(before: tuple[Difference, ...], now: tuple[Difference, ...]) -> tuple[Difference, ...]:
    """Return the differences of now whose live side is as it was before."""
    stuck = {(each.what, each.live) for each in before}
    return tuple(each for each in now if (each.what, each.live) in stuck)


def differences(live: object, fresh: object, where: str = "") -> Iterator[tuple[str, str, str]]:
    """Yield where two dumps differ: the way there, and what each has."""
    if live == fresh:
        return
    if isinstance(live, dict) and isinstance(fresh, dict):
        for name in sorted({*live, *fresh}, key=str):
            yield from differences(live.get(name), fresh.get(name), f"{where}/{name}" if where else str(name))
    else:
        yield where, str(live), str(fresh)
