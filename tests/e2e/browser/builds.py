"""Builds what runs in the browser: the plugin as it is shipped, and the app's stand-in around it."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PLUGIN = ROOT / "obsidian-plugin"
HOST = Path(__file__).parent / "host"


def run(*command: str, cwd: Path = PLUGIN, path: Path | None = None) -> None:
    """Run a command of Node's; what it printed is the reason when it fails.

    Arguments:
        path: a folder in which modules are found besides.
    """
    program = shutil.which(
        command[0], path=f"{PLUGIN / 'node_modules' / '.bin'}{os.pathsep}{os.environ['PATH']}"
    )
    if program is None:
        pytest.fail(
            f"The tests in a browser need Node 20 or newer, and there is no `{command[0]}` on the PATH."
        )
    environment = {**os.environ, **({"NODE_PATH": str(path)} if path else {})}
    done = subprocess.run(
        [program, *command[1:]], cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        pytest.fail(f"`{' '.join(command)}` failed:\n{done.stdout}{done.stderr}")


def install_packages() -> None:
    """Install what the plugin is built from, unless all that its lock file asks for is there."""
    if not is_current(PLUGIN / "node_modules" / ".package-lock.json", [PLUGIN / "package-lock.json"]):
        run("npm", "ci", "--no-audit", "--no-fund")


def build_plugin() -> Path:
    """Build the plugin when it is missing or older than what it is made of, and return its folder."""
    sources = [
        *(PLUGIN / "src").rglob("*"),
        *PLUGIN.glob("*.json"),
        *PLUGIN.glob("*.mjs"),
        *PLUGIN.glob("*.css"),
    ]
    if not is_current(PLUGIN / "main.js", sources):
        run("npm", "run", "build")
    return PLUGIN


def is_current(made: Path, sources: list[Path]) -> bool:
    """Whether a file is there, and not older than anything it is made of."""
    return made.exists() and made.stat().st_mtime >= max(each.stat().st_mtime for each in sources)


def build_host(into: Path) -> Path:
    """Bundle the app's stand-in, from the packages that the plugin is built from, and return its folder."""
    run(
        "esbuild",
        str(HOST / "main.ts"),
        "--bundle",
        "--tsconfig-raw={}",
        "--log-level=warning",
        f"--outfile={into / 'host.js'}",
        f"--metafile={into / 'meta.json'}",
        path=PLUGIN / "node_modules",
    )
    return into


def served(plugin: Path, host: Path) -> dict[str, Path]:
    """What the browser can ask for, by address."""
    parts = {f"/plugin/{name}": plugin / name for name in ("main.js", "manifest.json", "styles.css")}
    return {"/": HOST / "index.html", "/host.js": host / "host.js", "/host.css": host / "host.css", **parts}
