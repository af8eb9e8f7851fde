"""What must be known of watchdog's insides, in one place.

watchdog does not tell whether a folder beneath the root could not be watched (it swallows the error of the limit), nor whether
the thread that reads the events has died. Both can be seen on Linux by looking at private attributes (watchdog 7.1,
`observers/inotify.py`). They are looked for with care: where they are missing the answer is "not known" or "alive".
"""

import os
import sys
import warnings
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from watchdog import events
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, EventEmitter, ObservedWatch

# Opening and closing a file to read it is what we do ourselves after an event: it would never end. A folder's "modified" only
# repeats what an event for the file in it says.
NOT_LISTENED_TO = (
    events.FileSystemEvent,
    events.FileSystemMovedEvent,
    events.FileOpenedEvent,
    events.FileClosedNoWriteEvent,
    events.DirModifiedEvent,
)
LISTENED_TO: list[type[events.FileSystemEvent]] = [
    kind
    for kind in vars(events).values()
    if isinstance(kind, type) and issubclass(kind, events.FileSystemEvent) and kind not in NOT_LISTENED_TO
]
# On Windows watchdog 7.1 hands events over only once none came for this long, so its default of 1 s would delay each of them.
WINDOWS_TIMEOUT = 0.1


def new_observer(platform: str = sys.platform) -> BaseObserver:
    """Return the system's observer, not started.

    Raises:
        OSError: the system has no more of what watching takes (inotify instances).
    """
    # watchdog warns when a folder that was moved out comes back. Nothing is wrong then; and where warnings are errors, this one
    # would end the thread that reads the events.
    warnings.filterwarnings("ignore", "Callback with id", RuntimeWarning)
    return Observer(timeout=WINDOWS_TIMEOUT) if platform == "win32" else Observer()


class Armed(NamedTuple):
    """A folder whose events are listened to."""

    observer: BaseObserver
    watch: ObservedWatch
    emitter: EventEmitter | None


def emitter_of(observer: BaseObserver, watch: ObservedWatch) -> EventEmitter | None:
    """Return the thread that produces the events of a watch."""
    return next((emitter for emitter in observer.emitters.copy() if emitter.watch == watch), None)


def is_running(observer: BaseObserver) -> bool:
    """Say whether an observer and the thread beneath it, that reads the events for all watches, are alive."""
    reader = getattr(observer, "_inotify_fd", None)
    return observer.is_alive() and (reader is None or reader.is_alive())


def is_alive(armed: Armed) -> bool:
    """Say whether events still come: an unmount, for one, takes the descriptors away and leaves every thread alive."""
    observer, watch, emitter = armed
    if emitter is None or not emitter.is_alive() or not is_running(observer):
        return False
    table = _descriptors(armed)
    return emitter_of(observer, watch) is emitter and (
        table is None or table.get(os.fsencode(watch.path), -1) >= 0
    )


def watched_folders(armed: Armed) -> frozenset[str] | None:
    """Return the folders that are watched, as absolute paths; None where that cannot be known.

    A descriptor of -1 stands for a folder that may not be looked into.
    """
    table = _descriptors(armed)
    if table is None:
        return None
    return frozenset(os.fsdecode(path) for path, descriptor in table.copy().items() if descriptor >= 0)


def has_stale_folders(watched: frozenset[str], root: Path, places: Collection[str]) -> bool:
    """Say whether some folder in places of a vault is still watched although it is there no more.

    A folder that was moved out of the vault takes its descriptors along. watchdog 7.1 keeps them under the old path, would tell of
    changes outside of the vault as if they were in it, and can stumble over them later (a KeyError ends its reading thread).
    A folder that took the place of one that was moved out makes two descriptors of one path: see `has_displaced_folders`.
    """
    candidates = watched if "" in places else watched.intersection(str(root / place) for place in places)
    return not all(Path(folder).is_dir() for folder in candidates)


def has_displaced_folders(armed: Armed) -> bool:
    """Say whether a descriptor is kept for a path that belongs to another folder by now, or to none."""
    return bool(_displaced(armed))


def stop_watching(armed: Armed) -> None:
    """Stop the events of a watch.

    watchdog 7.1 finds its descriptors by path when it lets go of them, and a displaced one raises KeyError half-way: the thread that
    waits for events would never end. So each gets a name of its own first.
    """
    by_path, by_descriptor = _tables(armed)
    for descriptor in _displaced(armed):
        name = b"displaced %d" % descriptor
        by_descriptor[descriptor], by_path[name] = name, descriptor
    armed.observer.unschedule(armed.watch)


def _displaced(armed: Armed) -> list[int]:
    by_path, by_descriptor = _tables(armed)
    return [
        descriptor for descriptor, path in by_descriptor.copy().items() if by_path.get(path) != descriptor
    ]


def _descriptors(armed: Armed) -> dict[bytes, int] | None:
    group = getattr(armed.emitter, "_inotify", None)
    table: dict[bytes, int] | None = getattr(group, "_active_callbacks_by_path", None)
    return table


def _tables(armed: Armed) -> tuple[dict[bytes, int], dict[int, bytes]]:
    """Return the descriptors by path, and the paths by descriptor; both empty where they cannot be known."""
    group = getattr(armed.emitter, "_inotify", None)
    by_descriptor: dict[int, bytes] | None = getattr(group, "_active_callbacks_by_watch", None)
    by_path = _descriptors(armed)
    return ({}, {}) if by_path is None or by_descriptor is None else (by_path, by_descriptor)


def folders_beneath(root: Path, path: str) -> Iterator[str]:
    """Iterate over the folders at a path of a vault and beneath it that can be looked into, as absolute paths."""
    pending = [str(root / path)]
    while pending:
        folder = pending.pop()
        try:
            with os.scandir(folder) as entries:
                pending.extend(entry.path for entry in entries if _is_folder(entry))
        except OSError:
            continue
        yield folder


def _is_folder(entry: os.DirEntry[str]) -> bool:
    return not entry.name.startswith(".") and entry.is_dir(follow_symlinks=False)
