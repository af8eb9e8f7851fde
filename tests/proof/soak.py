"""Ten minutes of edits and faults against the real daemon: python tests/proof/soak.py [MINUTES].

The vault and a twin of it get the same edits; only the vault is served. In the end the two are the same, the daemon's live state
equals a fresh build, and it has no more memory and open files than when it was warm. Exits with 1 when that is not so.
"""

import random
import shutil
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import psutil

sys.path.insert(0, str(Path(__file__).parents[1]))

from live_daemon import LiveDaemon, places_in, wait_until
from proof.changing_folder import ChangingFolder
from proof.vocabulary import FOLDERS, GOOD, NOTES, PIECES, PLACES, SETTINGS, SETTINGS_FILE, TEXTS

MEGABYTE = 1024 * 1024
PATIENCE = 60.0
SETTLED_AFTER = 0.5
"""From this part of the time on the daemon is not killed any more, so that its memory can be followed."""
GROWTH = 1.15
MORE_FILES = 8

random_ = random.Random(20261122)
one = random_.choice


def line() -> int:
    return random_.randrange(30)


EDITS: dict[str, Callable[[], dict[str, Any]]] = {
    "write": lambda: {"path": one(NOTES), "text": one(TEXTS)},
    "save": lambda: {"path": one(NOTES), "text": one(TEXTS)},
    "append": lambda: {"path": one(NOTES), "text": one(PIECES)},
    "insert": lambda: {"path": one(NOTES), "line": line(), "text": one(PIECES)},
    "remove_line": lambda: {"path": one(NOTES), "line": line()},
    "truncate": lambda: {"path": one(NOTES), "size": random_.randrange(300)},
    "exchange_letters": lambda: {"path": one(NOTES)},
    "rename": lambda: {"old": one(PLACES), "new": one(PLACES)},
    "swap": lambda: {"one": one(PLACES), "other": one(PLACES)},
    "move_out": lambda: {"path": one(PLACES)},
    "move_in": lambda: {"path": one(PLACES)},
    "delete": lambda: {"path": one(NOTES)},
    "become_folder": lambda: {"path": one(NOTES), "note": "Customers.md", "text": one(TEXTS)},
    "become_note": lambda: {"path": one(FOLDERS), "text": one(TEXTS)},
}


