"""The rows of the benchmark, for people as a table and for programs as JSON: one list, so that neither lacks one."""

import math
import platform
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import Literal, NamedTuple

import msgspec
from rich.table import Table

from bench.changing import EDITS, NEW_NOTE, REMOVED_NOTE
from bench.measure import Measured

Unit = Literal["", "B", "s", "ms"]
MEGABYTE = 1e6


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
    """Everything that was measured, and on what."""

    python: str
    system: str
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


ROWS: Sequence[Row] = (
    Row("notes", "", lambda measured: measured.size.notes),
    Row("size", "B", lambda measured: measured.size.bytes),
    Row("ventures found", "", lambda measured: measured.cold.opened.ventures),
    Row("reading all bytes", "s", lambda measured: measured.reading),
    Row("cold index", "s", lambda measured: measured.cold.seconds),
    Row("cold index, notes parsed", "", lambda measured: measured.cold.opened.parsed),
    Row("cold index, peak memory", "B", lambda measured: measured.cold.opened.peak_memory),
    Row("warm start", "s", lambda measured: measured.warm.seconds),
    Row("warm start, notes parsed", "", lambda measured: measured.warm.opened.parsed),
    Row("warm start, peak memory", "B", lambda measured: measured.warm.opened.peak_memory),
    *_changes("change on the disk", lambda measured: measured.changed.disk, (*EDITS, NEW_NOTE, REMOVED_NOTE)),
    *_changes("change in a buffer", lambda measured: measured.changed.buffer, EDITS),
)


def report(measured: Sequence[Measured]) -> Report:
    """Return the rows for what was measured, one value a size."""
    return Report(
        python=platform.python_version(),
        system=platform.platform(),
        sizes=tuple(each.size.notes for each in measured),
        rows=tuple(_line(row, tuple(row.value(each) for each in measured)) for row in ROWS),
    )


def _line(row: Row, values: tuple[float, ...]) -> Line:
    is_time = row.unit in ("s", "ms") and len(values) > 1
    return Line(row.name, row.unit, values, values[-1] / values[0] if is_time else None)


def table(report: Report) -> Table:
    """Return a report as a table."""
    shown = Table(
        title=f"Venture Canvas · Python {report.python} · {report.system}",
        caption="Seconds count from the start of a process. The system has the files in its memory. Changes are timed from the saved "
        "file, or the text of the editor, to the current model.",
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
    if unit == "B":
        return f"{value / MEGABYTE:,.1f} MB"
    return f"{value:,.2f} {unit}" if unit else f"{value:,.0f}"
