"""A systemd user unit (systemd.service(5), systemd.syntax(7); read at version 252)."""

from collections.abc import Mapping
from pathlib import Path

from venture_canvas.service.job import NICE, Job
from venture_canvas.service.recipe import NAME, Command, Recipe

UNIT = f"{NAME}.service"
TEMPLATE = """\
[Unit]
Description=Venture Canvas, which follows the canvas in your vaults
StartLimitIntervalSec=300
StartLimitBurst=5

[Service]
ExecStart={command}
Environment={environment}
Restart=on-failure
RestartSec=5
Nice={nice}

[Install]
WantedBy=default.target
"""
UNSAFE_IN_A_PROGRAM = frozenset("\"'\\")
"""systemd refuses a program whose path holds one of these, however they are written; as an argument they are fine."""
THROUGH_A_SHELL = ("/bin/sh", "-c", 'exec "$0" "$@"')
ESCAPES = str.maketrans({"\\": r"\\", '"': r"\"", "%": "%%", "\n": r"\n", "\t": r"\t", "\r": r"\r"})


def systemd_recipe(job: Job, home: Path, environment: Mapping[str, str]) -> Recipe:
    """Return how systemd runs a job for one user.

    Arguments:
        job: what to run.
        home: the user's home folder.
        environment: the variables of this process; `XDG_CONFIG_HOME` says where units are.
    """
    config = Path(environment.get("XDG_CONFIG_HOME") or home / ".config")
    return Recipe(
        manager="systemd",
        file=config / "systemd" / "user" / UNIT,
        content=unit(job).encode("utf-8"),
        reachable=_systemctl("show-environment"),
        known=_systemctl("is-enabled", "--quiet", UNIT),
        start=(_systemctl("daemon-reload"), _systemctl("enable", UNIT), _systemctl("restart", UNIT)),
        forget=(_systemctl("disable", "--now", UNIT),),
        settle=(_systemctl("daemon-reload"),),
    )


def unit(job: Job) -> str:
    """Return the text of the unit."""
    program = job.command[0]
    command = (*THROUGH_A_SHELL, *job.command) if UNSAFE_IN_A_PROGRAM & set(program) else job.command
    # The colon keeps systemd from taking $NAME in a path for a variable.
    words = [_quoted(f":{command[0]}"), *map(_quoted, command[1:])]
    variables = [_quoted(f"{name}={value}") for name, value in job.environment.items()]
    return TEMPLATE.format(command=" ".join(words), environment=" ".join(variables), nice=NICE)


def _quoted(text: str) -> str:
    return f'"{text.translate(ESCAPES)}"'


def _systemctl(*arguments: str) -> Command:
    return ("systemctl", "--user", *arguments)
