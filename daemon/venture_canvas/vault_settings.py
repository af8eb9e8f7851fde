"""The settings of a vault, from the file at its root."""

from pathlib import Path

from venture_canvas.hints.registry import all_rules
from venture_canvas.hints.settings import SettingsProblem, SettingsReading
from venture_canvas.hints.settings_file import parse_settings
from venture_canvas.hints.switching import UnswitchableError, switched
from venture_canvas.notes.decoding import decode, digest_of
from venture_canvas.vault.planning import NewText, NotWrittenError
from venture_canvas.vault.reading import UnreadableError, read
from venture_canvas.vault.roots import SETTINGS_FILE
from venture_canvas.vault.trouble import Trouble
from venture_canvas.vault.writing import write_settings

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


def switch_rule(root: Path, code: str, *, on: bool, journal: Path | None = None) -> None:
    """Write the settings of a vault so that a rule is on or off; where that holds by default, no file is made for it.

    Arguments:
        root: the vault's folder.
        code: the code of a rule there is.
        on: whether it shall be on.
        journal: the file that keeps what is being written; see `vault.journal`.

    Raises:
        NotWrittenError: nothing was written, and why.
    """
    content = _content(root)
    decoded = decode(content or b"")
    if decoded.problems:
        raise _refused(f"{SETTINGS_FILE} is not saved as UTF-8. Save it as UTF-8.")
    try:
        text = switched(decoded.text, code, on=on, by_default=all_rules()[code].on)
    except UnswitchableError as error:
        raise _refused(f"{SETTINGS_FILE}: {error}") from error
    if text != decoded.text:
        write_settings(root, NewText(text, None if content is None else digest_of(content)), journal)


def _content(root: Path) -> bytes | None:
    try:
        return read(root, SETTINGS_FILE, LIMIT)
    except FileNotFoundError:
        return None
    except UnreadableError as error:
        raise _refused(str(error)) from error


def _refused(message: str) -> NotWrittenError:
    return NotWrittenError("refused", f"{message} Nothing was written.")


def settings_troubles(reading: SettingsReading) -> tuple[Trouble, ...]:
    """Return what a person should know of the settings."""
    return tuple(
        Trouble("settings", f"{_place(problem)}: {problem.message}", SETTINGS_FILE)
        for problem in reading.problems
    )


def _place(problem: SettingsProblem) -> str:
    return SETTINGS_FILE if problem.line is None else f"{SETTINGS_FILE}, line {problem.line}"
