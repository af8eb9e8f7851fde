"""Measure vaults of several sizes."""

import os
import shutil
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

import msgspec

from bench.changing import Changed
from bench.generated.vault import Size, write_vault
from bench.opening import Opened
from bench.peers import installed
from bench.process import Cost, cost_of, run_module
from bench.serving import Served
from venture_canvas.vault.stamps import CLOCK_TICK_NS

SETTLED_SECONDS = CLOCK_TICK_NS / 1e9 + 0.1
"""A file that changed less than this ago is read again at the next start; a vault that lay still is what is measured."""
GIVEN_UP = Cost(-2.0, -2.0)
"""Stands for a program that took longer than was waited for."""

Told = Callable[[str], None]
"""Called with what is being done."""
Rounds = dict[str, list[Cost]]
"""By name, what each round cost."""


class Bytes(msgspec.Struct, frozen=True):
    """How much was read."""

    bytes: int


class Plan(NamedTuple):
    """What to measure.

    Arguments:
        sizes: numbers of notes.
        rounds: how often everything that is compared is run, in turns.
        at_rest: seconds for which the daemon is watched at rest.
        peers: whether other programs are run beside ours.
        patience: seconds after which another program is given up.
    """

    sizes: Sequence[int]
    rounds: int
    at_rest: float
    peers: bool
    patience: float


class Measured(NamedTuple):
    """What was measured at one size."""

    size: Size
    cold: Opened
    warm: Opened
    ours: dict[str, Cost]
    peers: dict[str, Cost]
    changed: Changed
    served: Served


def measure(folder: Path, plan: Plan, told: Told) -> list[Measured]:
    """Write a vault for every size, then measure each.

    Arguments:
        folder: an empty folder for the vaults and their caches.
        plan: what to measure.
        told: hears what is going on.
    """
    written: list[Size] = []
    for notes in plan.sizes:
        told(f"writing {notes:,} notes")
        written.append(write_vault(folder / str(notes), notes))
    _come_to_rest()
    return [_measure_one(folder / str(size.notes), size, plan, told) for size in written]


def _come_to_rest() -> None:
    """Wait until the vaults lie still, and are written out: the next program that asks for its own writes would wait for all of them."""
    if hasattr(os, "sync"):  # Windows has none, and needs none: there a flush is one of a file.
        os.sync()
    time.sleep(SETTLED_SECONDS)


def _measure_one(vault: Path, size: Size, plan: Plan, told: Told) -> Measured:
    def tell(what: str) -> None:
        told(f"{size.notes:,} notes: {what}")

    cache, home = vault.with_suffix(".cache"), vault.with_suffix(".home")
    rounds = _Alternating(vault, cache)
    for number in range(plan.rounds):
        tell(f"starts, round {number + 1}")
        rounds.run_ours()
        if plan.peers:
            rounds.run_peers(tell, plan.patience)
    tell("changes")
    _, changed = run_module("bench.changing", _copy(vault, "changed"), cache, answer=Changed)
    tell("the daemon")
    served_arguments = (_copy(vault, "served"), home, Path(str(plan.at_rest)))
    _come_to_rest()
    _, served = run_module("bench.serving", *served_arguments, answer=Served)
    return Measured(
        size, rounds.cold, rounds.warm, _medians(rounds.ours), _medians(rounds.peers), changed, served
    )


def _copy(vault: Path, name: str) -> Path:
    """Return a copy of a vault, to be changed."""
    return Path(shutil.copytree(vault, vault.with_name(f"{vault.name} {name}")))


def _medians(rounds: Rounds) -> dict[str, Cost]:
    return {
        name: Cost(median(cost.seconds for cost in costs), median(cost.processor for cost in costs))
        for name, costs in rounds.items()
    }


class _Alternating:
    """Runs everything that is compared in turns, so that what disturbs the machine disturbs all alike."""

    cold: Opened
    warm: Opened

    def __init__(self, vault: Path, cache: Path) -> None:
        self._vault, self._cache = vault, cache
        self._commands = installed(vault, vault.with_suffix(".index"))
        self.ours: Rounds = {}
        self.peers: Rounds = {}

    def run_ours(self) -> None:
        for name, module in (("reading all bytes", "bench.reading"), ("parsing alone", "bench.parsing")):
            self._keep(name, run_module(module, self._vault, answer=Bytes)[0])
        self._cache.unlink(missing_ok=True)
        self.cold = self._open("cold index")
        self.warm = self._open("warm start")
        if self.warm.parsed:
            raise RuntimeError(
                f"The warm start parsed {self.warm.parsed:,} notes, so its time is not that of a warm start. "
                "If the program was edited meanwhile, run again."
            )

    def run_peers(self, tell: Told, patience: float) -> None:
        for name, command in tuple(self._commands.items()):
            tell(name)
            cost = cost_of(command, patience)
            self.peers.setdefault(name, []).append(cost or GIVEN_UP)
            if cost is None:
                del self._commands[name]

    def _open(self, name: str) -> Opened:
        cost, opened = run_module("bench.opening", self._vault, self._cache, answer=Opened)
        self._keep(name, cost)
        return opened

    def _keep(self, name: str, cost: Cost) -> None:
        self.ours.setdefault(name, []).append(cost)
