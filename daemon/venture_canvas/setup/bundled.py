"""Where the plugin and the template lie: inside the package when it was installed from a wheel, beside it in a checkout of the sources."""

from pathlib import Path

PACKAGE = Path(__file__).parents[1]


def plugin_folder(package: Path = PACKAGE) -> Path:
    """Return the folder of the plugin's files. In a checkout the plugin may not be built yet."""
    return _resource(package, "plugin", "obsidian-plugin")


def template_folder(package: Path = PACKAGE) -> Path:
    """Return the folder of the vault that new ones are copied from."""
    return _resource(package, "vault_template", "vault_template")


def _resource(package: Path, installed: str, in_sources: str) -> Path:
    folder = package / "bundled" / installed
    return folder if folder.is_dir() else package.parents[1] / in_sources
