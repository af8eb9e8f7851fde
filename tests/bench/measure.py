"""Measure vaults of several sizes. Every measurement runs in a process of its own, so that none profits from another's memory."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec

from bench.changing import Changed
from bench.generated.vault import Size, write_vault
from bench.opening import Opened
from venture_canvas.vault.stamps import CLOCK_TICK_NS

TESTS = Path(__file__).resolve().parents[1]
SETTLED_SECONDS = CLOCK_TICK_NS / 1e9 + 0.1
"""A file that changed less than this ago is read again at the next start; a vault that lay still is what is measured."""

Answer = TypeVar("Answer")
Told = Callable[[str], None]
"""Called with what is being done."""


class Bytes(msgspec.Struct, frozen=True):
    """How much was read."""

    bytes: int


class Opening(NamedTuple):
    """How long it took until a vault was open, from the start of the process, in seconds; and what was found."""

    seconds: float
    opened: Opened


class Measured(NamedTuple):
    """What was measured at one size; times in seconds, those of changes in milliseconds."""

    size: Size
    reading: float
    cold: Opening
    warm: Opening
    changed: Changed


def measure(folder: Path, sizes: Sequence[int], told: Told) -> list[Measured]:
    """Write a vault for every size, then measure each.

    Arguments:
        folder: an empty folder for the vaults and their caches.
        sizes: numbers of notes.
        told: hears what is going on.
    """
    written: list[Size] = []
    for notes in sizes:
        told(f"writing {notes:,} notes")
        written.append(write_vault(folder / str(notes), notes))
    _come_to_rest()
    return [_measure_one(folder / str(size.notes), size, told) for size in written]


def _come_to_rest() -> None:
    """Wait until the vaults lie still, and are written out: the next program that asks for its own writes would wait for all of them."""
    if hasattr(os, "sync"):  # Windows has none, and needs none: there a flush is one of a file.
        os.sync()
    time.sleep(SETTLED_SECONDS)


def _measure_one(vault: Path, size: Size, told: Told) -> Measured:
    cache = vault.with_suffix(".cache")

    def step(what: str, module: str, *arguments: Path, answer: type[Answer]) -> tuple[float, Answer]:
        told(f"{size.notes:,} notes: {what}")
        return run(module, *arguments, answer=answer)

    reading, _ = step("reading all bytes", "bench.reading", vault, answer=Bytes)
    cold = step("cold index", "bench.opening", vault, cache, answer=Opened)
    warm = step("warm start", "bench.opening", vault, cache, answer=Opened)
    _expect_nothing_parsed(*warm)
    _, changed = step("changes", "bench.changing", vault, cache, answer=Changed)
    return Measured(size, reading, Opening(*cold), Opening(*warm), changed)


def _expect_nothing_parsed(_seconds: float, opened: Opened) -> None:
    """Refuse the time of a start that was not warm: sources edited in the middle of a run outdate the cache, for one."""
    if opened.parsed:
        raise RuntimeError(
            f"The warm start parsed {opened.parsed:,} notes, so its time is not that of a warm start. "
            "If the program was edited meanwhile, run again."
        )


def run(module: str, *arguments: Path, answer: type[Answer]) -> tuple[float, Answer]:
    """Run a module in a process of its own.

    Returns:
        How many seconds went by from before the process started until its one line of JSON was there, and that line, decoded.

    Raises:
        RuntimeError: the process ended without success; what it wrote to its standard error stands above.
    """
    started = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", module, *map(str, arguments)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(TESTS)},
    ) as process:
        assert process.stdout
        line = process.stdout.readline()
        seconds = time.perf_counter() - started
    if process.returncode:
        raise RuntimeError(f"{module} ended with code {process.returncode}; its own message stands above.")
    return seconds, msgspec.json.decode(line, type=answer)
