"""The benchmark itself, on vaults too small to say anything about times."""

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from bench.generated.vault import vault_notes, ventures_in
from bench.memory import high_water_mark, peak_memory
from bench.peers import PEERS
from bench.process import cost_of
from bench.report import ROWS, Line, Report, percentile

BENCH = Path(__file__).parent
SIZES = (60, 120)
QUICKLY = ("--rounds", "1", "--at-rest", "0.1", "--no-peers")


class Run(msgspec.Struct):
    """What a run printed and wrote."""

    printed: str
    report: Report


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Run:
    written = tmp_path_factory.mktemp("bench") / "rows.json"
    command: list[str | Path] = [sys.executable, BENCH, *map(str, SIZES), *QUICKLY, "--json", written]
    ended = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, cwd=written.parent)
    assert ended.returncode == 0, ended.stderr
    return Run(ended.stdout, msgspec.json.decode(written.read_bytes(), type=Report))


def values(ran: Run, name: str) -> tuple[float, ...]:
    return next(line.values for line in ran.report.rows if line.name == name)


def test_the_table_and_the_json_have_every_row(ran: Run) -> None:
    assert [line.name for line in ran.report.rows] == [row.name for row in ROWS]
    assert [row.name for row in ROWS if row.name not in ran.printed] == []
    assert ran.report.sizes == SIZES


def test_a_warm_start_parses_nothing_and_a_cold_one_every_note(ran: Run) -> None:
    assert values(ran, "warm start, notes parsed") == (0, 0)
    assert values(ran, "cold index, notes parsed") == SIZES


def test_the_ventures_that_were_written_are_found(ran: Run) -> None:
    assert values(ran, "ventures found") == tuple(ventures_in(size) for size in SIZES)


def test_every_other_number_is_positive(ran: Run) -> None:
    mostly = [line for line in ran.report.rows if "parsed" not in line.name and "at rest" not in line.name]
    not_run = {f"{name}{part}" for name in PEERS for part in ("", ", processor")}
    assert {line.name for line in mostly if min(line.values) <= 0} == not_run


def test_only_times_are_compared_between_sizes(ran: Run) -> None:
    def compared(line: Line) -> bool:
        return line.ratio is not None

    own = [line for line in ran.report.rows if min(line.values) >= 0]
    assert {line.unit for line in own if compared(line)} == {"s", "ms"}
    assert {line.unit for line in own if not compared(line)} == {"", "B", "%", "/s"}


def test_a_program_that_takes_too_long_is_ended() -> None:
    forever = [sys.executable, "-c", "import time; time.sleep(600)"]
    assert cost_of(forever, patience=0.2) is None
    at_once = cost_of([sys.executable, "-c", ""], patience=60)
    assert at_once is not None
    assert at_once.seconds > 0


def test_the_same_seed_gives_the_same_vault() -> None:
    assert list(vault_notes(60, seed=5)) == list(vault_notes(60, seed=5))
    assert list(vault_notes(60, seed=5)) != list(vault_notes(60, seed=6))


@pytest.mark.parametrize("size", [40, 600])
def test_a_generated_vault_has_as_many_notes_as_asked_for_each_at_a_path_of_its_own(size: int) -> None:
    paths = [note.path.casefold() for note in vault_notes(size)]
    assert len(paths) == len(set(paths)) == size


@pytest.mark.parametrize(
    ("times", "share", "expected"),
    [
        ([5.0], 0.5, 5),
        ([1.0, 2.0, 3.0, 4.0], 0.5, 2),
        ([3.0, 1.0, 2.0], 0.5, 2),
        (list(map(float, range(1, 101))), 0.95, 95),
    ],
)
def test_a_percentile_is_one_of_the_times(times: list[float], share: float, expected: float) -> None:
    assert percentile(times, share) == expected


def test_the_peak_of_memory_is_read_from_what_linux_says_of_a_process() -> None:
    assert (
        high_water_mark("Name:\tpython\nVmPeak:\t  900 kB\nVmHWM:\t    12 kB\nVmRSS:\t     8 kB\n")
        == 12 * 1024
    )


def test_the_peak_of_memory_counts_what_was_held() -> None:
    held = bytearray(b"x" * 20_000_000)
    assert peak_memory() > len(held)
