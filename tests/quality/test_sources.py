"""The sources are formatted, clean, typed, and import downwards only."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "daemon" / "venture_canvas"
LAYERS = (
    "positions",
    "notes",
    "vault",
    "canvas",
    "hints",
    "assist",
    "first_look",
    "live_state",
    "vault_settings",
    "conclusions",
    "reading_processes",
    "telling",
    "verifying",
    "workspace",
    "shapes",
    "server",
    "setup",
    "service",
    "cli",
)
"""From the ground up; a module may import from its own layer and those before it."""
PURE = ("positions", "notes", "canvas", "hints", "assist", "first_look", "live_state")
IMPURE_MODULES = {
    "os",
    "time",
    "socket",
    "sqlite3",
    "subprocess",
    "threading",
    "shutil",
    "tempfile",
    "httpx",
}


def modules() -> Iterator[tuple[str, Path]]:
    """Yield each module's layer and file."""
    for file in sorted(PACKAGE.rglob("*.py")):
        layer = file.relative_to(PACKAGE).parts[0].removesuffix(".py")
        if layer not in ("__init__", "__main__"):
            yield layer, file


def imports_of(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file.name} imports relatively"
            yield from (f"{node.module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


@pytest.mark.parametrize(
    "command",
    [["ruff", "format", "--check", "."], ["ruff", "check", "."], ["mypy"]],
    ids=["formatted", "clean", "typed"],
)
@pytest.mark.timeout(600)
def test_the_sources_are(command: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_layer_is_known() -> None:
    assert {layer for layer, _ in modules()} == set(LAYERS)


def test_imports_point_downwards_only() -> None:
    upward = [
        f"{file.relative_to(PACKAGE)} imports {name}"
        for layer, file in modules()
        for name in imports_of(file)
        if name.startswith("venture_canvas.")
        and name.split(".")[1] in LAYERS
        and LAYERS.index(name.split(".")[1]) > LAYERS.index(layer)
    ]
    assert upward == []


def test_the_core_knows_no_clock_disk_or_network() -> None:
    impure = [
        f"{file.relative_to(PACKAGE)} imports {name}"
        for layer, file in modules()
        if layer in PURE
        for name in imports_of(file)
        if name.split(".")[0] in IMPURE_MODULES
    ]
    assert impure == []


def test_no_source_names_a_path_of_somebodys_machine() -> None:
    named = [str(file) for _, file in modules() if "/home/" in file.read_text(encoding="utf-8")]
    assert named == []
