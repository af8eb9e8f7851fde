"""The command line, run as a person or a program runs it."""

import json
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from live_daemon import Serving, command, environment, places_in, run_command, running_daemon

posix_only = pytest.mark.skipif(os.name == "nt", reason="sends SIGINT")


@pytest.mark.parametrize("what", ["model", "tags", "aliases", "verify"])
def test_json_alone_is_on_standard_output(home: Path, vault: Path, what: str) -> None:
    found = run_command(home, what, vault, "--format", "json")

    assert found.returncode == 0, found.stderr
    assert isinstance(json.loads(found.stdout), dict)
    assert found.stderr == ""


@pytest.mark.parametrize("what", ["model", "tags", "aliases", "verify"])
def test_the_daemon_and_this_process_give_the_same_answer(home: Path, vault: Path, what: str) -> None:
    here = run_command(home, what, vault, "--format", "json")
    with running_daemon(home, vault):
        there = run_command(home, what, vault, "--format", "json")

    assert here.stdout
    assert here.stdout == there.stdout


def test_a_vault_whose_folder_is_gone_stands_in_the_way_of_no_other(
    home: Path, vault: Path, tmp_path: Path
) -> None:
    lost = tmp_path / "lost"
    lost.mkdir()
    with running_daemon(home, lost, vault):
        lost.rmdir()
        for what in ("tags", "model", "check"):
            found = run_command(home, what, vault, "--format", "json", *["--fix"] * (what == "check"))
            assert found.returncode != 2, found.stderr
            assert json.loads(found.stdout)


def test_a_path_inside_a_vault_and_the_current_folder_mean_the_vault(home: Path, vault: Path) -> None:
    whole = run_command(home, "tags", vault, "--format", "json")

    assert run_command(home, "tags", vault / "Sub", "--format", "json").stdout == whole.stdout
    assert run_command(home, "tags", "--format", "json", cwd=vault / "Sub").stdout == whole.stdout


def test_tags_and_aliases_can_be_asked_for_by_prefix(home: Path, vault: Path) -> None:
    tags = json.loads(run_command(home, "tags", vault, "--prefix", "NIGHT/", "--format", "json").stdout)
    aliases = json.loads(run_command(home, "aliases", vault, "--prefix", "row", "--format", "json").stdout)

    assert [tag["name"] for tag in tags["tags"]] == ["night/boat"]
    assert [alias["text"] for alias in aliases["aliases"]] == ["Rowers"]


def test_tables_show_names_as_they_are_written(home: Path, vault: Path) -> None:
    found = run_command(home, "aliases", vault)

    assert "🚣 [bold]Team[/bold]" in found.stdout
    assert "Émigré 🚣.md" in found.stdout


def test_the_model_is_shown_with_every_name_whole_and_what_is_said_of_no_type(
    home: Path, vault: Path
) -> None:
    found = run_command(home, "model", vault)

    assert "Night Rowing" in found.stdout
    assert "Shift workers" in found.stdout
    assert "(of no type)" in found.stdout


def test_the_model_keeps_silent_of_no_type_when_everything_is_said_of_somebody(
    home: Path, vault: Path
) -> None:
    canvas = vault / "Canvas.md"
    said = canvas.read_text(encoding="utf-8").replace("- A taxi", "- Shift workers: a taxi")
    canvas.write_text(said, encoding="utf-8")

    found = run_command(home, "model", vault)

    assert "a taxi round the bay" in found.stdout
    assert "(of no type)" not in found.stdout


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "cp437"])
def test_a_console_with_an_old_code_page_does_not_end_the_program(
    home: Path, vault: Path, encoding: str
) -> None:
    found = subprocess.run(
        command("aliases", vault),
        env={**environment(home), "PYTHONIOENCODING": encoding},
        capture_output=True,
        check=False,
        timeout=20,
    )

    assert found.returncode == 0
    assert "🚣" in found.stdout.decode("utf-8")


@pytest.mark.parametrize("what", ["model", "tags", "aliases", "verify", "serve"])
def test_a_folder_that_is_not_there_is_a_usage_error_that_names_it(
    home: Path, tmp_path: Path, what: str
) -> None:
    found = run_command(home, what, tmp_path / "missing")

    assert found.returncode == 2
    assert "missing" in found.stderr
    assert "Traceback" not in found.stderr
    assert found.stdout == ""


@pytest.mark.skipif(os.name == "nt", reason="makes a symbolic link")
@pytest.mark.parametrize("what", ["model", "check", "serve", "up", "new"])
@pytest.mark.parametrize("place", ["note.md/beneath a note", "loop", "~nobody-has-this-name/vault"])
def test_a_path_that_leads_nowhere_is_a_usage_error_that_names_it(
    home: Path, tmp_path: Path, what: str, place: str
) -> None:
    (tmp_path / "note.md").touch()
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    found = run_command(home, what, place, cwd=tmp_path)

    assert found.returncode == 2
    assert place in found.stderr
    assert "Traceback" not in found.stderr
    assert found.stdout == ""


