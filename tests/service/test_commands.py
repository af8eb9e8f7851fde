"""The commands `service install`, `status` and `uninstall`, as a whole; a stand-in for systemctl starts and ends the daemon."""

import json
import sys
from pathlib import Path

import pytest

from live_daemon import places_in, run_command, running_daemon
from venture_canvas.cli.client import find_daemon

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="systemd is Linux's")


@pytest.fixture(autouse=True)
def systemctl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put the stand-in where the commands find it first; return the unit's file."""
    unit = tmp_path / "config" / "systemd" / "user" / "venture-canvas.service"
    programs = tmp_path / "bin"
    programs.mkdir()
    stand_in = f'"{sys.executable}" "{Path(__file__).with_name("stand_in_for_systemctl.py")}" "$2"'
    cases = f'is-enabled) test -e "{unit}";; restart|disable) exec {stand_in};;'
    (programs / "systemctl").write_text(f'#!/bin/sh\ncase "$2" in {cases} esac\n', encoding="utf-8")
    (programs / "systemctl").chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return unit


def test_the_daemon_is_installed_told_of_and_taken_away(home: Path, systemctl: Path) -> None:
    before = run_command(home, "service", "status")
    assert (before.returncode, "Not installed" in before.stderr) == (1, True)

    installed = run_command(home, "service", "install")
    try:
        assert installed.returncode == 0, installed.stderr
        assert str(systemctl) in installed.stderr.replace("\n", "")
        told = json.loads(run_command(home, "service", "status", "--format", "json").stdout)
        assert told == {"installed": True, "current": True, "running": True}
        assert json.loads(run_command(home, "status", "--format", "json").stdout)["running"]
    finally:
        removed = run_command(home, "service", "uninstall")

    assert removed.returncode == 0
    assert "no more at login" in removed.stderr
    assert not systemctl.exists()
    assert find_daemon(places_in(home)) is None
    assert "was not installed" in run_command(home, "service", "uninstall").stderr


def test_the_service_takes_the_place_of_a_daemon_that_runs(home: Path) -> None:
    with running_daemon(home) as daemon:
        installed = run_command(home, "service", "install")
        try:
            assert installed.returncode == 0, installed.stderr
            assert daemon.process.wait(timeout=5) == 0
            assert "takes its place" in installed.stderr
        finally:
            run_command(home, "service", "uninstall")


def test_a_daemon_that_was_stopped_is_told_of(home: Path) -> None:
    try:
        assert run_command(home, "service", "install").returncode == 0
        run_command(home, "stop")
        found = run_command(home, "service", "status")
        assert found.returncode == 1
        assert "no daemon runs" in found.stderr
    finally:
        run_command(home, "service", "uninstall")
