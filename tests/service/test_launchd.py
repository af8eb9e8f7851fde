"""What launchd is told."""

import plistlib
import shutil
import subprocess
from pathlib import Path

import pytest

from service.units import AWKWARD, agent_command
from venture_canvas.service.job import Job
from venture_canvas.service.launchd import launchd_recipe, property_list

needs_plutil = pytest.mark.skipif(not shutil.which("plutil"), reason="plutil is part of macOS")


@pytest.mark.parametrize("name", [*AWKWARD, "<a> & b"])
def test_every_path_reaches_the_daemon_as_it_is(name: str) -> None:
    job = Job((f"/opt/{name}/python", "-m", name), {"VENTURE_CANVAS_HOME": f"/home/{name}"})

    content = property_list(job)

    assert agent_command(content) == job.command
    assert plistlib.loads(content)["EnvironmentVariables"] == job.environment


@needs_plutil
@pytest.mark.parametrize("name", AWKWARD)
def test_macos_finds_nothing_wrong_with_the_property_list(tmp_path: Path, name: str) -> None:
    file = tmp_path / "agent.plist"
    file.write_bytes(property_list(Job((f"/opt/{name}/python",), {"A": name})))

    subprocess.run(["plutil", "-lint", str(file)], check=True, capture_output=True)


def test_the_daemon_starts_at_login_again_after_a_failure_and_not_after_stop() -> None:
    found = plistlib.loads(property_list(Job(("/python",), {})))

    assert found["RunAtLoad"] is True
    assert found["KeepAlive"] == {"SuccessfulExit": False}


def test_the_agent_is_the_users_own_and_is_named_as_its_file() -> None:
    recipe = launchd_recipe(Job(("/python",), {}), Path("/Users/ada"), 501)

    assert recipe.file == Path("/Users/ada/Library/LaunchAgents/venture-canvas.plist")
    assert plistlib.loads(recipe.content)["Label"] == recipe.file.stem
    assert recipe.start[-1] == ("launchctl", "bootstrap", "gui/501", str(recipe.file))
