"""Reads what is written for the service managers the way they read it, strictly: what they would pass over is an error here."""

import plistlib
import re
import shlex
from configparser import ConfigParser
from pathlib import Path
from xml.etree import ElementTree

from venture_canvas.service.task_scheduler import NAMESPACE

AWKWARD = [
    "plain",
    "with  two spaces",
    "50% off %h",
    "$HOME and ${PATH}",
    "o'brien",
    'the "best" one',
    "back\\slash",
    "Ünïcödé 日本",
    "a=b;c#d",
]
"""Names of folders that some syntax takes for something else."""

QUOTED = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
UNESCAPED = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\", '"': '"'}
KEYS = {
    "Unit": {"Description", "StartLimitIntervalSec", "StartLimitBurst"},
    "Service": {"ExecStart", "Environment", "Restart", "RestartSec", "Nice"},
    "Install": {"WantedBy"},
}


def unit_sections(text: str) -> dict[str, dict[str, str]]:
    """The sections of a unit; one that is unknown, or a key that is, is an error."""
    parser = ConfigParser(interpolation=None, delimiters="=", comment_prefixes=("#", ";"))
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # keeps the case of keys, as its documentation says
    parser.read_string(text)
    found = {name: dict(parser[name]) for name in parser.sections()}
    for name, keys in found.items():
        assert keys.keys() <= KEYS[name]
    return found


def unit_words(text: str) -> list[str]:
    """The words of a unit's value: quoted, with C escapes, and with `%` doubled."""
    parts = QUOTED.split(text)
    assert set(parts[::2]) <= {"", " "}, f"something stands outside of quotes: {text}"
    return [_specifiers_resolved(_unescaped(part)) for part in parts[1::2]]


def unit_command(text: str) -> tuple[str, ...]:
    """The command that systemd runs."""
    first, *rest = unit_words(unit_sections(text)["Service"]["ExecStart"])
    assert first.startswith(":"), "variables would be put in"
    return (first[1:], *rest)


def agent_command(content: bytes) -> tuple[str, ...]:
    """The command that launchd runs."""
    return tuple(plistlib.loads(content)["ProgramArguments"])


def task_command(content: bytes) -> tuple[str, ...]:
    """The command that the Task Scheduler runs; its arguments have no backslash before a quote here."""
    action = ElementTree.fromstring(content.decode("utf-16")).find(f".//{{{NAMESPACE}}}Exec")
    assert action is not None
    program, arguments = (action.findtext(f"{{{NAMESPACE}}}{name}") for name in ("Command", "Arguments"))
    assert program is not None
    assert arguments is not None
    return (program, *shlex.split(arguments))


def folder_named(parent: Path, name: str) -> Path:
    folder = parent / name
    folder.mkdir()
    return folder


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: UNESCAPED[found[1]], text)


def _specifiers_resolved(text: str) -> str:
    assert "%" not in text.replace("%%", ""), f"a specifier would be put in: {text}"
    return text.replace("%%", "%")
