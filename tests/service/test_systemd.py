"""What systemd is told."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from service.units import AWKWARD, folder_named, unit_command, unit_sections, unit_words
from venture_canvas.service.job import Job
from venture_canvas.service.systemd import systemd_recipe, unit

needs_systemd = pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not there to ask")


@pytest.mark.parametrize("name", AWKWARD)
def test_every_path_reaches_the_daemon_as_it_is(name: str) -> None:
    job = Job(
        (f"/opt/{name}/python", "-m", f"{name}"),
        {"VENTURE_CANVAS_HOME": f"/home/{name}", "XDG_CONFIG_HOME": name},
    )
    text = unit(job)

    command = unit_command(text)
    assert command[-len(job.command) :] == job.command
    assert unit_words(unit_sections(text)["Service"]["Environment"]) == [
        f"VENTURE_CANVAS_HOME=/home/{name}",
        f"XDG_CONFIG_HOME={name}",
    ]


@pytest.mark.parametrize("name", AWKWARD)
def test_the_program_itself_has_a_path_that_systemd_takes(name: str) -> None:
    program = unit_command(unit(Job((f"/opt/{name}/python", "x"), {})))[0]

    assert not set(program) & set("\"'\\")


@pytest.mark.skipif(os.name == "nt", reason="the unit is run through a shell")
@pytest.mark.parametrize("name", AWKWARD)
def test_the_command_runs_from_every_folder(tmp_path: Path, name: str) -> None:
    folder = folder_named(tmp_path, name)
    (folder / "environment").symlink_to(sys.prefix)
    job = Job(
        (str(folder / "environment" / "bin" / "python"), "-c", "import sys; print(sys.argv[1:])", name), {}
    )

    done = subprocess.run(
        unit_command(unit(job)), capture_output=True, encoding="utf-8", check=True, env={"PYTHONUTF8": "1"}
    )

    assert done.stdout == f"{[name]}\n"


@needs_systemd
@pytest.mark.parametrize("name", AWKWARD)
def test_systemd_finds_nothing_wrong_with_the_unit(tmp_path: Path, name: str) -> None:
    folder = folder_named(tmp_path, name)
    (folder / "python").symlink_to(sys.executable)
    file = tmp_path / "venture-canvas.service"
    file.write_text(
        unit(Job((str(folder / "python"), name), {"HOME_OF": name, "OTHER": name})), encoding="utf-8"
    )
    runtime = tmp_path / "runtime"
    runtime.mkdir(mode=0o700)

    done = subprocess.run(
        ["systemd-analyze", "--user", "verify", str(file)],
        env={**os.environ, "XDG_RUNTIME_DIR": str(runtime)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_the_daemon_starts_at_login_again_after_a_failure_and_not_after_stop() -> None:
    found = unit_sections(unit(Job(("/python",), {})))

    assert found["Install"] == {"WantedBy": "default.target"}
    assert found["Service"]["Restart"] == "on-failure"


def test_the_unit_lies_where_systemd_looks_for_the_users_own() -> None:
    job, home = Job(("/python",), {}), Path("/home/ada")

    assert systemd_recipe(job, home, {}).file == home / ".config/systemd/user/venture-canvas.service"
    moved = systemd_recipe(job, home, {"XDG_CONFIG_HOME": "/etc/ada"}).file
    assert moved == Path("/etc/ada/systemd/user/venture-canvas.service")
