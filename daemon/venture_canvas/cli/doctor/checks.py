"""Judge the facts. Every finding that is not well says in one sentence what to do."""

from collections.abc import Callable, Iterator

import msgspec

from venture_canvas.cli.doctor.facts import CacheFile, Facts, VaultFacts
from venture_canvas.cli.upgrade import RESTART, upgrade_notice
from venture_canvas.setup.plugin import is_older

OLDEST_PYTHON = (3, 11)
LEAST_FREE = 100 * 1024 * 1024
LARGEST_CACHE = 1024 * 1024 * 1024
UP = "venture-canvas up"

CURES = {
    "events-unavailable": "Raise the limit the message names, or leave it: changes are found by looking, a little later.",
    "folder-not-watched": "Raise the limit the message names, then start the daemon anew.",
    "vault-missing": "Bring the folder or its disk back; the vault is followed again then.",
    "vault-unavailable": "Bring the folder or its disk back; what was known is kept until then.",
    "not-opened": "Look into the log (venture-canvas logs) for the reason, then start the daemon anew.",
    "cache-off": "Make room, and see that the cache folder can be written to and lies in no vault, then start the daemon anew.",
    "rule-failed": "Report the rule and the note it failed at; the other hints are there meanwhile.",
}
"""By the code of a trouble that is about the vault as a whole; notes with troubles of their own are for `status` and `check`."""


class Finding(msgspec.Struct, frozen=True):
    """One thing that was looked at.

    Arguments:
        check: names what was looked at.
        well: whether all is well with it.
        what: how it is.
        cure: what to do; None when all is well.
    """

    check: str
    well: bool
    what: str
    cure: str | None = None


class Report(msgspec.Struct, frozen=True):
    """All findings; `well` when each of them is."""

    version: int
    well: bool
    findings: tuple[Finding, ...]


def judge(facts: Facts) -> Report:
    """Return what is to be said of facts."""
    findings = tuple(finding for check in CHECKS for finding in check(facts))
    return Report(1, all(finding.well for finding in findings), findings)


def check_versions(facts: Facts) -> Iterator[Finding]:
    """Judge Python and the package."""
    python = ".".join(map(str, facts.python))
    oldest = ".".join(map(str, OLDEST_PYTHON))
    too_old = facts.python < OLDEST_PYTHON
    yield _finding("python", f"Python {python}", f"Install Python {oldest} or newer." if too_old else None)
    mixed = facts.package != facts.metadata
    what = f"Venture Canvas {facts.package}" + (f", on record as {facts.metadata}" if mixed else "")
    yield _finding(
        "package", what, "Install Venture Canvas anew: its files are of two versions." if mixed else None
    )


def check_daemon(facts: Facts) -> Iterator[Finding]:
    """Judge whether the daemon runs, answers, and is of the version that is installed."""
    if facts.daemon is None and any(file.wrong for file in facts.private):
        cure = "Mend the access first, then ask again."
        yield _finding("daemon", "It is not asked while others can read what guards it.", cure)
    elif facts.daemon is None and facts.is_locked:
        cure = "End the process that holds it (its number is in runtime.json), then start the daemon again."
        yield _finding("daemon", "A daemon holds the lock and does not answer.", cure)
    elif facts.daemon is None:
        yield _finding("daemon", "No daemon runs.", f"Start one: {UP} VAULT")
    else:
        notice = upgrade_notice(facts.daemon, facts.package)
        yield _finding(
            "daemon", notice or f"It runs and answers, version {facts.daemon}.", notice and f"Run {RESTART}."
        )


def check_private_files(facts: Facts) -> Iterator[Finding]:
    """Judge who can read the token."""
    for file in facts.private:
        cure = (
            "Delete it and start the daemon anew, which makes it again for you alone." if file.wrong else None
        )
        yield _finding("access", f"{file.path} {file.wrong or 'is yours alone'}.", cure)


