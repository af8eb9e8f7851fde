"""The template of a vault, as it comes with the package or lies in a copy of the repository."""

from collections.abc import Mapping
from pathlib import Path

from venture_canvas.setup.errors import SetupError
from venture_canvas.vault.roots import SETTINGS_FILE

NAME = "vault_template"
PACKAGE = Path(__file__).parents[1]
OWN = "My venture"
"""The folder of the venture that is to be filled in; also its name."""
EXAMPLE = "Spare Oven (example)"
"""The folder of the venture that is filled in already."""


def read_template(package: Path = PACKAGE) -> Mapping[str, str]:
    """Return the text of every file of the template by its path, in order.

    Raises:
        SetupError: there is no template beside the package.
    """
    root = _folder(package)
    files = sorted(file for file in root.rglob("*") if file.is_file())
    return {file.relative_to(root).as_posix(): file.read_text(encoding="utf-8") for file in files}


def _folder(package: Path) -> Path:
    """Return the template's folder: within the package when it was built into a wheel, else in the repository that holds it."""
    places = (package / "bundled" / NAME, package.parents[1] / NAME)
    found = next((place for place in places if (place / SETTINGS_FILE).is_file()), None)
    if found is None:
        raise SetupError(
            f"The template of a vault is missing: it is neither in {places[0]} nor in {places[1]}. Install Venture Canvas anew."
        )
    return found
