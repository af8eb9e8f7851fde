"""The settings of a vault, from the file at its root."""

from pathlib import Path

from venture_canvas.hints.registry import all_rules
from venture_canvas.hints.settings import SettingsProblem, SettingsReading, parse_settings
from venture_canvas.notes.decoding import decode
from venture_canvas.vault.reading import UnreadableError, read
from venture_canvas.vault.roots import SETTINGS_FILE
from venture_canvas.vault.trouble import Trouble

LIMIT = 256 * 1024
"""Bytes of a settings file."""


def read_settings(root: Path) -> SettingsReading:
    """Read the settings of a vault; without a file, the defaults hold."""
    try:
        decoded = decode(read(root, SETTINGS_FILE, LIMIT))
    except FileNotFoundError:
        return SettingsReading()
    except UnreadableError as error:
        return SettingsReading(problems=(SettingsProblem(f"{error} The defaults hold until then."),))
    if decoded.problems:
        message = "This file is not saved as UTF-8, so no setting is used. Save it as UTF-8."
        return SettingsReading(problems=(SettingsProblem(message),))
    return parse_settings(decoded.text, all_rules().keys())


def settings_troubles(reading: SettingsReading) -> tuple[Trouble, ...]:
    """Return what a person should know of the settings."""
    return tuple(
        Trouble("settings", f"{_place(problem)}: {problem.message}", SETTINGS_FILE)
        for problem in reading.problems
    )


def _place(problem: SettingsProblem) -> str:
    return SETTINGS_FILE if problem.line is None else f"{SETTINGS_FILE}, line {problem.line}"
