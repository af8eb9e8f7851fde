"""The commands that the README shows do what it says, in the order in which they stand."""

import re
import shlex
from pathlib import Path

import pytest

from live_daemon import run_command

README = Path(__file__).parents[2] / "README.md"
SHOWN = re.findall(r"^\.venv/bin/venture-canvas (.+)$", README.read_text(encoding="utf-8"), re.MULTILINE)
ELSEWHERE = {"service install"}
"""Tried in tests/service: it would change the machine that runs the tests."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def place(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the commands are run; a vault stands where the README has one."""
    folder = tmp_path_factory.mktemp("place")
    assert run_command(home, "new", "path/to/vault", cwd=folder).returncode == 0
    return folder


def test_the_readme_shows_commands() -> None:
    assert len(SHOWN) >= 3
    assert set(SHOWN) > ELSEWHERE


@pytest.mark.parametrize("shown", [each for each in SHOWN if each not in ELSEWHERE])
def test_a_command_that_is_shown_succeeds(shown: str, home: Path, place: Path) -> None:
    done = run_command(home, *shlex.split(shown), cwd=place)
    assert done.returncode == 0, done.stderr
