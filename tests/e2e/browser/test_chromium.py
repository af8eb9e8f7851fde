"""Where a browser is looked for, and how one is installed."""

from pathlib import Path

import pytest

from e2e.browser.chromium import found_browser, installations

OWN = Path("own", "chrome")


def found(
    *, platform: str = "linux", commands: tuple[str, ...] = (), places: tuple[Path, ...] = ()
) -> Path | None:
    return found_browser(
        OWN,
        environment={"PROGRAMFILES": "C:/Programs"},
        platform=platform,
        which=lambda command: f"/bin/{command}" if command in commands else None,
        exists=places.__contains__,
    )


def test_the_smallest_browser_that_is_a_command_comes_first() -> None:
    assert found(commands=("google-chrome", "chromium-headless-shell")) == Path(
        "/bin/chromium-headless-shell"
    )


@pytest.mark.parametrize(
    ("platform", "place"),
    [
        ("darwin", Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")),
        ("win32", Path("C:/Programs/Microsoft/Edge/Application/msedge.exe")),
    ],
)
def test_a_browser_is_found_where_its_installer_puts_it(platform: str, place: Path) -> None:
    assert found(platform=platform, places=(place, OWN)) == place
    assert found(platform="linux", places=(place, OWN)) == OWN


def test_no_browser_is_none() -> None:
    assert found() is None


def test_a_debian_package_is_installed_by_root_or_without_asking() -> None:
    as_root = list(installations(is_root=True, which={"apt-get": "/usr/bin/apt-get"}.get))
    assert as_root[:2] == [
        ["apt-get", "update"],
        ["apt-get", "install", "--yes", "--no-install-recommends", "chromium-headless-shell"],
    ]
    sudo = {"apt-get": "/usr/bin/apt-get", "sudo": "/usr/bin/sudo"}
    assert next(iter(installations(is_root=False, which=sudo.get)))[:3] == ["sudo", "-n", "apt-get"]


def test_elsewhere_playwright_brings_its_own() -> None:
    ((_, *arguments),) = installations(is_root=False, which={"apt-get": "/usr/bin/apt-get"}.get)
    assert arguments == ["-m", "playwright", "install", "chromium"]
