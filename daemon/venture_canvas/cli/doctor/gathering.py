"""Gather the facts: everything here looks, and changes nothing."""

import importlib.metadata
import os
import shutil
import sqlite3
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from filelock import FileLock, Timeout

from venture_canvas import __version__
from venture_canvas.cli.client import DaemonError, find_daemon
from venture_canvas.cli.doctor.facts import CacheFile, Disk, Facts, PrivateFile, VaultFacts
from venture_canvas.server.places import NAME, Places
from venture_canvas.server.private import ON_WINDOWS, ExposedError, exposure
from venture_canvas.server.registry import RegisteredVault, Registry
from venture_canvas.setup.config_folder import config_folder
from venture_canvas.setup.plugin import PLUGIN, plugin_version
from venture_canvas.telling import State
from venture_canvas.vault.native import folders_beneath

WATCH_LIMIT = Path("/proc/sys/fs/inotify/max_user_watches")


def gather(places: Places) -> Facts:
    """Look at everything.

    Raises:
        RegistryError: the list of vaults cannot be read.
    """
    daemon, states = _daemon(places)
    return Facts(
        python=sys.version_info[:3],
        package=__version__,
        metadata=importlib.metadata.version(NAME),
        daemon=daemon,
        is_locked=daemon is None and is_locked(places.lock),
        private=tuple(map(_private, filter(Path.exists, (places.state, places.token, places.runtime)))),
        watch_limit=watch_limit(WATCH_LIMIT),
        vaults=tuple(_vault(places, entry, states) for entry in Registry(places.registry).vaults()),
        disks=tuple(_disk(folder) for folder in dict.fromkeys((places.state, places.cache))),
    )


def watch_limit(file: Path) -> int | None:
    """Return how many folders the system watches for a user; None where no such file tells."""
    try:
        return int(file.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None


def is_locked(file: Path) -> bool:
    """Say whether a process holds a lock."""
    if not file.exists():
        return False
    try:
        with FileLock(file, timeout=0):
            return False
    except (Timeout, OSError):
        return True


def cache_file(path: Path) -> CacheFile:
    """Ask SQLite about a cache."""
    if not path.exists():
        return CacheFile(str(path), 0, "none")
    size = path.stat().st_size
    try:
        connection = sqlite3.connect(f"file:{quote(path.as_posix())}?mode=rw", uri=True, timeout=0.0)
    except sqlite3.Error:
        return CacheFile(str(path), size, "damaged")
    try:
        (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        return CacheFile(
            str(path), size, "held" if error.sqlite_errorcode == sqlite3.SQLITE_BUSY else "damaged"
        )
    finally:
        connection.close()
    return CacheFile(str(path), size, "well" if verdict == "ok" else "damaged")


def _daemon(places: Places) -> tuple[str | None, Mapping[str, State]]:
    """Return the version of the daemon that answers, and the state of each of its vaults by id."""
    try:
        client = find_daemon(places)
        if client is None:
            return None, {}
        return client.runtime.version, {vault.id: vault.state for vault in client.vaults()}
    except (DaemonError, ExposedError):
        return None, {}


def _private(path: Path) -> PrivateFile:
    status = path.stat()
    wrong = None if ON_WINDOWS else exposure(status.st_mode, status.st_uid, os.getuid())
    return PrivateFile(str(path), wrong)


def _vault(places: Places, entry: RegisteredVault, states: Mapping[str, State]) -> VaultFacts:
    root = Path(entry.path)
    return VaultFacts(
        path=entry.path,
        readable=os.access(root, os.R_OK | os.X_OK) and root.is_dir(),
        writable=os.access(root, os.W_OK),
        folders=sum(1 for _ in folders_beneath(root, "")),
        state=states.get(entry.id),
        cache=cache_file(places.cache_of(entry.id)),
        plugin=_plugin(root),
    )


def _plugin(root: Path) -> str | None:
    try:
        return plugin_version(config_folder(root) / "plugins" / PLUGIN)
    except PermissionError:
        return None


def _disk(folder: Path) -> Disk:
    there = next(each for each in (folder, *folder.parents) if each.exists())
    return Disk(str(folder), shutil.disk_usage(there).free)
