"""Put the plugin into a vault, and turn it on there."""

import json
import re
from pathlib import Path
from typing import Literal

import msgspec

from venture_canvas.setup.config_folder import PLUGIN_LIST, PluginListError, config_folder, is_on, with_plugin
from venture_canvas.setup.errors import SetupError
from venture_canvas.setup.placing import place_file

PLUGIN = "venture-canvas"
MANIFEST = "manifest.json"
FILES = ("main.js", "styles.css", MANIFEST)
"""The manifest comes last: while it is the old one, the next run copies all of them again."""
VERSION = re.compile(r"\d+(?:\.\d+)*")


class PluginNotPlacedError(SetupError):
    """The plugin was not put into the vault; the message says why and what to do."""


class PluginPlacement(msgspec.Struct, frozen=True):
    """What was done with the plugin of a vault.

    Arguments:
        files: whether its files were put there, replaced by newer ones, or left as they were.
        version: the one that is there now.
        on: whether Obsidian has it on its list of plugins that are on; None when that list cannot be read, and was left as it is.
        folder: where it is.
    """

    files: Literal["added", "updated", "kept"]
    version: str
    on: bool | None
    folder: Path


def place_plugin(source: Path, vault: Path) -> PluginPlacement:
    """Copy the plugin into a vault where it is missing or older, and turn it on where it was missing.

    One that the user has turned off stays off. The plugin's settings (`data.json`) are never touched.

    Arguments:
        source: the folder of the plugin's files.
        vault: the vault's folder.

    Raises:
        PluginNotPlacedError: when it would lie outside of the vault.
        OSError: when the disk refuses.
    """
    config = config_folder(vault)
    folder = config / "plugins" / PLUGIN
    if not folder.resolve().is_relative_to(vault.resolve()):
        raise PluginNotPlacedError(
            f"{folder} leads out of the vault, so it was left alone. Keep the plugin there up to date yourself."
        )
    there, ours = plugin_version(folder), plugin_version(source)
    files = _decide(there, ours)
    if files != "kept":
        _copy(source, folder)
    on = _turn_on(config / PLUGIN_LIST, add=files == "added")
    return PluginPlacement(files, (there if files == "kept" else ours) or "", on, folder)


def plugin_version(folder: Path) -> str | None:
    """Return the version of the plugin in a folder, or None when it is not there whole."""
    try:
        version = json.loads((folder / MANIFEST).read_bytes())["version"]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None
    whole = all((folder / name).is_file() for name in FILES)
    return version if whole and isinstance(version, str) else None


def is_older(version: str, other: str) -> bool:
    """Say whether a version comes before another; by its numbers alone."""
    return _numbers(version) < _numbers(other)


def _decide(there: str | None, ours: str | None) -> Literal["added", "updated", "kept"]:
    if there is None:
        return "added"
    return "updated" if ours is not None and is_older(there, ours) else "kept"


def _copy(source: Path, folder: Path) -> None:
    contents = {name: (source / name).read_bytes() for name in FILES}
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        place_file(folder / name, content)


def _turn_on(file: Path, *, add: bool) -> bool | None:
    content = file.read_bytes() if file.exists() else None
    try:
        on = is_on(content, PLUGIN)
        if not on and add:
            place_file(file, with_plugin(content, PLUGIN))
    except PluginListError:
        return None
    return on or add


def _numbers(version: str) -> tuple[int, ...]:
    found = VERSION.match(version)
    return tuple(int(number) for number in found[0].split(".")) if found else ()
