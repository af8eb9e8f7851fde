"""Run a program, and tell how long it took: by the clock, and in processor time, which others on the machine disturb less."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec

TESTS = Path(__file__).resolve().parents[1]

Answer = TypeVar("Answer")


class Cost(NamedTuple):
    """What a run cost, in seconds: by the clock, and of processor time, its children's included (0 on Windows)."""

    seconds: float
    processor: float


def cost_of(command: Sequence[str | Path], patience: float) -> Cost | None:
    """Run a program to its end, whatever it prints and says at its end: most linters end with 1 when they find something.

    Returns:
        What it cost; None when it took longer than the seconds of patience, and was ended.
    """
    before, started = _processor_seconds(), time.perf_counter()
    try:
        subprocess.run(
            [*map(str, command)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
            env=_environment(),
            timeout=patience,
        )
    except subprocess.TimeoutExpired:
        return None
    return Cost(time.perf_counter() - started, _processor_seconds() - before)


def run_module(module: str, *arguments: Path, answer: type[Answer]) -> tuple[Cost, Answer]:
    """Run a module in a process of its own, so that it does not profit from another's memory.

    Returns:
        What it cost, until its one line of JSON was there, and that line, decoded.

    Raises:
        RuntimeError: the process ended without success; what it wrote to its standard error stands above.
    """
    before, started = _processor_seconds(), time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", module, *map(str, arguments)],
        stdout=subprocess.PIPE,
        env={**_environment(), "PYTHONPATH": str(TESTS)},
    ) as process:
        assert process.stdout
        line = process.stdout.readline()
        seconds = time.perf_counter() - started
    if process.returncode:
        raise RuntimeError(f"{module} ended with code {process.returncode}; its own message stands above.")
    return Cost(seconds, _processor_seconds() - before), msgspec.json.decode(line, type=answer)


def _environment() -> dict[str, str]:
    """Return the environment in which programs run as installed ones do: with the bytecode that an installation leaves beside them."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _processor_seconds() -> float:
    """Return the processor time of all children that have ended so far."""
    spent = os.times()
    return spent.children_user + spent.children_system
