"""Obsidian's own folder in a vault, and its list of the plugins that are on."""

import json
from pathlib import Path

from venture_canvas.vault.roots import OBSIDIAN_FOLDER

SETTINGS = "app.json"
PLUGIN_LIST = "community-plugins.json"


class PluginListError(Exception):
    """The list of plugins is not one that can be added to."""


def config_folder(vault: Path) -> Path:
    """Return the folder in which Obsidian keeps the settings of a vault; it need not be there yet.

    A user may have given it another name than `.obsidian`, still with a dot in front.
    """
    usual = vault / OBSIDIAN_FOLDER
    if (usual / SETTINGS).is_file():
        return usual
    named_otherwise = sorted(file.parent for file in vault.glob(f".*/{SETTINGS}"))
    return named_otherwise[0] if named_otherwise else usual


def is_on(content: bytes | None, plugin: str) -> bool:
    """Say whether a plugin is on the list of those that are on.

    Arguments:
        content: what the list's file holds; None when there is none.
        plugin: the plugin's id.

    Raises:
        PluginListError: when the content is no list.
    """
    return plugin in _plugins(content)


def with_plugin(content: bytes | None, plugin: str) -> bytes:
    """Return the list with a plugin at its end, written as Obsidian writes it.

    Raises:
        PluginListError: when the content is no list.
    """
    return json.dumps([*_plugins(content), plugin], indent=2, ensure_ascii=False).encode("utf-8")


def _plugins(content: bytes | None) -> list[object]:
    try:
        plugins = [] if content is None else json.loads(content)
    except (ValueError, RecursionError) as error:
        raise PluginListError from error
    if not isinstance(plugins, list):
        raise PluginListError
    return plugins
