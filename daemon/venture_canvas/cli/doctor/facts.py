"""What the doctor looks at. Nothing here is judged."""

from typing import Literal

import msgspec

from venture_canvas.telling import State


class PrivateFile(msgspec.Struct, frozen=True):
    """A file or folder that only its user may read, and what is wrong with its mode or owner."""

    path: str
    wrong: str | None


class CacheFile(msgspec.Struct, frozen=True):
    """The cache of a vault.

    Arguments:
        path: the file.
        size: its size in bytes.
        health: what SQLite says of it; it is `held` while the daemon uses it and nobody else may look in.
    """

    path: str
    size: int
    health: Literal["none", "well", "held", "damaged"]


class VaultFacts(msgspec.Struct, frozen=True):
    """A vault on the user's list.

    Arguments:
        path: its folder.
        readable: whether its folder is there and can be listed.
        writable: whether fixes can be written to it.
        folders: how many folders there are to watch.
        state: what the daemon says of it; None when none serves it.
        cache: what is kept of it between two runs.
        plugin: the version of the plugin in it; None when there is none.
    """

    path: str
    readable: bool
    writable: bool
    folders: int
    state: State | None
    cache: CacheFile
    plugin: str | None


class Disk(msgspec.Struct, frozen=True):
    """A folder of the daemon and the bytes that are free on its disk."""

    path: str
    free: int


class Facts(msgspec.Struct, frozen=True):
    """Everything the doctor looks at.

    Arguments:
        python: the version of Python.
        package: the version of this package, as its code says.
        metadata: the version that the installer has on record.
        daemon: the version of the daemon that runs and answers, or None.
        is_locked: whether a process holds the daemon's lock although none answers.
        private: the files that guard the access.
        watch_limit: how many folders the system watches for a user; None where it knows no such limit.
        vaults: the vaults on the user's list.
        disks: where the daemon's files are.
    """

    python: tuple[int, int, int]
    package: str
    metadata: str
    daemon: str | None
    is_locked: bool
    private: tuple[PrivateFile, ...]
    watch_limit: int | None
    vaults: tuple[VaultFacts, ...]
    disks: tuple[Disk, ...]
