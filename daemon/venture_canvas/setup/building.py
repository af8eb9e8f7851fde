"""Build the plugin in a checkout of the sources. The build of the wheel does so too, so this needs no package to be installed."""

import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from venture_canvas.setup.errors import SetupError

STEPS = (("ci",), ("run", "build"))
BUILT = "main.js"
SOURCES = "src"
BESIDE_THE_SOURCES = ("esbuild.config.mjs", "manifest.json", "package-lock.json")
"""What else decides how the plugin is built, and for which version of it."""

Runner = Callable[[Path, Sequence[str]], tuple[int, str]]


class PluginMissingError(SetupError):
    """The plugin cannot be had; the message says what to do."""


def run_in(folder: Path, command: Sequence[str]) -> tuple[int, str]:
    """Run a command in a folder; return its exit code and what it printed."""
    done = subprocess.run(  # noqa: S603  npm, with arguments of our own
        command, cwd=folder, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    return done.returncode, f"{done.stdout}{done.stderr}"


def is_built(folder: Path) -> bool:
    """Say whether a folder holds the plugin ready to be used, and not one of older sources, as after an upgrade.

    In an archive all times may be the same, and in a wheel there are no sources: then what is there was built from them.
    """
    built = folder / BUILT
    if not built.is_file():
        return False
    changed = max((source.stat().st_mtime_ns for source in _sources(folder)), default=0)
    return built.stat().st_mtime_ns >= changed


def build(folder: Path, run: Runner = run_in, which: Callable[[str], str | None] = shutil.which) -> None:
    """Build the plugin; it takes up to some minutes.

    Arguments:
        folder: the plugin's sources.
        run: runs a command in a folder.
        which: finds a program.

    Raises:
        PluginMissingError: when it cannot be built.
    """
    if not (folder / "package.json").is_file():
        raise PluginMissingError(
            f"There is no plugin in {folder}. Install Venture Canvas from a wheel, which holds it."
        )
    npm = which("npm")
    if npm is None:
        raise PluginMissingError(
            f"The plugin in {folder} is not built from its sources as they are now, and npm is not there to build it. "
            "Install Node.js (https://nodejs.org), then try again."
        )
    for step in STEPS:
        _run_step(folder, (npm, *step), run)


def _sources(folder: Path) -> Iterator[Path]:
    if (folder / SOURCES).is_dir():
        yield from filter(Path.is_file, (folder / SOURCES).rglob("*"))
        yield from filter(Path.is_file, (folder / name for name in BESIDE_THE_SOURCES))


def _run_step(folder: Path, command: Sequence[str], run: Runner) -> None:
    code, said = run(folder, command)
    if code != 0:
        step = " ".join(["npm", *command[1:]])
        raise PluginMissingError(
            f"`{step}` failed in {folder}. Run it there to see why. It ended with:\n{said[-1000:].strip()}"
        )
