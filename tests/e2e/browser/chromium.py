"""Finds a browser of the Chromium family on this machine, and puts one there where that can be done without asking anybody."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

COMMANDS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
)
MAC_PLACES = tuple(
    Path("/Applications") / f"{name}.app" / "Contents" / "MacOS" / name
    for name in ("Google Chrome", "Chromium", "Microsoft Edge")
)
WINDOWS_PLACES = (
    Path("Google", "Chrome", "Application", "chrome.exe"),
    Path("Chromium", "Application", "chrome.exe"),
    Path("Microsoft", "Edge", "Application", "msedge.exe"),
)
WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
DEBIAN_PACKAGES = ("chromium-headless-shell", "chromium")

WHAT_TO_DO = (
    "The tests in a browser need Chromium, Chrome or Edge, and there is none. Install one, for instance with "
    "`sudo apt-get install chromium-headless-shell` or `python -m playwright install chromium`."
)


def found_browser(
    own: Path,
    *,
    environment: Mapping[str, str] = os.environ,
    platform: str = sys.platform,
    which: Callable[[str], str | None] = shutil.which,
    exists: Callable[[Path], bool] = Path.exists,
) -> Path | None:
    """Return where a browser is.

    Arguments:
        own: where Playwright keeps the one it installs.

    Returns:
        The program, or None when there is none.
    """
    for command in COMMANDS:
        if place := which(command):
            return Path(place)
    return next((place for place in (*usual_places(environment, platform), own) if exists(place)), None)


def usual_places(environment: Mapping[str, str], platform: str) -> Iterator[Path]:
    """Yield where installers put browsers that no command finds."""
    if platform == "darwin":
        yield from MAC_PLACES
    if platform == "win32":
        folders = [Path(environment[name]) for name in WINDOWS_FOLDERS if name in environment]
        yield from (folder / place for place in WINDOWS_PLACES for folder in folders)


def installations(*, is_root: bool, which: Callable[[str], str | None] = shutil.which) -> Iterator[list[str]]:
    """Yield the commands that may install a browser, the best first."""
    if which("apt-get") and (is_root or which("sudo")):
        sudo = [] if is_root else ["sudo", "-n"]
        yield [*sudo, "apt-get", "update"]
        for package in DEBIAN_PACKAGES:
            yield [*sudo, "apt-get", "install", "--yes", "--no-install-recommends", package]
    yield [sys.executable, "-m", "playwright", "install", "chromium"]


def browser_on_this_machine(own: Path) -> Path | None:
    """Return where a browser is; install one when there is none."""
    if place := found_browser(own):
        return place
    for command in installations(is_root=is_root()):
        subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
        if place := found_browser(own):
            return place
    return None


def is_root() -> bool:
    """Whether this user may do anything; nobody is root on Windows."""
    return sys.platform != "win32" and os.geteuid() == 0
