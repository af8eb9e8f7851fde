"""However it stands with the daemon, the plugin is calm, says so, and goes on as soon as it can."""

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from e2e.browser.app import App
from e2e.browser.app_server import AppServer
from e2e.browser.conftest import OpenHost
from e2e.browser.ferry import NOTES, SOLUTION, write_ferry
from e2e.browser.obsidian_host import Host
from e2e.browser.origin_proxy import origin_proxy
from e2e.notes import write
from live_daemon import LiveDaemon, places_in, running_daemon, wait_until

MISTAKE = "[[Custmers]]"
RECONNECTS_WITHIN = 2.0
ROOM = 2
"""How much slower than promised a machine with other things to do may be."""


@pytest.fixture
def vault(vault: Path) -> Path:
    return write_ferry(vault, Solution=NOTES[SOLUTION].replace("the last class", MISTAKE))


@pytest.fixture
def solution(open_host: OpenHost) -> Host:
    """The app with a note open in which there is a mistake, and no daemon as yet."""
    host = open_host()
    host.open(SOLUTION)
    return host


@pytest.fixture
def strict_daemon(home: Path, vault: Path) -> Iterator[LiveDaemon]:
    """A daemon that lets nobody in but Obsidian itself."""
    with running_daemon(home, vault) as running:
        running.vault()
        yield running


@pytest.fixture
def own_daemon(server: AppServer, home: Path, vault: Path) -> Iterator[LiveDaemon]:
    """A daemon of the test's own, which it may end."""
    with running_daemon(home, vault, "--allow-origin", server.origin) as running:
        running.vault()
        yield running


def is_calm(host: Host) -> bool:
    """Whether there are no marks of yesterday, and nobody is disturbed."""
    return host.marks() == [] and host.notices() == []


def rewrite_runtime(home: Path, **changed: object) -> None:
    runtime = places_in(home).runtime
    runtime.write_bytes(json.dumps({**json.loads(runtime.read_bytes()), **changed}).encode("utf-8"))


def tell_launcher(home: Path, origin: str) -> None:
    """Leave word of how the daemon is started, as it does itself; this one lets the page in."""
    program = (
        f"import sys; sys.argv += ['--allow-origin', '{origin}']; from venture_canvas.cli import app; app()"
    )
    launcher = write(home, "state/launcher.json", json.dumps({"command": [sys.executable, "-c", program]}))
    launcher.chmod(0o600)
    launcher.parent.chmod(0o700)


def test_marks_go_with_the_daemon_and_are_back_soon_after_it(
    solution: Host, server: AppServer, home: Path, vault: Path
) -> None:
    wait_until(lambda: solution.status_bar().inner_text() == "canvas off")
    assert is_calm(solution)
    for _ in range(2):
        with running_daemon(home, vault, "--allow-origin", server.origin) as daemon:
            daemon.vault()
            started = time.monotonic()
            wait_until(lambda: solution.marked() == [MISTAKE])
            assert time.monotonic() - started < RECONNECTS_WITHIN * ROOM
            daemon.process.kill()
            wait_until(lambda: solution.status_bar().inner_text() == "canvas off")
            assert is_calm(solution)


def test_the_daemon_is_stopped_by_command(solution: Host, own_daemon: LiveDaemon) -> None:
    wait_until(lambda: solution.marked() == [MISTAKE])
    assert solution.run_command("stop-daemon")
    assert own_daemon.wait() == 0
    wait_until(lambda: solution.status_bar().inner_text() == "canvas off")
    assert is_calm(solution)


def test_the_daemon_is_started_from_the_panel(solution: Host, server: AppServer, home: Path) -> None:
    tell_launcher(home, server.origin)
    solution.run_command("show-all-hints")
    solution.panel().get_by_role("button", name="Start it").click()
    wait_until(lambda: solution.marked() == [MISTAKE])


def test_a_daemon_that_cannot_be_started_is_told_of_with_what_to_do(open_host: OpenHost, vault: Path) -> None:
    write(vault, ".obsidian/plugins/venture-canvas/data.json", '{"command": "no-such-program"}')
    host = open_host()
    wait_until(lambda: host.run_command("start-daemon"))
    told = wait_until(host.notices)
    assert "venture-canvas up" in told[0]


