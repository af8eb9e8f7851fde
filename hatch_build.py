"""What the package carries besides its code: the plugin, built, and the template of a vault."""

import os
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PLUGIN = "obsidian-plugin"
PLUGIN_FILES = ("main.js", "manifest.json", "styles.css")
TEMPLATE = "vault_template"
BUNDLED = "venture_canvas/bundled"
WITHOUT_PLUGIN = "VENTURE_CANVAS_WITHOUT_PLUGIN"
"""The variable that, when it is set, leaves the plugin out: to check notes elsewhere than in Obsidian, nobody needs it or Node.js."""


class BundleHook(BuildHookInterface[Any]):
    """Builds the plugin where it is not built yet, and puts it and the template into the wheel.

    An editable installation takes both from where they lie, and needs no Node.js; nor does one that is to be without the plugin.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Prepare a build; `version` names its kind."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "daemon"))
        bundled = self._template(root)
        if not os.environ.get(WITHOUT_PLUGIN):
            self._build_plugin(root)
            bundled |= {root / PLUGIN / name: f"{BUNDLED}/plugin/{name}" for name in PLUGIN_FILES}
        if self.target_name == "wheel":
            build_data["force_include"].update({str(source): target for source, target in bundled.items()})

    def _template(self, root: Path) -> dict[Path, str]:
        from venture_canvas.setup.template import template_files  # noqa: PLC0415

        files = template_files(root / TEMPLATE)
        return {file: f"{BUNDLED}/{file.relative_to(root).as_posix()}" for file in files}

    def _build_plugin(self, root: Path) -> None:
        from venture_canvas.setup.building import PluginMissingError, build, is_built  # noqa: PLC0415

        try:
            if not is_built(root / PLUGIN):
                build(root / PLUGIN)
        except PluginMissingError as error:
            sys.exit(
                f"The package cannot be built: {error}\nTo check notes needs no plugin: {WITHOUT_PLUGIN}=1 leaves it out."
            )
