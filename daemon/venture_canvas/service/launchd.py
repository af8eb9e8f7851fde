"""A launchd agent of the user (launchd.plist(5))."""

import plistlib
from pathlib import Path

from venture_canvas.service.job import NICE, Job
from venture_canvas.service.recipe import NAME, Recipe

RESTART_SECONDS = 10


def launchd_recipe(job: Job, home: Path, user: int) -> Recipe:
    """Return how launchd runs a job for one user.

    Arguments:
        job: what to run.
        home: the user's home folder.
        user: the user's number.
    """
    domain = f"gui/{user}"
    agent = f"{domain}/{NAME}"
    file = home / "Library" / "LaunchAgents" / f"{NAME}.plist"
    return Recipe(
        manager="launchd",
        file=file,
        content=property_list(job),
        reachable=("launchctl", "print", domain),
        known=("launchctl", "print", agent),
        # An agent that was once disabled stays so until it is enabled, whatever its file says.
        start=(("launchctl", "enable", agent), ("launchctl", "bootstrap", domain, str(file))),
        forget=(("launchctl", "bootout", agent),),
    )


def property_list(job: Job) -> bytes:
    """Return the agent's property list."""
    return plistlib.dumps(
        {
            "Label": NAME,
            "ProgramArguments": list(job.command),
            "EnvironmentVariables": dict(job.environment),
            "RunAtLoad": True,
            "KeepAlive": {"SuccessfulExit": False},
            "ThrottleInterval": RESTART_SECONDS,
            "Nice": NICE,
        },
        sort_keys=False,
    )
