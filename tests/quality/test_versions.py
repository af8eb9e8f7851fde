"""The parts of the product are released together, and the plugin's manifest is as Obsidian wants it."""

import json
import re
from pathlib import Path
from typing import Any

from venture_canvas import __version__

PLUGIN = Path(__file__).parents[2] / "obsidian-plugin"


def read(name: str) -> Any:
    return json.loads((PLUGIN / name).read_text(encoding="utf-8"))


def test_the_plugin_has_the_version_of_the_daemon_in_every_file_that_tells_it() -> None:
    told = {name: read(name)["version"] for name in ("manifest.json", "package.json", "package-lock.json")}
    assert set(told.values()) == {__version__}, told


def test_every_version_says_which_obsidian_it_needs() -> None:
    manifest = read("manifest.json")
    assert read("versions.json")[manifest["version"]] == manifest["minAppVersion"]


def test_the_manifest_keeps_the_rules_for_names_and_descriptions() -> None:
    manifest = read("manifest.json")
    assert re.fullmatch(r"[a-z-]+", manifest["id"])
    assert not manifest["id"].endswith("plugin")
    for text in (manifest["id"], manifest["name"], manifest["description"]):
        assert not re.search("obsidian|plugin", text, re.IGNORECASE)
    assert 10 <= len(manifest["description"]) <= 250
    assert manifest["description"].endswith(".")
    assert manifest["isDesktopOnly"] is True
