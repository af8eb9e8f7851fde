"""Put the plugin into a vault before it is served, and say what to do in Obsidian."""

from pathlib import Path
from urllib.parse import quote

from venture_canvas.cli.console import say
from venture_canvas.setup.building import build, is_built
from venture_canvas.setup.bundled import plugin_folder
from venture_canvas.setup.config_folder import PLUGIN_LIST
from venture_canvas.setup.errors import SetupError
from venture_canvas.setup.plugin import PluginPlacement, place_plugin
from venture_canvas.vault.roots import is_empty

DONE = {
    "added": "The plugin {version} was put into the vault, in {folder}.",
    "updated": "The plugin in {folder} was brought up to {version}. Open the vault in Obsidian anew to use it.",
}
OFF = "The plugin is turned off in Obsidian. Turn it on under Settings, Community plugins."
UNREADABLE = (
    f"Obsidian's list of plugins, {{config}}/{PLUGIN_LIST}, is not a list and was left as it is. "
    "Turn the plugin on under Settings, Community plugins."
)
NEXT = (
    "In Obsidian, open the folder as a vault, and turn on community plugins when it asks whether you trust the author. "
    "From then on this link opens it: {link}"
)
EMPTY = "{vault} is empty, so the plugin was not put there: is its disk unplugged?"


def prepare_vault(vault: Path, source: Path | None = None) -> None:
    """Put the plugin into a vault and tell about it; whatever keeps it out, the vault can be served without.

    Arguments:
        vault: the vault's folder.
        source: the folder of the plugin's files; by default the one that came with this package.
    """
    if is_empty(vault):
        # Anything put where a disk is to be mounted would make the vault look as if all notes had been deleted.
        say(EMPTY.format(vault=vault))
        return
    source = source or plugin_folder()
    try:
        if not is_built(source):
            say(
                f"The plugin is built first, in {source}. This takes a minute, and is done again only when its sources change."
            )
            build(source)
        placed = place_plugin(source, vault)
    except (SetupError, OSError) as error:
        say(f"The plugin was not put into the vault. {error}")
        return
    for sentence in sentences(placed, vault):
        say(sentence)


def sentences(placed: PluginPlacement, vault: Path) -> list[str]:
    """Return what a person should know of the plugin in a vault; nothing when all is as it was and well."""
    folder = placed.folder.relative_to(vault)
    said = []
    if placed.files in DONE:
        said.append(DONE[placed.files].format(version=placed.version, folder=folder.as_posix()))
    if placed.on is None:
        said.append(UNREADABLE.format(config=folder.parts[0]))
    elif not placed.on:
        said.append(OFF)
    if placed.files == "added":
        said.append(NEXT.format(link=obsidian_link(vault)))
    return said


def obsidian_link(vault: Path) -> str:
    """Return the link that opens a vault in Obsidian."""
    return f"obsidian://open?path={quote(str(vault), safe='')}"
