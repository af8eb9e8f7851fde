"""The template of a vault, as text."""

from collections.abc import Mapping
from pathlib import Path, PurePath

from venture_canvas.setup.bundled import PACKAGE, template_folder
from venture_canvas.setup.errors import SetupError
from venture_canvas.vault.roots import OBSIDIAN_FOLDER, SETTINGS_FILE

OWN = "My venture"
"""The folder of the venture that is to be filled in; also its name."""
EXAMPLE = "Spare Oven (example)"
"""The folder of the venture that is filled in already."""

KINDS = (".base", ".css", ".json", ".md", ".toml")


def template_files(root: Path) -> list[Path]:
    """Return the files of the template that lies in a folder, in order, without what the system or Obsidian left there."""
    return sorted(file for file in root.rglob("*") if file.is_file() and _belongs(file.relative_to(root)))


def read_template(package: Path = PACKAGE) -> Mapping[str, str]:
    """Return the text of every file of the template by its path, in order.

    Raises:
        SetupError: there is no template beside the package.
    """
    root = template_folder(package)
    if not (root / SETTINGS_FILE).is_file():
        raise SetupError(f"The template of a vault is not in {root}. Install Venture Canvas anew.")
    files = template_files(root)
    return {file.relative_to(root).as_posix(): file.read_text(encoding="utf-8") for file in files}


def _belongs(file: PurePath) -> bool:
    """Say whether a file, by its path in the template, is part of it."""
    hidden = any(part.startswith(".") for part in file.parts if part != OBSIDIAN_FOLDER)
    return file.suffix in KINDS and not hidden and not _is_of_one_computer(file)


def _is_of_one_computer(file: PurePath) -> bool:
    """Say whether a file is what Obsidian keeps of a vault that was opened: the windows, and the plugins that were put there."""
    in_obsidian = file.parts[0] == OBSIDIAN_FOLDER
    return in_obsidian and (file.parts[1] == "plugins" or file.match("workspace*.json"))
