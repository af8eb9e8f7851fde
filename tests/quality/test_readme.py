"""The README tells the truth about commands and addresses, and CI runs what it shows."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from typer.main import get_group

from venture_canvas.cli import app
from venture_canvas.hints.registry import all_rules
from venture_canvas.hints.settings import Settings
from venture_canvas.hints.settings_file import parse_settings
from venture_canvas.hints.settings_mistakes import TABLES
from venture_canvas.server.application import Access, application
from venture_canvas.server.places import places
from venture_canvas.server.vaults import Vaults

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_command_is_documented_and_no_other() -> None:
    commands: set[str] = set(get_group(app).commands)
    assert set(re.findall(r"^\| `venture-canvas (\w+)", README, re.MULTILINE)) == commands


def test_every_address_is_documented_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VENTURE_CANVAS_HOME", str(tmp_path))
    served = application(Vaults(places()), Access(port=1, token="t" * 43, origins=()))
    documented = set(re.findall(r"`(?:GET|POST|DELETE) (/v1[^`?]*)", README)) | set(
        re.findall(r", `\w+ (/v1[^`]*)", README)
    )
    assert documented == {*served.openapi()["paths"], "/v1/openapi.json"}


def test_the_settings_that_are_shown_are_right() -> None:
    shown = README.split("```toml\n")[1].split("```")[0]
    reading = parse_settings(shown, all_rules())

    assert reading.problems == ()
    assert reading.settings != Settings()
    assert set(tomllib.loads(shown)) == set(TABLES)


@pytest.mark.parametrize("name", ["check", "new"])
def test_every_option_is_documented_and_no_other(name: str) -> None:
    shown = README.split(f"| option of `{name}` |")[1].split("\n\n")[0]
    command = get_group(app).commands[name]
    options = {option for each in command.params for option in each.opts if option.startswith("--")}
    assert set(re.findall(r"`(--[\w-]+)", shown)) == options


def test_the_comments_that_are_shown_ignore_rules_that_exist() -> None:
    shown = README.split("### To ignore a hint")[1].split("###")[0]
    codes = re.findall(r"ignore(?: section)? ([\w-]+):|\[\"([\w-]+):", shown)
    assert codes
    assert {code for pair in codes for code in pair if code} <= all_rules().keys()


def test_ci_runs_the_test_command_that_the_readme_shows() -> None:
    shown = README.split("<!-- test command -->\n```sh\n")[1].split("```")[0]
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    extract = next(line for line in script.splitlines() if line.startswith("command="))
    done = subprocess.run(
        ["bash", "-c", f'{extract}\nprintf "%s\\n" "$command"'],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == shown
