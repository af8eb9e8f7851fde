"""What the package carries besides its code: the plugin, built, and the template of a vault."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PLUGIN = "obsidian-plugin"
PLUGIN_FILES = ("main.js", "manifest.json", "styles.css")
TEMPLATE = "vault_template"
BUNDLED = "venture_canvas/bundled"


class BundleHook(BuildHookInterface[Any]):
    """Builds the plugin where it is not built yet, and puts it and the template into the wheel.

    An editable installation takes both from where they lie, and needs no Node.js.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Prepare a build; `version` names its kind."""
        if version == "editable":
            return
        root = Path(self.root)
        self._build_plugin(root)
        bundled = {f"{PLUGIN}/{name}": f"{BUNDLED}/plugin/{name}" for name in PLUGIN_FILES}
        bundled[TEMPLATE] = f"{BUNDLED}/{TEMPLATE}"
        if self.target_name == "wheel":
            build_data["force_include"].update(
                {str(root / source): target for source, target in bundled.items()}
            )

    def _build_plugin(self, root: Path) -> None:
        sys.path.insert(0, str(root / "daemon"))
        from venture_canvas.setup.building import PluginMissingError, build, is_built  # noqa: PLC0415

        try:
            if not is_built(root / PLUGIN):
                build(root / PLUGIN)
        except PluginMissingError as error:
            sys.exit(f"The package cannot be built: {error}")
