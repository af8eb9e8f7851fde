"""How a client finds, trusts and starts the daemon: its port, the user's token, its command, and the lock that makes it the only one.

The token is one per user and outlives the daemon, so that an editor that is open while the daemon starts again stays connected.
It is made anew when its file is missing.
"""

import hashlib
import hmac
import os
import re
import secrets
import sys
from collections.abc import Generator
from contextlib import contextmanager

import msgspec
from filelock import FileLock, Timeout

from venture_canvas import __version__
from venture_canvas.server.places import Places
from venture_canvas.server.private import make_private_folder, read_private, write_private

TOKEN = re.compile(rb"[A-Za-z0-9_-]{43}")


class AlreadyRunningError(Exception):
    """Another daemon of this user holds the lock."""


class Runtime(msgspec.Struct, frozen=True):
    """What `runtime.json` says of the running daemon."""

    port: int
    token: str
    pid: int
    version: str


class Launcher(msgspec.Struct, frozen=True):
    """What `launcher.json` says of the daemon that ran last: the command line of this installation, without a command."""

    command: tuple[str, ...]
    version: str


@contextmanager
def only_daemon(places: Places) -> Generator[None]:
    """Be the only daemon of this user for as long as the context lasts.

    The operating system gives the lock back when the process ends, however it ends; a file with a process id would not.

    Raises:
        AlreadyRunningError: when another process is.
        ExposedError: when others can read the state folder.
    """
    make_private_folder(places.state)
    lock = FileLock(places.lock, timeout=0)
    try:
        lock.acquire()
    except Timeout as refused:
        raise AlreadyRunningError from refused
    try:
        yield
    finally:
        lock.release()


def token_of(places: Places) -> str:
    """Return the user's token; make one when there is none.

    Raises:
        ExposedError: when others can read the kept one.
    """
    kept = read_private(places.token)
    if kept is not None and TOKEN.fullmatch(kept):
        return kept.decode("ascii")
    token = secrets.token_urlsafe(32)
    write_private(places.token, token.encode("ascii"))
    return token


def announce(places: Places, *, port: int, token: str) -> Runtime:
    """Write `runtime.json` for this process."""
    runtime = Runtime(port=port, token=token, pid=os.getpid(), version=__version__)
    write_private(places.runtime, msgspec.json.encode(runtime))
    return runtime


def leave_launcher(places: Places) -> None:
    """Write `launcher.json` for this installation; it stays when the daemon ends."""
    # Without -P, a vault it is started in could bring a venture_canvas of its own.
    launcher = Launcher((sys.executable, "-P", "-m", "venture_canvas"), __version__)
    write_private(places.launcher, msgspec.json.encode(launcher))


def withdraw(places: Places) -> None:
    """Remove `runtime.json`; only the holder of the lock may."""
    places.runtime.unlink(missing_ok=True)


def read_runtime(places: Places) -> Runtime | None:
    """Return what `runtime.json` says, or None when there is none or it is damaged.

    What it says can be stale: ask the daemon to prove itself (`proof`) before you send it the token.

    Raises:
        ExposedError: when others can read it.
    """
    content = read_private(places.runtime)
    if content is None:
        return None
    try:
        return msgspec.json.decode(content, type=Runtime)
    except msgspec.DecodeError:
        return None


def proof(token: str, nonce: str) -> str:
    """Return what only a holder of the token can say to a nonce: HMAC-SHA256 of the nonce under the token, in hexadecimal."""
    return hmac.new(token.encode("utf-8"), nonce.encode("utf-8"), hashlib.sha256).hexdigest()