def check_watching(facts: Facts) -> Iterator[Finding]:
    """Judge whether the system can watch all folders."""
    folders, limit = sum(vault.folders for vault in facts.vaults), facts.watch_limit
    if limit is None:
        yield _finding("watching", f"{folders} folders to watch; this system has no limit for them.")
        return
    cure = f"Raise it: sudo sysctl fs.inotify.max_user_watches={2 * folders}" if folders > limit else None
    yield _finding("watching", f"{folders} folders to watch; the system's limit is {limit}.", cure)


def check_vaults(facts: Facts) -> Iterator[Finding]:
    """Judge every vault."""
    if not facts.vaults:
        yield _finding("vault", "No vault is on your list.", f"Add one: {UP} VAULT")
    for vault in facts.vaults:
        yield _access(vault)
        yield _state(vault)
        yield from _troubles(vault)
        yield _cache(vault.path, vault.cache)
        yield _plugin(vault, facts.daemon or facts.package)


def check_disks(facts: Facts) -> Iterator[Finding]:
    """Judge the room for the daemon's own files."""
    for disk in facts.disks:
        cure = (
            "Make room on that disk; the cache and the log need a little." if disk.free < LEAST_FREE else None
        )
        yield _finding("disk", f"{_megabytes(disk.free)} are free for {disk.path}.", cure)


CHECKS: tuple[Callable[[Facts], Iterator[Finding]], ...] = (
    check_versions,
    check_daemon,
    check_private_files,
    check_watching,
    check_vaults,
    check_disks,
)


def _finding(check: str, what: str, cure: str | None = None) -> Finding:
    return Finding(check, cure is None, what, cure)


def _access(vault: VaultFacts) -> Finding:
    if not vault.readable:
        cure = "Bring the folder back or allow your user to read it; a vault that is gone for good can be taken off the list."
        return _finding("vault", f"{vault.path} is not there or cannot be read.", cure)
    fixes = "" if vault.writable else ", but not written to, so fixes cannot be applied"
    return _finding("vault", f"{vault.path} can be read{fixes}.")


def _state(vault: VaultFacts) -> Finding:
    state = vault.state
    if state is None:
        return _finding("state", f"{vault.path} is not served now.", f"Serve it: {UP} {_quoted(vault.path)}")
    what = f"{vault.path} is {state.status}; changes are found by {state.watching}."
    return _finding("state", what, CURES["vault-unavailable"] if state.status == "unavailable" else None)


def _troubles(vault: VaultFacts) -> Iterator[Finding]:
    for trouble in vault.state.troubles if vault.state else ():
        if trouble.code in CURES:
            yield _finding(trouble.code, f"{vault.path}: {trouble.message}", CURES[trouble.code])


def _cache(vault: str, cache: CacheFile) -> Finding:
    if cache.health == "none":
        return _finding("cache", f"Nothing is kept of {vault} yet.")
    what = f"{cache.path} ({_megabytes(cache.size)}) is {CACHE_HEALTH[cache.health]}."
    delete = "Delete that file; it is made again at the next start."
    return _finding(
        "cache", what, delete if cache.health == "damaged" or cache.size > LARGEST_CACHE else None
    )


CACHE_HEALTH = {"well": "well", "held": "in use by the daemon", "damaged": "damaged"}


def _plugin(vault: VaultFacts, daemon: str) -> Finding:
    if vault.plugin is None:
        return _finding("plugin", f"{vault.path} has no plugin; {UP} puts it there.")
    what = f"The plugin in {vault.path} is version {vault.plugin}; Venture Canvas is {daemon}."
    if is_older(vault.plugin, daemon):
        return _finding("plugin", what, f"Bring the plugin up to date: {UP} {_quoted(vault.path)}")
    newer = is_older(daemon, vault.plugin)
    return _finding(
        "plugin", what, "Bring Venture Canvas up to date, and start the daemon anew." if newer else None
    )


def _quoted(path: str) -> str:
    return f'"{path}"' if " " in path else path


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:,.1f} MB"
