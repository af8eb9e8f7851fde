"""The command line of the benchmark."""

import tempfile
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.console import Console

from bench.measure import Plan, measure
from bench.report import report, table

SIZES = [1_000, 5_000, 20_000]
FEWEST_NOTES = 40

Sizes = Annotated[
    list[int] | None,
    typer.Argument(
        min=FEWEST_NOTES,
        metavar="NOTES…",
        help="Sizes of the vaults; 1000, 5000 and 20000 when none is given.",
    ),
]
Rounds = Annotated[
    int, typer.Option(min=1, help="How often starts, and the other programs, are run in turns.")
]
AtRest = Annotated[
    float, typer.Option(min=0.1, metavar="SECONDS", help="How long the daemon is watched at rest.")
]
Peers = Annotated[bool, typer.Option(help="Run the other programs that are installed beside ours.")]
Patience = Annotated[
    float,
    typer.Option(min=1, metavar="SECONDS", help="How long another program may take before it is given up."),
]
Json = Annotated[Path | None, typer.Option("--json", metavar="FILE", help="Write the rows there as well.")]


def main(
    sizes: Sizes = None,
    rounds: Rounds = 5,
    at_rest: AtRest = 20.0,
    peers: Peers = True,
    patience: Patience = 120.0,
    json: Json = None,
) -> None:
    """Measure starts, changes, memory and rest on generated vaults, beside other programs that read a vault."""
    plan = Plan(sizes or SIZES, rounds, at_rest, peers, patience)
    progress = Console(stderr=True)
    with (
        tempfile.TemporaryDirectory(prefix="venture-canvas-bench-") as folder,
        progress.status("starting") as status,
    ):
        measured = measure(Path(folder), plan, status.update)
    found = report(measured)
    Console().print(table(found))
    if json:
        json.write_bytes(msgspec.json.format(msgspec.json.encode(found)) + b"\n")


def run() -> None:
    """Run the command."""
    typer.run(main)
