"""A daemon that is older than the package is noticed, and nothing is started anew by itself."""

import json
from pathlib import Path

import msgspec
import pytest

from live_daemon import LiveDaemon, places_in, run_command, running_daemon
from venture_canvas.cli.upgrade import upgrade_notice
from venture_canvas.server.private import write_private


def be_older(daemon: LiveDaemon) -> None:
    """Have a daemon that runs say that it is of an earlier version."""
    older = msgspec.structs.replace(daemon.runtime, version="0.0.9")
    write_private(places_in(daemon.home).runtime, msgspec.json.encode(older))


def test_the_same_version_needs_no_notice() -> None:
    assert upgrade_notice("1.0.0", "1.0.0") is None


@pytest.mark.parametrize("running", ["0.9.0", "1.1.0"])
def test_another_version_is_told_with_the_way_to_start_anew(running: str) -> None:
    notice = upgrade_notice(running, "1.0.0")

    assert notice is not None
    assert f"version {running}" in notice
    assert "venture-canvas stop" in notice


@pytest.mark.parametrize("command", [["status"], ["up", "VAULT", "--no-plugin"], ["doctor"]])
def test_a_restart_is_offered_and_not_done(home: Path, vault: Path, command: list[str]) -> None:
    with running_daemon(home) as daemon:
        before = run_command(home, *[str(vault) if word == "VAULT" else word for word in command])
        be_older(daemon)
        after = run_command(home, *[str(vault) if word == "VAULT" else word for word in command])

        assert "0.0.9" not in before.stdout + before.stderr
        assert "0.0.9" in after.stdout + after.stderr
        assert "venture-canvas stop" in after.stdout + after.stderr
        assert daemon.process.poll() is None


def test_programs_are_told_both_versions(home: Path) -> None:
    with running_daemon(home) as daemon:
        be_older(daemon)
        told = json.loads(run_command(home, "status", "--format", "json").stdout)

    assert told["version"] == "0.0.9"
    assert told["installed"] != "0.0.9"
