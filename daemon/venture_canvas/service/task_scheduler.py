"""A task of the Windows Task Scheduler (Microsoft, "Task Scheduler Schema", version 1.2)."""

import re
import subprocess
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, tostring

from venture_canvas.service.job import Job
from venture_canvas.service.recipe import NAME, Command, Recipe, UnsuitableError

NAMESPACE = "http://schemas.microsoft.com/windows/2004/02/mit/task"
REPLACED = re.compile(r"%[^%]+%|\$\(")
"""The Task Scheduler puts values in place of these in a command, and knows no way to write them as they are."""

SETTINGS = {
    "MultipleInstancesPolicy": "IgnoreNew",
    "DisallowStartIfOnBatteries": "false",
    "StopIfGoingOnBatteries": "false",
    "AllowHardTerminate": "true",
    "StartWhenAvailable": "true",
    "RunOnlyIfNetworkAvailable": "false",
    "AllowStartOnDemand": "true",
    "Enabled": "true",
    "Hidden": "true",
    "RunOnlyIfIdle": "false",
    "WakeToRun": "false",
    "ExecutionTimeLimit": "PT0S",  # none
    "Priority": "7",  # below normal
}
RESTART = {"Interval": "PT1M", "Count": "5"}


def task_recipe(job: Job, folder: Path, user: str) -> Recipe:
    r"""Return how the Task Scheduler runs a job for one user.

    Arguments:
        job: what to run.
        folder: where to keep the task's description; the Task Scheduler takes a copy.
        user: the user's name, `DOMAIN\user`.

    Raises:
        UnsuitableError: the Task Scheduler would change the command, or cannot set a variable the job needs.
    """
    _check(job)
    file = folder / f"{NAME}.xml"
    return Recipe(
        manager="the Task Scheduler",
        file=file,
        content=task(job, user),
        reachable=("schtasks", "/?"),
        known=_schtasks("/Query"),
        start=(_schtasks("/Create", "/XML", str(file), "/F"), _schtasks("/Run")),
        forget=(_schtasks("/End"), _schtasks("/Delete", "/F")),
    )


def task(job: Job, user: str) -> bytes:
    """Return the task's description; in UTF-16, which `schtasks` reads on every version of Windows."""
    root = Element("Task", xmlns=NAMESPACE, version="1.2")
    _fill(SubElement(root, "RegistrationInfo"), {"Description": "Follows the canvas in your vaults."})
    trigger = SubElement(SubElement(root, "Triggers"), "LogonTrigger")
    _fill(trigger, {"Enabled": "true", "UserId": user})
    principal = SubElement(SubElement(root, "Principals"), "Principal", id="Author")
    _fill(principal, {"UserId": user, "LogonType": "InteractiveToken", "RunLevel": "LeastPrivilege"})
    settings = SubElement(root, "Settings")
    _fill(settings, SETTINGS)
    _fill(SubElement(settings, "RestartOnFailure"), RESTART)
    action = SubElement(SubElement(root, "Actions", Context="Author"), "Exec")
    program, *arguments = job.command
    _fill(action, {"Command": program, "Arguments": subprocess.list2cmdline(arguments)})
    content: bytes = tostring(root, encoding="utf-16", xml_declaration=True)
    return content


def _check(job: Job) -> None:
    if job.environment:
        raise UnsuitableError(
            f"The Task Scheduler cannot set {', '.join(job.environment)} for the daemon. Clear it and try again."
        )
    if changed := next((word for word in job.command if REPLACED.search(word)), None):
        raise UnsuitableError(
            f"The Task Scheduler reads %…% and $(…) in a path as variables, so it cannot run {changed}. "
            "Install Venture Canvas in a folder without these signs."
        )


def _fill(element: Element, values: dict[str, str]) -> None:
    for name, value in values.items():
        SubElement(element, name).text = value


def _schtasks(action: str, *arguments: str) -> Command:
    return ("schtasks", action, "/TN", NAME, *arguments)
