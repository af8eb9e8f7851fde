"""What happens to a daemon from outside: killed in the middle, stopped while much happens, started many times at once."""

import os
import random
import signal
import threading
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import psutil
import pytest

from live_daemon import LiveDaemon, places_in, running_daemon, wait_until
from proof.vocabulary import GOOD

PATIENCE = 100.0
long = [pytest.mark.long, pytest.mark.timeout(0)]
signals_only = pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL and no SIGSTOP")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    vault = tmp_path / "vault"
    for path, text in GOOD.items():
        (vault / path).parent.mkdir(parents=True, exist_ok=True)
        (vault / path).write_text(text, encoding="utf-8")
    return vault


def add_notes(vault: Path, count: int, folder: str = "Diary") -> None:
    (vault / folder).mkdir()
    for number in range(count):
        text = f"---\naliases: [Day {number}]\n---\n# {number}\n\n[[{number - 1}]] #day\n"
        (vault / folder / f"{number}.md").write_text(text, encoding="utf-8")


def everything(vault: Path) -> dict[str, tuple[bytes, int, int]]:
    """Return the content, the mode and the time of each file."""
    return {
        str(file): (file.read_bytes(), file.stat().st_mode, file.stat().st_mtime_ns)
        for file in vault.rglob("*")
        if file.is_file()
    }


def assert_it_equals_a_fresh_build(daemon: LiveDaemon, notes: int) -> None:
    address = daemon.vault(patience=PATIENCE)
    wait_until(lambda: daemon.get(f"{address}/state")["notes"] == notes, PATIENCE)
    with daemon.http() as client:
        assert client.get(f"{address}/verify", timeout=PATIENCE).json()["equal"] is True
    assert daemon.get(f"{address}/state")["troubles"] == []


@signals_only
@pytest.mark.parametrize("kills", [6, pytest.param(100, marks=long)])
def test_a_daemon_killed_in_the_middle_of_its_work_loses_nothing(home: Path, vault: Path, kills: int) -> None:
    random_ = random.Random(kills)
    add_notes(vault, 600)
    for kill in range(kills):
        before = everything(vault)
        with running_daemon(home, vault, greet=False) as daemon:
            # Some die while they start, some while they index, and some while they keep what they read.
            threading.Event().wait(random_.uniform(0.2, 1.5))
            daemon.process.kill()
        assert everything(vault) == before
        (vault / "Diary" / f"{kill}.md").write_text(f"changed after kill {kill}\n", encoding="utf-8")
    with running_daemon(home, vault) as daemon:
        assert_it_equals_a_fresh_build(daemon, len(GOOD) + 600)


def torn(cache: Path) -> None:
    """Overwrite some pages in the middle, as a disk does that lost power."""
    content = bytearray(cache.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 5 * 4096] = b"\xa5" * 5 * 4096
    cache.write_bytes(content)


@signals_only
def test_a_cache_that_is_torn_in_the_middle_when_the_daemon_is_killed_is_begun_anew(
    home: Path, vault: Path
) -> None:
    add_notes(vault, 200)
    with running_daemon(home, vault) as daemon:
        daemon.vault()
        daemon.process.kill()
    [cache] = places_in(home).cache.glob("*.sqlite")
    torn(cache)
    with running_daemon(home, vault) as daemon:
        assert_it_equals_a_fresh_build(daemon, len(GOOD) + 200)


def test_a_place_where_no_cache_can_be_kept_is_told_and_the_vault_is_served(home: Path, vault: Path) -> None:
    with running_daemon(home, vault) as daemon:
        daemon.vault()
        daemon.end()
    [cache] = places_in(home).cache.glob("*.sqlite")
    cache.unlink()
    cache.mkdir()
    with running_daemon(home, vault) as daemon:
        address = daemon.vault()
        assert [each["code"] for each in daemon.get(f"{address}/state")["troubles"]] == ["cache-off"]
        assert daemon.get(f"{address}/verify")["equal"] is True


@signals_only
@pytest.mark.parametrize("notes", [6000, pytest.param(30_000, marks=long)])
def test_more_happens_to_a_stopped_daemon_than_the_system_remembers(
    home: Path, vault: Path, notes: int
) -> None:
    with running_daemon(home, vault) as daemon:
        daemon.vault()
        daemon.process.send_signal(signal.SIGSTOP)
        add_notes(vault, notes)
        daemon.process.send_signal(signal.SIGCONT)
        assert_it_equals_a_fresh_build(daemon, len(GOOD) + notes)


def only_one_lives(daemons: list[LiveDaemon]) -> bool:
    return sum(each.process.poll() is None for each in daemons) == 1


@pytest.mark.parametrize("times", [2, pytest.param(50, marks=long)])
def test_of_many_daemons_started_at_once_one_serves_the_vaults_of_all(tmp_path: Path, times: int) -> None:
    for time in range(times):
        home = tmp_path / f"home {time}"
        folders = [tmp_path / f"{time} {number}" for number in range(3)]
        for folder in folders:
            folder.mkdir()
        with ExitStack() as running:
            all_ = [running.enter_context(running_daemon(home, folder, greet=False)) for folder in folders]
            wait_until(partial(only_one_lives, all_))
            [lives] = [each for each in all_ if each.process.poll() is None]
            assert lives.runtime.pid == lives.process.pid
            assert {each["name"] for each in lives.get("/vaults")["vaults"]} == {
                each.name for each in folders
            }
            assert [each.process.returncode for each in all_ if each is not lives] == [0, 0]


@pytest.mark.skipif(not hasattr(psutil.Process, "rlimit"), reason="needs limits of another process")
def test_a_daemon_without_free_handles_answers_and_recovers(home: Path, vault: Path) -> None:
    with running_daemon(home, vault) as daemon, daemon.http() as client:
        address = daemon.vault()
        # The connection is open before the last handle is gone: a new one could not be taken.
        client.get(f"{address}/state")
        process = psutil.Process(daemon.process.pid)
        usual = process.rlimit(psutil.RLIMIT_NOFILE)
        process.rlimit(psutil.RLIMIT_NOFILE, (process.num_fds(), usual[1]))
        add_notes(vault, 20)
        (vault / "TinyNight.md").write_text("# Changed\n", encoding="utf-8")

        def state() -> dict[str, object]:
            found: dict[str, object] = client.get(f"{address}/state").json()
            return found

        assert wait_until(lambda: state()["troubles"] or state()["notes"] != len(GOOD))
        process.rlimit(psutil.RLIMIT_NOFILE, usual)
        (vault / "Diary" / "0.md").write_text("once more\n", encoding="utf-8")
        (vault / "TinyNight.md").write_text("# Changed again\n", encoding="utf-8")
        assert_it_equals_a_fresh_build(daemon, len(GOOD) + 20)
