"""The template of a vault, as text."""

from collections.abc import Mapping
from pathlib import Path

from venture_canvas.setup.bundled import PACKAGE, template_folder
from venture_canvas.setup.errors import SetupError
from venture_canvas.vault.roots import SETTINGS_FILE

OWN = "My venture"
"""The folder of the venture that is to be filled in; also its name."""
EXAMPLE = "Spare Oven (example)"
"""The folder of the venture that is filled in already."""


def read_template(package: Path = PACKAGE) -> Mapping[str, str]:
    """Return the text of every file of the template by its path, in order.

    Raises:
        SetupError: there is no template beside the package.
    """
    root = template_folder(package)
    if not (root / SETTINGS_FILE).is_file():
        raise SetupError(f"The template of a vault is not in {root}. Install Venture Canvas anew.")
    files = sorted(file for file in root.rglob("*") if file.is_file())
    return {file.relative_to(root).as_posix(): file.read_text(encoding="utf-8") for file in files}