def test_the_daemon_is_started_without_asking_where_the_founder_wants_that(
    open_host: OpenHost, server: AppServer, home: Path, vault: Path
) -> None:
    write(vault, ".obsidian/plugins/venture-canvas/data.json", '{"startsDaemon": true}')
    tell_launcher(home, server.origin)
    host = open_host()
    host.open(SOLUTION)
    wait_until(lambda: host.marked() == [MISTAKE])


@pytest.mark.usefixtures("strict_daemon")
def test_a_wrong_token_is_never_shown_to_anybody(open_host: OpenHost, app: App, home: Path) -> None:
    rewrite_runtime(home, token="w" * 43)
    host = open_host()
    host.open(SOLUTION)
    wait_until(lambda: host.status_bar().inner_text() == "canvas off")
    assert {request.url.path for request in app.machine.requests} == {"/v1/health"}
    assert all("authorization" not in request.headers for request in app.machine.requests)
    assert is_calm(host)


@pytest.mark.usefixtures("strict_daemon")
def test_a_page_of_another_origin_gets_no_data_and_says_so_calmly(solution: Host) -> None:
    solution.run_command("show-all-hints")
    wait_until(lambda: solution.panel().get_by_role("button", name="Try again").count() == 1)
    assert solution.status_bar().inner_text() == "canvas off"
    assert "night ferry" not in solution.panel().inner_text()
    assert is_calm(solution)


def test_obsidians_own_origin_is_let_in_without_being_allowed(
    solution: Host, home: Path, strict_daemon: LiveDaemon
) -> None:
    with origin_proxy(strict_daemon.port) as proxy:
        rewrite_runtime(home, port=proxy.port)
        wait_until(lambda: solution.marked() == [MISTAKE])


def test_a_vault_that_the_daemon_does_not_know_is_offered_and_followed(
    solution: Host, server: AppServer, home: Path, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    with running_daemon(home, tmp_path / "other", "--allow-origin", server.origin) as daemon:
        wait_until(lambda: solution.status_bar().inner_text() == "canvas: follow this vault?")
        assert is_calm(solution)
        assert len(daemon.get("/vaults")["vaults"]) == 1
        assert solution.run_command("follow-vault")
        wait_until(lambda: solution.marked() == [MISTAKE])


def test_what_was_typed_without_a_daemon_counts_as_soon_as_there_is_one(
    solution: Host, server: AppServer, home: Path, vault: Path
) -> None:
    solution.caret_after("waits")
    solution.type(" [[Customrs]] yes")
    with running_daemon(home, vault, "--allow-origin", server.origin):
        wait_until(lambda: solution.marked() == ["[[Customrs]]", MISTAKE])


def test_a_new_token_is_found_out_without_a_word(
    solution: Host, server: AppServer, home: Path, vault: Path, own_daemon: LiveDaemon
) -> None:
    wait_until(lambda: solution.marked() == [MISTAKE])
    old = own_daemon.token
    assert own_daemon.end() == 0
    places_in(home).token.unlink()
    with running_daemon(home, vault, "--allow-origin", server.origin) as again:
        assert again.token != old
        wait_until(lambda: solution.marked() == [MISTAKE])
        assert solution.notices() == []


def test_a_plugin_that_is_unloaded_leaves_nothing_behind(solution: Host, daemon: LiveDaemon) -> None:
    wait_until(lambda: solution.marked() == [MISTAKE])
    solution.caret_after("waits")
    solution.type(" #unsaved")
    address = daemon.vault()
    wait_until(lambda: "unsaved" in str(daemon.get(f"{address}/tags")))
    solution.run_command("show-all-hints")
    solution.unload_plugin()
    wait_until(lambda: solution.marks() == [])
    assert solution.status_bar().inner_text() == ""
    wait_until(lambda: "unsaved" not in str(daemon.get(f"{address}/tags")))
