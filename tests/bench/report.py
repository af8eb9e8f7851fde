"""The rows of the benchmark, for people as a table and for programs as JSON: one list, so that neither lacks one."""

import math
import os
import platform
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import Literal, NamedTuple

import msgspec
from rich.table import Table

from bench.changing import EDITS, NEW_NOTE, REMOVED_NOTE
from bench.measure import GIVEN_UP, Measured
from bench.peers import PEERS
from bench.process import Cost

Unit = Literal["", "B", "s", "ms", "%", "/s"]
MEGABYTE = 1e6
NOT_RUN = -1.0
"""Stands for a program that is not installed, or was not asked for."""


class Row(NamedTuple):
    """One thing that was measured.

    Arguments:
        name: what it is.
        unit: of its values; only times are compared between sizes.
        value: takes it from what was measured at one size.
    """

    name: str
    unit: Unit
    value: Callable[[Measured], float]


class Line(msgspec.Struct, frozen=True):
    """A row with its values, in the order of the sizes, and the last divided by the first; None where that tells nothing."""

    name: str
    unit: Unit
    values: tuple[float, ...]
    ratio: float | None


class Report(msgspec.Struct, frozen=True):
    """Everything that was measured, and on what; `load` is how many programs wanted to run at the end, on how many processors."""

    python: str
    system: str
    processors: int
    load: float
    sizes: tuple[int, ...]
    rows: tuple[Line, ...]


def percentile(times: Iterable[float], share: float) -> float:
    """Return the smallest time that at least a share of all of them does not exceed."""
    ordered = sorted(times)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def _changes(
    name: str, times: Callable[[Measured], Mapping[str, Sequence[float]]], kinds: Iterable[str]
) -> list[Row]:
    """Return the rows of one way to change a note: all kinds of change together, then each."""

    def share(of: float) -> Callable[[Measured], float]:
        return lambda measured: percentile(chain.from_iterable(times(measured).values()), of)

    def middle(kind: str) -> Callable[[Measured], float]:
        return lambda measured: percentile(times(measured)[kind], 0.5)

    return [
        Row(f"{name}, p50", "ms", share(0.5)),
        Row(f"{name}, p95", "ms", share(0.95)),
        *(Row(f"{name}: {kind}, p50", "ms", middle(kind)) for kind in kinds),
    ]


def _spread(name: str, times: Callable[[Measured], Sequence[float]]) -> list[Row]:
    """Return the middle and the slow end of times."""
    return [
        Row(f"{name}, p50", "ms", lambda measured: percentile(times(measured), 0.5)),
        Row(f"{name}, p95", "ms", lambda measured: percentile(times(measured), 0.95)),
    ]


def _cost(name: str, cost: Callable[[Measured], Cost | None]) -> list[Row]:
    """Return the time by the clock and of the processor; nothing for a program that was not run."""

    def part(measured: Measured, index: int) -> float:
        found = cost(measured)
        return found[index] if found else NOT_RUN

    return [
        Row(name, "s", lambda measured: part(measured, 0)),
        Row(f"{name}, processor", "s", lambda measured: part(measured, 1)),
    ]


def _own(name: str) -> list[Row]:
    return _cost(name, lambda measured: measured.ours.get(name))


def _peer(name: str) -> list[Row]:
    return _cost(name, lambda measured: measured.peers.get(name))


ROWS: Sequence[Row] = (
    Row("notes", "", lambda measured: measured.size.notes),
    Row("size", "B", lambda measured: measured.size.bytes),
    Row("ventures found", "", lambda measured: measured.cold.ventures),
    *_own("reading all bytes"),
    *_own("parsing alone"),
    *_own("cold index"),
    Row("cold index, notes parsed", "", lambda measured: measured.cold.parsed),
    Row("cold index, peak memory", "B", lambda measured: measured.cold.peak_memory),
    *_own("warm start"),
    Row("warm start, notes parsed", "", lambda measured: measured.warm.parsed),
    Row("warm start, peak memory", "B", lambda measured: measured.warm.peak_memory),
    *chain.from_iterable(_peer(name) for name in PEERS),
    *_changes("change on the disk", lambda measured: measured.changed.disk, (*EDITS, NEW_NOTE, REMOVED_NOTE)),
    *_changes("change in a buffer", lambda measured: measured.changed.buffer, EDITS),
    Row("daemon, cold start", "s", lambda measured: measured.served.cold),
    Row("daemon, peak memory of a cold start", "B", lambda measured: measured.served.cold_peak),
    Row("daemon, warm start", "s", lambda measured: measured.served.warm),
    Row("daemon, memory", "B", lambda measured: measured.served.memory),
    Row("daemon at rest, share of a processor", "%", lambda measured: measured.served.idle_processor),
    Row("daemon at rest, wake-ups", "/s", lambda measured: measured.served.idle_switches),
    *_spread("typed, to its hints over the socket", lambda measured: measured.served.typed),
    *_spread("saved, to the message over the socket", lambda measured: measured.served.saved),
    Row("200 notes saved, to the last message", "s", lambda measured: measured.served.burst),
    Row("folder renamed, to the last message", "s", lambda measured: measured.served.renamed),
    Row("folder renamed, notes in it", "", lambda measured: measured.served.renamed_notes),
)


def report(measured: Sequence[Measured]) -> Report:
    """Return the rows for what was measured, one value a size."""
    return Report(
        python=platform.python_version(),
        system=platform.platform(),
        processors=os.cpu_count() or 1,
        load=os.getloadavg()[0] if hasattr(os, "getloadavg") else NOT_RUN,
        sizes=tuple(each.size.notes for each in measured),
        rows=tuple(_line(row, tuple(row.value(each) for each in measured)) for row in ROWS),
    )


def _line(row: Row, values: tuple[float, ...]) -> Line:
    is_time = row.unit in ("s", "ms") and len(values) > 1 and min(values) > 0
    return Line(row.name, row.unit, values, values[-1] / values[0] if is_time else None)


def table(report: Report) -> Table:
    """Return a report as a table."""
    shown = Table(
        title=f"Venture Canvas · Python {report.python} · {report.system} · {report.processors} processors, load {report.load:.1f}",
        caption="Seconds count from the start of a process, and are medians of rounds in turns. The system has the files in its memory. "
        "Changes are timed from the saved file, or the text of the editor, to the current model; messages of the daemon with the gap in "
        "which it waits for more.",
    )
    shown.add_column("", no_wrap=True)
    for size in report.sizes:
        shown.add_column(f"{size:,} notes", justify="right")
    if len(report.sizes) > 1:
        shown.add_column(f"{report.sizes[-1]:,} : {report.sizes[0]:,}", justify="right")
    for line in report.rows:
        shown.add_row(
            line.name,
            *(_shown(value, line.unit) for value in line.values),
            f"{line.ratio:.2f}" if line.ratio else "",
        )
    return shown


def _shown(value: float, unit: Unit) -> str:
    if value == NOT_RUN:
        return "–"
    if value in GIVEN_UP:
        return "given up"
    if unit == "B":
        return f"{value / MEGABYTE:,.1f} MB"
    if unit == "%":
        return f"{value:.2%}"
    return f"{value:,.2f} {unit}" if unit else f"{value:,.0f}"
