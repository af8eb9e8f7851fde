"""Marks come while the thought is still there: from a key to the mark on the screen, in a large vault."""

from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

import pytest

from bench.generated.vault import write_vault
from e2e.browser.app_server import AppServer
from e2e.browser.ferry import NOTES, SOLUTION, write_ferry
from e2e.browser.obsidian_host import Host
from e2e.notes import write
from live_daemon import LiveDaemon, running_daemon, wait_until

NOTES_IN_VAULT = 5000
READING_SECONDS = 120
ROUNDS = {5: 15, 50: 15, 200: 5}
"""How often each size of note is typed in, by its kilobytes."""
KILOBYTE = 1024
BUDGET_MS = 100
"""For nineteen keys of twenty in a note of 50 KB, the pause of 50 ms included."""
ROOM = 4
"""How much longer the slowest keys may take on a machine with other things to do."""
SENTENCE = "The ferry leaves when the last class has signed in, and waits for nobody else.\n\n"


def note_of(kilobytes: int) -> str:
    return NOTES[SOLUTION] + SENTENCE * (kilobytes * KILOBYTE // len(SENTENCE))


@pytest.fixture
def vault(vault: Path) -> Path:
    write_vault(vault, NOTES_IN_VAULT)
    for kilobytes in ROUNDS:
        write(vault, f"Ferry {kilobytes}/Solution.md", note_of(kilobytes))
    return write_ferry(vault)


@pytest.fixture
def daemon(server: AppServer, home: Path, vault: Path) -> Iterator[LiveDaemon]:
    """A daemon that is given the time to read the whole vault."""
    with running_daemon(home, vault, "--allow-origin", server.origin) as running:
        address = f"/vaults/{running.get('/vaults')['vaults'][0]['id']}"
        wait_until(lambda: running.get(address)["state"]["status"] == "ready", READING_SECONDS)
        yield running


def rounds(host: Host, kilobytes: int) -> list[float]:
    """Type a mistake into a note, again and again; its last key takes the caret off it."""
    host.open(f"Ferry {kilobytes}/Solution.md")
    host.caret_after("the last class")
    # The first round only warms up.
    return [one_round(host) for _ in range(ROUNDS[kilobytes] + 1)][1:]


def one_round(host: Host) -> float:
    text = host.text()
    host.type(" [[Custmers]]")
    time = host.time_to_mark("Space")
    while host.text() != text:
        host.press("Control+z")
    wait_until(lambda: host.marks() == [])
    return time


def test_a_mark_is_on_the_screen_soon_after_the_key(host: Host) -> None:
    times = {kilobytes: rounds(host, kilobytes) for kilobytes in ROUNDS}
    p95 = {kilobytes: quantiles(each, n=20, method="inclusive")[-1] for kilobytes, each in times.items()}
    for kilobytes, each in times.items():
        print(f"{kilobytes:>4} KB: p50 {median(each):.0f} ms, p95 {p95[kilobytes]:.0f} ms")
    for kilobytes in (5, 50):
        assert median(times[kilobytes]) <= BUDGET_MS * ROOM / 2
        assert p95[kilobytes] <= BUDGET_MS * ROOM
