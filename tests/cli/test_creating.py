"""`new` makes a vault, and `up` does where there is none; neither touches what is there."""

import os
import signal
import subprocess
from pathlib import Path

import pytest

from live_daemon import command, environment, run_command, running_daemon

OPTIONS = (
    "--name",
    "Night Garden",
    "--stage",
    "growth",
    "--layout",
    "one-note",
    "--tags",
    "mapping",
    "--example",
)


def files_in(folder: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_new_makes_a_vault_and_says_what_to_do_next(home: Path, tmp_path: Path) -> None:
    made = run_command(home, "new", tmp_path / "vault")

    assert made.returncode == 0, made.stderr
    assert f"Made {len(files_in(tmp_path / 'vault'))} files" in made.stderr
    assert "Start here" in made.stderr
    assert f"venture-canvas up {tmp_path / 'vault'}" in made.stderr
    assert run_command(home, "check", tmp_path / "vault").returncode == 0


def test_new_does_what_its_options_ask_for(home: Path, tmp_path: Path) -> None:
    made = run_command(home, "new", tmp_path / "vault", *OPTIONS)
    canvas = (tmp_path / "vault" / "Night Garden" / "Our canvas.md").read_text(encoding="utf-8")

    assert made.returncode == 0, made.stderr
    assert "stage: growth\n" in canvas
    assert "venture-stage: []\n" in canvas
    assert (tmp_path / "vault" / "Spare Oven (example)" / "Our canvas.md").is_file()


def test_new_names_the_files_that_it_left_alone(home: Path, tmp_path: Path) -> None:
    run_command(home, "new", tmp_path / "vault")
    before = files_in(tmp_path / "vault")
    again = run_command(home, "new", tmp_path / "vault")

    assert again.returncode == 0
    assert files_in(tmp_path / "vault") == before
    for file in before:
        assert f"  {file.relative_to(tmp_path / 'vault').as_posix()}\n" in again.stderr
    assert "Nothing to add" in again.stderr


@pytest.mark.parametrize("option", [("--stage", "exit"), ("--layout", "poster"), ("--tags", "cloud")])
def test_new_refuses_what_there_is_not(home: Path, tmp_path: Path, option: tuple[str, str]) -> None:
    assert run_command(home, "new", tmp_path / "vault", *option).returncode == 2
    assert not (tmp_path / "vault").exists()


def test_new_tells_in_a_sentence_why_a_vault_cannot_be_made(home: Path, tmp_path: Path) -> None:
    run_command(home, "new", tmp_path / "vault")
    made = run_command(home, "new", tmp_path / "vault" / "Lexicon")

    assert made.returncode == 2
    assert "lies in the vault" in made.stderr
    assert "Traceback" not in made.stderr


def up_with_a_daemon(home: Path, vault: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """`up` while a daemon runs: it hands the vault over and ends."""
    with running_daemon(home):
        return run_command(home, "up", vault, *options)


@pytest.mark.parametrize("is_there", [False, True], ids=["missing", "empty"])
def test_up_makes_a_vault_in_a_folder_that_is_missing_or_empty(
    home: Path, tmp_path: Path, is_there: bool
) -> None:
    vault = tmp_path / "new" / "vault"
    if is_there:
        vault.mkdir(parents=True)
    served = up_with_a_daemon(home, vault, "--no-plugin")

    assert served.returncode == 0, served.stderr
    assert "Start here" in served.stderr
    assert (vault / "My venture" / "01 Purpose.md").is_file()


def test_up_creates_nothing_in_a_vault_that_is_there(home: Path, vault: Path) -> None:
    before = files_in(vault)
    assert up_with_a_daemon(home, vault, "--no-plugin").returncode == 0
    assert files_in(vault) == before


def test_up_takes_an_empty_folder_inside_a_vault_for_a_part_of_it(home: Path, vault: Path) -> None:
    (vault / "Empty").mkdir()
    before = files_in(vault)

    assert up_with_a_daemon(home, vault / "Empty", "--no-plugin").returncode == 0
    assert files_in(vault) == before


def test_up_does_not_take_a_slip_inside_a_vault_for_a_new_vault(home: Path, vault: Path) -> None:
    served = up_with_a_daemon(home, vault / "Sbu")

    assert served.returncode == 2
    assert "Check the spelling" in served.stderr
    assert not (vault / "Sbu").exists()


def test_up_does_not_fill_the_place_of_a_vault_whose_disk_is_unplugged(home: Path, vault: Path) -> None:
    with running_daemon(home, vault):
        pass
    elsewhere = vault.with_name("elsewhere")
    vault.rename(elsewhere)
    vault.mkdir()
    served = up_with_a_daemon(home, vault)

    assert served.returncode == 0
    assert list(vault.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="sends SIGINT")
def test_up_in_a_new_folder_serves_the_vault_that_it_made(home: Path, tmp_path: Path) -> None:
    with subprocess.Popen(
        command("up", tmp_path / "vault", "--no-plugin"),
        env=environment(home),
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        try:
            assert process.stderr is not None
            told = next(line for line in process.stderr if "ready" in line)
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=10) == 0
        finally:
            process.kill()

    assert "1 venture" in told
