"""Keep what was concluded from a vault's notes beside them in the cache, and take it up again while they are the same."""

from collections.abc import Mapping

import msgspec

from venture_canvas.hints.settings import Settings
from venture_canvas.live_state import Conclusions, LiveState
from venture_canvas.vault.disk import Disk
from venture_canvas.vault.filing import FiledNote


class _Kept(msgspec.Struct, frozen=True):
    """Conclusions, with the version of the notes that they were drawn from."""

    version: str
    conclusions: Conclusions


def keep_conclusions(disk: Disk, live: LiveState) -> None:
    """Keep what is concluded from the notes on the disk, for the next start."""
    conclusions = live.conclude() if disk.remembers else None
    if conclusions:
        disk.keep_conclusions(msgspec.msgpack.encode(_Kept(disk.version, conclusions)))


def take_up_conclusions(
    disk: Disk, live: LiveState, notes: Mapping[str, FiledNote], settings: Settings
) -> bool:
    """Take up what was concluded before, if that was from the same notes and by the same settings; say whether it was.

    Arguments:
        disk: the vault's files, as the cache recalled them.
        live: an empty state, which holds the vault afterwards.
        notes: what the cache recalled.
        settings: those of the vault now.
    """
    value = disk.conclusions
    kept = msgspec.msgpack.decode(value, type=_Kept) if value else None
    if kept is None or (kept.version, kept.conclusions.settings) != (disk.version, settings):
        return False
    live.restore(kept.conclusions, notes)
    disk.expect(path for path in live.index.files if path not in notes)
    return True
