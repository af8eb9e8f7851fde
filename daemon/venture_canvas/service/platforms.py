"""Which service manager a system has."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from venture_canvas.server.places import Places
from venture_canvas.service.job import daemon_job
from venture_canvas.service.launchd import launchd_recipe
from venture_canvas.service.recipe import Recipe, UnsuitableError
from venture_canvas.service.systemd import systemd_recipe
from venture_canvas.service.task_scheduler import task_recipe


def recipe_here(
    places: Places,
    environment: Mapping[str, str] = os.environ,
    platform: str = sys.platform,
    interpreter: str = sys.executable,
) -> Recipe:
    """Return how this system's service manager is told to run the daemon.

    Arguments:
        places: the user's folders.
        environment: the variables of this process.
        platform: names the system as `sys.platform` does.
        interpreter: the Python that runs the daemon.

    Raises:
        UnsuitableError: the system has none that is known here, or it cannot run the daemon.
    """
    job = daemon_job(environment, interpreter, platform)
    if platform.startswith("linux"):
        return systemd_recipe(job, Path.home(), environment)
    if platform == "darwin":
        return launchd_recipe(job, Path.home(), os.getuid())
    if platform == "win32":
        user = f"{environment.get('USERDOMAIN', '')}\\{environment.get('USERNAME', '')}".strip("\\")
        return task_recipe(job, places.config, user)
    raise UnsuitableError(
        f"No service manager is known for {platform}. Have your system run this at login: {' '.join(job.command)}"
    )
