"""The plugin is built in a checkout of the sources, where it can be."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from venture_canvas.setup.building import PluginMissingError, build, is_built, run_in
from venture_canvas.setup.bundled import plugin_folder, template_folder


class Npm:
    """Stands in for npm: `run build` makes the file."""

    def __init__(self, fails_at: str = "") -> None:
        self.ran: list[Sequence[str]] = []
        self.fails_at = fails_at

    def __call__(self, folder: Path, command: Sequence[str]) -> tuple[int, str]:
        self.ran.append(command)
        if command[1] == self.fails_at:
            return 1, "src/main.ts: a mistake\n"
        if command[1] == "run":
            (folder / "main.js").touch()
        return 0, ""


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    (tmp_path / "package.json").write_text("{}", encoding="utf-8")
    return tmp_path


def npm_is_there(name: str) -> str | None:
    return f"/bin/{name}"


def npm_is_missing(_: str) -> str | None:
    return None


def test_a_plugin_is_built_when_its_code_is_there(sources: Path) -> None:
    npm = Npm()
    assert not is_built(sources)

    build(sources, npm, npm_is_there)

    assert is_built(sources)
    assert npm.ran == [("/bin/npm", "ci"), ("/bin/npm", "run", "build")]


def with_times(folder: Path, **seconds: int) -> None:
    """Make the files of a plugin with its sources, changed at some times."""
    for name, at in seconds.items():
        file = folder / FILES[name]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
        os.utime(file, (at, at))


FILES = {
    "built": "main.js",
    "source": "src/panel/panel.tsx",
    "manifest": "manifest.json",
    "lock": "package-lock.json",
}


@pytest.mark.parametrize("newer", ["source", "manifest", "lock"])
def test_a_plugin_that_is_older_than_what_it_is_built_from_is_built_anew(sources: Path, newer: str) -> None:
    with_times(sources, **{**dict.fromkeys(FILES, 1_000), "built": 2_000})
    assert is_built(sources)

    with_times(sources, **{newer: 3_000})
    assert not is_built(sources)

    build(sources, Npm(), npm_is_there)
    assert is_built(sources)


def test_in_an_archive_where_all_times_are_the_same_the_plugin_is_built(sources: Path) -> None:
    with_times(sources, **dict.fromkeys(FILES, 1_000))
    assert is_built(sources)


def test_a_plugin_without_its_sources_is_the_one_that_was_built_from_them(sources: Path) -> None:
    with_times(sources, built=1_000, manifest=2_000)
    assert is_built(sources)


def test_without_npm_it_says_what_to_do(sources: Path) -> None:
    with pytest.raises(PluginMissingError, match=r"Install Node\.js"):
        build(sources, Npm(), npm_is_missing)


@pytest.mark.parametrize(("step", "told"), [("ci", "`npm ci`"), ("run", "`npm run build`")])
def test_a_build_that_fails_is_told_with_its_end(sources: Path, step: str, told: str) -> None:
    with pytest.raises(PluginMissingError, match=r"src/main\.ts: a mistake") as raised:
        build(sources, Npm(fails_at=step), npm_is_there)

    assert told in str(raised.value)


def test_a_folder_without_a_plugin_is_told(tmp_path: Path) -> None:
    with pytest.raises(PluginMissingError, match="from a wheel"):
        build(tmp_path / "missing", Npm(), npm_is_there)


def test_a_command_is_run_in_the_folder(tmp_path: Path) -> None:
    script = "import pathlib, sys; print(pathlib.Path.cwd().name); sys.exit(3)"
    assert run_in(tmp_path, [sys.executable, "-c", script]) == (3, f"{tmp_path.name}\n")


def test_what_came_with_a_wheel_is_taken_before_what_lies_beside_the_sources(tmp_path: Path) -> None:
    package = tmp_path / "daemon" / "venture_canvas"
    assert plugin_folder(package) == tmp_path / "obsidian-plugin"
    assert template_folder(package) == tmp_path / "vault_template"
    for name in ("plugin", "vault_template"):
        (package / "bundled" / name).mkdir(parents=True)

    assert plugin_folder(package) == package / "bundled" / "plugin"
    assert template_folder(package) == package / "bundled" / "vault_template"
