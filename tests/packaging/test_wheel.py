"""The package is built, installed where nothing of it is yet, and run from there."""

import json
import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import tarfile
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

from live_daemon import environment
from setup.stand_in import contents, plugin_in
from venture_canvas import __version__
from venture_canvas.setup.plugin import PLUGIN

ROOT = Path(__file__).parents[2]
SOURCES = (
    "daemon",
    "vault_template",
    "pyproject.toml",
    "hatch_build.py",
    "README.md",
    "LICENSE",
    ".gitignore",
)
WITHOUT_PLUGIN = "VENTURE_CANVAS_WITHOUT_PLUGIN"
ON_WINDOWS = os.name == "nt"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the sources, with a small plugin that git passes over."""
    folder = tmp_path / "checkout"
    folder.mkdir()
    for name in SOURCES:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    with (folder / ".gitignore").open("a", encoding="utf-8") as ignored:
        ignored.write("main.js\n")
    plugin_in(folder / "obsidian-plugin", "0.1.0", **{"package.json": "{}", "secret.ts": ""})
    return folder


def build(checkout: Path, target: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", target],
        cwd=checkout,
        env={**os.environ, **variables},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def built(checkout: Path, ending: str) -> Path:
    (found,) = (checkout / "dist").glob(f"*{ending}")
    return found


def names_in(wheel: Path) -> set[str]:
    with ZipFile(wheel) as opened:
        return set(opened.namelist())


def fresh_environment(folder: Path, wheel: Path) -> Path:
    """A virtual environment with the wheel in it, that borrows the packages it needs from this one; return its programs."""
    venv.create(folder, with_pip=False, symlinks=not ON_WINDOWS)
    programs = folder / ("Scripts" if ON_WINDOWS else "bin")
    python = programs / ("python.exe" if ON_WINDOWS else "python")
    install = ["pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index", str(wheel)]
    subprocess.run([sys.executable, "-m", *install], check=True)
    (packages,) = folder.rglob("site-packages")
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return programs


@pytest.mark.skipif(ON_WINDOWS, reason="sends SIGINT")
def test_from_the_source_distribution_to_a_vault_that_is_served(checkout: Path, tmp_path: Path) -> None:
    assert (done := build(checkout, "sdist")).returncode == 0, done.stderr
    with tarfile.open(built(checkout, ".tar.gz")) as sources:
        sources.extractall(tmp_path / "sources", filter="data")
    (unpacked,) = (tmp_path / "sources").iterdir()
    assert (done := build(unpacked, "wheel", PATH="")).returncode == 0, done.stderr
    programs = fresh_environment(tmp_path / "fresh", built(unpacked, ".whl"))
    vault = tmp_path / "vault"
    vault.mkdir()

    with subprocess.Popen(
        [programs / "venture-canvas", "up", vault],
        env=environment(tmp_path / "home"),
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as up:
        try:
            assert up.stderr is not None
            said: list[str] = []
            while f"{vault}: ready" not in (line := up.stderr.readline()):
                assert line, said
                said.append(line)
            up.send_signal(signal.SIGINT)
            assert up.wait(timeout=10) == 0
        finally:
            up.kill()

    assert any("was put into the vault" in line for line in said)
    assert (vault / "My venture" / "01 Purpose.md").is_file()
    assert contents(vault / ".obsidian/plugins/venture-canvas").keys() == {
        "main.js",
        "manifest.json",
        "styles.css",
    }
    assert json.loads((vault / ".obsidian/community-plugins.json").read_bytes()) == ["venture-canvas"]


def test_the_wheel_carries_the_plugin_and_the_template_and_no_sources_of_them(checkout: Path) -> None:
    for stray in (".DS_Store", ".obsidian/workspace.json"):
        (checkout / "vault_template" / stray).touch()
    assert (done := build(checkout, "wheel")).returncode == 0, done.stderr

    bundled = {name for name in names_in(built(checkout, ".whl")) if "/bundled/" in name}
    assert bundled == {
        "venture_canvas/bundled/plugin/main.js",
        "venture_canvas/bundled/plugin/manifest.json",
        "venture_canvas/bundled/plugin/styles.css",
        *(f"venture_canvas/bundled/vault_template/{name}" for name in contents(ROOT / "vault_template")),
    }


def test_a_wheel_without_the_plugin_is_not_built(checkout: Path) -> None:
    (checkout / "obsidian-plugin" / "main.js").unlink()

    done = build(checkout, "wheel", PATH="")

    assert done.returncode != 0
    assert "The package cannot be built" in done.stderr
    assert "Install Node.js" in done.stderr
    assert f"{WITHOUT_PLUGIN}=1" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(checkout.rglob("*.whl")) == []


def test_where_nobody_needs_the_plugin_the_package_is_built_without_node(checkout: Path) -> None:
    (checkout / "obsidian-plugin" / "main.js").unlink()

    done = build(checkout, "wheel", PATH="", **{WITHOUT_PLUGIN: "1"})

    assert done.returncode == 0, done.stderr
    bundled = {name.split("/")[2] for name in names_in(built(checkout, ".whl")) if "/bundled/" in name}
    assert bundled == {"vault_template"}
    assert f"{WITHOUT_PLUGIN}=1 pre-commit install-hooks" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_a_plugin_of_older_sources_is_not_packed_under_the_new_version(checkout: Path) -> None:
    source = checkout / "obsidian-plugin" / "src" / "main.ts"
    source.parent.mkdir()
    source.touch()
    os.utime(checkout / "obsidian-plugin" / "main.js", (1_000, 1_000))

    done = build(checkout, "wheel", PATH="")

    assert done.returncode != 0
    assert "not built from its sources as they are now" in done.stderr


def test_an_editable_installation_needs_no_plugin(checkout: Path) -> None:
    (checkout / "obsidian-plugin" / "main.js").unlink()

    done = build(checkout, "wheel:editable", PATH="")

    assert done.returncode == 0, done.stderr
    assert not any("bundled" in name for name in names_in(built(checkout, ".whl")))


def test_the_plugin_is_of_the_version_of_the_package() -> None:
    manifest = json.loads((ROOT / "obsidian-plugin" / "manifest.json").read_bytes())

    assert (manifest["id"], manifest["version"]) == (PLUGIN, __version__)
