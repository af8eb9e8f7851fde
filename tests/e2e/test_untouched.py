"""Nothing in a vault is changed by serving it: whatever happens, its files are as whoever wrote them left them."""

import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from e2e.following import SAVES
from e2e.notes import CANVAS, CANVAS_PATH, LEXICON_PATH, write, write_all
from live_daemon import run_command, running_daemon

WRITTEN_AT_NS = 1_700_000_000_123_456_789
ADDRESSES = ("state", "model", "tags", "tags?prefix=can", "aliases", f"notes/{CANVAS_PATH}", "verify")
COMMANDS = ("model", "tags", "aliases", "verify")


class Entry(NamedTuple):
    """What must stay of a file or folder; a folder has no digest."""

    mode: int
    mtime_ns: int
    digest: str


def tree(root: Path) -> dict[str, Entry]:
    """Everything in a folder, by its path."""
    return {path.relative_to(root).as_posix(): entry(path) for path in [root, *root.rglob("*")]}


def entry(path: Path) -> Entry:
    status = path.lstat()
    content = path.read_bytes() if path.is_file() else b""
    return Entry(status.st_mode, status.st_mtime_ns, hashlib.sha256(content).hexdigest())


def files(root: Path) -> dict[str, Entry]:
    """The files alone: when a folder changed last is the clock's affair, and no two folders agree on it."""
    return {path: found for path, found in tree(root).items() if (root / path).is_file()}


class Twins:
    """The served vault, and a folder nobody serves: whatever is done to one is done to both."""

    def __init__(self, folder: Path) -> None:
        self.vault, self.other = folder / "vault", folder / "other"

    def do(self, change: Callable[[Path], object]) -> None:
        for root in (self.vault, self.other):
            change(root)
            for path in root.rglob("*"):
                if path.is_file():
                    os.utime(path, ns=(WRITTEN_AT_NS, WRITTEN_AT_NS))

    def are_alike(self) -> None:
        assert files(self.vault) == files(self.other)
        assert set(tree(self.vault)) == set(tree(self.other))


def begin(root: Path) -> None:
    write_all(root)
    write(root, "Windows.md", b"\xef\xbb\xbf---\r\ntags: [bom]\r\n---\r\nLine ends.\r\nNo last one.")
    write(root, "Broken.md", b"---\ntags: [\n---\n\xff\0\n")
    write(root, ".obsidian/app.json", "{}")
    write(root, "Log/Deep/Tuesday.md", "#tuesday\n")
    write(root, "chart.png", b"\x89PNG\r\n")
    (root / "Windows.md").chmod(0o640)
    (root / "Log").chmod(0o750)


def edit_in_every_way(root: Path) -> None:
    for number, save in enumerate(SAVES):
        save(root / CANVAS_PATH, CANVAS.replace("Island councils", f"Harbour boards {number}"))
        save(root / f"New {number}.md", f"---\naliases: [Newcomer {number}]\n---\n#new{number}\n")


def rename_and_delete(root: Path) -> None:
    (root / "New 0.md").rename(root / "Renamed.md")
    (root / "New 1.md").unlink()
    (root / "Log").rename(root / "Diary")
    shutil.rmtree(root / "Diary" / "Deep")
    write(root, "Diary/Wednesday.md", "#wednesday\n")


@pytest.fixture
def twins(tmp_path: Path) -> Twins:
    return Twins(tmp_path)


def test_a_whole_session_leaves_the_vault_as_its_owner_wrote_it(twins: Twins, tmp_path: Path) -> None:
    home = tmp_path / "home"
    twins.do(begin)
    before = tree(twins.vault)
    with running_daemon(home, twins.vault) as daemon:
        daemon.vault()
        assert tree(twins.vault) == before

    with running_daemon(home) as daemon, daemon.live(daemon.vault()) as live, daemon.http() as client:
        address = daemon.vault()
        live.until("state")
        for change in (edit_in_every_way, rename_and_delete):
            twins.do(change)
            rest = tree(twins.vault)
            type_and_close(live.send)
            live.until("problem")
            for asked in ADDRESSES:
                assert client.get(f"{address}/{asked}").status_code == 200
            assert client.get(f"{address}/verify").json() == {"equal": True, "differences": []}
            assert tree(twins.vault) == rest
            twins.are_alike()

        for command in COMMANDS:
            assert run_command(home, command, twins.vault / "Diary", "--format", "json").returncode == 0
        assert run_command(home, "status").returncode == 0
        assert tree(twins.vault) == rest
        assert client.delete(address).status_code == 204
        assert client.post("/vaults", json={"path": str(twins.vault)}).status_code in {200, 201}
        daemon.vault()
        assert run_command(home, "stop").returncode == 0
        assert daemon.wait() == 0

    for command in COMMANDS:
        assert run_command(home, command, twins.vault).returncode == 0
    assert tree(twins.vault) == rest
    twins.are_alike()
    assert tree(tmp_path).keys() >= {"home/cache"}


def type_and_close(send: Callable[..., None]) -> None:
    """Type in a note, in one that is not there and in one with line ends of its own; end with what is refused."""
    for number, path in enumerate((CANVAS_PATH, LEXICON_PATH, "Not yet.md", "Windows.md")):
        send(type="open", path=path, text="# Typed\n#typed\n", version=1)
        send(type="change", path=path, text=f"# Typed\n#typed{number}\n", version=2)
        send(type="close", path=path)
    send(type="open", path="../Outside.md", text="", version=1)


def test_a_daemon_that_is_killed_while_notes_are_open_leaves_no_trace(twins: Twins, tmp_path: Path) -> None:
    twins.do(begin)
    before = tree(twins.vault)
    with running_daemon(tmp_path / "home", twins.vault) as daemon, daemon.live(daemon.vault()) as live:
        live.until("state")
        live.send(type="open", path=CANVAS_PATH, text="#typed", version=1)
        live.until("index")
        daemon.process.kill()
        daemon.wait()

    assert tree(twins.vault) == before
    twins.are_alike()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_a_vault_that_nobody_may_write_to_is_served(twins: Twins, tmp_path: Path) -> None:
    twins.do(begin)
    for path in [twins.vault, *twins.vault.rglob("*")]:
        path.chmod(0o500 if path.is_dir() else 0o400)
    before = tree(twins.vault)
    try:
        with running_daemon(tmp_path / "home", twins.vault) as daemon:
            address = daemon.vault()
            assert daemon.get(f"{address}/verify")["equal"] is True
            assert {each["path"] for each in daemon.get(f"{address}/state")["troubles"]} == {"Broken.md"}
        assert tree(twins.vault) == before
    finally:
        for path in [twins.vault, *twins.vault.rglob("*")]:
            path.chmod(0o700 if path.is_dir() else 0o600)
