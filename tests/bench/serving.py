"""The real daemon, over its sockets: how soon it is ready, how soon it tells of a change, what it holds, and what it does at rest.

Run as `python -m bench.serving VAULT HOME SECONDS`; prints a `Served`. Changes the vault; watches the daemon at rest for so many seconds.
"""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import msgspec
import psutil

from bench.memory import high_water_mark
from live_daemon import Live, LiveDaemon, running_daemon

ROUNDS = 40
BURST = 200
TYPED_BYTES = 5_000
MILLISECONDS = 1000.0
DAYS, RENAMED = "Days", "Old days"
MOST_DAYS = 1000
SETTLING = 2.0
"""Seconds after which what a start leaves behind is done."""


class Served(msgspec.Struct, frozen=True):
    """What was measured: seconds for starts, a burst and a renamed folder; milliseconds for single changes; bytes; shares.

    Arguments:
        cold, warm: from the start of the process until the vault is ready.
        typed: from a text sent to its hints.
        saved: from a file written to the message that its note changed.
        burst: from the last of many files written to the message with the last of them.
        renamed: from a folder renamed to the messages with all its notes, and how many notes those are.
        cold_peak: the most memory held in the cold run.
        memory: the memory held at rest after a warm start.
        idle_processor: the share of one processor that is used at rest.
        idle_switches: how often a second a thread wakes up at rest.
    """

    cold: float
    warm: float
    typed: list[float]
    saved: list[float]
    burst: float
    renamed: float
    renamed_notes: int
    cold_peak: int
    memory: int
    idle_processor: float
    idle_switches: float


class Client:
    """Changes notes and waits until the daemon tells of it.

    Arguments:
        vault: its folder.
        live: a connection to its daemon.
    """

    def __init__(self, vault: Path, live: Live) -> None:
        self._vault, self._live, self._chance = vault, live, Random("serving")
        self._notes = sorted(path for path in vault.rglob("*.md") if "Ventures" not in path.parts)
        live.until("state")

    def typed(self) -> list[float]:
        """Type into a note of some size."""
        note = min(self._notes, key=lambda path: abs(path.stat().st_size - TYPED_BYTES))
        path, text = self._path(note), note.read_text(encoding="utf-8")
        self._live.send(type="open", path=path, text=text, version=0)
        self._live.until("hints")
        taken = [
            self._type(path, f"{text}\n{'One letter more. ' * version}", version + 1)
            for version in range(ROUNDS)
        ]
        self._live.send(type="close", path=path)
        return taken

    def _type(self, path: str, text: str, version: int) -> float:
        started = time.perf_counter()
        self._live.send(type="change", path=path, text=text, version=version)
        while self._live.until("hints")["version"] != version:
            pass
        return (time.perf_counter() - started) * MILLISECONDS

    def saved(self) -> list[float]:
        """Save notes one after the other."""
        return [
            self._save([note]) * MILLISECONDS
            for note in self._chance.sample(self._notes, min(ROUNDS, len(self._notes)))
        ]

    def burst(self) -> float:
        """Save many notes at once."""
        return self._save(self._chance.sample(self._notes, min(BURST, len(self._notes))))

    def renamed(self) -> tuple[float, int]:
        """Rename the folder of days."""
        waiting = {self._path(note) for note in (self._vault / DAYS).iterdir()}
        waiting |= {f"{RENAMED}{path.removeprefix(DAYS)}" for path in waiting}
        notes = len(waiting) // 2
        started = time.perf_counter()
        (self._vault / DAYS).rename(self._vault / RENAMED)
        self._await(waiting)
        return time.perf_counter() - started, notes

    def _save(self, notes: list[Path]) -> float:
        for note in notes:
            note.write_text(
                f"{note.read_text(encoding='utf-8')}\nSaved once more.\n", encoding="utf-8", newline=""
            )
        started = time.perf_counter()
        self._await({self._path(note) for note in notes})
        return time.perf_counter() - started

    def _await(self, paths: set[str]) -> None:
        while paths:
            message = msgspec.json.decode(self._live.connection.recv())
            if message["type"] == "index":
                paths.difference_update(message["notes"])

    def _path(self, note: Path) -> str:
        return note.relative_to(self._vault).as_posix()


@contextmanager
def started(home: Path, vault: Path) -> Iterator[tuple[float, LiveDaemon, str]]:
    """Start a daemon; yield how long that took, the daemon, and the address of the vault."""
    begun = time.perf_counter()
    with running_daemon(home, vault) as daemon:
        address = f"/vaults/{daemon.get('/vaults')['vaults'][0]['id']}"
        wait_until_ready(daemon, address)
        yield time.perf_counter() - begun, daemon, address
        daemon.end()


def wait_until_ready(daemon: LiveDaemon, address: str) -> None:
    """Wait, however long it takes, until a vault is ready: the daemon says so itself, and is not kept busy with questions."""
    with daemon.live(address) as live:
        while msgspec.json.decode(live.connection.recv()).get("status") != "ready":
            pass


def gather_days(vault: Path) -> None:
    """Put the first days of the diary into one folder."""
    (vault / DAYS).mkdir()
    for note in sorted((vault / "Diary").rglob("*.md"))[:MOST_DAYS]:
        note.rename(vault / DAYS / note.name)


def peak_of(process: psutil.Process) -> int:
    """Return the most memory that a process has held; on other systems than Linux, what it holds."""
    if sys.platform == "linux":
        return high_water_mark(Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8"))
    return int(process.memory_info().rss)


def at_rest(process: psutil.Process, seconds: float) -> tuple[float, float]:
    """Return the share of a processor, and the wake-ups a second, of a process that has nothing to do."""
    time.sleep(SETTLING)
    used, woken = sum(process.cpu_times()[:2]), _switches(process)
    time.sleep(seconds)
    return (sum(process.cpu_times()[:2]) - used) / seconds, (_switches(process) - woken) / seconds


def _switches(process: psutil.Process) -> int:
    if sys.platform != "linux":
        return int(process.num_ctx_switches().voluntary)
    statuses = (
        task.joinpath("status").read_text(encoding="ascii")
        for task in Path(f"/proc/{process.pid}/task").iterdir()
    )
    return sum(int(status.split("\nvoluntary_ctxt_switches:")[1].split()[0]) for status in statuses)


def main(vault: str, home: str, seconds: str) -> None:
    """Start the daemon twice, and change the vault."""
    gather_days(Path(vault))
    with started(Path(home), Path(vault)) as (cold, daemon, _):
        cold_peak = peak_of(psutil.Process(daemon.process.pid))
    with started(Path(home), Path(vault)) as (warm, daemon, address):
        process = psutil.Process(daemon.process.pid)
        memory = process.memory_info().rss
        share, switches = at_rest(process, float(seconds))
        with daemon.live(address) as live:
            client = Client(Path(vault), live)
            typed, saved, burst = client.typed(), client.saved(), client.burst()
            renamed, notes = client.renamed()
    served = Served(cold, warm, typed, saved, burst, renamed, notes, cold_peak, memory, share, switches)
    print(msgspec.json.encode(served).decode(), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