@pytest.mark.parametrize(
    "arguments", [["unknown"], ["tags", "--format", "xml"], ["serve", "--port", "70000"], ["model", "a", "b"]]
)
def test_a_wrong_call_exits_with_2(home: Path, arguments: list[str]) -> None:
    assert run_command(home, *arguments).returncode == 2


def test_a_damaged_list_of_vaults_is_a_setting_error(home: Path) -> None:
    registry = places_in(home).registry
    registry.parent.mkdir(parents=True)
    registry.write_text("not json", encoding="utf-8")

    found = run_command(home, "serve")

    assert found.returncode == 2
    assert str(registry) in found.stderr.replace("\n", "")
    assert "Traceback" not in found.stderr


def test_status_tells_programs_and_people_whether_the_daemon_runs(home: Path, vault: Path) -> None:
    (vault / "Broken.md").write_text("---\ntags: [\n---\n", encoding="utf-8")
    assert json.loads(run_command(home, "status", "--format", "json").stdout)["running"] is False
    with running_daemon(home, vault) as daemon:
        daemon.vault()
        told = json.loads(run_command(home, "status", "--format", "json").stdout)
        shown = run_command(home, "status")

        assert told["running"] is True
        assert told["pid"] == daemon.process.pid
        assert told["vaults"][0]["path"] == str(vault)
        assert shown.returncode == 0
        assert "Broken.md" in shown.stdout
        assert "front-matter-invalid" in shown.stdout
        assert daemon.token not in told


def test_stop_returns_when_the_daemon_has_ended(home: Path, vault: Path) -> None:
    with running_daemon(home, vault) as daemon:
        stopped = run_command(home, "stop")

        assert stopped.returncode == 0
        assert daemon.process.wait(timeout=1) == 0
    assert run_command(home, "stop").returncode == 0


@posix_only
def test_up_serves_a_vault_tells_how_it_is_and_ends_with_ctrl_c(home: Path, vault: Path) -> None:
    with started("up", vault, "--no-plugin", home=home) as process:
        assert process.stderr is not None
        assert "serves on 127.0.0.1" in process.stderr.readline()
        told = process.stderr.readline()
        assert str(vault) in told
        assert "ready, 2 notes, 1 venture\n" in told
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read()
        assert process.wait(timeout=10) == 0

    assert "Traceback" not in rest
    assert rest.endswith("Ended.\n")


def test_up_without_a_terminal_tells_of_a_vault_that_is_followed_later(
    home: Path, vault: Path, tmp_path: Path
) -> None:
    later = tmp_path / "followed later"
    later.mkdir()
    with started("up", vault, "--no-plugin", home=home) as process:
        assert process.stderr is not None
        assert "serves on" in process.stderr.readline()
        assert "ready, 2 notes" in process.stderr.readline()
        with Serving(home).serving(later):
            assert process.stderr.readline() == f"{later}: ready, 0 notes, 0 ventures\n"


@contextmanager
def started(*arguments: str | Path, home: Path) -> Iterator[subprocess.Popen[str]]:
    """A command that runs, and is killed with the context when it has not ended."""
    with subprocess.Popen(
        command(*arguments), env=environment(home), stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def test_up_with_a_daemon_that_runs_gives_it_the_vault(home: Path, vault: Path) -> None:
    with running_daemon(home) as daemon:
        up = run_command(home, "up", vault, "--no-plugin")

        assert up.returncode == 0
        assert f"process {daemon.process.pid}" in up.stderr
        assert [each["path"] for each in daemon.get("/vaults")["vaults"]] == [str(vault)]


def test_without_a_command_the_help_is_shown(home: Path) -> None:
    found = run_command(home)

    for name in ("up", "serve", "status", "stop", "model", "tags", "aliases", "verify"):
        assert name in found.stdout + found.stderr


@pytest.mark.parametrize("arguments", [["--version"], ["status"], ["up", "--no-plugin"]])
def test_a_command_that_serves_nothing_does_not_wait_for_the_web_framework(
    home: Path, vault: Path, arguments: list[str]
) -> None:
    with running_daemon(home):
        found = subprocess.run(
            [command()[0], "-X", "importtime", *command(*arguments)[1:]],
            env=environment(home),
            cwd=vault,
            capture_output=True,
            encoding="utf-8",
            check=True,
        )

    assert "venture_canvas.cli" in found.stderr
    assert "fastapi" not in found.stderr
    assert "httpx" not in found.stderr
