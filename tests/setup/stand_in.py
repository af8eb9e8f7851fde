"""A small plugin, and what a vault looks like before and after."""

import json
from pathlib import Path

FILES = {"main.js": "// code", "styles.css": "/* looks */"}


def plugin_in(folder: Path, version: str = "1.2.0", **files: str) -> Path:
    """A folder with a plugin's files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in {**FILES, **files}.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "manifest.json").write_text(json.dumps({"version": version}), encoding="utf-8")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Every file beneath a folder."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()
    }
