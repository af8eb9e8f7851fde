from collections.abc import Iterator
from pathlib import Path

import pytest

from live_daemon import LiveDaemon, running_daemon

NOTES = {
    "Ferry Club.md": "---\ntags: [venture/ferry]\naliases: [The Club]\n---\n# Ferry Club\nSee [[Harbour Masters]] and [[Nowhere]]. #crew\n",
    "People/Harbour Masters.md": "---\naliases:\n  - Masters\n  - The Club\n---\nThey open the port. #venture/ferry/dock\n",
    "Broken.md": "---\ntags: [\n---\nStill a note. 🛶\n",
}


def write_notes(folder: Path) -> Path:
    for path, text in NOTES.items():
        note = folder / path
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_text(text, encoding="utf-8", newline="")
    return folder


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    return write_notes(tmp_path / "ferry vault")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture(scope="module")
def shared_vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_notes(tmp_path_factory.mktemp("shared") / "ferry vault")


@pytest.fixture(scope="module")
def daemon(shared_vault: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveDaemon]:
    """One daemon for the tests of a module that leave it as it was."""
    with running_daemon(tmp_path_factory.mktemp("home"), shared_vault) as running:
        yield running


@pytest.fixture(scope="module")
def address(daemon: LiveDaemon) -> str:
    """The address of the shared vault."""
    return daemon.vault()