class Soak:
    """The daemon, the vault it serves, and the vault's twin."""

    def __init__(self, place: Path) -> None:
        self.home = place / "home"
        self.vault = ChangingFolder(place / "vault", place / "outside")
        self.twin = ChangingFolder(place / "twin", place / "twins outside")
        self.counts: dict[str, int] = {}
        self.samples: list[tuple[float, float, int]] = []
        self.latencies: list[float] = []
        for number in range(300):
            self.edit("write", path=f"Diary/{number}.md", text=f"# Day {number}\n\n[[{number - 1}]] #day\n")
        for path, text in GOOD.items():
            self.edit("write", path=path, text=text)
        self.daemon = LiveDaemon(self.home, self.vault.root)

    def edit(self, does: str, **given: Any) -> None:
        """Make one edit in both vaults."""
        self.count(does)
        for folder in (self.vault, self.twin):
            getattr(folder, does)(**given)
            folder.untold.clear()

    def count(self, what: str) -> None:
        self.counts[what] = self.counts.get(what, 0) + 1

    def some_edits(self) -> None:
        for _ in range(random_.randrange(1, 12)):
            if random_.random() < 0.05:
                self.edit("write", path=SETTINGS_FILE, text=one(SETTINGS))
            else:
                does = one(list(EDITS))
                self.edit(does, **EDITS[does]())

    def storm(self) -> None:
        """Write many notes at once, and take them away as a whole."""
        for number in range(200):
            self.edit("write", path=f"Storm/{number}.md", text=one(TEXTS))
        self.edit("rename", old="Storm", new="Storm over")
        self.edit("delete", path="Storm over")

    def stopped_for_a_moment(self) -> None:
        self.daemon.process.send_signal(signal.SIGSTOP)
        self.some_edits()
        self.daemon.process.send_signal(signal.SIGCONT)

    def pulled_out(self) -> None:
        away = self.vault.root.with_name("away")
        self.vault.root.rename(away)
        with suppress(OSError):
            self.asked("/state")
        away.rename(self.vault.root)

    def typed(self) -> None:
        """Open a note in an editor, type, and close it, or go away without a word."""
        path = one([path for path in NOTES if path.isprintable() and path.endswith(".md") and path[0] != "."])
        with self.daemon.live(self.address) as live:
            live.send(type="open", path=path, version=1, text="")
            for version in range(2, 12):
                live.send(
                    type="change",
                    path=path,
                    version=version,
                    text="".join(one(PIECES) for _ in range(version)),
                )
            live.until("hints")
            if random_.random() < 0.7:
                live.send(type="close", path=path)

    def killed(self) -> None:
        self.daemon.process.kill()
        self.daemon.wait()
        self.some_edits()
        self.daemon = LiveDaemon(self.home)

    def killed_with_its_cache(self) -> None:
        self.daemon.process.kill()
        self.daemon.wait()
        for cache in places_in(self.home).cache.glob("*.sqlite"):
            content = cache.read_bytes()
            middle = len(content) // 2
            damaged = {
                "cut": content[:middle],
                "zeroed": bytes(len(content)),
                "torn": content[:middle] + b"\xff" * 4096 + content[middle + 4096 :],
            }
            cache.write_bytes(one(list(damaged.values())))
        self.daemon = LiveDaemon(self.home)

    @property
    def address(self) -> str:
        return f"/vaults/{self.daemon.get('/vaults')['vaults'][0]['id']}"

    def asked(self, what: str) -> Any:
        began = time.monotonic()
        answer = self.daemon.get(f"{self.address}{what}")
        self.latencies.append(time.monotonic() - began)
        return answer

    def run(self, seconds: float) -> None:
        """Make edits and faults until the time is over."""
        began = time.monotonic()
        gentle = [self.stopped_for_a_moment, self.pulled_out, self.typed, self.typed, self.storm]
        while (now := time.monotonic() - began) < seconds:
            self.some_edits()
            if random_.random() < 0.2:
                harsh = [] if now > seconds * SETTLED_AFTER else [self.killed, self.killed_with_its_cache]
                fault = one([*gentle, *harsh])
                self.count(fault.__name__)
                self.ready()
                fault()
            self.ready()
            self.sample(now)

    def ready(self) -> None:
        """Wait until the vault is there and read."""
        wait_until(lambda: self.asked("/state")["status"] == "ready", PATIENCE)

    def sample(self, now: float) -> None:
        process = psutil.Process(self.daemon.process.pid)
        self.samples.append((now, process.memory_info().rss / MEGABYTE, process.num_fds()))

    def end(self) -> None:
        self.daemon.end()

    def report(self, seconds: float) -> list[str]:
        """Print what happened, and return what is wrong."""
        differences = self.daemon.get(f"{self.address}/verify")["differences"]
        settled = [sample for sample in self.samples if sample[0] > seconds * SETTLED_AFTER]
        third = max(len(settled) // 3, 1)
        memory = [
            statistics.median(rss for _, rss, _ in part) for part in (settled[:third], settled[-third:])
        ]
        files = [max(count for _, _, count in part) for part in (settled[:third], settled[-third:])]
        slowest = statistics.quantiles(self.latencies, n=100)[94]
        print(f"seconds {seconds:.0f}, {sum(self.counts.values())} edits and faults: {self.counts}")
        print(
            f"memory, MB: {memory[0]:.0f} after the last start, {memory[1]:.0f} at the end, most {max(rss for _, rss, _ in self.samples):.0f}"
        )
        print(f"open files: {files[0]} after the last start, {files[1]} at the end")
        print(
            f"answers: {len(self.latencies)}, p95 {slowest * 1000:.0f} ms; generation {self.asked('/state')['generation']}"
        )
        print(f"verify: {len(differences)} differences; troubles: {len(self.asked('/state')['troubles'])}")
        wrong = {
            f"the live state is not a fresh build: {differences[:3]}": differences,
            "the vault is not its twin": contents(self.vault.root) != contents(self.twin.root),
            f"memory grew: {memory}": memory[1] > memory[0] * GROWTH,
            f"open files grew: {files}": files[1] > files[0] + MORE_FILES,
        }
        return [what for what, is_so in wrong.items() if is_so]


def contents(root: Path) -> dict[str, bytes | None]:
    """Return everything that is in a folder."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes() if path.is_file() else None
        for path in root.rglob("*")
    }


def main(minutes: float) -> int:
    """Run it; return the exit code."""
    with ExitStack() as ends:
        place = Path(tempfile.mkdtemp()).resolve()
        ends.callback(shutil.rmtree, place)
        soak = Soak(place)
        ends.callback(soak.end)
        soak.run(minutes * 60)
        wrong = soak.report(minutes * 60)
    print("\n".join(wrong) or "nothing is wrong")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 10.0))
