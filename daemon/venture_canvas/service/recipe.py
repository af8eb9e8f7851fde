"""What one service manager needs to be told, as data; `installation` follows it."""

from pathlib import Path

import msgspec

Command = tuple[str, ...]

NAME = "venture-canvas"


class UnsuitableError(Exception):
    """A service manager cannot run the job; the message says why and what to do."""


class Recipe(msgspec.Struct, frozen=True):
    """How one service manager is told to run the daemon at login.

    Arguments:
        manager: its name, for people.
        file: what describes the job to it.
        content: what the file says.
        reachable: exits with 0 where the manager can be talked to.
        known: exits with 0 when it knows the job.
        start: run in order once the file is there; all must exit with 0.
        forget: run in order before the file is removed or replaced; they fail when the manager does not know the job.
        settle: run in order once the file is gone.
    """

    manager: str
    file: Path
    content: bytes
    reachable: Command
    known: Command
    start: tuple[Command, ...]
    forget: tuple[Command, ...]
    settle: tuple[Command, ...] = ()
