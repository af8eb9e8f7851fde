"""The system's events of one vault: whether they come, and from which of its folders they do not."""

import errno
from collections.abc import Callable, Collection
from pathlib import Path

from venture_canvas.vault import native
from venture_canvas.vault.gathering import path_in_vault
from venture_canvas.vault.native import Armed
from venture_canvas.vault.roots import RootIdentity, identify
from venture_canvas.vault.shared_observer import Listener, SharedObserver
from venture_canvas.vault.trouble import Trouble

# What the error of a refusal means on Linux (inotify(7)), and the setting that helps.
LIMITS = {
    errno.ENOSPC: "the system's limit of watched folders is used up; raise fs.inotify.max_user_watches",
    errno.EMFILE: "the system's limit of watching programs is used up; raise fs.inotify.max_user_instances",
}


class VaultEvents:
    """The events of one vault.

    Arguments:
        root: the vault's folder, absolute, links resolved. It need not be there.
        look: see `Listener`.
        observer: where events come from.
    """

    def __init__(self, root: Path, look: Callable[[str], None], observer: SharedObserver) -> None:
        self.root = root
        self.armed: Armed | None = None
        self.unwatched: frozenset[str] = frozenset()
        self._observer = observer
        self._listener = Listener(root, look)
        self._identity: RootIdentity | None = None
        self._refusal: OSError | None = None
        self._suspects: frozenset[str] = frozenset()

    @property
    def root_missing(self) -> bool:
        """Whether the vault's folder was not there when events were asked for."""
        return self._identity is None

    def arm(self) -> None:
        """Ask for events anew, from the folder that is there now."""
        self.disarm()
        self.armed, self._refusal = None, None
        self.unwatched = self._suspects = frozenset()
        self._identity = identify(self.root)
        if self._identity is not None:
            try:
                self.armed = self._observer.arm(self._listener)
            except OSError as error:
                self._refusal = error
        if self.armed is not None and not native.is_alive(self.armed):
            self.armed, self._refusal = (
                None,
                PermissionError(errno.EACCES, "the folder may not be looked into"),
            )
        self.unwatched = self._not_watched_of({""})

    def disarm(self) -> None:
        """Hear no more events."""
        self._observer.disarm(self._listener)

    def are_broken(self) -> bool:
        """Say whether events that came do so no more, or come from a folder that is not the vault's."""
        return self.armed is not None and not (
            identify(self.root) == self._identity and native.is_alive(self.armed)
        )

    def have_moved_folders(self, places: Collection[str]) -> bool:
        """Say whether events come from folders that are not, or no more, in some places of the vault."""
        if self.armed is None:
            return False
        watched = native.watched_folders(self.armed)
        is_stale = watched is not None and native.has_stale_folders(watched, self.root, places)
        return is_stale or native.has_displaced_folders(self.armed)

    def suspect(self, places: Collection[str]) -> bool:
        """Keep in mind which folders in some places of the vault are not watched yet; say whether there are any such folders.

        A folder that was made just now is watched a moment later; see `miss_folders`.
        """
        self._suspects |= self._not_watched_of(places) - self.unwatched
        return bool(self._suspects)

    def miss_folders(self) -> bool:
        """Say whether some of the folders that were suspected are not watched even now."""
        self._suspects = self._not_watched_of(self._suspects) - self.unwatched
        return bool(self._suspects)

    def troubles(self, poll: float) -> tuple[Trouble, ...]:
        """Return what keeps events from coming, when what they do not tell of is looked at every so many seconds."""
        if self.root_missing:
            message = "The vault's folder is not there. It is watched again once it is back."
            return (Trouble("vault-missing", message),)
        if self._refusal is not None:
            return (_refused(self._refusal, poll),)
        return (_not_watched(self.unwatched, poll),) if self.unwatched else ()

    def _not_watched_of(self, places: Collection[str]) -> frozenset[str]:
        """Return the folders in some places of the vault that are there and are not watched, where that can be known."""
        watched = None if self.armed is None else native.watched_folders(self.armed)
        if watched is None:
            return frozenset()
        there = (folder for place in places for folder in native.folders_beneath(self.root, place))
        missed = (path_in_vault(str(self.root), folder) for folder in there if folder not in watched)
        return frozenset(path for path in missed if path)


def _refused(error: OSError, poll: float) -> Trouble:
    why = LIMITS.get(error.errno or 0, error.strerror or type(error).__name__)
    message = f"The system does not tell of changes ({why}). The vault is looked through every {poll:g} seconds instead."
    return Trouble("events-unavailable", message)


def _not_watched(folders: frozenset[str], poll: float) -> Trouble:
    first = min(folders)
    which = (
        f"The folder {first} is"
        if len(folders) == 1
        else f"{len(folders)} folders, {first} the first of them, are"
    )
    message = f"{which} not watched ({LIMITS[errno.ENOSPC]}). They are looked through every {poll:g} seconds instead."
    return Trouble("folder-not-watched", message, first)
