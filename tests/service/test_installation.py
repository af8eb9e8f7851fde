"""Telling a service manager of the daemon, on every system; a stand-in for the manager listens."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from live_daemon import environment, places_in, run_command, wait_until
from service.units import agent_command, task_command, unit_command
from venture_canvas.cli.client import Client, end_daemon, find_daemon
from venture_canvas.cli.service import ServiceState, advice
from venture_canvas.server.places import HOME_VARIABLE
from venture_canvas.service.installation import Installation, Outcome, ServiceError
from venture_canvas.service.installation import run_command as run_for_real
from venture_canvas.service.job import FOLDER_VARIABLES, daemon_job
from venture_canvas.service.platforms import recipe_here
from venture_canvas.service.recipe import Command, Recipe, UnsuitableError

PLATFORMS = ["linux", "darwin", "win32"]
COMMANDS: dict[str, Callable[[bytes], tuple[str, ...]]] = {
    "linux": lambda content: unit_command(content.decode("utf-8")),
    "darwin": agent_command,
    "win32": task_command,
}


class Manager:
    """A service manager: knows the job after all commands that start it, and forgets it."""

    def __init__(self, recipe: Recipe, *, refuses: Command | None = None) -> None:
        self.recipe = recipe
        self.refuses = refuses
        self.heard: list[Command] = []
        self.knows = False

    def __call__(self, command: Command) -> Outcome:
        self.heard.append(command)
        if command == self.refuses:
            return Outcome(5, "Access is denied.\nmore")
        if command in (self.recipe.start[-1], self.recipe.forget[-1]):
            had, self.knows = self.knows, command == self.recipe.start[-1]
            return Outcome(0 if had or self.knows else 1, "")
        return Outcome(0 if command != self.recipe.known or self.knows else 3, "")


@pytest.fixture(params=PLATFORMS)
def recipe(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Recipe:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    variables = {"USERDOMAIN": "WORK", "USERNAME": "Ada"}
    return recipe_here(places_in(tmp_path), variables, request.param)


def daemon_of(home: Path) -> Client:
    """The daemon, once it answers."""
    client = wait_until(lambda: find_daemon(places_in(home)))
    assert client is not None
    return client


@pytest.mark.parametrize("platform", PLATFORMS)
def test_the_command_that_is_written_starts_the_daemon(home: Path, platform: str) -> None:
    told = recipe_here(places_in(home), {"USERNAME": "Ada"}, platform)
    command = COMMANDS[platform](told.content)

    with subprocess.Popen(
        command, env=environment(home), cwd=home.parent, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            client = daemon_of(home)
            assert client.runtime.pid == process.pid
            end_daemon(places_in(home), client)
            assert process.wait(timeout=10) == 0
        finally:
            process.kill()


@pytest.mark.skipif(os.name == "nt", reason="closes its streams as only a POSIX shell can")
def test_the_daemon_runs_where_there_is_no_console_to_write_to(home: Path) -> None:
    command = daemon_job({}).command
    with subprocess.Popen(
        ["/bin/sh", "-c", 'exec "$0" "$@" <&- >&- 2>&-', *command], env=environment(home)
    ) as process:
        try:
            end_daemon(places_in(home), daemon_of(home))
            assert process.wait(timeout=10) == 0
        finally:
            process.kill()


def test_the_folders_of_the_user_go_along(tmp_path: Path) -> None:
    variables = {name: str(tmp_path / name) for name in FOLDER_VARIABLES}

    for platform in ("linux", "darwin"):
        assert daemon_job({**variables, "PATH": "/bin"}, platform=platform).environment == variables
    assert daemon_job(variables, platform="win32").environment == {HOME_VARIABLE: variables[HOME_VARIABLE]}
    assert daemon_job(dict.fromkeys(FOLDER_VARIABLES, "")).environment == {}


def test_a_package_of_the_same_name_where_the_daemon_is_started_is_not_taken_for_it(tmp_path: Path) -> None:
    (tmp_path / "venture_canvas.py").write_text("raise SystemExit(77)", encoding="utf-8")
    command = [word if word != "serve" else "--version" for word in daemon_job({}).command]

    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode == 0


def test_an_installation_is_known_and_current_until_it_is_removed(recipe: Recipe) -> None:
    installation = Installation(recipe, Manager(recipe))
    assert (installation.is_known, installation.is_current) == (False, False)

    installation.install()
    assert (installation.is_known, installation.is_current) == (True, True)
    assert recipe.file.read_bytes() == recipe.content

    assert installation.uninstall()
    assert (installation.is_known, installation.is_current) == (False, False)
    assert not recipe.file.exists()
    assert not installation.uninstall()


def test_an_older_description_is_told_apart_and_replaced(recipe: Recipe) -> None:
    manager = Manager(recipe)
    installation = Installation(recipe, manager)
    installation.install()
    recipe.file.write_bytes(b"of another installation")
    assert (installation.is_known, installation.is_current) == (True, False)

    manager.heard.clear()
    installation.install()

    assert installation.is_current
    assert manager.heard.index(recipe.forget[-1]) < manager.heard.index(recipe.start[0])


def test_where_no_manager_can_be_reached_nothing_is_written(recipe: Recipe, tmp_path: Path) -> None:
    installation = Installation(recipe, Manager(recipe, refuses=recipe.reachable))
    for act in (installation.install, installation.uninstall, installation.check_manager):
        with pytest.raises(ServiceError, match=r"\(Access is denied\.\).*venture-canvas serve"):
            act()

    assert list(tmp_path.iterdir()) == []


def test_a_manager_that_refuses_leaves_nothing_behind(recipe: Recipe) -> None:
    for refused in recipe.start:
        installation = Installation(recipe, Manager(recipe, refuses=refused))
        with pytest.raises(ServiceError, match="Nothing was installed"):
            installation.install()

        assert not recipe.file.exists()
        assert not installation.is_known


def test_a_manager_that_does_not_let_go_is_told(recipe: Recipe) -> None:
    manager = Manager(recipe, refuses=recipe.forget[-1])
    installation = Installation(recipe, manager)
    installation.install()

    with pytest.raises(ServiceError, match="did not let go"):
        installation.uninstall()


def test_a_command_that_is_not_there_has_failed(tmp_path: Path) -> None:
    assert run_for_real((str(tmp_path / "missing"),)).code != 0
    assert run_for_real((sys.executable, "-c", "print('é')")) == Outcome(0, "é")


def test_a_system_without_a_known_manager_is_told_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(UnsuitableError, match=r"freebsd14.*venture_canvas serve"):
        recipe_here(places_in(tmp_path), {}, "freebsd14")


@pytest.mark.parametrize("what", ["install", "uninstall", "status"])
def test_in_a_container_the_commands_exit_with_2_and_leave_nothing_behind(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    for name in ("PATH", "HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "nothing"))

    found = run_command(home, "service", what)

    assert found.returncode == 2
    assert "cannot be reached" in found.stderr
    assert "Traceback" not in found.stderr
    assert list(tmp_path.rglob("*")) == []


@pytest.mark.parametrize(
    ("installed", "current", "running", "told"),
    [
        (False, False, False, "Not installed. No daemon runs"),
        (False, False, True, "Not installed. A daemon runs"),
        (True, False, True, "another installation"),
        (True, True, False, "no daemon runs"),
        (True, True, True, "nothing to do"),
    ],
)
def test_what_to_do_is_told(installed: bool, current: bool, running: bool, told: str) -> None:
    said = advice(ServiceState(installed=installed, current=current, running=running))

    assert told in said
    assert ("service install" in said) == (told != "nothing to do")
