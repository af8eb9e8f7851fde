"""What a service manager is to run: a command, and the variables it needs."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import msgspec

from venture_canvas.server.places import HOME_VARIABLE

NICE = 5
"""A little below what a person works with: the daemon has time, the editor has none to give away."""
FOLDER_VARIABLES = (HOME_VARIABLE, "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
"""They decide where the daemon keeps its files. A service manager does not read the user's shell settings, so they go along."""
WINDOWS_FOLDER_VARIABLES = (HOME_VARIABLE,)


class Job(msgspec.Struct, frozen=True):
    """What to run at login.

    Arguments:
        command: the program and its arguments.
        environment: variables to set, besides those the service manager sets.
    """

    command: tuple[str, ...]
    environment: Mapping[str, str]


def daemon_job(
    environment: Mapping[str, str] = os.environ,
    interpreter: str = sys.executable,
    platform: str = sys.platform,
) -> Job:
    """Return the job that serves the vaults on the user's list with this installation of the package."""
    names = WINDOWS_FOLDER_VARIABLES if platform == "win32" else FOLDER_VARIABLES
    carried = {name: str(Path(environment[name]).absolute()) for name in names if environment.get(name)}
    # -P: a folder named like this package where the service manager starts the daemon must not be taken for it.
    return Job((_windowless(interpreter, platform), "-P", "-m", "venture_canvas", "serve"), carried)


def _windowless(interpreter: str, platform: str) -> str:
    """Return the interpreter that opens no console window, where there are two."""
    twin = Path(interpreter).with_name("pythonw.exe")
    return str(twin) if platform == "win32" and twin.exists() else interpreter
