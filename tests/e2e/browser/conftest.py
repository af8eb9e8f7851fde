"""A browser for all tests, and for each its own vault, daemon and app."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from e2e.browser import builds
from e2e.browser.app import App, running_app
from e2e.browser.app_server import AppServer, serving
from e2e.browser.chromium import WHAT_TO_DO, browser_on_this_machine, is_root
from e2e.browser.obsidian_host import Host
from live_daemon import LiveDaemon, environment, places_in, running_daemon
from venture_canvas.server.private import write_private

QUIET = ("--disable-background-networking", "--disable-component-update", "--no-first-run")
WINDOW = {"width": 1280, "height": 800}

# The first test of a fresh clone waits for a browser to be installed and for the plugin to be built.
PATIENCE_SECONDS = 400

OpenHost = Callable[[], Host]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.timeout(PATIENCE_SECONDS))


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    # Its event loop holds the thread for as long as it runs, so it ends with these tests.
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="package")
def browser(playwright: Playwright) -> Iterator[Browser]:
    program = browser_on_this_machine(Path(playwright.chromium.executable_path))
    if program is None:
        (pytest.fail if "CI" in os.environ else pytest.skip)(WHAT_TO_DO)
    arguments = [*QUIET, *(["--no-sandbox"] if is_root() else [])]
    launched = playwright.chromium.launch(executable_path=program, args=arguments)
    yield launched
    launched.close()


@pytest.fixture(scope="package")
def packages() -> None:
    """What the plugin and the app's stand-in are built from."""
    builds.install_packages()


@pytest.fixture(scope="package")
def host_bundle(packages: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the app's stand-in."""
    return builds.build_host(tmp_path_factory.mktemp("host"))


@pytest.fixture(scope="package")
def plugin(packages: None) -> Path:
    """The folder of the plugin, built."""
    return builds.build_plugin()


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """An empty vault; tests that need notes write them."""
    folder = tmp_path / "vault"
    (folder / ".obsidian").mkdir(parents=True)
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where the daemon keeps its own files, and where the plugin looks for them."""
    return tmp_path / "home"


@pytest.fixture(scope="package")
def server() -> Iterator[AppServer]:
    """Where the app is served."""
    with serving() as running:
        yield running


@pytest.fixture
def app(server: AppServer, host_bundle: Path, plugin: Path, vault: Path, home: Path) -> Iterator[App]:
    """The app, with the vault; no page shows it yet."""
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    variables = {**environment(home), "PATH": programs}
    with running_app(builds.served(plugin, host_bundle), vault, variables) as running:
        server.app = running
        yield running


@pytest.fixture(scope="package")
def shared_daemon(server: AppServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveDaemon]:
    """One daemon for all tests that leave it running; it serves the vault of one after the other."""
    with running_daemon(tmp_path_factory.mktemp("home"), "--allow-origin", server.origin) as running:
        yield running


@pytest.fixture
def daemon(shared_daemon: LiveDaemon, home: Path, vault: Path) -> Iterator[LiveDaemon]:
    """The daemon, which serves the vault, and says so where the plugin looks."""
    write_private(places_in(home).runtime, places_in(shared_daemon.home).runtime.read_bytes())
    with shared_daemon.http() as client:
        added = client.post("/vaults", json={"path": str(vault)}).json()
        shared_daemon.vault()
        yield shared_daemon
        client.delete(f"/vaults/{added['id']}")


@pytest.fixture
def open_host(browser: Browser, server: AppServer, app: App) -> Iterator[OpenHost]:
    """Opens the app; what it holds is there before."""
    with browser.new_context(viewport=WINDOW, permissions=["local-network-access"]) as context:  # type: ignore[arg-type]
        hosts: list[Host] = []

        def open_() -> Host:
            hosts.append(Host(context.new_page(), server.origin))
            return hosts[-1]

        yield open_
        app.hang_up()
        assert [error for host in hosts for error in host.errors] == []


@pytest.fixture
def host(open_host: OpenHost, daemon: LiveDaemon) -> Host:
    """The app, open beside a daemon that serves its vault."""
    return open_host()
