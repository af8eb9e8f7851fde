"""Decide from a scan what changed in a vault, and when a loss is too large to be believed at once.

A disk that is pulled out, a network drive that is down and a sync client that starts over all look like a founder who deleted
every note. They did not; so a great loss is believed only when a second scan of everything, a moment later, shows it again:

| the vault's folder | what the scan shows | verdict |
| --- | --- | --- |
| missing, or may not be looked into | nothing | unavailable until it is back |
| another folder or disk than before | holds nothing at all: a bare mount point | unavailable until something is in it |
| another folder or disk than before | only a part of it was scanned | unavailable until all of it was |
| another folder or disk than before | most notes are there (a remounted drive, a restored copy) | changes |
| any | all is gone, or more than half of the notes and more than 20 | unavailable; changes when confirmed |
| the same | anything else | changes |

So `rm -r` on a vault's notes comes through after the second scan, and `rm -r` on the vault itself leaves the index as it was
until a folder with something in it stands in its place. A file that came in the same scan makes up for one that went: a renamed
folder is no loss.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from venture_canvas.vault.files import EVERYTHING, Scan, is_note
from venture_canvas.vault.inventory import Inventory
from venture_canvas.vault.roots import RootIdentity
from venture_canvas.vault.stamps import FileStamp

CONFIRM_AFTER_NS = 1_000_000_000
"""How long after the first doubt a scan must begin to confirm a loss."""
LOOK_AGAIN_AFTER = CONFIRM_AFTER_NS / 1e9 + 0.1
"""Seconds until a great loss is looked at once more: enough for that scan to confirm it."""
LOSS_TO_DOUBT = 20
"""Up to this many notes may go at once without a doubt."""

Reason = Literal["missing", "unreadable", "replaced", "emptied", "shrunk"]


class Changes(NamedTuple):
    """What to bring the index up to date with.

    Arguments:
        root: the vault's folder they were seen in.
        seen: the files that came or may have changed, with the stamps to remember when they are read now.
        gone: the files that are no more.
    """

    root: RootIdentity
    seen: Mapping[str, FileStamp]
    gone: frozenset[str]


class Unavailable(NamedTuple):
    """The scan is not believed: keep the index as it is.

    Arguments:
        reason: what made it so.
        message: a sentence for people.
        root: the folder that was seen.
        since_ns: when this doubt began, nanoseconds since 1970.
        confirm: whether a scan of everything, `CONFIRM_AFTER_NS` later, may confirm the loss. Ask for one, then; otherwise wait
            for the watcher to say that the folder is back.
    """

    reason: Reason
    message: str
    root: RootIdentity | None
    since_ns: int
    confirm: bool


MESSAGES: Mapping[Reason, str] = {
    "missing": "The vault's folder is not there. Connect its disk or move it back; what was known of it is kept until then.",
    "unreadable": "The vault's folder may not be looked into. Check its permissions; what was known of it is kept until then.",
    "replaced": "Another folder stands where the vault was. What was known of the vault is kept until its notes are back.",
    "emptied": "The vault is empty all of a sudden. What was known of it is kept until a second look confirms that.",
    "shrunk": "More than half of the notes are gone all of a sudden. They are kept until a second look confirms that.",
}


def compare(inventory: Inventory, found: Scan, doubt: Unavailable | None = None) -> Changes | Unavailable:
    """Return what a scan changes in what is known, or why the scan is not believed.

    A file that was asked for by its own path always counts as seen: somebody has reason to think that it changed, and the same
    size and time are no proof that it did not.

    Arguments:
        inventory: what is known. It is not altered; see `apply`.
        found: the scan.
        doubt: the last verdict, when it was `Unavailable`. While there is one, scan everything; a scan of less changes nothing.
    """
    if found.root is None:
        return _since_first_doubted(_unavailable("missing", found, confirm=False), doubt)
    if "" in found.unreadable:
        return _since_first_doubted(_unavailable("unreadable", found, confirm=False), doubt)
    if doubt is not None and found.under != EVERYTHING:
        return doubt
    seen, gone = _seen(inventory, found), _gone(inventory, found)
    suspicion = _suspicion(inventory, found, seen, gone)
    if suspicion is None or _is_confirmed(suspicion, doubt):
        return Changes(found.root, seen, gone)
    return _since_first_doubted(suspicion, doubt)


def apply(inventory: Inventory, changes: Changes) -> None:
    """Let the inventory know what changed."""
    inventory.root = changes.root
    for path in changes.gone:
        inventory.remove(path)
    for path, stamp in changes.seen.items():
        inventory.add(path, stamp)


def _seen(inventory: Inventory, found: Scan) -> dict[str, FileStamp]:
    return {
        path: stamp.settled(found.at_ns)
        for path, stamp in found.files.items()
        if path in found.under or inventory.get(path) != stamp
    }


def _gone(inventory: Inventory, found: Scan) -> frozenset[str]:
    missed = {path for top in found.under for path in inventory.beneath(top) if path not in found.files}
    for folder in found.unreadable:
        missed.difference_update(inventory.beneath(folder))
    return frozenset(missed)


def _suspicion(
    inventory: Inventory, found: Scan, seen: Mapping[str, FileStamp], gone: frozenset[str]
) -> Unavailable | None:
    if not inventory:
        return None
    replaced = found.root != inventory.root
    if replaced and (found.empty or found.under != EVERYTHING):
        return _unavailable("replaced", found, confirm=not found.empty)
    if found.empty:
        return _unavailable("emptied", found, confirm=True)
    came = sum(is_note(path) and path not in inventory for path in seen)
    lost = sum(is_note(path) for path in gone) - came
    if lost > LOSS_TO_DOUBT and lost * 2 > inventory.notes:
        return _unavailable("shrunk", found, confirm=True)
    return None


def _unavailable(reason: Reason, found: Scan, *, confirm: bool) -> Unavailable:
    return Unavailable(reason, MESSAGES[reason], found.root, found.at_ns, confirm)


def _is_confirmed(suspicion: Unavailable, doubt: Unavailable | None) -> bool:
    if doubt is None or not (suspicion.confirm and doubt.confirm and suspicion.root == doubt.root):
        return False
    return suspicion.since_ns - doubt.since_ns >= CONFIRM_AFTER_NS


def _since_first_doubted(suspicion: Unavailable, doubt: Unavailable | None) -> Unavailable:
    """Date a doubt back to when this folder was first doubted, unless the clock was set back: then it would never end."""
    if doubt is None or doubt.root != suspicion.root or doubt.since_ns > suspicion.since_ns:
        return suspicion
    return suspicion._replace(since_ns=doubt.since_ns)
